//! The facts of flights, and narrower lists of them: what a filter keeps is written down once, so that what it leaves
//! out is not walked past by every question after it.

use super::{Packed, Position};
use std::ops::Range;

/// Facts from which on a second processor is worth its start.
const WORTH_A_THREAD: usize = 100_000;

/// On which days each flight has which profiles: blocks of [`super::BLOCK`] flights in the order of their first day, each block
/// in the order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flights {
    pub(super) blocks: Vec<Block>,
    /// For each block, where the facts of each point of its stretch of time begin, and where they end.
    pub(super) starts: Vec<u32>,
    pub profiles: Packed,
    /// The flight's place in its block.
    pub places: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub first_time: usize,
    pub times: usize,
    pub starts: usize,
}

impl Flights {
    pub fn block_count(&self) -> usize {
        self.blocks.len()
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The facts of a block in a stretch of time.
    pub fn of(&self, block: usize, times: &Range<usize>) -> Range<usize> {
        let Some(block) = self.blocks.get(block) else { return 0..0 };
        let at = |time: usize| {
            let time = time.clamp(block.first_time, block.first_time + block.times) - block.first_time;
            self.starts.get(block.starts + time).copied().map_or(0, |start| start as usize)
        };
        at(times.start)..at(times.end)
    }

    pub fn bytes(&self) -> usize {
        self.blocks.len() * size_of::<Block>() + self.starts.len() * 4 + self.profiles.bytes() + self.places.len()
    }

    /// The block after which half of the facts in a stretch of time have come, where there are enough facts for two
    /// processors.
    pub fn half(&self, times: &Range<usize>) -> Option<usize> {
        let facts = || (0..self.block_count()).map(|block| self.of(block, times).len());
        let all: usize = facts().sum();
        let mut before = 0;
        let half = facts().position(|facts| {
            before += facts;
            before > all / 2
        });
        half.filter(|_| all >= WORTH_A_THREAD)
    }

    /// The facts of the wanted profiles, by longer steps in time. `edges`: where each step begins, and the end of the
    /// last.
    pub(super) fn narrowed(&self, edges: &[usize], is_wanted: &[bool]) -> Self {
        let all = edges.first().copied().unwrap_or(0)..edges.last().copied().unwrap_or(0);
        let part = |blocks| self.narrowed_blocks(blocks, edges, is_wanted);
        let Some(half) = self.half(&all) else { return part(0..self.block_count()) };
        let (mut one, other) = std::thread::scope(|scope| {
            let other = scope.spawn(|| part(half..self.block_count()));
            (part(0..half), other.join().ok())
        });
        one.append(other.unwrap_or_else(|| part(half..self.block_count())));
        one
    }

    fn narrowed_blocks(&self, blocks: Range<usize>, edges: &[usize], is_wanted: &[bool]) -> Self {
        match &self.profiles {
            Packed::Narrow(profiles) => self.narrow(profiles, Packed::Narrow, blocks, (edges, is_wanted)),
            Packed::Medium(profiles) => self.narrow(profiles, Packed::Medium, blocks, (edges, is_wanted)),
            Packed::Wide(profiles) => self.narrow(profiles, Packed::Wide, blocks, (edges, is_wanted)),
        }
    }

    fn narrow<P: Position + Default>(
        &self,
        from: &[P],
        pack: impl Fn(Vec<P>) -> Packed,
        blocks: Range<usize>,
        (edges, is_wanted): (&[usize], &[bool]),
    ) -> Self {
        let (mut into, mut starts) = (Vec::new(), Vec::new());
        let (mut profiles, mut places) = (Vec::new(), Vec::new());
        // One block's profiles and places: what is not wanted is written, too, and then written over; that is faster
        // than to ask.
        let mut of_block: Vec<(P, u8)> = Vec::new();
        for (block, its) in blocks.filter_map(|block| Some((block, self.blocks.get(block)?))) {
            let first = edges.partition_point(|edge| *edge <= its.first_time).saturating_sub(1);
            let last = edges.partition_point(|edge| *edge < its.first_time + its.times);
            into.push(Block { first_time: first, times: last - first, starts: starts.len() });
            let facts = self.of(block, &(its.first_time..its.first_time + its.times)).len();
            if of_block.len() < facts {
                of_block.resize(facts, (P::default(), 0));
            }
            let mut end = 0;
            for (from_time, to_time) in edges.iter().zip(edges.iter().skip(1)).skip(first).take(last - first) {
                starts.push(u32::try_from(places.len() + end).unwrap_or(u32::MAX));
                let facts = self.of(block, &(*from_time..*to_time));
                let their_places = self.places.get(facts.clone()).unwrap_or_default();
                let room = of_block.get_mut(end..).unwrap_or_default();
                let mut wanted = 0;
                for (profile, place) in from.get(facts).unwrap_or_default().iter().zip(their_places) {
                    if let Some(fact) = room.get_mut(wanted) {
                        *fact = (*profile, *place);
                    }
                    wanted += usize::from(is_wanted.get(profile.position()).copied().unwrap_or(false));
                }
                end += wanted;
            }
            starts.push(u32::try_from(places.len() + end).unwrap_or(u32::MAX));
            let wanted = of_block.get(..end).unwrap_or_default();
            profiles.extend(wanted.iter().map(|(profile, _)| *profile));
            places.extend(wanted.iter().map(|(_, place)| *place));
        }
        Self { blocks: into, starts, profiles: pack(profiles), places }
    }

    /// Adds the blocks that come after these.
    fn append(&mut self, other: Self) {
        let (starts, facts) = (self.starts.len(), u32::try_from(self.len()).unwrap_or(u32::MAX));
        self.blocks.extend(other.blocks.into_iter().map(|block| Block { starts: block.starts + starts, ..block }));
        self.starts.extend(other.starts.into_iter().map(|start| start.saturating_add(facts)));
        self.profiles.append(other.profiles);
        self.places.extend(other.places);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two blocks; the first has facts on the days 0, 2 and 3, the second on day 4.
    fn flights() -> Flights {
        let block = |first_time, times, starts| Block { first_time, times, starts };
        Flights {
            blocks: vec![block(0, 4, 0), block(4, 1, 5)],
            starts: vec![0, 2, 2, 3, 4, 4, 6],
            profiles: Packed::of(vec![7, 9, 7, 8, 9, 7]),
            places: vec![10, 11, 12, 13, 14, 15],
        }
    }

    #[test]
    fn a_narrower_list_has_the_wanted_facts_by_longer_steps() {
        let is_wanted: Vec<bool> = (0..10).map(|profile| profile != 9).collect();
        let narrowed = flights().narrowed(&[0, 2, 5], &is_wanted);
        let facts = |block, step| -> Vec<(usize, u8)> {
            let facts = narrowed.of(block, &(step..step + 1));
            facts.map(|fact| (narrowed.profiles.at(fact), narrowed.places[fact])).collect()
        };
        assert_eq!([facts(0, 0), facts(0, 1)], [vec![(7, 10)], vec![(7, 12), (8, 13)]]);
        assert_eq!([facts(1, 0), facts(1, 1)], [vec![], vec![(7, 15)]]);
        assert_eq!(narrowed.len(), 4);
    }

    #[test]
    fn two_processors_write_the_same_list() {
        let (flights, is_wanted) = (flights(), [true; 10]);
        let mut parts = flights.narrowed_blocks(0..1, &[0, 2, 5], &is_wanted);
        parts.append(flights.narrowed_blocks(1..2, &[0, 2, 5], &is_wanted));
        assert_eq!(parts, flights.narrowed_blocks(0..2, &[0, 2, 5], &is_wanted));
    }
}
