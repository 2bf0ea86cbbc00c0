//! `table`: the numbers of a view as text, CSV or JSON, without a picture.

use super::arguments::{Arguments, OutputFormat, Shape};
use super::{Failure, load};
use crate::chart::{self, Ranking, format_number, key_code, key_name, rank};
use crate::dataset::{Counting, Dataset, Number, Role};
use crate::export::{drawn_numbers_of, reconciled};
use crate::query::{self, Amount, QueryResult, Unusable};
use crate::reading::{Mapping, ReadOptions, Step};
use crate::view_spec::{
    ChartKind, CompleteSpec, Dimension, Key, PeriodChoice, ViewSpec, complete, find_dimension, find_dimension_in,
};
use crate::words::Words;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// A line of the table.
struct Line {
    label: String,
    code: Option<&'static str>,
    /// One amount, or one for each column.
    amounts: Vec<Amount>,
    /// Positions of amounts that are ratios on few cases.
    few: Vec<usize>,
    members: Vec<String>,
    /// Why there is no difference, that a period is partly covered, that a ratio rests on few cases.
    remark: String,
}

struct Table {
    row_name: String,
    column_labels: Option<Vec<String>>,
    lines: Vec<Line>,
    totals: Vec<Amount>,
    few_totals: Vec<usize>,
    /// What is said of each column: that a period is partly covered.
    column_remarks: Vec<String>,
    total: Amount,
    result: QueryResult,
    notes: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, words: &Words) -> Result<(String, u8), Failure> {
    // Every other chart knows what it is by when nobody says so.
    let chart = arguments.shape.chart;
    if arguments.rows.is_none() && chart.is_none_or(|chart| matches!(chart, ChartKind::Bars | ChartKind::Table)) {
        return Err(words.say.cli_missing("--rows COLUMN"));
    }
    let mapping = arguments.mapping(words)?;
    let only = needed_columns(arguments, &mapping, words);
    let options = ReadOptions { mapping, only, ..ReadOptions::default() };
    let (loaded, _) = load(arguments, &options, words)?;
    let dataset = &loaded.dataset;
    // The terminal answers for all that there is unless a period is named; the window starts with the newest.
    let view = view_of(arguments, dataset, words)?;
    if let Some(failure) = super::used::unused(arguments, &view, dataset, words) {
        return Err(failure);
    }
    let mut spec = complete(&view, dataset);
    // A table lists everything that it is not told to cut, and its notes speak of the table.
    let by_time = matches!(spec.by, Dimension::Time(_));
    let is_list = matches!(spec.chart, ChartKind::Bars | ChartKind::Compare | ChartKind::Table | ChartKind::Map);
    if is_list {
        spec.top = arguments.top.filter(|_| !by_time).unwrap_or(usize::MAX);
    }
    if !spec.problems.is_empty() {
        return Err(why_not(dataset, &spec, &query::run(dataset, &spec), words));
    }
    let result = query::run(dataset, &spec);
    let model = chart::build(dataset, &spec, &result, words);
    // The numbers of a chart with several groupings are those that it draws.
    let drawn = if arguments.columns.is_none() { drawn_numbers_of(dataset, &spec, &model, words) } else { None };
    if let Some(drawn) = drawn {
        let text = super::drawn::print(drawn, &spec, &result, &model, arguments.format, words);
        return Ok((text.unwrap_or_default(), 0));
    }
    if !is_list && let chart::Body::Empty { why, what_helps } = &model.body {
        return Err(format!("{why} {what_helps}"));
    }
    let table = answer(arguments, dataset, &spec, (result, &model), words)?;
    if table.result.rows.used == 0 && straddles(&table.result) {
        return Err(why_not(dataset, &spec, &table.result, words));
    }
    Ok(match arguments.format {
        OutputFormat::Text => (as_text(&table, &spec, words), 0),
        OutputFormat::Csv => (as_csv(&table, &spec, words).unwrap_or_default(), 0),
        OutputFormat::Json => (as_json(&table), 0),
    })
}

