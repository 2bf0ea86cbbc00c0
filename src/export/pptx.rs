//! Figures as a presentation: one slide each, with the title in the title placeholder, a chart that can be edited where
//! programs for slides have one of that kind, else a picture, the source on the slide, and in the speaker notes where
//! the numbers come from.
//!
//! The parts are written as text, in the order that ISO/IEC 29500 demands, which `PowerPoint` checks strictly; the
//! relations between them are listed in `package`. Start with [`write()`].

mod chart;
mod package;
mod panel;
mod shapes;
mod slide;

use super::carried;
use super::extent::{self, Extent};
use super::native_chart::NativeChart;
use super::native_graphic::NativeGraphic;
use super::native_panels::NativePanels;
use super::{png_image, svg};
use crate::chart::{Captions, Colour, Mark, Palette, Tone};
use crate::figure::{Look, Part, Scene, Typeface};
use crate::words::Words;
use package::{Package, Relations};

/// What all slides have in common.
#[derive(Clone, Copy)]
pub struct Deck<'a> {
    pub program: &'a str,
    /// On one line.
    pub recipe: &'a str,
    pub look: &'a Look,
    /// Of the deck as a whole.
    pub words: &'a Words,
}

/// One figure.
#[derive(Clone, Copy)]
pub struct Slide<'a> {
    /// Laid out for the size of the slide.
    pub scene: &'a Scene,
    pub captions: &'a Captions,
    /// What shapes are named after.
    pub marks: &'a [Mark],
    /// `None` where programs for slides have nothing of the kind: the slide gets a picture.
    pub graphic: Option<&'a NativeGraphic>,
    /// Name and text of each paragraph of the speaker notes.
    pub notes: &'a [(&'static str, String)],
    pub words: &'a Words,
}

/// A unit of the scene in the unit of the format: 144 units and 914,400 of those are an inch.
const EMU: f64 = 6_350.0;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const OFFICE_XML: &str = "application/vnd.openxmlformats-officedocument";

/// The bytes of the presentation. All slides have the size of the first.
pub fn write(deck: &Deck<'_>, slides: &[Slide<'_>]) -> Option<Vec<u8>> {
    let first = slides.first()?;
    let frames = Frames::of(first.scene);
    let mut package = Package::new();
    package.add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", &core(deck, first));
    package.add("docProps/app.xml", &format!("{OFFICE_XML}.extended-properties+xml"), &app(deck, slides.len()));
    if !deck.recipe.is_empty() {
        package.add("docProps/custom.xml", &format!("{OFFICE_XML}.custom-properties+xml"), &custom(deck.recipe));
    }
    let mut root = Relations::new();
    root.add(&format!("{RELATIONSHIPS}/officeDocument"), "ppt/presentation.xml");
    root.add(
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    );
    root.add(&format!("{RELATIONSHIPS}/extended-properties"), "docProps/app.xml");
    if !deck.recipe.is_empty() {
        root.add(&format!("{RELATIONSHIPS}/custom-properties"), "docProps/custom.xml");
    }
    package.relate("_rels/.rels", &root);
    masters(&mut package, deck, &frames);
    presentation(&mut package, first.scene, slides.len());
    for (slide, number) in slides.iter().zip(1..) {
        add_slide(&mut package, deck, slide, number)?;
    }
    package.finish()
}

fn main_type(name: &str) -> String {
    format!("{OFFICE_XML}.presentationml.{name}+xml")
}

