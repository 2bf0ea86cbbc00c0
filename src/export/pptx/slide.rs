//! The XML of a slide and of its speaker notes. What stands first is read first by a screen reader: title, subtitle,
//! chart, note and source.

use super::{Deck, Frames, NAMESPACES, Slide, XML_HEAD, frame, hex, type_size};
use crate::chart::Colour;
use crate::export::extent::Extent;
use crate::export::native_panels::NativePanels;
use crate::export::svg::escape;
use crate::figure::{Frame, Item, PanelPlace, Part, Scene};

/// What shows the numbers, by the identifiers of its parts.
pub(super) enum Graphic<'a> {
    Chart(String),
    /// A chart for each panel.
    Panels(&'a NativePanels, Vec<String>),
    /// A group of shapes.
    Shapes(String),
    Picture {
        pixels: String,
        vector: String,
    },
}

const TREE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>\
     <a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm>\
     </p:grpSpPr>";

/// A piece of text with one look.
struct Run<'a> {
    text: &'a str,
    size: f64,
    colour: Colour,
    is_bold: bool,
}

pub(super) fn xml(deck: &Deck<'_>, slide: &Slide<'_>, frames: &Frames, graphic: &Graphic<'_>, logo: &str) -> String {
    let (captions, labels, palette) = (slide.captions, slide.words.labels, &deck.look.palette);
    let language = slide.words.language.code();
    let subtitle = Run {
        text: &captions.subtitle,
        size: largest_text(slide.scene, Part::Subtitle),
        colour: palette.muted,
        is_bold: false,
    };
    let small = largest_text(slide.scene, Part::Source);
    let notes = captions.notes.join(" ");
    let paragraphs: Vec<String> = [(labels.note, notes.as_str()), (labels.source, captions.source.as_str())]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| {
            let name = format!("{name}: ");
            let name = Run { text: &name, size: small, colour: palette.muted, is_bold: true };
            paragraph(&[name, Run { text, size: small, colour: palette.muted, is_bold: false }], language)
        })
        .collect();
    let paragraphs = paragraphs.concat();
    let title = format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"{}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph \
         type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>{}</a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>\
         <a:r><a:rPr lang=\"{language}\" sz=\"{}\" dirty=\"0\"/><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>",
        escape(labels.title),
        frame(frames.title),
        type_size(frames.title_size),
        escape(&captions.headline),
    );
    let subtitle = text_box(3, labels.subtitle, frames.subtitle, "t", &paragraph(&[subtitle], language));
    let graphic = match graphic {
        Graphic::Chart(relation) => chart_frame((4, labels.chart_frame, &captions.alt_text), frames.chart, relation),
        Graphic::Panels(native, relations) => panels(slide, native, relations, frames, deck),
        Graphic::Shapes(group) => group.clone(),
        Graphic::Picture { pixels, vector } => picture(slide, frames.picture, pixels, vector, labels.chart_frame),
    };
    let notes = text_box(5, labels.source, frames.notes, "b", &paragraphs);
    format!(
        "{XML_HEAD}<p:sld {NAMESPACES}><p:cSld><p:spTree>{TREE}{title}{subtitle}{graphic}{notes}{logo}</p:spTree></p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )
}

/// The speaker notes: where the numbers come from, in words.
pub(super) fn notes(slide: &Slide<'_>) -> String {
    let language = slide.words.language.code();
    let paragraphs: Vec<String> = slide
        .notes
        .iter()
        .map(|(name, text)| {
            format!(
                "<a:p><a:r><a:rPr lang=\"{language}\" b=\"1\" dirty=\"0\"/><a:t>{}: </a:t></a:r><a:r><a:rPr \
                 lang=\"{language}\" dirty=\"0\"/><a:t>{}</a:t></a:r></a:p>",
                escape(name),
                escape(text)
            )
        })
        .collect();
    let paragraphs = if paragraphs.is_empty() { "<a:p/>".to_owned() } else { paragraphs.concat() };
    format!(
        "{XML_HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide image\"/>\
         <p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/>\
         </p:nvPr></p:nvSpPr><p:spPr/></p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks \
         noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>\
         <a:lstStyle/>{paragraphs}</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>\
         </p:notes>"
    )
}

fn paragraph(runs: &[Run<'_>], language: &str) -> String {
    let runs: Vec<String> = runs
        .iter()
        .map(|run| {
            let bold = if run.is_bold { " b=\"1\"" } else { "" };
            format!(
                "<a:r><a:rPr lang=\"{language}\" sz=\"{}\"{bold} dirty=\"0\"><a:solidFill><a:srgbClr val=\"{}\"/>\
                 </a:solidFill><a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>{}</a:t></a:r>",
                type_size(run.size),
                hex(run.colour),
                escape(run.text)
            )
        })
        .collect();
    let runs = runs.concat();
    format!("<a:p>{runs}</a:p>")
}

fn text_box(id: u32, name: &str, extent: Extent, anchor: &str, paragraphs: &str) -> String {
    // A body of text must hold a paragraph.
    let paragraphs = if paragraphs.is_empty() { "<a:p/>" } else { paragraphs };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>{}\
         </a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" \
         lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" rtlCol=\"0\" anchor=\"{anchor}\"><a:normAutofit/></a:bodyPr>\
         <a:lstStyle/>{paragraphs}</p:txBody></p:sp>",
        escape(name),
        frame(extent)
    )
}

