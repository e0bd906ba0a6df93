//! Bundles and deliveries in the database.

pub mod delivered;

use jiff::Timestamp;

use super::{Manifest, OfficeEntry};
use crate::outbox::MailId;
use crate::store::{Read, StoreError, Tx, params};

mod answering;
mod answers;
mod by_hand;
mod cancel;
mod checked_plan;
pub mod composition;
mod earlier;
mod erased;
mod fingerprint;
mod outcome;
mod progress;
mod signers;
mod standing;
mod supplements;

pub use answering::{NotAnswered, answer, take_back_answer};
pub use answers::answers;
pub use cancel::{Cancelled, cancel};
pub use checked_plan::{CheckedPlan, check_plan, checked_plan};
pub use earlier::earlier;
pub use erased::{ErasedFrom, erased_from};
pub use fingerprint::{Fingerprint, fingerprint};
pub(crate) use outcome::mark;
pub use outcome::{Addressed, NotSettled, settle};
pub use progress::{Progress, progress};
pub use signers::{numbers, snapshot, without};
pub use standing::{Standing, counts, offices_that_answered, standings};
pub use supplements::{Had, had, held, next_round};

crate::store::id! {
    /// Identifies a row of `bundles`.
    pub struct BundleId;
}

crate::store::id! {
    /// Identifies a row of `deliveries`.
    pub struct DeliveryId;
}

/// A frozen bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The row.
    pub id: BundleId,
    /// The digest of its manifest, which is also its folder's name in hexadecimal.
    pub digest: [u8; 32],
    /// The fingerprint of its signers; `None` in bundles from before this field existed.
    pub signers: Option<Fingerprint>,
    /// Whether something in it was taken back. None of its mails is sent any more, even if the signer put it right since.
    pub outdated: bool,
}

/// Returns the newest bundle of a revision and round that was composed for delivery and not cancelled as a whole.
pub fn bundle(db: &Read<'_>, letter: &str, revision: u32, round: u32) -> Result<Option<Bundle>, StoreError> {
    let sql = "SELECT id, digest, signers, signers_until, outdated_at IS NOT NULL AS outdated FROM bundles WHERE letter = ?1 AND revision = ?2 AND round = ?3 AND cancelled_at IS NULL ORDER BY id DESC LIMIT 1";
    db.one(sql, params![letter, revision, round], |row| {
        Ok(Bundle {
            id: row.get("id")?,
            digest: row.get("digest")?,
            signers: match (row.get("signers")?, row.get("signers_until")?) {
                (Some(digest), Some(until)) => Some(Fingerprint { digest, until }),
                _ => None,
            },
            outdated: row.get("outdated")?,
        })
    })
}

/// Returns the digest of a letter's bundle with a code, unless it was cancelled as a whole.
pub fn bundle_with_code(db: &Read<'_>, letter: &str, code: &str) -> Result<Option<[u8; 32]>, StoreError> {
    let sql = "SELECT digest FROM bundles WHERE letter = ?1 AND code = ?2 AND cancelled_at IS NULL";
    db.one(sql, params![letter, code], |row| row.get("digest"))
}

/// A bundle with its letter.
pub(crate) struct BundleOf {
    /// The letter's slug.
    pub(crate) letter: String,
    /// The digest of its manifest.
    pub(crate) digest: [u8; 32],
}

/// Returns a bundle by its row, unless it was cancelled as a whole.
pub(crate) fn bundle_of(db: &Read<'_>, id: BundleId) -> Result<Option<BundleOf>, StoreError> {
    let sql = "SELECT letter, digest FROM bundles WHERE id = ?1 AND cancelled_at IS NULL";
    db.one(sql, params![id], |row| {
        Ok(BundleOf {
            letter: row.get("letter")?,
            digest: row.get("digest")?,
        })
    })
}

