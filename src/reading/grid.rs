//! The cells of a table as they are printed, before anything is understood: for each column the distinct texts and,
//! for each row, which of them. Every reader of a format ends here, and everything that follows starts here, so that
//! the same table is the same data set in whatever format it came.
//!
//! This file must never know what a cell means. Start with [`Grid`]; readers fill a [`GridBuilder`].

use hashbrown::HashTable;
use std::hash::{BuildHasher as _, Hasher as _};

/// Most columns of a table. The message of the error names it.
pub const MAX_COLUMNS: usize = 10_000;

/// Texts one after the other in one string: a million short texts take a few bytes more than their letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    letters: String,
    /// Where each text ends.
    ends: Vec<u32>,
    is_full: bool,
}

impl Texts {
    /// Adds a text and gives its position; `None` once four gigabytes of distinct text are reached.
    pub(super) fn push(&mut self, text: &str) -> Option<u32> {
        let Ok(end) = u32::try_from(self.letters.len() + text.len()) else {
            self.is_full = true;
            return None;
        };
        self.letters.push_str(text);
        self.ends.push(end);
        u32::try_from(self.ends.len() - 1).ok()
    }

    pub(super) fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.letters.get(start as usize..end as usize).unwrap_or("")
    }

    fn bytes(&self, index: usize) -> &[u8] {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.letters.as_bytes().get(start as usize..end as usize).unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }
}

impl<'a> FromIterator<&'a str> for Texts {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        let mut list = Self::default();
        for text in texts {
            let _ = list.push(text);
        }
        list
    }
}

/// Distinct texts, each with a number in the order of first appearance.
///
/// Three ways lead to the number of a text, the cheapest first: a small cache by its first sixteen letters, which most
/// cells of a column with few values hit; a table indexed by value for short whole numbers, so that keys need no
/// hashing; and a hash table for the rest.
#[derive(Clone, Debug, Default)]
pub(super) struct Interner {
    pub(super) texts: Texts,
    table: HashTable<u32>,
    hasher: foldhash::fast::FixedState,
    cache: Vec<Cached>,
    /// The number of each whole number that is its own index, [`UNSEEN`] where it has not been seen.
    small_numbers: Vec<u32>,
}

/// What the cache keeps of a text: its first sixteen letters, its length, its number.
#[derive(Clone, Copy, Debug)]
struct Cached {
    head: u64,
    next: u64,
    length: u32,
    number: u32,
}

const CACHE_BITS: u32 = 8;
const UNSEEN: u32 = u32::MAX;

/// Letters that must follow a text in memory, so that its head can be taken in two pieces of eight.
pub(super) const PADDING: usize = 16;

/// Whole numbers below this always have a place of their own; larger ones while the table stays well filled.
const SURELY_SMALL: usize = 1 << 12;

/// Table entries for each number seen: a sparse table would cost more memory than it saves time.
const SPARSEST: usize = 8;

