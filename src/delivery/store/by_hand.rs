//! Deliveries by other means to offices that had no mail.

use jiff::Timestamp;

use crate::delivery::state::DeliveryState;
use crate::store::{Read, StoreError, Tx, params};

/// Records what staff say of an office that had no mail with a revision.
pub(super) fn record(
    tx: &Tx<'_>,
    (letter, revision, office): (&str, u32, &str),
    name: &str,
    (outcome, at): (DeliveryState, Timestamp),
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO deliveries_by_hand (letter, revision, office, office_name, outcome, outcome_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (letter, revision, office) DO UPDATE SET outcome = excluded.outcome, outcome_at = excluded.outcome_at",
        params![letter, revision, office, name, outcome.as_str(), at.as_microsecond()],
    )?;
    Ok(())
}

/// Forgets it, because a mail with the revision is enqueued after all.
pub(super) fn forget(tx: &Tx<'_>, (letter, revision, office): (&str, u32, &str)) -> Result<(), StoreError> {
    let sql = "DELETE FROM deliveries_by_hand WHERE letter = ?1 AND revision = ?2 AND office = ?3";
    tx.execute(sql, params![letter, revision, office])?;
    Ok(())
}

/// What staff said of an office.
pub(super) struct ByHand {
    pub(super) revision: u32,
    pub(super) office: String,
    pub(super) name: String,
    /// Delivered, or given up.
    pub(super) outcome: DeliveryState,
    /// When they said so, in microseconds.
    pub(super) at: i64,
}

/// Returns everything that staff said of offices that had no mail with a revision of a letter.
pub(super) fn all(db: &Read<'_>, letter: &str) -> Result<Vec<ByHand>, StoreError> {
    let sql = "SELECT revision, office, office_name, outcome, outcome_at FROM deliveries_by_hand WHERE letter = ?1 ORDER BY revision, office";
    db.all(sql, params![letter], |row| {
        Ok(ByHand {
            revision: row.get("revision")?,
            office: row.get("office")?,
            name: row.get("office_name")?,
            outcome: row.word("outcome")?,
            at: row.get("outcome_at")?,
        })
    })
}
