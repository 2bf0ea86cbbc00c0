//! A grid of shaded cells: names on the left, heads above, totals at the right and below, a legend at the foot. Numbers
//! stand in the cells where all of them fit.

mod heads;
mod legend;
mod signs;

use super::frame::{Area, TypeSizes};
use super::measure::{FontWeight, shorten, text_width};
use super::scene::{Anchor, Item, MarkArea, Scene, Shape};
use crate::chart::{Cell, Colour, MatrixModel, Palette, Sign, Tone, mixed};

/// Labels shrink to this share of their size before lines are folded into "others".
const LEAST_LABEL: f64 = 0.62;
/// Height of a label in its row.
const LABEL_SHARE: f64 = 0.76;
/// Names take at most this share of the width.
const MOST_FOR_NAMES: f64 = 0.3;
/// Rows and columns are at most so many sizes of a label high and wide.
const MOST_HIGH: f64 = 2.0;
const MOST_WIDE: f64 = 5.5;

/// How many rows and columns have room with the smallest labels allowed.
pub(super) fn lines_that_fit(model: &MatrixModel, area: Area, sizes: &TypeSizes) -> (usize, usize) {
    let least = sizes.label * LEAST_LABEL;
    let height = area.bottom - area.top - heads::most_height(sizes) - legend::line_height(sizes) * 1.6;
    let width = (area.right - area.left) * (1.0 - MOST_FOR_NAMES) - totals_width(model, least);
    let wide = text_width("MMM", least, FontWeight::Regular) + least * 0.4;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozen lines")]
    let fit = |room: f64, one: f64| (room / one).max(3.0) as usize;
    let is_time = model.columns.iter().any(|head| !head.is_code && !head.short.is_empty() && !head.group.is_empty())
        || model.columns.iter().any(|head| head.short.starts_with('’'));
    (fit(height, least / LABEL_SHARE) - 1, if is_time { usize::MAX } else { fit(width, wide) })
}

/// Where everything stands.
struct Layout {
    /// Of the cells.
    left: f64,
    top: f64,
    column: f64,
    row: f64,
    /// Type of names, and of numbers in cells; `None` where the numbers do not fit.
    size: f64,
    number: Option<f64>,
    /// Between touching cells.
    air: f64,
    /// Where the totals of rows end.
    totals_right: f64,
}

impl Layout {
    #[expect(clippy::cast_precision_loss, reason = "some hundred lines")]
    fn x(&self, column: usize) -> f64 {
        self.left + column as f64 * self.column
    }

    #[expect(clippy::cast_precision_loss, reason = "some hundred lines")]
    fn y(&self, row: usize) -> f64 {
        self.top + row as f64 * self.row
    }
}

pub(super) fn draw(scene: &mut Scene, model: &MatrixModel, area: Area, sizes: &TypeSizes, palette: &Palette) {
    if model.rows.is_empty() || model.columns.is_empty() {
        return;
    }
    // A zero that is printed needs no explanation; whether it is depends on the room, of which a legend takes a line.
    let shows_numbers =
        lay_out(model, Area { bottom: area.bottom - legend::line_height(sizes) * 1.4, ..area }, sizes).number.is_some();
    let uses_codes = heads::uses_codes(model, area, sizes);
    let legend_top = legend::draw(scene, model, (uses_codes, shows_numbers), area, sizes, palette);
    let area = Area { bottom: legend_top - sizes.tick * 0.5, ..area };
    let layout = lay_out(model, area, sizes);
    draw_grounds(scene, model, &layout, area, palette);
    heads::draw(scene, model, &layout, area, sizes, palette);
    draw_names(scene, model, &layout, area, sizes, palette);
    draw_cells(scene, model, &layout, palette);
    draw_totals(scene, model, &layout, sizes, palette);
}

fn has_totals(cells: &[Cell]) -> bool {
    cells.iter().any(|cell| cell.amount.known().is_some())
}

