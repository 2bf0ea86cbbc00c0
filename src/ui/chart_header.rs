//! The line above a chart: what kind it is, what it shows, and everything that can be changed about it. What has no
//! room of its own stands in the last menu.

use super::Commands;
use super::controls::quiet_menu;
use super::theme;
use crate::chart::Palette;
use crate::dataset::Role;
use crate::dataset::{Calendar, Span};
use crate::view_spec::{ChartKind, ChartStyle, CompleteSpec, Key, Months, Sort, TopMode};
use crate::words::Words;
use crate::workspace::{Arrange, Command, Facet, Layout, MOST_TILES, ViewCommand, Workspace};
use egui::Ui;

/// Numbers of marks that are offered.
const TOPS: [usize; 7] = [5, 10, 15, 20, 30, 50, 300];
/// Units before one that a mean is offered of.
const TRAILING: [u8; 3] = [3, 6, 12];
/// Below this width everything but the title stands in the last menu.
const NARROW: f32 = 520.0;

/// What is left of the line at the least, to drag the chart by.
const HANDLE: f32 = 24.0;

/// The chart that a header belongs to.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// 0 for the large view.
    pub tile: usize,
    pub spec: &'a CompleteSpec,
    pub title: &'a str,
}

/// What the header of a chart asks the window for.
pub enum Wish {
    /// The header is dragged: its chart follows the pointer.
    Drag,
}

pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    place: Place<'_>,
    words: &'static Words,
    palette: &'static Palette,
    commands: &mut Commands,
) -> Option<Wish> {
    let mut wish = None;
    // What a comparison is with stays in sight the longest.
    let has_room = ui.available_width() >= NARROW;
    let is_narrow = ui.available_width() < NARROW.max(width_needed(ui, place, words));
    ui.horizontal(|ui| {
        let spec = place.spec;
        quiet_menu(ui, theme::strong(format!("{} ▼", place.title), 13.5), |ui| {
            groupings(ui, workspace, place, words, commands);
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            quiet_menu(ui, theme::quiet("•••", palette), |ui| {
                all_settings(ui, workspace, place, is_narrow, words, commands);
            });
            if !is_narrow {
                if has_order(spec) {
                    quiet_menu(ui, theme::quiet(format!("{} ▼", sort_name(spec, spec.sort, words)), palette), |ui| {
                        sorts(ui, place, words, commands);
                    });
                }
                if has_top(spec) {
                    quiet_menu(ui, theme::quiet(format!("{} ▼", top_label(spec.top, words)), palette), |ui| {
                        tops(ui, place, words, commands);
                    });
                }
            }
            if spec.chart == ChartKind::Compare && has_room {
                quiet_menu(ui, theme::quiet(format!("{} ▼", words.labels.compare_with), palette), |ui| {
                    versus(ui, workspace, place, words, commands);
                });
            }
            if !is_narrow {
                let kind = theme::quiet(format!("{} ▼", chart_name(spec.chart, words)), palette);
                quiet_menu(ui, kind, |ui| kinds(ui, place, words, commands));
            }
            // What is left of the line is a handle.
            let handle = ui.allocate_response(egui::vec2(ui.available_width(), 20.0), egui::Sense::DRAG);
            // A quick drag can begin and end between two frames.
            if handle.dragged() || handle.drag_stopped() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
                wish = Some(Wish::Drag);
            } else if handle.hovered() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::Grab);
            }
        });
    });
    wish
}

/// What the title and all menus take side by side.
fn width_needed(ui: &Ui, place: Place<'_>, words: &Words) -> f32 {
    let spec = place.spec;
    let mut names =
        vec![format!("{} ▼", place.title), format!("{} ▼", chart_name(spec.chart, words)), "•••".to_owned()];
    if has_order(spec) {
        names.push(format!("{} ▼", sort_name(spec, spec.sort, words)));
    }
    if has_top(spec) {
        names.push(format!("{} ▼", top_label(spec.top, words)));
    }
    if spec.chart == ChartKind::Compare {
        names.push(format!("{} ▼", words.labels.compare_with));
    }
    theme::buttons_width(ui, &names.iter().map(String::as_str).collect::<Vec<_>>()) + HANDLE
}

