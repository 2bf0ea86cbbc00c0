//! Golden figures as text. Every change of a figure shows in a diff; `UPDATE_GALLERY=1 cargo test` writes them anew, to
//! be looked at before they are committed.

use super::{in_repository, printed};
use deportation_flows::dataset::Dataset;
use deportation_flows::export::Figure;
use deportation_flows::figure::{FigureSettings, Scene, SizePreset};
use deportation_flows::reading::Mapping;
use deportation_flows::view_spec::ViewSpec;

const GALLERY: [(&str, &[&str]); 30] = [
    (
        "rankings-2024",
        &["sample:frontex-return-operations", "--chart", "multiples", "--style", "rankings", "--period", "2024"],
    ),
    (
        "rankings-by-year-spanish-dark",
        &[
            "sample:frontex-return-operations",
            "--chart",
            "multiples",
            "--style",
            "rankings",
            "--by",
            "year",
            "--measure",
            "people",
            "--size",
            "850x600",
            "--language",
            "es",
            "--theme",
            "dark",
        ],
    ),
    ("frontex-2024", &["sample:frontex-return-operations", "--period", "2024"]),
    ("frontex-2024-colombia", &["sample:frontex-return-operations", "--period", "2024", "--select", "Colombia"]),
    (
        "frontex-2024-dark-square",
        &["sample:frontex-return-operations", "--period", "2024", "--theme", "dark", "--size", "1080x1080"],
    ),
    ("frontex-people-by-year", &["sample:frontex-return-operations", "--by", "year", "--measure", "people"]),
    (
        "frontex-people-per-flight",
        &["sample:frontex-return-operations", "--measure", "people_per_flight", "--period", "2024"],
    ),
    ("frontex-change", &["sample:frontex-return-operations", "--period", "2024", "--sort", "change", "--top", "12"]),
    (
        "frontex-types-2016",
        &["sample:frontex-return-operations", "--by", "category", "--measure", "people", "--period", "2016"],
    ),
    (
        "frontex-germany-article",
        &["sample:frontex-return-operations", "--where", "origin=Germany", "--size", "850x600"],
    ),
    ("frontex-not-covered", &["sample:frontex-return-operations", "--period", "2030"]),
    ("frontex-spanish", &["sample:frontex-return-operations", "--period", "2024", "--language", "es"]),
    ("ice-fy2024", &["sample:us-ice-removals-by-country", "--measure", "people", "--period", "FY2024"]),
    ("ice-fy2013-partly", &["sample:us-ice-removals-by-country", "--measure", "people", "--period", "FY2013"]),
    ("ice-air-2020-2024", &["sample:us-ice-air-removal-flights", "--period", "2020..2024", "--select", "Colombia"]),
    ("s0-sankey", &["sample:frontex-return-operations", "--chart", "sankey", "--measure", "people"]),
    (
        "sankey-flights-colombia-dark",
        &[
            "sample:frontex-return-operations",
            "--chart",
            "sankey",
            "--period",
            "2024",
            "--select",
            "Colombia",
            "--theme",
            "dark",
            "--size",
            "850x600",
        ],
    ),
    (
        "sankey-three-columns-spanish",
        &[
            "sample:frontex-return-operations",
            "--chart",
            "sankey",
            "--measure",
            "people",
            "--by",
            "origin",
            "--stack",
            "category,destination",
            "--period",
            "2016",
            "--language",
            "es",
        ],
    ),
    (
        "matrix-frontex-2024",
        &["sample:frontex-return-operations", "--chart", "matrix", "--measure", "people", "--period", "2024"],
    ),
    (
        "matrix-ice-citizenship-by-year",
        &[
            "sample:us-ice-removals-by-country",
            "--chart",
            "matrix",
            "--by",
            "citizenship",
            "--stack",
            "year",
            "--measure",
            "people",
        ],
    ),
    (
        "matrix-clustered-square",
        &[
            "sample:frontex-return-operations",
            "--chart",
            "matrix",
            "--style",
            "clustered",
            "--size",
            "1080x1080",
            "--measure",
            "people",
        ],
    ),
    ("ice-air-2024-differing", &["sample:us-ice-air-removal-flights", "--period", "2024"]),
    (
        "frontex-compare-2019-2024",
        &["sample:frontex-return-operations", "--chart", "compare", "--period", "2024", "--versus", "2019"],
    ),
    (
        "frontex-compare-more-and-fewer",
        &[
            "sample:frontex-return-operations",
            "--chart",
            "compare",
            "--period",
            "2024",
            "--versus",
            "2019",
            "--sort",
            "change",
            "--theme",
            "dark",
            "--size",
            "1200x900",
        ],
    ),
    (
        "frontex-compare-slopes",
        &[
            "sample:frontex-return-operations",
            "--chart",
            "compare",
            "--style",
            "slopes",
            "--period",
            "2024",
            "--select",
            "Albania",
            "--size",
            "1080x1080",
        ],
    ),
    (
        "frontex-compare-months",
        &[
            "sample:frontex-return-operations",
            "--chart",
            "compare",
            "--by",
            "month",
            "--period",
            "2020",
            "--versus",
            "2019",
            "--language",
            "es",
        ],
    ),
    ("ice-compare-fy2023-fy2024", &["sample:us-ice-removals-by-country", "--chart", "compare", "--period", "FY2024"]),
    ("frontex-table-2024", &["sample:frontex-return-operations", "--chart", "table", "--period", "2024"]),
    (
        "frontex-table-by-year",
        &[
            "sample:frontex-return-operations",
            "--chart",
            "table",
            "--stack",
            "year",
            "--measure",
            "people",
            "--period",
            "2016..2024",
            "--size",
            "1600x900",
            "--theme",
            "dark",
        ],
    ),
    (
        "frontex-table-rows",
        &[
            "sample:frontex-return-operations",
            "--chart",
            "table",
            "--style",
            "rows",
            "--period",
            "2024",
            "--where",
            "destination=Colombia",
        ],
    ),
];

