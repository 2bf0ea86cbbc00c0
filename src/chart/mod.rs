//! Numbers to a chart model: order, labels, colours by role, domains, captions. No pixels.
//!
//! What `egui_plot` shows and what an export shows come from this one model; nothing below computes a number, a label,
//! a colour or an order. Start with [`build`]; a chart kind is a file of its own.

mod axis;
mod bar_parts;
mod bar_shares;
mod bars;
mod captions;
mod change;
mod colour_vision;
mod compare;
mod crossing;
mod filtered_away;
mod map;
mod map_flows;
mod mark;
mod matrix;
mod multiples;
mod names;
mod number_format;
mod palette;
mod palettes;
mod period_format;
mod ranking;
mod rankings;
mod sankey;
mod shade;
mod table;
mod timeline;

pub use axis::{Axis, Tick};
pub use bars::{Bar, BarKey, BarPart, BarsModel, Detail, Member, amount_label, count_text, nothing_name};
pub use captions::{Captions, filter_text, measure_name, remark_of};
pub use change::{Change, change_between};
pub use colour_vision::ColourVision;
pub use compare::{CompareModel, CompareRow, LEAST_BASE, RowKind, SideName};
pub use crossing::{Entry, Who};
pub use map::{Arc, FlowSums, MAP_SHADES, MapEnd, MapModel, MapNode, Shade, Shaded};
pub use mark::Mark;
pub use matrix::{Cell, Head, Line, MatrixModel, Sign};
pub use multiples::{MultiplesModel, Panel};
pub use names::{group_name, key_code, key_name, role_name};
pub use number_format::format_number;
pub use palette::{CLASSES, Colour, Palette, Theme, Tone};
pub use palettes::{PaletteChoice, PaletteProblem, check as check_palette};
pub use period_format::{format_period, format_period_long};
pub use ranking::{RankedGroup, Ranking, rank};
pub use rankings::{RankingPanel, RankingsModel};
pub use sankey::{Flow, Node, SankeyModel, Stage};
pub use shade::{SHADES, mixed};
pub use table::{TableColumn, TableModel, TableRow, cell_text};
pub use timeline::{Arrangement, Break, Column, EventMark, Part, Series, TimelineModel};

use crate::dataset::{Counting, Dataset};
use crate::query::{self, QueryResult};
use crate::view_spec::{ChartKind, ChartStyle, CompleteSpec, Key, SpecProblem};
use crate::words::Words;

/// Everything that a figure says, before it has a size.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartModel {
    pub captions: Captions,
    pub body: Body,
    /// What a person can point at; bars have their own.
    pub marks: Vec<Mark>,
}

