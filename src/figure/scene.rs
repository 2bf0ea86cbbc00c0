//! The flat list of things to paint. Coordinates are units of one pixel at scale 1, from the top left corner.

use super::measure::FontWeight;
use crate::chart::Colour;

/// What an item belongs to: formats that know headings and paragraphs ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Headline,
    Subtitle,
    Chart,
    Note,
    Source,
}

/// A laid-out figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    pub width: u32,
    pub height: u32,
    pub background: Colour,
    /// Painted in this order.
    pub items: Vec<Item>,
    /// From which item on which part is painted.
    pub parts: Vec<(usize, Part)>,
    pub title: String,
    /// The text alternative.
    pub description: String,
}

/// Where `x` is in a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Rectangle {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        radius: f64,
        fill: Colour,
    },
    /// Diagonal stripes on nothing: a part that is not certain.
    Hatched {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        stripe: Colour,
    },
    Line {
        x1: f64,
        y1: f64,
        x2: f64,
        y2: f64,
        width: f64,
        colour: Colour,
    },
    /// One line; `y` is the baseline.
    Text {
        x: f64,
        y: f64,
        anchor: Anchor,
        size: f64,
        weight: FontWeight,
        colour: Colour,
        text: String,
    },
}

impl Scene {
    pub(super) fn new(width: u32, height: u32, background: Colour) -> Self {
        let (items, parts) = (Vec::new(), Vec::new());
        Self { width, height, background, items, parts, title: String::new(), description: String::new() }
    }

    /// What is painted from here on belongs to this part.
    pub(super) fn begin(&mut self, part: Part) {
        self.parts.push((self.items.len(), part));
    }

    /// The items with what they belong to, in the order in which they are painted.
    pub fn items_by_part(&self) -> impl Iterator<Item = (Part, &Item)> {
        let part_at = |index: usize| {
            let begun = self.parts.iter().rev().find(|(from, _)| *from <= index);
            begun.map_or(Part::Chart, |(_, part)| *part)
        };
        self.items.iter().enumerate().map(move |(index, item)| (part_at(index), item))
    }

    /// The texts, in the order in which they are painted.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter_map(|item| match item {
            Item::Text { text, .. } => Some(text.as_str()),
            Item::Rectangle { .. } | Item::Hatched { .. } | Item::Line { .. } => None,
        })
    }
}
