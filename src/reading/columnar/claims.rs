//! What Parquet and Arrow files claim, looked at before a parser makes room for it.
//!
//! Only sizes and depths are read here. This file must never know what a value is. Start with [`check_footer`],
//! [`check_pages`] and [`check_messages`].

use super::super::ReadProblem;
use super::super::archive::MAX_UNPACKED_BYTES;
use super::{MAX_ROWS, damaged};
use arrow_ipc::{FieldNode, MessageHeader, RecordBatch, root_as_message};

/// How deep the columns of a file may be nested. The message of the error names it.
pub const MAX_SCHEMA_DEPTH: usize = 64;

/// Most pages of a Parquet file; a page holds a million values where there are many.
const MOST_PAGES: usize = 10_000_000;

/// Reads the parts of the compact encoding in which Parquet describes itself; `None` beyond the end.
struct Compact<'a> {
    bytes: &'a [u8],
}

impl Compact<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn pass(&mut self, count: u64) -> Option<()> {
        self.bytes = self.bytes.get(usize::try_from(count).ok()?..)?;
        Some(())
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// The fields of a structure: its visitor reads the value or says by `false` that it has to be passed over.
    fn fields(&mut self, depth: usize, mut visit: impl FnMut(&mut Self, i64, u8) -> Option<bool>) -> Option<()> {
        let mut field = 0_i64;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(());
            }
            field = if head >> 4 == 0 { self.signed()? } else { field + i64::from(head >> 4) };
            let kind = head & 0x0F;
            if !visit(self, field, kind)? {
                self.skip(kind, depth)?;
            }
        }
    }

    fn list(&mut self) -> Option<(u8, u64)> {
        let head = self.byte()?;
        let count = if head >> 4 == 15 { self.number()? } else { u64::from(head >> 4) };
        Some((head & 0x0F, count))
    }

    fn skip(&mut self, kind: u8, depth: usize) -> Option<()> {
        let deeper = depth.checked_sub(1)?;
        match kind {
            1 | 2 => Some(()),
            3 => self.pass(1),
            4..=6 => self.number().map(|_| ()),
            7 => self.pass(8),
            8 => {
                let length = self.number()?;
                self.pass(length)
            }
            9 | 10 => {
                let (kind, count) = self.list()?;
                for _ in 0..count {
                    // In a list even truth takes a byte.
                    if kind <= 2 { self.pass(1)? } else { self.skip(kind, deeper)? }
                }
                Some(())
            }
            11 => {
                let count = self.number()?;
                let kinds = if count == 0 { 0 } else { self.byte()? };
                for _ in 0..count {
                    for kind in [kinds >> 4, kinds & 0x0F] {
                        if kind <= 2 { self.pass(1)? } else { self.skip(kind, deeper)? }
                    }
                }
                Some(())
            }
            12 => self.fields(deeper, |_, _, _| Some(false)),
            _ => None,
        }
    }
}

/// The end of a Parquet file says how its columns are nested: not deeper than a parser can follow.
pub(super) fn check_footer(bytes: &[u8]) -> Result<(), ReadProblem> {
    let broken = || damaged("Parquet", "the end of the file does not say what is in it");
    let (rest, tail) = bytes.split_last_chunk::<8>().ok_or_else(broken)?;
    let (length, magic) = tail.split_first_chunk::<4>().ok_or_else(broken)?;
    if magic == b"PARE" {
        return Err(ReadProblem::Encrypted { format: "Parquet" });
    }
    let length = u32::from_le_bytes(*length) as usize;
    let start = rest.len().checked_sub(length).filter(|_| magic == b"PAR1").ok_or_else(broken)?;
    let mut too_deep = false;
    let mut footer = Compact { bytes: rest.get(start..).unwrap_or_default() };
    let read = footer.fields(MAX_SCHEMA_DEPTH, |footer, field, kind| {
        if (field, kind) != (2, 9) {
            return Some(false);
        }
        let (kind, count) = footer.list()?;
        // Children that are still to come, for each structure that is not complete.
        let mut open: Vec<u64> = Vec::new();
        for _ in 0..count {
            if kind != 12 {
                return None;
            }
            let mut children = 0;
            footer.fields(MAX_SCHEMA_DEPTH, |footer, field, kind| {
                if (field, kind) == (5, 5) {
                    children = footer.signed()?;
                    return Some(true);
                }
                Some(false)
            })?;
            while open.last() == Some(&0) {
                open.pop();
            }
            if let Some(left) = open.last_mut() {
                *left -= 1;
            }
            if children > 0 {
                open.push(children.cast_unsigned());
            }
            too_deep |= open.len() > MAX_SCHEMA_DEPTH;
        }
        Some(true)
    });
    if too_deep {
        return Err(ReadProblem::TooDeep { most: MAX_SCHEMA_DEPTH });
    }
    read.ok_or_else(broken)
}

