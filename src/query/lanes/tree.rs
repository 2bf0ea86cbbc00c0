//! Ways down the planes of a column: those that a filter keeps, and one to each value. Words come in parts that fit into
//! the processor's nearest memory.
//!
//! This file must never know what is counted. Start with [`Kept::of`] and [`Tree::descend`].

use super::bits::{Machine, Side};
use crate::dataset::facts::{Block, Lanes, Planes, Word};
use crate::query::grouping::Groups;
use std::ops::Range;
use std::sync::Arc;

/// Words that are worked on together.
pub(super) const CHUNK: usize = 64;

/// Room for the words of a part.
pub(super) type Chunk = Vec<Word>;

/// Room for what is left at each turn of a way, for both sides.
pub(super) type Turns = Vec<[Chunk; 2]>;

pub(super) fn chunk() -> Chunk {
    vec![[0; 8]; CHUNK]
}

/// The turn from which every way starts: below a turn lie those at twice its place and one on.
pub(super) const ROOT: usize = 1;

/// The first number below a turn, and how many there are.
fn numbers_below(turn: usize, depth: usize) -> (usize, usize) {
    let level = turn.ilog2() as usize;
    let count = 1 << (depth - level);
    ((turn - (1 << level)) * count, count)
}

/// Words of some whole blocks of a unit, or of a part of one that is long.
pub(super) struct Part<'a> {
    pub machine: Machine,
    pub unit: usize,
    words: Range<usize>,
    /// With their words from the first of these on.
    pub blocks: &'a [Block],
    /// Whether it is a part of one block.
    pub is_piece: bool,
}

impl Part<'_> {
    pub(super) fn of<'w>(&self, words: &'w [Word]) -> &'w [Word] {
        words.get(self.words.clone()).unwrap_or_default()
    }

    /// What all of some words have. `room`: for as many as the part has.
    pub(super) fn all_of<'k>(&self, all: &[&'k [Word]], room: &'k mut [Word]) -> &'k [Word] {
        let room = room.get_mut(..self.words.len()).unwrap_or_default();
        match all {
            [] => &[],
            [only] => self.of(only),
            [one, other, rest @ ..] => {
                self.machine.both((self.of(one), self.of(other)), room);
                for other in rest {
                    self.machine.keep(self.of(other), room);
                }
                room
            }
        }
    }

    /// As many words as the part has.
    pub(super) fn clip<'w>(&self, words: &'w [Word]) -> &'w [Word] {
        words.get(..self.words.len()).unwrap_or_default()
    }
}

/// Calls back with parts of at most [`CHUNK`] words, and whether a block ends with each.
pub(super) fn each_part(machine: Machine, blocks: &[Block], mut each: impl FnMut(&Part<'_>, bool)) {
    let mut rest = blocks;
    let mut near: Vec<Block> = Vec::new();
    while let Some(block) = rest.first() {
        if block.length > CHUNK {
            rest = rest.get(1..).unwrap_or_default();
            for first in block.words().step_by(CHUNK) {
                let words = first..block.words().end.min(first + CHUNK);
                let is_last = words.end == block.words().end;
                let blocks = [Block { first: 0, length: words.len(), ..*block }];
                each(&Part { machine, unit: block.unit, words, blocks: &blocks, is_piece: true }, is_last);
            }
            continue;
        }
        let end = block.first + CHUNK;
        let is_near = |other: &&Block| other.unit == block.unit && other.words().end <= end;
        let (these, others) = rest.split_at(rest.iter().take_while(is_near).count());
        rest = others;
        near.clear();
        near.extend(these.iter().map(|other| Block { first: other.first - block.first, ..*other }));
        let words = block.first..these.last().map_or(block.first, |last| last.words().end);
        each(&Part { machine, unit: block.unit, words, blocks: &near, is_piece: false }, true);
    }
}

/// The rows that a filter keeps.
#[derive(Clone, Debug)]
pub(super) enum Kept {
    All,
    None,
    Some(Arc<Vec<Word>>),
}

impl Kept {
    /// `codes`: for each code whether it is wanted.
    pub(super) fn of(lanes: &Lanes, planes: &Planes, codes: &[bool]) -> Self {
        let sieve = Sieve::of(planes, codes);
        match sieve.state(ROOT) {
            State::All => return Self::All,
            State::None => return Self::None,
            State::Some => {}
        }
        let valid = lanes.valid();
        let mut kept = vec![[0; 8]; valid.len()];
        let (one, other) = kept.split_at_mut(valid.len() / 2 / CHUNK * CHUNK);
        if valid.len() < WORTH_A_THREAD {
            sieve.sift_all(valid, 0, one);
            sieve.sift_all(valid, one.len(), other);
        } else {
            let half = one.len();
            std::thread::scope(|scope| {
                scope.spawn(|| sieve.sift_all(valid, half, other));
                sieve.sift_all(valid, 0, one);
            });
        }
        Self::Some(Arc::new(kept))
    }
}

/// Words from which on a second processor is worth its start.
const WORTH_A_THREAD: usize = 1 << 15;

/// Whether the numbers below a turn are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    None,
    Some,
    All,
}

