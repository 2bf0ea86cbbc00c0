//! From the bytes of a file to one table: unpacking, the format, the sheet, the header, files that belong together and
//! columns that are looked up elsewhere.
//!
//! This file must never know what the cells mean. Start with [`read_table`].

use super::delimited::{self, find_layout};
use super::encoding::{self, Transcoder};
use super::grid::Grid;
use super::header::find_header;
use super::issue::{FormatFound, IssueKind, LoadReport, SheetInfo, StepTaken};
use super::mapping::{ALL_SHEETS, Lookup, Mapping, Step};
use super::source::{Packing, Source};
use super::spreadsheet::Workbook;
use super::table::RawTable;
use super::{Content, Progress, ReadProblem, archive, columnar, editions, json, roles, sniff};
use crate::dataset::Role;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Layers of packing that are opened: a ZIP of gzip files, and no more.
const MOST_LAYERS: usize = 2;

/// Rows of each sheet that are looked at to choose one.
const ROWS_TO_CHOOSE_BY: usize = 500;

/// Sheets that are looked at to choose one.
const SHEETS_TO_CHOOSE_BY: usize = 60;

/// What is wanted of a file.
pub(super) struct Wanted<'a> {
    pub mapping: &'a Mapping,
    /// Names of the columns to keep, besides those with roles; all where it is `None`.
    pub only: Option<&'a [String]>,
    /// Rows after which the rest may be left unread.
    pub most_rows: usize,
}

/// What a source turned out to hold, before rows and columns have a meaning.
struct Sheet {
    grid: Grid,
    name: Option<String>,
}

/// The table of a file, with everything that the mapping adds to it.
pub(super) fn read_table(
    source: &Source,
    wanted: &Wanted<'_>,
    progress: &Arc<Progress>,
) -> Result<(RawTable, LoadReport), ReadProblem> {
    let mut report = LoadReport::default();
    let mut table = read_one(source, wanted, progress, &mut report)?;
    let mut starts = vec![0];
    for path in &wanted.mapping.also {
        let mut notices = LoadReport::default();
        let read =
            Source::of_path(&source.beside(path)).and_then(|other| read_one(&other, wanted, progress, &mut notices));
        let below = read.map_err(|problem| in_file(path, problem))?;
        report.absorb(notices);
        starts.push(table.rows);
        table.append(below);
    }
    if wanted.mapping.editions {
        let files = if wanted.mapping.also.is_empty() {
            // What is inside of one file, an archive or a workbook, one below the other.
            let (first_rows, names) = table.sheets();
            starts = first_rows;
            names
        } else {
            editions::files(&source.name, &wanted.mapping.also)
        };
        let names = editions::names(&files);
        let name_of = |row: usize| {
            let file = starts.partition_point(|start| *start <= row).saturating_sub(1);
            names.get(file).cloned().unwrap_or_default()
        };
        table.add_column(editions::COLUMN.to_owned(), |_, row| name_of(row));
    } else if !wanted.mapping.also.is_empty() {
        table.add_column("file".to_owned(), |table, row| table.place(row).file);
        table.file_column = table.columns.len().checked_sub(1);
    }
    if table.columns.iter().any(|column| column.texts.is_full()) {
        return Err(ReadProblem::OutOfMemory);
    }
    for lookup in &wanted.mapping.lookups {
        look_up(source, &mut table, lookup, wanted, progress, &mut report)?;
    }
    Ok((table, report))
}

/// A problem with another file than the one that was opened.
fn in_file(path: &std::path::Path, problem: ReadProblem) -> ReadProblem {
    ReadProblem::InFile { path: path.to_owned(), problem: Box::new(problem) }
}

fn read_one(
    source: &Source,
    wanted: &Wanted<'_>,
    progress: &Arc<Progress>,
    report: &mut LoadReport,
) -> Result<RawTable, ReadProblem> {
    let mut sheets = read_sheets(source, wanted, progress, report, 0)?.into_iter();
    let first = sheets.next().ok_or(ReadProblem::Empty)?;
    let mut table = with_header(first, source, wanted.mapping, report)?;
    for sheet in sheets {
        let mut notices = LoadReport::default();
        let name = sheet.name.clone();
        match with_header(sheet, source, wanted.mapping, &mut notices) {
            Ok(other) if other.headers == table.headers => {
                table.append(other);
                report.absorb(notices);
            }
            // A sheet without a table, or of another shape, is not one of them, and the list of sheets says so.
            _ => {
                for sheet in report.sheets.iter_mut().filter(|sheet| Some(&sheet.name) == name.as_ref()) {
                    sheet.is_used = false;
                }
            }
        }
    }
    source.check_unchanged()?;
    if wanted.mapping.sheet.as_deref() == Some(ALL_SHEETS) {
        table.add_column("sheet".to_owned(), |table, row| table.place(row).sheet.unwrap_or_default());
    }
    Ok(table)
}

