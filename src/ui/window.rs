//! Opening the real window with whatever the machine has: OpenGL first, then Vulkan, each in hardware or in software;
//! the last resort is one sentence that says what to install.

use super::App;
use crate::words::Language;
use crate::workspace::{Workspace, preferences_folder};
use eframe::{NativeOptions, Renderer};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// Why there is no window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WindowError {
    /// Nothing to open a window on.
    NoDisplay,
    /// A display is named, and does not answer.
    SilentDisplay,
    /// No renderer works; what each of them said.
    NoRenderer(String),
}

/// A workspace that is being made on a thread of its own, while the system opens a window: reading the first data and
/// counting take about as long as that.
pub struct Preparing(std::thread::JoinHandle<Workspace>);

impl Preparing {
    /// Begins; `None` where the system gives no thread.
    pub fn begin(locale: Language, folder: Option<PathBuf>) -> Option<Self> {
        let thread = std::thread::Builder::new().name("first data".to_owned()).spawn(move || {
            // What the first map needs is read meanwhile, too.
            let outlines = std::thread::Builder::new().spawn(|| crate::dataset::world::outlines().len());
            let workspace = Workspace::new(locale, folder);
            drop(outlines.map(std::thread::JoinHandle::join));
            workspace
        });
        thread.ok().map(Self)
    }

    /// Waits for it; `None` where making it failed.
    pub fn finish(self) -> Option<Workspace> {
        self.0.join().ok()
    }
}

/// Shows the window until it is closed.
pub fn run(files: &[PathBuf], language: Option<Language>, locale: Language) -> Result<(), WindowError> {
    if !has_display() {
        return Err(WindowError::NoDisplay);
    }
    keep_quiet_about_missing_libraries();
    let mut reports: Vec<String> = Vec::new();
    let prepared = Arc::new(Mutex::new(Preparing::begin(locale, preferences_folder())));
    for renderer in renderers() {
        let files = files.to_vec();
        let options = NativeOptions {
            viewport: egui::ViewportBuilder::default()
                .with_title("Deportation Flows")
                .with_app_id("deportation-flows")
                .with_inner_size([1280.0, 800.0])
                .with_min_inner_size([640.0, 480.0])
                .with_drag_and_drop(true),
            renderer,
            // A second try in the same process needs the event loop back.
            run_and_return: true,
            multisampling: 0,
            ..NativeOptions::default()
        };
        let is_shown = Arc::new(AtomicBool::new(false));
        let shows = is_shown.clone();
        let prepared = prepared.clone();
        let start = || {
            eframe::run_native(
                "deportation-flows",
                options,
                Box::new(move |creation| {
                    shows.store(true, Ordering::Relaxed);
                    let prepared = prepared.lock().ok().and_then(|mut preparing| preparing.take());
                    let mut workspace = prepared
                        .and_then(Preparing::finish)
                        .unwrap_or_else(|| Workspace::new(locale, preferences_folder()));
                    if let Some(language) = language {
                        workspace.preferences.language = Some(language);
                        workspace.tick(0.0);
                    }
                    Ok(Box::new(App::with_files(&creation.egui_ctx, workspace, files)))
                }),
            )
        };
        match std::panic::catch_unwind(std::panic::AssertUnwindSafe(start)) {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => {
                let text = error.to_string();
                let is_library = text.to_lowercase().contains("librar");
                if matches!(error, eframe::Error::WinitEventLoop(_)) && !is_library && reports.is_empty() {
                    return Err(WindowError::SilentDisplay);
                }
                reports.push(without_paths(&text));
            }
            // A crash of a window that was open is a crash; a library that is not there is an answer.
            Err(panic) if is_shown.load(Ordering::Relaxed) => std::panic::resume_unwind(panic),
            Err(_) => reports.push("libxkbcommon".to_owned()),
        }
    }
    Err(WindowError::NoRenderer(reports.join("; ")))
}

/// The library that winit needs for keys panics where it is missing; its message would hide our sentence.
fn keep_quiet_about_missing_libraries() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|location| location.file().contains("xkbcommon")) {
            usual(panic);
        }
    }));
}

/// A report without the places in the sources of the libraries that wrote it.
fn without_paths(report: &str) -> String {
    let words = report.split(' ').filter(|word| !word.contains(".rs"));
    words.collect::<Vec<_>>().join(" ")
}

/// In the order in which they are tried; `DEPORTATION_FLOWS_RENDERER` (`opengl` or `vulkan`) names the first.
fn renderers() -> [Renderer; 2] {
    match std::env::var("DEPORTATION_FLOWS_RENDERER").as_deref() {
        Ok("vulkan") => [Renderer::Wgpu, Renderer::Glow],
        _ => [Renderer::Glow, Renderer::Wgpu],
    }
}

fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(all(unix, not(target_os = "macos")))
        || is_set("DISPLAY")
        || is_set("WAYLAND_DISPLAY")
        || is_set("WAYLAND_SOCKET")
}
