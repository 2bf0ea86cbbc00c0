//! The settings of the export sheet: format, size, looks, language, texts.

use super::{ExportSheet, Page, with_extension};
use crate::chart::Palette;
use crate::export::Format;
use crate::figure::{FigureSettings, MAX_SIDE, MIN_SIDE, SizePreset, TEXT_PERCENT, WIDTH_MM};
use crate::ui::controls::segments;
use crate::ui::{Commands, theme};
use crate::words::{Language, Words};
use crate::workspace::{Command, Workspace};
use egui::Ui;
use std::path::Path;

impl ExportSheet {
    pub(super) fn settings(
        &mut self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        words: &'static Words,
        palette: &'static Palette,
        commands: &mut Commands,
    ) {
        let labels = words.labels;
        let before = workspace.preferences.figure;
        let mut settings = before;
        ui.label(theme::section(labels.format, palette));
        for row in Format::ALL.chunks(4) {
            let names: Vec<(String, bool)> =
                row.iter().map(|format| (format.extension().to_uppercase(), *format == self.format)).collect();
            let choices: Vec<(&str, bool)> = names.iter().map(|(name, is_on)| (name.as_str(), *is_on)).collect();
            let id = format!("format {}", choices.first().map_or("", |(name, _)| name));
            if let Some(format) = segments(ui, &id, &choices, palette).and_then(|index| row.get(index)) {
                self.format = *format;
                self.path = with_extension(Path::new(&self.path), *format).display().to_string();
            }
        }
        ui.add(egui::Label::new(theme::quiet(self.format.explained(words), palette)).wrap());
        ui.add_space(8.0);
        let pages = [(labels.size, Page::Size), (labels.palette_of_figure, Page::Looks), (labels.texts, Page::Texts)];
        let choices = pages.map(|(name, page)| (name, page == self.page));
        if let Some((_, page)) = segments(ui, "page", &choices, palette).and_then(|index| pages.get(index)) {
            self.page = *page;
        }
        ui.add_space(8.0);
        match self.page {
            Page::Size => self.size(ui, &mut settings, words, palette),
            Page::Looks => self.looks(ui, workspace, (words, palette), &mut settings, commands),
            Page::Texts => self.texts(ui, workspace, words, palette, commands),
        }
        if settings != before {
            commands.push(Command::SetFigure(settings));
        }
    }

    fn size(&mut self, ui: &mut Ui, settings: &mut FigureSettings, words: &'static Words, palette: &'static Palette) {
        let labels = words.labels;
        let preset = SizePreset::ALL.into_iter().find(|preset| preset.applied_to(*settings) == *settings);
        let shown = preset.map_or(labels.size_own, |preset| preset.name(words));
        let opened =
            egui::ComboBox::from_id_salt("size").width(ui.available_width()).selected_text(shown).show_ui(ui, |ui| {
                for preset in SizePreset::ALL {
                    let (width, height) = preset.size();
                    let label = format!("{} · {width} × {height}", preset.name(words));
                    if ui.selectable_label(preset.applied_to(*settings) == *settings, label).clicked() {
                        *settings = preset.applied_to(*settings);
                    }
                }
            });
        opened.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, labels.size));
        ui.horizontal(|ui| {
            for (value, name) in [(&mut settings.width, labels.width), (&mut settings.height, labels.height)] {
                let drag = egui::DragValue::new(value).range(MIN_SIDE..=MAX_SIDE).speed(4.0).suffix(" px");
                ui.add(drag).on_hover_text(name);
            }
        });
        ui.horizontal(|ui| {
            let mut is_on_paper = settings.width_mm.is_some();
            if ui.checkbox(&mut is_on_paper, theme::quiet(labels.centimetres, palette)).changed() {
                settings.width_mm = is_on_paper.then_some(170);
            }
            if let Some(width_mm) = &mut settings.width_mm {
                let mut centimetres = f64::from(*width_mm) / 10.0;
                let (least, most) = (f64::from(*WIDTH_MM.start()) / 10.0, f64::from(*WIDTH_MM.end()) / 10.0);
                let drag = egui::DragValue::new(&mut centimetres).range(least..=most).speed(0.1).suffix(" cm");
                if ui.add(drag).changed() {
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1,200")]
                    let whole = (centimetres * 10.0).round() as u16;
                    *width_mm = whole;
                }
            }
        });
        if settings.width_mm.is_some() {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousand")]
            let dots = (settings.units_per_inch() * f64::from(settings.scale)).round() as usize;
            ui.label(theme::quiet(words.say.resolution(dots), palette));
        }
        ui.horizontal(|ui| {
            ui.label(theme::quiet(labels.text_size_of_figure, palette));
            let drag = egui::DragValue::new(&mut settings.text_percent).range(TEXT_PERCENT).speed(1.0).suffix(" %");
            let response = ui.add(drag);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, true, labels.text_size_of_figure));
        });
        if self.format == Format::Png {
            let scales = ["1×", "2×", "3×", "4×"];
            let choices: Vec<(&str, bool)> =
                scales.iter().zip(1_u8..).map(|(name, scale)| (*name, scale == settings.scale)).collect();
            if let Some(index) = segments(ui, "scale", &choices, palette) {
                settings.scale = u8::try_from(index + 1).unwrap_or(1);
            }
            let (width, height) =
                (settings.width * u32::from(settings.scale), settings.height * u32::from(settings.scale));
            ui.label(theme::quiet(format!("{width} × {height} px"), palette));
        }
        ui.add_space(8.0);
        ui.label(theme::section(labels.language, palette));
        let languages = Language::ALL.map(|language| (language.own_name(), language == settings.language));
        if let Some(language) = segments(ui, "figure language", &languages, palette).and_then(|i| Language::ALL.get(i))
        {
            settings.language = *language;
        }
        ui.add_space(6.0);
        ui.checkbox(&mut settings.carries_recipe, egui::RichText::new(labels.carries_recipe).size(12.5));
    }
}
