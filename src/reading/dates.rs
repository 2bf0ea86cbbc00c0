//! What printed dates mean, each as the span of days that it names: a day, a month, a quarter, a year, or from one to
//! another. Which of two numbers is the day is decided from all texts of a column together.
//!
//! A printed day is the publisher's: a time of day and its zone are left aside and never move it, and a weekday beside
//! it is not checked. Two digits stand for the years 1970 to 2069.
//!
//! This file must never know columns, roles or today's date. Start with [`parse_date`], then [`find_date_order`].

use crate::dataset::country::fold;
use crate::dataset::{Calendar, FIRST_YEAR, LAST_YEAR, Span};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// In which order day, month and year are printed, where the text alone does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

impl DateOrder {
    pub const ALL: [Self; 3] = [Self::DayMonthYear, Self::MonthDayYear, Self::YearMonthDay];

    /// `dmy`, `mdy` or `ymd`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.id() == id)
    }

    pub fn id(self) -> &'static str {
        match self {
            Self::DayMonthYear => "dmy",
            Self::MonthDayYear => "mdy",
            Self::YearMonthDay => "ymd",
        }
    }
}

/// What the distinct texts of a column say together about the order of their dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OrderDecision {
    Decided(DateOrder),
    /// No text depends on it: years come first, months have names, or day and month are the same number.
    Indifferent,
    /// Several orders read every date, differently; the position of the first text that shows it.
    Ambiguous {
        example: usize,
    },
    /// No order reads every date that one of them reads.
    Contradictory,
}

/// The order that reads every text that any order reads: one "13/02/2024" decides for a whole column.
///
/// Years of two digits come first only between hyphens ("24-02-13") unless no other order fits, since nearly every
/// "13/02/24" could otherwise be a day in 2013.
pub(super) fn find_date_order<'a>(texts: impl Iterator<Item = &'a str>) -> OrderDecision {
    let mut evidence = Evidence::default();
    let (mut any_difference, mut day_or_month_first) = (None, None);
    for (index, text) in texts.enumerate() {
        if parse_iso_day(text).is_some() {
            continue;
        }
        let [by_day, by_month, by_year] = evidence.add(text);
        if by_day != by_month {
            day_or_month_first = day_or_month_first.or(Some(index));
        }
        if by_year.is_some() && (by_year != by_day || by_year != by_month) {
            any_difference = any_difference.or(Some(index));
        }
    }
    let [day_first, month_first, year_first] = evidence.possible();
    match (day_first, month_first, year_first) {
        (false, false, false) => OrderDecision::Contradictory,
        (true, false, false) => OrderDecision::Decided(DateOrder::DayMonthYear),
        (false, true, false) => OrderDecision::Decided(DateOrder::MonthDayYear),
        (false, false, true) => OrderDecision::Decided(DateOrder::YearMonthDay),
        (true, true, false) => day_or_month_first.map_or(OrderDecision::Indifferent, OrderDecision::ambiguous),
        (_, _, true) => any_difference.map_or(OrderDecision::Indifferent, OrderDecision::ambiguous),
    }
}

impl OrderDecision {
    fn ambiguous(example: usize) -> Self {
        Self::Ambiguous { example }
    }
}

/// The fewest dates in a row, and the fewest months among them, that show by their sequence how they are printed.
const FEWEST_IN_SEQUENCE: usize = 8;
const FEWEST_MONTHS: usize = 3;

/// The one order under which the dates of a column, in the order of its rows, never go back or never go forward. It is
/// decided by the whole column and never by a row: every date must be read, and enough of them in enough months.
pub(super) fn order_by_sequence(texts_in_row_order: &[&str]) -> Option<DateOrder> {
    let mut evidence = Evidence::default();
    let mut sequences: [Vec<Date>; 3] = Default::default();
    for text in texts_in_row_order {
        for (sequence, reading) in sequences.iter_mut().zip(evidence.add(text)) {
            sequence.extend(reading.map(Span::first));
        }
    }
    let mut sorted = DateOrder::ALL
        .into_iter()
        .zip(sequences)
        .zip(evidence.possible())
        .filter(|((_, days), possible)| *possible && (days.is_sorted() || days.iter().rev().is_sorted()));
    let (((order, days), _), None) = (sorted.next()?, sorted.next()) else { return None };
    let months: HashSet<Date> = days.iter().map(|day| day.first_of_month()).collect();
    (days.len() >= FEWEST_IN_SEQUENCE && months.len() >= FEWEST_MONTHS).then_some(order)
}

