//! Taking a signature back; [`super::erase()`] deletes all of it.

use jiff::Timestamp;
use serde::Serialize;

use super::counting::leave;
use super::own::Own;
use crate::clock::from_micros;
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

/// Takes a signature off the public list and out of every later bundle; it stays stored, for its signer alone.
pub fn withdraw(tx: &Tx<'_>, own: &Own, now: Timestamp) -> Result<(), StoreError> {
    leave(tx, own.id, "withdrawn", now.as_microsecond())?;
    make_room(tx, own.id)
}

/// Whoever signs again has a new row, and this one stays as it was.
pub(super) fn make_room(tx: &Tx<'_>, id: i64) -> Result<(), StoreError> {
    let sql = "UPDATE signatures SET asker_key = asker_key || '#w' || id WHERE id = ?1";
    tx.execute(sql, params![id])?;
    Ok(())
}
