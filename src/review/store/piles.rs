//! How many signatures are waiting for staff, by kind, and since when: for the first page of the staff area.

use crate::letters::Party;
use crate::signatures::state::State;
use crate::store::{Read, StoreError, params};

/// Signatures on a letter that are waiting for the same decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pile {
    /// Who signed.
    pub kind: Party,
    /// Why they are waiting: held, disowned, or possible duplicates.
    pub state: State,
    /// How many there are.
    pub waiting: u32,
    /// Since when the oldest one has been waiting, in microseconds.
    pub since: i64,
}

/// Returns the signatures on a letter that are waiting for staff, without those that wait for an organization's approvers.
pub fn piles(db: &Read<'_>, letter: &str) -> Result<Vec<Pile>, StoreError> {
    // The first condition is the condition of the index `for_staff`, so that only its few rows are read.
    let sql = "SELECT kind, state, COUNT(*) AS n, MIN(state_at) AS oldest FROM signatures
       WHERE letter = ?1 AND (state IN ('awaiting', 'held', 'disowned') OR kind = 'organization' AND state = 'duplicate')
         AND state <> 'awaiting' AND NOT EXISTS (SELECT 1 FROM merges m WHERE m.merged = signatures.id) GROUP BY kind, state";
    db.all(sql, params![letter], |row| {
        Ok(Pile {
            kind: row.word("kind")?,
            state: row.word("state")?,
            waiting: row.get("n")?,
            since: row.get("oldest")?,
        })
    })
}
