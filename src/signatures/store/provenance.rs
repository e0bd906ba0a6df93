//! Where signatures came from that staff recorded or imported, and what shows that their signers agreed.

use jiff::Timestamp;

use super::changed;
use crate::signatures::ids::SignatureId;
use crate::signatures::origin::Origin;
use crate::store::{StoreError, Tx, params};

/// Where a signature came from that did not begin with our form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Provenance<'a> {
    /// What staff saw and where it is kept, or where the list came from and how its signers consented.
    pub(crate) evidence: &'a str,
    /// Why an imported signer is not asked to confirm by email.
    pub(crate) unasked: Option<&'a str>,
}

/// Stores where a signature came from; the latest word counts.
pub(crate) fn remember(tx: &Tx<'_>, id: SignatureId, it: Provenance<'_>, now: Timestamp) -> Result<(), StoreError> {
    tx.post(
        "INSERT INTO provenance (signature, evidence, unasked, at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (signature) DO UPDATE SET evidence = excluded.evidence, unasked = excluded.unasked, at = excluded.at",
        params![id, it.evidence, it.unasked, now.as_microsecond()],
    )
}

/// Records that an imported signer, who is not counted yet, confirmed by email: from now on, the signature rests on that.
pub(crate) fn confirm_by_email(tx: &Tx<'_>, id: SignatureId) -> Result<(), StoreError> {
    let sql = "UPDATE signatures SET origin = ?2 WHERE id = ?1 AND state = 'pending'";
    changed::note(tx, id)?;
    tx.post(sql, params![id, Origin::Confirmed.as_str()])
}
