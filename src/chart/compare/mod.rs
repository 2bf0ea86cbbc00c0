//! Two sides of one question in a line for each group: two periods, two values, two editions. The groups with the
//! largest changes have a line of their own; the others stand together, counted on both sides; totals are printed.
//!
//! Start with [`chart`]. The texts of a change are in `change`, what the captions say in `captions`.

mod captions;
mod row;

use super::axis::{Axis, axis};
use super::bars::Member;
use super::captions::Facts;
use super::mark::Mark;
use super::names::{dimension_name, key_name, name_of_dimension};
use super::palette::Tone;
use super::period_format::{format_period, format_period_long};
use super::ranking::Ranking;
use super::{Body, ChartModel};
use crate::dataset::country::fold;
use crate::dataset::{Counting, Dataset, Number, Role};
use crate::query::{self, Amount, Comparison, Pair, QueryResult, Side};
use crate::view_spec::{ChartStyle, CompleteSpec, Dimension, Key, Sort};
use crate::words::Words;
use row::{Line, Texts};
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

/// Below this an earlier number is no base for a percentage.
pub const LEAST_BASE: i64 = 10;

/// Others have dots up to so many times the largest group.
const MOST_OTHERS: f64 = 1.25;

/// What is on one end of every line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideName {
    /// "2019", "Germany", "2021 edition".
    pub name: String,
    /// With a word on what the source saw only in part.
    pub legend: String,
    /// Seen only in part by the source.
    pub is_partial: bool,
}

/// What a line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Group,
    /// Rows that name no value.
    Unknown,
    Others,
    /// Groups without a number on either side.
    WithoutNumber,
}

#[derive(Clone, Debug, PartialEq)]
pub struct CompareRow {
    pub kind: RowKind,
    pub label: String,
    /// From zero, in units of the axis.
    pub before: Option<f64>,
    pub after: Option<f64>,
    pub before_label: String,
    pub after_label: String,
    /// "+12", or why there is no difference.
    pub change_label: String,
    /// "+63%", "new", or nothing.
    pub percent_label: String,
    /// In percent, to a tenth, where the rules allow one.
    pub percent: Option<Number>,
    /// What made the largest part of the change: "Germany −24".
    pub cause: String,
    pub tone: Tone,
    /// Where there is not room for all lines, those with the lowest stand.
    pub importance: usize,
    /// Others that are so many that they would press all lines to the ground: their numbers are printed, without dots.
    pub is_off_axis: bool,
    pub amounts: (Amount, Amount),
}

impl CompareRow {
    /// Later less earlier, where both are known.
    pub fn difference(&self) -> Option<Number> {
        self.amounts.1.known()?.minus(self.amounts.0.known()?)
    }

    /// "−37, −11%".
    pub fn whole_change(&self) -> String {
        joined(&self.change_label, &self.percent_label)
    }
}

fn joined(change: &str, percent: &str) -> String {
    if percent.is_empty() { change.to_owned() } else { format!("{change}, {percent}") }
}

#[derive(Clone, Debug, PartialEq)]
pub struct CompareModel {
    pub before: SideName,
    pub after: SideName,
    pub rows: Vec<CompareRow>,
    /// Titles above rows, by the position of the row.
    pub headings: Vec<(usize, String)>,
    pub total: Option<Box<CompareRow>>,
    pub axis: Axis,
    pub is_slopes: bool,
    pub change_title: String,
    pub cause_title: String,
    /// "and 3 more", by how many: for a picture that has not room for all lines.
    pub more: Vec<String>,
    /// Groups with a line of their own.
    pub shown: usize,
}

/// The chart with its captions, or why there is none.
pub(super) fn chart(dataset: &Dataset, spec: &CompleteSpec, result: &QueryResult, words: &Words) -> ChartModel {
    let labels = words.labels;
    let empty = |why: String, helps: String| super::empty(dataset, spec, result, words, why, helps);
    let Some(comparison) = query::compare(dataset, spec) else {
        let (why, helps) = match spec.stack {
            Some(_) if spec.versus.is_none() => (labels.no_two_groups, labels.remove_a_filter),
            _ => (labels.no_comparison, labels.no_comparison_helps),
        };
        return empty(why.to_owned(), helps.to_owned());
    };
    for side in [&comparison.after, &comparison.before] {
        if !side.result.is_covered {
            let span = |span| format_period(span, dataset.calendar(), words);
            let asked = side.spec.period.map_or(String::new(), |period| match spec.months {
                Some(months) => cut_to_months(period, months, dataset, words),
                None => span(period),
            });
            let covered = dataset.coverage().map_or(String::new(), span);
            return empty(words.say.not_covered(&asked), words.say.source_covers(&covered));
        }
    }
    let has_number = |pair: &Pair| [&pair.before, &pair.after].iter().any(|half| half.amount.largest().is_some());
    if !comparison.pairs.iter().any(has_number) && spec.selected_of(spec.by).is_empty() {
        let (why, helps) = super::explain_nothing(dataset, spec, result, words);
        return empty(why, helps);
    }
    let (model, marks, facts) = build(dataset, spec, &comparison, words);
    let captions = super::captions::build(dataset, spec, result, &Ranking::default(), Some(&facts), words);
    ChartModel { captions, body: Body::Compare(model), marks }
}

