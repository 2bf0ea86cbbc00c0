//! The house style that is in use: chosen once, remembered, read again at the next start.

use super::{NoticeKind, Workspace};
use crate::chart::PaletteChoice;
use crate::export::house;
use crate::figure::{HouseStyle, Look};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Workspace {
    pub fn house(&self) -> Option<&HouseStyle> {
        self.house.as_deref()
    }

    /// The looks of an exported figure.
    pub fn look(&self) -> Look {
        Look::of(self.preferences.figure, self.house())
    }

    /// Takes a house style, or none; one that cannot be read leaves the one before in use.
    pub(super) fn set_house_style(&mut self, path: Option<PathBuf>) {
        match path {
            None => {
                self.house = None;
                self.preferences.house_style = None;
                if self.preferences.figure.palette == PaletteChoice::House {
                    self.preferences.figure.palette = PaletteChoice::default();
                }
            }
            Some(path) => {
                if !self.read_house_style(&path) {
                    return;
                }
                let name = self.house().map_or_else(String::new, |style| style.name.clone());
                self.notify(NoticeKind::Done, self.words().say.house_in_use(&name));
                self.preferences.house_style = Some(std::path::absolute(&path).unwrap_or(path));
                self.preferences.figure.palette = PaletteChoice::House;
            }
        }
        self.save_preferences();
    }

    /// Reads the style that the preferences name, at the start.
    pub(super) fn restore_house_style(&mut self) {
        if let Some(path) = self.preferences.house_style.clone() {
            self.read_house_style(&path);
        }
    }

    fn read_house_style(&mut self, path: &Path) -> bool {
        match house::read(path) {
            Ok(style) => {
                self.house = Some(Arc::new(style));
                true
            }
            Err(error) => {
                let text = format!("{} — {}", error.sentence(self.words()), path.display());
                self.notify(NoticeKind::Problem, text);
                false
            }
        }
    }
}
