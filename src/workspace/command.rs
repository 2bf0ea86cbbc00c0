//! Everything that can be done. Drawing pushes commands; they are carried out after it.
//!
//! This file must never know how they are carried out. Start with [`Command`].

use crate::chart::Theme;
use crate::dataset::Role;
use crate::export::code::FigureCode;
use crate::figure::FigureSettings;
use crate::reading::Mapping;
use crate::view_spec::{ChartKind, Key};
use crate::words::Language;
use std::path::PathBuf;

use super::action::Action;
use super::document::Layout;
use super::history::Gesture;
use super::packing::PackChoice;
use super::preferences::Comfort;
use super::view_command::ViewCommand;

/// Something that a person asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Changes the view, and can be undone.
    View(ViewCommand, Option<Gesture>),
    /// Changes the chart of a tile: 1 for the first beside the large view.
    Tile(usize, ViewCommand),
    /// A filter that the chart of a tile makes, or takes back: it narrows every view but that one.
    FilterFrom {
        tile: usize,
        picks: Vec<(String, Key)>,
    },
    /// Highlights what a mark of a tile stands for.
    Select {
        tile: usize,
        picks: Vec<(String, Key)>,
        extend: bool,
    },
    /// Shows the rows that a mark of a tile counts.
    ShowRows {
        tile: usize,
        picks: Vec<(String, Key)>,
    },
    Arrange(Arrange),
    Do(Action),
    Open(PathBuf),
    OpenSample(String),
    /// All named views as files.
    ExportAll(Box<PackChoice>),
    CancelExportAll,
    /// A view of the gallery, with its sample.
    OpenGallery(String),
    OpenExported(FigureCode),
    SetTheme(Option<Theme>),
    /// The looks of a newsroom for exported figures, or none.
    SetHouseStyle(Option<PathBuf>),
    /// Writes the colours in use as a house style to start from.
    SaveHouseStyle(PathBuf),
    SetLanguage(Language),
    SetSpeed(f32),
    SetComfort(Comfort),
    /// The lesson of the first start is done, or not wanted.
    EndLesson,
    SetFigure(FigureSettings),
    /// Says what a column is, against the guess: the data are read again.
    SetRole {
        column: String,
        role: Role,
    },
    /// Says how the open file is read: it is read again.
    SetMapping(Box<Mapping>),
    /// Several files of one shape as one table.
    OpenTogether(Vec<PathBuf>),
    /// Reads the first rows of the open file as they would be understood.
    Preview(Box<Mapping>),
    /// Whether what is said about a file holds for the next one of its shape.
    RememberMappings(bool),
    SaveLedger(PathBuf),
    SaveMapping(PathBuf),
    SaveWorkspace(PathBuf),
    /// The figure of a tile to the clipboard, as a picture.
    CopyChart(usize),
    /// Its numbers to the clipboard, as a table.
    CopyNumbers(usize),
    CancelOpening,
    DismissNotice(usize),
    ClearRecent,
}

/// How the views are arranged; 0 is the large one. All of it can be undone.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrange {
    Swap(usize, usize),
    Add(ChartKind),
    Remove(usize),
    SetLayout(Layout),
    /// Keeps the view on screen under a name.
    NameView(String),
    ShowNamed(usize),
    RenameView(usize, String),
    MoveNamed(usize, usize),
    RemoveNamed(usize),
    /// Lists the values of a column beside the others, to filter by.
    ListColumn(String),
    /// Takes the list away, and its filter.
    UnlistColumn(String),
}
