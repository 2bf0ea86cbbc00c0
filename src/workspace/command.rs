//! Everything that can be done. Drawing pushes commands; they are carried out after it. One table of actions feeds the
//! menu, the shortcuts and the page of shortcuts.

use crate::chart::Theme;
use crate::dataset::{Calendar, Role, Span};
use crate::export::code::FigureCode;
use crate::figure::FigureSettings;
use crate::reading::Mapping;
use crate::view_spec::{ChartKind, ChartStyle, Key, Months, PeriodChoice, Sort, TopMode, ViewSpec};
use crate::words::{Labels, Language};
use std::path::PathBuf;

use super::document::Layout;
use super::history::Gesture;
use super::packing::PackChoice;
use super::preferences::Comfort;

/// Something that a person asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Changes the view, and can be undone.
    View(ViewCommand, Option<Gesture>),
    /// Changes the chart of a tile: 1 for the first beside the large view.
    Tile(usize, ViewCommand),
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
    /// The figure of the large view to the clipboard, as a picture.
    CopyChart,
    /// Its numbers to the clipboard, as a table.
    CopyNumbers,
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
}

/// A change of the view.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewCommand {
    SetPeriod(PeriodChoice),
    SetMeasure(String),
    SetBy(String),
    SetChart(ChartKind),
    ToggleFilter {
        by: String,
        key: Key,
    },
    ClearFilter(String),
    ClearFilters,
    /// Highlights one value; `extend` keeps the others. What is highlighted already is let go.
    Select {
        key: Key,
        extend: bool,
    },
    /// Highlights one value of a named grouping.
    SelectIn {
        by: String,
        key: Key,
        extend: bool,
    },
    ClearSelection,
    FilterBySelection,
    /// Shows the rows that a mark counts: those with its values.
    ShowRows {
        picks: Vec<(String, Key)>,
    },
    /// The period that the one in hand is compared with; `None` for the one before.
    SetVersus(Option<Span>),
    SetMonths(Option<Months>),
    SetStyle(ChartStyle),
    SetTop(usize),
    SetSort(Sort),
    SetStack(Option<String>),
    SetPer(Option<String>),
    SetMode(TopMode),
    SetShare(bool),
    SetOwnAxis(bool),
    SetTrailing(Option<u8>),
    /// Cuts time into years of another calendar; a whole year that is shown becomes the year of that name.
    SetCalendar(Calendar),
    SetTitle(String),
    SetSubtitle(String),
    SetNote(String),
    Replace(Box<ViewSpec>),
}

impl ViewCommand {
    /// `by` is what bars stand for, for the commands that speak of bars.
    pub(super) fn apply(self, view: &mut ViewSpec, by: &str) {
        match self {
            Self::SetPeriod(period) => view.period = Some(period),
            Self::SetMeasure(measure) => view.measure = Some(measure),
            Self::SetBy(by) => {
                view.selected.clear();
                view.selected_by = None;
                view.by = Some(by);
            }
            Self::SetChart(chart) => {
                // What is selected stays selected, whatever the new chart is grouped by.
                if !view.selected.is_empty() && view.selected_by.is_none() {
                    view.selected_by = Some(by.to_owned());
                }
                view.chart = chart;
                view.top = None;
                view.style = ChartStyle::Standard;
            }
            Self::ToggleFilter { by, key } => view.toggle_filter(&by, key),
            Self::ClearFilter(by) => view.filters.retain(|filter| filter.by != by),
            Self::ClearFilters => view.filters.clear(),
            Self::Select { key, extend } => {
                Self::SelectIn { by: by.to_owned(), key, extend }.apply(view, by);
            }
            Self::SelectIn { by: of, key, extend } => {
                if view.selected_by.as_deref().unwrap_or(by) != of {
                    view.selected.clear();
                }
                view.selected_by = Some(of).filter(|of| of != by);
                let was_selected = view.selected.contains(&key);
                let alone = view.selected.len() <= 1;
                if !extend {
                    view.selected.clear();
                }
                view.selected.retain(|other| *other != key);
                if !was_selected || (!extend && !alone) {
                    view.selected.push(key);
                }
            }
            Self::ClearSelection => {
                view.selected.clear();
                view.selected_by = None;
            }
            Self::FilterBySelection => {
                let keep = std::mem::take(&mut view.selected);
                let of = view.selected_by.take();
                let by = of.as_deref().unwrap_or(by);
                view.filters.retain(|filter| filter.by != by);
                if !keep.is_empty() {
                    view.filters.push(crate::view_spec::Filter { by: by.to_owned(), keep, exact: false });
                }
            }
            Self::ShowRows { picks } => {
                for (by, key) in picks {
                    if let Key::Time(span) = key {
                        view.period = Some(PeriodChoice::Span(span));
                        continue;
                    }
                    view.filters.retain(|filter| filter.by != by);
                    view.filters.push(crate::view_spec::Filter { by, keep: vec![key], exact: true });
                }
                view.selected.clear();
                view.selected_by = None;
                (view.chart, view.style, view.top) = (ChartKind::Table, ChartStyle::Rows, None);
            }
            Self::SetVersus(versus) => view.versus = versus,
            Self::SetMonths(months) => view.months = months,
            Self::SetStyle(style) => view.style = style,
            Self::SetTop(top) => view.top = Some(top),
            Self::SetSort(sort) => view.sort = sort,
            Self::SetStack(stack) => view.stack = stack,
            Self::SetPer(per) => view.per = per,
            Self::SetMode(mode) => view.mode = mode,
            Self::SetShare(share) => view.share = share,
            Self::SetOwnAxis(own_axis) => view.own_axis = own_axis,
            Self::SetTrailing(trailing) => view.trailing = trailing,
            Self::SetCalendar(calendar) => {
                let before = view.calendar.unwrap_or(Calendar::GREGORIAN);
                let renamed = |span: Span| {
                    let (first, last) = before.whole_years(span)?;
                    calendar.years(first, last)
                };
                if let Some(PeriodChoice::Span(span)) = view.period
                    && let Some(other) = renamed(span)
                {
                    view.period = Some(PeriodChoice::Span(other));
                }
                view.calendar = Some(calendar);
            }
            Self::SetTitle(text) => view.title = text,
            Self::SetSubtitle(text) => view.subtitle = text,
            Self::SetNote(text) => view.note = text,
            Self::Replace(other) => *view = *other,
        }
    }
}

