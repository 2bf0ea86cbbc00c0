//! Classes of amounts for shades: a few, with round limits, so that both small and large numbers can be told apart.

use super::super::number_format::format_number;
use super::super::shade::SHADES;
use crate::dataset::{Number, Unit};
use crate::words::Words;

/// Lower limits of the classes above the first one, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scale {
    limits: Vec<Number>,
    least: Option<Number>,
    largest: Option<Number>,
}

impl Scale {
    /// Classes for these amounts: steps of 1, 2 and 5 times powers of ten where they differ much, else equal steps.
    pub(super) fn of(amounts: impl Iterator<Item = Number>) -> Self {
        let mut values: Vec<Number> = amounts.filter(|number| *number > Number::ZERO).collect();
        values.sort_unstable();
        let (Some(least), Some(largest)) = (values.first().copied(), values.last().copied()) else {
            return Self::default();
        };
        // A few very small amounts do not take classes from the others.
        let low = values.get(values.len() / 10).copied().unwrap_or(least);
        let rounds: Vec<Number> = round_numbers().filter(|round| *round > low && *round <= largest).collect();
        let most = SHADES - 1;
        let limits = if rounds.len() >= 3 {
            let stride = rounds.len().div_ceil(most);
            let mut limits: Vec<Number> = rounds.into_iter().rev().step_by(stride).collect();
            limits.reverse();
            limits
        } else {
            equal_steps(low, largest, most)
        };
        Self { limits, least: Some(least), largest: Some(largest) }
    }

    /// The class of an amount above zero, the smallest first.
    pub(super) fn class_of(&self, number: Number) -> usize {
        self.limits.partition_point(|limit| *limit <= number)
    }

    /// What the legend says beside each class.
    pub(super) fn labels(&self, unit: &Unit, words: &Words) -> Vec<String> {
        let number = |number: Number| format_number(number, unit, words);
        let is_whole = matches!(unit, Unit::Flights | Unit::People | Unit::Rows)
            && self.limits.iter().chain(&self.least).all(|limit| limit.scale() == 0);
        let (Some(least), Some(largest)) = (self.least, self.largest) else { return Vec::new() };
        let Some(first) = self.limits.first().copied() else {
            return vec![if least == largest {
                number(least)
            } else {
                words.say.range(&number(least), &number(largest))
            }];
        };
        let below = |limit: Number| limit.minus(Number::from(1_i64)).unwrap_or(limit);
        let between = |from: Number, to: Number| match is_whole {
            true if below(to) <= from => number(from),
            true => words.say.range(&number(from), &number(below(to))),
            false => words.say.range(&number(from), &number(to)),
        };
        let mut labels = vec![if is_whole { between(least, first) } else { words.say.less_than(&number(first)) }];
        for pair in self.limits.windows(2) {
            if let [from, to] = pair {
                labels.push(between(*from, *to));
            }
        }
        labels.extend(self.limits.last().map(|last| words.say.or_more(&number(*last))));
        labels
    }
}

/// 0.001, 0.002, 0.005, 0.01 and on.
fn round_numbers() -> impl Iterator<Item = Number> {
    (0..18_u32).flat_map(|power| {
        [1_i128, 2, 5].into_iter().filter_map(move |factor| {
            let mantissa = factor * 10_i128.pow(power);
            // Whole numbers are written as such: a limit of 10 has no decimals.
            if power >= 3 { Number::new(factor * 10_i128.pow(power - 3), 0) } else { Number::new(mantissa, 3) }
        })
    })
}

/// Multiples of the smallest round step that gives at most `most` limits above `low`.
fn equal_steps(low: Number, largest: Number, most: usize) -> Vec<Number> {
    let fits = |step: Number| -> Option<Vec<Number>> {
        let mut limits = Vec::new();
        let mut at = step;
        for _ in 0..200 {
            if at > largest {
                return Some(limits);
            }
            if at > low {
                limits.push(at);
            }
            if limits.len() > most {
                return None;
            }
            at = at.plus(step)?;
        }
        None
    };
    round_numbers().filter(|step| step.scale() == 0 || largest.scale() > 0).find_map(fits).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, words};

    #[test]
    fn classes_have_round_limits() {
        for (values, expected) in [
            (vec!["1", "3", "7", "40", "300", "2600", "10379"], "1–9 | 10–99 | 100–999 | 1,000–9,999 | 10,000 or more"),
            (vec!["3", "12", "60", "130", "250"], "3–9 | 10–49 | 50–199 | 200 or more"),
            (vec!["80", "90", "100", "110", "120"], "80–89 | 90–99 | 100–109 | 110–119 | 120 or more"),
            (vec!["1", "2", "3"], "1 | 2 | 3 or more"),
            (vec!["5", "5"], "5"),
            (vec!["0"], ""),
        ] {
            let scale = Scale::of(values.iter().map(|value| Number::parse(value).unwrap()));
            let labels = scale.labels(&Unit::People, words(Language::English));
            assert!(labels.len() <= SHADES, "{labels:?}");
            assert_eq!(labels.join(" | "), expected);
        }
        let scale = Scale::of(["1.5", "20.25", "38.4"].iter().map(|value| Number::parse(value).unwrap()));
        let labels = scale.labels(&Unit::PeoplePerFlight, words(Language::English));
        assert_eq!(labels.join(" | "), "less than 2.0 | 2.0–5.0 | 5.0–10.0 | 10.0–20.0 | 20.0 or more");
    }

    #[test]
    fn an_amount_is_in_the_class_that_names_it() {
        let scale = Scale::of([1, 5, 9, 20, 70, 400, 1_200].into_iter().map(|value: i64| Number::from(value)));
        let labels = scale.labels(&Unit::Rows, words(Language::English));
        for value in [1_i64, 9, 20, 70, 400, 1_200, 5_000] {
            let label = labels[scale.class_of(Number::from(value))].replace(',', "");
            let ends: Vec<i64> =
                label.replace(" or more", "–99999").split('–').map(|end| end.parse().unwrap()).collect();
            assert!((ends[0]..=*ends.last().unwrap()).contains(&value), "{value} in {label}");
        }
    }
}
