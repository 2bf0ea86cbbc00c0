//! Flows and matrices: the numbers that Statewatch's page prints, and what must hold for every table.

use super::{in_repository, printed, program, refusal};
use deportation_flows::chart::{Body, ChartModel, MatrixModel, SankeyModel, Sign, Who, build_for};
use deportation_flows::dataset::{Dataset, Number};
use deportation_flows::figure::{Anchor, FigureSettings, Item, Scene, SizePreset, lay_out_chart, text_width};
use deportation_flows::query;
use deportation_flows::reading::{Mapping, ReadOptions, read_bytes, read_sample};
use deportation_flows::view_spec::{ChartKind, ChartStyle, PeriodChoice, ViewSpec, complete, find_dimension, find_key};
use deportation_flows::words::{Language, words};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::Arc;

fn frontex() -> Dataset {
    read_sample("frontex-return-operations").unwrap().dataset.as_ref().clone()
}

fn table_of(text: &str) -> Dataset {
    let loaded = read_bytes(text.as_bytes(), "table", &ReadOptions::default(), &Arc::default()).unwrap();
    loaded.dataset.as_ref().clone()
}

fn view(chart: ChartKind, measure: &str, by: &str, stack: &str) -> ViewSpec {
    let name = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    ViewSpec {
        chart,
        measure: name(measure),
        by: name(by),
        stack: name(stack),
        period: Some(PeriodChoice::All),
        ..ViewSpec::new()
    }
}

fn model_of(dataset: &Dataset, view: &ViewSpec) -> ChartModel {
    build_for(dataset, &complete(view, dataset), words(Language::English))
}

fn sankey_of(model: &ChartModel) -> &SankeyModel {
    let Body::Sankey(sankey) = &model.body else { panic!("{:?}", model.captions.headline) };
    sankey
}

fn matrix_of(model: &ChartModel) -> &MatrixModel {
    let Body::Matrix(matrix) = &model.body else { panic!("{:?}", model.captions.headline) };
    matrix
}

fn whole(text: &str) -> i64 {
    text.replace(',', "").parse().unwrap()
}

/// Whoever asks for destinations first sees people go from their origin all the same.
#[test]
fn people_never_go_back() {
    let frontex = frontex();
    let asked = |by, stack| model_of(&frontex, &view(ChartKind::Sankey, "people", by, stack));
    let (usual, turned) = (asked("origin", "destination"), asked("destination", "origin"));
    assert_eq!(sankey_of(&usual).rows(), sankey_of(&turned).rows());
    let rows = sankey_of(&turned).rows();
    assert!(rows.iter().any(|(from, to, people, _)| (&**from, &**to, &**people) == ("Germany", "Albania", "10,379")));
    assert_eq!(turned.captions.headline, usual.captions.headline);
}

/// Three stages, and citizenships instead of origins: destinations come after them, what else was asked for stays.
#[test]
fn destinations_come_last() {
    let table = table_of("date,origin,citizenship,destination,type\n2024-01-02,Spain,Senegal,Mauritania,CRO\n");
    let ends = |by: &str, stack: &str| -> Vec<String> {
        let model = model_of(&table, &view(ChartKind::Sankey, "rows", by, stack));
        sankey_of(&model).stages.iter().map(|stage| stage.title.clone()).collect()
    };
    assert_eq!(ends("destination", "citizenship"), ["Citizenship", "Destination"]);
    assert_eq!(ends("destination", "category,origin"), ["Type", "Origin", "Destination"]);
    assert_eq!(ends("origin", "citizenship"), ["Origin", "Citizenship"]);
    assert_eq!(ends("destination", "category"), ["Destination", "Type"]);
}

