//! House styles: what a newsroom's file does to every format, and what is said about files that are wrong.

use super::window::{headline, press, wait_until, window, window_with};
use super::{printed, refusal};
use deportation_flows::chart::{Colour, Palette, PaletteChoice, Theme};
use deportation_flows::export::{Existing, house, save};
use deportation_flows::figure::{FigureSettings, Look};
use deportation_flows::words::{Language, words};
use deportation_flows::workspace::Command;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"10\"><rect width=\"40\" \
                    height=\"10\" fill=\"#123456\"/></svg>";

const STYLE: &str = "HouseStyle(version: 1, name: \"The Gazette\", credit: \"Gazette desk\", light: Colours(ground: \
                     Some(\"#FFF9F1\"), main: Some(\"#7A3E2B\"), parts: [\"#7A3E2B\"]), typeface: Some(Typeface(regular: \
                     \"Bold.otf\")), logo: Some(\"logo.svg\"))";

fn write(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.join(name);
    save(&path, content, Existing::Replace).unwrap();
    path
}

/// A folder with a house style, its logo, and a bold font in place of the regular one, which is wider.
fn newsroom() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let font = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Inter-Bold.otf")).unwrap();
    write(folder.path(), "Bold.otf", &font);
    write(folder.path(), "logo.svg", LOGO.as_bytes());
    let style = write(folder.path(), "gazette.ron", STYLE.as_bytes());
    (folder, style)
}

fn export(style: Option<&Path>, out: &Path) -> Vec<u8> {
    let mut arguments = vec!["export", "sample:frontex-return-operations", "--force", "--out", out.to_str().unwrap()];
    if let Some(style) = style {
        arguments.extend(["--house", style.to_str().unwrap()]);
    }
    printed(&arguments);
    std::fs::read(out).unwrap()
}

#[test]
fn every_format_has_the_looks_of_the_house() {
    let (folder, style) = newsroom();
    let svg = String::from_utf8(export(Some(&style), &folder.path().join("figure.svg"))).unwrap();
    for expected in ["fill=\"#FFF9F1\"", "fill=\"#7A3E2B\"", "href=\"data:image/png;base64,", "Chart: Gazette desk"] {
        assert!(svg.contains(expected), "{expected}");
    }
    // Wider letters push the bars to the right.
    let first_bar = |svg: &str| {
        let at = svg.find("rx=").map(|at| svg[..at].rfind("<rect x=\"").unwrap() + 9).unwrap();
        svg[at..].split('"').next().unwrap().parse::<f64>().unwrap()
    };
    let plain = String::from_utf8(export(None, &folder.path().join("plain.svg"))).unwrap();
    assert!(!plain.contains("<image"));
    assert!(first_bar(&svg) > first_bar(&plain) + 5.0, "{} {}", first_bar(&svg), first_bar(&plain));

    let slide = export(Some(&style), &folder.path().join("figure.pptx"));
    let mut archive = zip::ZipArchive::new(Cursor::new(slide)).unwrap();
    assert!(archive.by_name("ppt/media/logo1.png").is_ok());
    let mut theme = String::new();
    archive.by_name("ppt/theme/theme1.xml").unwrap().read_to_string(&mut theme).unwrap();
    assert!(theme.contains("FFF9F1") && theme.contains("typeface=\"Inter\""), "{theme}");

    let png = export(Some(&style), &folder.path().join("figure.png"));
    let mut reader = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let has = |colour: [u8; 3]| pixels.chunks_exact(4).any(|pixel| pixel[..3] == colour);
    assert!(has([0x12, 0x34, 0x56]), "no logo");
    assert!(has([0xFF, 0xF9, 0xF1]) && has([0x7A, 0x3E, 0x2B]));

    let pdf = export(Some(&style), &folder.path().join("figure.pdf"));
    assert!(pdf.windows(14).any(|bytes| bytes == b"/Subtype/Image" || bytes.starts_with(b"/Subtype /Imag")));
}

