//! Sizes on paper, text sizes, transparent ground, and the look at a figure before it is saved.

use super::{printed, program};
use std::io::Cursor;

fn exported(name: &str, more: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    let mut arguments = vec!["export", "sample:frontex-return-operations", "--period", "2024", "--out"];
    arguments.push(path.to_str().unwrap());
    arguments.extend(more);
    printed(&arguments);
    std::fs::read(path).unwrap()
}

#[test]
fn a_size_on_paper_is_that_of_the_file() {
    let png = |more: &[&str]| {
        let reader = png::Decoder::new(Cursor::new(exported("f.png", more))).read_info().unwrap();
        let density = reader.info().pixel_dims.unwrap();
        (reader.info().width, reader.info().height, density.xppu)
    };
    // 16 cm at 300 dots for each inch are 1,890 pixels; a metre has 11,811 of them.
    assert_eq!(png(&["--size", "16cmx10cm"]), (1890, 1181, 11_813));
    assert_eq!(png(&["--size", "160mmx100mm", "--dpi", "150"]), (945, 591, 5_906));
    assert_eq!(png(&["--size", "1920x1080"]), (1920, 1080, 5_669));
    let page = String::from_utf8_lossy(&exported("f.pdf", &["--size", "a4"])).into_owned();
    // 17 cm are 481.9 points.
    assert!(page.contains("481.88"), "no page of 17 cm");
}

#[test]
fn a_figure_without_a_ground_has_none() {
    let bytes = exported("f.png", &["--transparent"]);
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    assert_eq!(&pixels[..4], [0, 0, 0, 0]);
    let white = pixels.chunks_exact(4).filter(|pixel| *pixel == [255, 255, 255, 255]).count();
    assert_eq!(white, 0, "white boxes behind the numbers");
}

#[test]
fn a_typed_number_that_the_data_contradict_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f.png").to_str().unwrap().to_owned();
    let run = |title: &str, more: &[&str]| {
        let mut arguments = vec!["export", "sample:frontex-return-operations", "--period", "2024", "--force"];
        arguments.extend(["--out", &path, "--title", title]);
        arguments.extend(more);
        let output = program(&arguments);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = run("9,999 flights in 2024", &[]);
    assert!(code == Some(0) && said.contains("9,999"), "{said}");
    assert_eq!(run("9,999 flights in 2024", &["--strict"]).0, Some(1));
    assert_eq!(run("82 flights in 2024", &["--strict"]), (Some(0), String::new()));
}

/// Every view of the gallery at every size and in both languages is fit to print, by the program's own rules.
#[test]
fn every_view_of_the_gallery_passes_the_look_at_every_size() {
    use deportation_flows::export::Figure;
    use deportation_flows::export::gallery::GALLERY;
    use deportation_flows::figure::{FigureSettings, SizePreset};
    use deportation_flows::reading::{ReadOptions, read_sample_with};
    use deportation_flows::words::{Language, words};
    let mut found: Vec<String> = Vec::new();
    for entry in GALLERY {
        let recipe = entry.recipe().unwrap();
        let sample = recipe.data.sample.clone().unwrap();
        let mapping = recipe.data.reading();
        let options = ReadOptions { mapping: mapping.clone(), ..ReadOptions::default() };
        let loaded = read_sample_with(&sample, &options).unwrap();
        for preset in SizePreset::ALL {
            for language in Language::ALL {
                let settings = preset.applied_to(FigureSettings { language, ..recipe.figure });
                let figure = Figure {
                    dataset: &loaded.dataset,
                    sample: None,
                    view: &recipe.view,
                    settings,
                    mapping: &mapping,
                    house: None,
                };
                let told = words(Language::English);
                let findings = figure.findings();
                found.extend(findings.iter().map(|finding| {
                    format!("{} {} {}: {}", entry.id, preset.id(), language.code(), finding.sentence(told))
                }));
            }
        }
    }
    assert!(found.is_empty(), "{}\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_text_of_a_figure_can_be_typed_and_comes_back_with_the_recipe() {
    let more =
        ["--source", "Own count", "--credit", "A. Person", "--alt", "Thirty bars.", "--note", "Checked by hand."];
    let svg = String::from_utf8(exported("f.svg", &more)).unwrap();
    for text in ["Own count. Chart: A. Person", "<desc id=\"description\">Thirty bars.</desc>", "Checked by hand."] {
        assert!(svg.contains(text), "{text}");
    }
    let Ok(deportation_flows::export::recipe::Carried::Recipe(recipe)) =
        deportation_flows::export::recipe::read(svg.as_bytes())
    else {
        panic!("no recipe")
    };
    let view = recipe.view;
    assert_eq!((view.source.as_str(), view.credit.as_str()), ("Own count", "A. Person"));
    assert_eq!(view.alternative, "Thirty bars.");
}
