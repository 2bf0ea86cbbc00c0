//! One pass over the rows: sums, distinct counts and row counts for each group and for the total.

use super::amount::{Amount, Group, Nothing, RowCounts, Unusable};
use super::cells::MOST_PAIRS_IN_FULL;
use super::grouping::{GroupOf, Grouping, JointPlaces, kept};
use super::{lanes, profiles, published};
use crate::dataset::{Codes, Column, Counting, Dataset, Dictionary, Missing, Number, Role, Span};
use crate::view_spec::{CompleteSpec, Dimension, Key, Months};
use std::collections::{HashMap, HashSet};

/// What was found for one group, or for all.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub rows: usize,
    pub unusable_rows: usize,
    pub unusable_reason: Option<Missing>,
    /// Rows inside the filters on values, whatever their time.
    pub rows_any_period: usize,
    other_ends: usize,
    /// The sum so far, in units of the last decimal place.
    mantissa: i128,
    scale: u8,
    is_beyond_range: bool,
}

impl Cell {
    pub(super) fn amount(&self) -> Amount {
        match Number::new(self.mantissa, self.scale) {
            Some(number) if !self.is_beyond_range => Amount::Known(number),
            _ => Amount::Missing(Nothing::NoBase),
        }
    }

    /// As a pair of a row and a column; `None` where no row belongs to it.
    fn pair_amount(&self) -> Option<Amount> {
        if self.rows > 0 {
            Some(self.amount())
        } else if self.unusable_rows > 0 {
            Some(Amount::Missing(Nothing::Cell(self.unusable_reason.unwrap_or(Missing::NotReported))))
        } else {
            None
        }
    }

    /// Of several reasons the one that says most stands for all.
    fn miss(&mut self, reason: Missing, rows: usize) {
        self.unusable_rows += rows;
        self.unusable_reason = self.unusable_reason.max(Some(reason));
    }

    fn add(&mut self, mantissa: i128) {
        match self.mantissa.checked_add(mantissa) {
            Some(sum) => self.mantissa = sum,
            None => self.is_beyond_range = true,
        }
    }
}

pub(super) struct Tally {
    groups: Vec<Cell>,
    total: Cell,
    pub rows: RowCounts,
}

/// What a used row adds.
enum Adds<'a> {
    One,
    NumberOf { codes: &'a Codes, values: &'a [i64] },
    KeyOf(&'a Codes),
}

/// Where a row stands to the period asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum InPeriod {
    Inside,
    Outside,
    Straddles,
    NoTime,
}

/// Rows from which on they are counted by profile sooner than in lanes.
const ROWS_FOR_PROFILES: usize = 4_000_000;

impl Tally {
    /// From what was made of the rows where that tells what is asked, else from every row.
    pub(super) fn of(dataset: &Dataset, spec: &CompleteSpec, period: Option<Span>, grouping: &Grouping<'_>) -> Self {
        Self::prepared(dataset, spec, period, grouping, None)
            .unwrap_or_else(|| Self::plain(dataset, spec, period, grouping, None))
    }

    /// For each group at how many places its rows begin or end: at the other end of what is grouped by.
    pub(super) fn ends(
        dataset: &Dataset,
        spec: &CompleteSpec,
        period: Option<Span>,
        grouping: &Grouping<'_>,
        ends: &Grouping<'_>,
    ) -> Vec<usize> {
        lanes::ends(dataset, spec, period, (grouping, ends)).unwrap_or_else(|| {
            let tally = Self::run(dataset, spec, period, grouping, Some(ends));
            tally.groups.iter().map(|cell| cell.other_ends).collect()
        })
    }

