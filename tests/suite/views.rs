//! The views of the gallery: each opens with its sample and says what the source says; and the tests that an expert
//! would run first (../shared/design/domain.md). Expected numbers come from charts.md and domain.md.

use super::{in_repository, printed, refusal, table};
use deportation_flows::chart::{
    Bar, BarKey, BarsModel, Body, ChartModel, Column, MapModel, Shade, TimelineModel, Tone, build_for,
};
use deportation_flows::dataset::country::Country;
use deportation_flows::dataset::{Calendar, Counting, Dataset, LocalText, Number, Role, Span};
use deportation_flows::export::gallery::{Entry, GALLERY};
use deportation_flows::export::{Figure, Format};
use deportation_flows::figure::FigureSettings;
use deportation_flows::query::{self, Amount, Nothing};
use deportation_flows::reading::{Mapping, ReadOptions, read_bytes, read_sample};
use deportation_flows::view_spec::{
    ChartKind, ChartStyle, CompleteSpec, Filter, Key, Months, PeriodChoice, SpecProblem, ViewSpec, complete,
    find_dimension, find_key,
};
use deportation_flows::words::{Language, words};
use std::sync::Arc;

struct Opened {
    dataset: Arc<Dataset>,
    view: ViewSpec,
}

impl Opened {
    fn spec(&self) -> CompleteSpec {
        complete(&self.view, &self.dataset)
    }

    fn model(&self) -> ChartModel {
        build_for(&self.dataset, &self.spec(), words(Language::English))
    }

    fn timeline(&self) -> TimelineModel {
        let Body::Timeline(timeline) = self.model().body else { panic!("no timeline") };
        timeline
    }

    fn bars(&self) -> BarsModel {
        let Body::Bars(bars) = self.model().body else { panic!("no bars") };
        bars
    }

    /// As chosen from a list of check boxes.
    fn keep(mut self, by: &str, value: &str) -> Self {
        let key = find_key(&self.dataset, find_dimension(&self.dataset, by).unwrap(), value).unwrap();
        self.view.filters.push(Filter { by: by.to_owned(), keep: vec![key], exact: false });
        self
    }

    fn bytes(&self, format: Format) -> String {
        let (settings, mapping) = (FigureSettings::default(), Mapping::default());
        let figure =
            Figure { dataset: &self.dataset, sample: None, view: &self.view, settings, mapping: &mapping, house: None };
        String::from_utf8(figure.bytes(format).unwrap()).unwrap()
    }
}

fn open(id: &str) -> Opened {
    let recipe = Entry::named(id).unwrap_or_else(|| panic!("no {id}")).recipe().unwrap();
    let dataset = read_sample(recipe.data.sample.as_deref().unwrap()).unwrap().dataset;
    assert_eq!(recipe.data.fingerprint, dataset.fingerprint(), "{id} was made from other data");
    Opened { dataset, view: recipe.view }
}

fn column<'a>(timeline: &'a TimelineModel, period: &str) -> &'a Column {
    let span: Span = period.parse().unwrap();
    timeline.columns.iter().find(|column| column.span == span).unwrap_or_else(|| panic!("no {period}"))
}

fn number(text: &str) -> Number {
    Number::parse(&text.replace(',', "")).unwrap()
}

fn total(timeline: &TimelineModel, period: &str) -> Number {
    column(timeline, period).amount.known().unwrap_or_else(|| panic!("no number for {period}"))
}

fn part(timeline: &TimelineModel, period: &str, label: &str) -> Number {
    let series =
        timeline.series.iter().position(|series| series.label == label).unwrap_or_else(|| panic!("no {label}"));
    column(timeline, period).parts.iter().find(|part| part.series == series).map_or(Number::ZERO, |part| part.value)
}

fn bar<'a>(bars: &'a BarsModel, label: &str) -> &'a Bar {
    bars.bars.iter().find(|bar| bar.label == label).unwrap_or_else(|| panic!("no bar {label}"))
}

