//! Blocks of whole rows turned into numbers of distinct texts, by one processor.
//!
//! This file must never know what a cell means. Start with [`Part::take_block`].

use super::Layout;
use super::blocks::{Block, closing_quote};
use super::ends::find_ends;
use crate::reading::ReadProblem;
use crate::reading::grid::{Interner, MAX_COLUMNS, TextCodes};

/// What one processor has made of its blocks.
#[derive(Default)]
pub(super) struct Part {
    pub columns: Vec<PartColumn>,
    /// Where the fields of a block end, and the codes of a column of it; kept to spare their memory.
    ends: Vec<u32>,
    codes: Vec<u32>,
    pub blocks: Vec<BlockRows>,
    pub rows: usize,
    pub error: Option<ReadProblem>,
    /// Whether the processor came to the end of its work.
    pub is_complete: bool,
}

#[derive(Default)]
pub(super) struct PartColumn {
    pub interner: Interner,
    pub codes: TextCodes,
}

/// The rows that a block yielded, counted from its first row.
#[derive(Default)]
pub(super) struct BlockRows {
    pub index: usize,
    pub rows: usize,
    pub blank: Vec<u32>,
    pub single_cell: Vec<u32>,
    pub ragged: Vec<(u32, u32)>,
    pub unclosed_quotes: Vec<u32>,
}

impl Part {
    pub(super) fn take_block(&mut self, block: &Block, layout: Layout, wanted: &[bool]) -> Result<(), ReadProblem> {
        let text = std::str::from_utf8(block.padded()).map_err(|_| ReadProblem::NotUtf8)?;
        let mut rows = BlockRows { index: block.index, ..BlockRows::default() };
        let mut ends = std::mem::take(&mut self.ends);
        let regular = if block.has_quotes { None } else { find_ends(block.bytes(), layout, &mut ends) };
        match regular {
            Some(count) => self.take_regular(text, &ends, count, layout, wanted, &mut rows)?,
            None => self.take_any(text, block, layout, wanted, &mut rows)?,
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
        count: usize,
        layout: Layout,
        wanted: &[bool],
        rows: &mut BlockRows,
    ) -> Result<(), ReadProblem> {
        let fields = layout.fields as usize;
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
            let spans = (0..count).map(|row| {
                let field = row * fields + index;
                (start_of(field), end_of(field))
            });
            if is_last {
                let cut = spans.map(|(start, end)| (start, without_return(bytes, start, end, layout)));
                column.interner.intern_spans(text, cut, &mut codes);
            } else {
                column.interner.intern_spans(text, spans, &mut codes);
            }
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
        block: &Block,
        layout: Layout,
        wanted: &[bool],
        rows: &mut BlockRows,
    ) -> Result<(), ReadProblem> {
        let bytes = block.bytes();
        let mut row = RowAtHand::default();
        let mut start = 0;
        let mut unquoted = String::new();
        while start < bytes.len() || row.fields > 0 {
            let is_quote = bytes.get(start) == Some(&b'"');
            let is_literal = is_quote && block.literal_quotes.binary_search(&start).is_ok();
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
