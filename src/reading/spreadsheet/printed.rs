//! How values of typed formats are printed, so that the same table in CSV says the same: whole numbers without a
//! point, other numbers with at most fifteen digits, days and times in ISO 8601.
//!
//! This file must never know which format a value comes from. Start with [`push_float`] and [`push_day`].

use std::fmt::Write as _;

/// Digits that a spreadsheet shows; what follows is the noise of binary fractions.
const MOST_DIGITS: usize = 15;

/// Numbers beyond these sizes are printed with an exponent: nobody counts forty zeros.
const HUGE: f64 = 1e40;
const TINY: f64 = 1e-30;

const SECONDS_OF_A_DAY: i64 = 86_400;

/// A number without exponent at usual sizes. What is no number at all is blank.
pub(in crate::reading) fn push_float(value: f64, text: &mut String) {
    if value.is_nan() {
        return;
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and below 10^15")]
    if value.abs() < 1e15 && value.trunc().to_bits() == value.to_bits() {
        let _ = write!(text, "{}", value as i64);
        return;
    }
    let start = text.len();
    let size = value.abs();
    if value.is_finite() && size > 0.0 && !(TINY..HUGE).contains(&size) {
        let _ = write!(text, "{value:e}");
        return;
    }
    let _ = write!(text, "{value}");
    if value.is_finite() && significant_digits(text.get(start..).unwrap_or("")) > MOST_DIGITS {
        text.truncate(start);
        let rounded: f64 = format!("{value:.*e}", MOST_DIGITS - 1).parse().unwrap_or(value);
        let _ = write!(text, "{rounded}");
    }
}

/// Digits without zeros at either end.
fn significant_digits(text: &str) -> usize {
    let whole = text.trim_start_matches(['-', '0', '.']);
    let whole = if text.contains('.') { whole } else { whole.trim_end_matches('0') };
    whole.bytes().filter(u8::is_ascii_digit).count()
}

/// A day, counted from 1 January 1970.
pub(in crate::reading) fn push_day(days: i64, text: &mut String) {
    // Years begin in March, so that the leap day is the last one; 400 of them are an era.
    let shifted = days.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let _ = write!(text, "{year:04}-{month:02}-{day:02}");
}

/// Days and a time of day in nanoseconds: the day alone at midnight.
pub(in crate::reading) fn push_moment(days: i64, nanoseconds: i64, text: &mut String) {
    push_day(days, text);
    if nanoseconds != 0 {
        text.push('T');
        push_clock(nanoseconds, text);
    }
}

/// Hours, minutes and seconds; hours may exceed a day. Fractions only where there are any.
pub(in crate::reading) fn push_clock(nanoseconds: i64, text: &mut String) {
    if nanoseconds < 0 {
        text.push('-');
    }
    let nanoseconds = nanoseconds.unsigned_abs();
    let (seconds, fraction) = (nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
    let _ = write!(text, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if fraction > 0 {
        let digits = format!("{fraction:09}");
        let _ = write!(text, ".{}", digits.trim_end_matches('0'));
    }
}

/// An instant as a count of units since 1970, so many of them in a second, where clocks are `offset` seconds ahead.
pub(in crate::reading) fn push_instant(value: i64, units: i64, offset: i64, text: &mut String) {
    let units = units.clamp(1, 1_000_000_000);
    let seconds = value.div_euclid(units).saturating_add(offset);
    let nanoseconds = value.rem_euclid(units) * (1_000_000_000 / units);
    let time = seconds.rem_euclid(SECONDS_OF_A_DAY) * 1_000_000_000 + nanoseconds;
    push_moment(seconds.div_euclid(SECONDS_OF_A_DAY), time, text);
}

/// Digits with the point moved so many places to the left, every place kept.
pub(in crate::reading) fn push_scaled(digits: &str, scale: i8, text: &mut String) {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    text.push_str(sign);
    let places = usize::from(scale.unsigned_abs());
    if scale <= 0 {
        text.push_str(digits);
        if digits != "0" {
            text.extend(std::iter::repeat_n('0', places));
        }
    } else if let Some((whole, fraction)) = digits.len().checked_sub(places).and_then(|at| digits.split_at_checked(at))
    {
        text.push_str(if whole.is_empty() { "0" } else { whole });
        text.push('.');
        text.push_str(fraction);
    } else {
        let _ = write!(text, "0.{digits:0>places$}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(push: impl FnOnce(&mut String)) -> String {
        let mut text = String::new();
        push(&mut text);
        text
    }

    #[test]
    fn numbers_read_as_a_spreadsheet_shows_them() {
        for (value, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (42.0, "42"),
            (-7.5, "-7.5"),
            (54_498.246_600_000_006, "54498.2466"),
            (0.1 + 0.2, "0.3"),
            (1e21, "1000000000000000000000"),
            (123_456_789_012_345_680.0, "123456789012346000"),
            (1e-7, "0.0000001"),
            (2.5e60, "2.5e60"),
            (f64::NAN, ""),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(printed(|text| push_float(value, text)), expected);
        }
    }

    #[test]
    fn days_and_times_are_iso() {
        for (days, expected) in
            [(0, "1970-01-01"), (19_360, "2023-01-03"), (11_016, "2000-02-29"), (-719_162, "0001-01-01")]
        {
            assert_eq!(printed(|text| push_day(days, text)), expected);
        }
        assert_eq!(printed(|text| push_instant(1_672_756_200_000, 1000, 0, text)), "2023-01-03T14:30:00");
        assert_eq!(printed(|text| push_instant(-1, 1000, 0, text)), "1969-12-31T23:59:59.999");
        assert_eq!(printed(|text| push_instant(1_672_700_400, 1, 3600, text)), "2023-01-03");
        assert_eq!(printed(|text| push_clock(-99_000_000_000_000, text)), "-27:30:00");
        printed(|text| push_instant(i64::MIN, 1, i64::MIN, text));
        printed(|text| push_day(i64::MAX, text));
    }

    #[test]
    fn decimals_keep_their_places() {
        for (digits, scale, expected) in [
            ("1250", 2, "12.50"),
            ("-5", 3, "-0.005"),
            ("0", 2, "0.00"),
            ("12", 0, "12"),
            ("12", -2, "1200"),
            ("-12", 2, "-0.12"),
        ] {
            assert_eq!(printed(|text| push_scaled(digits, scale, text)), expected);
        }
    }
}
