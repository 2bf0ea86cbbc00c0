//! Spec and data set to numbers: which rows count, how they are grouped, what each group amounts to.
//!
//! This module must never know words, order on a page, or pixels, and it cannot fail: what cannot be counted is an
//! [`Amount::Missing`] with its reason. Start with [`run`].

mod amount;
mod cells;
mod compare;
mod editions;
mod grouping;
mod lanes;
mod memory;
mod profiles;
mod published;
mod rows;
mod seen;
mod slots;
mod stretches;
mod tally;
mod timeline;
mod untimed;

pub use amount::{Amount, Group, Nothing, PublishedValue, QueryResult, RowCounts, Unusable};
pub use cells::PivotCells;
pub use compare::{
    Compared, Comparison, Contribution, Half, Pair, Side, compare, contributions, explaining, magnitude,
};
pub use editions::without_filters;
pub use memory::forget_answers;
pub use published::published_periods;
pub use rows::{rows_behind, rows_in_order, rows_selected, rows_with_text};
pub use seen::is_partial;
pub use timeline::{OverTime, means_before, over_time, selected_totals, together_over_time, trailing_means};
pub use untimed::{Untimed, untimed};

use crate::dataset::{AbsentRows, Column, Counting, Dataset, Measure, Missing, Number, Role, Span};
use crate::view_spec::{CompleteSpec, Dimension, Key, Months, TimeUnit};
use grouping::Grouping;
use std::collections::{HashMap, HashSet};
use tally::Tally;

/// Decimal places of a ratio before it is rounded for a reader.
const RATIO_PLACES: u8 = 6;

/// Makes what questions of a large table need, so that the first ones need not wait for it; whatever is not made by then is
/// made when it is needed. Changes no number.
pub fn prepare(dataset: &Dataset) {
    dataset.prepare();
    if let Some(table) = lanes::Table::of(dataset) {
        lanes::prepare(table);
    }
}

/// Memory that is held beside the data so that questions are answered soon, in bytes.
pub fn prepared_bytes(dataset: &Dataset) -> usize {
    let facts = dataset.facts().map_or(0, crate::dataset::facts::Facts::bytes);
    facts + memory::orders(dataset).iter().map(|order| order.bytes()).sum::<usize>()
}

/// Answers a view.
pub fn run(dataset: &Dataset, spec: &CompleteSpec) -> QueryResult {
    let mut result = run_in(dataset, spec, spec.period);
    add_other_ends(dataset, spec, &mut result);
    let Some(before) = period_before(dataset, spec) else { return result };
    let earlier = run_in(dataset, spec, Some(before));
    if !earlier.groups.iter().any(|group| group.amount.known().is_some()) && earlier.total.known().is_none() {
        return result;
    }
    result.previous_period = Some(before);
    result.previous_total = Some(earlier.total.clone());
    let earlier = by_key(&earlier.groups);
    for group in &mut result.groups {
        group.previous = match earlier.get(&group.key) {
            Some(other) => Some(other.amount.clone()),
            None => Some(absent_in(dataset, spec)),
        };
    }
    result
}

/// Adds to each group at how many places its rows begin or end.
fn add_other_ends(dataset: &Dataset, spec: &CompleteSpec, result: &mut QueryResult) {
    let position = |wanted: &Column| dataset.columns().iter().position(|column| std::ptr::eq(column, wanted));
    let Some(column) = other_end(dataset, spec.role(dataset)).and_then(position) else { return };
    if matches!(spec.measure.counting, Counting::Published { .. } | Counting::Ratio { .. }) {
        return;
    }
    let joint = tally::joint_places(dataset, spec);
    let grouping = Grouping::of(dataset, spec.by, joint);
    let found = memory::ends(dataset, memory::Asked::of(spec, spec.period), || {
        let ends = Grouping::of(dataset, Dimension::Column(column), joint);
        Tally::ends(dataset, spec, spec.period, &grouping, &ends)
    });
    let of_keys: HashMap<&Key, usize> = grouping.keys().iter().zip(found.iter().copied()).collect();
    for group in &mut result.groups {
        group.other_ends = of_keys.get(&group.key).copied().filter(|ends| *ends > 0);
    }
}

/// The period that a view is compared with.
fn period_before(dataset: &Dataset, spec: &CompleteSpec) -> Option<Span> {
    let asked = spec.versus.filter(|_| matches!(spec.by, Dimension::Column(_)));
    asked.or_else(|| comparable_period(dataset, spec))
}

/// Finds the part of [`run`]'s answer that is about the period before, so that it is known when `run` asks for it.
pub fn ask_before(dataset: &Dataset, spec: &CompleteSpec) {
    if let Some(before) = period_before(dataset, spec) {
        run_in(dataset, spec, Some(before));
    }
}

