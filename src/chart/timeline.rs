//! Amounts over time: stacked columns, columns beside each other, or lines. Every unit of the axis has its place; one
//! without a number says why, and is never drawn as zero. Which parts are named is `parts`' business.
//!
//! Start with [`build`].

pub(super) mod parts;

use super::axis::{Axis, axis, percent_axis};
use super::bars::{Detail, Member, amount_label, capitalised, count_text, nothing_name};
use super::captions::{Facts, is_partial};
use super::mark::Mark;
use super::names::{key_name, name_of_dimension};
use super::number_format::{format_number, format_share, short_number};
use super::palette::Tone;
use super::period_format::{format_months, format_period, format_tick};
use super::ranking::Ranking;
use crate::dataset::{Counting, Dataset, Number, Role, Span, Unit};
use crate::query::{self, Amount, Nothing, OverTime};
use crate::view_spec::{ChartStyle, CompleteSpec, Dimension, Key, TimeUnit};
use crate::words::Words;
use parts::{Parts, choose};

/// Units up to which each part of each column can be pointed at; beyond, columns only.
const MOST_PART_MARKS: usize = 2_400;

/// How parts stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    #[default]
    Stacked,
    Grouped,
    Lines,
}

/// One part in all columns: its name in the legend and its colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub label: String,
    pub tone: Tone,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its position in [`TimelineModel::series`].
    pub series: usize,
    pub from: f64,
    pub to: f64,
    /// Exactly; `from` and `to` can be shares.
    pub value: Number,
    /// Its position in the marks; the column's where it has none of its own.
    pub mark: usize,
}

/// One unit of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub span: Span,
    /// On the axis: "2016", "Jan".
    pub label: String,
    /// Below it, where it differs from the unit before: the year of a month.
    pub sub_label: String,
    pub parts: Vec<Part>,
    /// What all parts reach to; `None` without a number.
    pub top: Option<f64>,
    pub value_label: String,
    /// All of it, counted and not added.
    pub amount: Amount,
    /// Why there is no number.
    pub nothing: Option<Nothing>,
    /// Seen by the source only in part: hatched.
    pub is_partial: bool,
    /// Whether it begins the day after the column before it ends: only then does a line join the two.
    pub follows: bool,
    pub is_highlighted: bool,
    /// Without the filters: a pale column behind.
    pub pale: Option<f64>,
    /// What is selected of it, from zero.
    pub selected: Option<f64>,
    /// All of it is selected: its time, and nothing else.
    pub is_selected: bool,
    pub mark: usize,
}

/// Columns before and after it are not to be read as one series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The position of the column that it stands before.
    pub before: usize,
    pub label: String,
}

