//! The command line: commands, options, and which command takes which option.

use super::Failure;
use crate::chart::{PaletteChoice, Theme};
use crate::dataset::{Calendar, Dataset, FIRST_YEAR, LAST_YEAR, Missing, PeriodError, Role, Span};
use crate::export::{Format, house};
use crate::figure::{FigureSettings, HouseStyle, Look, MAX_SIDE, MIN_SIDE, SizePreset, TEXT_PERCENT};
use crate::reading::{DateOrder, DecimalMark, Mapping, Merge, Step};
use crate::view_spec::{
    ChartKind, ChartStyle, Months, PeriodChoice, Sort, TopMode, ViewSpec, find_dimension, find_key, key_of,
};
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
    Verify,
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
            "verify" => Self::Verify,
            _ => return None,
        })
    }

    /// Options beside `--language` and `--help`.
    fn options(self) -> &'static [&'static str] {
        match self {
            Self::Window | Self::Help | Self::Version | Self::Samples | Self::Recipe => &[],
            Self::Table => &[
                "rows", "columns", "measure", "period", "where", "top", "sort", "format", "chart", "by", "stack",
                "per", "calendar", "versus", "months", "mode", "style", "share", "trailing", "own-axis", "select",
            ],
            Self::Export => &[
                "view",
                "chart",
                "stack",
                "per",
                "calendar",
                "versus",
                "months",
                "mode",
                "style",
                "share",
                "trailing",
                "own-axis",
                "by",
                "measure",
                "period",
                "where",
                "select",
                "top",
                "sort",
                "size",
                "scale",
                "theme",
                "palette",
                "house",
                "title",
                "subtitle",
                "note",
                "out",
                "force",
                "frames",
                "pack",
                "formats",
                "no-recipe",
                "source",
                "credit",
                "alt",
                "label",
                "dpi",
                "text-size",
                "transparent",
                "outlines",
                "strict",
            ],
            Self::Check | Self::Verify => &["format"],
            Self::Convert => &["metadata", "events", "force"],
        }
    }

    /// Whether the command reads data, and takes what is said about how.
    fn reads_data(self) -> bool {
        matches!(self, Self::Table | Self::Export | Self::Check | Self::Convert | Self::Verify)
    }

    fn takes(self, option: &str) -> bool {
        option == "language" || self.options().contains(&option) || (self.reads_data() && READING.contains(&option))
    }
}

/// Options about how data are read.
const READING: [&str; 13] = [
    "sheet",
    "header-row",
    "delimiter",
    "encoding",
    "decimal",
    "date-order",
    "role",
    "missing",
    "mapping",
    "step",
    "merge",
    "and",
    "editions",
];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum OutputFormat {
    #[default]
    Text,
    Csv,
    Json,
}

/// How large a figure is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Size {
    Preset(SizePreset),
    Pixels(u32, u32),
    /// In millimetres.
    Paper(f64, f64),
}

/// Dots for each inch where only a size on paper is said.
const DOTS_PER_INCH: u16 = 300;

