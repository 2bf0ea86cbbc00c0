//! The table in the window, of any length: only what can be seen is drawn. Headers sort, are drawn wider and hide;
//! a text is searched in all columns; rows are copied as a spreadsheet takes them.
//!
//! Every number and every name comes from the chart model or the data set. Start with [`show`].

mod state;

use super::cells::text_in;
use super::controls::{focus_ring, quiet_menu, segments_sized};
use super::keyboard::first_entry;
use super::scene_view::chart_menu;
use super::theme::{self, colour};
use super::{Commands, push_view};
use crate::chart::{Palette, TableModel, TableRow, Tone};
use crate::dataset::Dataset;
use crate::view_spec::{ChartStyle, CompleteSpec, Key};
use crate::words::Words;
use crate::workspace::{Command, ViewCommand, Workspace};
use egui::{Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};
use state::{MOST_COPIED, State};
use std::sync::{Arc, Mutex, PoisonError};

const ROW: f32 = 24.0;
const TYPE: f32 = 12.5;
/// The numbers of the rows, at the left.
const NUMBER_WIDTH: f32 = 62.0;
const NO_NUMBER_WIDTH: f32 = 4.0;
const BAR: f32 = 10.0;
const LEAST_WIDTH: f32 = 36.0;

/// What is needed everywhere.
struct Shown<'a> {
    workspace: &'a Workspace,
    /// 0 for the large view.
    tile: usize,
    spec: &'a CompleteSpec,
    model: &'a TableModel,
    words: &'static Words,
    palette: &'static Palette,
}

impl Shown<'_> {
    fn dataset(&self) -> &Dataset {
        &self.workspace.data().dataset
    }

    /// Groups have no number in a file.
    fn number_width(&self) -> f32 {
        if self.model.data_rows.is_some() { NUMBER_WIDTH } else { NO_NUMBER_WIDTH }
    }

    /// The row of the model, where rows are groups.
    fn group(&self, state: &State, position: usize) -> Option<&TableRow> {
        let row = *state.order.get(position)? as usize;
        self.model.rows.get(row).filter(|_| self.model.data_rows.is_none())
    }
}

pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    (tile, spec, model): (usize, &CompleteSpec, &TableModel),
    commands: &mut Commands,
) {
    let shown = Shown { workspace, tile, spec, model, words: workspace.words(), palette: theme::palette(ui.ctx()) };
    // Kept by the window for the place of this table: another tile has its own.
    let id = ui.scope_id().with("table");
    let state: Arc<Mutex<State>> = ui.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<State>>>(id).clone());
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    let width_of = |text: &str| {
        let font = theme::regular(TYPE);
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.chars().take(60).collect(), font, egui::Color32::WHITE).size().x)
    };
    let (dataset, context) = (&workspace.data().dataset, ui.ctx().clone());
    state.refresh(dataset, (workspace.memo_version(), model), &width_of, move || context.request_repaint());
    tools(ui, &mut state, &shown, commands);
    // What was typed counts in this frame.
    let version = workspace.memo_version();
    let context = ui.ctx().clone();
    state.refresh(dataset, (version, model), &|_| 0.0, move || context.request_repaint());
    ui.add_space(4.0);
    let (rect, _) = ui.allocate_exact_size(ui.available_size().max(Vec2::new(80.0, ROW * 3.0)), Sense::hover());
    grid(ui, rect, &mut state, &shown, commands);
    copy_by_key(ui, &state, &shown, rect);
}

