//! Which group each row belongs to. A column is looked at once for each distinct value, not once for each row.

use super::memory;
use crate::dataset::{Code, Codes, Column, Dataset, Dictionary};
use crate::view_spec::{Dimension, Key, ResolvedFilter, TimeUnit, key_of};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// A row is in a group, in several, or is about a longer time than one unit, or names no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum GroupOf {
    Group(usize),
    /// Several groups: the position of their list; see [`Grouping::members`].
    Several(usize),
    LongerThanUnit,
}

/// What becomes of a cell that names several countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JointPlaces {
    /// A group of their own: people are counted once.
    Together,
    /// The row counts for each of them: a flight went to all.
    Apart,
}

/// The groups of a column or a unit of time, and the group of each code.
#[derive(Debug, Default)]
pub(super) struct Groups {
    keys: Vec<Key>,
    several: Vec<Vec<usize>>,
    by_code: Vec<GroupOf>,
    /// The keys that at least one row has; a look at all rows, once.
    used: OnceLock<Vec<Key>>,
}

impl Groups {
    /// A group or a list of groups by one number: the groups come first.
    pub(super) fn choice_of_code(&self, code: usize) -> Option<usize> {
        match self.by_code.get(code)? {
            GroupOf::Group(index) => Some(*index),
            GroupOf::Several(list) => Some(self.keys.len() + list),
            GroupOf::LongerThanUnit => None,
        }
    }

    pub(super) fn code_count(&self) -> usize {
        self.by_code.len()
    }

    pub(super) fn choice_count(&self) -> usize {
        self.keys.len() + self.several.len()
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The groups of a choice that is a list.
    pub(super) fn members_of_choice(&self, choice: usize) -> Option<&[usize]> {
        self.several.get(choice.checked_sub(self.keys.len())?).map(Vec::as_slice)
    }
}

pub(super) struct Grouping<'a> {
    dimension: Dimension,
    groups: Arc<Groups>,
    /// Groups of two groupings together; zero for a grouping of its own.
    crossed: usize,
    rows: RowGroups<'a>,
}

enum RowGroups<'a> {
    /// By the codes of a column, with its position.
    ByCode(usize, &'a Codes),
    ByRow(Vec<GroupOf>),
}

impl<'a> Grouping<'a> {
    pub(super) fn of(dataset: &'a Dataset, dimension: Dimension, joint: JointPlaces) -> Self {
        let position = |wanted: &Column| dataset.columns().iter().position(|column| std::ptr::eq(column, wanted));
        let index = match dimension {
            Dimension::Column(index) => Some(index),
            Dimension::Time(_) => dataset.time_column().filter(|_| !dataset.is_published()).and_then(position),
        };
        let column = index.and_then(|index| Some((index, dataset.columns().get(index)?)));
        let (groups, rows) = match (column, dimension) {
            (Some((index, column)), Dimension::Column(_)) => {
                let make = || groups_of_column(column, joint);
                (memory::groups(dataset, dimension, joint, make), RowGroups::ByCode(index, &column.codes))
            }
            (Some((index, column)), Dimension::Time(unit)) => {
                let make = || {
                    let mut keys = Keys::default();
                    let by_code = by_code(column, |key| group_of_time(&mut keys, unit, key));
                    Groups { keys: keys.list, by_code, ..Groups::default() }
                };
                (memory::groups(dataset, dimension, joint, make), RowGroups::ByCode(index, &column.codes))
            }
            (None, Dimension::Column(_)) => (Arc::default(), RowGroups::ByRow(Vec::new())),
            (None, Dimension::Time(unit)) => {
                let mut keys = Keys::default();
                let span = |row: usize| dataset.row_span(row).map_or_else(Key::Missing, Key::Time);
                let rows = (0..dataset.row_count()).map(|row| group_of_time(&mut keys, unit, span(row))).collect();
                (Arc::new(Groups { keys: keys.list, ..Groups::default() }), RowGroups::ByRow(rows))
            }
        };
        Self { dimension, groups, crossed: 0, rows }
    }

    pub(super) fn dimension(&self) -> Dimension {
        self.dimension
    }

    pub(super) fn keys(&self) -> &[Key] {
        &self.groups.keys
    }

    /// How many groups there are; crossed groups have no keys of their own.
    pub(super) fn len(&self) -> usize {
        self.keys().len().max(self.crossed)
    }

    /// The position of the column whose codes say the groups, and the groups; `None` where rows do.
    pub(super) fn by_code(&self) -> Option<(usize, &Groups)> {
        match &self.rows {
            RowGroups::ByCode(column, _) => Some((*column, &self.groups)),
            RowGroups::ByRow(_) => None,
        }
    }

