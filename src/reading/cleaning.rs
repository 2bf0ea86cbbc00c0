//! Which rows of a table are no data: repeated headers, sums of other rows, remarks, and, where the analyst says so,
//! duplicates. Each is left out for a reason that the ledger names, and each step can be switched off.
//!
//! This file must never change a cell, but for blank ones that the analyst wants filled. Start with [`clean`].

use super::header::name_columns;
use super::issue::{IssueKind, LoadReport, MAX_PLACES, StepTaken};
use super::mapping::{Mapping, Step};
use super::numbers::{DecimalMark, MarkDecision, find_decimal_mark, parse_number};
use super::table::RawTable;
use super::understanding::{Marks, is_some_country, is_some_date, is_some_number, texts_in_use};
use crate::dataset::country::fold;
use crate::dataset::{Number, Place, Reason, Role};
use hashbrown::HashTable;
use std::collections::HashMap;

/// Leaves out what is no data, and flags what may be too much.
pub(super) fn clean(table: &mut RawTable, roles: &[Role], mapping: &Mapping, marks: &Marks, report: &mut LoadReport) {
    let found: [(Step, Reason, Vec<usize>); 3] = [
        (Step::LeaveOutRepeatedHeaders, Reason::RepeatedHeader, repeated_headers(table)),
        (Step::LeaveOutSums, Reason::SumRow, sum_rows(table, roles, marks)),
        (Step::LeaveOutRemarks, Reason::RemarkRow, remarks(table, roles, marks)),
    ];
    let mut found: Vec<_> = found.into_iter().collect();
    // A row has one reason, the first that fits.
    let mut taken: Vec<usize> = Vec::new();
    for (_, _, rows) in &mut found {
        rows.retain(|row| taken.binary_search(row).is_err());
        taken.extend(rows.iter().copied());
        taken.sort_unstable();
    }
    for (step, reason, rows) in found {
        let is_on = mapping.is_on(step);
        report.steps.push(StepTaken { step, is_on, count: rows.len(), detail: String::new() });
        if is_on {
            table.exclude(rows, reason);
        }
    }
    fill_down(table, roles, mapping.is_on(Step::FillDown), report);
    let drops = mapping.is_on(Step::LeaveOutDuplicates);
    // Rows that differ in a column that was not read are no duplicates.
    let duplicates = if table.is_partial { Vec::new() } else { duplicates(table, roles, !drops, report) };
    report.steps.push(StepTaken {
        step: Step::LeaveOutDuplicates,
        is_on: drops,
        count: duplicates.len(),
        detail: String::new(),
    });
    if drops {
        table.exclude(duplicates, Reason::DuplicateRow);
    }
}

/// Columns of places and times, and the first one, in which a value stands above several blank cells: fills them where
/// that is wished, and flags them where not.
fn fill_down(table: &mut RawTable, roles: &[Role], is_on: bool, report: &mut LoadReport) {
    let mut count = 0;
    let kept = table.kept();
    let number_of_rows: usize = kept.iter().map(std::ops::Range::len).sum();
    let end = kept.last().map_or(0, |run| run.end);
    let rows = || kept.iter().cloned().flatten();
    for index in 0..table.columns.len() {
        let role = roles.get(index).copied().unwrap_or(Role::None);
        let is_label =
            role.is_country() || role.is_time() || role == Role::FlightKey || (index == 0 && role == Role::None);
        let Some(column) = table.columns.get(index).filter(|_| is_label && number_of_rows <= MOST_SUMMANDS) else {
            continue;
        };
        let is_blank: Vec<bool> = column.texts.iter().map(|text| text.trim().is_empty()).collect();
        if !is_blank.contains(&true) && column.codes.len() >= end {
            continue;
        }
        let blank = |row: usize| is_blank.get(column.codes.at(row)).copied().unwrap_or(true);
        let blanks: Vec<usize> = rows().filter(|row| blank(*row)).collect();
        // Printed once for several rows: the first cell is filled, and a fifth of them or more are blank.
        let is_printed_once = rows().next().is_some_and(|row| !blank(row)) && blanks.len() * 5 >= number_of_rows;
        if blanks.is_empty() || !is_printed_once || blanks.len() == number_of_rows {
            continue;
        }
        count += blanks.len();
        if !is_on {
            let places = blanks.iter().take(MAX_PLACES).map(|row| table.place(*row)).collect();
            let header = table.headers.get(index).cloned();
            report.add_all(IssueKind::BlankBelow, header.as_deref(), places, blanks.len());
            continue;
        }
        let mut texts: Vec<String> = (0..table.rows).map(|row| column.cell(row).to_owned()).collect();
        let mut above = String::new();
        for row in rows() {
            if let Some(text) = texts.get_mut(row) {
                if text.trim().is_empty() {
                    text.clone_from(&above);
                } else {
                    above.clone_from(text);
                }
            }
        }
        table.replace_column(index, &texts);
    }
    report.steps.push(StepTaken { step: Step::FillDown, is_on, count, detail: String::new() });
}