/// Which orders have read every text that any of them reads.
#[derive(Default)]
struct Evidence {
    failed: [bool; 3],
    /// Whether two-digit years stand last by all custom, and come first only if nothing else fits.
    year_last_is_usual: bool,
}

impl Evidence {
    fn add(&mut self, text: &str) -> [Option<Span>; 3] {
        let readings = DateOrder::ALL.map(|order| parse_date(text, order));
        if readings.iter().any(Option::is_some) {
            for (failed, reading) in self.failed.iter_mut().zip(readings) {
                *failed |= reading.is_none();
            }
            let [by_day, by_month, by_year] = readings;
            let says_year_first = by_year.is_some() && (by_year != by_day || by_year != by_month);
            self.year_last_is_usual |= says_year_first && !text.contains('-');
        }
        readings
    }

    fn possible(&self) -> [bool; 3] {
        let [day_first, month_first, year_first] = self.failed.map(|failed| !failed);
        [day_first, month_first, year_first && !(self.year_last_is_usual && (day_first || month_first))]
    }
}

/// Longer texts are sentences.
const LONGEST_DATE: usize = 80;

/// Reads one printed date or range of dates; `order` is asked only where the text alone does not tell.
pub(super) fn parse_date(text: &str, order: DateOrder) -> Option<Span> {
    let text = text.trim();
    if let Some(day) = parse_iso_day(text) {
        return Some(day);
    }
    if text.len() > LONGEST_DATE || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    parse_single(text, order).or_else(|| parse_range(text, order))
}

/// `2024-05-01` and nothing else: nearly all dates, read without taking memory.
fn parse_iso_day(text: &str) -> Option<Span> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0_i16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(**digit - b'0')))
    };
    day(number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// A day as a spreadsheet stores it, a number of days since the end of 1899 with the time of day as a fraction, from
/// 1954 to 2119. These are the numbers after 60, the 29 February 1900 that never was; 61 is 1 March 1900.
pub(super) fn parse_serial(text: &str) -> Option<Span> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 5 || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let serial = whole.parse::<i32>().ok().filter(|serial| (20_000..=80_000).contains(serial))?;
    let day_zero = Date::new(1899, 12, 30).ok()?;
    day_zero.checked_add(serial.days()).ok().map(Span::day)
}

fn day(year: i16, month: i16, day: i16) -> Option<Span> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Span::day)
}

fn month(year: i16, month: i16) -> Option<Span> {
    day(year, month, 1).map(|first| Span::month_of(first.first()))
}

/// Digits of a date, with their number: "05" may be a day, "2005" only a year.
#[derive(Clone, Copy)]
struct Digits {
    value: i16,
    length: usize,
}

impl Digits {
    fn is_year(self) -> bool {
        self.length == 4
    }

    fn is_short(self) -> bool {
        self.length <= 2
    }

    /// The year that two digits stand for, or four.
    fn year(self) -> Option<i16> {
        match (self.length, self.value) {
            (4, year) => Some(year),
            (2, short @ ..70) => Some(2000 + short),
            (2, short) => Some(1900 + short),
            _ => None,
        }
    }
}

/// What a date is made of, without its blanks.
struct Parts<'a> {
    digits: Vec<Digits>,
    words: Vec<&'a str>,
    /// What stands between each two digits or words that do not touch: a blank where no mark does.
    marks: Vec<char>,
    starts_with_word: bool,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let starts_with_word = text.starts_with(is_letter);
        let mut parts = Self { digits: Vec::new(), words: Vec::new(), marks: Vec::new(), starts_with_word };
        let mut rest = text;
        while let Some(start) = rest.chars().next() {
            let is_kind = |char: char| match (start.is_ascii_digit(), is_letter(start)) {
                (true, _) => char.is_ascii_digit(),
                (_, true) => is_letter(char),
                _ => !char.is_ascii_digit() && !is_letter(char),
            };
            let (run, after) = rest.split_at_checked(rest.find(|char| !is_kind(char)).unwrap_or(rest.len()))?;
            rest = after;
            if start.is_ascii_digit() {
                parts.digits.push(Digits { value: run.parse().ok()?, length: run.len() });
            } else if is_letter(start) {
                parts.words.push(run);
            } else {
                parts.marks.push(mark_of(run)?);
            }
        }
        Some(parts)
    }

    /// The one mark between all parts.
    fn only_mark(&self) -> Option<char> {
        let (first, others) = self.marks.split_first()?;
        others.iter().all(|mark| mark == first).then_some(*first)
    }
}

