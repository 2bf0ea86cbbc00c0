//! TEMPORARY skeleton of the table figure.

use super::frame::{Area, TypeSizes};
use super::scene::Scene;
use crate::chart::{Palette, TableModel};

pub(super) fn draw(_scene: &mut Scene, _model: &TableModel, _area: Area, _sizes: &TypeSizes, _palette: &Palette) {}
