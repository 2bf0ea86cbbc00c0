//! JSON: an array of records, an object that holds one, columns as arrays, or one record on each line.
//!
//! Numbers keep their digits as they are printed. Nested objects become columns with dots in their names, lists of
//! plain values one text. This file must never know what a cell means. Start with [`read_json`].

use super::grid::{Grid, GridBuilder, MAX_COLUMNS, MAX_PADDED_CELLS};
use super::{Progress, ReadProblem};
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::atomic::Ordering;

/// How deep objects may be nested in a record. The message of the error names it.
pub const MAX_DEPTH: usize = 100;

const TOO_DEEP: &str = "nested too deep";

/// Rows between two looks at the wish to stop.
const ROWS_BETWEEN_CHECKS: usize = 4096;

/// Reads a table from JSON. `most_rows`: rows after which the rest is left unread.
pub(super) fn read_json(bytes: &[u8], most_rows: usize, progress: &Progress) -> Result<Grid, ReadProblem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| damaged(&error.to_string()))?;
    let mut table =
        Table { builder: GridBuilder::default(), names: Vec::new(), index_of: HashMap::new(), most_rows, progress };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let first = table.deserialize_top(&mut deserializer);
    match first {
        Ok(Top::Records) => deserializer.end().map_err(|error| problem_of(&error)).or_else(|problem| {
            // Enough rows were read: the rest was left.
            if table.builder.rows() >= most_rows { Ok(()) } else { Err(problem) }
        })?,
        Ok(Top::Record) => {
            // One record; others may follow on lines of their own.
            let rest = text.get(deserializer.into_iter::<IgnoredAny>().byte_offset()..).unwrap_or("");
            read_lines(&mut table, rest)?;
        }
        Err(error) if table.builder.rows() >= most_rows && !error.is_syntax() => {}
        Err(error) => return Err(table.stopped().unwrap_or_else(|| problem_of(&error))),
    }
    if let Some(problem) = table.stopped() {
        return Err(problem);
    }
    if table.names.is_empty() {
        return Err(ReadProblem::NotATable { format: "JSON", detail: "no record with fields was found".to_owned() });
    }
    Ok(table.builder.finish(Some(table.names), 1))
}

fn read_lines(table: &mut Table<'_>, text: &str) -> Result<(), ReadProblem> {
    let mut records = serde_json::Deserializer::from_str(text).into_iter::<Box<RawValue>>();
    while table.builder.rows() < table.most_rows {
        let Some(record) = records.next() else { break };
        let record = record.map_err(|error| problem_of(&error))?;
        table.add_record(record.get()).map_err(|error| problem_of(&error))?;
        if let Some(problem) = table.stopped() {
            return Err(problem);
        }
    }
    Ok(())
}

fn damaged(detail: &str) -> ReadProblem {
    ReadProblem::DamagedFormat { format: "JSON", detail: detail.to_owned() }
}

fn problem_of(error: &serde_json::Error) -> ReadProblem {
    let text = error.to_string();
    if text.contains("recursion limit") || text.contains(TOO_DEEP) {
        ReadProblem::TooDeep { most: MAX_DEPTH }
    } else if error.is_data() {
        ReadProblem::NotATable { format: "JSON", detail: text }
    } else {
        damaged(&text)
    }
}

/// What the first value was.
enum Top {
    Records,
    Record,
}

struct Table<'a> {
    builder: GridBuilder,
    names: Vec<String>,
    index_of: HashMap<String, usize>,
    most_rows: usize,
    progress: &'a Progress,
}

