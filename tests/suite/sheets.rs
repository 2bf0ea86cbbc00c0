//! Sheets, tiles and the lesson, as a person uses them: keys and clicks on labelled widgets, without a screen.

use super::window::{headline, press, wait_until, window, window_with};
use deportation_flows::ui::App;
use deportation_flows::view_spec::{ChartKind, Key as Key2};
use deportation_flows::words::Language;
use deportation_flows::workspace::{Action, Command, ViewCommand, Workspace};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn type_in(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_steps(3);
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_steps(4);
}

fn tiles(harness: &Harness<'_, App>) -> Vec<ChartKind> {
    harness.state().workspace.document().tiles.iter().map(|tile| tile.chart).collect()
}

#[test]
fn the_palette_runs_what_is_typed_and_says_when_there_is_nothing() {
    let mut harness = window();
    for (typed, expected) in [
        ("georgia dest", "Georgia ranks second of 30 with 39 flights, 2024"),
        ("flow map", "Tunisia ranks first of 30 with 82 flights, 2024"),
        ("sankey", "Largest flow: Italy to Tunisia, 73 flights, 2024"),
    ] {
        harness.state_mut().workspace.run(Command::Do(Action::ResetView));
        press(&mut harness, Modifiers::COMMAND, Key::K);
        type_in(&mut harness, typed);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        assert_eq!(headline(&harness), expected, "{typed}");
    }
    press(&mut harness, Modifiers::COMMAND, Key::K);
    type_in(&mut harness, "qqqq");
    harness.get_by_label("Nothing found");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.get_by_label("Nothing found");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("Nothing found").is_none());
}

