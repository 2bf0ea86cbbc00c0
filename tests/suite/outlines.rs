//! SVG with letters as outlines: no text that needs a typeface, and everything that a reader is told about the figure.

use super::printed;

fn exported(view: &str, name: &str, more: &[&str]) -> (tempfile::TempDir, std::path::PathBuf, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    printed(&[&["export", "--view", view, "--out", path.to_str().unwrap()], more].concat());
    let svg = std::fs::read_to_string(&path).unwrap();
    (folder, path, svg)
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).unwrap_or_else(|| panic!("no {from}")).1.split(to).next().unwrap()
}

#[test]
fn outlines_are_no_text_and_keep_what_a_reader_is_told() {
    for view in ["gallery:s1", "gallery:u2", "gallery:s0", "gallery:c6"] {
        let (_folder, _, plain) = exported(view, "plain.svg", &[]);
        let (_folder, path, outlined) = exported(view, "outlined.svg", &["--outlines"]);
        assert!(plain.contains("<text") && !outlined.contains("<text") && !outlined.contains("<tspan"), "{view}");
        for element in ["<title id=\"title\">", "<desc id=\"description\">"] {
            assert_eq!(between(&plain, element, "</"), between(&outlined, element, "</"), "{view}");
        }
        assert!(outlined.contains(" role=\"img\" aria-labelledby=\"title description\""), "{view}");
        // What the source line says, with its code, can still be copied.
        let source = between(&outlined, "<metadata id=\"deportation-flows-source\">", "<");
        let code = &source[source.find("DF-").unwrap()..];
        assert!(plain.contains(code) && source.starts_with("Source: "), "{view}: {source}");
        // As many letters as there are, each an outline.
        assert!(outlined.len() > plain.len() && outlined.contains("<path"), "{view}");
        let path = path.to_str().unwrap();
        assert!(printed(&["recipe", path]).contains("is_outlined: true"), "{view}");
        let (_folder, _, again) = exported(path, "again.svg", &[]);
        assert!(again == outlined, "{view}: opened and exported again it is the same file");
    }
}

#[test]
fn outlines_can_go_without_a_recipe() {
    let (_folder, path, svg) = exported("gallery:s1", "figure.svg", &["--outlines", "--no-recipe"]);
    assert!(!svg.contains("Recipe(") && !svg.contains("DF-"));
    assert_eq!(super::program(&["recipe", path.to_str().unwrap()]).status.code(), Some(2));
}
