//! The rows behind an answer, one by one: those that it used, in the order of the file, sorted by a column, or searched.
//! Nothing is counted here; a property test holds that the rows are as many as the answer says.
//!
//! Start with [`rows_behind`].

use super::grouping::{GroupOf, Grouping, JointPlaces, kept};
use super::published::{self, Level, level_of};
use super::tally::{InPeriod, joint_places, period_test};
use crate::dataset::country::{Country, fold};
use crate::dataset::{Codes, Column, Counting, Dataset, Dictionary, FIRST_ENTRY_CODE, Measure};
use crate::view_spec::{CompleteSpec, ResolvedFilter};

/// Those of the rows behind a view that have a value which is selected; none where nothing is.
pub fn rows_selected(dataset: &Dataset, spec: &CompleteSpec) -> Vec<u32> {
    let filters = spec.selection_filters();
    if filters.is_empty() {
        return Vec::new();
    }
    let mut chosen = spec.clone();
    chosen.filters.extend(filters.into_iter().map(|filter| ResolvedFilter { is_exact: true, ..filter }));
    rows_behind(dataset, &chosen)
}

/// The rows that a view counts: inside its filters and its period, with a value. A selection narrows nothing.
pub fn rows_behind(dataset: &Dataset, spec: &CompleteSpec) -> Vec<u32> {
    let mut spec = spec.clone();
    match spec.measure.counting.clone() {
        Counting::Ratio { numerator, .. } => {
            let found = dataset.measures().iter().find(|measure| measure.id == numerator);
            let plain = found.filter(|measure| !matches!(measure.counting, Counting::Ratio { .. }));
            spec.measure = plain.cloned().unwrap_or_else(Measure::rows);
            rows_behind(dataset, &spec)
        }
        Counting::Published { column, series } => {
            let mut rows = Vec::new();
            let of = (column.as_str(), series.as_deref());
            published::run_with(dataset, &spec, spec.period, of, &mut |row| rows.extend(u32::try_from(row).ok()));
            rows
        }
        Counting::Sum(_) | Counting::Distinct(_) | Counting::Rows => counted_rows(dataset, &spec),
    }
}

/// The same tests as those of a tally.
fn counted_rows(dataset: &Dataset, spec: &CompleteSpec) -> Vec<u32> {
    let joint = joint_places(dataset, spec);
    let filters: Vec<Vec<bool>> = spec.filters.iter().map(|filter| kept(dataset, filter, joint)).collect();
    let by_place = dataset.is_published() && spec.role(dataset).is_country();
    let in_period = period_test(dataset, spec.period, spec.months);
    let grouping = Grouping::of(dataset, spec.by, JointPlaces::Together);
    let column = match &spec.measure.counting {
        Counting::Sum(name) | Counting::Distinct(name) => dataset.column_named(name),
        Counting::Rows | Counting::Published { .. } | Counting::Ratio { .. } => None,
    };
    let is_sum = matches!(spec.measure.counting, Counting::Sum(_));
    // A column of texts has nothing to add.
    let has_value = |column: &Column, row: usize| {
        column.codes.at(row).resolve().is_ok_and(|entry| match &column.dictionary {
            Dictionary::Numbers { values, .. } => entry < values.len(),
            Dictionary::Text(_) | Dictionary::Places(_) | Dictionary::Times(_) => !is_sum,
        })
    };
    let required = spec.required.as_deref().and_then(|name| dataset.column_named(name));
    (0..dataset.row_count())
        .filter(|row| {
            let is_group_row = by_place && level_of(dataset, *row) != Level::Country;
            !is_group_row
                && filters.iter().all(|kept| kept.get(*row).copied().unwrap_or(false))
                && in_period(*row) == InPeriod::Inside
                && grouping.at(*row) != GroupOf::LongerThanUnit
                && column.is_none_or(|column| has_value(column, *row))
                && required.is_none_or(|column| column.codes.at(*row).resolve().is_ok())
        })
        .filter_map(|row| u32::try_from(row).ok())
        .collect()
}

/// Rows in the order of a column: numbers and times by size, texts by letter whatever their case and accents; cells
/// without a value last in either direction. Rows that are the same there stay in their order.
pub fn rows_in_order(dataset: &Dataset, rows: &[u32], column: usize, descending: bool) -> Vec<u32> {
    let mut ordered = rows.to_vec();
    let Some(column) = dataset.columns().get(column) else { return ordered };
    let places = places_of(column);
    let place = |row: &u32| {
        let place = places.get(column.codes.at(*row as usize).index()).copied().unwrap_or(u32::MAX);
        if descending && place != u32::MAX { u32::MAX - 1 - place } else { place }
    };
    ordered.sort_by_cached_key(place);
    ordered
}

