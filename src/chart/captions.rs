//! What is written around a chart: a headline computed from the data, a subtitle that says what is counted, where and
//! when, notes that reconcile the numbers, the source, and the text alternative. Neutral: acts and legal categories.

use super::bars::{amount_label, base_unit, capitalised, count_text, with_few_mark};
use super::names::{dimension_name, key_name, missing_name, role_name};
use super::number_format::{format_number, format_places, format_share};
use super::period_format::{format_period, format_period_long};
use super::ranking::{RankedGroup, Ranking};
use crate::dataset::{Calendar, Counting, Dataset, Number, Role, Span, Unit};
use crate::query::{Amount, QueryResult, Unusable};
use crate::reading::reason_name;
use crate::view_spec::{ChartKind, ChartStyle, CompleteSpec, Dimension, Key, TimeUnit};
use crate::words::Words;

/// Bars up to which the text alternative names every value.
const MOST_SPOKEN: usize = 12;

/// Bars on few cases that a note names.
const MOST_FEW_NAMED: usize = 4;

/// Values of a filter that a headline names.
const MOST_SCOPE_NAMED: usize = 3;

/// Values of a filter that a subtitle names.
const MOST_KEPT_NAMED: usize = 8;

/// The texts of a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captions {
    pub headline: String,
    pub subtitle: String,
    /// Above the chart on screen: "Flights by destination".
    pub chart_title: String,
    /// Unit of the axis.
    pub axis_title: String,
    pub notes: Vec<String>,
    pub source: String,
    pub alt_text: String,
}

/// What a chart of any kind tells the captions about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Computed from the chart; the general headline stands where this is `None`.
    pub headline: Option<String>,
    /// In place of "Flights by destination".
    pub chart_title: Option<String>,
    /// In place of the generated subtitle's first part, "Return flights by destination".
    pub what: Option<String>,
    /// The period shown, where it is not the one asked for.
    pub period: Option<Span>,
    /// In place of the generated subtitle's last part, the period and what it is compared with.
    pub when: Option<String>,
    /// How many groups have a mark of their own.
    pub shown: usize,
    /// How many groups with a number stand together in "others".
    pub others: usize,
    /// Groups with a number that are neither shown nor added.
    pub not_shown: usize,
    /// What the printed numbers add up to, where they can be added: others that are counted together count as one number.
    pub sum: Option<Number>,
    /// What those with a mark of their own add up to, where they are parts of a whole.
    pub named: Option<Number>,
    /// The beginning of the text alternative: "Bar chart of return flights".
    pub alt_start: String,
    /// What is named in the text alternative: "Albania 29".
    pub spoken: Vec<String>,
    /// Named after the others: what stands together.
    pub spoken_rest: Vec<String>,
    /// Sentences of its own, before the others.
    pub notes: Vec<String>,
    /// Whether the notes on shown parts, others and the total are said by `notes`.
    pub explains_itself: bool,
    /// Whether the chart counts percent of a whole; as the view asks for where this is `None`.
    pub in_percent: Option<bool>,
    /// Whether the total of the answer is not the total of the chart, and is not read out.
    pub hides_total: bool,
}

pub(super) fn build(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    ranking: &Ranking,
    facts: Option<&Facts>,
    words: &Words,
) -> Captions {
    let period = period_text(dataset, spec, words);
    let (one, many) = dimension_name(spec, spec.role(dataset), words);
    let measure = measure_name(spec, words);
    let own_title = facts.and_then(|facts| facts.chart_title.clone());
    // A chart that lacks its column is grouped by nothing.
    let chart_title = if one.is_empty() { Some(capitalised(unit_name(&spec.measure.unit, words))) } else { own_title };
    let chart_title =
        chart_title.unwrap_or_else(|| words.say.measure_by(&capitalised(unit_name(&spec.measure.unit, words)), &one));
    let own_headline = facts.and_then(|facts| facts.headline.clone());
    let headline = if spec.title.is_empty() {
        own_headline.unwrap_or_else(|| {
            let in_percent = facts.and_then(|facts| facts.in_percent) == Some(true) && spec.stack.is_none();
            headline(dataset, spec, result, ranking, (&period, in_percent), words)
        })
    } else {
        spec.title.clone()
    };
    let subtitle = if spec.subtitle.is_empty() {
        subtitle(dataset, spec, result, (&measure, &one), facts, words)
    } else {
        spec.subtitle.clone()
    };
    let mut notes = notes(dataset, spec, result, ranking, facts, &many, words);
    if !spec.note.is_empty() {
        notes.insert(0, spec.note.clone());
    }
    let source = if spec.source.is_empty() { source_line(dataset, words) } else { spec.source.clone() };
    let source = match (source.is_empty(), spec.credit.is_empty()) {
        (_, true) => source,
        (true, false) => spec.credit.clone(),
        (false, false) => words.say.source_with_credit(source.trim_end_matches('.'), &spec.credit),
    };
    let in_percent = facts
        .and_then(|facts| facts.in_percent)
        .unwrap_or(spec.share && spec.stack.is_some() && !crate::query::is_ratio(spec));
    let generated = || alt_text(spec, result, facts, &subtitle, words);
    Captions {
        alt_text: if spec.alternative.is_empty() { generated() } else { spec.alternative.clone() },
        headline,
        subtitle,
        chart_title,
        axis_title: if in_percent {
            capitalised(words.labels.share)
        } else {
            capitalised(unit_name(&spec.measure.unit, words))
        },
        notes,
        source,
    }
}

