//! A chart model and a size to a scene: rectangles, lines and text in absolute units. Text is measured first and the
//! bars get the rest, so that nothing is clipped and nothing collides.
//!
//! This module must never know the data set, the window, or a file format. Start with [`lay_out`].

mod bars;
mod compare;
mod frame;
mod legend;
mod lint;
mod look;
mod map;
mod matrix;
mod measure;
mod multiples;
mod panels;
mod projection;
mod rankings;
mod sankey;
mod scene;
mod sequence;
mod table;
mod text_areas;
mod timeline;
mod veil;

pub use lint::{Finding, Fix, TypedTexts, lint};
pub use look::{HouseColours, HouseStyle, Logo, Look, MOST_PARTS, PlacedLogo};
pub use map::{MOST_ZOOM, MapWindow};
pub use measure::{
    BOLD, FontWeight, REGULAR, SEMI_BOLD, ShapedGlyph, Typeface, shape, text_width, with_typeface, wrap,
};
pub use panels::{compose, panel_size};
pub use scene::{Anchor, Frame, Item, MarkArea, Paint, PanelPlace, Part, Scene, Shape, Step};
pub use sequence::{lay_out_sequence, shares_scale};
pub use text_areas::TextArea;

use crate::chart::{Body, ChartModel, Palette, PaletteChoice, Theme};
use crate::words::{Language, Words};
use frame::{Area, TypeSizes};
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
    #[serde(skip_serializing_if = "is_standard")]
    pub palette: PaletteChoice,
    pub language: Language,
    /// Whether the file carries its view and the source line the code of it.
    #[serde(skip_serializing_if = "is_true")]
    pub carries_recipe: bool,
    /// Size of all text against the usual, in percent, within [`TEXT_PERCENT`].
    #[serde(skip_serializing_if = "is_usual")]
    pub text_percent: u16,
    /// On paper, in millimetres; `None`: as wide as a slide of that many units would be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width_mm: Option<u16>,
    /// Nothing behind the figure.
    #[serde(skip_serializing_if = "is_false")]
    pub is_transparent: bool,
    /// Letters of an SVG as outlines, for programs without the typeface.
    #[serde(skip_serializing_if = "is_false")]
    pub is_outlined: bool,
}

/// Sizes of text that can be chosen, in percent.
pub const TEXT_PERCENT: std::ops::RangeInclusive<u16> = 70..=180;

/// Widths on paper, in millimetres: a stamp to a poster.
pub const WIDTH_MM: std::ops::RangeInclusive<u16> = 20..=1_200;

