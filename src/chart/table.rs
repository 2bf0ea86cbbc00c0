//! The numbers of a view, or the rows that it counts, as a table. The window shows all of it; a figure as many lines as
//! there is room for, and says how many there are more.
//!
//! Start with [`build`].

use super::bars::{amount_label, capitalised, count_text, with_few_mark};
use super::captions::{Facts, label_with_part, measure_name, part_seen};
use super::mark::Mark;
use super::names::{dimension_name, key_name, missing_name, name_of_dimension};
use super::number_format::{format_number, format_share};
use super::palette::Tone;
use super::period_format::{format_period, format_period_long};
use super::ranking::{RankedGroup, Ranking};
use crate::dataset::{Column, Counting, Dataset, Dictionary, Number, Role, Unit};
use crate::query::{self, Amount, Nothing, QueryResult};
use crate::view_spec::{ChartStyle, CompleteSpec, Dimension, Key, MAX_TOP, Sort};
use crate::words::Words;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

/// Values of a second grouping that have a column of their own.
const MOST_COLUMNS: usize = 24;
/// Rows of the data that the model holds as texts: more than any figure has room for.
const ROWS_AS_TEXT: usize = 120;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    pub title: String,
    /// Numbers stand at the right.
    pub is_number: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    pub cells: Vec<String>,
    /// What numbers are sorted by; texts are sorted by their letters.
    pub numbers: Vec<Option<Number>>,
    /// The value that the row stands for; `None` where several stand together.
    pub key: Option<Key>,
    pub tone: Tone,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TableModel {
    pub columns: Vec<TableColumn>,
    /// All groups, or the first rows of the data.
    pub rows: Vec<TableRow>,
    pub total: Option<TableRow>,
    /// The rows of the data set, where rows and not numbers are shown.
    pub data_rows: Option<Arc<Vec<u32>>>,
    /// Those of them that are highlighted, in the order of the file.
    pub selected_rows: Arc<Vec<u32>>,
    /// How many lines there are in all.
    pub lines: usize,
    /// Whether the last lines are the ones to keep where there is no room for all: those of the newest units of time.
    pub keeps_last: bool,
    /// Positions of columns, the one first that is the last to give way.
    pub columns_to_keep: Vec<usize>,
    /// "and 40 more", by how many lines are drawn.
    pub more: Vec<String>,
    /// "and 3 more columns", by how many are not drawn.
    pub more_columns: Vec<String>,
}

pub(super) fn build(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    ranking: &Ranking,
    words: &Words,
) -> (TableModel, Vec<Mark>, Facts) {
    let is_rows = spec.style == ChartStyle::Rows;
    let (columns, rows, total, data_rows) = if is_rows {
        let (columns, rows, all) = rows_of_data(dataset, spec, words);
        (columns, rows, None, Some(Arc::new(all)))
    } else {
        let (columns, rows, total) = match &spec.stack {
            None => numbers(dataset, spec, result, ranking, words),
            Some((dimension, name)) => crossed(dataset, spec, (*dimension, name), ranking, words),
        };
        (columns, rows, Some(total), None)
    };
    let lines = data_rows.as_ref().map_or(rows.len(), |rows| rows.len());
    let count = |count: usize| format_number(count.into(), &Unit::Rows, words);
    let keeps_last = !is_rows && matches!(spec.by, Dimension::Time(_)) && spec.sort != Sort::Change;
    let left_out = |lines: usize| {
        if keeps_last { words.say.earlier_rows(&count(lines)) } else { words.say.more_rows(&count(lines)) }
    };
    let model = TableModel {
        keeps_last,
        columns_to_keep: columns_to_keep(dataset, spec, &columns, is_rows),
        more: (0..=ROWS_AS_TEXT.min(lines)).map(|drawn| left_out(lines - drawn)).collect(),
        more_columns: (0..=columns.len()).map(|left_out| words.say.more_columns(left_out)).collect(),
        columns,
        rows,
        total,
        selected_rows: Arc::new(if is_rows { query::rows_selected(dataset, spec) } else { Vec::new() }),
        data_rows,
        lines,
    };
    let facts = facts(dataset, spec, result, &model, words);
    (model, Vec::new(), facts)
}

