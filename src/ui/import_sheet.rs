//! How the open file is read: the first rows as printed and as understood, and beside them everything that can be said
//! about it. What is changed here is a draft until it is applied; every change shows at once in the rows.

use super::theme::{self, colour};
use super::{Commands, cells};
use crate::chart::{Palette, key_name};
use crate::dataset::country::{Country, NameMatch, match_name};
use crate::dataset::{Calendar, Missing, Role, suggest_country};
use crate::reading::{
    ALL_SHEETS, DateOrder, DecimalMark, IssueKind, Lookup, Mapping, Merge, Preview, Step, reason_name, step_name,
};
use crate::view_spec::Key;
use crate::words::{Labels, Words};
use crate::workspace::{Command, Workspace};
use egui::{Context, Pos2, Rect, Sense, Ui, Vec2};

/// Width of what can be said, of a column of the preview, and heights of its header and rows.
const CHOICES_WIDTH: f32 = 296.0;
const COLUMN_WIDTH: f32 = 158.0;
const NUMBER_WIDTH: f32 = 46.0;
const HEADER_HEIGHT: f32 = 50.0;
const ROW_HEIGHT: f32 = 34.0;

#[derive(Debug, Default)]
pub struct ImportSheet {
    is_open: bool,
    draft: Mapping,
    new_mark: String,
    /// What was typed beside a name of a place.
    typed: Vec<(String, String)>,
    lookup: Lookup,
}

/// What the sheet wants done that is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    SaveMapping,
}

