//! The ledger as CSV: every row that was left out, by reason, with its file, sheet, row and cells, and the rows that are
//! flagged and kept. Its first lines reconcile: read = used + left out. Cells that a spreadsheet would run as formulas
//! are defused.

use crate::reading::{LoadReport, RowPlace, reason_name};
use crate::words::Words;

/// UTF-8 with a mark for spreadsheets.
pub fn csv(report: &LoadReport, words: &Words) -> Option<Vec<u8>> {
    let width =
        report.left_out.iter().flat_map(|left_out| &left_out.first).map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(b"\xEF\xBB\xBF".to_vec());
    let mut header =
        vec!["state", "reason", "rows", "file", "sheet", "row"].into_iter().map(str::to_owned).collect::<Vec<_>>();
    header.extend((1..=width).map(|number| format!("cell {number}")));
    writer.write_record(&header).ok()?;
    let mut line = |state: &str, reason: &str, rows: usize, place: Option<&RowPlace>, cells: &[String]| {
        let (file, sheet, row) = match place {
            Some(place) => (place.file.clone(), place.sheet.clone().unwrap_or_default(), place.row.to_string()),
            None => Default::default(),
        };
        let start = [state.to_owned(), reason.to_owned(), rows.to_string(), file, sheet, row];
        writer.write_record(start.iter().chain(cells).map(|cell| super::csv_table::defuse(cell))).ok()
    };
    line("read", "", report.rows_read, None, &[])?;
    line("used", "", report.rows_kept, None, &[])?;
    for left_out in &report.left_out {
        let reason = reason_name(left_out.reason, words);
        line("left out", reason, left_out.rows, None, &[])?;
        for (place, cells) in &left_out.first {
            line("left out", reason, 1, Some(place), cells)?;
        }
        let more = left_out.rows - left_out.first.len().min(left_out.rows);
        if more > 0 {
            line("left out", &format!("{reason}: {}", words.say.more_rows(&more.to_string())), more, None, &[])?;
        }
    }
    for issue in &report.issues {
        line("flagged", &issue.sentence(words), issue.rows, None, &[])?;
        for place in &issue.places {
            let cell = Some(place.cell.clone()).filter(|cell| !cell.is_empty());
            line("flagged", issue.id(), 1, Some(place), cell.as_slice())?;
        }
    }
    writer.into_inner().ok()
}