fn push(commands: &mut Commands, place: Place<'_>, change: ViewCommand) {
    commands.push(Command::Tile(place.tile, change));
}

/// What a chart kind is called.
pub fn chart_name(chart: ChartKind, words: &Words) -> &'static str {
    let labels = words.labels;
    match chart {
        ChartKind::Bars => labels.chart_bars,
        ChartKind::Timeline => labels.chart_timeline,
        ChartKind::Map => labels.chart_map,
        ChartKind::Sankey => labels.chart_sankey,
        ChartKind::Matrix => labels.chart_matrix,
        ChartKind::Multiples => labels.chart_multiples,
        ChartKind::Compare => labels.chart_compare,
        ChartKind::Table => labels.chart_table,
    }
}

fn has_order(spec: &CompleteSpec) -> bool {
    matches!(spec.chart, ChartKind::Bars | ChartKind::Compare | ChartKind::Table)
}

fn has_top(spec: &CompleteSpec) -> bool {
    let is_plain_timeline = spec.chart == ChartKind::Timeline && spec.stack.is_none();
    !is_plain_timeline && !matches!(spec.chart, ChartKind::Map | ChartKind::Table)
}

fn has_time_axis(spec: &CompleteSpec) -> bool {
    spec.has_time_axis()
}

fn kinds(ui: &mut Ui, place: Place<'_>, words: &Words, commands: &mut Commands) {
    for chart in ChartKind::ALL {
        if ui.selectable_label(place.spec.chart == chart, chart_name(chart, words)).clicked() {
            push(commands, place, ViewCommand::SetChart(chart));
            ui.close();
        }
    }
}

fn groupings(ui: &mut Ui, workspace: &Workspace, place: Place<'_>, words: &Words, commands: &mut Commands) {
    let labels = words.labels;
    let spec = place.spec;
    let mut all = super::groupings(workspace, words);
    let dataset = &workspace.data().dataset;
    let mut others: Vec<&str> = dataset.other_groupings().map(|column| column.name.as_str()).collect();
    if spec.chart == ChartKind::Map {
        // What has a place.
        let column = |name: &str| Role::from_id(name).and_then(|role| dataset.column_with(role));
        all.retain(|(name, _)| column(name).is_some_and(|column| column.role.is_country()));
        let is_place = |column: &crate::dataset::Column| column.role.is_country() || column.holds_airports();
        others.retain(|name| dataset.column_named(name).is_some_and(is_place));
    }
    let other_columns = |ui: &mut Ui, chosen: Option<&str>, change: &mut dyn FnMut(String)| {
        if others.is_empty() {
            return;
        }
        theme::menu(ui, labels.other_columns, |ui| {
            egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                for name in &others {
                    if ui.selectable_label(chosen == Some(name), *name).clicked() {
                        change((*name).to_owned());
                        ui.close();
                    }
                }
            });
        });
    };
    if spec.chart != ChartKind::Timeline {
        ui.label(labels.group_by);
        for (name, label) in &all {
            if ui.selectable_label(spec.by_name == *name, label).clicked() {
                push(commands, place, ViewCommand::SetBy(name.clone()));
                ui.close();
            }
        }
        other_columns(ui, Some(&spec.by_name), &mut |name| push(commands, place, ViewCommand::SetBy(name)));
    }
    if spec.chart != ChartKind::Map {
        ui.separator();
        ui.label(labels.split_by);
        let stack = spec.stack.as_ref().map(|(_, name)| name.as_str());
        if ui.selectable_label(stack.is_none(), labels.no_split).clicked() {
            push(commands, place, ViewCommand::SetStack(None));
            ui.close();
        }
        for (name, label) in all.iter().filter(|(name, _)| *name != spec.by_name) {
            if ui.selectable_label(stack == Some(name), label).clicked() {
                push(commands, place, ViewCommand::SetStack(Some(name.clone())));
                ui.close();
            }
        }
        other_columns(ui, stack, &mut |name| push(commands, place, ViewCommand::SetStack(Some(name))));
    }
    if let (ChartKind::Sankey, Some((_, second))) = (spec.chart, &spec.stack) {
        // A flow may pass through a third column.
        ui.separator();
        ui.label(labels.third_column);
        let third = spec.further.first().map(|(_, name)| name.as_str());
        if ui.selectable_label(third.is_none(), labels.no_split).clicked() {
            push(commands, place, ViewCommand::SetStack(Some(second.clone())));
            ui.close();
        }
        for (name, label) in all.iter().filter(|(name, _)| *name != spec.by_name && name != second) {
            if ui.selectable_label(third == Some(name), label).clicked() {
                push(commands, place, ViewCommand::SetStack(Some(format!("{second},{name}"))));
                ui.close();
            }
        }
    }
    if has_time_axis(spec) {
        ui.separator();
        units(ui, workspace, place, words, commands);
    }
}