impl ChartModel {
    /// The values that the chart names, each once, in the order of its marks.
    pub fn named_keys(&self) -> Vec<Key> {
        let of_bars = match &self.body {
            Body::Bars(bars) => bars.bars.as_slice(),
            _ => &[],
        };
        let of_bars = of_bars.iter().filter_map(|bar| match &bar.key {
            BarKey::One(key) => Some(key),
            BarKey::Others | BarKey::Overall | BarKey::WithoutNumber(_) => None,
        });
        let of_marks = self.marks.iter().flat_map(|mark| mark.picks.iter().map(|(_, key)| key));
        let mut keys: Vec<Key> = Vec::new();
        for key in of_bars.chain(of_marks) {
            if !matches!(key, Key::Time(_)) && !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        keys
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Bars(BarsModel),
    Timeline(TimelineModel),
    Map(MapModel),
    Sankey(SankeyModel),
    Matrix(Box<MatrixModel>),
    Multiples(MultiplesModel),
    Rankings(RankingsModel),
    Compare(CompareModel),
    Table(TableModel),
    /// What cannot be drawn says why, and what would help.
    Empty {
        why: String,
        what_helps: String,
    },
}

/// Turns an answer into a chart. Pure: equal arguments give equal models.
pub fn build(dataset: &Dataset, spec: &CompleteSpec, result: &QueryResult, words: &Words) -> ChartModel {
    let renamed = (!spec.labels.is_empty()).then(|| names::words_of_view(spec, words));
    let words = renamed.as_ref().unwrap_or(words);
    let mut model = build_whole(dataset, spec, result, words);
    filtered_away::tell(dataset, spec, &mut model, words);
    model
}

/// The chart with everything in its full colour.
fn build_whole(dataset: &Dataset, spec: &CompleteSpec, result: &QueryResult, words: &Words) -> ChartModel {
    if let Some(problem) = spec.problems.first() {
        let (why, what_helps) = explain_problem(dataset, problem, words);
        return empty(dataset, spec, result, words, why, what_helps);
    }
    // A group that only the other side has is in no ranking of this one: a comparison says itself when it is empty.
    if spec.chart == ChartKind::Compare {
        return compare::chart(dataset, spec, result, words);
    }
    if !result.is_covered {
        let asked = result.period.or_else(|| dataset.coverage()).map_or(String::new(), |period| {
            captions::with_months(format_period(period, dataset.calendar(), words), spec, period, words)
        });
        let covered = dataset.coverage().map_or(String::new(), |span| format_period(span, dataset.calendar(), words));
        let why = words.say.not_covered(&asked);
        return empty(dataset, spec, result, words, why, words.say.source_covers(&covered));
    }
    if spec.chart == ChartKind::Sankey
        && let Some((why, what_helps)) = sankey::cannot_be_drawn(spec, words)
    {
        return empty(dataset, spec, result, words, why, what_helps);
    }
    let ranking = rank(spec, result, words);
    let is_published = matches!(spec.measure.counting, Counting::Published { .. });
    if is_published && result.total.largest().is_none() && ranking.with_numbers().next().is_none() {
        let (why, what_helps) = explain_not_published(dataset, spec, words);
        return empty(dataset, spec, result, words, why, what_helps);
    }
    let only_longer = result.rows.used == 0
        && result.rows.unusable.iter().any(|(reason, _)| *reason == query::Unusable::LongerThanPeriod);
    let nothing_at_all = ranking.groups.is_empty() && (result.groups_at_zero == 0 || !spec.filters.is_empty());
    if only_longer || (nothing_at_all && spec.selected_of(spec.by).is_empty()) {
        let (why, what_helps) = explain_nothing(dataset, spec, result, words);
        return empty(dataset, spec, result, words, why, what_helps);
    }
    // Each kind is a file of its own, which gives its model, its marks, and what the captions say about it.
    let (body, marks, facts) = match spec.chart {
        ChartKind::Bars => {
            let bars = bars::build(dataset, spec, result, &ranking, words);
            let facts = bars::facts(&bars, words);
            (Body::Bars(bars), Vec::new(), facts)
        }
        ChartKind::Timeline => {
            let (model, marks, facts) = timeline::build(dataset, spec, &ranking, words);
            (Body::Timeline(model), marks, facts)
        }
        ChartKind::Map => {
            let (model, marks, facts) = map::build(dataset, spec, result, &ranking, words);
            (Body::Map(model), marks, facts)
        }
        ChartKind::Sankey => {
            let (model, marks, facts) = sankey::build(dataset, spec, result, &ranking, words);
            (Body::Sankey(model), marks, facts)
        }
        ChartKind::Matrix => {
            let (model, marks, facts) = matrix::build(dataset, spec, result, &ranking, words);
            (Body::Matrix(Box::new(model)), marks, facts)
        }
        ChartKind::Multiples if spec.style == ChartStyle::Rankings => {
            let (model, marks, facts) = rankings::build(dataset, spec, result, &ranking, words);
            (Body::Rankings(model), marks, facts)
        }
        ChartKind::Multiples => {
            let (model, marks, facts) = multiples::build(dataset, spec, result, &ranking, words);
            (Body::Multiples(model), marks, facts)
        }
        ChartKind::Compare => return compare::chart(dataset, spec, result, words),
        ChartKind::Table => {
            let (model, marks, facts) = table::build(dataset, spec, result, &ranking, words);
            (Body::Table(model), marks, facts)
        }
    };
    let told = filtered_away::told(spec);
    let captions = captions::build(dataset, &told, result, &ranking, Some(&facts), words);
    ChartModel { captions, body, marks }
}

/// Query and chart in one step.
pub fn build_for(dataset: &Dataset, spec: &CompleteSpec, words: &Words) -> ChartModel {
    build(dataset, spec, &query::run(dataset, spec), words)
}

fn empty(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    words: &Words,
    why: String,
    what_helps: String,
) -> ChartModel {
    let ranking = Ranking::default();
    let mut captions = captions::build(dataset, spec, result, &ranking, None, words);
    if spec.title.is_empty() {
        captions.headline.clone_from(&why);
    }
    captions.alt_text = format!("{why} {what_helps}");
    ChartModel { captions, body: Body::Empty { why, what_helps }, marks: Vec::new() }
}

fn explain_problem(dataset: &Dataset, problem: &SpecProblem, words: &Words) -> (String, String) {
    let mut columns: Vec<&str> = dataset.columns().iter().map(|column| column.name.as_str()).take(30).collect();
    if dataset.columns().len() > columns.len() {
        columns.push("…");
    }
    let measures: Vec<&str> = dataset.measures().iter().map(|measure| measure.id.as_str()).collect();
    match problem {
        SpecProblem::NoColumn { name } => (words.say.no_such_column(name), words.say.columns_are(&columns.join(", "))),
        SpecProblem::NoMeasure { name } => {
            (words.say.no_such_measure(name), words.say.measures_are(&measures.join(", ")))
        }
        SpecProblem::NoRole { role } => {
            let (one, _) = names::role_name(*role, words).unwrap_or((role.id(), role.id()));
            (words.say.needs_role(one), words.say.columns_are(&columns.join(", ")))
        }
        SpecProblem::NoTime => (words.labels.no_time.to_owned(), words.labels.no_time_helps.to_owned()),
        SpecProblem::SameTwice => (words.labels.same_twice.to_owned(), words.say.columns_are(&columns.join(", "))),
        SpecProblem::YearsOnly => (words.labels.years_only.to_owned(), words.labels.years_only_helps.to_owned()),
        SpecProblem::NoCountryColumn => {
            (words.labels.no_country_column.to_owned(), words.say.columns_are(&columns.join(", ")))
        }
    }
}

/// Published periods that are named when the one asked for was not published.
const PERIODS_NAMED: usize = 6;

/// Nothing was printed for exactly this period: which periods were.
fn explain_not_published(dataset: &Dataset, spec: &CompleteSpec, words: &Words) -> (String, String) {
    let asked = asked_period(dataset, spec, words);
    let named: Vec<String> = query::published_periods(dataset, spec)
        .iter()
        .take(PERIODS_NAMED)
        .map(|(span, places)| words.say.period_label(&format_period(*span, dataset.calendar(), words), *places))
        .collect();
    (words.say.nothing_published(&asked), words.say.published_for(&named.join("; ")))
}

fn asked_period(dataset: &Dataset, spec: &CompleteSpec, words: &Words) -> String {
    let span = spec.period.or_else(|| dataset.coverage().filter(|_| dataset.is_published()));
    span.map_or(words.labels.all_years.to_owned(), |span| format_period(span, dataset.calendar(), words))
}

/// Why a covered period has no group at all: every row is filtered, or longer than the period.
fn explain_nothing(dataset: &Dataset, spec: &CompleteSpec, result: &QueryResult, words: &Words) -> (String, String) {
    let asked = asked_period(dataset, spec, words);
    let straddling = result.rows.unusable.iter().find(|(reason, _)| *reason == query::Unusable::LongerThanPeriod);
    if let Some((_, rows)) = straddling {
        let (one, _) = names::dimension_name(spec, spec.role(dataset), words);
        let asked = if spec.period.is_none() { one } else { asked };
        let why = words.say.rows_longer_than_period(*rows, &asked);
        let what =
            if dataset.calendar().is_fiscal() { words.labels.ask_for_fiscal_year } else { words.labels.ask_for_longer };
        return (why, what.to_owned());
    }
    if result.total.known().is_some_and(|total| !total.is_zero()) {
        let (_, many) = names::dimension_name(spec, spec.role(dataset), words);
        let total = count_text(&result.total, &spec.measure.unit, words);
        return (words.say.only_a_total(&total, &asked), words.say.not_split(&many));
    }
    match spec.filters.first() {
        Some(_) => {
            let why = words.say.no_rows_because_of(&captions::filter_text(dataset, spec, words));
            (why, words.labels.remove_a_filter.to_owned())
        }
        None => (words.say.no_rows_in(&asked), words.labels.choose_another_period.to_owned()),
    }
}
