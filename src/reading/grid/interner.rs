//! The number of a text among the distinct texts of a column, found in the cheapest way that does.
//!
//! Start with [`Interner::intern_spans`], which takes the cells of a column of a block.

use super::Texts;
use hashbrown::HashTable;
use std::hash::{BuildHasher as _, Hasher as _};

/// Distinct texts, each with a number in the order of first appearance.
///
/// Three ways lead to the number of a text: a cache by its first sixteen letters, which most cells of a column with few
/// values hit; a table indexed by value for short whole numbers, so that keys need no hashing; and a hash table for the
/// rest. Which of the first two is tried first is a habit, learned from the cells that came before: it decides how long
/// a number is looked for, never which one is found.
#[derive(Clone, Debug, Default)]
pub(in crate::reading) struct Interner {
    pub(in crate::reading) texts: Texts,
    table: HashTable<u32>,
    hasher: foldhash::fast::FixedState,
    cache: Cache,
    small_numbers: SmallNumbers,
    habit: Habit,
    seen: Seen,
}

/// What most cells of a column are like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Habit {
    /// At most eight letters, one of few values.
    #[default]
    Short,
    /// Longer, one of few values.
    Long,
    /// One of many whole numbers.
    Numbers,
}

/// What the cells of a block were like, as far as they were not what the habit expects.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// Cells of more than eight letters.
    long: usize,
    /// Cells that the cache did not have and the table of whole numbers had.
    numbers: usize,
    /// Cells that are no whole numbers of the table.
    no_numbers: usize,
    /// Cells that only the hash table had.
    hashed: usize,
}

/// A number of at most eight letters as people write it: no sign, no zero too many in front, digits on both sides of the
/// point. Two such texts differ where their digits or their scales do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ShortNumber {
    /// All digits as one whole number.
    digits: usize,
    /// Digits behind the point.
    scale: usize,
}

/// The number of each text that is a [`ShortNumber`], by its scale and its digits; [`UNSEEN`] where there is none.
#[derive(Clone, Debug, Default)]
struct SmallNumbers {
    by_scale: [Vec<u32>; 7],
}

/// What the cache keeps of a text: its first sixteen letters, its length, where it begins, its number.
#[derive(Clone, Copy, Debug)]
struct Cached {
    head: u64,
    next: u64,
    length: u32,
    start: u32,
    number: u32,
}

const NOT_CACHED: Cached = Cached { head: 0, next: 0, length: u32::MAX, start: 0, number: 0 };

/// The texts that were met last, each at the place that its letters say.
#[derive(Clone, Debug)]
struct Cache {
    entries: Vec<Cached>,
    /// Bits of the product of letters that are dropped to get a place.
    shift: u32,
}

/// Places of a cache, as a power of two, at the beginning and at most: it grows where a column has more texts.
const CACHE_BITS: u32 = 8;
const MOST_CACHE_BITS: u32 = 12;

const UNSEEN: u32 = u32::MAX;

/// Letters that must follow a text in memory, so that its head can be taken in two pieces of eight.
pub(in crate::reading) const PADDING: usize = 16;

/// Whole numbers below this always have a place of their own; larger ones while the table stays well filled.
const SURELY_SMALL: usize = 1 << 12;

/// Table entries for each number seen: a sparse table would cost more memory than it saves time.
const SPARSEST: usize = 8;

impl Interner {
    /// Without texts, with room for so many letters and texts.
    pub(in crate::reading) fn with_room(letters: usize, texts: usize) -> Self {
        Self { texts: Texts::with_capacity(letters, texts), ..Self::default() }
    }

    /// The number of a text. Texts beyond four gigabytes share the number of the last one; `Texts::is_full` tells.
    pub(in crate::reading) fn intern(&mut self, text: &str) -> u32 {
        let mut start = [0; PADDING];
        for (byte, letter) in start.iter_mut().zip(text.as_bytes()) {
            *byte = *letter;
        }
        let (head, next) = heads(&start, 0, text.len());
        self.intern_with(head, next, text)
    }

    /// Adds the numbers of many texts, each at a `start..end` of a longer one with at least [`PADDING`] letters behind
    /// it.
    pub(in crate::reading) fn intern_spans(
        &mut self,
        whole: &str,
        spans: impl Iterator<Item = (usize, usize)>,
        into: &mut Vec<u32>,
    ) {
        let before = into.len();
        match self.habit {
            Habit::Short => into.extend(spans.map(|(start, end)| self.intern_short(whole, start, end))),
            Habit::Long => into.extend(spans.map(|(start, end)| self.intern_in(whole, start, end))),
            Habit::Numbers => into.extend(spans.map(|(start, end)| self.intern_number(whole, start, end))),
        }
        self.learn(into.len() - before);
    }

