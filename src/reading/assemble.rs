//! From a table of texts to a data set: roles, cleaning, meaning, and the ledger of where every row went.
//!
//! Start with [`assemble`].

use super::cleaning::clean;
use super::dates::{OrderDecision, find_date_order};
use super::issue::{IssueKind, LeftOut, LoadReport, MAX_ROWS_KEPT, RoleGuess, RoleReason, StepTaken};
use super::load::look_up_category;
use super::mapping::Step;
use super::numbers::{MarkDecision, find_decimal_mark};
use super::source::Source;
use super::table::RawTable;
use super::understanding::{Context, Marks, texts_in_use, understand};
use super::{Progress, ReadOptions, ReadProblem, editions, on_all_processors, roles};
use crate::dataset::country::fold;
use crate::dataset::{AbsentRows, Calendar, Column, Dataset, LocalText, Metadata, Reason, Role};
use std::sync::Arc;

/// Makes the data set of a table.
pub(super) fn assemble(
    mut table: RawTable,
    mut report: LoadReport,
    source: &Source,
    name: &str,
    options: &ReadOptions,
    progress: &Arc<Progress>,
) -> Result<(Dataset, LoadReport), ReadProblem> {
    let mapping = &options.mapping;
    let marks = Marks::new(mapping);
    let mut roles = assign_roles(&table, options, &mut report)?;
    if options.description.is_none()
        && let Some(name) = look_up_category(source, &mut table, &roles, mapping, progress, &mut report)?
    {
        roles.resize(table.columns.len().saturating_sub(1), Role::None);
        let is_free = !mapping.roles.iter().any(|(role, _)| *role == Role::Category);
        roles.push(if is_free { Role::Category } else { Role::None });
        report.roles.push(RoleGuess { column: name, role: Role::Category, reason: RoleReason::Content });
    }
    roles.resize(table.columns.len(), Role::None);
    if mapping.editions && !roles.contains(&Role::Edition) {
        editions::give_role(&table, &mut roles, &mut report);
    }
    clean(&mut table, &roles, mapping, &marks, &mut report);
    let kept = table.kept();
    if kept.is_empty() {
        let cleaned = table.excluded.iter().filter_map(|(_, reason)| *reason);
        let rows = cleaned
            .filter(|reason| matches!(reason, Reason::SumRow | Reason::RemarkRow | Reason::RepeatedHeader))
            .count();
        return Err(if rows > 0 { ReadProblem::AllLeftOut { rows } } else { ReadProblem::HeaderOnly });
    }
    if progress.is_cancelled() {
        return Err(ReadProblem::Cancelled);
    }
    let excluded: Vec<usize> = table.excluded.iter().map(|(row, _)| *row).collect();
    write_ledger(&table, &kept, &mut report);
    report.shape = shape_of(&table, &report);
    let (date_order, decimal) = decided_elsewhere(&table, &roles, &kept, &excluded, &marks);
    let context =
        Context { table: &table, kept: &kept, excluded: &excluded, mapping, marks: &marks, date_order, decimal };
    let weight = |index: &usize| table.columns.get(*index).map_or(0, |column| column.texts.len());
    let understood = on_all_processors((0..table.columns.len()).collect(), weight, |index| {
        let role = roles.get(index).copied().unwrap_or(Role::None);
        understand(index, role, &context)
    });
    if progress.is_cancelled() {
        return Err(ReadProblem::Cancelled);
    }
    let mut columns: Vec<Column> = Vec::with_capacity(understood.len());
    let (mut zeros, mut joint) = (0, 0);
    for one in understood {
        columns.push(one.column);
        report.absorb(one.notices);
        zeros += one.accounting_zeros;
        joint += one.joint_cells;
    }
    for merge in &mapping.merges {
        let stands = |(column, role): (&super::grid::GridColumn, &Role)| {
            role.is_country() && column.texts.iter().any(|text| fold(text) == fold(&merge.from))
        };
        if !table.columns.iter().zip(&roles).any(stands) {
            report.add_all(IssueKind::MergeNotUsed { name: merge.from.clone() }, None, Vec::new(), 1);
        }
    }
    let marked = report.marks.iter().map(|mark| mark.cells).sum();
    for (step, count) in
        [(Step::UnderstandMissingMarks, marked), (Step::ReadAccountingZero, zeros), (Step::SeparateJointPlaces, joint)]
    {
        report.steps.push(StepTaken { step, is_on: mapping.is_on(step), count, detail: String::new() });
    }
    report.steps.sort_by_key(|taken| taken.step);
    let mut dataset = finish(columns, name, options, report.repeated_rows());
    dataset.set_ledger(report.ledger());
    super::native::inspect(&dataset, &|row| report_place(&table, &kept, row), &mut report);
    report.kept = kept;
    report.segments = table.segments;
    Ok((dataset, report))
}

