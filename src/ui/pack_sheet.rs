//! All named views at once: as what, in which languages, where to. The window goes on while they are written.
//!
//! Nothing here draws a figure. Start with [`PackSheet::show`].

use super::Commands;
use super::controls::segments;
use super::theme::{self, colour};
use crate::chart::{Palette, Theme};
use crate::export::pack::PackTarget;
use crate::export::{Existing, Format, free_name};
use crate::words::{Language, Words};
use crate::workspace::{Command, PackChoice, Packing, Workspace};
use egui::{Context, Ui, Vec2};
use std::path::{Path, PathBuf};

const WIDTH: f32 = 560.0;

/// What the views become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Folder,
    Deck,
    Report,
    Panels,
}

impl Shape {
    const ALL: [Self; 4] = [Self::Folder, Self::Deck, Self::Report, Self::Panels];

    fn name(self, words: &Words) -> &'static str {
        match self {
            Self::Folder => words.labels.pack_folder,
            Self::Deck => words.labels.pack_deck,
            Self::Report => words.labels.pack_report,
            Self::Panels => words.labels.pack_panels,
        }
    }

    fn explained(self, languages: usize, words: &Words) -> &'static str {
        let labels = words.labels;
        match (self, languages) {
            (Self::Folder, 0 | 1) => labels.pack_folder_hint,
            (Self::Folder, _) => labels.pack_folders_hint,
            (Self::Deck, 0 | 1) => labels.pack_deck_hint,
            (Self::Report, 0 | 1) => labels.pack_report_hint,
            (Self::Deck | Self::Report, _) => labels.pack_languages_hint,
            (Self::Panels, _) => labels.pack_panels_hint,
        }
    }

    fn extension(self) -> Option<&'static str> {
        match self {
            Self::Folder => None,
            Self::Deck => Some("pptx"),
            Self::Report => Some("pdf"),
            Self::Panels => Some("png"),
        }
    }
}

#[derive(Debug)]
pub struct PackSheet {
    is_open: bool,
    shape: Shape,
    formats: Vec<Format>,
    languages: Vec<Language>,
    place: String,
    replaces: bool,
    no_dialog: bool,
    /// Whether an export was running in the frame before.
    was_running: bool,
}

impl Default for PackSheet {
    fn default() -> Self {
        Self {
            is_open: false,
            shape: Shape::Folder,
            formats: vec![Format::Png],
            languages: Vec::new(),
            place: String::new(),
            replaces: false,
            no_dialog: false,
            was_running: false,
        }
    }
}

/// What the sheet wants done that is no command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A folder to put a folder into, or a file; beginning with this path.
    Browse { folder: bool, start: PathBuf },
}

