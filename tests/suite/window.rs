//! The window's behaviour: real clicks and keys on labelled widgets, without a screen.

use deportation_flows::chart::Theme;
use deportation_flows::ui::App;
use deportation_flows::words::Language;
use deportation_flows::workspace::{Action, Command, Workspace};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;

pub(super) fn window() -> Harness<'static, App> {
    window_with(None)
}

pub(super) fn window_with(file: Option<&Path>) -> Harness<'static, App> {
    let file = file.map(Path::to_owned);
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_max_steps(40)
        .build_eframe(move |creation| App::new(&creation.egui_ctx, Workspace::new(Language::English, None), file));
    harness.run_steps(4);
    harness
}

pub(super) fn headline(harness: &Harness<'_, App>) -> String {
    harness.state().workspace.derived().unwrap().model.captions.headline.clone()
}

fn period(harness: &Harness<'_, App>) -> String {
    harness.state().workspace.derived().unwrap().spec.period.map_or("all".to_owned(), |span| span.to_string())
}

pub(super) fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(3);
}

/// Waits for a background job without sleeping a fixed time.
pub(super) fn wait_until(harness: &mut Harness<'_, App>, done: impl Fn(&Workspace) -> bool) {
    for _ in 0..2_000 {
        harness.step();
        if done(&harness.state().workspace) {
            harness.run_steps(3);
            return;
        }
        std::thread::yield_now();
        std::thread::park_timeout(std::time::Duration::from_millis(2));
    }
    panic!("it never came about");
}

/// The mark of that name in the first view that has it: the ranking and the map name a country alike.
pub(super) fn mark<'a>(harness: &'a Harness<'_, App>, name: &'a str) -> egui_kittest::Node<'a> {
    harness.query_all_by_label(name).next().unwrap_or_else(|| panic!("no mark {name:?}"))
}

#[test]
fn the_first_view_is_a_finished_picture() {
    let harness = window();
    assert_eq!(headline(&harness), "Tunisia ranks first of 30 with 82 flights, 2024");
    mark(&harness, "Tunisia, 82 flights, rank 1 of 30");
    harness.get_by_label("6,477 rows read = 515 used + 5,962 filtered + 0 left out");
    harness.get_by_label("2024: 293 flights");
}

#[test]
fn clicking_a_bar_selects_it_and_undo_lets_go() {
    let mut harness = window();
    mark(&harness, "Georgia, 39 flights, rank 2 of 30").click();
    harness.run_steps(3);
    assert_eq!(headline(&harness), "Georgia ranks second of 30 with 39 flights, 2024");
    harness.get_by_label("Undo").click();
    harness.run_steps(3);
    assert_eq!(headline(&harness), "Tunisia ranks first of 30 with 82 flights, 2024");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(headline(&harness), "Georgia ranks second of 30 with 39 flights, 2024");
}

#[test]
fn keys_move_the_year_and_everything_follows_in_the_same_frame() {
    let mut harness = window();
    for (key, expected) in [
        (Key::ArrowLeft, "2023"),
        (Key::ArrowLeft, "2022"),
        (Key::Home, "2006"),
        (Key::ArrowLeft, "2005"),
        (Key::End, "2024"),
        (Key::A, "all"),
    ] {
        harness.key_press(key);
        harness.step();
        assert_eq!(period(&harness), expected);
    }
    press(&mut harness, Modifiers::NONE, Key::Home);
    harness.get_by_label("2006: 1 flight");
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    // In the large view, and in the timeline and the map beside it.
    assert_eq!(harness.query_all_by_label("2005 is not covered by this source.").count(), 3);
    harness.get_by_label("2005: not covered");
}

#[test]
fn play_moves_the_years_until_it_is_paused() {
    let mut harness = window();
    press(&mut harness, Modifiers::NONE, Key::Home);
    harness.get_by_label("Play").click();
    harness.run_steps(200);
    assert_ne!(period(&harness), "2006");
    harness.get_by_label("Pause").click();
    harness.run_steps(5);
    let paused = period(&harness);
    harness.run_steps(120);
    assert_eq!(period(&harness), paused);
}

#[test]
fn a_filter_is_a_second_act_with_a_chip_to_take_it_away() {
    let mut harness = window();
    harness.get_by_label("Germany, 157").click();
    harness.run_steps(3);
    let filtered = headline(&harness);
    assert!(harness.state().workspace.view().filters.len() == 1, "{filtered}");
    harness.get_by_label("Origin: Germany ×").click();
    harness.run_steps(3);
    assert!(harness.state().workspace.view().filters.is_empty());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().workspace.view().filters.len(), 1);
}

#[test]
fn range_and_all_are_one_click_away() {
    let mut harness = window();
    harness.get_by_label("Range").click();
    harness.run_steps(3);
    assert_eq!(period(&harness), "2020..2024");
    harness.get_by_label("All").click();
    harness.run_steps(3);
    assert_eq!(period(&harness), "all");
    harness.get_by_label("Year").click();
    harness.run_steps(3);
    assert_eq!(period(&harness), "2024");
}

