//! Where the fields of a block without quotes end, found 64 bytes at a time.
//!
//! Start with [`find_ends`].

use super::Layout;
use wide::u8x16;

/// Bytes that are looked at together.
const STEP: usize = 64;

/// Field ends of a step that are written down without asking how many there are: a wrong guess of the processor about
/// the end of a loop costs more than writing some numbers in vain.
const USUAL: usize = 8;

/// Finds where the fields of a block without quotes end. Gives the number of rows where every row has the usual number
/// of fields; then the first of `ends` are theirs. What stands behind them has no meaning: `ends` is not emptied, to
/// spare writing zeros.
pub(super) fn find_ends(bytes: &[u8], layout: Layout, ends: &mut Vec<u32>) -> Option<usize> {
    let fields = layout.fields as usize;
    if bytes.last() != Some(&layout.line_end) || u32::try_from(bytes.len()).is_err() || fields == 0 {
        return None;
    }
    let rows = memchr::memchr_iter(layout.line_end, bytes).count();
    // Each field has an end of its own, so that lines which are too short make no room for fields that do not exist.
    let expected = rows.checked_mul(fields).filter(|expected| *expected <= bytes.len())?;
    let (delimiter, line_end) = (u8x16::splat(layout.delimiter), u8x16::splat(layout.line_end));
    let mut found = 0;
    let mut offset: u32 = 0;
    let (steps, rest) = bytes.as_chunks::<STEP>();
    let mut last = [0; STEP];
    for (letter, byte) in last.iter_mut().zip(rest) {
        *letter = *byte;
    }
    // Zeros behind the end are neither a delimiter nor the end of a row.
    for step in steps.iter().chain([&last]) {
        let (pieces, _) = step.as_chunks::<16>();
        let mut cuts = 0_u64;
        for (index, piece) in pieces.iter().enumerate() {
            let letters = u8x16::new(*piece);
            let cut = letters.simd_eq(delimiter) | letters.simd_eq(line_end);
            cuts |= u64::from(cut.to_bitmask()) << (index * 16);
        }
        if ends.len() < found + STEP {
            // A file of delimiters alone would need more; it is read row by row.
            if found > expected {
                return None;
            }
            ends.resize((found + STEP).max(expected + STEP), 0);
        }
        let count = cuts.count_ones() as usize;
        let (usual, more) = ends.get_mut(found..found + STEP)?.split_first_chunk_mut::<USUAL>()?;
        for end in usual {
            *end = offset + cuts.trailing_zeros();
            cuts &= cuts.wrapping_sub(1);
        }
        for end in more {
            if cuts == 0 {
                break;
            }
            *end = offset + cuts.trailing_zeros();
            cuts &= cuts - 1;
        }
        found += count;
        offset += 64;
    }
    let row_ends = ends.get(..expected)?.iter().skip(fields - 1).step_by(fields);
    let is_regular =
        found == expected && row_ends.copied().all(|end| bytes.get(end as usize) == Some(&layout.line_end));
    is_regular.then_some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, fields: u32) -> Option<usize> {
        let layout = Layout { delimiter: b',', line_end: b'\n', fields };
        let mut ends = vec![7; 100];
        let rows = find_ends(text.as_bytes(), layout, &mut ends)?;
        let cuts = text.bytes().zip(0..).filter(|(byte, _)| b",\n".contains(byte)).map(|(_, at)| at);
        assert_eq!(ends[..rows * fields as usize], cuts.collect::<Vec<u32>>());
        Some(rows)
    }

    #[test]
    fn finds_the_ends_of_regular_rows_only() {
        assert_eq!(rows("a,b\nc,d\n", 2), Some(2));
        assert_eq!(rows(&"some text,more\n".repeat(50), 2), Some(50));
        assert_eq!(rows(&",\n".repeat(500), 2), Some(500));
        // Too few and too many fields, also where their numbers make up for each other.
        assert_eq!(rows("a,b\nc\n", 2), None);
        assert_eq!(rows("a,b,c\nd\n", 2), None);
        assert_eq!(rows("a,b\nc,d", 2), None);
        assert_eq!(rows(&"\n".repeat(1000), 10_000), None);
        assert_eq!(rows(&",".repeat(1000), 2), None);
    }
}
