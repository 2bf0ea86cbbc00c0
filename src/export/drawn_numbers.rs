//! The numbers that a chart of more than one grouping draws, as a table of typed cells: a line for each unit of time of
//! each panel, a cell for each part of a stack, a line for each band or arc, a matrix as it stands.
//!
//! All from the chart model; nothing is counted here. A cell without a number says why, and is never zero.
//! Start with [`of`].

use super::numbers_table::{Cell, Charted, ColumnKind, NumbersColumn, NumbersTable, measure_heading, number, reason};
use crate::chart::{
    Bar, BarsModel, Body, Cell as MatrixCell, ChartModel, Column, Head, MapModel, Mark, MatrixModel, MultiplesModel,
    RankingsModel, SankeyModel, Series, Sign, TimelineModel, format_period, group_name, key_code, key_name,
};
use crate::dataset::{Dataset, Number};
use crate::view_spec::{CompleteSpec, Dimension, Key};
use crate::words::Words;

/// What all shapes of chart need to name their columns.
struct Names<'a> {
    dataset: &'a Dataset,
    spec: &'a CompleteSpec,
    model: &'a ChartModel,
    words: &'a Words,
}

/// `None` where the chart draws one number for each group: the table of those says it all.
pub(crate) fn of(dataset: &Dataset, spec: &CompleteSpec, model: &ChartModel, words: &Words) -> Option<NumbersTable> {
    let names = Names { dataset, spec, model, words };
    let table = match &model.body {
        Body::Timeline(timeline) if timeline.series.len() > 1 || timeline.means.is_some() => {
            names.of_timeline(timeline)
        }
        Body::Bars(bars) if bars.series.len() > 1 => names.of_parts(bars),
        Body::Multiples(multiples) => names.of_panels(multiples),
        Body::Rankings(rankings) => names.of_rankings(rankings),
        Body::Matrix(matrix) => names.of_matrix(matrix),
        Body::Sankey(sankey) => names.of_bands(sankey),
        Body::Map(map) if !map.arcs.is_empty() => names.of_arcs(map),
        _ => return None,
    };
    (!table.lines.is_empty()).then_some(table)
}

