//! A house style as a RON file that a newsroom can share: name, credit, colours, and the names of the fonts and logos that
//! stand beside it. Nothing else on the disk is looked at.
//!
//! Start with [`read`]; [`write()`] makes a file to start from.

use super::png_image::rasterised;
use crate::chart::{Colour, ColourVision, Palette, PaletteChoice, PaletteProblem, Theme, check_palette, format_number};
use crate::dataset::{Number, Unit};
use crate::figure::{HouseColours, HouseStyle, Logo, MOST_PARTS, Typeface};
use crate::reading::{ReadProblem, read_small};
use crate::words::Words;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The newest version of the file that this program knows.
pub const MAX_VERSION: u32 = 1;

/// Largest files, in megabytes.
const MOST_STYLE_MB: usize = 1;
const MOST_FONT_MB: usize = 20;
const MOST_LOGO_MB: usize = 5;

/// Largest side of a logo, in pixels.
const MOST_LOGO_PIXELS: u32 = 4_000;

/// Pixels of the longer side of a logo that is made of vectors.
const DRAWN_LOGO_PIXELS: f32 = 800.0;

/// As it stands in the file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename = "HouseStyle", deny_unknown_fields)]
struct StyleFile {
    version: u32,
    name: String,
    credit: String,
    light: ColoursFile,
    dark: ColoursFile,
    #[serde(skip_serializing_if = "Option::is_none")]
    typeface: Option<TypefaceFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dark_logo: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename = "Colours", deny_unknown_fields)]
struct ColoursFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    ground: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    muted: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    selection: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rest: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<String>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename = "Typeface", deny_unknown_fields)]
struct TypefaceFile {
    regular: String,
    /// Regular or bold where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    semi_bold: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bold: Option<String>,
}

/// Why a house style cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HouseError {
    /// The style itself, or a file that it names.
    Unreadable {
        name: String,
        problem: ReadProblem,
    },
    /// What the parser says.
    Damaged {
        name: String,
        why: String,
    },
    Future(u32),
    BadColour(String),
    /// A file that does not stand beside the style.
    Elsewhere(String),
    BadFont(String),
    BadLogo(String),
    TooLarge {
        name: String,
        megabytes: usize,
    },
}

impl HouseError {
    pub fn sentence(&self, words: &Words) -> String {
        let say = words.say;
        match self {
            Self::Unreadable { name, problem } => say.house_unreadable(name, &problem.sentence(words)),
            Self::Damaged { name, why } => say.house_unreadable(name, why),
            Self::Future(version) => {
                let newest = usize::try_from(MAX_VERSION).unwrap_or(1);
                say.house_future(usize::try_from(*version).unwrap_or(usize::MAX), newest)
            }
            Self::BadColour(text) => say.house_bad_colour(text),
            Self::Elsewhere(name) => say.house_elsewhere(name),
            Self::BadFont(name) => say.house_bad_font(name),
            Self::BadLogo(name) => say.house_bad_logo(name),
            Self::TooLarge { name, megabytes } => say.house_too_large(name, *megabytes),
        }
    }
}

/// Reads a house style and the fonts and logos that stand beside it.
pub fn read(path: &Path) -> Result<HouseStyle, HouseError> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let bytes = read_file(path, &name, MOST_STYLE_MB)?;
    let damaged = |why: String| HouseError::Damaged { name: name.clone(), why };
    let text = String::from_utf8(bytes).map_err(|error| damaged(error.to_string()))?;
    let file: StyleFile = ron::from_str(&text).map_err(|error| damaged(error.to_string()))?;
    if file.version > MAX_VERSION {
        return Err(HouseError::Future(file.version));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let beside = |name: &str, megabytes: usize| {
        // Only a bare name: a style that somebody sent reads nothing from elsewhere.
        let bare = Path::new(name).file_name().is_some_and(|bare| bare == name);
        if !bare {
            return Err(HouseError::Elsewhere(name.to_owned()));
        }
        read_file(&folder.join(name), name, megabytes)
    };
    let logo_named = |name: &Option<String>| match name {
        None => Ok(None),
        Some(name) => {
            let bytes = beside(name, MOST_LOGO_MB)?;
            logo_of(&bytes).map(Some).ok_or_else(|| HouseError::BadLogo(name.clone()))
        }
    };
    let typeface = match &file.typeface {
        None => None,
        Some(files) => {
            let regular = beside(&files.regular, MOST_FONT_MB)?;
            let family = super::png_image::family_of(&regular);
            let family = family.ok_or_else(|| HouseError::BadFont(files.regular.clone()))?;
            let weight = |name: &Option<String>, instead: &[u8]| match name {
                Some(name) => beside(name, MOST_FONT_MB),
                None => Ok(instead.to_vec()),
            };
            let bold = weight(&files.bold, &regular)?;
            let semi_bold = weight(&files.semi_bold, &bold)?;
            let made = Typeface::new(family, [regular, semi_bold, bold]);
            let all = [Some(&files.regular), files.semi_bold.as_ref(), files.bold.as_ref()];
            let names: Vec<&str> = all.into_iter().flatten().map(String::as_str).collect();
            Some(made.ok_or_else(|| HouseError::BadFont(names.join(", ")))?)
        }
    };
    Ok(HouseStyle {
        name: if file.name.trim().is_empty() { name } else { file.name.trim().to_owned() },
        credit: file.credit.trim().to_owned(),
        light: colours_of(&file.light)?,
        dark: colours_of(&file.dark)?,
        typeface,
        logo: logo_named(&file.logo)?,
        dark_logo: logo_named(&file.dark_logo)?,
    })
}

