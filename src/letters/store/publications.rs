//! Counts publications. What a process caches about published texts is valid until the next one, and another process
//! (`undersigned letters publish`) may be the one that publishes.

use crate::store::{Read, StoreError, Tx};

/// Returns the number of the last publication.
pub fn number(db: &Read<'_>) -> Result<i64, StoreError> {
    let sql = "SELECT number FROM publication WHERE one = 1";
    Ok(db.one(sql, [], |row| row.get("number"))?.unwrap_or_default())
}

/// Counts a publication, in the transaction that publishes.
pub(super) fn note(tx: &Tx<'_>) -> Result<(), StoreError> {
    tx.execute("UPDATE publication SET number = number + 1 WHERE one = 1", [])?;
    Ok(())
}
