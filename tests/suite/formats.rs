//! PDF, XLSX and PPTX from inside: whole files, the numbers of the model, the same bytes each time, and the view that
//! they carry. What other programs make of them is judged by `tests/formats/judge.py`.

use super::{printed, program, refusal};
use deportation_flows::chart::Body;
use deportation_flows::export::native_chart::{ChartShape, NativeChart, NativePoint, NativeSeries, PointLabel};
use deportation_flows::export::native_graphic::NativeGraphic;
use deportation_flows::export::recipe::{Carried, RecipeError, read};
use deportation_flows::export::{Figure, Format, pptx};
use deportation_flows::figure::{FigureSettings, Item, Part};
use deportation_flows::reading::{Mapping, read_sample};
use deportation_flows::view_spec::{ViewSpec, complete};
use deportation_flows::words::{Language, words};
use std::io::{Cursor, Read, Write};

/// The formats that this file is about.
const DOCUMENTS: [Format; 3] = [Format::Pdf, Format::Pptx, Format::Xlsx];

/// Views of every sample, with all that a bar can be: selected, others, without a number, different, partial, empty.
const VIEWS: [(&str, &str); 9] = [
    ("frontex-return-operations", "View(version: 1, period: Some(\"2024\"), selected: [Country(\"COL\")])"),
    ("frontex-return-operations", "View(version: 1, by: Some(\"year\"), measure: Some(\"people\"))"),
    ("frontex-return-operations", "View(version: 1, measure: Some(\"people_per_flight\"), period: Some(\"2024\"))"),
    ("frontex-return-operations", "View(version: 1, period: Some(\"2030\"))"),
    ("frontex-return-operations", "View(version: 1, title: \"=1+1 <&> “x”\", note: \"@SUM(A1)\", top: Some(300))"),
    ("us-ice-removals-by-country", "View(version: 1, measure: Some(\"people\"), period: Some(\"FY2013\"))"),
    ("us-ice-removals-by-country", "View(version: 1, measure: Some(\"people\"), by: Some(\"year\"))"),
    ("us-ice-air-removal-flights", "View(version: 1, period: Some(\"2024\"))"),
    ("us-ice-air-removal-flights", "View(version: 1, period: Some(\"2020..2024\"), selected: [Country(\"COL\")])"),
];

/// Calls back for each view in each language.
fn for_each_view(then: impl FnMut(&str, &Figure<'_>)) {
    for_each_of(&VIEWS, then);
}

fn for_each_of(views: &[(&str, &str)], mut then: impl FnMut(&str, &Figure<'_>)) {
    for (sample, view) in views {
        let loaded = read_sample(sample).unwrap();
        let view: ViewSpec = ron::from_str(view).unwrap();
        for language in Language::ALL {
            let settings = FigureSettings { language, ..FigureSettings::default() };
            let mapping = Mapping::default();
            let figure = Figure {
                dataset: &loaded.dataset,
                sample: Some(*sample),
                view: &view,
                settings,
                mapping: &mapping,
                house: None,
            };
            then(&format!("{sample} {view:?} {language:?}"), &figure);
        }
    }
}

/// The parts of a package, each unpacked.
pub(super) fn parts(package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn part(package: &[u8], name: &str) -> String {
    let found = parts(package).into_iter().find(|(other, _)| other == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1).unwrap()
}

/// The texts of all elements of a name, in their order.
fn texts_of(xml: &str, wanted: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut texts, mut open) = (Vec::<String>::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) if element.name().as_ref() == wanted => {
                texts.push(String::new());
                open = true;
            }
            Event::End(element) if element.name().as_ref() == wanted => open = false,
            Event::Text(text) if open => texts.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(reference) if open => {
                let letter = match reference.as_ref() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    other => panic!("{other}"),
                };
                texts.last_mut().unwrap().push_str(letter);
            }
            Event::Eof => return texts,
            _ => {}
        }
    }
}

/// The values of a series, as the chart keeps them beside the workbook.
fn values_of(chart: &str, series: usize) -> Vec<f64> {
    let values = chart.split("<c:val>").nth(series + 1).unwrap().split("</c:val>").next().unwrap();
    texts_of(values, "c:v").iter().map(|value| value.parse().unwrap()).collect()
}