    /// From what was made of the rows, where that tells what is asked.
    fn prepared(
        dataset: &Dataset,
        spec: &CompleteSpec,
        period: Option<Span>,
        rows: &Grouping<'_>,
        columns: Option<&Grouping<'_>>,
    ) -> Option<Self> {
        let by_lanes = || lanes::tally(dataset, spec, period, Some(rows), columns);
        let by_profiles = || {
            let mut tally = profiles::tally(dataset, spec, period, rows, columns)?;
            if matches!(spec.measure.counting, Counting::Distinct(_)) {
                lanes::add_flights(dataset, spec, period, (rows, columns), &mut tally)?;
            }
            Some(tally)
        };
        // Profiles are as many as they are, however many rows there are; months of profiles are many.
        let is_time = |grouping: &Grouping<'_>| matches!(grouping.dimension(), Dimension::Time(_));
        if !is_time(rows) && !columns.is_some_and(is_time) && dataset.row_count() >= ROWS_FOR_PROFILES {
            by_profiles().or_else(by_lanes)
        } else {
            by_lanes().or_else(by_profiles)
        }
    }

    /// From every row: the plain truth, with which everything faster must agree.
    pub(super) fn plain(
        dataset: &Dataset,
        spec: &CompleteSpec,
        period: Option<Span>,
        rows: &Grouping<'_>,
        columns: Option<&Grouping<'_>>,
    ) -> Self {
        match columns {
            Some(columns) => {
                let crossed = rows.crossed_with(columns, dataset.row_count());
                Self::run(dataset, spec, period, &crossed, None)
            }
            None => Self::run(dataset, spec, period, rows, None),
        }
    }

    /// Before any row was counted.
    pub(super) fn empty(dataset: &Dataset, groups: usize, scale: u8) -> Self {
        let cell = Cell { scale, ..Cell::default() };
        Self { groups: vec![cell.clone(); groups], total: cell, rows: RowCounts::of(dataset) }
    }

    /// Rows of a group that the filters keep, whatever their time.
    pub(super) fn see(&mut self, group: usize, rows: usize) {
        if let Some(cell) = self.groups.get_mut(group) {
            cell.rows_any_period += rows;
        }
    }

    pub(super) fn miss(&mut self, group: usize, reason: Missing, rows: usize) {
        if let Some(cell) = self.groups.get_mut(group) {
            cell.miss(reason, rows);
        }
    }

    pub(super) fn miss_in_total(&mut self, reason: Missing, rows: usize) {
        self.total.miss(reason, rows);
    }

    /// Used rows of a group, and what they add.
    pub(super) fn add(&mut self, group: usize, rows: usize, added: i128) {
        if let Some(cell) = self.groups.get_mut(group) {
            cell.rows += rows;
            cell.add(added);
        }
    }

    pub(super) fn add_to_total(&mut self, rows: usize, added: i128) {
        self.total.rows += rows;
        self.total.add(added);
    }

