//! Which lanes answer a question: those of the whole time, or those of the units of time that it asks about. Lanes are
//! made when they are first needed, and kept.
//!
//! A stretch of time that is exactly a unit needs no look at the time of a row. What is a part of one is sieved out of it
//! by points in time, and what is no part of any out of the whole. Start with [`count`].

use super::bits::Count;
use super::tree::Kept;
use super::{Answer, Question, Wanted};
use crate::dataset::facts::{Facts, Lanes, Numbering, Numbers, Planes, Positions, Rows};
use crate::dataset::{Code, Column, Dataset, FIRST_ENTRY_CODE, Missing, Span};
use crate::query::grouping::Groups;
use crate::query::memory;
use crate::view_spec::TimeUnit;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How rows are put into units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Units {
    Whole,
    Of(TimeUnit),
}

/// What planes are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Of {
    /// The values of a column.
    Column(usize),
    /// What is missing in a column, by kind; what is not missing comes last.
    MissingIn(usize),
    /// The points in time.
    Time,
}

/// What is kept: of values, for each code whether it is; of points in time, for each point.
pub(in crate::query) type Filter = (Of, Vec<bool>);
pub(in crate::query) type Filters = Vec<Filter>;

/// Kinds of missing values, and one for those that are not.
pub(super) const KINDS: usize = FIRST_ENTRY_CODE as usize + 1;

/// The rows of a data set, and where time stands.
#[derive(Clone, Copy)]
pub(in crate::query) struct Table<'a> {
    pub dataset: &'a Dataset,
    pub facts: &'a Facts,
}

impl<'a> Table<'a> {
    pub(in crate::query) fn of(dataset: &'a Dataset) -> Option<Self> {
        Some(Self { dataset, facts: dataset.facts()? })
    }

    fn column(&self, index: usize) -> Option<&'a Column> {
        self.dataset.columns().get(index)
    }

    fn lanes(&self, unit_of_point: &[Option<usize>]) -> (Lanes, Positions) {
        Lanes::of(Rows {
            count: self.dataset.row_count(),
            keys: self.facts.key_column().and_then(|key| self.column(key)),
            times: self.facts.time_column().and_then(|time| self.column(time)).map(|column| &column.codes),
            point_of_code: &self.point_of_code(),
            unit_of_point,
        })
    }

    fn planes(&self, positions: &Positions, of: Of) -> Option<Planes> {
        let made = match of {
            Of::Column(index) => match self.facts.codes_of(index) {
                Some(_) => return self.planes_by_profile(positions, &[index]).pop(),
                None => {
                    let column = self.column(index)?;
                    let code = |row| column.codes.at(row).index();
                    let numbers = Numbers::of(
                        &rows_of_each(column.codes.len(), column.code_count(), code),
                        Numbering::ByFrequency,
                    );
                    let of_codes = numbers.of_codes();
                    positions.planes(code, vec![(numbers, of_codes)])
                }
            },
            Of::MissingIn(index) => {
                let column = self.column(index)?;
                let kind = |row| column.codes.at(row).index().min(KINDS - 1);
                let numbers = Numbers::of(&rows_of_each(column.codes.len(), KINDS, kind), Numbering::ByCode);
                let of_kinds = numbers.of_codes();
                positions.planes(kind, vec![(numbers, of_kinds)])
            }
            Of::Time => {
                let codes = self.facts.time_column().and_then(|time| self.column(time)).map(|column| &column.codes);
                let code = |row| codes.map_or(0, |codes| codes.at(row).index());
                let numbers = Numbers::of(&vec![1; self.facts.times().len()], Numbering::ByCode);
                let of_codes = numbers.of_keys(self.point_of_code().into_iter());
                positions.planes(code, vec![(numbers, of_codes)])
            }
        };
        made.into_iter().next()
    }

    /// Planes of columns that profiles tell, made at once.
    fn planes_by_profile(&self, positions: &Positions, columns: &[usize]) -> Vec<Planes> {
        let numbered = |column: &usize| {
            let codes = self.facts.codes_of(*column)?;
            let mut rows_of_code = vec![0; self.column(*column)?.code_count()];
            for (code, rows) in codes.iter().zip(&self.facts.profile_rows) {
                *rows_of_code.get_mut(code.index())? += rows;
            }
            let numbers = Numbers::of(&rows_of_code, Numbering::ByFrequency);
            let of_profiles = numbers.of_keys(codes.iter().map(Code::index));
            Some((numbers, of_profiles))
        };
        positions.planes(|row| self.facts.profile_at(row), columns.iter().filter_map(numbered).collect())
    }

    /// For each code of the column of time its place among the points.
    fn point_of_code(&self) -> Vec<usize> {
        let mut places = vec![0; self.facts.times().len()];
        for (point, (code, _)) in self.facts.times().iter().enumerate() {
            if let Some(place) = places.get_mut(code.index()) {
                *place = point;
            }
        }
        places
    }
}

