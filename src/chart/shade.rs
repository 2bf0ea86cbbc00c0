//! Shades of one hue: for parts in the order of their size, and for amounts by class. Text on a shade can be read.

use super::palette::{Colour, Palette};

/// Classes of amounts that can be told apart.
pub const SHADES: usize = 6;

/// The least contrast of text on a shade.
const LEAST_CONTRAST: f64 = 4.5;

/// `share` of `other` in `one`, 0 to 1.
pub fn mixed(one: Colour, other: Colour, share: f64) -> Colour {
    let share = share.clamp(0.0, 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
    let channel = |one: u8, other: u8| (f64::from(one) + (f64::from(other) - f64::from(one)) * share).round() as u8;
    Colour(channel(one.0, other.0), channel(one.1, other.1), channel(one.2, other.2))
}

impl Palette {
    /// The colour of a part by its place in the order of sizes, 0 for the largest and 1 for the smallest.
    pub fn ramp(&self, place: f64) -> Colour {
        let lightest = mixed(self.bar, self.surface, 0.30);
        if place < 0.5 {
            mixed(self.accent, self.bar, place * 2.0)
        } else {
            mixed(self.bar, lightest, place * 2.0 - 1.0)
        }
    }

    /// The ground of a cell whose amount is in class `class` of `classes`, the palest first.
    pub fn shade(&self, class: usize, classes: usize) -> Colour {
        #[expect(clippy::cast_precision_loss, reason = "some classes")]
        let place = if classes < 2 { 0.6 } else { class as f64 / (classes - 1) as f64 };
        let palest = mixed(self.surface, self.bar, 0.20);
        let darkest = mixed(self.bar, self.accent, 0.92);
        if place < 0.62 {
            mixed(palest, self.bar, place / 0.62)
        } else {
            mixed(self.bar, darkest, (place - 0.62) / 0.38)
        }
    }

    /// The colour of text that can be read on a ground.
    pub fn ink_on(&self, ground: Colour) -> Colour {
        let inks = [self.text, self.surface, self.on_accent, Colour(0, 0, 0), Colour(255, 255, 255)];
        let readable = inks.into_iter().find(|ink| ink.contrast(ground) >= LEAST_CONTRAST);
        readable.unwrap_or(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_can_be_read_on_every_shade_and_shades_differ() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            for classes in 1..=SHADES {
                let shades: Vec<Colour> = (0..classes).map(|class| palette.shade(class, classes)).collect();
                for shade in &shades {
                    assert!(palette.ink_on(*shade).contrast(*shade) >= LEAST_CONTRAST, "{shade:?}");
                }
                for pair in shades.windows(2) {
                    let [one, two] = pair else { panic!() };
                    assert!(one.contrast(*two) > 1.15, "{one:?} and {two:?}");
                    // Each is further from the ground than the one before.
                    assert!(two.contrast(palette.surface) > one.contrast(palette.surface), "{two:?}");
                }
            }
            for place in [0.0, 0.3, 0.6, 1.0] {
                assert!(palette.ramp(place).contrast(palette.surface) > 2.4, "{place}");
            }
        }
    }
}
