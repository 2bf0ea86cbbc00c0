//! A typeset table in a rectangle: names at the left, numbers at the right of their columns, as many lines as there is
//! room for, the total below a rule. What has no room is counted.

use super::frame::{Area, TypeSizes};
use super::measure::{FontWeight, shorten, text_width};
use super::scene::{Anchor, Item, Scene};
use crate::chart::{Palette, TableColumn, TableModel, TableRow, Tone};

/// A line is so many times as high as its type.
const LINE: f64 = 1.5;
/// Type against that of labels: at the best, and at the least before lines are left out.
const BEST: f64 = 0.84;
const LEAST: f64 = 0.62;
/// On a screen type is small already.
const LEAST_SIZE: f64 = 10.0;
/// A column of texts takes at most this share of the width.
const MOST_FOR_TEXT: f64 = 0.34;
const LEAST_FOR_TEXT: f64 = 7.0;

/// A column with its place.
struct Placed {
    index: usize,
    left: f64,
    width: f64,
}

pub(super) fn draw(scene: &mut Scene, model: &TableModel, area: Area, sizes: &TypeSizes, palette: &Palette) {
    let plan = plan(model, area, sizes, 0.0);
    // A line that says how many columns are left out needs room of its own.
    let plan = if plan.left_out > 0 && !plan.is_cut { self::plan(model, area, sizes, 1.0) } else { plan };
    let Plan { line, rows, columns, left_out, is_cut } = plan;
    let size = line / LINE;
    let mut y = area.top;
    for placed in &columns {
        let Some(column) = model.columns.get(placed.index) else { continue };
        text(scene, placed, column, &column.title, y, (size * 0.9, FontWeight::Regular, palette.muted), line);
    }
    y += line * 1.15;
    rule(scene, area, y, sizes, palette.faint);
    y += line * 0.1;
    for row in &rows {
        if row.tone == Tone::Selected {
            let (x, width) = (area.left - size * 0.3, area.right - area.left + size * 0.6);
            let fill = palette.selection_tint;
            scene.items.push(Item::Rectangle { x, y, width, height: line, radius: line * 0.12, fill });
        }
        draw_row(scene, model, row, &columns, (y, line, size), palette);
        y += line;
        rule(scene, area, y, sizes, palette.line);
    }
    let more = model.more.get(rows.len()).filter(|_| is_cut).cloned();
    let more_columns = model.more_columns.get(left_out).filter(|_| left_out > 0).cloned();
    let more: Vec<String> = more.into_iter().chain(more_columns).collect();
    if !more.is_empty() {
        let text = shorten(&more.join(" · "), size * 0.9, FontWeight::Regular, area.right - area.left);
        let (x, baseline) = (area.left, y + line * 0.5 + size * 0.33);
        let (anchor, weight, colour) = (Anchor::Start, FontWeight::Regular, palette.muted);
        scene.items.push(Item::Text { x, y: baseline, anchor, size: size * 0.9, weight, colour, text });
        y += line;
    }
    if let Some(total) = &model.total {
        rule(scene, area, y, sizes, palette.faint);
        draw_row(scene, model, total, &columns, (y + line * 0.08, line, size), palette);
    }
}

/// What is drawn, and how high a line of it is.
struct Plan<'a> {
    line: f64,
    rows: Vec<&'a TableRow>,
    columns: Vec<Placed>,
    left_out: usize,
    is_cut: bool,
}

fn plan<'a>(model: &'a TableModel, area: Area, sizes: &TypeSizes, reserved: f64) -> Plan<'a> {
    let height = area.bottom - area.top;
    let extra = 1.35 + reserved + if model.total.is_some() { 1.15 } else { 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "lines of a figure")]
    let wanted = model.lines as f64 + extra;
    let least = (sizes.label * LEAST).max(LEAST_SIZE).min(sizes.label * BEST) * LINE;
    let line = (height / wanted).clamp(least, sizes.label * BEST * LINE);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozen lines")]
    let room = ((height / line) - extra + 1e-6).floor().max(1.0) as usize;
    let is_cut = model.lines > room;
    let drawn = if is_cut { room.saturating_sub(1).max(1) } else { model.lines };
    let drawn = drawn.min(model.more.len().saturating_sub(1));
    // The newest units of time stay.
    let first = if model.keeps_last { model.rows.len().saturating_sub(drawn) } else { 0 };
    let rows: Vec<&TableRow> = model.rows.iter().skip(first).take(drawn).collect();
    let (columns, left_out) = place(model, &rows, area, line / LINE);
    Plan { line, rows, columns, left_out, is_cut }
}

