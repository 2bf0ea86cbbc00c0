//! Amounts over time: every unit of the axis in order, whole and in parts. A unit inside the coverage without rows is
//! zero or not reported, as the data set says; one outside is not covered. None is left out.

use super::amount::{Amount, Group, Nothing};
use super::grouping::{GroupOf, Grouping, JointPlaces};
use super::memory;
use super::{absent_amount, absent_in, divide_exactly, is_ratio, run_in, run_pivot};
use crate::dataset::{Dataset, Number, Role, Span};
use crate::view_spec::{CompleteSpec, Dimension, Key, Months, ResolvedFilter, TimeUnit};
use std::collections::HashMap;

/// Units that an axis has at the most; a finer unit over a longer span shows only units with rows.
pub const MOST_UNITS: usize = 4_000;

/// The answer to a question over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OverTime {
    /// In the order of time; their keys are spans.
    pub units: Vec<Group>,
    /// The values of the second grouping, each with its amount for every unit.
    pub parts: Vec<(Key, Vec<Amount>)>,
    /// Parts and units whose ratio rests on too few cases to be compared.
    pub few_cases: Vec<(Key, Key)>,
    /// Whether parts may add up to more than their unit.
    pub parts_exceed_total: bool,
    /// Without the filters on values, where there are any.
    pub unfiltered: Option<Vec<Amount>>,
    /// What is selected of each unit, where the selection is of another grouping.
    pub selected: Option<Vec<Amount>>,
    /// Positions of units before which another source begins.
    pub breaks: Vec<usize>,
    /// Positions of units with which a definition changes, and which of the data set's changes it is.
    pub definition_breaks: Vec<(usize, usize)>,
}

/// Answers a view over time. `spec.by` is the unit of time, `spec.stack` the parts.
pub fn over_time(dataset: &Dataset, spec: &CompleteSpec) -> OverTime {
    let mut few_cases = Vec::new();
    let (units, parts, parts_exceed_total) = match &spec.stack {
        None => {
            let result = run_in(dataset, spec, spec.period);
            (result.groups, Vec::new(), false)
        }
        Some((dimension, name)) => {
            let pivot = run_pivot(dataset, spec, *dimension, name);
            let key_of = |row: usize, column: usize| {
                Some((pivot.columns.get(column)?.clone(), pivot.by_rows.groups.get(row)?.key.clone()))
            };
            few_cases = pivot.few_cells.iter().filter_map(|(row, column)| key_of(*row, *column)).collect();
            let of_column = |index: usize| {
                let amount = |found: Option<&Amount>| found.cloned().unwrap_or_else(|| absent_in(dataset, spec));
                pivot.cells.of_column(index).map(amount).collect::<Vec<_>>()
            };
            let parts = pivot.columns.iter().enumerate().map(|(index, key)| (key.clone(), of_column(index))).collect();
            let exceeds = |(row, group): (usize, &Group)| {
                let amounts = pivot.cells.of_row(row).filter_map(|(_, amount)| amount.largest());
                let sum = amounts.into_iter().try_fold(Number::ZERO, Number::plus);
                matches!((sum, group.amount.known()), (Some(sum), Some(total)) if sum > total)
            };
            // Ratios are no parts of anything.
            let parts_exceed = !is_ratio(spec) && pivot.by_rows.groups.iter().enumerate().any(exceeds);
            (pivot.by_rows.groups, parts, parts_exceed)
        }
    };
    // Rows without a time have no place on the axis; the note counts them.
    let is_timed: Vec<bool> = units.iter().map(|unit| matches!(unit.key, Key::Time(_))).collect();
    let timed = |amounts: Vec<Amount>| {
        amounts.into_iter().zip(&is_timed).filter(|(_, timed)| **timed).map(|(amount, _)| amount).collect::<Vec<_>>()
    };
    let parts: Vec<(Key, Vec<Amount>)> = parts.into_iter().map(|(key, amounts)| (key, timed(amounts))).collect();
    let units: Vec<Group> = units.into_iter().filter(|unit| matches!(unit.key, Key::Time(_))).collect();
    let unfiltered = super::without_filters(dataset, spec).map(|plain| amounts_at(dataset, &plain, &units));
    let chosen = selection_filters(spec);
    let selected = (!chosen.is_empty()).then(|| {
        let mut spec = spec.clone();
        spec.filters.extend(chosen);
        amounts_at(dataset, &spec, &units)
    });
    let breaks = source_breaks(dataset, spec, &units);
    let definition_breaks = definition_breaks(dataset, &units);
    OverTime { units, parts, few_cases, parts_exceed_total, unfiltered, selected, breaks, definition_breaks }
}

