//! A laid-out chart in the window: the same scene that a figure has, painted with egui. Marks answer to the pointer and
//! to the keyboard, and are named for screen readers.
//!
//! This file must never know what kind of chart it shows. Start with [`SceneView::show`].

use super::Commands;
use super::controls::focus_ring;
use super::keyboard::{MenuPlace, first_entry};
use super::theme::{self, colour};
use crate::chart::{Body, ChartModel, Detail, Mark, Palette, Theme};
use crate::figure::{
    Anchor, FontWeight, Item, MOST_ZOOM, MapWindow, Paint, Scene, Shape as Outline, Step, lay_out_chart,
};
use crate::view_spec::Key;
use crate::words::Words;
use crate::workspace::Command;
use egui::epaint::{CircleShape, Mesh, PathShape, RectShape, Vertex};
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo};

/// Marks up to which each is a stop of the keyboard; more would be a long way to tab.
const MOST_STOPS: usize = 400;

/// What is drawn, kept until the chart or its size changes.
#[derive(Default)]
pub struct SceneView {
    key: Option<(u64, Theme, [u32; 4], u32, MapWindow)>,
    /// The part of a map that is in sight.
    window: MapWindow,
    scene: Option<Scene>,
    drawn: Vec<Drawn>,
    focused: Option<usize>,
}

/// What is kept of one item. A text is laid out in every frame, which egui remembers: a galley points into the font
/// atlas, which is made anew with another theme, another scale, or when it is full.
enum Drawn {
    Shape(Shape),
    Text { at: Pos2, anchor: Anchor, size: f32, weight: FontWeight, ink: Color32, text: String },
}

impl Drawn {
    fn paint(&self, painter: &Painter) {
        match self {
            Self::Shape(shape) => drop(painter.add(shape.clone())),
            Self::Text { at, anchor, size, weight, ink, text } => {
                let font = match weight {
                    FontWeight::Regular => theme::regular(*size),
                    FontWeight::SemiBold => theme::semi_bold(*size),
                    FontWeight::Bold => theme::bold(*size),
                };
                let galley = painter.layout_no_wrap(text.clone(), font, *ink);
                let shift = match anchor {
                    Anchor::Start => 0.0,
                    Anchor::Middle => galley.size().x / 2.0,
                    Anchor::End => galley.size().x,
                };
                painter.galley(*at - Vec2::new(shift, size * ASCENT), galley, *ink);
            }
        }
    }
}

