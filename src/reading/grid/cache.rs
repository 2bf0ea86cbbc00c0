//! The texts that a column showed last, found by their first sixteen letters.
//!
//! Start with [`Cache::at`].

/// What the cache keeps of a text: its first sixteen letters, its length, where it begins, its number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cached {
    pub head: u64,
    pub next: u64,
    pub length: u32,
    pub start: u32,
    pub number: u32,
}

const NOT_CACHED: Cached = Cached { head: 0, next: 0, length: u32::MAX, start: 0, number: 0 };

/// The texts that were met last, each at the place that its letters say.
#[derive(Clone, Debug)]
pub(super) struct Cache {
    entries: Vec<Cached>,
    /// Bits of the product of letters that are dropped to get a place.
    shift: u32,
}

/// Places of a cache, as a power of two, at the beginning and at most: it grows where a column has more texts.
const CACHE_BITS: u32 = 8;
const MOST_CACHE_BITS: u32 = 12;

/// Letters that must follow a text in memory, so that its head can be taken in two pieces of eight.
pub(in crate::reading) const PADDING: usize = 16;

impl Default for Cache {
    fn default() -> Self {
        Self { entries: Vec::new(), shift: 64 - CACHE_BITS }
    }
}

impl Cache {
    #[inline]
    pub(super) fn at(&self, head: u64, next: u64) -> Option<&Cached> {
        self.entries.get(self.place(head, next))
    }

    #[inline]
    fn place(&self, head: u64, next: u64) -> usize {
        let mixed = (head ^ next.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> (self.shift & 63)).unwrap_or(0)
    }

    pub(super) fn put(&mut self, cached: Cached) {
        if self.entries.is_empty() {
            self.entries = vec![NOT_CACHED; 1 << (64 - self.shift)];
        }
        let place = self.place(cached.head, cached.next);
        if let Some(entry) = self.entries.get_mut(place) {
            *entry = cached;
        }
    }

    /// Four times as many places, all of them empty.
    pub(super) fn grow(&mut self) {
        if self.shift > 64 - MOST_CACHE_BITS {
            self.shift -= 2;
            self.entries = Vec::new();
        }
    }
}

/// Whether two texts of one length, longer than [`PADDING`], are the same from the sixteenth letter on: eight letters
/// at a time, the last eight again where the length is no multiple of eight.
#[inline]
pub(super) fn is_same_tail(whole: &[u8], start: usize, length: usize, letters: &[u8], other: usize) -> bool {
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
pub(super) fn heads(bytes: &[u8], start: usize, length: usize) -> (u64, u64) {
    (eight(bytes, start) & kept(length), eight(bytes, start + 8) & kept(length.saturating_sub(8)))
}

/// Eight letters as a number, the first one lowest.
#[inline]
pub(super) fn eight(bytes: &[u8], from: usize) -> u64 {
    let piece = bytes.get(from..).and_then(|rest| rest.first_chunk::<8>());
    piece.map_or(0, |piece| u64::from_le_bytes(*piece))
}

/// A mask that keeps so many of eight letters.
#[inline]
pub(super) fn kept(letters: usize) -> u64 {
    LETTERS.get(letters).copied().unwrap_or(u64::MAX)
}

const LETTERS: [u64; 9] =
    [0, 0xFF, 0xFFFF, 0x00FF_FFFF, 0xFFFF_FFFF, 0x00FF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0x00FF_FFFF_FFFF_FFFF, u64::MAX];
