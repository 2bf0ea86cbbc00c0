//! Workbooks: XLSX, XLSM, XLSB, XLS, ODS, read by `calamine` into texts that a CSV of the same table would hold.
//!
//! Where the format can be streamed, cells are taken one by one: what a sheet claims about its size costs nothing.
//! This file must never know what a cell means. Start with [`Workbook::open`].

use super::grid::{Grid, GridBuilder, MAX_COLUMNS};
use super::{Progress, ReadProblem, archive};
use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader as _, SheetVisible, Xls, Xlsb, Xlsx};
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Most cells with content of one sheet. The message of the error names it.
pub const MAX_CELLS_OF_A_SHEET: u64 = 200_000_000;

/// Blank rows between two cells that are kept as rows; a sheet has at most 1,048,576 rows.
const MAX_SHEET_ROWS: usize = 1 << 20;

/// Significant digits that a spreadsheet shows of a number; further ones are noise of binary fractions.
const SHOWN_DIGITS: usize = 15;

/// Rows between two looks at the wish to stop.
const ROWS_BETWEEN_CHECKS: usize = 4096;

type Bytes = Cursor<Arc<[u8]>>;

/// A workbook that is open.
pub(super) struct Workbook {
    kind: Kind,
    format: &'static str,
}

enum Kind {
    Xlsx(Box<Xlsx<Bytes>>),
    Xlsb(Box<Xlsb<Bytes>>),
    Xls(Box<Xls<Bytes>>),
    Ods(Box<Ods<Bytes>>),
}

impl Workbook {
    /// Opens a ZIP that is a workbook, or the container of old ones.
    pub(super) fn open(bytes: Arc<[u8]>) -> Result<Self, ReadProblem> {
        let format = if bytes.starts_with(b"PK") {
            archive::check_parts(&bytes)?;
            archive::workbook_format(&bytes).unwrap_or("XLSX")
        } else {
            "XLS"
        };
        if format == "XLS" && is_locked(&bytes) {
            return Err(ReadProblem::Encrypted { format: "XLSX" });
        }
        let reader = Cursor::new(bytes);
        let opened = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            Ok::<Kind, String>(match format {
                "XLSB" => Kind::Xlsb(Box::new(Xlsb::new(reader).map_err(|error| error.to_string())?)),
                "ODS" => Kind::Ods(Box::new(Ods::new(reader).map_err(|error| error.to_string())?)),
                "XLS" => Kind::Xls(Box::new(Xls::new(reader).map_err(|error| error.to_string())?)),
                _ => Kind::Xlsx(Box::new(Xlsx::new(reader).map_err(|error| error.to_string())?)),
            })
        }));
        match opened {
            Ok(Ok(kind)) => Ok(Self { kind, format }),
            Ok(Err(detail)) => Err(problem_of(format, detail)),
            Err(_) => Err(problem_of(format, "the parts of the file contradict each other".to_owned())),
        }
    }

    pub(super) fn format(&self) -> &'static str {
        self.format
    }

    /// Names of the sheets in their order, and whether each is visible.
    pub(super) fn sheet_names(&self) -> Vec<(String, bool)> {
        let sheets = match &self.kind {
            Kind::Xlsx(book) => book.sheets_metadata(),
            Kind::Xlsb(book) => book.sheets_metadata(),
            Kind::Xls(book) => book.sheets_metadata(),
            Kind::Ods(book) => book.sheets_metadata(),
        };
        sheets.iter().map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
    }

    /// The cells of a sheet; row 1 of the sheet is row 1 of the grid. After `most_rows` rows the rest may be left.
    pub(super) fn read_sheet(
        &mut self,
        index: usize,
        most_rows: usize,
        progress: &Progress,
    ) -> Result<Grid, ReadProblem> {
        let format = self.format;
        let name = self.sheet_names().get(index).map(|(name, _)| name.clone()).unwrap_or_default();
        let read =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.read_named(&name, most_rows, progress)));
        read.unwrap_or_else(|_| Err(problem_of(format, format!("sheet “{name}” cannot be understood"))))
    }

    fn read_named(&mut self, name: &str, most_rows: usize, progress: &Progress) -> Result<Grid, ReadProblem> {
        let format = self.format;
        let fail = |detail: String| problem_of(format, detail);
        let mut sheet = SheetBuilder { progress, most_rows, ..SheetBuilder::new(progress) };
        match &mut self.kind {
            Kind::Xlsx(book) => {
                let mut cells = book.worksheet_cells_reader(name).map_err(|error| fail(error.to_string()))?;
                while let Some(cell) = cells.next_cell().map_err(|error| fail(error.to_string()))? {
                    let (row, column) = cell.get_position();
                    if !sheet.put_ref(row, column, cell.get_value())? {
                        break;
                    }
                }
            }
            Kind::Xlsb(book) => {
                let mut cells = book.worksheet_cells_reader(name).map_err(|error| fail(error.to_string()))?;
                while let Some(cell) = cells.next_cell().map_err(|error| fail(error.to_string()))? {
                    let (row, column) = cell.get_position();
                    if !sheet.put_ref(row, column, cell.get_value())? {
                        break;
                    }
                }
            }
            Kind::Xls(book) => {
                let range = book.worksheet_range(name).map_err(|error| fail(error.to_string()))?;
                sheet.put_range(&range)?;
            }
            Kind::Ods(book) => {
                let range = book.worksheet_range(name).map_err(|error| fail(error.to_string()))?;
                sheet.put_range(&range)?;
            }
        }
        Ok(sheet.finish())
    }
}