/// Everything that was written on the command line, unchecked against any data.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Arguments {
    pub command: Command,
    pub file: Option<PathBuf>,
    pub second_file: Option<PathBuf>,
    /// Files after the first one that the window opens together with it.
    pub more_files: Vec<PathBuf>,
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
    pub size: Option<Size>,
    pub dots_per_inch: Option<u16>,
    pub text_percent: Option<u16>,
    pub is_transparent: bool,
    pub is_outlined: bool,
    pub is_strict: bool,
    pub scale: Option<u8>,
    pub dark: Option<bool>,
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub note: Option<String>,
    pub source: Option<String>,
    pub credit: Option<String>,
    pub palette: Option<PaletteChoice>,
    pub house: Option<PathBuf>,
    pub alternative: Option<String>,
    pub own_labels: Vec<(String, String)>,
    /// Several files of one figure.
    pub out: Vec<PathBuf>,
    pub force: bool,
    /// One picture for each year.
    pub frames: bool,
    pub without_recipe: bool,
    /// A workspace file, all of whose named views are exported.
    pub pack: Option<PathBuf>,
    pub formats: Vec<Format>,
    /// All that were named; the first is `language`.
    pub languages: Vec<Language>,
    pub metadata: Option<PathBuf>,
    pub events: Option<PathBuf>,
    /// What is said about reading, beside the mapping file.
    pub reading: Mapping,
    pub mapping_file: Option<PathBuf>,
    pub shape: Shape,
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
            Arg::Value(value)
                if parsed.second_file.is_none() && matches!(parsed.command, Command::Convert | Command::Verify) =>
            {
                parsed.second_file = Some(value.into());
            }
            // A first word that is no file was meant as a command.
            Arg::Value(value)
                if parsed.command == Command::Window && parsed.file.as_deref().is_some_and(std::path::Path::exists) =>
            {
                parsed.more_files.push(value.into());
            }
            // More files are of one shape with the first.
            Arg::Value(value) if matches!(parsed.command, Command::Table | Command::Export | Command::Check) => {
                let absolute = std::path::absolute(PathBuf::from(&value)).unwrap_or_else(|_| value.into());
                parsed.reading.also.push(absolute);
            }
            Arg::Value(value) => return Err(words.say.cli_unknown_command(&value.to_string_lossy())),
            Arg::Long("help") | Arg::Short('h') => parsed.command = Command::Help,
            Arg::Long("version") | Arg::Short('V') => parsed.command = Command::Version,
            Arg::Long(name) => {
                let name = name.to_owned();
                if parsed.command == Command::Help {
                    continue;
                }
                if !parsed.command.takes(&name) {
                    return Err(words.say.cli_unknown_option(&format!("--{name}")));
                }
                if name == "force" {
                    parsed.force = true;
                    continue;
                }
                if name == "no-recipe" {
                    parsed.without_recipe = true;
                    continue;
                }
                if name == "transparent" {
                    parsed.is_transparent = true;
                    continue;
                }
                if name == "outlines" {
                    parsed.is_outlined = true;
                    continue;
                }
                if name == "strict" {
                    parsed.is_strict = true;
                    continue;
                }
                if name == "frames" {
                    parsed.frames = true;
                    continue;
                }
                if name == "editions" {
                    parsed.reading.editions = true;
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
        "language" => {
            let codes: Option<Vec<Language>> = text.split(',').map(|code| Language::from_code(code.trim())).collect();
            parsed.languages = codes.ok_or_else(|| bad("en, es"))?;
            parsed.language = parsed.languages.first().copied();
        }
        "pack" => parsed.pack = Some(PathBuf::from(&raw)),
        "formats" => {
            let all: Vec<&str> = Format::ALL.iter().map(|format| format.extension()).collect();
            let named = |name: &str| Format::ALL.into_iter().find(|format| format.extension() == name.trim());
            let formats: Option<Vec<Format>> = text.split(',').map(named).collect();
            parsed.formats = formats.ok_or_else(|| bad(&all.join(", ")))?;
        }
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
        "chart" | "stack" | "per" | "calendar" | "versus" | "months" | "mode" | "style" | "share" | "trailing"
        | "own-axis" => set_shape(parsed, name, &text, words)?,
        "size" => {
            let preset = SizePreset::ALL.into_iter().find(|preset| preset.id() == text);
            let on_paper = text.split_once(['x', '×']).and_then(|(width, height)| {
                let side = |text: &str| -> Option<f64> {
                    let text = text.trim();
                    let (number, factor) = match (text.strip_suffix("cm"), text.strip_suffix("mm")) {
                        (Some(number), _) => (number, 10.0),
                        (_, Some(number)) => (number, 1.0),
                        _ => (text.strip_suffix("in")?, 25.4),
                    };
                    Some(number.trim().parse::<f64>().ok()? * factor)
                };
                Some(Size::Paper(side(width)?, side(height)?))
            });
            let pixels = text.split_once(['x', '×']).and_then(|(width, height)| {
                Some(Size::Pixels(width.trim().parse().ok()?, height.trim().parse().ok()?))
            });
            let range = crate::figure::MIN_SIDE..=crate::figure::MAX_SIDE;
            let fits = |size: &Size| match size {
                Size::Pixels(width, height) => range.contains(width) && range.contains(height),
                Size::Paper(width, height) => [width, height].iter().all(|side| (20.0..=1_200.0).contains(*side)),
                Size::Preset(_) => true,
            };
            let names: Vec<&str> = SizePreset::ALL.iter().map(|preset| preset.id()).collect();
            let (least, most) = range.clone().into_inner();
            let wanted = format!("WIDTHxHEIGHT, {least}–{most}; 16cmx10cm; {}", names.join(", "));
            let size = preset.map(Size::Preset).or(on_paper).or(pixels);
            parsed.size = Some(size.filter(fits).ok_or_else(|| bad(&wanted))?);
        }
        "dpi" => {
            let dots = text.parse().ok().filter(|dots| (36..=1_200).contains(dots));
            parsed.dots_per_inch = Some(dots.ok_or_else(|| bad("36–1200"))?);
        }
        "text-size" => {
            let percent = text.trim_end_matches('%').parse().ok().filter(|size| TEXT_PERCENT.contains(size));
            parsed.text_percent = Some(percent.ok_or_else(|| bad("70–180"))?);
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
        "palette" => {
            let names: Vec<&str> = PaletteChoice::ALL.iter().map(|choice| choice.id()).collect();
            let choice = PaletteChoice::ALL.into_iter().find(|choice| choice.id() == text);
            parsed.palette = Some(choice.ok_or_else(|| bad(&names.join(", ")))?);
        }
        "house" => parsed.house = Some(raw.into()),
        "title" => parsed.title = Some(text),
        "subtitle" => parsed.subtitle = Some(text),
        "note" => parsed.note = Some(text),
        "source" => parsed.source = Some(text),
        "credit" => parsed.credit = Some(text),
        "label" => parsed.own_labels.push(pair().ok_or_else(|| bad("VALUE=TEXT"))?),
        "alt" => parsed.alternative = Some(text),
        "out" => parsed.out.push(raw.into()),
        "sheet" => parsed.reading.sheet = Some(text),
        "header-row" => parsed.reading.header_row = Some(text.parse().map_err(|_| bad("0, 1, 2, …"))?),
        "delimiter" => {
            let mut letters = text.chars();
            let delimiter = match (text.as_str(), letters.next(), letters.next()) {
                ("tab" | "\\t", _, _) => Some('\t'),
                (_, Some(one), None) => Some(one),
                _ => None,
            };
            parsed.reading.delimiter = Some(delimiter.ok_or_else(|| bad(", ; | tab"))?);
        }
        "encoding" => parsed.reading.encoding = Some(text),
        "decimal" => {
            parsed.reading.decimal = Some(match text.as_str() {
                "." | "point" => DecimalMark::Point,
                "," | "comma" => DecimalMark::Comma,
                _ => return Err(bad(". ,")),
            });
        }
        "date-order" => {
            parsed.reading.date_order = Some(DateOrder::from_id(&text).ok_or_else(|| bad("dmy, mdy, ymd"))?);
        }
        "missing" => {
            // TEXT alone is not reported; KIND:TEXT names the kind, and value:TEXT says that it is none.
            let mut kinds = Missing::ALL.into_iter().map(|kind| (kind.id(), Some(kind))).chain([("value", None)]);
            let named = kinds.find_map(|(id, kind)| Some((text.strip_prefix(id)?.strip_prefix(':')?.to_owned(), kind)));
            parsed.reading.missing.push(named.unwrap_or((text, Some(Missing::NotReported))));
        }
        "mapping" => parsed.mapping_file = Some(raw.into()),
        "step" => {
            let (id, state) = pair().ok_or_else(|| bad("STEP=on, STEP=off"))?;
            let known: Vec<&str> = Step::ALL.iter().map(|step| step.id()).collect();
            let step = Step::ALL.into_iter().find(|step| step.id() == id).ok_or_else(|| bad(&known.join(", ")))?;
            let on = match state.as_str() {
                "on" => true,
                "off" => false,
                _ => return Err(bad("STEP=on, STEP=off")),
            };
            parsed.reading.switch(step, on);
        }
        "merge" => {
            let (from, to) = pair().ok_or_else(|| bad("NAME=COUNTRY"))?;
            parsed.reading.merges.push(Merge { from, to });
        }
        "and" => parsed.reading.also.push(std::path::absolute(PathBuf::from(&raw)).unwrap_or_else(|_| raw.into())),
        "metadata" => parsed.metadata = Some(raw.into()),
        "events" => parsed.events = Some(raw.into()),
        "role" => {
            let (role, column) = pair().ok_or_else(|| bad("ROLE=COLUMN"))?;
            let names: Vec<&str> = Role::ALL.iter().map(|role| role.id()).collect();
            parsed.reading.roles.push((Role::from_id(&role).ok_or_else(|| bad(&names.join(", ")))?, column));
        }
        _ => return Err(words.say.cli_unknown_option(&format!("--{name}"))),
    }
    Ok(())
}

/// Options that say which chart it is.
fn set_shape(parsed: &mut Arguments, name: &str, text: &str, words: &Words) -> Result<(), Failure> {
    let bad = |wanted: &str| words.say.cli_bad_value(&format!("--{name}"), text, wanted);
    let shape = &mut parsed.shape;
    let on_or_off = || match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(bad("on, off")),
    };
    match name {
        "chart" => {
            let known: Vec<&str> = ChartKind::ALL.into_iter().map(ChartKind::id).collect();
            shape.chart = Some(ChartKind::from_id(text).ok_or_else(|| bad(&known.join(", ")))?);
        }
        "stack" => shape.stack = Some(text.to_owned()),
        "per" => shape.per = Some(text.to_owned()),
        "calendar" => {
            let month = if text.eq_ignore_ascii_case("calendar") { Some("1") } else { text.strip_prefix("FY") };
            let calendar = month.and_then(|month| Calendar::starting_in(month.parse().ok()?));
            shape.calendar = Some(calendar.ok_or_else(|| bad("calendar, FY2–FY12"))?);
        }
        "versus" => match parse_period(text, words)? {
            PeriodChoice::Span(span) => shape.versus = Some(span),
            PeriodChoice::All => return Err(bad("2019, FY2019, 2019-01..2019-07")),
        },
        "months" => {
            let months = text.split_once("..").and_then(|(first, last)| {
                let (first, last) = (first.parse().ok()?, last.parse().ok()?);
                (1 <= first && first <= last && last <= 12).then_some(Months { first, last })
            });
            shape.months = Some(months.ok_or_else(|| bad("1..7"))?);
        }
        "mode" => {
            shape.mode = Some(match text {
                "any" => TopMode::Any,
                "each" => TopMode::Each,
                _ => return Err(bad("any, each")),
            });
        }
        "style" => {
            let known: Vec<&str> = ChartStyle::ALL.into_iter().map(ChartStyle::id).collect();
            let style = ChartStyle::ALL.into_iter().find(|style| style.id() == text);
            shape.style = Some(style.ok_or_else(|| bad(&known.join(", ")))?);
        }
        "share" => shape.share = Some(on_or_off()?),
        "own-axis" => shape.own_axis = Some(on_or_off()?),
        _ => {
            let count = text.parse().ok().filter(|count| (2..=60).contains(count));
            shape.trailing = Some(count.ok_or_else(|| bad("2–60"))?);
        }
    }
    Ok(())
}