impl Interner {
    /// The number of a text. Texts beyond four gigabytes share the number of the last one; `Texts::is_full` tells.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        let mut start = [0; PADDING];
        for (byte, letter) in start.iter_mut().zip(text.as_bytes()) {
            *byte = *letter;
        }
        let (head, next) = heads(&start, 0, text.len());
        self.intern_with(head, next, text)
    }

    /// The number of the text at `start..end` of a longer one with at least [`PADDING`] letters behind it.
    #[inline]
    pub(super) fn intern_in(&mut self, whole: &str, start: usize, end: usize) -> u32 {
        let bytes = whole.as_bytes();
        let (head, next) = heads(bytes, start, end.saturating_sub(start));
        if let Some(cached) = self.cache.get(slot(head, next))
            && (cached.head, cached.next) == (head, next)
            && cached.length as usize == end - start
            && (cached.length as usize <= PADDING
                || is_same_tail(bytes, start, end, self.texts.bytes(cached.number as usize)))
        {
            return cached.number;
        }
        // Keys miss the cache and are found by their value.
        if end - start <= 8
            && let Some(value) = whole_number(head, end - start)
            && let Some(known) = self.small_numbers.get(value).filter(|known| **known != UNSEEN)
        {
            return *known;
        }
        self.intern_with(head, next, whole.get(start..end).unwrap_or(""))
    }

    fn intern_with(&mut self, head: u64, next: u64, text: &str) -> u32 {
        let small = if text.len() <= 8 { whole_number(head, text.len()) } else { None };
        if let Some(value) = small
            && let Some(known) = self.small_numbers.get(value).filter(|known| **known != UNSEEN)
        {
            return *known;
        }
        let number = self.find_or_add(text, small);
        if self.cache.is_empty() {
            self.cache = vec![Cached { head: 0, next: 0, length: u32::MAX, number: 0 }; 1 << CACHE_BITS];
        }
        if let (Some(cached), Ok(length)) = (self.cache.get_mut(slot(head, next)), u32::try_from(text.len())) {
            *cached = Cached { head, next, length, number };
        }
        number
    }

    fn find_or_add(&mut self, text: &str, small: Option<usize>) -> u32 {
        let Self { texts, table, hasher, small_numbers, .. } = self;
        let hash_of = |bytes: &[u8]| {
            let mut state = hasher.build_hasher();
            state.write(bytes);
            state.finish()
        };
        let place = small.filter(|value| *value < SURELY_SMALL.max(texts.len().saturating_mul(SPARSEST)));
        let add = |texts: &mut Texts| {
            texts.push(text).unwrap_or_else(|| u32::try_from(texts.len().saturating_sub(1)).unwrap_or(u32::MAX))
        };
        // A number may have gone into the hash table before the other table was large enough for it.
        if place.is_none() || !table.is_empty() {
            let hash = hash_of(text.as_bytes());
            if let Some(found) = table.find(hash, |number| texts.bytes(*number as usize) == text.as_bytes()) {
                return *found;
            }
            if place.is_none() {
                let number = add(texts);
                table.insert_unique(hash, number, |number| hash_of(texts.bytes(*number as usize)));
                return number;
            }
        }
        let number = add(texts);
        if let Some(place) = place {
            if place >= small_numbers.len() {
                small_numbers.resize((place + 1).next_power_of_two(), UNSEEN);
            }
            if let Some(slot) = small_numbers.get_mut(place) {
                *slot = number;
            }
        }
        number
    }
}

/// Whether two texts of one length, longer than [`PADDING`], are the same from the sixteenth letter on: eight letters
/// at a time, the last eight again where the length is no multiple of eight.
#[inline]
fn is_same_tail(whole: &[u8], start: usize, end: usize, other: &[u8]) -> bool {
    let length = end - start;
    let is_same = |at: usize| eight(whole, start + at) == eight(other, at);
    let mut at = PADDING;
    while at + 8 <= length {
        if !is_same(at) {
            return false;
        }
        at += 8;
    }
    is_same(length - 8)
}

/// The first sixteen letters as two numbers, zero behind the end.
#[inline]
fn heads(bytes: &[u8], start: usize, length: usize) -> (u64, u64) {
    let kept = |letters: usize| LETTERS.get(letters).copied().unwrap_or(u64::MAX);
    (eight(bytes, start) & kept(length), eight(bytes, start + 8) & kept(length.saturating_sub(8)))
}

/// Eight letters as a number, the first one lowest.
#[inline]
fn eight(bytes: &[u8], from: usize) -> u64 {
    let piece = bytes.get(from..from + 8).and_then(|piece| <[u8; 8]>::try_from(piece).ok());
    piece.map_or(0, u64::from_le_bytes)
}

/// Masks that keep so many of eight letters.
const LETTERS: [u64; 9] =
    [0, 0xFF, 0xFFFF, 0x00FF_FFFF, 0xFFFF_FFFF, 0x00FF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0x00FF_FFFF_FFFF_FFFF, u64::MAX];

