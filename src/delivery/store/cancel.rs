//! Cancels mails to offices that were not handed over yet.

use jiff::Timestamp;

use super::BundleId;
use super::composition::use_up;
use crate::outbox::MailId;
use crate::outbox::store::CANCELLED;
use crate::store::{StoreError, Tx, params};

/// The outcome of a cancellation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cancelled {
    /// The number of mails that are no longer sent.
    pub mails: usize,
    /// The number of mails that were handed over, that may have been, or that a worker is handing over. What failed was not.
    pub gone: usize,
    /// The digests of bundles of which nothing was sent: their files are no longer needed.
    pub bundles: Vec<[u8; 32]>,
}

/// Cancels every queued mail of a letter's deliveries, even one that is being composed or addressed: the worker finds out before it hands the
/// mail over. A bundle of which no mail was ever offered to the relay is forgotten as a whole: the
/// next delivery composes a new one, and signers are not told that it holds their signature.
pub fn cancel(tx: &Tx<'_>, letter: &str, now: Timestamp) -> Result<Cancelled, StoreError> {
    let moment = now.as_microsecond();
    let mails = tx.all(
        "UPDATE outbox SET state = 'moot', settled_at = ?2, lease = NULL, reply = ?3
         WHERE kind = 'bundle' AND state = 'queued' AND NOT sending AND subject_id IN
           (SELECT d.id FROM deliveries d JOIN bundles b ON b.id = d.bundle WHERE b.letter = ?1) RETURNING id",
        params![letter, moment, CANCELLED],
        |row| row.get::<MailId>("id"),
    )?;
    let gone = tx.one(
        // From the letter to its mails, and not from every mail to an office: CROSS keeps that order.
        "SELECT COUNT(*) AS n FROM bundles b CROSS JOIN deliveries d CROSS JOIN outbox o
         WHERE d.bundle = b.id AND o.kind = 'bundle' AND o.subject_id = d.id AND o.state IN ('queued', 'sent', 'uncertain') AND b.letter = ?1",
        params![letter],
        |row| row.get::<u32>("n"),
    )?;
    let bundles = tx.all(
        "UPDATE bundles SET cancelled_at = ?2 WHERE letter = ?1 AND cancelled_at IS NULL AND NOT EXISTS
           (SELECT 1 FROM deliveries d CROSS JOIN outbox o
             WHERE o.kind = 'bundle' AND o.subject_id = d.id AND o.state <> 'moot' AND d.bundle = bundles.id)
         RETURNING digest",
        params![letter, moment],
        |row| row.get::<[u8; 32]>("digest"),
    )?;
    tx.execute(
        "DELETE FROM bundle_signers WHERE bundle IN (SELECT id FROM bundles WHERE letter = ?1 AND cancelled_at IS NOT NULL)",
        params![letter],
    )?;
    // Whoever cancels takes back that the mails may go.
    let all = "SELECT id FROM bundles WHERE letter = ?1";
    for bundle in tx.all(all, params![letter], |row| row.get::<BundleId>("id"))? {
        use_up(tx, bundle)?;
    }
    Ok(Cancelled {
        mails: mails.len(),
        gone: gone.unwrap_or(0) as usize,
        bundles,
    })
}
