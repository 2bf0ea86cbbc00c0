//! Several charts of one kind laid out alike, for figures that are seen one after the other: the same place for the chart,
//! the same rows, the same scale. A bar that grows from one to the next has grown in the data.
//!
//! Start with [`lay_out_sequence`].

use super::frame::{self, Area};
use super::{FigureSettings, Look, MapWindow, Part, Scene, bars, draw_body, empty_scene, with_typeface};
use crate::chart::{BarsModel, Body, ChartModel};
use crate::words::Words;

/// Whether charts of this kind have one scale in a sequence. Of the others each has its own, which must be said.
pub fn shares_scale(model: &ChartModel) -> bool {
    // A timeline shows all its periods in each of the figures; only what stands out moves.
    matches!(model.body, Body::Bars(_) | Body::Timeline(_) | Body::Table(_) | Body::Empty { .. })
}

/// One scene for each model, in order.
pub fn lay_out_sequence(models: &[ChartModel], settings: FigureSettings, look: &Look, words: &Words) -> Vec<Scene> {
    with_typeface(look.typeface.as_ref(), || lay_out_all(models, settings.clamped(), look, words))
}

fn lay_out_all(models: &[ChartModel], settings: FigureSettings, look: &Look, words: &Words) -> Vec<Scene> {
    let palette = &look.palette;
    let sizes = settings.type_sizes();
    let mut framed: Vec<(Scene, &ChartModel)> = Vec::new();
    let (width, height) = (f64::from(settings.width), f64::from(settings.height));
    // The place that all frames leave.
    let mut area = Area { left: 0.0, top: 0.0, right: width, bottom: height };
    for model in models {
        let mut scene = empty_scene(settings, look);
        scene.title.clone_from(&model.captions.headline);
        scene.description.clone_from(&model.captions.alt_text);
        let left = frame::draw(&mut scene, &model.captions, &sizes, look, words);
        area = Area {
            left: area.left.max(left.left),
            top: area.top.max(left.top),
            right: area.right.min(left.right),
            bottom: area.bottom.min(left.bottom),
        };
        framed.push((scene, model));
    }
    let bars: Vec<&BarsModel> = models
        .iter()
        .filter_map(|model| match &model.body {
            Body::Bars(bars) => Some(bars),
            _ => None,
        })
        .collect();
    let draw = |(mut scene, model): (Scene, &ChartModel)| {
        scene.begin(Part::Chart);
        match &model.body {
            Body::Bars(_) => bars::draw_among(&mut scene, model, &bars, area, &sizes, palette),
            _ => draw_body(&mut scene, model, area, &sizes, palette, MapWindow::default()),
        }
        scene
    };
    framed.into_iter().map(draw).collect()
}
