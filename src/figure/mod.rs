//! A chart model and a size to a scene: rectangles, lines and text in absolute units. Text is measured first and the
//! bars get the rest, so that nothing is clipped and nothing collides.
//!
//! This module must never know the data set, the window, or a file format. Start with [`lay_out`].

mod bars;
mod frame;
mod measure;
mod scene;

pub use measure::{BOLD, FontWeight, REGULAR, SEMI_BOLD, ShapedGlyph, shape, text_width, wrap};
pub use scene::{Anchor, Item, Part, Scene};

use crate::chart::{ChartModel, Palette, Theme};
use crate::words::{Language, Words};
use serde::{Deserialize, Serialize};

/// Smallest and largest side of a figure, in units of one pixel at scale 1.
pub const MIN_SIDE: u32 = 200;
pub const MAX_SIDE: u32 = 8_000;

/// Scales at which a figure is drawn as pixels.
pub const MAX_SCALE: u8 = 4;

/// Everything about a figure that is not in its view. Part of the recipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FigureSettings {
    pub width: u32,
    pub height: u32,
    /// Pixels for each unit in a PNG, 1 to [`MAX_SCALE`].
    pub scale: u8,
    pub theme: Theme,
    pub language: Language,
}

impl Default for FigureSettings {
    fn default() -> Self {
        Self { width: 1920, height: 1080, scale: 1, theme: Theme::Light, language: Language::English }
    }
}

impl FigureSettings {
    /// With every part inside its range.
    pub fn clamped(self) -> Self {
        Self {
            width: self.width.clamp(MIN_SIDE, MAX_SIDE),
            height: self.height.clamp(MIN_SIDE, MAX_SIDE),
            scale: self.scale.clamp(1, MAX_SCALE),
            ..self
        }
    }
}

/// A size with a name, from ../shared/design/figures.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizePreset {
    Slide,
    HalfSlide,
    FourThree,
    Article,
    Square,
    Wide,
}

impl SizePreset {
    pub const ALL: [Self; 6] = [Self::Slide, Self::HalfSlide, Self::FourThree, Self::Article, Self::Square, Self::Wide];

    /// Width and height.
    pub fn size(self) -> (u32, u32) {
        match self {
            Self::Slide => (1920, 1080),
            Self::HalfSlide => (1200, 900),
            Self::FourThree => (1440, 1080),
            Self::Article => (850, 600),
            Self::Square => (1080, 1080),
            Self::Wide => (1600, 900),
        }
    }

    pub fn name(self, words: &Words) -> &'static str {
        match self {
            Self::Slide => words.labels.size_slide,
            Self::HalfSlide => words.labels.size_half,
            Self::FourThree => words.labels.size_four_three,
            Self::Article => words.labels.size_article,
            Self::Square => words.labels.size_square,
            Self::Wide => words.labels.size_wide,
        }
    }
}

/// How many bars a figure of this size holds with labels that can be read from a slide.
pub fn bars_that_fit(model: &ChartModel, settings: FigureSettings, words: &Words) -> usize {
    let settings = settings.clamped();
    let palette = Palette::of(settings.theme);
    let mut scene = Scene::new(settings.width, settings.height, palette.surface);
    let sizes = frame::TypeSizes::for_canvas(settings.width, settings.height);
    let area = frame::draw(&mut scene, &model.captions, &sizes, palette, words);
    bars::rows_that_fit(area, &sizes)
}

/// Lays a model out for a size. Pure: equal arguments give equal scenes, on every machine.
pub fn lay_out(model: &ChartModel, settings: FigureSettings, words: &Words) -> Scene {
    let settings = settings.clamped();
    let palette = Palette::of(settings.theme);
    let mut scene = Scene::new(settings.width, settings.height, palette.surface);
    scene.title.clone_from(&model.captions.headline);
    scene.description.clone_from(&model.captions.alt_text);
    let sizes = frame::TypeSizes::for_canvas(settings.width, settings.height);
    let area = frame::draw(&mut scene, &model.captions, &sizes, palette, words);
    scene.begin(Part::Chart);
    bars::draw(&mut scene, model, area, &sizes, palette);
    scene
}