fn units(ui: &mut Ui, workspace: &Workspace, place: Place<'_>, words: &Words, commands: &mut Commands) {
    let labels = words.labels;
    let year = if place.spec.calendar.is_fiscal() { labels.fiscal_year } else { labels.year };
    let units = [
        ("year", year),
        ("quarter", labels.quarter),
        ("month", labels.month),
        ("week", labels.week),
        ("day", labels.day),
    ];
    ui.label(labels.time_unit);
    let is_coarse = workspace.data().dataset.knows_years_only();
    for (id, label) in units.into_iter().filter(|(id, _)| !is_coarse || *id == "year") {
        if ui.selectable_label(place.spec.per.id() == id, super::capitalised(label)).clicked() {
            push(commands, place, ViewCommand::SetPer(Some(id.to_owned())));
            ui.close();
        }
    }
}

pub fn top_label(top: usize, words: &Words) -> String {
    if top >= crate::view_spec::MAX_TOP { words.labels.mode_all.to_owned() } else { words.say.top(top) }
}

fn tops(ui: &mut Ui, place: Place<'_>, words: &Words, commands: &mut Commands) {
    for top in TOPS {
        if ui.selectable_label(place.spec.top == top, top_label(top, words)).clicked() {
            push(commands, place, ViewCommand::SetTop(top));
            ui.close();
        }
    }
}

/// A comparison has no value of its own: its lines stand by the size of their change, or from the largest gain to the
/// largest loss.
fn sort_name(spec: &CompleteSpec, sort: Sort, words: &Words) -> &'static str {
    let compares = spec.chart == ChartKind::Compare;
    match sort {
        Sort::Value if compares => words.labels.sort_size_of_change,
        Sort::Change if compares => words.labels.sort_gains_first,
        Sort::Value => words.labels.sort_value,
        Sort::Name => words.labels.sort_name,
        Sort::Change => words.labels.sort_change,
    }
}

fn sorts(ui: &mut Ui, place: Place<'_>, words: &Words, commands: &mut Commands) {
    for sort in Sort::ALL {
        if ui.selectable_label(place.spec.sort == sort, sort_name(place.spec, sort, words)).clicked() {
            push(commands, place, ViewCommand::SetSort(sort));
            ui.close();
        }
    }
}

/// The styles that a chart kind knows, the usual one first.
fn styles(chart: ChartKind, words: &Words) -> Vec<(ChartStyle, &'static str)> {
    let labels = words.labels;
    let usual = |label| (ChartStyle::Standard, label);
    match chart {
        ChartKind::Timeline => vec![
            usual(labels.style_columns),
            (ChartStyle::Grouped, labels.style_grouped),
            (ChartStyle::Lines, labels.style_lines),
        ],
        ChartKind::Multiples => vec![
            usual(labels.style_columns),
            (ChartStyle::Grouped, labels.style_grouped),
            (ChartStyle::Lines, labels.style_lines),
            (ChartStyle::Rankings, labels.style_rankings),
        ],
        ChartKind::Map => vec![usual(labels.style_arcs), (ChartStyle::Shades, labels.style_shades)],
        ChartKind::Compare => vec![usual(labels.style_dumbbells), (ChartStyle::Slopes, labels.style_slopes)],
        ChartKind::Matrix => vec![usual(labels.style_by_total), (ChartStyle::Clustered, labels.style_clustered)],
        ChartKind::Table => vec![usual(labels.style_numbers), (ChartStyle::Rows, labels.style_rows)],
        ChartKind::Bars | ChartKind::Sankey => Vec::new(),
    }
}