fn build(
    dataset: &Dataset,
    spec: &CompleteSpec,
    comparison: &Comparison,
    words: &Words,
) -> (CompareModel, Vec<Mark>, Facts) {
    let names = side_names(dataset, spec, comparison, words);
    let explaining = query::explaining(dataset, spec, comparison);
    let causes =
        explaining.as_ref().map(|column| query::contributions(dataset, comparison, column)).unwrap_or_default();
    let texts = Texts { dataset, spec, comparison, names: &names, words, causes: &causes };
    let by_time = matches!(spec.by, Dimension::Time(_));
    let mut lines: Vec<Line> = comparison.pairs.iter().map(|pair| texts.line(pair)).collect();
    lines.sort_by(by_importance);
    let adds_up = !matches!(spec.measure.counting, Counting::Published { .. });
    let (mut shown, mut unknown, mut rest, mut without): (Vec<Line>, Vec<Line>, Vec<Line>, Vec<Line>) =
        Default::default();
    for line in lines {
        let is_selected = line.is_selected;
        match () {
            () if !line.has_number() && !is_selected && !by_time => without.push(line),
            () if line.is_unknown() => unknown.push(line),
            () if shown.len() < spec.top || is_selected => shown.push(line),
            () => rest.push(line),
        }
    }
    if by_time {
        // Time is cut from its beginning, and never put together.
        let mut units: Vec<Line> = shown.into_iter().chain(rest).collect();
        units.sort_by(|left, right| right.key.cmp(&left.key));
        rest = units.split_off(spec.top.min(units.len()));
        shown = units;
    }
    for (importance, line) in shown.iter_mut().enumerate() {
        line.row.importance = importance;
    }
    let all: Vec<Option<Ordering>> = shown.iter().chain(&rest).map(Line::direction).collect();
    shown.sort_by(|left, right| in_order(left, right, spec.sort, by_time));
    let mut headings =
        if spec.sort == Sort::Change && !by_time { headings(&shown, &all, &names, words) } else { Vec::new() };
    let (count, in_all) = (shown.len(), shown.len() + rest.len());
    let not_shown = if adds_up && !by_time { 0 } else { rest.len() };
    let mut lines = shown;
    lines.extend(unknown);
    if !rest.is_empty() && adds_up && !by_time {
        lines.push(texts.others(&rest));
    }
    lines.extend(texts.without_number(&without));
    if !headings.is_empty() && lines.len() > count {
        headings.push((count, words.labels.together_heading.to_owned()));
    }
    let total = texts.total();
    let is_slopes = spec.style == ChartStyle::Slopes;
    // Others may be many: they would press all lines to the ground, and stand without dots.
    let largest = |is_others: bool| {
        let of_kind = lines.iter().filter(move |line| (line.row.kind == RowKind::Others) == is_others);
        of_kind.flat_map(Line::numbers).max().map_or(0.0, Number::to_f64)
    };
    let is_off = is_slopes || largest(true) > largest(false) * MOST_OTHERS;
    for line in lines.iter_mut().filter(|line| line.row.kind == RowKind::Others) {
        line.row.is_off_axis = is_off;
    }
    let values = lines.iter().filter(|line| !line.row.is_off_axis).flat_map(Line::numbers);
    let axis = axis(values, &spec.measure.unit, words);
    let facts = captions::facts(&texts, &lines, &total, (count, in_all, not_shown));
    let cause_title = explaining.map(|(dimension, name)| {
        let role = match dimension {
            Dimension::Column(index) => dataset.columns().get(index).map_or(Role::None, |column| column.role),
            Dimension::Time(_) => Role::None,
        };
        words.say.changed_by(&name_of_dimension(dimension, &name, role, words).0)
    });
    let (rows, marks): (Vec<CompareRow>, Vec<Mark>) = lines.into_iter().map(|line| (line.row, line.mark)).unzip();
    let model = CompareModel {
        more: (0..=rows.len()).map(|count| words.say.and_more(count)).collect(),
        rows,
        headings,
        total: total.has_number().then(|| Box::new(total.row)),
        axis,
        is_slopes,
        change_title: texts.change_title().to_owned(),
        cause_title: cause_title.unwrap_or_default(),
        shown: count,
        before: names.0.clone(),
        after: names.1.clone(),
    };
    (model, marks, facts)
}

