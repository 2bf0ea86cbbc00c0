//! Horizontal bars: the top groups, whatever is selected, rows that name no value, all others together, and one line
//! for those without a number. Nothing vanishes: parts + others + unknown make up the total, or the note says why not.

use super::axis::{Axis, axis};
use super::captions::Facts;
use super::names::missing_name;
use super::number_format::{format_number, format_share};
use super::palette::Tone;
use super::period_format::format_period;
use super::ranking::{RankedGroup, Ranking};
use crate::dataset::{Counting, Dataset, Number, Role, Unit};
use crate::query::{self, Amount, Nothing, QueryResult};
use crate::view_spec::{CompleteSpec, Dimension, Key};
use crate::words::Words;

/// Groups that "others" lists by name before it only counts the rest.
const MEMBERS_NAMED: usize = 40;

/// What a bar stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BarKey {
    One(Key),
    Others,
    /// All of a ratio, to compare with; no part of anything.
    Overall,
    /// The groups without a number, by reason.
    WithoutNumber(Nothing),
}

/// One line of a tooltip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub name: String,
    pub value: String,
}

/// A group inside "others".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub label: String,
    pub value: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub key: BarKey,
    pub label: String,
    /// Exactly, or why there is no number.
    pub amount: Amount,
    /// From zero, in units of the axis; `None` draws no bar.
    pub length: Option<f64>,
    /// Where different values were printed: the smallest of them; from there to `length` the bar is hatched.
    pub lowest: Option<f64>,
    /// Without the filters on other columns: a pale bar behind.
    pub pale: Option<f64>,
    /// At the end of the bar: the number, or why there is none.
    pub value_label: String,
    /// Beside it, quieter.
    pub change_label: String,
    pub tone: Tone,
    /// A ratio that rests on too few cases to be compared.
    pub few_cases: bool,
    /// A period that the source saw only in part.
    pub is_partial: bool,
    /// From zero to `length`, where the bar is made of parts; see [`BarsModel::series`].
    pub parts: Vec<BarPart>,
    pub details: Vec<Detail>,
    pub members: Vec<Member>,
    /// For a screen reader: "Colombia, 475 flights, rank 5 of 7".
    pub spoken: String,
}

/// A part of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct BarPart {
    /// Exactly; `from` and `to` can be shares.
    pub value: Number,
    pub series: usize,
    pub from: f64,
    pub to: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct BarsModel {
    pub bars: Vec<Bar>,
    /// The parts that bars are made of, for the legend; empty for plain bars.
    pub series: Vec<super::timeline::Series>,
    /// What is said about the parts.
    pub notes: Vec<String>,
    pub axis: Axis,
    /// Whether bars are shares of a whole, and the axis counts percent.
    pub is_share: bool,
    /// Whether parts are drawn shorter than their numbers, because one case can stand in several.
    pub is_scaled: bool,
    /// How many groups have a bar of their own.
    pub shown: usize,
    /// How many groups with a number stand together in "others".
    pub others: usize,
    /// Groups with a number that are neither shown nor added, because published figures are never added.
    pub not_shown: usize,
}

