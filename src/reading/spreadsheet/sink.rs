//! Takes the cells of a sheet in whatever order a file has them, and refuses what no table has.
//!
//! This file must never know which format the cells come from. Start with [`gather`].

use crate::reading::grid::{Grid, GridBuilder, MAX_COLUMNS};
use crate::reading::{Progress, ReadProblem};
use std::sync::atomic::Ordering;

/// Most cells with text in a sheet. The message of the error names it.
pub const MAX_CELLS_OF_A_SHEET: u64 = 200_000_000;

/// Most rows of a sheet, as many as `LibreOffice` has. The message of the error names it.
pub const MAX_ROWS_OF_A_SHEET: u64 = 1 << 24;

/// Most cells between the corners of a sheet, blank ones included: two words at opposite corners of a sheet are no
/// table. The message of the error names it.
pub const MAX_AREA_OF_A_SHEET: u64 = 1_000_000_000;

/// Most cells of a sheet whose rows are not in order; they have to be sorted in memory. The message of the error
/// names it.
pub const MAX_UNSORTED_CELLS: u64 = 20_000_000;

/// Cells between two looks at the wish to stop.
const CELLS_BETWEEN_CHECKS: u64 = 4096;

/// Why a reader of cells goes no further.
#[derive(Debug)]
pub(super) enum Stop {
    Problem(ReadProblem),
    /// A cell of a row above the last one: the sheet has to be read again and sorted.
    OutOfOrder,
}

impl From<ReadProblem> for Stop {
    fn from(problem: ReadProblem) -> Self {
        Self::Problem(problem)
    }
}

/// Whether more cells are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    More,
    Enough,
}

pub(super) struct Sink<'a> {
    builder: GridBuilder,
    most_rows: usize,
    progress: &'a Progress,
    cells: u64,
    columns: u64,
    /// Cells that are kept until they can be sorted, where they are not in order.
    unsorted: Option<Vec<(u32, u32, Box<str>)>>,
}

