//! Bands from the values of one grouping to those of another, and on to a third: who went from where to where.
//!
//! A node's number is all that it has, also what goes to or comes from "others"; its height is the sum of its bands,
//! which is more where one case is in several of them. Start with [`build`].

use super::bars::{Detail, amount_label, capitalised, count_text};
use super::captions::{self, Facts};
use super::crossing::{self, Entry, Side, Who};
use super::mark::Mark;
use super::number_format::{format_number, format_share};
use super::palette::Tone;
use super::ranking::Ranking;
use crate::dataset::{Counting, Dataset, Number, Role};
use crate::query::{self, Amount, PivotResult, QueryResult};
use crate::view_spec::{CompleteSpec, Dimension, Key};
use crate::words::Words;

/// Flows that the text alternative names.
const MOST_SPOKEN: usize = 10;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SankeyModel {
    /// From left to right.
    pub stages: Vec<Stage>,
    /// The bands, in the order of their stages and nodes.
    pub flows: Vec<Flow>,
    /// Whether something is selected, and the rest stands back.
    pub has_selection: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stage {
    /// "Origin", above the nodes.
    pub title: String,
    pub nodes: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub label: String,
    pub value_label: String,
    /// What its bands add up to, on the side that has more.
    pub size: f64,
    pub tone: Tone,
    /// Its place among the named ones, 0 for the first and 1 for the last.
    pub place: f64,
    pub mark: usize,
    pub amount: Amount,
    pub who: Who,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// The position of the stage that it starts in.
    pub stage: usize,
    /// Positions of nodes in this stage and in the next.
    pub from: usize,
    pub to: usize,
    pub size: f64,
    pub is_selected: bool,
    pub mark: usize,
    pub amount: Amount,
    pub amount_label: String,
}

impl SankeyModel {
    /// How many nodes the fullest stage has.
    pub fn most_nodes(&self) -> usize {
        self.stages.iter().map(|stage| stage.nodes.len()).max().unwrap_or(0)
    }

    pub fn node(&self, stage: usize, node: usize) -> Option<&Node> {
        self.stages.get(stage)?.nodes.get(node)
    }

    /// From, to, the number as printed, the number exactly: one line for each band.
    pub fn rows(&self) -> Vec<(String, String, String, String)> {
        let label = |stage, node| self.node(stage, node).map_or(String::new(), |node| node.label.clone());
        let exact = |amount: &Amount| amount.known().map_or(String::new(), |number| number.to_string());
        let row = |flow: &Flow| {
            let (from, to) = (label(flow.stage, flow.from), label(flow.stage + 1, flow.to));
            (from, to, flow.amount_label.clone(), exact(&flow.amount))
        };
        self.flows.iter().map(row).collect()
    }
}

/// Why there is no such chart of this measure, and what would help.
pub(super) fn cannot_be_drawn(spec: &CompleteSpec, words: &Words) -> Option<(String, String)> {
    let is_drawn = matches!(spec.measure.counting, Counting::Sum(_) | Counting::Rows | Counting::Distinct(_));
    (!is_drawn).then(|| (words.labels.no_bands.to_owned(), words.labels.no_bands_helps.to_owned()))
}

/// A flow with everything that is known about it.
struct Band<'a> {
    from: &'a Entry,
    to: &'a Entry,
    amount: &'a Amount,
    number: Number,
    stage: usize,
    ends: (usize, usize),
}

