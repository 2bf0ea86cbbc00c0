//! Nodes in columns and the bands between them. Every node has room for its name; what is left of the height is the
//! scale of the bands.

use super::frame::{Area, TypeSizes};
use super::measure::{FontWeight, shorten, text_width};
use super::scene::{Anchor, Item, MarkArea, Paint, Scene, Shape, Step};
use crate::chart::{Colour, Flow, Node, Palette, SankeyModel, Stage, Tone, mixed};

/// Labels shrink to this share of their size before nodes are folded into "others".
const LEAST_LABEL: f64 = 0.62;
/// Height of a node's room, in sizes of its label.
const ROOM: f64 = 1.16;
/// Share of the height that the bands have before labels stop growing.
const BAND_SHARE: f64 = 0.56;
/// Share of the height that nodes have before their bands, where there are very many.
const MOST_FOR_ROOMS: f64 = 0.62;
/// Names take at most this share of the width, on one side.
const MOST_FOR_NAMES: f64 = 0.3;
/// Pieces of the outline of a band that a pointer meets.
const PIECES: u32 = 24;
/// Bands up to this height are drawn as lines, which a screen smooths.
const THIN: f64 = 2.0;

/// How many nodes one stage has room for with the smallest labels allowed.
pub(super) fn nodes_that_fit(area: Area, sizes: &TypeSizes) -> usize {
    let least = sizes.label * LEAST_LABEL * ROOM;
    let height = area.bottom - area.top - title_height(sizes);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozen nodes")]
    let nodes = (height * 0.8 / least).max(3.0) as usize;
    nodes
}

fn title_height(sizes: &TypeSizes) -> f64 {
    sizes.tick * 1.75
}

/// Where a node stands.
struct Place {
    x: f64,
    /// Of its rectangle.
    top: f64,
    height: f64,
    /// Of its room, which its label shares.
    room_top: f64,
    room: f64,
    /// The height at which its label stands.
    middle: f64,
}

pub(super) fn draw(scene: &mut Scene, model: &SankeyModel, area: Area, sizes: &TypeSizes, palette: &Palette) {
    let stages = model.stages.len();
    if stages < 2 {
        return;
    }
    let top = area.top + title_height(sizes);
    let height = (area.bottom - top).max(1.0);
    let most = (area.right - area.left) * MOST_FOR_NAMES;
    let size = label_size(model, (height, most), sizes);
    let scale = scale_of(model, height, size);
    let node_width = (size * 0.5).max(4.0);
    let gap = size * 0.4;
    let width_of = |node: &Node| label_width(node, size);
    let widest = |stage: Option<&Stage>| {
        stage.map_or(0.0, |stage| stage.nodes.iter().map(width_of).fold(0.0, f64::max)).min(most)
    };
    let left = area.left + widest(model.stages.first()) + gap;
    let right = area.right - widest(model.stages.last()) - gap - node_width;
    #[expect(clippy::cast_precision_loss, reason = "two or three stages")]
    let x_of = |stage: usize| left + (right - left) * stage as f64 / (stages - 1) as f64;
    let places: Vec<Vec<Place>> = model
        .stages
        .iter()
        .enumerate()
        .map(|(index, stage)| places(&stage.nodes, x_of(index), (top, height), size, scale))
        .collect();
    draw_titles(scene, model, &x_of, node_width, area, sizes, palette);
    draw_bands(scene, model, &places, scale, node_width, palette);
    for (index, (stage, places)) in model.stages.iter().zip(&places).enumerate() {
        let named = named(&stage.nodes, places, size);
        for ((node, place), is_named) in stage.nodes.iter().zip(places).zip(named) {
            let fill = node_colour(node, palette);
            let (y, height) = (place.top, place.height);
            let radius = (node_width * 0.15).min(height / 2.0);
            scene.items.push(Item::Rectangle { x: place.x, y, width: node_width, height, radius, fill });
            scene.shows(node.mark, scene.items.len() - 1);
            let bounds = match index {
                _ if !is_named => (place.x, place.x),
                0 => draw_left(scene, node, place, (area.left, place.x - gap), size, palette),
                _ if index + 1 == stages => {
                    draw_right(scene, node, place, (place.x + node_width + gap, area.right), size, palette)
                }
                _ => draw_inside(scene, node, place, (place.x + node_width + gap, x_of(index + 1)), size, palette),
            };
            let (from, to) = (bounds.0.min(place.x), bounds.1.max(place.x + node_width));
            let shape = Shape::Rectangle { x: from, y: place.room_top, width: to - from, height: place.room };
            scene.areas.push(MarkArea { mark: node.mark, shape });
        }
    }
}