fn add_slide(package: &mut Package, deck: &Deck<'_>, slide: &Slide<'_>, number: usize) -> Option<()> {
    let mut relations = Relations::new();
    relations.add(&format!("{RELATIONSHIPS}/slideLayout"), "../slideLayouts/slideLayout1.xml");
    relations.add(&format!("{RELATIONSHIPS}/notesSlide"), &format!("../notesSlides/notesSlide{number}.xml"));
    let frames = Frames::of(slide.scene);
    let graphic = match slide.graphic {
        Some(NativeGraphic::Chart(native)) => {
            let xml = chart::xml(native, frames.chart, &chart::Look::of(slide, deck));
            slide::Graphic::Chart(add_chart(package, &mut relations, &xml, (native, &[]))?)
        }
        Some(NativeGraphic::Panels(native)) => {
            let charts = add_panels(package, &mut relations, native, (deck, slide))?;
            slide::Graphic::Panels(native, charts)
        }
        None if let Some(group) = shapes(slide, &frames) => slide::Graphic::Shapes(group),
        None => {
            let drawn = svg::write_part(slide.scene, Part::Chart, frames.picture);
            // Programs that know no vectors fill a screen with it.
            #[expect(clippy::cast_possible_truncation, reason = "between 1 and 4")]
            let scale = (1_920.0 / frames.picture.width()).clamp(1.0, 4.0) as f32;
            let (vector, pixels) = png_image::outlined(&drawn, slide.scene.typeface.as_ref(), scale)?;
            package.add_bytes(&format!("ppt/media/image{number}.png"), pixels);
            package.add_bytes(&format!("ppt/media/image{number}.svg"), vector.into_bytes());
            let image = format!("{RELATIONSHIPS}/image");
            slide::Graphic::Picture {
                pixels: relations.add(&image, &format!("../media/image{number}.png")),
                vector: relations.add(&image, &format!("../media/image{number}.svg")),
            }
        }
    };
    let logo = slide.scene.logos.first().map(|placed| {
        package.add_bytes(&format!("ppt/media/logo{number}.png"), placed.logo.png.to_vec());
        let relation = relations.add(&format!("{RELATIONSHIPS}/image"), &format!("../media/logo{number}.png"));
        let extent =
            Extent { left: placed.x, top: placed.y, right: placed.x + placed.width, bottom: placed.y + placed.height };
        slide::logo(&relation, extent, slide.words.labels.logo)
    });
    let name = format!("ppt/slides/slide{number}.xml");
    let xml = slide::xml(deck, slide, &frames, &graphic, &logo.unwrap_or_default());
    package.add(&name, &main_type("slide"), &xml);
    package.relate(&format!("ppt/slides/_rels/slide{number}.xml.rels"), &relations);
    let name = format!("ppt/notesSlides/notesSlide{number}.xml");
    package.add(&name, &main_type("notesSlide"), &slide::notes(slide));
    let mut relations = Relations::new();
    relations.add(&format!("{RELATIONSHIPS}/notesMaster"), "../notesMasters/notesMaster1.xml");
    relations.add(&format!("{RELATIONSHIPS}/slide"), &format!("../slides/slide{number}.xml"));
    package.relate(&format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"), &relations);
    Some(())
}

fn shapes(slide: &Slide<'_>, frames: &Frames) -> Option<String> {
    let words = slide.words;
    let about = (words.labels.chart_frame, slide.captions.alt_text.as_str(), words.language.code());
    shapes::xml(slide.scene, (frames.picture, slide.marks), about)
}

/// A chart with its workbook; gives how the slide refers to it.
fn add_chart(
    package: &mut Package,
    relations: &mut Relations,
    xml: &str,
    (native, remarks): (&NativeChart, &[String]),
) -> Option<String> {
    let number = package.count("ppt/charts/chart") + 1;
    let workbook = format!("Microsoft_Excel_Sheet{number}.xlsx");
    package.add(&format!("ppt/charts/chart{number}.xml"), &format!("{OFFICE_XML}.drawingml.chart+xml"), xml);
    package.add_bytes(&format!("ppt/embeddings/{workbook}"), chart::workbook(native, remarks)?);
    let mut own = Relations::new();
    own.add(&format!("{RELATIONSHIPS}/package"), &format!("../embeddings/{workbook}"));
    package.relate(&format!("ppt/charts/_rels/chart{number}.xml.rels"), &own);
    Some(relations.add(&format!("{RELATIONSHIPS}/chart"), &format!("../charts/chart{number}.xml")))
}

fn add_panels(
    package: &mut Package,
    relations: &mut Relations,
    native: &NativePanels,
    (deck, slide): (&Deck<'_>, &Slide<'_>),
) -> Option<Vec<String>> {
    let sizes = (native.overhang, panel::title_size(&native.panels));
    let charts = native.panels.iter().map(|one| {
        let tick = one.place.type_sizes.1;
        // No line shows a value between two gaps.
        let has_gaps = one.chart.series.iter().any(|series| series.points.iter().any(|point| point.value.is_none()));
        let look = chart::Look::of_panels(slide, deck, tick, has_gaps || one.step() > tick * 0.5);
        add_chart(package, relations, &panel::xml(one, sizes, &look), (&one.chart, &one.remarks))
    });
    charts.collect()
}

/// Where things stand on a slide, in units of the scene.
struct Frames {
    title: Extent,
    title_size: f64,
    subtitle: Extent,
    chart: Extent,
    /// As drawn, without room around it.
    picture: Extent,
    notes: Extent,
}

impl Frames {
    fn of(scene: &Scene) -> Self {
        let (width, height) = (f64::from(scene.width), f64::from(scene.height));
        let none = |top: f64| Extent { left: width * 0.03, top, right: width * 0.97, bottom: top };
        let title = extent::of_part(scene, Part::Headline).unwrap_or(none(height * 0.05));
        let (left, right) = (title.left, width - title.left);
        let wide = |extent: Extent| Extent { left, right, ..extent };
        let subtitle = extent::of_part(scene, Part::Subtitle).unwrap_or(none(title.bottom));
        let picture = extent::of_part(scene, Part::Chart).unwrap_or(none(height * 0.5));
        let source = extent::of_part(scene, Part::Source).unwrap_or(none(height * 0.95));
        let note = extent::of_part(scene, Part::Note).map_or(source, |note| Extent { bottom: source.bottom, ..note });
        Self {
            title: wide(title),
            title_size: slide::largest_text(scene, Part::Headline),
            subtitle: wide(subtitle),
            chart: Extent { left, right, top: picture.top, bottom: picture.bottom },
            picture,
            // Beside a logo, as in the picture.
            notes: scene.logos.iter().fold(wide(note), |notes, placed| Extent {
                right: notes.right.min(placed.x - (right - left) * 0.01),
                ..notes
            }),
        }
    }
}

fn emu(units: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "at most 8,000 units")]
    let whole = (units * EMU).round() as i64;
    whole
}

