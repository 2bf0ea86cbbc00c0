//! Which values of several columns each flight has in a stretch of time, one bit each: one walk over the facts answers
//! every question about one of these columns, about its total, and about some of its values together. A window asks a
//! dozen such questions of one moment.
//!
//! The columns are those that were asked about before; which they are changes no number. Start with [`count`].

use super::grouping::Groups;
use super::memory;
use super::narrowed::{self, Profiles};
use crate::dataset::Dataset;
use crate::dataset::facts::{BLOCK, Facts, Flights, Packed, Position};
use std::ops::Range;
use std::sync::Arc;

/// Most words of 64 bits that a signature has; what does not fit is counted question by question.
const MOST_WORDS: usize = 8;

/// Groups of several values that are looked at one by one in the signatures of all flights; beyond, a walk of their own
/// is shorter.
const MOST_UNIONS: usize = 24;

/// Signatures that are remembered, and how much room they take together at the least, in words.
const MOST_SIGNED: usize = 24;
const LEAST_ROOM: usize = 1 << 20;

/// The bits of a column's values.
struct Bits {
    column: usize,
    /// For each code its bit; `None` where no profile that counts has it.
    of_code: Vec<Option<usize>>,
}

/// See the page of this module.
struct Signatures {
    columns: Vec<Bits>,
    words: usize,
    /// The words of each flight that has any fact, one flight after the other.
    of_flights: Vec<u64>,
    /// For each bit how many flights have it.
    with_bit: Vec<u32>,
}

/// The signatures of a question's flights: when, and of which profiles.
pub(super) struct Signed {
    times: Vec<Range<usize>>,
    profiles: Profiles,
    signatures: Arc<Signatures>,
}

/// How many distinct flights each group has that has any, and how many there are in all.
pub(super) struct Counted {
    pub groups: Vec<(usize, u32)>,
    pub total: usize,
}

/// What is counted: the profiles that count, by the groups of one column.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub times: &'a [Range<usize>],
    /// For each profile whether it counts at all.
    pub is_used: &'a [bool],
    pub column: usize,
    pub groups: &'a Groups,
}

/// Counts by the groups of one column; `None` where this is not the way to do it.
pub(super) fn count(dataset: &Dataset, (facts, all): (&Facts, &Flights), question: Question<'_>) -> Option<Counted> {
    let codes = facts.codes_of(question.column)?;
    let mut is_used = vec![false; question.groups.code_count()];
    for (code, _) in codes.iter().zip(question.is_used).filter(|(_, used)| **used) {
        *is_used.get_mut(code.index())? = true;
    }
    let codes_of_groups = codes_of_groups(question.groups, &is_used)?;
    let profiles = Profiles::of(question.is_used);
    if let Some((signatures, is_whole)) = remembered(dataset, facts, question, &profiles, &is_used) {
        return signatures.answer(question.column, &codes_of_groups, is_whole);
    }
    let columns = memory::columns_asked(dataset, question.column);
    let bits = bits(facts, question.is_used, &columns);
    let signatures = Arc::new(sign(dataset, (facts, all), question, bits)?);
    let counted = signatures.answer(question.column, &codes_of_groups, true);
    let signed = Signed { times: question.times.to_vec(), profiles, signatures };
    remember(dataset, signed, all.len() / 4);
    counted
}

/// The codes of each group; `None` where too many groups have several.
fn codes_of_groups(groups: &Groups, is_used: &[bool]) -> Option<Vec<Vec<usize>>> {
    let mut codes_of_groups: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    for (code, _) in is_used.iter().enumerate().filter(|(_, used)| **used) {
        let choice = groups.choice_of_code(code)?;
        let only = [choice];
        for group in groups.members_of_choice(choice).unwrap_or(&only) {
            codes_of_groups.get_mut(*group)?.push(code);
        }
    }
    let unions = codes_of_groups.iter().filter(|codes| codes.len() > 1).count();
    (unions <= MOST_UNIONS).then_some(codes_of_groups)
}

