//! A line for each group: its name, a hollow dot for the earlier number, a full one for the later, the change at the
//! right, and beside it what made the largest part of it.

use super::super::frame::{Area, TypeSizes};
use super::super::measure::{FontWeight, text_width};
use super::super::scene::{Anchor, Item, MarkArea, Paint, Scene, Shape, Step};
use super::{Ink, LABEL_SHARE, MOST_ROW, both_numbers, chrome, lines_of, push_text, rows_drawn, small};
use crate::chart::{CompareModel, CompareRow, Palette, RowKind, Tone};

/// Shares of the width: the most for names and for the cause of a change, the least for the dots.
const MOST_FOR_NAMES: f64 = 0.3;
const MOST_FOR_CAUSE: f64 = 0.2;
const LEAST_FOR_DOTS: f64 = 0.36;

/// Where the parts of a line are.
struct Columns {
    names_right: f64,
    /// Of the dots.
    zero: f64,
    stretch: f64,
    /// Right edges of change and percentage.
    change_left: f64,
    change: f64,
    percent: Option<f64>,
    cause: Option<f64>,
    right: f64,
}

/// What is the same in all lines.
struct Look<'a> {
    size: f64,
    gap: f64,
    radius: f64,
    row: f64,
    palette: &'a Palette,
}

pub(super) fn draw(scene: &mut Scene, model: &CompareModel, area: Area, sizes: &TypeSizes, palette: &Palette) {
    let (drawn, left_out) = rows_drawn(model, area, sizes);
    let lines = lines_of(model, drawn.len()) + usize::from(left_out > 0);
    #[expect(clippy::cast_precision_loss, reason = "some dozen lines")]
    let row = ((area.bottom - area.top - chrome(sizes)) / lines.max(1) as f64).clamp(1.0, sizes.label * MOST_ROW);
    let size = sizes.label.min(row * LABEL_SHARE);
    let look = Look { size, gap: size * 0.45, radius: (row * 0.26).min(size * 0.34), row, palette };
    let rows: Vec<&CompareRow> = drawn.iter().filter_map(|index| model.rows.get(*index)).collect();
    let columns = columns(model, &rows, area, &look, sizes);
    legend(scene, model, area, &columns, sizes, &look);
    let top = area.top + sizes.tick * 2.0;
    let mut y = top;
    let mut headings = model.headings.iter().peekable();
    let mut spots: Vec<(usize, &CompareRow, f64)> = Vec::new();
    let mut titles: Vec<(&str, f64)> = Vec::new();
    for (index, line) in drawn.iter().zip(&rows) {
        while let Some((_, title)) = headings.next_if(|(before, _)| before <= index) {
            titles.push((title, y));
            y += row;
        }
        spots.push((*index, line, y));
        y += row;
    }
    for (_, title) in headings {
        titles.push((title, y));
        y += row;
    }
    let more = model.more.get(left_out).filter(|_| left_out > 0).map(|text| {
        y += row;
        (text, y - row)
    });
    let bottom = y;
    for (_, _, y) in spots.iter().filter(|(_, line, _)| line.tone == Tone::Selected) {
        let (x, width, fill) = (area.left - look.gap * 0.5, area.right - area.left + look.gap, palette.selection_tint);
        scene.items.push(Item::Rectangle { x, y: *y, width, height: row, radius: row * 0.12, fill });
    }
    // Titles stand between the gridlines and are not crossed by them.
    let mut cuts: Vec<f64> = titles.iter().map(|(_, y)| *y).collect();
    cuts.extend(more.iter().map(|(_, y)| *y));
    grid(scene, model, &columns, (top, bottom), &cuts, &look, sizes);
    for (title, y) in titles {
        let ink = Ink { size: size * 0.9, weight: FontWeight::SemiBold, colour: palette.muted };
        let at = (area.left, y + row * 0.5 + size * 0.4);
        push_text(scene, at, Anchor::Start, ink, title, area.right - area.left);
    }
    for (index, line, y) in spots {
        let from = scene.items.len();
        draw_row(scene, line, y, area, &columns, &look, model);
        scene.shows(index, from);
        let shape = Shape::Rectangle { x: area.left, y, width: area.right - area.left, height: row };
        scene.areas.push(MarkArea { mark: index, shape });
    }
    let muted = Ink { size: size * 0.9, weight: FontWeight::Regular, colour: palette.muted };
    if let Some((text, y)) = more {
        let at = (columns.names_right, y + row * 0.5 + size * 0.33);
        push_text(scene, at, Anchor::End, muted, text, columns.names_right - area.left);
    }
    let mut foot = bottom + sizes.tick * 1.6;
    ticks(scene, model, area, &columns, bottom, sizes, &look);
    if let Some(total) = &model.total {
        let (x1, x2, colour) = (area.left, area.right, palette.line);
        scene.items.push(Item::Line { x1, y1: foot, x2, y2: foot, width: sizes.tick / 27.0, colour });
        foot += row * 0.06;
        let strong = Ink { size, weight: FontWeight::SemiBold, colour: palette.text };
        let baseline = foot + row * 0.5 + size * 0.355;
        push_text(
            scene,
            (columns.names_right, baseline),
            Anchor::End,
            strong,
            &total.label,
            columns.names_right - area.left,
        );
        let most = columns.change_left - columns.zero - look.gap;
        push_text(scene, (columns.zero, baseline), Anchor::Start, strong, &both_numbers(total), most);
        changes(scene, total, baseline, &columns, &look, strong);
    }
}

