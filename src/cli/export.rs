//! `export`: a figure as a file, on a machine without a display. `recipe`: the view inside such a file.

use super::arguments::Arguments;
use super::{Failure, load, read_bytes};
use crate::chart::{self, Body};
use crate::export::code::FigureCode;
use crate::export::gallery::{Entry, GALLERY};
use crate::export::recipe::{Carried, read};
use crate::export::{Existing, Figure, Format, Recipe, SaveError, SaveProblem, save};
use crate::figure::FigureSettings;
use crate::query;
use crate::reading::{ReadOptions, read_sample_with};
use crate::view_spec::{PeriodChoice, ViewSpec, complete};
use crate::words::Words;
use crate::workspace::{Exported, preferences_folder};
use std::path::{Path, PathBuf};

pub(super) fn run(arguments: &Arguments, words: &Words) -> Result<(String, u8), Failure> {
    if arguments.out.is_empty() {
        return Err(words.say.cli_missing("--out FILE"));
    }
    if let Some(workspace) = &arguments.pack {
        let mut said = String::new();
        for out in &arguments.out {
            let (text, status) = super::pack::run(arguments, workspace, out, words)?;
            said.push_str(&text);
            if status != 0 {
                return Ok((said, status));
            }
        }
        return Ok((said, 0));
    }
    let refuse = |problem, out: &Path| SaveError::new(problem, out).sentence(words);
    let format_of = |out: &PathBuf| {
        let format = Format::of_path(out).ok_or_else(|| refuse(SaveProblem::UnknownFormat, out))?;
        Ok((out.clone(), format))
    };
    // All names are looked at before anything is read.
    let files = arguments.out.iter().map(format_of).collect::<Result<Vec<(PathBuf, Format)>, Failure>>()?;
    let mut settings = FigureSettings::default();
    let mut made_from = None;
    let mut view = ViewSpec { period: Some(PeriodChoice::All), ..ViewSpec::new() };
    if let Some(path) = &arguments.view {
        let carried = match path.to_str().and_then(|text| text.strip_prefix("gallery:")).map(Entry::named) {
            Some(Some(entry)) => entry.recipe().map(|recipe| Carried::Recipe(Box::new(recipe))),
            Some(None) => {
                let known: Vec<&str> = GALLERY.iter().map(|entry| entry.id).collect();
                return Err(words.say.cli_bad_value("--view", &path.display().to_string(), &known.join(", ")));
            }
            None => match found_by_code(path, words)? {
                Some(recipe) => Ok(Carried::Recipe(Box::new(recipe))),
                None => read(&read_bytes(path, words)?),
            },
        };
        match carried.map_err(|error| format!("{} — {}", error.sentence(words), path.display()))? {
            Carried::View(carried) => view = carried,
            Carried::Workspace(_) => return Err(words.labels.view_is_workspace.to_owned()),
            Carried::Recipe(recipe) => {
                (view, settings) = (recipe.view.clone(), recipe.figure);
                made_from = Some(recipe.data);
            }
        }
    }
    // What a person said about the columns belongs to the view; the command line wins.
    let carried = made_from.as_ref().map(crate::export::recipe::DataName::reading).unwrap_or_default();
    let mapping = arguments.mapping_over(carried, words)?;
    let options = ReadOptions { mapping: mapping.clone(), ..ReadOptions::default() };
    // A view of a sample knows its data.
    let own_sample = made_from.as_ref().and_then(|data| data.sample.clone()).filter(|_| arguments.file.is_none());
    let (loaded, sample) = match own_sample {
        Some(name) => {
            let loaded = read_sample_with(&name, &options).map_err(|problem| problem.sentence(words))?;
            (loaded, Some(name))
        }
        None => load(arguments, &options, words)?,
    };
    if let Some(data) = made_from.filter(|data| data.fingerprint != loaded.dataset.fingerprint()) {
        // Last month's view of this month's file is a good use; it must only not happen unnoticed.
        super::warn(&words.say.view_of_other_data(&data.title, &data.fingerprint.short()));
    }
    arguments.apply_to(&mut view, &loaded.dataset, words)?;
    if let Some(failure) = super::used::unused(arguments, &view, &loaded.dataset, words) {
        return Err(failure);
    }
    settings = arguments.figure_over(settings);
    let spec = complete(&view, &loaded.dataset);
    if !spec.problems.is_empty() {
        let result = query::run(&loaded.dataset, &spec);
        return Err(super::table::why_not(&loaded.dataset, &spec, &result, words));
    }
    if let Some(asked) = &spec.without_places {
        let shown = chart::role_name(spec.role(&loaded.dataset), words).map_or(spec.by_name.as_str(), |(_, many)| many);
        super::warn(&words.say.note_no_places(asked, shown));
    }
    let house = arguments.house_style(settings, words)?;
    let figure = Figure {
        dataset: &loaded.dataset,
        sample: sample.as_deref(),
        view: &view,
        settings,
        mapping: &mapping,
        house: house.as_ref(),
    };
    if let Body::Empty { why, what_helps } = chart::build_for(&loaded.dataset, &spec, words).body {
        super::warn(&format!("{why} {what_helps}"));
    }
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    if arguments.frames {
        let mut said = String::new();
        for (out, format) in &files {
            said.push_str(&write_frames(&figure, *format, out, existing, words)?);
        }
        return Ok((said, 0));
    }
    let findings = figure.findings();
    for finding in &findings {
        super::warn(&finding.sentence(words));
    }
    if arguments.is_strict && !findings.is_empty() {
        return Ok((String::new(), 1));
    }
    let mut said = String::new();
    for (out, format) in &files {
        let bytes = figure.bytes(*format).ok_or_else(|| refuse(SaveProblem::NotDrawn, out))?;
        save(out, &bytes, existing).map_err(|error| format!("{said}{}", error.sentence(words)))?;
        said.push_str(&words.say.saved(&out.display().to_string()));
        said.push('\n');
    }
    keep(&figure);
    Ok((said, 0))
}

