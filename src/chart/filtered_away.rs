//! What a chart's own filter takes away from all other views stays behind in it, pale, and says so.
//!
//! This file must never change a number. Start with [`tell`].

use super::bars::{BarKey, Detail};
use super::captions::filter_text;
use super::{Body, ChartModel, Tone};
use crate::dataset::Dataset;
use crate::view_spec::{ChartKind, CompleteSpec, Key};
use crate::words::Words;
use std::borrow::Cow;

/// What the headline of a ranking or a map is about: the values that its own filter keeps, where nothing is selected.
pub(super) fn told(spec: &CompleteSpec) -> Cow<'_, CompleteSpec> {
    let own = spec.kept.iter().find(|filter| filter.dimension == spec.by);
    match own.filter(|_| spec.selected.is_empty() && matches!(spec.chart, ChartKind::Bars | ChartKind::Map)) {
        Some(filter) => Cow::Owned(CompleteSpec { selected: filter.keep.clone(), ..spec.clone() }),
        None => Cow::Borrowed(spec),
    }
}

/// Marks what is outside the chart's own filters, and adds a note that names them.
pub(super) fn tell(dataset: &Dataset, spec: &CompleteSpec, model: &mut ChartModel, words: &Words) {
    if spec.kept.is_empty() {
        return;
    }
    let outside = words.labels.outside_filter;
    let add = |spoken: &mut String, details: &mut Vec<Detail>| {
        *spoken = format!("{spoken}, {outside}");
        details.push(Detail { name: words.labels.note.to_owned(), value: outside.to_owned() });
    };
    for mark in &mut model.marks {
        // A panel of all others has no value of its own.
        let is_rest = spec.chart == ChartKind::Multiples
            && spec.kept.iter().any(|own| own.dimension == spec.by && mark.picks.iter().all(|(by, _)| *by != own.by));
        if !mark.is_selected && (is_rest || is_outside(spec, &mark.picks)) {
            mark.is_filtered_away = true;
            add(&mut mark.spoken, &mut mark.details);
        }
    }
    if let Body::Bars(bars) = &mut model.body {
        for bar in &mut bars.bars {
            let is_away = match &bar.key {
                BarKey::One(key) => is_outside(spec, &[(spec.by_name.clone(), key.clone())]),
                BarKey::Overall | BarKey::Others | BarKey::WithoutNumber(_) => {
                    spec.kept.iter().any(|own| own.dimension == spec.by)
                }
            };
            if is_away && bar.tone != Tone::Selected {
                bar.tone = Tone::Nothing;
                bar.parts.clear();
                add(&mut bar.spoken, &mut bar.details);
            }
        }
    }
    if let Body::Table(table) = &mut model.body {
        for row in &mut table.rows {
            let picks = row.key.iter().map(|key| (spec.by_name.clone(), key.clone())).collect::<Vec<_>>();
            if row.tone != Tone::Selected && is_outside(spec, &picks) {
                row.tone = Tone::Nothing;
            }
        }
    }
    let own = CompleteSpec { filters: spec.kept.clone(), ..spec.clone() };
    model.captions.notes.insert(0, words.say.note_filtered_away(&filter_text(dataset, &own, words)));
}

/// Whether one of the values that a mark stands for is one that an own filter does not keep.
fn is_outside(spec: &CompleteSpec, picks: &[(String, Key)]) -> bool {
    picks.iter().any(|(by, key)| {
        let kept = |keep: &[Key]| {
            let has = |one: &Key| keep.contains(one);
            has(key) || matches!(key, Key::Joint(countries) if countries.iter().any(|one| has(&Key::Country(*one))))
        };
        spec.kept.iter().any(|own| own.by == *by && !kept(&own.keep))
    })
}
