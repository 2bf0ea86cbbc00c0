//! What commands and actions do: each is carried out here, or handed to the part that knows how.
//!
//! This file must never know pixels or widgets. Start with [`Workspace::run`].

use super::memo;
use super::{Action, Arrange, Command, NoticeKind, Request, Target, ViewCommand, Workspace, WorkspaceFile};
use crate::export::house;
use crate::export::recipe::Carried;
use crate::reading::{Loaded, Mapping};
use crate::view_spec::{PeriodChoice, ViewSpec};
use crate::words::Words;
use std::path::{Path, PathBuf};

impl Workspace {
    /// Whether an action would do anything now.
    pub fn is_enabled(&self, action: Action) -> bool {
        let has_years = self.derived().is_some_and(|derived| !derived.years.is_empty());
        match action {
            Action::Undo => self.history.can_undo(),
            Action::Redo => self.history.can_redo(),
            Action::ClearSelection => !self.view().selected.is_empty(),
            Action::ClearFilters => !self.view().filters.is_empty(),
            Action::FilterSelection => self.derived().is_some_and(|derived| memo::can_filter(&derived.spec)),
            Action::ResetView => *self.view() != ViewSpec::new(),
            Action::PlayOrPause
            | Action::PreviousYear
            | Action::NextYear
            | Action::FirstYear
            | Action::LastYear
            | Action::AllYears => has_years,
            Action::ExportAll => !self.document.named.is_empty() || self.packing.is_some(),
            Action::Reload | Action::ImportSettings => self.path.is_some(),
            Action::AsEditions => {
                (!self.mapping.also.is_empty() || self.data.report.says_the_same_elsewhere()) && !self.mapping.editions
            }
            Action::Open
            | Action::Ledger
            | Action::Gallery
            | Action::Export
            | Action::SaveWorkspace
            | Action::SaveWorkspaceAs
            | Action::Palette
            | Action::NamedViews
            | Action::NameView
            | Action::Quit
            | Action::ToggleDataPanel
            | Action::LargerText
            | Action::SmallerText
            | Action::NormalText
            | Action::About
            | Action::Shortcuts
            | Action::NextRegion
            | Action::Show(_) => true,
        }
    }

    /// Carries out what was asked for; says what only a window can do.
    pub fn run(&mut self, command: Command) -> Option<Request> {
        match command {
            Command::View(change, gesture) => self.change_view(change, gesture),
            Command::Tile(0, change) => self.change_view(change, None),
            Command::Tile(tile, change) => self.change_tile(tile, change),
            Command::FilterFrom { tile, picks } => self.filter_from(tile, picks),
            Command::Select { tile, picks, extend } => self.select(tile, picks, extend),
            Command::ShowRows { tile, picks } => self.show_rows(tile, picks),
            Command::Arrange(arrange) => self.arrange(arrange),
            Command::Do(action) => return self.act(action),
            Command::Open(path) => self.open(Target::File(path), Mapping::default()),
            Command::OpenTogether(paths) => {
                let mut paths = paths.into_iter();
                if let Some(first) = paths.next() {
                    self.may_be_editions = true;
                    self.open(Target::File(first), Mapping { also: paths.collect(), ..Mapping::default() });
                }
            }
            Command::OpenGallery(id) => self.open_gallery(&id),
            Command::OpenExported(code) => match self.exported.find(&code) {
                Some(recipe) => self.take_view(Carried::Recipe(Box::new(recipe))),
                None => {
                    let unknown = self.words().say.code_unknown(&code.to_string());
                    self.notify(NoticeKind::Problem, unknown);
                }
            },
            Command::OpenSample(name) => self.open(Target::Sample(name), Mapping::default()),
            Command::SetMapping(mapping) => self.change_mapping(*mapping),
            Command::Preview(mapping) => self.start_preview(*mapping),
            Command::RememberMappings(on) => {
                self.preferences.remembers_mappings = on;
                self.save_preferences();
            }
            Command::SaveLedger(path) => {
                self.save_file(&path, &ledger_csv(&self.data, self.words()));
            }
            Command::CopyChart(tile) => return Some(Request::CopyChart(tile)),
            Command::CopyNumbers(tile) => return Some(Request::CopyNumbers(tile)),
            Command::SaveWorkspace(path) => self.save_workspace(path),
            Command::ExportAll(choice) => self.export_all(*choice),
            Command::CancelExportAll => {
                if let Some(packing) = &self.packing {
                    packing.cancel();
                }
            }
            Command::SaveMapping(path) => {
                self.save_file(&path, self.mapping.write().as_bytes());
            }
            Command::SetTheme(theme) => {
                self.preferences.theme = theme;
                self.save_preferences();
            }
            Command::SetLanguage(language) => {
                self.preferences.language = Some(language);
                self.preferences.figure.language = language;
                self.save_preferences();
            }
            Command::SetSpeed(speed) => {
                self.preferences.years_per_second = speed;
                self.save_preferences();
            }
            Command::SetComfort(comfort) => {
                self.preferences.comfort = comfort;
                self.save_preferences();
            }
            Command::EndLesson => {
                self.preferences.has_learned = true;
                self.save_preferences();
            }
            Command::SetFigure(settings) => {
                self.preferences.figure = settings.clamped();
                self.save_preferences();
            }
            Command::SetHouseStyle(path) => self.set_house_style(path),
            Command::SaveHouseStyle(path) => {
                let name = path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                self.save_file(&path, house::write(&name, self.preferences.figure.palette).as_bytes());
            }
            Command::SetRole { column, role } => self.read_again_with(&column, role),
            Command::CancelOpening => {
                if let Some(opening) = self.opening.take() {
                    opening.cancel();
                }
            }
            Command::DismissNotice(index) => {
                if index < self.notices.len() {
                    self.notices.remove(index);
                }
            }
            Command::ClearRecent => {
                self.preferences.recent.clear();
                self.save_preferences();
            }
        }
        self.refresh();
        None
    }

