//! The rows once more, in the order in which counting reads them: small, exact, and never the truth itself.
//!
//! Rows that are alike in all columns that are asked about are one *profile*; a table has few of them. What was asked of
//! columns is therefore asked of profiles, once each, and what is left to be added up is, for each point in time, how
//! many rows of which profile there are ([`Cells`]). Times stand in their order, so that a period is a stretch. Distinct
//! flights, and rows by any column, are counted from [`Planes`] of bits, in the order of [`Lanes`].
//!
//! This module must never know a question. Start with [`Facts`]; `build` makes it.

mod build;
mod lanes;
mod planes;

use super::column::{Code, Codes, Missing};
use super::time::Span;
use std::ops::Range;

pub use lanes::{Block, Breadth, Lanes, Positions, Rows};
pub use planes::{Numbering, Numbers, Planes, Word};

/// Whole numbers in the narrowest width that holds all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packed {
    Narrow(Vec<u8>),
    Medium(Vec<u16>),
    Wide(Vec<u32>),
}

impl Packed {
    fn of(values: Vec<u32>) -> Self {
        let highest = values.iter().copied().max().unwrap_or(0);
        if u8::try_from(highest).is_ok() {
            Self::Narrow(values.into_iter().map(|value| u8::try_from(value).unwrap_or(0)).collect())
        } else if u16::try_from(highest).is_ok() {
            Self::Medium(values.into_iter().map(|value| u16::try_from(value).unwrap_or(0)).collect())
        } else {
            Self::Wide(values)
        }
    }

    pub fn at(&self, index: usize) -> usize {
        match self {
            Self::Narrow(values) => values.get(index).copied().map_or(0, usize::from),
            Self::Medium(values) => values.get(index).copied().map_or(0, usize::from),
            Self::Wide(values) => values.get(index).copied().map_or(0, |value| value as usize),
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Self::Narrow(values) => values.len(),
            Self::Medium(values) => values.len(),
            Self::Wide(values) => values.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Narrow(values) => values.len(),
            Self::Medium(values) => values.len() * 2,
            Self::Wide(values) => values.len() * 4,
        }
    }
}

/// A whole number of any width that stands for a position.
pub trait Position: Copy + Default {
    fn position(self) -> usize;

    /// The numbers where they have this width; none otherwise.
    fn of(packed: &Packed) -> &[Self];

    fn pack(values: Vec<Self>) -> Packed;
}

impl Position for u8 {
    fn position(self) -> usize {
        usize::from(self)
    }

    fn of(packed: &Packed) -> &[Self] {
        if let Packed::Narrow(values) = packed { values } else { &[] }
    }

    fn pack(values: Vec<Self>) -> Packed {
        Packed::Narrow(values)
    }
}

impl Position for u16 {
    fn position(self) -> usize {
        usize::from(self)
    }

    fn of(packed: &Packed) -> &[Self] {
        if let Packed::Medium(values) = packed { values } else { &[] }
    }

    fn pack(values: Vec<Self>) -> Packed {
        Packed::Medium(values)
    }
}

impl Position for u32 {
    fn position(self) -> usize {
        self as usize
    }

    fn of(packed: &Packed) -> &[Self] {
        if let Packed::Wide(values) = packed { values } else { &[] }
    }

    fn pack(values: Vec<Self>) -> Packed {
        Packed::Wide(values)
    }
}

/// How many rows of which profile there are, for each point in time or each month, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// Where the cells of each point begin; one more than there are points.
    starts: Vec<u32>,
    pub profiles: Packed,
    pub rows: Packed,
    /// For each column of numbers the exact sum of the cell.
    pub sums: Vec<Vec<i64>>,
}

impl Cells {
    /// The cells of a stretch of points.
    pub fn of(&self, points: Range<usize>) -> Range<usize> {
        let at = |point: usize| self.starts.get(point).copied().map_or(0, |start| start as usize);
        at(points.start)..at(points.end)
    }

    /// Adds the rows of cells up by class. `class_of`: for each profile its class, a position in `rows`.
    pub fn add_rows(&self, cells: Range<usize>, class_of: &[u32], rows: &mut [usize]) {
        match &self.profiles {
            Packed::Narrow(profiles) => self.add_rows_of(profiles, cells, class_of, rows),
            Packed::Medium(profiles) => self.add_rows_of(profiles, cells, class_of, rows),
            Packed::Wide(profiles) => self.add_rows_of(profiles, cells, class_of, rows),
        }
    }

    fn add_rows_of<P: Position>(&self, profiles: &[P], cells: Range<usize>, class_of: &[u32], rows: &mut [usize]) {
        let profiles = profiles.get(cells.clone()).unwrap_or_default();
        match &self.rows {
            Packed::Narrow(counts) => add_rows(profiles, counts.get(cells).unwrap_or_default(), class_of, rows),
            Packed::Medium(counts) => add_rows(profiles, counts.get(cells).unwrap_or_default(), class_of, rows),
            Packed::Wide(counts) => add_rows(profiles, counts.get(cells).unwrap_or_default(), class_of, rows),
        }
    }