fn facts(dataset: &Dataset, spec: &CompleteSpec, result: &QueryResult, model: &TableModel, words: &Words) -> Facts {
    let (one, _) = dimension_name(spec, spec.role(dataset), words);
    let spoken =
        |row: &TableRow| row.cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    let mut facts = Facts { spoken: model.rows.iter().take(ROWS_AS_TEXT).map(spoken).collect(), ..Facts::default() };
    let what = words.say.measure_by(&measure_name(spec, words), &one);
    facts.alt_start = words.say.table_of(&what);
    if model.data_rows.is_none() {
        // The general notes speak of what is shown and of the rest.
        facts.shown = model.rows.iter().filter(|row| row.key.is_some()).count();
        if !matches!(spec.measure.counting, Counting::Published { .. }) {
            // The number of a line stands in its third column, or in the last of several.
            let place = if spec.stack.is_some() { model.columns.len().saturating_sub(1) } else { 2 };
            let mut numbers = model.rows.iter().filter_map(|row| row.numbers.get(place).copied().flatten());
            facts.sum = numbers.try_fold(Number::ZERO, Number::plus);
        }
        return facts;
    }
    let rows = words.say.count_rows(&format_number(model.lines.into(), &Unit::Rows, words), model.lines == 1);
    let span = spec.period.or_else(|| dataset.coverage());
    let period = span.map_or(String::new(), |span| format_period(span, dataset.calendar(), words));
    let counted = match &result.total {
        amount if amount.known().is_some() && !matches!(spec.measure.counting, Counting::Rows) => {
            count_text(amount, &spec.measure.unit, words)
        }
        _ => String::new(),
    };
    facts.headline = Some(words.say.rows_behind(&rows, &counted, &period));
    facts.what = Some(words.say.rows_of(&measure_name(spec, words)));
    facts.when = Some(span.map_or(String::new(), |span| format_period_long(span, dataset.calendar(), words)));
    facts.explains_itself = true;
    facts.chart_title = Some(capitalised(words.labels.rows));
    facts.alt_start = words.say.table_of(&words.say.rows_of(&measure_name(spec, words)));
    facts
}

/// Names first, then the total; of units of time the newest, of all else the largest.
fn columns_to_keep(dataset: &Dataset, spec: &CompleteSpec, columns: &[TableColumn], is_rows: bool) -> Vec<usize> {
    let all: Vec<usize> = (0..columns.len()).collect();
    let (Some((dimension, _)), [name, middle @ .., total], false) = (&spec.stack, all.as_slice(), is_rows) else {
        return all;
    };
    let mut kept = vec![*name, *total];
    kept.extend(middle);
    if matches!(dimension, Dimension::Time(_)) && dataset.has_time() {
        kept.iter_mut().skip(2).zip(middle.iter().rev()).for_each(|(place, column)| *place = *column);
    }
    kept
}

type Parts = (Vec<TableColumn>, Vec<TableRow>, TableRow);

fn column(title: &str, is_number: bool) -> TableColumn {
    TableColumn { title: capitalised(title), is_number }
}

