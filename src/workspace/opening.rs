//! Opening a file on a thread of its own: the window goes on, the old data stay usable, a newer wish makes an older
//! one stale, and a reader that fails becomes an ordinary error.

use super::remembered::Remembered;
use super::session::WorkspaceFile;
use crate::export::recipe::{Carried, RecipeError, read};
use crate::reading::{
    Content, Loaded, Mapping, Preview, Progress, ReadError, ReadOptions, ReadProblem, read_head, read_path,
    read_preview, read_sample_with, read_whole, sniff,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};

/// What is to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    File(PathBuf),
    Sample(String),
}

/// What a file turned out to be.
#[derive(Clone, Debug)]
pub enum Opened {
    Data(Box<OpenedData>),
    View(Box<Carried>),
    Mapping(Box<Mapping>),
    HouseStyle(PathBuf),
    Workspace(Box<WorkspaceFile>),
}

/// A data set, and how it came to be read as it is.
#[derive(Clone, Debug)]
pub struct OpenedData {
    pub loaded: Loaded,
    /// What it was read with: what was said, or what was remembered.
    pub mapping: Mapping,
    /// What files that are read the same way have in common.
    pub shape: String,
    pub was_remembered: bool,
}

/// Why it could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    Read(ReadError),
    Recipe(RecipeError, PathBuf),
}

/// A running attempt to open something.
pub struct Opening {
    pub target: Target,
    pub progress: Arc<Progress>,
    outcome: Receiver<Result<Opened, OpenError>>,
}

impl Opening {
    /// Starts reading; `wake` is called once when there is an outcome.
    /// `remembered`: what holds for files of known shapes, where nothing was said about this one.
    pub fn start(
        target: Target,
        mapping: Mapping,
        remembered: Remembered,
        wake: impl FnOnce() + Send + 'static,
    ) -> std::io::Result<Self> {
        let progress = Arc::new(Progress::default());
        let (sender, outcome) = sync_channel(1);
        let (job, shared) = (target.clone(), progress.clone());
        std::thread::Builder::new().name("reading".to_owned()).spawn(move || {
            let caught =
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| open(&job, mapping, &remembered, &shared)));
            let result = caught.unwrap_or_else(|_| Err(problem_with(&job, ReadProblem::Panicked)));
            let opened = match &result {
                Ok(Opened::Data(opened)) => Some(opened.loaded.dataset.clone()),
                _ => None,
            };
            // The window may have gone; then nobody waits for this.
            let _ = sender.send(result);
            wake();
            // Meanwhile the window asks every row; from here on it need not.
            if let Some(dataset) = opened {
                crate::query::prepare(&dataset);
            }
        })?;
        Ok(Self { target, progress, outcome })
    }

    /// The outcome, once there is one.
    pub fn poll(&self) -> Option<Result<Opened, OpenError>> {
        match self.outcome.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(problem_with(&self.target, ReadProblem::Panicked))),
        }
    }

    pub fn cancel(&self) {
        self.progress.cancelled.store(true, Ordering::Relaxed);
    }

    /// Bytes read and bytes in all.
    pub fn bytes(&self) -> (u64, u64) {
        (self.progress.bytes_read.load(Ordering::Relaxed), self.progress.bytes_total.load(Ordering::Relaxed))
    }
}

fn problem_with(target: &Target, problem: ReadProblem) -> OpenError {
    let path = match target {
        Target::File(path) => path.clone(),
        Target::Sample(name) => PathBuf::from(format!("sample:{name}")),
    };
    OpenError::Read(ReadError { problem, path })
}

fn open(
    target: &Target,
    mapping: Mapping,
    remembered: &Remembered,
    progress: &Arc<Progress>,
) -> Result<Opened, OpenError> {
    match target {
        Target::Sample(name) => {
            let options = ReadOptions { mapping, ..ReadOptions::default() };
            let read = read_sample_with(name, &options).map_err(|problem| problem_with(target, problem))?;
            Ok(data(read, options.mapping, String::new(), false))
        }
        Target::File(path) => open_file(path, mapping, remembered, progress),
    }
}

fn data(loaded: Loaded, mapping: Mapping, shape: String, was_remembered: bool) -> Opened {
    Opened::Data(Box::new(OpenedData { loaded, mapping, shape, was_remembered }))
}

