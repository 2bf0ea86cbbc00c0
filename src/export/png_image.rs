//! The SVG of a figure as pixels, with the bundled typeface only; physical size, text alternative and recipe in the
//! metadata.

use super::{Figure, svg};
use crate::figure::{BOLD, FigureSettings, REGULAR, SEMI_BOLD, Scene};
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, LazyLock};

/// Keyword of the text chunk that carries the recipe.
pub(super) const RECIPE_KEYWORD: &str = "deportation-flows-recipe";

const METRES_PER_INCH: f64 = 0.0254;

/// Most pixels of a picture, 4 bytes each.
const MAX_PIXELS: u64 = 300_000_000;

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    for bytes in [REGULAR, SEMI_BOLD, BOLD] {
        fonts.load_font_data(bytes.to_vec());
    }
    fonts.set_sans_serif_family("Inter");
    Arc::new(fonts)
});

fn options() -> usvg::Options<'static> {
    usvg::Options { font_family: "Inter".to_owned(), fontdb: FONTS.clone(), ..usvg::Options::default() }
}

/// Width, height and RGBA bytes, not premultiplied.
pub(super) fn render(scene: &Scene, scale: f32) -> Option<(u32, u32, Vec<u8>)> {
    let tree = usvg::Tree::from_str(&svg::write(scene, ""), &options()).ok()?;
    render_tree(&tree, scale)
}

fn render_tree(tree: &usvg::Tree, scale: f32) -> Option<(u32, u32, Vec<u8>)> {
    let side = |units: f32| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 8,000 times 4")]
        let pixels = (f64::from(units) * f64::from(scale)).round().max(1.0) as u32;
        pixels
    };
    let (width, height) = (side(tree.size().width()), side(tree.size().height()));
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return None;
    }
    let mut pixmap = tiny_skia::Pixmap::new(width, height)?;
    resvg::render(tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Some((width, height, pixmap.take_demultiplied()))
}

/// An SVG with its letters as outlines, which looks the same without the typeface, and the same as PNG.
pub(super) fn outlined(svg: &str, scale: f32) -> Option<(String, Vec<u8>)> {
    let tree = usvg::Tree::from_str(svg, &options()).ok()?;
    let (width, height, pixels) = render_tree(&tree, scale)?;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    // A few percent larger, and several times faster.
    encoder.set_compression(png::Compression::Fast);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some((tree.to_string(&usvg::WriteOptions::default()), bytes))
}

/// An SVG with its letters as outlines.
pub(super) fn outlines(svg: &str) -> Option<String> {
    let tree = usvg::Tree::from_str(svg, &options()).ok()?;
    let written = usvg::WriteOptions { coordinates_precision: 3, indent: usvg::Indent::None, ..Default::default() };
    Some(tree.to_string(&written))
}

pub(super) fn write(figure: &Figure<'_>, scene: &Scene, source: &str) -> Option<Vec<u8>> {
    let carried = (figure.plain_recipe().program, figure.carried(false));
    write_scene(scene, source, (&carried.0, carried.1), figure.settings.clamped())
}

/// As [`write`], with the program and what the file carries.
pub(super) fn write_scene(
    scene: &Scene,
    source: &str,
    carried: (&str, String),
    settings: FigureSettings,
) -> Option<Vec<u8>> {
    let (width, height, pixels) = render(scene, f32::from(settings.scale))?;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let texts = (scene.title.as_str(), scene.description.clone(), source);
    describe(&mut encoder, texts, carried, settings)?;
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// Physical size, title, text alternative, source and recipe.
pub(super) fn describe(
    encoder: &mut png::Encoder<'_, &mut Vec<u8>>,
    (title, description, source): (&str, String, &str),
    (program, recipe): (&str, String),
    settings: FigureSettings,
) -> Option<()> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some ten thousand")]
    let per_metre = (settings.units_per_inch() * f64::from(settings.scale) / METRES_PER_INCH).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    for (keyword, text) in [
        ("Title", title.to_owned()),
        ("Description", description),
        ("Source", source.to_owned()),
        ("Software", program.to_owned()),
        (RECIPE_KEYWORD, recipe),
    ] {
        if !text.is_empty() {
            encoder.add_itxt_chunk(keyword.to_owned(), text).ok()?;
        }
    }
    Some(())
}
