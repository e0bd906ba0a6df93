//! SQLite: the one door to rusqlite.
//!
//! * One **writer thread** ([`writer`]) commits many closures at once; an `Ok` from [`Store::write`] means that `COMMIT`
//!   with `synchronous=FULL` has returned.
//! * A few read-only connections ([`pool`]) answer [`Store::read`] on blocking threads.
//! * Features speak to [`Tx`] and [`Read`] in their `store.rs` files, never to rusqlite.
//! * Numbered [`migrations`] are never edited once released.

mod migrations;
mod only;
mod open;
mod pool;
mod query;
mod writer;

use std::path::Path;
use std::sync::Arc;

pub use only::{OnlyOne, OnlyOneError};
pub use open::MINIMUM_SQLITE;
pub use query::{Column, Params, Read, Row, ToColumn, Tx};
pub use rusqlite::params;

use pool::Pool;
use writer::Writer;

/// What can go wrong between us and the database file.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The library is older than [`MINIMUM_SQLITE`].
    #[error("SQLite {found} is too old: this program needs {MINIMUM_SQLITE} or newer")]
    TooOld {
        /// The version that answered.
        found: String,
    },
    /// The file was written by a newer program.
    #[error("the database is at schema version {found}, this program knows only {known}: use the newer program")]
    FromTheFuture {
        /// The file's version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// A setting that durability rests on did not hold.
    #[error("the database refused a setting it must have: {0}")]
    Setting(String),
    /// The disk is full; nothing of the batch was stored.
    #[error("the disk is full: make room, then try again")]
    Full,
    /// A value in the database can't be read as what it should be.
    #[error("stored value of {column} is not understood: {why}")]
    Value {
        /// The column's name.
        column: String,
        /// What was wrong with it.
        why: String,
    },
    /// The folder or file can't be made.
    #[error("{path}: {source}: see that there is room, and that this user may make it")]
    Io {
        /// The path.
        path: String,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// The closure panicked; its savepoint was rolled back.
    #[error("the work panicked; nothing of it was stored")]
    Panicked,
    /// The writer is gone: the process is stopping.
    #[error("the store is closed")]
    Closed,
    /// Anything else that SQLite says.
    #[error("database: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            _ => Self::Sqlite(error),
        }
    }
}

/// A handle to the database; clones share the writer and the readers.
#[derive(Clone)]
pub struct Store {
    writer: Arc<Writer>,
    readers: Arc<Pool>,
}

impl Store {
    /// Opens (creating the file and its folder if need be), checks and migrates the database.
    pub fn open(path: &Path, readers: usize) -> Result<Self, StoreError> {
        open::folder_of(path)?;
        let mut connection = open::writer(path)?;
        migrations::apply(&mut connection)?;
        Ok(Self {
            writer: Arc::new(Writer::start(connection)?),
            readers: Arc::new(Pool::open(path, readers)?),
        })
    }

    /// Runs `work` in the next group commit. `Ok` means durable; an `Err` from `work` undoes that closure alone.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (answer, wait) = tokio::sync::oneshot::channel();
        self.writer.submit(work, move |result| drop(answer.send(result)))?;
        wait.await.map_err(|_| StoreError::Closed)?
    }

    /// [`Store::write`] for the command line: blocks the calling thread, which must not be an async worker's.
    pub fn write_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (answer, wait) = std::sync::mpsc::sync_channel(1);
        self.writer.submit(work, move |result| drop(answer.send(result)))?;
        wait.recv().map_err(|_| StoreError::Closed)?
    }

    /// Runs `work` on a read-only connection, on a blocking thread.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Read<'_>) -> Result<T, E> + Send + 'static,
    {
        let readers = Arc::clone(&self.readers);
        tokio::task::spawn_blocking(move || readers.with(work))
            .await
            .map_err(|_| StoreError::Panicked)?
    }

    /// [`Store::read`] for the command line: blocks the calling thread.
    pub fn read_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&Read<'_>) -> Result<T, E>,
    {
        self.readers.with(work)
    }
}

#[cfg(test)]
mod tests;
