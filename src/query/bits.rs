//! Counts distinct flights by slot and stretch of time as `distinct` does, with one bit for each pair of the two: a fact
//! sets one bit of its flight, and bits are counted for all flights at once. For questions with few pairs.

use super::distinct::{Counted, Times};
use super::upright::{Upright, has_any};
use crate::dataset::facts::{BLOCK, Flights, Position};
use std::ops::Range;

/// Most words of 64 bits that a flight has.
const MOST_WORDS: usize = 16;

/// The pair of a profile that does not count.
pub(super) const NO_PAIR: u16 = 0x7fff;

/// Counts in some blocks. `pair_of_profile`: which pair a profile counts for, or [`NO_PAIR`]. `None` where there are too many
/// bits.
pub(super) fn count<P: Position>(
    lists: &[&Flights],
    blocks: Range<usize>,
    times: Times<'_>,
    (pairs, pair_of_profile): (usize, &[u16]),
) -> Option<Counted> {
    // One bit more, for what does not count.
    let words = (times.len().checked_mul(pairs)? + 1).div_ceil(64);
    let pairs = (pairs, pair_of_profile);
    match words {
        1 => Some(count_by::<P, 1>(lists, blocks, times, pairs)),
        2 => Some(count_by::<P, 2>(lists, blocks, times, pairs)),
        3 | 4 => Some(count_by::<P, 4>(lists, blocks, times, pairs)),
        5..=8 => Some(count_by::<P, 8>(lists, blocks, times, pairs)),
        9..=MOST_WORDS => Some(count_by::<P, MOST_WORDS>(lists, blocks, times, pairs)),
        _ => None,
    }
}

fn count_by<P: Position, const W: usize>(
    lists: &[&Flights],
    blocks: Range<usize>,
    times: Times<'_>,
    (pairs, pair_of_profile): (usize, &[u16]),
) -> Counted {
    let none = W * 64 - 1;
    let mut upright = Upright::<W>::new();
    let mut total = 0;
    let mut rows = Rows { of_block: [[0_u64; W]; BLOCK], at: [0; BLOCK], end: 0 };
    let mut parts: Vec<Part<'_, P>> = Vec::new();
    for block in blocks {
        parts.clear();
        for (stretch, times) in times.iter().enumerate() {
            for list in lists {
                for facts in times.iter().map(|times| list.of(block, times)).filter(|facts| !facts.is_empty()) {
                    let places = list.places.get(facts.clone()).unwrap_or_default();
                    let profiles = P::of(&list.profiles).get(facts).unwrap_or_default();
                    parts.push(Part { profiles, places, first_bit: stretch * pairs });
                }
            }
        }
        let facts: usize = parts.iter().map(|part| part.places.len()).sum();
        if facts == 0 {
            continue;
        }
        rows.start(facts < BLOCK);
        for part in &parts {
            let bit = |profile: &P| {
                let pair = pair_of_profile.get(profile.position()).copied().unwrap_or(NO_PAIR);
                (part.first_bit + usize::from(pair)).min(none)
            };
            let facts = part.profiles.iter().map(bit).zip(part.places);
            if rows.end == ALL {
                rows.set(facts);
            } else {
                rows.set_few(facts);
            }
        }
        // Beyond the end there are zeros, so that all are eights.
        let some = rows.of_block.get_mut(..usize::from(rows.end).next_multiple_of(8)).unwrap_or_default();
        for row in some.iter_mut() {
            if let Some(last) = row.last_mut() {
                *last &= !(1 << 63);
            }
            total += usize::from(has_any(row));
        }
        upright.add(some);
        some.fill([0; W]);
    }
    let mut of_stretches = upright.counts();
    of_stretches.truncate(times.len() * pairs);
    Counted::new(pairs, of_stretches, total)
}

/// Flights of one block.
pub(super) const ALL: u16 = 256;
const _: () = assert!(ALL as usize == BLOCK, "a block has as many flights");

/// Facts of a block in one stretch of time.
struct Part<'a, P> {
    profiles: &'a [P],
    places: &'a [u8],
    /// The bit of the stretch's first pair.
    first_bit: usize,
}

/// The bits of the flights of a block.
struct Rows<const W: usize> {
    of_block: [[u64; W]; BLOCK],
    /// Where the flight of a place has its row, one more than that, among few; 0 where it has none.
    at: [u16; BLOCK],
    /// Before here there are rows.
    end: u16,
}

impl<const W: usize> Rows<W> {
    /// Among few facts flights have rows in the order in which they come; else each at its own place.
    fn start(&mut self, has_few: bool) {
        self.end = if has_few { 0 } else { ALL };
        if has_few {
            self.at.fill(0);
        }
    }

    fn set<'a>(&mut self, facts: impl Iterator<Item = (usize, &'a u8)>) {
        for (bit, place) in facts {
            if let Some(word) = self.of_block.get_mut(usize::from(*place)).and_then(|row| row.get_mut(bit / 64)) {
                *word |= 1 << (bit % 64);
            }
        }
    }

    fn set_few<'a>(&mut self, facts: impl Iterator<Item = (usize, &'a u8)>) {
        for (bit, place) in facts {
            let Some(at) = self.at.get_mut(usize::from(*place)) else { continue };
            // Without a branch: nobody can foresee which flights come again.
            let is_new = *at == 0;
            self.end += u16::from(is_new);
            *at = if is_new { self.end } else { *at };
            let row = self.of_block.get_mut(usize::from(*at).wrapping_sub(1));
            if let Some(word) = row.and_then(|row| row.get_mut(bit / 64)) {
                *word |= 1 << (bit % 64);
            }
        }
    }
}