/// The wanted numbers of a column.
struct Sieve<'a> {
    planes: &'a Planes,
    /// For each turn.
    states: Vec<State>,
}

impl<'a> Sieve<'a> {
    /// `kept`: for each code whether it is wanted.
    fn of(planes: &'a Planes, kept: &[bool]) -> Self {
        let depth = planes.depth();
        let leaves = 1_usize << depth;
        let mut states = vec![State::None; leaves * 2];
        for (number, state) in states.iter_mut().skip(leaves).enumerate() {
            let code = planes.code_of_number(number);
            if code.is_some_and(|code| kept.get(code).copied().unwrap_or(false)) {
                *state = State::All;
            }
        }
        for turn in (ROOT..leaves).rev() {
            let at = |place: usize| states.get(place).copied().unwrap_or(State::None);
            let (first, count) = numbers_below(turn, depth);
            // Numbers that no row has are as good as wanted.
            let has_upper = first + count / 2 < planes.value_count();
            let state = match (at(turn * 2), at(turn * 2 + 1)) {
                (lower, upper) if lower == upper || !has_upper => lower,
                _ => State::Some,
            };
            if let Some(slot) = states.get_mut(turn) {
                *slot = state;
            }
        }
        Self { planes, states }
    }

    fn state(&self, turn: usize) -> State {
        self.states.get(turn).copied().unwrap_or(State::None)
    }

    /// Adds what the sieve keeps of some words, to as many from the first of them on.
    fn sift_all(&self, from: &[Word], first: usize, into: &mut [Word]) {
        let machine = Machine::new();
        let mut turns: Turns = (0..self.planes.depth()).map(|_| [chunk(), chunk()]).collect();
        for (number, into) in into.chunks_mut(CHUNK).enumerate() {
            let first = first + number * CHUNK;
            let part = Part { machine, unit: 0, words: first..first + into.len(), blocks: &[], is_piece: false };
            self.sift(&part, ROOT, part.of(from), &mut turns, into);
        }
    }

    /// Adds what the sieve keeps of some words, from a turn on.
    fn sift(&self, part: &Part<'_>, turn: usize, from: &[Word], turns: &mut [[Chunk; 2]], into: &mut [Word]) {
        let plane = part.of(self.planes.from_the_top(turn.ilog2() as usize));
        let Some(([room, _], turns)) = turns.split_first_mut() else { return };
        let room = room.get_mut(..from.len()).unwrap_or_default();
        for is_upper in [false, true] {
            let (below, side) = (turn * 2 + usize::from(is_upper), Side { plane, is_upper });
            match self.state(below) {
                State::None => {}
                State::All => part.machine.add_part(from, side, into),
                State::Some => {
                    if part.machine.part(from, side, room) {
                        self.sift(part, below, room, turns, into);
                    }
                }
            }
        }
    }
}

/// The groups that a number of a column belongs to.
fn groups_of(planes: &Planes, groups: &Groups, number: usize) -> Vec<usize> {
    let choice = planes.code_of_number(number).and_then(|code| groups.choice_of_code(code));
    choice.map_or_else(Vec::new, |choice| {
        groups.members_of_choice(choice).map_or_else(|| vec![choice], <[usize]>::to_vec)
    })
}

/// For each group whether any row has a value of it.
pub(super) fn groups_with_values((planes, groups): (&Planes, &Groups)) -> Vec<bool> {
    let mut has_values = vec![false; groups.len()];
    for group in (0..planes.value_count()).flat_map(|number| groups_of(planes, groups, number)) {
        if let Some(has_values) = has_values.get_mut(group) {
            *has_values = true;
        }
    }
    has_values
}

/// What the rows of a value count for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Nothing,
    /// A group that no other value counts for.
    Slot(usize),
    /// Groups that other values count for, too: their places among the unions of the tree.
    Unions(Vec<usize>),
}

/// The values of a column.
pub(super) struct Tree<'a> {
    planes: &'a Planes,
    /// For each number.
    targets: Vec<Target>,
    /// For each turn whether anything below it counts.
    counts: Vec<bool>,
    /// The slots of groups of several values.
    pub unions: Vec<usize>,
}

