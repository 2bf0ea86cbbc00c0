//! Figures that somebody printed, each for its own span. They are looked up, never added: a row counts for a period
//! only when its span *is* that period, and where two publishers print different values both are given.

use super::amount::{Amount, Group, Nothing, PublishedValue, QueryResult, RowCounts, Unusable};
use super::grouping::{GroupOf, Grouping, JointPlaces, kept};
use crate::dataset::country::fold;
use crate::dataset::{Dataset, Dictionary, Role, Span};
use crate::view_spec::{CompleteSpec, Dimension, Key};

/// What a published figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Country,
    Region,
    All,
}

pub(super) fn run(
    dataset: &Dataset,
    spec: &CompleteSpec,
    period: Option<Span>,
    column: &str,
    series: Option<&str>,
) -> QueryResult {
    run_with(dataset, spec, period, (column, series), &mut |_| {})
}

/// As [`run`], and says which rows were used.
pub(super) fn run_with(
    dataset: &Dataset,
    spec: &CompleteSpec,
    period: Option<Span>,
    (column, series): (&str, Option<&str>),
    used: &mut dyn FnMut(usize),
) -> QueryResult {
    let mut rows = RowCounts::of(dataset);
    let grouping = Grouping::of(dataset, spec.by, JointPlaces::Together);
    let by_time = matches!(spec.by, Dimension::Time(_));
    let by_place = spec.role(dataset).is_country();
    let filters: Vec<Vec<bool>> =
        spec.filters.iter().map(|filter| kept(dataset, filter, JointPlaces::Together)).collect();
    // A filter that names one place asks for that place's figures; without one, the figures for all are meant.
    let filters_places = spec.filters.iter().any(|filter| match filter.dimension {
        Dimension::Column(index) => dataset.columns().get(index).is_some_and(|column| column.role.is_country()),
        Dimension::Time(_) => false,
    });
    let number_column = dataset.column_named(column);
    let series_column = dataset.column_with(Role::Series);
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); grouping.keys().len()];
    let mut total_rows: Vec<usize> = Vec::new();
    let mut exists: Vec<bool> = vec![false; grouping.keys().len()];
    for row in 0..dataset.row_count() {
        let other_series =
            series.is_some() && series_column.is_some_and(|column| column.plain_at(row).ok().as_deref() != series);
        let filtered = filters.iter().any(|kept| !kept.get(row).copied().unwrap_or(false));
        let level = level_of(dataset, row);
        let for_a_group = match level {
            Level::Country => by_place || filters_places,
            Level::All => !by_place && !filters_places,
            Level::Region => false,
        };
        if other_series || filtered || (level == Level::Region && by_place) {
            rows.filtered_by_value += 1;
            continue;
        }
        let group = match grouping.at(row) {
            GroupOf::Group(index) if for_a_group => Some(index),
            _ => None,
        };
        if let Some(exists) = group.and_then(|index| exists.get_mut(index)) {
            *exists = true;
        }
        let span = dataset.row_span(row).ok();
        let wanted = match (by_time, group.and_then(|index| grouping.keys().get(index))) {
            // By time, each group is a period of its own.
            (true, Some(Key::Time(unit))) => period.is_none_or(|period| period.contains(*unit)).then_some(*unit),
            (true, _) => None,
            (false, _) => period.or_else(|| dataset.coverage()),
        };
        if span.is_none() {
            rows.add_unusable(Unusable::NoTime);
            continue;
        }
        let is_total = level == Level::All && span == period.or_else(|| dataset.coverage());
        if span != wanted && !is_total {
            rows.filtered_by_period += 1;
            continue;
        }
        let number = number_column.map_or(Err(crate::dataset::Missing::NotReported), |column| column.number_at(row));
        if let Err(missing) = number {
            rows.add_unusable(Unusable::NoValue(missing));
            continue;
        }
        match (group.and_then(|index| found.get_mut(index)), is_total) {
            (None, false) => {
                rows.filtered_by_value += 1;
                continue;
            }
            (Some(found), _) => found.push(row),
            (None, true) => {}
        }
        if is_total {
            total_rows.push(row);
        }
        rows.used += 1;
        used(row);
    }
    let amount_of = |found: &[usize], needs_one_place: bool| {
        let amount = number_column
            .map_or(Amount::Missing(Nothing::NotPublished), |column| amount_of_rows(dataset, column, found));
        let one_place = !needs_one_place || is_one_place(dataset, found);
        if one_place { amount } else { Amount::Missing(Nothing::NotPublished) }
    };
    let mut groups = Vec::new();
    for ((key, rows_found), exists) in grouping.keys().iter().zip(&found).zip(&exists) {
        if !exists {
            continue;
        }
        if let (true, Key::Time(unit), Some(period)) = (by_time, key, period)
            && !period.contains(*unit)
        {
            continue;
        }
        if matches!((key, spec.months), (Key::Time(unit), Some(months)) if !months.reach(*unit)) {
            continue;
        }
        groups.push(Group { rows: rows_found.len(), ..Group::empty(key.clone(), amount_of(rows_found, !by_place)) });
    }
    if let Dimension::Time(unit) = spec.by {
        super::timeline::fill_units(dataset, unit, (period, spec.months), &mut groups);
    }
    let covered = period.is_none_or(|period| dataset.coverage().is_none_or(|coverage| coverage.overlaps(period)));
    let mut total = amount_of(&total_rows, false);
    if !covered {
        total = Amount::Missing(Nothing::NotCovered);
        groups.clear();
    } else if filters_places && let [only] = groups.as_slice() {
        total = only.amount.clone();
    }
    QueryResult {
        period,
        groups,
        groups_at_zero: 0,
        parts_exceed_total: true,
        total,
        base: None,
        few_cases: false,
        previous_total: None,
        previous_period: None,
        rows,
        is_covered: covered,
    }
}

