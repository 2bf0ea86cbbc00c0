//! The search over everything: countries and other values, commands, charts, groupings, measures, years, kept views,
//! samples, recent files. Typed words narrow the list, Enter does what is marked.

use super::theme::{self, colour};
use super::{Commands, chart_header};
use crate::chart::Palette;
use crate::dataset::country::fold;
use crate::export::code::FigureCode;
use crate::view_spec::{ChartKind, PeriodChoice};
use crate::workspace::{Action, Arrange, Command, ViewCommand, Workspace};
use egui::{Context, Key, Modifiers, Sense, Ui, Vec2};

/// Lines that are listed at the most.
const MOST_LISTED: usize = 60;
const LINE: f32 = 30.0;

/// One thing that can be found.
struct Entry {
    label: String,
    folded: String,
    kind: &'static str,
    detail: String,
    commands: Vec<Command>,
    /// With Shift: a filter instead of a selection.
    other: Vec<Command>,
}

#[derive(Default)]
pub struct CommandPalette {
    is_open: bool,
    typed: String,
    entries: Vec<Entry>,
    marked: usize,
}

impl CommandPalette {
    pub fn open(&mut self, workspace: &Workspace) {
        *self = Self { is_open: true, entries: entries(workspace), ..Self::default() };
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    pub fn show(&mut self, context: &Context, workspace: &Workspace, commands: &mut Commands) {
        if !self.is_open {
            return;
        }
        let palette = theme::palette(context);
        let labels = workspace.words().labels;
        let response = super::sheet(context, "palette", 620.0, |ui| {
            let hint = labels.palette_prompt;
            let (up, down) = ui.input_mut(|input| {
                (input.consume_key(Modifiers::NONE, Key::ArrowUp), input.consume_key(Modifiers::NONE, Key::ArrowDown))
            });
            let field = egui::TextEdit::singleline(&mut self.typed)
                .hint_text(hint)
                .font(theme::regular(16.0))
                .desired_width(f32::INFINITY)
                .margin(Vec2::new(10.0, 8.0));
            let field = ui.add(field);
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
            field.request_focus();
            if field.changed() {
                self.marked = 0;
            }
            let by_code = by_code(&self.typed, workspace);
            let mut found = found(&self.entries, &self.typed);
            found.extend(by_code.as_ref().filter(|_| found.is_empty()));
            if down {
                self.marked = (self.marked + 1).min(found.len().saturating_sub(1));
            }
            if up {
                self.marked = self.marked.saturating_sub(1);
            }
            ui.add_space(6.0);
            let mut chosen = None;
            // The list keeps its height, so that the field stays where it is while one types.
            let height = (LINE * 11.0).min(ui.ctx().content_rect().height() * 0.6);
            let has_moved = ui.input(|input| input.pointer.delta() != Vec2::ZERO);
            let list = egui::ScrollArea::vertical().min_scrolled_height(height).max_height(height);
            list.auto_shrink([false, false]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (index, entry) in found.iter().enumerate() {
                    let is_marked = index == self.marked;
                    let response = line(ui, entry, is_marked, palette);
                    if is_marked && (up || down) {
                        response.scroll_to_me(None);
                    }
                    if response.hovered() && has_moved {
                        self.marked = index;
                    }
                    if response.clicked() {
                        chosen = Some((index, false));
                    }
                }
                if found.is_empty() {
                    ui.label(theme::quiet(labels.nothing_found, palette));
                }
            });
            ui.add_space(4.0);
            ui.label(theme::quiet(labels.palette_enter, palette).size(11.5));
            let (enter, shift) = ui.input(|input| (input.key_pressed(Key::Enter), input.modifiers.shift));
            if enter {
                chosen = Some((self.marked, shift));
            }
            chosen.and_then(|(index, other)| {
                let entry = found.get(index)?;
                let is_other = other && !entry.other.is_empty();
                Some(if is_other { entry.other.clone() } else { entry.commands.clone() })
            })
        });
        let should_close = response.should_close();
        if let Some(chosen) = response.inner {
            commands.extend(chosen);
            self.is_open = false;
        } else if should_close {
            self.is_open = false;
        }
    }
}

fn line(ui: &mut Ui, entry: &Entry, is_marked: bool, palette: &Palette) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), LINE), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, is_marked, &entry.label));
    let painter = ui.painter();
    if is_marked {
        painter.rect_filled(rect, 6.0, colour(palette.pale));
    }
    let middle = rect.center().y;
    let left = egui::Pos2::new(rect.left() + 10.0, middle);
    let label = painter.text(left, egui::Align2::LEFT_CENTER, &entry.label, theme::regular(14.0), colour(palette.text));
    let right = egui::Pos2::new(rect.right() - 10.0, middle);
    let kind = painter.text(right, egui::Align2::RIGHT_CENTER, entry.kind, theme::regular(11.5), colour(palette.muted));
    let clipped = painter.with_clip_rect(rect.with_max_x(kind.left() - 8.0));
    let at = egui::Pos2::new(label.right() + 10.0, middle);
    clipped.text(at, egui::Align2::LEFT_CENTER, &entry.detail, theme::regular(12.5), colour(palette.muted));
    response
}

