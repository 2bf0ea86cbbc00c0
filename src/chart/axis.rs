//! The value axis: always from zero, with steps of 1, 2 or 5 times a power of ten, whole for counts.

use super::number_format::{format_places, short_whole};
use crate::dataset::{Number, Unit};
use crate::words::Words;

/// The value axis of a bar chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// Zero, or below where a value is negative.
    pub min: f64,
    /// The largest value, at least a little above zero.
    pub max: f64,
    pub ticks: Vec<Tick>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub value: f64,
    pub label: String,
}

/// Steps that an axis has at the most.
const MOST_STEPS: i128 = 6;

/// An axis from zero that holds all values.
pub(super) fn axis(values: impl Iterator<Item = Number>, unit: &Unit, words: &Words) -> Axis {
    let (mut low, mut high) = (Number::ZERO, Number::ZERO);
    for value in values {
        low = low.min(value);
        high = high.max(value);
    }
    let scale = match unit {
        Unit::Flights | Unit::People | Unit::Rows => 0,
        Unit::PeoplePerFlight => 1,
        Unit::Money(_) | Unit::Other => low.scale().max(high.scale()).min(2),
    };
    // In units of the last decimal place, rounded outward, so that the steps are exact.
    let (floor, ceiling) = (-rounded_up(low, scale), rounded_up(high, scale));
    let step = step_for(ceiling.saturating_sub(floor));
    let mut ticks = Vec::new();
    let mut at = floor.div_euclid(step) * step;
    if at < floor {
        at += step;
    }
    while at <= ceiling && ticks.len() < 64 {
        if let Some(value) = Number::new(at, scale) {
            let places = if step % 10_i128.pow(u32::from(scale)) == 0 { 0 } else { scale };
            let is_long = ceiling.max(-floor) >= SHORT_FROM * 10_i128.pow(u32::from(scale));
            let label = if is_long { short_whole(value, words) } else { format_places(value, places, words) };
            ticks.push(Tick { value: value.to_f64(), label });
        }
        at += step;
    }
    let max = if high.is_zero() { 1.0 } else { high.to_f64() };
    Axis { min: low.to_f64(), max, ticks }
}

/// Values from which an axis counts in millions.
const SHORT_FROM: i128 = 4_000_000;

/// 0 to 100 percent.
pub(super) fn percent_axis(words: &Words) -> Axis {
    let tick = |value: u8| Tick { value: f64::from(value), label: words.say.percent(&value.to_string()) };
    Axis { min: 0.0, max: 100.0, ticks: [0, 20, 40, 60, 80, 100].into_iter().map(tick).collect() }
}

/// 0 percent to the share of the largest bar.
pub(super) fn percent_axis_to(largest: f64, words: &Words) -> Axis {
    let step = [1, 2, 5, 10, 20].into_iter().find(|step| largest / f64::from(*step) <= 6.0).unwrap_or(50);
    let tick = |value: i32| Tick { value: f64::from(value), label: words.say.percent(&value.to_string()) };
    let ticks = (0..=6).map(|count| count * step).take_while(|value| f64::from(*value) <= largest.max(1.0));
    Axis { min: 0.0, max: largest.max(1.0), ticks: ticks.map(tick).collect() }
}

fn rounded_up(number: Number, scale: u8) -> i128 {
    let (_, whole, fraction) = number.rounded_parts(scale);
    format!("{whole}{fraction}").parse().unwrap_or(1)
}

/// The smallest of 1, 2, 5, 10, 20, 50, … that cuts `range` into at most [`MOST_STEPS`] steps.
fn step_for(range: i128) -> i128 {
    let mut power: i128 = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = factor * power;
            if range / step <= MOST_STEPS {
                return step;
            }
        }
        power = match power.checked_mul(10) {
            Some(next) if next < i128::MAX / 100 => next,
            _ => return power,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, words};

    #[test]
    fn counts_have_whole_ticks_and_start_at_zero() {
        for (highest, expected) in [
            (82, "0 20 40 60 80"),
            (3, "0 1 2 3"),
            (1, "0 1"),
            (0, "0"),
            (14_189, "0 5,000 10,000"),
            (87_298, "0 20,000 40,000 60,000 80,000"),
        ] {
            let axis = axis([Number::from(i64::from(highest))].into_iter(), &Unit::Flights, words(Language::English));
            let labels: Vec<&str> = axis.ticks.iter().map(|tick| tick.label.as_str()).collect();
            assert_eq!(labels.join(" "), expected);
        }
    }
}
