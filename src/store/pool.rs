//! The pool of read-only connections.

use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{Read, StoreError, open};

/// How long closing waits for readers that are under way.
const GRACE: Duration = Duration::from_secs(5);

/// A fixed number of read-only connections; a reader waits for a free one.
pub(super) struct Pool {
    idle: Mutex<Idle>,
    returned: Condvar,
    size: usize,
    /// Async readers wait here, and not each on a thread of its own.
    pub(super) room: Semaphore,
}

struct Idle {
    connections: Vec<Connection>,
    closed: bool,
}

impl Pool {
    pub(super) fn open(path: &Path, readers: usize) -> Result<Self, StoreError> {
        let size = readers.max(1);
        let connections = (0..size).map(|_| open::reader(path)).collect::<Result<_, _>>()?;
        Ok(Self {
            idle: Mutex::new(Idle {
                connections,
                closed: false,
            }),
            returned: Condvar::new(),
            size,
            room: Semaphore::new(size),
        })
    }

    /// Runs `work` inside one read transaction, so that everything it reads is of one moment.
    pub(super) fn with<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&Read<'_>) -> Result<T, E>,
    {
        let borrowed = Borrowed {
            pool: self,
            connection: Some(self.take()?),
        };
        let connection = borrowed
            .connection
            .as_ref()
            .expect("taken above, given back only on drop");
        let snapshot = connection.unchecked_transaction().map_err(StoreError::from)?;
        work(&Read::new(&snapshot))
    }

    fn take(&self) -> Result<Connection, StoreError> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if idle.closed {
                return Err(StoreError::Closed);
            }
            if let Some(connection) = idle.connections.pop() {
                return Ok(connection);
            }
            idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Closes every connection, those under way as soon as their work ends, which is waited for a while.
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

/// Gives the connection back even if the work panics.
struct Borrowed<'p> {
    pool: &'p Pool,
    connection: Option<Connection>,
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
