//! What was found out about a data set and holds as long as it does: groupings, stretches of time, and the last answers.
//! It lies beside the data set and goes with it. Nothing here changes a number; whatever is forgotten is computed again.

use super::grouping::{Groups, JointPlaces};
use super::lanes::{Filters, Order, Table, Units};
use super::stretches::{Stretches, Timing};
use super::{Amount, PivotResult, QueryResult};
use crate::dataset::{Counting, Dataset, Span};
use crate::view_spec::{CompleteSpec, Dimension, Key, Months, TimeUnit};
use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, VecDeque};
use std::hash::{Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Answers that are kept, the most groups of one that is, and of all together.
const MOST_ANSWERS: usize = 4_096;
const MOST_GROUPS: usize = 4_096;
const ROOM_FOR_GROUPS: usize = 192_000;

/// Answers with two groupings that are kept, the most cells of one that is, and of all together.
const MOST_PIVOTS: usize = 1_024;
const MOST_CELLS: usize = 20_000;
const ROOM_FOR_CELLS: usize = 240_000;

/// Stretches of time that are kept.
const MOST_STRETCHES: usize = 16;

/// Sets of filters of which it is kept what they leave at any time.
const MOST_FILTERS: usize = 64;

/// Lanes of flights by units of time that are kept: some three bytes for each row and unit.
const MOST_ORDERS: usize = 6;

/// Everything that an answer depends on beside the data.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    /// `None` for a total.
    by: Option<Dimension>,
    counting: Counting,
    period: Option<Span>,
    months: Option<Months>,
    filters: Vec<(Dimension, Vec<Key>, bool)>,
    required: Option<String>,
    columns: Option<Dimension>,
    /// Of the parts that tell most questions apart, so that few are compared.
    hash: u64,
}

impl Asked {
    pub(super) fn of(spec: &CompleteSpec, period: Option<Span>) -> Self {
        let filters: Vec<(Dimension, Vec<Key>, bool)> =
            spec.filters.iter().map(|filter| (filter.dimension, filter.keep.clone(), filter.is_exact)).collect();
        let mut hasher = DefaultHasher::new();
        period.hash(&mut hasher);
        for (_, keep, is_exact) in &filters {
            (keep, is_exact).hash(&mut hasher);
        }
        Self {
            by: Some(spec.by),
            counting: spec.measure.counting.clone(),
            period,
            months: spec.months,
            filters,
            required: spec.required.clone(),
            columns: None,
            hash: hasher.finish(),
        }
    }

    /// As [`Asked::of`], without groups.
    pub(super) fn total(spec: &CompleteSpec, period: Option<Span>) -> Self {
        Self { by: None, ..Self::of(spec, period) }
    }

    /// As [`Asked::of`], with a second grouping.
    pub(super) fn crossed(spec: &CompleteSpec, columns: Dimension) -> Self {
        Self { columns: Some(columns), ..Self::of(spec, spec.period) }
    }
}

#[derive(Default)]
struct Memory {
    groups: Mutex<Vec<(Dimension, JointPlaces, Arc<Groups>)>>,
    stretches: Mutex<VecDeque<(Timing, SoughtStretches)>>,
    answers: Mutex<Answers<QueryResult>>,
    totals: Mutex<Answers<Amount>>,
    ends: Mutex<Answers<Arc<Vec<usize>>>>,
    pivots: Mutex<Answers<PivotResult>>,
    orders: Mutex<VecDeque<(Units, SoughtOrder)>>,
    kept_rows: Mutex<VecDeque<(Filters, usize)>>,
    groups_present: Mutex<VecDeque<(OfGroups, Arc<Vec<bool>>)>>,
    sources: Mutex<Vec<(Dimension, SourceBits)>>,
    untimed: Mutex<Vec<(TimeUnit, bool)>>,
}

/// None yet while somebody looks for them.
type SoughtStretches = Arc<OnceLock<Arc<Stretches>>>;

/// None yet while somebody makes it.
type SoughtOrder = Arc<OnceLock<Arc<Order>>>;

/// What it depends on which groups have rows at any time.
pub(super) type OfGroups = (Filters, Dimension, JointPlaces);

/// Which sources the rows of each group of a unit of time come from, one bit each.
pub(super) type SourceBits = Arc<HashMap<Key, u64>>;

/// Answers, the one that was used last first; those that somebody is looking for have none yet.
struct Answers<T> {
    list: VecDeque<Answer<T>>,
    /// Groups or cells of all of them.
    room: usize,
}

struct Answer<T> {
    asked: Asked,
    found: Arc<OnceLock<T>>,
    /// Its groups or cells, once it is found.
    room: usize,
}

impl<T> Default for Answers<T> {
    fn default() -> Self {
        Self { list: VecDeque::new(), room: 0 }
    }
}