/// The view that the command line asks for. A period to compare with makes a comparison of it, and columns of a table
/// are its second grouping.
fn view_of(arguments: &Arguments, dataset: &Dataset, words: &Words) -> Result<ViewSpec, Failure> {
    let mut view = ViewSpec { period: Some(PeriodChoice::All), ..ViewSpec::new() };
    if arguments.shape.chart.is_none() && arguments.shape.versus.is_some() {
        view.chart = ChartKind::Compare;
    }
    arguments.apply_to(&mut view, dataset, words)?;
    Ok(view)
}

/// Rows that show which columns a question needs.
const HEAD_ROWS: usize = 10_000;

/// The columns that the question needs, from the first rows of a large text file; `None` for all of them. Columns in
/// which the name of a sum can stand are among them, so that the same rows are left out.
fn needed_columns(arguments: &Arguments, mapping: &Mapping, words: &Words) -> Option<Vec<String>> {
    // Other charts look at more columns than those that are named.
    if arguments.shape != Shape::default() {
        return None;
    }
    let drops_duplicates = mapping.is_on(Step::LeaveOutDuplicates);
    if drops_duplicates || !mapping.lookups.is_empty() || !mapping.also.is_empty() {
        return None;
    }
    let options = ReadOptions { mapping: mapping.clone(), most_rows: Some(HEAD_ROWS), ..ReadOptions::default() };
    let file = arguments.file.as_deref().filter(|file| !file.to_string_lossy().starts_with("sample:"))?;
    if std::path::Path::new(file).metadata().is_ok_and(|about| about.len() < SMALL_BYTES) {
        return None;
    }
    let (head, _) = load(arguments, &options, words).ok()?;
    let dataset = &head.dataset;
    let view = view_of(arguments, dataset, words).ok()?;
    let spec = complete(&view, dataset);
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| names.push(name.to_owned());
    let dimensions = spec.filters.iter().map(|filter| filter.dimension).chain([spec.by]);
    let columns = arguments.columns.as_deref().and_then(|name| find_dimension(dataset, name));
    for dimension in dimensions.chain(columns) {
        if let Dimension::Column(index) = dimension {
            add(dataset.columns().get(index)?.name.as_str());
        }
    }
    match &spec.measure.counting {
        Counting::Sum(name) | Counting::Distinct(name) => add(name),
        Counting::Rows => {}
        Counting::Published { .. } | Counting::Ratio { .. } => return None,
    }
    // Times, places and keys decide which rows count; the first column is where sums are named.
    let decides = |role: Role| role.is_country() || role.is_time() || matches!(role, Role::FlightKey | Role::Level);
    for (index, column) in dataset.columns().iter().enumerate() {
        if index == 0 || decides(column.role) {
            add(&column.name);
        }
    }
    Some(names)
}

/// Files below this are read whole: nothing is gained by looking twice.
const SMALL_BYTES: u64 = 16 << 20;

fn straddles(result: &QueryResult) -> bool {
    result.rows.unusable.iter().any(|(reason, _)| *reason == Unusable::LongerThanPeriod)
}

/// The sentence that the chart would show.
pub(super) fn why_not(dataset: &Dataset, spec: &CompleteSpec, result: &QueryResult, words: &Words) -> String {
    match chart::build(dataset, spec, result, words).body {
        chart::Body::Empty { why, what_helps } => format!("{why} {what_helps}"),
        _ => String::new(),
    }
}

/// Columns that a table has at the most.
const MOST_COLUMNS: usize = 400;

