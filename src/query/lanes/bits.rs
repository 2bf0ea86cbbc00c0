//! Loops over words of bits, compiled for the widest instructions that a machine may have and run with those that this
//! one has. They know nothing of what the bits stand for. Start with [`Machine`].
#![expect(clippy::inline_always, reason = "what is not inlined is not compiled for the instructions at hand")]

use crate::dataset::facts::{Block, Word};
use fearless_simd::{Level, Simd, dispatch, u32x8};

/// What the machine can do; asked once for each question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Machine(Level);

/// Pairs that are counted in one go, so that what they share is read once.
pub(super) const TOGETHER: usize = 4;

/// What a plane has, or what it leaves out.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub plane: &'a [Word],
    pub is_upper: bool,
}

/// How much there is of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub flights: u32,
    pub rows: u32,
}

impl Count {
    pub(super) fn add(&mut self, other: Self) {
        self.flights += other.flights;
        self.rows += other.rows;
    }
}

impl Machine {
    pub(super) fn new() -> Self {
        Self(Level::new())
    }

    /// Writes what `from` has on one side of a plane; whether it has any.
    pub(super) fn part(self, from: &[Word], side: Side<'_>, into: &mut [Word]) -> bool {
        dispatch!(self.0, simd => part(simd, from, side, into))
    }

    /// As [`Self::part`] for both sides at once, the lower one first.
    pub(super) fn parts(self, from: &[Word], plane: &[Word], into: [&mut [Word]; 2]) -> [bool; 2] {
        dispatch!(self.0, simd => parts(simd, from, plane, into))
    }

    /// Adds what `from` has on one side of a plane.
    pub(super) fn add_part(self, from: &[Word], side: Side<'_>, into: &mut [Word]) {
        dispatch!(self.0, simd => add_part(simd, from, side, into));
    }

    pub(super) fn add(self, from: &[Word], into: &mut [Word]) {
        dispatch!(self.0, simd => add(simd, from, into));
    }

    /// Counts the flights of each block that have any bit. `blocks`: each with the words of `from` that are its own.
    pub(super) fn flights(self, from: &[Word], blocks: &[Block]) -> u32 {
        dispatch!(self.0, simd => flights(simd, from, blocks))
    }

    /// As [`Self::flights`] for both sides of a plane, the lower one first.
    pub(super) fn flights_of_parts(self, from: &[Word], plane: &[Word], blocks: &[Block]) -> [u32; 2] {
        dispatch!(self.0, simd => flights_of_parts(simd, from, plane, blocks))
    }

    /// How many bits there are.
    pub(super) fn ones(self, from: &[Word]) -> u32 {
        dispatch!(self.0, simd => ones(simd, from))
    }

    /// For each of several others: counts the flights of each block that have any bit that both have.
    pub(super) fn flights_of_pairs(
        self,
        one: &[Word],
        others: [&[Word]; TOGETHER],
        blocks: &[Block],
    ) -> [u32; TOGETHER] {
        dispatch!(self.0, simd => flights_of_pairs(simd, one, others, blocks))
    }

    /// Writes what two have.
    pub(super) fn both(self, (one, other): (&[Word], &[Word]), into: &mut [Word]) -> bool {
        self.part(one, Side { plane: other, is_upper: true }, into)
    }

    /// Leaves only what others have, too.
    pub(super) fn keep(self, other: &[Word], words: &mut [Word]) {
        dispatch!(self.0, simd => keep(simd, other, words));
    }

    pub(super) fn have_any_both(self, (one, other): (&[Word], &[Word])) -> bool {
        dispatch!(self.0, simd => is_any(simd, any_of_both(simd, one, other)))
    }

    /// All words together.
    pub(super) fn any(self, from: &[Word]) -> Word {
        dispatch!(self.0, simd => any(simd, from))
    }
}

#[inline(always)]
fn load<S: Simd>(simd: S, word: &Word) -> u32x8<S> {
    simd.load_array_ref_u32x8(word)
}

#[inline(always)]
fn is_any<S: Simd>(simd: S, bits: u32x8<S>) -> bool {
    simd.as_array_u32x8(bits) != [0; 8]
}

#[inline(always)]
fn part<S: Simd>(simd: S, from: &[Word], side: Side<'_>, into: &mut [Word]) -> bool {
    let mut any = simd.splat_u32x8(0);
    let words = from.iter().zip(side.plane).zip(into);
    if side.is_upper {
        for ((from, plane), into) in words {
            let both = load(simd, from) & load(simd, plane);
            simd.store_array_u32x8(both, into);
            any |= both;
        }
    } else {
        for ((from, plane), into) in words {
            let left = load(simd, from) & !load(simd, plane);
            simd.store_array_u32x8(left, into);
            any |= left;
        }
    }
    is_any(simd, any)
}

