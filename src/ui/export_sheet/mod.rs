//! The export sheet: settings on one side, on the other the picture itself, drawn by the code that writes the file.

mod looks;
mod settings;
mod texts;

use super::theme;
use super::{Commands, push_view};
use crate::chart::{ColourVision, Palette, key_name};
use crate::export::{Existing, Figure, Format, SaveError, SaveProblem, free_name, save};
use crate::figure::{FigureSettings, Finding, Fix, Look};
use crate::view_spec::{Key, ViewSpec};
use crate::words::Words;
use crate::workspace::{Command, Gesture, NoticeKind, ViewCommand, Workspace};
use egui::{ColorImage, Context, TextureHandle, TextureOptions, Ui, Vec2};
use std::path::{Path, PathBuf};
use texts::{Editing, Spot};

const SETTINGS_WIDTH: f32 = 272.0;

/// Below the preview: what there is to mend.
const FINDINGS_HEIGHT: f32 = 62.0;
/// Findings that are shown at once; when one is mended the next appears.
const MOST_FINDINGS: usize = 2;

/// What the settings are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Size,
    Looks,
    Texts,
}

/// What the preview was drawn from.
type PreviewKey = (ViewSpec, FigureSettings, crate::dataset::Fingerprint, u32, Look, ColourVision);

pub struct ExportSheet {
    is_open: bool,
    format: Format,
    path: String,
    preview: Option<(PreviewKey, TextureHandle)>,
    /// What there is to mend in the figure of the preview.
    findings: Vec<Finding>,
    typing: Option<Gesture>,
    problem: String,
    page: Page,
    /// Texts of the preview that can be changed where they stand.
    spots: Vec<Spot>,
    editing: Option<Editing>,
    /// How the preview is seen; the file is not changed by it.
    vision: ColourVision,
    /// The path of a house style, as typed.
    house_path: String,
    wish: Option<Wish>,
    /// Whether the problem is a file that stands there already.
    can_replace: bool,
    wants_focus: bool,
}

impl Default for ExportSheet {
    fn default() -> Self {
        Self {
            is_open: false,
            format: Format::Png,
            path: String::new(),
            preview: None,
            findings: Vec::new(),
            typing: None,
            problem: String::new(),
            page: Page::default(),
            spots: Vec::new(),
            editing: None,
            vision: ColourVision::default(),
            house_path: String::new(),
            wish: None,
            can_replace: false,
            wants_focus: false,
        }
    }
}

/// What the sheet wants done that is no command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    Browse(PathBuf),
    /// A house style to open.
    OpenHouseStyle,
    /// Where to keep the colours in use.
    SaveHouseStyle,
}