impl SceneView {
    /// Shows a chart in all the room there is. `version` names the state of the model, `tile` its place.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        (tile, version, model): (usize, u64, &ChartModel),
        words: &'static Words,
        palette: &'static Palette,
        commands: &mut Commands,
    ) {
        // Its marks are the stops of the keyboard, and not the room around them.
        let (rect, response) =
            ui.allocate_exact_size(ui.available_size().max(Vec2::splat(40.0)), Sense::CLICK | Sense::DRAG);
        if matches!(model.body, Body::Map(_)) {
            self.move_map(ui, &response, rect, commands.is_empty());
        }
        self.lay_out(ui, version, model, rect);
        let Some(scene) = &self.scene else { return };
        let painter = ui.painter().with_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
        self.drawn.iter().for_each(|item| item.paint(&painter));
        let at = |position: Pos2| {
            let local = position - rect.min;
            (f64::from(local.x), f64::from(local.y))
        };
        let hit = |position: Pos2| {
            let point = at(position);
            scene.areas.iter().rev().find(|area| area.shape.contains(point)).map(|area| area.mark)
        };
        // Behind a sheet nothing is hovered.
        let is_free = ui.ctx().memory(|memory| memory.is_above_modal_layer(ui.layer_id()));
        let hovered = response.hover_pos().filter(|_| is_free).and_then(hit);
        if let Some(mark) = hovered.or(self.focused) {
            outline(&painter, scene, mark, rect, palette);
        }
        if let Some(mark) = hovered.and_then(|index| model.marks.get(index)) {
            ui.ctx().set_cursor_icon(if mark.picks.is_empty() {
                egui::CursorIcon::Default
            } else {
                egui::CursorIcon::PointingHand
            });
            if response.double_clicked() {
                filter_by(tile, mark, commands);
            } else if response.clicked() {
                let extend = ui.input(|input| input.modifiers.command || input.modifiers.shift);
                select(tile, mark, extend, commands);
            }
        }
        if response.clicked() {
            // The keyboard goes on from there.
            if let Some(mark) = hovered.filter(|mark| *mark < MOST_STOPS) {
                let stop = stop_id(ui, mark);
                ui.memory_mut(|memory| memory.request_focus(stop));
            }
        }
        let menu_mark = ui.scope_id().with("menu of");
        if response.secondary_clicked() {
            let clicked = response.interact_pointer_pos().and_then(hit);
            ui.data_mut(|data| data.insert_temp(menu_mark, clicked));
        }
        let of_menu: Option<usize> = ui.data(|data| data.get_temp(menu_mark)).flatten();
        let asked = self.focused.filter(|_| super::keyboard::asks_for_menu(ui)).and_then(|mark| {
            let area = scene.areas.iter().find(|area| area.mark == mark)?;
            Some((mark, bounds_of(&area.shape, rect).center()))
        });
        let of_menu = asked.map(|(mark, _)| mark).or(of_menu);
        if asked.is_some() {
            ui.data_mut(|data| data.insert_temp(menu_mark, of_menu));
        }
        let asked = asked.map(|(mark, at)| MenuPlace { at, back_to: stop_id(ui, mark) });
        theme::context_menu(&response, asked, |ui| {
            let mark = of_menu.and_then(|index| model.marks.get(index));
            menu(ui, (tile, model), mark, words, commands);
        });
        if let Some(mark) = hovered.and_then(|index| model.marks.get(index)) {
            response.on_hover_ui_at_pointer(|ui| tooltip(ui, mark, words, palette));
        }
        self.stops(ui, (tile, model), rect, palette, commands);
    }

    /// The wheel enlarges at the pointer, a drag moves, plus and minus and the arrows do so from the keyboard; a double
    /// click on the sea shows all again.
    fn move_map(&mut self, ui: &Ui, response: &egui::Response, rect: Rect, is_quiet: bool) {
        let size = (f64::from(rect.width().max(1.0)), f64::from(rect.height().max(1.0)));
        let zoom_at = |factor: f64, at: Pos2, window: &mut MapWindow| {
            let zoom = (window.zoom * factor).clamp(1.0, MOST_ZOOM);
            // What is under the pointer stays there.
            let (from_x, from_y) =
                ((f64::from(at.x - rect.center().x)) / size.0, (f64::from(at.y - rect.center().y)) / size.1);
            window.x += from_x / window.zoom - from_x / zoom;
            window.y += from_y / window.zoom - from_y / zoom;
            window.zoom = zoom;
            if zoom <= 1.0 {
                *window = MapWindow::default();
            }
        };
        if let Some(at) = response.hover_pos() {
            let scroll = ui.input(|input| input.smooth_scroll_delta().y + (input.zoom_delta() - 1.0) * 200.0);
            if scroll.abs() > 0.1 {
                zoom_at(f64::from(scroll / 180.0).exp(), at, &mut self.window);
            }
        }
        if response.dragged() && self.window.zoom > 1.0 {
            let moved = response.drag_delta();
            self.window.x -= f64::from(moved.x) / size.0 / self.window.zoom;
            self.window.y -= f64::from(moved.y) / size.1 / self.window.zoom;
        }
        if (self.focused.is_some() || response.hovered()) && is_quiet {
            let pressed = |key: egui::Key| ui.input(|input| input.key_pressed(key));
            if pressed(egui::Key::Plus) || pressed(egui::Key::Equals) {
                zoom_at(1.4, rect.center(), &mut self.window);
            }
            if pressed(egui::Key::Minus) {
                zoom_at(1.0 / 1.4, rect.center(), &mut self.window);
            }
        }
        if response.double_clicked() {
            self.window = MapWindow::default();
        }
        let keep = |value: f64| value.clamp(-0.5, 1.5);
        (self.window.x, self.window.y) = (keep(self.window.x), keep(self.window.y));
    }

    fn lay_out(&mut self, ui: &Ui, version: u64, model: &ChartModel, rect: Rect) {
        let theme = theme::theme(ui.ctx());
        let corners = [rect.left(), rect.top(), rect.right(), rect.bottom()].map(f32::to_bits);
        let key = (version, theme, corners, ui.ctx().pixels_per_point().to_bits(), self.window);
        if self.key == Some(key) {
            return;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the size of a window")]
        let size = (rect.width().max(1.0) as u32, rect.height().max(1.0) as u32);
        let scene = lay_out_chart(model, size, theme, self.window);
        self.drawn = scene.items.iter().flat_map(|item| drawn_of(item, rect.min.to_vec2())).collect();
        self.scene = Some(scene);
        self.key = Some(key);
    }

    /// Each mark is a stop of the keyboard with its name.
    fn stops(
        &mut self,
        ui: &Ui,
        (tile, model): (usize, &ChartModel),
        rect: Rect,
        palette: &'static Palette,
        commands: &mut Commands,
    ) {
        let Some(scene) = &self.scene else { return };
        self.focused = None;
        let mut stops: Vec<(egui::Id, Rect)> = Vec::new();
        for (index, mark) in model.marks.iter().enumerate().take(MOST_STOPS) {
            let Some(area) = scene.areas.iter().find(|area| area.mark == index) else { continue };
            let bounds = bounds_of(&area.shape, rect);
            // What is out of sight is no stop: a country beyond the edge of a map.
            if !bounds.is_positive() {
                continue;
            }
            let response = ui.interact(bounds, stop_id(ui, index), Sense::focusable_noninteractive());
            stops.push((response.id, bounds));
            response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, mark.is_selected, &mark.spoken));
            if response.has_focus() {
                self.focused = Some(index);
                focus_ring(ui, &response, bounds.expand(2.0), palette);
                let (enter, space, modifiers) = ui.input(|input| {
                    (input.key_pressed(egui::Key::Enter), input.key_pressed(egui::Key::Space), input.modifiers)
                });
                if enter && modifiers.command {
                    filter_by(tile, mark, commands);
                } else if enter || space {
                    select(tile, mark, modifiers.shift, commands);
                }
            }
        }
        super::keyboard::walk(ui, &stops);
        if let Some((first, _)) = stops.first() {
            super::keyboard::region(ui.ctx(), super::REGION_OF_TILES + tile, rect, *first);
        }
    }
}