pub(super) fn build(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    ranking: &Ranking,
    words: &Words,
) -> BarsModel {
    let unit = &spec.measure.unit;
    let by_time = matches!(spec.by, Dimension::Time(_));
    // What is selected in another grouping is no bar here.
    let is_selected = |key: &Key| spec.selects(spec.by, key) || spec.is_kept(key);
    let mut shown: Vec<&RankedGroup> = Vec::new();
    let mut unknown: Vec<&RankedGroup> = Vec::new();
    let mut rest: Vec<&RankedGroup> = Vec::new();
    let periods_left_out = if by_time { ranking.groups.len().saturating_sub(spec.top) } else { 0 };
    for ranked in ranking.groups.iter().skip(periods_left_out) {
        let has_number = ranked.group.amount.largest().is_some();
        if by_time || (has_number && !ranked.is_unknown() && (shown.len() < spec.top || is_selected(&ranked.group.key)))
        {
            shown.push(ranked);
        } else if has_number && ranked.is_unknown() {
            unknown.push(ranked);
        } else if has_number {
            rest.push(ranked);
        } else if is_selected(&ranked.group.key) {
            unknown.push(ranked);
        }
    }
    let bar = |ranked: &&RankedGroup| group_bar(dataset, spec, result, ranking, ranked, words);
    let mut bars: Vec<Bar> = shown.iter().chain(&unknown).map(bar).collect();
    for key in
        spec.selected_of(spec.by).iter().filter(|key| !ranking.groups.iter().any(|ranked| ranked.group.key == **key))
    {
        bars.push(absent_bar(dataset, spec, key, words));
    }
    let adds_up = !matches!(spec.measure.counting, Counting::Published { .. });
    if !rest.is_empty() && adds_up {
        bars.push(others_bar(dataset, spec, result, &rest, words));
    }
    if let Some(overall) = overall_bar(spec, result, words).filter(|_| bars.len() > 1 && !by_time) {
        // Among bars in the order of their values it stands at its place; "others" stay last.
        let is_in_order = spec.sort == crate::view_spec::Sort::Value;
        let place =
            bars.iter().position(|bar| bar.key == BarKey::Others || (is_in_order && bar.length < overall.length));
        bars.insert(place.unwrap_or(bars.len()), overall);
    }
    for nothing in reasons(ranking, spec) {
        bars.push(without_number_bar(spec, spec.role(dataset), ranking, nothing, words));
    }
    let values = ranking
        .groups
        .iter()
        .filter(|ranked| shown.iter().chain(&unknown).any(|other| other.group.key == ranked.group.key))
        .filter_map(|ranked| ranked.group.amount.largest());
    let others_value = (!rest.is_empty() && adds_up)
        .then(|| query::amount_together(dataset, spec, rest.iter().map(|r| r.group.key.clone()).collect()).known())
        .flatten();
    let unfiltered = unfiltered(dataset, spec, &mut bars, &rest, words);
    let mut axis = axis(values.chain(others_value).chain(unfiltered), unit, words);
    let stacked = super::bar_parts::stack(dataset, spec, (&mut bars, &mut axis), &rest, words);
    let (series, mut notes, is_scaled) = stacked.unwrap_or_default();
    let mut is_share = spec.share && !series.is_empty();
    if spec.share && spec.stack.is_none() {
        match super::bar_shares::draw(spec, result, (&mut bars, &mut axis), words) {
            Ok(()) => is_share = true,
            Err(why) => notes.extend(why),
        }
    }
    BarsModel {
        bars,
        axis,
        is_share,
        is_scaled,
        series,
        notes,
        shown: shown.len(),
        others: if adds_up { rest.len() } else { 0 },
        not_shown: if adds_up { 0 } else { rest.len() },
    }
}