/// Position and size, as the format writes them.
fn frame(extent: Extent) -> String {
    let (x, y) = (emu(extent.left), emu(extent.top));
    let (width, height) = (emu(extent.width()).max(1), emu(extent.height()).max(1));
    format!("<a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/>")
}

/// Six hexadecimal digits.
fn hex(colour: Colour) -> String {
    colour.css().trim_start_matches('#').to_owned()
}

/// A type size in hundredths of a point: two units are a point.
fn type_size(units: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "at most some hundred points")]
    let size = (units * 50.0).round() as i64;
    size.clamp(100, 400_000)
}

fn masters(package: &mut Package, deck: &Deck<'_>, frames: &Frames) {
    let palette = &deck.look.palette;
    let theme = |palette: &Palette| {
        let mut theme = include_str!("pptx/theme.xml").to_owned();
        for (name, colour) in [
            ("text", palette.text),
            ("surface", palette.surface),
            ("muted", palette.muted),
            ("ground", palette.ground),
            ("bar", palette.bar),
            ("selection", palette.selection),
            ("rest", palette.rest),
            ("accent", palette.accent),
            ("part4", palette.fill(Tone::Class(1))),
            ("part5", palette.fill(Tone::Class(2))),
            ("part6", palette.fill(Tone::Class(3))),
        ] {
            theme = theme.replace(&format!("{{{name}}}"), &hex(colour));
        }
        // Everybody has it; letters of a house are there where its people make slides.
        let typeface = deck.look.typeface.as_ref().map_or("Arial", Typeface::family);
        theme.replace("{typeface}", &svg::escape(typeface))
    };
    let theme_type = format!("{OFFICE_XML}.theme+xml");
    package.add("ppt/theme/theme1.xml", &theme_type, &theme(palette));
    // Notes are printed on paper.
    package.add("ppt/theme/theme2.xml", &theme_type, &theme(&Palette::LIGHT));
    let master = include_str!("pptx/slide_master.xml")
        .replace("{title_frame}", &frame(frames.title))
        .replace("{title_size}", &type_size(frames.title_size).to_string());
    package.add("ppt/slideMasters/slideMaster1.xml", &main_type("slideMaster"), &master);
    let mut relations = Relations::new();
    relations.add(&format!("{RELATIONSHIPS}/slideLayout"), "../slideLayouts/slideLayout1.xml");
    relations.add(&format!("{RELATIONSHIPS}/theme"), "../theme/theme1.xml");
    package.relate("ppt/slideMasters/_rels/slideMaster1.xml.rels", &relations);
    let layout = include_str!("pptx/slide_layout.xml");
    package.add("ppt/slideLayouts/slideLayout1.xml", &main_type("slideLayout"), layout);
    let mut relations = Relations::new();
    relations.add(&format!("{RELATIONSHIPS}/slideMaster"), "../slideMasters/slideMaster1.xml");
    package.relate("ppt/slideLayouts/_rels/slideLayout1.xml.rels", &relations);
    let notes = include_str!("pptx/notes_master.xml");
    package.add("ppt/notesMasters/notesMaster1.xml", &main_type("notesMaster"), notes);
    let mut relations = Relations::new();
    relations.add(&format!("{RELATIONSHIPS}/theme"), "../theme/theme2.xml");
    package.relate("ppt/notesMasters/_rels/notesMaster1.xml.rels", &relations);
}

