//! Bars as shares of everything that was counted: each bar with its share, and the number itself beside it.
//!
//! What has no whole has no shares: ratios, published figures, amounts of which some are below zero.

use super::axis::{Axis, percent_axis_to};
use super::bars::{Bar, amount_label};
use super::number_format::format_share;
use crate::dataset::{Counting, Number};
use crate::query::{Amount, QueryResult};
use crate::view_spec::CompleteSpec;
use crate::words::Words;

/// Turns lengths and labels into shares of the total, or says why that cannot be; a ratio says so elsewhere.
pub(super) fn draw(
    spec: &CompleteSpec,
    result: &QueryResult,
    (bars, axis): (&mut [Bar], &mut Axis),
    words: &Words,
) -> Result<(), Option<String>> {
    match spec.measure.counting {
        Counting::Ratio { .. } => return Err(None),
        Counting::Published { .. } => return Err(Some(words.labels.note_no_parts.to_owned())),
        Counting::Sum(_) | Counting::Distinct(_) | Counting::Rows => {}
    }
    let is_below = |bar: &Bar| bar.amount.known().is_some_and(Number::is_negative);
    if bars.iter().any(is_below) {
        return Err(Some(words.labels.note_negative_parts.to_owned()));
    }
    let Some(whole) = result.total.known().filter(|total| *total > Number::ZERO) else { return Err(None) };
    for bar in bars.iter_mut() {
        let Some((value, share)) =
            bar.amount.known().and_then(|value| Some((value, format_share(value, whole, words)?)))
        else {
            continue;
        };
        let length = value.to_f64() / whole.to_f64() * 100.0;
        bar.length = Some(length);
        // A hatch from the foot stays one.
        bar.lowest = bar.lowest.map(|lowest| lowest / whole.to_f64() * 100.0);
        let number = amount_label(&Amount::Known(value), &spec.measure.unit, words);
        bar.change_label =
            if bar.change_label.is_empty() { number } else { format!("{number} · {}", bar.change_label) };
        bar.value_label = share;
    }
    *axis = percent_axis_to(bars.iter().filter_map(|bar| bar.length).fold(0.0, f64::max), words);
    Ok(())
}
