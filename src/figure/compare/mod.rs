//! A comparison in a rectangle: two dots and the line between them for each group, or a slope between two axes. Where
//! there is not room for all lines, those with the smallest changes are counted and not drawn.
//!
//! Start with [`draw`].

mod dumbbells;
mod slopes;

use super::frame::{Area, TypeSizes};
use super::measure::{FontWeight, shorten};
use super::scene::{Anchor, Item, Scene};
use crate::chart::{Colour, CompareModel, CompareRow, Palette};

/// Labels shrink to this share of their size before lines are left out.
const LEAST_LABEL: f64 = 0.66;
/// On a screen labels are small already.
const LEAST_SIZE: f64 = 10.0;
/// Height of a label in its row.
const LABEL_SHARE: f64 = 0.7;
const MOST_ROW: f64 = 2.3;

pub(super) fn draw(scene: &mut Scene, model: &CompareModel, area: Area, sizes: &TypeSizes, palette: &Palette) {
    if model.is_slopes {
        slopes::draw(scene, model, area, sizes, palette);
    } else {
        dumbbells::draw(scene, model, area, sizes, palette);
    }
}

/// How many lines of the model there is no room for.
pub(super) fn surplus(model: &CompareModel, area: Area, sizes: &TypeSizes) -> usize {
    if model.is_slopes {
        return 0;
    }
    lines_of(model, model.rows.len()).saturating_sub(room(area, sizes))
}

/// Lines that a picture of so many rows has: with titles between them and the total.
fn lines_of(model: &CompareModel, rows: usize) -> usize {
    rows + model.headings.len() + usize::from(model.total.is_some())
}

/// Above the lines stand the names of both sides, below them the axis.
fn chrome(sizes: &TypeSizes) -> f64 {
    sizes.tick * 3.7
}

fn room(area: Area, sizes: &TypeSizes) -> usize {
    let least_row = (sizes.label * LEAST_LABEL).max(LEAST_SIZE).min(sizes.label) / LABEL_SHARE;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozen rows")]
    let rows = ((area.bottom - area.top - chrome(sizes)) / least_row).max(2.0) as usize;
    rows
}

/// The positions of the rows that are drawn, in their order, and how many are not.
fn rows_drawn(model: &CompareModel, area: Area, sizes: &TypeSizes) -> (Vec<usize>, usize) {
    let room = room(area, sizes);
    let all: Vec<usize> = (0..model.rows.len()).collect();
    if lines_of(model, all.len()) <= room {
        return (all, 0);
    }
    // One line says how many there are more.
    let kept = room.saturating_sub(lines_of(model, 0) + 1).max(1);
    let mut by_importance = all;
    by_importance.sort_by_key(|index| model.rows.get(*index).map_or(usize::MAX, |row| row.importance));
    let left_out = by_importance.len().saturating_sub(kept);
    by_importance.truncate(kept);
    by_importance.sort_unstable();
    (by_importance, left_out)
}

/// Type of titles and ticks: never larger than that of the lines.
fn small(sizes: &TypeSizes, size: f64) -> f64 {
    sizes.tick.min(size * 0.94)
}

/// What a text is written with.
#[derive(Clone, Copy)]
struct Ink {
    size: f64,
    weight: FontWeight,
    colour: Colour,
}

fn push_text(scene: &mut Scene, (x, y): (f64, f64), anchor: Anchor, ink: Ink, text: &str, most: f64) {
    if text.is_empty() || most <= ink.size {
        return;
    }
    let text = shorten(text, ink.size, ink.weight, most + 0.01);
    let Ink { size, weight, colour } = ink;
    scene.items.push(Item::Text { x, y, anchor, size, weight, colour, text });
}

/// The number of a row in one text: "330 → 293".
fn both_numbers(row: &CompareRow) -> String {
    format!("{} → {}", row.before_label, row.after_label)
}