/// How many rows there are of each value.
fn rows_of_each(rows: usize, values: usize, value_of: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut count = vec![0; values];
    for value in (0..rows).map(value_of) {
        if let Some(count) = count.get_mut(value) {
            *count += 1;
        }
    }
    count
}

/// Lanes, and the planes that questions have needed so far.
pub(in crate::query) struct Order {
    lanes: Lanes,
    positions: Positions,
    /// For each point in time its unit.
    unit_of_point: Vec<Option<usize>>,
    /// For each unit how many points it has.
    points_of_unit: Vec<usize>,
    planes: Mutex<Vec<(Of, Arc<Planes>)>>,
    /// What filters keep, that of the last ones first.
    kept: Mutex<VecDeque<(Filter, Arc<OnceLock<Kept>>)>>,
}

/// Filters of which it is known what they keep: a bit for each row.
const MOST_KEPT: usize = 16;

/// Stretches of a list of points in time.
pub(super) type Points<'a> = &'a [Range<usize>];

/// What is counted in stretches of time: the rows that all filters keep, by the groups of columns.
#[derive(Clone, Copy)]
pub(super) struct Sought<'a> {
    pub table: Table<'a>,
    pub filters: &'a [(Of, &'a [bool])],
    pub rows: Option<(usize, &'a Groups)>,
    pub columns: Option<(usize, &'a Groups)>,
    pub wanted: Wanted,
}

/// How many rows and flights there are.
#[derive(Default)]
pub(super) struct Found {
    answers: Vec<Answer>,
    /// For each stretch the answer and the unit in it.
    of_stretches: Vec<(usize, usize)>,
    /// In all stretches together, each flight once.
    pub total: Count,
}

impl Found {
    /// For each pair of groups what a stretch has; see [`Answer::pairs`].
    pub(super) fn of_stretch(&self, stretch: usize) -> &[Count] {
        let place = self.of_stretches.get(stretch);
        place.and_then(|(answer, unit)| Some(self.answers.get(*answer)?.pairs(*unit))).unwrap_or_default()
    }
}

/// Makes the lanes that most questions need, before they are asked.
pub(in crate::query) fn prepare(table: Table<'_>) {
    std::thread::scope(|scope| {
        scope.spawn(|| memory::order(table, Units::Whole));
        for unit in [TimeUnit::Year(table.dataset.calendar()), TimeUnit::Month] {
            memory::order(table, Units::Of(unit));
        }
    });
}

/// Where one stretch of time is found.
struct Spot {
    order: Arc<Order>,
    unit: usize,
    /// Whether the unit has other points, too.
    is_part: bool,
}

/// The lanes in which points are a unit, or those of the whole time.
fn spot(table: Table<'_>, points: Points<'_>) -> Spot {
    let whole = memory::order(table, Units::Whole);
    let orders = memory::orders(table.dataset).into_iter().chain([Arc::clone(&whole)]);
    let exact = orders.filter_map(|order| Some((order.unit_of(points)?, order))).find(|((_, is_part), _)| !is_part);
    match exact {
        Some(((unit, is_part), order)) => Spot { order, unit, is_part },
        None => Spot { order: whole, unit: 0, is_part: true },
    }
}

/// Counts in several stretches of time. `units`: those by which they are grouped. `None` where a column has no planes.
pub(super) fn count(sought: &Sought<'_>, units: &[TimeUnit], stretches: &[Points<'_>]) -> Option<Found> {
    let mut found = Found::default();
    let (points, others) = match stretches {
        [] => return Some(found),
        [points, others @ ..] => (points, others),
    };
    if others.is_empty() {
        let spot = spot(sought.table, points);
        let points = [*points];
        let answer = spot.order.count(sought, spot.unit..spot.unit + 1, spot.is_part.then_some(&points))?;
        found.total = answer.total(0);
        found.answers.push(answer);
        found.of_stretches.push((0, 0));
        return Some(found);
    }
    found.total = count_together(sought, stretches)?;
    // Of the units of the question, those of which the most stretches are exactly one.
    let units_of = |order: &Order| -> Option<Vec<(usize, bool)>> {
        stretches.iter().map(|points| order.unit_of(points)).collect()
    };
    let orders = units.iter().map(|unit| memory::order(sought.table, Units::Of(*unit)));
    let (units, order) = orders
        .filter_map(|order| Some((units_of(&order)?, order)))
        .max_by_key(|(units, _)| units.iter().filter(|(_, is_part)| !is_part).count())?;
    let whole_units = || units.iter().filter(|(_, is_part)| !is_part).map(|(unit, _)| *unit);
    let hull = whole_units().min().unwrap_or(0)..whole_units().max().map_or(0, |last| last + 1);
    found.answers.push(order.count(sought, hull.clone(), None)?);
    for ((unit, is_part), points) in units.iter().zip(stretches) {
        if *is_part {
            found.of_stretches.push((found.answers.len(), 0));
            found.answers.push(order.count(sought, *unit..unit + 1, Some(&[*points]))?);
        } else {
            found.of_stretches.push((0, unit - hull.start));
        }
    }
    Some(found)
}

