use super::*;
use crate::dataset::country::Country;
use crate::reading::{DateOrder, Step};
use crate::view_spec::{Key, PeriodChoice};

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
        ViewCommand::SetChart(crate::view_spec::ChartKind::Compare),
        ViewCommand::SetVersus("2014".parse().ok()),
        ViewCommand::SetStyle(crate::view_spec::ChartStyle::Slopes),
        ViewCommand::SetMonths(Some(crate::view_spec::Months { first: 1, last: 7 })),
        ViewCommand::ShowRows { picks: vec![("destination".into(), country("GEO"))] },
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
fn all_years_end_playing_and_one_scale_holds_for_all_years() {
    let mut workspace = workspace();
    assert!(workspace.scale_of(0).is_none());
    workspace.run(Command::Do(Action::FirstYear));
    workspace.run(Command::Do(Action::PlayOrPause));
    let mut scales = Vec::new();
    for _ in 0..40 {
        workspace.tick(0.3);
        scales.push(workspace.scale_of(0).unwrap().clone());
    }
    scales.dedup();
    assert_eq!(scales.len(), 1);
    // The most flights to one destination in a year: the file has 106 operations to Albania in 2017.
    assert!(scales[0].max >= 106.0, "{:?}", scales[0]);
    workspace.run(Command::Do(Action::AllYears));
    assert!(!workspace.player.is_playing());
    workspace.tick(0.3);
    assert!(workspace.scale_of(0).is_none());
    assert_eq!(workspace.derived().unwrap().spec.asked(), None);
}

#[test]
fn published_figures_are_seen_at_the_years_that_there_are() {
    let mut workspace = workspace();
    workspace.run(Command::OpenSample("us-ice-air-removal-flights".into()));
    wait(&mut workspace);
    let stops: Vec<usize> = {
        let derived = workspace.derived().unwrap();
        (0..derived.years.len()).filter(|index| workspace.can_stop_at(*index)).collect()
    };
    let published: Vec<String> = {
        let derived = workspace.derived().unwrap();
        stops.iter().map(|index| derived.years[*index].label.clone()).collect()
    };
    assert!(!stops.is_empty() && stops.len() < workspace.derived().unwrap().years.len(), "{published:?}");
    workspace.run(Command::Do(Action::FirstYear));
    let mut seen = vec![workspace.years_shown().unwrap().0];
    for _ in 1..stops.len() + 2 {
        workspace.run(Command::Do(Action::NextYear));
        seen.push(workspace.years_shown().unwrap().0);
    }
    seen.dedup();
    assert_eq!(seen, stops);
    assert_eq!(workspace.nearest_stop(0), stops[0]);
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

/// Waits for the reading thread.
fn wait(workspace: &mut Workspace) {
    while workspace.opening().is_some() {
        workspace.tick(0.0);
        std::thread::yield_now();
    }
}

fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), text.as_bytes()).unwrap();
    path
}

const JANUARY: &str = "date,destination,people\n05/01/2024,Ghana,5\n03/01/2024,Chad,6\nTotal,,11\n";
const FEBRUARY: &str = "date,destination,people\n05/02/2024,Ghana,7\n03/02/2024,Chad,8\nTotal,,15\n";

#[test]
fn what_is_said_about_a_file_is_undone_and_holds_for_the_next_of_its_shape() {
    let folder = tempfile::tempdir().unwrap();
    let (january, february) = (file(&folder, "january.csv", JANUARY), file(&folder, "february.csv", FEBRUARY));
    let mut workspace = Workspace::new(Language::English, Some(folder.path().join("preferences")));
    workspace.run(Command::Open(january.clone()));
    wait(&mut workspace);
    assert!(workspace.data().report.has_question(), "day or month first: nothing tells");
    let mut mapping = workspace.mapping().clone();
    mapping.date_order = Some(DateOrder::DayMonthYear);
    workspace.run(Command::SetMapping(Box::new(mapping)));
    wait(&mut workspace);
    assert!(!workspace.data().report.has_question());
    assert_eq!(
        workspace.data().dataset.observed().map(|span| span.to_string()).as_deref(),
        Some("2024-01-03..2024-01-05")
    );
    workspace.run(Command::Do(Action::Undo));
    wait(&mut workspace);
    assert!(workspace.data().report.has_question(), "undone, and read again");
    workspace.run(Command::Do(Action::Redo));
    wait(&mut workspace);
    // A cleaning step switched off, and on again by undo.
    let mut mapping = workspace.mapping().clone();
    mapping.switch(Step::LeaveOutSums, false);
    workspace.run(Command::SetMapping(Box::new(mapping)));
    wait(&mut workspace);
    assert_eq!((workspace.data().report.rows_kept, workspace.data().report.left_out.len()), (3, 0));
    workspace.run(Command::Do(Action::Undo));
    wait(&mut workspace);
    assert_eq!((workspace.data().report.rows_kept, workspace.data().report.rows_read), (2, 3));
    let mut mapping = workspace.mapping().clone();
    mapping.switch(Step::LeaveOutRemarks, false);
    workspace.run(Command::SetMapping(Box::new(mapping)));
    wait(&mut workspace);
    // Another start of the program, another file of the shape.
    let mut later = Workspace::new(Language::English, Some(folder.path().join("preferences")));
    later.run(Command::Open(february));
    wait(&mut later);
    assert_eq!(later.mapping().date_order, Some(DateOrder::DayMonthYear));
    assert_eq!(later.data().dataset.observed().map(|span| span.to_string()).as_deref(), Some("2024-02-03..2024-02-05"));
    later.run(Command::SetMapping(Box::default()));
    wait(&mut later);
    assert!(later.mapping().is_empty() && later.data().report.has_question());
}

