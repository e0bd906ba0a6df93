//! Demonstration data: invented signatures are marked, and nobody holds a link to them.

use crate::signatures::ids::{LinkId, SignatureId};
use crate::store::{Read, StoreError, Tx, params};

/// Marks a signature as demonstration data, and deletes the link that confirmed it.
pub(crate) fn mark_invented(tx: &Tx<'_>, signature: SignatureId, link: LinkId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM links WHERE id = ?1", params![link])?;
    let sql = "UPDATE signatures SET demonstration = TRUE WHERE id = ?1";
    tx.execute(sql, params![signature])?;
    Ok(())
}

/// Returns whether a signature is invented.
pub(crate) fn is_invented(db: &Read<'_>, id: SignatureId) -> Result<bool, StoreError> {
    let sql = "SELECT demonstration FROM signatures WHERE id = ?1";
    Ok(db
        .one(sql, params![id], |row| row.get("demonstration"))?
        .unwrap_or(false))
}

/// Returns whether a letter has invented signatures that are not counted.
pub(crate) fn has_invented_others(db: &Read<'_>, letter: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE letter = ?1 AND demonstration AND state <> 'confirmed' LIMIT 1";
    let found = db.one(sql, params![letter], |row| row.get::<i64>("n"))?;
    Ok(found.is_some())
}

/// Returns whether any of a letter's signatures is invented.
pub(crate) fn has_invented(db: &Read<'_>, letter: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE letter = ?1 AND demonstration LIMIT 1";
    let found = db.one(sql, params![letter], |row| row.get::<i64>("n"))?;
    Ok(found.is_some())
}
