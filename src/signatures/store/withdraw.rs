//! Taking a signature back; [`super::erase()`] deletes all of it.

use jiff::Timestamp;

use super::ledger::{self, By};
use crate::signatures::state::{Actor, State};
use crate::store::takebacks::Topic;
use crate::store::{StoreError, Tx};

/// Takes a signature off the public list and out of every later bundle; it stays stored, for its signer alone.
pub fn withdraw(tx: &Tx<'_>, id: i64, now: Timestamp) -> Result<(), StoreError> {
    let by = By {
        actor: Actor::Signer,
        at: now.as_microsecond(),
    };
    ledger::leave(tx, id, State::Withdrawn, by)
}

/// Marks that the consent to news was taken back, or given once more, where a correction does so (`had`, `wants`).
pub(crate) fn note_news(tx: &Tx<'_>, id: i64, (had, wants): (bool, bool)) -> Result<(), StoreError> {
    match (had, wants) {
        (true, false) => tx.mark_taken_back(Topic::News, "stopped", &id.to_string()),
        (false, true) => tx.mark_put_right(Topic::News, &id.to_string()),
        _ => Ok(()),
    }
}