/// For look-up only: a column can have very many values.
fn by_key(groups: &[Group]) -> HashMap<&Key, &Group> {
    groups.iter().map(|group| (&group.key, group)).collect()
}

/// The period just before the one asked for, where both lie wholly inside the coverage and neither is partly covered.
fn comparable_period(dataset: &Dataset, spec: &CompleteSpec) -> Option<Span> {
    let period = spec.period?;
    let before = period.before()?;
    let whole = |span: Span| dataset.covers(span) && !dataset.is_partly_covered(span, &spec.measure);
    (whole(period) && whole(before) && matches!(spec.by, Dimension::Column(_))).then_some(before)
}

/// What it means that a group has no rows in a covered period.
pub(crate) fn absent_amount(dataset: &Dataset) -> Amount {
    if dataset.is_published() {
        return Amount::Missing(Nothing::NotPublished);
    }
    match dataset.metadata().absent_rows {
        AbsentRows::Zero => Amount::Known(Number::ZERO),
        AbsentRows::NotReported => Amount::Missing(Nothing::Cell(Missing::NotReported)),
    }
}

/// As [`absent_amount`], for what a view measures: nothing divided by nothing is not zero.
pub(crate) fn absent_in(dataset: &Dataset, spec: &CompleteSpec) -> Amount {
    match absent_amount(dataset) {
        Amount::Known(_) if is_ratio(spec) => Amount::Missing(Nothing::NoBase),
        amount => amount,
    }
}

/// Whether a view divides, so that its numbers are never added.
pub(crate) fn is_ratio(spec: &CompleteSpec) -> bool {
    matches!(spec.measure.counting, Counting::Ratio { .. })
}

/// Answers a view for another period than its own.
pub fn run_in(dataset: &Dataset, spec: &CompleteSpec, period: Option<Span>) -> QueryResult {
    let spec = &*editions::of_one(dataset, spec, None);
    memory::answer(dataset, memory::Asked::of(spec, period), || find(dataset, spec, period))
}

fn find(dataset: &Dataset, spec: &CompleteSpec, period: Option<Span>) -> QueryResult {
    if let Counting::Ratio { numerator, denominator, minimum_base, cases } = &spec.measure.counting {
        return run_ratio(dataset, spec, period, (numerator, denominator, cases.as_deref()), *minimum_base);
    }
    if let Counting::Published { column, series } = &spec.measure.counting {
        return published::run(dataset, spec, period, column, series.as_deref());
    }
    let grouping = Grouping::of(dataset, spec.by, tally::joint_places(dataset, spec));
    let tally = Tally::of(dataset, spec, period, &grouping);
    let covered = is_covered(dataset, period, spec.months);
    let mut groups: Vec<Group> = Vec::new();
    for (index, key) in grouping.keys().iter().enumerate() {
        // A year outside the period is not part of the question.
        if matches!((key, period), (Key::Time(span), Some(period)) if !period.overlaps(*span)) {
            continue;
        }
        // Nor is a month outside the months of each year that count.
        if matches!((key, spec.months), (Key::Time(span), Some(months)) if !months.reach(*span)) {
            continue;
        }
        let cell = tally.group(index);
        let amount = if cell.rows > 0 {
            cell.amount()
        } else if cell.unusable_rows > 0 {
            Amount::Missing(Nothing::Cell(cell.unusable_reason.unwrap_or(Missing::NotReported)))
        } else if cell.rows_any_period == 0 || !covered {
            continue;
        } else if matches!(key, Key::Time(span) if !seen::sees(dataset, *span, (period, spec.months))) {
            Amount::Missing(Nothing::NotCovered)
        } else {
            match absent_amount(dataset) {
                // A place without a recorded flight is not listed; it is counted in `groups_at_zero`.
                Amount::Known(_) => continue,
                missing => missing,
            }
        };
        groups.push(Group {
            key: key.clone(),
            amount,
            previous: None,
            rows: cell.rows,
            rows_without_value: cell.unusable_rows,
            other_ends: None,
            base: None,
            cases: None,
            few_cases: false,
        });
    }
    if let Dimension::Time(unit) = spec.by {
        timeline::fill_units(dataset, unit, (period, spec.months), &mut groups);
    }
    // No row means zero only where the source lists every event, and only for places without a row of unknown value.
    let absent_is_zero = covered && matches!(absent_amount(dataset), Amount::Known(_));
    let is_at_zero = |cell: &tally::Cell| cell.rows == 0 && cell.unusable_rows == 0 && cell.rows_any_period > 0;
    let groups_at_zero =
        (0..grouping.keys().len()).filter(|index| absent_is_zero && is_at_zero(&tally.group(*index))).count();
    let total = total_amount(dataset, covered, tally.total());
    QueryResult {
        period,
        groups,
        groups_at_zero,
        parts_exceed_total: matches!(spec.measure.counting, Counting::Distinct(_)) || grouping.has_several(),
        total,
        base: None,
        few_cases: false,
        previous_total: None,
        previous_period: None,
        rows: tally.rows,
        is_covered: covered,
    }
}

