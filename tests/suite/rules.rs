//! The rules of docs/architecture.md that can be read off the sources.

use super::in_repository;
use std::path::{Path, PathBuf};

/// A module uses only those before it.
const ORDER: [&str; 11] =
    ["words", "dataset", "reading", "view_spec", "query", "chart", "figure", "export", "workspace", "cli", "ui"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The part of a file before its tests.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_module_uses_only_those_above_it_and_egui_stays_in_ui() {
    for (index, module) in ORDER.iter().enumerate() {
        for file in sources(&in_repository(&format!("src/{module}"))) {
            let text = code(&file);
            for below in ORDER.iter().skip(index + 1) {
                assert!(!text.contains(&format!("crate::{below}")), "{} uses {below}", file.display());
            }
            let uses_egui = text.contains("egui") || text.contains("eframe");
            assert!(*module == "ui" || !uses_egui, "{} speaks of egui", file.display());
            // `WorkspaceFile::` is none of the system's files.
            let opens = text.match_indices("File::").any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric));
            let touches_files = opens || ["std::fs", "std::net"].iter().any(|name| text.contains(name));
            let may = file.ends_with("reading/source.rs") || file.ends_with("export/save.rs") || *module == "workspace";
            assert!(may || !touches_files, "{} touches the file system", file.display());
        }
    }
}

#[test]
fn every_module_opens_with_its_page_and_none_is_a_bag() {
    for file in sources(&in_repository("src")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let is_tests = file.ends_with("tests.rs");
        assert!(is_tests || text.starts_with("//!"), "{} has no page", file.display());
        let name = file.file_stem().unwrap().to_str().unwrap();
        assert!(!["utils", "helpers", "common", "manager", "misc", "core"].contains(&name), "{}", file.display());
    }
}

#[test]
fn no_networking_crate_is_anywhere() {
    let lock = std::fs::read_to_string(in_repository("Cargo.lock")).unwrap();
    for name in
        ["reqwest", "hyper", "ureq", "curl", "isahc", "attohttpc", "tungstenite", "rustls", "native-tls", "webbrowser"]
    {
        assert!(!lock.contains(&format!("name = \"{name}\"")), "{name}");
    }
}

#[test]
fn both_languages_say_everything() {
    let english = std::fs::read_to_string(in_repository("src/words/english.rs")).unwrap();
    let spanish = std::fs::read_to_string(in_repository("src/words/spanish.rs")).unwrap();
    let sentence = |text: &str, name: &str| {
        let start = text.find(&format!("\n    {name}: ")).unwrap_or_else(|| panic!("{name}"));
        text[start..].lines().nth(1).unwrap().to_owned()
    };
    for name in ["error_absent", "export_hint", "note_published", "not_reported", "undo", "measure"] {
        assert_ne!(sentence(&english, name), sentence(&spanish, name), "{name} is not translated");
    }
}
