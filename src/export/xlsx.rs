//! The numbers behind a figure as a workbook: typed cells with a native chart over them, and a sheet that says what the
//! numbers are. The recipe is in the document's own properties, which other programs keep.
//!
//! Texts are written as texts, whatever they begin with: nothing in the file is a formula. A number that is missing is
//! an empty cell. Start with [`write`].

use super::native_chart::{ChartShape, NativeChart, places};
use super::numbers_table::{Cell, ColumnKind, NumbersTable};
use super::{Fixed, PRODUCED, carried};
use crate::chart::{Colour, Palette};
use crate::dataset::Unit;
use crate::words::Words;
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartFont, ChartFormat, ChartLine, ChartPatternFill,
    ChartPatternFillType, ChartPoint, ChartSolidFill, ChartType, Color, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};

/// Most letters of a cell; the format allows 32,767.
const MOST_LETTERS: usize = 32_000;
/// Most letters that a spreadsheet takes as the text alternative of a chart.
const MOST_ALTERNATIVE: usize = 255;
/// Letters of a line on the sheet that says what the numbers are, and most lines of a row there.
const ABOUT_LETTERS: usize = 105;
const MOST_LINES: usize = 27;
/// Widest column, in letters.
const WIDEST: usize = 48;

/// What a workbook is made of.
pub(super) struct Book<'a> {
    pub table: &'a NumbersTable,
    pub unit: &'a Unit,
    pub chart: Option<&'a NativeChart>,
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
    numbers_sheet(workbook.add_worksheet(), book, &columns, words)?;
    about_sheet(workbook.add_worksheet(), book, words)?;
    if let Some(native) = book.chart {
        let chart = chart_over(book, native, &columns, words);
        if let (Some(chart), Ok(sheet)) = (chart, workbook.worksheet_from_index(0)) {
            sheet.insert_chart_with_offset(0, column_number(columns.len()), &chart, 24, 12)?;
        }
    }
    workbook.save_to_buffer()
}

/// The columns in which something stands; names and numbers always.
fn used_columns(table: &NumbersTable) -> Vec<usize> {
    let lines = || table.lines.iter().chain(table.below.iter().flat_map(|section| &section.lines));
    let is_charted = |index: usize| table.charted.names == index || table.charted.values.contains(&index);
    let is_used = |index: usize| lines().any(|line| line.get(index).is_some_and(|cell| *cell != Cell::Empty));
    (0..table.columns.len()).filter(|index| is_charted(*index) || is_used(*index)).collect()
}

fn numbers_sheet(sheet: &mut Worksheet, book: &Book<'_>, columns: &[usize], words: &Words) -> Result<(), XlsxError> {
    let table = book.table;
    sheet.set_name(words.labels.sheet_numbers)?;
    let measure = measure_format(book);
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
    let total = table.lines.len().saturating_sub(1);
    for (index, line) in table.lines.iter().enumerate() {
        write_line(sheet, row, line, book, columns, &measure, index == total)?;
        row += 1;
    }
    for section in &table.below {
        row += 1;
        if !section.heading.is_empty() {
            let position = columns.iter().position(|index| *index == table.charted.names);
            sheet.write_string_with_format(row, column_number(position.unwrap_or(0)), &section.heading, &bold)?;
            row += 1;
        }
        for line in &section.lines {
            write_line(sheet, row, line, book, columns, &measure, false)?;
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
    book: &Book<'_>,
    columns: &[usize],
    measure: &str,
    is_total: bool,
) -> Result<(), XlsxError> {
    for (position, index) in columns.iter().enumerate() {
        let (Some(cell), Some(column)) = (line.get(*index), book.table.columns.get(*index)) else { continue };
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

/// The chart over the first lines of the table, with the colours of the figure.
fn chart_over(book: &Book<'_>, native: &NativeChart, columns: &[usize], words: &Words) -> Option<Chart> {
    let (sheet, charted) = (words.labels.sheet_numbers, &book.table.charted);
    let position = |index: usize| columns.iter().position(|used| *used == index).map(column_number);
    let names = position(charted.names)?;
    let last = u32::try_from(charted.lines).ok().filter(|lines| *lines > 0)?;
    let is_number = |line: &Vec<Cell>, column: usize| matches!(line.get(column), Some(Cell::Number(_)));
    let mut drawn = book.table.lines.iter().take(charted.lines);
    if !drawn.any(|line| charted.values.iter().any(|column| is_number(line, *column))) {
        return None;
    }
    let mut chart = Chart::new(match native.shape {
        ChartShape::Bars => ChartType::Bar,
        ChartShape::StackedBars => ChartType::BarStacked,
        ChartShape::Columns => ChartType::Column,
        ChartShape::StackedColumns => ChartType::ColumnStacked,
        ChartShape::Lines => ChartType::Line,
    });
    let measure = measure_format(book);
    for (index, value) in charted.values.iter().enumerate() {
        let (values, template) = (position(*value)?, native.series.get(index)?);
        let series = chart.add_series();
        series.set_name((sheet, 0, values)).set_categories((sheet, 1, names, last, names));
        series.set_values((sheet, 1, values, last, values)).set_gap(50);
        series.set_format(&mut solid(template.colour));
        if native.shape != ChartShape::Lines && charted.values.len() == 1 {
            let points: Vec<ChartPoint> = book
                .table
                .lines
                .iter()
                .take(charted.lines)
                .map(|line| {
                    let name = match line.get(charted.names) {
                        Some(Cell::Text(name)) => name.as_str(),
                        _ => "",
                    };
                    let found = native.categories.iter().position(|category| category == name);
                    let point = found.and_then(|found| template.points.get(found));
                    let colour = point.map_or(template.colour, |point| point.colour);
                    let is_hatched = point.is_some_and(|point| point.is_hatched);
                    ChartPoint::new().set_format(&mut if is_hatched { hatched(colour) } else { solid(colour) })
                })
                .collect();
            series.set_points(&points);
            series.set_data_label(ChartDataLabel::new().show_value().set_num_format(measure.as_str()));
        }
    }
    // The title is the cell that holds it: whatever is typed there is a text, and stays one.
    chart.title().set_name((words.labels.sheet_about, 0, 1)).set_font(ChartFont::new().set_size(14));
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
    values.set_major_gridlines(true).set_major_gridlines_line(&faint).set_num_format(measure.as_str());
    values.set_format(ChartFormat::new().set_no_line());
    let has_negative =
        native.series.iter().flat_map(|one| &one.points).any(|point| point.value.is_some_and(|value| value < 0.0));
    if !has_negative {
        values.set_min(0);
    }
    chart.set_alt_text(cut(book.alternative, MOST_ALTERNATIVE));
    let lines = last.min(60);
    chart.set_width(760).set_height(if native.shape.is_lying() { 120 + 27 * lines } else { 440 });
    Some(chart)
}

fn measure_format(book: &Book<'_>) -> String {
    let lines = book.table.lines.iter().chain(book.table.below.iter().flat_map(|section| &section.lines));
    let values = lines.flat_map(|line| line.iter().zip(&book.table.columns)).filter_map(|(cell, column)| match cell {
        Cell::Number(number) if column.kind == ColumnKind::Measure => Some(number.to_f64()),
        _ => None,
    });
    let places = places(book.unit, values);
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
