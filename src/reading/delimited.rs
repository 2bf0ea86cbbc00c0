//! Delimited text as a stream: blocks are cut at the ends of rows, and every processor takes blocks and turns their
//! fields into numbers of distinct texts. What has been turned is dropped, so that a file of any size needs memory for
//! its distinct texts and one to four bytes a cell.
//!
//! Quoting is that of RFC 4180, as lenient as spreadsheets are: a quote counts only at the start of a field, and one
//! that is never closed is a letter like any other, and flagged.
//!
//! This file must never know what a cell means. Start with [`read`]; [`find_layout`] looks at the first bytes.

use super::grid::{Grid, GridColumn, Interner, MAX_COLUMNS, PADDING, Ragged, TextCodes};
use super::{Progress, ReadProblem};
use std::io::Read;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use wide::u8x16;

/// Longest row, in bytes. The message of the error names it.
pub const MAX_ROW_BYTES: usize = 64 << 20;

/// Longest field in quotes, in bytes; a quote that opens a longer one is taken for a letter.
pub const MAX_QUOTED_BYTES: usize = 1 << 20;

/// Most rows. The message of the error names it.
pub const MAX_ROWS: usize = 500_000_000;

/// Bytes of a block. Larger ones fall out of the processor's cache, smaller ones cost more hand-overs.
const BLOCK_BYTES: usize = 1 << 18;

/// Most processors that read one file.
const MAX_WORKERS: usize = 8;

/// How the text is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub delimiter: u8,
    /// A line feed, or a carriage return in files from old Macs.
    pub line_end: u8,
    /// Fields that most rows have.
    pub fields: u32,
}

/// What came out of the stream.
#[derive(Debug)]
pub(super) struct DelimitedGrid {
    pub grid: Grid,
    /// Rows in which a quote opens and is never closed.
    pub unclosed_quotes: Vec<u32>,
}

/// A piece of the file that ends at the end of a row.
struct Block {
    index: usize,
    bytes: Vec<u8>,
    /// Positions of quotes that count as letters.
    literal_quotes: Vec<usize>,
    has_quotes: bool,
}

/// What one processor has made of its blocks.
#[derive(Default)]
struct Part {
    columns: Vec<PartColumn>,
    /// Where the fields of a block end, and the codes of a column of it; kept to spare their memory.
    ends: Vec<u32>,
    codes: Vec<u32>,
    blocks: Vec<BlockRows>,
    rows: usize,
    error: Option<ReadProblem>,
}

#[derive(Default)]
struct PartColumn {
    interner: Interner,
    codes: TextCodes,
}

/// The rows that a block yielded, counted from its first row.
#[derive(Default)]
struct BlockRows {
    index: usize,
    rows: usize,
    blank: Vec<u32>,
    single_cell: Vec<u32>,
    ragged: Vec<(u32, u32)>,
    unclosed_quotes: Vec<u32>,
}

/// Reads a stream of UTF-8. `wanted`: the columns to keep, all where it is empty. `most_rows`: rows after which the
/// rest is left unread; a little more may come.
pub(super) fn read(
    stream: &mut dyn Read,
    layout: Layout,
    wanted: &[bool],
    most_rows: usize,
    progress: &Progress,
) -> Result<DelimitedGrid, ReadProblem> {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let workers = if most_rows < usize::MAX { 1 } else { processors.clamp(1, MAX_WORKERS) };
    let enough = AtomicBool::new(false);
    let (block_sender, block_receiver) = sync_channel::<Block>(workers + 1);
    let (empty_sender, empty_receiver) = channel::<Vec<u8>>();
    let block_receiver = Mutex::new(block_receiver);
    let mut parts: Vec<Part> = Vec::new();
    let fed = std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers)
            .map(|_| {
                let (receiver, empties, enough) = (&block_receiver, empty_sender.clone(), &enough);
                scope.spawn(move || work(receiver, &empties, layout, wanted, most_rows, enough, progress))
            })
            .collect();
        let fed = feed(stream, layout, &block_sender, &empty_receiver, &enough, progress);
        drop(block_sender);
        for worker in running {
            match worker.join() {
                Ok(part) => parts.push(part),
                Err(_) => parts.push(Part { error: Some(ReadProblem::Panicked), ..Part::default() }),
            }
        }
        fed
    });
    fed?;
    if progress.is_cancelled() {
        return Err(ReadProblem::Cancelled);
    }
    if let Some(problem) = parts.iter_mut().find_map(|part| part.error.take()) {
        return Err(problem);
    }
    Ok(assemble(parts, layout, wanted))
}

