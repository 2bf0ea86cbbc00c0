//! Where the texts of a scene stand: for a person who clicks on one to change it.

use super::measure::{text_width, with_typeface};
use super::scene::{Anchor, Item, Part, Scene};

/// A line of text with its frame, in units of the scene.
#[derive(Clone, Debug, PartialEq)]
pub struct TextArea {
    pub part: Part,
    pub text: String,
    pub size: f64,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl TextArea {
    /// The frame around both.
    pub fn with(self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
            ..self
        }
    }
}

impl Scene {
    /// One for each line, in the order in which they are painted.
    pub fn text_areas(&self) -> Vec<TextArea> {
        let area = |(part, item): (Part, &Item)| {
            let Item::Text { x, y, anchor, size, weight, text, .. } = item else { return None };
            let width = text_width(text, *size, *weight);
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - width / 2.0,
                Anchor::End => x - width,
            };
            let (top, bottom) = (y - size * 0.97, y + size * 0.26);
            Some(TextArea { part, text: text.clone(), size: *size, left, top, right: left + width, bottom })
        };
        with_typeface(self.typeface.as_ref(), || self.items_by_part().filter_map(area).collect())
    }
}
