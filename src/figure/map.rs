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
/// Other ends of flows that are named, and circles whose name may stand away from them.
const MOST_ENDS_NAMED: usize = 3;
const MOST_LEADERS: usize = 14;
/// How far an arc bends, in shares of its length.
const BEND: f64 = 0.16;
/// The widest arc and the thinnest one that can be seen, in sizes of the type.
const WIDEST: f64 = 0.7;
const THINNEST: f64 = 0.08;
/// Narrower than this many units, an arc is drawn as lines.
const THIN: f64 = 2.6;
/// How far from the middle of a region the frame may reach before its edges are bent out of shape: 75 degrees in
/// Lambert's projection.
const FARTHEST: f64 = 1.217;
/// Square pixels that a border may lose at a point, where type has 12.
const LOST: f64 = 0.4;
/// And at the least, whatever the type: less than a pixel shows nowhere.
const LEAST_LOST: f64 = 1.0;
/// Islands smaller than this, in square pixels, are drawn only where a country has no larger one.
const SPECK: f64 = 0.2;
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
        let plane = Self::with(projection, places, frame, window, margin);
        let (left, top, right, bottom) = frame;
        let corner =
            ((right - left) / 2.0).hypot((bottom - top) / 2.0) / (plane.scale / window.zoom.clamp(1.0, MOST_ZOOM));
        let is_bent = matches!(projection, Projection::Azimuthal { .. }) && corner > FARTHEST;
        if is_bent { Self::with(Projection::EqualEarth, places, frame, window, margin) } else { plane }
    }

    fn with(
        projection: Projection,
        places: &[Point],
        frame: (f64, f64, f64, f64),
        window: MapWindow,
        margin: f64,
    ) -> Self {
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
    let classes =
        model.classes.iter().map(|(shade, label)| Entry { label: label.clone(), swatch: swatch(*shade, palette) });
    let taper = |width: f64| Swatch::Taper(palette.bar, arc_width(width, sizes));
    let widths = model.widths.iter().map(|(width, label)| Entry { label: label.clone(), swatch: taper(*width) });
    // In a small tile the widths say it alone: their signs widen, too.
    let has_room = area.right - area.left > sizes.tick * 36.0;
    let way = (has_room && !model.arcs_label.is_empty())
        .then(|| Entry { label: model.arcs_label.clone(), swatch: taper(0.5) });
    let legend_of: Vec<Entry> = way.into_iter().chain(widths).chain(classes).collect();
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
    // The small ones over the large ones, what is selected over all.
    let rank = |arc: &&Arc| u8::from(arc.tone == Tone::Selected);
    let mut arcs: Vec<&Arc> = model.arcs.iter().collect();
    arcs.sort_by_key(rank);
    for arc in arcs {
        draw_arc(scene, arc, &plane, sizes, palette);
    }
    draw_nodes(scene, model, &plane, sizes, palette);
}

/// The lightest shade of all would look like zero.
fn class_colour(class: usize, palette: &Palette) -> Colour {
    palette.shade(class + 1, MAP_SHADES + 1)
}

fn swatch(shade: Shade, palette: &Palette) -> Swatch {
    match shade {
        Shade::Class(class) => Swatch::Fill(class_colour(class, palette)),
        Shade::Zero => Swatch::Fill(palette.pale),
        Shade::Nothing => Swatch::Hatched(palette.faint),
        Shade::Absent => Swatch::Empty(palette.faint),
    }
}