fn label_width(node: &Node, size: f64) -> f64 {
    text_width(&node.label, size, weight_of(node))
        + size * 0.45
        + text_width(&node.value_label, size, FontWeight::SemiBold)
}

fn weight_of(node: &Node) -> FontWeight {
    if node.tone == Tone::Selected { FontWeight::SemiBold } else { FontWeight::Regular }
}

fn node_colour(node: &Node, palette: &Palette) -> Colour {
    match node.tone {
        Tone::Main => palette.ramp(node.place.sqrt()),
        tone => palette.fill(tone),
    }
}

/// The largest type with which the bands keep their share of the height, and names are not cut.
fn label_size(model: &SankeyModel, (height, most_wide): (f64, f64), sizes: &TypeSizes) -> f64 {
    let steps = [1.0, 0.94, 0.88, 0.82, 0.76, 0.70, 0.66];
    let total_of = |stage: &Stage| stage.nodes.iter().map(|node| node.size).sum::<f64>();
    let total = model.stages.iter().map(total_of).fold(0.0, f64::max);
    let outer = || model.stages.first().into_iter().chain(model.stages.last()).flat_map(|stage| &stage.nodes);
    #[expect(clippy::cast_precision_loss, reason = "some hundred nodes")]
    let most_nodes = model.most_nodes() as f64;
    let fits = |share: &f64| {
        let size = sizes.label * share;
        // Every node is named before names are large.
        size * ROOM * most_nodes <= height * MOST_FOR_ROOMS
            && scale_of(model, height, size) * total >= height * BAND_SHARE
            && outer().all(|node| label_width(node, size) <= most_wide)
    };
    steps.into_iter().find(fits).unwrap_or(LEAST_LABEL) * sizes.label
}

/// Units of height for one of the measure: the largest with which every stage fits.
fn scale_of(model: &SankeyModel, height: f64, size: f64) -> f64 {
    let mut best: Option<f64> = None;
    for stage in &model.stages {
        let total: f64 = stage.nodes.iter().map(|node| node.size).sum();
        if total <= 0.0 {
            continue;
        }
        let (mut low, mut high) = (0.0, height / total);
        for _ in 0..40 {
            let middle = f64::midpoint(low, high);
            if rooms(&stage.nodes, height, size, middle).iter().sum::<f64>() <= height {
                low = middle;
            } else {
                high = middle;
            }
        }
        best = Some(best.map_or(low, |best| best.min(low)));
    }
    best.unwrap_or(0.0)
}

/// The height that each node takes: its bands or its label, whichever is higher, and a little air.
fn rooms(nodes: &[Node], height: f64, size: f64, scale: f64) -> Vec<f64> {
    #[expect(clippy::cast_precision_loss, reason = "some hundred nodes")]
    let least = (size * ROOM).min(height * MOST_FOR_ROOMS / nodes.len().max(1) as f64);
    nodes.iter().map(|node| (node.size * scale + least * 0.19).max(least)).collect()
}