/// What is filtered away stays behind each bar; gives the values for the axis.
fn unfiltered(
    dataset: &Dataset,
    spec: &CompleteSpec,
    bars: &mut [Bar],
    rest: &[&RankedGroup],
    words: &Words,
) -> Vec<crate::dataset::Number> {
    let is_plain_count = matches!(spec.measure.counting, Counting::Sum(_) | Counting::Distinct(_) | Counting::Rows);
    let own = spec.filters.iter().filter(|filter| filter.dimension == spec.by);
    let Some(mut plain) = query::without_filters(dataset, spec).filter(|_| is_plain_count && !spec.share) else {
        return Vec::new();
    };
    plain.filters.extend(own.cloned());
    if plain.filters.len() == spec.filters.len() {
        return Vec::new();
    }
    plain.stack = None;
    let result = query::run_in(dataset, &plain, spec.period);
    let mut values = Vec::new();
    for bar in bars {
        let amount = match &bar.key {
            BarKey::One(key) => result.groups.iter().find(|group| group.key == *key).map(|group| group.amount.clone()),
            BarKey::Others => {
                let keys = rest.iter().map(|ranked| ranked.group.key.clone()).collect();
                Some(query::amount_together(dataset, &plain, keys))
            }
            BarKey::WithoutNumber(_) | BarKey::Overall => None,
        };
        let Some(value) = amount.as_ref().and_then(Amount::known) else { continue };
        bar.pale = Some(value.to_f64());
        if bar.length != bar.pale {
            // The number of the pale bar stands beside the bar's own, or its end would be read as the bar's.
            let total = words.say.of_total(&amount_label(&Amount::Known(value), &spec.measure.unit, words));
            bar.change_label =
                if bar.change_label.is_empty() { total } else { format!("{total} · {}", bar.change_label) };
        }
        let name = words.labels.without_filters.to_owned();
        bar.details.push(Detail { name, value: count_text(&Amount::Known(value), &spec.measure.unit, words) });
        values.push(value);
    }
    values
}

/// What the printed numbers add up to, where each is one number.
fn sum(bars: &[Bar], counts: impl Fn(&Bar) -> bool) -> Option<Number> {
    let is_part = |bar: &&Bar| matches!(bar.key, BarKey::One(_) | BarKey::Others) && counts(bar);
    let numbers = bars.iter().filter(is_part).filter(|bar| !matches!(bar.amount, Amount::Missing(_)));
    let mut numbers = numbers.peekable();
    numbers.peek()?;
    numbers.try_fold(Number::ZERO, |sum, bar| sum.plus(bar.amount.known()?))
}

/// What the captions say about bars.
pub(super) fn facts(model: &BarsModel, words: &Words) -> Facts {
    let spoken = |bar: &Bar| format!("{} {}", bar.label, bar.value_label);
    let (own, rest): (Vec<&Bar>, Vec<&Bar>) = model.bars.iter().partition(|bar| matches!(bar.key, BarKey::One(_)));
    Facts {
        shown: model.shown,
        others: model.others,
        not_shown: model.not_shown,
        spoken: own.into_iter().map(spoken).collect(),
        spoken_rest: rest.into_iter().map(spoken).collect(),
        notes: model
            .notes
            .iter()
            .cloned()
            .chain(model.bars.iter().any(|bar| bar.pale.is_some()).then(|| words.labels.note_pale.to_owned()))
            .collect(),
        in_percent: Some(model.is_share),
        sum: sum(&model.bars, |_| true),
        named: sum(&model.bars, |bar| matches!(&bar.key, BarKey::One(key) if !key.is_unspecified()))
            .filter(|_| model.bars.iter().all(|bar| bar.length.unwrap_or(0.0) >= 0.0)),
        ..Facts::default()
    }
}

/// The kinds of nothing among groups that have no line of their own; by time every unit has its own.
fn reasons(ranking: &Ranking, spec: &CompleteSpec) -> Vec<Nothing> {
    let mut reasons = Vec::new();
    if matches!(spec.by, Dimension::Time(_)) {
        return reasons;
    }
    for (ranked, nothing) in ranking.without_numbers() {
        if !spec.selects(spec.by, &ranked.group.key) && !reasons.contains(&nothing) {
            reasons.push(nothing);
        }
    }
    reasons
}