fn is_letter(char: char) -> bool {
    char.is_alphabetic() || matches!(char, '\u{300}'..='\u{36f}' | '°')
}

/// What a run of marks and blanks comes to; `None` for what does not stand in dates.
fn mark_of(run: &str) -> Option<char> {
    let mut found = ' ';
    for char in run.chars().filter(|char| !char.is_whitespace()) {
        found = match (found, char) {
            (' ', '-' | '‐' | '‑') => '-',
            // After the dot of an abbreviation comes the mark itself: "sept.-23", "Tues., 3 January".
            (' ', '.' | '/' | ',' | '\'' | '’') | ('.', '-' | '/' | ',') => char,
            _ => return None,
        };
    }
    Some(found)
}

/// One day, month, quarter or year.
fn parse_single(text: &str, order: DateOrder) -> Option<Span> {
    let text = without_time(text)?.trim_end_matches(['.', ',', ' ']).trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return match text.len() {
            4 => Calendar::GREGORIAN.year(text.parse().ok()?),
            8 => parse_eight_digits(text.parse().ok()?),
            _ => None,
        };
    }
    let parts = Parts::of(text)?;
    if parts.words.is_empty() { parse_digits(&parts, order) } else { parse_words(&parts) }
}

/// `20240501`, in years near enough that the number is hardly anything else.
fn parse_eight_digits(number: i32) -> Option<Span> {
    let part = |number: i32| i16::try_from(number).ok();
    let year = part(number / 10_000).filter(|year| (1900..=2100).contains(year))?;
    day(year, part(number / 100 % 100)?, part(number % 100)?)
}

fn parse_digits(parts: &Parts<'_>, order: DateOrder) -> Option<Span> {
    let mark = parts.only_mark()?;
    if !['-', '.', '/', ' '].contains(&mark) || parts.marks.len() + 1 != parts.digits.len() {
        return None;
    }
    match *parts.digits.as_slice() {
        [year, month_number] | [month_number, year] if year.is_year() && month_number.is_short() => {
            month(year.value, month_number.value)
        }
        [year, month_number, day_number] if year.is_year() && month_number.is_short() && day_number.is_short() => {
            day(year.value, month_number.value, day_number.value)
        }
        [first, second, third] if first.is_short() && second.is_short() && (third.is_year() || mark != ' ') => {
            let (year, month_number, day_number) = match order {
                DateOrder::DayMonthYear => (third, second, first),
                DateOrder::MonthDayYear => (third, first, second),
                DateOrder::YearMonthDay => (first, second, third),
            };
            (day_number.is_short()).then(|| day(year.year()?, month_number.value, day_number.value))?
        }
        _ => None,
    }
}

/// Dates with the name of a month, and quarters.
fn parse_words(parts: &Parts<'_>) -> Option<Span> {
    let (mut month_number, mut is_quarter) = (None, false);
    for (position, word) in parts.words.iter().enumerate() {
        let word = fold(word);
        let is_start = position == 0 && parts.starts_with_word;
        if let Some(number) = month_named(&word) {
            // "mar." begins Tuesdays as well as March.
            let was_weekday = || parts.starts_with_word && parts.words.first().is_some_and(|word| fold(word) == "mar");
            if month_number.replace(number).is_some_and(|earlier| earlier != MARCH || !was_weekday()) {
                return None;
            }
        } else if is_in(QUARTERS, &word) {
            is_quarter = true;
        } else if !(word.is_empty() || is_in(FILLERS, &word) || is_start && is_in(WEEKDAYS, &word)) {
            return None;
        }
    }
    match (month_number, parts.digits.as_slice()) {
        (None, [first, second]) if is_quarter => {
            let (year, quarter) = if first.is_year() { (first, second) } else { (second, first) };
            let is_one = year.is_year() && quarter.length == 1 && (1..=4).contains(&quarter.value);
            let first_month = is_one.then(|| month(year.value, quarter.value * 3 - 2))??;
            Some(Span::quarter_of(first_month.first()))
        }
        (Some(_), _) if is_quarter => None,
        (Some(month_number), [year]) if year.is_year() => month(year.value, month_number),
        // "May 24" may be a day of May; "May-24" is how spreadsheets print a month.
        (Some(month_number), [year]) if parts.starts_with_word && parts.words.len() == 1 => {
            let is_marked = parts.marks.first().is_some_and(|mark| ['-', '/', '\'', '’'].contains(mark));
            is_marked.then(|| month(year.year()?, month_number))?
        }
        (Some(month_number), [first, second]) => {
            let (year, day_number) = if first.is_year() { (first, second) } else { (second, first) };
            day_number.is_short().then(|| day(year.year()?, month_number, day_number.value))?
        }
        _ => None,
    }
}

