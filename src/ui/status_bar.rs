//! The last line: where every row went, and the source.

use super::theme;
use super::{Commands, top_bar};
use crate::chart::format_number;
use crate::dataset::Unit;
use crate::workspace::{Action, Command, Workspace};
use egui::Ui;

pub fn show(ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
    let (Some(derived), words, palette) = (workspace.derived(), workspace.words(), theme::palette(ui.ctx())) else {
        return;
    };
    ui.horizontal_centered(|ui| {
        let number = |count: usize| format_number(count.into(), &Unit::Rows, words);
        let rows = &derived.result.rows;
        let text = words.say.rows_reconcile(
            &number(rows.read),
            &number(rows.used),
            &number(rows.filtered()),
            &number(rows.unusable_rows()),
        );
        let ledger = ui.add(egui::Label::new(theme::quiet(text, palette)).sense(egui::Sense::click()));
        if ledger.on_hover_text(words.labels.ledger_hint).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            commands.push(Command::Do(Action::Ledger));
        }
        if let Some(opening) = workspace.opening() {
            let name = match &opening.target {
                crate::workspace::Target::File(path) => {
                    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
                }
                crate::workspace::Target::Sample(name) => name.clone(),
            };
            let (read, total) = opening.bytes();
            ui.add(egui::Spinner::new().size(12.0));
            ui.label(theme::quiet(words.say.opening_progress(&name, read >> 20, total >> 20), palette));
            if ui.small_button(words.labels.cancel).clicked() {
                commands.push(Command::CancelOpening);
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let code = words.language.code().to_uppercase();
            let language = theme::quiet(format!("{code} ▼"), palette);
            super::controls::quiet_menu(ui, language, |ui| top_bar::languages(ui, workspace, commands));
            let source = format!("{}: {}", words.labels.source, derived.model.captions.source);
            ui.add(egui::Label::new(theme::quiet(source, palette)).truncate());
        });
    });
}
