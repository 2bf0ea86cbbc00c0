//! What becomes of files that were read: data, views, workspaces. What cannot be shown yet waits for its data.
//!
//! This file must never know how files are read. Start with [`Workspace::finish_opening`].

use super::{Action, Document, NoticeKind, OpenError, Opened, Target, ViewCommand, Workspace, WorkspaceFile};
use super::{opening, watch};
use crate::chart::format_number;
use crate::dataset::{Role, Unit};
use crate::export::recipe::{Carried, Recipe};
use crate::figure::FigureSettings;
use crate::reading::{Loaded, Mapping, ReadOptions, read_sample_with};
use std::path::{Path, PathBuf};

impl Workspace {
    pub(super) fn finish_opening(&mut self, target: Target, outcome: Result<Opened, OpenError>) {
        let words = self.words();
        match outcome {
            Ok(Opened::Data(opened)) => {
                let opening::OpenedData { loaded, mapping, shape, was_remembered } = *opened;
                if let Target::File(path) = &target {
                    self.preferences.remember(path);
                    self.save_preferences();
                }
                if std::mem::take(&mut self.opens_again) {
                    self.take_again(loaded, mapping);
                } else {
                    self.shape = shape;
                    let session = self.restoring.take().filter(|session| match &target {
                        Target::File(path) => session.path.as_ref() == Some(path),
                        Target::Sample(_) => false,
                    });
                    self.take_data(loaded, target, mapping);
                    if let Some(session) = session {
                        self.resume(*session);
                    }
                    if was_remembered {
                        let text = words.labels.mapping_remembered.to_owned();
                        self.notify_with(NoticeKind::Done, text, Some(Action::ImportSettings));
                    }
                }
            }
            Ok(Opened::Mapping(mapping)) => {
                if self.path.is_some() {
                    self.change_mapping(*mapping);
                } else {
                    self.notify(NoticeKind::Problem, words.labels.error_mapping_not_data.to_owned());
                }
            }
            Ok(Opened::HouseStyle(path)) => self.set_house_style(Some(path)),
            Ok(Opened::View(carried)) => {
                (self.awaiting_document, self.awaiting_path) = (None, None);
                self.take_view(*carried);
            }
            Ok(Opened::Workspace(file)) => {
                let place = if let Target::File(path) = target { Some(path) } else { None };
                self.take_workspace(*file, place);
            }
            Err(OpenError::Read(error)) => {
                // What was open stays open, and is read as it was.
                self.tries_a_mapping = false;
                (self.opens_for_waiting, self.may_be_editions) = (false, false);
                self.restoring = None;
                if std::mem::take(&mut self.opens_again) {
                    self.document.mapping = self.mapping.clone();
                }
                if error.problem == crate::reading::ReadProblem::Absent {
                    self.preferences.recent.retain(|path| *path != error.path);
                }
                self.notify(NoticeKind::Problem, error.sentence(words));
            }
            Err(OpenError::Recipe(error, path)) => {
                self.notify(NoticeKind::Problem, format!("{} — {}", error.sentence(words), path.display()));
            }
        }
    }

