//! Every named view at once: a folder of figures, one deck of slides, or one report with a page each, in one language or
//! several. Views are drawn beside each other on all processors, and a view that cannot be drawn stops no other.
//!
//! Nothing here computes a number or a label. Start with [`Pack::save`].

use super::save::make_folder;
use super::{Drawn, Existing, Figure, Format, SaveError, SaveProblem, pdf, png_image, pptx, save, svg};
use crate::chart::{self, Body};
use crate::dataset::Dataset;
use crate::figure::{self, FigureSettings, HouseStyle, Scene};
use crate::reading::Mapping;
use crate::view_spec::{ViewSpec, complete};
use crate::words::{Language, words};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Letters of a view's name in a file name.
const NAME_LETTERS: usize = 60;

/// The views, and everything that is the same for all of them.
#[derive(Clone, Copy)]
pub struct Pack<'a> {
    pub dataset: &'a Dataset,
    pub sample: Option<&'a str>,
    pub mapping: &'a Mapping,
    pub house: Option<&'a HouseStyle>,
    pub settings: FigureSettings,
    /// Names and views in their order.
    pub views: &'a [(String, ViewSpec)],
    pub languages: &'a [Language],
    /// What a deck and a report carry, to be opened again: the workspace as text.
    pub workspace: &'a str,
}

/// What is made of the views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackTarget {
    /// A file for each view, language and format; with several languages a folder for each.
    Folder(PathBuf, Vec<Format>),
    /// One slide for each view, first all in one language.
    Deck(PathBuf),
    /// One page for each.
    Report(PathBuf),
    /// One figure, with a panel for each: a PNG or an SVG.
    Panels(PathBuf, Format),
}

impl PackTarget {
    /// By the extension; without one it is a folder.
    pub fn of_path(path: &Path, formats: &[Format]) -> Result<Self, SaveError> {
        if path.is_dir() || path.extension().is_none() {
            let formats = if formats.is_empty() { &[Format::Png] } else { formats };
            return Ok(Self::Folder(path.to_owned(), formats.to_vec()));
        }
        match Format::of_path(path) {
            Some(Format::Pptx) => Ok(Self::Deck(path.to_owned())),
            Some(Format::Pdf) => Ok(Self::Report(path.to_owned())),
            Some(format @ (Format::Png | Format::Svg)) => Ok(Self::Panels(path.to_owned(), format)),
            _ => Err(SaveError::new(SaveProblem::UnknownFormat, path)),
        }
    }

    pub fn path(&self) -> &Path {
        match self {
            Self::Folder(path, _) | Self::Deck(path) | Self::Report(path) | Self::Panels(path, _) => path,
        }
    }
}

/// How far it is, for who waits; and whether to stop.
#[derive(Debug, Default)]
pub struct PackProgress {
    pub done: AtomicUsize,
    pub of: AtomicUsize,
    pub is_cancelled: AtomicBool,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Packed {
    pub saved: Vec<PathBuf>,
    /// Names of views, and why they were not written.
    pub failed: Vec<(String, String)>,
    pub is_cancelled: bool,
}

/// The number and the name of a view, and its figure.
type Numbered<'a> = (usize, &'a str, Figure<'a>);

impl Pack<'_> {
    /// Writes everything that can be written.
    pub fn save(&self, target: &PackTarget, existing: Existing, progress: &PackProgress) -> Packed {
        let mut packed = match target {
            PackTarget::Folder(folder, formats) => self.save_folder(folder, formats, existing, progress),
            PackTarget::Deck(path) | PackTarget::Report(path) | PackTarget::Panels(path, _) => {
                let (bytes, mut packed) = self.document(target, progress);
                let told = words(self.settings.language);
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                match bytes {
                    _ if progress.is_cancelled.load(Ordering::Relaxed) => {}
                    Some(bytes) => match save(path, &bytes, existing) {
                        Ok(()) => packed.saved.push(path.clone()),
                        Err(error) => packed.failed.push((name, error.sentence(told))),
                    },
                    None => packed.failed.push((name, SaveError::new(SaveProblem::NotDrawn, path).sentence(told))),
                }
                packed
            }
        };
        packed.is_cancelled = progress.is_cancelled.load(Ordering::Relaxed);
        packed
    }

