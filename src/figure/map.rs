//! A map in a rectangle: the countries around what is shown, arcs that widen towards where they end, circles, and names
//! where there is room. Type keeps its size however far the map reaches.

use super::frame::{Area, TypeSizes};
use super::legend::{self, Entry, Swatch};
use super::measure::{FontWeight, text_width};
use super::projection::{Projection, clip};
use super::scene::{Anchor, Item, MarkArea, Paint, Scene, Shape, Step};
use crate::chart::{Arc, Colour, MAP_SHADES, MapModel, Palette, Shade, Tone};
use crate::dataset::world::{self, Point};

/// Which part of the map is in sight: 1 for all of it; the middle in shares of the fitted map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapWindow {
    pub zoom: f64,
    pub x: f64,
    pub y: f64,
}

impl Default for MapWindow {
    fn default() -> Self {
        Self { zoom: 1.0, x: 0.5, y: 0.5 }
    }
}

/// How far a map can be enlarged.
pub const MOST_ZOOM: f64 = 24.0;
/// Points of an arc.
const PIECES: u16 = 28;
/// How far an arc bends, in shares of its length.
const BEND: f64 = 0.16;
/// Points of an outline that are nearer to each other than this are one.
const NEAR: f64 = 0.7;

/// From degrees to the canvas.
struct Plane {
    projection: Projection,
    frame: (f64, f64, f64, f64),
    scale: f64,
    /// What stands in the middle of the frame.
    middle: (f64, f64),
}

impl Plane {
    fn new(places: &[Point], frame: (f64, f64, f64, f64), window: MapWindow, margin: f64) -> Self {
        let projection = Projection::for_places(places);
        let (left, top, right, bottom) = frame;
        let projected: Vec<(f64, f64)> = places.iter().filter_map(|place| projection.project(*place)).collect();
        let whole = [(-180.0, 0.0), (180.0, 0.0), (0.0, -56.0), (0.0, 78.0)];
        let corners: Vec<(f64, f64)> = if projected.len() < 2 {
            whole.into_iter().filter_map(|place| Projection::EqualEarth.project(place)).collect()
        } else {
            projected
        };
        let fold = |low: f64, high: f64, value: f64| (low.min(value), high.max(value));
        let (west, east) = corners.iter().fold((f64::MAX, f64::MIN), |(l, h), (x, _)| fold(l, h, *x));
        let (south, north) = corners.iter().fold((f64::MAX, f64::MIN), |(l, h), (_, y)| fold(l, h, *y));
        // A single country would fill the map; some of its neighbours stay in sight.
        let (across, up) = ((east - west).max(0.25), (north - south).max(0.25));
        let (width, height) = ((right - left - margin * 2.0).max(1.0), (bottom - top - margin * 2.0).max(1.0));
        let fitted = (width / across).min(height / up);
        let zoom = window.zoom.clamp(1.0, MOST_ZOOM);
        let middle = (
            f64::midpoint(west, east) + (window.x - 0.5) * (right - left) / fitted,
            f64::midpoint(south, north) - (window.y - 0.5) * (bottom - top) / fitted,
        );
        Self { projection, frame, scale: fitted * zoom, middle }
    }

    fn place(&self, point: Point) -> Option<(f64, f64)> {
        let (x, y) = self.projection.project(point)?;
        let (left, top, right, bottom) = self.frame;
        Some((
            f64::midpoint(left, right) + (x - self.middle.0) * self.scale,
            f64::midpoint(top, bottom) - (y - self.middle.1) * self.scale,
        ))
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        let (left, top, right, bottom) = self.frame;
        (left..=right).contains(&x) && (top..=bottom).contains(&y)
    }
}