    pub(super) fn act(&mut self, action: Action) -> Option<Request> {
        if !self.is_enabled(action) {
            return None;
        }
        match action {
            Action::Open => return Some(Request::ShowOpenDialog),
            Action::Export => return Some(Request::ShowExport),
            Action::About => return Some(Request::ShowAbout),
            Action::Shortcuts => return Some(Request::ShowShortcuts),
            Action::NextRegion => return Some(Request::NextRegion),
            Action::Gallery => return Some(Request::ShowGallery),
            Action::Quit => return Some(Request::Quit),
            Action::SaveWorkspace => match self.saved_in.clone() {
                Some(path) => self.save_workspace(path),
                None => return Some(Request::SaveWorkspace),
            },
            Action::SaveWorkspaceAs => return Some(Request::SaveWorkspace),
            Action::Palette => return Some(Request::ShowPalette),
            Action::NamedViews => return Some(Request::ShowNamedViews),
            Action::ExportAll => return Some(Request::ShowExportAll),
            Action::NameView => {
                let name = self.derived().map_or(String::new(), |derived| derived.model.captions.headline.clone());
                self.arrange(Arrange::NameView(name));
                let text = self.words().labels.view_named.to_owned();
                self.notify_with(NoticeKind::Done, text, Some(Action::NamedViews));
            }
            Action::Reload => self.read_again(),
            Action::ImportSettings => return Some(Request::ShowImport),
            Action::Ledger => return Some(Request::ShowLedger),
            Action::AsEditions => {
                let mapping = Mapping { editions: true, ..self.mapping.clone() };
                self.change_view(ViewCommand::SetChart(crate::view_spec::ChartKind::Compare), None);
                self.change_mapping(mapping);
            }
            Action::Show(chart) => self.change_view(ViewCommand::SetChart(chart), None),
            Action::Undo => {
                self.player.pause();
                self.history.undo(&mut self.document);
                self.follow_mapping();
            }
            Action::Redo => {
                self.history.redo(&mut self.document);
                self.follow_mapping();
            }
            Action::ResetView => self.change_view(ViewCommand::Replace(Box::new(ViewSpec::new())), None),
            Action::ClearSelection => self.change_view(ViewCommand::ClearSelection, None),
            Action::ClearFilters => self.change_view(ViewCommand::ClearFilters, None),
            Action::FilterSelection => self.change_view(ViewCommand::FilterBySelection, None),
            Action::PlayOrPause => {
                let gesture = self.new_gesture();
                self.player.toggle(gesture);
            }
            Action::PreviousYear => self.step_year(-1),
            Action::NextYear => self.step_year(1),
            Action::FirstYear => self.go_to_year(false),
            Action::LastYear => self.go_to_year(true),
            Action::AllYears => self.change_view(ViewCommand::SetPeriod(PeriodChoice::All), None),
            Action::ToggleDataPanel => {
                self.preferences.shows_data_panel = !self.preferences.shows_data_panel;
                self.save_preferences();
            }
            Action::LargerText | Action::SmallerText => {
                self.preferences.step_text_size(action == Action::LargerText);
                self.save_preferences();
            }
            Action::NormalText => {
                self.preferences.text_size = 1.0;
                self.save_preferences();
            }
        }
        self.refresh();
        None
    }

    /// Once it has a file, the workspace is saved there without asking.
    fn save_workspace(&mut self, path: PathBuf) {
        let recipe = self.recipe();
        let files: Vec<PathBuf> = self.path.iter().chain(&self.mapping.also).cloned().collect();
        let file = WorkspaceFile::new(recipe.data, &self.document).beside(&path, &files);
        if self.save_file(&path, file.write().as_bytes()) {
            self.saved_in = Some(path);
        }
    }

    /// Whether it was saved.
    pub(super) fn save_file(&mut self, path: &Path, bytes: &[u8]) -> bool {
        let words = self.words();
        let saved = crate::export::save(path, bytes, crate::export::Existing::Replace);
        match &saved {
            Ok(()) => self.notify(NoticeKind::Done, words.say.saved(&path.display().to_string())),
            Err(error) => self.notify(NoticeKind::Problem, error.sentence(words)),
        }
        saved.is_ok()
    }
}

/// The ledger as a table: every row that is left out with its cells, every row that is flagged.
fn ledger_csv(data: &Loaded, words: &Words) -> Vec<u8> {
    crate::export::ledger_table::csv(&data.report, words).unwrap_or_default()
}
