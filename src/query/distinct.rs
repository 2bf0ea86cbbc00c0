//! Counts distinct flights by slot and stretch of time. Flights stand in blocks of 256; in each block a slot is 256
//! bytes, one for each flight, which is set where the flight has a fact of the slot. The counts are then sums of bytes:
//! no set, no hash, and no order of the facts is needed.

use super::bits::{self, NO_PAIR};
use super::slots::Slots;
use crate::dataset::facts::{BLOCK, Flights, Packed, Position, block_count, half};
use std::collections::HashMap;
use std::ops::Range;

/// Facts for each slot below which only the slots are visited that have any.
const FACTS_OF_A_SLOT: usize = 12;

/// Which profiles count for which pair of groups.
pub(super) struct Wanted {
    /// For each profile where its slot begins.
    begins: Vec<u32>,
    /// The pairs that are counted, each of them a slot.
    pub pairs: Vec<(usize, usize)>,
    /// Slots of profiles that count for several pairs; they stand behind the others.
    lists: Vec<Vec<usize>>,
}

impl Wanted {
    pub(super) fn of(slots: &Slots, is_used: impl Fn(usize) -> bool) -> Self {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let mut lists: Vec<Vec<usize>> = Vec::new();
        let mut known: HashMap<(usize, usize), usize> = HashMap::new();
        let mut number = |pair: (usize, usize)| {
            *known.entry(pair).or_insert_with(|| {
                pairs.push(pair);
                pairs.len() - 1
            })
        };
        // Pairs first, so that all lists stand behind them.
        let of_slot: Vec<Result<usize, usize>> = (0..slots.len())
            .map(|slot| match slots.members(slot) {
                [only] => Ok(number(*only)),
                several => {
                    lists.push(several.iter().map(|pair| number(*pair)).collect());
                    Err(lists.len() - 1)
                }
            })
            .collect();
        let none = pairs.len() + lists.len();
        let begin = |(profile, slot): (usize, &usize)| {
            let slot = match of_slot.get(*slot).filter(|_| is_used(profile)) {
                Some(Ok(pair)) => *pair,
                Some(Err(list)) => pairs.len() + list,
                None => none,
            };
            u32::try_from(slot * BLOCK).unwrap_or(u32::MAX)
        };
        let begins = slots.of_profile.iter().enumerate().map(begin).collect();
        Self { begins, pairs, lists }
    }

    /// For each profile its pair, or [`NO_PAIR`]; `None` where some have several.
    fn pair_of_profile(&self) -> Option<Vec<u16>> {
        let pair = |begin: &u32| {
            u16::try_from(*begin as usize / BLOCK).ok().filter(|pair| usize::from(*pair) < self.pairs.len())
        };
        self.lists.is_empty().then(|| self.begins.iter().map(|begin| pair(begin).unwrap_or(NO_PAIR)).collect())
    }

    /// Where the slot of what does not count begins.
    fn end(&self) -> u32 {
        u32::try_from((self.pairs.len() + self.lists.len()) * BLOCK).unwrap_or(u32::MAX)
    }
}

/// Stretches of time, each with its times.
pub(super) type Times<'a> = &'a [&'a [Range<usize>]];

/// How many distinct flights.
pub(super) struct Counted {
    pairs: usize,
    of_stretches: Vec<u32>,
    pub total: usize,
}

impl Counted {
    /// `of_stretches`: for each stretch the flights of its pairs.
    pub(super) fn new(pairs: usize, of_stretches: Vec<u32>, total: usize) -> Self {
        Self { pairs, of_stretches, total }
    }

    /// For each pair the flights of a stretch.
    pub(super) fn of_stretch(&self, stretch: usize) -> &[u32] {
        self.of_stretches.get(stretch * self.pairs..(stretch + 1) * self.pairs).unwrap_or_default()
    }
}

/// Counts in several lists over the same blocks, as if they were one.
pub(super) fn count(lists: &[&Flights], times: Times<'_>, wanted: &Wanted) -> Counted {
    let ends = || times.iter().copied().flatten();
    let hull = ends().map(|times| times.start).min().unwrap_or(0)..ends().map(|times| times.end).max().unwrap_or(0);
    let blocks = block_count(lists);
    let Some(half) = half(lists, &hull) else { return count_blocks(lists, 0..blocks, times, wanted) };
    let (mut one, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| count_blocks(lists, half..blocks, times, wanted));
        let one = count_blocks(lists, 0..half, times, wanted);
        (one, other.join().ok())
    });
    let other = other.unwrap_or_else(|| count_blocks(lists, half..blocks, times, wanted));
    // A flight is in one block only.
    one.total += other.total;
    for (one, other) in one.of_stretches.iter_mut().zip(other.of_stretches) {
        *one += other;
    }
    one
}

