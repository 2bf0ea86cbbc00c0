//! Which options say something to which chart. What would change nothing is refused, with the charts that it is for: an
//! option that is silently passed over lets a person believe in a figure that was not made.
//!
//! Start with [`unused`].

use super::Failure;
use super::arguments::{Arguments, Command};
use crate::dataset::Dataset;
use crate::view_spec::{ChartKind, ChartStyle, Dimension, ViewSpec, find_dimension};
use crate::words::Words;

use ChartKind::{Bars, Compare, Map, Matrix, Multiples, Sankey, Table, Timeline};

/// The charts that an option says something to; all for one that is not named here.
const USERS: [(&str, &[ChartKind]); 8] = [
    ("--columns", &[Bars, Table]),
    ("--per", &[Timeline, Matrix, Multiples]),
    ("--versus", &[Compare, Bars, Table]),
    ("--mode", &[Timeline]),
    ("--share", &[Bars, Timeline]),
    ("--trailing", &[Timeline]),
    ("--own-axis", &[Multiples]),
    ("--sort", &[Bars, Sankey, Matrix, Multiples, Compare, Table]),
];

/// Charts whose numbers these options change only where there are parts.
const OF_PARTS: [(&str, &[ChartKind]); 3] =
    [("--share", &[Bars, Timeline]), ("--mode", &[Timeline]), ("--top", &[Timeline])];

fn chart_of(style: ChartStyle) -> Option<ChartKind> {
    match style {
        ChartStyle::Standard => None,
        ChartStyle::Lines | ChartStyle::Grouped => Some(Timeline),
        ChartStyle::Shades => Some(Map),
        ChartStyle::Slopes => Some(Compare),
        ChartStyle::Clustered => Some(Matrix),
        ChartStyle::Rows => Some(Table),
        ChartStyle::Rankings => Some(Multiples),
    }
}

/// Why an option of the command line would change nothing in this view.
pub(super) fn unused(arguments: &Arguments, view: &ViewSpec, dataset: &Dataset, words: &Words) -> Option<Failure> {
    let shape = &arguments.shape;
    let is_said = |option: &str| match option {
        "--columns" => arguments.columns.is_some(),
        "--per" => shape.per.is_some(),
        "--versus" => shape.versus.is_some(),
        "--mode" => shape.mode.is_some(),
        "--share" => shape.share == Some(true),
        "--trailing" => shape.trailing.is_some(),
        "--own-axis" => shape.own_axis == Some(true),
        "--sort" => arguments.sort.is_some(),
        _ => arguments.top.is_some(),
    };
    let refused = |option: &str, users: &[ChartKind]| {
        let users: Vec<&str> = users.iter().map(|chart| chart.id()).collect();
        words.say.cli_not_used(option, view.chart.id(), &users.join(", "))
    };
    let mut unused = USERS.into_iter().filter(|(option, users)| is_said(option) && !users.contains(&view.chart));
    if let Some((option, users)) = unused.next() {
        return Some(refused(option, users));
    }
    if let Some(style) = shape.style
        && let Some(chart) = chart_of(style)
        && chart != view.chart
        // Bars beside each other may stand in several panels.
        && !(matches!(style, ChartStyle::Lines | ChartStyle::Grouped) && view.chart == Multiples)
    {
        return Some(refused(&format!("--style {}", style.id()), &[chart]));
    }
    if arguments.command == Command::Table && shape.style == Some(ChartStyle::Rows) {
        return Some(words.say.cli_not_used("--style rows", "table", "export --out FILE.csv"));
    }
    let wants_parts = |(option, charts): &(&str, &[ChartKind])| {
        // Bars alone show their share of the whole, which the table of them does not.
        let has_shares = *option == "--share" && view.chart == Bars && arguments.command != Command::Table;
        is_said(option) && charts.contains(&view.chart) && !has_shares
    };
    let without_parts = OF_PARTS.into_iter().find(wants_parts).filter(|_| view.stack.is_none());
    if let Some((option, _)) = without_parts {
        return Some(words.say.cli_wants_stack(option, view.chart.id()));
    }
    let column = |name: &str| match find_dimension(dataset, name) {
        Some(Dimension::Column(index)) => dataset.columns().get(index),
        _ => None,
    };
    // Time runs along the axis of a timeline whatever it is asked for by.
    if view.chart == Timeline && arguments.rows.as_deref().is_some_and(|name| column(name).is_some()) {
        return Some(refused("--by", &[Bars, Map, Sankey, Matrix, Multiples, Compare, Table]));
    }
    // Of a map the second column is the other end of flows.
    let is_place = |name: &str| column(name).is_none_or(|column| column.role.is_country() || column.holds_airports());
    let stack = shape.stack.as_deref().filter(|name| view.chart == Map && !is_place(name));
    stack.map(|_| refused("--stack", &[Bars, Timeline, Sankey, Matrix, Multiples, Compare, Table]))
}