pub(super) fn role_of(dataset: &Dataset, dimension: Dimension) -> Role {
    match dimension {
        Dimension::Column(index) => dataset.columns().get(index).map_or(Role::None, |column| column.role),
        Dimension::Time(_) => Role::None,
    }
}

/// What the codes of classes stand for, where a chart shows or a filter names them.
pub(super) fn category_note(dataset: &Dataset, spec: &CompleteSpec, words: &Words) -> Option<String> {
    let stack = spec.stack.iter().map(|(dimension, _)| *dimension);
    let filters = spec.filters.iter().map(|filter| filter.dimension);
    let mut used = [spec.by].into_iter().chain(stack).chain(filters);
    let dimension = used.find(|dimension| role_of(dataset, *dimension) == Role::Category)?;
    let Dimension::Column(index) = dimension else { return None };
    let definition = dataset.columns().get(index)?.definition.in_language(words.language.code());
    let (_, many) = role_name(Role::Category, words)?;
    (!definition.is_empty()).then(|| words.say.note_categories(&capitalised(many), definition))
}

/// Whether another group has the same rank.
fn is_tied(ranking: &Ranking, rank: usize) -> bool {
    ranking.groups.iter().filter(|ranked| ranked.rank == Some(rank)).count() > 1
}

pub(super) fn period_text(dataset: &Dataset, spec: &CompleteSpec, words: &Words) -> String {
    // Of a period that reaches beyond what the source saw, nothing more is said than what it saw.
    let seen = |period: Span| match dataset.coverage() {
        Some(coverage) if !dataset.is_published() && !dataset.covers(period) => {
            period.intersection(coverage).unwrap_or(period)
        }
        _ => period,
    };
    let span = spec.period.map(seen).or_else(|| dataset.coverage());
    span.map_or(String::new(), |span| with_months(format_period(span, dataset.calendar(), words), spec, span, words))
}

/// A period of which only some months count: "January–March 2024", "2020–2024 (January–March of each year)".
pub(super) fn with_months(period: String, spec: &CompleteSpec, span: Span, words: &Words) -> String {
    let Some(months) = spec.months else { return period };
    let of_year = months_name(months, words);
    match months.stretch_of(span).filter(|_| span != Calendar::GREGORIAN.year(span.first().year()).unwrap_or(span)) {
        Some(stretch) if spec.calendar.whole_years(span).is_some() && stretch.is_whole_months() => {
            format_period(stretch, Calendar::GREGORIAN, words)
        }
        _ => match Calendar::GREGORIAN.whole_years(span) {
            Some((first, last)) if first == last => words.say.month_year(&of_year, i32::from(first)),
            _ => format!("{period} ({})", words.say.months_of_each_year(&of_year)),
        },
    }
}

/// " (January–March of each year)", for a number beside the name of a year of which only some months count.
pub(super) fn months_scope(spec: &CompleteSpec, words: &Words) -> String {
    let is_year = matches!(spec.by, Dimension::Time(TimeUnit::Year(_)));
    let months = spec.months.filter(|_| is_year);
    months.map_or(String::new(), |months| format!(" ({})", words.say.months_of_each_year(&months_name(months, words))))
}

/// "January–March"; a single month is named once.
pub(super) fn months_name(months: crate::view_spec::Months, words: &Words) -> String {
    let month = |number: u8| words.say.month(usize::from(number));
    if months.first == months.last {
        month(months.first).to_owned()
    } else {
        words.say.range(month(months.first), month(months.last))
    }
}

