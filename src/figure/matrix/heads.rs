//! The heads of columns: full names in one or two lines where all fit, else codes and short forms, and where even those
//! are too wide, every second or third of them. Never turned.

use super::super::frame::{Area, TypeSizes};
use super::super::measure::{FontWeight, shorten, text_width, wrap};
use super::super::scene::{Anchor, Item, MarkArea, Scene, Shape};
use super::{Layout, MOST_FOR_NAMES, has_totals, stride, totals_width};
use crate::chart::{Colour, Head, MatrixModel, Palette, Tone, mixed};

/// How names stand above their columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// In so many lines.
    Full(usize),
    Short,
}

/// Most lines of a name.
const MOST_LINES: usize = 2;
const LINE: f64 = 1.16;

/// The height of the highest heads.
pub(super) fn most_height(sizes: &TypeSizes) -> f64 {
    sizes.tick * (LINE * 2.0 + 0.9) + title_height(sizes)
}

/// The line that names the grouping of the columns.
fn title_height(sizes: &TypeSizes) -> f64 {
    sizes.tick * 1.5
}

/// The least width that columns will have: what names take is not known yet.
fn narrowest(model: &MatrixModel, area: Area, sizes: &TypeSizes) -> f64 {
    let least = sizes.label * super::LEAST_LABEL;
    let names = model.rows.iter().map(|line| text_width(&line.label, sizes.label * 0.9, FontWeight::SemiBold));
    let width = area.right - area.left;
    let names = names.fold(0.0, f64::max).min(width * MOST_FOR_NAMES) + sizes.label * 0.5;
    let totals = totals_width(model, sizes.label * 0.9).max(totals_width(model, least));
    #[expect(clippy::cast_precision_loss, reason = "some hundred columns")]
    let columns = model.columns.len().max(1) as f64;
    ((width - names - totals) / columns).min(sizes.label * super::MOST_WIDE)
}

fn form(model: &MatrixModel, width: f64, size: f64) -> Form {
    let room = width - size * 0.3;
    let lines = |head: &Head| {
        let lines = wrap(&head.label, size, FontWeight::SemiBold, room);
        // A word that was cut is not a name that fits.
        let words = head.label.split(' ').filter(|word| !word.is_empty()).count();
        let parts: usize = lines.iter().map(|line| line.split(' ').filter(|word| !word.is_empty()).count()).sum();
        (parts == words).then_some(lines.len())
    };
    let most = model.columns.iter().map(lines).try_fold(1, |most, lines| Some(lines?.max(most)));
    match most {
        Some(lines) if lines <= MOST_LINES => Form::Full(lines),
        _ => Form::Short,
    }
}

/// Whether columns are named by codes.
pub(super) fn uses_codes(model: &MatrixModel, area: Area, sizes: &TypeSizes) -> bool {
    form(model, narrowest(model, area, sizes), sizes.tick) == Form::Short
        && model.columns.iter().any(|head| head.is_code)
}

pub(super) fn height(model: &MatrixModel, area: Area, sizes: &TypeSizes) -> f64 {
    let lines = match form(model, narrowest(model, area, sizes), sizes.tick) {
        Form::Full(lines) => lines,
        Form::Short => {
            let has_groups = model.columns.iter().any(|head| !head.group.is_empty());
            let has_shorts = shown_heads(model, narrowest(model, area, sizes), sizes.tick).contains(&true);
            1 + usize::from(has_groups && has_shorts)
        }
    };
    #[expect(clippy::cast_precision_loss, reason = "one line or two")]
    let lines = lines as f64;
    sizes.tick * (lines * LINE + 0.55) + title_height(sizes)
}