#[test]
fn figures_are_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let updates = std::env::var_os("UPDATE_GALLERY").is_some();
    let mut changed = Vec::new();
    let of_program = VIEWS.map(|(id, size)| {
        let arguments = ["--view", &format!("gallery:{id}"), "--size", size].map(str::to_owned).to_vec();
        (format!("view-{id}"), arguments)
    });
    let owned = |(name, arguments): &(&str, &[&str])| {
        ((*name).to_owned(), arguments.iter().copied().map(str::to_owned).collect::<Vec<String>>())
    };
    for (name, arguments) in GALLERY.iter().chain(&VARIANTS).map(owned).chain(of_program) {
        let out = folder.path().join(format!("{name}.svg"));
        let arguments = arguments.iter().map(String::as_str);
        let all: Vec<&str> = ["export"].into_iter().chain(arguments).chain(["--out", out.to_str().unwrap()]).collect();
        printed(&all);
        let svg = std::fs::read_to_string(&out).unwrap();
        let golden = in_repository(&format!("tests/gallery/{name}.svg"));
        if updates {
            let replace = deportation_flows::export::Existing::Replace;
            deportation_flows::export::save(&golden, svg.as_bytes(), replace).unwrap();
        } else if std::fs::read_to_string(&golden).ok().as_deref() != Some(svg.as_str()) {
            changed.push(name);
        }
    }
    assert!(
        changed.is_empty(),
        "these figures differ from tests/gallery: {changed:?}; look at them, then UPDATE_GALLERY=1"
    );
}

/// The saved views of the program's gallery, each at the size that suits it; `c17` says what its data lack.
const VIEWS: [(&str, &str); 26] = [
    ("c11", "1920x1080"),
    ("c12", "1920x1080"),
    ("c2", "1920x1080"),
    ("c3", "1920x1080"),
    ("c4", "850x600"),
    ("c5", "1920x1080"),
    ("c6", "1920x1080"),
    ("c8", "850x600"),
    ("c9", "850x600"),
    ("change", "1920x1080"),
    ("o1", "850x600"),
    ("o2", "1920x1080"),
    ("s0", "1920x1080"),
    ("s1", "1920x1080"),
    ("s2", "1920x1080"),
    ("s3", "1920x1080"),
    ("s4", "1920x1080"),
    ("s4-operations", "850x600"),
    ("u1", "850x600"),
    ("u2", "1920x1080"),
    ("u3", "1920x1080"),
    ("u4", "1920x1080"),
    ("u5", "1920x1080"),
    ("u6", "1920x1080"),
    ("u7", "850x600"),
    ("u8", "1920x1080"),
];

/// Some of them as they stand in print elsewhere: in Spanish, on a dark ground, at other sizes; and maps.
const VARIANTS: [(&str, &[&str]); 15] = [
    ("view-s1-spanish", &["--view", "gallery:s1", "--language", "es"]),
    ("view-s3-spanish", &["--view", "gallery:s3", "--language", "es"]),
    ("view-u3-spanish-article", &["--view", "gallery:u3", "--language", "es", "--size", "850x600"]),
    ("view-u6-spanish", &["--view", "gallery:u6", "--language", "es"]),
    ("view-c12-spanish", &["--view", "gallery:c12", "--language", "es"]),
    ("view-o2-spanish-square", &["--view", "gallery:o2", "--language", "es", "--size", "1080x1080"]),
    ("view-u4-dark", &["--view", "gallery:u4", "--theme", "dark"]),
    ("view-c6-dark-square", &["--view", "gallery:c6", "--theme", "dark", "--size", "1080x1080"]),
    ("view-u2-dark-article", &["--view", "gallery:u2", "--theme", "dark", "--size", "850x600"]),
    ("view-s4-square", &["--view", "gallery:s4", "--size", "1080x1080"]),
    ("view-s0-article", &["--view", "gallery:s0", "--size", "850x600"]),
    (
        "map-flows-2024",
        &["sample:frontex-return-operations", "--chart", "map", "--measure", "people", "--period", "2024"],
    ),
    (
        "map-shades-zero",
        &[
            "sample:frontex-return-operations",
            "--chart",
            "map",
            "--style",
            "shades",
            "--measure",
            "people",
            "--period",
            "2024",
        ],
    ),
    (
        "map-shades-no-number-dark",
        &[
            "sample:us-ice-removals-by-country",
            "--chart",
            "map",
            "--style",
            "shades",
            "--period",
            "FY2013",
            "--theme",
            "dark",
            "--size",
            "850x600",
        ],
    ),
    (
        "map-selected-spanish-square",
        &[
            "sample:frontex-return-operations",
            "--chart",
            "map",
            "--measure",
            "people",
            "--period",
            "2016",
            "--select",
            "Albania",
            "--language",
            "es",
            "--size",
            "1080x1080",
        ],
    ),
];

