//! Scenes and numbers to bytes, one file for each format, each with the recipe of its view; and saving, atomically.
//!
//! Nothing here computes a number or a label. Start with [`Figure`].

mod about;
mod animation;
mod carried;
pub mod code;
mod csv_compare;
mod csv_rows;
mod csv_table;
pub mod dataset_table;
mod drawn_numbers;
mod extent;
pub mod gallery;
pub mod house;
pub mod ledger_table;
pub mod native_chart;
pub mod native_graphic;
pub mod native_panels;
mod numbers_table;
pub mod pack;
mod pdf;
mod png_image;
pub mod pptx;
pub mod recipe;
mod save;
pub mod stated;
mod svg;
mod xlsx;

pub(crate) use drawn_numbers::of as drawn_numbers_of;
pub use numbers_table::reconciled;
pub(crate) use numbers_table::{Cell as NumbersCell, ColumnKind, NumbersTable};
pub use recipe::{DataName, Recipe, RecipeError};
pub use save::{Existing, SaveError, SaveProblem, free_name, save};

use crate::chart::{self, Body, ChartModel};
use crate::dataset::Dataset;
use crate::figure::{self, FigureSettings, Finding, HouseStyle, Look, Scene, TypedTexts};
use crate::query::{self, QueryResult};
use crate::reading::Mapping;
use crate::view_spec::{CompleteSpec, ViewSpec, complete};
use crate::words::{Words, words};
use code::FigureCode;
use native_graphic::NativeGraphic;
use stated::StatedNumbers;
use std::path::Path;

/// The formats of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Svg,
    Png,
    Pdf,
    Pptx,
    Xlsx,
    Csv,
    /// The years one after the other.
    Gif,
    Apng,
}

/// A day that is the same in every file.
struct Fixed {
    year: u16,
    month: u8,
    day: u8,
}

/// Some formats must name a day. The clock is not asked: the same view gives the same bytes on every day.
const PRODUCED: Fixed = Fixed { year: 2000, month: 1, day: 1 };

impl Format {
    pub const ALL: [Self; 8] =
        [Self::Png, Self::Svg, Self::Pdf, Self::Pptx, Self::Xlsx, Self::Csv, Self::Gif, Self::Apng];

    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Pptx => "pptx",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Gif => "gif",
            Self::Apng => "apng",
        }
    }

    /// What it is good for, in a line.
    pub fn explained(self, words: &Words) -> &'static str {
        match self {
            Self::Svg => words.labels.format_svg,
            Self::Png => words.labels.format_png,
            Self::Pdf => words.labels.format_pdf,
            Self::Pptx => words.labels.format_pptx,
            Self::Xlsx => words.labels.format_xlsx,
            Self::Csv => words.labels.format_csv,
            Self::Gif => words.labels.format_gif,
            Self::Apng => words.labels.format_apng,
        }
    }

    /// By the extension of a file name, in any case.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }
}

/// What the formats for slides and pages are made of.
pub(crate) struct Drawn {
    model: ChartModel,
    scene: Scene,
    /// Where programs for slides have something of this kind.
    graphic: Option<NativeGraphic>,
    /// The figure in words.
    about: Vec<(&'static str, String)>,
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
    /// Of a newsroom that has one.
    pub house: Option<&'a HouseStyle>,
}

impl Figure<'_> {
    /// The figure laid out.
    pub fn scene(&self) -> Scene {
        self.scene_of(&self.model())
    }

    fn scene_of(&self, model: &ChartModel) -> Scene {
        figure::lay_out(model, self.settings, &self.look(), words(self.settings.language))
    }

    fn look(&self) -> Look {
        Look::of(self.settings, self.house)
    }

    /// The view with all that it leaves open; the house signs where the view names nobody.
    fn spec(&self) -> CompleteSpec {
        let mut spec = complete(self.view, self.dataset);
        if let Some(house) = self.house.filter(|_| spec.credit.is_empty()) {
            spec.credit.clone_from(&house.credit);
        }
        spec
    }

    /// The chart, with as many bars as can be read at this size; the note says how many those are.
    fn model(&self) -> ChartModel {
        self.model_with(self.code().as_ref())
    }