/// Rank, name, number, share, the period before and the change, rows.
fn numbers(dataset: &Dataset, spec: &CompleteSpec, result: &QueryResult, ranking: &Ranking, words: &Words) -> Parts {
    let (labels, unit) = (words.labels, &spec.measure.unit);
    let (one, _) = dimension_name(spec, spec.role(dataset), words);
    let adds_up = matches!(spec.measure.counting, Counting::Sum(_) | Counting::Distinct(_) | Counting::Rows)
        && !ranking.has_negative();
    let before = result.previous_period.map(|span| format_period(span, dataset.calendar(), words));
    let mut columns = vec![column(labels.rank, true), column(&one, false), column(&measure_name(spec, words), true)];
    if adds_up {
        columns.push(column(labels.share, true));
    }
    if let Some(before) = &before {
        columns.extend([column(before, true), column(labels.change, true)]);
    }
    columns.push(column(labels.rows, true));
    let line = |rank: Option<usize>, label: String, amount: &Amount, previous: Option<&Amount>, rows: Option<usize>| {
        let count = |count: usize| format_number(count.into(), &Unit::Rows, words);
        let mut cells = vec![rank.map_or(String::new(), count), label, amount_label(amount, unit, words)];
        let mut numbers = vec![rank.map(Number::from), None, amount.largest()];
        if adds_up {
            let share = amount.known().and_then(|part| format_share(part, result.total.known()?, words));
            cells.push(share.unwrap_or_default());
            numbers.push(amount.known());
        }
        if before.is_some() {
            let change = super::change::change_between(amount, previous);
            cells.push(previous.map_or(String::new(), |previous| amount_label(previous, unit, words)));
            cells.push(change.map_or(String::new(), |change| change.label(unit, words)));
            numbers.push(previous.and_then(Amount::known));
            numbers.push(change.map(super::Change::difference));
        }
        cells.push(rows.map_or(String::new(), count));
        numbers.push(rows.map(Number::from));
        (cells, numbers)
    };
    let row = |ranked: &RankedGroup| {
        let group = &ranked.group;
        let label = label_with_part(dataset, spec, ranked, words);
        let label = with_few_mark(label, group.few_cases, words);
        let (cells, numbers) = line(ranked.rank, label, &group.amount, group.previous.as_ref(), Some(group.rows));
        TableRow { cells, numbers, key: Some(group.key.clone()), tone: tone(spec, ranked) }
    };
    let kept = kept(spec, ranking);
    let mut rows: Vec<TableRow> = ranking.groups.iter().take(kept).map(row).collect();
    let rest: Vec<Key> = ranking.groups.iter().skip(kept).map(|ranked| ranked.group.key.clone()).collect();
    if !rest.is_empty() && !matches!(spec.measure.counting, Counting::Published { .. }) {
        let count = ranking.groups.iter().skip(kept).map(|ranked| ranked.group.rows).sum();
        let (together, is_few) = query::ratio_together(dataset, spec, rest.clone());
        let label = with_few_mark(words.say.others(rest.len()), is_few, words);
        let (cells, numbers) = line(None, label, &together, None, Some(count));
        rows.push(TableRow { cells, numbers, key: None, tone: Tone::Rest });
    }
    let (cells, numbers) =
        line(None, labels.total.to_owned(), &result.total, result.previous_total.as_ref(), Some(result.rows.used));
    (columns, rows, TableRow { cells, numbers, key: None, tone: Tone::Main })
}

/// Everything is listed unless fewer lines were asked for.
fn kept(spec: &CompleteSpec, ranking: &Ranking) -> usize {
    if spec.top >= MAX_TOP { ranking.groups.len() } else { spec.top }
}

fn tone(spec: &CompleteSpec, ranked: &RankedGroup) -> Tone {
    match &ranked.group.amount {
        _ if spec.selects(spec.by, &ranked.group.key) => Tone::Selected,
        Amount::Missing(_) => Tone::Nothing,
        _ if ranked.is_unknown() => Tone::Rest,
        _ => Tone::Main,
    }
}

