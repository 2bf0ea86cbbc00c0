//! What a person can point at in a chart: a column, a cell, a band, a country. Bars have their own, with the same parts.

use super::bars::{Detail, Member};
use crate::view_spec::Key;

/// A mark with everything that is said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The values that it stands for, each with the name of its grouping: one for a column, two for a cell. A click
    /// selects the first, a double click filters by all. Empty for marks that stand for several values together.
    pub picks: Vec<(String, Key)>,
    pub label: String,
    /// The number with its unit, or why there is none.
    pub value: String,
    pub details: Vec<Detail>,
    /// What stands together in it.
    pub members: Vec<Member>,
    /// For a screen reader: "Germany to Albania, 10,379 people".
    pub spoken: String,
    pub is_selected: bool,
    /// Outside a filter that this chart made: drawn pale, and narrowed away in all other views.
    pub is_filtered_away: bool,
}
