//! What a person will ask next of a large file is found out while nobody waits: the present view, without its filters
//! and selection, at every stop of its slider. The answers lie in the memory of the query; nothing else comes of it.
//!
//! This module must never change what is shown. Start with [`Ahead::follow`].

use super::document::Document;
use super::memo;
use crate::dataset::{Dataset, Fingerprint, Span};
use crate::view_spec::PeriodChoice;
use crate::words::{Words, words};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Rows from which an answer takes so long that it is worth the work of finding it before it is asked for.
const ROWS: usize = 200_000;

/// The most stops of a slider that are looked at, and the longest that a processor works for one view.
const MOST_STOPS: usize = 400;
const LONGEST: Duration = Duration::from_secs(5);

/// A view without what a person changes most often, in the words of a language.
#[derive(Clone, Debug, PartialEq)]
struct Plain {
    print: Fingerprint,
    document: Document,
    language: &'static str,
}

/// Asks ahead on a thread of its own.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    /// What is asked, or was.
    plain: Option<Plain>,
    gate: Arc<Gate>,
}

impl Ahead {
    /// Makes room for an answer that somebody waits for, as long as what is returned lives.
    pub(super) fn give_way(&self) -> Way {
        self.gate.set(|state| if state == State::Open { State::Held } else { state });
        Way(Arc::clone(&self.gate))
    }

    /// Begins to ask for a view of a large file, unless it is asked already.
    pub(super) fn follow(&mut self, dataset: &Arc<Dataset>, document: &Document, words: &'static Words) {
        if dataset.row_count() < ROWS {
            self.end();
            return;
        }
        let plain = Plain { print: dataset.fingerprint(), document: plain(document), language: words.language.code() };
        if self.plain.as_ref() == Some(&plain) {
            return;
        }
        self.end();
        self.gate = Arc::default();
        let (dataset, gate, document) = (Arc::clone(dataset), Arc::clone(&self.gate), plain.document.clone());
        let language = words.language;
        // Without a thread nothing is asked ahead, and everything is still found when it is asked for.
        let begun = std::thread::Builder::new().name("ahead".to_owned()).spawn(move || {
            crate::query::prepare(&dataset);
            ask(&dataset, &document, self::words(language), &|| gate.pass());
        });
        self.plain = begun.is_ok().then_some(plain);
    }

    /// Asks no more.
    fn end(&mut self) {
        self.gate.set(|_| State::Shut);
        self.plain = None;
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.end();
    }
}

/// Room for somebody who waits.
pub(super) struct Way(Arc<Gate>);

impl Drop for Way {
    fn drop(&mut self) {
        self.0.set(|state| if state == State::Held { State::Open } else { state });
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Open,
    /// Somebody waits for an answer.
    Held,
    /// Nobody wants to know any more.
    Shut,
}

/// Stands before each question.
#[derive(Debug, Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

impl Gate {
    fn set(&self, next: impl FnOnce(State) -> State) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        *state = next(*state);
        self.changed.notify_all();
    }

    /// Waits while it is held; false once it is shut.
    fn pass(&self) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let held = |state: &mut State| *state == State::Held;
        let state = self.changed.wait_while(state, held).unwrap_or_else(PoisonError::into_inner);
        *state == State::Open
    }
}

/// The view as it is when nothing is filtered or selected.
fn plain(document: &Document) -> Document {
    let mut plain = document.clone();
    plain.view.filters.clear();
    plain.view.select_nothing();
    plain.view.period = None;
    plain.named.clear();
    for view in plain.tiles.iter_mut().chain([&mut plain.view]) {
        view.own_filters.clear();
    }
    plain
}

/// Asks for a view, without its filters and selection, at every stop of its slider: all years, each year, the last one
/// first, then each month. `may_go_on` is asked before each question.
pub fn ask(dataset: &Dataset, document: &Document, words: &Words, may_go_on: &dyn Fn() -> bool) {
    let mut document = plain(document);
    let begun = Instant::now();
    for period in stops(dataset, &document).into_iter().take(MOST_STOPS) {
        document.view.period = Some(period);
        if begun.elapsed() > LONGEST || !memo::ask(dataset, &document, words, may_go_on) {
            return;
        }
    }
}

fn stops(dataset: &Dataset, document: &Document) -> Vec<PeriodChoice> {
    let Some(coverage) = dataset.coverage() else { return vec![PeriodChoice::All] };
    let calendar = document.view.calendar.unwrap_or_else(|| dataset.calendar());
    let (first, last) = (calendar.year_of(coverage.first()), calendar.year_of(coverage.last()));
    let years = (first..=last).rev().filter_map(|year| calendar.year(year));
    let months = std::iter::successors(Some(Span::month_of(coverage.last())), |month| month.before())
        .take_while(|month| month.overlaps(coverage));
    let months = (!dataset.knows_years_only()).then_some(months).into_iter().flatten();
    let spans = years.chain(months).map(PeriodChoice::Span);
    std::iter::once(PeriodChoice::All).chain(spans).collect()
}
