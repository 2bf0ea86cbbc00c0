//! The window: egui only here. Drawing reads the workspace and pushes commands; they are carried out when the frame
//! has been drawn, and the frame is drawn again at once if they changed anything.
//!
//! Nothing here computes a number or a label. Start with [`App`].

mod about_sheet;
mod cells;
mod chart_header;
mod chart_view;
mod clipboard;
mod controls;
mod data_panel;
mod dialogs;
mod export_sheet;
mod gallery_sheet;
mod import_sheet;
mod keyboard;
mod ledger_sheet;
mod lesson;
mod named_views_sheet;
mod notices;
mod open_sheet;
mod pack_sheet;
mod palette;
mod scene_view;
mod status_bar;
mod table_view;
mod theme;
mod tiles;
mod time_bar;
mod top_bar;
mod window;

pub use window::{Preparing, WindowError, run};

use crate::dataset::{Measure, Role, Unit};
use crate::reading::{SAMPLES, read_sample};
use crate::view_spec::{CompleteSpec, ViewSpec};
use crate::words::{Language, Words};
use crate::workspace::{Command, NoticeKind, Request, Shortcut, ViewCommand, Workspace};
use dialogs::{Answer, Dialog, Purpose};
use egui::{CentralPanel, Context, Panel, Ui};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use theme::colour;

/// What drawing asks for.
type Commands = Vec<Command>;

fn push_view(commands: &mut Commands, change: ViewCommand) {
    commands.push(Command::View(change, None));
}

/// The parts of the window in the order in which F6 walks them.
const REGION_OF_TOP: usize = 0;
const REGION_OF_PANEL: usize = 1;
const REGION_OF_TILES: usize = 10;
const REGION_OF_TIME: usize = 90;

/// Below this width the data panel is hidden until it is asked for.
const NARROW: f32 = 760.0;

/// The window's own state beside the workspace: which sheet is open, what a drag has begun.
pub struct App {
    pub workspace: Workspace,
    data_panel: data_panel::DataPanel,
    time_bar: time_bar::TimeBar,
    notices: notices::Notices,
    open_sheet: open_sheet::OpenSheet,
    export_sheet: export_sheet::ExportSheet,
    pack_sheet: pack_sheet::PackSheet,
    import_sheet: import_sheet::ImportSheet,
    ledger_sheet: ledger_sheet::LedgerSheet,
    gallery_sheet: gallery_sheet::GallerySheet,
    named_views_sheet: named_views_sheet::NamedViewsSheet,
    palette: palette::CommandPalette,
    page: about_sheet::Page,
    tiles: tiles::Tiles,
    lesson: lesson::Lesson,
    comfort: Option<crate::workspace::Comfort>,
    dialog: Option<Dialog>,
    /// A dialog that the system does not have is not asked for twice.
    has_no_dialog: bool,
}

impl App {
    pub fn new(context: &Context, workspace: Workspace, file: Option<PathBuf>) -> Self {
        Self::with_files(context, workspace, file.into_iter().collect())
    }

    /// With files to open, several of them together; without any, what was open at the last time.
    pub fn with_files(context: &Context, mut workspace: Workspace, mut files: Vec<PathBuf>) -> Self {
        theme::install(context);
        let waker = context.clone();
        workspace.set_wake(move || waker.request_repaint());
        if files.is_empty() {
            workspace.restore_session();
        } else {
            workspace.start_keeping();
        }
        if files.len() > 1 {
            workspace.run(Command::OpenTogether(files));
        } else if let Some(path) = files.pop() {
            let named = path.to_str().and_then(|text| text.split_once(':'));
            let _ = match named {
                Some(("sample", sample)) => workspace.run(Command::OpenSample(sample.to_owned())),
                Some(("gallery", id)) => workspace.run(Command::OpenGallery(id.to_owned())),
                _ => workspace.run(Command::Open(path)),
            };
        }
        Self {
            workspace,
            data_panel: data_panel::DataPanel::default(),
            time_bar: time_bar::TimeBar::default(),
            notices: notices::Notices::default(),
            open_sheet: open_sheet::OpenSheet::default(),
            export_sheet: export_sheet::ExportSheet::default(),
            pack_sheet: pack_sheet::PackSheet::default(),
            import_sheet: import_sheet::ImportSheet::default(),
            ledger_sheet: ledger_sheet::LedgerSheet::default(),
            gallery_sheet: gallery_sheet::GallerySheet::default(),
            named_views_sheet: named_views_sheet::NamedViewsSheet::default(),
            palette: palette::CommandPalette::default(),
            page: about_sheet::Page::default(),
            tiles: tiles::Tiles::default(),
            lesson: lesson::Lesson::default(),
            comfort: None,
            dialog: None,
            has_no_dialog: false,
        }
    }