/// The number with its unit for a headline: large sums of money without cents.
pub(super) fn count_rounded(amount: &Amount, unit: &Unit, words: &Words) -> String {
    match (unit, amount.known()) {
        (Unit::Money(currency), Some(number)) if number >= Number::from(1_000_i64) => {
            words.say.count_money(&format_places(number, 0, words), currency)
        }
        _ => count_text(amount, unit, words),
    }
}

/// What a number in a headline is cut to by the filters, as a phrase after it: " from Italy", " (type: JRO)". Empty where
/// nothing is filtered, and for what the chart itself shows.
pub(super) fn scope(dataset: &Dataset, spec: &CompleteSpec, words: &Words) -> String {
    let is_shown = |dimension: Dimension| {
        dimension == spec.by
            || (spec.chart == ChartKind::Matrix && spec.stack.as_ref().is_some_and(|(stack, _)| *stack == dimension))
    };
    let (mut ways, mut others, mut own_names) = (String::new(), Vec::new(), Vec::new());
    for filter in spec.filters.iter().filter(|filter| !is_shown(filter.dimension)) {
        let role = role_of(dataset, filter.dimension);
        if role == Role::Edition {
            continue;
        }
        let names: Vec<String> = filter.keep.iter().map(|key| key_name(key, dataset.calendar(), words)).collect();
        let (one, many) = super::names::name_of_dimension(filter.dimension, &filter.by, role, words);
        let named = match names.len() {
            0..=MOST_SCOPE_NAMED => words.say.listed(&names),
            count => words.say.so_many(count, &many),
        };
        match role {
            Role::Origin => ways = format!("{} {ways}", words.say.starting_from(&named)),
            Role::Destination => ways = format!("{ways} {}", words.say.to_place(&named)),
            // A name that only its file explains says little; the subtitle has its values.
            Role::None if matches!(filter.dimension, Dimension::Column(_)) => own_names.push(one.replace('_', " ")),
            _ => others.push(format!("{one}: {named}")),
        }
    }
    // A rank among those that somebody chose is none among all.
    let own = spec.filters.iter().find(|filter| filter.dimension == spec.by && filter.keep.len() > 1);
    if let Some(filter) = own.filter(|_| spec.chart != ChartKind::Matrix && matches!(spec.by, Dimension::Column(_))) {
        let (_, many) = dimension_name(spec, spec.role(dataset), words);
        others.push(words.say.so_many_chosen(filter.keep.len(), &many));
    }
    if !own_names.is_empty() {
        others.push(words.say.filtered_by(&own_names.join(", ")));
    }
    let others = if others.is_empty() { String::new() } else { format!("({})", others.join("; ")) };
    let phrase = format!("{} {others}", ways.split_whitespace().collect::<Vec<_>>().join(" "));
    if phrase.trim().is_empty() { String::new() } else { format!(" {}", phrase.trim()) }
}

/// What is counted: "Return flights".
pub fn measure_name(spec: &CompleteSpec, words: &Words) -> String {
    let named = spec.measure.name.in_language(words.language.code());
    if !named.is_empty() {
        return capitalised(named);
    }
    match (&spec.measure.unit, &spec.measure.counting) {
        (Unit::Money(currency), Counting::Ratio { .. }) => words.say.money_per_person(currency),
        (Unit::Other | Unit::Money(_), Counting::Sum(column)) => words.say.sum_of(column),
        (Unit::Other, Counting::Distinct(column)) => words.say.distinct_of(column),
        (unit, _) => capitalised(unit_name(unit, words)),
    }
}

pub(super) fn unit_name<'a>(unit: &'a Unit, words: &Words) -> &'a str {
    match unit {
        Unit::Flights => words.labels.flights,
        Unit::People => words.labels.people,
        Unit::Rows => words.labels.rows_unit,
        Unit::Money(currency) => currency,
        Unit::PeoplePerFlight => words.labels.people_per_flight,
        Unit::Other => words.labels.value,
    }
}

/// Whether a unit counts things one by one: fewer, and not less.
pub(super) fn is_count(unit: &Unit) -> bool {
    matches!(unit, Unit::Flights | Unit::People | Unit::Rows)
}

/// Whether the period asked for holds a part that the source has only in part.
fn has_gap(dataset: &Dataset, spec: &CompleteSpec) -> bool {
    dataset.gaps(&spec.measure).any(|partly| spec.period.is_none_or(|period| period.overlaps(partly.span)))
}

/// Whether a unit of time was seen only in part, or reaches beyond the period asked for.
pub(super) fn is_partial(dataset: &Dataset, spec: &CompleteSpec, span: Span) -> bool {
    crate::query::is_partial(dataset, spec, span)
}

