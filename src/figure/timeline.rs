//! Columns or lines over time in a rectangle: a legend above, the axis on the left, units below. Labels that have no
//! room are left out, never squeezed; the marks still say everything.

mod flags;

use super::frame::{Area, TypeSizes};
use super::legend::{self, Entry, Swatch};
use super::measure::{FontWeight, shorten, text_width};
use super::scene::{Anchor, Item, MarkArea, Paint, Scene, Shape, Step};
use crate::chart::{Arrangement, Axis, Colour, Column, Palette, TimelineModel};
use crate::query::Nothing;

/// A column is about twice as wide as the gap.
const COLUMN_SHARE: f64 = 0.7;

/// Where a panel leaves things out.
#[derive(Clone, Copy, Default)]
pub(super) struct PanelStyle {
    pub is_small: bool,
    /// The marks of the panel begin here.
    pub first_mark: usize,
    /// Another panel below names the units.
    pub hides_units: bool,
    /// Another panel to the left names the ticks.
    pub hides_ticks: bool,
}

pub(super) fn draw(scene: &mut Scene, model: &TimelineModel, area: Area, sizes: &TypeSizes, palette: &Palette) {
    let top = legend::draw(scene, &entries(model, palette), area, sizes, palette);
    let _ = draw_plot(scene, model, &model.axis, Area { top, ..area }, sizes, palette, PanelStyle::default());
}

/// What the legend explains: parts from the top of the stack down, then whatever else is on the chart.
pub(super) fn entries(model: &TimelineModel, palette: &Palette) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // Lines are named at their ends.
    if model.series.len() > 1 && model.arrangement != Arrangement::Lines {
        for series in &model.series {
            entries.push(Entry { label: series.label.clone(), swatch: Swatch::Fill(palette.fill(series.tone)) });
        }
    }
    let mut add = |label: &Option<String>, swatch: Swatch| {
        if let Some(label) = label {
            entries.push(Entry { label: label.clone(), swatch });
        }
    };
    add(&model.selected_label, Swatch::Fill(palette.selection));
    add(&model.rest_label, Swatch::Fill(palette.bar));
    add(&model.pale_label, Swatch::Fill(palette.pale));
    add(&model.partial_label, Swatch::Hatched(palette.bar));
    for label in &model.nothing_labels {
        add(&Some(label.clone()), Swatch::Hatched(palette.faint));
    }
    let mean = model.means.as_ref().filter(|(_, means)| means.iter().any(Option::is_some));
    add(&mean.map(|(label, _)| label.clone()), Swatch::Dashed(palette.text));
    entries
}

/// Where things are.
pub(super) struct Plot {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    low: f64,
    high: f64,
    step: f64,
    /// Every how manieth tick has a name.
    pub every: usize,
}

impl Plot {
    #[expect(clippy::cast_precision_loss, reason = "some thousand columns at the most")]
    fn x(&self, column: usize) -> f64 {
        self.left + (column as f64 + 0.5) * self.step
    }

    fn y(&self, value: f64) -> f64 {
        self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)
    }

    fn width(&self) -> f64 {
        (self.step * COLUMN_SHARE).max(1.0).min(self.step.max(0.5))
    }
}

