//! The parts of a stack as lines of a CSV: one for each bar or column, a cell for each part, the total last. Parts, others
//! and what is unknown make up the total, or the note of the figure says why not.

use crate::chart::{Body, ChartModel};
use crate::query::Amount;
use crate::words::Words;

/// The header and its lines, after a blank one; nothing for a chart without parts.
pub(super) fn lines(model: &ChartModel, by: &str, words: &Words) -> Vec<Vec<String>> {
    let (series, rows): (Vec<String>, Vec<Vec<String>>) = match &model.body {
        Body::Timeline(timeline) if timeline.series.len() > 1 => {
            let count = timeline.series.len();
            let row = |column: &crate::chart::Column| {
                let value = |series: usize| {
                    let part = column.parts.iter().find(|part| part.series == series);
                    part.map_or(String::new(), |part| part.value.to_string())
                };
                let total = match &column.amount {
                    Amount::Missing(nothing) => nothing.id().to_owned(),
                    amount => amount.known().map_or(String::new(), |number| number.to_string()),
                };
                let span = column.span.to_string();
                [span].into_iter().chain((0..count).map(value)).chain([total]).collect()
            };
            let names = timeline.series.iter().map(|series| series.label.clone()).collect();
            (names, timeline.columns.iter().map(row).collect())
        }
        Body::Bars(bars) if bars.series.len() > 1 => {
            let count = bars.series.len();
            let row = |bar: &crate::chart::Bar| {
                let value = |series: usize| {
                    let part = bar.parts.iter().find(|part| part.series == series);
                    part.map_or(String::new(), |part| part.value.to_string())
                };
                [bar.label.clone()].into_iter().chain((0..count).map(value)).collect()
            };
            (bars.series.iter().map(|series| series.label.clone()).collect(), bars.bars.iter().map(row).collect())
        }
        _ => return Vec::new(),
    };
    let total = matches!(model.body, Body::Timeline(_)).then(|| words.labels.total.to_owned());
    let header = [by.to_owned()].into_iter().chain(series).chain(total).collect();
    [vec![String::new()], header].into_iter().chain(rows).collect()
}
