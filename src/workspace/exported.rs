//! Which views were exported, by the code that stands in the source line of each figure: a file in the preferences'
//! folder, so that a figure without its metadata is found again. No rows, no numbers, no paths.
//!
//! Start with [`find`].

use crate::export::code::FigureCode;
use crate::export::gallery::GALLERY;
use crate::export::stated::StatedNumbers;
use crate::export::{Existing, Recipe, save};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Figures that are kept; the oldest go first.
const MOST_KEPT: usize = 500;

/// A larger file is none that this program wrote.
const MAX_BYTES: u64 = 8 << 20;

const NAME: &str = "exported.ron";

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename = "Exported")]
pub struct Exported {
    /// The newest last.
    pub figures: Vec<Recipe>,
}

impl Exported {
    /// What is kept in a folder; nothing where that cannot be read.
    pub fn load(folder: &Path) -> Self {
        let path = folder.join(NAME);
        let is_small = std::fs::metadata(&path).is_ok_and(|about| about.is_file() && about.len() <= MAX_BYTES);
        let text = is_small.then(|| std::fs::read_to_string(&path).ok()).flatten();
        text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default()
    }

    /// Keeps the views of figures, and saves; what cannot be saved is no reason to disturb anybody.
    pub fn keep(&mut self, recipes: impl IntoIterator<Item = Recipe>, folder: Option<&Path>) {
        if let Some(folder) = folder {
            // Another window, or a command, may have kept something meanwhile.
            *self = Self::load(folder);
        }
        for recipe in recipes.into_iter().filter(|recipe| recipe.figure.carries_recipe) {
            let code = FigureCode::of_recipe(&recipe);
            self.figures.retain(|kept| FigureCode::of_recipe(kept) != code);
            self.figures.push(Recipe { numbers: StatedNumbers::default(), ..recipe });
        }
        let surplus = self.figures.len().saturating_sub(MOST_KEPT);
        self.figures.drain(..surplus);
        let Some(folder) = folder else { return };
        let style = ron::ser::PrettyConfig::new().struct_names(true).depth_limit(2);
        if let (Ok(text), Ok(())) = (ron::ser::to_string_pretty(self, style), std::fs::create_dir_all(folder)) {
            let _ = save(&folder.join(NAME), text.as_bytes(), Existing::Replace);
        }
    }

    /// By its code, among what was exported here and the views of the gallery.
    pub fn find(&self, code: &FigureCode) -> Option<Recipe> {
        let is_it = |recipe: &&Recipe| FigureCode::of_recipe(recipe) == *code;
        let kept = self.figures.iter().rev().find(is_it).cloned();
        kept.or_else(|| GALLERY.iter().filter_map(|entry| entry.recipe().ok()).find(|recipe| is_it(&recipe)))
    }
}