pub(super) fn build(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    _ranking: &Ranking,
    words: &Words,
) -> (SankeyModel, Vec<Mark>, Facts) {
    let groupings = stages_in_order(dataset, spec);
    let in_place = |(dimension, name): &(Dimension, String)| CompleteSpec {
        by: *dimension,
        by_name: name.clone(),
        ..spec.clone()
    };
    let specs: Vec<CompleteSpec> = groupings.iter().map(in_place).collect();
    let pivots: Vec<PivotResult> = specs
        .iter()
        .zip(groupings.iter().skip(1))
        .map(|(spec, (dimension, name))| query::run_pivot(dataset, spec, *dimension, name))
        .collect();
    let sides = sides(dataset, spec, &groupings, &pivots, words);
    let cells: Vec<Vec<Vec<Amount>>> = specs
        .iter()
        .zip(&pivots)
        .zip(sides.iter().zip(sides.iter().skip(1)))
        .map(|((spec, pivot), (rows, columns))| crossing::cells(dataset, spec, pivot, rows, columns))
        .collect();
    let bands = bands(&sides, &cells);
    let mut marks: Vec<Mark> = Vec::new();
    let mut stages: Vec<Stage> = Vec::new();
    for (index, side) in sides.iter().enumerate() {
        let named = side.named().max(2) - 1;
        let mut nodes = Vec::new();
        for (position, entry) in side.entries.iter().enumerate() {
            let sum = |at_start: bool| {
                let is_here = |band: &&Band<'_>| {
                    let leaves = band.stage == index && band.ends.0 == position;
                    let arrives = band.stage + 1 == index && band.ends.1 == position;
                    if at_start { leaves } else { arrives }
                };
                bands.iter().filter(is_here).map(|band| band.number.to_f64()).sum::<f64>()
            };
            #[expect(clippy::cast_precision_loss, reason = "some hundred nodes")]
            let place = (position as f64 / named as f64).min(1.0);
            nodes.push(Node {
                label: entry.label.clone(),
                value_label: amount_label(&entry.amount, &spec.measure.unit, words),
                size: f64::max(sum(true), sum(false)),
                tone: match (entry.is_selected, entry.is_named()) {
                    (true, _) => Tone::Selected,
                    (false, true) => Tone::Main,
                    (false, false) => Tone::Rest,
                },
                place,
                mark: marks.len(),
                amount: entry.amount.clone(),
                who: entry.who.clone(),
            });
            marks.push(node_mark(spec, result, side, entry, &flows_of(&bands, index, position), words));
        }
        stages.push(Stage { title: capitalised(&side.one), nodes });
    }
    let mut flows = Vec::new();
    for band in &bands {
        let mark = band_mark(spec, result, &sides, band, words);
        flows.push(Flow {
            stage: band.stage,
            from: band.ends.0,
            to: band.ends.1,
            size: band.number.to_f64(),
            is_selected: mark.is_selected,
            mark: marks.len(),
            amount: band.amount.clone(),
            amount_label: amount_label(band.amount, &spec.measure.unit, words),
        });
        marks.push(mark);
    }
    let has_selection = sides.iter().any(|side| side.entries.iter().any(|entry| entry.is_selected));
    let facts = facts(dataset, spec, result, &sides, &cells, &bands, words);
    (SankeyModel { stages, flows, has_selection }, marks, facts)
}

/// The groupings from left to right. Whoever asked for destinations first sees people go there all the same: a band from
/// Tunisia to Italy would say what did not happen.
fn stages_in_order(dataset: &Dataset, spec: &CompleteSpec) -> Vec<(Dimension, String)> {
    let own = [(spec.by, spec.by_name.clone())];
    let mut stages: Vec<(Dimension, String)> =
        own.into_iter().chain(spec.stack.clone()).chain(spec.further.clone()).collect();
    let role = |(dimension, _): &(Dimension, String)| match dimension {
        Dimension::Column(index) => dataset.columns().get(*index).map_or(Role::None, |column| column.role),
        Dimension::Time(_) => Role::None,
    };
    let destination = stages.iter().position(|stage| role(stage) == Role::Destination);
    let whence = stages.iter().rposition(|stage| matches!(role(stage), Role::Origin | Role::Citizenship));
    if let (Some(destination), Some(whence)) = (destination, whence)
        && destination < whence
    {
        stages.get_mut(destination..=whence).into_iter().for_each(|stages| stages.rotate_left(1));
    }
    stages
}

/// Who stands in each stage; what has nothing has no node.
fn sides(
    dataset: &Dataset,
    spec: &CompleteSpec,
    groupings: &[(Dimension, String)],
    pivots: &[PivotResult],
    words: &Words,
) -> Vec<Side> {
    let firsts = pivots.first().map(|pivot| {
        pivot.by_rows.groups.iter().map(|group| (group.key.clone(), group.amount.clone())).collect::<Vec<_>>()
    });
    let nexts = pivots.iter().map(|pivot| {
        pivot.columns.iter().cloned().zip(pivot.column_totals.iter().cloned()).collect::<Vec<(Key, Amount)>>()
    });
    let of_stage = |((dimension, name), mut groups): (&(Dimension, String), Vec<(Key, Amount)>)| {
        groups.retain(|(_, amount)| amount.largest().is_none_or(|number| number > Number::ZERO));
        let mut side = crossing::side(dataset, spec, (*dimension, name), groups, words);
        side.entries.retain(|entry| entry.is_selected || entry.amount.largest().is_some());
        side
    };
    groupings.iter().zip(firsts.into_iter().chain(nexts)).map(of_stage).collect()
}

