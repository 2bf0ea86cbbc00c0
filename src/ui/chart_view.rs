//! The chart card: bars on `egui_plot`, names on the axis, values at the bar ends. Positions come from the plot; every
//! number and label comes from the chart model.

use super::controls::{focus_ring, stripes};
use super::scene_view::{SceneView, chart_menu, mark_menu};
use super::theme::{self, colour};
use super::{Commands, push_view};
use crate::chart::{Axis, Bar, BarKey, BarsModel, Body, ChartModel, Palette, Tone};
use crate::view_spec::{CompleteSpec, Key};
use crate::words::Words;
use crate::workspace::{Action, Command, ViewCommand, Workspace};
use egui::{Align2, CornerRadius, Pos2, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo};
use egui_plot::{Plot, PlotPoint, VLine};

/// Height of one bar with its gap.
const LEAST_ROW: f32 = 24.0;
const MOST_ROW: f32 = 96.0;
const BAR_SHARE: f32 = 0.66;
const AXIS_HEIGHT: f32 = 26.0;

/// One chart, below its header.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    (tile, spec, model): (usize, &CompleteSpec, &ChartModel),
    scene_view: &mut SceneView,
    commands: &mut Commands,
) {
    let (words, palette) = (workspace.words(), theme::palette(ui.ctx()));
    match &model.body {
        Body::Bars(bars_model) => {
            let scale = workspace.scale_of(tile).filter(|_| !spec.has_time_axis());
            bars(ui, (tile, spec, model), (bars_model, scale), words, palette, commands);
        }
        Body::Timeline(_)
        | Body::Map(_)
        | Body::Sankey(_)
        | Body::Matrix(_)
        | Body::Multiples(_)
        | Body::Rankings(_)
        | Body::Compare(_) => {
            let version = workspace.memo_version();
            scene_view.show(ui, (tile, version, model), words, palette, commands);
        }
        Body::Table(table) => super::table_view::show(ui, workspace, (tile, spec, table), commands),
        Body::Empty { why, what_helps } => {
            // The headline has said it already, unless somebody typed another.
            let why = if tile == 0 && model.captions.headline == *why { "" } else { why };
            empty(ui, [why, what_helps], workspace, spec, commands);
        }
    }
}

/// Why there is nothing, what would help, and that by one click where a filter is the reason.
fn empty(
    ui: &mut Ui,
    [why, what_helps]: [&str; 2],
    workspace: &Workspace,
    spec: &CompleteSpec,
    commands: &mut Commands,
) {
    let (words, palette) = (workspace.words(), theme::palette(ui.ctx()));
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.36).max(20.0));
        if !why.is_empty() {
            ui.label(theme::strong(why, 16.0));
            ui.add_space(2.0);
        }
        ui.label(theme::quiet(what_helps, palette).size(14.5));
        if !spec.problems.is_empty() {
            return;
        }
        for filter in spec.filters.iter().filter(|filter| workspace.view().filter(&filter.by).is_some()) {
            ui.add_space(8.0);
            let one = CompleteSpec { filters: vec![filter.clone()], ..spec.clone() };
            let text = crate::chart::filter_text(&workspace.data().dataset, &one, words);
            let button = egui::Button::new(words.say.remove_filter(&text)).wrap();
            if ui.add(button).clicked() {
                push_view(commands, ViewCommand::ClearFilter(filter.by.clone()));
            }
        }
    });
}

#[expect(clippy::cast_precision_loss, reason = "at most some hundred bars")]
fn bars(
    ui: &mut Ui,
    of: (usize, &CompleteSpec, &ChartModel),
    (model, scale): (&BarsModel, Option<&Axis>),
    words: &'static Words,
    palette: &'static Palette,
    commands: &mut Commands,
) {
    let axis = scale.unwrap_or(&model.axis);
    let count = model.bars.len().max(1) as f32;
    legend(ui, model, palette);
    let available = ui.available_size();
    let row = ((available.y - AXIS_HEIGHT - 2.0) / count).clamp(LEAST_ROW, MOST_ROW);
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let size = Vec2::new(ui.available_width() - 8.0, row * count + AXIS_HEIGHT);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let layout = Layout::new(ui, model, scale, rect, row);
        paint_tints(ui, model, &layout, palette);
        let transform = plot(ui, model, axis, &layout, palette);
        let mut stops: Vec<(egui::Id, Rect)> = Vec::new();
        for (index, bar) in model.bars.iter().enumerate() {
            paint_bar(ui, index, bar, &layout, &transform, palette);
            stops.push(interact(ui, index, bar, &layout, of, words, palette, commands));
        }
        super::keyboard::keep_focus_in_sight(ui);
        // To the left and right of bars there is nothing but time.
        let beyond = super::keyboard::walk(ui, &stops);
        let step = if beyond > 0 { Action::NextYear } else { Action::PreviousYear };
        commands.extend((0..beyond.unsigned_abs()).map(|_| Command::Do(step)));
        if let Some((first, _)) = stops.first() {
            super::keyboard::region(ui.ctx(), super::REGION_OF_TILES + of.0, rect, *first);
        }
        for tick in &axis.ticks {
            let x = transform.position_from_point(&PlotPoint::new(tick.value, 0.0)).x;
            let at = Pos2::new(x, layout.plot.bottom() + 5.0);
            ui.painter().text(at, Align2::CENTER_TOP, &tick.label, theme::regular(11.5), colour(palette.muted));
        }
    });
}

