//! The same figure in English and in Spanish differs in its words and in how its numbers are printed, and in nothing else.

use super::printed;
use deportation_flows::dataset::country::Country;
use deportation_flows::export::gallery::GALLERY;
use deportation_flows::export::recipe::{Carried, read};
use std::path::Path;

/// One view in both languages.
fn both(folder: &Path, view: &[&str], extension: &str) -> [String; 2] {
    ["en", "es"].map(|language| {
        let path = folder.join(format!("{language}.{extension}"));
        let mut arguments = vec!["export"];
        arguments.extend(view);
        arguments.extend(["--language", language, "--out", path.to_str().unwrap(), "--force"]);
        printed(&arguments);
        std::fs::read_to_string(path).unwrap()
    })
}

fn texts(svg: &str) -> Vec<String> {
    svg.lines()
        .filter(|line| line.starts_with("<text"))
        .filter_map(|line| Some(line.split_once('>')?.1.strip_suffix("</text>")?.to_owned()))
        .collect()
}

/// Colours of everything that is no text, in their order.
fn marks(svg: &str) -> Vec<String> {
    svg.lines()
        .filter(|line| ["<rect", "<circle", "<path"].iter().any(|mark| line.starts_with(mark)))
        .filter_map(|line| Some(line.split_once("fill=\"")?.1.split_once('"')?.0.to_owned()))
        .collect()
}

/// The digits of texts that are numbers.
fn numbers(svg: &str) -> Vec<String> {
    let is_number = |text: &String| {
        text.chars().any(|letter| letter.is_ascii_digit())
            && text.chars().all(|letter| letter.is_ascii_digit() || ",. +−%\u{A0}\u{202F}".contains(letter))
    };
    let plain =
        |text: &String| text.chars().filter(|letter| letter.is_ascii_digit() || "+−%".contains(*letter)).collect();
    texts(svg).iter().filter(|text| is_number(text)).map(plain).collect()
}

fn recipe_of(svg: &str) -> deportation_flows::export::Recipe {
    match read(svg.as_bytes()).unwrap() {
        Carried::Recipe(recipe) => *recipe,
        _ => panic!("no recipe"),
    }
}

#[test]
fn figures_differ_in_words_alone() {
    let folder = tempfile::tempdir().unwrap();
    let [english, spanish] =
        both(folder.path(), &["sample:frontex-return-operations", "--period", "2022..2024"], "svg");
    assert_eq!(marks(&english), marks(&spanish));
    assert_eq!(numbers(&english), numbers(&spanish));
    assert!(numbers(&english).len() > 10);
    // The recipes are the same but for the language.
    let (one, mut other) = (recipe_of(&english), recipe_of(&spanish));
    assert_ne!(one.figure.language, other.figure.language);
    other.figure.language = one.figure.language;
    assert_eq!(one, other);
    // Countries have the name that they have in the language.
    let named = |svg: &str| texts(svg);
    for code in ["TUN", "GEO", "ALB", "MDA", "IRQ"] {
        let country = Country::from_code(code).unwrap();
        assert!(named(&english).iter().any(|text| text == country.english_name()), "{code}");
        assert!(named(&spanish).iter().any(|text| text == country.spanish_name()), "{code}");
    }
    // Words: none of the one stands in the other.
    let first = |svg: &str| texts(svg).first().cloned().unwrap();
    assert_ne!(first(&english), first(&spanish));
    let all = |svg: &str| texts(svg).join(" ");
    for (word, other) in [("Source:", "Fuente:"), ("Note:", "Nota:"), ("flights", "vuelos")] {
        assert!(all(&english).contains(word) && !all(&spanish).contains(word), "{word}");
        assert!(all(&spanish).contains(other) && !all(&english).contains(other), "{other}");
    }
}

/// For every view of the gallery: the same recipe, the same number of marks of each colour.
#[test]
fn the_gallery_in_both_languages_shows_the_same() {
    let folder = tempfile::tempdir().unwrap();
    // C17 needs data that do not come along.
    for entry in GALLERY.into_iter().filter(|entry| entry.id != "c17") {
        let view = format!("gallery:{}", entry.id);
        let [english, spanish] = both(folder.path(), &["--view", &view], "svg");
        let (one, mut other) = (recipe_of(&english), recipe_of(&spanish));
        other.figure.language = one.figure.language;
        assert_eq!(one, other, "{view}");
        assert_ne!(texts(&english), texts(&spanish), "{view}");
    }
}
