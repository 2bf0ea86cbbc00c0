//! Which encoding a text is in, and the text in UTF-8 while it streams by.
//!
//! UTF-8 where the bytes are UTF-8; UTF-16 by its mark or its zeros; else what `chardetng` guesses from the bytes,
//! which is Windows-1252 for most Western text. A guess is always said. Start with [`choose`].

use super::ReadProblem;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The encoding of a text, of which `head` is the beginning. `wanted` is what the analyst says.
pub(super) fn choose(head: &[u8], wanted: Option<&str>) -> Result<&'static Encoding, ReadProblem> {
    if let Some(label) = wanted {
        let found = Encoding::for_label(label.trim().as_bytes());
        return found.ok_or_else(|| ReadProblem::UnknownEncoding { name: label.to_owned() });
    }
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(encoding);
    }
    if let Some(encoding) = utf_16_without_mark(head) {
        return Ok(encoding);
    }
    match std::str::from_utf8(head) {
        Ok(_) => Ok(UTF_8),
        // A letter that is cut at the end of the head is no mistake.
        Err(error) if error.error_len().is_none() && error.valid_up_to() + 4 > head.len() => Ok(UTF_8),
        Err(_) => Ok(guess(&mut &*head)),
    }
}

/// What a text that is not UTF-8 is most likely in.
pub(super) fn guess(stream: &mut dyn Read) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let mut block = vec![0; 1 << 16];
    while let Ok(count @ 1..) = stream.read(&mut block) {
        detector.feed(block.get(..count).unwrap_or_default(), false);
    }
    detector.feed(&[], true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Text in UTF-16 has a zero in every other byte wherever it is in a Western script.
fn utf_16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len() / 2;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    if pairs < 4 {
        return None;
    }
    match (zeros(0) * 10 > pairs * 7, zeros(1) * 10 > pairs * 7) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// A stream in UTF-8 of a stream in another encoding. Bytes that mean nothing become U+FFFD and are counted.
pub(super) struct Transcoder<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    is_over: bool,
    not_understood: Arc<AtomicUsize>,
}

const BLOCK_BYTES: usize = 1 << 16;

impl<R: Read> Transcoder<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding, not_understood: Arc<AtomicUsize>) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        let text = Vec::new();
        Self { inner, decoder, raw: vec![0; BLOCK_BYTES], text, given: 0, is_over: false, not_understood }
    }

    fn fill(&mut self) -> std::io::Result<()> {
        let count = self.inner.read(&mut self.raw)?;
        let is_last = count == 0;
        let mut raw = self.raw.get(..count).unwrap_or_default();
        self.text.clear();
        self.given = 0;
        let room = self.decoder.max_utf8_buffer_length(raw.len()).unwrap_or(BLOCK_BYTES * 4);
        self.text.resize(room, 0);
        let mut written = 0;
        loop {
            let target = self.text.get_mut(written..).unwrap_or_default();
            let (result, read, wrote, had_errors) = self.decoder.decode_to_utf8(raw, target, is_last);
            written += wrote;
            raw = raw.get(read..).unwrap_or_default();
            if had_errors {
                let wrong = self.text.get(written - wrote..written).unwrap_or_default();
                let marks = wrong.windows(3).filter(|window| *window == "\u{FFFD}".as_bytes()).count();
                self.not_understood.fetch_add(marks, Ordering::Relaxed);
            }
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        self.text.truncate(written);
        self.is_over = is_last;
        Ok(())
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        while self.given == self.text.len() && !self.is_over {
            self.fill()?;
        }
        let left = self.text.get(self.given..).unwrap_or_default();
        let count = left.len().min(target.len());
        for (byte, letter) in target.iter_mut().zip(left) {
            *byte = *letter;
        }
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_say_the_encoding_and_the_analyst_says_it_better() {
        let utf_16: Vec<u8> = "Año;Niño\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, wanted, expected) in [
            (&b"a,b\n"[..], None, "UTF-8"),
            ("Año,b\n".as_bytes(), None, "UTF-8"),
            ("Añ".as_bytes().get(..2).unwrap(), None, "UTF-8"),
            (b"Pa\xEDs de destino;A\xF1o;Personas\nEspa\xF1a;2024;3\n", None, "windows-1252"),
            (utf_16.as_slice(), None, "UTF-16LE"),
            (b"\xFE\xFF\0a\0,\0b", None, "UTF-16BE"),
            (b"a,b\n", Some("latin1"), "windows-1252"),
        ] {
            assert_eq!(choose(bytes, wanted).unwrap().name(), expected, "{bytes:?}");
        }
        assert!(choose(b"a", Some("klingon")).is_err());
    }

    #[test]
    fn what_is_transcoded_in_pieces_is_what_was_written() {
        let text = "País;Año\nCôte d’Ivoire;2024\n".repeat(5000);
        let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let wrong = Arc::new(AtomicUsize::new(0));
        let mut read = String::new();
        Transcoder::new(utf_16.as_slice(), UTF_16BE, wrong.clone()).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
        let mut read = String::new();
        Transcoder::new(&b"a\xFFb"[..], UTF_8, wrong.clone()).read_to_string(&mut read).unwrap();
        assert_eq!((read.as_str(), wrong.load(Ordering::Relaxed)), ("a\u{FFFD}b", 1));
    }
}
