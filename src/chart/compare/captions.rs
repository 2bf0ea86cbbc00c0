//! What the captions say about a comparison: what is compared with what, both totals, what is not shown, and where no
//! percentage can be given.

use super::super::bars::capitalised;
use super::super::captions::{Facts, is_count, measure_name, months_name};
use super::super::number_format::format_number;
use super::super::period_format::format_period;
use super::row::{Line, Texts};
use super::{LEAST_BASE, RowKind, group_names, joined, zero_if_none};
use crate::dataset::{Calendar, Counting, Number, Unit};
use crate::query::{Amount, Half, Pair, Side, Unusable, magnitude};
use crate::view_spec::Dimension;

pub(super) fn facts(
    texts: &Texts<'_>,
    lines: &[Line],
    total: &Line,
    (shown, in_all, not_shown): (usize, usize, usize),
) -> Facts {
    let words = texts.words;
    let (one, _) = group_names(texts);
    let what = words.say.measure_by(&measure_name(texts.spec, words), &one);
    let (before, after) = texts.names;
    let mut when = words.say.compared(&after.name, &before.name);
    let counted = texts.comparison.after.spec.period.or_else(|| texts.dataset.coverage());
    if let (Side::Value { .. }, Some(span)) = (&texts.comparison.after.side, counted) {
        when = format!("{when}, {}", format_period(span, texts.dataset.calendar(), words));
    }
    let spoken = |line: &Line| {
        let row = &line.row;
        format!("{} {} → {} ({})", row.label, row.before_label, row.after_label, row.whole_change())
    };
    let (own, rest): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|line| line.row.kind == RowKind::Group);
    Facts {
        headline: Some(headline(texts, lines, total)),
        alt_start: words.say.comparison_chart(&format!("{what}, {when}")),
        what: Some(what),
        when: Some(when),
        shown,
        others: in_all - shown - not_shown,
        not_shown,
        spoken: own.into_iter().map(spoken).collect(),
        spoken_rest: rest.into_iter().chain(total.has_number().then_some(total)).map(spoken).collect(),
        notes: notes(texts, lines, total, (shown, in_all)),
        explains_itself: true,
        hides_total: true,
        ..Facts::default()
    }
}

/// "293 flights in 2024, 37 fewer than in 2019 (−11%)".
fn headline(texts: &Texts<'_>, lines: &[Line], total: &Line) -> String {
    let say = texts.words.say;
    let selected: Vec<&Line> = lines.iter().filter(|line| line.is_selected).collect();
    let is_period = matches!(texts.comparison.after.side, Side::Period(_));
    if let [only] = selected.as_slice() {
        return sentence(texts, only, Some(&only.row.label), is_period);
    }
    let (_, many) = group_names(texts);
    if texts.comparison.of_editions {
        // Also those that have no line of their own.
        let both = texts.comparison.pairs.iter().filter_map(|pair| {
            let (before, after) = (pair.before.amount.known()?, pair.after.amount.known()?);
            Some(before != after)
        });
        let both: Vec<bool> = both.collect();
        let revised = both.iter().filter(|is_revised| **is_revised).count();
        let most = lines.iter().filter(|line| line.row.kind == RowKind::Group && line.difference.is_some());
        let most = most.max_by_key(|line| (line.difference.map(magnitude), std::cmp::Reverse(&line.key)));
        return match most.filter(|_| revised > 0) {
            Some(most) => say.revised_headline(revised, both.len(), &many, &from_to(texts, most)),
            None => say.not_revised(both.len(), &many),
        };
    }
    if total.difference.is_some() {
        return sentence(texts, total, None, is_period);
    }
    let largest = lines.iter().filter(|line| line.row.kind == RowKind::Group && line.difference.is_some());
    let largest = largest.max_by_key(|line| (line.difference.map(magnitude), std::cmp::Reverse(&line.key)));
    largest
        .map_or_else(|| texts.words.say.compared(&texts.names.1.name, &texts.names.0.name), |line| from_to(texts, line))
}

fn from_to(texts: &Texts<'_>, line: &Line) -> String {
    let row = &line.row;
    texts.words.say.before_and_after(&row.label, &row.before_label, &texts.counted(&row.amounts.1), &row.whole_change())
}

