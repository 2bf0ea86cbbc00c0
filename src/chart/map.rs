//! Flows on a map: arcs from origins to destinations, circles where they end, or countries shaded by amount. What has no
//! place on the map is counted and named in the note: places + not on the map = what the ranking shows.
//!
//! This file must never know a projection. Start with [`build`].

use super::bars::{Detail, amount_label, capitalised, count_text};
use super::captions::Facts;
use super::map_flows::{Flows, Places, flows};
use super::mark::Mark;
use super::names::{key_name, role_name};
use super::number_format::{format_number, format_share};
use super::palette::Tone;
use super::ranking::{RankedGroup, Ranking};
use crate::dataset::country::Country;
use crate::dataset::world::Point;
use crate::dataset::{Dataset, Number, Role, Unit};
use crate::query::{self, Amount, QueryResult};
use crate::view_spec::{ChartStyle, CompleteSpec, Key};
use crate::words::Words;
use std::collections::{HashMap, HashSet};

/// Arcs that are drawn at the most; the circles still show every place.
const MOST_ARCS: usize = 400;
/// Shades of a map, beside the one for zero.
pub const MAP_SHADES: usize = 5;
/// Places that are named when they have none on the map.
const MOST_NAMED: usize = 6;
/// Partners that a tooltip lists.
const MOST_PARTNERS: usize = 6;

/// A place with an amount.
#[derive(Clone, Debug, PartialEq)]
pub struct MapNode {
    pub at: Point,
    pub value: f64,
    pub label: String,
    pub value_label: String,
    pub tone: Tone,
    /// Among the largest, as many as are to be named, or selected.
    pub is_named: bool,
    pub mark: usize,
}

/// A flow, from its origin to its destination.
#[derive(Clone, Debug, PartialEq)]
pub struct Arc {
    pub from: Point,
    pub to: Point,
    pub value: f64,
    /// The value exactly.
    pub number: Number,
    /// Of the widest arc, at the destination: in proportion to the value.
    pub width: f64,
    pub tone: Tone,
    pub mark: usize,
}

/// How a country is shaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// 0 for the lightest of [`MAP_SHADES`].
    Class(usize),
    Zero,
    /// In the data, without a number.
    Nothing,
    /// Not named by the data at all.
    Absent,
}

/// A shaded country.
#[derive(Clone, Debug, PartialEq)]
pub struct Shaded {
    pub country: Country,
    pub shade: Shade,
    pub is_selected: bool,
    pub mark: usize,
}

/// Where arcs begin, or where they end, other than at a circle.
#[derive(Clone, Debug, PartialEq)]
pub struct MapEnd {
    pub at: Point,
    pub label: String,
    pub value: f64,
    /// All of it, counted and not added.
    pub value_label: String,
}

/// Flows added up: arcs + too many to draw + without a place on the map + at home = all pairs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowSums {
    pub arcs: usize,
    pub pairs: usize,
    pub drawn: Number,
    /// The smallest flows, beyond what a map can hold.
    pub beyond: Number,
    /// One of the two ends has no place on the map.
    pub elsewhere: Number,
    /// Both ends are the same place.
    pub at_home: Number,
}