/// The parts of bars, by name.
fn legend(ui: &mut Ui, model: &BarsModel, palette: &Palette) {
    if model.series.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for series in &model.series {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(10.0), Sense::hover());
            ui.painter().rect_filled(rect, CornerRadius::same(2), colour(palette.fill(series.tone)));
            ui.label(egui::RichText::new(&series.label).size(12.0));
            ui.add_space(6.0);
        }
    });
}

/// Where things are, in points.
struct Layout {
    rect: Rect,
    plot: Rect,
    row: f32,
    size: f32,
    /// The value at the right edge of the plot, so that the longest label still fits.
    edge: f64,
}

impl Layout {
    #[expect(clippy::cast_precision_loss, reason = "at most some hundred bars")]
    /// `scale`: the same for bars that are seen one after the other, whatever they are called.
    fn new(ui: &Ui, model: &BarsModel, scale: Option<&Axis>, rect: Rect, row: f32) -> Self {
        let size = (row * 0.36).clamp(12.5, 19.0);
        let width = |text: &str, font: egui::FontId| {
            ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, egui::Color32::WHITE).size().x)
        };
        let names = model.bars.iter().map(|bar| width(&bar.label, theme::semi_bold(size))).fold(40.0, f32::max);
        let names = if scale.is_some() { rect.width() * 0.24 } else { names.min(rect.width() * 0.34) + 14.0 };
        let bottom = rect.top() + row * model.bars.len() as f32;
        let plot = Rect::from_min_max(Pos2::new(rect.left() + names, rect.top()), Pos2::new(rect.right(), bottom));
        let label = |bar: &Bar| {
            16.0 + width(&bar.value_label, theme::semi_bold(size))
                + width(&bar.change_label, theme::regular(size))
                + 8.0
        };
        let (low, high) = (model.axis.min, model.axis.max);
        let available = plot.width().max(1.0);
        let stretch = model
            .bars
            .iter()
            .filter_map(|bar| {
                #[expect(clippy::cast_possible_truncation, reason = "a share")]
                let share = ((bar.length?.max(bar.pale.unwrap_or(0.0)).max(0.0) - low) / (high - low)) as f32;
                (share > 0.0).then(|| (available - label(bar)).max(24.0) / share)
            })
            .fold(available, f32::min);
        if let Some(axis) = scale {
            return Self { rect, plot, row, size, edge: axis.min + (axis.max - axis.min) * 1.2 };
        }
        Self { rect, plot, row, size, edge: low + (high - low) * f64::from(available / stretch.max(1.0)) }
    }

    #[expect(clippy::cast_precision_loss, reason = "at most some hundred bars")]
    fn row_rect(&self, index: usize) -> Rect {
        let top = self.rect.top() + index as f32 * self.row;
        Rect::from_min_max(Pos2::new(self.rect.left(), top), Pos2::new(self.rect.right(), top + self.row))
    }
}

fn paint_tints(ui: &Ui, model: &BarsModel, layout: &Layout, palette: &Palette) {
    for (index, bar) in model.bars.iter().enumerate() {
        if bar.tone == Tone::Selected {
            ui.painter().rect_filled(layout.row_rect(index), CornerRadius::same(5), colour(palette.selection_tint));
        }
    }
}

