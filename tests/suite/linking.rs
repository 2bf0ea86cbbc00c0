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