    pub(super) fn take_data(&mut self, loaded: Loaded, target: Target, mapping: Mapping) {
        let words = self.words();
        let title = loaded.dataset.metadata().title.in_language(words.language.code()).to_owned();
        let rows = format_number(loaded.dataset.row_count().into(), &Unit::Rows, words);
        self.data = loaded;
        self.mapping = mapping;
        self.preview = None;
        self.previewing = None;
        (self.sample, self.path) = match target {
            Target::Sample(name) => (Some(name), None),
            Target::File(path) => (None, Some(path)),
        };
        self.watch_file();
        self.saved_in = None;
        self.document = Document { mapping: self.mapping.clone(), ..Document::default() };
        self.history.clear();
        self.memo.clear();
        self.player.pause();
        self.notices.clear();
        self.notify(NoticeKind::Done, words.say.opened(&title, &rows));
        for issue in self.data.report.clone().issues.iter().filter(|issue| issue.kind.is_question()) {
            self.notify_with(NoticeKind::Problem, issue.sentence(words), Some(Action::ImportSettings));
        }
        let says_the_same = self.data.report.says_the_same_elsewhere();
        let becomes_editions = std::mem::take(&mut self.may_be_editions) && says_the_same;
        if self.is_enabled(Action::AsEditions) && !becomes_editions {
            let text = words.labels.opened_together.to_owned();
            self.notify_with(NoticeKind::Problem, text, Some(Action::AsEditions));
        }
        let fits = |recipe: &Recipe| recipe.data.fingerprint == self.data.dataset.fingerprint();
        let is_its_own = std::mem::take(&mut self.opens_for_waiting);
        if let Some(recipe) = self.awaiting.take_if(|recipe| is_its_own || fits(recipe)) {
            let other = recipe.data.fingerprint != self.data.dataset.fingerprint();
            self.apply_recipe(*recipe);
            if other {
                self.notify(NoticeKind::Problem, words.labels.workspace_other_data.to_owned());
            }
        } else if becomes_editions {
            self.act(Action::AsEditions);
            self.notify_with(NoticeKind::Done, words.labels.opened_as_editions.to_owned(), None);
        }
    }

    /// The open data, read in another way or as they are now: view and history stay.
    pub(super) fn take_again(&mut self, loaded: Loaded, mapping: Mapping) {
        self.data = loaded;
        self.mapping = mapping;
        self.document.mapping = self.mapping.clone();
        if !self.tries_a_mapping {
            self.remember_mapping();
        }
        self.memo.clear();
        self.notices.retain(|notice| notice.action.is_none());
        self.watch_file();
        let fits = |recipe: &Recipe| recipe.data.fingerprint == self.data.dataset.fingerprint();
        let tried = std::mem::take(&mut self.tries_a_mapping);
        if let Some(recipe) = self.awaiting.take_if(|recipe| fits(recipe)) {
            self.apply_recipe(*recipe);
        } else if let (true, Some(recipe)) = (tried, &self.awaiting) {
            // It is another file: it is read again as it was.
            let needs = self.words().say.view_needs_data(&recipe.data.title, &recipe.data.fingerprint.short());
            self.history.undo(&mut self.document);
            self.follow_mapping();
            self.notify(NoticeKind::Problem, needs);
        }
    }

    pub(super) fn watch_file(&mut self) {
        let wake = self.wake.clone();
        self.watch = self.path.clone().and_then(|path| watch::Watch::start(path, move || wake()));
    }

    /// `place`: the file that it is in. Its data are looked for from there, where nothing else has them.
    pub(super) fn take_workspace(&mut self, file: WorkspaceFile, place: Option<PathBuf>) {
        let found = place.as_deref().and_then(Path::parent).and_then(|folder| file.data_in(folder));
        let WorkspaceFile { data, document, program, .. } = file;
        let recipe = Recipe {
            version: crate::export::recipe::MAX_VERSION,
            program,
            data,
            figure: self.preferences.figure,
            view: document.view.clone(),
            numbers: crate::export::stated::StatedNumbers::default(),
        };
        self.awaiting_document = Some(Box::new(document));
        self.awaiting_path = place;
        let is_open = recipe.data.fingerprint == self.data.dataset.fingerprint();
        match found.filter(|_| !is_open) {
            Some(mut files) => {
                let first = files.remove(0);
                let mapping = Mapping { also: files, ..recipe.data.reading() };
                self.awaiting = Some(Box::new(recipe));
                self.open(Target::File(first), mapping);
                self.opens_for_waiting = true;
            }
            None => self.take_view(Carried::Recipe(Box::new(recipe))),
        }
    }

