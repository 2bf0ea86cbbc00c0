//! One pass over the rows: sums, distinct counts and row counts for each group and for the total.

use super::amount::{Amount, Nothing, RowCounts, Unusable};
use super::grouping::{GroupOf, Grouping, kept, missing_by_code};
use super::other_end;
use crate::dataset::{Code, Column, Counting, Dataset, Missing, Number, Span};
use crate::view_spec::CompleteSpec;
use std::collections::HashSet;

/// What was found for one group, or for all.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub rows: usize,
    pub unusable_rows: usize,
    pub unusable_reason: Option<Missing>,
    /// Rows inside the filters on values, whatever their time.
    pub rows_any_period: usize,
    pub other_ends: Option<usize>,
    number: Number,
    is_beyond_range: bool,
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Cell {
    pub(super) fn amount(&self) -> Amount {
        if self.is_beyond_range { Amount::Missing(Nothing::NoBase) } else { Amount::Known(self.number) }
    }

    fn add(&mut self, number: Number) {
        match self.number.plus(number) {
            Some(sum) => self.number = sum,
            None => self.is_beyond_range = true,
        }
    }
}

pub(super) struct Tally {
    groups: Vec<Cell>,
    total: Cell,
    pub rows: RowCounts,
}

/// What a used row adds.
enum Adds<'a> {
    One,
    NumberOf(&'a Column),
    KeyOf(&'a Column),
}

/// Where a row stands to the period asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InPeriod {
    Inside,
    Outside,
    Straddles,
    NoTime,
}

impl Tally {
    pub(super) fn run(dataset: &Dataset, spec: &CompleteSpec, period: Option<Span>, grouping: &Grouping<'_>) -> Self {
        let mut tally = Self {
            groups: vec![Cell::default(); grouping.keys().len()],
            total: Cell::default(),
            rows: RowCounts { read: dataset.row_count(), ..RowCounts::default() },
        };
        let filters: Vec<Vec<bool>> =
            spec.filters.iter().map(|filter| kept(dataset, filter.dimension, &filter.keep)).collect();
        let in_period = period_test(dataset, period);
        let adds = match &spec.measure.counting {
            Counting::Sum(name) => dataset.column_named(name).map_or(Adds::One, Adds::NumberOf),
            Counting::Distinct(name) => dataset.column_named(name).map_or(Adds::One, Adds::KeyOf),
            Counting::Rows | Counting::Published { .. } | Counting::Ratio { .. } => Adds::One,
        };
        let ends = other_end(dataset, spec.role(dataset));
        let mut seen_keys: HashSet<(usize, Code)> = HashSet::new();
        let mut all_keys: HashSet<Code> = HashSet::new();
        let mut seen_ends: HashSet<(usize, Code)> = HashSet::new();
        for row in 0..dataset.row_count() {
            if filters.iter().any(|kept| !kept.get(row).copied().unwrap_or(false)) {
                tally.rows.filtered_by_value += 1;
                continue;
            }
            let group = grouping.at(row);
            if let GroupOf::Group(index) = group
                && let Some(cell) = tally.groups.get_mut(index)
            {
                cell.rows_any_period += 1;
            }
            match in_period(row) {
                InPeriod::Outside => {
                    tally.rows.filtered_by_period += 1;
                    continue;
                }
                InPeriod::Straddles => {
                    tally.rows.add_unusable(Unusable::LongerThanPeriod);
                    continue;
                }
                InPeriod::NoTime => {
                    tally.rows.add_unusable(Unusable::NoTime);
                    continue;
                }
                InPeriod::Inside => {}
            }
            let GroupOf::Group(index) = group else {
                tally.rows.add_unusable(Unusable::LongerThanPeriod);
                continue;
            };
            let Some(cell) = tally.groups.get_mut(index) else { continue };
            let missing = match adds {
                Adds::One => None,
                Adds::NumberOf(column) => missing_by_code(column)(column.codes.at(row)),
                Adds::KeyOf(column) => column.codes.at(row).resolve().err(),
            };
            if let Some(missing) = missing {
                tally.rows.add_unusable(Unusable::NoValue(missing));
                for cell in [cell, &mut tally.total] {
                    cell.unusable_rows += 1;
                    cell.unusable_reason = Some(missing);
                }
                continue;
            }
            tally.rows.used += 1;
            cell.rows += 1;
            tally.total.rows += 1;
            match adds {
                Adds::One => {
                    cell.add(Number::from(1_i64));
                    tally.total.add(Number::from(1_i64));
                }
                Adds::NumberOf(column) => {
                    let number = column.number_at(row).unwrap_or(Number::ZERO);
                    cell.add(number);
                    tally.total.add(number);
                }
                Adds::KeyOf(column) => {
                    let key = column.codes.at(row);
                    if seen_keys.insert((index, key)) {
                        cell.add(Number::from(1_i64));
                    }
                    if all_keys.insert(key) {
                        tally.total.add(Number::from(1_i64));
                    }
                }
            }
            if let Some(ends) = ends
                && seen_ends.insert((index, ends.codes.at(row)))
            {
                cell.other_ends = Some(cell.other_ends.unwrap_or(0) + 1);
            }
        }
        tally
    }

    pub(super) fn group(&self, index: usize) -> Cell {
        self.groups.get(index).cloned().unwrap_or_default()
    }

    pub(super) fn total(&self) -> &Cell {
        &self.total
    }
}

/// A test of a row against the period: one look-up where one column says the time.
fn period_test<'a>(dataset: &'a Dataset, period: Option<Span>) -> Box<dyn Fn(usize) -> InPeriod + 'a> {
    let Some(period) = period else { return Box::new(|_| InPeriod::Inside) };
    let place = move |span: Result<Span, Missing>| match span {
        Err(_) => InPeriod::NoTime,
        Ok(span) if period.contains(span) => InPeriod::Inside,
        Ok(span) if period.overlaps(span) => InPeriod::Straddles,
        Ok(_) => InPeriod::Outside,
    };
    match dataset.time_column() {
        Some(column) => {
            let by_entry: Vec<InPeriod> = (0..column.dictionary.len())
                .map(|entry| place(column.dictionary.time(entry).ok_or(Missing::NotReported)))
                .collect();
            Box::new(move |row| match column.codes.at(row).resolve() {
                Ok(entry) => by_entry.get(entry).copied().unwrap_or(InPeriod::NoTime),
                Err(_) => InPeriod::NoTime,
            })
        }
        None => Box::new(move |row| place(dataset.row_span(row))),
    }
}
