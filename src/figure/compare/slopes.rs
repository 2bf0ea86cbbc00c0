//! Two upright axes and a line for each group from the earlier number to the later. Labels are pushed apart; those of
//! the smallest changes go first where there is not room for all.

use super::super::frame::{Area, TypeSizes};
use super::super::measure::{FontWeight, text_width};
use super::super::scene::{Anchor, Item, MarkArea, Paint, Scene, Shape, Step};
use super::dumbbells::dot;
use super::{Ink, both_numbers, push_text};
use crate::chart::{CompareModel, CompareRow, Palette, RowKind, Tone};

/// Height of a label's line, in units of its size.
const LINE: f64 = 1.16;
/// The slopes take at least this share of the width.
const LEAST_FOR_SLOPES: f64 = 0.3;

/// A label at one end of a line.
struct Tag<'a> {
    row: &'a CompareRow,
    text: String,
    /// Where the line ends, and where the label stands.
    at: f64,
    y: f64,
}

pub(super) fn draw(scene: &mut Scene, model: &CompareModel, area: Area, sizes: &TypeSizes, palette: &Palette) {
    let size = sizes.label * 0.78;
    let foot = if model.total.is_some() { sizes.tick * 1.9 } else { sizes.tick * 0.6 };
    let (top, bottom) = (area.top + sizes.tick * 2.4, area.bottom - foot);
    let (low, high) = (model.axis.min.min(0.0), model.axis.max.max(f64::MIN_POSITIVE));
    let y_of = |value: f64| bottom - (value - low) / (high - low) * (bottom - top);
    let rows: Vec<(usize, &CompareRow)> = model.rows.iter().enumerate().filter(|(_, row)| is_drawn(row)).collect();
    let tags = |is_after: bool| {
        let tag = |(_, row): &(usize, &'_ CompareRow)| -> Option<(f64, String)> {
            let value = if is_after { row.after? } else { row.before? };
            Some((y_of(value), text_of(row, is_after)))
        };
        let tags = rows.iter().filter_map(|row| {
            let (at, text) = tag(row)?;
            Some(Tag { row: row.1, text, at, y: at })
        });
        spread(tags.collect(), (top, bottom), size * LINE)
    };
    let (left, right) = (tags(false), tags(true));
    let widest = |tags: &[Tag<'_>]| {
        tags.iter().map(|tag| text_width(&tag.text, size, weight_of(tag.row))).fold(sizes.tick * 3.0, f64::max)
    };
    let width = area.right - area.left;
    let gap = size * 1.5;
    let most = width * (1.0 - LEAST_FOR_SLOPES) / 2.0;
    let x1 = area.left + (widest(&left) + gap).min(most);
    let x2 = area.right - (widest(&right) + gap).min(most);
    for (x, side, anchor, is_after) in
        [(x1, &model.before, Anchor::End, false), (x2, &model.after, Anchor::Start, true)]
    {
        let line =
            Item::Line { x1: x, y1: top, x2: x, y2: bottom, width: sizes.tick / 27.0 * 1.4, colour: palette.faint };
        scene.items.push(line);
        let weight = if is_after { FontWeight::SemiBold } else { FontWeight::Regular };
        let ink = Ink { size: sizes.tick, weight, colour: palette.muted };
        let room = if is_after { area.right - x } else { x - area.left };
        push_text(scene, (x, area.top + sizes.tick), anchor, ink, &side.legend, room);
    }
    let radius = size * 0.26;
    // What is selected lies above all others, the smallest changes below them.
    let mut order = rows.clone();
    order.sort_by_key(|(_, row)| (row.tone == Tone::Selected, std::cmp::Reverse(row.importance)));
    for (index, row) in order {
        line(scene, (index, row), (x1, x2), &y_of, radius, palette);
    }
    for (tags, x, is_after) in [(&left, x1, false), (&right, x2, true)] {
        for tag in tags {
            let towards = if is_after { 1.0 } else { -1.0 };
            if (tag.y - tag.at).abs() > size * 0.3 {
                let (from, to) = (x + towards * radius * 1.8, x + towards * gap * 0.84);
                let (y1, y2, width) = (tag.at, tag.y, sizes.tick / 27.0);
                scene.items.push(Item::Line { x1: from, y1, x2: to, y2, width, colour: palette.faint });
            }
            let colour = if tag.row.kind == RowKind::Group { palette.text } else { palette.muted };
            let ink = Ink { size, weight: weight_of(tag.row), colour };
            let anchor = if is_after { Anchor::Start } else { Anchor::End };
            let room = if is_after { area.right - x - gap } else { x - gap - area.left };
            push_text(scene, (x + towards * gap, tag.y + size * 0.355), anchor, ink, &tag.text, room);
        }
    }
    if let Some(total) = &model.total {
        let ink = Ink { size: sizes.tick, weight: FontWeight::SemiBold, colour: palette.text };
        let others = model.rows.iter().filter(|row| row.kind == RowKind::Others);
        let text = [total.as_ref()].into_iter().chain(others);
        let text = text.map(|row| format!("{}: {} ({})", row.label, both_numbers(row), row.whole_change()));
        let text = text.collect::<Vec<_>>().join("  ·  ");
        let at = (f64::midpoint(area.left, area.right), area.bottom - sizes.tick * 0.35);
        push_text(scene, at, Anchor::Middle, ink, &text, width);
    }
}

