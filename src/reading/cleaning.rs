//! Which rows of a table are no data: repeated headers, sums of other rows, remarks, and, where the analyst says so,
//! duplicates. Each is left out for a reason that the ledger names, and each step can be switched off.
//!
//! This file must never change a cell. Start with [`clean`].

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
    let drops = mapping.is_on(Step::LeaveOutDuplicates);
    let duplicates = if table.skipped.contains(&true) { Vec::new() } else { duplicates(table, roles, !drops, report) };
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
const SUM_NAMES: [&str; 40] = [
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
    if printed.len() > 60 {
        return false;
    }
    let name = fold(printed);
    SUM_NAMES.contains(&name.as_str())
        || ["total ", "subtotal ", "sub total ", "grand total ", "sum of "].iter().any(|start| name.starts_with(start))
        || name.ends_with(" total")
        || name.ends_with(" subtotal")
}

/// The columns in which the name of a sum may stand: places, times, keys, and the first column.
fn label_columns(table: &RawTable, roles: &[Role]) -> Vec<usize> {
    let role = |index: usize| roles.get(index).copied().unwrap_or(Role::None);
    let names_rows = |role: Role| role.is_country() || role.is_time() || role == Role::FlightKey;
    (0..table.columns.len()).filter(|index| names_rows(role(*index)) || (*index == 0 && !role(0).is_number())).collect()
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
    for index in &labels {
        let Some(column) = table.columns.get(*index) else { continue };
        let is_sum: Vec<bool> = column.texts.iter().map(is_sum_name).collect();
        if is_sum.contains(&true) {
            let has = |row: &usize| is_sum.get(column.codes.at(*row)).copied().unwrap_or(false);
            rows.extend(kept.iter().cloned().flatten().filter(has));
        }
    }
    let numbers = columns_with(roles, Role::is_number);
    let values: Vec<Box<dyn Fn(usize) -> Option<Number> + '_>> =
        numbers.iter().map(|index| value_of(table, *index)).collect();
    rows.extend(unnamed_sum(table, &labels, &values, &rows, marks));
    for index in columns_with(roles, Role::is_country) {
        rows.extend(sums_of_followers(table, index, &values));
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

/// Columns that a table has before a lone first cell is taken for a remark.
const FEWEST_COLUMNS: usize = 2;

/// Rows of which only the first cell is filled, and not with what the first column holds.
fn remarks(table: &RawTable, roles: &[Role], marks: &Marks) -> Vec<usize> {
    if table.columns.len() < FEWEST_COLUMNS {
        return Vec::new();
    }
    let role = roles.first().copied().unwrap_or(Role::None);
    let belongs = |text: &str| match role {
        role if role.is_country() => is_some_country(text) || marks.kind(text).is_some() || text.split(' ').count() < 3,
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

/// Rows that repeat an earlier one in every cell; flags them, and rows that repeat all but the numbers of an earlier one.
fn duplicates(table: &RawTable, roles: &[Role], flags: bool, report: &mut LoadReport) -> Vec<usize> {
    let all: Vec<usize> = (0..table.columns.len()).collect();
    if has_key(table, &all) {
        return Vec::new();
    }
    let kept = table.kept();
    let rows: Vec<usize> = kept.iter().cloned().flatten().collect();
    let exact = repeats(table, &rows, &all);
    if flags && !exact.is_empty() {
        let effect: Vec<String> = columns_with(roles, Role::is_number)
            .into_iter()
            .filter_map(|index| {
                let value = value_of(table, index);
                let sum = exact.iter().filter_map(|(row, _)| value(*row)).try_fold(Number::ZERO, Number::plus)?;
                Some(format!("{} {sum}", table.headers.get(index)?))
            })
            .collect();
        let places = exact.iter().take(MAX_PLACES).map(|(row, _)| table.place(*row)).collect();
        report.add_all(IssueKind::DuplicateRow { effect: effect.join(", ") }, None, places, exact.len());
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
            report.add_all(IssueKind::KeyDuplicate { example: example.join(" · ") }, None, places, same_key.len());
        }
    }
    exact.into_iter().map(|(row, _)| row).collect()
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
            ("Mali", false),
            ("Other", false),
            ("Unknown", false),
            ("", false),
        ] {
            assert_eq!(is_sum_name(name), expected, "{name}");
        }
    }
}
