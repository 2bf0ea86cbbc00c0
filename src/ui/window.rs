//! Opening the real window with whatever the machine has: OpenGL first, then Vulkan, each in hardware or in software;
//! the last resort is one sentence that says what to install.

use super::App;
use crate::words::Language;
use crate::workspace::{Workspace, preferences_folder};
use eframe::{NativeOptions, Renderer};
use std::path::Path;

/// Why there is no window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WindowError {
    /// Nothing to open a window on.
    NoDisplay,
    /// No renderer works; what each of them said.
    NoRenderer(String),
}

/// Shows the window until it is closed.
pub fn run(file: Option<&Path>, language: Option<Language>, locale: Language) -> Result<(), WindowError> {
    if !has_display() {
        return Err(WindowError::NoDisplay);
    }
    let mut reports: Vec<String> = Vec::new();
    for renderer in renderers() {
        let file = file.map(Path::to_owned);
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
        let started = eframe::run_native(
            "deportation-flows",
            options,
            Box::new(move |creation| {
                let mut workspace = Workspace::new(locale, preferences_folder());
                if let Some(language) = language {
                    workspace.preferences.language = Some(language);
                    workspace.tick(0.0);
                }
                Ok(Box::new(App::new(&creation.egui_ctx, workspace, file)))
            }),
        );
        match started {
            Ok(()) => return Ok(()),
            Err(error) => reports.push(error.to_string()),
        }
    }
    Err(WindowError::NoRenderer(reports.join("; ")))
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
