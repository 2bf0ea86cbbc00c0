//! Every change of a view, as data.
//!
//! This file must never know undo or other views. Start with [`ViewCommand`].

use crate::dataset::{Calendar, Span};
use crate::view_spec::{ChartKind, ChartStyle, Filter, Key, Months, PeriodChoice, Sort, TopMode, ViewSpec};

/// A change of the view.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewCommand {
    SetPeriod(PeriodChoice),
    SetMeasure(String),
    SetBy(String),
    SetChart(ChartKind),
    ToggleFilter {
        by: String,
        key: Key,
    },
    ClearFilter(String),
    ClearFilters,
    /// Highlights one value; `extend` keeps the others. What is highlighted already is let go.
    Select {
        key: Key,
        extend: bool,
    },
    /// Highlights one value of a named grouping.
    SelectIn {
        by: String,
        key: Key,
        extend: bool,
    },
    /// Highlights what has several values together, such as a flow; the same again lets go.
    SelectPair(Vec<(String, Key)>),
    ClearSelection,
    FilterBySelection,
    /// Shows the rows that a mark counts: those with its values, whatever filters its own chart made.
    ShowRows {
        picks: Vec<(String, Key)>,
    },
    /// The period that the one in hand is compared with; `None` for the one before.
    SetVersus(Option<Span>),
    /// Sets two values of a column side by side, the first as the earlier one.
    CompareGroups {
        by: String,
        keys: [Key; 2],
    },
    SetMonths(Option<Months>),
    SetStyle(ChartStyle),
    SetTop(usize),
    SetSort(Sort),
    SetStack(Option<String>),
    SetPer(Option<String>),
    SetMode(TopMode),
    SetShare(bool),
    SetOwnAxis(bool),
    SetTrailing(Option<u8>),
    /// Cuts time into years of another calendar; a whole year that is shown becomes the year of that name.
    SetCalendar(Calendar),
    SetTitle(String),
    SetSubtitle(String),
    SetNote(String),
    SetSource(String),
    SetCredit(String),
    SetAlternative(String),
    /// A value, and what this view calls it; empty: by its name.
    SetLabel(Key, String),
    Replace(Box<ViewSpec>),
}

