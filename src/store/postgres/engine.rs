//! The writer's side of a server: one batch at a time, on all nodes together.
//!
//! A batch is one transaction. It begins with its turn: an advisory lock that ends with the transaction, once its commit is visible. So no
//! closure ever waits for another node's row, finds a conflict or has to be repeated.
//!
//! A connection that breaks during `COMMIT` leaves a question. The server is asked again until it says what became of it: callers hear what
//! is true, not a guess. Each batch that changes something notes its number in a row of this node's own, which is there if the commit is.
//! The number of the transaction (`pg_xact_status`) would not do: a standby that was promoted without the commit may give that number to
//! another node's transaction, and would then say *committed*.

use std::sync::Arc;
use std::time::Duration;

use super::presence::{self, Node};
use super::schema::{self, TURN};
use super::server::{Server, told};
use super::session::Session;
use super::standbys::{POSITION, Standbys};
use crate::clock::Clock;
use crate::store::StoreError;
use crate::store::entry::Entry;
use crate::store::memory::Memory;
use crate::store::query::Tx;
use crate::store::signals::Signal;
use crate::store::writer::Engine;

/// How long the server is asked what became of a commit: as long as a promotion may take.
const QUESTION: Duration = Duration::from_mins(1);

/// Numbers the running batch, if it has changed something.
const NUMBER: &str = "INSERT INTO batches (node, batch, written_at)
   SELECT CAST(?1 AS BYTEA), CAST(?2 AS BIGINT), CAST(EXTRACT(EPOCH FROM now()) * 1000000 AS BIGINT) WHERE pg_current_xact_id_if_assigned() IS NOT NULL
   ON CONFLICT (node) DO UPDATE SET batch = excluded.batch, written_at = excluded.written_at";

/// Forgets nodes that are gone: nobody asks for a batch of theirs any more.
const FORGET: &str =
    "DELETE FROM batches WHERE written_at < CAST(EXTRACT(EPOCH FROM now() - INTERVAL '1 day') * 1000000 AS BIGINT)";

/// Lets `COMMIT` wait for a synchronous standby for as long as it takes: a statement that runs out of time there has committed, and is
/// acknowledged by the server though the standby does not have it.
const PATIENT: &str = "SET LOCAL statement_timeout = 0";

/// A pause between two attempts to reach it.
const PAUSE: Duration = Duration::from_millis(200);

/// What becomes of the tables when a server is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Tables {
    /// They are created or migrated. A schema with a mark is refused.
    MadeIfMissing,
    /// They are there, whatever mark the schema has: for a copy.
    AsTheyAre,
}

/// The writer's connection.
pub(in crate::store) struct ServerEngine {
    server: Server,
    session: Session,
    node: Node,
    /// Hear how far the log is after each commit.
    standbys: Option<Arc<Standbys>>,
    /// The number of the running batch among this node's.
    batch: i64,
    /// Whether the running transaction can't go on.
    is_over: bool,
}

impl ServerEngine {
    /// Connects, and checks the settings that durability rests on.
    pub(in crate::store) fn open(
        server: Server,
        node: Node,
        standbys: Option<Arc<Standbys>>,
        tables: Tables,
    ) -> Result<Self, StoreError> {
        let session = connect(&server)?;
        if tables == Tables::MadeIfMissing {
            schema::apply(&session)?;
        }
        session.together(FORGET)?;
        Ok(Self {
            server,
            session,
            node,
            standbys,
            batch: 0,
            is_over: false,
        })
    }

    /// Begins a transaction, which waits for its turn.
    fn take_turn(&self) -> Result<(), StoreError> {
        self.session.begin_turn(&format!("BEGIN; {TURN}"))
    }

    /// Numbers the running batch; returns whether it has changed something.
    fn number(&mut self) -> Result<bool, StoreError> {
        self.batch += 1;
        Ok(self.session.execute(NUMBER, &[&&self.node[..], &self.batch])? > 0)
    }

    /// Refuses to commit if a standby is required and the server waits for none: then `COMMIT` would return though only one disk has it.
    fn assert_standby(&self) -> Result<(), StoreError> {
        if !self.server.requires_standby {
            return Ok(());
        }
        let sql = "SELECT current_setting('synchronous_standby_names') <> '' AS waits";
        let rows = self.session.query(sql, &[])?;
        match rows.first().map(|row| row.get("waits")).transpose()? {
            Some(true) => Ok(()),
            _ => Err(StoreError::NoStandby),
        }
    }

    /// Asks what became of the last batch, whose answer was lost.
    fn became_of(&mut self, lost: StoreError) -> Result<(), StoreError> {
        tracing::warn!(event = "store.commit_in_question", error = %lost);
        let (clock, since) = (Clock::default(), Clock::default().elapsed());
        while clock.elapsed() < since + QUESTION {
            std::thread::sleep(PAUSE);
            let Ok(session) = connect(&self.server) else {
                continue;
            };
            self.session = session;
            match self.is_committed() {
                Ok(true) => return Ok(()),
                Ok(false) => return Err(lost),
                Err(error) => tracing::warn!(event = "store.commit_in_question", %error),
            }
        }
        Err(StoreError::Unknown)
    }

