//! The code in the source line: one for all frames and languages, found in the window by typing it, and said by no file
//! that is to say nothing about its view.

use super::printed;
use deportation_flows::export::code::FigureCode;
use deportation_flows::export::{Figure, Format};
use deportation_flows::figure::FigureSettings;
use deportation_flows::reading::{Mapping, read_sample};
use deportation_flows::ui::App;
use deportation_flows::view_spec::ViewSpec;
use deportation_flows::words::Language;
use deportation_flows::workspace::{Command, Workspace};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use std::io::Read as _;

const SAMPLE: &str = "frontex-return-operations";

#[test]
fn all_frames_have_the_code_of_the_whole_view() {
    let loaded = read_sample(SAMPLE).unwrap();
    let view: ViewSpec = ron::from_str("View(version: 1, period: Some(\"2019..2021\"))").unwrap();
    let settings = FigureSettings { width: 640, height: 480, ..FigureSettings::default() };
    let mapping = Mapping::default();
    let figure = Figure {
        dataset: &loaded.dataset,
        sample: Some(SAMPLE),
        view: &view,
        settings,
        mapping: &mapping,
        house: None,
    };
    let code = FigureCode::of(&view, loaded.dataset.fingerprint(), &mapping).to_string();
    let frames = figure.frames();
    assert_eq!(frames.len(), 3);
    assert!(frames.iter().all(|frame| frame.source.ends_with(&code)), "{code}");
    let svg = String::from_utf8(figure.bytes(Format::Svg).unwrap()).unwrap();
    assert!(svg.contains(&code));
}

/// Files of several parts are looked into part by part.
fn parts(bytes: &[u8]) -> String {
    let Ok(mut package) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return String::from_utf8_lossy(bytes).into_owned();
    };
    let mut all = String::new();
    for index in 0..package.len() {
        let mut part = Vec::new();
        package.by_index(index).unwrap().read_to_end(&mut part).unwrap();
        all.push_str(&String::from_utf8_lossy(&part));
    }
    all
}

#[test]
fn a_file_without_its_recipe_says_neither_code_nor_that_it_opens_again() {
    let loaded = read_sample(SAMPLE).unwrap();
    let view: ViewSpec = ron::from_str("View(version: 1, period: Some(\"2024\"))").unwrap();
    let mapping = Mapping::default();
    for carries_recipe in [true, false] {
        let settings = FigureSettings { width: 640, height: 480, carries_recipe, ..FigureSettings::default() };
        let figure = Figure {
            dataset: &loaded.dataset,
            sample: Some(SAMPLE),
            view: &view,
            settings,
            mapping: &mapping,
            house: None,
        };
        let code = FigureCode::of(&view, loaded.dataset.fingerprint(), &mapping).to_string();
        for format in [Format::Svg, Format::Pptx, Format::Xlsx, Format::Csv, Format::Png] {
            let text = parts(&figure.bytes(format).unwrap());
            assert_eq!(text.contains(&code), carries_recipe, "{format:?}");
            if matches!(format, Format::Pptx | Format::Xlsx) {
                assert_eq!(text.contains("Open this file in Deportation Flows"), carries_recipe, "{format:?}");
                assert_eq!(text.contains("deportation-flows-recipe"), carries_recipe, "{format:?}");
            }
        }
    }
}

#[test]
fn the_view_of_a_code_can_be_exported_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    printed(&["export", "--view", "gallery:s3", "--out", &path("one.svg"), "--language", "es"]);
    let svg = std::fs::read_to_string(path("one.svg")).unwrap();
    let code = &svg[svg.find("DF-").unwrap()..][..12];
    printed(&["export", "--view", code, "--out", &path("two.svg"), "--language", "es"]);
    assert_eq!(svg, std::fs::read_to_string(path("two.svg")).unwrap());
}

#[test]
fn the_window_opens_a_code_and_keeps_the_wish_to_say_nothing() {
    let mut harness: Harness<'static, App> = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_max_steps(40)
        .build_eframe(|creation| App::new(&creation.egui_ctx, Workspace::new(Language::English, None), None));
    harness.run_steps(4);
    let recipe = deportation_flows::export::gallery::Entry::named("u7").unwrap().recipe().unwrap();
    let figure = harness.state().workspace.preferences.figure;
    let quiet = FigureSettings { carries_recipe: false, ..figure };
    harness.state_mut().workspace.run(Command::SetFigure(quiet));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run_steps(3);
    harness.event(egui::Event::Text(FigureCode::of_recipe(&recipe).to_string().to_lowercase()));
    harness.run_steps(3);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert_eq!(*harness.state().workspace.view(), recipe.view);
    assert!(!harness.state().workspace.preferences.figure.carries_recipe);
}