/// A column for each of the largest values of the second grouping, in time order where it is time, and the total.
fn crossed(
    dataset: &Dataset,
    spec: &CompleteSpec,
    (dimension, name): (Dimension, &str),
    ranking: &Ranking,
    words: &Words,
) -> Parts {
    let unit = &spec.measure.unit;
    let pivot = query::run_pivot(dataset, spec, dimension, name);
    let (one, _) = dimension_name(spec, spec.role(dataset), words);
    let mut order: Vec<usize> = (0..pivot.columns.len()).collect();
    let is_time = matches!(dimension, Dimension::Time(_));
    if is_time {
        order.sort_by_key(|index| pivot.columns.get(*index).cloned());
        order.drain(..order.len().saturating_sub(MOST_COLUMNS));
    } else {
        order.sort_by_key(|index| Reverse(pivot.column_totals.get(*index).and_then(Amount::largest)));
        order.truncate(MOST_COLUMNS);
    }
    let calendar = dataset.calendar();
    let by_column = CompleteSpec { by: dimension, by_name: name.to_owned(), ..spec.clone() };
    let named = |index: &usize| {
        let Some(key) = pivot.columns.get(*index) else { return String::new() };
        let label = key_name(key, calendar, words);
        match part_seen(dataset, &by_column, key, words) {
            Some(months) if months.is_empty() => format!("{label} ({})", words.labels.partly_covered),
            Some(months) => format!("{label}, {months}"),
            None => label,
        }
    };
    let mut columns = vec![column(&one, false)];
    columns.extend(order.iter().map(|index| TableColumn { title: named(index), is_number: true }));
    let (_, many) = name_of_dimension(dimension, name, Role::None, words);
    let total_title = match order.len() {
        all if all == pivot.columns.len() => words.labels.total.to_owned(),
        _ => words.say.total_of_all(pivot.columns.len(), &many),
    };
    columns.push(column(&total_title, true));
    // Each cell with whether it is a ratio on few cases.
    let line = |label: String, cells: &[Option<(Amount, bool)>], total: (&Amount, bool)| {
        let of_cells = cells.iter().map(|cell| cell.as_ref().map(|(amount, is_few)| (amount, *is_few)));
        let amounts: Vec<Option<(&Amount, bool)>> = of_cells.chain([Some(total)]).collect();
        let text = |cell: &Option<(&Amount, bool)>| {
            cell.map_or(String::new(), |(amount, is_few)| {
                with_few_mark(amount_label(amount, unit, words), is_few, words)
            })
        };
        let number = |cell: &Option<(&Amount, bool)>| cell.and_then(|(amount, _)| amount.largest());
        let texts = [label].into_iter().chain(amounts.iter().map(text)).collect();
        let numbers = [None].into_iter().chain(amounts.iter().map(number)).collect();
        (texts, numbers)
    };
    let kept = kept(spec, ranking);
    let row_of: HashMap<&Key, usize> = pivot.by_rows.groups.iter().map(|group| &group.key).zip(0..).collect();
    let rows = ranking.groups.iter().take(kept).map(|ranked| {
        let row = row_of.get(&ranked.group.key);
        let cell = |column: &usize| Some((pivot.cells.at(*row?, *column)?.clone(), pivot.is_few(*row?, *column)));
        let cells: Vec<Option<(Amount, bool)>> = order.iter().map(cell).collect();
        let (cells, numbers) =
            line(label_with_part(dataset, spec, ranked, words), &cells, (&ranked.group.amount, ranked.group.few_cases));
        TableRow { cells, numbers, key: Some(ranked.group.key.clone()), tone: tone(spec, ranked) }
    });
    let mut rows: Vec<TableRow> = rows.collect();
    let rest: Vec<Key> = ranking.groups.iter().skip(kept).map(|ranked| ranked.group.key.clone()).collect();
    if !rest.is_empty() {
        let of_total = &pivot.column_totals;
        let of_column = |index: usize, key: &Key| {
            // Nothing was counted of a period that nobody observed, not even zero.
            let is_covered = of_total.get(index).is_none_or(|total| *total != Amount::Missing(Nothing::NotCovered));
            if !is_covered {
                return (Amount::Missing(Nothing::NotCovered), false);
            }
            let mut one = spec.clone();
            let (by, keep) = (name.to_owned(), vec![key.clone()]);
            one.filters.push(crate::view_spec::ResolvedFilter { by, dimension, keep, is_exact: true });
            query::ratio_together(dataset, &one, rest.clone())
        };
        let cells: Vec<Option<(Amount, bool)>> =
            order.iter().map(|index| Some(of_column(*index, pivot.columns.get(*index)?))).collect();
        let (together, is_few) = query::ratio_together(dataset, spec, rest.clone());
        let (cells, numbers) = line(words.say.others(rest.len()), &cells, (&together, is_few));
        rows.push(TableRow { cells, numbers, key: None, tone: Tone::Rest });
    }
    let total = |index: &usize| Some((pivot.column_totals.get(*index)?.clone(), pivot.few_columns.contains(index)));
    let totals: Vec<Option<(Amount, bool)>> = order.iter().map(total).collect();
    let whole = (&pivot.by_rows.total, pivot.by_rows.few_cases);
    let (cells, numbers) = line(words.labels.total.to_owned(), &totals, whole);
    (columns, rows, TableRow { cells, numbers, key: None, tone: Tone::Main })
}

/// The columns of the data set as they are, and its first rows as texts.
fn rows_of_data(dataset: &Dataset, spec: &CompleteSpec, words: &Words) -> (Vec<TableColumn>, Vec<TableRow>, Vec<u32>) {
    let all = query::rows_behind(dataset, spec);
    let selected = query::rows_selected(dataset, spec);
    let columns = dataset.columns().iter().map(|column| TableColumn {
        title: column.name.clone(),
        is_number: matches!(column.dictionary, Dictionary::Numbers { .. }),
    });
    let rows = all.iter().take(ROWS_AS_TEXT).map(|row| TableRow {
        cells: dataset.columns().iter().map(|column| cell_text(column, *row as usize, words)).collect(),
        numbers: Vec::new(),
        key: None,
        tone: if selected.binary_search(row).is_ok() { Tone::Selected } else { Tone::Main },
    });
    (columns.collect(), rows.collect(), all)
}

/// A cell as the file has it, or the kind of nothing that stands there.
pub fn cell_text(column: &Column, row: usize, words: &Words) -> String {
    column.plain_at(row).unwrap_or_else(|missing| missing_name(missing, words).to_owned())
}
