//! The texts of XLS files: 16-bit letters or those of a code page, spread over several records.
//!
//! This file must never know where a text stands. Start with [`Letters::text`] and [`Pieces::shared_strings`].

use super::bytes::u16_at;
use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};

/// How the letters of a file are written.
pub(super) struct Letters {
    /// Since Excel 97: a flag before each text says whether its letters take one byte or two.
    pub(super) is_unicode: bool,
    page: &'static Encoding,
}

impl Default for Letters {
    fn default() -> Self {
        Self { is_unicode: true, page: WINDOWS_1252 }
    }
}

impl Letters {
    pub(super) fn set_page(&mut self, page: u16) {
        let label = match page {
            874 | 1250..=1258 => format!("windows-{page}"),
            866 => "ibm866".to_owned(),
            932 => "shift_jis".to_owned(),
            936 => "gbk".to_owned(),
            949 => "euc-kr".to_owned(),
            950 => "big5".to_owned(),
            10_000 | 0x8000 => "macintosh".to_owned(),
            10_007 => "x-mac-cyrillic".to_owned(),
            _ => "windows-1252".to_owned(),
        };
        self.page = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
    }

    /// A text with its length in two bytes.
    pub(super) fn text(&self, data: &[u8], at: usize) -> Option<String> {
        let length = usize::from(u16_at(data, at)?);
        self.decode(data.get(at + 2..)?, length)
    }

    /// A text with its length in one byte.
    pub(super) fn short_text(&self, data: &[u8], at: usize) -> Option<String> {
        let length = usize::from(*data.get(at)?);
        self.decode(data.get(at + 1..)?, length)
    }

    fn decode(&self, data: &[u8], length: usize) -> Option<String> {
        if !self.is_unicode {
            return Some(self.page.decode_without_bom_handling(data.get(..length)?).0.into_owned());
        }
        let Some((flags, letters)) = data.split_first() else { return (length == 0).then(String::new) };
        if flags & 1 == 0 {
            Some(letters.get(..length)?.iter().map(|byte| char::from(*byte)).collect())
        } else {
            Some(UTF_16LE.decode_without_bom_handling(letters.get(..length * 2)?).0.into_owned())
        }
    }
}

/// Bytes that go on from record to record.
pub(super) struct Pieces<'a> {
    rest: std::vec::IntoIter<&'a [u8]>,
    now: &'a [u8],
}

impl<'a> Pieces<'a> {
    pub(super) fn new(pieces: Vec<&'a [u8]>) -> Self {
        Self { rest: pieces.into_iter(), now: &[] }
    }

    /// The table of texts that cells refer to, as far as it can be read.
    pub(super) fn shared_strings(mut self) -> Vec<String> {
        let mut strings = Vec::new();
        // How many times they are used, and how many there are: the end tells as well.
        if self.bytes(8).is_some() {
            while let Some(string) = self.string() {
                strings.push(string);
            }
        }
        strings
    }

    fn string(&mut self) -> Option<String> {
        let length = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.u16()?) * 4 };
        let phonetic = if flags & 4 == 0 { 0 } else { usize::from(self.u16()?) + (usize::from(self.u16()?) << 16) };
        let mut is_wide = flags & 1 != 0;
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            if self.now.is_empty() {
                // The letters go on in the next record, which says anew how wide they are.
                self.now = self.rest.next()?;
                is_wide = self.byte()? & 1 != 0;
            }
            let wanted = length - units.len();
            let width = if is_wide { 2 } else { 1 };
            let taken = wanted.min(self.now.len() / width);
            if taken == 0 && !self.now.is_empty() {
                return None;
            }
            let (letters, rest) = self.now.split_at_checked(taken * width)?;
            self.now = rest;
            if is_wide {
                units.extend(letters.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)));
            } else {
                units.extend(letters.iter().map(|byte| u16::from(*byte)));
            }
        }
        self.bytes(runs)?;
        self.bytes(phonetic)?;
        Some(char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{FFFD}')).collect())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.now.is_empty() {
            self.now = self.rest.next()?;
        }
        let (first, rest) = self.now.split_first()?;
        self.now = rest;
        Some(*first)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// Passes over bytes.
    fn bytes(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if self.now.is_empty() {
                self.now = self.rest.next()?;
            }
            let taken = count.min(self.now.len());
            self.now = self.now.get(taken..)?;
            count -= taken;
        }
        Some(())
    }
}