#[test]
fn what_is_wrong_with_a_house_style_is_said() {
    let (folder, _) = newsroom();
    write(folder.path(), "empty.otf", b"");
    write(folder.path(), "large.svg", &vec![b' '; 6 << 20]);
    write(folder.path(), "picture.svg", b"<svg");
    let with = |rest: &str| format!("HouseStyle(version: 1, {rest})");
    let font = |name: &str| with(&format!("typeface: Some(Typeface(regular: {name:?}))"));
    let logo = |name: &str| with(&format!("logo: Some({name:?})"));
    for (style, expected) in [
        (with("light: Colours(main: Some(\"blue\"))"), "“blue” is no colour"),
        (with("light: Colours(main: Some(\"#12345\"))"), "“#12345” is no colour"),
        (with("lite: Colours()"), "style.ron"),
        ("HouseStyle(version: 7)".to_owned(), "version 7"),
        (font("absent.otf"), "“absent.otf” cannot be read: There is no such file."),
        (font("empty.otf"), "“empty.otf” is no font"),
        (font("logo.svg"), "“logo.svg” is no font"),
        (font("../Bold.otf"), "without folders"),
        (font("/etc/passwd"), "without folders"),
        (logo("picture.svg"), "“picture.svg” is no logo"),
        (logo("large.svg"), "larger than 5 MB"),
        (logo("."), "“.”"),
        ("[".repeat(100_000), "style.ron"),
    ] {
        let path = write(folder.path(), "style.ron", style.as_bytes());
        let out = folder.path().join("out.svg");
        let told = refusal(&[
            "export",
            "sample:frontex-return-operations",
            "--house",
            path.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
        ]);
        assert!(told.contains(expected), "{expected}: {told}");
        assert!(told.trim_end().ends_with("style.ron"), "the path comes last: {told}");
        assert!(!out.exists());
    }
}

#[test]
fn a_style_to_start_from_has_the_colours_that_it_was_made_of() {
    let folder = tempfile::tempdir().unwrap();
    for choice in [PaletteChoice::Blue, PaletteChoice::Plum, PaletteChoice::Grey] {
        let path = write(folder.path(), "start.ron", house::write("Start", choice).as_bytes());
        let style = house::read(&path).unwrap();
        for theme in [Theme::Light, Theme::Dark] {
            let own = FigureSettings { theme, palette: PaletteChoice::House, ..FigureSettings::default() };
            let (made, from) = (Look::of(own, Some(&style)).palette, choice.palette(theme));
            let of = |palette: &Palette| {
                let main =
                    [palette.surface, palette.text, palette.bar, palette.accent, palette.selection, palette.rest];
                (main, palette.classes)
            };
            assert_eq!(of(&made), of(&from), "{choice:?} {theme:?}");
        }
    }
}

#[test]
fn colours_that_a_house_does_not_name_give_way_to_its_ground() {
    let folder = tempfile::tempdir().unwrap();
    let style = "HouseStyle(version: 1, light: Colours(ground: Some(\"#E8DCC8\"), parts: [\"#8343A3\", \"#2F6690\"]))";
    let style = house::read(&write(folder.path(), "style.ron", style.as_bytes())).unwrap();
    let settings = FigureSettings { palette: PaletteChoice::House, ..FigureSettings::default() };
    let palette = Look::of(settings, Some(&style)).palette;
    let own = [Colour(0x83, 0x43, 0xA3), Colour(0x2F, 0x66, 0x90)];
    assert_eq!(palette.classes[..2], own);
    for colour in palette.classes.iter().chain([&palette.bar, &palette.rest, &palette.selection]) {
        assert!(colour.contrast(palette.surface) >= 3.0, "{colour:?}");
    }
    // The purple of the program is that of the house: it does not come again.
    assert_eq!(palette.classes.iter().filter(|colour| **colour == own[0]).count(), 1);
}