#[test]
fn every_view_opens_with_its_sample_and_is_drawn() {
    let mut files: Vec<String> = std::fs::read_dir(in_repository("assets/views"))
        .unwrap()
        .filter_map(|file| file.unwrap().file_name().into_string().unwrap().strip_suffix(".ron").map(str::to_owned))
        .collect();
    files.sort();
    let mut ids: Vec<String> = GALLERY.iter().map(|entry| entry.id.to_owned()).collect();
    ids.sort();
    assert_eq!(files, ids, "each file is in the gallery");
    for entry in GALLERY {
        for language in Language::ALL {
            let words = words(language);
            assert!(!entry.title(words).is_empty() && !entry.about(words).is_empty());
        }
        let opened = open(entry.id);
        let spec = opened.spec();
        if entry.id == "c17" {
            continue;
        }
        assert_eq!(spec.problems, [], "{}", entry.id);
        let model = opened.model();
        assert!(!matches!(model.body, Body::Empty { .. }), "{}: {:?}", entry.id, model.captions.headline);
        assert!(!model.captions.headline.is_empty() && !model.captions.source.is_empty(), "{}", entry.id);
    }
}

/// C17: a view that needs a column says that it cannot be made, and why.
#[test]
fn a_view_without_its_column_says_so() {
    let opened = open("c17");
    let spec = opened.spec();
    assert_eq!(spec.problems, [SpecProblem::NoRole { role: Role::Citizenship }]);
    let model = opened.model();
    let Body::Empty { why, .. } = &model.body else { panic!("drawn without a citizenship column") };
    assert!(why.contains("citizenship"), "{why}");
    let sentence = refusal(&["export", "--view", "gallery:c17", "--out", "x.svg"]);
    assert!(sentence.contains("citizenship"), "{sentence}");
}

#[test]
fn s0_states_and_destinations() {
    let model = open("s0").model();
    let said = model.captions.notes.join(" ");
    assert!(said.contains("103,172") && said.contains("115,894") && said.contains("89%"), "{said}");
}

#[test]
fn s1_people_by_year() {
    let timeline = open("s1").timeline();
    for (year, people) in [
        ("2006", "8"),
        ("2016", "10,550"),
        ("2017", "14,189"),
        ("2018", "12,245"),
        ("2019", "10,903"),
        ("2020", "7,952"),
        ("2021", "10,193"),
        ("2022", "9,919"),
        ("2023", "11,325"),
        ("2024", "11,636"),
    ] {
        assert_eq!(total(&timeline, year), number(people), "{year}");
    }
    assert_eq!(timeline.columns.len(), 19, "all years are kept");
    assert_eq!(timeline.series[0].label, "Germany", "the largest is at the bottom");
    let of = |destination: &str, year: &str| total(&open("s1").keep("destination", destination).timeline(), year);
    assert_eq!(of("Côte d'Ivoire", "2024"), number("25"));
    assert_eq!(of("Gambia", "2023"), number("382"));
    assert_eq!((of("Iraq", "2023"), of("Iraq", "2024")), (number("178"), number("705")));
}

/// From frontex-operation-costs.md.
#[test]
fn s2_payments() {
    let timeline = open("s2").timeline();
    // The rows have up to four decimals, the published totals two.
    let cents = |number: Number| (number.to_f64() * 100.0).round();
    for (year, payee, euros) in
        [("2019", "Germany", "26,029,143.46"), ("2023", "Frontex", "6,696,074.54"), ("2022", "Italy", "8,501,927.22")]
    {
        assert!((cents(part(&timeline, year, payee)) - cents(number(euros))).abs() < 0.5, "{payee} {year}");
    }
    for (year, euros) in [
        ("2016", "6,271,853.85"),
        ("2017", "40,302,082.96"),
        ("2018", "46,110,914.23"),
        ("2019", "53,520,811.46"),
        ("2020", "27,397,992.51"),
        ("2021", "44,072,769.99"),
        ("2022", "41,801,840.56"),
        ("2023", "51,780,523.45"),
        ("2024", "28,041,421.69"),
    ] {
        assert!((cents(total(&timeline, year)) - cents(number(euros))).abs() < 0.5, "{year}");
    }
    let empty = table(&["sample:frontex-operation-costs", "--rows", "year", "--measure", "paid"]);
    assert_eq!((&empty["rows_read"], &empty["rows_unusable"]), (&4_039.into(), &16.into()), "no amount is not zero");
    // What is known in part is marked, and is no record.
    let partial: Vec<&str> =
        timeline.columns.iter().filter(|column| column.is_partial).map(|column| column.label.as_str()).collect();
    assert_eq!(partial, ["2016", "2024"]);
}

