//! Makes the facts of a data set, in a few passes over its rows. Whatever would not fit exactly gives no facts at all;
//! then rows are counted one by one, as they always can be.

use super::{Cells, Facts, Packed};
use crate::dataset::column::{Code, Codes, Column, Dictionary, FIRST_ENTRY_CODE, Missing};
use crate::dataset::time::Span;
use crate::dataset::{Counting, Dataset, Role};
use std::collections::HashMap;
use std::ops::Range;

/// Most distinct values of a column that profiles tell apart, except for countries.
const MOST_VALUES: usize = 2_000;

/// Most pairs of a profile and a value that are numbered in a table; beyond, by hashes.
const MOST_PAIRS: usize = 1 << 23;

/// Roles whose columns questions group and filter by.
const ASKED: [Role; 6] =
    [Role::Destination, Role::Origin, Role::Citizenship, Role::Category, Role::Series, Role::Source];

impl Facts {
    pub(in crate::dataset) fn of(dataset: &Dataset) -> Option<Self> {
        let has_span =
            dataset.column_with(Role::PeriodStart).is_some() && dataset.column_with(Role::PeriodEnd).is_some();
        if dataset.is_published() || (dataset.time_column().is_none() && has_span) {
            return None;
        }
        let rows = u32::try_from(dataset.row_count()).ok()?;
        let position = |wanted: &Column| dataset.columns().iter().position(|column| std::ptr::eq(column, wanted));
        let time_column = dataset.time_column().and_then(position);
        let (numbers, key_column) = counted_columns(dataset);
        let asked: Vec<usize> = ASKED
            .into_iter()
            .filter_map(|role| dataset.column_with(role))
            .filter(|column| column.role.is_country() || column.code_count() <= MOST_VALUES)
            .filter_map(position)
            .filter(|column| Some(*column) != key_column)
            .collect();
        let column = |index: usize| dataset.columns().get(index);
        let all: Vec<&Column> = asked.iter().filter_map(|index| column(*index)).collect();
        let only_missing: Vec<usize> = numbers.iter().copied().chain(key_column).collect();
        let partly: Vec<&Column> = only_missing.iter().filter_map(|index| column(*index)).collect();

        let mut profiles = Profiles::new(rows as usize);
        for column in &all {
            profiles.split(&column.codes, column.code_count(), |code| code);
        }
        for column in &partly {
            profiles.split(&column.codes, FIRST_ENTRY_CODE as usize + 1, |code| code.min(FIRST_ENTRY_CODE as usize));
        }
        let (profile_of, examples) = (profiles.of_row, profiles.examples);
        let at_examples = |column: &Column| -> Vec<u32> {
            examples.iter().map(|row| u32::try_from(column.codes.at(*row).index()).unwrap_or(0)).collect()
        };
        let missing_at = |column: &Column| examples.iter().map(|row| column.codes.at(*row).resolve().err()).collect();
        let columns = asked.iter().copied().zip(all.iter().map(|c| Codes::pack(at_examples(c), c.dictionary.len())));
        let missing = only_missing.iter().copied().zip(partly.iter().map(|column| missing_at(column)));
        let (columns, missing): (Vec<(usize, Codes)>, _) = (columns.collect(), missing.collect());

        let (times, time_of_code) = times_of(time_column.and_then(column));
        let codes = time_column.and_then(column).map(|column| &column.codes);
        let time_of = |row: usize| {
            codes.map_or(0, |codes| time_of_code.get(codes.at(row).index()).copied().unwrap_or(0) as usize)
        };
        let (order, rows_before) = rows_by_time(rows, times.len(), time_of);
        let mut profile_rows = vec![0; examples.len()];
        for profile in &profile_of {
            *profile_rows.get_mut(*profile as usize)? += 1;
        }
        let values: Vec<(&Codes, &[i64])> = numbers.iter().filter_map(|index| numbers_of(column(*index)?)).collect();
        let by_time = cells(&order, &rows_before, &profile_of, examples.len(), &values)?;
        let months = months_of(&times);
        let by_month = joined(&by_time, &months, examples.len())?;
        Some(Self {
            columns,
            missing,
            numbers,
            profile_rows,
            profile_of_row: Packed::of(profile_of),
            time_column,
            times,
            months,
            by_time,
            by_month,
            key_column,
        })
    }
}