/// The plot without its legend; gives where it is.
pub(super) fn draw_plot(
    scene: &mut Scene,
    model: &TimelineModel,
    axis: &Axis,
    area: Area,
    sizes: &TypeSizes,
    palette: &Palette,
    style: PanelStyle,
) -> Plot {
    let tick = sizes.tick;
    let ticks_width = if style.hides_ticks { 0.0 } else { gutter(axis, tick) };
    let has_second_line = model.columns.iter().any(|column| !column.sub_label.is_empty());
    let title_height = if style.is_small { tick * 0.5 } else { tick * 1.5 };
    let labels_height = match (style.hides_units, has_second_line) {
        (true, _) => tick * 0.4,
        (false, true) => tick * 2.9,
        (false, false) => tick * 1.7,
    };
    let lines_right = if model.arrangement == Arrangement::Lines { line_labels_width(model, sizes, area) } else { 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "some thousand columns at the most")]
    let count = model.columns.len().max(1) as f64;
    let left = area.left + ticks_width;
    // The name of the last unit is often wider than its column.
    let last_label = model.columns.last().map_or(0.0, |column| text_width(&column.label, tick, FontWeight::SemiBold));
    let overhang = (last_label / 2.0 - (area.right - left) / count / 2.0).max(0.0);
    let right = (area.right - lines_right.max(overhang)).max(left + 10.0);
    let step = (right - left) / count;
    let most_rows = match (area.bottom - area.top) / tick {
        height if height > 20.0 => 4,
        height if height > 14.0 => 3,
        _ => 1,
    };
    let flags =
        if style.is_small { Vec::new() } else { flags::place(model, (left, area.right, step), tick, most_rows) };
    let rows = flags.iter().filter_map(|flag| Some(flag.text.as_ref()?.row + 1)).max().unwrap_or(0);
    #[expect(clippy::cast_precision_loss, reason = "three rows at the most")]
    let flags_height = if rows == 0 { 0.0 } else { tick * (0.5 + flags::LINE * rows as f64) };
    // Above the highest column there is room for its number.
    let top = area.top + title_height + flags_height + if style.is_small { tick * 0.35 } else { tick * 1.1 };
    let mut plot = Plot {
        left,
        right,
        top,
        bottom: (area.bottom - labels_height).max(top + 10.0),
        low: axis.min.min(0.0),
        high: axis.max.max(f64::MIN_POSITIVE),
        step,
        every: 1,
    };
    if !style.is_small && !model.axis_title.is_empty() {
        let text = shorten(&model.axis_title, tick, FontWeight::Regular, area.right - area.left);
        text_at(scene, (area.left, area.top + tick), Anchor::Start, (tick, FontWeight::Regular), palette.muted, text);
    }
    // Ticks that would touch are left out, every second of them.
    let apart = axis.ticks.windows(2).map(|pair| match pair {
        [one, other] => (plot.y(one.value) - plot.y(other.value)).abs(),
        _ => f64::MAX,
    });
    let apart = apart.fold(f64::MAX, f64::min);
    let every = [1_u8, 2, 3, 4, 6].into_iter().find(|every| apart * f64::from(*every) >= tick * 1.5).unwrap_or(12);
    plot.every = usize::from(every);
    for line in axis.ticks.iter().step_by(plot.every) {
        let y = plot.y(line.value);
        if y < plot.top - 1.0 {
            continue;
        }
        let (width, colour) = if line.value == 0.0 { (2.0, palette.faint) } else { (1.0, palette.line) };
        scene.items.push(Item::Line { x1: left, y1: y, x2: right, y2: y, width: width * tick / 27.0, colour });
        if style.hides_ticks {
            continue;
        }
        let at = (left - tick * 0.5, y + tick * 0.355);
        text_at(scene, at, Anchor::End, (tick, FontWeight::Regular), palette.muted, line.label.clone());
    }
    let values = placed_values(scene, model, &plot, sizes, style);
    let foot = |x: f64| event_foot(model, &plot, &values, x, tick);
    flags::draw(scene, &flags, (plot.top, plot.bottom), &foot, tick, palette);
    for (index, column) in model.columns.iter().enumerate() {
        draw_column(scene, model, (index, column), &plot, palette, style);
    }
    if model.arrangement == Arrangement::Lines {
        draw_lines(scene, model, &plot, sizes, palette, style);
    }
    draw_means(scene, model, &plot, tick, palette);
    draw_values(scene, model, values, palette);
    flags::areas(scene, &flags, plot.top, tick);
    if !style.hides_units {
        draw_units(scene, model, (&plot, area.right), sizes, palette, style);
    }
    plot
}

/// Room for the names of the ticks.
pub(super) fn gutter(axis: &Axis, tick: f64) -> f64 {
    let widths = axis.ticks.iter().map(|one| text_width(&one.label, tick, FontWeight::Regular));
    widths.fold(0.0, f64::max) + tick * 0.5
}

fn text_at(
    scene: &mut Scene,
    (x, y): (f64, f64),
    anchor: Anchor,
    (size, weight): (f64, FontWeight),
    colour: Colour,
    text: String,
) {
    scene.items.push(Item::Text { x, y, anchor, size, weight, colour, text });
}

