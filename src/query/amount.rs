//! Numbers and the kinds of nothing, as answers.

use crate::dataset::{Dataset, Missing, Number, Reason, Span};
use crate::view_spec::Key;

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// What stands in the cells.
    Cell(Missing),
    /// Outside the span that the source observed.
    NotCovered,
    /// Figures were printed, but none for exactly this period.
    NotPublished,
    /// A ratio without anything to divide by.
    NoBase,
}

impl Nothing {
    /// The identifier in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Cell(missing) => missing.id(),
            Self::NotCovered => "not_covered",
            Self::NotPublished => "not_published",
            Self::NoBase => "no_base",
        }
    }
}

/// A figure as somebody printed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedValue {
    pub value: Number,
    /// Who counted, and where it was printed; each source once, in the order of the rows.
    pub sources: Vec<String>,
}

/// An answer: one number, several that were printed for the same thing, or none and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    Known(Number),
    /// Published, with where it was printed.
    Published(PublishedValue),
    /// Different values were printed for the same place and period; ascending.
    Differing(Vec<PublishedValue>),
    Missing(Nothing),
}

impl Amount {
    /// The one number, where there is one.
    pub fn known(&self) -> Option<Number> {
        match self {
            Self::Known(number) => Some(*number),
            Self::Published(published) => Some(published.value),
            Self::Differing(_) | Self::Missing(_) => None,
        }
    }

    /// The largest number, for ranking and for the length of a bar.
    pub fn largest(&self) -> Option<Number> {
        match self {
            Self::Differing(values) => values.iter().map(|published| published.value).max(),
            other => other.known(),
        }
    }
}

/// One value of the column that bars stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub key: Key,
    pub amount: Amount,
    /// In the period before, where the two can be compared.
    pub previous: Option<Amount>,
    pub rows: usize,
    /// Rows of this group that have no value to add.
    pub rows_without_value: usize,
    /// How many origins (for a destination) or destinations (for an origin) its rows name.
    pub other_ends: Option<usize>,
    /// What a ratio was divided by.
    pub base: Option<Number>,
    /// The cases that a ratio rests on, where that is not what it was divided by.
    pub cases: Option<Number>,
    /// Whether a ratio rests on too few cases to be compared.
    pub few_cases: bool,
}

impl Group {
    /// A group of which only the name is known.
    pub fn named(key: Key) -> Self {
        Self::empty(key, Amount::Missing(Nothing::NotCovered))
    }

    pub(super) fn empty(key: Key, amount: Amount) -> Self {
        let (previous, other_ends, base, cases) = (None, None, None, None);
        Self { key, amount, previous, rows: 0, rows_without_value: 0, other_ends, base, cases, few_cases: false }
    }
}

/// Why rows inside the filters and the period could not be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unusable {
    /// The row names no time, and a period was asked for.
    NoTime,
    /// The row is about a longer span than the period or the unit of time asked for, and is never divided.
    LongerThanPeriod,
    /// The cell that is to be added holds nothing, and which kind of it.
    NoValue(Missing),
    /// The row of the file is no row of the data.
    LeftOut(Reason),
}

/// Where every row went: read = used + filtered + unusable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    pub read: usize,
    pub used: usize,
    /// Left out by the filters on values.
    pub filtered_by_value: usize,
    /// Left out by the period.
    pub filtered_by_period: usize,
    /// By reason, in the order of [`Unusable`].
    pub unusable: Vec<(Unusable, usize)>,
}

impl RowCounts {
    /// Before any row is looked at: the rows of the file, and those that are no data.
    pub(super) fn of(dataset: &Dataset) -> Self {
        let ledger = dataset.ledger();
        let unusable = ledger.left_out.iter().map(|(reason, rows)| (Unusable::LeftOut(*reason), *rows)).collect();
        Self { read: ledger.rows_read(), unusable, ..Self::default() }
    }

    pub fn filtered(&self) -> usize {
        self.filtered_by_value + self.filtered_by_period
    }

    pub fn unusable_rows(&self) -> usize {
        self.unusable.iter().map(|(_, rows)| rows).sum()
    }

    pub(super) fn add_unusable(&mut self, reason: Unusable) {
        self.add_unusable_rows(reason, 1);
    }

    pub(super) fn add_unusable_rows(&mut self, reason: Unusable, count: usize) {
        match self.unusable.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, rows)) => *rows += count,
            None => {
                self.unusable.push((reason, count));
                self.unusable.sort_by_key(|(reason, _)| *reason);
            }
        }
    }
}

/// The answer to a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryResult {
    pub period: Option<Span>,
    /// In the order of the dictionary or of time; a reader's order is the chart's business.
    pub groups: Vec<Group>,
    /// Values that the column has, but without a row in this period, where that means zero.
    pub groups_at_zero: usize,
    /// Whether one case can stand in several groups, so that the groups may add to more than the total.
    pub parts_exceed_total: bool,
    pub total: Amount,
    /// What the total of a ratio was divided by.
    pub base: Option<Number>,
    /// Whether the total of a ratio rests on too few cases to be compared.
    pub few_cases: bool,
    pub previous_total: Option<Amount>,
    pub previous_period: Option<Span>,
    pub rows: RowCounts,
    /// Whether any day of the period lies inside the coverage.
    pub is_covered: bool,
}
