//! Writing a file so that there is never half of one, and never silently over another: the bytes go to a temporary
//! file beside the target, which takes the target's name only when it is whole and on the disk.

use crate::words::Words;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Why a file was not written; whatever stood there before still does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveProblem {
    Exists,
    NoFolder,
    NoPermission,
    DiskFull,
    IsFolder,
    BadName,
    UnknownFormat,
    NotDrawn,
    Other(String),
}

impl SaveProblem {
    fn from_io(error: &std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists,
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NoPermission,
            // A limit on the size of files is a disk that is full for this one.
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::WriteZero | ErrorKind::FileTooLarge => {
                Self::DiskFull
            }
            ErrorKind::IsADirectory => Self::IsFolder,
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => Self::BadName,
            // What the system says, without the name of the temporary file.
            _ => {
                Self::Other(error.raw_os_error().map_or_else(
                    || error.kind().to_string(),
                    |code| std::io::Error::from_raw_os_error(code).to_string(),
                ))
            }
        }
    }

    pub fn sentence(&self, words: &Words) -> String {
        match self {
            Self::Exists => words.labels.save_exists.to_owned(),
            Self::NoFolder => words.labels.save_no_folder.to_owned(),
            Self::NoPermission => words.labels.save_no_permission.to_owned(),
            Self::DiskFull => words.labels.save_disk_full.to_owned(),
            Self::IsFolder => words.labels.save_is_folder.to_owned(),
            Self::BadName => words.labels.save_bad_name.to_owned(),
            Self::UnknownFormat => words.labels.save_unknown_format.to_owned(),
            Self::NotDrawn => words.labels.figure_not_drawn.to_owned(),
            Self::Other(detail) => words.say.save_other(detail),
        }
    }
}

/// A problem and the file that was to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveError {
    pub problem: SaveProblem,
    pub path: PathBuf,
}

impl SaveError {
    pub fn new(problem: SaveProblem, path: &Path) -> Self {
        Self { problem, path: path.to_owned() }
    }

    pub fn sentence(&self, words: &Words) -> String {
        format!("{} — {}", self.problem.sentence(words), shortened(&self.path.display().to_string()))
    }
}

/// Letters of a path in a sentence; a longer one is shown by its beginning and its end.
const PATH_LETTERS: usize = 240;

fn shortened(path: &str) -> String {
    let count = path.chars().count();
    if count <= PATH_LETTERS {
        return path.to_owned();
    }
    let beginning = path.chars().take(PATH_LETTERS / 2);
    beginning.chain(['…']).chain(path.chars().skip(count - PATH_LETTERS / 2)).collect()
}

/// Whether an existing file may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    Keep,
    Replace,
}

/// Writes all of `bytes` or nothing.
pub fn save(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), SaveError> {
    let at = |problem| SaveError::new(problem, path);
    let from_io = |error: std::io::Error| at(SaveProblem::from_io(&error));
    if path.is_dir() {
        return Err(at(SaveProblem::IsFolder));
    }
    if path.file_name().is_none() {
        return Err(at(SaveProblem::BadName));
    }
    if existing == Existing::Keep && path.symlink_metadata().is_ok() {
        return Err(at(SaveProblem::Exists));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new();
    temporary.prefix(".deportation-flows-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any file that a person saves; the process's own mask still applies.
        temporary.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = temporary.tempfile_in(folder).map_err(from_io)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(from_io)?;
    match existing {
        Existing::Keep => file.persist_noclobber(path).map_err(|error| from_io(error.error))?,
        Existing::Replace => file.persist(path).map_err(|error| from_io(error.error))?,
    };
    Ok(())
}

/// A folder and those around it, where they do not exist yet.
pub(super) fn make_folder(path: &Path) -> Result<(), SaveError> {
    std::fs::create_dir_all(path).map_err(|error| SaveError::new(SaveProblem::from_io(&error), path))
}

/// `name.svg`, or `name 2.svg`, `name 3.svg`, … whichever does not exist yet.
pub fn free_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default();
    let numbered = |number: usize| path.with_file_name(format!("{stem} {number}.{extension}"));
    if path.symlink_metadata().is_err() {
        return path.to_owned();
    }
    (2..10_000).map(numbered).find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_silently_over_another_and_never_half() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("figure.svg");
        save(&path, b"one", Existing::Keep).unwrap();
        assert_eq!(save(&path, b"two", Existing::Keep).unwrap_err().problem, SaveProblem::Exists);
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        save(&path, b"two", Existing::Replace).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(free_name(&path).file_name().unwrap(), "figure 2.svg");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn what_cannot_be_written_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let problem = |path: &Path| save(path, b"x", Existing::Keep).unwrap_err().problem;
        assert_eq!(problem(folder.path()), SaveProblem::IsFolder);
        assert_eq!(problem(&folder.path().join("absent/figure.svg")), SaveProblem::NoFolder);
        let long = "x".repeat(5_000);
        assert!(!matches!(problem(&folder.path().join(long)), SaveProblem::Exists));
    }
}