/// The stop of the keyboard that a mark is.
fn stop_id(ui: &Ui, mark: usize) -> egui::Id {
    ui.scope_id().with(("mark", mark))
}

fn select(tile: usize, mark: &Mark, extend: bool, commands: &mut Commands) {
    if !mark.picks.is_empty() {
        commands.push(Command::Select { tile, picks: mark.picks.clone(), extend });
    }
}

fn filter_by(tile: usize, mark: &Mark, commands: &mut Commands) {
    if !mark.picks.is_empty() {
        commands.push(Command::FilterFrom { tile, picks: mark.picks.clone() });
    }
}

fn menu(ui: &mut Ui, (tile, model): (usize, &ChartModel), mark: Option<&Mark>, words: &Words, commands: &mut Commands) {
    if let Some(mark) = mark {
        mark_menu(ui, (tile, &mark.picks), [&mark.label, &mark.value], &mark.details, words, commands);
    }
    chart_menu(ui, tile, &model.captions.chart_title, words, commands);
}

/// What can be done with a mark of any chart.
pub fn mark_menu(
    ui: &mut Ui,
    (tile, picks): (usize, &[(String, Key)]),
    [label, value]: [&str; 2],
    details: &[Detail],
    words: &Words,
    commands: &mut Commands,
) {
    let labels = words.labels;
    ui.label(theme::strong(label, 13.0));
    if !picks.is_empty() && first_entry(ui.button(labels.show_rows)).clicked() {
        commands.push(Command::ShowRows { tile, picks: picks.to_vec() });
        ui.close();
    }
    if !picks.is_empty() && ui.button(labels.filter_by_this).clicked() {
        commands.push(Command::FilterFrom { tile, picks: picks.to_vec() });
        ui.close();
    }
    if first_entry(ui.button(labels.copy_value)).clicked() {
        ui.ctx().copy_text(value.to_owned());
        ui.close();
    }
    if ui.button(labels.copy_row).clicked() {
        let details = details.iter().map(|detail| format!("{}\t{}", detail.name, detail.value));
        let lines: Vec<String> = std::iter::once(label.to_owned()).chain(details).collect();
        ui.ctx().copy_text(lines.join("\n"));
        ui.close();
    }
    ui.separator();
}

