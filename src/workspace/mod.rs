//! The program without a window: data, document, commands, undo, background jobs, memo, preferences. Everything that
//! the window does can be done and tested here without one.
//!
//! This module must never know pixels or widgets. Start with [`Workspace`].

mod command;
mod document;
mod history;
mod memo;
mod opening;
mod player;
mod preferences;

pub use command::{Action, Command, Shortcut, ViewCommand};
pub use document::Document;
pub use history::{Gesture, History};
pub use memo::{Derived, Facet, FacetValue, Memo, YearBar};
pub use opening::{OpenError, Opened, Opening, Target, open_file};
pub use player::Player;
pub use preferences::{Preferences, TEXT_SIZES, folder as preferences_folder};

use crate::chart::format_number;
use crate::dataset::{Role, Unit};
use crate::export::recipe::{Carried, Recipe};
use crate::reading::{Loaded, ReadOptions, SAMPLES, read_sample, read_sample_with};
use crate::view_spec::{PeriodChoice, ViewSpec};
use crate::words::{Language, Words, words};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A sentence for the person at the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub kind: NoticeKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    Done,
    Problem,
}

/// Notices that are kept; the oldest go first.
const MAX_NOTICES: usize = 4;

/// What must be done by whoever has a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    ShowOpenDialog,
    ShowExport,
    ShowAbout,
    ShowShortcuts,
    Quit,
}

/// The state of the program.
pub struct Workspace {
    data: Loaded,
    /// The name of the bundled sample that is open.
    sample: Option<String>,
    /// The file that is open, if it is one.
    path: Option<PathBuf>,
    document: Document,
    history: History,
    memo: Memo,
    pub preferences: Preferences,
    preferences_folder: Option<PathBuf>,
    system_language: Language,
    opening: Option<Opening>,
    /// Roles that a person gave to columns of the open data, and of the data that are being opened.
    roles: Vec<(Role, String)>,
    opening_roles: Vec<(Role, String)>,
    /// A view that waits for its data.
    awaiting: Option<Recipe>,
    notices: Vec<Notice>,
    pub player: Player,
    next_gesture: u64,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Workspace {
    /// With the first sample open. `preferences_folder`: where preferences are read and kept; `None` keeps none.
    pub fn new(system_language: Language, preferences_folder: Option<PathBuf>) -> Self {
        let (mut preferences, moved_aside) =
            preferences_folder.as_deref().map_or((Preferences::default(), None), Preferences::load);
        if preferences == Preferences::default() {
            // At the first start figures speak the language of the system, too.
            preferences.figure.language = system_language;
        }
        let first = SAMPLES[0].name;
        let data = read_sample(first).unwrap_or_else(|_| Loaded {
            dataset: Arc::new(crate::dataset::Dataset::new(
                crate::dataset::Metadata::default(),
                Vec::new(),
                Vec::new(),
                Vec::new(),
            )),
            report: Arc::default(),
        });
        let mut workspace = Self {
            data,
            sample: Some(first.to_owned()),
            path: None,
            document: Document::default(),
            history: History::default(),
            memo: Memo::default(),
            preferences,
            preferences_folder,
            system_language,
            opening: None,
            roles: Vec::new(),
            opening_roles: Vec::new(),
            awaiting: None,
            notices: Vec::new(),
            player: Player::default(),
            next_gesture: 0,
            wake: Arc::new(|| {}),
        };
        if let Some(path) = moved_aside {
            let text = workspace.words().say.preferences_moved(&path.display().to_string());
            workspace.notify(NoticeKind::Problem, text);
        }
        workspace.refresh();
        workspace
    }

    /// What to call when a background job has an outcome.
    pub fn set_wake(&mut self, wake: impl Fn() + Send + Sync + 'static) {
        self.wake = Arc::new(wake);
    }

    pub fn words(&self) -> &'static Words {
        words(self.language())
    }

    pub fn language(&self) -> Language {
        self.preferences.language.unwrap_or(self.system_language)
    }