/// Which nodes of a stage are named: all that have room, else the selected and the largest of them.
fn named(nodes: &[Node], places: &[Place], size: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    let rank = |index: &usize| nodes.get(*index).map_or((false, 0.0), |node| (node.tone == Tone::Selected, node.size));
    order.sort_by(|one, other| {
        let ((is_one, one), (is_other, other)) = (rank(one), rank(other));
        is_other.cmp(&is_one).then(other.total_cmp(&one))
    });
    let mut taken: Vec<f64> = Vec::new();
    let mut named = vec![false; nodes.len()];
    for index in order {
        let (Some(place), Some(is_named)) = (places.get(index), named.get_mut(index)) else { continue };
        let middle = place.middle;
        *is_named = taken.iter().all(|other| (other - middle).abs() >= size * 0.98);
        if *is_named {
            taken.push(middle);
        }
    }
    named
}

fn places(nodes: &[Node], x: f64, (top, height): (f64, f64), size: f64, scale: f64) -> Vec<Place> {
    let rooms = rooms(nodes, height, size, scale);
    let free = (height - rooms.iter().sum::<f64>()).max(0.0);
    #[expect(clippy::cast_precision_loss, reason = "some dozen nodes")]
    let between = if nodes.len() < 2 { 0.0 } else { (free / (nodes.len() - 1) as f64).min(size * 2.2) };
    #[expect(clippy::cast_precision_loss, reason = "some dozen nodes")]
    let used = rooms.iter().sum::<f64>() + between * nodes.len().saturating_sub(1) as f64;
    let mut at = top + (height - used).max(0.0) / 2.0;
    let mut places = Vec::new();
    for (node, room) in nodes.iter().zip(rooms) {
        let tall = (node.size * scale).max(1.0);
        // A label that is higher than its node's room stays inside the chart.
        let (highest, lowest) = (top + size * 0.5, (top + height - size * 0.5).max(top + size * 0.5));
        let middle = (at + room / 2.0).clamp(highest, lowest);
        places.push(Place { x, top: at + (room - tall) / 2.0, height: tall, room_top: at, room, middle });
        at += room + between;
    }
    places
}

fn draw_titles(
    scene: &mut Scene,
    model: &SankeyModel,
    x_of: &dyn Fn(usize) -> f64,
    node_width: f64,
    area: Area,
    sizes: &TypeSizes,
    palette: &Palette,
) {
    let last = model.stages.len().saturating_sub(1);
    #[expect(clippy::cast_precision_loss, reason = "two or three stages")]
    let most = (area.right - area.left) / (last + 1) as f64 - sizes.tick;
    for (index, stage) in model.stages.iter().enumerate() {
        let (x, anchor) = match index {
            0 => (x_of(0) + node_width, Anchor::End),
            _ if index == last => (x_of(last), Anchor::Start),
            _ => (x_of(index) + node_width / 2.0, Anchor::Middle),
        };
        // A title longer than the names below it turns inward.
        let text = shorten(&stage.title, sizes.tick, FontWeight::SemiBold, most);
        let wide = text_width(&text, sizes.tick, FontWeight::SemiBold);
        let (x, anchor) = match anchor {
            Anchor::End if x - wide < area.left => (area.left, Anchor::Start),
            Anchor::Start if x + wide > area.right => (area.right, Anchor::End),
            _ => (x, anchor),
        };
        scene.items.push(Item::Text {
            x,
            y: area.top + sizes.tick * 1.0,
            anchor,
            size: sizes.tick,
            weight: FontWeight::SemiBold,
            colour: palette.muted,
            text,
        });
    }
}

fn text_colour(node: &Node, palette: &Palette) -> Colour {
    if node.tone == Tone::Rest { palette.muted } else { palette.text }
}

/// Name and number left of a node, the number next to it; gives where they begin and end.
fn draw_left(
    scene: &mut Scene,
    node: &Node,
    place: &Place,
    (from, to): (f64, f64),
    size: f64,
    palette: &Palette,
) -> (f64, f64) {
    let y = place.middle + size * 0.355;
    let number = text_width(&node.value_label, size, FontWeight::SemiBold);
    let room = to - from - number - size * 0.45 + 0.01;
    let label = shorten(&node.label, size, weight_of(node), room);
    let start = to - number - size * 0.45;
    let colour = text_colour(node, palette);
    push_text(scene, (to, y, Anchor::End), size, FontWeight::SemiBold, colour, node.value_label.clone());
    push_text(scene, (start, y, Anchor::End), size, weight_of(node), colour, label.clone());
    (start - text_width(&label, size, weight_of(node)), to)
}

