//! One panel of small multiples as a chart of its own, placed as the figure places it, so that the plots of all panels
//! line up: title, columns or lines, and only the names of ticks and units that the figure writes there.

use super::chart::{self, Look};
use super::{XML_HEAD, hex, type_size};
use crate::chart::Colour;
use crate::export::native_chart::{ChartShape, NativeChart};
use crate::export::native_panels::NativePanel;
use crate::export::svg::escape;
use crate::figure::{FontWeight, Frame, text_width};

/// Of the width of a chart.
const TITLE_SHARE: f64 = 0.73;
/// Titles are at least so large against those of the figure.
const LEAST_TITLE: f64 = 0.8;

/// Every how manieth unit has a name: if it can be so that both the first and the last have one.
fn every(panel: &NativePanel, overhang: f64) -> usize {
    let tick = panel.place.type_sizes.1;
    let names = &panel.chart.categories;
    let widest = names.iter().map(|name| text_width(name, tick, FontWeight::Regular)).fold(0.0, f64::max);
    let width = panel.place.plot.right - panel.place.plot.left - 2.0 * overhang;
    #[expect(clippy::cast_precision_loss, reason = "some thousand columns at the most")]
    let step = width / names.len().max(1) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred")]
    let least = ((widest + tick * 0.7) / step.max(0.1)).ceil().max(1.0) as usize;
    let last = names.len().saturating_sub(1);
    let even = (least..=last).find(|every| last.is_multiple_of(*every));
    even.unwrap_or(least)
}

/// Type of all titles, so that none is broken into lines: programs give a title about three quarters of the width.
pub(super) fn title_size(panels: &[NativePanel]) -> f64 {
    let shares = panels.iter().map(|panel| {
        let (place, size) = (&panel.place, panel.place.type_sizes.0);
        let room = (place.frame.right - place.frame.left) * TITLE_SHARE;
        room / text_width(&title_text(panel), size, FontWeight::SemiBold).max(1.0)
    });
    let size = panels.first().map_or(28.0, |panel| panel.place.type_sizes.0);
    size * shares.fold(1.0, f64::min).max(LEAST_TITLE)
}

fn title_text(panel: &NativePanel) -> String {
    if !panel.place.has_value {
        return panel.place.title.clone();
    }
    format!("{}  {}", panel.place.title, panel.value_label)
}

pub(super) fn xml(panel: &NativePanel, (overhang, title_size): (f64, f64), look: &Look<'_>) -> String {
    let chart = &panel.chart;
    let (place, palette) = (&panel.place, look.palette);
    // An axis that the program chooses has a tick at the very top, which needs room below the title.
    let lower = if panel.shared_axis.is_some() { 0.0 } else { place.type_sizes.1 * 0.4 };
    let ground = if panel.is_selected { solid_ground(palette.selection_tint) } else { "<a:noFill/>".to_owned() };
    format!(
        "{XML_HEAD}<c:chartSpace {}><c:date1904 val=\"0\"/><c:lang val=\"{}\"/><c:roundedCorners val=\"0\"/><c:chart>{}\
         <c:autoTitleDeleted val=\"0\"/><c:plotArea>{}{}{}{}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
         </c:plotArea><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr>{ground}<a:ln><a:noFill/>\
         </a:ln></c:spPr>{}<c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        chart::NAMESPACES,
        look.language,
        title(panel, title_size, look),
        plot_layout(place.frame, Frame { top: place.plot.top + lower, ..place.plot }, overhang),
        chart::plot(chart, look),
        category_axis(chart, place.has_units, every(panel, overhang), look),
        value_axis(panel, look),
        look.text(place.type_sizes.1, palette.text, false),
    )
}

fn solid_ground(colour: Colour) -> String {
    format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", hex(colour))
}

