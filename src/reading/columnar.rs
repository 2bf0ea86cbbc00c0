//! Parquet and Arrow IPC (files and streams, also called Feather), as the texts that a CSV of the same table would
//! hold; and a table written as Parquet.
//!
//! This file must never know what a cell means. Start with [`read_parquet`].

use super::grid::{Grid, GridBuilder, MAX_COLUMNS};
use super::spreadsheet::number_text;
use super::{Progress, ReadProblem};
use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal128Type, DurationSecondType, Float16Type, Float32Type, Float64Type, Int8Type,
    Int16Type, Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Most rows that are read. The message of the error names it.
pub const MAX_ROWS: usize = 200_000_000;

/// Rows of a batch.
const BATCH_ROWS: usize = 65_536;

/// Deepest nesting of lists and structures in a column.
const MAX_DEPTH: usize = 32;

/// Reads a Parquet file.
pub(super) fn read_parquet(bytes: Vec<u8>, most_rows: usize, progress: &Progress) -> Result<Grid, ReadProblem> {
    guarded("Parquet", || {
        let damaged = |detail: String| ReadProblem::DamagedFormat { format: "Parquet", detail };
        let length = bytes.len() as u64;
        let builder = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes))
            .map_err(|error| damaged(error.to_string()))?;
        check_parquet(builder.metadata(), length).map_err(damaged)?;
        let rows = builder.metadata().file_metadata().num_rows();
        if usize::try_from(rows).is_ok_and(|rows| rows > MAX_ROWS) {
            return Err(ReadProblem::TooManyRows { most: MAX_ROWS as u64 });
        }
        let schema = builder.schema().clone();
        let reader = builder.with_batch_size(BATCH_ROWS).build().map_err(|error| damaged(error.to_string()))?;
        let batches = reader.map(|batch| batch.map_err(|error| damaged(error.to_string())));
        collect(&schema, batches, most_rows, progress)
    })
}

/// What the footer claims must fit into the file: sizes are believed by nobody.
fn check_parquet(metadata: &parquet::file::metadata::ParquetMetaData, length: u64) -> Result<(), String> {
    for group in metadata.row_groups() {
        for column in group.columns() {
            let (start, size) = column.byte_range();
            if start.checked_add(size).is_none_or(|end| end > length) {
                return Err("a column lies beyond the end of the file".to_owned());
            }
        }
    }
    Ok(())
}

/// Reads an Arrow IPC file or stream.
pub(super) fn read_arrow(bytes: Vec<u8>, most_rows: usize, progress: &Progress) -> Result<Grid, ReadProblem> {
    guarded("Arrow", || {
        let damaged = |detail: String| ReadProblem::DamagedFormat { format: "Arrow", detail };
        if bytes.starts_with(b"FEA1") {
            return Err(damaged("Feather version 1 is not read; save it as version 2, which is Arrow IPC".to_owned()));
        }
        let is_file = bytes.starts_with(b"ARROW1");
        let cursor = Cursor::new(bytes);
        if is_file {
            let reader =
                arrow_ipc::reader::FileReader::try_new(cursor, None).map_err(|error| damaged(error.to_string()))?;
            let schema = reader.schema();
            let batches = reader.map(|batch| batch.map_err(|error| damaged(error.to_string())));
            collect(&schema, batches, most_rows, progress)
        } else {
            let reader =
                arrow_ipc::reader::StreamReader::try_new(cursor, None).map_err(|error| damaged(error.to_string()))?;
            let schema = reader.schema();
            let batches = reader.map(|batch| batch.map_err(|error| damaged(error.to_string())));
            collect(&schema, batches, most_rows, progress)
        }
    })
}

/// A parser that others wrote may panic on a damaged file.
fn guarded(format: &'static str, read: impl FnOnce() -> Result<Grid, ReadProblem>) -> Result<Grid, ReadProblem> {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    let contradiction = || "the parts of the file contradict each other".to_owned();
    caught.unwrap_or_else(|_| Err(ReadProblem::DamagedFormat { format, detail: contradiction() }))
}

fn collect(
    schema: &Schema,
    batches: impl Iterator<Item = Result<RecordBatch, ReadProblem>>,
    most_rows: usize,
    progress: &Progress,
) -> Result<Grid, ReadProblem> {
    let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
    if names.len() > MAX_COLUMNS {
        return Err(ReadProblem::TooManyColumns { columns: names.len(), most: MAX_COLUMNS });
    }
    let mut builder = GridBuilder::default();
    for batch in batches {
        let batch = batch?;
        let mut columns: Vec<Cells> = batch.columns().iter().map(|array| Cells::new(array.clone())).collect();
        for row in 0..batch.num_rows() {
            for (index, column) in columns.iter_mut().enumerate() {
                builder.put(index, column.text(row));
            }
            builder.end_row();
        }
        progress.rows_read.store(builder.rows() as u64, Ordering::Relaxed);
        if progress.is_cancelled() {
            return Err(ReadProblem::Cancelled);
        }
        if builder.rows() >= most_rows {
            break;
        }
        if builder.rows() > MAX_ROWS {
            return Err(ReadProblem::TooManyRows { most: MAX_ROWS as u64 });
        }
    }
    Ok(builder.finish(Some(names), 1))
}

