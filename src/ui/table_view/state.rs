//! What a table in the window remembers: which rows in which order, which columns, what is selected for copying. Rows
//! are put in order when the data, the search or the order change, and never for a frame; many rows on a thread of their
//! own, while those that were there stay on the screen.
//!
//! This file must never paint. Start with [`State::refresh`].

use crate::chart::{TableModel, cell_text};
use crate::dataset::Dataset;
use crate::dataset::country::fold;
use crate::query;
use crate::words::Words;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};

/// Rows that are copied at once at the most.
pub const MOST_COPIED: usize = 100_000;

/// Rows from which searching and sorting would be felt.
const MOST_AT_ONCE: usize = 100_000;

/// What the order of rows depends on.
#[derive(Clone, Debug, Default, PartialEq)]
struct OrderKey {
    version: u64,
    search: String,
    sort: Option<(usize, bool)>,
}

#[derive(Default)]
pub struct State {
    pub search: String,
    /// A column and whether its largest values come first.
    pub sort: Option<(usize, bool)>,
    pub widths: Vec<f32>,
    pub hidden: Vec<bool>,
    /// Rows of the data set, or positions in the model, as they are shown.
    pub order: Arc<Vec<u32>>,
    /// Where the selection began and where it ends, as positions in the order.
    pub selected: Option<(usize, usize)>,
    /// The first row on the screen, with its part above the edge.
    pub top: f64,
    pub left: f32,
    pub menu_at: Option<(usize, usize)>,
    key: Option<OrderKey>,
    /// What is being found on a thread of its own.
    finding: Option<Receiver<Vec<u32>>>,
    titles: Vec<String>,
}

impl State {
    /// Follows the model; `width_of` measures a text.
    pub fn refresh(
        &mut self,
        dataset: &Arc<Dataset>,
        (version, model): (u64, &TableModel),
        width_of: &dyn Fn(&str) -> f32,
        wake: impl FnOnce() + Send + 'static,
    ) {
        let titles: Vec<String> = model.columns.iter().map(|column| column.title.clone()).collect();
        if titles != self.titles {
            // Another table: nothing that was said about columns holds for it.
            self.widths = (0..titles.len()).map(|column| first_width(model, column, width_of)).collect();
            self.hidden = vec![false; titles.len()];
            (self.sort, self.titles, self.left) = (None, titles, 0.0);
            self.search.clear();
        }
        let key = OrderKey { version, search: self.search.clone(), sort: self.sort };
        let is_other = self.key.as_ref().is_none_or(|known| known.version != version);
        if is_other {
            // What is still being found is of other rows.
            self.finding = None;
        }
        if let Some(finding) = &self.finding {
            match finding.try_recv() {
                Ok(order) => self.take(order),
                // What was typed meanwhile is looked for when this is found.
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => self.finding = None,
            }
        }
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let is_plain = key.search.trim().is_empty() && key.sort.is_none();
        match &model.data_rows {
            Some(rows) if is_plain => {
                self.take(Vec::new());
                self.order = Arc::clone(rows);
            }
            Some(rows) if rows.len() > MOST_AT_ONCE => {
                if is_other {
                    self.order = Arc::clone(rows);
                }
                let (sender, receiver) = sync_channel(1);
                let (dataset, rows, key) = (Arc::clone(dataset), Arc::clone(rows), key.clone());
                let begun = std::thread::Builder::new().name("rows".to_owned()).spawn(move || {
                    let _ = sender.send(order_of_rows(&dataset, &rows, &key));
                    wake();
                });
                // Without a thread they stay as they are.
                self.finding = begun.is_ok().then_some(receiver);
            }
            Some(rows) => self.take(order_of_rows(dataset, rows, &key)),
            None => {
                let order = self.order_of_groups(model);
                self.take(order);
            }
        }
        self.key = Some(key);
    }

    /// Shows the rows that were found, from the first.
    fn take(&mut self, order: Vec<u32>) {
        self.order = Arc::new(order);
        self.finding = None;
        (self.selected, self.top, self.menu_at) = (None, 0.0, None);
    }

    /// Whether the rows on the screen are not yet those that were asked for.
    pub fn is_finding(&self) -> bool {
        self.finding.is_some()
    }

    fn order_of_groups(&self, model: &TableModel) -> Vec<u32> {
        let wanted = fold(&self.search);
        let row = |index: &u32| model.rows.get(*index as usize);
        let stands = |index: &u32| {
            wanted.is_empty() || row(index).is_some_and(|row| row.cells.iter().any(|cell| fold(cell).contains(&wanted)))
        };
        let all = 0..u32::try_from(model.rows.len()).unwrap_or(u32::MAX);
        let mut order: Vec<u32> = all.filter(stands).collect();
        if let Some((column, descending)) = self.sort {
            let number = |index: &u32| row(index).and_then(|row| row.numbers.get(column).copied().flatten());
            let text = |index: &u32| row(index).and_then(|row| row.cells.get(column)).map(|cell| fold(cell));
            if model.columns.get(column).is_some_and(|column| column.is_number) {
                // Without a number last, in either direction.
                order.sort_by_key(|index| (number(index).is_none(), Reverse(number(index)).0));
                if descending {
                    order.sort_by_key(|index| (number(index).is_none(), Reverse(number(index))));
                }
            } else {
                order.sort_by_cached_key(text);
                if descending {
                    order.reverse();
                }
            }
        }
        order
    }

