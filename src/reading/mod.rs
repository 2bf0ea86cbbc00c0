//! Bytes to a data set and a load report. The only code that meets bad bytes; it runs on a worker thread.
//!
//! A file becomes a grid of printed texts, whatever its format; the grid becomes a table with a header; the table
//! is cleaned and understood. Each stage is a file, and the formats know nothing of what comes after them.
//!
//! This module must never know what is on the screen. Start with [`read_path`]; a new format is a new file and a new
//! arm in `load::read_sheets`.

mod archive;
mod assemble;
mod cleaning;
mod columnar;
mod dates;
mod delimited;
mod editions;
mod encoding;
mod error;
mod grid;
mod guard;
mod header;
mod issue;
mod json;
mod load;
mod mapping;
mod native;
mod numbers;
mod preview;
mod roles;
mod samples;
mod sniff;
mod source;
mod spreadsheet;
mod table;
mod understanding;

pub use columnar::{ColumnKind, write_parquet};
pub use dates::DateOrder;
pub use error::{ReadError, ReadProblem};
pub use grid::MAX_COLUMNS;
pub use guard::{is_guarded, silence_guarded_panics};
pub use issue::{
    DataIssue, FormatFound, IssueKind, LeftOut, LoadReport, MarkTaken, RoleGuess, RoleReason, RowPlace, SheetInfo,
    StepTaken, reason_name, step_name,
};
pub use mapping::{ALL_SHEETS, Lookup, Mapping, Merge, Step};
pub use native::{Description, MAX_VERSION, read_description, read_events, write as write_native};
pub use numbers::DecimalMark;
pub use preview::{Preview, PreviewCell, PreviewColumn, PreviewRow, read_preview};
pub use samples::{SAMPLES, Sample, read_sample, read_sample_with};
pub use sniff::{Content, sniff};
pub use source::{MAX_FILE_BYTES, MAX_WHOLE_BYTES, Stamp};

use crate::dataset::Dataset;
use source::{Packing, Source};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// What the analyst has said about a file; everything else is guessed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadOptions {
    pub mapping: Mapping,
    /// Metadata, measures and column definitions written by hand.
    pub description: Option<Description>,
    /// Names of the only columns that are needed; `None` for all. Saves time and memory with large text files.
    pub only: Option<Vec<String>>,
    /// Rows after which the rest of the file may be left unread; `None` for all.
    pub most_rows: Option<usize>,
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
pub fn read_path(path: &Path, options: &ReadOptions, progress: &Arc<Progress>) -> Result<Loaded, ReadError> {
    let at = |problem| ReadError::new(problem, path);
    let source = Source::of_path(path).map_err(at)?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    read_source(&source, &name, options, progress).map_err(at)
}

/// Reads a data file that is already in memory; `name` is its title where the file has none.
pub fn read_bytes(
    bytes: &[u8],
    name: &str,
    options: &ReadOptions,
    progress: &Arc<Progress>,
) -> Result<Loaded, ReadProblem> {
    read_source(&Source::of_bytes(bytes, name), name, options, progress)
}

fn read_source(
    source: &Source,
    name: &str,
    options: &ReadOptions,
    progress: &Arc<Progress>,
) -> Result<Loaded, ReadProblem> {
    // A parser that others wrote may panic on a damaged file; that is an error like any other.
    let read = guard::guarded(|| read_any(source, name, options, progress));
    let (dataset, report) = read.unwrap_or(Err(ReadProblem::Panicked))?;
    if progress.is_cancelled() {
        return Err(ReadProblem::Cancelled);
    }
    Ok(Loaded { dataset: Arc::new(dataset), report: Arc::new(report) })
}

fn read_any(
    source: &Source,
    name: &str,
    options: &ReadOptions,
    progress: &Arc<Progress>,
) -> Result<(Dataset, LoadReport), ReadProblem> {
    if let Some(inner) = native_source(source, progress)? {
        return native::read(&inner.whole(progress)?, options);
    }
    let wanted = load::Wanted {
        mapping: &options.mapping,
        only: options.only.as_deref(),
        most_rows: options.most_rows.unwrap_or(usize::MAX),
    };
    let (table, report) = load::read_table(source, &wanted, progress)?;
    let title = editions::title(name, &options.mapping);
    assemble::assemble(table, report, source, &title, options, progress)
}

/// The source unpacked, where it holds a file of the program's own format.
fn native_source(source: &Source, progress: &Arc<Progress>) -> Result<Option<Source>, ReadProblem> {
    let mut inner = source.clone();
    for _ in 0..2 {
        inner = match sniff(&inner.head(progress)?) {
            Content::Native => return Ok(Some(inner)),
            Content::Gzip => inner.unpacked(Packing::Gzip),
            Content::Zstandard => inner.unpacked(Packing::Zstandard),
            _ => return Ok(None),
        };
    }
    Ok(None)
}

/// The beginning of a regular file, enough to tell what it is.
pub fn read_head(path: &Path) -> Result<Vec<u8>, ReadError> {
    let at = |problem| ReadError::new(problem, path);
    Source::of_path(path).map_err(at)?.head(&Arc::default()).map_err(at)
}

/// The bytes of a regular file of at most [`MAX_WHOLE_BYTES`].
pub fn read_whole(path: &Path, progress: &Arc<Progress>) -> Result<Vec<u8>, ReadError> {
    let at = |problem| ReadError::new(problem, path);
    Source::of_path(path).map_err(at)?.whole(progress).map_err(at)
}

/// The bytes of a regular file of at most `most` bytes.
pub fn read_small(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    let at = |problem| ReadError::new(problem, path);
    let source = Source::of_path(path).map_err(at)?;
    if source.bytes() > most {
        return Err(at(ReadProblem::TooLarge { bytes: source.bytes(), most }));
    }
    source.whole(&Arc::default()).map_err(at)
}

/// Carries out a task for each item, on as many threads as there are processors; the results are in the items' order.
/// The items with the largest weight are begun first, so that no thread is left alone with one at the end.
fn on_all_processors<I: Send, O: Send>(
    items: Vec<I>,
    weight: impl Fn(&I) -> usize,
    task: impl Fn(I) -> O + Sync,
) -> Vec<O> {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(items.len());
    if processors <= 1 {
        return items.into_iter().map(task).collect();
    }
    let next = AtomicUsize::new(0);
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(items.get(*index).map_or(0, &weight)));
    let items: Vec<Mutex<Option<I>>> = items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    let results: Vec<Mutex<Option<O>>> = items.iter().map(|_| Mutex::new(None)).collect();
    std::thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(|| {
                while let Some(index) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (Some(item), Some(result)) = (items.get(*index), results.get(*index)) else { break };
                    let taken = item.lock().ok().and_then(|mut item| item.take());
                    if let (Some(taken), Ok(mut result)) = (taken, result.lock()) {
                        *result = Some(task(taken));
                    }
                }
            });
        }
    });
    // A task that panicked has panicked the scope already: no result is missing here.
    results.into_iter().filter_map(|result| result.into_inner().ok().flatten()).collect()
}
