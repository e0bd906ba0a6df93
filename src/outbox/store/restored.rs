//! What is owed in a database that comes from a backup.

use jiff::Timestamp;

use crate::store::{StoreError, Tx, params};

/// Mails that were due by now may have gone out after the backup was made: nobody knows, so none is sent by itself. Answers how many.
/// What waits for a moment that has not come can't have gone out, and stays.
pub(crate) fn doubt_all(tx: &Tx<'_>, now: Timestamp) -> Result<usize, StoreError> {
    let sql = "UPDATE outbox SET state = 'uncertain', settled_at = ?1, lease = NULL, sending = FALSE,
         reply = 'restored from a backup: whether it went out after that was made is not known'
       WHERE state = 'queued' AND (not_before IS NULL OR not_before <= ?1)";
    tx.execute(sql, params![now.as_microsecond()])
}
