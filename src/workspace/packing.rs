//! All named views exported at once, on a thread of its own: the window goes on, and can stop it.
//!
//! Start with [`Packing::start`].

use super::session::WorkspaceFile;
use crate::dataset::Dataset;
use crate::export::Existing;
use crate::export::pack::{Pack, PackProgress, PackTarget, Packed};
use crate::figure::FigureSettings;
use crate::reading::Mapping;
use crate::view_spec::ViewSpec;
use crate::words::Language;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};

/// What a person chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackChoice {
    pub target: PackTarget,
    /// At least one; slides and pages are in this order.
    pub languages: Vec<Language>,
    pub existing: Existing,
}

/// Everything that is exported, as it was when it was asked for: what is changed meanwhile changes no file.
pub(super) struct Job {
    pub dataset: Arc<Dataset>,
    pub sample: Option<String>,
    pub mapping: Mapping,
    pub settings: FigureSettings,
    pub views: Vec<(String, ViewSpec)>,
    pub workspace: WorkspaceFile,
    pub choice: PackChoice,
}

/// A running export.
pub struct Packing {
    progress: Arc<PackProgress>,
    pub place: PathBuf,
    outcome: Receiver<Packed>,
}

impl Packing {
    /// `wake` is called once when there is an outcome.
    pub(super) fn start(job: Job, wake: impl FnOnce() + Send + 'static) -> std::io::Result<Self> {
        let progress = Arc::new(PackProgress::default());
        let (sender, outcome) = sync_channel(1);
        let (shared, place) = (progress.clone(), job.choice.target.path().to_owned());
        std::thread::Builder::new().name("export".to_owned()).spawn(move || {
            // One that fails in a way nobody has thought of ends without an outcome, which is told, too.
            let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job.run(&shared)));
            if let Ok(packed) = caught {
                // The window may have gone; then nobody waits for this.
                let _ = sender.send(packed);
            }
            drop(sender);
            wake();
        })?;
        Ok(Self { progress, place, outcome })
    }

    /// The outcome, once there is one; `Err` where there will never be any.
    pub(super) fn poll(&self) -> Option<Result<Packed, ()>> {
        match self.outcome.try_recv() {
            Ok(packed) => Some(Ok(packed)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(())),
        }
    }

    /// What is being written is finished, nothing more is begun.
    pub(super) fn cancel(&self) {
        self.progress.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Figures done and in all.
    pub fn done(&self) -> (usize, usize) {
        (self.progress.done.load(Ordering::Relaxed), self.progress.of.load(Ordering::Relaxed))
    }
}

impl Drop for Packing {
    fn drop(&mut self) {
        self.cancel();
    }
}

impl Job {
    fn run(&self, progress: &PackProgress) -> Packed {
        let pack = Pack {
            dataset: &self.dataset,
            sample: self.sample.as_deref(),
            mapping: &self.mapping,
            settings: self.settings,
            views: &self.views,
            languages: &self.choice.languages,
            workspace: &self.workspace.clone().with_numbers(&self.dataset).write(),
        };
        pack.save(&self.choice.target, self.choice.existing, progress)
    }
}