/// What stands in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Open,
    Reload,
    ImportSettings,
    Ledger,
    Gallery,
    SaveWorkspace,
    /// The files that are open together are editions, not parts.
    AsEditions,
    Export,
    Quit,
    Undo,
    Redo,
    ResetView,
    ClearSelection,
    ClearFilters,
    FilterSelection,
    PlayOrPause,
    PreviousYear,
    NextYear,
    FirstYear,
    LastYear,
    AllYears,
    ToggleDataPanel,
    LargerText,
    SmallerText,
    NormalText,
    About,
    Shortcuts,
    /// The search over everything.
    Palette,
    NamedViews,
    NameView,
    ExportAll,
}

/// Keys of an action: control, shift, and the name of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    pub control: bool,
    pub shift: bool,
    pub key: &'static str,
}

const fn control(key: &'static str) -> Shortcut {
    Shortcut { control: true, shift: false, key }
}

const fn plain(key: &'static str) -> Shortcut {
    Shortcut { control: false, shift: false, key }
}

impl Action {
    pub const ALL: [Self; 31] = [
        Self::Open,
        Self::Reload,
        Self::ImportSettings,
        Self::Ledger,
        Self::Gallery,
        Self::SaveWorkspace,
        Self::Palette,
        Self::NamedViews,
        Self::NameView,
        Self::ExportAll,
        Self::AsEditions,
        Self::Export,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::ResetView,
        Self::ClearSelection,
        Self::ClearFilters,
        Self::FilterSelection,
        Self::PlayOrPause,
        Self::PreviousYear,
        Self::NextYear,
        Self::FirstYear,
        Self::LastYear,
        Self::AllYears,
        Self::ToggleDataPanel,
        Self::LargerText,
        Self::SmallerText,
        Self::NormalText,
        Self::About,
        Self::Shortcuts,
    ];

    /// Its words, its tooltip, its keys.
    pub fn describe(self, labels: &'static Labels) -> (&'static str, &'static str, Shortcut) {
        match self {
            Self::Open => (labels.open, labels.open_hint, control("O")),
            Self::Reload => (labels.reload, labels.reload_hint, plain("F5")),
            Self::ImportSettings => {
                (labels.import_settings, labels.import_settings_hint, Shortcut { control: true, shift: true, key: "I" })
            }
            Self::Ledger => (labels.ledger, labels.ledger_hint, control("L")),
            Self::Gallery => (labels.gallery, labels.gallery_hint, control("G")),
            Self::SaveWorkspace => {
                (labels.save_workspace, labels.save_workspace_hint, Shortcut { control: true, shift: true, key: "S" })
            }
            Self::Palette => (labels.palette, labels.palette_hint, control("K")),
            Self::NamedViews => (labels.named_views, labels.named_views_hint, control("J")),
            Self::ExportAll => {
                (labels.export_all, labels.export_all_hint, Shortcut { control: true, shift: true, key: "P" })
            }
            Self::NameView => (labels.name_view, labels.name_view_hint, control("D")),
            Self::AsEditions => {
                (labels.as_editions, labels.as_editions_hint, Shortcut { control: true, shift: true, key: "E" })
            }
            Self::Export => (labels.export, labels.export_hint, control("E")),
            Self::Quit => (labels.quit, labels.quit, control("Q")),
            Self::Undo => (labels.undo, labels.undo_hint, control("Z")),
            Self::Redo => (labels.redo, labels.redo_hint, Shortcut { control: true, shift: true, key: "Z" }),
            Self::ResetView => (labels.reset_view, labels.reset_view_hint, control("R")),
            Self::ClearSelection => (labels.clear_selection, labels.clear_selection_hint, plain("Escape")),
            Self::ClearFilters => (labels.clear_filters, labels.clear_filters_hint, control("Backspace")),
            Self::FilterSelection => (labels.filter_selection, labels.filter_selection_hint, plain("F")),
            Self::PlayOrPause => (labels.play, labels.play_hint, plain("Space")),
            Self::PreviousYear => (labels.previous_year, labels.previous_year, plain("Left")),
            Self::NextYear => (labels.next_year, labels.next_year, plain("Right")),
            Self::FirstYear => (labels.first_year, labels.first_year, plain("Home")),
            Self::LastYear => (labels.last_year, labels.last_year, plain("End")),
            Self::AllYears => (labels.show_all_years, labels.show_all_years, plain("A")),
            Self::ToggleDataPanel => (labels.toggle_panel, labels.toggle_panel_hint, control("B")),
            Self::LargerText => (labels.larger_text, labels.larger_text_hint, control("Plus")),
            Self::SmallerText => (labels.smaller_text, labels.smaller_text_hint, control("Minus")),
            Self::NormalText => (labels.normal_text, labels.normal_text, control("0")),
            Self::About => (labels.about, labels.about_hint, control("I")),
            Self::Shortcuts => (labels.shortcuts, labels.shortcuts_hint, plain("F1")),
        }
    }
}
