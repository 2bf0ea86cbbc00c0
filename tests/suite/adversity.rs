//! What can go wrong around a file: recipes made to harm, files cut short, disks that are full, folders that are gone. In
//! each case a sentence, the old file as it was, and nothing left behind.

use super::{program, refusal};
use deportation_flows::export::recipe::{Carried, RecipeError, read};
use deportation_flows::export::{Figure, Format};
use deportation_flows::figure::FigureSettings;
use deportation_flows::reading::{Mapping, read_sample};
use deportation_flows::view_spec::ViewSpec;
use deportation_flows::workspace::{Opened, Remembered, open_file};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

const SAMPLE: &str = "frontex-return-operations";

fn put(path: &Path, bytes: &[u8]) {
    std::fs::File::create(path).unwrap().write_all(bytes).unwrap();
}

fn figure<T>(then: impl FnOnce(&Figure<'_>) -> T) -> T {
    let loaded = read_sample(SAMPLE).unwrap();
    let view: ViewSpec = ron::from_str("View(version: 1, period: Some(\"2022..2024\"))").unwrap();
    let settings = FigureSettings { width: 640, height: 480, ..FigureSettings::default() };
    let mapping = Mapping::default();
    then(&Figure {
        dataset: &loaded.dataset,
        sample: Some(SAMPLE),
        view: &view,
        settings,
        mapping: &mapping,
        house: None,
    })
}

/// A recipe in the place that each format has for it.
fn containers(recipe: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let escaped: Vec<u8> = recipe.to_vec();
    let svg = [b"<svg><metadata id=\"deportation-flows-recipe\">", &escaped[..], b"</metadata></svg>"].concat();
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(recipe).unwrap();
    let packed = packed.finish().unwrap();
    let pdf = |stream: &[u8]| {
        [b"%PDF-1.7\n1 0 obj <</Type /EmbeddedFile>>\nstream\n", stream, b"\nendstream\nendobj\n%%EOF"].concat()
    };
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 1, 1);
    let text = String::from_utf8(recipe.to_vec()).unwrap();
    let mut chunk = png::text_metadata::ITXtChunk::new("deportation-flows-recipe", text);
    chunk.compressed = true;
    chunk.compress_text().unwrap();
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_text_chunk(&chunk).unwrap();
    writer.write_image_data(&[0]).unwrap();
    writer.finish().unwrap();
    let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    package.start_file("docProps/custom.xml", zip::write::SimpleFileOptions::default()).unwrap();
    package.write_all(b"<Properties><property name=\"deportation-flows-recipe-1\"><vt:lpwstr>").unwrap();
    package.write_all(recipe).unwrap();
    package.write_all(b"</vt:lpwstr></property></Properties>").unwrap();
    let mut gif = b"GIF89a\x01\0\x01\0\0\0\0\x21\xFE".to_vec();
    for block in recipe.chunks(255) {
        gif.push(u8::try_from(block.len()).unwrap());
        gif.extend_from_slice(block);
    }
    gif.extend_from_slice(b"\0;");
    vec![
        ("svg", svg),
        ("pdf", pdf(recipe)),
        ("packed pdf", pdf(&packed)),
        ("png", png),
        ("pptx", package.finish().unwrap().into_inner()),
        ("gif", gif),
        ("ron", recipe.to_vec()),
    ]
}

#[test]
fn hostile_recipes_are_refused_in_every_format() {
    let started = std::time::Instant::now();
    let beginning = "Recipe(version: 1, program: \"";
    let large = [beginning.as_bytes(), &vec![b'x'; 100 << 20]].concat();
    for (format, bytes) in containers(&large) {
        let refused = read(&bytes).unwrap_err();
        // The reader of PNG has a limit of its own for a chunk.
        let is_polite =
            refused == RecipeError::TooLarge || (format == "png" && matches!(refused, RecipeError::Damaged(_)));
        assert!(is_polite, "{format}: {refused:?}");
    }
    let deep = |open: &str| format!("Recipe(version: 1, program: {}", open.repeat(100_000));
    for recipe in [deep("["), deep("Some("), deep("("), format!("Recipe{}", "(".repeat(100_000))] {
        for (format, bytes) in containers(recipe.as_bytes()) {
            assert!(matches!(read(&bytes), Err(RecipeError::Damaged(_))), "{format}");
        }
    }
    for future in ["Recipe(version: 99, anything: 7)", "Recipe(version: 2)"] {
        for (format, bytes) in containers(future.as_bytes()) {
            assert_eq!(read(&bytes).unwrap_err(), RecipeError::Newer, "{format}");
        }
    }
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

#[test]
fn every_format_gives_back_its_recipe_and_a_truncated_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    figure(|figure| {
        let recipe = figure.recipe();
        for format in Format::ALL.into_iter().filter(|format| *format != Format::Csv) {
            let bytes = figure.bytes(format).unwrap();
            assert_eq!(read(&bytes).unwrap(), Carried::Recipe(Box::new(recipe.clone())), "{format:?}");
            let file = folder.path().join(format!("figure.{}", format.extension()));
            put(&file, &bytes);
            let opened = open_file(&file, Mapping::default(), &Remembered::default(), &Arc::default()).unwrap();
            let Opened::View(carried) = opened else { panic!("{format:?} does not open as a view") };
            assert_eq!(*carried, Carried::Recipe(Box::new(recipe.clone())), "{format:?}");
            // What is left of it may be enough to find the recipe, and if so it is the same.
            for length in (0..40).map(|part| bytes.len() * part / 40) {
                if let Ok(Carried::Recipe(found)) = read(&bytes[..length]) {
                    assert_eq!(*found, recipe, "{format:?} cut at {length}");
                }
            }
        }
    });
}

