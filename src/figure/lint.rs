//! A look at a laid-out figure before it is saved: what a careful editor would send back. Each finding says what to do,
//! and some can be done with one click.
//!
//! This file must never change a figure. Start with [`lint`].

use super::measure::{text_width, with_typeface};
use super::scene::{Anchor, Item, Scene};
use super::{FigureSettings, SizePreset};
use crate::chart::{Body, ChartModel, Colour};
use crate::words::Words;

/// Text may reach so far into other text before it counts as an overlap, in shares of its size.
const TOLERANCE: f64 = 0.12;
/// The smallest type of a slide of 1920 × 1080, in its units: 9 pt on a sheet of 13.3 inches.
const FLOOR: f64 = 18.0;
/// Contrast of text and of marks against their ground (WCAG 2, 1.4.3 and 1.4.11).
const TEXT_CONTRAST: f64 = 4.5;
/// Texts up to which every pair is compared.
const MOST_TEXTS: usize = 2_000;
/// A figure in which less than this share of the canvas lies inside the frame of everything drawn has dead margins.
const LEAST_USED: f64 = 0.6;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    Clipped(String),
    Overlapping(String, String),
    SmallType(String),
    LowContrast(String),
    NoSource,
    DeadMargins,
    /// A number that a person typed, and that is none of the numbers of the figure.
    UnknownNumber {
        text: String,
        number: String,
    },
    /// The generated headline was replaced by nothing.
    NoHeadline,
}

/// What one click can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Draw fewer marks.
    Fewer,
    /// Take a larger canvas.
    Size(SizePreset),
    /// Take back what was typed.
    GeneratedTexts,
}

impl Finding {
    pub fn sentence(&self, words: &Words) -> String {
        match self {
            Self::Clipped(text) => words.say.lint_clipped(text),
            Self::Overlapping(one, other) => words.say.lint_overlapping(one, other),
            Self::SmallType(text) => words.say.lint_small(text),
            Self::LowContrast(text) => words.say.lint_contrast(text),
            Self::UnknownNumber { text, number } => words.say.lint_number(number, text),
            Self::NoSource => words.labels.lint_no_source.to_owned(),
            Self::DeadMargins => words.labels.lint_dead_margins.to_owned(),
            Self::NoHeadline => words.labels.lint_no_headline.to_owned(),
        }
    }

    pub fn fix(&self) -> Option<Fix> {
        match self {
            Self::Clipped(_) | Self::Overlapping(..) | Self::SmallType(_) => Some(Fix::Fewer),
            Self::DeadMargins => Some(Fix::Size(SizePreset::Slide)),
            Self::UnknownNumber { .. } => Some(Fix::GeneratedTexts),
            Self::LowContrast(_) | Self::NoSource | Self::NoHeadline => None,
        }
    }
}

/// Texts that a person typed over the generated ones; empty where nothing was typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct TypedTexts<'a> {
    pub title: &'a str,
    pub subtitle: &'a str,
    pub note: &'a str,
}

/// Everything that is wrong with a figure, the worst first.
pub fn lint(scene: &Scene, model: &ChartModel, settings: FigureSettings, typed: TypedTexts<'_>) -> Vec<Finding> {
    with_typeface(scene.typeface.as_ref(), || look_at(scene, model, settings, typed))
}

fn look_at(scene: &Scene, model: &ChartModel, settings: FigureSettings, typed: TypedTexts<'_>) -> Vec<Finding> {
    let texts = boxes(scene);
    let mut findings = Vec::new();
    findings.extend(clipped(scene, &texts));
    findings.extend(overlapping(&texts));
    let floor = floor_of(settings);
    let small = texts.iter().find(|text| text.size + 0.01 < floor);
    findings.extend(small.map(|text| Finding::SmallType(text.text.clone())));
    findings
        .extend(texts.iter().find(|text| is_faint(scene, text)).map(|text| Finding::LowContrast(text.text.clone())));
    if model.captions.source.trim().is_empty() {
        findings.push(Finding::NoSource);
    }
    if model.captions.headline.trim().is_empty() {
        findings.push(Finding::NoHeadline);
    }
    if used_share(scene) < LEAST_USED && !matches!(model.body, Body::Empty { .. }) {
        findings.push(Finding::DeadMargins);
    }
    findings.extend(unknown_numbers(model, typed));
    findings
}