fn column(id: &str, name: &str, kind: ColumnKind) -> NumbersColumn {
    NumbersColumn { id: id.to_owned(), name: name.to_owned(), kind }
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn code_of(mark: Option<&Mark>, position: usize) -> Cell {
    text(mark.and_then(|mark| mark.picks.get(position)).and_then(|(_, key)| key_code(key)).unwrap_or(""))
}

fn table(columns: Vec<NumbersColumn>, lines: Vec<Vec<Cell>>, charted: Vec<Charted>) -> NumbersTable {
    NumbersTable { columns, lines, charted, has_total: false, shaded: None, about: Vec::new(), below: Vec::new() }
}

/// A series in a table: its values, or nothing.
fn parts(count: usize, part: impl Fn(usize) -> Option<Number>) -> impl Iterator<Item = Cell> {
    (0..count).map(move |series| part(series).map_or(Cell::Empty, Cell::Number))
}

/// A mean to two decimal places.
fn hundredths(mean: f64) -> Option<Number> {
    #[expect(clippy::cast_possible_truncation, reason = "far below the limit where it is a mean of numbers")]
    let hundredths = (mean * 100.0).round() as i128;
    Number::new(hundredths, 2)
}

impl Names<'_> {
    fn by(&self) -> NumbersColumn {
        let id = if self.spec.by_name.is_empty() { "group" } else { self.spec.by_name.as_str() };
        column(id, &group_name(self.dataset, self.spec, self.words), ColumnKind::Text)
    }

    fn stack(&self, fallback: &str) -> NumbersColumn {
        let Some((dimension, name)) = &self.spec.stack else { return column(fallback, fallback, ColumnKind::Text) };
        let other = CompleteSpec { by: *dimension, by_name: name.clone(), ..self.spec.clone() };
        column(name, &group_name(self.dataset, &other, self.words), ColumnKind::Text)
    }

    fn time(&self) -> Vec<NumbersColumn> {
        let by_time = CompleteSpec { by: Dimension::Time(self.spec.per), by_name: String::new(), ..self.spec.clone() };
        let name = group_name(self.dataset, &by_time, self.words);
        vec![
            column(self.spec.per.id(), &name, ColumnKind::Text),
            column("dates", self.words.labels.column_dates, ColumnKind::Text),
        ]
    }

    fn code(&self, of: &NumbersColumn) -> NumbersColumn {
        column(&format!("{}_code", of.id), self.words.labels.column_code, ColumnKind::Text)
    }

    fn measure(&self) -> NumbersColumn {
        let name = measure_heading(self.spec, self.model, self.words);
        column(&self.spec.measure.id, &name, ColumnKind::Measure)
    }

    fn missing(&self) -> NumbersColumn {
        column("missing", self.words.labels.column_missing, ColumnKind::Text)
    }

    fn remark(&self) -> NumbersColumn {
        column("remark", self.words.labels.remark, ColumnKind::Text)
    }

    /// Columns for the parts of stacks; a name that another column has keeps its own place.
    fn series(series: &[Series]) -> Vec<NumbersColumn> {
        series.iter().map(|one| column(&one.label, &one.label, ColumnKind::Measure)).collect()
    }

    fn unit_of_time(&self, unit: &Column, count: usize, position_of: impl Fn(usize) -> Option<usize>) -> Vec<Cell> {
        let part = |place: usize| {
            let series = position_of(place)?;
            unit.parts.iter().find(|part| part.series == series).map(|part| part.value)
        };
        let name = format_period(unit.span, self.spec.calendar, self.words);
        let dates = if unit.span.to_string() == name { String::new() } else { unit.span.to_string() };
        let remark = if unit.is_partial { self.words.labels.partly_covered } else { "" };
        let end = [number(Some(&unit.amount)), reason(&unit.amount, self.words), text(remark)];
        [text(&name), text(&dates)].into_iter().chain(parts(count, part)).chain(end).collect()
    }

    fn of_timeline(&self, timeline: &TimelineModel) -> NumbersTable {
        // One series alone is the measure itself.
        let parts = if timeline.series.len() > 1 { timeline.series.as_slice() } else { &[] };
        let count = parts.len();
        let mut lines: Vec<Vec<Cell>> =
            timeline.columns.iter().map(|unit| self.unit_of_time(unit, count, Some)).collect();
        let series = Self::series(parts);
        let mut end = vec![self.measure(), self.missing(), self.remark()];
        if let Some((name, means)) = &timeline.means {
            end.push(column("mean", name, ColumnKind::Measure));
            for (line, mean) in lines.iter_mut().zip(means) {
                line.push(mean.and_then(hundredths).map_or(Cell::Empty, Cell::Number));
            }
        }
        let values = if count == 0 { vec![2] } else { (2..2 + count).collect() };
        let charted = Charted { title: None, names: 0, values, lines: 0..lines.len(), limits: None };
        table(self.time().into_iter().chain(series).chain(end).collect(), lines, vec![charted])
    }

    fn of_parts(&self, bars: &BarsModel) -> NumbersTable {
        let count = bars.series.len();
        let line = |bar: &Bar| {
            let part = |series: usize| bar.parts.iter().find(|part| part.series == series).map(|part| part.value);
            let remark = if bar.is_partial { self.words.labels.partly_covered } else { "" };
            let end = [number(Some(&bar.amount)), reason(&bar.amount, self.words), text(remark)];
            [text(&bar.label)].into_iter().chain(parts(count, part)).chain(end).collect::<Vec<Cell>>()
        };
        let lines: Vec<Vec<Cell>> = bars.bars.iter().map(line).collect();
        let charted =
            Charted { title: None, names: 0, values: (1..=count).collect(), lines: 0..lines.len(), limits: None };
        let end = [self.measure(), self.missing(), self.remark()];
        // A program of tables would put the numbers of parts on each other, and they are more than the bar's own.
        let charted = if bars.is_scaled { Vec::new() } else { vec![charted] };
        table([self.by()].into_iter().chain(Self::series(&bars.series)).chain(end).collect(), lines, charted)
    }

    fn of_panels(&self, multiples: &MultiplesModel) -> NumbersTable {
        let mut series: Vec<Series> = Vec::new();
        for one in multiples.panels.iter().map(|panel| &panel.timeline).filter(|timeline| timeline.series.len() > 1) {
            for part in &one.series {
                if series.iter().all(|known| known.label != part.label) {
                    series.push(part.clone());
                }
            }
        }
        let by = self.by();
        let code = self.code(&by);
        let start = [by, code];
        let (mut lines, mut charted) = (Vec::new(), Vec::new());
        for panel in &multiples.panels {
            let mark = panel.first_mark.checked_sub(1).and_then(|mark| self.model.marks.get(mark));
            let own = &panel.timeline.series;
            let place =
                |at: usize| series.get(at).and_then(|wanted| own.iter().position(|part| part.label == wanted.label));
            let first = lines.len();
            for unit in &panel.timeline.columns {
                let end = self.unit_of_time(unit, series.len(), place);
                lines.push([text(&panel.title), code_of(mark, 0)].into_iter().chain(end).collect());
            }
            // After names, codes and two for the time: the parts, or the number itself.
            let values: Vec<usize> = match own.len() {
                0 | 1 => vec![4 + series.len()],
                _ => own
                    .iter()
                    .filter_map(|part| series.iter().position(|known| known.label == part.label))
                    .map(|at| 4 + at)
                    .collect(),
            };
            let limits = multiples.shared_axis.as_ref().map(|axis| (axis.min.min(0.0), axis.max));
            let title = Some(panel.title.clone());
            charted.push(Charted { title, names: 2, values, lines: first..lines.len(), limits });
        }
        let end = [self.measure(), self.missing(), self.remark()];
        let columns = start.into_iter().chain(self.time()).chain(Self::series(&series)).chain(end).collect();
        table(columns, lines, charted)
    }

    fn of_rankings(&self, rankings: &RankingsModel) -> NumbersTable {
        let (by, bar) = (self.by(), self.stack("bar"));
        let codes = [self.code(&by), self.code(&bar)];
        let (mut lines, mut charted) = (Vec::new(), Vec::new());
        for panel in &rankings.panels {
            let first = lines.len();
            let panel_code = code_of(self.model.marks.get(panel.mark), 0);
            for (bar, code) in panel.bars.iter().zip(&panel.codes) {
                let names = [text(&panel.title), panel_code.clone(), text(&bar.label), text(code.unwrap_or(""))];
                let amount = [number(Some(&bar.amount)), reason(&bar.amount, self.words)];
                lines.push(names.into_iter().chain(amount).collect());
            }
            let limits = rankings.shared_axis.as_ref().map(|axis| (axis.min, axis.max));
            let title = Some(panel.title.clone());
            charted.push(Charted { title, names: 2, values: vec![4], lines: first..lines.len(), limits });
        }
        let [by_code, bar_code] = codes;
        table(vec![by, by_code, bar, bar_code, self.measure(), self.missing()], lines, charted)
    }

    fn of_matrix(&self, matrix: &MatrixModel) -> NumbersTable {
        let cell = |cell: &MatrixCell| match reason(&cell.amount, self.words) {
            Cell::Empty => number(Some(&cell.amount)),
            reason => reason,
        };
        let head = |head: &Head| {
            let partly =
                if head.is_partial { format!(" ({})", self.words.labels.partly_covered) } else { String::new() };
            format!("{}{partly}", head.label)
        };
        // Which cells of a row are ratios on few cases.
        let has_few = matrix.cells.iter().flatten().any(|cell| cell.sign == Sign::Few);
        let remark = |row: &Vec<MatrixCell>| {
            let few = matrix.columns.iter().zip(row).filter(|(_, cell)| cell.sign == Sign::Few);
            let few: Vec<&str> = few.map(|(head, _)| head.label.as_str()).collect();
            let remark = format!("{}: {}", self.words.labels.few_cases, few.join(", "));
            has_few.then(|| if few.is_empty() { Cell::Empty } else { text(&remark) })
        };
        let line = |(index, row): (usize, &Vec<MatrixCell>)| {
            let label = matrix.rows.get(index).map_or("", |row| row.label.as_str());
            let total = matrix.row_totals.get(index).map(cell);
            [text(label)].into_iter().chain(row.iter().map(cell)).chain(total).chain(remark(row)).collect::<Vec<Cell>>()
        };
        let mut lines: Vec<Vec<Cell>> = matrix.cells.iter().enumerate().map(line).collect();
        let has_total = !matrix.column_totals.is_empty();
        if has_total {
            let totals = matrix.column_totals.iter().chain(&matrix.total).map(cell);
            let end = has_few.then_some(Cell::Empty);
            lines.push([text(self.words.labels.total)].into_iter().chain(totals).chain(end).collect());
        }
        let heads = matrix.columns.iter().map(|one| column(&head(one), &head(one), ColumnKind::Measure));
        let total = column("total", &matrix.total_title, ColumnKind::Measure);
        let total = (!matrix.row_totals.is_empty()).then_some(total);
        let end = has_few.then(|| self.remark());
        let columns = [self.by()].into_iter().chain(heads).chain(total).chain(end).collect();
        let shaded = Some((1..1 + matrix.columns.len(), 0..matrix.cells.len()));
        NumbersTable { has_total, shaded, ..table(columns, lines, Vec::new()) }
    }

    fn of_bands(&self, sankey: &SankeyModel) -> NumbersTable {
        let is_plain = sankey.stages.len() == 2;
        let label = |stage: usize, node: usize| text(sankey.node(stage, node).map_or("", |node| node.label.as_str()));
        let title = |stage: usize| text(sankey.stages.get(stage).map_or("", |stage| stage.title.as_str()));
        let lines = sankey.flows.iter().map(|flow| {
            let (from, to) = (label(flow.stage, flow.from), label(flow.stage + 1, flow.to));
            let ends = if is_plain { vec![from, to] } else { vec![title(flow.stage), from, title(flow.stage + 1), to] };
            let end = [number(Some(&flow.amount)), reason(&flow.amount, self.words)];
            ends.into_iter().chain(end).collect()
        });
        let labels = self.words.labels;
        let ends = if is_plain {
            vec![self.by(), self.stack("to")]
        } else {
            vec![
                column("from_grouping", labels.grouping_of_end, ColumnKind::Text),
                column("from", labels.column_from, ColumnKind::Text),
                column("to_grouping", labels.grouping_of_end, ColumnKind::Text),
                column("to", labels.column_to, ColumnKind::Text),
            ]
        };
        let columns = ends.into_iter().chain([self.measure(), self.missing()]).collect();
        table(columns, lines.collect(), Vec::new())
    }

    fn of_arcs(&self, map: &MapModel) -> NumbersTable {
        let by = self.by();
        let code = self.code(&by);
        let marks = || map.arcs.iter().map(|arc| self.model.marks.get(arc.mark));
        let other = marks().flatten().find_map(|mark| mark.picks.get(1)).map(|(name, _)| name.as_str());
        let other = column(other.unwrap_or("other_end"), self.words.labels.other_end, ColumnKind::Text);
        let other_code = self.code(&other);
        let name = |pick: Option<&(String, Key)>| {
            pick.map_or(Cell::Empty, |(_, key)| text(&key_name(key, self.spec.calendar, self.words)))
        };
        let lines = map.arcs.iter().zip(marks()).map(|(arc, mark)| {
            let pick = |at: usize| name(mark.and_then(|mark| mark.picks.get(at)));
            let way = text(mark.map_or("", |mark| mark.label.as_str()));
            let amount = Cell::Number(arc.number);
            vec![way, pick(0), code_of(mark, 0), pick(1), code_of(mark, 1), amount]
        });
        let way = column("way", self.words.labels.way, ColumnKind::Text);
        table(vec![way, by, code, other, other_code, self.measure()], lines.collect(), Vec::new())
    }
}
