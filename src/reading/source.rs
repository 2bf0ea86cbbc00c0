//! Where bytes come from: a file or memory, opened as often as needed, packed or not, each time from its start.
//!
//! The only place that opens files for reading. This file must never know what the bytes mean. Start with [`Source`].

use super::{Progress, ReadProblem, archive};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::SystemTime;

/// Largest file that is opened, in bytes. The message of the error names it.
pub const MAX_FILE_BYTES: u64 = 64 << 30;

/// Largest file of a format that has to be in memory as a whole, in bytes. The message of the error names it.
pub const MAX_WHOLE_BYTES: u64 = 4 << 30;

/// Most bytes that packed text may unpack to while it streams by. The message of the error names it.
pub const MAX_STREAMED_BYTES: u64 = 64 << 30;

/// Bytes at the beginning that tell what a file is.
pub(super) const HEAD_BYTES: usize = 256 << 10;

/// A stream that can be sent to the thread that needs it.
pub(super) type Stream = Box<dyn Read + Send>;

/// A file or bytes in memory, as they are or unpacked.
#[derive(Clone)]
pub(super) struct Source {
    /// The file's name without folders, for messages and row numbers.
    pub name: String,
    origin: Origin,
    packing: Vec<Packing>,
}

#[derive(Clone)]
enum Origin {
    File { path: PathBuf, stamp: Stamp },
    Memory(Arc<[u8]>),
}

/// How bytes are packed, from the outside in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstandard,
    /// One file inside a ZIP.
    ZipEntry(String),
}

/// What tells whether a file is still the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub bytes: u64,
    pub changed: Option<SystemTime>,
}

impl Stamp {
    /// What a file is like now; `None` where it cannot be looked at.
    pub fn of(path: &Path) -> Option<Self> {
        let about = std::fs::metadata(path).ok()?;
        about.is_file().then(|| Self { bytes: about.len(), changed: about.modified().ok() })
    }
}

impl Source {
    /// A regular file that can be read.
    pub(super) fn of_path(path: &Path) -> Result<Self, ReadProblem> {
        let about = std::fs::metadata(path).map_err(|error| ReadProblem::from_io(&error))?;
        if about.is_dir() {
            return Err(ReadProblem::Folder);
        }
        // A pipe or a device has no end that one could wait for.
        if !about.is_file() {
            return Err(ReadProblem::NotAFile);
        }
        if about.len() > MAX_FILE_BYTES {
            return Err(ReadProblem::TooLarge { bytes: about.len(), most: MAX_FILE_BYTES });
        }
        let stamp = Stamp { bytes: about.len(), changed: about.modified().ok() };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { name, origin: Origin::File { path: path.to_owned(), stamp }, packing: Vec::new() })
    }

    pub(super) fn of_bytes(bytes: &[u8], name: &str) -> Self {
        Self { name: name.to_owned(), origin: Origin::Memory(bytes.into()), packing: Vec::new() }
    }

    /// The same, with one more layer to unpack.
    pub(super) fn unpacked(&self, packing: Packing) -> Self {
        let mut inner = self.clone();
        inner.packing.push(packing);
        inner
    }

    /// Bytes of the file itself, packed as it is.
    pub(super) fn bytes(&self) -> u64 {
        match &self.origin {
            Origin::File { stamp, .. } => stamp.bytes,
            Origin::Memory(bytes) => bytes.len() as u64,
        }
    }

    /// Where a file beside this one is.
    pub(super) fn beside(&self, other: &Path) -> PathBuf {
        match &self.origin {
            Origin::File { path, .. } if other.is_relative() => {
                path.parent().map_or_else(|| other.to_owned(), |folder| folder.join(other))
            }
            _ => other.to_owned(),
        }
    }

    /// The bytes from the start. What is read counts as progress.
    pub(super) fn open(&self, progress: &Arc<Progress>) -> Result<Stream, ReadProblem> {
        progress.bytes_total.store(self.bytes(), Ordering::Relaxed);
        progress.bytes_read.store(0, Ordering::Relaxed);
        let mut stream: Stream = match &self.origin {
            Origin::File { path, .. } => {
                let file = File::open(path).map_err(|error| ReadProblem::from_io(&error))?;
                Box::new(Counted { inner: file, progress: progress.clone() })
            }
            Origin::Memory(bytes) => {
                Box::new(Counted { inner: std::io::Cursor::new(bytes.clone()), progress: progress.clone() })
            }
        };
        for layer in &self.packing {
            stream = match layer {
                Packing::Gzip => archive::unpack_reader(archive::Packed::Gzip, stream, MAX_STREAMED_BYTES),
                Packing::Zstandard => archive::unpack_reader(archive::Packed::Zstandard, stream, MAX_STREAMED_BYTES),
                Packing::ZipEntry(name) => {
                    let packed = read_at_most(stream, MAX_WHOLE_BYTES)?;
                    archive::entry_reader(&packed.into(), name, MAX_STREAMED_BYTES)?
                }
            };
        }
        Ok(stream)
    }

    /// The first bytes.
    pub(super) fn head(&self, progress: &Arc<Progress>) -> Result<Vec<u8>, ReadProblem> {
        let mut head = Vec::new();
        let stream = self.open(progress)?;
        stream.take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(|error| archive::problem_of(&error))?;
        Ok(head)
    }

    /// All bytes, for formats that cannot be read as a stream.
    pub(super) fn whole(&self, progress: &Arc<Progress>) -> Result<Vec<u8>, ReadProblem> {
        if let Origin::Memory(bytes) = &self.origin
            && self.packing.is_empty()
        {
            return Ok(bytes.to_vec());
        }
        let known = if self.packing.is_empty() { self.bytes() } else { 0 };
        if known > MAX_WHOLE_BYTES {
            return Err(ReadProblem::TooLarge { bytes: known, most: MAX_WHOLE_BYTES });
        }
        read_at_most(self.open(progress)?, MAX_WHOLE_BYTES)
    }

    /// An error where the file is not what it was when it was opened.
    pub(super) fn check_unchanged(&self) -> Result<(), ReadProblem> {
        match &self.origin {
            Origin::Memory(_) => Ok(()),
            Origin::File { path, stamp } => match Stamp::of(path) {
                Some(now) if now == *stamp => Ok(()),
                Some(_) => Err(ReadProblem::Changed),
                None => Err(ReadProblem::Absent),
            },
        }
    }
}

