//! TEMPORARY skeleton of the compare figure.

use super::frame::{Area, TypeSizes};
use super::scene::Scene;
use crate::chart::{CompareModel, Palette};

pub(super) fn draw(_scene: &mut Scene, _model: &CompareModel, _area: Area, _sizes: &TypeSizes, _palette: &Palette) {}
