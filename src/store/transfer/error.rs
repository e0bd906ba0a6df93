//! Errors of a copy.

use std::path::Path;

use crate::store::{ServiceLockError, StoreError};

/// Why a database is not copied.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// There is nothing to copy.
    #[error("{0} has no tables: check that it is the database of your service")]
    Nothing(String),
    /// A service, or another command, uses one of the two.
    #[error("{0} is in use: stop the service on every machine, wait for other commands to finish, and copy again")]
    InUse(String),
    /// There is data where the copy is to be.
    #[error(
        "{0} already has tables, and a copy never replaces anything: name a new file or an empty database. To use this one, move the file away or drop the server's schema first"
    )]
    NotEmpty(String),
    /// A log without its database is where the copy is to be.
    #[error(
        "{0} belongs to a database that is not here: move it somewhere else and keep it, as it may have the latest changes of that database, and copy again"
    )]
    LogInTheWay(String),
    /// The source is of an older program.
    #[error(
        "{name} has schema version {found}, and this program uses {known}: start the service with this program once, which upgrades the database, and copy again"
    )]
    Older {
        /// The source.
        name: String,
        /// Its version.
        found: i64,
        /// The program's.
        known: i64,
    },
    /// The source was copied before.
    #[error(
        "{name} was copied to {to}, which is the database of your service now: copy from there. If you want this older state anyway, {undo} and copy again"
    )]
    Left {
        /// The source.
        name: String,
        /// Where the service is now.
        to: String,
        /// How the mark is removed.
        undo: String,
    },
    /// The source is itself a copy that was interrupted.
    #[error("a copy into {0} was interrupted, so that it is not complete: copy into it again, or use its source")]
    Unfinished(String),
    /// What was read back is not what was written.
    #[error("the copy of the table {0} differs from the original: nothing was changed; check the disk, and copy again")]
    Differs(String),
    /// A file can't be read or written.
    #[error("{path}: {source}: check free disk space and that this user can read and write there")]
    Io {
        /// The file.
        path: String,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl TransferError {
    pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self::Io { path, source }
    }

    pub(super) fn locked(name: &Path) -> impl FnOnce(ServiceLockError) -> Self {
        let name = name.display().to_string();
        move |error| match error {
            ServiceLockError::Held { .. } => Self::InUse(name),
            ServiceLockError::Io { path, source } => Self::Io { path, source },
        }
    }

    /// Compares a source's schema with the program's.
    pub(in crate::store) fn of_version(name: &str, found: i64, known: i64) -> Result<(), Self> {
        match found {
            _ if found == known => Ok(()),
            _ if found > known => Err(StoreError::FromTheFuture { found, known }.into()),
            _ => Err(Self::Older {
                name: name.to_owned(),
                found,
                known,
            }),
        }
    }
}

impl From<rusqlite::Error> for TransferError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}