#[test]
fn samples_open_from_the_menu() {
    let mut harness = window();
    harness.get_by_label("File").click();
    harness.run_steps(3);
    harness.get_by_label_contains("Samples").click();
    harness.run_steps(3);
    harness.get_by_label("US removal flights (ICE Air), published figures").click();
    wait_until(&mut harness, |workspace| workspace.sample() == Some("us-ice-air-removal-flights"));
    assert_eq!(headline(&harness), "Guatemala ranks first of 7 with 1,778 flights, 2020–2024");
    mark(&harness, "Colombia, 475 flights, rank 5 of 7");
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_data_on_screen() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window_with(Some(&folder.path().join("absent.csv")));
    wait_until(&mut harness, |workspace| !workspace.notices().is_empty());
    assert!(harness.state().workspace.notices()[0].text.starts_with("There is no such file."));
    assert_eq!(headline(&harness), "Tunisia ranks first of 30 with 82 flights, 2024");
    harness.get_by_label("Dismiss").click();
    harness.run_steps(3);
    assert!(harness.state().workspace.notices().is_empty());
}

/// A click on a text of the preview opens it; what is typed shows at once, and Escape takes it back without the sheet.
#[test]
fn a_text_is_changed_in_the_preview() {
    let mut harness = window();
    let generated = headline(&harness);
    press(&mut harness, Modifiers::COMMAND, Key::E);
    let open = |harness: &mut Harness<'_, App>| {
        let shown = headline(harness);
        harness.get_by_label(&format!("Change: {shown}")).click();
        harness.run_steps(4);
    };
    open(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::End);
    harness.event(egui::Event::Text(", again".to_owned()));
    harness.run_steps(3);
    let typed = format!("{generated}, again");
    assert_eq!(headline(&harness), typed);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(headline(&harness), generated);
    assert_eq!(harness.state().workspace.view().title, "");
    open(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::End);
    harness.event(egui::Event::Text(", again".to_owned()));
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(headline(&harness), typed);
    harness.get_by_label(&format!("Change: {typed}"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label(&format!("Change: {typed}")).is_none(), "the sheet is closed");
}

#[test]
fn export_with_the_keyboard_and_open_the_figure_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figure.svg");
    let mut harness = window();
    mark(&harness, "Georgia, 39 flights, rank 2 of 30").click();
    harness.run_steps(3);
    press(&mut harness, Modifiers::COMMAND, Key::E);
    harness.run_steps(3);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text(path.display().to_string()));
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(3);
    let svg = std::fs::read_to_string(&path).unwrap();
    assert!(svg.contains("Georgia ranks second of 30 with 39 flights, 2024"));
    assert!(harness.state().workspace.notices().iter().any(|notice| notice.text.contains("figure.svg")));

    let mut again = window_with(Some(&path));
    wait_until(&mut again, |workspace| !workspace.view().selected.is_empty());
    assert_eq!(headline(&again), "Georgia ranks second of 30 with 39 flights, 2024");
}

#[test]
fn pages_and_menus_open_and_close() {
    let mut harness = window();
    for (modifiers, key, label) in
        [(Modifiers::COMMAND, Key::I, "About this data set"), (Modifiers::NONE, Key::F1, "Keyboard shortcuts")]
    {
        press(&mut harness, modifiers, key);
        harness.run_steps(8);
        assert!(harness.query_all_by_label(label).next().is_some(), "{label} did not open");
        harness.get_by_label("Close").click();
        harness.run_steps(8);
        assert!(harness.query_all_by_label(label).next().is_none(), "{label} is still open");
    }
    press(&mut harness, Modifiers::COMMAND, Key::B);
    assert!(harness.query_by_label("Germany, 157").is_none());
}

#[test]
fn the_language_changes_everything_at_once() {
    let mut harness = window();
    harness.get_by_label("EN ▼").click();
    harness.run_steps(3);
    harness.get_by_label("Español").click();
    harness.run_steps(3);
    assert!(headline(&harness).starts_with("Túnez"), "{}", headline(&harness));
    harness.get_by_label("Archivo");
}

#[test]
fn an_unchanged_frame_computes_nothing() {
    let mut harness = window();
    let before = harness.state().workspace.computations();
    harness.run_steps(20);
    assert_eq!(harness.state().workspace.computations(), before);
}

#[test]
fn a_wrong_guess_is_put_right_in_the_window() {
    use deportation_flows::dataset::Role;
    use deportation_flows::workspace::Command;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("odd.csv");
    let content = b"Herkunft,Ziel,Anzahl,Jahr\nMali,Togo,3,2024\nMali,Ghana,4,2024\nTogo,Ghana,5,2023\n";
    deportation_flows::export::save(&path, content, deportation_flows::export::Existing::Keep).unwrap();
    let mut harness = window_with(Some(&path));
    wait_until(&mut harness, |workspace| workspace.path().is_some());
    for (column, role) in [("Ziel", Role::Destination), ("Herkunft", Role::Origin), ("Anzahl", Role::People)] {
        harness.state_mut().workspace.run(Command::SetRole { column: column.to_owned(), role });
        wait_until(&mut harness, |workspace| {
            workspace.data().dataset.column_named(column).unwrap().role == role && workspace.opening().is_none()
        });
    }
    assert_eq!(headline(&harness), "Ghana ranks first of 2 with 9 people, 2023–2024");
    press(&mut harness, Modifiers::COMMAND, Key::I);
    harness.run_steps(8);
    harness.get_by_label("Ziel: destination");
}

