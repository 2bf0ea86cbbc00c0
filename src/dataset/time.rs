//! Days, spans of days, and the calendars that cut time into years. Everything that is said about time in the
//! program is a [`Span`]: the day of a flight, a month in a table, a fiscal year, the period on the slider.
//!
//! This file must never know today's date. Start with [`Span`].

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The month in which US fiscal years start: fiscal year N runs from 1 October N−1 to 30 September N.
pub const US_FISCAL_START_MONTH: u8 = 10;

/// The years that a date may have; outside, a number in a column is not taken for a year.
pub const FIRST_YEAR: i16 = 1800;
pub const LAST_YEAR: i16 = 2199;

/// How time is cut into years: by the month in which a year starts, 1 for calendar years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Calendar {
    start_month: u8,
}

impl Calendar {
    pub const GREGORIAN: Self = Self { start_month: 1 };
    pub const US_FISCAL: Self = Self { start_month: US_FISCAL_START_MONTH };

    /// `start_month` from 1 to 12; anything else is no calendar.
    pub fn starting_in(start_month: u8) -> Option<Self> {
        (1..=12).contains(&start_month).then_some(Self { start_month })
    }

    pub fn is_fiscal(self) -> bool {
        self.start_month != 1
    }

    pub fn start_month(self) -> u8 {
        self.start_month
    }

    /// The year of this calendar that holds `day`. A fiscal year is named by the year in which it ends.
    pub fn year_of(self, day: Date) -> i16 {
        let started = u8::try_from(day.month()).unwrap_or(1) >= self.start_month;
        day.year() + i16::from(self.is_fiscal() && started)
    }

    /// The span of one year of this calendar, or `None` outside [`FIRST_YEAR`]..=[`LAST_YEAR`].
    pub fn year(self, year: i16) -> Option<Span> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return None;
        }
        let first_year = if self.is_fiscal() { year - 1 } else { year };
        let first = Date::new(first_year, i8::try_from(self.start_month).ok()?, 1).ok()?;
        let last = first.checked_add(1.year()).ok()?.yesterday().ok()?;
        Some(Span { first, last })
    }

    /// The span from the first day of `first` to the last of `last`.
    pub fn years(self, first: i16, last: i16) -> Option<Span> {
        Some(Span { first: self.year(first)?.first, last: self.year(last)?.last })
    }

    /// First and last year where `span` is made of whole years of this calendar.
    pub fn whole_years(self, span: Span) -> Option<(i16, i16)> {
        let (first, last) = (self.year_of(span.first), self.year_of(span.last));
        (self.years(first, last)? == span).then_some((first, last))
    }
}

/// A span of days, both ends included. Written as people write periods: `2024`, `2020..2024`, `FY2024`, `2022-07`,
/// `2022-07..2022-12`, `2025-01-20`, `2025-01-01..2025-07-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    first: Date,
    last: Date,
}

impl Span {
    /// `None` when the last day comes before the first.
    pub fn new(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    pub fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    pub fn first(self) -> Date {
        self.first
    }

    pub fn last(self) -> Date {
        self.last
    }

    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The days that both have.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.first.max(other.first), self.last.min(other.last))
    }

    /// From the first day of either to the last day of either.
    pub fn hull(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    pub fn days(self) -> i32 {
        self.first.until(self.last).map_or(0, |span| span.get_days()) + 1
    }

    pub fn is_day(self) -> bool {
        self.first == self.last
    }

    pub fn starts_a_month(self) -> bool {
        self.first.day() == 1
    }

    /// Whether both ends are ends of months.
    pub fn is_whole_months(self) -> bool {
        self.starts_a_month() && self.last == self.last.last_of_month()
    }

    pub fn is_one_month(self) -> bool {
        self.is_whole_months() && self.first.year() == self.last.year() && self.first.month() == self.last.month()
    }

    /// The span of the same length just before this one: the year before a year, the month before a month, the
    /// five years before five years; otherwise as many days.
    pub fn before(self) -> Option<Self> {
        let last = self.first.yesterday().ok()?;
        let first = if self.is_whole_months() {
            let months = (i32::from(self.last.year()) - i32::from(self.first.year())) * 12
                + i32::from(self.last.month())
                - i32::from(self.first.month())
                + 1;
            self.first.checked_sub(months.months()).ok()?
        } else {
            self.first.checked_sub(self.days().days()).ok()?
        };
        Self::new(first, last)
    }

    /// The same days of the year before.
    pub fn year_before(self) -> Option<Self> {
        let (first, last) = (self.first.checked_sub(1.year()).ok()?, self.last.checked_sub(1.year()).ok()?);
        let last = if self.is_whole_months() { last.last_of_month() } else { last };
        Self::new(first, last)
    }

    pub fn month_of(day: Date) -> Self {
        Self { first: day.first_of_month(), last: day.last_of_month() }
    }

    /// Monday to Sunday.
    pub fn week_of(day: Date) -> Self {
        let back = i64::from(day.weekday().to_monday_zero_offset());
        let first = day.checked_sub(back.days()).unwrap_or(day);
        Self { first, last: first.checked_add(6.days()).unwrap_or(first) }
    }

    /// The day after the last one, as a span of one day.
    pub fn next_day(self) -> Option<Self> {
        self.last.tomorrow().ok().map(Self::day)
    }

    pub fn quarter_of(day: Date) -> Self {
        let start = (day.month() - 1) / 3 * 3 + 1;
        let first = Date::new(day.year(), start, 1).unwrap_or(day.first_of_month());
        let last = first.checked_add(2.months()).unwrap_or(first).last_of_month();
        Self { first, last }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let join = |formatter: &mut fmt::Formatter<'_>, first: String, last: String| {
            if first == last { formatter.write_str(&first) } else { write!(formatter, "{first}..{last}") }
        };
        if let Some((first, last)) = Calendar::GREGORIAN.whole_years(*self) {
            join(formatter, first.to_string(), last.to_string())
        } else if let Some((first, last)) = Calendar::US_FISCAL.whole_years(*self) {
            join(formatter, format!("FY{first}"), format!("FY{last}"))
        } else if self.is_whole_months() {
            let month = |day: Date| format!("{:04}-{:02}", day.year(), day.month());
            join(formatter, month(self.first), month(self.last))
        } else {
            join(formatter, self.first.to_string(), self.last.to_string())
        }
    }
}