#[test]
fn every_view_becomes_every_document_the_same_each_time() {
    for_each_view(|name, figure| {
        for format in DOCUMENTS {
            let bytes = figure.bytes(format).unwrap_or_else(|| panic!("{name} {format:?}"));
            assert!(figure.bytes(format).unwrap() == bytes, "{name} {format:?}: twice is not the same");
            match read(&bytes) {
                Ok(Carried::Recipe(recipe)) => assert_eq!(*recipe, figure.recipe(), "{name} {format:?}"),
                other => panic!("{name} {format:?}: {other:?}"),
            }
        }
    });
}

#[test]
fn packages_are_whole_and_every_part_is_well_formed() {
    for_each_view(|name, figure| {
        for format in [Format::Pptx, Format::Xlsx] {
            let parts = parts(&figure.bytes(format).unwrap());
            let has = |wanted: &str| parts.iter().any(|(other, _)| other == wanted);
            for (part, bytes) in &parts {
                let extension = part.rsplit_once('.').map_or("", |(_, extension)| extension);
                if !["xml", "rels", "svg"].contains(&extension) {
                    continue;
                }
                let text = std::str::from_utf8(bytes).unwrap();
                let mut reader = quick_xml::Reader::from_str(text);
                while !matches!(
                    reader.read_event().unwrap_or_else(|error| panic!("{name} {part}: {error}")),
                    quick_xml::events::Event::Eof
                ) {}
                // What is referred to is there.
                if let Some((folder, file)) = part.split_once("_rels/").filter(|_| extension == "rels") {
                    assert!(
                        part == "_rels/.rels" || has(&format!("{folder}{}", file.trim_end_matches(".rels"))),
                        "{part}"
                    );
                    for target in text.split("Target=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                        let full = match target.strip_prefix('/') {
                            Some(absolute) => absolute.to_owned(),
                            None => resolve(folder, target),
                        };
                        assert!(has(&full), "{name}: {part} names {target}, which is not there");
                    }
                }
                // No part, no cell, is a formula; no date but the one that is the same in every file.
                assert!(!text.contains("<f>") && !text.contains("t=\"str\""), "{name} {part} has a formula");
            }
        }
    });
}

fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for step in target.split('/') {
        if step == ".." {
            path.pop();
        } else {
            path.push(step);
        }
    }
    path.join("/")
}

/// Every flow is a shape that is named after it, with its number.
#[test]
fn flows_on_a_slide_have_their_names() {
    let views = [
        ("frontex-return-operations", "View(version: 1, chart: sankey, period: Some(\"2024\"))"),
        ("frontex-return-operations", "View(version: 1, chart: map, period: Some(\"2024\"))"),
    ];
    for_each_of(&views, |name, figure| {
        let slide = part(&figure.bytes(Format::Pptx).unwrap(), "ppt/slides/slide1.xml");
        let model = deportation_flows::chart::build_for(
            figure.dataset,
            &complete(figure.view, figure.dataset),
            words(figure.settings.language),
        );
        let flows: Vec<usize> = match &model.body {
            Body::Sankey(sankey) => sankey.flows.iter().map(|flow| flow.mark).collect(),
            Body::Map(map) => map.arcs.iter().map(|arc| arc.mark).collect(),
            other => panic!("{other:?}"),
        };
        assert!(flows.len() > 40, "{name}: {}", flows.len());
        for mark in flows.into_iter().map(|flow| &model.marks[flow]) {
            let named = format!("name=\"{}: {} ", mark.label, mark.value).replace('&', "&amp;");
            assert!(slide.contains(&named), "{name}: no shape is {named}");
        }
    });
}

