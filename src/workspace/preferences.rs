//! What a person likes, whatever the data: theme, language, text size, recent files. A file of its own.

use crate::chart::Theme;
use crate::export::{Existing, save};
use crate::figure::FigureSettings;
use crate::words::Language;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Recent files that are remembered.
pub const MAX_RECENT: usize = 12;

/// Range and step of the text size.
pub const TEXT_SIZES: [f32; 9] = [0.7, 0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0];

/// A larger file is none that this program wrote.
const MAX_BYTES: u64 = 1 << 20;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, rename = "Preferences")]
pub struct Preferences {
    pub version: u32,
    /// `None`: like the system.
    pub theme: Option<Theme>,
    /// `None`: like the system.
    pub language: Option<Language>,
    pub text_size: f32,
    pub shows_data_panel: bool,
    pub recent: Vec<PathBuf>,
    pub figure: FigureSettings,
    pub export_folder: Option<PathBuf>,
    /// A file with the house style.
    pub house_style: Option<PathBuf>,
    /// Years for each second while playing.
    pub years_per_second: f32,
    /// Whether what is said about a file holds for the next one of its shape.
    pub remembers_mappings: bool,
    pub comfort: Comfort,
    /// Whether the lesson of the first start was done or put away.
    pub has_learned: bool,
}

/// How much stands on the screen, and how it moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Comfort {
    /// Lines and buttons closer together.
    pub is_dense: bool,
    /// Nothing slides or fades.
    pub reduces_motion: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            version: 1,
            theme: None,
            language: None,
            text_size: 1.0,
            shows_data_panel: true,
            recent: Vec::new(),
            figure: FigureSettings::default(),
            export_folder: None,
            house_style: None,
            years_per_second: 1.0,
            remembers_mappings: true,
            comfort: Comfort::default(),
            has_learned: false,
        }
    }
}

/// Where preferences are kept: `DEPORTATION_FLOWS_CONFIG` names another folder, for tests and for portable use.
pub fn folder() -> Option<PathBuf> {
    match std::env::var_os("DEPORTATION_FLOWS_CONFIG") {
        Some(folder) => Some(folder.into()),
        None => Some(directories::ProjectDirs::from("", "", "deportation-flows")?.config_dir().to_owned()),
    }
}

impl Preferences {
    /// Reads the file in a folder. One that cannot be understood is moved aside, so that nothing is lost; the path
    /// says where to.
    pub fn load(folder: &Path) -> (Self, Option<PathBuf>) {
        let path = folder.join("preferences.ron");
        let is_small = std::fs::metadata(&path).is_ok_and(|about| about.is_file() && about.len() <= MAX_BYTES);
        let Some(text) = is_small.then(|| std::fs::read_to_string(&path).ok()).flatten() else {
            return (Self::default(), None);
        };
        match ron::from_str::<Self>(&text) {
            Ok(preferences) => (preferences.checked(), None),
            Err(_) => {
                let aside = crate::export::free_name(&folder.join("preferences unreadable.ron"));
                let moved = std::fs::rename(&path, &aside).is_ok();
                (Self::default(), moved.then_some(aside))
            }
        }
    }

    /// Saved atomically. Preferences that cannot be saved are no reason to disturb anybody.
    pub fn save(&self, folder: &Path) {
        let style = ron::ser::PrettyConfig::new().struct_names(true);
        if let (Ok(text), Ok(())) = (ron::ser::to_string_pretty(self, style), std::fs::create_dir_all(folder)) {
            let _ = save(&folder.join("preferences.ron"), text.as_bytes(), Existing::Replace);
        }
    }

    fn checked(mut self) -> Self {
        self.text_size = if self.text_size.is_finite() { self.text_size.clamp(0.5, 3.0) } else { 1.0 };
        let speed = self.years_per_second;
        self.years_per_second = if speed.is_finite() { speed.clamp(0.25, 8.0) } else { 1.0 };
        self.figure = self.figure.clamped();
        self.recent.truncate(MAX_RECENT);
        self
    }

    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|other| *other != path);
        self.recent.insert(0, path);
        self.recent.truncate(MAX_RECENT);
    }

    /// The next larger or smaller text size.
    pub fn step_text_size(&mut self, larger: bool) {
        let next = if larger {
            TEXT_SIZES.into_iter().find(|size| *size > self.text_size + 0.01)
        } else {
            TEXT_SIZES.into_iter().rev().find(|size| *size < self.text_size - 0.01)
        };
        self.text_size = next.unwrap_or(self.text_size);
    }
}
