//! TEMPORARY skeleton of the map figure.

use super::frame::{Area, TypeSizes};
use super::scene::Scene;
use crate::chart::{MapModel, Palette};

pub(super) fn draw(_scene: &mut Scene, _model: &MapModel, _area: Area, _sizes: &TypeSizes, _palette: &Palette) {}
