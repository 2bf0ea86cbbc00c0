//! Whether the data still give what a figure states: the same, another edition, something else.

use super::{printed, program, refusal};
use deportation_flows::export::recipe::{Carried, read};
use std::path::PathBuf;

/// A release of the same table, one year and its revision later.
fn edition(year: u16) -> String {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/editions/frontex-returnees-edition-{year}.csv"));
    path.to_str().unwrap().to_owned()
}

fn exported(data: &str, name: &str, more: &[&str]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name).to_str().unwrap().to_owned();
    let mut arguments = vec!["export", data, "--out", &path];
    arguments.extend(more);
    printed(&arguments);
    (folder, path)
}

#[test]
fn every_format_that_carries_a_recipe_can_be_verified() {
    let data = "sample:frontex-return-operations";
    for name in ["f.png", "f.svg", "f.pdf", "f.pptx", "f.xlsx"] {
        for view in [
            &["--period", "2024"][..],
            &["--chart", "timeline", "--measure", "people", "--stack", "category"],
            &["--chart", "compare", "--period", "2024", "--versus", "2019"],
            &["--chart", "matrix", "--by", "origin", "--stack", "destination", "--period", "2024"],
        ] {
            let (_folder, path) = exported(data, name, view);
            assert!(printed(&["verify", &path, data]).contains("still give"), "{name} {view:?}");
            let Carried::Recipe(recipe) = read(&std::fs::read(&path).unwrap()).unwrap() else { panic!("{name}") };
            assert!(recipe.numbers.list.len() > 10, "{name} {view:?}");
        }
    }
}

/// charts.md: the release of 2021 has 7,207 people for 2020, that of 2022 has 7,952.
#[test]
fn a_revised_edition_gives_other_numbers_and_they_are_listed() {
    let (_folder, path) = exported(&edition(2021), "f.svg", &["--by", "year", "--measure", "people"]);
    assert!(printed(&["verify", &path, &edition(2021)]).contains("still give"));
    let output = program(&["verify", &path, &edition(2022)]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("2020: 7207 in the figure, 7952 in the data"), "{said}");
    let output = program(&["verify", &path, &edition(2022), "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((told["same"].as_bool(), told["same_fingerprint"].as_bool()), (Some(false), Some(false)));
    let changes = told["changes"].as_array().unwrap();
    assert!(changes.iter().any(|one| one["of"] == "2020" && one["was"] == "7207" && one["is"] == "7952"));
}

/// A deck and a report say it view by view.
#[test]
fn several_figures_in_one_file_are_compared_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let out = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let workspace = "Workspace(version: 1, program: \"\", data: DataName(title: \"Returns\", \
        fingerprint: \"00000000000000000000000000000000\"), document: Document(view: View(version: 1), named: [\
        NamedView(name: \"By year\", view: View(version: 1, by: Some(\"year\"), measure: Some(\"people\"))), \
        NamedView(name: \"2015\", view: View(version: 1, period: Some(\"2015\"), measure: Some(\"people\"))), \
        NamedView(name: \"Broken\", view: View(version: 1, by: Some(\"airline\")))]))";
    std::io::Write::write_all(&mut std::fs::File::create(out("w.ron")).unwrap(), workspace.as_bytes()).unwrap();
    for name in ["deck.pptx", "report.pdf"] {
        let (file, data) = (out(name), edition(2021));
        program(&["export", &data, "--pack", &out("w.ron"), "--out", &file]);
        assert!(printed(&["verify", &file, &data]).contains("still give"), "{name}");
        let output = program(&["verify", &file, &edition(2022)]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}: {said}");
        assert!(said.contains("  By year\n    ") && said.contains("2020: 7207 in the figure, 7952"), "{said}");
        let output = program(&["verify", &file, &edition(2022), "--format", "json"]);
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(told["views"].as_array().unwrap().len(), 2, "{told}");
        assert_eq!(told["views"][0]["view"], "By year");
    }
}

#[test]
fn what_carries_no_numbers_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let view = folder.path().join("view.ron");
    std::io::Write::write_all(&mut std::fs::File::create(&view).unwrap(), b"View(version: 1)").unwrap();
    assert!(refusal(&["verify", view.to_str().unwrap(), "sample:frontex-return-operations"]).contains("no numbers"));
    assert!(refusal(&["verify", &edition(2021), "sample:frontex-return-operations"]).contains("view"));
    assert!(refusal(&["verify", view.to_str().unwrap()]).contains("DATA"));
}

