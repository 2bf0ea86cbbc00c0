//! The rows behind a mark are as many as the mark says: in every sample, and in random tables.

use super::printed;
use deportation_flows::dataset::Dataset;
use deportation_flows::query;
use deportation_flows::reading::{ReadOptions, read_bytes, read_sample};
use deportation_flows::view_spec::{ChartKind, ChartStyle, Filter, Key, PeriodChoice, ViewSpec, complete};
use proptest::prelude::*;
use std::sync::Arc;

/// The view that “Show the rows” of a mark makes.
fn rows_of_mark(view: &ViewSpec, by: &str, key: &Key) -> ViewSpec {
    let mut rows = ViewSpec { chart: ChartKind::Table, style: ChartStyle::Rows, ..view.clone() };
    match key {
        Key::Time(span) => rows.period = Some(PeriodChoice::Span(*span)),
        key => rows.filters.push(Filter { by: by.into(), keep: vec![key.clone()], exact: true }),
    }
    rows
}

/// Every group of a view, and its total, against the rows behind them.
fn check(dataset: &Dataset, view: &ViewSpec) -> Result<(), TestCaseError> {
    let spec = complete(view, dataset);
    let result = query::run(dataset, &spec);
    prop_assert_eq!(query::rows_behind(dataset, &spec).len(), result.rows.used, "{:?}", view);
    let by = view.by.clone().unwrap_or_default();
    for group in &result.groups {
        let behind = query::rows_behind(dataset, &complete(&rows_of_mark(view, &by, &group.key), dataset));
        // A period that the view has cut short is not made longer by asking for a mark of it.
        let is_cut = matches!((&group.key, spec.period), (Key::Time(span), Some(period)) if !period.contains(*span));
        if !is_cut {
            prop_assert_eq!(behind.len(), group.rows, "{:?} of {:?}", group.key, view);
        }
        // Selecting it marks as many rows, and narrows nothing.
        let selected = ViewSpec { selected: vec![group.key.clone()], ..view.clone() };
        let selected = complete(&selected, dataset);
        prop_assert_eq!(query::rows_selected(dataset, &selected).len(), group.rows);
        prop_assert_eq!(query::rows_behind(dataset, &selected).len(), result.rows.used);
    }
    Ok(())
}

#[test]
fn the_rows_behind_every_mark_of_the_samples_are_as_many_as_it_says() {
    for (sample, measures, bys, periods) in [
        (
            "frontex-return-operations",
            &["flights", "people", "people_per_flight", "rows"][..],
            &["destination", "origin", "category", "year"][..],
            &["all", "2024", "2022-07..2023-03"][..],
        ),
        ("us-ice-removals-by-country", &["people"], &["citizenship", "year"], &["all", "FY2024"]),
        ("us-ice-air-removal-flights", &["flights"], &["destination"], &["2024", "2020..2024"]),
    ] {
        let dataset = read_sample(sample).unwrap().dataset;
        for (measure, by, period) in measures
            .iter()
            .flat_map(|measure| bys.iter().map(move |by| (measure, by)))
            .flat_map(|(measure, by)| periods.iter().map(move |period| (measure, by, period)))
        {
            let (measure, by) = (Some((*measure).to_owned()), Some((*by).to_owned()));
            check(&dataset, &ViewSpec { measure, by, period: period.parse().ok(), ..ViewSpec::new() }).unwrap();
        }
    }
}

const PLACES: [&str; 6] = ["Ghana", "GHANA ", "Ghana & Chad", "Freedonia", "", "Peru"];
const COUNTS: [&str; 5] = ["0", "12", "", "*", "x"];
const DATES: [&str; 4] = ["2023-12-31", "2024-07-04", "", "2024-01-01"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_rows_behind_every_mark_are_as_many_as_it_says(
        cells in prop::collection::vec((0..6_usize, 0..5_usize, 0..4_usize, 0..5_u8), 1..40),
        measure in 0..3_usize,
        by in 0..2_usize,
        period in 0..2_usize,
    ) {
        let mut text = "date,destination,people,operation_id\n2024-01-02,Ghana,1,Z\n".to_owned();
        for (place, count, date, key) in &cells {
            let line = [DATES[*date], PLACES[*place], COUNTS[*count], &format!("K{key}")].join(",");
            text.push_str(&line);
            text.push('\n');
        }
        let loaded = read_bytes(text.as_bytes(), "table", &ReadOptions::default(), &Arc::default()).unwrap();
        let view = ViewSpec {
            measure: Some(["people", "flights", "rows"][measure].into()),
            by: Some(["destination", "year"][by].into()),
            period: ["all", "2024"][period].parse().ok(),
            ..ViewSpec::new()
        };
        check(&loaded.dataset, &view)?;
    }
}

#[test]
fn a_table_of_rows_as_csv_has_the_cells_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rows.csv");
    let filters = ["--where", "origin=Spain", "--where", "destination=Colombia", "--period", "2024"];
    let fixed = ["export", "sample:frontex-return-operations", "--chart", "table", "--out", out.to_str().unwrap()];
    printed(&[&fixed[..], &["--style", "rows", "--measure", "people"], &filters].concat());
    let text = std::fs::read_to_string(&out).unwrap();
    let rows: Vec<&str> = text.lines().skip(1).take_while(|line| !line.is_empty() && *line != "\"\"").collect();
    let table = super::table(
        &[&["sample:frontex-return-operations", "--by", "destination", "--measure", "people"], &filters[..]].concat(),
    );
    assert_eq!(table["rows_used"], rows.len());
    assert!(rows.iter().all(|row| row.contains("Colombia") && row.contains("Spain")), "{rows:?}");
}

#[test]
fn numbers_by_two_columns_add_up_in_both_directions() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("numbers.csv");
    let fixed = ["export", "sample:frontex-return-operations", "--chart", "table", "--out", out.to_str().unwrap()];
    printed(
        &[&fixed[..], &["--by", "destination", "--stack", "category", "--measure", "people", "--period", "2016"]]
            .concat(),
    );
    let text = std::fs::read_to_string(&out).unwrap();
    let lines: Vec<Vec<&str>> = text
        .trim_start_matches('\u{FEFF}')
        .lines()
        .take_while(|line| !line.is_empty() && *line != "\"\"")
        .map(|line| line.split(',').collect())
        .collect();
    // From charts.md, S4.
    let total = lines.last().unwrap();
    for (kind, people) in [("JRO", "5397"), ("NRO", "4159"), ("CRO", "652"), ("VDO", "342"), ("Total", "10550")] {
        let column = lines[0].iter().position(|title| *title == kind).unwrap_or_else(|| panic!("{kind}"));
        assert_eq!(total[column], people, "{kind}");
        let sum: i64 = lines[1..lines.len() - 1].iter().filter_map(|row| row[column].parse::<i64>().ok()).sum();
        assert_eq!(sum.to_string(), people, "{kind}");
    }
}
