//! Widths of text in the bundled typeface, by the same shaper that draws it: layout never depends on the fonts of a
//! machine.

use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use std::sync::LazyLock;

/// The three bundled weights of Inter (SIL Open Font Licence), with tabular figures.
pub static REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
pub static SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
pub static BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-Bold.otf");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontWeight {
    Regular,
    SemiBold,
    Bold,
}

impl FontWeight {
    /// As CSS counts weights.
    pub fn css(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
            Self::Bold => 700,
        }
    }
}

struct Face {
    font: Option<FontRef<'static>>,
    data: Option<ShaperData>,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        let font = FontRef::new(bytes).ok();
        Self { data: font.as_ref().map(ShaperData::new), font }
    }
}

static FACES: LazyLock<[Face; 3]> = LazyLock::new(|| [Face::new(REGULAR), Face::new(SEMI_BOLD), Face::new(BOLD)]);

/// One glyph of a line of text; lengths are shares of the type size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShapedGlyph {
    pub id: u32,
    /// The first byte of the text that it stands for.
    pub start: usize,
    pub advance: f64,
    pub x: f64,
    pub y: f64,
}

/// The glyphs of one line of text, from left to right.
pub fn shape(text: &str, weight: FontWeight) -> Vec<ShapedGlyph> {
    let [regular, semi_bold, bold] = &*FACES;
    let face = match weight {
        FontWeight::Regular => regular,
        FontWeight::SemiBold => semi_bold,
        FontWeight::Bold => bold,
    };
    let (Some(font), Some(data)) = (&face.font, &face.data) else { return Vec::new() };
    let shaper = data.shaper(font).build();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let glyphs = shaper.shape(buffer, ShapeOptions::new());
    let share = |units: i32| f64::from(units) / f64::from(shaper.units_per_em());
    let pairs = glyphs.glyph_infos().iter().zip(glyphs.glyph_positions());
    pairs
        .map(|(info, position)| ShapedGlyph {
            id: info.glyph_id,
            start: info.cluster as usize,
            advance: share(position.x_advance),
            x: share(position.x_offset),
            y: share(position.y_offset),
        })
        .collect()
}

/// Width of one line of text.
pub fn text_width(text: &str, size: f64, weight: FontWeight) -> f64 {
    let [regular, semi_bold, bold] = &*FACES;
    let face = match weight {
        FontWeight::Regular => regular,
        FontWeight::SemiBold => semi_bold,
        FontWeight::Bold => bold,
    };
    let (Some(font), Some(data)) = (&face.font, &face.data) else { return 0.0 };
    let shaper = data.shaper(font).build();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let glyphs = shaper.shape(buffer, ShapeOptions::new());
    let advance: i64 = glyphs.glyph_positions().iter().map(|position| i64::from(position.x_advance)).sum();
    #[expect(clippy::cast_precision_loss, reason = "a line of text is far below 2^53 font units")]
    let advance = advance as f64;
    advance * size / f64::from(shaper.units_per_em())
}

/// Breaks text into lines that are at most `width` wide, between words; a single word that is wider is cut between
/// letters.
pub fn wrap(text: &str, size: f64, weight: FontWeight, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let candidate = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if text_width(&candidate, size, weight) <= width {
            line = candidate;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            if !line.is_empty() && text_width(&format!("{line}{letter}"), size, weight) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// As [`wrap`], in as few lines, with the last line not much shorter than the others: no word stands alone.
pub(super) fn wrap_evenly(text: &str, size: f64, weight: FontWeight, width: f64) -> Vec<String> {
    let lines = wrap(text, size, weight, width);
    if lines.len() < 2 {
        return lines;
    }
    if let ([_, _], Some(best)) = (lines.as_slice(), best_of_two(text, size, weight, width)) {
        return best;
    }
    let (mut low, mut high) = (width * 0.5, width);
    for _ in 0..8 {
        let middle = f64::midpoint(low, high);
        if wrap(text, size, weight, middle).len() == lines.len() {
            high = middle;
        } else {
            low = middle;
        }
    }
    wrap(text, size, weight, high)
}

/// Two lines that are broken where a reader would pause: after a comma rather than before a number or behind one.
fn best_of_two(text: &str, size: f64, weight: FontWeight, width: f64) -> Option<Vec<String>> {
    let words: Vec<&str> = text.split([' ', '\n']).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit() || letter == '(');
    let mut best: Option<(f64, Vec<String>)> = None;
    for at in 1..words.len() {
        let (first, second) = words.split_at(at);
        let lines = vec![first.join(" "), second.join(" ")];
        let widest = lines.iter().map(|line| text_width(line, size, weight)).fold(0.0, f64::max);
        let (Some(before), Some(after)) = (first.last(), second.first()) else { continue };
        if widest > width {
            continue;
        }
        let pause = match before.ends_with([',', ';', ':']) {
            true => -0.12,
            false if is_number(after) || is_number(before) => 0.3,
            false => 0.0,
        };
        // A short word goes with what follows it: "with 2 flights", "of 11 years".
        let letters = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).count();
        let clings = |word: &str| (1..=4).contains(&letters(word)) && letters(word) == word.chars().count();
        let short = f64::from(u8::from(clings(before))) * 0.15 - f64::from(u8::from(clings(after))) * 0.06;
        let narrowest = lines.iter().map(|line| text_width(line, size, weight)).fold(f64::MAX, f64::min);
        let alone = f64::from(u8::from(narrowest < widest * 0.3)) * 0.2;
        let cost = widest / width * 0.8 + pause + short + alone;
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, lines));
        }
    }
    best.map(|(_, lines)| lines)
}

/// The text, or as much of its beginning as fits, with an ellipsis.
pub(super) fn shorten(text: &str, size: f64, weight: FontWeight, width: f64) -> String {
    if text_width(text, size, weight) <= width {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let with_ellipsis = |count: usize| {
        let kept: String = letters.iter().take(count).collect();
        format!("{}…", kept.trim_end())
    };
    let (mut low, mut high) = (0, letters.len());
    while low < high {
        let middle = (low + high).div_ceil(2);
        if text_width(&with_ellipsis(middle), size, weight) <= width {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    with_ellipsis(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_equally_wide_and_weights_differ() {
        for weight in [FontWeight::Regular, FontWeight::SemiBold, FontWeight::Bold] {
            let one = text_width("111", 20.0, weight);
            assert!(one > 20.0 && (one - text_width("888", 20.0, weight)).abs() < 1e-9, "{weight:?}");
        }
        assert!(text_width("Colombia", 20.0, FontWeight::Bold) > text_width("Colombia", 20.0, FontWeight::Regular));
    }

    #[test]
    fn wrapped_lines_fit_and_lose_nothing() {
        let text =
            "Flights are distinct operations; one with two destinations counts once for each. Donaudampfschifffahrt";
        for width in [40.0, 120.0, 400.0, 4_000.0] {
            let lines = wrap(text, 16.0, FontWeight::Regular, width);
            assert!(lines.iter().all(|line| text_width(line, 16.0, FontWeight::Regular) <= width), "{lines:?}");
            let squeeze = |text: &str| text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<String>();
            assert_eq!(squeeze(&lines.concat()), squeeze(text));
        }
        assert!(shorten("Bosnia and Herzegovina", 16.0, FontWeight::Regular, 100.0).ends_with('…'));
    }
}
