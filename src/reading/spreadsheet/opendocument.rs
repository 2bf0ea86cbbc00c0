//! ODS: the workbooks of `LibreOffice`, one long XML text in which cells and rows may stand for many.
//!
//! Nothing is repeated before it is known that the table has room for it. This file must never know what a cell means.
//! Start with [`OpenDocument::open`].

use super::printed::{push_clock, push_float};
use super::sink::{Sink, Stop, Wish};
use crate::reading::ReadProblem;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::HashSet;

/// Spaces that a file may write as a number rather than as spaces, for each sheet: what follows is left out.
const MOST_COUNTED_SPACES: usize = 16 << 20;

pub(super) struct OpenSheet {
    pub(super) name: String,
    pub(super) is_visible: bool,
    /// Where the rows begin in the text.
    start: usize,
}

pub(super) struct OpenDocument {
    content: String,
    pub(super) sheets: Vec<OpenSheet>,
}

fn damaged(detail: &str) -> ReadProblem {
    ReadProblem::DamagedFormat { format: "ODS", detail: detail.to_owned() }
}

fn events(content: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(content);
    let config = reader.config_mut();
    config.check_end_names = false;
    // A sheet is read from the middle of the text on.
    config.allow_unmatched_ends = true;
    config.expand_empty_elements = true;
    reader
}

fn next<'c>(reader: &mut Reader<&'c [u8]>) -> Result<Event<'c>, ReadProblem> {
    match reader.read_event() {
        Ok(Event::Eof) => Err(damaged("the text ends within a table")),
        Ok(event) => Ok(event),
        Err(error) => Err(damaged(&error.to_string())),
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    Some(
        attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned),
    )
}