/// S0 of charts.md, from the page of Statewatch: sums between the fifteen largest states and destinations.
#[test]
fn the_flows_of_statewatch() {
    let model = model_of(&frontex(), &view(ChartKind::Sankey, "people", "", ""));
    let sankey = sankey_of(&model);
    let rows = sankey.rows();
    let is_named = |label: &str| !label.starts_with("Others");
    let between_named = |test: &dyn Fn(&str, &str) -> bool| -> i64 {
        let wanted = rows.iter().filter(|(from, to, ..)| is_named(from) && is_named(to) && test(from, to));
        wanted.map(|(.., number)| whole(number)).sum()
    };
    for (state, people) in [("Germany", 53_964), ("Italy", 18_781), ("France", 9_763)] {
        assert_eq!(between_named(&|from, _| from == state), people, "{state}");
    }
    for (destination, people) in [("Albania", 21_598), ("Tunisia", 16_146), ("Georgia", 11_398)] {
        assert_eq!(between_named(&|_, to| to == destination), people, "{destination}");
    }
    assert_eq!(between_named(&|from, to| (from, to) == ("Germany", "Albania")), 10_379);
    assert_eq!(between_named(&|_, _| true), 103_172);
    assert_eq!(rows.iter().map(|(.., number)| whole(number)).sum::<i64>(), 115_894, "nothing vanishes");
    let notes = model.captions.notes.join(" ");
    assert!(notes.contains("103,172 of 115,894 people (89%)"), "{notes}");
    // The number at a name is all that it has; frontex_by_destination has the same numbers from the source.
    let node = |stage: usize, label: &str| {
        let stage = &sankey.stages[stage];
        stage.nodes.iter().find(|node| node.label == label).unwrap().value_label.clone()
    };
    assert_eq!(
        (node(1, "Albania"), node(1, "Tunisia"), node(1, "Georgia")),
        ("21,881".into(), "16,146".into(), "11,663".into())
    );
    for stage in &sankey.stages {
        assert_eq!(stage.nodes.iter().filter(|node| matches!(node.who, Who::One(_))).count(), 15);
        assert_eq!(stage.nodes.iter().map(|node| whole(&node.value_label)).sum::<i64>(), 115_894);
    }
}

/// Distinct operations: parts exceed the whole, names have what was counted, and the note says why.
#[test]
fn flights_of_a_flow_are_counted_and_not_added() {
    let dataset = frontex();
    let mut asked = view(ChartKind::Sankey, "flights", "", "");
    asked.period = Some("2024".parse().unwrap());
    let model = model_of(&dataset, &asked);
    let sankey = sankey_of(&model);
    let tunisia = sankey.stages[1].nodes.iter().find(|node| node.label == "Tunisia").unwrap();
    assert_eq!(tunisia.value_label, "82", "as published for 2024");
    assert!(tunisia.size >= 82.0);
    let sum: i64 = sankey.rows().iter().map(|(.., number)| whole(number)).sum();
    assert!(sum > 293);
    let notes = model.captions.notes.join(" ");
    assert!(notes.contains("293 flights") && notes.contains(&format!("add up to {sum}")), "{notes}");
    // A flow from Germany to all others, counted by hand: one query with both ends kept.
    let others = sankey.stages[1].nodes.iter().position(|node| node.who == Who::Others).unwrap();
    let flow = sankey.flows.iter().find(|flow| flow.from == 0 && flow.to == others).unwrap();
    let named: Vec<_> = sankey.stages[1].nodes.iter().map(|node| node.label.as_str()).collect();
    let mut spec = complete(&asked, &dataset);
    let origin = find_dimension(&dataset, "origin").unwrap();
    let germany = find_key(&dataset, origin, "Germany").unwrap();
    spec.filters.push(deportation_flows::view_spec::ResolvedFilter {
        by: "origin".into(),
        dimension: origin,
        keep: vec![germany],
        is_exact: true,
    });
    spec.by = find_dimension(&dataset, "destination").unwrap();
    spec.by_name = "destination".into();
    let all = query::run(&dataset, &spec);
    let rest = all.groups.iter().map(|group| group.key.clone());
    let name = |key: &_| deportation_flows::chart::key_name(key, dataset.calendar(), words(Language::English));
    let rest: Vec<_> = rest.filter(|key| !named.contains(&name(key).as_str())).collect();
    assert_eq!(flow.amount.known(), query::amount_together(&dataset, &spec, rest).known());
}

