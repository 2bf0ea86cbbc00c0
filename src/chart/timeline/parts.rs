//! Which parts of a timeline are named, in which order and colour. Order and colours come from the totals over all that
//! the data set has, so that they stay while the period moves; who is named is decided by what is shown.

use crate::chart::names::{key_name, name_of_dimension};
use crate::chart::palette::{CLASSES, Tone};
use crate::dataset::{Counting, Dataset, Measure, Number, Role};
use crate::query::{self, Amount, OverTime};
use crate::view_spec::{ChartStyle, CompleteSpec, Dimension, Key, TopMode};
use crate::words::Words;
use std::cmp::Reverse;

/// Members of "others" that are named in a tooltip.
const MEMBERS_NAMED: usize = 40;

/// A part with its amount for each unit.
pub(super) struct NamedSeries {
    /// `None` for what stands together.
    pub key: Option<Key>,
    pub label: String,
    pub tone: Tone,
    pub amounts: Vec<Amount>,
    pub members: Vec<String>,
}

pub(super) struct Parts {
    /// From the bottom of a stack to its top.
    pub series: Vec<NamedSeries>,
    pub notes: Vec<String>,
}

pub(super) fn choose(dataset: &Dataset, spec: &CompleteSpec, over: &OverTime, words: &Words) -> Parts {
    choose_among(dataset, spec, over, None, words)
}

/// With the parts that others beside it name; the rest stands together.
pub(super) fn choose_among(
    dataset: &Dataset,
    spec: &CompleteSpec,
    over: &OverTime,
    given: Option<&[Key]>,
    words: &Words,
) -> Parts {
    let is_ratio = query::is_ratio(spec);
    let Some((dimension, name)) = &spec.stack else {
        if let Some(selected) = over.selected.as_ref().filter(|_| is_ratio) {
            return beside_all(spec, over, selected, words);
        }
        let amounts = over.units.iter().map(|group| group.amount.clone()).collect();
        let only = NamedSeries { key: None, label: String::new(), tone: Tone::Main, amounts, members: Vec::new() };
        return Parts { series: vec![only], notes: Vec::new() };
    };
    let order = order_of_all(dataset, spec, *dimension, name);
    let position = |key: &Key| order.iter().position(|other| other == key).unwrap_or(usize::MAX);
    let total = |amounts: &[Amount]| {
        amounts.iter().filter_map(Amount::largest).try_fold(Number::ZERO, Number::plus).unwrap_or(Number::ZERO)
    };
    let has_number = |amounts: &[Amount]| amounts.iter().any(|amount| amount.largest().is_some_and(|n| !n.is_zero()));
    let mut ranked: Vec<&(Key, Vec<Amount>)> =
        over.parts.iter().filter(|(key, amounts)| !key.is_unspecified() && has_number(amounts)).collect();
    if is_ratio {
        // Ratios of all that is shown, and not sums of ratios; those on few cases come last.
        let whole = ratios_of_all(dataset, spec, *dimension, name);
        let place = |key: &Key| whole.iter().position(|other| other == key).unwrap_or(usize::MAX);
        ranked.sort_by_key(|(key, _)| place(key));
    } else {
        ranked.sort_by_key(|(key, amounts)| (Reverse(total(amounts)), position(key)));
    }
    let unknown: Vec<&(Key, Vec<Amount>)> =
        over.parts.iter().filter(|(key, amounts)| key.is_unspecified() && has_number(amounts)).collect();
    // A part without a colour of its own could not be told from the others.
    let most = spec.top.min(CLASSES);
    let can_cut = given.is_none() && can_cut_each(spec);
    let mut colourless: Vec<&Key> = Vec::new();
    let named: Vec<&Key> = match spec.mode {
        _ if given.is_some() => {
            let is_given = |key: &&Key| given.is_some_and(|given| given.contains(key));
            ranked.iter().map(|(key, _)| key).filter(is_given).collect()
        }
        TopMode::Each if can_cut => {
            let of_units = (0..over.units.len()).flat_map(|unit| largest_of(&ranked, unit, most));
            let mut of_any: Vec<&Key> = Vec::new();
            for key in of_units {
                if !of_any.contains(&key) {
                    of_any.push(key);
                }
            }
            // The largest over all come first; there are only so many colours.
            let rank = |key: &&Key| ranked.iter().position(|(other, _)| other == *key).unwrap_or(usize::MAX);
            of_any.sort_by_key(rank);
            colourless = of_any.split_off(of_any.len().min(CLASSES));
            of_any
        }
        _ => {
            let is_selected = |key: &&Key| chosen_of(spec).contains(key);
            let largest = ranked.iter().take(most).map(|(key, _)| key);
            let chosen = ranked.iter().skip(most).map(|(key, _)| key).filter(is_selected);
            largest.chain(chosen).collect()
        }
    };
    let mut in_order: Vec<&Key> = named.clone();
    in_order.sort_by_key(|key| position(key));
    let mut series: Vec<NamedSeries> = Vec::new();
    let tones = tones_of(&in_order, &order);
    for (key, tone) in in_order.iter().zip(tones) {
        let Some((_, amounts)) = over.parts.iter().find(|(other, _)| other == *key) else { continue };
        let amounts = if spec.mode == TopMode::Each && can_cut {
            let keep = |unit: usize| largest_of(&ranked, unit, most).any(|other| other == *key);
            let none = Amount::Missing(query::Nothing::NotPublished);
            amounts.iter().enumerate().map(|(unit, a)| if keep(unit) { a.clone() } else { none.clone() }).collect()
        } else {
            amounts.clone()
        };
        series.push(NamedSeries {
            key: Some((*key).clone()),
            label: key_name(key, spec.calendar, words),
            tone: if chosen_of(spec).contains(key) { Tone::Selected } else { tone },
            amounts,
            members: Vec::new(),
        });
    }
    let rest: Vec<&Key> = ranked.iter().map(|(key, _)| key).filter(|key| !named.contains(key)).collect();
    for (key, amounts) in unknown {
        series.push(NamedSeries {
            key: Some(key.clone()),
            label: key_name(key, spec.calendar, words),
            tone: Tone::Nothing,
            amounts: amounts.clone(),
            members: Vec::new(),
        });
    }
    let mut notes = Vec::new();
    let role = match dimension {
        Dimension::Column(index) => dataset.columns().get(*index).map_or(Role::None, |column| column.role),
        Dimension::Time(_) => Role::None,
    };
    let (_, many) = name_of_dimension(*dimension, name, role, words);
    let is_each = spec.mode == TopMode::Each && can_cut;
    let is_cut_each = is_each && ranked.len() > most;
    if !rest.is_empty() || is_cut_each {
        let members: Vec<String> =
            rest.iter().take(MEMBERS_NAMED).map(|key| key_name(key, spec.calendar, words)).collect();
        let amounts = if is_each {
            rests_of_units(dataset, spec, over, &ranked, &series)
        } else if matches!(spec.measure.counting, Counting::Published { .. } | Counting::Ratio { .. }) {
            Vec::new()
        } else {
            query::together_over_time(dataset, spec, rest.iter().map(|key| (*key).clone()).collect(), &over.units)
        };
        if !amounts.is_empty() && spec.style != ChartStyle::Lines && !is_ratio {
            let label = match rest.as_slice() {
                _ if is_each || given.is_some() => words.labels.all_others.to_owned(),
                // "Others (1)" is no shorter than its name.
                [_] | [_, _] => words.say.listed(&members),
                _ => words.say.others(rest.len()),
            };
            series.push(NamedSeries { key: None, label, tone: Tone::Rest, amounts, members });
        }
        notes.push(if spec.style == ChartStyle::Lines || is_ratio {
            words.say.note_top_lines(named.len(), ranked.len(), &many)
        } else if is_each {
            words.say.note_top_each(most, &many)
        } else {
            words.say.note_top_any(named.len(), ranked.len(), &many)
        });
    }
    if spec.mode == TopMode::Each && given.is_none() && !can_cut && ranked.len() > most {
        notes.push(words.labels.note_no_top_each.to_owned());
    }
    if !colourless.is_empty() {
        let names: Vec<String> = colourless.iter().map(|key| key_name(key, spec.calendar, words)).collect();
        notes.push(words.say.note_colourless(&words.say.listed(&names)));
    }
    Parts { series, notes }
}

