//! The years one after the other: frames that share place and scale, as GIF, as animated PNG, or one by one.
//!
//! Every frame is a figure with the numbers of its period; between two of them nothing is made up. Nothing here computes
//! a number or a label. Start with [`Figure::frames`].

use super::Figure;
use super::png_image;
use crate::chart::{self, Body, ChartModel};
use crate::dataset::{Dataset, Span};
use crate::figure::{self, Scene};
use crate::view_spec::{CompleteSpec, PeriodChoice, ViewSpec, complete};
use crate::words::words;
use std::collections::{BTreeSet, HashMap};

/// How long a frame stays, in hundredths of a second, and the last one.
const FRAME_TIME: u16 = 100;
const LAST_FRAME_TIME: u16 = 300;

/// Colours of a GIF.
const GIF_COLOURS: usize = 256;
/// Of more colours than this, the network that chooses 256 of them is shown some only.
const COLOURS_TO_LEARN: usize = 20_000;
/// How thoroughly it learns: 1 best, 30 fastest.
const LEARNING_STEP: i32 = 3;

/// A figure of one period.
pub struct Frame {
    pub period: Span,
    pub view: ViewSpec,
    pub scene: Scene,
    pub source: String,
}

/// The years inside the period of a view; of one year alone, or without one, all that the data cover.
fn years(dataset: &Dataset, spec: &CompleteSpec) -> Vec<Span> {
    let Some(coverage) = dataset.coverage() else { return Vec::new() };
    let calendar = spec.calendar;
    let (first, last) = (calendar.year_of(coverage.first()), calendar.year_of(coverage.last()));
    let all: Vec<Span> =
        (first..=last).filter_map(|year| calendar.year(year)).filter(|year| coverage.overlaps(*year)).collect();
    let asked: Vec<Span> =
        all.iter().copied().filter(|year| spec.period.is_some_and(|period| period.contains(*year))).collect();
    if asked.len() > 1 { asked } else { all }
}

impl Figure<'_> {
    /// One frame for each year, on one scale where the kind of chart has one.
    pub fn frames(&self) -> Vec<Frame> {
        let words = words(self.settings.language);
        let years = years(self.dataset, &complete(self.view, self.dataset));
        let views: Vec<(Span, ViewSpec)> = years
            .into_iter()
            .map(|year| (year, ViewSpec { period: Some(PeriodChoice::Span(year)), ..self.view.clone() }))
            .collect();
        // All frames are of one view, and have its code.
        let code = self.code();
        let built = |view: &ViewSpec| Figure { view, ..*self }.model_with(code.as_ref());
        let mut models: Vec<ChartModel> = views.iter().map(|(_, view)| built(view)).collect();
        // As many bars in each as fit where the fewest fit.
        let shown = |model: &ChartModel| match &model.body {
            Body::Bars(bars) if bars.others > 0 => Some(bars.shown),
            _ => None,
        };
        let least = models.iter().filter_map(shown).min();
        for (model, (_, view)) in models.iter_mut().zip(&views) {
            if let Some(least) = least.filter(|least| shown(model).is_some_and(|shown| shown > *least)) {
                let view = ViewSpec { top: Some(least), ..view.clone() };
                let spec = Figure { view: &view, ..*self }.spec();
                *model = super::with_code(chart::build_for(self.dataset, &spec, words), code.as_ref(), words);
            }
            if !figure::shares_scale(model) {
                model.captions.notes.push(words.labels.note_own_scale_each.to_owned());
            }
        }
        let sources = models.iter().map(|model| model.captions.source.clone()).collect::<Vec<_>>();
        let scenes = figure::lay_out_sequence(&models, self.settings, &self.look(), words);
        let framed = views.into_iter().zip(scenes).zip(sources);
        framed.map(|(((period, view), scene), source)| Frame { period, view, scene, source }).collect()
    }

    /// The frames as PNG files of their own, each with a name for its period.
    pub fn frame_pictures(&self) -> Option<Vec<(String, Vec<u8>)>> {
        let one = |frame: &Frame| {
            let bytes = png_image::write(&Figure { view: &frame.view, ..*self }, &frame.scene, &frame.source)?;
            Some((frame.period.to_string().replace("..", "-"), bytes))
        };
        self.frames().iter().map(one).collect()
    }

    fn spoken(&self, frames: &[Frame]) -> String {
        let words = words(self.settings.language);
        let calendar = complete(self.view, self.dataset).calendar;
        let name = |frame: &Frame| chart::format_period(frame.period, calendar, words);
        let (Some(first), Some(last)) = (frames.first(), frames.last()) else { return String::new() };
        let steps = words.say.animation_of(frames.len(), &name(first), &name(last));
        format!("{steps} {}", last.scene.description)
    }
}