/// Whether a word is in a list with blanks between.
fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

const MARCH: i16 = 3;

const QUARTERS: &str = "q t qtr quarter quartal trimestre trim";

/// Words that say nothing: articles, prepositions, and the ends of "1st", "2nd", "1er" and "terça-feira".
const FILLERS: &str = "de del of the st nd rd th er ere o el le den der am on at a las as um feira";

const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri \
    sat sun lunes martes miercoles jueves viernes sabado domingo lun mie jue vie sab dom lundi mardi mercredi jeudi \
    vendredi samedi dimanche mer jeu ven sam dim montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag \
    mo di mi do fr sa so segunda terca quarta quinta sexta seg ter qua qui sex";

/// English, Spanish, French, German and Portuguese, folded, in full and as they are shortened.
const MONTHS: [&str; 12] = [
    "january jan enero ene januar janner jaenner janvier janv janeiro",
    "february feb febr febrero februar fevrier fevr fev fevereiro",
    "march mar marzo marz maerz mrz mars marco",
    "april apr abril abr avril avr",
    "may mayo mai maio",
    "june jun junio juni juin junho",
    "july jul julio juli juillet juil julho",
    "august aug agosto ago aout aou",
    "september sep sept septiembre setiembre set septembre setembro",
    "october oct octubre oktober okt octobre outubro out",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic dezember dez decembre dezembro",
];

fn month_named(folded: &str) -> Option<i16> {
    (1..).zip(MONTHS).find(|(_, names)| is_in(names, folded)).map(|(number, _)| number)
}

/// What stands before the time of day, or all of the text; `None` where what looks like a time is none.
fn without_time(text: &str) -> Option<&str> {
    let Some((before, after)) = text.split_once(':') else { return Some(text) };
    let date = before.trim_end_matches(|char: char| char.is_ascii_digit());
    let hour = before.get(date.len()..)?;
    let is_below = |digits: &str, limit: u8| digits.parse::<u8>().is_ok_and(|number| number < limit);
    let is_sixtieth = |digits: &str| digits.len() == 2 && is_below(digits, 61);
    let end = after.find(|char: char| !char.is_ascii_digit() && !":.,".contains(char)).unwrap_or(after.len());
    let (clock, rest) = after.split_at_checked(end)?;
    let (clock, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, ""));
    let (minute, second) = clock.split_once(':').unwrap_or((clock, "00"));
    let is_time = hour.len() <= 2
        && is_below(hour, 25)
        && is_sixtieth(minute)
        && is_sixtieth(second)
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && is_zone(rest.trim());
    let date = date
        .strip_suffix(['T', 't'])
        .filter(|date| date.ends_with(|char: char| char.is_ascii_digit()))
        .or_else(|| {
            let trimmed = date.trim_end_matches(|char: char| char.is_whitespace() || char == ',');
            (trimmed.len() < date.len()).then_some(trimmed)
        })?;
    is_time.then_some(date)
}

/// Minutes that the clock of a printed time is ahead of Greenwich, where the text says so in figures or by "Z".
pub(super) fn minutes_ahead(text: &str) -> Option<i32> {
    let (_, after) = text.split_once(':')?;
    let end = after.find(|char: char| !char.is_ascii_digit() && !":.,".contains(char))?;
    let zone = after.get(end..)?.trim();
    if matches!(zone, "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let offset = zone.trim_start_matches(|char: char| char.is_ascii_alphabetic() || char == ' ');
    let sign = match offset.chars().next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = digits.split_at(digits.len().min(2));
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i32>().ok().filter(|minutes| *minutes < 60)? };
    Some(sign * (hours.parse::<i32>().ok().filter(|hours| *hours < 16)? * 60 + minutes))
}

