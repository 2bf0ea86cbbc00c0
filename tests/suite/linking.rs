//! One rule everywhere: a selection highlights in all views, a filter narrows all views but the one that made it.

use deportation_flows::chart::{Bar, BarKey, Body, Mark, Tone, count_text};
use deportation_flows::dataset::country::Country;
use deportation_flows::view_spec::{ChartKind, Key};
use deportation_flows::words::{Language, words};
use deportation_flows::workspace::{Action, Arrange, Command, Document, ViewCommand, Workspace};

fn workspace() -> Workspace {
    Workspace::new(Language::English, None)
}

fn country(code: &str) -> Key {
    Key::Country(Country::from_code(code).unwrap())
}

fn destination(code: &str) -> Vec<(String, Key)> {
    vec![("destination".to_owned(), country(code))]
}

fn tone_of(workspace: &Workspace, label: &str) -> Tone {
    let Body::Bars(bars) = &workspace.derived().unwrap().model.body else { panic!("no bars") };
    bars.bars.iter().find(|bar| bar.label == label).unwrap().tone
}

#[test]
fn a_filter_made_in_a_chart_narrows_every_view_but_that_one() {
    let mut workspace = workspace();
    let whole = workspace.derived().unwrap().clone();
    workspace.run(Command::FilterFrom { tile: 0, picks: destination("GEO") });
    let derived = workspace.derived().unwrap();
    assert_eq!(derived.result.total, whole.result.total, "its own chart is not narrowed");
    assert_eq!((tone_of(&workspace, "Georgia"), tone_of(&workspace, "Tunisia")), (Tone::Main, Tone::Nothing));
    assert_eq!(derived.model.captions.headline, "Georgia ranks second of 30 with 39 flights, 2024");
    assert_eq!(derived.model.captions.notes[0], "Pale: outside the filter (destination: Georgia).");
    assert!(derived.tiles.iter().all(|tile| tile.spec.filters.len() == 1 && tile.spec.kept.is_empty()));
    let count = |derived: &deportation_flows::workspace::Derived, by: &str| {
        derived.facets.iter().find(|facet| facet.by == by).unwrap().values[0].count.clone()
    };
    assert_ne!(count(derived, "origin"), count(&whole, "origin"), "the other lists are narrowed");
    assert_eq!(derived.years.iter().find(|year| year.year == 2024).unwrap().text, "39 flights");
    // Another chart in its place did not make the filter, and is narrowed.
    workspace.run(Command::View(ViewCommand::SetChart(ChartKind::Sankey), None));
    assert_eq!(workspace.derived().unwrap().result.total.known(), Some(39_i64.into()));
    workspace.run(Command::Do(Action::Undo));
    assert_eq!(workspace.derived().unwrap().result.total, whole.result.total);
    // A second double click on the only value that is kept takes the filter back.
    workspace.run(Command::FilterFrom { tile: 0, picks: destination("GEO") });
    assert_eq!(workspace.derived().unwrap().model, whole.model);
    assert!(workspace.view().own_filters.is_empty());
}

#[test]
fn a_filter_made_beside_narrows_the_large_view_and_not_its_own_chart() {
    let mut workspace = workspace();
    workspace.run(Command::FilterFrom { tile: 2, picks: destination("GEO") });
    let derived = workspace.derived().unwrap();
    assert_eq!(derived.result.total.known(), Some(39_i64.into()));
    let map = &derived.tiles[1];
    assert!(map.spec.filters.is_empty() && map.spec.kept.len() == 1);
    let (pale, kept): (Vec<&Mark>, Vec<&Mark>) =
        map.model.marks.iter().filter(|mark| !mark.picks.is_empty()).partition(|mark| mark.is_filtered_away);
    assert!(pale.iter().all(|mark| mark.spoken.ends_with("outside the filter")) && pale.len() > 20);
    assert!(kept.iter().any(|mark| mark.label == "Georgia"), "{kept:?}");
    // It becomes the large view with its filter, and gives it back.
    workspace.run(Command::Arrange(Arrange::Swap(0, 2)));
    let derived = workspace.derived().unwrap();
    assert_eq!((derived.spec.kept.len(), derived.tiles[1].spec.filters.len()), (1, 1));
}

#[test]
fn a_double_click_on_a_time_axis_moves_the_period_and_a_second_one_shows_all() {
    let mut workspace = workspace();
    let click =
        || Command::FilterFrom { tile: 1, picks: vec![("year".to_owned(), Key::Time("2017".parse().unwrap()))] };
    workspace.run(click());
    let derived = workspace.derived().unwrap();
    assert_eq!(derived.result.total.known(), Some(341_i64.into()), "341 operations in 2017");
    assert!(workspace.view().filters.is_empty());
    let Body::Timeline(timeline) = &derived.tiles[0].model.body else { panic!("no timeline") };
    assert!(
        timeline.columns.len() == 19 && timeline.columns.iter().filter(|column| column.is_highlighted).count() == 1
    );
    workspace.run(click());
    assert_eq!(workspace.derived().unwrap().spec.period, None);
}