    /// A look at every row.
    fn run(
        dataset: &Dataset,
        spec: &CompleteSpec,
        period: Option<Span>,
        grouping: &Grouping<'_>,
        ends: Option<&Grouping<'_>>,
    ) -> Self {
        let mut tally = Self::empty(dataset, grouping.len(), 0);
        let filters: Vec<Vec<bool>> =
            spec.filters.iter().map(|filter| kept(dataset, filter, joint_places(dataset, spec))).collect();
        let by_place = dataset.is_published() && spec.role(dataset).is_country();
        let in_period = period_test(dataset, period, spec.months);
        let column_of = |name: &str| dataset.column_named(name);
        let (adds, scale) = match &spec.measure.counting {
            Counting::Sum(name) => match column_of(name).map(|column| (&column.codes, &column.dictionary)) {
                Some((codes, Dictionary::Numbers { scale, values })) => (Adds::NumberOf { codes, values }, *scale),
                // A column of texts has nothing to add; every row of it is unusable, and counted.
                Some((codes, _)) => (Adds::NumberOf { codes, values: &[] }, 0),
                None => (Adds::One, 0),
            },
            Counting::Distinct(name) => (column_of(name).map_or(Adds::One, |column| Adds::KeyOf(&column.codes)), 0),
            Counting::Rows | Counting::Published { .. } | Counting::Ratio { .. } => (Adds::One, 0),
        };
        for cell in tally.groups.iter_mut().chain([&mut tally.total]) {
            cell.scale = scale;
        }
        let required = spec.required.as_deref().and_then(column_of).map(|column| &column.codes);
        let groups = grouping.len();
        let keys = match &spec.measure.counting {
            Counting::Distinct(name) => column_of(name).map_or(0, Column::code_count),
            _ => 0,
        };
        let mut seen_keys = PairSet::new(groups, keys);
        let mut all_keys = PairSet::new(1, keys);
        let mut seen_ends = PairSet::new(groups, ends.map_or(0, |ends| ends.keys().len()));
        for row in 0..dataset.row_count() {
            // "All destinations" and regions are no places; they are never beside countries.
            let is_group_row = by_place && published::level_of(dataset, row) != published::Level::Country;
            if is_group_row || filters.iter().any(|kept| !kept.get(row).copied().unwrap_or(false)) {
                tally.rows.filtered_by_value += 1;
                continue;
            }
            let one;
            let members: &[usize] = match grouping.at(row) {
                GroupOf::Group(index) => {
                    one = [index];
                    &one
                }
                GroupOf::Several(list) => grouping.members(list),
                GroupOf::LongerThanUnit => &[],
            };
            for index in members {
                if let Some(cell) = tally.groups.get_mut(*index) {
                    cell.rows_any_period += 1;
                }
            }
            match in_period(row) {
                InPeriod::Outside => {
                    tally.rows.filtered_by_period += 1;
                    continue;
                }
                InPeriod::Straddles => {
                    tally.rows.add_unusable(Unusable::LongerThanPeriod);
                    continue;
                }
                InPeriod::NoTime => {
                    tally.rows.add_unusable(Unusable::NoTime);
                    continue;
                }
                InPeriod::Inside => {}
            }
            if members.is_empty() {
                tally.rows.add_unusable(Unusable::LongerThanPeriod);
                continue;
            }
            let (added, missing) = match adds {
                Adds::One => (1, None),
                Adds::NumberOf { codes, values } => match codes.at(row).resolve() {
                    Ok(entry) => match values.get(entry) {
                        Some(mantissa) => (*mantissa, None),
                        None => (0, Some(Missing::NotReported)),
                    },
                    Err(missing) => (0, Some(missing)),
                },
                Adds::KeyOf(codes) => (1, codes.at(row).resolve().err()),
            };
            let missing = missing.or_else(|| required.and_then(|codes| codes.at(row).resolve().err()));
            if let Some(missing) = missing {
                tally.rows.add_unusable(Unusable::NoValue(missing));
                for index in members {
                    if let Some(cell) = tally.groups.get_mut(*index) {
                        cell.miss(missing, 1);
                    }
                }
                tally.total.miss(missing, 1);
                continue;
            }
            tally.rows.used += 1;
            tally.total.rows += 1;
            let key = match adds {
                Adds::One | Adds::NumberOf { .. } => None,
                Adds::KeyOf(codes) => Some(codes.at(row).index()),
            };
            for index in members {
                let Some(cell) = tally.groups.get_mut(*index) else { continue };
                cell.rows += 1;
                if key.is_none_or(|key| seen_keys.insert(*index, key)) {
                    cell.add(i128::from(added));
                }
            }
            if let Some(ends) = ends {
                for index in members {
                    let new = ends.places_at(row).filter(|place| seen_ends.insert(*index, *place)).count();
                    if let Some(cell) = tally.groups.get_mut(*index) {
                        cell.other_ends += new;
                    }
                }
            }
            if key.is_none_or(|key| all_keys.insert(0, key)) {
                tally.total.add(i128::from(added));
            }
        }
        tally
    }

    /// All rows together, without groups; `None` where every row would have to be looked at.
    pub(super) fn prepared_total(dataset: &Dataset, spec: &CompleteSpec, period: Option<Span>) -> Option<Cell> {
        Some(lanes::tally(dataset, spec, period, None, None)?.total)
    }

