//! Time is the floor of the room: the year slider over a histogram of yearly totals, always there.

use super::chart_header;
use super::controls::{play_button, quiet_menu, segments_sized, stripes};
use super::theme::{self, colour};
use super::{Commands, push_view};
use crate::chart::{Palette, format_period};
use crate::view_spec::PeriodChoice;
use crate::words::Words;
use crate::workspace::{Action, Command, Derived, Gesture, ViewCommand, Workspace};
use egui::{Align2, CornerRadius, EventFilter, Key, Pos2, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo};

/// Years for each second that are offered.
const SPEEDS: [f32; 4] = [0.5, 1.0, 2.0, 4.0];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Year,
    Range,
}

/// What only the slider knows: whether a drag makes a range, and where it began.
#[derive(Debug, Default)]
pub struct TimeBar {
    mode: Mode,
    drag: Option<(usize, Gesture)>,
}

impl TimeBar {
    pub fn show(&mut self, ui: &mut Ui, workspace: &mut Workspace, commands: &mut Commands) {
        let (words, palette) = (workspace.words(), theme::palette(ui.ctx()));
        let gesture = self.drag.map_or_else(|| workspace.new_gesture(), |(_, gesture)| gesture);
        let Some(derived) = workspace.derived() else { return };
        if derived.years.is_empty() {
            return;
        }
        ui.horizontal_centered(|ui| {
            let is_playing = workspace.player.is_playing();
            let label = if is_playing { words.labels.pause } else { words.labels.play };
            if play_button(ui, label, is_playing, palette).on_hover_text(words.labels.play_hint).clicked() {
                commands.push(Command::Do(Action::PlayOrPause));
            }
            ui.add_space(8.0);
            self.mode_ui(ui, workspace, derived, words, palette, commands);
            ui.add_space(8.0);
            let right = 158.0;
            let width = (ui.available_width() - right).max(120.0);
            let (rect, _) = ui.allocate_exact_size(Vec2::new(width, ui.available_height()), Sense::hover());
            self.slider_ui(ui, rect, workspace, derived, gesture, palette, commands);
            ui.add_space(6.0);
            ui.vertical(|ui| {
                ui.add_space(8.0);
                menus_ui(ui, workspace, derived, words, palette, commands);
            });
        });
    }

    fn mode_ui(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        derived: &Derived,
        words: &'static Words,
        palette: &Palette,
        commands: &mut Commands,
    ) {
        let shown = workspace.years_shown();
        if let Some((first, last)) = shown
            && first != last
        {
            self.mode = Mode::Range;
        }
        let is_all = derived.spec.asked().is_none();
        let labels = words.labels;
        let choices = [
            (labels.mode_year, !is_all && self.mode == Mode::Year && shown.is_some()),
            (labels.mode_range, !is_all && self.mode == Mode::Range && shown.is_some()),
            (labels.mode_all, is_all),
        ];
        let covered = |last: bool| {
            let is_stop =
                |(index, year): &(usize, &crate::workspace::YearBar)| year.is_covered && workspace.can_stop_at(*index);
            let mut covered = derived.years.iter().enumerate().filter(is_stop);
            if last { covered.next_back() } else { covered.next() }.map_or(0, |(index, _)| index)
        };
        let clicked = ui.vertical(|ui| {
            ui.add_space((ui.available_height() - 28.0).max(0.0) / 2.0);
            segments_sized(ui, "time mode", &choices, 176.0, palette)
        });
        let period = match clicked.inner {
            Some(0) => {
                self.mode = Mode::Year;
                let year = shown.map_or_else(|| covered(true), |(_, last)| last);
                workspace.period_of_years(year, year)
            }
            Some(1) => {
                self.mode = Mode::Range;
                let (first, last) = shown.unwrap_or_else(|| (covered(false), covered(true)));
                workspace.period_of_years(if first == last { first.saturating_sub(4).max(1) } else { first }, last)
            }
            Some(_) => Some(PeriodChoice::All),
            None => None,
        };
        if let Some(period) = period {
            push_view(commands, ViewCommand::SetPeriod(period));
        }
    }

