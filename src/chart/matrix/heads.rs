//! What stands above a column: its name, and shorter forms for narrow columns. Text is never turned.

use super::super::captions;
use super::super::crossing::{Entry, Side, Who};
use super::super::palette::Tone;
use crate::dataset::{Dataset, Span};
use crate::view_spec::{CompleteSpec, Dimension, Key, TimeUnit};
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub label: String,
    /// A code, "’16", "Jan"; empty where there is no shorter form.
    pub short: String,
    /// What several columns share where they have their short forms: the year of months.
    pub group: String,
    /// Whether the short form is a country's code.
    pub is_code: bool,
    pub tone: Tone,
    /// The one period that was asked for.
    pub is_highlighted: bool,
    /// Seen by the source only in part.
    pub is_partial: bool,
    pub mark: usize,
}

pub(super) fn head(
    dataset: &Dataset,
    spec: &CompleteSpec,
    side: &Side,
    entry: &Entry,
    mark: usize,
    words: &Words,
) -> Head {
    let (short, group) = match (&entry.who, side.dimension) {
        (Who::One(Key::Time(span)), Dimension::Time(unit)) => short_period(*span, unit, words),
        (Who::Others, _) => (words.labels.others_short.to_owned(), String::new()),
        (Who::Joint, _) => (words.labels.joint_short.to_owned(), String::new()),
        (Who::One(_), _) => (entry.code.unwrap_or("").to_owned(), String::new()),
    };
    let span = match entry.key() {
        Some(Key::Time(span)) => Some(*span),
        _ => None,
    };
    Head {
        label: entry.label.clone(),
        is_code: entry.code.is_some(),
        short,
        group,
        tone: match (entry.is_selected, entry.is_named()) {
            (true, _) => Tone::Selected,
            (false, true) => Tone::Main,
            (false, false) => Tone::Rest,
        },
        is_highlighted: span.is_some() && spec.highlight == span,
        is_partial: span.is_some_and(|span| captions::is_partial(dataset, spec, span)),
        mark,
    }
}

/// The year of a month that several columns share is said where it begins, and not at each month.
pub(super) fn say_years_once(heads: &mut [Head]) {
    let mut year = String::new();
    let mut before = String::new();
    for head in heads {
        let Some((_, own)) = head.group.rsplit_once(' ') else { continue };
        let own = own.to_owned();
        let full = head.group.clone();
        // All columns of the month that begins a year say it.
        if own == year && full != before {
            head.group.truncate(full.len() - own.len() - 1);
        } else {
            before = full;
        }
        year = own;
    }
}

/// The shortest form of a unit of time, and what it needs beside it to be understood.
fn short_period(span: Span, unit: TimeUnit, words: &Words) -> (String, String) {
    let first = span.first();
    let year = first.year().to_string();
    let month_number = usize::try_from(first.month()).unwrap_or(1);
    let month: String = words.say.month(month_number).chars().take(3).collect();
    match unit {
        TimeUnit::Year(calendar) => {
            let named = calendar.year_of(first).rem_euclid(100);
            (format!("’{named:02}"), String::new())
        }
        TimeUnit::Quarter => (words.say.short_quarter((month_number - 1) / 3 + 1), year),
        TimeUnit::Month => (month, year),
        TimeUnit::Week | TimeUnit::Day => (first.day().to_string(), format!("{month} {year}")),
    }
}
