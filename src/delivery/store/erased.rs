//! Frozen bundles that contain an erased signer.

use std::collections::BTreeSet;

use crate::delivery::store::BundleId;
use crate::store::{Read, StoreError, params};

/// A frozen bundle that contains an erased signer.
pub struct ErasedFrom {
    /// The digest of the manifest.
    pub digest: [u8; 32],
    /// The files that offices have or may have, or that are being sent. A mail that waits will not be sent.
    pub gone: BTreeSet<String>,
}

/// Returns all of these bundles.
pub fn erased_from(db: &Read<'_>) -> Result<Vec<ErasedFrom>, StoreError> {
    let sql = "SELECT id, digest FROM bundles WHERE erased_from IS NOT NULL";
    let bundles = db.all(sql, [], |row| {
        Ok((row.get::<BundleId>("id")?, row.get::<[u8; 32]>("digest")?))
    })?;
    let of = |(id, digest): (BundleId, [u8; 32])| {
        // From the bundle to its mails: CROSS keeps that order.
        let sql = "SELECT d.file FROM deliveries d CROSS JOIN outbox o
           WHERE o.kind = 'bundle' AND o.subject_id = d.id AND d.bundle = ?1
             AND (o.state IN ('sent', 'uncertain') OR (o.state = 'queued' AND o.sending) OR d.outcome = 'delivered')";
        let gone = db.all(sql, params![id], |row| row.get::<String>("file"))?;
        Ok(ErasedFrom {
            digest,
            gone: gone.into_iter().collect(),
        })
    };
    bundles.into_iter().map(of).collect()
}
