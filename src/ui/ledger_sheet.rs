//! Where every row of the file went: reasons and flags on the left, their rows with file, sheet, row and cells on the
//! right.

use super::theme::{self, colour};
use super::{Commands, cells};
use crate::chart::{Palette, format_number};
use crate::dataset::Unit;
use crate::reading::{LoadReport, RowPlace, reason_name};
use crate::words::Words;
use crate::workspace::Workspace;
use egui::{Context, Sense, Ui, Vec2};

/// Width of the list of reasons.
const LIST_WIDTH: f32 = 300.0;

#[derive(Debug, Default)]
pub struct LedgerSheet {
    is_open: bool,
    chosen: usize,
}

/// What the sheet wants done that is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Save,
}

/// A line of the list: its text, how many rows, and whether those were left out.
struct Entry {
    text: String,
    rows: usize,
    is_left_out: bool,
}

impl LedgerSheet {
    pub fn open(&mut self) {
        *self = Self { is_open: true, chosen: 0 };
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    pub fn show(&mut self, context: &Context, workspace: &Workspace, _commands: &mut Commands) -> Option<Wish> {
        if !self.is_open {
            return None;
        }
        let (words, palette) = (workspace.words(), theme::palette(context));
        let (labels, report) = (words.labels, workspace.data().report.clone());
        let mut wish = None;
        let mut closes = false;
        let sheet = super::sheet(context, "ledger", 1040.0, |ui| {
            ui.label(theme::strong(labels.ledger_title, 18.0));
            let left_out = report.rows_read.saturating_sub(report.rows_kept);
            let count = |rows: usize| format_number(rows.into(), &Unit::Rows, words);
            let sentence = words.say.rows_kept(&count(report.rows_read), &count(report.rows_kept), &count(left_out));
            ui.label(egui::RichText::new(sentence).size(14.0));
            ui.add_space(8.0);
            let entries = entries_of(&report, words);
            let height = (ui.ctx().content_rect().height() * 0.6).max(160.0);
            if entries.is_empty() {
                ui.label(theme::quiet(labels.no_problems, palette).size(13.0));
            } else {
                ui.horizontal_top(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(LIST_WIDTH);
                        egui::ScrollArea::vertical().id_salt("reasons").max_height(height).show(ui, |ui| {
                            self.list(ui, &entries, words, palette);
                        });
                    });
                    ui.add_space(10.0);
                    ui.vertical(|ui| {
                        ui.set_height(height);
                        rows_of(ui, &report, self.chosen, words, palette);
                    });
                });
            }
            ui.add_space(10.0);
            ui.horizontal(|ui| {
                if ui.button(labels.ledger_save).clicked() {
                    wish = Some(Wish::Save);
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    closes = ui.add(theme::primary_button(labels.close, palette)).clicked();
                });
            });
        });
        if closes || sheet.should_close() {
            self.is_open = false;
        }
        wish
    }

    fn list(&mut self, ui: &mut Ui, entries: &[Entry], words: &'static Words, palette: &Palette) {
        let mut section = None;
        for (index, entry) in entries.iter().enumerate() {
            if section != Some(entry.is_left_out) {
                section = Some(entry.is_left_out);
                ui.add_space(if index == 0 { 0.0 } else { 12.0 });
                let title = if entry.is_left_out { words.labels.ledger_left_out } else { words.labels.ledger_flagged };
                ui.label(theme::section(title, palette));
                ui.add_space(2.0);
            }
            let rows = format_number(entry.rows.into(), &Unit::Rows, words);
            let is_chosen = index == self.chosen;
            let text = egui::RichText::new(&entry.text).size(13.0);
            let frame = egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(8, 5))
                .corner_radius(egui::CornerRadius::same(6))
                .fill(if is_chosen { colour(palette.pale) } else { egui::Color32::TRANSPARENT });
            let shown = frame.show(ui, |ui| {
                ui.set_width(LIST_WIDTH - 34.0);
                ui.add(egui::Label::new(text).wrap());
                ui.label(theme::quiet(rows, palette).size(12.0));
            });
            let response = shown.response.interact(Sense::click());
            let name = entry.text.clone();
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, &name));
            if response.clicked() {
                self.chosen = index;
            }
        }
    }
}

fn entries_of(report: &LoadReport, words: &Words) -> Vec<Entry> {
    let left_out = report.left_out.iter().map(|left_out| Entry {
        text: reason_name(left_out.reason, words).to_owned(),
        rows: left_out.rows,
        is_left_out: true,
    });
    let flagged =
        report.issues.iter().map(|issue| Entry { text: issue.text(words), rows: issue.rows, is_left_out: false });
    left_out.chain(flagged).collect()
}

/// The rows of a reason, as a table.
fn rows_of(ui: &mut Ui, report: &LoadReport, chosen: usize, words: &'static Words, palette: &Palette) {
    let labels = words.labels;
    let place_texts =
        |place: &RowPlace| [place.file.clone(), place.sheet.clone().unwrap_or_default(), place.row.to_string()];
    let (places, cells_of): (Vec<&RowPlace>, Option<Vec<&Vec<String>>>) = match report.left_out.get(chosen) {
        Some(left_out) => {
            let (places, cells): (Vec<_>, Vec<_>) = left_out.first.iter().map(|(place, cells)| (place, cells)).unzip();
            (places, Some(cells))
        }
        None => {
            let issue = report.issues.get(chosen.saturating_sub(report.left_out.len()));
            (issue.map_or_else(Vec::new, |issue| issue.places.iter().collect()), None)
        }
    };
    let has_cell = places.iter().any(|place| !place.cell.is_empty());
    let columns = cells_of
        .as_ref()
        .and_then(|cells| cells.iter().map(|cells| cells.len()).max())
        .unwrap_or(usize::from(has_cell))
        .min(60);
    let mut headers = vec![labels.row_label.to_owned(), labels.sheet.to_owned(), labels.file_label.to_owned()];
    headers.extend((0..columns).map(|index| if index == 0 { labels.cells_label.to_owned() } else { String::new() }));
    let mut widths = vec![70.0, 110.0, 170.0];
    widths.extend(std::iter::repeat_n(130.0, columns));
    let has_sheets = places.iter().any(|place| place.sheet.is_some());
    if !has_sheets && let Some(width) = widths.get_mut(1) {
        *width = 0.0;
    }
    if places.iter().all(|place| place.file.is_empty())
        && let Some(width) = widths.get_mut(2)
    {
        *width = 0.0;
    }
    let all = match report.left_out.get(chosen) {
        Some(left_out) => left_out.rows,
        None => report.issues.get(chosen.saturating_sub(report.left_out.len())).map_or(0, |issue| issue.rows),
    };
    if all > places.len() {
        let count = |rows: usize| format_number(rows.into(), &Unit::Rows, words);
        let sentence = words.say.first_rows_shown(&count(places.len()), &count(all));
        ui.label(theme::quiet(sentence, palette).size(12.5));
    }
    cells::table(ui, "ledger rows", &headers, &widths, places.len(), Vec2::new(0.0, 22.0), palette, |row, column| {
        let Some(place) = places.get(row) else { return String::new() };
        let [file, sheet, number] = place_texts(place);
        match column {
            0 => number,
            1 => sheet,
            2 => file,
            other => match &cells_of {
                Some(cells) => cells.get(row).and_then(|cells| cells.get(other - 3)).cloned().unwrap_or_default(),
                None => place.cell.clone(),
            },
        }
    });
}