/// Number and name right of a node.
fn draw_right(
    scene: &mut Scene,
    node: &Node,
    place: &Place,
    (from, to): (f64, f64),
    size: f64,
    palette: &Palette,
) -> (f64, f64) {
    let y = place.middle + size * 0.355;
    let number = text_width(&node.value_label, size, FontWeight::SemiBold);
    let start = from + number + size * 0.45;
    let label = shorten(&node.label, size, weight_of(node), to - start + 0.01);
    let colour = text_colour(node, palette);
    push_text(scene, (from, y, Anchor::Start), size, FontWeight::SemiBold, colour, node.value_label.clone());
    push_text(scene, (start, y, Anchor::Start), size, weight_of(node), colour, label.clone());
    (from, start + text_width(&label, size, weight_of(node)))
}

/// Name and number over the bands, on a ground of their own.
fn draw_inside(
    scene: &mut Scene,
    node: &Node,
    place: &Place,
    (from, to): (f64, f64),
    size: f64,
    palette: &Palette,
) -> (f64, f64) {
    let label = shorten(&node.label, size, weight_of(node), (to - from) * 0.7);
    let name = text_width(&label, size, weight_of(node));
    let wide = name + size * 0.45 + text_width(&node.value_label, size, FontWeight::SemiBold);
    let middle = place.middle;
    let (x0, x1) = (from - size * 0.2, from + wide + size * 0.2);
    let (y0, y1) = (middle - size * 0.56, middle + size * 0.56);
    let steps = vec![Step::Move(x0, y0), Step::Line(x1, y0), Step::Line(x1, y1), Step::Line(x0, y1), Step::Close];
    let ground = Paint { colour: palette.surface, opacity: 0.72 };
    scene.items.push(Item::Path { steps, fill: Some(ground), stroke: None, dash: None });
    let y = middle + size * 0.355;
    let colour = text_colour(node, palette);
    push_text(scene, (from, y, Anchor::Start), size, weight_of(node), colour, label);
    let (start, value) = (from + name + size * 0.45, node.value_label.clone());
    push_text(scene, (start, y, Anchor::Start), size, FontWeight::SemiBold, colour, value);
    (from, from + wide)
}

fn push_text(
    scene: &mut Scene,
    (x, y, anchor): (f64, f64, Anchor),
    size: f64,
    weight: FontWeight,
    colour: Colour,
    text: String,
) {
    if !text.is_empty() {
        scene.items.push(Item::Text { x, y, anchor, size, weight, colour, text });
    }
}

/// A band between two nodes: where it leaves and where it arrives, from above.
struct Ribbon<'a> {
    flow: &'a Flow,
    start: (f64, f64),
    end: (f64, f64),
    height: f64,
}

