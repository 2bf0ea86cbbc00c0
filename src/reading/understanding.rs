//! What the printed cells of a column mean: kinds of nothing, numbers, times, places. Each distinct text is understood
//! once, whatever the number of rows; what is not understood is an issue, never an error.
//!
//! This file must never know how the cells came out of a file. Start with [`understand`].

use super::dates::{
    DateOrder, OrderDecision, find_date_order, minutes_ahead, order_by_sequence, parse_date, parse_serial,
};
use super::grid::{GridColumn, TextCodes};
use super::issue::{IssueKind, LoadReport, MAX_PLACES, MarkTaken, RowPlace};
use super::mapping::{Mapping, Step};
use super::numbers::{DecimalMark, MarkDecision, find_decimal_mark, parse_number, without_footnote};
use super::table::RawTable;
use crate::dataset::country::{Country, NameMatch, fold, match_name};
use crate::dataset::{
    Calendar, Code, Codes, Column, Dictionary, FIRST_ENTRY_CODE, FIRST_YEAR, LAST_YEAR, MAX_SCALE, Missing, Number,
    Place, Role, Span,
};
use hashbrown::{HashMap, HashSet};
use std::hash::Hash;
use std::ops::Range;

/// Which texts stand for nothing.
pub(super) struct Marks {
    said: HashMap<String, Option<Missing>>,
    usual: bool,
    accounting: bool,
}

impl Marks {
    pub(super) fn new(mapping: &Mapping) -> Self {
        Self {
            said: mapping.missing.iter().map(|(text, kind)| (text.trim().to_lowercase(), *kind)).collect(),
            usual: mapping.is_on(Step::UnderstandMissingMarks),
            accounting: mapping.is_on(Step::ReadAccountingZero),
        }
    }

    /// The kind of nothing that a printed text stands for; blanks always do.
    pub(super) fn kind(&self, text: &str) -> Option<Missing> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Missing::NotReported);
        }
        // No usual mark begins with a digit, and most cells of a large table do.
        if text.len() > 64 || (self.said.is_empty() && text.as_bytes().first().is_some_and(u8::is_ascii_digit)) {
            return None;
        }
        if !self.said.is_empty()
            && let Some(said) = self.said.get(&text.to_lowercase())
        {
            return *said;
        }
        if self.usual { usual_mark(text) } else { None }
    }

    /// As [`Self::kind`] among words that are no numbers, times or names of places: there "none" is an answer, such as
    /// to what somebody was convicted of, unless it was said that it is not.
    fn kind_among_words(&self, text: &str) -> Option<Missing> {
        let is_said = || self.said.contains_key(&text.trim().to_lowercase());
        if text.trim().eq_ignore_ascii_case("none") && !is_said() { None } else { self.kind(text) }
    }
}

/// The marks that are understood without being told, in any case.
pub(super) fn usual_mark(text: &str) -> Option<Missing> {
    if text.len() > 64 {
        return None;
    }
    let folded = text.trim().to_ascii_lowercase();
    match folded.as_str() {
        "" | "-" | "--" | "–" | "—" | "−" | "." | ".." | "..." | "…" | "?" | "n/a" | "na" | "n.a." | "n.a" | "n/d"
        | "n.d." | "null" | "none" | "nan" | "s/d" | "s.d." | "nd" | "k.a." | "#n/a" | "#n/d" | "#value!" | "#ref!"
        | "#div/0!" | "#name?" | "not reported" | "not available" | "no data" | "sin datos" | "missing" => {
            Some(Missing::NotReported)
        }
        "[x]" | "[z]" | "[low]" | ":" => Some(Missing::NotReported),
        "*" | "**" | "***" | "[c]" | "suppressed" | "<5" | "< 5" | "<10" | "<3" => Some(Missing::Suppressed),
        "redacted" | "[redacted]" | "withheld" | "[withheld]" | "xxx" | "xxxx" => Some(Missing::Redacted),
        _ if folded.starts_with("(b)(")
            || folded.starts_with("b(6)")
            || folded.starts_with("b(7)")
            || folded.starts_with("(b) (") =>
        {
            Some(Missing::Redacted)
        }
        _ => None,
    }
}