    fn bytes(&self) -> usize {
        let sums: usize = self.sums.iter().map(|sums| sums.len() * 8).sum();
        self.starts.len() * 4 + self.profiles.bytes() + self.rows.bytes() + sums
    }
}

fn add_rows<P: Position, C: Position>(profiles: &[P], counts: &[C], class_of: &[u32], rows: &mut [usize]) {
    for (profile, count) in profiles.iter().zip(counts) {
        if let Some(class) = class_of.get(profile.position())
            && let Some(rows) = rows.get_mut(*class as usize)
        {
            *rows += count.position();
        }
    }
}

/// See the page of this module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Columns in which profiles differ, by position, with the code of each profile.
    columns: Vec<(usize, Codes)>,
    /// Columns of which only the kind of nothing makes a difference: numbers and the flight key.
    missing: Vec<(usize, Vec<Option<Missing>>)>,
    /// The columns of numbers, by position, in the order of the cells' sums.
    numbers: Vec<usize>,
    /// Rows of each profile, whatever their time.
    pub profile_rows: Vec<usize>,
    /// For each row its profile.
    profile_of_row: Packed,
    time_column: Option<usize>,
    /// The points in time in their order, by code; those without a time come last.
    times: Vec<(Code, Result<Span, Missing>)>,
    /// Points of one month stand together: where each month begins, and the end of the last.
    months: Vec<usize>,
    by_time: Cells,
    by_month: Cells,
    key_column: Option<usize>,
}

impl Facts {
    pub fn profile_count(&self) -> usize {
        self.profile_rows.len()
    }

    /// The profile of a row.
    pub fn profile_at(&self, row: usize) -> usize {
        self.profile_of_row.at(row)
    }

    /// The codes that profiles have in a column; `None` where profiles do not tell it.
    pub fn codes_of(&self, column: usize) -> Option<&Codes> {
        self.columns.iter().find(|(position, _)| *position == column).map(|(_, codes)| codes)
    }

    /// What each profile lacks in a column of numbers or of keys.
    pub fn missing_in(&self, column: usize) -> Option<&[Option<Missing>]> {
        self.missing.iter().find(|(position, _)| *position == column).map(|(_, missing)| missing.as_slice())
    }

    /// The position of a column among the sums of cells.
    pub fn sum_of(&self, column: usize) -> Option<usize> {
        self.numbers.iter().position(|position| *position == column)
    }

    pub fn time_column(&self) -> Option<usize> {
        self.time_column
    }

    pub fn times(&self) -> &[(Code, Result<Span, Missing>)] {
        &self.times
    }

    /// Calls back with the cells of a stretch of time: whole months at once, the points of others one by one.
    pub fn cells_in(&self, times: &Range<usize>, mut each: impl FnMut(&Cells, Range<usize>)) {
        let first = self.months.partition_point(|month| *month < times.start);
        let last = self.months.partition_point(|month| *month <= times.end).saturating_sub(1);
        let (Some(from), Some(to)) = (self.months.get(first), self.months.get(last)) else { return };
        if first < last {
            each(&self.by_time, self.by_time.of(times.start..*from));
            each(&self.by_month, self.by_month.of(first..last));
            each(&self.by_time, self.by_time.of(*to..times.end));
        } else {
            each(&self.by_time, self.by_time.of(times.clone()));
        }
    }

    /// For each of several stretches of time its cells, as points of their own; `None` beyond the range of numbers.
    pub fn gathered(&self, stretches: &[&[Range<usize>]]) -> Option<Cells> {
        build::gathered(self, stretches)
    }

    /// The position of the column that names flights.
    pub fn key_column(&self) -> Option<usize> {
        self.key_column
    }

    /// The positions of the columns that profiles tell apart.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().map(|(position, _)| *position)
    }

    /// How large its parts are, for measurements.
    pub fn sizes(&self) -> String {
        format!(
            "{} profiles, {} points in time, {} months, {} cells, {} cells by month",
            self.profile_count(),
            self.times.len(),
            self.months.len() - 1,
            self.by_time.profiles.len(),
            self.by_month.profiles.len(),
        )
    }

    /// Memory that is held, in bytes.
    pub fn bytes(&self) -> usize {
        let profiles: usize = self.columns.iter().map(|(_, codes)| codes.bytes()).sum();
        let missing: usize = self.missing.iter().map(|(_, missing)| missing.len()).sum();
        let times = self.times.len() * size_of::<(Code, Result<Span, Missing>)>();
        profiles
            + missing
            + times
            + (self.profile_rows.len() + self.months.len()) * size_of::<usize>()
            + self.profile_of_row.bytes()
            + self.by_time.bytes()
            + self.by_month.bytes()
    }
}