#[inline(always)]
fn parts<S: Simd>(simd: S, from: &[Word], plane: &[Word], [lower, upper]: [&mut [Word]; 2]) -> [bool; 2] {
    let (mut any_lower, mut any_upper) = (simd.splat_u32x8(0), simd.splat_u32x8(0));
    for (((from, plane), lower), upper) in from.iter().zip(plane).zip(lower).zip(upper) {
        let from = load(simd, from);
        let both = from & load(simd, plane);
        let left = from ^ both;
        simd.store_array_u32x8(left, lower);
        simd.store_array_u32x8(both, upper);
        (any_lower, any_upper) = (any_lower | left, any_upper | both);
    }
    [is_any(simd, any_lower), is_any(simd, any_upper)]
}

#[inline(always)]
fn add_part<S: Simd>(simd: S, from: &[Word], side: Side<'_>, into: &mut [Word]) {
    let words = from.iter().zip(side.plane).zip(into);
    if side.is_upper {
        for ((from, plane), into) in words {
            simd.store_array_u32x8(load(simd, into) | (load(simd, from) & load(simd, plane)), into);
        }
    } else {
        for ((from, plane), into) in words {
            simd.store_array_u32x8(load(simd, into) | (load(simd, from) & !load(simd, plane)), into);
        }
    }
}

#[inline(always)]
fn add<S: Simd>(simd: S, from: &[Word], into: &mut [Word]) {
    for (from, into) in from.iter().zip(into) {
        simd.store_array_u32x8(load(simd, into) | load(simd, from), into);
    }
}

#[inline(always)]
fn keep<S: Simd>(simd: S, other: &[Word], words: &mut [Word]) {
    for (other, word) in other.iter().zip(words) {
        simd.store_array_u32x8(load(simd, other) & load(simd, word), word);
    }
}

#[inline(always)]
fn any<S: Simd>(simd: S, from: &[Word]) -> Word {
    let mut any = simd.splat_u32x8(0);
    for word in from {
        any |= load(simd, word);
    }
    simd.as_array_u32x8(any)
}

#[inline(always)]
fn any_of_both<S: Simd>(simd: S, one: &[Word], other: &[Word]) -> u32x8<S> {
    let mut any = simd.splat_u32x8(0);
    for (one, other) in one.iter().zip(other) {
        any |= load(simd, one) & load(simd, other);
    }
    any
}

#[inline(always)]
fn flights_of_pairs<S: Simd>(simd: S, one: &[Word], others: [&[Word]; TOGETHER], blocks: &[Block]) -> [u32; TOGETHER] {
    let mut flights = [0; TOGETHER];
    for block in blocks {
        let one = one.get(block.words()).unwrap_or_default();
        let [a, b, c, d] = others.map(|other| other.get(block.words()).unwrap_or_default());
        let mut any = [simd.splat_u32x8(0); TOGETHER];
        for ((((one, a), b), c), d) in one.iter().zip(a).zip(b).zip(c).zip(d) {
            let one = load(simd, one);
            let [any_a, any_b, any_c, any_d] = any;
            any = [
                any_a | (one & load(simd, a)),
                any_b | (one & load(simd, b)),
                any_c | (one & load(simd, c)),
                any_d | (one & load(simd, d)),
            ];
        }
        for (flights, any) in flights.iter_mut().zip(any) {
            *flights += block.breadth.flights(&simd.as_array_u32x8(any));
        }
    }
    flights
}

#[inline(always)]
fn flights<S: Simd>(simd: S, from: &[Word], blocks: &[Block]) -> u32 {
    let mut flights = 0;
    for block in blocks {
        flights += block.breadth.flights(&any(simd, from.get(block.words()).unwrap_or_default()));
    }
    flights
}

#[inline(always)]
fn flights_of_parts<S: Simd>(simd: S, from: &[Word], plane: &[Word], blocks: &[Block]) -> [u32; 2] {
    let (mut lower, mut upper) = (0, 0);
    for block in blocks {
        let (from, plane) = (from.get(block.words()).unwrap_or_default(), plane.get(block.words()).unwrap_or_default());
        let (mut any_lower, mut any_upper) = (simd.splat_u32x8(0), simd.splat_u32x8(0));
        for (from, plane) in from.iter().zip(plane) {
            let from = load(simd, from);
            let both = from & load(simd, plane);
            (any_lower, any_upper) = (any_lower | (from ^ both), any_upper | both);
        }
        lower += block.breadth.flights(&simd.as_array_u32x8(any_lower));
        upper += block.breadth.flights(&simd.as_array_u32x8(any_upper));
    }
    [lower, upper]
}

