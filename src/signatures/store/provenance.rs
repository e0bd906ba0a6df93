//! Where signatures came from that staff recorded or imported, and what shows that their signers agreed.

use jiff::Timestamp;

use super::candidate::candidate;
use super::ledger::{self, By};
use super::verification::verify;
use crate::domains;
use crate::email::EmailAddress;
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

/// Records that a signer whom staff had brought confirmed by email: from now on, the signature rests on that, and their address is known to be
/// theirs. One that counts is counted as confirmed; where it came from stays known.
pub(crate) fn confirm_by_email(tx: &Tx<'_>, id: SignatureId, email: &str, by: By) -> Result<(), StoreError> {
    let domain = EmailAddress::parse(email)
        .ok()
        .and_then(|email| domains::of_mail(email.domain()));
    let sql = "UPDATE signatures SET origin = ?2, mail_domain = COALESCE(mail_domain, ?3) WHERE id = ?1";
    ledger::recount(tx, id, || tx.post(sql, params![id, Origin::Confirmed.as_str(), domain]))?;
    let counts = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND state <> 'pending'";
    if tx.one(counts, params![id], |_| Ok(()))?.is_none() {
        return Ok(());
    }
    ledger::note(tx, id, "confirmed-by-email", by)?;
    match candidate(tx, id)? {
        Some(it) if it.organization => verify(tx, &it),
        _ => Ok(()),
    }
}