#[test]
fn s3_payments_per_person() {
    let mut opened = open("s3");
    opened.view.top = Some(100);
    let bars = opened.bars();
    let kenya = bar(&bars, "Kenya");
    assert!(kenya.value_label.contains("few cases"), "one operation: {}", kenya.value_label);
    let rests_on = &kenya.details.iter().find(|detail| detail.value.contains("flight")).unwrap().value;
    assert!(rests_on.starts_with("1 flight, 13 people"), "{rests_on}");
    assert_eq!(bars.bars[0].label, "Ethiopia", "few cases are not ranked");
    // EUR 235,596,593.83 for 52,963 people in 1,715 operations with one destination, ten people and a known amount.
    let result = query::run(&opened.dataset, &opened.spec());
    assert_eq!(result.rows.used, 1_715);
    assert!((result.total.known().unwrap().to_f64() - 4_448.32).abs() < 0.01);
    // No join multiplied anything: the people of each year are those of the table of operations.
    let people = |sample: &str| table(&[sample, "--rows", "year", "--measure", "people", "--period", "2017..2024"]);
    let (one, other) = (people("sample:frontex-costs-per-operation"), people("sample:frontex-return-operations"));
    let values = |table: &serde_json::Value| -> Vec<serde_json::Value> {
        table["rows"].as_array().unwrap().iter().map(|row| row["value"].clone()).collect()
    };
    assert_eq!(values(&one), values(&other));
}

#[test]
fn s4_types() {
    let timeline = open("s4").timeline();
    for (year, kinds) in [
        ("2016", [("JRO", "5,397"), ("NRO", "4,159"), ("CRO", "652"), ("VDO", "342")]),
        ("2024", [("JRO", "2,428"), ("NRO", "7,034"), ("CRO", "2,072"), ("VRD", "102")]),
    ] {
        for (kind, people) in kinds {
            assert_eq!(part(&timeline, year, kind), number(people), "{kind} {year}");
        }
    }
    assert_eq!((total(&timeline, "2016"), total(&timeline, "2024")), (number("10,550"), number("11,636")));
    let operations = open("s4-operations").timeline();
    for (kind, count) in [("JRO", "55"), ("NRO", "193"), ("CRO", "40"), ("VRD", "5")] {
        assert_eq!(part(&operations, "2024", kind), number(count), "{kind}");
    }
    assert_eq!(total(&operations, "2024"), number("293"));
}

/// From us-ice-removals-by-country.md.
#[test]
fn o1_and_o2_removals() {
    let bars = open("o1").bars();
    for (label, value) in [("Mexico", "87,298"), ("Guatemala", "66,435"), ("Honduras", "45,923")] {
        assert_eq!(bar(&bars, label).value_label, value);
    }
    let timeline = open("o2").timeline();
    for (year, people) in [
        ("FY2003", "157,080"),
        ("FY2012", "409,849"),
        ("FY2021", "59,011"),
        ("FY2023", "142,580"),
        ("FY2024", "271,484"),
    ] {
        assert_eq!(total(&timeline, year), number(people), "{year}");
    }
    let by_citizenship = table(&["sample:us-ice-removals-by-country", "--rows", "year", "--measure", "people"]);
    for row in by_citizenship["rows"].as_array().unwrap() {
        let year = row["label"].as_str().unwrap().replace("FY ", "FY");
        if year != "FY2013" {
            let sum = number(&row["value"].to_string());
            assert_eq!(total(&timeline, &year), sum, "{year}: both tables say the same");
        }
    }
    // Returns are counted from 2007 on: the break stands before that column, and the note says what changes.
    let at = timeline.columns.iter().position(|column| column.label.contains("2007")).unwrap();
    assert!(timeline.breaks.iter().any(|one| one.before == at && one.label == "definition changes"));
    let interior = table(&["sample:us-ice-removals-totals", "--rows", "year", "--measure", "interior"]);
    let missing = interior["rows"].as_array().unwrap().iter().filter(|row| row["value"].is_null()).count();
    assert_eq!(missing, 14, "interior and border are known for 2008–2015 only");
}

