//! The facts of flights, and narrower lists of them: what a filter keeps is written down once, so that what it leaves
//! out is not walked past by every question after it.

use super::{Packed, Position};
use std::ops::Range;

/// Facts from which on a second processor is worth its start.
const WORTH_A_THREAD: usize = 240_000;

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

    /// Points in time of all blocks.
    pub fn step_count(&self) -> usize {
        self.starts.len()
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

    /// The facts of the wanted profiles of several lists over the same blocks and points, by longer steps in time.
    /// `edges`: where each step begins, and the end of the last.
    pub(super) fn narrowed(lists: &[&Self], edges: &[usize], is_wanted: &[bool]) -> Self {
        let all = edges.first().copied().unwrap_or(0)..edges.last().copied().unwrap_or(0);
        let part = |blocks| Self::narrowed_blocks(lists, blocks, edges, is_wanted);
        let blocks = block_count(lists);
        let Some(half) = half(lists, &all) else { return part(0..blocks) };
        let (mut one, other) = std::thread::scope(|scope| {
            let other = scope.spawn(|| part(half..blocks));
            (part(0..half), other.join().ok())
        });
        one.append(other.unwrap_or_else(|| part(half..blocks)));
        one
    }

    fn narrowed_blocks(lists: &[&Self], blocks: Range<usize>, edges: &[usize], is_wanted: &[bool]) -> Self {
        match lists.first().map(|list| &list.profiles) {
            Some(Packed::Wide(_)) => Self::narrow::<u32>(lists, blocks, edges, is_wanted),
            Some(Packed::Medium(_)) => Self::narrow::<u16>(lists, blocks, edges, is_wanted),
            Some(Packed::Narrow(_)) | None => Self::narrow::<u8>(lists, blocks, edges, is_wanted),
        }
    }

    fn narrow<P: Position>(lists: &[&Self], blocks: Range<usize>, edges: &[usize], is_wanted: &[bool]) -> Self {
        let (mut into, mut starts) = (Vec::new(), Vec::new());
        let (mut profiles, mut places) = (Vec::new(), Vec::new());
        // One block's profiles and places: what is not wanted is written, too, and then written over; that is faster
        // than to ask.
        let (mut of_block, mut their_places) = (Vec::<P>::new(), Vec::<u8>::new());
        for (block, its) in blocks.filter_map(|block| Some((block, lists.first()?.blocks.get(block)?))) {
            let first = edges.partition_point(|edge| *edge <= its.first_time).saturating_sub(1);
            let last = edges.partition_point(|edge| *edge < its.first_time + its.times);
            into.push(Block { first_time: first, times: last - first, starts: starts.len() });
            let times = its.first_time..its.first_time + its.times;
            let facts = lists.iter().map(|list| list.of(block, &times).len()).sum();
            if of_block.len() < facts {
                of_block.resize(facts, P::default());
                their_places.resize(facts, 0);
            }
            let mut end = 0;
            for (from_time, to_time) in edges.iter().zip(edges.iter().skip(1)).skip(first).take(last - first) {
                starts.push(u32::try_from(places.len() + end).unwrap_or(u32::MAX));
                for list in lists {
                    let facts = list.of(block, &(*from_time..*to_time));
                    let from = list.places.get(facts.clone()).unwrap_or_default();
                    let room = of_block.get_mut(end..end + facts.len()).unwrap_or_default();
                    let room_for_places = their_places.get_mut(end..end + facts.len()).unwrap_or_default();
                    let mut wanted = 0;
                    for (profile, place) in P::of(&list.profiles).get(facts).unwrap_or_default().iter().zip(from) {
                        if let (Some(into), Some(its_place)) = (room.get_mut(wanted), room_for_places.get_mut(wanted)) {
                            (*into, *its_place) = (*profile, *place);
                        }
                        wanted += usize::from(is_wanted.get(profile.position()).copied().unwrap_or(false));
                    }
                    end += wanted;
                }
            }
            starts.push(u32::try_from(places.len() + end).unwrap_or(u32::MAX));
            profiles.extend_from_slice(of_block.get(..end).unwrap_or_default());
            places.extend_from_slice(their_places.get(..end).unwrap_or_default());
        }
        Self { blocks: into, starts, profiles: P::pack(profiles), places }
    }

    /// The facts in several lists over the same blocks, by longer steps in time; `list_of_profile` says in which one.
    pub(super) fn apart(&self, edges: &[usize], list_of_profile: &[u8], lists: usize) -> Vec<Self> {
        match &self.profiles {
            Packed::Narrow(profiles) => self.apart_by(profiles, edges, list_of_profile, lists),
            Packed::Medium(profiles) => self.apart_by(profiles, edges, list_of_profile, lists),
            Packed::Wide(profiles) => self.apart_by(profiles, edges, list_of_profile, lists),
        }
    }

    fn apart_by<P: Position>(&self, from: &[P], edges: &[usize], list_of_profile: &[u8], lists: usize) -> Vec<Self> {
        let mut blocks = Vec::new();
        let mut apart: Vec<(Vec<u32>, Vec<P>, Vec<u8>)> = vec![<_>::default(); lists];
        let start_step = |apart: &mut [(Vec<u32>, Vec<P>, Vec<u8>)]| {
            for (starts, _, places) in apart {
                starts.push(u32::try_from(places.len()).unwrap_or(u32::MAX));
            }
        };
        for (block, its) in self.blocks.iter().enumerate() {
            let first = edges.partition_point(|edge| *edge <= its.first_time).saturating_sub(1);
            let last = edges.partition_point(|edge| *edge < its.first_time + its.times);
            let starts = apart.first().map_or(0, |(starts, _, _)| starts.len());
            blocks.push(Block { first_time: first, times: last - first, starts });
            for (from_time, to_time) in edges.iter().zip(edges.iter().skip(1)).skip(first).take(last - first) {
                start_step(&mut apart);
                let facts = self.of(block, &(*from_time..*to_time));
                let their_places = self.places.get(facts.clone()).unwrap_or_default();
                for (profile, place) in from.get(facts).unwrap_or_default().iter().zip(their_places) {
                    let list = list_of_profile.get(profile.position()).copied().unwrap_or(0);
                    if let Some((_, profiles, places)) = apart.get_mut(usize::from(list)) {
                        profiles.push(*profile);
                        places.push(*place);
                    }
                }
            }
            start_step(&mut apart);
        }
        let finish = |(starts, mut profiles, mut places): (Vec<u32>, Vec<P>, Vec<u8>)| {
            profiles.shrink_to_fit();
            places.shrink_to_fit();
            Self { blocks: blocks.clone(), starts, profiles: P::pack(profiles), places }
        };
        apart.into_iter().map(finish).collect()
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

/// Blocks of lists that have the same.
pub fn block_count(lists: &[&Flights]) -> usize {
    lists.first().map_or(0, |list| list.block_count())
}

/// The block after which half of the facts in a stretch of time have come, where there are enough facts for two
/// processors. All lists have the same blocks.
pub fn half(lists: &[&Flights], times: &Range<usize>) -> Option<usize> {
    let facts = |block| lists.iter().map(|list| list.of(block, times).len()).sum::<usize>();
    let of_blocks: Vec<usize> = (0..block_count(lists)).map(facts).collect();
    let all: usize = of_blocks.iter().sum();
    let mut before = 0;
    let half = of_blocks.iter().position(|facts| {
        before += facts;
        before > all / 2
    });
    half.filter(|_| all >= WORTH_A_THREAD)
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
        let narrowed = Flights::narrowed(&[&flights()], &[0, 2, 5], &is_wanted);
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
        let part = |blocks| Flights::narrowed_blocks(&[&flights], blocks, &[0, 2, 5], &is_wanted);
        let mut parts = part(0..1);
        parts.append(part(1..2));
        assert_eq!(parts, part(0..2));
    }

    #[test]
    fn lists_apart_are_one_list_together() {
        let (edges, is_wanted) = ([0, 2, 5], [true; 10]);
        let list_of_profile = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0];
        let apart = flights().apart(&edges, &list_of_profile, 2);
        let facts = |list: &Flights| (0..list.len()).map(|fact| list.places[fact]).collect::<Vec<u8>>();
        assert_eq!([facts(&apart[0]), facts(&apart[1])], [vec![11, 13, 14], vec![10, 12, 15]]);
        let lists: Vec<&Flights> = apart.iter().collect();
        let together = Flights::narrowed(&lists, &[0, 1, 2], &is_wanted);
        let one = Flights::narrowed(&[&flights()], &edges, &is_wanted);
        assert_eq!((&together.blocks, &together.starts), (&one.blocks, &one.starts));
        let sorted = |list: &Flights, block, step: usize| {
            let facts = list.of(block, &(step..step + 1));
            let mut facts: Vec<(usize, u8)> = facts.map(|fact| (list.profiles.at(fact), list.places[fact])).collect();
            facts.sort_unstable();
            facts
        };
        for (block, step) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            assert_eq!(sorted(&together, block, step), sorted(&one, block, step));
        }
    }
}