fn group_bar(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    ranking: &Ranking,
    ranked: &RankedGroup,
    words: &Words,
) -> Bar {
    let unit = &spec.measure.unit;
    let group = &ranked.group;
    let selected = spec.selects(spec.by, &group.key);
    let value_label = amount_label(&group.amount, unit, words);
    // A period that the source saw only in part is hatched from its foot, whatever it is compared with.
    let is_partial = matches!(group.key, Key::Time(span) if super::captions::is_partial(dataset, spec, span));
    let mut change_label = ranked.change.map_or(String::new(), |change| change.label(unit, words));
    if is_partial {
        words.labels.partly_covered.clone_into(&mut change_label);
    }
    let length = group.amount.largest().map(crate::dataset::Number::to_f64);
    let lowest = match &group.amount {
        _ if is_partial && length.is_some() => Some(0.0),
        Amount::Differing(values) => values.first().map(|published| published.value.to_f64()),
        Amount::Known(_) | Amount::Published(_) | Amount::Missing(_) => None,
    };
    let counted = count_text(&group.amount, unit, words);
    let spoken = match ranked.rank {
        Some(rank) => words.say.spoken_bar(&ranked.label, &counted, rank, ranking.ranked),
        None => format!("{}, {counted}", ranked.label),
    };
    Bar {
        key: BarKey::One(group.key.clone()),
        amount: group.amount.clone(),
        label: super::captions::label_with_part(dataset, spec, ranked, words),
        length,
        lowest,
        pale: None,
        value_label: with_few_mark(value_label, group.few_cases, words),
        change_label,
        tone: match (&group.amount, selected, ranked.is_unknown()) {
            (_, true, _) => Tone::Selected,
            (Amount::Missing(_), false, _) => Tone::Nothing,
            (_, false, true) => Tone::Rest,
            (_, false, false) => Tone::Main,
        },
        few_cases: group.few_cases,
        is_partial,
        details: details(dataset, spec, result, ranking, ranked, words),
        members: Vec::new(),
        parts: Vec::new(),
        spoken,
    }
}

fn details(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    ranking: &Ranking,
    ranked: &RankedGroup,
    words: &Words,
) -> Vec<Detail> {
    let labels = words.labels;
    let unit = &spec.measure.unit;
    let group = &ranked.group;
    let mut details: Vec<Detail> = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            details.push(Detail { name: name.to_owned(), value });
        }
    };
    match &group.amount {
        Amount::Differing(values) => {
            for published in values {
                add(&format_number(published.value, unit, words), published.sources.join("; "));
            }
        }
        other => add(labels.value, count_text(other, unit, words)),
    }
    if let Some(base) = group.base {
        let count = |number: Number, unit: &Unit| count_text(&Amount::Known(number), unit, words);
        let base = count(base, &base_unit(dataset, spec));
        let cases = group.cases.map(|cases| count(cases, &Unit::Flights));
        let few = group.few_cases.then(|| labels.few_cases.to_owned());
        add(labels.rests_on, cases.into_iter().chain([base]).chain(few).collect::<Vec<_>>().join(", "));
    }
    if let Some(rank) = ranked.rank {
        add(labels.rank, words.say.rank_of(rank, ranking.ranked));
    }
    if let (Some(value), Some(total)) = (group.amount.known(), result.total.known())
        && group.base.is_none()
        && !ranking.has_negative()
    {
        add(labels.share, format_share(value, total, words).unwrap_or_default());
    }
    if let (Some(change), Some(before)) = (ranked.change, result.previous_period) {
        let against = format_period(before, dataset.calendar(), words);
        add(&words.say.change_from(&against), change.label(unit, words));
    }
    if let Some(count) = group.other_ends {
        let name =
            if spec.role(dataset) == crate::dataset::Role::Origin { labels.destinations } else { labels.origins };
        add(&capitalised(name), format_number(count.into(), &Unit::Rows, words));
    }
    if group.rows > 0 && group.base.is_none() {
        add(labels.rows, format_number(group.rows.into(), &Unit::Rows, words));
    }
    if group.rows_without_value > 0 {
        add(labels.rows_without_value, format_number(group.rows_without_value.into(), &Unit::Rows, words));
    }
    let source = match &group.amount {
        Amount::Published(published) => published.sources.join("; "),
        Amount::Known(_) | Amount::Missing(_) => {
            dataset.metadata().publisher.in_language(words.language.code()).to_owned()
        }
        Amount::Differing(_) => String::new(),
    };
    add(labels.source, source);
    details
}

