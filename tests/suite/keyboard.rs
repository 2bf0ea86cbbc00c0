//! Everything by keyboard: marks, parts of the window, menus, years.

use super::window::{headline, mark, press, window};
use deportation_flows::ui::App;
use deportation_flows::workspace::{Action, Command};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Keys that all come between two frames.
fn at_once(harness: &mut Harness<'_, App>, keys: &[Key]) {
    for key in keys {
        let event =
            |pressed| Event::Key { key: *key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        harness.input_mut().events.extend([event(true), event(false)]);
    }
    harness.step();
    harness.run_steps(2);
}

#[expect(clippy::redundant_closure_for_method_calls, reason = "the method alone is not general enough")]
fn focused(harness: &Harness<'_, App>) -> String {
    let node = harness.query_all(egui_kittest::kittest::By::new().predicate(|node| node.is_focused())).next();
    node.and_then(|node| node.accesskit_node().label().or_else(|| node.accesskit_node().value())).unwrap_or_default()
}

fn period(harness: &Harness<'_, App>) -> String {
    harness.state().workspace.derived().unwrap().spec.asked().map_or("all".to_owned(), |span| span.to_string())
}

#[test]
fn quick_arrows_are_not_lost_and_a_run_of_them_is_one_undo() {
    let mut harness = window();
    at_once(&mut harness, &[Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft]);
    assert_eq!(period(&harness), "2021");
    at_once(&mut harness, &[Key::ArrowLeft, Key::ArrowRight, Key::ArrowLeft]);
    assert_eq!(period(&harness), "2020");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(period(&harness), "2024");
    press(&mut harness, Modifiers::COMMAND, Key::Y);
    assert_eq!(period(&harness), "2020");
}

#[test]
fn arrows_go_from_bar_to_bar_and_sideways_through_time() {
    let mut harness = window();
    mark(&harness, "Tunisia, 82 flights, rank 1 of 30").focus();
    harness.run_steps(2);
    at_once(&mut harness, &[Key::ArrowDown, Key::ArrowDown]);
    assert_eq!(focused(&harness), "Albania, 29 flights, rank 3 of 30");
    at_once(&mut harness, &[Key::ArrowDown]);
    at_once(&mut harness, &[Key::ArrowUp, Key::ArrowUp]);
    assert_eq!(focused(&harness), "Georgia, 39 flights, rank 2 of 30");
    at_once(&mut harness, &[Key::ArrowLeft]);
    assert_eq!(period(&harness), "2023");
    at_once(&mut harness, &[Key::ArrowRight, Key::Home]);
    assert_eq!((period(&harness), focused(&harness)), ("2024".into(), "Tunisia, 82 flights, rank 1 of 30".into()));
}

#[test]
fn escape_lets_the_selection_go_and_the_focus_stay() {
    let mut harness = window();
    mark(&harness, "Georgia, 39 flights, rank 2 of 30").click();
    harness.run_steps(4);
    assert_eq!(headline(&harness), "Georgia ranks second of 30 with 39 flights, 2024");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(headline(&harness), "Tunisia ranks first of 30 with 82 flights, 2024");
    assert_eq!(focused(&harness), "Georgia, 39 flights, rank 2 of 30");
    // A letter works although a bar has the focus.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::F);
    assert_eq!(harness.state().workspace.view().filters.len(), 1);
    press(&mut harness, Modifiers::NONE, Key::A);
    assert_eq!(period(&harness), "all");
}

#[test]
fn a_key_opens_the_menu_of_a_mark_and_its_first_entry_has_the_focus() {
    for (keys, chart) in [((Modifiers::SHIFT, Key::F10), "bars"), ((Modifiers::NONE, Key::Menu), "timeline")] {
        let mut harness = window();
        let name = if chart == "bars" { "Georgia, 39 flights, rank 2 of 30" } else { "2018, 345 flights" };
        mark(&harness, name).focus();
        harness.run_steps(3);
        press(&mut harness, keys.0, keys.1);
        harness.run_steps(3);
        assert_eq!(focused(&harness), "Show the rows", "{chart}");
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert!(harness.query_by_label("Show the rows").is_none());
        assert_eq!(focused(&harness), name);
    }
}

#[test]
fn one_key_walks_the_parts_of_the_window() {
    let mut harness = window();
    let mut seen = Vec::new();
    for _ in 0..6 {
        press(&mut harness, Modifiers::NONE, Key::F6);
        seen.push(focused(&harness));
    }
    let starts = ["Find", "Measure", "Tunisia, 82", "2006", "", "2024: 293 flights"];
    for (seen, start) in seen.iter().zip(starts) {
        assert!(seen.starts_with(start), "{seen} {start}");
    }
    press(&mut harness, Modifiers::SHIFT, Key::F6);
    assert_eq!(focused(&harness), seen[4]);
}

#[test]
fn every_stop_of_the_keyboard_is_named_and_in_sight() {
    let mut harness = window();
    harness.state_mut().workspace.run(Command::Do(Action::Show(deportation_flows::view_spec::ChartKind::Sankey)));
    harness.run_steps(3);
    let screen = harness.ctx.content_rect().expand(1.0);
    let mut stops = 0;
    for _ in 0..180 {
        harness.key_press(Key::Tab);
        harness.run_steps(3);
        let Some(id) = harness.ctx.memory(egui::Memory::focused) else { continue };
        let place = harness.ctx.read_response(id).unwrap().rect;
        let name = focused(&harness);
        assert!(!name.is_empty(), "a stop without a name at {place:?}");
        assert!(screen.intersects(place) && place.width() > 0.5, "{name} at {place:?}");
        stops += 1;
    }
    assert!(stops > 140);
}
