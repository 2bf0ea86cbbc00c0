//! All named views exported at once, on a thread of its own: the window goes on, and can stop it.
//!
//! Start with [`Packing::start`].

use super::session::WorkspaceFile;
use super::{Action, NoticeKind, Workspace};
use crate::dataset::Dataset;
use crate::export::pack::{Pack, PackProgress, PackTarget, Packed};
use crate::export::{Existing, Figure, Recipe};
use crate::figure::{FigureSettings, HouseStyle};
use crate::reading::Mapping;
use crate::view_spec::ViewSpec;
use crate::words::Language;
use std::path::{Path, PathBuf};
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
    pub house: Option<Arc<HouseStyle>>,
    pub settings: FigureSettings,
    pub views: Vec<(String, ViewSpec)>,
    pub workspace: WorkspaceFile,
    pub choice: PackChoice,
}

/// A running export.
pub struct Packing {
    progress: Arc<PackProgress>,
    pub place: PathBuf,
    outcome: Receiver<(Packed, Vec<Recipe>)>,
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
    pub(super) fn poll(&self) -> Option<Result<(Packed, Vec<Recipe>), ()>> {
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
    /// What was written, and the recipes by which the views are found again.
    fn run(&self, progress: &PackProgress) -> (Packed, Vec<Recipe>) {
        let carried = self.settings.carries_recipe.then(|| self.workspace.clone().with_numbers(&self.dataset).write());
        let workspace = carried.unwrap_or_default();
        let pack = Pack {
            dataset: &self.dataset,
            sample: self.sample.as_deref(),
            mapping: &self.mapping,
            house: self.house.as_deref(),
            settings: self.settings,
            views: &self.views,
            languages: &self.choice.languages,
            workspace: &workspace,
        };
        let packed = pack.save(&self.choice.target, self.choice.existing, progress);
        let (dataset, sample, settings, mapping) = (pack.dataset, pack.sample, pack.settings, pack.mapping);
        let house = pack.house;
        let recipe =
            |(_, view): &(String, ViewSpec)| Figure { dataset, sample, view, settings, mapping, house }.plain_recipe();
        (packed, self.views.iter().map(recipe).collect())
    }
}

impl Workspace {
    /// Exports all named views as they are now, on a thread of its own.
    pub(super) fn export_all(&mut self, choice: PackChoice) {
        if self.packing.is_some() {
            return;
        }
        let views = self.document.named.iter().map(|named| (named.name.clone(), named.view.clone())).collect();
        let settings = self.preferences.figure;
        let job = Job {
            dataset: self.data.dataset.clone(),
            sample: self.sample.clone(),
            mapping: self.mapping.clone(),
            house: self.house.clone(),
            settings,
            views,
            workspace: WorkspaceFile::new(self.recipe().data, &self.document),
            choice,
        };
        let wake = self.wake.clone();
        self.packed = None;
        match Packing::start(job, move || wake()) {
            Ok(packing) => self.packing = Some(packing),
            Err(error) => {
                let text = self.words().say.error_system(&error.to_string());
                self.notify(NoticeKind::Problem, text);
            }
        }
    }

    pub(super) fn finish_export_all(&mut self, outcome: Result<(Packed, Vec<Recipe>), ()>) {
        let Some(packing) = self.packing.take() else { return };
        let words = self.words();
        let Ok((packed, recipes)) = outcome else {
            self.notify(NoticeKind::Problem, words.labels.figure_not_drawn.to_owned());
            return;
        };
        if packed.is_cancelled {
            self.notify(NoticeKind::Problem, words.labels.pack_cancelled.to_owned());
        } else if packed.failed.is_empty() {
            let place = packing.place.display().to_string();
            self.notify(NoticeKind::Done, words.say.pack_saved(packed.saved.len(), &place));
        } else {
            let text = words.say.pack_some_failed(packed.saved.len(), packed.failed.len());
            self.notify_with(NoticeKind::Problem, text, Some(Action::ExportAll));
        }
        if !packed.saved.is_empty() {
            self.exported.keep(recipes, self.preferences_folder.as_deref());
            self.preferences.export_folder = packing.place.parent().map(Path::to_owned);
            self.save_preferences();
        }
        self.packed = Some(packed);
    }
}