#[test]
fn the_palette_knows_other_languages_other_words_and_a_slip_of_the_finger() {
    let mut harness = super::window::window();
    for (typed, expected) in [
        ("alemania", "Germany"),
        ("albnaia", "Albania"),
        ("bookmark", "Keep this view"),
        ("narnia", "Nothing found"),
        ("mexico", "Mexico is not in these data."),
    ] {
        press(&mut harness, Modifiers::COMMAND, Key::K);
        type_in(&mut harness, typed);
        let found = harness.query_all_by_label_contains(expected).count();
        assert!(found > 0, "{typed}: {expected}");
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn a_flow_passes_through_a_third_column_from_the_menu() {
    let mut harness = super::window::window();
    press(&mut harness, Modifiers::COMMAND, Key::Num4);
    harness.get_all_by_label("Flights by origin and destination ▼").next().unwrap().click();
    harness.run_steps(4);
    harness.get_by_label("Then by");
    harness.get_all_by_label("Type").last().unwrap().click();
    harness.run_steps(4);
    let spec = &harness.state().workspace.derived().unwrap().spec;
    assert_eq!(spec.further.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["category"]);
}

#[test]
fn the_title_of_a_chart_runs_into_no_menu() {
    let mut harness = super::window::window();
    for key in [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8] {
        press(&mut harness, Modifiers::COMMAND, key);
        let title = &harness.state().workspace.derived().unwrap().model.captions.chart_title;
        let title = harness.get_all_by_label(&format!("{title} ▼")).next().unwrap().rect();
        let buttons = harness.query_all_by_label_contains(" ▼").map(|button| button.rect());
        let in_line: Vec<_> = buttons.filter(|one| one.y_range().contains(title.center().y) && *one != title).collect();
        assert!(
            in_line.iter().all(|one| !one.shrink(1.0).intersects(title.shrink(1.0))),
            "{key:?} {title:?} {in_line:?}"
        );
    }
}

#[test]
fn every_chart_kind_has_a_key_and_every_mark_a_name_and_a_place_in_the_order_of_the_keyboard() {
    let mut harness = window();
    for (key, chart, spoken) in [
        (Key::Num1, ChartKind::Bars, "Tunisia, 82 flights, rank 1 of 30"),
        (Key::Num2, ChartKind::Timeline, "2017, 341 flights"),
        (Key::Num3, ChartKind::Map, "Tunisia, 82 flights, rank 1 of 30"),
        (Key::Num4, ChartKind::Sankey, "Italy to Tunisia, 73 flights"),
        (Key::Num5, ChartKind::Matrix, "Italy to Tunisia, 73 flights"),
        (Key::Num6, ChartKind::Multiples, "Tunisia, 633 flights"),
        (Key::Num7, ChartKind::Compare, "Tunisia: 2023 79 flights; 2024 82 flights; +3, +3.8%"),
        (Key::Num8, ChartKind::Table, "1, Tunisia, 82, 28%, 79, +3, 82"),
    ] {
        press(&mut harness, Modifiers::COMMAND, key);
        assert_eq!(harness.state().workspace.derived().unwrap().spec.chart, chart);
        let named: Vec<String> = harness
            .root()
            .children_recursive()
            .filter_map(|node| node.accesskit_node().label())
            .filter(|label| label.contains("Tunisia") || label.contains("2017"))
            .collect();
        let mark = harness.query_all_by_label(spoken).next();
        mark.unwrap_or_else(|| panic!("{chart:?}: {named:#?}")).focus();
        harness.run_steps(2);
        let focused = harness.query_all_by_label(spoken).any(|node| node.is_focused());
        assert!(focused, "{chart:?}: the keyboard does not reach {spoken}");
        harness.key_press(Key::Enter);
        harness.run_steps(3);
        assert_eq!(harness.state().workspace.view().selected.len(), 1, "{chart:?}: Enter selects");
        harness.state_mut().workspace.run(Command::Do(Action::ClearSelection));
        harness.run_steps(2);
    }
}

#[test]
fn views_are_kept_renamed_moved_shown_and_removed_and_all_of_it_is_undone() {
    let mut harness = window();
    let names = |harness: &Harness<'_, App>| {
        harness.state().workspace.document().named.iter().map(|named| named.name.clone()).collect::<Vec<_>>()
    };
    press(&mut harness, Modifiers::COMMAND, Key::D);
    press(&mut harness, Modifiers::COMMAND, Key::Num4);
    press(&mut harness, Modifiers::COMMAND, Key::D);
    press(&mut harness, Modifiers::COMMAND, Key::J);
    let (ranking, flows) =
        ("Tunisia ranks first of 30 with 82 flights, 2024", "Largest flow: Italy to Tunisia, 73 flights, 2024");
    assert_eq!(names(&harness), [ranking, flows]);
    harness.get_all_by_label("▼").next().unwrap().click();
    harness.run_steps(4);
    assert_eq!(names(&harness), [flows, ranking]);
    harness.get_all_by_label("Rename").next().unwrap().click();
    harness.run_steps(4);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_in(&mut harness, "Who flies where");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(names(&harness), ["Who flies where", ranking]);
    harness.get_all_by_label("Remove").last().unwrap().click();
    harness.run_steps(4);
    assert_eq!(names(&harness), ["Who flies where"]);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    press(&mut harness, Modifiers::COMMAND, Key::J);
    click(&mut harness, "Who flies where");
    assert_eq!(headline(&harness), flows);
    for expected in [ranking, flows] {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
        assert_eq!(headline(&harness), expected);
    }
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&harness), ["Who flies where", ranking], "the removal is undone");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&harness), [flows, ranking]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&harness), [ranking, flows]);
}