/// The columns of numbers that measures add, and the first one of which they count distinct values.
fn counted_columns(dataset: &Dataset) -> (Vec<usize>, Option<usize>) {
    let position = |name: &str| dataset.columns().iter().position(|column| column.name == name);
    let mut numbers = Vec::new();
    let mut key = None;
    for measure in dataset.measures() {
        match &measure.counting {
            Counting::Sum(name) => {
                let is_number = |index: &usize| dataset.columns().get(*index).and_then(numbers_of).is_some();
                numbers.extend(position(name).filter(is_number).filter(|index| !numbers.contains(index)));
            }
            Counting::Distinct(name) => key = key.or(position(name)),
            Counting::Rows | Counting::Published { .. } | Counting::Ratio { .. } => {}
        }
    }
    (numbers, key)
}

fn numbers_of(column: &Column) -> Option<(&Codes, &[i64])> {
    match &column.dictionary {
        Dictionary::Numbers { values, .. } => Some((&column.codes, values)),
        Dictionary::Text(_) | Dictionary::Places(_) | Dictionary::Times(_) => None,
    }
}

/// Numbers profiles by first appearance, one column after the other.
struct Profiles {
    of_row: Vec<u32>,
    /// A row of each profile.
    examples: Vec<usize>,
}

impl Profiles {
    fn new(rows: usize) -> Self {
        Self { of_row: vec![0; rows], examples: if rows > 0 { vec![0] } else { Vec::new() } }
    }

    /// Rows of one profile that differ in a column are of different profiles from now on.
    fn split(&mut self, codes: &Codes, values: usize, value_of: impl Fn(usize) -> usize) {
        let pairs = self.examples.len().saturating_mul(values);
        let mut examples = Vec::new();
        let mut table = vec![u32::MAX; if pairs <= MOST_PAIRS { pairs } else { 0 }];
        let mut hashes: HashMap<usize, u32> = HashMap::new();
        for (row, profile) in self.of_row.iter_mut().enumerate() {
            let pair = *profile as usize * values + value_of(codes.at(row).index());
            let number = match table.get_mut(pair) {
                Some(number) => number,
                None => hashes.entry(pair).or_insert(u32::MAX),
            };
            if *number == u32::MAX {
                *number = u32::try_from(examples.len()).unwrap_or(u32::MAX);
                examples.push(row);
            }
            *profile = *number;
        }
        self.examples = examples;
    }
}

type Times = Vec<(Code, Result<Span, Missing>)>;

/// The values of the column of time in their order, and the place of each code in it.
fn times_of(column: Option<&Column>) -> (Times, Vec<u32>) {
    let Some(column) = column else { return (vec![(Code::NOT_REPORTED, Err(Missing::NotReported))], vec![0]) };
    let span = |code: Code| code.resolve().and_then(|entry| column.dictionary.time(entry).ok_or(Missing::NotReported));
    let mut times: Times = (0..column.code_count()).map(Code::from_index).map(|code| (code, span(code))).collect();
    // Those without a time come last.
    times.sort_by_key(|(code, span)| (span.is_err(), span.ok(), *code));
    let mut place_of = vec![0; times.len()];
    for ((code, _), place) in times.iter().zip(0..) {
        if let Some(slot) = place_of.get_mut(code.index()) {
            *slot = place;
        }
    }
    (times, place_of)
}

/// Where each month begins among the points in time, and where the last one ends. A longer span is by itself.
fn months_of(times: &Times) -> Vec<usize> {
    let month = |index: usize| {
        let span = times.get(index)?.1.ok()?;
        Some(Span::month_of(span.first())).filter(|month| month.contains(span))
    };
    let mut months: Vec<usize> = (0..times.len())
        .filter(|index| *index == 0 || month(*index).is_none() || month(*index) != month(index - 1))
        .collect();
    months.push(times.len());
    months
}

