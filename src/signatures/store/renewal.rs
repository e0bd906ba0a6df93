//! Renewals: the question to those who decide for an organization whether its signature also stands for a replaced text.

use jiff::Timestamp;
use serde::Serialize;

use crate::clock::from_micros;
use crate::letters::Digest;
use crate::signatures::ids::{DeciderId, SignatureId};
use crate::signatures::state::{Approval, Decision};
use crate::signatures::store::deciders::{self, Decider};
use crate::signatures::store::signed_text::{CurrentText, move_to_text};
use crate::store::{Read, StoreError, Tx, params};

/// An open renewal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Renewal {
    /// The revision of the new text.
    pub revision: u32,
    /// The SHA-256 of the new text.
    #[serde(skip)]
    pub(crate) text: [u8; 32],
    /// The language in which the asker read it.
    #[serde(skip)]
    lang: String,
    /// When it was asked, in microseconds.
    #[serde(skip)]
    pub asked: i64,
    /// When it was asked, RFC 3339.
    pub asked_at: String,
    /// Whether too many of them declined.
    pub declined: bool,
    /// Those who decide, and what each has decided about it.
    pub deciders: Vec<Decider>,
}

impl Renewal {
    /// Returns the question with its status.
    pub(crate) fn approval(&self) -> Approval {
        if self.declined {
            Approval::RenewalDeclined
        } else {
            Approval::Renewing
        }
    }
}

/// Returns the open renewal of a signature; `None` if there is none, or enough have approved.
pub(crate) fn renewal(db: &Read<'_>, signature: SignatureId) -> Result<Option<Renewal>, StoreError> {
    let sql = "SELECT revision, edition, lang, asked_at, declined_at IS NOT NULL AS declined FROM renewals WHERE signature = ?1";
    let found = db.one(sql, params![signature], |row| {
        let asked = row.get("asked_at")?;
        Ok(Renewal {
            revision: row.get("revision")?,
            text: row.get("edition")?,
            lang: row.get("lang")?,
            asked,
            asked_at: from_micros(asked).to_string(),
            declined: row.get("declined")?,
            deciders: Vec::new(),
        })
    })?;
    let Some(mut it) = found else { return Ok(None) };
    let sql = "SELECT d.id, d.name, d.email, v.decision, v.reason FROM deciders d LEFT JOIN renewal_votes v ON v.decider = d.id
       WHERE d.signature = ?1 ORDER BY d.id";
    it.deciders = db.all(sql, params![signature], deciders::decider)?;
    Ok(Some(it))
}

/// Returns those who decide about a signature, with their decisions on the latest question.
pub(crate) fn asked_last(db: &Read<'_>, signature: SignatureId) -> Result<Vec<Decider>, StoreError> {
    match renewal(db, signature)? {
        Some(it) => Ok(it.deciders),
        None => deciders::deciders(db, signature),
    }
}

/// Asks for a renewal, replacing any earlier one.
pub(crate) fn ask(
    tx: &Tx<'_>,
    signature: SignatureId,
    present: &CurrentText<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    void(tx, signature)?;
    let sql =
        "INSERT INTO renewals (signature, revision, edition, lang, asked_at) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (signature) DO UPDATE SET revision = excluded.revision, edition = excluded.edition, lang = excluded.lang,
         asked_at = excluded.asked_at, declined_at = NULL";
    let (revision, edition, asked) = (present.revision, &present.edition.0[..], now.as_microsecond());
    tx.post(sql, params![signature, revision, edition, present.lang, asked])?;
    // Each decider is reminded once of each question.
    let sql = "UPDATE deciders SET reminded_at = NULL WHERE signature = ?1";
    tx.post(sql, params![signature])?;
    Ok(())
}

/// Deletes all decisions on a renewal.
pub(crate) fn void(tx: &Tx<'_>, signature: SignatureId) -> Result<(), StoreError> {
    let sql = "DELETE FROM renewal_votes WHERE decider IN (SELECT id FROM deciders WHERE signature = ?1)";
    tx.post(sql, params![signature])?;
    Ok(())
}

/// Records one person's decision.
pub(crate) fn vote(
    tx: &Tx<'_>,
    decider: DeciderId,
    (decision, reason): (Decision, Option<&str>),
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO renewal_votes (decider, decision, reason, decided_at) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (decider) DO UPDATE SET decision = excluded.decision, reason = excluded.reason, decided_at = excluded.decided_at";
    tx.post(sql, params![decider, decision.as_str(), reason, now.as_microsecond()])?;
    Ok(())
}

/// Completes a renewal that enough approved: the signature moves to the new text, and the new decisions replace the earlier ones.
pub(crate) fn approve(tx: &Tx<'_>, (signature, letter): (SignatureId, &str), now: Timestamp) -> Result<(), StoreError> {
    let Some(it) = renewal(tx, signature)? else {
        return Ok(());
    };
    let present = CurrentText {
        revision: it.revision,
        edition: Digest(it.text),
        lang: &it.lang,
    };
    move_to_text(tx, (signature, letter), &present, now)?;
    let sql = "UPDATE deciders SET (decision, reason, decided_at) =
       (SELECT v.decision, v.reason, v.decided_at FROM renewal_votes v WHERE v.decider = deciders.id) WHERE signature = ?1";
    tx.post(sql, params![signature])?;
    let sql = "UPDATE organizations SET approved_at = ?2 WHERE signature = ?1";
    tx.post(sql, params![signature, now.as_microsecond()])?;
    void(tx, signature)?;
    tx.post("DELETE FROM renewals WHERE signature = ?1", params![signature])?;
    Ok(())
}

/// Marks a renewal as declined by too many; the signature stays as it was.
pub(crate) fn decline(tx: &Tx<'_>, signature: SignatureId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE renewals SET declined_at = ?2 WHERE signature = ?1";
    tx.post(sql, params![signature, now.as_microsecond()])?;
    Ok(())
}
