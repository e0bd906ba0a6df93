//! Taking a signature back; [`super::erase()`] deletes all of it.

use jiff::Timestamp;

use crate::signatures::store::counting::part;
use crate::store::takebacks::Topic;
use crate::store::{StoreError, Tx, params};

/// Takes a signature out of the count and into another state ([`part`]); a restored backup does not count it again.
pub(crate) fn leave(tx: &Tx<'_>, id: i64, state: &str, now: i64) -> Result<(), StoreError> {
    tx.mark_taken_back(Topic::Signature, state, &id.to_string())?;
    part(tx, id, state, now)
}

/// Takes a signature off the public list and out of every later bundle; it stays stored, for its signer alone.
pub fn withdraw(tx: &Tx<'_>, id: i64, now: Timestamp) -> Result<(), StoreError> {
    leave(tx, id, "withdrawn", now.as_microsecond())?;
    make_room(tx, id)
}

/// Marks that the consent to news was taken back, or given once more, where a correction does so (`had`, `wants`).
pub(crate) fn note_news(tx: &Tx<'_>, id: i64, (had, wants): (bool, bool)) -> Result<(), StoreError> {
    match (had, wants) {
        (true, false) => tx.mark_taken_back(Topic::News, "stopped", &id.to_string()),
        (false, true) => tx.mark_put_right(Topic::News, &id.to_string()),
        _ => Ok(()),
    }
}

/// Whoever signs again has a new row, and this one stays as it was.
pub(crate) fn make_room(tx: &Tx<'_>, id: i64) -> Result<(), StoreError> {
    let sql = "UPDATE signatures SET asker_key = asker_key || '#w' || id WHERE id = ?1";
    tx.execute(sql, params![id])?;
    Ok(())
}