/// Which chart it is, as far as the command line says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shape {
    pub chart: Option<ChartKind>,
    pub stack: Option<String>,
    pub per: Option<String>,
    pub calendar: Option<Calendar>,
    pub versus: Option<Span>,
    pub months: Option<Months>,
    pub mode: Option<TopMode>,
    pub style: Option<ChartStyle>,
    pub share: Option<bool>,
    pub own_axis: Option<bool>,
    pub trailing: Option<u8>,
}

impl Shape {
    fn apply_to(&self, view: &mut ViewSpec) {
        view.chart = self.chart.unwrap_or(view.chart);
        view.stack = self.stack.clone().or(view.stack.take());
        view.per = self.per.clone().or(view.per.take());
        view.calendar = self.calendar.or(view.calendar);
        view.versus = self.versus.or(view.versus);
        view.months = self.months.or(view.months);
        view.mode = self.mode.unwrap_or(view.mode);
        view.style = self.style.unwrap_or(view.style);
        view.share = self.share.unwrap_or(view.share);
        view.own_axis = self.own_axis.unwrap_or(view.own_axis);
        view.trailing = self.trailing.or(view.trailing);
    }
}

fn parse_period(text: &str, words: &Words) -> Result<PeriodChoice, Failure> {
    text.parse().map_err(|error| match error {
        PeriodError::NotAPeriod => words.say.bad_period(text),
        PeriodError::YearOutOfRange => words.say.period_out_of_range(text, FIRST_YEAR, LAST_YEAR),
        PeriodError::EndBeforeStart => words.say.period_reversed(text),
    })
}

