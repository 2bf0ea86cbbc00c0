//! Comparisons say what the two sides say on their own, and what was revised between two editions.

use super::{in_repository, table};
use deportation_flows::dataset::country::Country;
use deportation_flows::reading::{Mapping, ReadOptions, read_path};
use deportation_flows::view_spec::{ChartKind, Filter, Key};
use deportation_flows::words::{Language, words};
use deportation_flows::workspace::{Document, Memo};
use serde_json::{Value, json};

const FRONTEX: &str = "sample:frontex-return-operations";

fn row<'a>(table: &'a Value, label: &str) -> &'a Value {
    let rows = table["rows"].as_array().unwrap();
    rows.iter().find(|row| row["label"] == label).unwrap_or_else(|| panic!("no row {label}"))
}

/// The editions of 2021 and 2022.
fn editions() -> Option<[String; 2]> {
    let folder = in_repository("tests/editions");
    let paths = ["2021", "2022"].map(|year| folder.join(format!("frontex-returnees-edition-{year}.csv")));
    paths.iter().all(|path| path.exists()).then(|| paths.map(|path| path.to_str().unwrap().to_owned()))
}

/// Two small editions, written here: what they have in common with the large ones are the cases.
fn small_editions(folder: &std::path::Path) -> [String; 2] {
    let write = |year: &str, text: &str| {
        let path = folder.join(format!("returnees-{year}.csv"));
        deportation_flows::export::save(&path, text.as_bytes(), deportation_flows::export::Existing::Keep).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let older = "year,origin,destination,people\n2019,Netherlands,Ghana,40\n2019,The Netherlands,Ghana,2\n2020,Germany,Ghana,100\n2020,Italy,Chad,7\n2020,Spain,Peru,12\n";
    let newer = "year,origin,destination,people\n2019,Netherlands,Ghana,42\n2020,Germany,Ghana,150\n2020,Italy,Chad,9\n2021,Spain,Peru,30\n";
    [write("2021", older), write("2022", newer)]
}

fn compared(files: &[String; 2], arguments: &[&str]) -> Value {
    let [first, second] = files;
    let fixed = [first.as_str(), "--and", second, "--editions"];
    table(&[&fixed[..], arguments].concat())
}

#[test]
fn two_periods_are_what_each_is_on_its_own() {
    let both = table(&[FRONTEX, "--by", "destination", "--chart", "compare", "--period", "2024", "--versus", "2019"]);
    let [earlier, later] = ["2019", "2024"].map(|year| table(&[FRONTEX, "--by", "destination", "--period", year]));
    assert_eq!(both["totals"], json!({"2019": 330, "2024": 293, "change": -37, "percent": -11.2}));
    for (single, year) in [(&earlier, "2019"), (&later, "2024")] {
        for one in single["rows"].as_array().unwrap() {
            let label = one["label"].as_str().unwrap();
            assert_eq!(row(&both, label)["values"][year], one["value"], "{label} in {year}");
        }
    }
    // In a list of operations no row means none.
    assert_eq!(row(&both, "Peru")["values"], json!({"2019": 0, "2024": 6, "change": 6, "percent": null}));
    assert_eq!(row(&both, "Albania")["values"], json!({"2019": 73, "2024": 29, "change": -44, "percent": -60.3}));
    let notes = both["notes"].to_string();
    assert!(notes.contains("330 flights (2019) and 293 flights (2024): −37, −11%"), "{notes}");
    assert!(notes.contains("No percentage is given on a base below 10"), "{notes}");
}

#[test]
fn others_are_counted_together_on_both_sides() {
    let people =
        ["--by", "destination", "--measure", "people", "--chart", "compare", "--period", "2024", "--versus", "2019"];
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("x.csv");
    let fixed = ["export", FRONTEX, "--top", "5", "--out", path.to_str().unwrap()];
    super::printed(&[&fixed[..], &people].concat());
    let text = std::fs::read_to_string(&path).unwrap();
    let number = |cell: &str| cell.parse::<i64>().unwrap();
    let mut lines = text.trim_start_matches('\u{FEFF}').lines().take_while(|line| !line.is_empty() && *line != "\"\"");
    assert_eq!(lines.next(), Some("destination,code,2019,2024,change,percent,missing_before,missing_after,remark"));
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let (total, parts) = rows.split_last().unwrap();
    let sum = |column: usize| parts.iter().map(|row| number(row[column])).sum::<i64>();
    assert_eq!((parts.len(), total[0]), (6, "Total"));
    assert_eq!((sum(2), sum(3), sum(4)), (10_903, 11_636, 733));
    assert_eq!((number(total[2]), number(total[3]), number(total[4])), (10_903, 11_636, 733));
}

/// C2 and C11 of charts.md: the arithmetic of the reports, on tables made for it.
#[test]
fn differences_and_percentages_as_the_reports_print_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flights.csv");
    let text = "month,destination,flights\n2023-07,Ghana,99\n2023-08,Ghana,153\n2020-05,Peru,4845\n2021-05,Peru,7913\n2023-07,Chad,3\n2023-08,Chad,9\n";
    deportation_flows::export::save(&path, text.as_bytes(), deportation_flows::export::Existing::Keep).unwrap();
    let file = path.to_str().unwrap();
    let fixed = [file, "--by", "destination", "--measure", "flights", "--chart", "compare"];
    let of = |periods: &[&str]| table(&[&fixed[..], periods].concat());
    let months = of(&["--period", "2023-08", "--versus", "2023-07"]);
    assert_eq!(row(&months, "Ghana")["values"]["change"], 54);
    assert_eq!(row(&months, "Ghana")["values"]["percent"], 54.5);
    assert_eq!(row(&months, "Chad")["values"]["percent"], Value::Null, "3 is no base");
    // Without a second period, the month before.
    assert_eq!(of(&["--period", "2023-08"])["rows"], months["rows"]);
    let years = of(&["--period", "2021-05", "--versus", "2020-05"]);
    assert_eq!(
        row(&years, "Peru")["values"],
        json!({"May 2020": 4_845, "May 2021": 7_913, "change": 3_068, "percent": 63.3})
    );
}