/// Three columns: what goes into a type comes out of it.
#[test]
fn a_middle_column_keeps_what_flows_through_it() {
    let mut asked = view(ChartKind::Sankey, "people", "origin", "category,destination");
    asked.period = Some("2016".parse().unwrap());
    let model = model_of(&frontex(), &asked);
    let sankey = sankey_of(&model);
    assert_eq!(sankey.stages.len(), 3);
    // S4: people by type in 2016.
    for (position, (label, people)) in
        [("JRO", 5_397), ("NRO", 4_159), ("CRO", 652), ("VDO", 342)].into_iter().enumerate()
    {
        let node = &sankey.stages[1].nodes[position];
        assert_eq!((node.label.as_str(), whole(&node.value_label)), (label, people));
        let sum = |test: &dyn Fn(&deportation_flows::chart::Flow) -> bool| -> i64 {
            sankey.flows.iter().filter(|flow| test(flow)).map(|flow| whole(&flow.amount_label)).sum()
        };
        assert_eq!(sum(&|flow| flow.stage == 0 && flow.to == position), people);
        assert_eq!(sum(&|flow| flow.stage == 1 && flow.from == position), people);
    }
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let dataset = frontex();
    let ratio = model_of(&dataset, &view(ChartKind::Sankey, "people_per_flight", "", ""));
    assert!(matches!(&ratio.body, Body::Empty { why, .. } if why.contains("added or counted")));
    // C17: no column says the citizenship.
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("c17.svg");
    let sentence = refusal(&[
        "export",
        "sample:frontex-return-operations",
        "--chart",
        "matrix",
        "--by",
        "citizenship",
        "--stack",
        "destination",
        "--out",
        out.to_str().unwrap(),
    ]);
    assert!(sentence.contains("needs a column that says the citizenship"), "{sentence}");
    assert!(!out.exists());
    let unknown = program(&[
        "export",
        "sample:frontex-return-operations",
        "--chart",
        "sankey",
        "--stack",
        "category,x",
        "--out",
        "x.svg",
    ]);
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("no column or role “x”"));
}

const TRANSFERS: &str = "date,citizenship,destination,people\n\
    2024-01-01,Venezuela,El Salvador,238\n2024-01-02,Venezuela,Venezuela,100\n2024-02-03,Colombia,Colombia,50\n\
    2024-03-03,Cuba,Mexico,12\n2024-03-04,,Mexico,5\n2024-03-05,Cuba,Cuba,40\n";

/// C17 where the column is there: cells off the diagonal are set apart and counted.
#[test]
fn third_countries_are_set_apart() {
    let dataset = table_of(TRANSFERS);
    let model = model_of(&dataset, &view(ChartKind::Matrix, "people", "citizenship", "destination"));
    let matrix = matrix_of(&model);
    let apart: Vec<(String, String)> = matrix
        .rows
        .iter()
        .zip(&matrix.cells)
        .flat_map(|(row, cells)| matrix.columns.iter().zip(cells).map(move |(head, cell)| (row, head, cell)))
        .filter(|(_, _, cell)| cell.is_apart)
        .map(|(row, head, _)| (row.label.clone(), head.label.clone()))
        .collect();
    assert_eq!(apart, [("Venezuela".to_owned(), "El Salvador".to_owned()), ("Cuba".to_owned(), "Mexico".to_owned())]);
    let notes = model.captions.notes.join(" ");
    assert!(notes.contains("250 of 440 people with both countries known (57%)"), "{notes}");
    assert!(matrix.signs.iter().any(|(sign, _)| *sign == Sign::Apart));
    assert_eq!(matrix.rows.last().unwrap().label, "not reported", "what is unknown stays, and last");
}

/// C18: weeks without a flight are cells of their own, and say zero.
#[test]
fn weeks_without_flights_are_explicit() {
    let mut text = "date,destination,operation_id\n".to_owned();
    for (number, date) in ["2020-10-05", "2020-10-13", "2020-10-20", "2020-10-27", "2020-12-22"].iter().enumerate() {
        writeln!(text, "{date},Honduras,H{number}").unwrap();
    }
    for week in 0..12 {
        let day = jiff::civil::date(2020, 10, 5).checked_add(jiff::Span::new().days(week * 7)).unwrap();
        writeln!(text, "{day},Guatemala,G{week}").unwrap();
    }
    let dataset = table_of(&text);
    let model = model_of(&dataset, &view(ChartKind::Matrix, "flights", "destination", "week"));
    let matrix = matrix_of(&model);
    let honduras = matrix.rows.iter().position(|row| row.label == "Honduras").unwrap();
    let numbers: Vec<&str> = matrix.cells[honduras].iter().map(|cell| cell.value_label.as_str()).collect();
    assert_eq!(numbers.join(" "), "1 1 1 1 0 0 0 0 0 0 0 1");
    assert!(matrix.cells[honduras][4].sign == Sign::Zero && matrix.signs.iter().any(|(sign, _)| *sign == Sign::Zero));
}