/// What several values amount to together in each unit, counted and not added.
pub fn together_over_time(dataset: &Dataset, spec: &CompleteSpec, keys: Vec<Key>, units: &[Group]) -> Vec<Amount> {
    let Some((dimension, name)) = &spec.stack else { return Vec::new() };
    let mut together = spec.clone();
    let filter = ResolvedFilter { by: name.clone(), dimension: *dimension, keep: keys, is_exact: true };
    together.filters.push(filter);
    amounts_at(dataset, &together, units)
}

/// The filters that a selection of other groupings than the axis amounts to.
fn selection_filters(spec: &CompleteSpec) -> Vec<ResolvedFilter> {
    let mut filters = spec.selection_filters();
    filters.retain(|filter| filter.dimension != spec.by);
    filters
}

/// What is selected amounts to, and what everything amounts to, in the unit asked for or in all of the period.
pub fn selected_totals(dataset: &Dataset, spec: &CompleteSpec) -> Option<(Amount, Amount)> {
    let filters = selection_filters(spec);
    let first = filters.first()?;
    let mut whole = CompleteSpec { stack: None, ..spec.clone() };
    // What lies in one unit is not longer than a unit: by the column of the selection, by which other views ask, the totals
    // are the same, and nothing outside the unit is looked at.
    if spec.highlight.is_some() && !dataset.is_published() {
        (whole.by, whole.by_name) = (first.dimension, first.by.clone());
    }
    let period = spec.highlight.or(spec.period);
    let mut chosen = whole.clone();
    chosen.filters.extend(filters);
    let total = |spec: &CompleteSpec| super::total_in(dataset, spec, period);
    Some((total(&chosen), total(&whole)))
}

fn amounts_at(dataset: &Dataset, spec: &CompleteSpec, units: &[Group]) -> Vec<Amount> {
    let result = run_in(dataset, &CompleteSpec { stack: None, ..spec.clone() }, spec.period);
    let found = super::by_key(&result.groups);
    let amount =
        |unit: &Group| found.get(&unit.key).map_or_else(|| absent_in(dataset, spec), |group| group.amount.clone());
    units.iter().map(amount).collect()
}

/// The mean of the `count` units before each one, where all of them have a number.
pub fn means_before(amounts: &[Amount], count: usize) -> Vec<Option<Number>> {
    (0..amounts.len())
        .map(|index| {
            let before = amounts.get(index.checked_sub(count)?..index)?;
            let sum = before.iter().try_fold(Number::ZERO, |sum, amount| sum.plus(amount.known()?))?;
            divide_exactly(sum, Number::from(i64::try_from(count).ok()?))
        })
        .collect()
}

/// The mean of the `count` units before each one, whether they are shown or not; `None` where one of them has no number,
/// or was seen only in part.
pub fn trailing_means(dataset: &Dataset, spec: &CompleteSpec, units: &[Group], count: usize) -> Vec<Option<Number>> {
    let mut wider = CompleteSpec { stack: None, ..spec.clone() };
    let before = match (spec.period, spec.by) {
        (Some(period), Dimension::Time(unit)) => {
            wider.period = begun_earlier(period, unit, count);
            run_in(dataset, &wider, wider.period).groups
        }
        _ => units.to_vec(),
    };
    let timed: Vec<(Span, &Amount)> = before
        .iter()
        .filter_map(|group| if let Key::Time(span) = group.key { Some((span, &group.amount)) } else { None })
        .collect();
    // A unit that does not begin the day after the one before it: what lies between is not known.
    let follows = |index: usize| {
        let pair = index.checked_sub(1).and_then(|before| timed.get(before)).zip(timed.get(index));
        pair.is_some_and(|((one, _), (next, _))| one.next_day().is_some_and(|day| next.contains(day)))
    };
    let amounts: Vec<Amount> = timed
        .iter()
        .map(|(span, amount)| {
            let is_partial = super::is_partial(dataset, &wider, *span);
            if is_partial { Amount::Missing(Nothing::NotCovered) } else { (*amount).clone() }
        })
        .collect();
    let means = means_before(&amounts, count);
    let at: HashMap<Span, usize> = timed.iter().enumerate().map(|(index, (span, _))| (*span, index)).collect();
    let mean_of = |unit: &Group| {
        let Key::Time(span) = unit.key else { return None };
        let index = *at.get(&span)?;
        let is_unbroken = (0..count).all(|back| index.checked_sub(back).is_some_and(follows));
        means.get(index).copied().flatten().filter(|_| is_unbroken)
    };
    units.iter().map(mean_of).collect()
}

