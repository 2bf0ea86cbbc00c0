//! Which lists of flights' facts a question walks: that of all, those apart by the values of a column that it needs, or
//! one that an earlier question with wider filters left.
//!
//! A question that asks few profiles would walk past all others. Once questions about the same profiles have walked as
//! far as writing their facts down takes, they are written down, from the shortest lists that hold them; a filter more
//! then costs a fraction of the filter before it. Which lists are walked changes no number.

use super::distinct::{self, Counted, Wanted};
use super::memory;
use crate::dataset::Dataset;
use crate::dataset::facts::{Facts, Flights};
use std::ops::Range;
use std::sync::Arc;

/// Lists and askings that are remembered.
const MOST_NARROWED: usize = 48;

/// A list is written down where it is at the most one of so many parts of what would be walked, or stands for several.
const WORTH_WRITING: usize = 2;

/// Once wider lists have been walked as if the whole table were so many times, it is written down. Writing takes several
/// times as long as walking, and most filters are taken back before that.
const WALKED_TABLES: usize = 6;

/// The facts of some profiles, by month, or how far they have been looked for.
pub(super) struct Narrowed {
    profiles: Profiles,
    /// Rows of the periods in which they were looked for in wider lists.
    rows_walked: usize,
    /// The lists of values that have them all, where not every list is needed.
    apart: Option<Lists>,
    flights: Option<Arc<Flights>>,
}

/// Lists over the same blocks, by month.
pub(super) type Lists = Vec<Arc<Flights>>;

/// What a step in time costs a walk, in facts.
const STEP: usize = 3;

fn cost(lists: &[Arc<Flights>]) -> usize {
    lists.iter().map(|list| list.len() + list.step_count() * STEP).sum()
}

/// A set of profiles, one bit each.
#[derive(PartialEq)]
pub(super) struct Profiles(Vec<u64>);

impl Profiles {
    pub(super) fn of(is_used: &[bool]) -> Self {
        let word = |used: &[bool]| used.iter().rev().fold(0, |word, used| word << 1 | u64::from(*used));
        Self(is_used.chunks(64).map(word).collect())
    }

    pub(super) fn has(&self, profile: usize) -> bool {
        self.0.get(profile / 64).is_some_and(|word| word >> (profile % 64) & 1 == 1)
    }

    pub(super) fn holds(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(all, some)| some & !all == 0)
    }
}

/// Counts from the lists that are best for it. `is_used`: for each profile whether it counts at all.
pub(super) fn count(
    dataset: &Dataset,
    (facts, all): (&Facts, &Flights),
    times: &[&[Range<usize>]],
    is_used: &[bool],
    wanted: &Wanted,
) -> Counted {
    let by_month: Option<Vec<Vec<Range<usize>>>> =
        times.iter().map(|times| times.iter().map(|times| facts.months_of(times)).collect()).collect();
    let lists = by_month.as_ref().and_then(|_| narrowed(dataset, (facts, all), times, is_used));
    match (lists, by_month) {
        (Some(lists), Some(by_month)) => {
            let months: Vec<&[Range<usize>]> = by_month.iter().map(Vec::as_slice).collect();
            let lists: Vec<&Flights> = lists.iter().map(Arc::as_ref).collect();
            distinct::count(&lists, &months, wanted)
        }
        _ => distinct::count(&[all], times, wanted),
    }
}

/// The lists to be walked for one stretch of time, where they are not that of all, and the stretch in their steps.
pub(super) fn lists(
    dataset: &Dataset,
    (facts, all): (&Facts, &Flights),
    times: &[Range<usize>],
    is_used: &[bool],
) -> (Option<Lists>, Vec<Range<usize>>) {
    let by_month: Option<Vec<Range<usize>>> = times.iter().map(|times| facts.months_of(times)).collect();
    let lists = by_month.as_ref().and_then(|_| narrowed(dataset, (facts, all), &[times], is_used));
    match (lists, by_month) {
        (Some(lists), Some(by_month)) => (Some(lists), by_month),
        _ => (None, times.to_vec()),
    }
}

/// The shortest lists that hold all that is asked; `None` where that is the list of all.
fn narrowed(
    dataset: &Dataset,
    (facts, all): (&Facts, &Flights),
    times: &[&[Range<usize>]],
    is_used: &[bool],
) -> Option<Lists> {
    let profiles = Profiles::of(is_used);
    let (shortest, rows_walked) = {
        let mut known = memory::narrowed(dataset)?;
        let index = known.iter().position(|one| one.profiles == profiles);
        let mut own = match index {
            Some(index) => known.remove(index),
            None => Narrowed { profiles, rows_walked: 0, apart: facts.lists_with(is_used), flights: None },
        };
        let holding = known.iter().filter(|one| one.profiles.holds(&own.profiles)).chain([&own]);
        let written = holding.filter_map(|one| one.flights.clone()).min_by_key(|flights| flights.len());
        let apart = own.apart.clone().filter(|lists| cost(lists) < all.len());
        let shortest = written.map(|list| vec![list]).into_iter().chain(apart).min_by_key(|lists| cost(lists));
        own.rows_walked += times.iter().copied().flatten().map(|times| facts.rows_in(times)).sum::<usize>();
        let rows_walked = own.rows_walked;
        // What was asked last stands last, and what was asked longest ago is forgotten, as is what takes too much room.
        known.push(own);
        let room = |known: &[Narrowed]| known.iter().filter_map(|one| one.flights.as_ref()).map(|one| one.len()).sum();
        while known.len() > MOST_NARROWED || (known.len() > 1 && all.len() < room(&known)) {
            known.remove(0);
        }
        (shortest, rows_walked)
    };
    let rows: usize = is_used.iter().zip(&facts.profile_rows).filter(|(used, _)| **used).map(|(_, rows)| rows).sum();
    let walked = shortest.as_ref().map_or(all.len(), |lists| cost(lists));
    if rows.saturating_mul(WORTH_WRITING) > walked || rows_walked < dataset.row_count().saturating_mul(WALKED_TABLES) {
        return shortest;
    }
    let made = Arc::new(match &shortest {
        Some(lists) => {
            let lists: Vec<&Flights> = lists.iter().map(Arc::as_ref).collect();
            facts.narrowed_again(&lists, is_used)
        }
        None => facts.narrowed(all, is_used),
    });
    let profiles = Profiles::of(is_used);
    let mut known = memory::narrowed(dataset)?;
    if let Some(one) = known.iter_mut().find(|one| one.profiles == profiles) {
        one.flights = Some(made.clone());
    }
    Some(vec![made])
}
