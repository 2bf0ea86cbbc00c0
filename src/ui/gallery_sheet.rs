//! The gallery: cards with the charts of the field, grouped by the question that they answer. A click opens the sample
//! and the view.

use super::Commands;
use super::theme::{self, colour};
use crate::chart::Palette;
use crate::export::gallery::{Entry, GALLERY, Question};
use crate::words::Words;
use crate::workspace::{Command, Workspace};
use egui::{Context, Key, Sense, Ui, Vec2};

/// A card is at least so wide; as many as fit stand beside each other.
const CARD_WIDTH: f32 = 290.0;
const CARD_HEIGHT: f32 = 84.0;
const GAP: f32 = 10.0;

#[derive(Debug, Default)]
pub struct GallerySheet {
    is_open: bool,
    wants_focus: bool,
}

impl GallerySheet {
    pub fn open(&mut self) {
        *self = Self { is_open: true, wants_focus: true };
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
        let mut wants_focus = std::mem::take(&mut self.wants_focus);
        let sheet = super::sheet(context, "gallery", 960.0, |ui| {
            let mut closes = false;
            ui.horizontal(|ui| {
                ui.label(theme::strong(labels.gallery.trim_end_matches('…'), 18.0));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    closes = ui.button(labels.close).clicked();
                });
            });
            ui.add(egui::Label::new(theme::quiet(labels.gallery_explanation, palette).size(13.0)).wrap());
            ui.add_space(6.0);
            let height = (ui.ctx().content_rect().height() * 0.72).max(180.0);
            let mut chosen = None;
            egui::ScrollArea::vertical()
                .min_scrolled_height(height)
                .max_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    for question in Question::ALL {
                        ui.add_space(8.0);
                        ui.label(theme::section(question.title(words), palette));
                        ui.add_space(2.0);
                        let entries: Vec<&Entry> = GALLERY.iter().filter(|entry| entry.question == question).collect();
                        if let Some(entry) = cards(ui, &entries, words, palette, &mut wants_focus) {
                            chosen = Some(entry.id);
                        }
                    }
                });
            if let Some(id) = chosen {
                commands.push(Command::OpenGallery(id.to_owned()));
                closes = true;
            }
            closes
        });
        if sheet.inner || sheet.should_close() {
            self.is_open = false;
        }
    }
}

/// A question's cards in rows; the one that was chosen.
fn cards<'a>(
    ui: &mut Ui,
    entries: &[&'a Entry],
    words: &'static Words,
    palette: &Palette,
    wants_focus: &mut bool,
) -> Option<&'a Entry> {
    let room = ui.available_width() - 12.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of columns")]
    let columns = (((room + GAP) / (CARD_WIDTH + GAP)) as usize).max(1);
    #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
    let width = (room - GAP * (columns as f32 - 1.0)) / columns as f32;
    let mut chosen = None;
    for row in entries.chunks(columns) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for entry in row {
                let response = card(ui, entry, width, words, palette);
                if std::mem::take(wants_focus) {
                    response.request_focus();
                }
                let entered = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if response.clicked() || entered {
                    chosen = Some(*entry);
                }
            }
        });
        ui.add_space(GAP - 6.0);
    }
    chosen
}

fn card(ui: &mut Ui, entry: &Entry, width: f32, words: &'static Words, palette: &Palette) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, CARD_HEIGHT), Sense::click());
    let (title, about) = (entry.title(words), entry.about(words));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{title}. {about}")));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let is_marked = response.hovered() || response.has_focus();
    let fill = if is_marked { palette.pale } else { palette.surface };
    let border = if is_marked { palette.accent } else { palette.line };
    let stroke = egui::Stroke::new(if response.has_focus() { 2.0 } else { 1.0 }, colour(border));
    ui.painter().rect(rect, 8.0, colour(fill), stroke, egui::StrokeKind::Inside);
    let inside = rect.shrink2(Vec2::new(12.0, 9.0));
    let painter = ui.painter().with_clip_rect(inside.expand(1.0));
    let heading = painter.layout(title.to_owned(), theme::semi_bold(14.0), colour(palette.text), inside.width());
    let below = inside.top() + heading.size().y + 3.0;
    painter.galley(inside.min, heading, colour(palette.text));
    let text = painter.layout(about.to_owned(), theme::regular(12.0), colour(palette.muted), inside.width());
    painter.galley(egui::Pos2::new(inside.left(), below), text, colour(palette.muted));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