/// Opens a file now, on this thread.
pub fn open_file(
    path: &Path,
    mapping: Mapping,
    remembered: &Remembered,
    progress: &Arc<Progress>,
) -> Result<Opened, OpenError> {
    let head = read_head(path).map_err(OpenError::Read)?;
    let content = sniff(&head);
    if matches!(content, Content::Zip | Content::OtherFormat("PDF"))
        && mapping.is_empty()
        && let Some(view) = view_in_document(path, progress)?
    {
        return Ok(view);
    }
    match content {
        Content::Svg | Content::Png | Content::OtherFormat("GIF") | Content::View => {
            let bytes = read_whole(path, progress).map_err(OpenError::Read)?;
            read(&bytes)
                .map(|carried| Opened::View(Box::new(carried)))
                .map_err(|error| OpenError::Recipe(error, path.to_owned()))
        }
        Content::Workspace => {
            let bytes = read_whole(path, progress).map_err(OpenError::Read)?;
            WorkspaceFile::read(&bytes)
                .map(|file| Opened::Workspace(Box::new(file)))
                .map_err(|error| OpenError::Recipe(error, path.to_owned()))
        }
        Content::HouseStyle => Ok(Opened::HouseStyle(path.to_owned())),
        Content::Mapping => {
            let bytes = read_whole(path, progress).map_err(OpenError::Read)?;
            let read = Mapping::read(&bytes).map_err(|problem| OpenError::Read(ReadError::new(problem, path)))?;
            Ok(Opened::Mapping(Box::new(read)))
        }
        _ => {
            let mut options = ReadOptions { mapping, ..ReadOptions::default() };
            let mut shape = None;
            let mut was_remembered = false;
            if options.mapping.is_empty() && !remembered.is_empty() {
                // The first rows tell the shape; a file that has none is told so by the reading itself.
                shape = read_preview(path, &options, progress).ok().map(|preview| preview.report.shape);
                if let Some(known) = shape.as_deref().and_then(|shape| remembered.find(shape)) {
                    options.mapping = known.clone();
                    was_remembered = true;
                }
            }
            let loaded = read_path(path, &options, progress);
            // What held for another file of this shape need not hold here.
            let loaded = match loaded {
                Err(_) if was_remembered && !progress.is_cancelled() => {
                    was_remembered = false;
                    options.mapping = Mapping::default();
                    read_path(path, &options, progress)
                }
                other => other,
            };
            let loaded = loaded.map_err(OpenError::Read)?;
            let shape = shape.unwrap_or_else(|| loaded.report.shape.clone());
            Ok(data(loaded, options.mapping, shape, was_remembered))
        }
    }
}

/// The largest document that is looked into for a view: slides, workbooks and PDFs of this program are far smaller.
const MOST_DOCUMENT_BYTES: u64 = 64 << 20;

/// The view that a slide, a workbook or a PDF carries; one without is for the readers of data.
fn view_in_document(path: &Path, progress: &Arc<Progress>) -> Result<Option<Opened>, OpenError> {
    if std::fs::metadata(path).is_ok_and(|metadata| metadata.len() > MOST_DOCUMENT_BYTES) {
        return Ok(None);
    }
    let bytes = read_whole(path, progress).map_err(OpenError::Read)?;
    match read(&bytes) {
        Ok(carried) => Ok(Some(Opened::View(Box::new(carried)))),
        Err(RecipeError::Absent) => Ok(None),
        Err(error) => Err(OpenError::Recipe(error, path.to_owned())),
    }
}

/// A look at the first rows, on a thread of its own.
pub struct Previewing {
    progress: Arc<Progress>,
    outcome: Receiver<Result<Preview, ReadError>>,
}

impl Previewing {
    pub fn start(path: PathBuf, mapping: Mapping, wake: impl FnOnce() + Send + 'static) -> std::io::Result<Self> {
        let progress = Arc::new(Progress::default());
        let (sender, outcome) = sync_channel(1);
        let options = ReadOptions { mapping, ..ReadOptions::default() };
        let shared = progress.clone();
        std::thread::Builder::new().name("preview".to_owned()).spawn(move || {
            let _ = sender.send(read_preview(&path, &options, &shared));
            wake();
        })?;
        Ok(Self { progress, outcome })
    }

    pub fn poll(&self) -> Option<Result<Preview, ReadError>> {
        self.outcome.try_recv().ok()
    }
}

impl Drop for Previewing {
    fn drop(&mut self) {
        self.progress.cancelled.store(true, Ordering::Relaxed);
    }
}