    /// Returns whether the last batch is committed, and durable: the turn begins when its transaction is over, and this commit is durable
    /// no earlier than that one.
    fn is_committed(&self) -> Result<bool, StoreError> {
        self.take_turn()?;
        let own = "UPDATE batches SET written_at = written_at WHERE node = ?1 AND batch = ?2";
        let found = self.session.execute(own, &[&&self.node[..], &self.batch])? > 0;
        self.session.together(PATIENT)?;
        self.session.together("COMMIT")?;
        Ok(found)
    }
}

pub(super) fn connect(server: &Server) -> Result<Session, StoreError> {
    let session = Session::open(server)?;
    // `on` waits for the standby as well, if the server has a synchronous one.
    session.together("SET synchronous_commit = 'on'; SET idle_in_transaction_session_timeout = '2min'")?;
    for (name, expected) in [
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("synchronous_commit", "on"),
    ] {
        let rows = session.query("SELECT current_setting(?1) AS found", &[&name])?;
        let found: String = rows.first().ok_or(StoreError::Closed)?.get("found")?;
        assert_setting(name, &found, expected)?;
    }
    Ok(session)
}

fn assert_setting(name: &str, found: &str, expected: &str) -> Result<(), StoreError> {
    if found == expected {
        return Ok(());
    }
    Err(StoreError::Setting(format!("{name} is {found}, not {expected}")))
}

impl Engine for ServerEngine {
    fn pause(&self) -> Duration {
        Duration::from_secs(1)
    }

    fn begin(&mut self, memory: &Memory) -> Result<(), StoreError> {
        self.is_over = false;
        let mut taken = self.take_turn();
        // What broke while nobody used the connection shows only now; nothing is lost with it.
        if taken.is_err() && self.session.is_gone() {
            self.session = connect(&self.server)?;
            schema::assert_known(&self.session)?;
            // A server that was promoted may lack what is cached.
            memory.end_generation();
            taken = self.take_turn();
        }
        if taken.is_err() {
            self.roll_back();
        }
        taken
    }

    fn tx<'a>(&'a self, memory: &'a Memory) -> Tx<'a> {
        Tx::on_server(&self.session, memory)
    }

    fn savepoint(&mut self) -> Result<(), StoreError> {
        self.session.savepoint()
    }

    fn release(&mut self) -> Result<(), StoreError> {
        self.session.release()
    }

    fn is_over(&self) -> bool {
        self.is_over || self.session.is_gone()
    }

    fn why_over(&self) -> StoreError {
        StoreError::Away("the connection was lost".to_owned())
    }

    fn undo_one(&mut self) -> Result<(), StoreError> {
        self.session.undo()
    }

    fn commit(&mut self, signals: &[Signal]) -> Result<(), StoreError> {
        for signal in signals {
            let written = presence::written(&self.node, signal);
            self.session.post(presence::NOTIFY, &[&written])?;
        }
        self.session.end_turn()?;
        self.session.ahead(PATIENT)?;
        self.assert_standby()?;
        let changed = self.number()?;
        match self.session.together("COMMIT") {
            // An error is no answer either: a server that is stopped while it waits for its standby has committed, and says so in none.
            Err(lost) if changed => self.became_of(lost),
            committed => committed,
        }
    }

    fn roll_back(&mut self) {
        self.is_over = true;
        if !self.session.is_gone()
            && let Err(error) = self.session.roll_back()
        {
            tracing::error!(event = "store.rollback_failed", %error);
        }
    }

    /// The tombstones are in the database, which is not restored by this program.
    fn committed(&mut self, _: Vec<Entry>, _: bool) {
        if let Some(standbys) = &self.standbys {
            let rows = self.session.query(POSITION, &[]);
            let at = rows.and_then(|rows| rows.first().map(|row| row.get("at")).transpose());
            // Without an answer, it is unknown until the next commit what a standby must have.
            standbys.committed(at.ok().flatten().unwrap_or(i64::MAX));
        }
    }

    fn answered(&mut self) {}

    fn rest(&mut self) {}

    fn close(self) {}
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        match error.code() {
            Some(&SqlState::DISK_FULL) => Self::Full,
            Some(&SqlState::LOCK_NOT_AVAILABLE | &SqlState::QUERY_CANCELED | &SqlState::TOO_MANY_CONNECTIONS) => {
                Self::Busy
            }
            Some(
                &SqlState::ADMIN_SHUTDOWN
                | &SqlState::CRASH_SHUTDOWN
                | &SqlState::CANNOT_CONNECT_NOW
                | &SqlState::READ_ONLY_SQL_TRANSACTION,
            ) => Self::Away(told(&error)),
            None if error.is_closed() => Self::Away(told(&error)),
            _ => Self::Server(told(&error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weakened_setting_is_refused() {
        assert!(assert_setting("fsync", "on", "on").is_ok());
        let refused = assert_setting("fsync", "off", "on").expect_err("refused");
        let told = "the database rejected a required setting: fsync is off, not on";
        assert_eq!(refused.to_string(), told);
    }
}
