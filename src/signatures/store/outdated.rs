//! Bundles for offices that show what a signer took back.

use jiff::Timestamp;

use super::merged;
use crate::outbox::store::withhold;
use crate::signatures::ids::SignatureId;
use crate::store::{StoreError, Tx, params};

/// Marks the bundles that hold a signature as outdated, and stops their mails to offices that were not handed over yet. Call it in the
/// transaction in which the signature stops counting, or in which something that it shows is taken back. A bundle from before a merge shows
/// the same signer by a merged signature. Supplements of the letter that are on their way count the signature, so they are stopped as well.
pub fn outdate_bundles(tx: &Tx<'_>, id: SignatureId, now: Timestamp) -> Result<(), StoreError> {
    let mut of_the_signer = merged::into(tx, id)?;
    of_the_signer.push(id);
    for id in of_the_signer {
        withhold(tx, id, now)?;
        let sql = "UPDATE bundles SET outdated_at = ?2 WHERE outdated_at IS NULL AND id IN (SELECT bundle FROM bundle_signers WHERE signature = ?1)";
        tx.execute(sql, params![id, now.as_microsecond()])?;
    }
    // What is queued now is being handed over; what is moot since now was stopped above.
    let sql = "UPDATE bundles SET outdated_at = ?2 WHERE outdated_at IS NULL AND round > 0
         AND letter = (SELECT letter FROM signatures WHERE id = ?1) AND revision = (SELECT revision FROM signatures WHERE id = ?1)
         AND EXISTS (SELECT 1 FROM deliveries d CROSS JOIN outbox o WHERE d.bundle = bundles.id AND o.kind = 'bundle' AND o.subject_id = d.id
           AND (o.state = 'queued' OR (o.state = 'moot' AND o.settled_at = ?2)))";
    tx.execute(sql, params![id, now.as_microsecond()])?;
    Ok(())
}