/// The bars and gridlines. Zero stays where it is: no panning and no zooming on a ranking.
#[expect(clippy::cast_precision_loss, reason = "at most some hundred bars")]
fn plot(ui: &mut Ui, model: &BarsModel, axis: &Axis, layout: &Layout, palette: &Palette) -> egui_plot::PlotTransform {
    let mut child = ui.new_child(UiBuilder::new().max_rect(layout.plot));
    let bars: Vec<egui_plot::Bar> = model
        .bars
        .iter()
        .enumerate()
        .flat_map(|(index, bar)| {
            let middle = -(index as f64) - 0.5;
            let one = |from: f64, length: f64, tone: Tone| {
                let fill = colour(palette.fill(tone));
                let plain = egui_plot::Bar::new(middle, length).base_offset(from);
                plain.width(f64::from(BAR_SHARE)).fill(fill).stroke((0.0, fill))
            };
            let pale = bar.pale.map(|pale| one(0.0, pale, Tone::Nothing));
            if bar.parts.is_empty() {
                let own = bar.lowest.or(bar.length).map(|length| one(0.0, length, bar.tone));
                return pale.into_iter().chain(own).collect();
            }
            let part = |part: &crate::chart::BarPart| {
                Some(one(part.from, part.to - part.from, model.series.get(part.series)?.tone))
            };
            pale.into_iter().chain(bar.parts.iter().filter_map(part)).collect::<Vec<_>>()
        })
        .collect();
    let (low, high, rows) = (axis.min, layout.edge, model.bars.len().max(1) as f64);
    let response = Plot::new("bars")
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .sense(Sense::hover())
        .set_margin_fraction(Vec2::ZERO)
        .width(layout.plot.width())
        .height(layout.plot.height())
        .show(&mut child, |plot_ui| {
            plot_ui.set_plot_bounds_x(low..=high);
            plot_ui.set_plot_bounds_y(-rows..=0.0);
            for tick in &axis.ticks {
                let line = colour(if tick.value == 0.0 { palette.faint } else { palette.line });
                plot_ui.vline(VLine::new("", tick.value).color(line).width(1.0).allow_hover(false));
            }
            plot_ui.bar_chart(egui_plot::BarChart::new("", bars).horizontal().allow_hover(false));
        });
    response.transform
}

#[expect(clippy::cast_precision_loss, reason = "at most some hundred bars")]
fn paint_bar(
    ui: &Ui,
    index: usize,
    bar: &Bar,
    layout: &Layout,
    transform: &egui_plot::PlotTransform,
    palette: &Palette,
) {
    let painter = ui.painter();
    let x_of = |value: f64| transform.position_from_point(&PlotPoint::new(value, -(index as f64) - 0.5)).x;
    let row = layout.row_rect(index);
    let middle = row.center().y;
    let is_selected = bar.tone == Tone::Selected;
    let name_font = if is_selected { theme::semi_bold(layout.size) } else { theme::regular(layout.size) };
    let name_colour = colour(if bar.tone == Tone::Nothing { palette.muted } else { palette.text });
    let room = layout.plot.left() - layout.rect.left() - 12.0;
    let mut job = egui::text::LayoutJob::simple_singleline(bar.label.clone(), name_font, name_colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = Pos2::new(layout.plot.left() - 10.0 - galley.size().x, middle - galley.size().y / 2.0);
    painter.galley(at, galley, name_colour);
    let mut end = x_of(0.0);
    if let Some(length) = bar.length {
        if let Some(lowest) = bar.lowest {
            let height = layout.row * BAR_SHARE;
            let rect = Rect::from_min_max(
                Pos2::new(x_of(lowest), middle - height / 2.0),
                Pos2::new(x_of(length), middle + height / 2.0),
            );
            let stripe = colour(palette.fill(bar.tone));
            stripes(painter, rect, stripe);
            painter.rect_stroke(rect, CornerRadius::ZERO, (1.0, stripe), egui::StrokeKind::Inside);
        }
        end = x_of(length.max(bar.pale.unwrap_or(0.0)).max(0.0));
    }
    let (font, ink) = match bar.length {
        Some(_) => (theme::semi_bold(layout.size), colour(palette.text)),
        None => (theme::regular(layout.size - 0.5), colour(palette.muted)),
    };
    // The gridlines do not run through the numbers.
    let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(bar.value_label.clone(), font.clone(), ink));
    let ground = colour(if is_selected { palette.selection_tint } else { palette.surface });
    let behind =
        Rect::from_min_size(Pos2::new(end + 4.0, middle - galley.size().y / 2.0), galley.size() + Vec2::new(8.0, 0.0));
    painter.rect_filled(behind, CornerRadius::ZERO, ground);
    let value = painter.text(Pos2::new(end + 8.0, middle), Align2::LEFT_CENTER, &bar.value_label, font, ink);
    if !bar.change_label.is_empty() {
        let at = Pos2::new(value.right() + 6.0, middle);
        let font = theme::regular(layout.size - 1.5);
        painter.text(at, Align2::LEFT_CENTER, &bar.change_label, font, colour(palette.muted));
    }
}

