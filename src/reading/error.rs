//! Why nothing could be read: what happened, where, what would help; the path comes last.

use crate::words::Words;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What stopped the reading of a whole file. Trouble inside a file is a `DataIssue` and stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadProblem {
    Absent,
    NoPermission,
    Folder,
    NotAFile,
    Empty,
    Binary,
    /// A format that is known by name but not read.
    OtherFormat(&'static str),
    FigureNotData,
    ViewNotData,
    MappingNotData,
    StyleNotData,
    NotUtf8,
    UnknownEncoding {
        name: String,
    },
    DelimiterTooWide {
        delimiter: char,
    },
    /// A format that others define, damaged or cut short.
    DamagedFormat {
        format: &'static str,
        detail: String,
    },
    /// Behind a password.
    Encrypted {
        format: &'static str,
    },
    TooManyCells {
        most: u64,
    },
    TooManyRows {
        most: u64,
    },
    UnpacksTooLarge {
        most: u64,
    },
    RowTooLong {
        most: usize,
    },
    TooDeep {
        most: usize,
    },
    NoSuchSheet {
        name: String,
        known: Vec<String>,
    },
    NoSuchRow {
        row: usize,
        rows: usize,
    },
    /// A problem with a file that belongs to the one that was opened.
    InFile {
        path: PathBuf,
        problem: Box<ReadProblem>,
    },
    /// Well-formed, but no table.
    NotATable {
        format: &'static str,
        detail: String,
    },
    /// The file was written to while it was read.
    Changed,
    HeaderOnly,
    /// Every row looks like a sum, a remark or a header.
    AllLeftOut {
        rows: usize,
    },
    NoHeader,
    TooManyColumns {
        columns: usize,
        most: usize,
    },
    TooLarge {
        bytes: u64,
        most: u64,
    },
    OutOfMemory,
    Cancelled,
    NewerVersion {
        version: u32,
        most: u32,
    },
    /// The program's own format, damaged: what the parser says, and where.
    Damaged {
        line: usize,
        column: usize,
        detail: String,
    },
    /// The program's own format, well-formed but contradicting itself.
    Contradiction {
        column: String,
        expected: usize,
        found: usize,
    },
    NoSuchSample {
        name: String,
        known: Vec<&'static str>,
    },
    NoSuchColumn {
        name: String,
        known: Vec<String>,
    },
    /// A declared measure would add published figures, whose spans overlap.
    SumOfPublished {
        measure: String,
    },
    /// Anything else that the operating system reports.
    System(String),
    /// The reader itself failed; a mistake of ours.
    Panicked,
}

impl ReadProblem {
    pub fn from_io(error: &std::io::Error) -> Self {
        if error.get_ref().is_some_and(super::source::is_cancelled) {
            return Self::Cancelled;
        }
        match error.kind() {
            ErrorKind::NotFound => Self::Absent,
            ErrorKind::PermissionDenied => Self::NoPermission,
            ErrorKind::IsADirectory => Self::Folder,
            ErrorKind::OutOfMemory => Self::OutOfMemory,
            _ => Self::System(error.to_string()),
        }
    }

    /// What happened, where, and what would help.
    pub fn sentence(&self, words: &Words) -> String {
        let say = words.say;
        let labels = words.labels;
        match self {
            Self::Absent => labels.error_absent.to_owned(),
            Self::NoPermission => labels.error_no_permission.to_owned(),
            Self::Folder => labels.error_folder.to_owned(),
            Self::NotAFile => labels.error_not_a_file.to_owned(),
            Self::Empty => labels.error_empty.to_owned(),
            Self::Binary => labels.error_binary.to_owned(),
            Self::OtherFormat(format) => say.error_other_format(format),
            Self::FigureNotData => labels.error_figure_not_data.to_owned(),
            Self::ViewNotData => labels.error_view_not_data.to_owned(),
            Self::MappingNotData => labels.error_mapping_not_data.to_owned(),
            Self::StyleNotData => labels.error_style_not_data.to_owned(),
            Self::NotUtf8 => labels.error_not_utf8.to_owned(),
            Self::UnknownEncoding { name } => say.error_unknown_encoding(name),
            Self::DelimiterTooWide { delimiter } => say.error_delimiter(*delimiter),
            Self::DamagedFormat { format, detail } => say.error_damaged_format(format, detail),
            Self::Encrypted { format } => say.error_encrypted(format),
            Self::TooManyCells { most } => say.error_too_many_cells(*most),
            Self::TooManyRows { most } => say.error_too_many_rows(*most),
            Self::UnpacksTooLarge { most } => say.error_unpacks_too_large(most >> 20),
            Self::RowTooLong { most } => say.error_row_too_long(most >> 20),
            Self::TooDeep { most } => say.error_too_deep(*most),
            Self::InFile { path, problem } => format!("{} — {}", problem.sentence(words), path.display()),
            Self::NoSuchSheet { name, known } if known.is_empty() => say.error_no_sheets(name),
            Self::NoSuchSheet { name, known } => say.error_no_such_sheet(name, &known.join(", ")),
            Self::NoSuchRow { row, rows } => say.error_no_such_row(*row, *rows),
            Self::NotATable { format, detail } => say.error_not_a_table(format, detail),
            Self::Changed => labels.error_changed.to_owned(),
            Self::AllLeftOut { rows } => say.error_all_left_out(*rows),
            Self::HeaderOnly => labels.error_header_only.to_owned(),
            Self::NoHeader => labels.error_no_header.to_owned(),
            Self::TooManyColumns { columns, most } => say.error_too_many_columns(*columns, *most),
            Self::TooLarge { bytes, most } => say.error_too_large(bytes >> 20, most >> 20),
            Self::OutOfMemory => labels.error_out_of_memory.to_owned(),
            Self::Cancelled => labels.error_cancelled.to_owned(),
            Self::NewerVersion { version, most } => say.error_newer_version(*version, *most),
            Self::Damaged { line, column, detail } => say.error_damaged(*line, *column, detail),
            Self::Contradiction { column, expected, found } => say.error_contradiction(column, *expected, *found),
            Self::NoSuchSample { name, known } => say.error_no_such_sample(name, &known.join(", ")),
            Self::NoSuchColumn { name, known } => say.error_no_such_column(name, &known.join(", ")),
            Self::SumOfPublished { measure } => say.error_sum_of_published(measure),
            Self::System(detail) => say.error_system(detail),
            Self::Panicked => labels.error_reader_failed.to_owned(),
        }
    }
}

/// A problem and the file that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    pub problem: ReadProblem,
    pub path: PathBuf,
}

impl ReadError {
    pub fn new(problem: ReadProblem, path: &Path) -> Self {
        Self { problem, path: path.to_owned() }
    }

    pub fn sentence(&self, words: &Words) -> String {
        format!("{} — {}", self.problem.sentence(words), self.path.display())
    }
}
