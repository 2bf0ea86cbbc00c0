//! Parquet and Arrow, whose columns have types and names: each value as a CSV of the same table would have it.
//!
//! What a file claims is checked before a parser makes room for it. This file must never know what a column means.
//! Start with [`read_parquet`]; [`write_parquet`] is the other way round.

mod claims;
mod values;
mod writing;

pub use writing::{ColumnKind, write_parquet};

use super::grid::{Grid, GridColumn, Interner, MAX_COLUMNS, TextCodes};
use super::{Progress, ReadProblem};
use arrow_array::{Array, RecordBatch};
use arrow_ipc::reader::StreamReader;
use arrow_schema::{ArrowError, DataType, Field, Schema};
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Most rows of a table. The message of the error names it.
pub const MAX_ROWS: u64 = 100_000_000;

/// Most cells of a table, blank ones included: a packed column of nothing takes no room in a file. The message of the
/// error names it.
pub const MAX_CELLS: u64 = 1_000_000_000;

/// Most bytes of text in all cells together, however often they are in the file. The message of the error names it.
pub const MAX_TEXT_BYTES: u64 = 16 << 30;

/// Rows that are read at once, and bytes of them where every value takes many.
const ROWS_OF_A_BATCH: usize = 16_384;
const BYTES_OF_A_BATCH: usize = 64 << 20;

/// Entries of a dictionary for each row, beyond which it is not gone through as a whole.
const LARGEST_DICTIONARY: usize = 8;

/// Magic numbers of Arrow files; what follows the first one is a stream.
const ARROW_FILE: &[u8] = b"ARROW1\0\0";
const FEATHER_1: &[u8] = b"FEA1";

fn damaged(format: &'static str, detail: &str) -> ReadProblem {
    ReadProblem::DamagedFormat { format, detail: detail.to_owned() }
}

/// Calls a parser, which may panic on damaged input.
fn guarded(format: &'static str, read: impl FnOnce() -> Result<Grid, ReadProblem>) -> Result<Grid, ReadProblem> {
    super::guard::guarded(read).unwrap_or_else(|| Err(damaged(format, "a part has an impossible value")))
}

/// Reads a Parquet file. `most_rows`: rows after which the rest is left unread.
pub(super) fn read_parquet(
    bytes: impl Into<Bytes>,
    most_rows: usize,
    progress: &Progress,
) -> Result<Grid, ReadProblem> {
    let bytes = bytes.into();
    guarded("Parquet", || {
        let broken = |error: parquet::errors::ParquetError| damaged("Parquet", &error.to_string());
        claims::check_footer(&bytes)?;
        let metadata = ArrowReaderMetadata::load(&bytes, ArrowReaderOptions::new()).map_err(broken)?;
        let groups = metadata.metadata().row_groups();
        let rows: i64 = groups.iter().fold(0, |sum, group| sum.saturating_add(group.num_rows().max(0)));
        let wanted = rows.cast_unsigned().min(most_rows as u64);
        let table = ColumnTable::new(metadata.schema(), most_rows, progress)?;
        table.check_size(wanted)?;
        claims::check_pages(
            &bytes,
            groups.iter().flat_map(RowGroupMetaData::columns).map(ColumnChunkMetaData::byte_range),
        )?;
        // A long text that many rows share is unpacked once, where it is asked for as a dictionary.
        let fields: Vec<Field> = metadata.schema().fields().iter().map(|field| shared(field.as_ref())).collect();
        let schema = Arc::new(Schema::new(fields));
        let options = ArrowReaderOptions::new().with_schema(schema);
        let metadata = ArrowReaderMetadata::load(&bytes, options).or(Ok(metadata)).map_err(broken)?;
        let width = metadata.schema().fields().iter().map(|field| width_of(field.data_type())).max().unwrap_or(1);
        let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(bytes, metadata)
            .with_batch_size((BYTES_OF_A_BATCH / width.max(1)).clamp(1, ROWS_OF_A_BATCH))
            .with_limit(most_rows)
            .build()
            .map_err(broken)?;
        table.read("Parquet", reader)
    })
}

