//! The numbers behind a figure as a workbook: typed cells with a native chart over them, and a sheet that says what the
//! numbers are. The recipe is in the document's own properties, which other programs keep.
//!
//! Texts are written as texts, whatever they begin with: nothing in the file is a formula. A number that is missing is
//! an empty cell. Start with [`write`].

use super::native_chart::{ChartShape, NativeChart, places};
use super::numbers_table::{Cell, Charted, ColumnKind, NumbersTable};
use super::{Fixed, PRODUCED, carried};
use crate::chart::{Colour, Palette};
use crate::dataset::Unit;
use crate::words::Words;
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartEmptyCells, ChartFont, ChartFormat, ChartLine, ChartPatternFill,
    ChartPatternFillType, ChartPoint, ChartSolidFill, ChartType, Color, ConditionalFormat2ColorScale, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};
use std::ops::Range;

/// Most letters of a cell; the format allows 32,767.
const MOST_LETTERS: usize = 32_000;
/// Most letters that a spreadsheet takes as the text alternative of a chart.
const MOST_ALTERNATIVE: usize = 255;
/// Letters of a line on the sheet that says what the numbers are, and most lines of a row there.
const ABOUT_LETTERS: usize = 105;
const MOST_LINES: usize = 27;
/// Most charts beside a table, how many of them stand in a line, and their width and height, in pixels.
const MOST_CHARTS: usize = 60;
const PANELS_ACROSS: u32 = 3;
const PANEL_SIZE: (u32, u32) = (380, 230);
/// Most values that have a label at their mark.
const MOST_LABELLED: usize = 40;
/// Widest column, in letters.
const WIDEST: usize = 48;

/// What a workbook is made of.
pub(super) struct Book<'a> {
    /// What the chart draws.
    pub table: &'a NumbersTable,
    /// A number for each group, where the chart draws others.
    pub groups: Option<&'a NumbersTable>,
    pub unit: &'a Unit,
    /// For each charted part of the table; `None` where a spreadsheet has no such chart.
    pub charts: &'a [Option<NativeChart>],
    /// Of the largest number, where cells are shaded.
    pub shade: Colour,
    pub about: &'a [(&'static str, String)],
    pub alternative: &'a str,
    /// Over lines and for one short line each.
    pub recipe: (&'a str, &'a str),
    pub program: &'a str,
    pub title: &'a str,
}

pub(super) fn write(book: &Book<'_>, words: &Words) -> Option<Vec<u8>> {
    build(book, words).ok()
}

fn build(book: &Book<'_>, words: &Words) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let Fixed { year, month, day } = PRODUCED;
    let mut properties = DocProperties::new()
        .set_title(book.title)
        .set_author(book.program)
        .set_comment(book.alternative)
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
    for (name, part) in carried::properties(book.recipe.1) {
        properties = properties.set_custom_property(name, part);
    }
    workbook.set_properties(&properties);
    let columns = used_columns(book.table);
    let numbers = workbook.add_worksheet();
    numbers_sheet(numbers, words.labels.sheet_numbers, (book.table, &columns), book.unit)?;
    if let Some((columns, lines)) = &book.table.shaded {
        shade(numbers, book, columns, lines)?;
    }
    insert_charts(numbers, book, &columns, words)?;
    if let Some(groups) = book.groups {
        let used = used_columns(groups);
        numbers_sheet(workbook.add_worksheet(), words.labels.sheet_groups, (groups, &used), book.unit)?;
    }
    about_sheet(workbook.add_worksheet(), book, words)?;
    workbook.save_to_buffer()
}

/// Beside the table: one chart, or panels in lines of three.
fn insert_charts(sheet: &mut Worksheet, book: &Book<'_>, columns: &[usize], words: &Words) -> Result<(), XlsxError> {
    let place = column_number(columns.len());
    let parts = book.table.charted.iter().zip(book.charts).take(MOST_CHARTS);
    let charts = parts.filter_map(|(charted, native)| chart_over(book, charted, native.as_ref()?, columns, words));
    for (chart, position) in charts.zip(0_u32..) {
        let (line, across) = (position / PANELS_ACROSS, position % PANELS_ACROSS);
        let (left, top) = (24 + across * (PANEL_SIZE.0 + 12), 12 + line * (PANEL_SIZE.1 + 12));
        sheet.insert_chart_with_offset(0, place, &chart, left, top)?;
    }
    Ok(())
}

