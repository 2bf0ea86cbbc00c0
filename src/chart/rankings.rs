//! Small multiples of rankings: for each value of one grouping the largest of another, as bars on one scale. A panel is a
//! bar chart of its own rows, built by the file of bars, so that a number here is the number there.
//!
//! Start with [`build`].

use super::axis::Axis;
use super::bars::{self, Bar, BarKey, Detail, Member, count_text};
use super::captions::{self, Facts};
use super::mark::Mark;
use super::names::{dimension_name, name_of_dimension};
use super::number_format::format_share;
use super::palette::Tone;
use super::period_format::format_period;
use super::ranking::{RankedGroup, Ranking, rank};
use crate::dataset::{Counting, Dataset, Number, Role, Span};
use crate::query::{self, Amount, QueryResult};
use crate::view_spec::{CompleteSpec, Dimension, Key, ResolvedFilter};
use crate::words::Words;

/// Bars of a panel that have a name; the rest stand together.
const BARS: usize = 5;
/// Names that a mark of several values lists.
const MEMBERS_NAMED: usize = 8;

#[derive(Clone, Debug, PartialEq)]
pub struct RankingPanel {
    pub title: String,
    /// Its total over all that is shown.
    pub value_label: String,
    pub is_selected: bool,
    pub bars: Vec<Bar>,
    pub axis: Axis,
    /// Of the countries that its bars stand for, in their order.
    pub codes: Vec<Option<&'static str>>,
    /// Its own mark; those of its bars follow.
    pub mark: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RankingsModel {
    pub panels: Vec<RankingPanel>,
    /// The axis of all panels; `None` where each has its own.
    pub shared_axis: Option<Axis>,
    /// What bars stand for: "Destination".
    pub bar_title: String,
    /// How many values have a panel of their own.
    pub shown: usize,
}

impl RankingsModel {
    /// Bars of the fullest panel.
    pub fn most_bars(&self) -> usize {
        self.panels.iter().map(|panel| panel.bars.len()).max().unwrap_or(0)
    }
}

pub(super) fn build(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    ranking: &Ranking,
    words: &Words,
) -> (RankingsModel, Vec<Mark>, Facts) {
    let Some((inner, inner_name)) = spec.stack.clone() else { return Default::default() };
    let by_time = matches!(spec.by, Dimension::Time(_));
    let is_own = spec.selected_by.as_ref().is_some_and(|(dimension, _)| *dimension == spec.by);
    let is_selected = |ranked: &RankedGroup| is_own && spec.selected.contains(&ranked.group.key);
    let numbered: Vec<&RankedGroup> = ranking.with_numbers().filter(|ranked| !ranked.is_unknown()).collect();
    let unknown = ranking.with_numbers().filter(|ranked| ranked.is_unknown());
    // Of periods the latest, in the order of time.
    let first = if by_time { numbered.len().saturating_sub(spec.top) } else { 0 };
    let is_shown = |(index, ranked): &(usize, &&RankedGroup)| {
        (*index >= first && *index < first + spec.top) || is_selected(ranked)
    };
    let shown: Vec<&RankedGroup> =
        numbered.iter().enumerate().filter(is_shown).map(|(_, ranked)| *ranked).chain(unknown).collect();
    let rest: Vec<&RankedGroup> =
        numbered.iter().filter(|one| !shown.iter().any(|own| own.group.key == one.group.key)).copied().collect();
    let of_bars = CompleteSpec {
        by: inner,
        by_name: inner_name.clone(),
        stack: None,
        kept: Vec::new(),
        top: BARS,
        selected: spec.selected.iter().filter(|_| !is_own).cloned().collect(),
        ..spec.clone()
    };
    let panel = |keys: Vec<Key>| {
        let filter = ResolvedFilter { by: spec.by_name.clone(), dimension: spec.by, keep: keys, is_exact: true };
        let mut one = of_bars.clone();
        one.filters.push(filter);
        let result = query::run(dataset, &one);
        let ranking = rank(&one, &result, words);
        bars::build(dataset, &one, &result, &ranking, words)
    };
    let mut model = RankingsModel {
        bar_title: name_of(dataset, inner, &inner_name, words),
        shown: shown.len(),
        ..RankingsModel::default()
    };
    let mut marks: Vec<Mark> = Vec::new();
    for ranked in &shown {
        let key = &ranked.group.key;
        let own = (spec.by_name.clone(), key.clone());
        let title = (ranked.label.clone(), &ranked.group.amount, is_selected(ranked));
        add_panel(&mut model, &mut marks, panel(vec![key.clone()]), title, Some(&own), (spec, &inner_name, words));
    }
    let adds_up = !matches!(spec.measure.counting, Counting::Published { .. } | Counting::Ratio { .. });
    if !rest.is_empty() && adds_up && !by_time {
        let keys: Vec<Key> = rest.iter().map(|ranked| ranked.group.key.clone()).collect();
        let together = query::amount_together(dataset, spec, keys.clone());
        let at = marks.len();
        let title = (words.say.others(rest.len()), &together, false);
        add_panel(&mut model, &mut marks, panel(keys), title, None, (spec, &inner_name, words));
        let named = rest.iter().take(MEMBERS_NAMED);
        if let Some(mark) = marks.get_mut(at) {
            mark.members = named.map(|one| Member { label: one.label.clone(), value: String::new() }).collect();
        }
    }
    let longest = model.panels.iter().map(|panel| &panel.axis).max_by(|one, other| one.max.total_cmp(&other.max));
    model.shared_axis = longest.filter(|_| !spec.own_axis).cloned();
    let facts = facts(dataset, spec, result, (&shown, &rest), &model, words);
    (model, marks, facts)
}

fn name_of(dataset: &Dataset, dimension: Dimension, name: &str, words: &Words) -> String {
    bars::capitalised(&name_of_dimension(dimension, name, captions::role_of(dataset, dimension), words).0)
}

/// A panel with its mark and those of its bars. `own`: the grouping and the value that it stands for.
fn add_panel(
    model: &mut RankingsModel,
    marks: &mut Vec<Mark>,
    bars: bars::BarsModel,
    (title, amount, is_selected): (String, &Amount, bool),
    own: Option<&(String, Key)>,
    (spec, inner_name, words): (&CompleteSpec, &str, &Words),
) {
    let counted = count_text(amount, &spec.measure.unit, words);
    let mark = marks.len();
    marks.push(Mark {
        picks: own.into_iter().cloned().collect(),
        label: title.clone(),
        spoken: format!("{title}, {counted}"),
        details: vec![Detail { name: words.labels.value.to_owned(), value: counted.clone() }],
        value: counted,
        is_selected,
        ..Mark::default()
    });
    let mut codes = Vec::new();
    for bar in &bars.bars {
        let key = match &bar.key {
            BarKey::One(key) => Some(key),
            BarKey::Others | BarKey::Overall | BarKey::WithoutNumber(_) => None,
        };
        codes.push(key.and_then(super::names::key_code));
        let picks = match (key, own) {
            (Some(key), own) => own.cloned().into_iter().chain([(inner_name.to_owned(), key.clone())]).collect(),
            (None, _) => Vec::new(),
        };
        marks.push(Mark {
            picks,
            label: format!("{title}, {}", bar.label),
            value: bar.details.first().map_or_else(|| bar.value_label.clone(), |detail| detail.value.clone()),
            details: bar.details.clone(),
            members: bar.members.clone(),
            spoken: format!("{title}: {}", bar.spoken),
            is_selected: bar.tone == Tone::Selected,
            is_filtered_away: false,
        });
    }
    // From zero to what is drawn here: without the pale bars that a filter leaves behind.
    let lengths = || bars.bars.iter().filter_map(|bar| bar.length);
    let (min, max) = (lengths().fold(0.0, f64::min), lengths().fold(0.0, f64::max));
    model.panels.push(RankingPanel {
        title,
        value_label: super::amount_label(amount, &spec.measure.unit, words),
        is_selected,
        axis: Axis { min, max, ticks: Vec::new() },
        bars: bars.bars,
        codes,
        mark,
    });
}

fn facts(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    (shown, rest): (&[&RankedGroup], &[&RankedGroup]),
    model: &RankingsModel,
    words: &Words,
) -> Facts {
    let role = |dimension: Dimension| match dimension {
        Dimension::Column(_) => captions::role_of(dataset, dimension),
        Dimension::Time(_) => Role::None,
    };
    let (one, many) = dimension_name(spec, role(spec.by), words);
    let inner = spec.stack.as_ref();
    let bar_name = inner.map_or(String::new(), |(by, name)| name_of_dimension(*by, name, role(*by), words).0);
    let by = words.say.one_and_other(&one, &bar_name);
    let measure = captions::measure_name(spec, words);
    let by_time = matches!(spec.by, Dimension::Time(_));
    let has_rest = model.panels.len() > shown.len();
    let mut notes = Vec::new();
    let adds_up = !matches!(spec.measure.counting, Counting::Published { .. } | Counting::Ratio { .. });
    let sum = shown.iter().filter_map(|ranked| ranked.group.amount.known()).try_fold(Number::ZERO, Number::plus);
    if let (Some(sum), Some(total), false, false) = (sum, result.total.known(), !has_rest, result.parts_exceed_total)
        && adds_up
        && let Some(share) = format_share(sum, total, words)
    {
        let total = count_text(&result.total, &spec.measure.unit, words);
        notes.push(words.say.note_share_shown(&share, &total, &words.say.others(rest.len())));
    }
    notes.extend(captions::ratio_coverage(dataset, spec, result, (shown, rest), &many, words));
    if spec.own_axis {
        notes.push(words.labels.note_own_axes.to_owned());
    }
    let spoken = |panel: &RankingPanel| {
        let bars: Vec<String> = panel.bars.iter().map(|bar| format!("{} {}", bar.label, bar.value_label)).collect();
        words.say.panel_in_full(&panel.title, &panel.value_label, &bars.join("; ")).trim_end_matches('.').to_owned()
    };
    let unit = bars::capitalised(captions::unit_name(&spec.measure.unit, words));
    Facts {
        chart_title: Some(words.say.measure_by(&unit, &by)),
        what: Some(words.say.measure_by(&measure, &by)),
        shown: shown.len(),
        others: if has_rest { rest.len() } else { 0 },
        not_shown: if has_rest || by_time || query::is_ratio(spec) { 0 } else { rest.len() },
        period: if by_time { periods_of(shown) } else { None },
        alt_start: words.say.rankings_of(&words.say.measure_by(&measure, &by), model.panels.len()),
        spoken: model.panels.iter().map(spoken).collect(),
        notes,
        sum: sum.filter(|_| adds_up).and_then(|sum| match rest {
            [] => Some(sum),
            rest => {
                let keys = rest.iter().map(|ranked| ranked.group.key.clone()).collect();
                sum.plus(query::amount_together(dataset, spec, keys).known()?)
            }
        }),
        headline: headline(dataset, spec, (shown, !rest.is_empty()), model, &many, words),
        ..Facts::default()
    }
}

/// From the first to the last of the periods that have a panel.
fn periods_of(shown: &[&RankedGroup]) -> Option<Span> {
    let mut spans = shown.iter().filter_map(|ranked| match ranked.group.key {
        Key::Time(span) => Some(span),
        _ => None,
    });
    let first = spans.next()?;
    Some(spans.fold(first, Span::hull))
}

/// Who comes first in most panels, alone; panels of all others and of what is unknown are not counted.
fn headline(
    dataset: &Dataset,
    spec: &CompleteSpec,
    (shown, is_cut): (&[&RankedGroup], bool),
    model: &RankingsModel,
    many: &str,
    words: &Words,
) -> Option<String> {
    let named = shown.iter().filter(|ranked| !ranked.is_unknown()).count();
    let leader = |panel: &RankingPanel| {
        // What rests on few cases leads nobody.
        let is_one = |bar: &&Bar| matches!(bar.key, BarKey::One(_)) && !bar.few_cases;
        let mut bars = panel.bars.iter().filter(is_one);
        let first = bars.next()?;
        let is_alone = bars.next().is_none_or(|second| second.length < first.length);
        (is_alone && first.length.is_some()).then(|| first.label.clone())
    };
    let leaders: Vec<String> = model.panels.iter().take(named).filter_map(leader).collect();
    let leads = |name: &String| leaders.iter().filter(|leader| *leader == name).count();
    let first = leaders.iter().max_by_key(|name| leads(name))?;
    let times = leads(first);
    if times * 2 <= named || named < 3 || !spec.selected.is_empty() {
        return None;
    }
    let period = spec.period.or_else(|| dataset.coverage())?;
    let by_time = matches!(spec.by, Dimension::Time(_));
    let period = if by_time { periods_of(shown)? } else { period };
    let period = format_period(period, spec.calendar, words);
    let of = if is_cut && !by_time { words.say.of_largest(named, many) } else { format!("{named} {many}") };
    Some(words.say.leads_in(first, times, &of, &period))
}
