//! A native chart as `DrawingML`, and the workbook behind it, so that "Edit data" works.
//!
//! The order of elements is that of the schema; where a label may stand depends on the shape of the chart (a stacked
//! bar has no outer end), and `PowerPoint` repairs what breaks either. Start with [`xml`].

use super::slide::largest_text;
use super::{Deck, Slide, XML_HEAD, hex, type_size};
use crate::chart::{Colour, Palette};
use crate::export::extent::Extent;
use crate::export::native_chart::{ChartShape, NativeChart, NativePoint, NativeSeries, PointLabel};
use crate::export::svg::escape;
use crate::export::{Fixed, PRODUCED};
use crate::figure::{FontWeight, Part, text_width};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// Name of the only sheet of the workbook, as `PowerPoint` itself calls it.
const SHEET: &str = "Sheet1";
pub(super) const NAMESPACES: &str = "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
/// Names take at most this share of the width.
const MOST_FOR_NAMES: f64 = 0.4;

/// Colours and type sizes, those of the figure.
pub(super) struct Look<'a> {
    pub palette: &'a Palette,
    pub language: &'static str,
    label: f64,
    pub tick: f64,
    /// Of lines, and of the dots on them, in points.
    line: f64,
    dot: Option<u8>,
}

impl<'a> Look<'a> {
    pub(super) fn of(slide: &Slide<'_>, deck: &Deck<'a>) -> Self {
        let label = largest_text(slide.scene, Part::Chart);
        let (language, palette) = (slide.words.language.code(), &deck.look.palette);
        Self { palette, language, label, tick: label * 0.75, line: 2.5, dot: Some(5) }
    }

    /// Of small charts, by the type size of their ticks.
    pub(super) fn of_panels(slide: &Slide<'_>, deck: &Deck<'a>, tick: f64, has_dots: bool) -> Self {
        let (language, palette) = (slide.words.language.code(), &deck.look.palette);
        Self { palette, language, label: tick, tick, line: 1.75, dot: has_dots.then_some(4) }
    }

    pub(super) fn text(&self, size: f64, colour: Colour, is_bold: bool) -> String {
        format!(
            "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{}\" b=\"{}\"><a:solidFill><a:srgbClr \
             val=\"{}\"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang=\"{}\"/></a:p></c:txPr>",
            type_size(size),
            u8::from(is_bold),
            hex(colour),
            self.language
        )
    }
}

pub(super) fn xml(chart: &NativeChart, extent: Extent, look: &Look<'_>) -> String {
    let has_legend = chart.series.len() > 1;
    let (layout, title_layout) = layouts(chart, extent, look);
    let body = plot(chart, look);
    let legend = if has_legend {
        let text = look.text(look.tick, look.palette.text, false);
        format!("<c:legend><c:legendPos val=\"t\"/><c:overlay val=\"0\"/>{text}</c:legend>")
    } else {
        String::new()
    };
    format!(
        "{XML_HEAD}<c:chartSpace {NAMESPACES}><c:date1904 val=\"0\"/><c:lang \
         val=\"{}\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea>{layout}{body}{}{}\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs \
         val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}<c:externalData r:id=\"rId1\">\
         <c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        look.language,
        category_axis(chart, look),
        value_axis(chart, look, &title_layout),
        look.text(look.label, look.palette.text, false),
    )
}

/// The series, without axes.
pub(super) fn plot(chart: &NativeChart, look: &Look<'_>) -> String {
    let series: String = chart.series.iter().enumerate().map(|(index, one)| series(chart, index, one, look)).collect();
    let grouping = match chart.shape {
        ChartShape::Bars | ChartShape::Columns => "clustered",
        ChartShape::StackedBars | ChartShape::StackedColumns => "stacked",
        ChartShape::Lines => "standard",
    };
    let overlap = if chart.shape.is_stacked() { "<c:overlap val=\"100\"/>" } else { "" };
    match chart.shape {
        ChartShape::Lines => format!(
            "<c:lineChart><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>{series}<c:marker val=\"1\"/><c:axId \
             val=\"111111111\"/><c:axId val=\"222222222\"/></c:lineChart>"
        ),
        _ => format!(
            "<c:barChart><c:barDir val=\"{}\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>{series}\
             <c:gapWidth val=\"50\"/>{overlap}<c:axId val=\"111111111\"/><c:axId val=\"222222222\"/></c:barChart>",
            if chart.shape.is_lying() { "bar" } else { "col" }
        ),
    }
}