/// A style with the colours of a palette, to be changed by hand.
pub fn write(name: &str, palette: PaletteChoice) -> String {
    let colours = |theme: Theme| {
        let colours = HouseColours::of_palette(&palette.palette(theme));
        let css = |colour: Option<Colour>| colour.map(Colour::css);
        ColoursFile {
            ground: css(colours.ground),
            text: css(colours.text),
            muted: css(colours.muted),
            line: css(colours.line),
            main: css(colours.main),
            accent: css(colours.accent),
            selection: css(colours.selection),
            rest: css(colours.rest),
            parts: colours.parts.into_iter().map(Colour::css).collect(),
        }
    };
    let file = StyleFile {
        version: MAX_VERSION,
        name: name.to_owned(),
        light: colours(Theme::Light),
        dark: colours(Theme::Dark),
        ..StyleFile::default()
    };
    let style = ron::ser::PrettyConfig::new().struct_names(true).extensions(ron::extensions::Extensions::IMPLICIT_SOME);
    ron::ser::to_string_pretty(&file, style).unwrap_or_default()
}

/// What makes the colours of a figure hard to read for somebody, in sentences.
pub fn problems(palette: &Palette, words: &Words) -> Vec<String> {
    let sentence = |problem: PaletteProblem| match problem {
        PaletteProblem::Pale { colour, contrast, least } => {
            words.say.palette_pale(&colour.css(), &ratio(contrast, words), &ratio(least, words))
        }
        PaletteProblem::Alike { one, other, vision } => {
            words.say.palette_alike(&one.css(), &other.css(), vision_name(vision, words))
        }
    };
    check_palette(palette).into_iter().map(sentence).collect()
}

/// With one decimal, cut and not rounded: 2.97 to 1 is not enough where 3 are needed.
fn ratio(contrast: f64, words: &Words) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "between 1 and 21")]
    let tenths = Number::new((contrast * 10.0).floor() as i128, 1);
    tenths.map_or_else(String::new, |tenths| format_number(tenths, &Unit::PeoplePerFlight, words))
}

/// In a list of ways of seeing, and in a sentence.
pub fn vision_name(vision: ColourVision, words: &Words) -> &'static str {
    let labels = words.labels;
    match vision {
        ColourVision::Usual => labels.seen_usual,
        ColourVision::NoRed => labels.seen_no_red,
        ColourVision::NoGreen => labels.seen_no_green,
        ColourVision::NoBlue => labels.seen_no_blue,
        ColourVision::Grey => labels.seen_grey,
    }
}

fn read_file(path: &Path, name: &str, megabytes: usize) -> Result<Vec<u8>, HouseError> {
    let most = u64::try_from(megabytes).unwrap_or(1) << 20;
    read_small(path, most).map_err(|error| match error.problem {
        ReadProblem::TooLarge { .. } => HouseError::TooLarge { name: name.to_owned(), megabytes },
        problem => HouseError::Unreadable { name: name.to_owned(), problem },
    })
}

fn colours_of(file: &ColoursFile) -> Result<HouseColours, HouseError> {
    let one = |text: &String| Colour::from_css(text).ok_or_else(|| HouseError::BadColour(text.clone()));
    let maybe = |text: &Option<String>| text.as_ref().map(one).transpose();
    Ok(HouseColours {
        ground: maybe(&file.ground)?,
        text: maybe(&file.text)?,
        muted: maybe(&file.muted)?,
        line: maybe(&file.line)?,
        main: maybe(&file.main)?,
        accent: maybe(&file.accent)?,
        selection: maybe(&file.selection)?,
        rest: maybe(&file.rest)?,
        parts: file.parts.iter().take(MOST_PARTS).map(one).collect::<Result<_, _>>()?,
    })
}

/// A PNG as it is; vectors as pixels.
fn logo_of(bytes: &[u8]) -> Option<Logo> {
    if bytes.starts_with(b"\x89PNG") {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().ok()?;
        let (width, height) = (reader.info().width, reader.info().height);
        if width > MOST_LOGO_PIXELS || height > MOST_LOGO_PIXELS {
            return None;
        }
        // One that is broken further on would be missing in the figure.
        let mut pixels = vec![0; reader.output_buffer_size()?];
        reader.next_frame(&mut pixels).ok()?;
        return Some(Logo { png: bytes.into(), width, height });
    }
    let (width, height, png) = rasterised(std::str::from_utf8(bytes).ok()?, DRAWN_LOGO_PIXELS)?;
    Some(Logo { png: png.into(), width, height })
}
