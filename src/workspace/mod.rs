//! The program without a window: data, document, commands, undo, background jobs, memo, preferences. Everything that
//! the window does can be done and tested here without one.
//!
//! This module must never know pixels or widgets. Start with [`Workspace`].

mod command;
mod document;
mod exported;
mod history;
mod memo;
mod opening;
mod packing;
mod player;
mod preferences;
mod remembered;
mod session;
mod watch;

pub use command::{Action, Arrange, Command, Shortcut, ViewCommand};
pub use document::{Document, Layout, MOST_TILES, NamedView};
pub use exported::Exported;
pub use history::{Gesture, History};
pub use memo::{Derived, Facet, FacetValue, Memo, Tile, YearBar};
pub use opening::{OpenError, Opened, Opening, Target, open_file};
pub use packing::{PackChoice, Packing};
pub use player::Player;
pub use preferences::{Comfort, Preferences, TEXT_SIZES, folder as preferences_folder};
pub use remembered::Remembered;
pub use session::{Session, WorkspaceFile};

use crate::chart::format_number;
use crate::dataset::{Dataset, Metadata, Role, Unit};
use crate::export::recipe::{Carried, Recipe};
use crate::reading::{Loaded, Mapping, Preview, ReadError, ReadOptions, SAMPLES, read_sample, read_sample_with};
use crate::view_spec::{PeriodChoice, ViewSpec};
use crate::words::{Language, Words, words};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A sentence for the person at the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub kind: NoticeKind,
    pub text: String,
    /// What can be done about it.
    pub action: Option<Action>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    Done,
    Problem,
}

/// Steps of undo that come back with a session, in each direction.
const STEPS_KEPT: usize = 100;

/// Notices that are kept; the oldest go first.
const MAX_NOTICES: usize = 4;

