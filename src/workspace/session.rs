//! What is open and what was made of it, kept after every change, so that it comes back after a close, a crash or a
//! kill; and the same as a file that can be sent, without paths and without rows.
//!
//! Start with [`Session`] and [`WorkspaceFile`].

use super::document::Document;
use super::history::History;
use crate::dataset::{Dataset, Fingerprint};
use crate::export::stated::{self, StatedNumbers};
use crate::export::{DataName, Existing, RecipeError, save};
use crate::view_spec::complete;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// The newest version of both files that this program knows.
const MAX_VERSION: u32 = 1;
/// A larger file is none that this program wrote.
const MAX_BYTES: u64 = 32 << 20;
/// Changes that follow each other faster than this are written together.
const GATHER: Duration = Duration::from_millis(150);

/// The three names of the file: as it is kept, while it is being restored, and while that is tried for the second and
/// last time. A session that brings the program down twice is left alone.
const NAMES: [&str; 3] = ["session.ron", "session restoring.ron", "session restoring again.ron"];

/// Everything that comes back at the next start.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename = "Session")]
pub struct Session {
    pub version: u32,
    pub sample: Option<String>,
    pub path: Option<PathBuf>,
    pub fingerprint: Option<Fingerprint>,
    pub document: Document,
    pub history: History,
}

/// Reads the session of a folder and marks it as being restored.
pub(super) fn take(folder: &Path) -> Option<Session> {
    let (index, text) =
        NAMES.into_iter().enumerate().find_map(|(index, name)| Some((index, read(&folder.join(name))?)))?;
    let next = NAMES.get(index + 1)?;
    std::fs::rename(folder.join(NAMES.get(index)?), folder.join(next)).ok()?;
    let session: Session = ron::from_str(&text).ok()?;
    (session.version <= MAX_VERSION).then_some(session)
}

fn read(path: &Path) -> Option<String> {
    let is_small = std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() <= MAX_BYTES);
    is_small.then(|| std::fs::read_to_string(path).ok()).flatten()
}

/// Writes sessions on a thread of its own, the newest of those that follow each other fast. What waits is written
/// before the program ends.
pub(super) struct Keeper {
    sender: Option<Sender<Box<Session>>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    pub(super) fn start(folder: PathBuf) -> Option<Self> {
        let (sender, receiver) = channel();
        let thread = std::thread::Builder::new().name("session".to_owned()).spawn(move || keep(&folder, &receiver));
        Some(Self { sender: Some(sender), thread: Some(thread.ok()?) })
    }

    pub(super) fn keep(&self, session: Session) {
        if let Some(sender) = &self.sender {
            let _ = sender.send(Box::new(session));
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn keep(folder: &Path, receiver: &Receiver<Box<Session>>) {
    while let Ok(mut session) = receiver.recv() {
        while let Ok(newer) = receiver.recv_timeout(GATHER) {
            session = newer;
        }
        let Ok(text) = ron::to_string(&session) else { continue };
        if std::fs::create_dir_all(folder).is_ok()
            && save(&folder.join(NAMES[0]), text.as_bytes(), Existing::Replace).is_ok()
        {
            for name in NAMES.into_iter().skip(1) {
                let _ = std::fs::remove_file(folder.join(name));
            }
        }
    }
}

/// A workspace to save, to send and to open elsewhere: views, arrangement and how the data are read; never rows, and no
/// path but the way from this file to its data, where they lie in the same folder or below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Workspace")]
pub struct WorkspaceFile {
    pub version: u32,
    pub program: String,
    pub data: DataName,
    /// The files of the data, from the folder of this one: the first, and those that are read together with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<PathBuf>,
    pub document: Document,
    /// What figures of the named views state, in their order, where a deck or a report of them carries the workspace.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<StatedNumbers>,
}

/// Numbers that a deck or a report carries, of all its views together.
const MOST_NUMBERS: usize = 12_000;

#[derive(Deserialize)]
#[serde(rename = "Workspace")]
struct VersionOnly {
    version: u32,
}

impl WorkspaceFile {
    pub fn new(data: DataName, document: &Document) -> Self {
        let document = Document { mapping: document.mapping.without_paths(), ..document.clone() };
        let program = format!("Deportation Flows {}", env!("CARGO_PKG_VERSION"));
        Self { version: MAX_VERSION, program, data, files: Vec::new(), document, numbers: Vec::new() }
    }

    /// As it is saved at a place: with the way from there to the data, if all of them lie there or below.
    pub fn beside(self, place: &Path, data: &[PathBuf]) -> Self {
        let folder = std::path::absolute(place).ok().and_then(|place| place.parent().map(Path::to_owned));
        let way = |file: &PathBuf| {
            let file = std::path::absolute(file).ok()?;
            file.strip_prefix(folder.as_deref()?).ok().map(Path::to_owned)
        };
        let files: Option<Vec<PathBuf>> = data.iter().map(way).collect();
        Self { files: files.unwrap_or_default(), ..self }
    }

    /// Where its data are, if it was opened from a folder that has all of them.
    pub fn data_in(&self, folder: &Path) -> Option<Vec<PathBuf>> {
        let is_below = |file: &PathBuf| file.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        let files: Vec<PathBuf> =
            self.files.iter().filter(|file| is_below(file)).map(|file| folder.join(file)).collect();
        (!files.is_empty() && files.len() == self.files.len() && files.iter().all(|file| file.is_file()))
            .then_some(files)
    }

    /// As a deck or a report of these data carries it, so that its numbers can be held against the data later.
    pub fn with_numbers(self, dataset: &Dataset) -> Self {
        let named = &self.document.named;
        let most = MOST_NUMBERS / named.len().max(1);
        let stated = |view| stated::state(dataset, &complete(view, dataset)).at_most(most);
        let numbers = named.iter().map(|named| stated(&named.view)).collect();
        let data = DataName { fingerprint: dataset.fingerprint(), ..self.data };
        Self { data, numbers, ..self }
    }

    pub fn write(&self) -> String {
        let style = ron::ser::PrettyConfig::new().struct_names(true).indentor("  ").new_line("\n");
        ron::ser::to_string_pretty(self, style).unwrap_or_default()
    }

    pub fn read(bytes: &[u8]) -> Result<Self, RecipeError> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(RecipeError::TooLarge);
        }
        let damaged = |detail: String| RecipeError::Damaged(detail);
        let text = std::str::from_utf8(bytes).map_err(|error| damaged(error.to_string()))?;
        let version: VersionOnly = ron::from_str(text).map_err(|error| damaged(error.to_string()))?;
        if version.version > MAX_VERSION {
            return Err(RecipeError::Newer);
        }
        ron::from_str(text).map_err(|error| damaged(error.to_string()))
    }
}