/// A dated event at a place between columns, 0 for the start of the first.
#[derive(Clone, Debug, PartialEq)]
pub struct EventMark {
    pub at: f64,
    pub label: String,
    pub mark: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimelineModel {
    pub columns: Vec<Column>,
    pub series: Vec<Series>,
    pub axis: Axis,
    pub axis_title: String,
    pub arrangement: Arrangement,
    /// Whether parts of a column add up to more than its number, which is as high as it says: they are drawn in proportion.
    pub is_scaled: bool,
    /// The mean of the units before each one, with its name.
    pub means: Option<(String, Vec<Option<f64>>)>,
    pub events: Vec<EventMark>,
    /// Places between columns where the source or the definition changes.
    pub breaks: Vec<Break>,
    /// Legend entries for what is on the chart beside its parts.
    pub partial_label: Option<String>,
    pub pale_label: Option<String>,
    pub selected_label: Option<String>,
    /// The rest of plain columns of which something is selected.
    pub rest_label: Option<String>,
    /// Why units have no number, in the order in which the kinds appear.
    pub nothing_labels: Vec<String>,
}

pub(super) fn build(
    dataset: &Dataset,
    spec: &CompleteSpec,
    ranking: &Ranking,
    words: &Words,
) -> (TimelineModel, Vec<Mark>, Facts) {
    let over = query::over_time(dataset, spec);
    let parts = choose(dataset, spec, &over, words);
    let (mut model, mut marks) = columns(dataset, spec, &over, &parts, words);
    add_events(dataset, spec, &mut model, &mut marks, words);
    let facts = facts(dataset, spec, (&over, &parts, ranking), &model, words);
    (model, marks, facts)
}

/// The parts that all panels of small multiples name.
pub(super) fn named_parts(dataset: &Dataset, spec: &CompleteSpec, words: &Words) -> Vec<Key> {
    let over = query::over_time(dataset, spec);
    let parts = choose(dataset, spec, &over, words);
    parts.series.into_iter().filter_map(|series| series.key).collect()
}

/// The columns of a panel, for small multiples: without events, breaks and captions.
pub(super) fn panel(
    dataset: &Dataset,
    spec: &CompleteSpec,
    named: &[Key],
    words: &Words,
) -> (TimelineModel, Vec<Mark>) {
    // The filter that makes it a panel is none of the view's, and leaves nothing out.
    let over = OverTime { unfiltered: None, selected: None, ..query::over_time(dataset, spec) };
    let parts = parts::choose_among(dataset, spec, &over, Some(named), words);
    columns(dataset, spec, &over, &parts, words)
}

/// As [`panel`], for an answer that is known already.
pub(super) fn of_amounts(
    dataset: &Dataset,
    spec: &CompleteSpec,
    over: &OverTime,
    words: &Words,
) -> (TimelineModel, Vec<Mark>) {
    let plain = CompleteSpec { stack: None, ..spec.clone() };
    let parts = choose(dataset, &plain, over, words);
    columns(dataset, &plain, over, &parts, words)
}

fn arrangement(spec: &CompleteSpec) -> Arrangement {
    match spec.style {
        // Ratios do not add up: each part is a line of its own.
        ChartStyle::Standard if query::is_ratio(spec) && (spec.stack.is_some() || parts::selects_elsewhere(spec)) => {
            Arrangement::Lines
        }
        ChartStyle::Lines => Arrangement::Lines,
        ChartStyle::Grouped => Arrangement::Grouped,
        _ => Arrangement::Stacked,
    }
}

fn columns(
    dataset: &Dataset,
    spec: &CompleteSpec,
    over: &OverTime,
    parts: &Parts,
    words: &Words,
) -> (TimelineModel, Vec<Mark>) {
    let unit = &spec.measure.unit;
    let arrangement = arrangement(spec);
    let has_part_marks = parts.series.len() > 1 && over.units.len() * parts.series.len() <= MOST_PART_MARKS;
    let mut marks: Vec<Mark> = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    let mut heights: Vec<Number> = Vec::new();
    let mut is_scaled = false;
    let mut year_before = String::new();
    let shares = spec.share && parts.series.len() > 1 && !query::is_ratio(spec);
    for (index, group) in over.units.iter().enumerate() {
        let Key::Time(span) = group.key else { continue };
        let (label, year) = format_tick(span, spec.per, spec.calendar, words);
        let sub_label = if year == year_before { String::new() } else { year.clone() };
        year_before = year;
        let sub_label = if sub_label.is_empty() { seen_part(dataset, spec, span, words) } else { sub_label };
        let follows = index.checked_sub(1).and_then(|before| over.units.get(before)).is_some_and(
            |before| matches!(before.key, Key::Time(before) if before.next_day().is_some_and(|day| span.contains(day))),
        );
        let name = format_period(span, spec.calendar, words);
        // Of a pair of a value and a time, only the part of that time is selected; of a time, all of its column.
        let own = spec.selected_of(spec.by);
        let is_own = own.contains(&group.key);
        let selected = over.selected.as_ref().and_then(|amounts| amounts.get(index));
        let selected = selected.filter(|_| own.is_empty() || is_own);
        let pale = over.unfiltered.as_ref().and_then(|amounts| amounts.get(index));
        // What nobody observed has no parts, not even of zero.
        let is_covered = group.amount != Amount::Missing(Nothing::NotCovered);
        let amount_of = |series: &parts::NamedSeries| series.amounts.get(index).filter(|_| is_covered).cloned();
        let values: Vec<Option<Amount>> = parts.series.iter().map(amount_of).collect();
        let sum = values.iter().flatten().filter_map(Amount::largest).try_fold(Number::ZERO, Number::plus);
        // A case in several parts is in the number of each; the column is as high as its own number, which counts it once.
        let whole = group.amount.known().filter(|_| arrangement == Arrangement::Stacked && !shares);
        let too_much = whole.zip(sum).filter(|(whole, sum)| sum > whole);
        is_scaled |= too_much.is_some();
        let scale = too_much.map_or(1.0, |(whole, sum)| whole.to_f64() / sum.to_f64());
        let own_mark = marks.len();
        marks.push(column_mark(dataset, spec, group, (&name, selected, pale), (parts, index), words));
        let mut drawn: Vec<Part> = Vec::new();
        let mut reached = 0.0;
        for (series, amount) in values.iter().enumerate() {
            let Some(value) = amount.as_ref().and_then(Amount::largest) else { continue };
            let length = match sum.filter(|_| shares) {
                Some(sum) if !sum.is_zero() => value.to_f64() / sum.to_f64() * 100.0,
                Some(_) => 0.0,
                None => value.to_f64() * scale,
            };
            let mark = if has_part_marks && length > 0.0 {
                marks.push(part_mark(spec, (&name, group), (parts, series), (value, sum), words));
                marks.len() - 1
            } else {
                own_mark
            };
            let from = if arrangement == Arrangement::Stacked { reached } else { 0.0 };
            drawn.push(Part { series, from, to: from + length, value, mark });
            reached = if arrangement == Arrangement::Stacked { reached + length } else { f64::max(reached, length) };
            if arrangement != Arrangement::Stacked {
                heights.push(value);
            }
        }
        if arrangement == Arrangement::Stacked {
            heights.extend(too_much.map(|(whole, _)| whole).or(sum));
        }
        heights.extend(pale.and_then(Amount::largest).filter(|_| !shares));
        let nothing = match group.amount {
            Amount::Missing(nothing) => Some(nothing),
            _ => None,
        };
        let top = (!drawn.is_empty()).then_some(reached);
        columns.push(Column {
            span,
            label,
            sub_label,
            parts: drawn,
            top,
            value_label: match (&group.amount, shares) {
                (Amount::Missing(_), _) | (_, true) => String::new(),
                (amount, false) => amount.largest().map_or(String::new(), |value| short_number(value, unit, words)),
            },
            amount: group.amount.clone(),
            nothing,
            is_partial: is_partial(dataset, spec, span),
            follows,
            is_highlighted: spec.highlight.is_some_and(|asked| span.contains(asked)),
            pale: pale.and_then(Amount::largest).filter(|_| !shares).map(Number::to_f64),
            // A ratio of what is selected is no part of the ratio of all: it is a line of its own.
            selected: selected
                .and_then(Amount::largest)
                .filter(|_| !shares && !query::is_ratio(spec))
                .map(Number::to_f64),
            is_selected: is_own && over.selected.is_none(),
            mark: own_mark,
        });
    }
    // Where months are left out, the units before one are not those of its calendar.
    let is_unbroken = spec.months.is_none() || matches!(spec.per, TimeUnit::Year(_));
    let means = spec.trailing.filter(|_| is_unbroken).map(|count| {
        let (_, many) = name_of_dimension(spec.by, &spec.by_name, Role::None, words);
        let means = query::trailing_means(dataset, spec, &over.units, usize::from(count));
        (words.say.mean_of(usize::from(count), &many), means.into_iter().map(|mean| mean.map(Number::to_f64)).collect())
    });
    let mut nothing_labels: Vec<String> = Vec::new();
    for nothing in columns.iter().filter_map(|column| column.nothing) {
        let label = nothing_name(nothing, words).to_owned();
        if !nothing_labels.contains(&label) {
            nothing_labels.push(label);
        }
    }
    let has = |test: &dyn Fn(&Column) -> bool, label: &str| columns.iter().any(test).then(|| label.to_owned());
    let model = TimelineModel {
        series: parts.series.iter().map(|series| Series { label: series.label.clone(), tone: series.tone }).collect(),
        axis: if shares { percent_axis(words) } else { axis(heights.into_iter(), unit, words) },
        axis_title: if shares {
            words.labels.share.to_owned()
        } else {
            capitalised(super::captions::unit_name(unit, words))
        },
        arrangement,
        is_scaled,
        means,
        events: Vec::new(),
        breaks: breaks_of(over, words),
        partial_label: has(&|column| column.is_partial && column.top.is_some(), words.labels.partly_covered),
        pale_label: over.unfiltered.as_ref().map(|_| pale_name(dataset, spec, words)),
        selected_label: over.selected.as_ref().filter(|_| !query::is_ratio(spec)).map(|_| selected_names(spec, words)),
        rest_label: (over.selected.is_some() && parts.series.len() == 1 && !query::is_ratio(spec))
            .then(|| words.labels.all_others.to_owned()),
        nothing_labels,
        columns,
    };
    (model, marks)
}

/// What the pale columns are: all that a single filter leaves out has a name.
fn pale_name(dataset: &Dataset, spec: &CompleteSpec, words: &Words) -> String {
    let same = query::without_filters(dataset, spec).map_or_else(Vec::new, |plain| plain.filters);
    let left_out: Vec<_> = spec.filters.iter().filter(|filter| !same.contains(filter)).collect();
    match left_out.as_slice() {
        [only] => {
            let role = super::captions::role_of(dataset, only.dimension);
            words.say.not_filtered_by(&name_of_dimension(only.dimension, &only.by, role, words).0)
        }
        _ => words.labels.without_filters.to_owned(),
    }
}

/// Whether the axis, or what bars stand for, are years.
fn is_year(spec: &CompleteSpec) -> bool {
    let is_year = |unit: TimeUnit| matches!(unit, TimeUnit::Year(_));
    if let Dimension::Time(unit) = spec.by { is_year(unit) } else { is_year(spec.per) }
}

/// The months of a year that the source or the period asked for reaches, where those are not all: "Jan–Jul".
pub(super) fn seen_part(dataset: &Dataset, spec: &CompleteSpec, span: Span, words: &Words) -> String {
    let seen = [dataset.coverage(), spec.period].into_iter().flatten().try_fold(span, Span::intersection);
    match seen.filter(|_| is_partial(dataset, spec, span)) {
        Some(seen) if seen != span && is_year(spec) => {
            format_months(spec.months.and_then(|months| months.stretch_of(seen)).unwrap_or(seen), words)
        }
        _ => String::new(),
    }
}

/// One break at a place; what changes the meaning comes before who counted.
fn breaks_of(over: &OverTime, words: &Words) -> Vec<Break> {
    let defined = over.definition_breaks.iter().map(|(before, _)| (*before, words.labels.definition_changes));
    let is_defined = |before: &usize| over.definition_breaks.iter().any(|(other, _)| other == before);
    let sources = over.breaks.iter().filter(|before| !is_defined(before));
    let sources = sources.map(|before| (*before, words.labels.source_changes));
    let mut breaks: Vec<Break> =
        defined.chain(sources).map(|(before, label)| Break { before, label: label.to_owned() }).collect();
    breaks.sort_by_key(|one| one.before);
    breaks.dedup_by_key(|one| one.before);
    breaks
}

/// "Colombia", "Colombia, Ecuador".
pub(super) fn selected_names(spec: &CompleteSpec, words: &Words) -> String {
    // "And 1 more" is no shorter than its name.
    let named = if spec.selected.len() <= 4 { 4 } else { 3 };
    let name = |key: &Key| key_name(key, spec.calendar, words);
    let within = |one: String| {
        let parts = spec.selected_within.iter().flat_map(|part| &part.keep).map(name);
        std::iter::once(one).chain(parts).collect::<Vec<_>>().join(" · ")
    };
    let names: Vec<String> = spec.selected.iter().take(named).map(|key| within(name(key))).collect();
    match spec.selected.len().saturating_sub(named) {
        0 => words.say.listed(&names),
        more => names.into_iter().chain([words.say.and_more(more)]).collect::<Vec<_>>().join(", "),
    }
}

fn column_mark(
    dataset: &Dataset,
    spec: &CompleteSpec,
    group: &query::Group,
    (name, selected, pale): (&str, Option<&Amount>, Option<&Amount>),
    (parts, index): (&Parts, usize),
    words: &Words,
) -> Mark {
    let unit = &spec.measure.unit;
    let labels = words.labels;
    let value = count_text(&group.amount, unit, words);
    let mut details = vec![Detail { name: labels.value.to_owned(), value: value.clone() }];
    if let Some(amount) = selected {
        let name = selected_names(spec, words);
        details.push(Detail { name, value: count_text(amount, unit, words) });
    }
    if let Some(amount) = pale {
        details.push(Detail { name: labels.without_filters.to_owned(), value: count_text(amount, unit, words) });
    }
    let Key::Time(span) = group.key else { return Mark::default() };
    if is_partial(dataset, spec, span) {
        details.push(Detail { name: labels.note.to_owned(), value: labels.partly_covered.to_owned() });
    }
    if group.rows > 0 {
        details
            .push(Detail { name: labels.rows.to_owned(), value: format_number(group.rows.into(), &Unit::Rows, words) });
    }
    if let Amount::Published(published) = &group.amount {
        details.push(Detail { name: labels.source.to_owned(), value: published.sources.join("; ") });
    }
    let members = if parts.series.len() > 1 {
        let member = |series: &parts::NamedSeries| {
            let amount = series.amounts.get(index)?;
            amount.largest()?;
            Some(Member { label: series.label.clone(), value: amount_label(amount, unit, words) })
        };
        parts.series.iter().rev().filter_map(member).collect()
    } else {
        Vec::new()
    };
    Mark {
        picks: vec![(spec.by_name.clone(), group.key.clone())],
        label: name.to_owned(),
        spoken: format!("{name}, {value}"),
        value,
        details,
        members,
        is_selected: spec.selects(spec.by, &group.key),
        is_filtered_away: false,
    }
}

fn part_mark(
    spec: &CompleteSpec,
    (name, group): (&str, &query::Group),
    (parts, series): (&Parts, usize),
    (value, sum): (Number, Option<Number>),
    words: &Words,
) -> Mark {
    let unit = &spec.measure.unit;
    let Some(part) = parts.series.get(series) else { return Mark::default() };
    let counted = count_text(&Amount::Known(value), unit, words);
    let mut details = vec![Detail { name: name.to_owned(), value: counted.clone() }];
    if let Some(share) = sum.filter(|_| !query::is_ratio(spec)).and_then(|sum| format_share(value, sum, words)) {
        details.push(Detail { name: words.labels.share.to_owned(), value: share });
    }
    details.push(Detail { name: words.labels.total.to_owned(), value: count_text(&group.amount, unit, words) });
    let stack = spec.stack.as_ref().map_or(String::new(), |(_, name)| name.clone());
    let pick = part.key.clone().map(|key| (stack, key));
    Mark {
        picks: pick.into_iter().chain([(spec.by_name.clone(), group.key.clone())]).collect(),
        label: part.label.clone(),
        spoken: format!("{}, {name}, {counted}", part.label),
        value: counted,
        details,
        members: part.members.iter().map(|label| Member { label: label.clone(), value: String::new() }).collect(),
        is_selected: part
            .key
            .as_ref()
            .zip(spec.stack.as_ref())
            .is_some_and(|(key, (stack, _))| spec.selects(*stack, key)),
        is_filtered_away: false,
    }
}

fn add_events(dataset: &Dataset, spec: &CompleteSpec, model: &mut TimelineModel, marks: &mut Vec<Mark>, words: &Words) {
    let countries: Vec<&str> = spec
        .filters
        .iter()
        .flat_map(|filter| &filter.keep)
        .chain(&spec.selected)
        .filter_map(|key| if let Key::Country(country) = key { Some(country.code()) } else { None })
        .collect();
    let language = words.language.code();
    for event in dataset.events() {
        // An event of one country stands in the series of that country alone, and in no other.
        if !event.country.is_empty() && countries.iter().any(|country| *country != event.country) {
            continue;
        }
        if !event.country.is_empty() && countries.is_empty() {
            continue;
        }
        let day = Span::day(event.when.first());
        let Some((index, column)) = model.columns.iter().enumerate().find(|(_, column)| column.span.contains(day))
        else {
            continue;
        };
        let before = Span::new(column.span.first(), day.first()).map_or(0, Span::days) - 1;
        #[expect(clippy::cast_precision_loss, reason = "a place on an axis")]
        let at = index as f64 + f64::from(before) / f64::from(column.span.days().max(1));
        let label = event.label.in_language(language).to_owned();
        let when = format_period(event.when, spec.calendar, words);
        let details = [
            (when.clone(), event.description.in_language(language).to_owned()),
            (words.labels.source.to_owned(), event.source.clone()),
        ];
        marks.push(Mark {
            label: label.clone(),
            value: when.clone(),
            spoken: format!("{when}: {label}"),
            details: details
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| Detail { name, value })
                .collect(),
            ..Mark::default()
        });
        model.events.push(EventMark { at, label, mark: marks.len() - 1 });
    }
    model.events.sort_by(|left, right| left.at.total_cmp(&right.at));
}

