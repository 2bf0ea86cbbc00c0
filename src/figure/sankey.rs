//! TEMPORARY skeleton of the sankey figure.

use super::frame::{Area, TypeSizes};
use super::scene::Scene;
use crate::chart::{Palette, SankeyModel};

pub(super) fn draw(_scene: &mut Scene, _model: &SankeyModel, _area: Area, _sizes: &TypeSizes, _palette: &Palette) {}
