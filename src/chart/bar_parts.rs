//! Bars made of parts: a second grouping, its largest values by name and colour, all others together. The parts are
//! counted for each bar; where one case can stand in several parts, the note says so.

use super::axis::{Axis, percent_axis};
use super::bars::{Bar, BarKey, BarPart, Detail, amount_label};
use super::names::{key_name, name_of_dimension};
use super::number_format::format_share;
use super::palette::{CLASSES, Tone};
use super::ranking::RankedGroup;
use super::timeline::Series;
use super::timeline::parts::{order_of_all, tones_of};
use crate::dataset::{Counting, Dataset, Number, Role};
use crate::query::{self, Amount};
use crate::view_spec::{CompleteSpec, Dimension, Key, ResolvedFilter};
use crate::words::Words;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Cuts bars into parts; gives the legend, the notes, and whether parts are drawn in proportion. `None` where the view asks for no parts or has none to give.
pub(super) fn stack(
    dataset: &Dataset,
    spec: &CompleteSpec,
    (bars, axis): (&mut [Bar], &mut Axis),
    rest: &[&RankedGroup],
    words: &Words,
) -> Option<(Vec<Series>, Vec<String>, bool)> {
    let (dimension, name) = spec.stack.as_ref()?;
    if matches!(spec.measure.counting, Counting::Published { .. } | Counting::Ratio { .. }) {
        return Some((Vec::new(), vec![words.labels.note_no_parts.to_owned()], false));
    }
    let by_part = CompleteSpec { by: *dimension, by_name: name.clone(), stack: None, ..spec.clone() };
    let mut ranked: Vec<(Number, Key)> = query::run_in(dataset, &by_part, spec.period)
        .groups
        .into_iter()
        .filter_map(|group| Some((group.amount.largest().filter(|number| !number.is_zero())?, group.key)))
        .collect();
    // Rows that name no part come last, whatever they amount to.
    ranked.sort_by_key(|(number, key)| (key.is_unspecified(), Reverse(*number)));
    let most = CLASSES.min(ranked.len());
    let mut named: Vec<Key> = ranked.iter().take(most).map(|(_, key)| key.clone()).collect();
    // Order and colours are those of all that the data set has, and stay while the period moves.
    let order = order_of_all(dataset, spec, *dimension, name);
    let place = |key: &Key| order.iter().position(|other| other == key).unwrap_or(usize::MAX);
    named.sort_by_key(|key| (key.is_unspecified(), place(key)));
    let tones = tones_of(&named.iter().collect::<Vec<_>>(), &order);
    let others: Vec<Key> = ranked.iter().skip(most).map(|(_, key)| key.clone()).collect();
    let pivot = query::run_pivot(dataset, spec, *dimension, name);
    let row_of: HashMap<&Key, usize> = pivot.by_rows.groups.iter().map(|group| &group.key).zip(0..).collect();
    let column_of = |key: &Key| pivot.columns.iter().position(|other| other == key);
    let columns: Vec<Option<usize>> = named.iter().map(column_of).collect();
    let of_others: Vec<query::Group> = if others.is_empty() {
        Vec::new()
    } else {
        let mut together = CompleteSpec { stack: None, ..spec.clone() };
        let keep = others.clone();
        together.filters.push(ResolvedFilter { by: name.clone(), dimension: *dimension, keep, is_exact: true });
        query::run_in(dataset, &together, spec.period).groups
    };
    // The bar of all others has parts, too; what is in no named part is counted together there as elsewhere.
    let rest_keys: Vec<Key> = rest.iter().map(|ranked| ranked.group.key.clone()).collect();
    let mut in_rest = by_part.clone();
    let keep = rest_keys.clone();
    in_rest.filters.push(ResolvedFilter { by: spec.by_name.clone(), dimension: spec.by, keep, is_exact: true });
    let of_rest = (!rest_keys.is_empty()).then(|| query::run_in(dataset, &in_rest, spec.period).groups);
    let others_of_rest = (!rest_keys.is_empty() && !others.is_empty())
        .then(|| query::amount_together(dataset, &in_rest, others.clone()))
        .filter(|amount| amount.known().is_some_and(|sum| !sum.is_zero()));
    let mut series: Vec<Series> = named
        .iter()
        .zip(tones)
        .map(|(key, tone)| Series {
            label: key_name(key, spec.calendar, words),
            tone: match key {
                Key::Missing(_) => Tone::Nothing,
                _ if spec.selects(*dimension, key) => Tone::Selected,
                _ => tone,
            },
        })
        .collect();
    if !others.is_empty() {
        series.push(Series { label: words.say.others(others.len()), tone: Tone::Rest });
    }
    let amounts_of = |bar: &Bar| -> Vec<Option<Amount>> {
        match &bar.key {
            BarKey::One(key) => {
                let row = row_of.get(key);
                let of_named = columns.iter().map(|column| pivot.cells.at(*row?, (*column)?).cloned());
                let together = of_others.iter().find(|group| group.key == *key).map(|group| group.amount.clone());
                of_named.chain((!others.is_empty()).then_some(together)).collect()
            }
            BarKey::Others => {
                let groups = of_rest.as_deref().unwrap_or_default();
                let of = |key: &Key| groups.iter().find(|group| group.key == *key).map(|group| group.amount.clone());
                named.iter().map(of).chain((!others.is_empty()).then_some(others_of_rest.clone())).collect()
            }
            BarKey::WithoutNumber(_) | BarKey::Overall => Vec::new(),
        }
    };
    let values_of: Vec<Vec<Option<Number>>> =
        bars.iter().map(|bar| amounts_of(bar).iter().map(|amount| amount.as_ref()?.largest()).collect()).collect();
    // What is taken away from a whole is no part of it.
    if values_of.iter().flatten().flatten().any(|value| value.is_negative()) {
        return Some((Vec::new(), vec![words.labels.note_negative_parts.to_owned()], false));
    }
    let mut exceeds = false;
    for (bar, values) in bars.iter_mut().zip(values_of) {
        let sum = values.iter().flatten().copied().try_fold(Number::ZERO, Number::plus).unwrap_or(Number::ZERO);
        let Some(whole) = bar.amount.known().filter(|_| !sum.is_zero()) else { continue };
        // A case in several parts is in the number of each; the bar is as long as its own number, which counts it once.
        let is_more = sum > whole;
        exceeds |= is_more;
        let drawn = if spec.share { 100.0 } else { sum.to_f64().min(whole.to_f64()) };
        let mut from = 0.0;
        for (index, value) in values.iter().enumerate() {
            let Some(value) = value.filter(|value| !value.is_zero()) else { continue };
            let length = value.to_f64() / sum.to_f64() * drawn;
            bar.parts.push(BarPart { value, series: index, from, to: from + length });
            from += length;
            let label = series.get(index).map_or(String::new(), |series| series.label.clone());
            let share = format_share(value, sum, words).filter(|_| spec.share || !is_more);
            let share = share.map_or(String::new(), |share| format!(" ({share})"));
            let value = format!("{}{share}", amount_label(&Amount::Known(value), &spec.measure.unit, words));
            bar.details.push(Detail { name: label, value });
        }
        bar.length = Some(from);
        bar.lowest = None;
    }
    if spec.share {
        *axis = percent_axis(words);
    } else {
        let longest = bars.iter().filter_map(|bar| bar.length).fold(axis.max, f64::max);
        axis.max = longest;
    }
    let role = match dimension {
        Dimension::Column(index) => dataset.columns().get(*index).map_or(Role::None, |column| column.role),
        Dimension::Time(_) => Role::None,
    };
    let (_, many) = name_of_dimension(*dimension, name, role, words);
    let mut notes = Vec::new();
    if !others.is_empty() {
        notes.push(words.say.note_top_any(named.len(), ranked.len(), &many));
    }
    if exceeds {
        notes.push(words.say.note_bar_exceeds(&many, spec.share));
    }
    Some((series, notes, exceeds))
}
