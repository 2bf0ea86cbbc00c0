//! Counts rows and distinct flights in lanes of bits: by the values of no column, of one, or of two.
//!
//! A filter keeps of 256 rows those whose numbers it wants, plane by plane; a grouping goes down the planes of its column
//! as down a tree, with what is left at each turn, and passes over what is empty. At the end of each way stand the rows
//! of one value, and an *or* over the words of a block says which flights have any.
//!
//! `tally` puts a question of a view into these words, `orders` knows which lanes answer it, `tree` has the ways down,
//! `bits` the loops. Start with [`count`].

mod bits;
mod orders;
mod tally;
mod tree;

pub(super) use orders::{Filters, Order, Table, Units, prepare};
pub(super) use tally::{add_flights, ends, tally};

use super::grouping::Groups;
use crate::dataset::facts::{Block, Lanes, Planes, Word};
use bits::{Count, Machine, TOGETHER};
use std::ops::Range;
use tree::{CHUNK, Chunk, Kept, Part, ROOT, Sink, Target, Tree, Turns, chunk, each_part};

/// From how much work on a second processor is worth its start: words, times what is told apart.
const WORTH_A_THREAD: usize = 1 << 21;

/// What is counted. Which rows: those of some blocks that all filters keep.
struct Question<'a> {
    lanes: &'a Lanes,
    units: Range<usize>,
    /// What each filter keeps.
    kept: &'a [Kept],
    rows: Option<(&'a Planes, &'a Groups)>,
    columns: Option<(&'a Planes, &'a Groups)>,
    wanted: Wanted,
}

/// What is counted of each group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Both,
    /// Flights; as many stand for rows, so that whether there are any is told.
    Flights,
    Rows,
    /// Whether there are any: a row and a flight stand for all.
    Presence,
}

impl Wanted {
    fn count(self, flights: u32, rows: u32) -> Count {
        match self {
            Self::Both | Self::Rows => Count { flights, rows },
            Self::Flights | Self::Presence => Count { flights, rows: flights },
        }
    }
}

impl Question<'_> {
    /// The groups of the rows and of the columns; one where there are none.
    fn groups(&self) -> (usize, usize) {
        let groups = |side: Option<(&Planes, &Groups)>| side.map_or(1, |(_, groups)| groups.len());
        (groups(self.rows), groups(self.columns))
    }

    fn has_groups(&self) -> bool {
        self.rows.is_some() || self.columns.is_some()
    }
}

/// How many rows and flights there are.
struct Answer {
    of_units: Vec<Count>,
    /// Pairs of groups, and after them the total.
    slots: usize,
}

impl Answer {
    /// For each pair of groups in a unit, from the first that was asked: group of the rows times the groups of columns,
    /// plus group of the columns. Without groups, the total.
    fn pairs(&self, unit: usize) -> &[Count] {
        let end = (unit + 1) * self.slots - usize::from(self.slots > 1);
        self.of_units.get(unit * self.slots..end).unwrap_or_default()
    }

    fn total(&self, unit: usize) -> Count {
        self.of_units.get((unit + 1) * self.slots - 1).copied().unwrap_or_default()
    }
}

