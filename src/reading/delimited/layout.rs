//! How delimited text is cut: the delimiter, the line end and the usual number of fields, guessed from its beginning.
//!
//! This file must never know what a cell means. Start with [`find_layout`].

use super::blocks::closing_quote;

/// How the text is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reading) struct Layout {
    pub delimiter: u8,
    /// A line feed, or a carriage return in files from old Macs.
    pub line_end: u8,
    /// Fields that most rows have.
    pub fields: u32,
}

/// The delimiter, the line end and the usual number of fields, from the first bytes of the text: the delimiter that
/// cuts most of the first lines into the same number of fields, two or more.
pub(in crate::reading) fn find_layout(head: &str, delimiter: Option<u8>) -> Layout {
    let line_end = if memchr::memchr(b'\n', head.as_bytes()).is_none() && head.contains('\r') { b'\r' } else { b'\n' };
    let mut best: Option<(usize, Layout)> = None;
    for candidate in delimiter.map_or_else(|| vec![b',', b';', b'\t', b'|'], |one| vec![one]) {
        let fields = fields_of_lines(head, candidate, line_end);
        let mut counted: Vec<(u32, usize)> = Vec::new();
        for count in fields.into_iter().filter(|count| *count > 1) {
            match counted.iter_mut().find(|(fields, _)| *fields == count) {
                Some((_, times)) => *times += 1,
                None => counted.push((count, 1)),
            }
        }
        // Lines that agree count first; of two delimiters alike, the one that cuts finer.
        let Some((usual, times)) = counted.into_iter().max_by_key(|(fields, times)| (*times, *fields)) else {
            continue;
        };
        let score = times * 64 + usize::try_from(usual.min(63)).unwrap_or(0);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, Layout { delimiter: candidate, line_end, fields: usual }));
        }
    }
    best.map_or(Layout { delimiter: delimiter.unwrap_or(b','), line_end, fields: 1 }, |(_, layout)| layout)
}

/// Lines of the head that are looked at for the layout.
const LAYOUT_LINES: usize = 200;

fn fields_of_lines(head: &str, delimiter: u8, line_end: u8) -> Vec<u32> {
    let bytes = head.as_bytes();
    let mut counts = Vec::new();
    let (mut position, mut fields, mut at_start) = (0, 1, true);
    while position < bytes.len() && counts.len() < LAYOUT_LINES {
        let byte = bytes.get(position).copied().unwrap_or(0);
        if byte == b'"' && at_start {
            match closing_quote(bytes, position) {
                Some(close) => {
                    position = close + 1;
                    at_start = false;
                    continue;
                }
                None => at_start = false,
            }
        } else if byte == delimiter {
            fields += 1;
            at_start = true;
        } else if byte == line_end {
            counts.push(fields);
            (fields, at_start) = (1, true);
        } else {
            at_start = false;
        }
        position += 1;
    }
    if counts.is_empty() && fields > 1 {
        counts.push(fields);
    }
    counts
}
