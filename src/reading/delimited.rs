//! Delimited text in UTF-8 with a header line. Every row is kept or counted as left out; every cell is a value or one
//! of the kinds of nothing; what was not understood is an issue, never an error.
//!
//! Start with [`read`]: cells become dictionary codes, then each column's distinct values are understood once.

use super::issue::{IssueKind, LoadReport, RoleReason};
use super::native::Description;
use super::roles::{self, CellShape};
use super::understanding::{
    RawColumn, RawTable, companion_code, missing_mark, parse_date, parse_number, parse_year, understand_freely,
    understand_numbers, understand_places, understand_text, understand_times,
};
use super::{Progress, ReadOptions, ReadProblem};
use crate::dataset::country::{NameMatch, match_name};
use crate::dataset::{AbsentRows, Calendar, Code, Column, Dataset, LocalText, Metadata, Role};
use std::collections::HashMap;
use std::sync::atomic::Ordering;

/// Most columns of a table. The message of the error names it.
pub const MAX_COLUMNS: usize = 10_000;

/// How often the reader looks whether it has been cancelled, in rows.
const ROWS_BETWEEN_CHECKS: usize = 4096;

pub(super) fn read(
    bytes: &[u8],
    name: &str,
    options: &ReadOptions,
    progress: &Progress,
) -> Result<(Dataset, LoadReport), ReadProblem> {
    let mut report = LoadReport::default();
    let table = read_cells(bytes, progress, &mut report)?;
    if table.rows == 0 {
        return Err(ReadProblem::HeaderOnly);
    }
    let roles = assign_roles(&table, options, &mut report)?;
    let mut columns: Vec<Column> = Vec::with_capacity(table.columns.len());
    for (index, (raw, role)) in table.columns.iter().zip(&roles).enumerate() {
        if progress.is_cancelled() {
            return Err(ReadProblem::Cancelled);
        }
        let header = table.headers.get(index).cloned().unwrap_or_default();
        let understood = match role {
            role if role.is_country() => {
                understand_places(raw, companion_code(&table, index), &header, &mut report, &table)
            }
            Role::Year | Role::FiscalYear => {
                let calendar = if *role == Role::FiscalYear { Calendar::US_FISCAL } else { Calendar::GREGORIAN };
                understand_times(raw, |text| parse_year(text, calendar), &header, &mut report, &table)
            }
            role if role.is_time() => understand_times(raw, parse_date, &header, &mut report, &table),
            role if role.is_number() => understand_numbers(raw, *role != Role::Cost, &header, &mut report, &table),
            Role::None => understand_freely(raw),
            _ => understand_text(raw),
        };
        let (dictionary, code_of_text) = understood;
        let codes: Vec<Code> = raw
            .codes
            .iter()
            .map(|code| code_of_text.get(*code as usize).copied().unwrap_or(Code::NOT_REPORTED))
            .collect();
        columns.push(Column::new(header, *role, dictionary, &codes));
    }
    let dataset = finish(columns, name, options.description.clone());
    super::native::inspect(&dataset, &|row| table.printed_row(row), &mut report);
    Ok((dataset, report))
}