/// Stores a frozen bundle with the signers that it shows, and returns its row.
pub fn freeze(
    tx: &Tx<'_>,
    manifest: &Manifest,
    digest: [u8; 32],
    signers: &Fingerprint,
    now: Timestamp,
) -> Result<BundleId, StoreError> {
    let frozen = tx.one(
        "INSERT INTO bundles (letter, revision, round, digest, composed_at, signers, signers_until, code) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULLIF(?8, '')) RETURNING id",
        params![
            manifest.letter,
            manifest.revision,
            manifest.round,
            &digest[..],
            now.as_microsecond(),
            &signers.digest[..],
            signers.until,
            manifest.code
        ],
        |row| row.get("id"),
    )?;
    let bundle = frozen.ok_or(StoreError::Closed)?;
    if manifest.offices.iter().all(|office| office.supplement.is_some()) && !manifest.offices.is_empty() {
        supplements::bring(tx, bundle, manifest, signers.until)?;
        return Ok(bundle);
    }
    tx.execute(
        "INSERT INTO bundle_signers (signature, bundle)
         SELECT id, ?1 FROM signatures WHERE letter = ?2 AND revision = ?3 AND state = 'confirmed' AND counted_at <= ?4",
        params![bundle, manifest.letter, manifest.revision, signers.until],
    )?;
    Ok(bundle)
}

/// Creates the delivery of a bundle to an office, or returns the existing one.
pub fn plan(
    tx: &Tx<'_>,
    bundle: BundleId,
    office: &OfficeEntry,
    sha256: [u8; 32],
    now: Timestamp,
) -> Result<DeliveryId, StoreError> {
    let planned = tx.one(
        "INSERT INTO deliveries (bundle, office, office_name, supplement, salutation, file, sha256, planned_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (bundle, office) DO UPDATE SET planned_at = deliveries.planned_at RETURNING id",
        params![
            bundle,
            office.office,
            office.name,
            office.supplement.as_ref().map_or(0, |it| it.number),
            office.salutation,
            office.pdf.file,
            &sha256[..],
            now.as_microsecond()
        ],
        |row| row.get("id"),
    )?;
    planned.ok_or(StoreError::Closed)
}

/// Returns whether the database knows a bundle by its digest.
pub fn knows(db: &Read<'_>, digest: [u8; 32]) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM bundles WHERE digest = ?1 AND cancelled_at IS NULL";
    Ok(db.one(sql, params![&digest[..]], |_| Ok(()))?.is_some())
}

/// Returns whether another mail of the same revision and round to the same office makes this one moot: an earlier one turned out to have been sent
/// since this one was enqueued, because its reply came late; or a later one is under way.
pub(crate) fn is_superseded(db: &Read<'_>, mail: MailId) -> Result<bool, StoreError> {
    let sql =
        "SELECT 1 AS one FROM outbox mine JOIN deliveries d ON d.id = mine.subject_id JOIN bundles b ON b.id = d.bundle
         JOIN bundles any_bundle ON any_bundle.letter = b.letter AND any_bundle.revision = b.revision AND any_bundle.round = b.round
         JOIN deliveries other ON other.bundle = any_bundle.id AND other.office = d.office
         CROSS JOIN outbox o
       WHERE o.kind = mine.kind AND o.subject_id = other.id AND mine.id = ?1
         AND ((o.id < mine.id AND o.state = 'sent' AND o.settled_at >= mine.created_at)
           OR (o.id > mine.id AND o.state IN ('queued', 'sent', 'uncertain'))) LIMIT 1";
    Ok(db.one(sql, params![mail], |_| Ok(()))?.is_some())
}

/// The subject of a delivery's mail.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The letter's slug.
    pub letter: String,
    /// The letter's revision.
    pub revision: u32,
    /// The digest of the bundle's manifest.
    pub bundle: [u8; 32],
    /// The office's key.
    pub office: String,
    /// The office's display name.
    pub office_name: String,
    /// The salutation.
    pub salutation: String,
    /// The PDF in the bundle's folder.
    pub file: String,
    /// The digest of the PDF.
    pub sha256: [u8; 32],
    /// Whether it must not go out: a signature in it was taken back, or staff settled the delivery otherwise.
    pub is_over: bool,
}

/// Returns a delivery.
pub fn delivery(db: &Read<'_>, id: DeliveryId) -> Result<Option<Delivery>, StoreError> {
    let sql = "SELECT b.letter, b.revision, b.digest, d.office, d.office_name, d.salutation, d.file, d.sha256,
         (b.outdated_at IS NOT NULL OR d.outcome IS NOT NULL) AS is_over FROM deliveries d JOIN bundles b ON b.id = d.bundle WHERE d.id = ?1";
    db.one(sql, params![id], |row| {
        Ok(Delivery {
            letter: row.get("letter")?,
            revision: row.get("revision")?,
            bundle: row.get("digest")?,
            office: row.get("office")?,
            office_name: row.get("office_name")?,
            salutation: row.get("salutation")?,
            file: row.get("file")?,
            sha256: row.get("sha256")?,
            is_over: row.get("is_over")?,
        })
    })
}