/// Pixels that differ from what stood there, as a rectangle.
struct Changed {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Changed {
    /// `None`: nothing differs.
    fn between(before: &[u8], after: &[u8], width: usize) -> Option<Self> {
        let line = width * 4;
        let differs = |row: &(usize, (&[u8], &[u8]))| row.1.0 != row.1.1;
        let rows = || before.chunks_exact(line).zip(after.chunks_exact(line)).enumerate().filter(differs);
        let top = rows().next()?.0;
        let bottom = rows().next_back()?.0;
        let (mut left, mut right) = (width, 0);
        for (_, (before, after)) in rows() {
            let differs = |(one, other): (&[u8], &[u8])| one != other;
            let mut pixels = before.chunks_exact(4).zip(after.chunks_exact(4));
            left = pixels.position(differs).map_or(left, |first| left.min(first));
            let mut pixels = before.chunks_exact(4).zip(after.chunks_exact(4));
            right = pixels.rposition(differs).map_or(right, |last| right.max(last));
        }
        Some(Self { left, top, width: right + 1 - left, height: bottom + 1 - top })
    }

    fn cut<'a>(&self, pixels: &'a [u8], width: usize) -> impl Iterator<Item = &'a [u8]> {
        let (from, to) = (self.left * 4, (self.left + self.width) * 4);
        let rows = pixels.chunks_exact(width * 4).skip(self.top).take(self.height);
        rows.filter_map(move |row| row.get(from..to))
    }
}

fn times(frames: usize) -> impl Iterator<Item = u16> {
    (1..=frames).map(move |number| if number == frames { LAST_FRAME_TIME } else { FRAME_TIME })
}

/// An animated PNG. Programs that know no animation show the first frame.
pub(super) fn apng(figure: &Figure<'_>) -> Option<Vec<u8>> {
    let frames = figure.frames();
    let scale = f32::from(figure.settings.clamped().scale);
    let (first, last) = (frames.first()?, frames.last()?);
    let (width, height, mut before) = png_image::render(&first.scene, scale)?;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_animated(u32::try_from(frames.len()).ok()?, 0).ok()?;
    let texts = (last.scene.title.as_str(), figure.spoken(&frames), first.source.as_str());
    let recipe = (figure.plain_recipe().program, figure.carried(false));
    png_image::describe(&mut encoder, texts, (&recipe.0, recipe.1), figure.settings.clamped())?;
    let mut writer = encoder.write_header().ok()?;
    for (index, (frame, time)) in frames.iter().zip(times(frames.len())).enumerate() {
        writer.set_frame_delay(time, 100).ok()?;
        if index == 0 {
            writer.write_image_data(&before).ok()?;
            continue;
        }
        let (_, _, pixels) = png_image::render(&frame.scene, scale)?;
        let nothing = Changed { left: 0, top: 0, width: 1, height: 1 };
        let changed = Changed::between(&before, &pixels, width as usize).unwrap_or(nothing);
        writer.reset_frame_position().ok()?;
        writer.set_frame_dimension(u32::try_from(changed.width).ok()?, u32::try_from(changed.height).ok()?).ok()?;
        writer.set_frame_position(u32::try_from(changed.left).ok()?, u32::try_from(changed.top).ok()?).ok()?;
        writer.set_blend_op(png::BlendOp::Source).ok()?;
        let cut: Vec<u8> = changed.cut(&pixels, width as usize).flatten().copied().collect();
        writer.write_image_data(&cut).ok()?;
        before = pixels;
    }
    writer.finish().ok()?;
    Some(bytes)
}

type Rgb = [u8; 3];

/// The colours of all frames, and the place of each.
struct Colours {
    table: Vec<Rgb>,
    place: HashMap<Rgb, u8>,
}

