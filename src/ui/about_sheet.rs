//! Two pages to read: what the open data are, and which keys do what.

use super::{Commands, theme};
use crate::chart::{Palette, format_number, format_period};
use crate::dataset::{Role, Unit};
use crate::words::{Labels, Words};
use crate::workspace::{Action, Command, Workspace};
use egui::{Context, Ui};

/// Which page is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    #[default]
    None,
    AboutData,
    Shortcuts,
}

impl Page {
    pub fn show(&mut self, context: &Context, workspace: &Workspace, commands: &mut Commands) {
        let (words, palette) = (workspace.words(), theme::palette(context));
        let page = *self;
        if page == Self::None {
            return;
        }
        let mut closes = false;
        let width = if page == Self::AboutData { 680.0 } else { 740.0 };
        let sheet = super::sheet(context, "page", width, |ui| {
            let title = if page == Self::AboutData { words.labels.about } else { words.labels.shortcuts };
            ui.label(theme::strong(title, 18.0));
            ui.add_space(6.0);
            let height = ui.ctx().content_rect().height() * 0.68;
            let list = egui::ScrollArea::vertical().min_scrolled_height(height).max_height(height);
            list.auto_shrink([false, true]).show(ui, |ui| {
                super::keyboard::scroll_page(ui, height);
                match page {
                    Self::AboutData => about_data(ui, workspace, words, palette, commands),
                    Self::Shortcuts => shortcuts(ui, words, palette),
                    Self::None => {}
                }
            });
            ui.add_space(8.0);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                closes = ui.add(theme::primary_button(words.labels.close, palette)).clicked();
            });
        });
        if closes || sheet.should_close() {
            *self = Self::None;
        }
    }
}

/// Two columns where there is room, in the order of the list: down, and then right.
fn shortcuts(ui: &mut Ui, words: &'static Words, palette: &Palette) {
    let columns = if ui.available_width() > 600.0 { 2 } else { 1 };
    let lines = Action::ALL.len().div_ceil(columns);
    egui::Grid::new("shortcuts").num_columns(columns * 2).spacing([24.0, 6.0]).show(ui, |ui| {
        for line in 0..lines {
            for column in 0..columns {
                let Some(action) = Action::ALL.get(column * lines + line) else { continue };
                let (name, _, keys) = action.describe(words.labels);
                ui.label(name.trim_end_matches('…'));
                ui.label(theme::quiet(super::keys_text(keys), palette).size(13.0));
            }
            ui.end_row();
        }
    });
}

fn about_data(ui: &mut Ui, workspace: &Workspace, words: &'static Words, palette: &Palette, commands: &mut Commands) {
    let loaded = workspace.data();
    let (dataset, report, labels) = (&loaded.dataset, &loaded.report, words.labels);
    let (metadata, language) = (dataset.metadata(), words.language.code());
    let coverage = dataset.coverage().map_or(String::new(), |span| format_period(span, dataset.calendar(), words));
    let number = |count: usize| format_number(count.into(), &Unit::Rows, words);
    let left_out = report.rows_read.saturating_sub(report.rows_kept);
    let facts = [
        (labels.title, metadata.title.in_language(language).to_owned()),
        (labels.publisher, metadata.publisher.in_language(language).to_owned()),
        (labels.source, metadata.source.in_language(language).to_owned()),
        (labels.address, metadata.address.clone()),
        (labels.licence, metadata.licence.in_language(language).to_owned()),
        (labels.retrieved, metadata.retrieved.clone()),
        (labels.coverage, coverage),
        (
            labels.rows_heading,
            words.say.rows_kept(&number(report.rows_read), &number(report.rows_kept), &number(left_out)),
        ),
        (labels.fingerprint, dataset.fingerprint().to_string()),
        (labels.path, workspace.path().map_or(String::new(), |path| path.display().to_string())),
    ];
    facts_grid(ui, "facts", facts.iter().map(|(name, value)| (*name, value.as_str())), palette);
    if metadata.coverage.is_none() {
        ui.add(egui::Label::new(theme::quiet(labels.coverage_guessed, palette)).wrap());
    }
    heading(ui, labels.issues_heading, palette);
    if report.issues.is_empty() {
        ui.label(labels.no_problems);
    }
    for issue in &report.issues {
        paragraph(ui, &issue.sentence(words));
    }
    if !metadata.notes.is_empty() {
        heading(ui, labels.notes_heading, palette);
        for note in &metadata.notes {
            paragraph(ui, note.in_language(language));
        }
    }
    heading(ui, labels.measures_heading, palette);
    let measures: Vec<(String, &str)> = dataset
        .measures()
        .iter()
        .map(|measure| (super::measure_label(measure, words), measure.definition.in_language(language)))
        .collect();
    facts_grid(ui, "measures", measures.iter().map(|(name, text)| (name.as_str(), *text)), palette);
    heading(ui, labels.columns_heading, palette);
    ui.add(egui::Label::new(theme::quiet(labels.role_hint, palette)).wrap());
    for column in dataset.columns() {
        let definition = column.definition.in_language(language);
        let missing: usize = column.missing_counts().iter().sum();
        let missing = (missing > 0).then(|| format!("{} {}", number(missing), labels.not_reported));
        let reason =
            report.roles.iter().find(|guess| guess.column == column.name).map(|guess| guess.reason_text(words));
        let distinct = words.say.distinct_values(column.dictionary.len());
        let about = [Some(distinct), missing, reason, (!definition.is_empty()).then(|| definition.to_owned())];
        let about: Vec<String> = about.into_iter().flatten().collect();
        ui.push_id(&column.name, |ui| {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(190.0);
                    ui.add(egui::Label::new(egui::RichText::new(&column.name).size(13.0)).truncate());
                    role_menu(ui, &column.name, column.role, labels, commands);
                });
                ui.add(egui::Label::new(theme::quiet(about.join(" · "), palette).size(12.5)).wrap());
            });
            ui.add_space(4.0);
        });
    }
}

