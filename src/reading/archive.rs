//! What is packed: gzip, Zstandard and ZIP, unpacked as a stream that stops where no honest file would go on.
//!
//! This file must never know what is inside. Start with [`unpack_reader`]; a ZIP lists its files by [`list_entries`].

use super::ReadProblem;
use std::io::{Cursor, Error, ErrorKind, Read};
use std::sync::Arc;
use zip::ZipArchive;

/// Most files of a ZIP. The message of the error names it.
pub const MAX_ENTRIES: usize = 10_000;

/// Most bytes that the parts of a workbook may unpack to. The message of the error names it.
pub const MAX_UNPACKED_BYTES: u64 = 4 << 30;

/// Unpacked bytes before the ratio of unpacked to packed bytes is looked at, and that ratio: text packs a hundredfold
/// at most, zeros a thousandfold.
const BOMB_BYTES: u64 = 256 << 20;
const BOMB_RATIO: u64 = 900;

/// The same for what streams by and is not kept: a table of a few values repeats itself thousands of times.
const STREAMED_BOMB_BYTES: u64 = 2 << 30;
const STREAMED_BOMB_RATIO: u64 = 20_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packed {
    Gzip,
    Zstandard,
}

/// The unpacked bytes of a stream, at most so many.
pub(super) fn unpack_reader(kind: Packed, packed: Box<dyn Read + Send>, most: u64) -> Box<dyn Read + Send> {
    let (counted, taken) = Counted::new(packed);
    let bomb = (STREAMED_BOMB_BYTES, STREAMED_BOMB_RATIO);
    match kind {
        Packed::Gzip => Box::new(Limited::new(flate2::read::MultiGzDecoder::new(counted), taken, most, bomb)),
        Packed::Zstandard => match zstd::stream::read::Decoder::new(counted) {
            Ok(decoder) => Box::new(Limited::new(decoder, taken, most, bomb)),
            Err(error) => Box::new(Failing(Some(error))),
        },
    }
}

/// The problem that an error of a stream stands for.
pub(super) fn problem_of(error: &Error) -> ReadProblem {
    if let Some(bomb) = error.get_ref().and_then(|reason| reason.downcast_ref::<Bomb>()) {
        return ReadProblem::UnpacksTooLarge { most: bomb.most };
    }
    match error.kind() {
        ErrorKind::UnexpectedEof | ErrorKind::InvalidData | ErrorKind::InvalidInput => {
            ReadProblem::DamagedFormat { format: "gzip/Zstandard/ZIP", detail: error.to_string() }
        }
        ErrorKind::Other
            if error.raw_os_error().is_none()
                && error.get_ref().is_some_and(|e| !e.is::<super::source::Cancelled>()) =>
        {
            ReadProblem::DamagedFormat { format: "gzip/Zstandard/ZIP", detail: error.to_string() }
        }
        _ => ReadProblem::from_io(error),
    }
}

/// More came out than any table has.
#[derive(Debug)]
struct Bomb {
    most: u64,
}

impl std::fmt::Display for Bomb {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "more than {} bytes", self.most)
    }
}

impl std::error::Error for Bomb {}

struct Failing(Option<Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Counts packed bytes.
struct Counted<R> {
    inner: R,
    taken: Arc<std::sync::atomic::AtomicU64>,
}

impl<R> Counted<R> {
    fn new(inner: R) -> (Self, Arc<std::sync::atomic::AtomicU64>) {
        let taken = Arc::new(std::sync::atomic::AtomicU64::new(0));
        (Self { inner, taken: taken.clone() }, taken)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(target)?;
        self.taken.fetch_add(count as u64, std::sync::atomic::Ordering::Relaxed);
        Ok(count)
    }
}

/// Stops a stream of unpacked bytes where it becomes too long, for its packed bytes or at all.
struct Limited<R> {
    inner: R,
    taken: Arc<std::sync::atomic::AtomicU64>,
    given: u64,
    most: u64,
    /// From how many bytes on which ratio is too much.
    bomb: (u64, u64),
}

impl<R> Limited<R> {
    fn new(inner: R, taken: Arc<std::sync::atomic::AtomicU64>, most: u64, bomb: (u64, u64)) -> Self {
        Self { inner, taken, given: 0, most, bomb }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(target)?;
        self.given += count as u64;
        let taken = self.taken.load(std::sync::atomic::Ordering::Relaxed).max(1);
        if self.given > self.most || (self.given > self.bomb.0 && self.given / taken > self.bomb.1) {
            return Err(Error::other(Bomb { most: self.most }));
        }
        Ok(count)
    }
}

/// A file inside a ZIP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub name: String,
}