fn totals_width(model: &MatrixModel, size: f64) -> f64 {
    if !has_totals(&model.row_totals) {
        return 0.0;
    }
    let texts = model.row_totals.iter().chain(&model.total).filter(|cell| cell.amount.known().is_some());
    let widest = texts.map(|cell| text_width(&cell.value_label, size, FontWeight::SemiBold));
    widest.fold(text_width(&model.total_title, size, FontWeight::Regular), f64::max) + size * 0.7
}

/// With the largest type, or with smaller type where the numbers of the cells fit only then.
fn lay_out(model: &MatrixModel, area: Area, sizes: &TypeSizes) -> Layout {
    let largest = lay_out_with(model, area, sizes, 0.9);
    if largest.number.is_some() {
        return largest;
    }
    let smaller = [0.8, 0.7, LEAST_LABEL].into_iter().map(|share| lay_out_with(model, area, sizes, share));
    smaller.into_iter().find(|layout| layout.number.is_some()).unwrap_or(largest)
}

fn lay_out_with(model: &MatrixModel, area: Area, sizes: &TypeSizes, share: f64) -> Layout {
    #[expect(clippy::cast_precision_loss, reason = "some hundred lines")]
    let (rows, columns) = (model.rows.len() as f64, model.columns.len() as f64);
    let foot = if has_totals(&model.column_totals) { 1.1 } else { 0.0 };
    let heads = heads::height(model, area, sizes);
    let least = sizes.label * LEAST_LABEL;
    // The totals below have room for their type, however low the rows are.
    let row = (area.bottom - area.top - heads) / (rows + foot);
    let row = if row < least { (area.bottom - area.top - heads - least * foot) / rows } else { row };
    let row = row.clamp(0.5, sizes.label * MOST_HIGH);
    let size = (row * LABEL_SHARE).min(sizes.label * share).max(least);
    let width = area.right - area.left;
    let weight = |tone: Tone| if tone == Tone::Selected { FontWeight::SemiBold } else { FontWeight::Regular };
    let names = model.rows.iter().map(|line| text_width(&line.label, size, weight(line.tone)));
    let names = names.fold(text_width(&model.row_title, sizes.tick, FontWeight::SemiBold), f64::max);
    let names = names.min(width * MOST_FOR_NAMES) + size * 0.5;
    let totals = totals_width(model, size);
    let column = ((width - names - totals) / columns).clamp(0.5, sizes.label * MOST_WIDE);
    let air = (column.min(row) * 0.05).clamp(0.2, 2.0 * sizes.tick / 27.0);
    let left = area.left + names;
    // One size for all numbers, and only where every one of them fits.
    let shown = model.cells.iter().flatten().filter(|cell| matches!(cell.sign, Sign::Number | Sign::Zero | Sign::Few));
    let widest = shown.map(|cell| text_width(&cell.value_label, 1.0, FontWeight::Regular)).fold(0.1, f64::max);
    let largest = ((column - air - size * 0.24) / widest).min((size * 0.94).max(least)).min((row - air) * 0.82);
    Layout {
        left,
        top: area.top + heads,
        column,
        row,
        size,
        number: (largest >= least * 0.999).then_some(largest),
        air,
        totals_right: left + column * columns + totals,
    }
}

/// The row or column of what is selected is tinted from edge to edge.
fn draw_grounds(scene: &mut Scene, model: &MatrixModel, layout: &Layout, area: Area, palette: &Palette) {
    let bottom = layout.y(model.rows.len() + usize::from(has_totals(&model.column_totals)));
    let fill = palette.selection_tint;
    for (index, _) in model.rows.iter().enumerate().filter(|(_, line)| line.tone == Tone::Selected) {
        let (x, width) = (area.left, layout.totals_right - area.left);
        scene.items.push(Item::Rectangle { x, y: layout.y(index), width, height: layout.row, radius: 2.0, fill });
    }
    for (index, _) in model.columns.iter().enumerate().filter(|(_, head)| head.tone == Tone::Selected) {
        let (y, height) = (area.top, bottom - area.top);
        scene.items.push(Item::Rectangle { x: layout.x(index), y, width: layout.column, height, radius: 2.0, fill });
    }
}

