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
