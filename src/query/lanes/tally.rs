//! The tally of a question that counts rows or distinct flights, from lanes instead of rows: which rows are used, which
//! are not and why, and what each group has.
//!
//! It says exactly what a look at every row would say; where it cannot, it says so, and every row is looked at.

use super::Wanted;
use super::bits::Count;
use super::orders::{self, Filters, KINDS, Of, Points, Sought, Table, Units};
use crate::dataset::{Counting, Dataset, Missing, Span};
use crate::query::Unusable;
use crate::query::grouping::{Grouping, Groups, JointPlaces, kept_codes};
use crate::query::memory;
use crate::query::stretches::{Standing, Stretch, Stretches, Timing};
use crate::query::tally::{InPeriod, Tally, joint_places};
use crate::view_spec::{CompleteSpec, Dimension, TimeUnit};
use std::sync::Arc;

/// The most groups, and pairs of groups, that lanes tell apart faster than a look at every row does.
const MOST_GROUPS: usize = 4_096;
const MOST_PAIRS: usize = 16_384;

/// Without a grouping only the total is counted. `None` where lanes do not tell what is asked.
pub(in crate::query) fn tally(
    dataset: &Dataset,
    spec: &CompleteSpec,
    period: Option<Span>,
    rows: Option<&Grouping<'_>>,
    columns: Option<&Grouping<'_>>,
) -> Option<Tally> {
    let wanted = match &spec.measure.counting {
        Counting::Rows => Wanted::Rows,
        // Of pairs nobody asks for more than whether there are rows.
        Counting::Distinct(_) => {
            if columns.is_some() {
                Wanted::Flights
            } else {
                Wanted::Both
            }
        }
        Counting::Sum(_) | Counting::Published { .. } | Counting::Ratio { .. } => return None,
    };
    let asked = Asked::of(dataset, spec, period, (rows, columns), wanted)?;
    let mut tally = Tally::empty(dataset, asked.height * asked.width, 0);
    asked.count_rows_kept(&mut tally)?;
    let lacking = asked.lacking(spec)?;
    asked.add_used(&mut tally, &lacking.present)?;
    for (missing, filters) in &lacking.kinds {
        asked.add_missing(&mut tally, *missing, filters)?;
    }
    if let (Some(rows), None) = (rows, columns) {
        asked.add_seen(&mut tally, (rows, joint_places(dataset, spec)))?;
    }
    Some(tally)
}

/// Adds the distinct flights to a tally in which the rows of a question are counted already.
pub(in crate::query) fn add_flights(
    dataset: &Dataset,
    spec: &CompleteSpec,
    period: Option<Span>,
    (rows, columns): (&Grouping<'_>, Option<&Grouping<'_>>),
    tally: &mut Tally,
) -> Option<()> {
    let asked = Asked::of(dataset, spec, period, (Some(rows), columns), Wanted::Flights)?;
    let lacking = asked.lacking(spec)?;
    let total = asked.count(&lacking.present, |group, count| tally.add(group, 0, i128::from(count.flights)))?;
    tally.add_to_total(0, i128::from(total.flights));
    Some(())
}

/// For each group at how many places its used rows begin or end; `None` where lanes do not tell it.
pub(in crate::query) fn ends(
    dataset: &Dataset,
    spec: &CompleteSpec,
    period: Option<Span>,
    (rows, ends): (&Grouping<'_>, &Grouping<'_>),
) -> Option<Vec<usize>> {
    let asked = Asked::of(dataset, spec, period, (Some(rows), Some(ends)), Wanted::Presence)?;
    let lacking = asked.lacking(spec)?;
    let (_, points) = asked.inside();
    let found = match points.as_slice() {
        [] => vec![false; asked.height * asked.width],
        [points] => asked.sought(&lacking.present, |sought| {
            orders::presence(&Sought { wanted: Wanted::Presence, ..*sought }, Some(points))
        })?,
        _ => return None,
    };
    let places =
        |found: &[bool]| found.iter().enumerate().filter(|(end, has)| **has && ends.names_a_value(*end)).count();
    Some(found.chunks(asked.width.max(1)).map(places).collect())
}

