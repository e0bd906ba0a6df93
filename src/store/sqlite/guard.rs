//! Guards against a path that no longer leads to the open database.
//!
//! SQLite continues to write into a file that was deleted or moved away, and whatever it acknowledges then is gone with the process. The
//! write-ahead log is checked too: without it, what was committed since the last checkpoint is lost at the next start.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::store::StoreError;

/// The identity of a file, independent of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct Inode(u64, u64);

/// The guard of the writer's thread.
pub(in crate::store) struct Guard {
    path: PathBuf,
    wal: PathBuf,
    file: Option<Inode>,
    // The log is created at the first use, and exists as long as a connection is open.
    log: Cell<Option<Inode>>,
    told: Cell<bool>,
}

impl Guard {
    /// Creates the guard; call it right after the file was opened.
    pub(in crate::store) fn of(path: &Path) -> Self {
        let wal = beside(path, "-wal");
        Self {
            file: inode(path),
            log: Cell::new(inode(&wal)),
            path: path.to_owned(),
            wal,
            told: Cell::new(false),
        }
    }

    /// Fails as long as the path leads elsewhere; logged once at the beginning, and once at the end.
    pub(in crate::store) fn check(&self) -> Result<(), StoreError> {
        let log = inode(&self.wal);
        if self.log.get().is_none() {
            self.log.set(log);
        }
        let moved = match () {
            () if !self.is_in_place() => Some(&self.path),
            () if log != self.log.get() => Some(&self.wal),
            () => None,
        };
        let Some(path) = moved else {
            if self.told.replace(false) {
                tracing::warn!(event = "store.file_is_back", path = %self.path.display());
            }
            return Ok(());
        };
        let error = StoreError::Moved(path.display().to_string());
        if !self.told.replace(true) {
            tracing::error!(event = "store.file_moved", %error, "nothing is saved until this is fixed");
        }
        Err(error)
    }

    /// Returns where the open file is now; `None` if it has no name any more, or the system does not say.
    pub(in crate::store) fn whereabouts(&self) -> Option<PathBuf> {
        let open = std::fs::read_dir("/proc/self/fd").into_iter().flatten().flatten();
        let mut ours = open.filter(|it| self.file.is_some() && inode(&it.path()) == self.file);
        let place = std::fs::read_link(ours.next()?.path()).ok()?;
        (inode(&place) == self.file).then_some(place)
    }

    /// Returns the path of the log, if that name still leads to it.
    pub(in crate::store) fn own_log(&self) -> Option<&Path> {
        let known = self.log.get();
        (known.is_some() && inode(&self.wal) == known).then_some(&*self.wal)
    }

    /// Returns whether the path still leads to the open file.
    pub(in crate::store) fn is_in_place(&self) -> bool {
        inode(&self.path) == self.file
    }

    pub(in crate::store) fn path(&self) -> &Path {
        &self.path
    }
}

/// Returns the path of a companion file: SQLite appends its ending to the complete name.
pub(in crate::store) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Returns the path of a companion file that does not exist yet: a number follows the ending if necessary.
pub(in crate::store) fn free_name(path: &Path, ending: &str) -> PathBuf {
    let mut name = beside(path, ending);
    for n in 2_u32.. {
        if !name.exists() {
            break;
        }
        name = beside(path, &format!("{ending}-{n}"));
    }
    name
}

#[cfg(unix)]
pub(in crate::store) fn inode(path: &Path) -> Option<Inode> {
    use std::os::unix::fs::MetadataExt;
    let found = std::fs::metadata(path).ok()?;
    Some(Inode(found.dev(), found.ino()))
}

#[cfg(not(unix))]
pub(in crate::store) fn inode(path: &Path) -> Option<Inode> {
    path.exists().then_some(Inode(0, 0))
}
