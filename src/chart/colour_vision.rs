//! How colours look to people who see fewer of them, and how far apart two colours then are. For the check of palettes
//! and for the preview of a figure; it changes no figure.

use super::palette::Colour;

/// Ways of seeing colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourVision {
    #[default]
    Usual,
    /// Protanopia: no long-wave cones.
    NoRed,
    /// Deuteranopia: no middle-wave cones.
    NoGreen,
    /// Tritanopia: no short-wave cones.
    NoBlue,
    /// A print in black and white.
    Grey,
}

/// From linear red, green and blue to the same as they are seen.
type Matrix = [[f64; 3]; 3];

/// Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision Deficiency",
/// IEEE Transactions on Visualization and Computer Graphics 15(6), severity 1.0.
const NO_RED: Matrix =
    [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]];
const NO_GREEN: Matrix =
    [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]];
const NO_BLUE: Matrix =
    [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]];
/// Relative luminance of WCAG 2.
const GREY: Matrix = [[0.212_6, 0.715_2, 0.072_2]; 3];

/// A channel of sRGB as light, 0 to 1.
fn to_linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
fn from_linear(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (value * 255.0).round() as u8
}

impl ColourVision {
    pub const ALL: [Self; 5] = [Self::Usual, Self::NoRed, Self::NoGreen, Self::NoBlue, Self::Grey];

    fn matrix(self) -> Option<&'static Matrix> {
        match self {
            Self::Usual => None,
            Self::NoRed => Some(&NO_RED),
            Self::NoGreen => Some(&NO_GREEN),
            Self::NoBlue => Some(&NO_BLUE),
            Self::Grey => Some(&GREY),
        }
    }

    /// The colour as it is seen.
    pub fn seen(self, colour: Colour) -> Colour {
        let Some(matrix) = self.matrix() else { return colour };
        let light = [to_linear(colour.0), to_linear(colour.1), to_linear(colour.2)];
        let [red, green, blue] =
            matrix.map(|row| from_linear(row.iter().zip(light).map(|(share, light)| share * light).sum()));
        Colour(red, green, blue)
    }

    /// A picture as it is seen; `pixels` are red, green, blue and opacity, a byte each.
    pub fn see(self, pixels: &mut [u8]) {
        if self == Self::Usual {
            return;
        }
        // A chart has few colours, and they stand beside each other.
        let mut last = (Colour(0, 0, 0), self.seen(Colour(0, 0, 0)));
        for pixel in pixels.chunks_exact_mut(4) {
            let [red, green, blue, _] = pixel else { continue };
            let colour = Colour(*red, *green, *blue);
            if colour != last.0 {
                last = (colour, self.seen(colour));
            }
            (*red, *green, *blue) = (last.1.0, last.1.1, last.1.2);
        }
    }

    /// How far apart two colours are in this way of seeing: the distance in Oklab (Ottosson 2020), 0 for equal ones, 1
    /// for black and white. Two fields of 0.05 can be told apart side by side; a legend needs more.
    pub fn difference(self, one: Colour, other: Colour) -> f64 {
        let (one, other) = (oklab(self.seen(one)), oklab(self.seen(other)));
        one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
    }
}

/// Lightness and two axes of colour.
fn oklab(colour: Colour) -> [f64; 3] {
    let (red, green, blue) = (to_linear(colour.0), to_linear(colour.1), to_linear(colour.2));
    let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
    let middle = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
    let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
    [
        0.210_454_255_3 * long + 0.793_617_785_0 * middle - 0.004_072_046_8 * short,
        1.977_998_495_1 * long - 2.428_592_205_0 * middle + 0.450_593_709_9 * short,
        0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766_0 * short,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_and_black_are_seen_by_everybody_and_red_is_not_green() {
        let (white, black) = (Colour(255, 255, 255), Colour(0, 0, 0));
        for vision in ColourVision::ALL {
            assert_eq!((vision.seen(white), vision.seen(black)), (white, black), "{vision:?}");
            assert!((vision.difference(white, black) - 1.0).abs() < 0.001);
        }
        // Red and green of one lightness, the pair that is confused most often.
        let (red, green) = (Colour(0xC0, 0x50, 0x40), Colour(0x6F, 0x80, 0x40));
        assert!(ColourVision::Usual.difference(red, green) > 0.15);
        assert!(ColourVision::NoGreen.difference(red, green) < 0.06);
        // The same pair differs in blue not at all, so who lacks blue sees it well.
        assert!(ColourVision::NoBlue.difference(red, green) > 0.12);
    }

    #[test]
    fn a_picture_keeps_its_opacity() {
        let mut pixels = vec![200, 30, 40, 7, 200, 30, 40, 255];
        ColourVision::Grey.see(&mut pixels);
        assert_eq!((pixels[3], pixels[7]), (7, 255));
        assert!(pixels[0] == pixels[1] && pixels[1] == pixels[2]);
    }
}
