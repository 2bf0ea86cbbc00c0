//! The rows of flights beside each other: each flight has a lane of bits of its own, so that whether it has any row that
//! counts is an *or* down its lane, for 256 flights at once, and how many such flights there are is a count of bits.
//! No set and no hash is needed, and no order of the rows.
//!
//! Rows are put into *units*, such as months, each of which has lanes of its own for its flights. Within a unit flights
//! with about as many rows stand beside each other in a *block*, so that few places are empty, as sparse matrices are
//! stored by slices (Kreutzer et al., "A unified sparse matrix data format", SIAM J. Sci. Comput. 2014).
//!
//! This file must never know a question. Start with [`Lanes`].

use super::planes::{Numbers, Planes, ROWS_OF_WORD, Word};
use crate::dataset::column::{Codes, Column};
use std::cmp::Reverse;
use std::ops::Range;

/// A place in which no row stands.
pub(super) const NO_ROW: u32 = u32::MAX;

/// Flights in the order of their first row that are looked at together when those of one length are put beside each
/// other: rows of a short time then stand near each other.
const NEIGHBOURS: usize = 1_024;

/// Words that stand one after the other and belong to the same flights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub first: usize,
    pub length: usize,
    pub breadth: Breadth,
    pub unit: usize,
}

impl Block {
    pub fn words(&self) -> Range<usize> {
        self.first..self.first + self.length
    }
}

/// How many flights stand beside each other in a word: with fewer of them, each has several places in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breadth {
    Lanes256,
    Lanes64,
    Lanes16,
}

impl Breadth {
    const ALL: [Self; 3] = [Self::Lanes256, Self::Lanes64, Self::Lanes16];

    pub fn lanes(self) -> usize {
        match self {
            Self::Lanes256 => 256,
            Self::Lanes64 => 64,
            Self::Lanes16 => 16,
        }
    }

    /// Rows that a flight has room for in a word.
    fn rows(self) -> usize {
        ROWS_OF_WORD / self.lanes()
    }

    /// How many flights have a bit in any of their places of a word.
    #[inline]
    pub fn flights(self, word: &Word) -> u32 {
        match self {
            Self::Lanes256 => word.iter().map(|part| part.count_ones()).sum(),
            Self::Lanes64 => {
                let any = word.as_chunks::<2>().0.iter().fold([0; 2], |[one, other], [a, b]| [one | a, other | b]);
                any.iter().map(|part| part.count_ones()).sum()
            }
            Self::Lanes16 => {
                let any = word.iter().fold(0, |any, part| any | part);
                ((any | any >> 16) & 0xFFFF).count_ones()
            }
        }
    }
}

/// See the page of this file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lanes {
    blocks: Vec<Block>,
    /// Where the blocks of each unit begin, and where the last ones end.
    starts: Vec<usize>,
    /// The places in which rows stand.
    valid: Vec<Word>,
}

/// Which row stands in which place of some lanes: what planes are made by.
#[derive(Debug, Default)]
pub struct Positions(Vec<u32>);

/// What lanes are made of.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// How many there are.
    pub count: usize,
    /// The column that names flights; a row without a name has a lane of its own.
    pub keys: Option<&'a Column>,
    /// The codes of the column of time.
    pub times: Option<&'a Codes>,
    /// For each code of it the place among the points in time, in their order.
    pub point_of_code: &'a [usize],
    /// For each point the unit of its rows; those of `None` have no place.
    pub unit_of_point: &'a [Option<usize>],
}

impl Rows<'_> {
    /// The point in time of a row.
    fn point(&self, row: usize) -> usize {
        self.times.map_or(0, |codes| self.point_of_code.get(codes.at(row).index()).copied().unwrap_or(0))
    }

    /// The position of the flight of a row among the names.
    fn key(&self, row: usize) -> Option<usize> {
        self.keys?.codes.at(row).resolve().ok()
    }

    fn unit(&self, point: usize) -> Option<usize> {
        self.unit_of_point.get(point).copied().flatten()
    }

    fn unit_count(&self) -> usize {
        self.unit_of_point.iter().flatten().max().map_or(0, |unit| unit + 1)
    }
}

