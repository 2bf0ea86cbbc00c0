//! A whole data set as a table for other programs, as it was understood: CSV and Parquet.
//!
//! Countries stand under their printed names; what was withheld stands as its usual mark, so that reading the file back
//! gives the same data, except that what the source did not cover comes back as not reported. Start with [`csv()`].

use crate::dataset::{Column, Dataset, Dictionary, Missing};
use crate::reading::{ColumnKind, write_parquet};

/// The mark of a kind of nothing in CSV, understood by every reader of this program.
fn mark(reason: Missing) -> &'static str {
    match reason {
        Missing::NotReported | Missing::NotCovered => "",
        Missing::Redacted => "redacted",
        Missing::Suppressed => "*",
    }
}

/// UTF-8 with commas and line feeds.
pub fn csv(dataset: &Dataset) -> Option<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(dataset.columns().iter().map(|column| column.name.as_str())).ok()?;
    for row in 0..dataset.row_count() {
        let cell = |column: &Column| column.plain_at(row).unwrap_or_else(|reason| mark(reason).to_owned());
        writer.write_record(dataset.columns().iter().map(cell)).ok()?;
    }
    writer.into_inner().ok()
}

/// Typed columns: whole numbers, decimals, days, text.
pub fn parquet(dataset: &Dataset) -> Result<Vec<u8>, String> {
    let names: Vec<String> = dataset.columns().iter().map(|column| column.name.clone()).collect();
    let kinds: Vec<ColumnKind> = dataset.columns().iter().map(kind_of).collect();
    let mut cell = |column: usize, row: usize| {
        let cell = dataset.columns().get(column)?.plain_at(row);
        cell.map_or_else(|reason| Some(mark(reason)).filter(|mark| !mark.is_empty()).map(str::to_owned), Some)
    };
    write_parquet(&names, &mut cell, dataset.row_count(), &kinds)
}

fn kind_of(column: &Column) -> ColumnKind {
    // What was withheld is said by its mark, for which only text has room.
    let [_, _, redacted, suppressed] = column.missing_counts();
    match &column.dictionary {
        _ if redacted + suppressed > 0 => ColumnKind::Text,
        Dictionary::Numbers { scale: 0, .. } => ColumnKind::Integer,
        Dictionary::Numbers { scale, .. } => ColumnKind::Decimal { scale: *scale },
        Dictionary::Times(spans) if spans.iter().all(|span| span.is_day()) => ColumnKind::Day,
        Dictionary::Times(_) | Dictionary::Text(_) | Dictionary::Places(_) => ColumnKind::Text,
    }
}