    fn learn(&mut self, cells: usize) {
        let seen = std::mem::take(&mut self.seen);
        self.habit = match self.habit {
            Habit::Numbers if seen.no_numbers > cells / 8 => Habit::Short,
            Habit::Short | Habit::Long if seen.numbers > cells / 32 => Habit::Numbers,
            Habit::Short if seen.long > cells / 8 => Habit::Long,
            habit => habit,
        };
        if seen.hashed > cells / 64 {
            self.cache.grow();
        }
    }

    /// For columns of short texts: the first eight letters are the text.
    #[inline]
    fn intern_short(&mut self, whole: &str, start: usize, end: usize) -> u32 {
        let length = end.wrapping_sub(start);
        if length <= 8 {
            let head = eight(whole.as_bytes(), start) & kept(length);
            if let Some(cached) = self.cache.at(head, 0)
                && cached.head == head
                && cached.length as usize == length
            {
                return cached.number;
            }
        } else {
            self.seen.long += 1;
        }
        self.intern_in(whole, start, end)
    }

    /// For columns of many whole numbers.
    #[inline]
    fn intern_number(&mut self, whole: &str, start: usize, end: usize) -> u32 {
        let length = end.wrapping_sub(start);
        if length <= 8
            && let Some(number) = short_number(eight(whole.as_bytes(), start) & kept(length), length)
            && let Some(known) = self.small_numbers.get(number)
        {
            return known;
        }
        self.seen.no_numbers += usize::from(length > 8);
        self.intern_in(whole, start, end)
    }

    /// The number of the text at `start..end` of a longer one with at least [`PADDING`] letters behind it.
    #[expect(clippy::inline_always, reason = "the loop over a column is to hold all of it")]
    #[inline(always)]
    pub(in crate::reading) fn intern_in(&mut self, whole: &str, start: usize, end: usize) -> u32 {
        let bytes = whole.as_bytes();
        let length = end.wrapping_sub(start);
        let (head, next) = heads(bytes, start, length);
        if let Some(cached) = self.cache.at(head, next)
            && (cached.head, cached.next) == (head, next)
            && cached.length as usize == length
            && (length <= PADDING || is_same_tail(bytes, start, length, self.texts.letters(), cached.start as usize))
        {
            return cached.number;
        }
        self.intern_with(head, next, whole.get(start..end).unwrap_or(""))
    }

    #[inline(never)]
    fn intern_with(&mut self, head: u64, next: u64, text: &str) -> u32 {
        let small = if text.len() <= 8 { short_number(head, text.len()) } else { None };
        if let Some(number) = small
            && let Some(known) = self.small_numbers.get(number)
        {
            self.seen.numbers += 1;
            return known;
        }
        self.seen.no_numbers += usize::from(small.is_none());
        let number = self.find_or_add(text, small);
        let start = self.texts.start(number as usize);
        if let Ok(length) = u32::try_from(text.len()) {
            self.cache.put(Cached { head, next, length, start, number });
        }
        number
    }

    fn find_or_add(&mut self, text: &str, small: Option<ShortNumber>) -> u32 {
        let Self { texts, table, hasher, small_numbers, seen, .. } = self;
        let hash_of = |bytes: &[u8]| {
            let mut state = hasher.build_hasher();
            state.write(bytes);
            state.finish()
        };
        let place = small.filter(|number| number.digits < SURELY_SMALL.max(texts.len().saturating_mul(SPARSEST)));
        let add = |texts: &mut Texts| {
            texts.push(text).unwrap_or_else(|| u32::try_from(texts.len().saturating_sub(1)).unwrap_or(u32::MAX))
        };
        // A number may have gone into the hash table before the other table was large enough for it.
        if place.is_none() || !table.is_empty() {
            let hash = hash_of(text.as_bytes());
            if let Some(found) = table.find(hash, |number| texts.bytes(*number as usize) == text.as_bytes()) {
                let found = *found;
                seen.hashed += 1;
                small_numbers.put(place, found);
                return found;
            }
            if place.is_none() {
                let number = add(texts);
                table.insert_unique(hash, number, |number| hash_of(texts.bytes(*number as usize)));
                return number;
            }
        }
        let number = add(texts);
        small_numbers.put(place, number);
        number
    }
}

