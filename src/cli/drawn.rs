//! `table` of a chart with more than one grouping: the numbers that it draws, a line for each band, arc, cell or part, as
//! text, CSV or JSON.
//!
//! Start with [`print`].

use super::arguments::OutputFormat;
use super::table::{json_number, set_amount, set_rows};
use crate::chart::{ChartModel, format_number};
use crate::dataset::{Number, Unit};
use crate::export::reconciled;
use crate::export::{ColumnKind, NumbersCell, NumbersTable};
use crate::query::QueryResult;
use crate::view_spec::CompleteSpec;
use crate::words::Words;
use serde_json::{Map, Value, json};

/// As asked for; `None` where a line cannot be written.
pub(super) fn print(
    mut table: NumbersTable,
    spec: &CompleteSpec,
    result: &QueryResult,
    model: &ChartModel,
    format: OutputFormat,
    words: &Words,
) -> Option<String> {
    if spec.share {
        to_shares(&mut table, &spec.measure.id);
    }
    match format {
        OutputFormat::Text => Some(as_text(&table, spec, result, model, words)),
        OutputFormat::Csv => as_csv(&table),
        OutputFormat::Json => Some(as_json(&table, result, model)),
    }
}

/// Each part as a percentage of all parts of its line, to one decimal place.
fn to_shares(table: &mut NumbersTable, measure: &str) {
    let is_part: Vec<bool> =
        table.columns.iter().map(|column| column.kind == ColumnKind::Measure && column.id != measure).collect();
    for line in &mut table.lines {
        let parts = || is_part.iter().enumerate().filter(|(_, is_part)| **is_part).map(|(index, _)| index);
        let value = |cell: Option<&NumbersCell>| match cell {
            Some(NumbersCell::Number(number)) => Some(*number),
            _ => None,
        };
        let sum: f64 = parts().filter_map(|index| value(line.get(index))).map(Number::to_f64).sum();
        for index in parts() {
            if let Some(cell) = line.get_mut(index)
                && let Some(number) = value(Some(cell))
                && sum > 0.0
            {
                #[expect(clippy::cast_possible_truncation, reason = "at most 1,000 tenths of a percent")]
                let tenths = (number.to_f64() / sum * 1_000.0).round() as i128;
                *cell = Number::new(tenths, 1).map_or(NumbersCell::Empty, NumbersCell::Number);
            }
        }
    }
    for (column, _) in table.columns.iter_mut().zip(is_part).filter(|(_, is_part)| *is_part) {
        column.id.push_str(" %");
    }
}

fn as_json(table: &NumbersTable, result: &QueryResult, model: &ChartModel) -> String {
    let cell = |cell: &NumbersCell| match cell {
        NumbersCell::Empty => Value::Null,
        NumbersCell::Text(text) => json!(text),
        NumbersCell::Number(number) => json_number(*number),
        NumbersCell::Reason { id, .. } => json!(id),
    };
    let line = |line: &Vec<NumbersCell>| {
        let cells = table.columns.iter().zip(line).map(|(column, one)| (column.id.clone(), cell(one)));
        Value::Object(cells.collect())
    };
    let mut object = Map::new();
    object.insert("rows".to_owned(), Value::Array(table.lines.iter().map(line).collect()));
    set_amount(&mut object, "total", "total_missing", &result.total);
    set_rows(&mut object, result);
    object.insert("notes".to_owned(), json!(model.captions.notes));
    format!("{}\n", Value::Object(object))
}

fn as_csv(table: &NumbersTable) -> Option<String> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| column.id.as_str())).ok()?;
    let cell = |cell: &NumbersCell| match cell {
        NumbersCell::Empty => String::new(),
        NumbersCell::Text(text) => text.clone(),
        NumbersCell::Number(number) => number.to_string(),
        NumbersCell::Reason { id, .. } => (*id).to_owned(),
    };
    for line in &table.lines {
        writer.write_record(line.iter().map(cell)).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

fn as_text(
    table: &NumbersTable,
    spec: &CompleteSpec,
    result: &QueryResult,
    model: &ChartModel,
    words: &Words,
) -> String {
    let is_number: Vec<bool> = table.columns.iter().map(|column| column.kind != ColumnKind::Text).collect();
    let cell = |(cell, kind): (&NumbersCell, ColumnKind)| match cell {
        NumbersCell::Empty => String::new(),
        NumbersCell::Text(text) => text.clone(),
        NumbersCell::Number(number) if kind == ColumnKind::Count => format_number(*number, &Unit::Rows, words),
        NumbersCell::Number(number) if spec.share => format_number(*number, &Unit::Other, words),
        NumbersCell::Number(number) => format_number(*number, &spec.measure.unit, words),
        NumbersCell::Reason { name, .. } => name.clone(),
    };
    let mut lines: Vec<Vec<String>> = vec![table.columns.iter().map(|column| column.id.clone()).collect()];
    lines.extend(table.lines.iter().map(|line| {
        line.iter().zip(table.columns.iter().map(|column| column.kind)).map(cell).collect::<Vec<String>>()
    }));
    for text in lines.iter_mut().flatten() {
        *text = text.replace(char::is_control, " ");
    }
    let width = |index: usize| {
        lines.iter().filter_map(|line| line.get(index)).map(|text| text.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
    let mut out = String::new();
    for line in &lines {
        let cells: Vec<String> = line
            .iter()
            .zip(widths.iter().zip(&is_number))
            .map(
                |(text, (width, is_number))| {
                    if *is_number { format!("{text:>width$}") } else { format!("{text:<width$}") }
                },
            )
            .collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
    }
    out.push('\n');
    for note in model.captions.notes.iter().chain([&reconciled(result, words)]) {
        out.push_str(note);
        out.push('\n');
    }
    out
}
