//! Scenes as PDF: a page of vectors each, fonts embedded and cut down to what is used, text that can be selected, tagged
//! for screen readers, PDF/A-3a and PDF/UA-1. The recipe is an attached file.
//!
//! Nothing here knows data or charts. Start with [`write`].

use super::extent::{self, Extent};
use super::{Fixed, PRODUCED};
use crate::chart::Colour;
use crate::figure::{
    self, Anchor, BOLD, FontWeight, Item, Part, REGULAR, SEMI_BOLD, Scene, Step, shape, text_width, with_typeface,
};
use crate::words::Words;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, BBox, ContentTag, Tag, TagGroup, TagKind, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use std::num::NonZeroU16;
use std::sync::LazyLock;

const POINTS_PER_INCH: f64 = 72.0;

/// The attached file that carries the recipe.
const RECIPE_NAME: &str = "deportation-flows-recipe.ron";

/// Width of a stripe and of the gap beside it, as in the SVG.
const STRIPE: f64 = 4.0;

/// Regular, semi-bold and bold.
type Fonts = [Option<Font>; 3];

static FONTS: LazyLock<Fonts> = LazyLock::new(|| [REGULAR, SEMI_BOLD, BOLD].map(|bytes| Font::new(bytes.into(), 0)));

/// The bundled fonts where the typeface of a scene lacks a letter, and those of the typeface.
fn fonts_of(scene: &Scene) -> Fonts {
    let Some(typeface) = &scene.typeface else { return FONTS.clone() };
    let mut files = typeface.files().map(|file| Font::new(file.to_vec().into(), 0));
    std::array::from_fn(|_| files.next().flatten())
}

/// What stands in the file beside the picture.
pub(super) struct About<'a> {
    pub program: &'a str,
    pub source: &'a str,
    pub recipe: String,
}

/// A figure and the words that name its parts.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub scene: &'a Scene,
    pub words: &'a Words,
    pub units_per_inch: f64,
}

impl Page<'_> {
    fn points(&self, units: f64) -> f32 {
        narrow(units * POINTS_PER_INCH / self.units_per_inch)
    }
}

