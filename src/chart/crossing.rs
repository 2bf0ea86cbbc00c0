//! Two groupings against each other: who stands on each side by name, who stands together, and the amount of each pair.
//!
//! What stands together is added only where every case is in one pair; otherwise it is counted anew. Start with
//! [`side`], then [`cells`].

use super::bars::{Member, amount_label};
use super::names::{key_code, key_name, name_of_dimension};
use crate::dataset::country::fold;
use crate::dataset::{Calendar, Counting, Dataset, Number, Role};
use crate::query::{self, Amount, Nothing, PivotResult};
use crate::view_spec::{CompleteSpec, Dimension, Key, ResolvedFilter, Sort, TimeUnit};
use crate::words::Words;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Units of time that a side has at the most; the last ones stay.
const MOST_PERIODS: usize = 400;

/// Values that "others" lists by name before it only counts the rest.
const MEMBERS_NAMED: usize = 40;

/// Whom a node, a row or a column stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    One(Key),
    /// All that are not named.
    Others,
    /// Cells that name several countries, of which nobody knows who went where.
    Joint,
}

/// One place on a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub who: Who,
    pub label: String,
    pub code: Option<&'static str>,
    /// All of it, whatever the other side.
    pub amount: Amount,
    /// Whether it is a ratio that rests on too few cases to be compared.
    pub few_cases: bool,
    pub is_selected: bool,
    pub members: Vec<Member>,
    /// What it stands for.
    pub(super) keys: Vec<Key>,
}

impl Entry {
    /// A value with a name, which is not a kind of nothing.
    pub fn is_named(&self) -> bool {
        matches!(&self.who, Who::One(key) if !key.is_unspecified())
    }

    pub fn key(&self) -> Option<&Key> {
        match &self.who {
            Who::One(key) => Some(key),
            Who::Others | Who::Joint => None,
        }
    }

    /// Whether its amounts are counted over several values.
    fn is_set(&self) -> bool {
        !matches!(self.who, Who::One(_))
    }
}

/// The values of one grouping in the order in which they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Side {
    pub dimension: Dimension,
    /// As the view names it.
    pub name: String,
    pub role: Role,
    /// For readers: "destination", "destinations".
    pub one: String,
    pub many: String,
    pub entries: Vec<Entry>,
    /// Values with a number and a name, shown or not.
    pub known: usize,
    /// Units of time that are older than the first one shown.
    pub earlier: usize,
    /// Values with a number that are neither shown nor added, because published figures are never added.
    pub not_shown: usize,
    /// Values without a number, by reason, in the order found.
    pub without_number: Vec<(Nothing, usize)>,
}

impl Side {
    pub(super) fn named(&self) -> usize {
        self.entries.iter().filter(|entry| entry.is_named()).count()
    }

    /// Whether some stand together in "others".
    pub(super) fn has_others(&self) -> bool {
        self.entries.iter().any(|entry| entry.who == Who::Others)
    }

    pub(super) fn is_time(&self) -> bool {
        matches!(self.dimension, Dimension::Time(_))
    }

    /// A mark's pick: what a click on an entry of this side means.
    pub(super) fn pick(&self, entry: &Entry) -> Option<(String, Key)> {
        entry.key().map(|key| (self.name.clone(), key.clone()))
    }
}

/// Whether what is in two groups is never the same case, so that amounts may be added.
pub(super) fn is_additive(dataset: &Dataset, spec: &CompleteSpec) -> bool {
    match &spec.measure.counting {
        Counting::Rows => true,
        // A flight to two countries of one cell counts for both.
        Counting::Sum(name) => dataset.column_named(name).is_none_or(|column| column.role != Role::Flights),
        Counting::Distinct(_) | Counting::Published { .. } | Counting::Ratio { .. } => false,
    }
}

/// Adds up what has a number; the first kind of nothing where none has.
pub(super) fn added<'a>(amounts: impl Iterator<Item = &'a Amount>) -> Amount {
    let mut sum: Option<Number> = None;
    let mut nothing = None;
    for amount in amounts {
        match amount {
            Amount::Missing(reason) => nothing = nothing.or(Some(*reason)),
            other => {
                let Some(number) = other.known() else { continue };
                let Some(both) = sum.unwrap_or(Number::ZERO).plus(number) else {
                    return Amount::Missing(Nothing::NoBase);
                };
                sum = Some(both);
            }
        }
    }
    match (sum, nothing) {
        (Some(sum), _) => Amount::Known(sum),
        (None, Some(nothing)) => Amount::Missing(nothing),
        (None, None) => Amount::Known(Number::ZERO),
    }
}

