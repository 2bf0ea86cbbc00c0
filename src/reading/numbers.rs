//! What printed numbers mean: signs, groups of digits, decimal marks, currencies and percentages, exactly and never by
//! way of binary fractions. Which decimal mark a column uses is decided from all its texts together.
//!
//! This file must never know columns, roles or rows, and it never guesses: what could be two numbers is none. Start
//! with [`parse_number`], then [`find_decimal_mark`].

use crate::dataset::{MAX_SCALE, Number};
use serde::{Deserialize, Serialize};

/// What stands between whole digits and decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    Point,
    Comma,
}

impl DecimalMark {
    fn char(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    /// The mark between groups of digits that goes with it. Apostrophes and spaces go with both.
    fn group_char(self) -> char {
        match self {
            Self::Point => ',',
            Self::Comma => '.',
        }
    }
}

/// What the distinct texts of a column say together about its decimal mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkDecision {
    Decided(DecimalMark),
    /// Every text reads the same with both, or there are no numbers.
    Indifferent,
    /// Texts such as "1.234", which is either a fraction or a thousand and some, and nothing that decides. Whoever
    /// knows that the column counts things knows that its numbers are whole.
    Ambiguous,
    /// Some texts can only be read with a point, others only with a comma.
    Contradictory,
}

/// Decided by every text that only one of the marks can read: "1.234,56", "12,5", "1.234.567" say comma, "1,234.56",
/// "12.5", "0.125" say point.
pub(super) fn find_decimal_mark<'a>(texts: impl Iterator<Item = &'a str>) -> MarkDecision {
    let (mut needs_point, mut needs_comma, mut is_open) = (false, false, false);
    for text in texts.filter(|text| text.contains(['.', ','])) {
        let text = without_footnote(text).unwrap_or(text);
        match (parse_number(text, DecimalMark::Point), parse_number(text, DecimalMark::Comma)) {
            (Some(_), None) => needs_point = true,
            (None, Some(_)) => needs_comma = true,
            (Some(with_point), Some(with_comma)) => is_open |= with_point != with_comma,
            (None, None) => {}
        }
    }
    match (needs_point, needs_comma) {
        (true, true) => MarkDecision::Contradictory,
        (true, false) => MarkDecision::Decided(DecimalMark::Point),
        (false, true) => MarkDecision::Decided(DecimalMark::Comma),
        (false, false) if is_open => MarkDecision::Ambiguous,
        (false, false) => MarkDecision::Indifferent,
    }
}

/// Reads one printed number; a percentage is the number before its sign.
///
/// Numbers are exact, and `None` where 128 bits or [`MAX_SCALE`] decimals do not hold them. The one exception is the
/// noise of binary fractions: a text with more than [`MAX_SCALE`] decimals and at least 15 significant digits
/// ("54498.24660000000600", "0.30000000000000004", "33.33333333333333") was printed by a program that had no more
/// than 15 of them, and is rounded to 15 significant digits and at most [`MAX_SCALE`] decimals.
///
/// Spaces within a number (tables from PDF files have them anywhere: "€ 6 0,600.00") are left out where they stand
/// between groups of three digits, or where a mark between groups, a currency, or the two decimals of an amount show
/// that it is one number. "12 34" is two numbers, and `None`.
pub(super) fn parse_number(text: &str, mark: DecimalMark) -> Option<Number> {
    if let Some(number) = parse_plain(text, mark) {
        return Some(number);
    }
    let shell = Shell::around(text)?;
    let number = match shell.core.split_once(['e', 'E']) {
        Some((digits, exponent)) => {
            let (whole, fraction) = digits.split_once(mark.char()).unwrap_or((digits, ""));
            (!whole.is_empty()).then(|| exact(whole, fraction, exponent.parse().ok()?))?
        }
        None => parse_grouped(shell.core, mark, shell.has_currency()),
    }?;
    if shell.is_negative { Number::ZERO.minus(number) } else { Some(number) }
}

