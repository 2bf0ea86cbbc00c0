//! Which values of several columns each flight has in a stretch of time, one bit each: one walk over the facts answers
//! every question about one of these columns, about its total, and about some of its values together. A window asks a
//! dozen such questions of one moment.
//!
//! The columns are those that were asked about before; which they are changes no number. Start with [`count`].

use super::bits::ALL;
use super::grouping::Groups;
use super::memory;
use super::narrowed::{self, Profiles};
use super::upright::{Upright, has_any};
use crate::dataset::Dataset;
use crate::dataset::facts::{BLOCK, Facts, Flights, Packed, Position, block_count, half};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Most words of 64 bits that a signature has; what does not fit is counted question by question.
const MOST_WORDS: usize = 8;

/// Groups of several values that are looked at one by one in the signatures of all flights; beyond, a walk of their own
/// is shorter.
const MOST_UNIONS: usize = 24;

/// Signatures that are remembered, and how much room they take together at the least, in words.
const MOST_SIGNED: usize = 64;
const LEAST_ROOM: usize = 1 << 22;

/// The bits of a column's values.
struct Bits {
    column: usize,
    /// For each code its bit; `None` where no profile that counts has it.
    of_code: Vec<Option<usize>>,
}

/// The signatures of a question's flights; who asks while somebody signs waits for them.
pub(super) struct Signed {
    times: Vec<Range<usize>>,
    /// For each profile whether it counts, and the same as a set.
    is_used: Vec<bool>,
    profiles: Profiles,
    columns: Vec<Bits>,
    found: OnceLock<Found>,
}