fn presentation(package: &mut Package, scene: &Scene, slides: usize) {
    let mut relations = Relations::new();
    let master = relations.add(&format!("{RELATIONSHIPS}/slideMaster"), "slideMasters/slideMaster1.xml");
    let notes = relations.add(&format!("{RELATIONSHIPS}/notesMaster"), "notesMasters/notesMaster1.xml");
    relations.add(&format!("{RELATIONSHIPS}/theme"), "theme/theme1.xml");
    // PowerPoint offers to repair a file without these, though they say nothing.
    for (name, root) in [("presProps", "p:presentationPr"), ("viewProps", "p:viewPr")] {
        let xml = format!("{XML_HEAD}<{root} {NAMESPACES}/>");
        package.add(&format!("ppt/{name}.xml"), &main_type(name), &xml);
        relations.add(&format!("{RELATIONSHIPS}/{name}"), &format!("{name}.xml"));
    }
    let styles = format!(
        "{XML_HEAD}<a:tblStyleLst xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         def=\"{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}\"/>"
    );
    package.add("ppt/tableStyles.xml", &main_type("tableStyles"), &styles);
    relations.add(&format!("{RELATIONSHIPS}/tableStyles"), "tableStyles.xml");
    let list: Vec<String> = (1..=slides)
        .map(|number| {
            let relation = relations.add(&format!("{RELATIONSHIPS}/slide"), &format!("slides/slide{number}.xml"));
            format!("<p:sldId id=\"{}\" r:id=\"{relation}\"/>", 255 + number)
        })
        .collect();
    let list = list.concat();
    let (width, height) = (emu(f64::from(scene.width)), emu(f64::from(scene.height)));
    let xml = format!(
        "{XML_HEAD}<p:presentation {NAMESPACES} saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId \
         id=\"2147483648\" r:id=\"{master}\"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id=\"{notes}\"/>\
         </p:notesMasterIdLst><p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"{width}\" cy=\"{height}\"/><p:notesSz \
         cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    );
    package.add("ppt/presentation.xml", &format!("{OFFICE_XML}.presentationml.presentation.main+xml"), &xml);
    package.relate("ppt/_rels/presentation.xml.rels", &relations);
}

const XML_HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

fn core(deck: &Deck<'_>, slide: &Slide<'_>) -> String {
    let captions = slide.captions;
    let escape = super::svg::escape;
    format!(
        "{XML_HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:creator>{}</dc:creator><dc:description>{}: {}</dc:description><dc:language>{}</dc:language>\
         </cp:coreProperties>",
        escape(&captions.headline),
        escape(&captions.subtitle),
        escape(deck.program),
        deck.words.labels.source,
        escape(&captions.source),
        deck.words.language.code(),
    )
}

fn app(deck: &Deck<'_>, slides: usize) -> String {
    format!(
        "{XML_HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Slides>{slides}</Slides><Notes>{slides}</Notes><Application>{}</Application></Properties>",
        super::svg::escape(deck.program)
    )
}

fn custom(recipe: &str) -> String {
    let properties: Vec<String> = carried::properties(recipe)
        .into_iter()
        .zip(2..)
        .map(|((name, piece), id)| {
            format!(
                "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{id}\" name=\"{name}\"><vt:lpwstr>{}\
                 </vt:lpwstr></property>",
                super::svg::escape(&piece)
            )
        })
        .collect();
    let properties = properties.concat();
    format!(
        "{XML_HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">{properties}</Properties>"
    )
}
