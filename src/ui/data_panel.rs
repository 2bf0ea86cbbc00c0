//! The left panel: what data these are, what is counted, and the filters with their counts.

use super::controls::segments;
use super::theme::{self, colour};
use super::{Commands, push_view};
use crate::chart::{Palette, format_number, format_period};
use crate::dataset::{Role, Unit};
use crate::words::Words;
use crate::workspace::{Action, Arrange, Command, Derived, Facet, ViewCommand, Workspace};
use egui::{Sense, Ui, Vec2};
use std::collections::BTreeMap;

/// Values of a filter that are listed before "show all".
const FEW: usize = 6;
/// Up to this many measures stand side by side.
const MOST_SEGMENTS: usize = 3;

/// What only the panel knows: what was typed in its search fields, and which lists are open.
#[derive(Debug, Default)]
pub struct DataPanel {
    searches: BTreeMap<String, String>,
    open_lists: BTreeMap<String, bool>,
}

impl DataPanel {
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
        let (Some(derived), words, palette) = (workspace.derived(), workspace.words(), theme::palette(ui.ctx())) else {
            return;
        };
        egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(ui.available_width() - 6.0);
            card(ui, workspace, words, palette, commands);
            ui.add_space(12.0);
            measure(ui, workspace, derived, words, palette, commands);
            for facet in &derived.facets {
                ui.add_space(12.0);
                self.facet(ui, facet, words, palette, commands);
            }
            more_columns(ui, workspace, derived, words, commands);
            super::keyboard::keep_focus_in_sight(ui);
        });
    }

    fn facet(&mut self, ui: &mut Ui, facet: &Facet, words: &'static Words, palette: &Palette, commands: &mut Commands) {
        let labels = words.labels;
        let (heading, many) = match facet.role {
            Role::Origin => (labels.from, labels.origins),
            Role::Destination => (labels.to, labels.destinations),
            Role::Citizenship => (labels.citizenship_heading, labels.citizenships),
            Role::Edition => (labels.edition, labels.editions),
            Role::Payee => (labels.paid_to, labels.payees),
            Role::None => (facet.by.as_str(), labels.values),
            _ => (labels.type_heading, labels.categories),
        };
        ui.horizontal(|ui| {
            if facet.role == Role::None {
                // As the file prints it.
                ui.add(egui::Label::new(theme::strong(heading, 12.5)).truncate());
            } else {
                ui.label(theme::section(heading, palette));
            }
            let kept = facet.values.iter().filter(|value| value.kept).count();
            if kept > 0 || facet.role == Role::None {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if facet.role == Role::None {
                        let button = egui::Button::new(theme::quiet("×", palette)).frame(false);
                        if ui.add(button).on_hover_text(labels.unlist_column).clicked() {
                            commands.push(Command::Arrange(Arrange::UnlistColumn(facet.by.clone())));
                        }
                    }
                    if kept == 0 {
                        return;
                    }
                    let text = theme::quiet(format!("{} ×", words.say.selected_count(kept)), palette).size(11.5);
                    if ui.add(egui::Button::new(text).frame(false)).clicked() {
                        push_view(commands, ViewCommand::ClearFilter(facet.by.clone()));
                    }
                });
            }
        });
        let search = self.searches.entry(facet.by.clone()).or_default();
        if facet.values.len() > FEW {
            let hint = words.say.search_in(facet.values.len(), many);
            let width = ui.available_width();
            let field = egui::TextEdit::singleline(search).hint_text(&hint).desired_width(width);
            let field = ui.add(field.margin(Vec2::new(8.0, 5.0)));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &hint));
        }
        let wanted = crate::dataset::country::fold(search);
        let found: Vec<_> = facet
            .values
            .iter()
            .filter(|value| wanted.is_empty() || crate::dataset::country::fold(&value.label).contains(&wanted))
            .collect();
        if found.is_empty() {
            ui.label(theme::quiet(labels.nothing_found, palette));
        }
        let is_open = self.open_lists.entry(facet.by.clone()).or_default();
        let shows_all = *is_open || !wanted.is_empty() || found.len() <= FEW + 1;
        // What is kept is always in sight, wherever it ranks.
        let visible = found.iter().enumerate().filter(|(index, value)| shows_all || *index < FEW || value.kept);
        for (_, value) in visible {
            if value_row(ui, &value.label, &value.count, value.kept, palette) {
                let (by, key) = (facet.by.clone(), value.key.clone());
                push_view(commands, ViewCommand::ToggleFilter { by, key });
            }
        }
        if wanted.is_empty() && found.len() > FEW + 1 {
            let text = if *is_open { labels.show_fewer.to_owned() } else { words.say.show_all_of(found.len()) };
            let text = egui::RichText::new(text).size(12.0).color(colour(palette.accent));
            if ui.add(egui::Button::new(text).frame(false)).clicked() {
                *is_open = !*is_open;
            }
        }
    }
}

/// The other columns of the file, to be listed here, too.
fn more_columns(ui: &mut Ui, workspace: &Workspace, derived: &Derived, words: &'static Words, commands: &mut Commands) {
    let is_listed = |name: &str| derived.facets.iter().any(|facet| facet.by == name);
    let others: Vec<&str> = workspace
        .data()
        .dataset
        .other_groupings()
        .map(|column| column.name.as_str())
        .filter(|name| !is_listed(name))
        .collect();
    if others.is_empty() {
        return;
    }
    ui.add_space(12.0);
    theme::menu(ui, words.labels.list_column, |ui| {
        egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for name in others {
                if ui.button(name).clicked() {
                    commands.push(Command::Arrange(Arrange::ListColumn(name.to_owned())));
                    ui.close();
                }
            }
        });
    });
    ui.add_space(8.0);
}

