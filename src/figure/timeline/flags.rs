//! Events, and places where the source or a definition changes: upright lines behind the columns, each with its name
//! above the plot. Names stand in rows so that none touches another and no line crosses one; a name that has no place
//! is left out, and a dot stays.
//!
//! Start with [`place`].

use super::super::measure::{FontWeight, shorten, text_width};
use super::super::scene::{Anchor, Item, MarkArea, Paint, Scene, Shape, Step};
use super::text_at;
use crate::chart::{Palette, TimelineModel};

/// Height of a row of names, in sizes of their type.
pub(super) const LINE: f64 = 1.3;

/// A line with or without its name.
pub(super) struct Flag {
    pub x: f64,
    /// The event's mark; a break has none.
    pub mark: Option<usize>,
    pub text: Option<FlagText>,
}

pub(super) struct FlagText {
    label: String,
    left: f64,
    right: f64,
    /// 0 is the row just above the plot.
    pub row: usize,
}

/// In which order names look for a place, and whether a name left of its line goes to the top.
#[derive(Clone, Copy)]
struct Way {
    from_right: bool,
    back_on_top: bool,
    /// What changes at a break stands in the note, too; its name can give way.
    names_breaks: bool,
    rows: usize,
}

/// Finds a place for each name, as many as can be: `right` is where text must end.
pub(super) fn place(model: &TimelineModel, span: (f64, f64, f64), tick: f64, most_rows: usize) -> Vec<Flag> {
    let ways = (1..=most_rows).flat_map(|rows| {
        let sides = [(true, true), (true, false), (false, true), (false, false)];
        [true, false].into_iter().flat_map(move |names_breaks| {
            sides.map(|(from_right, back_on_top)| Way { from_right, back_on_top, names_breaks, rows })
        })
    });
    // The most events with a name, then the most names; of these, the most that stand right of their line; of these, the fewest rows.
    let score = |flags: &Vec<Flag>| {
        let texts = || flags.iter().filter_map(|flag| Some((flag.x, flag.text.as_ref()?)));
        let ahead = texts().filter(|(x, text)| text.left >= *x - 0.5).count();
        let events = flags.iter().filter(|flag| flag.mark.is_some() && flag.text.is_some()).count();
        (events, texts().count(), ahead)
    };
    let tried = ways.map(|way| place_so(model, span, tick, way));
    tried.reduce(|best, other| if score(&other) > score(&best) { other } else { best }).unwrap_or_default()
}

fn place_so(model: &TimelineModel, (left, right, step): (f64, f64, f64), tick: f64, way: Way) -> Vec<Flag> {
    #[expect(clippy::cast_precision_loss, reason = "some thousand columns at the most")]
    let breaks = model.breaks.iter().map(|one| (left + one.before as f64 * step, one.label.as_str(), None));
    let events = model.events.iter().map(|event| (left + event.at * step, event.label.as_str(), Some(event.mark)));
    let mut wanted: Vec<(f64, &str, Option<usize>)> = breaks.chain(events).collect();
    wanted.sort_by(|one, other| one.0.total_cmp(&other.0));
    if way.from_right {
        wanted.reverse();
    }
    let mut flags: Vec<Flag> = Vec::new();
    let mut named_breaks: Vec<&str> = Vec::new();
    for (x, label, mark) in wanted {
        let is_explained = mark.is_none() && (!way.names_breaks || named_breaks.contains(&label));
        let label_text = shorten(label, tick, FontWeight::Regular, (right - left) * 0.7);
        let width = text_width(&label_text, tick, FontWeight::Regular);
        let fits = |start: &f64| *start >= left - 0.5 && start + width <= right + 0.5;
        // A name stands at its line, or nobody could tell which line it means.
        let touches = |start: &f64| *start <= x + 0.5 && x <= start + width + 0.5;
        let starts = [x, x - width, right - width].into_iter().filter(|start| fits(start) && touches(start));
        let spots = starts.flat_map(|start| {
            let goes_down = way.back_on_top && start < x;
            (0..way.rows).map(move |row| (start, if goes_down { way.rows - 1 - row } else { row }))
        });
        let spot =
            if is_explained { None } else { spots.into_iter().find(|spot| is_free(&flags, *spot, width, x, tick)) };
        if mark.is_none() && spot.is_some() {
            named_breaks.push(label);
        }
        let text = spot.map(|(start, row)| FlagText { label: label_text, left: start, right: start + width, row });
        flags.push(Flag { x, mark, text });
    }
    flags
}

fn is_free(flags: &[Flag], (start, row): (f64, usize), width: f64, x: f64, tick: f64) -> bool {
    let (from, to) = (start - tick * 0.5, start + width + tick * 0.5);
    flags.iter().all(|flag| match &flag.text {
        None => true,
        Some(text) => {
            let touches = text.row == row && from < text.right && text.left < to;
            // Days of one week are one line to the eye.
            let is_apart = (flag.x - x).abs() > tick * 0.25;
            let near = tick * 0.2;
            let is_crossed_by = text.row > row && is_apart && start - near < flag.x && flag.x < start + width + near;
            let crosses = text.row < row && is_apart && text.left - near < x && x < text.right + near;
            !touches && !is_crossed_by && !crosses
        }
    })
}

/// Lines and names.
pub(super) fn draw(
    scene: &mut Scene,
    flags: &[Flag],
    (top, bottom): (f64, f64),
    foot: &dyn Fn(f64) -> f64,
    tick: f64,
    palette: &Palette,
) {
    for flag in flags {
        let stroke = Some((tick * 0.055, Paint::solid(palette.muted)));
        let dash = flag.mark.is_some().then_some((tick * 0.16, tick * 0.16));
        #[expect(clippy::cast_precision_loss, reason = "three rows at the most")]
        let (from, to) = match &flag.text {
            Some(text) => {
                let end = if flag.mark.is_some() { foot(flag.x) } else { bottom };
                (top - tick * (1.35 + LINE * text.row as f64), end)
            }
            // What a break is stands in the note, too.
            None if flag.mark.is_none() => (top - tick * 1.1, bottom),
            None => {
                let fill = Paint::solid(palette.faint);
                let (x, y, radius) = (flag.x, top - tick * 0.9, tick * 0.09);
                scene.items.push(Item::Circle { x, y, radius, fill, stroke: None });
                continue;
            }
        };
        let steps = vec![Step::Move(flag.x, from), Step::Line(flag.x, to)];
        scene.items.push(Item::Path { steps, fill: None, stroke, dash });
        if let Some(text) = &flag.text {
            let kind = (tick, FontWeight::Regular);
            text_at(scene, (text.left, from - tick * 0.25), Anchor::Start, kind, palette.muted, text.label.clone());
        }
    }
}

/// What can be pointed at.
pub(super) fn areas(scene: &mut Scene, flags: &[Flag], top: f64, tick: f64) {
    for flag in flags {
        let Some(mark) = flag.mark else { continue };
        let mut place = |x: f64, y: f64, width: f64, height: f64| {
            scene.areas.push(MarkArea { mark, shape: Shape::Rectangle { x, y, width, height } });
        };
        place(flag.x - tick * 0.4, top - tick * 1.4, tick * 0.8, tick * 1.4);
        if let Some(text) = &flag.text {
            #[expect(clippy::cast_precision_loss, reason = "three rows at the most")]
            let foot = top - tick * (1.35 + LINE * text.row as f64);
            place(text.left, foot - tick * 1.2, text.right - text.left, tick * 1.2);
        }
    }
}