fn count(question: &Question<'_>) -> Answer {
    let (rows, columns) = question.groups();
    let slots = if question.has_groups() { rows * columns + 1 } else { 1 };
    let none = || Answer { of_units: vec![Count::default(); question.units.len() * slots], slots };
    let Some(plan) = Plan::of(question, slots, &|_, _| true) else { return none() };
    let blocks = question.lanes.blocks_of(question.units.clone());
    let words: usize = blocks.iter().map(|block| block.length).sum();
    if words.saturating_mul(plan.told_apart()) < WORTH_A_THREAD {
        return Answer { of_units: plan.count(blocks), slots };
    }
    let mut before = 0;
    let half = blocks.partition_point(|block| {
        before += block.length;
        before <= words / 2
    });
    let (one, other) = blocks.split_at(half);
    let (mut of_units, others) = std::thread::scope(|scope| {
        let other = scope.spawn(|| plan.count(other));
        (plan.count(one), other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    // A flight of a unit is in one block only.
    of_units.iter_mut().zip(others).for_each(|(one, other)| one.add(other));
    Answer { of_units, slots }
}

/// Words in which every pair of groups is looked for before those that were found are left out.
const FIRST_LOOK: usize = 2 * CHUNK;

/// Which pairs of groups have any row in some units together, as [`Answer::pairs`] numbers them: what was found is not
/// looked for again.
fn presence(question: &Question<'_>) -> Vec<bool> {
    let (rows, columns) = question.groups();
    let mut found = vec![false; rows * columns];
    // Groups of which no row has a value need not be looked for.
    let with_values = |side: Option<(&Planes, &Groups)>| match side {
        Some(side) => tree::groups_with_values(side),
        None => vec![true],
    };
    let (row_has, column_has) = (with_values(question.rows), with_values(question.columns));
    let mut sought: Vec<bool> =
        row_has.iter().flat_map(|row| column_has.iter().map(move |column| *row && *column)).collect();
    let mut rest = question.lanes.blocks_of(question.units.clone());
    let mut look = FIRST_LOOK;
    while let (Some(first), true) = (rest.first(), sought.contains(&true)) {
        let count = rest.iter().take_while(|block| block.words().end <= first.first + look).count().max(1);
        let (these, others) = rest.split_at(count);
        (rest, look) = (others, look * 2);
        let is_sought = |row: usize, column: usize| sought.get(row * columns + column) == Some(&true);
        let Some(plan) = Plan::of(question, rows * columns + 1, &is_sought) else { break };
        for counts in plan.count(these).chunks(rows * columns + 1) {
            for ((found, sought), count) in found.iter_mut().zip(&mut sought).zip(counts) {
                *found |= count.rows > 0;
                *sought &= count.rows == 0;
            }
        }
    }
    found
}

/// How a question is answered.
struct Plan<'a> {
    question: &'a Question<'a>,
    machine: Machine,
    /// The rows that count: those that all of these have.
    kept: Vec<&'a [Word]>,
    /// The side that is gone down.
    outer: Option<Tree<'a>>,
    /// The side of which all groups stand beside it, the smaller one.
    inner: Option<Tree<'a>>,
    slots: usize,
}

impl<'a> Plan<'a> {
    /// `None` where no row is kept. `is_sought`: whether a pair of groups is asked for.
    fn of(question: &'a Question<'a>, slots: usize, is_sought: &dyn Fn(usize, usize) -> bool) -> Option<Self> {
        let mut kept: Vec<&[Word]> = Vec::new();
        for filter in question.kept {
            match filter {
                Kept::All => {}
                Kept::None => return None,
                Kept::Some(words) => kept.push(words),
            }
        }
        if kept.is_empty() {
            kept.push(question.lanes.valid());
        }
        let (row_groups, column_groups) = question.groups();
        let rows = question.rows.map(|side| {
            let is_wanted = |row: usize| (0..column_groups).any(|column| is_sought(row, column));
            Tree::of(side, column_groups, is_wanted)
        });
        let columns = question.columns.map(|side| {
            let is_wanted = |column: usize| (0..row_groups).any(|row| is_sought(row, column));
            Tree::of(side, 1, is_wanted)
        });
        let (outer, inner) = match (rows, columns) {
            (Some(rows), Some(columns)) if row_groups >= column_groups => (Some(rows), Some(columns)),
            (Some(rows), Some(columns)) => (Some(columns), Some(rows)),
            (rows, columns) => (rows.or(columns), None),
        };
        Some(Self { question, machine: Machine::new(), kept, outer, inner, slots })
    }

    /// How many operations a word takes, about.
    fn told_apart(&self) -> usize {
        self.slots.saturating_add(self.kept.len())
    }

    fn count(&self, blocks: &[Block]) -> Vec<Count> {
        let deepest = self.outer.iter().chain(&self.inner).map(Tree::depth).max().unwrap_or(0);
        let mut turns: Turns = (0..deepest).map(|_| [chunk(), chunk()]).collect();
        let mut room = chunk();
        let mut beside = self.inner.as_ref().map(Beside::of);
        let mut sums = Sums::of(self);
        each_part(self.machine, blocks, |part, is_end| {
            let kept = part.all_of(&self.kept, &mut room);
            sums.add_total(part, kept);
            if let Some(outer) = &self.outer {
                match (&self.inner, &mut beside) {
                    (Some(inner), Some(beside)) => {
                        inner.descend(part, ROOT, kept, &mut turns, beside);
                        outer.descend(part, ROOT, kept, &mut turns, &mut Pairs { sums: &mut sums, beside });
                        sums.take_unions(outer, |sums, slot, words| {
                            Pairs { sums, beside }.add(part, slot, part.clip(words));
                        });
                        beside.clear();
                    }
                    _ => {
                        outer.descend(part, ROOT, kept, &mut turns, &mut sums);
                        sums.take_unions(outer, |sums, slot, words| sums.add(part, slot, part.clip(words)));
                    }
                }
            }
            if is_end && part.is_piece {
                sums.end_block(part);
            }
        });
        sums.of_units
    }
}

/// The numbers so far.
struct Sums {
    /// For each unit one count for each slot.
    of_units: Vec<Count>,
    first_unit: usize,
    slots: usize,
    /// For each slot the flights of a block of which there is more.
    pending: Vec<Word>,
    /// For each union of the tree its rows, and whether it has any.
    unions: Vec<(Chunk, bool)>,
    room: [Chunk; 2],
    wanted: Wanted,
}

impl Sums {
    fn of(plan: &Plan<'_>) -> Self {
        let unions = plan.outer.as_ref().map_or(&[][..], |tree| tree.unions.as_slice());
        Self {
            of_units: vec![Count::default(); plan.question.units.len() * plan.slots],
            first_unit: plan.question.units.start,
            slots: plan.slots,
            pending: vec![[0; 8]; plan.slots],
            unions: unions.iter().map(|_| (chunk(), false)).collect(),
            room: [chunk(), chunk()],
            wanted: plan.question.wanted,
        }
    }

    fn count(&mut self, part: &Part<'_>, slot: usize, count: Count) {
        if let Some(sum) = self.of_units.get_mut((part.unit - self.first_unit) * self.slots + slot) {
            sum.add(count);
        }
    }

    fn add(&mut self, part: &Part<'_>, slot: usize, words: &[Word]) {
        let rows = match self.wanted {
            Wanted::Both | Wanted::Rows => part.machine.ones(words),
            Wanted::Flights | Wanted::Presence => 0,
        };
        let flights = match self.wanted {
            Wanted::Rows => 0,
            Wanted::Presence => u32::from(part.machine.any(words) != [0; 8]),
            Wanted::Both | Wanted::Flights if part.is_piece => {
                let any = part.machine.any(words);
                if let Some(pending) = self.pending.get_mut(slot) {
                    pending.iter_mut().zip(any).for_each(|(pending, any)| *pending |= any);
                }
                0
            }
            Wanted::Both | Wanted::Flights => part.machine.flights(words, part.blocks),
        };
        self.count(part, slot, self.wanted.count(flights, rows));
    }

    /// Adds to the total, whose rows are always told apart from its flights.
    fn add_total(&mut self, part: &Part<'_>, words: &[Word]) {
        let wanted = self.wanted;
        if wanted == Wanted::Flights {
            self.wanted = Wanted::Both;
        }
        self.add(part, self.slots - 1, words);
        self.wanted = wanted;
    }

    /// Adds what two have of the same words.
    fn add_both(&mut self, part: &Part<'_>, slot: usize, both: (&[Word], &[Word])) {
        if self.wanted == Wanted::Presence {
            let any = u32::from(part.machine.have_any_both(both));
            self.count(part, slot, Count { flights: any, rows: any });
            return;
        }
        let [mut room, other] = std::mem::take(&mut self.room);
        let words = room.get_mut(..both.0.len()).unwrap_or_default();
        if part.machine.both(both, words) {
            self.add(part, slot, words);
        }
        self.room = [room, other];
    }

    /// Hands over the rows of the unions of a tree, and forgets them.
    fn take_unions(&mut self, tree: &Tree<'_>, mut take: impl FnMut(&mut Self, usize, &[Word])) {
        let mut unions = std::mem::take(&mut self.unions);
        for ((words, has_any), slot) in unions.iter_mut().zip(&tree.unions).filter(|((_, has_any), _)| *has_any) {
            take(self, *slot, words);
            words.fill([0; 8]);
            *has_any = false;
        }
        self.unions = unions;
    }

    fn add_to_unions(&mut self, part: &Part<'_>, unions: &[usize], words: &[Word]) {
        for union in unions {
            if let Some((rows, has_any)) = self.unions.get_mut(*union) {
                part.machine.add(words, rows);
                *has_any = true;
            }
        }
    }

    /// Counts the flights that are pending of a block that ends.
    fn end_block(&mut self, part: &Part<'_>) {
        let Some(block) = part.blocks.first() else { return };
        let first = (part.unit - self.first_unit) * self.slots;
        let counts = self.of_units.get_mut(first..first + self.slots).unwrap_or_default();
        let total = self.slots - 1;
        for (slot, (count, pending)) in counts.iter_mut().zip(&mut self.pending).enumerate() {
            let flights = block.breadth.flights(&std::mem::take(pending));
            let wanted = if slot == total { Wanted::Both } else { self.wanted };
            count.add(wanted.count(flights, 0));
        }
    }
}

impl Sink for Sums {
    fn take(&mut self, part: &Part<'_>, target: &Target, words: &[Word]) {
        match target {
            Target::Nothing => {}
            Target::Slot(slot) => self.add(part, *slot, words),
            Target::Unions(unions) => self.add_to_unions(part, unions, words),
        }
    }

    fn take_both(&mut self, part: &Part<'_>, targets: [&Target; 2], from: &[Word], plane: &[Word]) -> bool {
        let [Target::Slot(lower), Target::Slot(upper)] = targets else { return false };
        if self.wanted != Wanted::Flights || part.is_piece {
            return false;
        }
        for (slot, flights) in [lower, upper].into_iter().zip(part.machine.flights_of_parts(from, plane, part.blocks)) {
            self.count(part, *slot, Count { flights, rows: flights });
        }
        true
    }
}

/// The rows of each group of the inner side.
struct Beside {
    /// By slot, each with whether it has any.
    groups: Vec<(usize, Chunk, bool)>,
    /// For each union of the tree its group.
    unions: Vec<usize>,
}

impl Beside {
    fn of(tree: &Tree<'_>) -> Self {
        let groups: Vec<(usize, Chunk, bool)> = tree.slots().map(|slot| (slot, chunk(), false)).collect();
        let place = |slot: &usize| groups.iter().position(|(known, ..)| known == slot).unwrap_or(usize::MAX);
        Self { unions: tree.unions.iter().map(place).collect(), groups }
    }

    fn add(&mut self, part: &Part<'_>, group: Option<usize>, words: &[Word]) {
        if let Some((_, rows, has_any)) = group.and_then(|group| self.groups.get_mut(group)) {
            part.machine.add(words, rows);
            *has_any = true;
        }
    }

    fn clear(&mut self) {
        for (_, rows, has_any) in self.groups.iter_mut().filter(|(.., has_any)| *has_any) {
            rows.fill([0; 8]);
            *has_any = false;
        }
    }
}

impl Sink for Beside {
    fn take(&mut self, part: &Part<'_>, target: &Target, words: &[Word]) {
        match target {
            Target::Nothing => {}
            Target::Slot(slot) => {
                // Slots stand in their order.
                let group = self.groups.binary_search_by_key(slot, |(known, ..)| *known).ok();
                self.add(part, group, words);
            }
            Target::Unions(unions) => {
                for union in unions {
                    self.add(part, self.unions.get(*union).copied(), words);
                }
            }
        }
    }
}

/// Pairs of a group of the outer side and one of the inner side.
struct Pairs<'a> {
    sums: &'a mut Sums,
    beside: &'a Beside,
}

impl Pairs<'_> {
    fn add(&mut self, part: &Part<'_>, slot: usize, words: &[Word]) {
        let has_any = self.beside.groups.iter().filter(|(.., has_any)| *has_any);
        let mut others = has_any.map(|(inner, rows, _)| (slot + inner, part.clip(rows)));
        if self.sums.wanted == Wanted::Flights && !part.is_piece {
            while let Some(first) = others.next() {
                // Where fewer are left, the first stands for those that are not there.
                let (mut several, mut count) = ([first; TOGETHER], 1);
                for (place, other) in several.iter_mut().skip(1).zip(&mut others) {
                    *place = other;
                    count += 1;
                }
                let flights = part.machine.flights_of_pairs(words, several.map(|(_, rows)| rows), part.blocks);
                for ((slot, _), flights) in several.iter().zip(flights).take(count) {
                    self.sums.count(part, *slot, Count { flights, rows: flights });
                }
            }
            return;
        }
        for (slot, rows) in others {
            self.sums.add_both(part, slot, (words, rows));
        }
    }
}

impl Sink for Pairs<'_> {
    fn take(&mut self, part: &Part<'_>, target: &Target, words: &[Word]) {
        match target {
            Target::Nothing => {}
            Target::Slot(slot) => self.add(part, *slot, words),
            Target::Unions(unions) => self.sums.add_to_unions(part, unions, words),
        }
    }
}