fn columns(model: &CompareModel, rows: &[&CompareRow], area: Area, look: &Look<'_>, sizes: &TypeSizes) -> Columns {
    let (size, gap) = (look.size, look.gap);
    let width = area.right - area.left;
    let all = || rows.iter().copied().chain(model.total.as_deref());
    let wide = |text: &str, weight| text_width(text, size, weight);
    let most = |values: &mut dyn Iterator<Item = f64>| values.fold(0.0, f64::max);
    let names = most(&mut all().map(|row| wide(&row.label, weight_of(row)))).min(width * MOST_FOR_NAMES);
    let with_change = || all().filter(|row| has_change(row));
    let title = text_width(&model.change_title, small(sizes, size), FontWeight::Regular);
    let change = most(&mut with_change().map(|row| wide(&row.change_label, FontWeight::SemiBold))).max(title);
    let percent = most(&mut with_change().map(|row| wide(&row.percent_label, FontWeight::SemiBold) * 0.9));
    let cause = most(&mut rows.iter().map(|row| wide(&row.cause, FontWeight::Regular) * 0.84));
    let cause_title = text_width(&model.cause_title, small(sizes, size), FontWeight::Regular);
    let cause = if cause > 0.0 { cause.max(cause_title).min(width * MOST_FOR_CAUSE) } else { 0.0 };
    let left_over = |parts: f64| width - names - gap * 2.0 - parts;
    let enough = width * LEAST_FOR_DOTS;
    let percent = Some(percent).filter(|percent| *percent > 0.0 && left_over(change + gap + percent) >= width * 0.26);
    let numbers = change + percent.map_or(0.0, |percent| percent + gap);
    let cause = Some(cause).filter(|cause| *cause > 0.0 && left_over(numbers + cause + gap * 2.0) >= enough);
    let mut block = numbers + cause.map_or(0.0, |cause| cause + gap * 2.0);
    // "not in the 2021 edition" stands across these columns.
    let without = all().filter(|row| !has_change(row));
    block =
        block.max(most(&mut without.map(|row| wide(&row.change_label, FontWeight::Regular) * 0.84)).min(width * 0.3));
    let change_left = area.right - block;
    let names_right = area.left + names;
    let (low, high) = (model.axis.min.min(0.0), model.axis.max.max(f64::MIN_POSITIVE));
    let share = |value: f64| (value - low) / (high - low);
    // Room for the numbers beside the dots, on both sides.
    let beside = look.radius + gap * 0.6;
    let number = |text: &str, weight| text_width(text, size * 0.86, weight) + beside;
    let mut zero = names_right + gap * 1.6;
    let end = change_left - gap * 1.4;
    let mut stretch = end - zero;
    for _ in 0..3 {
        let left = rows.iter().filter_map(|row| {
            let (least, _, text, weight) = lower(row)?;
            Some(number(text, weight) - share(least) * stretch)
        });
        zero = names_right + gap * 1.6 + left.fold(look.radius, f64::max);
        let right = rows.iter().filter_map(|row| {
            let (most, text, weight) = upper(row)?;
            let share = share(most);
            (share > 0.0).then(|| (end - zero - number(text, weight)).max(1.0) / share)
        });
        stretch = right.fold(end - zero, f64::min);
    }
    let change_right = change_left + change;
    Columns {
        names_right,
        zero: zero - share(0.0).min(0.0) * stretch,
        stretch: stretch / (high - low),
        change_left,
        change: change_right,
        percent: percent.map(|percent| change_right + gap + percent),
        cause: cause.map(|cause| area.right - cause),
        right: area.right,
    }
}