fn answer(
    arguments: &Arguments,
    dataset: &Dataset,
    spec: &CompleteSpec,
    (result, model): (QueryResult, &chart::ChartModel),
    words: &Words,
) -> Result<Table, Failure> {
    let ranking = rank(spec, &result, words);
    let mut notes = model.captions.notes.clone();
    if let chart::Body::Empty { why, what_helps } = &model.body {
        notes.insert(0, format!("{why} {what_helps}"));
    }
    let total = result.total.clone();
    let asked = spec.stack.as_ref().filter(|_| spec.chart == ChartKind::Table).map(|(_, name)| name);
    let (mut few_totals, mut column_remarks) = (Vec::new(), Vec::new());
    let (lines, column_labels, totals) = match (arguments.columns.as_ref().or(asked), &model.body) {
        (_, chart::Body::Compare(compare)) => compared_lines(model, compare, words),
        (None, _) => (single_lines(arguments, dataset, spec, &ranking, words), None, vec![total.clone()]),
        (Some(name), _) => {
            let dimension = find_dimension_in(dataset, name, spec.calendar).ok_or_else(|| {
                let columns: Vec<&str> = dataset.columns().iter().map(|column| column.name.as_str()).collect();
                format!("{} {}", words.say.no_such_column(name), words.say.columns_are(&columns.join(", ")))
            })?;
            let pivot = query::run_pivot_of(dataset, spec, result.clone(), dimension, name);
            let mut shown: Vec<usize> = (0..pivot.columns.len()).collect();
            if shown.len() > MOST_COLUMNS {
                let of_column = |index: &usize| pivot.column_totals.get(*index).and_then(Amount::largest);
                shown.sort_by_key(|index| std::cmp::Reverse(of_column(index)));
                shown.truncate(MOST_COLUMNS);
                shown.sort_unstable();
                notes.push(words.say.columns_not_shown(MOST_COLUMNS, pivot.columns.len()));
            }
            let columns: Vec<(Key, Amount)> = shown
                .iter()
                .filter_map(|index| {
                    Some((pivot.columns.get(*index)?.clone(), pivot.column_totals.get(*index)?.clone()))
                })
                .collect();
            let by_column = CompleteSpec { by: dimension, by_name: name.clone(), ..spec.clone() };
            let labels = columns.iter().map(|(key, _)| key_name(key, dataset.calendar(), words)).collect();
            let named = |key: &Key| query::Group::named(key.clone());
            let remark = |(key, _): &(Key, Amount)| chart::remark_of(dataset, &by_column, &named(key), words);
            column_remarks = columns.iter().map(remark).collect();
            few_totals =
                (0..shown.len()).filter(|at| shown.get(*at).is_some_and(|at| pivot.few_columns.contains(at))).collect();
            let row_of: HashMap<&Key, usize> = result.groups.iter().map(|group| &group.key).zip(0..).collect();
            let amounts = |key: &Key| -> (Vec<Amount>, Vec<usize>) {
                let Some(row) = row_of.get(key) else { return Default::default() };
                let cells = shown.iter().filter_map(|column| pivot.cells.at(*row, *column).cloned()).collect();
                let few = shown.iter().enumerate().filter(|(_, column)| pivot.is_few(*row, **column));
                (cells, few.map(|(at, _)| at).collect())
            };
            let kept = arguments.top.unwrap_or(usize::MAX);
            let mut lines: Vec<Line> = Vec::new();
            let mut rest: Vec<Key> = Vec::new();
            for ranked in &ranking.groups {
                if lines.len() < kept {
                    let (label, code) = (ranked.label.clone(), ranked.code);
                    let (amounts, few) = amounts(&ranked.group.key);
                    let remark = chart::remark_of(dataset, spec, &ranked.group, words);
                    lines.push(Line { label, code, amounts, few, members: Vec::new(), remark });
                } else {
                    rest.push(ranked.group.key.clone());
                }
            }
            if !rest.is_empty() {
                let together = columns.iter().map(|(column, total)| {
                    // Nothing was counted of a period that nobody observed, not even zero.
                    if *total == Amount::Missing(query::Nothing::NotCovered) {
                        return (total.clone(), false);
                    }
                    let mut one = spec.clone();
                    let keep = vec![column.clone()];
                    let by = name.clone();
                    one.filters.push(crate::view_spec::ResolvedFilter { by, dimension, keep, is_exact: true });
                    query::ratio_together(dataset, &one, rest.clone())
                });
                let together: Vec<(Amount, bool)> = together.collect();
                let few = together.iter().enumerate().filter(|(_, (_, is_few))| *is_few).map(|(at, _)| at).collect();
                let amounts = together.into_iter().map(|(amount, _)| amount).collect();
                let members = rest.iter().map(|key| key_name(key, dataset.calendar(), words)).collect();
                lines.push(Line {
                    label: words.say.others(rest.len()),
                    code: None,
                    amounts,
                    few,
                    members,
                    remark: String::new(),
                });
            }
            (lines, Some(labels), columns.into_iter().map(|(_, total)| total).collect())
        }
    };
    Ok(Table {
        row_name: spec.by_name.clone(),
        column_labels,
        lines,
        totals,
        few_totals,
        column_remarks,
        total,
        result,
        notes,
    })
}

