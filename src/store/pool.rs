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
        let size = readers.max(1);
        let connections = (0..size).map(|_| source.open()).collect::<Result<_, _>>()?;
        Ok(Self {
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
        })
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
        let mut borrowed = Borrowed {
            pool: self,
            connection: Some(self.take()?),
        };
        match borrowed
            .connection
            .as_mut()
            .expect("taken above, given back only on drop")
        {
            Reader::File(connection) => {
                let snapshot = connection.unchecked_transaction().map_err(StoreError::from)?;
                work(&Read::in_file(&snapshot, &self.statements))
            }
            #[cfg(feature = "postgres")]
            Reader::Server(session) => {
                if session.begin_reading().is_err() {
                    // The server, or a host between, ended the connection while nobody used it.
                    let Source::Server(server) = &self.source else {
                        unreachable!("its readers are the server's")
                    };
                    **session = Session::open(server)?;
                    session.begin_reading()?;
                }
                let read = work(&Read::on_server(session, &self.statements));
                session.end_reading();
                read
            }
        }
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

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
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
mod tests {
    use super::*;
    use crate::store::Store;

    #[rocket::async_test]
    async fn waiting_for_a_connection_times_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        drop(Store::in_file(&path, 1).expect("is made"));
        let mut pool = Pool::open(Source::File(path.clone()), 1, Statements::default()).expect("opens");
        pool.patience = Duration::from_millis(10);
        let held = pool.room().await.expect("is free");
        assert!(matches!(pool.room().await, Err(StoreError::Crowded)));
        let inner = || pool.with(|_| Ok::<_, StoreError>(()));
        // A read inside of a read would wait for itself.
        let nested = pool.with(|_| inner());
        assert!(matches!(nested, Err(StoreError::Crowded)));
        drop(held);
        assert!(pool.room().await.is_ok() && inner().is_ok());
    }

    #[test]
    fn a_spurious_wake_up_continues_waiting() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        drop(Store::in_file(&path, 1).expect("is made"));
        let pool = Pool::open(Source::File(path.clone()), 1, Statements::default()).expect("opens");
        let read = || pool.with(|_| Ok::<_, StoreError>(()));
        std::thread::scope(|scope| {
            let waits = pool.with(|_| {
                let waits = scope.spawn(read);
                for _ in 0..100 {
                    // Another reader was quicker, or the wake-up was spurious.
                    pool.returned.notify_all();
                    std::thread::sleep(Duration::from_millis(1));
                }
                Ok::<_, StoreError>(waits)
            });
            let waited = waits.expect("reads").join().expect("no panic");
            assert!(waited.is_ok(), "{waited:?}");
        });
    }

    #[test]
    fn closing_waits_for_running_readers() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        drop(Store::in_file(&path, 1).expect("is made"));
        let pool = Pool::open(Source::File(path.clone()), 2, Statements::default()).expect("opens");
        let is_closed = || pool.idle.lock().expect("a lock").closed;
        let has_read = std::sync::atomic::AtomicBool::new(false);
        let (begun, has_begun) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                pool.with(|_| {
                    begun.send(()).expect("is awaited");
                    while !is_closed() {
                        std::thread::yield_now();
                    }
                    // A reader that did not wait would have failed by now.
                    std::thread::sleep(Duration::from_millis(50));
                    has_read.store(true, std::sync::atomic::Ordering::SeqCst);
                    Ok::<_, StoreError>(())
                })
                .expect("reads");
            });
            has_begun.recv().expect("begins");
            pool.close();
            assert!(has_read.load(std::sync::atomic::Ordering::SeqCst));
        });
    }
}
