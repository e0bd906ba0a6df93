//! The shelf in a folder: a folder for each bundle, named after its digest.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::{Content, ShelfError};
use crate::letters::Digest;
use crate::private::draft::LOCK;

/// How much is read at once.
const PORTION: usize = 64 << 10;

/// Returns the bundles in a folder, sorted. One that still has a draft's lock is not known to be frozen.
pub(super) fn bundles(folder: &Path) -> Result<Vec<[u8; 32]>, ShelfError> {
    let names = listed(folder)?;
    let bundles = names
        .iter()
        .filter_map(|name| Digest::parse(name).map(|digest| (name, digest.0)));
    let kept = bundles.filter(|(name, _)| !folder.join(name).join(LOCK).exists());
    Ok(kept.map(|(_, digest)| digest).collect())
}

/// Returns the names of a bundle's files, sorted.
pub(super) fn files(folder: &Path) -> Result<Vec<String>, ShelfError> {
    let mut names = listed(folder)?;
    names.retain(|name| folder.join(name).is_file());
    Ok(names)
}

/// Lists a folder, sorted, without hidden files; nothing if there is none.
fn listed(folder: &Path) -> Result<Vec<String>, ShelfError> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(ShelfError::unreadable(folder))?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(ShelfError::unreadable(folder))?.file_name();
        names.extend(name.into_string().ok().filter(|name| !name.starts_with('.')));
    }
    names.sort();
    Ok(names)
}

/// Writes a file somewhere, and returns what it is.
pub(super) fn copy(path: &Path, out: &mut dyn Write) -> Result<Content, ShelfError> {
    let mut file = File::open(path).map_err(ShelfError::unreadable(path))?;
    let (mut digest, mut buffer, mut length) = (Sha256::new(), vec![0; PORTION], 0);
    loop {
        let read = file.read(&mut buffer).map_err(ShelfError::unreadable(path))?;
        if read == 0 {
            let sha256 = digest.finalize().into();
            return Ok(Content { length, sha256 });
        }
        digest.update(&buffer[..read]);
        out.write_all(&buffer[..read]).map_err(ShelfError::unreadable(path))?;
        length += read as u64;
    }
}

/// Removes files, and returns how many.
pub(super) fn remove_files(folder: &Path, names: &[String]) -> usize {
    let mut removed = 0;
    for file in names.iter().map(|name| folder.join(name)) {
        match std::fs::remove_file(&file) {
            Ok(()) => removed += 1,
            Err(error) => tracing::warn!(event = "shelf.file_left", file = %file.display(), %error),
        }
    }
    removed
}