fn sentence(texts: &Texts<'_>, line: &Line, label: Option<&str>, is_period: bool) -> String {
    let (say, unit) = (texts.words.say, &texts.spec.measure.unit);
    let Some(difference) = line.difference else {
        return format!("{}: {}", line.row.label, line.row.change_label);
    };
    let counted = texts.counted(&line.row.amounts.1);
    let counted = label.map_or(counted.clone(), |label| format!("{label}: {counted}"));
    let (before, after) = (texts.names.0.name.as_str(), texts.names.1.name.as_str());
    // Of unlike spans each says its own number: "fewer" in three months than in a year would be no news.
    if !texts.comparison.is_alike && !texts.comparison.of_editions {
        let earlier = texts.counted(&line.row.amounts.0);
        return say.unlike_headline(&counted, after, &earlier, before);
    }
    let size = format_number(magnitude(difference), unit, texts.words);
    let percent = line.row.percent_label.as_str();
    let percent = if percent.is_empty() { String::new() } else { format!(" ({percent})") };
    // "In January 20–October 31" is no English, and no Spanish.
    let is_range = |name: &str| name.contains('–') && name.contains(char::is_alphabetic);
    let is_period = is_period && !is_range(after) && !is_range(before);
    match (difference.cmp(&Number::ZERO), is_period) {
        (std::cmp::Ordering::Equal, true) => say.same_in(&counted, after, before),
        (std::cmp::Ordering::Equal, false) => say.same_for(&counted, after, before),
        (std::cmp::Ordering::Greater, true) => say.more_in(&counted, after, &size, before, &percent),
        (std::cmp::Ordering::Greater, false) => say.more_for(&counted, after, &size, before, &percent),
        (std::cmp::Ordering::Less, true) => say.fewer_in(&counted, after, &size, is_count(unit), before, &percent),
        (std::cmp::Ordering::Less, false) => say.fewer_for(&counted, after, &size, is_count(unit), before, &percent),
    }
}

