//! Which row names the columns, and what the columns are called.
//!
//! This file must never know what a column means. Start with [`find_header`].

use super::dates::{DateOrder, parse_date};
use super::grid::Grid;
use super::numbers::{DecimalMark, parse_number};

/// Rows in which the header is looked for.
const SEARCHED_ROWS: usize = 80;

/// The row of the header in the grid; `None` where the first row is already data.
///
/// The header is the first row that is about as full as the rows below it, and is not itself made of numbers and
/// dates. Titles above it fill fewer cells.
pub(super) fn find_header(grid: &Grid) -> Option<usize> {
    let rows = grid.rows.min(SEARCHED_ROWS);
    let filled: Vec<usize> = (0..rows).map(|row| filled_cells(grid, row).count()).collect();
    // The usual number of filled cells; of two that are equally usual, the larger.
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for count in filled.iter().copied().filter(|count| *count > 1) {
        match counts.iter_mut().find(|(cells, _)| *cells == count) {
            Some((_, times)) => *times += 1,
            None => counts.push((count, 1)),
        }
    }
    let Some((usual, _)) = counts.into_iter().max_by_key(|(cells, times)| (*times, *cells)) else {
        // A table of one column: its first line is the header.
        return filled.iter().position(|count| *count > 0);
    };
    let enough = (usual * 3).div_ceil(5).max(2);
    let row = filled.iter().position(|count| *count >= enough)?;
    let cells: Vec<&str> = filled_cells(grid, row).collect();
    let data = cells.iter().filter(|cell| is_data(cell)).count();
    // Years are names of columns as often as they are data.
    if data * 3 >= cells.len() && data > 0 { None } else { Some(row) }
}

fn filled_cells(grid: &Grid, row: usize) -> impl Iterator<Item = &str> {
    (0..grid.columns.len()).map(move |column| grid.cell(row, column).trim()).filter(|cell| !cell.is_empty())
}

/// A number or a day, but no year.
fn is_data(cell: &str) -> bool {
    let is_year = cell.len() == 4 && cell.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year));
    !is_year
        && (parse_number(cell, DecimalMark::Point).is_some()
            || parse_number(cell, DecimalMark::Comma).is_some()
            || parse_date(cell, DateOrder::DayMonthYear).is_some_and(crate::dataset::Span::is_day)
            || parse_date(cell, DateOrder::MonthDayYear).is_some_and(crate::dataset::Span::is_day))
}

/// The names of the columns, and which of them had to be found.
pub(super) struct Names {
    pub names: Vec<String>,
    /// Columns without a name, or with the name of an earlier one.
    pub invented: Vec<usize>,
}

/// Names for the columns of a row: without blanks at the ends or runs of them inside, each different from the others.
pub(super) fn name_columns<'a>(cells: impl Iterator<Item = &'a str>) -> Names {
    let mut names: Vec<String> = Vec::new();
    let mut invented = Vec::new();
    for (index, cell) in cells.enumerate() {
        let printed = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut name = if printed.is_empty() { format!("column {}", index + 1) } else { printed.clone() };
        let mut copy = 2;
        while names.contains(&name) {
            name = format!("{} ({copy})", if printed.is_empty() { "column" } else { &printed });
            copy += 1;
        }
        if name != printed {
            invented.push(index);
        }
        names.push(name);
    }
    Names { names, invented }
}

#[cfg(test)]
mod tests {
    use super::super::grid::GridBuilder;
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let mut builder = GridBuilder::default();
        for row in rows {
            for (column, cell) in row.iter().enumerate() {
                builder.put(column, cell);
            }
            builder.end_row();
        }
        builder.finish(None, 1)
    }

    #[test]
    fn the_header_is_the_first_row_as_full_as_the_others_that_is_no_data() {
        for (rows, expected) in [
            (&[&["date", "people"][..], &["2024-01-01", "3"], &["2024-01-02", "4"]][..], Some(0)),
            (
                &[&["Removals 2024"], &[""], &["Country", "2023", "2024"], &["Chad", "1", "2"], &["Ghana", "", "3"]],
                Some(2),
            ),
            (&[&["2024-01-01", "Chad", "3"], &["2024-01-02", "Ghana", "4"]], None),
            (&[&["name"], &["Chad"], &["Ghana"]], Some(0)),
            (&[&["Title", "", ""], &["a", "b", "c"], &["1", "2", "3"]], Some(1)),
        ] {
            assert_eq!(find_header(&grid(rows)), expected, "{rows:?}");
        }
    }

    #[test]
    fn every_column_gets_a_name_of_its_own() {
        let Names { names, invented } = name_columns([" Amount paid \n by Frontex", "", "a", "a", "a"].into_iter());
        assert_eq!(names, ["Amount paid by Frontex", "column 2", "a", "a (2)", "a (3)"]);
        assert_eq!(invented, [1, 3, 4]);
    }
}