fn draw_land(scene: &mut Scene, model: &MapModel, plane: &Plane, sizes: &TypeSizes, palette: &Palette) {
    // Among shaded countries those that the data do not name stay white.
    let is_shaded = !model.shaded.is_empty();
    let border = if is_shaded { palette.line } else { palette.surface };
    let border = Some((sizes.tick * 0.045, Paint::solid(border)));
    let (left, top, right, bottom) = plane.frame;
    let near = (sizes.tick / 12.0 * NEAR).max(0.3);
    let least = world::least_importance(plane.scale, ((sizes.tick / 12.0).powi(2) * LOST).max(LEAST_LOST));
    for outline in world::outlines() {
        let shaded = model.shaded.iter().find(|shaded| shaded.country == outline.country);
        let fill = match shaded.map(|shaded| shaded.shade) {
            Some(Shade::Class(class)) => class_colour(class, palette),
            Some(Shade::Nothing | Shade::Absent) | None if is_shaded => palette.surface,
            Some(Shade::Zero | Shade::Nothing | Shade::Absent) | None => palette.pale,
        };
        let mut steps: Vec<Step> = Vec::new();
        let mut seen: Vec<Vec<(f64, f64)>> = Vec::new();
        for ring in &outline.rings {
            let mut points: Vec<(f64, f64)> = Vec::with_capacity(ring.len());
            // A ring that goes behind the horizon is not in sight.
            let is_seen =
                ring.iter().filter(|corner| corner.is_seen(least)).all(|corner| match plane.place(corner.at) {
                    Some(at) => {
                        if points.last().is_none_or(|(x, y)| (at.0 - x).abs() + (at.1 - y).abs() > near) {
                            points.push(at);
                        }
                        true
                    }
                    None => false,
                });
            // Rings come closed; a border of no length has no direction.
            if points.len() > 1 && points.first() == points.last() {
                points.pop();
            }
            if !is_seen || points.len() < 3 || (!seen.is_empty() && surface(&points) < SPECK) {
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
                scene.areas.push(MarkArea { mark: shaded.mark, shape: Shape::Polygon(kept.clone()) });
            }
            seen.push(kept);
        }
        if steps.is_empty() {
            continue;
        }
        let is_selected = shaded.is_some_and(|shaded| shaded.is_selected);
        let stroke = if is_selected { Some((sizes.tick * 0.16, Paint::solid(palette.selection))) } else { border };
        let from = scene.items.len();
        scene.items.push(Item::Path { steps, fill: Some(Paint::solid(fill)), stroke, dash: None });
        if shaded.is_some_and(|shaded| shaded.shade == Shade::Nothing) {
            let steps = stripes(&seen, sizes.tick * 0.28);
            let stroke = Some((sizes.tick * 0.06, Paint::solid(palette.faint)));
            scene.items.push(Item::Path { steps, fill: None, stroke, dash: None });
        }
        if let Some(shaded) = shaded {
            scene.shows(shaded.mark, from);
        }
    }
    // Countries too small for an outline are a dot in their shade, those without a number an empty one.
    for shaded in &model.shaded {
        let is_drawn = world::outlines().iter().any(|outline| outline.country == shaded.country);
        let Some((x, y)) = world::anchor(shaded.country).and_then(|at| plane.place(at)) else { continue };
        if !plane.holds((x, y)) || is_drawn {
            continue;
        }
        let radius = sizes.tick * 0.3;
        match shaded.shade {
            Shade::Nothing | Shade::Absent => {
                let fill = Paint::solid(palette.surface);
                scene.items.push(Item::Circle { x, y, radius: radius * 0.7, fill, stroke: Some((1.0, palette.faint)) });
            }
            Shade::Class(class) => {
                let fill = Paint::solid(class_colour(class, palette));
                scene.items.push(Item::Circle { x, y, radius, fill, stroke: Some((1.0, palette.surface)) });
            }
            Shade::Zero => {
                let fill = Paint::solid(palette.pale);
                scene.items.push(Item::Circle { x, y, radius, fill, stroke: Some((1.0, palette.faint)) });
            }
        }
        scene.shows(shaded.mark, scene.items.len() - 1);
        scene.areas.push(MarkArea { mark: shaded.mark, shape: Shape::Circle { x, y, radius: radius * 1.4 } });
    }
}

/// Square pixels inside a ring.
fn surface(ring: &[(f64, f64)]) -> f64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    pairs.map(|((x1, y1), (x2, y2))| x1 * y2 - x2 * y1).sum::<f64>().abs() / 2.0
}

/// Slanting lines inside some rings, whole ones and holes alike.
fn stripes(rings: &[Vec<(f64, f64)>], gap: f64) -> Vec<Step> {
    let ends = |(x, y): (f64, f64)| x + y;
    let all = || rings.iter().flatten().map(|point| ends(*point));
    let (low, high) = (all().fold(f64::MAX, f64::min), all().fold(f64::MIN, f64::max));
    let mut steps = Vec::new();
    // Lines of all countries lie in one lattice.
    let mut at = (low / gap).ceil() * gap;
    while at < high {
        let mut crossings: Vec<f64> = Vec::new();
        for ring in rings {
            for (one, other) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                let (from, to) = (ends(*one), ends(*other));
                if (from > at) != (to > at) {
                    crossings.push(one.0 + (other.0 - one.0) * (at - from) / (to - from));
                }
            }
        }
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            if let [from, to] = pair {
                steps.extend([Step::Move(*from, at - from), Step::Line(*to, at - to)]);
            }
        }
        at += gap;
    }
    steps
}