impl Table<'_> {
    /// Why reading was given up, if it was.
    fn stopped(&self) -> Option<ReadProblem> {
        if self.progress.is_cancelled() {
            Some(ReadProblem::Cancelled)
        } else if self.names.len() > MAX_COLUMNS {
            Some(ReadProblem::TooManyColumns { columns: self.names.len(), most: MAX_COLUMNS })
        } else if self.builder.is_too_sparse() {
            Some(ReadProblem::TooManyCells { most: MAX_PADDED_CELLS as u64 })
        } else {
            None
        }
    }

    fn deserialize_top(
        &mut self,
        deserializer: &mut serde_json::Deserializer<serde_json::de::StrRead<'_>>,
    ) -> Result<Top, serde_json::Error> {
        deserializer.deserialize_any(TopVisitor { table: self })
    }

    fn column(&mut self, name: &str) -> usize {
        if let Some(index) = self.index_of.get(name) {
            return *index;
        }
        self.names.push(name.to_owned());
        self.index_of.insert(name.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }

    fn add_record(&mut self, record: &str) -> Result<(), serde_json::Error> {
        let mut cells: Vec<(String, String)> = Vec::new();
        let fields: Fields = serde_json::from_str(record)?;
        flatten("", fields, 0, &mut cells)?;
        self.put_row(cells);
        Ok(())
    }

    fn put_row(&mut self, cells: Vec<(String, String)>) {
        // Of two fields with one name the last counts.
        let mut last: BTreeMap<usize, String> = BTreeMap::new();
        for (name, text) in cells {
            let column = self.column(&name);
            last.insert(column, text);
            if self.names.len() > MAX_COLUMNS {
                // The reading is given up; see `stopped`.
                return;
            }
        }
        for (column, text) in last {
            self.builder.put(column, &text);
        }
        self.builder.end_row();
        if self.builder.rows().is_multiple_of(ROWS_BETWEEN_CHECKS) {
            self.progress.rows_read.store(self.builder.rows() as u64, Ordering::Relaxed);
        }
    }
}

/// The fields of an object in their order, each as it is printed.
struct Fields(Vec<(String, Box<RawValue>)>);

impl<'de> serde::Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;
        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a record with named fields")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(FieldsVisitor)
    }
}

fn flatten(
    prefix: &str,
    fields: Fields,
    depth: usize,
    cells: &mut Vec<(String, String)>,
) -> Result<(), serde_json::Error> {
    if depth > MAX_DEPTH {
        return Err(serde_json::Error::custom(TOO_DEEP));
    }
    for (name, value) in fields.0 {
        let name = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
        if value.get().starts_with('{') {
            flatten(&name, serde_json::from_str(value.get())?, depth + 1, cells)?;
        } else {
            cells.push((name, plain(value.get())?));
        }
    }
    Ok(())
}

/// A value as a cell: text without quotes, lists of plain values joined, the rest as printed.
fn plain(value: &str) -> Result<String, serde_json::Error> {
    Ok(match value.as_bytes().first() {
        Some(b'"') => serde_json::from_str(value)?,
        Some(b'n') => String::new(),
        Some(b'[') => {
            let items: Vec<Box<RawValue>> = serde_json::from_str(value)?;
            if items.iter().any(|item| item.get().starts_with(['[', '{'])) {
                value.to_owned()
            } else {
                items.iter().map(|item| plain(item.get())).collect::<Result<Vec<_>, _>>()?.join("; ")
            }
        }
        _ => value.to_owned(),
    })
}

struct TopVisitor<'t, 'a> {
    table: &'t mut Table<'a>,
}