fn too_many_files() -> ReadProblem {
    ReadProblem::DamagedFormat { format: "ZIP", detail: format!("more than {MAX_ENTRIES} files are in it") }
}

fn open(bytes: &Arc<[u8]>) -> Result<ZipArchive<Cursor<Arc<[u8]>>>, ReadProblem> {
    let damaged =
        |error: zip::result::ZipError| ReadProblem::DamagedFormat { format: "ZIP", detail: error.to_string() };
    ZipArchive::new(Cursor::new(bytes.clone())).map_err(damaged)
}

fn names_in(archive: &ZipArchive<Cursor<Arc<[u8]>>>) -> impl Iterator<Item = String> {
    archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned)
}

/// The files of a ZIP that may hold a table, in the order of their names.
pub(super) fn list_entries(bytes: &Arc<[u8]>) -> Result<Vec<Entry>, ReadProblem> {
    let archive = open(bytes)?;
    if archive.len() > MAX_ENTRIES {
        return Err(too_many_files());
    }
    let is_table = |name: &String| {
        let last = name.rsplit('/').next().unwrap_or("");
        !name.ends_with('/') && !name.starts_with("__MACOSX") && !last.starts_with('.')
    };
    let mut names: Vec<String> = names_in(&archive).filter(is_table).collect();
    names.sort();
    Ok(names.into_iter().map(|name| Entry { name }).collect())
}

/// One file of a ZIP, unpacked. It comes from memory: the archive must outlive the stream.
pub(super) fn entry_reader(bytes: &Arc<[u8]>, name: &str, most: u64) -> Result<Box<dyn Read + Send>, ReadProblem> {
    let mut archive = open(bytes)?;
    let encrypted = || ReadProblem::Encrypted { format: "ZIP" };
    let mut unpacked = Vec::new();
    let entry = archive.by_name(name).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => encrypted(),
        other => ReadProblem::DamagedFormat { format: "ZIP", detail: other.to_string() },
    })?;
    let packed = entry.compressed_size().max(1);
    let taken = Arc::new(std::sync::atomic::AtomicU64::new(packed));
    let mut limited = Limited::new(entry, taken, most.min(MAX_UNPACKED_BYTES), (BOMB_BYTES, BOMB_RATIO));
    limited.read_to_end(&mut unpacked).map_err(|error| problem_of(&error))?;
    Ok(Box::new(Cursor::new(unpacked)))
}

/// Whether a ZIP is a workbook, and of which kind.
pub(super) fn is_workbook(bytes: &Arc<[u8]>) -> bool {
    workbook_format(bytes).is_some()
}

/// "XLSX", "XLSB" or "ODS".
pub(super) fn workbook_format(bytes: &Arc<[u8]>) -> Option<&'static str> {
    let archive = open(bytes).ok()?;
    let has = |wanted: &str| names_in(&archive).any(|name| name.eq_ignore_ascii_case(wanted));
    if has("xl/workbook.bin") {
        Some("XLSB")
    } else if has("xl/workbook.xml")
        || (has("[Content_Types].xml") && names_in(&archive).any(|name| name.starts_with("xl/")))
    {
        Some("XLSX")
    } else if has("content.xml") && is_sheet_document(bytes) {
        Some("ODS")
    } else {
        None
    }
}

/// Whether an `OpenDocument` says of itself that it is a spreadsheet, or says nothing.
fn is_sheet_document(bytes: &Arc<[u8]>) -> bool {
    let mut kind = String::new();
    match entry_reader(bytes, "mimetype", 1 << 10) {
        Ok(reader) => {
            let _ = reader.take(1 << 10).read_to_string(&mut kind);
            kind.contains("spreadsheet")
        }
        Err(_) => true,
    }
}

/// Unpacks every part of a workbook once without keeping it, where the sizes that it declares are suspicious: a part
/// may be larger than it says.
pub(super) fn check_parts(bytes: &Arc<[u8]>) -> Result<(), ReadProblem> {
    let mut archive = open(bytes)?;
    if archive.len() > MAX_ENTRIES {
        return Err(too_many_files());
    }
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let damaged =
            |error: zip::result::ZipError| ReadProblem::DamagedFormat { format: "ZIP", detail: error.to_string() };
        let part = archive.by_index_raw(index).map_err(damaged)?;
        total = total.saturating_add(part.size());
        if total > MAX_UNPACKED_BYTES
            || (part.size() > BOMB_BYTES && part.size() / part.compressed_size().max(1) > BOMB_RATIO)
        {
            return Err(ReadProblem::UnpacksTooLarge { most: MAX_UNPACKED_BYTES });
        }
    }
    Ok(())
}
