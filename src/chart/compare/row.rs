//! One line of a comparison: both numbers, their difference by the rules of domain.md, what made it, and everything
//! that is said about it.

use super::super::bars::{Detail, amount_label, capitalised, count_text, nothing_name};
use super::super::change::{Change, change_between};
use super::super::mark::Mark;
use super::super::names::{dimension_name, key_name, name_of_dimension};
use super::super::number_format::{format_number, format_places, format_share};
use super::super::palette::Tone;
use super::{Causes, CompareRow, LEAST_BASE, RowKind, SideName};
use crate::dataset::{Calendar, Counting, Dataset, Dictionary, Number, Role, Unit};
use crate::query::{self, Amount, Comparison, Contribution, Half, Nothing, Pair};
use crate::view_spec::{CompleteSpec, Dimension, Key, TimeUnit};
use crate::words::Words;
use std::cmp::Ordering;

/// Parts of a change that a tooltip names.
const CAUSES_NAMED: usize = 5;

/// A line with what it was made of.
pub(super) struct Line {
    pub key: Option<Key>,
    pub row: CompareRow,
    pub mark: Mark,
    pub difference: Option<Number>,
    pub is_selected: bool,
    /// A ratio of few cases, which is not compared with the others.
    pub is_of_few: bool,
    /// From none to some, or from a base too small for a percentage.
    pub lacks_percent: bool,
    /// One side, an edition, has no row of it: which one is `true` for the later.
    pub absent_in: Option<bool>,
}

impl Line {
    pub(super) fn has_number(&self) -> bool {
        self.row.before.is_some() || self.row.after.is_some()
    }

    pub(super) fn is_unknown(&self) -> bool {
        matches!(self.key, Some(Key::Missing(_)))
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = Number> + use<> {
        [self.row.amounts.0.largest(), self.row.amounts.1.largest()].into_iter().flatten()
    }

    pub(super) fn direction(&self) -> Option<Ordering> {
        self.difference.map(|difference| difference.cmp(&Number::ZERO))
    }
}

/// Everything that texts are made from.
pub(super) struct Texts<'a> {
    pub dataset: &'a Dataset,
    pub spec: &'a CompleteSpec,
    pub comparison: &'a Comparison,
    pub names: &'a (SideName, SideName),
    pub words: &'a Words,
    pub causes: &'a Causes,
}

/// A difference in words.
#[derive(Default)]
pub(super) struct ChangeText {
    pub difference: Option<Number>,
    pub label: String,
    pub percent: String,
    pub in_percent: Option<Number>,
    pub lacks_percent: bool,
}

