//! Workbooks: XLSX, XLSM, XLSB, ODS and XLS, each sheet as a grid of the texts that a CSV of it would have.
//!
//! No allocation is as large as a file claims to be: XLSX and XLSB are read cell by cell, ODS and XLS by readers of our
//! own. This file must never know what a cell means. Start with [`Workbook::open`].

mod bytes;
mod compound;
mod formats;
mod legacy;
mod opendocument;
pub(super) mod printed;
mod sink;
mod strings;

use super::archive;
use super::grid::Grid;
use super::{Progress, ReadProblem};
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsb, Xlsx, XlsxError};
use compound::Compound;
use formats::{Shown, push_serial};
use legacy::Legacy;
use opendocument::OpenDocument;
use quick_xml::events::Event;
use sink::{Sink, Stop, Wish, gather};
use std::fmt::Write as _;
use std::io::{BufReader, Cursor, Read};
use std::sync::Arc;
use zip::ZipArchive;

/// Largest text of an ODS file in bytes, which is kept in memory. The message of the error names it.
pub const MAX_CONTENT_BYTES: u64 = 1 << 30;

/// Shared texts that a workbook may claim to have whatever its size, and at most.
const SURELY_FEW_STRINGS: u64 = 1 << 20;
const MOST_STRINGS: u64 = 1 << 26;

/// Largest list of sheets and names of an XLSB file, and largest name within: formulas in names take time to print.
const MOST_LIST_BYTES: u64 = 4 << 20;
const MOST_NAME_BYTES: usize = 16 << 10;

type Shared = Cursor<Arc<[u8]>>;

enum Kind {
    Xlsx(Box<Xlsx<Shared>>),
    Xlsb(Box<Xlsb<Shared>>),
    OpenDocument(OpenDocument),
    Legacy(Box<Legacy>),
}

pub(super) struct Workbook {
    kind: Kind,
}

fn damaged(format: &'static str, detail: &dyn std::fmt::Display) -> ReadProblem {
    ReadProblem::DamagedFormat { format, detail: detail.to_string() }
}

/// Calls what may panic on damaged input.
fn guarded<T>(format: &'static str, call: impl FnOnce() -> Result<T, ReadProblem>) -> Result<T, ReadProblem> {
    super::guard::guarded(call).unwrap_or_else(|| Err(damaged(format, &"a part has an impossible value")))
}

impl Workbook {
    pub(super) fn open(bytes: Arc<[u8]>) -> Result<Self, ReadProblem> {
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            return Ok(Self { kind: open_compound(&bytes)? });
        }
        let format = archive::workbook_format(&bytes);
        archive::check_parts(&bytes)?;
        let kind = match format {
            Some("XLSB") => guarded("XLSB", move || {
                check_list(&bytes)?;
                let workbook = Xlsb::new(Cursor::new(bytes)).map_err(|error| damaged("XLSB", &error))?;
                Ok(Kind::Xlsb(Box::new(workbook)))
            })?,
            Some("ODS") => guarded("ODS", move || open_document(&bytes))?,
            _ => guarded("XLSX", move || {
                check_strings(&bytes)?;
                let workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged("XLSX", &error))?;
                Ok(Kind::Xlsx(Box::new(workbook)))
            })?,
        };
        Ok(Self { kind })
    }

    pub(super) fn format(&self) -> &'static str {
        match self.kind {
            Kind::Xlsx(_) => "XLSX",
            Kind::Xlsb(_) => "XLSB",
            Kind::OpenDocument(_) => "ODS",
            Kind::Legacy(_) => "XLS",
        }
    }

    /// The names of the sheets of cells in their order, and whether they are shown.
    pub(super) fn sheet_names(&self) -> Vec<(String, bool)> {
        let metadata = match &self.kind {
            Kind::OpenDocument(workbook) => {
                return workbook.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.is_visible)).collect();
            }
            Kind::Legacy(workbook) => {
                return workbook.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.is_visible)).collect();
            }
            Kind::Xlsx(workbook) => workbook.sheets_metadata(),
            Kind::Xlsb(workbook) => workbook.sheets_metadata(),
        };
        let sheets = metadata.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
    }

    /// The cells of a sheet from its first row on. `most_rows`: rows after which the rest is left unread.
    pub(super) fn read_sheet(
        &mut self,
        index: usize,
        most_rows: usize,
        progress: &Progress,
    ) -> Result<Grid, ReadProblem> {
        let known = self.sheet_names();
        let Some((name, _)) = known.get(index) else {
            let known = known.into_iter().map(|(name, _)| name).collect();
            return Err(ReadProblem::NoSuchSheet { name: format!("{}", index + 1), known });
        };
        let format = self.format();
        guarded(format, || {
            gather(most_rows, progress, |sink| match &mut self.kind {
                Kind::Xlsx(workbook) => read_xlsx(workbook, name, sink),
                Kind::Xlsb(workbook) => read_xlsb(workbook, name, sink),
                Kind::OpenDocument(workbook) => workbook.read(index, sink),
                Kind::Legacy(workbook) => workbook.read(index, sink),
            })
        })
    }
}