/// "€ -": the accounting format of spreadsheets prints zero so. (In the Frontex costs of 2019 the ten cells that the
/// printed table shows so are 0.00 in the sheet that was released later.)
pub(super) fn is_accounting_zero(text: &str) -> bool {
    let rest = text.trim().trim_end_matches(['-', '–']);
    let is_currency = ["€", "$", "£", "¥", "EUR", "USD", "GBP", "CHF", "US$"].contains(&rest.trim());
    rest.len() < text.trim().len() && is_currency
}

/// One column of a table as it will be in the data set.
pub(super) struct Understood {
    pub column: Column,
    pub notices: LoadReport,
    pub accounting_zeros: usize,
    pub joint_cells: usize,
}

/// What holds for all columns of a file.
pub(super) struct Context<'a> {
    pub table: &'a RawTable,
    pub kept: &'a [Range<usize>],
    pub excluded: &'a [usize],
    pub mapping: &'a Mapping,
    pub marks: &'a Marks,
    /// What other columns of the file decide.
    pub date_order: Option<DateOrder>,
    pub decimal: Option<DecimalMark>,
}

/// The texts of a column that rows of the data have, in the order of first appearance.
pub(super) fn texts_in_use(column: &GridColumn, kept: &[Range<usize>], excluded: &[usize]) -> Vec<u32> {
    let all = u32::try_from(column.texts.len()).unwrap_or(u32::MAX);
    if excluded.len() <= 64 {
        let mut dubious: Vec<usize> = excluded.iter().map(|row| column.codes.at(*row)).collect();
        dubious.sort_unstable();
        dubious.dedup();
        let in_data: Vec<usize> =
            dubious.iter().copied().filter(|code| column.codes.contains_in(kept, *code)).collect();
        if in_data.iter().all(|code| column.texts.get(*code).trim().is_empty()) {
            // What is left appears in the order of its codes.
            return (0..all)
                .filter(|code| {
                    let code = *code as usize;
                    dubious.binary_search(&code).is_err() || in_data.binary_search(&code).is_ok()
                })
                .collect();
        }
    }
    let mut seen = vec![false; column.texts.len()];
    let mut order = Vec::new();
    for run in kept {
        column.codes.for_each_in(run.start, run.len(), |code| {
            if let Some(code) = code
                && let Some(seen) = seen.get_mut(code)
                && !std::mem::replace(seen, true)
            {
                order.push(u32::try_from(code).unwrap_or(u32::MAX));
            }
        });
    }
    order
}

/// Understands a column in its role.
pub(super) fn understand(index: usize, role: Role, context: &Context<'_>) -> Understood {
    let table = context.table;
    let empty = GridColumn::default();
    let raw = table.columns.get(index).unwrap_or(&empty);
    let header = table.headers.get(index).map_or("", String::as_str);
    let order = texts_in_use(raw, context.kept, context.excluded);
    let mut job = Job {
        raw,
        header,
        context,
        order,
        map: vec![Code::NOT_REPORTED; raw.texts.len()],
        rows_of_text: None,
        notices: LoadReport::default(),
        accounting_zeros: 0,
        joint_cells: 0,
    };
    let dictionary = match role {
        role if role.is_country() => job.places(companion_code(table, index)),
        Role::Year => job.times(&|text| parse_year(text, Calendar::GREGORIAN)),
        Role::FiscalYear => job.times(&|text| parse_year(text, Calendar::US_FISCAL)),
        role if role.is_time() => job.dates(),
        role if role.is_number() => job.numbers(role != Role::Cost),
        Role::None => job.freely(),
        Role::FlightKey => job.text(Marks::kind),
        _ => job.text(Marks::kind_among_words),
    };
    job.report_marks();
    let codes = pack(&raw.codes, context.kept, &job.map, dictionary.len());
    Understood {
        column: Column::from_ordered(header.to_owned(), role, dictionary, codes),
        notices: job.notices,
        accounting_zeros: job.accounting_zeros,
        joint_cells: job.joint_cells,
    }
}