/// Signatures that tell the answer, and whether they are of the very profiles that are asked and not of more.
fn remembered(
    dataset: &Dataset,
    facts: &Facts,
    question: Question<'_>,
    profiles: &Profiles,
    is_used: &[bool],
) -> Option<(Arc<Signatures>, bool)> {
    let codes = facts.codes_of(question.column)?;
    let mut known = memory::signed(dataset)?;
    let tells = |signed: &Signed| {
        signed.times == question.times && signed.signatures.columns.iter().any(|bits| bits.column == question.column)
    };
    // More profiles are as good where they are told from those asked by the values of this very column.
    let differ_by_value = |signed: &Signed| {
        signed.profiles.holds(profiles)
            && codes.iter().zip(question.is_used).enumerate().all(|(profile, (code, used))| {
                *used == (is_used.get(code.index()).copied().unwrap_or(false) && signed.profiles.has(profile))
            })
    };
    let position = |is_it: &dyn Fn(&Signed) -> bool| known.iter().position(|one| tells(one) && is_it(one));
    let whole = position(&|signed| signed.profiles == *profiles);
    let index = whole.or_else(|| position(&differ_by_value))?;
    // What was used last stands last.
    let signed = known.remove(index);
    let signatures = signed.signatures.clone();
    known.push(signed);
    Some((signatures, whole.is_some()))
}

fn remember(dataset: &Dataset, signed: Signed, room: usize) {
    let Some(mut known) = memory::signed(dataset) else { return };
    known.push(signed);
    let taken = |known: &[Signed]| known.iter().map(|one| one.signatures.of_flights.len()).sum::<usize>();
    while known.len() > MOST_SIGNED || (known.len() > 1 && taken(&known) > room.max(LEAST_ROOM)) {
        known.remove(0);
    }
}

/// Bits for the values that profiles have: of the first column, and of as many others as fit.
fn bits(facts: &Facts, is_used: &[bool], columns: &[usize]) -> Vec<Bits> {
    let mut all = 0;
    let of_column = |column: &usize| {
        let codes = facts.codes_of(*column)?;
        let (mut of_code, first) = (Vec::new(), all);
        for (code, _) in codes.iter().zip(is_used).filter(|(_, used)| **used) {
            if of_code.len() <= code.index() {
                of_code.resize(code.index() + 1, None);
            }
            if let Some(bit @ None) = of_code.get_mut(code.index()) {
                *bit = Some(all);
                all += 1;
            }
        }
        if all > MOST_WORDS * 64 {
            all = first;
            return None;
        }
        Some(Bits { column: *column, of_code })
    };
    columns.iter().filter_map(of_column).collect()
}

/// Walks the facts once. `None` where the column that is asked about has more values than fit.
fn sign(
    dataset: &Dataset,
    (facts, all): (&Facts, &Flights),
    question: Question<'_>,
    columns: Vec<Bits>,
) -> Option<Signatures> {
    columns.iter().find(|bits| bits.column == question.column)?;
    let highest = columns.iter().flat_map(|bits| &bits.of_code).flatten().max();
    let words = highest.map_or(1, |bit| bit / 64 + 1);
    let (list, times) = narrowed::list(dataset, (facts, all), question.times, question.is_used);
    let flights = list.as_deref().unwrap_or(all);
    let signed = match words {
        1 => signed_by::<1>(facts, flights, &times, question.is_used, &columns),
        2 => signed_by::<2>(facts, flights, &times, question.is_used, &columns),
        3 => signed_by::<3>(facts, flights, &times, question.is_used, &columns),
        4 => signed_by::<4>(facts, flights, &times, question.is_used, &columns),
        5 | 6 => signed_by::<6>(facts, flights, &times, question.is_used, &columns),
        _ => signed_by::<MOST_WORDS>(facts, flights, &times, question.is_used, &columns),
    };
    Some(Signatures { columns, words: signed.words, of_flights: signed.of_flights, with_bit: signed.with_bit })
}

/// What a walk finds.
struct Found {
    words: usize,
    of_flights: Vec<u64>,
    with_bit: Vec<u32>,
}

