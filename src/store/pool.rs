//! The pool of read-only connections.

use std::path::PathBuf;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{Semaphore, SemaphorePermit};

#[cfg(feature = "postgres")]
use super::postgres::{Server, Session};
use super::sqlite::open;
use super::statements::Statements;
use super::{Read, StoreError};

/// How long closing waits for running readers.
const GRACE: Duration = Duration::from_secs(5);

/// How long a reader waits for a connection: the visitor has left after that.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where the readers read.
pub(super) enum Source {
    File(PathBuf),
    #[cfg(feature = "postgres")]
    Server(Box<Server>),
}

/// A read-only connection.
enum Reader {
    File(Connection),
    #[cfg(feature = "postgres")]
    Server(Box<Session>),
    /// A connection that is opened when it is first used, or again after it broke.
    #[cfg(feature = "postgres")]
    Unopened,
}

impl Source {
    fn open(&self) -> Result<Reader, StoreError> {
        match self {
            Self::File(path) => Ok(Reader::File(open::reader(path)?)),
            #[cfg(feature = "postgres")]
            Self::Server(server) => Ok(Reader::Server(Box::new(Session::open(server)?))),
        }
    }
}

impl Reader {
    /// Returns the connection to a server only if the next reader can use it: it is not closed, and no panic left it in a transaction.
    #[cfg(feature = "postgres")]
    fn unless_broken(self) -> Self {
        match self {
            Self::Server(session) if std::thread::panicking() || session.is_gone() => Self::Unopened,
            usable => usable,
        }
    }

    #[cfg(not(feature = "postgres"))]
    fn unless_broken(self) -> Self {
        self
    }
}

/// A fixed number of read-only connections; a reader waits for a free one.
pub(super) struct Pool {
    #[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "a file stays open"))]
    source: Source,
    idle: Mutex<Idle>,
    returned: Condvar,
    size: usize,
    statements: Statements,
    /// Async readers wait here, and not each on a thread of its own.
    room: Semaphore,
    patience: Duration,
}

struct Idle {
    connections: Vec<Reader>,
    closed: bool,
}

impl Pool {
    pub(super) fn open(source: Source, readers: usize, statements: Statements) -> Result<Self, StoreError> {
        let connections = (0..readers.max(1)).map(|_| source.open()).collect::<Result<_, _>>()?;
        Ok(Self::of(source, connections, statements))
    }

    /// Creates a pool whose connections are opened when they are first used.
    #[cfg(feature = "postgres")]
    pub(super) fn unopened(source: Source, readers: usize, statements: Statements) -> Self {
        let connections = (0..readers.max(1)).map(|_| Reader::Unopened).collect();
        Self::of(source, connections, statements)
    }

    fn of(source: Source, connections: Vec<Reader>, statements: Statements) -> Self {
        let size = connections.len();
        Self {
            source,
            idle: Mutex::new(Idle {
                connections,
                closed: false,
            }),
            returned: Condvar::new(),
            size,
            statements,
            room: Semaphore::new(size),
            patience: PATIENCE,
        }
    }