/// What all rows together amount to.
fn total_amount(dataset: &Dataset, covered: bool, cell: &tally::Cell) -> Amount {
    match (covered, cell) {
        (false, _) => Amount::Missing(Nothing::NotCovered),
        (true, cell) if cell.rows == 0 => match absent_amount(dataset) {
            Amount::Known(_) if cell.unusable_rows > 0 => Amount::Missing(Nothing::Cell(Missing::NotReported)),
            amount => amount,
        },
        (true, cell) => cell.amount(),
    }
}

/// The total of a view in another period than its own, without its groups.
pub(crate) fn total_in(dataset: &Dataset, spec: &CompleteSpec, period: Option<Span>) -> Amount {
    let spec = &*editions::of_one(dataset, spec, None);
    // Of columns every row is in some group; of units of time one that is longer is in none.
    let counts = matches!(spec.measure.counting, Counting::Distinct(_) | Counting::Rows);
    if !counts || dataset.is_published() || !matches!(spec.by, Dimension::Column(_)) || dataset.facts().is_none() {
        return run_in(dataset, spec, period).total;
    }
    memory::total(dataset, memory::Asked::total(spec, period), || match Tally::prepared_total(dataset, spec, period) {
        Some(cell) => total_amount(dataset, is_covered(dataset, period, spec.months), &cell),
        None => run_in(dataset, spec, period).total,
    })
}

fn is_covered(dataset: &Dataset, period: Option<Span>, months: Option<Months>) -> bool {
    let asked = period.or_else(|| dataset.coverage());
    asked.is_none_or(|asked| dataset.coverage().is_none() || seen::sees(dataset, asked, (None, months)))
}

fn run_ratio(
    dataset: &Dataset,
    spec: &CompleteSpec,
    period: Option<Span>,
    (numerator, denominator, cases): (&str, &str, Option<&str>),
    minimum_base: u32,
) -> QueryResult {
    let with_measure = |spec: &CompleteSpec, id: &str| {
        let measure = dataset.measures().iter().find(|measure| measure.id == id);
        let is_plain = |measure: &&Measure| !matches!(measure.counting, Counting::Ratio { .. });
        let mut part = spec.clone();
        part.measure = measure.filter(is_plain).cloned().unwrap_or_else(Measure::rows);
        run_in(dataset, &part, period)
    };
    // A flight whose people are not reported would make the ratio too small: it is in neither half.
    let summed =
        dataset.measures().iter().find(|measure| measure.id == numerator).and_then(|measure| {
            if let Counting::Sum(column) = &measure.counting { Some(column.clone()) } else { None }
        });
    let base_spec = CompleteSpec { required: summed, ..spec.clone() };
    let (mut result, base) = (with_measure(spec, numerator), with_measure(&base_spec, denominator));
    let cases = cases.map(|cases| with_measure(&base_spec, cases));
    let is_few = |cases: Option<Number>| cases.is_some_and(|cases| cases < Number::from(i64::from(minimum_base)));
    result.base = base.total.known();
    result.few_cases = is_few(cases.as_ref().and_then(|cases| cases.total.known()).or(result.base));
    let cases = cases.map(|cases| cases.groups).unwrap_or_default();
    let (base_groups, cases) = (by_key(&base.groups), by_key(&cases));
    for group in &mut result.groups {
        let below = base_groups.get(&group.key);
        let below_amount = below.map_or(Amount::Missing(Nothing::NoBase), |below| below.amount.clone());
        group.amount = divide(&group.amount, &below_amount);
        group.base = below_amount.known();
        group.cases = cases.get(&group.key).and_then(|cases| cases.amount.known());
        group.few_cases = group.amount.known().is_some() && is_few(group.cases.or(group.base));
    }
    result.total = divide(&result.total, &base.total);
    result.few_cases &= result.total.known().is_some();
    result.parts_exceed_total = false;
    result
}