pub(super) fn draw(
    scene: &mut Scene,
    model: &MapModel,
    area: Area,
    sizes: &TypeSizes,
    palette: &Palette,
    window: MapWindow,
) {
    let legend_of: Vec<Entry> = model
        .classes
        .iter()
        .map(|(shade, label)| Entry { label: label.clone(), swatch: swatch(*shade, palette) })
        .collect();
    let top = legend::draw(scene, &legend_of, area, sizes, palette);
    let frame = (area.left, top, area.right, area.bottom.max(top + 20.0));
    let mut places: Vec<Point> = model.nodes.iter().map(|node| node.at).collect();
    places.extend(model.arcs.iter().flat_map(|arc| [arc.from, arc.to]));
    places.extend(model.shaded.iter().filter_map(|shaded| world::anchor(shaded.country)));
    let plane = Plane::new(&places, frame, window, sizes.label * 1.6);
    let sea = if scene.background == palette.surface { palette.ground } else { palette.surface };
    let (width, height) = (frame.2 - frame.0, frame.3 - frame.1);
    scene.items.push(Item::Rectangle { x: frame.0, y: frame.1, width, height, radius: sizes.tick * 0.4, fill: sea });
    draw_land(scene, model, &plane, sizes, palette);
    let most = model.arcs.iter().map(|arc| arc.value).fold(0.0, f64::max);
    // The small ones over the large ones, what is selected over all.
    let rank = |arc: &&Arc| u8::from(arc.tone == Tone::Selected);
    let mut arcs: Vec<&Arc> = model.arcs.iter().collect();
    arcs.sort_by_key(rank);
    for arc in arcs {
        draw_arc(scene, arc, most, &plane, sizes, palette);
    }
    draw_nodes(scene, model, &plane, sizes, palette);
}

fn swatch(shade: Shade, palette: &Palette) -> Swatch {
    match shade {
        Shade::Class(class) => Swatch::Fill(palette.shade(class, MAP_SHADES)),
        Shade::Zero => Swatch::Fill(palette.pale),
        Shade::Nothing => Swatch::Hatched(palette.faint),
    }
}

fn draw_land(scene: &mut Scene, model: &MapModel, plane: &Plane, sizes: &TypeSizes, palette: &Palette) {
    // Among shaded countries those that the data do not name stay white.
    let is_shaded = !model.shaded.is_empty();
    let border = if is_shaded { palette.line } else { palette.surface };
    let border = Some((sizes.tick * 0.045, Paint::solid(border)));
    let (left, top, right, bottom) = plane.frame;
    let near = (sizes.tick / 12.0 * NEAR).max(0.3);
    for outline in world::outlines() {
        let shaded = model.shaded.iter().find(|shaded| shaded.country == outline.country);
        let fill = match shaded.map(|shaded| shaded.shade) {
            Some(Shade::Class(class)) => palette.shade(class, MAP_SHADES),
            Some(Shade::Nothing) | None if is_shaded => palette.surface,
            Some(Shade::Zero | Shade::Nothing) | None => palette.pale,
        };
        let mut steps: Vec<Step> = Vec::new();
        for ring in &outline.rings {
            let mut points: Vec<(f64, f64)> = Vec::with_capacity(ring.len());
            // A ring that goes behind the horizon is not in sight.
            let is_seen = ring.iter().all(|point| match plane.place(*point) {
                Some(at) => {
                    if points.last().is_none_or(|(x, y)| (at.0 - x).abs() + (at.1 - y).abs() > near) {
                        points.push(at);
                    }
                    true
                }
                None => false,
            });
            if !is_seen || points.len() < 3 {
                continue;
            }
            let kept = clip(&points, (left, top, right, bottom));
            if kept.len() < 3 {
                continue;
            }
            for (index, (x, y)) in kept.iter().enumerate() {
                steps.push(if index == 0 { Step::Move(*x, *y) } else { Step::Line(*x, *y) });
            }
            steps.push(Step::Close);
            if let Some(shaded) = shaded {
                scene.areas.push(MarkArea { mark: shaded.mark, shape: Shape::Polygon(kept) });
            }
        }
        if steps.is_empty() {
            continue;
        }
        let is_selected = shaded.is_some_and(|shaded| shaded.is_selected);
        let stroke = if is_selected { Some((sizes.tick * 0.16, Paint::solid(palette.selection))) } else { border };
        scene.items.push(Item::Path { steps, fill: Some(Paint::solid(fill)), stroke, dash: None });
    }
    // Countries too small for an outline are a dot in their shade; so are those without a number, in another form.
    for shaded in &model.shaded {
        let is_drawn = world::outlines().iter().any(|outline| outline.country == shaded.country);
        let Some((x, y)) = world::anchor(shaded.country).and_then(|at| plane.place(at)) else { continue };
        if !plane.holds((x, y)) || (is_drawn && shaded.shade != Shade::Nothing) {
            continue;
        }
        let radius = sizes.tick * 0.3;
        match shaded.shade {
            Shade::Nothing => {
                let (x, y) = (x - radius, y - radius);
                let side = radius * 2.0;
                scene.items.push(Item::Hatched { x, y, width: side, height: side, stripe: palette.faint });
            }
            Shade::Class(class) => {
                let fill = Paint::solid(palette.shade(class, MAP_SHADES));
                scene.items.push(Item::Circle { x, y, radius, fill, stroke: Some((1.0, palette.surface)) });
            }
            Shade::Zero => {
                let fill = Paint::solid(palette.pale);
                scene.items.push(Item::Circle { x, y, radius, fill, stroke: Some((1.0, palette.faint)) });
            }
        }
        scene.areas.push(MarkArea { mark: shaded.mark, shape: Shape::Circle { x, y, radius: radius * 1.4 } });
    }
}