pub(super) fn draw(
    scene: &mut Scene,
    model: &MatrixModel,
    layout: &Layout,
    area: Area,
    sizes: &TypeSizes,
    palette: &Palette,
) {
    let size = sizes.tick;
    let text = shorten(&model.column_title, size, FontWeight::SemiBold, area.right - layout.left);
    push(scene, (layout.left, area.top + size, Anchor::Start), size, FontWeight::SemiBold, palette.muted, text);
    let form = form(model, narrowest(model, area, sizes), size);
    let baseline = layout.top - size * 0.5;
    match form {
        Form::Full(_) => {
            for (index, head) in model.columns.iter().enumerate() {
                let weight = weight_of(head);
                let lines = wrap(&head.label, size, FontWeight::SemiBold, layout.column - size * 0.3);
                for (above, line) in lines.into_iter().rev().enumerate() {
                    #[expect(clippy::cast_precision_loss, reason = "one line or two")]
                    let y = baseline - above as f64 * size * LINE;
                    let x = layout.x(index) + layout.column / 2.0;
                    push(scene, (x, y, Anchor::Middle), size, weight, colour_of(head, palette), line);
                }
            }
        }
        Form::Short => draw_short(scene, model, layout, (baseline, sizes), area, palette),
    }
    for (index, head) in model.columns.iter().enumerate() {
        let (x, width) = (layout.x(index), layout.column);
        let bar = Item::Rectangle {
            x: x + layout.air / 2.0,
            y: layout.top - size * 0.2,
            width: width - layout.air,
            height: size * 0.12,
            radius: 0.0,
            fill: palette.accent,
        };
        if head.is_highlighted {
            scene.items.push(bar);
        } else if head.is_partial {
            let (y, height) = (layout.top - size * 0.27, size * 0.22);
            let stripe = mixed(palette.surface, palette.faint, 0.7);
            scene.items.push(Item::Hatched { x: x + layout.air / 2.0, y, width: width - layout.air, height, stripe });
        }
        let y = area.top + title_height(sizes);
        let shape = Shape::Rectangle { x, y, width, height: layout.top - y };
        scene.areas.push(MarkArea { mark: head.mark, shape });
    }
}

fn short_of(head: &Head) -> &str {
    if head.short.is_empty() { &head.label } else { &head.short }
}

/// Short forms on one line, and above them what they share, once where it begins.
fn draw_short(
    scene: &mut Scene,
    model: &MatrixModel,
    layout: &Layout,
    (baseline, sizes): (f64, &TypeSizes),
    area: Area,
    palette: &Palette,
) {
    let size = sizes.tick;
    // Before the head of the totals.
    let total = text_width(&model.total_title, size, FontWeight::SemiBold) + size * 0.3;
    let right = layout.totals_right.min(area.right);
    let right = if has_totals(&model.row_totals) { right - total } else { right };
    let shown = shown_heads(model, narrowest(model, area, sizes), size);
    let is_thin = shown.contains(&false);
    // Codes that are a little too wide are set smaller before they are cut.
    let widest = model.columns.iter().map(|head| text_width(short_of(head), 1.0, weight_of(head))).fold(0.1, f64::max);
    let least = sizes.label * super::LEAST_LABEL;
    let own = if is_thin { size } else { (layout.column * 0.94 / widest).clamp(least.min(size), size) };
    let mut end = f64::MIN;
    for (index, (head, _)) in model.columns.iter().zip(&shown).enumerate().filter(|(_, (_, shown))| **shown) {
        // Over narrow columns a label begins where its column begins.
        let (x, anchor, room) = if is_thin {
            (layout.x(index) + layout.air / 2.0, Anchor::Start, f64::MAX)
        } else {
            (layout.x(index) + layout.column / 2.0, Anchor::Middle, layout.column * 0.98)
        };
        let text = shorten(short_of(head), own, weight_of(head), room);
        let wide = text_width(&text, own, weight_of(head));
        // What is cut to nothing says nothing.
        let is_readable = text.chars().count() > 2 || !text.ends_with('…');
        if is_readable && (!is_thin || (x >= end && x + wide <= right)) {
            push(scene, (x, baseline, anchor), own, weight_of(head), colour_of(head, palette), text);
            end = x + wide + size * 0.3;
        }
    }
    let y = if shown.contains(&true) { baseline - size * LINE } else { baseline };
    // Groups that say the year come first; the others stand where there is room between them.
    let starts: Vec<(usize, &Head)> = model
        .columns
        .iter()
        .enumerate()
        .filter(|(index, head)| {
            let before = index.checked_sub(1).and_then(|before| model.columns.get(before));
            !head.group.is_empty() && before.is_none_or(|before| before.group != head.group)
        })
        .collect();
    let says_year = |head: &Head| head.group.ends_with(|last: char| last.is_ascii_digit());
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for first in [true, false] {
        for (index, head) in starts.iter().filter(|(_, head)| says_year(head) == first) {
            let x = layout.x(*index) + layout.air / 2.0;
            let end = x + text_width(&head.group, size, FontWeight::Regular) + size * 0.5;
            if end - size * 0.5 <= right && taken.iter().all(|(from, to)| end <= *from || x >= *to) {
                push(scene, (x, y, Anchor::Start), size, FontWeight::Regular, palette.muted, head.group.clone());
                taken.push((x, end));
            }
        }
    }
}