    /// One frame.
    pub fn show(&mut self, ui: &mut Ui) {
        let context = ui.ctx().clone();
        self.workspace.tick(context.input(|input| input.unstable_dt));
        self.follow_preferences(&context);
        self.poll_dialog();
        let mut commands: Commands = Vec::new();
        let dropped = context.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<PathBuf> = dropped.into_iter().map(|file| file.path().to_owned()).collect();
        commands.extend(open_command(paths));
        keyboard::forget_regions(&context);
        if !self.has_sheet() {
            top_bar::shortcuts(&context, &self.workspace, &mut commands);
        }
        self.panels(ui, &mut commands);
        self.sheets(&context, &mut commands);
        // A sheet has the floor; what there is to say waits until it is closed.
        if !self.has_sheet() {
            self.notices.show(&context, &self.workspace, &mut commands);
        }
        drop_hint(&context, &self.workspace);
        let changes = !commands.is_empty();
        for command in commands {
            if let Some(request) = self.workspace.run(command) {
                self.answer(&context, request);
            }
        }
        if changes {
            // What was asked for shows in this frame and not in the next.
            context.request_discard("a command changed what is shown");
            context.request_repaint();
        }
        if self.workspace.player.is_playing() {
            // Between two years nothing changes, and nothing is drawn.
            let seconds = self.workspace.player.seconds_to_next(self.workspace.preferences.years_per_second);
            context.request_repaint_after(std::time::Duration::from_secs_f32(seconds));
        }
        if self.workspace.opening().is_some() || self.workspace.packing().is_some() {
            context.request_repaint_after(std::time::Duration::from_millis(60));
        }
    }

    fn has_sheet(&self) -> bool {
        self.open_sheet.is_open()
            || self.export_sheet.is_open()
            || self.pack_sheet.is_open()
            || self.import_sheet.is_open()
            || self.ledger_sheet.is_open()
            || self.gallery_sheet.is_open()
            || self.named_views_sheet.is_open()
            || self.palette.is_open()
            || self.page != about_sheet::Page::None
    }

    fn follow_preferences(&mut self, context: &Context) {
        let comfort = self.workspace.preferences.comfort;
        if self.comfort != Some(comfort) {
            theme::comfort(context, comfort);
            self.comfort = Some(comfort);
        }
        let preference = match self.workspace.preferences.theme {
            None => egui::ThemePreference::System,
            Some(crate::chart::Theme::Light) => egui::ThemePreference::Light,
            Some(crate::chart::Theme::Dark) => egui::ThemePreference::Dark,
        };
        if context.options(|options| options.theme_preference) != preference {
            context.set_theme(preference);
        }
        // A screen with very many pixels that the system does not enlarge would make everything tiny.
        let native = context.content_rect().size() * context.zoom_factor();
        let enlarged = if native.x >= 3_000.0 && native.y >= 1_700.0 { 1.5 } else { 1.0 };
        let zoom = self.workspace.preferences.text_size * enlarged;
        if (context.zoom_factor() - zoom).abs() > 0.001 {
            context.set_zoom_factor(zoom);
        }
        context.options_mut(|options| options.zoom_with_keyboard = false);
    }

