//! The numbers behind a figure as a table of typed cells: one line for each group, all others together, the total, and
//! below them, name by name, what stands together in one line. CSV and XLSX write this one table.
//!
//! A cell without a number is empty and never zero; why there is none stands in a column of its own.
//! Start with [`NumbersTable`].

use crate::chart::{
    BarKey, Body, ChartModel, Column, RankedGroup, format_period, key_code, measure_name, nothing_name, rank, remark_of,
};
use crate::dataset::{Counting, Dataset, Number};
use crate::query::{self, Amount, QueryResult};
use crate::view_spec::CompleteSpec;
use crate::words::Words;
use std::ops::Range;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    /// A number of the measure, or a plain count.
    Number(Number),
    /// Why the number of this line is not there: for programs, and for readers.
    Reason {
        id: &'static str,
        name: String,
    },
}

/// What stands in a column, for its number format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    Text,
    /// Whole: ranks, rows.
    Count,
    /// Of the measure.
    Measure,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumbersColumn {
    /// For programs, the same in every language.
    pub id: String,
    /// For readers.
    pub name: String,
    pub kind: ColumnKind,
}

/// A part of the table that a chart is drawn over: lines, one column of names, one or more of values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Charted {
    /// Where it is one of several.
    pub title: Option<String>,
    pub names: usize,
    pub values: Vec<usize>,
    pub lines: Range<usize>,
    /// Ends of the axis that several charts share.
    pub limits: Option<(f64, f64)>,
}

/// Lines that stand together in one line above, under a heading.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Section {
    pub heading: String,
    pub lines: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NumbersTable {
    pub columns: Vec<NumbersColumn>,
    /// As the figure shows them, then the total.
    pub lines: Vec<Vec<Cell>>,
    /// Whether the last line is the total.
    pub has_total: bool,
    pub charted: Vec<Charted>,
    /// Columns and lines of cells that are shaded by amount.
    pub shaded: Option<(Range<usize>, Range<usize>)>,
    /// What a reader of the numbers must know: title, subtitle, notes, rows, source, fingerprint.
    pub about: Vec<String>,
    pub below: Vec<Section>,
}

impl NumbersTable {
    pub(super) fn new(
        dataset: &Dataset,
        spec: &CompleteSpec,
        result: &QueryResult,
        model: &ChartModel,
        words: &Words,
    ) -> Self {
        let ranking = rank(spec, result, words);
        let has_own_line = |ranked: &RankedGroup| match &model.body {
            Body::Bars(bars) => bars.bars.iter().any(|bar| bar.key == BarKey::One(ranked.group.key.clone())),
            _ => true,
        };
        let (shown, rest): (Vec<&RankedGroup>, Vec<&RankedGroup>) =
            ranking.groups.iter().partition(|ranked| has_own_line(ranked));
        let mut lines: Vec<Vec<Cell>> = shown.into_iter().map(|ranked| line(dataset, spec, ranked, words)).collect();
        let (numbered, without): (Vec<&RankedGroup>, Vec<&RankedGroup>) =
            rest.iter().partition(|ranked| ranked.group.amount.largest().is_some());
        if !numbered.is_empty() && !matches!(spec.measure.counting, Counting::Published { .. }) {
            let keys = numbered.iter().map(|ranked| ranked.group.key.clone()).collect();
            let (together, is_few) = query::ratio_together(dataset, spec, keys);
            let mut others = sum_line(words.say.others(numbered.len()), &together, None, None, words);
            if let Some(remark) = others.last_mut().filter(|_| is_few) {
                *remark = text(words.labels.few_cases);
            }
            lines.push(others);
        }
        let drawn = match &model.body {
            Body::Bars(_) => lines.len(),
            // Over time in the order of time, where every unit of the axis has a line.
            Body::Timeline(timeline) => {
                let name = |unit: &Column| format_period(unit.span, spec.calendar, words);
                let is_line = |(line, unit): (&Vec<Cell>, &Column)| line.get(LABEL) == Some(&Cell::Text(name(unit)));
                let units = &timeline.columns;
                if units.len() == lines.len() && lines.iter().zip(units).all(is_line) { lines.len() } else { 0 }
            }
            _ => 0,
        };
        let charted = vec![Charted { title: None, names: LABEL, values: vec![VALUE], lines: 0..drawn, limits: None }];
        let (total, previous) = (words.labels.total.to_owned(), result.previous_total.as_ref());
        lines.push(sum_line(total, &result.total, previous, Some(result.rows.used), words));
        let all =
            |members: Vec<&RankedGroup>| members.into_iter().map(|ranked| line(dataset, spec, ranked, words)).collect();
        let below = [(words.say.others(numbered.len()), numbered), (String::new(), without)]
            .into_iter()
            .filter(|(_, members)| !members.is_empty())
            .map(|(heading, members)| Section { heading, lines: all(members) })
            .collect();
        let mut columns = columns(dataset, spec, model, words);
        // What the figure prints of each bar, where that is a share.
        if let Body::Bars(bars) = &model.body
            && bars.is_share
            && bars.series.is_empty()
        {
            columns.push(NumbersColumn {
                id: "share".to_owned(),
                name: words.labels.share.to_owned(),
                kind: ColumnKind::Text,
            });
            for line in &mut lines {
                let bar = bars.bars.iter().find(|bar| line.get(LABEL) == Some(&Cell::Text(bar.label.clone())));
                line.push(bar.map_or(Cell::Empty, |bar| text(&*bar.value_label)));
            }
        }
        Self {
            columns,
            lines,
            has_total: true,
            charted,
            shaded: None,
            about: about(dataset, result, model, words),
            below,
        }
    }
}