#[inline]
fn slot(head: u64, next: u64) -> usize {
    let mixed = (head ^ next.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> (64 - CACHE_BITS)).unwrap_or(0)
}

/// The value of one to eight digits without a leading zero, as eight letters with the first one lowest. All digits
/// are looked at together: each must be 0x30 to 0x39; pairs, then fours, then all are multiplied up.
#[inline]
fn whole_number(head: u64, length: usize) -> Option<usize> {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    if length == 0 || (head & 0xFF == 0x30 && length > 1) {
        return None;
    }
    let room = u32::try_from((8 - length) * 8).ok()?;
    let digits = head.checked_shl(room)? | (ZEROS & !(u64::MAX.checked_shl(room)?));
    let are_digits = (digits & 0xF0F0_F0F0_F0F0_F0F0) == ZEROS
        && (digits.wrapping_add(0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) == ZEROS;
    if !are_digits {
        return None;
    }
    let ones = digits - ZEROS;
    let pairs = ones.wrapping_mul(10).wrapping_add(ones >> 8);
    let high = (pairs & 0x0000_00FF_0000_00FF).wrapping_mul(0x000F_4240_0000_0064);
    let low = ((pairs >> 16) & 0x0000_00FF_0000_00FF).wrapping_mul(0x0000_2710_0000_0001);
    usize::try_from(high.wrapping_add(low) >> 32).ok()
}

/// Which text each row has, in the narrowest width that fits.
#[derive(Clone, Debug)]
pub(super) enum TextCodes {
    Narrow(Vec<u8>),
    Medium(Vec<u16>),
    Wide(Vec<u32>),
}

impl Default for TextCodes {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

impl TextCodes {
    pub(super) fn push(&mut self, code: u32) {
        match self {
            Self::Narrow(codes) => match u8::try_from(code) {
                Ok(code) => codes.push(code),
                Err(_) => {
                    *self = Self::Medium(codes.iter().map(|code| u16::from(*code)).collect());
                    self.push(code);
                }
            },
            Self::Medium(codes) => match u16::try_from(code) {
                Ok(code) => codes.push(code),
                Err(_) => {
                    *self = Self::Wide(codes.iter().map(|code| u32::from(*code)).collect());
                    self.push(code);
                }
            },
            Self::Wide(codes) => codes.push(code),
        }
    }

    /// Adds many codes with one look at the width.
    pub(super) fn extend(&mut self, codes: &[u32]) {
        let highest = codes.iter().copied().max().unwrap_or(0);
        let fits = match self {
            Self::Narrow(_) => u8::try_from(highest).is_ok(),
            Self::Medium(_) => u16::try_from(highest).is_ok(),
            Self::Wide(_) => true,
        };
        match self {
            _ if !fits => codes.iter().for_each(|code| self.push(*code)),
            // All of them fit, as the highest does: nothing is cut off.
            Self::Narrow(own) => own.extend(codes.iter().map(|code| code.to_le_bytes()[0])),
            Self::Medium(own) => {
                own.extend(codes.iter().map(|code| u16::from_le_bytes([code.to_le_bytes()[0], code.to_le_bytes()[1]])));
            }
            Self::Wide(own) => own.extend_from_slice(codes),
        }
    }

    pub(super) fn with_capacity(rows: usize, highest: usize) -> Self {
        if u8::try_from(highest).is_ok() {
            Self::Narrow(Vec::with_capacity(rows))
        } else if u16::try_from(highest).is_ok() {
            Self::Medium(Vec::with_capacity(rows))
        } else {
            Self::Wide(Vec::with_capacity(rows))
        }
    }

    pub(super) fn at(&self, row: usize) -> usize {
        match self {
            Self::Narrow(codes) => codes.get(row).copied().map_or(usize::MAX, usize::from),
            Self::Medium(codes) => codes.get(row).copied().map_or(usize::MAX, usize::from),
            Self::Wide(codes) => codes.get(row).copied().map_or(usize::MAX, |code| code as usize),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Narrow(codes) => codes.len(),
            Self::Medium(codes) => codes.len(),
            Self::Wide(codes) => codes.len(),
        }
    }

    /// Calls `visit` with the code of each of `rows` rows from `first` on, `None` below the end of the column: one
    /// dispatch for the column, not one for the cell.
    pub(super) fn for_each_in(&self, first: usize, rows: usize, mut visit: impl FnMut(Option<usize>)) {
        let last = (first + rows).min(self.len());
        match self {
            Self::Narrow(codes) => {
                codes.get(first..last).unwrap_or_default().iter().for_each(|code| visit(Some(usize::from(*code))));
            }
            Self::Medium(codes) => {
                codes.get(first..last).unwrap_or_default().iter().for_each(|code| visit(Some(usize::from(*code))));
            }
            Self::Wide(codes) => {
                codes.get(first..last).unwrap_or_default().iter().for_each(|code| visit(Some(*code as usize)));
            }
        }
        for _ in last.max(first)..first + rows {
            visit(None);
        }
    }
}

impl TextCodes {
    /// Whether any row of some runs has a code.
    pub(super) fn contains_in(&self, runs: &[std::ops::Range<usize>], code: usize) -> bool {
        let clip = |run: &std::ops::Range<usize>| run.start.min(self.len())..run.end.min(self.len());
        runs.iter().map(clip).any(|run| match self {
            Self::Narrow(codes) => {
                u8::try_from(code).is_ok_and(|code| memchr::memchr(code, codes.get(run).unwrap_or_default()).is_some())
            }
            Self::Medium(codes) => {
                u16::try_from(code).is_ok_and(|code| codes.get(run).unwrap_or_default().contains(&code))
            }
            Self::Wide(codes) => {
                u32::try_from(code).is_ok_and(|code| codes.get(run).unwrap_or_default().contains(&code))
            }
        })
    }

    /// Adds what `table` says of the codes of a run of rows; `otherwise` for rows below the end of the column.
    pub(super) fn map_in<T: Copy>(&self, run: &std::ops::Range<usize>, table: &[T], otherwise: T, into: &mut Vec<T>) {
        let of = |code: usize| table.get(code).copied().unwrap_or(otherwise);
        let range = run.start.min(self.len())..run.end.min(self.len());
        let missing = run.len() - range.len();
        match self {
            Self::Narrow(codes) => {
                into.extend(codes.get(range).unwrap_or_default().iter().map(|code| of(usize::from(*code))));
            }
            Self::Medium(codes) => {
                into.extend(codes.get(range).unwrap_or_default().iter().map(|code| of(usize::from(*code))));
            }
            Self::Wide(codes) => {
                into.extend(codes.get(range).unwrap_or_default().iter().map(|code| of(*code as usize)));
            }
        }
        into.extend(std::iter::repeat_n(otherwise, missing));
    }
}

/// One column of a [`Grid`]. A row below the end of `codes` has no cell here, which counts as blank.
#[derive(Clone, Debug, Default)]
pub(super) struct GridColumn {
    pub(super) texts: Texts,
    pub(super) codes: TextCodes,
}

impl GridColumn {
    pub(super) fn cell(&self, row: usize) -> &str {
        match self.codes.at(row) {
            usize::MAX => "",
            code => self.texts.get(code),
        }
    }
}

/// Every cell of a table, its header and whatever stands above it included.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub(super) columns: Vec<GridColumn>,
    /// Rows in all, blank ones included.
    pub(super) rows: usize,
    /// The names of the columns where the format itself has them (Parquet, Arrow, JSON); then no row is a header.
    pub(super) names: Option<Vec<String>>,
    /// The number that the first row has for a reader of the file: 1 for a sheet that begins in row 1.
    pub(super) first_row: usize,
    /// Rows without any text, in order.
    pub(super) blank_rows: Vec<u32>,
    /// Rows of which a single cell has text, in order.
    pub(super) single_cell_rows: Vec<u32>,
    /// Rows with fewer cells than the widest header; only formats in which rows can be ragged have any.
    pub(super) ragged: Ragged,
    /// Columns that were passed over because nobody asked for them; they have no cells.
    pub(super) skipped: Vec<bool>,
}

/// How many fields each row had, where that differs from the first rows: only delimited text has such rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Ragged {
    /// Row and number of fields, for rows that differ from the usual number.
    pub(super) rows: Vec<(u32, u32)>,
    pub(super) usual: u32,
}