impl Colours {
    fn of(used: &BTreeSet<Rgb>) -> Self {
        let table: Vec<Rgb> = if used.len() <= GIF_COLOURS {
            used.iter().copied().collect()
        } else {
            let step = used.len().div_ceil(COLOURS_TO_LEARN);
            let shown: Vec<u8> = used.iter().step_by(step).flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect();
            let network = color_quant::NeuQuant::new(LEARNING_STEP, GIF_COLOURS, &shown);
            network.color_map_rgb().chunks_exact(3).filter_map(|rgb| rgb.try_into().ok()).collect()
        };
        let place = used.iter().map(|colour| (*colour, nearest(&table, *colour))).collect();
        Self { table, place }
    }
}

fn nearest(table: &[Rgb], colour: Rgb) -> u8 {
    let distance = |other: &Rgb| -> u32 {
        other.iter().zip(colour).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
    };
    let nearest = table.iter().enumerate().min_by_key(|(_, other)| distance(other));
    nearest.and_then(|(index, _)| u8::try_from(index).ok()).unwrap_or(0)
}

fn rgb(pixel: &[u8]) -> Rgb {
    match pixel {
        [r, g, b, ..] => [*r, *g, *b],
        _ => [0; 3],
    }
}

/// A GIF that repeats, with one table of colours for all frames. Each frame holds what changed.
pub(super) fn gif(figure: &Figure<'_>) -> Option<Vec<u8>> {
    let frames = figure.frames();
    let scale = f32::from(figure.settings.clamped().scale);
    let mut used: BTreeSet<Rgb> = BTreeSet::new();
    let (mut wide, mut high) = (0, 0);
    for frame in &frames {
        let (width, height, pixels) = png_image::render(&frame.scene, scale)?;
        (wide, high) = (width, height);
        let mut last = None;
        // Most pixels are as the one before.
        for colour in pixels.chunks_exact(4).map(rgb) {
            if last != Some(colour) {
                used.insert(colour);
                last = Some(colour);
            }
        }
    }
    let colours = Colours::of(&used);
    let table: Vec<u8> = colours.table.iter().flatten().copied().collect();
    let mut bytes = Vec::new();
    let (width, height) = (u16::try_from(wide).ok()?, u16::try_from(high).ok()?);
    let mut encoder = gif::Encoder::new(&mut bytes, width, height, &table).ok()?;
    encoder.set_repeat(gif::Repeat::Infinite).ok()?;
    let about = [figure.spoken(&frames), frames.first()?.source.clone()].join("\n");
    for text in [about, figure.carried(false)] {
        write_comment(&mut encoder, &text)?;
    }
    let mut before: Option<Vec<u8>> = None;
    for (frame, time) in frames.iter().zip(times(frames.len())) {
        let (wide, high, pixels) = png_image::render(&frame.scene, scale)?;
        let (wide, high) = (wide as usize, high as usize);
        let whole = Changed { left: 0, top: 0, width: wide, height: high };
        let nothing = Changed { left: 0, top: 0, width: 1, height: 1 };
        let changed = match &before {
            None => whole,
            Some(before) => Changed::between(before, &pixels, wide).unwrap_or(nothing),
        };
        let cut = changed.cut(&pixels, wide).flat_map(|row| row.chunks_exact(4));
        let places: Vec<u8> = cut.map(|pixel| colours.place.get(&rgb(pixel)).copied().unwrap_or(0)).collect();
        let frame = gif::Frame {
            delay: time,
            dispose: gif::DisposalMethod::Keep,
            left: u16::try_from(changed.left).ok()?,
            top: u16::try_from(changed.top).ok()?,
            width: u16::try_from(changed.width).ok()?,
            height: u16::try_from(changed.height).ok()?,
            buffer: places.into(),
            ..gif::Frame::default()
        };
        encoder.write_frame(&frame).ok()?;
        before = Some(pixels);
    }
    drop(encoder);
    Some(bytes)
}

fn write_comment(encoder: &mut gif::Encoder<&mut Vec<u8>>, text: &str) -> Option<()> {
    if text.trim().is_empty() {
        return Some(());
    }
    encoder.write_raw_extension(gif::Extension::Comment.into(), &[text.as_bytes()]).ok()
}
