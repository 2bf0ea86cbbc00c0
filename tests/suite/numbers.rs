//! The samples say what their publishers printed.

use super::{refusal, table};
use serde_json::{Value, json};

const FRONTEX: &str = "sample:frontex-return-operations";
const ICE: &str = "sample:us-ice-removals-by-country";
const ICE_AIR: &str = "sample:us-ice-air-removal-flights";

fn value_of(table: &Value, label: &str) -> Value {
    let rows = table["rows"].as_array().unwrap();
    rows.iter().find(|row| row["label"] == label).unwrap_or_else(|| panic!("no row {label}"))["value"].clone()
}

fn rows_reconcile(table: &Value) {
    let count = |name: &str| table[name].as_u64().unwrap();
    assert_eq!(count("rows_read"), count("rows_used") + count("rows_filtered") + count("rows_unusable"));
}

/// Operations and people of each year, from frontex-return-operations.md, which agrees with Statewatch's tables.
const FRONTEX_YEARS: [(&str, u64, u64); 19] = [
    ("2006", 1, 8),
    ("2007", 13, 428),
    ("2008", 15, 801),
    ("2009", 32, 1_622),
    ("2010", 39, 2_038),
    ("2011", 39, 2_059),
    ("2012", 38, 2_110),
    ("2013", 38, 2_061),
    ("2014", 45, 2_279),
    ("2015", 64, 3_576),
    ("2016", 231, 10_550),
    ("2017", 341, 14_189),
    ("2018", 345, 12_245),
    ("2019", 330, 10_903),
    ("2020", 232, 7_952),
    ("2021", 337, 10_193),
    ("2022", 291, 9_919),
    ("2023", 293, 11_325),
    ("2024", 293, 11_636),
];

#[test]
fn frontex_by_year() {
    let flights = table(&[FRONTEX, "--rows", "year", "--measure", "flights"]);
    let people = table(&[FRONTEX, "--rows", "year", "--measure", "people"]);
    for (year, operations, returned) in FRONTEX_YEARS {
        assert_eq!(value_of(&flights, year), operations, "operations of {year}");
        assert_eq!(value_of(&people, year), returned, "people of {year}");
    }
    assert_eq!((&flights["total"], &people["total"]), (&json!(3_017), &json!(115_894)));
    assert_eq!(people["rows_read"], 6_477);
    rows_reconcile(&flights);
    rows_reconcile(&people);
}

#[test]
fn frontex_counts_operations_and_not_the_sum_of_its_rows() {
    let by_destination = table(&[FRONTEX, "--rows", "destination", "--measure", "flights", "--period", "2024"]);
    assert_eq!(by_destination["total"], 293);
    let sum: u64 = by_destination["rows"].as_array().unwrap().iter().map(|row| row["value"].as_u64().unwrap()).sum();
    assert!(sum > 293, "an operation with two destinations counts once for each");
    assert!(by_destination["notes"].to_string().contains(&sum.to_string()), "and the note says so");
    assert_eq!(by_destination["rows"][0], json!({"label": "Tunisia", "code": "TUN", "value": 82}));
    rows_reconcile(&by_destination);
}

/// From frontex-return-operations.md, all years: operations and people.
#[test]
fn frontex_by_destination() {
    let flights = table(&[FRONTEX, "--rows", "destination"]);
    let people = table(&[FRONTEX, "--rows", "destination", "--measure", "people"]);
    for (label, operations, returned) in [
        ("Tunisia", 633, 16_146),
        ("Albania", 614, 21_881),
        ("Georgia", 318, 11_663),
        ("Kosovo", 270, 9_873),
        ("Nigeria", 261, 9_358),
        ("Serbia", 238, 9_665),
        ("North Macedonia", 170, 6_254),
        ("Pakistan", 130, 4_423),
        ("Moldova", 125, 4_612),
        ("Armenia", 91, 1_743),
        ("Afghanistan", 85, 2_187),
        ("Egypt", 82, 1_637),
        ("Colombia", 64, 3_152),
    ] {
        assert_eq!(value_of(&flights, label), operations, "operations to {label}");
        assert_eq!(value_of(&people, label), returned, "people to {label}");
    }
    assert_eq!(flights["rows"].as_array().unwrap().len(), 55);
    let kosovo = flights["rows"].as_array().unwrap().iter().find(|row| row["label"] == "Kosovo").unwrap();
    assert_eq!(kosovo["code"], "XKX");
}