fn is_drawn(row: &CompareRow) -> bool {
    (row.before.is_some() || row.after.is_some()) && row.kind != RowKind::Others
}

fn weight_of(row: &CompareRow) -> FontWeight {
    if row.tone == Tone::Selected { FontWeight::SemiBold } else { FontWeight::Regular }
}

/// At the left the name and its number; at the right the number with its change, and the name again where the line has
/// no left end.
fn text_of(row: &CompareRow, is_after: bool) -> String {
    if !is_after {
        return format!("{}  {}", row.label, row.before_label);
    }
    match row.before {
        Some(_) => format!("{}  {} {}", row.after_label, row.label, row.change_label),
        None => format!("{}  {}", row.after_label, row.label),
    }
}

/// Labels in their order from the top, moved until none touches the next.
fn spread(mut tags: Vec<Tag<'_>>, (top, bottom): (f64, f64), line: f64) -> Vec<Tag<'_>> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozen lines")]
    let room = ((bottom - top) / line).floor().max(1.0) as usize + 1;
    tags.sort_by_key(|tag| (tag.row.tone != Tone::Selected, tag.row.importance));
    tags.truncate(room);
    tags.sort_by(|left, right| {
        left.at.total_cmp(&right.at).then_with(|| left.row.importance.cmp(&right.row.importance))
    });
    let mut least = f64::MIN;
    for tag in &mut tags {
        tag.y = tag.y.max(least);
        least = tag.y + line;
    }
    let mut most = bottom;
    for tag in tags.iter_mut().rev() {
        tag.y = tag.y.min(most);
        most = tag.y - line;
    }
    tags
}

fn line(
    scene: &mut Scene,
    (index, row): (usize, &CompareRow),
    (x1, x2): (f64, f64),
    y_of: &dyn Fn(f64) -> f64,
    radius: f64,
    palette: &Palette,
) {
    let ink = palette.fill(row.tone);
    let ground = scene.background;
    let from = scene.items.len();
    if let (Some(before), Some(after)) = (row.before, row.after) {
        let (y1, y2) = (y_of(before), y_of(after));
        let opacity = if row.tone == Tone::Selected { 1.0 } else { 0.6 };
        let stroke = Some((radius * 0.62, Paint { colour: ink, opacity }));
        let steps = vec![Step::Move(x1, y1), Step::Line(x2, y2)];
        scene.items.push(Item::Path { steps, fill: None, stroke, dash: None });
        let shape = Shape::Line { points: vec![(x1, y1), (x2, y2)], width: radius * 3.0 };
        scene.areas.push(MarkArea { mark: index, shape });
    }
    for (value, x, is_after) in [(row.before, x1, false), (row.after, x2, true)] {
        let Some(value) = value else { continue };
        let y = y_of(value);
        dot(scene, (x, y), radius, is_after, (ink, ground));
        scene.areas.push(MarkArea { mark: index, shape: Shape::Circle { x, y, radius: radius * 2.0 } });
    }
    scene.shows(index, from);
}