impl ImportSheet {
    pub fn open(&mut self, workspace: &mut Workspace) {
        *self = Self { is_open: true, draft: workspace.mapping().clone(), ..Self::default() };
        workspace.run(Command::Preview(Box::new(self.draft.clone())));
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    pub fn show(&mut self, context: &Context, workspace: &Workspace, commands: &mut Commands) -> Option<Wish> {
        if !self.is_open {
            return None;
        }
        let (words, palette) = (workspace.words(), theme::palette(context));
        let labels = words.labels;
        let before = self.draft.clone();
        let mut wish = None;
        let mut closes = false;
        let width = (context.content_rect().width() - 80.0).min(1320.0);
        let sheet = super::sheet(context, "import", width, |ui| {
            let name =
                workspace.path().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
            ui.horizontal(|ui| {
                ui.label(theme::strong(labels.import_title, 18.0));
                ui.label(theme::quiet(name.unwrap_or_default(), palette).size(14.0));
                if workspace.is_previewing() {
                    ui.add(egui::Spinner::new().size(12.0));
                }
            });
            ui.label(theme::quiet(labels.import_intro, palette).size(13.0));
            ui.add_space(8.0);
            let height = (context.content_rect().height() * 0.64).max(180.0);
            let preview = workspace.preview();
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(CHOICES_WIDTH);
                    let area = egui::ScrollArea::vertical()
                        .id_salt("choices")
                        .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysVisible)
                        .max_height(height)
                        .auto_shrink([false; 2]);
                    area.show(ui, |ui| {
                        ui.set_width(CHOICES_WIDTH - 16.0);
                        let preview = preview.and_then(|preview| preview.as_ref().ok());
                        self.choices(ui, preview, words, palette);
                    });
                });
                ui.add_space(8.0);
                ui.vertical(|ui| {
                    ui.set_height(height);
                    match preview {
                        Some(Ok(preview)) => self.rows(ui, preview, words, palette),
                        Some(Err(error)) => {
                            let text =
                                egui::RichText::new(error.sentence(words)).color(colour(palette.warning)).size(14.0);
                            ui.add(egui::Label::new(text).wrap());
                        }
                        None => {
                            ui.label(theme::quiet(labels.preview_waits, palette).size(14.0));
                        }
                    }
                });
            });
            ui.add_space(10.0);
            ui.horizontal_wrapped(|ui| {
                let mut remembers = workspace.preferences.remembers_mappings;
                if ui.checkbox(&mut remembers, labels.remember_mapping).changed() {
                    commands.push(Command::RememberMappings(remembers));
                }
                if ui.add_enabled(!self.draft.is_empty(), egui::Button::new(labels.forget_mapping)).clicked() {
                    self.draft = Mapping::default();
                }
                let is_applied = self.draft == *workspace.mapping();
                if ui
                    .add_enabled(is_applied && !self.draft.is_empty(), egui::Button::new(labels.save_mapping))
                    .clicked()
                {
                    wish = Some(Wish::SaveMapping);
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if ui.add(theme::primary_button(labels.apply_import, palette)).clicked() {
                        commands.push(Command::SetMapping(Box::new(self.draft.clone())));
                        closes = true;
                    }
                    if ui.button(labels.cancel).clicked() {
                        closes = true;
                    }
                });
            });
        });
        if self.draft != before {
            commands.push(Command::Preview(Box::new(self.draft.clone())));
        }
        if closes || sheet.should_close() {
            self.is_open = false;
        }
        wish
    }

    fn choices(&mut self, ui: &mut Ui, preview: Option<&Preview>, words: &'static Words, palette: &Palette) {
        let labels = words.labels;
        if let Some(preview) = preview {
            for issue in preview.report.issues.iter().filter(|issue| issue.kind.is_question()) {
                ui.label(theme::section(labels.question_open, palette));
                let text = egui::RichText::new(issue.text(words)).size(13.0).color(colour(palette.warning));
                ui.add(egui::Label::new(text).wrap());
                ui.add_space(8.0);
            }
        }
        self.format(ui, preview, labels, palette);
        let Some(preview) = preview else { return };
        heading(ui, labels.steps_heading, palette);
        self.steps(ui, preview, words, palette);
        heading(ui, labels.missing_marks, palette);
        self.marks(ui, preview, labels, palette);
        self.places(ui, preview, labels, palette);
        self.lookups(ui, preview, labels, palette);
    }

    fn format(&mut self, ui: &mut Ui, preview: Option<&Preview>, labels: &'static Labels, palette: &Palette) {
        let found = preview.map(|preview| preview.report.found.clone()).unwrap_or_default();
        let guessed = |text: String| format!("{text}  ({})", labels.guessed);
        let sheets = preview.map(|preview| preview.report.sheets.clone()).unwrap_or_default();
        if !sheets.is_empty() {
            let used = sheets.iter().find(|sheet| sheet.is_used).map_or("", |sheet| sheet.name.as_str());
            let shown = match self.draft.sheet.as_deref() {
                Some(ALL_SHEETS) => labels.all_sheets.to_owned(),
                Some(name) => name.to_owned(),
                None => guessed(used.to_owned()),
            };
            choice(ui, labels.sheet, &shown, palette, |ui| {
                let mut pick = |ui: &mut Ui, to: Option<String>, name: &str| {
                    if ui.selectable_label(self.draft.sheet == to, name).clicked() {
                        // Another sheet has another header and other columns.
                        self.draft = Mapping { sheet: to, header_row: None, roles: Vec::new(), ..self.draft.clone() };
                    }
                };
                pick(ui, None, labels.guessed);
                for sheet in &sheets {
                    pick(ui, Some(sheet.name.clone()), &sheet.name);
                }
                pick(ui, Some(ALL_SHEETS.to_owned()), labels.all_sheets);
            });
        }
        if let Some(row) = found.header_row {
            let row_text = |row: usize| if row == 0 { labels.no_header.to_owned() } else { row.to_string() };
            let shown = self.draft.header_row.map_or_else(|| guessed(row_text(row)), row_text);
            choice(ui, labels.header_row, &shown, palette, |ui| {
                let options = std::iter::once(None).chain((0..=20).map(Some));
                for option in options {
                    let name = option.map_or_else(|| labels.guessed.to_owned(), row_text);
                    if ui.selectable_label(self.draft.header_row == option, name).clicked() {
                        self.draft.header_row = option;
                        self.draft.roles.clear();
                    }
                }
            });
        }
        if let Some(delimiter) = found.delimiter {
            let known = [
                (',', labels.delimiter_comma),
                (';', labels.delimiter_semicolon),
                ('\t', labels.delimiter_tab),
                ('|', labels.delimiter_pipe),
            ];
            let name = |one: char| {
                known
                    .iter()
                    .find(|(other, _)| *other == one)
                    .map_or_else(|| one.to_string(), |(_, name)| (*name).to_owned())
            };
            let shown = self.draft.delimiter.map_or_else(|| guessed(name(delimiter)), name);
            choice(ui, labels.delimiter, &shown, palette, |ui| {
                for option in std::iter::once(None).chain(known.iter().map(|(one, _)| Some(*one))) {
                    let text = option.map_or_else(|| labels.guessed.to_owned(), name);
                    if ui.selectable_label(self.draft.delimiter == option, text).clicked() {
                        self.draft.delimiter = option;
                    }
                }
            });
        }
        if let Some(encoding) = found.encoding {
            let shown = self.draft.encoding.clone().unwrap_or_else(|| guessed(encoding.to_owned()));
            choice(ui, labels.encoding, &shown, palette, |ui| {
                let known = [
                    "UTF-8",
                    "windows-1252",
                    "ISO-8859-2",
                    "windows-1250",
                    "windows-1251",
                    "UTF-16LE",
                    "UTF-16BE",
                    "macintosh",
                ];
                for option in std::iter::once(None).chain(known.into_iter().map(|name| Some(name.to_owned()))) {
                    let text = option.clone().unwrap_or_else(|| labels.guessed.to_owned());
                    if ui.selectable_label(self.draft.encoding == option, text).clicked() {
                        self.draft.encoding = option;
                    }
                }
            });
        }
        let mark_name = |mark: DecimalMark| match mark {
            DecimalMark::Point => labels.decimal_point,
            DecimalMark::Comma => labels.decimal_comma,
        };
        let asks = |test: fn(&IssueKind) -> bool| {
            preview.is_some_and(|preview| preview.report.issues.iter().any(|issue| test(&issue.kind)))
        };
        let guess = |is_open: bool| if is_open { "?" } else { labels.guessed };
        let open_mark = guess(asks(|kind| matches!(kind, IssueKind::AmbiguousNumbers { .. })));
        let open_order = guess(asks(|kind| matches!(kind, IssueKind::AmbiguousDates { .. })));
        choice(ui, labels.decimal_mark, self.draft.decimal.map_or(open_mark, mark_name), palette, |ui| {
            for option in [None, Some(DecimalMark::Point), Some(DecimalMark::Comma)] {
                if ui.selectable_label(self.draft.decimal == option, option.map_or(labels.guessed, mark_name)).clicked()
                {
                    self.draft.decimal = option;
                }
            }
        });
        let order_name = |order: DateOrder| match order {
            DateOrder::DayMonthYear => labels.order_dmy,
            DateOrder::MonthDayYear => labels.order_mdy,
            DateOrder::YearMonthDay => labels.order_ymd,
        };
        choice(ui, labels.date_order, self.draft.date_order.map_or(open_order, order_name), palette, |ui| {
            for option in std::iter::once(None).chain(DateOrder::ALL.map(Some)) {
                if ui
                    .selectable_label(self.draft.date_order == option, option.map_or(labels.guessed, order_name))
                    .clicked()
                {
                    self.draft.date_order = option;
                }
            }
        });
    }

    fn steps(&mut self, ui: &mut Ui, preview: &Preview, words: &'static Words, palette: &Palette) {
        for step in Step::ALL {
            let taken = preview.report.steps.iter().find(|taken| taken.step == step);
            if taken.is_none() && self.draft.is_on(step) == step.is_on_by_default() {
                continue;
            }
            let mut on = self.draft.is_on(step);
            let response = ui.add(egui::Checkbox::new(&mut on, egui::RichText::new(step_name(step, words)).size(13.0)));
            if response.changed() {
                self.draft.switch(step, on);
            }
            let count = taken.map_or(0, |taken| taken.count);
            let detail = taken.map_or("", |taken| taken.detail.as_str());
            if count > 0 || !detail.is_empty() {
                ui.indent(("step", step), |ui| {
                    let text = if detail.is_empty() { count.to_string() } else { format!("{count} · {detail}") };
                    ui.add(egui::Label::new(theme::quiet(text, palette).size(12.0)).wrap());
                });
            }
        }
    }

    fn marks(&mut self, ui: &mut Ui, preview: &Preview, labels: &'static Labels, palette: &Palette) {
        ui.label(theme::quiet(labels.missing_marks_hint, palette).size(12.0));
        let kinds = |kind: Option<Missing>| match kind {
            Some(Missing::NotReported) => labels.not_reported,
            Some(Missing::NotCovered) => labels.not_covered_label,
            Some(Missing::Redacted) => labels.redacted,
            Some(Missing::Suppressed) => labels.suppressed,
            None => labels.is_a_value,
        };
        let mut shown: Vec<(String, Option<Missing>, usize)> =
            preview.report.marks.iter().map(|mark| (mark.text.clone(), Some(mark.kind), mark.cells)).collect();
        for (text, kind) in &self.draft.missing {
            if !shown.iter().any(|(other, _, _)| other.eq_ignore_ascii_case(text)) {
                shown.push((text.clone(), *kind, 0));
            }
        }
        for (text, kind, count) in shown.into_iter().take(40) {
            ui.horizontal(|ui| {
                let name: String = text.chars().take(18).collect();
                let menu = format!("“{name}” {count} · {}", kinds(kind));
                theme::menu(ui, egui::RichText::new(menu).size(12.5), |ui| {
                    for option in Missing::ALL.map(Some).into_iter().chain([None]) {
                        if ui.selectable_label(option == kind, kinds(option)).clicked() {
                            self.draft.missing.retain(|(other, _)| !other.eq_ignore_ascii_case(&text));
                            self.draft.missing.push((text.clone(), option));
                            ui.close();
                        }
                    }
                });
            });
        }
        ui.horizontal(|ui| {
            let field = egui::TextEdit::singleline(&mut self.new_mark).hint_text(labels.add_mark).desired_width(120.0);
            let response = ui.add(field);
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if (ui.small_button("+").clicked() || entered) && !self.new_mark.trim().is_empty() {
                let text = std::mem::take(&mut self.new_mark).trim().to_owned();
                self.draft.missing.retain(|(other, _)| *other != text);
                self.draft.missing.push((text, Some(Missing::NotReported)));
            }
        });
    }

    fn places(&mut self, ui: &mut Ui, preview: &Preview, labels: &'static Labels, palette: &Palette) {
        let open: Vec<(String, Option<&'static str>)> = preview
            .report
            .issues
            .iter()
            .filter_map(|issue| match &issue.kind {
                IssueKind::NearMiss { name, .. } => Some((name.clone(), suggest_country(name).map(Country::code))),
                IssueKind::UnknownCountry { name } | IssueKind::AmbiguousCountry { name } => Some((name.clone(), None)),
                _ => None,
            })
            .take(60)
            .collect();
        if open.is_empty() && self.draft.merges.is_empty() {
            return;
        }
        heading(ui, labels.merges_heading, palette);
        let mut removed = None;
        for (index, merge) in self.draft.merges.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.label(egui::RichText::new(format!("{} = {}", merge.from, merge.to)).size(13.0));
                if ui.small_button("×").on_hover_text(labels.remove).clicked() {
                    removed = Some(index);
                }
            });
        }
        if let Some(index) = removed {
            self.draft.merges.remove(index);
        }
        for (name, suggestion) in open {
            ui.add_space(4.0);
            ui.label(egui::RichText::new(&name).size(13.0));
            ui.horizontal_wrapped(|ui| {
                let candidates: Vec<&'static str> = match match_name(&name) {
                    NameMatch::Several(several) => several.iter().map(|country| country.code()).collect(),
                    NameMatch::One(_) | NameMatch::None => suggestion.into_iter().collect(),
                };
                for code in candidates {
                    let country = Country::from_code(code);
                    let text = country.map_or(code, Country::english_name);
                    if ui.small_button(text).on_hover_text(labels.suggestion).clicked() {
                        self.draft.merges.push(Merge { from: name.clone(), to: code.to_owned() });
                    }
                }
                if !self.typed.iter().any(|(other, _)| *other == name) {
                    self.typed.push((name.clone(), String::new()));
                }
                let Some((_, typed)) = self.typed.iter_mut().find(|(other, _)| *other == name) else { return };
                let field = egui::TextEdit::singleline(typed).hint_text(labels.merge_with).desired_width(120.0);
                let response = ui.add(field);
                if response.lost_focus() && !typed.trim().is_empty() {
                    let to = match match_name(typed) {
                        NameMatch::One(country) => country.code().to_owned(),
                        NameMatch::Several(_) | NameMatch::None => typed.trim().to_owned(),
                    };
                    typed.clear();
                    self.draft.merges.push(Merge { from: name.clone(), to });
                }
            });
        }
    }

    fn lookups(&mut self, ui: &mut Ui, preview: &Preview, labels: &'static Labels, palette: &Palette) {
        if preview.report.sheets.len() < 2 && self.draft.lookups.is_empty() {
            return;
        }
        heading(ui, labels.look_up_heading, palette);
        let mut removed = None;
        for (index, lookup) in self.draft.lookups.iter().enumerate() {
            ui.horizontal(|ui| {
                let sheet = lookup.sheet.as_deref().unwrap_or("");
                let text = format!("{} ← {sheet}: {} = {}", lookup.columns.join(", "), lookup.key, lookup.other_key);
                ui.add(egui::Label::new(egui::RichText::new(text).size(13.0)).wrap());
                if ui.small_button("×").on_hover_text(labels.remove).clicked() {
                    removed = Some(index);
                }
            });
        }
        if let Some(index) = removed {
            self.draft.lookups.remove(index);
        }
        let sheet = self.lookup.sheet.clone().unwrap_or_default();
        choice(ui, labels.look_up_in, &sheet, palette, |ui| {
            for other in preview.report.sheets.iter().filter(|sheet| !sheet.is_used) {
                if ui.selectable_label(sheet == other.name, &other.name).clicked() {
                    self.lookup.sheet = Some(other.name.clone());
                }
            }
        });
        let key = self.lookup.key.clone();
        choice(ui, labels.look_up_key, &key, palette, |ui| {
            for column in &preview.columns {
                if ui.selectable_label(key == column.name, &column.name).clicked() {
                    self.lookup.key.clone_from(&column.name);
                    if self.lookup.other_key.is_empty() {
                        self.lookup.other_key.clone_from(&column.name);
                    }
                }
            }
        });
        ui.horizontal(|ui| {
            ui.label(theme::quiet("=", palette));
            ui.add(egui::TextEdit::singleline(&mut self.lookup.other_key).desired_width(190.0));
        });
        let mut columns = self.lookup.columns.join("; ");
        ui.horizontal(|ui| {
            ui.label(theme::quiet(labels.look_up_column, palette));
            if ui.add(egui::TextEdit::singleline(&mut columns).desired_width(170.0)).changed() {
                self.lookup.columns =
                    columns.split(';').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
            }
        });
        let is_complete =
            self.lookup.sheet.is_some() && !self.lookup.key.is_empty() && !self.lookup.other_key.is_empty();
        if ui.add_enabled(is_complete, egui::Button::new(labels.look_up_add)).clicked() {
            self.draft.lookups.push(std::mem::take(&mut self.lookup));
        }
    }

    /// The first rows: what is printed in small type, what is understood below it.
    #[expect(clippy::cast_precision_loss, reason = "positions on a screen")]
    fn rows(&mut self, ui: &mut Ui, preview: &Preview, words: &'static Words, palette: &Palette) {
        let labels = words.labels;
        let width = NUMBER_WIDTH + preview.columns.len() as f32 * COLUMN_WIDTH;
        let height = HEADER_HEIGHT + preview.rows.len() as f32 * ROW_HEIGHT;
        egui::ScrollArea::both().id_salt("preview").auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
            let (whole, _) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
            let left_of = |column: usize| whole.left() + NUMBER_WIDTH + column as f32 * COLUMN_WIDTH;
            let visible: Vec<usize> = (0..preview.columns.len())
                .filter(|column| {
                    let left = left_of(*column) - whole.left();
                    left + COLUMN_WIDTH > viewport.left() && left < viewport.right()
                })
                .collect();
            let top = whole.top() + viewport.top();
            for (index, row) in preview.rows.iter().enumerate() {
                let row_top = whole.top() + HEADER_HEIGHT + index as f32 * ROW_HEIGHT;
                if row_top + ROW_HEIGHT < top + HEADER_HEIGHT || row_top > top + viewport.height() {
                    continue;
                }
                let line = Rect::from_min_size(Pos2::new(whole.left(), row_top), Vec2::new(width, ROW_HEIGHT));
                if row.left_out.is_some() || row.is_header {
                    ui.painter().rect_filled(line, 0.0, colour(palette.ground));
                }
                ui.painter().hline(
                    line.x_range(),
                    line.bottom(),
                    egui::Stroke::new(1.0, colour(palette.line).gamma_multiply(0.6)),
                );
                let number = Rect::from_min_size(line.min, Vec2::new(NUMBER_WIDTH, ROW_HEIGHT));
                cells::text_in(ui, number, &row.number.to_string(), 11.0, colour(palette.muted), false);
                for column in &visible {
                    let Some(cell) = row.cells.get(*column) else { continue };
                    let rect =
                        Rect::from_min_size(Pos2::new(left_of(*column), row_top), Vec2::new(COLUMN_WIDTH, ROW_HEIGHT));
                    let (upper, lower) = rect.split_top_bottom_at_fraction(0.46);
                    match &cell.understood {
                        Some(understood) => {
                            cells::text_in(ui, upper, &cell.printed, 10.5, colour(palette.muted), false);
                            match understood {
                                Ok(value) => {
                                    let text = country_names(&cell.countries, words).unwrap_or_else(|| value.clone());
                                    cells::text_in(ui, lower, &text, 13.0, colour(palette.text), false);
                                }
                                Err(kind) => {
                                    let text = missing_text(*kind, labels);
                                    cells::text_in(ui, lower, text, 12.0, colour(palette.warning), false);
                                }
                            }
                        }
                        None => cells::text_in(ui, rect, &cell.printed, 12.0, colour(palette.muted), false),
                    }
                }
                if let Some(reason) = row.left_out {
                    let at = Rect::from_min_size(
                        Pos2::new(whole.left() + viewport.right().min(width + 196.0) - 190.0, row_top),
                        Vec2::new(186.0, ROW_HEIGHT),
                    );
                    ui.painter().rect_filled(at, 0.0, colour(palette.ground));
                    cells::text_in(ui, at, reason_name(reason, words), 11.5, colour(palette.warning), true);
                }
            }
            let band = Rect::from_min_size(Pos2::new(whole.left(), top), Vec2::new(width, HEADER_HEIGHT));
            ui.painter().rect_filled(band, 0.0, colour(palette.surface));
            ui.painter().hline(band.x_range(), band.bottom(), egui::Stroke::new(1.0, colour(palette.line)));
            for column in visible {
                let Some(about) = preview.columns.get(column) else { continue };
                let at = Pos2::new(left_of(column), top);
                let name = Rect::from_min_size(at, Vec2::new(COLUMN_WIDTH, 22.0));
                cells::text_in(ui, name, &about.name, 12.5, colour(palette.text), true);
                let menu = Rect::from_min_size(at + Vec2::new(4.0, 23.0), Vec2::new(COLUMN_WIDTH - 10.0, 22.0));
                ui.scope_builder(egui::UiBuilder::new().max_rect(menu).id_salt(("role", column)), |ui| {
                    if let Some(role) =
                        super::about_sheet::role_choice(ui, &about.name, about.role, labels, COLUMN_WIDTH - 22.0)
                    {
                        self.set_role(preview, &about.name, role);
                    }
                });
            }
        });
    }

    /// Every column keeps its role but this one; a role that another column had moves here.
    fn set_role(&mut self, preview: &Preview, name: &str, role: Role) {
        let roles = preview.columns.iter().map(|column| match column.role {
            _ if column.name == name => (role, column.name.clone()),
            same if same == role => (Role::None, column.name.clone()),
            kept => (kept, column.name.clone()),
        });
        self.draft.roles = roles.collect();
    }
}

