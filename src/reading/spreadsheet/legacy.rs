//! XLS: the workbooks of Excel 5 to 2003, a stream of records.
//!
//! This file must never know what a cell means. Start with [`Legacy::open`].

use super::bytes::{f64_at, u16_at, u32_at};
use super::formats::{Shown, builtin, push_serial, shown_as};
use super::printed::push_float;
use super::sink::{Sink, Stop, Wish};
use super::strings::{Letters, Pieces};
use crate::reading::ReadProblem;
use std::collections::HashMap;

/// Largest stream of an XLS file in bytes: eight times what sixty-five thousand rows take. The message of the error
/// names it.
pub const MAX_LEGACY_BYTES: u64 = 512 << 20;

mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000A;
    pub(super) const DATE_SYSTEM: u16 = 0x0022;
    pub(super) const PASSWORD: u16 = 0x002F;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const CODE_PAGE: u16 = 0x0042;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const MANY_NUMBERS: u16 = 0x00BD;
    pub(super) const RICH_LABEL: u16 = 0x00D6;
    pub(super) const CELL_FORMAT: u16 = 0x00E0;
    pub(super) const SHARED_STRINGS: u16 = 0x00FC;
    pub(super) const SHARED_LABEL: u16 = 0x00FD;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const TRUTH_OR_ERROR: u16 = 0x0205;
    pub(super) const FORMULA_TEXT: u16 = 0x0207;
    pub(super) const SHORT_NUMBER: u16 = 0x027E;
    pub(super) const NUMBER_FORMAT: u16 = 0x041E;
    pub(super) const BEGIN: u16 = 0x0809;
}

pub(super) struct LegacySheet {
    pub(super) name: String,
    pub(super) is_visible: bool,
    start: usize,
}

pub(super) struct Legacy {
    stream: Vec<u8>,
    pub(super) sheets: Vec<LegacySheet>,
    letters: Letters,
    strings: Vec<String>,
    /// How the numbers of each cell format are shown.
    formats: Vec<Shown>,
    is_1904: bool,
}

fn damaged(detail: &str) -> ReadProblem {
    ReadProblem::DamagedFormat { format: "XLS", detail: detail.to_owned() }
}

/// The record at a position, and where the next one begins.
fn record_at(stream: &[u8], at: usize) -> Option<(u16, &[u8], usize)> {
    let kind = u16_at(stream, at)?;
    let length = usize::from(u16_at(stream, at + 2)?);
    let data = stream.get(at + 4..at + 4 + length)?;
    Some((kind, data, at + 4 + length))
}

impl Legacy {
    /// `stream`: the stream "Workbook" of the container.
    pub(super) fn open(stream: Vec<u8>) -> Result<Self, ReadProblem> {
        if stream.len() as u64 > MAX_LEGACY_BYTES {
            return Err(ReadProblem::UnpacksTooLarge { most: MAX_LEGACY_BYTES });
        }
        let mut letters = Letters::default();
        let mut sheets = Vec::new();
        let mut strings = Vec::new();
        let mut cell_formats = Vec::new();
        let mut number_formats = HashMap::new();
        let mut is_1904 = false;
        let mut at = 0;
        loop {
            let (kind, data, next) =
                record_at(&stream, at).ok_or_else(|| damaged("the list of sheets is cut short"))?;
            at = next;
            match kind {
                record::BEGIN => letters.is_unicode = u16_at(data, 0) == Some(0x0600),
                record::PASSWORD if data.iter().any(|byte| *byte != 0) => {
                    return Err(ReadProblem::Encrypted { format: "XLS" });
                }
                record::CODE_PAGE => letters.set_page(u16_at(data, 0).unwrap_or(0)),
                record::DATE_SYSTEM => is_1904 = u16_at(data, 0) == Some(1),
                record::NUMBER_FORMAT => {
                    if let (Some(number), Some(code)) = (u16_at(data, 0), letters.text(data, 2)) {
                        number_formats.insert(number, shown_as(&code));
                    }
                }
                record::CELL_FORMAT => cell_formats.push(u16_at(data, 2).unwrap_or(0)),
                // Only sheets of cells; charts and macros are none.
                record::SHEET if data.get(5) == Some(&0) => {
                    let name = letters.short_text(data, 6).ok_or_else(|| damaged("a sheet without a name"))?;
                    let start = u32_at(data, 0).unwrap_or(u32::MAX) as usize;
                    sheets.push(LegacySheet {
                        name,
                        is_visible: data.get(4).is_some_and(|state| state.trailing_zeros() >= 2),
                        start,
                    });
                }
                record::SHARED_STRINGS => {
                    let mut pieces = vec![data];
                    while let Some((record::CONTINUE, more, after)) = record_at(&stream, at) {
                        pieces.push(more);
                        at = after;
                    }
                    strings = Pieces::new(pieces).shared_strings();
                }
                record::END => break,
                _ => {}
            }
        }
        let formats =
            cell_formats.iter().map(|number| number_formats.get(number).copied().unwrap_or_else(|| builtin(*number)));
        let formats = formats.collect();
        Ok(Self { stream, sheets, letters, strings, formats, is_1904 })
    }

