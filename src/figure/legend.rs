//! A legend: swatches with their names in lines from left to right, above a chart.

use super::frame::{Area, TypeSizes};
use super::measure::{FontWeight, shorten, text_width};
use super::scene::{Anchor, Item, Paint, Scene, Step};
use crate::chart::{Colour, Palette};

pub(super) struct Entry {
    pub label: String,
    pub swatch: Swatch,
}

#[derive(Clone, Copy)]
pub(super) enum Swatch {
    Fill(Colour),
    Dashed(Colour),
    Hatched(Colour),
    /// White, with an edge.
    Empty(Colour),
    /// An arc from thin to as wide as this.
    Taper(Colour, f64),
}

/// Draws the entries at the top of an area; gives the top of what is left.
pub(super) fn draw(scene: &mut Scene, entries: &[Entry], area: Area, sizes: &TypeSizes, palette: &Palette) -> f64 {
    if entries.is_empty() {
        return area.top;
    }
    let size = sizes.tick;
    let box_size = size * 0.8;
    let line = size * 1.5;
    let (mut x, mut y) = (area.left, area.top);
    for entry in entries {
        // An arc needs a length to be seen as one.
        let box_width = if matches!(entry.swatch, Swatch::Taper(..)) { size * 1.8 } else { box_size };
        let indent = box_width + box_size * 0.5;
        let room = area.right - area.left - indent;
        let label = shorten(&entry.label, size, FontWeight::Regular, room);
        let width = indent + text_width(&label, size, FontWeight::Regular) + size;
        if x > area.left && x + width - size > area.right {
            x = area.left;
            y += line;
        }
        draw_swatch(scene, entry.swatch, (x, y + size * 0.15), box_size, box_width);
        scene.items.push(Item::Text {
            x: x + indent,
            y: y + size * 0.88,
            anchor: Anchor::Start,
            size,
            weight: FontWeight::Regular,
            colour: palette.text,
            text: label,
        });
        x += width;
    }
    y + line + size * 0.5
}

fn draw_swatch(scene: &mut Scene, swatch: Swatch, (x, y): (f64, f64), size: f64, width: f64) {
    let middle = y + size / 2.0;
    match swatch {
        Swatch::Fill(fill) => {
            scene.items.push(Item::Rectangle { x, y, width: size, height: size, radius: size * 0.12, fill });
        }
        Swatch::Hatched(stripe) => scene.items.push(Item::Hatched { x, y, width: size, height: size, stripe }),
        Swatch::Empty(edge) => {
            let steps = vec![
                Step::Move(x, y),
                Step::Line(x + size, y),
                Step::Line(x + size, y + size),
                Step::Line(x, y + size),
                Step::Close,
            ];
            let stroke = Some((size * 0.06, Paint::solid(edge)));
            scene.items.push(Item::Path { steps, fill: None, stroke, dash: None });
        }
        Swatch::Taper(colour, widest) => {
            let (thin, thick) = (widest * 0.11, widest * 0.5);
            let steps = vec![
                Step::Move(x, middle - thin),
                Step::Line(x + width, middle - thick),
                Step::Line(x + width, middle + thick),
                Step::Line(x, middle + thin),
                Step::Close,
            ];
            scene.items.push(Item::Path { steps, fill: Some(Paint::solid(colour)), stroke: None, dash: None });
        }
        Swatch::Dashed(colour) => {
            let steps = vec![Step::Move(x, middle), Step::Line(x + size, middle)];
            let dash = Some((size * 0.35, size * 0.2));
            let stroke = Some((size * 0.2, Paint::solid(colour)));
            scene.items.push(Item::Path { steps, fill: None, stroke, dash });
        }
    }
}