/// The text before a footnote mark that follows a digit: "1,234*", "12 345¹", "56 [1]", "1,234 (a)". Digits in round
/// brackets are no mark: "56 (1)" may well be two numbers. Whoever uses this says so in the report, since "10²" could
/// also mean a hundred.
pub(super) fn without_footnote(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let without_signs = text.trim_end_matches(is_footnote_sign);
    let rest = if without_signs.len() < text.len() {
        without_signs
    } else {
        let (before, inside, digits_count) = if let Some(open) = text.strip_suffix(']') {
            let (before, inside) = open.rsplit_once('[')?;
            (before, inside, true)
        } else {
            let (before, inside) = text.strip_suffix(')')?.rsplit_once('(')?;
            (before, inside, false)
        };
        let is_letter = inside.len() == 1 && inside.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_number = (1..=2).contains(&inside.len()) && inside.bytes().all(|byte| byte.is_ascii_digit());
        (is_letter || digits_count && is_number).then_some(before)?
    };
    let rest = rest.trim_end();
    rest.ends_with(|char: char| char.is_ascii_digit() || PERCENT_SIGNS.contains(&char)).then_some(rest)
}

/// The longest text of digits that 64 bits hold whatever the digits.
const PLAIN_LENGTH: usize = 18;

/// Digits with at most one decimal mark: nearly all numbers, read without taking memory.
fn parse_plain(text: &str, mark: DecimalMark) -> Option<Number> {
    if text.len() > PLAIN_LENGTH {
        return None;
    }
    let (mut mantissa, mut digits, mut decimals) = (0_i64, 0_u8, None);
    for byte in text.bytes() {
        if byte.is_ascii_digit() {
            mantissa = mantissa * 10 + i64::from(byte - b'0');
            digits += 1;
            decimals = decimals.map(|count: u8| count + 1);
        } else if char::from(byte) == mark.char() && decimals.is_none() {
            decimals = Some(0);
        } else {
            return None;
        }
    }
    let decimals = decimals.unwrap_or(0);
    if digits == 0 || decimals > MAX_SCALE {
        return None;
    }
    without_end_zeros(i128::from(mantissa), decimals)
}

fn without_end_zeros(mut mantissa: i128, mut scale: u8) -> Option<Number> {
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Number::new(mantissa, scale)
}

/// What stands around the digits of a number.
struct Shell<'a> {
    core: &'a str,
    is_negative: bool,
    is_percentage: bool,
    currency_before: bool,
    currency_after: bool,
}

impl<'a> Shell<'a> {
    /// `None` where something is said twice: "--5", "(-5)", "5%%".
    fn around(text: &'a str) -> Option<Self> {
        let mut shell = Self {
            core: text.trim(),
            is_negative: false,
            is_percentage: false,
            currency_before: false,
            currency_after: false,
        };
        let mut is_signed = false;
        loop {
            let core = shell.core;
            let in_brackets = || core.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
            let minus =
                || core.strip_prefix(MINUS_SIGNS).or_else(in_brackets).or_else(|| core.strip_suffix(['-', '−']));
            let before_lines = core.trim_end_matches(['-', '–', '—']);
            let is_whole_amount = before_lines.len() < core.len() && before_lines.ends_with(['.', ',']);
            let rest = if is_whole_amount {
                // "60.600,–" and "5.-" are whole amounts: the line stands for the cents and is no minus sign.
                before_lines
            } else if let Some(rest) = core.strip_prefix('+') {
                (!std::mem::replace(&mut is_signed, true)).then_some(rest)?
            } else if let Some(rest) = minus() {
                shell.is_negative = true;
                (!std::mem::replace(&mut is_signed, true)).then_some(rest)?
            } else if let Some(rest) = core.strip_prefix(PERCENT_SIGNS).or_else(|| core.strip_suffix(PERCENT_SIGNS)) {
                (!std::mem::replace(&mut shell.is_percentage, true)).then_some(rest)?
            } else if let Some(rest) = without_currency_before(core) {
                (!std::mem::replace(&mut shell.currency_before, true)).then_some(rest)?
            } else if let Some(rest) = without_currency_after(core) {
                (!std::mem::replace(&mut shell.currency_after, true)).then_some(rest)?
            } else {
                break;
            };
            shell.core = rest.trim();
        }
        (!shell.is_percentage || !shell.has_currency()).then_some(shell)
    }

