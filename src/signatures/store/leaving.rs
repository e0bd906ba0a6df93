//! Taking a signature back; [`super::erase()`] deletes all of it.

use jiff::Timestamp;
use serde::Serialize;

use super::counting::part;
use super::own::Own;
use crate::clock::from_micros;
use crate::store::takebacks::Topic;
use crate::store::{Read, StoreError, Tx, params};

/// A frozen bundle that holds a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InBundle {
    /// In microseconds.
    #[serde(skip)]
    pub moment: i64,
    /// RFC 3339.
    pub composed_at: String,
    /// The letter's.
    pub revision: u32,
}

/// The bundles that hold a signature. They are frozen: what went out can't be called back, and the signer is told so.
pub(super) fn bundles_with(db: &Read<'_>, id: i64) -> Result<Vec<InBundle>, StoreError> {
    let sql = "SELECT b.composed_at, b.revision FROM bundle_signers h JOIN bundles b ON b.id = h.bundle WHERE h.signature = ?1 ORDER BY b.id";
    db.all(sql, params![id], |row| {
        let moment = row.get("composed_at")?;
        Ok(InBundle {
            moment,
            composed_at: from_micros(moment).to_string(),
            revision: row.get("revision")?,
        })
    })
}

/// Takes a signature out of the count and into another state ([`part`]); a restored backup does not count it again.
pub(super) fn leave(tx: &Tx<'_>, id: i64, state: &str, now: i64) -> Result<(), StoreError> {
    tx.mark_taken_back(Topic::Signature, state, &id.to_string())?;
    part(tx, id, state, now)
}

/// Takes a signature off the public list and out of every later bundle; it stays stored, for its signer alone.
pub fn withdraw(tx: &Tx<'_>, own: &Own, now: Timestamp) -> Result<(), StoreError> {
    leave(tx, own.id, "withdrawn", now.as_microsecond())?;
    make_room(tx, own.id)
}

/// Marks that the consent to news was taken back, or given once more, where a correction does so.
pub(super) fn note_news(tx: &Tx<'_>, own: &Own, wanted: bool) -> Result<(), StoreError> {
    match (own.updates.is_some(), wanted) {
        (true, false) => tx.mark_taken_back(Topic::News, "stopped", &own.id.to_string()),
        (false, true) => tx.mark_put_right(Topic::News, &own.id.to_string()),
        _ => Ok(()),
    }
}

/// Whoever signs again has a new row, and this one stays as it was.
pub(super) fn make_room(tx: &Tx<'_>, id: i64) -> Result<(), StoreError> {
    let sql = "UPDATE signatures SET asker_key = asker_key || '#w' || id WHERE id = ?1";
    tx.execute(sql, params![id])?;
    Ok(())
}
