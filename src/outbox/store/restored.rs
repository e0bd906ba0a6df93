//! The outbox of a database that was restored from a backup.

use jiff::Timestamp;

use crate::store::{StoreError, Tx, params};

/// Marks mails that were due by now as uncertain, so that none is sent automatically: they may have gone out after the backup was made.
/// Returns how many. Mails scheduled for the future can't have gone out, and stay.
pub(crate) fn mark_all_uncertain(tx: &Tx<'_>, now: Timestamp) -> Result<usize, StoreError> {
    let sql = "UPDATE outbox SET state = 'uncertain', settled_at = ?1, lease = NULL, sending = FALSE,
         reply = 'restored from a backup: whether it went out after that was made is not known'
       WHERE state = 'queued' AND (not_before IS NULL OR not_before <= ?1)";
    tx.execute(sql, params![now.as_microsecond()])
}