fn with_header(
    sheet: Sheet,
    source: &Source,
    mapping: &Mapping,
    report: &mut LoadReport,
) -> Result<RawTable, ReadProblem> {
    let Sheet { grid, name } = sheet;
    if grid.rows == 0 {
        return Err(if grid.names.is_some() { ReadProblem::HeaderOnly } else { ReadProblem::Empty });
    }
    let header = match (&grid.names, mapping.header_row) {
        (Some(_), _) | (None, Some(0)) => None,
        (None, Some(row)) => {
            let index = row.checked_sub(grid.first_row).filter(|index| *index < grid.rows);
            Some(index.ok_or(ReadProblem::NoSuchRow { row, rows: grid.rows })?)
        }
        (None, None) => find_header(&grid),
    };
    if report.found.header_row.is_none() && grid.names.is_none() {
        report.found.header_row = Some(header.map_or(0, |row| grid.printed_row(row)));
    }
    RawTable::new(grid, header, &source.name, name.as_deref(), report)
}

fn read_sheets(
    source: &Source,
    wanted: &Wanted<'_>,
    progress: &Arc<Progress>,
    report: &mut LoadReport,
    layers: usize,
) -> Result<Vec<Sheet>, ReadProblem> {
    let one = |grid| Ok(vec![Sheet { grid, name: None }]);
    let head = source.head(progress)?;
    match sniff(&head) {
        Content::Empty if source.bytes() <= head.len() as u64 || layers > 0 => Err(ReadProblem::Empty),
        Content::Svg | Content::Png => Err(ReadProblem::FigureNotData),
        Content::View | Content::Workspace => Err(ReadProblem::ViewNotData),
        Content::Mapping => Err(ReadProblem::MappingNotData),
        Content::HouseStyle => Err(ReadProblem::StyleNotData),
        Content::OtherFormat(format) => Err(ReadProblem::OtherFormat(format)),
        Content::Binary | Content::Native => Err(ReadProblem::Binary),
        Content::Gzip | Content::Zstandard | Content::Zip if layers >= MOST_LAYERS => Err(ReadProblem::NotATable {
            format: "ZIP/gzip",
            detail: format!("it is packed more than {MOST_LAYERS} times"),
        }),
        Content::Gzip => {
            report.found.packing = Some("gzip");
            read_sheets(&source.unpacked(Packing::Gzip), wanted, progress, report, layers + 1)
        }
        Content::Zstandard => {
            report.found.packing = Some("Zstandard");
            read_sheets(&source.unpacked(Packing::Zstandard), wanted, progress, report, layers + 1)
        }
        Content::Zip => {
            let bytes: Arc<[u8]> = source.whole(progress)?.into();
            if archive::is_workbook(&bytes) {
                read_workbook(bytes, wanted, progress, report)
            } else {
                read_archive(source, &bytes, wanted, progress, report, layers)
            }
        }
        Content::Compound => read_workbook(source.whole(progress)?.into(), wanted, progress, report),
        Content::Parquet => {
            report.found.format = "Parquet";
            one(columnar::read_parquet(source.whole(progress)?, wanted.most_rows, progress)?)
        }
        Content::Arrow => {
            report.found.format = "Arrow";
            one(columnar::read_arrow(source.whole(progress)?, wanted.most_rows, progress)?)
        }
        Content::Json => {
            report.found.format = "JSON";
            one(json::read_json(&source.whole(progress)?, wanted.most_rows, progress)?)
        }
        Content::Text | Content::Empty if wanted.mapping.sheet.as_deref().is_some_and(|sheet| sheet != ALL_SHEETS) => {
            let name = wanted.mapping.sheet.clone().unwrap_or_default();
            Err(ReadProblem::NoSuchSheet { name, known: Vec::new() })
        }
        Content::Text | Content::Empty => one(read_delimited(source, &head, wanted, progress, report)?),
    }
}