/// How much of a unit of time the source saw, where that is not all: "Jan–Jul".
pub(super) fn part_seen(dataset: &Dataset, spec: &CompleteSpec, key: &Key, words: &Words) -> Option<String> {
    let Key::Time(span) = key else { return None };
    is_partial(dataset, spec, *span).then(|| super::timeline::seen_part(dataset, spec, *span, words))
}

/// What is said beside the name of a group in a table: that a period is partly covered, or a ratio on few cases.
pub fn remark_of(dataset: &Dataset, spec: &CompleteSpec, group: &crate::query::Group, words: &Words) -> String {
    let partly = part_seen(dataset, spec, &group.key, words).map(|months| match months.as_str() {
        "" => words.labels.partly_covered.to_owned(),
        months => words.say.partly_covered_in(months),
    });
    let few = group.few_cases.then(|| words.labels.few_cases.to_owned());
    partly.into_iter().chain(few).collect::<Vec<_>>().join("; ")
}

/// The name of a group, and of a unit of time that was seen in part how much of it: "2024, Jan–Jul".
pub(super) fn label_with_part(dataset: &Dataset, spec: &CompleteSpec, ranked: &RankedGroup, words: &Words) -> String {
    match part_seen(dataset, spec, &ranked.group.key, words) {
        Some(months) if !months.is_empty() => format!("{}, {months}", ranked.label),
        _ => ranked.label.clone(),
    }
}

fn headline(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    ranking: &Ranking,
    (period, in_percent): (&str, bool),
    words: &Words,
) -> String {
    let unit = &spec.measure.unit;
    let say = words.say;
    let scope = scope(dataset, spec, words);
    let plain = |amount: &Amount| {
        let counted = count_rounded(amount, unit, words);
        if let (true, Some(part), Some(whole)) = (in_percent, amount.known(), result.total.known())
            && let Some(share) = format_share(part, whole, words)
        {
            let of = say.part_of(&amount_label(amount, unit, words), &count_text(&result.total, unit, words));
            return say.share_and_part(&share, &of);
        }
        if is_money_per_person(dataset, spec) { say.per_person(&counted) } else { counted }
    };
    // The name of a year says nothing about the months that count.
    let scope = format!("{scope}{}", months_scope(spec, words));
    let counted = |amount: &Amount| format!("{}{scope}", plain(amount));
    let counted_of = |ranked: &RankedGroup| {
        format!("{}{scope}", with_few_mark(plain(&ranked.group.amount), ranked.group.few_cases, words))
    };
    // What is selected in another grouping is no group here.
    let is_own = spec.selected_by.as_ref().is_some_and(|(dimension, _)| *dimension == spec.by);
    let chosen = if is_own { spec.selected.as_slice() } else { &[] };
    let selected: Vec<_> = ranking.groups.iter().filter(|ranked| chosen.contains(&ranked.group.key)).collect();
    let is_whole = |key: &Key| !matches!(key, Key::Time(span) if is_partial(dataset, spec, *span));
    match (selected.as_slice(), chosen) {
        ([only], [_]) => match (&only.group.amount, only.rank) {
            (Amount::Missing(_) | Amount::Differing(_), _) | (_, None) => {
                return say.has_in(&label_with_part(dataset, spec, only, words), &counted_of(only), period);
            }
            // Part of a year is in no order with whole ones.
            (_, Some(_)) if !is_whole(&only.group.key) => {
                return say.has_in(&label_with_part(dataset, spec, only, words), &counted_of(only), "");
            }
            (amount, Some(rank)) => {
                return say.ranks(
                    &only.label,
                    (rank, ranking.ranked, is_tied(ranking, rank)),
                    &counted(amount),
                    period,
                );
            }
        },
        ([], [only]) => {
            let (amount, is_few) = crate::query::ratio_together(dataset, spec, vec![only.clone()]);
            let counted = format!("{}{scope}", with_few_mark(plain(&amount), is_few, words));
            return say.has_in(&key_name(only, dataset.calendar(), words), &counted, period);
        }
        (several @ [_, _, ..], _) => {
            let listed: Vec<String> = several
                .iter()
                .take(4)
                .map(|ranked| {
                    let value = amount_label(&ranked.group.amount, unit, words);
                    format!("{} {}", ranked.label, with_few_mark(value, ranked.group.few_cases, words))
                })
                .chain((several.len() > 4).then(|| say.and_more(several.len() - 4)))
                .collect();
            return say.several_in(&listed.join(", "), &format!("{}{scope}", unit_name(unit, words)), period);
        }
        _ => {}
    }
    if let Some(sentence) = largest_change(dataset, spec, result, ranking, (period, &scope), words) {
        return sentence;
    }
    // A period that was seen only in part is no record, unless the part is more than any whole period.
    let with_rank = || ranking.groups.iter().filter(|ranked| ranked.rank.is_some());
    let best =
        with_rank().filter(|ranked| is_whole(&ranked.group.key)).filter_map(|one| one.group.amount.largest()).max();
    let only_grows = !matches!(spec.measure.counting, Counting::Ratio { .. });
    let is_more =
        |amount: &Amount| only_grows && amount.known().is_some_and(|part| best.is_some_and(|best| part > best));
    let mut ranked: Vec<_> =
        with_rank().filter(|ranked| is_whole(&ranked.group.key) || is_more(&ranked.group.amount)).collect();
    ranked.sort_by_key(|ranked| ranked.rank);
    match (ranked.first(), matches!(spec.by, Dimension::Time(_))) {
        (Some(first), false) => match &first.group.amount {
            Amount::Differing(_) => say.has_in(&first.label, &counted(&first.group.amount), period),
            amount => say.ranks(&first.label, (1, ranking.ranked, is_tied(ranking, 1)), &counted(amount), period),
        },
        (Some(first), true) => {
            let (_, many) = dimension_name(spec, spec.role(dataset), words);
            let same = ranked.iter().filter(|other| other.rank == first.rank).count();
            let label = label_with_part(dataset, spec, first, words);
            if ranked.len() == 1 {
                return say.has_in("", &counted(&first.group.amount), &label);
            }
            say.highest(&label, &counted(&first.group.amount), (ranked.len(), same > 1), &many)
        }
        (None, _) => say.total_in(&counted(&result.total), period),
    }
}