    fn panels(&mut self, ui: &mut Ui, commands: &mut Commands) {
        let palette = theme::palette(ui.ctx());
        let bar = egui::Frame::new().fill(colour(palette.surface));
        let margins = |x: i8, y: i8| egui::Margin::symmetric(x, y);
        let top = bar.inner_margin(margins(16, 0));
        Panel::top("top").exact_size(44.0).frame(top).show_separator_line(true).show(ui, |ui| {
            top_bar::show(ui, &self.workspace, commands);
        });
        let ground = egui::Frame::new().fill(colour(palette.ground)).inner_margin(margins(16, 0));
        Panel::bottom("status").exact_size(32.0).frame(ground).show(ui, |ui| {
            status_bar::show(ui, &self.workspace, commands);
        });
        let time = bar.inner_margin(margins(16, 4));
        Panel::bottom("time").exact_size(102.0).frame(time).show(ui, |ui| {
            self.time_bar.show(ui, &mut self.workspace, commands);
        });
        if self.workspace.preferences.shows_data_panel && ui.available_width() > NARROW {
            let side = bar.inner_margin(egui::Margin { left: 16, right: 10, top: 16, bottom: 8 });
            Panel::left("data").exact_size(264.0).resizable(false).frame(side).show(ui, |ui| {
                self.data_panel.show(ui, &self.workspace, commands);
            });
        }
        let centre = egui::Frame::new().fill(colour(palette.ground)).inner_margin(margins(22, 16));
        CentralPanel::default().frame(centre).show(ui, |ui| {
            self.lesson.show(ui, &self.workspace, self.palette.is_open(), commands);
            captions(ui, &self.workspace, commands);
            ui.add_space(8.0);
            self.tiles.show(ui, &self.workspace, commands);
        });
    }

    fn sheets(&mut self, context: &Context, commands: &mut Commands) {
        self.page.show(context, &self.workspace, commands);
        self.gallery_sheet.show(context, &self.workspace, commands);
        self.palette.show(context, &self.workspace, commands);
        self.named_views_sheet.show(context, &self.workspace, commands);
        if let Some(pack_sheet::Wish::Browse { folder, start }) =
            self.pack_sheet.show(context, &self.workspace, commands)
        {
            let purpose = if folder { Purpose::PackFolder } else { Purpose::PackFile };
            self.show_dialog(context, purpose, &start);
        }
        if let Some(import_sheet::Wish::SaveMapping) = self.import_sheet.show(context, &self.workspace, commands) {
            let name = file_beside(&self.workspace, self.workspace.words().labels.mapping_file, "ron");
            self.show_dialog(context, Purpose::SaveMapping, &name);
        }
        if let Some(ledger_sheet::Wish::Save) = self.ledger_sheet.show(context, &self.workspace, commands) {
            let name = file_beside(&self.workspace, self.workspace.words().labels.ledger_title, "csv");
            self.show_dialog(context, Purpose::SaveLedger, &name);
        }
        if let Some(open_sheet::Wish::Browse) = self.open_sheet.show(context, &self.workspace, commands) {
            self.show_dialog(context, Purpose::Open, &start_folder(&self.workspace));
        }
        match self.export_sheet.show(context, &mut self.workspace, commands) {
            Some(export_sheet::Wish::Browse(path)) => self.show_dialog(context, Purpose::Save, &path),
            Some(export_sheet::Wish::OpenHouseStyle) => {
                self.show_dialog(context, Purpose::OpenHouseStyle, &start_folder(&self.workspace));
            }
            Some(export_sheet::Wish::SaveHouseStyle) => {
                let name = file_beside(&self.workspace, self.workspace.words().labels.house_file_name, "ron");
                self.show_dialog(context, Purpose::SaveHouseStyle, &name);
            }
            None => {}
        }
    }

