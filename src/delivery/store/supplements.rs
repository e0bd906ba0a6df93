//! What offices have of a letter's text, and what a supplement brings them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::clock::from_micros;
use crate::delivery::Manifest;
use crate::delivery::store::BundleId;
use crate::signatures::ids::SignatureId;
use crate::signatures::store::merged;
use crate::store::{Read, StoreError, Tx, params};

/// What an office has of a revision: its mails were sent, or staff delivered the bundle by other means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Had {
    /// The bundles.
    pub bundles: BTreeSet<BundleId>,
    /// How many supplements are among them.
    pub supplements: u32,
    /// When the first one arrived.
    pub first: Timestamp,
    /// When the last one arrived.
    pub last: Timestamp,
    /// The digest of the last one's manifest.
    pub digest: [u8; 32],
    /// The last one's code, if it has one.
    pub code: Option<String>,
}

/// Returns what each office has of a revision.
pub fn had(db: &Read<'_>, letter: &str, revision: u32) -> Result<BTreeMap<String, Had>, StoreError> {
    // From the letter to its mails: CROSS keeps that order.
    let sql = "SELECT d.office, d.supplement, b.id, b.digest, b.code, CASE WHEN o.state = 'sent' THEN o.settled_at ELSE d.outcome_at END AS moment
       FROM bundles b CROSS JOIN deliveries d CROSS JOIN outbox o
       WHERE d.bundle = b.id AND o.kind = 'bundle' AND o.subject_id = d.id AND b.letter = ?1 AND b.revision = ?2
         AND (o.state = 'sent' OR d.outcome = 'delivered')
       ORDER BY d.office, d.supplement, moment, b.id";
    let mut found: BTreeMap<String, Had> = BTreeMap::new();
    db.each(sql, params![letter, revision], |row| {
        let moment = from_micros(row.get("moment")?);
        let had = found.entry(row.get("office")?).or_insert_with(|| Had {
            bundles: BTreeSet::new(),
            supplements: 0,
            first: moment,
            last: moment,
            digest: [0; 32],
            code: None,
        });
        had.bundles.insert(row.get("id")?);
        had.supplements = had.supplements.max(row.get("supplement")?);
        had.first = had.first.min(moment);
        had.last = moment;
        had.digest = row.get("digest")?;
        had.code = row.get("code")?;
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

/// Returns the round of the next supplements: that of a frozen bundle of which no mail was enqueued yet, or else a new one.
pub fn next_round(db: &Read<'_>, letter: &str, revision: u32) -> Result<u32, StoreError> {
    let sql = "SELECT b.round, EXISTS (SELECT 1 FROM deliveries d WHERE d.bundle = b.id) AS is_used FROM bundles b
       WHERE b.letter = ?1 AND b.revision = ?2 AND b.cancelled_at IS NULL ORDER BY b.round DESC, b.id DESC LIMIT 1";
    let last = db.one(sql, params![letter, revision], |row| {
        Ok((row.get::<u32>("round")?, row.get::<bool>("is_used")?))
    })?;
    Ok(match last {
        Some((round, false)) if round > 0 => round,
        Some((round, _)) => round + 1,
        None => 1,
    })
}

/// Returns the counted signatures of a revision that any of these bundles holds, also by a signature that was merged into it.
pub fn held(
    db: &Read<'_>,
    letter: &str,
    revision: u32,
    bundles: &BTreeSet<BundleId>,
) -> Result<BTreeSet<SignatureId>, StoreError> {
    let mut held = BTreeSet::new();
    let sql = "SELECT s.id, h.bundle FROM signatures s JOIN bundle_signers h ON h.signature = s.id
       WHERE s.letter = ?1 AND s.revision = ?2 AND s.state = 'confirmed'";
    db.each(sql, params![letter, revision], |row| {
        if bundles.contains(&row.get("bundle")?) {
            held.insert(row.get("id")?);
        }
        Ok::<_, StoreError>(())
    })?;
    for kept in kept(db, letter, revision)? {
        if !held.contains(&kept) && is_held(db, kept, bundles)? {
            held.insert(kept);
        }
    }
    Ok(held)
}

/// Returns the counted signatures of a revision into which others were merged.
fn kept(db: &Read<'_>, letter: &str, revision: u32) -> Result<Vec<SignatureId>, StoreError> {
    let sql = "SELECT DISTINCT s.id FROM signatures s JOIN merges m ON m.kept = s.id
       WHERE s.letter = ?1 AND s.revision = ?2 AND s.state = 'confirmed'";
    db.all(sql, params![letter, revision], |row| row.get("id"))
}

/// Returns whether one of the bundles holds a signature, or one that was merged into it.
fn is_held(db: &Read<'_>, kept: SignatureId, bundles: &BTreeSet<BundleId>) -> Result<bool, StoreError> {
    let mut same = merged::into(db, kept)?;
    same.push(kept);
    for id in same {
        let sql = "SELECT bundle FROM bundle_signers WHERE signature = ?1";
        let all = db.all(sql, params![id], |row| row.get::<BundleId>("bundle"))?;
        if all.iter().any(|it| bundles.contains(it)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Notes whose signatures a bundle of supplements brings: those that are new for at least one of its offices.
pub(super) fn bring(tx: &Tx<'_>, bundle: BundleId, manifest: &Manifest, until: i64) -> Result<(), StoreError> {
    let (letter, revision) = (manifest.letter.as_str(), manifest.revision);
    let had = had(tx, letter, revision)?;
    // Offices that have the same bundles lack the same signers: one office speaks for all of them.
    let mut offices: BTreeMap<&BTreeSet<BundleId>, &str> = BTreeMap::new();
    for office in &manifest.offices {
        if let Some(had) = had.get(&office.office) {
            offices.insert(&had.bundles, &office.office);
        }
    }
    for office in offices.values() {
        tx.execute(
            "INSERT INTO bundle_signers (signature, bundle)
             SELECT s.id, ?1 FROM signatures s WHERE s.letter = ?2 AND s.revision = ?3 AND s.state = 'confirmed' AND s.counted_at <= ?4
               AND NOT EXISTS (SELECT 1 FROM bundle_signers h JOIN bundles b ON b.id = h.bundle JOIN deliveries d ON d.bundle = b.id
                 WHERE h.signature = s.id AND b.letter = ?2 AND b.revision = ?3 AND d.office = ?5
                   AND (d.outcome = 'delivered' OR EXISTS (SELECT 1 FROM outbox o WHERE o.kind = 'bundle' AND o.subject_id = d.id AND o.state = 'sent')))
             ON CONFLICT (signature, bundle) DO NOTHING",
            params![bundle, letter, revision, until, *office],
        )?;
    }
    for kept in kept(tx, letter, revision)? {
        let mut for_all = true;
        for bundles in offices.keys() {
            for_all &= is_held(tx, kept, bundles)?;
        }
        if for_all {
            let sql = "DELETE FROM bundle_signers WHERE signature = ?1 AND bundle = ?2";
            tx.execute(sql, params![kept, bundle])?;
        }
    }
    Ok(())
}
