//! Counts for each bit in how many of many rows it is set, in all bits at once: the counts stand upright, one bit of each
//! in every plane, and eight rows are added up before they are carried on (Harley and Seal).

/// The counts so far. `W`: words of 64 bits that a row has.
pub(super) struct Upright<const W: usize> {
    ones: [u64; W],
    twos: [u64; W],
    fours: [u64; W],
    planes: [[u64; W]; u32::BITS as usize],
}

impl<const W: usize> Upright<W> {
    pub(super) fn new() -> Self {
        Self { ones: [0; W], twos: [0; W], fours: [0; W], planes: [[0; W]; u32::BITS as usize] }
    }

    pub(super) fn add(&mut self, rows: &[[u64; W]]) {
        let (eights, rest) = rows.as_chunks::<8>();
        for [a, b, c, d, e, f, g, h] in eights {
            let (two_a, two_b) = (add(&mut self.ones, a, b), add(&mut self.ones, c, d));
            let four_a = add(&mut self.twos, &two_a, &two_b);
            let (two_a, two_b) = (add(&mut self.ones, e, f), add(&mut self.ones, g, h));
            let four_b = add(&mut self.twos, &two_a, &two_b);
            let eight = add(&mut self.fours, &four_a, &four_b);
            self.carry(3, eight);
        }
        for row in rest {
            self.carry(0, *row);
        }
    }

    fn carry(&mut self, level: usize, mut carry: [u64; W]) {
        for plane in self.planes.iter_mut().skip(level) {
            if !has_any(&carry) {
                break;
            }
            for (plane, carry) in plane.iter_mut().zip(&mut carry) {
                (*plane, *carry) = (*plane ^ *carry, *plane & *carry);
            }
        }
    }

    /// For each bit in how many rows it is set.
    pub(super) fn counts(mut self) -> Vec<u32> {
        self.carry(2, self.fours);
        self.carry(1, self.twos);
        self.carry(0, self.ones);
        let of_word = |word: usize| {
            let mut counts = [0_u32; 64];
            let in_use = self.planes.iter().enumerate().filter_map(|(level, plane)| Some((level, *plane.get(word)?)));
            for (level, plane) in in_use.filter(|(_, plane)| *plane != 0) {
                counts
                    .iter_mut()
                    .enumerate()
                    .for_each(|(bit, count)| *count |= u32::from(plane >> bit & 1 == 1) << level);
            }
            counts
        };
        (0..W).flat_map(of_word).collect()
    }
}

/// Whether a row has any bit. All words at once: comparing rows with zeros would be a call for each.
pub(super) fn has_any(row: &[u64]) -> bool {
    row.iter().fold(0, |any, word| any | word) != 0
}

/// Adds two to one; what is carried.
fn add<const W: usize>(sum: &mut [u64; W], one: &[u64; W], other: &[u64; W]) -> [u64; W] {
    let mut carry = [0; W];
    for (((sum, one), other), carry) in sum.iter_mut().zip(one).zip(other).zip(&mut carry) {
        let either = one ^ other;
        *carry = (one & other) | (either & *sum);
        *sum ^= either;
    }
    carry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_counted_upright() {
        // Flight n has bit b where b divides n; how many multiples there are up to a number is known.
        for flights in [0_u32, 1, 7, 8, 9, 300, 1_000] {
            let signature = |flight: u32| {
                let mut words = [0_u64; 2];
                for bit in (1..128).filter(|bit| flight.is_multiple_of(*bit)) {
                    words[bit as usize / 64] |= 1 << (bit % 64);
                }
                words
            };
            let list: Vec<[u64; 2]> = (1..=flights).map(signature).collect();
            // In parts that are no eights.
            let mut upright = Upright::new();
            list.chunks(43).for_each(|part| upright.add(part));
            let counts = upright.counts();
            for bit in 1..128 {
                assert_eq!(counts[bit as usize], flights / bit, "{bit} of {flights}");
            }
        }
    }
}
