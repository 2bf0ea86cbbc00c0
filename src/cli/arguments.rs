//! The command line: commands, options, and which command takes which option.

use super::Failure;
use crate::dataset::{Dataset, FIRST_YEAR, LAST_YEAR, PeriodError, Role};
use crate::view_spec::{PeriodChoice, Sort, ViewSpec, find_dimension, find_key, key_of};
use crate::words::{Language, Words};
use lexopt::Arg;
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Command {
    #[default]
    Window,
    Help,
    Version,
    Samples,
    Table,
    Export,
    Check,
    Convert,
    Recipe,
}

impl Command {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "help" => Self::Help,
            "samples" => Self::Samples,
            "table" => Self::Table,
            "export" => Self::Export,
            "check" => Self::Check,
            "convert" => Self::Convert,
            "recipe" => Self::Recipe,
            _ => return None,
        })
    }

    /// Options beside `--language` and `--help`.
    fn options(self) -> &'static [&'static str] {
        match self {
            Self::Window | Self::Help | Self::Version | Self::Samples | Self::Recipe => &[],
            Self::Table => &["rows", "columns", "measure", "period", "where", "top", "sort", "format", "role"],
            Self::Export => &[
                "view", "chart", "by", "measure", "period", "where", "select", "top", "sort", "size", "scale", "theme",
                "title", "subtitle", "note", "out", "force", "role",
            ],
            Self::Check => &["format", "role"],
            Self::Convert => &["metadata", "events", "force", "role"],
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum OutputFormat {
    #[default]
    Text,
    Csv,
    Json,
}

/// Everything that was written on the command line, unchecked against any data.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Arguments {
    pub command: Command,
    pub file: Option<PathBuf>,
    pub second_file: Option<PathBuf>,
    pub language: Option<Language>,
    pub rows: Option<String>,
    pub columns: Option<String>,
    pub measure: Option<String>,
    pub period: Option<PeriodChoice>,
    pub wheres: Vec<(String, String)>,
    pub selects: Vec<String>,
    pub top: Option<usize>,
    pub sort: Option<Sort>,
    pub format: OutputFormat,
    pub view: Option<PathBuf>,
    pub size: Option<(u32, u32)>,
    pub scale: Option<u8>,
    pub dark: Option<bool>,
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub note: Option<String>,
    pub out: Option<PathBuf>,
    pub force: bool,
    pub metadata: Option<PathBuf>,
    pub events: Option<PathBuf>,
    pub roles: Vec<(Role, String)>,
}

pub(super) fn parse(arguments: Vec<OsString>, words: &Words) -> Result<Arguments, Failure> {
    let mut parsed = Arguments::default();
    let mut parser = lexopt::Parser::from_args(arguments);
    let plain = |error: lexopt::Error| words.say.cli_unknown_option(&error.to_string());
    let mut seen_command = false;
    while let Some(argument) = parser.next().map_err(plain)? {
        match argument {
            Arg::Value(value) if !seen_command => {
                seen_command = true;
                match value.to_str().and_then(Command::named) {
                    Some(command) => parsed.command = command,
                    None => parsed.file = Some(value.into()),
                }
            }
            Arg::Value(value) if parsed.file.is_none() => parsed.file = Some(value.into()),
            Arg::Value(value) if parsed.second_file.is_none() && parsed.command == Command::Convert => {
                parsed.second_file = Some(value.into());
            }
            Arg::Value(value) => return Err(words.say.cli_unknown_command(&value.to_string_lossy())),
            Arg::Long("help") | Arg::Short('h') => parsed.command = Command::Help,
            Arg::Long("version") | Arg::Short('V') => parsed.command = Command::Version,
            Arg::Long(name) => {
                let name = name.to_owned();
                if parsed.command == Command::Help {
                    continue;
                }
                if name != "language" && !parsed.command.options().contains(&name.as_str()) {
                    return Err(words.say.cli_unknown_option(&format!("--{name}")));
                }
                if name == "force" {
                    parsed.force = true;
                    continue;
                }
                let value = parser.value().map_err(|_| words.say.cli_missing(&format!("--{name} …")))?;
                set_option(&mut parsed, &name, value, words)?;
            }
            Arg::Short(letter) => return Err(words.say.cli_unknown_option(&format!("-{letter}"))),
        }
    }
    Ok(parsed)
}

fn set_option(parsed: &mut Arguments, name: &str, raw: OsString, words: &Words) -> Result<(), Failure> {
    let text = raw.to_string_lossy().into_owned();
    let bad = |wanted: &str| words.say.cli_bad_value(&format!("--{name}"), &text, wanted);
    let pair = || text.split_once('=').map(|(left, right)| (left.trim().to_owned(), right.trim().to_owned()));
    match name {
        "language" => parsed.language = Some(Language::from_code(&text).ok_or_else(|| bad("en, es"))?),
        "rows" | "by" => parsed.rows = Some(text),
        "columns" => parsed.columns = Some(text),
        "measure" => parsed.measure = Some(text),
        "period" => parsed.period = Some(parse_period(&text, words)?),
        "where" => parsed.wheres.push(pair().ok_or_else(|| bad("COLUMN=VALUE"))?),
        "select" => parsed.selects.push(text),
        "top" => {
            let count = text.parse().ok().filter(|count| (1..=crate::view_spec::MAX_TOP).contains(count));
            parsed.top = Some(count.ok_or_else(|| bad(&format!("1–{}", crate::view_spec::MAX_TOP)))?);
        }
        "sort" => {
            parsed.sort = Some(match text.as_str() {
                "value" => Sort::Value,
                "name" => Sort::Name,
                "change" => Sort::Change,
                _ => return Err(bad("value, name, change")),
            });
        }
        "format" => {
            parsed.format = match text.as_str() {
                "text" => OutputFormat::Text,
                "csv" if parsed.command == Command::Table => OutputFormat::Csv,
                "json" => OutputFormat::Json,
                _ if parsed.command == Command::Table => return Err(bad("text, csv, json")),
                _ => return Err(bad("text, json")),
            };
        }
        "view" => parsed.view = Some(raw.into()),
        "chart" => {
            if text != "bars" {
                return Err(bad("bars"));
            }
        }
        "size" => {
            let size = text.split_once(['x', '×']).and_then(|(width, height)| {
                Some((width.trim().parse::<u32>().ok()?, height.trim().parse::<u32>().ok()?))
            });
            let range = crate::figure::MIN_SIDE..=crate::figure::MAX_SIDE;
            let fits = |(width, height): &(u32, u32)| range.contains(width) && range.contains(height);
            let wanted = format!("WIDTHxHEIGHT, {}–{}", crate::figure::MIN_SIDE, crate::figure::MAX_SIDE);
            parsed.size = Some(size.filter(fits).ok_or_else(|| bad(&wanted))?);
        }
        "scale" => {
            let scale = text.parse().ok().filter(|scale| (1..=crate::figure::MAX_SCALE).contains(scale));
            parsed.scale = Some(scale.ok_or_else(|| bad("1, 2, 3, 4"))?);
        }
        "theme" => {
            parsed.dark = Some(match text.as_str() {
                "light" => false,
                "dark" => true,
                _ => return Err(bad("light, dark")),
            });
        }
        "title" => parsed.title = Some(text),
        "subtitle" => parsed.subtitle = Some(text),
        "note" => parsed.note = Some(text),
        "out" => parsed.out = Some(raw.into()),
        "metadata" => parsed.metadata = Some(raw.into()),
        "events" => parsed.events = Some(raw.into()),
        "role" => {
            let (role, column) = pair().ok_or_else(|| bad("ROLE=COLUMN"))?;
            let names: Vec<&str> = Role::ALL.iter().map(|role| role.id()).collect();
            parsed.roles.push((Role::from_id(&role).ok_or_else(|| bad(&names.join(", ")))?, column));
        }
        _ => return Err(words.say.cli_unknown_option(&format!("--{name}"))),
    }
    Ok(())
}

fn parse_period(text: &str, words: &Words) -> Result<PeriodChoice, Failure> {
    text.parse().map_err(|error| match error {
        PeriodError::NotAPeriod => words.say.bad_period(text),
        PeriodError::YearOutOfRange => words.say.period_out_of_range(text, FIRST_YEAR, LAST_YEAR),
        PeriodError::EndBeforeStart => words.say.period_reversed(text),
    })
}

impl Arguments {
    /// Puts what was written into a view; names of values are looked up in the data.
    pub(super) fn apply_to(&self, view: &mut ViewSpec, dataset: &Dataset, words: &Words) -> Result<(), Failure> {
        let set = |target: &mut Option<String>, value: &Option<String>| {
            if value.is_some() {
                target.clone_from(value);
            }
        };
        set(&mut view.by, &self.rows);
        set(&mut view.measure, &self.measure);
        if self.period.is_some() {
            view.period = self.period;
        }
        view.top = self.top.or(view.top);
        view.sort = self.sort.unwrap_or(view.sort);
        for (target, value) in
            [(&mut view.title, &self.title), (&mut view.subtitle, &self.subtitle), (&mut view.note, &self.note)]
        {
            if let Some(value) = value {
                target.clone_from(value);
            }
        }
        for (by, text) in &self.wheres {
            let key = find_value(dataset, by, text, words)?;
            if !view.filter(by).is_some_and(|filter| filter.keep.contains(&key)) {
                view.toggle_filter(by, key);
            }
        }
        let by = view.by.clone().unwrap_or_else(|| "country".to_owned());
        for text in &self.selects {
            let key = find_value(dataset, &by, text, words)?;
            if !view.selected.contains(&key) {
                view.selected.push(key);
            }
        }
        Ok(())
    }
}

fn find_value(dataset: &Dataset, by: &str, text: &str, words: &Words) -> Result<crate::view_spec::Key, Failure> {
    let columns: Vec<&str> = dataset.columns().iter().map(|column| column.name.as_str()).collect();
    let dimension = find_dimension(dataset, by)
        .ok_or_else(|| format!("{} {}", words.say.no_such_column(by), words.say.columns_are(&columns.join(", "))))?;
    find_key(dataset, dimension, text).ok_or_else(|| {
        let crate::view_spec::Dimension::Column(index) = dimension else { return words.say.bad_period(text) };
        let known: Vec<String> = dataset.columns().get(index).map_or(Vec::new(), |column| {
            (0..column.dictionary.len())
                .take(12)
                .map(|entry| crate::chart::key_name(&key_of(&column.dictionary, entry), dataset.calendar(), words))
                .collect()
        });
        words.say.cli_no_match(text, by, &known.join(", "))
    })
}
