//! A grid of two groupings, shaded by amount, with totals at its edges. Each kind of nothing has a sign of its own; a
//! citizenship and another country of destination are set apart. Start with [`build`].

mod cluster;
mod heads;
mod scale;

pub use heads::Head;

use super::bars::{Detail, amount_label, capitalised, count_text, nothing_name, with_few_mark};
use super::captions::{self, Facts};
use super::crossing::{self, Entry, Side, is_additive};
use super::mark::Mark;
use super::number_format::{format_number, format_share};
use super::palette::Tone;
use super::ranking::Ranking;
use crate::dataset::{Counting, Dataset, Missing, Number, Role};
use crate::query::{self, Amount, Nothing, PivotResult, QueryResult};
use crate::view_spec::{ChartStyle, CompleteSpec, Key};
use crate::words::Words;
use scale::Scale;

/// Cells that the text alternative names.
const MOST_SPOKEN: usize = 10;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatrixModel {
    /// "Citizenship", above the names of the rows.
    pub row_title: String,
    pub column_title: String,
    pub rows: Vec<Line>,
    pub columns: Vec<Head>,
    /// Row by row.
    pub cells: Vec<Vec<Cell>>,
    pub total_title: String,
    pub row_totals: Vec<Cell>,
    pub column_totals: Vec<Cell>,
    pub total: Option<Cell>,
    /// The limits of the shades, the palest first.
    pub classes: Vec<String>,
    /// What signs mean, for those that are there.
    pub signs: Vec<(Sign, String)>,
    /// Said where columns have codes and not names.
    pub codes_note: String,
}

/// A row's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub label: String,
    pub tone: Tone,
    pub mark: usize,
}

/// What a cell without a shade shows, and what a legend explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Number,
    Zero,
    Nothing(Nothing),
    /// Another country than that of the citizenship.
    Apart,
    /// A column that the source saw only in part.
    Partial,
    /// A ratio that rests on too few cases to be compared.
    Few,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub value_label: String,
    /// Its shade, the palest first.
    pub class: Option<usize>,
    pub sign: Sign,
    /// Set apart: people went to another country than that of their citizenship.
    pub is_apart: bool,
    pub mark: usize,
    pub amount: Amount,
}

impl MatrixModel {
    /// Row, column, the number as printed, the number exactly: one line for each cell.
    pub fn rows(&self) -> Vec<(String, String, String, String)> {
        let line = |(row, cells): (&Line, &Vec<Cell>)| {
            let exact = |amount: &Amount| amount.known().map_or(String::new(), |number| number.to_string());
            let of_cell = |(head, cell): (&Head, &Cell)| {
                (row.label.clone(), head.label.clone(), cell.value_label.clone(), exact(&cell.amount))
            };
            self.columns.iter().zip(cells).map(of_cell).collect::<Vec<_>>()
        };
        self.rows.iter().zip(&self.cells).flat_map(line).collect()
    }
}

/// Both sides with the amounts between them.
struct Grid {
    rows: Side,
    columns: Side,
    /// Amounts, and whether they are ratios on few cases.
    cells: Vec<Vec<(Amount, bool)>>,
}