/// The codes of the rows that are data.
fn pack(raw: &TextCodes, kept: &[Range<usize>], map: &[Code], entries: usize) -> Codes {
    let highest = entries + FIRST_ENTRY_CODE as usize;
    let rows = kept.iter().map(Range::len).sum();
    if highest <= 1 << 8 {
        let table: Vec<u8> = map.iter().map(|code| u8::try_from(code.index()).unwrap_or(0)).collect();
        let mut codes: Vec<u8> = Vec::with_capacity(rows);
        for run in kept {
            raw.map_in(run, &table, 0, &mut codes);
        }
        Codes::Narrow(codes)
    } else if highest <= 1 << 16 {
        let table: Vec<u16> = map.iter().map(|code| u16::try_from(code.index()).unwrap_or(0)).collect();
        let mut codes: Vec<u16> = Vec::with_capacity(rows);
        for run in kept {
            raw.map_in(run, &table, 0, &mut codes);
        }
        Codes::Medium(codes)
    } else {
        let table: Vec<u32> = map.iter().map(|code| u32::try_from(code.index()).unwrap_or(0)).collect();
        let mut codes: Vec<u32> = Vec::with_capacity(rows);
        for run in kept {
            raw.map_in(run, &table, 0, &mut codes);
        }
        Codes::Wide(codes)
    }
}

/// A column that is being understood.
struct Job<'a> {
    raw: &'a GridColumn,
    header: &'a str,
    context: &'a Context<'a>,
    /// Texts in use, in the order of first appearance.
    order: Vec<u32>,
    /// What each text becomes.
    map: Vec<Code>,
    /// For each text its first row and how many rows have it; counted when it is first asked for.
    rows_of_text: Option<Vec<(usize, usize)>>,
    notices: LoadReport,
    accounting_zeros: usize,
    joint_cells: usize,
}