fn draw_names(
    scene: &mut Scene,
    model: &MatrixModel,
    layout: &Layout,
    area: Area,
    sizes: &TypeSizes,
    palette: &Palette,
) {
    let end = layout.left - layout.size * 0.5;
    // Where rows are lower than their names, every second or third is named.
    let step = stride(layout.size / LABEL_SHARE, layout.row);
    for (index, line) in model.rows.iter().enumerate() {
        let shape =
            Shape::Rectangle { x: area.left, y: layout.y(index), width: layout.left - area.left, height: layout.row };
        scene.areas.push(MarkArea { mark: line.mark, shape });
        if !index.is_multiple_of(step) {
            continue;
        }
        let weight = if line.tone == Tone::Selected { FontWeight::SemiBold } else { FontWeight::Regular };
        scene.items.push(Item::Text {
            x: end,
            y: layout.y(index) + layout.row / 2.0 + layout.size * 0.355,
            anchor: Anchor::End,
            size: layout.size,
            weight,
            colour: if line.tone == Tone::Rest { palette.muted } else { palette.text },
            text: shorten(&line.label, layout.size, weight, end - area.left + 0.01),
        });
    }
    let text = shorten(&model.row_title, sizes.tick, FontWeight::SemiBold, end - area.left + 0.01);
    scene.items.push(Item::Text {
        x: end,
        y: layout.top - sizes.tick * 0.5,
        anchor: Anchor::End,
        size: sizes.tick,
        weight: FontWeight::SemiBold,
        colour: palette.muted,
        text,
    });
}

/// Every how manieth line has a label, where each needs `need` and has `room`.
fn stride(need: f64, room: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small factor")]
    let step = (need * 0.98 / room.max(0.1)).ceil().clamp(1.0, 1000.0) as usize;
    step
}

fn draw_cells(scene: &mut Scene, model: &MatrixModel, layout: &Layout, palette: &Palette) {
    let classes = model.classes.len();
    for (row, cells) in model.cells.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (x, y) = (layout.x(column) + layout.air / 2.0, layout.y(row) + layout.air / 2.0);
            let (width, height) = (layout.column - layout.air, layout.row - layout.air);
            let radius = (height.min(width) * 0.06).min(3.0);
            let ground = cell.class.map_or(empty_ground(palette), |class| palette.shade(class, classes));
            let from = scene.items.len();
            if !matches!(cell.sign, Sign::Nothing(_)) {
                scene.items.push(Item::Rectangle { x, y, width, height, radius, fill: ground });
            }
            match (cell.sign, layout.number) {
                (Sign::Number, Some(size)) => {
                    push_number(scene, (x, y, width, height), size, palette.ink_on(ground), cell);
                }
                (Sign::Zero | Sign::Few, Some(size)) => {
                    push_number(scene, (x, y, width, height), size, palette.muted, cell);
                }
                (Sign::Number, None) => {}
                (sign, _) => signs::draw(scene, sign, (x, y, width, height), palette),
            }
            if cell.is_apart {
                signs::outline(scene, (x, y, width, height), palette.ink_on(ground));
            }
            scene.shows(cell.mark, from);
            scene.areas.push(MarkArea { mark: cell.mark, shape: Shape::Rectangle { x, y, width, height } });
        }
    }
    // What is selected has a line around its cells.
    let edge = layout.air.max(1.2);
    #[expect(clippy::cast_precision_loss, reason = "some hundred lines")]
    let (all_wide, all_high) = (layout.column * model.columns.len() as f64, layout.row * model.rows.len() as f64);
    for (index, _) in model.rows.iter().enumerate().filter(|(_, line)| line.tone == Tone::Selected) {
        signs::frame(scene, (layout.left, layout.y(index), all_wide, layout.row), edge, palette.selection);
    }
    for (index, _) in model.columns.iter().enumerate().filter(|(_, head)| head.tone == Tone::Selected) {
        signs::frame(scene, (layout.x(index), layout.top, layout.column, all_high), edge, palette.selection);
    }
}