/// Numbers or rows, the search, what to copy.
fn tools(ui: &mut Ui, state: &mut State, shown: &Shown<'_>, commands: &mut Commands) {
    let (labels, palette) = (shown.words.labels, shown.palette);
    ui.horizontal(|ui| {
        let is_rows = shown.model.data_rows.is_some();
        let choices = [(labels.table_numbers, !is_rows), (labels.table_rows, is_rows)];
        if let Some(chosen) = segments_sized(ui, "table style", &choices, 240.0, palette) {
            let style = if chosen == 0 { ChartStyle::Standard } else { ChartStyle::Rows };
            commands.push(Command::Tile(shown.tile, ViewCommand::SetStyle(style)));
        }
        let width = (ui.available_width() * 0.45).clamp(90.0, 260.0);
        let field = egui::TextEdit::singleline(&mut state.search).hint_text(labels.search_rows);
        ui.add(field.desired_width(width).margin(Vec2::new(8.0, 5.0)));
        let count = |rows: usize| crate::chart::format_number(rows.into(), &crate::dataset::Unit::Rows, shown.words);
        let (found, all) = (state.order.len(), shown.model.lines);
        if state.is_finding() {
            ui.add(egui::Spinner::new().size(13.0));
            ui.label(theme::quiet(labels.finding_rows, palette));
        } else if !state.search.is_empty() {
            ui.label(theme::quiet(shown.words.say.rows_found(&count(found), &count(all)), palette));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            quiet_menu(ui, theme::quiet(format!("{} ▼", labels.copy), palette), |ui| copy_menu(ui, state, shown));
            if state.hidden.contains(&true) && ui.button(labels.show_columns).clicked() {
                state.hidden.fill(false);
            }
        });
    });
}

fn copy_menu(ui: &mut Ui, state: &State, shown: &Shown<'_>) {
    let labels = shown.words.labels;
    let text = |rows: std::ops::Range<usize>| state.tsv(shown.dataset(), shown.model, rows, shown.words);
    if let Some(range) = state.selected_range()
        && ui.button(labels.copy_rows).clicked()
    {
        ui.ctx().copy_text(text(range));
        ui.close();
    }
    let all = state.order.len();
    if ui.add_enabled(all <= MOST_COPIED, egui::Button::new(labels.copy_all)).clicked() {
        ui.ctx().copy_text(text(0..all));
        ui.close();
    }
}

/// Ctrl+C copies what is selected, unless a text is being typed.
fn copy_by_key(ui: &Ui, state: &State, shown: &Shown<'_>, rect: Rect) {
    let is_over = ui.rect_contains_pointer(rect) || !ui.ctx().text_edit_focused();
    let asked = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Copy)));
    if let Some(range) = state.selected_range().filter(|_| asked && is_over && !ui.ctx().text_edit_focused()) {
        ui.ctx().copy_text(state.tsv(shown.dataset(), shown.model, range, shown.words));
    }
}

