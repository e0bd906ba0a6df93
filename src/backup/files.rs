//! Files of a backup: copied, and verified by their digests.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::BackupError;
use crate::private;

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The path below the backup's folder, with slashes.
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> BackupError {
    let path = path.to_owned();
    move |source| BackupError::Io { path, source }
}

/// Copies one file durably; only its owner can read the copy.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
    let mut source = File::open(from).map_err(io(from))?;
    let written = private::create(to).and_then(|mut file| {
        std::io::copy(&mut source, &mut file)?;
        file.sync_all()
    });
    written.map_err(io(to))
}

/// Copies a folder recursively, without hidden files and anything that is not a file. Links are followed; one that leads back to a folder
/// that contains it is left out, as it has no end.
pub(super) fn copy_folder(from: &Path, to: &Path) -> Result<(), BackupError> {
    copy_within(from, to, &mut Vec::new())
}

/// Copies a folder that is below the real folders `above`.
fn copy_within(from: &Path, to: &Path, above: &mut Vec<PathBuf>) -> Result<(), BackupError> {
    let real = from.canonicalize().map_err(io(from))?;
    if above.contains(&real) {
        tracing::warn!(event = "backup.loop", path = %from.display(), "this link leads back to a folder that contains it: it was left out");
        return Ok(());
    }
    above.push(real);
    private::create_folder(to).map_err(io(to))?;
    for path in listed(from)? {
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_within(&path, &target, above)?;
        } else if path.is_file() {
            copy(&path, &target)?;
        }
    }
    above.pop();
    sync(to)
}

/// Lists a folder, sorted, without hidden files.
pub(super) fn listed(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
    let entries = std::fs::read_dir(folder).map_err(io(folder))?;
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry.map_err(io(folder))?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// Flushes a folder's entries to disk.
pub(super) fn sync(folder: &Path) -> Result<(), BackupError> {
    File::open(folder).and_then(|it| it.sync_all()).map_err(io(folder))
}

/// Returns every file below a folder, with its digest.
pub(super) fn entries(folder: &Path) -> Result<Vec<Entry>, BackupError> {
    let mut found = Vec::new();
    gather(folder, folder, &mut found)?;
    Ok(found)
}

fn gather(root: &Path, folder: &Path, found: &mut Vec<Entry>) -> Result<(), BackupError> {
    for path in listed(folder)? {
        if path.is_dir() {
            gather(root, &path, found)?;
        } else {
            found.push(entry(root, &path)?);
        }
    }
    Ok(())
}

fn entry(root: &Path, path: &Path) -> Result<Entry, BackupError> {
    let mut file = File::open(path).map_err(io(path))?;
    let (mut digest, mut buffer, mut bytes) = (Sha256::new(), vec![0; 64 * 1024], 0);
    loop {
        let read = file.read(&mut buffer).map_err(io(path))?;
        if read == 0 {
            break;
        }
        digest.update(&buffer[..read]);
        bytes += read as u64;
    }
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|it| it.as_os_str().to_string_lossy()).collect();
    Ok(Entry {
        path: parts.join("/"),
        bytes,
        sha256: data_encoding::HEXLOWER.encode(&digest.finalize()),
    })
}