/// Where the plot stands, and the title of its value axis. Lying bars are placed as in the figure: names, bars, room
/// for the labels at their ends; the rest is left to the program.
fn layouts(chart: &NativeChart, extent: Extent, look: &Look<'_>) -> (String, String) {
    let automatic = || ("<c:layout/>".to_owned(), "<c:layout/>".to_owned());
    if !chart.shape.is_lying() || chart.series.len() > 1 || extent.width() <= 0.0 || extent.height() <= 0.0 {
        return automatic();
    }
    let (width, height) = (extent.width(), extent.height());
    let gap = look.label * 0.6;
    let wide = |text: &str| text_width(text, look.label, FontWeight::SemiBold);
    let names = chart.categories.iter().map(|name| wide(name)).fold(0.0, f64::max).min(width * MOST_FOR_NAMES);
    let points = chart.series.iter().flat_map(|series| &series.points);
    let labels = points.map(|point| wide(&label_text(point))).fold(0.0, f64::max).min(width * 0.3);
    // Before the first tick, as in the figure.
    let title = text_width(&chart.axis_title, look.tick, FontWeight::Regular);
    let (left, below) = ((names + gap).max(title + look.tick * 1.6), look.tick * 1.9);
    let (plot_width, plot_height) =
        ((width - left - labels - gap).max(width * 0.2), (height - below).max(height * 0.4));
    let layout = format!(
        "<c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/><c:x \
         val=\"{:.4}\"/><c:y val=\"0\"/><c:w val=\"{:.4}\"/><c:h val=\"{:.4}\"/></c:manualLayout></c:layout>",
        left / width,
        plot_width / width,
        plot_height / height
    );
    let title_left = (left - title - look.tick * 1.2).max(0.0);
    let title_layout = format!(
        "<c:layout><c:manualLayout><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/><c:x val=\"{:.4}\"/><c:y val=\"{:.4}\"/>\
         </c:manualLayout></c:layout>",
        title_left / width,
        (plot_height + look.tick * 0.1) / height
    );
    (layout, title_layout)
}

/// A number as long as the one that the program will write.
fn label_text(point: &NativePoint) -> String {
    match (&point.label, point.value) {
        (PointLabel::Nothing, _) | (_, None) => String::new(),
        (PointLabel::Text(text), _) => text.clone(),
        (PointLabel::Value { after }, Some(value)) => {
            let digits = format!("{value:.1}");
            format!("{digits}{} {after}", ",".repeat(digits.len() / 4))
        }
    }
}

fn category_axis(chart: &NativeChart, look: &Look<'_>) -> String {
    let (orientation, position) = if chart.shape.is_lying() { ("maxMin", "l") } else { ("minMax", "b") };
    format!(
        "<c:catAx><c:axId val=\"111111111\"/><c:scaling><c:orientation val=\"{orientation}\"/></c:scaling><c:delete \
         val=\"0\"/><c:axPos val=\"{position}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark \
         val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:ln w=\"12700\"><a:solidFill>\
         <a:srgbClr val=\"{}\"/></a:solidFill></a:ln></c:spPr>{}<c:crossAx val=\"222222222\"/><c:crosses \
         val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"60\"/><c:noMultiLvlLbl val=\"1\"/>\
         </c:catAx>",
        hex(look.palette.faint),
        look.text(if chart.shape.is_lying() { look.label } else { look.tick }, look.palette.text, false),
    )
}