    /// A view is put on screen if its data are open, or can be opened because they are a sample; else the program says
    /// which data it needs and waits for them.
    pub(super) fn take_view(&mut self, carried: Carried) {
        let words = self.words();
        match carried {
            Carried::Workspace(text) => match WorkspaceFile::read(text.as_bytes()) {
                Ok(file) => self.take_workspace(file, None),
                Err(error) => self.notify(NoticeKind::Problem, error.sentence(words)),
            },
            Carried::View(view) => {
                self.change_view(ViewCommand::Replace(Box::new(view)), None);
                self.notify(NoticeKind::Done, words.labels.view_restored.to_owned());
            }
            Carried::Recipe(recipe) if recipe.data.fingerprint == self.data.dataset.fingerprint() => {
                // The same cells under other roles would give other numbers: they are read again as the view had them.
                let dataset = &self.data.dataset;
                let has_role = |(role, name): &(Role, String)| {
                    dataset.column_named(name).is_some_and(|column| column.role == *role)
                };
                let mapping = recipe.data.reading();
                if mapping.roles.iter().all(has_role) {
                    self.apply_recipe(*recipe);
                } else {
                    self.awaiting = Some(recipe);
                    self.change_mapping(mapping);
                }
            }
            Carried::Recipe(recipe) if self.may_fit_when_read_as(&recipe) => {
                // Dates or names that were read in another way make other cells: the open file may still be the one.
                let mapping = recipe.data.reading();
                self.awaiting = Some(recipe);
                self.tries_a_mapping = true;
                self.change_mapping(mapping);
            }
            Carried::Recipe(recipe) => {
                let options = ReadOptions { mapping: recipe.data.reading(), ..ReadOptions::default() };
                let sample = recipe.data.sample.clone();
                let sample = sample.and_then(|name| Some((read_sample_with(&name, &options).ok()?, name)));
                match sample.filter(|(loaded, _)| loaded.dataset.fingerprint() == recipe.data.fingerprint) {
                    Some((loaded, name)) => {
                        self.awaiting = Some(recipe);
                        self.take_data(loaded, Target::Sample(name), options.mapping);
                    }
                    None => {
                        let needs = words.say.view_needs_data(&recipe.data.title, &recipe.data.fingerprint.short());
                        self.awaiting = Some(recipe);
                        self.notify_with(NoticeKind::Problem, needs, Some(Action::Open));
                    }
                }
            }
        }
    }

    /// Opens a view of the gallery with its sample. Size and language of figures stay those of the person.
    pub(super) fn open_gallery(&mut self, id: &str) {
        let Some(entry) = crate::export::gallery::Entry::named(id) else { return };
        match entry.recipe() {
            Ok(recipe) => {
                let figure = self.preferences.figure;
                self.take_view(Carried::Recipe(Box::new(Recipe { figure, ..recipe })));
            }
            Err(error) => self.notify(NoticeKind::Problem, error.sentence(self.words())),
        }
    }

    /// Whether the open file could be the data of a view if it were read as the view says.
    pub(super) fn may_fit_when_read_as(&self, recipe: &Recipe) -> bool {
        let mapping = recipe.data.reading();
        self.path.is_some() && recipe.data.sample.is_none() && !mapping.is_empty() && mapping != self.mapping
    }

    pub(super) fn apply_recipe(&mut self, recipe: Recipe) {
        // Whether one's own files say where they come from is no business of somebody else's file.
        let carries_recipe = self.preferences.figure.carries_recipe;
        self.preferences.figure = FigureSettings { carries_recipe, ..recipe.figure.clamped() };
        self.save_preferences();
        match self.awaiting_document.take() {
            Some(document) => {
                let before = self.document.clone();
                self.document = Document { mapping: self.mapping.clone(), ..*document };
                self.history.record(before, None);
                self.saved_in = self.awaiting_path.take();
            }
            None => self.change_view(ViewCommand::Replace(Box::new(recipe.view)), None),
        }
        let text = self.words().labels.view_restored.to_owned();
        self.notify(NoticeKind::Done, text);
    }
}