/// Valid for archives where it can be. A text with letters that the typeface does not have cannot be; it is still
/// written, tagged.
pub(super) fn write(pages: &[Page<'_>], about: &About<'_>) -> Option<Vec<u8>> {
    let archival = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .ok()?;
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish().ok()?;
    [archival, accessible, Configuration::default()]
        .into_iter()
        .find_map(|configuration| write_as(pages, about, configuration))
}

fn write_as(pages: &[Page<'_>], about: &About<'_>, configuration: Configuration) -> Option<Vec<u8>> {
    let settings = SerializeSettings { configuration, xmp_metadata: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let Page { scene, words, .. } = *pages.first()?;
    let mut tree = TagTree::new().with_lang(Some(words.language.code().to_owned()));
    let mut outline = Outline::new();
    for (number, one) in pages.iter().enumerate() {
        let Page { scene, words, .. } = *one;
        let (width, height) = (one.points(f64::from(scene.width)), one.points(f64::from(scene.height)));
        let mut page = document.start_page_with(PageSettings::from_wh(width, height)?);
        let mut surface = page.surface();
        let parts = draw(one, number, &mut surface);
        surface.finish();
        page.finish();
        if pages.len() == 1 {
            for part in parts {
                tree.push(part);
            }
        } else {
            let section = Tag::Section.with_lang(Some(words.language.code().to_owned()));
            tree.push(TagGroup::with_children(section, parts.into_iter().map(Into::into).collect()));
        }
        let top = XyzDestination::new(number, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(scene.title.clone(), top));
    }
    document.set_tag_tree(tree);
    document.set_outline(outline);
    let Fixed { year, month, day } = PRODUCED;
    let date = DateTime::new(year).month(month).day(day).hour(0).minute(0).second(0).utc_offset_hour(0);
    document.set_metadata(
        Metadata::new()
            .title(scene.title.clone())
            .description(scene.description.clone())
            .keywords(vec![format!("{}: {}", words.labels.source, about.source)])
            .language(words.language.code().to_owned())
            .creator(about.program.to_owned())
            .producer(about.program.to_owned())
            .creation_date(date),
    );
    if about.recipe.is_empty() {
        return document.finish().ok();
    }
    document.embed_file(EmbeddedFile {
        path: RECIPE_NAME.to_owned(),
        mime_type: MimeType::new("text/plain"),
        description: Some(words.labels.recipe_attached.to_owned()),
        association_kind: AssociationKind::Source,
        data: about.recipe.clone().into_bytes().into(),
        modification_date: Some(date),
        compress: Some(true),
        location: None,
    });
    document.finish().ok()
}

/// Paints a page, and gives what a screen reader is told: heading, paragraphs, and one figure with its alternative.
fn draw(one: &Page<'_>, page: usize, surface: &mut Surface<'_>) -> Vec<TagGroup> {
    let scene = one.scene;
    let fonts = fonts_of(scene);
    surface.push_transform(&Transform::from_scale(one.points(1.0), one.points(1.0)));
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    if scene.has_ground
        && let Some(page) = rectangle(0.0, 0.0, f64::from(scene.width), f64::from(scene.height), 0.0)
    {
        fill(surface, scene.background);
        surface.draw_path(&page);
    }
    surface.end_tagged();
    let mut groups: Vec<(Part, TagGroup)> = Vec::new();
    let mut open = None;
    for (part, item) in scene.items_by_part() {
        if open != Some(part) {
            if open.is_some() {
                surface.end_tagged();
            }
            let leaf = surface.start_tagged(ContentTag::Other);
            match groups.iter_mut().find(|(known, _)| *known == part) {
                Some((_, group)) => group.push(leaf),
                None => {
                    let mut group = TagGroup::new(tag_of(part, one, page));
                    group.push(leaf);
                    groups.push((part, group));
                }
            }
            open = Some(part);
        }
        with_typeface(scene.typeface.as_ref(), || draw_item(surface, item, part, &fonts));
    }
    if open.is_some() {
        surface.end_tagged();
    }
    draw_logos(surface, scene);
    surface.pop();
    let mut parts = Vec::new();
    // In the order in which they are read: the source is painted before what stands above it.
    for part in [Part::Headline, Part::Subtitle, Part::Chart, Part::Note, Part::Source] {
        if let Some(index) = groups.iter().position(|(known, _)| *known == part) {
            parts.push(groups.swap_remove(index).1);
        }
    }
    parts
}

fn tag_of(part: Part, one: &Page<'_>, page: usize) -> TagKind {
    let scene = one.scene;
    match part {
        Part::Headline => Tag::Hn(NonZeroU16::MIN, Some(scene.title.clone())).into(),
        Part::Subtitle | Part::Note | Part::Source => Tag::P.into(),
        Part::Chart => {
            let frame = extent::of_part(scene, Part::Chart).and_then(|Extent { left, top, right, bottom }| {
                Rect::from_ltrb(one.points(left), one.points(top), one.points(right), one.points(bottom))
            });
            let frame = frame.map(|frame| BBox::new(page, frame));
            Tag::Figure(Some(scene.description.clone())).with_bbox(frame).into()
        }
    }
}

/// A logo says nothing that a reader of the figure needs.
fn draw_logos(surface: &mut Surface<'_>, scene: &Scene) {
    for placed in &scene.logos {
        let image = Image::from_png(placed.logo.png.to_vec().into(), true);
        let (Ok(image), Some(size)) = (image, Size::from_wh(narrow(placed.width), narrow(placed.height))) else {
            continue;
        };
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.push_transform(&Transform::from_translate(narrow(placed.x), narrow(placed.y)));
        surface.draw_image(image, size);
        surface.pop();
        surface.end_tagged();
    }
}

fn draw_item(surface: &mut Surface<'_>, item: &Item, part: Part, fonts: &Fonts) {
    match item {
        Item::Rectangle { x, y, width, height, radius, fill: colour } => {
            if let Some(path) = rectangle(*x, *y, *width, *height, *radius) {
                fill(surface, *colour);
                surface.draw_path(&path);
            }
        }
        Item::Hatched { x, y, width, height, stripe } => draw_hatched(surface, (*x, *y, *width, *height), *stripe),
        Item::Line { x1, y1, x2, y2, width, colour } => {
            let mut path = PathBuilder::new();
            path.move_to(narrow(*x1), narrow(*y1));
            path.line_to(narrow(*x2), narrow(*y2));
            if let Some(path) = path.finish() {
                stroke(surface, *colour, *width);
                surface.draw_path(&path);
            }
        }
        Item::Circle { x, y, radius, fill: paint, stroke: line } => {
            if let Some(path) = rectangle(x - radius, y - radius, radius * 2.0, radius * 2.0, *radius) {
                fill_with(surface, *paint);
                surface.draw_path(&path);
                if let Some((width, colour)) = line {
                    surface.set_fill(None);
                    stroke(surface, *colour, *width);
                    surface.draw_path(&path);
                }
            }
        }
        Item::Path { steps, fill: paint, stroke: line, dash } => {
            let Some(path) = outline(steps) else { return };
            if let Some(paint) = paint {
                fill_with(surface, *paint);
                surface.draw_path(&path);
            }
            if let Some((width, paint)) = line {
                stroke_with(surface, *paint, *width, *dash);
                surface.draw_path(&path);
            }
        }
        Item::Text { x, y, anchor, size, weight, colour, text } => {
            let width = text_width(text, *size, *weight);
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - width / 2.0,
                Anchor::End => x - width,
            };
            // Lines of one paragraph are read as one: the last word of a line must not stick to the first of the next.
            let text = if part == Part::Chart { text.clone() } else { format!("{text} ") };
            fill(surface, *colour);
            draw_text(surface, &text, (left, *y), (*size, *weight), fonts);
        }
    }
}

fn outline(steps: &[Step]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for step in steps {
        match *step {
            Step::Move(x, y) => path.move_to(narrow(x), narrow(y)),
            Step::Line(x, y) => path.line_to(narrow(x), narrow(y)),
            Step::Curve(x1, y1, x2, y2, x, y) => {
                path.cubic_to(narrow(x1), narrow(y1), narrow(x2), narrow(y2), narrow(x), narrow(y));
            }
            Step::Close => path.close(),
        }
    }
    path.finish()
}

fn draw_text(
    surface: &mut Surface<'_>,
    text: &str,
    (x, y): (f64, f64),
    (size, weight): (f64, FontWeight),
    fonts: &Fonts,
) {
    let (shaped, is_bundled) = shape(text, weight);
    let [regular, semi_bold, bold] = if is_bundled { &*FONTS } else { fonts };
    let font = match weight {
        FontWeight::Regular => regular,
        FontWeight::SemiBold => semi_bold,
        FontWeight::Bold => bold,
    };
    let Some(font) = font else { return };
    let mut starts: Vec<usize> = shaped.iter().map(|glyph| glyph.start).collect();
    starts.sort_unstable();
    let glyphs: Vec<KrillaGlyph> = shaped
        .iter()
        .map(|glyph| {
            let end = starts.get(starts.partition_point(|start| *start <= glyph.start)).copied().unwrap_or(text.len());
            let lengths = (narrow(glyph.advance), narrow(glyph.x), narrow(glyph.y));
            KrillaGlyph::new(GlyphId::new(glyph.id), lengths.0, lengths.1, lengths.2, 0.0, glyph.start..end, None)
        })
        .collect();
    if glyphs.is_empty() {
        return;
    }
    surface.draw_glyphs(Point::from_xy(narrow(x), narrow(y)), &glyphs, font.clone(), text, narrow(size), false);
}

/// Stripes from the lower left to the upper right inside a frame.
fn draw_hatched(surface: &mut Surface<'_>, (x, y, width, height): (f64, f64, f64, f64), colour: Colour) {
    let Some(frame) = rectangle(x, y, width, height, 0.0) else { return };
    surface.push_clip_path(&frame, &FillRule::NonZero);
    let mut stripes = PathBuilder::new();
    // Along the upper edge, a stripe is as much wider as the diagonal of a square is longer than its side.
    let (wide, step) = (STRIPE * std::f64::consts::SQRT_2, 2.0 * STRIPE * std::f64::consts::SQRT_2);
    let mut at = ((x + y) / step).floor() * step - y;
    while at < x + width + height {
        for (index, (corner_x, corner_y)) in
            [(at, y), (at + wide, y), (at + wide - height, y + height), (at - height, y + height)]
                .into_iter()
                .enumerate()
        {
            if index == 0 {
                stripes.move_to(narrow(corner_x), narrow(corner_y));
            } else {
                stripes.line_to(narrow(corner_x), narrow(corner_y));
            }
        }
        stripes.close();
        at += step;
    }
    if let Some(path) = stripes.finish() {
        fill(surface, colour);
        surface.draw_path(&path);
    }
    surface.pop();
    stroke(surface, colour, 1.0);
    surface.draw_path(&frame);
}

fn rectangle(x: f64, y: f64, width: f64, height: f64, radius: f64) -> Option<Path> {
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let radius = radius.min(width / 2.0).min(height / 2.0);
    let mut path = PathBuilder::new();
    if radius <= 0.0 {
        path.push_rect(Rect::from_xywh(narrow(x), narrow(y), narrow(width), narrow(height))?);
        return path.finish();
    }
    // A quarter of a circle as a curve.
    let handle = radius * 0.447_715_25;
    let (right, bottom) = (x + width, y + height);
    let point = |x: f64, y: f64| (narrow(x), narrow(y));
    let corners = [
        ((right - radius, y), (right - handle, y), (right, y + handle), (right, y + radius)),
        ((right, bottom - radius), (right, bottom - handle), (right - handle, bottom), (right - radius, bottom)),
        ((x + radius, bottom), (x + handle, bottom), (x, bottom - handle), (x, bottom - radius)),
        ((x, y + radius), (x, y + handle), (x + handle, y), (x + radius, y)),
    ];
    let start = point(x + radius, y);
    path.move_to(start.0, start.1);
    for (from, one, two, to) in corners {
        let (from, one, two, to) = (point(from.0, from.1), point(one.0, one.1), point(two.0, two.1), point(to.0, to.1));
        path.line_to(from.0, from.1);
        path.cubic_to(one.0, one.1, two.0, two.1, to.0, to.1);
    }
    path.close();
    path.finish()
}

fn fill(surface: &mut Surface<'_>, Colour(red, green, blue): Colour) {
    surface.set_stroke(None);
    let paint = rgb::Color::new(red, green, blue).into();
    surface.set_fill(Some(Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }));
}

fn stroke(surface: &mut Surface<'_>, Colour(red, green, blue): Colour, width: f64) {
    surface.set_fill(None);
    let paint = rgb::Color::new(red, green, blue).into();
    surface.set_stroke(Some(Stroke { paint, width: narrow(width), ..Stroke::default() }));
}

fn fill_with(surface: &mut Surface<'_>, paint: figure::Paint) {
    surface.set_stroke(None);
    let Colour(red, green, blue) = paint.colour;
    let opacity = NormalizedF32::new(narrow(paint.opacity)).unwrap_or(NormalizedF32::ONE);
    let paint = rgb::Color::new(red, green, blue).into();
    surface.set_fill(Some(Fill { paint, opacity, rule: FillRule::NonZero }));
}

fn stroke_with(surface: &mut Surface<'_>, paint: figure::Paint, width: f64, dash: Option<(f64, f64)>) {
    surface.set_fill(None);
    let Colour(red, green, blue) = paint.colour;
    let opacity = NormalizedF32::new(narrow(paint.opacity)).unwrap_or(NormalizedF32::ONE);
    let paint = rgb::Color::new(red, green, blue).into();
    let dash = dash.map(|(on, off)| StrokeDash { array: vec![narrow(on), narrow(off)], offset: 0.0 });
    surface.set_stroke(Some(Stroke { paint, width: narrow(width), opacity, dash, ..Stroke::default() }));
}

#[expect(clippy::cast_possible_truncation, reason = "coordinates of a page: at most 8,000, a hundredth is enough")]
fn narrow(value: f64) -> f32 {
    value as f32
}