impl FlowSums {
    pub fn all(&self) -> Option<Number> {
        [self.beyond, self.elsewhere, self.at_home].into_iter().try_fold(self.drawn, Number::plus)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapModel {
    /// The largest first.
    pub nodes: Vec<MapNode>,
    /// The largest first.
    pub arcs: Vec<Arc>,
    /// The other ends of the arcs, the largest first.
    pub ends: Vec<MapEnd>,
    /// What all arcs together say, and what they leave out.
    pub flows: FlowSums,
    /// Round values for the legend of arcs, with the width of each as a share of the widest; the smallest first.
    pub widths: Vec<(f64, String)>,
    /// In place of circles and arcs.
    pub shaded: Vec<Shaded>,
    /// The classes of shades that are on the map, with their limits.
    pub classes: Vec<(Shade, String)>,
    /// How to read arcs; empty without any.
    pub arcs_label: String,
}

pub(super) fn build(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    ranking: &Ranking,
    words: &Words,
) -> (MapModel, Vec<Mark>, Facts) {
    let unit = &spec.measure.unit;
    let role = spec.role(dataset);
    let mut marks: Vec<Mark> = Vec::new();
    let mut model = MapModel::default();
    let mut elsewhere: Vec<&RankedGroup> = Vec::new();
    let flows = flows(dataset, spec, role);
    // An airport has no outline to shade.
    let is_shaded = spec.style == ChartStyle::Shades && flows.group_places == Places::Countries;
    let limits = limits_of(ranking);
    let partners = flows.by_group();
    let at_zero = if is_shaded { at_zero(dataset, spec, ranking, words) } else { Vec::new() };
    let asked_for = |ranked: &&RankedGroup| super::crossing::is_asked_for(spec, spec.by, &ranked.group.key);
    for ranked in ranking.groups.iter().chain(&at_zero).filter(asked_for) {
        let place = flows.group_places.point_of(&ranked.group.key);
        let value = ranked.group.amount.largest();
        let Some(at) = place else {
            if value.is_some_and(|value| !value.is_zero()) {
                elsewhere.push(ranked);
            }
            continue;
        };
        let is_selected = is_selected(spec, &spec.by_name, &ranked.group.key);
        marks.push(place_mark(spec, result, ranking, ranked, (&flows, &partners), words));
        let mark = marks.len() - 1;
        if let (true, Key::Country(country)) = (is_shaded, &ranked.group.key) {
            let shade = match value {
                None => Shade::Nothing,
                Some(value) if value.is_zero() => Shade::Zero,
                Some(value) => Shade::Class(limits.iter().filter(|limit| value >= **limit).count().saturating_sub(1)),
            };
            model.shaded.push(Shaded { country: *country, shade, is_selected, mark });
        } else if let Some(value) = value.filter(|value| !value.is_zero()) {
            model.nodes.push(MapNode {
                at,
                value: value.to_f64(),
                label: flows.group_places.name_of(&ranked.group.key, spec, words),
                value_label: amount_label(&ranked.group.amount, unit, words),
                tone: if is_selected { Tone::Selected } else { Tone::Main },
                is_named: true,
                mark,
            });
        }
    }
    model.nodes.sort_by(|one, other| other.value.total_cmp(&one.value));
    for node in model.nodes.iter_mut().skip(spec.top).filter(|node| node.tone != Tone::Selected) {
        (node.is_named, node.tone) = (false, Tone::Rest);
    }
    if is_shaded {
        model.classes = classes(&model, &limits, unit, words);
    } else {
        add_arcs(spec, &flows, &mut model, &mut marks, words);
    }
    let facts = facts(dataset, spec, (ranking, &elsewhere), (&model, &flows), words);
    (model, marks, facts)
}

/// Places that the data name without a row in this period: a ranking counts them, a map shades them as zero.
fn at_zero(dataset: &Dataset, spec: &CompleteSpec, ranking: &Ranking, words: &Words) -> Vec<RankedGroup> {
    if spec.filters.iter().any(|filter| filter.dimension == spec.by) {
        return Vec::new();
    }
    let known: HashSet<&Key> = ranking.groups.iter().map(|ranked| &ranked.group.key).collect();
    let is_new = |key: &Key| !known.contains(key);
    let groups = query::facet(dataset, spec, &spec.by_name, spec.by).groups;
    let groups = groups.into_iter().filter(|group| matches!(group.key, Key::Country(_)) && is_new(&group.key));
    groups
        .map(|group| RankedGroup {
            label: key_name(&group.key, spec.calendar, words),
            code: None,
            rank: None,
            change: None,
            group,
        })
        .collect()
}

/// Places that are beyond the largest ones, as many as were asked for.
fn pale_groups(model: &MapModel, marks: &[Mark]) -> HashSet<Key> {
    let pale = model.nodes.iter().filter(|node| !node.is_named);
    pale.filter_map(|node| Some(marks.get(node.mark)?.picks.first()?.1.clone())).collect()
}

fn is_selected(spec: &CompleteSpec, by: &str, key: &Key) -> bool {
    selected_of(spec, by).contains(key)
}

/// What is selected of one end; the ends of flows are known by name.
fn selected_of<'a>(spec: &'a CompleteSpec, by: &str) -> &'a [Key] {
    match &spec.selected_by {
        Some((_, of)) if of == by => &spec.selected,
        _ => spec.selected_within.iter().find(|part| part.by == by).map_or(&[], |part| part.keep.as_slice()),
    }
}

