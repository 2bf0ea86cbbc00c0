//! `check`: what reading a file yielded, row by row accounted for.

use super::arguments::{Arguments, OutputFormat};
use super::{Failure, load};
use crate::chart::format_period;
use crate::dataset::{Column, Dataset, Dictionary, Missing, Role};
use crate::reading::{IssueKind, LoadReport, ReadOptions};
use crate::words::Words;
use serde_json::{Map, Value, json};

pub(super) fn run(arguments: &Arguments, words: &Words) -> Result<(String, u8), Failure> {
    let options = ReadOptions { roles: arguments.roles.clone(), ..ReadOptions::default() };
    let (loaded, _) = load(arguments, &options, words)?;
    let status = u8::from(!loaded.report.issues.is_empty());
    let text = match arguments.format {
        OutputFormat::Json => as_json(&loaded.dataset, &loaded.report, words),
        OutputFormat::Text | OutputFormat::Csv => as_text(&loaded.dataset, &loaded.report, words),
    };
    Ok((text, status))
}

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
    let is_left_out = |kind: &IssueKind| matches!(kind, IssueKind::BlankRow);
    let issues = |left_out: bool| -> Vec<Value> {
        let chosen = report.issues.iter().filter(|issue| is_left_out(&issue.kind) == left_out);
        chosen
            .map(|issue| {
                json!({
                    "reason": issue.id(),
                    "rows": issue.rows,
                    "text": issue.sentence(words),
                    "first": [{"row": issue.first_row, "column": issue.column}],
                })
            })
            .collect()
    };
    let value = json!({
        "rows_read": report.rows_read,
        "rows_kept": report.rows_kept,
        "left_out": issues(true),
        "flagged": issues(false),
        "columns": columns,
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
    line(&words.say.rows_kept(report.rows_read, report.rows_kept, left_out));
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