impl<'de> Visitor<'de> for TopVisitor<'_, '_> {
    type Value = Top;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Top, A::Error> {
        while let Some(record) = list.next_element::<Box<RawValue>>()? {
            self.table.add_record(record.get()).map_err(A::Error::custom)?;
            if self.table.stopped().is_some() || self.table.builder.rows() >= self.table.most_rows {
                while !self.table.progress.is_cancelled() && list.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
        }
        Ok(Top::Records)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Top, A::Error> {
        let mut fields: Vec<(String, Box<RawValue>)> = Vec::new();
        while let Some(field) = map.next_entry::<String, Box<RawValue>>()? {
            fields.push(field);
        }
        let is_list = |value: &RawValue| value.get().starts_with('[');
        // An object around a list of records: the longest list is the table.
        let records = |value: &RawValue| {
            let inside = value.get().get(1..).unwrap_or("").trim_start();
            is_list(value) && inside.starts_with('{')
        };
        let table = fields.iter().filter(|(_, value)| records(value)).max_by_key(|(_, value)| value.get().len());
        if let Some((_, list)) = table {
            serde_json::Deserializer::from_str(list.get())
                .deserialize_seq(TopVisitor { table: self.table })
                .map_err(A::Error::custom)?;
            return Ok(Top::Records);
        }
        if !fields.is_empty() && fields.iter().all(|(_, value)| is_list(value)) {
            columns_of(self.table, &fields).map_err(A::Error::custom)?;
            return Ok(Top::Records);
        }
        let mut cells = Vec::new();
        flatten("", Fields(fields), 0, &mut cells).map_err(A::Error::custom)?;
        self.table.put_row(cells);
        Ok(Top::Record)
    }
}

/// Columns as lists of the same length.
fn columns_of(table: &mut Table<'_>, fields: &[(String, Box<RawValue>)]) -> Result<(), serde_json::Error> {
    let lists: Vec<Vec<Box<RawValue>>> =
        fields.iter().map(|(_, value)| serde_json::from_str(value.get())).collect::<Result<_, _>>()?;
    let rows = lists.iter().map(Vec::len).max().unwrap_or(0);
    if lists.iter().any(|list| list.len() != rows) {
        return Err(serde_json::Error::custom("the lists have different lengths"));
    }
    for row in 0..rows.min(table.most_rows) {
        let cells = fields.iter().zip(&lists).map(|((name, _), list)| {
            let text = list.get(row).map_or(Ok(String::new()), |value| plain(value.get()))?;
            Ok((name.clone(), text))
        });
        let cells = cells.collect::<Result<Vec<_>, serde_json::Error>>()?;
        table.put_row(cells);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Result<Vec<Vec<String>>, ReadProblem> {
        let grid = read_json(text.as_bytes(), usize::MAX, &Progress::default())?;
        let mut rows = vec![grid.names.clone().unwrap_or_default()];
        rows.extend(
            (0..grid.rows).map(|row| (0..grid.columns.len()).map(|column| grid.cell(row, column).to_owned()).collect()),
        );
        Ok(rows)
    }

    #[test]
    fn the_shapes_in_which_tables_come_read_alike() {
        let expected = [["a", "b"], ["1", "x"], ["0.10", ""]];
        for text in [
            r#"[{"a": 1, "b": "x"}, {"a": 0.10, "b": null}]"#,
            r#"{"count": 2, "data": [{"a": 1, "b": "x"}, {"a": 0.10}], "page": 1}"#,
            r#"{"a": [1, 0.10], "b": ["x", null]}"#,
            "{\"a\": 1, \"b\": \"x\"}\n\n{\"a\": 0.10}\n",
        ] {
            assert_eq!(cells(text).unwrap(), expected, "{text}");
        }
        let nested = r#"[{"place": {"name": "Chad", "code": "TCD"}, "tags": ["a", 2], "big": 9007199254740993}]"#;
        assert_eq!(
            cells(nested).unwrap(),
            [["place.name", "place.code", "tags", "big"], ["Chad", "TCD", "a; 2", "9007199254740993"]]
        );
    }

    #[test]
    fn what_is_no_table_says_why() {
        for (text, expected) in [
            ("[1, 2]", "not_a_table"),
            ("[]", "not_a_table"),
            ("{\"a\": NaN}", "damaged"),
            ("[{\"a\": 1}, {\"a\":", "damaged"),
            (&"[".repeat(100_000), "damaged"),
            (&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)), "not_a_table"),
            (&format!("[{}1{}]", "{\"a\":".repeat(50_000), "}".repeat(50_000)), "too_deep"),
        ] {
            let kind = match cells(text) {
                Err(ReadProblem::NotATable { .. }) => "not_a_table",
                Err(ReadProblem::DamagedFormat { .. }) => "damaged",
                Err(ReadProblem::TooDeep { .. }) => "too_deep",
                other => panic!("{other:?}"),
            };
            assert_eq!(kind, expected, "{}", text.get(..20.min(text.len())).unwrap());
        }
    }
}