fn add_arcs(spec: &CompleteSpec, flows: &Flows, model: &mut MapModel, marks: &mut Vec<Mark>, words: &Words) {
    let unit = &spec.measure.unit;
    let mut others: Vec<(&Key, Point)> = Vec::new();
    let mut sums = FlowSums { pairs: flows.pairs.len(), ..FlowSums::default() };
    let add = |sum: &mut Number, value: Number| *sum = sum.plus(value).unwrap_or(*sum);
    let speaks_of = |by: &str| !selected_of(spec, by).is_empty();
    let any_selected = speaks_of(&spec.by_name) || speaks_of(&flows.other_name);
    let pale = pale_groups(model, marks);
    for (group, other, value) in &flows.pairs {
        let ends = (flows.group_places.point_of(group), flows.other_places.point_of(other));
        let (Some(place), Some(end)) = ends else {
            add(&mut sums.elsewhere, *value);
            continue;
        };
        let (from, to) = if flows.groups_are_ends { (end, place) } else { (place, end) };
        let (start_key, end_key) = if flows.groups_are_ends { (other, group) } else { (group, other) };
        if from == to {
            add(&mut sums.at_home, *value);
            continue;
        }
        if model.arcs.len() >= MOST_ARCS {
            add(&mut sums.beyond, *value);
            continue;
        }
        add(&mut sums.drawn, *value);
        if !others.iter().any(|(key, _)| *key == other) {
            others.push((other, end));
        }
        let ends = [(spec.by_name.as_str(), group), (flows.other_name.as_str(), other)];
        let mut spoken = ends.into_iter().filter(|(by, _)| !selected_of(spec, by).is_empty()).peekable();
        let selected = spoken.peek().is_some() && spoken.all(|(by, key)| is_selected(spec, by, key));
        let (start_places, end_places) = if flows.groups_are_ends {
            (flows.other_places, flows.group_places)
        } else {
            (flows.group_places, flows.other_places)
        };
        let start = start_places.name_of(start_key, spec, words);
        let label = words.say.way_from_to(&start, &end_places.name_of(end_key, spec, words));
        let counted = count_text(&Amount::Known(*value), unit, words);
        let other_pick = (!flows.other_name.is_empty()).then(|| (flows.other_name.clone(), other.clone()));
        marks.push(Mark {
            picks: [(spec.by_name.clone(), group.clone())].into_iter().chain(other_pick).collect(),
            spoken: format!("{label}, {counted}"),
            details: vec![Detail { name: words.labels.value.to_owned(), value: counted.clone() }],
            value: counted,
            label,
            is_selected: selected,
            ..Mark::default()
        });
        let tone = match (selected, any_selected || pale.contains(group)) {
            (true, _) => Tone::Selected,
            (false, true) => Tone::Rest,
            (false, false) => Tone::Main,
        };
        model.arcs.push(Arc {
            from,
            to,
            value: value.to_f64(),
            number: *value,
            width: 0.0,
            tone,
            mark: marks.len() - 1,
        });
    }
    sums.arcs = model.arcs.len();
    model.flows = sums;
    // The pairs begin with the largest.
    let most = model.arcs.iter().map(|arc| arc.value).fold(0.0, f64::max);
    for arc in &mut model.arcs {
        arc.width = arc.value / most.max(f64::MIN_POSITIVE);
    }
    model.widths = widths_of(flows, most, unit, words);
    if !model.arcs.is_empty() {
        words.labels.arcs_widen.clone_into(&mut model.arcs_label);
    }
    let end = |(key, at): (&Key, Point)| {
        let amount = flows.of_others.iter().find(|(other, _)| other == key).map(|(_, amount)| amount);
        MapEnd {
            at,
            label: flows.other_places.name_of(key, spec, words),
            value: amount.and_then(Amount::largest).map_or(0.0, Number::to_f64),
            value_label: amount.map_or(String::new(), |amount| amount_label(amount, unit, words)),
        }
    };
    model.ends = others.into_iter().map(end).collect();
    model.ends.sort_by(|one, other| other.value.total_cmp(&one.value));
    // The other end of a selection has a circle in the colour of the selection, too.
    let ends: Vec<Point> = model
        .arcs
        .iter()
        .filter(|arc| arc.tone == Tone::Selected)
        .map(|arc| if flows.groups_are_ends { arc.to } else { arc.from })
        .collect();
    for node in &mut model.nodes {
        if any_selected && node.tone != Tone::Selected {
            node.tone = if ends.contains(&node.at) { Tone::Selected } else { Tone::Rest };
        }
    }
}