#[expect(clippy::too_many_arguments, reason = "everything that a row needs to be drawn and to answer")]
fn interact(
    ui: &Ui,
    index: usize,
    bar: &Bar,
    layout: &Layout,
    of: (usize, &CompleteSpec, &ChartModel),
    words: &'static Words,
    palette: &'static Palette,
    commands: &mut Commands,
) -> (egui::Id, Rect) {
    let row = layout.row_rect(index);
    let response = ui.interact(row, ui.scope_id().with(("bar", index)), Sense::click());
    let is_selected = bar.tone == Tone::Selected;
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_selected, &bar.spoken));
    if response.clicked() {
        // The keyboard goes on from there.
        response.request_focus();
    }
    focus_ring(ui, &response, row, palette);
    if response.hovered() && !is_selected {
        ui.painter().rect_filled(row, CornerRadius::same(5), colour(palette.muted).gamma_multiply(0.07));
    }
    answer(ui, &response, bar, of, words, commands);
    // Behind a sheet nothing is hovered.
    let id = response.id;
    if ui.ctx().memory(|memory| memory.is_above_modal_layer(ui.layer_id())) {
        response.on_hover_ui_at_pointer(|ui| tooltip(ui, bar, words, palette));
    }
    (id, row)
}

fn answer(
    ui: &Ui,
    response: &egui::Response,
    bar: &Bar,
    (tile, spec, model): (usize, &CompleteSpec, &ChartModel),
    words: &'static Words,
    commands: &mut Commands,
) {
    let picks: Vec<(String, Key)> = match &bar.key {
        BarKey::One(key) => vec![(spec.by_name.clone(), key.clone())],
        BarKey::Overall | BarKey::Others | BarKey::WithoutNumber(_) => Vec::new(),
    };
    let filters = response.double_clicked()
        || (response.has_focus() && ui.input(|input| input.modifiers.command && input.key_pressed(egui::Key::Enter)));
    if filters && !picks.is_empty() {
        commands.push(Command::FilterFrom { tile, picks: picks.clone() });
    } else if response.clicked()
        && let Some((by, key)) = picks.first().cloned()
    {
        let extend = ui.input(|input| input.modifiers.command || input.modifiers.shift);
        push_view(commands, ViewCommand::SelectIn { by, key, extend });
    }
    let asks = response.has_focus() && super::keyboard::asks_for_menu(ui);
    let place = super::keyboard::MenuPlace { at: response.rect.center(), back_to: response.id };
    theme::context_menu(response, Some(place).filter(|_| asks), |ui| {
        mark_menu(ui, (tile, &picks), [&bar.label, &bar.value_label], &bar.details, words, commands);
        chart_menu(ui, tile, &model.captions.chart_title, words, commands);
    });
}

fn tooltip(ui: &mut Ui, bar: &Bar, words: &Words, palette: &Palette) {
    ui.set_max_width(360.0);
    ui.spacing_mut().interact_size.y = 15.0;
    ui.label(theme::strong(&bar.label, 13.5));
    if bar.details.is_empty() {
        ui.label(&bar.value_label);
    }
    egui::Grid::new("details").num_columns(2).spacing([14.0, 3.0]).show(ui, |ui| {
        for detail in &bar.details {
            ui.label(theme::quiet(&detail.name, palette));
            ui.add(egui::Label::new(egui::RichText::new(&detail.value).size(12.5)).wrap());
            ui.end_row();
        }
    });
    if !bar.members.is_empty() {
        ui.separator();
        let listed: Vec<String> = bar
            .members
            .iter()
            .map(|member| format!("{} {}", member.label, member.value).trim_end().to_owned())
            .collect();
        ui.add(egui::Label::new(egui::RichText::new(listed.join(" · ")).size(12.0)).wrap());
    }
    if matches!(bar.key, BarKey::One(_)) {
        ui.label(theme::quiet(words.labels.tip_click, palette).size(11.5));
    }
}
