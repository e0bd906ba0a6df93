//! The pool of read-only connections.

use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};

use rusqlite::Connection;

use super::{Read, StoreError, open};

/// A fixed number of read-only connections; a reader waits for a free one.
pub(super) struct Pool {
    idle: Mutex<Vec<Connection>>,
    returned: Condvar,
}

impl Pool {
    pub(super) fn open(path: &Path, readers: usize) -> Result<Self, StoreError> {
        let idle = (0..readers.max(1))
            .map(|_| open::reader(path))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            idle: Mutex::new(idle),
            returned: Condvar::new(),
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
            connection: Some(self.take()),
        };
        let connection = borrowed
            .connection
            .as_ref()
            .expect("taken above, given back only on drop");
        let snapshot = connection.unchecked_transaction().map_err(StoreError::from)?;
        work(&Read::new(&snapshot))
    }

    fn take(&self) -> Connection {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connection) = idle.pop() {
                return connection;
            }
            idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
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
            self.pool
                .idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
            self.pool.returned.notify_one();
        }
    }
}