fn value_axis(chart: &NativeChart, look: &Look<'_>, title_layout: &str) -> String {
    let (position, crosses) = if chart.shape.is_lying() { ("b", "max") } else { ("l", "autoZero") };
    let values = chart.series.iter().flat_map(|series| &series.points).filter_map(|point| point.value);
    // Bars start at zero; below it only where a value is.
    let least = if values.fold(0.0, f64::min) < 0.0 { "" } else { "<c:min val=\"0\"/>" };
    let step = chart.axis_step.map_or(String::new(), |step| format!("<c:majorUnit val=\"{step}\"/>"));
    let between = if chart.shape == ChartShape::Lines { "midCat" } else { "between" };
    let title = if chart.axis_title.is_empty() {
        String::new()
    } else {
        format!(
            "<c:title><c:tx><c:rich><a:bodyPr rot=\"0\" vert=\"horz\"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\" \
             b=\"0\"/></a:pPr><a:r><a:rPr lang=\"{}\" sz=\"{size}\" b=\"0\"><a:solidFill><a:srgbClr val=\"{}\"/>\
             </a:solidFill></a:rPr><a:t>{}</a:t></a:r></a:p></c:rich></c:tx>{title_layout}<c:overlay val=\"0\"/></c:title>",
            look.language,
            hex(look.palette.muted),
            escape(&chart.axis_title),
            size = type_size(look.tick),
        )
    };
    format!(
        "<c:valAx><c:axId val=\"222222222\"/><c:scaling><c:orientation val=\"minMax\"/>{least}</c:scaling><c:delete \
         val=\"0\"/><c:axPos val=\"{position}\"/><c:majorGridlines><c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr \
         val=\"{}\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>{title}<c:numFmt formatCode=\"{}\" \
         sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>\
         <c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{}<c:crossAx val=\"111111111\"/><c:crosses val=\"{crosses}\"/>\
         <c:crossBetween val=\"{between}\"/>{step}</c:valAx>",
        hex(look.palette.line),
        // Ticks are round: decimals only where they need some.
        if chart.number_format.contains('.') { "General".to_owned() } else { escape(&chart.number_format) },
        look.text(look.tick, look.palette.muted, false),
    )
}

fn series(chart: &NativeChart, index: usize, series: &NativeSeries, look: &Look<'_>) -> String {
    let is_line = chart.shape == ChartShape::Lines;
    let column = column_letters(index + 1);
    let rows = chart.categories.len();
    let look_of_series = if is_line {
        format!(
            "<c:spPr><a:ln w=\"{:.0}\" cap=\"rnd\">{}<a:round/></a:ln></c:spPr><c:marker>{}</c:marker>",
            look.line * 12_700.0,
            solid(series.colour),
            match look.dot {
                Some(size) => format!(
                    "<c:symbol val=\"circle\"/><c:size val=\"{size}\"/><c:spPr>{}<a:ln><a:noFill/></a:ln></c:spPr>",
                    solid(series.colour)
                ),
                None => "<c:symbol val=\"none\"/>".to_owned(),
            }
        )
    } else {
        format!("<c:spPr>{}</c:spPr><c:invertIfNegative val=\"0\"/>", solid(series.colour))
    };
    let points: Vec<String> = series
        .points
        .iter()
        .enumerate()
        .filter(|(_, point)| !is_line && (point.colour != series.colour || point.is_hatched))
        .map(|(index, point)| {
            let fill = if point.is_hatched { hatched(point.colour, look.palette.surface) } else { solid(point.colour) };
            format!(
                "<c:dPt><c:idx val=\"{index}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/><c:spPr>{fill}</c:spPr>\
                 </c:dPt>"
            )
        })
        .collect();
    let points = points.concat();
    let names: String = chart.categories.iter().enumerate().map(|(index, name)| cached(index, &escape(name))).collect();
    let values: String = series
        .points
        .iter()
        .enumerate()
        .filter_map(|(index, point)| Some(cached(index, &point.value?.to_string())))
        .collect();
    let smooth = if is_line { "<c:smooth val=\"0\"/>" } else { "" };
    format!(
        "<c:ser><c:idx val=\"{index}\"/><c:order val=\"{index}\"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f><c:strCache>\
         <c:ptCount val=\"1\"/>{}</c:strCache></c:strRef></c:tx>{look_of_series}{points}{}{}<c:cat><c:strRef><c:f>{SHEET}!\
         $A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{rows}\"/>{names}</c:strCache></c:strRef></c:cat><c:val><c:numRef>\
         <c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount \
         val=\"{rows}\"/>{values}</c:numCache></c:numRef></c:val>{smooth}</c:ser>",
        cached(0, &escape(&series.name)),
        labels(chart, index, series, look),
        ranges(series, look),
        last = rows + 1,
    )
}