/// Both sides, the difference and the percentage of a comparison.
fn compared_lines(
    model: &chart::ChartModel,
    compare: &chart::CompareModel,
    words: &Words,
) -> (Vec<Line>, Option<Vec<String>>, Vec<Amount>) {
    let amounts = |row: &chart::CompareRow| {
        let (before, after) = row.amounts.clone();
        let why = [&before, &after].into_iter().find(|amount| amount.known().is_none()).cloned();
        let change =
            row.difference().map_or_else(|| why.unwrap_or(Amount::Missing(query::Nothing::NoBase)), Amount::Known);
        let percent = row.percent.map_or(Amount::Missing(query::Nothing::NoBase), Amount::Known);
        vec![before, after, change, percent]
    };
    let lines = compare.rows.iter().zip(&model.marks).map(|(row, mark)| Line {
        label: row.label.clone(),
        code: mark.picks.first().and_then(|(_, key)| key_code(key)),
        amounts: amounts(row),
        few: Vec::new(),
        members: mark.members.iter().map(|member| member.label.clone()).collect(),
        remark: if row.difference().is_none() { row.change_label.clone() } else { String::new() },
    });
    let labels =
        [&compare.before.name, &compare.after.name, &compare.change_title.to_lowercase(), words.labels.percent_column];
    let labels = labels.map(str::to_owned).to_vec();
    (lines.collect(), Some(labels), compare.total.as_deref().map_or(Vec::new(), amounts))
}

fn single_lines(
    arguments: &Arguments,
    dataset: &Dataset,
    spec: &CompleteSpec,
    ranking: &Ranking,
    words: &Words,
) -> Vec<Line> {
    // Time has an order of its own and is never cut.
    let by_time = matches!(spec.by, Dimension::Time(_));
    let kept = if by_time { usize::MAX } else { arguments.top.unwrap_or(usize::MAX) };
    let line = |ranked: &chart::RankedGroup| Line {
        label: ranked.label.clone(),
        code: key_code(&ranked.group.key),
        amounts: vec![ranked.group.amount.clone()],
        few: Vec::new(),
        members: Vec::new(),
        remark: chart::remark_of(dataset, spec, &ranked.group, words),
    };
    let mut lines: Vec<Line> = ranking.groups.iter().take(kept).map(line).collect();
    let rest = || ranking.groups.iter().skip(kept);
    let numbered: Vec<Key> =
        rest().filter(|r| r.group.amount.largest().is_some()).map(|r| r.group.key.clone()).collect();
    let mut add = |keys: Vec<Key>, (amount, is_few): (Amount, bool)| {
        let remark = if is_few { words.labels.few_cases.to_owned() } else { String::new() };
        let members = keys.iter().map(|key| key_name(key, dataset.calendar(), words)).collect();
        let label = words.say.others(keys.len());
        lines.push(Line { label, code: None, amounts: vec![amount], few: Vec::new(), members, remark });
    };
    if !numbered.is_empty() {
        let amount = query::ratio_together(dataset, spec, numbered.clone());
        add(numbered, amount);
    }
    let mut reasons: Vec<query::Nothing> = Vec::new();
    for ranked in rest() {
        if let Amount::Missing(nothing) = ranked.group.amount
            && !reasons.contains(&nothing)
        {
            reasons.push(nothing);
        }
    }
    for nothing in reasons {
        let same = |ranked: &&chart::RankedGroup| ranked.group.amount == Amount::Missing(nothing);
        add(rest().filter(same).map(|ranked| ranked.group.key.clone()).collect(), (Amount::Missing(nothing), false));
    }
    lines
}

/// Exact: a whole number where it is one, else a decimal.
pub(super) fn json_number(number: Number) -> Value {
    match number.mantissa_at(0) {
        Some(whole) => i64::try_from(whole).map_or_else(|_| json!(number.to_string()), |whole| json!(whole)),
        None => json!(number.to_f64()),
    }
}

