//! All named views at once: a folder, a deck, a report; in two languages; and what happens when one of them cannot be.

use super::{printed, program, refusal};
use deportation_flows::export::DataName;
use deportation_flows::export::recipe::{Carried, read};
use deportation_flows::reading::{Mapping, read_sample};
use deportation_flows::view_spec::ViewSpec;
use deportation_flows::workspace::{Document, NamedView, WorkspaceFile};
use std::io::Read;
use std::path::{Path, PathBuf};

const VIEWS: [(&str, &str); 4] = [
    ("Flights, 2024", "View(version: 1, period: Some(\"2024\"))"),
    ("People / year", "View(version: 1, chart: timeline, measure: Some(\"people\"))"),
    ("From where to where", "View(version: 1, chart: sankey, by: Some(\"origin\"), stack: Some(\"destination\"))"),
    ("Map", "View(version: 1, chart: map)"),
];

fn workspace(folder: &Path, views: &[(&str, &str)]) -> PathBuf {
    let loaded = read_sample("frontex-return-operations").unwrap();
    let named = views
        .iter()
        .map(|(name, view)| NamedView { name: (*name).to_owned(), view: ron::from_str::<ViewSpec>(view).unwrap() })
        .collect();
    let data = DataName {
        title: "Return operations".to_owned(),
        fingerprint: loaded.dataset.fingerprint(),
        sample: Some("frontex-return-operations".to_owned()),
        mapping: Mapping::default(),
        roles: Vec::new(),
    };
    let path = folder.join("workspace.ron");
    let file = WorkspaceFile::new(data, &Document { named, ..Document::default() });
    std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), file.write().as_bytes()).unwrap();
    path
}

/// The arguments that export a workspace, and more.
fn pack<'a>(workspace: &'a Path, out: &'a Path, more: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec!["export", "--pack", workspace.to_str().unwrap(), "--out", out.to_str().unwrap()];
    arguments.extend(more);
    arguments
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_folder_holds_every_view_in_every_format_and_language() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, out) = (workspace(folder.path(), &VIEWS), folder.path().join("figures"));
    let said = printed(&pack(&workspace, &out, &["--formats", "svg,xlsx", "--language", "en,es"]));
    assert!(said.contains("16"), "{said}");
    let expected = ["01-Flights-2024", "02-People-year", "03-From-where-to-where", "04-Map"];
    let expected: Vec<String> =
        expected.iter().flat_map(|name| [format!("{name}.svg"), format!("{name}.xlsx")]).collect();
    for (language, word) in [("en", "Source:"), ("es", "Fuente:")] {
        assert_eq!(names(&out.join(language)), expected);
        let svg = std::fs::read_to_string(out.join(language).join("01-Flights-2024.svg")).unwrap();
        assert!(svg.contains(word));
    }
    // A second time nothing is written over, and that is said.
    let again = program(&pack(&workspace, &out, &["--formats", "svg,xlsx", "--language", "en,es"]));
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&again.stderr).lines().count(), 16);
    let forced = printed(&pack(&workspace, &out, &["--formats", "svg,xlsx", "--language", "en,es", "--force"]));
    assert!(forced.contains("16"));
}

#[test]
fn a_deck_has_a_slide_and_a_report_a_page_for_each_view() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = workspace(folder.path(), &VIEWS);
    for name in ["deck.pptx", "report.pdf"] {
        let out = folder.path().join(name);
        printed(&pack(&workspace, &out, &["--language", "en,es"]));
        let bytes = std::fs::read(&out).unwrap();
        let Carried::Workspace(text) = read(&bytes).unwrap() else { panic!("{name} carries no workspace") };
        assert_eq!(WorkspaceFile::read(text.as_bytes()).unwrap().document.named.len(), VIEWS.len());
        if name == "report.pdf" {
            let pages = memchr::memmem::find_iter(&bytes, b"/Type/Page/").count()
                + memchr::memmem::find_iter(&bytes, b"/Type /Page\n").count();
            assert!(pages == 0 || pages == 8, "{pages}");
            continue;
        }
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        let slides = package.file_names().flatten().filter(|name| name.starts_with("ppt/slides/slide")).count();
        assert_eq!(slides, 8);
        for (number, word) in [(1, "Source"), (4, "Source"), (5, "Fuente"), (8, "Fuente")] {
            let mut xml = String::new();
            package.by_name(&format!("ppt/slides/slide{number}.xml")).unwrap().read_to_string(&mut xml).unwrap();
            assert!(xml.contains(word), "slide {number}");
        }
    }
}

#[test]
fn a_view_that_cannot_be_stops_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let broken = ("No such column", "View(version: 1, by: Some(\"airline\"))");
    let (workspace, out) = (workspace(folder.path(), &[VIEWS[0], broken, VIEWS[3]]), folder.path().join("figures"));
    let output = program(&pack(&workspace, &out, &[]));
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("No such column") && said.contains("airline"), "{said}");
    assert_eq!(names(&out), ["01-Flights-2024.png", "03-Map.png"]);
}

#[test]
fn what_is_missing_is_asked_for_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let none = workspace(folder.path(), &[]);
    let out = folder.path().join("figures");
    assert!(refusal(&pack(&none, &out, &[])).contains("Ctrl+D"));
    let wrong = folder.path().join("figures.doc");
    assert!(refusal(&pack(&none, &wrong, &[])).contains("figures.doc"));
    // Data that are no sample are named by their title.
    let mut file = WorkspaceFile::read(&std::fs::read(&none).unwrap()).unwrap();
    file.data.sample = None;
    std::io::Write::write_all(&mut std::fs::File::create(&none).unwrap(), file.write().as_bytes()).unwrap();
    assert!(refusal(&pack(&none, &out, &[])).contains("Return operations"));
}

#[test]
fn panels_are_one_figure_with_everything_that_each_says() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = workspace(folder.path(), &VIEWS[..2]);
    let out = folder.path().join("panels.svg");
    printed(&pack(&workspace, &out, &["--size", "1920x720"]));
    let svg = std::fs::read_to_string(&out).unwrap();
    assert!(svg.contains("viewBox=\"0 0 1920 720\""));
    // 2024: 82 flights to Tunisia, 11,636 people in all; each panel with its own source.
    assert!(svg.contains("82 flights") && svg.contains("11,636") && svg.matches("Source:").count() == 2);
    assert!(matches!(read(svg.as_bytes()), Ok(Carried::Workspace(_))));
}