/// The pairs that have an amount above zero.
fn bands<'a>(sides: &'a [Side], cells: &'a [Vec<Vec<Amount>>]) -> Vec<Band<'a>> {
    let mut bands = Vec::new();
    for (stage, (lines, (left, right))) in cells.iter().zip(sides.iter().zip(sides.iter().skip(1))).enumerate() {
        for (from_index, (from, line)) in left.entries.iter().zip(lines).enumerate() {
            for (to_index, (to, amount)) in right.entries.iter().zip(line).enumerate() {
                if let Some(number) = amount.known().filter(|number| *number > Number::ZERO) {
                    bands.push(Band { from, to, amount, number, stage, ends: (from_index, to_index) });
                }
            }
        }
    }
    bands
}

/// The bands at a node: those that leave it, or in the last stage those that arrive.
fn flows_of<'a, 'b>(bands: &'b [Band<'a>], stage: usize, node: usize) -> Vec<&'b Band<'a>> {
    let leaves = |band: &&Band<'_>| band.stage == stage && band.ends.0 == node;
    let arrives = |band: &&Band<'_>| band.stage + 1 == stage && band.ends.1 == node;
    let leaving: Vec<&Band<'_>> = bands.iter().filter(leaves).collect();
    if leaving.is_empty() { bands.iter().filter(arrives).collect() } else { leaving }
}

fn share(part: &Amount, whole: &Amount, words: &Words) -> Option<String> {
    format_share(part.known()?, whole.known()?, words)
}

