//! `verify`: whether data still give the numbers that an exported figure states.

use super::arguments::{Arguments, OutputFormat};
use super::{Failure, load, read_bytes};
use crate::chart::key_name;
use crate::export::recipe::{Carried, read};
use crate::export::stated::{self, Change};
use crate::reading::ReadOptions;
use crate::view_spec::complete;
use crate::words::Words;

/// Ends with 0 where all numbers are the same, with 1 where one is not.
pub(super) fn run(arguments: &Arguments, words: &Words) -> Result<(String, u8), Failure> {
    let path = arguments.file.as_deref().ok_or_else(|| words.say.cli_missing("FILE"))?;
    let data = arguments.second_file.clone().ok_or_else(|| words.say.cli_missing("DATA"))?;
    let recipe = match read(&read_bytes(path, words)?) {
        Ok(Carried::Recipe(recipe)) => *recipe,
        Ok(Carried::View(_)) => return Err(words.labels.verify_no_numbers.to_owned()),
        Ok(Carried::Workspace(_)) => return Err(words.labels.verify_is_workspace.to_owned()),
        Err(error) => return Err(format!("{} — {}", error.sentence(words), path.display())),
    };
    if recipe.numbers.is_empty() {
        return Err(words.labels.verify_no_numbers.to_owned());
    }
    let mapping = arguments.mapping_over(recipe.data.reading(), words)?;
    let options = ReadOptions { mapping, ..ReadOptions::default() };
    let (loaded, _) = load(&Arguments { file: Some(data), ..arguments.clone() }, &options, words)?;
    let dataset = &loaded.dataset;
    let changes = stated::compare(&recipe.numbers, dataset, &complete(&recipe.view, dataset));
    let is_same_file = recipe.data.fingerprint == dataset.fingerprint();
    let name = |change: &Change| {
        let names: Vec<String> = change.of.iter().map(|key| key_name(key, dataset.calendar(), words)).collect();
        if names.is_empty() { words.labels.verify_total.to_owned() } else { names.join(" × ") }
    };
    let exit = u8::from(!changes.is_empty());
    if arguments.format == OutputFormat::Json {
        let changes: Vec<serde_json::Value> = changes
            .iter()
            .map(|change| serde_json::json!({"of": name(change), "was": change.was, "is": change.is}))
            .collect();
        let told = serde_json::json!({
            "same": changes.is_empty(),
            "same_fingerprint": is_same_file,
            "numbers": recipe.numbers.list.len(),
            "numbers_not_compared": recipe.numbers.more,
            "changes": changes,
        });
        return Ok((format!("{told:#}\n"), exit));
    }
    let mut lines: Vec<String> = Vec::new();
    let (labels, say) = (words.labels, words.say);
    match changes.len() {
        0 if is_same_file => lines.push(labels.verify_same.to_owned()),
        0 => lines.push(labels.verify_same_other_edition.to_owned()),
        changed => lines.push(say.verify_changed(changed, recipe.numbers.list.len())),
    }
    for change in &changes {
        let was = change.was.as_deref().unwrap_or(labels.verify_new);
        let is = change.is.as_deref().unwrap_or(labels.verify_gone);
        lines.push(format!("  {}", say.verify_line(&name(change), was, is)));
    }
    if recipe.numbers.more > 0 {
        let stated = recipe.numbers.list.len();
        lines.push(say.verify_part(stated, stated + recipe.numbers.more));
    }
    Ok((format!("{}\n", lines.join("\n")), exit))
}
