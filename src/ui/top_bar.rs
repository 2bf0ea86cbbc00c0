//! The top bar: the menus, undo and redo, and the one primary button.

use super::Commands;
use super::theme;
use crate::chart::Theme;
use crate::view_spec::ChartKind;
use crate::words::{Language, Words};
use crate::workspace::{Action, Command, Workspace};
use egui::{Context, Ui};

pub fn show(ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
    let (words, palette) = (workspace.words(), theme::palette(ui.ctx()));
    let labels = words.labels;
    ui.horizontal_centered(|ui| {
        ui.label(theme::strong(labels.app_name, 13.5));
        ui.add_space(8.0);
        // The menu bar would take the whole line.
        let room = egui::vec2(272.0, ui.available_height());
        ui.allocate_ui_with_layout(room, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            menus(ui, workspace, commands);
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(8.0);
            if ui.add(theme::primary_button(labels.export, palette)).on_hover_text(labels.export_hint).clicked() {
                commands.push(Command::Do(Action::Export));
            }
            for (action, sign) in [(Action::Redo, "↻"), (Action::Undo, "↺")] {
                let (name, hint, shortcut) = action.describe(labels);
                let enabled = workspace.is_enabled(action);
                let button = egui::Button::new(egui::RichText::new(sign).size(15.0)).min_size(egui::vec2(30.0, 28.0));
                let response = ui.add_enabled(enabled, button);
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, name));
                let hint = format!("{hint} ({})", super::keys_text(shortcut));
                if response.on_hover_text(hint).clicked() {
                    commands.push(Command::Do(action));
                }
            }
            ui.add_space(8.0);
            search_field(ui, workspace, commands);
        });
    });
}

fn menus(ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
    let labels = workspace.words().labels;
    egui::MenuBar::new().ui(ui, |ui| {
        theme::menu(ui, labels.menu_file, |ui| file_menu(ui, workspace, commands));
        theme::menu(ui, labels.menu_edit, |ui| {
            for action in [Action::Undo, Action::Redo] {
                item(ui, action, workspace, commands);
            }
            ui.separator();
            for action in [Action::ClearSelection, Action::FilterSelection, Action::ClearFilters, Action::ResetView] {
                item(ui, action, workspace, commands);
            }
        });
        theme::menu(ui, labels.menu_view, |ui| view_menu(ui, workspace, commands));
        theme::menu(ui, labels.menu_help, |ui| {
            for action in [Action::About, Action::Shortcuts] {
                item(ui, action, workspace, commands);
            }
        });
    });
}

/// Looks like a field and opens the search over everything.
fn search_field(ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
    let (labels, palette) = (workspace.words().labels, theme::palette(ui.ctx()));
    let width = (ui.available_width() - 10.0).min(280.0);
    if width < 120.0 {
        return;
    }
    let (rect, response) = ui.allocate_exact_size(egui::vec2(width, 28.0), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, labels.palette));
    let line = if response.hovered() { palette.faint } else { palette.line };
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect(
        rect,
        egui::CornerRadius::same(7),
        theme::colour(palette.surface),
        egui::Stroke::new(1.0, theme::colour(line)),
        egui::StrokeKind::Inside,
    );
    let ink = theme::colour(palette.muted);
    let left = egui::pos2(rect.left() + 10.0, rect.center().y);
    let right = egui::pos2(rect.right() - 10.0, rect.center().y);
    let keys = painter.text(right, egui::Align2::RIGHT_CENTER, "Ctrl K", theme::regular(12.0), ink);
    let mut job = egui::text::LayoutJob::simple_singleline(labels.palette_prompt.to_owned(), theme::regular(12.5), ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(keys.left() - 6.0 - left.x);
    let prompt = ui.fonts_mut(|fonts| fonts.layout_job(job));
    painter.galley(left - egui::vec2(0.0, prompt.size().y / 2.0), prompt, ink);
    super::controls::focus_ring(ui, &response, rect, palette);
    let bar = egui::Rect::everything_above(rect.bottom() + 8.0);
    super::keyboard::region(ui.ctx(), super::REGION_OF_TOP, bar, response.id);
    if response.on_hover_text(labels.palette_hint).clicked() {
        commands.push(Command::Do(Action::Palette));
    }
}

/// One line of a menu: words, keys, tooltip and state come from the table of actions.
fn item(ui: &mut Ui, action: Action, workspace: &Workspace, commands: &mut Commands) {
    let (name, hint, shortcut) = action.describe(workspace.words().labels);
    let button = egui::Button::new(name).shortcut_text(super::keys_text(shortcut));
    if ui.add_enabled(workspace.is_enabled(action), button).on_hover_text(hint).clicked() {
        commands.push(Command::Do(action));
        ui.close();
    }
}

