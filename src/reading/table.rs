//! A table with named columns, on its way from the cells of a file to a data set: which rows it has, where each stands
//! in which file, and what was added from elsewhere.
//!
//! This file must never know what the cells mean. Start with [`RawTable`].

use super::grid::{Grid, GridColumn, Interner, Ragged, TextCodes};
use super::header::name_columns;
use super::issue::{IssueKind, LoadReport, RowPlace};
use super::mapping::Lookup;
use super::{ReadProblem, on_all_processors};
use crate::dataset::Reason;
use std::collections::HashMap;
use std::ops::Range;

/// Cells by column, all rows of the file among them; `excluded` says which of those are no rows of the data.
#[derive(Clone, Debug, Default)]
pub(super) struct RawTable {
    pub headers: Vec<String>,
    pub columns: Vec<GridColumn>,
    pub rows: usize,
    /// Rows that are no data, in order. `None` for the header itself, which is not counted.
    pub excluded: Vec<(usize, Option<Reason>)>,
    /// Rows of which only the first cell is filled, in order.
    pub single_cell_rows: Vec<usize>,
    pub segments: Vec<Segment>,
    /// Whether columns were passed over because nobody asked for them; they are not among `columns`.
    pub is_partial: bool,
    /// The column that says which file a row is from; the program has added it.
    pub file_column: Option<usize>,
}

/// Rows that stand one after the other in one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub first: usize,
    pub file: String,
    pub sheet: Option<String>,
    /// The number of the first row for a reader of the file.
    pub printed: usize,
}

impl RawTable {
    /// Names the columns of a grid by its header. Cells beyond the header are flagged; columns without any cell and
    /// without a name are no columns.
    pub(super) fn new(
        grid: Grid,
        header: Option<usize>,
        file: &str,
        sheet: Option<&str>,
        report: &mut LoadReport,
    ) -> Result<Self, ReadProblem> {
        let segment =
            Segment { first: 0, file: file.to_owned(), sheet: sheet.map(str::to_owned), printed: grid.first_row };
        let mut table = Self { rows: grid.rows, segments: vec![segment], ..Self::default() };
        let is_named = grid.names.is_some();
        let names = match &grid.names {
            Some(names) => name_columns(names.iter().map(String::as_str)),
            None => {
                let cell = |column| header.map_or("", |row| grid.cell(row, column));
                name_columns((0..grid.columns.len()).map(cell))
            }
        };
        if header.is_some_and(|row| (0..grid.columns.len()).all(|column| grid.cell(row, column).trim().is_empty())) {
            return Err(ReadProblem::NoHeader);
        }
        for row in 0..header.unwrap_or(0) {
            table.excluded.push((row, Some(Reason::AboveHeader)));
        }
        if let Some(header) = header {
            table.excluded.push((header, None));
        }
        let first_row = header.map_or(0, |header| header + 1);
        let below = |rows: &[u32]| -> Vec<usize> {
            rows.iter().map(|row| *row as usize).filter(|row| *row >= first_row && *row < grid.rows).collect()
        };
        table.excluded.extend(below(&grid.blank_rows).into_iter().map(|row| (row, Some(Reason::BlankRow))));
        table.single_cell_rows = below(&grid.single_cell_rows);
        let width = named_width(&grid.ragged, header, grid.columns.len());
        table.flag_ragged(&grid, width, report);
        table.is_partial = grid.skipped.contains(&true);
        for (index, (column, name)) in grid.columns.into_iter().zip(names.names).enumerate() {
            let is_nameless = !is_named && names.invented.contains(&index) && name.starts_with("column ");
            let is_empty = column.texts.iter().all(|text| text.trim().is_empty());
            if index >= width || (is_nameless && is_empty && header.is_some()) {
                continue;
            }
            if names.invented.contains(&index) && header.is_some() {
                report.add(
                    IssueKind::RenamedColumn { name: name.clone() },
                    Some(&name),
                    table.place(header.unwrap_or(0)),
                    1,
                );
            }
            table.headers.push(name);
            table.columns.push(column);
        }
        Ok(table)
    }