fn open_compound(bytes: &[u8]) -> Result<Kind, ReadProblem> {
    let compound = Compound::open(bytes).ok_or_else(|| damaged("XLS", &"the table of contents is broken"))?;
    if compound.contains("EncryptedPackage") {
        return Err(ReadProblem::Encrypted { format: "XLSX" });
    }
    let name = ["Workbook", "Book"].into_iter().find(|name| compound.contains(name));
    let name = name.ok_or_else(|| ReadProblem::NotATable { format: "XLS", detail: "no workbook inside".to_owned() })?;
    let stream = compound.stream(name).ok_or_else(|| damaged("XLS", &"the file is cut short"))?;
    Ok(Kind::Legacy(Box::new(Legacy::open(stream)?)))
}

fn read_xlsx(workbook: &mut Xlsx<Shared>, name: &str, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let stop = |error: XlsxError| Stop::Problem(damaged("XLSX", &error));
    let is_1904 = workbook.has_1904_epoch();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(stop)?;
    let mut text = String::new();
    loop {
        let cell = match cells.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => return Ok(()),
            // An error value of a newer Excel: a cell without a value.
            Err(XlsxError::CellError(_)) => continue,
            Err(error) => return Err(stop(error)),
        };
        let (row, column) = cell.get_position();
        if sink.cell(row, column, print(cell.get_value(), is_1904, &mut text))? == Wish::Enough {
            return Ok(());
        }
    }
}

fn read_xlsb(workbook: &mut Xlsb<Shared>, name: &str, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let is_1904 = workbook.has_1904_epoch();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| damaged("XLSB", &error))?;
    let mut text = String::new();
    while let Some(cell) = cells.next_cell().map_err(|error| damaged("XLSB", &error))? {
        let (row, column) = cell.get_position();
        if sink.cell(row, column, print(cell.get_value(), is_1904, &mut text))? == Wish::Enough {
            return Ok(());
        }
    }
    Ok(())
}

fn print<'t>(value: &'t DataRef<'_>, is_1904: bool, text: &'t mut String) -> &'t str {
    text.clear();
    match value {
        DataRef::SharedString(string) => return string,
        DataRef::String(string) | DataRef::DurationIso(string) => return string,
        DataRef::DateTimeIso(string) => {
            let clock = string.split_once('T').map_or("", |(_, clock)| clock).trim_end_matches('Z');
            let is_midnight = !clock.is_empty() && clock.bytes().all(|letter| matches!(letter, b'0' | b':' | b'.'));
            return if is_midnight { string.split('T').next().unwrap_or("") } else { string };
        }
        DataRef::Int(value) => {
            let _ = write!(text, "{value}");
        }
        DataRef::Float(value) => printed::push_float(*value, text),
        DataRef::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        DataRef::Error(error) => {
            let _ = write!(text, "{error}");
        }
        DataRef::DateTime(moment) => {
            let shown = if moment.is_duration() { Shown::Span } else { Shown::Moment };
            push_serial(moment.as_f64(), shown, is_1904, text);
        }
        DataRef::Empty => {}
    }
    text
}

fn open_parts(format: &'static str, bytes: &Arc<[u8]>) -> Result<ZipArchive<Shared>, ReadProblem> {
    ZipArchive::new(Cursor::new(bytes.clone())).map_err(|error| damaged(format, &error))
}