/// From charts.md: S0, S1 and S4.
#[test]
fn frontex_charts_of_statewatch() {
    let pair = ["--where", "origin=Germany", "--where", "destination=Albania", "--measure", "people"];
    let germany_albania = table(&[&[FRONTEX, "--rows", "destination"], &pair[..]].concat());
    assert_eq!(germany_albania["total"], 10_379);
    for (destination, year, people) in
        [("Côte d'Ivoire", "2024", 25), ("gambia", "2023", 382), ("IRQ", "2023", 178), ("IRQ", "2024", 705)]
    {
        let place = format!("destination={destination}");
        let answer = table(&[FRONTEX, "--rows", "year", "--measure", "people", "--where", &place]);
        assert_eq!(value_of(&answer, year), people, "{destination} {year}");
    }
    let types = table(&[FRONTEX, "--rows", "category", "--measure", "people", "--period", "2016"]);
    for (kind, people) in [("JRO", 5_397), ("NRO", 4_159), ("CRO", 652), ("VDO", 342)] {
        assert_eq!(value_of(&types, kind), people);
    }
    let by_type = table(&[FRONTEX, "--rows", "category", "--period", "2024"]);
    for (kind, operations) in [("JRO", 55), ("NRO", 193), ("CRO", 40), ("VRD", 5)] {
        assert_eq!(value_of(&by_type, kind), operations);
    }
    let half_year = table(&[FRONTEX, "--rows", "year", "--measure", "people", "--period", "2022-07..2022-12"]);
    assert_eq!(half_year["total"], 5_111, "Frontex's own half-year report");
}

#[test]
fn frontex_pivot() {
    let pivot =
        table(&[FRONTEX, "--rows", "category", "--columns", "year", "--measure", "people", "--period", "2016..2024"]);
    let joint = pivot["rows"].as_array().unwrap().iter().find(|row| row["label"] == "JRO").unwrap();
    assert_eq!((&joint["values"]["2016"], &joint["values"]["2024"]), (&json!(5_397), &json!(2_428)));
    assert!(joint.get("value").is_none());
    assert_eq!(pivot["totals"]["2017"], 14_189);
}

/// The totals that ICE prints in each table.
#[test]
fn ice_removals_by_citizenship() {
    for (year, total) in [
        ("FY2014", 315_943),
        ("FY2015", 235_413),
        ("FY2016", 240_255),
        ("FY2017", 226_119),
        ("FY2018", 256_085),
        ("FY2019", 267_258),
        ("FY2020", 185_884),
        ("FY2021", 59_011),
        ("FY2022", 72_177),
        ("FY2023", 142_580),
        ("FY2024", 271_484),
    ] {
        let answer = table(&[ICE, "--rows", "citizenship", "--measure", "people", "--period", year]);
        assert_eq!(answer["total"], total, "{year}");
        rows_reconcile(&answer);
    }
    let newest = table(&[ICE, "--rows", "country", "--measure", "people", "--period", "FY2024"]);
    for (rank, (label, people)) in
        [("Mexico", 87_298), ("Guatemala", 66_435), ("Honduras", 45_923)].into_iter().enumerate()
    {
        assert_eq!((&newest["rows"][rank]["label"], &newest["rows"][rank]["value"]), (&json!(label), &json!(people)));
    }
    let colombia = table(&[ICE, "--rows", "year", "--measure", "people", "--where", "citizenship=Colombia"]);
    for (year, people) in [("FY 2019", 1_158), ("FY 2020", 931), ("FY 2023", 9_866), ("FY 2024", 14_268)] {
        assert_eq!(value_of(&colombia, year), people);
    }
}

#[test]
fn citizenship_is_never_called_a_destination() {
    let sentence = refusal(&["table", ICE, "--rows", "destination"]);
    assert!(sentence.contains("no column or role “destination”"), "{sentence}");
    let answer = table(&[ICE, "--rows", "citizenship", "--period", "FY2024"]).to_string();
    assert!(!answer.to_lowercase().contains("destination"), "{answer}");
}

#[test]
fn a_file_with_fiscal_years_only_is_never_converted() {
    let sentence = refusal(&["table", ICE, "--rows", "citizenship", "--measure", "people", "--period", "2024"]);
    assert!(sentence.contains("fiscal year"), "{sentence}");
}

