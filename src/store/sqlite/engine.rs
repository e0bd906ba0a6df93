//! The writer's side of a file: SQLite, with what must hold before each commit and happen after it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;

use super::checkpoints::Checkpoints;
use super::condition::Condition;
use super::guard::Guard;
use super::rescue;
use super::wiping::Wiping;
use crate::store::StoreError;
use crate::store::entry::Entry;
use crate::store::erasures::Ledger;
use crate::store::memory::Memory;
use crate::store::query::Tx;
use crate::store::signals::Signal;
use crate::store::writer::Engine;

/// The read-write connection to a file.
pub(in crate::store) struct FileEngine {
    /// What could not be appended to the file of tombstones yet.
    pub(in crate::store) unfiled: Vec<Entry>,
    pub(in crate::store) checkpoints: Checkpoints,
    pub(in crate::store) connection: Connection,
    pub(in crate::store) guard: Guard,
    /// The copy of a database whose file has no name any more.
    pub(in crate::store) rescued: Option<PathBuf>,
    pub(in crate::store) ledger: Ledger,
    pub(in crate::store) condition: Arc<Condition>,
    pub(in crate::store) wiping: Wiping,
}

impl Engine for FileEngine {
    fn pause(&self) -> Duration {
        self.wiping.pause()
    }

    fn begin(&mut self, _: &Memory) -> Result<(), StoreError> {
        self.condition.check()?;
        self.guard.check()?;
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        Ok(())
    }

    fn tx<'a>(&'a self, memory: &'a Memory) -> Tx<'a> {
        Tx::in_file(&self.connection, memory)
    }

    fn savepoint(&mut self) -> Result<(), StoreError> {
        self.connection.prepare_cached("SAVEPOINT one")?.execute([])?;
        Ok(())
    }

    fn release(&mut self) -> Result<(), StoreError> {
        self.connection.prepare_cached("RELEASE one")?.execute([])?;
        Ok(())
    }

    fn is_over(&self) -> bool {
        self.connection.is_autocommit()
    }

    fn why_over(&self) -> StoreError {
        StoreError::Full
    }

    fn undo_one(&mut self) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch("ROLLBACK TO one; RELEASE one")?)
    }

    fn commit(&mut self, _: &[Signal]) -> Result<(), StoreError> {
        // The check is repeated, since a transaction may take a while.
        self.guard.check()?;
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    fn roll_back(&mut self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.connection.execute_batch("ROLLBACK")
        {
            tracing::error!(event = "store.rollback_failed", %error);
        }
    }

    fn committed(&mut self, entries: Vec<Entry>, wiped: bool) {
        self.ledger.append_or_keep(&mut self.unfiled, entries);
        if wiped {
            self.wiping.ask();
        }
    }

    fn answered(&mut self) {
        self.checkpoints.committed(&self.connection);
    }

    /// Runs a step of the wiping, if the file is ours and intact. It checks this even if nobody writes: staff should hear of it before the
    /// next signer does.
    fn rest(&mut self) {
        if self.guard.check().is_err() {
            rescue::at_once(&self.guard, &self.connection, &mut self.rescued);
        } else if self.condition.check().is_ok() {
            self.wiping.step(&self.connection);
        }
    }

    /// Writes everything into the one file, so that a copy of it is complete. The last connection that closes removes the log.
    fn close(mut self) {
        self.checkpoints.stop();
        if self.guard.check().is_err() {
            return rescue::leave(&self.guard, self.connection, self.rescued);
        }
        if self.condition.check().is_ok() {
            self.wiping.finish(&self.connection);
        }
        if let Err((_, error)) = self.connection.close() {
            tracing::warn!(event = "store.not_closed", %error);
        }
    }
}