/// Counts what stretches have together, without groups.
pub(super) fn count_together(sought: &Sought<'_>, stretches: &[Points<'_>]) -> Option<Count> {
    let whole = memory::order(sought.table, Units::Whole);
    let sought = Sought { rows: None, columns: None, ..*sought };
    Some(whole.count(&sought, 0..1, Some(stretches))?.total(0))
}

/// How many rows each unit of time has, by the unit of a point.
pub(super) fn count_units(sought: &Sought<'_>, unit: TimeUnit) -> Option<impl Fn(usize) -> u32 + use<>> {
    let order = memory::order(sought.table, Units::Of(unit));
    let sought = Sought { rows: None, columns: None, ..*sought };
    let answer = order.count(&sought, 0..order.lanes.unit_count(), None)?;
    Some(move |point: usize| {
        let unit = order.unit_of_point.get(point).copied().flatten();
        unit.map_or(0, |unit| answer.total(unit).rows)
    })
}

/// Which pairs of groups have any row in a stretch of time, or at any time; see [`super::presence`].
pub(super) fn presence(sought: &Sought<'_>, points: Option<Points<'_>>) -> Option<Vec<bool>> {
    let spot = match points {
        Some(points) => spot(sought.table, points),
        None => Spot { order: memory::order(sought.table, Units::Whole), unit: 0, is_part: false },
    };
    let points = points.filter(|_| spot.is_part).map(|points| [points]);
    let points = points.as_ref().map(<[_; 1]>::as_slice);
    spot.order.ask(sought, spot.unit..spot.unit + 1, points, super::presence)
}

impl Order {
    pub(in crate::query) fn of(table: Table<'_>, units: Units) -> Self {
        let unit_of_point = unit_of_point(table.facts, units);
        let mut points_of_unit = vec![0; unit_of_point.iter().flatten().max().map_or(0, |unit| unit + 1)];
        for unit in unit_of_point.iter().flatten() {
            if let Some(points) = points_of_unit.get_mut(*unit) {
                *points += 1;
            }
        }
        let (lanes, positions) = table.lanes(&unit_of_point);
        let columns: Vec<usize> = table.facts.columns().collect();
        let made = table.planes_by_profile(&positions, &columns);
        let of_all = columns.into_iter().map(Of::Column).zip(made);
        let of_time = (units == Units::Whole).then(|| Some((Of::Time, table.planes(&positions, Of::Time)?))).flatten();
        let planes = of_all.chain(of_time).map(|(of, planes)| (of, Arc::new(planes))).collect();
        Self { lanes, positions, unit_of_point, points_of_unit, planes: Mutex::new(planes), kept: Mutex::default() }
    }

    /// The unit in which all of these points are, and whether it has others, too.
    fn unit_of(&self, points: Points<'_>) -> Option<(usize, bool)> {
        let all = || points.iter().cloned().flatten();
        let unit = self.unit_of_point.get(all().next()?).copied().flatten()?;
        let is_in = |point: usize| self.unit_of_point.get(point) == Some(&Some(unit));
        all().all(is_in).then(|| (unit, self.points_of_unit.get(unit) != Some(&all().count())))
    }