/// Outside the coverage nothing is zero, and what a source did not print is not zero.
#[test]
fn kinds_of_nothing_stay_apart_in_cells() {
    let mut asked = view(ChartKind::Matrix, "people", "destination", "year");
    asked.period = Some("2022..2026".parse().unwrap());
    let model = model_of(&frontex(), &asked);
    let matrix = matrix_of(&model);
    let last = |index: usize| -> Vec<&str> { matrix.cells.iter().map(|row| row[index].value_label.as_str()).collect() };
    assert!(last(4).iter().all(|label| *label == "not covered"), "{:?}", last(4));
    assert!(last(2).iter().all(|label| *label != "not covered"));
    let ice = read_sample("us-ice-removals-by-country").unwrap().dataset;
    let model = model_of(&ice, &view(ChartKind::Matrix, "people", "citizenship", "year"));
    let matrix = matrix_of(&model);
    let row = |label: &str| matrix.rows.iter().position(|row| row.label == label).unwrap();
    assert_eq!(matrix.cells[row("Mexico")][0].value_label, "241,493");
    assert_eq!(matrix.cells[row("Peru")][0].value_label, "not reported", "ICE printed ten countries for 2013");
    assert!(matrix.columns[0].is_partial && !matrix.columns[1].is_partial);
    assert_eq!(matrix.column_totals.last().unwrap().value_label, "271,484");
}

#[test]
fn clusters_put_like_rows_together_and_lose_none() {
    let dataset = frontex();
    let plain = model_of(&dataset, &view(ChartKind::Matrix, "people", "", ""));
    let mut asked = view(ChartKind::Matrix, "people", "", "");
    asked.style = ChartStyle::Clustered;
    let clustered = model_of(&dataset, &asked);
    let sorted = |model: &ChartModel| {
        let mut rows = matrix_of(model).rows();
        rows.sort();
        rows
    };
    assert_eq!(sorted(&plain), sorted(&clustered), "the same cells in another order");
    assert_ne!(matrix_of(&plain).rows(), matrix_of(&clustered).rows());
    assert!(matrix_of(&clustered).rows.last().unwrap().label.starts_with("Others"));
}

/// A selection is found at whichever end has it.
#[test]
fn what_is_selected_has_a_place_and_its_flows_stand_out() {
    let dataset = frontex();
    let destination = find_dimension(&dataset, "destination").unwrap();
    let mut asked = view(ChartKind::Sankey, "people", "", "");
    asked.top = Some(3);
    asked.selected = vec![find_key(&dataset, destination, "Colombia").unwrap()];
    let model = model_of(&dataset, &asked);
    let sankey = sankey_of(&model);
    assert!(sankey.stages[1].nodes.iter().any(|node| node.label == "Colombia"));
    assert!(sankey.stages[0].nodes.iter().all(|node| node.label != "Colombia"));
    assert!(sankey.flows.iter().any(|flow| flow.is_selected) && sankey.flows.iter().any(|flow| !flow.is_selected));
    assert!(model.captions.headline.starts_with("Colombia: 3,152 people"), "{}", model.captions.headline);
}