impl PackSheet {
    pub fn open(&mut self, workspace: &Workspace) {
        self.is_open = true;
        self.replaces = false;
        if self.languages.is_empty() {
            self.languages = vec![workspace.preferences.figure.language];
        }
        if self.place.is_empty() || Path::new(&self.place).exists() {
            self.place = suggested(workspace, self.shape).display().to_string();
        }
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// A place chosen in a dialog: of a folder the one around, of a file its name.
    pub fn take_path(&mut self, path: &Path) {
        let name = Path::new(&self.place).file_name().map(PathBuf::from).unwrap_or_default();
        let path = if self.shape == Shape::Folder { path.join(name) } else { path.to_owned() };
        self.place = with_extension(&path, self.shape).display().to_string();
    }

    /// There is no dialog to choose a place in; the field is used.
    pub fn no_dialog(&mut self) {
        self.no_dialog = true;
    }

    pub fn show(&mut self, context: &Context, workspace: &Workspace, commands: &mut Commands) -> Option<Wish> {
        if !self.is_open {
            return None;
        }
        let is_running = workspace.packing().is_some();
        if std::mem::replace(&mut self.was_running, is_running)
            && !is_running
            && workspace.packed().is_none_or(|(_, failed)| failed.is_empty())
        {
            // What there is to say is said by a notice.
            self.is_open = false;
            return None;
        }
        let (words, palette) = (workspace.words(), theme::palette(context));
        let mut wish = None;
        let sheet = super::sheet(context, "pack sheet", WIDTH, |ui| {
            ui.label(theme::strong(words.labels.export_all.trim_end_matches('…'), 18.0));
            let views = workspace.document().named.len();
            let about = if views == 0 { words.labels.no_named_views.to_owned() } else { words.say.pack_views(views) };
            ui.add(egui::Label::new(theme::quiet(about, palette).size(13.0)).wrap());
            ui.add_space(10.0);
            match workspace.packing() {
                Some(packing) => running(ui, packing, words, palette, commands),
                None => wish = self.choices(ui, workspace, views, palette, commands),
            }
        });
        if sheet.should_close() {
            self.is_open = false;
        }
        wish
    }

    fn choices(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        views: usize,
        palette: &Palette,
        commands: &mut Commands,
    ) -> Option<Wish> {
        let (words, labels) = (workspace.words(), workspace.words().labels);
        let mut wish = None;
        let shapes = Shape::ALL.map(|shape| (shape.name(words), shape == self.shape));
        if let Some(shape) = segments(ui, "pack shape", &shapes, palette).and_then(|index| Shape::ALL.get(index)) {
            self.shape = *shape;
            self.place = with_extension(Path::new(&self.place), *shape).display().to_string();
        }
        ui.add_space(2.0);
        let explained = self.shape.explained(self.languages.len(), words);
        ui.add(egui::Label::new(theme::quiet(explained, palette)).wrap());
        if self.shape == Shape::Folder {
            ui.add_space(8.0);
            ui.label(theme::section(labels.format, palette));
            ui.horizontal_wrapped(|ui| {
                for format in Format::ALL {
                    let mut is_on = self.formats.contains(&format);
                    let name = format.extension().to_uppercase();
                    if ui.checkbox(&mut is_on, name).on_hover_text(format.explained(words)).changed() {
                        toggle(&mut self.formats, format, &Format::ALL);
                    }
                }
            });
        }
        ui.add_space(8.0);
        ui.label(theme::section(labels.language, palette));
        ui.horizontal(|ui| {
            for language in Language::ALL {
                let mut is_on = self.languages.contains(&language);
                if ui.checkbox(&mut is_on, language.own_name()).changed() {
                    toggle(&mut self.languages, language, &Language::ALL);
                }
            }
        });
        ui.add_space(8.0);
        ui.label(theme::section(labels.pack_place, palette));
        ui.horizontal(|ui| {
            let field = egui::TextEdit::singleline(&mut self.place).hint_text(labels.pack_place);
            let width = ui.available_width() - theme::buttons_width(ui, &[labels.browse]);
            let response = ui.add(field.desired_width(width).margin(Vec2::new(8.0, 6.0)));
            response.widget_info(|| {
                let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, labels.pack_place);
                info.current_text_value = Some(self.place.clone());
                info
            });
            if ui.button(labels.browse).clicked() {
                wish = Some(Wish::Browse { folder: self.shape == Shape::Folder, start: PathBuf::from(&self.place) });
            }
        });
        if self.no_dialog {
            ui.add(egui::Label::new(theme::quiet(labels.no_dialog, palette)).wrap());
        }
        ui.checkbox(&mut self.replaces, labels.pack_replaces);
        let settings = workspace.preferences.figure;
        let theme_name = match settings.theme {
            Theme::Light => labels.theme_light,
            Theme::Dark => labels.theme_dark,
        };
        let size = format!("{} × {}, {}", settings.width, settings.height, theme_name.to_lowercase());
        ui.add(egui::Label::new(theme::quiet(words.say.pack_looks(&size), palette)).wrap());
        if let Some((saved, failed)) = workspace.packed() {
            ui.add_space(8.0);
            failures(ui, saved, failed, words, palette);
        }
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let lacks_format = self.shape == Shape::Folder && self.formats.is_empty();
                let place = self.place.trim();
                let is_ready = views > 0 && !lacks_format && !self.languages.is_empty() && !place.is_empty();
                let button = theme::primary_button(labels.export_all_button.trim_end_matches('…'), palette);
                if ui.add_enabled(is_ready, button).clicked() {
                    commands.push(Command::ExportAll(Box::new(self.choice(workspace))));
                }
                if ui.button(labels.close).clicked() {
                    self.is_open = false;
                }
            });
        });
        wish
    }

    fn choice(&self, workspace: &Workspace) -> PackChoice {
        let path = with_extension(Path::new(self.place.trim()), self.shape);
        let target = match self.shape {
            Shape::Folder => PackTarget::Folder(path, self.formats.clone()),
            Shape::Deck => PackTarget::Deck(path),
            Shape::Report => PackTarget::Report(path),
            Shape::Panels => PackTarget::Panels(path, Format::Png),
        };
        // The language of figures comes first.
        let first = workspace.preferences.figure.language;
        let mut languages = self.languages.clone();
        languages.sort_by_key(|language| *language != first);
        let existing = if self.replaces { Existing::Replace } else { Existing::Keep };
        PackChoice { target, languages, existing }
    }
}

