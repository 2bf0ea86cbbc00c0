//! Which two periods a comparison sets side by side, where the view does not say both.
//!
//! This file must never know a number. Start with [`periods`].

use crate::dataset::{Calendar, Dataset, Span};

/// The period in hand and the one that it is compared with: what the view says wins. Without a period it is the newest
/// whole year of the coverage; without a second one, the period before, or the same months of the year before where
/// the period is a part of a year. What lies outside the coverage is offered only where it was asked for.
pub(super) fn periods(
    dataset: &Dataset,
    calendar: Calendar,
    asked: Option<Span>,
    versus: Option<Span>,
) -> (Option<Span>, Option<Span>) {
    let coverage = dataset.coverage();
    let period = asked.or_else(|| newest_year(coverage?, calendar));
    let chosen = || {
        let (period, coverage) = (period?, coverage?);
        let candidates = if is_unit(period, calendar) {
            [period.before(), period.year_before()]
        } else {
            [period.year_before(), period.before()]
        };
        let candidates = || candidates.into_iter().flatten();
        candidates()
            .find(|span| coverage.contains(*span))
            .or_else(|| candidates().find(|span| coverage.overlaps(*span)))
    };
    (period, versus.or_else(chosen))
}

/// The last year that the coverage holds as a whole, else the last one that it touches.
fn newest_year(coverage: Span, calendar: Calendar) -> Option<Span> {
    let last = calendar.year_of(coverage.last());
    let whole = [last, last - 1].into_iter().filter_map(|year| calendar.year(year));
    whole.into_iter().find(|year| coverage.contains(*year)).or_else(|| calendar.year(last))
}

/// Whether the span is one that people step through one after the other: years, a quarter, a month, a week, a day.
fn is_unit(span: Span, calendar: Calendar) -> bool {
    let years = [calendar, Calendar::GREGORIAN].into_iter().any(|calendar| calendar.whole_years(span).is_some());
    let first = span.first();
    years || span == Span::quarter_of(first) || span.is_one_month() || span == Span::week_of(first) || span.is_day()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Metadata;

    #[test]
    fn a_year_is_compared_with_the_one_before_and_a_part_of_it_with_the_same_months() {
        let span = |text: &str| Some(text.parse::<Span>().unwrap());
        let metadata = Metadata { coverage: span("2018..2025-07"), ..Metadata::default() };
        let dataset = Dataset::new(metadata, Vec::new(), Vec::new(), Vec::new());
        for (asked, versus, expected) in [
            (None, None, ("2024", "2023")),
            (span("2019"), None, ("2019", "2018")),
            (span("2024"), span("2019"), ("2024", "2019")),
            (span("2025-01..2025-07"), None, ("2025-01..2025-07", "2024-01..2024-07")),
            (span("2025-07"), None, ("2025-07", "2025-06")),
            (span("2018-01"), None, ("2018-01", "-")),
            (span("2018"), None, ("2018", "-")),
            (span("2022..2024"), None, ("2022..2024", "2019..2021")),
        ] {
            let (period, other) = periods(&dataset, Calendar::GREGORIAN, asked, versus);
            let text = |span: Option<Span>| span.map_or("-".to_owned(), |span| span.to_string());
            assert_eq!((text(period).as_str(), text(other).as_str()), expected, "{asked:?}");
        }
    }
}