    fn has_currency(&self) -> bool {
        self.currency_before || self.currency_after
    }
}

const PERCENT_SIGNS: [char; 2] = ['%', '％'];
const MINUS_SIGNS: [char; 6] = ['-', '−', '‐', '‑', '–', '－'];

/// Longer ones before those that they end or start with. No cents: they are hundredths of what the others say.
const CURRENCIES: [&str; 50] = [
    "US$", "CA$", "AU$", "NZ$", "MX$", "HK$", "NT$", "RD$", "C$", "A$", "R$", "S$", "euros", "euro", "EUR", "USD",
    "GBP", "CHF", "JPY", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "RUB",
    "CNY", "INR", "MXN", "COP", "GTQ", "HNL", "NIO", "CRC", "DOP", "PEN", "CLP", "ARS", "BRL", "ZAR", "kr.", "kr",
    "zł", "Kč",
];

fn is_currency_sign(char: char) -> bool {
    matches!(char, '$' | '£' | '¥' | '¤' | '￥' | '\u{20a0}'..='\u{20cf}')
}

fn without_currency_before(text: &str) -> Option<&str> {
    let named = CURRENCIES.iter().find_map(|name| {
        let (start, rest) = text.split_at_checked(name.len())?;
        (start.eq_ignore_ascii_case(name) && !rest.starts_with(char::is_alphabetic)).then_some(rest)
    });
    named.or_else(|| text.strip_prefix(is_currency_sign))
}

fn without_currency_after(text: &str) -> Option<&str> {
    let named = CURRENCIES.iter().find_map(|name| {
        let (rest, end) = text.split_at_checked(text.len().checked_sub(name.len())?)?;
        (end.eq_ignore_ascii_case(name) && !rest.ends_with(char::is_alphabetic)).then_some(rest)
    });
    named.or_else(|| text.strip_suffix(is_currency_sign))
}

fn is_digit(char: char) -> bool {
    char.is_ascii_digit()
}

/// Blanks of one line. A line break within a cell stands between two numbers.
fn is_group_space(char: char) -> bool {
    matches!(char, ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}')
}