impl Arguments {
    /// What is said about reading: the mapping file, and above it what stands on the command line.
    pub(super) fn mapping(&self, words: &Words) -> Result<Mapping, Failure> {
        self.mapping_over(Mapping::default(), words)
    }

    /// As [`Arguments::mapping`], above what a view carries.
    pub(super) fn mapping_over(&self, below: Mapping, words: &Words) -> Result<Mapping, Failure> {
        let mut mapping = below;
        if let Some(path) = &self.mapping_file {
            let read = Mapping::read(&super::read_bytes(path, words)?);
            mapping = read.map_err(|problem| format!("{} — {}", problem.sentence(words), path.display()))?;
        }
        mapping.put_above(&self.reading);
        Ok(mapping)
    }

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
        self.shape.apply_to(view);
        view.top = self.top.or(view.top);
        view.sort = self.sort.unwrap_or(view.sort);
        for (target, value) in [
            (&mut view.title, &self.title),
            (&mut view.subtitle, &self.subtitle),
            (&mut view.note, &self.note),
            (&mut view.source, &self.source),
            (&mut view.credit, &self.credit),
            (&mut view.alternative, &self.alternative),
        ] {
            if let Some(value) = value {
                target.clone_from(value);
            }
        }
        for (value, text) in &self.own_labels {
            let roles = [Role::Destination, Role::Origin, Role::Citizenship, Role::Category].map(Role::id);
            let places = [view.by.as_deref(), view.stack.as_deref(), Some("country")].into_iter().flatten();
            let found = places.chain(roles).find_map(|by| find_key(dataset, find_dimension(dataset, by)?, value));
            let key = match found {
                Some(key) => key,
                None => find_value(dataset, view.by.as_deref().unwrap_or("country"), value, words)?,
            };
            view.set_label(key, text.clone());
        }
        for (by, text) in &self.wheres {
            let key = find_value(dataset, by, text, words)?;
            if !view.filter(by).is_some_and(|filter| filter.keep.contains(&key)) {
                view.toggle_filter(by, key);
            }
        }
        let by = view.by.clone().unwrap_or_else(|| "country".to_owned());
        for text in &self.selects {
            // COLUMN=VALUE selects in another grouping than the one of the chart.
            let named = text.split_once('=').filter(|(name, _)| find_dimension(dataset, name).is_some());
            let (by, text) = named.unwrap_or((&by, text));
            let key = find_value(dataset, by, text, words)?;
            if named.is_some() {
                view.selected_by = Some(by.to_owned());
            }
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

impl Arguments {
    /// Size, language and looks of a figure, over those that a view came with.
    pub(super) fn figure_over(&self, settings: FigureSettings) -> FigureSettings {
        let mut settings = match self.size {
            None => settings,
            Some(Size::Preset(preset)) => preset.applied_to(settings),
            Some(Size::Pixels(width, height)) => FigureSettings { width, height, width_mm: None, ..settings },
            Some(Size::Paper(width, height)) => {
                let dots = f64::from(self.dots_per_inch.unwrap_or(DOTS_PER_INCH));
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kept in range")]
                let side = |length: f64| ((length / 25.4 * dots).round() as u32).clamp(MIN_SIDE, MAX_SIDE);
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1,200")]
                let width_mm = Some(width.round() as u16);
                FigureSettings { width: side(width), height: side(height), width_mm, ..settings }
            }
        };
        settings.scale = self.scale.unwrap_or(settings.scale);
        settings.language = self.language.unwrap_or(settings.language);
        settings.text_percent = self.text_percent.unwrap_or(settings.text_percent);
        settings.is_transparent |= self.is_transparent;
        settings.is_outlined |= self.is_outlined;
        settings.carries_recipe &= !self.without_recipe;
        settings.palette = self.palette.unwrap_or(match &self.house {
            Some(_) => PaletteChoice::House,
            None => settings.palette,
        });
        if let Some(dark) = self.dark {
            settings.theme = if dark { Theme::Dark } else { Theme::Light };
        }
        settings
    }

    /// The house style that is named; what makes its colours hard to read is warned of.
    pub(super) fn house_style(&self, settings: FigureSettings, words: &Words) -> Result<Option<HouseStyle>, Failure> {
        let Some(path) = &self.house else { return Ok(None) };
        let house = house::read(path).map_err(|error| format!("{} — {}", error.sentence(words), path.display()))?;
        for problem in house::problems(&Look::of(settings, Some(&house)).palette, words) {
            super::warn(&problem);
        }
        Ok(Some(house))
    }
}
