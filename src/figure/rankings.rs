//! Small rankings in a rectangle: a grid of panels, each with its name and total above a few bars with their numbers.
//! All panels have one column of names and one scale, so that bars can be compared across them.

use super::frame::{Area, TypeSizes};
use super::measure::{FontWeight, shorten, text_width};
use super::scene::{Anchor, Item, MarkArea, Scene, Shape};
use crate::chart::{Bar, Palette, RankingsModel, Tone};

/// Of a panel, in sizes of its type: how wide it is at the least, the height of its title and of a line.
const LEAST_WIDE: f64 = 14.5;
const TITLE: f64 = 1.9;
const LINES: (f64, f64) = (1.26, 2.1);
/// Between panels.
const GAPS: (f64, f64) = (1.8, 1.1);
/// Names take at most this share of a panel.
const MOST_FOR_NAMES: f64 = 0.48;

struct Grid {
    columns: usize,
    panel_width: f64,
    line: f64,
}

#[expect(clippy::cast_precision_loss, reason = "some dozen panels of some bars")]
fn grid(model: &RankingsModel, area: Area, sizes: &TypeSizes) -> Grid {
    let (count, lines) = (model.panels.len().max(1), model.most_bars().max(1) as f64);
    let (width, height) = (area.right - area.left, area.bottom - area.top);
    let form = |columns: usize| {
        let rows = count.div_ceil(columns) as f64;
        let panel_width = (width - GAPS.0 * sizes.tick * (columns as f64 - 1.0)) / columns as f64;
        let panel_height = (height - GAPS.1 * sizes.tick * (rows - 1.0)) / rows;
        Grid { columns, panel_width, line: (panel_height - TITLE * sizes.tick) / lines }
    };
    let wide_enough = |grid: &Grid| grid.columns == 1 || grid.panel_width >= LEAST_WIDE * sizes.tick;
    let all = || (1..=count).map(form).filter(wide_enough);
    // As few columns as leave lines that can be read; where none does, as many as are wide enough.
    let high_enough = |grid: &Grid| grid.line >= sizes.tick * LINES.0 * 1.12;
    let wished = all().find(high_enough).or_else(|| all().find(|grid| grid.line >= sizes.tick * LINES.0));
    let grid = wished.or_else(|| all().next_back()).unwrap_or_else(|| form(1));
    Grid { line: grid.line.clamp(1.0, sizes.tick * LINES.1), ..grid }
}

/// How many panels there is no room for.
pub(super) fn surplus(model: &RankingsModel, area: Area, sizes: &TypeSizes) -> usize {
    let grid = grid(model, area, sizes);
    if grid.line >= sizes.tick * LINES.0 {
        return 0;
    }
    #[expect(clippy::cast_precision_loss, reason = "some bars")]
    let panel = sizes.tick * (TITLE + GAPS.1 + LINES.0 * model.most_bars().max(1) as f64);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozen panels")]
    let rows = ((area.bottom - area.top + GAPS.1 * sizes.tick) / panel).max(1.0) as usize;
    model.panels.len().saturating_sub(rows * grid.columns)
}

