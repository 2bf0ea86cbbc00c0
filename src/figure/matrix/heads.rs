//! The heads of columns: full names in one or two lines where all fit, else codes and short forms, and where even those
//! are too wide, every second or third of them. Never turned.

use super::super::frame::{Area, TypeSizes};
use super::super::measure::{FontWeight, shorten, text_width, wrap};
use super::super::scene::{Anchor, Item, MarkArea, Scene, Shape};
use super::{Layout, MOST_FOR_NAMES, stride, totals_width};
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
    let right = layout.x(model.columns.len()).max(layout.totals_right.min(area.right));
    let shown = shown_heads(model, narrowest(model, area, sizes), size);
    let is_thin = shown.iter().any(|shown| !shown);
    for (index, (head, _)) in model.columns.iter().zip(&shown).enumerate().filter(|(_, (_, shown))| **shown) {
        // Over narrow columns a label begins where its column begins.
        let (x, anchor, room) = match is_thin {
            true => (layout.x(index) + layout.air / 2.0, Anchor::Start, f64::MAX),
            false => (layout.x(index) + layout.column / 2.0, Anchor::Middle, layout.column - size * 0.1),
        };
        let text = shorten(short_of(head), size, weight_of(head), room);
        if !is_thin || x + text_width(&text, size, weight_of(head)) <= right {
            push(scene, (x, baseline, anchor), size, weight_of(head), colour_of(head, palette), text);
        }
    }
    let has_shorts = shown.iter().any(|shown| *shown);
    let (mut end_of_group, mut group) = (f64::MIN, "");
    for (index, head) in model.columns.iter().enumerate().filter(|(_, head)| !head.group.is_empty()) {
        if head.group == group {
            continue;
        }
        group = &head.group;
        let x = layout.x(index) + layout.air / 2.0;
        let wide = text_width(group, size, FontWeight::Regular);
        if x >= end_of_group && x + wide <= right {
            let y = if has_shorts { baseline - size * LINE } else { baseline };
            push(scene, (x, y, Anchor::Start), size, FontWeight::Regular, palette.muted, group.to_owned());
            end_of_group = x + wide + size * 0.5;
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
    if !is_time || step == 1 {
        return vec![true; count];
    }
    if model.columns.iter().all(|head| head.group.is_empty()) {
        // The period that was asked for is always named.
        let from = model.columns.iter().position(|head| head.is_highlighted).unwrap_or(0);
        return (0..count).map(|index| index.abs_diff(from).is_multiple_of(step)).collect();
    }
    let Some(step) = [2, 3, 4, 6, 7, 10].into_iter().find(|round| *round >= step) else { return vec![false; count] };
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
        Tone::Selected => palette.text,
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
