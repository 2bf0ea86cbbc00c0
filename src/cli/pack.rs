//! `export --pack`: all named views of a workspace at once.

use super::arguments::Arguments;
use super::{Failure, load, read_bytes};
use crate::export::pack::{Pack, PackProgress, PackTarget};
use crate::export::{Existing, Figure};
use crate::figure::FigureSettings;
use crate::reading::{ReadOptions, read_sample_with};
use crate::view_spec::ViewSpec;
use crate::words::Words;
use crate::workspace::{Document, Exported, NamedView, WorkspaceFile, preferences_folder};
use std::path::Path;

pub(super) fn run(arguments: &Arguments, workspace: &Path, out: &Path, words: &Words) -> Result<(String, u8), Failure> {
    let target = PackTarget::of_path(out, &arguments.formats).map_err(|error| error.sentence(words))?;
    let file = WorkspaceFile::read(&read_bytes(workspace, words)?);
    let file = file.map_err(|error| format!("{} — {}", error.sentence(words), workspace.display()))?;
    let mapping = arguments.mapping_over(file.data.reading(), words)?;
    let options = ReadOptions { mapping: mapping.clone(), ..ReadOptions::default() };
    let own_sample = file.data.sample.clone().filter(|_| arguments.file.is_none());
    let (loaded, sample) = match own_sample {
        Some(name) => {
            let loaded = read_sample_with(&name, &options).map_err(|problem| problem.sentence(words))?;
            (loaded, Some(name))
        }
        None if arguments.file.is_none() => return Err(words.say.pack_needs_data(&file.data.title)),
        None => load(arguments, &options, words)?,
    };
    if file.data.fingerprint != loaded.dataset.fingerprint() {
        super::warn(&words.say.view_of_other_data(&file.data.title, &file.data.fingerprint.short()));
    }
    let mut views: Vec<(String, ViewSpec)> =
        file.document.named.iter().map(|named| (named.name.clone(), named.view.clone())).collect();
    if views.is_empty() {
        return Err(words.labels.pack_no_views.to_owned());
    }
    for (_, view) in &mut views {
        arguments.apply_to(view, &loaded.dataset, words)?;
    }
    let settings = arguments.figure_over(FigureSettings::default());
    let house = arguments.house_style(settings, words)?;
    // What the figures show, also where the command line says something else than the workspace.
    let named = views.iter().map(|(name, view)| NamedView { name: name.clone(), view: view.clone() }).collect();
    let document = Document { named, ..file.document.clone() };
    let carried = WorkspaceFile { document, ..file.clone() }.with_numbers(&loaded.dataset);
    let own = [settings.language];
    let languages = if arguments.languages.is_empty() { &own[..] } else { &arguments.languages };
    let pack = Pack {
        dataset: &loaded.dataset,
        sample: sample.as_deref(),
        mapping: &mapping,
        house: house.as_ref(),
        settings,
        views: &views,
        languages,
        workspace: &if settings.carries_recipe { carried.write() } else { String::new() },
    };
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    let packed = pack.save(&target, existing, &PackProgress::default());
    if let Some(folder) = preferences_folder().filter(|_| !packed.saved.is_empty()) {
        let (dataset, sample, mapping, house) = (pack.dataset, pack.sample, pack.mapping, pack.house);
        let recipe =
            |(_, view): &(String, ViewSpec)| Figure { dataset, sample, view, settings, mapping, house }.plain_recipe();
        Exported::default().keep(views.iter().map(recipe), Some(&folder));
    }
    for (name, why) in &packed.failed {
        super::warn(&words.say.pack_view_failed(name, why));
    }
    let said = words.say.pack_saved(packed.saved.len(), &out.display().to_string());
    Ok((format!("{said}\n"), u8::from(!packed.failed.is_empty())))
}