    /// Views and languages in the order of slides, pages and files, without the views that the data cannot answer.
    fn figures(&self, size: (u32, u32)) -> (Vec<Numbered<'_>>, Vec<(String, String)>) {
        let mut failed = Vec::new();
        let mut figures = Vec::new();
        let told = words(self.settings.language);
        for (number, (name, view)) in (1..).zip(self.views) {
            let spec = complete(view, self.dataset);
            if !spec.problems.is_empty()
                && let Body::Empty { why, what_helps } = chart::build_for(self.dataset, &spec, told).body
            {
                failed.push((name.clone(), format!("{why} {what_helps}")));
                continue;
            }
            for language in self.languages {
                let (width, height) = size;
                let settings = FigureSettings { width, height, language: *language, ..self.settings };
                let (dataset, sample, mapping, house) = (self.dataset, self.sample, self.mapping, self.house);
                figures.push((number, name.as_str(), Figure { dataset, sample, view, settings, mapping, house }));
            }
        }
        let place = |language: Language| self.languages.iter().position(|one| *one == language);
        figures.sort_by_key(|(number, _, figure)| (place(figure.settings.language), *number));
        (figures, failed)
    }

    fn save_folder(&self, folder: &Path, formats: &[Format], existing: Existing, progress: &PackProgress) -> Packed {
        let told = words(self.settings.language);
        let (figures, failed) = self.figures((self.settings.width, self.settings.height));
        let jobs: Vec<(&Numbered<'_>, Format)> =
            figures.iter().flat_map(|figure| formats.iter().map(move |format| (figure, *format))).collect();
        let folder_of = |language: Language| match self.languages {
            [_] => folder.to_owned(),
            _ => folder.join(language.code()),
        };
        let mut packed = Packed { failed, ..Packed::default() };
        for language in self.languages {
            let folder = folder_of(*language);
            if let Err(error) = make_folder(&folder) {
                packed.failed.push((folder.display().to_string(), error.sentence(told)));
                return packed;
            }
        }
        let digits = self.views.len().to_string().len().max(2);
        let made = in_parallel(jobs.len(), progress, |index| {
            let ((number, name, figure), format) = *jobs.get(index)?;
            let file = format!("{number:0digits$}-{}.{}", file_name(name), format.extension());
            let path = folder_of(figure.settings.language).join(file);
            let saved = match figure.bytes(format) {
                Some(bytes) => save(&path, &bytes, existing).map(|()| path),
                None => Err(SaveError::new(SaveProblem::NotDrawn, &path)),
            };
            Some(saved.map_err(|error| ((*name).to_owned(), error.sentence(told))))
        });
        for one in made.into_iter().flatten().flatten() {
            match one {
                Ok(path) => packed.saved.push(path),
                Err(failure) => packed.failed.push(failure),
            }
        }
        packed
    }

    /// All figures in one file.
    fn document(&self, target: &PackTarget, progress: &PackProgress) -> (Option<Vec<u8>>, Packed) {
        let count = self.views.len() * self.languages.len();
        let (columns, size) = match target {
            PackTarget::Panels(..) => {
                let (columns, width, height) = figure::panel_size(self.settings, count);
                (columns, (width, height))
            }
            _ => (1, (self.settings.width, self.settings.height)),
        };
        let (figures, failed) = self.figures(size);
        let packed = Packed { failed, ..Packed::default() };
        let drawn: Vec<(Drawn, &Figure<'_>)> = in_parallel(figures.len(), progress, |index| {
            figures.get(index).map(|(_, _, figure)| (figure.drawn(), figure))
        })
        .into_iter()
        .flatten()
        .flatten()
        .collect();
        let Some((_, first)) = drawn.first() else { return (None, packed) };
        let program = first.recipe().program;
        let of = |figure: &Figure<'_>| words(figure.settings.language);
        let bytes = match target {
            PackTarget::Report(_) => {
                let source = drawn.first().map_or("", |(drawn, _)| drawn.model.captions.source.as_str());
                let about = pdf::About { program: &program, source, recipe: self.workspace.to_owned() };
                let pages: Vec<pdf::Page<'_>> = drawn
                    .iter()
                    .map(|(drawn, figure)| pdf::Page {
                        scene: &drawn.scene,
                        words: of(figure),
                        units_per_inch: self.settings.clamped().units_per_inch(),
                    })
                    .collect();
                pdf::write(&pages, &about)
            }
            PackTarget::Panels(_, format) => {
                let source = drawn.first().map_or("", |(drawn, _)| drawn.model.captions.source.as_str());
                let settings = self.settings.clamped();
                let scenes: Vec<Scene> = drawn.iter().map(|(drawn, _)| drawn.scene.clone()).collect();
                figure::compose(&scenes, columns, settings).and_then(|scene| match format {
                    Format::Svg if settings.is_outlined => {
                        svg::write_outlined(&scene, self.workspace).map(String::into_bytes)
                    }
                    Format::Svg => Some(svg::write(&scene, self.workspace).into_bytes()),
                    _ => png_image::write_scene(&scene, source, (&program, self.workspace.to_owned()), settings),
                })
            }
            PackTarget::Deck(_) | PackTarget::Folder(..) => {
                let look = first.look();
                let deck = pptx::Deck { program: &program, recipe: self.workspace, look: &look, words: of(first) };
                let slides: Vec<pptx::Slide<'_>> = drawn
                    .iter()
                    .map(|(drawn, figure)| pptx::Slide {
                        scene: &drawn.scene,
                        captions: &drawn.model.captions,
                        marks: &drawn.model.marks,
                        graphic: drawn.graphic.as_ref(),
                        notes: &drawn.about,
                        words: of(figure),
                    })
                    .collect();
                pptx::write(&deck, &slides)
            }
        };
        (bytes, packed)
    }
}