/// Rows that are the header once more.
fn repeated_headers(table: &RawTable) -> Vec<usize> {
    let Some(first) = table.columns.first() else { return Vec::new() };
    if !table.excluded.iter().any(|(_, reason)| reason.is_none()) {
        return Vec::new();
    }
    let kept = table.kept();
    let wanted = table.headers.first().map_or("", String::as_str);
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let codes: Vec<usize> = (0..first.texts.len())
        .filter(|code| plain(first.texts.get(*code)) == wanted && first.codes.contains_in(&kept, *code))
        .collect();
    if codes.is_empty() {
        return Vec::new();
    }
    let is_header = |row: usize| {
        let cells = (0..table.columns.len()).map(|column| table.cell(row, column));
        name_columns(cells).names == table.headers
    };
    kept.into_iter().flatten().filter(|row| codes.contains(&first.codes.at(*row)) && is_header(*row)).collect()
}

/// Words that stand for the sum or the average of other rows, folded.
const SUM_NAMES: [&str; 41] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub total",
    "sum",
    "all",
    "all destinations",
    "all countries",
    "all nationalities",
    "all regions",
    "all citizenships",
    "all origins",
    "average",
    "mean",
    "overall",
    "total general",
    "gran total",
    "suma",
    "todos",
    "todos los destinos",
    "todos los paises",
    "promedio",
    "media",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "summe",
    "durchschnitt",
    "alle",
    "alle lander",
    "ensemble",
    "total geral",
    "moyenne",
    "tous pays",
    "tous les pays",
    "todas",
    "todos os paises",
    "soma",
    "total cost",
    "all ms",
];

/// Whether a name says that its row is the sum or the average of others.
pub(super) fn is_sum_name(printed: &str) -> bool {
    // Keys and dates, of which there may be very many, begin with a digit.
    if printed.len() > 60 || printed.as_bytes().first().is_none_or(u8::is_ascii_digit) {
        return false;
    }
    let name = fold(printed);
    SUM_NAMES.contains(&name.as_str())
        || ["total ", "subtotal ", "sub total ", "grand total ", "sum of "].iter().any(|start| name.starts_with(start))
        || name.ends_with(" total")
        || name.ends_with(" subtotal")
}

/// The columns in which the name of a sum may stand: places, times, keys, and the first column unless it holds remarks.
fn label_columns(table: &RawTable, roles: &[Role]) -> Vec<usize> {
    let role = |index: usize| roles.get(index).copied().unwrap_or(Role::None);
    let names_rows = |role: Role| role.is_country() || role.is_time() || role == Role::FlightKey;
    (0..table.columns.len())
        .filter(|index| names_rows(role(*index)) || (*index == 0 && role(0) == Role::None))
        .collect()
}

fn columns_with(roles: &[Role], test: fn(Role) -> bool) -> Vec<usize> {
    roles.iter().enumerate().filter(|(_, role)| test(**role)).map(|(index, _)| index).collect()
}

