use super::*;
use crate::dataset::country::Country;
use crate::view_spec::Key;

fn workspace() -> Workspace {
    Workspace::new(Language::English, None)
}

fn country(code: &str) -> Key {
    Key::Country(Country::from_code(code).unwrap())
}

fn view(workspace: &mut Workspace, change: ViewCommand) {
    workspace.run(Command::View(change, None));
}

#[test]
fn undo_then_redo_is_identity_for_every_change() {
    let changes = [
        ViewCommand::SetPeriod("2017".parse().unwrap()),
        ViewCommand::SetPeriod(PeriodChoice::All),
        ViewCommand::SetMeasure("people".into()),
        ViewCommand::SetBy("origin".into()),
        ViewCommand::ToggleFilter { by: "category".into(), key: Key::Text("JRO".into()) },
        ViewCommand::ClearFilters,
        ViewCommand::Select { key: country("COL"), extend: false },
        ViewCommand::FilterBySelection,
        ViewCommand::SetTop(5),
        ViewCommand::SetSort(crate::view_spec::Sort::Change),
        ViewCommand::SetTitle("Mine".into()),
        ViewCommand::Replace(Box::new(ViewSpec::new())),
    ];
    let mut workspace = workspace();
    let mut states = vec![workspace.view().clone()];
    for change in changes {
        view(&mut workspace, change);
        states.push(workspace.view().clone());
    }
    for state in states.iter().rev().skip(1) {
        workspace.run(Command::Do(Action::Undo));
        assert_eq!(workspace.view(), state);
    }
    assert!(!workspace.is_enabled(Action::Undo));
    for state in states.iter().skip(1) {
        workspace.run(Command::Do(Action::Redo));
        assert_eq!(workspace.view(), state);
    }
    assert!(!workspace.is_enabled(Action::Redo));
}

#[test]
fn one_drag_is_one_step_and_a_change_that_changes_nothing_is_none() {
    let mut workspace = workspace();
    let before = workspace.view().clone();
    let gesture = Some(workspace.new_gesture());
    for year in ["2019", "2018", "2017"] {
        workspace.run(Command::View(ViewCommand::SetPeriod(year.parse().unwrap()), gesture));
    }
    workspace.run(Command::View(ViewCommand::SetPeriod("2017".parse().unwrap()), None));
    workspace.run(Command::Do(Action::Undo));
    assert_eq!(*workspace.view(), before);
}

#[test]
fn a_frame_in_which_nothing_changed_runs_no_query() {
    let mut workspace = workspace();
    let before = workspace.computations();
    for _ in 0..10 {
        workspace.tick(0.016);
    }
    assert_eq!(workspace.computations(), before);
    workspace.run(Command::Do(Action::PreviousYear));
    workspace.tick(0.016);
    assert_eq!(workspace.computations(), before + 1);
}

#[test]
fn years_step_play_and_stop_at_the_edges() {
    let mut workspace = workspace();
    let period = |workspace: &Workspace| workspace.derived().unwrap().spec.period.map(|span| span.to_string());
    assert_eq!(period(&workspace).as_deref(), Some("2024"));
    workspace.run(Command::Do(Action::NextYear));
    assert_eq!(period(&workspace).as_deref(), Some("2025"), "one year outside the coverage can be reached");
    assert!(!workspace.derived().unwrap().result.is_covered);
    workspace.run(Command::Do(Action::NextYear));
    assert_eq!(period(&workspace).as_deref(), Some("2025"));
    workspace.run(Command::Do(Action::FirstYear));
    assert_eq!(period(&workspace).as_deref(), Some("2006"));
    workspace.run(Command::Do(Action::PlayOrPause));
    for _ in 0..25 {
        workspace.tick(0.1);
    }
    assert_eq!(period(&workspace).as_deref(), Some("2008"));
    workspace.run(Command::Do(Action::Undo));
    assert_eq!(period(&workspace).as_deref(), Some("2006"), "one run of the player is one step");
    assert!(!workspace.player.is_playing());
}

#[test]
fn selecting_twice_lets_go_and_filtering_is_a_second_act() {
    let mut workspace = workspace();
    let total = workspace.derived().unwrap().result.total.clone();
    view(&mut workspace, ViewCommand::Select { key: country("COL"), extend: false });
    assert_eq!(workspace.derived().unwrap().result.total, total, "a selection changes no number");
    view(&mut workspace, ViewCommand::Select { key: country("COL"), extend: false });
    assert!(workspace.view().selected.is_empty());
    view(&mut workspace, ViewCommand::Select { key: country("COL"), extend: false });
    workspace.run(Command::Do(Action::FilterSelection));
    assert_eq!(workspace.derived().unwrap().result.total.known(), Some(10_i64.into()));
}
