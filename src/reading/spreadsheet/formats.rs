//! Which numbers of a spreadsheet are days or times, told by the format in which they are shown.
//!
//! This file must never know where a number stands. Start with [`push_serial`].

use super::printed::{push_clock, push_float, push_moment};

/// What a number is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Number,
    /// A day, a time of day or both.
    Moment,
    /// Hours that go on after twenty-four.
    Span,
}

/// What a format code shows: "dd/mm/yyyy" a moment, "[h]:mm" a span, "0.00" a number.
pub(super) fn shown_as(code: &str) -> Shown {
    let mut letters = code.chars();
    let mut shown = Shown::Number;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => while letters.next().is_some_and(|quoted| quoted != '"') {},
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|inner| *inner != ']').collect();
                if !inside.is_empty() && inside.chars().all(|inner| matches!(inner, 'h' | 'H' | 'm' | 'M' | 's' | 'S'))
                {
                    return Shown::Span;
                }
            }
            ';' => break,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => shown = Shown::Moment,
            _ => {}
        }
    }
    if code.eq_ignore_ascii_case("general") { Shown::Number } else { shown }
}

/// The formats that files name by number alone.
pub(super) fn builtin(number: u16) -> Shown {
    match number {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Moment,
        46 => Shown::Span,
        _ => Shown::Number,
    }
}

/// Days between the first of January 1970 and the day before the first day of a date system.
const DAYS_TO_1900: i64 = -25_569;
const DAYS_TO_1904: i64 = -24_107;

/// The day after the last one: 10000-01-01 in the older system.
const LAST_SERIAL: f64 = 2_958_466.0;

/// The day that never was, 29 February 1900, has this number: days before it count one less.
const LEAP_DAY_OF_1900: i64 = 60;

const MILLISECONDS_OF_A_DAY: f64 = 86_400_000.0;

/// A number of days as the moment or the span that it is shown as; numbers that are no moment stay numbers.
pub(super) fn push_serial(value: f64, shown: Shown, is_1904: bool, text: &mut String) {
    let is_span = shown == Shown::Span;
    if shown == Shown::Number || value.is_nan() || value.abs() >= LAST_SERIAL || (value < 0.0 && !is_span) {
        return push_float(value, text);
    }
    #[expect(clippy::cast_possible_truncation, reason = "below the last day there is")]
    let milliseconds = (value * MILLISECONDS_OF_A_DAY).round() as i64;
    if is_span || milliseconds < 86_400_000 {
        return push_clock(milliseconds.saturating_mul(1_000_000), text);
    }
    let (serial, time) = (milliseconds.div_euclid(86_400_000), milliseconds.rem_euclid(86_400_000));
    let days = match (is_1904, serial) {
        (true, _) => serial + DAYS_TO_1904,
        (false, ..LEAP_DAY_OF_1900) => serial + DAYS_TO_1900 + 1,
        (false, _) => serial + DAYS_TO_1900,
    };
    push_moment(days, time * 1_000_000, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_days_from_numbers() {
        for (code, expected) in [
            ("General", Shown::Number),
            ("#,##0.00 \"dd\"", Shown::Number),
            ("[Red]0.00;[Blue]-0.00", Shown::Number),
            ("0_d", Shown::Number),
            ("dd/mm/yyyy", Shown::Moment),
            ("[$-409]mmm\\-yy", Shown::Moment),
            ("h:mm", Shown::Moment),
            ("[h]:mm:ss", Shown::Span),
        ] {
            assert_eq!(shown_as(code), expected, "{code}");
        }
    }

    #[test]
    fn numbers_become_the_days_that_they_are_shown_as() {
        for (value, shown, is_1904, expected) in [
            (44929.0, Shown::Moment, false, "2023-01-03"),
            (44_929.604_166_666_664, Shown::Moment, false, "2023-01-03T14:30:00"),
            (43467.0, Shown::Moment, true, "2023-01-03"),
            (0.75, Shown::Moment, false, "18:00:00"),
            (1.5, Shown::Span, false, "36:00:00"),
            (1.0, Shown::Moment, false, "1900-01-01"),
            (61.0, Shown::Moment, false, "1900-03-01"),
            (-1.0, Shown::Moment, false, "-1"),
            (1e300, Shown::Span, false, "1e300"),
        ] {
            let mut text = String::new();
            push_serial(value, shown, is_1904, &mut text);
            assert_eq!(text, expected);
        }
    }
}