pub(super) fn draw(scene: &mut Scene, model: &RankingsModel, area: Area, sizes: &TypeSizes, palette: &Palette) {
    let grid = grid(model, area, sizes);
    let size = sizes.tick.min(grid.line * 0.8);
    let gap = size * 0.45;
    let bars = || model.panels.iter().flat_map(|panel| &panel.bars);
    let name_width = |bar: &Bar| text_width(&bar.label, size, weight_of(bar));
    let names = bars().map(name_width).fold(0.0, f64::max).min(grid.panel_width * MOST_FOR_NAMES);
    let value_width = |bar: &Bar| text_width(&bar.value_label, size, value_weight(bar));
    let rows = model.panels.len().div_ceil(grid.columns);
    #[expect(clippy::cast_precision_loss, reason = "some bars")]
    let panel_height = TITLE * sizes.tick + grid.line * model.most_bars() as f64;
    for (index, panel) in model.panels.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "some dozen panels")]
        let (column, row) = ((index % grid.columns) as f64, (index / grid.columns) as f64);
        let left = area.left + column * (grid.panel_width + GAPS.0 * sizes.tick);
        #[expect(clippy::cast_precision_loss, reason = "some dozen panels")]
        let spare = (area.bottom - area.top - panel_height * rows as f64) / (rows.max(2) - 1) as f64;
        let between = spare.clamp(0.0, sizes.tick * GAPS.1 * 1.6);
        let top = area.top + row * (panel_height + between);
        let right = left + grid.panel_width;
        if panel.is_selected {
            let pad = sizes.tick * 0.4;
            let (width, height) = (grid.panel_width + 2.0 * pad, panel_height + pad);
            let fill = palette.selection_tint;
            scene.items.push(Item::Rectangle { x: left - pad, y: top - pad, width, height, radius: pad, fill });
        }
        let (width, height) = (grid.panel_width, TITLE * sizes.tick);
        let shape = Shape::Rectangle { x: left, y: top, width, height };
        scene.areas.push(MarkArea { mark: panel.mark, shape });
        title(scene, (&panel.title, &panel.value_label), (left, top, right), sizes.tick * 1.05, palette);
        let axis = model.shared_axis.as_ref().unwrap_or(&panel.axis);
        let (low, high) = (axis.min.min(0.0), axis.max.max(f64::MIN_POSITIVE));
        let zero_left = left + names + gap;
        // The longest stretch for which every bar with its number ends inside the panel.
        let compared: Vec<&Bar> =
            if model.shared_axis.is_some() { bars().collect() } else { panel.bars.iter().collect() };
        let available = right - zero_left;
        let fits = compared.iter().filter_map(|bar| {
            let share = (bar.length?.max(0.0) - low) / (high - low);
            (share > 0.0).then(|| (available - gap - value_width(bar)).max(1.0) / share)
        });
        let stretch = fits.fold(available, f64::min);
        let x_of = |value: f64| zero_left + (value - low) / (high - low) * stretch;
        for (place, bar) in panel.bars.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "some bars")]
            let line_top = top + TITLE * sizes.tick + place as f64 * grid.line;
            let middle = line_top + grid.line / 2.0;
            let shape = Shape::Rectangle { x: left, y: line_top, width: grid.panel_width, height: grid.line };
            scene.areas.push(MarkArea { mark: panel.mark + 1 + place, shape });
            let text = |x: f64, anchor: Anchor, weight: FontWeight, colour, text: String| Item::Text {
                x,
                y: middle + size * 0.355,
                anchor,
                size,
                weight,
                colour,
                text,
            };
            let first = scene.items.len();
            let name = shorten(&bar.label, size, weight_of(bar), names + 0.01);
            let colour = if bar.tone == Tone::Nothing { palette.muted } else { palette.text };
            scene.items.push(text(zero_left - gap, Anchor::End, weight_of(bar), colour, name));
            let mut end = x_of(0.0);
            if let Some(length) = bar.length {
                let (from, to) = (x_of(length.min(0.0)), x_of(length.max(0.0)));
                let (height, fill) = (grid.line * 0.68, palette.fill(bar.tone));
                let certain = bar.lowest.map_or(to, |lowest| x_of(lowest.max(0.0)));
                let y = middle - height / 2.0;
                scene.items.push(Item::Rectangle { x: from, y, width: certain - from, height, radius: 0.0, fill });
                if bar.lowest.is_some() {
                    scene.items.push(Item::Hatched { x: certain, y, width: to - certain, height, stripe: fill });
                }
                end = to;
            }
            let colour = if bar.length.is_some() { palette.text } else { palette.muted };
            scene.items.push(text(end + gap, Anchor::Start, value_weight(bar), colour, bar.value_label.clone()));
            scene.shows(panel.mark + 1 + place, first);
        }
    }
}

fn weight_of(bar: &Bar) -> FontWeight {
    if bar.tone == Tone::Selected { FontWeight::SemiBold } else { FontWeight::Regular }
}

fn value_weight(bar: &Bar) -> FontWeight {
    if bar.length.is_some() { FontWeight::SemiBold } else { FontWeight::Regular }
}

/// The name of a panel and, where there is room for it, its total.
fn title(
    scene: &mut Scene,
    (name, value): (&str, &str),
    (left, top, right): (f64, f64, f64),
    size: f64,
    palette: &Palette,
) {
    let value_width = text_width(value, size, FontWeight::Regular);
    let room = right - left - value_width - size * 0.6;
    let has_value = text_width(name, size, FontWeight::SemiBold) <= room;
    let name = shorten(name, size, FontWeight::SemiBold, if has_value { room } else { right - left });
    let y = top + size * 1.05;
    let value_left = left + text_width(&name, size, FontWeight::SemiBold) + size * 0.5;
    let texts = [
        (left, FontWeight::SemiBold, palette.text, name),
        (value_left, FontWeight::Regular, palette.muted, value.to_owned()),
    ];
    for (x, weight, colour, text) in texts.into_iter().take(if has_value { 2 } else { 1 }) {
        scene.items.push(Item::Text { x, y, anchor: Anchor::Start, size, weight, colour, text });
    }
    let y1 = top + size * 1.55;
    let colour = palette.line;
    scene.items.push(Item::Line { x1: left, y1, x2: right, y2: y1, width: size / 27.0, colour });
}
