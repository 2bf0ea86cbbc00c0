//! The values of a column as planes of bits: plane `p` holds, for each row, the bit `p` of the number of its value. A
//! set of values is then a handful of operations on 256 rows at once, whatever the rows hold.
//!
//! The idea is that of O'Neil and Quass, "Improved query performance with variant indexes" (SIGMOD 1997), and of Li and
//! Patel, "`BitWeaving`" (SIGMOD 2013). This file must never know a question, nor in which order the rows stand. Start
//! with [`Planes`].

use super::lanes::NO_ROW;
use std::cmp::Reverse;

/// 256 rows, one bit each.
pub type Word = [u32; 8];

/// Rows of a word.
pub const ROWS_OF_WORD: usize = 256;

/// A code that no row has.
const UNUSED: u32 = u32::MAX;

/// How the values of a column are numbered; which way changes no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// The most frequent first: rare ones are then alike in their upper bits, and passed over together.
    ByFrequency,
    /// In the order of their codes, so that a stretch of codes is a stretch of numbers.
    ByCode,
}

/// The numbers of the codes that rows have, from zero on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// For each code its number, or [`UNUSED`].
    number_of_code: Vec<u32>,
    code_of_number: Vec<u32>,
}

impl Numbers {
    /// `rows_of_code`: how many rows have each code.
    pub fn of(rows_of_code: &[usize], numbering: Numbering) -> Self {
        let with_rows = rows_of_code.iter().zip(0..).filter(|(rows, _)| **rows > 0);
        let mut codes: Vec<(usize, u32)> = with_rows.map(|(rows, code)| (*rows, code)).collect();
        if numbering == Numbering::ByFrequency {
            codes.sort_by_key(|(rows, _)| Reverse(*rows));
        }
        let mut number_of_code = vec![UNUSED; rows_of_code.len()];
        for ((_, code), number) in codes.iter().zip(0..) {
            if let Some(slot) = number_of_code.get_mut(*code as usize) {
                *slot = number;
            }
        }
        Self { number_of_code, code_of_number: codes.into_iter().map(|(_, code)| code).collect() }
    }

    /// The numbers of things that have a code each.
    pub fn of_keys(&self, codes: impl Iterator<Item = usize>) -> Vec<u32> {
        codes.map(|code| self.number_of_code.get(code).copied().unwrap_or(UNUSED)).collect()
    }

    /// The number of each code.
    pub fn of_codes(&self) -> Vec<u32> {
        self.number_of_code.clone()
    }
}

/// See the page of this file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planes {
    numbers: Numbers,
    /// For each bit its words, the lowest bit first.
    bits: Vec<Vec<Word>>,
}

impl Planes {
    /// Planes of several columns at once. `rows`: for each place of each word the row that stands there, or [`NO_ROW`];
    /// `key_of`: what a row has for all columns, such as its profile; `columns`: each with the number of every key.
    pub(super) fn of(rows: &[u32], key_of: impl Fn(usize) -> usize, columns: Vec<(Numbers, Vec<u32>)>) -> Vec<Self> {
        let words = rows.len().div_ceil(ROWS_OF_WORD);
        let mut planes: Vec<(Self, Vec<u32>)> = columns
            .into_iter()
            .map(|(numbers, number_of_key)| {
                let depth = bits_for(numbers.code_of_number.len());
                (Self { numbers, bits: vec![Vec::with_capacity(words); depth] }, number_of_key)
            })
            .collect();
        let mut keys = [0_usize; ROWS_OF_WORD];
        let mut numbers = [0_u32; ROWS_OF_WORD];
        for rows in rows.chunks(ROWS_OF_WORD) {
            for (key, row) in keys.iter_mut().zip(rows) {
                *key = if *row == NO_ROW { usize::MAX } else { key_of(*row as usize) };
            }
            for (planes, number_of_key) in &mut planes {
                for (number, key) in numbers.iter_mut().zip(&keys) {
                    *number = number_of_key.get(*key).copied().unwrap_or(0);
                }
                for (bit, plane) in planes.bits.iter_mut().enumerate() {
                    plane.push(word_of(&numbers, bit));
                }
            }
        }
        planes.into_iter().map(|(planes, _)| planes).collect()
    }

    /// How many planes there are.
    pub fn depth(&self) -> usize {
        self.bits.len()
    }

    /// Values that rows have; their numbers are below.
    pub fn value_count(&self) -> usize {
        self.numbers.code_of_number.len()
    }

    pub fn code_of_number(&self, number: usize) -> Option<usize> {
        self.numbers.code_of_number.get(number).map(|code| *code as usize)
    }

    /// The words of a plane, the highest bit first; none beyond the last.
    pub fn from_the_top(&self, level: usize) -> &[Word] {
        self.bits.len().checked_sub(level + 1).and_then(|plane| self.bits.get(plane)).map_or(&[], Vec::as_slice)
    }

    /// Memory that is held, in bytes.
    pub fn bytes(&self) -> usize {
        let words: usize = self.bits.iter().map(Vec::len).sum();
        words * size_of::<Word>() + (self.numbers.number_of_code.len() + self.numbers.code_of_number.len()) * 4
    }
}

/// One bit of each number.
fn word_of(numbers: &[u32; ROWS_OF_WORD], bit: usize) -> Word {
    let mut word = [0; 8];
    for (part, numbers) in word.iter_mut().zip(numbers.as_chunks::<32>().0) {
        *part = numbers.iter().zip(0..).fold(0, |part, (number, place)| part | (number >> bit & 1) << place);
    }
    word
}

/// Bits that numbers below `count` need.
fn bits_for(count: usize) -> usize {
    count.checked_sub(1).map_or(0, |highest| (usize::BITS - highest.leading_zeros()) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_the_number_of_its_value() {
        // Code 7 is the most frequent, 2 comes next, 0 and 5 are not used.
        let codes = [7, 2, 7, 3, 2, 7, 1, 7];
        let rows_of_code = [0, 1, 2, 1, 0, 0, 0, 4];
        let rows: Vec<u32> = (0..8).rev().chain([NO_ROW, NO_ROW]).collect();
        for (numbering, expected) in [(Numbering::ByFrequency, [7, 2, 1, 3]), (Numbering::ByCode, [1, 2, 3, 7])] {
            let numbers = Numbers::of(&rows_of_code, numbering);
            let of_codes = numbers.of_codes();
            // By the code of a row, and by the row itself.
            let by_row = numbers.of_keys(codes.into_iter());
            let columns = Planes::of(&rows, |row| codes[row], vec![(numbers.clone(), of_codes)]);
            let others = Planes::of(&rows, |row| row, vec![(numbers.clone(), by_row.clone()), (numbers, by_row)]);
            for planes in columns.iter().chain(&others) {
                assert_eq!((planes.depth(), planes.value_count()), (2, 4));
                assert_eq!([0, 1, 2, 3].map(|number| planes.code_of_number(number).unwrap()), expected);
                for (place, row) in rows.iter().enumerate().filter(|(_, row)| **row != NO_ROW) {
                    let bit = |level| planes.from_the_top(level)[0][0] >> place & 1;
                    let number = (bit(0) << 1 | bit(1)) as usize;
                    assert_eq!(planes.code_of_number(number), Some(codes[*row as usize]), "{numbering:?} {row}");
                }
            }
        }
    }

    #[test]
    fn one_value_needs_no_plane() {
        for (count, bits) in [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (256, 8), (257, 9)] {
            assert_eq!(bits_for(count), bits, "{count}");
        }
    }
}