/// At its wide end.
fn arc_width(share: f64, sizes: &TypeSizes) -> f64 {
    (sizes.tick * WIDEST * share).max(sizes.tick * THINNEST)
}

/// A band from thin to thick along a bow that leans to the left of its way.
fn draw_arc(scene: &mut Scene, arc: &Arc, plane: &Plane, sizes: &TypeSizes, palette: &Palette) {
    let (Some((x1, y1)), Some((x2, y2))) = (plane.place(arc.from), plane.place(arc.to)) else { return };
    let (dx, dy) = (x2 - x1, y2 - y1);
    let (mx, my) = (f64::midpoint(x1, x2) + dy * BEND, f64::midpoint(y1, y2) - dx * BEND);
    let end = arc_width(arc.width, sizes);
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
        // Among very many thin arcs the wide ones stay in sight.
        _ => 0.46 + 0.24 * arc.width.sqrt(),
    };
    let colour = if arc.tone == Tone::Rest { palette.bar } else { palette.fill(arc.tone) };
    let paint = Paint { colour, opacity };
    let trace = |points: &[(f64, f64)]| -> Vec<Step> {
        let step =
            |(index, (x, y)): (usize, &(f64, f64))| if index == 0 { Step::Move(*x, *y) } else { Step::Line(*x, *y) };
        points.iter().enumerate().map(step).collect()
    };
    let from = scene.items.len();
    if end < THIN && middle.iter().all(|at| plane.holds(*at)) {
        // A band of less than some pixels would break into dots on a screen; three strokes do not.
        let third = middle.len() / 3;
        for (from, to, share) in [(0, third, 0.45), (third, third * 2, 0.7), (third * 2, middle.len() - 1, 1.0)] {
            let steps = trace(middle.get(from..=to).unwrap_or_default());
            scene.items.push(Item::Path { steps, fill: None, stroke: Some((end * share, paint)), dash: None });
        }
    } else {
        let mut steps = trace(&kept);
        steps.push(Step::Close);
        scene.items.push(Item::Path { steps, fill: Some(paint), stroke: None, dash: None });
    }
    let points: Vec<(f64, f64)> = middle.into_iter().filter(|at| plane.holds(*at)).collect();
    let shape = Shape::Line { points, width: end.max(sizes.tick * 0.35) };
    scene.shows(arc.mark, from);
    scene.areas.push(MarkArea { mark: arc.mark, shape });
}

/// Left, top, right, bottom.
type Edges = (f64, f64, f64, f64);

/// Something that a name belongs to.
struct Named<'a> {
    label: &'a str,
    value_label: &'a str,
    at: (f64, f64),
    radius: f64,
    is_selected: bool,
}

