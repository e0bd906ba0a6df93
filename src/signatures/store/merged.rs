//! Which signatures are merged into which ([`super::merges`]).

use crate::signatures::ids::SignatureId;
use crate::store::{Read, StoreError, params};

/// Returns the signature that a merged one belongs to; `None` if it is not merged.
pub(crate) fn kept(db: &Read<'_>, merged: SignatureId) -> Result<Option<SignatureId>, StoreError> {
    let sql = "SELECT kept FROM merges WHERE merged = ?1";
    db.one(sql, params![merged], |row| row.get("kept"))
}

/// Returns the signatures that were merged into one, oldest first, without those that had been merged into them.
pub(crate) fn directly_into(db: &Read<'_>, kept: SignatureId) -> Result<Vec<SignatureId>, StoreError> {
    let sql = "SELECT merged FROM merges WHERE kept = ?1 ORDER BY merged";
    db.all(sql, params![kept], |row| row.get("merged"))
}

/// Returns the signatures that were merged into one, also by way of others, oldest first.
pub(crate) fn into(db: &Read<'_>, kept: SignatureId) -> Result<Vec<SignatureId>, StoreError> {
    let mut found: Vec<SignatureId> = Vec::new();
    let mut next = vec![kept];
    while let Some(id) = next.pop() {
        let merged = directly_into(db, id)?;
        next.extend(merged.iter().filter(|it| **it != kept && !found.contains(it)));
        found.extend(merged);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