#[test]
fn unlike_spans_have_no_percentages_unless_months_make_them_alike() {
    let fixed = [FRONTEX, "--by", "destination", "--chart", "compare", "--period", "2024-01..2024-06"];
    let unlike = table(&[&fixed[..], &["--versus", "2023"]].concat());
    assert!(unlike["notes"].to_string().contains("Unlike spans are compared"), "{}", unlike["notes"]);
    let percents = |table: &Value| {
        table["rows"].as_array().unwrap().iter().filter(|row| !row["values"]["percent"].is_null()).count()
    };
    assert_eq!(percents(&unlike), 0);
    assert_eq!(unlike["totals"]["percent"], Value::Null);
    let alike = table(&[&fixed[..], &["--versus", "2023", "--months", "1..6"]].concat());
    assert!(percents(&alike) > 0 && !alike["notes"].to_string().contains("Unlike"), "{}", alike["notes"]);
    assert_eq!(alike["totals"]["January–June 2024"], unlike["totals"]["January–June 2024"]);
    // Without a second period, a part of a year is compared with the same months of the year before.
    let same = table(&fixed);
    assert_eq!(same["totals"]["January–June 2023"], alike["totals"]["January–June 2023"]);
}

#[test]
fn two_groups_are_compared() {
    let both = table(&[FRONTEX, "--by", "destination", "--chart", "compare", "--stack", "origin", "--period", "2024"]);
    assert_eq!(both["totals"]["Germany"], 157);
    assert_eq!(both["totals"]["Italy"], 103);
    assert_eq!(row(&both, "Tunisia")["values"]["Italy"], 73);
}

/// Expert test 5 of domain.md: the 2020 difference must be visible.
#[test]
fn two_editions_of_a_file_show_what_changed() {
    let Some(files) = editions() else { return };
    let years = compared(&files, &["--by", "year", "--chart", "compare"]);
    for (year, older, newer) in [
        ("2016", 10_466, 10_550),
        ("2017", 14_142, 14_189),
        ("2018", 12_153, 12_245),
        ("2019", 10_903, 10_903),
        ("2020", 7_207, 7_952),
        ("2021", 10_094, 10_193),
    ] {
        let values = &row(&years, year)["values"];
        assert_eq!((&values["2021 edition"], &values["2022 edition"]), (&json!(older), &json!(newer)), "{year}");
        assert_eq!(values["revision"], newer - older, "{year}");
    }
    let newest = row(&years, "2022");
    assert_eq!((&newest["values"]["2021 edition"], &newest["values"]["2022 edition"]), (&Value::Null, &json!(9_919)));
    assert_eq!(newest["remark"], "not in the 2021 edition");
    // Never added: all other questions are about the newest edition.
    let alone = table(&[files[1].as_str(), "--by", "year", "--measure", "people"]);
    let together = compared(&files, &["--by", "year", "--measure", "people"]);
    assert_eq!(together["rows"], alone["rows"]);
    assert_eq!(together["total"], alone["total"]);
    let older =
        compared(&files, &["--by", "year", "--measure", "people", "--where", "edition=2021", "--period", "2020"]);
    assert_eq!(older["total"], 7_207);
    // Both names of the Netherlands are one.
    let origins = compared(&files, &["--by", "origin", "--chart", "compare", "--period", "2020"]);
    let names: Vec<&str> = origins["rows"].as_array().unwrap().iter().filter_map(|row| row["label"].as_str()).collect();
    assert_eq!(names.iter().filter(|name| name.contains("Netherlands")).count(), 1);
}