fn file_menu(ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
    let words = workspace.words();
    item(ui, Action::Open, workspace, commands);
    item(ui, Action::Gallery, workspace, commands);
    theme::menu(ui, words.labels.open_sample, |ui| samples(ui, workspace, words, commands));
    theme::menu(ui, words.labels.open_recent, |ui| {
        let recent = &workspace.preferences.recent;
        if recent.is_empty() {
            ui.weak(words.labels.no_recent);
            return;
        }
        for path in recent {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                commands.push(Command::Open(path.clone()));
                ui.close();
            }
        }
        ui.separator();
        if ui.button(words.labels.clear_recent).clicked() {
            commands.push(Command::ClearRecent);
            ui.close();
        }
    });
    ui.separator();
    for action in [Action::Reload, Action::ImportSettings, Action::Ledger, Action::AsEditions] {
        item(ui, action, workspace, commands);
    }
    ui.separator();
    for action in [Action::SaveWorkspace, Action::SaveWorkspaceAs, Action::Export, Action::ExportAll] {
        item(ui, action, workspace, commands);
    }
    ui.separator();
    item(ui, Action::Quit, workspace, commands);
}

pub(super) fn samples(ui: &mut Ui, workspace: &Workspace, words: &Words, commands: &mut Commands) {
    for (sample, title) in super::sample_titles(words.language) {
        if ui.selectable_label(workspace.sample() == Some(sample), title).clicked() {
            commands.push(Command::OpenSample(sample.to_owned()));
            ui.close();
        }
    }
}

fn view_menu(ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
    let labels = workspace.words().labels;
    theme::menu(ui, workspace.words().labels.chart_kind, |ui| {
        for chart in ChartKind::ALL {
            item(ui, Action::Show(chart), workspace, commands);
        }
    });
    for action in [Action::Palette, Action::NameView, Action::NamedViews] {
        item(ui, action, workspace, commands);
    }
    ui.separator();
    for action in [
        Action::PlayOrPause,
        Action::PreviousYear,
        Action::NextYear,
        Action::FirstYear,
        Action::LastYear,
        Action::AllYears,
    ] {
        item(ui, action, workspace, commands);
    }
    ui.separator();
    item(ui, Action::ToggleDataPanel, workspace, commands);
    for action in [Action::LargerText, Action::SmallerText, Action::NormalText] {
        item(ui, action, workspace, commands);
    }
    ui.separator();
    theme::menu(ui, labels.theme, |ui| {
        for (theme, name) in [
            (None, labels.theme_system),
            (Some(Theme::Light), labels.theme_light),
            (Some(Theme::Dark), labels.theme_dark),
        ] {
            if ui.selectable_label(workspace.preferences.theme == theme, name).clicked() {
                commands.push(Command::SetTheme(theme));
                ui.close();
            }
        }
    });
    theme::menu(ui, labels.language, |ui| languages(ui, workspace, commands));
    let mut preferences = workspace.preferences.comfort;
    for (is_on, label) in
        [(&mut preferences.is_dense, labels.dense_layout), (&mut preferences.reduces_motion, labels.reduced_motion)]
    {
        ui.checkbox(is_on, label);
    }
    if preferences != workspace.preferences.comfort {
        commands.push(Command::SetComfort(preferences));
        ui.close();
    }
}

pub(super) fn languages(ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
    for language in Language::ALL {
        if ui.selectable_label(workspace.language() == language, language.own_name()).clicked() {
            commands.push(Command::SetLanguage(language));
            ui.close();
        }
    }
}

/// Keys that were pressed become commands, unless somebody is writing or a sheet is open.
pub fn shortcuts(context: &Context, workspace: &Workspace, commands: &mut Commands) {
    let is_writing = context.text_edit_focused();
    let has_focus = context.memory(|memory| memory.focused().is_some());
    let is_menu_open = egui::Popup::is_any_open(context);
    // More modifiers first, so that Ctrl+Shift+Z is not taken for Ctrl+Z.
    let mut actions = Action::ALL;
    actions.sort_by_key(|action| !action.describe(workspace.words().labels).2.shift);
    for action in actions {
        let keys = action.describe(workspace.words().labels).2;
        let needs_nothing_else = !keys.control && !matches!(keys.key, "F1" | "F5" | "F6");
        if needs_nothing_else && (is_writing || is_menu_open || (has_focus && is_of_the_focus(keys.key))) {
            continue;
        }
        if is_writing && keys.control && keys.key == "Z" {
            continue;
        }
        let Some(key) = super::egui_key(keys.key) else { continue };
        let modifiers = egui::Modifiers { command: keys.control, shift: keys.shift, ..egui::Modifiers::NONE };
        // Every press counts, however many come between two frames.
        let pressed = context.input_mut(|input| {
            let other = match action {
                Action::LargerText => input.count_and_consume_key(modifiers, egui::Key::Equals),
                // As other programs have it.
                Action::Redo => input.count_and_consume_key(egui::Modifiers::COMMAND, egui::Key::Y),
                _ => 0,
            };
            other + input.count_and_consume_key(modifiers, key)
        });
        let times = if repeats(action) { pressed } else { pressed.min(1) };
        commands.extend((0..times).map(|_| Command::Do(action)));
    }
}

/// Keys that belong to what has the focus.
fn is_of_the_focus(key: &str) -> bool {
    matches!(key, "Space" | "Left" | "Right" | "Home" | "End")
}

/// Whether pressing twice does more than pressing once.
fn repeats(action: Action) -> bool {
    matches!(
        action,
        Action::PreviousYear
            | Action::NextYear
            | Action::Undo
            | Action::Redo
            | Action::LargerText
            | Action::SmallerText
            | Action::PlayOrPause
            | Action::NextRegion
    )
}