pub(super) fn build(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    _ranking: &Ranking,
    words: &Words,
) -> (MatrixModel, Vec<Mark>, Facts) {
    let Some((dimension, name)) = &spec.stack else { return Default::default() };
    let pivot = query::run_pivot(dataset, spec, *dimension, name);
    let grid = grid(dataset, spec, &pivot, words);
    let unit = &spec.measure.unit;
    let is_apart = |row: &Entry, column: &Entry| is_third_country(&grid, row, column);
    let scale = Scale::of(
        grid.pairs()
            .filter(|(row, column, (_, is_few))| row.key().is_some() && column.key().is_some() && !is_few)
            .filter_map(|(_, _, (amount, _))| amount.largest()),
    );
    let cell = |(amount, is_few): (&Amount, bool), mark: usize, is_apart: bool| {
        let sign = if is_few { Sign::Few } else { sign_of(amount) };
        let shaded = amount.largest().filter(|number| *number > Number::ZERO && !is_few);
        Cell {
            value_label: amount_label(amount, unit, words),
            class: shaded.map(|number| scale.class_of(number)),
            is_apart: is_apart && sign == Sign::Number,
            sign,
            mark,
            amount: amount.clone(),
        }
    };
    let (rows, columns) = (&grid.rows.entries, &grid.columns.entries);
    let mut marks: Vec<Mark> = Vec::new();
    let tone = |entry: &Entry| match (entry.is_selected, entry.is_named()) {
        (true, _) => Tone::Selected,
        (false, true) => Tone::Main,
        (false, false) => Tone::Rest,
    };
    for (side, entry) in
        rows.iter().map(|row| (&grid.rows, row)).chain(columns.iter().map(|column| (&grid.columns, column)))
    {
        marks.push(line_mark(spec, result, side, entry, words));
    }
    let lines =
        rows.iter().enumerate().map(|(mark, row)| Line { label: row.label.clone(), tone: tone(row), mark }).collect();
    let mut heads: Vec<Head> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| heads::head(dataset, spec, &grid.columns, column, rows.len() + index, words))
        .collect();
    heads::say_years_once(&mut heads);
    let mut cells: Vec<Vec<Cell>> = Vec::new();
    for (row, amounts) in rows.iter().zip(&grid.cells) {
        let mut line = Vec::new();
        for (column, (amount, is_few)) in columns.iter().zip(amounts) {
            line.push(cell((amount, *is_few), marks.len(), is_apart(row, column)));
            marks.push(cell_mark(spec, result, &grid, (row, column), (amount, *is_few), words));
        }
        cells.push(line);
    }
    let totals = |entries: &[Entry], first: usize| -> Vec<Cell> {
        entries
            .iter()
            .enumerate()
            .map(|(index, entry)| cell((&entry.amount, entry.few_cases), first + index, false))
            .collect()
    };
    let totals_of = [totals(rows, 0), totals(columns, rows.len())];
    let signs = signs(&cells, &totals_of, &heads, words);
    let [row_totals, column_totals] = totals_of;
    let model = MatrixModel {
        row_title: capitalised(&grid.rows.one),
        column_title: capitalised(&grid.columns.one),
        rows: lines,
        row_totals,
        column_totals,
        total: Some(cell((&result.total, result.few_cases), usize::MAX, false)),
        total_title: words.labels.total.to_owned(),
        columns: heads,
        cells,
        classes: scale.labels(unit, words),
        signs,
        codes_note: words.labels.codes_note.to_owned(),
    };
    let facts = facts(dataset, spec, result, &pivot, &grid, words);
    (model, marks, facts)
}

impl Grid {
    fn amounts(&self) -> Vec<Vec<Amount>> {
        self.cells.iter().map(|line| line.iter().map(|(amount, _)| amount.clone()).collect()).collect()
    }

    fn pairs(&self) -> impl Iterator<Item = (&Entry, &Entry, &(Amount, bool))> {
        self.rows.entries.iter().zip(&self.cells).flat_map(|(row, amounts)| {
            self.columns.entries.iter().zip(amounts).map(move |(column, amount)| (row, column, amount))
        })
    }
}

fn grid(dataset: &Dataset, spec: &CompleteSpec, pivot: &PivotResult, words: &Words) -> Grid {
    let groups = pivot.by_rows.groups.iter();
    let by_rows = groups.map(|group| (group.key.clone(), group.amount.clone(), group.few_cases)).collect();
    let by_columns = pivot.columns.iter().zip(&pivot.column_totals).enumerate();
    let is_few = |index: usize| pivot.few_columns.contains(&index);
    let by_columns = by_columns.map(|(index, (key, amount))| (key.clone(), amount.clone(), is_few(index))).collect();
    let mut rows = crossing::side_with_few(dataset, spec, (spec.by, &spec.by_name), by_rows, words);
    let Some((dimension, name)) = &spec.stack else { return Grid { columns: rows.clone(), rows, cells: Vec::new() } };
    let mut columns = crossing::side_with_few(dataset, spec, (*dimension, name), by_columns, words);
    let mut cells = crossing::cells_with_few(dataset, spec, pivot, &rows, &columns);
    if spec.style == ChartStyle::Clustered {
        reorder(&mut rows.entries, &mut cells);
        if !columns.is_time() {
            let mut turned: Vec<Vec<(Amount, bool)>> = (0..columns.entries.len())
                .map(|index| cells.iter().filter_map(|line| line.get(index).cloned()).collect())
                .collect();
            reorder(&mut columns.entries, &mut turned);
            cells = (0..rows.entries.len())
                .map(|index| turned.iter().filter_map(|line| line.get(index).cloned()).collect())
                .collect();
        }
    }
    Grid { rows, columns, cells }
}