/// Bars in the order of their changes are about the largest change.
fn largest_change(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    ranking: &Ranking,
    (period, scope): (&str, &str),
    words: &Words,
) -> Option<String> {
    let before = result.previous_period.filter(|_| spec.sort == crate::view_spec::Sort::Change)?;
    let first = ranking.groups.iter().find(|ranked| !ranked.is_unknown() && !ranked.group.few_cases)?;
    let difference = first.change?.difference();
    let unit = &spec.measure.unit;
    let counted = format!("{}{scope}", count_rounded(&first.group.amount, unit, words));
    let change = format!("+{}", format_number(difference, unit, words));
    let before = format_period(before, dataset.calendar(), words);
    (difference > Number::ZERO).then(|| words.say.largest_increase(&first.label, &change, &counted, (period, &before)))
}

fn is_money_per_person(dataset: &Dataset, spec: &CompleteSpec) -> bool {
    let Counting::Ratio { denominator, .. } = &spec.measure.counting else { return false };
    let below = dataset.measures().iter().find(|measure| measure.id == *denominator);
    matches!(spec.measure.unit, Unit::Money(_)) && below.is_some_and(|measure| measure.unit == Unit::People)
}

fn subtitle(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    (measure, one): (&str, &str),
    facts: Option<&Facts>,
    words: &Words,
) -> String {
    let what = facts.and_then(|facts| facts.what.clone());
    let by_one = || if one.is_empty() { measure.to_owned() } else { words.say.measure_by(measure, one) };
    let mut parts = vec![what.unwrap_or_else(by_one)];
    let place = dataset.metadata().place.in_language(words.language.code());
    if !place.is_empty() {
        parts.push(place.to_owned());
    }
    let filters = filter_text(dataset, spec, words);
    if !filters.is_empty() {
        parts.push(filters);
    }
    if let Some(when) = facts.and_then(|facts| facts.when.clone()) {
        parts.push(when);
        return parts.join(", ");
    }
    let shown = facts.and_then(|facts| facts.period).or(spec.period);
    if let Some(span) = shown.or_else(|| dataset.coverage()) {
        let text = with_months(format_period_long(span, dataset.calendar(), words), spec, span, words);
        let is_partial = spec.period.is_some() && dataset.is_partly_covered(span, &spec.measure);
        let partly = words.labels.partly_covered;
        parts.push(match text.strip_suffix(')') {
            _ if !is_partial => text,
            Some(open) => format!("{open}; {partly})"),
            None => format!("{text} ({partly})"),
        });
    }
    let text = parts.join(", ");
    // Only bars print a change beside each number.
    match result.previous_period.filter(|_| matches!(spec.chart, ChartKind::Bars)) {
        Some(before) => {
            let change = words.say.change_in_brackets(&format_period(before, dataset.calendar(), words));
            match text.strip_suffix(')') {
                Some(open) => format!("{open}; {change})"),
                None => format!("{text} ({change})"),
            }
        }
        None => text,
    }
}

