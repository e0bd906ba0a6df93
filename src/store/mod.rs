//! The store: a file of SQLite, or a PostgreSQL ([`postgres`]); the only place that uses rusqlite and tokio-postgres.
//!
//! * One **writer thread** ([`writer`]) commits many closures at once; an `Ok` from [`Store::write`] means that `COMMIT` has
//!   returned, with `synchronous=FULL` or, on a server, `synchronous_commit=on`.
//! * A few read-only connections ([`pool`]) serve [`Store::read`] on blocking threads.
//! * Features use [`Tx`] and [`Read`] in their `store.rs` files, never rusqlite.
//! * The id of a row is a type of its table ([`RowId`]), which [`id!`](id) makes in the room that owns the table, or below it.
//! * The [`schema`] is one file a room; migrations after a release are never edited.
//! * A closure says what must happen after its commit ([`Tx::after_commit`]); the service subscribes ([`Store::subscribe`]).
//! * What differs between the engines is behind [`writer::Engine`], [`pool`] and [`query`]: [`sqlite`] is the file, with what keeps it whole
//!   and empty of what was erased; [`postgres`] the server.
//! * [`finding`] finds rows by words, with each engine's own index.
//! * [`transfer`] copies every table from one database to another, of either engine.
//! * [`erasures`] remembers beside the file what was erased, for a backup that is restored later.

pub(crate) mod closings;
mod entry;
pub mod erasures;
mod error;
mod finding;
pub mod identity;
mod memory;
mod pool;
#[cfg(feature = "postgres")]
mod postgres;
mod query;
pub(crate) mod row_id;
mod schema;
mod service_lock;
mod signals;
mod sqlite;
mod statements;
pub mod takebacks;
pub mod transfer;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

pub use error::{StoreError, Trouble};
pub use finding::{Finder, Term};
#[cfg(feature = "postgres")]
pub use postgres::{Expected, ServerExplainer};
pub(crate) use query::ToColumn;
pub use query::{Column, Read, Row, Tx};
pub use row_id::RowId;
pub(crate) use row_id::id;
pub use rusqlite::params;
pub(crate) use service_lock::is_served;
pub use service_lock::{ServiceLock, ServiceLockError};
pub(crate) use signals::Signal;
pub use sqlite::condition::State;
pub(crate) use sqlite::copy::is_alone;
pub use sqlite::copy::{copy, problems};
pub(crate) use sqlite::log_owner::set_aside_other_log;
pub(crate) use sqlite::open::MINIMUM_SQLITE;
pub use sqlite::opening::is_empty;
pub use statements::Explainer;

use pool::Pool;
use sqlite::condition::{Check, Condition};
use writer::{Shared, Writer};

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
    #[cfg(feature = "postgres")]
    standbys: Option<Arc<postgres::Standbys>>,
}

impl Store {
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

    /// Returns whether other machines may use it: then what all of them need can't be in a file of one of them.
    pub fn is_shared(&self) -> bool {
        self.is_on_server
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
        #[cfg(feature = "postgres")]
        if let Some(standbys) = &self.standbys {
            standbys.close();
        }
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

    /// Runs `work` like [`Store::read`], for what the public reads: a standby may answer, a little behind, but not behind what this node
    /// committed. `work` runs again on the server itself if the standby can't.
    pub async fn read_public<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Read<'_>) -> Result<T, E> + Clone + Send + 'static,
    {
        #[cfg(feature = "postgres")]
        if let Some(standbys) = &self.standbys {
            let (standbys, readers) = (Arc::clone(standbys), Arc::clone(&self.readers));
            let room = self.readers.room().await?;
            let read = tokio::task::spawn_blocking(move || match standbys.with(&work) {
                Some(read) => Ok(read),
                None => readers.with(work),
            });
            let read = read.await;
            drop(room);
            return read.map_err(|_| StoreError::Panicked)?;
        }
        self.read(work).await
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

#[cfg(all(test, feature = "postgres"))]
mod test_server;
#[cfg(test)]
mod tests;