#[test]
fn a_double_click_is_one_act_to_undo() {
    let mut workspace = workspace();
    let start: Document = workspace.document().clone();
    workspace.run(Command::View(
        ViewCommand::SelectIn { by: "destination".to_owned(), key: country("GEO"), extend: false },
        None,
    ));
    workspace.run(Command::FilterFrom { tile: 0, picks: destination("GEO") });
    let filtered = workspace.document().clone();
    workspace.run(Command::Do(Action::Undo));
    assert_eq!(*workspace.document(), start);
    workspace.run(Command::Do(Action::Redo));
    assert_eq!(*workspace.document(), filtered);
}

/// What stands at "Rows" in the tooltip of a mark.
fn rows_of(mark: &Mark) -> Option<usize> {
    let detail = mark.details.iter().find(|detail| detail.name == "Rows")?;
    detail.value.replace(',', "").parse().ok()
}

/// The marks of a chart; bars as if they were such.
fn marks_of(workspace: &Workspace) -> Vec<Mark> {
    let derived = workspace.derived().unwrap();
    let Body::Bars(bars) = &derived.model.body else { return derived.model.marks.clone() };
    let mark = |bar: &Bar| {
        let BarKey::One(key) = &bar.key else { return None };
        let value = bar.details.iter().find(|detail| detail.name == "Value")?.value.clone();
        let picks = vec![(derived.spec.by_name.clone(), key.clone())];
        let (details, spoken) = (bar.details.clone(), bar.spoken.clone());
        Some(Mark { picks, value, details, spoken, ..Mark::default() })
    };
    bars.bars.iter().filter_map(mark).collect()
}

/// Every mark of every chart kind that says how many rows it rests on, with and without a filter of its own chart.
#[test]
fn the_rows_that_a_mark_of_any_chart_shows_are_as_many_as_it_says() {
    let mut checked = 0;
    for chart in ChartKind::ALL {
        for own in [None, Some("GEO")] {
            let mut workspace = workspace();
            workspace.run(Command::View(ViewCommand::SetChart(chart), None));
            if let Some(code) = own {
                workspace.run(Command::FilterFrom { tile: 0, picks: destination(code) });
            }
            let (marks, spec) = (marks_of(&workspace), workspace.derived().unwrap().spec.clone());
            for mark in marks.iter().filter(|mark| !mark.picks.is_empty()).take(40) {
                workspace.run(Command::ShowRows { tile: 0, picks: mark.picks.clone() });
                let derived = workspace.derived().unwrap();
                let lines = if let Body::Table(table) = &derived.model.body { table.lines } else { 0 };
                if let Some(rows) = rows_of(mark) {
                    assert_eq!(lines, rows, "{chart:?} with {own:?}: {}", mark.spoken);
                }
                if chart != ChartKind::Compare {
                    let counted = count_text(&derived.result.total, &spec.measure.unit, words(Language::English));
                    assert_eq!(counted, mark.value, "{chart:?} with {own:?}: {}", mark.spoken);
                }
                workspace.run(Command::Do(Action::Undo));
                checked += 1;
            }
        }
    }
    assert!(checked > 300, "{checked}");
}

#[test]
fn what_a_filter_leaves_empty_names_the_filter_and_goes_with_it() {
    let mut workspace = workspace();
    for (by, code) in [("origin", "ISL"), ("destination", "GEO")] {
        let key = country(code);
        workspace.run(Command::View(ViewCommand::ToggleFilter { by: by.to_owned(), key }, None));
    }
    workspace.run(Command::View(ViewCommand::SetPeriod("2006".parse().unwrap()), None));
    let Body::Empty { .. } = &workspace.derived().unwrap().model.body else { panic!("Iceland took part in 2006") };
    let headline = workspace.derived().unwrap().model.captions.headline.clone();
    assert_eq!(headline, "0 rows because of origin: Iceland; destination: Georgia.");
    workspace.run(Command::View(ViewCommand::ClearFilter("origin".to_owned()), None));
    assert!(!matches!(workspace.derived().unwrap().model.body, Body::Empty { .. }), "one operation of 2006");
}

fn select(workspace: &mut Workspace, tile: usize, picks: &[(&str, Key)], extend: bool) {
    let picks = picks.iter().map(|(by, key)| ((*by).to_owned(), key.clone())).collect();
    workspace.run(Command::Select { tile, picks, extend });
}

fn labels(workspace: &Workspace) -> Vec<String> {
    let Body::Bars(bars) = &workspace.derived().unwrap().model.body else { panic!("no bars") };
    bars.bars.iter().map(|bar| bar.label.clone()).collect()
}