fn memory(dataset: &Dataset) -> Option<&Memory> {
    dataset.notes().get_or_make(|| Box::new(Memory::default())).downcast_ref()
}

/// The sources behind each unit of time: a look at every row, once.
pub(super) fn sources(dataset: &Dataset, unit: Dimension, make: impl FnOnce() -> HashMap<Key, u64>) -> SourceBits {
    let Some(memory) = memory(dataset) else { return Arc::new(make()) };
    let mut known = memory.sources.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, bits)) = known.iter().find(|(of, _)| *of == unit) {
        return bits.clone();
    }
    let bits = Arc::new(make());
    known.push((unit, bits.clone()));
    bits
}

/// The groups of a column or a unit of time, by code.
pub(super) fn groups(
    dataset: &Dataset,
    dimension: Dimension,
    joint: JointPlaces,
    make: impl FnOnce() -> Groups,
) -> Arc<Groups> {
    let Some(memory) = memory(dataset) else { return Arc::new(make()) };
    let mut known = memory.groups.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, _, groups)) = known.iter().find(|(of, with, _)| *of == dimension && *with == joint) {
        return groups.clone();
    }
    let groups = Arc::new(make());
    known.push((dimension, joint, groups.clone()));
    groups
}

/// How time is cut for a question.
pub(super) fn stretches(dataset: &Dataset, timing: &Timing, make: impl FnOnce() -> Stretches) -> Arc<Stretches> {
    let Some(memory) = memory(dataset) else { return Arc::new(make()) };
    let wanted = {
        let mut known = memory.stretches.lock().unwrap_or_else(PoisonError::into_inner);
        match recall(&mut known, |(of, _)| of == timing) {
            Some((_, wanted)) => wanted,
            None => {
                let wanted = Arc::default();
                keep(&mut known, (timing.clone(), Arc::clone(&wanted)), MOST_STRETCHES);
                wanted
            }
        }
    };
    wanted.get_or_init(|| Arc::new(make())).clone()
}

/// The lanes of flights by some units of time, made now where they were not yet.
pub(super) fn order(table: Table<'_>, units: Units) -> Arc<Order> {
    let Some(memory) = memory(table.dataset) else { return Arc::new(Order::of(table, units)) };
    let wanted = {
        let mut known = memory.orders.lock().unwrap_or_else(PoisonError::into_inner);
        match recall(&mut known, |(of, _)| *of == units) {
            Some((_, wanted)) => wanted,
            None => {
                let wanted = Arc::default();
                keep(&mut known, (units, Arc::clone(&wanted)), MOST_ORDERS);
                wanted
            }
        }
    };
    wanted.get_or_init(|| Arc::new(Order::of(table, units))).clone()
}

/// All lanes that are there.
pub(super) fn orders(dataset: &Dataset) -> Vec<Arc<Order>> {
    let Some(memory) = memory(dataset) else { return Vec::new() };
    let known = memory.orders.lock().unwrap_or_else(PoisonError::into_inner);
    known.iter().filter_map(|(_, order)| order.get().cloned()).collect()
}

/// How many rows filters keep, whatever their time.
pub(super) fn kept_rows(dataset: &Dataset, filters: Filters, count: impl FnOnce() -> Option<usize>) -> Option<usize> {
    let memory = memory(dataset)?;
    remember(&memory.kept_rows, filters, MOST_FILTERS, count)
}

/// Which groups have any row that filters keep, whatever its time.
pub(super) fn groups_present(
    dataset: &Dataset,
    of: OfGroups,
    find: impl FnOnce() -> Option<Vec<bool>>,
) -> Option<Arc<Vec<bool>>> {
    let memory = memory(dataset)?;
    remember(&memory.groups_present, of, MOST_FILTERS, || find().map(Arc::new))
}

/// What is known of something, or is found now; two who ask at the same time both find it.
fn remember<K: PartialEq, T: Clone>(
    known: &Mutex<VecDeque<(K, T)>>,
    key: K,
    most: usize,
    find: impl FnOnce() -> Option<T>,
) -> Option<T> {
    {
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = known.iter().position(|(of, _)| *of == key) {
            let (key, found) = known.remove(index)?;
            known.push_front((key, found.clone()));
            return Some(found);
        }
    }
    let found = find()?;
    keep(&mut known.lock().unwrap_or_else(PoisonError::into_inner), (key, found.clone()), most);
    Some(found)
}

/// The answer to a question, from memory where it was asked before.
pub(super) fn answer(dataset: &Dataset, asked: Asked, find: impl FnOnce() -> QueryResult) -> QueryResult {
    let Some(memory) = memory(dataset) else { return find() };
    remembered(&memory.answers, asked, &ANSWERS, |found| found.groups.len(), find)
}

