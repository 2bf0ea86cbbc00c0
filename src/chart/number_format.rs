//! Numbers as a reader of the chosen language writes them.

use crate::dataset::{Number, Unit};
use crate::words::{NumberMarks, Words};

/// A number of a measure's unit: counts are whole, ratios have one decimal, money has two where it has cents.
pub fn format_number(number: Number, unit: &Unit, words: &Words) -> String {
    let places = match unit {
        Unit::Flights | Unit::People | Unit::Rows | Unit::Other => number.scale().min(2),
        Unit::PeoplePerFlight => 1,
        Unit::Money(_) => {
            // What no cents can say is a quotient: from a thousand on, its cents say nothing.
            let is_quotient = number.scale() > 4 && number >= Number::from(1_000_i64);
            if number.mantissa_at(0).is_some() || is_quotient { 0 } else { 2 }
        }
    };
    format_places(number, places, words)
}

/// Rounded half away from zero to `places` decimals, in groups of three digits.
pub(super) fn format_places(number: Number, places: u8, words: &Words) -> String {
    let NumberMarks { group, decimal } = words.numbers;
    let (negative, whole, fraction) = number.rounded_parts(places);
    let mut text = String::with_capacity(whole.len() * 2 + fraction.len() + 2);
    if negative {
        text.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(decimal);
        text.push_str(&fraction);
    }
    text
}

/// As short as a label above a column has to be: millions with one decimal, everything else in full.
pub(super) fn short_number(number: Number, unit: &Unit, words: &Words) -> String {
    if number < Number::from(1_000_000_i64) {
        let whole_money = matches!(unit, Unit::Money(_) | Unit::Other) && number >= Number::from(1_000_i64);
        return if whole_money { format_places(number, 0, words) } else { format_number(number, unit, words) };
    }
    match in_millions(number) {
        Some(millions) => words.say.millions(&format_places(millions, 1, words)),
        None => format_number(number, unit, words),
    }
}

/// Whole millions with as few decimals as they need, for the ticks of an axis.
pub(super) fn short_whole(number: Number, words: &Words) -> String {
    if number.is_zero() {
        return "0".to_owned();
    }
    let places = |millions: Number| (0..3).find(|places| millions.mantissa_at(*places).is_some()).unwrap_or(2);
    match in_millions(number) {
        Some(millions) => words.say.millions(&format_places(millions, places(millions), words)),
        None => format_places(number, 0, words),
    }
}

fn in_millions(number: Number) -> Option<Number> {
    let scale = number.scale();
    Number::new(number.mantissa_at(scale)?, scale.checked_add(6)?)
}

/// A share of a whole: no decimal from ten percent on, one below.
pub(super) fn format_share(part: Number, whole: Number, words: &Words) -> Option<String> {
    let scale = part.scale().max(whole.scale());
    let below = whole.mantissa_at(scale).filter(|below| *below > 0)?;
    let per_mille = part.mantissa_at(scale)?.checked_mul(10_000)?.checked_div(below)?;
    // What is very little is not nothing.
    if (0..5).contains(&per_mille) && part > Number::ZERO {
        let least = format_places(Number::new(1, 1)?, 1, words);
        return Some(words.say.less_than(&words.say.percent(&least)));
    }
    let percent = Number::new(per_mille, 2)?;
    let places = u8::from(percent < Number::from(10_i64) && !percent.is_zero());
    Some(words.say.percent(&format_places(percent, places, words)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, words};

    #[test]
    fn numbers_follow_the_language() {
        for (number, unit, english, spanish) in [
            ("475", Unit::Flights, "475", "475"),
            ("1234", Unit::People, "1,234", "1\u{202F}234"),
            ("115894", Unit::People, "115,894", "115\u{202F}894"),
            ("38.415", Unit::PeoplePerFlight, "38.4", "38,4"),
            ("26029143.46", Unit::Money("EUR".into()), "26,029,143.46", "26\u{202F}029\u{202F}143,46"),
            ("-7", Unit::Flights, "−7", "−7"),
        ] {
            let number = Number::parse(number).unwrap();
            assert_eq!(format_number(number, &unit, words(Language::English)), english);
            assert_eq!(format_number(number, &unit, words(Language::Spanish)), spanish);
        }
    }

    #[test]
    fn shares_have_a_decimal_only_below_ten_percent() {
        for (part, whole, expected) in
            [(8, 115_894, "less than 0.1%"), (82, 293, "28%"), (10, 293, "3.4%"), (293, 293, "100%"), (0, 5, "0%")]
        {
            let share =
                format_share(Number::from(i64::from(part)), Number::from(i64::from(whole)), words(Language::English));
            assert_eq!(share.as_deref(), Some(expected));
        }
    }
}
