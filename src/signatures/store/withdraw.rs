//! Withdraws a signature; [`super::erase()`] deletes all of it.

use jiff::Timestamp;

use super::ledger::{self, By};
use crate::signatures::ids::SignatureId;
use crate::signatures::state::{Actor, State};
use crate::store::takebacks::Topic;
use crate::store::{StoreError, Tx};

/// Removes a signature from the public list and from every later bundle; it stays stored, for its signer alone.
pub fn withdraw(tx: &Tx<'_>, id: SignatureId, now: Timestamp) -> Result<(), StoreError> {
    let by = By {
        actor: Actor::Signer,
        at: now.as_microsecond(),
    };
    ledger::leave(tx, id, State::Withdrawn, by)
}

/// Records that a consent was withdrawn or given again, if a correction changes it (from `had` to `wants`): to updates, or to show offices the
/// full name.
pub(crate) fn note_consent(
    tx: &Tx<'_>,
    of: Topic,
    id: SignatureId,
    (had, wants): (bool, bool),
) -> Result<(), StoreError> {
    match (had, wants) {
        (true, false) => tx.mark_taken_back(of, "stopped", &id.to_string()),
        (false, true) => tx.mark_put_right(of, &id.to_string()),
        _ => Ok(()),
    }
}
