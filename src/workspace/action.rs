//! The actions of the menu: one table of words and keys feeds the menu, the shortcuts and the page of shortcuts.
//!
//! This file must never know what an action does. Start with [`Action`].

use crate::view_spec::ChartKind;
use crate::words::Labels;

/// What stands in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Open,
    Reload,
    ImportSettings,
    Ledger,
    Gallery,
    SaveWorkspace,
    SaveWorkspaceAs,
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
    /// The focus of the keyboard goes to the next part of the window.
    NextRegion,
    /// The search over everything.
    Palette,
    NamedViews,
    NameView,
    ExportAll,
    /// The large view as a chart of this kind.
    Show(ChartKind),
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
    pub const ALL: [Self; 41] = [
        Self::Open,
        Self::Reload,
        Self::ImportSettings,
        Self::Ledger,
        Self::Gallery,
        Self::SaveWorkspace,
        Self::SaveWorkspaceAs,
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
        Self::NextRegion,
        Self::Show(ChartKind::Bars),
        Self::Show(ChartKind::Timeline),
        Self::Show(ChartKind::Map),
        Self::Show(ChartKind::Sankey),
        Self::Show(ChartKind::Matrix),
        Self::Show(ChartKind::Multiples),
        Self::Show(ChartKind::Compare),
        Self::Show(ChartKind::Table),
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
            Self::SaveWorkspace => (labels.save_workspace, labels.save_workspace_hint, control("S")),
            Self::SaveWorkspaceAs => (
                labels.save_workspace_as,
                labels.save_workspace_as_hint,
                Shortcut { control: true, shift: true, key: "S" },
            ),
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
            Self::NextRegion => (labels.next_region, labels.next_region_hint, plain("F6")),
            Self::Shortcuts => (labels.shortcuts, labels.shortcuts_hint, plain("F1")),
            Self::Show(chart) => {
                let (name, key) = match chart {
                    ChartKind::Bars => (labels.chart_bars, "1"),
                    ChartKind::Timeline => (labels.chart_timeline, "2"),
                    ChartKind::Map => (labels.chart_map, "3"),
                    ChartKind::Sankey => (labels.chart_sankey, "4"),
                    ChartKind::Matrix => (labels.chart_matrix, "5"),
                    ChartKind::Multiples => (labels.chart_multiples, "6"),
                    ChartKind::Compare => (labels.chart_compare, "7"),
                    ChartKind::Table => (labels.chart_table, "8"),
                };
                (name, labels.show_chart_hint, control(key))
            }
        }
    }
}
