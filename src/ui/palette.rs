//! The search over everything: countries and other values, commands, charts, groupings, measures, years, kept views,
//! samples, recent files. Typed words narrow the list, Enter does what is marked.

use super::theme::{self, colour};
use super::{Commands, chart_header};
use crate::chart::Palette;
use crate::dataset::country::{Country, NameMatch, fold, known_names, match_name};
use crate::export::code::FigureCode;
use crate::view_spec::{ChartKind, PeriodChoice};
use crate::workspace::{Action, Arrange, Command, ViewCommand, Workspace};
use egui::{Context, Key, Modifiers, Sense, Ui, Vec2};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Lines that are listed at the most.
const MOST_LISTED: usize = 60;
const LINE: f32 = 30.0;

/// One thing that can be found.
struct Entry {
    label: String,
    folded: String,
    /// Other names of the same: a country in other languages, a command in other words.
    others: String,
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
                    let text = country_not_there(&self.typed, workspace);
                    ui.label(theme::quiet(text.unwrap_or_else(|| labels.nothing_found.to_owned()), palette));
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

/// What every typed word stands in: first where it begins the name, then where it begins a word, then anywhere, then in
/// another name. Where nothing is found, words with one slip of the finger count.
fn found<'a>(entries: &'a [Entry], typed: &str) -> Vec<&'a Entry> {
    let folded = fold(typed);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let begins = |text: &str, word: &str| text.split([' ', '\n']).any(|part| part.starts_with(word));
    let exact = |entry: &Entry, word: &str| {
        if entry.folded.starts_with(word) {
            Some(0)
        } else if begins(&entry.folded, word) {
            Some(1)
        } else if entry.folded.contains(word) {
            Some(2)
        } else {
            begins(&entry.others, word).then_some(3)
        }
    };
    let slipped = |entry: &Entry, word: &str| {
        let is_near = |text: &str| text.split([' ', '\n']).any(|part| is_one_slip(part, word));
        exact(entry, word).or_else(|| (is_near(&entry.folded) || is_near(&entry.others)).then_some(4))
    };
    let ranked = |place: &dyn Fn(&Entry, &str) -> Option<usize>| {
        let rank = |entry: &Entry| words.iter().map(|word| place(entry, word)).sum::<Option<usize>>();
        let mut found: Vec<(usize, &Entry)> = entries.iter().filter_map(|entry| Some((rank(entry)?, entry))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().take(MOST_LISTED).map(|(_, entry)| entry).collect::<Vec<_>>()
    };
    let found = ranked(&exact);
    if found.is_empty() { ranked(&slipped) } else { found }
}

/// Letters from which a word may have a slip: of shorter ones too many are alike.
const LEAST_FOR_SLIP: usize = 4;

/// Whether a typed word begins a name but for one letter too many, too few, another, or two that changed places.
fn is_one_slip(name: &str, typed: &str) -> bool {
    let typed: Vec<char> = typed.chars().collect();
    if typed.len() < LEAST_FOR_SLIP {
        return false;
    }
    let name: Vec<char> = name.chars().take(typed.len() + 1).collect();
    let same = name.iter().zip(&typed).take_while(|(one, other)| one == other).count();
    let rest = |of: &[char], from: usize| of.get(from..).unwrap_or_default().to_vec();
    let (left, right) = (|from: usize| rest(&name, same + from), |from: usize| rest(&typed, same + from));
    let begins = |name: Vec<char>, typed: Vec<char>| name.starts_with(&typed);
    let swapped = || {
        let pair = (name.get(same), name.get(same + 1), typed.get(same), typed.get(same + 1));
        matches!(pair, (Some(a), Some(b), Some(c), Some(d)) if a == d && b == c) && begins(left(2), right(2))
    };
    begins(left(1), right(1)) || begins(left(0), right(1)) || begins(left(1), right(0)) || swapped()
}