/// A band from thin to thick along a bow that leans to the left of its way.
fn draw_arc(scene: &mut Scene, arc: &Arc, most: f64, plane: &Plane, sizes: &TypeSizes, palette: &Palette) {
    let (Some((x1, y1)), Some((x2, y2))) = (plane.place(arc.from), plane.place(arc.to)) else { return };
    let (dx, dy) = (x2 - x1, y2 - y1);
    let (mx, my) = (f64::midpoint(x1, x2) + dy * BEND, f64::midpoint(y1, y2) - dx * BEND);
    let widest = sizes.tick * 0.42;
    let end = (widest * (arc.value / most.max(f64::MIN_POSITIVE)).sqrt()).max(sizes.tick * 0.07);
    let start = end * 0.22;
    let mut middle: Vec<(f64, f64)> = Vec::new();
    let mut one_side: Vec<(f64, f64)> = Vec::new();
    let mut other_side: Vec<(f64, f64)> = Vec::new();
    for piece in 0..=PIECES {
        let t = f64::from(piece) / f64::from(PIECES);
        let u = 1.0 - t;
        let (x, y) = (u * u * x1 + 2.0 * u * t * mx + t * t * x2, u * u * y1 + 2.0 * u * t * my + t * t * y2);
        let (tx, ty) = (u * (mx - x1) + t * (x2 - mx), u * (my - y1) + t * (y2 - my));
        let length = tx.hypot(ty).max(f64::MIN_POSITIVE);
        let half = 0.5 * (start + (end - start) * t);
        let (nx, ny) = (-ty / length * half, tx / length * half);
        middle.push((x, y));
        one_side.push((x + nx, y + ny));
        other_side.push((x - nx, y - ny));
    }
    if !middle.iter().any(|at| plane.holds(*at)) {
        return;
    }
    one_side.extend(other_side.into_iter().rev());
    let kept = clip(&one_side, plane.frame);
    if kept.len() < 3 {
        return;
    }
    let opacity = match arc.tone {
        Tone::Selected => 0.95,
        Tone::Rest => 0.28,
        _ => 0.55,
    };
    let mut steps: Vec<Step> = Vec::with_capacity(kept.len() + 1);
    for (index, (x, y)) in kept.iter().enumerate() {
        steps.push(if index == 0 { Step::Move(*x, *y) } else { Step::Line(*x, *y) });
    }
    steps.push(Step::Close);
    let colour = if arc.tone == Tone::Rest { palette.bar } else { palette.fill(arc.tone) };
    scene.items.push(Item::Path { steps, fill: Some(Paint { colour, opacity }), stroke: None, dash: None });
    let points: Vec<(f64, f64)> = middle.into_iter().filter(|at| plane.holds(*at)).collect();
    let shape = Shape::Line { points, width: end.max(sizes.tick * 0.35) };
    scene.areas.push(MarkArea { mark: arc.mark, shape });
}

