//! Small multiples: a small timeline for each of the largest values of a column, the others together in the last one.
//! All panels share the axis of time, and the axis of values unless an own one is asked for.

use super::axis::Axis;
use super::bars::{Member, capitalised, count_text};
use super::captions::Facts;
use super::mark::Mark;
use super::names::{dimension_name, key_name, name_of_dimension};
use super::number_format::format_share;
use super::palette::{CLASSES, Tone};
use super::period_format::format_period;
use super::ranking::{RankedGroup, Ranking};
use super::timeline::{self, Column, TimelineModel};
use crate::dataset::{Counting, Dataset, Number, Role};
use crate::query::{self, Amount, Group, OverTime, QueryResult};
use crate::view_spec::{ChartStyle, CompleteSpec, Dimension, Key, ResolvedFilter};
use crate::words::Words;
use std::cmp::Ordering;

/// Values of a panel that its text alternative names one by one.
const VALUES_SPOKEN: usize = 12;
/// Members of "others" that are named in a tooltip.
const MEMBERS_NAMED: usize = 40;

/// One small timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    pub title: String,
    /// Its total over all that is shown.
    pub value_label: String,
    /// For who does not see it; the numbers, or the first, the highest and the last of many.
    pub alt_text: String,
    pub is_selected: bool,
    pub timeline: TimelineModel,
    /// The marks of its columns begin here; the one before is that of the panel as a whole.
    pub first_mark: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MultiplesModel {
    pub panels: Vec<Panel>,
    /// The axis of all panels; `None` where each has its own.
    pub shared_axis: Option<Axis>,
    pub axis_title: String,
}

pub(super) fn build(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    ranking: &Ranking,
    words: &Words,
) -> (MultiplesModel, Vec<Mark>, Facts) {
    let unit = &spec.measure.unit;
    let by_time = CompleteSpec { by: Dimension::Time(spec.per), by_name: spec.per.id().to_owned(), ..spec.clone() };
    // One pass over the rows answers all panels: the second grouping is what panels stand for.
    let across = CompleteSpec { stack: Some((spec.by, spec.by_name.clone())), ..by_time.clone() };
    let over = query::over_time(dataset, &across);
    let is_selected = |ranked: &RankedGroup| spec.selects(spec.by, &ranked.group.key);
    let numbered: Vec<&RankedGroup> = ranking.with_numbers().filter(|ranked| !ranked.is_unknown()).collect();
    let unknown = ranking.with_numbers().filter(|ranked| ranked.is_unknown());
    let shown: Vec<&RankedGroup> = numbered
        .iter()
        .enumerate()
        .filter(|(index, ranked)| *index < spec.top || is_selected(ranked))
        .map(|(_, ranked)| *ranked)
        .chain(unknown)
        .collect();
    let rest: Vec<&RankedGroup> = numbered
        .iter()
        .filter(|ranked| !shown.iter().any(|other| other.group.key == ranked.group.key))
        .copied()
        .collect();
    let named = if spec.stack.is_some() { timeline::named_parts(dataset, &by_time, words) } else { Vec::new() };
    let mut marks: Vec<Mark> = Vec::new();
    let mut panels: Vec<Panel> = Vec::new();
    for ranked in &shown {
        let key = &ranked.group.key;
        let (mut timeline, own) = match &spec.stack {
            Some(_) => {
                let filter = exact(spec, vec![key.clone()]);
                let mut one = by_time.clone();
                one.filters.push(filter);
                timeline::panel(dataset, &one, &named, words)
            }
            None => {
                let amounts = over.parts.iter().find(|(other, _)| other == key).map(|(_, amounts)| amounts.clone());
                let one = only(&by_time, exact(spec, vec![key.clone()]));
                timeline::of_amounts(dataset, &one, &with_amounts(&over, amounts.unwrap_or_default()), words)
            }
        };
        soften(&mut timeline);
        let counted = count_text(&ranked.group.amount, unit, words);
        marks.push(Mark {
            picks: vec![(spec.by_name.clone(), key.clone())],
            label: ranked.label.clone(),
            spoken: format!("{}, {counted}", ranked.label),
            value: counted.clone(),
            is_selected: is_selected(ranked),
            ..Mark::default()
        });
        let first_mark = marks.len();
        marks.extend(own.into_iter().map(|mark| of_panel(mark, &ranked.label, (&spec.by_name, key))));
        let (title, value_label) = (ranked.label.clone(), super::amount_label(&ranked.group.amount, unit, words));
        let (alt_text, is_selected) = (alt_text(&title, &counted, &timeline, spec, words), is_selected(ranked));
        panels.push(Panel { title, value_label, alt_text, is_selected, timeline, first_mark });
    }
    let adds_up = !matches!(spec.measure.counting, Counting::Published { .. } | Counting::Ratio { .. });
    if !rest.is_empty() && adds_up {
        let keys: Vec<Key> = rest.iter().map(|ranked| ranked.group.key.clone()).collect();
        let amounts = query::together_over_time(dataset, &across, keys.clone(), &over.units);
        let those = only(&by_time, exact(spec, keys.clone()));
        let (mut timeline, own) = timeline::of_amounts(dataset, &those, &with_amounts(&over, amounts), words);
        soften(&mut timeline);
        let together = query::amount_together(dataset, spec, keys);
        let title = words.say.others(rest.len());
        let counted = count_text(&together, unit, words);
        let named = rest.iter().take(MEMBERS_NAMED);
        marks.push(Mark {
            label: title.clone(),
            spoken: format!("{title}, {counted}"),
            value: counted.clone(),
            members: named.map(|ranked| Member { label: ranked.label.clone(), value: String::new() }).collect(),
            ..Mark::default()
        });
        let first_mark = marks.len();
        marks.extend(own.into_iter().map(|mark| Mark { label: format!("{title}, {}", mark.label), ..mark }));
        let value_label = super::amount_label(&together, unit, words);
        let alt_text = alt_text(&title, &counted, &timeline, spec, words);
        panels.push(Panel { title, value_label, alt_text, is_selected: false, timeline, first_mark });
    }
    same_colours(&mut panels);
    let shared_axis = (!spec.own_axis)
        .then(|| panels.iter().map(|panel| &panel.timeline.axis).max_by(|one, other| one.max.total_cmp(&other.max)))
        .flatten()
        .cloned();
    let facts = facts(dataset, spec, result, (&shown, &rest), &panels, words);
    let axis_title = capitalised(super::captions::unit_name(unit, words));
    (MultiplesModel { panels, shared_axis, axis_title }, marks, facts)
}

