//! The file dialogs of the system, on a thread of their own so that the window never waits. Where there is none, the
//! program's own sheet takes its place: a dialog that is gone in a blink was never there.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::time::{Duration, Instant};

/// Nobody cancels a dialog faster than this.
const BLINK: Duration = Duration::from_millis(350);

/// What a dialog is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Open,
    Save,
    SaveLedger,
    SaveMapping,
    SaveWorkspace,
    OpenHouseStyle,
    SaveHouseStyle,
    /// A folder around the folder of all figures.
    PackFolder,
    PackFile,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// At least one; several only where files are opened.
    Chosen(Vec<PathBuf>),
    Cancelled,
    /// The system has no dialog.
    NoDialog,
}

/// A dialog that is open somewhere on the screen.
pub struct Dialog {
    pub purpose: Purpose,
    started: Instant,
    answer: Receiver<Vec<PathBuf>>,
}

impl Dialog {
    /// `start`: the folder and file name to begin with.
    pub fn show(purpose: Purpose, start: &Path, wake: impl FnOnce() + Send + 'static) -> Option<Self> {
        let (sender, answer) = sync_channel(1);
        let mut dialog = rfd::AsyncFileDialog::new();
        if let Some(folder) = start.parent().filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        if let (true, Some(name)) = (!matches!(purpose, Purpose::Open | Purpose::OpenHouseStyle), start.file_name()) {
            dialog = dialog.set_file_name(name.to_string_lossy());
        }
        let thread = std::thread::Builder::new().name("file dialog".to_owned());
        let spawned = match purpose {
            Purpose::Open | Purpose::OpenHouseStyle => {
                let chosen = dialog.pick_files();
                thread.spawn(move || {
                    let files = pollster::block_on(chosen).unwrap_or_default();
                    let _ = sender.send(files.iter().map(|file| file.path().to_owned()).collect());
                    wake();
                })
            }
            Purpose::PackFolder => {
                let chosen = dialog.pick_folder();
                thread.spawn(move || {
                    let folder = pollster::block_on(chosen).map(|folder| folder.path().to_owned());
                    let _ = sender.send(folder.into_iter().collect());
                    wake();
                })
            }
            Purpose::Save
            | Purpose::SaveLedger
            | Purpose::SaveMapping
            | Purpose::SaveWorkspace
            | Purpose::SaveHouseStyle
            | Purpose::PackFile => {
                let chosen = dialog.save_file();
                thread.spawn(move || {
                    let _ = sender
                        .send(pollster::block_on(chosen).map(|file| file.path().to_owned()).into_iter().collect());
                    wake();
                })
            }
        };
        spawned.ok().map(|_| Self { purpose, started: Instant::now(), answer })
    }

    pub fn poll(&self) -> Option<Answer> {
        match self.answer.try_recv() {
            Ok(paths) if !paths.is_empty() => Some(Answer::Chosen(paths)),
            Ok(_) if self.started.elapsed() < BLINK => Some(Answer::NoDialog),
            Ok(_) => Some(Answer::Cancelled),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Answer::NoDialog),
        }
    }
}