/// Up to three round values below the widest arc, each at most a fifth of the next.
fn widths_of(flows: &Flows, most: f64, unit: &Unit, words: &Words) -> Vec<(f64, String)> {
    let Some((_, _, largest)) = flows.pairs.first() else { return Vec::new() };
    let mut steps: Vec<Number> = Vec::new();
    let mut round = Some(rounded_down(*largest));
    while let Some(step) = round.filter(|step| *step >= Number::from(1_i64) && steps.len() < 3) {
        // Below a fiftieth, arcs are too thin to be told apart.
        if step.to_f64() < most / 50.0 {
            break;
        }
        steps.push(step);
        #[expect(clippy::cast_possible_truncation, reason = "a round value for a legend")]
        let fifth = (step.to_f64() / 5.0).min(9e15) as i64;
        round = (fifth > 0).then(|| rounded_down(Number::from(fifth)));
    }
    steps.reverse();
    let last = steps.len().saturating_sub(1);
    let label = |(index, step): (usize, Number)| {
        let text = if index == last {
            count_text(&Amount::Known(step), unit, words)
        } else {
            format_number(step, unit, words)
        };
        (step.to_f64() / most.max(f64::MIN_POSITIVE), text)
    };
    steps.into_iter().enumerate().map(label).collect()
}