fn read_delimited(
    source: &Source,
    head: &[u8],
    wanted: &Wanted<'_>,
    progress: &Arc<Progress>,
    report: &mut LoadReport,
) -> Result<Grid, ReadProblem> {
    let said = wanted.mapping.encoding.as_deref();
    let mut encoding = encoding::choose(head, said)?;
    loop {
        match read_text(source, head, encoding, wanted, progress, report) {
            // The beginning was UTF-8, what follows is not.
            Err(ReadProblem::NotUtf8) if said.is_none() => {
                encoding = encoding::guess(&mut *source.open(progress)?);
                progress.rows_read.store(0, Ordering::Relaxed);
            }
            other => return other,
        }
    }
}

fn read_text(
    source: &Source,
    head: &[u8],
    encoding: &'static encoding_rs::Encoding,
    wanted: &Wanted<'_>,
    progress: &Arc<Progress>,
    report: &mut LoadReport,
) -> Result<Grid, ReadProblem> {
    let not_understood = Arc::new(AtomicUsize::new(0));
    let open = || -> Result<Box<dyn std::io::Read + Send>, ReadProblem> {
        let stream = source.open(progress)?;
        Ok(if encoding == encoding_rs::UTF_8 {
            stream
        } else {
            Box::new(Transcoder::new(stream, encoding, not_understood.clone()))
        })
    };
    let (head, _) = encoding.decode_with_bom_removal(head);
    let delimiter = match wanted.mapping.delimiter {
        Some(delimiter) => {
            let byte = u8::try_from(delimiter).ok().filter(u8::is_ascii);
            Some(byte.ok_or(ReadProblem::DelimiterTooWide { delimiter })?)
        }
        None => None,
    };
    let layout = find_layout(&head, delimiter);
    report.found = FormatFound {
        format: if layout.delimiter == b'\t' { "TSV" } else { "CSV" },
        packing: report.found.packing,
        encoding: Some(encoding.name()),
        delimiter: Some(char::from(layout.delimiter)),
        header_row: None,
    };
    let mut skipped: Vec<bool> = Vec::new();
    if let Some(only) = wanted.only {
        // The first rows say which columns there are.
        let mut beginning = head.as_bytes();
        let first = delimited::read(&mut beginning, layout, &[], 1, &Progress::default())?.grid;
        let header = wanted.mapping.header_row.map_or_else(|| find_header(&first), |row| row.checked_sub(1));
        if let Some(header) = header {
            let cells = (0..first.columns.len()).map(|column| first.cell(header, column));
            skipped = super::header::name_columns(cells).names.iter().map(|name| only.contains(name)).collect();
        }
    }
    let delimited::DelimitedGrid { grid, unclosed_quotes } =
        delimited::read(&mut *open()?, layout, &skipped, wanted.most_rows, progress)?;
    let place =
        |row: u32| super::issue::RowPlace { file: source.name.clone(), row: row as usize + 1, ..Default::default() };
    if !unclosed_quotes.is_empty() {
        let places = unclosed_quotes.iter().copied().take(super::issue::MAX_PLACES).map(place).collect();
        report.add_all(IssueKind::UnclosedQuote, None, places, unclosed_quotes.len());
    }
    let wrong = not_understood.load(Ordering::Relaxed);
    if wrong > 0 {
        report.add_all(IssueKind::NotDecoded { encoding: encoding.name() }, None, Vec::new(), wrong);
    }
    Ok(grid)
}

fn read_workbook(
    bytes: Arc<[u8]>,
    wanted: &Wanted<'_>,
    progress: &Arc<Progress>,
    report: &mut LoadReport,
) -> Result<Vec<Sheet>, ReadProblem> {
    let mut workbook = Workbook::open(bytes)?;
    report.found.format = workbook.format();
    let names = workbook.sheet_names();
    let known = || names.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let indices: Vec<usize> = match wanted.mapping.sheet.as_deref() {
        Some(ALL_SHEETS) => (0..names.len()).collect(),
        Some(said) => {
            let found = names.iter().position(|(name, _)| name == said);
            let found =
                found.or_else(|| names.iter().position(|(name, _)| name.trim().eq_ignore_ascii_case(said.trim())));
            vec![found.ok_or_else(|| ReadProblem::NoSuchSheet { name: said.to_owned(), known: known() })?]
        }
        None => {
            let mut grids = |index: usize| workbook.read_sheet(index, ROWS_TO_CHOOSE_BY, progress).ok();
            vec![choose(&names, &mut grids).ok_or(ReadProblem::Empty)?]
        }
    };
    report.sheets = sheet_infos(&names, &indices);
    let mut sheets = Vec::new();
    for index in indices {
        let grid = workbook.read_sheet(index, wanted.most_rows, progress)?;
        let name = names.get(index).map(|(name, _)| name.clone());
        if grid.rows > 0 || sheets.is_empty() {
            sheets.push(Sheet { grid, name });
        }
    }
    // The first one decides the shape: a sheet of notes must not.
    sheets.sort_by_key(|sheet| std::cmp::Reverse(usize::from(score(&sheet.grid) > 0)));
    Ok(sheets)
}

