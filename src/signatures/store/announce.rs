//! Notifies those who watch a letter that its public list changed.

use crate::signatures::ids::SignatureId;
use crate::store::{Signal, StoreError, Tx, params};

/// Notifies, after the commit, that the public view of a signature changed, if the signature is counted.
///
/// Call it after a change that the tally does not show, such as a corrected name; the ledger's verbs call it themselves.
pub(crate) fn announce(tx: &Tx<'_>, id: SignatureId) -> Result<(), StoreError> {
    let sql = "SELECT letter FROM signatures WHERE id = ?1 AND state = 'confirmed'";
    if let Some(letter) = tx.one(sql, params![id], |row| row.get("letter"))? {
        tx.after_commit(Signal::LetterChanged(letter));
    }
    Ok(())
}
