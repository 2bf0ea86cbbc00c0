//! The binary: a command for the terminal, or the window.

use deportation_flows::cli::{self, Invocation};
use deportation_flows::ui::{self, WindowError};
use deportation_flows::words::{Language, words};
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    deportation_flows::reading::silence_guarded_panics();
    let locale = sys_locale::get_locale().as_deref().and_then(Language::from_code).unwrap_or_default();
    let (files, language) = match cli::run(std::env::args_os().skip(1).collect(), locale) {
        Invocation::Done(status) => return ExitCode::from(status),
        Invocation::Window { files, language } => (files, language),
    };
    let Err(error) = ui::run(&files, language, locale) else { return ExitCode::SUCCESS };
    let labels = words(language.unwrap_or(locale)).labels;
    let mut out = std::io::stderr().lock();
    if let Some(path) = files.first().filter(|path| !path.exists() && !path.to_string_lossy().starts_with("sample:")) {
        let say = words(language.unwrap_or(locale)).say;
        let _ = writeln!(out, "{}", say.cli_unknown_command(&path.to_string_lossy()));
        return ExitCode::from(2);
    }
    let _ = match error {
        WindowError::NoDisplay => writeln!(out, "{}", labels.no_display),
        WindowError::SilentDisplay => writeln!(out, "{}", labels.silent_display),
        WindowError::NoRenderer(details) => writeln!(out, "{} ({details})", labels.no_renderer),
    };
    ExitCode::from(2)
}
