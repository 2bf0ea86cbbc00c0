//! The charts of the window: a large one and those beside it. A header that is dragged onto another chart changes
//! places with it.

use super::Commands;
use super::chart_header::{self, Place, Wish};
use super::chart_view;
use super::scene_view::SceneView;
use super::theme::{self, colour};
use crate::chart::{Body, ChartModel, Palette};
use crate::workspace::{Arrange, Command, Layout, Workspace};
use egui::{CornerRadius, Pos2, Rect, Ui, UiBuilder, Vec2};

/// Below this width nothing stands beside the large chart.
const NARROW: f32 = 820.0;
/// What the large chart takes of the width.
const LARGE_SHARE: f32 = 0.635;
const GAP: f32 = 14.0;
/// What notes take of the height of a chart at the most.
const NOTES_SHARE: f32 = 0.16;
/// A tile that is lower has no room for a chart.
const LEAST_HEIGHT: f32 = 150.0;

/// What only the tiles know: what is drawn in each, and which header is dragged.
#[derive(Default)]
pub struct Tiles {
    views: Vec<SceneView>,
    dragged: Option<usize>,
}

impl Tiles {
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
        let Some(derived) = workspace.derived() else { return };
        let room = ui.available_rect_before_wrap();
        let rects = places(room, derived.tiles.len(), workspace.document().layout);
        self.views.resize_with(rects.len().max(1), SceneView::default);
        let mut was_dragged = None;
        for (tile, rect) in rects.iter().enumerate() {
            let (spec, model) = match tile.checked_sub(1).map(|index| derived.tiles.get(index)) {
                None => (&derived.spec, &derived.model),
                Some(Some(tile)) => (&tile.spec, &tile.model),
                Some(None) => continue,
            };
            let Some(view) = self.views.get_mut(tile) else { continue };
            let (words, palette) = (workspace.words(), theme::palette(ui.ctx()));
            let mut child = ui.new_child(UiBuilder::new().max_rect(*rect).id_salt(("tile", tile)));
            let frame = theme::card(palette);
            frame.show(&mut child, |ui| {
                ui.set_min_size(ui.available_size());
                let place = Place { tile, spec, title: &model.captions.chart_title };
                if let Some(Wish::Drag) = chart_header::show(ui, workspace, place, words, palette, commands) {
                    was_dragged = Some(tile);
                }
                ui.add_space(4.0);
                // What is counted stands in the left panel, and below the large chart where that is hidden.
                let definition = spec.measure.definition.in_language(words.language.code());
                let is_said_elsewhere = tile > 0 || workspace.preferences.shows_data_panel;
                let is_told = |note: &&str| !(is_said_elsewhere && is_same(note, definition));
                let told: Vec<&str> = model.captions.notes.iter().map(String::as_str).filter(is_told).collect();
                let chart = notes(ui, model, &told.join(" "), tile == 0, palette);
                let mut chart = ui.new_child(UiBuilder::new().max_rect(chart).id_salt("chart"));
                chart_view::show(&mut chart, workspace, (tile, spec, model), view, commands);
            });
        }
        self.follow_drag(ui, &rects, was_dragged, commands);
        ui.allocate_rect(room, egui::Sense::hover());
    }

    /// The place under the pointer is marked; letting go there changes places.
    fn follow_drag(&mut self, ui: &Ui, rects: &[Rect], dragged: Option<usize>, commands: &mut Commands) {
        let palette = theme::palette(ui.ctx());
        let pointer = ui.input(|input| input.pointer.latest_pos());
        let over = pointer.and_then(|at| rects.iter().position(|rect| rect.contains(at)));
        if let Some(tile) = dragged {
            self.dragged = Some(tile);
        }
        let Some(from) = self.dragged else { return };
        if let Some(rect) = over.filter(|over| *over != from).and_then(|over| rects.get(over)) {
            let stroke = egui::Stroke::new(2.0, colour(palette.selection));
            ui.painter().rect_stroke(*rect, CornerRadius::same(10), stroke, egui::StrokeKind::Inside);
        }
        if !ui.input(|input| input.pointer.any_down()) {
            self.dragged = None;
            if let Some(over) = over.filter(|over| *over != from) {
                commands.push(Command::Arrange(Arrange::Swap(from, over)));
            }
        }
    }
}