fn report_place(table: &RawTable, kept: &[std::ops::Range<usize>], row: usize) -> super::issue::RowPlace {
    let mut before = 0;
    for run in kept {
        if row < before + run.len() {
            return table.place(run.start + row - before);
        }
        before += run.len();
    }
    super::issue::RowPlace::default()
}

/// Rows read = rows used + rows left out.
fn write_ledger(table: &RawTable, kept: &[std::ops::Range<usize>], report: &mut LoadReport) {
    report.rows_kept = kept.iter().map(std::ops::Range::len).sum();
    report.left_out = Reason::ALL
        .into_iter()
        .filter_map(|reason| {
            let rows: Vec<usize> =
                table.excluded.iter().filter(|(_, other)| *other == Some(reason)).map(|(row, _)| *row).collect();
            let first = rows.iter().take(MAX_ROWS_KEPT).map(|row| {
                let cells = (0..table.columns.len()).map(|column| table.cell(*row, column).trim().to_owned()).collect();
                (table.place(*row), cells)
            });
            let first = first.collect();
            (!rows.is_empty()).then_some(LeftOut { reason, rows: rows.len(), first })
        })
        .collect();
    report.rows_read = report.rows_kept + report.left_out.iter().map(|left_out| left_out.rows).sum::<usize>();
}

/// What files that can be read in the same way have in common: the kind of file and the names of the columns.
fn shape_of(table: &RawTable, report: &LoadReport) -> String {
    let mut names: Vec<String> = table.headers.iter().map(|name| fold(name)).collect();
    names.sort();
    let text = format!("{} {}", report.found.format, names.join("\u{1F}"));
    blake3::hash(text.as_bytes()).to_hex().chars().take(32).collect()
}

/// What columns that say it decide for those that do not.
fn decided_elsewhere(
    table: &RawTable,
    roles: &[Role],
    kept: &[std::ops::Range<usize>],
    excluded: &[usize],
    marks: &Marks,
) -> (Option<super::DateOrder>, Option<super::DecimalMark>) {
    let (mut date_order, mut decimal) = (None, None);
    for (column, role) in table.columns.iter().zip(roles) {
        let is_day = role.is_time() && !matches!(role, Role::Year | Role::FiscalYear);
        if !is_day && !role.is_number() {
            continue;
        }
        let used = texts_in_use(column, kept, excluded);
        let texts = || {
            used.iter().map(|code| column.texts.get(*code as usize).trim()).filter(|text| marks.kind(text).is_none())
        };
        if is_day && let OrderDecision::Decided(order) = find_date_order(texts()) {
            date_order = date_order.or(Some(order));
        }
        if role.is_number()
            && let MarkDecision::Decided(mark) = find_decimal_mark(texts())
        {
            decimal = decimal.or(Some(mark));
        }
    }
    (date_order, decimal)
}

/// The role of each column, by what the analyst, the description or the file says.
fn assign_roles(table: &RawTable, options: &ReadOptions, report: &mut LoadReport) -> Result<Vec<Role>, ReadProblem> {
    let chosen: Vec<(Role, String)> = match &options.description {
        Some(description) => description.roles(),
        None => options.mapping.roles.clone(),
    };
    if let Some((_, unknown)) = chosen.iter().find(|(_, name)| !table.headers.contains(name)) {
        return Err(ReadProblem::NoSuchColumn { name: unknown.clone(), known: table.headers.clone() });
    }
    let guessed = roles::guess_for(table, &chosen);
    let mut guesses = guessed.roles;
    if options.description.is_none() {
        roles::report_not_believed(table, &guessed.not_believed, report);
    } else {
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

/// Adds what was described by hand, or what the roles suggest.
fn finish(columns: Vec<Column>, name: &str, options: &ReadOptions, repeated_rows: usize) -> Dataset {
    if let Some(description) = options.description.clone() {
        return description.attach(columns);
    }
    let has = |role| columns.iter().any(|column| column.role == role);
    let mut metadata = Metadata { title: LocalText::plain(name), repeated_rows, ..Metadata::default() };
    metadata.published_figures = has(Role::PeriodStart) && has(Role::PeriodEnd) && !has(Role::FlightKey);
    if has(Role::FiscalYear) && !has(Role::Date) && !has(Role::Month) {
        metadata.calendar = Calendar::US_FISCAL;
    }
    if !metadata.published_figures && (has(Role::FlightKey) || has(Role::Date)) {
        metadata.absent_rows = AbsentRows::Zero;
    }
    Dataset::new(metadata, columns, Vec::new(), Vec::new())
}
