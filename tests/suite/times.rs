//! Time that the source did not see, that no row names, or that the period leaves out: never zero, and always said.

use super::charted::{dataset_of, frontex, model_of, notes_of};
use deportation_flows::chart::{Body, ChartModel, Column, TimelineModel};
use deportation_flows::dataset::Calendar;
use deportation_flows::query::{Amount, Nothing};
use deportation_flows::view_spec::{ChartKind, ChartStyle, Months, PeriodChoice, TopMode, ViewSpec};
use std::fmt::Write as _;

/// Guatemala has ten flights in each month from October 2021 to December 2024, Haiti three until the end of 2022.
fn months() -> String {
    let mut text = String::from("month,destination,flights\n");
    for month in 9..48 {
        let (year, number) = (2021 + month / 12, month % 12 + 1);
        writeln!(text, "{year}-{number:02},Guatemala,10").unwrap();
        if year < 2023 {
            writeln!(text, "{year}-{number:02},Haiti,3").unwrap();
        }
    }
    text
}

fn fiscal() -> ViewSpec {
    let calendar = Calendar::starting_in(10);
    ViewSpec { chart: ChartKind::Timeline, calendar, ..ViewSpec::default() }
}

#[expect(clippy::unnecessary_wraps, reason = "a view has a period or none")]
fn period(text: &str) -> Option<PeriodChoice> {
    Some(text.parse().unwrap())
}

fn timeline(model: &ChartModel) -> &TimelineModel {
    let Body::Timeline(timeline) = &model.body else { panic!("{}", model.captions.headline) };
    timeline
}

fn column<'a>(model: &'a ChartModel, label: &str) -> &'a Column {
    timeline(model).columns.iter().find(|column| column.label == label).unwrap()
}

#[test]
fn months_that_the_source_did_not_see_are_no_zero() {
    let dataset = dataset_of(&months());
    let cases = [
        // January to March of FY 2025 lie after the end of the data.
        ((1, 3), "FY 2024", Amount::Known(30_i64.into()), false),
        ((1, 3), "FY 2025", Amount::Missing(Nothing::NotCovered), false),
        // October alone is seen wholly, though the year is not.
        ((10, 10), "FY 2025", Amount::Known(10_i64.into()), false),
        // Of September to December the first is not seen.
        ((9, 12), "FY 2025", Amount::Known(30_i64.into()), true),
    ];
    for ((first, last), label, amount, is_partial) in cases {
        let model = model_of(&dataset, &ViewSpec { months: Some(Months { first, last }), ..fiscal() });
        let column = column(&model, label);
        assert_eq!((&column.amount, column.is_partial), (&amount, is_partial), "{label}, months {first} to {last}");
    }
    let months = Some(Months { first: 1, last: 3 });
    for chart in [ChartKind::Bars, ChartKind::Compare] {
        let by = "destination".to_owned();
        let (period, versus) = (period("FY2025"), Some("FY2024".parse().unwrap()));
        let model = model_of(&dataset, &ViewSpec { chart, by: Some(by), months, period, versus, ..fiscal() });
        assert_eq!(model.captions.headline, "January–March 2025 is not covered by this source.", "{chart:?}");
    }
}

#[test]
fn a_unit_outside_the_coverage_is_said() {
    let dataset = dataset_of(&months());
    for chart in [ChartKind::Timeline, ChartKind::Multiples] {
        let by = (chart == ChartKind::Multiples).then(|| "destination".to_owned());
        let model = model_of(&dataset, &ViewSpec { chart, by, period: period("2030"), ..ViewSpec::default() });
        assert_eq!(model.captions.headline, "2030 is not covered by this source.", "{chart:?}");
    }
}

#[test]
fn whole_years_are_ranked_among_whole_years() {
    let dataset = dataset_of(&months());
    let cases = [
        // 156, 129, 120 and, of three months, 30.
        ("FY2024", None, "120 flights in FY 2024, the third highest of 3 fiscal years"),
        ("FY2025", None, "FY 2025, Oct–Dec: 30 flights"),
        ("FY2025", Some((10, 10)), "10 flights (October of each year) in FY 2025"),
    ];
    for (year, months, headline) in cases {
        let months = months.map(|(first, last)| Months { first, last });
        let model = model_of(&dataset, &ViewSpec { months, period: period(year), ..fiscal() });
        assert!(model.captions.headline.starts_with(headline), "{}", model.captions.headline);
    }
}

/// Return flights of Frontex by month: 23 in December 2023, then 17, 27, 25, 24, 27, 24, 17, 19 to August 2024.
#[test]
fn a_mean_reaches_back_before_the_period() {
    let dataset = frontex();
    let view = |text: &str| ViewSpec {
        chart: ChartKind::Timeline,
        per: Some("month".to_owned()),
        period: period(text),
        trailing: Some(3),
        ..ViewSpec::default()
    };
    let model = model_of(&dataset, &view("2024-03..2024-08"));
    let (_, means) = timeline(&model).means.clone().unwrap();
    let sums = [23 + 17 + 27, 17 + 27 + 25, 27 + 25 + 24, 25 + 24 + 27, 24 + 27 + 24, 27 + 24 + 17];
    for (mean, sum) in means.iter().zip(sums) {
        assert!((mean.unwrap() - f64::from(sum) / 3.0).abs() < 0.001, "{means:?}");
    }
    // Nobody saw the months before 2006.
    let (_, means) = timeline(&model_of(&dataset, &view("2006-01..2006-06"))).means.clone().unwrap();
    assert_eq!(means.iter().map(Option::is_some).collect::<Vec<_>>(), [false, false, false, true, true, true]);
}

