//! CSV and XLSX hold the numbers that the chart draws, whatever its shape: against the published ones.

use super::formats::parts;
use calamine::Reader;
use deportation_flows::chart::build_for;
use deportation_flows::dataset::country::Country;
use deportation_flows::export::{Figure, Format};
use deportation_flows::figure::FigureSettings;
use deportation_flows::reading::{Mapping, read_sample};
use deportation_flows::view_spec::{Key, ViewSpec, complete};
use deportation_flows::words::{Language, words};

fn bytes(sample: &str, view: &str, format: Format) -> Vec<u8> {
    let loaded = read_sample(sample).unwrap();
    let view: ViewSpec = ron::from_str(&format!("View(version: 1, {view})")).unwrap();
    let (settings, mapping) = (FigureSettings::default(), Mapping::default());
    let figure = Figure {
        dataset: &loaded.dataset,
        sample: Some(sample),
        view: &view,
        settings,
        mapping: &mapping,
        house: None,
    };
    figure.bytes(format).unwrap()
}

/// The lines above the first empty one.
fn drawn(sample: &str, view: &str) -> Vec<Vec<String>> {
    let bytes = bytes(sample, view, Format::Csv);
    let text = String::from_utf8(bytes).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let records = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<String>>());
    records.take_while(|record| record.iter().any(|cell| !cell.is_empty())).collect()
}

/// Views, and lines that must stand in their tables: C.2 and the ICE table of shared/design/charts.md.
const PUBLISHED: [(&str, &str, &[&str]); 7] = [
    (
        "frontex-return-operations",
        "chart: multiples, style: rankings, measure: Some(\"people\"), by: Some(\"destination\"), period: Some(\"all\")",
        &["destination,destination_code,origin,origin_code,people,missing", "Albania,ALB,Germany,DEU,10379,"],
    ),
    (
        "frontex-return-operations",
        "chart: sankey, measure: Some(\"people\"), period: Some(\"all\")",
        &["origin,destination,people,missing", "Germany,Albania,10379,"],
    ),
    (
        "frontex-return-operations",
        "chart: sankey, measure: Some(\"people\"), by: Some(\"origin\"), stack: Some(\"category,destination\"), \
         period: Some(\"2024\")",
        &["from_grouping,from,to_grouping,to,people,missing"],
    ),
    (
        "frontex-return-operations",
        "chart: map, measure: Some(\"people\"), period: Some(\"all\")",
        &[
            "way,destination,destination_code,origin,origin_code,people",
            "Germany to Albania,Albania,ALB,Germany,DEU,10379",
        ],
    ),
    (
        "frontex-return-operations",
        "chart: timeline, measure: Some(\"people\"), stack: Some(\"category\"), period: Some(\"all\")",
        &["2016,,5397,4159,652,0,342,0,0,10550,,"],
    ),
    (
        "frontex-return-operations",
        "chart: timeline, measure: Some(\"people\"), stack: Some(\"category\"), share: true, period: Some(\"all\")",
        &["2016,,5397,4159,652,0,342,0,0,10550,,"],
    ),
    (
        "us-ice-removals-by-country",
        "chart: multiples, measure: Some(\"people\"), period: Some(\"FY2013..FY2024\"), top: Some(12)",
        &[
            "citizenship,citizenship_code,year,dates,people,missing,remark",
            "Haiti,HTI,FY 2013,FY2013,,not_reported,partly covered",
            "Haiti,HTI,FY 2014,FY2014,382,,",
            "Haiti,HTI,FY 2024,FY2024,792,,",
        ],
    ),
];

#[test]
fn tables_hold_the_numbers_of_their_charts() {
    for (sample, view, lines) in PUBLISHED {
        let table: Vec<String> = drawn(sample, view).iter().map(|line| line.join(",")).collect();
        for line in lines {
            assert!(table.iter().any(|found| found == line), "{line} of {view} in\n{}", table.join("\n"));
        }
    }
}