/// Circles, the small ones over the large ones, and the names of the largest where there is room.
fn draw_nodes(scene: &mut Scene, model: &MapModel, plane: &Plane, sizes: &TypeSizes, palette: &Palette) {
    let mut named: Vec<Named<'_>> = Vec::new();
    let mut taken: Vec<Edges> = Vec::new();
    for end in &model.ends {
        let Some((x, y)) = plane.place(end.at).filter(|at| plane.holds(*at)) else { continue };
        let radius = sizes.tick * 0.15;
        let stroke = Some((sizes.tick * 0.045, palette.surface));
        scene.items.push(Item::Circle { x, y, radius, fill: Paint::solid(palette.accent), stroke });
        // One end of all flows has no other name on the map.
        if model.ends.len() <= MOST_ENDS_NAMED {
            let (label, value_label) = (end.label.as_str(), end.value_label.as_str());
            named.push(Named { label, value_label, at: (x, y), radius, is_selected: false });
            taken.push((x - radius, y - radius, x + radius, y + radius));
        }
    }
    let most = model.nodes.iter().map(|node| node.value).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let largest = if model.arcs.is_empty() { sizes.tick * 1.7 } else { sizes.tick * 0.62 };
    for node in &model.nodes {
        let Some((x, y)) = plane.place(node.at).filter(|at| plane.holds(*at)) else { continue };
        let radius = (largest * (node.value / most).sqrt()).max(sizes.tick * 0.13);
        let colour = if node.tone == Tone::Rest { palette.bar } else { palette.fill(node.tone) };
        let opacity = match (node.is_named, model.arcs.is_empty()) {
            (false, _) => 0.4,
            (true, true) => 0.72,
            (true, false) => 1.0,
        };
        let stroke = Some((sizes.tick * 0.045, palette.surface));
        scene.items.push(Item::Circle { x, y, radius, fill: Paint { colour, opacity }, stroke });
        scene.shows(node.mark, scene.items.len() - 1);
        let shape = Shape::Circle { x, y, radius: radius.max(sizes.tick * 0.32) };
        scene.areas.push(MarkArea { mark: node.mark, shape });
        let is_selected = node.tone == Tone::Selected;
        let (label, value_label) = (node.label.as_str(), node.value_label.as_str());
        if node.is_named {
            named.push(Named { label, value_label, at: (x, y), radius, is_selected });
        }
        taken.push((x - radius * 0.8, y - radius * 0.8, x + radius * 0.8, y + radius * 0.8));
    }
    let circles = taken.len();
    // What is selected is named first, then the largest.
    named.sort_by_key(|one| !one.is_selected);
    let (left, top, right, bottom) = plane.frame;
    let size = sizes.tick;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozen names")]
    let most_names = (((right - left) * (bottom - top) / (size * size * 75.0)) as usize).clamp(4, 22);
    let any_selected = named.iter().any(|one| one.is_selected);
    for (index, one) in named.iter().enumerate().take(most_names) {
        // The largest are worth a line to where there is room.
        draw_name(scene, one, (&mut taken, circles, plane.frame), (index < MOST_LEADERS, any_selected), size, palette);
    }
}

/// Points of a line to a name that are looked at, and the first of them that is apart from its circle.
const LINE_STEPS: u8 = 20;
const FIRST_TAKEN: u8 = 3;