/// The period with so many units before it.
fn begun_earlier(period: Span, unit: TimeUnit, count: usize) -> Option<Span> {
    let mut first = unit.at(Span::day(period.first()))?;
    for _ in 0..count {
        let Some(before) = first.first().yesterday().ok().and_then(|day| unit.at(Span::day(day))) else { break };
        first = before;
    }
    Span::new(first.first(), period.last())
}

/// All units from the first to the last day of a span; `None` where there are more than [`MOST_UNITS`].
pub(super) fn units_of(unit: TimeUnit, span: Span) -> Option<Vec<Span>> {
    let mut units = Vec::new();
    let mut at = unit.at(span)?;
    while at.first() <= span.last() {
        if units.len() >= MOST_UNITS {
            return None;
        }
        units.push(at);
        match at.next_day().and_then(|day| unit.at(day)) {
            Some(next) => at = next,
            None => break,
        }
    }
    Some(units)
}

/// Adds the units of the period, or of the coverage, that have no rows; where only some months of each year count, those
/// that these months reach.
pub(super) fn fill_units(
    dataset: &Dataset,
    unit: TimeUnit,
    (period, months): (Option<Span>, Option<Months>),
    groups: &mut Vec<Group>,
) {
    let Some(coverage) = dataset.coverage() else { return };
    let Some(units) = units_of(unit, period.unwrap_or(coverage)) else { return };
    let known: std::collections::HashSet<Key> = groups.iter().map(|group| group.key.clone()).collect();
    for span in units {
        // A month that does not count was not asked for: it is neither zero nor missing.
        if months.is_none_or(|months| months.reach(span)) && !known.contains(&Key::Time(span)) {
            let covered = super::seen::sees(dataset, span, (period, months));
            let amount = if covered { absent_amount(dataset) } else { Amount::Missing(Nothing::NotCovered) };
            groups.push(Group::empty(Key::Time(span), amount));
        }
    }
    groups.sort_by(|left, right| left.key.cmp(&right.key));
}

/// The first unit that begins on the day of a change or later, where the unit before it begins earlier.
fn definition_breaks(dataset: &Dataset, units: &[Group]) -> Vec<(usize, usize)> {
    let first_day = |unit: &Group| if let Key::Time(span) = unit.key { Some(span.first()) } else { None };
    let changes = dataset.metadata().definition_changes.iter().enumerate();
    changes
        .filter_map(|(change, one)| {
            let at = units.iter().position(|unit| first_day(unit).is_some_and(|day| day >= one.since.first()))?;
            (at > 0).then_some((at, change))
        })
        .collect()
}

/// Sources that are told apart on an axis.
const MOST_SOURCES: usize = 64;

/// Where units rest on other sources than the unit before them, and on none of the same.
fn source_breaks(dataset: &Dataset, spec: &CompleteSpec, units: &[Group]) -> Vec<usize> {
    let Some(sources) = dataset.column_with(Role::Source) else { return Vec::new() };
    if dataset.is_published() || sources.code_count() > MOST_SOURCES {
        return Vec::new();
    }
    let Dimension::Time(_) = spec.by else { return Vec::new() };
    let bits_of = memory::sources(dataset, spec.by, || {
        let grouping = Grouping::of(dataset, spec.by, JointPlaces::Together);
        let mut of_group = vec![0_u64; grouping.keys().len()];
        for row in 0..dataset.row_count() {
            if let GroupOf::Group(group) = grouping.at(row)
                && let Some(bits) = of_group.get_mut(group)
            {
                *bits |= 1 << (sources.codes.at(row).index() % MOST_SOURCES);
            }
        }
        grouping.keys().iter().cloned().zip(of_group).collect()
    });
    let mut breaks = Vec::new();
    let mut before = 0;
    for (index, unit) in units.iter().enumerate() {
        let bits = bits_of.get(&unit.key).copied().unwrap_or(0);
        if bits != 0 {
            if before != 0 && before & bits == 0 {
                breaks.push(index);
            }
            before = bits;
        }
    }
    breaks
}
