//! One column: a dictionary of the distinct values and, for each row, a code into it. A column with few values
//! takes one byte a cell; grouping and filtering work on codes and touch each distinct value once.
//!
//! This file must never know what a column means for a question; roles say that. Start with [`Column`].

use super::country::{Country, NameMatch, match_name};
use super::number::Number;
use super::role::Role;
use super::text::LocalText;
use super::time::Span;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Why a cell holds no value. Zero is a value and not one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Missing {
    /// The cell is blank.
    NotReported,
    /// The source did not observe this.
    NotCovered,
    /// Withheld by the publisher, such as a "(b)(6)" mark.
    Redacted,
    /// A small count withheld, such as "*".
    Suppressed,
}

impl Missing {
    pub const ALL: [Self; 4] = [Self::NotReported, Self::NotCovered, Self::Redacted, Self::Suppressed];

    /// The identifier in files and in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotReported => "not_reported",
            Self::NotCovered => "not_covered",
            Self::Redacted => "redacted",
            Self::Suppressed => "suppressed",
        }
    }
}

/// What a row holds in a column: one of the kinds of nothing, or an entry of the dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u32);

/// Codes below this one stand for the kinds of [`Missing`], in the order of [`Missing::ALL`].
pub const FIRST_ENTRY_CODE: u32 = 4;

impl Code {
    /// A blank cell.
    pub const NOT_REPORTED: Self = Self(Missing::NotReported as u32);

    pub fn missing(reason: Missing) -> Self {
        Self(reason as u32)
    }

    pub fn entry(index: usize) -> Self {
        Self(u32::try_from(index).map_or(u32::MAX, |index| index.saturating_add(FIRST_ENTRY_CODE)))
    }

    /// The position in a table that has a place for each kind of missing and each entry.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    pub fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub fn resolve(self) -> Result<usize, Missing> {
        match Missing::ALL.get(self.0 as usize) {
            Some(reason) => Err(*reason),
            None => Ok((self.0 - FIRST_ENTRY_CODE) as usize),
        }
    }
}

/// The code of each row, in the narrowest width that the dictionary allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Codes {
    Narrow(Vec<u8>),
    Medium(Vec<u16>),
    Wide(Vec<u32>),
}

impl Codes {
    /// Packs the codes of a dictionary with `entries` entries.
    pub fn pack(codes: Vec<u32>, entries: usize) -> Self {
        let highest = entries.saturating_add(FIRST_ENTRY_CODE as usize).saturating_sub(1);
        if u8::try_from(highest).is_ok() {
            Self::Narrow(codes.into_iter().map(|code| u8::try_from(code).unwrap_or(0)).collect())
        } else if u16::try_from(highest).is_ok() {
            Self::Medium(codes.into_iter().map(|code| u16::try_from(code).unwrap_or(0)).collect())
        } else {
            Self::Wide(codes)
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Self::Narrow(codes) => codes.len(),
            Self::Medium(codes) => codes.len(),
            Self::Wide(codes) => codes.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code of a row; a row that does not exist is not reported.
    pub fn at(&self, row: usize) -> Code {
        Code(match self {
            Self::Narrow(codes) => codes.get(row).copied().map_or(0, u32::from),
            Self::Medium(codes) => codes.get(row).copied().map_or(0, u32::from),
            Self::Wide(codes) => codes.get(row).copied().unwrap_or(0),
        })
    }

    pub fn iter(&self) -> impl Iterator<Item = Code> + '_ {
        (0..self.len()).map(|row| self.at(row))
    }

    pub fn bytes(&self) -> usize {
        match self {
            Self::Narrow(codes) => codes.len(),
            Self::Medium(codes) => codes.len() * 2,
            Self::Wide(codes) => codes.len() * 4,
        }
    }
}

/// A country or another place, as the file prints it and as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub printed: Box<str>,
    /// `None` for regions, for "Stateless", for states that no longer exist, and for names that nobody knows.
    pub country: Option<Country>,
    /// The countries of a cell that names several, in the order of their codes; empty otherwise. One flight went to
    /// all of them; how its people were divided is not known.
    pub joint: Vec<Country>,
}

impl Place {
    /// Understood by its name alone.
    pub fn from_printed(printed: &str) -> Self {
        let one = Self::single(printed);
        if one.country.is_some() { one } else { Self { joint: joint_countries(printed), ..one } }
    }

    /// Understood as one place or none.
    pub fn single(printed: &str) -> Self {
        let country = match match_name(printed) {
            NameMatch::One(country) => Some(country),
            NameMatch::Several(_) | NameMatch::None => None,
        };
        Self { printed: printed.into(), country, joint: Vec::new() }
    }
}

/// What stands between the names of several places, the surest first.
const BETWEEN_PLACES: [&str; 12] = ["&", "/", ";", "+", "\n", "|", " and ", " y ", " et ", " und ", " e ", ","];

