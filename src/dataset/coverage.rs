//! What a file seems to cover wholly whose source does not say it: from its first to its last row, and up to the ends of
//! those months if no more days are without a row there than is usual between two rows.
//!
//! A file of weekly flights whose first is on 3 January does not lack the beginning of that year; one with flights on
//! every day that begins on 20 January does. Start with [`inferred`].

use super::time::Span;
use super::{Dataset, column::Column};

/// Days with rows from which on it can be said what is usual between them.
const FEWEST_DAYS: usize = 12;

/// `observed`: first to last day that any row names.
pub(super) fn inferred(dataset: &Dataset, observed: Span) -> Span {
    dataset.time_column().and_then(days_of).map_or(observed, |days| widened(observed, days))
}

/// The days that a column names; `None` where it also names longer times.
fn days_of(column: &Column) -> Option<Vec<Span>> {
    (0..column.dictionary.len()).map(|entry| column.dictionary.time(entry).filter(|span| span.is_day())).collect()
}

fn widened(observed: Span, mut days: Vec<Span>) -> Span {
    days.sort_unstable();
    days.dedup();
    if days.len() < FEWEST_DAYS {
        return observed;
    }
    let mut gaps: Vec<i32> =
        days.iter().zip(days.iter().skip(1)).map(|(one, next)| one.hull(*next).days() - 2).collect();
    gaps.sort_unstable();
    // Nine in ten are not longer.
    let usual = gaps.get(gaps.len() * 9 / 10).copied().unwrap_or(0);
    let (first, last) = (Span::month_of(observed.first()), Span::month_of(observed.last()));
    let is_usual = |hull: Span| hull.days() - observed.days() <= usual;
    let begin = if is_usual(first.hull(observed)) { first.first() } else { observed.first() };
    let end = if is_usual(last.hull(observed)) { last.last() } else { observed.last() };
    Span::new(begin, end).unwrap_or(observed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every so many days from one day on.
    fn days(first: &str, step: i64, count: usize) -> Vec<Span> {
        let first: jiff::civil::Date = first.parse().unwrap();
        first.series(jiff::Span::new().days(step)).take(count).map(Span::day).collect()
    }

    #[test]
    fn months_at_the_ends_are_covered_where_the_gap_is_usual() {
        let cases = [
            // Every week from 3 January on, the last on 26 December.
            (days("2024-01-03", 7, 52), "2024-01-01..2024-12-31"),
            // Every day: 20 January is a beginning, and 3 May an end.
            (days("2024-01-20", 1, 105), "2024-01-20..2024-05-03"),
            // Every day of whole months.
            (days("2024-01-01", 1, 366), "2024-01-01..2024-12-31"),
            // Too few to say what is usual.
            (days("2024-01-03", 30, 5), "2024-01-03..2024-05-02"),
        ];
        for (days, expected) in cases {
            let observed = days.iter().copied().reduce(Span::hull).unwrap();
            assert_eq!(widened(observed, days), expected.parse().unwrap());
        }
        // A long silence once is not usual.
        let mut silent = days("2024-01-01", 1, 40);
        silent.extend(days("2024-06-20", 1, 20));
        let observed = silent.iter().copied().reduce(Span::hull).unwrap();
        assert_eq!(widened(observed, silent), "2024-01-01..2024-07-09".parse().unwrap());
    }
}
