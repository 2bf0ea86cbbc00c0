//! A scene as SVG: text stays text, numbers have at most two decimals, the same scene gives the same bytes.

use super::extent::Extent;
use crate::figure::{Anchor, Item, Paint, Part, Scene, Step};
use base64::Engine as _;
use std::fmt::Write as _;

/// Fonts that a reader without Inter may have; their widths are close.
const FONTS: &str = "Inter, 'Helvetica Neue', Arial, sans-serif";

/// The element that carries the recipe.
pub(super) const RECIPE_ID: &str = "deportation-flows-recipe";

/// The element that carries the source where letters are outlines.
const SOURCE_ID: &str = "deportation-flows-source";
/// Narrower strokes have bevelled corners: round ones look the same and take many times as long to draw.
const LEAST_ROUND: f64 = 2.0;

pub(super) fn write(scene: &Scene, recipe: &str) -> String {
    let (width, height) = (scene.width, scene.height);
    let whole = Extent { left: 0.0, top: 0.0, right: f64::from(width), bottom: f64::from(height) };
    document(scene, whole, recipe, |_| true)
}

/// The same with letters as outlines; title, text alternative and recipe stay text. `None` where it cannot be read back.
pub(super) fn write_outlined(scene: &Scene, recipe: &str) -> Option<String> {
    let whole = Extent { left: 0.0, top: 0.0, right: f64::from(scene.width), bottom: f64::from(scene.height) };
    let drawn = super::png_image::outlines(&write(scene, ""), scene.typeface.as_ref())?;
    let (_, inside) = drawn.split_once("<svg")?.1.split_once('>')?;
    // The source and its code can still be searched for and copied.
    let source = scene.items_by_part().filter_map(|(part, item)| match item {
        Item::Text { text, .. } if part == Part::Source => Some(text.as_str()),
        _ => None,
    });
    let source: Vec<&str> = source.collect();
    let source = format!("<metadata id=\"{SOURCE_ID}\">{}</metadata>", escape(&source.join(" ")));
    Some(format!("{}{source}\n{}\n", head(scene, whole, recipe), inside.trim_start_matches('\n').trim_end()))
}

/// One part of a scene, cut out, on nothing.
pub(super) fn write_part(scene: &Scene, part: Part, frame: Extent) -> String {
    document(scene, frame, "", |other| other == part)
}

fn document(scene: &Scene, frame: Extent, recipe: &str, is_wanted: impl Fn(Part) -> bool) -> String {
    let is_whole = is_wanted(Part::Headline);
    let items = || scene.items_by_part().filter(|(part, _)| is_wanted(*part)).map(|(_, item)| item);
    let (width, height) = (number(frame.width()), number(frame.height()));
    let mut out = head(scene, frame, recipe);
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    let mut stripes: Vec<String> = Vec::new();
    for item in items() {
        if let Item::Hatched { stripe, .. } = item
            && !stripes.contains(&stripe.css())
        {
            stripes.push(stripe.css());
        }
    }
    for colour in stripes {
        line(format!(
            "<defs><pattern id=\"hatch-{}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect width=\"4\" height=\"8\" fill=\"{colour}\"/></pattern></defs>",
            colour.trim_start_matches('#')
        ));
    }
    if is_whole && scene.has_ground {
        line(format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", scene.background.css()));
    }
    for item in items() {
        line(element(item));
    }
    for placed in scene.logos.iter().filter(|_| is_whole) {
        line(format!(
            "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" href=\"data:image/png;base64,{}\"/>",
            number(placed.x),
            number(placed.y),
            number(placed.width),
            number(placed.height),
            base64::engine::general_purpose::STANDARD.encode(&placed.logo.png)
        ));
    }
    line("</svg>".to_owned());
    out
}

/// The opening of the document, with what a reader is told about it.
fn head(scene: &Scene, frame: Extent, recipe: &str) -> String {
    let (left, top) = (number(frame.left), number(frame.top));
    let (width, height) = (number(frame.width()), number(frame.height()));
    let family = scene.typeface.as_ref().map(|typeface| format!("'{}', ", escape(typeface.family())));
    let family = family.unwrap_or_default();
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned());
    line(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"{left} {top} {width} {height}\" \
         role=\"img\" aria-labelledby=\"title description\" font-family=\"{family}{FONTS}\" \
         style=\"font-variant-numeric: tabular-nums\">"
    ));
    line(format!("<title id=\"title\">{}</title>", escape(&scene.title)));
    line(format!("<desc id=\"description\">{}</desc>", escape(&scene.description)));
    if !recipe.is_empty() {
        line(format!("<metadata id=\"{RECIPE_ID}\">{}</metadata>", escape(recipe)));
    }
    out
}