impl Grid {
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        self.columns.get(column).map_or("", |column| column.cell(row))
    }

    /// The number of a row for a reader of the file.
    pub(super) fn printed_row(&self, row: usize) -> usize {
        row + self.first_row
    }
}

/// Most blank cells above the cells of a table.
pub const MAX_PADDED_CELLS: usize = 1_000_000_000;

/// Takes cells row by row.
#[derive(Debug)]
pub(super) struct GridBuilder {
    columns: Vec<(Interner, TextCodes)>,
    rows: usize,
    /// Cells with text in the row so far.
    filled: usize,
    /// Blank cells that were put above late ones.
    padded: usize,
    grid: Grid,
}

impl Default for GridBuilder {
    fn default() -> Self {
        Self { columns: Vec::new(), rows: 0, filled: 0, padded: 0, grid: Grid { first_row: 1, ..Grid::default() } }
    }
}

impl GridBuilder {
    /// Puts a text into a cell of the row at hand; at most once for each cell, in the order of the columns or not.
    /// Cells that are never put are blank. The caller bounds the number of columns.
    pub(super) fn put(&mut self, column: usize, text: &str) {
        if column >= self.columns.len() {
            self.columns.resize_with(column + 1, Default::default);
        }
        let rows = self.rows;
        let Some((interner, codes)) = self.columns.get_mut(column) else { return };
        self.padded += rows.saturating_sub(codes.len());
        if self.padded > MAX_PADDED_CELLS {
            return;
        }
        pad(interner, codes, rows);
        if codes.len() > rows {
            return;
        }
        codes.push(interner.intern(text));
        if !text.trim().is_empty() {
            self.filled += 1;
        }
    }

