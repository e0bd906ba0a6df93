//! Checks whether the database's file is intact, as far as SQLite can tell without comparing every index with its table.
//!
//! A corrupt page shows only when somebody needs it, perhaps after weeks in which signatures went into a file that can't be kept. So at
//! each start the whole file is checked once, beside the running service.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::{Connection, InterruptHandle};

use super::open;
use crate::store::StoreError;

/// The known condition of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It has not been checked yet.
    Unknown,
    /// It was checked, and is intact.
    Sound,
    /// It is damaged: the service reads, and stores nothing more.
    Damaged,
}

/// The condition, shared by the writer, which reads it before each commit, and the check.
#[derive(Default)]
pub(in crate::store) struct Condition(AtomicU8);

impl Condition {
    pub(in crate::store) fn state(&self) -> State {
        match self.0.load(Ordering::Relaxed) {
            0 => State::Unknown,
            1 => State::Sound,
            _ => State::Damaged,
        }
    }

    pub(in crate::store) fn set(&self, state: State) {
        self.0.store(state as u8, Ordering::Relaxed);
    }

    pub(in crate::store) fn check(&self) -> Result<(), StoreError> {
        match self.state() {
            State::Damaged => Err(StoreError::Damaged),
            State::Unknown | State::Sound => Ok(()),
        }
    }
}

/// A running check of the file.
pub(in crate::store) struct Check {
    stop: InterruptHandle,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Check {
    /// Starts the check, on a thread and a connection of its own.
    pub(in crate::store) fn begin(path: &Path, condition: Arc<Condition>) -> Result<Self, StoreError> {
        let connection = open::reader(path)?;
        let stop = connection.get_interrupt_handle();
        let file = path.to_owned();
        let thread = std::thread::Builder::new()
            .name("store-check".to_owned())
            .spawn(move || look(&connection, &file, &condition))
            .map_err(StoreError::io(&PathBuf::from("store-check thread")))?;
        Ok(Self {
            stop,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Ends the check, whether it is done or not.
    pub(in crate::store) fn end(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(thread) = thread else { return };
        // It is interrupted repeatedly, since it may not have begun yet, and only a running statement can be
        // interrupted.
        while !thread.is_finished() {
            self.stop.interrupt();
            std::thread::sleep(Duration::from_millis(1));
        }
        drop(thread.join());
    }

    /// Waits until the check is done.
    #[cfg(test)]
    pub(in crate::store) fn wait(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            drop(thread.join());
        }
    }
}

fn look(connection: &Connection, file: &Path, condition: &Condition) {
    match problems(connection, "PRAGMA quick_check(3)") {
        Ok(None) => {
            condition.set(State::Sound);
            tracing::info!(event = "store.sound");
        }
        Ok(Some(found)) => {
            condition.set(State::Damaged);
            tracing::error!(event = "store.damaged", file = %file.display(), %found, error = %StoreError::Damaged);
        }
        Err(error) => tracing::warn!(event = "store.not_checked", %error),
    }
}

/// Returns what a check finds; `None` if nothing. SQLite's messages name pages and trees, never stored data.
pub(in crate::store) fn problems(connection: &Connection, check: &str) -> Result<Option<String>, StoreError> {
    let read = || -> Result<Vec<String>, rusqlite::Error> {
        let mut statement = connection.prepare(check)?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    match read().map_err(StoreError::from) {
        Ok(lines) if lines == ["ok"] => Ok(None),
        Ok(lines) => Ok(Some(lines.join("; "))),
        Err(StoreError::Damaged) => Ok(Some("the file can't be read to the end".to_owned())),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_reports_what_sqlite_found() {
        let connection = Connection::open_in_memory().expect("opens");
        let check = "PRAGMA quick_check(3)";
        let made = "CREATE TABLE t (n INTEGER CHECK (n > 0)) STRICT; INSERT INTO t VALUES (1)";
        connection.execute_batch(made).expect("is made");
        assert_eq!(problems(&connection, check).expect("is checked"), None);
        let spoiled =
            "PRAGMA ignore_check_constraints = ON; INSERT INTO t VALUES (-1); PRAGMA ignore_check_constraints = OFF";
        connection.execute_batch(spoiled).expect("is spoiled");
        let found = problems(&connection, check).expect("is checked");
        assert_eq!(found.as_deref(), Some("CHECK constraint failed in t"));
    }
}