    /// The text of a cell by the position of its row in the order.
    pub fn text(&self, dataset: &Dataset, model: &TableModel, position: usize, column: usize, words: &Words) -> String {
        let Some(row) = self.order.get(position).map(|row| *row as usize) else { return String::new() };
        match &model.data_rows {
            Some(_) => dataset.columns().get(column).map_or(String::new(), |column| cell_text(column, row, words)),
            None => model.rows.get(row).and_then(|row| row.cells.get(column)).cloned().unwrap_or_default(),
        }
    }

    pub fn shown_columns(&self) -> Vec<usize> {
        (0..self.widths.len()).filter(|column| !self.hidden.get(*column).copied().unwrap_or(false)).collect()
    }

    pub fn selected_range(&self) -> Option<Range<usize>> {
        let (from, to) = self.selected?;
        Some(from.min(to)..from.max(to).saturating_add(1).min(self.order.len()))
    }

    /// Rows as a spreadsheet takes them: tabs between cells, the names of the columns above.
    pub fn tsv(&self, dataset: &Dataset, model: &TableModel, rows: Range<usize>, words: &Words) -> String {
        let columns = self.shown_columns();
        let plain = |text: String| text.replace(['\t', '\n', '\r'], " ");
        let title = |column: &usize| model.columns.get(*column).map_or(String::new(), |column| column.title.clone());
        let mut lines = vec![columns.iter().map(title).map(plain).collect::<Vec<_>>().join("\t")];
        for position in rows.take(MOST_COPIED) {
            let cells = columns.iter().map(|column| plain(self.text(dataset, model, position, *column, words)));
            lines.push(cells.collect::<Vec<_>>().join("\t"));
        }
        lines.join("\n")
    }
}

fn order_of_rows(dataset: &Dataset, rows: &[u32], key: &OrderKey) -> Vec<u32> {
    let found = query::rows_with_text(dataset, rows, &key.search);
    match key.sort {
        Some((column, descending)) => query::rows_in_order(dataset, &found, column, descending),
        None => found,
    }
}

/// As wide as what stands in the first rows, within reason.
fn first_width(model: &TableModel, column: usize, width_of: &dyn Fn(&str) -> f32) -> f32 {
    let title = model.columns.get(column).map_or("", |column| column.title.as_str());
    let cells = model.rows.iter().take(60).filter_map(|row| row.cells.get(column));
    let widest = cells.map(|cell| width_of(cell)).fold(width_of(title) + 14.0, f32::max);
    (widest + 16.0).clamp(52.0, 280.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Body, build_for};
    use crate::reading::{ReadOptions, read_bytes};
    use crate::view_spec::{ChartKind, ChartStyle, ViewSpec, complete};
    use crate::words::{Language, words};
    use std::time::{Duration, Instant};

    #[test]
    fn many_rows_are_searched_while_the_others_stay_and_the_last_words_win() {
        let places = ["Ghana", "Chad", "Peru"];
        let rows = 120_000;
        let csv = (0..rows).fold("date,destination,people\n".to_owned(), |text, row| {
            text + &format!("20{:02}-01-01,{},{}\n", 10 + row % 9, places[row % 3], row)
        });
        let dataset = read_bytes(csv.as_bytes(), "table", &ReadOptions::default(), &Arc::default()).unwrap().dataset;
        let view = ViewSpec { style: ChartStyle::Rows, ..ViewSpec::of_kind(ChartKind::Table) };
        let Body::Table(model) = build_for(&dataset, &complete(&view, &dataset), words(Language::English)).body else {
            panic!("no table")
        };
        let mut state = State::default();
        let refresh = |state: &mut State| state.refresh(&dataset, (1, &model), &|_| 50.0, || {});
        refresh(&mut state);
        assert_eq!((state.order.len(), state.is_finding()), (rows, false));
        "peru".clone_into(&mut state.search);
        refresh(&mut state);
        assert!(state.is_finding());
        assert_eq!(state.order.len(), rows, "what was there stays");
        "ghana".clone_into(&mut state.search);
        state.sort = Some((2, true));
        let end = Instant::now() + Duration::from_mins(1);
        while (state.order.len() == rows || state.order[0] != 119_997) && Instant::now() < end {
            refresh(&mut state);
            std::thread::yield_now();
        }
        assert_eq!((state.order.len(), state.order[0], state.is_finding()), (40_000, 119_997, false));
    }
}