/// For each code of a column, its place among all values; the kinds of nothing come last.
fn places_of(column: &Column) -> Vec<u32> {
    let count = column.dictionary.len();
    let mut entries: Vec<usize> = (0..count).collect();
    match &column.dictionary {
        Dictionary::Numbers { values, .. } => entries.sort_by_key(|entry| values.get(*entry)),
        Dictionary::Times(spans) => entries.sort_by_key(|entry| spans.get(*entry)),
        Dictionary::Text(_) | Dictionary::Places(_) => {
            entries.sort_by_cached_key(|entry| fold(&column.dictionary.plain(*entry)));
        }
    }
    let mut places = vec![u32::MAX; FIRST_ENTRY_CODE as usize + count];
    for (place, entry) in (0..).zip(entries) {
        if let Some(slot) = places.get_mut(FIRST_ENTRY_CODE as usize + entry) {
            *slot = place;
        }
    }
    places
}

/// The rows in which a text stands, whatever its case and accents: each distinct value is looked at once.
pub fn rows_with_text(dataset: &Dataset, rows: &[u32], text: &str) -> Vec<u32> {
    let wanted = fold(text);
    if wanted.is_empty() {
        return rows.to_vec();
    }
    let has_letters = wanted.chars().any(char::is_alphabetic);
    let found: Vec<(&Codes, Vec<bool>)> = dataset
        .columns()
        .iter()
        .filter_map(|column| {
            let is_found = |entry: usize| match &column.dictionary {
                Dictionary::Text(texts) => texts.get(entry).is_some_and(|text| stands_in(text, &wanted)),
                Dictionary::Places(places) => places.get(entry).is_some_and(|place| {
                    let names = |country: Country| [country.english_name(), country.spanish_name()];
                    let named = place.country.is_some_and(|one| names(one).iter().any(|name| stands_in(name, &wanted)));
                    named || stands_in(&place.printed, &wanted)
                }),
                // No number and no date has letters.
                Dictionary::Numbers { .. } | Dictionary::Times(_) => {
                    !has_letters && column.dictionary.plain(entry).contains(text.trim())
                }
            };
            let hits: Vec<bool> = (0..column.code_count())
                .map(|code| code.checked_sub(FIRST_ENTRY_CODE as usize).is_some_and(is_found))
                .collect();
            hits.contains(&true).then_some((&column.codes, hits))
        })
        .collect();
    let stands = |row: &u32| {
        found.iter().any(|(codes, hits)| hits.get(codes.at(*row as usize).index()).copied().unwrap_or(false))
    };
    rows.iter().copied().filter(stands).collect()
}

/// Whether a text holds another that is folded already; plain letters and digits are compared as they stand.
fn stands_in(text: &str, wanted: &str) -> bool {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_plain {
        return fold(text).contains(wanted);
    }
    text.len() >= wanted.len()
        && text.as_bytes().windows(wanted.len()).any(|part| part.eq_ignore_ascii_case(wanted.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{ReadOptions, read_bytes};

    #[test]
    fn rows_are_sorted_and_found_by_what_they_hold() {
        let text = "destination,people\nPeru,12\nCôte d'Ivoire,3\nperu,\nChad,100\n";
        let loaded = read_bytes(text.as_bytes(), "t", &ReadOptions::default(), &std::sync::Arc::default()).unwrap();
        let dataset = &loaded.dataset;
        let all = [0, 1, 2, 3];
        assert_eq!(rows_in_order(dataset, &all, 1, false), [1, 0, 3, 2], "blank last");
        assert_eq!(rows_in_order(dataset, &all, 1, true), [3, 0, 1, 2], "blank last");
        assert_eq!(rows_in_order(dataset, &all, 0, false), [3, 1, 0, 2]);
        for (wanted, rows) in
            [("cote d", vec![1]), ("PERU", vec![0, 2]), ("100", vec![3]), ("xyz", vec![]), ("costa de marfil", vec![1])]
        {
            assert_eq!(rows_with_text(dataset, &all, wanted), rows, "{wanted}");
        }
    }
}
