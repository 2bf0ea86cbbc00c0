//! The only ways in which the document changes: the view, the charts beside it, their arrangement, the kept views.
//! Every change is one step of undo.
//!
//! This file must never know files or jobs. Start with [`Workspace::change_view`].

use super::{Arrange, Document, Gesture, Layout, MOST_TILES, NamedView, ViewCommand, Workspace};
use crate::view_spec::{ChartKind, CompleteSpec, Key, PeriodChoice, ViewSpec};

impl Workspace {
    /// The only way in which the view changes.
    pub(super) fn change_view(&mut self, change: ViewCommand, gesture: Option<Gesture>) {
        let before = self.document.clone();
        let by = self.derived().map_or(String::new(), |derived| derived.spec.by_name.clone());
        if change == ViewCommand::SetPeriod(PeriodChoice::All) {
            // Who wants to see all years does not want to see one after the other.
            self.player.pause();
        }
        change.apply(&mut self.document.view, &by);
        self.document.forget_filters_that_are_gone();
        if self.document != before {
            self.history.record(before, gesture);
        }
    }

    /// Changes the chart of a tile.
    pub(super) fn change_tile(&mut self, tile: usize, change: ViewCommand) {
        let before = self.document.clone();
        let derived = self.derived().and_then(|derived| derived.tiles.get(tile - 1));
        let by = derived.map_or(String::new(), |tile| tile.spec.by_name.clone());
        if let Some(view) = tile.checked_sub(1).and_then(|index| self.document.tiles.get_mut(index)) {
            change.apply(view, &by);
        }
        self.document.forget_filters_that_are_gone();
        if self.document != before {
            self.history.record(before, None);
        }
    }

    /// A chart filters: all views are narrowed but its own, which shows pale what is filtered away. A time axis moves the
    /// period instead, which it highlights itself. The click with which a double click begins is the same act.
    pub(super) fn filter_from(&mut self, tile: usize, picks: Vec<(String, Key)>) {
        if picks.is_empty() {
            return;
        }
        let has_time_axis = self.spec_of(tile).is_some_and(CompleteSpec::has_time_axis);
        let before = self.document.clone();
        let Document { view, tiles, .. } = &mut self.document;
        let mut names: Vec<String> = Vec::new();
        for (by, key) in picks {
            if let Key::Time(span) = key
                && has_time_axis
            {
                let period = PeriodChoice::Span(span);
                view.period = Some(if view.period == Some(period) { PeriodChoice::All } else { period });
                continue;
            }
            view.toggle_filter(&by, key);
            names.push(by);
        }
        ViewCommand::ClearSelection.apply(view, "");
        let maker = tile.checked_sub(1).map_or(Some(view), |index| tiles.get_mut(index));
        if let Some(maker) = maker {
            maker.own_filters.retain(|by| !names.contains(by));
            maker.own_filters.extend(names);
        }
        self.document.forget_filters_that_are_gone();
        if self.document != before {
            self.history.record_over_selection(before);
        }
    }

    /// A click on a mark: what stands for two values at once, as a flow does, is selected as both. A part of a column of
    /// time is selected at all times.
    pub(super) fn select(&mut self, tile: usize, mut picks: Vec<(String, Key)>, extend: bool) {
        let is_pair =
            |spec: &CompleteSpec| matches!(spec.chart, ChartKind::Sankey | ChartKind::Matrix | ChartKind::Map);
        let change = if picks.len() > 1 && self.spec_of(tile).is_some_and(is_pair) {
            ViewCommand::SelectPair(picks)
        } else if picks.is_empty() {
            return;
        } else {
            let (by, key) = picks.swap_remove(0);
            ViewCommand::SelectIn { by, key, extend }
        };
        self.change_view(change, None);
    }

    /// What a tile shows: 0 for the large view.
    fn spec_of(&self, tile: usize) -> Option<&CompleteSpec> {
        let derived = self.derived()?;
        tile.checked_sub(1).map_or(Some(&derived.spec), |index| Some(&derived.tiles.get(index)?.spec))
    }

    /// The rows that a mark counts. What its own chart filtered does not narrow the mark, nor its rows.
    pub(super) fn show_rows(&mut self, tile: usize, picks: Vec<(String, Key)>) {
        let own: Vec<String> =
            self.spec_of(tile).map_or(Vec::new(), |spec| spec.kept.iter().map(|own| own.by.clone()).collect());
        // A chart over time shows all of it and highlights the period: so far reach its marks, and their rows.
        let shows_all_time = self.spec_of(tile).is_some_and(|spec| spec.highlight.is_some());
        let before = self.document.clone();
        if shows_all_time {
            self.document.view.period = Some(PeriodChoice::All);
        }
        self.document.view.filters.retain(|filter| !own.contains(&filter.by));
        ViewCommand::ShowRows { picks }.apply(&mut self.document.view, "");
        self.document.forget_filters_that_are_gone();
        if self.document != before {
            self.history.record_over_selection(before);
        }
    }

    /// The only way in which the arrangement of views changes.
    pub(super) fn arrange(&mut self, arrange: Arrange) {
        let before = self.document.clone();
        let by = self.derived().map_or(String::new(), |derived| derived.spec.by_name.clone());
        let document = &mut self.document;
        match arrange {
            Arrange::Swap(one, other) => document.swap(one, other, &by),
            Arrange::Add(chart) if document.tiles.len() < MOST_TILES => {
                document.tiles.push(ViewSpec::of_kind(chart));
                if document.layout == Layout::One {
                    document.layout = Layout::Beside;
                }
            }
            Arrange::Add(_) => {}
            Arrange::Remove(tile) => {
                if (1..=document.tiles.len()).contains(&tile) {
                    document.tiles.remove(tile - 1);
                }
            }
            Arrange::SetLayout(layout) => document.layout = layout,
            Arrange::NameView(name) => {
                let view = document.view.clone();
                document.named.push(NamedView { name, view });
            }
            Arrange::ShowNamed(index) => {
                if let Some(named) = document.named.get(index) {
                    document.view = named.view.clone();
                    document.tiles.iter_mut().for_each(|tile| tile.own_filters.clear());
                }
            }
            Arrange::RenameView(index, name) => {
                if let Some(named) = document.named.get_mut(index) {
                    named.name = name;
                }
            }
            Arrange::MoveNamed(from, to) => {
                if from < document.named.len() && to < document.named.len() {
                    let named = document.named.remove(from);
                    document.named.insert(to, named);
                }
            }
            Arrange::RemoveNamed(index) => {
                if index < document.named.len() {
                    document.named.remove(index);
                }
            }
            Arrange::ListColumn(name) => {
                if !document.listed_columns.contains(&name) {
                    document.listed_columns.push(name);
                }
            }
            Arrange::UnlistColumn(name) => {
                document.listed_columns.retain(|listed| *listed != name);
                document.view.filters.retain(|filter| filter.by != name);
                document.view.own_filters.retain(|by| *by != name);
            }
        }
        if self.document != before {
            self.history.record(before, None);
        }
    }
}