/// What the column is; another choice reads the data again.
fn role_menu(ui: &mut Ui, column: &str, role: Role, labels: &'static Labels, commands: &mut Commands) {
    if let Some(role) = role_choice(ui, column, role, labels, 170.0) {
        commands.push(Command::SetRole { column: column.to_owned(), role });
    }
}

/// A list of roles; gives another one that was chosen.
pub(super) fn role_choice(ui: &mut Ui, column: &str, role: Role, labels: &'static Labels, width: f32) -> Option<Role> {
    let mut chosen = None;
    let combo = egui::ComboBox::from_id_salt("role").width(width).truncate().selected_text(role_label(role, labels));
    let opened = combo.show_ui(ui, |ui| {
        for choice in Role::ALL {
            if ui.selectable_label(choice == role, role_label(choice, labels)).clicked() && choice != role {
                chosen = Some(choice);
            }
        }
    });
    let name = format!("{column}: {}", role_label(role, labels));
    opened.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
    chosen
}

fn role_label(role: Role, labels: &'static Labels) -> &'static str {
    match role {
        Role::Destination => labels.destination,
        Role::Origin => labels.origin,
        Role::Citizenship => labels.citizenship,
        Role::Payee => labels.payee,
        Role::Date => labels.role_date,
        Role::Month => labels.month,
        Role::Year => labels.year,
        Role::FiscalYear => labels.fiscal_year,
        Role::PeriodStart => labels.role_period_start,
        Role::PeriodEnd => labels.role_period_end,
        Role::FlightKey => labels.role_flight_key,
        Role::Flights => labels.flights,
        Role::People => labels.people,
        Role::Cost => labels.role_cost,
        Role::Category => labels.category,
        Role::Series => labels.role_series,
        Role::Level => labels.role_level,
        Role::Publisher => labels.role_publisher,
        Role::Edition => labels.edition,
        Role::Source => labels.role_source,
        Role::Note => labels.role_note,
        Role::None => labels.role_none,
    }
}

fn heading(ui: &mut Ui, text: &str, palette: &Palette) {
    ui.add_space(12.0);
    ui.label(theme::section(text, palette));
}

fn paragraph(ui: &mut Ui, text: &str) {
    ui.add(egui::Label::new(egui::RichText::new(format!("•  {text}")).size(13.0)).wrap());
}

fn facts_grid<'a>(ui: &mut Ui, id: &str, facts: impl Iterator<Item = (&'a str, &'a str)>, palette: &Palette) {
    for (index, (name, value)) in facts.filter(|(_, value)| !value.is_empty()).enumerate() {
        ui.push_id((id, index), |ui| {
            ui.horizontal_top(|ui| {
                let (rect, _) = ui.allocate_exact_size(egui::vec2(150.0, 18.0), egui::Sense::hover());
                let mut job = egui::text::LayoutJob::simple_singleline(
                    name.to_owned(),
                    theme::regular(12.5),
                    theme::colour(palette.muted),
                );
                job.wrap = egui::text::TextWrapping::truncate_at_width(146.0);
                let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
                ui.painter().galley(rect.min, galley, theme::colour(palette.muted));
                ui.add(egui::Label::new(egui::RichText::new(value).size(13.0)).wrap());
            });
        });
    }
}