/// The code in the source line finds the view again.
fn keep(figure: &Figure<'_>) {
    if figure.settings.carries_recipe
        && let Some(folder) = preferences_folder()
    {
        Exported::default().keep([figure.plain_recipe()], Some(&folder));
    }
}

/// One picture for each year, numbered by it, beside the name that was given.
fn write_frames(
    figure: &Figure<'_>,
    format: Format,
    out: &Path,
    existing: Existing,
    words: &Words,
) -> Result<String, Failure> {
    if format != Format::Png {
        return Err(words.say.cli_bad_value("--out", &out.display().to_string(), "NAME.png"));
    }
    let pictures = figure.frame_pictures().ok_or_else(|| SaveError::new(SaveProblem::NotDrawn, out).sentence(words))?;
    let stem = out.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut said = String::new();
    for (period, bytes) in pictures {
        let path = out.with_file_name(format!("{stem}-{period}.png"));
        save(&path, &bytes, existing).map_err(|error| error.sentence(words))?;
        said.push_str(&words.say.saved(&path.display().to_string()));
        said.push('\n');
    }
    Ok(said)
}

/// The recipe of the figure with this code; `None` where this is no code. A file of that name is meant if there is one.
fn found_by_code(path: &Path, words: &Words) -> Result<Option<Recipe>, Failure> {
    let code = path.to_str().and_then(|text| text.parse::<FigureCode>().ok()).filter(|_| !path.exists());
    let Some(code) = code else { return Ok(None) };
    let known = preferences_folder().map(|folder| Exported::load(&folder)).unwrap_or_default();
    known.find(&code).map(Some).ok_or_else(|| words.say.code_unknown(&code.to_string()))
}

pub(super) fn recipe(arguments: &Arguments, words: &Words) -> Result<(String, u8), Failure> {
    let path = arguments.file.as_deref().ok_or_else(|| words.say.cli_missing("FILE"))?;
    if let Some(recipe) = found_by_code(path, words)? {
        return Ok((format!("{}\n", recipe.write()), 0));
    }
    let carried = read(&read_bytes(path, words)?);
    let carried = carried.map_err(|error| format!("{} — {}", error.sentence(words), path.display()))?;
    let text = match carried {
        Carried::Workspace(text) => text,
        Carried::Recipe(recipe) => recipe.write(),
        Carried::View(view) => {
            let style = ron::ser::PrettyConfig::new().struct_names(true).indentor("  ").new_line("\n");
            ron::ser::to_string_pretty(&view, style).map_err(|error| error.to_string())?
        }
    };
    Ok((format!("{text}\n"), 0))
}
