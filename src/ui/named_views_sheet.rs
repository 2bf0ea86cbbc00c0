//! The views that were kept, in their order: shown, renamed, moved, removed.

use super::Commands;
use super::theme;
use crate::workspace::{Action, Arrange, Command, Workspace};
use egui::{Context, Vec2};

#[derive(Default)]
pub struct NamedViewsSheet {
    is_open: bool,
    /// The one that is being renamed, and what is typed.
    renaming: Option<(usize, String)>,
}

impl NamedViewsSheet {
    pub fn open(&mut self) {
        *self = Self { is_open: true, renaming: None };
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    pub fn show(&mut self, context: &Context, workspace: &Workspace, commands: &mut Commands) {
        if !self.is_open {
            return;
        }
        let (words, palette) = (workspace.words(), theme::palette(context));
        let labels = words.labels;
        let response = super::sheet(context, "named views", 640.0, |ui| {
            ui.label(theme::strong(labels.named_views.trim_end_matches('…'), 16.0));
            ui.add_space(8.0);
            let named = &workspace.document().named;
            if named.is_empty() {
                ui.label(theme::quiet(labels.no_named_views, palette));
            }
            let mut act = |arrange: Arrange| commands.push(Command::Arrange(arrange));
            let mut shown = false;
            egui::ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]).show(ui, |ui| {
                for (index, view) in named.iter().enumerate() {
                    ui.horizontal(|ui| {
                        ui.set_min_height(30.0);
                        if let Some((renamed, text)) = self.renaming.as_mut().filter(|(one, _)| *one == index) {
                            let field =
                                ui.add(egui::TextEdit::singleline(text).desired_width(ui.available_width() - 60.0));
                            field.request_focus();
                            let enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
                            if enter || field.clicked_elsewhere() {
                                let name = text.trim().to_owned();
                                if !name.is_empty() {
                                    act(Arrange::RenameView(*renamed, name));
                                }
                                self.renaming = None;
                            }
                            return;
                        }
                        let name = egui::Button::new(theme::strong(&view.name, 13.5)).frame(false).truncate();
                        let width = (ui.available_width() - 250.0).max(120.0);
                        let line = egui::Layout::left_to_right(egui::Align::Center);
                        let response = ui.allocate_ui_with_layout(Vec2::new(width, 26.0), line, |ui| ui.add(name));
                        if response.inner.on_hover_text(labels.show_view).clicked() {
                            act(Arrange::ShowNamed(index));
                            shown = true;
                        }
                        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                            if ui.button(labels.remove).clicked() {
                                act(Arrange::RemoveNamed(index));
                            }
                            if ui.button(labels.rename).clicked() {
                                self.renaming = Some((index, view.name.clone()));
                            }
                            let last = index + 1 == named.len();
                            if ui.add_enabled(!last, egui::Button::new("▼")).on_hover_text(labels.move_down).clicked()
                            {
                                act(Arrange::MoveNamed(index, index + 1));
                            }
                            if ui.add_enabled(index > 0, egui::Button::new("▲")).on_hover_text(labels.move_up).clicked()
                            {
                                act(Arrange::MoveNamed(index, index - 1));
                            }
                        });
                    });
                }
            });
            ui.add_space(10.0);
            ui.horizontal(|ui| {
                if ui.add(theme::primary_button(labels.name_view, palette)).clicked() {
                    commands.push(Command::Do(Action::NameView));
                }
                let export = egui::Button::new(labels.export_all_button);
                let has_views = !workspace.document().named.is_empty();
                if ui.add_enabled(has_views, export).on_hover_text(labels.export_all_hint).clicked() {
                    commands.push(Command::Do(Action::ExportAll));
                    shown = true;
                }
                if ui.button(labels.save_workspace).on_hover_text(labels.save_workspace_hint).clicked() {
                    commands.push(Command::Do(Action::SaveWorkspace));
                    shown = true;
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    shown |= ui.button(labels.close).clicked();
                });
            });
            shown
        });
        if response.should_close() || response.inner {
            self.is_open = false;
        }
    }
}
