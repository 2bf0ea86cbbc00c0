//! What was asked: the one serialisable language of views. A view and a data set together determine every number of
//! a figure; what a view leaves open is filled in by [`complete`], and what it says always wins.
//!
//! This module must never know numbers or pixels. Start with [`ViewSpec`], then [`complete`].

mod complete;
mod key;

pub use complete::{
    CompleteSpec, Dimension, ResolvedFilter, SpecProblem, TimeUnit, complete, find_dimension, find_key,
};
pub use key::{Key, key_of};

use crate::dataset::Span;
use serde::{Deserialize, Serialize};

/// The newest version of the language that this program knows.
pub const MAX_VERSION: u32 = 1;

/// Bars that a view shows unless it says otherwise.
pub const DEFAULT_TOP: usize = 10;

/// Units of time that a view shows unless it says otherwise: the last ones.
pub const DEFAULT_PERIODS: usize = 36;

/// The most bars that a view may ask for.
pub const MAX_TOP: usize = 300;

/// A view. Every part may be left out and is then chosen for the data set at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename = "View")]
pub struct ViewSpec {
    pub version: u32,
    #[serde(skip_serializing_if = "is_default")]
    pub chart: ChartKind,
    /// What each bar is: a role, `country`, `year`, `month`, or a column's own name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<PeriodChoice>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Filter>,
    /// Highlighted everywhere; changes no number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub selected: Vec<Key>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<usize>,
    #[serde(skip_serializing_if = "is_default")]
    pub sort: Sort,
    /// Typed by a person; generated where empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The kinds of charts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Horizontal bars, one for each value of a column, the rest together.
    #[default]
    Bars,
}

/// The order of bars; places without a value come last, "others" after them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    #[default]
    Value,
    Name,
    Change,
}

impl Sort {
    pub const ALL: [Self; 3] = [Self::Value, Self::Name, Self::Change];
}

/// All that a data set has, or one span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodChoice {
    All,
    Span(Span),
}

impl std::str::FromStr for PeriodChoice {
    type Err = crate::dataset::PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.trim().eq_ignore_ascii_case("all") { Ok(Self::All) } else { text.parse().map(Self::Span) }
    }
}

impl Serialize for PeriodChoice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => serializer.serialize_str("all"),
            Self::Span(span) => span.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for PeriodChoice {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom(format!("“{text}” is no period")))
    }
}

/// Keeps the rows whose value is one of `keep`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    pub by: String,
    pub keep: Vec<Key>,
}

impl ViewSpec {
    pub fn new() -> Self {
        Self { version: MAX_VERSION, ..Self::default() }
    }

    pub fn filter(&self, by: &str) -> Option<&Filter> {
        self.filters.iter().find(|filter| filter.by == by)
    }

    /// Adds or removes one value of the filter on `by`; a filter that keeps nothing is no filter.
    pub fn toggle_filter(&mut self, by: &str, key: Key) {
        let index = self.filters.iter().position(|filter| filter.by == by).unwrap_or_else(|| {
            self.filters.push(Filter { by: by.to_owned(), keep: Vec::new() });
            self.filters.len() - 1
        });
        if let Some(filter) = self.filters.get_mut(index) {
            match filter.keep.iter().position(|kept| *kept == key) {
                Some(found) => {
                    filter.keep.remove(found);
                }
                None => filter.keep.push(key),
            }
        }
        self.filters.retain(|filter| !filter.keep.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::country::Country;

    #[test]
    fn a_view_survives_writing_and_reading() {
        let mut view = ViewSpec::new();
        assert_eq!(ron::from_str::<ViewSpec>(&ron::to_string(&view).unwrap()).unwrap(), view);
        view.period = Some(PeriodChoice::Span("2020..2024".parse().unwrap()));
        view.selected = vec![Key::Country(Country::from_code("COL").unwrap()), Key::Text("Stateless".into())];
        view.toggle_filter("category", Key::Text("JRO".into()));
        view.sort = Sort::Change;
        view.title = "“Quoted” & <odd>".into();
        let style = ron::ser::PrettyConfig::new().struct_names(true);
        let text = ron::ser::to_string_pretty(&view, style).unwrap();
        assert!(text.starts_with("View("), "{text}");
        assert_eq!(ron::from_str::<ViewSpec>(&text).unwrap(), view);
    }

    #[test]
    fn the_last_value_taken_away_takes_the_filter_away() {
        let mut view = ViewSpec::new();
        view.toggle_filter("category", Key::Text("JRO".into()));
        view.toggle_filter("category", Key::Text("NRO".into()));
        view.toggle_filter("category", Key::Text("JRO".into()));
        assert_eq!(view.filter("category").unwrap().keep, [Key::Text("NRO".into())]);
        view.toggle_filter("category", Key::Text("NRO".into()));
        assert_eq!(view.filters, []);
    }
}