fn all_settings(
    ui: &mut Ui,
    workspace: &Workspace,
    place: Place<'_>,
    is_narrow: bool,
    words: &'static Words,
    commands: &mut Commands,
) {
    let (labels, spec) = (words.labels, place.spec);
    if is_narrow {
        theme::menu(ui, labels.chart_kind, |ui| kinds(ui, place, words, commands));
        if has_top(spec) {
            theme::menu(ui, top_label(spec.top, words), |ui| tops(ui, place, words, commands));
        }
        if has_order(spec) {
            theme::menu(ui, sort_name(spec, spec.sort, words), |ui| sorts(ui, place, words, commands));
        }
        ui.separator();
    }
    for (style, label) in styles(spec.chart, words) {
        if ui.selectable_label(spec.style == style, label).clicked() {
            push(commands, place, ViewCommand::SetStyle(style));
            ui.close();
        }
    }
    let is_stacked = spec.stack.is_some() && matches!(spec.chart, ChartKind::Bars | ChartKind::Timeline);
    let mut toggle = |ui: &mut Ui, is_on: bool, label: &str, change: ViewCommand| {
        if ui.selectable_label(is_on, label).clicked() {
            push(commands, place, change);
            ui.close();
        }
    };
    if is_stacked {
        ui.separator();
        toggle(ui, spec.share, labels.show_shares, ViewCommand::SetShare(!spec.share));
    }
    if spec.chart == ChartKind::Timeline && spec.stack.is_some() {
        for (mode, label) in [(TopMode::Any, labels.top_of_any), (TopMode::Each, labels.top_of_each)] {
            toggle(ui, spec.mode == mode, label, ViewCommand::SetMode(mode));
        }
    }
    if spec.chart == ChartKind::Multiples {
        toggle(ui, spec.own_axis, labels.own_axes, ViewCommand::SetOwnAxis(!spec.own_axis));
    }
    if spec.chart == ChartKind::Timeline {
        ui.separator();
        let (_, many) = super::unit_names(spec.per, words);
        for count in TRAILING {
            let is_on = spec.trailing == Some(count);
            let label = super::capitalised(&words.say.mean_of(usize::from(count), many));
            toggle(ui, is_on, &label, ViewCommand::SetTrailing(if is_on { None } else { Some(count) }));
        }
    }
    if place.tile == 0 && !workspace.data().dataset.knows_years_only() {
        ui.separator();
        theme::menu(ui, labels.same_months, |ui| months(ui, workspace, place, words, commands));
    }
    if matches!(spec.chart, ChartKind::Bars | ChartKind::Compare) {
        theme::menu(ui, labels.compare_with, |ui| versus(ui, workspace, place, words, commands));
    }
    ui.separator();
    arrangement(ui, workspace, place, words, commands);
}

fn months(ui: &mut Ui, workspace: &Workspace, place: Place<'_>, words: &Words, commands: &mut Commands) {
    let mut choose = |ui: &mut Ui, months: Option<Months>, label: String| {
        if ui.selectable_label(place.spec.months == months, label).clicked() {
            commands.push(Command::View(ViewCommand::SetMonths(months), None));
            ui.close();
        }
    };
    choose(ui, None, words.labels.whole_years.to_owned());
    // Up to the last month that the source saw: what a partial year can be compared with.
    let last = workspace.data().dataset.coverage().map_or(12, |span| u8::try_from(span.last().month()).unwrap_or(12));
    for month in 1..12_u8 {
        let name = words.say.range(words.say.month(1), words.say.month(usize::from(month)));
        let name = if month == last { format!("{name} ({})", words.labels.covered_so_far) } else { name };
        choose(ui, Some(Months { first: 1, last: month }), name);
    }
}

/// What the chart is compared with: another period, or two groups or editions with each other.
fn versus(ui: &mut Ui, workspace: &Workspace, place: Place<'_>, words: &Words, commands: &mut Commands) {
    let Some(derived) = workspace.derived() else { return };
    let compares_groups = place.spec.chart == ChartKind::Compare && place.spec.stack.is_some();
    let mut choose = |ui: &mut Ui, span: Option<Span>, label: &str| {
        let is_on = place.spec.versus == span && !(compares_groups && span.is_none());
        if ui.selectable_label(is_on, label).clicked() {
            push(commands, place, ViewCommand::SetVersus(span));
            ui.close();
        }
    };
    if !derived.years.is_empty() {
        theme::menu(ui, words.labels.compare_periods, |ui| {
            choose(ui, None, words.labels.period_before);
            egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                for year in derived.years.iter().rev().filter(|year| year.is_covered) {
                    choose(ui, Some(year.span), &year.label);
                }
            });
        });
    }
    for facet in derived.facets.iter().filter(|facet| facet.by != place.spec.by_name) {
        let name = crate::chart::role_name(facet.role, words).map_or(facet.by.as_str(), |(one, _)| one);
        let title = format!("{}: {name}", words.labels.compare_groups);
        theme::menu(ui, title, |ui| groups(ui, place, facet, words, commands));
    }
}

