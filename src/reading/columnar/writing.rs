//! Writes Parquet: typed columns, texts as dictionaries, packed with Zstandard.
//!
//! A value that its column cannot hold exactly is an error and never a blank. This file must never know what a column
//! means. Start with [`write_parquet`].

use arrow_array::builder::{Date32Builder, Decimal128Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::sync::Arc;

/// Rows that are written at once.
const ROWS_OF_A_BATCH: usize = 65_536;

/// Digits of a decimal number.
const DECIMAL_DIGITS: u8 = 38;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    Text,
    /// Whole numbers of 64 bits.
    Integer,
    /// Numbers with so many places after the point.
    Decimal {
        scale: u8,
    },
    /// Days in ISO 8601.
    Day,
}

fn type_of(kind: ColumnKind) -> DataType {
    match kind {
        ColumnKind::Text => DataType::Utf8,
        ColumnKind::Integer => DataType::Int64,
        ColumnKind::Decimal { scale } => {
            DataType::Decimal128(DECIMAL_DIGITS, i8::try_from(scale.min(DECIMAL_DIGITS)).unwrap_or(0))
        }
        ColumnKind::Day => DataType::Date32,
    }
}

/// Writes a table of which `cell` gives the text in a column and row, `None` where it is blank.
pub fn write_parquet(
    names: &[String],
    cell: &mut dyn FnMut(usize, usize) -> Option<String>,
    rows: usize,
    kinds: &[ColumnKind],
) -> Result<Vec<u8>, String> {
    let fields: Vec<Field> =
        names.iter().zip(kinds).map(|(name, kind)| Field::new(name, type_of(*kind), true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let level = ZstdLevel::try_new(3).map_err(|error| error.to_string())?;
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
    let mut writer =
        ArrowWriter::try_new(Vec::new(), schema.clone(), Some(properties)).map_err(|error| error.to_string())?;
    let mut first = 0;
    while first < rows {
        let last = (first + ROWS_OF_A_BATCH).min(rows);
        let mut columns = Vec::new();
        for (column, (kind, name)) in kinds.iter().zip(names).enumerate() {
            let array = array_of(*kind, first..last, &mut |row| cell(column, row));
            columns.push(array.map_err(|text| format!("{name}: {text}"))?);
        }
        let batch = RecordBatch::try_new(schema.clone(), columns).map_err(|error| error.to_string())?;
        writer.write(&batch).map_err(|error| error.to_string())?;
        first = last;
    }
    writer.into_inner().map_err(|error| error.to_string())
}

/// An array of some rows; the text that does not fit is the error.
fn array_of(
    kind: ColumnKind,
    rows: std::ops::Range<usize>,
    cell: &mut dyn FnMut(usize) -> Option<String>,
) -> Result<ArrayRef, String> {
    let cells = rows.map(|row| cell(row).filter(|text| kind == ColumnKind::Text || !text.is_empty()));
    Ok(match kind {
        ColumnKind::Text => {
            let mut builder = StringBuilder::new();
            cells.for_each(|text| builder.append_option(text));
            Arc::new(builder.finish())
        }
        ColumnKind::Integer => {
            let mut builder = Int64Builder::new();
            for text in cells {
                builder.append_option(text.map(|text| text.parse().map_err(|_| text)).transpose()?);
            }
            Arc::new(builder.finish())
        }
        ColumnKind::Decimal { scale } => {
            let mut builder = Decimal128Builder::new().with_data_type(type_of(kind));
            for text in cells {
                builder.append_option(text.map(|text| decimal(&text, scale).ok_or(text)).transpose()?);
            }
            Arc::new(builder.finish())
        }
        ColumnKind::Day => {
            let mut builder = Date32Builder::new();
            for text in cells {
                builder.append_option(text.map(|text| day(&text).ok_or(text)).transpose()?);
            }
            Arc::new(builder.finish())
        }
    })
}

/// "-12.5" with two places is -1250; `None` where a digit would be lost.
fn decimal(text: &str, scale: u8) -> Option<i128> {
    let (is_negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let scale = usize::from(scale);
    let (kept, lost) = fraction.split_at_checked(scale).unwrap_or((fraction, ""));
    let is_plain =
        !whole.is_empty() && [whole, fraction].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_plain || lost.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let number: i128 = format!("{whole}{kept:0<scale$}").parse().ok()?;
    let fits = number < 10_i128.pow(u32::from(DECIMAL_DIGITS));
    fits.then_some(if is_negative { -number } else { number })
}

/// Days since 1 January 1970.
fn day(text: &str) -> Option<i32> {
    let date: jiff::civil::Date = text.parse().ok().filter(|_| text.len() == 10)?;
    let since = date.since((jiff::Unit::Day, jiff::civil::date(1970, 1, 1))).ok()?;
    Some(since.get_days())
}
