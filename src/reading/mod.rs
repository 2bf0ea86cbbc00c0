//! Bytes to a data set and a load report. The only code that meets bad bytes; it runs on a worker thread.
//!
//! This module must never know what is on the screen. Start with [`read_path`]; a new format is a new file and a new
//! arm in [`read_bytes`].

mod delimited;
mod error;
mod issue;
mod native;
mod roles;
mod samples;
mod sniff;
mod understanding;

pub use error::{ReadError, ReadProblem};
pub use issue::{DataIssue, IssueKind, LoadReport, RoleGuess};
pub use native::{Description, MAX_VERSION, read_description, read_events, write as write_native};
pub use samples::{SAMPLES, Sample, read_sample, read_sample_with};
pub use sniff::{Content, sniff};

use crate::dataset::{Dataset, Role};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Largest file that is taken into memory, in bytes. The message of the error names it.
pub const MAX_FILE_BYTES: u64 = 8 << 30;

/// What the analyst has said about a file; everything else is guessed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadOptions {
    /// Roles by column name; they win over guesses.
    pub roles: Vec<(Role, String)>,
    /// Metadata, measures and column definitions written by hand.
    pub description: Option<Description>,
}

/// How far a file has been read, and the wish to stop. Shared between the reading thread and the window.
#[derive(Debug, Default)]
pub struct Progress {
    pub bytes_read: AtomicU64,
    pub bytes_total: AtomicU64,
    pub rows_read: AtomicU64,
    pub cancelled: AtomicBool,
}

impl Progress {
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// A data set and what was noticed while reading it.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub dataset: Arc<Dataset>,
    pub report: Arc<LoadReport>,
}

/// Reads a data file of any known format, recognised by its content.
pub fn read_path(path: &Path, options: &ReadOptions, progress: &Progress) -> Result<Loaded, ReadError> {
    let at = |problem| ReadError::new(problem, path);
    let bytes = read_whole(path, progress)?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    read_bytes(&bytes, &name, options, progress).map_err(at)
}

/// The bytes of a regular file of at most [`MAX_FILE_BYTES`].
pub fn read_whole(path: &Path, progress: &Progress) -> Result<Vec<u8>, ReadError> {
    let at = |problem| ReadError::new(problem, path);
    let from_io = |error: std::io::Error| at(ReadProblem::from_io(&error));
    let about = std::fs::metadata(path).map_err(from_io)?;
    if about.is_dir() {
        return Err(at(ReadProblem::Folder));
    }
    if !about.is_file() {
        return Err(at(ReadProblem::NotAFile));
    }
    if about.len() > MAX_FILE_BYTES {
        return Err(at(ReadProblem::TooLarge { bytes: about.len(), most: MAX_FILE_BYTES }));
    }
    progress.bytes_total.store(about.len(), Ordering::Relaxed);
    let mut file = File::open(path).map_err(from_io)?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(about.len()).unwrap_or(0)).map_err(|_| at(ReadProblem::OutOfMemory))?;
    let mut chunk = vec![0; 1 << 20];
    loop {
        if progress.is_cancelled() {
            return Err(at(ReadProblem::Cancelled));
        }
        let count = file.read(&mut chunk).map_err(from_io)?;
        let Some(read) = chunk.get(..count).filter(|read| !read.is_empty()) else { break };
        bytes.extend_from_slice(read);
        if bytes.len() as u64 > MAX_FILE_BYTES {
            return Err(at(ReadProblem::TooLarge { bytes: bytes.len() as u64, most: MAX_FILE_BYTES }));
        }
        progress.bytes_read.store(bytes.len() as u64, Ordering::Relaxed);
    }
    Ok(bytes)
}

/// Reads a data file that is already in memory; `name` is its title where the file has none.
pub fn read_bytes(bytes: &[u8], name: &str, options: &ReadOptions, progress: &Progress) -> Result<Loaded, ReadProblem> {
    let (dataset, report) = match sniff(bytes) {
        Content::Empty => return Err(ReadProblem::Empty),
        Content::Svg | Content::Png => return Err(ReadProblem::FigureNotData),
        Content::View => return Err(ReadProblem::ViewNotData),
        Content::OtherFormat(format) => return Err(ReadProblem::OtherFormat(format)),
        Content::Binary => return Err(ReadProblem::Binary),
        Content::NotUtf8 { row } => return Err(ReadProblem::NotUtf8 { row }),
        Content::Native => native::read(bytes, options)?,
        Content::Text => delimited::read(bytes, name, options, progress)?,
    };
    Ok(Loaded { dataset: Arc::new(dataset), report: Arc::new(report) })
}
