//! A stream cut into blocks that end where a row ends. Whoever needs a block cuts it, so that it is still at hand in the
//! processor's cache when its fields are looked at.
//!
//! This file must never know what a cell means. Start with [`Feeder::next`].

use super::{Layout, MAX_QUOTED_BYTES, MAX_ROW_BYTES};
use crate::reading::grid::PADDING;
use crate::reading::{ReadProblem, archive};
use std::io::{ErrorKind, Read};

/// Bytes of a block. Larger ones fall out of the processor's cache, smaller ones cost more hand-overs.
const BLOCK_BYTES: usize = 1 << 18;

/// A piece of the file that ends at the end of a row.
#[derive(Default)]
pub(super) struct Block {
    pub index: usize,
    /// Longer than the block; [`PADDING`] zeros follow it.
    buffer: Vec<u8>,
    length: usize,
    /// Positions of quotes that count as letters.
    pub literal_quotes: Vec<usize>,
    pub has_quotes: bool,
}

impl Block {
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.length).unwrap_or_default()
    }

    /// The block and the zeros behind it.
    pub(super) fn padded(&self) -> &[u8] {
        self.buffer.get(..self.length + PADDING).unwrap_or_default()
    }
}

/// The stream and what of it belongs to the next block.
pub(super) struct Feeder<'a> {
    stream: &'a mut (dyn Read + Send),
    layout: Layout,
    carried: Vec<u8>,
    blocks: usize,
    is_first: bool,
    is_ended: bool,
    pub problem: Option<ReadProblem>,
}

impl<'a> Feeder<'a> {
    pub(super) fn new(stream: &'a mut (dyn Read + Send), layout: Layout) -> Self {
        Self { stream, layout, carried: Vec::new(), blocks: 0, is_first: true, is_ended: false, problem: None }
    }

    /// Fills the next block; `false` where there is none, be it for the end of the stream or for a problem.
    pub(super) fn next(&mut self, block: &mut Block) -> bool {
        if self.is_ended {
            return false;
        }
        let filled = self.fill(block);
        self.is_ended |= !matches!(filled, Ok(true));
        match filled {
            Ok(is_filled) => is_filled,
            Err(problem) => {
                self.problem = Some(problem);
                false
            }
        }
    }

    fn fill(&mut self, block: &mut Block) -> Result<bool, ReadProblem> {
        let mut filled = self.carried.len();
        let mut wanted = BLOCK_BYTES.max(filled + BLOCK_BYTES / 4);
        make_room(&mut block.buffer, wanted);
        if let Some(start) = block.buffer.get_mut(..filled) {
            start.copy_from_slice(&self.carried);
        }
        self.carried.clear();
        loop {
            let count = self.read_up_to(block.buffer.get_mut(filled..wanted).unwrap_or_default())?;
            self.is_ended = filled + count < wanted;
            filled += count;
            if std::mem::take(&mut self.is_first) && block.buffer.starts_with(b"\xEF\xBB\xBF") {
                block.buffer.copy_within(3..filled, 0);
                filled -= 3;
            }
            let bytes = block.buffer.get(..filled).unwrap_or_default();
            let cut = cut(bytes, self.layout, self.is_ended);
            if cut.end == 0 && !self.is_ended {
                if filled > MAX_ROW_BYTES {
                    return Err(ReadProblem::RowTooLong { most: MAX_ROW_BYTES });
                }
                // Twice as much the next time: a long row is not read over and over.
                wanted = (2 * filled).clamp(BLOCK_BYTES, MAX_ROW_BYTES + 1);
                make_room(&mut block.buffer, wanted);
                continue;
            }
            self.carried.extend_from_slice(bytes.get(cut.end..).unwrap_or_default());
            if let Some(padding) = block.buffer.get_mut(cut.end..cut.end + PADDING) {
                padding.fill(0);
            }
            block.index = self.blocks;
            block.length = cut.end;
            block.literal_quotes = cut.literal_quotes;
            block.has_quotes = cut.has_quotes;
            self.blocks += 1;
            return Ok(cut.end > 0);
        }
    }

    /// Reads until there is no more room or the stream ends.
    fn read_up_to(&mut self, room: &mut [u8]) -> Result<usize, ReadProblem> {
        let mut filled = 0;
        while let Some(rest) = room.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.stream.read(rest) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(archive::problem_of(&error)),
            }
        }
        Ok(filled)
    }
}

fn make_room(buffer: &mut Vec<u8>, wanted: usize) {
    if buffer.len() < wanted + PADDING {
        buffer.resize(wanted + PADDING, 0);
    }
}

struct Cut {
    /// Where the last whole row ends; everything at the end of the stream.
    end: usize,
    literal_quotes: Vec<usize>,
    has_quotes: bool,
}

/// Finds the end of the last row: the last line end that is in no quotes.
fn cut(bytes: &[u8], layout: Layout, is_last: bool) -> Cut {
    let last_line_end = |from: usize, to: usize| {
        let at = memchr::memrchr(layout.line_end, bytes.get(from..to).unwrap_or_default())?;
        Some(from + at + 1)
    };
    let mut literal_quotes = Vec::new();
    let mut end = 0;
    let mut outside_from = 0;
    let mut position = 0;
    let mut has_quotes = false;
    while let Some(quote) = find(b'"', bytes, position) {
        has_quotes = true;
        let before = quote.checked_sub(1).and_then(|before| bytes.get(before)).copied();
        if before.is_some_and(|before| before != layout.delimiter && before != layout.line_end) {
            position = quote + 1;
            continue;
        }
        let close = closing_quote(bytes, quote);
        match close {
            Some(close) if close - quote <= MAX_QUOTED_BYTES => {
                end = last_line_end(outside_from, quote).unwrap_or(end);
                (outside_from, position) = (close + 1, close + 1);
            }
            None if !is_last && bytes.len() - quote <= MAX_QUOTED_BYTES => {
                // The rest of this field comes with the next block.
                end = last_line_end(outside_from, quote).unwrap_or(end);
                return Cut { end, literal_quotes, has_quotes };
            }
            _ => {
                literal_quotes.push(quote);
                position = quote + 1;
            }
        }
    }
    end = last_line_end(outside_from, bytes.len()).unwrap_or(end);
    Cut { end: if is_last { bytes.len() } else { end }, literal_quotes, has_quotes }
}

fn find(byte: u8, bytes: &[u8], from: usize) -> Option<usize> {
    Some(from + memchr::memchr(byte, bytes.get(from..)?)?)
}

/// The quote that closes the field opened at `open`; two in a row are a letter.
pub(super) fn closing_quote(bytes: &[u8], open: usize) -> Option<usize> {
    let mut position = open + 1;
    loop {
        let quote = find(b'"', bytes, position)?;
        if bytes.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        position = quote + 2;
    }
}