/// Like lines together; what has no name of its own stays last.
fn reorder(entries: &mut Vec<Entry>, lines: &mut Vec<Vec<(Amount, bool)>>) {
    if entries.iter().any(|entry| matches!(entry.key(), Some(Key::Time(_)))) {
        return;
    }
    let named = entries.iter().take_while(|entry| entry.is_named()).count();
    let number = |(amount, _): &(Amount, bool)| amount.largest().map_or(0.0, Number::to_f64);
    let vectors: Vec<Vec<f64>> = lines.iter().take(named).map(|line| line.iter().map(number).collect()).collect();
    let order: Vec<usize> = cluster::order(&vectors).into_iter().chain(named..entries.len()).collect();
    *entries = order.iter().filter_map(|index| entries.get(*index).cloned()).collect();
    *lines = order.iter().filter_map(|index| lines.get(*index).cloned()).collect();
}

/// Whether a cell is about people who went to another country than that of their citizenship.
fn is_third_country(grid: &Grid, row: &Entry, column: &Entry) -> bool {
    has_citizenship_and_destination(grid)
        && matches!((row.key(), column.key()), (Some(Key::Country(one)), Some(Key::Country(other))) if one != other)
}

fn has_citizenship_and_destination(grid: &Grid) -> bool {
    matches!(
        (grid.rows.role, grid.columns.role),
        (Role::Citizenship, Role::Destination) | (Role::Destination, Role::Citizenship)
    )
}

fn sign_of(amount: &Amount) -> Sign {
    match amount {
        Amount::Missing(nothing) => Sign::Nothing(*nothing),
        other if other.largest().is_some_and(Number::is_zero) => Sign::Zero,
        _ => Sign::Number,
    }
}

/// A legend entry for each sign that is there, in a fixed order.
fn signs(cells: &[Vec<Cell>], totals: &[Vec<Cell>; 2], heads: &[Head], words: &Words) -> Vec<(Sign, String)> {
    let missing = Missing::ALL.into_iter().map(Nothing::Cell);
    let nothings = missing.chain([Nothing::NotCovered, Nothing::NotPublished, Nothing::NoBase]);
    let has = |sign: Sign| cells.iter().flatten().any(|cell| cell.sign == sign);
    let mut signs: Vec<(Sign, String)> = Vec::new();
    if has(Sign::Zero) {
        signs.push((Sign::Zero, words.labels.zero_sign.to_owned()));
    }
    for nothing in nothings {
        let name = nothing_name(nothing, words);
        // Two kinds of one name have one sign, too.
        if has(Sign::Nothing(nothing)) && !signs.iter().any(|(_, other)| other == name) {
            signs.push((Sign::Nothing(nothing), name.to_owned()));
        }
    }
    if has(Sign::Few) || totals.iter().flatten().any(|cell| cell.sign == Sign::Few) {
        signs.push((Sign::Few, words.labels.few_cases.to_owned()));
    }
    if cells.iter().flatten().any(|cell| cell.is_apart) {
        signs.push((Sign::Apart, words.labels.third_country_sign.to_owned()));
    }
    if heads.iter().any(|head| head.is_partial) {
        signs.push((Sign::Partial, words.labels.partly_covered.to_owned()));
    }
    signs
}

fn share(part: &Amount, whole: &Amount, words: &Words) -> Option<String> {
    // What is below zero is no part of a whole.
    if part.known().is_some_and(Number::is_negative) {
        return None;
    }
    format_share(part.known()?, whole.known()?, words)
}

fn line_mark(spec: &CompleteSpec, result: &QueryResult, side: &Side, entry: &Entry, words: &Words) -> Mark {
    let value = with_few_mark(count_text(&entry.amount, &spec.measure.unit, words), entry.few_cases, words);
    let mut details = vec![Detail { name: words.labels.value.to_owned(), value: value.clone() }];
    let is_part = !matches!(spec.measure.counting, Counting::Ratio { .. });
    if let Some(value) = share(&entry.amount, &result.total, words).filter(|_| is_part) {
        details.push(Detail { name: words.labels.share.to_owned(), value });
    }
    Mark {
        picks: side.pick(entry).into_iter().collect(),
        label: entry.label.clone(),
        spoken: format!("{} {}, {value}", capitalised(&side.one), entry.label),
        value,
        details,
        members: entry.members.clone(),
        is_selected: entry.is_selected,
        is_filtered_away: false,
    }
}