/// Reads an Arrow file or stream. `most_rows`: rows after which the rest is left unread.
pub(super) fn read_arrow(bytes: impl Into<Bytes>, most_rows: usize, progress: &Progress) -> Result<Grid, ReadProblem> {
    let bytes = bytes.into();
    if bytes.starts_with(FEATHER_1) {
        let detail = "this is Feather of version 1, which is out of use: save it as Feather of version 2 or as Parquet";
        return Err(damaged("Feather", detail));
    }
    guarded("Arrow", || {
        let stream = bytes.strip_prefix(ARROW_FILE).unwrap_or(&bytes);
        claims::check_messages(stream)?;
        let reader = StreamReader::try_new(stream, None).map_err(|error| damaged("Arrow", &error.to_string()))?;
        ColumnTable::new(&reader.schema(), most_rows, progress)?.read("Arrow", reader)
    })
}

/// Texts and bytes as dictionaries; other columns as they are.
fn shared(field: &Field) -> Field {
    let values = match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => DataType::Utf8,
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => DataType::Binary,
        _ => return field.clone(),
    };
    field.clone().with_data_type(DataType::Dictionary(Box::new(DataType::Int32), Box::new(values)))
}

/// Bytes that each value takes however short it is.
fn width_of(data_type: &DataType) -> usize {
    match data_type {
        DataType::FixedSizeBinary(width) => usize::try_from(*width).unwrap_or(1),
        DataType::List(field) | DataType::LargeList(field) | DataType::Map(field, _) => width_of(field.data_type()),
        DataType::FixedSizeList(field, length) => {
            width_of(field.data_type()).saturating_mul(usize::try_from(*length).unwrap_or(1))
        }
        DataType::Struct(fields) => {
            fields.iter().map(|field| width_of(field.data_type())).fold(0, usize::saturating_add)
        }
        DataType::Dictionary(_, values) => width_of(values),
        _ => 1,
    }
}

#[derive(Default)]
struct GrowingColumn {
    interner: Interner,
    codes: TextCodes,
    /// Which of the texts are more than blanks.
    has_text: Vec<bool>,
}

/// The columns of a table as they grow, batch by batch.
struct ColumnTable<'a> {
    names: Vec<String>,
    columns: Vec<GrowingColumn>,
    rows: usize,
    blank_rows: Vec<u32>,
    single_cell_rows: Vec<u32>,
    text_bytes: u64,
    most_rows: usize,
    progress: &'a Progress,
}

impl<'a> ColumnTable<'a> {
    fn new(schema: &Schema, most_rows: usize, progress: &'a Progress) -> Result<Self, ReadProblem> {
        let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        if names.len() > MAX_COLUMNS {
            return Err(ReadProblem::TooManyColumns { columns: names.len(), most: MAX_COLUMNS });
        }
        let columns = names.iter().map(|_| GrowingColumn::default()).collect();
        Ok(Self {
            names,
            columns,
            rows: 0,
            blank_rows: Vec::new(),
            single_cell_rows: Vec::new(),
            text_bytes: 0,
            most_rows,
            progress,
        })
    }

    fn check_size(&self, rows: u64) -> Result<(), ReadProblem> {
        if rows > MAX_ROWS {
            return Err(ReadProblem::TooManyRows { most: MAX_ROWS });
        }
        if rows.saturating_mul(self.columns.len() as u64) > MAX_CELLS {
            return Err(ReadProblem::TooManyCells { most: MAX_CELLS });
        }
        Ok(())
    }

    fn read(
        mut self,
        format: &'static str,
        batches: impl Iterator<Item = Result<RecordBatch, ArrowError>>,
    ) -> Result<Grid, ReadProblem> {
        for batch in batches {
            let batch = batch.map_err(|error| damaged(format, &error.to_string()))?;
            let left = self.most_rows - self.rows;
            let batch = if batch.num_rows() > left { batch.slice(0, left) } else { batch };
            self.check_size((self.rows + batch.num_rows()) as u64)?;
            self.add(format, &batch)?;
            self.progress.rows_read.store(self.rows as u64, Ordering::Relaxed);
            if self.rows >= self.most_rows {
                break;
            }
        }
        if self.columns.iter().any(|column| column.interner.texts.is_full()) {
            return Err(ReadProblem::OutOfMemory);
        }
        let column = |column: GrowingColumn| GridColumn { texts: column.interner.texts, codes: column.codes };
        let columns = self.columns.into_iter().map(column);
        Ok(Grid {
            columns: columns.collect(),
            rows: self.rows,
            names: Some(self.names),
            first_row: 1,
            blank_rows: self.blank_rows,
            single_cell_rows: self.single_cell_rows,
            ..Grid::default()
        })
    }

