//! The lesson of the first start: one line that says what to try next, and goes on when it was done. Under a minute,
//! and never again.

use super::Commands;
use super::theme::{self, colour};
use crate::dataset::Span;
use crate::words::Labels;
use crate::workspace::{Action, Command, Workspace};
use egui::{CornerRadius, Ui};

/// What is to be tried, in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    Select,
    MoveTime,
    Filter,
    Undo,
    Find,
}

const STEPS: [Step; 5] = [Step::Select, Step::MoveTime, Step::Filter, Step::Undo, Step::Find];

impl Step {
    fn sentence(self, labels: &'static Labels) -> &'static str {
        match self {
            Self::Select => labels.lesson_select,
            Self::MoveTime => labels.lesson_time,
            Self::Filter => labels.lesson_filter,
            Self::Undo => labels.lesson_undo,
            Self::Find => labels.lesson_find,
        }
    }
}

/// What the view was when a step began.
#[derive(Clone, Copy)]
struct Began {
    period: Option<Span>,
    filters: usize,
}

/// Where the lesson is, and what the view was when the step began.
#[derive(Default)]
pub struct Lesson {
    step: usize,
    began: Option<Began>,
}

impl Lesson {
    /// `is_finding`: whether the search is open.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, is_finding: bool, commands: &mut Commands) {
        if workspace.preferences.has_learned {
            return;
        }
        let Some(step) = STEPS.get(self.step).copied() else {
            commands.push(Command::EndLesson);
            return;
        };
        self.follow(step, workspace, is_finding);
        let (labels, palette) = (workspace.words().labels, theme::palette(ui.ctx()));
        let frame = egui::Frame::new()
            .fill(colour(palette.pale))
            .corner_radius(CornerRadius::same(8))
            .inner_margin(egui::Margin::symmetric(12, 7));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let number = format!("{}/{}", self.step + 1, STEPS.len());
                ui.label(theme::strong(number, 12.5));
                ui.label(egui::RichText::new(step.sentence(labels)).size(13.5));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if ui.button(labels.lesson_skip).clicked() {
                        commands.push(Command::EndLesson);
                    }
                    if step == Step::Find && ui.button(Action::Palette.describe(labels).0).clicked() {
                        commands.push(Command::Do(Action::Palette));
                        commands.push(Command::EndLesson);
                    }
                });
            });
        });
        ui.add_space(8.0);
    }

    /// Goes on when what was asked for has been done.
    fn follow(&mut self, step: Step, workspace: &Workspace, is_finding: bool) {
        let Some(derived) = workspace.derived() else { return };
        let period = derived.spec.asked();
        let filters = workspace.view().filters.len();
        let began = *self.began.get_or_insert(Began { period, filters });
        let is_done = match step {
            Step::Select => !workspace.view().selected.is_empty(),
            Step::MoveTime => began.period != period,
            Step::Filter => filters > began.filters,
            Step::Undo => filters < began.filters || workspace.is_enabled(Action::Redo),
            Step::Find => is_finding,
        };
        if is_done {
            *self = Self { step: self.step + 1, began: Some(Began { period, filters }) };
        }
    }
}