fn has_change(row: &CompareRow) -> bool {
    row.before.is_some() && row.after.is_some() && row.difference().is_some()
}

fn weight_of(row: &CompareRow) -> FontWeight {
    if row.tone == Tone::Selected { FontWeight::SemiBold } else { FontWeight::Regular }
}

/// The smaller of two numbers, whether it is the later one, its text, and how that is written; `None` where both are
/// the same or one is missing.
fn lower(row: &CompareRow) -> Option<(f64, bool, &str, FontWeight)> {
    let (before, after) = (row.before?, row.after?);
    if row.is_off_axis {
        return None;
    }
    if before < after {
        Some((before, false, &row.before_label, FontWeight::Regular))
    } else if after < before {
        Some((after, true, &row.after_label, FontWeight::SemiBold))
    } else {
        None
    }
}

/// The larger number, or the only one.
fn upper(row: &CompareRow) -> Option<(f64, &str, FontWeight)> {
    if row.is_off_axis {
        return None;
    }
    match (row.before, row.after) {
        (Some(before), after) if after.is_none_or(|after| before > after) => {
            Some((before, &row.before_label, FontWeight::Regular))
        }
        (_, Some(after)) => Some((after, &row.after_label, FontWeight::SemiBold)),
        (_, None) => None,
    }
}

/// The names of both sides with their dots, and the titles of the columns at the right.
fn legend(scene: &mut Scene, model: &CompareModel, area: Area, columns: &Columns, sizes: &TypeSizes, look: &Look<'_>) {
    let palette = look.palette;
    let baseline = area.top + sizes.tick * 1.1;
    let size = small(sizes, look.size);
    let radius = size * 0.34;
    let plain = Ink { size, weight: FontWeight::Regular, colour: palette.muted };
    let most = columns.change_left - sizes.tick;
    let names = [(&model.before, false), (&model.after, true)];
    let width = |name: &str, is_after: bool| {
        radius * 3.0 + text_width(name, size, if is_after { FontWeight::SemiBold } else { FontWeight::Regular })
    };
    let whole = names.iter().map(|(side, is_after)| width(&side.legend, *is_after)).sum::<f64>() + size * 1.2;
    // Over the dots where that fits, else from the left.
    let mut x = if columns.zero + whole <= most { columns.zero - radius } else { area.left };
    for (side, is_after) in names {
        let (cx, cy) = (x + radius, baseline - size * 0.34);
        dot(scene, (cx, cy), radius, is_after, (palette.bar, scene.background));
        let ink = if is_after { Ink { weight: FontWeight::SemiBold, colour: palette.text, ..plain } } else { plain };
        push_text(scene, (x + radius * 3.0, baseline), Anchor::Start, ink, &side.legend, most - x - radius * 3.0);
        x += width(&side.legend, is_after) + size * 1.2;
    }
    push_text(
        scene,
        (columns.change, baseline),
        Anchor::End,
        plain,
        &model.change_title,
        columns.right - columns.change_left,
    );
    if let Some(cause) = columns.cause {
        push_text(scene, (cause, baseline), Anchor::Start, plain, &model.cause_title, columns.right - cause);
    }
}

