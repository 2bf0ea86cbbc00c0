//! What was said about files of a shape, kept for the next file of that shape: a file of its own in the preferences'
//! folder. Start with [`Remembered`].

use crate::export::{Existing, save};
use crate::reading::Mapping;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Shapes that are remembered; the oldest go first.
const MAX_SHAPES: usize = 200;

/// A larger file is none that this program wrote.
const MAX_BYTES: u64 = 4 << 20;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename = "Remembered")]
pub struct Remembered {
    /// Shape and mapping, the newest last.
    shapes: Vec<(String, Mapping)>,
}

impl Remembered {
    /// What is kept in a folder; nothing where that cannot be read.
    pub fn load(folder: &Path) -> Self {
        let path = folder.join("mappings.ron");
        let is_small = std::fs::metadata(&path).is_ok_and(|about| about.is_file() && about.len() <= MAX_BYTES);
        let text = is_small.then(|| std::fs::read_to_string(&path).ok()).flatten();
        text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default()
    }

    /// Saved atomically; what cannot be saved is no reason to disturb anybody.
    pub fn save(&self, folder: &Path) {
        let style = ron::ser::PrettyConfig::new().struct_names(true).depth_limit(4);
        if let (Ok(text), Ok(())) = (ron::ser::to_string_pretty(self, style), std::fs::create_dir_all(folder)) {
            let _ = save(&folder.join("mappings.ron"), text.as_bytes(), Existing::Replace);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    pub fn find(&self, shape: &str) -> Option<&Mapping> {
        self.shapes.iter().find(|(other, _)| other == shape).map(|(_, mapping)| mapping)
    }

    /// Keeps a mapping for a shape; one that says nothing is forgotten.
    pub fn keep(&mut self, shape: &str, mapping: &Mapping) {
        self.shapes.retain(|(other, _)| other != shape);
        // Other files of a table are those of one day.
        let mapping = Mapping { also: Vec::new(), editions: false, ..mapping.clone() };
        if !mapping.is_empty() && !shape.is_empty() {
            self.shapes.push((shape.to_owned(), mapping));
        }
        let surplus = self.shapes.len().saturating_sub(MAX_SHAPES);
        self.shapes.drain(..surplus);
    }
}
