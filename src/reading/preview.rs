//! The first rows of a file as they are printed beside what they are understood as: what the import sheet shows.
//!
//! This file must never understand anything by itself: it reads the beginning of the file as the whole would be read.
//! Start with [`read_preview`].

use super::assemble::assemble;
use super::guard::guarded;
use super::issue::LoadReport;
use super::load::{Wanted, read_table};
use super::source::Source;
use super::{Progress, ReadError, ReadOptions, ReadProblem, native_source};
use crate::dataset::country::Country;
use crate::dataset::{Column, Dictionary, Missing, Reason, Role};
use std::path::Path;
use std::sync::Arc;

/// Rows of the file that are shown.
const SHOWN_ROWS: usize = 60;

/// Rows of the file that are read: enough for the guesses to be those of the whole.
const READ_ROWS: usize = 10_000;

/// Columns that are shown.
const SHOWN_COLUMNS: usize = 200;

/// The beginning of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    pub columns: Vec<PreviewColumn>,
    pub rows: Vec<PreviewRow>,
    /// What was noticed in the rows that were read.
    pub report: LoadReport,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PreviewColumn {
    pub name: String,
    pub role: Role,
    /// "text", "place", "number" or "time".
    pub kind: &'static str,
    pub distinct: usize,
}

/// A row of the file: its number, why it is left out if it is, and its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewRow {
    pub number: usize,
    pub left_out: Option<Reason>,
    pub is_header: bool,
    pub cells: Vec<PreviewCell>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PreviewCell {
    pub printed: String,
    /// The value in plain notation, or the kind of nothing; `None` where the row is no data.
    pub understood: Option<Result<String, Missing>>,
    /// The countries that the cell names.
    pub countries: Vec<Country>,
}

/// Reads the beginning of a file.
pub fn read_preview(path: &Path, options: &ReadOptions, progress: &Arc<Progress>) -> Result<Preview, ReadError> {
    let at = |problem| ReadError::new(problem, path);
    let source = Source::of_path(path).map_err(at)?;
    guarded(|| preview(&source, options, progress)).unwrap_or(Err(ReadProblem::Panicked)).map_err(at)
}

fn preview(source: &Source, options: &ReadOptions, progress: &Arc<Progress>) -> Result<Preview, ReadProblem> {
    if native_source(source, progress)?.is_some() {
        return Err(ReadProblem::NotATable { format: "RON", detail: "—".to_owned() });
    }
    let wanted = Wanted { mapping: &options.mapping, only: None, most_rows: READ_ROWS };
    let (table, report) = read_table(source, &wanted, progress)?;
    let columns = table.headers.len().min(SHOWN_COLUMNS);
    let printed: Vec<(usize, Vec<String>)> = (0..table.rows.min(SHOWN_ROWS))
        .map(|row| (table.place(row).row, (0..columns).map(|column| table.cell(row, column).to_owned()).collect()))
        .collect();
    let names = table.headers.clone();
    let excluded = table.excluded.clone();
    let (dataset, report) = assemble(table, report, source, "", options, progress)?;
    let mut kept_row: Vec<Option<usize>> = vec![None; printed.len()];
    for (next, row) in report.kept.iter().cloned().flatten().take(SHOWN_ROWS).enumerate() {
        if let Some(slot) = kept_row.get_mut(row) {
            *slot = Some(next);
        }
    }
    let left_out = |row: usize| {
        let known = excluded.iter().find(|(other, _)| *other == row).and_then(|(_, reason)| *reason);
        let number = printed.get(row).map_or(0, |(number, _)| *number);
        known.or_else(|| {
            let has = |reason: &&super::LeftOut| reason.first.iter().any(|(place, _)| place.row == number);
            report.left_out.iter().find(has).map(|reason| reason.reason)
        })
    };
    let rows = printed
        .iter()
        .enumerate()
        .map(|(row, (number, cells))| {
            let kept = kept_row.get(row).copied().flatten();
            let cell = |column: &Column| {
                let index = names.iter().position(|name| *name == column.name);
                let printed = index.and_then(|index| cells.get(index)).cloned().unwrap_or_default();
                let understood = kept.map(|kept| column.plain_at(kept));
                let countries = kept.map(|kept| countries_of(column, kept)).unwrap_or_default();
                PreviewCell { printed, understood, countries }
            };
            PreviewRow {
                number: *number,
                left_out: if kept.is_some() { None } else { left_out(row) },
                is_header: excluded.contains(&(row, None)),
                cells: dataset.columns().iter().take(SHOWN_COLUMNS).map(cell).collect(),
            }
        })
        .collect();
    let columns = dataset.columns().iter().take(SHOWN_COLUMNS).map(|column| PreviewColumn {
        name: column.name.clone(),
        role: column.role,
        kind: match column.dictionary {
            Dictionary::Text(_) => "text",
            Dictionary::Places(_) => "place",
            Dictionary::Numbers { .. } => "number",
            Dictionary::Times(_) => "time",
        },
        distinct: column.dictionary.len(),
    });
    Ok(Preview { columns: columns.collect(), rows, report })
}

fn countries_of(column: &Column, row: usize) -> Vec<Country> {
    let Dictionary::Places(places) = &column.dictionary else { return Vec::new() };
    let entry = column.codes.at(row).resolve().ok();
    let place = entry.and_then(|entry| places.get(entry));
    place.map_or_else(Vec::new, |place| place.country.iter().chain(&place.joint).copied().collect())
}
