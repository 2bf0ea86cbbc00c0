//! The palettes to choose from, and what is wrong with a palette that somebody else made.
//!
//! Start with [`PaletteChoice`], then [`check`].

use super::colour_vision::ColourVision;
use super::palette::{CLASSES, Colour, Palette, Theme};
use serde::{Deserialize, Serialize};

/// Whose colours a figure has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaletteChoice {
    #[default]
    Blue,
    Teal,
    Plum,
    /// For prints in black and white.
    Grey,
    /// The colours of the house style; blue where there is none.
    House,
}

/// What a palette changes of the standard one: accent, bars, pale, selection, its tint.
type Main = [u32; 5];

const TEAL: (Main, Main) =
    ([0x0B_5351, 0x2A_8C82, 0xE0_ECEA, 0xC2_410C, 0xFB_EFE9], [0x8A_DBD0, 0x4F_B3A5, 0x20_3230, 0xFF_8A4C, 0x2B_2525]);
const PLUM: (Main, Main) =
    ([0x4F_1D4A, 0x8E_5A8A, 0xEF_E6EE, 0xD9_541E, 0xFC_F1EC], [0xDD_B6DA, 0xB5_83B2, 0x33_2A35, 0xFF_A04C, 0x2E_2820]);
const GREY: (Main, Main) =
    ([0x26_2626, 0x6E_6E6E, 0xE6_E6E6, 0x00_0000, 0xEE_EEEE], [0xD6_D6D6, 0x9A_9A9A, 0x2E_3338, 0xFF_FFFF, 0x2A_2F34]);

/// Steps of lightness, neighbours far apart; the last is for the rest.
const GREYS: ([u32; CLASSES + 1], [u32; CLASSES + 1]) = (
    [0x1C_1C1C, 0x6E_6E6E, 0x43_4343, 0x80_8080, 0x2F_2F2F, 0x58_5858, 0x94_9494],
    [0xA0_A0A0, 0xF9_F9F9, 0xB6_B6B6, 0xE2_E2E2, 0x8A_8A8A, 0xCC_CCCC, 0x70_7070],
);

impl PaletteChoice {
    pub const ALL: [Self; 5] = [Self::Blue, Self::Teal, Self::Plum, Self::Grey, Self::House];

    /// As it is written on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Teal => "teal",
            Self::Plum => "plum",
            Self::Grey => "grey",
            Self::House => "house",
        }
    }

    /// The colours on a light or a dark ground.
    pub fn palette(self, theme: Theme) -> Palette {
        let standard = *Palette::of(theme);
        let (light, dark) = match self {
            Self::Blue | Self::House => return standard,
            Self::Teal => TEAL,
            Self::Plum => PLUM,
            Self::Grey => GREY,
        };
        let [accent, bar, pale, selection, selection_tint] =
            if theme == Theme::Dark { dark } else { light }.map(Colour::hex);
        let palette = Palette { accent, bar, pale, selection, selection_tint, ..standard };
        if self != Self::Grey {
            return palette;
        }
        let [one, two, three, four, five, six, rest] =
            if theme == Theme::Dark { GREYS.1 } else { GREYS.0 }.map(Colour::hex);
        Palette { classes: [one, two, three, four, five, six], rest, ..palette }
    }
}

/// Least contrast of marks, and of text, against their ground (WCAG 2, 1.4.11 and 1.4.3).
const MARKS: f64 = 3.0;
const TEXT: f64 = 4.5;
/// Least difference of parts of a stack, and of what is selected from what is not.
const PARTS: f64 = 0.05;
const SELECTED: f64 = 0.08;

/// What is wrong with a palette.
#[derive(Clone, Debug, PartialEq)]
pub enum PaletteProblem {
    /// A colour, its contrast against the ground, and the least that it needs.
    Pale { colour: Colour, contrast: f64, least: f64 },
    /// Two colours that look alike to people who see in this way.
    Alike { one: Colour, other: Colour, vision: ColourVision },
}

/// All that would make a figure in these colours hard to read for somebody.
pub fn check(palette: &Palette) -> Vec<PaletteProblem> {
    let mut problems = Vec::new();
    let texts = [palette.text, palette.muted].map(|colour| (colour, TEXT));
    let marks = [palette.bar, palette.selection, palette.rest].map(|colour| (colour, MARKS));
    let classes = palette.classes.map(|colour| (colour, MARKS));
    for (colour, least) in texts.into_iter().chain(marks).chain(classes) {
        let contrast = colour.contrast(palette.surface);
        if contrast < least - 0.005 {
            problems.push(PaletteProblem::Pale { colour, contrast, least });
        }
    }
    let pairs = palette.classes.iter().enumerate().flat_map(|(index, one)| {
        let others = palette.classes.iter().skip(index + 1).chain(std::iter::once(&palette.rest));
        others.map(move |other| (*one, *other, PARTS))
    });
    let selected = (palette.bar, palette.selection, SELECTED);
    for (one, other, least) in pairs.chain(std::iter::once(selected)) {
        // Grey prints are a choice; the three kinds of colour blindness are not.
        let visions = ColourVision::ALL.into_iter().filter(|vision| *vision != ColourVision::Grey);
        let confused = visions.into_iter().find(|vision| vision.difference(one, other) < least);
        problems.extend(confused.map(|vision| PaletteProblem::Alike { one, other, vision }));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_palette_can_be_read_by_everybody() {
        for choice in PaletteChoice::ALL {
            for theme in [Theme::Light, Theme::Dark] {
                let palette = choice.palette(theme);
                assert_eq!(check(&palette), [], "{choice:?} {theme:?}");
                assert!(palette.accent.contrast(palette.surface) >= TEXT);
            }
        }
    }

    #[test]
    fn the_grey_palette_has_parts_that_differ_without_any_colour() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = PaletteChoice::Grey.palette(theme);
            for pair in palette.classes.windows(2) {
                assert!(ColourVision::Grey.difference(pair[0], pair[1]) > 0.1, "{pair:?}");
            }
            assert!(ColourVision::Grey.difference(palette.bar, palette.selection) > 0.2);
        }
    }

    #[test]
    fn colours_that_look_alike_or_vanish_are_named() {
        // The purple and the pale blue that this program had before it was checked.
        let (purple, blue) = (Colour::hex(0xA2_85D1), Colour::hex(0x6F_9BC6));
        let mut palette = *Palette::of(Theme::Light);
        palette.classes[3] = purple;
        palette.classes[5] = blue;
        let problems = check(&palette);
        assert!(
            problems.iter().any(|problem| matches!(problem,
                PaletteProblem::Alike { one, other, vision: ColourVision::NoRed | ColourVision::NoGreen }
                    if (*one, *other) == (purple, blue))),
            "{problems:?}"
        );
        // Yellow on white: 1.3 to 1 by the table of figures.md.
        let yellow = Colour::hex(0xF0_E442);
        let problems = check(&Palette { bar: yellow, ..*Palette::of(Theme::Light) });
        let found = problems.iter().any(|problem| {
            matches!(problem, PaletteProblem::Pale { colour, contrast, .. } if *colour == yellow && (contrast - 1.3).abs() < 0.05)
        });
        assert!(found, "{problems:?}");
    }
}