fn divide(above: &Amount, below: &Amount) -> Amount {
    match (above, below) {
        (Amount::Known(above), Amount::Known(below)) => match divide_exactly(*above, *below) {
            Some(ratio) => Amount::Known(ratio),
            None => Amount::Missing(Nothing::NoBase),
        },
        (Amount::Missing(reason), _) | (_, Amount::Missing(reason)) => Amount::Missing(*reason),
        _ => Amount::Missing(Nothing::NoBase),
    }
}

/// The quotient to [`RATIO_PLACES`] places; `None` for a zero below.
fn divide_exactly(above: Number, below: Number) -> Option<Number> {
    let scale = above.scale().max(below.scale());
    let wide = above.mantissa_at(scale)?.checked_mul(10_i128.pow(u32::from(RATIO_PLACES)))?;
    let below = below.mantissa_at(scale).filter(|below| *below > 0)?;
    Number::new((wide + below / 2).checked_div_euclid(below)?, RATIO_PLACES)
}

/// What a second grouping adds to a result: for each group the amounts by column, and the totals of the columns.
#[derive(Clone, Debug, PartialEq)]
pub struct PivotResult {
    pub columns: Vec<Key>,
    /// For each group of `by_rows.groups`, in their order.
    pub cells: PivotCells,
    pub column_totals: Vec<Amount>,
    /// Positions of cells, as row and column, whose ratio rests on too few cases to be compared; in their order.
    pub few_cells: Vec<(usize, usize)>,
    /// Positions of columns of which the same holds.
    pub few_columns: Vec<usize>,
    pub by_rows: QueryResult,
}

impl PivotResult {
    /// Whether the ratio of a cell rests on too few cases to be compared.
    pub fn is_few(&self, row: usize, column: usize) -> bool {
        self.few_cells.binary_search(&(row, column)).is_ok()
    }
}

/// Answers a view with columns beside its rows.
pub fn run_pivot(dataset: &Dataset, spec: &CompleteSpec, columns: Dimension, columns_name: &str) -> PivotResult {
    let spec = &*editions::of_one(dataset, spec, Some(columns));
    memory::pivot(dataset, memory::Asked::crossed(spec, columns), || find_pivot(dataset, spec, columns, columns_name))
}

fn find_pivot(dataset: &Dataset, spec: &CompleteSpec, columns: Dimension, columns_name: &str) -> PivotResult {
    let by_rows = run_in(dataset, spec, spec.period);
    run_pivot_of(dataset, spec, by_rows, columns, columns_name)
}

/// Rows from which two passes over them run beside each other.
const ROWS_FOR_TWO_THREADS: usize = 200_000;

