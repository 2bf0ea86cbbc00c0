//! Small multiples in a rectangle: a grid of panels, each with its name and total above a small plot.

use super::frame::{Area, TypeSizes};
use super::legend::{self, Entry};
use super::measure::{FontWeight, shorten, text_width};
use super::scene::{Anchor, Frame, Item, MarkArea, PanelPlace, Scene, Shape};
use super::timeline::{self, PanelStyle};
use crate::chart::{MultiplesModel, Palette};

/// A plot is about this much wider than high.
const RATIO: f64 = 2.2;

pub(super) fn draw(scene: &mut Scene, model: &MultiplesModel, area: Area, sizes: &TypeSizes, palette: &Palette) {
    let count = model.panels.len().max(1);
    let mut legend_of: Vec<Entry> = Vec::new();
    for entry in model.panels.iter().flat_map(|panel| timeline::entries(&panel.timeline, palette)) {
        if legend_of.iter().all(|other| other.label != entry.label) {
            legend_of.push(entry);
        }
    }
    let top = legend::draw(scene, &legend_of, area, sizes, palette);
    let area = Area { top, ..area };
    // Units are named below the lowest panel of each column of panels.
    let has_second_line =
        model.panels.iter().flat_map(|panel| &panel.timeline.columns).any(|c| !c.sub_label.is_empty());
    let units_height = sizes.tick * if has_second_line { 2.5 } else { 1.3 };
    // One axis for all is named once for each row of panels.
    let gutter = model.shared_axis.as_ref().map_or(0.0, |axis| timeline::gutter(axis, sizes.tick));
    let (width, height) = (area.right - area.left - gutter, area.bottom - area.top - units_height);
    let gap = sizes.tick * 0.9;
    // The number of columns whose panels come nearest to the wished form.
    let form = |columns: usize| {
        #[expect(clippy::cast_precision_loss, reason = "some dozen panels")]
        let (columns, rows) = (columns as f64, count.div_ceil(columns) as f64);
        let (panel_width, panel_height) =
            ((width - gap * (columns - 1.0)) / columns, (height - gap * (rows - 1.0)) / rows);
        (panel_width, panel_height)
    };
    let title_size = sizes.tick * 1.05;
    let needs: Vec<f64> = model
        .panels
        .iter()
        .map(|panel| {
            let title = text_width(&panel.title, title_size, FontWeight::SemiBold);
            title + text_width(&panel.value_label, title_size, FontWeight::Regular) + title_size * 0.6
        })
        .collect();
    let best = (1..=count).min_by(|one, other| {
        let badness = |columns: usize| {
            let (width, height) = form(columns);
            #[expect(clippy::cast_precision_loss, reason = "some dozen panels")]
            let empty = (columns * count.div_ceil(columns) - count) as f64 / count as f64;
            // Names that are cut are worse than panels of an odd form.
            let own_gutter = if gutter > 0.0 { 0.0 } else { sizes.tick * 0.3 };
            #[expect(clippy::cast_precision_loss, reason = "some dozen panels")]
            let cut = needs.iter().filter(|need| **need > width - own_gutter).count() as f64 / count as f64;
            let plot_height = (height - title_size * 1.7).max(1.0);
            (width / plot_height / RATIO).ln().abs() + empty * 0.5 + cut * 1.5
        };
        badness(*one).total_cmp(&badness(*other))
    });
    let columns = best.unwrap_or(1);
    let (panel_width, panel_height) = form(columns);
    for (index, panel) in model.panels.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "some dozen panels")]
        let (column, row) = ((index % columns) as f64, (index / columns) as f64);
        let left = area.left + gutter + column * (panel_width + gap);
        let top = area.top + row * (panel_height + gap);
        let hides_units = index + columns < count;
        let below = if hides_units { 0.0 } else { units_height };
        let one = Area { left, top, right: left + panel_width, bottom: top + panel_height + below };
        if panel.is_selected {
            let (x, y) = (left - gap * 0.3, top - gap * 0.3);
            let (width, height) = (panel_width + gap * 0.6, panel_height + below + gap * 0.6);
            let fill = palette.selection_tint;
            scene.items.push(Item::Rectangle { x, y, width, height, radius: gap * 0.3, fill });
        }
        let shape = Shape::Rectangle { x: left, y: top, width: panel_width, height: panel_height };
        scene.areas.push(MarkArea { mark: panel.first_mark.saturating_sub(1), shape });
        let size = sizes.tick * 1.05;
        let value_width = text_width(&panel.value_label, size, FontWeight::Regular);
        let room = (panel_width - value_width - size * 0.6).max(size);
        // A name is worth more than its total, which the columns show.
        let has_value = text_width(&panel.title, size, FontWeight::SemiBold) <= room;
        let room = if has_value { room } else { panel_width };
        let title = shorten(&panel.title, size, FontWeight::SemiBold, room);
        let title_left = left;
        let title_width = text_width(&title, size, FontWeight::SemiBold);
        for (x, weight, colour, text) in [
            (left, FontWeight::SemiBold, palette.text, title.clone()),
            (left + title_width + size * 0.5, FontWeight::Regular, palette.muted, panel.value_label.clone()),
        ]
        .into_iter()
        .take(if has_value { 2 } else { 1 })
        {
            scene.items.push(Item::Text { x, y: top + size * 0.95, anchor: Anchor::Start, size, weight, colour, text });
        }
        let axis = model.shared_axis.as_ref().unwrap_or(&panel.timeline.axis);
        let is_first = index % columns == 0;
        let hides_ticks = gutter > 0.0 && !is_first;
        let style = PanelStyle { is_small: true, first_mark: panel.first_mark, hides_units, hides_ticks };
        let left = if is_first { left - gutter } else { left };
        let area = Area { top: top + size * 0.7, left, ..one };
        let plot = timeline::draw_plot(scene, &panel.timeline, axis, area, sizes, palette, style);
        scene.panels.push(PanelPlace {
            frame: Frame { left: left - gap * 0.45, top, right: one.right + gap * 0.45, bottom: one.bottom },
            plot: Frame { left: plot.left, top: plot.top, right: plot.right, bottom: plot.bottom },
            title,
            title_left,
            has_value,
            type_sizes: (size, sizes.tick),
            has_ticks: !hides_ticks,
            has_units: !hides_units,
            every_tick: plot.every,
        });
    }
}