/// Nothing, "PM", "p.m.", "Z", "+02:00", "PM EST", "UTC+2".
fn is_zone(text: &str) -> bool {
    let is_name_char = |char: char| char.is_ascii_alphabetic() || char == '.' || char == ' ';
    let offset = text.trim_start_matches(is_name_char);
    let digits = offset.trim_start_matches(['+', '-', '−']);
    text.len() <= 16
        && (offset.is_empty() || digits.len() < offset.len() && digits.starts_with(|char: char| char.is_ascii_digit()))
        && digits.chars().all(|char| char.is_ascii_digit() || char == ':')
}

/// What stands between the first and the last of a range. "/" only does so between dates that have hyphens.
const BETWEEN: [&str; 15] =
    ["..", " - ", " – ", " — ", " to ", " al ", " bis ", " au ", " a ", " à ", " até ", " through ", "–", "/", "-"];

/// "22-23.10.2008", "1-3 May 2024", "May 1-3, 2024", "2024-01-01/2024-01-31", "2020–2024".
fn parse_range(text: &str, order: DateOrder) -> Option<Span> {
    BETWEEN.iter().find_map(|between| {
        text.match_indices(between).find_map(|(at, _)| {
            let (left, right) = (text.get(..at)?.trim(), text.get(at + between.len()..)?.trim());
            if left.is_empty() || *between == "/" && !(left.contains('-') && right.contains('-')) {
                return None;
            }
            let last = parse_single(right, order).or_else(|| completed_last(left, right, order))?;
            let first = parse_single(left, order).or_else(|| completed_first(left, last, order))?;
            let is_alike = precision(first) == precision(last) && first.first() <= last.first();
            is_alike.then(|| Span::new(first.first(), last.last()))?
        })
    })
}

/// Days, months, quarters or years: both ends of a range are the same.
fn precision(span: Span) -> i32 {
    match span.days() {
        1 => 1,
        28..=31 => 30,
        90..=92 => 90,
        _ => 365,
    }
}

/// "3, 2024" after "May 1": the month stands in front of the first day only.
fn completed_last(left: &str, right: &str, order: DateOrder) -> Option<Span> {
    let month_name = left.trim_end_matches(|char: char| char.is_ascii_digit()).trim_end();
    let is_named = month_name.len() < left.len() && month_name.ends_with(|char: char| is_letter(char) || char == '.');
    is_named.then(|| parse_single(&format!("{month_name} {right}"), order))?
}