#[test]
fn files_of_one_shape_open_as_one_table_in_which_every_row_knows_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let paths = vec![file(&folder, "january.csv", JANUARY), file(&folder, "february.csv", FEBRUARY)];
    let mut workspace = Workspace::new(Language::English, None);
    workspace.run(Command::OpenTogether(paths));
    wait(&mut workspace);
    let (dataset, report) = (&workspace.data().dataset, &workspace.data().report);
    assert_eq!((dataset.row_count(), report.rows_read), (4, 6));
    let place = report.place_of(3);
    assert_eq!((place.file.as_str(), place.row), ("february.csv", 3));
    assert_eq!(dataset.column_named("file").unwrap().plain_at(2).unwrap(), "february.csv");
}

#[test]
fn files_that_are_open_together_become_editions_and_parts_again() {
    let folder = tempfile::tempdir().unwrap();
    let paths = vec![
        file(&folder, "returnees-2021.csv", "year,destination,people\n2020,Ghana,7\n2020,Chad,10\n"),
        file(&folder, "returnees-2022.csv", "year,destination,people\n2020,Ghana,9\n2020,Chad,11\n"),
    ];
    let mut workspace = Workspace::new(Language::English, None);
    workspace.run(Command::OpenTogether(paths));
    wait(&mut workspace);
    let total = |workspace: &Workspace| workspace.derived().unwrap().result.total.known();
    assert_eq!(total(&workspace), Some(37_i64.into()));
    assert!(workspace.notices().iter().any(|notice| notice.action == Some(Action::AsEditions)));
    workspace.run(Command::Do(Action::AsEditions));
    wait(&mut workspace);
    assert_eq!(workspace.data().dataset.editions(), ["2021", "2022"]);
    let body = &workspace.derived().unwrap().model.body;
    assert!(matches!(body, crate::chart::Body::Compare(model) if model.before.name == "2021 edition"), "{body:?}");
    view(&mut workspace, ViewCommand::SetChart(crate::view_spec::ChartKind::Bars));
    assert_eq!(total(&workspace), Some(20_i64.into()), "the newest edition stands for all");
    assert!(!workspace.is_enabled(Action::AsEditions));
    workspace.run(Command::Do(Action::Undo));
    workspace.run(Command::Do(Action::Undo));
    wait(&mut workspace);
    assert!(workspace.data().dataset.editions().is_empty());
}

#[test]
fn showing_the_rows_of_a_mark_is_one_step_and_shows_as_many_as_it_counts() {
    let mut workspace = workspace();
    let group = workspace.derived().unwrap().result.groups.first().cloned().unwrap();
    view(&mut workspace, ViewCommand::ShowRows { picks: vec![("destination".into(), group.key)] });
    let crate::chart::Body::Table(table) = &workspace.derived().unwrap().model.body else { panic!("no table") };
    assert_eq!((table.lines, table.data_rows.as_ref().map(|rows| rows.len())), (group.rows, Some(group.rows)));
    workspace.run(Command::Do(Action::Undo));
    assert_eq!(*workspace.view(), ViewSpec::new());
}

#[test]
fn a_file_that_cannot_be_opened_leaves_the_open_one_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = Workspace::new(Language::English, None);
    workspace.run(Command::Open(file(&folder, "good.csv", JANUARY)));
    wait(&mut workspace);
    let before = workspace.data().dataset.fingerprint();
    workspace.run(Command::Open(file(&folder, "bad.parquet", "PAR1nonsensePAR1")));
    wait(&mut workspace);
    assert_eq!(workspace.data().dataset.fingerprint(), before);
    assert!(workspace.notices().iter().any(|notice| notice.kind == NoticeKind::Problem));
}

