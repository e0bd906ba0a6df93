//! Which signatures are merged into which ([`super::merges`]).

use serde::{Deserialize, Serialize};

use crate::signatures::ids::SignatureId;
use crate::signatures::state::{HoldReason, State};
use crate::store::{Read, Row, StoreError, Tx, params};

/// A merge, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// The one that is merged.
    pub merged: SignatureId,
    /// The one that it is merged into.
    pub kept: SignatureId,
    state_before: State,
    held_before: Option<HoldReason>,
    outcome_before: Option<String>,
    merged_marked: bool,
    kept_marked: bool,
    merged_at: i64,
}

fn merge(row: &Row<'_>) -> Result<Merge, StoreError> {
    Ok(Merge {
        merged: row.get("merged")?,
        kept: row.get("kept")?,
        state_before: row.word("state_before")?,
        held_before: row.word_if_any("held_before")?,
        outcome_before: row.get("outcome_before")?,
        merged_marked: row.get("merged_marked")?,
        kept_marked: row.get("kept_marked")?,
        merged_at: row.get("merged_at")?,
    })
}

/// Returns the merges that a signature is part of.
pub(super) fn of(db: &Read<'_>, id: SignatureId) -> Result<Vec<Merge>, StoreError> {
    let mut found = Vec::new();
    for sql in [
        "SELECT merged, kept, state_before, held_before, outcome_before, merged_marked, kept_marked, merged_at FROM merges WHERE merged = ?1",
        "SELECT merged, kept, state_before, held_before, outcome_before, merged_marked, kept_marked, merged_at FROM merges WHERE kept = ?1",
    ] {
        found.extend(db.all(sql, params![id], merge)?);
    }
    Ok(found)
}

/// Stores a merge again that was ended.
pub(super) fn put_back(tx: &Tx<'_>, it: &Merge) -> Result<(), StoreError> {
    tx.post(
        "INSERT INTO merges (merged, kept, state_before, held_before, outcome_before, merged_marked, kept_marked, merged_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (merged) DO UPDATE SET kept = excluded.kept",
        params![
            it.merged,
            it.kept,
            it.state_before.as_str(),
            it.held_before.map(HoldReason::as_str),
            it.outcome_before,
            it.merged_marked,
            it.kept_marked,
            it.merged_at
        ],
    )
}

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