impl<'a> Tree<'a> {
    /// `step`: how far the slots of groups are apart. `is_wanted`: whether a group is asked for.
    pub(super) fn of((planes, groups): (&'a Planes, &Groups), step: usize, is_wanted: impl Fn(usize) -> bool) -> Self {
        let wanted: Vec<bool> = (0..groups.len()).map(is_wanted).collect();
        let is_wanted = |group: &usize| wanted.get(*group).copied().unwrap_or(false);
        let of_number = |number| groups_of(planes, groups, number).into_iter().filter(is_wanted).collect();
        let of_numbers: Vec<Vec<usize>> = (0..planes.value_count()).map(of_number).collect();
        let mut values_of_group = vec![0_u32; groups.len()];
        for group in of_numbers.iter().flatten() {
            if let Some(values) = values_of_group.get_mut(*group) {
                *values += 1;
            }
        }
        let is_alone = |group: &usize| values_of_group.get(*group) == Some(&1);
        let mut unions: Vec<usize> = Vec::new();
        let mut place = |group: &usize| {
            unions.iter().position(|slot| *slot == group * step).unwrap_or_else(|| {
                unions.push(group * step);
                unions.len() - 1
            })
        };
        let target = |groups: &Vec<usize>| match groups.as_slice() {
            [] => Target::Nothing,
            [only] if is_alone(only) => Target::Slot(only * step),
            several => Target::Unions(several.iter().map(&mut place).collect()),
        };
        let targets: Vec<Target> = of_numbers.iter().map(target).collect();
        let leaves = 1_usize << planes.depth();
        let mut counts = vec![false; leaves * 2];
        for (target, counts) in targets.iter().zip(counts.iter_mut().skip(leaves)) {
            *counts = *target != Target::Nothing;
        }
        for turn in (ROOT..leaves).rev() {
            let any = [turn * 2, turn * 2 + 1].iter().any(|below| counts.get(*below) == Some(&true));
            if let Some(counts) = counts.get_mut(turn) {
                *counts = any;
            }
        }
        Self { planes, targets, counts, unions }
    }

    pub(super) fn depth(&self) -> usize {
        self.planes.depth()
    }

    /// The slots of all groups, in their order.
    pub(super) fn slots(&self) -> impl Iterator<Item = usize> {
        let alone =
            self.targets.iter().filter_map(|target| if let Target::Slot(slot) = target { Some(*slot) } else { None });
        let mut slots: Vec<usize> = alone.chain(self.unions.iter().copied()).collect();
        slots.sort_unstable();
        slots.into_iter()
    }

    fn target(&self, number: usize) -> &Target {
        self.targets.get(number).unwrap_or(&Target::Nothing)
    }

    fn counts(&self, turn: usize) -> bool {
        self.counts.get(turn).copied().unwrap_or(false)
    }

    /// Goes down from a turn with what is left there, and hands over what stands at the end of each way.
    pub(super) fn descend(
        &self,
        part: &Part<'_>,
        turn: usize,
        from: &[Word],
        turns: &mut [[Chunk; 2]],
        sink: &mut impl Sink,
    ) {
        let (first, count) = numbers_below(turn, self.planes.depth());
        if count == 1 {
            sink.take(part, self.target(first), from);
            return;
        }
        let plane = part.of(self.planes.from_the_top(turn.ilog2() as usize));
        if count == 2 && sink.take_both(part, [self.target(first), self.target(first + 1)], from, plane) {
            return;
        }
        let Some(([lower, upper], turns)) = turns.split_first_mut() else { return };
        let lower = lower.get_mut(..from.len()).unwrap_or_default();
        let upper = upper.get_mut(..from.len()).unwrap_or_default();
        let [has_lower, has_upper] = match [turn * 2, turn * 2 + 1].map(|below| self.counts(below)) {
            [false, false] => [false; 2],
            [true, true] => part.machine.parts(from, plane, [&mut *lower, &mut *upper]),
            [true, false] => [part.machine.part(from, Side { plane, is_upper: false }, lower), false],
            [false, true] => [false, part.machine.part(from, Side { plane, is_upper: true }, upper)],
        };
        if has_lower {
            self.descend(part, turn * 2, lower, turns, sink);
        }
        if has_upper {
            self.descend(part, turn * 2 + 1, upper, turns, sink);
        }
    }
}

/// What takes the rows at the end of a way.
pub(super) trait Sink {
    fn take(&mut self, part: &Part<'_>, target: &Target, words: &[Word]);

    /// Takes both sides of the last plane, the lower one first, without their being written down; false where it cannot.
    fn take_both(&mut self, _: &Part<'_>, _: [&Target; 2], _: &[Word], _: &[Word]) -> bool {
        false
    }
}
