//! The numbers that a figure states, as its recipe carries them: what each of them is of, and its exact value. They let
//! anybody ask later whether the data still say so. No rows, no names beyond those that the figure groups by.
//!
//! Start with [`state`]; [`compare`] holds what was stated against what the data say now.

use crate::dataset::{Dataset, Role};
use crate::query::{self, Amount};
use crate::view_spec::{ChartKind, CompleteSpec, Dimension, Key, find_dimension};
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
    /// Only the first ones; how many there are beyond them is known.
    pub fn at_most(mut self, most: usize) -> Self {
        self.more += self.list.len().saturating_sub(most);
        self.list.truncate(most);
        self
    }

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
    StatedNumbers { list: all_of(dataset, spec), more: 0 }.at_most(MOST_NUMBERS)
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
    for (rows, (dimension, name)) in crossings(dataset, spec) {
        let pivot = query::run_pivot(dataset, &rows, dimension, &name);
        let cells = pivot.cells.pairs().filter_map(|(row, column, amount)| {
            Some((&pivot.by_rows.groups.get(row)?.key, pivot.columns.get(column)?, amount))
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

/// Two groupings against each other, each with the view that has the first of them for its groups: the stages of flows
/// pair by pair, the panels of small multiples over time, the ends of the lines on a map.
fn crossings(dataset: &Dataset, spec: &CompleteSpec) -> Vec<(CompleteSpec, (Dimension, String))> {
    let own = (spec.by, spec.by_name.clone());
    let rows_by =
        |(by, by_name): &(Dimension, String)| CompleteSpec { by: *by, by_name: by_name.clone(), ..spec.clone() };
    let other_end = match (spec.chart, spec.role(dataset)) {
        (ChartKind::Map, Role::Destination) => Some(Role::Origin),
        (ChartKind::Map, Role::Origin) => Some(Role::Destination),
        _ => None,
    };
    let other_end = other_end.filter(|role| dataset.column_with(*role).is_some()).map(Role::id);
    let over_time = (spec.chart == ChartKind::Multiples).then(|| (Dimension::Time(spec.per), spec.per.id().to_owned()));
    let on_the_map = other_end.and_then(|name| Some((find_dimension(dataset, name)?, name.to_owned())));
    let stages =
        [own].into_iter().chain(over_time).chain(on_the_map).chain(spec.stack.clone()).chain(spec.further.clone());
    let stages: Vec<(Dimension, String)> = stages.collect();
    stages.iter().map(rows_by).zip(stages.iter().skip(1).cloned()).collect()
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