fn node_mark(
    spec: &CompleteSpec,
    result: &QueryResult,
    side: &Side,
    entry: &Entry,
    flows: &[&Band<'_>],
    words: &Words,
) -> Mark {
    let (labels, unit) = (words.labels, &spec.measure.unit);
    let value = count_text(&entry.amount, unit, words);
    let mut details = vec![Detail { name: labels.value.to_owned(), value: value.clone() }];
    if let Some(value) = share(&entry.amount, &result.total, words) {
        details.push(Detail { name: labels.share.to_owned(), value });
    }
    let mut largest: Vec<&&Band<'_>> = flows.iter().collect();
    largest.sort_by_key(|band| std::cmp::Reverse(band.number));
    for band in largest.into_iter().take(5) {
        let leaves = std::ptr::eq(band.from, entry);
        let other = if leaves { &band.to.label } else { &band.from.label };
        let name = if leaves { words.say.flow_to(other) } else { words.say.flow_from(other) };
        details.push(Detail { name, value: format_number(band.number, unit, words) });
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

fn band_mark(spec: &CompleteSpec, result: &QueryResult, sides: &[Side], band: &Band<'_>, words: &Words) -> Mark {
    let value = count_text(band.amount, &spec.measure.unit, words);
    let mut details = vec![Detail { name: words.labels.value.to_owned(), value: value.clone() }];
    for end in [band.from, band.to] {
        if let Some(value) = share(band.amount, &end.amount, words) {
            details.push(Detail { name: words.say.share_of(&end.label), value });
        }
    }
    if let Some(value) = share(band.amount, &result.total, words) {
        details.push(Detail { name: words.labels.share.to_owned(), value });
    }
    // What stands together cannot be filtered by: the rows behind would be others than those of the mark.
    let ends = sides.get(band.stage).zip(sides.get(band.stage + 1));
    let picks: Option<Vec<(String, Key)>> =
        ends.and_then(|(left, right)| Some(vec![left.pick(band.from)?, right.pick(band.to)?]));
    Mark {
        picks: picks.unwrap_or_default(),
        label: format!("{} → {}", band.from.label, band.to.label),
        spoken: format!("{}, {value}", words.say.flow_between(&band.from.label, &band.to.label)),
        value,
        details,
        members: Vec::new(),
        is_selected: ends.is_some_and(|(left, right)| {
            spec.selects_ends(&[(left.dimension, band.from.is_selected), (right.dimension, band.to.is_selected)])
        }),
        is_filtered_away: false,
    }
}

fn facts(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    sides: &[Side],
    cells: &[Vec<Vec<Amount>>],
    bands: &[Band<'_>],
    words: &Words,
) -> Facts {
    let (say, unit) = (words.say, &spec.measure.unit);
    let mut largest: Vec<&Band<'_>> = bands.iter().filter(|band| band.from.is_named() && band.to.is_named()).collect();
    largest.sort_by_key(|band| std::cmp::Reverse(band.number));
    let names: Vec<&str> = sides.iter().map(|side| side.one.as_str()).collect();
    let grouped = say.list_with_and(&names);
    let measure = captions::measure_name(spec, words);
    let what = say.measure_by(&measure, &grouped);
    let spoken = |band: &&Band<'_>| {
        let number = format_number(band.number, unit, words);
        format!("{} {number}", say.flow_between(&band.from.label, &band.to.label))
    };
    Facts {
        headline: headline(dataset, spec, sides, &largest, words),
        chart_title: Some(say.measure_by(&capitalised(captions::unit_name(unit, words)), &grouped)),
        alt_start: say.flow_diagram_of(&what),
        what: Some(what),
        shown: sides.first().map_or(0, Side::named),
        spoken: largest.iter().take(MOST_SPOKEN).map(spoken).collect(),
        notes: notes(dataset, spec, result, sides, cells, bands, words),
        explains_itself: true,
        ..Facts::default()
    }
}

fn headline(
    dataset: &Dataset,
    spec: &CompleteSpec,
    sides: &[Side],
    largest: &[&Band<'_>],
    words: &Words,
) -> Option<String> {
    let unit = &spec.measure.unit;
    let period = captions::period_text(dataset, spec, words);
    let number = |band: &Band<'_>| format_number(band.number, unit, words);
    let selected: Vec<&Entry> = sides.iter().flat_map(|side| &side.entries).filter(|entry| entry.is_selected).collect();
    if let [only] = selected.as_slice() {
        let counted = count_text(&only.amount, unit, words);
        let band = largest.iter().find(|band| std::ptr::eq(band.from, *only) || std::ptr::eq(band.to, *only));
        return Some(match band {
            Some(band) if std::ptr::eq(band.from, *only) => {
                words.say.most_of_it_to(&only.label, &counted, &period, &band.to.label, &number(band))
            }
            Some(band) => words.say.most_of_it_from(&only.label, &counted, &period, &band.from.label, &number(band)),
            None => words.say.has_in(&only.label, &counted, &period),
        });
    }
    let first = largest.first()?;
    let is_tied = largest.get(1).is_some_and(|second| second.number == first.number);
    let counted = count_text(first.amount, unit, words);
    Some(words.say.largest_flow(&first.from.label, &first.to.label, &counted, &period, is_tied))
}

/// What is named, what stands together, and why parts may be more than the whole.
fn notes(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    sides: &[Side],
    cells: &[Vec<Vec<Amount>>],
    bands: &[Band<'_>],
    words: &Words,
) -> Vec<String> {
    let (say, unit) = (words.say, &spec.measure.unit);
    let total = count_text(&result.total, unit, words);
    let is_short = sides.iter().any(Side::has_others);
    let mut notes = Vec::new();
    if is_short {
        let counts: Vec<(usize, usize, &str)> =
            sides.iter().map(|side| (side.named(), side.known, side.many.as_str())).collect();
        let block = match (sides, cells) {
            ([left, right], [cells]) => Some(crossing::named_block(dataset, spec, left, right, cells)),
            _ => None,
        };
        let covered = block.and_then(|block| {
            let share = share(&block, &result.total, words)?;
            Some((amount_label(&block, unit, words), share))
        });
        notes.push(match covered {
            Some((block, share)) => say.note_named_flows(&counts, &block, &total, &share),
            None => say.note_named_stages(&counts, &total),
        });
    } else if matches!(result.total, Amount::Known(_)) {
        notes.push(say.note_total(&total));
    }
    let first = bands.iter().filter(|band| band.stage == 0);
    let sum = first.map(|band| band.number).try_fold(Number::ZERO, Number::plus);
    if let (Some(sum), Some(total)) = (sum, result.total.known())
        && sum > total
    {
        notes.push(say.note_bands_exceed(&format_number(sum, unit, words)));
    }
    for (side, lines) in sides.iter().zip(cells) {
        let is_below = |amount: &&Amount| amount.known().is_some_and(Number::is_negative);
        let below = lines.iter().flatten().filter(is_below).count();
        if below > 0 {
            notes.push(say.note_negative_flows(below, &side.many));
        }
    }
    for side in sides {
        for (nothing, count) in &side.without_number {
            notes.push(say.note_without_number(*count, &side.many, super::bars::nothing_name(*nothing, words)));
        }
    }
    notes
}
