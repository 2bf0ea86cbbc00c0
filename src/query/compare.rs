//! Two sides of one question: two periods, two values of a column, two editions of a table. Each side is an answer of
//! its own; what one of them does not have is never taken for zero unless the source says that it is.
//!
//! Start with [`compare`]; [`contributions`] says which parts made a change.

use super::amount::{Amount, Group, Nothing, QueryResult};
use super::{absent_amount, run_in, run_pivot};
use crate::dataset::{AbsentRows, Counting, Dataset, Missing, Number, Role, Span};
use crate::view_spec::{CompleteSpec, Dimension, Key, Months, ResolvedFilter};
use std::collections::{HashMap, HashSet};

/// What one side of a comparison is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    Period(Span),
    /// The rows that have a value in a column.
    Value {
        by: String,
        dimension: Dimension,
        key: Key,
    },
}

/// One side with its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub side: Side,
    pub result: QueryResult,
    /// Whether the source saw what is asked for only in part.
    pub is_partial: bool,
    /// The question of this side alone.
    pub spec: CompleteSpec,
    /// First to last day that a row of this side names, for editions.
    hull: Option<Span>,
}

/// A group on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub key: Key,
    pub before: Half,
    pub after: Half,
    /// Whether one side saw this unit of time only in part.
    pub is_partial: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Half {
    /// The unit of time of this side, where units stand side by side by their place in the period.
    pub key: Key,
    pub amount: Amount,
    pub rows: usize,
    pub few_cases: bool,
    /// No row of this side is about the group.
    pub is_absent: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub before: Compared,
    pub after: Compared,
    /// In the order of the later side, then what only the earlier one has.
    pub pairs: Vec<Pair>,
    /// Whether both sides are as long, so that a percentage says something.
    pub is_alike: bool,
    pub of_editions: bool,
    /// What both editions cover, where they do not cover the same.
    pub common: Option<Span>,
    /// The totals of both editions in what both cover, where more is shown.
    pub common_totals: Option<(Amount, Amount)>,
}

/// Sets both sides of a view side by side. `None`: there is nothing to compare with.
pub fn compare(dataset: &Dataset, spec: &CompleteSpec) -> Option<Comparison> {
    let (before, after) = sides(dataset, spec)?;
    let of_editions = is_edition(dataset, &before);
    let by_time = matches!(spec.by, Dimension::Time(_));
    let (mut common, mut hulls) = (None, [None, None]);
    if of_editions {
        hulls = [&before, &after].map(|side| hull_of(dataset, side));
        if let [Some(one), Some(other)] = hulls
            && one != other
        {
            common = one.intersection(other);
        }
    }
    // Editions are compared where both have something to say; by time, the rest is shown as what it is.
    let period = match (spec.period, by_time) {
        (None, false) => common,
        (asked, _) => asked,
    };
    let answer = |side: Side, hull: Option<Span>| {
        let own = spec_of(spec, &side, period);
        let result = run_in(dataset, &own, own.period);
        let is_partial = own.period.is_some_and(|period| is_cut(dataset, spec, period));
        Compared { side, result, is_partial, spec: own, hull }
    };
    let (before, after) = (answer(before, hulls[0]), answer(after, hulls[1]));
    let is_alike = match (&before.side, &after.side) {
        (Side::Period(one), Side::Period(other)) => {
            !before.is_partial && !after.is_partial && length(*one, spec.months) == length(*other, spec.months)
                || are_cut_alike(dataset, spec, *one, *other)
        }
        _ => common.is_none_or(|common| period.is_some_and(|period| common.contains(period))),
    };
    let common_totals = common.filter(|_| by_time && !is_alike).map(|common| {
        let total = |one: &Compared| super::total_in(dataset, &one.spec, Some(common));
        (total(&before), total(&after))
    });
    let are_periods = matches!(before.side, Side::Period(_));
    let pairs = if by_time && are_periods {
        pairs_by_place(dataset, spec, &before, &after)
    } else {
        pairs_by_key(dataset, spec, &before, &after)
    };
    // Months that do not count have no number, which is not zero.
    let counts = |key: &Key| !matches!(key, Key::Time(unit) if length(*unit, spec.months).1 == 0);
    let pairs = pairs.into_iter().filter(|pair| counts(&pair.before.key) && counts(&pair.after.key)).collect();
    Some(Comparison { before, after, pairs, is_alike, of_editions, common, common_totals })
}