/// "origin: Germany, Italy; type: JRO", empty without filters.
pub fn filter_text(dataset: &Dataset, spec: &CompleteSpec, words: &Words) -> String {
    let texts: Vec<String> = spec
        .filters
        .iter()
        .map(|filter| {
            let role = match filter.dimension {
                Dimension::Column(index) => dataset.columns().get(index).map_or(Role::None, |column| column.role),
                Dimension::Time(_) => Role::None,
            };
            // A column without a role is called what its file calls it, as words.
            let name = role_name(role, words).map_or_else(|| filter.by.replace('_', " "), |(one, _)| one.to_owned());
            let named = if filter.keep.len() <= MOST_KEPT_NAMED { filter.keep.len() } else { MOST_KEPT_NAMED - 2 };
            let names = filter.keep.iter().take(named).map(|key| key_name(key, dataset.calendar(), words));
            let more = (filter.keep.len() > named).then(|| words.say.and_more(filter.keep.len() - named));
            format!("{name}: {}", names.chain(more).collect::<Vec<_>>().join(", "))
        })
        .collect();
    texts.join("; ")
}

#[expect(clippy::too_many_lines, reason = "a list of independent sentences, in the order in which they are printed")]
fn notes(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    ranking: &Ranking,
    facts: Option<&Facts>,
    many: &str,
    words: &Words,
) -> Vec<String> {
    let (labels, say, unit) = (words.labels, words.say, &spec.measure.unit);
    let number = |value: Number| format_number(value, unit, words);
    let rows = |count: usize| format_number(count.into(), &Unit::Rows, words);
    let mut notes: Vec<String> = facts.map(|facts| facts.notes.clone()).unwrap_or_default();
    let explains_itself = facts.is_some_and(|facts| facts.explains_itself);
    let definition = spec.measure.definition.in_language(words.language.code());
    if !definition.is_empty() {
        notes.insert(0, definition.to_owned());
    }
    if dataset.metadata().at_least {
        notes.push(labels.note_at_least.to_owned());
    }
    if let (Counting::Published { .. }, Some(model)) = (&spec.measure.counting, facts) {
        notes.push(labels.note_published.to_owned());
        if model.not_shown > 0 {
            notes.push(say.note_more_figures(model.not_shown, many));
        }
    }
    let differing: Vec<String> = ranking
        .groups
        .iter()
        .filter_map(|ranked| match &ranked.group.amount {
            Amount::Differing(values) => {
                let printed: Vec<String> = values
                    .iter()
                    .map(|published| format!("{} ({})", number(published.value), published.sources.join("; ")))
                    .collect();
                Some(say.note_differing(&ranked.label, &printed.join(" · ")))
            }
            Amount::Known(_) | Amount::Published(_) | Amount::Missing(_) => None,
        })
        .collect();
    notes.extend(differing);
    if let Some(model) = facts.filter(|_| !explains_itself) {
        let by_time = matches!(spec.by, Dimension::Time(_));
        if by_time && model.shown < ranking.groups.len() {
            notes.push(say.note_last_periods(model.shown, ranking.groups.len(), many));
        }
        if model.others > 0 {
            let part = named_share(result, model, words);
            notes.push(match &part {
                Some(share) => {
                    let total = count_text(&result.total, unit, words);
                    say.note_shows_part((model.shown, model.shown + model.others), many, share, &total)
                }
                None => say.note_shows(model.shown, model.shown + model.others, many),
            });
        }
        if result.groups_at_zero > 0 && !by_time {
            notes.push(say.note_at_zero(result.groups_at_zero, many));
        }
    }
    match &result.total {
        _ if explains_itself => {}
        Amount::Known(total) => {
            let total_text = count_text(&Amount::Known(*total), unit, words);
            let sum = parts_sum(facts, ranking);
            match sum {
                Some(sum) if result.parts_exceed_total && sum > *total => {
                    notes.push(say.note_parts_exceed(&total_text, &number(sum)));
                }
                _ if matches!(spec.measure.counting, Counting::Ratio { .. }) => {
                    notes.push(say.note_overall(&total_text));
                }
                // Where some places are not reported, nobody knows what there is in all.
                _ if ranking.without_numbers().next().is_some() || has_gap(dataset, spec) => {
                    notes.push(say.note_total_of_reported(&total_text));
                }
                _ => notes.push(say.note_total(&total_text)),
            }
        }
        Amount::Published(published) => {
            let total_text = count_text(&result.total, unit, words);
            let sum = parts_sum(facts, ranking);
            match sum.filter(|_| !matches!(spec.by, Dimension::Time(_))) {
                Some(sum) => {
                    let share = format_share(sum, published.value, words).unwrap_or_default();
                    notes.push(say.note_published_total(&total_text, &number(sum), &share));
                }
                None => notes.push(say.note_total(&total_text)),
            }
        }
        Amount::Differing(_) => {
            notes.push(say.note_total(&count_text(&result.total, unit, words)));
        }
        Amount::Missing(_) => {
            if matches!(spec.measure.counting, Counting::Published { .. }) {
                notes.push(labels.note_no_published_total.to_owned());
            }
        }
    }
    for partly in dataset.gaps(&spec.measure) {
        if spec.period.is_none_or(|period| period.overlaps(partly.span)) {
            let span = format_period(partly.span, dataset.calendar(), words);
            notes.push(say.note_partly(&span, partly.reason.in_language(words.language.code())));
        }
    }
    if let (Some(period), Some(coverage)) = (spec.period, dataset.coverage())
        && !dataset.covers(period)
        && coverage.overlaps(period)
    {
        notes.push(say.note_partial_period(&format_period(coverage, Calendar::GREGORIAN, words)));
    }
    for (reason, count) in &result.rows.unusable {
        notes.push(match reason {
            Unusable::NoTime => say.note_rows_no_time(&rows(*count)),
            Unusable::LongerThanPeriod => say.note_rows_longer(&rows(*count)),
            Unusable::NoValue(missing) => say.note_rows_no_value(&rows(*count), missing_name(*missing, words)),
            // All reasons together are one line.
            Unusable::LeftOut(_) => continue,
        });
    }
    notes.extend(untimed_notes(dataset, spec, result, facts.is_some(), words));
    let ledger = dataset.ledger();
    if !ledger.left_out.is_empty() {
        let reasons = ledger
            .left_out
            .iter()
            .map(|(reason, count)| say.reason_with_rows(reason_name(*reason, words), &rows(*count)));
        let reasons: Vec<String> = reasons.collect();
        notes.push(say.ledger_note(&rows(ledger.rows_read()), &rows(ledger.rows_used), &reasons.join(", ")));
    }
    let repeated = dataset.metadata().repeated_rows;
    if repeated > 0 && matches!(spec.measure.counting, Counting::Sum(_) | Counting::Ratio { .. }) {
        notes.push(say.note_repeated(&rows(repeated)));
    }
    let few: Vec<&RankedGroup> = ranking.groups.iter().filter(|ranked| ranked.group.few_cases).collect();
    if !few.is_empty() {
        let named = few.iter().take(MOST_FEW_NAMED).map(|ranked| {
            let value = amount_label(&ranked.group.amount, unit, words);
            match ranked.group.cases {
                Some(cases) => {
                    let cases = count_text(&Amount::Known(cases), &Unit::Flights, words);
                    say.value_of_cases(&ranked.label, &value, &cases)
                }
                None => format!("{} {value}", ranked.label),
            }
        });
        let more = few.len().checked_sub(MOST_FEW_NAMED + 1).map(|more| say.and_more(more + 1));
        notes.push(say.note_few_named(&named.chain(more).collect::<Vec<_>>().join(", ")));
    }
    let has_shares = matches!(spec.chart, ChartKind::Bars | ChartKind::Timeline | ChartKind::Multiples);
    if spec.share && crate::query::is_ratio(spec) {
        notes.push(labels.note_ratio_no_shares.to_owned());
    } else if spec.share && !has_shares {
        notes.push(labels.note_no_shares.to_owned());
    }
    if spec.trailing.is_some() && !matches!(spec.chart, ChartKind::Timeline | ChartKind::Multiples) {
        notes.push(labels.note_no_trailing.to_owned());
    }
    if spec.style == ChartStyle::Grouped && spec.chart == ChartKind::Bars && spec.stack.is_some() {
        notes.push(labels.note_no_grouped.to_owned());
    }
    if ranking.sort_unavailable {
        notes.push(labels.note_no_change.to_owned());
    }
    notes
}

