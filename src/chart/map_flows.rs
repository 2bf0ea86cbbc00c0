//! Which flows a map draws: between countries, between airports, or from an airport to a country; and where the values of
//! a grouping are.
//!
//! Start with [`flows`].

use super::crossing::is_asked_for;
use super::names::key_name;
use crate::dataset::airports::airport;
use crate::dataset::country::{NameMatch, match_name};
use crate::dataset::world::{Point, anchor};
use crate::dataset::{Counting, Dataset, Number, Role};
use crate::query::{self, Amount};
use crate::view_spec::{ChartStyle, CompleteSpec, Dimension, Key, find_dimension};
use crate::words::Words;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Amounts between the place of a group and the other end, where the data know it.
pub(super) struct Flows {
    /// The name of the other grouping; empty where all flows begin at one declared place.
    pub other_name: String,
    /// Place of the group, other end, amount; the largest first.
    pub pairs: Vec<(Key, Key, Number)>,
    /// Whether the groups are where flows end.
    pub groups_are_ends: bool,
    /// What each other end amounts to, counted and not added.
    pub of_others: Vec<(Key, Amount)>,
    /// What the groups are, and what is at the other end.
    pub group_places: Places,
    pub other_places: Places,
}

impl Flows {
    /// Airports that the data name by two codes, so that each has circles and arcs of its own: "El Paso: ELP, KELP".
    pub fn named_twice<'a>(&'a self, groups: impl Iterator<Item = &'a Key>) -> Vec<String> {
        let others = self.of_others.iter().map(|(key, _)| key);
        let groups = groups.filter(|_| self.group_places == Places::Airports);
        let others = others.filter(|_| self.other_places == Places::Airports);
        let mut codes_of: BTreeMap<&str, (&str, BTreeSet<&str>)> = BTreeMap::new();
        for key in groups.chain(others) {
            if let Key::Text(code) = key
                && let Some(airport) = airport(code)
            {
                let (_, codes) = codes_of.entry(airport.icao).or_insert_with(|| (airport.city, BTreeSet::new()));
                codes.insert(code.as_str());
            }
        }
        let twice = codes_of.into_values().filter(|(_, codes)| codes.len() > 1);
        twice.map(|(city, codes)| format!("{city}: {}", codes.into_iter().collect::<Vec<_>>().join(", "))).collect()
    }

    /// For each group the other ends of its flows, the largest first.
    pub fn by_group(&self) -> HashMap<&Key, Vec<(&Key, Number)>> {
        let mut by_group: HashMap<&Key, Vec<(&Key, Number)>> = HashMap::new();
        for (group, other, value) in &self.pairs {
            by_group.entry(group).or_default().push((other, *value));
        }
        by_group
    }
}

/// What the values of a grouping are on a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Places {
    #[default]
    Countries,
    /// Codes; those that no list of airports has are nowhere.
    Airports,
}

impl Places {
    pub fn of(dataset: &Dataset, dimension: Dimension) -> Self {
        let Dimension::Column(index) = dimension else { return Self::Countries };
        let column = dataset.columns().get(index);
        let is_airports = column.is_some_and(|column| !column.role.is_country() && column.holds_airports());
        if is_airports { Self::Airports } else { Self::Countries }
    }

    pub fn point_of(self, key: &Key) -> Option<Point> {
        match (self, key) {
            (Self::Countries, Key::Country(country)) => anchor(*country),
            (Self::Airports, Key::Text(code)) => airport(code).map(|airport| airport.at),
            _ => None,
        }
    }

    /// "Germany", "El Paso KELP".
    pub fn name_of(self, key: &Key, spec: &CompleteSpec, words: &Words) -> String {
        let name = key_name(key, spec.calendar, words);
        match (self, key) {
            (Self::Airports, Key::Text(code)) => {
                airport(code).map_or(name.clone(), |airport| format!("{} {name}", airport.city))
            }
            _ => name,
        }
    }
}

/// What a column of airports is called where flights end there.
const END_WORDS: [&str; 10] =
    ["drop", "dest", "arriv", "to_", "llegada", "ankunft", "ziel", "arrivée", "chegada", "air2"];

