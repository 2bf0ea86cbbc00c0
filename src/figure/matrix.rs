//! TEMPORARY skeleton of the matrix figure.

use super::frame::{Area, TypeSizes};
use super::scene::Scene;
use crate::chart::{MatrixModel, Palette};

pub(super) fn draw(_scene: &mut Scene, _model: &MatrixModel, _area: Area, _sizes: &TypeSizes, _palette: &Palette) {}