/// What every typed word stands in: first where it begins the name, then where it begins a word, then anywhere.
fn found<'a>(entries: &'a [Entry], typed: &str) -> Vec<&'a Entry> {
    let folded = fold(typed);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let rank = |entry: &Entry| {
        let place = |word: &&str| {
            if entry.folded.starts_with(word) {
                Some(0)
            } else if entry.folded.split(' ').any(|part| part.starts_with(word)) {
                Some(1)
            } else if entry.folded.contains(word) {
                Some(2)
            } else {
                None
            }
        };
        words.iter().map(place).try_fold(0, |sum, place| Some(sum + place?))
    };
    let mut found: Vec<(usize, &Entry)> = entries.iter().filter_map(|entry| Some((rank(entry)?, entry))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().take(MOST_LISTED).map(|(_, entry)| entry).collect()
}

/// What is typed is the code of a figure: of one that was exported here long ago, or of the gallery.
fn by_code(typed: &str, workspace: &Workspace) -> Option<Entry> {
    let code: FigureCode = typed.parse().ok()?;
    let labels = workspace.words().labels;
    let known = workspace.exported().find(&code);
    Some(Entry {
        label: code.to_string(),
        folded: String::new(),
        kind: labels.kind_exported,
        detail: known.map(|recipe| recipe.data.title).unwrap_or_default(),
        commands: vec![Command::OpenExported(code)],
        other: Vec::new(),
    })
}

fn entries(workspace: &Workspace) -> Vec<Entry> {
    let (words, Some(derived)) = (workspace.words(), workspace.derived()) else { return Vec::new() };
    let labels = words.labels;
    let mut entries: Vec<Entry> = Vec::new();
    let mut add = |label: String, kind: &'static str, detail: String, commands: Vec<Command>, other: Vec<Command>| {
        entries.push(Entry { folded: fold(&format!("{label} {kind}")), label, kind, detail, commands, other });
    };
    let view = |change: ViewCommand| vec![Command::View(change, None)];
    for facet in &derived.facets {
        let role = crate::chart::role_name(facet.role, words).map_or(labels.value, |(one, _)| one);
        for value in &facet.values {
            let by = facet.by.clone();
            let select = ViewCommand::SelectIn { by: by.clone(), key: value.key.clone(), extend: false };
            let filter = ViewCommand::ToggleFilter { by, key: value.key.clone() };
            add(value.label.clone(), role, value.count.clone(), view(select), view(filter));
        }
    }
    let is_listed =
        |action: &Action| workspace.is_enabled(*action) && !matches!(action, Action::Palette | Action::Show(_));
    for action in Action::ALL.into_iter().filter(is_listed) {
        let (name, _, keys) = action.describe(labels);
        add(name.to_owned(), labels.kind_command, super::keys_text(keys), vec![Command::Do(action)], Vec::new());
    }
    let mut other_names: Vec<(ChartKind, String)> = Vec::new();
    let terms = labels.chart_search_terms.split('|').chain(std::iter::repeat(""));
    for (chart, terms) in ChartKind::ALL.into_iter().zip(terms) {
        let name = chart_header::chart_name(chart, words).to_owned();
        let other = vec![Command::Arrange(Arrange::Add(chart))];
        let keys = super::keys_text(Action::Show(chart).describe(labels).2);
        add(name, labels.kind_chart, keys, view(ViewCommand::SetChart(chart)), other);
        other_names.push((chart, format!("{} {terms}", chart.id())));
    }
    for (name, label) in super::groupings(workspace, words) {
        add(label, labels.kind_grouping, String::new(), view(ViewCommand::SetBy(name)), Vec::new());
    }
    for column in workspace.data().dataset.other_groupings() {
        let by = view(ViewCommand::SetBy(column.name.clone()));
        let list = vec![Command::Arrange(Arrange::ListColumn(column.name.clone()))];
        add(column.name.clone(), labels.kind_grouping, String::new(), by, list);
    }
    for measure in workspace.data().dataset.measures() {
        let change = ViewCommand::SetMeasure(measure.id.clone());
        add(super::measure_label(measure, words), labels.kind_measure, String::new(), view(change), Vec::new());
    }
    for year in derived.years.iter().rev().filter(|year| year.is_covered) {
        let change = ViewCommand::SetPeriod(PeriodChoice::Span(year.span));
        let compare = view(ViewCommand::SetVersus(Some(year.span)));
        add(year.label.clone(), labels.kind_year, year.text.clone(), view(change), compare);
    }
    for (index, named) in workspace.document().named.iter().enumerate() {
        let show = vec![Command::Arrange(Arrange::ShowNamed(index))];
        add(named.name.clone(), labels.kind_view, String::new(), show, Vec::new());
    }
    for entry in crate::export::gallery::GALLERY {
        let command = Command::OpenGallery(entry.id.to_owned());
        let about = entry.about(words).to_owned();
        add(entry.title(words).to_owned(), labels.kind_gallery, about, vec![command], Vec::new());
    }
    for (name, title) in super::sample_titles(words.language) {
        add(
            title.to_owned(),
            labels.kind_sample,
            String::new(),
            vec![Command::OpenSample(name.to_owned())],
            Vec::new(),
        );
    }
    for recipe in workspace.exported().figures.iter().rev() {
        let code = FigureCode::of_recipe(recipe);
        let command = Command::OpenExported(code.clone());
        add(code.to_string(), labels.kind_exported, recipe.data.title.clone(), vec![command], Vec::new());
    }
    for path in &workspace.preferences.recent {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        add(name, labels.kind_recent, folder, vec![Command::Open(path.clone())], Vec::new());
    }
    // Charts have other names, too.
    for entry in entries.iter_mut().filter(|entry| entry.kind == labels.kind_chart) {
        let named = other_names.iter().find(|(chart, _)| chart_header::chart_name(*chart, words) == entry.label);
        if let Some((_, names)) = named {
            entry.folded = fold(&format!("{} {names}", entry.folded));
        }
    }
    entries
}
