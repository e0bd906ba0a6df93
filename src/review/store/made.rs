//! Decisions that staff made, with what an undo puts back.

use jiff::Timestamp;
use strum::{Display, EnumString, IntoStaticStr};

use crate::audit::{By, Via};
use crate::signatures::ids::SignatureId;
use crate::signatures::store::history::last_event;
use crate::signatures::store::ledger::before::Before;
use crate::store::{Read, Row, StoreError, Tx, params};

crate::store::id! {
    /// Identifies a row of `decisions`.
    pub struct DecisionId;
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// The signatures count.
    Approve,
    /// They are rejected.
    Reject,
    /// They are held for review.
    Hold,
}

/// Whether a decision is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Phase {
    /// Portions are left.
    Going,
    /// All are decided.
    Done,
    /// Portions are left to put back.
    Undoing,
    /// All that could be put back are.
    Undone,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its number.
    pub id: DecisionId,
    /// The letter's slug.
    pub letter: String,
    /// What was decided.
    pub kind: Kind,
    /// Who decided.
    pub by: By,
    /// When it was decided, or begun, in microseconds.
    pub at: i64,
    /// Whether it is carried out.
    pub phase: Phase,
}

/// A signature that was decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The signature.
    pub signature: SignatureId,
    /// The decision's entry in its history.
    pub event: u32,
    /// What it was before.
    pub before: Before,
}

fn made(row: &Row<'_>) -> Result<Made, StoreError> {
    Ok(Made {
        id: row.get("id")?,
        letter: row.get("letter")?,
        kind: row.word("kind")?,
        by: By {
            account: row.get("account")?,
            via: row.word::<Via>("via")?,
        },
        at: row.get("at")?,
        phase: row.word("phase")?,
    })
}

/// Adds a decision that is carried out in this transaction.
pub fn add(tx: &Tx<'_>, letter: &str, kind: Kind, by: By, now: Timestamp) -> Result<DecisionId, StoreError> {
    let sql = "INSERT INTO decisions (letter, kind, account, via, at, phase) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let (kind, via, phase) = (<&str>::from(kind), <&str>::from(by.via), <&str>::from(Phase::Done));
    let added = tx.insert(sql, params![letter, kind, by.account, via, now.as_microsecond(), phase])?;
    added.ok_or(StoreError::Closed)
}

/// Keeps what a signature was before its last entry in the history, which this decision has made.
pub fn keep(tx: &Tx<'_>, decision: DecisionId, id: SignatureId, before: &Before) -> Result<(), StoreError> {
    let sql = "INSERT INTO decided_signatures (decision, signature, event, before) VALUES (?1, ?2, ?3, ?4)";
    let event = last_event(tx, id)?;
    let before = serde_json::to_string(before).expect("plain data");
    tx.post(sql, params![decision, id, event, before])
}

/// Returns a decision on a letter.
pub fn find(db: &Read<'_>, letter: &str, id: DecisionId) -> Result<Option<Made>, StoreError> {
    let sql = "SELECT id, letter, kind, account, via, at, phase FROM decisions WHERE id = ?1 AND letter = ?2";
    db.one(sql, params![id, letter], made)
}

/// Returns the decision that made the last entry in a signature's history, if there is one that can be undone.
pub fn latest(db: &Read<'_>, id: SignatureId) -> Result<Option<Made>, StoreError> {
    let sql = "SELECT d.id, d.letter, d.kind, d.account, d.via, d.at, d.phase FROM decided_signatures s JOIN decisions d ON d.id = s.decision
       WHERE s.signature = ?1 AND s.undone_at IS NULL AND s.event = ?2 ORDER BY s.decision DESC LIMIT 1";
    db.one(sql, params![id, last_event(db, id)?], made)
}

/// Returns what a decision decided and nobody has put back, in the order of the signatures' numbers.
pub fn decided(
    db: &Read<'_>,
    decision: DecisionId,
    after: SignatureId,
    limit: usize,
) -> Result<Vec<Decided>, StoreError> {
    let sql = "SELECT signature, event, before FROM decided_signatures
       WHERE decision = ?1 AND signature > ?2 AND undone_at IS NULL ORDER BY signature LIMIT ?3";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    db.all(sql, params![decision, after, limit], |row| {
        Ok(Decided {
            signature: row.get("signature")?,
            event: row.get("event")?,
            before: row.parse("before", |text| serde_json::from_str(text))?,
        })
    })
}

/// Records that a signature was put back.
pub fn mark_undone(tx: &Tx<'_>, decision: DecisionId, id: SignatureId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE decided_signatures SET undone_at = ?3 WHERE decision = ?1 AND signature = ?2";
    tx.post(sql, params![decision, id, now.as_microsecond()])
}

/// Returns when an entry was added to a signature's history.
pub fn decided_at(db: &Read<'_>, id: SignatureId, event: u32) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT at FROM signature_events WHERE signature = ?1 AND number = ?2";
    db.one(sql, params![id, event], |row| row.get("at"))
}

/// Returns whether mails to offices were stopped at a time because of a signature.
pub fn stopped_a_bundle(db: &Read<'_>, id: SignatureId, at: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM bundle_signers s JOIN bundles b ON b.id = s.bundle WHERE s.signature = ?1 AND b.outdated_at = ?2 LIMIT 1";
    Ok(db.one(sql, params![id, at], |_| Ok(()))?.is_some())
}
