//! Scenes and numbers to bytes, one file for each format, each with the recipe of its view; and saving, atomically.
//!
//! Nothing here computes a number or a label. Start with [`Figure`].

mod csv_compare;
mod csv_parts;
mod csv_rows;
mod csv_table;
pub mod dataset_table;
pub mod gallery;
pub mod ledger_table;
mod png_image;
pub mod recipe;
mod save;
mod svg;

pub use recipe::{DataName, Recipe, RecipeError};
pub use save::{Existing, SaveError, SaveProblem, free_name, save};

use crate::chart::{self, Body, ChartModel};
use crate::dataset::Dataset;
use crate::figure::{self, FigureSettings, Scene};
use crate::query;
use crate::reading::Mapping;
use crate::view_spec::{ViewSpec, complete};
use crate::words::words;
use std::path::Path;

/// The formats of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Svg,
    Png,
    Csv,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Svg, Self::Png, Self::Csv];

    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Csv => "csv",
        }
    }

    /// By the extension of a file name, in any case.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }
}

/// A view of a data set with its settings: everything that determines the bytes of an export.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    pub dataset: &'a Dataset,
    /// The name of the bundled sample, if it is one.
    pub sample: Option<&'a str>,
    pub view: &'a ViewSpec,
    pub settings: FigureSettings,
    /// What a person said about how the file is read.
    pub mapping: &'a Mapping,
}

impl Figure<'_> {
    /// The figure laid out.
    pub fn scene(&self) -> Scene {
        let words = words(self.settings.language);
        figure::lay_out(&self.model(), self.settings, words)
    }

    /// The chart, with as many bars as can be read at this size; the note says how many those are.
    fn model(&self) -> ChartModel {
        let words = words(self.settings.language);
        let mut spec = complete(self.view, self.dataset);
        let result = query::run(self.dataset, &spec);
        loop {
            let model = chart::build(self.dataset, &spec, &result, words);
            if let Some((places, room)) = figure::places_that_fit(&model, self.settings, words) {
                let fewer = spec.top.min(places).saturating_sub(places.saturating_sub(room)).max(1);
                if places <= room || fewer == spec.top {
                    return model;
                }
                spec.top = fewer;
                continue;
            }
            if let Body::Compare(compare) = &model.body {
                let surplus = figure::surplus_marks(&model, self.settings, words);
                let fewer = spec.top.min(compare.shown).saturating_sub(surplus).max(1);
                if surplus == 0 || fewer == spec.top || compare.shown <= 1 {
                    return model;
                }
                spec.top = fewer;
                continue;
            }
            let Body::Bars(bars) = &model.body else { return model };
            let room = figure::bars_that_fit(&model, self.settings, words);
            let surplus = bars.bars.len().saturating_sub(room);
            let fewer = spec.top.min(bars.shown).saturating_sub(surplus).max(1);
            if surplus == 0 || fewer == spec.top || bars.shown <= 1 {
                return model;
            }
            spec.top = fewer;
        }
    }

    /// The bytes of the file. `None` only where a picture of this size cannot be held in memory.
    pub fn bytes(&self, format: Format) -> Option<Vec<u8>> {
        match format {
            Format::Svg => Some(svg::write(&self.scene(), &self.recipe_text()).into_bytes()),
            Format::Png => png_image::write(self),
            Format::Csv => {
                let words = words(self.settings.language);
                let spec = complete(self.view, self.dataset);
                let (result, model) = (query::run(self.dataset, &spec), self.model());
                if let Body::Compare(compare) = &model.body {
                    return csv_compare::write(self.dataset, &spec, &result, (&model, compare), words);
                }
                if let Body::Table(table) = &model.body
                    && (table.data_rows.is_some() || spec.stack.is_some())
                {
                    return csv_rows::write(self.dataset, &result, (&model, table), words);
                }
                csv_table::write(self.dataset, &spec, &result, &model, words)
            }
        }
    }

    /// The pixels of the figure without any file around them: width, height, RGBA.
    pub fn pixels(&self, scale: f32) -> Option<(u32, u32, Vec<u8>)> {
        png_image::render(&self.scene(), scale)
    }

    pub fn recipe(&self) -> Recipe {
        Recipe {
            version: recipe::MAX_VERSION,
            program: format!("Deportation Flows {}", env!("CARGO_PKG_VERSION")),
            data: DataName {
                title: self.dataset.metadata().title.in_language("en").to_owned(),
                fingerprint: self.dataset.fingerprint(),
                sample: self.sample.map(str::to_owned),
                mapping: self.mapping.without_paths(),
                roles: Vec::new(),
            },
            figure: self.settings.clamped(),
            view: self.view.clone(),
        }
    }

    fn recipe_text(&self) -> String {
        self.recipe().write()
    }
}
