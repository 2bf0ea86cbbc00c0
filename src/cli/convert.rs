//! `convert`: a table becomes a file of the program's own format, with metadata and events written by hand, or a CSV
//! or Parquet file of what was understood.

use super::arguments::Arguments;
use super::{Failure, load, read_bytes};
use crate::export::{Existing, save};
use crate::reading::{self, ReadOptions, read_description, read_events, write_native};
use crate::words::Words;
use std::sync::Arc;

pub(super) fn run(arguments: &Arguments, words: &Words) -> Result<(String, u8), Failure> {
    let out = arguments.second_file.as_deref().ok_or_else(|| words.say.cli_missing("OUT.ron"))?;
    let extension = out.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_ascii_lowercase();
    if !["ron", "csv", "parquet"].contains(&extension.as_str()) {
        return Err(words.say.cli_bad_value("OUT", &out.display().to_string(), "*.ron, *.csv, *.parquet"));
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
        let table = reading::read_path(path, &ReadOptions::default(), &Arc::default());
        let events = read_events(&table.map_err(|error| error.sentence(words))?.dataset);
        let wanted = |country: &String| description.event_countries.contains(country);
        description.events = events.into_iter().filter(|event| wanted(&event.country)).collect();
        for event in &mut description.events {
            if description.home_countries.contains(&event.country) {
                event.country.clear();
            }
        }
    }
    let options = ReadOptions { mapping: arguments.mapping(words)?, description, ..ReadOptions::default() };
    let (loaded, _) = load(arguments, &options, words)?;
    let other = |error: String| words.say.save_other(&error);
    let bytes = match extension.as_str() {
        "csv" => crate::export::dataset_table::csv(&loaded.dataset).ok_or_else(|| other(String::new()))?,
        "parquet" => crate::export::dataset_table::parquet(&loaded.dataset).map_err(other)?,
        _ => write_native(&loaded.dataset).map_err(|error| other(error.to_string()))?.into_bytes(),
    };
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    save(out, &bytes, existing).map_err(|error| error.sentence(words))?;
    Ok((format!("{}\n", words.say.saved(&out.display().to_string())), 0))
}