#[test]
fn c4_one_month_and_its_change() {
    let bars = open("c4").bars();
    for (label, value, change) in [("Mexico", "35", "−7"), ("Haiti", "21", "−37"), ("Honduras", "12", "−8")] {
        let bar = bar(&bars, label);
        assert_eq!((bar.value_label.as_str(), bar.change_label.as_str()), (value, change), "{label}");
    }
}

#[test]
fn c5_the_year_so_far() {
    let opened = open("c5");
    let bars = opened.bars();
    for (label, value) in
        [("Guatemala", "247"), ("Honduras", "208"), ("Mexico", "136"), ("El Salvador", "103"), ("Ecuador", "47")]
    {
        assert_eq!(bar(&bars, label).value_label, value);
    }
    let captions = opened.model().captions;
    assert!(captions.subtitle.contains("January–July 2025"), "{}", captions.subtitle);
    assert!(captions.notes.iter().any(|note| note.contains("not shown")), "{:?}", captions.notes);
}

#[test]
fn c2_the_mean_is_of_the_months_before() {
    let timeline = open("c2").timeline();
    let (_, means) = timeline.means.clone().unwrap();
    assert_eq!(timeline.columns.len(), 36);
    // 2022 begins with the six months before it, which are not shown: the source has them.
    assert!(means.iter().all(Option::is_some));
    let before = [30, 23, 30, 28, 29, 28].iter().sum::<i32>();
    assert!((means[0].unwrap() - f64::from(before) / 6.0).abs() < 0.001);
    let six: f64 = timeline.columns[..6].iter().map(|column| column.amount.known().unwrap().to_f64()).sum();
    assert!((means[6].unwrap() - six / 6.0).abs() < 0.001);
}

#[test]
fn u7_states_the_share() {
    let model = open("u7").model();
    assert!(model.captions.headline.contains("89%") && model.captions.headline.contains("2,272,209"));
}

/// U4 and U5: the two modes name what they are, and everything adds up in both.
#[test]
fn u4_and_u5_are_two_modes() {
    let (each, any) = (open("u4"), open("u5"));
    let note = |opened: &Opened| opened.model().captions.notes.join(" ");
    assert!(note(&each).contains("of each period"), "{}", note(&each));
    assert!(note(&any).contains("over all that is shown"), "{}", note(&any));
}

/// The gallery opens data and view in the window's workspace; how figures are exported stays as the person has it.
#[test]
fn a_click_in_the_gallery_opens_data_and_view() {
    use deportation_flows::workspace::{Command, Workspace};
    let mut workspace = Workspace::new(Language::Spanish, None);
    let figure = workspace.preferences.figure;
    for entry in GALLERY {
        workspace.run(Command::OpenGallery(entry.id.to_owned()));
        let recipe = entry.recipe().unwrap();
        assert_eq!(workspace.sample(), recipe.data.sample.as_deref(), "{}", entry.id);
        assert_eq!(*workspace.view(), recipe.view, "{}", entry.id);
        assert_eq!(workspace.preferences.figure, figure);
    }
}

#[test]
fn a_view_of_the_gallery_is_exported_without_naming_its_data() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("s1.svg");
    printed(&["export", "--view", "gallery:s1", "--out", out.to_str().unwrap()]);
    let svg = std::fs::read_to_string(&out).unwrap();
    assert!(svg.contains("14,189"));
    assert!(refusal(&["export", "--view", "gallery:none", "--out", "x.svg"]).contains("s1"));
    assert!(printed(&["samples"]).contains("gallery:s1"));
}

/// Expert test 1: past the coverage it says "not covered", and nowhere 0.
#[test]
fn past_the_coverage_is_not_zero() {
    let mut opened = open("s1").keep("destination", "Gambia");
    opened.view.period = Some(PeriodChoice::Span("2020..2030".parse().unwrap()));
    let timeline = opened.timeline();
    for year in ["2025", "2030"] {
        let column = column(&timeline, year);
        assert_eq!(column.amount, Amount::Missing(Nothing::NotCovered), "{year}");
        assert_eq!((column.top, column.value_label.as_str()), (None, ""), "{year}");
    }
    assert_eq!(timeline.nothing_labels, ["not covered"]);
    assert_eq!(column(&timeline, "2021").nothing, None);
    let later = table(&["sample:frontex-return-operations", "--rows", "destination", "--period", "2030"]);
    assert_eq!(later["total"], serde_json::Value::Null);
    let svg = opened.bytes(Format::Svg);
    assert!(svg.contains("not covered"));
}

