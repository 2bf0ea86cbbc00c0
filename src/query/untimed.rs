//! Rows that count in a total and in no unit of time: those that name no readable time, and those about a longer one.
//!
//! Start with [`untimed`].

use super::amount::{Amount, Unusable};
use super::{memory, run_in};
use crate::dataset::{Dataset, Role};
use crate::view_spec::{CompleteSpec, Dimension, Key, TimeUnit};

/// What has no place on an axis of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Untimed {
    /// Rows without a readable time, with what they amount to where that is one number.
    pub without: usize,
    pub amounts: Vec<Amount>,
    /// Rows about a longer time than the unit.
    pub longer: usize,
}

/// Among the rows that a view counts, over all its time: with a period, rows without a time are left out anyway.
pub fn untimed(dataset: &Dataset, spec: &CompleteSpec, unit: TimeUnit) -> Untimed {
    if dataset.is_published() || !dataset.has_time() || !memory::has_untimed(dataset, unit, || may_have(dataset, unit))
    {
        return Untimed::default();
    }
    let by_time =
        CompleteSpec { by: Dimension::Time(unit), by_name: unit.id().to_owned(), stack: None, ..spec.clone() };
    let result = run_in(dataset, &by_time, spec.period);
    let without = || result.groups.iter().filter(|group| matches!(group.key, Key::Missing(_)) && group.rows > 0);
    let is_longer = |(reason, _): &&(Unusable, usize)| *reason == Unusable::LongerThanPeriod;
    Untimed {
        without: without().map(|group| group.rows).sum(),
        amounts: without().map(|group| group.amount.clone()).collect(),
        longer: result.rows.unusable.iter().find(is_longer).map_or(0, |(_, rows)| *rows),
    }
}

/// Whether the column of time has anything that no unit holds; only then are rows looked at.
fn may_have(dataset: &Dataset, unit: TimeUnit) -> bool {
    if dataset.column_with(Role::PeriodStart).is_some() {
        return true;
    }
    dataset.time_column().is_some_and(|column| {
        let is_held = |entry: usize| {
            // A day lies in every unit; no calendar is asked.
            column.dictionary.time(entry).is_some_and(|span| span.is_day() || unit.holding(span).is_some())
        };
        column.missing_counts().iter().any(|count| *count > 0) || !(0..column.dictionary.len()).all(is_held)
    })
}
