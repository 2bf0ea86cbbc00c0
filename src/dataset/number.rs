//! Exact decimal numbers: counts of people and flights, amounts of money. Adding a million amounts gives the
//! sum to the last cent, which binary floating point does not.
//!
//! This file must never know how a number is printed for a reader; `chart::number_format` does that.

use std::cmp::Ordering;
use std::fmt;

/// The most decimal places that a [`Number`] keeps.
pub const MAX_SCALE: u8 = 12;

/// An exact decimal number: `mantissa / 10^scale`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Number {
    mantissa: i128,
    scale: u8,
}

impl Number {
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };

    /// `mantissa / 10^scale`; a scale above [`MAX_SCALE`] is not representable and gives `None`.
    pub fn new(mantissa: i128, scale: u8) -> Option<Self> {
        (scale <= MAX_SCALE).then_some(Self { mantissa, scale })
    }

    /// Reads plain decimal notation: an optional sign, digits, optionally a point and digits.
    /// Anything else, and anything too long to be held exactly, gives `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-').or_else(|| text.strip_prefix('−')) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let scale = u8::try_from(fraction.len()).ok().filter(|scale| *scale <= MAX_SCALE)?;
        let mut mantissa: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            let digit = byte.is_ascii_digit().then(|| i128::from(byte - b'0'))?;
            mantissa = mantissa.checked_mul(10)?.checked_add(digit)?;
        }
        Some(Self { mantissa: if negative { -mantissa } else { mantissa }, scale })
    }

    /// The same number with exactly `scale` decimal places, if that loses nothing.
    pub fn mantissa_at(self, scale: u8) -> Option<i128> {
        if scale >= self.scale {
            10_i128.checked_pow(u32::from(scale - self.scale)).and_then(|factor| self.mantissa.checked_mul(factor))
        } else {
            let factor = 10_i128.checked_pow(u32::from(self.scale - scale))?;
            (self.mantissa % factor == 0).then_some(self.mantissa / factor)
        }
    }

    pub fn scale(self) -> u8 {
        self.scale
    }

    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The sum, or `None` beyond the range of 128 bits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let mantissa = self.mantissa_at(scale)?.checked_add(other.mantissa_at(scale)?)?;
        Some(Self { mantissa, scale })
    }

    /// The difference, or `None` beyond the range of 128 bits.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { mantissa: other.mantissa.checked_neg()?, scale: other.scale })
    }

    /// For positions and lengths only; never printed.
    #[expect(clippy::cast_precision_loss, reason = "a position on a screen needs no more than 53 bits")]
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / 10_f64.powi(i32::from(self.scale))
    }

    /// Rounded half away from zero to `places` decimal places: sign, whole digits, fraction digits.
    pub fn rounded_parts(self, places: u8) -> (bool, String, String) {
        let places = places.min(MAX_SCALE);
        let mantissa = if places >= self.scale {
            self.mantissa.unsigned_abs().saturating_mul(10_u128.saturating_pow(u32::from(places - self.scale)))
        } else {
            let factor = 10_u128.saturating_pow(u32::from(self.scale - places));
            (self.mantissa.unsigned_abs() + factor / 2) / factor
        };
        let digits = format!("{mantissa:0>width$}", width = usize::from(places) + 1);
        let (whole, fraction) = digits.split_at(digits.len() - usize::from(places));
        (self.mantissa < 0 && mantissa != 0, whole.to_owned(), fraction.to_owned())
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self { mantissa: i128::from(value), scale: 0 }
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self { mantissa: i128::try_from(value).unwrap_or(i128::MAX), scale: 0 }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        match (self.mantissa_at(scale), other.mantissa_at(scale)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => self.to_f64().total_cmp(&other.to_f64()),
        }
    }
}

/// Plain notation, exact: `-12.5`, `475`. The inverse of [`Number::parse`].
impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (negative, whole, fraction) = self.rounded_parts(self.scale);
        let fraction = fraction.trim_end_matches('0');
        formatter.write_str(if negative { "-" } else { "" })?;
        formatter.write_str(&whole)?;
        if fraction.is_empty() { Ok(()) } else { write!(formatter, ".{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints_plain_decimals_exactly() {
        for (text, expected) in [
            ("0", Some("0")),
            ("475", Some("475")),
            ("-12.50", Some("-12.5")),
            ("−3", Some("-3")),
            (".5", Some("0.5")),
            ("26029143.4600", Some("26029143.46")),
            ("9007199254740993", Some("9007199254740993")),
            ("", None),
            ("-", None),
            ("1,234", None),
            ("1e5", None),
            ("NaN", None),
            ("0.1234567890123", None),
        ] {
            assert_eq!(Number::parse(text).map(|n| n.to_string()).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn adds_without_loss() {
        let tenth = Number::parse("0.1").unwrap();
        let sum = (0..1_000).try_fold(Number::ZERO, |sum, _| sum.plus(tenth)).unwrap();
        assert_eq!(sum, Number::from(100_i64));
    }

    #[test]
    fn rounds_half_away_from_zero() {
        for (text, places, expected) in [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.04", 1, "0.0"), ("99.95", 1, "100.0")]
        {
            let (negative, whole, fraction) = Number::parse(text).unwrap().rounded_parts(places);
            let point = if fraction.is_empty() { "" } else { "." };
            assert_eq!(format!("{}{whole}{point}{fraction}", if negative { "-" } else { "" }), expected);
        }
    }
}