/// What a country is called in other languages and in other tables.
fn other_names(key: &crate::view_spec::Key) -> String {
    static NAMES: LazyLock<BTreeMap<Country, String>> = LazyLock::new(|| {
        let mut all: BTreeMap<Country, Vec<&str>> = BTreeMap::new();
        for (name, countries) in known_names() {
            for country in countries {
                all.entry(*country).or_default().push(name);
            }
        }
        let sorted = |mut names: Vec<&str>| {
            names.sort_unstable();
            names.join("\n")
        };
        all.into_iter().map(|(country, names)| (country, sorted(names))).collect()
    });
    match key {
        crate::view_spec::Key::Country(country) => NAMES.get(country).cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

/// Other words for a command, in the language of the window.
fn other_words(action: Action, labels: &crate::words::Labels) -> String {
    let name = format!("{action:?}");
    let line =
        labels.command_search_terms.split('|').find_map(|line| line.split_once(':').filter(|(of, _)| *of == name));
    line.map_or(String::new(), |(_, terms)| fold(terms))
}

/// A country that the data do not have is no slip of the finger: it is said that it is not there.
fn country_not_there(typed: &str, workspace: &Workspace) -> Option<String> {
    match match_name(typed) {
        NameMatch::One(country) => {
            let words = workspace.words();
            let name = crate::chart::key_name(
                &crate::view_spec::Key::Country(country),
                workspace.data().dataset.calendar(),
                words,
            );
            Some(words.say.country_not_in_data(&name))
        }
        NameMatch::Several(_) | NameMatch::None => None,
    }
}

/// What is typed is the code of a figure: of one that was exported here long ago, or of the gallery.
fn by_code(typed: &str, workspace: &Workspace) -> Option<Entry> {
    let code: FigureCode = typed.parse().ok()?;
    let labels = workspace.words().labels;
    let known = workspace.exported().find(&code);
    Some(Entry {
        label: code.to_string(),
        folded: String::new(),
        others: String::new(),
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
        let folded = fold(&format!("{label} {kind}"));
        entries.push(Entry { folded, others: String::new(), label, kind, detail, commands, other });
    };
    let view = |change: ViewCommand| vec![Command::View(change, None)];
    let mut named_otherwise: Vec<String> = Vec::new();
    for facet in &derived.facets {
        let role = crate::chart::role_name(facet.role, words).map_or(labels.value, |(one, _)| one);
        for value in &facet.values {
            let by = facet.by.clone();
            let select = ViewCommand::SelectIn { by: by.clone(), key: value.key.clone(), extend: false };
            let filter = ViewCommand::ToggleFilter { by, key: value.key.clone() };
            add(value.label.clone(), role, value.count.clone(), view(select), view(filter));
            named_otherwise.push(other_names(&value.key));
        }
    }
    let is_listed =
        |action: &Action| workspace.is_enabled(*action) && !matches!(action, Action::Palette | Action::Show(_));
    for action in Action::ALL.into_iter().filter(is_listed) {
        let (name, _, keys) = action.describe(labels);
        add(name.to_owned(), labels.kind_command, super::keys_text(keys), vec![Command::Do(action)], Vec::new());
        named_otherwise.push(other_words(action, labels));
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
    // Values and commands come first, each with its other names.
    for (entry, others) in entries.iter_mut().zip(named_otherwise) {
        entry.others = others;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(label: &str, others: &str) -> Entry {
        let (label, others) = (label.to_owned(), others.to_owned());
        Entry {
            folded: fold(&label),
            label,
            others,
            kind: "",
            detail: String::new(),
            commands: Vec::new(),
            other: Vec::new(),
        }
    }

    #[test]
    fn countries_are_found_in_other_languages_and_with_one_slip() {
        let key = |code: &str| crate::view_spec::Key::Country(Country::from_code(code).unwrap());
        let entries =
            [("Germany", "DEU"), ("Georgia", "GEO"), ("Niger", "NER"), ("Nigeria", "NGA"), ("DR Congo", "COD")]
                .map(|(name, code)| entry(name, &other_names(&key(code))));
        for (typed, expected) in [
            ("ger", vec!["Germany", "Niger", "Nigeria"]),
            ("alemania", vec!["Germany"]),
            ("Deutschland", vec!["Germany"]),
            ("zaire", vec!["DR Congo"]),
            ("gernamy", vec![]),
            ("gremany", vec!["Germany"]),
            ("germny", vec!["Germany"]),
            ("gerrmany", vec!["Germany"]),
            ("goergia", vec!["Georgia"]),
            ("nigerai", vec!["Nigeria"]),
            ("niger", vec!["Niger", "Nigeria"]),
            ("xyz", vec![]),
        ] {
            let found: Vec<&str> = found(&entries, typed).iter().map(|entry| entry.label.as_str()).collect();
            assert_eq!(found, expected, "{typed}");
        }
    }
}