/// How many bits are set: eight words are added up before any of them is counted (Harley and Seal, as in Muła, Kurz and
/// Lemire, "Faster population counts using AVX2 instructions", Computer Journal 2018).
#[inline(always)]
fn ones<S: Simd>(simd: S, from: &[Word]) -> u32 {
    let zero = simd.splat_u32x8(0);
    let (mut one, mut two, mut four, mut eights) = (zero, zero, zero, 0);
    let (groups, rest) = from.as_chunks::<8>();
    for [a, b, c, d, e, f, g, h] in groups {
        let (sum, two_a) = add_up(one, load(simd, a), load(simd, b));
        let (sum, two_b) = add_up(sum, load(simd, c), load(simd, d));
        let (twos, four_a) = add_up(two, two_a, two_b);
        let (sum, two_a) = add_up(sum, load(simd, e), load(simd, f));
        let (sum, two_b) = add_up(sum, load(simd, g), load(simd, h));
        let (twos, four_b) = add_up(twos, two_a, two_b);
        let (fours, eight) = add_up(four, four_a, four_b);
        (one, two, four) = (sum, twos, fours);
        eights += bits_of(simd, eight);
    }
    let mut all = 8 * eights;
    if !groups.is_empty() {
        all += 4 * bits_of(simd, four) + 2 * bits_of(simd, two) + bits_of(simd, one);
    }
    for word in rest {
        all += bits_of(simd, load(simd, word));
    }
    all
}

/// The sum of three bits, and what is carried.
#[inline(always)]
fn add_up<S: Simd>(a: u32x8<S>, b: u32x8<S>, c: u32x8<S>) -> (u32x8<S>, u32x8<S>) {
    let either = a ^ b;
    (either ^ c, (a & b) | (either & c))
}

#[inline(always)]
fn bits_of<S: Simd>(simd: S, word: u32x8<S>) -> u32 {
    simd.as_array_u32x8(word).iter().map(|part| part.count_ones()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::facts::Breadth;

    /// The machine at hand, and one that can do nothing special.
    fn machines() -> [Machine; 2] {
        [Machine::new(), Machine(Level::baseline())]
    }

    /// Word `n` has the bits that `n` divides.
    fn words(count: usize) -> Vec<Word> {
        let word = |number: usize| {
            let mut word = [0; 8];
            (0..256).filter(|bit| bit % (number + 1) == 0).for_each(|bit| word[bit / 32] |= 1 << (bit % 32));
            word
        };
        (0..count).map(word).collect()
    }

    #[test]
    fn bits_are_counted_whatever_the_number_of_words() {
        for machine in machines() {
            for count in [0, 1, 7, 8, 9, 16, 63, 64] {
                let expected: usize = (1..=count).map(|divisor| 256_usize.div_ceil(divisor)).sum();
                assert_eq!(machine.ones(&words(count)) as usize, expected, "{count}");
            }
        }
    }

    #[test]
    fn both_sides_of_a_plane_are_all() {
        let (from, plane) = (words(40), words(41)[1..].to_vec());
        let block = |first, length| Block { first, length, breadth: Breadth::Lanes64, unit: 0 };
        let blocks = [block(0, 3), block(3, 37)];
        for machine in machines() {
            let mut room = [from.clone(), from.clone()];
            let [lower, upper] = &mut room;
            assert_eq!(machine.parts(&from, &plane, [lower, upper]), [true; 2]);
            let flights = [&room[0], &room[1]].map(|side| machine.flights(side, &blocks));
            assert_eq!(machine.flights_of_parts(&from, &plane, &blocks), flights);
            let whole = machine.flights(&from, &blocks);
            assert_eq!([&room[0], &room[1]].map(|side| machine.ones(side)).iter().sum::<u32>(), machine.ones(&from));
            assert!(flights.iter().all(|flights| *flights <= whole && *flights > 0));
            let mut again = room[0].clone();
            machine.add(&room[1], &mut again);
            assert_eq!(again, from);
            let mut both = from.clone();
            assert!(machine.both((&from, &plane), &mut both) && machine.have_any_both((&from, &plane)));
            assert_eq!(both, room[1]);
            let others: [&[Word]; TOGETHER] = [&plane, &from, &room[0], &plane];
            let expected = [flights[1], whole, flights[0], flights[1]];
            assert_eq!(machine.flights_of_pairs(&from, others, &blocks), expected);
            for is_upper in [false, true] {
                let mut side = vec![[0; 8]; from.len()];
                machine.add_part(&from, Side { plane: &plane, is_upper }, &mut side);
                assert_eq!(side, room[usize::from(is_upper)]);
                assert!(machine.part(&from, Side { plane: &plane, is_upper }, &mut side));
                assert_eq!(side, room[usize::from(is_upper)]);
            }
        }
    }
}
