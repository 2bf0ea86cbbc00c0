//! Files that name very many places: every chart answers, and what it does not name stands together in its numbers.

use super::{printed, table};
use std::fmt::Write as _;

/// 3,000 origins and 4,000 destinations make twelve million pairs, of which 4,000 have a row, with 1 to 7 people each:
/// 571 times 28, and 1 + 2 + 3 for the last three rows, are 15,994.
const PEOPLE: u64 = 15_994;

fn file(folder: &tempfile::TempDir) -> String {
    let mut rows = "Origin,Destination,Year,People\n".to_owned();
    for place in 0..4_000 {
        writeln!(rows, "o{},d{place},{},{}", place % 3_000, 2020 + place % 4, place % 7 + 1).unwrap();
    }
    let path = folder.path().join("many.csv");
    std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), rows.as_bytes()).unwrap();
    path.to_str().unwrap().to_owned()
}

const HOW: [&str; 6] = ["--role", "origin=Origin", "--role", "destination=Destination", "--measure", "people"];

#[test]
fn what_many_places_have_is_in_bands_cells_and_others() {
    let folder = tempfile::tempdir().unwrap();
    let file = file(&folder);
    let sum_of = |row: &serde_json::Value| -> u64 {
        row.as_object().unwrap().values().filter_map(serde_json::Value::as_u64).sum()
    };
    let sankey = table(&[&[&file, "--chart", "sankey", "--top", "3"], &HOW[..]].concat());
    let bands = sankey["rows"].as_array().unwrap();
    assert!(bands.len() <= 16, "{}", bands.len());
    assert_eq!(bands.iter().map(sum_of).sum::<u64>(), PEOPLE);
    assert_eq!(sankey["total"], PEOPLE);
    let matrix = table(&[&[&file, "--chart", "matrix", "--top", "3"], &HOW[..]].concat());
    let lines = matrix["rows"].as_array().unwrap();
    let total = lines.last().unwrap();
    assert_eq!(sum_of(total), 2 * PEOPLE, "the totals of the columns and their own: {total}");
    let table = table(&[&[&file, "--rows", "origin", "--columns", "destination", "--top", "2"], &HOW[..]].concat());
    assert!(
        table["notes"].as_array().unwrap().iter().any(|note| note.as_str().unwrap().contains("400 largest of 4000"))
    );
}

#[test]
fn every_chart_of_many_places_is_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let file = file(&folder);
    for chart in ["bars", "timeline", "map", "sankey", "matrix", "multiples", "compare", "table"] {
        let out = folder.path().join(format!("{chart}.svg"));
        printed(&[&["export", &file, "--chart", chart, "--out", out.to_str().unwrap()], &HOW[..]].concat());
        assert!(out.exists(), "{chart}");
    }
}