fn element(item: &Item) -> String {
    match item {
        Item::Rectangle { x, y, width, height, radius, fill } => format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{}\"/>",
            number(*x),
            number(*y),
            number(*width),
            number(*height),
            number(*radius),
            fill.css()
        ),
        Item::Hatched { x, y, width, height, stripe } => format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#hatch-{})\" stroke=\"{}\"/>",
            number(*x),
            number(*y),
            number(*width),
            number(*height),
            stripe.css().trim_start_matches('#'),
            stripe.css()
        ),
        Item::Line { x1, y1, x2, y2, width, colour } => format!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"/>",
            number(*x1),
            number(*y1),
            number(*x2),
            number(*y2),
            colour.css(),
            number(*width)
        ),
        Item::Path { steps, fill, stroke, dash } => {
            let mut element = format!("<path d=\"{}\"", path_data(steps));
            match fill {
                Some(paint) => element.push_str(&painted("fill", *paint)),
                None => element.push_str(" fill=\"none\""),
            }
            if let Some((width, paint)) = stroke {
                element.push_str(&painted("stroke", *paint));
                let join = if *width < LEAST_ROUND { "bevel" } else { "round" };
                let _ = write!(element, " stroke-width=\"{}\" stroke-linejoin=\"{join}\"", number(*width));
            }
            if let Some((dash, gap)) = dash {
                let _ = write!(element, " stroke-dasharray=\"{} {}\"", number(*dash), number(*gap));
            }
            element.push_str("/>");
            element
        }
        Item::Circle { x, y, radius, fill, stroke } => {
            let mut element = format!("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"", number(*x), number(*y), number(*radius));
            element.push_str(&painted("fill", *fill));
            if let Some((width, colour)) = stroke {
                let _ = write!(element, " stroke=\"{}\" stroke-width=\"{}\"", colour.css(), number(*width));
            }
            element.push_str("/>");
            element
        }
        Item::Text { x, y, anchor, size, weight, colour, text } => {
            let mut element = format!("<text x=\"{}\" y=\"{}\"", number(*x), number(*y));
            match anchor {
                Anchor::Start => {}
                Anchor::Middle => element.push_str(" text-anchor=\"middle\""),
                Anchor::End => element.push_str(" text-anchor=\"end\""),
            }
            if weight.css() != 400 {
                let _ = write!(element, " font-weight=\"{}\"", weight.css());
            }
            let _ =
                write!(element, " font-size=\"{}\" fill=\"{}\">{}</text>", number(*size), colour.css(), escape(text));
            element
        }
    }
}

fn painted(name: &str, paint: Paint) -> String {
    let colour = paint.colour.css();
    if paint.opacity >= 1.0 {
        return format!(" {name}=\"{colour}\"");
    }
    format!(" {name}=\"{colour}\" {name}-opacity=\"{}\"", number(paint.opacity))
}

fn path_data(steps: &[Step]) -> String {
    let mut data = String::with_capacity(steps.len() * 14);
    for step in steps {
        match step {
            Step::Move(x, y) => push_numbers(&mut data, 'M', &[*x, *y]),
            Step::Line(x, y) => push_numbers(&mut data, 'L', &[*x, *y]),
            Step::Curve(x1, y1, x2, y2, x, y) => push_numbers(&mut data, 'C', &[*x1, *y1, *x2, *y2, *x, *y]),
            Step::Close => data.push('Z'),
        }
    }
    data
}

fn push_numbers(data: &mut String, letter: char, numbers: &[f64]) {
    data.push(letter);
    for (index, value) in numbers.iter().enumerate() {
        if index > 0 {
            data.push(' ');
        }
        push_number(data, *value);
    }
}

fn number(value: f64) -> String {
    let mut text = String::with_capacity(8);
    push_number(&mut text, value);
    text
}

/// At most two decimals, no trailing zeros, no negative zero.
fn push_number(text: &mut String, value: f64) {
    let hundredths = value.abs() * 100.0;
    let is_tie = (hundredths.fract() - 0.5).abs() < 1e-6;
    if is_tie || hundredths >= 1e15 || !hundredths.is_finite() {
        // What lies between two numbers is rounded by the exact value of its digits.
        let exact = format!("{value:.2}");
        let exact = exact.trim_end_matches('0').trim_end_matches('.');
        text.push_str(if exact == "-0" { "0" } else { exact });
        return;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 10^15 and not negative")]
    let mut rest = hundredths.round() as u64;
    if rest == 0 {
        text.push('0');
        return;
    }
    if value < 0.0 {
        text.push('-');
    }
    let decimals = rest % 100;
    rest /= 100;
    let mut digits = [0_u8; 20];
    let mut begin = digits.len();
    loop {
        begin -= 1;
        if let Some(digit) = digits.get_mut(begin) {
            *digit = b'0' + (rest % 10) as u8;
        }
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    text.extend(digits.get(begin..).unwrap_or_default().iter().map(|digit| char::from(*digit)));
    let (tenths, last) = ((decimals / 10) as u8, (decimals % 10) as u8);
    if decimals > 0 {
        text.push('.');
        text.push(char::from(b'0' + tenths));
        if last > 0 {
            text.push(char::from(b'0' + last));
        }
    }
}

/// Escapes markup and leaves out what XML 1.0 cannot hold.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(character),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_texts_are_escaped() {
        for (value, expected) in [
            (1.0, "1"),
            (1.25, "1.25"),
            (-0.001, "0"),
            (1920.5, "1920.5"),
            (100.0, "100"),
            (-12.05, "-12.05"),
            (0.995, "0.99"),
            (2.675, "2.67"),
            (0.125, "0.12"),
            (1e18, "1000000000000000000"),
        ] {
            assert_eq!(number(value), expected);
        }
        // As the standard library writes them, whatever the number.
        let mut seed = 1_u64;
        for _ in 0..20_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            #[expect(clippy::cast_precision_loss, reason = "any number will do")]
            let value = (seed >> 40) as f64 / 4_000.0 - 1_000.0;
            let wanted = format!("{value:.2}");
            let wanted = wanted.trim_end_matches('0').trim_end_matches('.');
            assert_eq!(number(value), if wanted == "-0" { "0" } else { wanted });
        }
        assert_eq!(escape("a < b & \"c\"\u{1}"), "a &lt; b &amp; &quot;c&quot;\u{FFFD}");
    }
}