/// Whether no filter on a grouping leaves a value out. A flight to two places that is kept for one of them has rows of the
/// other, which nobody asked for.
pub(super) fn is_asked_for(spec: &CompleteSpec, dimension: Dimension, key: &Key) -> bool {
    let is_kept = |filter: &ResolvedFilter| match key {
        Key::Joint(countries) if !filter.keep.contains(key) => {
            countries.iter().any(|one| filter.keep.contains(&Key::Country(*one)))
        }
        _ => filter.keep.contains(key),
    };
    // Units of time are asked for by spans of other lengths.
    matches!(dimension, Dimension::Time(_))
        || spec.filters.iter().filter(|filter| filter.dimension == dimension).all(is_kept)
}

/// Names and order of one side: the largest by name and whatever is selected, the others together, cells of several
/// countries together, and each kind of nothing last. Units of time are all shown, in their order.
pub(super) fn side(
    dataset: &Dataset,
    spec: &CompleteSpec,
    grouping: (Dimension, &str),
    groups: Vec<(Key, Amount)>,
    words: &Words,
) -> Side {
    let groups = groups.into_iter().map(|(key, amount)| (key, amount, false)).collect();
    side_with_few(dataset, spec, grouping, groups, words)
}

/// As [`side`], where some are ratios on few cases, which come after all others.
pub(super) fn side_with_few(
    dataset: &Dataset,
    spec: &CompleteSpec,
    (dimension, name): (Dimension, &str),
    groups: Vec<(Key, Amount, bool)>,
    words: &Words,
) -> Side {
    let role = match dimension {
        Dimension::Column(index) => dataset.columns().get(index).map_or(Role::None, |column| column.role),
        Dimension::Time(_) => Role::None,
    };
    let mut groups = groups;
    groups.retain(|(key, _, _)| is_asked_for(spec, dimension, key));
    let (one, many) = name_of_dimension(dimension, name, role, words);
    let mut side = Side {
        dimension,
        name: name.to_owned(),
        role,
        one,
        many,
        entries: Vec::new(),
        known: 0,
        earlier: 0,
        not_shown: 0,
        without_number: Vec::new(),
    };
    let calendar = match dimension {
        Dimension::Time(TimeUnit::Year(calendar)) => calendar,
        Dimension::Time(_) | Dimension::Column(_) => Calendar::GREGORIAN,
    };
    let chosen = spec.selected_of(dimension);
    let is_chosen = |key: &Key| chosen.contains(key);
    let entry = |key: Key, amount: Amount, few_cases: bool| Entry {
        label: key_name(&key, calendar, words),
        code: key_code(&key),
        amount,
        few_cases,
        is_selected: is_chosen(&key),
        members: Vec::new(),
        keys: vec![key.clone()],
        who: Who::One(key),
    };
    let absent: Vec<Key> =
        chosen.iter().filter(|key| !groups.iter().any(|(known, ..)| known == *key)).cloned().collect();
    let (mut known, mut joint, mut unknown): (Vec<Entry>, Vec<Entry>, Vec<Entry>) = Default::default();
    for (key, amount, few_cases) in groups {
        let has_number = amount.largest().is_some();
        let entry = entry(key, amount, few_cases);
        match &entry.who {
            Who::One(key) if has_number && key.is_unspecified() => unknown.push(entry),
            Who::One(Key::Joint(_)) if has_number => joint.push(entry),
            Who::One(Key::Time(_)) => known.push(entry),
            _ if has_number || entry.is_selected => known.push(entry),
            _ => {
                let Amount::Missing(reason) = entry.amount else { continue };
                match side.without_number.iter_mut().find(|(other, _)| *other == reason) {
                    Some((_, count)) => *count += 1,
                    None => side.without_number.push((reason, 1)),
                }
            }
        }
    }
    side.known = known.iter().filter(|entry| entry.amount.largest().is_some()).count();
    let by_name = |entry: &Entry| (fold(&entry.label), entry.keys.clone());
    let mut rest: Vec<Entry> = Vec::new();
    if side.is_time() {
        known.sort_by(|left, right| left.keys.cmp(&right.keys));
        side.earlier = known.len().saturating_sub(MOST_PERIODS);
        side.entries.extend(known.into_iter().skip(side.earlier));
    } else {
        known.sort_by_cached_key(|entry| (entry.few_cases, Reverse(entry.amount.largest()), by_name(entry)));
        for entry in known {
            if side.entries.len() < spec.top || entry.is_selected { &mut side.entries } else { &mut rest }.push(entry);
        }
        let in_place = CompleteSpec { by: dimension, by_name: name.to_owned(), ..spec.clone() };
        for key in absent {
            let (amount, few_cases) = query::ratio_together(dataset, &in_place, vec![key.clone()]);
            side.entries.push(entry(key, amount, few_cases));
        }
        if spec.sort == Sort::Name {
            side.entries.sort_by_cached_key(by_name);
        }
    }
    for (who, mut members) in [(Who::Others, rest), (Who::Joint, joint)] {
        members.sort_by_cached_key(|entry| (Reverse(entry.amount.largest()), by_name(entry)));
        if matches!(spec.measure.counting, Counting::Published { .. }) {
            side.not_shown += members.len();
        } else if let [only] = members.as_slice()
            && who == Who::Joint
        {
            side.entries.push(only.clone());
        } else if !members.is_empty() {
            side.entries.push(together(dataset, spec, &side, who, &members, words));
        }
    }
    unknown.sort_by(|left, right| left.keys.cmp(&right.keys));
    side.entries.extend(unknown);
    side
}

