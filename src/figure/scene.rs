//! The flat list of things to paint. Coordinates are units of one pixel at scale 1, from the top left corner.

use super::look::PlacedLogo;
use super::measure::{FontWeight, Typeface};
use crate::chart::Colour;
use std::ops::Range;

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
    /// Whether the background is painted.
    pub has_ground: bool,
    /// Painted in this order.
    pub items: Vec<Item>,
    /// From which item on which part is painted.
    pub parts: Vec<(usize, Part)>,
    pub title: String,
    /// The text alternative.
    pub description: String,
    /// Where the marks of the chart are, for a pointer; later ones lie above earlier ones.
    pub areas: Vec<MarkArea>,
    /// Which items show which mark, by position in both lists, in the order of the items.
    pub shown: Vec<(Range<usize>, usize)>,
    /// Whose letters the texts have; `None`: the bundled typeface.
    pub typeface: Option<Typeface>,
    pub logos: Vec<PlacedLogo>,
    /// Where small charts stand, one for each panel of small multiples.
    pub panels: Vec<PanelPlace>,
}

/// Where one of several small charts stands, for formats that draw them by their own means.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelPlace {
    pub frame: Frame,
    /// Of its columns or lines alone.
    pub plot: Frame,
    /// Cut where there is no room for all of it.
    pub title: String,
    pub title_left: f64,
    /// Whether the total has room beside it.
    pub has_value: bool,
    /// Of the title, and of the names of ticks and units.
    pub type_sizes: (f64, f64),
    pub has_ticks: bool,
    pub has_units: bool,
    /// Every how manieth tick of the axis has a name.
    pub every_tick: usize,
}

/// A rectangle in units of the scene.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// Where a mark of the model is.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkArea {
    /// Its position in [`crate::chart::ChartModel::marks`].
    pub mark: usize,
    pub shape: Shape,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Rectangle {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
    },
    /// A closed outline.
    Polygon(Vec<(f64, f64)>),
    /// Everything within half of `width` of a line.
    Line {
        points: Vec<(f64, f64)>,
        width: f64,
    },
    Circle {
        x: f64,
        y: f64,
        radius: f64,
    },
}

impl Shape {
    pub fn contains(&self, (px, py): (f64, f64)) -> bool {
        match self {
            Self::Rectangle { x, y, width, height } => {
                (*x..=x + width).contains(&px) && (*y..=y + height).contains(&py)
            }
            Self::Circle { x, y, radius } => (px - x).hypot(py - y) <= *radius,
            Self::Polygon(points) => {
                let edges = points.iter().zip(points.iter().cycle().skip(1));
                edges.fold(false, |inside, ((x1, y1), (x2, y2))| {
                    let crosses = (y1 > &py) != (y2 > &py) && px < (x2 - x1) * (py - y1) / (y2 - y1) + x1;
                    inside != crosses
                })
            }
            Self::Line { points, width } => points.windows(2).any(|pair| {
                let [(x1, y1), (x2, y2)] = pair else { return false };
                let (dx, dy) = (x2 - x1, y2 - y1);
                let squared = dx * dx + dy * dy;
                let along = if squared > 0.0 { ((px - x1) * dx + (py - y1) * dy) / squared } else { 0.0 };
                let along = along.clamp(0.0, 1.0);
                (px - x1 - along * dx).hypot(py - y1 - along * dy) <= width / 2.0
            }),
        }
    }

    /// Left, top, right, bottom.
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        match self {
            Self::Rectangle { x, y, width, height } => (*x, *y, x + width, y + height),
            Self::Circle { x, y, radius } => (x - radius, y - radius, x + radius, y + radius),
            Self::Polygon(points) | Self::Line { points, .. } => {
                points.iter().fold((f64::MAX, f64::MAX, f64::MIN, f64::MIN), |(left, top, right, bottom), (x, y)| {
                    (left.min(*x), top.min(*y), right.max(*x), bottom.max(*y))
                })
            }
        }
    }
}

/// A colour that lets through what is behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    pub colour: Colour,
    /// 0 to 1.
    pub opacity: f64,
}

impl Paint {
    pub fn solid(colour: Colour) -> Self {
        Self { colour, opacity: 1.0 }
    }
}

/// A part of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Move(f64, f64),
    Line(f64, f64),
    /// Two control points and the end of a cubic curve.
    Curve(f64, f64, f64, f64, f64, f64),
    Close,
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
    /// An outline, filled, drawn, or both.
    Path {
        steps: Vec<Step>,
        fill: Option<Paint>,
        stroke: Option<(f64, Paint)>,
        /// Lengths of dashes and gaps; `None` for a line without gaps.
        dash: Option<(f64, f64)>,
    },
    Circle {
        x: f64,
        y: f64,
        radius: f64,
        fill: Paint,
        stroke: Option<(f64, Colour)>,
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
    /// Paints no background, nor what hides others with its colour.
    pub(super) fn lose_ground(&mut self) {
        self.has_ground = false;
        let ground = self.background;
        for item in &mut self.items {
            if let Item::Rectangle { width, fill, .. } = item
                && *fill == ground
            {
                *width = 0.0;
            }
        }
    }

    pub(super) fn new(width: u32, height: u32, background: Colour) -> Self {
        Self {
            width,
            height,
            background,
            has_ground: true,
            items: Vec::new(),
            parts: Vec::new(),
            title: String::new(),
            description: String::new(),
            areas: Vec::new(),
            shown: Vec::new(),
            typeface: None,
            logos: Vec::new(),
            panels: Vec::new(),
        }
    }

    /// What was painted from an item on shows a mark.
    pub(super) fn shows(&mut self, mark: usize, from: usize) {
        self.shown.push((from..self.items.len(), mark));
    }

    /// The mark that an item shows.
    pub fn mark_of(&self, item: usize) -> Option<usize> {
        let after = self.shown.partition_point(|(items, _)| items.start <= item);
        let (items, mark) = self.shown.get(after.checked_sub(1)?)?;
        items.contains(&item).then_some(*mark)
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
            Item::Rectangle { .. }
            | Item::Hatched { .. }
            | Item::Line { .. }
            | Item::Path { .. }
            | Item::Circle { .. } => None,
        })
    }
}