/// Cells as in a matrix: the larger the number, the more colour, and never so much that the number cannot be read.
fn shade(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    columns: &Range<usize>,
    lines: &Range<usize>,
) -> Result<(), XlsxError> {
    let (Some(last_column), Some(last_line)) = (columns.end.checked_sub(1), u32::try_from(lines.end).ok()) else {
        return Ok(());
    };
    if columns.is_empty() || lines.is_empty() {
        return Ok(());
    }
    let Colour(red, green, blue) = book.shade;
    let paler = |part: u8| u8::MAX - (u8::MAX - part) / 2;
    let most = Colour(paler(red), paler(green), paler(blue));
    let scale = ConditionalFormat2ColorScale::new().set_minimum_color(Color::White).set_maximum_color(rgb(most));
    sheet.add_conditional_format(1, column_number(columns.start), last_line, column_number(last_column), &scale)?;
    Ok(())
}

/// The columns in which something stands; names and numbers always.
fn used_columns(table: &NumbersTable) -> Vec<usize> {
    let lines = || table.lines.iter().chain(table.below.iter().flat_map(|section| &section.lines));
    let is_charted =
        |index: usize| table.charted.iter().any(|part| part.names == index || part.values.contains(&index));
    let is_used = |index: usize| lines().any(|line| line.get(index).is_some_and(|cell| *cell != Cell::Empty));
    (0..table.columns.len()).filter(|index| is_charted(*index) || is_used(*index)).collect()
}