/// What is to be known about a chart, below it: how much of everything it shows, what is seen in part. What has no room
/// is told on hovering. Gives the room that is left for the chart.
fn notes(ui: &mut Ui, model: &ChartModel, text: &str, is_large: bool, palette: &Palette) -> Rect {
    let room = ui.available_rect_before_wrap();
    if text.is_empty() || matches!(model.body, Body::Empty { .. }) {
        return room;
    }
    let size = if is_large { 12.0 } else { 11.5 };
    let mut job = egui::text::LayoutJob::simple(
        text.to_owned(),
        theme::regular(size),
        colour(palette.muted),
        (room.width() - 8.0).max(60.0),
    );
    // The chart keeps most of the room.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of lines")]
    let most = (room.height() * NOTES_SHARE / (size * 1.3)).clamp(1.0, 5.0) as usize;
    job.wrap.max_rows = most;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let is_cut = galley.elided;
    let height = galley.size().y;
    let place = Rect::from_min_size(Pos2::new(room.left() + 4.0, room.bottom() - height), galley.size());
    let said = ui.put(place, egui::Label::new(galley).selectable(false));
    if is_cut {
        said.on_hover_ui(|ui| {
            ui.set_max_width(460.0);
            ui.add(egui::Label::new(egui::RichText::new(text).size(12.5)).wrap());
        });
    }
    room.with_max_y(room.bottom() - height - 6.0)
}

/// Whether two sentences are the same but for their last point.
fn is_same(one: &str, other: &str) -> bool {
    one.trim_end_matches('.') == other.trim_end_matches('.')
}

/// Where the charts are, the large one first.
#[expect(clippy::cast_precision_loss, reason = "a handful of tiles")]
fn places(room: Rect, tiles: usize, layout: Layout) -> Vec<Rect> {
    let fit = ((room.height() + GAP) / (LEAST_HEIGHT + GAP)).floor().max(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of tiles")]
    let fit = fit as usize;
    if tiles == 0 || layout == Layout::One || room.width() < NARROW {
        return vec![room];
    }
    match layout {
        Layout::One => vec![room],
        Layout::Beside => {
            let tiles = tiles.min(fit);
            let left = (room.width() - GAP) * LARGE_SHARE;
            let large = Rect::from_min_size(room.min, Vec2::new(left, room.height()));
            let height = (room.height() - GAP * (tiles as f32 - 1.0)) / tiles as f32;
            let x = room.left() + left + GAP;
            let tile = |index: usize| {
                let y = room.top() + index as f32 * (height + GAP);
                Rect::from_min_size(Pos2::new(x, y), Vec2::new(room.right() - x, height))
            };
            std::iter::once(large).chain((0..tiles).map(tile)).collect()
        }
        Layout::Grid => {
            let count = tiles + 1;
            let columns = if count <= 4 { 2 } else { 3 };
            let rows = count.div_ceil(columns).min(fit);
            let width = (room.width() - GAP * (columns as f32 - 1.0)) / columns as f32;
            let height = (room.height() - GAP * (rows as f32 - 1.0)) / rows as f32;
            let tile = |index: usize| {
                let (column, row) = ((index % columns) as f32, (index / columns) as f32);
                let at = Pos2::new(room.left() + column * (width + GAP), room.top() + row * (height + GAP));
                // The last one takes what its line has left.
                let wide = if index + 1 == count { room.right() - at.x } else { width };
                Rect::from_min_size(at, Vec2::new(wide, height))
            };
            (0..count.min(rows * columns)).map(tile).collect()
        }
    }
}