/// The level that the row names; without such a column, by its place.
pub(super) fn level_of(dataset: &Dataset, row: usize) -> Level {
    if let Some(column) = dataset.column_with(Role::Level) {
        return match column.plain_at(row).unwrap_or_default().as_str() {
            "country" => Level::Country,
            "all" => Level::All,
            _ => Level::Region,
        };
    }
    let Some(column) = dataset.country_role().and_then(|role| dataset.column_with(role)) else { return Level::All };
    let Ok(entry) = column.codes.at(row).resolve() else { return Level::Region };
    match &column.dictionary {
        Dictionary::Places(places) => match places.get(entry) {
            Some(place) if place.country.is_some() => Level::Country,
            Some(place) if ["all", "total", "all destinations", "todos"].contains(&fold(&place.printed).as_str()) => {
                Level::All
            }
            _ => Level::Region,
        },
        Dictionary::Text(_) | Dictionary::Numbers { .. } | Dictionary::Times(_) => Level::Country,
    }
}

fn is_one_place(dataset: &Dataset, rows: &[usize]) -> bool {
    let Some(column) = dataset.country_role().and_then(|role| dataset.column_with(role)) else { return true };
    let mut places = rows.iter().map(|row| column.codes.at(*row));
    let first = places.next();
    places.all(|place| Some(place) == first)
}

/// The values printed in these rows: one, several that differ, or none.
fn amount_of_rows(dataset: &Dataset, column: &crate::dataset::Column, rows: &[usize]) -> Amount {
    let mut values: Vec<PublishedValue> = Vec::new();
    for row in rows {
        let Ok(value) = column.number_at(*row) else { continue };
        let source = source_of(dataset, *row);
        match values.iter_mut().find(|known: &&mut PublishedValue| known.value == value) {
            Some(known) if known.sources.contains(&source) => {}
            Some(known) => known.sources.push(source),
            None => values.push(PublishedValue { value, sources: vec![source] }),
        }
    }
    values.sort_by_key(|published| published.value);
    match values.len() {
        0 => Amount::Missing(Nothing::NotPublished),
        1 => values.into_iter().next().map_or(Amount::Missing(Nothing::NotPublished), Amount::Published),
        _ => Amount::Differing(values),
    }
}

/// Where a row's figure was printed.
fn source_of(dataset: &Dataset, row: usize) -> String {
    [Role::Source, Role::Publisher]
        .into_iter()
        .find_map(|role| dataset.column_with(role).and_then(|column| column.plain_at(row).ok()))
        .unwrap_or_default()
}

/// The spans for which figures of a measure were printed, with how many places each, most places first.
pub fn published_periods(dataset: &Dataset, spec: &CompleteSpec) -> Vec<(Span, usize)> {
    let crate::dataset::Counting::Published { column, series } = &spec.measure.counting else { return Vec::new() };
    let (Some(numbers), series_column) = (dataset.column_named(column), dataset.column_with(Role::Series)) else {
        return Vec::new();
    };
    let mut periods: Vec<(Span, Vec<crate::dataset::Code>)> = Vec::new();
    for row in 0..dataset.row_count() {
        let same_series = series.is_none() || series_column.is_none_or(|column| column.plain_at(row).ok() == *series);
        let (Ok(span), true, true) = (
            dataset.row_span(row),
            same_series,
            numbers.number_at(row).is_ok() && level_of(dataset, row) == Level::Country,
        ) else {
            continue;
        };
        let place = dataset.country_role().and_then(|role| dataset.column_with(role)).map(|c| c.codes.at(row));
        let index = periods.iter().position(|(known, _)| *known == span).unwrap_or_else(|| {
            periods.push((span, Vec::new()));
            periods.len() - 1
        });
        if let (Some((_, places)), Some(place)) = (periods.get_mut(index), place)
            && !places.contains(&place)
        {
            places.push(place);
        }
    }
    let mut counted: Vec<(Span, usize)> = periods.into_iter().map(|(span, places)| (span, places.len())).collect();
    counted.sort_by_key(|(span, places)| (std::cmp::Reverse(*places), *span));
    counted
}