/// A ring for the earlier number, a disc for the later.
pub(super) fn dot(
    scene: &mut Scene,
    (x, y): (f64, f64),
    radius: f64,
    is_after: bool,
    (ink, ground): (crate::chart::Colour, crate::chart::Colour),
) {
    let item = if is_after {
        Item::Circle { x, y, radius, fill: Paint::solid(ink), stroke: Some(((radius * 0.2).max(0.6), ground)) }
    } else {
        let width = (radius * 0.42).max(1.2);
        Item::Circle { x, y, radius: radius - width / 2.0, fill: Paint::solid(ground), stroke: Some((width, ink)) }
    };
    scene.items.push(item);
}

fn grid(
    scene: &mut Scene,
    model: &CompareModel,
    columns: &Columns,
    (top, bottom): (f64, f64),
    cuts: &[f64],
    look: &Look<'_>,
    sizes: &TypeSizes,
) {
    let mut cuts = cuts.to_vec();
    cuts.sort_by(f64::total_cmp);
    for tick in &model.axis.ticks {
        let x = columns.zero + tick.value * columns.stretch;
        if x > columns.change_left {
            continue;
        }
        let is_zero = tick.value == 0.0;
        let (width, colour) = if is_zero { (2.0, look.palette.faint) } else { (1.0, look.palette.line) };
        let mut from = top;
        for cut in cuts.iter().copied().chain([bottom]) {
            if cut > from {
                let width = width * sizes.tick / 27.0;
                scene.items.push(Item::Line { x1: x, y1: from, x2: x, y2: cut, width, colour });
            }
            from = cut + look.row;
        }
    }
}

fn ticks(
    scene: &mut Scene,
    model: &CompareModel,
    area: Area,
    columns: &Columns,
    bottom: f64,
    sizes: &TypeSizes,
    look: &Look<'_>,
) {
    let size = small(sizes, look.size);
    let plain = Ink { size, weight: FontWeight::Regular, colour: look.palette.muted };
    let y = bottom + sizes.tick * 1.2;
    let mut taken = area.left;
    for tick in &model.axis.ticks {
        let x = columns.zero + tick.value * columns.stretch;
        let half = text_width(&tick.label, size, FontWeight::Regular) / 2.0;
        if x - half >= taken && x + half <= area.right {
            push_text(scene, (x, y), Anchor::Middle, plain, &tick.label, area.right - area.left);
            taken = x + half + sizes.tick * 0.5;
        }
    }
}

