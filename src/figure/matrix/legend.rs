//! At the foot of a matrix: the limits of its shades, and what its signs mean.

use super::super::frame::{Area, TypeSizes};
use super::super::measure::{FontWeight, shorten, text_width};
use super::super::scene::{Anchor, Item, Scene};
use super::{empty_ground, signs};
use crate::chart::{MatrixModel, Palette, Sign};

/// One line of the legend.
pub(super) fn line_height(sizes: &TypeSizes) -> f64 {
    type_size(sizes) * 1.5
}

fn type_size(sizes: &TypeSizes) -> f64 {
    (sizes.tick * 0.88).max(sizes.label * super::LEAST_LABEL)
}

enum Entry<'a> {
    Class(usize, &'a str),
    Sign(Sign, &'a str),
    Text(&'a str),
}

/// Draws it at the bottom of the area; gives where it begins.
pub(super) fn draw(
    scene: &mut Scene,
    model: &MatrixModel,
    (has_codes, shows_numbers): (bool, bool),
    area: Area,
    sizes: &TypeSizes,
    palette: &Palette,
) -> f64 {
    let size = type_size(sizes);
    let classes = model.classes.iter().enumerate().map(|(class, label)| Entry::Class(class, label));
    let needed = |sign: &Sign| *sign != Sign::Zero || !shows_numbers;
    let signs = model.signs.iter().filter(|(sign, _)| needed(sign)).map(|(sign, label)| Entry::Sign(*sign, label));
    let codes = has_codes.then_some(Entry::Text(model.codes_note.as_str()));
    let entries: Vec<Entry<'_>> = classes.chain(signs).chain(codes).collect();
    let (swatch, gap, between) = (size * 1.35, size * 0.4, size * 1.1);
    let text_of = |entry: &Entry<'_>| match entry {
        Entry::Class(_, text) | Entry::Sign(_, text) | Entry::Text(text) => {
            shorten(text, size, FontWeight::Regular, area.right - area.left - swatch - gap)
        }
    };
    let lead = |entry: &Entry<'_>| if matches!(entry, Entry::Text(_)) { 0.0 } else { swatch + gap };
    // Lines of entries, each as wide as the area at the most.
    let mut places: Vec<(usize, f64)> = Vec::new();
    let (mut line, mut x) = (0_usize, area.left);
    for entry in &entries {
        let wide = lead(entry) + text_width(&text_of(entry), size, FontWeight::Regular);
        if x > area.left && x + wide > area.right {
            (line, x) = (line + 1, area.left);
        }
        places.push((line, x));
        x += wide + between;
    }
    if entries.is_empty() {
        return area.bottom;
    }
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let y_of = |below: usize| line_height(sizes) * below as f64;
    let top = area.bottom - y_of(line + 1);
    for (entry, (line, x)) in entries.iter().zip(places) {
        let y = top + y_of(line) + line_height(sizes) / 2.0;
        let (height, width) = (size * 0.86, swatch);
        let swatch_top = y - height / 2.0;
        match entry {
            Entry::Class(class, _) => {
                let fill = palette.shade(*class, model.classes.len());
                scene.items.push(Item::Rectangle { x, y: swatch_top, width, height, radius: height * 0.1, fill });
            }
            Entry::Sign(sign, _) => {
                if matches!(sign, Sign::Zero | Sign::Few) {
                    let fill = empty_ground(palette);
                    scene.items.push(Item::Rectangle { x, y: swatch_top, width, height, radius: height * 0.1, fill });
                }
                signs::draw(scene, *sign, (x, swatch_top, width, height), palette);
            }
            Entry::Text(_) => {}
        }
        scene.items.push(Item::Text {
            x: x + lead(entry),
            y: y + size * 0.355,
            anchor: Anchor::Start,
            size,
            weight: FontWeight::Regular,
            colour: palette.muted,
            text: text_of(entry),
        });
    }
    top
}