/// A name at its circle, or further away with a line to it.
fn draw_name(
    scene: &mut Scene,
    one: &Named<'_>,
    (taken, circles, frame): (&mut Vec<Edges>, usize, Edges),
    (has_leader, any_selected): (bool, bool),
    size: f64,
    palette: &Palette,
) {
    let ((x, y), radius) = (one.at, one.radius);
    let name = text_width(one.label, size, FontWeight::Regular);
    let value = text_width(one.value_label, size, FontWeight::SemiBold);
    let (width, gap) = (name + size * 0.35 + value, radius + size * 0.25);
    let near = [
        (x + gap, y + size * 0.355),
        (x - gap - width, y + size * 0.355),
        (x - width / 2.0, y - gap),
        (x - width / 2.0, y + gap + size * 0.75),
        (x + gap * 0.7, y - gap * 0.7),
        (x + gap * 0.7, y + gap * 0.7 + size * 0.6),
        (x - gap * 0.7 - width, y - gap * 0.7),
        (x - gap * 0.7 - width, y + gap * 0.7 + size * 0.6),
    ];
    let far = [2.2, 3.4, 4.6, 6.0, 7.8, 10.0, 12.5].into_iter().flat_map(|steps| {
        let away = radius + size * steps;
        [(-1.0, 0.0), (1.0, 0.0), (-0.8, 0.6), (-0.8, -0.6), (0.8, 0.6), (0.8, -0.6), (0.0, 1.0), (0.0, -1.0)].map(
            move |(dx, dy)| {
                let at = (x + dx * away, y + dy * away);
                let left = if dx < 0.0 {
                    at.0 - width
                } else if dx > 0.0 {
                    at.0
                } else {
                    at.0 - width / 2.0
                };
                (left, at.1 + size * 0.355)
            },
        )
    });
    let far: Vec<(f64, f64)> = far.collect();
    let is_free = |(left, baseline): &(f64, f64)| {
        let (top, right, bottom) = (baseline - size * 0.8, left + width, baseline + size * 0.2);
        let is_inside = *left >= frame.0 + 2.0 && top >= frame.1 && right <= frame.2 - 2.0 && bottom <= frame.3;
        is_inside && !taken.iter().any(|(x1, y1, x2, y2)| *left < *x2 && *x1 < right && top < *y2 && *y1 < bottom)
    };
    // From the circle to the nearest point of the name.
    let leader_end = |(left, baseline): (f64, f64)| (x.clamp(left, left + width), baseline - size * 0.3);
    let crosses_no_name = |spot: &(f64, f64)| {
        let end = leader_end(*spot);
        let point = |step: u8| {
            let t = f64::from(step) / f64::from(LINE_STEPS);
            (x + (end.0 - x) * t, y + (end.1 - y) * t)
        };
        // Nor another circle, or it would seem to begin there.
        let is_own = |(x1, y1, x2, y2): &Edges| x >= *x1 && x <= *x2 && y >= *y1 && y <= *y2;
        let names = taken.iter().enumerate().filter(|(index, edges)| *index >= circles || !is_own(edges));
        let names: Vec<Edges> = names.map(|(_, edges)| *edges).collect();
        let is_on =
            |(px, py): (f64, f64)| names.iter().any(|(x1, y1, x2, y2)| px > *x1 && px < *x2 && py > *y1 && py < *y2);
        !(1..=LINE_STEPS).any(|step| is_on(point(step)))
    };
    // Beside another circle it would be read as that one's name.
    let is_apart = |(left, baseline): &(f64, f64), edge: f64| {
        let is_own = |(x1, y1, x2, y2): &Edges| x >= *x1 && x <= *x2 && y >= *y1 && y <= *y2;
        let mut others = taken.get(..circles).unwrap_or_default().iter().filter(|edges| !is_own(edges));
        let (top, right, bottom) = (baseline - size * 0.8 - edge, left + width + edge, baseline + size * 0.2 + edge);
        !others.any(|(x1, y1, x2, y2)| left - edge < *x2 && *x1 < right && top < *y2 && *y1 < bottom)
    };
    let clear = near.into_iter().find(|spot| is_free(spot) && is_apart(spot, size * 0.2));
    let away = || {
        let mut far = far.iter().copied().filter(|_| has_leader);
        far.find(|spot| is_free(spot) && is_apart(spot, size * 0.6) && crosses_no_name(spot))
    };
    let leader = if clear.is_none() { away() } else { None };
    // Among many circles the nearest place is better than none.
    let close = || near.into_iter().find(is_free);
    // The largest of a crowd are named even where the line to the name passes other circles.
    let across = || far.iter().copied().filter(|_| has_leader).find(|spot| is_free(spot) && is_apart(spot, size * 0.6));
    let leader = leader.or_else(|| if clear.is_none() && close().is_none() { across() } else { None });
    let Some((left, baseline)) = clear.or(leader).or_else(close) else { return };
    if leader.is_some() {
        let end = leader_end((left, baseline));
        let steps = vec![Step::Move(x, y), Step::Line(end.0, end.1)];
        let stroke = Some((size * 0.06, Paint::solid(palette.text)));
        scene.items.push(Item::Path { steps, fill: None, stroke, dash: None });
        // No later name may cover the line, nor another line cross it: it would lead to the wrong name.
        for step in FIRST_TAKEN..=LINE_STEPS {
            let share = f64::from(step) / f64::from(LINE_STEPS);
            let (px, py) = (x + (end.0 - x) * share, y + (end.1 - y) * share);
            let edge = size * 0.1;
            taken.push((px - edge, py - edge, px + edge, py + edge));
        }
    }
    taken.push((left - size * 0.2, baseline - size * 0.85, left + width + size * 0.2, baseline + size * 0.25));
    halo(scene, (left, baseline), (width, size), palette);
    let ink = if one.is_selected || !any_selected { palette.text } else { palette.muted };
    for (x, weight, text) in [
        (left, if one.is_selected { FontWeight::SemiBold } else { FontWeight::Regular }, one.label),
        (left + width - value, FontWeight::SemiBold, one.value_label),
    ] {
        let text = text.to_owned();
        scene.items.push(Item::Text { x, y: baseline, anchor: Anchor::Start, size, weight, colour: ink, text });
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
