//! The same tally as `tally`, from facts instead of rows: filters, groups and missing values are asked of profiles,
//! rows and sums come from cells, and only distinct flights are looked at one by one.
//!
//! It answers exactly what a look at every row would; where it cannot, it says so, and every row is looked at.

use super::distinct::Wanted;
use super::grouping::{Grouping, Groups, kept_codes};
use super::memory;
use super::stretches::{Standing, Stretches, Timing};
use super::tally::{InPeriod, PairSet, Tally, joint_places};
use super::{Unusable, narrowed, other_end};
use crate::dataset::facts::Facts;
use crate::dataset::{Counting, Dataset, Dictionary, Missing, Span};
use crate::view_spec::CompleteSpec;
use std::ops::Range;

/// Most slots that profiles fall into.
const MOST_SLOTS: usize = 1 << 20;

/// What is counted.
enum Adds<'a> {
    Rows,
    Sum(usize),
    Distinct(&'a crate::dataset::facts::Flights),
}

/// `None` where facts do not tell what is asked.
pub(super) fn tally(
    dataset: &Dataset,
    spec: &CompleteSpec,
    period: Option<Span>,
    rows: &Grouping<'_>,
    columns: Option<&Grouping<'_>>,
) -> Option<Tally> {
    let facts = dataset.facts()?;
    let joint = joint_places(dataset, spec);
    let position = |name: &str| dataset.columns().iter().position(|column| column.name == name);
    let (adds, scale, counted) = match &spec.measure.counting {
        Counting::Rows => (Adds::Rows, 0, None),
        Counting::Sum(name) => {
            let index = position(name)?;
            let Dictionary::Numbers { scale, .. } = &dataset.columns().get(index)?.dictionary else { return None };
            (Adds::Sum(facts.sum_of(index)?), *scale, Some(index))
        }
        Counting::Distinct(name) => {
            let index = position(name)?;
            (Adds::Distinct(facts.flights_of(index)?), 0, Some(index))
        }
        Counting::Published { .. } | Counting::Ratio { .. } => return None,
    };
    let required = match &spec.required {
        Some(name) => position(name),
        None => None,
    };
    let nothing_missing: &[Option<Missing>] = &[];
    let missing_in = |column: Option<usize>| match column {
        Some(column) => facts.missing_in(column),
        None => Some(nothing_missing),
    };
    let (missing, also) = (missing_in(counted)?, missing_in(required)?);
    let lacks = |profile: usize| {
        let of = |missing: &[Option<Missing>]| missing.get(profile).copied().flatten();
        of(missing).or_else(|| of(also))
    };

    // Filters: of columns by profile, of time by point.
    let mut keep = vec![true; facts.profile_count()];
    let mut kept_times: Vec<Vec<bool>> = Vec::new();
    let mut timing = Timing { rows: None, columns: None, period, months: spec.months, filters: Vec::new() };
    for filter in &spec.filters {
        let (column, kept) = kept_codes(dataset, filter, joint)?;
        if Some(column) == facts.time_column() {
            kept_times.push(kept);
            timing.filters.push((filter.dimension, filter.keep.clone(), filter.is_exact));
            continue;
        }
        for (keep, code) in keep.iter_mut().zip(facts.codes_of(column)?.iter()) {
            *keep &= kept.get(code.index()).copied().unwrap_or(false);
        }
    }

    // Groups: of columns by profile, of time by point.
    let (rows_column, rows_groups) = rows.by_code()?;
    let columns_by_code = match columns {
        Some(columns) => Some(columns.by_code()?),
        None => None,
    };
    let is_time = |column: usize| Some(column) == facts.time_column();
    let rows_of_time = is_time(rows_column);
    let columns_of_time = columns_by_code.is_some_and(|(column, _)| is_time(column));
    let side = |column: usize, groups| if is_time(column) { None } else { Some((column, groups)) };
    let slots = Slots::of(facts, side(rows_column, rows_groups), columns_by_code.and_then(|(c, g)| side(c, g)), &keep)?;
    timing.rows = rows_of_time.then_some(rows.dimension());
    timing.columns = columns.filter(|_| columns_of_time).map(Grouping::dimension);
    let stretches = memory::stretches(dataset, &timing, || {
        let times = (Some(rows).filter(|_| rows_of_time), columns.filter(|_| columns_of_time));
        Stretches::of(facts, &timing, times, &kept_times)
    });
    let cells = stretches.cells.as_ref()?;
    let width = columns_by_code.map_or(1, |(_, groups)| groups.len());
    let group_count = rows_groups.len() * width;
    let mut tally = Tally::empty(dataset, group_count, scale);

    // Every row that the filters keep, whatever its time.
    let mut kept_rows = 0;
    if timing.filters.is_empty() {
        for ((rows, slot), keep) in facts.profile_rows.iter().zip(&slots.of_profile).zip(&keep) {
            if *keep {
                kept_rows += rows;
                if !rows_of_time && !columns_of_time {
                    slots.each_group(*slot, (0, 0), width, |group| tally.see(group, *rows));
                }
            }
        }
    } else {
        let with_groups =
            stretches.list.iter().enumerate().filter(|(_, stretch)| stretch.standing != Standing::Filtered);
        for (index, _) in with_groups {
            for cell in cells.of(index..index + 1) {
                if keep.get(cells.profiles.at(cell)).copied().unwrap_or(false) {
                    kept_rows += cells.rows.at(cell);
                }
            }
        }
    }
    let sees_by_time = rows_of_time || columns_of_time || !timing.filters.is_empty();
    let sums = match adds {
        Adds::Sum(number) => cells.sums.get(number).map(Vec::as_slice),
        Adds::Rows | Adds::Distinct(_) => None,
    };
    let ends = other_end(dataset, spec.role(dataset)).filter(|_| columns.is_none());
    let ends = match ends {
        Some(ends) => {
            let index = dataset.columns().iter().position(|column| std::ptr::eq(column, ends))?;
            Some((facts.codes_of(index)?, ends.code_count()))
        }
        None => None,
    };
    let mut seen_ends = PairSet::new(group_count, ends.map_or(0, |(_, codes)| codes));
    for (index, stretch) in stretches.list.iter().enumerate() {
        let Standing::In(in_period) = stretch.standing else { continue };
        for cell in cells.of(index..index + 1) {
            let profile = cells.profiles.at(cell);
            if !keep.get(profile).copied().unwrap_or(false) {
                continue;
            }
            let slot = slots.of_profile.get(profile).copied().unwrap_or(0);
            let count = cells.rows.at(cell);
            let groups = stretch.groups.unwrap_or((0, 0));
            if sees_by_time && stretch.groups.is_some() {
                slots.each_group(slot, groups, width, |group| tally.see(group, count));
            }
            match in_period {
                InPeriod::Outside => continue,
                InPeriod::Straddles => {
                    tally.rows.add_unusable_rows(Unusable::LongerThanPeriod, count);
                    continue;
                }
                InPeriod::NoTime => {
                    tally.rows.add_unusable_rows(Unusable::NoTime, count);
                    continue;
                }
                InPeriod::Inside => {}
            }
            if stretch.groups.is_none() {
                tally.rows.add_unusable_rows(Unusable::LongerThanPeriod, count);
                continue;
            }
            if let Some(missing) = lacks(profile) {
                tally.rows.add_unusable_rows(Unusable::NoValue(missing), count);
                slots.each_group(slot, groups, width, |group| tally.miss(group, missing, count));
                tally.miss_in_total(missing, count);
                continue;
            }
            let added = match (&adds, sums) {
                (Adds::Sum(_), Some(sums)) => *sums.get(cell)?,
                (Adds::Sum(_) | Adds::Rows, _) => i64::try_from(count).ok()?,
                (Adds::Distinct(_), _) => 0,
            };
            tally.rows.used += count;
            slots.each_group(slot, groups, width, |group| {
                tally.add(group, count, added);
                if let Some((codes, _)) = ends
                    && seen_ends.insert(group, codes.at(profile).index())
                {
                    tally.add_end(group);
                }
            });
            tally.add_to_total(count, added);
        }
    }
    let read: usize = dataset.row_count();
    tally.rows.filtered_by_value = read - kept_rows;
    let unusable = tally.rows.unusable.iter().filter(|(reason, _)| !matches!(reason, Unusable::LeftOut(_)));
    tally.rows.filtered_by_period = kept_rows - tally.rows.used - unusable.map(|(_, rows)| rows).sum::<usize>();

    if let Adds::Distinct(flights) = adds {
        let inside = stretches.list.iter().filter_map(|stretch| {
            let is_inside = stretch.standing == Standing::In(InPeriod::Inside);
            Some((stretch.groups.filter(|_| is_inside)?, stretch.times.as_slice()))
        });
        let (groups, times): (Vec<(usize, usize)>, Vec<Times<'_>>) = inside.unzip();
        let is_used = |profile: usize| keep.get(profile).copied().unwrap_or(false) && lacks(profile).is_none();
        let is_used: Vec<bool> = (0..keep.len()).map(is_used).collect();
        let wanted = Wanted::of(&slots, |profile| is_used.get(profile).copied().unwrap_or(false));
        let counted = narrowed::count(dataset, (facts, flights), &times, &is_used, &wanted);
        for (stretch, (row, column)) in groups.iter().enumerate() {
            for ((of_row, of_column), flights) in wanted.pairs.iter().zip(counted.of_stretch(stretch)) {
                tally.add((row + of_row) * width + column + of_column, 0, i64::from(*flights));
            }
        }
        tally.add_to_total(0, i64::try_from(counted.total).ok()?);
    }
    Some(tally)
}

/// Stretches of a list of times.
type Times<'a> = &'a [Range<usize>];

/// Where profiles fall by the groupings that are of columns.
pub(super) struct Slots {
    /// For each slot its groups of the two groupings; the first `plain` have one pair each.
    members: Vec<Vec<(usize, usize)>>,
    pub of_profile: Vec<usize>,
}

impl Slots {
    fn of(
        facts: &Facts,
        rows: Option<(usize, &Groups)>,
        columns: Option<(usize, &Groups)>,
        keep: &[bool],
    ) -> Option<Self> {
        let choices = |side: Option<(usize, &Groups)>| side.map_or(1, |(_, groups)| groups.choice_count());
        let (row_choices, column_choices) = (choices(rows), choices(columns));
        let all = row_choices.checked_mul(column_choices).filter(|all| *all <= MOST_SLOTS)?;
        // Both by code, so that profiles need two look-ups.
        let by_code = |side: Option<(usize, &Groups)>| -> Option<Option<(&crate::dataset::Codes, Vec<usize>)>> {
            let Some((column, groups)) = side else { return Some(None) };
            let codes = facts.codes_of(column)?;
            let choices: Option<Vec<usize>> =
                (0..groups.code_count()).map(|code| groups.choice_of_code(code)).collect();
            Some(Some((codes, choices?)))
        };
        let (row_codes, column_codes) = (by_code(rows)?, by_code(columns)?);
        let choice = |side: &Option<(&crate::dataset::Codes, Vec<usize>)>, profile: usize| match side {
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
    fn each_group(&self, slot: usize, (row, column): (usize, usize), width: usize, mut each: impl FnMut(usize)) {
        for (of_row, of_column) in self.members.get(slot).map_or(&[][..], Vec::as_slice) {
            each((row + of_row) * width + column + of_column);
        }
    }

    pub(super) fn members(&self, slot: usize) -> &[(usize, usize)] {
        self.members.get(slot).map_or(&[], Vec::as_slice)
    }

    pub(super) fn len(&self) -> usize {
        self.members.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Code, Column, Metadata, Place, Role};
    use crate::query::grouping::JointPlaces;
    use crate::view_spec::{Dimension, TimeUnit, ViewSpec, complete};

    /// The property test would hold, too, if facts answered nothing.
    #[test]
    fn what_the_window_asks_is_answered_from_facts() {
        let days: Vec<Span> = ["2023-02-01", "2023-12-31", "2024-01-01"].map(|day| day.parse().unwrap()).to_vec();
        let places = ["Ghana", "Chad & Peru"].map(Place::from_printed).to_vec();
        let keys = Dictionary::Text(["A", "B"].map(Into::into).to_vec());
        let codes = |entries: [usize; 5]| entries.map(Code::entry);
        let columns = vec![
            Column::new("day".into(), Role::Date, Dictionary::Times(days), &codes([0, 1, 1, 2, 2])),
            Column::new("to".into(), Role::Destination, Dictionary::Places(places), &codes([0, 1, 1, 0, 0])),
            Column::new("flight".into(), Role::FlightKey, keys, &codes([0, 0, 1, 1, 1])),
        ];
        let dataset = Dataset::new(Metadata::default(), columns, Vec::new(), Vec::new());
        dataset.prepare_now();
        let year = Dimension::Time(TimeUnit::Year(dataset.calendar()));
        for measure in ["flights", "rows"] {
            let view = ViewSpec { measure: Some(measure.into()), ..ViewSpec::new() };
            let spec = complete(&view, &dataset);
            for by in [Dimension::Column(1), year] {
                let grouping = Grouping::of(&dataset, by, JointPlaces::Apart);
                let columns = Grouping::of(&dataset, year, JointPlaces::Apart);
                assert!(tally(&dataset, &spec, "2023".parse().ok(), &grouping, None).is_some());
                assert!(tally(&dataset, &spec, None, &grouping, Some(&columns)).is_some());
            }
        }
        let facts = dataset.facts().unwrap();
        assert_eq!(facts.flights_of(2).unwrap().len(), 4, "equal facts stand once");
        assert_eq!(facts.profile_count(), 2);
    }
}