/// Most letters and most places of a cell that is taken for a list of places.
const MAX_LIST_LETTERS: usize = 200;
const MAX_LIST_PLACES: usize = 12;

/// A state that has ended, with the names of two that followed it: never one or the other.
const ENDED: [&str; 2] = ["serbia and montenegro", "czech and slovak federative republic"];

/// The countries of "Colombia & Ecuador" or "BE, RO, SI"; empty unless every piece is a country and two differ.
fn joint_countries(printed: &str) -> Vec<Country> {
    let has_ended = !printed.contains('&') && ENDED.contains(&super::country::fold(printed).as_str());
    if printed.len() > MAX_LIST_LETTERS || has_ended {
        return Vec::new();
    }
    let mut countries = Vec::new();
    if !add_countries(printed, 0, &mut countries) || countries.len() > MAX_LIST_PLACES {
        return Vec::new();
    }
    countries.sort_unstable();
    countries.dedup();
    if countries.len() > 1 { countries } else { Vec::new() }
}

fn add_countries(text: &str, depth: usize, countries: &mut Vec<Country>) -> bool {
    let text = text.trim();
    if let NameMatch::One(country) = match_name(text) {
        countries.push(country);
        return true;
    }
    // Two letters are a code only in a list of codes.
    if depth > 0
        && text.len() == 2
        && let Some(country) = Country::from_alpha2(text)
    {
        countries.push(country);
        return true;
    }
    BETWEEN_PLACES.into_iter().any(|between| {
        let before = countries.len();
        let is_list = text.contains(between)
            && depth < 4
            && text.split(between).all(|piece| add_countries(piece, depth + 1, countries));
        if !is_list {
            countries.truncate(before);
        }
        is_list
    })
}

/// The distinct values of a column, in the order in which they first appear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dictionary {
    Text(Vec<Box<str>>),
    Places(Vec<Place>),
    /// Exact decimals: `values[i] / 10^scale`.
    Numbers {
        scale: u8,
        values: Vec<i64>,
    },
    /// Days, months, years: each the span of days that the cell names.
    Times(Vec<Span>),
}

impl Dictionary {
    pub fn len(&self) -> usize {
        match self {
            Self::Text(values) => values.len(),
            Self::Places(values) => values.len(),
            Self::Numbers { values, .. } => values.len(),
            Self::Times(values) => values.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// For each entry, the first one that is the same value.
    fn first_equal(&self) -> Vec<usize> {
        fn firsts<T: std::hash::Hash + Eq>(values: impl Iterator<Item = T>) -> Vec<usize> {
            let mut first: HashMap<T, usize> = HashMap::new();
            values.enumerate().map(|(entry, value)| *first.entry(value).or_insert(entry)).collect()
        }
        match self {
            Self::Text(values) => firsts(values.iter()),
            Self::Places(values) => firsts(values.iter().map(|place| &place.printed)),
            Self::Numbers { values, .. } => firsts(values.iter()),
            Self::Times(values) => firsts(values.iter()),
        }
    }

    pub fn number(&self, entry: usize) -> Option<Number> {
        match self {
            Self::Numbers { scale, values } => Number::new(i128::from(*values.get(entry)?), *scale),
            Self::Text(_) | Self::Places(_) | Self::Times(_) => None,
        }
    }

    pub fn time(&self, entry: usize) -> Option<Span> {
        match self {
            Self::Times(values) => values.get(entry).copied(),
            Self::Text(_) | Self::Places(_) | Self::Numbers { .. } => None,
        }
    }

    /// The value in the plain notation of files.
    pub fn plain(&self, entry: usize) -> String {
        match self {
            Self::Text(values) => values.get(entry).map(std::string::ToString::to_string),
            Self::Places(values) => values.get(entry).map(|place| place.printed.to_string()),
            Self::Numbers { .. } => self.number(entry).map(|number| number.to_string()),
            Self::Times(values) => values.get(entry).map(std::string::ToString::to_string),
        }
        .unwrap_or_default()
    }
}

/// A column of a data set. Immutable once it is part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// As printed in the header.
    pub name: String,
    pub role: Role,
    pub definition: LocalText,
    pub dictionary: Dictionary,
    pub codes: Codes,
}

impl Column {
    /// Builds a column from codes over a dictionary in any order; values that no row uses are dropped, equal values
    /// become one, and the rest is put in order of first appearance, which makes equal columns equal bytes.
    pub fn new(name: String, role: Role, dictionary: Dictionary, codes: &[Code]) -> Self {
        let first_equal = dictionary.first_equal();
        let mut new_entry: Vec<Option<usize>> = vec![None; dictionary.len()];
        let mut order: Vec<usize> = Vec::new();
        let mut packed: Vec<u32> = Vec::with_capacity(codes.len());
        for code in codes {
            let code = match code.resolve() {
                Err(reason) => Code::missing(reason),
                Ok(entry) => {
                    match first_equal.get(entry).and_then(|first| Some((*first, new_entry.get_mut(*first)?))) {
                        None => Code::missing(Missing::NotReported),
                        Some((_, Some(known))) => Code::entry(*known),
                        Some((first, slot)) => {
                            *slot = Some(order.len());
                            order.push(first);
                            Code::entry(order.len() - 1)
                        }
                    }
                }
            };
            packed.push(code.0);
        }
        let dictionary = match dictionary {
            Dictionary::Text(values) => {
                Dictionary::Text(order.iter().filter_map(|i| values.get(*i).cloned()).collect())
            }
            Dictionary::Places(values) => {
                Dictionary::Places(order.iter().filter_map(|i| values.get(*i).cloned()).collect())
            }
            Dictionary::Numbers { scale, values } => {
                Dictionary::Numbers { scale, values: order.iter().filter_map(|i| values.get(*i).copied()).collect() }
            }
            Dictionary::Times(values) => {
                Dictionary::Times(order.iter().filter_map(|i| values.get(*i).copied()).collect())
            }
        };
        let entries = dictionary.len();
        Self { name, role, definition: LocalText::default(), dictionary, codes: Codes::pack(packed, entries) }
    }