fn draw_bands(
    scene: &mut Scene,
    model: &SankeyModel,
    places: &[Vec<Place>],
    scale: f64,
    node_width: f64,
    palette: &Palette,
) {
    let place = |stage: usize, node: usize| places.get(stage).and_then(|places| places.get(node));
    // Where the next band of a node begins. Bands leave and arrive in the order of the nodes at their other ends.
    let mut leaving: Vec<Vec<f64>> = places.iter().map(|stage| vec![0.0; stage.len()]).collect();
    let mut arriving = leaving.clone();
    let mut ribbons: Vec<Ribbon<'_>> = Vec::new();
    for flow in &model.flows {
        let (Some(from), Some(to)) = (place(flow.stage, flow.from), place(flow.stage + 1, flow.to)) else { continue };
        let height = flow.size * scale;
        let next = |used: &mut Vec<Vec<f64>>, stage: usize, node: usize| {
            let Some(used) = used.get_mut(stage).and_then(|stage| stage.get_mut(node)) else { return 0.0 };
            *used += height;
            *used - height
        };
        let (down, up) = (next(&mut leaving, flow.stage, flow.from), next(&mut arriving, flow.stage + 1, flow.to));
        let start = (from.x + node_width, from.top + down);
        ribbons.push(Ribbon { flow, start, end: (to.x, to.top + up), height });
    }
    // Thin bands above thick ones, so that none is hidden, and what is selected above all.
    ribbons.sort_by(|one, other| {
        let class = |ribbon: &Ribbon<'_>| (ribbon.flow.is_selected, ribbon.height);
        let ((left, tall), (right, short)) = (class(one), class(other));
        left.cmp(&right).then(short.total_cmp(&tall))
    });
    for ribbon in &ribbons {
        // However small, a flow can be seen.
        let half = (ribbon.height / 2.0).max(0.35);
        let paint = band_paint(model, ribbon.flow, palette);
        scene.items.push(if ribbon.height <= THIN {
            Item::Path { steps: centre_line(ribbon), fill: None, stroke: Some((half * 2.0, paint)), dash: None }
        } else {
            Item::Path { steps: outline(ribbon, half), fill: Some(paint), stroke: None, dash: None }
        });
        scene.shows(ribbon.flow.mark, scene.items.len() - 1);
        let shape = Shape::Polygon(polygon(ribbon, half.max(1.5)));
        scene.areas.push(MarkArea { mark: ribbon.flow.mark, shape });
    }
}

fn band_paint(model: &SankeyModel, flow: &Flow, palette: &Palette) -> Paint {
    if flow.is_selected {
        return Paint { colour: palette.selection, opacity: 0.62 };
    }
    let colour = model.node(flow.stage, flow.from).map_or(palette.rest, |node| match node.tone {
        Tone::Main | Tone::Selected => palette.ramp(node.place.sqrt()),
        _ => palette.rest,
    });
    if model.has_selection {
        return Paint { colour: mixed(colour, palette.rest, 0.7), opacity: 0.16 };
    }
    Paint { colour, opacity: 0.36 }
}

fn centre_line(ribbon: &Ribbon<'_>) -> Vec<Step> {
    let ((x0, y0), (x1, y1)) = (ribbon.start, ribbon.end);
    let (y0, y1) = (y0 + ribbon.height / 2.0, y1 + ribbon.height / 2.0);
    let middle = f64::midpoint(x0, x1);
    vec![Step::Move(x0, y0), Step::Curve(middle, y0, middle, y1, x1, y1)]
}

fn outline(ribbon: &Ribbon<'_>, half: f64) -> Vec<Step> {
    let ((x0, y0), (x1, y1)) = (ribbon.start, ribbon.end);
    let (y0, y1) = (y0 + ribbon.height / 2.0, y1 + ribbon.height / 2.0);
    let middle = f64::midpoint(x0, x1);
    vec![
        Step::Move(x0, y0 - half),
        Step::Curve(middle, y0 - half, middle, y1 - half, x1, y1 - half),
        Step::Line(x1, y1 + half),
        Step::Curve(middle, y1 + half, middle, y0 + half, x0, y0 + half),
        Step::Close,
    ]
}

fn polygon(ribbon: &Ribbon<'_>, half: f64) -> Vec<(f64, f64)> {
    let ((x0, y0), (x1, y1)) = (ribbon.start, ribbon.end);
    let (y0, y1) = (y0 + ribbon.height / 2.0, y1 + ribbon.height / 2.0);
    let along = |piece: u32| {
        let t = f64::from(piece) / f64::from(PIECES);
        let u = 1.0 - t;
        let x = x0 * u.powi(3) + 1.5 * (x0 + x1) * (u * u * t + u * t * t) + x1 * t.powi(3);
        let y = y0 * (u.powi(3) + 3.0 * u * u * t) + y1 * (t.powi(3) + 3.0 * u * t * t);
        (x, y)
    };
    let above = (0..=PIECES).map(along).map(|(x, y)| (x, y - half));
    let below = (0..=PIECES).rev().map(along).map(|(x, y)| (x, y + half));
    above.chain(below).collect()
}