    pub(super) fn group(&self, index: usize) -> Cell {
        self.groups.get(index).cloned().unwrap_or_default()
    }

    pub(super) fn total(&self) -> &Cell {
        &self.total
    }
}

/// Cells of rows by columns, counted in one pass.
pub(super) struct Pivot {
    cells: Tally,
    /// The rows and columns of the cells, where they are only those that rows have.
    found: Option<Vec<(usize, usize)>>,
    rows: HashMap<Key, usize>,
    columns: HashMap<Key, usize>,
}

impl Pivot {
    /// `None` where cells are looked up or divided and not counted or added.
    pub(super) fn run(dataset: &Dataset, spec: &CompleteSpec, columns: Dimension) -> Option<Self> {
        if !matches!(spec.measure.counting, Counting::Sum(_) | Counting::Distinct(_) | Counting::Rows) {
            return None;
        }
        let joint = joint_places(dataset, spec);
        let by_rows = Grouping::of(dataset, spec.by, joint);
        let by_columns = Grouping::of(dataset, columns, joint);
        let index = |grouping: &Grouping<'_>| grouping.keys().iter().cloned().zip(0..).collect();
        let (rows, names) = (index(&by_rows), index(&by_columns));
        if by_rows.keys().len().saturating_mul(by_columns.keys().len()) > MOST_PAIRS_IN_FULL {
            let (crossed, found) = by_rows.crossed_where_found(&by_columns, dataset.row_count());
            let cells = Tally::run(dataset, spec, spec.period, &crossed, None);
            return Some(Self { cells, found: Some(found), rows, columns: names });
        }
        let prepared = Tally::prepared(dataset, spec, spec.period, &by_rows, Some(&by_columns));
        let cells = prepared.unwrap_or_else(|| Tally::plain(dataset, spec, spec.period, &by_rows, Some(&by_columns)));
        Some(Self { cells, found: None, rows, columns: names })
    }

    /// For each group of the rows the columns that it has rows with; `None` where there is a cell for each pair.
    pub(super) fn found(&self, rows: &[Group], columns: &[Group]) -> Option<Vec<Vec<(usize, Amount)>>> {
        let found = self.found.as_ref()?;
        let positions = |groups: &[Group], of: &HashMap<Key, usize>| {
            let mut positions: Vec<Option<usize>> = vec![None; of.len()];
            for (position, group) in groups.iter().enumerate() {
                if let Some(place) = of.get(&group.key).and_then(|index| positions.get_mut(*index)) {
                    *place = Some(position);
                }
            }
            positions
        };
        let (row_at, column_at) = (positions(rows, &self.rows), positions(columns, &self.columns));
        let mut lines: Vec<Vec<(usize, Amount)>> = vec![Vec::new(); rows.len()];
        for ((row, column), cell) in found.iter().zip(&self.cells.groups) {
            let place = (row_at.get(*row).copied().flatten(), column_at.get(*column).copied().flatten());
            if let ((Some(row), Some(column)), Some(amount)) = (place, cell.pair_amount())
                && let Some(line) = lines.get_mut(row)
            {
                line.push((column, amount));
            }
        }
        for line in &mut lines {
            line.sort_by_key(|(column, _)| *column);
        }
        Some(lines)
    }

    /// The amount of a cell; `None` where no row belongs to it.
    pub(super) fn amount(&self, row: &Key, column: &Key) -> Option<Amount> {
        let position = self.rows.get(row)? * self.columns.len() + self.columns.get(column)?;
        self.cells.group(position).pair_amount()
    }
}

/// Flights went to every country of a cell; people went to one of them, and nobody knows which. What people are divided by
/// stands with the people: both halves of a ratio rest on the same rows.
pub(super) fn joint_places(dataset: &Dataset, spec: &CompleteSpec) -> JointPlaces {
    let required = spec.required.as_deref().and_then(|name| dataset.column_named(name));
    if required.is_some_and(|column| column.role != Role::Flights) {
        return JointPlaces::Together;
    }
    let counts_flights = match &spec.measure.counting {
        Counting::Distinct(_) => true,
        Counting::Sum(name) => dataset.column_named(name).is_some_and(|column| column.role == Role::Flights),
        Counting::Rows | Counting::Published { .. } | Counting::Ratio { .. } => false,
    };
    if counts_flights { JointPlaces::Apart } else { JointPlaces::Together }
}

