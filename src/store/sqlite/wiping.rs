//! Wipes erased data off the disk.
//!
//! `secure_delete` overwrites deleted rows, but copies can remain in the middle of other pages ([`super::scrub`]), words can remain at the page
//! boundaries of their index ([`super::words`]), and the write-ahead log has the earlier pages: only a checkpoint that truncates it removes
//! those from the disk. All of this runs on the writer's thread, in small steps, after the callers have their results; the log is tried again
//! as long as a reader needs it. A pending wipe needs no record
//! that survives a crash: every start of the service begins with one.

use std::time::Duration;

use rusqlite::Connection;

use super::scrub::{Scrub, Step};
use super::words::Boundaries;
use crate::clock::Clock;
use crate::store::StoreError;

/// How long the writer's thread waits for work if no wipe is pending.
const IDLE: Duration = Duration::from_secs(1);
/// The pause after the first failed attempt; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
/// How many attempts are made before one waits for the readers: overlapping short ones would otherwise hold the log forever.
const PATIENT: u32 = 5;
/// How long it waits for them; writers wait as well.
const PATIENCE: Duration = Duration::from_millis(250);

/// What is pending, and when it is tried next.
pub(in crate::store) struct Wiping {
    clock: Clock,
    owed: Owed,
    attempts: u32,
    next: Duration,
    busy: Duration,
}

enum Owed {
    Nothing,
    Words(Boundaries),
    Pages(Scrub),
    Log,
}

/// Whether a wipe is pending from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Begin {
    /// It is: an earlier process may have been killed before its wipe.
    Owed,
    /// It is not: the service takes care of it.
    Clean,
}

impl Wiping {
    /// Creates the wiping; `busy` is the connection's usual timeout.
    pub(in crate::store) fn new(begin: Begin, busy: Duration) -> Self {
        let clock = Clock::default();
        Self {
            owed: match begin {
                Begin::Owed => Owed::Words(Boundaries::default()),
                Begin::Clean => Owed::Nothing,
            },
            attempts: 0,
            next: clock.elapsed(),
            clock,
            busy,
        }
    }

    /// Requests a wipe: whatever was examined before may contain the erased data.
    pub(in crate::store) fn ask(&mut self) {
        self.owed = Owed::Words(Boundaries::default());
        self.attempts = 0;
        self.next = self.clock.elapsed();
    }

    /// Returns how long the thread may wait for work.
    pub(in crate::store) fn pause(&self) -> Duration {
        match self.owed {
            Owed::Nothing => IDLE,
            Owed::Words(_) | Owed::Pages(_) | Owed::Log => self.next.saturating_sub(self.clock.elapsed()).min(IDLE),
        }
    }

    /// Runs one step, if one is pending and due.
    pub(in crate::store) fn step(&mut self, connection: &Connection) {
        if self.clock.elapsed() < self.next {
            return;
        }
        match self.advance(connection) {
            Ok(true) => self.attempts = 0,
            Ok(false) => self.later(),
            Err(error) => {
                tracing::warn!(event = "store.not_wiped", %error, attempts = self.attempts);
                self.later();
            }
        }
    }

    /// Does everything that is still possible before the file is closed.
    pub(in crate::store) fn finish(&mut self, connection: &Connection) {
        while matches!(self.owed, Owed::Words(_) | Owed::Pages(_)) {
            if let Err(error) = self.advance(connection) {
                tracing::warn!(event = "store.not_wiped", %error);
                break;
            }
        }
        if let Err(error) = truncate(connection, self.busy, self.busy) {
            tracing::warn!(event = "store.not_wiped", %error);
        }
    }

    /// Runs one step; returns whether it made progress.
    fn advance(&mut self, connection: &Connection) -> Result<bool, StoreError> {
        match &mut self.owed {
            Owed::Nothing => Ok(true),
            Owed::Words(boundaries) => {
                if !boundaries.step(connection)? {
                    self.owed = Owed::Pages(Scrub::default());
                }
                Ok(true)
            }
            Owed::Pages(scrub) => {
                match scrub.step(connection) {
                    Ok(Step::More) => {}
                    Ok(Step::Done) => self.owed = Owed::Log,
                    Err(error) => {
                        self.owed = Owed::Pages(Scrub::default());
                        return Err(error);
                    }
                }
                Ok(true)
            }
            Owed::Log => {
                let is_patient = (self.attempts + 1).is_multiple_of(PATIENT);
                let patience = if is_patient { PATIENCE } else { Duration::ZERO };
                let empty = truncate(connection, patience, self.busy)?;
                if empty {
                    self.owed = Owed::Nothing;
                }
                Ok(empty)
            }
        }
    }

    fn later(&mut self) {
        let pause = FIRST_PAUSE * 2_u32.pow(self.attempts.min(7));
        self.attempts = self.attempts.saturating_add(1);
        self.next = self.clock.elapsed() + pause.min(IDLE);
        if self.attempts == 60 {
            tracing::warn!(
                event = "store.log_held",
                "a reader is using the write-ahead log: deleted data leaves the disk when the reader is done"
            );
        }
    }
}

/// Truncates the log, and returns whether it is empty now. `busy` is the connection's usual timeout.
pub(in crate::store) fn truncate(
    connection: &Connection,
    patience: Duration,
    busy: Duration,
) -> Result<bool, StoreError> {
    connection.busy_timeout(patience)?;
    let held = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    connection.busy_timeout(busy)?;
    match held.map_err(StoreError::from) {
        Ok(held) => Ok(held == 0),
        Err(StoreError::Busy) => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUSY: Duration = Duration::from_secs(3);

    /// A table in place of the index of words.
    const WORDS: &str = "CREATE VIRTUAL TABLE search_words USING fts5(words)";

    #[test]
    fn a_service_starts_with_a_wipe_and_a_command_does_not() {
        assert_eq!(Wiping::new(Begin::Owed, BUSY).pause(), Duration::ZERO);
        let mut command = Wiping::new(Begin::Clean, BUSY);
        assert_eq!(command.pause(), Duration::from_secs(1));
        command.ask();
        assert_eq!(command.pause(), Duration::ZERO);
    }

    #[test]
    fn failed_attempts_back_off_up_to_a_second() {
        let mut wiping = Wiping::new(Begin::Owed, BUSY);
        for milliseconds in [10, 20, 40, 80, 160, 320, 640, 1_000, 1_000, 1_000] {
            let pause = Duration::from_millis(milliseconds);
            let earliest = wiping.clock.elapsed() + pause;
            wiping.later();
            let latest = wiping.clock.elapsed() + pause;
            assert!((earliest..=latest).contains(&wiping.next), "{pause:?}");
        }
    }

    #[test]
    fn no_attempt_is_made_before_it_is_due() {
        let connection = Connection::open_in_memory().expect("opens");
        let mut wiping = Wiping::new(Begin::Owed, BUSY);
        wiping.next = wiping.clock.elapsed() + Duration::from_hours(1);
        wiping.step(&connection);
        assert!(matches!(wiping.owed, Owed::Words(_)), "it is not its moment");
        connection.execute_batch(WORDS).expect("is made");
        wiping.ask();
        wiping.step(&connection);
        assert!(matches!(wiping.owed, Owed::Pages(_)), "it is");
        wiping.step(&connection);
        assert!(matches!(wiping.owed, Owed::Log), "it is");
    }
}