    fn add(&mut self, format: &'static str, batch: &RecordBatch) -> Result<(), ReadProblem> {
        // One for the first column of a row, two for any other: one is a row of which only the first cell has text.
        let mut filled = vec![0_u8; batch.num_rows()];
        let mut codes = Vec::with_capacity(batch.num_rows());
        for (index, (array, column)) in batch.columns().iter().zip(&mut self.columns).enumerate() {
            if self.progress.is_cancelled() {
                return Err(ReadProblem::Cancelled);
            }
            codes.clear();
            let GrowingColumn { interner, codes: all, has_text } = column;
            let mut cells = Cells { interner, text: String::new(), text_bytes: &mut self.text_bytes };
            let cells = cells.codes_of(array.as_ref(), &mut codes);
            cells.map_err(|problem| {
                problem.unwrap_or_else(|| ReadProblem::NotATable {
                    format,
                    detail: format!("{}: {}", self.names.get(index).map_or("", String::as_str), array.data_type()),
                })
            })?;
            let known = has_text.len();
            has_text.extend((known..interner.texts.len()).map(|number| !interner.texts.get(number).trim().is_empty()));
            for (filled, code) in filled.iter_mut().zip(&codes) {
                if has_text.get(*code as usize).copied().unwrap_or(false) {
                    *filled |= if index == 0 { 1 } else { 2 };
                }
            }
            all.extend(&codes);
        }
        for (row, filled) in (self.rows..).zip(&filled) {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            match filled {
                0 => self.blank_rows.push(row),
                1 => self.single_cell_rows.push(row),
                _ => {}
            }
        }
        self.rows += batch.num_rows();
        Ok(())
    }
}

/// Turns values into the numbers of their texts.
struct Cells<'a> {
    interner: &'a mut Interner,
    text: String,
    text_bytes: &'a mut u64,
}

impl Cells<'_> {
    /// The error is `None` for a type that no cell can hold.
    fn codes_of(&mut self, array: &dyn Array, codes: &mut Vec<u32>) -> Result<(), Option<ReadProblem>> {
        let blank = self.interner.intern("");
        if let Some((rows, values)) = values::entries(array) {
            let print = values::printer(values).ok_or(None)?;
            let is_blank = |row: usize, entry: usize| {
                array.is_null(row) || entry >= values.len() || values::is_blank(values, entry)
            };
            // A large dictionary of which a few rows use a little is not gone through for them.
            if values.len() / LARGEST_DICTIONARY > rows.len() {
                for (row, entry) in rows.into_iter().enumerate() {
                    codes.push(if is_blank(row, entry) { blank } else { self.code(entry, &print)? });
                }
                return Ok(());
            }
            // Each entry is printed once, however many rows have it.
            let mut known: Vec<Option<u32>> = vec![None; values.len()];
            for (row, entry) in rows.into_iter().enumerate() {
                let known = known.get_mut(entry).filter(|_| !is_blank(row, entry));
                codes.push(match known {
                    None => blank,
                    Some(Some(code)) => *code,
                    Some(slot) => *slot.insert(self.code(entry, &print)?),
                });
            }
            return Ok(());
        }
        let print = values::printer(array).ok_or(None)?;
        for row in 0..array.len() {
            codes.push(if values::is_blank(array, row) { blank } else { self.code(row, &print)? });
        }
        Ok(())
    }

    fn code(&mut self, row: usize, print: &values::Printer<'_>) -> Result<u32, Option<ReadProblem>> {
        self.text.clear();
        print(row, &mut self.text);
        *self.text_bytes += self.text.len() as u64;
        if *self.text_bytes > MAX_TEXT_BYTES {
            return Err(Some(ReadProblem::UnpacksTooLarge { most: MAX_TEXT_BYTES }));
        }
        Ok(self.interner.intern(&self.text))
    }
}