/// A part has one colour in all panels, and no other part has it.
fn same_colours(panels: &mut [Panel]) {
    let mut given: Vec<(String, Tone)> = Vec::new();
    for series in panels.iter_mut().flat_map(|panel| &mut panel.timeline.series) {
        if !matches!(series.tone, Tone::Class(_)) {
            continue;
        }
        let known = given.iter().find(|(label, _)| *label == series.label).map(|(_, tone)| *tone);
        let is_free = |tone: &Tone| given.iter().all(|(_, other)| other != tone);
        let classes = (0..CLASSES).filter_map(|class| u8::try_from(class).ok()).map(Tone::Class);
        let free = || [series.tone].into_iter().chain(classes).find(is_free).unwrap_or(Tone::Rest);
        let tone = known.unwrap_or_else(free);
        if known.is_none() {
            given.push((series.label.clone(), tone));
        }
        series.tone = tone;
    }
}

fn exact(spec: &CompleteSpec, keep: Vec<Key>) -> crate::view_spec::ResolvedFilter {
    crate::view_spec::ResolvedFilter { by: spec.by_name.clone(), dimension: spec.by, keep, is_exact: true }
}

/// The units of an answer with the amounts of one panel.
fn with_amounts(over: &OverTime, amounts: Vec<Amount>) -> OverTime {
    let units = over.units.iter().zip(amounts).map(|(group, amount)| Group {
        amount,
        rows: 0,
        rows_without_value: 0,
        previous: None,
        ..group.clone()
    });
    OverTime { units: units.collect(), ..OverTime::default() }
}

/// A panel has no room for what the large chart explains.
/// The question of one panel: means reach back before the period, where only the panel's own rows count.
fn only(spec: &CompleteSpec, filter: ResolvedFilter) -> CompleteSpec {
    let mut one = spec.clone();
    one.filters.push(filter);
    one
}

fn soften(timeline: &mut TimelineModel) {
    timeline.axis_title.clear();
    timeline.breaks.clear();
}

