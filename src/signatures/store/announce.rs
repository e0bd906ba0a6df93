//! Tells those who watch a letter that what it shows of its signers changed.

use crate::store::{Signal, StoreError, Tx, params};

/// Tells, once it is committed, that what a signature shows in public changed; nothing, if it is not counted.
///
/// Call it after a change that the tally does not show, such as a corrected name: the ledger's verbs call it by themselves.
pub(crate) fn announce(tx: &Tx<'_>, id: i64) -> Result<(), StoreError> {
    let sql = "SELECT letter FROM signatures WHERE id = ?1 AND state = 'confirmed'";
    if let Some(letter) = tx.one(sql, params![id], |row| row.get("letter"))? {
        tx.after_commit(Signal::LetterChanged(letter));
    }
    Ok(())
}