/// The bytes of a part, at most so many; `None` where there is no such part.
fn part(
    format: &'static str,
    parts: &mut ZipArchive<Shared>,
    name: &str,
    most: u64,
) -> Result<Option<Vec<u8>>, ReadProblem> {
    let part = match parts.by_name(name) {
        Ok(part) => part,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(damaged(format, &error)),
    };
    let mut content = Vec::new();
    part.take(most + 1).read_to_end(&mut content).map_err(|error| damaged(format, &error))?;
    if content.len() as u64 > most {
        return Err(ReadProblem::UnpacksTooLarge { most });
    }
    Ok(Some(content))
}

fn open_document(bytes: &Arc<[u8]>) -> Result<Kind, ReadProblem> {
    let mut parts = open_parts("ODS", bytes)?;
    let manifest = part("ODS", &mut parts, "META-INF/manifest.xml", MAX_CONTENT_BYTES)?.unwrap_or_default();
    if manifest.windows(15).any(|window| window == b"encryption-data") {
        return Err(ReadProblem::Encrypted { format: "ODS" });
    }
    let content = part("ODS", &mut parts, "content.xml", MAX_CONTENT_BYTES)?;
    let content = content.ok_or_else(|| damaged("ODS", &"the part content.xml is missing"))?;
    Ok(Kind::OpenDocument(OpenDocument::open(content)?))
}

/// The parser makes room for as many shared texts as a workbook claims to have: they must fit into the part.
fn check_strings(bytes: &Arc<[u8]>) -> Result<(), ReadProblem> {
    let mut parts = open_parts("XLSX", bytes)?;
    for index in 0..parts.len() {
        let part = parts.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                ReadProblem::Encrypted { format: "XLSX" }
            }
            other => damaged("XLSX", &other),
        })?;
        let name = part.name().map_err(|error| damaged("XLSX", &error))?.to_ascii_lowercase();
        if !name.ends_with("sharedstrings.xml") {
            continue;
        }
        // The shortest text, "<si/>", has five letters.
        let most = (part.size() / 5).clamp(SURELY_FEW_STRINGS, MOST_STRINGS);
        let mut reader = quick_xml::reader::Reader::from_reader(BufReader::new(part));
        reader.config_mut().check_end_names = false;
        reader.config_mut().expand_empty_elements = true;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|error| damaged("XLSX", &error))? {
                Event::Start(element) if element.local_name().as_ref() == "sst" => {
                    if claims(element.attributes_raw()).any(|claim| claim > most) {
                        return Err(damaged("XLSX", &"it claims more shared texts than it has"));
                    }
                    break;
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    Ok(())
}

/// Every number after "uniqueCount", however the rest is written.
fn claims(attributes: &str) -> impl Iterator<Item = u64> {
    attributes.split("uniqueCount").skip(1).map(|rest| {
        let number = rest.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let end = number.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(number.len());
        number.get(..end).unwrap_or("").parse().unwrap_or(if end == 0 { 0 } else { u64::MAX })
    })
}

/// The list of sheets and names of an XLSB file must be as short as such lists are.
fn check_list(bytes: &Arc<[u8]>) -> Result<(), ReadProblem> {
    let mut parts = open_parts("XLSB", bytes)?;
    let names: Vec<String> = parts.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    for name in names.into_iter().filter(|name| name.eq_ignore_ascii_case("xl/workbook.bin")) {
        let list = part("XLSB", &mut parts, &name, MOST_LIST_BYTES)?.unwrap_or_default();
        let mut rest = list.as_slice();
        while let Some((length, after)) = record(rest) {
            if length > MOST_NAME_BYTES {
                return Err(damaged("XLSB", &"a name in the list of sheets is too long"));
            }
            rest = after.get(length..).unwrap_or_default();
        }
    }
    Ok(())
}

/// The length of a record of an XLSB file, seven bits in each byte, and what comes after it.
fn record(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (first, mut rest) = bytes.split_first()?;
    if first & 0x80 != 0 {
        rest = rest.get(1..)?;
    }
    let mut length = 0;
    for shift in [0, 7, 14, 21] {
        let (byte, after) = rest.split_first()?;
        length |= usize::from(byte & 0x7F) << shift;
        rest = after;
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((length, rest))
}