/// For each place of one end the places of the other with the number of each pair.
type Partners<'a> = HashMap<&'a Key, Vec<(&'a Key, Number)>>;

fn place_mark(
    spec: &CompleteSpec,
    result: &QueryResult,
    ranking: &Ranking,
    ranked: &RankedGroup,
    (flows, partners): (&Flows, &Partners<'_>),
    words: &Words,
) -> Mark {
    let (unit, labels) = (&spec.measure.unit, words.labels);
    let counted = count_text(&ranked.group.amount, unit, words);
    let mut details = vec![Detail { name: labels.value.to_owned(), value: counted.clone() }];
    if let Some(rank) = ranked.rank {
        details.push(Detail { name: labels.rank.to_owned(), value: words.say.rank_of(rank, ranking.ranked) });
    }
    if let (Some(value), Some(total)) = (ranked.group.amount.known(), result.total.known())
        && ranked.group.base.is_none()
        && let Some(share) = format_share(value, total, words)
    {
        details.push(Detail { name: labels.share.to_owned(), value: share });
    }
    if !flows.other_name.is_empty() {
        let partners = partners.get(&ranked.group.key).into_iter().flatten().take(MOST_PARTNERS);
        details.extend(partners.map(|(other, value)| {
            let value = count_text(&Amount::Known(*value), unit, words);
            Detail { name: flows.other_places.name_of(other, spec, words), value }
        }));
    }
    let spoken = match ranked.rank {
        Some(rank) => words.say.spoken_bar(&ranked.label, &counted, rank, ranking.ranked),
        None => format!("{}, {counted}", ranked.label),
    };
    Mark {
        picks: vec![(spec.by_name.clone(), ranked.group.key.clone())],
        label: flows.group_places.name_of(&ranked.group.key, spec, words),
        value: counted,
        details,
        spoken,
        is_selected: is_selected(spec, &spec.by_name, &ranked.group.key),
        ..Mark::default()
    }
}

/// Lower limits of the classes, rounded to 1, 2 or 5 times a power of ten. Amounts of countries differ by factors, so
/// each class reaches as many times farther as the one before.
fn limits_of(ranking: &Ranking) -> Vec<Number> {
    let values = ranking
        .groups
        .iter()
        .filter(|ranked| matches!(ranked.group.key, Key::Country(_)))
        .filter_map(|ranked| ranked.group.amount.largest().filter(|value| !value.is_zero()));
    let (mut least, mut most) = (None::<Number>, None::<Number>);
    for value in values {
        least = Some(least.map_or(value, |least| least.min(value)));
        most = Some(most.map_or(value, |most| most.max(value)));
    }
    let (Some(least), Some(most)) = (least, most) else { return Vec::new() };
    let mut limits = vec![least];
    let ratio = most.to_f64() / least.to_f64().max(f64::MIN_POSITIVE);
    for class in 1_u8..5 {
        let at = least.to_f64() * ratio.powf(f64::from(class) / 5.0);
        #[expect(clippy::cast_possible_truncation, reason = "a limit that is rounded anyway")]
        let limit = rounded_down(Number::from(at.min(9e15) as i64));
        if limits.last().is_some_and(|last| limit > *last) {
            limits.push(limit);
        }
    }
    limits
}

/// The largest of 1, 2, 5, 10, 20, … that is not above a number; numbers below one stay.
fn rounded_down(number: Number) -> Number {
    let mut best = None;
    let mut power: i64 = 1;
    while let Some(next) = power.checked_mul(10) {
        for factor in [1, 2, 5] {
            let step = Number::from(factor * power);
            if step <= number {
                best = Some(step);
            }
        }
        if Number::from(next) > number {
            break;
        }
        power = next;
    }
    best.unwrap_or(number)
}

fn classes(model: &MapModel, limits: &[Number], unit: &Unit, words: &Words) -> Vec<(Shade, String)> {
    let has = |shade: Shade| model.shaded.iter().any(|shaded| shaded.shade == shade);
    let mut classes: Vec<(Shade, String)> = Vec::new();
    for (index, low) in limits.iter().enumerate() {
        let from = format_number(*low, unit, words);
        let label = match limits.get(index + 1) {
            Some(next) => words.say.range_from_below(&from, &format_number(*next, unit, words)),
            None => words.say.or_more(&from),
        };
        classes.push((Shade::Class(index), label));
    }
    if has(Shade::Zero) {
        classes.push((Shade::Zero, "0".to_owned()));
    }
    if has(Shade::Nothing) {
        classes.push((Shade::Nothing, words.labels.no_number.to_owned()));
    }
    if !model.shaded.is_empty() {
        classes.push((Shade::Absent, words.labels.not_in_the_data.to_owned()));
    }
    classes
}

fn facts(
    dataset: &Dataset,
    spec: &CompleteSpec,
    (ranking, elsewhere): (&Ranking, &[&RankedGroup]),
    (model, flows): (&MapModel, &Flows),
    words: &Words,
) -> Facts {
    let unit = &spec.measure.unit;
    let role = spec.role(dataset);
    let measure = super::captions::measure_name(spec, words);
    let (one, _) = super::names::dimension_name(spec, role, words);
    let other = spec_other(dataset, role).and_then(|role| role_name(role, words));
    let by = match other.filter(|_| !model.arcs.is_empty()) {
        Some((other, _)) if role == Role::Origin => words.say.one_and_other(&one, other),
        Some((other, _)) => words.say.one_and_other(other, &one),
        None => one,
    };
    let what = words.say.measure_by(&measure, &by);
    let mut notes = Vec::new();
    if !elsewhere.is_empty() {
        let mut named: Vec<String> = elsewhere
            .iter()
            .take(MOST_NAMED)
            .map(|ranked| format!("{} {}", ranked.label, amount_label(&ranked.group.amount, unit, words)))
            .collect();
        if elsewhere.len() > MOST_NAMED {
            named.push(words.say.and_more(elsewhere.len() - MOST_NAMED));
        }
        notes.push(words.say.note_not_on_map(&named.join(", ")));
    }
    notes.extend(flow_notes(spec, model, flows, words));
    let (one, many) = super::names::dimension_name(spec, role, words);
    let named = model.nodes.iter().filter(|node| node.is_named).count();
    if named < model.nodes.len() {
        let count = |count: usize| format_number(count.into(), &Unit::Rows, words);
        notes.push(words.say.note_named_on_map(&count(named), &count(model.nodes.len()), &many));
    }
    let twice = flows.named_twice(ranking.groups.iter().map(|ranked| &ranked.group.key));
    if !twice.is_empty() {
        notes.push(words.say.note_two_codes(&twice.join("; ")));
    }
    if let Some(asked) = &spec.without_places {
        notes.insert(0, words.say.note_no_places(asked, if many.is_empty() { &one } else { &many }));
    }
    let spoken = ranking
        .groups
        .iter()
        .filter(|ranked| ranked.group.amount.largest().is_some())
        .map(|ranked| format!("{} {}", ranked.label, amount_label(&ranked.group.amount, unit, words)));
    Facts {
        chart_title: Some(words.say.measure_by(&capitalised(super::captions::unit_name(unit, words)), &by)),
        alt_start: words.say.map_of(&what),
        what: Some(what),
        shown: ranking.groups.len(),
        spoken: spoken.collect(),
        notes,
        ..Facts::default()
    }
}

/// What the arcs leave out: flows without a place at one end, flows that end where they begin, and the smallest ones
/// where there are very many.
fn flow_notes(spec: &CompleteSpec, model: &MapModel, flows: &Flows, words: &Words) -> Vec<String> {
    let unit = &spec.measure.unit;
    let mut notes = Vec::new();
    if flows.pairs.is_empty() {
        return notes;
    }
    let off_map = flows.of_others.iter().filter(|(key, amount)| {
        flows.other_places.point_of(key).is_none() && amount.largest().is_some_and(|value| !value.is_zero())
    });
    let off_map: Vec<String> = off_map
        .map(|(key, amount)| format!("{} {}", key_name(key, spec.calendar, words), amount_label(amount, unit, words)))
        .collect();
    if !off_map.is_empty() {
        let more = off_map.len().checked_sub(MOST_NAMED + 1).map(|more| words.say.and_more(more + 1));
        let named: Vec<String> = off_map.into_iter().take(MOST_NAMED).chain(more).collect();
        notes.push(words.say.note_no_arc(&named.join(", ")));
    }
    let sums = &model.flows;
    if !sums.at_home.is_zero() {
        notes.push(words.say.note_at_home(&count_text(&Amount::Known(sums.at_home), unit, words)));
    }
    if !sums.beyond.is_zero() {
        let all = count_text(&Amount::Known(sums.all().unwrap_or(sums.drawn)), unit, words);
        let drawn = words.say.part_of(&format_number(sums.drawn, unit, words), &all);
        let count = |count: usize| format_number(count.into(), &Unit::Rows, words);
        notes.push(words.say.note_arcs_shown(&count(sums.arcs), &count(sums.pairs), &drawn));
    }
    notes
}

/// The role at the other end of a flow.
fn spec_other(dataset: &Dataset, role: Role) -> Option<Role> {
    let other = match role {
        Role::Destination => Role::Origin,
        Role::Origin => Role::Destination,
        _ => return None,
    };
    dataset.column_with(other).map(|_| other)
}