/// Behind a zero: a cell that is there and has nothing in it.
fn empty_ground(palette: &Palette) -> Colour {
    mixed(palette.surface, palette.line, 0.45)
}

fn push_number(scene: &mut Scene, (x, y, width, height): (f64, f64, f64, f64), size: f64, colour: Colour, cell: &Cell) {
    scene.items.push(Item::Text {
        x: x + width / 2.0,
        y: y + height / 2.0 + size * 0.355,
        anchor: Anchor::Middle,
        size,
        weight: FontWeight::Regular,
        colour,
        text: cell.value_label.clone(),
    });
}

fn draw_totals(scene: &mut Scene, model: &MatrixModel, layout: &Layout, sizes: &TypeSizes, palette: &Palette) {
    let mut text = |x: f64, y: f64, anchor: Anchor, size: f64, colour: Colour, text: &str| {
        let (weight, text) = (FontWeight::SemiBold, text.to_owned());
        scene.items.push(Item::Text { x, y, anchor, size, weight, colour, text });
    };
    let right = layout.totals_right;
    let has_rows = has_totals(&model.row_totals);
    let colour = |tone: Tone| if tone == Tone::Rest { palette.muted } else { palette.text };
    // A ratio on few cases is not to be compared, at the edge as in the middle.
    let colour_of = |tone: Tone, cell: &Cell| if cell.sign == Sign::Few { palette.muted } else { colour(tone) };
    let mut areas = Vec::new();
    if has_rows {
        text(right, layout.top - sizes.tick * 0.5, Anchor::End, sizes.tick, palette.muted, &model.total_title);
        let step = stride(layout.size / LABEL_SHARE, layout.row);
        for (index, (line, cell)) in model.rows.iter().zip(&model.row_totals).enumerate() {
            let y = layout.y(index);
            if index.is_multiple_of(step) && cell.amount.known().is_some() {
                let baseline = y + layout.row / 2.0 + layout.size * 0.355;
                text(right, baseline, Anchor::End, layout.size, colour_of(line.tone, cell), &cell.value_label);
            }
            let x = layout.x(model.columns.len());
            let shape = Shape::Rectangle { x, y, width: right - x, height: layout.row };
            areas.push(MarkArea { mark: line.mark, shape });
        }
    }
    if has_totals(&model.column_totals) {
        let top = layout.y(model.rows.len()) + layout.row * 0.1;
        // The totals of columns have one size, too; where they do not fit, a pointer finds them.
        let shown = model.column_totals.iter().filter(|cell| cell.amount.known().is_some());
        let widest = shown.map(|cell| text_width(&cell.value_label, 1.0, FontWeight::SemiBold)).fold(0.1, f64::max);
        let least = sizes.label * LEAST_LABEL;
        let size = (layout.column * 0.86 / widest).min(layout.size);
        let size = if size < least && layout.column * 0.95 >= widest * least { least } else { size };
        let baseline = top + layout.row.max(least) / 2.0 + layout.size * 0.355;
        for (index, (head, cell)) in model.columns.iter().zip(&model.column_totals).enumerate() {
            let (x, width) = (layout.x(index), layout.column);
            if size >= least * 0.999 && cell.amount.known().is_some() {
                text(x + width / 2.0, baseline, Anchor::Middle, size, colour_of(head.tone, cell), &cell.value_label);
            }
            let shape = Shape::Rectangle { x, y: top, width, height: layout.row };
            areas.push(MarkArea { mark: head.mark, shape });
        }
        text(layout.left - layout.size * 0.5, baseline, Anchor::End, layout.size, palette.muted, &model.total_title);
        if let Some(total) = model.total.as_ref().filter(|total| has_rows && total.amount.known().is_some()) {
            text(right, baseline, Anchor::End, layout.size, palette.text, &total.value_label);
        }
    }
    scene.areas.extend(areas);
}
