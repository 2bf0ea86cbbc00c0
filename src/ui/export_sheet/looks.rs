//! How the figure looks: ground, colours, house style; and how the preview is seen by people who see fewer colours.

use super::{ExportSheet, Wish};
use crate::chart::{ColourVision, PaletteChoice, Theme};
use crate::export::{Format, house};
use crate::figure::FigureSettings;
use crate::ui::controls::segments;
use crate::ui::{Commands, theme};
use crate::words::Words;
use crate::workspace::{Command, Workspace};
use egui::{Color32, Sense, Ui, Vec2};
use std::path::PathBuf;

const SWATCH: f32 = 11.0;

impl ExportSheet {
    pub(super) fn looks(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        (words, palette): (&'static Words, &'static crate::chart::Palette),
        settings: &mut FigureSettings,
        commands: &mut Commands,
    ) {
        let labels = words.labels;
        ui.add_space(8.0);
        let grounds = [
            (labels.ground_white, settings.theme == Theme::Light),
            (labels.ground_dark, settings.theme == Theme::Dark),
        ];
        if let Some(index) = segments(ui, "figure theme", &grounds, palette) {
            settings.theme = if index == 0 { Theme::Light } else { Theme::Dark };
        }
        if matches!(self.format, Format::Png | Format::Svg | Format::Pdf) {
            ui.add_space(2.0);
            ui.checkbox(&mut settings.is_transparent, egui::RichText::new(labels.transparent_ground).size(12.5));
        }
        if self.format == Format::Svg {
            ui.checkbox(&mut settings.is_outlined, egui::RichText::new(labels.letters_as_outlines).size(12.5));
        }
        ui.add_space(8.0);
        ui.label(theme::section(labels.palette_of_figure, palette));
        for choice in PaletteChoice::ALL {
            if choice == PaletteChoice::House && workspace.house().is_none() {
                continue;
            }
            let colours = crate::figure::Look::of(FigureSettings { palette: choice, ..*settings }, workspace.house());
            ui.horizontal(|ui| {
                let (name, is_on) = (palette_name(choice, words), settings.palette == choice);
                if ui.radio(is_on, egui::RichText::new(name).size(12.5)).clicked() {
                    settings.palette = choice;
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 2.0;
                    let shown = colours.palette.classes.iter().rev().chain([&colours.palette.selection]);
                    for colour in shown.chain([&colours.palette.bar]) {
                        swatch(ui, theme::colour(*colour));
                    }
                });
            });
        }
        let chosen = workspace.look().palette;
        for problem in house::problems(&chosen, words) {
            let text = egui::RichText::new(problem).size(12.0).color(theme::colour(palette.warning));
            ui.add(egui::Label::new(text).wrap());
        }
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.label(theme::quiet(labels.seen_as, palette));
            let shown = house::vision_name(self.vision, words);
            let width = ui.available_width();
            let opened = egui::ComboBox::from_id_salt("vision").width(width).selected_text(shown).show_ui(ui, |ui| {
                for vision in ColourVision::ALL {
                    ui.selectable_value(&mut self.vision, vision, house::vision_name(vision, words));
                }
            });
            opened.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, labels.seen_as));
        });
        ui.add_space(8.0);
        self.house_style(ui, workspace, words, palette, commands);
    }

    fn house_style(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        words: &'static Words,
        palette: &'static crate::chart::Palette,
        commands: &mut Commands,
    ) {
        let labels = words.labels;
        ui.label(theme::section(labels.house_style, palette));
        match workspace.house() {
            Some(style) => {
                ui.horizontal(|ui| {
                    ui.label(egui::RichText::new(&style.name).size(12.5));
                    if ui.small_button("×").on_hover_text(labels.house_remove).clicked() {
                        commands.push(Command::SetHouseStyle(None));
                    }
                });
            }
            None => {
                ui.horizontal(|ui| {
                    let room = ui.available_width() - 76.0;
                    let field = egui::TextEdit::singleline(&mut self.house_path).hint_text(labels.house_file);
                    let response = ui.add(field.desired_width(room));
                    response.widget_info(|| {
                        let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, labels.house_style);
                        info.current_text_value = Some(self.house_path.clone());
                        info
                    });
                    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
                    if is_entered && !self.house_path.trim().is_empty() {
                        commands.push(Command::SetHouseStyle(Some(PathBuf::from(self.house_path.trim()))));
                    }
                    if ui.button(labels.house_open).clicked() {
                        self.wish = Some(Wish::OpenHouseStyle);
                    }
                });
            }
        }
        if ui.button(labels.house_start).clicked() {
            self.wish = Some(Wish::SaveHouseStyle);
        }
    }
}

fn palette_name(choice: PaletteChoice, words: &Words) -> &'static str {
    let labels = words.labels;
    match choice {
        PaletteChoice::Blue => labels.palette_blue,
        PaletteChoice::Teal => labels.palette_teal,
        PaletteChoice::Plum => labels.palette_plum,
        PaletteChoice::Grey => labels.palette_grey,
        PaletteChoice::House => labels.palette_house,
    }
}

fn swatch(ui: &mut Ui, colour: Color32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(SWATCH), Sense::hover());
    ui.painter().rect_filled(rect, 2.0, colour);
}