pub(super) fn set_amount(object: &mut Map<String, Value>, name: &str, missing_name: &str, amount: &Amount) {
    object.insert(name.to_owned(), amount.known().map_or(Value::Null, json_number));
    match amount {
        Amount::Known(_) => {}
        Amount::Published(one) => {
            object.insert("sources".to_owned(), json!(one.sources));
        }
        Amount::Differing(values) => {
            let published: Vec<Value> =
                values.iter().map(|one| json!({"value": json_number(one.value), "sources": one.sources})).collect();
            object.insert("published".to_owned(), json!(published));
            object.insert(missing_name.to_owned(), json!("published_values_differ"));
        }
        Amount::Missing(nothing) => {
            object.insert(missing_name.to_owned(), json!(nothing.id()));
        }
    }
}

pub(super) fn set_rows(object: &mut Map<String, Value>, result: &QueryResult) {
    let counts = &result.rows;
    for (name, count) in [
        ("rows_read", counts.read),
        ("rows_used", counts.used),
        ("rows_filtered", counts.filtered()),
        ("rows_unusable", counts.unusable_rows()),
    ] {
        object.insert(name.to_owned(), json!(count));
    }
}

fn as_json(table: &Table) -> String {
    let lines: Vec<Value> = table
        .lines
        .iter()
        .map(|line| {
            let mut object = Map::new();
            object.insert("label".to_owned(), json!(line.label));
            object.insert("code".to_owned(), json!(line.code));
            match (&table.column_labels, line.amounts.as_slice()) {
                (None, [amount]) => set_amount(&mut object, "value", "missing", amount),
                (labels, amounts) => {
                    let (mut values, mut missing) = (Map::new(), Map::new());
                    for (label, amount) in labels.iter().flatten().zip(amounts) {
                        values.insert(label.clone(), amount.known().map_or(Value::Null, json_number));
                        if let Amount::Missing(nothing) = amount {
                            missing.insert(label.clone(), json!(nothing.id()));
                        }
                    }
                    object.insert("values".to_owned(), Value::Object(values));
                    let few: Vec<&String> =
                        line.few.iter().filter_map(|at| table.column_labels.as_ref()?.get(*at)).collect();
                    if !few.is_empty() {
                        object.insert("few_cases".to_owned(), json!(few));
                    }
                    if !missing.is_empty() {
                        object.insert("missing".to_owned(), Value::Object(missing));
                    }
                }
            }
            if !line.remark.is_empty() {
                object.insert("remark".to_owned(), json!(line.remark));
            }
            if !line.members.is_empty() {
                object.insert("members".to_owned(), json!(line.members));
            }
            Value::Object(object)
        })
        .collect();
    let mut object = Map::new();
    object.insert("rows".to_owned(), Value::Array(lines));
    set_amount(&mut object, "total", "total_missing", &table.total);
    if let Some(labels) = &table.column_labels {
        let totals: Map<String, Value> = labels
            .iter()
            .zip(&table.totals)
            .map(|(label, amount)| (label.clone(), amount.known().map_or(Value::Null, json_number)))
            .collect();
        object.insert("totals".to_owned(), Value::Object(totals));
        let remarks = labels.iter().zip(&table.column_remarks).filter(|(_, remark)| !remark.is_empty());
        let remarks: Map<String, Value> = remarks.map(|(label, remark)| (label.clone(), json!(remark))).collect();
        if !remarks.is_empty() {
            object.insert("remarks".to_owned(), Value::Object(remarks));
        }
    }
    set_rows(&mut object, &table.result);
    object.insert("notes".to_owned(), json!(table.notes));
    format!("{}\n", Value::Object(object))
}

/// Label, code and cells of each line, the total last; a cell is told whether it is a ratio on few cases.
fn records(table: &Table, words: &Words, cell: impl Fn(&Amount, bool) -> String) -> Vec<Vec<String>> {
    let is_crossed = table.column_labels.is_some();
    let totals = if is_crossed { &table.totals } else { std::slice::from_ref(&table.total) };
    let lines = table
        .lines
        .iter()
        .map(|line| (line.label.clone(), line.code.unwrap_or("").to_owned(), &line.amounts[..], &line.few));
    lines
        .chain([(words.labels.total.to_owned(), String::new(), totals, &table.few_totals)])
        .map(|(label, code, amounts, few)| {
            let cells = amounts.iter().enumerate().map(|(at, amount)| cell(amount, few.contains(&at)));
            [label, code].into_iter().chain(cells).collect()
        })
        .collect()
}

