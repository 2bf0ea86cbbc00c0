//! Sentences for the person, above the time bar: what was done goes by itself, a problem stays until it is read.

use super::Commands;
use super::theme::{self, colour};
use crate::workspace::{Command, NoticeKind, Workspace};
use egui::{Align2, Context, Stroke, Vec2};
use std::collections::BTreeMap;
use std::time::Duration;

/// Seconds for which something done stands there.
const SECONDS: f64 = 5.0;

/// Since when each notice is shown.
#[derive(Debug, Default)]
pub struct Notices {
    since: BTreeMap<String, f64>,
}

impl Notices {
    pub fn show(&mut self, context: &Context, workspace: &Workspace, commands: &mut Commands) {
        let (notices, palette, now) = (workspace.notices(), theme::palette(context), context.input(|input| input.time));
        self.since.retain(|text, _| notices.iter().any(|notice| notice.text == *text));
        if notices.is_empty() {
            return;
        }
        for (index, notice) in notices.iter().enumerate() {
            let since = *self.since.entry(notice.text.clone()).or_insert(now);
            if notice.kind == NoticeKind::Done {
                if now - since > SECONDS {
                    commands.push(Command::DismissNotice(index));
                    break;
                }
                context.request_repaint_after(Duration::from_secs_f64(SECONDS - (now - since) + 0.05));
            }
        }
        let area = egui::Area::new(egui::Id::unique("notices")).anchor(Align2::CENTER_TOP, Vec2::new(0.0, 3.0));
        area.order(egui::Order::Tooltip).show(context, |ui| {
            for (index, notice) in notices.iter().enumerate() {
                let (ground, ink) = match notice.kind {
                    NoticeKind::Done => (palette.text, palette.surface),
                    NoticeKind::Problem => (palette.warning_ground, palette.warning),
                };
                let frame = theme::card(palette)
                    .fill(colour(ground))
                    .stroke(Stroke::new(
                        1.0,
                        colour(if notice.kind == NoticeKind::Done { ground } else { palette.warning }),
                    ))
                    .inner_margin(egui::Margin::symmetric(14, 7));
                frame.show(ui, |ui| {
                    ui.horizontal(|ui| {
                        ui.set_max_width(620.0);
                        let text = egui::RichText::new(&notice.text).size(13.0).color(colour(ink));
                        // Room for what can be done about it.
                        let most = if notice.action.is_some() { 420.0 } else { 560.0 };
                        let width = (ui.ctx().content_rect().width() * 0.6).min(most);
                        ui.scope(|ui| {
                            ui.set_max_width(width);
                            ui.add(egui::Label::new(text).wrap());
                        });
                        if let Some(action) = notice.action {
                            let (name, _, _) = action.describe(workspace.words().labels);
                            let button = egui::Button::new(egui::RichText::new(name.trim_end_matches('…')).size(13.0));
                            if ui.add(button).clicked() {
                                commands.push(Command::DismissNotice(index));
                                commands.push(Command::Do(action));
                            }
                        }
                        let close = egui::RichText::new("×").size(15.0).color(colour(ink));
                        let response = ui.add(egui::Button::new(close).frame(false));
                        let dismiss = workspace.words().labels.dismiss;
                        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, dismiss));
                        if response.on_hover_text(dismiss).clicked() {
                            commands.push(Command::DismissNotice(index));
                        }
                    });
                });
            }
        });
    }
}
