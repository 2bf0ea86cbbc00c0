//! Widths of text in the bundled typeface, or in one that a newsroom brought, by the same shaper that draws it: layout
//! never depends on the fonts of a machine.

use harfrust::{FontRef, GlyphBuffer, ShapeOptions, ShaperData, UnicodeBuffer};
use hashbrown::HashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

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

/// A font file and what its shaper prepares once.
struct Face {
    bytes: Cow<'static, [u8]>,
    data: ShaperData,
}

impl Face {
    fn new(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let data = ShaperData::new(&FontRef::new(&bytes).ok()?);
        Some(Self { bytes, data })
    }

    /// The glyphs of a line, with units for each em.
    fn shape(&self, text: &str) -> Option<(GlyphBuffer, i32)> {
        let font = FontRef::new(&self.bytes).ok()?;
        let shaper = self.data.shaper(&font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        Some((shaper.shape(buffer, ShapeOptions::new()), shaper.units_per_em()))
    }
}

/// Regular, semi-bold and bold.
type Faces = [Option<Face>; 3];

static BUNDLED: LazyLock<Faces> = LazyLock::new(|| [REGULAR, SEMI_BOLD, BOLD].map(|bytes| Face::new(bytes.into())));

/// A typeface that somebody brought, in the three weights that figures have.
#[derive(Clone)]
pub struct Typeface(Arc<(String, Faces)>);

impl Typeface {
    /// `None` where one of the files is no font. The family is its name in files that name it.
    pub fn new(family: String, files: [Vec<u8>; 3]) -> Option<Self> {
        let faces = files.map(|bytes| Face::new(bytes.into()));
        faces.iter().all(Option::is_some).then(|| Self(Arc::new((family, faces))))
    }

    pub fn family(&self) -> &str {
        &self.0.0
    }

    /// The files of regular, semi-bold and bold.
    pub fn files(&self) -> impl Iterator<Item = &[u8]> {
        self.0.1.iter().flatten().map(|face| &*face.bytes)
    }
}

impl PartialEq for Typeface {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.family() == other.family() && self.files().eq(other.files()))
    }
}

impl std::fmt::Debug for Typeface {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Typeface({})", self.family())
    }
}

thread_local! {
    /// The typeface of the figure that is being laid out. Every width of a figure is measured in it; handing it to each
    /// of some hundred calls would say the same a hundred times.
    static IN_USE: RefCell<Option<Typeface>> = const { RefCell::new(None) };
}

/// Measures in a typeface for as long as the work lasts; `None` is the bundled one.
pub fn with_typeface<T>(typeface: Option<&Typeface>, work: impl FnOnce() -> T) -> T {
    struct Before(Option<Typeface>);
    impl Drop for Before {
        fn drop(&mut self) {
            IN_USE.set(self.0.take());
        }
    }
    let _before = Before(IN_USE.replace(typeface.cloned()));
    work()
}

/// The glyphs of one line in the typeface in use, or in the bundled one where that lacks a letter; whether it is that.
fn shape_line(text: &str, weight: FontWeight) -> Option<(GlyphBuffer, i32, bool)> {
    let of = |faces: &Faces| {
        let [regular, semi_bold, bold] = faces;
        let face = match weight {
            FontWeight::Regular => regular,
            FontWeight::SemiBold => semi_bold,
            FontWeight::Bold => bold,
        };
        face.as_ref()?.shape(text)
    };
    let brought = IN_USE.with_borrow(|typeface| typeface.as_ref().and_then(|typeface| of(&typeface.0.1)));
    let is_whole = |(glyphs, _): &(GlyphBuffer, i32)| glyphs.glyph_infos().iter().all(|info| info.glyph_id != 0);
    if let Some((glyphs, units)) = brought.filter(is_whole) {
        return Some((glyphs, units, false));
    }
    of(&BUNDLED).map(|(glyphs, units)| (glyphs, units, true))
}

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

/// The glyphs of one line of text, from left to right, and whether they are of the bundled typeface.
pub fn shape(text: &str, weight: FontWeight) -> (Vec<ShapedGlyph>, bool) {
    let Some((glyphs, units_per_em, is_bundled)) = shape_line(text, weight) else { return (Vec::new(), true) };
    let share = |units: i32| f64::from(units) / f64::from(units_per_em);
    let pairs = glyphs.glyph_infos().iter().zip(glyphs.glyph_positions());
    let shaped = pairs.map(|(info, position)| ShapedGlyph {
        id: info.glyph_id,
        start: info.cluster as usize,
        advance: share(position.x_advance),
        x: share(position.x_offset),
        y: share(position.y_offset),
    });
    (shaped.collect(), is_bundled)
}

/// Width of one line of text.
pub fn text_width(text: &str, size: f64, weight: FontWeight) -> f64 {
    let is_kept = text.len() <= LONGEST_KEPT && IN_USE.with_borrow(Option::is_none);
    let Advance { units, units_per_em } = if is_kept {
        KNOWN.with_borrow_mut(|known| {
            let of_weight = match weight {
                FontWeight::Regular => &mut known[0],
                FontWeight::SemiBold => &mut known[1],
                FontWeight::Bold => &mut known[2],
            };
            if let Some(advance) = of_weight.get(text) {
                return *advance;
            }
            if of_weight.len() >= MOST_KEPT {
                of_weight.clear();
            }
            let advance = advance_of(text, weight);
            of_weight.insert(text.into(), advance);
            advance
        })
    } else {
        advance_of(text, weight)
    };
    #[expect(clippy::cast_precision_loss, reason = "a line of text is far below 2^53 font units")]
    let units = units as f64;
    units * size / f64::from(units_per_em)
}

/// How wide a line is in the units of its font.
#[derive(Clone, Copy)]
struct Advance {
    units: i64,
    units_per_em: i32,
}

fn advance_of(text: &str, weight: FontWeight) -> Advance {
    let Some((glyphs, units_per_em, _)) = shape_line(text, weight) else {
        return Advance { units: 0, units_per_em: 1 };
    };
    let units = glyphs.glyph_positions().iter().map(|position| i64::from(position.x_advance)).sum();
    Advance { units, units_per_em }
}

/// Lines of the bundled typeface whose widths are remembered, for each weight, and the longest of them in bytes. One
/// layout asks for the same names and numbers several times, the next one for most of them again.
const MOST_KEPT: usize = 4_096;
const LONGEST_KEPT: usize = 80;

thread_local! {
    static KNOWN: RefCell<[HashMap<Box<str>, Advance>; 3]> = RefCell::default();
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