/// Rows that are sums of others: by name, without a name at the end, or as several countries that follow one by one.
fn sum_rows(table: &RawTable, roles: &[Role], marks: &Marks) -> Vec<usize> {
    // Published figures stand for themselves and are never added; a level says which are sums.
    let is_published = roles.contains(&Role::PeriodStart) && roles.contains(&Role::PeriodEnd);
    if is_published || roles.contains(&Role::Level) {
        return Vec::new();
    }
    let kept = table.kept();
    let mut rows: Vec<usize> = Vec::new();
    let labels = label_columns(table, roles);
    let countries = columns_with(roles, Role::is_country);
    for index in &labels {
        let Some(column) = table.columns.get(*index) else { continue };
        let role = roles.get(*index).copied().unwrap_or(Role::None);
        let is_label = role.is_country() || role.is_time();
        let is_sum: Vec<bool> = column.texts.iter().map(is_sum_name).collect();
        if is_sum.contains(&true) {
            // In a column of anything else the word may be a name: "Total Air" flew somebody to Haiti.
            let names_a_place = |row: usize| {
                countries.iter().any(|country| {
                    let text = table.cell(row, *country).trim();
                    marks.kind(text).is_none() && !is_sum_name(text)
                })
            };
            let has = |row: &usize| {
                is_sum.get(column.codes.at(*row)).copied().unwrap_or(false) && (is_label || !names_a_place(*row))
            };
            rows.extend(kept.iter().cloned().flatten().filter(has));
        }
    }
    let numbers = columns_with(roles, Role::is_number);
    let values: Vec<Box<dyn Fn(usize) -> Option<Number> + '_>> =
        numbers.iter().map(|index| value_of(table, *index)).collect();
    rows.extend(unnamed_sum(table, &labels, &values, &rows, marks));
    for index in countries {
        rows.extend(sums_of_followers(table, index, &values));
        rows.extend(sums_of_blocks(table, index, &values, &rows));
    }
    for index in (0..table.columns.len()).filter(|index| !labels.contains(index)) {
        let role = roles.get(index).copied().unwrap_or(Role::None);
        if matches!(role, Role::None | Role::Category) {
            rows.extend(sums_over_a_class(table, index, roles, &values, &rows));
        }
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn value_of<'a>(table: &'a RawTable, index: usize) -> Box<dyn Fn(usize) -> Option<Number> + 'a> {
    let mark = match table.columns.get(index).map(|column| find_decimal_mark(column.texts.iter())) {
        Some(MarkDecision::Decided(mark)) => mark,
        _ => DecimalMark::Point,
    };
    Box::new(move |row| parse_number(table.cell(row, index).trim(), mark))
}

/// Fewest rows that the last one can be the sum of without saying so.
const FEWEST_SUMMANDS: usize = 3;

/// Rows that are too many to look for an unnamed sum below them.
const MOST_SUMMANDS: usize = 2_000_000;