/// Letters and digits of a name, with hyphens between, so that every system takes it.
fn file_name(name: &str) -> String {
    let parts: Vec<&str> =
        name.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let short: String = parts.join("-").chars().take(NAME_LETTERS).collect();
    if short.is_empty() { "view".to_owned() } else { short.trim_end_matches('-').to_owned() }
}

/// Makes each of `count` things on all processors; in order. What was not made when it was cancelled is `None`.
fn in_parallel<T: Send>(count: usize, progress: &PackProgress, make: impl Fn(usize) -> T + Sync) -> Vec<Option<T>> {
    progress.of.store(count, Ordering::Relaxed);
    let next = AtomicUsize::new(0);
    let made: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(count));
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count || progress.is_cancelled.load(Ordering::Relaxed) {
                return;
            }
            let one = make(index);
            made.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((index, one));
            progress.done.fetch_add(1, Ordering::Relaxed);
        }
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(count.max(1));
    std::thread::scope(|scope| {
        for _ in 1..workers {
            scope.spawn(work);
        }
        work();
    });
    let mut slots: Vec<Option<T>> = (0..count).map(|_| None).collect();
    for (index, one) in made.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        if let Some(slot) = slots.get_mut(index) {
            *slot = Some(one);
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_views_become_names_of_files() {
        for (name, file) in [
            ("Flights 2019/2024", "Flights-2019-2024"),
            ("..\\..\\etc/passwd", "etc-passwd"),
            ("  ¿Cuántas? ", "Cuántas"),
            ("\u{0}\n", "view"),
            (&"a".repeat(4_000), &"a".repeat(60)),
        ] {
            assert_eq!(file_name(name), file, "{name:?}");
        }
    }

    #[test]
    fn work_on_all_processors_keeps_its_order() {
        let progress = PackProgress::default();
        let made: Vec<usize> = in_parallel(100, &progress, |index| index * 2).into_iter().flatten().collect();
        assert_eq!(made, (0..100).map(|index| index * 2).collect::<Vec<_>>());
        progress.is_cancelled.store(true, Ordering::Relaxed);
        assert!(in_parallel(100, &progress, |index| index).into_iter().flatten().next().is_none());
    }
}