fn sides(dataset: &Dataset, spec: &CompleteSpec) -> Option<(Side, Side)> {
    let Some((dimension, by)) = spec.stack.clone().filter(|_| spec.versus.is_none()) else {
        return Some((Side::Period(spec.versus?), Side::Period(spec.period?)));
    };
    let value = |key: Key| Side::Value { by: by.clone(), dimension, key };
    let pair = |mut keys: Vec<Key>| {
        if keys.iter().all(|key| matches!(key, Key::Time(_))) {
            keys.sort();
        }
        let mut keys = keys.into_iter();
        Some((value(keys.next()?), value(keys.next()?)))
    };
    let selected = spec.selected_by.as_ref().filter(|(of, _)| *of == dimension).map(|_| spec.selected.clone());
    let filtered = spec.filters.iter().find(|filter| filter.dimension == dimension).map(|filter| filter.keep.clone());
    if let Some(keys) =
        [filtered.filter(|keys| keys.len() == 2), selected.filter(|keys| keys.len() >= 2)].into_iter().flatten().next()
    {
        let names = dataset.editions();
        let place = |key: &Key| names.iter().position(|name| *key == Key::Text(name.clone()));
        let mut keys = keys;
        if keys.iter().all(|key| place(key).is_some()) && is_edition(dataset, &value(Key::Text(String::new()))) {
            keys.sort_by_key(place);
        }
        return pair(keys);
    }
    if is_edition(dataset, &value(Key::Text(String::new()))) {
        let mut names = dataset.editions();
        let (newest, other) = (names.pop()?, names.pop()?);
        return pair(vec![Key::Text(other), Key::Text(newest)]);
    }
    // The two largest, or the two newest units of time.
    let columns = CompleteSpec { by: dimension, by_name: by.clone(), stack: None, ..spec.clone() };
    let mut groups = run_in(dataset, &columns, spec.period).groups;
    groups.retain(|group| group.amount.largest().is_some() && !matches!(group.key, Key::Missing(_)));
    if matches!(dimension, Dimension::Time(_)) {
        groups.sort_by(|left, right| right.key.cmp(&left.key));
    } else {
        let value = |group: &Group| std::cmp::Reverse(group.amount.largest());
        groups.sort_by(|left, right| value(left).cmp(&value(right)).then_with(|| left.key.cmp(&right.key)));
    }
    pair(groups.into_iter().take(2).map(|group| group.key).collect())
}

fn is_edition(dataset: &Dataset, side: &Side) -> bool {
    let Side::Value { dimension: Dimension::Column(index), .. } = side else { return false };
    dataset.columns().get(*index).is_some_and(|column| column.role == Role::Edition)
}

/// The question of one side alone.
fn spec_of(spec: &CompleteSpec, side: &Side, period: Option<Span>) -> CompleteSpec {
    let mut one = CompleteSpec { stack: None, highlight: None, period, ..spec.clone() };
    match side {
        Side::Period(span) => one.period = Some(*span),
        Side::Value { by, dimension, key } => {
            one.filters.retain(|filter| filter.dimension != *dimension);
            let (by, keep) = (by.clone(), vec![key.clone()]);
            one.filters.push(ResolvedFilter { by, dimension: *dimension, keep, is_exact: true });
        }
    }
    one
}

fn hull_of(dataset: &Dataset, side: &Side) -> Option<Span> {
    let Side::Value { dimension: Dimension::Column(index), key: Key::Text(name), .. } = side else { return None };
    let column = dataset.columns().get(*index)?;
    let entry = (0..column.dictionary.len()).find(|entry| column.dictionary.plain(*entry) == *name)?;
    let rows = (0..dataset.row_count()).filter(|row| column.codes.at(*row).resolve() == Ok(entry));
    rows.filter_map(|row| dataset.row_span(row).ok()).reduce(Span::hull)
}

fn pairs_by_key(dataset: &Dataset, spec: &CompleteSpec, before: &Compared, after: &Compared) -> Vec<Pair> {
    let of = |compared: &Compared| {
        compared.result.groups.iter().map(|group| (group.key.clone(), group.clone())).collect::<HashMap<_, _>>()
    };
    let (earlier, later) = (of(before), of(after));
    let mut seen: HashSet<&Key> = HashSet::new();
    let keys = after.result.groups.iter().chain(&before.result.groups).map(|group| &group.key);
    let keys: Vec<Key> = keys.filter(|key| seen.insert(*key)).cloned().collect();
    let pair = |key: Key| {
        let half = |groups: &HashMap<Key, Group>, side: &Compared| half(dataset, side, key.clone(), groups.get(&key));
        let cut =
            |side: &Compared, unit: Span| side.hull.is_some_and(|hull| hull.overlaps(unit) && !hull.contains(unit));
        let is_partial = matches!(key, Key::Time(unit) if cut(before, unit) || cut(after, unit)
            || dataset.is_partly_covered(unit, &spec.measure));
        Pair { before: half(&earlier, before), after: half(&later, after), is_partial, key }
    };
    keys.into_iter().map(pair).filter(|pair| !(pair.before.is_absent && pair.after.is_absent)).collect()
}