impl ExportSheet {
    pub fn open(&mut self, workspace: &Workspace) {
        self.is_open = true;
        self.wants_focus = true;
        self.problem.clear();
        self.can_replace = false;
        self.path = free_name(&suggested_path(workspace, self.format)).display().to_string();
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// A place chosen in a dialog, which has asked before it names an existing file.
    pub fn take_path(&mut self, path: &Path, workspace: &mut Workspace) {
        if let Some(format) = Format::of_path(path) {
            self.format = format;
        }
        self.path = with_extension(path, self.format).display().to_string();
        self.write(workspace, Existing::Replace);
    }

    /// There is no dialog to choose a place in; the field is used.
    pub fn no_dialog(&mut self, words: &Words) {
        words.labels.no_dialog.clone_into(&mut self.problem);
        self.wants_focus = true;
    }

    pub fn show(&mut self, context: &Context, workspace: &mut Workspace, commands: &mut Commands) -> Option<Wish> {
        if !self.is_open {
            return None;
        }
        self.leave_field(context, commands);
        let (words, palette) = (workspace.words(), theme::palette(context));
        let screen = context.content_rect().size();
        let height = (screen.y - 104.0).clamp(360.0, 880.0);
        let figure = workspace.preferences.figure;
        #[expect(clippy::cast_precision_loss, reason = "at most 8,000")]
        let wide = (height - 120.0 - FINDINGS_HEIGHT) * figure.width as f32 / figure.height as f32;
        // Never wider than the window, frame and margins included.
        let width = (wide + SETTINGS_WIDTH + 34.0).clamp(680.0, 1480.0).min(screen.x - 76.0);
        let mut wish = None;
        let mut wants_save = false;
        let mut wants_replace = false;
        let sheet = super::sheet(context, "export sheet", width, |ui| {
            ui.label(theme::strong(words.labels.export.trim_end_matches('…'), 18.0));
            ui.add_space(6.0);
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(SETTINGS_WIDTH);
                    ui.set_min_height(height - 120.0);
                    egui::ScrollArea::vertical().max_height(height - 120.0).show(ui, |ui| {
                        ui.set_width(SETTINGS_WIDTH - 8.0);
                        self.settings(ui, workspace, words, palette, commands);
                    });
                });
                ui.add_space(12.0);
                ui.vertical(|ui| {
                    let room = Vec2::new(width - SETTINGS_WIDTH - 34.0, height - 120.0 - FINDINGS_HEIGHT);
                    self.preview(ui, workspace, room, palette, commands);
                    self.findings(ui, workspace, words, palette, commands);
                });
            });
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let buttons = [words.labels.browse, words.labels.cancel, words.labels.save];
                let room = ui.available_width() - theme::buttons_width(ui, &buttons);
                let field = egui::TextEdit::singleline(&mut self.path).hint_text(words.labels.file_name);
                let response = ui.add(field.desired_width(room).margin(Vec2::new(8.0, 6.0)));
                response.widget_info(|| {
                    let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.labels.file_name);
                    info.current_text_value = Some(self.path.clone());
                    info
                });
                if std::mem::take(&mut self.wants_focus) {
                    response.request_focus();
                }
                if response.changed() {
                    self.problem.clear();
                    self.can_replace = false;
                    if let Some(format) = Format::of_path(Path::new(&self.path)) {
                        self.format = format;
                    }
                }
                wants_save |= response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
                if ui.button(words.labels.browse).clicked() {
                    wish = Some(Wish::Browse(PathBuf::from(&self.path)));
                }
                if ui.button(words.labels.cancel).clicked() {
                    self.is_open = false;
                }
                wants_save |= ui.add(theme::primary_button(words.labels.save, palette)).clicked();
            });
            if !self.problem.is_empty() {
                if self.can_replace && ui.button(words.labels.replace).clicked() {
                    wants_replace = true;
                }
                let text = egui::RichText::new(&self.problem).size(12.5).color(theme::colour(palette.warning));
                ui.add(egui::Label::new(text).wrap());
            }
        });
        if wants_replace {
            self.write(workspace, Existing::Replace);
        } else if wants_save {
            self.write(workspace, Existing::Keep);
        } else if sheet.should_close() {
            self.is_open = false;
        }
        wish.or_else(|| self.wish.take())
    }

    fn preview(
        &mut self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        room: Vec2,
        palette: &Palette,
        commands: &mut Commands,
    ) {
        let (settings, view, loaded) = (workspace.preferences.figure, workspace.view(), workspace.data());
        let figure = Figure {
            dataset: &loaded.dataset,
            sample: workspace.sample(),
            view,
            settings,
            mapping: workspace.mapping(),
            house: workspace.house(),
        };
        if matches!(self.format, Format::Csv | Format::Xlsx) {
            let bytes = figure.bytes(Format::Csv).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            let head: Vec<&str> = text.trim_start_matches('\u{FEFF}').lines().take(40).collect();
            egui::ScrollArea::both().max_height(room.y).max_width(room.x).auto_shrink([false, false]).show(ui, |ui| {
                ui.add(egui::Label::new(egui::RichText::new(head.join("\n")).size(12.0)).extend());
            });
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "at most 8,000")]
        let size = Vec2::new(settings.width as f32, settings.height as f32);
        let fit = (room.x / size.x).min(room.y / size.y);
        let scale = fit * ui.ctx().pixels_per_point();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a scale in thousandths")]
        let key = (
            view.clone(),
            settings,
            loaded.dataset.fingerprint(),
            (scale * 1000.0) as u32,
            workspace.look(),
            self.vision,
        );
        let is_new = self.preview.as_ref().is_none_or(|(known, _)| *known != key);
        let laid_out = is_new.then(|| figure.laid_out());
        if let Some((scene, findings)) = laid_out
            && let Some((width, height, mut pixels)) = crate::export::pixels(&scene, scale.clamp(0.02, 4.0))
        {
            self.vision.see(&mut pixels);
            let image = ColorImage::from_rgba_unmultiplied([width as usize, height as usize], &pixels);
            let texture = ui.ctx().load_texture("figure preview", image, TextureOptions::LINEAR);
            self.findings = findings;
            let figure_words = crate::words::words(settings.language);
            let model = workspace.derived().map(|derived| &derived.model);
            let name = |key: Key| {
                let own = view.labels.iter().find(|label| label.of == key).map(|label| label.text.clone());
                let name = own.unwrap_or_else(|| key_name(&key, loaded.dataset.calendar(), figure_words));
                (key, name)
            };
            let keys: Vec<(Key, String)> =
                model.map(|model| model.named_keys().into_iter().map(name).collect()).unwrap_or_default();
            self.spots = texts::spots(&scene, &keys);
            self.preview = Some((key, texture));
        }
        if let Some((_, texture)) = &self.preview {
            let frame = egui::Frame::new().stroke(egui::Stroke::new(1.0, theme::colour(palette.line)));
            let shown = frame.show(ui, |ui| {
                let alt = workspace.derived().map_or("", |derived| derived.model.captions.alt_text.as_str());
                ui.add(egui::Image::from_texture((texture.id(), size * fit)).alt_text(alt)).rect
            });
            self.edit_in_preview(ui, workspace, (shown.inner, fit), palette, commands);
        }
    }

    /// What a careful editor would send back, each with what one click can do.
    fn findings(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        words: &'static Words,
        palette: &'static Palette,
        commands: &mut Commands,
    ) {
        if matches!(self.format, Format::Csv | Format::Xlsx) {
            return;
        }
        ui.add_space(6.0);
        if self.findings.is_empty() {
            ui.label(theme::quiet(format!("✓ {}", words.labels.lint_clean), palette));
        }
        let labels = words.labels;
        for finding in self.findings.iter().take(MOST_FINDINGS) {
            ui.horizontal(|ui| {
                if let Some(fix) = finding.fix() {
                    let name = match fix {
                        Fix::Fewer => labels.fix_fewer,
                        Fix::Size(_) => labels.fix_larger,
                        Fix::GeneratedTexts => labels.fix_texts,
                    };
                    if ui.small_button(name).clicked() {
                        mend(fix, workspace, commands);
                    }
                }
                let text = egui::RichText::new(finding.sentence(words)).size(12.5);
                ui.add(egui::Label::new(text.color(theme::colour(palette.warning))).truncate());
            });
        }
    }

    fn write(&mut self, workspace: &mut Workspace, existing: Existing) {
        let words = workspace.words();
        let path = PathBuf::from(self.path.trim());
        let outcome = match Format::of_path(&path) {
            None => Err(SaveError::new(SaveProblem::UnknownFormat, &path)),
            Some(format) => {
                let loaded = workspace.data();
                let settings = workspace.preferences.figure;
                let figure = Figure {
                    dataset: &loaded.dataset,
                    sample: workspace.sample(),
                    view: workspace.view(),
                    settings,
                    mapping: workspace.mapping(),
                    house: workspace.house(),
                };
                match figure.bytes(format) {
                    Some(bytes) => save(&path, &bytes, existing),
                    None => Err(SaveError::new(SaveProblem::NotDrawn, &path)),
                }
            }
        };
        match outcome {
            Ok(()) => {
                workspace.preferences.export_folder = path.parent().map(Path::to_owned);
                workspace.save_preferences();
                workspace.keep_exported();
                workspace.notify(NoticeKind::Done, words.say.saved(&path.display().to_string()));
                self.is_open = false;
            }
            Err(error) => {
                self.can_replace = error.problem == SaveProblem::Exists;
                self.problem = error.sentence(words);
            }
        }
    }
}