#[test]
fn the_slide_says_what_the_model_says() {
    for_each_view(|name, figure| {
        let words = words(figure.settings.language);
        let spec = complete(figure.view, figure.dataset);
        let package = figure.bytes(Format::Pptx).unwrap();
        let slide = part(&package, "ppt/slides/slide1.xml");
        let scene = figure.scene();
        let texts = texts_of(&slide, "a:t");
        assert_eq!(texts.first().unwrap(), &scene.title, "{name}: the title is in the title placeholder");
        assert!(slide.contains("<p:ph type=\"title\"/>"));
        let notes = texts_of(&part(&package, "ppt/notesSlides/notesSlide1.xml"), "a:t").join("");
        for wanted in [words.labels.source, &figure.dataset.fingerprint().to_string(), words.labels.open_again_how] {
            assert!(notes.contains(wanted), "{name}: {wanted} is not in the notes");
        }
        let model = deportation_flows::chart::build_for(figure.dataset, &spec, words);
        let Body::Bars(bars) = &model.body else {
            // Every text of the figure's chart is a text on the slide.
            assert!(slide.contains("<p:grpSp>") && !slide.contains("<p:pic>"), "{name}: shapes");
            for (part, item) in scene.items_by_part() {
                if let (Part::Chart, Item::Text { text, .. }) = (part, item) {
                    assert!(texts.contains(text), "{name}: {text}");
                }
            }
            return;
        };
        let chart = part(&package, "ppt/charts/chart1.xml");
        let values = values_of(&chart, 0);
        if bars.bars.len() <= 12 {
            let expected: Vec<f64> = bars.bars.iter().filter_map(|bar| bar.length).collect();
            assert_eq!(values, expected, "{name}");
        }
        assert!(slide.contains("descr=\""), "{name}: no text alternative");
    });
}

/// Each panel of small multiples is a chart of its own; so many that nobody could read them are a picture.
#[test]
fn panels_are_native_charts_with_gaps_where_nothing_is_known() {
    let loaded = read_sample("us-ice-removals-by-country").unwrap();
    let (mapping, settings) = (Mapping::default(), FigureSettings::default());
    let package = |view: &str| {
        let view: ViewSpec = ron::from_str(view).unwrap();
        let figure =
            Figure { dataset: &loaded.dataset, sample: None, view: &view, settings, mapping: &mapping, house: None };
        figure.bytes(Format::Pptx).unwrap()
    };
    let view = |more: &str| {
        format!(
            "View(version: 1, chart: multiples, measure: Some(\"people\"), period: Some(\"FY2013..FY2024\"), {more})"
        )
    };
    let slides = package(&view("top: Some(12)"));
    let slide = part(&slides, "ppt/slides/slide1.xml");
    assert_eq!(slide.matches("<p:graphicFrame>").count(), 14);
    assert!(!slide.contains("<p:pic>"));
    // Twelve, all others, and those whose citizenship is unknown.
    // ICE printed no number for Haiti in 2013, 382 in 2014 and 792 in 2024.
    let charts: Vec<String> = (1..=14).map(|number| part(&slides, &format!("ppt/charts/chart{number}.xml"))).collect();
    let haiti = charts.iter().find(|chart| texts_of(chart, "a:t").concat().starts_with("Haiti")).unwrap();
    let values = values_of(haiti, 0);
    assert_eq!((values.len(), values[0], values[10]), (11, 382.0, 792.0));
    assert!(haiti.contains("<c:ptCount val=\"12\"/><c:pt idx=\"1\"><c:v>382</c:v>"), "2013 is a gap: {haiti}");
    // All axes end at the largest number of all, Mexico's.
    assert!(charts.iter().all(|chart| chart.contains("<c:max val=\"241493\"/>")));
    let own = package(&view("top: Some(12), own_axis: true"));
    assert!(!part(&own, "ppt/charts/chart1.xml").contains("<c:max"));
    let many = part(&package(&view("top: Some(60)")), "ppt/slides/slide1.xml");
    assert!(many.contains("<p:grpSp>") && !many.contains("<p:graphicFrame>"), "60 panels");
}

