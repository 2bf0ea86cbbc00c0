//! What a frame costs in which nothing changed, and how soon the first one is there.
//!
//! `cargo bench --bench frame` runs frames of the whole window without a screen: layout and triangles, the processor time
//! of this program; what a driver does with them is not in it. `cargo bench --bench frame -- --window program` (or
//! `empty`) opens a real window, says when its first frame has been shown, and ends; `first_frame.py` compares the two.

#![allow(
    missing_docs,
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a bench may fail, and prints"
)]

use deportation_flows::ui::{App, Preparing};
use deportation_flows::words::Language;
use deportation_flows::workspace::Workspace;
use egui::{Context, Pos2, RawInput, Rect, Ui, Vec2, ViewportCommand};
use std::io::Write as _;
use std::time::Instant;

const FRAMES: usize = 2_000;

fn main() {
    note("main");
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().position(|argument| argument == "--window").and_then(|at| arguments.get(at + 1)) {
        Some(which) => window(which == "program"),
        None => frames(),
    }
}

fn frames() {
    let began = Instant::now();
    let countries = deportation_flows::dataset::world::outlines().len();
    let outlines = began.elapsed().as_secs_f64() * 1000.0;
    let began = Instant::now();
    drop(Workspace::new(Language::English, None));
    let workspace = began.elapsed().as_secs_f64() * 1000.0;
    println!("{countries} outlines {outlines:.1} ms, the first workspace {workspace:.1} ms");
    for (name, size) in [("1280 × 800", [1280.0, 800.0]), ("1920 × 1080", [1920.0, 1080.0])] {
        let context = Context::default();
        let mut app = App::new(&context, Workspace::new(Language::English, None), None);
        let mut frame = |time: f64, events: Vec<egui::Event>| {
            let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, Vec2::from(size)));
            let input = RawInput { screen_rect, time: Some(time), events, ..RawInput::default() };
            let began = Instant::now();
            let output = context.run_ui(input, |ui| app.show(ui));
            let shown = context.tessellate(output.shapes, output.pixels_per_point);
            assert!(!shown.is_empty());
            began.elapsed().as_secs_f64() * 1000.0
        };
        for number in 0_u32..60 {
            frame(f64::from(number) / 60.0, Vec::new());
        }
        let mut plain: Vec<f64> = (0..FRAMES).map(|number| frame(1.0 + number as f64 / 60.0, Vec::new())).collect();
        // The pointer goes across everything: tooltips, highlights, nothing new to count.
        let moved = |number: usize| {
            let at = Pos2::new(
                size[0] * ((number * 37) % 997) as f32 / 997.0,
                size[1] * ((number * 91) % 991) as f32 / 991.0,
            );
            vec![egui::Event::PointerMoved(at)]
        };
        let mut hovered: Vec<f64> =
            (0..FRAMES).map(|number| frame(100.0 + number as f64 / 60.0, moved(number))).collect();
        for (what, times) in [("nothing changed", &mut plain), ("the pointer moves", &mut hovered)] {
            times.sort_by(f64::total_cmp);
            let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
            println!("{name}, {what}: p50 {:.2} ms, p90 {:.2} ms, p99 {:.2} ms", at(0.5), at(0.9), at(0.99));
        }
    }
}

/// Says when the frame before has been shown, and closes.
struct FirstFrame {
    app: Option<App>,
    frames: usize,
}

impl eframe::App for FirstFrame {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frames += 1;
        note("ui begins");
        if self.frames == 2 {
            println!("shown");
            std::io::stdout().flush().unwrap();
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
        match &mut self.app {
            Some(app) => app.show(ui),
            None => {
                ui.label("Nothing");
            }
        }
        note("ui ends");
        ui.ctx().request_repaint();
    }
}

static BEGAN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);

/// With `DEPORTATION_FLOWS_STEPS` set: when what came to pass, in milliseconds.
fn note(what: &str) {
    if std::env::var_os("DEPORTATION_FLOWS_STEPS").is_some() {
        eprintln!("{:8.2} {what}", BEGAN.elapsed().as_secs_f64() * 1000.0);
    }
}

fn window(is_program: bool) {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]),
        // What the program tries first.
        renderer: eframe::Renderer::Glow,
        multisampling: 0,
        ..eframe::NativeOptions::default()
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    // As the program does it.
    let preparing = is_program.then(|| Preparing::begin(Language::English, Some(path)).unwrap());
    eframe::run_native(
        "first-frame",
        options,
        Box::new(move |creation| {
            note("creation");
            let app = preparing.map(|preparing| {
                let workspace = preparing.finish().unwrap();
                note("prepared");
                App::new(&creation.egui_ctx, workspace, None)
            });
            note("made");
            Ok(Box::new(FirstFrame { app, frames: 0 }))
        }),
    )
    .unwrap();
}