/// Does what one click can do about a finding.
fn mend(fix: Fix, workspace: &Workspace, commands: &mut Commands) {
    match fix {
        Fix::Fewer => {
            let top = workspace.derived().map_or(crate::view_spec::MAX_TOP, |derived| derived.spec.top);
            let fewer = top.saturating_sub((top / 5).max(1)).max(1);
            push_view(commands, ViewCommand::SetTop(fewer));
        }
        Fix::Size(preset) => commands.push(Command::SetFigure(preset.applied_to(workspace.preferences.figure))),
        Fix::GeneratedTexts => {
            for command in [ViewCommand::SetTitle, ViewCommand::SetSubtitle, ViewCommand::SetNote] {
                push_view(commands, command(String::new()));
            }
        }
    }
}

fn with_extension(path: &Path, format: Format) -> PathBuf {
    match Format::of_path(path) {
        Some(_) => path.with_extension(format.extension()),
        None => {
            let mut name = path.as_os_str().to_owned();
            name.push(".");
            name.push(format.extension());
            name.into()
        }
    }
}

/// In the folder of the last export, else among the pictures, named by what the figure shows.
fn suggested_path(workspace: &Workspace, format: Format) -> PathBuf {
    let folder = workspace.preferences.export_folder.clone().filter(|folder| folder.is_dir());
    let user = directories::UserDirs::new();
    let pictures = user.as_ref().and_then(|user| user.picture_dir()).map(Path::to_owned).filter(|path| path.is_dir());
    let home = user.as_ref().map(|user| user.home_dir().to_owned());
    let folder = folder.or(pictures).or(home).unwrap_or_else(|| PathBuf::from("."));
    let name = workspace.derived().map_or(String::new(), |derived| {
        let period = derived.spec.asked().map_or("all".to_owned(), |period| period.to_string().replace("..", "-"));
        let data = workspace.data().dataset.metadata().title.in_language("en").to_lowercase();
        let words: Vec<&str> =
            data.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(4).collect();
        format!("{}-{}-{period}", words.join("-"), derived.spec.by_name)
    });
    folder.join(format!("{name}.{}", format.extension()))
}
