//! `check`: what reading a file yielded, row by row accounted for.

use super::arguments::{Arguments, OutputFormat};
use super::{Failure, load};
use crate::chart::format_period;
use crate::dataset::{Column, Dataset, Dictionary, Missing, Role};
use crate::reading::{LoadReport, ReadOptions, RowPlace, reason_name, step_name};
use crate::words::Words;
use serde_json::{Map, Value, json};

pub(super) fn run(arguments: &Arguments, words: &Words) -> Result<(String, u8), Failure> {
    let options = ReadOptions { mapping: arguments.mapping(words)?, ..ReadOptions::default() };
    let (loaded, _) = load(arguments, &options, words)?;
    let status = u8::from(loaded.report.has_trouble());
    let text = match arguments.format {
        OutputFormat::Json => as_json(&loaded.dataset, &loaded.report, words),
        OutputFormat::Text | OutputFormat::Csv => as_text(&loaded.dataset, &loaded.report, words),
    };
    Ok((text, status))
}

/// Rows of each kind that are named; the ledger of the window has more.
const PLACES_NAMED: usize = 10;

fn type_of(column: &Column) -> &'static str {
    match column.dictionary {
        Dictionary::Text(_) => "text",
        Dictionary::Places(_) => "place",
        Dictionary::Numbers { .. } => "number",
        Dictionary::Times(_) => "time",
    }
}

fn missing_of(column: &Column) -> impl Iterator<Item = (Missing, usize)> {
    Missing::ALL.into_iter().zip(column.missing_counts()).filter(|(_, count)| *count > 0)
}

fn as_json(dataset: &Dataset, report: &LoadReport, words: &Words) -> String {
    let columns: Vec<Value> = dataset
        .columns()
        .iter()
        .map(|column| {
            let missing: Map<String, Value> =
                missing_of(column).map(|(reason, count)| (reason.id().to_owned(), json!(count))).collect();
            json!({
                "name": column.name,
                "role": (column.role != Role::None).then(|| column.role.id()),
                "type": type_of(column),
                "distinct": column.dictionary.len(),
                "missing": missing,
            })
        })
        .collect();
    let place = |place: &RowPlace, column: Option<&str>| json!({"file": place.file, "sheet": place.sheet, "row": place.row, "column": column, "cell": place.cell});
    let left_out: Vec<Value> = report
        .left_out
        .iter()
        .map(|left_out| {
            let first: Vec<Value> = left_out.first.iter().take(PLACES_NAMED).map(|(row, _)| place(row, None)).collect();
            json!({
                "reason": left_out.reason.id(),
                "rows": left_out.rows,
                "text": reason_name(left_out.reason, words),
                "first": first,
            })
        })
        .collect();
    let flagged: Vec<Value> = report
        .issues
        .iter()
        .map(|issue| {
            let first: Vec<Value> =
                issue.places.iter().take(PLACES_NAMED).map(|row| place(row, issue.column.as_deref())).collect();
            json!({
                "reason": issue.id(),
                "rows": issue.rows,
                "text": issue.sentence(words),
                "column": issue.column,
                "first": first,
            })
        })
        .collect();
    let steps: Vec<Value> = report
        .steps
        .iter()
        .map(|taken| json!({"step": taken.step.id(), "on": taken.is_on, "count": taken.count, "detail": taken.detail}))
        .collect();
    let marks: Vec<Value> = report
        .marks
        .iter()
        .map(|mark| json!({"text": mark.text, "kind": mark.kind.id(), "cells": mark.cells}))
        .collect();
    let sheets: Vec<Value> = report
        .sheets
        .iter()
        .map(|sheet| json!({"name": sheet.name, "visible": sheet.is_visible, "used": sheet.is_used}))
        .collect();
    let found = &report.found;
    let value = json!({
        "rows_read": report.rows_read,
        "rows_kept": report.rows_kept,
        "left_out": left_out,
        "flagged": flagged,
        "columns": columns,
        "sheets": sheets,
        "steps": steps,
        "marks": marks,
        "format": {
            "name": found.format,
            "packing": found.packing,
            "encoding": found.encoding,
            "delimiter": found.delimiter,
            "header_row": found.header_row,
        },
        "published_figures": dataset.is_published(),
        "fingerprint": dataset.fingerprint().to_string(),
    });
    format!("{value}\n")
}

fn as_text(dataset: &Dataset, report: &LoadReport, words: &Words) -> String {
    let labels = words.labels;
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    line(dataset.metadata().title.in_language(words.language.code()));
    let left_out = report.rows_read.saturating_sub(report.rows_kept);
    let count = |rows: usize| crate::chart::format_number(rows.into(), &crate::dataset::Unit::Rows, words);
    line(&words.say.rows_kept(&count(report.rows_read), &count(report.rows_kept), &count(left_out)));
    for left_out in &report.left_out {
        let rows: Vec<String> = left_out.first.iter().take(5).map(|(row, _)| row.row.to_string()).collect();
        let more = if left_out.rows > rows.len() { ", …" } else { "" };
        let reason = reason_name(left_out.reason, words);
        line(&format!("  {} {reason}: {} {}{more}", left_out.rows, labels.row_label, rows.join(", ")));
    }
    for taken in report.steps.iter().filter(|taken| taken.count > 0 || !taken.is_on) {
        let detail = if taken.detail.is_empty() { String::new() } else { format!(" ({})", taken.detail) };
        let state = if taken.is_on { taken.count.to_string() } else { "–".to_owned() };
        line(&format!("  {}: {state}{detail}", step_name(taken.step, words)));
    }
    if let Some(coverage) = dataset.coverage() {
        line(&format!("{}: {}", labels.coverage, format_period(coverage, dataset.calendar(), words)));
    }
    line(&format!("{}: {}", labels.fingerprint, dataset.fingerprint()));
    line("");
    line(&format!("{}:", labels.columns_heading));
    for column in dataset.columns() {
        let role = if column.role == Role::None { "–" } else { column.role.id() };
        let reason = report.roles.iter().find(|guess| guess.column == column.name);
        let reason = reason.map_or(String::new(), |guess| format!(" ({})", guess.reason_text(words)));
        let missing: Vec<String> =
            missing_of(column).map(|(reason, count)| format!("{} {count}", reason.id())).collect();
        let missing = if missing.is_empty() { String::new() } else { format!(", {}", missing.join(", ")) };
        let distinct = words.say.distinct_values(column.dictionary.len());
        line(&format!("  {}: {role}{reason}, {}, {distinct}{missing}", column.name, type_of(column)));
    }
    line("");
    if report.issues.is_empty() {
        line(labels.no_problems);
    } else {
        line(&format!("{}:", labels.issues_heading));
        for issue in &report.issues {
            line(&format!("  {}", issue.sentence(words)));
        }
    }
    out
}