/// What is said about a line: its remark, and which of its cells are ratios on few cases.
fn remark(table: &Table, line: &Line, words: &Words) -> String {
    let few: Vec<&str> =
        line.few.iter().filter_map(|at| table.column_labels.as_ref()?.get(*at)).map(String::as_str).collect();
    let few = (!few.is_empty()).then(|| format!("{}: {}", words.labels.few_cases, few.join(", ")));
    let own = Some(line.remark.clone()).filter(|own| !own.is_empty());
    own.into_iter().chain(few).collect::<Vec<_>>().join("; ")
}

fn header(table: &Table, spec: &CompleteSpec) -> Vec<String> {
    let remarked = |(at, label): (usize, &String)| match table.column_remarks.get(at).map_or("", String::as_str) {
        "" => label.clone(),
        remark => format!("{label} ({remark})"),
    };
    let labels = table.column_labels.as_ref().map(|labels| labels.iter().enumerate().map(remarked).collect());
    let columns: Vec<String> = labels.unwrap_or_else(|| vec![spec.measure.id.clone()]);
    [table.row_name.clone(), "code".to_owned()].into_iter().chain(columns).collect()
}

fn as_csv(table: &Table, spec: &CompleteSpec, words: &Words) -> Option<String> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let remarks: Vec<String> = table.lines.iter().map(|line| remark(table, line, words)).collect();
    // A column of remarks stands there where there is one.
    let has_remarks = spec.chart != ChartKind::Compare && remarks.iter().any(|remark| !remark.is_empty());
    let with = |mut record: Vec<String>, remark: &str| {
        record.extend(has_remarks.then(|| remark.to_owned()));
        record
    };
    writer.write_record(with(header(table, spec), "remark")).ok()?;
    let cell = |amount: &Amount, _: bool| match amount {
        Amount::Missing(nothing) => nothing.id().to_owned(),
        Amount::Differing(values) => values.iter().map(|one| one.value.to_string()).collect::<Vec<_>>().join(" | "),
        other => other.known().map_or(String::new(), |number| number.to_string()),
    };
    for (record, remark) in records(table, words, cell).into_iter().zip(remarks.iter().chain([&String::new()])) {
        writer.write_record(with(record, remark)).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

fn as_text(table: &Table, spec: &CompleteSpec, words: &Words) -> String {
    let is_comparison = spec.chart == ChartKind::Compare;
    let text = |amount: &Amount| match amount {
        Amount::Missing(query::Nothing::NoBase) if is_comparison => String::new(),
        Amount::Missing(nothing) => chart::nothing_name(*nothing, words).to_owned(),
        Amount::Differing(values) => {
            let numbers: Vec<String> =
                values.iter().map(|one| format_number(one.value, &spec.measure.unit, words)).collect();
            words.say.either(&numbers)
        }
        other => other.known().map_or(String::new(), |number| format_number(number, &spec.measure.unit, words)),
    };
    let cell = |amount: &Amount, is_few: bool| {
        if is_few { format!("{} {}", text(amount), words.labels.few_cases_mark) } else { text(amount) }
    };
    let mut lines = vec![header(table, spec)];
    lines.extend(records(table, words, cell));
    for (line, of) in lines.iter_mut().skip(1).zip(&table.lines).filter(|(_, of)| !of.remark.is_empty()) {
        line.push(of.remark.clone());
    }
    for text in lines.iter_mut().flatten() {
        *text = text.replace(char::is_control, " ");
    }
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |index: usize| {
        lines.iter().filter_map(|line| line.get(index)).map(|text| text.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for line in &lines {
        let cells: Vec<String> = line
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(index, (text, width))| if index < 2 { format!("{text:<width$}") } else { format!("{text:>width$}") })
            .collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
    }
    let reconciled = reconciled(&table.result, words);
    out.push('\n');
    for note in table.notes.iter().chain([&reconciled]) {
        out.push_str(note);
        out.push('\n');
    }
    out
}