/// Whether something is selected that the axis of time is not about.
pub(super) fn selects_elsewhere(spec: &CompleteSpec) -> bool {
    !spec.selected.is_empty() && spec.selected_by.as_ref().is_some_and(|(dimension, _)| *dimension != spec.by)
}

/// The ratio of what is selected beside the ratio of all: neither is a part of the other.
fn beside_all(spec: &CompleteSpec, over: &OverTime, selected: &[Amount], words: &Words) -> Parts {
    let all = over.units.iter().map(|group| group.amount.clone()).collect();
    let series = |label: String, tone: Tone, amounts: Vec<Amount>| {
        let (key, members) = (None, Vec::new());
        NamedSeries { key, label, tone, amounts, members }
    };
    let chosen = series(super::selected_names(spec, words), Tone::Selected, selected.to_vec());
    Parts { series: vec![series(words.labels.overall.to_owned(), Tone::Main, all), chosen], notes: Vec::new() }
}

/// The values of a grouping in the order of their ratios over all that is shown; those on few cases come last.
fn ratios_of_all(dataset: &Dataset, spec: &CompleteSpec, dimension: Dimension, name: &str) -> Vec<Key> {
    let by_part = CompleteSpec { by: dimension, by_name: name.to_owned(), stack: None, ..spec.clone() };
    let mut groups = query::run_in(dataset, &by_part, spec.period).groups;
    groups.sort_by_key(|group| (group.few_cases, Reverse(group.amount.largest())));
    groups.into_iter().map(|group| group.key).collect()
}