    /// The groups of two groupings at once: group `row * columns + column`.
    pub(super) fn crossed_with(&self, columns: &Grouping<'_>, rows: usize) -> Grouping<'static> {
        let width = columns.keys().len();
        let mut several: Vec<Vec<usize>> = Vec::new();
        let mut list_of: HashMap<(GroupOf, GroupOf), usize> = HashMap::new();
        let groups = (0..rows).map(|row| match (self.at(row), columns.at(row)) {
            (GroupOf::Group(row), GroupOf::Group(column)) => GroupOf::Group(row * width + column),
            (GroupOf::LongerThanUnit, _) | (_, GroupOf::LongerThanUnit) => GroupOf::LongerThanUnit,
            (left, right) => GroupOf::Several(*list_of.entry((left, right)).or_insert_with(|| {
                let (left, right) = (self.groups_of(left), columns.groups_of(right));
                several
                    .push(left.iter().flat_map(|row| right.iter().map(move |column| row * width + column)).collect());
                several.len() - 1
            })),
        });
        let groups = groups.collect();
        let crossed = self.keys().len() * width;
        Grouping {
            dimension: self.dimension,
            groups: Arc::new(Groups { several, ..Groups::default() }),
            crossed,
            rows: RowGroups::ByRow(groups),
        }
    }

    /// As [`Grouping::crossed_with`], with a group only for the pairs that rows have; which ones, in the order found.
    pub(super) fn crossed_where_found(
        &self,
        columns: &Grouping<'_>,
        rows: usize,
    ) -> (Grouping<'static>, Vec<(usize, usize)>) {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let mut position_of: HashMap<(usize, usize), usize> = HashMap::new();
        let mut position = |row: usize, column: usize| {
            *position_of.entry((row, column)).or_insert_with(|| {
                pairs.push((row, column));
                pairs.len() - 1
            })
        };
        let mut several: Vec<Vec<usize>> = Vec::new();
        let mut list_of: HashMap<(GroupOf, GroupOf), usize> = HashMap::new();
        let mut groups: Vec<GroupOf> = Vec::with_capacity(rows);
        for row in 0..rows {
            groups.push(match (self.at(row), columns.at(row)) {
                (GroupOf::Group(row), GroupOf::Group(column)) => GroupOf::Group(position(row, column)),
                (GroupOf::LongerThanUnit, _) | (_, GroupOf::LongerThanUnit) => GroupOf::LongerThanUnit,
                (left, right) => GroupOf::Several(*list_of.entry((left, right)).or_insert_with(|| {
                    let (left, right) = (self.groups_of(left), columns.groups_of(right));
                    let mut list = Vec::with_capacity(left.len() * right.len());
                    for row in &left {
                        list.extend(right.iter().map(|column| position(*row, *column)));
                    }
                    several.push(list);
                    several.len() - 1
                })),
            });
        }
        let crossed = pairs.len();
        let grouping = Grouping {
            dimension: self.dimension,
            groups: Arc::new(Groups { several, ..Groups::default() }),
            crossed,
            rows: RowGroups::ByRow(groups),
        };
        (grouping, pairs)
    }

    fn groups_of(&self, group: GroupOf) -> Vec<usize> {
        match group {
            GroupOf::Group(index) => vec![index],
            GroupOf::Several(list) => self.members(list).to_vec(),
            GroupOf::LongerThanUnit => Vec::new(),
        }
    }

    /// Whether any value stands for several groups.
    pub(super) fn has_several(&self) -> bool {
        !self.groups.several.is_empty()
    }

    /// The groups of a row that is in several.
    pub(super) fn members(&self, list: usize) -> &[usize] {
        self.groups.several.get(list).map_or(&[], Vec::as_slice)
    }

    pub(super) fn at(&self, row: usize) -> GroupOf {
        match &self.rows {
            RowGroups::ByCode(_, codes) => self.groups.by_code.get(codes.at(row).index()).copied(),
            RowGroups::ByRow(groups) => groups.get(row).copied(),
        }
        .unwrap_or(GroupOf::LongerThanUnit)
    }

    /// The groups of a row that name a value.
    pub(super) fn places_at(&self, row: usize) -> impl Iterator<Item = usize> {
        let group = self.at(row);
        let only = if let GroupOf::Group(index) = group { Some(index) } else { None };
        let several = if let GroupOf::Several(list) = group { self.members(list) } else { &[] };
        only.into_iter().chain(several.iter().copied()).filter(|group| self.names_a_value(*group))
    }

    /// Whether a group is of a value, and not of one of the kinds of nothing.
    pub(super) fn names_a_value(&self, group: usize) -> bool {
        self.keys().get(group).is_some_and(|key| !matches!(key, Key::Missing(_)))
    }

    /// The keys that at least one row has, in their order.
    pub(super) fn used_keys(&self, dataset: &Dataset) -> &[Key] {
        self.groups.used.get_or_init(|| {
            let mut used = vec![false; self.keys().len()];
            for row in 0..dataset.row_count() {
                if let GroupOf::Group(index) = self.at(row)
                    && let Some(used) = used.get_mut(index)
                {
                    *used = true;
                }
            }
            self.keys().iter().zip(used).filter(|(_, used)| *used).map(|(key, _)| key.clone()).collect()
        })
    }
}

fn groups_of_column(column: &Column, joint: JointPlaces) -> Groups {
    let mut keys = Keys::default();
    let mut several: Vec<Vec<usize>> = Vec::new();
    let group_of = |key: Key| match key {
        Key::Joint(countries) if joint == JointPlaces::Apart => {
            several.push(countries.into_iter().map(|one| keys.intern(Key::Country(one))).collect());
            GroupOf::Several(several.len() - 1)
        }
        key => GroupOf::Group(keys.intern(key)),
    };
    let by_code = by_code(column, group_of);
    Groups { keys: keys.list, several, by_code, ..Groups::default() }
}

fn group_of_time(keys: &mut Keys, unit: TimeUnit, key: Key) -> GroupOf {
    match key {
        Key::Time(span) => match unit.holding(span) {
            Some(unit) => GroupOf::Group(keys.intern(Key::Time(unit))),
            None => GroupOf::LongerThanUnit,
        },
        other => GroupOf::Group(keys.intern(other)),
    }
}

/// The group of each code of a column: the kinds of nothing first, then the entries.
fn by_code(column: &Column, mut group_of: impl FnMut(Key) -> GroupOf) -> Vec<GroupOf> {
    let dictionary: &Dictionary = &column.dictionary;
    (0..column.code_count())
        .map(|index| match Code::from_index(index).resolve() {
            Ok(entry) => group_of(key_of(dictionary, entry)),
            Err(missing) => group_of(Key::Missing(missing)),
        })
        .collect()
}

/// Whether a group is one that a filter keeps. A cell with several countries is kept for each of them, except where the
/// filter stands for groups in which they are together.
fn wanted(grouping: &Grouping<'_>, filter: &ResolvedFilter, joint: JointPlaces) -> Vec<bool> {
    let keep: HashSet<&Key> = filter.keep.iter().collect();
    let by_part = !filter.is_exact || joint == JointPlaces::Apart;
    let is_wanted = |key: &Key| {
        keep.contains(key)
            || matches!(key, Key::Joint(countries) if by_part && countries.iter().any(|one| keep.contains(&Key::Country(*one))))
    };
    grouping.keys().iter().map(is_wanted).collect()
}

fn is_kept(wanted: &[bool], group: GroupOf) -> bool {
    match group {
        GroupOf::Group(index) => wanted.get(index).copied().unwrap_or(false),
        GroupOf::Several(_) | GroupOf::LongerThanUnit => false,
    }
}

/// Whether a row's value is one that a filter keeps.
pub(super) fn kept(dataset: &Dataset, filter: &ResolvedFilter, joint: JointPlaces) -> Vec<bool> {
    let grouping = Grouping::of(dataset, filter.dimension, JointPlaces::Together);
    let wanted = wanted(&grouping, filter, joint);
    (0..dataset.row_count()).map(|row| is_kept(&wanted, grouping.at(row))).collect()
}

/// The column that a filter asks, and for each of its codes whether the filter keeps it; `None` where rows say it.
pub(super) fn kept_codes(dataset: &Dataset, filter: &ResolvedFilter, joint: JointPlaces) -> Option<(usize, Vec<bool>)> {
    let grouping = Grouping::of(dataset, filter.dimension, JointPlaces::Together);
    let wanted = wanted(&grouping, filter, joint);
    let (column, groups) = grouping.by_code()?;
    Some((column, groups.by_code.iter().map(|group| is_kept(&wanted, *group)).collect()))
}

#[derive(Default)]
struct Keys {
    list: Vec<Key>,
    index_of: HashMap<Key, usize>,
}

impl Keys {
    fn intern(&mut self, key: Key) -> usize {
        if let Some(index) = self.index_of.get(&key) {
            return *index;
        }
        self.list.push(key.clone());
        self.index_of.insert(key, self.list.len() - 1);
        self.list.len() - 1
    }
}
