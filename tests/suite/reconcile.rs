//! Whatever is asked of the bundled data: what a figure prints adds up to its total, or its note says why not.

use crate::charted::{bar, bars_of, dataset_of, frontex, model_of, notes_of, sample};
use deportation_flows::chart::{Body, ChartModel, format_number};
use deportation_flows::dataset::{Counting, Dataset, Number};
use deportation_flows::query;
use deportation_flows::view_spec::{ChartKind, CompleteSpec, Filter, PeriodChoice, ViewSpec, complete};
use deportation_flows::words::{Language, words};

const SAMPLES: [&str; 5] = [
    "frontex-return-operations",
    "frontex-costs-per-operation",
    "frontex-operation-costs",
    "us-ice-removals-by-country",
    "us-ice-removals-totals",
];

fn added(numbers: impl Iterator<Item = Number>) -> Number {
    numbers.fold(Number::ZERO, |sum, number| sum.plus(number).unwrap())
}

fn printed(spec: &CompleteSpec, number: Number) -> String {
    format_number(number, &spec.measure.unit, words(Language::English))
}

/// Every measure that can be added or counted, by every grouping, cut in several ways, of two periods, with a filter.
fn questions(dataset: &Dataset, chart: ChartKind) -> Vec<ViewSpec> {
    let groupings: Vec<&str> = ["destination", "origin", "citizenship", "category", "payee", "year"]
        .into_iter()
        .filter(|name| deportation_flows::view_spec::find_dimension(dataset, name).is_some())
        .collect();
    let mut views = Vec::new();
    for measure in dataset.measures() {
        if !matches!(measure.counting, Counting::Sum(_) | Counting::Distinct(_) | Counting::Rows) {
            continue;
        }
        for by in &groupings {
            for stack in groupings.iter().filter(|stack| *stack != by).map(Some).chain([None]) {
                for (top, period) in [(3, "all"), (300, "2022"), (5, "2019..2020")] {
                    views.push(ViewSpec {
                        chart,
                        measure: Some(measure.id.clone()),
                        by: Some((*by).to_owned()),
                        stack: stack.map(|name| (*name).to_owned()),
                        top: Some(top),
                        period: Some(period.parse().unwrap()),
                        filters: filters_of(dataset, by, top),
                        ..ViewSpec::new()
                    });
                }
            }
        }
    }
    views
}

/// Some views have a filter on another column.
fn filters_of(dataset: &Dataset, by: &str, top: usize) -> Vec<Filter> {
    let other = if by == "destination" { "origin" } else { "destination" };
    let dimension = deportation_flows::view_spec::find_dimension(dataset, other).filter(|_| top == 5);
    let keys = |name: &str| deportation_flows::view_spec::find_key(dataset, dimension?, name);
    let keep: Vec<_> = ["Germany", "Italy", "Georgia", "Albania"].into_iter().filter_map(keys).collect();
    let filter = Filter { by: other.to_owned(), keep, exact: false };
    [filter].into_iter().filter(|filter| !filter.keep.is_empty()).collect()
}

