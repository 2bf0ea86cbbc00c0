//! What the printed cells of a column mean: kinds of nothing, numbers, times, places. Each distinct text is understood
//! once, whatever the number of rows; what is not understood is an issue, never an error.
//!
//! This file must never know how the cells came out of a file. Start with [`RawColumn`].

use super::issue::{IssueKind, LoadReport};
use crate::dataset::country::Country;
use crate::dataset::{Calendar, Code, Dictionary, FIRST_YEAR, LAST_YEAR, MAX_SCALE, Missing, Number, Place, Span};
use std::collections::HashMap;

/// The cells of a column as printed: distinct texts, and for each row which one.
#[derive(Default)]
pub(super) struct RawColumn {
    pub(super) texts: Vec<Box<str>>,
    pub(super) index_of: HashMap<Box<str>, u32>,
    pub(super) codes: Vec<u32>,
}

impl RawColumn {
    pub(super) fn push(&mut self, text: &str) {
        let text = text.trim();
        let code = match self.index_of.get(text) {
            Some(code) => *code,
            None => {
                let code = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
                self.texts.push(text.into());
                self.index_of.insert(text.into(), code);
                code
            }
        };
        self.codes.push(code);
    }

    /// For each text, the first row that has it and how many rows do.
    pub(super) fn rows_by_text(&self) -> Vec<(usize, usize)> {
        let mut rows = vec![(usize::MAX, 0); self.texts.len()];
        for (row, code) in self.codes.iter().enumerate() {
            if let Some((first, count)) = rows.get_mut(*code as usize) {
                *first = (*first).min(row);
                *count += 1;
            }
        }
        rows
    }
}

pub(super) struct RawTable {
    pub(super) headers: Vec<String>,
    pub(super) columns: Vec<RawColumn>,
    /// Places among the rows kept before which blank lines were left out.
    pub(super) blanks_before: Vec<usize>,
    pub(super) rows: usize,
}

impl RawTable {
    /// The number that a spreadsheet shows for a row kept; the header is row 1.
    pub(super) fn printed_row(&self, row: usize) -> usize {
        row + 2 + self.blanks_before.partition_point(|before| *before <= row)
    }
}
/// The kind of nothing that a printed mark stands for.
pub(super) fn missing_mark(text: &str) -> Option<Missing> {
    let folded = text.to_ascii_lowercase();
    match folded.as_str() {
        "" | "-" | "–" | "—" | "n/a" | "na" | "n.a." | "null" | "none" | "nan" | "s/d" | "nd" | "#n/a" => {
            Some(Missing::NotReported)
        }
        "*" | "**" | "suppressed" => Some(Missing::Suppressed),
        "redacted" => Some(Missing::Redacted),
        _ if folded.starts_with("(b)(") || folded.starts_with("b(6)") || folded.starts_with("b(7)") => {
            Some(Missing::Redacted)
        }
        _ => None,
    }
}