/// "22" before "23.10.2008", "28.09." before "02.10.2008", "May" before "June 2024": the rest stands after the last
/// day only.
fn completed_first(left: &str, last: Span, order: DateOrder) -> Option<Span> {
    let left = left.trim_end_matches(['.', ',', '/', ' ']);
    let year = last.first().year();
    if left.len() <= 2 && last.is_day() {
        return day(year, i16::from(last.first().month()), left.parse().ok()?);
    }
    let mark = if left.contains(is_letter) { ' ' } else { left.chars().find(|char| !char.is_ascii_digit())? };
    parse_single(&format!("{left}{mark}{year}"), order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};

    /// First and last day; one day alone; "-" where the text is no date.
    fn read(text: &str, order: DateOrder) -> String {
        parse_date(text, order).map_or("-".to_owned(), |span| span.to_string())
    }

    #[test]
    fn dates_that_need_no_order_are_read() {
        for (text, expected) in [
            ("2024-05-01", "2024-05-01"),
            ("2024/05/01", "2024-05-01"),
            ("2024.5.1", "2024-05-01"),
            ("2024 05 01", "2024-05-01"),
            ("20240501", "2024-05-01"),
            ("20241301", "-"),
            ("18990501", "-"),
            ("12345678", "-"),
            ("2024-05", "2024-05"),
            ("2024/5", "2024-05"),
            ("05/2024", "2024-05"),
            ("5.2024", "2024-05"),
            ("2024", "2024"),
            ("2024.", "2024"),
            ("1799", "-"),
            ("2200", "-"),
            ("24", "-"),
            ("202405", "-"),
            ("05/24", "-"),
            ("-2024", "-"),
            ("2024-02-29", "2024-02-29"),
            ("2023-02-29", "-"),
            ("2024-00-10", "-"),
            ("2024-13-01", "-"),
            ("2024-1-1", "2024-01-01"),
            ("2024-05/01", "-"),
            ("2024-05-01T12:30:00Z", "2024-05-01"),
            ("2024-05-01T23:30:00.123456-05:00", "2024-05-01"),
            ("2024-05-01 00:00:00", "2024-05-01"),
            ("2024-05-01 00:00:00+00", "2024-05-01"),
            ("2024-05-01, 12:30 UTC+2", "2024-05-01"),
            ("2024-05-01 25:00", "-"),
            ("2024-05-01 12:61", "-"),
            ("2024-05-01 12:5", "-"),
            ("2024-05-01 12:30 or later that day", "-"),
            ("2024-05-0112:30", "-"),
            ("12:30", "-"),
            ("1 May 2024", "2024-05-01"),
            ("May 1, 2024", "2024-05-01"),
            ("MAY 1 2024 2:30 p.m.", "2024-05-01"),
            ("May 1st, 2024", "2024-05-01"),
            ("the 2nd of May 2024", "2024-05-02"),
            ("2024 May 1", "2024-05-01"),
            ("May 2024", "2024-05"),
            ("2024-May", "2024-05"),
            ("1 de mayo de 2024", "2024-05-01"),
            ("1º de mayo de 2024", "2024-05-01"),
            ("1er mai 2024", "2024-05-01"),
            ("1. Mai 2024", "2024-05-01"),
            ("3. März 2024", "2024-03-03"),
            ("3. Ma\u{308}rz 2024", "2024-03-03"),
            ("1 de março de 2024", "2024-03-01"),
            ("15 AOÛT 2023", "2023-08-15"),
            ("15 aout 2023", "2023-08-15"),
            ("01-may-24", "2024-05-01"),
            ("01-may-70", "1970-05-01"),
            ("01MAY2024", "2024-05-01"),
            ("01MAY24", "2024-05-01"),
            ("mai/24", "2024-05"),
            ("May-24", "2024-05"),
            ("May '24", "2024-05"),
            ("May 24", "-"),
            ("sept. 24", "-"),
            ("24-May", "-"),
            ("sept. 2023", "2023-09"),
            ("sept.-2023", "2023-09"),
            ("set 2023", "2023-09"),
            ("mar 2023", "2023-03"),
            ("dez. 2023", "2023-12"),
            ("30 February 2024", "-"),
            ("May", "-"),
            ("May June 2024", "-"),
            ("May 1 2 2024", "-"),
            ("Mayo Clinic 2024", "-"),
            ("Tuesday, 3 January 2023", "2023-01-03"),
            ("Tues., January 3, 2023", "2023-01-03"),
            ("lunes 3 de enero de 2023", "2023-01-03"),
            ("mar. 3 janv. 2023", "2023-01-03"),
            ("mar. 7 mars 2023", "2023-03-07"),
            ("March 3 January 2023", "-"),
            ("terça-feira, 3 de janeiro de 2023", "2023-01-03"),
            ("3 January 2023 Tuesday", "-"),
            ("Q1 2024", "2024-01..2024-03"),
            ("2024-Q1", "2024-01..2024-03"),
            ("2024Q4", "2024-10..2024-12"),
            ("1T2024", "2024-01..2024-03"),
            ("1er trimestre 2024", "2024-01..2024-03"),
            ("3. Quartal 2024", "2024-07..2024-09"),
            ("Q5 2024", "-"),
            ("Q1", "-"),
            ("FY2024", "-"),
            ("FY 2024", "-"),
            ("2024-W05", "-"),
            ("1,234", "-"),
            ("1.5", "-"),
            ("3 people in 2024", "-"),
            ("", "-"),
            ("/", "-"),
            ("2024年5月1日", "-"),
        ] {
            for order in DateOrder::ALL {
                assert_eq!(read(text, order), expected, "{text:?} {order:?}");
            }
        }
    }

    #[test]
    fn the_order_says_which_number_is_the_day() {
        for (text, by_day, by_month, by_year) in [
            ("01/05/2024", "2024-05-01", "2024-01-05", "-"),
            ("1.5.2024", "2024-05-01", "2024-01-05", "-"),
            ("1. 5. 2024", "2024-05-01", "2024-01-05", "-"),
            ("01 05 2024", "2024-05-01", "2024-01-05", "-"),
            ("01/05/2024 14:30", "2024-05-01", "2024-01-05", "-"),
            ("5/1/2024 2:30 PM", "2024-01-05", "2024-05-01", "-"),
            ("13-05-2024", "2024-05-13", "-", "-"),
            ("05-13-2024", "-", "2024-05-13", "-"),
            ("31/02/2024", "-", "-", "-"),
            ("01/05/24", "2024-05-01", "2024-01-05", "2001-05-24"),
            ("31/12/98", "1998-12-31", "-", "-"),
            ("01/02/69", "2069-02-01", "2069-01-02", "-"),
            ("99-05-01", "-", "-", "1999-05-01"),
            ("1-5-4", "-", "-", "-"),
            ("1 5 24", "-", "-", "-"),
            ("1-5.24", "-", "-", "-"),
            ("001/05/2024", "-", "-", "-"),
        ] {
            let found = DateOrder::ALL.map(|order| read(text, order));
            assert_eq!(found, [by_day, by_month, by_year], "{text:?}");
        }
    }

    #[test]
    fn ranges_within_a_cell_are_spans() {
        for (text, expected) in [
            ("22-23.10.2008", "2008-10-22..2008-10-23"),
            ("14-15.11.2008", "2008-11-14..2008-11-15"),
            ("03-05.12.2008", "2008-12-03..2008-12-05"),
            ("03.-05.12.2008", "2008-12-03..2008-12-05"),
            ("28.09.-02.10.2008", "2008-09-28..2008-10-02"),
            ("28.09.–02.10.2008", "2008-09-28..2008-10-02"),
            ("1-3 May 2024", "2024-05-01..2024-05-03"),
            ("1 to 3 May 2024", "2024-05-01..2024-05-03"),
            ("1 al 3 de mayo de 2024", "2024-05-01..2024-05-03"),
            ("May 1-3, 2024", "2024-05-01..2024-05-03"),
            ("May 30 - June 2, 2024", "2024-05-30..2024-06-02"),
            ("30 May – 2 June 2024", "2024-05-30..2024-06-02"),
            ("2024-01-01/2024-01-30", "2024-01-01..2024-01-30"),
            ("2024-01-01/2024-01-31", "2024-01"),
            ("2024-01-01T00:00/2024-01-30T00:00", "2024-01-01..2024-01-30"),
            ("01/01/2024 - 30/01/2024", "2024-01-01..2024-01-30"),
            ("01.01.2024-30.01.2024", "2024-01-01..2024-01-30"),
            ("2024-01-01..2024-01-30", "2024-01-01..2024-01-30"),
            ("2024-01-01 10:00 - 2024-01-30 12:00", "2024-01-01..2024-01-30"),
            ("May-June 2024", "2024-05..2024-06"),
            ("Q1-Q2 2024", "2024-01..2024-06"),
            ("2020-2024", "2020..2024"),
            ("2020–2024", "2020..2024"),
            ("2024-2020", "-"),
            ("2023/2024", "-"),
            ("2023/24", "-"),
            ("23-22.10.2008", "-"),
            ("22-32.10.2008", "-"),
            ("22-10.2008", "-"),
            ("12-2024-2025", "-"),
            ("01-05/2024", "-"),
            ("15-13-2024", "-"),
            ("01/02/2024/03", "-"),
            ("1-2-3-4-5", "-"),
        ] {
            assert_eq!(read(text, DayMonthYear), expected, "{text:?}");
        }
        assert_eq!(read("1/5 - 1/7/2024", MonthDayYear), "2024-01-05..2024-01-07");
    }

    #[test]
    fn a_column_decides_its_order() {
        use OrderDecision::{Ambiguous, Contradictory, Decided, Indifferent};
        for (texts, expected) in [
            ("", Indifferent),
            ("2024-01-02|2024-02-01 10:00", Indifferent),
            ("1 May 2024|May 2, 2024|01-may-24", Indifferent),
            ("05/05/2024|2024-03-02", Indifferent),
            ("unknown|99/99/2024", Indifferent),
            ("01/02/2024|13/02/2024", Decided(DayMonthYear)),
            ("01/02/2024|02/13/2024", Decided(MonthDayYear)),
            ("13/02/24|01/02/24", Decided(DayMonthYear)),
            ("02/13/24|01/02/24", Decided(MonthDayYear)),
            ("22-23.10.2008|01.02.2008", Decided(DayMonthYear)),
            ("99-05-13|01-05-13", Decided(YearMonthDay)),
            ("24/02/32|99/01/31", Contradictory),
            ("2024-03-02|05/05/2024|01/02/2024", Ambiguous { example: 2 }),
            ("01/02/24", Ambiguous { example: 0 }),
            ("24-02-13", Ambiguous { example: 0 }),
            ("13/02/2024|02/13/2024", Contradictory),
        ] {
            assert_eq!(find_date_order(texts.split('|')), expected, "{texts:?}");
        }
        for order in DateOrder::ALL {
            assert_eq!(DateOrder::from_id(order.id()), Some(order));
            assert_eq!(serde_json::from_str::<DateOrder>(&serde_json::to_string(&order).unwrap()).unwrap(), order);
        }
        assert_eq!(DateOrder::from_id("DMY"), None);
    }

    #[test]
    fn a_whole_column_in_sequence_shows_its_order() {
        let weekly = ["01/02/2024", "08/02/2024", "01/03/2024", "08/03/2024", "01/04/2024", "08/04/2024", "01/05/2024"];
        let sequence = |more: &[&'static str]| -> Vec<&'static str> { weekly.iter().chain(more).copied().collect() };
        let mut backwards = sequence(&["08/05/2024"]);
        backwards.reverse();
        let by_month = ["01/02/24", "01/09/24", "02/01/24", "02/08/24", "03/01/24", "03/08/24", "04/01/24", "04/02/24"];
        let in_two_months =
            ["1/2/2024", "8/2/2024", "9/2/2024", "9/2/2024", "10/2/2024", "1/3/2024", "2/3/2024", "3/3/2024"];
        for (texts, expected) in [
            (sequence(&["08/05/2024"]), Some(DayMonthYear)),
            (backwards, Some(DayMonthYear)),
            (sequence(&["n/a", "", "08/05/2024"]), Some(DayMonthYear)),
            (by_month.to_vec(), Some(MonthDayYear)),
            // Too few; out of sequence; a date that only the other order reads; both orders, twice; too few months.
            (sequence(&[]), None),
            (sequence(&["08/01/2024"]), None),
            (sequence(&["08/13/2024"]), None),
            (
                vec![
                    "01/01/2024",
                    "02/02/2024",
                    "03/03/2024",
                    "04/04/2024",
                    "05/05/2024",
                    "06/06/2024",
                    "07/07/2024",
                    "08/08/2024",
                ],
                None,
            ),
            (
                vec![
                    "02/01/2024",
                    "03/01/2024",
                    "04/01/2024",
                    "05/01/2024",
                    "06/01/2024",
                    "07/01/2024",
                    "08/01/2024",
                    "09/01/2024",
                ],
                None,
            ),
            (in_two_months.to_vec(), None),
            (vec![], None),
        ] {
            assert_eq!(order_by_sequence(&texts), expected, "{texts:?}");
        }
    }

    #[test]
    fn serial_numbers_of_spreadsheets_are_days() {
        for (text, expected) in [
            ("45413", "2024-05-01"),
            ("45413.0", "2024-05-01"),
            ("45413.999", "2024-05-01"),
            ("36526", "2000-01-01"),
            ("20000", "1954-10-03"),
            ("80000.5", "2119-01-11"),
            ("19999", "-"),
            ("80001", "-"),
            ("045413", "-"),
            ("45413.", "-"),
            ("45413.x", "-"),
            ("+5413", "-"),
            ("45,413", "-"),
            ("", "-"),
        ] {
            assert_eq!(parse_serial(text).map_or("-".to_owned(), |span| span.to_string()), expected, "{text:?}");
        }
    }

    #[test]
    fn hostile_texts_are_no_dates() {
        let texts = [
            "1",
            "1-",
            "-",
            "/",
            ".",
            ":",
            "1:",
            " ",
            "May ",
            "1 May ",
            "é",
            "🛫",
            "1🛫",
            "\u{300}",
            "1\u{300}",
            "T",
            "1T",
            "..",
            " - ",
            "2024-05-01",
            "º",
            "'",
            "\0",
            "１",
            "İ",
        ];
        for text in texts {
            for times in [1, 2, 3, 4, 5, 8, 16, 20, 100_000] {
                let long = text.repeat(times);
                for order in DateOrder::ALL {
                    assert!(parse_date(&long, order).is_none() || long.len() <= 10, "{text:?} {times}");
                    let _ = parse_date(&format!("{long}2024"), order);
                    let _ = parse_date(&format!("1 May {long}"), order);
                    let _ = parse_date(&format!("2024-05-01 1{long}:30{long}"), order);
                    let _ = parse_date(&format!("1{long}3 May 2024"), order);
                }
                assert_eq!(parse_serial(&long), None);
                let _ = find_date_order(std::iter::once(long.as_str()));
            }
        }
    }
}
