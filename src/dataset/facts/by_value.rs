//! The facts of flights once more, apart by the values of a column: a first filter then walks past little that it leaves
//! out. Rare values share a list, so that there are few lists, each of them worth its room.

use super::Flights;
use crate::dataset::column::Codes;
use std::sync::Arc;

/// A value has a list of its own from one of so many parts of all facts on; rarer ones fill lists together.
const PARTS: usize = 24;

/// See the page of this module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ByValue {
    /// For each profile the list that has its facts.
    list_of_profile: Vec<u8>,
    /// By month, all over the blocks of the whole list.
    lists: Vec<Arc<Flights>>,
}

impl ByValue {
    /// `codes`: for each profile its value. `months`: where each month begins among the points in time of `flights`, and
    /// where the last one ends. `None` where lists would be longer than their facts are many.
    pub(super) fn of(flights: &Flights, months: &[usize], codes: &Codes) -> Option<Self> {
        let profiles = codes.len();
        let mut facts_of_code: Vec<(usize, usize)> = Vec::new();
        for fact in 0..flights.len() {
            let code = codes.at(flights.profiles.at(fact)).index();
            if facts_of_code.len() <= code {
                facts_of_code.extend((facts_of_code.len()..=code).map(|code| (0, code)));
            }
            facts_of_code.get_mut(code)?.0 += 1;
        }
        let steps = flights.block_count() * months.len();
        let parts = flights.len().checked_div(steps)?.min(PARTS);
        if parts < 2 {
            return None;
        }
        // The frequent ones first; a list is full once it is as long as its share.
        facts_of_code.sort_unstable_by_key(|(facts, code)| (std::cmp::Reverse(*facts), *code));
        let mut list_of_code = vec![0_u8; facts_of_code.len()];
        let (mut list, mut room) = (0_u8, flights.len().div_ceil(parts));
        for (facts, code) in facts_of_code {
            *list_of_code.get_mut(code)? = list;
            room = room.saturating_sub(facts);
            if room == 0 {
                list = list.checked_add(1)?;
                room = flights.len().div_ceil(parts);
            }
        }
        let list_of_profile: Vec<u8> =
            (0..profiles).map(|profile| list_of_code.get(codes.at(profile).index()).copied().unwrap_or(0)).collect();
        let count = list_of_profile.iter().copied().max().map_or(0, |last| usize::from(last) + 1);
        let lists = flights.apart(months, &list_of_profile, count).into_iter().map(Arc::new).collect();
        Some(Self { list_of_profile, lists })
    }

    /// The lists that have all facts of some profiles.
    pub(super) fn lists_with(&self, is_wanted: &[bool]) -> Vec<Arc<Flights>> {
        let mut is_needed = [false; u8::MAX as usize + 1];
        for (list, is_wanted) in self.list_of_profile.iter().zip(is_wanted) {
            if let Some(needed) = is_needed.get_mut(usize::from(*list)) {
                *needed |= is_wanted;
            }
        }
        self.lists.iter().zip(is_needed).filter(|(_, needed)| *needed).map(|(list, _)| list.clone()).collect()
    }

    pub(super) fn bytes(&self) -> usize {
        self.list_of_profile.len() + self.lists.iter().map(|list| list.bytes()).sum::<usize>()
    }
}
