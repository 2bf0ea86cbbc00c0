//! Small multiples as programs for slides know them: a native chart for each panel, all on one slide, with the axis that
//! they share and one legend for all.
//!
//! Where the panels stand is laid out by the figure, and taken from there. Start with [`NativePanels::of`].

use super::native_chart::{self, NativeChart, PointLabel};
use crate::chart::{Arrangement, Axis, Colour, Column, MultiplesModel, Palette, Panel, TimelineModel, nothing_name};
use crate::dataset::Unit;
use crate::figure::{FontWeight, PanelPlace, Scene, text_width};
use crate::words::Words;

/// A plot is at least so many sizes of its type high and wide; below, a picture says more than a chart to edit.
const LEAST_HIGH: f64 = 2.5;
const LEAST_WIDE: f64 = 6.0;
/// Most panels of a slide, each a chart with a workbook of its own.
pub const MOST_PANELS: usize = 30;

#[derive(Clone, Debug, PartialEq)]
pub struct NativePanels {
    /// In the order in which they are read.
    pub panels: Vec<NativePanel>,
    /// What the colours of all panels mean.
    pub legend: Vec<LegendEntry>,
    /// By how much all plots are narrower on either side than in the figure: names have a place of their own below them.
    pub overhang: f64,
    /// Text alternative of all of them together.
    pub alternative: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NativePanel {
    /// In full.
    pub title: String,
    pub place: PanelPlace,
    /// Its total, beside the title.
    pub value_label: String,
    pub alternative: String,
    pub is_selected: bool,
    pub chart: NativeChart,
    /// Least and largest value of the axis that all panels share; `None` where the program is to choose its own.
    pub shared_axis: Option<(f64, f64)>,
    /// Of the names of ticks, as spreadsheets write it.
    pub tick_format: String,
    /// For each category why it has no number, or that it was seen in part; for the sheet behind the chart.
    pub remarks: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    pub label: String,
    pub colour: Colour,
    pub is_hatched: bool,
}

impl NativePanels {
    /// `None` where a panel has something that such programs cannot draw, or where so many panels leave no room to read.
    pub fn of(model: &MultiplesModel, scene: &Scene, unit: &Unit, palette: &Palette, words: &Words) -> Option<Self> {
        if model.panels.is_empty() || model.panels.len() > MOST_PANELS || scene.panels.len() != model.panels.len() {
            return None;
        }
        let panels = model.panels.iter().zip(&scene.panels);
        let panels: Option<Vec<NativePanel>> =
            panels.map(|(panel, place)| of_panel(model, panel, place, (unit, palette, words))).collect();
        let panels = panels?;
        let overhang = overhang(&panels);
        let can_be_read = |panel: &NativePanel| {
            let (plot, tick) = (panel.place.plot, panel.place.type_sizes.1);
            plot.right - plot.left - 2.0 * overhang >= tick * LEAST_WIDE && plot.bottom - plot.top >= tick * LEAST_HIGH
        };
        if !panels.iter().all(can_be_read) {
            return None;
        }
        let mut legend: Vec<LegendEntry> = Vec::new();
        for entry in model.panels.iter().flat_map(|panel| legend_of(&panel.timeline, palette)) {
            if legend.iter().all(|other| other.label != entry.label) {
                legend.push(entry);
            }
        }
        Some(Self { panels, legend, overhang, alternative: scene.description.clone() })
    }
}

fn of_panel(
    model: &MultiplesModel,
    panel: &Panel,
    place: &PanelPlace,
    (unit, palette, words): (&Unit, &Palette, &Words),
) -> Option<NativePanel> {
    let timeline = &panel.timeline;
    let has_means = timeline.means.as_ref().is_some_and(|(_, means)| means.iter().any(Option::is_some));
    if has_means {
        return None;
    }
    let mut chart = native_chart::of_timeline(timeline, unit, palette, words)?;
    chart.categories = native_chart::names_of(timeline);
    // The year that all columns share stands in the subtitle.
    if timeline.columns.iter().skip(1).all(|column| column.sub_label.is_empty()) {
        chart.categories = timeline.columns.iter().map(|column| column.label.clone()).collect();
    }
    if let [only] = chart.series.as_mut_slice() {
        only.name.clone_from(&model.axis_title);
    }
    for point in chart.series.iter_mut().flat_map(|series| &mut series.points) {
        point.label = PointLabel::Nothing;
    }
    let axis = model.shared_axis.as_ref().unwrap_or(&timeline.axis);
    #[expect(clippy::cast_precision_loss, reason = "at most 12")]
    let every = place.every_tick as f64;
    chart.axis_step = chart.axis_step.and(native_chart::step_of(axis)).map(|step| step * every);
    let remark = |column: &Column| match column.nothing {
        Some(nothing) => nothing_name(nothing, words).to_owned(),
        None if column.is_partial => words.labels.partly_covered.to_owned(),
        None => String::new(),
    };
    Some(NativePanel {
        title: panel.title.clone(),
        place: place.clone(),
        value_label: panel.value_label.clone(),
        alternative: panel.alt_text.clone(),
        is_selected: panel.is_selected,
        shared_axis: model.shared_axis.as_ref().map(|axis| (axis.min.min(0.0), axis.max)),
        tick_format: tick_format(axis, &chart.number_format, words),
        remarks: timeline.columns.iter().map(remark).collect(),
        chart,
    })
}

/// Ticks are round: decimals only where they need some, and millions as the figure writes them.
fn tick_format(axis: &Axis, number_format: &str, words: &Words) -> String {
    let millions = words.say.millions("");
    let is_short = axis.ticks.iter().any(|tick| !millions.is_empty() && tick.label.ends_with(&millions));
    if is_short {
        let is_whole = |value: f64| (value / 1e6).fract().abs() < 1e-9;
        let places = if axis.ticks.iter().all(|tick| is_whole(tick.value)) { "" } else { ".0" };
        return format!("[=0]0;0{places},,\"{millions}\"");
    }
    if number_format.contains('.') { "General".to_owned() } else { number_format.to_owned() }
}

fn legend_of(timeline: &TimelineModel, palette: &Palette) -> Vec<LegendEntry> {
    let mut entries: Vec<LegendEntry> = Vec::new();
    let plain = |label: &str, colour| LegendEntry { label: label.to_owned(), colour, is_hatched: false };
    if timeline.series.len() > 1 {
        entries.extend(timeline.series.iter().map(|series| plain(&series.label, palette.fill(series.tone))));
    }
    let is_line = timeline.arrangement == Arrangement::Lines;
    if let Some(label) = timeline.partial_label.as_ref().filter(|_| !is_line) {
        entries.push(LegendEntry { is_hatched: true, ..plain(label, palette.bar) });
    }
    entries
}

/// How far the plots of all panels step in from left and right, so that the first and the last name have room.
fn overhang(panels: &[NativePanel]) -> f64 {
    let needs = panels.iter().map(|panel| {
        let (place, tick) = (&panel.place, panel.place.type_sizes.1);
        let wide = |name: Option<&String>| name.map_or(0.0, |name| text_width(name, tick, FontWeight::Regular));
        let widest = wide(panel.chart.categories.first()).max(wide(panel.chart.categories.last()));
        let room = place.frame.right - place.plot.right + panel.step() / 2.0;
        widest / 2.0 - room
    });
    needs.fold(0.0, f64::max)
}

impl NativePanel {
    /// Between two columns.
    #[expect(clippy::cast_precision_loss, reason = "some thousand columns at the most")]
    pub(super) fn step(&self) -> f64 {
        (self.place.plot.right - self.place.plot.left) / self.chart.categories.len().max(1) as f64
    }
}
