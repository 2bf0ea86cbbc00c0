//! The tally of a question that adds rows or numbers up, from facts instead of rows: filters, groups and missing values
//! are asked of profiles, rows and sums come from cells. Where distinct flights are counted, it tells the rows of all
//! groups, and no flights.
//!
//! It says exactly what a look at every row would say; where it cannot, it says so, and every row is looked at.

use super::Unusable;
use super::grouping::{Grouping, kept_codes};
use super::memory;
use super::slots::{Classes, Gathered, Slots};
use super::stretches::{Standing, Stretches, Timing};
use super::tally::{InPeriod, Tally, joint_places};
use crate::dataset::{Counting, Dataset, Dictionary, Missing, Span};
use crate::view_spec::CompleteSpec;

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
    let (counted, scale) = match &spec.measure.counting {
        Counting::Rows => (None, 0),
        Counting::Sum(name) => {
            let index = position(name)?;
            let Dictionary::Numbers { scale, .. } = &dataset.columns().get(index)?.dictionary else { return None };
            (Some(index), *scale)
        }
        Counting::Distinct(name) => {
            let index = position(name)?;
            (Some(facts.key_column().filter(|key| *key == index)?), 0)
        }
        Counting::Published { .. } | Counting::Ratio { .. } => return None,
    };
    let sum = match (&spec.measure.counting, counted) {
        (Counting::Sum(_), Some(column)) => Some(facts.sum_of(column)?),
        _ => None,
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
    let cells = stretches.cells(facts)?;
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
    }
    let sees_by_time = rows_of_time || columns_of_time || !timing.filters.is_empty();
    let sums = sum.and_then(|sum| cells.sums.get(sum)).map(Vec::as_slice);
    let classes = Classes::of(&slots, &keep, lacks);
    let mut gathered = Gathered::default();
    for (index, stretch) in stretches.list.iter().enumerate() {
        let Standing::In(in_period) = stretch.standing else { continue };
        classes.gather(cells, cells.of(index..index + 1), sums, &mut gathered);
        for (class, count, sum) in classes.with_rows(&gathered) {
            if !timing.filters.is_empty() {
                kept_rows += count;
            }
            let groups = stretch.groups.unwrap_or((0, 0));
            if sees_by_time && stretch.groups.is_some() {
                slots.each_group(class.slot, groups, width, |group| tally.see(group, count));
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
            if let Some(missing) = class.missing {
                tally.rows.add_unusable_rows(Unusable::NoValue(missing), count);
                slots.each_group(class.slot, groups, width, |group| tally.miss(group, missing, count));
                tally.miss_in_total(missing, count);
                continue;
            }
            let added = match spec.measure.counting {
                Counting::Rows => i128::try_from(count).ok()?,
                _ => sum,
            };
            tally.rows.used += count;
            slots.each_group(class.slot, groups, width, |group| tally.add(group, count, added));
            tally.add_to_total(count, added);
        }
    }
    let read: usize = dataset.row_count();
    tally.rows.filtered_by_value = read - kept_rows;
    let unusable = tally.rows.unusable.iter().filter(|(reason, _)| !matches!(reason, Unusable::LeftOut(_)));
    tally.rows.filtered_by_period = kept_rows - tally.rows.used - unusable.map(|(_, rows)| rows).sum::<usize>();
    Some(tally)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Code, Column, Metadata, Place, Role};
    use crate::query::grouping::JointPlaces;
    use crate::view_spec::{Dimension, TimeUnit, ViewSpec, complete};

    /// The property test would hold, too, if facts answered nothing.
    #[test]
    fn sums_are_answered_from_facts() {
        let days: Vec<Span> = ["2023-02-01", "2023-12-31", "2024-01-01"].map(|day| day.parse().unwrap()).to_vec();
        let places = ["Ghana", "Chad & Peru"].map(Place::from_printed).to_vec();
        let people = Dictionary::Numbers { values: vec![3, 40, 500], scale: 0 };
        let codes = |entries: [usize; 5]| entries.map(Code::entry);
        let columns = vec![
            Column::new("day".into(), Role::Date, Dictionary::Times(days), &codes([0, 1, 1, 2, 2])),
            Column::new("to".into(), Role::Destination, Dictionary::Places(places), &codes([0, 1, 1, 0, 0])),
            Column::new("people".into(), Role::People, people, &codes([0, 1, 2, 0, 1])),
        ];
        let dataset = Dataset::new(Metadata::default(), columns, Vec::new(), Vec::new());
        dataset.prepare_now();
        let year = Dimension::Time(TimeUnit::Year(dataset.calendar()));
        let spec = complete(&ViewSpec { measure: Some("people".into()), ..ViewSpec::new() }, &dataset);
        for by in [Dimension::Column(1), year] {
            let grouping = Grouping::of(&dataset, by, JointPlaces::Together);
            let columns = Grouping::of(&dataset, year, JointPlaces::Together);
            let in_2023 = tally(&dataset, &spec, "2023".parse().ok(), &grouping, None).unwrap();
            assert_eq!(in_2023.total().amount().known(), Some(543_i64.into()));
            let crossed = tally(&dataset, &spec, None, &grouping, Some(&columns)).unwrap();
            assert_eq!(crossed.total().amount().known(), Some(586_i64.into()));
        }
        assert_eq!(dataset.facts().unwrap().profile_count(), 2);
    }
}