fn cell_mark(
    spec: &CompleteSpec,
    result: &QueryResult,
    grid: &Grid,
    (row, column): (&Entry, &Entry),
    (amount, is_few): (&Amount, bool),
    words: &Words,
) -> Mark {
    let value = with_few_mark(count_text(amount, &spec.measure.unit, words), is_few, words);
    let mut details = vec![Detail { name: words.labels.value.to_owned(), value: value.clone() }];
    if !matches!(spec.measure.counting, Counting::Ratio { .. }) {
        for end in [row, column] {
            if let Some(value) = share(amount, &end.amount, words) {
                details.push(Detail { name: words.say.share_of(&end.label), value });
            }
        }
        if let Some(value) = share(amount, &result.total, words) {
            details.push(Detail { name: words.labels.share.to_owned(), value });
        }
    }
    // What stands together cannot be filtered by: the rows behind would be others than those of the mark.
    let picks = || Some(vec![grid.rows.pick(row)?, grid.columns.pick(column)?]);
    Mark {
        picks: picks().unwrap_or_default(),
        label: format!("{} · {}", row.label, column.label),
        spoken: format!("{}, {}, {value}", row.label, column.label),
        value,
        details,
        members: Vec::new(),
        is_selected: spec
            .selects_ends(&[(grid.rows.dimension, row.is_selected), (grid.columns.dimension, column.is_selected)]),
        is_filtered_away: false,
    }
}

fn facts(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    pivot: &PivotResult,
    grid: &Grid,
    words: &Words,
) -> Facts {
    let (say, unit) = (words.say, &spec.measure.unit);
    let grouped = say.list_with_and(&[&grid.rows.one, &grid.columns.one]);
    let measure = captions::measure_name(spec, words);
    let what = say.measure_by(&measure, &grouped);
    // A ratio on few cases is no largest.
    let mut largest: Vec<(&Entry, &Entry, &Amount)> = grid
        .pairs()
        .filter(|(row, column, (amount, is_few))| {
            row.is_named() && column.is_named() && amount.known().is_some() && !is_few
        })
        .map(|(row, column, (amount, _))| (row, column, amount))
        .collect();
    largest.sort_by_key(|(_, _, amount)| std::cmp::Reverse(amount.known()));
    let spoken = |(row, column, amount): &(&Entry, &Entry, &Amount)| {
        format!("{}, {}: {}", row.label, column.label, amount_label(amount, unit, words))
    };
    Facts {
        headline: headline(dataset, spec, grid, &largest, words),
        chart_title: Some(say.measure_by(&capitalised(captions::unit_name(unit, words)), &grouped)),
        alt_start: say.matrix_of(&what),
        what: Some(what),
        shown: grid.rows.named(),
        not_shown: grid.rows.not_shown + grid.columns.not_shown,
        spoken: largest.iter().take(MOST_SPOKEN).map(spoken).collect(),
        notes: notes(dataset, spec, result, pivot, grid, words),
        explains_itself: true,
        ..Facts::default()
    }
}

fn headline(
    dataset: &Dataset,
    spec: &CompleteSpec,
    grid: &Grid,
    largest: &[(&Entry, &Entry, &Amount)],
    words: &Words,
) -> Option<String> {
    let (unit, say) = (&spec.measure.unit, words.say);
    let has_time = grid.rows.is_time() || grid.columns.is_time();
    // Where an axis says when, the period would say it twice.
    let period = if has_time { String::new() } else { captions::period_text(dataset, spec, words) };
    let is_whole =
        |entry: &&Entry| !matches!(entry.key(), Some(Key::Time(span)) if captions::is_partial(dataset, spec, *span));
    let number = |amount: &Amount| amount_label(amount, unit, words);
    let entries = || grid.rows.entries.iter().chain(&grid.columns.entries);
    let selected: Vec<&Entry> = entries().filter(|entry| entry.is_selected).collect();
    if let [only] = selected.as_slice() {
        let counted = with_few_mark(captions::count_rounded(&only.amount, unit, words), only.few_cases, words);
        let counted = format!("{counted}{}", captions::scope(dataset, spec, words));
        let all = captions::period_text(dataset, spec, words);
        let cell = largest.iter().find(|(row, column, amount)| {
            (std::ptr::eq(*row, *only) || std::ptr::eq(*column, *only)) && !amount.known().is_none_or(Number::is_zero)
        });
        return Some(match cell {
            Some((row, column, amount)) => {
                let other = if std::ptr::eq(*row, *only) { column } else { row };
                say.most_of_it_in(&only.label, &counted, &all, &other.label, &number(amount))
            }
            None => say.has_in(&only.label, &counted, &all),
        });
    }
    let mut whole = largest.iter().filter(|(row, column, _)| is_whole(row) && is_whole(column));
    let (row, column, amount) = whole.next()?;
    let is_tied = whole.next().is_some_and(|(_, _, second)| second.known() == amount.known());
    let counted = format!("{}{}", captions::count_rounded(amount, unit, words), captions::scope(dataset, spec, words));
    if query::is_ratio(spec) {
        // A ratio is high, and no large flow.
        let pair = say.flow_between(&row.label, &column.label);
        return Some(match (grid.rows.is_time(), grid.columns.is_time()) {
            (false, true) => say.highest_part(&row.label, &column.label, &counted),
            (true, false) => say.highest_part(&column.label, &row.label, &counted),
            _ => say.highest_part(&pair, &period, &counted),
        });
    }
    if (grid.rows.role, grid.columns.role) == (Role::Origin, Role::Destination) {
        return Some(say.largest_flow(&row.label, &column.label, &counted, &period, is_tied));
    }
    Some(say.largest_cell(&row.label, &column.label, &counted, &period, is_tied))
}