/// Where the name of a group stands, and where its number.
const LABEL: usize = 1;
const VALUE: usize = 3;

fn columns(dataset: &Dataset, spec: &CompleteSpec, model: &ChartModel, words: &Words) -> Vec<NumbersColumn> {
    use ColumnKind::{Count, Measure, Text};
    let labels = words.labels;
    let by = if spec.by_name.is_empty() { "group" } else { spec.by_name.as_str() };
    let group_name = crate::chart::group_name(dataset, spec, words);
    let measure = measure_heading(spec, model, words);
    [
        ("rank", labels.rank, Count),
        (by, group_name.as_str(), Text),
        ("code", labels.column_code, Text),
        // Amounts, also where the figure draws shares of them.
        (spec.measure.id.as_str(), measure.as_str(), Measure),
        ("published_values", labels.column_published, Text),
        ("missing", labels.column_missing, Text),
        ("previous", labels.column_previous, Measure),
        ("change", labels.change, Measure),
        ("rows_behind", labels.rows, Count),
        ("source", labels.source, Text),
        ("remark", labels.remark, Text),
    ]
    .into_iter()
    .map(|(id, name, kind)| NumbersColumn { id: id.to_owned(), name: name.to_owned(), kind })
    .collect()
}

/// What the numbers of a table are called: as the axis is, unless that is one of shares.
pub(super) fn measure_heading(spec: &CompleteSpec, model: &ChartModel, words: &Words) -> String {
    if spec.share { measure_name(spec, words) } else { model.captions.axis_title.clone() }
}

fn about(dataset: &Dataset, result: &QueryResult, model: &ChartModel, words: &Words) -> Vec<String> {
    let labels = words.labels;
    let mut about = vec![model.captions.headline.clone(), model.captions.subtitle.clone()];
    about.extend(model.captions.notes.iter().map(|note| format!("{}: {note}", labels.note)));
    about.push(reconciled(result, words));
    about.push(format!("{}: {}", labels.source, model.captions.source));
    about.push(format!("{}: {}", labels.fingerprint, dataset.fingerprint()));
    about
}

/// Where every row went.
pub fn reconciled(result: &QueryResult, words: &Words) -> String {
    let counts = &result.rows;
    words.say.rows_reconcile(
        &counts.read.to_string(),
        &counts.used.to_string(),
        &counts.filtered().to_string(),
        &counts.unusable_rows().to_string(),
    )
}

pub(super) fn number(amount: Option<&Amount>) -> Cell {
    amount.and_then(Amount::known).map_or(Cell::Empty, Cell::Number)
}

fn text(text: impl Into<String>) -> Cell {
    let text = text.into();
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn count(count: usize) -> Cell {
    Cell::Number(count.into())
}

/// A line without a group of its own.
fn sum_line(name: String, amount: &Amount, previous: Option<&Amount>, rows: Option<usize>, words: &Words) -> Vec<Cell> {
    let rows = rows.map_or(Cell::Empty, count);
    let empty = || Cell::Empty;
    let (value, reason) = (number(Some(amount)), reason(amount, words));
    vec![empty(), text(name), empty(), value, empty(), reason, number(previous), empty(), rows, empty(), empty()]
}

fn line(dataset: &Dataset, spec: &CompleteSpec, ranked: &RankedGroup, words: &Words) -> Vec<Cell> {
    let group = &ranked.group;
    let (published, source) = match &group.amount {
        Amount::Differing(values) => (
            values.iter().map(|one| one.value.to_string()).collect::<Vec<_>>().join(" | "),
            values.iter().map(|one| one.sources.join("; ")).collect::<Vec<_>>().join(" | "),
        ),
        Amount::Published(one) => (String::new(), one.sources.join("; ")),
        Amount::Known(_) | Amount::Missing(_) => (String::new(), String::new()),
    };
    vec![
        ranked.rank.map_or(Cell::Empty, count),
        text(&*ranked.label),
        text(key_code(&group.key).unwrap_or("")),
        number(Some(&group.amount)),
        text(published),
        reason(&group.amount, words),
        number(group.previous.as_ref()),
        ranked.change.map_or(Cell::Empty, |change| Cell::Number(change.difference())),
        count(group.rows),
        text(source),
        text(remark_of(dataset, spec, group, words)),
    ]
}

pub(super) fn reason(amount: &Amount, words: &Words) -> Cell {
    match amount {
        Amount::Missing(nothing) => Cell::Reason { id: nothing.id(), name: nothing_name(*nothing, words).to_owned() },
        Amount::Differing(_) => {
            Cell::Reason { id: "published_values_differ", name: words.labels.published_values_differ.to_owned() }
        }
        Amount::Known(_) | Amount::Published(_) => Cell::Empty,
    }
}