/// A test of a row against the period: one look-up where one column says the time.
pub(super) fn period_test<'a>(
    dataset: &'a Dataset,
    period: Option<Span>,
    months: Option<Months>,
) -> Box<dyn Fn(usize) -> InPeriod + 'a> {
    if period.is_none() && months.is_none() {
        return Box::new(|_| InPeriod::Inside);
    }
    let place = move |span: Result<Span, Missing>| place_in_period(span, period, months);
    match dataset.time_column() {
        Some(column) => {
            let by_entry: Vec<InPeriod> = (0..column.dictionary.len())
                .map(|entry| place(column.dictionary.time(entry).ok_or(Missing::NotReported)))
                .collect();
            Box::new(move |row| match column.codes.at(row).resolve() {
                Ok(entry) => by_entry.get(entry).copied().unwrap_or(InPeriod::NoTime),
                Err(_) => InPeriod::NoTime,
            })
        }
        None => Box::new(move |row| place(dataset.row_span(row))),
    }
}

/// Where a time stands to the period asked for; without one and without months, every row is inside.
pub(super) fn place_in_period(span: Result<Span, Missing>, period: Option<Span>, months: Option<Months>) -> InPeriod {
    if period.is_none() && months.is_none() {
        return InPeriod::Inside;
    }
    match span {
        Err(_) => InPeriod::NoTime,
        Ok(span) => match (months.map_or(InPeriod::Inside, |months| in_months(span, months)), period) {
            (InPeriod::Inside, Some(period)) => in_span(span, period),
            (other, _) => other,
        },
    }
}

/// Whether a row's span lies in a stretch of months of its year; a longer one straddles and is never divided.
fn in_months(span: Span, months: Months) -> InPeriod {
    let month = |day: jiff::civil::Date| u8::try_from(day.month()).unwrap_or(0);
    let (first, last) = (month(span.first()), month(span.last()));
    let same_year = span.first().year() == span.last().year();
    if same_year && months.first <= first && last <= months.last {
        InPeriod::Inside
    } else if !same_year || (first <= months.last && months.first <= last) {
        InPeriod::Straddles
    } else {
        InPeriod::Outside
    }
}

fn in_span(span: Span, period: Span) -> InPeriod {
    if period.contains(span) {
        InPeriod::Inside
    } else if period.overlaps(span) {
        InPeriod::Straddles
    } else {
        InPeriod::Outside
    }
}

/// Pairs of a group and a code that have been seen: one bit each where that fits, else a hash set.
pub(super) enum PairSet {
    Bits { words: Vec<u64>, codes: usize },
    Hashes(HashSet<(usize, usize)>),
}

/// Most memory of the bits, in words of 64: 64 MB.
const MOST_WORDS: usize = 8 << 20;

impl PairSet {
    pub(super) fn new(groups: usize, codes: usize) -> Self {
        match groups.checked_mul(codes).map(|bits| bits.div_ceil(64)) {
            Some(words) if words <= MOST_WORDS => Self::Bits { words: vec![0; words], codes },
            _ => Self::Hashes(HashSet::new()),
        }
    }

    /// Whether the pair is new.
    pub(super) fn insert(&mut self, group: usize, code: usize) -> bool {
        match self {
            Self::Hashes(seen) => seen.insert((group, code)),
            Self::Bits { words, codes } => {
                let bit = group * *codes + code;
                let Some(word) = words.get_mut(bit / 64) else { return false };
                let mask = 1 << (bit % 64);
                let is_new = *word & mask == 0;
                *word |= mask;
                is_new
            }
        }
    }
}