fn facts(
    dataset: &Dataset,
    spec: &CompleteSpec,
    (over, parts, ranking): (&OverTime, &Parts, &Ranking),
    model: &TimelineModel,
    words: &Words,
) -> Facts {
    let unit = &spec.measure.unit;
    let (one, many) = name_of_dimension(spec.by, &spec.by_name, Role::None, words);
    let measure = super::captions::measure_name(spec, words);
    let stack = spec.stack.as_ref().map(|(dimension, name)| {
        let role = match dimension {
            Dimension::Column(index) => dataset.columns().get(*index).map_or(Role::None, |column| column.role),
            Dimension::Time(_) => Role::None,
        };
        name_of_dimension(*dimension, name, role, words)
    });
    let by = match &stack {
        Some((stacked, _)) => words.say.one_and_other(&one, stacked),
        None => one.clone(),
    };
    let mut notes = parts.notes.clone();
    notes.extend(super::captions::category_note(dataset, spec, words));
    if over.parts_exceed_total && parts.series.len() > 1 {
        let is_drawn_within = model.is_scaled;
        notes.push(words.say.note_stack_exceeds(is_drawn_within));
    }
    for (before, change) in &over.definition_breaks {
        let change = dataset.metadata().definition_changes.get(*change);
        if let (Some(column), Some(change)) = (model.columns.get(*before), change) {
            let period = format_period(column.span, spec.calendar, words);
            notes.push(words.say.note_definition(&period, change.reason.in_language(words.language.code())));
        }
    }
    if !over.breaks.is_empty() {
        let at = over.breaks.iter().filter_map(|index| model.columns.get(*index));
        let at: Vec<String> = at.map(|column| format_period(column.span, spec.calendar, words)).collect();
        notes.push(words.say.note_breaks(&at.join(", ")));
    }
    if let Some((label, _)) = &model.means {
        notes.push(format!("{}.", capitalised(label)));
    }
    if let Some(months) = spec.months {
        notes.push(words.say.note_months(&super::captions::months_name(months, words)));
    }
    let spoken = model.columns.iter().zip(&over.units).map(|(column, group)| {
        format!("{} {}", format_period(column.span, spec.calendar, words), amount_label(&group.amount, unit, words))
    });
    Facts {
        headline: headline(dataset, spec, (over, parts, ranking), &many, words),
        chart_title: Some(words.say.measure_by(&capitalised(super::captions::unit_name(unit, words)), &by)),
        what: Some(words.say.measure_by(&measure, &by)),
        shown: ranking.groups.len(),
        alt_start: words.say.timeline_of(&words.say.measure_by(&measure, &by)),
        spoken: spoken.collect(),
        notes,
        ..Facts::default()
    }
}

