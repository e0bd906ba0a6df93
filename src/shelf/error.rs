//! Errors of the shelf.

use std::io;
use std::path::Path;

use crate::store::StoreError;

/// Why a file is not read, or a bundle not put on the shelf.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// A file can't be read.
    #[error("{0} can't be read: restore it from a backup")]
    Unreadable(String, #[source] io::Error),
    /// The database does not have a file.
    #[error("{0} is missing: restore it from a backup")]
    Missing(String),
    /// A file differs from the one that was frozen.
    #[error("{0} changed after it was frozen: restore it from a backup")]
    Changed(String),
    /// A file can't be written.
    #[error("{0} can't be written: check free disk space and that this user can write there")]
    Unwritable(String, #[source] io::Error),
    /// Another bundle of this digest is there.
    #[error("{0} is already there")]
    Exists(String),
    /// The files were removed as those of a machine that is gone.
    #[error("{0} took too long to write, and its files were removed: run this command again")]
    Swept(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ShelfError {
    pub(super) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.display().to_string();
        move |source| Self::Unreadable(path, source)
    }

    pub(super) fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.display().to_string();
        move |source| Self::Unwritable(path, source)
    }
}
