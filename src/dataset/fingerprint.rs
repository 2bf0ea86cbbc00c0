//! A short name for the content of a table: equal content, equal fingerprint, whatever file it came from.
//! Column names and typed cells count; roles, definitions and metadata do not.

use super::column::{Codes, Column, Dictionary};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The first 128 bits of a BLAKE3 hash, written as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    pub(super) fn of(columns: &[Column], row_count: usize) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"deportation-flows table 2\0");
        hasher.update(&u64::try_from(row_count).unwrap_or(u64::MAX).to_le_bytes());
        for hash in hash_columns(columns, row_count) {
            hasher.update(&hash);
        }
        let mut first = [0; 16];
        hasher.finalize_xof().fill(&mut first);
        Self(first)
    }

    /// The first eight digits, for people.
    pub fn short(self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

/// Cells from which on a second processor is worth its start.
const MANY_CELLS: usize = 4 << 20;

/// The hash of each column, in their order.
fn hash_columns(columns: &[Column], row_count: usize) -> Vec<[u8; 32]> {
    if row_count.saturating_mul(columns.len()) < MANY_CELLS {
        return columns.iter().map(hash_column).collect();
    }
    let (even, odd) = std::thread::scope(|scope| {
        let even = scope.spawn(|| columns.iter().step_by(2).map(hash_column).collect::<Vec<_>>());
        let odd: Vec<[u8; 32]> = columns.iter().skip(1).step_by(2).map(hash_column).collect();
        (even.join().unwrap_or_default(), odd)
    });
    let mut odd = odd.into_iter();
    even.into_iter().flat_map(|hash| std::iter::once(hash).chain(odd.next())).collect()
}

/// Name, kind, values and codes of a column, the codes in the width in which they are kept.
fn hash_column(column: &Column) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    update_text(&mut hasher, &column.name);
    match &column.dictionary {
        Dictionary::Numbers { scale, values } => {
            hasher.update(&[b'n', *scale]);
            update_all(&mut hasher, values, i64::to_le_bytes);
        }
        other => {
            hasher.update(if matches!(other, Dictionary::Times(_)) { b"d" } else { b"t" });
            for entry in 0..other.len() {
                update_text(&mut hasher, &other.plain(entry));
            }
        }
    }
    match &column.codes {
        Codes::Narrow(codes) => {
            hasher.update(codes);
        }
        Codes::Medium(codes) => update_all(&mut hasher, codes, u16::to_le_bytes),
        Codes::Wide(codes) => update_all(&mut hasher, codes, u32::to_le_bytes),
    }
    *hasher.finalize().as_bytes()
}

/// Numbers as bytes, some thousands at a time.
fn update_all<T: Copy, const N: usize>(hasher: &mut blake3::Hasher, values: &[T], bytes_of: impl Fn(T) -> [u8; N]) {
    let mut bytes = Vec::with_capacity(1 << 16);
    for chunk in values.chunks((1 << 16) / N) {
        bytes.clear();
        bytes.extend(chunk.iter().flat_map(|value| bytes_of(*value)));
        hasher.update(&bytes);
    }
}

fn update_text(hasher: &mut blake3::Hasher, text: &str) {
    hasher.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
    hasher.update(text.as_bytes());
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl FromStr for Fingerprint {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut bytes = [0; 16];
        if text.len() != 32 || !text.is_ascii() {
            return Err(());
        }
        for (index, byte) in bytes.iter_mut().enumerate() {
            let digits = text.get(index * 2..index * 2 + 2).ok_or(())?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| ())?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("a fingerprint has 32 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;

    fn table(role: Role, values: &[i64]) -> Dataset {
        let codes: Vec<Code> = (0..values.len()).map(Code::entry).collect();
        let numbers = Dictionary::Numbers { scale: 0, values: values.to_vec() };
        Dataset::new(Metadata::default(), vec![Column::new("people".into(), role, numbers, &codes)], vec![], vec![])
    }

    #[test]
    fn names_the_content_and_not_its_meaning() {
        let one = table(Role::People, &[1, 2, 2]);
        assert_eq!(one.fingerprint(), table(Role::None, &[1, 2, 2]).fingerprint());
        assert_ne!(one.fingerprint(), table(Role::People, &[1, 2, 3]).fingerprint());
        assert_eq!(one.fingerprint().to_string().parse(), Ok(one.fingerprint()));
    }
}