/// What can be done with a whole chart.
pub fn chart_menu(ui: &mut Ui, tile: usize, title: &str, words: &Words, commands: &mut Commands) {
    if !title.is_empty() {
        ui.label(theme::quiet(title, theme::palette(ui.ctx())).size(12.0));
    }
    if ui.button(words.labels.copy_numbers).clicked() {
        commands.push(Command::CopyNumbers(tile));
        ui.close();
    }
    if ui.button(words.labels.copy_chart).clicked() {
        commands.push(Command::CopyChart(tile));
        ui.close();
    }
}

/// Everything that is said about a mark.
pub fn tooltip(ui: &mut Ui, mark: &Mark, words: &Words, palette: &Palette) {
    ui.set_max_width(360.0);
    ui.spacing_mut().interact_size.y = 15.0;
    ui.label(theme::strong(&mark.label, 13.5));
    if mark.details.is_empty() {
        ui.label(&mark.value);
    }
    details(ui, &mark.details, palette);
    if !mark.members.is_empty() {
        ui.separator();
        let listed: Vec<String> = mark
            .members
            .iter()
            .map(|member| format!("{} {}", member.label, member.value).trim_end().to_owned())
            .collect();
        ui.add(egui::Label::new(egui::RichText::new(listed.join(" · ")).size(12.0)).wrap());
    }
    if !mark.picks.is_empty() {
        ui.label(theme::quiet(words.labels.tip_click, palette).size(11.5));
    }
}

fn details(ui: &mut Ui, details: &[Detail], palette: &Palette) {
    egui::Grid::new("details").num_columns(2).spacing([14.0, 3.0]).show(ui, |ui| {
        for detail in details {
            ui.label(theme::quiet(&detail.name, palette));
            ui.add(egui::Label::new(egui::RichText::new(&detail.value).size(12.5)).wrap());
            ui.end_row();
        }
    });
}

#[expect(clippy::cast_possible_truncation, reason = "places on a screen")]
fn place(x: f64, y: f64) -> Pos2 {
    Pos2::new(x as f32, y as f32)
}

#[expect(clippy::cast_possible_truncation, reason = "lengths on a screen")]
fn length(value: f64) -> f32 {
    value as f32
}

fn bounds_of(shape: &Outline, rect: Rect) -> Rect {
    let (left, top, right, bottom) = shape.bounds();
    Rect::from_min_max(place(left, top), place(right, bottom)).translate(rect.min.to_vec2()).intersect(rect)
}

/// What is hovered has an outline.
fn outline(painter: &Painter, scene: &Scene, mark: usize, rect: Rect, palette: &Palette) {
    let offset = rect.min.to_vec2();
    for area in scene.areas.iter().filter(|area| area.mark == mark).take(12) {
        let stroke = Stroke::new(1.5, colour(palette.text));
        match &area.shape {
            Outline::Rectangle { .. } => {
                let bounds = bounds_of(&area.shape, rect);
                painter.rect_stroke(bounds, CornerRadius::same(2), stroke, egui::StrokeKind::Outside);
            }
            Outline::Circle { x, y, radius } => {
                painter.circle_stroke(place(*x, *y) + offset, length(*radius), stroke);
            }
            Outline::Polygon(points) => {
                let points = points.iter().map(|(x, y)| place(*x, *y) + offset).collect();
                painter.add(Shape::closed_line(points, stroke));
            }
            Outline::Line { points, .. } => {
                let points = points.iter().map(|(x, y)| place(*x, *y) + offset).collect();
                painter.add(Shape::line(points, Stroke::new(2.5, colour(palette.text))));
            }
        }
    }
}

fn painted(paint: Paint) -> Color32 {
    colour(paint.colour).gamma_multiply(length(paint.opacity))
}

/// From the top of a line of Inter to its baseline, in units of its size.
const ASCENT: f32 = 0.968_75;

/// One item of a scene, moved to its place in the window.
fn drawn_of(item: &Item, offset: Vec2) -> Vec<Drawn> {
    match item {
        Item::Text { x, y, anchor, size, weight, colour: ink, text } => vec![Drawn::Text {
            at: place(*x, *y) + offset,
            anchor: *anchor,
            size: length(*size),
            weight: *weight,
            ink: colour(*ink),
            text: text.clone(),
        }],
        other => shapes_of(other, offset).into_iter().map(Drawn::Shape).collect(),
    }
}

