//! How a figure looks, whatever it shows: colours, typeface, logo. A newsroom has its own; everybody else the program's.
//!
//! This file must never touch a disk. Start with [`Look::of`].

use super::FigureSettings;
use super::measure::Typeface;
use crate::chart::{CLASSES, Colour, ColourVision, Palette, PaletteChoice, Theme};
use std::sync::Arc;

/// What a newsroom says about its figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HouseStyle {
    pub name: String,
    /// Stands behind the source where the view says nothing else.
    pub credit: String,
    pub light: HouseColours,
    pub dark: HouseColours,
    pub typeface: Option<Typeface>,
    pub logo: Option<Logo>,
    /// Another one on dark ground.
    pub dark_logo: Option<Logo>,
}

/// Colours in place of the program's; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HouseColours {
    pub ground: Option<Colour>,
    pub text: Option<Colour>,
    pub muted: Option<Colour>,
    pub line: Option<Colour>,
    /// Bars, and the middle of shades.
    pub main: Option<Colour>,
    /// The darkest of shades, totals.
    pub accent: Option<Colour>,
    pub selection: Option<Colour>,
    pub rest: Option<Colour>,
    /// Parts of a stack, in order; the program's follow where there are fewer.
    pub parts: Vec<Colour>,
}

impl HouseColours {
    fn applied_to(&self, standard: Palette) -> Palette {
        let mut palette = standard;
        let chosen = [
            (self.ground, &mut palette.surface),
            (self.text, &mut palette.text),
            (self.muted, &mut palette.muted),
            (self.line, &mut palette.line),
            (self.main, &mut palette.bar),
            (self.accent, &mut palette.accent),
            (self.selection, &mut palette.selection),
            (self.rest, &mut palette.rest),
        ];
        for (chosen, of_palette) in chosen {
            *of_palette = chosen.unwrap_or(*of_palette);
        }
        // What follows from others: pale totals, the tint behind a selected row, the accent of a house with one colour.
        if let Some(main) = self.main {
            palette.pale = crate::chart::mixed(palette.surface, main, 0.14);
            palette.accent = self.accent.unwrap_or_else(|| crate::chart::mixed(main, palette.text, 0.45));
        }
        if self.ground.is_some() || self.selection.is_some() {
            palette.selection_tint = crate::chart::mixed(palette.surface, palette.selection, 0.10);
        }
        // The program's own colours give way to another ground.
        let (ground, text) = (palette.surface, palette.text);
        for colour in &mut palette.classes {
            *colour = readable_mark(*colour, ground, text);
        }
        for (chosen, colour) in
            [(self.main, &mut palette.bar), (self.rest, &mut palette.rest), (self.selection, &mut palette.selection)]
        {
            if chosen.is_none() {
                *colour = readable_mark(*colour, ground, text);
            }
        }
        if !self.parts.is_empty() {
            palette.classes = with_more_parts(&self.parts, &palette);
        }
        palette
    }

    /// The colours of a palette, to start from.
    pub fn of_palette(palette: &Palette) -> Self {
        Self {
            ground: Some(palette.surface),
            text: Some(palette.text),
            muted: Some(palette.muted),
            line: Some(palette.line),
            main: Some(palette.bar),
            accent: Some(palette.accent),
            selection: Some(palette.selection),
            rest: Some(palette.rest),
            parts: palette.classes.to_vec(),
        }
    }
}

/// The colour, or as much more like the text as it takes to be seen against the ground.
fn readable_mark(colour: Colour, ground: Colour, text: Colour) -> Colour {
    let steps = (0..=50).map(|step| crate::chart::mixed(colour, text, f64::from(step) * 0.02));
    steps.into_iter().find(|mixed| mixed.contrast(ground) >= MARK_CONTRAST).unwrap_or(text)
}

/// Of marks against their ground (WCAG 2, 1.4.11).
const MARK_CONTRAST: f64 = 3.0;

/// The colours of a house, and after them those of the program that are least like any before.
fn with_more_parts(own: &[Colour], palette: &Palette) -> [Colour; CLASSES] {
    let mut parts: Vec<Colour> = own.iter().copied().take(CLASSES).collect();
    let mut left: Vec<Colour> = palette.classes.to_vec();
    while parts.len() < CLASSES && !left.is_empty() {
        let nearness = |colour: &Colour| {
            let others = parts.iter().chain([&palette.rest, &palette.selection]);
            let differences = others.flat_map(|other| {
                ColourVision::ALL
                    .into_iter()
                    .filter(|vision| *vision != ColourVision::Grey)
                    .map(move |vision| vision.difference(*colour, *other))
            });
            differences.fold(f64::MAX, f64::min)
        };
        let far: Vec<f64> = left.iter().map(nearness).collect();
        // The first of the best: the order of the palette decides among equals.
        let best = far.iter().enumerate().fold(0, |best, (index, distance)| {
            if far.get(best).is_none_or(|known| distance > known) { index } else { best }
        });
        parts.push(left.remove(best));
    }
    std::array::from_fn(|index| parts.get(index).copied().unwrap_or(palette.rest))
}

/// Most colours of parts that are used.
pub const MOST_PARTS: usize = CLASSES;

/// A picture for the lower right corner, as PNG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    pub png: Arc<[u8]>,
    /// In pixels.
    pub width: u32,
    pub height: u32,
}

/// A logo in a scene.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLogo {
    pub logo: Logo,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Everything about the looks of one figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    pub palette: Palette,
    pub typeface: Option<Typeface>,
    pub logo: Option<Logo>,
}

impl Look {
    pub fn of(settings: FigureSettings, house: Option<&HouseStyle>) -> Self {
        let is_dark = settings.theme == Theme::Dark;
        let chosen = settings.palette.palette(settings.theme);
        let Some(house) = house else { return Self { palette: chosen, typeface: None, logo: None } };
        let colours = if is_dark { &house.dark } else { &house.light };
        let palette = if settings.palette == PaletteChoice::House { colours.applied_to(chosen) } else { chosen };
        let logo = house.dark_logo.as_ref().filter(|_| is_dark).or(house.logo.as_ref()).cloned();
        Self { palette, typeface: house.typeface.clone(), logo }
    }
}