fn cached(index: usize, text: &str) -> String {
    format!("<c:pt idx=\"{index}\"><c:v>{text}</c:v></c:pt>")
}

fn solid(colour: Colour) -> String {
    format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", hex(colour))
}

fn hatched(colour: Colour, ground: Colour) -> String {
    format!(
        "<a:pattFill prst=\"wdUpDiag\"><a:fgClr><a:srgbClr val=\"{}\"/></a:fgClr><a:bgClr><a:srgbClr val=\"{}\"/></a:bgClr>\
         </a:pattFill><a:ln w=\"9525\">{}</a:ln>",
        hex(colour),
        hex(ground),
        solid(colour)
    )
}

/// Labels at the ends of bars. The number follows the data when they are edited; a text behind it does not.
fn labels(chart: &NativeChart, series_index: usize, series: &NativeSeries, look: &Look<'_>) -> String {
    let shown = "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>\
         <c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";
    if series.points.iter().all(|point| point.label == PointLabel::Nothing) {
        return format!("<c:dLbls>{}</c:dLbls>", shown.replace("showVal val=\"1\"", "showVal val=\"0\""));
    }
    let position = match chart.shape {
        ChartShape::Bars | ChartShape::Columns => "outEnd",
        ChartShape::StackedBars | ChartShape::StackedColumns => "ctr",
        ChartShape::Lines => "t",
    };
    let number = format!("<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/>", escape(&chart.number_format));
    let plain = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>";
    let run = |text: &str, colour: Colour, size: f64, is_bold: bool| {
        format!(
            "<a:r><a:rPr lang=\"{}\" sz=\"{}\" b=\"{}\">{}</a:rPr><a:t>{}</a:t></a:r>",
            look.language,
            type_size(size),
            u8::from(is_bold),
            solid(colour),
            escape(text)
        )
    };
    let own: Vec<String> = series
        .points
        .iter()
        .enumerate()
        .filter_map(|(index, point)| {
            let palette = look.palette;
            let (content, extension) = match &point.label {
                PointLabel::Nothing => return point.value.map(|_| hidden(index)),
                PointLabel::Value { after } if after.is_empty() => return None,
                PointLabel::Value { after } => (
                    format!(
                        "<a:fld id=\"{{00000000-0000-4000-8{series_index:03X}-{index:012X}}}\" type=\"VALUE\"><a:rPr \
                         lang=\"{}\" sz=\"{}\" b=\"1\">{}</a:rPr><a:pPr/><a:t>[VALUE]</a:t></a:fld>{}",
                        look.language,
                        type_size(look.label),
                        solid(palette.text),
                        run(&format!(" {after}"), palette.muted, look.label * 0.84, false)
                    ),
                    "<c:extLst><c:ext uri=\"{CE6537A1-D6FC-4f65-9D91-7224C49458BB}\" \
                     xmlns:c15=\"http://schemas.microsoft.com/office/drawing/2012/chart\"><c15:dlblFieldTable/></c:ext>\
                     </c:extLst>",
                ),
                PointLabel::Text(text) => (run(text, palette.text, look.label, true), ""),
            };
            Some(format!(
                "<c:dLbl><c:idx val=\"{index}\"/><c:tx><c:rich><a:bodyPr wrap=\"none\"/><a:lstStyle/><a:p>{content}</a:p></c:rich></c:tx>\
                 {number}{plain}<c:dLblPos val=\"{position}\"/>{shown}{extension}</c:dLbl>"
            ))
        })
        .collect();
    let own = own.concat();
    let inside = chart.shape.is_stacked();
    let colour = if inside { readable_on(series.colour, look.palette) } else { look.palette.text };
    let size = if chart.shape.is_lying() { look.label } else { look.tick };
    format!(
        "<c:dLbls>{own}{number}{plain}{}<c:dLblPos val=\"{position}\"/>{shown}</c:dLbls>",
        look.text(size, colour, true)
    )
}