/// The first view of a data set with so many bars, laid out for a size.
fn scene_of(dataset: &Dataset, preset: SizePreset, top: usize) -> Scene {
    let (width, height) = preset.size();
    let settings = FigureSettings { width, height, ..FigureSettings::default() };
    let view = ViewSpec { top: Some(top), ..ViewSpec::new() };
    Figure { dataset, sample: None, view: &view, settings, mapping: &Mapping::default(), house: None }.scene()
}

#[test]
fn nothing_in_a_figure_leaves_the_canvas_or_overlaps() {
    use deportation_flows::figure::{Anchor, Item, text_width};
    let loaded = deportation_flows::reading::read_sample("frontex-return-operations").unwrap();
    for preset in SizePreset::ALL {
        for top in [1, 5, 10] {
            let (width, height) = preset.size();
            let scene = scene_of(&loaded.dataset, preset, top);
            let mut boxes: Vec<(f64, f64, f64, f64, String)> = Vec::new();
            for item in scene.items {
                let Item::Text { x, y, anchor, size, weight, text, .. } = item else { continue };
                let wide = text_width(&text, size, weight);
                let left = match anchor {
                    Anchor::Start => x,
                    Anchor::Middle => x - wide / 2.0,
                    Anchor::End => x - wide,
                };
                assert!(left >= 0.0 && left + wide <= f64::from(width) + 0.5, "{preset:?} {top}: {text:?} is clipped");
                assert!(y - size * 0.8 >= 0.0 && y <= f64::from(height), "{preset:?} {top}: {text:?} is clipped");
                boxes.push((left, y - size * 0.72, left + wide, y, text));
            }
            for (index, one) in boxes.iter().enumerate() {
                for other in boxes.iter().skip(index + 1) {
                    let apart = one.2 <= other.0 || other.2 <= one.0 || one.3 <= other.1 || other.3 <= one.1;
                    assert!(apart, "{preset:?} {top}: {:?} and {:?} overlap", one.4, other.4);
                }
            }
        }
    }
}

/// Bars that cannot be read are folded into "others": the smallest type is held on every size.
#[test]
fn no_figure_has_type_below_the_floor() {
    use deportation_flows::figure::Item;
    let loaded = deportation_flows::reading::read_sample("frontex-return-operations").unwrap();
    for preset in SizePreset::ALL {
        let (width, height) = preset.size();
        let scene = scene_of(&loaded.dataset, preset, 300);
        let smallest = scene.items.into_iter().filter_map(|item| match item {
            Item::Text { size, .. } => Some(size),
            _ => None,
        });
        let floor = (f64::from(width) * f64::from(height) / (1920.0 * 1080.0)).sqrt() * 18.0;
        let smallest = smallest.fold(f64::MAX, f64::min);
        assert!(smallest >= floor.min(18.0), "{preset:?}: {smallest} is below {floor}");
    }
}

/// What the window draws and what the export draws come from one model: each bar's name and number stand in both.
#[test]
fn the_figure_has_every_label_of_the_model_that_the_window_draws() {
    use deportation_flows::chart::Body;
    use deportation_flows::workspace::Workspace;
    let workspace = Workspace::new(deportation_flows::words::Language::English, None);
    let derived = workspace.derived().unwrap();
    let Body::Bars(model) = &derived.model.body else { panic!("no bars") };
    let figure = deportation_flows::export::Figure {
        dataset: &workspace.data().dataset,
        sample: workspace.sample(),
        view: workspace.view(),
        settings: workspace.preferences.figure,
        mapping: &Mapping::default(),
        house: None,
    };
    let scene = figure.scene();
    let texts: Vec<&str> = scene.texts().collect();
    for bar in &model.bars {
        for text in [&bar.label, &bar.value_label, &bar.change_label] {
            assert!(text.is_empty() || texts.contains(&text.as_str()), "{text} is not in the figure");
        }
    }
    assert!(model.axis.ticks.iter().all(|tick| texts.contains(&tick.label.as_str())));
}