/// What must be done by whoever has a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    ShowOpenDialog,
    ShowExport,
    ShowAbout,
    ShowImport,
    ShowLedger,
    ShowShortcuts,
    ShowGallery,
    ShowPalette,
    ShowNamedViews,
    SaveWorkspace,
    ShowExportAll,
    CopyChart,
    CopyNumbers,
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
    packing: Option<Packing>,
    /// What came of the last export of all views.
    packed: Option<crate::export::pack::Packed>,
    /// What the open data were read with; the document says what they should be read with.
    mapping: Mapping,
    /// Whether the data that are being opened are those that are open, read in another way: the view stays.
    opens_again: bool,
    /// Whether they are read so because a view that waits may then fit.
    tries_a_mapping: bool,
    /// What files that are read like the open one have in common.
    shape: String,
    remembered: Remembered,
    exported: Exported,
    previewing: Option<opening::Previewing>,
    preview: Option<Result<Preview, ReadError>>,
    watch: Option<watch::Watch>,
    /// A view that waits for its data.
    awaiting: Option<Box<Recipe>>,
    /// The rest of a workspace whose view waits.
    awaiting_document: Option<Box<Document>>,
    /// A session whose file is being opened.
    restoring: Option<Box<Session>>,
    keeper: Option<session::Keeper>,
    /// What was kept last.
    kept: Option<(Document, Option<PathBuf>, Option<String>)>,
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
        let remembered = preferences_folder.as_deref().map(Remembered::load).unwrap_or_default();
        let exported = preferences_folder.as_deref().map(Exported::load).unwrap_or_default();
        let first = SAMPLES[0].name;
        let nothing = || Dataset::new(Metadata::default(), Vec::new(), Vec::new(), Vec::new());
        let data =
            read_sample(first).unwrap_or_else(|_| Loaded { dataset: Arc::new(nothing()), report: Arc::default() });
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
            packing: None,
            packed: None,
            mapping: Mapping::default(),
            opens_again: false,
            tries_a_mapping: false,
            shape: String::new(),
            remembered,
            exported,
            previewing: None,
            preview: None,
            watch: None,
            awaiting: None,
            awaiting_document: None,
            restoring: None,
            keeper: None,
            kept: None,
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
    fn resume(&mut self, session: Session) {
        let other = session.fingerprint.is_some_and(|print| print != self.data.dataset.fingerprint());
        self.document = Document { mapping: self.mapping.clone(), ..session.document };
        self.history = session.history;
        if other {
            let text = self.words().labels.session_other_data.to_owned();
            self.notify(NoticeKind::Problem, text);
        }
    }

    /// Keeps the session where anything changed since the last time.
    fn keep_session(&mut self) {
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

    /// What the open data were read with.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// What the first rows of the open file look like with the settings that were asked for last.
    pub fn preview(&self) -> Option<&Result<Preview, ReadError>> {
        self.preview.as_ref()
    }

    pub fn is_previewing(&self) -> bool {
        self.previewing.is_some()
    }

    pub fn view(&self) -> &ViewSpec {
        &self.document.view
    }

    /// Names the state of what is derived: another number, another chart.
    pub fn memo_version(&self) -> u64 {
        self.memo.computations
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

    pub fn packing(&self) -> Option<&Packing> {
        self.packing.as_ref()
    }

    /// How many files the last export of all views wrote, and what it did not write, with the reason.
    pub fn packed(&self) -> Option<(usize, &[(String, String)])> {
        self.packed.as_ref().map(|packed| (packed.saved.len(), packed.failed.as_slice()))
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
        self.notify_with(kind, text, None);
    }

    fn notify_with(&mut self, kind: NoticeKind, text: String, action: Option<Action>) {
        self.notices.retain(|notice| notice.text != text);
        self.notices.push(Notice { kind, text, action });
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
            Action::ExportAll => !self.document.named.is_empty() || self.packing.is_some(),
            Action::Reload | Action::ImportSettings => self.path.is_some(),
            Action::AsEditions => !self.mapping.also.is_empty() && !self.mapping.editions,
            Action::Open
            | Action::Ledger
            | Action::Gallery
            | Action::Export
            | Action::SaveWorkspace
            | Action::Palette
            | Action::NamedViews
            | Action::NameView
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
            Command::Tile(0, change) => self.change_view(change, None),
            Command::Tile(tile, change) => self.change_tile(tile, change),
            Command::Arrange(arrange) => self.arrange(arrange),
            Command::Do(action) => return self.act(action),
            Command::Open(path) => self.open(Target::File(path), Mapping::default()),
            Command::OpenTogether(paths) => {
                let mut paths = paths.into_iter();
                if let Some(first) = paths.next() {
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
            Command::SaveLedger(path) => self.save_file(&path, &ledger_csv(&self.data, self.words())),
            Command::CopyChart => return Some(Request::CopyChart),
            Command::CopyNumbers => return Some(Request::CopyNumbers),
            Command::SaveWorkspace(path) => {
                let recipe = self.recipe();
                self.save_file(&path, WorkspaceFile::new(recipe.data, &self.document).write().as_bytes());
            }
            Command::ExportAll(choice) => self.export_all(*choice),
            Command::CancelExportAll => {
                if let Some(packing) = &self.packing {
                    packing.cancel();
                }
            }
            Command::SaveMapping(path) => self.save_file(&path, self.mapping.write().as_bytes()),
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
            Action::Gallery => return Some(Request::ShowGallery),
            Action::Quit => return Some(Request::Quit),
            Action::SaveWorkspace => return Some(Request::SaveWorkspace),
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

    /// The only way in which the view changes.
    fn change_view(&mut self, change: ViewCommand, gesture: Option<Gesture>) {
        let before = self.document.clone();
        let by = self.derived().map_or(String::new(), |derived| derived.spec.by_name.clone());
        change.apply(&mut self.document.view, &by);
        if self.document != before {
            self.history.record(before, gesture);
        }
    }

    /// Changes the chart of a tile.
    fn change_tile(&mut self, tile: usize, change: ViewCommand) {
        let before = self.document.clone();
        let derived = self.derived().and_then(|derived| derived.tiles.get(tile - 1));
        let by = derived.map_or(String::new(), |tile| tile.spec.by_name.clone());
        if let Some(view) = tile.checked_sub(1).and_then(|index| self.document.tiles.get_mut(index)) {
            change.apply(view, &by);
        }
        if self.document != before {
            self.history.record(before, None);
        }
    }

    /// The only way in which the arrangement of views changes.
    fn arrange(&mut self, arrange: Arrange) {
        let before = self.document.clone();
        let by = self.derived().map_or(String::new(), |derived| derived.spec.by_name.clone());
        let document = &mut self.document;
        match arrange {
            Arrange::Swap(one, other) => document.swap(one, other, &by),
            Arrange::Add(chart) if document.tiles.len() < MOST_TILES => {
                document.tiles.push(ViewSpec::of_kind(chart));
                if document.layout == Layout::One {
                    document.layout = Layout::Beside;
                }
            }
            Arrange::Add(_) => {}
            Arrange::Remove(tile) => {
                if (1..=document.tiles.len()).contains(&tile) {
                    document.tiles.remove(tile - 1);
                }
            }
            Arrange::SetLayout(layout) => document.layout = layout,
            Arrange::NameView(name) => {
                let view = document.view.clone();
                document.named.push(NamedView { name, view });
            }
            Arrange::ShowNamed(index) => {
                if let Some(named) = document.named.get(index) {
                    document.view = named.view.clone();
                }
            }
            Arrange::RenameView(index, name) => {
                if let Some(named) = document.named.get_mut(index) {
                    named.name = name;
                }
            }
            Arrange::MoveNamed(from, to) => {
                if from < document.named.len() && to < document.named.len() {
                    let named = document.named.remove(from);
                    document.named.insert(to, named);
                }
            }
            Arrange::RemoveNamed(index) => {
                if index < document.named.len() {
                    document.named.remove(index);
                }
            }
        }
        if self.document != before {
            self.history.record(before, None);
        }
    }

    /// What an exported figure would carry.
    fn recipe(&self) -> Recipe {
        let figure = crate::export::Figure {
            dataset: &self.data.dataset,
            sample: self.sample.as_deref(),
            view: &self.document.view,
            settings: self.preferences.figure,
            mapping: &self.mapping,
        };
        figure.recipe()
    }

    /// A figure was written: its view is found again by its code.
    pub fn keep_exported(&mut self) {
        if self.preferences.figure.carries_recipe {
            let recipe = self.recipe();
            self.exported.keep(&recipe, self.preferences_folder.as_deref());
        }
    }

    /// Views that were exported before.
    pub fn exported(&self) -> &Exported {
        &self.exported
    }

    pub fn document(&self) -> &Document {
        &self.document
    }

    /// To be called once before each frame: outcomes of jobs, the player, what is derived.
    pub fn tick(&mut self, seconds: f32) {
        if let Some(outcome) = self.opening.as_ref().and_then(Opening::poll)
            && let Some(opening) = self.opening.take()
        {
            self.finish_opening(opening.target, outcome);
        }
        if let Some(outcome) = self.packing.as_ref().and_then(Packing::poll) {
            self.finish_export_all(outcome);
        }
        if let Some(outcome) = self.previewing.as_ref().and_then(opening::Previewing::poll) {
            self.previewing = None;
            self.preview = Some(outcome);
        }
        if self.watch.as_ref().is_some_and(watch::Watch::has_changed) {
            self.watch = None;
            let text = self.words().labels.file_changed.to_owned();
            self.notify_with(NoticeKind::Problem, text, Some(Action::Reload));
        }
        let steps = self.player.advance(seconds, self.preferences.years_per_second);
        for _ in 0..steps {
            self.play_one_year();
        }
        self.refresh();
    }

    fn refresh(&mut self) {
        self.keep_session();
        let words = self.words();
        self.memo.refresh(&self.data.dataset, &self.document, words);
    }

    /// Exports all named views as they are now, on a thread of its own.
    fn export_all(&mut self, choice: PackChoice) {
        if self.packing.is_some() {
            return;
        }
        let views = self.document.named.iter().map(|named| (named.name.clone(), named.view.clone())).collect();
        let settings = self.preferences.figure;
        let job = packing::Job {
            dataset: self.data.dataset.clone(),
            sample: self.sample.clone(),
            mapping: self.mapping.clone(),
            settings,
            views,
            workspace: WorkspaceFile::new(self.recipe().data, &self.document),
            choice,
        };
        let wake = self.wake.clone();
        self.packed = None;
        match packing::Packing::start(job, move || wake()) {
            Ok(packing) => self.packing = Some(packing),
            Err(error) => {
                let text = self.words().say.error_system(&error.to_string());
                self.notify(NoticeKind::Problem, text);
            }
        }
    }

    fn finish_export_all(&mut self, outcome: Result<crate::export::pack::Packed, ()>) {
        let Some(packing) = self.packing.take() else { return };
        let words = self.words();
        let Ok(packed) = outcome else {
            self.notify(NoticeKind::Problem, words.labels.figure_not_drawn.to_owned());
            return;
        };
        if packed.is_cancelled {
            self.notify(NoticeKind::Problem, words.labels.pack_cancelled.to_owned());
        } else if packed.failed.is_empty() {
            let place = packing.place.display().to_string();
            self.notify(NoticeKind::Done, words.say.pack_saved(packed.saved.len(), &place));
        } else {
            let text = words.say.pack_some_failed(packed.saved.len(), packed.failed.len());
            self.notify_with(NoticeKind::Problem, text, Some(Action::ExportAll));
        }
        if !packed.saved.is_empty() {
            self.preferences.export_folder = packing.place.parent().map(Path::to_owned);
            self.save_preferences();
        }
        self.packed = Some(packed);
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
    fn change_mapping(&mut self, mapping: Mapping) {
        if mapping == self.document.mapping {
            return;
        }
        let before = self.document.clone();
        self.document.mapping = mapping;
        self.history.record(before, None);
        self.follow_mapping();
    }

    /// Keeps what was said about the open file for the next one of its shape; settings that say nothing are forgotten.
    fn remember_mapping(&mut self) {
        if !self.preferences.remembers_mappings || self.path.is_none() {
            return;
        }
        self.remembered.keep(&self.shape, &self.mapping);
        if let Some(folder) = &self.preferences_folder {
            self.remembered.save(folder);
        }
    }

    /// Reads the open data again where the document says that they should be read in another way.
    fn follow_mapping(&mut self) {
        if self.document.mapping != self.mapping {
            self.read_again();
        }
    }

    fn read_again(&mut self) {
        let Some(target) = self.open_target() else { return };
        let mapping = self.document.mapping.clone();
        self.start_opening(target, mapping, Remembered::default());
        self.opens_again = true;
    }

    fn open(&mut self, target: Target, mapping: Mapping) {
        let remembered =
            if self.preferences.remembers_mappings { self.remembered.clone() } else { Remembered::default() };
        self.start_opening(target, mapping, remembered);
        self.opens_again = false;
    }

    fn start_opening(&mut self, target: Target, mapping: Mapping, remembered: Remembered) {
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

    fn start_preview(&mut self, mapping: Mapping) {
        let Some(path) = self.path.clone() else { return };
        let wake = self.wake.clone();
        self.previewing = opening::Previewing::start(path, mapping, move || wake()).ok();
    }

    fn save_file(&mut self, path: &Path, bytes: &[u8]) {
        let words = self.words();
        match crate::export::save(path, bytes, crate::export::Existing::Replace) {
            Ok(()) => self.notify(NoticeKind::Done, words.say.saved(&path.display().to_string())),
            Err(error) => self.notify(NoticeKind::Problem, error.sentence(words)),
        }
    }

    fn finish_opening(&mut self, target: Target, outcome: Result<Opened, OpenError>) {
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
            Ok(Opened::View(carried)) => {
                self.awaiting_document = None;
                self.take_view(*carried);
            }
            Ok(Opened::Workspace(file)) => self.take_workspace(*file),
            Err(OpenError::Read(error)) => {
                // What was open stays open, and is read as it was.
                self.tries_a_mapping = false;
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

    fn take_data(&mut self, loaded: Loaded, target: Target, mapping: Mapping) {
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
        self.document = Document { mapping: self.mapping.clone(), ..Document::default() };
        self.history.clear();
        self.memo.clear();
        self.player.pause();
        self.notices.clear();
        self.notify(NoticeKind::Done, words.say.opened(&title, &rows));
        for issue in self.data.report.clone().issues.iter().filter(|issue| issue.kind.is_question()) {
            self.notify_with(NoticeKind::Problem, issue.sentence(words), Some(Action::ImportSettings));
        }
        if self.is_enabled(Action::AsEditions) {
            let text = words.labels.opened_together.to_owned();
            self.notify_with(NoticeKind::Problem, text, Some(Action::AsEditions));
        }
        let fits = |recipe: &Recipe| recipe.data.fingerprint == self.data.dataset.fingerprint();
        if let Some(recipe) = self.awaiting.take_if(|recipe| fits(recipe)) {
            self.apply_recipe(*recipe);
        }
    }

    /// The open data, read in another way or as they are now: view and history stay.
    fn take_again(&mut self, loaded: Loaded, mapping: Mapping) {
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

    fn watch_file(&mut self) {
        let wake = self.wake.clone();
        self.watch = self.path.clone().and_then(|path| watch::Watch::start(path, move || wake()));
    }

    fn take_workspace(&mut self, file: WorkspaceFile) {
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
        self.take_view(Carried::Recipe(Box::new(recipe)));
    }

    /// A view is put on screen if its data are open, or can be opened because they are a sample; else the program says
    /// which data it needs and waits for them.
    fn take_view(&mut self, carried: Carried) {
        let words = self.words();
        match carried {
            Carried::Workspace(text) => match WorkspaceFile::read(text.as_bytes()) {
                Ok(file) => self.take_workspace(file),
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
                        self.notify(NoticeKind::Problem, needs);
                    }
                }
            }
        }
    }

    /// Opens a view of the gallery with its sample. Size and language of figures stay those of the person.
    fn open_gallery(&mut self, id: &str) {
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
    fn may_fit_when_read_as(&self, recipe: &Recipe) -> bool {
        let mapping = recipe.data.reading();
        self.path.is_some() && recipe.data.sample.is_none() && !mapping.is_empty() && mapping != self.mapping
    }

    fn apply_recipe(&mut self, recipe: Recipe) {
        self.preferences.figure = recipe.figure.clamped();
        self.save_preferences();
        match self.awaiting_document.take() {
            Some(document) => {
                let before = self.document.clone();
                self.document = Document { mapping: self.mapping.clone(), ..*document };
                self.history.record(before, None);
            }
            None => self.change_view(ViewCommand::Replace(Box::new(recipe.view)), None),
        }
        let text = self.words().labels.view_restored.to_owned();
        self.notify(NoticeKind::Done, text);
    }
}

/// The ledger as a table: every row that is left out with its cells, every row that is flagged.
fn ledger_csv(data: &Loaded, words: &Words) -> Vec<u8> {
    crate::export::ledger_table::csv(&data.report, words).unwrap_or_default()
}

#[cfg(test)]
mod tests;