impl Lanes {
    /// Lanes, and where rows stand in them; made of the same rows, both are always the same.
    pub fn of(rows: Rows<'_>) -> (Self, Positions) {
        let (by_flight, of_units) = rows_by_flight(rows);
        let without_flight = rows_without_flight(rows);
        let mut lanes = Self { blocks: Vec::new(), starts: vec![0], valid: Vec::new() };
        let mut positions = Vec::new();
        for (unit, (mut flights, others)) in of_units.into_iter().zip(without_flight).enumerate() {
            for neighbours in flights.chunks_mut(NEIGHBOURS) {
                // Equally long ones stay in the order of their first rows.
                neighbours.sort_by_key(|flight| Reverse(flight.len()));
                lanes.append(unit, neighbours, &by_flight, &mut positions);
            }
            for rows in others.chunks(ROWS_OF_WORD) {
                let first = positions.len() / ROWS_OF_WORD;
                positions.extend(rows);
                positions.resize((first + 1) * ROWS_OF_WORD, NO_ROW);
                lanes.blocks.push(Block { first, length: 1, breadth: Breadth::Lanes256, unit });
            }
            lanes.starts.push(lanes.blocks.len());
        }
        let is_row = |part: &[u32]| part.iter().rev().fold(0, |word, row| word << 1 | u32::from(*row != NO_ROW));
        let words = positions.chunks(ROWS_OF_WORD);
        lanes.valid = words
            .map(|places| {
                let mut word = [0; 8];
                word.iter_mut().zip(places.chunks(32)).for_each(|(part, places)| *part = is_row(places));
                word
            })
            .collect();
        (lanes, Positions(positions))
    }

    /// Adds blocks of flights of about one length, the longest first. `rows`: what the flights are stretches of.
    fn append(&mut self, unit: usize, mut flights: &[Range<usize>], rows: &[u32], positions: &mut Vec<u32>) {
        while let Some(longest) = flights.first().map(Range::len) {
            // The breadth in which a flight takes the least room; of two alike the wider one.
            let room = |breadth: Breadth| longest.div_ceil(breadth.rows());
            let taken = |breadth: Breadth| breadth.lanes().min(flights.len());
            let room_of_each = |breadth: &Breadth| room(*breadth) * 1_000 / taken(*breadth);
            let breadth = Breadth::ALL.into_iter().min_by_key(room_of_each).unwrap_or(Breadth::Lanes256);
            let (words, first) = (room(breadth), positions.len() / ROWS_OF_WORD);
            let (these, others) = flights.split_at(taken(breadth));
            flights = others;
            positions.resize(positions.len() + words * ROWS_OF_WORD, NO_ROW);
            let places = positions.get_mut(first * ROWS_OF_WORD..).unwrap_or_default();
            for (lane, flight) in these.iter().enumerate() {
                let rows = rows.get(flight.clone()).unwrap_or_default();
                for (place, row) in places.iter_mut().skip(lane).step_by(breadth.lanes()).zip(rows) {
                    *place = *row;
                }
            }
            self.blocks.push(Block { first, length: words, breadth, unit });
        }
    }

    pub fn unit_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The blocks of some units.
    pub fn blocks_of(&self, units: Range<usize>) -> &[Block] {
        let at = |unit: usize| self.starts.get(unit).copied().unwrap_or(self.blocks.len());
        self.blocks.get(at(units.start)..at(units.end)).unwrap_or_default()
    }

    pub fn valid(&self) -> &[Word] {
        &self.valid
    }

    /// Memory that is held, in bytes.
    pub fn bytes(&self) -> usize {
        size_of_val(self.valid.as_slice()) + size_of_val(self.blocks.as_slice()) + size_of_val(self.starts.as_slice())
    }
}

impl Positions {
    /// The planes of columns; see `Planes::of`.
    pub fn planes(&self, key_of: impl Fn(usize) -> usize, columns: Vec<(Numbers, Vec<u32>)>) -> Vec<Planes> {
        Planes::of(&self.0, key_of, columns)
    }

