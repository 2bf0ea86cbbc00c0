//! `convert`: a table becomes a file of the program's own format, with metadata and events written by hand.

use super::arguments::Arguments;
use super::{Failure, load, read_bytes};
use crate::export::{Existing, save};
use crate::reading::{self, Progress, ReadOptions, read_description, read_events, write_native};
use crate::words::Words;

pub(super) fn run(arguments: &Arguments, words: &Words) -> Result<(String, u8), Failure> {
    let out = arguments.second_file.as_deref().ok_or_else(|| words.say.cli_missing("OUT.ron"))?;
    if out.extension().is_none_or(|extension| extension != "ron") {
        return Err(words.say.cli_bad_value("OUT", &out.display().to_string(), "*.ron"));
    }
    let mut description = match &arguments.metadata {
        None => None,
        Some(path) => {
            let described = read_description(&read_bytes(path, words)?);
            Some(described.map_err(|problem| format!("{} — {}", problem.sentence(words), path.display()))?)
        }
    };
    if arguments.events.is_some() && description.is_none() {
        return Err(words.say.cli_missing("--metadata"));
    }
    if let (Some(path), Some(description)) = (&arguments.events, &mut description) {
        let table = reading::read_path(path, &ReadOptions::default(), &Progress::default());
        let events = read_events(&table.map_err(|error| error.sentence(words))?.dataset);
        let wanted = |country: &String| description.event_countries.contains(country);
        description.events = events.into_iter().filter(|event| wanted(&event.country)).collect();
    }
    let options = ReadOptions { roles: arguments.roles.clone(), description };
    let (loaded, _) = load(arguments, &options, words)?;
    let text = write_native(&loaded.dataset).map_err(|error| words.say.save_other(&error.to_string()))?;
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    save(out, text.as_bytes(), existing).map_err(|error| error.sentence(words))?;
    Ok((format!("{}\n", words.say.saved(&out.display().to_string())), 0))
}