#[test]
fn tiles_are_added_closed_enlarged_and_change_places_by_drag() {
    let mut harness = window();
    assert_eq!(tiles(&harness), [ChartKind::Timeline, ChartKind::Map]);
    let [from, to] =
        ["Flights by year ▼", "Flights by origin and destination ▼"].map(|title| harness.get_by_label(title).rect());
    harness.drag_at(egui::pos2(from.right() + 40.0, from.center().y));
    harness.run_steps(2);
    harness.hover_at(egui::pos2(to.right() + 20.0, to.center().y + 40.0));
    harness.run_steps(2);
    harness.drop_at(egui::pos2(to.right() + 20.0, to.center().y + 40.0));
    harness.run_steps(4);
    assert_eq!(tiles(&harness), [ChartKind::Map, ChartKind::Timeline]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(tiles(&harness), [ChartKind::Timeline, ChartKind::Map]);
    for (menu, label, expected) in
        [(1, "Remove this view", vec![ChartKind::Map]), (1, "Make this the large view", vec![ChartKind::Bars])]
    {
        harness.get_all_by_label("•••").nth(menu).unwrap().click();
        harness.run_steps(4);
        click(&mut harness, label);
        assert_eq!(tiles(&harness), expected, "{label}");
    }
    assert_eq!(harness.state().workspace.view().chart, ChartKind::Map);
    // With Shift the palette adds a chart beside.
    press(&mut harness, Modifiers::COMMAND, Key::K);
    type_in(&mut harness, "matrix");
    press(&mut harness, Modifiers::SHIFT, Key::Enter);
    assert_eq!(tiles(&harness), [ChartKind::Bars, ChartKind::Matrix]);
}

#[test]
fn two_groups_are_compared_from_the_menu_of_the_chart() {
    let mut harness = window();
    press(&mut harness, Modifiers::COMMAND, Key::Num7);
    click(&mut harness, "Compare with ▼");
    harness.get_by_label_contains("Two groups: origin").click();
    harness.run_steps(4);
    click(&mut harness, "Sweden  19");
    let deportation_flows::chart::Body::Compare(model) = &harness.state().workspace.derived().unwrap().model.body
    else {
        panic!("no comparison")
    };
    assert_eq!((model.before.name.as_str(), model.after.name.as_str()), ("Italy", "Sweden"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(headline(&harness).contains("2023"), "{}", headline(&harness));
}

#[test]
fn the_lesson_goes_on_by_doing_and_never_comes_again() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_owned();
    let mut harness = Harness::builder().with_size([1280.0, 800.0]).with_max_steps(40).build_eframe(move |creation| {
        App::new(&creation.egui_ctx, Workspace::new(Language::English, Some(place.clone())), None)
    });
    harness.run_steps(4);
    harness.get_by_label("1/5");
    super::window::mark(&harness, "Georgia, 39 flights, rank 2 of 30").click();
    harness.run_steps(4);
    harness.get_by_label("2/5");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    harness.get_by_label("3/5");
    harness.get_all_by_label_contains("Germany, ").next().unwrap().click();
    harness.run_steps(4);
    harness.get_by_label("4/5");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    harness.get_by_label("5/5");
    press(&mut harness, Modifiers::COMMAND, Key::K);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("5/5").is_none(), "what was asked for was done");
    assert!(harness.state().workspace.preferences.has_learned);
    assert!(Workspace::new(Language::English, Some(folder.path().to_owned())).preferences.has_learned);
}

#[test]
fn the_import_sheet_shows_what_a_change_would_do_before_it_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("odd.csv");
    let content = b"Report 2024;;\ndestination;people;year\nGhana;5;2024\nTogo;3;2024\n";
    deportation_flows::export::save(&path, content, deportation_flows::export::Existing::Keep).unwrap();
    let mut harness = window_with(Some(&path));
    wait_until(&mut harness, |workspace| workspace.path().is_some());
    assert_eq!(headline(&harness), "Ghana ranks first of 2 with 5 people, 2024");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::I);
    let columns = |workspace: &Workspace| match workspace.preview() {
        Some(Ok(preview)) if !workspace.is_previewing() => preview.report.found.header_row,
        _ => None,
    };
    wait_until(&mut harness, |workspace| columns(workspace) == Some(2));
    click(&mut harness, "Header row: 2  (guessed)");
    click(&mut harness, "3");
    wait_until(&mut harness, |workspace| columns(workspace) == Some(3));
    assert_eq!(headline(&harness), "Ghana ranks first of 2 with 5 people, 2024", "only the preview has changed");
    click(&mut harness, "Header row: 3");
    click(&mut harness, "guessed");
    wait_until(&mut harness, |workspace| columns(workspace) == Some(2));
    click(&mut harness, "Delimiter: semicolon ;  (guessed)");
    click(&mut harness, "comma ,");
    wait_until(&mut harness, |workspace| {
        matches!(workspace.preview(), Some(Ok(preview)) if !workspace.is_previewing()
            && preview.report.found.delimiter == Some(','))
    });
    click(&mut harness, "Delimiter: comma ,");
    click(&mut harness, "semicolon ;");
    wait_until(&mut harness, |workspace| columns(workspace) == Some(2));
    click(&mut harness, "Open with these settings");
    wait_until(&mut harness, |workspace| workspace.opening().is_none());
    assert_eq!(harness.state().workspace.mapping().delimiter, Some(';'));
    assert_eq!(headline(&harness), "Ghana ranks first of 2 with 5 people, 2024");
}