fn sheet_infos(names: &[(String, bool)], used: &[usize]) -> Vec<SheetInfo> {
    let info = |(index, (name, is_visible)): (usize, &(String, bool))| SheetInfo {
        name: name.clone(),
        is_visible: *is_visible,
        is_used: used.contains(&index),
    };
    names.iter().enumerate().map(info).collect()
}

/// The sheet that looks most like a table of this field; the first of equals, hidden ones only where there is no other.
fn choose(names: &[(String, bool)], grid_of: &mut dyn FnMut(usize) -> Option<Grid>) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (index, (_, is_visible)) in names.iter().enumerate().take(SHEETS_TO_CHOOSE_BY) {
        let Some(grid) = grid_of(index) else { continue };
        if grid.rows == 0 {
            continue;
        }
        let score = (score(&grid) + 1) * if *is_visible { 1000 } else { 1 };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
}

/// What the columns of a sheet are worth to somebody who looks at flows: the sum over the roles that it has.
fn score(grid: &Grid) -> usize {
    let header = if grid.names.is_some() { None } else { find_header(grid) };
    let mut notices = LoadReport::default();
    let Ok(table) = RawTable::new(grid.clone(), header, "", None, &mut notices) else { return 0 };
    let guesses = roles::guess_for(&table, &[]);
    let weight = |role: Role| match role {
        Role::Destination | Role::Citizenship | Role::Date | Role::People | Role::Flights => 3,
        Role::Month | Role::Year | Role::FiscalYear | Role::Origin | Role::FlightKey | Role::Cost => 2,
        Role::None => 0,
        _ => 1,
    };
    guesses.roles.iter().map(|guess| weight(guess.role)).sum()
}

fn read_archive(
    source: &Source,
    bytes: &Arc<[u8]>,
    wanted: &Wanted<'_>,
    progress: &Arc<Progress>,
    report: &mut LoadReport,
    layers: usize,
) -> Result<Vec<Sheet>, ReadProblem> {
    report.found.packing = Some("ZIP");
    let entries = archive::list_entries(bytes)?;
    let names: Vec<(String, bool)> = entries.iter().map(|entry| (entry.name.clone(), true)).collect();
    let known = || entries.iter().map(|entry| entry.name.clone()).collect::<Vec<_>>();
    let inner = |index: usize, mapping: &Mapping, most_rows: usize, report: &mut LoadReport| {
        let name = names.get(index).map(|(name, _)| name.clone()).unwrap_or_default();
        let wanted = Wanted { mapping, only: wanted.only, most_rows };
        read_sheets(&source.unpacked(Packing::ZipEntry(name)), &wanted, progress, report, layers + 1)
    };
    let inside = Mapping { sheet: None, ..wanted.mapping.clone() };
    let indices: Vec<usize> = match wanted.mapping.sheet.as_deref() {
        Some(said) if said != ALL_SHEETS => {
            let found = names.iter().position(|(name, _)| name == said);
            vec![found.ok_or_else(|| ReadProblem::NoSuchSheet { name: said.to_owned(), known: known() })?]
        }
        _ if entries.len() == 1 => vec![0],
        _ => {
            let mut headers: Vec<(usize, Vec<String>)> = Vec::new();
            for index in 0..names.len().min(SHEETS_TO_CHOOSE_BY) {
                let mut unused = LoadReport::default();
                let Ok(sheets) = inner(index, &inside, ROWS_TO_CHOOSE_BY, &mut unused) else { continue };
                let Some(sheet) = sheets.into_iter().next() else { continue };
                if let Ok(table) = with_header(sheet, source, &inside, &mut unused) {
                    headers.push((index, table.headers));
                }
            }
            let (_, first) = headers.first().ok_or(ReadProblem::Empty)?;
            headers.iter().filter(|(_, other)| other == first).map(|(index, _)| *index).collect()
        }
    };
    report.sheets = sheet_infos(&names, &indices);
    let mut sheets = Vec::new();
    for index in indices {
        let name = names.get(index).map(|(name, _)| name.clone());
        let infos = std::mem::take(&mut report.sheets);
        let read = inner(index, &inside, wanted.most_rows, report);
        report.sheets = infos;
        sheets.extend(read?.into_iter().take(1).map(|sheet| Sheet { grid: sheet.grid, name: name.clone() }));
    }
    report.found.packing = Some("ZIP");
    Ok(sheets)
}