/// A colour for each value: its place among all values, where that is free; grey where there are more than colours.
pub(in crate::chart) fn tones_of(named: &[&Key], order: &[Key]) -> Vec<Tone> {
    let position = |key: &Key| order.iter().position(|other| other == key).unwrap_or(usize::MAX);
    let wished: Vec<usize> = named.iter().map(|key| position(key)).collect();
    let mut free: Vec<usize> = (0..CLASSES).filter(|class| !wished.contains(class)).collect();
    let class = |wished: usize| if wished < CLASSES { Some(wished) } else { free.pop() };
    wished
        .into_iter()
        .map(class)
        .map(|class| class.and_then(|one| u8::try_from(one).ok()))
        .map(|class| class.map_or(Tone::Rest, Tone::Class))
        .collect()
}

/// The values in the order of their totals over everything that the data set has.
pub(in crate::chart) fn order_of_all(
    dataset: &Dataset,
    spec: &CompleteSpec,
    dimension: Dimension,
    name: &str,
) -> Vec<Key> {
    let role = crate::chart::captions::role_of(dataset, dimension);
    let mut all = CompleteSpec {
        by: dimension,
        by_name: name.to_owned(),
        stack: None,
        filters: Vec::new(),
        months: None,
        ..spec.clone()
    };
    // The classes of a data set have one order and one colour each, whatever is counted.
    if role == Role::Category {
        all.measure = Measure::rows();
    }
    let mut groups = query::run_in(dataset, &all, None).groups;
    groups.retain(|group| !matches!(group.key, Key::Missing(_)));
    groups.sort_by_key(|group| Reverse(group.amount.largest()));
    groups.into_iter().map(|group| group.key).collect()
}

fn largest_of<'a>(
    ranked: &[&'a (Key, Vec<Amount>)],
    unit: usize,
    most: usize,
) -> impl Iterator<Item = &'a Key> + use<'a> {
    let mut of_unit: Vec<(Number, &Key)> = ranked
        .iter()
        .filter_map(|(key, amounts)| Some((amounts.get(unit)?.largest().filter(|n| !n.is_zero())?, key)))
        .collect();
    // Equal amounts stay in the order of their totals.
    of_unit.sort_by_key(|(number, _)| Reverse(*number));
    of_unit.into_iter().take(most).map(|(_, key)| key)
}

/// "Each" needs what is left of a unit; published figures and ratios leave nothing.
fn can_cut_each(spec: &CompleteSpec) -> bool {
    !matches!(spec.measure.counting, Counting::Published { .. } | Counting::Ratio { .. })
}

/// Whether a unit is the sum of its parts.
fn adds_up(dataset: &Dataset, spec: &CompleteSpec, over: &OverTime) -> bool {
    let adds = match &spec.measure.counting {
        Counting::Rows => true,
        Counting::Sum(name) => dataset.column_named(name).is_some_and(|column| column.role != Role::Flights),
        Counting::Distinct(_) | Counting::Published { .. } | Counting::Ratio { .. } => false,
    };
    adds && !over.parts_exceed_total
}

/// What the parts that are not named in a unit amount to: what the named ones leave or, where a case can be in several,
/// counted together.
fn rests_of_units(
    dataset: &Dataset,
    spec: &CompleteSpec,
    over: &OverTime,
    ranked: &[&(Key, Vec<Amount>)],
    series: &[NamedSeries],
) -> Vec<Amount> {
    let adds_up = adds_up(dataset, spec, over);
    let left = |unit: usize, group: &query::Group| {
        let mut named = series.iter().filter_map(|series| series.amounts.get(unit)?.largest());
        Some(Amount::Known(named.try_fold(group.amount.known()?, Number::minus)?))
    };
    let together = |unit: usize, group: &query::Group| {
        let (Key::Time(span), Some((dimension, name))) = (&group.key, &spec.stack) else { return None };
        let is_named = |key: &Key| {
            let mut own = series.iter().filter(|series| series.key.as_ref() == Some(key));
            own.any(|series| series.amounts.get(unit).is_some_and(|amount| amount.largest().is_some()))
        };
        let has_number = |amounts: &[Amount]| amounts.get(unit).is_some_and(|amount| amount.largest().is_some());
        let rest = ranked.iter().filter(|(key, amounts)| has_number(amounts) && !is_named(key));
        let rest: Vec<Key> = rest.map(|(key, _)| key.clone()).collect();
        let (by, by_name) = (*dimension, name.clone());
        let period = spec.period.map_or(Some(*span), |period| period.intersection(*span));
        let asked = CompleteSpec { by, by_name, stack: None, period, ..spec.clone() };
        (!rest.is_empty()).then(|| query::amount_together(dataset, &asked, rest))
    };
    let none = Amount::Missing(query::Nothing::NotPublished);
    let rest = |(unit, group)| if adds_up { left(unit, group) } else { together(unit, group) };
    over.units.iter().enumerate().map(|unit| rest(unit).unwrap_or_else(|| none.clone())).collect()
}

/// What is selected of the parts.
fn chosen_of(spec: &CompleteSpec) -> &[Key] {
    spec.stack.as_ref().map_or(&[], |(stack, _)| spec.selected_of(*stack))
}