    #[expect(clippy::too_many_arguments, reason = "everything that the slider shows and answers")]
    fn slider_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        workspace: &Workspace,
        derived: &Derived,
        gesture: Gesture,
        palette: &'static Palette,
        commands: &mut Commands,
    ) {
        let scale = Scale::new(rect, derived.years.len());
        let response = ui.interact(rect, ui.scope_id().with("years"), Sense::click_and_drag());
        super::keyboard::region(ui.ctx(), super::REGION_OF_TIME, rect, response.id);
        let shown = workspace.years_shown();
        let spoken = spoken(derived, shown, workspace.words());
        response.widget_info(|| {
            let year = shown.and_then(|(_, last)| derived.years.get(last)).map_or(0, |year| year.year);
            WidgetInfo::slider(true, f64::from(year), &spoken)
        });
        if response.has_focus() {
            let filter = EventFilter { horizontal_arrows: true, escape: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            let arrows = [Key::ArrowLeft, Key::ArrowRight];
            if ui.input(|input| arrows.into_iter().any(|key| input.key_pressed(key))) {
                // In the frame after the click the toolkit does not know yet that arrows are the slider's.
                ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
            }
            for (key, action) in [
                (Key::ArrowLeft, Action::PreviousYear),
                (Key::ArrowRight, Action::NextYear),
                (Key::Home, Action::FirstYear),
                (Key::End, Action::LastYear),
            ] {
                let times = ui.input_mut(|input| input.count_and_consume_key(egui::Modifiers::NONE, key));
                commands.extend((0..times).map(|_| Command::Do(action)));
            }
        }
        let pointer = response.interact_pointer_pos().map(|position| scale.index_at(position.x));
        let pointer = pointer.map(|index| if self.mode == Mode::Year { workspace.nearest_stop(index) } else { index });
        if let Some(index) = pointer {
            if response.drag_started() {
                let origin = ui.input(|input| input.pointer.press_origin()).map_or(index, |at| scale.index_at(at.x));
                let anchor = match (self.mode, shown) {
                    // The end of the range that is nearer moves, the other stays.
                    (Mode::Range, Some((first, last))) if origin == first && first != last => last,
                    (Mode::Range, Some((first, last))) if origin == last && first != last => first,
                    _ => origin,
                };
                self.drag = Some((anchor, gesture));
            }
            let period = match (self.drag, self.mode) {
                (Some((anchor, _)), Mode::Range) => workspace.period_of_years(anchor, index),
                (Some(_), Mode::Year) => workspace.period_of_years(index, index),
                (None, _) if response.clicked() => {
                    let extend = ui.input(|input| input.modifiers.shift);
                    match shown {
                        Some((first, last)) if extend => workspace.period_of_years(first.min(index), last.max(index)),
                        _ => workspace.period_of_years(index, index),
                    }
                }
                _ => None,
            };
            if let Some(period) = period.filter(|period| Some(*period) != derived.spec.asked().map(PeriodChoice::Span))
            {
                commands.push(Command::View(ViewCommand::SetPeriod(period), self.drag.map(|(_, gesture)| gesture)));
            }
        }
        if response.drag_stopped() {
            self.drag = None;
        }
        paint(ui, &scale, derived, shown, response.has_focus(), palette);
        if let Some(year) = response
            .hover_pos()
            .filter(|_| !response.dragged())
            .and_then(|position| derived.years.get(scale.index_at(position.x)))
        {
            response.on_hover_ui_at_pointer(|ui| {
                ui.set_max_width(320.0);
                ui.label(theme::strong(&year.label, 13.0));
                ui.label(&year.text);
                for event in &year.events {
                    ui.add(egui::Label::new(theme::quiet(event, palette)).wrap());
                }
            });
        }
    }
}

fn spoken(derived: &Derived, shown: Option<(usize, usize)>, words: &Words) -> String {
    match shown.and_then(|(first, last)| Some((derived.years.get(first)?, derived.years.get(last)?))) {
        Some((first, last)) if first == last => words.say.year_spoken(&first.label, &first.text),
        Some((first, last)) => words.say.range(&first.label, &last.label),
        None => words.labels.all_years.to_owned(),
    }
}

/// Years to points and back.
struct Scale {
    rect: Rect,
    step: f32,
    count: usize,
}

impl Scale {
    #[expect(clippy::cast_precision_loss, reason = "at most some hundred years")]
    fn new(rect: Rect, count: usize) -> Self {
        let step = (rect.width() / count.max(1) as f32).min(92.0);
        Self { rect, step, count }
    }

    #[expect(clippy::cast_precision_loss, reason = "at most some hundred years")]
    fn left_of(&self, index: usize) -> f32 {
        self.rect.left() + index as f32 * self.step
    }

    fn index_at(&self, x: f32) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the years")]
        let index = ((x - self.rect.left()) / self.step).max(0.0) as usize;
        index.min(self.count.saturating_sub(1))
    }
}