fn rule(scene: &mut Scene, area: Area, y: f64, sizes: &TypeSizes, colour: crate::chart::Colour) {
    scene.items.push(Item::Line { x1: area.left, y1: y, x2: area.right, y2: y, width: sizes.tick / 27.0, colour });
}

/// The columns that fit side by side, and how many do not. Texts give way first.
fn place(model: &TableModel, rows: &[&TableRow], area: Area, size: f64) -> (Vec<Placed>, usize) {
    let width = area.right - area.left;
    let gap = size * 1.1;
    let natural = |(index, column): (usize, &TableColumn)| {
        let cells = rows.iter().copied().chain(&model.total).filter_map(|row| row.cells.get(index));
        let cells = cells.map(|cell| text_width(cell, size, FontWeight::SemiBold));
        let title = text_width(&column.title, size * 0.9, FontWeight::Regular);
        let widest = cells.fold(title, f64::max);
        if column.is_number { widest } else { widest.min(width * MOST_FOR_TEXT) }
    };
    let all: Vec<f64> = model.columns.iter().enumerate().map(natural).collect();
    // Those that stay longest come first, until it is known how many there is room for.
    let order: Vec<usize> = model.columns_to_keep.iter().copied().filter(|index| *index < all.len()).collect();
    let widths: Vec<f64> = order.iter().filter_map(|index| all.get(*index).copied()).collect();
    let is_number = |index: usize| model.columns.get(index).is_some_and(|column| column.is_number);
    let mut count = widths.len();
    let least = |place: usize, width: f64| match order.get(place) {
        Some(index) if !is_number(*index) => width.min(size * LEAST_FOR_TEXT),
        _ => width,
    };
    let needed = |count: usize, of: &dyn Fn(usize, f64) -> f64| {
        widths.iter().take(count).enumerate().map(|(index, width)| of(index, *width) + gap).sum::<f64>() - gap
    };
    while count > 1 && needed(count, &least) > width {
        count -= 1;
    }
    // What is too much is taken from the texts, in proportion to what they have above their least.
    let too_much = (needed(count, &|_, width| width) - width).max(0.0);
    let can_give = needed(count, &|_, width| width) - needed(count, &least);
    let given = if can_give > 0.0 { (too_much / can_give).min(1.0) } else { 0.0 };
    let spare = (width - needed(count, &|_, width| width)).max(0.0);
    #[expect(clippy::cast_precision_loss, reason = "some columns")]
    let spread = (spare / count.max(2).saturating_sub(1) as f64).min(size * 5.0);
    let mut x = area.left;
    let mut shown: Vec<(usize, usize, f64)> = order
        .iter()
        .zip(&widths)
        .take(count)
        .enumerate()
        .map(|(place, (index, width))| (*index, place, *width))
        .collect();
    shown.sort_unstable_by_key(|(index, ..)| *index);
    let placed = shown.into_iter().map(|(index, place, width)| {
        let width = width - (width - least(place, width)) * given;
        let left = x;
        x += width + gap + spread;
        Placed { index, left, width }
    });
    (placed.collect(), widths.len() - count)
}

fn draw_row(
    scene: &mut Scene,
    model: &TableModel,
    row: &TableRow,
    columns: &[Placed],
    (y, line, size): (f64, f64, f64),
    palette: &Palette,
) {
    let is_total = model.total.as_ref().is_some_and(|total| std::ptr::eq(total, row));
    let weight = if is_total || row.tone == Tone::Selected { FontWeight::SemiBold } else { FontWeight::Regular };
    let colour = if matches!(row.tone, Tone::Nothing | Tone::Rest) { palette.muted } else { palette.text };
    for placed in columns {
        if let (Some(column), Some(cell)) = (model.columns.get(placed.index), row.cells.get(placed.index)) {
            text(scene, placed, column, cell, y, (size, weight, colour), line);
        }
    }
}

fn text(
    scene: &mut Scene,
    placed: &Placed,
    column: &TableColumn,
    text: &str,
    y: f64,
    (size, weight, colour): (f64, FontWeight, crate::chart::Colour),
    line: f64,
) {
    if text.is_empty() {
        return;
    }
    let plain: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let text = shorten(&plain, size, weight, placed.width + 0.01);
    let (x, anchor) =
        if column.is_number { (placed.left + placed.width, Anchor::End) } else { (placed.left, Anchor::Start) };
    scene.items.push(Item::Text { x, y: y + line * 0.5 + size * 0.355, anchor, size, weight, colour, text });
}