    fn answer(&mut self, context: &Context, request: Request) {
        match request {
            Request::ShowOpenDialog if self.has_no_dialog => self.open_sheet.open(true),
            Request::ShowOpenDialog => self.show_dialog(context, Purpose::Open, &start_folder(&self.workspace)),
            Request::ShowExport => self.export_sheet.open(&self.workspace),
            Request::ShowImport => self.import_sheet.open(&mut self.workspace),
            Request::ShowLedger => self.ledger_sheet.open(),
            Request::ShowPalette => self.palette.open(&self.workspace),
            Request::CopyChart(tile) => self.copy_chart(tile),
            Request::CopyNumbers(tile) => self.copy_numbers(context, tile),
            Request::ShowExportAll => self.pack_sheet.open(&self.workspace),
            Request::ShowNamedViews => self.named_views_sheet.open(),
            Request::SaveWorkspace => {
                let own = self.workspace.workspace_path().map(Path::to_owned);
                let beside = || file_beside(&self.workspace, self.workspace.words().labels.workspace_file, "ron");
                let name = own.unwrap_or_else(beside);
                self.show_dialog(context, Purpose::SaveWorkspace, &name);
            }
            Request::ShowAbout => self.page = about_sheet::Page::AboutData,
            Request::ShowGallery => self.gallery_sheet.open(),
            Request::ShowShortcuts => self.page = about_sheet::Page::Shortcuts,
            Request::NextRegion => keyboard::go_to_region(context, context.input(|input| input.modifiers.shift)),
            Request::Quit => context.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    fn show_dialog(&mut self, context: &Context, purpose: Purpose, start: &Path) {
        if self.dialog.is_some() {
            return;
        }
        if self.has_no_dialog && saves_beside(purpose) {
            self.save_beside(purpose);
            return;
        }
        let waker = context.clone();
        self.dialog = Dialog::show(purpose, start, move || waker.request_repaint());
    }

    fn poll_dialog(&mut self) {
        let Some((purpose, answer)) = self.dialog.as_ref().and_then(|dialog| Some((dialog.purpose, dialog.poll()?)))
        else {
            return;
        };
        self.dialog = None;
        match (purpose, answer) {
            (Purpose::Open, Answer::Chosen(paths)) => {
                if let Some(command) = open_command(paths) {
                    self.workspace.run(command);
                }
            }
            (purpose, Answer::Chosen(paths)) => {
                let Some(path) = paths.into_iter().next() else { return };
                match purpose {
                    Purpose::SaveLedger => {
                        self.workspace.run(Command::SaveLedger(path));
                    }
                    Purpose::SaveMapping => {
                        self.workspace.run(Command::SaveMapping(path));
                    }
                    Purpose::SaveWorkspace => {
                        self.workspace.run(Command::SaveWorkspace(path));
                    }
                    Purpose::SaveHouseStyle => {
                        self.workspace.run(Command::SaveHouseStyle(path));
                    }
                    Purpose::OpenHouseStyle => {
                        self.workspace.run(Command::SetHouseStyle(Some(path)));
                    }
                    Purpose::PackFolder | Purpose::PackFile => self.pack_sheet.take_path(&path),
                    Purpose::Open | Purpose::Save => self.export_sheet.take_path(&path, &mut self.workspace),
                }
            }
            (purpose, Answer::NoDialog) if saves_beside(purpose) => {
                self.has_no_dialog = true;
                self.save_beside(purpose);
            }
            (Purpose::OpenHouseStyle, Answer::NoDialog) => self.has_no_dialog = true,
            (Purpose::Open, Answer::NoDialog) => {
                self.has_no_dialog = true;
                self.open_sheet.open(true);
            }
            (Purpose::PackFolder | Purpose::PackFile, Answer::NoDialog) => {
                self.has_no_dialog = true;
                self.pack_sheet.no_dialog();
            }
            (_, Answer::NoDialog) => {
                self.has_no_dialog = true;
                self.export_sheet.no_dialog(self.workspace.words());
            }
            (_, Answer::Cancelled) => {}
        }
    }
}

impl App {
    /// Without a dialog a file goes beside the data, under a name that is free; a notice says where.
    fn save_beside(&mut self, purpose: Purpose) {
        let labels = self.workspace.words().labels;
        let command = match purpose {
            Purpose::SaveLedger => Command::SaveLedger(file_beside(&self.workspace, labels.ledger_title, "csv")),
            Purpose::SaveWorkspace => {
                Command::SaveWorkspace(file_beside(&self.workspace, labels.workspace_file, "ron"))
            }
            Purpose::SaveHouseStyle => {
                Command::SaveHouseStyle(file_beside(&self.workspace, labels.house_file_name, "ron"))
            }
            _ => Command::SaveMapping(file_beside(&self.workspace, labels.mapping_file, "ron")),
        };
        self.workspace.run(command);
    }
}

impl App {
    /// What the export sheet would make of a view.
    fn figure<'a>(&'a self, view: &'a ViewSpec) -> crate::export::Figure<'a> {
        crate::export::Figure {
            dataset: &self.workspace.data().dataset,
            sample: self.workspace.sample(),
            view,
            settings: self.workspace.preferences.figure,
            mapping: self.workspace.mapping(),
            house: self.workspace.house(),
        }
    }

    fn view_of(&self, tile: usize) -> ViewSpec {
        let by = self.workspace.derived().map_or(String::new(), |derived| derived.spec.by_name.clone());
        self.workspace.document().view_of(tile, &by)
    }

    /// The figure as a picture; success is reported only when the clipboard has it.
    fn copy_chart(&mut self, tile: usize) {
        let words = self.workspace.words();
        let view = self.view_of(tile);
        let copied = self.figure(&view).pixels(1.0).map(clipboard::copy_picture);
        let (kind, text) = match copied {
            Some(Ok(())) => {
                self.workspace.keep_exported();
                (NoticeKind::Done, words.labels.chart_copied.to_owned())
            }
            Some(Err(detail)) => (NoticeKind::Problem, words.say.not_copied(&detail)),
            None => (NoticeKind::Problem, words.say.not_copied("")),
        };
        self.workspace.notify(kind, text);
    }

    fn copy_numbers(&mut self, context: &Context, tile: usize) {
        let view = self.view_of(tile);
        context.copy_text(self.figure(&view).tab_separated().unwrap_or_default());
    }
}

/// What is saved beside the data where the system has no dialog.
fn saves_beside(purpose: Purpose) -> bool {
    matches!(purpose, Purpose::SaveLedger | Purpose::SaveMapping | Purpose::SaveWorkspace | Purpose::SaveHouseStyle)
}

/// Several files are opened as one table.
fn open_command(mut paths: Vec<PathBuf>) -> Option<Command> {
    match paths.len() {
        0 | 1 => paths.pop().map(Command::Open),
        _ => Some(Command::OpenTogether(paths)),
    }
}

/// A free name beside the open file.
fn file_beside(workspace: &Workspace, what: &str, extension: &str) -> PathBuf {
    let start = workspace.path().map_or_else(|| start_folder(workspace), Path::to_owned);
    let stem = start.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    crate::export::free_name(&start.with_file_name(format!("{stem} – {what}.{extension}")))
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.workspace.save_preferences();
    }
}

/// The sentence, the loudest thing; below it what is counted; then the filters as chips.
fn captions(ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
    let (Some(derived), words, palette) = (workspace.derived(), workspace.words(), theme::palette(ui.ctx())) else {
        return;
    };
    let captions = &derived.model.captions;
    ui.add(egui::Label::new(egui::RichText::new(&captions.headline).font(theme::bold(23.0))).wrap());
    ui.horizontal_wrapped(|ui| {
        ui.add(
            egui::Label::new(egui::RichText::new(&captions.subtitle).size(14.0).color(colour(palette.muted))).wrap(),
        );
        // The newest edition stands for all without a filter that could be taken back.
        let is_own = |by: &str| workspace.view().filter(by).is_some();
        for filter in derived.spec.filters.iter().chain(&derived.spec.kept).filter(|filter| is_own(&filter.by)) {
            let one = CompleteSpec { filters: vec![filter.clone()], ..derived.spec.clone() };
            let named = crate::chart::filter_text(&workspace.data().dataset, &one, words);
            let text = format!("{} ×", shorten(&capitalised(&named), 52));
            let chip = egui::Button::new(egui::RichText::new(text).size(12.5))
                .fill(colour(palette.pale))
                .stroke(egui::Stroke::NONE)
                .corner_radius(egui::CornerRadius::same(12));
            let hint = words.say.remove_filter(&named);
            if ui.add(chip).on_hover_text(hint).clicked() {
                push_view(commands, ViewCommand::ClearFilter(filter.by.clone()));
            }
        }
        if let Some(months) = derived.spec.months {
            let month = |number: u8| words.say.month(usize::from(number));
            let text = format!("{} ×", capitalised(&words.say.range(month(months.first), month(months.last))));
            let chip = egui::Button::new(egui::RichText::new(text).size(12.5))
                .fill(colour(palette.pale))
                .stroke(egui::Stroke::NONE)
                .corner_radius(egui::CornerRadius::same(12));
            if ui.add(chip).on_hover_text(words.labels.same_months).clicked() {
                push_view(commands, ViewCommand::SetMonths(None));
            }
        }
    });
}

fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most).collect();
    format!("{kept}…")
}