/// Expert test 2: from calendar to fiscal years, nothing is lost, and what happened from October on moves by a year.
#[test]
fn fiscal_years_move_the_months_from_october() {
    let dataset = read_sample("frontex-return-operations").unwrap().dataset;
    let by_year = |start_month: u8| {
        let view = ViewSpec {
            chart: ChartKind::Timeline,
            per: Some("year".to_owned()),
            calendar: Calendar::starting_in(start_month),
            measure: Some("rows".to_owned()),
            period: Some(PeriodChoice::All),
            ..ViewSpec::new()
        };
        let spec = complete(&view, &dataset);
        assert_eq!(spec.problems, []);
        let units = query::over_time(&dataset, &spec).units;
        units.into_iter().map(|unit| (unit.key, unit.amount.known().unwrap().to_f64())).collect::<Vec<_>>()
    };
    let sum = |years: &[(Key, f64)]| years.iter().map(|(_, rows)| rows).sum::<f64>();
    let (calendar, fiscal) = (by_year(1), by_year(10));
    assert!((sum(&calendar) - 6_477.0).abs() < 0.1 && (sum(&fiscal) - 6_477.0).abs() < 0.1);
    let rows_in = |period: &str| {
        let arguments = ["sample:frontex-return-operations", "--rows", "year", "--measure", "rows", "--period", period];
        table(&arguments)["total"].as_f64().unwrap()
    };
    let of = |years: &[(Key, f64)], calendar: Calendar, year: i16| {
        let span = calendar.year(year).unwrap();
        years.iter().find(|(key, _)| *key == Key::Time(span)).map_or(0.0, |(_, rows)| *rows)
    };
    for year in 2017..=2024_i16 {
        let moved_out = rows_in(&format!("{year}-10..{year}-12"));
        let moved_in = rows_in(&format!("{}-10..{}-12", year - 1, year - 1));
        let expected = of(&calendar, Calendar::GREGORIAN, year) - moved_out + moved_in;
        assert!((of(&fiscal, Calendar::US_FISCAL, year) - expected).abs() < 0.1, "{year}");
        assert!(moved_out > 0.0);
    }
    // Where the rows know years only, they are not cut into others.
    let ice = read_sample("us-ice-removals-totals").unwrap().dataset;
    let view = ViewSpec { calendar: Some(Calendar::GREGORIAN), ..ViewSpec::of_kind(ChartKind::Timeline) };
    assert_eq!(complete(&view, &ice).problems, [SpecProblem::YearsOnly]);
}

/// Expert test 3: parts + others + unknown = total, in every view that adds and in its CSV.
#[test]
fn parts_others_and_unknown_make_up_the_total() {
    let mut checked = 0;
    for entry in GALLERY {
        let opened = open(entry.id);
        let adds = matches!(opened.spec().measure.counting, Counting::Sum(_) | Counting::Rows);
        if entry.id == "c17" || !adds {
            continue;
        }
        match opened.model().body {
            Body::Timeline(timeline) => {
                for column in timeline.columns.iter().filter(|column| !column.parts.is_empty()) {
                    let parts = column.parts.iter().map(|part| part.value);
                    let sum = parts.reduce(|left, right| left.plus(right).unwrap()).unwrap();
                    assert_eq!(Some(sum), column.amount.known(), "{} {}", entry.id, column.label);
                }
                if timeline.series.len() > 1 {
                    columns_of_the_csv_add_up(entry.id, &opened.bytes(Format::Csv), timeline.columns.len());
                }
                checked += 1;
            }
            Body::Bars(bars) => {
                let lines: f64 = bars.bars.iter().filter_map(|bar| bar.length).sum();
                let total = query::run(&opened.dataset, &opened.spec()).total.known().unwrap().to_f64();
                assert!((lines - total).abs() < 0.5, "{}: {lines} {total}", entry.id);
                lines_of_the_csv_add_up(entry.id, &opened.bytes(Format::Csv));
                checked += 1;
            }
            _ => {}
        }
    }
    assert!(checked >= 8, "{checked}");
}

/// Lines of a CSV up to the blank one.
fn records(csv: &str) -> Vec<Vec<Vec<String>>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(csv.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
    rows.split(|row| row.iter().all(String::is_empty)).map(<[_]>::to_vec).collect()
}

