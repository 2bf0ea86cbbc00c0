//! What was asked: the one serialisable language of views. A view and a data set together determine every number of
//! a figure; what a view leaves open is filled in by [`complete`], and what it says always wins.
//!
//! This module must never know numbers or pixels. Start with [`ViewSpec`], then [`complete`].

mod compared;
mod complete;
mod key;

pub use complete::{
    CompleteSpec, Dimension, ResolvedFilter, SpecProblem, TimeUnit, complete, find_dimension, find_dimension_in,
    find_key,
};
pub use key::{Key, key_of};

use crate::dataset::{Calendar, Span};
use serde::{Deserialize, Serialize};

/// The newest version of the language that this program knows.
pub const MAX_VERSION: u32 = 1;

/// Bars that a view shows unless it says otherwise.
pub const DEFAULT_TOP: usize = 10;

/// Lines of a comparison, unless the view says otherwise.
pub const DEFAULT_COMPARED: usize = 20;

/// Parts of a stack that a view shows by name unless it says otherwise.
pub const DEFAULT_SERIES: usize = 6;

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
    /// A second grouping: the parts of a stack, the columns of a matrix, the far end of a flow. A chart of flows takes
    /// several with commas between them: `category,destination`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stack: Option<String>,
    /// The unit of a time axis: `day`, `week`, `month`, `quarter`, `year`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// The month in which years start, where it is not that of the data set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Calendar>,
    /// The period that the one asked for is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub versus: Option<Span>,
    /// Which months of each year count, where unlike years are to be compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<Months>,
    #[serde(skip_serializing_if = "is_default")]
    pub mode: TopMode,
    #[serde(skip_serializing_if = "is_default")]
    pub style: ChartStyle,
    /// Parts of a whole in percent and not in numbers.
    #[serde(skip_serializing_if = "is_default")]
    pub share: bool,
    /// A mean of so many last units beside a timeline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trailing: Option<u8>,
    /// Small multiples have an axis each.
    #[serde(skip_serializing_if = "is_default")]
    pub own_axis: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<PeriodChoice>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Filter>,
    /// Names of the filters that this view's own chart made: they narrow every view but it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own_filters: Vec<String>,
    /// Highlighted everywhere; changes no number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub selected: Vec<Key>,
    /// The grouping that what is selected belongs to; `by` where empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selected_by: Option<String>,
    /// Where a pair is selected, the rest of it: only what has one of these values, too, is selected.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub selected_within: Vec<Filter>,
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
    /// In place of the source that the data set names.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Who made the figure; stands behind the source.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// What values are called in this view.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<OwnLabel>,
    /// In place of the generated text alternative.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alternative: String,
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
    /// Columns or lines over time.
    Timeline,
    /// Flows between countries, or countries shaded.
    Map,
    /// Bands from the values of one column to those of another.
    Sankey,
    /// A grid of two columns, shaded by amount.
    Matrix,
    /// A small timeline for each value of a column.
    Multiples,
    /// Two periods side by side.
    Compare,
    /// The numbers, or the rows.
    Table,
}

impl ChartKind {
    pub const ALL: [Self; 8] = [
        Self::Bars,
        Self::Timeline,
        Self::Map,
        Self::Sankey,
        Self::Matrix,
        Self::Multiples,
        Self::Compare,
        Self::Table,
    ];

    /// The name on the command line and in views.
    pub fn id(self) -> &'static str {
        match self {
            Self::Bars => "bars",
            Self::Timeline => "timeline",
            Self::Map => "map",
            Self::Sankey => "sankey",
            Self::Matrix => "matrix",
            Self::Multiples => "multiples",
            Self::Compare => "compare",
            Self::Table => "table",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// Which values a chart with a time axis or two periods shows by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopMode {
    /// The largest over all that is shown: the same everywhere.
    #[default]
    Any,
    /// The largest of each period on its own.
    Each,
}

/// The other way to draw a chart kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartStyle {
    /// Columns, arcs, dumbbells, numbers in the order of their totals.
    #[default]
    Standard,
    /// A timeline as lines.
    Lines,
    /// A map with shaded countries.
    Shades,
    /// A comparison as slopes.
    Slopes,
    /// A matrix in which like rows stand together.
    Clustered,
    /// A table of rows and not of numbers.
    Rows,
    /// Parts beside each other and not on each other.
    Grouped,
    /// Small multiples of bars and not of time.
    Rankings,
}