    /// What stands in the source line, unless the file is to say nothing about its view.
    fn code(&self) -> Option<FigureCode> {
        let code = || FigureCode::of(self.view, self.dataset.fingerprint(), self.mapping);
        self.settings.carries_recipe.then(code)
    }

    fn model_with(&self, code: Option<&FigureCode>) -> ChartModel {
        let (words, look) = (words(self.settings.language), self.look());
        let mut spec = self.spec();
        let result = query::run(self.dataset, &spec);
        loop {
            // The source line may need a line more with the code: what is measured is what will stand there.
            let model = with_code(chart::build(self.dataset, &spec, &result, words), code, words);
            if let Some((places, room)) = figure::places_that_fit(&model, self.settings, &look, words) {
                let fewer = spec.top.min(places).saturating_sub(places.saturating_sub(room)).max(1);
                if places <= room || fewer == spec.top {
                    return model;
                }
                spec.top = fewer;
                continue;
            }
            let shown = match &model.body {
                Body::Compare(compare) => Some(compare.shown),
                Body::Rankings(rankings) => Some(rankings.shown),
                _ => None,
            };
            if let Some(shown) = shown {
                let surplus = figure::surplus_marks(&model, self.settings, &look, words);
                let fewer = spec.top.min(shown).saturating_sub(surplus).max(1);
                if surplus == 0 || fewer == spec.top || shown <= 1 {
                    return model;
                }
                spec.top = fewer;
                continue;
            }
            let Body::Bars(bars) = &model.body else { return model };
            let room = figure::bars_that_fit(&model, self.settings, &look, words);
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
            Format::Gif => return animation::gif(self),
            Format::Apng => return animation::apng(self),
            _ => {}
        }
        let (model, words) = (self.model(), words(self.settings.language));
        let recipe = self.plain_recipe();
        match format {
            Format::Svg if self.settings.is_outlined => {
                svg::write_outlined(&self.scene_of(&model), &self.carried(false)).map(String::into_bytes)
            }
            Format::Svg => Some(svg::write(&self.scene_of(&model), &self.carried(false)).into_bytes()),
            Format::Png => png_image::write(self, &self.scene_of(&model), &model.captions.source),
            Format::Pdf => {
                let (program, source) = (recipe.program.as_str(), model.captions.source.as_str());
                let about = pdf::About { program, source, recipe: self.carried(false) };
                pdf::write(
                    &[pdf::Page {
                        scene: &self.scene_of(&model),
                        words,
                        units_per_inch: self.settings.clamped().units_per_inch(),
                    }],
                    &about,
                )
            }
            Format::Pptx | Format::Xlsx | Format::Csv | Format::Gif | Format::Apng => {
                self.document(format, &model, &recipe)
            }
        }
    }

    /// The table of the CSV as a spreadsheet takes it from the clipboard.
    pub fn tab_separated(&self) -> Option<String> {
        csv_table::with_tabs(&self.bytes(Format::Csv)?)
    }

    /// The formats that hold numbers and words beside or instead of a picture.
    fn document(&self, format: Format, model: &ChartModel, recipe: &Recipe) -> Option<Vec<u8>> {
        let (dataset, words) = (self.dataset, words(self.settings.language));
        let spec = self.spec();
        let result = query::run(dataset, &spec);
        if format == Format::Csv {
            if let Body::Compare(compare) = &model.body {
                return csv_compare::write(dataset, &spec, &result, (model, compare), words);
            }
            if let Body::Table(table) = &model.body
                && (table.data_rows.is_some() || spec.stack.is_some())
            {
                return csv_rows::write(dataset, &result, (model, table), words);
            }
            let drawn = drawn_numbers::of(dataset, &spec, model, words);
            return csv_table::write(&NumbersTable::new(dataset, &spec, &result, model, words), drawn.as_ref());
        }
        let short = self.carried(true);
        let look = self.look();
        if format == Format::Pptx {
            let drawn = self.drawn();
            let deck = pptx::Deck { program: &recipe.program, recipe: &short, look: &look, words };
            let slide = pptx::Slide {
                scene: &drawn.scene,
                captions: &drawn.model.captions,
                marks: &drawn.model.marks,
                graphic: drawn.graphic.as_ref(),
                notes: &drawn.about,
                words,
            };
            return pptx::write(&deck, &[slide]);
        }
        let about = self.about(&spec, &result, model);
        let drawn = drawn_numbers::of(dataset, &spec, model, words);
        let groups = NumbersTable::new(dataset, &spec, &result, model, words);
        let book = xlsx::Book {
            table: drawn.as_ref().unwrap_or(&groups),
            groups: drawn.is_some().then_some(&groups),
            unit: &spec.measure.unit,
            charts: &native_chart::all_of(model, &spec.measure.unit, &look.palette, words),
            shade: look.palette.bar,
            about: &about,
            alternative: &model.captions.alt_text,
            recipe: (&self.carried(false), &short),
            program: &recipe.program,
            title: &model.captions.headline,
        };
        xlsx::write(&book, words)
    }