/// "Tunisia, 82 flights: January 2024 5, …".
fn alt_text(title: &str, total: &str, timeline: &TimelineModel, spec: &CompleteSpec, words: &Words) -> String {
    let value = |column: &Column| {
        let name = format_period(column.span, spec.calendar, words);
        format!("{name} {}", super::amount_label(&column.amount, &spec.measure.unit, words))
    };
    let columns = &timeline.columns;
    if columns.len() <= VALUES_SPOKEN {
        let all: Vec<String> = columns.iter().map(value).collect();
        return words.say.panel_in_full(title, total, &all.join("; "));
    }
    let highest = columns.iter().filter(|column| column.top.is_some());
    let highest =
        highest.max_by(|one, other| one.amount.largest().cmp(&other.amount.largest()).then(Ordering::Greater));
    let [first, highest, last] = [columns.first(), highest, columns.last()].map(|one| one.map(value));
    match (first, highest, last) {
        (Some(first), Some(highest), Some(last)) => words.say.panel_in_short(title, total, (&first, &highest, &last)),
        _ => words.say.panel_in_full(title, total, words.labels.not_published),
    }
}

fn of_panel(mark: Mark, title: &str, (by, key): (&str, &Key)) -> Mark {
    let picks = [(by.to_owned(), key.clone())].into_iter().chain(mark.picks).collect();
    Mark { picks, label: format!("{title}, {}", mark.label), spoken: format!("{title}, {}", mark.spoken), ..mark }
}

fn facts(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    (shown, rest): (&[&RankedGroup], &[&RankedGroup]),
    panels: &[Panel],
    words: &Words,
) -> Facts {
    let (one, many) = dimension_name(spec, spec.role(dataset), words);
    let (time, _) = name_of_dimension(Dimension::Time(spec.per), spec.per.id(), Role::None, words);
    let by = words.say.one_and_other(&one, &time);
    let measure = super::captions::measure_name(spec, words);
    let mut notes = Vec::new();
    let adds_up = !matches!(spec.measure.counting, Counting::Published { .. } | Counting::Ratio { .. });
    let sum = shown.iter().filter_map(|ranked| ranked.group.amount.known()).try_fold(Number::ZERO, Number::plus);
    if let (Some(sum), Some(total), false, false) =
        (sum, result.total.known(), rest.is_empty(), result.parts_exceed_total)
        && adds_up
        && let Some(share) = format_share(sum, total, words)
    {
        let total = count_text(&result.total, &spec.measure.unit, words);
        notes.push(words.say.note_share_shown(&share, &total, &words.say.others(rest.len())));
    }
    notes.extend(super::captions::ratio_coverage(dataset, spec, result, (shown, rest), &many, words));
    if spec.own_axis && spec.style != ChartStyle::Grouped {
        notes.push(words.labels.note_own_axes.to_owned());
    }
    Facts {
        chart_title: Some(
            words.say.measure_by(&capitalised(super::captions::unit_name(&spec.measure.unit, words)), &by),
        ),
        what: Some(words.say.measure_by(&measure, &by)),
        shown: shown.len(),
        others: if query::is_ratio(spec) { 0 } else { rest.len() },
        alt_start: words.say.multiples_of(&words.say.measure_by(&measure, &by), panels.len()),
        spoken: panels.iter().map(|panel| format!("{} {}", panel.title, panel.value_label)).collect(),
        notes,
        sum: sum.filter(|_| adds_up).and_then(|sum| match rest {
            [] => Some(sum),
            rest => {
                let keys = rest.iter().map(|ranked| ranked.group.key.clone()).collect();
                sum.plus(query::amount_together(dataset, spec, keys).known()?)
            }
        }),
        headline: multiples_headline(spec, shown, &many, words),
        ..Facts::default()
    }
}

/// The general headline ranks the period asked for; here all of time is shown.
fn multiples_headline(spec: &CompleteSpec, shown: &[&RankedGroup], many: &str, words: &Words) -> Option<String> {
    if !spec.selected_of(spec.by).is_empty() {
        return None;
    }
    let first: Vec<String> =
        shown.iter().take(3).map(|ranked| key_name(&ranked.group.key, spec.calendar, words)).collect();
    let names = words.say.listed(&first);
    // Who was left out by a filter could be larger.
    let is_chosen = spec.filters.iter().any(|filter| filter.dimension == spec.by);
    (first.len() == 3).then(|| {
        if is_chosen {
            words.say.largest_of_chosen(shown.len(), many, &names)
        } else {
            words.say.largest_are(many, &names)
        }
    })
}