/// A group of charts, so that they can be moved together; what their colours mean above them.
fn panels(slide: &Slide<'_>, native: &NativePanels, relations: &[String], frames: &Frames, deck: &Deck<'_>) -> String {
    let extent = |place: &PanelPlace| {
        let Frame { left, top, right, bottom } = place.frame;
        Extent { left, top, right, bottom }
    };
    let Some(whole) = native.panels.iter().map(|panel| extent(&panel.place)).reduce(Extent::with) else {
        return String::new();
    };
    let charts: Vec<String> = native
        .panels
        .iter()
        .zip(relations)
        .zip(10..)
        .map(|((panel, relation), id)| {
            chart_frame((id, &panel.title, &panel.alternative), extent(&panel.place), relation)
        })
        .collect();
    let legend = if native.legend.is_empty() {
        String::new()
    } else {
        let size = native.panels.first().map_or(27.0, |panel| panel.place.type_sizes.1);
        let place = Extent { top: frames.chart.top, bottom: whole.top - size * 0.2, ..frames.chart };
        let runs: Vec<(String, Colour, &str)> = native
            .legend
            .iter()
            .map(|entry| (if entry.is_hatched { "▨ " } else { "■ " }.to_owned(), entry.colour, entry.label.as_str()))
            .collect();
        let mut parts = Vec::new();
        for (sign, colour, label) in &runs {
            parts.push(Run { text: sign, size, colour: *colour, is_bold: false });
            parts.push(Run { text: label, size, colour: deck.look.palette.text, is_bold: false });
            parts.push(Run { text: "    ", size, colour: deck.look.palette.text, is_bold: false });
        }
        let text = paragraph(&parts, slide.words.language.code());
        text_box(6, slide.words.labels.legend, place, "t", &text)
    };
    let place = frame(whole);
    let inner = place.replace("<a:off ", "<a:chOff ").replace("<a:ext ", "<a:chExt ");
    format!(
        "{legend}<p:grpSp><p:nvGrpSpPr><p:cNvPr id=\"4\" name=\"{}\" descr=\"{}\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
         <p:grpSpPr><a:xfrm>{place}{inner}</a:xfrm></p:grpSpPr>{}</p:grpSp>",
        escape(slide.words.labels.chart_frame),
        escape(&native.alternative),
        charts.concat()
    )
}

fn chart_frame((id, name, alternative): (u32, &str, &str), extent: Extent, relation: &str) -> String {
    let place = frame(extent);
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"{}\" descr=\"{}\"/><p:cNvGraphicFramePr><a:graphicFrameLocks \
         noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm>{place}</p:xfrm><a:graphic><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart \
         xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"{relation}\"/></a:graphicData></a:graphic>\
         </p:graphicFrame>",
        escape(name),
        escape(alternative)
    )
}

/// A picture that says nothing about the numbers.
pub(super) fn logo(relation: &str, extent: Extent, name: &str) -> String {
    format!(
        "<p:pic><p:nvPicPr><p:cNvPr id=\"6\" name=\"{}\" descr=\"\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/>\
         </p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch>\
         </p:blipFill><p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
        escape(name),
        frame(extent)
    )
}

/// Pixels, and the vectors that newer programs show instead.
fn picture(slide: &Slide<'_>, extent: Extent, pixels: &str, vector: &str, name: &str) -> String {
    format!(
        "<p:pic><p:nvPicPr><p:cNvPr id=\"4\" name=\"{}\" descr=\"{}\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/>\
         </p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"{pixels}\"><a:extLst><a:ext \
         uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip \
         xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"{vector}\"/></a:ext></a:extLst>\
         </a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst=\"rect\">\
         <a:avLst/></a:prstGeom></p:spPr></p:pic>",
        escape(name),
        escape(&slide.captions.alt_text),
        frame(extent)
    )
}

/// The largest type size in a part of a scene.
pub(super) fn largest_text(scene: &Scene, part: Part) -> f64 {
    let sizes = scene.items_by_part().filter_map(|(other, item)| match item {
        Item::Text { size, .. } if other == part => Some(*size),
        _ => None,
    });
    // A scene without such text: some point size that can be read.
    sizes.reduce(f64::max).unwrap_or(28.0)
}