fn read_at_most(stream: Stream, most: u64) -> Result<Vec<u8>, ReadProblem> {
    let mut bytes = Vec::new();
    let mut limited = stream.take(most + 1);
    limited.read_to_end(&mut bytes).map_err(|error| archive::problem_of(&error))?;
    if bytes.len() as u64 > most {
        return Err(ReadProblem::TooLarge { bytes: bytes.len() as u64, most });
    }
    Ok(bytes)
}

/// Counts what is read, and stops where that is wished.
struct Counted<R> {
    inner: R,
    progress: Arc<Progress>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        if self.progress.is_cancelled() {
            return Err(std::io::Error::other(Cancelled));
        }
        let count = self.inner.read(target)?;
        self.progress.bytes_read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Whether the reason of an error is that the analyst cancelled.
pub(super) fn is_cancelled(reason: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    reason.is::<Cancelled>()
}

/// The reason of an error that is a wish of the analyst.
#[derive(Debug)]
pub(super) struct Cancelled;

impl std::fmt::Display for Cancelled {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("cancelled")
    }
}

impl std::error::Error for Cancelled {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::OpenOptions;
    use std::io::Write as _;

    #[test]
    fn a_file_that_grows_shrinks_or_disappears_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let write = |text: &str| std::fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
        write("year,people\n2020,1\n");
        let source = Source::of_path(&path).unwrap();
        assert_eq!(source.check_unchanged(), Ok(()));
        OpenOptions::new().append(true).open(&path).unwrap().write_all(b"2021,2\n").unwrap();
        assert_eq!(source.check_unchanged(), Err(ReadProblem::Changed));
        write("year\n");
        assert_eq!(source.check_unchanged(), Err(ReadProblem::Changed));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(source.check_unchanged(), Err(ReadProblem::Absent));
        assert_eq!(Source::of_bytes(b"year\n2020\n", "a.csv").check_unchanged(), Ok(()));
    }
}