fn together(dataset: &Dataset, spec: &CompleteSpec, side: &Side, who: Who, members: &[Entry], words: &Words) -> Entry {
    let keys: Vec<Key> = members.iter().flat_map(|entry| entry.keys.iter().cloned()).collect();
    let (amount, few_cases) = if is_additive(dataset, spec) {
        (added(members.iter().map(|entry| &entry.amount)), false)
    } else {
        let in_place = CompleteSpec { by: side.dimension, by_name: side.name.clone(), ..spec.clone() };
        query::ratio_together(dataset, &in_place, keys.clone())
    };
    let unit = &spec.measure.unit;
    let mut listed: Vec<Member> = members
        .iter()
        .take(MEMBERS_NAMED)
        .map(|entry| Member { label: entry.label.clone(), value: amount_label(&entry.amount, unit, words) })
        .collect();
    if members.len() > MEMBERS_NAMED {
        listed.push(Member { label: words.say.and_more(members.len() - MEMBERS_NAMED), value: String::new() });
    }
    let label = if who == Who::Joint { words.say.joint_places(members.len()) } else { words.say.others(members.len()) };
    Entry { who, label, code: None, amount, few_cases, is_selected: false, members: listed, keys }
}

/// The amount of each pair, in the order of both sides.
pub(super) fn cells(
    dataset: &Dataset,
    spec: &CompleteSpec,
    pivot: &PivotResult,
    rows: &Side,
    columns: &Side,
) -> Vec<Vec<Amount>> {
    let lines = cells_with_few(dataset, spec, pivot, rows, columns).into_iter();
    lines.map(|line| line.into_iter().map(|(amount, _)| amount).collect()).collect()
}

/// What a line amounts to against each of the others, and whether that is a ratio on few cases.
type Against = HashMap<Key, (Amount, bool)>;

/// The amount of each pair, and whether it is a ratio that rests on too few cases to be compared.
pub(super) fn cells_with_few(
    dataset: &Dataset,
    spec: &CompleteSpec,
    pivot: &PivotResult,
    rows: &Side,
    columns: &Side,
) -> Vec<Vec<(Amount, bool)>> {
    let row_of: HashMap<&Key, usize> =
        pivot.by_rows.groups.iter().enumerate().map(|(index, group)| (&group.key, index)).collect();
    let column_of: HashMap<&Key, usize> = pivot.columns.iter().enumerate().map(|(index, key)| (key, index)).collect();
    let at = |row: &Key, column: &Key| pivot.cells.at(*row_of.get(row)?, *column_of.get(column)?);
    let is_few = |row: &Key, column: &Key| {
        row_of.get(row).zip(column_of.get(column)).is_some_and(|(row, column)| pivot.is_few(*row, *column))
    };
    let absent = query::absent_in(dataset, spec);
    let adds = is_additive(dataset, spec);
    let sums = if adds { sums(pivot, (rows, &row_of), (columns, &column_of), &absent) } else { Vec::new() };
    let filter = |side: &Side, entry: &Entry| ResolvedFilter {
        by: side.name.clone(),
        dimension: side.dimension,
        keep: entry.keys.clone(),
        is_exact: true,
    };
    // What a set of values amounts to against each value of the other side, counted in one query.
    let against = |side: &Side, entry: &Entry, other: &Side| -> HashMap<Key, (Amount, bool)> {
        if adds || !entry.is_set() {
            return HashMap::new();
        }
        let mut asked = CompleteSpec { by: other.dimension, by_name: other.name.clone(), ..spec.clone() };
        asked.filters.push(filter(side, entry));
        let groups = query::run_in(dataset, &asked, spec.period).groups;
        groups.into_iter().map(|group| (group.key, (group.amount, group.few_cases))).collect()
    };
    let of_rows: Vec<Against> = rows.entries.iter().map(|entry| against(rows, entry, columns)).collect();
    let of_columns: Vec<Against> = columns.entries.iter().map(|entry| against(columns, entry, rows)).collect();
    let cell = |(row_index, row, of_row): (usize, &Entry, &Against),
                (column_index, column, of_column): (usize, &Entry, &Against)| {
        // Outside the coverage no pair is zero.
        for entry in [row, column] {
            if entry.amount == Amount::Missing(Nothing::NotCovered) {
                return (entry.amount.clone(), false);
            }
        }
        match (row.key(), column.key()) {
            (Some(row), Some(column)) => (at(row, column).unwrap_or(&absent).clone(), is_few(row, column)),
            _ if adds => {
                let sum = sums.get(row_index).and_then(|line| line.get(column_index));
                (sum.unwrap_or(&absent).clone(), false)
            }
            (None, Some(key)) => of_row.get(key).cloned().unwrap_or_else(|| (absent.clone(), false)),
            (Some(key), None) => of_column.get(key).cloned().unwrap_or_else(|| (absent.clone(), false)),
            (None, None) => {
                let mut asked = spec.clone();
                asked.filters.extend([filter(rows, row), filter(columns, column)]);
                let result = query::run_in(dataset, &asked, spec.period);
                (result.total, result.few_cases)
            }
        }
    };
    let line = |(index, (row, of_row)): (usize, (&Entry, &Against))| {
        let at_column = |(column_index, (column, of_column)): (usize, (&Entry, &Against))| {
            cell((index, row, of_row), (column_index, column, of_column))
        };
        columns.entries.iter().zip(&of_columns).enumerate().map(at_column).collect()
    };
    rows.entries.iter().zip(&of_rows).enumerate().map(line).collect()
}