/// The two values of a column that stand side by side: another one takes the place of the older.
fn groups(ui: &mut Ui, place: Place<'_>, facet: &Facet, words: &Words, commands: &mut Commands) {
    let chosen = place.spec.filters.iter().find(|filter| filter.by == facet.by).map(|filter| filter.keep.as_slice());
    let largest = || facet.values.iter().take(2).map(|value| value.key.clone()).collect::<Vec<_>>();
    let pair = chosen.filter(|keep| keep.len() == 2).map_or_else(largest, <[_]>::to_vec);
    let [before, after] = pair.as_slice() else { return };
    let stands = place.spec.stack.as_ref().is_some_and(|(_, by)| *by == facet.by);
    let mut compare = |ui: &mut Ui, keys: [&Key; 2]| {
        let keys = keys.map(Key::clone);
        push(commands, place, ViewCommand::CompareGroups { by: facet.by.clone(), keys });
        ui.close();
    };
    if ui.button(words.labels.swap_sides).clicked() {
        compare(ui, [after, before]);
    }
    ui.separator();
    egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for value in &facet.values {
            let is_on = pair.contains(&value.key);
            let label = format!("{}  {}", value.label, value.count);
            if ui.selectable_label(is_on && stands, label).clicked() {
                compare(ui, if is_on { [before, after] } else { [after, &value.key] });
            }
        }
    });
}

fn arrangement(ui: &mut Ui, workspace: &Workspace, place: Place<'_>, words: &Words, commands: &mut Commands) {
    let labels = words.labels;
    let document = workspace.document();
    let mut act = |ui: &mut Ui, label: &str, arrange: Arrange| {
        if ui.button(label).clicked() {
            commands.push(Command::Arrange(arrange));
            ui.close();
        }
    };
    if place.tile > 0 {
        act(ui, labels.make_large, Arrange::Swap(0, place.tile));
        act(ui, labels.remove_view, Arrange::Remove(place.tile));
    }
    if document.tiles.len() < MOST_TILES {
        theme::menu(ui, labels.add_view, |ui| {
            for chart in ChartKind::ALL {
                if ui.button(chart_name(chart, words)).clicked() {
                    commands.push(Command::Arrange(Arrange::Add(chart)));
                    ui.close();
                }
            }
        });
    }
    for (layout, label) in
        [(Layout::One, labels.layout_one), (Layout::Beside, labels.layout_beside), (Layout::Grid, labels.layout_grid)]
    {
        if ui.selectable_label(document.layout == layout, label).clicked() {
            commands.push(Command::Arrange(Arrange::SetLayout(layout)));
            ui.close();
        }
    }
}

/// The calendars that are offered: calendar years, and fiscal years that begin in any month.
pub fn calendars(ui: &mut Ui, workspace: &Workspace, words: &Words, commands: &mut Commands) {
    let Some(derived) = workspace.derived() else { return };
    for month in [1_u8, 10, 7, 4, 2, 3, 5, 6, 8, 9, 11, 12] {
        let Some(calendar) = Calendar::starting_in(month) else { continue };
        let label = calendar_name(calendar, words);
        if ui.selectable_label(derived.spec.calendar == calendar, label).clicked() {
            commands.push(Command::View(ViewCommand::SetCalendar(calendar), None));
            ui.close();
        }
    }
}

/// "Calendar year", "Fiscal year from October".
pub fn calendar_name(calendar: Calendar, words: &Words) -> String {
    if calendar.is_fiscal() {
        words.say.fiscal_from(words.say.month(usize::from(calendar.start_month())))
    } else {
        words.labels.calendar_year.to_owned()
    }
}