impl OpenDocument {
    /// `content`: the part "content.xml".
    pub(super) fn open(content: Vec<u8>) -> Result<Self, ReadProblem> {
        let content = String::from_utf8(content).map_err(|error| damaged(&error.utf8_error().to_string()))?;
        let mut reader = events(&content);
        let mut sheets = Vec::new();
        let mut hidden: HashSet<String> = HashSet::new();
        let mut style = None;
        loop {
            let event = reader.read_event().map_err(|error| damaged(&error.to_string()))?;
            match event {
                Event::Start(element) if element.name().as_ref() == "style:style" => {
                    style = attribute(&element, "style:name");
                }
                Event::Start(element) if element.name().as_ref() == "style:table-properties" => {
                    if let (Some("false"), Some(style)) = (attribute(&element, "table:display").as_deref(), &style) {
                        hidden.insert(style.clone());
                    }
                }
                Event::Start(element) if element.name().as_ref() == "table:table" => {
                    let is_visible =
                        attribute(&element, "table:style-name").is_none_or(|style| !hidden.contains(&style));
                    let name = attribute(&element, "table:name").unwrap_or_default();
                    let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                    sheets.push(OpenSheet { name, is_visible, start });
                    skip(&mut reader, "table:table")?;
                }
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(Self { content, sheets })
    }

    pub(super) fn read(&self, index: usize, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let start = self.sheets.get(index).map_or(usize::MAX, |sheet| sheet.start);
        let mut reader = events(self.content.get(start..).unwrap_or(""));
        let mut row = 0_u32;
        let mut spaces = MOST_COUNTED_SPACES;
        loop {
            match next(&mut reader)? {
                Event::Start(element) if element.name().as_ref() == "table:table-row" => {
                    let times = repeated(&element, "table:number-rows-repeated");
                    let cells = read_row(&mut reader, &mut spaces)?;
                    if let Some(last) = cells.last() {
                        let width = u64::from(last.column) + u64::from(last.times);
                        let filled = cells.iter().map(|run| u64::from(run.times)).sum();
                        sink.check_room(row, times, width, filled)?;
                        for row in row..row.saturating_add(times) {
                            if put_row(row, &cells, sink)? == Wish::Enough {
                                return Ok(());
                            }
                        }
                    }
                    row = row.saturating_add(times);
                }
                // Scenarios, charts and tables within the sheet have rows that are not its own.
                Event::Start(element) if matches!(element.name().as_ref(), "table:table" | "table:shapes") => {
                    let name = element.name().as_ref().to_owned();
                    skip(&mut reader, &name)?;
                }
                Event::End(element) if element.name().as_ref() == "table:table" => return Ok(()),
                _ => {}
            }
        }
    }
}

/// A text and how many cells from which column on have it.
struct Run {
    column: u32,
    times: u32,
    text: String,
}

fn put_row(row: u32, cells: &[Run], sink: &mut Sink<'_>) -> Result<Wish, Stop> {
    for run in cells {
        for column in run.column..run.column.saturating_add(run.times) {
            if sink.cell(row, column, &run.text)? == Wish::Enough {
                return Ok(Wish::Enough);
            }
        }
    }
    Ok(Wish::More)
}

fn repeated(element: &BytesStart<'_>, name: &str) -> u32 {
    let said = attribute(element, name);
    said.map_or(1, |said| said.trim().parse::<u64>().map_or(1, |times| u32::try_from(times).unwrap_or(u32::MAX)).max(1))
}

/// Reads on to the end of an element that has begun.
fn skip(reader: &mut Reader<&[u8]>, name: &str) -> Result<(), ReadProblem> {
    let mut depth = 1_usize;
    while depth > 0 {
        match next(reader)? {
            Event::Start(element) if element.name().as_ref() == name => depth += 1,
            Event::End(element) if element.name().as_ref() == name => depth -= 1,
            _ => {}
        }
    }
    Ok(())
}

fn read_row(reader: &mut Reader<&[u8]>, spaces: &mut usize) -> Result<Vec<Run>, ReadProblem> {
    let mut cells = Vec::new();
    let mut column = 0_u32;
    loop {
        match next(reader)? {
            Event::Start(element)
                if matches!(element.name().as_ref(), "table:table-cell" | "table:covered-table-cell") =>
            {
                let times = repeated(&element, "table:number-columns-repeated");
                let name = element.name().as_ref().to_owned();
                let value = typed_value(&element);
                let written = read_paragraphs(reader, &name, spaces)?;
                let text = value.unwrap_or(written);
                if !text.is_empty() {
                    cells.push(Run { column, times, text });
                }
                column = column.saturating_add(times);
            }
            Event::End(element) if element.name().as_ref() == "table:table-row" => return Ok(cells),
            _ => {}
        }
    }
}

/// The value that a cell has besides what is written in it; `None` where what is written counts.
fn typed_value(element: &BytesStart<'_>) -> Option<String> {
    if attribute(element, "calcext:value-type").as_deref() == Some("error") {
        return None;
    }
    let mut text = String::new();
    match attribute(element, "office:value-type")?.as_str() {
        "float" | "percentage" | "currency" => {
            let said = attribute(element, "office:value")?;
            match said.trim().parse() {
                Ok(value) => push_float(value, &mut text),
                Err(_) => return Some(said),
            }
        }
        "date" => {
            let said = attribute(element, "office:date-value")?;
            let day = said.strip_suffix("T00:00:00").unwrap_or(&said);
            return Some(day.to_owned());
        }
        "time" => {
            let said = attribute(element, "office:time-value")?;
            match seconds_of(&said) {
                Some(nanoseconds) => push_clock(nanoseconds, &mut text),
                None => return Some(said),
            }
        }
        "boolean" => return attribute(element, "office:boolean-value"),
        _ => return attribute(element, "office:string-value"),
    }
    Some(text)
}

/// "PT14H30M00.5S" in nanoseconds.
fn seconds_of(said: &str) -> Option<i64> {
    let mut rest = said.strip_prefix("PT")?;
    let mut nanoseconds = 0_i64;
    while let Some(end) = rest.find(['H', 'M', 'S']) {
        let (number, tail) = rest.split_at_checked(end)?;
        let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
        let unit = match tail.as_bytes().first()? {
            b'H' => 3600,
            b'M' => 60,
            _ => 1,
        };
        let fraction: i64 = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
        let count = whole.parse::<i64>().ok()?.checked_mul(unit * 1_000_000_000)?;
        nanoseconds = nanoseconds.checked_add(count)?.checked_add(fraction)?;
        rest = tail.get(1..)?;
    }
    rest.is_empty().then_some(nanoseconds)
}

/// The paragraphs up to the end of a cell, without remarks and without the cells of tables within it.
fn read_paragraphs(reader: &mut Reader<&[u8]>, cell: &str, spaces: &mut usize) -> Result<String, ReadProblem> {
    let mut text = String::new();
    let mut paragraphs = 0_usize;
    let mut inside = 0_usize;
    loop {
        match next(reader)? {
            Event::Start(element) => match element.name().as_ref() {
                "text:p" | "text:h" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    (paragraphs, inside) = (paragraphs + 1, inside + 1);
                }
                "text:s" => {
                    let count = attribute(&element, "text:c").map_or(Some(1), |count| count.parse().ok());
                    let count = count.unwrap_or(1).min(*spaces);
                    *spaces -= count;
                    text.extend(std::iter::repeat_n(' ', count));
                }
                "text:tab" => text.push('\t'),
                "text:line-break" => text.push('\n'),
                name @ ("office:annotation" | "table:table" | "draw:frame") => {
                    let name = name.to_owned();
                    skip(reader, &name)?;
                }
                _ => {}
            },
            Event::End(element) => match element.name().as_ref() {
                "text:p" | "text:h" => inside = inside.saturating_sub(1),
                name if name == cell => return Ok(text),
                _ => {}
            },
            Event::Text(letters) if inside > 0 => text.push_str(&letters.xml10_content()),
            Event::CData(letters) if inside > 0 => text.push_str(&letters.xml10_content()),
            Event::GeneralRef(letter) if inside > 0 => text.extend(letter_of(&letter)),
            _ => {}
        }
    }
}

/// The letter that a reference stands for. Entities of the file's own stand for nothing: they may stand for anything.
fn letter_of(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Some(letter);
    }
    Some(match reference.xml10_content().as_ref() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_counted() {
        assert_eq!(seconds_of("PT14H30M00.5S"), Some(52_200_500_000_000));
        assert_eq!(seconds_of("PT999999999999999999H"), None);
        assert_eq!(seconds_of("soon"), None);
    }
}