impl Texts<'_> {
    /// `is_alike`: both numbers are about spans of one length, and rest on enough cases.
    pub(super) fn change(&self, before: &Amount, after: &Amount, is_alike: bool) -> ChangeText {
        let (unit, words) = (&self.spec.measure.unit, self.words);
        let Some(change) = change_between(after, Some(before)) else { return ChangeText::default() };
        let difference = change.difference();
        let label = Change::By(difference).label(unit, words);
        let base = before.known().unwrap_or(Number::ZERO);
        let (percent, lacks_percent) = match change {
            _ if difference.is_zero() => (String::new(), false),
            // Two groups side by side are not one after the other.
            Change::New(_) if is_alike && self.is_over_time() => (words.labels.new.to_owned(), true),
            Change::By(_) if is_alike && base >= Number::from(LEAST_BASE) => (self.percent(difference, base), false),
            Change::By(_) | Change::New(_) => (String::new(), is_alike),
        };
        let in_percent =
            if percent.is_empty() || matches!(change, Change::New(_)) { None } else { per_mille(difference, base) };
        ChangeText { difference: Some(difference), label, percent, in_percent, lacks_percent }
    }

    fn percent(&self, difference: Number, base: Number) -> String {
        let sign = if difference.is_negative() { '−' } else { '+' };
        let share = format_share(query::magnitude(difference), base, self.words);
        let tenths = |count: i128| {
            let number = Number::new(count, 1).unwrap_or(Number::ZERO);
            self.words.say.percent(&format_places(number, 1, self.words))
        };
        match share {
            // A change that rounds to nothing is not none.
            Some(share) if share == tenths(0) => self.words.say.below_share(&tenths(1)),
            share => share.map_or(String::new(), |share| format!("{sign}{share}")),
        }
    }

    /// Whether one side is later than the other.
    fn is_over_time(&self) -> bool {
        self.comparison.of_editions || matches!(self.comparison.after.side, query::Side::Period(_))
    }

    fn calendar(&self) -> Calendar {
        match self.spec.by {
            Dimension::Time(TimeUnit::Year(calendar)) => calendar,
            Dimension::Time(_) | Dimension::Column(_) => self.dataset.calendar(),
        }
    }

    fn name(&self, key: &Key) -> String {
        key_name(key, self.calendar(), self.words)
    }

    /// "July", where July of one year stands beside July of another.
    fn pair_name(&self, pair: &Pair) -> String {
        match (&pair.before.key, &pair.after.key) {
            (Key::Time(before), Key::Time(after)) if before != after => {
                let month = after.first().month();
                if after.is_one_month() && before.is_one_month() && before.first().month() == month {
                    return capitalised(self.words.say.month(usize::try_from(month).unwrap_or(1)));
                }
                self.words.say.compared(&self.name(&pair.after.key), &self.name(&pair.before.key))
            }
            _ => self.name(&pair.key),
        }
    }

    /// Why one side has no number: "not in the 2021 edition", "not reported in 2019".
    fn missing(&self, half: &Half, is_after: bool) -> String {
        let name = if is_after { &self.names.1.name } else { &self.names.0.name };
        match half.amount {
            Amount::Missing(_) if self.is_absent(half) => self.words.say.not_in_the(name),
            Amount::Missing(nothing) if self.comparison.of_editions => {
                format!("{} ({name})", nothing_name(nothing, self.words))
            }
            Amount::Missing(Nothing::NotPublished) => nothing_name(Nothing::NotPublished, self.words).to_owned(),
            Amount::Missing(nothing) => self.words.say.missing_in(nothing_name(nothing, self.words), name),
            Amount::Known(_) | Amount::Published(_) | Amount::Differing(_) => String::new(),
        }
    }

    fn is_absent(&self, half: &Half) -> bool {
        self.comparison.of_editions && half.is_absent && matches!(half.amount, Amount::Missing(_))
    }

    fn is_selected(&self, key: &Key) -> bool {
        let of_groups = self.spec.selected_by.as_ref().is_some_and(|(dimension, _)| *dimension == self.spec.by);
        of_groups && self.spec.selected.contains(key)
    }

    pub(super) fn line(&self, pair: &Pair) -> Line {
        let (unit, words) = (&self.spec.measure.unit, self.words);
        let by_time = matches!(self.spec.by, Dimension::Time(_));
        let few = pair.before.few_cases || pair.after.few_cases;
        let is_alike = (self.comparison.is_alike || by_time) && !pair.is_partial && !few;
        let change = self.change(&pair.before.amount, &pair.after.amount, is_alike);
        let is_selected = self.is_selected(&pair.key);
        let why: Vec<String> = [self.missing(&pair.before, false), self.missing(&pair.after, true)]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        let change_label = if why.is_empty() { change.label.clone() } else { why.join("; ") };
        let is_same = change.difference.is_some_and(Number::is_zero);
        let tone = match &pair.key {
            _ if is_selected => Tone::Selected,
            Key::Missing(_) => Tone::Rest,
            // A line that was not revised is the quiet ground on which the others stand out.
            _ if is_same && self.comparison.of_editions => Tone::Rest,
            _ => Tone::Main,
        };
        let causes: &[Contribution] = self.causes.get(&pair.key).map_or(&[], Vec::as_slice);
        let label = self.pair_name(pair);
        let mark_of_few = if few { format!(" {}", words.labels.few_cases_mark) } else { String::new() };
        let row = CompareRow {
            kind: if matches!(pair.key, Key::Missing(_)) { RowKind::Unknown } else { RowKind::Group },
            before: pair.before.amount.largest().map(Number::to_f64),
            after: pair.after.amount.largest().map(Number::to_f64),
            before_label: number_or_nothing(&pair.before.amount, unit, words),
            after_label: number_or_nothing(&pair.after.amount, unit, words),
            change_label: format!("{change_label}{mark_of_few}"),
            percent_label: change.percent.clone(),
            percent: change.in_percent,
            cause: causes.first().map_or(String::new(), |cause| self.cause(cause)),
            tone,
            importance: usize::MAX,
            is_off_axis: false,
            amounts: (pair.before.amount.clone(), pair.after.amount.clone()),
            label: label.clone(),
        };
        let details = self.details(pair, &row, &change, causes);
        let whole_change = row.whole_change();
        let absent_in = match (self.is_absent(&pair.before), self.is_absent(&pair.after)) {
            (true, _) => Some(false),
            (_, true) => Some(true),
            _ => None,
        };
        let mark = Mark {
            picks: vec![(self.spec.by_name.clone(), pair.key.clone())],
            value: format!("{} → {} ({})", row.before_label, row.after_label, &whole_change),
            spoken: self.spoken(&row, &whole_change),
            details,
            members: Vec::new(),
            is_selected,
            is_filtered_away: false,
            label,
        };
        let (key, difference) = (Some(pair.key.clone()), change.difference);
        Line { key, row, mark, difference, is_selected, is_of_few: few, lacks_percent: change.lacks_percent, absent_in }
    }

    /// "Colombia: 8 flights in 2019, 10 flights in 2024, +2".
    fn spoken(&self, row: &CompareRow, change: &str) -> String {
        let side = |name: &str, amount: &Amount| format!("{name} {}", self.counted(amount));
        let (before, after) = self.names;
        format!(
            "{}: {}; {}; {change}",
            row.label,
            side(&before.name, &row.amounts.0),
            side(&after.name, &row.amounts.1)
        )
    }

    /// What the difference is called.
    pub(super) fn change_title(&self) -> &'static str {
        let labels = self.words.labels;
        match &self.comparison.after.side {
            _ if self.comparison.of_editions => labels.revision,
            query::Side::Period(_) => labels.change,
            query::Side::Value { .. } => labels.difference,
        }
    }

    pub(super) fn counted(&self, amount: &Amount) -> String {
        count_text(amount, &self.spec.measure.unit, self.words)
    }

    /// "Germany −24".
    fn cause(&self, cause: &Contribution) -> String {
        let signed =
            cause.difference().map(|difference| Change::By(difference).label(&self.spec.measure.unit, self.words));
        format!("{} {}", key_name(&cause.key, self.dataset.calendar(), self.words), signed.unwrap_or_default())
    }

    fn details(&self, pair: &Pair, row: &CompareRow, change: &ChangeText, causes: &[Contribution]) -> Vec<Detail> {
        let (labels, unit) = (self.words.labels, &self.spec.measure.unit);
        let mut details: Vec<Detail> = Vec::new();
        let mut add = |name: &str, value: String| {
            if !value.is_empty() {
                details.push(Detail { name: name.to_owned(), value });
            }
        };
        let (before, after) = self.names;
        for (name, half, why) in [
            (&before.name, &pair.before, self.missing(&pair.before, false)),
            (&after.name, &pair.after, self.missing(&pair.after, true)),
        ] {
            add(name, if why.is_empty() { self.counted(&half.amount) } else { why });
        }
        if change.difference.is_some() {
            let title = self.change_title();
            add(title, row.whole_change());
        }
        if let Some((dimension, name)) =
            query::explaining(self.dataset, self.spec, self.comparison).filter(|_| !causes.is_empty())
        {
            let role = match dimension {
                Dimension::Column(index) => self.dataset.columns().get(index).map_or(Role::None, |column| column.role),
                Dimension::Time(_) => Role::None,
            };
            let (one, _) = name_of_dimension(dimension, &name, role, self.words);
            let mut title = self.words.say.changed_by(&one);
            for cause in causes.iter().take(CAUSES_NAMED) {
                let number = |amount: &Amount| amount_label(amount, unit, self.words);
                let both = format!("{} → {}", number(&cause.before), number(&cause.after));
                add(&std::mem::take(&mut title), format!("{} ({both})", self.cause(cause)));
            }
            if causes.len() > CAUSES_NAMED {
                add("", self.words.say.and_more(causes.len() - CAUSES_NAMED));
            }
        }
        let rows = |half: &Half| format_number(half.rows.into(), &Unit::Rows, self.words);
        if !matches!(self.spec.measure.counting, Counting::Ratio { .. }) {
            add(labels.rows, format!("{} → {}", rows(&pair.before), rows(&pair.after)));
        }
        let printed = self.spellings(&pair.key);
        if printed.len() > 1 {
            add(labels.printed_as, printed.join("; "));
        }
        details
    }

    /// How the file prints a country, where it prints it in several ways.
    fn spellings(&self, key: &Key) -> Vec<String> {
        let (Key::Country(country), Dimension::Column(index)) = (key, self.spec.by) else { return Vec::new() };
        match self.dataset.columns().get(index).map(|column| &column.dictionary) {
            Some(Dictionary::Places(places)) => {
                let same = places.iter().filter(|place| place.country == Some(*country));
                same.map(|place| place.printed.to_string()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// All other groups, counted together on each side.
    pub(super) fn others(&self, rest: &[Line]) -> Line {
        let keys: Vec<Key> = rest.iter().filter_map(|line| line.key.clone()).collect();
        let together = |spec: &CompleteSpec| query::amount_together(self.dataset, spec, keys.clone());
        let amounts = (together(&self.comparison.before.spec), together(&self.comparison.after.spec));
        let mut line = self.plain(self.words.say.others(rest.len()), amounts, Tone::Rest, RowKind::Others);
        line.mark.members = super::members(rest);
        line
    }

    pub(super) fn total(&self) -> Line {
        let amounts = (self.comparison.before.result.total.clone(), self.comparison.after.result.total.clone());
        self.plain(self.words.labels.total.to_owned(), amounts, Tone::Main, RowKind::Group)
    }

    fn plain(&self, label: String, amounts: (Amount, Amount), tone: Tone, kind: RowKind) -> Line {
        let (unit, words) = (&self.spec.measure.unit, self.words);
        let change = self.change(&amounts.0, &amounts.1, self.comparison.is_alike);
        let row = CompareRow {
            kind,
            before: amounts.0.largest().map(Number::to_f64),
            after: amounts.1.largest().map(Number::to_f64),
            before_label: number_or_nothing(&amounts.0, unit, words),
            after_label: number_or_nothing(&amounts.1, unit, words),
            change_label: change.label.clone(),
            percent_label: change.percent.clone(),
            percent: change.in_percent,
            cause: String::new(),
            tone,
            importance: usize::MAX,
            is_off_axis: false,
            amounts,
            label,
        };
        let whole_change = row.whole_change();
        let details = [(&self.names.0.name, &row.amounts.0), (&self.names.1.name, &row.amounts.1)]
            .into_iter()
            .map(|(name, amount)| Detail { name: name.clone(), value: self.counted(amount) })
            .collect();
        let mark = Mark {
            label: row.label.clone(),
            value: format!("{} → {} ({})", row.before_label, row.after_label, &whole_change),
            spoken: self.spoken(&row, &whole_change),
            details,
            ..Mark::default()
        };
        let difference = change.difference;
        Line {
            key: None,
            row,
            mark,
            difference,
            is_selected: false,
            is_of_few: false,
            lacks_percent: false,
            absent_in: None,
        }
    }

    /// One line for each reason, of the groups that have a number on neither side.
    pub(super) fn without_number(&self, without: &[Line]) -> Vec<Line> {
        let mut reasons: Vec<Nothing> = Vec::new();
        for line in without {
            if let Amount::Missing(nothing) = line.row.amounts.1
                && !reasons.contains(&nothing)
            {
                reasons.push(nothing);
            }
        }
        let (_, many) = dimension_name(self.spec, self.spec.role(self.dataset), self.words);
        reasons
            .into_iter()
            .map(|nothing| {
                let same: Vec<&Line> =
                    without.iter().filter(|line| line.row.amounts.1 == Amount::Missing(nothing)).collect();
                let label = match same.as_slice() {
                    [only] => only.row.label.clone(),
                    more => format!("{} {many}", format_number(more.len().into(), &Unit::Rows, self.words)),
                };
                let amounts = (Amount::Missing(nothing), Amount::Missing(nothing));
                let mut line = self.plain(label, amounts, Tone::Nothing, RowKind::WithoutNumber);
                nothing_name(nothing, self.words).clone_into(&mut line.row.change_label);
                line.mark.members = same
                    .iter()
                    .map(|line| super::Member { label: line.row.label.clone(), value: String::new() })
                    .collect();
                line
            })
            .collect()
    }
}

/// A share in percent with one decimal, rounded half away from zero.
fn per_mille(part: Number, whole: Number) -> Option<Number> {
    let scale = part.scale().max(whole.scale());
    let below = whole.mantissa_at(scale).filter(|below| *below > 0)?;
    let above = part.mantissa_at(scale)?.checked_mul(2_000)?;
    let half = if above < 0 { -below } else { below };
    Number::new((above + half) / (below * 2), 1)
}

fn number_or_nothing(amount: &Amount, unit: &Unit, words: &Words) -> String {
    match amount {
        Amount::Missing(_) => "–".to_owned(),
        other => amount_label(other, unit, words),
    }
}
