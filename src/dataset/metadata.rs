//! What is known about a data set beside its rows: where it comes from, what it covers, what it does not say.

use super::text::LocalText;
use super::time::{Calendar, Span};
use serde::{Deserialize, Serialize};

/// Written by hand for the bundled samples; guessed from the rows for a plain table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    pub title: LocalText,
    pub publisher: LocalText,
    /// The source line of a figure, without the word "Source".
    pub source: LocalText,
    pub address: String,
    pub licence: LocalText,
    /// When the data were fetched or received, as written by whoever did.
    pub retrieved: String,
    pub notes: Vec<LocalText>,
    /// Where flights leave from when no column says it: "the United States".
    pub place: LocalText,
    /// The span that the source says it observed. `None`: first to last row, which is a guess and said to be one.
    pub coverage: Option<Span>,
    /// Spans inside the coverage that are only partly observed, each with its reason.
    pub partly_covered: Vec<PartlyCovered>,
    /// Days from which the source counts something else than before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub definition_changes: Vec<DefinitionChange>,
    pub calendar: Calendar,
    /// What it means that no row exists for a place in a covered period.
    pub absent_rows: AbsentRows,
    /// Whether the rows are figures that somebody printed, each for its own span, never to be added.
    pub published_figures: bool,
    /// Whether the publisher calls the counts a documented minimum.
    pub at_least: bool,
    /// Rows that repeat an earlier one in every cell and are counted, in a table whose rows hold numbers. People listed
    /// one by one may look alike; a number that stands there twice is more often the same number.
    #[serde(skip_serializing_if = "is_zero")]
    pub repeated_rows: usize,
    /// The view at first opening, in the words of the command line; empty for the general default.
    pub first_period: Option<Span>,
}

impl Default for Metadata {
    fn default() -> Self {
        Self {
            title: LocalText::default(),
            publisher: LocalText::default(),
            source: LocalText::default(),
            address: String::new(),
            licence: LocalText::default(),
            retrieved: String::new(),
            notes: Vec::new(),
            place: LocalText::default(),
            coverage: None,
            partly_covered: Vec::new(),
            definition_changes: Vec::new(),
            calendar: Calendar::GREGORIAN,
            absent_rows: AbsentRows::NotReported,
            published_figures: false,
            at_least: false,
            repeated_rows: 0,
            first_period: None,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_zero(rows: &usize) -> bool {
    *rows == 0
}

/// A span that the source saw only in part: the first or last year, or a table that prints ten countries only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartlyCovered {
    pub span: Span,
    pub reason: LocalText,
}

/// A day from which a count means something else: a trend across it is no trend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefinitionChange {
    /// The first day of the new definition.
    pub since: Span,
    /// "Returns are counted from here on."
    pub reason: LocalText,
}

/// What the absence of rows means inside the coverage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsentRows {
    /// The source lists every event that it saw, so no row means none.
    Zero,
    /// A table of printed figures: no row means that nothing was printed.
    #[default]
    NotReported,
}

/// A dated event that helps to read a series. Standing beside a change, it does not show that it caused it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub when: Span,
    /// ISO 3166-1 alpha-3 code of the country whose series is concerned; empty for European rules.
    pub country: String,
    pub label: LocalText,
    pub description: LocalText,
    pub source: String,
    pub address: String,
}
