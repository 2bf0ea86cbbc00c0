//! Colours by what they mean. One accent, one selection colour; nothing else is coloured.

use serde::{Deserialize, Serialize};

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    pub(super) const fn hex(rgb: u32) -> Self {
        Self((rgb >> 16 & 0xFF) as u8, (rgb >> 8 & 0xFF) as u8, (rgb & 0xFF) as u8)
    }

    /// From `#RRGGBB`.
    pub fn from_css(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        u32::from_str_radix(digits, 16).ok().map(Self::hex)
    }

    /// `#RRGGBB`.
    pub fn css(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    /// Contrast ratio by WCAG 2, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let luminance = |colour: Self| {
            let channel = |value: u8| {
                let value = f64::from(value) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(colour.0) + 0.7152 * channel(colour.1) + 0.0722 * channel(colour.2)
        };
        let (one, two) = (luminance(self), luminance(other));
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

/// What a mark means; the theme says how that looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Main,
    Selected,
    /// Others together, and rows that name no value.
    Rest,
    /// All of it, to compare the others with.
    Reference,
    /// No number.
    Nothing,
    /// One of several parts side by side, by its position; see [`Palette::classes`].
    Class(u8),
}

/// Colours that parts can have; the parts after them stand together.
pub const CLASSES: usize = 6;

/// Light or dark ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    Light,
    Dark,
}

/// The tokens of ../shared/design/window.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    pub ground: Colour,
    pub surface: Colour,
    pub line: Colour,
    pub text: Colour,
    pub muted: Colour,
    pub faint: Colour,
    pub accent: Colour,
    pub on_accent: Colour,
    pub bar: Colour,
    pub pale: Colour,
    pub rest: Colour,
    pub selection: Colour,
    /// Behind the row of a selected bar.
    pub selection_tint: Colour,
    pub warning: Colour,
    pub warning_ground: Colour,
    /// For parts of a stack: each 3:1 against the surface, told apart with all three kinds of colour blindness, none
    /// like the rest. Found by search under these conditions; [`super::palettes::check`] holds them to it.
    pub classes: [Colour; CLASSES],
}

impl Palette {
    pub const LIGHT: Self = Self {
        ground: Colour::hex(0xF4_F6F8),
        surface: Colour::hex(0xFF_FFFF),
        line: Colour::hex(0xE1_E6EC),
        text: Colour::hex(0x15_202B),
        muted: Colour::hex(0x5A_6877),
        faint: Colour::hex(0x9A_A6B2),
        accent: Colour::hex(0x12_436D),
        on_accent: Colour::hex(0xFF_FFFF),
        bar: Colour::hex(0x3F_77A8),
        pale: Colour::hex(0xE4_EAF1),
        rest: Colour::hex(0x88_95A1),
        selection: Colour::hex(0xD9_541E),
        selection_tint: Colour::hex(0xFC_F1EC),
        warning: Colour::hex(0x8A_5A00),
        warning_ground: Colour::hex(0xFF_F4DC),
        classes: [
            Colour::hex(0x12_436D),
            Colour::hex(0x12_9ADE),
            Colour::hex(0x90_341B),
            Colour::hex(0x48_7F79),
            Colour::hex(0x33_2C03),
            Colour::hex(0x83_43A3),
        ],
    };

    pub const DARK: Self = Self {
        ground: Colour::hex(0x0F_141A),
        surface: Colour::hex(0x16_1D25),
        line: Colour::hex(0x27_313C),
        text: Colour::hex(0xE9_EEF4),
        muted: Colour::hex(0x9A_A8B7),
        faint: Colour::hex(0x66_7380),
        accent: Colour::hex(0x7D_BBF0),
        on_accent: Colour::hex(0x0F_141A),
        bar: Colour::hex(0x5D_9CD3),
        pale: Colour::hex(0x24_303C),
        rest: Colour::hex(0x6B_7886),
        selection: Colour::hex(0xFF_8A4C),
        selection_tint: Colour::hex(0x2B_2525),
        warning: Colour::hex(0xFF_CF7A),
        warning_ground: Colour::hex(0x33_290F),
        classes: [
            Colour::hex(0x4F_8FC9),
            Colour::hex(0xF4_D199),
            Colour::hex(0x81_B497),
            Colour::hex(0xBF_AAFE),
            Colour::hex(0xAC_4856),
            Colour::hex(0x99_F7E3),
        ],
    };

    pub fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &Self::LIGHT,
            Theme::Dark => &Self::DARK,
        }
    }

    pub fn fill(&self, tone: Tone) -> Colour {
        match tone {
            Tone::Main => self.bar,
            Tone::Selected => self.selection,
            Tone::Rest => self.rest,
            Tone::Reference => self.accent,
            Tone::Nothing => self.pale,
            Tone::Class(class) => self.classes.get(usize::from(class)).copied().unwrap_or(self.rest),
        }
    }
}

impl Palette {
    /// The colour of a part for text: its own where that can be read.
    pub fn readable(&self, tone: Tone) -> Colour {
        let fill = self.fill(tone);
        if fill.contrast(self.surface) >= 4.5 { fill } else { self.text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bars_can_be_told_from_their_ground() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            for text in [palette.text, palette.muted, palette.accent] {
                assert!(text.contrast(palette.surface) >= 4.5 && text.contrast(palette.ground) >= 4.5, "{text:?}");
            }
            for bar in [palette.bar, palette.selection] {
                assert!(bar.contrast(palette.surface) >= 3.0, "{bar:?}");
            }
            assert!(palette.rest.contrast(palette.surface) >= 3.0);
            assert!(palette.on_accent.contrast(palette.accent) >= 4.5);
            assert!(palette.warning.contrast(palette.warning_ground) >= 4.5);
        }
        assert_eq!(Palette::LIGHT.bar.css(), "#3F77A8");
    }
}