impl ChartStyle {
    pub const ALL: [Self; 8] = [
        Self::Standard,
        Self::Lines,
        Self::Shades,
        Self::Slopes,
        Self::Clustered,
        Self::Rows,
        Self::Grouped,
        Self::Rankings,
    ];

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Lines => "lines",
            Self::Shades => "shades",
            Self::Slopes => "slopes",
            Self::Clustered => "clustered",
            Self::Rows => "rows",
            Self::Grouped => "grouped",
            Self::Rankings => "rankings",
        }
    }
}

/// A stretch of months that each year is cut to: 1 to 7 for January to July.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Months {
    pub first: u8,
    pub last: u8,
}

impl Months {
    /// Whether any of a span's months is among them.
    pub fn reach(self, span: Span) -> bool {
        let (first, last) = (span.first(), span.last());
        let months_later =
            i32::from(last.year() - first.year()) * 12 + i32::from(last.month()) - i32::from(first.month());
        let mut months = (0..=months_later.clamp(0, 11)).map(|later| (i32::from(first.month()) - 1 + later) % 12 + 1);
        months.any(|month| (i32::from(self.first)..=i32::from(self.last)).contains(&month))
    }

    /// The days of a span that are among them, where these follow each other: January to March 2025 of a fiscal year.
    pub fn stretch_of(self, span: Span) -> Option<Span> {
        let mut stretch: Option<Span> = None;
        let mut at = Some(Span::month_of(span.first()));
        while let Some(month) = at.filter(|month| month.first() <= span.last()) {
            if let Some(part) = month.intersection(span).filter(|_| self.reach(month)) {
                stretch = match stretch {
                    None => Some(part),
                    Some(before) if before.next_day().is_some_and(|day| part.contains(day)) => Some(before.hull(part)),
                    Some(_) => return None,
                };
            }
            at = month.next_day().map(|day| Span::month_of(day.first()));
        }
        stretch
    }
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
    /// Keeps a cell with several countries only where it is a group that is kept: the rows behind a mark.
    #[serde(default, skip_serializing_if = "is_default")]
    pub exact: bool,
}

/// A value and the name that a person typed for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnLabel {
    pub of: Key,
    pub text: String,
}

impl ViewSpec {
    /// Calls a value otherwise; an empty text takes its name back.
    pub fn set_label(&mut self, of: Key, text: String) {
        self.labels.retain(|label| label.of != of);
        if !text.trim().is_empty() {
            self.labels.push(OwnLabel { of, text });
        }
    }

    pub fn new() -> Self {
        Self { version: MAX_VERSION, ..Self::default() }
    }

    /// The view of a tile beside this one: its own chart, over the question of this view.
    pub fn beside(&self, main: &Self, main_by: &str) -> Self {
        let selected_by = main.selected_by.clone().or_else(|| Some(main_by.to_owned()).filter(|by| !by.is_empty()));
        Self {
            version: main.version,
            measure: main.measure.clone(),
            period: main.period,
            filters: main.filters.clone(),
            selected: main.selected.clone(),
            selected_by: selected_by.filter(|_| !main.selected.is_empty()),
            selected_within: main.selected_within.clone(),
            calendar: main.calendar,
            months: main.months,
            title: String::new(),
            subtitle: String::new(),
            note: String::new(),
            source: String::new(),
            credit: String::new(),
            alternative: String::new(),
            labels: main.labels.clone(),
            ..self.clone()
        }
    }

    /// A view of which only the kind of chart is said.
    pub fn of_kind(chart: ChartKind) -> Self {
        Self { chart, ..Self::new() }
    }

    /// Nothing is selected any more.
    pub fn select_nothing(&mut self) {
        self.selected.clear();
        self.selected_by = None;
        self.selected_within.clear();
    }

    pub fn filter(&self, by: &str) -> Option<&Filter> {
        self.filters.iter().find(|filter| filter.by == by)
    }

    /// Adds or removes one value of the filter on `by`; a filter that keeps nothing is no filter.
    pub fn toggle_filter(&mut self, by: &str, key: Key) {
        let index = self.filters.iter().position(|filter| filter.by == by).unwrap_or_else(|| {
            self.filters.push(Filter { by: by.to_owned(), keep: Vec::new(), exact: false });
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
        view.set_label(Key::Text("Stateless".into()), "No state".into());
        view.set_label(Key::Text("JRO".into()), "Joint".into());
        view.set_label(Key::Text("JRO".into()), " ".into());
        assert_eq!(view.labels.len(), 1);
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
