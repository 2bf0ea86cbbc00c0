//! The container of XLS files and of workbooks behind a password: a small file system of sectors in chains.
//!
//! Every chain is followed for at most as many steps as there are sectors. This file must never know what the streams
//! mean. Start with [`Compound::open`].

use super::bytes::{u16_at, u32_at};

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FIRST_SPECIAL: u32 = 0xFFFF_FFFA;
const HEADER_BYTES: usize = 512;
const ENTRY_BYTES: usize = 128;
const MINI_SECTOR_BYTES: usize = 64;

/// Streams shorter than this are in the small sectors.
const MINI_STREAM_BYTES: u64 = 4096;

struct Entry {
    name: String,
    start: u32,
    size: u64,
}

pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    next: Vec<u32>,
    mini_next: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

impl<'a> Compound<'a> {
    /// `None` where the container is damaged.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector_bytes = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut compound = Self {
            bytes,
            sector_bytes,
            next: Vec::new(),
            mini_next: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        compound.next = compound.allocation_table()?;
        let directory = compound.chain(u32_at(bytes, 48)?, u64::MAX)?;
        compound.entries = directory.chunks_exact(ENTRY_BYTES).filter_map(entry).collect();
        let root = compound.entries.first()?;
        let (start, size) = (root.start, root.size);
        compound.mini_stream = compound.chain(start, size).unwrap_or_default();
        let mini_table = compound.chain(u32_at(bytes, 60)?, u64::MAX).unwrap_or_default();
        compound.mini_next = numbers(&mini_table).collect();
        Some(compound)
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; `None` where it is missing or its chain is broken.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        if entry.size >= MINI_STREAM_BYTES {
            return self.chain(entry.start, entry.size);
        }
        let sector = |number: u32| {
            let start = (number as usize).checked_mul(MINI_SECTOR_BYTES)?;
            self.mini_stream.get(start..start.checked_add(MINI_SECTOR_BYTES)?)
        };
        follow(entry.start, entry.size, &self.mini_next, sector)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector_bytes)?;
        let end = start.checked_add(self.sector_bytes)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn chain(&self, start: u32, size: u64) -> Option<Vec<u8>> {
        follow(start, size, &self.next, |number| self.sector(number))
    }

    /// Which sector follows which. The sectors of this table are listed in the header, and in a chain of their own.
    fn allocation_table(&self) -> Option<Vec<u32>> {
        let most = self.bytes.len() / self.sector_bytes + 1;
        let mut sectors: Vec<u32> = numbers(self.bytes.get(76..HEADER_BYTES)?).collect();
        let mut list = u32_at(self.bytes, 68)?;
        while list < FIRST_SPECIAL && sectors.len() <= most {
            sectors.extend(numbers(self.sector(list)?));
            // The last number of a sector of the list is the next sector of the list.
            list = sectors.pop()?;
        }
        let mut next = Vec::new();
        for sector in sectors.into_iter().filter(|sector| *sector < FIRST_SPECIAL).take(most) {
            next.extend(numbers(self.sector(sector)?));
            if next.len() > most + self.sector_bytes {
                break;
            }
        }
        Some(next)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|chunk| u32_at(chunk, 0))
}

fn follow<'s>(start: u32, size: u64, next: &[u32], sector: impl Fn(u32) -> Option<&'s [u8]>) -> Option<Vec<u8>> {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    let mut number = start;
    for _ in 0..=next.len() {
        if number == END_OF_CHAIN || bytes.len() >= size {
            bytes.truncate(size);
            return Some(bytes);
        }
        bytes.extend_from_slice(sector(number)?);
        number = next.get(number as usize).copied()?;
    }
    // More steps than sectors: the chain bites its tail.
    None
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(62);
    let letters = bytes.get(..length)?.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
    let name: String = char::decode_utf16(letters).map(|letter| letter.unwrap_or('\u{FFFD}')).collect();
    // The upper half of the size is rubbish in old files.
    Some(Entry { name, start: u32_at(bytes, 116)?, size: u64::from(u32_at(bytes, 120)?) })
}