fn numbers_sheet(
    sheet: &mut Worksheet,
    name: &str,
    (table, columns): (&NumbersTable, &[usize]),
    unit: &Unit,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let measure = measure_format(table, unit);
    let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let bold = Format::new().set_bold();
    for (position, column) in columns.iter().filter_map(|index| table.columns.get(*index)).enumerate() {
        let head = if column.kind == ColumnKind::Text {
            head.clone().set_indent(1)
        } else {
            head.clone().set_align(FormatAlign::Right)
        };
        sheet.write_string_with_format(0, column_number(position), &column.name, &head)?;
    }
    let mut row = 1;
    let total = table.has_total.then(|| table.lines.len().saturating_sub(1));
    for (index, line) in table.lines.iter().enumerate() {
        write_line(sheet, row, line, (table, columns), &measure, total == Some(index))?;
        row += 1;
    }
    for section in &table.below {
        row += 1;
        if !section.heading.is_empty() {
            let names = table.charted.first().map_or(0, |part| part.names);
            let position = columns.iter().position(|index| *index == names);
            sheet.write_string_with_format(row, column_number(position.unwrap_or(0)), &section.heading, &bold)?;
            row += 1;
        }
        for line in &section.lines {
            write_line(sheet, row, line, (table, columns), &measure, false)?;
            row += 1;
        }
    }
    for (position, index) in columns.iter().enumerate() {
        let letters = table.columns.get(*index).map_or(0, |column| column.name.chars().count());
        let lines = table.lines.iter().chain(table.below.iter().flat_map(|section| &section.lines));
        let widest = lines.filter_map(|line| line.get(*index)).map(letters_of).fold(letters, usize::max);
        #[expect(clippy::cast_precision_loss, reason = "at most 48 letters")]
        sheet.set_column_width(column_number(position), widest.clamp(6, WIDEST) as f64 + 2.0)?;
    }
    // Years and codes are names here, not numbers.
    let last = column_number(columns.len().saturating_sub(1));
    sheet.ignore_error_range(0, 0, row, last, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    line: &[Cell],
    (table, columns): (&NumbersTable, &[usize]),
    measure: &str,
    is_total: bool,
) -> Result<(), XlsxError> {
    for (position, index) in columns.iter().enumerate() {
        let (Some(cell), Some(column)) = (line.get(*index), table.columns.get(*index)) else { continue };
        let mut format = Format::new();
        match column.kind {
            ColumnKind::Text => format = format.set_indent(1),
            ColumnKind::Count => format = format.set_num_format("#,##0"),
            ColumnKind::Measure => format = format.set_num_format(measure),
        }
        if is_total {
            format = format.set_bold().set_border_top(FormatBorder::Thin);
        }
        let position = column_number(position);
        match cell {
            Cell::Empty if is_total => sheet.write_blank(row, position, &format)?,
            Cell::Empty => sheet,
            Cell::Text(text) => sheet.write_string_with_format(row, position, cut(text, MOST_LETTERS), &format)?,
            Cell::Number(number) => sheet.write_number_with_format(row, position, number.to_f64(), &format)?,
            Cell::Reason { name, .. } => sheet.write_string_with_format(row, position, name, &format.set_italic())?,
        };
    }
    Ok(())
}

fn about_sheet(sheet: &mut Worksheet, book: &Book<'_>, words: &Words) -> Result<(), XlsxError> {
    sheet.set_name(words.labels.sheet_about)?;
    let name_format = Format::new().set_bold().set_align(FormatAlign::Top);
    let text_format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let alternative = (words.labels.alternative, book.alternative);
    let lines = book.about.iter().map(|(name, text)| (*name, text.as_str())).chain([alternative]);
    // A line of the recipe in each row: a cell of fifty lines is cut off in print.
    let names = std::iter::once(words.labels.recipe).chain(std::iter::repeat(""));
    let recipe = names.zip(book.recipe.0.lines());
    for ((name, text), row) in lines.chain(recipe).zip(0_u32..) {
        sheet.write_string_with_format(row, 0, name, &name_format)?;
        sheet.write_string_with_format(row, 1, cut(text, MOST_LETTERS), &text_format)?;
        let height = text.chars().count().div_ceil(ABOUT_LETTERS).clamp(1, MOST_LINES);
        #[expect(clippy::cast_precision_loss, reason = "at most 27 lines")]
        sheet.set_row_height(row, height as f64 * 15.0)?;
    }
    sheet.set_column_width(0, 22.0)?.set_column_width(1, 110.0)?.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The chart over lines of the table, with the colours of the figure.
fn chart_over(
    book: &Book<'_>,
    charted: &Charted,
    native: &NativeChart,
    columns: &[usize],
    words: &Words,
) -> Option<Chart> {
    let sheet = words.labels.sheet_numbers;
    let position = |index: usize| columns.iter().position(|used| *used == index).map(column_number);
    let names = position(charted.names)?;
    // Below the header.
    let (first, last) = (u32::try_from(charted.lines.start + 1).ok()?, u32::try_from(charted.lines.end).ok()?);
    let is_number = |line: &Vec<Cell>, column: usize| matches!(line.get(column), Some(Cell::Number(_)));
    let lines = book.table.lines.get(charted.lines.clone())?;
    if !lines.iter().any(|line| charted.values.iter().any(|column| is_number(line, *column))) {
        return None;
    }
    // The cells have the amounts where the figure draws shares of them.
    let is_share = native.shape.is_stacked() && is_share(native, charted, lines);
    let mut chart = Chart::new(match native.shape {
        ChartShape::Bars => ChartType::Bar,
        ChartShape::StackedBars if is_share => ChartType::BarPercentStacked,
        ChartShape::StackedBars => ChartType::BarStacked,
        ChartShape::Columns => ChartType::Column,
        ChartShape::StackedColumns if is_share => ChartType::ColumnPercentStacked,
        ChartShape::StackedColumns => ChartType::ColumnStacked,
        ChartShape::Lines => ChartType::Line,
    });
    let measure = measure_format(book.table, book.unit);
    for (index, value) in charted.values.iter().enumerate() {
        let (values, template) = (position(*value)?, native.series.get(index)?);
        let series = chart.add_series();
        series.set_name((sheet, 0, values)).set_categories((sheet, first, names, last, names));
        series.set_values((sheet, first, values, last, values)).set_gap(50);
        if native.shape == ChartShape::Lines {
            series
                .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(rgb(template.colour)).set_width(2)));
        } else {
            series.set_format(&mut solid(template.colour));
        }
        if native.shape != ChartShape::Lines && charted.values.len() == 1 {
            // Bars can stand in another order than the lines; units of time stand in theirs.
            let points: Vec<ChartPoint> = lines
                .iter()
                .enumerate()
                .map(|(line_index, line)| {
                    let name = match line.get(charted.names) {
                        Some(Cell::Text(name)) => name.as_str(),
                        _ => "",
                    };
                    let found = if native.shape.is_lying() {
                        native.categories.iter().position(|category| category == name)
                    } else {
                        Some(line_index)
                    };
                    let point = found.and_then(|found| template.points.get(found));
                    let colour = point.map_or(template.colour, |point| point.colour);
                    let is_hatched = point.is_some_and(|point| point.is_hatched);
                    ChartPoint::new().set_format(&mut if is_hatched { hatched(colour) } else { solid(colour) })
                })
                .collect();
            series.set_points(&points);
            if charted.title.is_none() && lines.len() <= MOST_LABELLED {
                series.set_data_label(ChartDataLabel::new().show_value().set_num_format(measure.as_str()));
            }
        }
    }
    // The title is the cell that holds it: whatever is typed there is a text, and stays one.
    match charted.title {
        Some(_) => chart.title().set_name((sheet, first, 0)).set_font(ChartFont::new().set_size(11)),
        None => chart.title().set_name((words.labels.sheet_about, 0, 1)).set_font(ChartFont::new().set_size(14)),
    };
    if charted.values.len() == 1 {
        chart.legend().set_hidden();
    }
    let faint = ChartLine::new().set_color(rgb(Palette::LIGHT.line)).clone();
    let values = if native.shape.is_lying() {
        // The first line of the table on top, the numbers below.
        chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max).set_major_gridlines(false);
        chart.x_axis()
    } else {
        chart.y_axis()
    };
    values.set_major_gridlines(true).set_major_gridlines_line(&faint);
    values.set_num_format(if is_share { "0%" } else { measure.as_str() });
    values.set_format(ChartFormat::new().set_no_line());
    let has_negative =
        native.series.iter().flat_map(|one| &one.points).any(|point| point.value.is_some_and(|value| value < 0.0));
    if !has_negative {
        values.set_min(0);
    }
    if let Some((least, most)) = charted.limits.filter(|_| !is_share) {
        values.set_min(least).set_max(most);
    }
    chart.show_empty_cells_as(ChartEmptyCells::Gaps);
    if let Some(title) = &charted.title {
        chart.set_alt_text(cut(title, MOST_ALTERNATIVE));
        chart.set_width(PANEL_SIZE.0).set_height(PANEL_SIZE.1);
        return Some(chart);
    }
    chart.set_alt_text(cut(book.alternative, MOST_ALTERNATIVE));
    let high = u32::try_from(lines.len()).unwrap_or(60).min(60);
    chart.set_width(760).set_height(if native.shape.is_lying() { 120 + 27 * high } else { 440 });
    Some(chart)
}