fn read_cells(bytes: &[u8], progress: &Progress, report: &mut LoadReport) -> Result<RawTable, ReadProblem> {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    progress.bytes_total.store(body.len() as u64, Ordering::Relaxed);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(find_delimiter(body)).from_reader(body);
    let mut record = csv::StringRecord::new();
    let fail = |error: csv::Error| ReadProblem::System(error.to_string());
    if !reader.read_record(&mut record).map_err(fail)? {
        return Err(ReadProblem::Empty);
    }
    let headers = name_headers(&record, report);
    if headers.len() > MAX_COLUMNS {
        return Err(ReadProblem::TooManyColumns { columns: headers.len(), most: MAX_COLUMNS });
    }
    if record.iter().all(|field| field.trim().is_empty()) {
        return Err(ReadProblem::NoHeader);
    }
    let mut table = RawTable {
        columns: headers.iter().map(|_| RawColumn::default()).collect(),
        headers,
        blanks_before: Vec::new(),
        rows: 0,
    };
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        if !reader.read_record(&mut record).map_err(fail)? {
            break;
        }
        // The csv crate passes over empty lines without a word; they are counted here.
        let blank_lines = count_blank_lines(body, start);
        let is_blank = record.iter().all(|field| field.trim().is_empty());
        for _ in 0..blank_lines + usize::from(is_blank) {
            report.add(IssueKind::BlankRow, None, table.printed_row(table.rows), 1);
            table.blanks_before.push(table.rows);
            report.rows_read += 1;
        }
        if is_blank {
            continue;
        }
        report.rows_read += 1;
        let row = table.printed_row(table.rows);
        if record.len() < table.headers.len() {
            report.add(IssueKind::ShortRow, None, row, 1);
        } else if record.len() > table.headers.len() {
            let surplus: Vec<&str> = record.iter().skip(table.headers.len()).collect();
            if surplus.iter().any(|field| !field.trim().is_empty()) {
                report.add(IssueKind::LongRow { surplus: surplus.join(", ") }, None, row, 1);
            }
        }
        for (index, column) in table.columns.iter_mut().enumerate() {
            column.push(record.get(index).unwrap_or(""));
        }
        table.rows += 1;
        if table.rows.is_multiple_of(ROWS_BETWEEN_CHECKS) {
            if progress.is_cancelled() {
                return Err(ReadProblem::Cancelled);
            }
            progress.rows_read.store(table.rows as u64, Ordering::Relaxed);
            progress.bytes_read.store(start as u64, Ordering::Relaxed);
        }
    }
    report.rows_kept = table.rows;
    Ok(table)
}