fn count_blocks(lists: &[&Flights], blocks: Range<usize>, times: Times<'_>, wanted: &Wanted) -> Counted {
    match lists.first().map(|list| &list.profiles) {
        Some(Packed::Wide(_)) => count_best::<u32>(lists, blocks, times, wanted),
        Some(Packed::Medium(_)) => count_best::<u16>(lists, blocks, times, wanted),
        Some(Packed::Narrow(_)) | None => count_best::<u8>(lists, blocks, times, wanted),
    }
}

fn count_best<P: Position>(lists: &[&Flights], blocks: Range<usize>, times: Times<'_>, wanted: &Wanted) -> Counted {
    let by_bits = wanted
        .pair_of_profile()
        .and_then(|of| bits::count::<P>(lists, blocks.clone(), times, (wanted.pairs.len(), &of)));
    by_bits.unwrap_or_else(|| count_in::<P>(lists, blocks, times, wanted))
}

fn count_in<P: Position>(lists: &[&Flights], blocks: Range<usize>, times: Times<'_>, wanted: &Wanted) -> Counted {
    let pairs = wanted.pairs.len();
    let slots = pairs + wanted.lists.len();
    let mut seen = vec![0_u8; (slots + 1) * BLOCK];
    let (mut visited, mut visits) = (vec![0_u8; (slots + 1) * BLOCK], 0_u8);
    // What does not count is counted behind the others, too: that is faster than to ask.
    let mut counts = vec![0_u32; slots + 1];
    let mut counted = Counted { pairs, of_stretches: vec![0; times.len() * pairs], total: 0 };
    let mut in_block = [0_u8; BLOCK];
    let mut parts: Vec<(&[P], &[u8])> = Vec::new();
    for block in blocks {
        let mut is_touched = false;
        for (stretch, times) in times.iter().enumerate() {
            parts.clear();
            let mut facts = 0;
            for list in lists {
                for part in times.iter().map(|times| list.of(block, times)).filter(|part| !part.is_empty()) {
                    facts += part.len();
                    let places = list.places.get(part.clone()).unwrap_or_default();
                    parts.push((P::of(&list.profiles).get(part).unwrap_or_default(), places));
                }
            }
            let Some(of_stretch) = counted.of_stretches.get_mut(stretch * pairs..(stretch + 1) * pairs) else {
                continue;
            };
            if facts == 0 {
                continue;
            }
            is_touched = true;
            if facts >= slots * FACTS_OF_A_SLOT {
                for (profiles, places) in &parts {
                    mark(profiles, places, wanted, &mut seen);
                }
                fold_slots(&mut seen, wanted, of_stretch, &mut in_block);
                continue;
            }
            // A mark of its own for each visit, so that nothing is cleared after it.
            visits = visits.checked_add(1).unwrap_or_else(|| {
                visited.fill(0);
                1
            });
            let mut visit = Visit { visited: &mut visited, visits, counts: &mut counts, in_block: &mut in_block };
            for (profiles, places) in &parts {
                if wanted.lists.is_empty() {
                    visit.pairs(profiles, places, wanted);
                } else {
                    visit.lists(profiles, places, wanted);
                }
            }
            for (of_stretch, count) in of_stretch.iter_mut().zip(&mut counts) {
                *of_stretch += std::mem::take(count);
            }
        }
        if is_touched {
            counted.total += in_block.iter().map(|seen| usize::from(*seen)).sum::<usize>();
            in_block.fill(0);
        }
    }
    counted
}

