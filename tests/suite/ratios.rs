//! Ratios are never added, nothing divided by nothing is not zero, and few cases are marked wherever they are printed.
//! Expected numbers are counted from the table of Statewatch by a script of its own.

use crate::charted::{bar, bars_of, dataset_of, frontex, model_of, notes_of};
use deportation_flows::chart::{Arrangement, Body, Sign};
use deportation_flows::view_spec::{ChartKind, ChartStyle, Key, ViewSpec};
use std::fmt::Write as _;

fn asked(chart: ChartKind, by: &str, stack: &str, period: &str) -> ViewSpec {
    let name = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    ViewSpec {
        chart,
        measure: Some("people_per_flight".to_owned()),
        by: name(by),
        stack: name(stack),
        period: Some(period.parse().unwrap()),
        ..ViewSpec::new()
    }
}

/// A stack of ratios would be a sum of ratios: parts are lines, bars are not cut, shares are refused in words.
#[test]
fn ratios_are_not_stacked() {
    let frontex = frontex();
    let model = model_of(&frontex, &ViewSpec { top: Some(4), ..asked(ChartKind::Timeline, "", "origin", "all") });
    let Body::Timeline(timeline) = &model.body else { panic!() };
    assert_eq!(timeline.arrangement, Arrangement::Lines);
    assert!(timeline.columns.iter().flat_map(|column| &column.parts).all(|part| part.from == 0.0));
    assert!(!notes_of(&model).contains("belongs to several"), "{}", notes_of(&model));
    // 2017: 170 flights of Germany with 8,709 people.
    assert_eq!(model.captions.headline, "Highest: Germany in 2017, 51.2 people per flight");
    let mut view = asked(ChartKind::Bars, "destination", "origin", "2024");
    view.share = true;
    let model = model_of(&frontex, &view);
    assert!(bars_of(&model).bars.iter().all(|bar| bar.parts.is_empty()));
    assert_eq!(model.captions.axis_title, "People per flight");
    assert!(notes_of(&model).contains("A ratio is no part of a whole"), "{}", notes_of(&model));
}

/// What is selected has a ratio of its own, which is no part of the ratio of all.
#[test]
fn a_selected_ratio_is_a_line_beside_the_ratio_of_all() {
    let frontex = frontex();
    let mut view = asked(ChartKind::Timeline, "", "", "all");
    view.selected = vec![Key::Country(deportation_flows::dataset::country::Country::from_code("GEO").unwrap())];
    view.selected_by = Some("destination".to_owned());
    let model = model_of(&frontex, &view);
    let Body::Timeline(timeline) = &model.body else { panic!() };
    let names: Vec<&str> = timeline.series.iter().map(|series| series.label.as_str()).collect();
    assert_eq!(names, ["Overall", "Georgia"]);
    assert!(timeline.selected_label.is_none() && timeline.rest_label.is_none());
    let of_2024 = timeline.columns.last().unwrap();
    // 2,021 people on 39 flights; 11,636 on 293.
    let values: Vec<String> = of_2024.parts.iter().map(|part| format!("{:.1}", part.value.to_f64())).collect();
    assert_eq!(values, ["39.7", "51.8"]);
}

/// Truncated views say which part of the flights they show, and never which part of a sum of ratios.
#[test]
fn the_coverage_of_a_ratio_is_that_of_its_base() {
    let frontex = frontex();
    for style in [ChartStyle::Standard, ChartStyle::Rankings] {
        let stack = if style == ChartStyle::Rankings { "origin" } else { "" };
        let view = ViewSpec { top: Some(4), style, ..asked(ChartKind::Multiples, "destination", stack, "2006..2024") };
        let notes = notes_of(&model_of(&frontex, &view));
        // Colombia, Serbia, Ecuador and Moldova: 397 of 3,017 flights.
        assert!(notes.contains("Shows 4 of 55 destinations, with 13% of 3,017 flights."), "{notes}");
        assert!(!notes.contains("the others together") && !notes.contains("432%"), "{notes}");
    }
}

