//! What a person has made of the data: the part that is saved, undone and sent on. A few kilobytes.

use crate::reading::Mapping;
use crate::view_spec::{ChartKind, ViewSpec};
use serde::{Deserialize, Serialize};

/// Everything that undo takes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub view: ViewSpec,
    /// The charts beside it: their kinds and groupings; the question is that of `view`.
    #[serde(default = "first_tiles")]
    pub tiles: Vec<ViewSpec>,
    #[serde(default)]
    pub layout: Layout,
    /// Views that were named, in the order in which they are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<NamedView>,
    /// Columns without a role that the left panel lists the values of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed_columns: Vec<String>,
    /// What was said about how the open file is read.
    #[serde(default, skip_serializing_if = "Mapping::is_empty")]
    pub mapping: Mapping,
}

impl Default for Document {
    fn default() -> Self {
        Self {
            view: ViewSpec::new(),
            tiles: first_tiles(),
            layout: Layout::default(),
            named: Vec::new(),
            listed_columns: Vec::new(),
            mapping: Mapping::default(),
        }
    }
}

/// How the views stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// One view, nothing beside it.
    One,
    /// A large one, the others in a column beside it.
    #[default]
    Beside,
    /// All of one size.
    Grid,
}

/// A view with a name, to come back to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedView {
    pub name: String,
    pub view: ViewSpec,
}

/// What stands beside the ranking until somebody arranges it.
fn first_tiles() -> Vec<ViewSpec> {
    vec![ViewSpec::of_kind(ChartKind::Timeline), ViewSpec::of_kind(ChartKind::Map)]
}

/// Tiles that a person can have open beside the large one.
pub const MOST_TILES: usize = 5;

impl Document {
    /// The view of a tile as if it stood alone: 0 is the large one. `main_by`: what the large one is grouped by.
    pub fn view_of(&self, tile: usize, main_by: &str) -> ViewSpec {
        let beside = tile.checked_sub(1).and_then(|index| self.tiles.get(index));
        beside.map_or_else(|| self.view.clone(), |tile| tile.beside(&self.view, main_by))
    }

    /// A filter that is gone was made by nobody.
    pub fn forget_filters_that_are_gone(&mut self) {
        let Self { view, tiles, .. } = self;
        let ViewSpec { filters, own_filters, .. } = view;
        let own = tiles.iter_mut().map(|tile| &mut tile.own_filters).chain([own_filters]);
        for names in own {
            names.retain(|by| filters.iter().any(|filter| filter.by == *by));
        }
    }

    /// Changes places: 0 is the large view, 1 the first tile. The question stays with the large place.
    pub fn swap(&mut self, one: usize, other: usize, main_by: &str) {
        let (one, other) = (one.min(other), one.max(other));
        if one == other || other > self.tiles.len() {
            return;
        }
        if one > 0 {
            self.tiles.swap(one - 1, other - 1);
            return;
        }
        if let Some(tile) = self.tiles.get_mut(other - 1) {
            let promoted = tile.beside(&self.view, main_by);
            *tile = std::mem::replace(&mut self.view, promoted);
        }
    }
}