/// Whether the figure draws other numbers than the amounts in the cells: shares of them.
fn is_share(native: &NativeChart, charted: &Charted, lines: &[Vec<Cell>]) -> bool {
    let differs = |line: &Vec<Cell>, column: usize, value: Option<f64>| match (line.get(column), value) {
        (Some(Cell::Number(number)), Some(value)) => (number.to_f64() - value).abs() > 1e-6 * value.abs().max(1.0),
        _ => false,
    };
    native.series.iter().zip(&charted.values).any(|(series, column)| {
        lines.iter().zip(&series.points).any(|(line, point)| differs(line, *column, point.value))
    })
}

fn measure_format(table: &NumbersTable, unit: &Unit) -> String {
    let lines = table.lines.iter().chain(table.below.iter().flat_map(|section| &section.lines));
    let values = lines.flat_map(|line| line.iter().zip(&table.columns)).filter_map(|(cell, column)| match cell {
        Cell::Number(number) if column.kind == ColumnKind::Measure => Some(number.to_f64()),
        _ => None,
    });
    let places = places(unit, values);
    if places == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(places)) }
}

fn solid(colour: Colour) -> ChartFormat {
    ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(rgb(colour))).clone()
}

fn hatched(colour: Colour) -> ChartFormat {
    let mut fill = ChartPatternFill::new();
    fill.set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards);
    fill.set_foreground_color(rgb(colour)).set_background_color(Color::White);
    ChartFormat::new().set_pattern_fill(&fill).clone()
}

fn rgb(Colour(red, green, blue): Colour) -> Color {
    Color::RGB(u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue))
}

fn column_number(position: usize) -> u16 {
    u16::try_from(position).unwrap_or(u16::MAX)
}

fn letters_of(cell: &Cell) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Text(text) | Cell::Reason { name: text, .. } => text.chars().count(),
        // With its marks of thousands.
        Cell::Number(number) => number.to_string().len() * 4 / 3,
    }
}

/// At most so many letters as the format counts them, with a sign where something was cut off.
fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut letters = 1;
    for letter in text.chars() {
        letters += letter.len_utf16();
        if letters > most {
            break;
        }
        kept.push(letter);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn long_texts_are_cut_visibly_and_never_inside_a_letter() {
        assert_eq!(cut("Colombia", 8), "Colombia");
        assert_eq!(cut("Colombia", 5), "Colo…");
        assert_eq!(cut("😀😀😀", 4), "😀…");
    }
}
