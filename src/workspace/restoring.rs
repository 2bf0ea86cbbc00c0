//! The session: what was open at the last time comes back, and every change is kept.
//!
//! This file must never know what a view says. Start with [`Workspace::restore_session`].

use super::{Document, NoticeKind, STEPS_KEPT, Session, Target, Workspace, session};
use crate::reading::{ReadOptions, read_sample_with};

impl Workspace {
    /// Brings back what was open at the last time, with its views, its arrangement and its undo; from now on every
    /// change is kept. Without a folder for preferences nothing is kept.
    pub fn restore_session(&mut self) {
        let Some(folder) = self.preferences_folder.clone() else { return };
        match session::take(&folder) {
            Some(session) if session.path.is_some() => {
                let path = session.path.clone().unwrap_or_default();
                let mapping = session.document.mapping.clone();
                self.restoring = Some(Box::new(session));
                self.open(Target::File(path), mapping);
            }
            Some(session) => {
                let name = session.sample.clone().unwrap_or_default();
                let options = ReadOptions { mapping: session.document.mapping.clone(), ..ReadOptions::default() };
                if let Ok(loaded) = read_sample_with(&name, &options) {
                    self.take_data(loaded, Target::Sample(name), options.mapping);
                    self.notices.clear();
                    self.resume(session);
                }
            }
            None => {}
        }
        self.start_keeping();
        self.refresh();
    }

    /// From now on every change is kept.
    pub fn start_keeping(&mut self) {
        self.keeper = self.preferences_folder.clone().and_then(session::Keeper::start);
    }

    /// The data of a session are open: its views and its undo come back.
    pub(super) fn resume(&mut self, session: Session) {
        let other = session.fingerprint.is_some_and(|print| print != self.data.dataset.fingerprint());
        self.document = Document { mapping: self.mapping.clone(), ..session.document };
        self.history = session.history;
        if other {
            let text = self.words().labels.session_other_data.to_owned();
            self.notify(NoticeKind::Problem, text);
        }
    }

    /// Keeps the session where anything changed since the last time.
    pub(super) fn keep_session(&mut self) {
        let Some(keeper) = &self.keeper else { return };
        let is_kept = self.kept.as_ref().is_some_and(|(document, path, sample)| {
            *document == self.document && *path == self.path && *sample == self.sample
        });
        // While something is being restored, what was kept is still the truth.
        if is_kept || self.restoring.is_some() {
            return;
        }
        keeper.keep(Session {
            version: 1,
            sample: self.sample.clone(),
            path: self.path.clone(),
            fingerprint: Some(self.data.dataset.fingerprint()),
            document: self.document.clone(),
            history: self.history.recent(STEPS_KEPT),
        });
        self.kept = Some((self.document.clone(), self.path.clone(), self.sample.clone()));
    }
}