fn shapes_of(item: &Item, offset: Vec2) -> Vec<Shape> {
    match item {
        Item::Rectangle { x, y, width, height, radius, fill } => {
            let rect = Rect::from_min_size(place(*x, *y) + offset, Vec2::new(length(*width), length(*height)));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small radius")]
            let radius = CornerRadius::same(radius.clamp(0.0, 24.0) as u8);
            vec![Shape::Rect(RectShape::filled(rect, radius, colour(*fill)))]
        }
        Item::Hatched { x, y, width, height, stripe } => {
            let rect = Rect::from_min_size(place(*x, *y) + offset, Vec2::new(length(*width), length(*height)));
            hatched(rect, colour(*stripe))
        }
        Item::Line { x1, y1, x2, y2, width, colour: ink } => {
            let points = [place(*x1, *y1) + offset, place(*x2, *y2) + offset];
            vec![Shape::line_segment(points, Stroke::new(length(*width), colour(*ink)))]
        }
        Item::Circle { x, y, radius, fill, stroke } => {
            let stroke = stroke.map_or(Stroke::NONE, |(width, ink)| Stroke::new(length(width), colour(ink)));
            vec![Shape::Circle(CircleShape {
                center: place(*x, *y) + offset,
                radius: length(*radius),
                fill: painted(*fill),
                stroke,
            })]
        }
        Item::Path { steps, fill, stroke, dash } => path(steps, *fill, *stroke, *dash, offset),
        Item::Text { .. } => Vec::new(),
    }
}

fn hatched(rect: Rect, ink: Color32) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let step = 6.0;
    let mut shift = step / 2.0;
    while shift < rect.width() + rect.height() {
        // A line from the left or bottom edge to the top or right edge.
        let from = if shift < rect.height() {
            Pos2::new(rect.left(), rect.top() + shift)
        } else {
            Pos2::new(rect.left() + shift - rect.height(), rect.bottom())
        };
        let to = if shift < rect.width() {
            Pos2::new(rect.left() + shift, rect.top())
        } else {
            Pos2::new(rect.right(), rect.top() + shift - rect.width())
        };
        shapes.push(Shape::line_segment([from, to], Stroke::new(1.4, ink)));
        shift += step;
    }
    shapes.push(Shape::Rect(RectShape::stroke(
        rect,
        CornerRadius::ZERO,
        Stroke::new(1.0, ink),
        egui::StrokeKind::Inside,
    )));
    shapes
}

/// The outlines of a path as polygons, curves cut into short lines.
fn flatten(steps: &[Step]) -> Vec<(Vec<(f64, f64)>, bool)> {
    let mut outlines: Vec<(Vec<(f64, f64)>, bool)> = Vec::new();
    for step in steps {
        match *step {
            Step::Move(x, y) => outlines.push((vec![(x, y)], false)),
            Step::Line(x, y) => {
                if let Some((points, _)) = outlines.last_mut() {
                    points.push((x, y));
                }
            }
            Step::Curve(x1, y1, x2, y2, x, y) => {
                if let Some((points, _)) = outlines.last_mut() {
                    let (x0, y0) = points.last().copied().unwrap_or((x1, y1));
                    // Pieces of some six points' length; what is short needs few to be smooth.
                    let reach = (x1 - x0).hypot(y1 - y0) + (x2 - x1).hypot(y2 - y1) + (x - x2).hypot(y - y2);
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 32")]
                    let pieces = (reach / 6.0).clamp(6.0, 32.0) as u32;
                    for piece in 1..=pieces {
                        let t = f64::from(piece) / f64::from(pieces);
                        let u = 1.0 - t;
                        let along = |a: f64, b: f64, c: f64, d: f64| {
                            u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
                        };
                        points.push((along(x0, x1, x2, x), along(y0, y1, y2, y)));
                    }
                }
            }
            Step::Close => {
                if let Some((_, is_closed)) = outlines.last_mut() {
                    *is_closed = true;
                }
            }
        }
    }
    outlines
}