    /// Memory that is held, in bytes.
    pub fn bytes(&self) -> usize {
        size_of_val(self.0.as_slice())
    }
}

/// The rows with a flight and a unit, those of one flight in one unit beside each other, and for each unit the stretches
/// that are its flights, in the order of the flights' first points in time.
fn rows_by_flight(rows: Rows<'_>) -> (Vec<u32>, Vec<Vec<Range<usize>>>) {
    let with_both = |row: usize| {
        let (key, point) = (rows.key(row)?, rows.point(row));
        Some((row, key, point, rows.unit(point)?))
    };
    // Where the rows of each flight end, and when it is first seen.
    let mut ends = vec![0_usize; rows.keys.map_or(0, |keys| keys.dictionary.len())];
    let mut first_points = vec![usize::MAX; ends.len()];
    for (_, key, point, _) in (0..rows.count).filter_map(with_both) {
        if let (Some(count), Some(first)) = (ends.get_mut(key), first_points.get_mut(key)) {
            *count += 1;
            *first = point.min(*first);
        }
    }
    let mut flights: Vec<(usize, usize)> =
        first_points.into_iter().zip(0..).filter(|(point, _)| *point != usize::MAX).collect();
    flights.sort_unstable();
    let mut all = 0;
    for (_, key) in &flights {
        if let Some(end) = ends.get_mut(*key) {
            let count = *end;
            *end = all;
            all += count;
        }
    }
    // From here on each end is that of the rows that were put in their places.
    let mut by_flight = vec![(0_u32, 0_u32); all];
    for (row, key, _, unit) in (0..rows.count).filter_map(with_both) {
        if let Some(end) = ends.get_mut(key)
            && let Some(place) = by_flight.get_mut(*end)
        {
            *place = (u32::try_from(unit).unwrap_or(u32::MAX), u32::try_from(row).unwrap_or(NO_ROW));
            *end += 1;
        }
    }
    let mut of_units: Vec<Vec<Range<usize>>> = vec![Vec::new(); rows.unit_count()];
    let mut first = 0;
    for (_, key) in flights {
        let end = ends.get(key).copied().unwrap_or(first);
        let its = by_flight.get_mut(first..end).unwrap_or_default();
        if !its.is_sorted_by_key(|(unit, _)| *unit) {
            its.sort_by_key(|(unit, _)| *unit);
        }
        for same in its.chunk_by(|one, other| one.0 == other.0) {
            let unit = same.first().map_or(0, |(unit, _)| *unit as usize);
            if let Some(of_unit) = of_units.get_mut(unit) {
                of_unit.push(first..first + same.len());
            }
            first += same.len();
        }
    }
    (by_flight.into_iter().map(|(_, row)| row).collect(), of_units)
}

