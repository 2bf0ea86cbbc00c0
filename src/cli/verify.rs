//! `verify`: whether data still give the numbers that an exported figure states, or the figures of a deck or a report.

use super::arguments::{Arguments, OutputFormat};
use super::{Failure, load, read_bytes};
use crate::chart::key_name;
use crate::dataset::Dataset;
use crate::export::DataName;
use crate::export::recipe::{Carried, read};
use crate::export::stated::{self, Change, StatedNumbers};
use crate::reading::ReadOptions;
use crate::view_spec::{ViewSpec, complete};
use crate::words::Words;
use crate::workspace::WorkspaceFile;
use serde_json::{Value, json};
use std::path::Path;

/// A figure as the file carries it; `name` where there are several.
struct Shown {
    name: Option<String>,
    view: ViewSpec,
    numbers: StatedNumbers,
}

/// Ends with 0 where all numbers are the same, with 1 where one is not.
pub(super) fn run(arguments: &Arguments, words: &Words) -> Result<(String, u8), Failure> {
    let path = arguments.file.as_deref().ok_or_else(|| words.say.cli_missing("FILE"))?;
    let data = arguments.second_file.clone().ok_or_else(|| words.say.cli_missing("DATA"))?;
    let (made_from, figures) = figures_of(path, words)?;
    let mapping = arguments.mapping_over(made_from.reading(), words)?;
    let options = ReadOptions { mapping, ..ReadOptions::default() };
    let (loaded, _) = load(&Arguments { file: Some(data), ..arguments.clone() }, &options, words)?;
    let dataset = &loaded.dataset;
    let is_same_file = made_from.fingerprint == dataset.fingerprint();
    let changes: Vec<Vec<Change>> = figures
        .iter()
        .map(|figure| stated::compare(&figure.numbers, dataset, &complete(&figure.view, dataset)))
        .collect();
    let is_same = changes.iter().all(Vec::is_empty);
    let text = if arguments.format == OutputFormat::Json {
        as_json(&figures, &changes, is_same_file, dataset, words)
    } else {
        as_text(&figures, &changes, is_same_file, dataset, words)
    };
    Ok((text, u8::from(!is_same)))
}

fn figures_of(path: &Path, words: &Words) -> Result<(DataName, Vec<Shown>), Failure> {
    let at = |sentence: &str| format!("{sentence} — {}", path.display());
    let none = || at(words.labels.verify_no_numbers);
    match read(&read_bytes(path, words)?).map_err(|error| at(&error.sentence(words)))? {
        Carried::Recipe(recipe) if recipe.numbers.is_empty() => Err(none()),
        Carried::Recipe(recipe) => {
            let recipe = *recipe;
            Ok((recipe.data, vec![Shown { name: None, view: recipe.view, numbers: recipe.numbers }]))
        }
        Carried::View(_) => Err(none()),
        Carried::Workspace(text) => {
            let file = WorkspaceFile::read(text.as_bytes()).map_err(|error| at(&error.sentence(words)))?;
            let figures = file.document.named.into_iter().zip(file.numbers);
            let figures = figures.map(|(named, numbers)| Shown { name: Some(named.name), view: named.view, numbers });
            // A view that could not be drawn states nothing.
            let figures: Vec<Shown> = figures.filter(|figure| !figure.numbers.is_empty()).collect();
            if figures.is_empty() { Err(none()) } else { Ok((file.data, figures)) }
        }
    }
}

fn name_of(change: &Change, dataset: &Dataset, words: &Words) -> String {
    let names: Vec<String> = change.of.iter().map(|key| key_name(key, dataset.calendar(), words)).collect();
    if names.is_empty() { words.labels.verify_total.to_owned() } else { names.join(" × ") }
}

fn as_json(figures: &[Shown], changes: &[Vec<Change>], is_same_file: bool, dataset: &Dataset, words: &Words) -> String {
    let told = |changes: &[Change]| -> Vec<Value> {
        let one = |change: &Change| json!({"of": name_of(change, dataset, words), "was": change.was, "is": change.is});
        changes.iter().map(one).collect()
    };
    // Of a single figure there is no list of views.
    let views: Option<Vec<Value>> = figures
        .iter()
        .zip(changes)
        .map(|(figure, changes)| Some(json!({"view": figure.name.as_ref()?, "changes": told(changes)})))
        .collect();
    let all = json!({
        "same": changes.iter().all(Vec::is_empty),
        "same_fingerprint": is_same_file,
        "numbers": figures.iter().map(|figure| figure.numbers.list.len()).sum::<usize>(),
        "numbers_not_compared": figures.iter().map(|figure| figure.numbers.more).sum::<usize>(),
        "changes": told(&changes.concat()),
        "views": views,
    });
    format!("{all:#}\n")
}

fn as_text(figures: &[Shown], changes: &[Vec<Change>], is_same_file: bool, dataset: &Dataset, words: &Words) -> String {
    let (labels, say) = (words.labels, words.say);
    let count = |of: fn(&Shown) -> usize| figures.iter().map(of).sum::<usize>();
    let (stated, more) = (count(|figure| figure.numbers.list.len()), count(|figure| figure.numbers.more));
    let mut lines: Vec<String> = Vec::new();
    match changes.iter().map(Vec::len).sum::<usize>() {
        0 if is_same_file => lines.push(labels.verify_same.to_owned()),
        0 => lines.push(labels.verify_same_other_edition.to_owned()),
        changed => lines.push(say.verify_changed(changed, stated)),
    }
    for (figure, changes) in figures.iter().zip(changes).filter(|(_, changes)| !changes.is_empty()) {
        lines.extend(figure.name.iter().map(|name| format!("  {name}")));
        let indent = if figure.name.is_some() { "    " } else { "  " };
        for change in changes {
            let was = change.was.as_deref().unwrap_or(labels.verify_new);
            let is = change.is.as_deref().unwrap_or(labels.verify_gone);
            lines.push(format!("{indent}{}", say.verify_line(&name_of(change, dataset, words), was, is)));
        }
    }
    if more > 0 {
        lines.push(say.verify_part(stated, stated + more));
    }
    format!("{}\n", lines.join("\n"))
}