/// Whatever a view asks that is open on two editions, and however it is filtered: no number is that of both together.
#[test]
fn editions_are_never_added() {
    let folder = tempfile::tempdir().unwrap();
    let [older, newer] = small_editions(folder.path()).map(std::path::PathBuf::from);
    let mapping = Mapping { also: vec![newer], editions: true, ..Mapping::default() };
    let options = ReadOptions { mapping, ..ReadOptions::default() };
    let dataset = read_path(&older, &options, &std::sync::Arc::default()).unwrap().dataset;
    let mut memo = Memo::default();
    let edition = |names: &[&str]| Filter {
        by: "edition".to_owned(),
        keep: names.iter().map(|name| Key::Text((*name).to_owned())).collect(),
        exact: false,
    };
    let ghana = Filter {
        by: "destination".to_owned(),
        keep: vec![Key::Country(Country::from_code("GHA").unwrap())],
        exact: false,
    };
    // Filters; what 2020 and Germany have: 100 in the older edition, 150 in the newer one.
    let cases: [(ChartKind, Vec<Filter>, [&str; 2]); 6] = [
        (ChartKind::Compare, vec![], ["159 people", "150"]),
        (ChartKind::Compare, vec![ghana.clone()], ["150 people", "150"]),
        (ChartKind::Bars, vec![], ["159 people", "150"]),
        (ChartKind::Timeline, vec![edition(&["2021"])], ["119 people", "100"]),
        (ChartKind::Timeline, vec![edition(&["2021", "2022"])], ["159 people", "150"]),
        (ChartKind::Bars, vec![edition(&["2021"]), ghana], ["100 people", "100"]),
    ];
    for (chart, filters, [year, country]) in cases {
        let mut document = Document::default();
        document.view.chart = chart;
        document.view.period = "2020".parse().ok();
        document.view.filters = filters.clone();
        if chart == ChartKind::Compare {
            document.view.stack = Some("edition".to_owned());
        }
        memo.refresh(&dataset, &document, words(Language::English));
        let derived = memo.derived().unwrap();
        let bar = derived.years.iter().find(|bar| bar.year == 2020).unwrap();
        assert_eq!(bar.text, year, "{chart:?} {filters:?}");
        let origins = derived.facets.iter().find(|facet| facet.by == "origin").unwrap();
        let germany = origins.values.iter().find(|value| value.label == "Germany").unwrap();
        assert_eq!(germany.count, country, "{chart:?} {filters:?}");
        // Nothing behind what is shown is of both editions, either: 250, 278.
        let said = format!("{:?}", derived.model) + &format!("{:?}", derived.tiles);
        for sum in ["\"250\"", "\"278\"", "250 people", "278 people"] {
            assert!(!said.contains(sum), "{sum} in {chart:?} {filters:?}");
        }
    }
}

#[test]
fn what_an_edition_does_not_have_is_not_zero_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let files = small_editions(folder.path());
    let years = compared(&files, &["--by", "year", "--chart", "compare"]);
    assert_eq!(
        row(&years, "2019")["values"],
        json!({"2021 edition": 42, "2022 edition": 42, "revision": 0, "percent": null})
    );
    assert_eq!(row(&years, "2020")["values"]["revision"], 40);
    assert_eq!(row(&years, "2021")["remark"], "not in the 2021 edition");
    assert_eq!(years["totals"]["percent"], Value::Null, "one has a year more");
    let places = compared(&files, &["--by", "destination", "--chart", "compare"]);
    // Compared is what both cover: Peru's 30 people of 2021 are in a year that the older edition does not have.
    assert_eq!(row(&places, "Peru")["remark"], "not in the 2022 edition");
    assert_eq!(row(&places, "Ghana")["values"]["2022 edition"], 192);
    assert!(places["notes"].to_string().contains("2019–2020, which both editions cover"), "{}", places["notes"]);
}