/// Why a text is no period; the text itself is added by whoever asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    NotAPeriod,
    YearOutOfRange,
    EndBeforeStart,
}

impl FromStr for Span {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let (first, last) = text.trim().split_once("..").unwrap_or((text.trim(), text.trim()));
        let (first, last) = (parse_point(first.trim())?, parse_point(last.trim())?);
        Self::new(first.first, last.last).ok_or(PeriodError::EndBeforeStart)
    }
}

/// One of `2024`, `FY2024`, `2024-07`, `2024-07-31`.
fn parse_point(text: &str) -> Result<Span, PeriodError> {
    let numbers_only = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let year_of = |part: &str| part.parse::<i16>().map_err(|_| PeriodError::NotAPeriod);
    let (calendar, rest) = match text.get(..2) {
        Some(mark) if mark.eq_ignore_ascii_case("FY") => (Calendar::US_FISCAL, text.get(2..).unwrap_or("").trim()),
        _ => (Calendar::GREGORIAN, text),
    };
    let parts: Vec<&str> = rest.split('-').collect();
    let first_of = |year: &str, month: &str, day: &str| {
        let year = year_of(year)?;
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(PeriodError::YearOutOfRange);
        }
        let month = month.parse::<i8>().map_err(|_| PeriodError::NotAPeriod)?;
        let day = day.parse::<i8>().map_err(|_| PeriodError::NotAPeriod)?;
        Date::new(year, month, day).map_err(|_| PeriodError::NotAPeriod)
    };
    match parts.as_slice() {
        [year] if numbers_only(year, 4) => calendar.year(year_of(year)?).ok_or(PeriodError::YearOutOfRange),
        [year, month] if !calendar.is_fiscal() && numbers_only(year, 4) && numbers_only(month, 2) => {
            Ok(Span::month_of(first_of(year, month, "1")?))
        }
        [year, month, day]
            if !calendar.is_fiscal() && numbers_only(year, 4) && numbers_only(month, 2) && numbers_only(day, 2) =>
        {
            Ok(Span::day(first_of(year, month, day)?))
        }
        _ => Err(PeriodError::NotAPeriod),
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_: PeriodError| serde::de::Error::custom(format!("“{text}” is no period")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> Span {
        text.parse().unwrap()
    }

    #[test]
    fn periods_are_read_and_written_as_people_write_them() {
        for (text, first, last) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2020..2024", "2020-01-01", "2024-12-31"),
            ("FY2024", "2023-10-01", "2024-09-30"),
            ("FY2014..FY2024", "2013-10-01", "2024-09-30"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2022-07..2022-12", "2022-07-01", "2022-12-31"),
            ("2025-01-01..2025-07-30", "2025-01-01", "2025-07-30"),
            ("2025-01-20", "2025-01-20", "2025-01-20"),
        ] {
            assert_eq!((span(text).first().to_string(), span(text).last().to_string()), (first.into(), last.into()));
            assert_eq!(span(text).to_string(), text);
        }
        for (text, error) in [
            ("24", PeriodError::NotAPeriod),
            ("2024-13", PeriodError::NotAPeriod),
            ("2024-02-30", PeriodError::NotAPeriod),
            ("0001", PeriodError::YearOutOfRange),
            ("FY9999", PeriodError::YearOutOfRange),
            ("2024..2020", PeriodError::EndBeforeStart),
            ("", PeriodError::NotAPeriod),
            ("€€", PeriodError::NotAPeriod),
        ] {
            assert_eq!(text.parse::<Span>(), Err(error), "{text:?}");
        }
    }

    #[test]
    fn october_belongs_to_the_next_us_fiscal_year() {
        for (day, calendar_year, fiscal_year) in [
            ("2023-09-30", 2023, 2023),
            ("2023-10-01", 2023, 2024),
            ("2023-12-31", 2023, 2024),
            ("2024-01-01", 2024, 2024),
        ] {
            let day = span(day).first();
            assert_eq!(Calendar::GREGORIAN.year_of(day), calendar_year);
            assert_eq!(Calendar::US_FISCAL.year_of(day), fiscal_year);
        }
    }

    #[test]
    fn the_span_before_has_the_same_length() {
        for (text, before) in [
            ("2024", "2023"),
            ("2020..2024", "2015..2019"),
            ("FY2024", "FY2023"),
            ("2024-03", "2024-02"),
            ("2022-07..2022-12", "2022-01..2022-06"),
            ("2025-01-20..2025-01-26", "2025-01-13..2025-01-19"),
        ] {
            assert_eq!(span(text).before(), Some(span(before)));
        }
    }
}
