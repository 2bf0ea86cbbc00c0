//! Original files as publishers released them. They stand beside the project and not in it; where they are absent,
//! these tests have nothing to read.

use super::{in_repository, program, table};
use serde_json::Value;
use std::path::PathBuf;

fn shared(file: &str) -> Option<PathBuf> {
    let path = in_repository("../shared/data").join(file);
    path.exists().then_some(path)
}

fn check(path: &str) -> Value {
    let output = program(&["check", path, "--format", "json"]);
    let checked: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = |value: &Value| value.as_u64().unwrap();
    let left_out: u64 = checked["left_out"].as_array().unwrap().iter().map(|one| rows(&one["rows"])).sum();
    assert_eq!(rows(&checked["rows_read"]), rows(&checked["rows_kept"]) + left_out, "{path}");
    checked
}

fn role(checked: &Value, role: &str) -> String {
    let columns = checked["columns"].as_array().unwrap();
    let column = columns.iter().find(|column| column["role"] == role);
    column.map_or_else(String::new, |column| column["name"].as_str().unwrap().to_owned())
}

fn left_out(checked: &Value, reason: &str) -> u64 {
    let found = checked["left_out"].as_array().unwrap().iter().find(|one| one["reason"] == reason);
    found.map_or(0, |one| one["rows"].as_u64().unwrap())
}

/// Frontex, PAD-2024-00391: 293 operations and 11,325 people in 2023 (frontex-return-operations.md).
#[test]
fn the_workbook_of_2023_opens_without_a_question() {
    let Some(path) = shared("raw/PAD-2024-00391 Document.xlsx") else { return };
    let path = path.to_str().unwrap();
    let checked = check(path);
    let used: Vec<&Value> =
        checked["sheets"].as_array().unwrap().iter().filter(|sheet| sheet["used"] == true).collect();
    assert_eq!(used.len(), 1);
    assert_eq!((&used[0]["name"], &checked["rows_kept"]), (&"2023 TCNs".into(), &519.into()));
    assert_eq!(role(&checked, "category"), "TYPE OF OPERATION", "looked up from sheet “2023”");
    for options in [&[][..], &["--sheet", "2023 TCNs"]] {
        let arguments = |measure: &'static str| {
            [&[path, "--rows", "destination", "--measure", measure, "--period", "2023"][..], options].concat()
        };
        let (flights, people) = (table(&arguments("flights")), table(&arguments("people")));
        assert_eq!((&flights["total"], &people["total"]), (&293.into(), &11_325.into()));
        let codes: Vec<&str> =
            flights["rows"].as_array().unwrap().iter().filter_map(|row| row["code"].as_str()).collect();
        assert_eq!(codes.len(), flights["rows"].as_array().unwrap().len(), "every name is a country");
        for (code, label) in [("ALB", "Albania"), ("COD", "DR Congo"), ("VEN", "Venezuela"), ("MDA", "Moldova")] {
            let rows: Vec<&Value> =
                flights["rows"].as_array().unwrap().iter().filter(|row| row["code"] == code).collect();
            assert_eq!((rows.len(), &rows[0]["label"]), (1, &label.into()));
        }
    }
    // 287 operations have a type on the other sheet, six have none: voluntary ones.
    let by_type = table(&[path, "--rows", "category", "--measure", "flights"]);
    assert_eq!(by_type["total"], 293);
    let missing = by_type["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["missing"].is_null() && row["label"] == "not reported");
    assert_eq!(missing.unwrap()["value"], 6, "{by_type}");
}

/// 520 amounts, added by hand from the printed digits; Germany's agree with Statewatch's table (26,029,143.46, see
/// frontex-operation-costs.md) but for the cents that the print rounds away.
#[test]
fn the_costs_of_2019_are_all_numbers() {
    let Some(path) = shared("raw/tabula-2019_Costs.csv") else { return };
    let path = path.to_str().unwrap();
    let checked = check(path);
    assert_eq!((&checked["rows_read"], &checked["rows_kept"]), (&529.into(), &520.into()));
    assert_eq!(left_out(&checked, "repeated_header"), 9);
    let cost = checked["columns"].as_array().unwrap().iter().find(|column| column["role"] == "cost").unwrap();
    assert_eq!((&cost["type"], &cost["missing"]), (&"number".into(), &serde_json::json!({})));
    let costs = table(&[path, "--rows", "origin", "--measure", "cost", "--period", "2019"]);
    assert_eq!(costs["total"].to_string(), "50735072.42");
    let germany = costs["rows"].as_array().unwrap().iter().find(|row| row["code"] == "DEU").unwrap();
    assert!((germany["value"].as_f64().unwrap() - 26_029_143.46).abs() < 1.0, "{germany}");
}

#[test]
fn a_report_page_reconciles_and_its_sums_are_left_out() {
    let Some(path) = shared("raw/JRO_2008.xlsx") else { return };
    let checked = check(path.to_str().unwrap());
    assert_eq!((left_out(&checked, "sum_row"), left_out(&checked, "above_header")), (6, 1));
    // The sum of the report's own totals: 599,671.76 + 142,300.77 + 530,028.54 + 491,536.55 + 141,702.50.
    let total = table(&[path.to_str().unwrap(), "--rows", "Country", "--measure", "cost"])["total"].as_f64().unwrap();
    assert!((total - 1_905_240.12).abs() < 0.05, "{total}");
}

#[test]
fn the_tables_of_ice_open_from_csv_with_the_right_roles() {
    let (Some(removals), Some(flights)) =
        (shared("us-ice-removals-by-country.csv"), shared("us-ice-air-removal-flights.csv"))
    else {
        return;
    };
    let checked = check(removals.to_str().unwrap());
    assert_eq!(role(&checked, "citizenship"), "country");
    assert_eq!((role(&checked, "fiscal_year"), role(&checked, "people")), ("fiscal_year".into(), "removals".into()));
    let total = table(&[removals.to_str().unwrap(), "--rows", "citizenship", "--period", "FY2024"]);
    assert_eq!(total["total"], 271_484);
    let checked = check(flights.to_str().unwrap());
    assert_eq!(checked["published_figures"], true);
    assert_eq!((role(&checked, "date"), role(&checked, "level")), (String::new(), "destination_type".into()));
}
