//! A chart of a kind that programs for slides do not have, as their own shapes: a band, a cell, a country, a text each one
//! that can be moved, coloured and written anew. All of them are one group where the figure has its chart.
//!
//! Start with [`xml`].

use super::{emu, frame, hex, type_size};
use crate::chart::{Colour, Mark};
use crate::export::extent::{self, Extent};
use crate::export::svg::escape;
use crate::figure::{Anchor, FontWeight, Item, Paint, Part, Scene, Step, text_width, with_typeface};
use std::fmt::Write as _;

/// More of them make a slide slow to open; it gets a picture.
const MOST_SHAPES: usize = 3_000;
const MOST_POINTS: usize = 30_000;
/// From the top of a line to its baseline, in the typefaces that slides have.
const ASCENT: f64 = 0.905;
const LINE_HEIGHT: f64 = 1.15;
/// Steps of a freeform in a unit of the scene.
const FINE: f64 = 100.0;

/// The group; `None` where it would have too many shapes or points.
pub(super) fn xml(
    scene: &Scene,
    (place, marks): (Extent, &[Mark]),
    (name, alternative, language): (&str, &str, &str),
) -> Option<String> {
    let all = || scene.items_by_part().enumerate().filter(|(_, (part, _))| *part == Part::Chart);
    let items = || all().map(|(index, (_, item))| (index, item));
    let points = |item: &Item| match item {
        Item::Path { steps, .. } => steps.len(),
        _ => 1,
    };
    if items().count() > MOST_SHAPES || items().map(|(_, item)| points(item)).sum::<usize>() > MOST_POINTS {
        return None;
    }
    let mut shapes = String::new();
    with_typeface(scene.typeface.as_ref(), || {
        for ((index, item), id) in items().zip(10_usize..) {
            let mark = scene.mark_of(index).and_then(|mark| marks.get(mark));
            let named = mark.map(|mark| format!("{}: {}", mark.label, mark.value));
            push_shape(&mut shapes, item, (id, named.as_deref()), (scene.background, language));
        }
    });
    let whole = frame(place);
    let inner = whole.replace("<a:off ", "<a:chOff ").replace("<a:ext ", "<a:chExt ");
    Some(format!(
        "<p:grpSp><p:nvGrpSpPr><p:cNvPr id=\"4\" name=\"{}\" descr=\"{}\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>\
         <a:xfrm>{whole}{inner}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>",
        escape(name),
        escape(alternative),
    ))
}

fn push_shape(
    shapes: &mut String,
    item: &Item,
    (id, named): (usize, Option<&str>),
    (ground, language): (Colour, &str),
) {
    let _ = match item {
        Item::Rectangle { x, y, width, height, radius, fill } => {
            if *width <= 0.0 || *height <= 0.0 {
                return;
            }
            let place = Extent { left: *x, top: *y, right: x + width, bottom: y + height };
            #[expect(clippy::cast_possible_truncation, reason = "between 0 and 50,000")]
            let share = (radius / width.min(*height) * 100_000.0).round().clamp(0.0, 50_000.0) as i64;
            let shape = if share > 0 {
                format!(
                    "<a:prstGeom prst=\"roundRect\"><a:avLst><a:gd name=\"adj\" fmla=\"val {share}\"/></a:avLst></a:prstGeom>"
                )
            } else {
                preset("rect")
            };
            write!(
                shapes,
                "{}",
                figure((id, named.unwrap_or("Rectangle")), place, &shape, &solid(Paint::solid(*fill)), NO_LINE)
            )
        }
        Item::Hatched { x, y, width, height, stripe } => {
            if *width <= 0.0 || *height <= 0.0 {
                return;
            }
            let place = Extent { left: *x, top: *y, right: x + width, bottom: y + height };
            let fill = format!(
                "<a:pattFill prst=\"wdUpDiag\"><a:fgClr><a:srgbClr val=\"{}\"/></a:fgClr><a:bgClr><a:srgbClr \
                 val=\"{}\"/></a:bgClr></a:pattFill>",
                hex(*stripe),
                hex(ground)
            );
            write!(shapes, "{}", figure((id, named.unwrap_or("Rectangle")), place, &preset("rect"), &fill, NO_LINE))
        }
        Item::Line { x1, y1, x2, y2, width, colour } => {
            let place = extent::of_item(item);
            let flips = (x2 < x1) != (y2 < y1);
            let flip = if flips { " flipV=\"1\"" } else { "" };
            write!(
                shapes,
                "<p:cxnSp><p:nvCxnSpPr><p:cNvPr id=\"{id}\" name=\"{} {id}\"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>\
                 <p:spPr><a:xfrm{flip}>{}</a:xfrm>{}{}</p:spPr></p:cxnSp>",
                escape(named.unwrap_or("Line")),
                line_frame(place),
                preset("line"),
                line(*width, Paint::solid(*colour), None)
            )
        }
        Item::Circle { x, y, radius, fill, stroke } => {
            let place = Extent { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
            let line = stroke.map_or(NO_LINE.to_owned(), |(width, colour)| line(width, Paint::solid(colour), None));
            write!(
                shapes,
                "{}",
                figure((id, named.unwrap_or("Circle")), place, &preset("ellipse"), &solid(*fill), &line)
            )
        }
        Item::Path { steps, fill, stroke, dash } => {
            let place = extent::of_item(item);
            let line = stroke.map_or(NO_LINE.to_owned(), |(width, paint)| line(width, paint, *dash));
            let fill_of = fill.map_or("<a:noFill/>".to_owned(), solid);
            write!(
                shapes,
                "{}",
                figure(
                    (id, named.unwrap_or("Freeform")),
                    place,
                    &freeform(steps, place, fill.is_some()),
                    &fill_of,
                    &line
                )
            )
        }
        Item::Text { x, y, anchor, size, weight, colour, text } => {
            let width = text_width(text, *size, *weight) * 1.04 + size * 0.1;
            let (left, align) = match anchor {
                Anchor::Start => (*x, "l"),
                Anchor::Middle => (x - width / 2.0, "ctr"),
                Anchor::End => (x - width, "r"),
            };
            let top = y - size * ASCENT;
            let place = Extent { left, top, right: left + width, bottom: top + size * LINE_HEIGHT };
            let bold = if *weight == FontWeight::Regular { "0" } else { "1" };
            write!(
                shapes,
                "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>\
                 <a:xfrm>{}</a:xfrm>{}<a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"none\" lIns=\"0\" tIns=\"0\" rIns=\"0\" \
                 bIns=\"0\" rtlCol=\"0\" anchor=\"t\"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p><a:pPr algn=\"{align}\"/>\
                 <a:r><a:rPr lang=\"{language}\" sz=\"{}\" b=\"{bold}\" dirty=\"0\"><a:solidFill><a:srgbClr val=\"{}\"/>\
                 </a:solidFill><a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>",
                escape(text),
                frame(place),
                preset("rect"),
                type_size(*size),
                hex(*colour),
                escape(text)
            )
        }
    };
}

const NO_LINE: &str = "<a:ln><a:noFill/></a:ln>";

fn preset(name: &str) -> String {
    format!("<a:prstGeom prst=\"{name}\"><a:avLst/></a:prstGeom>")
}

fn figure((id, name): (usize, &str), place: Extent, shape: &str, fill: &str, line: &str) -> String {
    let name = escape(name);
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name} {id}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>{}\
         </a:xfrm>{shape}{fill}{line}</p:spPr></p:sp>",
        frame(place)
    )
}