/// Which columns have their short form above them. Units of time that have no room are left out in equal steps from
/// the first of each year, so that the same months are named in all; names that are no time are cut and not left out.
fn shown_heads(model: &MatrixModel, column: f64, size: f64) -> Vec<bool> {
    let count = model.columns.len();
    let is_time = model.columns.iter().any(|head| !head.group.is_empty() || head.short.starts_with('’'));
    let widths = model.columns.iter().map(|head| text_width(short_of(head), size, FontWeight::SemiBold));
    let step = stride(widths.fold(0.0, f64::max) + size * 0.35, column);
    if step == 1 {
        return vec![true; count];
    }
    if !is_time {
        // Codes become a little smaller before one is left out; other names are cut.
        let codes = model.columns.iter().filter(|head| head.is_code);
        let widest = codes.map(|head| text_width(&head.short, size * 0.8, FontWeight::SemiBold)).fold(0.0, f64::max);
        let step = stride(widest, column);
        return (0..count).map(|index| index.is_multiple_of(step)).collect();
    }
    if model.columns.iter().all(|head| head.group.is_empty()) {
        // The period that was asked for is always named.
        let from = model.columns.iter().position(|head| head.is_highlighted).unwrap_or(0);
        return (0..count).map(|index| index.abs_diff(from).is_multiple_of(step)).collect();
    }
    // The days on which weeks begin would be a row of odd numbers.
    let is_by_day = model.columns.iter().any(|head| head.short.parse::<u8>().is_ok());
    let Some(step) = [2, 3, 4, 6].into_iter().filter(|_| !is_by_day).find(|round| *round >= step) else {
        return vec![false; count];
    };
    let groups: Vec<&str> = model.columns.iter().map(|head| head.group.as_str()).collect();
    let longest = groups.chunk_by(|one, other| one == other).map(<[&str]>::len).max().unwrap_or(0);
    if step * 2 > longest {
        return vec![false; count];
    }
    let of_group =
        |length: usize| (0..length).map(move |at| at.is_multiple_of(step) && (at == 0 || at + step <= length));
    groups.chunk_by(|one, other| one == other).flat_map(|group| of_group(group.len())).collect()
}

fn weight_of(head: &Head) -> FontWeight {
    if head.is_highlighted || head.tone == Tone::Selected { FontWeight::SemiBold } else { FontWeight::Regular }
}

fn colour_of(head: &Head, palette: &Palette) -> Colour {
    match head.tone {
        _ if head.is_highlighted => palette.accent,
        Tone::Rest => palette.muted,
        _ => palette.text,
    }
}

fn push(
    scene: &mut Scene,
    (x, y, anchor): (f64, f64, Anchor),
    size: f64,
    weight: FontWeight,
    colour: Colour,
    text: String,
) {
    if !text.is_empty() {
        scene.items.push(Item::Text { x, y, anchor, size, weight, colour, text });
    }
}
