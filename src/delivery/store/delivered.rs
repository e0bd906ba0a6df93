//! What was delivered of a letter, and which bundles hold a signature.

use jiff::Timestamp;

use crate::clock::from_micros;
use crate::signatures::ids::SignatureId;
use crate::signatures::store::merged;
use serde::Serialize;

use crate::store::Read;
use crate::store::StoreError;
use crate::store::params;

/// A bundle that was delivered within one hour, or what staff delivered by other means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The first moment, in microseconds.
    pub moment: i64,
    /// How many offices got it for the first time: their server accepted it, or staff say so.
    pub offices: u32,
    /// The letter's revision.
    pub revision: u32,
    /// The digest of the bundle, which names its folder; `None` if staff delivered to offices that are in none.
    pub bundle: Option<[u8; 32]>,
}

/// Returns the deliveries of a letter, oldest first. An office that received a revision twice, because staff repeated an uncertain
/// delivery, counts once.
pub fn deliveries(db: &Read<'_>, letter: &str) -> Result<Vec<Delivery>, StoreError> {
    // Staff say it of all bundles of the revision; they delivered the newest.
    let sql = "SELECT MIN(f.moment) AS moment, COUNT(*) AS offices, f.revision, f.digest FROM
         (SELECT e.moment, e.revision, e.digest, ROW_NUMBER() OVER (PARTITION BY e.revision, e.office ORDER BY e.moment, e.id DESC) AS nth FROM
            (SELECT d.office, CASE WHEN o.state = 'sent' THEN o.settled_at ELSE d.outcome_at END AS moment, b.revision, b.digest, o.id
             FROM bundles b CROSS JOIN deliveries d CROSS JOIN outbox o
             WHERE d.bundle = b.id AND o.kind = 'bundle' AND o.subject_id = d.id AND (o.state = 'sent' OR d.outcome = 'delivered') AND b.letter = ?1
             UNION ALL
             SELECT office, outcome_at, revision, NULL, 0 FROM deliveries_by_hand WHERE letter = ?1 AND outcome = 'delivered') e) f
       WHERE f.nth = 1 GROUP BY f.digest, f.revision, f.moment / 3600000000 ORDER BY moment, f.digest";
    db.all(sql, params![letter], |row| {
        Ok(Delivery {
            moment: row.get("moment")?,
            offices: row.get("offices")?,
            revision: row.get("revision")?,
            bundle: row.get("digest")?,
        })
    })
}

/// Returns when an office received a letter for the first time, whichever revision; `None` if it did not, or nobody knows.
pub(super) fn first_to(db: &Read<'_>, letter: &str, office: &str) -> Result<Option<Timestamp>, StoreError> {
    // CROSS keeps the order from the letter to its mails.
    let sql = "SELECT MIN(e.moment) AS moment FROM
         (SELECT CASE WHEN o.state = 'sent' THEN o.settled_at ELSE d.outcome_at END AS moment
          FROM bundles b CROSS JOIN deliveries d CROSS JOIN outbox o
          WHERE d.bundle = b.id AND o.kind = 'bundle' AND o.subject_id = d.id AND (o.state = 'sent' OR d.outcome = 'delivered')
            AND b.letter = ?1 AND d.office = ?2
          UNION ALL
          SELECT outcome_at FROM deliveries_by_hand WHERE letter = ?1 AND office = ?2 AND outcome = 'delivered') e";
    let found = db.one(sql, params![letter, office], |row| row.get::<Option<i64>>("moment"))?;
    Ok(found.flatten().map(from_micros))
}

/// A frozen bundle that holds a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InBundle {
    /// The moment of its snapshot, in microseconds.
    #[serde(skip)]
    pub moment: i64,
    /// The moment of its snapshot, RFC 3339.
    pub composed_at: String,
    /// The letter's revision.
    pub revision: u32,
}

/// Returns the bundles that hold a signature, or one that was merged into it, and went to an office, or may go. They are frozen: what was
/// sent can't be called back, and the signer is told so.
pub(crate) fn bundles_with(db: &Read<'_>, id: SignatureId) -> Result<Vec<InBundle>, StoreError> {
    let mut found = of_signature(db, id)?;
    for merged in merged::into(db, id)? {
        found.extend(of_signature(db, merged)?);
    }
    found.sort_by_key(|it| it.moment);
    found.dedup();
    Ok(found)
}

fn of_signature(db: &Read<'_>, id: SignatureId) -> Result<Vec<InBundle>, StoreError> {
    let sql = "SELECT b.composed_at, b.revision FROM bundle_signers h JOIN bundles b ON b.id = h.bundle WHERE h.signature = ?1
       AND EXISTS (SELECT 1 FROM deliveries d CROSS JOIN outbox o WHERE d.bundle = b.id AND o.kind = 'bundle' AND o.subject_id = d.id
         AND (o.state IN ('sent', 'uncertain') OR (o.state = 'queued' AND (o.sending OR b.outdated_at IS NULL)) OR d.outcome = 'delivered'))
       ORDER BY b.id";
    db.all(sql, params![id], |row| {
        let moment = row.get("composed_at")?;
        Ok(InBundle {
            moment,
            composed_at: from_micros(moment).to_string(),
            revision: row.get("revision")?,
        })
    })
}
