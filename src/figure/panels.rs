//! Several figures as panels of one: side by side, one above the other, or in a grid. Each keeps its headline, note and
//! source, so that no panel says what only another has shown.
//!
//! Start with [`panel_size`], then [`compose`].

use super::look::PlacedLogo;
use super::scene::{Item, Scene, Step};
use super::{FigureSettings, MIN_SIDE};

/// How much wider than high a panel is best.
const BEST_SHAPE: f64 = 1.5;

/// Columns, and width and height of each of so many panels.
pub fn panel_size(settings: FigureSettings, panels: usize) -> (usize, u32, u32) {
    let settings = settings.clamped();
    let panels = u32::try_from(panels.max(1)).unwrap_or(u32::MAX);
    let size = |columns: u32| (settings.width / columns, settings.height / panels.div_ceil(columns));
    let distance = |columns: &u32| {
        let (width, height) = size(*columns);
        (f64::from(width) / f64::from(height.max(1)) / BEST_SHAPE).ln().abs()
    };
    let columns = (1..=panels.min(8)).min_by(|one, other| distance(one).total_cmp(&distance(other))).unwrap_or(1);
    let (width, height) = size(columns);
    (columns as usize, width.max(MIN_SIDE), height.max(MIN_SIDE))
}

/// One scene of many, in reading order.
pub fn compose(panels: &[Scene], columns: usize, settings: FigureSettings) -> Option<Scene> {
    let first = panels.first()?;
    let rows = panels.len().div_ceil(columns.max(1));
    let side = |one: u32, count: usize| one.saturating_mul(u32::try_from(count).unwrap_or(1));
    let mut whole =
        Scene::new(side(first.width, columns.min(panels.len())), side(first.height, rows), first.background);
    whole.typeface.clone_from(&first.typeface);
    whole.has_ground = !settings.is_transparent;
    whole.title = panels.iter().map(|panel| panel.title.as_str()).collect::<Vec<_>>().join(" · ");
    whole.description = panels.iter().map(|panel| panel.description.as_str()).collect::<Vec<_>>().join(" ");
    for (index, panel) in panels.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "some dozen panels")]
        let (column, row) = ((index % columns) as f64, (index / columns) as f64);
        let (dx, dy) = (column * f64::from(first.width), row * f64::from(first.height));
        let before = whole.items.len();
        whole.parts.extend(panel.parts.iter().map(|(from, part)| (from + before, *part)));
        whole.logos.extend(panel.logos.iter().map(|one| PlacedLogo { x: one.x + dx, y: one.y + dy, ..one.clone() }));
        whole.items.extend(panel.items.iter().map(|item| moved(item, dx, dy)));
    }
    Some(whole)
}

fn moved(item: &Item, dx: f64, dy: f64) -> Item {
    let mut item = item.clone();
    match &mut item {
        Item::Rectangle { x, y, .. }
        | Item::Hatched { x, y, .. }
        | Item::Circle { x, y, .. }
        | Item::Text { x, y, .. } => {
            *x += dx;
            *y += dy;
        }
        Item::Line { x1, y1, x2, y2, .. } => {
            *x1 += dx;
            *x2 += dx;
            *y1 += dy;
            *y2 += dy;
        }
        Item::Path { steps, .. } => {
            for step in steps {
                *step = match *step {
                    Step::Move(x, y) => Step::Move(x + dx, y + dy),
                    Step::Line(x, y) => Step::Line(x + dx, y + dy),
                    Step::Curve(x1, y1, x2, y2, x, y) => {
                        Step::Curve(x1 + dx, y1 + dy, x2 + dx, y2 + dy, x + dx, y + dy)
                    }
                    Step::Close => Step::Close,
                };
            }
        }
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_stand_so_that_each_is_best_shaped() {
        let of =
            |width, height, panels| panel_size(FigureSettings { width, height, ..FigureSettings::default() }, panels);
        assert_eq!(of(1920, 1080, 1), (1, 1920, 1080));
        assert_eq!(of(1920, 720, 2), (2, 960, 720));
        assert_eq!(of(1000, 1400, 2), (1, 1000, 700));
        assert_eq!(of(1920, 1080, 4), (2, 960, 540));
        assert_eq!(of(1920, 1080, 6), (3, 640, 540));
    }
}
