//! Standbys that answer for public lists: `store.read_urls`.
//!
//! A standby is asked how much of the server's log it has replayed before it is read. It must have all that this node committed, so that
//! whoever has just signed sees their own act, and all that was in the log of the server some seconds ago: so far behind it may be. If it
//! has less, or does not answer, the server itself is read.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::server::{Expected, Server};
use super::session::Session;
use crate::clock::Clock;
use crate::store::pool::{Pool, Source};
use crate::store::statements::Statements;
use crate::store::{Read, StoreError};

/// How long a standby that did not answer is left alone.
const AWAY: Duration = Duration::from_secs(10);

/// How often a standby is asked again that lacks what this node committed, and the pause in between: most are behind by milliseconds.
const ASKS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(5);

/// The end of the server's log, in bytes.
pub(super) const POSITION: &str = "SELECT CAST(pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') AS BIGINT) AS at";

/// What a standby has replayed of it; nothing if it is no standby any more.
const REPLAYED: &str =
    "SELECT CAST(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0') AS BIGINT) AS at WHERE pg_is_in_recovery()";

/// What a standby must have replayed.
struct Positions {
    /// The end of the log after this node's last commit.
    own: AtomicI64,
    /// The end of the log at times, oldest first; the first one is as old as a standby may be behind, or older.
    seen: Mutex<VecDeque<(Duration, i64)>>,
    lag: Duration,
}

impl Positions {
    fn new(lag: Duration) -> Self {
        Self {
            own: AtomicI64::new(0),
            seen: Mutex::default(),
            lag,
        }
    }

    /// Records the end of the log after a commit. On a promoted server, it can be before that of the last commit.
    fn committed(&self, at: i64) {
        self.own.store(at, Ordering::Release);
    }

    /// Notes the end of the log at a time.
    fn seen(&self, now: Duration, at: i64) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.push_back((now, at));
        while seen.get(1).is_some_and(|(then, _)| *then + self.lag <= now) {
            seen.pop_front();
        }
    }

    /// Returns what must be replayed at a time; `None` if the server was not heard of for too long to know.
    fn required(&self, now: Duration) -> Option<i64> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let (last, _) = seen.back()?;
        if *last + self.lag < now {
            return None;
        }
        let old = seen.iter().rev().find(|(then, _)| *then + self.lag <= now);
        let at = old.or(seen.front()).map_or(0, |(_, at)| *at);
        Some(at.max(self.own.load(Ordering::Acquire)))
    }
}

/// The standbys of a server.
pub(in crate::store) struct Standbys {
    pools: Vec<Pooled>,
    positions: Positions,
    clock: Clock,
}

struct Pooled {
    pool: Pool,
    /// Until when it is left alone, in microseconds of the clock.
    away: AtomicI64,
}

impl Standbys {
    /// Names the standbys; `None` if there are none. They are connected to when they are first read.
    pub(super) fn of(
        expected: Expected<'_>,
        readers: usize,
        statements: &Statements,
    ) -> Result<Option<Self>, StoreError> {
        if expected.standbys.is_empty() {
            return Ok(None);
        }
        let pools = expected.standbys.iter().map(|url| {
            let server = Server::parse_standby(url, expected)?;
            Ok(Pooled {
                pool: Pool::unopened(Source::Server(Box::new(server)), readers, statements.clone()),
                away: AtomicI64::new(0),
            })
        });
        Ok(Some(Self {
            pools: pools.collect::<Result<_, StoreError>>()?,
            positions: Positions::new(expected.lag),
            clock: Clock::default(),
        }))
    }

    /// Notes the end of the server's log after a commit of this node.
    pub(super) fn committed(&self, at: i64) {
        self.positions.committed(at);
    }

    /// Notes the end of the server's log.
    pub(super) fn seen(&self, at: i64) {
        self.positions.seen(self.clock.elapsed(), at);
    }

    /// Runs `work` on the first standby that has what it must have; `None` if none has, or it failed there.
    pub(in crate::store) fn with<T, E, F>(&self, work: &F) -> Option<T>
    where
        E: From<StoreError>,
        F: FnOnce(&Read<'_>) -> Result<T, E> + Clone,
    {
        let now = self.clock.elapsed();
        let required = self.positions.required(now)?;
        let micros = |time: Duration| i64::try_from(time.as_micros()).unwrap_or(i64::MAX);
        for pooled in self
            .pools
            .iter()
            .filter(|it| it.away.load(Ordering::Acquire) <= micros(now))
        {
            match pooled.pool.with_fit(|session| has(session, required), work.clone()) {
                Ok(Some(Ok(read))) => return Some(read),
                // The server itself has the last word: replaying may end a read that is in its way.
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(event = "store.standby_away", %error);
                    pooled.away.store(micros(now + AWAY), Ordering::Release);
                }
            }
        }
        None
    }

    /// Closes the connections.
    pub(in crate::store) fn close(&self) {
        self.pools.iter().for_each(|it| it.pool.close());
    }
}

/// Returns whether a standby has replayed so much, or does within a moment.
fn has(session: &Session, required: i64) -> Result<bool, StoreError> {
    for _ in 0..ASKS {
        let rows = session.query(REPLAYED, &[])?;
        let Some(row) = rows.first() else { return Ok(false) };
        if row.get::<Option<i64>>("at")?.is_some_and(|at| at >= required) {
            return Ok(true);
        }
        std::thread::sleep(PAUSE);
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standby_must_have_what_was_in_the_log_some_seconds_ago_and_what_this_node_committed() {
        let positions = Positions::new(Duration::from_secs(5));
        let at = |second: i64| Duration::from_secs(second.unsigned_abs());
        assert_eq!(positions.required(at(0)), None, "the server was not heard of");
        for second in 0..=9 {
            positions.seen(at(second), 100 + second);
        }
        assert_eq!(positions.required(at(9)), Some(104));
        assert_eq!(positions.required(at(10)), Some(105));
        positions.committed(i64::MAX);
        assert_eq!(
            positions.required(at(10)),
            Some(i64::MAX),
            "nobody knows where the commit ended"
        );
        positions.committed(500);
        assert_eq!(positions.required(at(10)), Some(500));
        positions.committed(90);
        assert_eq!(
            positions.required(at(10)),
            Some(105),
            "the log of a server that was promoted is shorter"
        );
        assert_eq!(
            positions.required(at(15)),
            None,
            "nobody knows what is in the log by now"
        );
    }
}