fn unit_of(dimension: Dimension) -> Option<TimeUnit> {
    if let Dimension::Time(unit) = dimension { Some(unit) } else { None }
}

/// A question, column by column.
struct Asked<'a> {
    table: Table<'a>,
    filters: Filters,
    has_time_filters: bool,
    stretches: Arc<Stretches>,
    /// The units of time by which is grouped: by the first grouping, and by the second.
    units: [Option<TimeUnit>; 2],
    /// The groupings that are of columns.
    rows: Option<(usize, &'a Groups)>,
    columns: Option<(usize, &'a Groups)>,
    /// Groups of the first grouping, or none; groups of the second, or one.
    height: usize,
    width: usize,
    wanted: Wanted,
}

impl<'a> Asked<'a> {
    fn of(
        dataset: &'a Dataset,
        spec: &CompleteSpec,
        period: Option<Span>,
        (rows, columns): (Option<&'a Grouping<'_>>, Option<&'a Grouping<'_>>),
        wanted: Wanted,
    ) -> Option<Self> {
        let table = Table::of(dataset)?;
        let is_time = |column: usize| Some(column) == table.facts.time_column();
        let mut filters: Filters = Vec::new();
        let mut kept_times: Vec<Vec<bool>> = Vec::new();
        let mut timing = Timing { rows: None, columns: None, period, months: spec.months, filters: Vec::new() };
        for filter in &spec.filters {
            let (column, kept) = kept_codes(dataset, filter, joint_places(dataset, spec))?;
            if is_time(column) {
                kept_times.push(kept);
                timing.filters.push((filter.dimension, filter.keep.clone(), filter.is_exact));
            } else {
                filters.push((Of::Column(column), kept));
            }
        }
        let side = |grouping: Option<&'a Grouping<'_>>| match grouping {
            Some(grouping) => grouping.by_code().map(Some),
            None => Some(None),
        };
        let (row_side, column_side) = (side(rows)?, side(columns)?);
        let height = row_side.map_or(0, |(_, groups)| groups.len());
        let width = column_side.map_or(1, |(_, groups)| groups.len());
        if height.max(width) > MOST_GROUPS || height.saturating_mul(width) > MOST_PAIRS {
            return None;
        }
        let of_time = |side: Option<(usize, _)>, grouping: Option<&'a Grouping<'_>>| {
            grouping.filter(|_| side.is_some_and(|(column, _)| is_time(column)))
        };
        let (row_times, column_times) = (of_time(row_side, rows), of_time(column_side, columns));
        timing.rows = row_times.map(Grouping::dimension);
        timing.columns = column_times.map(Grouping::dimension);
        let stretches = memory::stretches(dataset, &timing, || {
            Stretches::of(table.facts, &timing, (row_times, column_times), &kept_times)
        });
        let of_column = |side: Option<(usize, &'a Groups)>| side.filter(|(column, _)| !is_time(*column));
        Some(Self {
            table,
            filters,
            has_time_filters: !kept_times.is_empty(),
            stretches,
            units: [timing.rows, timing.columns].map(|dimension| dimension.and_then(unit_of)),
            rows: of_column(row_side),
            columns: of_column(column_side),
            height,
            width,
            wanted,
        })
    }
}

/// What keeps the rows that have a value, and for each kind of nothing what keeps those that lack it.
struct Lacking {
    present: Filters,
    kinds: Vec<(Missing, Filters)>,
}

impl Asked<'_> {
    fn stretches_that(&self, is_wanted: impl Fn(&Stretch) -> bool) -> Vec<Points<'_>> {
        self.stretches
            .list
            .iter()
            .filter(|stretch| is_wanted(stretch))
            .map(|stretch| stretch.times.as_slice())
            .collect()
    }

    /// Calls back with the question under all filters and some more.
    fn sought<T>(&self, more: &Filters, ask: impl FnOnce(&Sought<'_>) -> Option<T>) -> Option<T> {
        let filters: Vec<(Of, &[bool])> =
            self.filters.iter().chain(more).map(|(of, kept)| (*of, kept.as_slice())).collect();
        ask(&Sought {
            table: self.table,
            filters: &filters,
            rows: self.rows,
            columns: self.columns,
            wanted: self.wanted,
        })
    }

    /// The points in time that filters of time keep; none of these where there are no such filters.
    fn kept_points(&self) -> Filters {
        if !self.has_time_filters {
            return Filters::new();
        }
        let mut kept = vec![false; self.table.facts.times().len()];
        for times in self.stretches_that(|stretch| stretch.standing != Standing::Filtered).into_iter().flatten() {
            kept.get_mut(times.clone()).unwrap_or_default().fill(true);
        }
        vec![(Of::Time, kept)]
    }

    /// Rows that the filters keep, whatever their time, and those whose time does not fit.
    fn count_rows_kept(&self, tally: &mut Tally) -> Option<()> {
        let read = self.table.dataset.row_count();
        let of_time = self.kept_points();
        let kept = if self.filters.is_empty() && of_time.is_empty() {
            read
        } else {
            let all: Filters = self.filters.iter().chain(&of_time).cloned().collect();
            memory::kept_rows(self.table.dataset, all, || {
                let whole = memory::order(self.table, Units::Whole);
                self.sought(&of_time, |sought| whole.count_all(sought)).map(|count| count.rows as usize)
            })?
        };
        tally.rows.filtered_by_value = read - kept;
        let is_longer = |stretch: &Stretch| match stretch.standing {
            Standing::In(InPeriod::Straddles) => true,
            Standing::In(InPeriod::Inside) => stretch.groups.is_none(),
            Standing::In(InPeriod::Outside | InPeriod::NoTime) | Standing::Filtered => false,
        };
        let mut unusable = 0;
        for (reason, points) in [
            (Unusable::LongerThanPeriod, self.stretches_that(is_longer)),
            (Unusable::NoTime, self.stretches_that(|stretch| stretch.standing == Standing::In(InPeriod::NoTime))),
        ] {
            if points.is_empty() {
                continue;
            }
            let count = self.sought(&Filters::new(), |sought| orders::count_together(sought, &points))?;
            if count.rows > 0 {
                tally.rows.add_unusable_rows(reason, count.rows as usize);
                unusable += count.rows as usize;
            }
        }
        tally.rows.filtered_by_period = kept - unusable;
        Some(())
    }

    /// What rows must have to be used.
    fn lacking(&self, spec: &CompleteSpec) -> Option<Lacking> {
        let position = |name: &String| self.table.dataset.columns().iter().position(|column| column.name == *name);
        let counted = match &spec.measure.counting {
            Counting::Rows => None,
            Counting::Distinct(name) => {
                Some(position(name).filter(|column| self.table.facts.key_column() == Some(*column))?)
            }
            Counting::Sum(name) => Some(position(name)?),
            Counting::Published { .. } | Counting::Ratio { .. } => return None,
        };
        let mut lacking = Lacking { present: Vec::new(), kinds: Vec::new() };
        for column in counted.into_iter().chain(spec.required.as_ref().and_then(position)) {
            // Profiles tell what is missing in every column that is counted or added up.
            let of_profiles = self.table.facts.missing_in(column)?;
            let of_kind = |kind: usize| (Of::MissingIn(column), (0..KINDS).map(|other| other == kind).collect());
            let is_missing = |missing: &Missing| of_profiles.contains(&Some(*missing));
            let missing: Vec<(usize, Missing)> =
                Missing::ALL.into_iter().enumerate().filter(|(_, missing)| is_missing(missing)).collect();
            for (kind, missing) in &missing {
                let mut filters = lacking.present.clone();
                filters.push(of_kind(*kind));
                lacking.kinds.push((*missing, filters));
            }
            if !missing.is_empty() {
                lacking.present.push(of_kind(KINDS - 1));
            }
        }
        Some(lacking)
    }

    /// The stretches inside the period, with their groups.
    fn inside(&self) -> (Vec<(usize, usize)>, Vec<Points<'_>>) {
        let inside = self.stretches.list.iter().filter_map(|stretch| {
            let is_inside = stretch.standing == Standing::In(InPeriod::Inside);
            Some((stretch.groups.filter(|_| is_inside)?, stretch.times.as_slice()))
        });
        inside.unzip()
    }

    /// Counts inside the period, and calls back with what each group has; what all have together.
    fn count(&self, more: &Filters, mut each: impl FnMut(usize, Count)) -> Option<Count> {
        let (groups, points) = self.inside();
        let units: Vec<TimeUnit> = self.units.into_iter().flatten().collect();
        let found = self.sought(more, |sought| orders::count(sought, &units, &points))?;
        let inner = self.columns.map_or(1, |(_, groups)| groups.len());
        // Without a grouping of columns a stretch is one group: all of it.
        for (stretch, (row, column)) in groups.iter().enumerate() {
            for (pair, count) in found.of_stretch(stretch).iter().enumerate().filter(|(_, count)| count.rows > 0) {
                each((row + pair / inner) * self.width + column + pair % inner, *count);
            }
        }
        Some(found.total)
    }

    fn add_used(&self, tally: &mut Tally, present: &Filters) -> Option<()> {
        let added = |count: Count| i128::from(if self.wanted == Wanted::Rows { count.rows } else { count.flights });
        let total = self.count(present, |group, count| tally.add(group, count.rows as usize, added(count)))?;
        tally.add_to_total(total.rows as usize, added(total));
        tally.rows.used = total.rows as usize;
        tally.rows.filtered_by_period -= total.rows as usize;
        Some(())
    }

    fn add_missing(&self, tally: &mut Tally, missing: Missing, filters: &Filters) -> Option<()> {
        let total = self.count(filters, |group, count| tally.miss(group, missing, count.rows as usize))?;
        if total.rows > 0 {
            tally.miss_in_total(missing, total.rows as usize);
            tally.rows.add_unusable_rows(Unusable::NoValue(missing), total.rows as usize);
            tally.rows.filtered_by_period -= total.rows as usize;
        }
        Some(())
    }

    /// Which groups have rows at another time than that of the period.
    fn add_seen(&self, tally: &mut Tally, (rows, joint): (&Grouping<'_>, JointPlaces)) -> Option<()> {
        // Where every row is inside, a group that has any has rows that are used or lack something.
        let is_outside =
            |stretch: &Stretch| !matches!(stretch.standing, Standing::In(InPeriod::Inside) | Standing::Filtered);
        if !self.stretches.list.iter().any(is_outside) {
            return Some(());
        }
        let of_time = self.kept_points();
        if let [Some(unit), _] = self.units {
            let rows_at = self.sought(&of_time, |sought| orders::count_units(sought, unit))?;
            for stretch in &self.stretches.list {
                if let (Some((group, _)), Some(first)) = (stretch.groups, stretch.times.first()) {
                    tally.see(group, rows_at(first.start) as usize);
                }
            }
            return Some(());
        }
        let all: Filters = self.filters.iter().chain(&of_time).cloned().collect();
        let present = memory::groups_present(self.table.dataset, (all, rows.dimension(), joint), || {
            self.sought(&of_time, |sought| orders::presence(sought, None))
        })?;
        for (group, _) in present.iter().enumerate().filter(|(_, is_present)| **is_present) {
            tally.see(group, 1);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Code, Column, Dictionary, Metadata, Place, Role};
    use crate::view_spec::{Key, ResolvedFilter, ViewSpec, complete, key_of};

    /// A seeded source of numbers.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((self.0 >> 33) as usize) % limit
        }
    }

    /// Many rows, more than are looked at in one go: flights of one row and flights of thousands, values that come once
    /// in a while and values that are nearly everywhere, and a place of the other end that few destinations have.
    fn table() -> Dataset {
        let mut dice = Dice(30_112_026);
        let count = 60_000;
        let often = |dice: &mut Dice, limit: usize| dice.below(limit).min(dice.below(limit)).min(dice.below(limit));
        let days: Vec<Span> = (0..1_000)
            .map(|day| format!("{}-{:02}-{:02}", 2019 + day / 336, day / 28 % 12 + 1, day % 28 + 1).parse().unwrap())
            .collect();
        let names = ["Ghana", "Chad", "Mexico", "Peru", "India", "Chad & Peru", "Fiji", "Cuba", "Iraq", "Togo"];
        let mut columns: Vec<(&str, Role, Dictionary, Vec<Code>)> = vec![
            ("day", Role::Date, Dictionary::Times(days), Vec::new()),
            ("to", Role::Destination, Dictionary::Places(names.map(Place::from_printed).to_vec()), Vec::new()),
            ("from", Role::Origin, Dictionary::Places(names.map(Place::from_printed).to_vec()), Vec::new()),
            ("kind", Role::None, Dictionary::Text((0..70).map(|kind| format!("T{kind}").into()).collect()), Vec::new()),
            (
                "flight",
                Role::FlightKey,
                Dictionary::Text((0..900).map(|key| format!("K{key}").into()).collect()),
                Vec::new(),
            ),
        ];
        for row in 0..count {
            let flight = if row < 9_000 { row % 3 } else { often(&mut dice, 900) };
            let day = (flight * 7 + dice.below(40) + 999 * usize::from(row == 5)) % 1_000;
            let to = if row + 1 == count { 9 } else { often(&mut dice, 9) };
            let entries = [day, to, often(&mut dice, 8), often(&mut dice, 70), flight];
            for ((_, role, _, codes), entry) in columns.iter_mut().zip(entries) {
                // The last row is the only one of its destination.
                let is_missing = row + 1 < count
                    && match role {
                        Role::FlightKey => dice.below(50) == 0,
                        Role::Origin => dice.below(20) == 0,
                        _ => false,
                    };
                codes.push(if is_missing { Code::missing(Missing::ALL[dice.below(4)]) } else { Code::entry(entry) });
            }
        }
        let columns = columns
            .into_iter()
            .map(|(name, role, dictionary, codes)| Column::new(name.into(), role, dictionary, &codes))
            .collect();
        Dataset::new(Metadata::default(), columns, Vec::new(), Vec::new())
    }

    /// Measure, period, the two groupings, and filters.
    type Case = (&'static str, Option<&'static str>, Dimension, Option<Dimension>, Vec<ResolvedFilter>);

    #[test]
    fn many_rows_are_counted_as_one_by_one() {
        let plain = table();
        let prepared = plain.clone();
        prepared.prepare_now();
        let keys = |column: usize, entries: &[usize]| -> Vec<Key> {
            entries.iter().map(|entry| key_of(&plain.columns()[column].dictionary, *entry)).collect()
        };
        let year = Dimension::Time(TimeUnit::Year(plain.calendar()));
        let (to, from, kind) = (Dimension::Column(1), Dimension::Column(2), Dimension::Column(3));
        let filter = |column: usize, entries: &[usize]| ResolvedFilter {
            by: plain.columns()[column].name.clone(),
            dimension: Dimension::Column(column),
            keep: keys(column, entries),
            is_exact: false,
        };
        let cases: [Case; 10] = [
            ("flights", None, to, None, vec![]),
            ("flights", Some("2020"), to, None, vec![filter(3, &[0, 1, 2, 60])]),
            ("flights", Some("2019-05-03..2020-02-11"), kind, None, vec![filter(1, &[0, 3])]),
            ("flights", None, Dimension::Time(TimeUnit::Month), None, vec![filter(2, &[1])]),
            ("flights", None, to, Some(from), vec![]),
            ("flights", Some("2020"), kind, Some(to), vec![filter(2, &[0, 2])]),
            ("flights", None, year, Some(kind), vec![]),
            ("flights", Some("2019-05-03..2021"), Dimension::Time(TimeUnit::Quarter), Some(to), vec![]),
            ("rows", Some("2021"), to, None, vec![filter(3, &[5, 6, 7])]),
            ("rows", None, from, Some(kind), vec![]),
        ];
        let mut by_profile = 0;
        for (measure, period, by, columns, filters) in cases {
            let view = ViewSpec { measure: Some(measure.into()), ..ViewSpec::new() };
            let spec = CompleteSpec { by, filters, ..complete(&view, &plain) };
            let period = period.map(|period| period.parse().unwrap());
            let joint = joint_places(&plain, &spec);
            let rows = Grouping::of(&plain, by, joint);
            let columns = columns.map(|columns| Grouping::of(&plain, columns, joint));
            let by_lanes = tally(&prepared, &spec, period, Some(&rows), columns.as_ref()).unwrap();
            let expected = Tally::plain(&plain, &spec, period, &rows, columns.as_ref());
            let what = format!("{measure} {period:?} {by:?}");
            let groups = rows.keys().len() * columns.as_ref().map_or(1, |columns| columns.keys().len());
            for group in 0..groups {
                let (one, other) = (by_lanes.group(group), expected.group(group));
                assert_eq!(one.amount(), other.amount(), "{what} {group}");
                let has = |cell: &crate::query::tally::Cell| (cell.rows > 0, cell.unusable_rows, cell.unusable_reason);
                assert_eq!(has(&one), has(&other), "{what} {group}");
                if columns.is_none() {
                    assert_eq!(
                        (one.rows, one.rows_any_period > 0 || one.rows > 0),
                        (other.rows, other.rows_any_period > 0),
                        "{what} {group}"
                    );
                }
            }
            assert_eq!(
                (by_lanes.total().amount(), by_lanes.total().rows),
                (expected.total().amount(), expected.total().rows),
                "{what}"
            );
            assert_eq!(by_lanes.rows, expected.rows, "{what}");
            // Rows by profile and flights from lanes say the same.
            if let Some(mut both) = crate::query::profiles::tally(&prepared, &spec, period, &rows, columns.as_ref()) {
                if measure == "flights" {
                    add_flights(&prepared, &spec, period, (&rows, columns.as_ref()), &mut both).unwrap();
                }
                for group in 0..groups {
                    assert_eq!(both.group(group).amount(), expected.group(group).amount(), "{what} {group}");
                }
                assert_eq!((both.total().amount(), &both.rows), (expected.total().amount(), &expected.rows), "{what}");
                by_profile += 1;
            }
            if columns.is_none() {
                let alone = tally(&prepared, &spec, period, None, None).unwrap();
                if let Dimension::Column(_) = by {
                    assert_eq!(
                        (alone.total().amount(), &alone.rows),
                        (expected.total().amount(), &expected.rows),
                        "{what}"
                    );
                }
            }
        }
        assert_eq!(by_profile, 4, "those of which profiles tell every column");
    }

    #[test]
    fn places_at_the_other_end_are_found_whenever_they_come() {
        let plain = table();
        let prepared = plain.clone();
        prepared.prepare_now();
        for (period, measure) in [(None, "flights"), (Some("2020"), "flights"), (None, "rows")] {
            let view = ViewSpec { measure: Some(measure.into()), ..ViewSpec::new() };
            let spec = CompleteSpec { by: Dimension::Column(1), ..complete(&view, &plain) };
            let period = period.map(|period| period.parse().unwrap());
            let joint = joint_places(&plain, &spec);
            let (rows, ends) =
                (Grouping::of(&plain, spec.by, joint), Grouping::of(&plain, Dimension::Column(2), joint));
            let expected = Tally::ends(&plain, &spec, period, &rows, &ends);
            assert_eq!(super::ends(&prepared, &spec, period, (&rows, &ends)), Some(expected.clone()));
            // The last row of all is the only one of its destination.
            assert_eq!(expected.last() == Some(&1), period.is_none(), "{expected:?}");
        }
    }
}