/// Plain decimals, also with commas between groups of three digits.
pub(super) fn parse_number(text: &str) -> Option<Number> {
    let Some((head, rest)) = text.split_once(',') else { return Number::parse(text) };
    let (groups, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let lead = head.trim_start_matches(['-', '−', '+']);
    let well_grouped =
        (1..=3).contains(&lead.len()) && groups.split(',').all(|group| group.len() == 3 && digits(group));
    if !well_grouped || !digits(fraction) {
        return None;
    }
    let point = if fraction.is_empty() { "" } else { "." };
    Number::parse(&format!("{head}{}{point}{fraction}", groups.replace(',', "")))
}

/// ISO days, months and years, also with slashes, and with a time of day that is left aside.
pub(super) fn parse_date(text: &str) -> Option<Span> {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    day.replace('/', "-").parse().ok()
}

pub(super) fn parse_year(text: &str, calendar: Calendar) -> Option<Span> {
    let digits = text.strip_prefix("FY").unwrap_or(text).trim();
    let digits = digits.strip_suffix(".0").unwrap_or(digits);
    let year = (digits.len() == 4).then(|| digits.parse::<i16>().ok()).flatten()?;
    (FIRST_YEAR..=LAST_YEAR).contains(&year).then(|| calendar.year(year)).flatten()
}

pub(super) type Understood = (Dictionary, Vec<Code>);

pub(super) fn understand_text(raw: &RawColumn) -> Understood {
    let codes = raw.texts.iter().enumerate().map(|(i, text)| missing_mark(text).map_or(Code::entry(i), Code::missing));
    (Dictionary::Text(raw.texts.clone()), codes.collect())
}

pub(super) fn understand_places(
    raw: &RawColumn,
    code_column: Option<&RawColumn>,
    header: &str,
    report: &mut LoadReport,
    table: &RawTable,
) -> Understood {
    let mut places: Vec<Place> = raw.texts.iter().map(|text| Place::from_printed(text)).collect();
    if let Some(code_column) = code_column {
        let rows = raw.rows_by_text();
        let mut seen = vec![false; places.len()];
        for (row, (text, code)) in raw.codes.iter().zip(&code_column.codes).enumerate() {
            let (Some(seen), Some(place)) = (seen.get_mut(*text as usize), places.get_mut(*text as usize)) else {
                continue;
            };
            let code = code_column.texts.get(*code as usize).map_or("", AsRef::as_ref);
            if std::mem::replace(seen, true) || code.is_empty() {
                continue;
            }
            match (place.country, Country::from_code(code)) {
                (None, found) => place.country = found,
                (Some(by_name), Some(by_code)) if by_name != by_code => {
                    let kind = IssueKind::CountryCodeDiffers { name: place.printed.to_string(), code: code.to_owned() };
                    let count = rows.get(*text as usize).map_or(1, |(_, count)| *count);
                    report.add(kind, Some(header), table.printed_row(row), count);
                }
                (Some(_), _) => {}
            }
        }
    }
    let codes = raw.texts.iter().enumerate().map(|(i, text)| missing_mark(text).map_or(Code::entry(i), Code::missing));
    (Dictionary::Places(places), codes.collect())
}

/// The column of ISO codes that belongs to a column of names: `destination_iso3` beside `destination`.
pub(super) fn companion_code(table: &RawTable, index: usize) -> Option<&RawColumn> {
    let name = table.headers.get(index)?.to_lowercase();
    let stem = name.trim_end_matches("_country").trim_end_matches(" country");
    let wanted = [format!("{name}_iso3"), format!("{stem}_iso3"), format!("{stem} iso3"), format!("{name}_code")];
    let alone = (name == "country" || name == "country name").then_some(["iso3", "iso", "country_code"]);
    table.headers.iter().zip(&table.columns).find_map(|(header, column)| {
        let header = header.to_lowercase();
        let fits = wanted.contains(&header) || alone.is_some_and(|names| names.contains(&header.as_str()));
        fits.then_some(column)
    })
}

pub(super) fn understand_times(
    raw: &RawColumn,
    parse: impl Fn(&str) -> Option<Span>,
    header: &str,
    report: &mut LoadReport,
    table: &RawTable,
) -> Understood {
    let rows = raw.rows_by_text();
    let mut values = Vec::new();
    let mut codes = Vec::with_capacity(raw.texts.len());
    for (text, (first_row, count)) in raw.texts.iter().zip(rows) {
        codes.push(match (missing_mark(text), parse(text)) {
            (Some(reason), _) => Code::missing(reason),
            (None, Some(span)) => {
                values.push(span);
                Code::entry(values.len() - 1)
            }
            (None, None) => {
                let kind = IssueKind::NotADate { example: text.to_string() };
                report.add(kind, Some(header), table.printed_row(first_row), count);
                Code::NOT_REPORTED
            }
        });
    }
    (Dictionary::Times(values), codes)
}

/// `counts_things`: whether the numbers are counts, which are whole and not below zero.
pub(super) fn understand_numbers(
    raw: &RawColumn,
    counts_things: bool,
    header: &str,
    report: &mut LoadReport,
    table: &RawTable,
) -> Understood {
    let parsed: Vec<Option<Number>> = raw.texts.iter().map(|text| parse_number(text)).collect();
    let scale = parsed.iter().flatten().map(|number| number.scale()).max().unwrap_or(0);
    let mut values = Vec::new();
    let mut codes = Vec::with_capacity(raw.texts.len());
    let rows = raw.rows_by_text();
    for ((text, number), (first_row, count)) in raw.texts.iter().zip(parsed).zip(rows) {
        if counts_things && number.is_some_and(|number| number.is_negative() || number.mantissa_at(0).is_none()) {
            let kind = IssueKind::OddCount { example: text.to_string() };
            report.add(kind, Some(header), table.printed_row(first_row), count);
        }
        let mantissa = number.and_then(|number| number.mantissa_at(scale)).and_then(|wide| i64::try_from(wide).ok());
        codes.push(match (missing_mark(text), mantissa) {
            (Some(reason), _) => Code::missing(reason),
            (None, Some(mantissa)) => {
                values.push(mantissa);
                Code::entry(values.len() - 1)
            }
            (None, None) => {
                let kind = IssueKind::NotANumber { example: text.to_string() };
                report.add(kind, Some(header), table.printed_row(first_row), count);
                Code::NOT_REPORTED
            }
        });
    }
    (Dictionary::Numbers { scale, values }, codes)
}

/// A column without a role: numbers or days where every value is one, else text. Digits with a leading zero are
/// identifiers and stay text.
pub(super) fn understand_freely(raw: &RawColumn) -> Understood {
    let values = || raw.texts.iter().filter(|text| missing_mark(text).is_none());
    let is_identifier = |text: &str| text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    let scale = values().filter_map(|text| parse_number(text)).map(Number::scale).max().unwrap_or(0);
    let fits = |text: &str| {
        let mantissa = parse_number(text).and_then(|number| number.mantissa_at(scale));
        scale <= MAX_SCALE && !is_identifier(text) && mantissa.is_some_and(|wide| i64::try_from(wide).is_ok())
    };
    let mut unused = LoadReport::default();
    let none = RawTable { headers: Vec::new(), columns: Vec::new(), blanks_before: Vec::new(), rows: 0 };
    if values().next().is_some() && values().all(|text| fits(text)) {
        understand_numbers(raw, false, "", &mut unused, &none)
    } else if values().next().is_some() && values().all(|text| parse_date(text).is_some_and(Span::is_day)) {
        understand_times(raw, parse_date, "", &mut unused, &none)
    } else {
        understand_text(raw)
    }
}