impl<'a> Job<'a> {
    fn text_of(&self, code: u32) -> &'a str {
        self.raw.texts.get(code as usize).trim()
    }

    /// Texts in use that stand for no kind of nothing.
    fn values(&self) -> impl Iterator<Item = &'a str> {
        let (raw, marks) = (self.raw, self.context.marks);
        self.order.iter().map(|code| raw.texts.get(*code as usize).trim()).filter(|text| marks.kind(text).is_none())
    }

    fn set(&mut self, code: u32, to: Code) {
        if let Some(slot) = self.map.get_mut(code as usize) {
            *slot = to;
        }
    }

    fn rows_of(&mut self, code: u32) -> (usize, usize) {
        let (raw, kept) = (self.raw, self.context.kept);
        let counted = self.rows_of_text.get_or_insert_with(|| {
            let mut rows = vec![(usize::MAX, 0); raw.texts.len()];
            for run in kept {
                let mut row = run.start;
                raw.codes.for_each_in(run.start, run.len(), |code| {
                    if let Some((first, count)) = code.and_then(|code| rows.get_mut(code)) {
                        *first = (*first).min(row);
                        *count += 1;
                    }
                    row += 1;
                });
            }
            rows
        });
        counted.get(code as usize).copied().unwrap_or((0, 0))
    }

    /// Rows of the file that have a text, the first of them by name.
    fn report(&mut self, kind: IssueKind, code: u32) {
        let (first, count) = self.rows_of(code);
        let mut places = Vec::new();
        let known =
            self.notices.issues.iter().find(|issue| issue.kind.is_like(&kind)).map_or(0, |issue| issue.places.len());
        let room = MAX_PLACES.saturating_sub(known).min(count).min(100);
        let kept = self.context.kept;
        let rows = kept.iter().flat_map(|run| run.start.max(first)..run.end);
        for row in rows.filter(|row| self.raw.codes.at(*row) == code as usize).take(room) {
            places.push(RowPlace { cell: self.text_of(code).to_owned(), ..self.context.table.place(row) });
        }
        self.notices.add_all(kind, Some(self.header), places, count);
    }

    /// Each text in turn: a kind of nothing, a value, or what `not_understood` says. Equal values become one entry.
    fn each<V: Hash + Eq + Clone>(
        &mut self,
        value_of: impl FnMut(&mut Self, u32, &'a str) -> Option<V>,
        issue_of: impl Fn(&str) -> Option<IssueKind>,
    ) -> Vec<V> {
        self.each_of_kind(Marks::kind, value_of, issue_of)
    }

    /// As [`Self::each`]; `kind_of`: the kind of nothing that a text stands for.
    fn each_of_kind<V: Hash + Eq + Clone>(
        &mut self,
        kind_of: impl Fn(&Marks, &str) -> Option<Missing>,
        mut value_of: impl FnMut(&mut Self, u32, &'a str) -> Option<V>,
        issue_of: impl Fn(&str) -> Option<IssueKind>,
    ) -> Vec<V> {
        let mut values: Vec<V> = Vec::new();
        let mut entry_of: HashMap<V, usize> = HashMap::new();
        for code in std::mem::take(&mut self.order) {
            let text = self.text_of(code);
            let to = match kind_of(self.context.marks, text) {
                Some(kind) => Code::missing(kind),
                None => match value_of(self, code, text) {
                    Some(value) => Code::entry(*entry_of.entry(value).or_insert_with_key(|value| {
                        values.push(value.clone());
                        values.len() - 1
                    })),
                    None => {
                        if let Some(kind) = issue_of(text) {
                            self.report(kind, code);
                        }
                        Code::NOT_REPORTED
                    }
                },
            };
            self.set(code, to);
        }
        values
    }

    /// `kind_of`: the kind of nothing that a text stands for.
    fn text(&mut self, kind_of: impl Fn(&Marks, &str) -> Option<Missing>) -> Dictionary {
        let is_trimmed = self.order.iter().all(|code| {
            let text = self.raw.texts.get(*code as usize);
            text.trim().len() == text.len()
        });
        if !is_trimmed {
            let values = self.each_of_kind(kind_of, |_, _, text| Some(text), |_| None);
            return Dictionary::Text(values.into_iter().map(Into::into).collect());
        }
        // The texts are different from each other as they stand.
        let mut values: Vec<Box<str>> = Vec::new();
        for code in std::mem::take(&mut self.order) {
            let text = self.text_of(code);
            let to = kind_of(self.context.marks, text).map_or_else(
                || {
                    values.push(text.into());
                    Code::entry(values.len() - 1)
                },
                Code::missing,
            );
            self.set(code, to);
        }
        Dictionary::Text(values)
    }

    /// Whole numbers in plain notation, which are different from each other as they stand; `None` where a text is
    /// anything else.
    fn plain_numbers(&mut self) -> Option<Dictionary> {
        let mut values: Vec<i64> = Vec::with_capacity(self.order.len());
        for code in &self.order {
            let text = self.raw.texts.get(*code as usize);
            match plain_whole_number(text) {
                Some(value) => values.push(value),
                None => {
                    self.context.marks.kind(text)?;
                }
            }
        }
        let mut entry = 0;
        for code in std::mem::take(&mut self.order) {
            let text = self.raw.texts.get(code as usize);
            let to = if plain_whole_number(text).is_some() {
                entry += 1;
                Code::entry(entry - 1)
            } else {
                self.context.marks.kind(text).map_or(Code::NOT_REPORTED, Code::missing)
            };
            self.set(code, to);
        }
        Some(Dictionary::Numbers { scale: 0, values })
    }

    fn places(&mut self, companion: Option<&GridColumn>) -> Dictionary {
        let codes = companion.map(|companion| self.codes_beside(companion)).unwrap_or_default();
        let merges: HashMap<String, &str> =
            self.context.mapping.merges.iter().map(|merge| (fold(&merge.from), merge.to.as_str())).collect();
        let separates = self.context.mapping.is_on(Step::SeparateJointPlaces);
        let mut places: Vec<Place> = Vec::new();
        let mut seen: HashSet<String> = HashSet::new();
        let printed = self.each(
            |job, code, text| {
                let merged = if merges.is_empty() { None } else { merges.get(&fold(text)).copied() };
                let printed = merged.filter(|to| Country::from_code(to).is_none()).unwrap_or(text);
                if !seen.insert(printed.to_owned()) {
                    return Some(printed.to_owned());
                }
                let mut place = if separates { Place::from_printed(printed) } else { Place::single(printed) };
                if let Some(country) = merged.and_then(Country::from_code) {
                    place.country = Some(country);
                    place.joint.clear();
                }
                match (place.country, codes.get(&code).and_then(|beside| Country::from_code(beside))) {
                    (None, Some(found)) if place.joint.is_empty() => place.country = Some(found),
                    (Some(by_name), Some(by_code)) if by_name != by_code && merged.is_none() => {
                        let beside = codes.get(&code).cloned().unwrap_or_default();
                        job.report(IssueKind::CountryCodeDiffers { name: printed.to_owned(), code: beside }, code);
                    }
                    _ => {}
                }
                if !place.joint.is_empty() {
                    job.joint_cells += job.rows_of(code).1;
                    job.report(IssueKind::JointPlaces { example: printed.to_owned() }, code);
                }
                places.push(place);
                Some(printed.to_owned())
            },
            |_| None,
        );
        debug_assert_eq!(printed.len(), places.len());
        Dictionary::Places(places)
    }

    /// The first code that stands beside each text.
    fn codes_beside(&self, companion: &GridColumn) -> HashMap<u32, String> {
        let mut codes: HashMap<u32, String> = HashMap::new();
        if self.raw.texts.len() > 100_000 {
            return codes;
        }
        let mut is_open = vec![true; self.raw.texts.len()];
        for row in self.context.kept.iter().cloned().flatten() {
            let code = self.raw.codes.at(row);
            if is_open.get(code).copied().unwrap_or(false) {
                let beside = companion.cell(row).trim();
                if !beside.is_empty() {
                    codes.insert(u32::try_from(code).unwrap_or(u32::MAX), beside.to_owned());
                    if let Some(slot) = is_open.get_mut(code) {
                        *slot = false;
                    }
                }
            }
        }
        codes
    }

    fn times(&mut self, parse: &dyn Fn(&str) -> Option<Span>) -> Dictionary {
        let not_a_date = |text: &str| Some(IssueKind::NotADate { example: text.to_owned() });
        Dictionary::Times(self.each(|_, _, text| parse(text), not_a_date))
    }

    /// Tells the analyst where clocks of a column are more than an hour apart, which summer time does not explain.
    fn report_zones(&mut self) {
        let ahead = |code: &u32| Some((minutes_ahead(self.text_of(*code))?, *code));
        let all = || self.order.iter().filter_map(ahead);
        let (Some((lowest, first)), Some((highest, other))) = (all().min(), all().max()) else { return };
        if highest - lowest > 60 {
            let zones = [(lowest, first), (highest, other)].map(|(minutes, _)| {
                let (sign, minutes) = (if minutes < 0 { '−' } else { '+' }, minutes.abs());
                format!("UTC{sign}{}:{:02}", minutes / 60, minutes % 60)
            });
            self.report(IssueKind::SeveralZones { zones: zones.join(", ") }, other);
        }
    }

    fn dates(&mut self) -> Dictionary {
        self.report_zones();
        // The serial numbers of a spreadsheet, alone or among dates that are written out.
        let serial = |text: &str| if text.len() >= 5 { parse_serial(text) } else { None };
        match self.date_order() {
            Ok(order) => {
                let kind_of = |text: &str| {
                    let example = text.to_owned();
                    // A date in another order than the column's is more than a word where a date should be.
                    let kind = if is_some_date(text) {
                        IssueKind::ContradictoryDates { example }
                    } else {
                        IssueKind::NotADate { example }
                    };
                    Some(kind)
                };
                let read = |text: &str| parse_date(text, order).or_else(|| serial(text));
                Dictionary::Times(self.each(|_, _, text| read(text), kind_of))
            }
            Err(kind) => {
                let is_sure = |text: &str| {
                    let spans = DateOrder::ALL.map(|order| parse_date(text, order));
                    spans.iter().all(|span| *span == spans[0]).then_some(spans[0]).flatten()
                };
                let values = self.each(|_, _, text| is_sure(text), |_| Some(kind.clone()));
                Dictionary::Times(values)
            }
        }
    }

    /// The order of the dates of this column, or why nobody knows.
    fn date_order(&self) -> Result<DateOrder, IssueKind> {
        if let Some(said) = self.context.mapping.date_order {
            return Ok(said);
        }
        match find_date_order(self.values()) {
            OrderDecision::Decided(order) => Ok(order),
            OrderDecision::Indifferent => Ok(DateOrder::YearMonthDay),
            OrderDecision::Contradictory => Ok(self.most_frequent_order()),
            OrderDecision::Ambiguous { example } => {
                let texts = self.texts_by_row(200_000);
                let by_sequence = order_by_sequence(&texts).or(self.context.date_order);
                let example = self.values().nth(example).unwrap_or("").to_owned();
                by_sequence.ok_or(IssueKind::AmbiguousDates { example })
            }
        }
    }

    fn most_frequent_order(&self) -> DateOrder {
        let count = |order| self.values().filter(|text| parse_date(text, order).is_some()).count();
        let [day, month] = [DateOrder::DayMonthYear, DateOrder::MonthDayYear].map(count);
        if month > day { DateOrder::MonthDayYear } else { DateOrder::DayMonthYear }
    }

    fn texts_by_row(&self, most: usize) -> Vec<&'a str> {
        let rows = self.context.kept.iter().cloned().flatten().take(most);
        rows.map(|row| self.raw.cell(row).trim()).filter(|text| self.context.marks.kind(text).is_none()).collect()
    }

    /// The decimal mark of this column, or why nobody knows.
    fn decimal_mark(&self, counts_things: bool) -> Result<DecimalMark, IssueKind> {
        if let Some(said) = self.context.mapping.decimal {
            return Ok(said);
        }
        let reads = |mark| self.values().filter(|text| parse_number(text, mark).is_some()).count();
        match find_decimal_mark(self.values()) {
            MarkDecision::Decided(mark) => {
                // Things are counted in whole numbers: where one cell decides for fractions and most others would be
                // whole with the other mark, nobody knows.
                let other = if mark == DecimalMark::Point { DecimalMark::Comma } else { DecimalMark::Point };
                let whole = |mark| {
                    let numbers = self.values().filter_map(move |text| parse_number(text, mark));
                    numbers.filter(|number| number.mantissa_at(0).is_some()).count()
                };
                if counts_things && whole(other) > whole(mark) {
                    let example = self.values().find(|text| parse_number(text, other) != parse_number(text, mark));
                    return Err(IssueKind::AmbiguousNumbers { example: example.unwrap_or("").to_owned() });
                }
                Ok(mark)
            }
            MarkDecision::Indifferent => Ok(DecimalMark::Point),
            MarkDecision::Contradictory => {
                let comma = reads(DecimalMark::Comma) > reads(DecimalMark::Point);
                Ok(if comma { DecimalMark::Comma } else { DecimalMark::Point })
            }
            MarkDecision::Ambiguous => {
                // Things are counted in whole numbers: "1.234" are one thousand and some, with either mark.
                let is_whole = |mark| {
                    self.values()
                        .filter_map(|text| parse_number(text, mark))
                        .all(|number| number.mantissa_at(0).is_some())
                };
                match (counts_things, is_whole(DecimalMark::Point), is_whole(DecimalMark::Comma)) {
                    (true, true, _) => Ok(DecimalMark::Point),
                    (true, false, true) => Ok(DecimalMark::Comma),
                    _ => {
                        let differs = |text: &&str| {
                            parse_number(text, DecimalMark::Point) != parse_number(text, DecimalMark::Comma)
                        };
                        let example = self.values().find(differs).unwrap_or("").to_owned();
                        self.context.decimal.ok_or(IssueKind::AmbiguousNumbers { example })
                    }
                }
            }
        }
    }

    /// `counts_things`: whether the numbers are counts, which are whole and not below zero.
    fn numbers(&mut self, counts_things: bool) -> Dictionary {
        if let Some(plain) = self.plain_numbers() {
            return plain;
        }
        let (mark, problem) = match self.decimal_mark(counts_things) {
            Ok(mark) => (Some(mark), None),
            Err(kind) => (None, Some(kind)),
        };
        self.read_numbers(mark, problem.as_ref(), counts_things)
    }

    fn read_numbers(
        &mut self,
        mark: Option<DecimalMark>,
        problem: Option<&IssueKind>,
        counts_things: bool,
    ) -> Dictionary {
        let read = |text: &str| match mark {
            Some(mark) => parse_number(text, mark),
            None => {
                parse_number(text, DecimalMark::Point).filter(|n| Some(*n) == parse_number(text, DecimalMark::Comma))
            }
        };
        let accounting = self.context.marks.accounting;
        let numbers = self.each(
            |job, code, text| {
                if accounting && is_accounting_zero(text) {
                    job.accounting_zeros += job.rows_of(code).1;
                    return Some(Exact(Number::ZERO));
                }
                let number = match read(text) {
                    Some(number) => number,
                    None => {
                        let number = read(without_footnote(text)?)?;
                        job.report(IssueKind::Footnote { example: text.to_owned() }, code);
                        number
                    }
                };
                if counts_things && (number.is_negative() || number.mantissa_at(0).is_none()) {
                    job.report(IssueKind::OddCount { example: text.to_owned() }, code);
                }
                Some(Exact(number))
            },
            |text| {
                let ambiguous =
                    problem.filter(|_| text.contains(['.', ',']) && parse_number(text, DecimalMark::Point).is_some());
                Some(ambiguous.cloned().unwrap_or(IssueKind::NotANumber { example: text.to_owned() }))
            },
        );
        self.fit(&numbers)
    }

    /// The numbers at one scale. One that 64 bits do not hold there is not taken, and flagged.
    fn fit(&mut self, numbers: &[Exact]) -> Dictionary {
        let scale = numbers.iter().map(|number| number.0.scale()).max().unwrap_or(0);
        let mantissa = |number: &Exact| number.0.mantissa_at(scale).and_then(|wide| i64::try_from(wide).ok());
        let fitting: Vec<Option<i64>> = numbers.iter().map(mantissa).collect();
        if fitting.iter().all(Option::is_some) {
            return Dictionary::Numbers { scale, values: fitting.into_iter().flatten().collect() };
        }
        let mut values = Vec::new();
        let mut new_entry: Vec<Code> = Vec::new();
        for value in &fitting {
            new_entry.push(match value {
                Some(value) => {
                    values.push(*value);
                    Code::entry(values.len() - 1)
                }
                None => Code::NOT_REPORTED,
            });
        }
        for text in 0..u32::try_from(self.map.len()).unwrap_or(u32::MAX) {
            let Some(Ok(entry)) = self.map.get(text as usize).map(|code| code.resolve()) else { continue };
            let to = new_entry.get(entry).copied().unwrap_or(Code::NOT_REPORTED);
            self.set(text, to);
            if to == Code::NOT_REPORTED {
                let example = self.text_of(text).to_owned();
                self.report(IssueKind::NotANumber { example }, text);
            }
        }
        Dictionary::Numbers { scale, values }
    }

    /// A column without a role: numbers or days where every value is one, else text. Digits with a leading zero and
    /// numbers with a letter are identifiers and stay text.
    fn freely(&mut self) -> Dictionary {
        if self.values().next().is_some()
            && let Some(plain) = self.plain_numbers()
        {
            return plain;
        }
        let looks_like_number = |text: &str| {
            let is_identifier =
                text.len() > 1 && text.starts_with('0') && !text.starts_with("0.") && !text.starts_with("0,");
            !is_identifier && !text.contains(|char: char| char.is_ascii_alphabetic())
        };
        let has_values = self.values().next().is_some();
        let fits = |text: &str, mark| parse_number(text, mark).is_some_and(|number| number.scale() <= MAX_SCALE);
        if has_values
            && self.values().all(looks_like_number)
            && let Ok(mark) = self.decimal_mark(false)
            && self.values().all(|text| fits(text, mark))
        {
            let before = (self.order.clone(), std::mem::take(&mut self.notices));
            let numbers = self.read_numbers(Some(mark), None, false);
            if self.notices.issues.is_empty() {
                return numbers;
            }
            // Numbers that are too long to add up are names.
            (self.order, self.notices) = before;
        }
        let is_plausible =
            self.values().take(20).all(|text| text.len() < 40 && text.contains(|c: char| c.is_ascii_digit()));
        if has_values
            && is_plausible
            && let Ok(order) = self.date_order()
            && self.values().all(|text| parse_date(text, order).is_some_and(Span::is_day))
        {
            return self.times(&|text| parse_date(text, order));
        }
        self.text(Marks::kind_among_words)
    }

    /// Counts the cells of marks that stand for nothing.
    fn report_marks(&mut self) {
        let marks: Vec<(u32, Missing)> = (0..u32::try_from(self.raw.texts.len()).unwrap_or(0))
            .filter_map(|code| {
                let text = self.text_of(code);
                let reason = self.map.get(code as usize)?.resolve().err()?;
                (!text.is_empty() && self.context.marks.kind(text) == Some(reason)).then_some((code, reason))
            })
            .take(1000)
            .collect();
        for (code, kind) in marks {
            let (_, cells) = self.rows_of(code);
            if cells > 0 {
                self.notices.marks.push(MarkTaken { text: self.text_of(code).to_owned(), kind, cells });
            }
        }
    }
}