/// What a walk finds.
struct Found {
    words: usize,
    /// The words of each flight that has any fact, one flight after the other.
    of_flights: Vec<u64>,
    /// For each bit how many flights have it.
    with_bit: Vec<u32>,
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
    let (signed, is_whole) = signed(dataset, facts, question, &is_used)?;
    let mut is_new = false;
    let found = signed.found.get_or_init(|| {
        is_new = true;
        signed.sign(dataset, facts, all)
    });
    if is_new {
        forget_others(dataset, all.len() / 4);
    }
    signed.answer(found, question.column, &codes_of_groups, is_whole)
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

/// Signatures that tell the answer, signed or yet to be, and whether they are of the very profiles that are asked and not
/// of more. `None` where the column that is asked about has more values than fit.
fn signed(
    dataset: &Dataset,
    facts: &Facts,
    question: Question<'_>,
    has_profiles: &[bool],
) -> Option<(Arc<Signed>, bool)> {
    let codes = facts.codes_of(question.column)?;
    let profiles = Profiles::of(question.is_used);
    let mut known = memory::signed(dataset)?;
    let tells = |signed: &Signed| {
        signed.times == question.times && signed.columns.iter().any(|bits| bits.column == question.column)
    };
    // More profiles are as good where they are told from those asked by the values of this very column.
    let differ_by_value = |signed: &Signed| {
        signed.profiles.holds(&profiles)
            && codes.iter().zip(question.is_used).enumerate().all(|(profile, (code, used))| {
                *used == (has_profiles.get(code.index()).copied().unwrap_or(false) && signed.profiles.has(profile))
            })
    };
    let position = |is_it: &dyn Fn(&Signed) -> bool| known.iter().position(|one| tells(one) && is_it(one));
    let whole = position(&|signed| signed.profiles == profiles);
    let index = whole.or_else(|| position(&differ_by_value));
    let signed = match index {
        Some(index) => known.remove(index),
        None => {
            let columns = bits(facts, question.is_used, &memory::columns_asked(dataset, question.column));
            columns.iter().find(|bits| bits.column == question.column)?;
            let (times, is_used) = (question.times.to_vec(), question.is_used.to_vec());
            Arc::new(Signed { times, is_used, profiles, columns, found: OnceLock::new() })
        }
    };
    // What was used last stands last.
    known.push(Arc::clone(&signed));
    Some((signed, whole.is_some() || index.is_none()))
}

/// Forgets what was used longest ago, where there is too much.
fn forget_others(dataset: &Dataset, room: usize) {
    let Some(mut known) = memory::signed(dataset) else { return };
    let taken = |known: &[Arc<Signed>]| {
        known.iter().filter_map(|one| one.found.get()).map(|found| found.of_flights.len()).sum::<usize>()
    };
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

fn signed_by<const W: usize>(
    facts: &Facts,
    lists: &[&Flights],
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
    let part = |blocks: Range<usize>| match lists.first().map(|list| &list.profiles) {
        Some(Packed::Wide(_)) => walk::<u32, W>(lists, blocks, times, &of_profile),
        Some(Packed::Medium(_)) => walk::<u16, W>(lists, blocks, times, &of_profile),
        Some(Packed::Narrow(_)) | None => walk::<u8, W>(lists, blocks, times, &of_profile),
    };
    let hull = times.iter().map(|times| times.start).min().unwrap_or(0)..times.iter().map(|t| t.end).max().unwrap_or(0);
    let blocks = block_count(lists);
    let (mut of_flights, mut with_bit, other) = match half(lists, &hull) {
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

fn count_bits<const W: usize>(list: &[[u64; W]]) -> Vec<u32> {
    let mut upright = Upright::new();
    upright.add(list);
    upright.counts()
}

/// The signatures of the flights of some blocks, without those that have no bit.
fn walk<P: Position, const W: usize>(
    lists: &[&Flights],
    blocks: Range<usize>,
    times: &[Range<usize>],
    of_profile: &[[u64; W]],
) -> Vec<[u64; W]> {
    let mut found = Vec::new();
    let mut room = Room { of_block: [[0_u64; W]; BLOCK], at: [0; BLOCK], end: 0 };
    let mut parts: Vec<(&[P], &[u8])> = Vec::new();
    for block in blocks {
        parts.clear();
        for (list, times) in lists.iter().flat_map(|list| times.iter().map(move |times| (list, times))) {
            let facts = list.of(block, times);
            let places = list.places.get(facts.clone()).unwrap_or_default();
            parts.push((P::of(&list.profiles).get(facts).unwrap_or_default(), places));
        }
        match parts.iter().map(|(_, places)| places.len()).sum::<usize>() {
            0 => continue,
            facts if facts < BLOCK => room.sign_few(&parts, of_profile),
            _ => room.sign_all(&parts, of_profile),
        }
        // Each is written, and the next one over it where it was nothing: that is faster than to ask.
        let (mut some, mut count) = ([[0_u64; W]; BLOCK], 0);
        for of_flight in room.of_block.iter_mut().take(usize::from(room.end)) {
            if let Some(into) = some.get_mut(count) {
                *into = *of_flight;
            }
            count += usize::from(has_any(of_flight));
            *of_flight = [0; W];
        }
        found.extend_from_slice(some.get(..count).unwrap_or_default());
    }
    found
}

/// The signatures of one block.
struct Room<const W: usize> {
    of_block: [[u64; W]; BLOCK],
    /// Where the flight of a place is signed, one more than that, among few; 0 where it is not.
    at: [u16; BLOCK],
    /// Before here they are signed.
    end: u16,
}

impl<const W: usize> Room<W> {
    /// At the flights' own places.
    fn sign_all<P: Position>(&mut self, parts: &[(&[P], &[u8])], of_profile: &[[u64; W]]) {
        self.end = ALL;
        for (profiles, places) in parts {
            for (profile, place) in profiles.iter().zip(*places) {
                if let Some(of_flight) = self.of_block.get_mut(usize::from(*place))
                    && let Some(words) = of_profile.get(profile.position())
                {
                    of_flight.iter_mut().zip(words).for_each(|(of_flight, word)| *of_flight |= word);
                }
            }
        }
    }

    /// One after the other as they come, so that nobody looks at those that do not.
    fn sign_few<P: Position>(&mut self, parts: &[(&[P], &[u8])], of_profile: &[[u64; W]]) {
        (self.end, self.at) = (0, [0; BLOCK]);
        for (profiles, places) in parts {
            for (profile, place) in profiles.iter().zip(*places) {
                let Some(at) = self.at.get_mut(usize::from(*place)) else { continue };
                // Without a branch: nobody can foresee which flights come again.
                let is_new = *at == 0;
                self.end += u16::from(is_new);
                *at = if is_new { self.end } else { *at };
                if let Some(of_flight) = self.of_block.get_mut(usize::from(*at).wrapping_sub(1))
                    && let Some(words) = of_profile.get(profile.position())
                {
                    of_flight.iter_mut().zip(words).for_each(|(of_flight, word)| *of_flight |= word);
                }
            }
        }
    }
}

impl Signed {
    /// Walks the facts once.
    fn sign(&self, dataset: &Dataset, facts: &Facts, all: &Flights) -> Found {
        let highest = self.columns.iter().flat_map(|bits| &bits.of_code).flatten().max();
        let words = highest.map_or(1, |bit| bit / 64 + 1);
        let (lists, times) = narrowed::lists(dataset, (facts, all), &self.times, &self.is_used);
        let lists = lists.unwrap_or_default();
        let flights: Vec<&Flights> = if lists.is_empty() { vec![all] } else { lists.iter().map(Arc::as_ref).collect() };
        match words {
            1 => signed_by::<1>(facts, &flights, &times, &self.is_used, &self.columns),
            2 => signed_by::<2>(facts, &flights, &times, &self.is_used, &self.columns),
            3 => signed_by::<3>(facts, &flights, &times, &self.is_used, &self.columns),
            4 => signed_by::<4>(facts, &flights, &times, &self.is_used, &self.columns),
            5 | 6 => signed_by::<6>(facts, &flights, &times, &self.is_used, &self.columns),
            _ => signed_by::<MOST_WORDS>(facts, &flights, &times, &self.is_used, &self.columns),
        }
    }

    /// `is_whole`: whether all that is signed counts, or only the codes of these groups.
    fn answer(&self, found: &Found, column: usize, codes_of_groups: &[Vec<usize>], is_whole: bool) -> Option<Counted> {
        let of_code = &self.columns.iter().find(|bits| bits.column == column)?.of_code;
        let bits = |codes: &[usize]| -> Option<Vec<usize>> {
            codes.iter().map(|code| of_code.get(*code).copied().flatten()).collect()
        };
        let mut groups = Vec::new();
        for (group, codes) in codes_of_groups.iter().enumerate().filter(|(_, codes)| !codes.is_empty()) {
            groups.push((group, u32::try_from(found.with_any(&bits(codes)?)).ok()?));
        }
        let total = if is_whole {
            found.of_flights.len() / found.words.max(1)
        } else {
            found.with_any(&bits(&codes_of_groups.concat())?)
        };
        Some(Counted { groups, total })
    }
}

impl Found {
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
