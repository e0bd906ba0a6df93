//! How much waits for staff, by kind, and since when: for the first page of the staff area.

use crate::letters::Party;
use crate::signatures::state::State;
use crate::store::{Read, StoreError, params};

/// Signatures of a letter that wait for the same decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pile {
    /// Who signed.
    pub kind: Party,
    /// Why they wait: held, disowned, or possible duplicates.
    pub state: State,
    /// How many there are.
    pub waiting: u32,
    /// Since when the oldest one waits, in microseconds.
    pub since: i64,
}

/// Returns what waits for staff on a letter. What waits for an organization's own approvers is not among it.
pub fn piles(db: &Read<'_>, letter: &str) -> Result<Vec<Pile>, StoreError> {
    // The first condition is that of the index, which those few are in.
    let sql = "SELECT kind, state, COUNT(*) AS n, MIN(state_at) AS oldest FROM signatures
       WHERE letter = ?1 AND (state IN ('awaiting', 'held', 'disowned') OR kind = 'organization' AND state = 'duplicate')
         AND state <> 'awaiting' GROUP BY kind, state";
    db.all(sql, params![letter], |row| {
        Ok(Pile {
            kind: row.word("kind")?,
            state: row.word("state")?,
            waiting: row.get("n")?,
            since: row.get("oldest")?,
        })
    })
}