/// Adds columns to an answer that is known: one pass over the rows where cells are counted or added, one query for each
/// value of the second grouping where they are looked up or divided.
pub fn run_pivot_of(
    dataset: &Dataset,
    spec: &CompleteSpec,
    by_rows: QueryResult,
    columns: Dimension,
    columns_name: &str,
) -> PivotResult {
    let mut by_columns = spec.clone();
    by_columns.by = columns;
    let of_columns = || run_in(dataset, &by_columns, spec.period).groups;
    let (column_groups, tally) = if dataset.row_count() < ROWS_FOR_TWO_THREADS || dataset.facts().is_some() {
        (of_columns(), tally::Pivot::run(dataset, spec, columns))
    } else {
        std::thread::scope(|scope| {
            let tally = scope.spawn(|| tally::Pivot::run(dataset, spec, columns));
            let column_groups = of_columns();
            (column_groups, tally.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })
    };
    let mut cells: Vec<Vec<Amount>> = vec![Vec::new(); by_rows.groups.len()];
    if let Some(lines) = tally.as_ref().and_then(|tally| tally.found(&by_rows.groups, &column_groups)) {
        let cells = PivotCells::Found { lines, columns: column_groups.len(), absent: absent_in(dataset, spec) };
        return pivot_of(by_rows, column_groups, cells, Vec::new());
    }
    if let Some(tally) = tally {
        for (row, group) in cells.iter_mut().zip(&by_rows.groups) {
            let amount = |column: &Group| {
                tally.amount(&group.key, &column.key).unwrap_or_else(|| absent_pair(dataset, spec, group, column))
            };
            row.extend(column_groups.iter().map(amount));
        }
        return pivot_of(by_rows, column_groups, PivotCells::All(cells), Vec::new());
    }
    let mut few_cells: Vec<(usize, usize)> = Vec::new();
    for (at, column) in column_groups.iter().enumerate() {
        let mut one = spec.clone();
        let keep = vec![column.key.clone()];
        one.filters.push(crate::view_spec::ResolvedFilter {
            by: columns_name.to_owned(),
            dimension: columns,
            keep,
            is_exact: true,
        });
        let period = match &column.key {
            Key::Time(span) if dataset.is_published() => Some(*span),
            _ => spec.period,
        };
        let part = run_in(dataset, &one, period);
        let part = by_key(&part.groups);
        for (line, (row, group)) in cells.iter_mut().zip(&by_rows.groups).enumerate() {
            let found = part.get(&group.key);
            if found.is_some_and(|found| found.few_cases) {
                few_cells.push((line, at));
            }
            row.push(found.map_or_else(|| absent_pair(dataset, spec, group, column), |found| found.amount.clone()));
        }
    }
    few_cells.sort_unstable();
    pivot_of(by_rows, column_groups, PivotCells::All(cells), few_cells)
}

fn pivot_of(
    by_rows: QueryResult,
    column_groups: Vec<Group>,
    cells: PivotCells,
    few_cells: Vec<(usize, usize)>,
) -> PivotResult {
    let few_columns = column_groups.iter().zip(0..).filter(|(group, _)| group.few_cases).map(|(_, at)| at).collect();
    let (columns, column_totals) = column_groups.into_iter().map(|group| (group.key, group.amount)).unzip();
    PivotResult { columns, cells, column_totals, few_cells, few_columns, by_rows }
}

/// What it means that a pair has no rows: nothing is zero where one of the two is not covered.
fn absent_pair(dataset: &Dataset, spec: &CompleteSpec, one: &Group, other: &Group) -> Amount {
    let not_covered = Amount::Missing(Nothing::NotCovered);
    if one.amount == not_covered || other.amount == not_covered { not_covered } else { absent_in(dataset, spec) }
}

/// The amounts of each value of a column under all filters but its own: what a list of check boxes shows.
pub fn facet(dataset: &Dataset, spec: &CompleteSpec, by: &str, dimension: Dimension) -> QueryResult {
    let mut facet = spec.without_filter(by);
    facet.by = dimension;
    let mut result = run_in(dataset, &facet, spec.period);
    // Every value that the column ever has can be chosen, also one without rows in this period.
    let grouping = Grouping::of(dataset, dimension, tally::joint_places(dataset, spec));
    let known: HashSet<Key> = result.groups.iter().map(|group| group.key.clone()).collect();
    for key in grouping.used_keys(dataset) {
        if !known.contains(key) {
            let amount =
                if result.is_covered { absent_in(dataset, spec) } else { Amount::Missing(Nothing::NotCovered) };
            result.groups.push(Group::empty(key.clone(), amount));
        }
    }
    result
}

/// The total of each year of the data set's calendar, under the same filters.
pub fn yearly(dataset: &Dataset, spec: &CompleteSpec) -> QueryResult {
    let mut years = spec.clone();
    years.by = Dimension::Time(TimeUnit::Year(spec.calendar));
    years.stack = None;
    run_in(dataset, &years, None)
}

/// The column at the other end of a flow: origins for destinations, destinations for origins.
fn other_end(dataset: &Dataset, role: Role) -> Option<&Column> {
    match role {
        Role::Destination | Role::Citizenship => dataset.column_with(Role::Origin),
        Role::Origin => dataset.column_with(Role::Destination),
        _ => None,
    }
}

/// What several groups amount to together, counted and not added: an operation with two of these destinations
/// counts once.
pub fn amount_together(dataset: &Dataset, spec: &CompleteSpec, keys: Vec<crate::view_spec::Key>) -> Amount {
    let mut together = spec.clone();
    let by = spec.by_name.clone();
    together.filters.push(crate::view_spec::ResolvedFilter { by, dimension: spec.by, keep: keys, is_exact: true });
    total_in(dataset, &together, spec.period)
}

/// As [`amount_together`], and whether it is a ratio that rests on too few cases to be compared.
pub fn ratio_together(dataset: &Dataset, spec: &CompleteSpec, keys: Vec<Key>) -> (Amount, bool) {
    if !is_ratio(spec) {
        return (amount_together(dataset, spec, keys), false);
    }
    let mut together = spec.clone();
    let by = spec.by_name.clone();
    together.filters.push(crate::view_spec::ResolvedFilter { by, dimension: spec.by, keep: keys, is_exact: true });
    let result = run_in(dataset, &together, spec.period);
    (result.total, result.few_cases)
}

/// What several groups of a ratio are divided by together, counted and not added.
pub fn base_together(dataset: &Dataset, spec: &CompleteSpec, keys: Vec<Key>) -> Option<Number> {
    let mut together = spec.clone();
    let by = spec.by_name.clone();
    together.filters.push(crate::view_spec::ResolvedFilter { by, dimension: spec.by, keep: keys, is_exact: true });
    run_in(dataset, &together, spec.period).base
}
