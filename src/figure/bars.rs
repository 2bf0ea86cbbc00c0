//! Horizontal bars in a rectangle: names on the left, values at the bar ends, faint gridlines behind.

use super::frame::{Area, TypeSizes};
use super::legend::{self, Entry, Swatch};
use super::measure::{FontWeight, shorten, text_width, wrap};
use super::scene::{Anchor, Item, Scene};
use crate::chart::{Bar, BarsModel, Body, ChartModel, Palette, Tone};

/// A bar is about twice as high as the gap.
const BAR_SHARE: f64 = 0.67;
/// Names take at most this share of the width.
const MOST_FOR_NAMES: f64 = 0.4;

pub(super) fn draw(scene: &mut Scene, model: &ChartModel, area: Area, sizes: &TypeSizes, palette: &Palette) {
    match &model.body {
        Body::Bars(bars) => draw_among(scene, model, &[bars], area, sizes, palette),
        Body::Empty { why, what_helps } => {
            // The headline has said it already, unless somebody typed another.
            let why = if model.captions.headline == *why { "" } else { why };
            draw_empty(scene, [why, what_helps], area, sizes, palette);
        }
        // Drawn by files of their own.
        Body::Timeline(_)
        | Body::Map(_)
        | Body::Sankey(_)
        | Body::Matrix(_)
        | Body::Multiples(_)
        | Body::Rankings(_)
        | Body::Compare(_)
        | Body::Table(_) => {}
    }
}

fn draw_empty(scene: &mut Scene, texts: [&str; 2], area: Area, sizes: &TypeSizes, palette: &Palette) {
    let middle = f64::midpoint(area.left, area.right);
    let mut y = f64::midpoint(area.top, area.bottom) - sizes.label;
    for (text, weight, colour) in
        [(texts[0], FontWeight::SemiBold, palette.text), (texts[1], FontWeight::Regular, palette.muted)]
    {
        for line in wrap(text, sizes.label, weight, area.right - area.left) {
            scene.items.push(Item::Text {
                x: middle,
                y,
                anchor: Anchor::Middle,
                size: sizes.label,
                weight,
                colour,
                text: line,
            });
            y += sizes.label * 1.4;
        }
    }
}

/// Labels shrink to this share of their size before bars are folded into "others".
const LEAST_LABEL: f64 = 0.62;
/// Height of a label in its row.
const LABEL_SHARE: f64 = 0.76;

/// How many rows there is room for with the smallest labels allowed.
pub(super) fn rows_that_fit(area: Area, sizes: &TypeSizes) -> usize {
    let least_row = sizes.label * LEAST_LABEL / LABEL_SHARE;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozen rows")]
    let rows = ((area.bottom - area.top - sizes.tick * 1.7) / least_row).max(3.0) as usize;
    rows
}

