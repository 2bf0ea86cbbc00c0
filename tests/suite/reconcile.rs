//! Whatever is asked of the bundled data: what a figure prints adds up to its total, or its note says why not.

use crate::charted::{bar, bars_of, dataset_of, frontex, model_of, notes_of, sample};
use deportation_flows::chart::{Body, ChartModel, format_number};
use deportation_flows::dataset::{Counting, Dataset, Number};
use deportation_flows::query;
use deportation_flows::view_spec::{ChartKind, CompleteSpec, Filter, PeriodChoice, Sort, ViewSpec, complete};
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

/// A rank under a filter says of what; months, large sums and changes are said as they are. Numbers as in the table of
/// Statewatch: Italy to Tunisia 73 flights in 2024, 16 from January to March; Iraq 25 after 11.
#[test]
fn headlines_say_their_scope() {
    let frontex = frontex();
    let asked = |arguments: &[(&str, &str)], change: fn(&mut ViewSpec)| {
        let mut view = ViewSpec {
            measure: Some("flights".to_owned()),
            by: Some("destination".to_owned()),
            period: Some("2024".parse().unwrap()),
            ..ViewSpec::new()
        };
        for (by, name) in arguments {
            let dimension = deportation_flows::view_spec::find_dimension(&frontex, by).unwrap();
            view.toggle_filter(by, deportation_flows::view_spec::find_key(&frontex, dimension, name).unwrap());
        }
        change(&mut view);
        model_of(&frontex, &view)
    };
    for (arguments, change, expected) in [
        (
            &[("origin", "Italy")][..],
            (|_| ()) as fn(&mut ViewSpec),
            "Tunisia ranks first of 10 with 73 flights from Italy, 2024",
        ),
        (
            &[("origin", "Italy")],
            |view| view.months = Some(deportation_flows::view_spec::Months { first: 1, last: 3 }),
            "Tunisia ranks first of 5 with 16 flights from Italy, January–March 2024",
        ),
        (
            &[("destination", "Georgia"), ("destination", "Albania")],
            |_| (),
            "Georgia ranks first of 2 with 39 flights (2 chosen destinations), 2024",
        ),
        (
            &[],
            |view| view.period = Some("2023..2026".parse().unwrap()),
            "Tunisia ranks first of 35 with 161 flights, 2023–2024",
        ),
        (&[], |view| view.sort = Sort::Change, "Largest increase from 2023: Iraq, +14 to 25 flights, 2024"),
    ] {
        assert_eq!(asked(arguments, change).captions.headline, expected);
    }
    let months = asked(&[], |view| view.months = Some(deportation_flows::view_spec::Months { first: 1, last: 1 }));
    assert!(months.captions.subtitle.contains("January 2024"), "{}", months.captions.subtitle);
    let trailing = asked(&[], |view| view.trailing = Some(6));
    assert!(notes_of(&trailing).contains("A mean of the units before belongs to a chart over time"));
    let people = asked(&[], |view| view.measure = Some("people".to_owned()));
    let shown = bars_of(&people).bars.iter().take(10).filter_map(|bar| bar.amount.known());
    let share = 100.0 * added(shown).to_f64() / 11_636.0;
    let note = format!("Shows 10 of 30 destinations, with {share:.0}% of 11,636 people; the others together.");
    assert!(notes_of(&people).contains(&note), "{note}: {}", notes_of(&people));
}

/// "Unknown" and "Other" are no places: they stand apart, last, and lead nothing.
#[test]
fn words_for_no_value_never_rank_first() {
    let table = dataset_of(
        "date,origin,destination,people\n2024-01-05,Spain,Unknown,50\n2024-01-06,Spain,Senegal,5\n\
         2024-01-07,Spain,n/a,20\n2024-01-07,Italy,Other,30\n2024-01-07,Italy,Ghana,3\n",
    );
    let view = |chart, stack: Option<&str>| ViewSpec {
        chart,
        measure: Some("people".to_owned()),
        by: Some(if chart == ChartKind::Matrix { "origin" } else { "destination" }.to_owned()),
        stack: stack.map(str::to_owned),
        ..ViewSpec::new()
    };
    let model = model_of(&table, &view(ChartKind::Bars, None));
    let names: Vec<&str> = bars_of(&model).bars.iter().map(|bar| bar.label.as_str()).collect();
    assert_eq!(names, ["Senegal", "Ghana", "Unknown", "Other", "not reported"]);
    assert!(
        model.captions.headline.starts_with("Senegal ranks first of 2 with 5 people"),
        "{}",
        model.captions.headline
    );
    let model = model_of(&table, &view(ChartKind::Matrix, Some("destination")));
    assert!(model.captions.headline.starts_with("Largest flow: Spain to Senegal"), "{}", model.captions.headline);
}

/// A figure of a long table keeps the newest lines and columns and the total, and counts what it leaves out.
#[test]
fn long_tables_keep_the_newest_and_the_total() {
    let folder = tempfile::tempdir().unwrap();
    let figure = |arguments: &[&str]| {
        let file = folder.path().join("table.svg");
        let out = file.to_str().unwrap();
        let all = ["export", "sample:frontex-return-operations", "--chart", "table", "--out", out, "--force"];
        crate::printed(&all.iter().chain(arguments).copied().collect::<Vec<_>>());
        std::fs::read_to_string(&file).unwrap()
    };
    let months = figure(&["--by", "month"]);
    assert!(months.contains(">December 2024<") && !months.contains(">January 2006<"));
    assert!(months.contains(" earlier<") && months.contains(">3,017<"));
    let years = figure(&["--by", "destination", "--stack", "year", "--top", "12"]);
    assert!(years.contains(">2024<") && years.contains(">Total<") && !years.contains(">2006<"));
    assert!(years.contains("more columns"));
}

/// What a figure marks is marked in its numbers, too.
#[test]
fn numbers_of_a_figure_carry_its_marks() {
    let folder = tempfile::tempdir().unwrap();
    let numbers = |arguments: &[&str]| {
        let file = folder.path().join("numbers.csv");
        let out = file.to_str().unwrap();
        let all = ["export", "sample:frontex-return-operations", "--out", out, "--force"];
        crate::printed(&all.iter().chain(arguments).copied().collect::<Vec<_>>());
        std::fs::read_to_string(&file).unwrap()
    };
    let ratios = numbers(&["--by", "destination", "--measure", "people_per_flight", "--period", "2024"]);
    assert!(ratios.lines().any(|line| line.contains("Mongolia") && line.ends_with("few cases")), "{ratios}");
    let years = numbers(&["--by", "year", "--calendar", "FY10"]);
    assert!(years.lines().any(|line| line.contains("FY 2025") && line.ends_with("partly covered: Oct–Dec")), "{years}");
    let shares = numbers(&["--by", "destination", "--period", "2024", "--share", "on"]);
    assert!(shares.lines().any(|line| line.contains("Tunisia") && line.ends_with("28%")), "{shares}");
    let matrix = numbers(&[
        "--chart",
        "matrix",
        "--by",
        "origin",
        "--stack",
        "destination",
        "--measure",
        "people_per_flight",
        "--period",
        "2024",
    ]);
    assert!(matrix.lines().any(|line| line.starts_with("Greece") && line.contains("few cases: ")), "{matrix}");
}
