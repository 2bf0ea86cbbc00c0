//! How the window looks: the bundled typeface, and the tokens of ../shared/design/window.md as an egui style.

use crate::chart::{Colour, Palette, Theme};
use crate::figure::{BOLD, REGULAR, SEMI_BOLD};
use crate::workspace::Comfort;
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, RichText, Stroke, Style,
    TextStyle, Visuals,
};
use std::sync::Arc;

pub fn colour(colour: Colour) -> Color32 {
    Color32::from_rgb(colour.0, colour.1, colour.2)
}

/// The palette of the theme that is on.
pub fn palette(context: &Context) -> &'static Palette {
    Palette::of(theme(context))
}

pub fn theme(context: &Context) -> Theme {
    match context.theme() {
        egui::Theme::Dark => Theme::Dark,
        egui::Theme::Light => Theme::Light,
    }
}

pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

pub fn semi_bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("semi-bold".into()))
}

pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("bold".into()))
}

pub fn strong(text: impl Into<String>, size: f32) -> RichText {
    RichText::new(text).font(semi_bold(size))
}

pub fn quiet(text: impl Into<String>, palette: &Palette) -> RichText {
    RichText::new(text).size(12.0).color(colour(palette.muted))
}

/// A heading in small capitals with tracking.
pub fn section(text: &str, palette: &Palette) -> RichText {
    RichText::new(text.to_uppercase()).font(semi_bold(10.5)).extra_letter_spacing(0.7).color(colour(palette.muted))
}

/// Sets fonts and both styles, once.
pub fn install(context: &Context) {
    let mut fonts = FontDefinitions::empty();
    for (name, family, bytes) in [
        ("Inter", FontFamily::Proportional, REGULAR),
        ("Inter semi-bold", FontFamily::Name("semi-bold".into()), SEMI_BOLD),
        ("Inter bold", FontFamily::Name("bold".into()), BOLD),
    ] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        fonts.families.insert(family, vec![name.to_owned()]);
    }
    fonts.families.insert(FontFamily::Monospace, vec!["Inter".to_owned()]);
    context.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    context.set_fonts(fonts);
    for (theme, palette) in [(egui::Theme::Light, &Palette::LIGHT), (egui::Theme::Dark, &Palette::DARK)] {
        context.style_mut_of(theme, |style| apply(style, theme == egui::Theme::Dark, palette));
    }
}

/// Closer together, and without motion, as a person likes it.
pub fn comfort(context: &Context, comfort: Comfort) {
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        context.style_mut_of(theme, |style| {
            let (gap, padding, height) = if comfort.is_dense { (3.0, 2.0, 21.0) } else { (6.0, 5.0, 26.0) };
            style.spacing.item_spacing.y = gap;
            style.spacing.button_padding.y = padding;
            style.spacing.interact_size.y = height;
            style.animation_time = if comfort.reduces_motion { 0.0 } else { 0.12 };
            style.scroll_animation = if comfort.reduces_motion {
                egui::style::ScrollAnimation::none()
            } else {
                egui::style::ScrollAnimation::default()
            };
        });
    }
}

fn apply(style: &mut Style, is_dark: bool, palette: &Palette) {
    style.text_styles = [
        (TextStyle::Heading, bold(23.0)),
        (TextStyle::Body, regular(13.5)),
        (TextStyle::Button, regular(13.0)),
        (TextStyle::Small, regular(12.0)),
        (TextStyle::Monospace, regular(12.5)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = egui::vec2(8.0, 6.0);
    spacing.button_padding = egui::vec2(10.0, 5.0);
    spacing.interact_size = egui::vec2(32.0, 26.0);
    spacing.menu_margin = Margin::same(6);
    spacing.icon_width = 15.0;
    spacing.icon_width_inner = 9.0;
    spacing.icon_spacing = 8.0;
    spacing.scroll = egui::style::ScrollStyle::thin();
    spacing.combo_width = 80.0;
    let mut visuals = if is_dark { Visuals::dark() } else { Visuals::light() };
    // A caret that blinks would draw the window again and again.
    visuals.text_cursor.blink = false;
    visuals.override_text_color = None;
    visuals.panel_fill = colour(palette.ground);
    visuals.window_fill = colour(palette.surface);
    visuals.window_stroke = Stroke::new(1.0, colour(palette.line));
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = colour(palette.surface);
    visuals.text_edit_bg_color = Some(colour(palette.surface));
    visuals.faint_bg_color = colour(palette.ground);
    visuals.hyperlink_color = colour(palette.accent);
    visuals.warn_fg_color = colour(palette.warning);
    visuals.weak_text_color = Some(colour(palette.muted));
    let accent = colour(palette.accent);
    visuals.selection.bg_fill = accent.gamma_multiply(if is_dark { 0.35 } else { 0.22 });
    visuals.selection.stroke = Stroke::new(1.5, accent);
    let shadow = egui::Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(28) };
    visuals.popup_shadow = shadow;
    visuals.window_shadow = shadow;
    let (line, text, muted) = (colour(palette.line), colour(palette.text), colour(palette.muted));
    let (surface, pale) = (colour(palette.surface), colour(palette.pale));
    let widgets = &mut visuals.widgets;
    for (widget, fill, border, letters) in [
        (&mut widgets.noninteractive, surface, line, text),
        (&mut widgets.inactive, surface, line, text),
        (&mut widgets.hovered, pale, muted, text),
        (&mut widgets.active, pale, accent, text),
        (&mut widgets.open, pale, line, text),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, border);
        widget.fg_stroke = Stroke::new(1.2, letters);
        widget.corner_radius = CornerRadius::same(6);
        widget.expansion = 0.0;
    }
    style.visuals = visuals;
}

/// A quiet surface with a hairline around it.
pub fn card(palette: &Palette) -> egui::Frame {
    egui::Frame::new()
        .fill(colour(palette.surface))
        .stroke(Stroke::new(1.0, colour(palette.line)))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::same(14))
}

/// A menu whose entries have room around their words.
pub fn menu<R>(
    ui: &mut egui::Ui,
    name: impl Into<egui::WidgetText>,
    content: impl FnOnce(&mut egui::Ui) -> R,
) -> egui::InnerResponse<Option<R>> {
    let name: egui::WidgetText = name.into();
    ui.menu_button(name, |ui| {
        give_room(ui);
        content(ui)
    })
}

/// As [`menu`], on a right click, or where a key asks for it.
pub fn context_menu(
    response: &egui::Response,
    asked: Option<super::keyboard::MenuPlace>,
    content: impl FnOnce(&mut egui::Ui),
) {
    super::keyboard::context_menu(response, asked, |ui| {
        give_room(ui);
        content(ui);
    });
}

fn give_room(ui: &mut egui::Ui) {
    ui.spacing_mut().button_padding = egui::vec2(8.0, 3.0);
}

/// How much of a line buttons with these words take, with the space before each.
pub fn buttons_width(ui: &egui::Ui, names: &[&str]) -> f32 {
    let width = |name: &&str| {
        let text = ui.painter().layout_no_wrap((*name).to_owned(), semi_bold(13.0), Color32::BLACK);
        text.size().x + 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x
    };
    names.iter().map(width).sum()
}

/// The one button of a sheet that matters.
pub fn primary_button(text: &str, palette: &Palette) -> egui::Button<'static> {
    egui::Button::new(RichText::new(text.to_owned()).font(semi_bold(13.0)).color(colour(palette.on_accent)))
        .fill(colour(palette.accent))
        .stroke(Stroke::NONE)
        .corner_radius(CornerRadius::same(6))
}