/// Where columns are, from the left edge of the cells.
fn lefts(state: &State) -> Vec<(usize, f32, f32)> {
    let mut left = 0.0;
    let place = |column: usize| {
        let width = state.widths.get(column).copied().unwrap_or(LEAST_WIDTH);
        left += width;
        (column, left - width, width)
    };
    state.shown_columns().into_iter().map(place).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "rows on a screen"
)]
fn grid(ui: &mut Ui, rect: Rect, state: &mut State, shown: &Shown<'_>, commands: &mut Commands) {
    let palette = shown.palette;
    let header = Rect::from_min_size(rect.min, Vec2::new(rect.width() - BAR, ROW + 4.0));
    let total = shown.model.total.as_ref();
    let foot = if total.is_some() { ROW + 4.0 } else { 0.0 };
    let body = Rect::from_min_max(
        Pos2::new(rect.left(), header.bottom()),
        Pos2::new(rect.right() - BAR, rect.bottom() - BAR - foot),
    );
    let columns = lefts(state);
    let whole: f32 = columns.last().map_or(0.0, |(_, left, width)| left + width);
    let cells_left = body.left() + shown.number_width();
    scroll(ui, (rect, body), state, whole, shown.number_width());
    let cells = Rect::from_min_max(Pos2::new(cells_left, body.top()), body.max);
    let (first, part) = (state.top.floor() as usize, (state.top.fract()) as f32);
    let visible = (body.height() / ROW).ceil() as usize + 1;
    let shift = state.left;
    let at = |column: &(usize, f32, f32), top: f32| {
        Rect::from_min_size(Pos2::new(cells_left + column.1 - shift, top), Vec2::new(column.2, ROW))
    };
    let mut clicked: Option<(usize, usize, bool, bool)> = None;
    for position in first..state.order.len().min(first + visible) {
        let top = body.top() + (position - first) as f32 * ROW - part * ROW;
        let line = Rect::from_min_size(Pos2::new(body.left(), top), Vec2::new(body.width(), ROW));
        let group = shown.group(state, position);
        let is_marked = state.selected_range().is_some_and(|range| range.contains(&position));
        let painter = ui.painter().with_clip_rect(body.intersect(ui.clip_rect()));
        let response = ui.interact(line.intersect(body), ui.scope_id().with(("row", position)), Sense::click());
        response.widget_info(|| {
            let cells = columns
                .iter()
                .map(|(column, ..)| state.text(shown.dataset(), shown.model, position, *column, shown.words));
            WidgetInfo::selected(Role::ListItem, true, is_marked, cells.collect::<Vec<_>>().join(", "))
        });
        let is_selected = group.is_some_and(|row| row.tone == Tone::Selected) || is_highlighted(state, shown, position);
        if is_selected || is_marked {
            let tint = if is_selected { palette.selection_tint } else { palette.pale };
            painter.rect_filled(line, 0.0, colour(tint));
        } else if response.hovered() {
            painter.rect_filled(line, 0.0, colour(palette.muted).gamma_multiply(0.07));
        }
        painter.hline(line.x_range(), line.bottom(), Stroke::new(1.0, colour(palette.line).gamma_multiply(0.6)));
        focus_ring(ui, &response, line.intersect(body), palette);
        let ink = match group.map(|row| row.tone) {
            Some(Tone::Nothing | Tone::Rest) => colour(palette.muted),
            _ => colour(palette.text),
        };
        let mut clip = ui.new_child(egui::UiBuilder::new().max_rect(body));
        clip.set_clip_rect(body.intersect(ui.clip_rect()));
        let number = Rect::from_min_size(line.min, Vec2::new(shown.number_width(), ROW));
        text_in(&clip, number, &row_number(state, shown, position), 11.0, colour(palette.faint), false);
        clip.set_clip_rect(cells.intersect(ui.clip_rect()));
        for column in &columns {
            let cell = at(column, top);
            if cell.right() < cells.left() || cell.left() > cells.right() {
                continue;
            }
            let text = state.text(shown.dataset(), shown.model, position, column.0, shown.words);
            let is_number = shown.model.columns.get(column.0).is_some_and(|column| column.is_number);
            let ink = if is_nothing(state, shown, position, column.0) { colour(palette.faint) } else { ink };
            cell_in(&clip, cell, &text, ink, is_number, is_selected);
        }
        let column_at = |pointer: Pos2| {
            columns.iter().find(|column| at(column, top).x_range().contains(pointer.x)).map_or(0, |column| column.0)
        };
        if response.clicked() || response.secondary_clicked() {
            let column = response.interact_pointer_pos().map_or(0, column_at);
            let extends = ui.input(|input| input.modifiers.shift);
            clicked = Some((position, column, extends, response.secondary_clicked()));
        }
        if response.double_clicked()
            && let Some(key) = group.and_then(|row| row.key.clone())
        {
            commands.push(Command::FilterFrom { tile: shown.tile, picks: vec![(shown.spec.by_name.clone(), key)] });
        }
        let menu_at = state.menu_at.filter(|(row, _)| *row == position);
        let asks = response.has_focus() && super::keyboard::asks_for_menu(ui);
        let place = super::keyboard::MenuPlace { at: response.rect.left_center(), back_to: response.id };
        theme::context_menu(&response, Some(place).filter(|_| asks), |ui| {
            row_menu(ui, state, shown, menu_at.unwrap_or((position, 0)), commands);
        });
        if shown.model.data_rows.is_some() && response.hovered() {
            response.on_hover_text_at_pointer(origin(state, shown, position));
        }
    }
    if let Some((position, column, extends, is_menu)) = clicked {
        click(state, shown, (position, column), (extends, is_menu), commands);
    }
    if state.order.is_empty() {
        let text = shown.words.labels.nothing_found;
        ui.painter().text(
            body.center(),
            egui::Align2::CENTER_CENTER,
            text,
            theme::regular(14.0),
            colour(palette.muted),
        );
    }
    if let Some(total) = total {
        let top = body.bottom();
        ui.painter().hline(body.x_range(), top, Stroke::new(1.0, colour(palette.faint)));
        let mut clip = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        let foot = Rect::from_min_size(Pos2::new(cells_left, top), Vec2::new(cells.width(), foot));
        clip.set_clip_rect(foot.intersect(ui.clip_rect()));
        for column in &columns {
            let is_number = shown.model.columns.get(column.0).is_some_and(|column| column.is_number);
            let text = total.cells.get(column.0).map_or("", String::as_str);
            cell_in(&clip, at(column, top + 2.0), text, colour(palette.text), is_number, true);
        }
    }
    headers(ui, header, &columns, state, shown);
}

