//! The only ways in which the document changes: the view, the charts beside it, their arrangement, the kept views.
//! Every change is one step of undo.
//!
//! This file must never know files or jobs. Start with [`Workspace::change_view`].

use super::{Arrange, Gesture, Layout, MOST_TILES, NamedView, ViewCommand, Workspace};
use crate::view_spec::ViewSpec;

impl Workspace {
    /// The only way in which the view changes.
    pub(super) fn change_view(&mut self, change: ViewCommand, gesture: Option<Gesture>) {
        let before = self.document.clone();
        let by = self.derived().map_or(String::new(), |derived| derived.spec.by_name.clone());
        change.apply(&mut self.document.view, &by);
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
        if self.document != before {
            self.history.record(before, None);
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
        }
        if self.document != before {
            self.history.record(before, None);
        }
    }
}