const PLACES: [&str; 7] = ["Ghana", "Chad", "Freedonia", "", "Côte d'Ivoire", "Togo", "Ghana & Chad"];
const ORIGINS: [&str; 4] = ["Germany", "Italy", "Spain", ""];
const COUNTS: [&str; 5] = ["0", "1", "12", "40", ""];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// The bands of a node are its total, and all of them the whole, in every measure that adds up.
    #[test]
    fn bands_and_cells_make_up_every_total(
        rows in prop::collection::vec((0..7_usize, 0..4_usize, 0..5_usize, 0..9_u8), 1..50),
        top in 1..5_usize,
        measure in 0..3_usize,
    ) {
        let mut text = "date,destination,origin,people,operation_id\n2024-01-02,Ghana,Germany,1,Z\n".to_owned();
        for (place, origin, count, key) in &rows {
            let (place, origin, count) = (PLACES[*place], ORIGINS[*origin], COUNTS[*count]);
            writeln!(text, "2024-01-0{},{place},{origin},{count},K{key}", key + 1).unwrap();
        }
        let dataset = table_of(&text);
        let measure = ["people", "rows", "flights"][measure];
        let adds = measure != "flights";
        let mut asked = view(ChartKind::Sankey, measure, "origin", "destination");
        asked.top = Some(top);
        let total = query::run(&dataset, &complete(&asked, &dataset)).total.known().unwrap_or(Number::ZERO);
        let model = model_of(&dataset, &asked);
        if let Body::Sankey(sankey) = &model.body {
            let known = |flows: Vec<&deportation_flows::chart::Flow>| {
                flows.into_iter().filter_map(|flow| flow.amount.known()).try_fold(Number::ZERO, Number::plus).unwrap()
            };
            for (stage, nodes) in sankey.stages.iter().enumerate() {
                for (position, node) in nodes.nodes.iter().enumerate() {
                    let here = |flow: &&deportation_flows::chart::Flow| [flow.from, flow.to][stage] == position;
                    let sum = known(sankey.flows.iter().filter(here).collect());
                    let own = node.amount.known().unwrap_or(Number::ZERO);
                    if adds { prop_assert_eq!(sum, own) } else { prop_assert!(sum >= own) }
                }
            }
            let all = known(sankey.flows.iter().collect());
            if adds { prop_assert_eq!(all, total) } else { prop_assert!(all >= total) }
        }
        asked.chart = ChartKind::Matrix;
        let model = model_of(&dataset, &asked);
        if let Body::Matrix(matrix) = &model.body {
            let mut all = Number::ZERO;
            for (cells, total) in matrix.cells.iter().zip(&matrix.row_totals) {
                let sum = cells.iter().filter_map(|cell| cell.amount.known()).try_fold(Number::ZERO, Number::plus).unwrap();
                let own = total.amount.known().unwrap_or(Number::ZERO);
                if adds { prop_assert_eq!(sum, own) } else { prop_assert!(sum >= own) }
                all = all.plus(sum).unwrap();
            }
            if adds { prop_assert_eq!(all, total) } else { prop_assert!(all >= total) }
        }
    }
}

/// Every text with its box; none leaves the picture, none lies on another, none is too small.
fn check_texts(scene: &Scene, least: f64, name: &str) {
    let mut boxes: Vec<(f64, f64, f64, f64, &str)> = Vec::new();
    for item in &scene.items {
        let Item::Text { x, y, anchor, size, weight, text, .. } = item else { continue };
        let wide = text_width(text, *size, *weight);
        let left = match anchor {
            Anchor::Start => *x,
            Anchor::Middle => x - wide / 2.0,
            Anchor::End => x - wide,
        };
        assert!(left >= -0.5 && left + wide <= f64::from(scene.width) + 0.5, "{name}: {text:?} is clipped");
        assert!(y - size * 0.75 >= -0.5 && *y <= f64::from(scene.height) + 0.5, "{name}: {text:?} is clipped");
        assert!(*size >= least, "{name}: {text:?} has {size} and not {least}");
        boxes.push((left, y - size * 0.72, left + wide, *y, text));
    }
    for (index, one) in boxes.iter().enumerate() {
        for other in boxes.iter().skip(index + 1) {
            let apart = one.2 <= other.0 + 0.1 || other.2 <= one.0 + 0.1 || one.3 <= other.1 || other.3 <= one.1;
            assert!(apart, "{name}: {:?} and {:?} overlap", one.4, other.4);
        }
    }
    for area in &scene.areas {
        let (left, top, right, bottom) = area.shape.bounds();
        assert!([left, top, right, bottom].iter().all(|value| value.is_finite()), "{name}");
    }
}

