//! Bundles for offices that show what a signer took back.

use jiff::Timestamp;

use super::merged;
use crate::outbox::store::withhold;
use crate::signatures::ids::SignatureId;
use crate::store::{StoreError, Tx, params};

/// Marks the bundles that hold a signature as outdated, and stops their mails to offices that were not handed over yet. Call it in the
/// transaction in which the signature stops counting, or in which something that it shows is taken back. A bundle from before a merge shows
/// the same signer by a merged signature.
pub fn outdate_bundles(tx: &Tx<'_>, id: SignatureId, now: Timestamp) -> Result<(), StoreError> {
    let mut of_the_signer = merged::into(tx, id)?;
    of_the_signer.push(id);
    for id in of_the_signer {
        withhold(tx, id, now)?;
        let sql = "UPDATE bundles SET outdated_at = ?2 WHERE outdated_at IS NULL AND id IN (SELECT bundle FROM bundle_signers WHERE signature = ?1)";
        tx.execute(sql, params![id, now.as_microsecond()])?;
    }
    Ok(())
}
