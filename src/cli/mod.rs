//! The program without a window, for a terminal: `samples`, `table`, `export`, `check`, `convert`, `recipe`.
//!
//! Exit status 0: done. 1: done, but the data have problems (`check`). 2: not done, with one sentence on standard
//! error. Start with [`run`].

mod arguments;
mod check;
mod convert;
mod drawn;
mod export;
mod pack;
mod table;
mod used;
mod verify;

use crate::export::gallery::GALLERY;
use crate::reading::{self, Loaded, ReadOptions, SAMPLES};
use crate::words::{Language, Words, words};
use arguments::{Arguments, Command};
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the terminal asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Invocation {
    /// The window, with a file to open.
    Window { files: Vec<PathBuf>, language: Option<Language> },
    /// Done without a window: the exit status.
    Done(u8),
}

/// The sentence that says why nothing was done.
type Failure = String;

/// Runs a command, or says that the window is wanted. `locale` is the language of messages.
pub fn run(arguments: Vec<OsString>, locale: Language) -> Invocation {
    let parsed = match arguments::parse(arguments, words(locale)) {
        Ok(parsed) => parsed,
        Err(failure) => return Invocation::Done(fail(&failure)),
    };
    let words = words(parsed.language.unwrap_or(locale));
    let done = match parsed.command {
        Command::Window => {
            let files = parsed.file.into_iter().chain(parsed.more_files).collect();
            return Invocation::Window { files, language: parsed.language };
        }
        Command::Help => Ok((words.labels.usage.to_owned(), 0)),
        Command::Version => Ok((format!("deportation-flows {}\n", env!("CARGO_PKG_VERSION")), 0)),
        Command::Samples => Ok((list_samples(words), 0)),
        Command::Table => table::run(&parsed, words),
        Command::Export => export::run(&parsed, words),
        Command::Check => check::run(&parsed, words),
        Command::Convert => convert::run(&parsed, words),
        Command::Recipe => export::recipe(&parsed, words),
        Command::Verify => verify::run(&parsed, words),
    };
    Invocation::Done(match done {
        Ok((text, status)) => {
            // A reader that has seen enough closes the pipe; that is no failure.
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
            status
        }
        Err(failure) => fail(&failure),
    })
}

/// A sentence beside the work that was done.
fn warn(sentence: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{sentence}");
}

fn fail(failure: &str) -> u8 {
    let _ = writeln!(std::io::stderr().lock(), "{failure}");
    2
}

fn list_samples(words: &Words) -> String {
    let samples: String = SAMPLES
        .iter()
        .filter_map(|sample| {
            let loaded = reading::read_sample(sample.name).ok()?;
            let title = loaded.dataset.metadata().title.in_language(words.language.code()).to_owned();
            Some(format!("{:<30} {title}\n", sample.name))
        })
        .collect();
    let views = GALLERY.iter().map(|entry| format!("{:<30} {}\n", format!("gallery:{}", entry.id), entry.title(words)));
    format!("{samples}\n{}", views.collect::<String>())
}

/// Reads `DATA`: a path, or `sample:NAME`. Gives the data and the name of the sample.
fn load(arguments: &Arguments, options: &ReadOptions, words: &Words) -> Result<(Loaded, Option<String>), Failure> {
    let file = arguments.file.as_deref().ok_or_else(|| words.say.cli_missing("DATA"))?;
    if let Some(name) = file.to_str().and_then(|text| text.strip_prefix("sample:")) {
        let loaded = reading::read_sample_with(name, options).map_err(|problem| problem.sentence(words))?;
        return Ok((loaded, Some(name.to_owned())));
    }
    let loaded = reading::read_path(file, options, &Arc::default()).map_err(|error| error.sentence(words))?;
    Ok((loaded, None))
}

fn read_bytes(path: &Path, words: &Words) -> Result<Vec<u8>, Failure> {
    reading::read_whole(path, &Arc::default()).map_err(|error| error.sentence(words))
}
