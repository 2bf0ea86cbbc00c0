//! How far the parts of a scene reach, for formats that place them as objects of their own.

use crate::figure::{Anchor, Item, Part, Scene, Step, text_width, with_typeface};

/// A rectangle in units of the scene.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Extent {
    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// What the items of a part cover; `None` where the part has none.
pub(super) fn of_part(scene: &Scene, part: Part) -> Option<Extent> {
    let items = scene.items_by_part().filter(|(other, _)| *other == part);
    with_typeface(scene.typeface.as_ref(), || items.map(|(_, item)| of_item(item)).reduce(Extent::with))
}

pub(super) fn of_item(item: &Item) -> Extent {
    match item {
        Item::Rectangle { x, y, width, height, .. } | Item::Hatched { x, y, width, height, .. } => {
            Extent { left: *x, top: *y, right: x + width, bottom: y + height }
        }
        Item::Line { x1, y1, x2, y2, .. } => {
            Extent { left: x1.min(*x2), top: y1.min(*y2), right: x1.max(*x2), bottom: y1.max(*y2) }
        }
        Item::Circle { x, y, radius, .. } => {
            Extent { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
        }
        Item::Path { steps, .. } => {
            // A curve lies inside the frame of its control points.
            let points = steps.iter().flat_map(|step| match *step {
                Step::Move(x, y) | Step::Line(x, y) => vec![(x, y)],
                Step::Curve(x1, y1, x2, y2, x, y) => vec![(x1, y1), (x2, y2), (x, y)],
                Step::Close => Vec::new(),
            });
            let all = points.map(|(x, y)| Extent { left: x, top: y, right: x, bottom: y }).reduce(Extent::with);
            all.unwrap_or(Extent { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 })
        }
        Item::Text { x, y, anchor, size, weight, text, .. } => {
            let width = text_width(text, *size, *weight);
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - width / 2.0,
                Anchor::End => x - width,
            };
            // Accents above, descenders below.
            Extent { left, top: y - size * 0.97, right: left + width, bottom: y + size * 0.26 }
        }
    }
}
