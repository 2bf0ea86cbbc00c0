//! All named views from the window: the sheet, what it writes, that it can be stopped, and that the window goes on.

use super::in_repository;
use deportation_flows::export::pack::PackTarget;
use deportation_flows::export::{Existing, Format};
use deportation_flows::ui::App;
use deportation_flows::view_spec::PeriodChoice;
use deportation_flows::words::Language;
use deportation_flows::workspace::{Arrange, Command, NoticeKind, PackChoice, ViewCommand, Workspace};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;

/// A window with a named view for each of so many years.
fn window(views: u16) -> Harness<'static, App> {
    assert!(in_repository("src").is_dir());
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_max_steps(40)
        .build_eframe(move |creation| App::new(&creation.egui_ctx, Workspace::new(Language::English, None), None));
    harness.run_steps(4);
    let workspace = &mut harness.state_mut().workspace;
    workspace.preferences.figure.width = 400;
    workspace.preferences.figure.height = 300;
    for number in 0..views {
        let year: PeriodChoice = format!("{}", 2006 + number % 19).parse().unwrap();
        workspace.run(Command::View(ViewCommand::SetPeriod(year), None));
        workspace.run(Command::Arrange(Arrange::NameView(format!("Flights {number}"))));
    }
    harness.run_steps(3);
    harness
}

fn wait_until(harness: &mut Harness<'_, App>, done: impl Fn(&Workspace) -> bool) -> usize {
    for frames in 0..20_000 {
        harness.step();
        if done(&harness.state().workspace) {
            harness.run_steps(3);
            return frames;
        }
        std::thread::park_timeout(std::time::Duration::from_millis(2));
    }
    panic!("it never came about");
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn to_folder(folder: &Path) -> Command {
    Command::ExportAll(Box::new(PackChoice {
        target: PackTarget::Folder(folder.to_owned(), vec![Format::Png]),
        languages: vec![Language::English],
        existing: Existing::Keep,
    }))
}

#[test]
fn the_sheet_writes_a_deck_in_two_languages() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.pptx");
    let mut harness = window(3);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    harness.run_steps(3);
    harness.get_by_label("Named views, in the order of their list: 3.");
    harness.get_by_label("One deck (PPTX)").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::CheckBox, "Español").click();
    harness.run_steps(3);
    harness.get_by_label("First all views in one language, then all in the other.");
    harness.get_by_role_and_label(Role::TextInput, "Place").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    // The extension is put there.
    harness.event(egui::Event::Text(folder.path().join("all").display().to_string()));
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::Button, "Export all").click();
    wait_until(&mut harness, |workspace| workspace.packing().is_none() && workspace.packed().is_some());
    let notices = harness.state().workspace.notices();
    assert!(notices.iter().any(|one| one.kind == NoticeKind::Done && one.text.contains("all.pptx")), "{notices:?}");
    assert!(harness.query_by_label("One deck (PPTX)").is_none(), "the sheet is closed");
    let deck = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    assert_eq!(deck.file_names().flatten().filter(|name| name.starts_with("ppt/slides/slide")).count(), 6);
}

#[test]
fn what_exists_stays_and_is_named_in_the_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("figures");
    let mut harness = window(2);
    harness.state_mut().workspace.run(to_folder(&out));
    wait_until(&mut harness, |workspace| workspace.packed().is_some());
    assert_eq!(files(&out), ["01-Flights-0.png", "02-Flights-1.png"]);
    let before = std::fs::metadata(out.join("01-Flights-0.png")).unwrap().modified().unwrap();
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    harness.run_steps(3);
    harness.state_mut().workspace.run(to_folder(&out));
    wait_until(&mut harness, |workspace| workspace.packed().is_some());
    harness.get_by_label("Files saved: 0. Not saved: 2.");
    assert_eq!(std::fs::metadata(out.join("01-Flights-0.png")).unwrap().modified().unwrap(), before);
}

#[test]
fn it_stops_when_asked_and_the_window_goes_on_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("figures");
    let mut harness = window(60);
    harness.state_mut().workspace.run(to_folder(&out));
    let frames = wait_until(&mut harness, |workspace| workspace.packing().is_some_and(|packing| packing.done().0 > 0));
    harness.state_mut().workspace.run(Command::CancelExportAll);
    let after = wait_until(&mut harness, |workspace| workspace.packing().is_none());
    assert!(frames + after > 0, "no frame was drawn while the figures were written");
    let written = files(&out);
    assert!(!written.is_empty() && written.len() < 60, "{}", written.len());
    assert!(
        written.iter().all(|name| Path::new(name).extension().is_some_and(|extension| extension == "png")),
        "a part of a file is left: {written:?}"
    );
    assert!(harness.state().workspace.notices().iter().any(|notice| notice.text.contains("Stopped")));
}