fn lines_of_the_csv_add_up(id: &str, csv: &str) {
    let sections = records(csv);
    let (total, lines) = sections[0][1..].split_last().unwrap();
    let value = |line: &Vec<String>| line[3].parse::<f64>().unwrap_or(0.0);
    let sum: f64 = lines.iter().map(value).sum();
    assert!((sum - value(total)).abs() < 0.01, "{id}: {sum} {total:?}");
}

fn columns_of_the_csv_add_up(id: &str, csv: &str, columns: usize) {
    let sections = records(csv);
    let parts =
        sections.iter().find(|section| section.len() == columns + 1 && section[0].len() > 3 && section[0][0] != "rank");
    let parts = parts.unwrap_or_else(|| panic!("{id}: no parts in {csv}"));
    for line in &parts[1..] {
        let numbers: Vec<f64> = line[1..].iter().filter_map(|cell| cell.parse().ok()).collect();
        let Some((total, parts)) = numbers.split_last() else { continue };
        assert!((parts.iter().sum::<f64>() - total).abs() < 0.01, "{id}: {line:?}");
    }
}

/// Expert test 4: a partial year next to a full one carries its mark in the picture, without anybody doing anything.
#[test]
fn a_partial_year_carries_its_mark() {
    let svg = open("s2").bytes(Format::Svg);
    assert!(svg.contains("partly covered") && svg.contains("<pattern"), "hatched and said");
    let fiscal = open("u3").bytes(Format::Svg);
    assert!(fiscal.contains("Oct–Dec"), "the months that are there");
    // A view that nobody prepared does so, too.
    let plain = Opened {
        dataset: read_sample("frontex-operation-costs").unwrap().dataset,
        view: ViewSpec { period: Some(PeriodChoice::All), ..ViewSpec::of_kind(ChartKind::Timeline) },
    };
    assert!(plain.bytes(Format::Svg).contains("<pattern"));
    let last = plain.timeline().columns.last().unwrap().clone();
    assert!(last.is_partial && last.label == "2024");
}

#[test]
fn the_new_samples_speak_two_languages() {
    for sample in ["frontex-operation-costs", "frontex-costs-per-operation", "us-ice-removals-totals"] {
        let dataset = read_sample(sample).unwrap().dataset;
        let both = |text: &LocalText| text.in_language("en") != text.in_language("es");
        let metadata = dataset.metadata();
        assert!(both(&metadata.title) && metadata.notes.iter().all(both), "{sample}");
        assert!(dataset.measures().iter().all(|measure| both(&measure.name) && both(&measure.definition)), "{sample}");
    }
}

/// "The same months of each year": a month that does not count was not asked for, and is neither zero nor missing.
#[test]
fn months_that_do_not_count_are_no_zeros() {
    let frontex = read_sample("frontex-return-operations").unwrap().dataset;
    for (per, kept) in [
        ("month", vec!["2023-01", "2023-02", "2023-03", "2024-01", "2024-02", "2024-03"]),
        ("quarter", vec!["2023-01..2023-03", "2024-01..2024-03"]),
        ("year", vec!["2023", "2024"]),
    ] {
        let view = ViewSpec {
            per: Some(per.to_owned()),
            months: Some(Months { first: 1, last: 3 }),
            period: Some("2023..2024".parse::<PeriodChoice>().unwrap()),
            ..ViewSpec::of_kind(ChartKind::Timeline)
        };
        let spec = complete(&view, &frontex);
        let units = query::over_time(&frontex, &spec).units;
        let kept: Vec<Key> = kept.iter().map(|span| Key::Time(span.parse().unwrap())).collect();
        assert_eq!(units.iter().map(|unit| unit.key.clone()).collect::<Vec<_>>(), kept);
        assert!(units.iter().all(|unit| unit.amount.known().is_some_and(|value| !value.is_zero())), "{per:?}");
    }
    for (span, reached) in [("2023-03-31..2023-04-06", true), ("2023-04", false), ("2022-12..2023-01", true)] {
        assert_eq!(Months { first: 1, last: 3 }.reach(span.parse().unwrap()), reached, "{span}");
    }
}