    /// Waits for a connection without occupying a thread: a burst of readers would otherwise block all blocking threads.
    pub(super) async fn room(&self) -> Result<SemaphorePermit<'_>, StoreError> {
        match tokio::time::timeout(self.patience, self.room.acquire()).await {
            Ok(room) => room.map_err(|_| StoreError::Closed),
            Err(_) => Err(StoreError::Crowded),
        }
    }

    /// Runs `work` inside one read transaction, so that all its reads are consistent.
    pub(super) fn with<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&Read<'_>) -> Result<T, E>,
    {
        let mut borrowed = self.borrowed()?;
        match borrowed.reader() {
            Reader::File(connection) => {
                let snapshot = connection.unchecked_transaction().map_err(StoreError::from)?;
                work(&Read::in_file(&snapshot, &self.statements))
            }
            #[cfg(feature = "postgres")]
            reader => {
                let begins = |reader: &mut Reader| self.session(reader)?.begin_reading();
                if begins(reader).is_err() {
                    // The server, or a host between, ended the connection while nobody used it.
                    *reader = Reader::Unopened;
                    begins(reader)?;
                }
                self.read(self.session(reader)?, work)
            }
        }
    }

    /// Runs `work` on a server if it is `fit`, or else returns `None`.
    #[cfg(feature = "postgres")]
    pub(super) fn with_fit<T, E, F>(
        &self,
        fit: impl FnOnce(&Session) -> Result<bool, StoreError>,
        work: F,
    ) -> Result<Option<Result<T, E>>, StoreError>
    where
        E: From<StoreError>,
        F: FnOnce(&Read<'_>) -> Result<T, E>,
    {
        let mut borrowed = self.borrowed()?;
        let reader = borrowed.reader();
        let begun = self.session(reader).and_then(|session| {
            let fits = fit(session)?;
            if fits {
                session.begin_reading()?;
            }
            Ok(fits)
        });
        match begun {
            Ok(false) => Ok(None),
            Ok(true) => Ok(Some(self.read(self.session(reader)?, work))),
            Err(error) => {
                *reader = Reader::Unopened;
                Err(error)
            }
        }
    }

    /// Runs `work` in the transaction that was begun, and ends it.
    #[cfg(feature = "postgres")]
    fn read<T, E>(&self, session: &Session, work: impl FnOnce(&Read<'_>) -> Result<T, E>) -> Result<T, E> {
        let read = work(&Read::on_server(session, &self.statements));
        session.end_reading();
        read
    }

    /// Returns the connection to the server, opening it if necessary.
    #[cfg(feature = "postgres")]
    fn session<'r>(&self, reader: &'r mut Reader) -> Result<&'r Session, StoreError> {
        if matches!(reader, Reader::Unopened) {
            *reader = self.source.open()?;
        }
        match reader {
            Reader::Server(session) => Ok(session),
            Reader::File(_) | Reader::Unopened => unreachable!("a server's connections are sessions"),
        }
    }

    fn borrowed(&self) -> Result<Borrowed<'_>, StoreError> {
        let connection = Some(self.take()?);
        Ok(Borrowed { pool: self, connection })
    }

    fn take(&self) -> Result<Reader, StoreError> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if idle.closed {
                return Err(StoreError::Closed);
            }
            if let Some(connection) = idle.connections.pop() {
                return Ok(connection);
            }
            let waited = self.returned.wait_timeout(idle, self.patience);
            let (guard, waited) = waited.unwrap_or_else(PoisonError::into_inner);
            idle = guard;
            if waited.timed_out() && idle.connections.is_empty() {
                return Err(if idle.closed {
                    StoreError::Closed
                } else {
                    StoreError::Crowded
                });
            }
        }
    }

    /// Closes every connection; those in use as soon as their work ends, for which it waits a while.
    pub(super) fn close(&self) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::replace(&mut idle.closed, true) {
            return;
        }
        self.returned.notify_all();
        let all_back = |idle: &mut Idle| idle.connections.len() < self.size;
        let (mut idle, _) = self
            .returned
            .wait_timeout_while(idle, GRACE, all_back)
            .unwrap_or_else(PoisonError::into_inner);
        idle.connections.clear();
    }
}

/// Returns the connection to the pool even if the work panics.
struct Borrowed<'p> {
    pool: &'p Pool,
    connection: Option<Reader>,
}

impl Borrowed<'_> {
    fn reader(&mut self) -> &mut Reader {
        self.connection.as_mut().expect("is given back only on drop")
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            let connection = connection.unless_broken();
            let mut idle = self.pool.idle.lock().unwrap_or_else(PoisonError::into_inner);
            idle.connections.push(connection);
            if idle.closed {
                self.pool.returned.notify_all();
            } else {
                self.pool.returned.notify_one();
            }
        }
    }
}

#[cfg(test)]
mod tests;
