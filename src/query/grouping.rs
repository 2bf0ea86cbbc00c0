//! Which group each row belongs to. A column is looked at once for each distinct value, not once for each row.

use crate::dataset::{Code, Codes, Column, Dataset, Dictionary};
use crate::view_spec::{Dimension, Key, ResolvedFilter, key_of};
use std::collections::{HashMap, HashSet};

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

pub(super) struct Grouping<'a> {
    keys: Vec<Key>,
    /// Groups of two groupings together; zero for a grouping of its own.
    crossed: usize,
    several: Vec<Vec<usize>>,
    rows: RowGroups<'a>,
}

enum RowGroups<'a> {
    ByCode(&'a Codes, Vec<GroupOf>),
    ByRow(Vec<GroupOf>),
}

impl<'a> Grouping<'a> {
    pub(super) fn of(dataset: &'a Dataset, dimension: Dimension, joint: JointPlaces) -> Self {
        let mut keys = Keys::default();
        let mut several: Vec<Vec<usize>> = Vec::new();
        let rows = match dimension {
            Dimension::Column(index) => match dataset.columns().get(index) {
                Some(column) => {
                    let group_of = |key: Key| match key {
                        Key::Joint(countries) if joint == JointPlaces::Apart => {
                            several.push(countries.into_iter().map(|one| keys.intern(Key::Country(one))).collect());
                            GroupOf::Several(several.len() - 1)
                        }
                        key => GroupOf::Group(keys.intern(key)),
                    };
                    RowGroups::ByCode(&column.codes, by_code(column, group_of))
                }
                None => RowGroups::ByRow(Vec::new()),
            },
            Dimension::Time(unit) => {
                let mut group_of = |key: Key| match key {
                    Key::Time(span) => match unit.holding(span) {
                        Some(unit) => GroupOf::Group(keys.intern(Key::Time(unit))),
                        None => GroupOf::LongerThanUnit,
                    },
                    other => GroupOf::Group(keys.intern(other)),
                };
                match dataset.time_column().filter(|_| !dataset.is_published()) {
                    Some(column) => RowGroups::ByCode(&column.codes, by_code(column, group_of)),
                    None => RowGroups::ByRow(
                        (0..dataset.row_count())
                            .map(|row| group_of(dataset.row_span(row).map_or_else(Key::Missing, Key::Time)))
                            .collect(),
                    ),
                }
            }
        };
        Self { keys: keys.list, crossed: 0, several, rows }
    }

    pub(super) fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// How many groups there are; crossed groups have no keys of their own.
    pub(super) fn len(&self) -> usize {
        self.keys.len().max(self.crossed)
    }

    /// The groups of two groupings at once: group `row * columns + column`.
    pub(super) fn crossed_with(&self, columns: &Grouping<'_>, rows: usize) -> Grouping<'static> {
        let width = columns.keys.len();
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
        Grouping { keys: Vec::new(), crossed: self.keys.len() * width, several, rows: RowGroups::ByRow(groups) }
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
        !self.several.is_empty()
    }

    /// The groups of a row that is in several.
    pub(super) fn members(&self, list: usize) -> &[usize] {
        self.several.get(list).map_or(&[], Vec::as_slice)
    }

    pub(super) fn at(&self, row: usize) -> GroupOf {
        match &self.rows {
            RowGroups::ByCode(codes, groups) => groups.get(codes.at(row).index()).copied(),
            RowGroups::ByRow(groups) => groups.get(row).copied(),
        }
        .unwrap_or(GroupOf::LongerThanUnit)
    }

    /// The keys that at least one row has, in their order.
    pub(super) fn used_keys(&self, dataset: &Dataset) -> Vec<Key> {
        let mut used = vec![false; self.keys.len()];
        for row in 0..dataset.row_count() {
            if let GroupOf::Group(index) = self.at(row)
                && let Some(used) = used.get_mut(index)
            {
                *used = true;
            }
        }
        self.keys.iter().zip(used).filter(|(_, used)| *used).map(|(key, _)| key.clone()).collect()
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

/// Whether a row's value is one that a filter keeps, by code where that is possible. A cell with several countries is
/// kept for each of them, except where the filter stands for groups in which they are together.
pub(super) fn kept(dataset: &Dataset, filter: &ResolvedFilter, joint: JointPlaces) -> Vec<bool> {
    let grouping = Grouping::of(dataset, filter.dimension, JointPlaces::Together);
    let keep: HashSet<&Key> = filter.keep.iter().collect();
    let by_part = !filter.is_exact || joint == JointPlaces::Apart;
    let is_wanted = |key: &Key| {
        keep.contains(key)
            || matches!(key, Key::Joint(countries) if by_part && countries.iter().any(|one| keep.contains(&Key::Country(*one))))
    };
    let wanted: Vec<bool> = grouping.keys.iter().map(is_wanted).collect();
    (0..dataset.row_count())
        .map(|row| match grouping.at(row) {
            GroupOf::Group(index) => wanted.get(index).copied().unwrap_or(false),
            GroupOf::Several(_) | GroupOf::LongerThanUnit => false,
        })
        .collect()
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