/// What a ratio is divided by.
pub(super) fn base_unit(dataset: &Dataset, spec: &CompleteSpec) -> Unit {
    let base = match &spec.measure.counting {
        Counting::Ratio { denominator, .. } => dataset.measures().iter().find(|measure| measure.id == *denominator),
        _ => None,
    };
    base.map_or(Unit::Flights, |measure| measure.unit.clone())
}

pub(super) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

/// A selected value without rows in this period: zero, or why there is no number.
fn absent_bar(dataset: &Dataset, spec: &CompleteSpec, key: &Key, words: &Words) -> Bar {
    let (amount, few_cases) = query::ratio_together(dataset, spec, vec![key.clone()]);
    let label = super::names::key_name(key, dataset.calendar(), words);
    let unit = &spec.measure.unit;
    Bar {
        key: BarKey::One(key.clone()),
        amount: amount.clone(),
        length: amount.largest().map(crate::dataset::Number::to_f64),
        lowest: None,
        pale: None,
        value_label: with_few_mark(amount_label(&amount, unit, words), few_cases, words),
        change_label: String::new(),
        tone: Tone::Selected,
        few_cases,
        is_partial: false,
        parts: Vec::new(),
        details: vec![Detail { name: words.labels.value.to_owned(), value: count_text(&amount, unit, words) }],
        members: Vec::new(),
        spoken: format!("{label}, {}", count_text(&amount, unit, words)),
        label,
    }
}

fn others_bar(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    rest: &[&RankedGroup],
    words: &Words,
) -> Bar {
    let unit = &spec.measure.unit;
    let keys = rest.iter().map(|ranked| ranked.group.key.clone()).collect();
    let (amount, few_cases) = query::ratio_together(dataset, spec, keys);
    let label = words.say.others(rest.len());
    let counted = count_text(&amount, unit, words);
    let mut details = vec![Detail { name: words.labels.value.to_owned(), value: counted.clone() }];
    let is_below = |group: &query::Group| group.amount.known().is_some_and(Number::is_negative);
    if let (Some(value), Some(total), false) = (amount.known(), result.total.known(), query::is_ratio(spec))
        && !result.groups.iter().any(is_below)
        && let Some(share) = format_share(value, total, words)
    {
        details.push(Detail { name: words.labels.share.to_owned(), value: share });
    }
    Bar {
        key: BarKey::Others,
        amount: amount.clone(),
        length: amount.largest().map(crate::dataset::Number::to_f64),
        lowest: None,
        pale: None,
        value_label: with_few_mark(amount_label(&amount, unit, words), few_cases, words),
        change_label: String::new(),
        tone: Tone::Rest,
        few_cases,
        is_partial: false,
        parts: Vec::new(),
        details,
        members: members(rest.iter().copied(), unit, words),
        spoken: format!("{label}, {counted}"),
        label,
    }
}

/// What a ratio is over everything: people per flight of all flights, not the mean of the bars.
fn overall_bar(spec: &CompleteSpec, result: &QueryResult, words: &Words) -> Option<Bar> {
    let unit = &spec.measure.unit;
    let length = result.total.known().filter(|_| matches!(spec.measure.counting, Counting::Ratio { .. }))?;
    let (label, counted) = (words.labels.overall.to_owned(), count_text(&result.total, unit, words));
    Some(Bar {
        key: BarKey::Overall,
        amount: result.total.clone(),
        length: Some(length.to_f64()),
        lowest: None,
        pale: None,
        value_label: amount_label(&result.total, unit, words),
        change_label: String::new(),
        tone: Tone::Reference,
        few_cases: false,
        is_partial: false,
        parts: Vec::new(),
        details: vec![Detail { name: words.labels.value.to_owned(), value: counted.clone() }],
        members: Vec::new(),
        spoken: format!("{label}, {counted}"),
        label,
    })
}