    fn count(&self, sought: &Sought<'_>, units: Range<usize>, points: Option<&[Points<'_>]>) -> Option<Answer> {
        self.ask(sought, units, points, super::count)
    }

    /// All that filters keep.
    pub(super) fn count_all(&self, sought: &Sought<'_>) -> Option<Count> {
        let sought = Sought { rows: None, columns: None, ..*sought };
        Some(self.count(&sought, 0..self.lanes.unit_count(), None)?.total(0))
    }

    /// Puts a question with the planes that it needs. `points`: of all of the units, those that count.
    fn ask<T>(
        &self,
        sought: &Sought<'_>,
        units: Range<usize>,
        points: Option<&[Points<'_>]>,
        answer: impl Fn(&Question<'_>) -> T,
    ) -> Option<T> {
        let kept_points = points.map(|stretches| {
            let mut kept = vec![false; sought.table.facts.times().len()];
            for points in stretches.iter().copied().flatten() {
                kept.get_mut(points.clone()).unwrap_or_default().fill(true);
            }
            kept
        });
        let time = kept_points.as_ref().filter(|kept| kept.contains(&false));
        let filters = sought.filters.iter().copied().chain(time.map(|kept| (Of::Time, kept.as_slice())));
        let mut kept = Vec::new();
        for (of, codes) in filters {
            kept.push(self.kept(sought.table, of, codes)?);
        }
        let planes = |side: Option<(usize, &Groups)>| match side {
            Some((column, _)) => self.planes(sought.table, Of::Column(column)).map(Some),
            None => Some(None),
        };
        let (rows, columns) = (planes(sought.rows)?, planes(sought.columns)?);
        Some(answer(&Question {
            lanes: &self.lanes,
            units,
            kept: &kept,
            rows: rows.as_deref().zip(sought.rows.map(|(_, groups)| groups)),
            columns: columns.as_deref().zip(sought.columns.map(|(_, groups)| groups)),
            wanted: sought.wanted,
        }))
    }

    /// What a filter keeps, known from before or found now.
    fn kept(&self, table: Table<'_>, of: Of, codes: &[bool]) -> Option<Kept> {
        let planes = self.planes(table, of)?;
        let wanted = {
            let mut known = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            let index = known.iter().position(|((known, kept), _)| *known == of && kept == codes);
            let one = match index.and_then(|index| known.remove(index)) {
                Some(one) => one,
                None => ((of, codes.to_vec()), Arc::default()),
            };
            let wanted = Arc::clone(&one.1);
            known.push_front(one);
            known.truncate(MOST_KEPT);
            wanted
        };
        // Who needs what is being found waits for it.
        Some(wanted.get_or_init(|| Kept::of(&self.lanes, &planes, codes)).clone())
    }

    /// Forgets what filters keep.
    pub(in crate::query) fn forget(&self) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Planes that were needed before, or are made now.
    pub(super) fn planes(&self, table: Table<'_>, of: Of) -> Option<Arc<Planes>> {
        // Who needs what is being made waits for it.
        let mut known = self.planes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, planes)) = known.iter().find(|(known, _)| *known == of) {
            return Some(Arc::clone(planes));
        }
        let made = Arc::new(table.planes(&self.positions, of)?);
        known.push((of, Arc::clone(&made)));
        Some(made)
    }

    /// Memory that is held, in bytes.
    pub(in crate::query) fn bytes(&self) -> usize {
        let planes = self.planes.lock().unwrap_or_else(PoisonError::into_inner);
        self.lanes.bytes() + self.positions.bytes() + planes.iter().map(|(_, planes)| planes.bytes()).sum::<usize>()
    }
}

/// The units are numbered in the order of time.
fn unit_of_point(facts: &Facts, units: Units) -> Vec<Option<usize>> {
    let Units::Of(unit) = units else { return vec![Some(0); facts.times().len()] };
    let mut known: HashMap<Result<Span, Missing>, usize> = HashMap::new();
    let number = |(_, span): &(Code, Result<Span, Missing>)| {
        // What is longer than a unit has none; what has no time is a unit of its own, for each reason.
        let held = match span {
            Ok(span) => Ok(unit.holding(*span)?),
            Err(missing) => Err(*missing),
        };
        let next = known.len();
        Some(*known.entry(held).or_insert(next))
    };
    facts.times().iter().map(number).collect()
}
