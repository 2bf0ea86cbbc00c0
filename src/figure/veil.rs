//! What a chart's own filter takes away lies under a veil: pale, and still there.
//!
//! This file must never know what kind of chart it covers. Start with [`draw`].

use super::scene::{Item, Paint, Scene, Shape, Step};
use crate::chart::{ChartModel, Palette};

/// How much of the ground covers a mark that is filtered away.
const OPACITY: f64 = 0.72;

/// Covers the marks that are filtered away. `begin`: the first item of the chart. Texts stay above, to be read.
pub(super) fn draw(scene: &mut Scene, model: &ChartModel, begin: usize, palette: &Palette) {
    let is_away = |mark: usize| model.marks.get(mark).is_some_and(|mark| mark.is_filtered_away);
    let paint = Paint { colour: palette.surface, opacity: OPACITY };
    let veils: Vec<Item> =
        scene.areas.iter().filter(|area| is_away(area.mark)).map(|area| veil(&area.shape, paint)).collect();
    if veils.is_empty() {
        return;
    }
    let chart = scene.items.split_off(begin);
    let (texts, shapes): (Vec<Item>, Vec<Item>) = chart.into_iter().partition(|item| matches!(item, Item::Text { .. }));
    // What was written on a full colour is written on a pale one now.
    let is_veiled = |x: f64, y: f64| {
        let areas = scene.areas.iter().filter(|area| matches!(area.shape, Shape::Rectangle { .. }));
        areas.filter(|area| is_away(area.mark)).any(|area| area.shape.contains((x, y)))
    };
    let texts: Vec<Item> = texts
        .into_iter()
        .map(|item| match item {
            Item::Text { x, y, anchor, size, weight, text, .. } if is_veiled(x, y - size * 0.35) => {
                Item::Text { x, y, anchor, size, weight, colour: palette.muted, text }
            }
            other => other,
        })
        .collect();
    scene.items.extend(shapes.into_iter().chain(veils).chain(texts));
}

fn veil(shape: &Shape, paint: Paint) -> Item {
    let closed = |points: &[(f64, f64)]| {
        let mut steps: Vec<Step> = points.iter().skip(1).map(|(x, y)| Step::Line(*x, *y)).collect();
        if let Some((x, y)) = points.first() {
            steps.insert(0, Step::Move(*x, *y));
        }
        steps
    };
    match shape {
        Shape::Rectangle { x, y, width, height } => {
            let corners = [(*x, *y), (x + width, *y), (x + width, y + height), (*x, y + height)];
            let steps = closed(&corners).into_iter().chain([Step::Close]).collect();
            Item::Path { steps, fill: Some(paint), stroke: None, dash: None }
        }
        Shape::Polygon(points) => {
            let steps = closed(points).into_iter().chain([Step::Close]).collect();
            Item::Path { steps, fill: Some(paint), stroke: None, dash: None }
        }
        Shape::Line { points, width } => {
            Item::Path { steps: closed(points), fill: None, stroke: Some((*width, paint)), dash: None }
        }
        Shape::Circle { x, y, radius } => Item::Circle { x: *x, y: *y, radius: *radius, fill: paint, stroke: None },
    }
}