#[test]
fn what_is_selected_in_another_grouping_is_no_bar() {
    let mut workspace = workspace();
    let before = labels(&workspace);
    let year = |text: &str| Key::Time(text.parse().unwrap());
    for picks in [[("year", year("2018"))], [("origin", country("ESP"))], [("origin", country("DEU"))]] {
        select(&mut workspace, 0, &picks, false);
        assert_eq!(labels(&workspace), before);
        let headline = &workspace.derived().unwrap().model.captions.headline;
        assert_eq!(headline, "Tunisia ranks first of 30 with 82 flights, 2024");
    }
    // On the command line, too.
    let view = deportation_flows::view_spec::ViewSpec {
        selected: vec![country("DEU")],
        selected_by: Some("origin".to_owned()),
        ..deportation_flows::view_spec::ViewSpec::new()
    };
    let dataset = &workspace.data().dataset;
    let spec = deportation_flows::view_spec::complete(&view, dataset);
    let model = deportation_flows::chart::build_for(dataset, &spec, words(Language::English));
    let Body::Bars(bars) = model.body else { panic!("no bars") };
    assert!(bars.bars.iter().all(|bar| bar.label != "Germany" && bar.tone != Tone::Selected));
}

#[test]
fn a_time_is_selected_as_a_time_and_becomes_the_period() {
    let mut workspace = workspace();
    let year = |text: &str| ("year", Key::Time(text.parse().unwrap()));
    select(&mut workspace, 1, &[year("2018")], false);
    let selected = |workspace: &Workspace| -> Vec<String> {
        let tile = &workspace.derived().unwrap().tiles[0];
        let Body::Timeline(timeline) = &tile.model.body else { panic!("no timeline") };
        timeline.columns.iter().filter(|column| column.is_selected).map(|column| column.span.to_string()).collect()
    };
    assert_eq!(selected(&workspace), ["2018"]);
    select(&mut workspace, 1, &[year("2019")], true);
    assert_eq!(selected(&workspace), ["2018", "2019"]);
    workspace.run(Command::Do(Action::FilterSelection));
    assert_eq!(workspace.derived().unwrap().spec.asked().map(|span| span.to_string()).as_deref(), Some("2018..2019"));
    // Operations of the file: 345 in 2018 and 330 in 2019.
    assert_eq!(workspace.derived().unwrap().result.total.known(), Some(675_i64.into()));
    workspace.run(Command::Do(Action::Undo));
    assert_eq!(selected(&workspace), ["2018", "2019"]);
    // What does not follow is no period: 345 in 2018 and 232 in 2020.
    select(&mut workspace, 1, &[year("2018")], false);
    select(&mut workspace, 1, &[year("2020")], true);
    workspace.run(Command::Do(Action::AllYears));
    workspace.run(Command::Do(Action::FilterSelection));
    assert_eq!(workspace.derived().unwrap().result.total.known(), Some(577_i64.into()));
}

#[test]
fn a_flow_is_selected_as_a_pair_in_every_view() {
    let mut workspace = workspace();
    let pair = [("origin", country("DEU")), ("destination", country("TUN"))];
    workspace.run(Command::View(ViewCommand::SetChart(ChartKind::Sankey), None));
    workspace.run(Command::Arrange(Arrange::Add(ChartKind::Matrix)));
    workspace.run(Command::Arrange(Arrange::Add(ChartKind::Bars)));
    select(&mut workspace, 0, &pair, false);
    let derived = workspace.derived().unwrap();
    let picked = |model: &deportation_flows::chart::ChartModel| -> Vec<Vec<Key>> {
        let flows = model.marks.iter().filter(|mark| mark.is_selected && mark.picks.len() == 2);
        flows.map(|mark| mark.picks.iter().map(|(_, key)| key.clone()).collect()).collect()
    };
    assert_eq!(picked(&derived.model), [[country("DEU"), country("TUN")]]);
    let [timeline, map, matrix, bars] = derived.tiles.as_slice() else { panic!("four tiles") };
    assert_eq!(picked(&map.model).len(), 1);
    assert_eq!(picked(&matrix.model), [[country("DEU"), country("TUN")]]);
    let Body::Bars(bars) = &bars.model.body else { panic!("no bars") };
    let tinted: Vec<&str> =
        bars.bars.iter().filter(|bar| bar.tone == Tone::Selected).map(|bar| bar.label.as_str()).collect();
    assert_eq!(tinted, ["Tunisia"]);
    let Body::Timeline(columns) = &timeline.model.body else { panic!("no timeline") };
    let of_2024 = columns.columns.iter().find(|column| column.span.to_string() == "2024").unwrap();
    assert_eq!(of_2024.selected, Some(9.0), "operations from Germany to Tunisia in 2024");
    assert_eq!(columns.selected_label.as_deref(), Some("Germany · Tunisia"));
    // The same again lets go; a filter by it keeps its rows alone.
    let before = workspace.view().clone();
    select(&mut workspace, 0, &pair, false);
    assert!(workspace.view().selected.is_empty() && workspace.view().selected_within.is_empty());
    workspace.run(Command::Do(Action::Undo));
    assert_eq!(*workspace.view(), before);
    workspace.run(Command::Do(Action::FilterSelection));
    assert_eq!(workspace.derived().unwrap().result.total.known(), Some(9_i64.into()));
    assert_eq!(workspace.view().filters.len(), 2);
}