/// What a timeline says in one sentence: about what is selected, about the unit asked for, or in general.
fn headline(
    dataset: &Dataset,
    spec: &CompleteSpec,
    (over, parts, ranking): (&OverTime, &Parts, &Ranking),
    many: &str,
    words: &Words,
) -> Option<String> {
    let unit = &spec.measure.unit;
    // A pair of a value and a time speaks of another period than the one in hand.
    if over.selected.is_some() && spec.selected_of(spec.by).is_empty() {
        let (chosen, whole) = query::selected_totals(dataset, spec)?;
        let period = spec.highlight.or(spec.period).or(dataset.coverage())?;
        let period = format_period(period, spec.calendar, words);
        let of = match (chosen.known(), whole.known()) {
            (Some(part), Some(all)) if !matches!(spec.measure.counting, Counting::Ratio { .. }) => {
                let of = words
                    .say
                    .part_of(&amount_label(&chosen, unit, words), &count_text(&Amount::Known(all), unit, words));
                let share = format_share(part, all, words).filter(|_| part <= all);
                share.map_or(of.clone(), |share| words.say.share_and_part(&share, &of))
            }
            _ => count_text(&chosen, unit, words),
        };
        return Some(words.say.has_in(&selected_names(spec, words), &of, &period));
    }
    let Some(asked) = spec.highlight else { return highest_part(dataset, spec, over, parts, words) };
    let found =
        ranking.groups.iter().find(|ranked| matches!(ranked.group.key, Key::Time(span) if span.contains(asked)))?;
    let Key::Time(span) = found.group.key else { return None };
    let label = format_period(span, spec.calendar, words);
    let counted = count_text(&found.group.amount, unit, words);
    let counted = format!("{counted}{}", super::captions::months_scope(spec, words));
    if found.rank.is_none() || is_partial(dataset, spec, span) {
        let label = super::captions::label_with_part(dataset, spec, found, words);
        return Some(words.say.has_in(&label, &counted, ""));
    }
    // Whole periods are ranked among whole ones.
    let is_whole = |key: &Key| matches!(key, Key::Time(span) if !is_partial(dataset, spec, *span));
    let whole: Vec<_> =
        ranking.groups.iter().filter(|other| other.rank.is_some() && is_whole(&other.group.key)).collect();
    let rank = 1 + whole.iter().filter(|other| other.rank < found.rank).count();
    let tied = whole.iter().filter(|other| other.rank == found.rank).count() > 1;
    match whole.len() {
        1 => Some(words.say.has_in(&label, &counted, "")),
        count => Some(words.say.unit_ranks(&label, &counted, (rank, count, tied), many)),
    }
}

/// Parts beside each other are read one by one: their sum is no height on the chart.
fn highest_part(
    dataset: &Dataset,
    spec: &CompleteSpec,
    over: &OverTime,
    parts: &Parts,
    words: &Words,
) -> Option<String> {
    if arrangement(spec) == Arrangement::Stacked || parts.series.len() < 2 {
        return None;
    }
    let mut best: Option<(Number, &str, Span)> = None;
    for series in parts.series.iter().filter(|series| matches!(series.key, Some(Key::Country(_) | Key::Text(_)))) {
        for (group, amount) in over.units.iter().zip(&series.amounts) {
            let (Key::Time(span), Some(value)) = (&group.key, amount.known()) else { continue };
            let is_few = series
                .key
                .as_ref()
                .is_some_and(|key| over.few_cases.iter().any(|(part, unit)| part == key && *unit == group.key));
            if !is_few && !is_partial(dataset, spec, *span) && best.is_none_or(|(most, ..)| value > most) {
                best = Some((value, &series.label, *span));
            }
        }
    }
    let (value, label, span) = best?;
    let counted = count_text(&Amount::Known(value), &spec.measure.unit, words);
    Some(words.say.highest_part(label, &format_period(span, spec.calendar, words), &counted))
}