/// Blank lines from `start` on; what is left of the line break that ends the record before is not one of them.
fn count_blank_lines(body: &[u8], start: usize) -> usize {
    let mut rest = body.get(start..).unwrap_or_default();
    if start > 0 && body.get(start - 1) == Some(&b'\r') {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let leading: Vec<u8> = rest.iter().copied().take_while(|byte| matches!(byte, b'\n' | b'\r')).collect();
    // One for each piece between line feeds but the last.
    leading.split(|byte| *byte == b'\n').count() - 1
}

/// The separator that stands most often in the first line, outside quotation marks.
fn find_delimiter(body: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in body.iter().take_while(|byte| **byte != b'\n') {
        if *byte == b'"' {
            quoted = !quoted;
        } else if !quoted {
            for (delimiter, count) in &mut counts {
                *count += usize::from(delimiter == byte);
            }
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts.iter().find(|(_, count)| *count == most).map_or(b',', |(delimiter, _)| *delimiter)
}

/// Trimmed header texts, each made unique and not empty.
fn name_headers(record: &csv::StringRecord, report: &mut LoadReport) -> Vec<String> {
    let mut headers: Vec<String> = Vec::with_capacity(record.len());
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (index, field) in record.iter().enumerate() {
        let printed = field.trim();
        let base = if printed.is_empty() { format!("column {}", index + 1) } else { printed.to_owned() };
        let count = seen.entry(base.clone()).or_insert(0);
        *count += 1;
        let name = if *count == 1 { base } else { format!("{base} ({count})") };
        if name != printed {
            report.add(IssueKind::RenamedColumn { name: name.clone() }, Some(&name), 1, 1);
        }
        headers.push(name);
    }
    headers
}

fn assign_roles(table: &RawTable, options: &ReadOptions, report: &mut LoadReport) -> Result<Vec<Role>, ReadProblem> {
    let declared = options.description.iter().flat_map(Description::roles);
    let chosen: Vec<(Role, String)> = options.roles.iter().cloned().chain(declared).collect();
    if let Some((_, unknown)) = chosen.iter().find(|(_, name)| !table.headers.contains(name)) {
        return Err(ReadProblem::NoSuchColumn { name: unknown.clone(), known: table.headers.clone() });
    }
    let shapes: Vec<CellShape> = table.columns.iter().map(shape_of).collect();
    let speaks_of_citizenship = table.columns.iter().any(|column| {
        column.texts.len() < 1_000
            && column.texts.iter().any(|text| {
                let text = text.to_lowercase();
                text.contains("citizenship") || text.contains("nationality")
            })
    });
    let guessed = roles::guess(&table.headers, &shapes, &chosen, speaks_of_citizenship);
    let mut guesses = guessed.roles;
    if options.description.is_none() {
        report_not_believed(table, &guessed.not_believed, report);
    }
    if options.description.is_some() {
        // A description names every column that has a role; nothing is guessed beside it.
        for guess in &mut guesses {
            if guess.reason == RoleReason::Chosen {
                guess.reason = RoleReason::Declared;
            } else {
                guess.role = Role::None;
            }
        }
    }
    let roles = guesses.iter().map(|guess| guess.role).collect();
    report.roles = guesses.into_iter().filter(|guess| guess.role != Role::None).collect();
    Ok(roles)
}

/// A header that names a role with cells that do not fit it: how many rows, and an example.
fn report_not_believed(table: &RawTable, not_believed: &[(usize, Role)], report: &mut LoadReport) {
    for (index, role) in not_believed {
        let (Some(raw), Some(header)) = (table.columns.get(*index), table.headers.get(*index)) else { continue };
        let fits = |text: &str| {
            let looks = roles::ValueLooks {
                number: parse_number(text).is_some(),
                date: parse_date(text).is_some(),
                year: parse_year(text, Calendar::GREGORIAN).is_some(),
                country: !matches!(match_name(text), NameMatch::None),
            };
            missing_mark(text).is_some() || roles::is_of_role(*role, looks)
        };
        let rows = raw.rows_by_text();
        let misfits = || raw.texts.iter().zip(&rows).filter(|(text, _)| !fits(text));
        let Some((example, (first_row, _))) = misfits().next() else { continue };
        let count = misfits().map(|(_, (_, count))| count).sum();
        let kind = IssueKind::RoleNotBelieved { role: role.id(), example: example.to_string() };
        report.add(kind, Some(header), table.printed_row(*first_row), count);
    }
}

/// Shares of the first distinct values that look like numbers, dates, years, countries.
fn shape_of(column: &RawColumn) -> CellShape {
    let sample: Vec<&str> =
        column.texts.iter().map(AsRef::as_ref).filter(|text| missing_mark(text).is_none()).take(200).collect();
    #[expect(clippy::cast_precision_loss, reason = "at most 200")]
    let share = |test: &dyn Fn(&str) -> bool| {
        if sample.is_empty() {
            0.0
        } else {
            sample.iter().filter(|text| test(text)).count() as f64 / sample.len() as f64
        }
    };
    CellShape {
        distinct: sample.len(),
        numbers: share(&|text| parse_number(text).is_some()),
        dates: share(&|text| parse_date(text).is_some()),
        years: share(&|text| parse_year(text, Calendar::GREGORIAN).is_some()),
        countries: share(&|text| !matches!(match_name(text), NameMatch::None)),
    }
}

/// Adds what was described by hand, or what the roles suggest.
fn finish(columns: Vec<Column>, name: &str, description: Option<Description>) -> Dataset {
    if let Some(description) = description {
        return description.attach(columns);
    }
    let has = |role| columns.iter().any(|column| column.role == role);
    let mut metadata = Metadata { title: LocalText::plain(name), ..Metadata::default() };
    metadata.published_figures = has(Role::PeriodStart) && has(Role::PeriodEnd) && !has(Role::FlightKey);
    if has(Role::FiscalYear) && !has(Role::Date) && !has(Role::Month) {
        metadata.calendar = Calendar::US_FISCAL;
    }
    if !metadata.published_figures && (has(Role::FlightKey) || has(Role::Date)) {
        metadata.absent_rows = AbsentRows::Zero;
    }
    Dataset::new(metadata, columns, Vec::new(), Vec::new())
}