fn paint(ui: &Ui, scale: &Scale, derived: &Derived, shown: Option<(usize, usize)>, has_focus: bool, palette: &Palette) {
    let painter = ui.painter();
    let top = scale.rect.top() + 10.0;
    let floor = scale.rect.bottom() - 27.0;
    let is_all = derived.spec.asked().is_none();
    let is_inside = |index: usize| match shown {
        Some((first, last)) => (first..=last).contains(&index),
        None => is_all,
    };
    let label_width =
        derived.years.iter().map(|year| year.label.chars().fold(0.0, |width, _| width + 7.4)).fold(36.0_f32, f32::max);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small ratio")]
    let every = (label_width / scale.step).ceil().max(1.0) as usize;
    for (index, year) in derived.years.iter().enumerate() {
        let gap = (scale.step * 0.06).clamp(0.5, 3.0);
        let (left, right) = (scale.left_of(index) + gap, scale.left_of(index + 1) - gap);
        let inside = is_inside(index);
        if !year.is_covered {
            let rect = Rect::from_min_max(Pos2::new(left, floor - 12.0), Pos2::new(right, floor));
            stripes(painter, rect, colour(if inside && !is_all { palette.accent } else { palette.line }));
        } else if let Some(height) = year.height {
            let height = (height * (floor - top)).max(1.5);
            let rect = Rect::from_min_max(Pos2::new(left, floor - height), Pos2::new(right, floor));
            let fill = match (inside, is_all) {
                (true, false) => palette.accent,
                (true, true) => palette.bar,
                (false, _) => palette.pale,
            };
            let radius = CornerRadius { nw: 3, ne: 3, sw: 0, se: 0 };
            painter.rect_filled(rect, radius, colour(fill));
            if year.is_partly_covered {
                stripes(painter, rect, colour(palette.surface));
            }
        } else {
            let rect = Rect::from_min_max(Pos2::new(left, floor - 3.0), Pos2::new(right, floor));
            painter.rect_filled(rect, CornerRadius::ZERO, colour(if inside { palette.accent } else { palette.pale }));
        }
        if !year.events.is_empty() {
            let centre = Pos2::new(f32::midpoint(left, right), top - 5.0);
            painter.circle_filled(centre, 2.0, colour(palette.faint));
        }
        let is_end = shown.is_some_and(|(first, last)| index == first || index == last);
        let near_end = shown.is_some_and(|(first, last)| index.abs_diff(first) < every || index.abs_diff(last) < every);
        if is_end || (index % every == 0 && !near_end) {
            let (font, ink) = if is_end {
                (theme::semi_bold(12.5), palette.accent)
            } else if year.is_covered {
                (theme::regular(12.0), palette.muted)
            } else {
                (theme::regular(12.0), palette.faint)
            };
            let at = Pos2::new(f32::midpoint(left, right), floor + 9.0);
            painter.text(at, Align2::CENTER_TOP, &year.label, font, colour(ink));
        }
    }
    let end = scale.left_of(scale.count);
    painter.line_segment(
        [Pos2::new(scale.rect.left(), floor), Pos2::new(end, floor)],
        Stroke::new(1.0, colour(palette.faint)),
    );
    if let Some((first, last)) = shown {
        let middle = |index: usize| Pos2::new(scale.left_of(index) + scale.step / 2.0, floor);
        painter.line_segment([middle(first), middle(last)], Stroke::new(3.0, colour(palette.accent)));
        for index in [first, last] {
            let ring = colour(if has_focus { palette.selection } else { palette.accent });
            painter.circle(middle(index), 6.5, colour(palette.surface), Stroke::new(3.0, ring));
        }
    } else if let Some(period) = derived.spec.asked() {
        paint_other_period(painter, scale, derived, period, floor, palette);
    }
}

/// A period that is not made of whole years: a thick line where it lies.
fn paint_other_period(
    painter: &egui::Painter,
    scale: &Scale,
    derived: &Derived,
    period: crate::dataset::Span,
    floor: f32,
    palette: &Palette,
) {
    let x_of = |day: jiff::civil::Date, is_end: bool| {
        derived.years.iter().enumerate().find(|(_, year)| year.span.contains(crate::dataset::Span::day(day))).map(
            |(index, year)| {
                #[expect(clippy::cast_precision_loss, reason = "days of a year")]
                let share = (crate::dataset::Span::new(year.span.first(), day).map_or(1, crate::dataset::Span::days)
                    - i32::from(!is_end)) as f32
                    / year.span.days() as f32;
                scale.left_of(index) + share * scale.step
            },
        )
    };
    if let (Some(left), Some(right)) = (x_of(period.first(), false), x_of(period.last(), true)) {
        let right = right.max(left + 3.0);
        painter
            .line_segment([Pos2::new(left, floor), Pos2::new(right, floor)], Stroke::new(6.0, colour(palette.accent)));
    }
}

fn menus_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    derived: &Derived,
    words: &'static Words,
    palette: &'static Palette,
    commands: &mut Commands,
) {
    let labels = words.labels;
    if !derived.published_periods.is_empty() {
        let text =
            egui::RichText::new(format!("{} ▼", labels.published_periods)).size(12.5).color(colour(palette.accent));
        quiet_menu(ui, text, |ui| {
            egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                for (span, places) in &derived.published_periods {
                    let period = format_period(*span, derived.spec.calendar, words);
                    let label = words.say.period_label(&period, *places);
                    if ui.selectable_label(derived.spec.asked() == Some(*span), label).clicked() {
                        push_view(commands, ViewCommand::SetPeriod(PeriodChoice::Span(*span)));
                        ui.close();
                    }
                }
            });
        });
    }
    if !workspace.data().dataset.knows_years_only() && !workspace.data().dataset.is_published() {
        let text = format!("{} ▼", chart_header::calendar_name(derived.spec.calendar, words));
        quiet_menu(ui, theme::quiet(text, palette), |ui| chart_header::calendars(ui, workspace, words, commands));
    }
    let speed = workspace.preferences.years_per_second;
    quiet_menu(ui, theme::quiet(format!("{} {speed}× ▼", labels.speed), palette), |ui| {
        for choice in SPEEDS {
            if ui.selectable_label((speed - choice).abs() < 0.01, format!("{choice}×")).clicked() {
                commands.push(Command::SetSpeed(choice));
                ui.close();
            }
        }
    });
}