    pub fn data(&self) -> &Loaded {
        &self.data
    }

    pub fn sample(&self) -> Option<&str> {
        self.sample.as_deref()
    }

    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Roles that a person gave to columns.
    pub fn roles(&self) -> &[(Role, String)] {
        &self.roles
    }

    pub fn view(&self) -> &ViewSpec {
        &self.document.view
    }

    pub fn derived(&self) -> Option<&Derived> {
        self.memo.derived()
    }

    /// How often queries have run; an unchanged frame adds nothing.
    pub fn computations(&self) -> u64 {
        self.memo.computations
    }

    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }

    /// A number that no gesture has had yet.
    pub fn new_gesture(&mut self) -> Gesture {
        self.next_gesture += 1;
        Gesture(self.next_gesture)
    }

    pub fn notify(&mut self, kind: NoticeKind, text: String) {
        self.notices.retain(|notice| notice.text != text);
        self.notices.push(Notice { kind, text });
        if self.notices.len() > MAX_NOTICES {
            self.notices.remove(0);
        }
    }

    pub fn save_preferences(&self) {
        if let Some(folder) = &self.preferences_folder {
            self.preferences.save(folder);
        }
    }

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
            Action::Open
            | Action::Export
            | Action::Quit
            | Action::ToggleDataPanel
            | Action::LargerText
            | Action::SmallerText
            | Action::NormalText
            | Action::About
            | Action::Shortcuts => true,
        }
    }

    /// Carries out what was asked for; says what only a window can do.
    pub fn run(&mut self, command: Command) -> Option<Request> {
        match command {
            Command::View(change, gesture) => self.change_view(change, gesture),
            Command::Do(action) => return self.act(action),
            Command::Open(path) => self.open(Target::File(path), Vec::new()),
            Command::OpenSample(name) => self.open(Target::Sample(name), Vec::new()),
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
            Command::SetFigure(settings) => {
                self.preferences.figure = settings.clamped();
                self.save_preferences();
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

    fn act(&mut self, action: Action) -> Option<Request> {
        if !self.is_enabled(action) {
            return None;
        }
        match action {
            Action::Open => return Some(Request::ShowOpenDialog),
            Action::Export => return Some(Request::ShowExport),
            Action::About => return Some(Request::ShowAbout),
            Action::Shortcuts => return Some(Request::ShowShortcuts),
            Action::Quit => return Some(Request::Quit),
            Action::Undo => {
                self.player.pause();
                self.history.undo(&mut self.document);
            }
            Action::Redo => {
                self.history.redo(&mut self.document);
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

    /// The only way in which the view changes.
    fn change_view(&mut self, change: ViewCommand, gesture: Option<Gesture>) {
        let before = self.document.clone();
        let by = self.derived().map_or(String::new(), |derived| derived.spec.by_name.clone());
        change.apply(&mut self.document.view, &by);
        if self.document != before {
            self.history.record(before, gesture);
        }
    }

    /// To be called once before each frame: outcomes of jobs, the player, what is derived.
    pub fn tick(&mut self, seconds: f32) {
        if let Some(outcome) = self.opening.as_ref().and_then(Opening::poll)
            && let Some(opening) = self.opening.take()
        {
            self.finish_opening(opening.target, outcome);
        }
        let steps = self.player.advance(seconds, self.preferences.years_per_second);
        for _ in 0..steps {
            self.play_one_year();
        }
        self.refresh();
    }

    fn refresh(&mut self) {
        let words = self.words();
        self.memo.refresh(&self.data.dataset, &self.document, words);
    }

    /// What the open data were read from.
    fn open_target(&self) -> Option<Target> {
        match (&self.sample, &self.path) {
            (Some(name), _) => Some(Target::Sample(name.clone())),
            (None, path) => path.clone().map(Target::File),
        }
    }

    /// Every column keeps its role but this one; a role that another column had moves here.
    fn read_again_with(&mut self, column: &str, role: Role) {
        let Some(target) = self.open_target() else { return };
        let columns = self.data.dataset.columns().iter();
        let roles = columns.map(|other| match other.role {
            _ if other.name == column => (role, other.name.clone()),
            same if same == role => (Role::None, other.name.clone()),
            kept => (kept, other.name.clone()),
        });
        let roles = roles.collect();
        self.open(target, roles);
    }

    fn open(&mut self, target: Target, roles: Vec<(Role, String)>) {
        if let Some(older) = self.opening.take() {
            older.cancel();
        }
        let wake = self.wake.clone();
        let options = ReadOptions { roles: roles.clone(), ..ReadOptions::default() };
        self.opening_roles = roles;
        match Opening::start(target, options, move || wake()) {
            Ok(opening) => self.opening = Some(opening),
            Err(error) => {
                let text = self.words().say.error_system(&error.to_string());
                self.notify(NoticeKind::Problem, text);
            }
        }
    }

    fn finish_opening(&mut self, target: Target, outcome: Result<Opened, OpenError>) {
        let words = self.words();
        match outcome {
            Ok(Opened::Data(loaded)) => {
                if let Target::File(path) = &target {
                    self.preferences.remember(path);
                    self.save_preferences();
                }
                self.take_data(loaded, target);
            }
            Ok(Opened::View(carried)) => self.take_view(*carried),
            Err(OpenError::Read(error)) => {
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

    fn take_data(&mut self, loaded: Loaded, target: Target) {
        let words = self.words();
        let title = loaded.dataset.metadata().title.in_language(words.language.code()).to_owned();
        let rows = format_number(loaded.dataset.row_count().into(), &Unit::Rows, words);
        self.data = loaded;
        self.roles = std::mem::take(&mut self.opening_roles);
        (self.sample, self.path) = match target {
            Target::Sample(name) => (Some(name), None),
            Target::File(path) => (None, Some(path)),
        };
        self.document = Document::default();
        self.history.clear();
        self.memo.clear();
        self.player.pause();
        self.notices.clear();
        self.notify(NoticeKind::Done, words.say.opened(&title, &rows));
        let fits = |recipe: &Recipe| recipe.data.fingerprint == self.data.dataset.fingerprint();
        if let Some(recipe) = self.awaiting.take_if(|recipe| fits(recipe)) {
            self.apply_recipe(recipe);
        }
    }

    /// A view is put on screen if its data are open, or can be opened because they are a sample; else the program says
    /// which data it needs and waits for them.
    fn take_view(&mut self, carried: Carried) {
        let words = self.words();
        match carried {
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
                match self.open_target().filter(|_| !recipe.data.roles.iter().all(has_role)) {
                    Some(target) => {
                        let roles = recipe.data.roles.clone();
                        self.awaiting = Some(recipe);
                        self.open(target, roles);
                    }
                    None => self.apply_recipe(recipe),
                }
            }
            Carried::Recipe(recipe) => {
                let options = ReadOptions { roles: recipe.data.roles.clone(), ..ReadOptions::default() };
                let sample = recipe.data.sample.clone();
                let sample = sample.and_then(|name| Some((read_sample_with(&name, &options).ok()?, name)));
                match sample.filter(|(loaded, _)| loaded.dataset.fingerprint() == recipe.data.fingerprint) {
                    Some((loaded, name)) => {
                        self.awaiting = Some(recipe);
                        self.opening_roles = options.roles;
                        self.take_data(loaded, Target::Sample(name));
                    }
                    None => {
                        let needs = words.say.view_needs_data(&recipe.data.title, &recipe.data.fingerprint.short());
                        self.awaiting = Some(recipe);
                        self.notify(NoticeKind::Problem, needs);
                    }
                }
            }
        }
    }

    fn apply_recipe(&mut self, recipe: Recipe) {
        self.preferences.figure = recipe.figure.clamped();
        self.save_preferences();
        self.change_view(ViewCommand::Replace(Box::new(recipe.view)), None);
        let text = self.words().labels.view_restored.to_owned();
        self.notify(NoticeKind::Done, text);
    }
}

#[cfg(test)]
mod tests;