fn signed_by<const W: usize>(
    facts: &Facts,
    flights: &Flights,
    times: &[Range<usize>],
    is_used: &[bool],
    columns: &[Bits],
) -> Found {
    let mut of_profile = vec![[0_u64; W]; is_used.len()];
    for bits in columns {
        let Some(codes) = facts.codes_of(bits.column) else { continue };
        for ((words, code), _) in of_profile.iter_mut().zip(codes.iter()).zip(is_used).filter(|(_, used)| **used) {
            if let Some(bit) = bits.of_code.get(code.index()).copied().flatten()
                && let Some(word) = words.get_mut(bit / 64)
            {
                *word |= 1 << (bit % 64);
            }
        }
    }
    let part = |blocks: Range<usize>| match &flights.profiles {
        Packed::Narrow(profiles) => walk(flights, profiles, blocks, times, &of_profile),
        Packed::Medium(profiles) => walk(flights, profiles, blocks, times, &of_profile),
        Packed::Wide(profiles) => walk(flights, profiles, blocks, times, &of_profile),
    };
    let hull = times.iter().map(|times| times.start).min().unwrap_or(0)..times.iter().map(|t| t.end).max().unwrap_or(0);
    let blocks = flights.block_count();
    let (mut of_flights, mut with_bit, other) = match flights.half(&hull) {
        None => {
            let list = part(0..blocks);
            let counts = count_bits(&list);
            (list, counts, None)
        }
        Some(half) => std::thread::scope(|scope| {
            let counted = |blocks| {
                let list = part(blocks);
                let counts = count_bits(&list);
                (list, counts)
            };
            let other = scope.spawn(move || counted(half..blocks));
            let (list, counts) = counted(0..half);
            (list, counts, Some(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))))
        }),
    };
    if let Some((list, counts)) = other {
        of_flights.extend(list);
        with_bit.iter_mut().zip(counts).for_each(|(one, other)| *one += other);
    }
    Found { words: W, of_flights: of_flights.into_flattened(), with_bit }
}

/// The signatures of the flights of some blocks, without those that have no bit.
fn walk<P: Position, const W: usize>(
    flights: &Flights,
    profiles: &[P],
    blocks: Range<usize>,
    times: &[Range<usize>],
    of_profile: &[[u64; W]],
) -> Vec<[u64; W]> {
    let mut found = Vec::new();
    let mut of_block = [[0_u64; W]; BLOCK];
    for block in blocks {
        let mut is_touched = false;
        for times in times {
            let facts = flights.of(block, times);
            is_touched |= !facts.is_empty();
            let places = flights.places.get(facts.clone()).unwrap_or_default();
            for (profile, place) in profiles.get(facts).unwrap_or_default().iter().zip(places) {
                let words = of_profile.get(profile.position()).copied().unwrap_or([0; W]);
                if let Some(of_flight) = of_block.get_mut(usize::from(*place)) {
                    of_flight.iter_mut().zip(words).for_each(|(of_flight, word)| *of_flight |= word);
                }
            }
        }
        if !is_touched {
            continue;
        }
        // Each is written, and the next one over it where it was nothing: that is faster than to ask.
        let (mut room, mut end) = ([[0_u64; W]; BLOCK], 0);
        for of_flight in &mut of_block {
            if let Some(into) = room.get_mut(end) {
                *into = *of_flight;
            }
            end += usize::from(of_flight.iter().any(|word| *word != 0));
            *of_flight = [0; W];
        }
        found.extend_from_slice(room.get(..end).unwrap_or_default());
    }
    found
}