#[test]
fn rows_in_no_unit_of_time_are_said() {
    let dataset = dataset_of(
        "date,destination,flights\n2023-01-05,Ghana,2\n2023-02-05,Ghana,3\n2023,Ghana,7\n,Ghana,5\n2024-01-09,Peru,4\n2024-02-10,Peru,1\n2024-03-01,Chad,1\n",
    );
    let undated = "Rows without a readable date: 1 (5 flights). They count in totals, and in no";
    let longer = "Rows about a longer time than one month: 1. They count in totals, and in no month.";
    let cases = [
        (ChartKind::Timeline, None, None, [true, false]),
        (ChartKind::Multiples, Some("destination"), None, [true, true]),
        (ChartKind::Matrix, Some("destination"), Some("month"), [true, true]),
        (ChartKind::Table, Some("destination"), Some("month"), [true, true]),
        (ChartKind::Bars, Some("destination"), None, [true, false]),
    ];
    for (chart, by, stack, expected) in cases {
        let (by, stack, per) = (by.map(str::to_owned), stack.map(str::to_owned), Some("month".to_owned()));
        let notes = notes_of(&model_of(&dataset, &ViewSpec { chart, by, stack, per, ..ViewSpec::default() }));
        assert_eq!([notes.contains(undated), notes.contains(longer)], expected, "{chart:?}: {notes}");
    }
}

#[test]
fn a_group_that_one_side_does_not_report_is_said_beside_the_totals() {
    let dataset = dataset_of(&months());
    let by = Some("destination".to_owned());
    let (period, versus) = (period("2024"), Some("2022".parse().unwrap()));
    let view = ViewSpec { chart: ChartKind::Compare, by, period, versus, ..ViewSpec::default() };
    let notes = notes_of(&model_of(&dataset, &view));
    assert!(notes.contains("1 of the destinations with a number on one side only"), "{notes}");
}

/// An operation of several origins is in the number of each; a column is as high as the number above it. Statewatch has
/// 293 operations in 2024.
#[test]
fn a_stacked_column_is_as_high_as_its_number() {
    let stacked = |style| {
        let (by, stack) = (Some("year".into()), Some("origin".into()));
        let measure = Some("flights".into());
        model_of(&frontex(), &ViewSpec { chart: ChartKind::Timeline, by, stack, measure, style, ..ViewSpec::default() })
    };
    let model = stacked(ChartStyle::Standard);
    let columns = &timeline(&model).columns;
    for column in columns {
        let number = column.amount.known().unwrap().to_f64();
        let top = column.top.unwrap();
        assert!((top - number).abs() < 1e-6, "{}: {top} for {number}", column.label);
    }
    let last = columns.last().unwrap();
    let printed: f64 = last.parts.iter().map(|part| part.value.to_f64()).sum();
    assert!((last.top.unwrap() - 293.0).abs() < 1e-6 && printed > 293.0, "{printed}");
    assert!(notes_of(&model).contains("drawn in proportion within it"), "{}", notes_of(&model));
    // Beside each other, each part is as high as its own number.
    let beside = stacked(ChartStyle::Grouped);
    for part in timeline(&beside).columns.iter().flat_map(|column| &column.parts) {
        assert!((part.to - part.value.to_f64()).abs() < 1e-6);
    }
    assert!(!notes_of(&beside).contains("in proportion"), "{}", notes_of(&beside));
}

/// In 2020 F1, F2 and F3 went to Ghana, F3 and F4 to Togo, F4 to Chad; in 2021 F5 and F6 to Togo, F6 and F7 to Chad, F7 to
/// Ghana: beside the largest of each year, F3 and F4 together, and F6 and F7.
#[test]
fn the_largest_of_each_period_leave_flights_that_are_counted_once() {
    let text = "date,flight_id,destination\n2020-01-01,F1,Ghana\n2020-01-01,F2,Ghana\n2020-01-01,F3,Ghana\n\
        2020-01-01,F3,Togo\n2020-01-01,F4,Togo\n2020-01-01,F4,Chad\n2021-01-01,F5,Togo\n2021-01-01,F6,Togo\n\
        2021-01-01,F6,Chad\n2021-01-01,F7,Chad\n2021-01-01,F7,Ghana\n";
    let (by, stack, measure) = (Some("year".into()), Some("destination".into()), Some("flights".into()));
    let view = ViewSpec {
        chart: ChartKind::Timeline,
        by,
        stack,
        measure,
        top: Some(1),
        mode: TopMode::Each,
        ..ViewSpec::default()
    };
    let model = model_of(&dataset_of(text), &view);
    let timeline = timeline(&model);
    let printed = |column: &Column| -> Vec<(String, String)> {
        let shown = column.parts.iter().filter(|part| part.to > part.from);
        shown.map(|part| (timeline.series[part.series].label.clone(), part.value.to_string())).collect()
    };
    let pair = |name: &str, number: &str| (name.to_owned(), number.to_owned());
    assert_eq!(printed(&timeline.columns[0]), [pair("Ghana", "3"), pair("All others", "2")]);
    assert_eq!(printed(&timeline.columns[1]), [pair("Togo", "2"), pair("All others", "2")]);
}