/// What the pairs of each row and column add up to: one pass over the pairs, however many values stand together.
fn sums(
    pivot: &PivotResult,
    (rows, row_of): (&Side, &HashMap<&Key, usize>),
    (columns, column_of): (&Side, &HashMap<&Key, usize>),
    absent: &Amount,
) -> Vec<Vec<Amount>> {
    // Where each row and each column of the pivot stands.
    let places = |side: &Side, of: &HashMap<&Key, usize>| {
        let mut places: Vec<Option<usize>> = vec![None; of.len()];
        for (index, entry) in side.entries.iter().enumerate() {
            for place in entry.keys.iter().filter_map(|key| of.get(key)) {
                if let Some(place) = places.get_mut(*place) {
                    *place = Some(index);
                }
            }
        }
        places
    };
    let (row_at, column_at) = (places(rows, row_of), places(columns, column_of));
    let mut found: Vec<Vec<Vec<&Amount>>> = vec![vec![Vec::new(); columns.entries.len()]; rows.entries.len()];
    for (row, column, amount) in pivot.cells.pairs() {
        let at = (row_at.get(row).copied().flatten(), column_at.get(column).copied().flatten());
        if let (Some(row), Some(column)) = at
            && let Some(cell) = found.get_mut(row).and_then(|line| line.get_mut(column))
        {
            cell.push(amount);
        }
    }
    let sum = |row: &Entry, column: &Entry, found: &[&Amount]| {
        let is_short = found.len() < row.keys.len().saturating_mul(column.keys.len());
        added(found.iter().copied().chain(is_short.then_some(absent)))
    };
    let lines = rows.entries.iter().zip(&found);
    lines
        .map(|(row, line)| columns.entries.iter().zip(line).map(|(column, cell)| sum(row, column, cell)).collect())
        .collect()
}

/// What all named values of both sides amount to together.
pub(super) fn named_block(
    dataset: &Dataset,
    spec: &CompleteSpec,
    rows: &Side,
    columns: &Side,
    cells: &[Vec<Amount>],
) -> Amount {
    let named = |side: &Side| -> Vec<Key> {
        side.entries.iter().filter(|entry| entry.is_named()).flat_map(|entry| entry.keys.iter().cloned()).collect()
    };
    if is_additive(dataset, spec) {
        let lines = rows.entries.iter().zip(cells).filter(|(row, _)| row.is_named());
        return added(lines.flat_map(|(_, line)| {
            columns.entries.iter().zip(line).filter(|(column, _)| column.is_named()).map(|(_, amount)| amount)
        }));
    }
    let mut asked = spec.clone();
    for side in [rows, columns] {
        let (by, dimension) = (side.name.clone(), side.dimension);
        asked.filters.push(ResolvedFilter { by, dimension, keep: named(side), is_exact: true });
    }
    query::run_in(dataset, &asked, spec.period).total
}
