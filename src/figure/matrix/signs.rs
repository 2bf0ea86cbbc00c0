//! The signs of what is no amount, drawn and not written, so that they have any size: a hatch for what is not covered,
//! a dash for what is not reported, a bar for what is redacted. None is like a zero.

use super::super::scene::{Item, Paint, Scene, Step};
use crate::chart::{Colour, Palette, Sign, mixed};
use crate::dataset::Missing;
use crate::query::Nothing;

/// Draws a sign in a cell.
pub(super) fn draw(scene: &mut Scene, sign: Sign, (x, y, width, height): (f64, f64, f64, f64), palette: &Palette) {
    let (middle, centre) = (x + width / 2.0, y + height / 2.0);
    // Half of the sign, and the width of its lines.
    let half = (width.min(height) * 0.22).min(9.0);
    let stroke = (half * 0.28).clamp(0.8, 2.2);
    let ink = palette.faint;
    let mut line = |x1: f64, y1: f64, x2: f64, y2: f64, colour: Colour| {
        scene.items.push(Item::Line { x1, y1, x2, y2, width: stroke, colour });
    };
    match sign {
        Sign::Number => {}
        // In a narrow cell a dot would be a line of dots with its neighbours.
        Sign::Zero if width.min(height) < half.max(1.0) * 4.0 || width < 8.0 => {}
        Sign::Zero => {
            let radius = (half * 0.35).max(0.6);
            scene.items.push(Item::Circle { x: middle, y: centre, radius, fill: Paint::solid(ink), stroke: None });
        }
        Sign::Nothing(Nothing::NotCovered | Nothing::Cell(Missing::NotCovered)) | Sign::Partial => {
            let stripe = mixed(palette.surface, palette.faint, 0.45);
            scene.items.push(Item::Hatched { x, y, width, height, stripe });
        }
        Sign::Nothing(Nothing::Cell(Missing::NotReported)) => line(middle - half, centre, middle + half, centre, ink),
        Sign::Nothing(Nothing::Cell(Missing::Redacted)) => {
            let (x, y) = (middle - half * 1.2, centre - half * 0.5);
            let (width, height) = (half * 2.4, half);
            scene.items.push(Item::Rectangle { x, y, width, height, radius: 0.0, fill: palette.muted });
        }
        Sign::Nothing(Nothing::Cell(Missing::Suppressed)) => {
            for (dx, dy) in [(0.0, 1.0), (0.87, 0.5), (0.87, -0.5)] {
                let (dx, dy) = (dx * half, dy * half);
                line(middle - dx, centre - dy, middle + dx, centre + dy, palette.muted);
            }
        }
        Sign::Nothing(Nothing::NotPublished) => {
            let (fill, stroke) = (Paint { colour: palette.surface, opacity: 0.0 }, Some((stroke, ink)));
            scene.items.push(Item::Circle { x: middle, y: centre, radius: half * 0.8, fill, stroke });
        }
        Sign::Nothing(Nothing::NoBase) => {
            line(middle - half, centre - half, middle + half, centre + half, ink);
            line(middle - half, centre + half, middle + half, centre - half, ink);
        }
        // A frame of its own without a shade, with room for the number.
        Sign::Few => frame(scene, (x, y, width, height), 0.8, palette.line),
        Sign::Apart => outline(scene, (x, y, width, height), palette.text),
    }
}

/// A line around a cell that has no shade, or around a row or a column.
pub(super) fn frame(scene: &mut Scene, (x, y, width, height): (f64, f64, f64, f64), thickness: f64, colour: Colour) {
    let steps = vec![
        Step::Move(x, y),
        Step::Line(x + width, y),
        Step::Line(x + width, y + height),
        Step::Line(x, y + height),
        Step::Close,
    ];
    scene.items.push(Item::Path { steps, fill: None, stroke: Some((thickness, Paint::solid(colour))), dash: None });
}

/// Around a cell that is set apart, inside its edge, so that it can be seen on dark shades and beside others.
pub(super) fn outline(scene: &mut Scene, (x, y, width, height): (f64, f64, f64, f64), colour: Colour) {
    let stroke = (width.min(height) * 0.06).clamp(0.8, 2.2);
    let inset = stroke * 1.5;
    let (left, top, right, bottom) = (x + inset, y + inset, x + width - inset, y + height - inset);
    let steps = vec![
        Step::Move(left, top),
        Step::Line(right, top),
        Step::Line(right, bottom),
        Step::Line(left, bottom),
        Step::Close,
    ];
    scene.items.push(Item::Path { steps, fill: None, stroke: Some((stroke, Paint::solid(colour))), dash: None });
}
