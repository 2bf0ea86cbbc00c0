//! The texts of the figure: in fields, and in the preview itself. What nobody typed is generated, and says so.

use super::ExportSheet;
use crate::chart::{self, Captions, Palette, key_name};
use crate::figure::{Part, Scene, TextArea};
use crate::ui::{Commands, push_view, theme};
use crate::view_spec::{Key, ViewSpec};
use crate::words::Words;
use crate::workspace::{Command, ViewCommand, Workspace};
use egui::{Pos2, Rect, Sense, Stroke, StrokeKind, Ui, Vec2};

/// Labels that have a field of their own; all that are drawn can be clicked in the preview.
const MOST_LABELS: usize = 60;

/// Smallest field over the preview, in points.
const LEAST_FIELD: Vec2 = Vec2::new(220.0, 26.0);

/// A text that can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Editable {
    Title,
    Subtitle,
    Note,
    Source,
    Credit,
    Alternative,
    /// What a value is called.
    Label(Key),
}

impl Editable {
    const FIELDS: [Self; 6] = [Self::Title, Self::Subtitle, Self::Note, Self::Source, Self::Credit, Self::Alternative];

    fn name(&self, words: &Words) -> &'static str {
        let labels = words.labels;
        match self {
            Self::Title => labels.title,
            Self::Subtitle => labels.subtitle,
            Self::Note => labels.note,
            Self::Source => labels.source,
            Self::Credit => labels.credit,
            Self::Alternative => labels.alternative_text,
            Self::Label(_) => labels.chart_labels,
        }
    }

    fn typed(&self, view: &ViewSpec) -> String {
        match self {
            Self::Title => view.title.clone(),
            Self::Subtitle => view.subtitle.clone(),
            Self::Note => view.note.clone(),
            Self::Source => view.source.clone(),
            Self::Credit => view.credit.clone(),
            Self::Alternative => view.alternative.clone(),
            Self::Label(key) => {
                let label = view.labels.iter().find(|label| label.of == *key);
                label.map_or_else(String::new, |label| label.text.clone())
            }
        }
    }

    /// What stands there when nothing is typed.
    fn generated(&self, captions: &Captions, workspace: &Workspace, words: &Words) -> String {
        match self {
            Self::Title => captions.headline.clone(),
            Self::Subtitle => captions.subtitle.clone(),
            Self::Source => captions.source.clone(),
            Self::Alternative => captions.alt_text.clone(),
            Self::Note => String::new(),
            Self::Credit => workspace.house().map_or_else(String::new, |house| house.credit.clone()),
            Self::Label(key) => key_name(key, workspace.data().dataset.calendar(), words),
        }
    }

    fn command(&self, text: String) -> ViewCommand {
        match self {
            Self::Title => ViewCommand::SetTitle(text),
            Self::Subtitle => ViewCommand::SetSubtitle(text),
            Self::Note => ViewCommand::SetNote(text),
            Self::Source => ViewCommand::SetSource(text),
            Self::Credit => ViewCommand::SetCredit(text),
            Self::Alternative => ViewCommand::SetAlternative(text),
            Self::Label(key) => ViewCommand::SetLabel(key.clone(), text),
        }
    }
}

/// A text that can be changed where it stands in the preview, in units of the figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    what: Editable,
    area: TextArea,
}

/// The spots of a figure: the paragraphs around the chart, and the names of values in it.
pub(super) fn spots(scene: &Scene, keys: &[(Key, String)]) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for area in scene.text_areas() {
        let what = match area.part {
            Part::Headline => Some(Editable::Title),
            Part::Subtitle => Some(Editable::Subtitle),
            Part::Note => Some(Editable::Note),
            Part::Source => Some(Editable::Source),
            Part::Chart => {
                keys.iter().find(|(_, name)| *name == area.text).map(|(key, _)| Editable::Label(key.clone()))
            }
        };
        let Some(what) = what else { continue };
        // A paragraph is one spot; a name that stands in several places is several.
        let paragraph = spots.iter_mut().find(|spot| spot.what == what && !matches!(what, Editable::Label(_)));
        match paragraph {
            Some(spot) => spot.area = spot.area.clone().with(&area),
            None => spots.push(Spot { what, area }),
        }
    }
    spots
}