/// Brings columns over from another sheet or file.
fn look_up(
    source: &Source,
    table: &mut RawTable,
    lookup: &Lookup,
    wanted: &Wanted<'_>,
    progress: &Arc<Progress>,
    report: &mut LoadReport,
) -> Result<(), ReadProblem> {
    let other_source = match &lookup.file {
        Some(path) => Source::of_path(&source.beside(path)).map_err(|problem| in_file(path, problem))?,
        None => source.clone(),
    };
    let mapping = Mapping { sheet: lookup.sheet.clone(), ..Mapping::default() };
    let there = Wanted { mapping: &mapping, only: None, most_rows: wanted.most_rows.max(1_000_000) };
    let mut notices = LoadReport::default();
    let other = read_one(&other_source, &there, progress, &mut notices)?;
    table.look_up(lookup, &other, report)?;
    Ok(())
}

/// Share of the keys that must be found before a lookup is made without being told.
const ENOUGH_KEYS: f64 = 0.8;

/// Where the table has operations without a type, and another sheet of the workbook has the type of each operation:
/// brings it over. Gives the name of the new column.
pub(super) fn look_up_category(
    source: &Source,
    table: &mut RawTable,
    roles: &[Role],
    mapping: &Mapping,
    progress: &Arc<Progress>,
    report: &mut LoadReport,
) -> Result<Option<String>, ReadProblem> {
    let is_workbook = report.sheets.len() > 1 && report.found.packing.is_none();
    let is_said = !mapping.lookups.is_empty() || mapping.sheet.as_deref() == Some(ALL_SHEETS);
    let key = roles.iter().position(|role| *role == Role::FlightKey);
    let (Some(key), true, false, false) = (key, is_workbook, is_said, roles.contains(&Role::Category)) else {
        return Ok(None);
    };
    let mut workbook = Workbook::open(source.whole(progress)?.into())?;
    let keys: HashSet<String> = table
        .kept()
        .into_iter()
        .flatten()
        .map(|row| table.cell(row, key).trim().to_owned())
        .filter(|key| !key.is_empty())
        .collect();
    for (index, sheet) in report.sheets.clone().iter().enumerate() {
        if sheet.is_used || !sheet.is_visible {
            continue;
        }
        let Ok(grid) = workbook.read_sheet(index, usize::MAX, progress) else { continue };
        let mut notices = LoadReport::default();
        let own = Mapping::default();
        let Ok(other) = with_header(Sheet { grid, name: Some(sheet.name.clone()) }, source, &own, &mut notices) else {
            continue;
        };
        let guesses = roles::guess_for(&other, &[]);
        let with = |role: Role| guesses.roles.iter().find(|guess| guess.role == role).map(|guess| guess.column.clone());
        let (Some(category), Some(other_key)) = (with(Role::Category), with(Role::FlightKey)) else { continue };
        let Some(column) = other.index_of(&other_key) else { continue };
        let known: Vec<&str> = other.kept().into_iter().flatten().map(|row| other.cell(row, column).trim()).collect();
        let distinct: HashSet<&str> = known.iter().copied().collect();
        let found = keys.iter().filter(|key| distinct.contains(key.as_str())).count();
        #[expect(clippy::cast_precision_loss, reason = "a share")]
        let share = found as f64 / keys.len().max(1) as f64;
        if distinct.len() != known.len() || share < ENOUGH_KEYS {
            continue;
        }
        let is_on = mapping.is_on(Step::LookUpCategory);
        let detail = format!("{category} ← {} ({other_key})", sheet.name);
        report.steps.push(StepTaken { step: Step::LookUpCategory, is_on, count: found, detail });
        if !is_on {
            return Ok(None);
        }
        let key = table.headers.get(key).cloned().unwrap_or_default();
        let lookup = Lookup { file: None, sheet: Some(sheet.name.clone()), key, other_key, columns: vec![category] };
        return Ok(table.look_up(&lookup, &other, report)?.into_iter().next());
    }
    Ok(None)
}