/// The name and, more quietly, the total, where the figure writes them.
fn title(panel: &NativePanel, title_size: f64, look: &Look<'_>) -> String {
    let (place, palette) = (&panel.place, look.palette);
    let size = type_size(title_size);
    let run = |text: &str, colour: Colour, bold: u8| {
        format!(
            "<a:r><a:rPr lang=\"{}\" sz=\"{size}\" b=\"{bold}\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill></a:rPr>\
             <a:t>{}</a:t></a:r>",
            look.language,
            hex(colour),
            escape(text)
        )
    };
    let (width, height) = (place.frame.right - place.frame.left, place.frame.bottom - place.frame.top);
    let left = place.title_left - place.frame.left;
    let room = width * TITLE_SHARE;
    let has_room = place.has_value && text_width(&title_text(panel), title_size, FontWeight::SemiBold) <= room * 1.02;
    let value = if has_room { run(&format!("  {}", panel.value_label), palette.muted, 0) } else { String::new() };
    let top = (place.type_sizes.0 - title_size) * 0.8;
    format!(
        "<c:title><c:tx><c:rich><a:bodyPr rot=\"0\" vert=\"horz\" wrap=\"none\" lIns=\"0\" tIns=\"0\" rIns=\"0\" \
         bIns=\"0\" anchor=\"t\"/><a:lstStyle/><a:p><a:pPr algn=\"l\"><a:defRPr sz=\"{size}\" b=\"1\"/></a:pPr>{}{}</a:p>\
         </c:rich></c:tx><c:layout><c:manualLayout><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/><c:x val=\"{:.4}\"/><c:y \
         val=\"{:.4}\"/></c:manualLayout></c:layout><c:overlay val=\"1\"/></c:title>",
        run(&place.title, palette.text, 1),
        value,
        left / width,
        top / height,
    )
}

fn plot_layout(frame: Frame, plot: Frame, overhang: f64) -> String {
    let (width, height) = (frame.right - frame.left, frame.bottom - frame.top);
    format!(
        "<c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/><c:x \
         val=\"{:.4}\"/><c:y val=\"{:.4}\"/><c:w val=\"{:.4}\"/><c:h val=\"{:.4}\"/></c:manualLayout></c:layout>",
        (plot.left - frame.left + overhang) / width,
        (plot.top - frame.top) / height,
        (plot.right - plot.left - 2.0 * overhang) / width,
        (plot.bottom - plot.top) / height,
    )
}

fn category_axis(chart: &NativeChart, has_units: bool, every: usize, look: &Look<'_>) -> String {
    let names = if has_units { "low" } else { "none" };
    let size = look.tick;
    format!(
        "<c:catAx><c:axId val=\"111111111\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"b\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
         <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"{names}\"/><c:spPr><a:ln w=\"12700\"><a:solidFill><a:srgbClr \
         val=\"{}\"/></a:solidFill></a:ln></c:spPr>{}<c:crossAx val=\"222222222\"/><c:crosses val=\"autoZero\"/><c:auto \
         val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"40\"/>{}<c:noMultiLvlLbl val=\"1\"/></c:catAx>",
        hex(look.palette.faint),
        // A turn that nobody sees: without one, LibreOffice breaks names between letters, or stands them on end.
        look.text(size, look.palette.muted, false).replace("<a:bodyPr/>", "<a:bodyPr rot=\"1\" vert=\"horz\"/>"),
        if chart.categories.len() > 1 { format!("<c:tickLblSkip val=\"{every}\"/>") } else { String::new() },
    )
}

fn value_axis(panel: &NativePanel, look: &Look<'_>) -> String {
    let chart = &panel.chart;
    let values = chart.series.iter().flat_map(|series| &series.points).filter_map(|point| point.value);
    let limits = match panel.shared_axis {
        Some((least, most)) => format!("<c:max val=\"{most}\"/><c:min val=\"{least}\"/>"),
        None if values.fold(0.0, f64::min) < 0.0 => String::new(),
        None => "<c:min val=\"0\"/>".to_owned(),
    };
    let step = chart.axis_step.map_or(String::new(), |step| format!("<c:majorUnit val=\"{step}\"/>"));
    let between = if chart.shape == ChartShape::Lines { "midCat" } else { "between" };
    let names = if panel.place.has_ticks { "low" } else { "none" };
    format!(
        "<c:valAx><c:axId val=\"222222222\"/><c:scaling><c:orientation val=\"minMax\"/>{limits}</c:scaling><c:delete \
         val=\"0\"/><c:axPos val=\"l\"/><c:majorGridlines><c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"{}\"/>\
         </a:solidFill></a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:majorTickMark \
         val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"{names}\"/><c:spPr><a:ln><a:noFill/></a:ln>\
         </c:spPr>{}<c:crossAx val=\"111111111\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"{between}\"/>{step}\
         </c:valAx>",
        hex(look.palette.line),
        escape(&panel.tick_format),
        look.text(look.tick, look.palette.muted, false),
    )
}
