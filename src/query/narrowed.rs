//! Which list of flights' facts a question walks: all of them, or one that an earlier question with wider filters left.
//!
//! A question that asks few profiles would walk past all others. Once questions about the same profiles have walked as
//! far as writing their facts down takes, they are written down, from the narrowest list that holds them; a filter more
//! then costs a fraction of the filter before it. Which list is walked changes no number.

use super::distinct::{self, Counted, Wanted};
use super::memory;
use crate::dataset::Dataset;
use crate::dataset::facts::{Facts, Flights};
use std::ops::Range;
use std::sync::Arc;

/// Lists and askings that are remembered.
const MOST_NARROWED: usize = 48;

/// A list is written down where it is at the most one of so many parts of what would be walked.
const WORTH_WRITING: usize = 2;

/// Asked for once so many of the list's parts have been walked in vain, it is written down.
const WALKED_PARTS: usize = 2;

/// The facts of some profiles, by month, or how far they have been looked for.
pub(super) struct Narrowed {
    profiles: Profiles,
    /// Rows of the periods in which they were looked for in a wider list.
    rows_walked: usize,
    flights: Option<Arc<Flights>>,
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

/// Counts from the list that is best for it. `is_used`: for each profile whether it counts at all.
pub(super) fn count(
    dataset: &Dataset,
    (facts, all): (&Facts, &Flights),
    times: &[&[Range<usize>]],
    is_used: &[bool],
    wanted: &Wanted,
) -> Counted {
    let by_month: Option<Vec<Vec<Range<usize>>>> =
        times.iter().map(|times| times.iter().map(|times| facts.months_of(times)).collect()).collect();
    let list = by_month.as_ref().and_then(|_| narrowed(dataset, (facts, all), times, is_used));
    match (list, by_month) {
        (Some(list), Some(by_month)) => {
            let months: Vec<&[Range<usize>]> = by_month.iter().map(Vec::as_slice).collect();
            distinct::count(&list, &months, wanted)
        }
        _ => distinct::count(all, times, wanted),
    }
}

/// The list to be walked for one stretch of time, where it is not that of all, and the stretch in that list's steps.
pub(super) fn list(
    dataset: &Dataset,
    (facts, all): (&Facts, &Flights),
    times: &[Range<usize>],
    is_used: &[bool],
) -> (Option<Arc<Flights>>, Vec<Range<usize>>) {
    let by_month: Option<Vec<Range<usize>>> = times.iter().map(|times| facts.months_of(times)).collect();
    let list = by_month.as_ref().and_then(|_| narrowed(dataset, (facts, all), &[times], is_used));
    match (list, by_month) {
        (Some(list), Some(by_month)) => (Some(list), by_month),
        _ => (None, times.to_vec()),
    }
}

/// The narrowest list that holds all that is asked; `None` where that is the list of all.
fn narrowed(
    dataset: &Dataset,
    (facts, all): (&Facts, &Flights),
    times: &[&[Range<usize>]],
    is_used: &[bool],
) -> Option<Arc<Flights>> {
    let profiles = Profiles::of(is_used);
    let (narrowest, rows_walked) = {
        let mut known = memory::narrowed(dataset)?;
        let index = known.iter().position(|one| one.profiles == profiles);
        let mut own = index.map_or(Narrowed { profiles, rows_walked: 0, flights: None }, |index| known.remove(index));
        let holding = known.iter().filter(|one| one.profiles.holds(&own.profiles));
        let narrowest = holding.chain([&own]).filter_map(|one| one.flights.clone()).min_by_key(|flights| flights.len());
        own.rows_walked += times.iter().copied().flatten().map(|times| facts.rows_in(times)).sum::<usize>();
        let rows_walked = own.rows_walked;
        // What was asked last stands last, and what was asked longest ago is forgotten, as is what takes too much room.
        known.push(own);
        let room = |known: &[Narrowed]| known.iter().filter_map(|one| one.flights.as_ref()).map(|one| one.len()).sum();
        while known.len() > MOST_NARROWED || (known.len() > 1 && all.len() < room(&known)) {
            known.remove(0);
        }
        (narrowest, rows_walked)
    };
    let rows: usize = is_used.iter().zip(&facts.profile_rows).filter(|(used, _)| **used).map(|(_, rows)| rows).sum();
    let walked = narrowest.as_ref().map_or(all.len(), |narrowest| narrowest.len());
    if rows.saturating_mul(WORTH_WRITING) > walked || rows_walked.saturating_mul(WALKED_PARTS) < dataset.row_count() {
        return narrowest;
    }
    let made = Arc::new(match &narrowest {
        Some(narrowest) => facts.narrowed_again(narrowest, is_used),
        None => facts.narrowed(all, is_used),
    });
    let profiles = Profiles::of(is_used);
    let mut known = memory::narrowed(dataset)?;
    if let Some(one) = known.iter_mut().find(|one| one.profiles == profiles) {
        one.flights = Some(made.clone());
    }
    Some(made)
}
