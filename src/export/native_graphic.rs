//! What a slide shows in its middle by the means of programs for slides, so that a reader can edit it there.
//!
//! Start with [`NativeGraphic::of`].

use super::native_chart::NativeChart;
use super::native_panels::NativePanels;
use crate::chart::{Body, ChartModel, Palette};
use crate::dataset::Unit;
use crate::figure::Scene;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq)]
pub enum NativeGraphic {
    Chart(NativeChart),
    Panels(NativePanels),
}

impl NativeGraphic {
    /// `None` for what such programs cannot draw: the slide carries a picture.
    pub fn of(model: &ChartModel, scene: &Scene, unit: &Unit, palette: &Palette, words: &Words) -> Option<Self> {
        match &model.body {
            Body::Multiples(multiples) => NativePanels::of(multiples, scene, unit, palette, words).map(Self::Panels),
            _ => NativeChart::of(model, unit, palette, words).map(Self::Chart),
        }
    }
}
