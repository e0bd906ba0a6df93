//! The output of a command: standard output, or a file that is written completely or not at all.

use std::fs::File;
use std::io::{self, IsTerminal, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// An output that is being written. Until it is finished, an existing file stays as it is, and an interrupted command leaves nothing: its
/// bytes are in an unnamed file.
pub enum Output {
    /// Standard output, a pipe or a device.
    Stream {
        out: Box<dyn Write + Send>,
        /// Whether it is a terminal.
        terminal: bool,
    },
    /// A future file.
    File {
        /// The unnamed file.
        spool: File,
        /// The destination.
        path: PathBuf,
    },
}

impl Output {
    /// Opens a path, or standard output without one or with `-`; refuses an existing file, unless `force`.
    pub fn to(path: Option<&Path>, force: bool) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|path| !is_standard(path)) else {
            let out = io::stdout();
            return Ok(Self::Stream {
                terminal: out.is_terminal(),
                out: Box::new(out),
            });
        };
        anyhow::ensure!(
            force || !path.is_file(),
            "{} already exists: choose another file, or pass --force to overwrite it",
            path.display()
        );
        let refused =
            |error: io::Error| anyhow::anyhow!("{}: {error}: choose a file that you can write to", path.display());
        if path.exists() && !path.is_file() {
            let out = File::options().write(true).open(path).map_err(refused)?;
            return Ok(Self::Stream {
                terminal: out.is_terminal(),
                out: Box::new(out),
            });
        }
        // A symlink is kept, and its target is written.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let spool = tempfile::tempfile_in(folder_of(&path)).map_err(refused)?;
        Ok(Self::File { spool, path })
    }

    /// Returns whether it is a terminal.
    pub fn is_terminal(&self) -> bool {
        matches!(self, Self::Stream { terminal: true, .. })
    }

    /// Returns whether what is written leaves right away, instead of when it is finished.
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Stream { .. })
    }

    /// Moves the file to its destination, readable by its owner only.
    pub fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Stream { mut out, .. } => Ok(out.flush()?),
            Self::File { mut spool, path } => {
                let mut whole = NamedTempFile::new_in(folder_of(&path))?;
                spool.rewind()?;
                io::copy(&mut spool, whole.as_file_mut())?;
                whole.as_file().sync_all()?;
                whole.persist(path).map_err(|refused| refused.error)?;
                Ok(())
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream { out, .. } => out.write(bytes),
            Self::File { spool, .. } => spool.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream { out, .. } => out.flush(),
            Self::File { spool, .. } => spool.flush(),
        }
    }
}

/// Returns whether a path is `-`, by convention standard output or input.
pub fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// Refuses `-` where a folder is expected.
pub fn a_folder(path: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(
        !is_standard(path),
        "- means standard output, but this command writes a folder: name a folder (for a folder called -, use ./-)"
    );
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_completely_or_not_at_all() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("signers.csv");
        let names = || std::fs::read_dir(place.path()).expect("reads").count();
        drop(Output::to(Some(&path), false).expect("begins"));
        assert_eq!(names(), 0, "nothing is left of what was not finished");
        let write = |words: &[u8], force| {
            let mut out = Output::to(Some(&path), force).expect("begins");
            out.write_all(words).expect("writes");
            out
        };
        write(b"one", false).finish().expect("ends");
        let refused = Output::to(Some(&path), false)
            .err()
            .expect("is there already")
            .to_string();
        assert!(refused.contains("pass --force"), "{refused}");
        drop(write(b"half", true));
        assert_eq!(std::fs::read(&path).expect("reads"), b"one");
        write(b"two", true).finish().expect("ends");
        assert_eq!((std::fs::read(&path).expect("reads"), names()), (b"two".to_vec(), 1));
    }
}
