//! How the open file is read, and reading it again where that was changed.
//!
//! This file must never know views. Start with [`Workspace::change_mapping`].

use super::{NoticeKind, Opening, Remembered, Target, Workspace, opening};
use crate::dataset::Role;
use crate::reading::Mapping;

impl Workspace {
    /// What the open data were read from.
    pub(super) fn open_target(&self) -> Option<Target> {
        match (&self.sample, &self.path) {
            (Some(name), _) => Some(Target::Sample(name.clone())),
            (None, path) => path.clone().map(Target::File),
        }
    }

    /// Every column keeps its role but this one; a role that another column had moves here.
    pub(super) fn read_again_with(&mut self, column: &str, role: Role) {
        let columns = self.data.dataset.columns().iter();
        let roles = columns.map(|other| match other.role {
            _ if other.name == column => (role, other.name.clone()),
            same if same == role => (Role::None, other.name.clone()),
            kept => (kept, other.name.clone()),
        });
        let mapping = Mapping { roles: roles.collect(), ..self.mapping.clone() };
        self.change_mapping(mapping);
    }

    /// The only way in which the reading of the open file changes.
    pub(super) fn change_mapping(&mut self, mapping: Mapping) {
        if mapping == self.document.mapping {
            return;
        }
        let before = self.document.clone();
        self.document.mapping = mapping;
        self.history.record(before, None);
        self.follow_mapping();
    }

    /// Keeps what was said about the open file for the next one of its shape; settings that say nothing are forgotten.
    pub(super) fn remember_mapping(&mut self) {
        if !self.preferences.remembers_mappings || self.path.is_none() {
            return;
        }
        self.remembered.keep(&self.shape, &self.mapping);
        if let Some(folder) = &self.preferences_folder {
            self.remembered.save(folder);
        }
    }

    /// Reads the open data again where the document says that they should be read in another way.
    pub(super) fn follow_mapping(&mut self) {
        if self.document.mapping != self.mapping {
            self.read_again();
        }
    }

    pub(super) fn read_again(&mut self) {
        let Some(target) = self.open_target() else { return };
        let mapping = self.document.mapping.clone();
        self.start_opening(target, mapping, Remembered::default());
        self.opens_again = true;
        self.opens_for_waiting = false;
    }

    pub(super) fn open(&mut self, target: Target, mapping: Mapping) {
        let remembered =
            if self.preferences.remembers_mappings { self.remembered.clone() } else { Remembered::default() };
        self.start_opening(target, mapping, remembered);
        self.opens_again = false;
        self.opens_for_waiting = false;
    }

    pub(super) fn start_opening(&mut self, target: Target, mapping: Mapping, remembered: Remembered) {
        if let Some(older) = self.opening.take() {
            older.cancel();
        }
        let wake = self.wake.clone();
        match Opening::start(target, mapping, remembered, move || wake()) {
            Ok(opening) => self.opening = Some(opening),
            Err(error) => {
                let text = self.words().say.error_system(&error.to_string());
                self.notify(NoticeKind::Problem, text);
            }
        }
    }

    pub(super) fn start_preview(&mut self, mapping: Mapping) {
        let Some(path) = self.path.clone() else { return };
        let wake = self.wake.clone();
        self.previewing = opening::Previewing::start(path, mapping, move || wake()).ok();
    }
}