/// Draws bars on the scale, and in rows, that hold all of `among`: figures that are compared share both. The model is
/// one of them.
pub(super) fn draw_among(
    scene: &mut Scene,
    model: &ChartModel,
    among: &[&BarsModel],
    area: Area,
    sizes: &TypeSizes,
    palette: &Palette,
) {
    let axis_title = &model.captions.axis_title;
    let Body::Bars(model) = &model.body else { return };
    let legend_of: Vec<Entry> = model
        .series
        .iter()
        .map(|series| Entry { label: series.label.clone(), swatch: Swatch::Fill(palette.fill(series.tone)) })
        .collect();
    let area = Area { top: legend::draw(scene, &legend_of, area, sizes, palette), ..area };
    let axis_height = sizes.tick * 1.7;
    #[expect(clippy::cast_precision_loss, reason = "at most some hundred bars")]
    let rows = among.iter().map(|model| model.bars.len()).max().unwrap_or(0).max(1) as f64;
    let row = ((area.bottom - area.top - axis_height) / rows).clamp(1.0, sizes.label * 3.2);
    let size = sizes.label.min(row * LABEL_SHARE);
    let bottom = area.top + row * rows;
    let weight_of = |bar: &Bar| if bar.tone == Tone::Selected { FontWeight::SemiBold } else { FontWeight::Regular };
    let gap = size * 0.45;
    let most = (area.right - area.left) * MOST_FOR_NAMES;
    let all_bars = || among.iter().flat_map(|model| &model.bars);
    let names = all_bars().map(|bar| text_width(&bar.label, size, weight_of(bar))).fold(0.0, f64::max).min(most);
    let zero_left = area.left + names + gap;
    let change_size = size * 0.84;
    let value_weight = |bar: &Bar| if bar.length.is_some() { FontWeight::SemiBold } else { FontWeight::Regular };
    let value_width = |bar: &Bar| text_width(&bar.value_label, size, value_weight(bar));
    let label_width = |bar: &Bar| {
        let change = text_width(&bar.change_label, change_size, FontWeight::Regular);
        gap + value_width(bar) + if change > 0.0 { gap * 0.8 + change } else { 0.0 }
    };
    let low = among.iter().map(|model| model.axis.min).fold(0.0, f64::min);
    let widest = among.iter().max_by(|one, other| one.axis.max.total_cmp(&other.axis.max));
    let axis = widest.map_or(&model.axis, |model| &model.axis);
    let high = axis.max.max(f64::MIN_POSITIVE);
    // The longest stretch for which every bar with its label ends inside the area.
    let available = area.right - zero_left;
    let stretch = all_bars()
        .filter_map(|bar| {
            let share = (bar.length?.max(bar.pale.unwrap_or(0.0)).max(0.0) - low) / (high - low);
            (share > 0.0).then(|| (available - label_width(bar)).max(1.0) / share)
        })
        .fold(available, f64::min);
    let x_of = |value: f64| zero_left + (value - low) / (high - low) * stretch;
    for (index, _) in model.bars.iter().enumerate().filter(|(_, bar)| bar.tone == Tone::Selected) {
        #[expect(clippy::cast_precision_loss, reason = "at most some hundred bars")]
        let y = area.top + index as f64 * row;
        let (x, width) = (area.left - gap * 0.5, area.right - area.left + gap);
        let fill = palette.selection_tint;
        scene.items.push(Item::Rectangle { x, y, width, height: row, radius: row * 0.12, fill });
    }
    let tick_width = |label: &str| text_width(label, sizes.tick, FontWeight::Regular);
    // In a narrow figure only every second or fifth line has its number, counted from zero.
    let widest = axis.ticks.iter().map(|tick| tick_width(&tick.label)).fold(0.0, f64::max);
    let apart = axis.ticks.windows(2).map(|pair| match pair {
        [one, other] => x_of(other.value) - x_of(one.value),
        _ => f64::INFINITY,
    });
    let apart = apart.fold(f64::INFINITY, f64::min);
    let every =
        [1, 2, 5].into_iter().find(|every| f64::from(*every) * apart >= widest + sizes.tick * 0.5).unwrap_or(10);
    let zero = axis.ticks.iter().position(|tick| tick.value == 0.0).unwrap_or(0);
    let every = usize::try_from(every).unwrap_or(1);
    for (index, tick) in axis.ticks.iter().enumerate().filter(|(_, tick)| x_of(tick.value) <= area.right + 0.5) {
        let x = x_of(tick.value);
        let (width, colour) = if tick.value == 0.0 { (2.0, palette.faint) } else { (1.0, palette.line) };
        scene.items.push(Item::Line {
            x1: x,
            y1: area.top,
            x2: x,
            y2: bottom,
            width: width * sizes.tick / 27.0,
            colour,
        });
        if index.abs_diff(zero) % every != 0 {
            continue;
        }
        scene.items.push(Item::Text {
            x,
            y: bottom + sizes.tick * 1.35,
            anchor: Anchor::Middle,
            size: sizes.tick,
            weight: FontWeight::Regular,
            colour: palette.muted,
            text: tick.label.clone(),
        });
    }
    // The unit of the axis, before its first tick.
    scene.items.push(Item::Text {
        x: zero_left - sizes.tick * 0.8,
        y: bottom + sizes.tick * 1.35,
        anchor: Anchor::End,
        size: sizes.tick,
        weight: FontWeight::Regular,
        colour: palette.muted,
        text: shorten(axis_title, sizes.tick, FontWeight::Regular, zero_left - sizes.tick * 0.8 - area.left),
    });
    for (index, bar) in model.bars.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "at most some hundred bars")]
        let middle = area.top + (index as f64 + 0.5) * row;
        let baseline = middle + size * 0.355;
        let weight = weight_of(bar);
        scene.items.push(Item::Text {
            x: zero_left - gap,
            y: baseline,
            anchor: Anchor::End,
            size,
            weight,
            colour: if bar.tone == Tone::Nothing { palette.muted } else { palette.text },
            text: shorten(&bar.label, size, weight, names + 0.01),
        });
        let (height, y) = (row * BAR_SHARE, middle - row * BAR_SHARE / 2.0);
        let mut end = x_of(0.0);
        if let Some(pale) = bar.pale {
            let (x, width) = (x_of(0.0), x_of(pale) - x_of(0.0));
            scene.items.push(Item::Rectangle { x, y, width, height, radius: row * 0.05, fill: palette.pale });
        }
        if let Some(length) = bar.length {
            let certain = bar.lowest.unwrap_or(length);
            let (from, to) = (x_of(certain.min(0.0)), x_of(certain.max(0.0)));
            let fill = palette.fill(bar.tone);
            if bar.parts.is_empty() {
                scene.items.push(Item::Rectangle { x: from, y, width: to - from, height, radius: row * 0.05, fill });
            }
            for part in &bar.parts {
                let Some(series) = model.series.get(part.series) else { continue };
                let (from, to) = (x_of(part.from), x_of(part.to));
                // A line of background between parts that touch.
                let width = if to - from > 3.0 { to - from - 1.0 } else { to - from };
                let fill = palette.fill(series.tone);
                scene.items.push(Item::Rectangle { x: from, y, width, height, radius: 0.0, fill });
            }
            if bar.lowest.is_some() {
                let width = x_of(length) - to;
                scene.items.push(Item::Hatched { x: to, y, width, height, stripe: fill });
            }
            end = x_of(length.max(bar.pale.unwrap_or(0.0)).max(0.0));
        }
        // The gridlines do not run through the numbers.
        let width = label_width(bar) - gap * 0.4;
        let fill = if bar.tone == Tone::Selected { palette.selection_tint } else { scene.background };
        scene.items.push(Item::Rectangle { x: end + gap * 0.7, y, width, height, radius: 0.0, fill });
        scene.items.push(Item::Text {
            x: end + gap,
            y: baseline,
            anchor: Anchor::Start,
            size,
            weight: value_weight(bar),
            colour: if bar.length.is_some() { palette.text } else { palette.muted },
            text: bar.value_label.clone(),
        });
        if !bar.change_label.is_empty() {
            scene.items.push(Item::Text {
                x: end + gap + value_width(bar) + gap * 0.8,
                y: baseline,
                anchor: Anchor::Start,
                size: change_size,
                weight: FontWeight::Regular,
                colour: palette.muted,
                text: bar.change_label.clone(),
            });
        }
    }
}