/// A wheel, keys and the two bars at the edges.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "rows on a screen")]
fn scroll(ui: &mut Ui, (rect, body): (Rect, Rect), state: &mut State, whole: f32, before: f32) {
    let page = f64::from(body.height() / ROW);
    let most = (state.order.len() as f64 - page).max(0.0);
    let room = body.width() - before;
    let most_left = (whole - room).max(0.0);
    if ui.rect_contains_pointer(rect) && ui.ctx().memory(|memory| memory.is_above_modal_layer(ui.layer_id())) {
        let delta = ui.input(egui::InputState::smooth_scroll_delta);
        state.top -= f64::from(delta.y / ROW);
        state.left -= delta.x;
        if !ui.ctx().text_edit_focused() {
            let pressed = |key| ui.input(|input| input.key_pressed(key));
            for (key, by) in [
                (egui::Key::PageDown, page - 1.0),
                (egui::Key::PageUp, 1.0 - page),
                (egui::Key::ArrowDown, 1.0),
                (egui::Key::ArrowUp, -1.0),
            ] {
                state.top += if pressed(key) { by } else { 0.0 };
            }
        }
    }
    let bar = |ui: &mut Ui, name: &str, track: Rect, share: f32, at: f32, is_upright: bool| -> Option<f32> {
        let length = if is_upright { track.height() } else { track.width() };
        let knob = (length * share).max(24.0).min(length);
        let start = (length - knob) * at;
        let handle = if is_upright {
            Rect::from_min_size(track.min + Vec2::new(2.0, start), Vec2::new(track.width() - 3.0, knob))
        } else {
            Rect::from_min_size(track.min + Vec2::new(start, 2.0), Vec2::new(knob, track.height() - 3.0))
        };
        let response = ui.interact(track, ui.scope_id().with(name), Sense::CLICK | Sense::DRAG);
        let ink = if response.hovered() || response.dragged() { 0.55 } else { 0.28 };
        let palette = theme::palette(ui.ctx());
        ui.painter().rect_filled(handle, 4.0, colour(palette.muted).gamma_multiply(ink));
        let pointer = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked())?;
        let along = if is_upright { pointer.y - track.top() } else { pointer.x - track.left() };
        Some(((along - knob / 2.0) / (length - knob).max(1.0)).clamp(0.0, 1.0))
    };
    if most > 0.0 {
        let track =
            Rect::from_min_max(Pos2::new(rect.right() - BAR, body.top()), Pos2::new(rect.right(), body.bottom()));
        let share = (page / state.order.len().max(1) as f64) as f32;
        let at = (state.top / most).clamp(0.0, 1.0) as f32;
        if let Some(at) = bar(ui, "upright", track, share, at, true) {
            state.top = f64::from(at) * most;
        }
    }
    if most_left > 0.0 {
        let left = body.left() + before;
        let track = Rect::from_min_max(Pos2::new(left, rect.bottom() - BAR), Pos2::new(body.right(), rect.bottom()));
        if let Some(at) = bar(ui, "level", track, room / whole, (state.left / most_left).clamp(0.0, 1.0), false) {
            state.left = at * most_left;
        }
    }
    state.top = state.top.clamp(0.0, most);
    state.left = state.left.clamp(0.0, most_left);
}