/// Units of time stand side by side by their place: the first month of one period beside the first of the other.
fn pairs_by_place(dataset: &Dataset, spec: &CompleteSpec, before: &Compared, after: &Compared) -> Vec<Pair> {
    let timed = |compared: &Compared| {
        let groups = compared.result.groups.iter().filter(|group| matches!(group.key, Key::Time(_)));
        groups.cloned().collect::<Vec<Group>>()
    };
    let (earlier, later) = (timed(before), timed(after));
    (0..earlier.len().max(later.len()))
        .filter_map(|index| {
            let (one, other) = (earlier.get(index), later.get(index));
            let key = other.or(one)?.key.clone();
            let half = |group: Option<&Group>| match group {
                Some(group) => half(dataset, before, group.key.clone(), Some(group)),
                None => Half {
                    key: key.clone(),
                    amount: Amount::Missing(Nothing::NotCovered),
                    rows: 0,
                    few_cases: false,
                    is_absent: true,
                },
            };
            let (before, after) = (half(one), half(other));
            let partly = |half: &Half| matches!(half.key, Key::Time(unit) if is_cut(dataset, spec, unit));
            Some(Pair { is_partial: partly(&before) || partly(&after), key, before, after })
        })
        .collect()
}

fn half(dataset: &Dataset, side: &Compared, key: Key, group: Option<&Group>) -> Half {
    let is_absent = group.is_none_or(|group| group.rows == 0 && group.rows_without_value == 0);
    let is_beyond = |hull: Span| matches!(key, Key::Time(unit) if !hull.overlaps(unit));
    let amount = match group {
        // A year after the end of an edition is not in it, whatever absent rows mean inside.
        _ if is_absent && side.hull.is_some_and(is_beyond) => Amount::Missing(Nothing::Cell(Missing::NotReported)),
        Some(group) => group.amount.clone(),
        // Nothing divided by nothing is not zero.
        None if matches!(side.spec.measure.counting, Counting::Ratio { .. }) => Amount::Missing(Nothing::NoBase),
        None if !side.result.is_covered => Amount::Missing(Nothing::NotCovered),
        None => absent_amount(dataset),
    };
    Half {
        key,
        amount,
        rows: group.map_or(0, |group| group.rows),
        few_cases: group.is_some_and(|group| group.few_cases),
        is_absent,
    }
}

/// Whole months, else days, of those months of each year that count.
pub(super) fn length(span: Span, months: Option<Months>) -> (bool, i32) {
    let counts = |month: Span| {
        let number = u8::try_from(month.first().month()).unwrap_or(0);
        months.is_none_or(|months| (months.first..=months.last).contains(&number))
    };
    let (mut whole, mut count, mut days) = (true, 0, 0);
    let mut at = Some(Span::month_of(span.first()));
    while let Some(month) = at.filter(|month| month.first() <= span.last()) {
        if let Some(part) = month.intersection(span).filter(|_| counts(month)) {
            whole &= part == month;
            count += 1;
            days += part.days();
        }
        at = month.next_day().map(|day| Span::month_of(day.first()));
    }
    (whole, if whole { count } else { days })
}

/// Whether the source saw a span, as far as its months count, only in part.
pub(super) fn is_cut(dataset: &Dataset, spec: &CompleteSpec, span: Span) -> bool {
    let seen =
        if dataset.covers(span) { Some(span) } else { dataset.coverage().and_then(|all| all.intersection(span)) };
    let Some(seen) = seen else { return false };
    let counts = |part: Span| length(part, spec.months).1 > 0;
    length(seen, spec.months) != length(span, spec.months)
        || dataset.gaps(&spec.measure).any(|partly| partly.span.intersection(span).is_some_and(counts))
}

/// Whether two spans of days are as long but for the day of a leap year.
fn are_cut_alike(dataset: &Dataset, spec: &CompleteSpec, one: Span, other: Span) -> bool {
    let is_whole = |span: Span| !is_cut(dataset, spec, span);
    let ((one_whole, one_length), (other_whole, other_length)) = (length(one, spec.months), length(other, spec.months));
    is_whole(one) && is_whole(other) && !one_whole && !other_whole && (one_length - other_length).abs() <= 1
}