#[test]
fn published_figures_are_looked_up_and_never_added() {
    let five_years = table(&[ICE_AIR, "--rows", "destination", "--measure", "flights", "--period", "2020..2024"]);
    let printed = [("Guatemala", 1_778), ("Honduras", 1_419), ("Mexico", 759), ("El Salvador", 616), ("Colombia", 475)];
    for (rank, (label, flights)) in printed.into_iter().enumerate() {
        let row = &five_years["rows"][rank];
        assert_eq!((&row["label"], &row["value"]), (&json!(label), &json!(flights)));
    }
    assert_eq!(five_years["total"], 6_520, "the total that was published, not a sum");
    let january = table(&[ICE_AIR, "--rows", "destination", "--period", "2025-01"]);
    assert_eq!((&january["total"], value_of(&january, "Guatemala")), (&json!(109), json!(31)));
    let seven_months = table(&[ICE_AIR, "--rows", "destination", "--period", "2025-01-01..2025-07-31"]);
    for (label, flights) in [("Guatemala", 247), ("Honduras", 208), ("Mexico", 136), ("El Salvador", 103)] {
        assert_eq!(value_of(&seven_months, label), flights);
    }
    rows_reconcile(&five_years);
}

#[test]
fn where_publishers_differ_both_values_stand_and_nothing_else_is_made_up() {
    let answer = table(&[ICE_AIR, "--rows", "destination", "--measure", "flights", "--period", "2024"]);
    let colombia = &answer["rows"][0];
    assert_eq!((&colombia["label"], &colombia["value"]), (&json!("Colombia"), &Value::Null));
    let published: Vec<&Value> = colombia["published"].as_array().unwrap().iter().map(|one| &one["value"]).collect();
    assert_eq!(published, [&json!(124), &json!(126)]);
    let others = &answer["rows"].as_array().unwrap()[1..];
    assert_eq!(others.len(), 30);
    assert!(others.iter().all(|row| row["value"].is_null() && row["missing"] == "not_published"), "{answer}");
    assert_eq!((&answer["total"], &answer["total_missing"]), (&Value::Null, &json!("not_published")));
}

#[test]
fn outside_the_coverage_there_is_no_zero() {
    for period in ["2030", "2005", "1990..2000"] {
        let answer = table(&[FRONTEX, "--rows", "destination", "--period", period]);
        assert_eq!((&answer["total"], &answer["total_missing"]), (&Value::Null, &json!("not_covered")));
        assert!(answer["notes"].to_string().contains("not covered"), "{answer}");
    }
    let covered_and_none =
        table(&[FRONTEX, "--rows", "destination", "--period", "2007", "--where", "destination=Iraq"]);
    assert_eq!(covered_and_none["total"], 0, "a covered year in which no flight is listed is zero");
    let not_printed = table(&[ICE, "--rows", "citizenship", "--period", "FY2013", "--where", "citizenship=Haiti"]);
    assert_eq!(
        not_printed["total"],
        Value::Null,
        "a country that is not in a printed table is not zero: {not_printed}"
    );
}

#[test]
fn top_and_others_and_total_belong_together() {
    let answer = table(&[FRONTEX, "--rows", "destination", "--measure", "people", "--top", "3"]);
    let rows = answer["rows"].as_array().unwrap();
    let sum: u64 = rows.iter().map(|row| row["value"].as_u64().unwrap()).sum();
    assert_eq!((rows.len(), sum), (4, 115_894));
    assert_eq!(rows[3]["members"].as_array().unwrap().len(), 52);
    let flights = table(&[FRONTEX, "--rows", "destination", "--period", "2024", "--top", "10"]);
    let others = flights["rows"][10]["value"].as_u64().unwrap();
    let plain_sum: u64 = {
        let all = table(&[FRONTEX, "--rows", "destination", "--period", "2024"]);
        all["rows"].as_array().unwrap()[10..].iter().map(|row| row["value"].as_u64().unwrap()).sum()
    };
    assert!(others < plain_sum, "others are counted, not added: {others} and {plain_sum}");
}

#[test]
fn a_ratio_carries_its_base() {
    let answer = table(&[FRONTEX, "--rows", "year", "--measure", "people_per_flight", "--period", "2024"]);
    let ratio = answer["total"].as_f64().unwrap();
    assert!((ratio - 11_636.0 / 293.0).abs() < 1e-6, "{ratio}");
}