/// A line can be as high as nothing.
fn line_frame(place: Extent) -> String {
    let (x, y) = (emu(place.left), emu(place.top));
    format!("<a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{}\" cy=\"{}\"/>", emu(place.width()), emu(place.height()))
}

fn solid(paint: Paint) -> String {
    if paint.opacity >= 1.0 {
        return format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", hex(paint.colour));
    }
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 100,000")]
    let alpha = (paint.opacity.clamp(0.0, 1.0) * 100_000.0).round() as i64;
    format!(
        "<a:solidFill><a:srgbClr val=\"{}\"><a:alpha val=\"{alpha}\"/></a:srgbClr></a:solidFill>",
        hex(paint.colour)
    )
}

fn line(width: f64, paint: Paint, dash: Option<(f64, f64)>) -> String {
    // In thousandths of a percent of the width of the line.
    #[expect(clippy::cast_possible_truncation, reason = "some dozen widths of a line")]
    let share = |length: f64| ((length / width.max(0.01)).clamp(0.1, 1_000.0) * 100_000.0).round() as i64;
    let dash = dash.map_or(String::new(), |(dash, gap)| {
        format!("<a:custDash><a:ds d=\"{}\" sp=\"{}\"/></a:custDash>", share(dash), share(gap))
    });
    format!("<a:ln w=\"{}\">{}{dash}<a:round/></a:ln>", emu(width).max(1), solid(paint))
}

fn freeform(steps: &[Step], place: Extent, is_filled: bool) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "within a figure")]
    let fine = |length: f64| (length * FINE).round() as i64;
    let point = |x: f64, y: f64| format!("<a:pt x=\"{}\" y=\"{}\"/>", fine(x - place.left), fine(y - place.top));
    let mut path = String::with_capacity(steps.len() * 48);
    for step in steps {
        let _ = match *step {
            Step::Move(x, y) => write!(path, "<a:moveTo>{}</a:moveTo>", point(x, y)),
            Step::Line(x, y) => write!(path, "<a:lnTo>{}</a:lnTo>", point(x, y)),
            Step::Curve(x1, y1, x2, y2, x, y) => {
                write!(path, "<a:cubicBezTo>{}{}{}</a:cubicBezTo>", point(x1, y1), point(x2, y2), point(x, y))
            }
            Step::Close => write!(path, "<a:close/>"),
        };
    }
    let fill = if is_filled { "" } else { " fill=\"none\"" };
    format!(
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path \
         w=\"{}\" h=\"{}\"{fill}>{path}</a:path></a:pathLst></a:custGeom>",
        fine(place.width()).max(1),
        fine(place.height()).max(1),
    )
}