/// The smallest type that may stand on a canvas.
fn floor_of(settings: FigureSettings) -> f64 {
    let area = f64::from(settings.width) * f64::from(settings.height);
    ((area / (1920.0 * 1080.0)).sqrt() * FLOOR).min(FLOOR)
}

/// A line of text with its box.
struct TextBox {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    size: f64,
    colour: Colour,
    text: String,
    /// Its place among the items: what comes before lies behind it.
    item: usize,
}

fn boxes(scene: &Scene) -> Vec<TextBox> {
    let one = |(item, thing): (usize, &Item)| {
        let Item::Text { x, y, anchor, size, weight, colour, text } = thing else { return None };
        let wide = text_width(text, *size, *weight);
        let left = match anchor {
            Anchor::Start => *x,
            Anchor::Middle => x - wide / 2.0,
            Anchor::End => x - wide,
        };
        let (top, bottom) = (y - size * 0.72, y + size * 0.02);
        let text = text.clone();
        Some(TextBox { left, top, right: left + wide, bottom, size: *size, colour: *colour, text, item })
    };
    scene.items.iter().enumerate().filter_map(one).filter(|text| !text.text.trim().is_empty()).collect()
}

fn clipped(scene: &Scene, texts: &[TextBox]) -> Option<Finding> {
    let (width, height) = (f64::from(scene.width), f64::from(scene.height));
    let is_outside =
        |text: &&TextBox| text.left < -0.5 || text.right > width + 0.5 || text.top < -0.5 || text.bottom > height + 0.5;
    texts.iter().find(is_outside).map(|text| Finding::Clipped(text.text.clone()))
}

fn overlapping(texts: &[TextBox]) -> Option<Finding> {
    for (index, one) in texts.iter().enumerate().take(MOST_TEXTS) {
        for other in texts.iter().skip(index + 1).take(MOST_TEXTS) {
            let slack = one.size.min(other.size) * TOLERANCE;
            let across = one.right.min(other.right) - one.left.max(other.left);
            let down = one.bottom.min(other.bottom) - one.top.max(other.top);
            if across > slack && down > slack {
                return Some(Finding::Overlapping(one.text.clone(), other.text.clone()));
            }
        }
    }
    None
}

/// Whether a text cannot be read against the last opaque rectangle behind it, or against the canvas.
fn is_faint(scene: &Scene, text: &TextBox) -> bool {
    let (x, y) = (f64::midpoint(text.left, text.right), f64::midpoint(text.top, text.bottom));
    let mut ground = scene.background;
    for item in scene.items.iter().take(text.item) {
        if let Item::Rectangle { x: left, y: top, width, height, fill, .. } = item
            && (*left..=left + width).contains(&x)
            && (*top..=top + height).contains(&y)
        {
            ground = *fill;
        }
    }
    // Large type needs less.
    let needed = if text.size >= 44.0 { 3.0 } else { TEXT_CONTRAST };
    text.colour.contrast(ground) < needed - 0.05
}

/// The share of the canvas inside the frame of everything that is drawn.
fn used_share(scene: &Scene) -> f64 {
    let mut frame: Option<(f64, f64, f64, f64)> = None;
    let mut add = |left: f64, top: f64, right: f64, bottom: f64| {
        let (l, t, r, b) = frame.unwrap_or((left, top, right, bottom));
        frame = Some((l.min(left), t.min(top), r.max(right), b.max(bottom)));
    };
    for text in boxes(scene) {
        add(text.left, text.top, text.right, text.bottom);
    }
    for item in &scene.items {
        match item {
            Item::Rectangle { x, y, width, height, .. } | Item::Hatched { x, y, width, height, .. } => {
                add(*x, *y, x + width, y + height);
            }
            Item::Line { x1, y1, x2, y2, .. } => add(x1.min(*x2), y1.min(*y2), x1.max(*x2), y1.max(*y2)),
            Item::Circle { x, y, radius, .. } => add(x - radius, y - radius, x + radius, y + radius),
            Item::Path { .. } | Item::Text { .. } => {}
        }
    }
    let (left, top, right, bottom) = frame.unwrap_or_default();
    (right - left).max(0.0) * (bottom - top).max(0.0) / (f64::from(scene.width) * f64::from(scene.height))
}

