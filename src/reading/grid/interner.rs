//! The number of a text among the distinct texts of a column, found in the cheapest way that does.
//!
//! Start with [`Interner::intern_spans`], which takes the cells of a column of a block.

use super::Texts;
use super::cache::{Cache, Cached, PADDING, eight, heads, is_same_tail, kept};
use super::short_numbers::{ShortNumber, SmallNumbers, short_number};
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever a column was like so far, each text has one number, and numbers are given by first appearance.
    #[test]
    fn habits_change_no_number() {
        let mut seed = 7_u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        let (mut interner, mut known) = (Interner::default(), std::collections::HashMap::new());
        for block in 0..120 {
            let texts: Vec<String> = (0..400)
                .map(|_| match (block / 10) % 6 {
                    0 => ["", "M", "F", "1.0"][usize::try_from(random(4)).unwrap()].to_owned(),
                    1 => (100_000 + random(60_000)).to_string(),
                    2 => format!("{}.{}", random(90), random(1000)),
                    3 => format!("a long text that ends in {}", random(40)),
                    4 => format!("0{}", random(3000)),
                    _ => format!("Köln {}\0", random(5000)),
                })
                .collect();
            let mut whole = String::new();
            let mut spans = Vec::new();
            for text in &texts {
                spans.push((whole.len(), whole.len() + text.len()));
                whole.push_str(text);
            }
            whole.push_str(&"\0".repeat(PADDING));
            let mut codes = Vec::new();
            interner.intern_spans(&whole, spans.into_iter(), &mut codes);
            for (text, code) in texts.into_iter().zip(codes) {
                let next = u32::try_from(known.len()).unwrap();
                assert_eq!(code, *known.entry(text.clone()).or_insert(next), "{text:?}");
                assert_eq!(interner.texts.get(code as usize), text);
            }
        }
        for (text, code) in known {
            assert_eq!(interner.intern(&text), code);
        }
    }
}
