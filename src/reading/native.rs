//! The program's own file format in RON: metadata, measures, columns and events, with the rows stored as
//! run-length coded dictionary positions. `docs/file-format.md` describes it for people who write it by hand.

use super::cleaning::is_sum_name;
use super::issue::{IssueKind, LoadReport, RoleGuess, RoleReason, RowPlace};
use super::understanding::usual_mark;
use super::{ReadOptions, ReadProblem};
use crate::dataset::country::{Country, NameMatch, match_name};
use crate::dataset::{
    Code, Column, Counting, Dataset, Dictionary, Event, LocalText, Measure, Metadata, Missing, Number, Place, Role,
    suggest_country,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The newest version of the format that this program knows.
pub const MAX_VERSION: u32 = 1;

/// Most rows of a file in this format; more would not fit into memory.
pub const MAX_ROWS: usize = 200_000_000;

/// What is known about a table that does not carry it: the hand-written half of a data set. Also a RON file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename = "Description")]
pub struct Description {
    pub metadata: Metadata,
    pub measures: Vec<Measure>,
    pub columns: Vec<ColumnDescription>,
    /// Countries (alpha-3) whose events belong to this data set; `""` stands for European rules.
    pub event_countries: Vec<String>,
    /// Countries whose events concern every series of this data set, and not a series of their own.
    pub home_countries: Vec<String>,
    #[serde(skip)]
    pub events: Vec<Event>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnDescription {
    pub name: String,
    pub role: Role,
    pub definition: LocalText,
}

impl Description {
    pub(super) fn roles(&self) -> Vec<(Role, String)> {
        self.columns.iter().filter(|c| c.role != Role::None).map(|c| (c.role, c.name.clone())).collect()
    }

    pub(super) fn attach(self, mut columns: Vec<Column>) -> Dataset {
        for column in &mut columns {
            if let Some(described) = self.columns.iter().find(|described| described.name == column.name) {
                column.definition = described.definition.clone();
            }
        }
        Dataset::new(self.metadata, columns, self.measures, self.events)
    }
}

/// A file of the program's own format, version 1.
#[derive(Serialize, Deserialize)]
#[serde(rename = "DeportationFlows")]
struct NativeFile {
    version: u32,
    metadata: Metadata,
    #[serde(default)]
    measures: Vec<Measure>,
    rows: usize,
    columns: Vec<NativeColumn>,
    #[serde(default)]
    events: Vec<Event>,
}

/// Read before anything else, so that a newer file is refused and not misread.
#[derive(Deserialize)]
#[serde(rename = "DeportationFlows")]
struct VersionOnly {
    version: u32,
}

#[derive(Serialize, Deserialize)]
struct NativeColumn {
    name: String,
    #[serde(default)]
    role: Role,
    kind: Kind,
    #[serde(default)]
    definition: LocalText,
    /// Codes of places that their names alone do not give away.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    countries: BTreeMap<String, String>,
    values: Vec<String>,
    cells: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Text,
    Place,
    Number,
    Time,
}

pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<(Dataset, LoadReport), ReadProblem> {
    let text = std::str::from_utf8(bytes).map_err(|_| ReadProblem::NotUtf8)?;
    let text = text.trim_start_matches('\u{FEFF}');
    let version = parse_ron::<VersionOnly>(text)?.version;
    if version == 0 || version > MAX_VERSION {
        return Err(ReadProblem::NewerVersion { version, most: MAX_VERSION });
    }
    let file: NativeFile = parse_ron(text)?;
    check_measures(&file)?;
    let mut report = LoadReport { rows_read: file.rows, rows_kept: file.rows, ..LoadReport::default() };
    let known: Vec<String> = file.columns.iter().map(|column| column.name.clone()).collect();
    if let Some((_, name)) = options.mapping.roles.iter().find(|(_, name)| !known.contains(name)) {
        return Err(ReadProblem::NoSuchColumn { name: name.clone(), known });
    }
    let mut columns = Vec::with_capacity(file.columns.len());
    for native in file.columns {
        let chosen = options.mapping.roles.iter().find(|(_, name)| *name == native.name);
        let displaced = chosen.is_none() && options.mapping.roles.iter().any(|(role, _)| *role == native.role);
        let role = chosen.map_or(if displaced { Role::None } else { native.role }, |(role, _)| *role);
        if role != Role::None {
            let reason = if chosen.is_some() { RoleReason::Chosen } else { RoleReason::Declared };
            report.roles.push(RoleGuess { column: native.name.clone(), role, reason });
        }
        columns.push(read_column(native, role, file.rows)?);
    }
    let dataset = Dataset::new(file.metadata, columns, file.measures, file.events);
    report.found.format = "RON";
    let place = |row| RowPlace { row: row + 1, ..RowPlace::default() };
    inspect(&dataset, &place, &mut report);
    Ok((dataset, report))
}

/// A measure that names a column or a measure that is not there, and a sum over published figures, would give numbers
/// that mean nothing.
fn check_measures(file: &NativeFile) -> Result<(), ReadProblem> {
    let known: Vec<String> = file.columns.iter().map(|column| column.name.clone()).collect();
    let measures: Vec<String> = file.measures.iter().map(|measure| measure.id.clone()).collect();
    for measure in &file.measures {
        let (names, among): (Vec<&String>, &Vec<String>) = match &measure.counting {
            Counting::Sum(_) if file.metadata.published_figures => {
                return Err(ReadProblem::SumOfPublished { measure: measure.id.clone() });
            }
            Counting::Sum(column) | Counting::Distinct(column) | Counting::Published { column, .. } => {
                (vec![column], &known)
            }
            Counting::Ratio { numerator, denominator, cases, .. } => {
                ([numerator, denominator].into_iter().chain(cases).collect(), &measures)
            }
            Counting::Rows => (Vec::new(), &known),
        };
        if let Some(name) = names.into_iter().find(|name| !among.contains(name)) {
            return Err(ReadProblem::NoSuchColumn { name: name.clone(), known: among.clone() });
        }
    }
    let start_month = file.metadata.calendar.start_month();
    if !(1..=12).contains(&start_month) {
        return Err(ReadProblem::NoSuchColumn {
            name: format!("calendar: (start_month: {start_month})"),
            known: vec!["start_month: 1 … 12".to_owned()],
        });
    }
    Ok(())
}

pub(super) fn parse_ron<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ReadProblem> {
    ron::from_str(text).map_err(|error| ReadProblem::Damaged {
        line: error.span.start.line,
        column: error.span.start.col,
        detail: error.code.to_string(),
    })
}

fn read_column(native: NativeColumn, role: Role, rows: usize) -> Result<Column, ReadProblem> {
    let damaged = |found: usize| ReadProblem::Contradiction { column: native.name.clone(), expected: rows, found };
    let values = &native.values;
    let dictionary = match native.kind {
        Kind::Text if role.is_country() => Dictionary::Places(places(values, &native.countries)),
        Kind::Text => Dictionary::Text(values.iter().map(|value| value.as_str().into()).collect()),
        Kind::Place => Dictionary::Places(places(values, &native.countries)),
        Kind::Time => {
            let spans: Option<Vec<_>> = values.iter().map(|value| value.parse().ok()).collect();
            Dictionary::Times(spans.ok_or_else(|| damaged(0))?)
        }
        Kind::Number => {
            let numbers: Option<Vec<Number>> = values.iter().map(|value| Number::parse(value)).collect();
            let numbers = numbers.ok_or_else(|| damaged(0))?;
            let scale = numbers.iter().map(|number| number.scale()).max().unwrap_or(0);
            let mantissas: Option<Vec<i64>> = numbers
                .iter()
                .map(|number| number.mantissa_at(scale).and_then(|wide| i64::try_from(wide).ok()))
                .collect();
            Dictionary::Numbers { scale, values: mantissas.ok_or_else(|| damaged(0))? }
        }
    };
    let codes = decode_cells(&native.cells, values.len(), rows).map_err(damaged)?;
    let mut column = Column::new(native.name, role, dictionary, &codes);
    column.definition = native.definition;
    Ok(column)
}

fn places(values: &[String], countries: &BTreeMap<String, String>) -> Vec<Place> {
    let mut places: Vec<Place> = values.iter().map(|value| Place::from_printed(value)).collect();
    for place in &mut places {
        if let Some(codes) = countries.get(place.printed.as_ref()) {
            let named: Vec<Country> = codes.split('+').filter_map(Country::from_code).collect();
            place.country = if named.len() == 1 { named.first().copied() } else { None };
            place.joint = if named.len() > 1 { named } else { Vec::new() };
        }
    }
    places
}

/// Letters of the kinds of nothing in `cells`, in the order of [`Missing::ALL`].
const MISSING_MARKS: [&str; 4] = [".", "c", "r", "s"];

/// Reads `0 0x3 .x2 5`: positions in `values`, a mark for nothing, each repeated as often as the number behind `x`
/// says. Fails with the number of cells found when they are not as many as `rows`, or name no value.
fn decode_cells(cells: &str, values: usize, rows: usize) -> Result<Vec<Code>, usize> {
    let mut codes: Vec<Code> = Vec::new();
    for token in cells.split_ascii_whitespace() {
        let (what, times) = token.split_once('x').unwrap_or((token, "1"));
        let times: usize = times.parse().map_err(|_| codes.len())?;
        let code = match MISSING_MARKS.iter().position(|mark| *mark == what).and_then(|i| Missing::ALL.get(i)) {
            Some(reason) => Code::missing(*reason),
            None => {
                let position: usize = what.parse().map_err(|_| codes.len())?;
                if position >= values {
                    return Err(codes.len());
                }
                Code::entry(position)
            }
        };
        if times > rows.saturating_sub(codes.len()) || times > MAX_ROWS.saturating_sub(codes.len()) {
            return Err(codes.len().saturating_add(times));
        }
        codes.resize(codes.len() + times, code);
    }
    if codes.len() == rows { Ok(codes) } else { Err(codes.len()) }
}

fn encode_cells(column: &Column) -> String {
    let mut text = String::new();
    let mut push = |code: Code, times: usize| {
        if !text.is_empty() {
            text.push(' ');
        }
        match code.resolve() {
            Ok(entry) => text.push_str(&entry.to_string()),
            Err(reason) => text.push_str(MISSING_MARKS.get(reason as usize).copied().unwrap_or(".")),
        }
        if times > 1 {
            text.push('x');
            text.push_str(&times.to_string());
        }
    };
    let mut run: Option<(Code, usize)> = None;
    for code in column.codes.iter() {
        run = match run {
            Some((same, times)) if same == code => Some((same, times + 1)),
            other => {
                if let Some((code, times)) = other {
                    push(code, times);
                }
                Some((code, 1))
            }
        };
    }
    if let Some((code, times)) = run {
        push(code, times);
    }
    text
}

/// Writes a data set in the program's own format. Reading it back gives an equal data set.
pub fn write(dataset: &Dataset) -> Result<String, ron::Error> {
    let columns = dataset.columns().iter().map(|column| {
        let dictionary = &column.dictionary;
        let kind = match dictionary {
            Dictionary::Text(_) => Kind::Text,
            Dictionary::Places(_) => Kind::Place,
            Dictionary::Numbers { .. } => Kind::Number,
            Dictionary::Times(_) => Kind::Time,
        };
        let countries = match dictionary {
            Dictionary::Places(places) => places
                .iter()
                .filter(|place| Place::from_printed(&place.printed) != **place)
                .map(|place| {
                    let codes: Vec<&str> =
                        place.country.iter().chain(&place.joint).map(|country| country.code()).collect();
                    (place.printed.to_string(), codes.join("+"))
                })
                .collect(),
            Dictionary::Text(_) | Dictionary::Numbers { .. } | Dictionary::Times(_) => BTreeMap::new(),
        };
        NativeColumn {
            name: column.name.clone(),
            role: column.role,
            kind,
            definition: column.definition.clone(),
            countries,
            values: (0..dictionary.len()).map(|entry| dictionary.plain(entry)).collect(),
            cells: encode_cells(column),
        }
    });
    let file = NativeFile {
        version: MAX_VERSION,
        metadata: dataset.metadata().clone(),
        measures: dataset.measures().to_vec(),
        rows: dataset.row_count(),
        columns: columns.collect(),
        events: dataset.events().to_vec(),
    };
    let style = ron::ser::PrettyConfig::new().depth_limit(3).struct_names(true).indentor("  ");
    let mut text = ron::ser::to_string_pretty(&file, style)?;
    text.push('\n');
    Ok(text)
}

/// Reads a hand-written description.
pub fn read_description(bytes: &[u8]) -> Result<Description, ReadProblem> {
    let text = std::str::from_utf8(bytes).map_err(|_| ReadProblem::NotUtf8)?;
    parse_ron(text)
}

/// Reads events from a table with the columns `date`, `date_precision`, `iso3`, `label`, `description`, `source`, `url`,
/// and in Spanish `label_es`, `description_es`.
pub fn read_events(dataset: &Dataset) -> Vec<Event> {
    let text = |name: &str, row: usize| {
        dataset.column_named(name).and_then(|column| column.plain_at(row).ok()).unwrap_or_default()
    };
    (0..dataset.row_count())
        .filter_map(|row| {
            let printed = text("date", row);
            let length = match text("date_precision", row).as_str() {
                "year" => 4,
                "month" => 7,
                _ => 10,
            };
            Some(Event {
                when: printed.get(..length)?.parse().ok()?,
                country: text("iso3", row),
                label: LocalText::with_spanish(&text("label", row), &text("label_es", row)),
                description: LocalText::with_spanish(&text("description", row), &text("description_es", row)),
                source: text("source", row),
                address: text("url", row),
            })
        })
        .collect()
}

/// Names in a column that are no country, and are told one by one; further ones are counted together.
const NAMES_NAMED: usize = 50;

/// Looks for what an analyst should know about a table: names that are no country, and rows that repeat.
pub(super) fn inspect(dataset: &Dataset, place_of: &dyn Fn(usize) -> RowPlace, report: &mut LoadReport) {
    for column in dataset.columns().iter().filter(|column| column.role.is_country()) {
        let Dictionary::Places(places) = &column.dictionary else { continue };
        // Most tables have no such name, and then no row needs to be looked at.
        if places.iter().all(|place| place.country.is_some() || !place.joint.is_empty()) {
            continue;
        }
        let level = dataset.column_with(Role::Level);
        let mut found: Vec<Option<(usize, usize)>> = vec![None; places.len()];
        for row in 0..dataset.row_count() {
            let Ok(entry) = column.codes.at(row).resolve() else { continue };
            let is_group = level.is_some_and(|level| level.plain_at(row).is_ok_and(|text| text != "country"));
            if is_group || places.get(entry).is_none_or(|place| place.country.is_some() || !place.joint.is_empty()) {
                continue;
            }
            if let Some(slot) = found.get_mut(entry) {
                *slot = Some(slot.map_or((row, 1), |(first, rows)| (first, rows + 1)));
            }
        }
        let not_understood = places
            .iter()
            .zip(found)
            .filter_map(|(place, found)| Some((place, found?)))
            .filter(|(p, _)| !is_no_place(&p.printed));
        let mut more: Option<(usize, usize, usize)> = None;
        for (index, (place, (first, rows))) in not_understood.enumerate() {
            if index >= NAMES_NAMED {
                more = Some(more.map_or((1, first, rows), |(names, first, sum)| (names + 1, first, sum + rows)));
                continue;
            }
            let name = place.printed.to_string();
            let kind = match match_name(&name) {
                _ if is_sum_name(&name) => IssueKind::GroupRow { name },
                NameMatch::Several(_) => IssueKind::AmbiguousCountry { name },
                NameMatch::One(_) | NameMatch::None => match suggest_country(&name) {
                    Some(country) => IssueKind::NearMiss { name, country: country.english_name().to_owned() },
                    None => IssueKind::UnknownCountry { name },
                },
            };
            report.add(kind, Some(&column.name), place_of(first), rows);
        }
        if let Some((names, first, rows)) = more {
            report.add(IssueKind::MoreUnknownCountries { names }, Some(&column.name), place_of(first), rows);
        }
    }
}

/// Words that stand in a country column and mean no country; they are shown as they are and are no trouble.
fn is_no_place(printed: &str) -> bool {
    usual_mark(printed).is_some() || is_no_place_word(printed)
}

/// Words for people whose place is not known, or is no state.
pub(super) fn is_no_place_word(printed: &str) -> bool {
    let folded = printed.to_lowercase();
    ["unknown", "stateless", "not reported", "other", "others", "desconocido", "apátrida"].contains(&folded.as_str())
}