/// Numbers in typed texts that stand nowhere in the figure's own numbers.
fn unknown_numbers(model: &ChartModel, typed: TypedTexts<'_>) -> Vec<Finding> {
    let mut known: Vec<String> = Vec::new();
    let mut learn = |text: &str| known.extend(numbers_in(text).into_iter().map(|(_, digits)| digits));
    // What the program writes is true; the typed texts stand in the captions, so those are left out.
    learn(&model.captions.alt_text);
    for note in model.captions.notes.iter().filter(|note| note.as_str() != typed.note) {
        learn(note);
    }
    if typed.subtitle.is_empty() {
        learn(&model.captions.subtitle);
    }
    for mark in &model.marks {
        learn(&mark.label);
        learn(&mark.value);
        mark.details.iter().for_each(|detail| learn(&detail.value));
    }
    if let Body::Bars(bars) = &model.body {
        for bar in &bars.bars {
            learn(&bar.label);
            learn(&bar.value_label);
            learn(&bar.change_label);
            bar.details.iter().for_each(|detail| learn(&detail.value));
        }
    }
    let mut findings = Vec::new();
    for text in [typed.title, typed.subtitle, typed.note] {
        for (printed, digits) in numbers_in(text) {
            // Years and small whole numbers ("one of 3") are words more than figures.
            let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
            let is_small = digits.len() == 1;
            if !is_year && !is_small && !known.contains(&digits) {
                findings.push(Finding::UnknownNumber { text: text.to_owned(), number: printed });
            }
        }
    }
    findings
}

/// The numbers of a text: as printed, and as bare digits with a point, thousands marks left out.
fn numbers_in(text: &str) -> Vec<(String, String)> {
    let mut numbers: Vec<(String, String)> = Vec::new();
    let mut printed = String::new();
    let characters: Vec<char> = text.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        let next_is_digit = characters.get(index + 1).is_some_and(char::is_ascii_digit);
        let joins = matches!(character, ',' | '.' | '\u{202F}' | '\u{A0}') && !printed.is_empty() && next_is_digit;
        if character.is_ascii_digit() || joins {
            printed.push(*character);
        } else if !printed.is_empty() {
            push_number(&mut numbers, std::mem::take(&mut printed));
        }
    }
    if !printed.is_empty() {
        push_number(&mut numbers, printed);
    }
    numbers
}

fn push_number(numbers: &mut Vec<(String, String)>, printed: String) {
    // A mark before exactly three digits parts thousands; any other one is a decimal mark.
    let parts: Vec<&str> = printed.split([',', '.', '\u{202F}', '\u{A0}']).collect();
    let (last, rest) = parts.split_last().map_or(("", &[][..]), |(last, rest)| (*last, rest));
    let digits = if rest.is_empty() || last.len() == 3 {
        parts.concat()
    } else {
        format!("{}.{}", rest.concat(), last.trim_end_matches('0'))
    };
    numbers.push((printed, digits.trim_end_matches('.').to_owned()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_in_every_way_of_printing_them() {
        for (text, expected) in [
            ("Germany received €182 million", vec!["182"]),
            ("10,379 of 115 894", vec!["10379", "115", "894"]),
            ("1\u{202F}234 y 3,5", vec!["1234", "3.5"]),
            ("26,029,143.46 euros", vec!["26029143.46"]),
            ("no number", vec![]),
        ] {
            let digits: Vec<String> = numbers_in(text).into_iter().map(|(_, digits)| digits).collect();
            assert_eq!(digits, expected, "{text}");
        }
    }
}