    /// Takes a dictionary of distinct values in the order of first appearance, all of them used, and packed codes: what
    /// [`Column::new`] would make of them, without looking again.
    pub fn from_ordered(name: String, role: Role, dictionary: Dictionary, codes: Codes) -> Self {
        Self { name, role, definition: LocalText::default(), dictionary, codes }
    }

    /// The kinds of nothing and the entries together: one more than the highest code.
    pub fn code_count(&self) -> usize {
        FIRST_ENTRY_CODE as usize + self.dictionary.len()
    }

    pub fn number_at(&self, row: usize) -> Result<Number, Missing> {
        self.dictionary.number(self.codes.at(row).resolve()?).ok_or(Missing::NotReported)
    }

    pub fn time_at(&self, row: usize) -> Result<Span, Missing> {
        self.dictionary.time(self.codes.at(row).resolve()?).ok_or(Missing::NotReported)
    }

    /// The text of a cell in the plain notation of files, or the kind of nothing that stands there.
    pub fn plain_at(&self, row: usize) -> Result<String, Missing> {
        Ok(self.dictionary.plain(self.codes.at(row).resolve()?))
    }

    /// How many cells hold each kind of nothing, in the order of [`Missing::ALL`].
    pub fn missing_counts(&self) -> [usize; 4] {
        // One plain comparison for each cell and kind: many cells are compared at once.
        fn count<T: Copy + PartialEq>(codes: &[T], kind: T) -> usize {
            codes.chunks(128).map(|chunk| chunk.iter().map(|code| u32::from(*code == kind)).sum::<u32>() as usize).sum()
        }
        [0_u8, 1, 2, 3].map(|kind| match &self.codes {
            Codes::Narrow(codes) => count(codes, kind),
            Codes::Medium(codes) => count(codes, u16::from(kind)),
            Codes::Wide(codes) => count(codes, u32::from(kind)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(values: &[&str]) -> Dictionary {
        Dictionary::Text(values.iter().map(|value| (*value).into()).collect())
    }

    #[test]
    fn equal_columns_become_equal_whatever_their_dictionaries_order() {
        let [a, b, c] = [0, 1, 2].map(Code::entry);
        let gap = Code::missing(Missing::Redacted);
        let one = Column::new("x".into(), Role::None, text(&["Chad", "Ghana"]), &[a, gap, b, a]);
        let two = Column::new("x".into(), Role::None, text(&["unused", "Ghana", "Chad"]), &[c, gap, b, c]);
        assert_eq!(one, two);
        assert_eq!(one.plain_at(2), Ok("Ghana".to_owned()));
        assert_eq!(one.plain_at(1), Err(Missing::Redacted));
        assert_eq!(one.missing_counts(), [0, 0, 1, 0]);
    }

    #[test]
    fn a_column_with_few_values_takes_one_byte_a_cell() {
        for (entries, bytes_per_cell) in [(2, 1), (252, 1), (253, 2), (65_532, 2), (65_533, 4)] {
            let codes: Vec<Code> = (0..entries).map(Code::entry).collect();
            let numbers = Dictionary::Numbers { scale: 0, values: (0_i64..).take(entries).collect() };
            let column = Column::new("n".into(), Role::None, numbers, &codes);
            assert_eq!(column.codes.bytes(), entries * bytes_per_cell, "{entries} entries");
            assert_eq!(column.number_at(entries - 1), Ok(Number::from(entries - 1)));
        }
    }
}
