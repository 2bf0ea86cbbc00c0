//! The order of groups and their ranks. Ties share a rank and stand in the order of their names.

use super::change::{Change, change_between};
use super::names::{key_code, key_name};
use crate::dataset::country::fold;
use crate::dataset::{Calendar, Number};
use crate::query::{self, Amount, Group, Nothing, QueryResult};
use crate::view_spec::{CompleteSpec, Dimension, Sort, TimeUnit};
use crate::words::Words;
use std::cmp::{Ordering, Reverse};

/// A group with its name and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedGroup {
    pub group: Group,
    pub label: String,
    pub code: Option<&'static str>,
    /// 1 for the largest; `None` without a number, and for the rows that name no value.
    pub rank: Option<usize>,
    pub change: Option<Change>,
}

impl RankedGroup {
    /// Whether this stands for rows that name no value.
    pub fn is_unknown(&self) -> bool {
        self.group.key.is_unspecified()
    }
}

/// Groups with a number in the order asked for, those for unknown values behind them, then those without a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    pub groups: Vec<RankedGroup>,
    /// How many have a rank.
    pub ranked: usize,
    /// The order that was asked for could not be given, and the order by value stands instead.
    pub sort_unavailable: bool,
}

impl Ranking {
    pub fn with_numbers(&self) -> impl Iterator<Item = &RankedGroup> {
        self.groups.iter().filter(|ranked| ranked.group.amount.largest().is_some())
    }

    /// Whether some amounts are below zero: then there is no whole of which the others are shares.
    pub fn has_negative(&self) -> bool {
        self.groups.iter().any(|ranked| ranked.group.amount.known().is_some_and(Number::is_negative))
    }

    pub fn without_numbers(&self) -> impl Iterator<Item = (&RankedGroup, Nothing)> {
        self.groups.iter().filter_map(|ranked| match ranked.group.amount {
            Amount::Missing(nothing) => Some((ranked, nothing)),
            Amount::Known(_) | Amount::Published(_) | Amount::Differing(_) => None,
        })
    }
}

/// Puts the groups of an answer in order.
pub fn rank(spec: &CompleteSpec, result: &QueryResult, words: &Words) -> Ranking {
    let calendar = match spec.by {
        Dimension::Time(TimeUnit::Year(calendar)) => calendar,
        Dimension::Time(_) | Dimension::Column(_) => Calendar::GREGORIAN,
    };
    let mut groups: Vec<RankedGroup> = result
        .groups
        .iter()
        .map(|group| RankedGroup {
            label: key_name(&group.key, calendar, words),
            code: key_code(&group.key),
            rank: None,
            change: change_between(&group.amount, group.previous.as_ref()),
            group: group.clone(),
        })
        .collect();
    let by_time = matches!(spec.by, Dimension::Time(_));
    let is_ranked = |ranked: &RankedGroup| {
        // Nobody is first, or last, with nothing; a unit of time at zero is one among the others.
        let is_something = |value: Number| by_time || !value.is_zero() || query::is_ratio(spec);
        ranked.group.amount.largest().is_some_and(is_something) && !ranked.is_unknown() && !ranked.group.few_cases
    };
    let mut values: Vec<_> =
        groups.iter().filter(|ranked| is_ranked(ranked)).filter_map(|ranked| ranked.group.amount.largest()).collect();
    values.sort_by_key(|value| Reverse(*value));
    for ranked in &mut groups {
        if is_ranked(ranked) {
            ranked.rank = ranked.group.amount.largest().map(|value| values.partition_point(|other| *other > value) + 1);
        }
    }
    let sort_unavailable = spec.sort == Sort::Change && !groups.iter().any(|ranked| ranked.change.is_some());
    groups.sort_by(|left, right| compare(left, right, spec.sort, by_time));
    Ranking { ranked: values.len(), groups, sort_unavailable }
}

fn compare(left: &RankedGroup, right: &RankedGroup, sort: Sort, by_time: bool) -> Ordering {
    let class = |ranked: &RankedGroup| {
        (
            ranked.group.amount.largest().is_none() && !by_time,
            ranked.is_unknown(),
            ranked.group.few_cases && sort != Sort::Name,
        )
    };
    let by_value = |ranked: &RankedGroup| Reverse(ranked.group.amount.largest());
    let by_name = |ranked: &RankedGroup| (fold(&ranked.label), ranked.group.key.clone());
    let by_change = |ranked: &RankedGroup| Reverse(ranked.change.map(Change::difference));
    class(left).cmp(&class(right)).then_with(|| {
        if by_time && sort != Sort::Change {
            // Time has an order of its own.
            return left.group.key.cmp(&right.group.key);
        }
        match sort {
            Sort::Value => by_value(left).cmp(&by_value(right)).then_with(|| by_name(left).cmp(&by_name(right))),
            Sort::Name => by_name(left).cmp(&by_name(right)),
            Sort::Change => by_change(left)
                .cmp(&by_change(right))
                .then_with(|| by_value(left).cmp(&by_value(right)))
                .then_with(|| by_name(left).cmp(&by_name(right))),
        }
    })
}
