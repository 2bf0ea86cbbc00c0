//! The parts of a figure around its chart: headline, subtitle, notes and source. What they need is measured, and the
//! chart gets the rest.

use super::look::{Logo, Look, PlacedLogo};
use super::measure::{FontWeight, text_width, wrap, wrap_evenly};
use super::scene::{Anchor, Item, Part, Scene};
use crate::chart::{Captions, Palette};
use crate::words::Words;

/// Type sizes of a canvas. On a slide of 1920 × 1080, 2 units are a point: labels 18 pt, headline 30 pt.
pub(super) struct TypeSizes {
    pub headline: f64,
    pub subtitle: f64,
    pub label: f64,
    pub tick: f64,
    pub note: f64,
    /// The margin on all sides, and the measure of all distances.
    pub margin: f64,
}

impl TypeSizes {
    pub(super) fn for_canvas(width: u32, height: u32, factor: f64) -> Self {
        let unit = (f64::from(width) * f64::from(height) / (1920.0 * 1080.0)).sqrt();
        // A very flat or very tall canvas is limited by its short side.
        let unit = unit.min(f64::from(width) / 1_000.0).min(f64::from(height) / 640.0);
        let round = |size: f64| (size * unit * factor * 4.0).round() / 4.0;
        Self {
            headline: round(60.0),
            subtitle: round(36.0),
            label: round(36.0),
            tick: round(27.0),
            note: round(24.0),
            margin: round(64.0 / factor),
        }
    }
}

impl TypeSizes {
    /// For the window, where a unit is a point.
    pub(super) fn for_screen(width: u32) -> Self {
        let label = if width < 420 { 12.0 } else { 13.0 };
        Self { headline: 23.0, subtitle: 14.0, label, tick: 11.5, note: 12.0, margin: 16.0 }
    }
}

/// The part of the canvas that is left for the chart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// Of a logo at the most: in sizes of the notes, and in shares of the canvas.
const LOGO_HEIGHT: f64 = 2.4;
const LOGO_WIDTH: f64 = 0.2;

const LINE_HEIGHT: f64 = 1.32;
const HEADLINE_HEIGHT: f64 = 1.14;
/// From the top of a line to its baseline.
const ASCENT: f64 = 0.97;

pub(super) fn draw(scene: &mut Scene, captions: &Captions, sizes: &TypeSizes, look: &Look, words: &Words) -> Area {
    let palette = &look.palette;
    let (left, right) = (sizes.margin, f64::from(scene.width) - sizes.margin);
    let width = right - left;
    let mut top = sizes.margin * 0.86;
    scene.begin(Part::Headline);
    for line in wrap_evenly(&captions.headline, sizes.headline, FontWeight::Bold, width) {
        push_text(scene, left, top + sizes.headline * 0.93, sizes.headline, FontWeight::Bold, palette.text, line);
        top += sizes.headline * HEADLINE_HEIGHT;
    }
    top += sizes.margin * 0.14;
    scene.begin(Part::Subtitle);
    for line in wrap_evenly(&captions.subtitle, sizes.subtitle, FontWeight::Regular, width) {
        push_text(scene, left, top + sizes.subtitle * ASCENT, sizes.subtitle, FontWeight::Regular, palette.muted, line);
        top += sizes.subtitle * LINE_HEIGHT;
    }
    top += sizes.margin * 0.4;
    // From below: the source, above it the notes.
    let mut bottom = f64::from(scene.height) - sizes.margin * 0.7;
    let logo = look.logo.as_ref().map(|logo| place_logo(scene, logo, (right, bottom), sizes));
    // What stands beside the logo leaves it its place.
    let width = logo.map_or(width, |logo_width| width - logo_width - sizes.margin * 0.6);
    let texts = [
        (Part::Source, words.labels.source, captions.source.clone()),
        (Part::Note, words.labels.note, captions.notes.join(" ")),
    ];
    for (part, name, text) in texts.into_iter().filter(|(_, _, text)| !text.is_empty()) {
        scene.begin(part);
        bottom = draw_named(scene, &format!("{name}:"), &text, (left, bottom, width), sizes.note, palette);
    }
    let lowest = scene.logos.iter().map(|placed| placed.y - sizes.margin * 0.2).fold(bottom, f64::min);
    Area { left, top, right, bottom: lowest - sizes.margin * 0.3 }
}

/// In the lower right corner, small; gives its width.
fn place_logo(scene: &mut Scene, logo: &Logo, (right, bottom): (f64, f64), sizes: &TypeSizes) -> f64 {
    let (wide, high) = (f64::from(logo.width.max(1)), f64::from(logo.height.max(1)));
    let scale = (sizes.note * LOGO_HEIGHT / high).min(f64::from(scene.width) * LOGO_WIDTH / wide);
    let (width, height) = (wide * scale, high * scale);
    scene.logos.push(PlacedLogo { logo: logo.clone(), x: right - width, y: bottom - height, width, height });
    width
}

/// A paragraph that ends at `bottom`, its name in semi-bold before the first line; gives the top of the paragraph.
fn draw_named(
    scene: &mut Scene,
    name: &str,
    text: &str,
    (left, bottom, width): (f64, f64, f64),
    size: f64,
    palette: &Palette,
) -> f64 {
    let indent = text_width(name, size, FontWeight::SemiBold) + size * 0.3;
    // The first line is shorter by the name: it is wrapped on its own.
    let first =
        wrap(text, size, FontWeight::Regular, (width - indent).max(size)).into_iter().next().unwrap_or_default();
    let words_of = |text: &str| text.split([' ', '\n']).filter(|word| !word.is_empty()).count();
    let rest: Vec<&str> = text.split([' ', '\n']).filter(|word| !word.is_empty()).skip(words_of(&first)).collect();
    let mut lines = vec![first];
    lines.extend(wrap(&rest.join(" "), size, FontWeight::Regular, width));
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let top = bottom - lines.len() as f64 * size * LINE_HEIGHT;
    push_text(scene, left, top + size * ASCENT, size, FontWeight::SemiBold, palette.muted, name.to_owned());
    let mut baseline = top + size * ASCENT;
    for (index, line) in lines.into_iter().enumerate() {
        let x = if index == 0 { left + indent } else { left };
        push_text(scene, x, baseline, size, FontWeight::Regular, palette.muted, line);
        baseline += size * LINE_HEIGHT;
    }
    top
}

fn push_text(
    scene: &mut Scene,
    x: f64,
    y: f64,
    size: f64,
    weight: FontWeight,
    colour: crate::chart::Colour,
    text: String,
) {
    scene.items.push(Item::Text { x, y, anchor: Anchor::Start, size, weight, colour, text });
}