/// Cuts the stream into blocks.
fn feed(
    stream: &mut dyn Read,
    layout: Layout,
    blocks: &SyncSender<Block>,
    empties: &Receiver<Vec<u8>>,
    enough: &AtomicBool,
    progress: &Progress,
) -> Result<(), ReadProblem> {
    let from_io = |error: std::io::Error| super::archive::problem_of(&error);
    let mut carried: Vec<u8> = Vec::new();
    let mut index = 0;
    let mut is_first = true;
    loop {
        if progress.is_cancelled() || enough.load(Ordering::Relaxed) {
            return Ok(());
        }
        let mut bytes = empties.try_recv().unwrap_or_default();
        bytes.clear();
        bytes.append(&mut carried);
        let wanted = (BLOCK_BYTES.saturating_sub(bytes.len())).max(BLOCK_BYTES / 4) as u64;
        let count = (&mut *stream).take(wanted).read_to_end(&mut bytes).map_err(from_io)?;
        let is_last = count == 0;
        if is_first && bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        is_first = false;
        if is_last && bytes.is_empty() {
            return Ok(());
        }
        // What is left at the end is longer than a block only where no row ended in it.
        if is_last && bytes.len() > MAX_ROW_BYTES {
            return Err(ReadProblem::RowTooLong { most: MAX_ROW_BYTES });
        }
        let Cut { end, literal_quotes, has_quotes } = cut(&bytes, layout, is_last);
        if end == 0 && !is_last {
            if bytes.len() > MAX_ROW_BYTES {
                return Err(ReadProblem::RowTooLong { most: MAX_ROW_BYTES });
            }
            // Twice as much the next time: a long row is not read over and over.
            carried = bytes;
            let more = carried.len() as u64;
            (&mut *stream).take(more).read_to_end(&mut carried).map_err(from_io)?;
            continue;
        }
        carried.extend_from_slice(bytes.get(end..).unwrap_or_default());
        bytes.truncate(end);
        if blocks.send(Block { index, bytes, literal_quotes, has_quotes }).is_err() {
            return Ok(());
        }
        index += 1;
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
fn closing_quote(bytes: &[u8], open: usize) -> Option<usize> {
    let mut position = open + 1;
    loop {
        let quote = find(b'"', bytes, position)?;
        if bytes.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        position = quote + 2;
    }
}

fn work(
    blocks: &Mutex<Receiver<Block>>,
    empties: &Sender<Vec<u8>>,
    layout: Layout,
    wanted: &[bool],
    most_rows: usize,
    enough: &AtomicBool,
    progress: &Progress,
) -> Part {
    let mut part = Part::default();
    loop {
        let next = match blocks.lock() {
            Ok(receiver) => receiver.recv(),
            Err(_) => return part,
        };
        let Ok(mut block) = next else { return part };
        if part.error.is_none() && !progress.is_cancelled() {
            let before = part.rows;
            if part.rows > MAX_ROWS {
                part.error = Some(ReadProblem::TooManyRows { most: MAX_ROWS as u64 });
            }
            match part.take_block(&mut block, layout, wanted) {
                Ok(()) => {
                    progress.rows_read.fetch_add((part.rows - before) as u64, Ordering::Relaxed);
                }
                Err(problem) => part.error = Some(problem),
            }
        }
        if part.error.is_some() || part.rows >= most_rows {
            enough.store(true, Ordering::Relaxed);
        }
        // Whoever reads the stream may have ended already.
        let _ = empties.send(block.bytes);
    }
}

impl Part {
    fn take_block(&mut self, block: &mut Block, layout: Layout, wanted: &[bool]) -> Result<(), ReadProblem> {
        let length = block.bytes.len();
        block.bytes.resize(length + PADDING, 0);
        let text = std::str::from_utf8(&block.bytes).map_err(|_| ReadProblem::NotUtf8)?;
        let mut rows = BlockRows { index: block.index, ..BlockRows::default() };
        let mut ends = std::mem::take(&mut self.ends);
        let is_regular =
            !block.has_quotes && find_ends(block.bytes.get(..length).unwrap_or_default(), layout, &mut ends);
        if is_regular {
            self.take_regular(text, &ends, layout, wanted, &mut rows)?;
        } else {
            self.take_any(text, length, &block.literal_quotes, layout, wanted, &mut rows)?;
        }
        self.ends = ends;
        self.blocks.push(rows);
        Ok(())
    }

    /// A block in which every row has the usual number of fields: one column after the other, so that what is known
    /// of a column stays at hand.
    fn take_regular(
        &mut self,
        text: &str,
        ends: &[u32],
        layout: Layout,
        wanted: &[bool],
        rows: &mut BlockRows,
    ) -> Result<(), ReadProblem> {
        let fields = layout.fields as usize;
        let count = ends.len() / fields.max(1);
        let bytes = text.as_bytes();
        let end_of = |field: usize| ends.get(field).map_or(0, |end| *end as usize);
        let start_of = |field: usize| field.checked_sub(1).map_or(0, |before| end_of(before) + 1);
        for row in 0..count {
            let is_filled = |column: &usize| {
                let field = row * fields + column;
                let cell = bytes.get(start_of(field)..end_of(field)).unwrap_or_default();
                cell.iter().any(|byte| !byte.is_ascii_whitespace())
            };
            // Nearly every row has two filled cells at its beginning, and needs no more than two looks.
            let number = u32::try_from(row).unwrap_or(u32::MAX);
            match (0..fields).filter(is_filled).take(2).count() {
                0 => rows.blank.push(number),
                1 => rows.single_cell.push(number),
                _ => {}
            }
        }
        for index in 0..fields {
            if wanted.get(index) == Some(&false) {
                continue;
            }
            let is_last = index + 1 == fields;
            let before = self.rows;
            let mut codes = std::mem::take(&mut self.codes);
            codes.clear();
            let column = self.column(index)?;
            column.pad(before);
            codes.extend((0..count).map(|row| {
                let field = row * fields + index;
                let (start, mut end) = (start_of(field), end_of(field));
                if is_last {
                    end = without_return(bytes, start, end, layout);
                }
                column.interner.intern_in(text, start, end)
            }));
            column.codes.extend(&codes);
            self.codes = codes;
        }
        rows.rows = count;
        self.rows += count;
        Ok(())
    }

    /// Any other block: row by row.
    fn take_any(
        &mut self,
        text: &str,
        length: usize,
        literal_quotes: &[usize],
        layout: Layout,
        wanted: &[bool],
        rows: &mut BlockRows,
    ) -> Result<(), ReadProblem> {
        let bytes = text.as_bytes().get(..length).unwrap_or_default();
        let mut row = RowAtHand::default();
        let mut start = 0;
        let mut unquoted = String::new();
        while start < bytes.len() || row.fields > 0 {
            let is_quote = bytes.get(start) == Some(&b'"');
            let is_literal = is_quote && literal_quotes.binary_search(&start).is_ok();
            if is_literal {
                rows.unclosed_quotes.push(u32::try_from(rows.rows).unwrap_or(u32::MAX));
            }
            let close = if is_quote && !is_literal { closing_quote(bytes, start) } else { None };
            let search_from = close.map_or(start, |close| close + 1);
            let rest = bytes.get(search_from..).unwrap_or_default();
            let end =
                memchr::memchr2(layout.delimiter, layout.line_end, rest).map_or(bytes.len(), |at| search_from + at);
            let ends_row = bytes.get(end) != Some(&layout.delimiter);
            let field = if ends_row { without_return(bytes, search_from, end, layout) } else { end };
            match close {
                None => self.take_field(text, start, field, wanted, &mut row)?,
                Some(close) => {
                    let inside = text.get(start + 1..close).unwrap_or("");
                    let behind = text.get(close + 1..field).unwrap_or("");
                    if behind.is_empty() && !inside.contains('"') {
                        self.take_field(text, start + 1, close, wanted, &mut row)?;
                    } else {
                        unquoted.clear();
                        unquoted.push_str(&inside.replace("\"\"", "\""));
                        unquoted.push_str(behind);
                        self.take_text(&unquoted, wanted, &mut row)?;
                    }
                }
            }
            if ends_row {
                self.end_row(layout, &mut row, rows);
            }
            start = end + 1;
            if end >= bytes.len() {
                break;
            }
        }
        Ok(())
    }

    /// A field that stands in the block as it is.
    #[inline]
    fn take_field(
        &mut self,
        text: &str,
        start: usize,
        end: usize,
        wanted: &[bool],
        row: &mut RowAtHand,
    ) -> Result<(), ReadProblem> {
        let column = row.fields;
        row.fields += 1;
        let bytes = text.as_bytes();
        let field = bytes.get(start..end).unwrap_or_default();
        row.see(field);
        if wanted.get(column) == Some(&false) {
            return Ok(());
        }
        let rows = self.rows;
        let column = self.column(column)?;
        column.pad(rows);
        let code = column.interner.intern_in(text, start, end);
        column.codes.push(code);
        Ok(())
    }

    /// A field that had to be put together.
    fn take_text(&mut self, field: &str, wanted: &[bool], row: &mut RowAtHand) -> Result<(), ReadProblem> {
        let column = row.fields;
        row.fields += 1;
        row.see(field.as_bytes());
        if wanted.get(column) == Some(&false) {
            return Ok(());
        }
        let rows = self.rows;
        let column = self.column(column)?;
        column.pad(rows);
        let code = column.interner.intern(field);
        column.codes.push(code);
        Ok(())
    }

    #[inline]
    fn column(&mut self, index: usize) -> Result<&mut PartColumn, ReadProblem> {
        if index >= self.columns.len() {
            if index >= MAX_COLUMNS {
                return Err(ReadProblem::TooManyColumns { columns: index + 1, most: MAX_COLUMNS });
            }
            self.columns.resize_with(index + 1, PartColumn::default);
        }
        self.columns.get_mut(index).ok_or(ReadProblem::Panicked)
    }

    #[inline]
    fn end_row(&mut self, layout: Layout, row: &mut RowAtHand, rows: &mut BlockRows) {
        let number = u32::try_from(rows.rows).unwrap_or(u32::MAX);
        match row.filled {
            0 => rows.blank.push(number),
            1 => rows.single_cell.push(number),
            _ => {}
        }
        let fields = u32::try_from(row.fields).unwrap_or(u32::MAX);
        if fields != layout.fields {
            rows.ragged.push((number, fields));
        }
        rows.rows += 1;
        self.rows += 1;
        *row = RowAtHand::default();
    }
}

impl PartColumn {
    /// Blank cells for rows that had no field here.
    #[inline]
    fn pad(&mut self, rows: usize) {
        if self.codes.len() < rows {
            let blank = self.interner.intern("");
            while self.codes.len() < rows {
                self.codes.push(blank);
            }
        }
    }
}

/// Bytes that are looked at together.
const STEP: usize = 64;

/// Finds where the fields of a block without quotes end; `true` where every row has the usual number of them.
fn find_ends(bytes: &[u8], layout: Layout, ends: &mut Vec<u32>) -> bool {
    ends.clear();
    if bytes.last() != Some(&layout.line_end) || u32::try_from(bytes.len()).is_err() || layout.fields == 0 {
        return false;
    }
    let (delimiter, line_end) = (u8x16::splat(layout.delimiter), u8x16::splat(layout.line_end));
    let mut rows = 0;
    let mut offset: u32 = 0;
    for step in bytes.chunks(STEP) {
        let (mut cuts, mut row_ends) = (0_u64, 0_u64);
        for (index, piece) in step.chunks(16).enumerate() {
            let letters = match <[u8; 16]>::try_from(piece) {
                Ok(letters) => u8x16::new(letters),
                Err(_) => {
                    let mut letters = [0; 16];
                    for (letter, byte) in letters.iter_mut().zip(piece) {
                        *letter = *byte;
                    }
                    u8x16::new(letters)
                }
            };
            let ends_row = letters.simd_eq(line_end);
            let cut = u64::from((letters.simd_eq(delimiter) | ends_row).to_bitmask());
            cuts |= cut << (index * 16);
            row_ends += u64::from(ends_row.to_bitmask().count_ones());
        }
        rows += row_ends;
        while cuts != 0 {
            ends.push(offset + cuts.trailing_zeros());
            cuts &= cuts - 1;
        }
        offset += 64;
    }
    let fields = layout.fields as usize;
    let is_whole = usize::try_from(rows).is_ok_and(|rows| rows * fields == ends.len());
    let row_ends = ends.iter().skip(fields - 1).step_by(fields);
    is_whole && row_ends.copied().all(|end| bytes.get(end as usize) == Some(&layout.line_end))
}

/// The row that is being cut.
#[derive(Default)]
struct RowAtHand {
    fields: usize,
    /// Filled cells, counted to two.
    filled: u8,
}

impl RowAtHand {
    #[inline]
    fn see(&mut self, field: &[u8]) {
        if self.filled < 2 && field.iter().any(|byte| !byte.is_ascii_whitespace()) {
            self.filled += 1;
        }
    }
}

/// Where a field ends that stands before a line end.
#[inline]
fn without_return(bytes: &[u8], start: usize, end: usize, layout: Layout) -> usize {
    let before = end.wrapping_sub(1);
    let has_return = layout.line_end == b'\n' && end > start && bytes.get(before) == Some(&b'\r');
    if has_return { before } else { end }
}

/// Puts what the processors have made into the order of the file, several columns at a time.
fn assemble(mut parts: Vec<Part>, layout: Layout, wanted: &[bool]) -> DelimitedGrid {
    let width = parts.iter().map(|part| part.columns.len()).max().unwrap_or(0);
    let mut order: Vec<(usize, usize, BlockRows)> = Vec::new();
    for (index, part) in parts.iter_mut().enumerate() {
        let mut first = 0;
        for block in std::mem::take(&mut part.blocks) {
            let rows = block.rows;
            order.push((index, first, block));
            first += rows;
        }
    }
    order.sort_by_key(|(_, _, block)| block.index);
    let mut grid = Grid { first_row: 1, ..Grid::default() };
    grid.ragged = Ragged { usual: layout.fields, rows: Vec::new() };
    let mut unclosed_quotes = Vec::new();
    for (_, _, block) in &order {
        let base = u32::try_from(grid.rows).unwrap_or(u32::MAX);
        let move_down = |row: &u32| row.saturating_add(base);
        grid.blank_rows.extend(block.blank.iter().map(move_down));
        grid.single_cell_rows.extend(block.single_cell.iter().map(move_down));
        grid.ragged.rows.extend(block.ragged.iter().map(|(row, fields)| (move_down(row), *fields)));
        unclosed_quotes.extend(block.unclosed_quotes.iter().map(move_down));
        grid.rows += block.rows;
    }
    grid.skipped = (0..width).map(|column| wanted.get(column) == Some(&false)).collect();
    let rows = grid.rows;
    let mut by_column: Vec<Vec<PartColumn>> = (0..width).map(|_| Vec::new()).collect();
    for part in parts {
        let mut columns = part.columns.into_iter();
        for slot in &mut by_column {
            slot.push(columns.next().unwrap_or_default());
        }
    }
    // A column with many texts takes longest, and is begun first.
    let weight = |parts: &Vec<PartColumn>| parts.iter().map(|part| part.interner.texts.len()).sum();
    grid.columns = super::on_all_processors(by_column, weight, |parts| assemble_column(parts, &order, rows));
    while grid.rows > 0 && grid.blank_rows.last().is_some_and(|row| *row as usize + 1 == grid.rows) {
        grid.blank_rows.pop();
        grid.rows -= 1;
    }
    DelimitedGrid { grid, unclosed_quotes }
}

fn assemble_column(mut parts: Vec<PartColumn>, order: &[(usize, usize, BlockRows)], rows: usize) -> GridColumn {
    if parts.len() == 1
        && let Some(mut only) = parts.pop()
    {
        if only.codes.len() > 0 {
            let blank = if only.codes.len() < rows { only.interner.intern("") } else { 0 };
            while only.codes.len() < rows {
                only.codes.push(blank);
            }
        }
        return GridColumn { texts: only.interner.texts, codes: only.codes };
    }
    if parts.iter().all(|part| part.codes.len() == 0) {
        return GridColumn::default();
    }
    let most: usize = parts.iter().map(|part| part.interner.texts.len()).sum();
    // The tables for finding texts are no longer needed, the texts are.
    let mut parts: Vec<_> = parts.into_iter().map(|part| (part.interner.texts, part.codes)).collect();
    let mut number_of: Vec<Vec<u32>> = parts.iter().map(|(texts, _)| vec![u32::MAX; texts.len()]).collect();
    let mut merged = Interner::default();
    let mut unseen: Vec<usize> = number_of.iter().map(Vec::len).collect();
    let mut codes = TextCodes::with_capacity(rows, most);
    let mut block_codes: Vec<u32> = Vec::new();
    for (part, first, block) in order {
        let (Some((texts, local)), Some(number_of)) = (parts.get_mut(*part), number_of.get_mut(*part)) else {
            continue;
        };
        block_codes.clear();
        let is_complete = local.len() >= first + block.rows;
        match unseen.get_mut(*part) {
            // Every text of this part has its number: what is left is one look-up for each row.
            Some(0) if is_complete => local.map_in(&(*first..first + block.rows), number_of, 0, &mut block_codes),
            unseen => {
                let mut found = 0;
                local.for_each_in(*first, block.rows, |code| {
                    let known = code.and_then(|code| number_of.get_mut(code).map(|known| (code, known)));
                    block_codes.push(match known {
                        Some((_, known)) if *known != u32::MAX => *known,
                        Some((code, known)) => {
                            *known = merged.intern(texts.get(code));
                            found += 1;
                            *known
                        }
                        None => merged.intern(""),
                    });
                });
                if let Some(unseen) = unseen {
                    *unseen = unseen.saturating_sub(found);
                }
            }
        }
        codes.extend(&block_codes);
    }
    GridColumn { texts: merged.texts, codes }
}

/// The delimiter, the line end and the usual number of fields, from the first bytes of the text: the delimiter that
/// cuts most of the first lines into the same number of fields, two or more.
pub(super) fn find_layout(head: &str, delimiter: Option<u8>) -> Layout {
    let line_end = if memchr::memchr(b'\n', head.as_bytes()).is_none() && head.contains('\r') { b'\r' } else { b'\n' };
    let mut best: Option<(usize, Layout)> = None;
    for candidate in delimiter.map_or_else(|| vec![b',', b';', b'\t', b'|'], |one| vec![one]) {
        let fields = fields_of_lines(head, candidate, line_end);
        let mut counted: Vec<(u32, usize)> = Vec::new();
        for count in fields.into_iter().filter(|count| *count > 1) {
            match counted.iter_mut().find(|(fields, _)| *fields == count) {
                Some((_, times)) => *times += 1,
                None => counted.push((count, 1)),
            }
        }
        // Lines that agree count first; of two delimiters alike, the one that cuts finer.
        let Some((usual, times)) = counted.into_iter().max_by_key(|(fields, times)| (*times, *fields)) else {
            continue;
        };
        let score = times * 64 + usize::try_from(usual.min(63)).unwrap_or(0);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, Layout { delimiter: candidate, line_end, fields: usual }));
        }
    }
    best.map_or(Layout { delimiter: delimiter.unwrap_or(b','), line_end, fields: 1 }, |(_, layout)| layout)
}

/// Lines of the head that are looked at for the layout.
const LAYOUT_LINES: usize = 200;

fn fields_of_lines(head: &str, delimiter: u8, line_end: u8) -> Vec<u32> {
    let bytes = head.as_bytes();
    let mut counts = Vec::new();
    let (mut position, mut fields, mut at_start) = (0, 1, true);
    while position < bytes.len() && counts.len() < LAYOUT_LINES {
        let byte = bytes.get(position).copied().unwrap_or(0);
        if byte == b'"' && at_start {
            match closing_quote(bytes, position) {
                Some(close) => {
                    position = close + 1;
                    at_start = false;
                    continue;
                }
                None => at_start = false,
            }
        } else if byte == delimiter {
            fields += 1;
            at_start = true;
        } else if byte == line_end {
            counts.push(fields);
            (fields, at_start) = (1, true);
        } else {
            at_start = false;
        }
        position += 1;
    }
    if counts.is_empty() && fields > 1 {
        counts.push(fields);
    }
    counts
}
