//! The program's own way to open a file: a path field, the recent files and the samples.

use super::theme::{self, colour};
use super::{Commands, top_bar};
use crate::workspace::{Command, Workspace};
use egui::{Context, Key, Vec2};
use std::path::PathBuf;

#[derive(Debug, Default)]
pub struct OpenSheet {
    is_open: bool,
    path: String,
    /// Whether it stands in for a dialog that the system does not have.
    no_dialog: bool,
    wants_focus: bool,
}

/// What the sheet wants done that is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Browse,
}

impl OpenSheet {
    pub fn open(&mut self, no_dialog: bool) {
        *self = Self { is_open: true, no_dialog, wants_focus: true, path: std::mem::take(&mut self.path) };
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    pub fn show(&mut self, context: &Context, workspace: &Workspace, commands: &mut Commands) -> Option<Wish> {
        if !self.is_open {
            return None;
        }
        let (words, palette) = (workspace.words(), theme::palette(context));
        let labels = words.labels;
        let mut wish = None;
        let sheet = super::sheet(context, "open sheet", 520.0, |ui| {
            ui.label(theme::strong(labels.first_open_title, 18.0));
            let explanation = if self.no_dialog { labels.no_dialog } else { labels.open_hint };
            ui.add(egui::Label::new(theme::quiet(explanation, palette).size(13.0)).wrap());
            ui.add_space(8.0);
            let mut chosen = None;
            ui.horizontal(|ui| {
                let width = ui.available_width() - 186.0;
                let field = egui::TextEdit::singleline(&mut self.path).hint_text(labels.path);
                let response = ui.add(field.desired_width(width).margin(Vec2::new(8.0, 6.0)));
                response.widget_info(|| {
                    let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, labels.path);
                    info.current_text_value = Some(self.path.clone());
                    info
                });
                if std::mem::take(&mut self.wants_focus) {
                    response.request_focus();
                }
                let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                let can_open = !self.path.trim().is_empty();
                let clicked = ui.add_enabled(can_open, theme::primary_button(labels.open_button, palette)).clicked();
                if can_open && (clicked || entered) {
                    chosen = Some(typed_paths(self.path.trim()));
                }
                if ui.button(labels.browse).clicked() {
                    wish = Some(Wish::Browse);
                }
            });
            if let Some(command) = chosen.and_then(super::open_command) {
                commands.push(command);
                self.is_open = false;
            }
            let before = commands.len();
            if !workspace.preferences.recent.is_empty() {
                ui.add_space(10.0);
                ui.label(theme::section(labels.open_recent, palette));
                for path in workspace.preferences.recent.iter().take(6) {
                    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                    let text = egui::RichText::new(name).color(colour(palette.accent));
                    if ui.add(egui::Button::new(text).frame(false)).on_hover_text(path.display().to_string()).clicked()
                    {
                        commands.push(Command::Open(path.clone()));
                    }
                }
            }
            ui.add_space(10.0);
            ui.label(theme::section(labels.open_sample, palette));
            top_bar::samples(ui, workspace, words, commands);
            if commands.len() > before {
                self.is_open = false;
            }
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.label(theme::quiet(labels.drag_to_open, palette));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if ui.button(labels.cancel).clicked() {
                        self.is_open = false;
                    }
                });
            });
        });
        if sheet.should_close() {
            self.is_open = false;
        }
        wish
    }
}

/// One path, or several with a semicolon or a new line between them, or each in quotation marks.
fn typed_paths(text: &str) -> Vec<PathBuf> {
    if text.contains('"') {
        // Between the first and the second mark stands a path, between the second and the third a space.
        let quoted = text.split('"').enumerate().filter(|(index, part)| index % 2 == 1 && !part.trim().is_empty());
        return quoted.map(|(_, part)| PathBuf::from(part.trim())).collect();
    }
    let whole = PathBuf::from(text);
    if whole.exists() {
        return vec![whole];
    }
    text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(PathBuf::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_paths_are_typed_with_semicolons_or_quotation_marks() {
        for (text, expected) in [
            ("/a b.csv", vec!["/a b.csv"]),
            ("/a.csv; /b c.csv", vec!["/a.csv", "/b c.csv"]),
            ("\"/a b.csv\" \"/c;d.csv\"", vec!["/a b.csv", "/c;d.csv"]),
            ("/a.csv;", vec!["/a.csv"]),
        ] {
            let expected: Vec<PathBuf> = expected.into_iter().map(PathBuf::from).collect();
            assert_eq!(typed_paths(text), expected);
        }
    }
}