#[test]
fn no_text_of_a_flow_or_a_matrix_is_clipped_or_covered() {
    let samples =
        [("frontex-return-operations", ["people", "flights"]), ("us-ice-removals-by-country", ["people", "people"])];
    for (sample, measures) in samples {
        let dataset = read_sample(sample).unwrap().dataset;
        for (chart, stack) in [
            (ChartKind::Sankey, ""),
            (ChartKind::Sankey, "category,destination"),
            (ChartKind::Matrix, ""),
            (ChartKind::Matrix, "year"),
            (ChartKind::Matrix, "month"),
        ] {
            for (measure, top, language) in [
                (measures[0], None, Language::English),
                (measures[1], Some(60), Language::Spanish),
                (measures[0], Some(1), Language::Spanish),
            ] {
                let mut asked = view(chart, measure, "", stack);
                asked.top = top;
                if !complete(&asked, &dataset).problems.is_empty() {
                    continue;
                }
                for preset in SizePreset::ALL {
                    let (width, height) = preset.size();
                    let settings = FigureSettings { width, height, language, ..FigureSettings::default() };
                    let mapping = Mapping::default();
                    let figure = deportation_flows::export::Figure {
                        dataset: &dataset,
                        sample: None,
                        view: &asked,
                        settings,
                        mapping: &mapping,
                        house: None,
                    };
                    let least = (f64::from(width) * f64::from(height) / (1920.0 * 1080.0)).sqrt() * 18.0;
                    let name = format!("{sample} {chart:?} {stack} {top:?} {preset:?}");
                    check_texts(&figure.scene(), least.min(18.0), &name);
                }
                // A large tile, a small one, and one of the whole window.
                let model = build_for(&dataset, &complete(&asked, &dataset), words(language));
                for size in [(420, 300), (700, 460), (1130, 700)] {
                    let name = format!("{sample} {chart:?} {stack} {top:?} {size:?}");
                    let scene = lay_out_chart(
                        &model,
                        size,
                        deportation_flows::chart::Theme::Dark,
                        deportation_flows::figure::MapWindow::default(),
                    );
                    check_texts(&scene, 7.4, &name);
                    assert!(scene.areas.iter().all(|area| area.mark < model.marks.len()), "{name}");
                }
            }
        }
    }
}

/// Every mark of the chart can be reached by a pointer, and those that name values filter to their own number.
#[test]
fn a_mark_filters_to_its_own_number() {
    let dataset = frontex();
    for (chart, measure) in
        [(ChartKind::Sankey, "people"), (ChartKind::Sankey, "flights"), (ChartKind::Matrix, "flights")]
    {
        let mut asked = view(chart, measure, "", "");
        asked.period = Some("2023".parse().unwrap());
        let model = model_of(&dataset, &asked);
        let scene = lay_out_chart(
            &model,
            (1130, 700),
            deportation_flows::chart::Theme::Light,
            deportation_flows::figure::MapWindow::default(),
        );
        for (index, mark) in model.marks.iter().enumerate() {
            assert!(scene.areas.iter().any(|area| area.mark == index), "{} has no area", mark.label);
            assert!(!mark.spoken.is_empty() && !mark.value.is_empty());
        }
        for mark in model.marks.iter().filter(|mark| mark.picks.len() == 2).take(25) {
            let mut narrow = asked.clone();
            for (by, key) in &mark.picks {
                narrow.toggle_filter(by, key.clone());
            }
            let total = query::run(&dataset, &complete(&narrow, &dataset)).total;
            let unit = &complete(&asked, &dataset).measure.unit;
            let counted = deportation_flows::chart::count_text(&total, unit, words(Language::English));
            assert_eq!(counted, mark.value, "{}", mark.label);
        }
    }
}

#[test]
fn the_saved_view_of_s0_draws_the_same_on_every_run() {
    let folder = tempfile::tempdir().unwrap();
    let view = folder.path().join("s0.ron");
    let text = "View(version: 1, chart: sankey, measure: Some(\"people\"), period: Some(\"all\"))";
    deportation_flows::export::save(&view, text.as_bytes(), deportation_flows::export::Existing::Keep).unwrap();
    let draw = |name: &str| {
        let out = folder.path().join(name);
        printed(&[
            "export",
            "sample:frontex-return-operations",
            "--view",
            view.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
        ]);
        std::fs::read_to_string(out).unwrap()
    };
    assert_eq!(draw("one.svg"), draw("two.svg"));
    assert!(in_repository("tests/gallery/s0-sankey.svg").exists());
}