/// For each unit the rows that name no flight.
fn rows_without_flight(rows: Rows<'_>) -> Vec<Vec<u32>> {
    let mut of_units = vec![Vec::new(); rows.unit_count()];
    for row in (0..rows.count).filter(|row| rows.key(*row).is_none()) {
        if let Some(of_unit) = rows.unit(rows.point(row)).and_then(|unit| of_units.get_mut(unit)) {
            of_unit.push(u32::try_from(row).unwrap_or(NO_ROW));
        }
    }
    of_units
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::column::{Code, Dictionary};
    use crate::dataset::role::Role;

    /// A column of texts; `None` is a blank cell.
    fn column(cells: &[Option<usize>], entries: usize) -> Column {
        let codes: Vec<Code> = cells.iter().map(|cell| cell.map_or(Code::NOT_REPORTED, Code::entry)).collect();
        let texts = (0..entries).map(|entry| entry.to_string().into()).collect();
        Column::new("key".into(), Role::FlightKey, Dictionary::Text(texts), &codes)
    }

    /// The flights that have a bit in a word of a block, told apart by their lanes.
    fn rows_of_lanes(lanes: &Lanes, positions: &Positions) -> Vec<(usize, Vec<u32>)> {
        let mut found = Vec::new();
        for block in lanes.blocks_of(0..lanes.unit_count()) {
            let places = &positions.0[block.first * 256..(block.first + block.length) * 256];
            for lane in 0..block.breadth.lanes() {
                let places = places.iter().skip(lane).step_by(block.breadth.lanes());
                let rows: Vec<u32> = places.copied().filter(|row| *row != NO_ROW).collect();
                if !rows.is_empty() {
                    found.push((block.unit, rows));
                }
            }
        }
        found
    }

    #[test]
    fn each_flight_has_a_lane_in_each_unit() {
        // Rows 0 to 7; row 3 names no flight, row 5 belongs to no unit.
        let keys = column(&[Some(1), Some(0), Some(1), None, Some(1), Some(0), Some(2), Some(1)], 3);
        let times = column(&[Some(0), Some(1), Some(1), Some(0), Some(0), Some(2), Some(1), Some(1)], 3);
        let point_of_code = [3, 3, 3, 3, 0, 1, 2];
        let unit_of_point = [Some(0), Some(1), None, None];
        let rows = Rows {
            count: 8,
            keys: Some(&keys),
            times: Some(&times.codes),
            point_of_code: &point_of_code,
            unit_of_point: &unit_of_point,
        };
        let (lanes, positions) = Lanes::of(rows);
        let mut found = rows_of_lanes(&lanes, &positions);
        found.sort();
        assert_eq!(found, [(0, vec![0, 4]), (0, vec![3]), (1, vec![1]), (1, vec![2, 7]), (1, vec![6])]);
        let valid: u32 = lanes.valid().iter().flatten().map(|part| part.count_ones()).sum();
        assert_eq!(valid, 7);
    }

    /// Flights and the rows of each; blocks by breadth and words.
    type Case = (usize, usize, Vec<(usize, usize)>);

    #[test]
    fn blocks_take_the_breadth_with_the_least_room() {
        let cases: [Case; 5] = [
            (300, 1, vec![(256, 1), (256, 1)]),
            (300, 8, vec![(256, 8), (64, 2)]),
            (10, 100, vec![(16, 7)]),
            (60, 100, vec![(64, 25)]),
            (3, 1, vec![(256, 1)]),
        ];
        for (flights, length, expected) in cases {
            let cells: Vec<Option<usize>> = (0..flights * length).map(|row| Some(row % flights)).collect();
            let keys = column(&cells, flights);
            let rows = Rows {
                count: cells.len(),
                keys: Some(&keys),
                times: None,
                point_of_code: &[],
                unit_of_point: &[Some(0)],
            };
            let (lanes, positions) = Lanes::of(rows);
            let blocks: Vec<(usize, usize)> =
                lanes.blocks_of(0..1).iter().map(|block| (block.breadth.lanes(), block.length)).collect();
            assert_eq!(blocks, expected, "{flights} flights of {length}");
            let found = rows_of_lanes(&lanes, &positions);
            assert_eq!(found.len(), flights);
            assert!(found.iter().all(|(_, rows)| rows.len() == length));
            for block in lanes.blocks_of(0..1) {
                let any = lanes.valid()[block.first];
                let here = found.len().min(block.breadth.lanes());
                assert!(block.breadth.flights(&any) as usize <= here);
            }
        }
    }

    #[test]
    fn a_flight_counts_once_in_all_its_places() {
        for (breadth, word, flights) in [
            (Breadth::Lanes256, [1, 0, 1, 0, 0, 0, 3, 0], 4),
            (Breadth::Lanes64, [1, 0, 1, 0, 0, 0, 3, 0], 2),
            (Breadth::Lanes64, [1, 1, 0, 0, 0, 0, 0, 4], 3),
            (Breadth::Lanes16, [1, 0, 1 << 16, 0, 0, 2, 0, 1 << 17], 2),
            (Breadth::Lanes16, [u32::MAX; 8], 16),
        ] {
            assert_eq!(breadth.flights(&word), flights);
        }
    }
}