#[test]
fn a_session_comes_back_with_its_views_and_its_undo() {
    let folder = tempfile::tempdir().unwrap();
    let start = || {
        let mut workspace = Workspace::new(Language::English, Some(folder.path().to_owned()));
        workspace.restore_session();
        workspace
    };
    let mut first = start();
    first.run(Command::OpenSample("us-ice-removals-by-country".into()));
    wait(&mut first);
    first.run(Command::View(ViewCommand::SetTop(7), None));
    first.run(Command::Arrange(Arrange::NameView("Seven".into())));
    first.run(Command::Arrange(Arrange::Swap(0, 1)));
    let left = first.document().clone();
    // What waits to be written is written before the program ends.
    drop(first);
    let mut second = start();
    assert_eq!((second.sample(), second.document()), (Some("us-ice-removals-by-country"), &left));
    second.run(Command::Do(Action::Undo));
    second.run(Command::Do(Action::Undo));
    assert_eq!((second.view().top, second.document().named.len()), (Some(7), 0));
    drop(second);
    // A session that cannot be read, or that was being restored twice already, is left alone.
    std::io::Write::write_all(
        &mut std::fs::File::create(folder.path().join("session.ron")).unwrap(),
        b"Session(version: 1, document: (",
    )
    .unwrap();
    assert_eq!(start().sample(), Some("frontex-return-operations"));
}

#[test]
fn a_workspace_file_opens_elsewhere_without_paths() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = Workspace::new(Language::English, None);
    workspace.run(Command::View(ViewCommand::SetTop(4), None));
    workspace.run(Command::Arrange(Arrange::NameView("Four".into())));
    workspace.run(Command::Arrange(Arrange::SetLayout(Layout::Grid)));
    let path = folder.path().join("workspace.ron");
    workspace.run(Command::SaveWorkspace(path.clone()));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("Workspace(") && !text.contains(folder.path().to_str().unwrap()), "{text}");
    let mut other = Workspace::new(Language::English, None);
    other.run(Command::OpenSample("us-ice-removals-by-country".into()));
    wait(&mut other);
    other.run(Command::Open(path));
    wait(&mut other);
    assert_eq!((other.sample(), other.document()), (Some("frontex-return-operations"), workspace.document()));
}

fn write(path: &std::path::Path, text: &str) {
    std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), text.as_bytes()).unwrap();
}

#[test]
fn a_workspace_finds_its_data_beside_it_and_is_saved_again_where_it_is() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::create_dir(here.path().join("data")).unwrap();
    std::fs::create_dir(there.path().join("data")).unwrap();
    let csv = "date,destination,people\n2020-01-01,Ghana,7\n2020-02-01,Chad,10\n";
    let data = here.path().join("data/flights.csv");
    write(&data, csv);
    let mut workspace = Workspace::new(Language::English, None);
    workspace.run(Command::Open(data));
    wait(&mut workspace);
    workspace.run(Command::View(ViewCommand::SetTop(4), None));
    assert_eq!(workspace.run(Command::Do(Action::SaveWorkspace)), Some(Request::SaveWorkspace), "it asks once");
    let path = here.path().join("mine.ron");
    workspace.run(Command::SaveWorkspace(path.clone()));
    workspace.run(Command::View(ViewCommand::SetTop(5), None));
    assert_eq!(workspace.run(Command::Do(Action::SaveWorkspace)), None);
    assert_eq!(workspace.run(Command::Do(Action::SaveWorkspaceAs)), Some(Request::SaveWorkspace));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("flights.csv") && !text.contains(here.path().to_str().unwrap()), "{text}");
    // The folder is sent to somebody else.
    let sent = there.path().join("mine.ron");
    write(&sent, &text);
    write(&there.path().join("data/flights.csv"), csv);
    let open = |path: &std::path::Path| {
        let mut other = Workspace::new(Language::English, None);
        other.run(Command::Open(path.to_owned()));
        wait(&mut other);
        wait(&mut other);
        other
    };
    let other = open(&sent);
    assert_eq!((other.document(), other.workspace_path()), (workspace.document(), Some(sent.as_path())));
    assert_eq!(other.path(), Some(there.path().join("data/flights.csv").as_path()));
    // A newer edition of the data: the views are there, and it is said.
    write(&there.path().join("data/flights.csv"), &format!("{csv}2020-03-01,Peru,1\n"));
    let other = open(&sent);
    assert_eq!((other.data().dataset.row_count(), other.view().top), (3, Some(5)));
    assert!(other.notices().iter().any(|notice| notice.text == other.words().labels.workspace_other_data));
    // Without the data the program asks for them.
    std::fs::remove_file(there.path().join("data/flights.csv")).unwrap();
    let other = open(&sent);
    let asks = other.notices().iter().find(|notice| notice.kind == NoticeKind::Problem).unwrap();
    assert_eq!(asks.action, Some(Action::Open));
}

