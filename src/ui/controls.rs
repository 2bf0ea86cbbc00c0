//! Small controls that egui lacks: a row of choices, stripes, a round button.

use super::theme::{self, colour};
use crate::chart::Palette;
use egui::{Color32, CornerRadius, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

/// Choices side by side, one of them on. Gives the one that was clicked.
pub fn segments(ui: &mut Ui, name: &str, choices: &[(&str, bool)], palette: &Palette) -> Option<usize> {
    let width = ui.available_width();
    segments_sized(ui, name, choices, width, palette)
}

/// As [`segments`], of a given width.
pub fn segments_sized(
    ui: &mut Ui,
    name: &str,
    choices: &[(&str, bool)],
    width: f32,
    palette: &Palette,
) -> Option<usize> {
    let height = 28.0;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    let painter = ui.painter().clone();
    painter.rect(
        rect,
        CornerRadius::same(7),
        colour(palette.surface),
        Stroke::new(1.0, colour(palette.line)),
        StrokeKind::Inside,
    );
    let mut clicked = None;
    #[expect(clippy::cast_precision_loss, reason = "a handful of choices")]
    let share = rect.width() / choices.len().max(1) as f32;
    for (index, (label, is_on)) in choices.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a handful of choices")]
        let left = rect.left() + index as f32 * share;
        let part = Rect::from_min_size(Pos2::new(left, rect.top()), Vec2::new(share, height));
        let response = ui.interact(part, ui.scope_id().with((name, index)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, *is_on, *label));
        let inner = part.shrink(2.0);
        if *is_on {
            painter.rect_filled(inner, CornerRadius::same(5), colour(palette.accent));
        } else if response.hovered() {
            painter.rect_filled(inner, CornerRadius::same(5), colour(palette.pale));
        }
        focus_ring(ui, &response, inner, palette);
        let text_colour = colour(if *is_on { palette.on_accent } else { palette.muted });
        let font = if *is_on { theme::semi_bold(12.5) } else { theme::regular(12.5) };
        let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap((*label).to_owned(), font, text_colour));
        let clipped = painter.with_clip_rect(inner);
        clipped.galley(part.center() - galley.size() / 2.0, galley, text_colour);
        if response.clicked() {
            clicked = Some(index);
        }
    }
    clicked
}

/// A menu behind a quiet text, without a frame until it is touched.
pub fn quiet_menu(ui: &mut Ui, text: egui::RichText, content: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        let inactive = &mut ui.visuals_mut().widgets.inactive;
        inactive.weak_bg_fill = Color32::TRANSPARENT;
        inactive.bg_stroke = Stroke::NONE;
        theme::menu(ui, text, |ui| {
            ui.visuals_mut().widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
            content(ui);
        });
    });
}

/// The focus of the keyboard is always visible.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, palette: &Palette) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, colour(palette.selection));
        ui.painter().rect_stroke(rect, CornerRadius::same(5), stroke, StrokeKind::Inside);
    }
}

/// Diagonal stripes: not certain, or not covered.
pub fn stripes(painter: &egui::Painter, rect: Rect, stripe: Color32) {
    if rect.width() <= 0.0 || rect.height() <= 0.0 {
        return;
    }
    let clipped = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        let (from, to) = (Pos2::new(x, rect.bottom()), Pos2::new(x + rect.height(), rect.top()));
        clipped.line_segment([from, to], Stroke::new(1.6, stripe));
        x += 6.0;
    }
}

/// Play or pause, drawn and not written.
pub fn play_button(ui: &mut Ui, label: &str, is_playing: bool, palette: &Palette) -> Response {
    let size = 38.0;
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let painter = ui.painter();
    let fill = colour(palette.accent);
    painter.circle_filled(rect.center(), size / 2.0, if response.hovered() { fill.gamma_multiply(0.88) } else { fill });
    if response.has_focus() {
        painter.circle_stroke(rect.center(), size / 2.0 - 1.0, Stroke::new(2.0, colour(palette.selection)));
    }
    let (centre, ink) = (rect.center(), colour(palette.on_accent));
    if is_playing {
        for x in [-4.5, 4.5] {
            let bar = Rect::from_center_size(centre + Vec2::new(x, 0.0), Vec2::new(4.0, 13.0));
            painter.rect_filled(bar, CornerRadius::same(1), ink);
        }
    } else {
        let points = [Vec2::new(-4.0, -7.0), Vec2::new(8.0, 0.0), Vec2::new(-4.0, 7.0)].map(|offset| centre + offset);
        painter.add(egui::Shape::convex_polygon(points.to_vec(), ink, Stroke::NONE));
    }
    response
}