/// A field that is open over the preview.
#[derive(Clone, Debug)]
pub(super) struct Editing {
    spot: Spot,
    /// What stands in the field: at first what stands in the figure.
    text: String,
    /// What was typed before, and comes back with Escape.
    before: String,
    wants_focus: bool,
}

impl ExportSheet {
    /// Escape leaves the field over the preview and takes back what was typed into it; the sheet stays.
    pub(super) fn leave_field(&mut self, context: &egui::Context, commands: &mut Commands) {
        if self.editing.is_some()
            && context.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape))
            && let Some(editing) = self.editing.take()
        {
            commands.push(Command::View(editing.spot.what.command(editing.before), self.typing));
        }
    }

    pub(super) fn texts(
        &mut self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        words: &'static Words,
        palette: &Palette,
        commands: &mut Commands,
    ) {
        let labels = words.labels;
        let figure_words = crate::words::words(workspace.preferences.figure.language);
        let generated = generated_captions(workspace, words);
        for what in Editable::FIELDS {
            let typed = what.typed(workspace.view());
            ui.horizontal(|ui| {
                ui.label(theme::section(what.name(words), palette));
                let state = if typed.is_empty() { labels.generated } else { labels.typed };
                ui.label(theme::quiet(state, palette).size(11.0));
                if !typed.is_empty() && ui.small_button("×").on_hover_text(labels.back_to_generated).clicked() {
                    push_view(commands, what.command(String::new()));
                }
            });
            let hint = what.generated(&generated, workspace, figure_words);
            self.field(ui, workspace, &what, (what.name(words), &hint, 2), commands);
            ui.add_space(4.0);
        }
        let keys = workspace.derived().map(|derived| derived.model.named_keys()).unwrap_or_default();
        if keys.is_empty() {
            return;
        }
        ui.label(theme::section(labels.chart_labels, palette));
        for key in keys.into_iter().take(MOST_LABELS) {
            let what = Editable::Label(key);
            let hint = what.generated(&generated, workspace, figure_words);
            self.field(ui, workspace, &what, (&hint, &hint, 1), commands);
        }
    }

    fn field(
        &mut self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        what: &Editable,
        (name, hint, rows): (&str, &str, usize),
        commands: &mut Commands,
    ) -> egui::Response {
        let typed = what.typed(workspace.view());
        let mut text = typed.clone();
        let field = if rows == 1 {
            egui::TextEdit::singleline(&mut text)
        } else {
            egui::TextEdit::multiline(&mut text).desired_rows(rows)
        };
        let field = field.hint_text(hint).desired_width(ui.available_width()).margin(Vec2::new(8.0, 5.0));
        let response = ui.add(field);
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, name);
            info.current_text_value = Some(typed.clone());
            info
        });
        if response.gained_focus() {
            self.typing = Some(workspace.new_gesture());
        }
        if response.changed() {
            // A title has no line breaks; the layout breaks it.
            let text = text.replace(['\n', '\r'], " ");
            commands.push(Command::View(what.command(text), self.typing));
        }
        response
    }

    /// Texts of the preview that can be changed where they stand; `frame` is where the figure is on the screen, `fit` its
    /// scale.
    pub(super) fn edit_in_preview(
        &mut self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        (frame, fit): (Rect, f32),
        palette: &Palette,
        commands: &mut Commands,
    ) {
        let on_screen = |area: &TextArea| {
            let at = |x: f64, y: f64| {
                #[expect(clippy::cast_possible_truncation, reason = "some thousand")]
                let (x, y) = (x as f32, y as f32);
                frame.min + Vec2::new(x * fit, y * fit)
            };
            Rect::from_min_max(at(area.left, area.top), at(area.right, area.bottom))
        };
        let words = workspace.words();
        for (index, spot) in self.spots.clone().iter().enumerate() {
            if self.editing.as_ref().is_some_and(|editing| editing.spot.what == spot.what) {
                continue;
            }
            let rect = on_screen(&spot.area).expand(2.0).intersect(frame);
            let response = ui.interact(rect, ui.scope_id().with(("spot", index)), Sense::click());
            response.widget_info(|| {
                let name = words.say.change_text(&spot.area.text);
                egui::WidgetInfo::labeled(egui::Role::Button, true, name)
            });
            if response.hovered() || response.has_focus() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
                let stroke = Stroke::new(1.0, theme::colour(palette.accent));
                ui.painter().rect_stroke(rect, 3.0, stroke, StrokeKind::Outside);
            }
            if response.clicked() {
                let typed = spot.what.typed(workspace.view());
                let before = typed.clone();
                let text = if typed.is_empty() { generated_for(&spot.what, workspace, words) } else { typed };
                self.editing = Some(Editing { spot: spot.clone(), text, before, wants_focus: true });
                self.typing = Some(workspace.new_gesture());
            }
        }
        let Some(mut editing) = self.editing.take() else { return };
        let place = on_screen(&editing.spot.area);
        let mut size = (place.size() + Vec2::new(24.0, 10.0)).max(LEAST_FIELD).min(frame.size());
        // What has a line of its own can be typed on to the end of it.
        if !matches!(editing.spot.what, Editable::Label(_)) {
            size.x = size.x.max(frame.right() - place.left() - 24.0);
        }
        let left = (place.left() - 9.0).min(frame.right() - size.x).max(frame.left());
        let corner = Pos2::new(left, place.top() - 9.0);
        #[expect(clippy::cast_possible_truncation, reason = "a type size")]
        let type_size = (editing.spot.area.size as f32 * fit).clamp(12.0, 44.0);
        let font = match editing.spot.what {
            Editable::Title => theme::semi_bold(type_size),
            _ => egui::FontId::proportional(type_size),
        };
        let generated = generated_for(&editing.spot.what, workspace, words);
        let area = egui::Area::new(ui.scope_id().with("editing")).order(egui::Order::Foreground).fixed_pos(corner);
        let is_done = area
            .show(ui.ctx(), |ui| {
                theme::card(palette).inner_margin(3.0).show(ui, |ui| {
                    ui.set_width(size.x);
                    let field = egui::TextEdit::multiline(&mut editing.text)
                        .font(font)
                        .desired_rows(1)
                        .desired_width(size.x)
                        .margin(Vec2::new(6.0, 4.0));
                    let response = ui.add(field);
                    let name = editing.spot.what.name(words);
                    response.widget_info(|| {
                        let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, name);
                        info.current_text_value = Some(editing.text.clone());
                        info
                    });
                    if response.changed() {
                        editing.text = editing.text.replace(['\n', '\r'], "");
                        // What is generated anyway is not typed: it goes on following the view.
                        let typed = if editing.text == generated { String::new() } else { editing.text.clone() };
                        commands.push(Command::View(editing.spot.what.command(typed), self.typing));
                    }
                    if std::mem::take(&mut editing.wants_focus) {
                        response.request_focus();
                        return false;
                    }
                    ui.input(|input| input.key_pressed(egui::Key::Enter)) || !response.has_focus()
                })
            })
            .inner
            .inner;
        if !is_done {
            self.editing = Some(editing);
        }
    }
}

/// What stands in the figure where nothing is typed.
fn generated_for(what: &Editable, workspace: &Workspace, words: &'static Words) -> String {
    let figure_words = crate::words::words(workspace.preferences.figure.language);
    what.generated(&generated_captions(workspace, words), workspace, figure_words)
}

/// What stands around the chart when nothing is typed, in the language of the figure.
fn generated_captions(workspace: &Workspace, words: &'static Words) -> Captions {
    let language = workspace.preferences.figure.language;
    let view = workspace.view();
    let typed = [&view.title, &view.subtitle, &view.source, &view.credit, &view.alternative];
    let captions = workspace.derived().map(|derived| {
        if language == words.language && typed.into_iter().all(String::is_empty) {
            return derived.model.captions.clone();
        }
        let mut spec = derived.spec.clone();
        for text in [&mut spec.title, &mut spec.subtitle, &mut spec.source, &mut spec.credit, &mut spec.alternative] {
            text.clear();
        }
        let dataset = &workspace.data().dataset;
        chart::build(dataset, &spec, &derived.result, crate::words::words(language)).captions
    });
    captions.unwrap_or_default()
}