/// A matrix as it stands: its cells, its margins, and why a cell has no number.
#[test]
fn a_matrix_is_written_as_a_matrix() {
    let table = drawn(
        "frontex-return-operations",
        "chart: matrix, measure: Some(\"people\"), by: Some(\"origin\"), stack: Some(\"destination\"), period: Some(\"all\")",
    );
    let albania = table[0].iter().position(|head| head == "Albania").unwrap();
    let row = |name: &str| table.iter().find(|line| line[0] == name).unwrap();
    assert_eq!(row("Germany")[albania], "10379");
    // The page draws the fifteen largest of both sides only.
    let is_named = |head: &&String| !head.starts_with("Others") && *head != "total";
    let named = table[0].iter().skip(1).take_while(is_named).count();
    let sum: i64 = row("Germany")[1..=named].iter().filter_map(|cell| cell.parse::<i64>().ok()).sum();
    assert_eq!((named, sum), (15, 53_964));
    assert_eq!(row("Total").last().unwrap(), "115894");
    let gaps = drawn(
        "us-ice-removals-by-country",
        "chart: matrix, measure: Some(\"people\"), stack: Some(\"year\"), period: Some(\"FY2013..FY2014\"), top: Some(40)",
    );
    let peru = gaps.iter().find(|line| line[0] == "Peru").unwrap();
    assert_eq!(peru[1..3], ["not_reported", "678"]);
}

/// Typed cells, the kinds of numbers apart, and a chart for each panel.
#[test]
fn workbooks_have_the_drawn_numbers_and_their_charts() {
    for (view, sheets, charts) in [
        ("chart: timeline, period: Some(\"2016..2024\")", &["Numbers", "About"][..], 1),
        (
            "chart: timeline, stack: Some(\"category\"), period: Some(\"2016..2024\")",
            &["Numbers", "Totals", "About"],
            1,
        ),
        ("chart: multiples, period: Some(\"2016..2024\"), top: Some(4)", &["Numbers", "Totals", "About"], 5),
        ("chart: sankey, period: Some(\"2024\")", &["Numbers", "Totals", "About"], 0),
        ("chart: bars, period: Some(\"2024\")", &["Numbers", "About"], 1),
    ] {
        let bytes = bytes("frontex-return-operations", view, Format::Xlsx);
        let is_chart = |(name, _): &(String, Vec<u8>)| name.starts_with("xl/charts/chart");
        assert_eq!(parts(&bytes).iter().filter(|part| is_chart(part)).count(), charts, "{view}");
        let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), sheets, "{view}");
        let range = book.worksheet_range("Numbers").unwrap();
        let numbers = range.rows().skip(1).flatten().filter(|cell| matches!(cell, calamine::Data::Float(_))).count();
        assert!(numbers > 8, "{view}: {numbers} numbers");
    }
}

/// What a chart over time has selected belongs to another column than its own; what nobody names is not zero.
#[test]
fn a_headline_over_time_speaks_of_what_is_selected() {
    let dataset = read_sample("frontex-return-operations").unwrap().dataset;
    let headline = |chart: &str, code: &str| {
        let key = Key::Country(Country::from_code(code).unwrap());
        let view = ViewSpec { selected: vec![key], period: "2024".parse().ok(), ..ron::from_str(chart).unwrap() };
        build_for(&dataset, &complete(&view, &dataset), words(Language::English)).captions.headline
    };
    let timeline = "View(version: 1, chart: timeline, measure: Some(\"people\"))";
    // S1 of charts.md: 25 people, of 11,636.
    assert_eq!(headline(timeline, "CIV"), "Côte d’Ivoire: 0.2% (25 of 11,636 people), 2024");
    for chart in [timeline, "View(version: 1, chart: bars)", "View(version: 1, chart: multiples)"] {
        let headline = headline(chart, "JPN");
        assert!(!headline.contains("Japan"), "{headline}");
    }
}

/// One reading, several files; a name that no format has is refused before any of them is written.
#[test]
fn one_call_writes_several_formats() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let call = |second: &str| {
        let (svg, second) = (path("f.svg"), path(second));
        super::program(&["export", "sample:frontex-return-operations", "--out", &svg, "--out", &second])
    };
    assert!(!call("f.doc").status.success());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let said = call("f.csv");
    assert!(said.status.success());
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.contains("f.svg") && said.contains("f.csv"), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}
