//! What a comparison is asked beside other charts: compared with which year, the same months or all, dots or slopes.
//!
//! Start with [`show`].

use super::controls::quiet_menu;
use super::theme;
use super::{Commands, push_view};
use crate::chart::{Palette, format_period};
use crate::dataset::Span;
use crate::view_spec::{ChartStyle, Months};
use crate::words::Words;
use crate::workspace::{Derived, ViewCommand, Workspace};
use egui::Ui;

/// Drawn from the right, as the menus beside it are.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    derived: &Derived,
    words: &'static Words,
    palette: &'static Palette,
    commands: &mut Commands,
) {
    let (labels, spec) = (words.labels, &derived.spec);
    let styles = [(ChartStyle::Standard, labels.dumbbells), (ChartStyle::Slopes, labels.slopes)];
    let now = styles.iter().find(|(style, _)| *style == spec.style).map_or(labels.dumbbells, |(_, label)| *label);
    quiet_menu(ui, theme::quiet(format!("{now} ▼"), palette), |ui| {
        for (style, label) in styles {
            if ui.selectable_label(spec.style == style, label).clicked() {
                push_view(commands, ViewCommand::SetStyle(style));
                ui.close();
            }
        }
    });
    let compares_periods = spec.stack.is_none() || spec.versus.is_some();
    let (Some(versus), true) = (spec.versus, compares_periods) else { return };
    let calendar = workspace.data().dataset.calendar();
    let text = format!("{} {} ▼", labels.compared_with, format_period(versus, calendar, words));
    quiet_menu(ui, theme::quiet(text, palette), |ui| {
        for year in derived.years.iter().rev().filter(|year| year.is_covered && Some(year.span) != spec.period) {
            if ui.selectable_label(versus == year.span, &year.label).clicked() {
                push_view(commands, ViewCommand::SetVersus(Some(year.span)));
                ui.close();
            }
        }
        let coverage = workspace.data().dataset.coverage();
        if let Some(months) = coverage.and_then(|coverage| shared_months(coverage, [spec.period?, versus])) {
            ui.separator();
            if ui.selectable_label(spec.months.is_some(), labels.same_months).clicked() {
                let on = spec.months.is_none();
                push_view(commands, ViewCommand::SetMonths(on.then_some(months)));
                ui.close();
            }
        }
    });
}

/// The months that both years have, where one of them is covered only from or up to some month.
fn shared_months(coverage: Span, periods: [Span; 2]) -> Option<Months> {
    let seen: Vec<Span> = periods.into_iter().filter_map(|period| coverage.intersection(period)).collect();
    let is_one_year = |span: &Span| span.first().year() == span.last().year();
    if seen.len() != 2 || !seen.iter().all(is_one_year) {
        return None;
    }
    let month = |day: jiff::civil::Date| u8::try_from(day.month()).unwrap_or(1);
    let first = seen.iter().map(|span| month(span.first()) + u8::from(!span.starts_a_month())).max()?;
    let is_whole = |span: &Span| span.last() == span.last().last_of_month();
    let last = seen.iter().map(|span| month(span.last()) - u8::from(!is_whole(span))).min()?;
    let differs = seen.iter().any(|span| month(span.first()) != first || month(span.last()) != last);
    (first <= last && differs).then_some(Months { first, last })
}