fn hidden(index: usize) -> String {
    format!("<c:dLbl><c:idx val=\"{index}\"/><c:delete val=\"1\"/></c:dLbl>")
}

fn readable_on(ground: Colour, palette: &Palette) -> Colour {
    let candidates = [palette.text, palette.surface];
    let better = candidates.into_iter().max_by(|one, other| one.contrast(ground).total_cmp(&other.contrast(ground)));
    better.unwrap_or(palette.text)
}

/// Where several values were printed, a mark from the largest back to the smallest.
fn ranges(series: &NativeSeries, look: &Look<'_>) -> String {
    let down: String = series
        .points
        .iter()
        .enumerate()
        .filter_map(|(index, point)| Some(cached(index, &(point.value? - point.lowest?).max(0.0).to_string())))
        .collect();
    if down.is_empty() {
        return String::new();
    }
    format!(
        "<c:errBars><c:errBarType val=\"minus\"/><c:errValType val=\"cust\"/><c:noEndCap val=\"0\"/><c:minus><c:numLit>\
         <c:formatCode>General</c:formatCode><c:ptCount val=\"{}\"/>{down}</c:numLit></c:minus><c:spPr><a:ln w=\"15875\">{}\
         </a:ln></c:spPr></c:errBars>",
        series.points.len(),
        solid(look.palette.text)
    )
}

/// A, B, …, Z, AA, …
fn column_letters(mut index: usize) -> String {
    let mut letters = String::new();
    loop {
        let letter = u8::try_from(index % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + letter));
        if index < 26 {
            return letters;
        }
        index = index / 26 - 1;
    }
}

/// The numbers behind the chart, at the places that its formulas name; beside them a remark on each line.
pub(super) fn workbook(chart: &NativeChart, remarks: &[String]) -> Option<Vec<u8>> {
    build_workbook(chart, remarks).ok()
}

fn build_workbook(chart: &NativeChart, remarks: &[String]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let Fixed { year, month, day } = PRODUCED;
    let date = ExcelDateTime::from_ymd(year, month, day)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?.set_column_width(0, 32.0)?;
    let plain = chart.number_format.split(';').next().filter(|format| !format.contains('['));
    let format = Format::new().set_num_format(plain.unwrap_or("General"));
    for (name, row) in chart.categories.iter().zip(1..) {
        sheet.write_string(row, 0, name)?;
    }
    for (series, column) in chart.series.iter().zip(1..) {
        sheet.write_string(0, column, &series.name)?;
        for (point, row) in series.points.iter().zip(1..) {
            if let Some(value) = point.value {
                sheet.write_number_with_format(row, column, value, &format)?;
            }
        }
    }
    let beside = u16::try_from(chart.series.len() + 1).unwrap_or(u16::MAX);
    for (remark, row) in remarks.iter().zip(1..).filter(|(remark, _)| !remark.is_empty()) {
        sheet.write_string(row, beside, remark)?;
    }
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_sheets() {
        for (index, expected) in [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")] {
            assert_eq!(column_letters(index), expected);
        }
    }
}
