//! The stable name of one value of a column: what filters and selections hold, in files and in memory.

use crate::dataset::country::{Country, fold};
use crate::dataset::{Dictionary, Missing, Span};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Words, without case and accents, by which tables say that they name no value.
const UNSPECIFIED: [&str; 16] = [
    "unknown",
    "not known",
    "not reported",
    "not specified",
    "unspecified",
    "no data",
    "other",
    "others",
    "all others",
    "desconocido",
    "desconocida",
    "sin datos",
    "sin especificar",
    "no especificado",
    "otro",
    "otros",
];

/// One value that rows are grouped by. Spellings of one country are one key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Key {
    #[serde(serialize_with = "write_country", deserialize_with = "read_country")]
    Country(Country),
    /// Several countries of one cell, in the order of their codes: people who went to one of them, nobody knows which.
    #[serde(serialize_with = "write_countries", deserialize_with = "read_countries")]
    Joint(Vec<Country>),
    Text(String),
    Time(Span),
    Missing(Missing),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn write_country<S: Serializer>(country: &Country, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(country.code())
}

fn read_country<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Country, D::Error> {
    let code = String::deserialize(deserializer)?;
    Country::from_code(&code).ok_or_else(|| serde::de::Error::custom(format!("“{code}” is no country code")))
}

fn write_countries<S: Serializer>(countries: &[Country], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(countries.iter().map(|country| country.code()))
}

fn read_countries<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Country>, D::Error> {
    let codes = Vec::<String>::deserialize(deserializer)?;
    let wrong = |code: &String| serde::de::Error::custom(format!("“{code}” is no country code"));
    let mut countries =
        codes.iter().map(|code| Country::from_code(code).ok_or_else(|| wrong(code))).collect::<Result<Vec<_>, _>>()?;
    countries.sort_unstable();
    Ok(countries)
}

impl Key {
    /// Whether it stands for rows that name no value of their own: a kind of nothing, or a word such as "Unknown" or "Other",
    /// which is no place among the others.
    pub fn is_unspecified(&self) -> bool {
        match self {
            Self::Missing(_) => true,
            Self::Text(text) => UNSPECIFIED.contains(&fold(text).as_str()),
            Self::Country(_) | Self::Joint(_) | Self::Time(_) => false,
        }
    }
}

/// The key of an entry of a dictionary.
pub fn key_of(dictionary: &Dictionary, entry: usize) -> Key {
    match dictionary {
        Dictionary::Places(places) => match places.get(entry) {
            Some(place) if place.country.is_none() && !place.joint.is_empty() => Key::Joint(place.joint.clone()),
            Some(place) => place.country.map_or_else(|| Key::Text(place.printed.to_string()), Key::Country),
            None => Key::Missing(Missing::NotReported),
        },
        Dictionary::Times(spans) => {
            spans.get(entry).map_or(Key::Missing(Missing::NotReported), |span| Key::Time(*span))
        }
        Dictionary::Text(_) | Dictionary::Numbers { .. } => Key::Text(dictionary.plain(entry)),
    }
}