/// One to eighteen digits without a leading zero, where no mark of nothing is among such texts.
fn plain_whole_number(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || bytes.len() > 18 || (bytes.first() == Some(&b'0') && bytes.len() > 1) {
        return None;
    }
    bytes.iter().try_fold(0_i64, |value, byte| byte.is_ascii_digit().then(|| value * 10 + i64::from(byte - b'0')))
}

/// A number as a key: equal numbers are one, however many zeros follow the point.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Exact(Number);

impl Hash for Exact {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        // Parsed numbers carry no zeros at their end, so that equal ones have equal parts.
        self.0.scale().hash(state);
        self.0.mantissa_at(self.0.scale()).hash(state);
    }
}

pub(super) fn parse_year(text: &str, calendar: Calendar) -> Option<Span> {
    let text = text.trim();
    let digits = text.strip_prefix("FY").or_else(|| text.strip_prefix("fy")).unwrap_or(text).trim();
    let digits = digits.strip_suffix(".0").unwrap_or(digits);
    // Marks of footnotes and of preliminary figures.
    let digits = digits.trim_end_matches(['*', '†', ')', ']', '(', '[', 'p', 'e', 'r', ' ']);
    let year = (digits.len() == 4).then(|| digits.parse::<i16>().ok()).flatten()?;
    (FIRST_YEAR..=LAST_YEAR).contains(&year).then(|| calendar.year(year)).flatten()
}

