//! A short name for the content of a table: equal content, equal fingerprint, whatever file it came from.
//! Column names and typed cells count; roles, definitions and metadata do not.

use super::column::{Column, Dictionary};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The first 128 bits of a BLAKE3 hash, written as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    pub(super) fn of(columns: &[Column], row_count: usize) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"deportation-flows table 1\0");
        hasher.update(&u64::try_from(row_count).unwrap_or(u64::MAX).to_le_bytes());
        for column in columns {
            update_text(&mut hasher, &column.name);
            let kind = match &column.dictionary {
                Dictionary::Text(_) | Dictionary::Places(_) => b't',
                Dictionary::Numbers { .. } => b'n',
                Dictionary::Times(_) => b'd',
            };
            hasher.update(&[kind]);
            for entry in 0..column.dictionary.len() {
                update_text(&mut hasher, &column.dictionary.plain(entry));
            }
            let mut bytes = Vec::with_capacity(1 << 16);
            for code in column.codes.iter() {
                bytes.extend_from_slice(&u32::try_from(code.index()).unwrap_or(u32::MAX).to_le_bytes());
                if bytes.len() >= 1 << 16 {
                    hasher.update(&bytes);
                    bytes.clear();
                }
            }
            hasher.update(&bytes);
        }
        let mut first = [0; 16];
        hasher.finalize_xof().fill(&mut first);
        Self(first)
    }

    /// The first eight digits, for people.
    pub fn short(self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

fn update_text(hasher: &mut blake3::Hasher, text: &str) {
    hasher.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
    hasher.update(text.as_bytes());
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl FromStr for Fingerprint {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut bytes = [0; 16];
        if text.len() != 32 || !text.is_ascii() {
            return Err(());
        }
        for (index, byte) in bytes.iter_mut().enumerate() {
            let digits = text.get(index * 2..index * 2 + 2).ok_or(())?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| ())?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("a fingerprint has 32 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;

    fn table(role: Role, values: &[i64]) -> Dataset {
        let codes: Vec<Code> = (0..values.len()).map(Code::entry).collect();
        let numbers = Dictionary::Numbers { scale: 0, values: values.to_vec() };
        Dataset::new(Metadata::default(), vec![Column::new("people".into(), role, numbers, &codes)], vec![], vec![])
    }

    #[test]
    fn names_the_content_and_not_its_meaning() {
        let one = table(Role::People, &[1, 2, 2]);
        assert_eq!(one.fingerprint(), table(Role::None, &[1, 2, 2]).fingerprint());
        assert_ne!(one.fingerprint(), table(Role::People, &[1, 2, 3]).fingerprint());
        assert_eq!(one.fingerprint().to_string().parse(), Ok(one.fingerprint()));
    }
}