#[test]
fn every_kind_of_native_chart_is_written() {
    let loaded = read_sample("frontex-return-operations").unwrap();
    let view = ViewSpec::new();
    let (mapping, settings) = (Mapping::default(), FigureSettings::default());
    let figure =
        Figure { dataset: &loaded.dataset, sample: None, view: &view, settings, mapping: &mapping, house: None };
    let scene = figure.scene();
    let words = words(Language::English);
    let model = deportation_flows::chart::build_for(&loaded.dataset, &complete(&view, &loaded.dataset), words);
    let look = deportation_flows::figure::Look::of(settings, None);
    for shape in ChartShape::ALL {
        let chart = sample_chart(shape);
        let deck = pptx::Deck { program: "test", recipe: "Recipe()", look: &look, words };
        let graphic = NativeGraphic::Chart(chart);
        let (captions, graphic) = (&model.captions, Some(&graphic));
        let slide = pptx::Slide { scene: &scene, captions, marks: &[], graphic, notes: &[], words };
        let package = pptx::write(&deck, &[slide, slide]).unwrap();
        let xml = part(&package, "ppt/charts/chart2.xml");
        assert_eq!(values_of(&xml, 1), [3.0, 4.5], "{shape:?}");
        // A stacked bar has no outer end: PowerPoint would ask to repair the file.
        assert!(!shape.is_stacked() || !xml.contains("outEnd"), "{shape:?}");
        if let Some(folder) = std::env::var_os("DEPORTATION_FLOWS_JUDGE") {
            let path = std::path::PathBuf::from(folder).join(format!("shape-{shape:?}.pptx"));
            deportation_flows::export::save(&path, &package, deportation_flows::export::Existing::Replace).unwrap();
        }
    }
}

/// Two series over three categories, one of which is missing in the second.
fn sample_chart(shape: ChartShape) -> NativeChart {
    let palette = deportation_flows::chart::Palette::LIGHT;
    let series = |name: &str, colour, values: [Option<f64>; 3]| NativeSeries {
        name: name.to_owned(),
        colour,
        points: values
            .map(|value| NativePoint {
                value,
                lowest: None,
                colour,
                is_hatched: false,
                is_strong: false,
                label: PointLabel::Value { after: String::new() },
            })
            .to_vec(),
    };
    NativeChart {
        shape,
        categories: ["2022", "2023", "2024"].map(str::to_owned).to_vec(),
        series: vec![
            series("First & only", palette.bar, [Some(1.0), Some(2.0), Some(7.0)]),
            series("Second", palette.selection, [Some(3.0), None, Some(4.5)]),
        ],
        number_format: "#,##0.0".to_owned(),
        axis_title: "Flights".to_owned(),
        axis_step: None,
    }
}

#[test]
fn the_workbook_has_numbers_as_numbers_and_nothing_where_nothing_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f.xlsx");
    let arguments =
        ["export", "sample:us-ice-air-removal-flights", "--period", "2024", "--out", path.to_str().unwrap()];
    printed(&arguments);
    let sheet = part(&std::fs::read(&path).unwrap(), "xl/worksheets/sheet1.xml");
    // Colombia: two published values, and no number in the column of numbers; 30 more without any.
    let strings = texts_of(&part(&std::fs::read(&path).unwrap(), "xl/sharedStrings.xml"), "t");
    assert!(strings.contains(&"124 | 126".to_owned()) && strings.contains(&"published values differ".to_owned()));
    assert!(strings.contains(&"not published for this period".to_owned()), "{strings:?}");
    assert!(!sheet.contains("<c r=\"D2\""), "the cell of the number is empty: {sheet}");
}

#[test]
fn opened_again_a_document_is_the_view_and_exported_again_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let view = ["--measure", "people", "--period", "2016..2020", "--where", "origin=Germany", "--select", "Nigeria"];
    let texts = ["--title", "“Odd” <title> & more", "--note", "An own note.", "--language", "es"];
    for format in DOCUMENTS {
        let extension = format.extension();
        let [one, two] = ["one", "two"].map(|name| folder.path().join(format!("{name}.{extension}")));
        let (one, two) = (one.to_str().unwrap(), two.to_str().unwrap());
        let sample = ["export", "sample:frontex-return-operations"];
        printed(&[&sample[..], &view, &texts, &["--out", one]].concat());
        printed(&[&sample[..], &["--view", one, "--out", two]].concat());
        assert!(std::fs::read(one).unwrap() == std::fs::read(two).unwrap(), "{extension}");
        let recipe = printed(&["recipe", one]);
        for part in
            ["Country(\"DEU\")", "Country(\"NGA\")", "2016..2020", "<title> & more", "frontex-return-operations"]
        {
            assert!(recipe.contains(part), "{extension}: {recipe}");
        }
        assert!(!recipe.contains(folder.path().to_str().unwrap()), "no paths in a recipe");
        let opened = deportation_flows::workspace::open_file(
            std::path::Path::new(one),
            Mapping::default(),
            &deportation_flows::workspace::Remembered::default(),
            &std::sync::Arc::default(),
        );
        assert!(matches!(opened, Ok(deportation_flows::workspace::Opened::View(_))), "{extension}: {opened:?}");
    }
}

