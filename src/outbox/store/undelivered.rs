//! How many emails have not arrived, as far as the relay says.

use super::staff::LETTER;
use crate::store::{Read, StoreError, params};

/// How many emails are looked at: more are counted as this many.
pub const MOST: u32 = 1_000;

/// The queues of the outbox, each with an index of its own.
const QUEUES: [&str; 4] = [
    "NOT bulk AND attempts = 0",
    "NOT bulk AND attempts > 0",
    "bulk AND attempts = 0",
    "bulk AND attempts > 0",
];

/// Emails that have not arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undelivered {
    /// About the letter: refused, or given up.
    pub failed: u64,
    /// About the letter: came back after the email server took them.
    pub bounced: u64,
    /// About the letter: sent or not, nobody knows.
    pub uncertain: u64,
    /// Of the whole service: not sent yet. At most [`MOST`] of each queue are counted.
    pub waiting: u64,
}

impl Undelivered {
    /// Returns how many emails about the letter did not arrive, or perhaps not.
    pub fn troubled(&self) -> u64 {
        self.failed + self.bounced + self.uncertain
    }
}

/// Counts a letter's emails among the last ones that failed, and what waits.
pub fn undelivered(db: &Read<'_>, letter: &str) -> Result<Undelivered, StoreError> {
    let mut found = Undelivered::default();
    let sql = format!(
        "SELECT o.state, {LETTER} AS letter FROM outbox o WHERE o.state = 'failed' OR o.state = 'uncertain' OR o.state = 'bounced' ORDER BY o.id DESC LIMIT ?1"
    );
    db.each(&sql, params![MOST], |row| {
        if row.get::<Option<String>>("letter")?.as_deref() == Some(letter) {
            match row.get::<String>("state")?.as_str() {
                "failed" => found.failed += 1,
                "bounced" => found.bounced += 1,
                _ => found.uncertain += 1,
            }
        }
        Ok::<_, StoreError>(())
    })?;
    for queue in QUEUES {
        let sql = format!(
            "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM outbox WHERE state = 'queued' AND {queue} LIMIT ?1) w"
        );
        let waiting = db.one(&sql, params![MOST], |row| row.get::<i64>("n"))?;
        found.waiting += u64::try_from(waiting.unwrap_or(0)).unwrap_or(0);
    }
    Ok(found)
}