/// Units for each inch where no width on paper is said: a slide of 1920 units is 13.33 inches wide.
const UNITS_PER_INCH: f64 = 144.0;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_standard(palette: &PaletteChoice) -> bool {
    *palette == PaletteChoice::default()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_usual(percent: &u16) -> bool {
    *percent == 100
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(value: &bool) -> bool {
    !*value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_true(value: &bool) -> bool {
    *value
}

impl Default for FigureSettings {
    fn default() -> Self {
        let (theme, palette, language) = (Theme::Light, PaletteChoice::Blue, Language::English);
        let (text_percent, width_mm, is_transparent, is_outlined) = (100, None, false, false);
        let (width, height, scale, carries_recipe) = (1920, 1080, 1, true);
        Self {
            width,
            height,
            scale,
            theme,
            palette,
            language,
            carries_recipe,
            text_percent,
            width_mm,
            is_transparent,
            is_outlined,
        }
    }
}

impl FigureSettings {
    /// With every part inside its range.
    pub fn clamped(self) -> Self {
        Self {
            width: self.width.clamp(MIN_SIDE, MAX_SIDE),
            height: self.height.clamp(MIN_SIDE, MAX_SIDE),
            scale: self.scale.clamp(1, MAX_SCALE),
            text_percent: self.text_percent.clamp(*TEXT_PERCENT.start(), *TEXT_PERCENT.end()),
            width_mm: self.width_mm.map(|width| width.clamp(*WIDTH_MM.start(), *WIDTH_MM.end())),
            ..self
        }
    }
}

impl FigureSettings {
    /// Units of the figure for each inch on paper.
    pub fn units_per_inch(self) -> f64 {
        self.width_mm.map_or(UNITS_PER_INCH, |width| f64::from(self.width) * 25.4 / f64::from(width))
    }

    fn type_sizes(self) -> TypeSizes {
        TypeSizes::for_canvas(self.width, self.height, f64::from(self.text_percent) / 100.0)
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
    A4Page,
    A4Column,
    LetterColumn,
}

impl SizePreset {
    pub const ALL: [Self; 9] = [
        Self::Slide,
        Self::HalfSlide,
        Self::FourThree,
        Self::Article,
        Self::Square,
        Self::Wide,
        Self::A4Page,
        Self::A4Column,
        Self::LetterColumn,
    ];

    /// As it is written on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Slide => "slide",
            Self::HalfSlide => "half-slide",
            Self::FourThree => "4:3",
            Self::Article => "article",
            Self::Square => "square",
            Self::Wide => "wide",
            Self::A4Page => "a4",
            Self::A4Column => "a4-column",
            Self::LetterColumn => "letter-column",
        }
    }

    /// The settings with this size. On paper, text is as large as print needs it: labels of 9 points or more.
    pub fn applied_to(self, settings: FigureSettings) -> FigureSettings {
        let (width, height) = self.size();
        let (text_percent, width_mm) = match self {
            Self::A4Page => (100, Some(170)),
            Self::A4Column => (140, Some(85)),
            Self::LetterColumn => (140, Some(86)),
            _ => (100, None),
        };
        FigureSettings { width, height, text_percent, width_mm, ..settings }
    }

    /// Width and height.
    pub fn size(self) -> (u32, u32) {
        match self {
            Self::Slide => (1920, 1080),
            Self::HalfSlide => (1200, 900),
            Self::FourThree => (1440, 1080),
            Self::Article => (850, 600),
            Self::Square => (1080, 1080),
            Self::Wide => (1600, 900),
            Self::A4Page => (1000, 700),
            Self::A4Column | Self::LetterColumn => (640, 720),
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
            Self::A4Page => words.labels.size_a4_page,
            Self::A4Column => words.labels.size_a4_column,
            Self::LetterColumn => words.labels.size_letter_column,
        }
    }
}

/// A canvas of these looks, with nothing on it.
fn empty_scene(settings: FigureSettings, look: &Look) -> Scene {
    let mut scene = Scene::new(settings.width, settings.height, look.palette.surface);
    scene.typeface.clone_from(&look.typeface);
    scene
}

/// The place that is left for the chart between headline and notes, and the sizes of its type.
fn measure_room<T>(
    model: &ChartModel,
    settings: FigureSettings,
    look: &Look,
    words: &Words,
    measure: impl FnOnce(Area, &TypeSizes) -> T,
) -> T {
    with_typeface(look.typeface.as_ref(), || {
        let settings = settings.clamped();
        let sizes = settings.type_sizes();
        let area = frame::draw(&mut empty_scene(settings, look), &model.captions, &sizes, look, words);
        measure(area, &sizes)
    })
}

/// How many bars a figure of this size holds with labels that can be read from a slide.
pub fn bars_that_fit(model: &ChartModel, settings: FigureSettings, look: &Look, words: &Words) -> usize {
    measure_room(model, settings, look, words, bars::rows_that_fit)
}

/// How many nodes, or rows and columns, a chart of two groupings has at the most on a side, and how many a figure of this
/// size holds with labels that can be read; `None` for other charts.
pub fn places_that_fit(
    model: &ChartModel,
    settings: FigureSettings,
    look: &Look,
    words: &Words,
) -> Option<(usize, usize)> {
    measure_room(model, settings, look, words, |area, sizes| match &model.body {
        Body::Sankey(sankey) => Some((sankey.most_nodes(), sankey::nodes_that_fit(area, sizes))),
        Body::Matrix(matrix) => {
            let (rows, columns) = matrix::lines_that_fit(matrix, area, sizes);
            let surplus = matrix.rows.len().saturating_sub(rows).max(matrix.columns.len().saturating_sub(columns));
            let lines = matrix.rows.len().max(matrix.columns.len());
            Some((lines, lines - surplus))
        }
        _ => None,
    })
}

/// How many marks a figure of this size has no room for; 0 for kinds that always fit.
pub fn surplus_marks(model: &ChartModel, settings: FigureSettings, look: &Look, words: &Words) -> usize {
    measure_room(model, settings, look, words, |area, sizes| match &model.body {
        Body::Compare(compare) => compare::surplus(compare, area, sizes),
        Body::Rankings(rankings) => rankings::surplus(rankings, area, sizes),
        _ => 0,
    })
}

/// Lays a model out for a size. Pure: equal arguments give equal scenes, on every machine.
pub fn lay_out(model: &ChartModel, settings: FigureSettings, look: &Look, words: &Words) -> Scene {
    let settings = settings.clamped();
    with_typeface(look.typeface.as_ref(), || {
        let mut scene = empty_scene(settings, look);
        scene.title.clone_from(&model.captions.headline);
        scene.description.clone_from(&model.captions.alt_text);
        let sizes = settings.type_sizes();
        let area = frame::draw(&mut scene, &model.captions, &sizes, look, words);
        scene.begin(Part::Chart);
        draw_body(&mut scene, model, area, &sizes, &look.palette, MapWindow::default());
        if settings.is_transparent {
            scene.lose_ground();
        }
        scene
    })
}

/// Lays out the chart alone, without headline and notes, with type for a screen: what the window shows. A map shows the
/// part of it that a person has moved to.
pub fn lay_out_chart(model: &ChartModel, (width, height): (u32, u32), theme: Theme, window: MapWindow) -> Scene {
    let palette = Palette::of(theme);
    let mut scene = Scene::new(width.max(1), height.max(1), palette.surface);
    let sizes = frame::TypeSizes::for_screen(width);
    let area = Area { left: 0.0, top: 0.0, right: f64::from(width), bottom: f64::from(height) };
    draw_body(&mut scene, model, area, &sizes, palette, window);
    scene
}

fn draw_body(
    scene: &mut Scene,
    model: &ChartModel,
    area: Area,
    sizes: &TypeSizes,
    palette: &Palette,
    window: MapWindow,
) {
    let begin = scene.items.len();
    match &model.body {
        Body::Bars(_) | Body::Empty { .. } => bars::draw(scene, model, area, sizes, palette),
        Body::Timeline(timeline) => timeline::draw(scene, timeline, area, sizes, palette),
        Body::Multiples(multiples) => multiples::draw(scene, multiples, area, sizes, palette),
        Body::Rankings(rankings) => rankings::draw(scene, rankings, area, sizes, palette),
        Body::Map(map) => map::draw(scene, map, area, sizes, palette, window),
        Body::Sankey(sankey) => sankey::draw(scene, sankey, area, sizes, palette),
        Body::Matrix(matrix) => matrix::draw(scene, matrix, area, sizes, palette),
        Body::Compare(compare) => compare::draw(scene, compare, area, sizes, palette),
        Body::Table(table) => table::draw(scene, table, area, sizes, palette),
    }
    veil::draw(scene, model, begin, palette);
}