#[test]
fn the_program_refuses_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    for (name, recipe) in [
        ("large", "Recipe(version: 1, program: \"".to_owned() + &"x".repeat(3 << 20)),
        ("deep", "Recipe(version: 1, program: ".to_owned() + &"[".repeat(100_000)),
        ("future", "Recipe(version: 99)".to_owned()),
        ("cut", "Recipe(version: 1, program: \"Depor".to_owned()),
    ] {
        let path = folder.path().join(format!("{name}.ron"));
        put(&path, recipe.as_bytes());
        for command in [&["recipe"][..], &["export", "--view"]] {
            let mut arguments = command.to_vec();
            arguments.push(path.to_str().unwrap());
            arguments.extend((command[0] == "export").then_some(["--out", "never.svg"]).into_iter().flatten());
            let said = refusal(&arguments);
            assert!(said.ends_with(&format!("{name}.ron")) && said.len() < 500, "{said}");
        }
    }
}

#[test]
fn what_cannot_be_saved_says_why_and_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let inside = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let data = format!("sample:{SAMPLE}");
    let export = |out: &str| refusal(&["export", &data, "--out", out, "--force"]);
    put(Path::new(&inside("old.svg")), b"old");
    std::fs::create_dir(inside("folder.svg")).unwrap();
    for (out, expected) in [
        (inside("gone/figure.svg"), "folder"),
        (inside("old.svg/figure.svg"), "folder"),
        (inside("folder.svg"), "folder"),
        (inside(&format!("{}.svg", "x".repeat(4_000))), "name"),
        (inside(&format!("{}figure.svg", "folder/".repeat(570))), "folder"),
        (inside(&format!("{}figure.svg", "y/".repeat(3_000))), "name"),
        (inside("figure"), "SVG"),
        (inside("figure.docx"), "SVG"),
    ] {
        let said = export(&out);
        assert!(said.to_lowercase().contains(&expected.to_lowercase()), "{expected}: {said}");
        assert!(said.chars().count() < 600, "{} letters", said.chars().count());
    }
    assert_eq!(std::fs::read(inside("old.svg")).unwrap(), b"old");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "something was left behind");
}

/// A limit on the size of files stands for a full disk: what is written fails in the middle.
#[cfg(unix)]
#[test]
fn a_write_that_fails_in_the_middle_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figure.png");
    put(&path, b"old");
    let script = format!(
        "trap '' XFSZ; ulimit -f 4; exec '{}' export sample:{SAMPLE} --out '{}' --force",
        env!("CARGO_BIN_EXE_deportation-flows"),
        path.display()
    );
    let output = Command::new("bash").args(["-c", &script]).env("LC_ALL", "C").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("disk is full") && said.ends_with("figure.png"), "{said}");
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "a part is left");
}

#[test]
fn killed_at_any_moment_the_old_file_or_the_new_one_is_there_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figure.svg");
    let export = ["export", &format!("sample:{SAMPLE}"), "--out", path.to_str().unwrap(), "--force"];
    assert!(program(&export).status.success());
    let new = std::fs::read(&path).unwrap();
    for milliseconds in [0, 20, 60, 120, 180, 240, 300, 400, 600] {
        put(&path, b"old");
        let mut child = Command::new(env!("CARGO_BIN_EXE_deportation-flows"))
            .args(export)
            .env("DEPORTATION_FLOWS_CONFIG", folder.path().join("preferences"))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::park_timeout(std::time::Duration::from_millis(milliseconds));
        let _ = child.kill();
        let _ = child.wait();
        let found = std::fs::read(&path).unwrap();
        assert!(found == b"old" || found == new, "{milliseconds} ms: {} bytes", found.len());
    }
}