    fn flag_ragged(&self, grid: &Grid, width: usize, report: &mut LoadReport) {
        for (row, fields) in &grid.ragged.rows {
            let (row, fields) = (*row as usize, *fields as usize);
            // Rows above the header and blank ones are out already.
            if self.excluded.binary_search_by_key(&row, |(other, _)| *other).is_ok() {
                continue;
            }
            if fields < width {
                if self.single_cell_rows.binary_search(&row).is_err() {
                    report.add(IssueKind::ShortRow, None, self.place(row), 1);
                }
            } else if fields > width {
                let surplus: Vec<&str> =
                    (width..fields.min(grid.columns.len())).map(|column| grid.cell(row, column)).collect();
                if surplus.iter().any(|field| !field.trim().is_empty()) {
                    report.add(IssueKind::LongRow { surplus: surplus.join(", ") }, None, self.place(row), 1);
                }
            }
        }
    }

    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        self.columns.get(column).map_or("", |column| column.cell(row))
    }

    pub(super) fn index_of(&self, name: &str) -> Option<usize> {
        self.headers.iter().position(|header| header == name)
    }

    /// Where a row stands for a reader of the files.
    pub(super) fn place(&self, row: usize) -> RowPlace {
        place_in(&self.segments, row)
    }

    /// The sheets of which the table is made: where each begins, and its name, or that of its file.
    pub(super) fn sheets(&self) -> (Vec<usize>, Vec<String>) {
        let mut segments: Vec<&Segment> = self.segments.iter().collect();
        segments.dedup_by_key(|segment| (&segment.file, &segment.sheet));
        let name_of = |segment: &&Segment| segment.sheet.clone().unwrap_or_else(|| segment.file.clone());
        (segments.iter().map(|segment| segment.first).collect(), segments.iter().map(name_of).collect())
    }

    /// Whether two rows were read from the same sheet of the same file.
    pub(super) fn is_of_one_sheet(&self, one: usize, other: usize) -> bool {
        let segment = |row: usize| {
            let index = self.segments.partition_point(|segment| segment.first <= row);
            index.checked_sub(1).and_then(|index| self.segments.get(index)).map(|found| (&found.file, &found.sheet))
        };
        self.segments.len() < 2 || segment(one) == segment(other)
    }

    /// The rows that are data, as runs.
    pub(super) fn kept(&self) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        let mut start = 0;
        for (row, _) in &self.excluded {
            if *row > start {
                runs.push(start..*row);
            }
            start = start.max(row + 1);
        }
        if start < self.rows {
            runs.push(start..self.rows);
        }
        runs
    }

    /// Leaves out rows for a reason; those that are out already stay out for theirs.
    pub(super) fn exclude(&mut self, rows: impl IntoIterator<Item = usize>, reason: Reason) {
        let out: std::collections::HashSet<usize> = self.excluded.iter().map(|(row, _)| *row).collect();
        self.excluded.extend(rows.into_iter().filter(|row| !out.contains(row)).map(|row| (row, Some(reason))));
        self.excluded.sort_by_key(|(row, _)| *row);
        self.excluded.dedup_by_key(|(row, _)| *row);
    }

    /// Puts the rows of another table below, column by name. Columns that only one of them has are blank in the other.
    pub(super) fn append(&mut self, other: Self) {
        let base = self.rows;
        self.is_partial |= other.is_partial;
        let mut mine: Vec<Vec<GridColumn>> = Vec::new();
        let mut theirs: Vec<Option<GridColumn>> = other.columns.into_iter().map(Some).collect();
        for (header, column) in self.headers.iter().zip(std::mem::take(&mut self.columns)) {
            let matching = other.headers.iter().position(|name| name == header);
            let below = matching.and_then(|index| theirs.get_mut(index)).and_then(Option::take).unwrap_or_default();
            mine.push(vec![column, below]);
        }
        for (header, column) in other.headers.into_iter().zip(theirs) {
            if let Some(column) = column {
                self.headers.push(header);
                mine.push(vec![GridColumn::default(), column]);
            }
        }
        self.columns = on_all_processors(mine, |_| 0, |pair| stack(&pair, &[base, other.rows]));
        self.rows += other.rows;
        self.excluded.extend(other.excluded.into_iter().map(|(row, reason)| (row + base, reason)));
        self.single_cell_rows.extend(other.single_cell_rows.into_iter().map(|row| row + base));
        self.segments
            .extend(other.segments.into_iter().map(|segment| Segment { first: segment.first + base, ..segment }));
    }

    /// Adds a column with a text for each row.
    pub(super) fn add_column(&mut self, name: String, text_of: impl Fn(&Self, usize) -> String) {
        let mut interner = Interner::default();
        let mut codes = TextCodes::default();
        for row in 0..self.rows {
            codes.push(interner.intern(&text_of(self, row)));
        }
        let mut name = name;
        while self.headers.contains(&name) {
            name.push_str(" (2)");
        }
        self.headers.push(name);
        self.columns.push(GridColumn { texts: interner.texts, codes });
    }

    /// Gives a column other texts, one for each row.
    pub(super) fn replace_column(&mut self, index: usize, texts: &[String]) {
        let mut interner = Interner::default();
        let mut codes = TextCodes::default();
        for text in texts {
            codes.push(interner.intern(text));
        }
        if let Some(column) = self.columns.get_mut(index) {
            *column = GridColumn { texts: interner.texts, codes };
        }
    }

    /// Brings columns of another table over by a key; no row comes or goes. What was not found is flagged. Gives the
    /// names of the columns that were added.
    pub(super) fn look_up(
        &mut self,
        lookup: &Lookup,
        other: &Self,
        report: &mut LoadReport,
    ) -> Result<Vec<String>, ReadProblem> {
        let missing = |name: &str, table: &Self| ReadProblem::NoSuchColumn {
            name: name.to_owned(),
            known: table.headers.clone(),
        };
        let key = self.index_of(&lookup.key).ok_or_else(|| missing(&lookup.key, self))?;
        let other_key = other.index_of(&lookup.other_key).ok_or_else(|| missing(&lookup.other_key, other))?;
        let named: Vec<usize> = match lookup.columns.as_slice() {
            [] => (0..other.headers.len()).filter(|column| *column != other_key).collect(),
            names => names
                .iter()
                .map(|name| other.index_of(name).ok_or_else(|| missing(name, other)))
                .collect::<Result<_, _>>()?,
        };
        let mut row_of: HashMap<&str, usize> = HashMap::new();
        let mut different = 0;
        for row in other.kept().into_iter().flatten() {
            let text = other.cell(row, other_key).trim();
            if text.is_empty() {
                continue;
            }
            match row_of.get(text) {
                None => {
                    row_of.insert(text, row);
                }
                Some(first) => {
                    different +=
                        usize::from(named.iter().any(|column| other.cell(*first, *column) != other.cell(row, *column)));
                }
            }
        }
        let mut not_found: Vec<(&str, usize, usize)> = Vec::new();
        for row in self.kept().into_iter().flatten() {
            let text = self.cell(row, key).trim();
            if text.is_empty() || row_of.contains_key(text) {
                continue;
            }
            match not_found.iter_mut().find(|(other, _, _)| *other == text) {
                Some((_, _, rows)) => *rows += 1,
                None => not_found.push((text, row, 1)),
            }
        }
        let found: Vec<Option<usize>> =
            (0..self.rows).map(|row| row_of.get(self.cell(row, key).trim()).copied()).collect();
        if let Some((example, first, _)) = not_found.first() {
            let rows = not_found.iter().map(|(_, _, rows)| rows).sum();
            let kind = IssueKind::KeyNotFound {
                example: (*example).to_owned(),
                keys: not_found.len(),
                key: lookup.key.clone(),
            };
            report.add(kind, Some(&lookup.key), self.place(*first), rows);
        }
        if different > 0 {
            report.add(
                IssueKind::KeyNotUnique { key: lookup.other_key.clone() },
                Some(&lookup.other_key),
                self.place(0),
                different,
            );
        }
        let mut added = Vec::new();
        for column in named {
            let name = other.headers.get(column).cloned().unwrap_or_default();
            self.add_column(name, |_, row| {
                found.get(row).copied().flatten().map_or_else(String::new, |row| other.cell(row, column).to_owned())
            });
            added.extend(self.headers.last().cloned());
        }
        Ok(added)
    }
}