/// The pages of the columns, each as where it begins and how many bytes it has, must not unpack to too much.
pub(super) fn check_pages(bytes: &[u8], columns: impl Iterator<Item = (u64, u64)>) -> Result<(), ReadProblem> {
    let broken = || damaged("Parquet", "a column lies outside of the file");
    let (mut unpacked, mut pages) = (0_u64, 0_usize);
    for (start, length) in columns {
        let start = usize::try_from(start).map_err(|_| broken())?;
        let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length)).ok_or_else(broken)?;
        let mut column = Compact { bytes: bytes.get(start..end).ok_or_else(broken)? };
        while !column.bytes.is_empty() {
            let (mut large, mut small) = (0, 0);
            let read = column.fields(MAX_SCHEMA_DEPTH, |column, field, kind| {
                match (field, kind) {
                    (2, 5) => large = column.signed()?,
                    (3, 5) => small = column.signed()?,
                    _ => return Some(false),
                }
                Some(true)
            });
            let read = read.and_then(|()| column.pass(u64::try_from(small).ok()?));
            let large = u64::try_from(large).ok().zip(read).map(|(large, ())| large);
            unpacked = unpacked.saturating_add(large.ok_or_else(|| damaged("Parquet", "a page is damaged"))?);
            pages += 1;
            if unpacked > MAX_UNPACKED_BYTES || pages > MOST_PAGES {
                return Err(ReadProblem::UnpacksTooLarge { most: MAX_UNPACKED_BYTES });
            }
        }
    }
    Ok(())
}

/// The messages of an Arrow stream must not unpack to too much, nor have more rows than a table.
pub(super) fn check_messages(stream: &[u8]) -> Result<(), ReadProblem> {
    let mut rest = stream;
    let mut unpacked = 0_u64;
    while let Some((head, after)) = rest.split_first_chunk::<4>() {
        let mut length = u32::from_le_bytes(*head);
        rest = after;
        if length == u32::MAX {
            let Some((head, after)) = rest.split_first_chunk::<4>() else { break };
            length = u32::from_le_bytes(*head);
            rest = after;
        }
        if length == 0 {
            break;
        }
        let broken = || damaged("Arrow", "a message is damaged or cut short");
        let (message, after) = rest.split_at_checked(length as usize).ok_or_else(broken)?;
        let message = root_as_message(message).map_err(|error| damaged("Arrow", &error.to_string()))?;
        let body = usize::try_from(message.bodyLength()).map_err(|_| broken())?;
        let (body, after) = after.split_at_checked(body).ok_or_else(broken)?;
        rest = after;
        let batch = match message.header_type() {
            MessageHeader::RecordBatch => message.header_as_record_batch(),
            MessageHeader::DictionaryBatch => {
                message.header_as_dictionary_batch().and_then(|dictionary| dictionary.data())
            }
            _ => None,
        };
        if let Some(batch) = batch {
            unpacked = unpacked.saturating_add(unpacked_bytes(&batch, body).ok_or_else(broken)?);
            let rows = batch.nodes().into_iter().flatten().map(FieldNode::length).chain([batch.length()]).max();
            if rows.unwrap_or(0) > MAX_ROWS.cast_signed() {
                return Err(ReadProblem::TooManyRows { most: MAX_ROWS });
            }
        }
        if unpacked > MAX_UNPACKED_BYTES {
            return Err(ReadProblem::UnpacksTooLarge { most: MAX_UNPACKED_BYTES });
        }
    }
    Ok(())
}

fn unpacked_bytes(batch: &RecordBatch<'_>, body: &[u8]) -> Option<u64> {
    let is_packed = batch.compression().is_some();
    let mut sum = 0_u64;
    for buffer in batch.buffers().into_iter().flatten() {
        let (start, length) = (usize::try_from(buffer.offset()).ok()?, usize::try_from(buffer.length()).ok()?);
        let bytes = body.get(start..start.checked_add(length)?)?;
        let claimed = if is_packed && length > 0 { i64::from_le_bytes(*bytes.first_chunk::<8>()?) } else { -1 };
        // Minus one: packed in name only.
        sum = sum.saturating_add(u64::try_from(claimed).unwrap_or(length as u64));
    }
    Some(sum)
}