/// The largest difference first, then what has a number on one side only.
fn by_importance(left: &Line, right: &Line) -> Ordering {
    let size = |line: &Line| line.difference.map(query::magnitude);
    let value = |line: &Line| line.numbers().max();
    left.is_of_few
        .cmp(&right.is_of_few)
        .then_with(|| size(right).cmp(&size(left)))
        .then_with(|| value(right).cmp(&value(left)))
        .then_with(|| fold(&left.row.label).cmp(&fold(&right.row.label)))
        .then_with(|| left.key.cmp(&right.key))
}

fn in_order(left: &Line, right: &Line, sort: Sort, by_time: bool) -> Ordering {
    match sort {
        Sort::Value | Sort::Name if by_time => left.key.cmp(&right.key),
        Sort::Name => fold(&left.row.label).cmp(&fold(&right.row.label)).then_with(|| left.key.cmp(&right.key)),
        Sort::Value => left.row.importance.cmp(&right.row.importance),
        // What there is more of, the most first; what there is less of, the most last.
        Sort::Change => {
            Reverse(left.difference).cmp(&Reverse(right.difference)).then_with(|| by_importance(left, right))
        }
    }
}

/// More, no change, fewer, no difference: with how many groups there are of each, also of those not shown.
fn headings(
    shown: &[Line],
    all: &[Option<Ordering>],
    names: &(SideName, SideName),
    words: &Words,
) -> Vec<(usize, String)> {
    let mut headings = Vec::new();
    let mut before: Option<Option<Ordering>> = None;
    for (index, line) in shown.iter().enumerate() {
        let direction = line.direction();
        if before != Some(direction) {
            let count = all.iter().filter(|other| **other == direction).count();
            let later = names.1.name.as_str();
            headings.push((
                index,
                match direction {
                    Some(Ordering::Greater) => words.say.heading_more(later, count),
                    Some(Ordering::Less) => words.say.heading_fewer(later, count),
                    Some(Ordering::Equal) => words.say.heading_same(count),
                    None => words.say.heading_one_side(count),
                },
            ));
            before = Some(direction);
        }
    }
    headings
}

/// What both sides are called: "2019" and "2024"; with their months where they are unlike.
fn side_names(dataset: &Dataset, spec: &CompleteSpec, comparison: &Comparison, words: &Words) -> (SideName, SideName) {
    let of = |compared: &query::Compared| {
        let name = match &compared.side {
            Side::Period(span) => match spec.months {
                Some(months) => cut_to_months(*span, months, dataset, words),
                None if comparison.is_alike => format_period(*span, dataset.calendar(), words),
                None => {
                    let seen = dataset.coverage().and_then(|coverage| coverage.intersection(*span));
                    format_period_long(seen.unwrap_or(*span), dataset.calendar(), words)
                }
            },
            Side::Value { key, .. } if comparison.of_editions => {
                words.say.edition_name(&key_name(key, dataset.calendar(), words))
            }
            Side::Value { key, .. } => key_name(key, dataset.calendar(), words),
        };
        let partly = if compared.is_partial { format!(" ({})", words.labels.partly_covered) } else { String::new() };
        SideName { legend: format!("{name}{partly}"), name, is_partial: compared.is_partial }
    };
    (of(&comparison.before), of(&comparison.after))
}

/// "January–July 2025"; of several years, "2020–2024 (January–July of each year)".
fn cut_to_months(
    span: crate::dataset::Span,
    months: crate::view_spec::Months,
    dataset: &Dataset,
    words: &Words,
) -> String {
    let calendar = dataset.calendar();
    match months.stretch_of(span) {
        Some(stretch) => format_period(stretch, calendar, words),
        None => {
            let range = super::captions::months_name(months, words);
            format!("{} ({})", format_period(span, calendar, words), words.say.months_of_each_year(&range))
        }
    }
}

/// What the groups of a view are called, one and many.
fn group_names(texts: &Texts<'_>) -> (String, String) {
    dimension_name(texts.spec, texts.spec.role(texts.dataset), texts.words)
}

type Causes = HashMap<Key, Vec<query::Contribution>>;

/// What stands together, with its change.
fn members(rest: &[Line]) -> Vec<Member> {
    rest.iter().map(|line| Member { label: line.row.label.clone(), value: line.row.change_label.clone() }).collect()
}

/// Not a number on an axis, but one that may be printed.
fn zero_if_none(number: Option<Number>) -> Number {
    number.unwrap_or(Number::ZERO)
}