/// Sets the byte of each fact; what does not count has a slot of its own that nobody reads.
fn mark<P: Position>(profiles: &[P], places: &[u8], wanted: &Wanted, seen: &mut [u8]) {
    let end = wanted.end();
    for (profile, place) in profiles.iter().zip(places) {
        let begin = wanted.begins.get(profile.position()).copied().unwrap_or(end);
        if let Some(seen) = seen.get_mut(begin as usize + usize::from(*place)) {
            *seen = 1;
        }
    }
}

/// A few facts, counted one by one.
struct Visit<'a> {
    /// For each slot and place the last visit that saw it.
    visited: &'a mut [u8],
    visits: u8,
    counts: &'a mut [u32],
    in_block: &'a mut [u8; BLOCK],
}

impl Visit<'_> {
    /// Where every profile that counts is of one pair.
    fn pairs<P: Position>(&mut self, profiles: &[P], places: &[u8], wanted: &Wanted) {
        let end = wanted.end();
        for (profile, place) in profiles.iter().zip(places) {
            let begin = wanted.begins.get(profile.position()).copied().unwrap_or(end);
            self.see(begin as usize, *place, begin < end);
        }
    }

    fn lists<P: Position>(&mut self, profiles: &[P], places: &[u8], wanted: &Wanted) {
        let end = wanted.end();
        let first_list = u32::try_from(wanted.pairs.len() * BLOCK).unwrap_or(u32::MAX);
        for (profile, place) in profiles.iter().zip(places) {
            let begin = wanted.begins.get(profile.position()).copied().unwrap_or(end);
            if begin < first_list {
                self.see(begin as usize, *place, true);
            } else if begin < end {
                let list = wanted.lists.get((begin - first_list) as usize / BLOCK);
                for pair in list.map_or(&[][..], Vec::as_slice) {
                    self.see(pair * BLOCK, *place, true);
                }
            }
        }
    }

    #[inline]
    fn see(&mut self, begin: usize, place: u8, does_count: bool) {
        let Some(mark) = self.visited.get_mut(begin + usize::from(place)) else { return };
        if let Some(count) = self.counts.get_mut(begin / BLOCK) {
            *count += u32::from(*mark != self.visits);
        }
        *mark = self.visits;
        if let Some(seen) = self.in_block.get_mut(usize::from(place)) {
            *seen |= u8::from(does_count);
        }
    }
}

/// Adds the bytes of each slot up and clears them; `in_block` keeps which flights are in any.
fn fold_slots(seen: &mut [u8], wanted: &Wanted, counts: &mut [u32], in_block: &mut [u8; BLOCK]) {
    let (pairs, lists) = seen.split_at_mut(wanted.pairs.len() * BLOCK);
    for (list, flights) in wanted.lists.iter().zip(lists.chunks_exact_mut(BLOCK)) {
        for pair in list {
            for (one, other) in
                pairs.get_mut(pair * BLOCK..(pair + 1) * BLOCK).unwrap_or_default().iter_mut().zip(&*flights)
            {
                *one |= other;
            }
        }
        flights.fill(0);
    }
    for (count, flights) in counts.iter_mut().zip(pairs.chunks_exact_mut(BLOCK)) {
        // Sixteen sums side by side, each of sixteen bytes that are 0 or 1.
        let mut sums = [0_u8; 16];
        for (part, any) in flights.as_chunks_mut::<16>().0.iter_mut().zip(in_block.as_chunks_mut::<16>().0) {
            for ((sum, one), any) in sums.iter_mut().zip(part.iter_mut()).zip(any) {
                *sum += *one;
                *any |= *one;
                *one = 0;
            }
        }
        *count += sums.iter().map(|sum| u32::from(*sum)).sum::<u32>();
    }
}