/// The same cells under other roles give other numbers: the view comes back with the roles that it had.
#[test]
fn a_view_brings_its_roles_along() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("two.csv");
    let content = b"destination,other,people\nMali,Togo,3\nMali,Ghana,4\nTogo,Ghana,5\n";
    deportation_flows::export::save(&path, content, deportation_flows::export::Existing::Keep).unwrap();
    let figure = folder.path().join("two.svg");
    let role = ["--role", "destination=other", "--role", "people=people"];
    let export = ["export", path.to_str().unwrap(), "--out", figure.to_str().unwrap()];
    super::printed(&[&export[..], &role].concat());
    assert!(std::fs::read_to_string(&figure).unwrap().contains("Ghana ranks first of 2 with 9 people"));
    let mut harness = window_with(Some(&path));
    wait_until(&mut harness, |workspace| workspace.path().is_some());
    assert_eq!(headline(&harness), "Mali ranks first of 2 with 7 people");
    harness.state_mut().workspace.run(deportation_flows::workspace::Command::Open(figure));
    wait_until(&mut harness, |workspace| {
        let column = workspace.data().dataset.column_named("other").unwrap();
        column.role == deportation_flows::dataset::Role::Destination && workspace.opening().is_none()
    });
    assert_eq!(headline(&harness), "Ghana ranks first of 2 with 9 people");
}

/// Any column of a file can be grouped and filtered by, not only those that the program knows the meaning of.
#[test]
fn other_columns_are_grouped_and_filtered_by() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.csv");
    let rows =
        "date,destination,people,custody\n2024-01-02,Ghana,5,short\n2024-02-02,Chad,7,long\n2024-03-02,Peru,1,short\n";
    deportation_flows::export::save(&path, rows.as_bytes(), deportation_flows::export::Existing::Keep).unwrap();
    let mut harness = window_with(Some(&path));
    wait_until(&mut harness, |workspace| workspace.data().dataset.row_count() == 3);
    harness.get_by_label("Filter by another column").click();
    harness.run_steps(4);
    harness.get_by_label("custody").click();
    harness.run_steps(4);
    harness.get_by_label("short, 6").click();
    harness.run_steps(4);
    assert_eq!(harness.state().workspace.derived().unwrap().result.total.known(), Some(6_i64.into()));
    // Grouped by another column, the filter stays in sight.
    let group = deportation_flows::workspace::ViewCommand::SetBy("custody".to_owned());
    harness.state_mut().workspace.run(deportation_flows::workspace::Command::View(group, None));
    harness.run_steps(4);
    assert_eq!(headline(&harness), "short: 6 people, January 2–March 2, 2024");
    let unlist = deportation_flows::workspace::Arrange::UnlistColumn("custody".to_owned());
    harness.state_mut().workspace.run(deportation_flows::workspace::Command::Arrange(unlist));
    harness.run_steps(4);
    assert_eq!(harness.state().workspace.derived().unwrap().result.total.known(), Some(13_i64.into()));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().workspace.derived().unwrap().result.total.known(), Some(6_i64.into()));
}

/// Every text on the screen is in the font atlas as it is now.
fn texts_are_fresh(harness: &Harness<'_, App>) {
    fn texts<'a>(shape: &'a egui::Shape, found: &mut Vec<&'a egui::epaint::TextShape>) {
        match shape {
            egui::Shape::Text(text) => found.push(text),
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    harness.output().shapes.iter().for_each(|clipped| texts(&clipped.shape, &mut found));
    assert!(found.len() > 60);
    for text in found {
        let again = harness.ctx.fonts_mut(|fonts| fonts.layout_job((*text.galley.job).clone()));
        let places = |galley: &egui::Galley| -> Vec<egui::Pos2> {
            let meshes = galley.rows.iter().map(|row| &row.visuals.mesh);
            meshes.flat_map(|mesh| mesh.vertices.iter().map(|vertex| vertex.uv)).collect()
        };
        assert_eq!(places(&text.galley), places(&again), "{}", text.galley.text());
    }
}

#[test]
fn no_text_is_stale_after_another_theme_or_another_size() {
    let mut harness = window();
    texts_are_fresh(&harness);
    for command in [
        Command::SetTheme(Some(Theme::Dark)),
        Command::Do(Action::LargerText),
        Command::SetTheme(Some(Theme::Light)),
        Command::Do(Action::NormalText),
    ] {
        harness.state_mut().workspace.run(command);
        for _ in 0..3 {
            harness.step();
        }
        texts_are_fresh(&harness);
    }
}