/// A modal sheet in the quiet order: what matters large, one primary button.
fn sheet<T>(context: &Context, id: &str, width: f32, content: impl FnOnce(&mut Ui) -> T) -> egui::ModalResponse<T> {
    let palette = theme::palette(context);
    let frame = theme::card(palette).inner_margin(18.0).shadow(context.global_style().visuals.window_shadow);
    egui::Modal::new(egui::Id::unique(id)).frame(frame).backdrop_color(egui::Color32::from_black_alpha(90)).show(
        context,
        |ui| {
            ui.set_width(width.min(ui.ctx().content_rect().width() - 60.0));
            content(ui)
        },
    )
}

/// While a file hangs over the window.
fn drop_hint(context: &Context, workspace: &Workspace) {
    if context.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let palette = theme::palette(context);
    let painter = context.layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
    let rect = context.content_rect();
    painter.rect_filled(rect, 0.0, colour(palette.ground).gamma_multiply(0.85));
    let text = workspace.words().labels.drop_here;
    painter.text(rect.center(), egui::Align2::CENTER_CENTER, text, theme::semi_bold(20.0), colour(palette.accent));
}

fn start_folder(workspace: &Workspace) -> PathBuf {
    let recent = workspace.preferences.recent.first().cloned();
    let name = workspace.sample().unwrap_or("deportation-flows");
    recent.unwrap_or_else(|| directories::UserDirs::new().map_or_else(PathBuf::new, |user| user.home_dir().join(name)))
}