fn headers(ui: &mut Ui, header: Rect, columns: &[(usize, f32, f32)], state: &mut State, shown: &Shown<'_>) {
    let (palette, labels) = (shown.palette, shown.words.labels);
    let painter = ui.painter().clone();
    painter.rect_filled(header, 0.0, colour(palette.surface));
    painter.hline(header.x_range(), header.bottom(), Stroke::new(1.0, colour(palette.line)));
    let mut clip = ui.new_child(egui::UiBuilder::new().max_rect(header));
    if shown.model.data_rows.is_some() {
        let corner = Rect::from_min_size(header.min, Vec2::new(shown.number_width(), header.height()));
        text_in(&clip, corner, labels.row_number, 11.5, colour(palette.muted), true);
    }
    let cells = Rect::from_min_max(Pos2::new(header.left() + shown.number_width(), header.top()), header.max);
    clip.set_clip_rect(cells.intersect(ui.clip_rect()));
    for (column, left, width) in columns {
        let cell = Rect::from_min_size(
            Pos2::new(cells.left() + left - state.left, header.top()),
            Vec2::new(*width, header.height()),
        );
        let seen = cell.intersect(cells);
        if seen.width() <= 0.0 {
            continue;
        }
        let title = shown.model.columns.get(*column).map_or("", |column| column.title.as_str());
        let is_number = shown.model.columns.get(*column).is_some_and(|column| column.is_number);
        let response = ui.interact(seen, ui.scope_id().with(("header", column)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
        if response.hovered() {
            clip.painter().rect_filled(cell, 0.0, colour(palette.muted).gamma_multiply(0.08));
        }
        focus_ring(ui, &response, seen, palette);
        let arrow = match state.sort {
            Some((by, descending)) if by == *column => {
                if descending {
                    " ↓"
                } else {
                    " ↑"
                }
            }
            _ => "",
        };
        let ink = if arrow.is_empty() { palette.muted } else { palette.text };
        cell_in_sized(&clip, cell, &format!("{title}{arrow}"), 11.5, colour(ink), is_number, true);
        if response.clicked() {
            // A number is asked for from the largest, a text from its first letter; then the other way, then as it was.
            state.sort = match state.sort {
                Some((by, descending)) if by == *column && descending == is_number => Some((by, !descending)),
                Some((by, _)) if by == *column => None,
                _ => Some((*column, is_number)),
            };
        }
        let asks = response.has_focus() && super::keyboard::asks_for_menu(ui);
        let place = super::keyboard::MenuPlace { at: response.rect.center(), back_to: response.id };
        theme::context_menu(&response, Some(place).filter(|_| asks), |ui| header_menu(ui, *column, state, shown));
        let edge =
            Rect::from_min_max(Pos2::new(cell.right() - 4.0, cell.top()), Pos2::new(cell.right() + 4.0, cell.bottom()));
        let grip = ui.interact(edge.intersect(cells), ui.scope_id().with(("edge", column)), Sense::DRAG);
        if grip.hovered() || grip.dragged() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
            clip.painter().vline(cell.right() - 1.0, cell.y_range(), Stroke::new(2.0, colour(palette.accent)));
        }
        if let Some(width) = state.widths.get_mut(*column).filter(|_| grip.dragged()) {
            *width = (*width + grip.drag_delta().x).max(LEAST_WIDTH);
        }
    }
}

fn header_menu(ui: &mut Ui, column: usize, state: &mut State, shown: &Shown<'_>) {
    let labels = shown.words.labels;
    for (label, sort) in [
        (labels.sort_ascending, Some((column, false))),
        (labels.sort_descending, Some((column, true))),
        (labels.as_it_was, None),
    ] {
        if ui.selectable_label(state.sort == sort, label).clicked() {
            state.sort = sort;
            ui.close();
        }
    }
    ui.separator();
    let can_hide = state.shown_columns().len() > 1;
    if ui.add_enabled(can_hide, egui::Button::new(labels.hide_column)).clicked() {
        if let Some(hidden) = state.hidden.get_mut(column) {
            *hidden = true;
        }
        ui.close();
    }
    if state.hidden.contains(&true) && ui.button(labels.show_columns).clicked() {
        state.hidden.fill(false);
        ui.close();
    }
}

fn row_menu(
    ui: &mut Ui,
    state: &State,
    shown: &Shown<'_>,
    (position, column): (usize, usize),
    commands: &mut Commands,
) {
    let labels = shown.words.labels;
    let by = shown.spec.by_name.clone();
    if let Some(key) = shown.group(state, position).and_then(|row| row.key.clone()) {
        let picks = vec![(by, key)];
        if first_entry(ui.button(labels.show_rows)).clicked() {
            commands.push(Command::ShowRows { tile: shown.tile, picks: picks.clone() });
            ui.close();
        }
        if ui.button(labels.filter_by_this).clicked() {
            commands.push(Command::FilterFrom { tile: shown.tile, picks });
            ui.close();
        }
        ui.separator();
    }
    if first_entry(ui.button(labels.copy_cell)).clicked() {
        ui.ctx().copy_text(state.text(shown.dataset(), shown.model, position, column, shown.words));
        ui.close();
    }
    if ui.button(labels.copy_row).clicked() {
        ui.ctx().copy_text(state.tsv(shown.dataset(), shown.model, position..position + 1, shown.words));
        ui.close();
    }
    copy_menu(ui, state, shown);
    if shown.model.data_rows.is_none() {
        ui.separator();
        chart_menu(ui, shown.tile, "", shown.words, commands);
    }
}

fn click(
    state: &mut State,
    shown: &Shown<'_>,
    (position, column): (usize, usize),
    (extends, is_menu): (bool, bool),
    commands: &mut Commands,
) {
    state.menu_at = Some((position, column));
    let is_inside = state.selected_range().is_some_and(|range| range.contains(&position));
    if is_menu && is_inside {
        return;
    }
    state.selected = match state.selected {
        Some((from, _)) if extends => Some((from, position)),
        _ => Some((position, position)),
    };
    let key: Option<Key> = shown.group(state, position).and_then(|row| row.key.clone());
    if let Some(key) = key.filter(|_| !is_menu && !extends) {
        push_view(commands, ViewCommand::SelectIn { by: shown.spec.by_name.clone(), key, extend: false });
    }
}

/// The number of the row in its file; of a group, its place in the list.
fn row_number(state: &State, shown: &Shown<'_>, position: usize) -> String {
    let row = state.order.get(position).copied().unwrap_or(0) as usize;
    if shown.model.data_rows.is_none() {
        return String::new();
    }
    let place = shown.workspace.data().report.place_of(row);
    let number = if place.row > 0 { place.row } else { row + 1 };
    crate::chart::format_number(number.into(), &crate::dataset::Unit::Rows, shown.words)
}

/// File, sheet and row, where they are known.
fn origin(state: &State, shown: &Shown<'_>, position: usize) -> String {
    let row = state.order.get(position).copied().unwrap_or(0) as usize;
    let place = shown.workspace.data().report.place_of(row);
    let file = [Some(place.file), place.sheet].into_iter().flatten().filter(|part| !part.is_empty());
    let file = file.collect::<Vec<_>>().join(" · ");
    if file.is_empty() {
        let title = shown.dataset().metadata().title.in_language(shown.words.language.code());
        return shown.words.say.rows_in_place(title, row + 1);
    }
    shown.words.say.rows_in_place(&file, place.row)
}

/// Whether a row of the file has a value that is selected.
fn is_highlighted(state: &State, shown: &Shown<'_>, position: usize) -> bool {
    let row = state.order.get(position).filter(|_| shown.model.data_rows.is_some());
    row.is_some_and(|row| shown.model.selected_rows.binary_search(row).is_ok())
}

fn is_nothing(state: &State, shown: &Shown<'_>, position: usize, column: usize) -> bool {
    let Some(row) = state.order.get(position).filter(|_| shown.model.data_rows.is_some()) else { return false };
    shown.dataset().columns().get(column).is_some_and(|column| column.codes.at(*row as usize).resolve().is_err())
}

fn cell_in(ui: &Ui, rect: Rect, text: &str, ink: egui::Color32, is_number: bool, strong: bool) {
    cell_in_sized(ui, rect, text, TYPE, ink, is_number, strong);
}

/// One line of text in a cell, numbers at its right.
fn cell_in_sized(ui: &Ui, rect: Rect, text: &str, size: f32, ink: egui::Color32, is_number: bool, strong: bool) {
    if !is_number {
        text_in(ui, rect, text, size, ink, strong);
        return;
    }
    let font = if strong { theme::semi_bold(size) } else { theme::regular(size) };
    let width = ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, ink).size().x) + 12.5;
    let left = (rect.right() - width).max(rect.left());
    text_in(ui, Rect::from_min_max(Pos2::new(left, rect.top()), rect.max), text, size, ink, strong);
}