/// Circles, the small ones over the large ones, and the names of the largest where there is room.
fn draw_nodes(scene: &mut Scene, model: &MapModel, plane: &Plane, sizes: &TypeSizes, palette: &Palette) {
    for (at, _) in &model.origins {
        if let Some((x, y)) = plane.place(*at).filter(|at| plane.holds(*at)) {
            let radius = sizes.tick * 0.13;
            scene.items.push(Item::Circle { x, y, radius, fill: Paint::solid(palette.accent), stroke: None });
        }
    }
    let most = model.nodes.iter().map(|node| node.value).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let largest = if model.arcs.is_empty() { sizes.tick * 1.7 } else { sizes.tick * 0.62 };
    let mut taken: Vec<(f64, f64, f64, f64)> = Vec::new();
    let mut placed = Vec::new();
    for node in &model.nodes {
        let Some((x, y)) = plane.place(node.at).filter(|at| plane.holds(*at)) else { continue };
        let radius = (largest * (node.value / most).sqrt()).max(sizes.tick * 0.13);
        let colour = if node.tone == Tone::Rest { palette.bar } else { palette.fill(node.tone) };
        let opacity = if model.arcs.is_empty() { 0.72 } else { 1.0 };
        let stroke = Some((sizes.tick * 0.045, palette.surface));
        scene.items.push(Item::Circle { x, y, radius, fill: Paint { colour, opacity }, stroke });
        let shape = Shape::Circle { x, y, radius: radius.max(sizes.tick * 0.32) };
        scene.areas.push(MarkArea { mark: node.mark, shape });
        placed.push((node, x, y, radius));
        taken.push((x - radius * 0.6, y - radius * 0.6, x + radius * 0.6, y + radius * 0.6));
    }
    // What is selected is named first, then the largest.
    placed.sort_by_key(|(node, ..)| node.tone != Tone::Selected);
    let size = sizes.tick;
    let (left, top, right, bottom) = plane.frame;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozen names")]
    let most_names = (((right - left) * (bottom - top) / (size * size * 75.0)) as usize).clamp(4, 22);
    for (node, x, y, radius) in placed.into_iter().take(most_names) {
        let name = text_width(&node.label, size, FontWeight::Regular);
        let value = text_width(&node.value_label, size, FontWeight::SemiBold);
        let (width, gap) = (name + size * 0.35 + value, radius + size * 0.25);
        let spots = [
            (x + gap, y + size * 0.355),
            (x - gap - width, y + size * 0.355),
            (x - width / 2.0, y - gap),
            (x - width / 2.0, y + gap + size * 0.75),
            (x + gap * 0.7, y - gap * 0.7),
            (x + gap * 0.7, y + gap * 0.7 + size * 0.6),
            (x - gap * 0.7 - width, y - gap * 0.7),
            (x - gap * 0.7 - width, y + gap * 0.7 + size * 0.6),
        ];
        let free = spots.into_iter().find(|(left, baseline)| {
            let (top, right, bottom) = (baseline - size * 0.8, left + width, baseline + size * 0.2);
            let (l, t, r, b) = plane.frame;
            let is_inside = *left >= l + 2.0 && top >= t && right <= r - 2.0 && bottom <= b;
            is_inside && !taken.iter().any(|(x1, y1, x2, y2)| *left < *x2 && *x1 < right && top < *y2 && *y1 < bottom)
        });
        let Some((left, baseline)) = free else { continue };
        taken.push((left - size * 0.2, baseline - size * 0.85, left + width + size * 0.2, baseline + size * 0.25));
        halo(scene, (left, baseline), (width, size), palette);
        let is_selected = node.tone == Tone::Selected;
        let ink = if is_selected || model.arcs.iter().all(|arc| arc.tone != Tone::Selected) {
            palette.text
        } else {
            palette.muted
        };
        for (x, weight, text) in [
            (left, if is_selected { FontWeight::SemiBold } else { FontWeight::Regular }, node.label.clone()),
            (left + width - value, FontWeight::SemiBold, node.value_label.clone()),
        ] {
            scene.items.push(Item::Text { x, y: baseline, anchor: Anchor::Start, size, weight, colour: ink, text });
        }
    }
}

/// Land and arcs step back behind a name.
fn halo(scene: &mut Scene, (left, baseline): (f64, f64), (width, size): (f64, f64), palette: &Palette) {
    let (x1, y1) = (left - size * 0.12, baseline - size * 0.82);
    let (x2, y2) = (left + width + size * 0.12, baseline + size * 0.2);
    let steps = vec![Step::Move(x1, y1), Step::Line(x2, y1), Step::Line(x2, y2), Step::Line(x1, y2), Step::Close];
    let colour: Colour = palette.surface;
    scene.items.push(Item::Path { steps, fill: Some(Paint { colour, opacity: 0.72 }), stroke: None, dash: None });
}
