//! Undo and redo as snapshots of the small document. What belongs to one gesture is one step.

use super::document::Document;
use serde::{Deserialize, Serialize};

/// Snapshots kept in each direction.
pub const MAX_STEPS: usize = 500;

/// The changes of one drag, one run of the player or one text field carry the same gesture and become one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gesture(pub u64);

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct History {
    undo: Vec<Document>,
    redo: Vec<Document>,
    #[serde(skip)]
    last_gesture: Option<Gesture>,
}

impl History {
    /// To be called with the document as it was before a change.
    pub fn record(&mut self, before: Document, gesture: Option<Gesture>) {
        self.redo.clear();
        let continues = gesture.is_some() && gesture == self.last_gesture && !self.undo.is_empty();
        self.last_gesture = gesture;
        if continues {
            return;
        }
        if self.undo.len() == MAX_STEPS {
            self.undo.remove(0);
        }
        self.undo.push(before);
    }

    /// As [`Self::record`]; where the step before this one only selected something, both are one.
    pub fn record_over_selection(&mut self, before: Document) {
        let plain = |document: &Document| {
            let mut plain = document.clone();
            plain.view.select_nothing();
            plain
        };
        if self.undo.last().is_some_and(|last| *last != before && plain(last) == plain(&before)) {
            self.redo.clear();
            self.last_gesture = None;
        } else {
            self.record(before, None);
        }
    }

    pub fn undo(&mut self, now: &mut Document) -> bool {
        step(&mut self.undo, &mut self.redo, now, &mut self.last_gesture)
    }

    pub fn redo(&mut self, now: &mut Document) -> bool {
        step(&mut self.redo, &mut self.undo, now, &mut self.last_gesture)
    }

    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// The last steps alone, for what is kept on disk after every change.
    pub fn recent(&self, steps: usize) -> Self {
        let last = |all: &[Document]| all.get(all.len().saturating_sub(steps)..).unwrap_or_default().to_vec();
        Self { undo: last(&self.undo), redo: last(&self.redo), last_gesture: None }
    }

    /// Another data set begins a history of its own.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

fn step(
    from: &mut Vec<Document>,
    to: &mut Vec<Document>,
    now: &mut Document,
    last_gesture: &mut Option<Gesture>,
) -> bool {
    let Some(other) = from.pop() else { return false };
    to.push(std::mem::replace(now, other));
    *last_gesture = None;
    true
}