/// A check box with its name on the left and its count on the right; the whole row answers.
fn value_row(ui: &mut Ui, label: &str, count: &str, kept: bool, palette: &Palette) -> bool {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 22.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, kept, format!("{label}, {count}")));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect.expand2(Vec2::new(4.0, 0.0)), 5.0, colour(palette.pale).gamma_multiply(0.6));
    }
    super::controls::focus_ring(ui, &response, rect.expand2(Vec2::new(4.0, 0.0)), palette);
    let size = Vec2::splat(14.0);
    let at = egui::Pos2::new(rect.left(), rect.center().y - 7.0);
    let square = egui::Rect::from_min_size(at, size);
    if kept {
        painter.rect_filled(square, 3.5, colour(palette.accent));
        let ink = egui::Stroke::new(1.8, colour(palette.on_accent));
        let point = |x: f32, y: f32| square.min + Vec2::new(x, y);
        painter.line_segment([point(3.3, 7.3), point(6.0, 10.0)], ink);
        painter.line_segment([point(6.0, 10.0), point(10.9, 4.3)], ink);
    } else {
        let line = egui::Stroke::new(1.2, colour(palette.faint));
        painter.rect_stroke(square, 3.5, line, egui::StrokeKind::Inside);
    }
    let ink = colour(palette.text);
    let count_galley =
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(count.to_owned(), theme::regular(12.5), colour(palette.muted)));
    let mut job = egui::text::LayoutJob::simple_singleline(label.to_owned(), theme::regular(13.0), ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 30.0 - count_galley.size().x);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let y = |height: f32| rect.center().y - height / 2.0;
    let painter = ui.painter();
    painter.galley(egui::Pos2::new(rect.left() + 22.0, y(galley.size().y)), galley, ink);
    let size = count_galley.size();
    painter.galley(egui::Pos2::new(rect.right() - size.x, y(size.y)), count_galley, ink);
    response.clicked()
}

fn card(ui: &mut Ui, workspace: &Workspace, words: &'static Words, palette: &Palette, commands: &mut Commands) {
    let dataset = &workspace.data().dataset;
    let metadata = dataset.metadata();
    let language = words.language.code();
    theme::card(palette).inner_margin(12.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.add(egui::Label::new(theme::strong(metadata.title.in_language(language), 13.5)).wrap());
        let span = dataset.coverage().map_or(String::new(), |span| format_period(span, dataset.calendar(), words));
        let rows = format_number(dataset.row_count().into(), &Unit::Rows, words);
        ui.add(egui::Label::new(theme::quiet(words.say.rows_and_span(&span, &rows), palette)).wrap());
        let publisher = metadata.publisher.in_language(language);
        if !publisher.is_empty() {
            ui.add(egui::Label::new(theme::quiet(publisher, palette)).wrap());
        }
        let (problems, notes) = (workspace.data().report.issues.len(), metadata.notes.len());
        let found = (problems > 0).then(|| (words.say.problems_found(problems), palette.warning));
        let said = (notes > 0).then(|| (words.say.notes_on_data(notes), palette.muted));
        let nothing = (problems + notes == 0).then(|| (words.labels.no_problems.to_owned(), palette.muted));
        for (text, ink) in found.into_iter().chain(said).chain(nothing) {
            let text = egui::RichText::new(text).size(12.0).color(colour(ink));
            if ui.add(egui::Button::new(text).frame(false)).on_hover_text(words.labels.about_hint).clicked() {
                commands.push(Command::Do(Action::About));
            }
        }
    });
}

fn measure(
    ui: &mut Ui,
    workspace: &Workspace,
    derived: &Derived,
    words: &'static Words,
    palette: &Palette,
    commands: &mut Commands,
) {
    ui.label(theme::section(words.labels.measure, palette));
    let measures = workspace.data().dataset.measures();
    let chosen = &derived.spec.measure;
    let names: Vec<String> = measures.iter().map(|measure| super::measure_label(measure, words)).collect();
    if measures.len() <= MOST_SEGMENTS && names.iter().all(|name| name.chars().count() <= 12) {
        let choices: Vec<(&str, bool)> =
            names.iter().zip(measures).map(|(name, measure)| (name.as_str(), measure.id == chosen.id)).collect();
        if let Some(measure) = segments(ui, "measure", &choices, palette).and_then(|index| measures.get(index)) {
            push_view(commands, ViewCommand::SetMeasure(measure.id.clone()));
        }
    } else {
        let width = ui.available_width();
        let shown = super::measure_label(chosen, words);
        let combo = egui::ComboBox::from_id_salt("measure").width(width).selected_text(shown.clone()).truncate();
        let opened = combo.show_ui(ui, |ui| {
            for (measure, name) in measures.iter().zip(&names) {
                if ui.selectable_label(measure.id == chosen.id, name).clicked() {
                    push_view(commands, ViewCommand::SetMeasure(measure.id.clone()));
                }
            }
        });
        let panel = egui::Rect::everything_left_of(opened.response.rect.right() + 12.0);
        super::keyboard::region(ui.ctx(), super::REGION_OF_PANEL, panel, opened.response.id);
        let name = format!("{}: {shown}", words.labels.measure);
        opened.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
    }
    let definition = chosen.definition.in_language(words.language.code());
    if !definition.is_empty() {
        ui.add(egui::Label::new(theme::quiet(definition, palette)).wrap());
    }
}