/// The code in a text, as it stands in the source line.
fn code_in(text: &str) -> Option<String> {
    let at = text.find("DF-")?;
    text.get(at..at + 12).map(str::to_owned)
}

#[test]
fn a_code_in_the_source_line_finds_the_view_without_the_metadata() {
    let config = tempfile::tempdir().unwrap();
    let path = config.path().join("f.svg").to_str().unwrap().to_owned();
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_deportation-flows"));
        command.args(arguments).env("DEPORTATION_FLOWS_CONFIG", config.path()).env("LC_ALL", "C").output().unwrap()
    };
    let data = "sample:frontex-return-operations";
    assert!(run(&["export", data, "--period", "2019", "--top", "7", "--out", &path]).status.success());
    let svg = std::fs::read_to_string(&path).unwrap();
    let code = code_in(&svg).unwrap();
    let found = String::from_utf8(run(&["recipe", &code.to_lowercase()]).stdout).unwrap();
    assert!(found.contains("top: Some(7)") && found.contains("2019"), "{found}");
    // What is kept has neither numbers nor paths.
    let kept = std::fs::read_to_string(config.path().join("exported.ron")).unwrap();
    assert!(!kept.contains("Stated(") && !kept.contains("f.svg"), "{kept}");
    // Views of the gallery need not have been exported here.
    let gallery = config.path().join("g.svg").to_str().unwrap().to_owned();
    let elsewhere = printed(&["export", "--view", "gallery:s1", "--out", &gallery]);
    assert!(elsewhere.contains("g.svg"));
    let code = code_in(&std::fs::read_to_string(&gallery).unwrap()).unwrap();
    assert!(run(&["recipe", &code]).status.success());
    assert!(refusal(&["recipe", "DF-0000-0000"]).contains("DF-0000-0000"));
}

#[test]
fn without_its_recipe_a_file_says_nothing_of_its_view() {
    for name in ["f.png", "f.svg", "f.pdf", "f.pptx", "f.xlsx", "f.gif"] {
        let more = ["--period", "2024", "--size", "640x400", "--no-recipe"];
        let (_folder, path) = exported("sample:frontex-return-operations", name, &more);
        let bytes = std::fs::read(&path).unwrap();
        assert!(read(&bytes).is_err(), "{name}");
        assert!(code_in(&String::from_utf8_lossy(&bytes)).is_none() || name != "f.svg", "{name}");
    }
}

/// The totals of the groups are the same in both; what the figure shows of them is not.
#[test]
fn numbers_that_only_the_chart_splits_are_compared_too() {
    let folder = tempfile::tempdir().unwrap();
    let table = |name: &str, rows: [[u8; 3]; 4]| {
        let path = folder.path().join(name);
        let lines = rows.map(|[year, pair, people]| {
            let (origin, destination) = [("Germany", "Ghana"), ("Spain", "Ghana")][usize::from(pair)];
            format!("20{year}-03-05,{origin},{destination},charter,{people}\n")
        });
        let text = format!("date,origin,destination,type,people\n{}", lines.concat());
        std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), text.as_bytes()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let one = table("one.csv", [[19, 0, 10], [20, 0, 20], [19, 1, 5], [20, 1, 7]]);
    // Each origin and each year keeps its sum in the one, each destination and each type in the other.
    let years = table("years.csv", [[19, 0, 12], [20, 0, 18], [19, 1, 3], [20, 1, 9]]);
    let origins = table("origins.csv", [[19, 0, 9], [20, 0, 20], [19, 1, 6], [20, 1, 7]]);
    for (view, other) in [
        (&["--chart", "multiples", "--by", "origin", "--per", "year", "--measure", "people"][..], &years),
        (&["--chart", "map", "--by", "destination", "--measure", "people"], &origins),
        (&["--chart", "sankey", "--by", "type", "--stack", "destination,origin", "--measure", "people"], &origins),
    ] {
        let (_folder, path) = exported(&one, "f.svg", view);
        assert!(printed(&["verify", &path, &one]).contains("still give"), "{view:?}");
        let output = program(&["verify", &path, other]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{view:?}: {said}");
    }
}