fn path(
    steps: &[Step],
    fill: Option<Paint>,
    stroke: Option<(f64, Paint)>,
    dash: Option<(f64, f64)>,
    offset: Vec2,
) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for (points, is_closed) in flatten(steps) {
        let hairline = stroke.filter(|(width, _)| is_closed && dash.is_none() && *width < HAIRLINE);
        if let Some(paint) = fill {
            let border = hairline.map(|(width, border)| (width, painted(border)));
            shapes.push(Shape::mesh(filled(&points, painted(paint), border, offset)));
        }
        let Some((width, paint)) = stroke.filter(|_| fill.is_none() || hairline.is_none()) else { continue };
        let places: Vec<Pos2> = points.iter().map(|(x, y)| place(*x, *y) + offset).collect();
        let stroke = Stroke::new(length(width), painted(paint));
        match dash {
            Some((dash, gap)) => shapes.extend(Shape::dashed_line(&places, stroke, length(dash), length(gap))),
            None if is_closed => shapes.push(Shape::Path(PathShape::closed_line(places, stroke))),
            None => shapes.push(Shape::Path(PathShape::line(places, stroke))),
        }
    }
    shapes
}

/// Strokes narrower than this are drawn with the edge of what they surround: a map of the world is half the triangles.
const HAIRLINE: f64 = 0.9;

/// A polygon of any form as triangles; egui itself fills convex ones only. Its edge fades over one point, as egui's own
/// edges do: without that, a nearly level edge is a staircase. `border`: width and colour of a hairline on the edge.
fn filled(points: &[(f64, f64)], ink: Color32, border: Option<(f64, Color32)>, offset: Vec2) -> Mesh {
    let mut triangles: Vec<u32> = Vec::new();
    let no_holes: [u32; 0] = [];
    let normals = normals(points);
    let moved = |by: f64| {
        let shift = move |((x, y), (nx, ny)): (&(f64, f64), &(f64, f64))| (x + nx * by, y + ny * by);
        points.iter().zip(&normals).map(shift)
    };
    // How far the edge fades to each side, and what a hairline has in its middle.
    let (reach, middle) = match border {
        Some((width, border)) => {
            (0.75, Some(ink.gamma_multiply(0.5).blend(border.gamma_multiply(length(width.clamp(0.0, 1.0))))))
        }
        None => (0.5, None),
    };
    let inner: Vec<(f64, f64)> = moved(-reach).collect();
    earcut::Earcut::new().earcut(inner.iter().map(|(x, y)| [*x, *y]), &no_holes, &mut triangles);
    let vertex =
        |(x, y): (f64, f64), color: Color32| Vertex { pos: place(x, y) + offset, uv: egui::epaint::WHITE_UV, color };
    let mut vertices: Vec<Vertex> = inner.iter().map(|point| vertex(*point, ink)).collect();
    if let Some(middle) = middle {
        vertices.extend(points.iter().map(|point| vertex(*point, middle)));
    }
    vertices.extend(moved(reach).map(|point| vertex(point, Color32::TRANSPARENT)));
    let count = u32::try_from(points.len()).unwrap_or(0);
    for ring in 0..if middle.is_some() { 2 } else { 1 } {
        let (from, to) = (ring * count, (ring + 1) * count);
        for index in 0..count {
            let next = (index + 1) % count;
            triangles.extend([from + index, from + next, to + index, from + next, to + next, to + index]);
        }
    }
    Mesh { indices: triangles, vertices, ..Mesh::default() }
}

/// The direction outward at each corner of an outline, of length one along a straight edge.
fn normals(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let after = points.iter().cycle().skip(1);
    let doubled_area: f64 = points.iter().zip(after.clone()).map(|((x1, y1), (x2, y2))| x1 * y2 - x2 * y1).sum();
    let turn = if doubled_area < 0.0 { -1.0 } else { 1.0 };
    let edge_normals: Vec<(f64, f64)> = points
        .iter()
        .zip(after)
        .map(|((x1, y1), (x2, y2))| {
            let (dx, dy) = (x2 - x1, y2 - y1);
            let length = dx.hypot(dy);
            if length > 0.0 { (dy / length * turn, -dx / length * turn) } else { (0.0, 0.0) }
        })
        .collect();
    let before = edge_normals.iter().cycle().skip(points.len().saturating_sub(1));
    edge_normals
        .iter()
        .zip(before)
        .map(|((x1, y1), (x2, y2))| {
            let (x, y) = ((x1 + x2) / 2.0, (y1 + y2) / 2.0);
            // Sharp corners are not drawn out into spikes.
            let squared = (x * x + y * y).max(0.25);
            (x / squared, y / squared)
        })
        .collect()
}