#[test]
fn a_reason_of_the_ledger_opens_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sums.csv");
    let content = b"destination,people,year\nGhana,5,2024\nTogo,3,2024\nTotal,8,\nGhana,5,2024\nFreedonia,2,2024\n";
    deportation_flows::export::save(&path, content, deportation_flows::export::Existing::Keep).unwrap();
    let mut harness = window_with(Some(&path));
    wait_until(&mut harness, |workspace| workspace.path().is_some());
    press(&mut harness, Modifiers::COMMAND, Key::L);
    harness.run_steps(4);
    harness.get_by_label("Row ledger");
    harness.get_by_label_contains("Total, 8");
    harness.get_all_by_label_contains("“Freedonia”").next().unwrap().click();
    harness.run_steps(4);
    harness.get_by_label("6, sums.csv");
    assert!(harness.query_by_label_contains("Total, 8").is_none());
}

#[test]
fn what_a_filter_leaves_empty_offers_to_remove_it() {
    let mut harness = window();
    for (by, name) in [("origin", "Iceland"), ("destination", "Georgia")] {
        let key = Key2::Country(
            deportation_flows::dataset::country::Country::from_code(match name {
                "Iceland" => "ISL",
                _ => "GEO",
            })
            .unwrap(),
        );
        harness.state_mut().workspace.run(Command::View(ViewCommand::ToggleFilter { by: by.to_owned(), key }, None));
    }
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert_eq!(headline(&harness), "0 rows because of origin: Iceland; destination: Georgia.");
    harness.get_all_by_label("Remove the filter “origin: Iceland”").next().unwrap().click();
    harness.run_steps(4);
    assert_eq!(harness.state().workspace.view().filters.len(), 1);
}

#[test]
fn the_menu_of_a_mark_copies_its_value_shows_its_rows_and_copies_the_numbers_of_its_own_chart() {
    let copied = |harness: &Harness<'_, App>| {
        harness.output().platform_output.commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    };
    let mut harness = window();
    let mut choose = |mark: &str, item: &str| {
        super::window::mark(&harness, mark).click_secondary();
        harness.run_steps(4);
        harness.get_by_label(item).click();
        for _ in 0..4 {
            harness.step();
            if let Some(text) = copied(&harness) {
                return text;
            }
        }
        panic!("{item} of {mark} copied nothing");
    };
    assert_eq!(choose("Tunisia, 82 flights, rank 1 of 30", "Copy the value"), "82");
    assert!(choose("Tunisia, 82 flights, rank 1 of 30", "Copy the row").starts_with("Tunisia\nValue\t82 flights"));
    assert!(choose("2017, 341 flights", "Copy the value").starts_with("341"));
    let numbers = choose("2017, 341 flights", "Copy the numbers");
    assert!(numbers.contains("2017") && numbers.contains("341"), "the timeline's own numbers: {numbers}");
}