/// Every number that is printed in the place of a group, and all of it.
fn numbers_of(model: &ChartModel) -> Vec<Number> {
    match &model.body {
        Body::Bars(bars) => bars.bars.iter().filter_map(|bar| bar.amount.known()).collect(),
        Body::Matrix(matrix) => matrix.cells.iter().flatten().filter_map(|cell| cell.amount.known()).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn bars_add_up_to_the_total_or_say_why_not() {
    let mut asked = 0;
    for name in SAMPLES {
        let dataset = sample(name);
        for view in questions(&dataset, ChartKind::Bars) {
            let spec = complete(&view, &dataset);
            let model = model_of(&dataset, &view);
            let Body::Bars(bars) = &model.body else { continue };
            let result = query::run(&dataset, &spec);
            let (Some(total), notes) = (result.total.known(), notes_of(&model)) else { continue };
            let sum = added(numbers_of(&model).into_iter());
            let says = format!("{name}: {view:?}\n{sum:?} of {total:?}: {notes}");
            if sum > total {
                assert!(notes.contains(&format!("added up they make {} ", printed(&spec, sum))), "{says}");
            } else if sum < total {
                assert!(notes.contains("Shows the last"), "{says}");
            }
            for bar in bars.bars.iter().filter(|bar| !bar.parts.is_empty()) {
                let (parts, whole) = (added(bar.parts.iter().map(|part| part.value)), bar.amount.known().unwrap());
                let end = bar.parts.last().unwrap().to;
                assert!((end - whole.to_f64()).abs() < 1e-6 * end.abs().max(1.0), "{}: {end}\n{says}", bar.label);
                assert!(parts >= whole, "{}: {parts:?} {whole:?}\n{says}", bar.label);
                assert!(parts == whole || notes.contains("is in the number of each"), "{}: {says}", bar.label);
            }
            asked += 1;
        }
    }
    assert!(asked > 200, "{asked}");
}

#[test]
fn cells_of_a_matrix_add_up_to_the_total_or_say_why_not() {
    let mut asked = 0;
    for name in SAMPLES {
        let dataset = sample(name);
        for view in questions(&dataset, ChartKind::Matrix).into_iter().filter(|view| view.stack.is_some()) {
            let spec = complete(&view, &dataset);
            let model = model_of(&dataset, &view);
            let Body::Matrix(matrix) = &model.body else { continue };
            let result = query::run(&dataset, &spec);
            let (Some(total), notes) = (result.total.known(), notes_of(&model)) else { continue };
            let sum = added(numbers_of(&model).into_iter());
            let says = format!("{name}: {view:?}\n{sum:?} of {total:?}: {notes}");
            if sum > total {
                assert!(notes.contains(&format!("The cells add up to {}:", printed(&spec, sum))), "{says}");
            }
            assert!(sum >= total, "{says}");
            // Totals at the edges are those of the rows and columns, each counted once.
            for (row, of_row) in matrix.cells.iter().zip(&matrix.row_totals) {
                let sum = added(row.iter().filter_map(|cell| cell.amount.known()));
                assert!(of_row.amount.known().is_none_or(|total| sum >= total), "{says}");
            }
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
}

/// Statewatch: 39 flights to Georgia in 2024; 30 of them from Germany, 76 when each state is counted for itself.
#[test]
fn a_bar_of_flights_is_as_long_as_its_number() {
    let mut view = ViewSpec {
        measure: Some("flights".to_owned()),
        by: Some("destination".to_owned()),
        stack: Some("origin".to_owned()),
        period: Some("2024".parse::<PeriodChoice>().unwrap()),
        ..ViewSpec::new()
    };
    let frontex = frontex();
    let model = model_of(&frontex, &view);
    let georgia = bar(&model, "Georgia");
    assert_eq!((&*georgia.value_label, georgia.length), ("39", Some(39.0)));
    assert!((georgia.parts.last().unwrap().to - 39.0).abs() < 1e-9);
    let germany = georgia.details.iter().find(|detail| detail.name == "Germany").unwrap();
    assert_eq!(germany.value, "30", "a share of the parts is none of the flights");
    // 82 + 39 + 29 + 26 + 26 + 26 + 25 + 19 + 16 + 13 and 64 others make 365.
    assert!(notes_of(&model).contains("293 flights in all; added up they make 365"), "{}", notes_of(&model));
    view.share = true;
    let model = model_of(&frontex, &view);
    assert!(notes_of(&model).contains("shares are of the parts added up"), "{}", notes_of(&model));
    assert!((bar(&model, "Georgia").length.unwrap() - 100.0).abs() < 1e-9);
    // Without parts, a share is of all flights: 82 of 293.
    view.stack = None;
    let model = model_of(&frontex, &view);
    let tunisia = bar(&model, "Tunisia");
    assert_eq!((&*tunisia.value_label, tunisia.change_label.split(' ').next()), ("28%", Some("82")));
    assert_eq!(model.captions.headline, "Tunisia ranks first of 30 with 28% (82 of 293 flights), 2024");
    assert_eq!(model.captions.axis_title, "Share of total");
}

/// Refunds are drawn to the left of zero, are no parts and no shares, and have no shade.
#[test]
fn amounts_below_zero_are_no_parts() {
    let table = dataset_of(
        "date,origin,destination,type,amount\n2024-01-05,Spain,Senegal,JRO,1000.50\n2024-02-05,Spain,Senegal,NRO,-300\n\
         2024-03-05,Italy,Tunisia,JRO,-500.25\n2024-04-05,Italy,Gambia,JRO,250\n2024-05-05,France,Mali,NRO,100\n",
    );
    let view = |chart, stack: &str, share| ViewSpec {
        chart,
        measure: Some("sum:amount".to_owned()),
        by: Some("origin".to_owned()),
        stack: (!stack.is_empty()).then(|| stack.to_owned()),
        share,
        ..ViewSpec::new()
    };
    for (stack, share) in [("type", false), ("type", true), ("", true)] {
        let model = model_of(&table, &view(ChartKind::Bars, stack, share));
        assert!(notes_of(&model).contains("Some amounts are below zero"), "{}", notes_of(&model));
        assert_eq!((bar(&model, "Italy").length, &*bar(&model, "Italy").value_label), (Some(-250.25), "−250.25"));
        assert!(bars_of(&model).bars.iter().all(|bar| bar.parts.is_empty()));
        assert!(bar(&model, "Spain").details.iter().all(|detail| detail.name != "Share of total"));
        assert!(bars_of(&model).axis.min < -250.0 && model.captions.axis_title == "Value");
    }
    let model = model_of(&table, &view(ChartKind::Matrix, "destination", false));
    let Body::Matrix(matrix) = &model.body else { panic!() };
    let below = matrix.cells.iter().flatten().find(|cell| cell.value_label == "−500.25").unwrap();
    assert_eq!(below.class, None);
    assert!(notes_of(&model).contains("Amounts below zero are printed and have no shade."), "{}", notes_of(&model));
}

/// Operations of 2006 begin in June and the file ends with 2024: the US fiscal years at both ends are seen in part.
#[test]
fn years_seen_in_part_are_marked_in_rankings_and_tables() {
    let view = |chart| ViewSpec {
        chart,
        measure: Some("flights".to_owned()),
        by: Some("year".to_owned()),
        calendar: Some(deportation_flows::dataset::Calendar::US_FISCAL),
        period: Some(PeriodChoice::All),
        ..ViewSpec::new()
    };
    let frontex = frontex();
    let model = model_of(&frontex, &view(ChartKind::Bars));
    let last = bars_of(&model).bars.last().unwrap();
    assert_eq!((&*last.label, &*last.change_label, last.is_partial), ("FY 2025, Oct–Dec", "partly covered", true));
    let Body::Table(table) = model_of(&frontex, &view(ChartKind::Table)).body else { panic!() };
    assert_eq!(table.rows.last().unwrap().cells[1], "FY 2025, Oct–Dec");
    let printed = crate::printed(&[
        "table",
        "sample:frontex-return-operations",
        "--rows",
        "year",
        "--calendar",
        "FY10",
        "--format",
        "csv",
    ]);
    assert!(printed.contains("FY 2025,,82,partly covered: Oct–Dec\n"), "{printed}");
    assert!(printed.contains("FY 2024,,289,\n"), "{printed}");
}