impl ViewCommand {
    /// `by` is what bars stand for, for the commands that speak of bars.
    pub(super) fn apply(self, view: &mut ViewSpec, by: &str) {
        match self {
            Self::SetPeriod(period) => view.period = Some(period),
            Self::SetMeasure(measure) => view.measure = Some(measure),
            Self::SetBy(by) => {
                view.select_nothing();
                view.own_filters.clear();
                view.by = Some(by);
            }
            Self::SetChart(chart) => {
                // What is selected stays selected, whatever the new chart is grouped by.
                if !view.selected.is_empty() && view.selected_by.is_none() {
                    view.selected_by = Some(by.to_owned());
                }
                if view.chart != chart {
                    // Another chart did not make the filters of this one.
                    view.own_filters.clear();
                }
                view.chart = chart;
                view.top = None;
                view.style = ChartStyle::Standard;
            }
            Self::ToggleFilter { by, key } => view.toggle_filter(&by, key),
            Self::ClearFilter(by) => view.filters.retain(|filter| filter.by != by),
            Self::ClearFilters => view.filters.clear(),
            Self::Select { key, extend } => {
                Self::SelectIn { by: by.to_owned(), key, extend }.apply(view, by);
            }
            Self::SelectIn { by: of, key, extend } => {
                // One value more is no pair.
                if view.selected_by.as_deref().unwrap_or(by) != of || !view.selected_within.is_empty() {
                    view.select_nothing();
                }
                view.selected_by = Some(of).filter(|of| of != by);
                let was_selected = view.selected.contains(&key);
                let alone = view.selected.len() <= 1;
                if !extend {
                    view.selected.clear();
                }
                view.selected.retain(|other| *other != key);
                if !was_selected || (!extend && !alone) {
                    view.selected.push(key);
                }
            }
            Self::SelectPair(picks) => {
                let mut parts = picks.into_iter().map(|(by, key)| Filter { by, keep: vec![key], exact: false });
                let Some(one) = parts.next() else { return };
                let within: Vec<Filter> = parts.collect();
                let is_same = view.selected == one.keep && view.selected_within == within;
                view.select_nothing();
                if !is_same {
                    view.selected = one.keep;
                    view.selected_by = Some(one.by).filter(|of| of != by);
                    view.selected_within = within;
                }
            }
            Self::ClearSelection => view.select_nothing(),
            Self::FilterBySelection => {
                let keep = std::mem::take(&mut view.selected);
                let of = view.selected_by.take().unwrap_or_else(|| by.to_owned());
                let within = std::mem::take(&mut view.selected_within);
                let parts = std::iter::once(Filter { by: of, keep, exact: false }).chain(within);
                for part in parts.filter(|part| !part.keep.is_empty()) {
                    // Times that follow each other are a period, which the slider shows; others are left to the filters.
                    if let Some(span) = one_period(&part.keep) {
                        view.period = Some(PeriodChoice::Span(span));
                        continue;
                    }
                    view.filters.retain(|filter| filter.by != part.by);
                    view.filters.push(part);
                }
            }
            Self::ShowRows { picks } => {
                for (by, key) in picks {
                    if let Key::Time(span) = key {
                        view.period = Some(PeriodChoice::Span(span));
                        continue;
                    }
                    view.filters.retain(|filter| filter.by != by);
                    view.filters.push(Filter { by, keep: vec![key], exact: true });
                }
                view.select_nothing();
                (view.chart, view.style, view.top) = (ChartKind::Table, ChartStyle::Rows, None);
            }
            Self::SetVersus(versus) => {
                // Two periods, and no longer two groups.
                if view.chart == ChartKind::Compare
                    && let Some(of) = view.stack.take()
                {
                    view.filters.retain(|filter| filter.by != of || filter.keep.len() != 2);
                }
                view.versus = versus;
            }
            Self::CompareGroups { by: of, keys } => {
                if view.chart != ChartKind::Compare {
                    Self::SetChart(ChartKind::Compare).apply(view, by);
                }
                view.versus = None;
                view.filters.retain(|filter| filter.by != of);
                view.filters.push(Filter { by: of.clone(), keep: keys.to_vec(), exact: false });
                view.stack = Some(of);
            }
            Self::SetMonths(months) => view.months = months,
            Self::SetStyle(style) => view.style = style,
            Self::SetTop(top) => view.top = Some(top),
            Self::SetSort(sort) => view.sort = sort,
            Self::SetStack(stack) => view.stack = stack,
            Self::SetPer(per) => view.per = per,
            Self::SetMode(mode) => view.mode = mode,
            Self::SetShare(share) => view.share = share,
            Self::SetOwnAxis(own_axis) => view.own_axis = own_axis,
            Self::SetTrailing(trailing) => view.trailing = trailing,
            Self::SetCalendar(calendar) => {
                let before = view.calendar.unwrap_or(Calendar::GREGORIAN);
                let renamed = |span: Span| {
                    let (first, last) = before.whole_years(span)?;
                    calendar.years(first, last)
                };
                if let Some(PeriodChoice::Span(span)) = view.period
                    && let Some(other) = renamed(span)
                {
                    view.period = Some(PeriodChoice::Span(other));
                }
                view.calendar = Some(calendar);
            }
            Self::SetTitle(text) => view.title = text,
            Self::SetSubtitle(text) => view.subtitle = text,
            Self::SetNote(text) => view.note = text,
            Self::SetSource(text) => view.source = text,
            Self::SetCredit(text) => view.credit = text,
            Self::SetAlternative(text) => view.alternative = text,
            Self::SetLabel(of, text) => view.set_label(of, text),
            Self::Replace(other) => *view = *other,
        }
    }
}

/// The period that times make which follow each other without a gap.
fn one_period(keys: &[Key]) -> Option<Span> {
    let time = |key: &Key| if let Key::Time(span) = key { Some(*span) } else { None };
    let mut spans = keys.iter().map(time).collect::<Option<Vec<Span>>>()?;
    spans.sort_by_key(|span| span.first());
    let mut spans = spans.into_iter();
    let first = spans.next()?;
    spans.try_fold(first, |all, next| (all.last().tomorrow().ok()? >= next.first()).then(|| all.hull(next)))
}
