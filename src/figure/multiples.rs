//! TEMPORARY skeleton of the multiples figure.

use super::frame::{Area, TypeSizes};
use super::scene::Scene;
use crate::chart::{MultiplesModel, Palette};

pub(super) fn draw(_scene: &mut Scene, _model: &MultiplesModel, _area: Area, _sizes: &TypeSizes, _palette: &Palette) {}