/// What one value of another column has in a pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    pub key: Key,
    pub before: Amount,
    pub after: Amount,
}

impl Contribution {
    /// Later less earlier; `None` where one side is not known, which is not zero.
    pub fn difference(&self) -> Option<Number> {
        self.after.known()?.minus(self.before.known()?)
    }
}

/// By value of another column, what it has on both sides.
type Cells = HashMap<Key, (Option<Amount>, Option<Amount>)>;

/// Groups times values above which contributions are not looked for.
const MOST_CELLS: usize = 400_000;

/// The column whose values explain changes: the second grouping of a view that compares periods, else the other end of
/// a flow, else the country.
pub fn explaining(dataset: &Dataset, spec: &CompleteSpec, comparison: &Comparison) -> Option<(Dimension, String)> {
    let side_of = |side: &Side| match side {
        Side::Period(_) => None,
        Side::Value { dimension, .. } => Some(*dimension),
    };
    let taken = [Some(spec.by), side_of(&comparison.after.side)];
    let is_free = |dimension: Dimension| !taken.contains(&Some(dimension));
    let position = |role: Role| dataset.columns().iter().position(|column| column.role == role);
    let named = |role: Role| Some((Dimension::Column(position(role)?), role.id().to_owned()));
    let by_end = super::other_end(dataset, spec.role(dataset)).and_then(|column| named(column.role));
    let stack = spec.stack.clone().filter(|_| spec.versus.is_some());
    let country = dataset.country_role().and_then(named);
    let aligned = matches!(spec.by, Dimension::Time(_)) && matches!(comparison.after.side, Side::Period(_));
    let is_plain = matches!(spec.measure.counting, Counting::Sum(_) | Counting::Distinct(_) | Counting::Rows);
    [stack, by_end, country].into_iter().flatten().find(|(dimension, _)| is_free(*dimension) && is_plain && !aligned)
}

/// For each pair, what the values of a column have on both sides, the largest difference first, without those that are
/// the same. Empty where the table would be too large to be looked through.
pub fn contributions(
    dataset: &Dataset,
    comparison: &Comparison,
    (dimension, name): &(Dimension, String),
) -> HashMap<Key, Vec<Contribution>> {
    let entries = match dimension {
        Dimension::Column(index) => dataset.columns().get(*index).map_or(0, |column| column.dictionary.len()),
        Dimension::Time(_) => MOST_CELLS,
    };
    if entries.saturating_mul(comparison.pairs.len()) > MOST_CELLS {
        return HashMap::new();
    }
    let mut of_key: HashMap<Key, Cells> = HashMap::new();
    for (is_after, side) in [(false, &comparison.before), (true, &comparison.after)] {
        let pivot = run_pivot(dataset, &side.spec, *dimension, name);
        for (row, group) in pivot.by_rows.groups.iter().enumerate() {
            let of_group = of_key.entry(group.key.clone()).or_default();
            for (column, amount) in pivot.cells.of_row(row) {
                let Some(column) = pivot.columns.get(column) else { continue };
                let cell = of_group.entry(column.clone()).or_default();
                *(if is_after { &mut cell.1 } else { &mut cell.0 }) = Some(amount.clone());
            }
        }
    }
    let nothing = || match dataset.metadata().absent_rows {
        AbsentRows::Zero => absent_amount(dataset),
        AbsentRows::NotReported => Amount::Missing(Nothing::Cell(Missing::NotReported)),
    };
    let listed = |cells: Cells| {
        let mut list: Vec<Contribution> = cells
            .into_iter()
            .map(|(key, (before, after))| {
                let (before, after) = (before.unwrap_or_else(nothing), after.unwrap_or_else(nothing));
                Contribution { key, before, after }
            })
            .filter(|one| one.difference().is_some_and(|difference| !difference.is_zero()))
            .collect();
        let size = |one: &Contribution| one.difference().map(magnitude);
        list.sort_by(|left, right| size(right).cmp(&size(left)).then_with(|| left.key.cmp(&right.key)));
        list
    };
    of_key.into_iter().map(|(key, cells)| (key, listed(cells))).collect()
}

/// Without its sign.
pub fn magnitude(number: Number) -> Number {
    if number.is_negative() { Number::ZERO.minus(number).unwrap_or(number) } else { number }
}