/// For each bit in how many of a list it is set, counted in all bits at once: the counts stand upright, one bit of each in
/// every plane, and eight of the list are added up before they are carried on (Harley and Seal).
fn count_bits<const W: usize>(list: &[[u64; W]]) -> Vec<u32> {
    let mut planes = [[0_u64; W]; u32::BITS as usize];
    let mut carry_from = |level: usize, mut carry: [u64; W]| {
        for plane in planes.iter_mut().skip(level) {
            if carry == [0; W] {
                break;
            }
            for (plane, carry) in plane.iter_mut().zip(&mut carry) {
                (*plane, *carry) = (*plane ^ *carry, *plane & *carry);
            }
        }
    };
    let zero = [0; W];
    let (eights, rest) = list.as_chunks::<8>();
    let (mut ones, mut twos, mut fours) = (zero, zero, zero);
    for [a, b, c, d, e, f, g, h] in eights {
        let (two_a, two_b) = (add(&mut ones, a, b), add(&mut ones, c, d));
        let four_a = add(&mut twos, &two_a, &two_b);
        let (two_a, two_b) = (add(&mut ones, e, f), add(&mut ones, g, h));
        let four_b = add(&mut twos, &two_a, &two_b);
        carry_from(3, add(&mut fours, &four_a, &four_b));
    }
    carry_from(2, fours);
    carry_from(1, twos);
    carry_from(0, ones);
    for words in rest {
        carry_from(0, *words);
    }
    let count = |bit: usize| {
        let word = |plane: &[u64; W]| plane.get(bit / 64).copied().unwrap_or(0) >> (bit % 64) & 1;
        planes.iter().rev().fold(0, |count, plane| count << 1 | u32::from(word(plane) == 1))
    };
    (0..W * 64).map(count).collect()
}

/// Adds two to one; what is carried.
fn add<const W: usize>(sum: &mut [u64; W], one: &[u64; W], other: &[u64; W]) -> [u64; W] {
    let mut carry = [0; W];
    for (((sum, one), other), carry) in sum.iter_mut().zip(one).zip(other).zip(&mut carry) {
        let either = one ^ other;
        *carry = (one & other) | (either & *sum);
        *sum ^= either;
    }
    carry
}

impl Signatures {
    /// `is_whole`: whether all that is signed counts, or only the codes of these groups.
    fn answer(&self, column: usize, codes_of_groups: &[Vec<usize>], is_whole: bool) -> Option<Counted> {
        let of_code = &self.columns.iter().find(|bits| bits.column == column)?.of_code;
        let bits = |codes: &[usize]| -> Option<Vec<usize>> {
            codes.iter().map(|code| of_code.get(*code).copied().flatten()).collect()
        };
        let mut groups = Vec::new();
        for (group, codes) in codes_of_groups.iter().enumerate().filter(|(_, codes)| !codes.is_empty()) {
            groups.push((group, u32::try_from(self.with_any(&bits(codes)?)).ok()?));
        }
        let total = if is_whole {
            self.of_flights.len() / self.words.max(1)
        } else {
            self.with_any(&bits(&codes_of_groups.concat())?)
        };
        Some(Counted { groups, total })
    }

    /// Flights that have any of several bits.
    fn with_any(&self, bits: &[usize]) -> usize {
        if let [only] = bits {
            return self.with_bit.get(*only).map_or(0, |flights| *flights as usize);
        }
        let mut wanted = vec![0_u64; self.words];
        for bit in bits {
            if let Some(word) = wanted.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        let of_word = |word: usize, wanted: u64| {
            let words = self.of_flights.iter().skip(word).step_by(self.words.max(1));
            words.filter(|words| **words & wanted != 0).count()
        };
        let mut needed = wanted.iter().enumerate().filter(|(_, wanted)| **wanted != 0);
        match (needed.next(), needed.next()) {
            (Some((word, wanted)), None) => of_word(word, *wanted),
            _ => {
                let has_any = |words: &&[u64]| words.iter().zip(&wanted).any(|(word, wanted)| word & wanted != 0);
                self.of_flights.chunks_exact(self.words.max(1)).filter(has_any).count()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_counted_upright() {
        // Flight n has bit b where b divides n; how many multiples there are up to a number is known.
        for flights in [0_u32, 1, 7, 8, 9, 300, 1_000] {
            let signature = |flight: u32| {
                let mut words = [0_u64; 2];
                for bit in (1..128).filter(|bit| flight.is_multiple_of(*bit)) {
                    words[bit as usize / 64] |= 1 << (bit % 64);
                }
                words
            };
            let list: Vec<[u64; 2]> = (1..=flights).map(signature).collect();
            let counts = count_bits(&list);
            for bit in 1..128 {
                assert_eq!(counts[bit as usize], flights / bit, "{bit} of {flights}");
            }
        }
    }
}
