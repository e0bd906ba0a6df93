//! Those who decide for an organization, and what each has decided.

use jiff::Timestamp;

use crate::clock::DAY_MICROS;
use crate::signatures::ids::{DeciderId, SignatureId};
use crate::signatures::organization::Board;
use crate::signatures::state::Decision;
use crate::store::{Read, Row, StoreError, Tx, params};

/// A person who decides for an organization.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Decider {
    /// The row.
    #[serde(skip)]
    pub id: DeciderId,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// The decision; `None` if there is none yet.
    pub decision: Option<Decision>,
    /// The reason for declining, if one was given.
    pub reason: Option<String>,
}

/// Returns those who decide about a signature, in the order in which they were named.
pub fn deciders(db: &Read<'_>, signature: SignatureId) -> Result<Vec<Decider>, StoreError> {
    let sql = "SELECT id, name, email, decision, reason FROM deciders WHERE signature = ?1 ORDER BY id";
    db.all(sql, params![signature], decider)
}

pub(crate) fn decider(row: &Row<'_>) -> Result<Decider, StoreError> {
    Ok(Decider {
        id: row.get("id")?,
        name: row.get("name")?,
        email: row.get("email")?,
        decision: row.word_if_any("decision")?,
        reason: row.get("reason")?,
    })
}

/// Returns how many of them must approve.
pub(crate) fn needed(db: &Read<'_>, signature: SignatureId) -> Result<usize, StoreError> {
    let sql = "SELECT approvals FROM organizations WHERE signature = ?1";
    let needed = db.one(sql, params![signature], |row| row.get::<u32>("approvals"))?;
    Ok(usize::try_from(needed.unwrap_or(1)).unwrap_or(1))
}

/// Records that a person who decides said no, without a reason, whatever they said before.
pub(crate) fn decline(tx: &Tx<'_>, decider: DeciderId, at: i64) -> Result<(), StoreError> {
    let sql = "UPDATE deciders SET decision = ?2, reason = NULL, decided_at = ?3 WHERE id = ?1";
    tx.post(sql, params![decider, Decision::Declined.as_str(), at])?;
    Ok(())
}

/// Replaces those who decide about a signature; earlier decisions are void.
pub(crate) fn put(tx: &Tx<'_>, signature: SignatureId, board: Option<&Board>) -> Result<(), StoreError> {
    tx.post("DELETE FROM deciders WHERE signature = ?1", params![signature])?;
    for person in board.iter().flat_map(|board| &board.people) {
        let sql = "INSERT INTO deciders (signature, name, email) VALUES (?1, ?2, ?3)";
        tx.post(sql, params![signature, person.name, person.email.as_str()])?;
    }
    let needed = board.map_or(1, |board| board.approvals);
    let sql = "UPDATE organizations SET approvals = ?2, approved_at = NULL WHERE signature = ?1";
    tx.post(sql, params![signature, needed])?;
    Ok(())
}

/// The query for pending reminders. It goes from the few who decide to their signatures, not from everyone who signed: CROSS keeps that
/// order.
pub(crate) const TO_REMIND: &str = "SELECT s.id AS signature, d.id AS decider FROM deciders d CROSS JOIN signatures s
       WHERE s.id = d.signature AND s.letter = ?1 AND s.state = 'awaiting' AND d.decision IS NULL AND d.reminded_at IS NULL AND s.confirmed_at < ?2
       ORDER BY s.id, d.id";

/// The query for pending reminders about a text that replaced the signed one.
const TO_REMIND_OF_ANOTHER: &str = "SELECT s.id AS signature, d.id AS decider FROM renewals r CROSS JOIN signatures s
       JOIN deciders d ON d.signature = s.id
       WHERE s.id = r.signature AND r.declined_at IS NULL AND r.asked_at < ?2 AND s.letter = ?1 AND s.state IN ('confirmed', 'held') AND d.reminded_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM renewal_votes v WHERE v.decider = d.id)
       ORDER BY s.id, d.id";

/// Returns who has not decided about a letter's signatures, was asked more than a day ago and has not been reminded, as (signature,
/// decider).
pub(crate) fn to_remind(
    db: &Read<'_>,
    letter: &str,
    now: Timestamp,
) -> Result<Vec<(SignatureId, DeciderId)>, StoreError> {
    let mut found = Vec::new();
    for sql in [TO_REMIND, TO_REMIND_OF_ANOTHER] {
        found.extend(db.all(sql, params![letter, now.as_microsecond() - DAY_MICROS], |row| {
            Ok((row.get("signature")?, row.get("decider")?))
        })?);
    }
    Ok(found)
}

/// Marks a person who decides as reminded.
pub(crate) fn mark_reminded(tx: &Tx<'_>, decider: DeciderId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE deciders SET reminded_at = ?2 WHERE id = ?1";
    tx.post(sql, params![decider, now.as_microsecond()])?;
    Ok(())
}

/// Marks all reminders as sent. After a restore nobody knows which ones went out since the backup, so that no second one is sent.
pub(crate) fn no_more_reminders(tx: &Tx<'_>, now: Timestamp) -> Result<(), StoreError> {
    for sql in [
        "UPDATE deciders SET reminded_at = ?1 WHERE reminded_at IS NULL AND decision IS NULL",
        "UPDATE deciders SET reminded_at = ?1 WHERE reminded_at IS NULL AND signature IN (SELECT signature FROM renewals)",
    ] {
        tx.post(sql, params![now.as_microsecond()])?;
    }
    Ok(())
}
