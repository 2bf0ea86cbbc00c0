//! A plain table of texts of any length, drawn only where it can be seen.

use super::theme::{self, colour};
use crate::chart::Palette;
use egui::{Pos2, Rect, Sense, Ui, Vec2};

/// Space between a cell's text and its sides.
const PADDING: f32 = 6.0;

/// Draws a table; `size` has the least width of it and the height of a row. `text_of` is asked for visible cells only.
#[expect(clippy::too_many_arguments, reason = "a table has as many properties")]
pub fn table(
    ui: &mut Ui,
    name: &str,
    headers: &[String],
    widths: &[f32],
    rows: usize,
    size: Vec2,
    palette: &Palette,
    text_of: impl Fn(usize, usize) -> String,
) {
    let width: f32 = widths.iter().sum::<f32>().max(size.x);
    #[expect(clippy::cast_precision_loss, reason = "rows that fit on a screen")]
    let height = rows as f32 * size.y + size.y;
    egui::ScrollArea::both().id_salt(name).auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
        let (whole, _) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
        let painter = ui.painter().clone();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a position on the screen")]
        let first = ((viewport.top() / size.y) as usize).min(rows);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a position on the screen")]
        let shown = (viewport.height() / size.y) as usize + 2;
        let cell = |row_top: f32, column: usize| {
            let left: f32 = widths.iter().take(column).sum();
            let width = widths.get(column).copied().unwrap_or(0.0);
            Rect::from_min_size(Pos2::new(whole.left() + left, row_top), Vec2::new(width, size.y))
        };
        for row in first..rows.min(first + shown) {
            #[expect(clippy::cast_precision_loss, reason = "a position on the screen")]
            let top = whole.top() + (row as f32 + 1.0) * size.y;
            painter.hline(whole.x_range(), top, egui::Stroke::new(1.0, colour(palette.line).gamma_multiply(0.6)));
            let line = Rect::from_min_size(Pos2::new(whole.left(), top), Vec2::new(width, size.y));
            let response = ui.interact(line, ui.scope_id().with((name, row)), Sense::hover());
            response.widget_info(|| {
                let texts = (0..widths.len()).map(|column| text_of(row, column)).filter(|text| !text.is_empty());
                egui::WidgetInfo::labeled(egui::Role::ListItem, true, texts.collect::<Vec<_>>().join(", "))
            });
            for column in 0..widths.len() {
                let rect = cell(top, column);
                if rect.right() < whole.left() + viewport.left() || rect.left() > whole.left() + viewport.right() {
                    continue;
                }
                text_in(ui, rect, &text_of(row, column), 12.5, colour(palette.text), false);
            }
        }
        // The header stays where it is.
        let top = whole.top() + viewport.top();
        let band = Rect::from_min_size(Pos2::new(whole.left(), top), Vec2::new(width, size.y));
        painter.rect_filled(band, 0.0, colour(palette.surface));
        for (column, header) in headers.iter().enumerate() {
            text_in(ui, cell(top, column), header, 11.5, colour(palette.muted), true);
        }
        painter.hline(whole.x_range(), band.bottom(), egui::Stroke::new(1.0, colour(palette.line)));
    });
}

/// One line of text in a cell, cut with an ellipsis; line breaks become blanks.
pub fn text_in(ui: &Ui, rect: Rect, text: &str, size: f32, ink: egui::Color32, strong: bool) {
    let width = rect.width() - PADDING * 2.0;
    if width <= 4.0 || text.is_empty() {
        return;
    }
    let short: String = text.chars().take(400).map(|char| if char.is_control() { ' ' } else { char }).collect();
    let font = if strong { theme::semi_bold(size) } else { theme::regular(size) };
    let mut job = egui::text::LayoutJob::simple_singleline(short, font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = Pos2::new(rect.left() + PADDING, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
}