fn draw_row(
    scene: &mut Scene,
    row: &CompareRow,
    y: f64,
    area: Area,
    columns: &Columns,
    look: &Look<'_>,
    model: &CompareModel,
) {
    let palette = look.palette;
    let middle = y + look.row / 2.0;
    let baseline = middle + look.size * 0.355;
    let is_quiet = matches!(row.kind, RowKind::WithoutNumber);
    let ground = if row.tone == Tone::Selected { palette.selection_tint } else { scene.background };
    let ink =
        Ink { size: look.size, weight: weight_of(row), colour: if is_quiet { palette.muted } else { palette.text } };
    let room = columns.names_right - area.left;
    push_text(scene, (columns.names_right, baseline), Anchor::End, ink, &row.label, room);
    let x_of = |value: f64| columns.zero + value * columns.stretch;
    if row.is_off_axis {
        let text = both_numbers(row);
        let small = look.size * 0.86;
        let (x, width) = (columns.zero + look.gap * 0.5, text_width(&text, small, FontWeight::Regular) + look.gap);
        scene.items.push(Item::Rectangle {
            x,
            y: middle - small * 0.55,
            width,
            height: small * 1.1,
            radius: 0.0,
            fill: ground,
        });
        let ink = Ink { size: small, weight: FontWeight::Regular, colour: palette.muted };
        push_text(scene, (x + look.gap * 0.5, middle + small * 0.355), Anchor::Start, ink, &text, area.right - x);
        let strong = Ink { size: look.size, weight: FontWeight::SemiBold, colour: palette.text };
        changes(scene, row, baseline, columns, look, strong);
        return;
    }
    let fill = palette.fill(row.tone);
    let small = look.size * 0.86;
    let beside = look.radius + look.gap * 0.6;
    let number = |is_after: bool| Ink {
        size: small,
        weight: if is_after { FontWeight::SemiBold } else { FontWeight::Regular },
        colour: if is_after { palette.text } else { palette.muted },
    };
    // The gridlines do not run through the numbers.
    let blank = |scene: &mut Scene, x: f64, width: f64| {
        let (height, y) = (small * 1.1, middle - small * 0.55);
        scene.items.push(Item::Rectangle { x, y, width, height, radius: 0.0, fill: ground });
    };
    let most = columns.change_left - columns.names_right;
    if let Some((least, is_after, text, weight)) = lower(row) {
        let width = text_width(text, small, weight);
        let right = x_of(least) - beside;
        blank(scene, right - width - look.gap * 0.2, width + look.gap * 0.4);
        push_text(scene, (right, middle + small * 0.355), Anchor::End, number(is_after), text, most);
    }
    if let Some((largest, text, weight)) = upper(row) {
        let left = x_of(largest) + beside;
        blank(scene, left - look.gap * 0.2, text_width(text, small, weight) + look.gap * 0.4);
        let is_after = weight == FontWeight::SemiBold;
        push_text(scene, (left, middle + small * 0.355), Anchor::Start, number(is_after), text, most);
    }
    if let (Some(before), Some(after)) = (row.before, row.after)
        && model.axis.max > 0.0
    {
        let steps = vec![Step::Move(x_of(before), middle), Step::Line(x_of(after), middle)];
        let stroke = Some((look.radius * 0.7, Paint { colour: fill, opacity: 0.45 }));
        scene.items.push(Item::Path { steps, fill: None, stroke, dash: None });
    }
    for (value, is_after) in [(row.before, false), (row.after, true)] {
        if let Some(value) = value {
            dot(scene, (x_of(value), middle), look.radius, is_after, (fill, ground));
        }
    }
    let strong = Ink { size: look.size, weight: FontWeight::SemiBold, colour: palette.text };
    changes(scene, row, baseline, columns, look, strong);
}

fn changes(scene: &mut Scene, row: &CompareRow, baseline: f64, columns: &Columns, look: &Look<'_>, strong: Ink) {
    let muted = Ink { weight: FontWeight::Regular, colour: look.palette.muted, ..strong };
    if !has_change(row) {
        let ink = Ink { size: look.size * 0.84, ..muted };
        let at = (columns.change_left, baseline);
        push_text(scene, at, Anchor::Start, ink, &row.change_label, columns.right - columns.change_left);
        return;
    }
    let room = columns.right - columns.change_left;
    push_text(scene, (columns.change, baseline), Anchor::End, strong, &row.change_label, room);
    if let Some(percent) = columns.percent {
        let ink = Ink { size: look.size * 0.9, ..muted };
        push_text(scene, (percent, baseline), Anchor::End, ink, &row.percent_label, room);
    }
    if let Some(cause) = columns.cause {
        let ink = Ink { size: look.size * 0.84, ..muted };
        push_text(scene, (cause, baseline), Anchor::Start, ink, &row.cause, columns.right - cause);
    }
}
