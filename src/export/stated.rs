//! The numbers that a figure states, as its recipe carries them: what each of them is of, and its exact value. They let
//! anybody ask later whether the data still say so. No rows, no names beyond those that the figure groups by.
//!
//! Start with [`state`]; [`compare`] holds what was stated against what the data say now.

use crate::dataset::Dataset;
use crate::query::{self, Amount};
use crate::view_spec::{ChartKind, CompleteSpec, Key};
use serde::{Deserialize, Serialize};

/// Numbers that a recipe carries at the most; the largest groups come first.
pub const MOST_NUMBERS: usize = 300;

/// One number: `Stated([Country("TUN")], "82")`. Of nothing in particular, it is the total; with several keys it is a
/// cell of a crossing, or the number of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated(pub Vec<Key>, pub String);

/// The numbers of a figure, and how many there are beyond those that are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedNumbers {
    pub list: Vec<Stated>,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl StatedNumbers {
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// Exactly, whatever the language.
fn text_of(amount: &Amount) -> String {
    match amount {
        Amount::Known(number) => number.to_string(),
        Amount::Published(published) => published.value.to_string(),
        Amount::Differing(values) => {
            let values: Vec<String> = values.iter().map(|published| published.value.to_string()).collect();
            values.join(" | ")
        }
        Amount::Missing(nothing) => nothing.id().to_owned(),
    }
}

/// Everything that a view counts.
pub fn state(dataset: &Dataset, spec: &CompleteSpec) -> StatedNumbers {
    if !spec.problems.is_empty() {
        return StatedNumbers::default();
    }
    let mut all = all_of(dataset, spec);
    let more = all.len().saturating_sub(MOST_NUMBERS);
    all.truncate(MOST_NUMBERS);
    StatedNumbers { list: all, more }
}

fn all_of(dataset: &Dataset, spec: &CompleteSpec) -> Vec<Stated> {
    let mut all = Vec::new();
    let periods = match spec.versus.filter(|_| spec.chart == ChartKind::Compare) {
        Some(versus) => vec![spec.period, Some(versus)],
        None => vec![spec.period],
    };
    for period in &periods {
        let result = query::run_in(dataset, spec, *period);
        let when = || period.filter(|_| periods.len() > 1).map(Key::Time);
        all.push(Stated(when().into_iter().collect(), text_of(&result.total)));
        let mut groups: Vec<_> = result.groups.iter().collect();
        groups.sort_by(|one, other| {
            other.amount.largest().cmp(&one.amount.largest()).then_with(|| one.key.cmp(&other.key))
        });
        let keys = |key: &Key| when().into_iter().chain([key.clone()]).collect();
        all.extend(groups.iter().map(|group| Stated(keys(&group.key), text_of(&group.amount))));
    }
    if let Some((dimension, name)) = &spec.stack {
        let pivot = query::run_pivot(dataset, spec, *dimension, name);
        let rows = pivot.by_rows.groups.iter().zip(&pivot.cells);
        let cells = rows.flat_map(|(group, cells)| {
            cells.iter().zip(&pivot.columns).map(move |(amount, column)| (&group.key, column, amount))
        });
        // What is not there is no number of the figure.
        let mut cells: Vec<_> =
            cells.filter(|(_, _, amount)| amount.largest().is_some_and(|number| !number.is_zero())).collect();
        cells.sort_by(|one, other| {
            other.2.largest().cmp(&one.2.largest()).then_with(|| (one.0, one.1).cmp(&(other.0, other.1)))
        });
        all.extend(
            cells.into_iter().map(|(row, column, amount)| Stated(vec![row.clone(), column.clone()], text_of(amount))),
        );
    }
    all
}

/// A number that is not what was stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub of: Vec<Key>,
    /// `None`: the figure has no such number.
    pub was: Option<String>,
    /// `None`: the data have none.
    pub is: Option<String>,
}

/// Holds what a figure stated against what the data say.
pub fn compare(stated: &StatedNumbers, dataset: &Dataset, spec: &CompleteSpec) -> Vec<Change> {
    let now = if spec.problems.is_empty() { all_of(dataset, spec) } else { Vec::new() };
    let of = |list: &[Stated], keys: &[Key]| {
        list.iter().find(|Stated(of, _)| of == keys).map(|Stated(_, value)| value.clone())
    };
    let mut changes: Vec<Change> = stated
        .list
        .iter()
        .map(|Stated(keys, was)| Change { of: keys.clone(), was: Some(was.clone()), is: of(&now, keys) })
        .filter(|change| change.was != change.is)
        .collect();
    // Of a figure that lists only its largest numbers, one that is not listed need not be new.
    if stated.more == 0 {
        let new = now.iter().filter(|Stated(keys, _)| of(&stated.list, keys).is_none());
        changes.extend(new.map(|Stated(keys, is)| Change { of: keys.clone(), was: None, is: Some(is.clone()) }));
    }
    changes
}
