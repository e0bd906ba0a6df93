//! Errors of the database.

/// Why something was not read or stored.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The library is older than [`super::MINIMUM_SQLITE`].
    #[error("SQLite {found} is too old: this program needs {} or newer", super::MINIMUM_SQLITE)]
    TooOld {
        /// Its version.
        found: String,
    },
    /// The file was written by a newer program.
    #[error(
        "the database has schema version {found}, but this program supports only {known}: use a newer version of the program"
    )]
    FromTheFuture {
        /// The file's version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The tables must change in a way that breaks the running nodes.
    #[error(
        "this version of the program changes tables that the running nodes use: stop the other nodes, start this one, then upgrade the others"
    )]
    OtherNodes,
    /// The file is of a development version.
    #[error(
        "the database is from before the first release (schema version {found}): move it away to start over, or keep using the program that wrote it"
    )]
    BeforeTheFirstRelease {
        /// The file's version.
        found: i64,
    },
    /// Another program wrote the file.
    #[error("the file is another program's database: set `store.path` to a different file")]
    Foreign,
    /// A setting that durability rests on did not hold.
    #[error("the database rejected a required setting: {0}")]
    Setting(String),
    /// The disk is full; nothing of the batch was stored.
    #[error("the disk is full: free up space, then try again")]
    Full,
    /// Another program holds the database's write lock; nothing was stored.
    #[error("another program is writing to the database: wait for it to finish, then try again")]
    Busy,
    /// All readers have been busy for too long.
    #[error("the database is busy: try again in a moment")]
    Crowded,
    /// The path no longer leads to the file that is open; nothing was stored, since it would be lost with the open one.
    #[error(
        "{0} was moved, deleted or replaced while the service was running: put the file back, or stop the service, put the right database there and start again"
    )]
    Moved(String),
    /// The log beside the file was written for another database.
    #[error(
        "{log} was not written for {database}: one of the two files was replaced while the service was running or after it was killed. Nothing was changed. To keep {database} as it is, move {log} somewhere else and keep it, as it has the latest changes of the other database. To continue with the other database, put its file back. If both files were copied here together, delete {note}"
    )]
    OtherLog {
        /// The database.
        database: String,
        /// Its `-wal`.
        log: String,
        /// The file that says which log belongs to which database.
        note: String,
    },
    /// The file is damaged; nothing was stored.
    #[error(
        "the database is damaged: stop the service, keep a copy of the file, then restore the latest backup with `undersigned restore`"
    )]
    Damaged,
    /// SQLite refused a whole batch.
    #[error("the database rejected the change: {0}")]
    Refused(String),
    /// A value in the database can't be parsed.
    #[error("the stored value of {column} is not valid: {why}")]
    Value {
        /// The column's name.
        column: String,
        /// What is wrong with it.
        why: String,
    },
    /// The folder or file can't be created.
    #[error("{path}: {source}: check free disk space and that this user can create it")]
    Io {
        /// The path.
        path: String,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// The operating system does not let this user open the file.
    #[error("{0} can't be opened: check that it is a file and that this user can read it and its folder")]
    Unopened(String),
    /// The file is read-only for this user.
    #[error(
        "{0} can't be written: check that this user can write to the file and its folder and that the disk is not read-only"
    )]
    ReadOnly(String),
    /// The closure panicked; its savepoint was rolled back.
    #[error("an internal error occurred; nothing was saved")]
    Panicked,
    /// The writer is gone: the process is stopping.
    #[error("the database is closed")]
    Closed,
    /// The address of a PostgreSQL is not valid, or its certificates can't be read.
    #[error("{given}: {why}: use an address such as postgres://user@host/database")]
    Address {
        /// Where the address comes from, such as a setting's name.
        given: &'static str,
        /// What is wrong.
        why: String,
    },
    /// The server can't be reached, or takes no writes at the moment.
    #[error("the database server can't be reached: {0}: check that it runs and that store.url is right")]
    Away(String),
    /// A standby is required, and the server waits for none; nothing was stored.
    #[error(
        "store.require_standby is on, and the database server has no synchronous standby: start one, and set synchronous_standby_names on the server"
    )]
    NoStandby,
    /// The connection broke during a commit, and the server did not come back to say what became of it.
    #[error(
        "the connection to the database broke, and it is not known whether the change was saved: check before you try again"
    )]
    Unknown,
    /// A copy into the server's database was interrupted, or still runs.
    #[error(
        "a copy from {0} into this database is not finished: wait for it, or run `undersigned store copy` again if it was interrupted"
    )]
    Unfinished(String),
    /// The server's database was copied elsewhere.
    #[error(
        "this database was copied to {0}, which is the database of your service now: set store.url or store.path to that one. To go on with this older state anyway, run DROP TABLE copy_marks in it"
    )]
    Left(String),
    /// Any other error of the server.
    #[error("database: {0}")]
    Server(String),
    /// Any other error of SQLite.
    #[error("database: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

/// Why nothing can be stored at the moment, though nothing is wrong with what was to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The disk is full.
    Full,
    /// Another program writes, or many read; it will soon be over.
    Busy,
    /// The database server can't be reached, changes places with another one, or lacks the standby that is required.
    Away,
    /// Staff must look at the database's file first.
    Unsafe,
}

impl StoreError {
    /// Returns the trouble if the same operation may succeed later.
    pub fn trouble(&self) -> Option<Trouble> {
        match self {
            Self::Full => Some(Trouble::Full),
            Self::Busy | Self::Crowded => Some(Trouble::Busy),
            Self::Away(_) | Self::NoStandby => Some(Trouble::Away),
            Self::Moved(_) | Self::Damaged => Some(Trouble::Unsafe),
            _ => None,
        }
    }

    /// Duplicates the error for each of several callers.
    pub(super) fn shared(&self) -> Self {
        match self {
            Self::Full => Self::Full,
            Self::Busy => Self::Busy,
            Self::Damaged => Self::Damaged,
            Self::Moved(path) => Self::Moved(path.clone()),
            Self::Away(why) => Self::Away(why.clone()),
            Self::Unknown => Self::Unknown,
            Self::NoStandby => Self::NoStandby,
            other => Self::Refused(other.to_string()),
        }
    }

    /// Creates the error for an address that comes from `given`.
    pub(crate) fn address(given: &'static str) -> impl FnOnce(String) -> Self {
        move |why| Self::Address { given, why }
    }

    pub(super) fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self::Io { path, source }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull};
        match error.sqlite_error_code() {
            Some(DiskFull) => Self::Full,
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy,
            Some(DatabaseCorrupt) => Self::Damaged,
            _ => Self::Sqlite(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn temporary_errors_are_distinguished_from_permanent_ones() {
        let moved = StoreError::Moved("a.db".to_owned());
        for (error, trouble) in [
            (StoreError::Full, Some(Trouble::Full)),
            (StoreError::Busy, Some(Trouble::Busy)),
            (StoreError::Crowded, Some(Trouble::Busy)),
            (StoreError::Away("no answer".to_owned()), Some(Trouble::Away)),
            (moved, Some(Trouble::Unsafe)),
            (StoreError::Damaged, Some(Trouble::Unsafe)),
            (StoreError::NoStandby, Some(Trouble::Away)),
            (StoreError::Panicked, None),
            (StoreError::Closed, None),
            (StoreError::Setting("no".to_owned()), None),
        ] {
            assert_eq!(error.trouble(), trouble, "{error}");
        }
    }
}
