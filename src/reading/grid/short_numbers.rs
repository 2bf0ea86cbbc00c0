//! Short numbers as places of a table: keys, ages and coordinates need no hashing.
//!
//! Start with [`short_number`].

use super::cache::kept;

const UNSEEN: u32 = u32::MAX;

/// A number of at most eight letters as people write it: no sign, no zero too many in front, digits on both sides of the
/// point. Two such texts differ where their digits or their scales do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShortNumber {
    /// All digits as one whole number.
    pub digits: usize,
    /// Digits behind the point.
    pub scale: usize,
}

/// The number of each text that is a [`ShortNumber`], by its scale and its digits; [`UNSEEN`] where there is none.
#[derive(Clone, Debug, Default)]
pub(super) struct SmallNumbers {
    by_scale: [Vec<u32>; 7],
}

impl SmallNumbers {
    #[inline]
    pub(super) fn get(&self, number: ShortNumber) -> Option<u32> {
        self.by_scale.get(number.scale)?.get(number.digits).copied().filter(|known| *known != UNSEEN)
    }

    pub(super) fn put(&mut self, number: Option<ShortNumber>, known: u32) {
        let Some(ShortNumber { digits, scale }) = number else { return };
        let Some(table) = self.by_scale.get_mut(scale) else { return };
        if digits >= table.len() {
            table.resize((digits + 1).next_power_of_two(), UNSEEN);
        }
        if let Some(slot) = table.get_mut(digits) {
            *slot = known;
        }
    }
}

/// The number that a text of one to eight letters is, the first letter lowest.
#[inline]
pub(super) fn short_number(head: u64, length: usize) -> Option<ShortNumber> {
    const POINTS: u64 = 0x2E2E_2E2E_2E2E_2E2E;
    const ONES: u64 = 0x0101_0101_0101_0101;
    let other = head ^ POINTS;
    // The lowest bit that is set here is that of the first point.
    let points = other.wrapping_sub(ONES) & !other & (ONES << 7);
    let has_zero = head & 0xFF == 0x30;
    if points == 0 {
        let is_plain = !has_zero || length == 1;
        return if is_plain { Some(ShortNumber { digits: whole_number(head, length)?, scale: 0 }) } else { None };
    }
    let before = points.trailing_zeros() as usize / 8;
    let scale = length.checked_sub(before + 1)?;
    if before == 0 || scale == 0 || (has_zero && before > 1) {
        return None;
    }
    let kept = kept(before);
    let digits = (head & kept) | ((head >> 8) & !kept);
    Some(ShortNumber { digits: whole_number(digits, length - 1)?, scale })
}

/// The value of one to eight digits, the first one lowest. All are looked at together: each must be 0x30 to 0x39;
/// pairs, then fours, then all are multiplied up.
#[inline]
fn whole_number(head: u64, length: usize) -> Option<usize> {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    if length == 0 {
        return None;
    }
    let room = u32::try_from((8 - length) * 8).ok()?;
    let digits = head.checked_shl(room)? | (ZEROS & !(u64::MAX.checked_shl(room)?));
    let are_digits = (digits & 0xF0F0_F0F0_F0F0_F0F0) == ZEROS
        && (digits.wrapping_add(0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) == ZEROS;
    if !are_digits {
        return None;
    }
    let ones = digits - ZEROS;
    let pairs = ones.wrapping_mul(10).wrapping_add(ones >> 8);
    let high = (pairs & 0x0000_00FF_0000_00FF).wrapping_mul(0x000F_4240_0000_0064);
    let low = ((pairs >> 16) & 0x0000_00FF_0000_00FF).wrapping_mul(0x0000_2710_0000_0001);
    usize::try_from(high.wrapping_add(low) >> 32).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<(usize, usize)> {
        let mut letters = [0; 8];
        letters[..text.len()].copy_from_slice(text.as_bytes());
        short_number(u64::from_le_bytes(letters), text.len()).map(|number| (number.digits, number.scale))
    }

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(number("0"), Some((0, 0)));
        assert_eq!(number("12345678"), Some((12_345_678, 0)));
        assert_eq!(number("32.208"), Some((32_208, 3)));
        assert_eq!(number("0.5"), Some((5, 1)));
        assert_eq!(number("0.050"), Some((50, 3)));
        for other in ["", "007", "00.5", ".5", "5.", ".", "1.2.3", "1,5", "-5", "5 ", "1e5", "12a", "²"] {
            assert_eq!(number(other), None, "{other:?}");
        }
    }

    #[test]
    fn different_texts_are_different_numbers() {
        let mut texts = vec![String::new()];
        let mut found = std::collections::HashMap::new();
        for _ in 0..6 {
            texts =
                texts.iter().flat_map(|text| ["0", "1", "9", "."].map(|letter| format!("{text}{letter}"))).collect();
            for text in &texts {
                if let Some(number) = number(text) {
                    assert_eq!(found.insert(number, text.clone()), None, "{text}");
                }
            }
        }
    }
}