    /// Whether so many cells are blank that no table has them; further cells were not taken.
    pub(super) fn is_too_sparse(&self) -> bool {
        self.padded > MAX_PADDED_CELLS
    }

    /// Ends the row at hand.
    pub(super) fn end_row(&mut self) {
        let row = u32::try_from(self.rows).unwrap_or(u32::MAX);
        match self.filled {
            0 => self.grid.blank_rows.push(row),
            1 => self.grid.single_cell_rows.push(row),
            _ => {}
        }
        self.rows += 1;
        self.filled = 0;
    }

    /// Ended rows so far.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// `names`: see [`Grid::names`]. `first_row`: see [`Grid::first_row`]. Blank rows at the end are dropped: a sheet
    /// has no end of its own.
    pub(super) fn finish(mut self, names: Option<Vec<String>>, first_row: usize) -> Grid {
        while self.rows > 0 && self.grid.blank_rows.last().is_some_and(|row| *row as usize + 1 == self.rows) {
            self.grid.blank_rows.pop();
            self.rows -= 1;
        }
        let rows = self.rows;
        // Rows below the end of a column have no cell in it, which counts as blank.
        let columns = self.columns.into_iter().map(|(interner, codes)| GridColumn { texts: interner.texts, codes });
        Grid { columns: columns.collect(), rows, names, first_row, ..self.grid }
    }
}

/// Blank cells down to `rows`.
fn pad(interner: &mut Interner, codes: &mut TextCodes, rows: usize) {
    if codes.len() < rows {
        let blank = interner.intern("");
        while codes.len() < rows {
            codes.push(blank);
        }
    }
}
