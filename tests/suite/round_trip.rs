//! What is written is read back as it was: figures as views, data sets as data sets.

use super::printed;
use std::path::Path;

fn export(out: &Path, arguments: &[&str]) {
    let all: Vec<&str> = ["export"].iter().chain(arguments).chain(&["--out", out.to_str().unwrap()]).copied().collect();
    printed(&all);
}

#[test]
fn export_reopen_export_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let first = [
        "sample:frontex-return-operations",
        "--measure",
        "people",
        "--period",
        "2016..2020",
        "--where",
        "origin=Germany",
    ];
    let looks = ["--select", "Nigeria", "--top", "7", "--sort", "change", "--size", "1080x1080", "--theme", "dark"];
    let texts = ["--title", "“Odd” <title> & more", "--note", "An own note."];
    for extension in ["svg", "png"] {
        let (one, two) =
            (folder.path().join(format!("one.{extension}")), folder.path().join(format!("two.{extension}")));
        export(&one, &[&first[..], &looks, &texts].concat());
        export(&two, &["sample:frontex-return-operations", "--view", one.to_str().unwrap()]);
        assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&two).unwrap(), "{extension}");
        let recipe = printed(&["recipe", one.to_str().unwrap()]);
        let carries =
            ["Country(\"DEU\")", "Country(\"NGA\")", "2016..2020", "<title> & more", "frontex-return-operations"];
        assert!(carries.iter().all(|part| recipe.contains(part)), "{recipe}");
        assert!(!recipe.contains(folder.path().to_str().unwrap()), "no paths in a recipe");
        // The recipe as a file of its own is a view, too.
        let three = folder.path().join(format!("three.{extension}"));
        let saved = folder.path().join("view.ron");
        deportation_flows::export::save(&saved, recipe.as_bytes(), deportation_flows::export::Existing::Replace)
            .unwrap();
        export(&three, &["sample:frontex-return-operations", "--view", saved.to_str().unwrap()]);
        assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&three).unwrap(), "{extension}");
    }
}

#[test]
fn the_figure_and_the_csv_say_the_same_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let view = ["sample:frontex-return-operations", "--period", "2024"];
    let (svg, csv) = (folder.path().join("f.svg"), folder.path().join("f.csv"));
    export(&svg, &view);
    export(&csv, &view);
    let svg = std::fs::read_to_string(svg).unwrap();
    let csv = std::fs::read_to_string(csv).unwrap();
    for (label, code, flights) in
        [("Tunisia", "TUN", 82), ("Georgia", "GEO", 39), ("Albania", "ALB", 29), ("Egypt", "EGY", 13)]
    {
        assert!(svg.contains(&format!(">{label}</text>")) && svg.contains(&format!(">{flights}</text>")), "{label}");
        assert!(csv.contains(&format!(",{label},{code},{flights},")), "{label}");
    }
    assert!(csv.contains(",Total,,293,"), "{csv}");
    assert!(!svg.contains("<image"), "a figure is not a screenshot");
}

#[test]
fn a_png_has_its_size_its_resolution_and_its_text_alternative() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f.png");
    export(
        &path,
        &["sample:us-ice-air-removal-flights", "--period", "2020..2024", "--scale", "2", "--size", "850x600"],
    );
    let file = std::io::BufReader::new(std::fs::File::open(path).unwrap());
    let reader = png::Decoder::new(file).read_info().unwrap();
    let info = reader.info();
    assert_eq!((info.width, info.height), (1700, 1200));
    assert!(info.pixel_dims.is_some());
    let alternative = info.utf8_text.iter().find(|chunk| chunk.keyword == "Description").unwrap().get_text().unwrap();
    assert!(alternative.contains("Guatemala 1,778") && alternative.contains("6,520"), "{alternative}");
}

#[test]
fn a_recipe_that_is_hostile_is_refused() {
    use deportation_flows::export::recipe::{RecipeError, read};
    let svg = |recipe: &str| format!("<svg><metadata id=\"deportation-flows-recipe\">{recipe}</metadata></svg>");
    let large = svg(&"x".repeat(2 << 20));
    assert_eq!(read(large.as_bytes()).unwrap_err(), RecipeError::TooLarge);
    assert_eq!(read(svg("Recipe(version: 99, new: 1)").as_bytes()).unwrap_err(), RecipeError::Newer);
    assert!(matches!(read(svg(&"[".repeat(100_000)).as_bytes()), Err(RecipeError::Damaged(_))));
    assert_eq!(read(b"<svg></svg>").unwrap_err(), RecipeError::Absent);
    assert!(read(b"\x89PNG\r\n\x1A\nbroken").is_err());
    assert_eq!(read(b"View(version: 99)").unwrap_err(), RecipeError::Newer);
}

/// Each sample is made from its published table by `convert`: doing it again gives the same file.
#[test]
fn samples_are_what_convert_makes_of_the_published_tables() {
    let shared = super::in_repository("../shared/data");
    if !shared.is_dir() {
        // Outside the workplace of its developers the published tables are not at hand; the totals are tested anyway.
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for name in ["frontex-return-operations", "us-ice-removals-by-country", "us-ice-air-removal-flights", "events"] {
        let out = folder.path().join(format!("{name}.ron"));
        let source = shared.join(format!("{name}.csv"));
        let metadata = super::in_repository(&format!("assets/samples/metadata/{name}.ron"));
        // With their labels in Spanish, too.
        let events = super::in_repository("assets/samples/metadata/events.csv");
        let mut arguments =
            vec!["convert", source.to_str().unwrap(), out.to_str().unwrap(), "--metadata", metadata.to_str().unwrap()];
        if name != "events" {
            arguments.extend(["--events", events.to_str().unwrap()]);
        }
        printed(&arguments);
        let bundled = super::in_repository(&format!("assets/samples/{name}.ron"));
        assert!(std::fs::read(out).unwrap() == std::fs::read(bundled).unwrap(), "{name}: run convert again");
    }
}