#[test]
fn money_adds_up_to_the_cent() {
    let answer = table(&["sample:frontex-return-operations", "--rows", "year", "--measure", "sum:frontex_cost_eur"]);
    let total = answer["total"].as_f64().unwrap();
    let sum: f64 = answer["rows"].as_array().unwrap().iter().filter_map(|row| row["value"].as_f64()).sum();
    assert!((total - sum).abs() < 0.005, "{total} {sum}");
    rows_reconcile(&answer);
    assert!(answer["rows_unusable"].as_u64().unwrap() > 0, "blank amounts are counted");
}

#[test]
fn no_road_leads_to_a_sum_of_published_figures() {
    let sentence = refusal(&["table", ICE_AIR, "--rows", "destination", "--measure", "sum:flights"]);
    assert!(sentence.contains("sum:flights"), "{sentence}");
    let by_publisher = table(&[ICE_AIR, "--rows", "publisher", "--period", "2020..2024"]);
    assert_eq!(value_of(&by_publisher, "Witness at the Border"), 6_520, "its figure for all, not those for countries");
    let rows = table(&[ICE_AIR, "--rows", "destination", "--measure", "rows"]);
    let labels = rows["rows"].to_string();
    assert!(!labels.contains("All destinations") && !labels.contains("Africa"), "groups are no places: {labels}");
}

#[test]
fn what_is_not_reported_is_no_zero_under_any_filter() {
    let filters = ["--where", "origin=ESP", "--period", "2012", "--measure", "cost"];
    let answer = table(&[&[FRONTEX, "--rows", "category"], &filters[..]].concat());
    assert_eq!((&answer["total"], &answer["total_missing"]), (&Value::Null, &json!("not_reported")));
    let top = table(&[FRONTEX, "--rows", "origin", "--measure", "cost", "--period", "2012", "--top", "3"]);
    let rows = top["rows"].as_array().unwrap();
    assert!(rows.iter().all(|row| row["value"].is_null()), "{top}");
}

#[test]
fn columns_beside_rows_stay_inside_the_period() {
    let pivot = table(&[ICE, "--rows", "citizenship", "--columns", "year", "--period", "FY2013..FY2015", "--top", "1"]);
    let years: Vec<&String> = pivot["totals"].as_object().unwrap().keys().collect();
    assert_eq!(years, ["FY 2013", "FY 2014", "FY 2015"]);
}

#[test]
fn a_shared_rank_is_called_shared_and_a_partial_year_is_no_record() {
    let folder = tempfile::tempdir().unwrap();
    let svg = |name: &str, arguments: &[&str]| {
        let out = folder.path().join(format!("{name}.svg"));
        super::printed(&[&["export"], arguments, &["--out", out.to_str().unwrap()]].concat());
        std::fs::read_to_string(out).unwrap()
    };
    let tied = svg("tied", &[FRONTEX, "--period", "2024", "--select", "Serbia"]);
    assert!(tied.contains("Serbia ranks fourth of 30, tied, with 26 flights, 2024"));
    let years = svg("years", &[ICE, "--by", "year", "--measure", "people"]);
    // ICE removed 368,644 people in FY 2013 and 315,943 in FY 2014 (us-ice-removals-totals): even the part of FY 2013
    // that the file has is more than any whole year, and a bar that is higher than the highest would be no truth.
    assert!(years.contains("<title id=\"title\">FY 2013 is the highest of 12 fiscal years with 357,422 people"));
    let paid = svg("paid", &["sample:frontex-operation-costs", "--chart", "timeline"]);
    assert!(paid.contains("2019 is the highest of 7 years"), "2016 and 2024 are in part only, and less");
    assert!(years.contains("partly covered") && years.contains("url(#hatch-"), "and its bar is hatched and named");
}
/// Rows and columns, or panels and their axis, of the same thing: every number would stand on the diagonal.
#[test]
fn a_view_of_the_same_thing_twice_is_explained() {
    let totals = "sample:us-ice-removals-totals";
    for arguments in [["--chart", "matrix"], ["--chart", "multiples"]] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("same.svg");
        let sentence =
            super::refusal(&[&["export", totals], &arguments[..], &["--out", out.to_str().unwrap()]].concat());
        assert!(
            sentence.contains("groups by the same thing twice") && sentence.contains("interior_removals"),
            "{sentence}"
        );
    }
}
