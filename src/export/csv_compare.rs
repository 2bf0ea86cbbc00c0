//! The numbers behind a comparison as CSV: both sides, difference and percentage in a line for each group, the total
//! last, the notes below. What has no difference says why.

use super::csv_table::{about, defuse, missing_id};
use crate::chart::{ChartModel, CompareModel, CompareRow, key_code};
use crate::dataset::{Dataset, Number};
use crate::query::{Amount, QueryResult};
use crate::view_spec::CompleteSpec;
use crate::words::Words;

/// UTF-8 with a byte order mark, as [`super::csv_table::write`].
pub(super) fn write(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    (model, compare): (&ChartModel, &CompareModel),
    words: &Words,
) -> Option<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::from(*b"\xEF\xBB\xBF"));
    let [before, after] = [&compare.before.name, &compare.after.name].map(|name| defuse(name));
    let header =
        [&spec.by_name, "code", &before, &after, "change", "percent", "missing_before", "missing_after", "remark"];
    writer.write_record(header).ok()?;
    for (row, mark) in compare.rows.iter().zip(&model.marks) {
        let code = mark.picks.first().and_then(|(_, key)| key_code(key)).unwrap_or("");
        writer.write_record(record(row, code)).ok()?;
    }
    if let Some(total) = &compare.total {
        writer.write_record(record(total, "")).ok()?;
    }
    writer.write_record([""]).ok()?;
    for text in about(dataset, result, model, words) {
        writer.write_record([defuse(&text)]).ok()?;
    }
    // What stands together in one line, name by name.
    for (row, mark) in compare.rows.iter().zip(&model.marks).filter(|(_, mark)| !mark.members.is_empty()) {
        writer.write_record([""]).ok()?;
        writer.write_record([row.label.as_str()]).ok()?;
        for member in &mark.members {
            writer
                .write_record([
                    defuse(&member.label),
                    String::new(),
                    String::new(),
                    String::new(),
                    member.value.clone(),
                ])
                .ok()?;
        }
    }
    writer.into_inner().ok()
}

fn record(row: &CompareRow, code: &str) -> [String; 9] {
    let number = |number: Option<Number>| number.map_or(String::new(), |number| number.to_string());
    let value = |amount: &Amount| number(amount.known());
    let (before, after) = &row.amounts;
    let remark = if row.difference().is_none() { &row.change_label } else { "" };
    [
        defuse(&row.label),
        code.to_owned(),
        value(before),
        value(after),
        number(row.difference()),
        number(row.percent),
        missing_id(before).to_owned(),
        missing_id(after).to_owned(),
        remark.to_owned(),
    ]
}