/// The countries under their standard names.
fn country_names(countries: &[Country], words: &Words) -> Option<String> {
    let name = |country: &Country| key_name(&Key::Country(*country), Calendar::GREGORIAN, words);
    (!countries.is_empty()).then(|| countries.iter().map(name).collect::<Vec<_>>().join(" & "))
}

fn missing_text(kind: Missing, labels: &'static Labels) -> &'static str {
    match kind {
        Missing::NotReported => labels.not_reported,
        Missing::NotCovered => labels.not_covered_label,
        Missing::Redacted => labels.redacted,
        Missing::Suppressed => labels.suppressed,
    }
}

fn heading(ui: &mut Ui, text: &str, palette: &Palette) {
    ui.add_space(14.0);
    ui.label(theme::section(text, palette));
    ui.add_space(2.0);
}

/// A named list to choose from.
fn choice(ui: &mut Ui, name: &str, shown: &str, palette: &Palette, content: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(124.0, 24.0), Sense::hover());
        cells::text_in(ui, rect.translate(Vec2::new(-6.0, 0.0)), name, 12.5, colour(palette.muted), false);
        let combo = egui::ComboBox::from_id_salt(name)
            .width(136.0)
            .truncate()
            .selected_text(egui::RichText::new(shown).size(13.0));
        let response = combo.show_ui(ui, content).response;
        let label = format!("{name}: {shown}");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &label));
    });
}
