//! The store: a file of SQLite, or a PostgreSQL ([`postgres`]); the only place that uses rusqlite and tokio-postgres.
//!
//! * One **writer thread** ([`writer`]) commits many closures at once; an `Ok` from [`Store::write`] means that `COMMIT` with
//!   `synchronous=FULL` has returned.
//! * A few read-only connections ([`pool`]) serve [`Store::read`] on blocking threads.
//! * Features use [`Tx`] and [`Read`] in their `store.rs` files, never rusqlite.
//! * The id of a row is a type of its table ([`RowId`]), which [`id!`](id) makes in the room that owns the table, or below it.
//! * The [`schema`] is one file a room; migrations after a release are never edited.
//! * A closure says what must happen after its commit ([`Tx::after_commit`]); the service subscribes ([`Store::subscribe`]).
//! * Deleted data leaves the disk: `secure_delete`, and [`wiping`] for the write-ahead log. [`erasures`] remembers it beside the database,
//!   for a backup that is restored later.
//! * [`checkpoints`] moves the write-ahead log into the file beside the writer.
//! * [`guard`] detects a file that was moved away, [`condition`] one that is damaged: then nothing is stored any more. [`log_owner`] keeps
//!   a write-ahead log from being replayed over another database, [`rescue`] keeps what a replaced file was the only copy of.

mod checkpoints;
pub(crate) mod closings;
mod condition;
mod copy;
mod entry;
pub mod erasures;
mod error;
mod file_engine;
mod guard;
pub mod identity;
mod log_owner;
mod memory;
mod open;
mod pool;
#[cfg(feature = "postgres")]
mod postgres;
mod query;
mod rescue;
pub(crate) mod row_id;
mod schema;
mod scrub;
mod service_lock;
mod signals;
mod statements;
pub mod takebacks;
mod wiping;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

pub use condition::State;
pub(crate) use copy::is_alone;
pub use copy::{copy, problems};
pub use error::{StoreError, Trouble};
pub(crate) use log_owner::set_aside_other_log;
pub(crate) use open::MINIMUM_SQLITE;
pub(crate) use query::ToColumn;
pub use query::{Column, Read, Row, Tx};
pub use row_id::RowId;
pub(crate) use row_id::id;
pub use rusqlite::params;
pub(crate) use service_lock::is_served;
pub use service_lock::{ServiceLock, ServiceLockError};
pub(crate) use signals::Signal;
pub use statements::Explainer;

use checkpoints::Checkpoints;
use condition::{Check, Condition};
use erasures::Ledger;
use file_engine::FileEngine;
use guard::Guard;
use pool::{Pool, Source};
use wiping::{Begin, Wiping};
use writer::{Shared, Writer};

/// Returns whether there is no database yet at this path: no file, or one without tables.
pub fn is_empty(path: &Path) -> Result<bool, StoreError> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Ok(_) => {
            log_owner::check(path)?;
            open::has_no_tables(path)
        }
        Err(error) => Err(StoreError::io(path)(error)),
    }
}

/// A handle to the database; clones share the writer and the readers.
#[derive(Clone)]
pub struct Store {
    // They are dropped in this order: the connection that closes last leaves one complete file, and a reader can't.
    readers: Arc<Pool>,
    writer: Arc<Writer>,
    path: Arc<PathBuf>,
    condition: Arc<Condition>,
    check: Arc<Mutex<Option<Check>>>,
    shared: Shared,
    leads: Arc<watch::Sender<bool>>,
    is_on_server: bool,
    #[cfg(feature = "postgres")]
    presence: Option<Arc<Mutex<postgres::Presence>>>,
}

impl Store {
    /// Opens (creating the file and its folder if necessary), checks and migrates the database.
    pub fn open(path: &Path, readers: usize) -> Result<Self, StoreError> {
        #[cfg(all(test, feature = "postgres"))]
        if let Some(url) = test_server::url(path) {
            return Self::join(&url, None, path, readers);
        }
        Self::open_waiting(path, readers, open::BUSY, Begin::Owed)
    }

    /// Opens a file, whatever tests use otherwise.
    #[cfg(test)]
    pub(crate) fn in_file(path: &Path, readers: usize) -> Result<Self, StoreError> {
        Self::open_waiting(path, readers, open::BUSY, Begin::Owed)
    }

    /// Opens the database like [`Store::open`], for a command: it waits longer while another program writes.
    pub(crate) fn open_patiently(path: &Path, readers: usize) -> Result<Self, StoreError> {
        Self::open_waiting(path, readers, open::PATIENT, Begin::Clean)
    }