fn running(ui: &mut Ui, packing: &Packing, words: &Words, palette: &Palette, commands: &mut Commands) {
    let (done, of) = packing.done();
    #[expect(clippy::cast_precision_loss, reason = "some hundred figures")]
    let share = done as f32 / of.max(1) as f32;
    ui.add(egui::ProgressBar::new(share).fill(colour(palette.accent)).desired_height(10.0));
    ui.label(theme::quiet(words.say.pack_progress(done, of), palette).size(13.0));
    ui.add(egui::Label::new(theme::quiet(packing.place.display().to_string(), palette)).truncate());
    ui.add_space(12.0);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if ui.button(words.labels.stop).clicked() {
            commands.push(Command::CancelExportAll);
        }
    });
}

/// What was not written the last time, and why.
fn failures(ui: &mut Ui, saved: usize, failed: &[(String, String)], words: &Words, palette: &Palette) {
    if failed.is_empty() {
        return;
    }
    let warning = colour(palette.warning);
    let head = egui::RichText::new(words.say.pack_some_failed(saved, failed.len())).color(warning).size(13.0);
    ui.add(egui::Label::new(head).wrap());
    egui::ScrollArea::vertical().max_height(120.0).auto_shrink([false, true]).show(ui, |ui| {
        for (name, why) in failed {
            let text = egui::RichText::new(words.say.pack_view_failed(name, why)).size(12.0).color(warning);
            ui.add(egui::Label::new(text).wrap());
        }
    });
}

/// Puts a choice in or takes it out; those that are in keep the order of `all`.
fn toggle<T: Copy + PartialEq>(chosen: &mut Vec<T>, one: T, all: &[T]) {
    match chosen.iter().position(|other| *other == one) {
        Some(index) => {
            chosen.remove(index);
        }
        None => chosen.push(one),
    }
    chosen.sort_by_key(|one| all.iter().position(|other| other == one));
}

fn with_extension(path: &Path, shape: Shape) -> PathBuf {
    let known = ["pptx", "pdf"];
    let has_known = path.extension().is_some_and(|extension| known.iter().any(|known| extension == *known));
    let plain = if has_known { path.with_extension("") } else { path.to_owned() };
    match shape.extension() {
        None => plain,
        Some(extension) => {
            let mut name = plain.into_os_string();
            name.push(".");
            name.push(extension);
            name.into()
        }
    }
}

/// In the folder of the last export, else among the documents, named after the data; free.
fn suggested(workspace: &Workspace, shape: Shape) -> PathBuf {
    let folder = workspace.preferences.export_folder.clone().filter(|folder| folder.is_dir());
    let user = directories::UserDirs::new();
    let documents = user.as_ref().and_then(|user| user.document_dir()).map(Path::to_owned);
    let home = user.as_ref().map(|user| user.home_dir().to_owned());
    let folder = folder.or(documents.filter(|path| path.is_dir())).or(home).unwrap_or_else(|| PathBuf::from("."));
    let title = workspace.data().dataset.metadata().title.in_language("en").to_lowercase();
    let named: Vec<&str> =
        title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let name = named.into_iter().take(4).chain(["figures"]).collect::<Vec<_>>().join("-");
    let path = with_extension(&folder.join(name), shape);
    if shape == Shape::Folder && path.exists() {
        // `free_name` would put a dot at the end of a folder's name.
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let numbered = |number: usize| path.with_file_name(format!("{name} {number}"));
        return (2..1_000).map(numbered).find(|path| !path.exists()).unwrap_or(path);
    }
    free_name(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_the_extension_of_its_shape() {
        for (path, shape, expected) in [
            ("a/figures", Shape::Deck, "a/figures.pptx"),
            ("a/figures.pptx", Shape::Report, "a/figures.pdf"),
            ("a/figures.pdf", Shape::Folder, "a/figures"),
            ("a/v1.2", Shape::Folder, "a/v1.2"),
            ("a/v1.2", Shape::Deck, "a/v1.2.pptx"),
        ] {
            assert_eq!(with_extension(Path::new(path), shape), Path::new(expected));
        }
    }

    #[test]
    fn choices_keep_their_order() {
        let mut chosen = vec![Language::English];
        toggle(&mut chosen, Language::Spanish, &Language::ALL);
        toggle(&mut chosen, Language::English, &Language::ALL);
        toggle(&mut chosen, Language::English, &Language::ALL);
        assert_eq!(chosen, [Language::English, Language::Spanish]);
    }
}