mod layout {
    use deportation_flows::chart::{Theme, build_for};
    use deportation_flows::export::Figure;
    use deportation_flows::figure::{Anchor, FigureSettings, Item, Scene, SizePreset, lay_out_chart, text_width};
    use deportation_flows::reading::{Mapping, read_sample};
    use deportation_flows::view_spec::{ChartKind, ChartStyle, PeriodChoice, Sort, ViewSpec, complete};
    use deportation_flows::words::{Language, words};

    /// Nothing is clipped, nothing collides, nothing is smaller than the floor.
    fn check(scene: &Scene, floor: f64, name: &str) {
        let (width, height) = (f64::from(scene.width), f64::from(scene.height));
        let mut boxes: Vec<(f64, f64, f64, f64, &str)> = Vec::new();
        for item in &scene.items {
            let Item::Text { x, y, anchor, size, weight, text, .. } = item else { continue };
            let wide = text_width(text, *size, *weight);
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - wide / 2.0,
                Anchor::End => x - wide,
            };
            assert!(left >= -0.5 && left + wide <= width + 0.5, "{name}: {text:?} is clipped");
            assert!(y - size * 0.8 >= 0.0 && *y <= height, "{name}: {text:?} is clipped");
            assert!(*size >= floor, "{name}: {text:?} has type of {size}, below {floor}");
            boxes.push((left, y - size * 0.72, left + wide, *y, text));
        }
        for (index, one) in boxes.iter().enumerate() {
            for other in boxes.iter().skip(index + 1) {
                let apart = one.2 <= other.0 || other.2 <= one.0 || one.3 <= other.1 || other.3 <= one.1;
                assert!(apart, "{name}: {:?} and {:?} overlap", one.4, other.4);
            }
        }
    }

    fn views() -> Vec<(&'static str, ViewSpec)> {
        let span = |text: &str| Some(PeriodChoice::Span(text.parse().unwrap()));
        let of = |chart| ViewSpec { chart, period: span("2024"), ..ViewSpec::new() };
        let years = ViewSpec { versus: "2019".parse().ok(), ..of(ChartKind::Compare) };
        let rows = ViewSpec { style: ChartStyle::Rows, ..of(ChartKind::Table) };
        vec![
            ("dots", years.clone()),
            ("more and fewer", ViewSpec { sort: Sort::Change, ..years.clone() }),
            ("slopes", ViewSpec { style: ChartStyle::Slopes, ..years.clone() }),
            ("three lines", ViewSpec { top: Some(3), ..years.clone() }),
            ("ratio", ViewSpec { measure: Some("people_per_flight".into()), ..years.clone() }),
            ("months", ViewSpec { by: Some("month".into()), ..years.clone() }),
            ("unlike", ViewSpec { versus: "2022-11..2022-12".parse().ok(), ..years }),
            ("groups", ViewSpec { stack: Some("origin".into()), ..of(ChartKind::Compare) }),
            ("numbers", of(ChartKind::Table)),
            ("crossed", ViewSpec { stack: Some("category".into()), ..of(ChartKind::Table) }),
            ("few rows", ViewSpec { period: span("2024-12-18"), ..rows.clone() }),
            ("rows", rows),
        ]
    }

    #[test]
    fn comparisons_and_tables_fit_every_size() {
        let dataset = read_sample("frontex-return-operations").unwrap().dataset;
        for (name, view) in views() {
            for language in Language::ALL {
                for preset in SizePreset::ALL {
                    let (width, height) = preset.size();
                    let settings = FigureSettings { width, height, language, ..FigureSettings::default() };
                    let mapping = Mapping::default();
                    let figure = Figure {
                        dataset: &dataset,
                        sample: None,
                        view: &view,
                        settings,
                        mapping: &mapping,
                        house: None,
                    };
                    let unit = (f64::from(width) * f64::from(height) / (1920.0 * 1080.0)).sqrt();
                    check(&figure.scene(), (unit * 17.9).min(17.9), &format!("{name} {preset:?} {language:?}"));
                }
                let model = build_for(&dataset, &complete(&view, &dataset), words(language));
                for size in [(420, 300), (700, 420), (1_100, 560)] {
                    let scene =
                        lay_out_chart(&model, size, Theme::Light, deportation_flows::figure::MapWindow::default());
                    check(&scene, 8.0, &format!("{name} {size:?} {language:?}"));
                    assert!(scene.areas.iter().all(|area| area.mark < model.marks.len()), "{name}");
                }
            }
        }
    }
}