    /// Opens a copy that is to replace a database, whose ledger it continues.
    pub(crate) fn open_staged(path: &Path, ledger: Ledger) -> Result<Self, StoreError> {
        Self::open_as(path, ledger, 1, open::PATIENT, Begin::Clean)
    }

    fn open_waiting(path: &Path, readers: usize, busy: Duration, begin: Begin) -> Result<Self, StoreError> {
        Self::open_as(path, Ledger::beside(path), readers, busy, begin)
    }

    fn open_as(path: &Path, ledger: Ledger, readers: usize, busy: Duration, begin: Begin) -> Result<Self, StoreError> {
        open::folder_of(path)?;
        let earlier = log_owner::check(path)?;
        let mut connection = open::writer(path, busy)?;
        schema::apply(&mut connection)?;
        log_owner::bind(&connection, path, earlier, (begin, busy))?;
        ledger.catch_up(&connection)?;
        let condition = Arc::<Condition>::default();
        let checkpoints = match begin {
            Begin::Owed => {
                connection.pragma_update(None, "wal_autocheckpoint", open::LAST_RESORT)?;
                Checkpoints::start(path, Arc::clone(&condition))?
            }
            Begin::Clean => Checkpoints::none(),
        };
        let engine = FileEngine {
            unfiled: Vec::new(),
            checkpoints,
            guard: Guard::of(path),
            rescued: None,
            connection,
            ledger,
            condition: Arc::clone(&condition),
            wiping: Wiping::new(begin, busy),
        };
        let shared = Shared::default();
        Ok(Self {
            writer: Arc::new(Writer::start(engine, shared.clone())?),
            readers: Arc::new(Pool::open(
                Source::File(path.to_owned()),
                readers,
                shared.statements.clone(),
            )?),
            path: Arc::new(path.to_owned()),
            condition,
            check: Arc::default(),
            shared,
            leads: Arc::new(watch::channel(true).0),
            is_on_server: false,
            #[cfg(feature = "postgres")]
            presence: None,
        })
    }

    /// Starts checking the whole file in the background; the result is logged and in [`Store::state`].
    pub fn check(&self) -> Result<(), StoreError> {
        if self.is_on_server {
            return Ok(());
        }
        let check = Check::begin(&self.path, Arc::clone(&self.condition))?;
        *self.check.lock().unwrap_or_else(PoisonError::into_inner) = Some(check);
        Ok(())
    }

    /// Returns the known condition of the file.
    pub fn state(&self) -> State {
        self.condition.state()
    }

    /// Returns how many commits of this process erased something: files that contain it have to go, too.
    pub fn wipes(&self) -> u64 {
        self.shared.wipes.load(std::sync::atomic::Ordering::Acquire)
    }

    /// Returns every statement that this process ran on it, with the place in the source that ran it first; empty in release builds.
    pub fn statements(&self) -> Vec<(String, String)> {
        self.shared.statements.all()
    }

    /// Returns the path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Finishes what is queued and leaves one complete file; remaining clones are refused from now on.
    pub fn close(&self) {
        if let Some(check) = self.check.lock().unwrap_or_else(PoisonError::into_inner).take() {
            check.end();
        }
        self.readers.close();
        self.writer.stop();
        #[cfg(feature = "postgres")]
        if let Some(presence) = &self.presence {
            presence.lock().unwrap_or_else(PoisonError::into_inner).stop();
        }
    }

    /// Returns whether this node leads, and later changes of that: it does what only one node may do at a time. Whoever uses a file leads.
    pub fn leads(&self) -> watch::Receiver<bool> {
        self.leads.subscribe()
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

    /// Runs `work` like [`Store::write`], but blocks the calling thread, which must not be an async worker's; for the command line.
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
        let room = self.readers.room().await?;
        let read = tokio::task::spawn_blocking(move || readers.with(work)).await;
        drop(room);
        read.map_err(|_| StoreError::Panicked)?
    }

    /// Runs `work` like [`Store::read`], but blocks the calling thread; for the command line.
    pub fn read_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&Read<'_>) -> Result<T, E>,
    {
        use tokio::runtime::{Handle, RuntimeFlavor};
        let flavor = Handle::try_current().map(|runtime| runtime.runtime_flavor());
        if self.is_on_server && matches!(flavor, Ok(RuntimeFlavor::MultiThread)) {
            // An async worker may drive a connection only where it says that it blocks.
            return tokio::task::block_in_place(|| self.readers.with(work));
        }
        self.readers.with(work)
    }
}

#[cfg(test)]
mod file_tests;
#[cfg(all(test, feature = "postgres"))]
mod test_server;
#[cfg(test)]
mod tests;