/// Which rows count in the total and in no unit of time, by the unit of the chart, else by year.
fn untimed_notes(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    has_chart: bool,
    words: &Words,
) -> Vec<String> {
    let by_panel =
        matches!(spec.chart, ChartKind::Multiples | ChartKind::Timeline).then_some(Dimension::Time(spec.per));
    let of_stack = spec.stack.as_ref().map(|(dimension, _)| *dimension);
    let mut times = [Some(spec.by), of_stack, by_panel].into_iter().flatten();
    let unit = times.find_map(|one| if let Dimension::Time(unit) = one { Some(unit) } else { None });
    let is_all = spec.period.is_none() && !matches!(spec.chart, ChartKind::Compare);
    if !has_chart || (unit.is_none() && !is_all) {
        return Vec::new();
    }
    let asked = unit.unwrap_or(TimeUnit::Year(spec.calendar));
    let found = crate::query::untimed(dataset, spec, asked);
    let rows = |count: usize| format_number(count.into(), &Unit::Rows, words);
    let (one, _) = super::names::name_of_dimension(Dimension::Time(asked), asked.id(), Role::None, words);
    let mut notes = Vec::new();
    if found.without > 0 {
        // Distinct things can recur in several groups: only one group's number is said.
        let amount = match found.amounts.as_slice() {
            [amount] if amount.known().is_some() => format!(" ({})", count_text(amount, &spec.measure.unit, words)),
            _ => String::new(),
        };
        notes.push(words.say.note_rows_undated(&rows(found.without), &amount, &one));
    }
    // The general note counts those that the total leaves out.
    let left_out = result.rows.unusable.iter().find(|(reason, _)| *reason == Unusable::LongerThanPeriod);
    let more = found.longer.saturating_sub(left_out.map_or(0, |(_, rows)| *rows));
    if more > 0 && unit.is_some() {
        notes.push(words.say.note_rows_longer_than_unit(&rows(more), &one));
    }
    notes
}