pub(super) fn place_in(segments: &[Segment], row: usize) -> RowPlace {
    let index = segments.partition_point(|segment| segment.first <= row);
    match index.checked_sub(1).and_then(|index| segments.get(index)) {
        Some(segment) => RowPlace {
            file: segment.file.clone(),
            sheet: segment.sheet.clone(),
            row: row - segment.first + segment.printed,
            cell: String::new(),
        },
        None => RowPlace::default(),
    }
}

/// How many columns the header names: in delimited text the fields of its row, else all.
fn named_width(ragged: &Ragged, header: Option<usize>, columns: usize) -> usize {
    let Some(header) = header.filter(|_| ragged.usual > 0) else { return columns };
    let own = ragged.rows.iter().find(|(row, _)| *row as usize == header).map_or(ragged.usual, |(_, fields)| *fields);
    (own as usize).min(columns)
}

/// One column of several one below the other, each with so many rows.
fn stack(pieces: &[GridColumn], rows: &[usize]) -> GridColumn {
    let mut interner = Interner::default();
    let mut codes = TextCodes::default();
    for (piece, rows) in pieces.iter().zip(rows) {
        let mut number_of = vec![u32::MAX; piece.texts.len()];
        piece.codes.for_each_in(0, *rows, |code| {
            let known = code.and_then(|code| number_of.get_mut(code).map(|known| (code, known)));
            codes.push(match known {
                Some((_, known)) if *known != u32::MAX => *known,
                Some((code, known)) => {
                    *known = interner.intern(piece.texts.get(code));
                    *known
                }
                None => interner.intern(""),
            });
        });
    }
    GridColumn { texts: interner.texts, codes }
}