/// Germany to Georgia: 1,571 people on 30 flights. Greece to Georgia: 102 on 7, which are few. Nobody went from France to
/// Serbia, which is no ratio of zero.
#[test]
fn a_matrix_of_ratios_marks_few_cases_and_leaves_no_cases_empty() {
    let frontex = frontex();
    let view = ViewSpec { top: Some(8), ..asked(ChartKind::Matrix, "origin", "destination", "2024") };
    let model = model_of(&frontex, &view);
    let Body::Matrix(matrix) = &model.body else { panic!() };
    let cell = |row: &str, column: &str| {
        let row = matrix.rows.iter().position(|line| line.label == row).unwrap();
        let column = matrix.columns.iter().position(|head| head.label == column).unwrap();
        &matrix.cells[row][column]
    };
    assert_eq!((&*cell("Germany", "Georgia").value_label, cell("Germany", "Georgia").sign), ("52.4", Sign::Number));
    let few = cell("Greece", "Georgia");
    assert_eq!((&*few.value_label, few.sign, few.class), ("14.6", Sign::Few, None));
    assert_eq!(cell("France", "Serbia").value_label, "no cases");
    assert!(matrix.signs.iter().any(|(sign, name)| *sign == Sign::Few && name == "few cases"));
    // Places on few cases come after all others, and lead no headline: Azerbaijan has 40.0 on four flights.
    assert!(matrix.columns.iter().take(8).all(|head| head.label != "Azerbaijan"));
    assert_eq!(model.captions.headline, "Highest: Germany to Georgia in 2024, 52.4 people per flight");
    let few = matrix.rows.iter().zip(&matrix.row_totals).find(|(line, _)| line.label == "Greece").unwrap().1;
    assert_eq!(few.sign, Sign::Few);
}

#[test]
fn few_cases_are_marked_in_tables_and_headlines() {
    let frontex = frontex();
    let view = asked(ChartKind::Table, "origin", "destination", "2024");
    let Body::Table(table) = model_of(&frontex, &view).body else { panic!() };
    let column = table.columns.iter().position(|column| column.title == "Georgia").unwrap();
    let cell = |name: &str| &*table.rows.iter().find(|row| row.cells[0] == name).unwrap().cells[column];
    assert_eq!((cell("Germany"), cell("Greece")), ("52.4", "14.6 (few cases)"));
    let mut view = asked(ChartKind::Bars, "destination", "", "2024");
    view.selected = vec![Key::Country(deportation_flows::dataset::country::Country::from_code("MNG").unwrap())];
    assert_eq!(model_of(&frontex, &view).captions.headline, "Mongolia: 28.5 people per flight (few cases), 2024");
    // All lines of a table that is cut, also of a ratio.
    let view = ViewSpec { top: Some(5), ..asked(ChartKind::Table, "destination", "", "2024") };
    let Body::Table(table) = model_of(&frontex, &view).body else { panic!() };
    assert_eq!(table.rows.last().unwrap().cells[1], "Others (25)");
}

/// People of a cell with two countries are divided by the flights of that cell, and those flights stand in no ratio of one
/// of them: both halves rest on the same rows.
#[test]
fn joint_places_obey_the_rule_of_few_cases() {
    let mut text = String::from("operation_id,date,origin,destination,people\n");
    for flight in 0..12 {
        let _ = writeln!(text, "A{flight},2024-01-0{},Spain,Senegal,20", flight % 9 + 1);
    }
    text.push_str("B1,2024-02-01,Spain,Senegal / Gambia,90\n");
    let table = dataset_of(&text);
    let model = model_of(&table, &asked(ChartKind::Bars, "destination", "", "2024"));
    assert_eq!(bar(&model, "Senegal").value_label, "20.0");
    let both = bars_of(&model).bars.iter().find(|bar| bar.label.contains("Senegal") && bar.label.contains("Gambia"));
    assert_eq!(both.map(|bar| &*bar.value_label), Some("90.0 (few cases)"), "{:?}", bars_of(&model).bars);
    // The file says nothing of the rest of the year.
    assert_eq!(model.captions.headline, "Senegal: 20.0 people per flight, January 1–February 1, 2024");
}