/// The other end of flights from or to airports: the next column of airports in the file, or where people are taken.
fn flows_of_airports(dataset: &Dataset, spec: &CompleteSpec, nothing: Flows) -> Flows {
    let Dimension::Column(own) = spec.by else { return nothing };
    let name_of = |index: usize| dataset.columns().get(index).map_or("", |column| column.name.as_str());
    let is_end = |index: usize| {
        let name = name_of(index).to_lowercase();
        END_WORDS.iter().any(|word| name.contains(word))
    };
    let is_airports = |index: &usize| Places::of(dataset, Dimension::Column(*index)) == Places::Airports;
    let mut airports = (0..dataset.columns().len()).filter(|index| *index != own).filter(is_airports);
    let named = spec.stack.clone().filter(|(dimension, _)| *dimension != spec.by);
    let opposite = airports.find(|index| is_end(*index) != is_end(own));
    let destination = || find_dimension(dataset, Role::Destination.id()).map(|found| (found, Role::Destination.id()));
    let other = named
        .or_else(|| opposite.map(|index| (Dimension::Column(index), name_of(index).to_owned())))
        .or_else(|| destination().filter(|_| !is_end(own)).map(|(found, name)| (found, name.to_owned())));
    let Some((dimension, name)) = other else { return nothing };
    let other_places = Places::of(dataset, dimension);
    paired(dataset, spec, (dimension, &name), Flows { groups_are_ends: is_end(own), other_places, ..nothing })
}

pub(super) fn flows(dataset: &Dataset, spec: &CompleteSpec, role: Role) -> Flows {
    let nothing = Flows {
        other_name: String::new(),
        pairs: Vec::new(),
        groups_are_ends: role != Role::Origin,
        of_others: Vec::new(),
        group_places: Places::of(dataset, spec.by),
        other_places: Places::Countries,
    };
    let is_airports = nothing.group_places == Places::Airports;
    let is_shaded = spec.style == ChartStyle::Shades && !is_airports;
    if matches!(spec.measure.counting, Counting::Ratio { .. }) || is_shaded {
        return nothing;
    }
    if is_airports {
        return flows_of_airports(dataset, spec, nothing);
    }
    let other = match role {
        Role::Destination => Role::Origin,
        Role::Origin => Role::Destination,
        // A citizenship is not where a flight went.
        _ => return nothing,
    };
    let Some(dimension) = find_dimension(dataset, other.id()).filter(|_| dataset.column_with(other).is_some()) else {
        return from_declared_place(dataset, spec, nothing);
    };
    paired(dataset, spec, (dimension, other.id()), nothing)
}

/// Amounts between the groups and the values of another grouping.
fn paired(dataset: &Dataset, spec: &CompleteSpec, (dimension, name): (Dimension, &str), mut flows: Flows) -> Flows {
    let pivot = query::run_pivot(dataset, spec, dimension, name);
    let mut pairs: Vec<(Key, Key, Number)> = Vec::new();
    for (row, column, amount) in pivot.cells.pairs() {
        if let Some(value) = amount.known().filter(|value| !value.is_zero())
            && let (Some(group), Some(column)) = (pivot.by_rows.groups.get(row), pivot.columns.get(column))
            && is_asked_for(spec, spec.by, &group.key)
            && is_asked_for(spec, dimension, column)
        {
            pairs.push((group.key.clone(), column.clone(), value));
        }
    }
    pairs.sort_by(|one, other| (Reverse(one.2), &one.0, &one.1).cmp(&(Reverse(other.2), &other.0, &other.1)));
    let of_others = pivot.columns.iter().cloned().zip(pivot.column_totals.iter().cloned()).collect();
    name.clone_into(&mut flows.other_name);
    (flows.pairs, flows.of_others) = (pairs, of_others);
    flows
}

/// Where no column names origins, the description of the data may: "the United States".
fn from_declared_place(dataset: &Dataset, spec: &CompleteSpec, nothing: Flows) -> Flows {
    let place = dataset.metadata().place.in_language("en");
    let name = place.split(" (").next().unwrap_or(place).trim_start_matches("the ");
    let NameMatch::One(country) = match_name(name) else { return nothing };
    let result = query::run_in(dataset, spec, spec.period);
    let of_others = vec![(Key::Country(country), result.total)];
    let groups = result.groups;
    let mut pairs: Vec<(Key, Key, Number)> = groups
        .into_iter()
        .filter_map(|group| {
            let value = group.amount.largest().filter(|value| !value.is_zero())?;
            Some((group.key, Key::Country(country), value))
        })
        .collect();
    pairs.sort_by_key(|(_, _, value)| Reverse(*value));
    Flows { pairs, of_others, ..nothing }
}
