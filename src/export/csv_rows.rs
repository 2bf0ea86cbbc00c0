//! A table as CSV: the rows of the data behind a view as they stand in the file, or numbers by two groupings.

use super::csv_table::{about, defuse};
use crate::chart::{ChartModel, TableModel, TableRow};
use crate::dataset::{Dataset, Missing, Role};
use crate::query::QueryResult;
use crate::words::Words;

/// UTF-8 with a byte order mark, as [`super::csv_table::write`].
pub(super) fn write(
    dataset: &Dataset,
    result: &QueryResult,
    (model, table): (&ChartModel, &TableModel),
    words: &Words,
) -> Option<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::from(*b"\xEF\xBB\xBF"));
    writer.write_record(table.columns.iter().map(|column| defuse(&column.title))).ok()?;
    if let Some(rows) = &table.data_rows {
        for row in rows.iter() {
            let cells = dataset.columns().iter().map(|column| match column.plain_at(*row as usize) {
                // A number keeps its sign; a text must not be run.
                Ok(text) if column.role.is_number() || column.role == Role::Year => text,
                Ok(text) => defuse(&text),
                Err(Missing::NotReported) => String::new(),
                Err(missing) => missing.id().to_owned(),
            });
            writer.write_record(cells).ok()?;
        }
    } else {
        for row in table.rows.iter().chain(&table.total) {
            writer.write_record(cells(row)).ok()?;
        }
    }
    writer.write_record([""]).ok()?;
    for text in about(dataset, result, model, words) {
        writer.write_record([defuse(&text)]).ok()?;
    }
    writer.into_inner().ok()
}

/// Numbers plain, everything else as it is read.
fn cells(row: &TableRow) -> impl Iterator<Item = String> {
    let number = |index: usize| row.numbers.get(index).copied().flatten();
    row.cells
        .iter()
        .enumerate()
        .map(move |(index, cell)| number(index).map_or_else(|| defuse(cell), |number| number.to_string()))
}
