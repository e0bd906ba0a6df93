//! Invented signatures are marked, and nobody holds a link to them.

use crate::store::{StoreError, Tx, params};

/// Marks a signature as demonstration data, and drops the link that confirmed it.
pub fn mark_invented(tx: &Tx<'_>, signature: i64, link: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM links WHERE id = ?1", params![link])?;
    let sql = "UPDATE signatures SET demonstration = 1 WHERE id = ?1";
    tx.execute(sql, params![signature])?;
    Ok(())
}