/// Whether a text could be a date in any order.
pub(super) fn is_some_date(text: &str) -> bool {
    text.len() < 60 && DateOrder::ALL.into_iter().any(|order| parse_date(text, order).is_some())
}

/// Whether a text is a number with either mark, or a zero of the accounting format.
pub(super) fn is_some_number(text: &str) -> bool {
    parse_number(text, DecimalMark::Point).is_some()
        || parse_number(text, DecimalMark::Comma).is_some()
        || is_accounting_zero(text)
        || without_footnote(text).is_some_and(|text| parse_number(text, DecimalMark::Point).is_some())
}

/// Whether a text names a country, or several.
pub(super) fn is_some_country(text: &str) -> bool {
    !matches!(match_name(text), NameMatch::None) || !Place::from_printed(text).joint.is_empty()
}

/// Whether a text may stand in a column of countries: a country, or a word for none.
pub(super) fn is_place_like(text: &str) -> bool {
    is_some_country(text) || super::native::is_no_place_word(text)
}

/// The column of ISO codes that belongs to a column of names: `destination_iso3` beside `destination`.
pub(super) fn companion_code(table: &RawTable, index: usize) -> Option<&GridColumn> {
    let name = table.headers.get(index)?.to_lowercase();
    let stem = name.trim_end_matches("_country").trim_end_matches(" country");
    let wanted = [format!("{name}_iso3"), format!("{stem}_iso3"), format!("{stem} iso3"), format!("{name}_code")];
    let alone = (name == "country" || name == "country name").then_some(["iso3", "iso", "country_code"]);
    table.headers.iter().zip(&table.columns).find_map(|(header, column)| {
        let header = header.to_lowercase();
        let fits = wanted.contains(&header) || alone.is_some_and(|names| names.contains(&header.as_str()));
        fits.then_some(column)
    })
}
