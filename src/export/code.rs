//! The short code in the source line of a figure, by which its view is found again when the metadata were stripped:
//! `DF-7K3Q-9M2P`. Equal views of equal data have equal codes.
//!
//! Start with [`FigureCode::of`].

use super::Recipe;
use crate::dataset::Fingerprint;
use crate::reading::Mapping;
use crate::view_spec::ViewSpec;
use std::fmt;
use std::str::FromStr;

/// Digits and letters that are not taken for one another (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PREFIX: &str = "DF";
/// Two groups of four: 40 bits, one chance in a million among a thousand figures.
const LENGTH: usize = 8;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureCode(String);

impl FigureCode {
    pub fn of(view: &ViewSpec, data: Fingerprint, mapping: &Mapping) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"deportation-flows figure 1\0");
        hasher.update(data.to_string().as_bytes());
        hasher.update(ron::to_string(view).unwrap_or_default().as_bytes());
        // The same cells in other roles give other numbers, and have the same fingerprint.
        let mapping = mapping.without_paths();
        if !mapping.is_empty() {
            hasher.update(ron::to_string(&mapping).unwrap_or_default().as_bytes());
        }
        let letters =
            hasher.finalize().as_bytes().iter().take(LENGTH).map(|byte| letter(byte & 31)).collect::<String>();
        Self(letters)
    }

    pub fn of_recipe(recipe: &Recipe) -> Self {
        Self::of(&recipe.view, recipe.data.fingerprint, &recipe.data.reading())
    }
}

fn letter(bits: u8) -> char {
    LETTERS.get(usize::from(bits)).copied().map_or('0', char::from)
}

impl fmt::Display for FigureCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = self.0.split_at_checked(LENGTH / 2).unwrap_or((&self.0, ""));
        write!(formatter, "{PREFIX}-{first}-{last}")
    }
}

impl FromStr for FigureCode {
    type Err = ();

    /// As people type it: in any case, with or without hyphens, with O for 0 and I or L for 1.
    fn from_str(text: &str) -> Result<Self, ()> {
        let letters: String = text.to_uppercase().chars().filter(|letter| !matches!(letter, '-' | ' ')).collect();
        let letters: String = letters.strip_prefix(PREFIX).ok_or(())?.replace('O', "0").replace(['I', 'L'], "1");
        let is_code = letters.len() == LENGTH && letters.bytes().all(|byte| LETTERS.contains(&byte));
        if is_code { Ok(Self(letters)) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        let fingerprint: Fingerprint = "b94eb74820ea0f28bd8f021d61d0a286".parse().unwrap();
        let code = FigureCode::of(&ViewSpec::new(), fingerprint, &Mapping::default());
        let printed = code.to_string();
        assert_eq!(printed.len(), 12);
        for typed in [printed.clone(), printed.to_lowercase(), printed.replace('-', ""), printed.replace('0', "o")] {
            assert_eq!(typed.parse::<FigureCode>(), Ok(code.clone()), "{typed}");
        }
        for other in ["", "DF", "DF-1234", "DF-1234-123U", "XX-1234-1234", "deportation.csv"] {
            assert!(other.parse::<FigureCode>().is_err(), "{other}");
        }
        let other = ViewSpec { top: Some(7), ..ViewSpec::new() };
        assert_ne!(FigureCode::of(&other, fingerprint, &Mapping::default()), code);
        let roles = vec![(crate::dataset::Role::Destination, "to".to_owned())];
        let mapping = Mapping { roles, ..Mapping::default() };
        assert_ne!(FigureCode::of(&ViewSpec::new(), fingerprint, &mapping), code);
    }
}