/// The rows in the order of time, and how many come before each point.
fn rows_by_time(rows: u32, times: usize, time_of: impl Fn(usize) -> usize) -> (Vec<u32>, Vec<usize>) {
    let mut before = vec![0_usize; times + 1];
    for row in 0..rows {
        if let Some(count) = before.get_mut(time_of(row as usize) + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for count in &mut before {
        sum += *count;
        *count = sum;
    }
    let mut next = before.clone();
    let mut order = vec![0; rows as usize];
    for row in 0..rows {
        if let Some(next) = next.get_mut(time_of(row as usize)) {
            if let Some(slot) = order.get_mut(*next) {
                *slot = row;
            }
            *next += 1;
        }
    }
    (order, before)
}

/// Adds rows up by profile, for one point after the other.
struct Gathering {
    starts: Vec<u32>,
    profiles: Vec<u32>,
    rows: Vec<u32>,
    sums: Vec<Vec<i64>>,
    /// For each profile the rows and the sums of the point at hand.
    rows_of: Vec<u32>,
    sums_of: Vec<Vec<i64>>,
    touched: Vec<u32>,
}

impl Gathering {
    fn new(profiles: usize, numbers: usize) -> Self {
        Self {
            starts: vec![0],
            profiles: Vec::new(),
            rows: Vec::new(),
            sums: vec![Vec::new(); numbers],
            rows_of: vec![0; profiles],
            sums_of: vec![vec![0; profiles]; numbers],
            touched: Vec::new(),
        }
    }

    fn add_rows(&mut self, profile: u32, rows: u32) -> Option<()> {
        let count = self.rows_of.get_mut(profile as usize)?;
        if *count == 0 {
            self.touched.push(profile);
        }
        *count = count.checked_add(rows)?;
        Some(())
    }

    fn add_value(&mut self, number: usize, profile: u32, value: i64) -> Option<()> {
        let sum = self.sums_of.get_mut(number)?.get_mut(profile as usize)?;
        *sum = sum.checked_add(value)?;
        Some(())
    }

    fn add_cells(&mut self, cells: &Cells, range: Range<usize>) -> Option<()> {
        for cell in range {
            let profile = u32::try_from(cells.profiles.at(cell)).ok()?;
            self.add_rows(profile, u32::try_from(cells.rows.at(cell)).ok()?)?;
            for (number, sums) in cells.sums.iter().enumerate() {
                self.add_value(number, profile, *sums.get(cell)?)?;
            }
        }
        Some(())
    }

    fn end_point(&mut self) -> Option<()> {
        if self.touched.len() > self.rows_of.len() / 8 {
            // Nearly all: in order without sorting.
            let touched = self.rows_of.iter().zip(0..).filter(|(rows, _)| **rows > 0).map(|(_, profile)| profile);
            self.touched = touched.collect();
        } else {
            self.touched.sort_unstable();
        }
        for profile in self.touched.drain(..) {
            self.profiles.push(profile);
            self.rows.push(std::mem::take(self.rows_of.get_mut(profile as usize)?));
            for (sums, sums_of) in self.sums.iter_mut().zip(&mut self.sums_of) {
                sums.push(std::mem::take(sums_of.get_mut(profile as usize)?));
            }
        }
        self.starts.push(u32::try_from(self.profiles.len()).ok()?);
        Some(())
    }

    fn finish(self) -> Cells {
        let Self { starts, profiles, rows, mut sums, .. } = self;
        sums.iter_mut().for_each(Vec::shrink_to_fit);
        Cells { starts, profiles: Packed::of(profiles), rows: Packed::of(rows), sums }
    }
}

fn cells(
    order: &[u32],
    rows_before: &[usize],
    profile_of: &[u32],
    profiles: usize,
    numbers: &[(&Codes, &[i64])],
) -> Option<Cells> {
    let mut gathering = Gathering::new(profiles, numbers.len());
    for (from, to) in rows_before.iter().zip(rows_before.iter().skip(1)) {
        for row in order.get(*from..*to)? {
            let profile = *profile_of.get(*row as usize)?;
            gathering.add_rows(profile, 1)?;
            for (number, (codes, values)) in numbers.iter().enumerate() {
                if let Ok(entry) = codes.at(*row as usize).resolve() {
                    gathering.add_value(number, profile, *values.get(entry)?)?;
                }
            }
        }
        gathering.end_point()?;
    }
    Some(gathering.finish())
}

/// The cells of stretches of points.
fn joined(cells: &Cells, months: &[usize], profiles: usize) -> Option<Cells> {
    let mut gathering = Gathering::new(profiles, cells.sums.len());
    for (from, to) in months.iter().zip(months.iter().skip(1)) {
        gathering.add_cells(cells, cells.of(*from..*to))?;
        gathering.end_point()?;
    }
    Some(gathering.finish())
}

/// See [`Facts::gathered`].
pub(super) fn gathered(facts: &Facts, stretches: &[&[Range<usize>]]) -> Option<Cells> {
    let mut gathering = Gathering::new(facts.profile_count(), facts.by_time.sums.len());
    for stretch in stretches {
        let mut fits = true;
        for times in *stretch {
            facts.cells_in(times, |cells, range| fits &= gathering.add_cells(cells, range).is_some());
        }
        if !fits {
            return None;
        }
        gathering.end_point()?;
    }
    Some(gathering.finish())
}