fn is_footnote_sign(char: char) -> bool {
    matches!(char, '*' | '†' | '‡' | '§' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Digits with marks and spaces, without sign and currency.
fn parse_grouped(core: &str, mark: DecimalMark, has_currency: bool) -> Option<Number> {
    let (whole, fraction) = core.split_once(mark.char()).unwrap_or((core, ""));
    let closed_up = |part: &str| -> String { part.chars().filter(|char| !is_group_space(*char)).collect() };
    let (whole_digits, fraction_digits) = (closed_up(whole), closed_up(fraction));
    let group_mark = whole_digits.chars().find(|char| !is_digit(*char));
    if let Some(group_mark) = group_mark {
        let is_known = group_mark == mark.group_char() || "'’‘ʼ".contains(group_mark);
        if !is_known || !is_well_grouped(&whole_digits, group_mark) {
            return None;
        }
    }
    let has_spaces = whole_digits.len() + fraction_digits.len() < whole.len() + fraction.len();
    if has_spaces && group_mark.is_none() && !has_currency {
        let is_amount = fraction.len() == 2;
        let spaced_groups = || whole.split(is_group_space).map(str::len);
        let in_threes = spaced_groups().next().is_some_and(|length| (1..=3).contains(&length))
            && spaced_groups().skip(1).all(|length| length == 3);
        if fraction_digits.len() < fraction.len() || !in_threes && !is_amount {
            return None;
        }
    }
    match group_mark {
        Some(group_mark) => exact(&whole_digits.replace(group_mark, ""), &fraction_digits, 0),
        None => exact(&whole_digits, &fraction_digits, 0),
    }
}

/// Whether groups have three digits each after the first, or two before the last three as in India ("12,34,567").
/// A first group that starts with a zero is none: "0,125" is a fraction.
fn is_well_grouped(digits: &str, mark: char) -> bool {
    let groups: Vec<&str> = digits.split(mark).collect();
    let [first, middle @ .., last] = groups.as_slice() else { return false };
    let in_threes = first.len() <= 3 && middle.iter().all(|group| group.len() == 3);
    let in_pairs = mark == ',' && first.len() <= 2 && middle.iter().all(|group| group.len() == 2);
    !first.is_empty() && !first.starts_with('0') && last.len() == 3 && (in_threes || in_pairs)
}

/// The significant digits that every binary fraction of 64 bits keeps.
const SURE_DIGITS: usize = 15;
/// Rounding may leave no fewer digits than these: of smaller numbers, little would remain.
const FEWEST_DIGITS: usize = 9;

/// `whole.fraction × 10^exponent`, exactly, or without the noise of a binary fraction.
fn exact(whole: &str, fraction: &str, exponent: i16) -> Option<Number> {
    let all_digits = || whole.bytes().chain(fraction.bytes());
    if all_digits().next().is_none() || !all_digits().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: Vec<u8> = all_digits().skip_while(|byte| *byte == b'0').collect();
    let Some(significant) = digits.iter().rposition(|byte| *byte != b'0').map(|last| last + 1) else {
        return Some(Number::ZERO);
    };
    let printed_scale = i64::try_from(fraction.len()).ok()? - i64::from(exponent);
    // Zeros at the end are decimals that say nothing, or, with a negative scale, tens that stay.
    let scale = printed_scale - i64::try_from(digits.len() - significant).ok()?;
    let most = i64::from(MAX_SCALE);
    let mut kept = significant;
    if printed_scale > most && (scale > most || significant > SURE_DIGITS) {
        let whole_length = i64::try_from(significant).ok()? - scale;
        kept = usize::try_from(whole_length + most).ok()?.min(SURE_DIGITS);
        if significant < SURE_DIGITS || kept < FEWEST_DIGITS || i64::try_from(kept).ok()? < whole_length {
            return None;
        }
    }
    let mut mantissa: i128 = 0;
    for byte in digits.iter().take(kept) {
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
    }
    let rounds_up = kept < significant && digits.get(kept).is_some_and(|byte| *byte >= b'5');
    let scale = scale - i64::try_from(significant - kept).ok()?;
    match u8::try_from(scale) {
        Ok(scale) => without_end_zeros(mantissa + i128::from(rounds_up), scale),
        Err(_) if scale > 0 => None,
        Err(_) => {
            let factor = 10_i128.checked_pow(u32::try_from(-scale).ok()?)?;
            Number::new(mantissa.checked_mul(factor)?, 0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DecimalMark::{Comma, Point};

    /// In plain notation; "-" where the text is no number.
    fn read(text: &str, mark: DecimalMark) -> String {
        let Some(number) = parse_number(text, mark) else { return "-".to_owned() };
        let (is_negative, whole, fraction) = number.rounded_parts(number.scale());
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{}{whole}{point}{fraction}", if is_negative { "-" } else { "" })
    }

    #[test]
    fn each_mark_reads_what_is_printed_with_it() {
        // The text, and what it is with a point and with a comma.
        for (text, with_point, with_comma) in [
            ("0", "0", "0"),
            ("007", "7", "7"),
            ("123456789012345678", "123456789012345678", "123456789012345678"),
            ("12345678901234567890", "12345678901234567890", "12345678901234567890"),
            ("1,234", "1234", "1.234"),
            ("1.234", "1.234", "1234"),
            ("1,23", "-", "1.23"),
            ("1.23", "1.23", "-"),
            ("1,2345", "-", "1.2345"),
            ("1234,567", "-", "1234.567"),
            ("0,125", "-", "0.125"),
            ("1,234,567", "1234567", "-"),
            ("1.234.567", "-", "1234567"),
            ("1,234,56", "-", "-"),
            ("1,,234", "-", "-"),
            (",234", "-", "0.234"),
            ("1,234.50", "1234.5", "-"),
            ("1.234,50", "-", "1234.5"),
            ("1.2.3", "-", "-"),
            ("12,34,567", "1234567", "-"),
            ("12,34,567.5", "1234567.5", "-"),
            ("123,45,678", "-", "-"),
            ("1 234,5", "-", "1234.5"),
            ("1'234'567.25", "1234567.25", "-"),
            ("1’234,5", "-", "1234.5"),
            ("1'234,567", "-", "1234.567"),
            ("1_234", "-", "-"),
            ("12.", "12", "-"),
            (".5", "0.5", "-"),
            ("1,5E+03", "-", "1500"),
            ("€1.250,00", "-", "1250"),
            ("60.600,-", "-", "60600"),
            ("60.600,–", "-", "60600"),
            ("60.600,--", "-", "60600"),
            ("-60.600,--", "-", "-60600"),
            ("5.-", "5", "-"),
            ("5,-", "-", "5"),
        ] {
            assert_eq!((read(text, Point).as_str(), read(text, Comma).as_str()), (with_point, with_comma), "{text:?}");
        }
    }

    #[test]
    fn signs_currencies_spaces_and_percentages_are_read() {
        for (text, expected) in [
            ("€                                                    6 0,600.00", "60600"),
            ("1 79,306.11", "179306.11"),
            ("2 75,038.15", "275038.15"),
            ("9 50.00", "950"),
            ("€ 12 34", "1234"),
            ("12 34", "-"),
            ("12 34.5", "-"),
            ("12 345", "12345"),
            ("12  345", "-"),
            ("12\n345", "-"),
            ("1 234 567", "1234567"),
            ("1\u{a0}234\u{202f}567\u{2009}890", "1234567890"),
            ("1234 567", "-"),
            ("1 234.567 8", "-"),
            ("1.5 2.5", "-"),
            ("1,234 5,678", "-"),
            (" 42 ", "42"),
            ("EUR 1,234.50", "1234.5"),
            ("1,234.50 eur", "1234.5"),
            ("US$ 5", "5"),
            ("$1,234.50 USD", "1234.5"),
            ("$5 $ $", "-"),
            ("500 euros", "500"),
            ("CHF 1'250.00", "1250"),
            ("5 zł", "5"),
            ("EURO5", "5"),
            ("EUROPE 5", "-"),
            ("5 NEUR", "-"),
            ("12.5%", "12.5"),
            ("12.5 %", "12.5"),
            ("%12", "12"),
            ("5%%", "-"),
            ("$5%", "-"),
            ("(1,234.50)", "-1234.5"),
            ("($5)", "-5"),
            ("$(5)", "-5"),
            ("(5", "-"),
            ("(-5)", "-"),
            ("-5", "-5"),
            ("−5", "-5"),
            ("–5", "-5"),
            ("- 5", "-5"),
            ("-$5", "-5"),
            ("$-5", "-5"),
            ("12-", "-12"),
            ("+12", "12"),
            ("12+", "-"),
            ("--5", "-"),
            ("1-2", "-"),
            ("1e5", "100000"),
            ("1.5E+03", "1500"),
            ("1.20E-2", "0.012"),
            ("-2e-12", "-0.000000000002"),
            ("1e-13", "-"),
            ("0e-99", "0"),
            ("1e38", "100000000000000000000000000000000000000"),
            ("1e39", "-"),
            ("1e99999", "-"),
            ("e5", "-"),
            ("1e", "-"),
            ("1e5.5", "-"),
            ("1,234e5", "-"),
            ("NaN", "-"),
            ("inf", "-"),
            ("", "-"),
            ("-", "-"),
            ("€", "-"),
            ("()", "-"),
            (".", "-"),
            (",-", "-"),
            ("1,234*", "-"),
            ("12 345¹", "-"),
            ("1.2 million", "-"),
            ("FY2024", "-"),
            ("٣", "-"),
            ("2024-05-01", "-"),
            ("01.05.2024", "-"),
        ] {
            assert_eq!(read(text, Point), expected, "{text:?}");
        }
    }

    #[test]
    fn only_the_noise_of_binary_fractions_is_rounded() {
        for (text, expected) in [
            ("54498.24660000000600", "54498.2466"),
            ("0.30000000000000004", "0.3"),
            ("1.0000000000000002", "1"),
            ("0.99999999999999989", "1"),
            ("3.0000000000000004E-01", "0.3"),
            ("33.33333333333333", "33.333333333333"),
            ("0.6666666666666667", "0.666666666667"),
            ("12.340000000000000", "12.34"),
            ("0.123456789012", "0.123456789012"),
            ("1234567.123456789012", "1234567.123456789012"),
            // Exact, and too fine to be held.
            ("0.1234567890123", "-"),
            ("0.0000012345678901234567", "-"),
            ("1234567890123456.1234567890123", "-"),
        ] {
            assert_eq!(read(text, Point), expected, "{text:?}");
        }
    }

    #[test]
    fn a_column_decides_its_mark() {
        use MarkDecision::{Ambiguous, Contradictory, Decided, Indifferent};
        for (texts, expected) in [
            ("", Indifferent),
            ("1|2|30", Indifferent),
            ("1 234|n.a.|Smith, J.", Indifferent),
            ("0|0.0.0", Indifferent),
            ("1.234,56|1", Decided(Comma)),
            ("1,234.56|1", Decided(Point)),
            ("12,5|1.234", Decided(Comma)),
            ("12.5|1,234", Decided(Point)),
            ("0.125|1.234", Decided(Point)),
            ("1234.567", Decided(Point)),
            ("1.234|1.234.567", Decided(Comma)),
            ("1,234|1,234,567", Decided(Point)),
            ("1 234,567", Decided(Comma)),
            ("1,5*|7", Decided(Comma)),
            ("1.234|5.678", Ambiguous),
            ("1,234|17", Ambiguous),
            ("€ 6 0,600", Ambiguous),
            ("1.234|5,678", Ambiguous),
            ("1.5|1,5", Contradictory),
            ("1.234.567|1,234,567", Contradictory),
        ] {
            assert_eq!(find_decimal_mark(texts.split('|')), expected, "{texts:?}");
        }
    }

    #[test]
    fn hostile_texts_are_no_numbers() {
        let long = |part: &str| part.repeat(100_000 / part.len());
        let texts = [
            "9", "1,", ",", ".", "1 ", " ", "(", "()", "-", "+-", "€", "kr", "e", "1e", "%", "🛫", "1🛫", "\u{300}",
            "¹", "[", "1'", "0.", ",-", "\0", "½", "１",
        ];
        for text in texts {
            for mark in [Point, Comma] {
                assert_eq!(parse_number(&long(text), mark), None, "{text:?}");
            }
            assert_eq!(find_decimal_mark(std::iter::once(long(text).as_str())), MarkDecision::Indifferent, "{text:?}");
            let _ = without_footnote(&long(text));
        }
        assert_eq!(read(&format!("{}7", long("0")), Point), "7");
        assert_eq!(read(&format!("0.5{}", long("0")), Point), "0.5");
    }
}
