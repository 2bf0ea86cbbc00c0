//! Periods in words: "2020–2024", "July–December 2022", "FY 2024 (October 2023–September 2024)".

use crate::dataset::{Calendar, Span};
use crate::view_spec::TimeUnit;
use crate::words::Words;

/// Short, for headlines and labels.
pub fn format_period(span: Span, calendar: Calendar, words: &Words) -> String {
    if let Some((first, last)) = calendar.whole_years(span) {
        let label = |year: i16| if calendar.is_fiscal() { words.say.fiscal_year(year) } else { year.to_string() };
        return if first == last { label(first) } else { words.say.range(&label(first), &last.to_string()) };
    }
    for other in [Calendar::GREGORIAN, Calendar::US_FISCAL] {
        if other != calendar && other.whole_years(span).is_some() {
            return format_period(span, other, words);
        }
    }
    format_dates(span, words)
}

/// A unit of time on an axis, and the year that is printed below it where it changes; empty where the label says it.
pub(super) fn format_tick(span: Span, unit: TimeUnit, calendar: Calendar, words: &Words) -> (String, String) {
    let first = span.first();
    let year = first.year().to_string();
    let short_month: String = words.say.month(usize::try_from(first.month()).unwrap_or(1)).chars().take(3).collect();
    match unit {
        TimeUnit::Year(own) if own.is_fiscal() => (words.say.fiscal_year_short(own.year_of(first)), String::new()),
        TimeUnit::Year(_) => (calendar_year(span, calendar), String::new()),
        TimeUnit::Quarter => (words.say.quarter_short((first.month() - 1) / 3 + 1), year),
        TimeUnit::Month => (short_month, year),
        TimeUnit::Week | TimeUnit::Day => (words.say.day_short(&short_month, i32::from(first.day())), year),
    }
}

fn calendar_year(span: Span, calendar: Calendar) -> String {
    if calendar.is_fiscal() { span.first().year().to_string() } else { calendar.year_of(span.first()).to_string() }
}

/// Short, without a year: "Jan–Jul", "Oct".
pub(super) fn format_months(span: Span, words: &Words) -> String {
    let month = |date: jiff::civil::Date| -> String {
        words.say.month(usize::try_from(date.month()).unwrap_or(1)).chars().take(3).collect()
    };
    let (first, last) = (month(span.first()), month(span.last()));
    if span.is_whole_months() {
        return if first == last { first } else { words.say.range(&first, &last) };
    }
    let day = |name: &str, date: jiff::civil::Date| words.say.day_short(name, i32::from(date.day()));
    words.say.range(&day(&first, span.first()), &day(&last, span.last()))
}

/// With the months that a year stands for, for subtitles: "January–December 2024".
pub fn format_period_long(span: Span, calendar: Calendar, words: &Words) -> String {
    let short = format_period(span, calendar, words);
    match calendar.whole_years(span) {
        Some(_) if calendar.is_fiscal() => format!("{short} ({})", format_dates(span, words)),
        Some((first, last)) if first == last => format_dates(span, words),
        _ => short,
    }
}

fn format_dates(span: Span, words: &Words) -> String {
    let (first, last) = (span.first(), span.last());
    let month = |date: jiff::civil::Date| words.say.month(usize::try_from(date.month()).unwrap_or(1));
    if span.is_day() {
        return words.say.date(i32::from(first.year()), month(first), i32::from(first.day()));
    }
    if span.is_whole_months() {
        let month_year = |date| words.say.month_year(month(date), i32::from(date.year()));
        return if span.is_one_month() {
            month_year(first)
        } else if first.year() == last.year() {
            words.say.month_year(&words.say.range(month(first), month(last)), i32::from(first.year()))
        } else {
            words.say.range(&month_year(first), &month_year(last))
        };
    }
    if first.year() == last.year() {
        let day = |date: jiff::civil::Date| (month(date), i32::from(date.day()));
        return words.say.dates_of(day(first), day(last), i32::from(first.year()));
    }
    let date = |date: jiff::civil::Date| words.say.date(i32::from(date.year()), month(date), i32::from(date.day()));
    words.say.range(&date(first), &date(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, words};

    #[test]
    fn periods_in_words() {
        let (us, plain) = (Calendar::US_FISCAL, Calendar::GREGORIAN);
        for (span, calendar, english, spanish) in [
            ("2024", plain, "2024", "2024"),
            ("2020..2024", plain, "2020–2024", "2020–2024"),
            ("FY2024", us, "FY 2024", "año fiscal 2024"),
            ("FY2024", plain, "FY 2024", "año fiscal 2024"),
            ("2025-01", plain, "January 2025", "enero de 2025"),
            ("2022-07..2022-12", plain, "July–December 2022", "julio–diciembre de 2022"),
            ("2025-01-20", plain, "January 20, 2025", "20 de enero de 2025"),
            ("2024-01-20..2024-10-31", plain, "January 20–October 31, 2024", "20 de enero–31 de octubre de 2024"),
        ] {
            let span: Span = span.parse().unwrap();
            assert_eq!(format_period(span, calendar, words(Language::English)), english);
            assert_eq!(format_period(span, calendar, words(Language::Spanish)), spanish);
        }
        let long = |span: &str, calendar| format_period_long(span.parse().unwrap(), calendar, words(Language::English));
        assert_eq!(long("2024", plain), "January–December 2024");
        assert_eq!(long("FY2024", us), "FY 2024 (October 2023–September 2024)");
        assert_eq!(long("2020..2024", plain), "2020–2024");
    }
}
