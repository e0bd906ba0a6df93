//! Stops mails to offices that would show what a signer took back.

use jiff::Timestamp;

use crate::outbox::kinds::BUNDLE;
use crate::store::{RowId, StoreError, Tx, params};

/// The reply stored for a mail to an office that was stopped before it was sent; its state is `moot`.
pub(crate) const WITHHELD: &str = "not sent: a signature in it was withdrawn, removed or changed";

/// Stops every mail with a signature that is not being handed over, in bundles that are still up to date; supplements that count it, too. A mail that is being handed over
/// can't be recalled; if the relay defers it, it is stopped at the next attempt.
pub(crate) fn withhold(tx: &Tx<'_>, signature: impl RowId, now: Timestamp) -> Result<(), StoreError> {
    // From the signature to its mails: CROSS keeps that order. Mails of outdated bundles were stopped before.
    let sql = "UPDATE outbox SET state = 'moot', settled_at = ?3, lease = NULL, reply = ?4
       WHERE kind = ?1 AND state = 'queued' AND NOT sending AND subject_id IN
         (SELECT d.id FROM bundle_signers h CROSS JOIN bundles b CROSS JOIN deliveries d
           WHERE b.id = h.bundle AND b.outdated_at IS NULL AND d.bundle = b.id AND h.signature = ?2)";
    tx.execute(sql, params![BUNDLE, signature, now.as_microsecond(), WITHHELD])?;
    // A supplement holds only new signers, and counts all of them.
    let sql = "UPDATE outbox SET state = 'moot', settled_at = ?3, lease = NULL, reply = ?4
       WHERE kind = ?1 AND state = 'queued' AND NOT sending AND subject_id IN
         (SELECT d.id FROM signatures s CROSS JOIN bundles b CROSS JOIN deliveries d
           WHERE b.letter = s.letter AND b.revision = s.revision AND b.round > 0 AND b.outdated_at IS NULL AND d.bundle = b.id AND s.id = ?2)";
    tx.execute(sql, params![BUNDLE, signature, now.as_microsecond(), WITHHELD])?;
    Ok(())
}
