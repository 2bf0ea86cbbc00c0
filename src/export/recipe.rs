//! Where a figure comes from: its view, its settings, and which data it was made from by title and fingerprint; never
//! rows, never a path. Carried by every exported picture, so that opening the picture restores the view.

use super::carried;
use super::stated::StatedNumbers;
use crate::dataset::{Fingerprint, Role};
use crate::figure::FigureSettings;
use crate::reading::{Content, Mapping, sniff};
use crate::view_spec::{self, ViewSpec};
use crate::words::Words;
use serde::{Deserialize, Serialize};

/// The newest version of a recipe that this program knows.
pub const MAX_VERSION: u32 = 1;

/// Larger recipes are not read: the program writes some kilobytes.
pub const MAX_BYTES: usize = 1 << 20;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Recipe")]
pub struct Recipe {
    pub version: u32,
    pub program: String,
    pub data: DataName,
    pub figure: FigureSettings,
    pub view: ViewSpec,
    /// What the figure states, to be held against the data later.
    #[serde(default, skip_serializing_if = "StatedNumbers::is_empty")]
    pub numbers: StatedNumbers,
}

/// Which data a view was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataName {
    pub title: String,
    pub fingerprint: Fingerprint,
    /// The name of the bundled sample, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// What a person said about how the file is read; without paths.
    #[serde(default, skip_serializing_if = "Mapping::is_empty")]
    pub mapping: Mapping,
    /// Roles alone, as figures of the first version carried them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<(Role, String)>,
}

impl DataName {
    /// How the data are to be read for this view.
    pub fn reading(&self) -> Mapping {
        let mut mapping = self.mapping.clone();
        mapping.roles.extend(self.roles.iter().cloned());
        mapping
    }
}

#[derive(Deserialize)]
#[serde(rename = "Recipe")]
struct VersionOnly {
    version: u32,
}

/// Why a file gives no view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipeError {
    /// The file is no figure and no view, or it carries none.
    Absent,
    TooLarge,
    Newer,
    Damaged(String),
}

impl RecipeError {
    pub fn sentence(&self, words: &Words) -> String {
        match self {
            Self::Absent => words.labels.recipe_absent.to_owned(),
            Self::TooLarge => words.labels.recipe_too_large.to_owned(),
            Self::Newer => words.labels.recipe_newer.to_owned(),
            Self::Damaged(detail) => words.say.recipe_damaged(detail),
        }
    }
}

/// What a file that carries a view holds: a whole recipe, or the view alone.
#[expect(clippy::large_enum_variant, reason = "one at a time, and taken apart at once")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    Recipe(Box<Recipe>),
    View(ViewSpec),
    /// A deck or a report of many views: the whole workspace, as text.
    Workspace(String),
}

impl Recipe {
    /// RON, with one field on a line.
    pub fn write(&self) -> String {
        let style = ron::ser::PrettyConfig::new().struct_names(true).indentor("  ").depth_limit(3).new_line("\n");
        ron::ser::to_string_pretty(self, style).unwrap_or_default()
    }

    /// The same without line breaks, for formats that take short texts only.
    pub fn write_short(&self) -> String {
        let style = ron::ser::PrettyConfig::new().struct_names(true).depth_limit(0);
        ron::ser::to_string_pretty(self, style).unwrap_or_default()
    }
}

/// Reads the view that an exported file or a RON file carries.
pub fn read(bytes: &[u8]) -> Result<Carried, RecipeError> {
    match sniff(bytes) {
        Content::Svg => parse(&carried::in_svg(bytes)?),
        Content::Png => parse(&carried::in_png(bytes)?),
        Content::OtherFormat("PDF") => parse(&carried::in_pdf(bytes)?),
        Content::OtherFormat("GIF") => parse(&carried::in_gif(bytes)?),
        Content::Zip => parse(&carried::in_package(bytes)?),
        Content::View => parse(std::str::from_utf8(bytes).map_err(|error| RecipeError::Damaged(error.to_string()))?),
        _ => Err(RecipeError::Absent),
    }
}

fn parse(text: &str) -> Result<Carried, RecipeError> {
    if text.len() > MAX_BYTES {
        return Err(RecipeError::TooLarge);
    }
    let damaged = |error: ron::error::SpannedError| RecipeError::Damaged(error.to_string());
    let body = text.lines().skip_while(|line| line.trim().is_empty() || line.trim_start().starts_with("//"));
    let first = body.into_iter().next().map_or("", str::trim_start);
    if first.starts_with("Workspace(") {
        return Ok(Carried::Workspace(text.to_owned()));
    }
    if first.starts_with("View(") {
        let view: ViewSpec = ron::from_str(text).map_err(damaged)?;
        return if view.version > view_spec::MAX_VERSION { Err(RecipeError::Newer) } else { Ok(Carried::View(view)) };
    }
    let version: VersionOnly = ron::from_str(text).map_err(damaged)?;
    if version.version > MAX_VERSION {
        return Err(RecipeError::Newer);
    }
    let recipe: Recipe = ron::from_str(text).map_err(damaged)?;
    if recipe.view.version > view_spec::MAX_VERSION {
        return Err(RecipeError::Newer);
    }
    Ok(Carried::Recipe(Box::new(recipe)))
}