/// A pair of a place and a year that the source does not cover is not zero, whichever of the two sides the year is.
#[test]
fn pairs_outside_the_coverage_are_not_covered() {
    let frontex = read_sample("frontex-return-operations").unwrap().dataset;
    let view = ViewSpec { period: Some("2004..2007".parse().unwrap()), ..ViewSpec::of_kind(ChartKind::Matrix) };
    let year = find_dimension(&frontex, "year").unwrap();
    let place = find_dimension(&frontex, "destination").unwrap();
    for (by, columns) in [(place, year), (year, place)] {
        let spec = CompleteSpec { by, stack: None, ..complete(&view, &frontex) };
        let pivot = query::run_pivot(&frontex, &spec, columns, "other");
        let mut seen = 0;
        for (index, row) in pivot.by_rows.groups.iter().enumerate() {
            for (column, amount) in pivot.columns.iter().zip(pivot.cells.of_row(index).map(|(_, amount)| amount)) {
                let span = [&row.key, column]
                    .into_iter()
                    .find_map(|key| if let Key::Time(span) = key { Some(*span) } else { None })
                    .unwrap();
                let is_outside = span.last() < "2006".parse::<Span>().unwrap().first();
                assert_eq!(*amount == Amount::Missing(Nothing::NotCovered), is_outside, "{span} {amount:?}");
                seen += usize::from(is_outside);
            }
        }
        assert!(seen > 0);
    }
}

fn map_of(dataset: &Dataset, view: &ViewSpec) -> (MapModel, ChartModel) {
    let model = build_for(dataset, &complete(view, dataset), words(Language::English));
    let Body::Map(map) = model.body.clone() else { panic!("no map") };
    (map, model)
}

/// Circles + places that are not on the map = total, arcs + what has no arc = all flows, and the note names it.
#[test]
fn a_map_leaves_nothing_out_without_saying_so() {
    let csv = "year,origin,destination,people\n2024,Germany,Albania,100\n2024,Germany,Georgia,40\n2024,Frontex,Albania,7\n\
        2024,Frontex,Georgia,5\n2024,Germany,Atlantis,3\n2024,Albania,Albania,2\n2024,Italy,Albania,20\n";
    let flows = read_bytes(csv.as_bytes(), "flows", &ReadOptions::default(), &Arc::default()).unwrap().dataset;
    for (by, other, off_map, no_arc) in
        [("destination", "origin", "Atlantis 3", "Frontex 12"), ("origin", "destination", "Frontex 12", "Atlantis 3")]
    {
        let view = ViewSpec {
            by: Some(by.to_owned()),
            stack: Some(other.to_owned()),
            measure: Some("people".to_owned()),
            ..ViewSpec::of_kind(ChartKind::Map)
        };
        let (map, model) = map_of(&flows, &view);
        let on_map: f64 = map.nodes.iter().map(|node| node.value).sum();
        let expected = if by == "destination" { 174.0 } else { 165.0 };
        assert!((on_map - expected).abs() < 1e-9, "{on_map}: 177 less what has no place");
        assert_eq!(
            (map.flows.drawn, map.flows.beyond, map.flows.elsewhere, map.flows.at_home),
            (number("160"), number("0"), number("15"), number("2"))
        );
        assert_eq!(map.flows.all(), Some(number("177")));
        let notes = model.captions.notes.join(" ");
        assert!(notes.contains(&format!("Without a place on the map: {off_map}.")), "{notes}");
        assert!(notes.contains(&format!("without an arc: {no_arc}.")), "{notes}");
        assert!(notes.contains("2 people begin and end in the same place"), "{notes}");
        // From Germany to Albania, whatever the groups are; as wide as its people.
        let widths: Vec<f64> = map.arcs.iter().map(|arc| arc.width).collect();
        assert_eq!(widths, [1.0, 0.4, 0.2]);
        assert_eq!(
            map.widths.iter().map(|(width, label)| (*width, label.as_str())).collect::<Vec<_>>(),
            [(0.02, "2"), (0.2, "20"), (1.0, "100 people")]
        );
        let anchor = |name: &str| deportation_flows::dataset::world::anchor(Country::from_code(name).unwrap()).unwrap();
        assert_eq!((map.arcs[0].from, map.arcs[0].to), (anchor("DEU"), anchor("ALB")));
    }
}