#[test]
fn what_makes_a_house_hard_to_read_is_named_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let style = "HouseStyle(version: 1, light: Colours(main: Some(\"#F0E442\")))";
    let style = house::read(&write(folder.path(), "style.ron", style.as_bytes())).unwrap();
    let settings = FigureSettings { palette: PaletteChoice::House, ..FigureSettings::default() };
    let palette = Look::of(settings, Some(&style)).palette;
    for (language, expected) in [
        (Language::English, "#F0E442 has a contrast of 1.3 to 1 against the ground; it needs 3.0 to 1."),
        (Language::Spanish, "#F0E442 tiene un contraste de 1,3 a 1 con el fondo; necesita 3,0 a 1."),
    ] {
        let problems = house::problems(&palette, words(language));
        assert!(problems.iter().any(|problem| problem == expected), "{problems:?}");
    }
}

#[test]
fn a_house_style_is_opened_like_a_file_and_taken_away() {
    let (_folder, style) = newsroom();
    let mut harness = window_with(Some(&style));
    wait_until(&mut harness, |workspace| workspace.house().is_some());
    let workspace = &mut harness.state_mut().workspace;
    assert_eq!(workspace.preferences.figure.palette, PaletteChoice::House);
    assert_eq!(workspace.look().palette.bar, Colour(0x7A, 0x3E, 0x2B));
    // A style that is wrong leaves the one before in use.
    workspace.run(Command::SetHouseStyle(Some("absent.ron".into())));
    assert_eq!(workspace.house().map(|style| style.name.as_str()), Some("The Gazette"));
    workspace.run(Command::SetHouseStyle(None));
    assert_eq!(workspace.look(), Look::of(FigureSettings::default(), None));
}

#[test]
fn texts_are_changed_where_they_stand() {
    let mut harness = window();
    press(&mut harness, Modifiers::COMMAND, Key::E);
    harness.run_steps(4);
    harness.get_by_label("Change: Tunisia ranks first of 30 with 82 flights, 2024").click();
    harness.run_steps(4);
    press(&mut harness, Modifiers::NONE, Key::End);
    harness.event(egui::Event::Text("!".to_owned()));
    harness.run_steps(4);
    assert_eq!(harness.state().workspace.view().title, "Tunisia ranks first of 30 with 82 flights, 2024!");
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    harness.run_steps(4);
    assert_eq!(harness.state().workspace.view().title, "", "what is generated anyway is not typed");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(4);

    harness.get_by_label("Change: North Macedonia").click();
    harness.run_steps(4);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("N. Macedonia".to_owned()));
    harness.run_steps(4);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(4);
    harness.get_by_label("Change: N. Macedonia");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.run_steps(4);
    // One act, undone at once.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    harness.run_steps(4);
    assert_eq!(harness.state().workspace.view().labels, []);
    assert_eq!(headline(&harness), "Tunisia ranks first of 30 with 82 flights, 2024");
}

#[test]
fn a_value_has_its_own_name_everywhere_in_the_figure_and_in_no_other_place() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("figure.svg");
    let label = ["--label", "Tunisia=Tunis (TN)", "--period", "2024"];
    let export = ["export", "sample:frontex-return-operations", "--out", out.to_str().unwrap()];
    printed(&[&export[..], &label].concat());
    let svg = std::fs::read_to_string(&out).unwrap();
    assert!(svg.contains(">Tunis (TN) ranks first of 30 with 82 flights, 2024<"));
    assert!(svg.contains(">Tunis (TN)<") && !svg.contains(">Tunisia<"));
    // The recipe knows which value it is.
    let again = folder.path().join("spanish.svg");
    let export = ["export", "--view", out.to_str().unwrap(), "--language", "es", "--out", again.to_str().unwrap()];
    printed(&export);
    assert!(std::fs::read_to_string(&again).unwrap().contains(">Tunis (TN)<"));
}