/// The last row, where nothing says what it is and each of its numbers is the sum of the column.
fn unnamed_sum(
    table: &RawTable,
    labels: &[usize],
    values: &[Box<dyn Fn(usize) -> Option<Number> + '_>],
    sums: &[usize],
    marks: &Marks,
) -> Option<usize> {
    if values.is_empty() || table.rows > MOST_SUMMANDS {
        return None;
    }
    let kept = table.kept();
    let last = kept.last().and_then(|run| run.end.checked_sub(1))?;
    let is_nameless = labels.iter().all(|column| marks.kind(table.cell(last, *column)).is_some());
    if !is_nameless || labels.is_empty() {
        return None;
    }
    let mut agrees = false;
    for value in values {
        let Some(printed) = value(last) else { continue };
        let summands =
            || kept.iter().cloned().flatten().filter(|row| *row != last && !sums.contains(row)).filter_map(value);
        if summands().count() < FEWEST_SUMMANDS {
            return None;
        }
        let sum = summands().try_fold(Number::ZERO, Number::plus);
        if sum != Some(printed) {
            return None;
        }
        agrees = true;
    }
    agrees.then_some(last)
}

/// Rows for several countries, each of which follows on a row of its own, with numbers that add up to theirs.
fn sums_of_followers(
    table: &RawTable,
    index: usize,
    values: &[Box<dyn Fn(usize) -> Option<Number> + '_>],
) -> Vec<usize> {
    let Some(column) = table.columns.get(index) else { return Vec::new() };
    let places: HashMap<usize, Place> = (0..column.texts.len())
        .map(|code| (code, Place::from_printed(column.texts.get(code).trim())))
        .filter(|(_, place)| !place.joint.is_empty())
        .collect();
    if places.is_empty() {
        return Vec::new();
    }
    let rows: Vec<usize> = table.kept().into_iter().flatten().collect();
    let is_sum = |position: usize| {
        let place = rows.get(position).and_then(|row| places.get(&column.codes.at(*row)))?;
        let followers = rows.get(position + 1..position + 1 + place.joint.len())?;
        let mut countries: Vec<_> =
            followers.iter().filter_map(|row| Place::single(table.cell(*row, index).trim()).country).collect();
        countries.sort_unstable();
        let adds_up = values.iter().any(|value| {
            let sum = followers.iter().try_fold(Number::ZERO, |sum, row| sum.plus(value(*row)?));
            rows.get(position).and_then(|row| value(*row)).is_some_and(|printed| Some(printed) == sum)
        });
        (countries == place.joint && adds_up).then_some(())
    };
    (0..rows.len())
        .filter(|position| is_sum(*position).is_some())
        .filter_map(|position| rows.get(position).copied())
        .collect()
}

/// Parts of the world, folded: rows for them stand above the rows of their countries, or below.
const REGIONS: [&str; 34] = [
    "africa",
    "americas",
    "america",
    "north america",
    "south america",
    "latin america",
    "central america",
    "caribbean",
    "the caribbean",
    "europe",
    "eastern europe",
    "western europe",
    "asia",
    "central asia",
    "south asia",
    "east asia",
    "south east asia",
    "oceania",
    "middle east",
    "western balkans",
    "balkans",
    "maghreb",
    "north africa",
    "west africa",
    "east africa",
    "sub saharan africa",
    "european union",
    "eu",
    "europa",
    "america latina",
    "medio oriente",
    "caribe",
    "amerika",
    "asien",
];

/// Rows for parts of the world that are each the sum of the rows below them down to the next one, or of the rows above
/// them up to the one before. The part stands in the column of countries, or in the first column beside a blank country.
/// One that does not add up is no sum.
fn sums_of_blocks(
    table: &RawTable,
    index: usize,
    values: &[Box<dyn Fn(usize) -> Option<Number> + '_>],
    known: &[usize],
) -> Vec<usize> {
    let Some(column) = table.columns.get(index) else { return Vec::new() };
    if values.is_empty() || table.rows > MOST_SUMMANDS {
        return Vec::new();
    }
    let is_region = |text: &str| {
        let name = fold(text);
        REGIONS.contains(&name.as_str()) || name.starts_with("european union")
    };
    let regions: Vec<bool> = column.texts.iter().map(is_region).collect();
    let blanks: Vec<bool> = column.texts.iter().map(|text| text.trim().is_empty()).collect();
    let has_region = |row: usize| {
        let code = column.codes.at(row);
        let is_blank = blanks.get(code).copied().unwrap_or(true);
        regions.get(code).copied().unwrap_or(false) || (is_blank && index > 0 && is_region(table.cell(row, 0).trim()))
    };
    let may_have =
        regions.contains(&true) || table.columns.first().is_some_and(|first| first.texts.iter().any(is_region));
    if values.is_empty() || !may_have || table.rows > MOST_SUMMANDS {
        return Vec::new();
    }
    let known: std::collections::HashSet<usize> = known.iter().copied().collect();
    let rows: Vec<usize> = table.kept().into_iter().flatten().filter(|row| !known.contains(row)).collect();
    let heads: Vec<usize> =
        (0..rows.len()).filter(|position| rows.get(*position).is_some_and(|row| has_region(*row))).collect();
    let adds_up = |head: usize, from: usize, to: usize, fewest: usize| {
        to.saturating_sub(from) >= fewest
            && values.iter().all(|value| {
                let printed = rows.get(head).and_then(|row| value(*row));
                let summands = rows.get(from..to).unwrap_or_default().iter().filter_map(|row| value(*row));
                printed.is_none() || summands.into_iter().try_fold(Number::ZERO, Number::plus) == printed
            })
            && values
                .iter()
                .any(|value| rows.get(head).and_then(|row| value(*row)).is_some_and(|printed| !printed.is_zero()))
    };
    let sums_of_at_least = |fewest: usize| -> Vec<usize> {
        let found = heads.iter().enumerate().filter(|(position, head)| {
            let next = heads.get(position + 1).copied().unwrap_or(rows.len());
            let before = position.checked_sub(1).and_then(|before| heads.get(before)).map_or(0, |before| before + 1);
            adds_up(**head, **head + 1, next, fewest) || adds_up(**head, before, **head, fewest)
        });
        found.filter_map(|(_, head)| rows.get(*head).copied()).collect()
    };
    // One row below may be equal by chance, unless another block shows what such rows are.
    if sums_of_at_least(2).is_empty() { Vec::new() } else { sums_of_at_least(1) }
}

/// Most classes of a column; one with more texts holds names or keys.
const MOST_CLASSES: usize = 10_000;

/// Rows such as "Total" in a column of types, sexes or ages, each of which is the sum of the rows that are otherwise
/// like it. A column in which every row says so says nothing; most of the sums must agree, or none is one.
fn sums_over_a_class(
    table: &RawTable,
    index: usize,
    roles: &[Role],
    values: &[Box<dyn Fn(usize) -> Option<Number> + '_>],
    known: &[usize],
) -> Vec<usize> {
    let Some(column) = table.columns.get(index).filter(|column| column.texts.len() <= MOST_CLASSES) else {
        return Vec::new();
    };
    if values.is_empty() || table.rows > MOST_SUMMANDS {
        return Vec::new();
    }
    let is_sum: Vec<bool> = column.texts.iter().map(is_sum_name).collect();
    if !is_sum.contains(&true) {
        return Vec::new();
    }
    let known: std::collections::HashSet<usize> = known.iter().copied().collect();
    let rows: Vec<usize> = table.kept().into_iter().flatten().filter(|row| !known.contains(row)).collect();
    let others: Vec<&super::grid::GridColumn> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(other, _)| {
            let role = roles.get(*other).copied().unwrap_or(Role::None);
            *other != index && !role.is_number() && !matches!(role, Role::Note | Role::Source)
        })
        .map(|(_, column)| column)
        .collect();
    let says_sum = |row: usize| is_sum.get(column.codes.at(row)).copied().unwrap_or(false);
    let key = |row: usize| others.iter().map(|column| column.codes.at(row)).collect::<Vec<usize>>();
    let mut parts: HashMap<Vec<usize>, Vec<usize>> = HashMap::new();
    for row in rows.iter().copied().filter(|row| !says_sum(*row)) {
        parts.entry(key(row)).or_default().push(row);
    }
    let sums: Vec<usize> = rows.iter().copied().filter(|row| says_sum(*row)).collect();
    let agrees = |row: &&usize| {
        parts.get(&key(**row)).is_some_and(|parts| {
            parts.len() > 1
                && values.iter().all(|value| {
                    let sum = parts.iter().filter_map(|row| value(*row)).try_fold(Number::ZERO, Number::plus);
                    value(**row).is_none_or(|printed| sum == Some(printed))
                })
        })
    };
    let agreeing = sums.iter().filter(agrees).count();
    if agreeing * 2 > sums.len() { sums } else { Vec::new() }
}

/// Words at the beginning of a remark below a table, folded.
const REMARK_WORDS: [&str; 12] = [
    "source", "sources", "note", "notes", "fuente", "fuentes", "nota", "notas", "quelle", "fonte", "remark", "footnote",
];

/// Columns that a table has before a lone first cell is taken for a remark.
const FEWEST_COLUMNS: usize = 2;

/// Rows of which only the first cell is filled, and not with what the first column holds.
fn remarks(table: &RawTable, roles: &[Role], marks: &Marks) -> Vec<usize> {
    if table.columns.len() < FEWEST_COLUMNS {
        return Vec::new();
    }
    let role = roles.first().copied().unwrap_or(Role::None);
    let belongs = |text: &str| match role {
        role if role.is_country() => {
            let first = fold(text.split([' ', ':']).next().unwrap_or(""));
            let is_remark = REMARK_WORDS.contains(&first.as_str())
                || text.contains(|c: char| c.is_ascii_digit() || ":*".contains(c));
            is_some_country(text) || marks.kind(text).is_some() || (text.split(' ').count() < 3 && !is_remark)
        }
        role if role.is_time() => {
            is_some_date(text) || super::understanding::parse_year(text, crate::dataset::Calendar::GREGORIAN).is_some()
        }
        role if role.is_number() => is_some_number(text),
        Role::FlightKey => !text.trim().contains(' '),
        _ => table.columns.len() < 3,
    };
    let out: Vec<usize> = table.excluded.iter().map(|(row, _)| *row).collect();
    let is_out = |row: &usize| out.binary_search(row).is_ok();
    let rows = table.single_cell_rows.iter().copied();
    rows.filter(|row| {
        let text = table.cell(*row, 0).trim();
        *row < table.rows && !is_out(row) && !text.is_empty() && !belongs(text)
    })
    .collect()
}

/// One row in so many that stands in another file, too, makes it likely that the files say the same.
const FEWEST_ELSEWHERE: usize = 10;

/// Rows that repeat an earlier one in every cell; flags them, and rows that repeat all but the numbers of an earlier one.
fn duplicates(table: &RawTable, roles: &[Role], flags: bool, report: &mut LoadReport) -> Vec<usize> {
    // Which file a row is from is no part of what it says.
    let all: Vec<usize> = (0..table.columns.len()).filter(|index| Some(*index) != table.file_column).collect();
    if has_key(table, &all) {
        return Vec::new();
    }
    let kept = table.kept();
    let rows: Vec<usize> = kept.iter().cloned().flatten().collect();
    let exact = repeats(table, &rows, &all);
    if flags && !exact.is_empty() {
        let effect = sums_of(table, roles, &exact);
        let places = exact.iter().take(MAX_PLACES).map(|(row, _)| table.place(*row)).collect();
        report.add_all(IssueKind::DuplicateRow { effect }, None, places, exact.len());
    }
    let elsewhere: Vec<usize> =
        exact.iter().filter(|(row, earlier)| !table.is_of_one_sheet(*row, *earlier)).map(|(row, _)| *row).collect();
    // A few rows may well be alike by chance.
    if elsewhere.len() * FEWEST_ELSEWHERE > rows.len() && !roles.contains(&Role::Edition) {
        let places = elsewhere.iter().take(MAX_PLACES).map(|row| table.place(*row)).collect();
        report.add_all(IssueKind::SameRowsElsewhere, None, places, elsewhere.len());
    }
    let is_beside = |role: Role| role.is_number() || matches!(role, Role::Note | Role::Source);
    let keys: Vec<usize> =
        all.iter().copied().filter(|index| !roles.get(*index).copied().is_some_and(is_beside)).collect();
    let counts_something = roles.iter().any(|role| role.is_number());
    if counts_something && !keys.is_empty() && keys.len() < all.len() {
        let is_exact: std::collections::HashSet<usize> = exact.iter().map(|(row, _)| *row).collect();
        let same_key: Vec<(usize, usize)> =
            repeats(table, &rows, &keys).into_iter().filter(|(row, _)| !is_exact.contains(row)).collect();
        if let Some((row, _)) = same_key.first() {
            let example: Vec<&str> = keys
                .iter()
                .map(|index| table.cell(*row, *index).trim())
                .filter(|cell| !cell.is_empty())
                .take(5)
                .collect();
            let places = same_key.iter().take(MAX_PLACES).map(|(row, _)| table.place(*row)).collect();
            let kind =
                IssueKind::KeyDuplicate { example: example.join(" · "), effect: sums_of(table, roles, &same_key) };
            report.add_all(kind, None, places, same_key.len());
        }
    }
    exact.into_iter().map(|(row, _)| row).collect()
}

/// What some rows add to each sum, as "people 120, flights 3".
fn sums_of(table: &RawTable, roles: &[Role], rows: &[(usize, usize)]) -> String {
    let sums = columns_with(roles, Role::is_number).into_iter().filter_map(|index| {
        let value = value_of(table, index);
        let sum = rows.iter().filter_map(|(row, _)| value(*row)).try_fold(Number::ZERO, Number::plus)?;
        Some(format!("{} {sum}", table.headers.get(index)?))
    });
    sums.collect::<Vec<_>>().join(", ")
}

/// Whether a column has another text in every row: then no two rows are alike.
fn has_key(table: &RawTable, columns: &[usize]) -> bool {
    let kept = table.kept();
    let rows: usize = kept.iter().map(std::ops::Range::len).sum();
    let out: Vec<usize> = table.excluded.iter().map(|(row, _)| *row).collect();
    columns
        .iter()
        .filter_map(|index| table.columns.get(*index))
        .any(|column| column.texts.len() >= rows && texts_in_use(column, &kept, &out).len() >= rows)
}

/// Rows with the same texts in some columns as an earlier row, and that earlier row.
fn repeats(table: &RawTable, rows: &[usize], columns: &[usize]) -> Vec<(usize, usize)> {
    if has_key(table, columns) {
        return Vec::new();
    }
    let kept = table.kept();
    let mut hashes: Vec<u64> = vec![0; rows.len()];
    for column in columns.iter().filter_map(|index| table.columns.get(*index)) {
        let mut slots = hashes.iter_mut();
        for run in &kept {
            column.codes.for_each_in(run.start, run.len(), |code| {
                if let Some(hash) = slots.next() {
                    let mixed = (*hash ^ code.unwrap_or(usize::MAX) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                    *hash = mixed ^ (mixed >> 32);
                }
            });
        }
    }
    let is_same = |one: usize, other: usize| {
        columns
            .iter()
            .filter_map(|index| table.columns.get(*index))
            .all(|column| column.codes.at(one) == column.codes.at(other))
    };
    let mut first: HashTable<u32> = HashTable::with_capacity(rows.len());
    let mut found = Vec::new();
    for (position, (row, hash)) in rows.iter().zip(&hashes).enumerate() {
        let same = |other: &u32| rows.get(*other as usize).is_some_and(|other| is_same(*row, *other));
        match first.find(*hash, same) {
            Some(earlier) => found.push((*row, rows.get(*earlier as usize).copied().unwrap_or(0))),
            None => {
                let position = u32::try_from(position).unwrap_or(u32::MAX);
                first.insert_unique(*hash, position, |other| hashes.get(*other as usize).copied().unwrap_or(0));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::is_sum_name;

    #[test]
    fn the_names_of_sums_are_known_and_countries_are_none() {
        for (name, expected) in [
            ("Total", true),
            ("TOTAL COST", true),
            ("All destinations", true),
            ("África Total", true),
            ("Subtotal Europe", true),
            ("Gesamt", true),
            ("Alle Länder", true),
            ("average", true),
            ("Albania", false),
            ("Total 2022", true),
            ("2024-01-01", false),
            ("Mali", false),
            ("Other", false),
            ("Unknown", false),
            ("", false),
        ] {
            assert_eq!(is_sum_name(name), expected, "{name}");
        }
    }
}