fn notes(texts: &Texts<'_>, lines: &[Line], total: &Line, (shown, in_all): (usize, usize)) -> Vec<String> {
    let (say, labels, unit) = (texts.words.say, texts.words.labels, &texts.spec.measure.unit);
    let comparison = texts.comparison;
    let (before, after) = (texts.names.0.name.as_str(), texts.names.1.name.as_str());
    let (_, many) = group_names(texts);
    let period = |span| format_period(span, texts.dataset.calendar(), texts.words);
    let mut notes = Vec::new();
    let by_time = matches!(texts.spec.by, Dimension::Time(_));
    let is_published = matches!(texts.spec.measure.counting, Counting::Published { .. });
    if shown < in_all {
        let note = match () {
            () if by_time => say.note_last_periods(shown, in_all, &many),
            () if is_published => say.note_more_figures(in_all - shown, &many),
            () => say.note_compare_shows(shown, in_all, &many),
        };
        notes.push(note);
    }
    match (comparison.common, comparison.of_editions && !by_time && texts.spec.period.is_none()) {
        (Some(common), true) => notes.push(say.note_both_cover(&period(common))),
        _ if !comparison.is_alike && !comparison.of_editions => notes.push(say.note_unlike(after, before)),
        _ => {}
    }
    if total.difference.is_some() {
        let change = total.row.whole_change();
        let counted = |amount: &Amount| texts.counted(amount);
        let (earlier, later) = (counted(&total.row.amounts.0), counted(&total.row.amounts.1));
        match (comparison.common, &comparison.common_totals) {
            (Some(common), Some((earlier, later))) => {
                let change = texts.change(earlier, later, true);
                let change = joined(&change.label, &change.percent);
                let (earlier, later) = (counted(earlier), counted(later));
                notes.push(say.note_compare_total_in(&period(common), &earlier, &later, &change));
            }
            _ => notes.push(say.note_compare_total(&earlier, before, &later, after, &change)),
        }
        // A group that one side does not report makes a change of the totals that may be none.
        let is_unknown = |half: &Half| matches!(half.amount, Amount::Missing(_));
        let one_sided = |pair: &&Pair| is_unknown(&pair.before) != is_unknown(&pair.after);
        let one_sided = comparison.pairs.iter().filter(one_sided).count();
        if one_sided > 0 && !is_published && !by_time {
            notes.push(say.note_one_sided(one_sided, &many));
        }
        if comparison.before.result.parts_exceed_total {
            let sum = |of: &dyn Fn(&(Amount, Amount)) -> Option<Number>| {
                let pairs = comparison.pairs.iter().map(|pair| (pair.before.amount.clone(), pair.after.amount.clone()));
                pairs.filter_map(|pair| of(&pair)).try_fold(Number::ZERO, Number::plus)
            };
            let sums = (sum(&|pair| pair.0.known()), sum(&|pair| pair.1.known()));
            let exceeds = sums.0 > total.row.amounts.0.known() || sums.1 > total.row.amounts.1.known();
            if exceeds && !by_time {
                let number = |sum: Option<Number>| format_number(zero_if_none(sum), unit, texts.words);
                notes.push(say.note_pairs_exceed(&say.beside(&number(sums.0), &number(sums.1))));
            }
        }
    }
    for (is_after, name) in [(false, before), (true, after)] {
        let absent: Vec<&str> =
            lines.iter().filter(|line| line.absent_in == Some(is_after)).map(|line| line.row.label.as_str()).collect();
        if !absent.is_empty() {
            notes.push(say.note_not_in_edition(&listed(&absent, texts), name));
        }
    }
    if lines.iter().any(|line| line.lacks_percent) {
        notes.push(say.note_no_percent(LEAST_BASE));
    }
    if lines.iter().any(|line| line.row.percent_label == labels.new) {
        notes.push(say.note_new(before));
    }
    if let Some(months) = texts.spec.months {
        notes.push(say.note_same_months(&months_name(months, texts.words)));
    }
    notes.extend(notes_on_the_earlier_side(texts));
    if lines.iter().any(|line| line.row.change_label.ends_with(labels.few_cases_mark)) {
        notes.push(labels.note_few_cases.to_owned());
    }
    notes.into_iter().map(|note| capitalised(&note)).collect()
}

/// What the general notes say about the period in hand, for the one that it is compared with.
fn notes_on_the_earlier_side(texts: &Texts<'_>) -> Vec<String> {
    let (say, dataset) = (texts.words.say, texts.dataset);
    let Side::Period(span) = texts.comparison.before.side else { return Vec::new() };
    let later = texts.spec.period;
    let mut notes: Vec<String> = dataset
        .gaps(&texts.spec.measure)
        .filter(|partly| partly.span.overlaps(span) && later.is_some_and(|later| !later.overlaps(partly.span)))
        .map(|partly| {
            let reason = partly.reason.in_language(texts.words.language.code());
            say.note_partly(&format_period(partly.span, dataset.calendar(), texts.words), reason)
        })
        .collect();
    if let Some(coverage) = dataset.coverage().filter(|_| !dataset.covers(span)) {
        notes.push(say.note_partial_period(&format_period(coverage, Calendar::GREGORIAN, texts.words)));
    }
    for (reason, rows) in &texts.comparison.before.result.rows.unusable {
        let rows = format_number((*rows).into(), &Unit::Rows, texts.words);
        let note = match reason {
            Unusable::LongerThanPeriod => say.note_rows_longer(&rows),
            Unusable::NoValue(missing) => {
                say.note_rows_no_value(&rows, super::super::names::missing_name(*missing, texts.words))
            }
            // The same for every period.
            Unusable::NoTime | Unusable::LeftOut(_) => continue,
        };
        notes.push(format!("{}: {note}", texts.names.0.name));
    }
    notes
}

/// Names up to a readable number of them.
fn listed(names: &[&str], texts: &Texts<'_>) -> String {
    const MOST: usize = 8;
    let mut list: Vec<String> = names.iter().take(MOST).map(|name| (*name).to_owned()).collect();
    if names.len() > MOST {
        list.push(texts.words.say.and_more(names.len() - MOST));
    }
    list.join(", ")
}