/// As [`answer`], for a question without groups.
pub(super) fn total(dataset: &Dataset, asked: Asked, find: impl FnOnce() -> Amount) -> Amount {
    let Some(memory) = memory(dataset) else { return find() };
    remembered(&memory.totals, asked, &ANSWERS, |_| 1, find)
}

/// The places at the other end of the groups of a question.
pub(super) fn ends(dataset: &Dataset, asked: Asked, find: impl FnOnce() -> Vec<usize>) -> Arc<Vec<usize>> {
    let Some(memory) = memory(dataset) else { return Arc::new(find()) };
    remembered(&memory.ends, asked, &ANSWERS, |found| found.len(), || Arc::new(find()))
}

/// Whether the times of the data hold anything that no unit of a kind does: every row is looked at once.
pub(super) fn has_untimed(dataset: &Dataset, unit: TimeUnit, find: impl FnOnce() -> bool) -> bool {
    let Some(memory) = memory(dataset) else { return find() };
    let mut known = memory.untimed.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, has)) = known.iter().find(|(other, _)| *other == unit) {
        return *has;
    }
    let has = find();
    known.push((unit, has));
    has
}

/// As [`answer`], for a question with a second grouping.
pub(super) fn pivot(dataset: &Dataset, asked: Asked, find: impl FnOnce() -> PivotResult) -> PivotResult {
    let Some(memory) = memory(dataset) else { return find() };
    remembered(&memory.pivots, asked, &PIVOTS, |found| found.cells.size(), find)
}

/// How many answers are kept, and how many groups or cells one of them has at the most, and all together.
struct Most {
    answers: usize,
    of_one: usize,
    room: usize,
}

const ANSWERS: Most = Most { answers: MOST_ANSWERS, of_one: MOST_GROUPS, room: ROOM_FOR_GROUPS };
const PIVOTS: Most = Most { answers: MOST_PIVOTS, of_one: MOST_CELLS, room: ROOM_FOR_CELLS };

fn remembered<T: Clone>(
    answers: &Mutex<Answers<T>>,
    asked: Asked,
    most: &Most,
    size: impl Fn(&T) -> usize,
    find: impl FnOnce() -> T,
) -> T {
    let wanted = {
        let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
        let is_wanted = |answer: &Answer<T>| answer.asked.hash == asked.hash && answer.asked == asked;
        // What was asked last stands first.
        let known = answers.list.iter().position(is_wanted).and_then(|index| answers.list.remove(index));
        let answer = known.unwrap_or_else(|| Answer { asked, found: Arc::default(), room: 0 });
        let wanted = Arc::clone(&answer.found);
        answers.list.push_front(answer);
        wanted
    };
    let mut is_new = false;
    // Who asks what somebody else is looking for waits for the answer.
    let found = wanted.get_or_init(|| {
        is_new = true;
        find()
    });
    if is_new {
        let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.take_in(&wanted, most, size);
    }
    found.clone()
}

impl<T> Answers<T> {
    /// Makes room for an answer that was just found.
    fn take_in(&mut self, new: &Arc<OnceLock<T>>, most: &Most, size: impl Fn(&T) -> usize) {
        let Some(index) = self.list.iter().position(|answer| Arc::ptr_eq(&answer.found, new)) else { return };
        let room = new.get().map_or(0, size);
        if room > most.of_one {
            self.list.remove(index);
            return;
        }
        if let Some(answer) = self.list.get_mut(index) {
            answer.room = room;
            self.room += room;
        }
        while self.list.len() > most.answers || self.room > most.room {
            let Some(oldest) = self.list.pop_back() else { break };
            self.room -= oldest.room;
        }
    }
}

/// Forgets all answers: a measurement asks each question anew.
pub fn forget_answers(dataset: &Dataset) {
    if let Some(memory) = memory(dataset) {
        *memory.answers.lock().unwrap_or_else(PoisonError::into_inner) = Answers::default();
        *memory.totals.lock().unwrap_or_else(PoisonError::into_inner) = Answers::default();
        *memory.ends.lock().unwrap_or_else(PoisonError::into_inner) = Answers::default();
        *memory.pivots.lock().unwrap_or_else(PoisonError::into_inner) = Answers::default();
        memory.stretches.lock().unwrap_or_else(PoisonError::into_inner).clear();
        for order in orders(dataset) {
            order.forget();
        }
        memory.kept_rows.lock().unwrap_or_else(PoisonError::into_inner).clear();
        memory.groups_present.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// What was used last stands first.
fn recall<T: Clone>(known: &mut VecDeque<T>, is_wanted: impl Fn(&T) -> bool) -> Option<T> {
    let index = known.iter().position(is_wanted)?;
    let found = known.remove(index)?;
    known.push_front(found.clone());
    Some(found)
}

fn keep<T>(known: &mut VecDeque<T>, one: T, most: usize) {
    known.push_front(one);
    known.truncate(most);
}
