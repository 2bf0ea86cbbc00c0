//! Which profiles a question counts alike. What was asked of columns is a number for each profile afterwards, so that
//! cells are added up by look-ups alone.

use super::grouping::Groups;
use crate::dataset::facts::{Cells, Facts};
use crate::dataset::{Codes, Missing};
use std::ops::Range;

/// Most slots that profiles fall into.
const MOST_SLOTS: usize = 1 << 20;

/// Where profiles fall by the groupings that are of columns.
pub(super) struct Slots {
    /// For each slot its groups of the two groupings; the first `plain` have one pair each.
    members: Vec<Vec<(usize, usize)>>,
    pub of_profile: Vec<usize>,
}

impl Slots {
    pub(super) fn of(
        facts: &Facts,
        rows: Option<(usize, &Groups)>,
        columns: Option<(usize, &Groups)>,
        keep: &[bool],
    ) -> Option<Self> {
        let choices = |side: Option<(usize, &Groups)>| side.map_or(1, |(_, groups)| groups.choice_count());
        let (row_choices, column_choices) = (choices(rows), choices(columns));
        let all = row_choices.checked_mul(column_choices).filter(|all| *all <= MOST_SLOTS)?;
        // Both by code, so that profiles need two look-ups.
        let by_code = |side: Option<(usize, &Groups)>| -> Option<Option<(&Codes, Vec<usize>)>> {
            let Some((column, groups)) = side else { return Some(None) };
            let codes = facts.codes_of(column)?;
            let choices: Option<Vec<usize>> =
                (0..groups.code_count()).map(|code| groups.choice_of_code(code)).collect();
            Some(Some((codes, choices?)))
        };
        let (row_codes, column_codes) = (by_code(rows)?, by_code(columns)?);
        let choice = |side: &Option<(&Codes, Vec<usize>)>, profile: usize| match side {
            Some((codes, choices)) => choices.get(codes.at(profile).index()).copied().unwrap_or(0),
            None => 0,
        };
        let mut slot_of = vec![usize::MAX; all];
        let mut members = Vec::new();
        let members_of = |side: Option<(usize, &Groups)>, choice: usize| match side {
            Some((_, groups)) => groups.members_of_choice(choice).map_or_else(|| vec![choice], <[usize]>::to_vec),
            None => vec![0],
        };
        let mut of_profile = Vec::with_capacity(keep.len());
        for (profile, keep) in keep.iter().enumerate() {
            if !keep {
                of_profile.push(usize::MAX);
                continue;
            }
            let (row, column) = (choice(&row_codes, profile), choice(&column_codes, profile));
            let slot = slot_of.get_mut(row * column_choices + column)?;
            if *slot == usize::MAX {
                *slot = members.len();
                let (rows, columns) = (members_of(rows, row), members_of(columns, column));
                members.push(rows.iter().flat_map(|row| columns.iter().map(|column| (*row, *column))).collect());
            }
            of_profile.push(*slot);
        }
        Some(Self { members, of_profile })
    }

    /// Calls back with each group of a slot at a time.
    pub(super) fn each_group(
        &self,
        slot: usize,
        (row, column): (usize, usize),
        width: usize,
        mut each: impl FnMut(usize),
    ) {
        for (of_row, of_column) in self.members.get(slot).map_or(&[][..], Vec::as_slice) {
            each((row + of_row) * width + column + of_column);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.members.len()
    }
}

/// Profiles of one slot that lack the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Class {
    pub slot: usize,
    pub missing: Option<Missing>,
}

pub(super) struct Classes {
    list: Vec<Class>,
    /// For each profile its class; what is not kept has one behind all others.
    of_profile: Vec<u32>,
}

/// Rows and sums of each class.
#[derive(Default)]
pub(super) struct Gathered {
    rows: Vec<usize>,
    sums: Vec<i128>,
}

impl Classes {
    /// `missing`: what a profile lacks.
    pub(super) fn of(slots: &Slots, keep: &[bool], missing: impl Fn(usize) -> Option<Missing>) -> Self {
        let mut list = Vec::new();
        let kinds = Missing::ALL.len() + 1;
        let mut known = vec![u32::MAX; slots.len() * kinds];
        let mut number = |class: Class| {
            let kind = class.missing.map_or(0, |missing| missing as usize + 1);
            let Some(known) = known.get_mut(class.slot * kinds + kind) else { return u32::MAX };
            if *known == u32::MAX {
                *known = u32::try_from(list.len()).unwrap_or(u32::MAX);
                list.push(class);
            }
            *known
        };
        let profiles = slots.of_profile.iter().zip(keep).enumerate();
        let mut of_profile: Vec<u32> = profiles
            .map(
                |(profile, (slot, keep))| {
                    if *keep { number(Class { slot: *slot, missing: missing(profile) }) } else { u32::MAX }
                },
            )
            .collect();
        let none = u32::try_from(list.len()).unwrap_or(u32::MAX);
        for class in &mut of_profile {
            *class = none.min(*class);
        }
        Self { list, of_profile }
    }

    /// Adds cells up; what was gathered before is forgotten.
    pub(super) fn gather(&self, cells: &Cells, range: Range<usize>, sums: Option<&[i64]>, into: &mut Gathered) {
        into.rows.clear();
        into.rows.resize(self.list.len() + 1, 0);
        into.sums.clear();
        into.sums.resize(self.list.len() + 1, 0);
        cells.add_rows(range.clone(), &self.of_profile, &mut into.rows);
        for (cell, sum) in range.clone().zip(sums.and_then(|sums| sums.get(range)).unwrap_or_default()) {
            let class = self.of_profile.get(cells.profiles.at(cell)).map_or(self.list.len(), |class| *class as usize);
            if let Some(total) = into.sums.get_mut(class) {
                *total += i128::from(*sum);
            }
        }
    }

    /// The classes that have rows, with their rows and sums.
    pub(super) fn with_rows(&self, gathered: &Gathered) -> impl Iterator<Item = (Class, usize, i128)> {
        let all = self.list.iter().zip(&gathered.rows).zip(&gathered.sums);
        all.filter(|((_, rows), _)| **rows > 0).map(|((class, rows), sum)| (*class, *rows, *sum))
    }
}