/// What bars can stand for, with its words.
fn groupings(workspace: &Workspace, words: &Words) -> Vec<(String, String)> {
    let dataset = &workspace.data().dataset;
    let labels = words.labels;
    let roles = [Role::Destination, Role::Origin, Role::Citizenship, Role::Payee, Role::Category];
    let mut groupings: Vec<(String, String)> = roles
        .into_iter()
        .filter(|role| dataset.column_with(*role).is_some())
        .filter_map(|role| Some((role.id().to_owned(), crate::chart::role_name(role, words)?.0.to_owned())))
        .collect();
    if dataset.has_time() {
        let is_fiscal = workspace.derived().is_some_and(|derived| derived.spec.calendar.is_fiscal());
        let year = if is_fiscal { labels.fiscal_year } else { labels.year };
        groupings.push(("year".to_owned(), year.to_owned()));
    }
    for (_, label) in &mut groupings {
        *label = capitalised(label);
    }
    groupings
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// What units of time are called: one and many.
fn unit_names(unit: crate::view_spec::TimeUnit, words: &Words) -> (&'static str, &'static str) {
    use crate::view_spec::TimeUnit;
    let labels = words.labels;
    match unit {
        TimeUnit::Year(calendar) if calendar.is_fiscal() => (labels.fiscal_year, labels.fiscal_years),
        TimeUnit::Year(_) => (labels.year, labels.years),
        TimeUnit::Quarter => (labels.quarter, labels.quarters),
        TimeUnit::Month => (labels.month, labels.months),
        TimeUnit::Week => (labels.week, labels.weeks),
        TimeUnit::Day => (labels.day, labels.days),
    }
}

fn measure_label(measure: &Measure, words: &Words) -> String {
    let labels = words.labels;
    let name = measure.name.in_language(words.language.code());
    let text = match &measure.unit {
        _ if !name.is_empty() => name,
        Unit::Flights => labels.flights,
        Unit::People => labels.people,
        Unit::Rows => labels.rows_unit,
        Unit::PeoplePerFlight => labels.people_per_flight,
        Unit::Money(_) | Unit::Other => &measure.id,
    };
    capitalised(text)
}

/// Names and titles of the samples, read once: the menu shows them in every frame.
fn sample_titles(language: Language) -> Vec<(&'static str, &'static str)> {
    static TITLES: LazyLock<Vec<(&'static str, [String; 2])>> = LazyLock::new(|| {
        SAMPLES
            .iter()
            .filter_map(|sample| {
                let loaded = read_sample(sample.name).ok()?;
                let title =
                    |language: Language| loaded.dataset.metadata().title.in_language(language.code()).to_owned();
                Some((sample.name, Language::ALL.map(title)))
            })
            .collect()
    });
    let position = Language::ALL.iter().position(|other| *other == language).unwrap_or(0);
    TITLES.iter().filter_map(|(name, titles)| Some((*name, titles.get(position)?.as_str()))).collect()
}

/// "Ctrl+Shift+Z".
fn keys_text(keys: Shortcut) -> String {
    let control = if keys.control { "Ctrl+" } else { "" };
    let shift = if keys.shift { "Shift+" } else { "" };
    let key = match keys.key {
        "Left" => "←",
        "Right" => "→",
        "Plus" => "+",
        "Minus" => "−",
        "Escape" => "Esc",
        other => other,
    };
    format!("{control}{shift}{key}")
}

fn egui_key(name: &str) -> Option<egui::Key> {
    match name {
        "Left" => Some(egui::Key::ArrowLeft),
        "Right" => Some(egui::Key::ArrowRight),
        other => egui::Key::from_name(other),
    }
}