/// What is named, what stands together, and why parts may be more than the whole.
fn notes(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    pivot: &PivotResult,
    grid: &Grid,
    words: &Words,
) -> Vec<String> {
    let (say, unit) = (words.say, &spec.measure.unit);
    let total = count_text(&result.total, unit, words);
    let is_ratio = matches!(spec.measure.counting, Counting::Ratio { .. });
    let sides = [&grid.rows, &grid.columns];
    let mut notes = Vec::new();
    notes.extend(third_country_note(dataset, spec, pivot, grid, words));
    let short: Vec<(usize, usize, &str)> = sides
        .iter()
        .filter(|side| side.has_others())
        .map(|side| (side.named(), side.known, side.many.as_str()))
        .collect();
    match &result.total {
        Amount::Known(_) if is_ratio => {
            if !short.is_empty() {
                notes.push(say.note_named_stages(&short, ""));
            }
            notes.push(say.note_overall(&total));
        }
        Amount::Known(_) if !short.is_empty() => {
            let block = crossing::named_block(dataset, spec, &grid.rows, &grid.columns, &grid.amounts());
            notes.push(match share(&block, &result.total, words) {
                Some(share) => say.note_named_cells(&short, &amount_label(&block, unit, words), &total, &share),
                None => say.note_named_stages(&short, &total),
            });
        }
        Amount::Known(_) | Amount::Published(_) | Amount::Differing(_) => notes.push(say.note_total(&total)),
        Amount::Missing(_) => {}
    }
    if grid.pairs().any(|(_, _, (amount, _))| amount.known().is_some_and(Number::is_negative)) {
        notes.push(words.labels.note_negative_cells.to_owned());
    }
    let sum = crossing::added(grid.pairs().map(|(_, _, (amount, _))| amount));
    if let (Some(sum), Some(whole), Counting::Distinct(_) | Counting::Sum(_)) =
        (sum.known(), result.total.known(), &spec.measure.counting)
        && sum > whole
    {
        notes.push(say.note_cells_exceed(&format_number(sum, unit, words)));
    }
    for side in sides {
        if side.earlier > 0 {
            let shown = side.entries.len();
            notes.push(say.note_last_periods(shown, shown + side.earlier, &side.many));
        }
        for (nothing, count) in &side.without_number {
            notes.push(say.note_without_number(*count, &side.many, nothing_name(*nothing, words)));
        }
    }
    notes
}

/// How many went to another country than that of their citizenship, over all values and not only those shown.
fn third_country_note(
    dataset: &Dataset,
    spec: &CompleteSpec,
    pivot: &PivotResult,
    grid: &Grid,
    words: &Words,
) -> Option<String> {
    if !has_citizenship_and_destination(grid) {
        return None;
    }
    // What may stand in several cells cannot be added.
    if !is_additive(dataset, spec) {
        return Some(words.labels.note_third_country_not_counted.to_owned());
    }
    let (mut elsewhere, mut all) = (Number::ZERO, Number::ZERO);
    for (row, column, amount) in pivot.cells.pairs() {
        let keys = (pivot.by_rows.groups.get(row).map(|group| &group.key), pivot.columns.get(column));
        if let ((Some(Key::Country(one)), Some(Key::Country(other))), Some(number)) = (keys, amount.known()) {
            all = all.plus(number)?;
            if one != other {
                elsewhere = elsewhere.plus(number)?;
            }
        }
    }
    let unit = &spec.measure.unit;
    let part = format_number(elsewhere, unit, words);
    let whole = count_text(&Amount::Known(all), unit, words);
    let share = format_share(elsewhere, all, words)?;
    Some(words.say.note_third_country(&part, &whole, &share))
}