/// Circles reconcile in the published data, too: 115,894 people (charts.md, S0), and flows that are not drawn are counted.
#[test]
fn a_map_of_very_many_flows_says_how_many_it_draws() {
    let frontex = read_sample("frontex-return-operations").unwrap().dataset;
    let view = ViewSpec {
        measure: Some("people".to_owned()),
        period: Some(PeriodChoice::All),
        ..ViewSpec::of_kind(ChartKind::Map)
    };
    let (map, model) = map_of(&frontex, &view);
    assert!((map.nodes.iter().map(|node| node.value).sum::<f64>() - 115_894.0).abs() < 1e-9);
    assert_eq!(map.flows.all(), Some(number("115,894")));
    assert!(map.flows.arcs == 400 && map.flows.pairs > 400 && !map.flows.beyond.is_zero());
    let said = format!("Arcs show the 400 largest of {} flows", map.flows.pairs);
    assert!(model.captions.notes.iter().any(|note| note.contains(&said)), "{:?}", model.captions.notes);
}

/// Zero, no number and not in the data are three things, and the legend names each.
#[test]
fn shades_tell_zero_from_nothing() {
    let frontex = read_sample("frontex-return-operations").unwrap().dataset;
    let shades = |period: &str| ViewSpec {
        period: Some(period.parse().unwrap()),
        measure: Some("people".to_owned()),
        style: ChartStyle::Shades,
        ..ViewSpec::of_kind(ChartKind::Map)
    };
    let country = |code: &str| Country::from_code(code).unwrap();
    let shade =
        |map: &MapModel, code: &str| map.shaded.iter().find(|one| one.country == country(code)).map(|one| one.shade);
    let (map, _) = map_of(&frontex, &shades("2024"));
    // Afghanistan had flights in other years; Canada never had one.
    assert_eq!((shade(&map, "AFG"), shade(&map, "CAN")), (Some(Shade::Zero), None));
    let labels: Vec<&str> = map.classes.iter().map(|(_, label)| label.as_str()).collect();
    assert_eq!(labels[labels.len() - 2..], ["0", "not in the data"]);
    // ICE printed ten countries for fiscal year 2013: the others have no number.
    let ice = read_sample("us-ice-removals-by-country").unwrap().dataset;
    let (map, _) = map_of(&ice, &shades("FY2013"));
    assert!(matches!(shade(&map, "MEX"), Some(Shade::Class(_))));
    assert_eq!(shade(&map, "AFG"), Some(Shade::Nothing));
    assert!(map.classes.iter().any(|(shade, label)| *shade == Shade::Nothing && label == "no number"));
}

/// What a chart cannot do it says, instead of doing something else in silence.
#[test]
fn shares_that_a_chart_cannot_show_are_said_to_be_missing() {
    let frontex = read_sample("frontex-return-operations").unwrap().dataset;
    for (chart, is_said) in [
        (ChartKind::Sankey, true),
        (ChartKind::Matrix, true),
        (ChartKind::Map, true),
        (ChartKind::Bars, false),
        (ChartKind::Timeline, false),
    ] {
        let view = ViewSpec { share: true, ..ViewSpec::of_kind(chart) };
        let model = build_for(&frontex, &complete(&view, &frontex), words(Language::English));
        let note = words(Language::English).labels.note_no_shares;
        assert_eq!(model.captions.notes.iter().any(|said| said == note), is_said, "{chart:?}");
    }
}

/// Euros per person of all destinations stands among the bars, computed from sums (EUR 327,614,506.60 known for
/// operations of the sample, charts.md S3) and not as a mean of bars; bars on few cases are named.
#[test]
fn a_ratio_has_a_bar_for_all_of_it() {
    let model = open("s3").bars();
    let overall: Vec<&Bar> = model.bars.iter().filter(|bar| bar.key == BarKey::Overall).collect();
    let [overall] = overall[..] else { panic!("{} bars", overall.len()) };
    assert_eq!(overall.tone, Tone::Reference);
    let at = model.bars.iter().position(|bar| bar.key == BarKey::Overall).unwrap();
    assert!(model.bars[at - 1].length > overall.length, "in the order of values");
    let notes = open("s3").model().captions.notes.join(" ");
    assert!(notes.contains("Rest on few cases and are not ranked: Kenya 33,752 (1 flight)"), "{notes}");
}
