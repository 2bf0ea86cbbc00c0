//! Opening a file on a thread of its own: the window goes on, the old data stay usable, a newer wish makes an older
//! one stale, and a reader that fails becomes an ordinary error.

use crate::export::recipe::{Carried, RecipeError, read};
use crate::reading::{
    Content, Loaded, Progress, ReadError, ReadOptions, ReadProblem, read_bytes, read_sample_with, read_whole, sniff,
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
    Data(Loaded),
    View(Box<Carried>),
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
    pub fn start(target: Target, options: ReadOptions, wake: impl FnOnce() + Send + 'static) -> std::io::Result<Self> {
        let progress = Arc::new(Progress::default());
        let (sender, outcome) = sync_channel(1);
        let (job, shared) = (target.clone(), progress.clone());
        std::thread::Builder::new().name("reading".to_owned()).spawn(move || {
            let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| open(&job, &options, &shared)));
            let result = caught.unwrap_or_else(|_| Err(problem_with(&job, ReadProblem::Panicked)));
            // The window may have gone; then nobody waits for this.
            let _ = sender.send(result);
            wake();
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

fn open(target: &Target, options: &ReadOptions, progress: &Progress) -> Result<Opened, OpenError> {
    match target {
        Target::Sample(name) => {
            read_sample_with(name, options).map(Opened::Data).map_err(|problem| problem_with(target, problem))
        }
        Target::File(path) => open_file(path, options, progress),
    }
}

/// Opens a file now, on this thread.
pub fn open_file(path: &Path, options: &ReadOptions, progress: &Progress) -> Result<Opened, OpenError> {
    let bytes = read_whole(path, progress).map_err(OpenError::Read)?;
    match sniff(&bytes) {
        Content::Svg | Content::Png | Content::View => read(&bytes)
            .map(|carried| Opened::View(Box::new(carried)))
            .map_err(|error| OpenError::Recipe(error, path.to_owned())),
        _ => {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let loaded = read_bytes(&bytes, &name, options, progress);
            loaded.map(Opened::Data).map_err(|problem| OpenError::Read(ReadError::new(problem, path)))
        }
    }
}