/// The cells of an array as texts; the entries of a dictionary are written once.
struct Cells {
    array: ArrayRef,
    entries: Option<(Vec<String>, Vec<Option<usize>>)>,
    text: String,
}

impl Cells {
    fn new(array: ArrayRef) -> Self {
        let entries = array.as_any_dictionary_opt().map(|dictionary| {
            let values = dictionary.values();
            let texts = (0..values.len()).map(|row| text_of(values, row, 0)).collect();
            let keys = dictionary.normalized_keys();
            let key_at = |(row, key): (usize, usize)| (!dictionary.is_null(row)).then_some(key);
            (texts, keys.into_iter().enumerate().map(key_at).collect())
        });
        Self { array, entries, text: String::new() }
    }

    fn text(&mut self, row: usize) -> &str {
        if let Some((texts, keys)) = &self.entries {
            let key = keys.get(row).copied().flatten();
            return key.and_then(|key| texts.get(key)).map_or("", String::as_str);
        }
        self.text = text_of(&self.array, row, 0);
        &self.text
    }
}

/// One cell as a CSV would hold it; blank for null.
fn text_of(array: &ArrayRef, row: usize, depth: usize) -> String {
    if array.is_null(row) || depth > MAX_DEPTH {
        return String::new();
    }
    match array.data_type() {
        DataType::Null => String::new(),
        DataType::Boolean => array.as_boolean().value(row).to_string(),
        DataType::Int8 => array.as_primitive::<Int8Type>().value(row).to_string(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(row).to_string(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::UInt8 => array.as_primitive::<UInt8Type>().value(row).to_string(),
        DataType::UInt16 => array.as_primitive::<UInt16Type>().value(row).to_string(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).to_string(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).to_string(),
        DataType::Float16 => number_text(f64::from(array.as_primitive::<Float16Type>().value(row))),
        DataType::Float32 => array.as_primitive::<Float32Type>().value(row).to_string(),
        DataType::Float64 => number_text(array.as_primitive::<Float64Type>().value(row)),
        DataType::Utf8 => array.as_string::<i32>().value(row).to_owned(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).to_owned(),
        DataType::Utf8View => array.as_string_view().value(row).to_owned(),
        DataType::Binary => String::from_utf8_lossy(array.as_binary::<i32>().value(row)).into_owned(),
        DataType::LargeBinary => String::from_utf8_lossy(array.as_binary::<i64>().value(row)).into_owned(),
        DataType::Date32 => day_text(i64::from(array.as_primitive::<Date32Type>().value(row))),
        DataType::Date64 => instant_text(array.as_primitive::<Date64Type>().value(row), 1_000, None),
        DataType::Timestamp(unit, zone) => {
            let (value, in_a_second) = match unit {
                TimeUnit::Second => (array.as_primitive::<TimestampSecondType>().value(row), 1),
                TimeUnit::Millisecond => (array.as_primitive::<TimestampMillisecondType>().value(row), 1_000),
                TimeUnit::Microsecond => (array.as_primitive::<TimestampMicrosecondType>().value(row), 1_000_000),
                TimeUnit::Nanosecond => (array.as_primitive::<TimestampNanosecondType>().value(row), 1_000_000_000),
            };
            instant_text(value, in_a_second, zone.as_deref())
        }
        DataType::Duration(TimeUnit::Second) => array.as_primitive::<DurationSecondType>().value(row).to_string(),
        DataType::Decimal128(_, scale) => decimal_text(array.as_primitive::<Decimal128Type>().value(row), *scale),
        DataType::Dictionary(_, _) => match array.as_any_dictionary_opt() {
            Some(dictionary) => {
                let key = dictionary.normalized_keys().get(row).copied().unwrap_or(0);
                text_of(dictionary.values(), key, depth + 1)
            }
            None => String::new(),
        },
        DataType::List(_) => list_text(&array.as_list::<i32>().value(row), depth),
        DataType::LargeList(_) => list_text(&array.as_list::<i64>().value(row), depth),
        DataType::Struct(fields) => {
            let columns = array.as_struct().columns();
            let parts = fields
                .iter()
                .zip(columns)
                .map(|(field, column)| format!("{}: {}", field.name(), text_of(column, row, depth + 1)));
            parts.collect::<Vec<_>>().join("; ")
        }
        other => format!("{other}"),
    }
}

fn list_text(items: &ArrayRef, depth: usize) -> String {
    (0..items.len()).map(|row| text_of(items, row, depth + 1)).collect::<Vec<_>>().join("; ")
}

const EPOCH: Date = date(1970, 1, 1);

fn day_text(days: i64) -> String {
    EPOCH.checked_add(days.clamp(-4_000_000, 3_000_000).days()).map_or_else(|_| days.to_string(), |day| day.to_string())
}

/// A point in time as its zone's clock showed it, where the zone is an offset; in UTC otherwise.
fn instant_text(value: i64, in_a_second: i64, zone: Option<&str>) -> String {
    let seconds = value.div_euclid(in_a_second).saturating_add(zone.map_or(0, offset_seconds));
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let date = day_text(day);
    if second == 0 { date } else { format!("{date}T{:02}:{:02}:{:02}", second / 3600, second % 3600 / 60, second % 60) }
}

/// Seconds of an offset such as "+02:00"; zero for names, whose rules are not known here.
fn offset_seconds(zone: &str) -> i64 {
    let (sign, rest) = match zone.split_at_checked(1) {
        Some(("+", rest)) => (1, rest),
        Some(("-", rest)) => (-1, rest),
        _ => return 0,
    };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
    match (hours.parse::<i64>(), minutes.parse::<i64>()) {
        (Ok(hours), Ok(minutes)) if hours < 24 && minutes < 60 => sign * (hours * 3600 + minutes * 60),
        _ => 0,
    }
}

fn decimal_text(value: i128, scale: i8) -> String {
    let Ok(places) = usize::try_from(scale) else {
        return format!("{value}{}", "0".repeat(usize::from(scale.unsigned_abs())));
    };
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let fraction = fraction.trim_end_matches('0');
    let sign = if value < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// How a column is stored in Parquet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    Text,
    Integer,
    Decimal { scale: u8 },
    Day,
}

/// Writes a table as Parquet. `cell` gives the text of a column and a row in plain notation, `None` for nothing.
pub fn write_parquet(
    names: &[String],
    cell: &mut dyn FnMut(usize, usize) -> Option<String>,
    rows: usize,
    kinds: &[ColumnKind],
) -> Result<Vec<u8>, String> {
    let type_of = |kind: &ColumnKind| match kind {
        ColumnKind::Text => DataType::Utf8,
        ColumnKind::Integer => DataType::Int64,
        ColumnKind::Decimal { scale } => DataType::Decimal128(38, i8::try_from(*scale).unwrap_or(0)),
        ColumnKind::Day => DataType::Date32,
    };
    let fields: Vec<Field> =
        names.iter().zip(kinds).map(|(name, kind)| Field::new(name, type_of(kind), true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let level = ZstdLevel::try_new(3).map_err(|error| error.to_string())?;
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
    let mut writer =
        ArrowWriter::try_new(Vec::new(), schema.clone(), Some(properties)).map_err(|error| error.to_string())?;
    let mut first = 0;
    while first < rows || first == 0 {
        let last = rows.min(first + BATCH_ROWS);
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(kinds.len());
        for (column, kind) in kinds.iter().enumerate() {
            let texts: Vec<Option<String>> = (first..last).map(|row| cell(column, row)).collect();
            arrays.push(array_of(&texts, *kind)?);
        }
        let batch = RecordBatch::try_new(schema.clone(), arrays).map_err(|error| error.to_string())?;
        writer.write(&batch).map_err(|error| error.to_string())?;
        first = last.max(1);
    }
    writer.into_inner().map_err(|error| error.to_string())
}

fn array_of(texts: &[Option<String>], kind: ColumnKind) -> Result<ArrayRef, String> {
    let wrong = |text: &str| format!("“{text}”");
    Ok(match kind {
        ColumnKind::Text => Arc::new(StringArray::from_iter(texts.iter().map(Option::as_deref))),
        ColumnKind::Integer => {
            let parse = |text: &String| text.parse::<i64>().map_err(|_| wrong(text));
            let values =
                texts.iter().map(|text| text.as_ref().map(parse).transpose()).collect::<Result<Vec<_>, _>>()?;
            Arc::new(Int64Array::from(values))
        }
        ColumnKind::Decimal { scale } => {
            let parse = |text: &String| {
                let number = crate::dataset::Number::parse(text).and_then(|number| number.mantissa_at(scale));
                number.ok_or_else(|| wrong(text))
            };
            let values =
                texts.iter().map(|text| text.as_ref().map(parse).transpose()).collect::<Result<Vec<_>, _>>()?;
            let array = Decimal128Array::from(values).with_precision_and_scale(38, i8::try_from(scale).unwrap_or(0));
            Arc::new(array.map_err(|error| error.to_string())?)
        }
        ColumnKind::Day => {
            let parse = |text: &String| {
                let day = text.parse::<Date>().map_err(|_| wrong(text))?;
                Ok::<i32, String>(EPOCH.until(day).map_err(|_| wrong(text))?.get_days())
            };
            let values =
                texts.iter().map(|text| text.as_ref().map(parse).transpose()).collect::<Result<Vec<_>, _>>()?;
            Arc::new(Date32Array::from(values))
        }
    })
}
