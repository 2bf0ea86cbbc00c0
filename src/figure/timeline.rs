//! TEMPORARY skeleton of the timeline figure.

use super::frame::{Area, TypeSizes};
use super::scene::Scene;
use crate::chart::{Palette, TimelineModel};

pub(super) fn draw(_scene: &mut Scene, _model: &TimelineModel, _area: Area, _sizes: &TypeSizes, _palette: &Palette) {}
