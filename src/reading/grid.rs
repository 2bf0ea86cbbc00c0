//! The cells of a table as they are printed, before anything is understood: for each column the distinct texts and,
//! for each row, which of them. Every reader of a format ends here, and everything that follows starts here, so that
//! the same table is the same data set in whatever format it came.
//!
//! This file must never know what a cell means. Start with [`Grid`]; readers fill a [`GridBuilder`].

mod cache;
mod codes;
mod interner;
mod short_numbers;
mod texts;

pub(super) use cache::PADDING;
pub(super) use codes::TextCodes;
pub(super) use interner::Interner;
pub(super) use texts::Texts;

/// Most columns of a table. The message of the error names it.
pub const MAX_COLUMNS: usize = 10_000;

/// One column of a [`Grid`]. A row below the end of `codes` has no cell here, which counts as blank.
#[derive(Clone, Debug, Default)]
pub(super) struct GridColumn {
    pub(super) texts: Texts,
    pub(super) codes: TextCodes,
}

impl GridColumn {
    pub(super) fn cell(&self, row: usize) -> &str {
        match self.codes.at(row) {
            usize::MAX => "",
            code => self.texts.get(code),
        }
    }
}

/// Every cell of a table, its header and whatever stands above it included.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub(super) columns: Vec<GridColumn>,
    /// Rows in all, blank ones included.
    pub(super) rows: usize,
    /// The names of the columns where the format itself has them (Parquet, Arrow, JSON); then no row is a header.
    pub(super) names: Option<Vec<String>>,
    /// The number that the first row has for a reader of the file: 1 for a sheet that begins in row 1.
    pub(super) first_row: usize,
    /// Rows without any text, in order.
    pub(super) blank_rows: Vec<u32>,
    /// Rows of which a single cell has text, in order.
    pub(super) single_cell_rows: Vec<u32>,
    /// Rows with fewer cells than the widest header; only formats in which rows can be ragged have any.
    pub(super) ragged: Ragged,
    /// Columns that were passed over because nobody asked for them; they have no cells.
    pub(super) skipped: Vec<bool>,
}

/// How many fields each row had, where that differs from the first rows: only delimited text has such rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Ragged {
    /// Row and number of fields, for rows that differ from the usual number.
    pub(super) rows: Vec<(u32, u32)>,
    pub(super) usual: u32,
}

impl Grid {
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        self.columns.get(column).map_or("", |column| column.cell(row))
    }

    /// The number of a row for a reader of the file.
    pub(super) fn printed_row(&self, row: usize) -> usize {
        row + self.first_row
    }
}

/// Most blank cells above the cells of a table.
pub const MAX_PADDED_CELLS: usize = 1_000_000_000;

/// Takes cells row by row.
#[derive(Debug)]
pub(super) struct GridBuilder {
    columns: Vec<(Interner, TextCodes)>,
    rows: usize,
    /// Cells with text in the row so far.
    filled: usize,
    /// Blank cells that were put above late ones.
    padded: usize,
    grid: Grid,
}

impl Default for GridBuilder {
    fn default() -> Self {
        Self { columns: Vec::new(), rows: 0, filled: 0, padded: 0, grid: Grid { first_row: 1, ..Grid::default() } }
    }
}

impl GridBuilder {
    /// Puts a text into a cell of the row at hand; at most once for each cell, in the order of the columns or not.
    /// Cells that are never put are blank. The caller bounds the number of columns.
    pub(super) fn put(&mut self, column: usize, text: &str) {
        if column >= self.columns.len() {
            self.columns.resize_with(column + 1, Default::default);
        }
        let rows = self.rows;
        let Some((interner, codes)) = self.columns.get_mut(column) else { return };
        self.padded += rows.saturating_sub(codes.len());
        if self.padded > MAX_PADDED_CELLS {
            return;
        }
        pad(interner, codes, rows);
        if codes.len() > rows {
            return;
        }
        codes.push(interner.intern(text));
        if !text.trim().is_empty() {
            self.filled += 1;
        }
    }

    /// Whether so many cells are blank that no table has them; further cells were not taken.
    pub(super) fn is_too_sparse(&self) -> bool {
        self.padded > MAX_PADDED_CELLS
    }

    /// Ends the row at hand.
    pub(super) fn end_row(&mut self) {
        let row = u32::try_from(self.rows).unwrap_or(u32::MAX);
        match self.filled {
            0 => self.grid.blank_rows.push(row),
            1 => self.grid.single_cell_rows.push(row),
            _ => {}
        }
        self.rows += 1;
        self.filled = 0;
    }

    /// Ended rows so far.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// `names`: see [`Grid::names`]. `first_row`: see [`Grid::first_row`]. Blank rows at the end are dropped: a sheet
    /// has no end of its own.
    pub(super) fn finish(mut self, names: Option<Vec<String>>, first_row: usize) -> Grid {
        while self.rows > 0 && self.grid.blank_rows.last().is_some_and(|row| *row as usize + 1 == self.rows) {
            self.grid.blank_rows.pop();
            self.rows -= 1;
        }
        let rows = self.rows;
        // Rows below the end of a column have no cell in it, which counts as blank.
        let columns = self.columns.into_iter().map(|(interner, codes)| GridColumn { texts: interner.texts, codes });
        Grid { columns: columns.collect(), rows, names, first_row, ..self.grid }
    }
}

/// Blank cells down to `rows`.
fn pad(interner: &mut Interner, codes: &mut TextCodes, rows: usize) {
    if codes.len() < rows {
        let blank = interner.intern("");
        while codes.len() < rows {
            codes.push(blank);
        }
    }
}