impl SmallNumbers {
    #[inline]
    fn get(&self, number: ShortNumber) -> Option<u32> {
        self.by_scale.get(number.scale)?.get(number.digits).copied().filter(|known| *known != UNSEEN)
    }

    fn put(&mut self, number: Option<ShortNumber>, known: u32) {
        let Some(ShortNumber { digits, scale }) = number else { return };
        let Some(table) = self.by_scale.get_mut(scale) else { return };
        if digits >= table.len() {
            table.resize((digits + 1).next_power_of_two(), UNSEEN);
        }
        if let Some(slot) = table.get_mut(digits) {
            *slot = known;
        }
    }
}

impl Default for Cache {
    fn default() -> Self {
        Self { entries: Vec::new(), shift: 64 - CACHE_BITS }
    }
}

impl Cache {
    #[inline]
    fn at(&self, head: u64, next: u64) -> Option<&Cached> {
        self.entries.get(self.place(head, next))
    }

    #[inline]
    fn place(&self, head: u64, next: u64) -> usize {
        let mixed = (head ^ next.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> (self.shift & 63)).unwrap_or(0)
    }

    fn put(&mut self, cached: Cached) {
        if self.entries.is_empty() {
            self.entries = vec![NOT_CACHED; 1 << (64 - self.shift)];
        }
        let place = self.place(cached.head, cached.next);
        if let Some(entry) = self.entries.get_mut(place) {
            *entry = cached;
        }
    }

    /// Four times as many places, all of them empty.
    fn grow(&mut self) {
        if self.shift > 64 - MOST_CACHE_BITS {
            self.shift -= 2;
            self.entries = Vec::new();
        }
    }
}

/// Whether two texts of one length, longer than [`PADDING`], are the same from the sixteenth letter on: eight letters
/// at a time, the last eight again where the length is no multiple of eight.
#[inline]
fn is_same_tail(whole: &[u8], start: usize, length: usize, letters: &[u8], other: usize) -> bool {
    let is_same = |at: usize| eight(whole, start + at) == eight(letters, other + at);
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
    (eight(bytes, start) & kept(length), eight(bytes, start + 8) & kept(length.saturating_sub(8)))
}

/// Eight letters as a number, the first one lowest.
#[inline]
fn eight(bytes: &[u8], from: usize) -> u64 {
    let piece = bytes.get(from..).and_then(|rest| rest.first_chunk::<8>());
    piece.map_or(0, |piece| u64::from_le_bytes(*piece))
}

/// A mask that keeps so many of eight letters.
#[inline]
fn kept(letters: usize) -> u64 {
    LETTERS.get(letters).copied().unwrap_or(u64::MAX)
}

const LETTERS: [u64; 9] =
    [0, 0xFF, 0xFFFF, 0x00FF_FFFF, 0xFFFF_FFFF, 0x00FF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0x00FF_FFFF_FFFF_FFFF, u64::MAX];

/// The number that a text of one to eight letters is, the first letter lowest.
#[inline]
fn short_number(head: u64, length: usize) -> Option<ShortNumber> {
    const POINTS: u64 = 0x2E2E_2E2E_2E2E_2E2E;
    const ONES: u64 = 0x0101_0101_0101_0101;
    let other = head ^ POINTS;
    // The lowest bit that is set here is that of the first point.
    let points = other.wrapping_sub(ONES) & !other & (ONES << 7);
    let has_zero = head & 0xFF == 0x30;
    if points == 0 {
        let is_plain = !has_zero || length == 1;
        return if is_plain { Some(ShortNumber { digits: whole_number(head, length)?, scale: 0 }) } else { None };
    }
    let before = points.trailing_zeros() as usize / 8;
    let scale = length.checked_sub(before + 1)?;
    if before == 0 || scale == 0 || (has_zero && before > 1) {
        return None;
    }
    let kept = kept(before);
    let digits = (head & kept) | ((head >> 8) & !kept);
    Some(ShortNumber { digits: whole_number(digits, length - 1)?, scale })
}

/// The value of one to eight digits, the first one lowest. All are looked at together: each must be 0x30 to 0x39;
/// pairs, then fours, then all are multiplied up.
#[inline]
fn whole_number(head: u64, length: usize) -> Option<usize> {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    if length == 0 {
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
