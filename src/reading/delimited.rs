//! Delimited text as a stream: blocks are cut at the ends of rows, and every processor takes blocks and turns their
//! fields into numbers of distinct texts. What has been turned is dropped, so that a file of any size needs memory for
//! its distinct texts and one to four bytes a cell.
//!
//! Quoting is that of RFC 4180, as lenient as spreadsheets are: a quote counts only at the start of a field, and one
//! that is never closed is a letter like any other, and flagged.
//!
//! This module must never know what a cell means. Start with [`read`]; [`find_layout`] looks at the first bytes.

mod assemble;
mod blocks;
mod ends;
mod layout;
mod tokenise;

pub(super) use layout::{Layout, find_layout};

use super::grid::Grid;
use super::{Progress, ReadProblem, guard};
use blocks::{Block, Feeder};
use std::io::Read;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use tokenise::Part;

/// Longest row, in bytes. The message of the error names it.
pub const MAX_ROW_BYTES: usize = 64 << 20;

/// Longest field in quotes, in bytes; a quote that opens a longer one is taken for a letter.
pub const MAX_QUOTED_BYTES: usize = 1 << 20;

/// Most rows. The message of the error names it.
pub const MAX_ROWS: usize = 500_000_000;

/// Most processors that read one file.
const MAX_WORKERS: usize = 8;

/// What came out of the stream.
#[derive(Debug)]
pub(super) struct DelimitedGrid {
    pub grid: Grid,
    /// Rows in which a quote opens and is never closed.
    pub unclosed_quotes: Vec<u32>,
}

/// Reads a stream of UTF-8. `wanted`: the columns to keep, all where it is empty. `most_rows`: rows after which the
/// rest is left unread; a little more may come.
pub(super) fn read(
    stream: &mut (dyn Read + Send),
    layout: Layout,
    wanted: &[bool],
    most_rows: usize,
    progress: &Progress,
) -> Result<DelimitedGrid, ReadProblem> {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let workers = if most_rows < usize::MAX { 1 } else { processors.clamp(1, MAX_WORKERS) };
    let feeder = Mutex::new(Feeder::new(stream, layout));
    let enough = AtomicBool::new(false);
    let mut parts: Vec<Part> = std::thread::scope(|scope| {
        let job = Job { feeder: &feeder, layout, wanted, most_rows, enough: &enough, progress };
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(move || guard::guarded(|| job.work()))).collect();
        let own = guard::guarded(|| job.work());
        let others = others.into_iter().map(|worker| worker.join().ok().flatten());
        std::iter::once(own).chain(others.collect::<Vec<_>>()).map(Option::unwrap_or_default).collect()
    });
    // A worker that panicked has left the lock poisoned, or its part without a mark that it is complete.
    let feeder = feeder.into_inner().map_err(|_| ReadProblem::Panicked)?;
    if let Some(problem) = feeder.problem {
        return Err(problem);
    }
    if progress.is_cancelled() {
        return Err(ReadProblem::Cancelled);
    }
    if let Some(problem) = parts.iter_mut().find_map(|part| part.error.take()) {
        return Err(problem);
    }
    if !parts.iter().all(|part| part.is_complete) {
        return Err(ReadProblem::Panicked);
    }
    Ok(assemble::assemble(parts, layout, wanted))
}

/// What all processors that read a file share.
#[derive(Clone, Copy)]
struct Job<'a, 'stream> {
    feeder: &'a Mutex<Feeder<'stream>>,
    layout: Layout,
    wanted: &'a [bool],
    most_rows: usize,
    /// Set where one of them has met a problem, or has read as much as is wanted.
    enough: &'a AtomicBool,
    progress: &'a Progress,
}

impl Job<'_, '_> {
    /// Takes blocks until there are no more.
    fn work(&self) -> Part {
        let mut part = Part::default();
        let mut block = Block::default();
        while !self.progress.is_cancelled() && !self.enough.load(Ordering::Relaxed) {
            let has_block = self.feeder.lock().is_ok_and(|mut feeder| feeder.next(&mut block));
            if !has_block {
                break;
            }
            let before = part.rows;
            if part.rows > MAX_ROWS {
                part.error = Some(ReadProblem::TooManyRows { most: MAX_ROWS as u64 });
            } else if let Err(problem) = part.take_block(&block, self.layout, self.wanted) {
                part.error = Some(problem);
            }
            self.progress.rows_read.fetch_add((part.rows - before) as u64, Ordering::Relaxed);
            if part.error.is_some() || part.rows >= self.most_rows {
                self.enough.store(true, Ordering::Relaxed);
            }
        }
        part.is_complete = true;
        part
    }
}