/// How many of the values have a mark, and how much of what a ratio is divided by they hold: ratios themselves are never
/// added. `None` for what is no ratio, and where everything is shown.
pub(super) fn ratio_coverage(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    (shown, rest): (&[&RankedGroup], &[&RankedGroup]),
    many: &str,
    words: &Words,
) -> Option<String> {
    if rest.is_empty() || !crate::query::is_ratio(spec) {
        return None;
    }
    let keys = shown.iter().map(|ranked| ranked.group.key.clone()).collect();
    let held = crate::query::base_together(dataset, spec, keys)?;
    let share = format_share(held, result.base?, words)?;
    let base = count_text(&Amount::Known(result.base?), &base_unit(dataset, spec), words);
    Some(words.say.note_ratio_shown(shown.len(), shown.len() + rest.len(), many, (&share, &base)))
}

/// How much of all stands by name, where it is a part: nothing counts twice, and nothing is below zero.
fn named_share(result: &QueryResult, model: &Facts, words: &Words) -> Option<String> {
    let whole = result.total.known().filter(|_| !result.parts_exceed_total)?;
    let named = model.named.filter(|named| *named >= Number::ZERO && *named <= whole)?;
    format_share(named, whole, words)
}

/// What the groups with a number add up to; `None` when one of them has several.
fn parts_sum(facts: Option<&Facts>, ranking: &Ranking) -> Option<Number> {
    let model = facts?;
    if model.sum.is_some() {
        return model.sum;
    }
    let all = ranking.with_numbers().try_fold(Number::ZERO, |sum, ranked| sum.plus(ranked.group.amount.known()?));
    (model.shown > 0).then_some(all).flatten()
}

fn source_line(dataset: &Dataset, words: &Words) -> String {
    let language = words.language.code();
    let metadata = dataset.metadata();
    let declared = metadata.source.in_language(language);
    if !declared.is_empty() {
        return declared.to_owned();
    }
    let publisher = metadata.publisher.in_language(language);
    let title = metadata.title.in_language(language);
    if publisher.is_empty() { title.to_owned() } else { format!("{publisher}, {title}") }
}

fn alt_text(spec: &CompleteSpec, result: &QueryResult, facts: Option<&Facts>, subtitle: &str, words: &Words) -> String {
    let Some(facts) = facts else { return String::new() };
    let rest = facts.spoken_rest.iter().cloned();
    let listed: Vec<String> = if facts.spoken.len() <= MOST_SPOKEN {
        facts.spoken.iter().cloned().chain(rest).collect()
    } else {
        let first = facts.spoken.iter().take(5).cloned();
        first.chain(["…".to_owned()]).chain(facts.spoken.last().cloned()).chain(rest).collect()
    };
    let total = match &result.total {
        Amount::Missing(_) => String::new(),
        _ if facts.hides_total => String::new(),
        amount => format!(" {}", words.say.note_total(&count_text(amount, &spec.measure.unit, words))),
    };
    let start = if facts.alt_start.is_empty() { words.say.bar_chart_of(subtitle) } else { facts.alt_start.clone() };
    format!("{start} {}.{total}", listed.join("; "))
}
