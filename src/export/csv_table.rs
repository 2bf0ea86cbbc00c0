//! The numbers behind a figure as CSV: the table, then what a reader must know, then the names behind "others".
//! Numbers are plain; texts that a spreadsheet would run as formulas are defused.

use super::numbers_table::{Cell, NumbersTable};
use crate::chart::ChartModel;
use crate::dataset::Dataset;
use crate::query::{Amount, QueryResult};
use crate::words::Words;

/// UTF-8 with a byte order mark, which Excel needs to see that it is UTF-8.
/// What the chart draws comes first: `drawn`, where that is more than one number for each group.
pub(super) fn write(table: &NumbersTable, drawn: Option<&NumbersTable>) -> Option<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::from(*b"\xEF\xBB\xBF"));
    write_lines(&mut writer, drawn.unwrap_or(table))?;
    writer.write_record([""]).ok()?;
    for text in &table.about {
        writer.write_record([defuse(text)]).ok()?;
    }
    if drawn.is_some() {
        writer.write_record([""]).ok()?;
        write_lines(&mut writer, table)?;
    }
    for section in &table.below {
        writer.write_record([""]).ok()?;
        writer.write_record(["", section.heading.as_str()]).ok()?;
        for line in &section.lines {
            writer.write_record(line.iter().map(plain)).ok()?;
        }
    }
    writer.into_inner().ok()
}

fn write_lines(writer: &mut csv::Writer<Vec<u8>>, table: &NumbersTable) -> Option<()> {
    writer.write_record(table.columns.iter().map(|column| defuse(&column.id))).ok()?;
    for line in &table.lines {
        writer.write_record(line.iter().map(plain)).ok()?;
    }
    Some(())
}

/// What stands below the numbers: captions, notes, where the rows went, the source.
pub(super) fn about(dataset: &Dataset, result: &QueryResult, model: &ChartModel, words: &Words) -> Vec<String> {
    let about = [model.captions.headline.clone(), model.captions.subtitle.clone()];
    let notes = model.captions.notes.iter().map(|note| format!("{}: {note}", words.labels.note));
    let source = format!("{}: {}", words.labels.source, model.captions.source);
    let fingerprint = format!("{}: {}", words.labels.fingerprint, dataset.fingerprint());
    let rows = super::numbers_table::reconciled(result, words);
    about.into_iter().chain(notes).chain([rows, source, fingerprint]).collect()
}

pub(super) fn missing_id(amount: &Amount) -> &'static str {
    match amount {
        Amount::Missing(nothing) => nothing.id(),
        Amount::Differing(_) => "published_values_differ",
        Amount::Known(_) | Amount::Published(_) => "",
    }
}

/// The same cells with tabs between them: what spreadsheets take from the clipboard.
pub(super) fn with_tabs(csv: &[u8]) -> Option<String> {
    let text = csv.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(csv);
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text);
    let mut writer = csv::WriterBuilder::new().flexible(true).delimiter(b'\t').from_writer(Vec::new());
    for record in reader.byte_records() {
        writer.write_byte_record(&record.ok()?).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => defuse(text),
        Cell::Number(number) => number.to_string(),
        Cell::Reason { id, .. } => (*id).to_owned(),
    }
}

/// An apostrophe before what a spreadsheet would take for a formula.
pub(super) fn defuse(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{defuse, with_tabs};

    #[test]
    fn cells_keep_what_stands_in_them_between_tabs() {
        let csv = b"\xEF\xBB\xBFname,people\n\"Congo, DR\",1\n\"\"\nNote\n";
        assert_eq!(with_tabs(csv).as_deref(), Some("name\tpeople\nCongo, DR\t1\n\"\"\nNote\n"));
    }

    #[test]
    fn formulas_are_defused() {
        for (text, expected) in [("=1+1", "'=1+1"), ("@x", "'@x"), ("Ghana", "Ghana"), ("-", "'-")] {
            assert_eq!(defuse(text), expected);
        }
    }
}
