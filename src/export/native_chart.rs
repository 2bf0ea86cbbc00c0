//! A chart as programs for slides and sheets know one: categories, series, values. PPTX and XLSX draw it with their own
//! means, so that a reader can edit it there.
//!
//! This is the one place where a chart model becomes such a chart. A kind that those programs do not have, a map or a
//! sankey, gives `None` in [`NativeChart::of`]. Start there; several charts beside each other are `native_panels`.

use crate::chart::{
    Arrangement, Axis, Bar, BarsModel, Body, ChartModel, Colour, Column, Palette, RankingPanel, TimelineModel, Tone,
    nothing_name,
};
use crate::dataset::Unit;
use crate::words::{Language, Words, words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartShape {
    /// Lying; the first category on top.
    Bars,
    StackedBars,
    /// Standing.
    Columns,
    StackedColumns,
    Lines,
}

impl ChartShape {
    pub const ALL: [Self; 5] = [Self::Bars, Self::StackedBars, Self::Columns, Self::StackedColumns, Self::Lines];

    pub fn is_lying(self) -> bool {
        matches!(self, Self::Bars | Self::StackedBars)
    }

    pub fn is_stacked(self) -> bool {
        matches!(self, Self::StackedBars | Self::StackedColumns)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct NativeChart {
    pub shape: ChartShape,
    pub categories: Vec<String>,
    pub series: Vec<NativeSeries>,
    /// Of labels and of the value axis, as spreadsheets write it.
    pub number_format: String,
    /// Unit of the value axis.
    pub axis_title: String,
    /// Between two ticks of the value axis, where the figure has ticks.
    pub axis_step: Option<f64>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NativeSeries {
    pub name: String,
    pub colour: Colour,
    /// One for each category.
    pub points: Vec<NativePoint>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NativePoint {
    /// `None` draws nothing; it is never zero.
    pub value: Option<f64>,
    /// Where several values were printed: the smallest.
    pub lowest: Option<f64>,
    pub colour: Colour,
    /// Seen only in part.
    pub is_hatched: bool,
    pub is_strong: bool,
    pub label: PointLabel,
}

/// What stands at the end of a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PointLabel {
    Nothing,
    /// The value itself, which follows when a reader edits it, and a quieter text behind it.
    Value {
        after: String,
    },
    /// A text that no single number stands for: "124 or 126".
    Text(String),
}

impl NativeChart {
    /// The chart of a model; `None` for what such programs cannot draw.
    pub fn of(model: &ChartModel, unit: &Unit, palette: &Palette, words: &Words) -> Option<Self> {
        match &model.body {
            // The numbers of such parts are more than their bar: a picture shows them, a chart of numbers cannot.
            Body::Bars(bars) if bars.is_scaled => None,
            Body::Bars(bars) => Some(of_bars(bars, &model.captions.axis_title, unit, palette, words)),
            Body::Timeline(timeline) => of_timeline(timeline, unit, palette, words),
            // Drawn as a picture.
            Body::Map(_)
            | Body::Sankey(_)
            | Body::Matrix(_)
            | Body::Multiples(_)
            | Body::Rankings(_)
            | Body::Compare(_)
            | Body::Table(_)
            | Body::Empty { .. } => None,
        }
    }
}

/// The charts over a table of the same numbers, where what is selected may be left out: one, or one for each panel.
pub(super) fn all_of(model: &ChartModel, unit: &Unit, palette: &Palette, words: &Words) -> Vec<Option<NativeChart>> {
    let whole = |timeline: &TimelineModel| {
        let plain = |unit: &Column| Column { selected: None, pale: None, ..unit.clone() };
        let columns = timeline.columns.iter().map(plain).collect();
        of_timeline(&TimelineModel { columns, ..timeline.clone() }, unit, palette, words)
    };
    match &model.body {
        Body::Multiples(multiples) => multiples.panels.iter().map(|panel| whole(&panel.timeline)).collect(),
        Body::Timeline(timeline) => vec![whole(timeline)],
        Body::Rankings(rankings) => {
            let chart = |panel: &RankingPanel| of_bar_list(&panel.bars, (&panel.axis, ""), unit, palette, words);
            rankings.panels.iter().map(|panel| Some(chart(panel))).collect()
        }
        _ => vec![NativeChart::of(model, unit, palette, words)],
    }
}

fn of_bars(bars: &BarsModel, axis_title: &str, unit: &Unit, palette: &Palette, words: &Words) -> NativeChart {
    if !bars.series.is_empty() {
        return of_bar_parts(bars, axis_title, unit, palette, words);
    }
    of_bar_list(&bars.bars, (&bars.axis, axis_title), unit, palette, words)
}

fn of_bar_list(
    bars: &[Bar],
    (axis, axis_title): (&Axis, &str),
    unit: &Unit,
    palette: &Palette,
    words: &Words,
) -> NativeChart {
    let places = places(unit, bars.iter().filter_map(|bar| bar.length));
    // A category without a number says why beside its name: there is no bar for a label to stand at.
    let category = |bar: &Bar| match bar.length {
        Some(_) => bar.label.clone(),
        None => words.say.name_without_number(&bar.label, &bar.value_label),
    };
    let points = bars.iter().map(|bar| NativePoint {
        value: bar.length,
        lowest: bar.lowest.filter(|_| bar.change_label != words.labels.partly_covered),
        colour: palette.fill(bar.tone),
        is_hatched: bar.lowest.is_some() && bar.change_label == words.labels.partly_covered,
        is_strong: bar.tone == Tone::Selected,
        label: label(bar),
    });
    NativeChart {
        shape: ChartShape::Bars,
        categories: bars.iter().map(category).collect(),
        series: vec![NativeSeries { name: axis_title.to_owned(), colour: palette.bar, points: points.collect() }],
        number_format: number_format(places, words.language),
        axis_title: axis_title.to_owned(),
        axis_step: step_of(axis),
    }
}

pub(super) fn step_of(axis: &Axis) -> Option<f64> {
    match axis.ticks.as_slice() {
        [first, second, ..] => Some(second.value - first.value).filter(|step| *step > 0.0),
        _ => None,
    }
}

/// Bars made of parts: a series for each part.
fn of_bar_parts(bars: &BarsModel, axis_title: &str, unit: &Unit, palette: &Palette, words: &Words) -> NativeChart {
    let parts = bars.bars.iter().flat_map(|bar| bar.parts.iter().map(|part| part.to - part.from));
    let places = places(unit, parts);
    let series = bars.series.iter().enumerate().map(|(index, series)| {
        let colour = palette.fill(series.tone);
        let point = |bar: &Bar| {
            let part = bar.parts.iter().find(|part| part.series == index);
            plain_point(part.map(|part| part.to - part.from), colour, PointLabel::Nothing)
        };
        let points = bars.bars.iter().map(point).collect();
        NativeSeries { name: series.label.clone(), colour, points }
    });
    let category = |bar: &Bar| match bar.length {
        Some(_) => bar.label.clone(),
        None => words.say.name_without_number(&bar.label, &bar.value_label),
    };
    NativeChart {
        shape: ChartShape::StackedBars,
        categories: bars.bars.iter().map(category).collect(),
        series: series.collect(),
        number_format: number_format(places, words.language),
        axis_title: axis_title.to_owned(),
        axis_step: step_of(&bars.axis),
    }
}

fn plain_point(value: Option<f64>, colour: Colour, label: PointLabel) -> NativePoint {
    NativePoint { value, lowest: None, colour, is_hatched: false, is_strong: false, label }
}

/// Columns or lines over time; `None` for parts beside each other, which would need gaps that such programs do not have.
pub(super) fn of_timeline(model: &TimelineModel, unit: &Unit, palette: &Palette, words: &Words) -> Option<NativeChart> {
    let is_plain = model.series.len() == 1;
    let shape = match model.arrangement {
        Arrangement::Lines => ChartShape::Lines,
        Arrangement::Stacked if is_plain => ChartShape::Columns,
        Arrangement::Stacked => ChartShape::StackedColumns,
        Arrangement::Grouped => return None,
    };
    // The numbers of such parts are more than their column: a picture shows them, a chart of numbers cannot.
    if model.is_scaled {
        return None;
    }
    // What is selected, and what was filtered away, has no place in such a chart.
    if model.columns.iter().any(|column| column.selected.is_some() || column.pale.is_some()) {
        return None;
    }
    // A line would join what is not next to each other.
    if shape == ChartShape::Lines && model.columns.iter().skip(1).any(|column| !column.follows) {
        return None;
    }
    let names = names_of(model);
    let category = |(label, column): (String, &Column)| match column.nothing {
        Some(nothing) => words.say.name_without_number(&label, nothing_name(nothing, words)),
        None => label,
    };
    let values = model.columns.iter().flat_map(|column| column.parts.iter().map(|part| part.to - part.from));
    let places = places(unit, values);
    let series = model.series.iter().enumerate().map(|(index, series)| {
        let colour = palette.fill(series.tone);
        let point = |column: &Column| {
            let value = column.parts.iter().find(|part| part.series == index).map(|part| part.to - part.from);
            let label = if is_plain { PointLabel::Value { after: String::new() } } else { PointLabel::Nothing };
            let own = if is_plain && column.is_highlighted { palette.accent } else { colour };
            NativePoint { is_hatched: column.is_partial, ..plain_point(value, own, label) }
        };
        let name = if is_plain { model.axis_title.clone() } else { series.label.clone() };
        NativeSeries { name, colour, points: model.columns.iter().map(point).collect() }
    });
    Some(NativeChart {
        shape,
        categories: names.into_iter().zip(&model.columns).map(category).collect(),
        series: series.collect(),
        number_format: number_format(places, words.language),
        axis_title: model.axis_title.clone(),
        axis_step: step_of(&model.axis),
    })
}

/// The units of a timeline, each with its year.
pub(super) fn names_of(model: &TimelineModel) -> Vec<String> {
    let has_second_line = model.columns.iter().any(|column| !column.sub_label.is_empty());
    let name = |column: &Column| {
        let year = column.span.first().year().to_string();
        // Below a year stands the part of it that was seen.
        match (column.label.contains(&year), has_second_line) {
            (true, _) if !column.sub_label.is_empty() => format!("{} {}", column.label, column.sub_label),
            (false, true) => format!("{} {year}", column.label),
            _ => column.label.clone(),
        }
    };
    model.columns.iter().map(name).collect()
}

fn label(bar: &Bar) -> PointLabel {
    let Some(length) = bar.length else { return PointLabel::Nothing };
    let joined = |first: &str, second: &str| {
        [first, second].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let (first, rest) = bar.value_label.split_once(' ').unwrap_or((&bar.value_label, ""));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    // Rounded as the figure rounds: half away from zero.
    let rounded = |places: i32| format!("{:.0}", (length * 10_f64.powi(places)).abs().round());
    let is_the_value = (0..=2).any(|places| rounded(places) == digits(first).trim_start_matches('0'))
        || (length == 0.0 && digits(first).chars().all(|digit| digit == '0'));
    // "0 or 5" and "5 or 7" begin with a number, too.
    let is_one = rest.chars().all(|letter| !letter.is_ascii_digit());
    if is_the_value && is_one {
        PointLabel::Value { after: joined(rest, &bar.change_label) }
    } else {
        PointLabel::Text(joined(&bar.value_label, &bar.change_label))
    }
}

/// Decimals of a measure, by the rules of the figure.
pub(super) fn places(unit: &Unit, values: impl Iterator<Item = f64>) -> usize {
    let has_fraction = |value: f64, places: i32| {
        let scaled = value * 10_f64.powi(places);
        (scaled - scaled.round()).abs() > 1e-6
    };
    match unit {
        Unit::Flights | Unit::People | Unit::Rows | Unit::Other => values
            .map(|value| match (has_fraction(value, 0), has_fraction(value, 1)) {
                (false, _) => 0,
                (true, false) => 1,
                (true, true) => 2,
            })
            .max()
            .unwrap_or(0),
        Unit::PeoplePerFlight => 1,
        Unit::Money(_) => {
            let mut values = values;
            if values.any(|value| has_fraction(value, 0)) { 2 } else { 0 }
        }
    }
}

/// As the language of the figure writes numbers. A comma in a format means the mark of the reader's own system, which
/// is right for English; the thin space of Spanish has to be spelled out.
fn number_format(places: usize, language: Language) -> String {
    let decimals = if places == 0 { String::new() } else { format!(".{}", "0".repeat(places)) };
    let group = words(language).numbers.group;
    if group == ',' {
        return format!("#,##0{decimals}");
    }
    format!("[<1000]0{decimals};[<1000000]0\"{group}\"000{decimals};0\"{group}\"000\"{group}\"000{decimals}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_is_the_value_follows_it() {
        let of = |value_label: &str, length: f64, change_label: &str| {
            label(&Bar {
                amount: crate::query::Amount::Known(0_i64.into()),
                key: crate::chart::BarKey::Others,
                label: String::new(),
                length: Some(length),
                lowest: None,
                pale: None,
                parts: Vec::new(),
                value_label: value_label.to_owned(),
                change_label: change_label.to_owned(),
                tone: Tone::Main,
                few_cases: false,
                is_partial: false,
                details: Vec::new(),
                members: Vec::new(),
                spoken: String::new(),
            })
        };
        let value = |after: &str| PointLabel::Value { after: after.to_owned() };
        for (text, length, change, expected) in [
            ("82", 82.0, "+3", value("+3")),
            ("1,234", 1_234.0, "", value("")),
            ("1\u{202F}234", 1_234.0, "", value("")),
            ("38.4 *", 38.415, "+1.0", value("* +1.0")),
            ("2.3", 2.25, "", value("")),
            ("0.5", 0.5, "", value("")),
            ("−7", -7.0, "", value("")),
            ("0", 0.0, "", value("")),
            ("124 or 126", 126.0, "", PointLabel::Text("124 or 126".into())),
            ("0 or 5", 5.0, "", PointLabel::Text("0 or 5".into())),
            ("5 or 7", 5.0, "partly", PointLabel::Text("5 or 7 partly".into())),
        ] {
            assert_eq!(of(text, length, change), expected, "{text}");
        }
    }

    #[test]
    fn decimals_are_those_of_the_figure() {
        for (unit, values, expected) in [
            (Unit::Flights, vec![1.0, 2.0], 0),
            (Unit::Other, vec![1.0, 2.5], 1),
            (Unit::Other, vec![1.25], 2),
            (Unit::PeoplePerFlight, vec![38.0], 1),
            (Unit::Money("EUR".into()), vec![12.0], 0),
            (Unit::Money("EUR".into()), vec![12.5], 2),
        ] {
            assert_eq!(places(&unit, values.into_iter()), expected, "{unit:?}");
        }
        assert_eq!(number_format(1, Language::English), "#,##0.0");
    }
}