/// A package with one part.
fn package(name: &str, content: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(content.as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}

fn with_property(recipe: &str) -> Vec<u8> {
    let property = format!("<property name=\"deportation-flows-recipe-1\"><vt:lpwstr>{recipe}</vt:lpwstr></property>");
    package("docProps/custom.xml", &format!("<Properties>{property}</Properties>"))
}

/// A PDF with one attached file, packed, as far as a reader of recipes looks.
fn with_attachment(recipe: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(recipe).unwrap();
    let mut pdf = b"%PDF-1.7\n1 0 obj\n<< /Type /EmbeddedFile /Filter /FlateDecode >>\nstream\n".to_vec();
    pdf.extend(packed.finish().unwrap());
    pdf.extend(b"\nendstream\nendobj\n");
    pdf
}

#[test]
fn a_hostile_recipe_is_refused_politely_in_every_document() {
    let deep = format!("Recipe(version: 1, view: {}", "(".repeat(100_000));
    let newer = "Recipe(version: 99, new: 1)";
    let large = format!("Recipe({}", "x".repeat(100 << 20));
    for make in [|recipe: &str| with_property(recipe), |recipe: &str| with_attachment(recipe.as_bytes())] {
        assert_eq!(read(&make(&large)).unwrap_err(), RecipeError::TooLarge);
        assert_eq!(read(&make(newer)).unwrap_err(), RecipeError::Newer);
        assert!(matches!(read(&make(&deep)), Err(RecipeError::Damaged(_))));
        assert!(matches!(read(&make("Recipe(version: 1, ")), Err(RecipeError::Damaged(_))));
    }
    // Broken files, and files of others.
    let others: [&[u8]; 6] = [
        b"%PDF-1.7\n",
        b"%PDF-1.7 /EmbeddedFile stream\n",
        b"%PDF-1.7 /EmbeddedFile >> stream\nx\x9Cgarbage",
        b"PK\x03\x04broken",
        &package("docProps/custom.xml", "<Properties><property name=\"a\"/></Properties>"),
        &package("xl/workbook.xml", "<workbook/>"),
    ];
    for bytes in others {
        assert_eq!(read(bytes).unwrap_err(), RecipeError::Absent, "{}", String::from_utf8_lossy(bytes));
    }
    let unclosed = package("docProps/custom.xml", "<a name=\"deportation-flows-recipe-1\"><b>Recipe(");
    assert!(matches!(read(&unclosed), Err(RecipeError::Damaged(_) | RecipeError::Absent)));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("newer.pptx");
    let keep = deportation_flows::export::Existing::Keep;
    deportation_flows::export::save(&path, &with_property(newer), keep).unwrap();
    assert!(refusal(&["recipe", path.to_str().unwrap()]).contains("newer"));
}

/// Letters that the typeface does not have cannot be in an archive; the page is written all the same.
#[test]
fn letters_of_other_scripts_do_not_stop_an_export() {
    let folder = tempfile::tempdir().unwrap();
    for (number, title) in
        ["العربية", "中文", "a\u{1}b", "😀", "e\u{301}\u{200D}", "x".repeat(2_000).as_str()].iter().enumerate()
    {
        for format in DOCUMENTS {
            let out = folder.path().join(format!("{number}.{}", format.extension()));
            let output = program(&[
                "export",
                "sample:frontex-return-operations",
                "--title",
                title,
                "--out",
                out.to_str().unwrap(),
            ]);
            assert!(output.status.success(), "{title:?} {format:?}: {}", String::from_utf8_lossy(&output.stderr));
            assert!(read(&std::fs::read(&out).unwrap()).is_ok(), "{title:?} {format:?}");
        }
    }
}