    pub(super) fn read(&self, index: usize, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let start = self.sheets.get(index).map_or(usize::MAX, |sheet| sheet.start);
        let (kind, _, mut at) = record_at(&self.stream, start).ok_or_else(|| damaged("a sheet is missing"))?;
        if kind != record::BEGIN {
            return Err(damaged("a sheet does not begin where it should").into());
        }
        // Charts within the sheet have cells of their own.
        let mut depth = 0_usize;
        let mut formula = (0, 0);
        let mut text = String::new();
        loop {
            let (kind, data, next) = record_at(&self.stream, at).ok_or_else(|| damaged("a sheet is cut short"))?;
            at = next;
            match kind {
                record::BEGIN => depth += 1,
                record::END if depth == 0 => return Ok(()),
                record::END => depth -= 1,
                _ if depth > 0 => {}
                record::MANY_NUMBERS => {
                    if self.many_numbers(data, sink)? == Wish::Enough {
                        return Ok(());
                    }
                }
                _ => {
                    text.clear();
                    let place = if kind == record::FORMULA_TEXT { Some(formula) } else { place_of(data) };
                    if kind == record::FORMULA {
                        formula = place.unwrap_or_default();
                    }
                    if let (Some(()), Some((row, column))) = (self.print(kind, data, &mut text), place)
                        && sink.cell(row, column, &text)? == Wish::Enough
                    {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Prints the value of a record; `None` where the record holds none.
    fn print(&self, kind: u16, data: &[u8], text: &mut String) -> Option<()> {
        let format = usize::from(u16_at(data, 4).unwrap_or(0));
        match kind {
            record::SHORT_NUMBER => self.push_number(short_number(u32_at(data, 6)?), format, text),
            record::SHARED_LABEL => text.push_str(self.strings.get(u32_at(data, 6)? as usize)?),
            record::LABEL | record::RICH_LABEL => text.push_str(&self.letters.text(data, 6)?),
            record::FORMULA_TEXT => text.push_str(&self.letters.text(data, 0)?),
            record::TRUTH_OR_ERROR => push_truth_or_error(*data.get(6)?, *data.get(7)? != 0, text),
            record::FORMULA if u16_at(data, 12)? == 0xFFFF => match *data.get(6)? {
                1 => push_truth_or_error(*data.get(8)?, false, text),
                2 => push_truth_or_error(*data.get(8)?, true, text),
                // A text follows in a record of its own.
                _ => return None,
            },
            record::NUMBER | record::FORMULA => self.push_number(f64_at(data, 6)?, format, text),
            _ => return None,
        }
        Some(())
    }

    fn many_numbers(&self, data: &[u8], sink: &mut Sink<'_>) -> Result<Wish, Stop> {
        let Some((row, first)) = place_of(data) else { return Ok(Wish::More) };
        let mut text = String::new();
        let numbers = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
        for (column, number) in (first..).zip(numbers) {
            let (Some(format), Some(value)) = (u16_at(number, 0), u32_at(number, 2)) else { continue };
            text.clear();
            self.push_number(short_number(value), usize::from(format), &mut text);
            if sink.cell(row, column, &text)? == Wish::Enough {
                return Ok(Wish::Enough);
            }
        }
        Ok(Wish::More)
    }

    fn push_number(&self, value: f64, format: usize, text: &mut String) {
        match self.formats.get(format).copied().unwrap_or(Shown::Number) {
            Shown::Number => push_float(value, text),
            shown => push_serial(value, shown, self.is_1904, text),
        }
    }
}

fn place_of(data: &[u8]) -> Option<(u32, u32)> {
    Some((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)))
}

/// Thirty bits of a number, whole or the upper half of a binary fraction, perhaps in hundredths.
fn short_number(packed: u32) -> f64 {
    let value = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 { value } else { value / 100.0 }
}

fn push_truth_or_error(code: u8, is_error: bool, text: &mut String) {
    text.push_str(match (is_error, code) {
        (false, 0) => "false",
        (false, _) => "true",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0F) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1D) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    });
}
