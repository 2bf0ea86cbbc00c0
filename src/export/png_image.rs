//! The SVG of a figure as pixels, with the bundled typeface only; physical size, text alternative and recipe in the
//! metadata.

use super::{Figure, svg};
use crate::figure::{BOLD, FigureSettings, REGULAR, SEMI_BOLD, Scene, Typeface};
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Keyword of the text chunk that carries the recipe.
pub(super) const RECIPE_KEYWORD: &str = "deportation-flows-recipe";

const METRES_PER_INCH: f64 = 0.0254;

/// Most pixels of a picture, 4 bytes each.
const MAX_PIXELS: u64 = 300_000_000;

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| Arc::new(bundled()));

fn bundled() -> usvg::fontdb::Database {
    let mut fonts = usvg::fontdb::Database::new();
    for bytes in [REGULAR, SEMI_BOLD, BOLD] {
        fonts.load_font_data(bytes.to_vec());
    }
    fonts.set_sans_serif_family("Inter");
    fonts
}

/// The typeface that was used last, with the fonts for it: a newsroom has one.
static BROUGHT: Mutex<Option<(Typeface, Arc<usvg::fontdb::Database>)>> = Mutex::new(None);

fn fonts_with(typeface: &Typeface) -> Arc<usvg::fontdb::Database> {
    let mut last = BROUGHT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((known, fonts)) = &*last
        && known == typeface
    {
        return fonts.clone();
    }
    let mut fonts = bundled();
    for file in typeface.files() {
        fonts.load_font_data(file.to_vec());
    }
    let fonts = Arc::new(fonts);
    *last = Some((typeface.clone(), fonts.clone()));
    fonts
}

fn options(typeface: Option<&Typeface>) -> usvg::Options<'static> {
    let (font_family, fontdb) = match typeface {
        Some(typeface) => (typeface.family().to_owned(), fonts_with(typeface)),
        None => ("Inter".to_owned(), FONTS.clone()),
    };
    usvg::Options { font_family, fontdb, ..usvg::Options::default() }
}

/// Width, height and RGBA bytes, not premultiplied.
pub(super) fn render(scene: &Scene, scale: f32) -> Option<(u32, u32, Vec<u8>)> {
    let tree = usvg::Tree::from_str(&svg::write(scene, ""), &options(scene.typeface.as_ref())).ok()?;
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

/// A drawing that somebody brought as PNG, so many pixels on its longer side. It reads no other file.
pub(super) fn rasterised(svg: &str, longer_side: f32) -> Option<(u32, u32, Vec<u8>)> {
    let mut options = options(None);
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = usvg::Tree::from_str(svg, &options).ok()?;
    let (width, height, pixels) = render_tree(&tree, longer_side / tree.size().width().max(tree.size().height()))?;
    Some((width, height, packed_fast(width, height, &pixels)?))
}

/// The name of the family of a font.
pub(super) fn family_of(font: &[u8]) -> Option<String> {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(font.to_vec());
    fonts.faces().next().and_then(|face| face.families.first()).map(|(name, _)| name.clone())
}

/// A few percent larger than the best, and several times faster.
fn packed_fast(width: u32, height: u32, pixels: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(pixels).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// An SVG with its letters as outlines, which looks the same without the typeface, and the same as PNG.
pub(super) fn outlined(svg: &str, typeface: Option<&Typeface>, scale: f32) -> Option<(String, Vec<u8>)> {
    let tree = usvg::Tree::from_str(svg, &options(typeface)).ok()?;
    let (width, height, pixels) = render_tree(&tree, scale)?;
    Some((tree.to_string(&usvg::WriteOptions::default()), packed_fast(width, height, &pixels)?))
}

/// An SVG with its letters as outlines.
pub(super) fn outlines(svg: &str, typeface: Option<&Typeface>) -> Option<String> {
    let tree = usvg::Tree::from_str(svg, &options(typeface)).ok()?;
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
    // What lets nothing through has no need to say so for each of its pixels.
    let (pixels, colours) = match without_opacity(&pixels) {
        Some(opaque) => (opaque, png::ColorType::Rgb),
        None => (pixels, png::ColorType::Rgba),
    };
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    // Areas of one colour and sharp edges: filters, which photographs need, make such files larger, and take time.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_color(colours);
    encoder.set_depth(png::BitDepth::Eight);
    let texts = (scene.title.as_str(), scene.description.clone(), source);
    describe(&mut encoder, texts, carried, settings)?;
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// The colours of pixels alone; `None` where one lets something through.
fn without_opacity(pixels: &[u8]) -> Option<Vec<u8>> {
    let pixels = pixels.as_chunks::<4>().0;
    let is_opaque = pixels.iter().all(|[_, _, _, opacity]| *opacity == u8::MAX);
    is_opaque.then(|| pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect())
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
