//! The program without a window: data, document, commands, undo, background jobs, memo, preferences. Everything that
//! the window does can be done and tested here without one.
//!
//! This module must never know pixels or widgets. Start with [`Workspace`].

mod action;
mod ahead;
mod beside;
mod changing;
mod command;
mod document;
mod exported;
mod history;
mod house;
mod memo;
mod opened;
mod opening;
mod packing;
mod player;
mod preferences;
mod remembered;
mod rereading;
mod restoring;
mod running;
mod session;
mod view_command;
mod watch;

pub use action::{Action, Shortcut};
pub use ahead::ask as ask_ahead;
pub use command::{Arrange, Command};
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
pub use view_command::ViewCommand;

use crate::dataset::{Dataset, Metadata};
use crate::export::recipe::Recipe;
use crate::figure::HouseStyle;
use crate::reading::{Loaded, Mapping, Preview, ReadError, SAMPLES, read_sample};
use crate::view_spec::ViewSpec;
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
    NextRegion,
    ShowGallery,
    ShowPalette,
    ShowNamedViews,
    ShowExportAll,
    SaveWorkspace,
    CopyChart(usize),
    CopyNumbers(usize),
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
    /// The file that the workspace was saved in or opened from.
    saved_in: Option<PathBuf>,
    history: History,
    memo: Memo,
    ahead: ahead::Ahead,
    pub preferences: Preferences,
    /// Of the file that the preferences name.
    house: Option<Arc<HouseStyle>>,
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
    /// The file that this workspace is in.
    awaiting_path: Option<PathBuf>,
    /// What is being opened are the data of the workspace that waits, whatever has become of them.
    opens_for_waiting: bool,
    /// Files that were opened together become editions where they say the same things again.
    may_be_editions: bool,
    /// A session whose file is being opened.
    restoring: Option<Box<Session>>,
    keeper: Option<session::Keeper>,
    /// What was kept last.
    kept: Option<(Document, Option<PathBuf>, Option<String>)>,
    notices: Vec<Notice>,
    pub player: Player,
    scales: Option<player::Scales>,
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
            saved_in: None,
            history: History::default(),
            memo: Memo::default(),
            ahead: ahead::Ahead::default(),
            preferences,
            house: None,
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
            awaiting_path: None,
            opens_for_waiting: false,
            may_be_editions: false,
            restoring: None,
            keeper: None,
            kept: None,
            notices: Vec::new(),
            player: Player::default(),
            scales: None,
            next_gesture: 0,
            wake: Arc::new(|| {}),
        };
        if let Some(path) = moved_aside {
            let text = workspace.words().say.preferences_moved(&path.display().to_string());
            workspace.notify(NoticeKind::Problem, text);
        }
        workspace.restore_house_style();
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

    /// What an exported figure would carry.
    fn recipe(&self) -> Recipe {
        let figure = crate::export::Figure {
            dataset: &self.data.dataset,
            sample: self.sample.as_deref(),
            view: &self.document.view,
            settings: self.preferences.figure,
            mapping: &self.mapping,
            house: self.house.as_deref(),
        };
        figure.plain_recipe()
    }

    /// A figure was written: its view is found again by its code.
    pub fn keep_exported(&mut self) {
        if self.preferences.figure.carries_recipe {
            let recipe = self.recipe();
            self.exported.keep([recipe], self.preferences_folder.as_deref());
        }
    }

    /// Views that were exported before.
    pub fn exported(&self) -> &Exported {
        &self.exported
    }

    /// The file that the workspace was saved in or opened from.
    pub fn workspace_path(&self) -> Option<&Path> {
        self.saved_in.as_deref()
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
        self.follow_scales();
    }

    fn refresh(&mut self) {
        self.keep_session();
        let words = self.words();
        let computations = self.memo.computations;
        let way = self.ahead.give_way();
        self.memo.refresh(&self.data.dataset, &self.document, words);
        drop(way);
        if self.memo.computations != computations {
            self.ahead.follow(&self.data.dataset, &self.document, words);
        }
    }
}

#[cfg(test)]
mod tests;
