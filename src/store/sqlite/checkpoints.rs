//! Moves the write-ahead log into the database's file, beside the writer.
//!
//! Left alone, SQLite does so within the commit that fills the log, and everyone who waits for that commit waits for thousands of
//! scattered pages as well. Here another connection moves the pages while commits go on. Only the few that came meanwhile are left to the writer, after it has answered: a log that is moved whole is
//! written from its beginning again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;

use super::condition::Condition;
use super::guard::{Inode, inode};
use super::open;
use crate::store::StoreError;

/// So many pages in the log are worth moving: those of scattered keys are changed again and again, and moved once.
const PAGES: i64 = 4_000;

/// After so many commits the log is looked at.
const COMMITS: u32 = 16;

/// The thread that moves, as the writer knows it.
pub(in crate::store) struct Checkpoints {
    commits: u32,
    ask: Option<SyncSender<()>>,
    nearly_done: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpoints {
    /// Starts the thread; its connection is opened when there is something to look at.
    pub(in crate::store) fn start(path: &Path, condition: Arc<Condition>) -> Result<Self, StoreError> {
        let (ask, asked) = sync_channel(1);
        let nearly_done = Arc::<AtomicBool>::default();
        let (path, done) = (Checkpointed::of(path), Arc::clone(&nearly_done));
        let thread = std::thread::Builder::new()
            .name("store-checkpoints".to_owned())
            .spawn(move || run(&path, &condition, &asked, &done))
            .map_err(StoreError::io(Path::new("store-checkpoints thread")))?;
        Ok(Self {
            commits: 0,
            ask: Some(ask),
            nearly_done,
            thread: Some(thread),
        })
    }

    /// Starts no thread: a command leaves the log to its commits.
    pub(in crate::store) fn none() -> Self {
        Self {
            commits: 0,
            ask: None,
            nearly_done: Arc::default(),
            thread: None,
        }
    }

    /// Call it after each commit, when its callers are answered: it moves what is left of a log that was moved nearly whole.
    pub(in crate::store) fn committed(&mut self, connection: &Connection) {
        self.commits = self.commits.wrapping_add(1);
        if let Some(ask) = &self.ask
            && self.commits.is_multiple_of(COMMITS)
        {
            // It is asked already, otherwise.
            ask.try_send(()).ok();
        }
        if self.nearly_done.swap(false, Ordering::AcqRel)
            && let Err(error) = checkpoint(connection, "PASSIVE")
        {
            tracing::warn!(event = "store.log_not_moved", %error);
        }
    }

    /// Waits for the thread to end: the writer's connection is to close last.
    pub(in crate::store) fn stop(&mut self) {
        drop(self.ask.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// The file whose log is moved.
struct Checkpointed {
    path: PathBuf,
    file: Option<Inode>,
}

impl Checkpointed {
    fn of(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            file: inode(path),
        }
    }

    /// Opens it, unless another file has taken its place: the log would be moved into that one.
    fn open(&self) -> Result<Connection, StoreError> {
        if inode(&self.path) != self.file {
            return Err(StoreError::Moved(self.path.display().to_string()));
        }
        open::checkpointer(&self.path)
    }
}

fn run(path: &Checkpointed, condition: &Condition, asked: &Receiver<()>, nearly_done: &AtomicBool) {
    let mut connection = None;
    while asked.recv().is_ok() {
        match step(path, condition, &mut connection) {
            Ok(true) => nearly_done.store(true, Ordering::Release),
            Ok(false) => {}
            Err(error) => tracing::warn!(event = "store.log_not_moved", %error),
        }
    }
}

/// Moves the log if it is worth it; returns whether something was moved.
fn step(path: &Checkpointed, condition: &Condition, kept: &mut Option<Connection>) -> Result<bool, StoreError> {
    condition.check()?;
    let connection = match kept {
        Some(connection) => connection,
        None => kept.insert(path.open()?),
    };
    let (log, moved) = checkpoint(connection, "NOOP")?;
    if log - moved < PAGES {
        return Ok(false);
    }
    checkpoint(connection, "PASSIVE")?;
    Ok(true)
}

/// Runs a checkpoint; returns the pages in the log, and how many of them are in the database's file.
fn checkpoint(connection: &Connection, mode: &str) -> Result<(i64, i64), StoreError> {
    let sql = format!("PRAGMA wal_checkpoint({mode})");
    Ok(connection.query_row(&sql, [], |row| Ok((row.get("log")?, row.get("checkpointed")?)))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, Tx, params};

    fn commit(store: &Store, bytes: i64) {
        let work = move |tx: &Tx<'_>| tx.execute("INSERT INTO t (b) VALUES (zeroblob(?1))", params![bytes]);
        store.write_now(work).expect("stored");
    }

    #[test]
    fn a_log_that_grows_is_moved_beside_the_writer_and_begins_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        let store = Store::in_file(&path, 1).expect("opens");
        store
            .write_now(|tx| tx.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, b BLOB) STRICT", []))
            .expect("a table");
        // 50 pages each, far from what commits move themselves.
        for _ in 0..PAGES / 40 {
            commit(&store, 200_000);
        }
        let looking = open::checkpointer(&path).expect("opens");
        let log = || checkpoint(&looking, "NOOP").expect("looks").0;
        // However long it takes: the thread has its own pace.
        let begun = (0..6_000).any(|_| {
            commit(&store, 1);
            std::thread::sleep(std::time::Duration::from_millis(1));
            log() < PAGES / 2
        });
        assert!(begun, "{} pages in the log", log());
        drop(looking);
        store.close();
        assert!(!path.with_extension("db-wal").exists(), "one whole file is left");
    }
}