fn members<'a>(rest: impl Iterator<Item = &'a RankedGroup>, unit: &Unit, words: &Words) -> Vec<Member> {
    let mut all: Vec<Member> = rest
        .map(|ranked| Member {
            label: ranked.label.clone(),
            value: match ranked.group.amount {
                Amount::Missing(_) => String::new(),
                _ => amount_label(&ranked.group.amount, unit, words),
            },
        })
        .collect();
    if all.len() > MEMBERS_NAMED {
        let more = all.len() - MEMBERS_NAMED;
        all.truncate(MEMBERS_NAMED);
        all.push(Member { label: words.say.and_more(more), value: String::new() });
    }
    all
}

/// "30 other destinations — not published for this period".
fn without_number_bar(spec: &CompleteSpec, role: Role, ranking: &Ranking, nothing: Nothing, words: &Words) -> Bar {
    let concerned: Vec<&RankedGroup> = ranking
        .without_numbers()
        .filter(|(ranked, other)| *other == nothing && !spec.selects(spec.by, &ranked.group.key))
        .map(|(ranked, _)| ranked)
        .collect();
    let label = match concerned.as_slice() {
        [only] => only.label.clone(),
        more => {
            let (_, many) = super::names::dimension_name(spec, role, words);
            format!("{} {many}", format_number(more.len().into(), &Unit::Rows, words))
        }
    };
    let value_label = nothing_name(nothing, words).to_owned();
    Bar {
        key: BarKey::WithoutNumber(nothing),
        amount: Amount::Missing(nothing),
        length: None,
        lowest: None,
        pale: None,
        spoken: format!("{label}, {value_label}"),
        label,
        value_label,
        change_label: String::new(),
        tone: Tone::Nothing,
        few_cases: false,
        is_partial: false,
        parts: Vec::new(),
        details: Vec::new(),
        members: members(concerned.into_iter(), &spec.measure.unit, words),
    }
}

/// Why there is no number, for readers.
pub fn nothing_name(nothing: Nothing, words: &Words) -> &'static str {
    match nothing {
        Nothing::Cell(missing) => missing_name(missing, words),
        Nothing::NotCovered => words.labels.not_covered_label,
        Nothing::NotPublished => words.labels.not_published,
        Nothing::NoBase => words.labels.no_base,
    }
}

/// "8.0 (few cases)".
pub(super) fn with_few_mark(text: String, is_few: bool, words: &Words) -> String {
    if is_few { format!("{text} {}", words.labels.few_cases_mark) } else { text }
}

/// The number alone, "124 or 126", or why there is none.
pub fn amount_label(amount: &Amount, unit: &Unit, words: &Words) -> String {
    match amount {
        Amount::Known(number) => format_number(*number, unit, words),
        Amount::Published(published) => format_number(published.value, unit, words),
        Amount::Differing(values) => {
            let numbers: Vec<String> =
                values.iter().map(|published| format_number(published.value, unit, words)).collect();
            words.say.either(&numbers)
        }
        Amount::Missing(nothing) => nothing_name(*nothing, words).to_owned(),
    }
}

/// The number with its unit: "475 flights".
pub fn count_text(amount: &Amount, unit: &Unit, words: &Words) -> String {
    if matches!(amount, Amount::Missing(_)) {
        return amount_label(amount, unit, words);
    }
    let number = amount_label(amount, unit, words);
    let is_one = amount.known() == Some(1_i64.into());
    match unit {
        Unit::Flights => words.say.count_flights(&number, is_one),
        Unit::People => words.say.count_people(&number, is_one),
        Unit::Rows => words.say.count_rows(&number, is_one),
        Unit::Money(currency) => words.say.count_money(&number, currency),
        Unit::PeoplePerFlight => words.say.count_people_per_flight(&number),
        Unit::Other => number,
    }
}