/// Reads a sheet by a function that puts every cell into a sink, a second time where its rows are not in order.
pub(super) fn gather(
    most_rows: usize,
    progress: &Progress,
    mut read: impl FnMut(&mut Sink<'_>) -> Result<(), Stop>,
) -> Result<Grid, ReadProblem> {
    let new = || Sink { builder: GridBuilder::default(), most_rows, progress, cells: 0, columns: 0, unsorted: None };
    let mut sink = new();
    match read(&mut sink) {
        Ok(()) => return Ok(sink.finish()),
        Err(Stop::Problem(problem)) => return Err(problem),
        Err(Stop::OutOfOrder) => {}
    }
    let mut sink = Sink { unsorted: Some(Vec::new()), ..new() };
    match read(&mut sink) {
        Ok(()) | Err(Stop::OutOfOrder) => {}
        Err(Stop::Problem(problem)) => return Err(problem),
    }
    let mut cells = sink.unsorted.unwrap_or_default();
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    let mut sink = new();
    for (row, column, text) in &cells {
        match sink.cell(*row, *column, text) {
            Ok(Wish::More) => {}
            Ok(Wish::Enough) | Err(Stop::OutOfOrder) => break,
            Err(Stop::Problem(problem)) => return Err(problem),
        }
    }
    Ok(sink.finish())
}

impl Sink<'_> {
    /// Puts a text into a cell; rows and columns count from zero.
    pub(super) fn cell(&mut self, row: u32, column: u32, text: &str) -> Result<Wish, Stop> {
        if text.is_empty() {
            return Ok(Wish::More);
        }
        self.cells += 1;
        if self.cells > MAX_CELLS_OF_A_SHEET {
            return Err(ReadProblem::TooManyCells { most: MAX_CELLS_OF_A_SHEET }.into());
        }
        if self.cells.is_multiple_of(CELLS_BETWEEN_CHECKS) {
            self.progress.rows_read.store(u64::from(row), Ordering::Relaxed);
            if self.progress.is_cancelled() {
                return Err(ReadProblem::Cancelled.into());
            }
        }
        if let Some(unsorted) = &mut self.unsorted {
            if unsorted.len() as u64 >= MAX_UNSORTED_CELLS {
                return Err(ReadProblem::TooManyCells { most: MAX_UNSORTED_CELLS }.into());
            }
            unsorted.push((row, column, text.into()));
            return Ok(Wish::More);
        }
        let (row, column) = (row as usize, column as usize);
        if row >= self.most_rows {
            return Ok(Wish::Enough);
        }
        if row < self.builder.rows() {
            return Err(Stop::OutOfOrder);
        }
        if row as u64 >= MAX_ROWS_OF_A_SHEET {
            return Err(ReadProblem::TooManyRows { most: MAX_ROWS_OF_A_SHEET }.into());
        }
        if column >= MAX_COLUMNS {
            return Err(ReadProblem::TooManyColumns { columns: column + 1, most: MAX_COLUMNS }.into());
        }
        self.columns = self.columns.max(column as u64 + 1);
        if self.columns * (row as u64 + 1) > MAX_AREA_OF_A_SHEET {
            return Err(ReadProblem::TooManyCells { most: MAX_AREA_OF_A_SHEET }.into());
        }
        while self.builder.rows() < row {
            self.builder.end_row();
        }
        self.builder.put(column, text);
        Ok(Wish::More)
    }

    /// Whether there is room for so many equal rows from a row on, each as wide as said and with so many cells: they
    /// are refused before the first of them is put.
    pub(super) fn check_room(&self, row: u32, times: u32, width: u64, filled: u64) -> Result<(), ReadProblem> {
        let last = (u64::from(row) + u64::from(times)).min(self.most_rows as u64);
        let rows = last.saturating_sub(u64::from(row));
        if rows > 0 && width > MAX_COLUMNS as u64 {
            return Err(ReadProblem::TooManyColumns {
                columns: usize::try_from(width).unwrap_or(usize::MAX),
                most: MAX_COLUMNS,
            });
        }
        if rows.saturating_mul(filled) > MAX_CELLS_OF_A_SHEET - self.cells.min(MAX_CELLS_OF_A_SHEET) {
            return Err(ReadProblem::TooManyCells { most: MAX_CELLS_OF_A_SHEET });
        }
        if last.saturating_mul(width) > MAX_AREA_OF_A_SHEET {
            return Err(ReadProblem::TooManyCells { most: MAX_AREA_OF_A_SHEET });
        }
        Ok(())
    }

    fn finish(mut self) -> Grid {
        self.builder.end_row();
        self.progress.rows_read.store(self.builder.rows() as u64, Ordering::Relaxed);
        let mut grid = self.builder.finish(None, 1);
        drop_leading_columns(&mut grid);
        grid
    }
}

/// A table that begins in column C has no blank columns before it.
fn drop_leading_columns(grid: &mut Grid) {
    let is_blank = |text: &str| text.trim().is_empty();
    let leading = grid.columns.iter().take_while(|column| column.texts.iter().all(is_blank)).count();
    if leading == 0 {
        return;
    }
    grid.columns.drain(..leading);
    // What was the second cell of a row may be its first one now.
    let mut filled = vec![0_u32; grid.rows];
    for (index, column) in grid.columns.iter().enumerate() {
        let texts: Vec<bool> = column.texts.iter().map(|text| !is_blank(text)).collect();
        for (row, count) in filled.iter_mut().enumerate() {
            if texts.get(column.codes.at(row)).copied().unwrap_or(false) {
                *count += if index == 0 { 1 } else { 2 };
            }
        }
    }
    let single = filled.iter().enumerate().filter(|(_, count)| **count == 1);
    grid.single_cell_rows = single.filter_map(|(row, _)| u32::try_from(row).ok()).collect();
}