/// Whether the container holds an encrypted package: a workbook behind a password.
fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

fn problem_of(format: &'static str, detail: String) -> ReadProblem {
    let lower = detail.to_lowercase();
    if lower.contains("password") {
        ReadProblem::Encrypted { format }
    } else if lower.contains("cell limit") || lower.contains("celllimit") || lower.contains("exceed") {
        ReadProblem::TooManyCells { most: MAX_CELLS_OF_A_SHEET }
    } else {
        ReadProblem::DamagedFormat { format, detail }
    }
}

/// Puts cells that come by position into rows.
struct SheetBuilder<'a> {
    builder: GridBuilder,
    cells: u64,
    most_rows: usize,
    progress: &'a Progress,
    /// The row at hand, with its cells by column.
    row: usize,
    waiting: Vec<(usize, String)>,
}

impl<'a> SheetBuilder<'a> {
    fn new(progress: &'a Progress) -> Self {
        Self { builder: GridBuilder::default(), cells: 0, most_rows: usize::MAX, progress, row: 0, waiting: Vec::new() }
    }

    /// `false` once enough rows are there.
    fn put_ref(&mut self, row: u32, column: u32, value: &DataRef<'_>) -> Result<bool, ReadProblem> {
        let text = match value {
            DataRef::Empty => return Ok(true),
            DataRef::SharedString(text) => (*text).to_owned(),
            other => text_of(&Data::from(other.clone())),
        };
        self.put(row as usize, column as usize, text)
    }

    fn put_range(&mut self, range: &calamine::Range<Data>) -> Result<(), ReadProblem> {
        let Some((first_row, first_column)) = range.start() else { return Ok(()) };
        for (row, column, value) in range.used_cells() {
            let text = text_of(value);
            if !self.put(row + first_row as usize, column + first_column as usize, text)? {
                break;
            }
        }
        Ok(())
    }

    fn put(&mut self, row: usize, column: usize, text: String) -> Result<bool, ReadProblem> {
        if text.is_empty() {
            return Ok(true);
        }
        self.cells += 1;
        if self.cells > MAX_CELLS_OF_A_SHEET {
            return Err(ReadProblem::TooManyCells { most: MAX_CELLS_OF_A_SHEET });
        }
        if column >= MAX_COLUMNS {
            return Err(ReadProblem::TooManyColumns { columns: column + 1, most: MAX_COLUMNS });
        }
        if row >= MAX_SHEET_ROWS {
            return Err(ReadProblem::TooManyRows { most: MAX_SHEET_ROWS as u64 });
        }
        if row > self.row {
            if row >= self.most_rows {
                return Ok(false);
            }
            self.end_rows_before(row);
            if self.progress.is_cancelled() {
                return Err(ReadProblem::Cancelled);
            }
        }
        // A cell that comes late, above the row at hand, has been passed: no well-made sheet has one.
        if row == self.row {
            self.waiting.push((column, text));
        }
        Ok(true)
    }

    fn end_rows_before(&mut self, row: usize) {
        while self.row < row {
            self.waiting.sort_by_key(|(column, _)| *column);
            for (column, text) in self.waiting.drain(..) {
                self.builder.put(column, &text);
            }
            self.builder.end_row();
            self.row += 1;
            if self.row.is_multiple_of(ROWS_BETWEEN_CHECKS) {
                self.progress.rows_read.store(self.row as u64, Ordering::Relaxed);
            }
        }
    }

    fn finish(mut self) -> Grid {
        let end = self.row + 1;
        self.end_rows_before(end);
        self.builder.finish(None, 1)
    }
}

/// What a CSV of the same sheet would hold.
fn text_of(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        Data::String(text) => text.clone(),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(time) => time_text(time),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
    }
}

/// The shortest notation of at most [`SHOWN_DIGITS`] digits, never with an exponent.
pub(super) fn number_text(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let shortest = number.to_string();
    let digits = shortest.bytes().filter(u8::is_ascii_digit).count();
    if digits <= SHOWN_DIGITS {
        return shortest;
    }
    let rounded = format!("{number:.*e}", SHOWN_DIGITS - 1).parse::<f64>().unwrap_or(number);
    // A whole number beyond what a float holds exactly is shown as it is stored.
    if rounded.fract() == 0.0 && rounded.abs() < 1e15 { format!("{rounded:.0}") } else { rounded.to_string() }
}

fn time_text(time: &ExcelDateTime) -> String {
    let serial = time.as_f64();
    if time.is_duration() || serial < 1.0 {
        return duration_text(serial);
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}") }
}

/// Hours, minutes and seconds of a share of a day.
fn duration_text(days: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "whole seconds of a duration in a sheet")]
    let seconds = (days * 86_400.0).round().clamp(-1e12, 1e12) as i64;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds % 3600 / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::number_text;

    #[test]
    fn numbers_are_what_a_spreadsheet_shows() {
        for (number, expected) in [
            (28.0, "28"),
            (54_498.246_600_000_006, "54498.2466"),
            (0.1 + 0.2, "0.3"),
            (1e15, "1000000000000000"),
            (-12.5, "-12.5"),
            (1_234_567_890.123, "1234567890.123"),
            (f64::NAN, ""),
        ] {
            assert_eq!(number_text(number), expected);
        }
    }
}