fn draw_column(
    scene: &mut Scene,
    model: &TimelineModel,
    (index, column): (usize, &Column),
    plot: &Plot,
    palette: &Palette,
    style: PanelStyle,
) {
    let width = plot.width();
    let x = plot.x(index) - width / 2.0;
    let height = plot.bottom - plot.top;
    let whole = Shape::Rectangle { x: plot.x(index) - plot.step / 2.0, y: plot.top, width: plot.step, height };
    scene.areas.push(MarkArea { mark: style.first_mark + column.mark, shape: whole });
    match column.nothing {
        Some(Nothing::NotCovered) => {
            scene.items.push(Item::Hatched { x, y: plot.top, width, height, stripe: palette.line });
            return;
        }
        Some(_) => {
            // A dash on the axis: something should be here, and nobody said how much.
            let (half, y) = (width * 0.3, plot.bottom - width.min(8.0) * 0.5);
            let centre = plot.x(index);
            let (x1, x2) = (centre - half, centre + half);
            scene.items.push(Item::Line { x1, y1: y, x2, y2: y, width: 1.5, colour: palette.muted });
            return;
        }
        None => {}
    }
    if let Some(pale) = column.pale {
        let (top, foot) = (plot.y(pale), plot.y(0.0));
        let fill = palette.pale;
        scene.items.push(Item::Rectangle {
            x: x - width * 0.1,
            y: top,
            width: width * 1.2,
            height: foot - top,
            radius: 0.0,
            fill,
        });
    }
    if model.arrangement == Arrangement::Lines {
        return;
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of parts")]
    let slots = if model.arrangement == Arrangement::Grouped { model.series.len().max(1) as f64 } else { 1.0 };
    let slot = width / slots;
    let is_plain = model.series.len() == 1;
    for part in &column.parts {
        let Some(series) = model.series.get(part.series) else { continue };
        let (y, foot) = (plot.y(part.to.max(part.from)), plot.y(part.from.min(part.to)));
        // What is selected stands before the rest, which steps back.
        let fill = match (is_plain, column.is_highlighted, column.selected.is_some()) {
            (true, ..) if column.is_selected => palette.selection,
            (true, _, true) => palette.bar,
            (true, true, false) => palette.accent,
            _ => palette.fill(series.tone),
        };
        #[expect(clippy::cast_precision_loss, reason = "a handful of parts")]
        let shift = if slots > 1.0 { part.series as f64 * slot } else { 0.0 };
        let (x, gap) = (x + shift, if is_plain || foot - y < 3.0 || slots > 1.0 { 0.0 } else { 1.0 });
        let (y, height) = (y + gap, (foot - y - gap).max(0.0));
        if column.is_partial {
            scene.items.push(Item::Hatched { x, y, width: slot, height, stripe: fill });
        } else {
            scene.items.push(Item::Rectangle { x, y, width: slot, height, radius: 0.0, fill });
        }
        if part.mark != column.mark {
            let shape = Shape::Rectangle { x, y, width: slot, height };
            scene.areas.push(MarkArea { mark: style.first_mark + part.mark, shape });
        }
    }
    if let Some(selected) = column.selected {
        let (y, foot) = (plot.y(selected), plot.y(0.0));
        let fill = palette.selection;
        scene.items.push(Item::Rectangle { x, y, width, height: foot - y, radius: 0.0, fill });
    }
}

/// Room for the names at the ends of lines.
fn line_labels_width(model: &TimelineModel, sizes: &TypeSizes, area: Area) -> f64 {
    if model.series.len() < 2 {
        return sizes.tick;
    }
    let widest =
        model.series.iter().map(|s| text_width(&s.label, sizes.tick, FontWeight::SemiBold)).fold(0.0, f64::max);
    (widest + sizes.tick).min((area.right - area.left) * 0.24)
}

fn draw_lines(
    scene: &mut Scene,
    model: &TimelineModel,
    plot: &Plot,
    sizes: &TypeSizes,
    palette: &Palette,
    style: PanelStyle,
) {
    let weight = (sizes.tick / 27.0 * 5.0).max(1.8);
    let mut ends: Vec<(f64, usize)> = Vec::new();
    for (index, series) in model.series.iter().enumerate() {
        let colour = palette.fill(series.tone);
        let mut steps: Vec<Step> = Vec::new();
        let mut was_there = false;
        let mut last = None;
        for (position, column) in model.columns.iter().enumerate() {
            let part = column.parts.iter().find(|part| part.series == index);
            let Some(part) = part else {
                was_there = false;
                continue;
            };
            let (x, y) = (plot.x(position), plot.y(part.to));
            was_there &= column.follows;
            steps.push(if was_there { Step::Line(x, y) } else { Step::Move(x, y) });
            let goes_on = model
                .columns
                .get(position + 1)
                .is_some_and(|next| next.follows && next.parts.iter().any(|part| part.series == index));
            // No line shows a value between two gaps.
            let is_alone = !was_there && !goes_on;
            was_there = true;
            last = Some(y);
            if is_alone || plot.step > weight * 2.4 || column.is_partial || column.is_highlighted {
                let radius = weight * if column.is_highlighted { 1.7 } else { 1.1 };
                let (fill, stroke) =
                    if column.is_partial { (palette.surface, Some((weight * 0.6, colour))) } else { (colour, None) };
                scene.items.push(Item::Circle { x, y, radius, fill: Paint::solid(fill), stroke });
            }
            let shape = Shape::Circle { x, y, radius: weight * 2.2 };
            if part.mark != column.mark {
                scene.areas.push(MarkArea { mark: style.first_mark + part.mark, shape });
            }
        }
        let stroke = Some((weight, Paint::solid(colour)));
        scene.items.push(Item::Path { steps, fill: None, stroke, dash: None });
        ends.extend(last.map(|y| (y, index)));
    }
    if model.series.len() < 2 {
        return;
    }
    // Names at the ends, moved apart where they would touch.
    ends.sort_by(|left, right| left.0.total_cmp(&right.0));
    let gap = sizes.tick * 1.15;
    let mut below = plot.top - gap;
    for (y, _) in &mut ends {
        *y = y.max(below + gap);
        below = *y;
    }
    let mut above = plot.bottom + gap;
    for (y, _) in ends.iter_mut().rev() {
        *y = y.min(above - gap);
        above = *y;
    }
    for (y, index) in ends {
        let Some(series) = model.series.get(index) else { continue };
        let x = plot.right + sizes.tick * 0.4;
        let colour = palette.readable(series.tone);
        let room = line_labels_width(model, sizes, Area { left: 0.0, top: 0.0, right: f64::MAX, bottom: 0.0 });
        let text = shorten(&series.label, sizes.tick, FontWeight::SemiBold, room.min(f64::from(scene.width) - x));
        text_at(scene, (x, y + sizes.tick * 0.355), Anchor::Start, (sizes.tick, FontWeight::SemiBold), colour, text);
    }
}

fn draw_means(scene: &mut Scene, model: &TimelineModel, plot: &Plot, tick: f64, palette: &Palette) {
    let Some((_, means)) = &model.means else { return };
    let mut steps: Vec<Step> = Vec::new();
    let mut was_there = false;
    for (index, mean) in means.iter().enumerate() {
        match mean {
            Some(mean) => {
                let (x, y) = (plot.x(index), plot.y(*mean));
                steps.push(if was_there { Step::Line(x, y) } else { Step::Move(x, y) });
                was_there = true;
            }
            None => was_there = false,
        }
    }
    if !steps.is_empty() {
        let stroke = Some((tick * 0.1, Paint::solid(palette.text)));
        scene.items.push(Item::Path { steps, fill: None, stroke, dash: Some((tick * 0.35, tick * 0.25)) });
    }
}

/// A number above its column.
struct PlacedValue {
    column: usize,
    x: f64,
    y: f64,
    size: f64,
    /// Left and right, with a little room.
    from: f64,
    to: f64,
}

/// Numbers above columns: all where they fit, else the one asked for, the highest and the last.
fn placed_values(
    scene: &Scene,
    model: &TimelineModel,
    plot: &Plot,
    sizes: &TypeSizes,
    style: PanelStyle,
) -> Vec<PlacedValue> {
    let mut placed: Vec<PlacedValue> = Vec::new();
    if style.is_small || (model.arrangement != Arrangement::Stacked && model.series.len() > 1) {
        return placed;
    }
    let weight = FontWeight::SemiBold;
    // A little smaller, all of them may fit.
    let fits_at = |size: f64| {
        let width = |column: &Column| text_width(&column.value_label, size, weight);
        model.columns.iter().all(|column| width(column) <= plot.step * 0.96)
    };
    let (all_fit, size) = match [1.0, 0.92, 0.86, 0.8].into_iter().find(|share| fits_at(sizes.tick * share)) {
        Some(share) => (true, sizes.tick * share),
        None => (false, sizes.tick),
    };
    let highest = model.columns.iter().filter_map(|column| column.top).fold(0.0, f64::max);
    let is_wanted = |index: usize, column: &Column| {
        (all_fit && model.means.is_none())
            || column.is_highlighted
            || column.top == Some(highest)
            || index + 1 == model.columns.len()
    };
    // The one asked for comes first, then the highest, then the last.
    let mut order: Vec<usize> = (0..model.columns.len()).collect();
    if !all_fit {
        order.sort_by_key(|index| {
            let column = model.columns.get(*index);
            (!column.is_some_and(|c| c.is_highlighted), column.and_then(|c| c.top) != Some(highest))
        });
    }
    for index in order {
        let Some(column) = model.columns.get(index) else { continue };
        let (Some(top), false) = (column.top, column.value_label.is_empty()) else { continue };
        let width = text_width(&column.value_label, size, weight);
        let x = plot.x(index).clamp(plot.left + width / 2.0, (f64::from(scene.width) - width / 2.0).max(plot.left));
        let (from, to) = (x - width / 2.0 - size * 0.2, x + width / 2.0 + size * 0.2);
        if !is_wanted(index, column) || (!all_fit && placed.iter().any(|other| other.from < to && from < other.to)) {
            continue;
        }
        // The number belongs to the column and not to the pale one behind it.
        placed.push(PlacedValue { column: index, x, y: plot.y(top) - size * 0.35, size, from, to });
    }
    placed
}

/// Where the line of an event ends: on the axis, or above the column or the number that it would cut through.
fn event_foot(model: &TimelineModel, plot: &Plot, values: &[PlacedValue], x: f64, tick: f64) -> f64 {
    if model.arrangement == Arrangement::Lines {
        return plot.bottom;
    }
    let numbers = values.iter().filter(|value| value.from < x && x < value.to).map(|value| value.y - value.size);
    let columns = model.columns.iter().enumerate().filter_map(|(index, column)| {
        let is_under = (plot.x(index) - x).abs() <= plot.width() * 0.6 + tick * 0.1;
        let top = [column.top, column.pale].into_iter().flatten().reduce(f64::max)?;
        is_under.then(|| plot.y(top) - tick * 0.2)
    });
    numbers.chain(columns).fold(plot.bottom, f64::min).max(plot.top)
}

fn draw_values(scene: &mut Scene, model: &TimelineModel, values: Vec<PlacedValue>, palette: &Palette) {
    for value in values {
        let Some(column) = model.columns.get(value.column) else { continue };
        let ink = if column.is_highlighted { palette.text } else { palette.muted };
        let kind = (value.size, FontWeight::SemiBold);
        text_at(scene, (value.x, value.y), Anchor::Middle, kind, ink, column.value_label.clone());
    }
}

/// The names of the units, every one or every second, fifth, … so that they never touch.
fn draw_units(
    scene: &mut Scene,
    model: &TimelineModel,
    (plot, right): (&Plot, f64),
    sizes: &TypeSizes,
    palette: &Palette,
    style: PanelStyle,
) {
    let tick = sizes.tick;
    let widest =
        model.columns.iter().map(|column| text_width(&column.label, tick, FontWeight::SemiBold)).fold(0.0, f64::max);
    let every = [1_usize, 2, 3, 4, 5, 6, 10, 12, 20, 24, 50, 52, 100, 200, 500, 1_000, 5_000];
    #[expect(clippy::cast_precision_loss, reason = "some thousand columns at the most")]
    let fits = |every: &usize| widest + tick * 0.7 <= plot.step * *every as f64;
    let every = every.into_iter().find(fits).unwrap_or(5_000);
    // The last one has a name: it is the one that is asked about most.
    let last = model.columns.len().saturating_sub(1);
    // From the last to the first, so that whatever has no room is not the last.
    let mut taken = f64::MAX;
    for (index, column) in
        model.columns.iter().enumerate().rev().filter(|(index, _)| (last - index).is_multiple_of(every))
    {
        let half = text_width(&column.label, tick, FontWeight::SemiBold) / 2.0;
        // The first may reach below the names of the ticks, but not into another panel.
        let least = if style.is_small { plot.left + half } else { f64::MIN };
        let x = plot.x(index).min(right - half).max(least);
        if x + half + tick * 0.5 > taken {
            continue;
        }
        taken = x - half;
        let (weight, ink) = if column.is_highlighted {
            (FontWeight::SemiBold, palette.text)
        } else {
            (FontWeight::Regular, palette.muted)
        };
        let at = (x, plot.bottom + tick * 1.35);
        text_at(scene, at, Anchor::Middle, (tick, weight), ink, column.label.clone());
    }
    let mut year_right = f64::MIN;
    for (index, column) in model.columns.iter().enumerate() {
        let x = plot.x(index);
        let y = plot.bottom + tick * 1.35;
        if !column.sub_label.is_empty() {
            let width = text_width(&column.sub_label, tick, FontWeight::Regular);
            let left = x - plot.step / 2.0;
            if left >= year_right && left + width <= right {
                let at = (left, y + tick * 1.2);
                text_at(scene, at, Anchor::Start, (tick, FontWeight::Regular), palette.muted, column.sub_label.clone());
                year_right = left + width + tick * 0.6;
            }
        }
    }
}
