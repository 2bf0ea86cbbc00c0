//! Near misses of country names: which one country a misspelt name is likely to mean.
//!
//! This file must never know columns, and it never decides: a suggestion is shown to somebody, who takes it or leaves
//! it. Start with [`suggest`].

use super::country::{Country, NameMatch, fold, known_names, match_name};

/// No name is as long; longer texts are sentences.
const LONGEST_NAME: usize = 100;

/// The one country whose name, in any of the languages that the table has, is a slip or two away: "Gautemala",
/// "Hondurass". None for names that mean something already, for names of up to three letters, and where two countries
/// are equally near ("Nigera").
pub fn suggest(printed: &str) -> Option<Country> {
    if printed.len() > LONGEST_NAME || match_name(printed) != NameMatch::None {
        return None;
    }
    let folded = fold(printed);
    let letters: Vec<char> = folded.strip_prefix("the ").unwrap_or(&folded).chars().collect();
    let mut best: Option<(usize, Option<Country>)> = None;
    for (name, countries) in known_names() {
        // The shorter of the two counts: Indiana is not India.
        let length = name.chars().count();
        let allowed = allowed_slips(letters.len().min(length));
        if allowed == 0 || length.abs_diff(letters.len()) > allowed {
            continue;
        }
        let name: Vec<char> = name.chars().collect();
        let slips = slips_between(&letters, &name);
        if slips > allowed {
            continue;
        }
        let named = match countries {
            [country] => Some(*country),
            _ => None,
        };
        best = match best {
            Some((fewest, _)) if slips > fewest => best,
            Some((fewest, already)) if slips == fewest => Some((fewest, already.filter(|found| Some(*found) == named))),
            _ => Some((slips, named)),
        };
    }
    best.and_then(|(_, country)| country)
}

fn allowed_slips(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// How many letters are missing, too many, wrong, or swapped with their neighbour (optimal string alignment).
fn slips_between(left: &[char], right: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
    let mut left_before = None;
    for (row_number, left_char) in (1..).zip(left) {
        let mut row = vec![row_number];
        let mut right_before = None;
        for (column, right_char) in right.iter().enumerate() {
            let wrong = at(&last, column) + usize::from(left_char != right_char);
            let mut fewest = wrong.min(at(&last, column + 1) + 1).min(at(&row, column) + 1);
            if left_before == Some(right_char) && right_before == Some(left_char) {
                fewest = fewest.min(at(&before_last, column - 1) + 1);
            }
            row.push(fewest);
            right_before = Some(right_char);
        }
        before_last = std::mem::replace(&mut last, row);
        left_before = Some(left_char);
    }
    at(&last, right.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_suggests_the_one_country_that_is_near() {
        for (printed, code) in [
            ("Gautemala", "GTM"),
            ("GAUTEMALA", "GTM"),
            ("Colombai", "COL"),
            ("Hondurass", "HND"),
            ("Hondruas", "HND"),
            ("El Salvdor", "SLV"),
            ("Méxcio", "MEX"),
            ("Alemanai", "DEU"),
            ("Nicaraguaa", "NIC"),
            ("Venezuelea", "VEN"),
            ("The Gambai", "GMB"),
            ("Afganhistan", "AFG"),
            ("Ghanna", "GHA"),
            ("Cte d'Ivoire", "CIV"),
            // Equally near: Niger and Nigeria, Iran and Iraq, Austria and Australia.
            ("Nigera", "-"),
            ("Iram", "-"),
            ("Austrlia", "-"),
            // Names already, of one or of several.
            ("Guatemala", "-"),
            ("Congo", "-"),
            ("GTM", "-"),
            ("Mali", "-"),
            // Too short, too far, or another place.
            ("Irn", "-"),
            ("Ghaann", "-"),
            ("Indiana", "-"),
            ("Unknown", "-"),
            ("Total", "-"),
            ("Guantánamo Bay", "-"),
            ("USSR", "-"),
            ("", "-"),
            ("🛫🛫🛫🛫", "-"),
        ] {
            assert_eq!(suggest(printed).map_or("-", Country::code), code, "{printed:?}");
        }
        for part in ["a", "guatemala ", "(", "é", "🛫", "\u{300}", " "] {
            assert_eq!(suggest(&part.repeat(100_000 / part.len())), None);
        }
    }

    #[test]
    fn slips_are_counted() {
        for (left, right, slips) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("abcd", "badc", 2),
            ("ca", "abc", 3),
            ("kitten", "sitting", 3),
        ] {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(slips_between(&letters(left), &letters(right)), slips, "{left} {right}");
            assert_eq!(slips_between(&letters(right), &letters(left)), slips, "{right} {left}");
        }
    }
}