#[test]
fn files_that_say_the_same_again_are_opened_as_editions() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editions");
    let paths = ["2021", "2022"].map(|year| folder.join(format!("frontex-returnees-edition-{year}.csv")));
    let mut workspace = Workspace::new(Language::English, None);
    workspace.run(Command::OpenTogether(paths.to_vec()));
    wait(&mut workspace);
    wait(&mut workspace);
    assert_eq!(workspace.data().dataset.editions(), ["2021", "2022"]);
    let body = &workspace.derived().unwrap().model.body;
    assert!(matches!(body, crate::chart::Body::Compare(model) if model.before.name == "2021 edition"), "{body:?}");
    assert!(workspace.notices().iter().any(|notice| notice.text == workspace.words().labels.opened_as_editions));
}

/// One of everything that a person can do to the document; numbers choose which.
fn any_act(choice: usize, detail: usize) -> Command {
    use crate::view_spec::{ChartKind, ChartStyle, Months, Sort, TopMode};
    let code = ["GEO", "TUN", "DEU", "ALB"][detail % 4];
    let by = ["destination", "origin", "category", "year"][detail % 4].to_owned();
    let chart = ChartKind::ALL[detail % 8];
    let picks = vec![(["destination", "origin"][detail % 2].to_owned(), country(code))];
    let view = |change: ViewCommand| Command::View(change, None);
    match choice {
        0 => view(ViewCommand::SetPeriod(["2017", "2020..2024", "all"][detail % 3].parse().unwrap())),
        1 => view(ViewCommand::SetMeasure(["flights", "people", "rows"][detail % 3].to_owned())),
        2 => view(ViewCommand::SetBy(by)),
        3 => view(ViewCommand::SetChart(chart)),
        4 => view(ViewCommand::ToggleFilter { by: "destination".to_owned(), key: country(code) }),
        5 => view(ViewCommand::SelectIn {
            by: "origin".to_owned(),
            key: country(code),
            extend: detail.is_multiple_of(2),
        }),
        6 => Command::FilterFrom { tile: detail % 3, picks },
        7 => Command::ShowRows { tile: detail % 3, picks },
        8 => Command::Arrange(Arrange::Swap(detail % 3, (detail + 1) % 4)),
        9 => Command::Arrange(Arrange::Add(chart)),
        10 => Command::Arrange(Arrange::Remove(detail % 4)),
        11 => Command::Arrange(Arrange::SetLayout([Layout::One, Layout::Beside, Layout::Grid][detail % 3])),
        12 => Command::Arrange(Arrange::NameView(format!("View {detail}"))),
        13 => Command::Arrange(Arrange::MoveNamed(detail % 3, (detail + 1) % 3)),
        14 => Command::Arrange(Arrange::RemoveNamed(detail % 3)),
        15 => Command::Arrange(Arrange::RenameView(detail % 2, format!("Name {detail}"))),
        16 => Command::Arrange(Arrange::ShowNamed(detail % 2)),
        17 => view(ViewCommand::SetStyle(ChartStyle::ALL[detail % 8])),
        18 => view(ViewCommand::SetMonths(Some(Months { first: 1, last: 7 }))),
        19 => view(ViewCommand::SetSort(Sort::ALL[detail % 3])),
        20 => view(ViewCommand::SetStack(Some(by))),
        21 => view(ViewCommand::CompareGroups { by: "origin".to_owned(), keys: [country("DEU"), country(code)] }),
        22 => view(ViewCommand::SetMode([TopMode::Any, TopMode::Each][detail % 2])),
        23 => Command::Tile(detail % 3, ViewCommand::SetChart(chart)),
        24 => Command::Do([Action::ClearFilters, Action::FilterSelection, Action::ClearSelection][detail % 3]),
        25 => Command::Do([Action::PreviousYear, Action::LastYear, Action::ResetView][detail % 3]),
        _ => view(ViewCommand::SetTitle(format!("Title {detail}"))),
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    #[test]
    fn undoing_every_act_gives_the_start_and_redoing_every_act_the_end(
        acts in proptest::collection::vec((0..27_usize, 0..24_usize), 1..25),
    ) {
        let mut workspace = workspace();
        let start = workspace.document().clone();
        for (choice, detail) in acts {
            workspace.run(any_act(choice, detail));
        }
        let end = workspace.document().clone();
        let mut steps = 0;
        while workspace.is_enabled(Action::Undo) {
            let before = workspace.document().clone();
            workspace.run(Command::Do(Action::Undo));
            proptest::prop_assert_ne!(workspace.document(), &before, "a step that takes nothing back");
            steps += 1;
        }
        proptest::prop_assert_eq!(workspace.document(), &start);
        for _ in 0..steps {
            workspace.run(Command::Do(Action::Redo));
        }
        proptest::prop_assert_eq!(workspace.document(), &end);
        proptest::prop_assert!(!workspace.is_enabled(Action::Redo));
    }
}