    fn drawn(&self) -> Drawn {
        let (model, words) = (self.model(), words(self.settings.language));
        let spec = self.spec();
        let result = query::run(self.dataset, &spec);
        let about = self.about(&spec, &result, &model);
        let (scene, palette) = (self.scene_of(&model), self.look().palette);
        let graphic = NativeGraphic::of(&model, &scene, &spec.measure.unit, &palette, words);
        Drawn { model, scene, graphic, about }
    }

    /// What a careful editor would send back.
    pub fn findings(&self) -> Vec<Finding> {
        self.laid_out().1
    }

    /// The figure, and what a careful editor would send back.
    pub fn laid_out(&self) -> (Scene, Vec<Finding>) {
        let mut model = self.model();
        let scene = self.scene_of(&model);
        // A code alone names no source.
        if self.code().is_some_and(|code| code.to_string() == model.captions.source) {
            model.captions.source.clear();
        }
        let view = self.view;
        let typed = TypedTexts { title: &view.title, subtitle: &view.subtitle, note: &view.note };
        let findings = figure::lint(&scene, &model, self.settings.clamped(), typed);
        (scene, findings)
    }

    /// The pixels of the figure without any file around them: width, height, RGBA.
    pub fn pixels(&self, scale: f32) -> Option<(u32, u32, Vec<u8>)> {
        pixels(&self.scene(), scale)
    }

    /// The figure in words; a file that carries no view does not say that it opens as one.
    fn about(&self, spec: &CompleteSpec, result: &QueryResult, model: &ChartModel) -> Vec<(&'static str, String)> {
        let words = words(self.settings.language);
        let program = self.plain_recipe().program;
        let mut lines = about::lines(self.dataset, spec, result, &model.captions, &program, words);
        lines.retain(|(name, _)| self.settings.carries_recipe || *name != words.labels.open_again);
        lines
    }

    /// The recipe as text, on one line or on many; empty where the file carries none.
    fn carried(&self, on_one_line: bool) -> String {
        match (self.settings.carries_recipe, on_one_line) {
            (false, _) => String::new(),
            (true, true) => self.recipe().write_short(),
            (true, false) => self.recipe().write(),
        }
    }

    /// Where it comes from, with what it states.
    pub fn recipe(&self) -> Recipe {
        let numbers = stated::state(self.dataset, &complete(self.view, self.dataset));
        Recipe { numbers, ..self.plain_recipe() }
    }

    /// Without any number.
    pub fn plain_recipe(&self) -> Recipe {
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
            numbers: StatedNumbers::default(),
        }
    }
}

/// The pixels of a scene: width, height, RGBA.
pub fn pixels(scene: &Scene, scale: f32) -> Option<(u32, u32, Vec<u8>)> {
    png_image::render(scene, scale)
}

/// With the code of the view at the end of the source line.
fn with_code(mut model: ChartModel, code: Option<&FigureCode>, words: &Words) -> ChartModel {
    if let Some(code) = code.map(FigureCode::to_string) {
        let source = &mut model.captions.source;
        *source = if source.is_empty() { code } else { words.say.source_with_code(source, &code) };
    }
    model
}
