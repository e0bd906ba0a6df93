//! The history of a signature: who did what to it, with its states before and after. It names nobody.

use std::collections::BTreeMap;

use crate::clock::from_micros;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::{Actor, RejectReason, State};
use crate::store::{Read, StoreError, Tx, params};

/// The actor, and the time in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct By {
    pub(crate) actor: Actor,
    pub(crate) at: i64,
}

impl By {
    /// Creates the entry of the service, acting by its rules.
    pub(crate) fn service(at: i64) -> Self {
        let actor = Actor::Service;
        Self { actor, at }
    }
}

/// The act of a signature that counts because staff approved an earlier one.
pub(super) const APPROVED_BEFORE: &str = "approved-before";

/// Records in the history something that leaves the state of a signature as it is.
pub(crate) fn note(tx: &Tx<'_>, id: SignatureId, act: &str, by: By) -> Result<(), StoreError> {
    let sql = "SELECT state FROM signatures WHERE id = ?1";
    match tx.one(sql, params![id], |row| row.word::<State>("state"))? {
        Some(state) => record(tx, id, act, (state, state), by),
        None => Ok(()),
    }
}

pub(super) fn record(
    tx: &Tx<'_>,
    id: SignatureId,
    act: &str,
    (from, to): (State, State),
    by: By,
) -> Result<(), StoreError> {
    tx.post(
        "INSERT INTO signature_events (signature, number, at, actor, act, state_before, state_after)
         SELECT ?1, COALESCE(MAX(number), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM signature_events WHERE signature = ?1",
        params![id, by.at, by.actor.as_str(), act, from.as_str(), to.as_str()],
    )
}

/// Returns whether a signature was withdrawn while it counted because staff had approved it.
pub(crate) fn left_as_approved(db: &Read<'_>, id: SignatureId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM (SELECT state_before AS was FROM signature_events WHERE signature = ?1 ORDER BY number DESC LIMIT 1) l,
         (SELECT actor, act FROM signature_events WHERE signature = ?1 AND state_after = 'confirmed' AND state_before <> 'confirmed' ORDER BY number DESC LIMIT 1) c
       WHERE l.was = 'confirmed' AND (c.actor = ?2 OR c.act = ?3)";
    let found = db.one(sql, params![id, Actor::Staff.as_str(), APPROVED_BEFORE], |row| {
        row.get::<i64>("n")
    })?;
    Ok(found.is_some())
}

/// Moves the history of a superseded signature to the one that takes its place.
pub(crate) fn hand_on_history(tx: &Tx<'_>, from: SignatureId, to: SignatureId) -> Result<(), StoreError> {
    let sql = "SELECT COALESCE(MAX(number), 0) AS n FROM signature_events WHERE signature = ?1";
    let last = tx.one(sql, params![to], |row| row.get::<i64>("n"))?.unwrap_or(0);
    for sql in [
        "UPDATE signature_events SET signature = ?2, number = number + ?3 WHERE signature = ?1",
        "UPDATE line_corrections SET signature = ?2, number = number + ?3 WHERE signature = ?1",
    ] {
        tx.post(sql, params![from, to, last])?;
    }
    Ok(())
}

/// An event in the history of a signature: one change of its state.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Event {
    /// The time, RFC 3339 in UTC.
    pub at: String,
    /// The actor: `signer`, `decider`, `addressee`, `staff`, `service`.
    pub actor: String,
    /// What was done: `counted`, `confirmed`, `approved`, `approved-before`, the reason of a hold, or the new state; `merged` and `unmerged`
    /// into and from another signature. What leaves the state as it is: `confirmed-by-email` (after staff had brought it), `kept` and
    /// `parted` (another signature was merged into it, and is no longer), `corrected` (its line, by staff).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub act: String,
    /// The state before.
    pub from: State,
    /// The state after.
    pub to: State,
    /// What the line said before staff corrected it, by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<SaidBefore>,
    /// Why staff rejected it: the word of a [`RejectReason`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What staff said to its signer.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What a field of a line said before staff corrected it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SaidBefore {
    /// The field: `name`, `title`, `affiliation`, `city`, `state`.
    pub field: String,
    /// What it said; may be empty.
    pub before: String,
}

/// Returns the number of the last entry in a signature's history; 0 if there is none.
pub fn last_event(db: &Read<'_>, id: SignatureId) -> Result<u32, StoreError> {
    let sql = "SELECT COALESCE(MAX(number), 0) AS n FROM signature_events WHERE signature = ?1";
    Ok(db.one(sql, params![id], |row| row.get("n"))?.unwrap_or(0))
}

/// Records why staff rejected a signature, and what they say to its signer, with the rejection in its history.
pub(crate) fn explain(
    tx: &Tx<'_>,
    id: SignatureId,
    reason: RejectReason,
    note: Option<&str>,
) -> Result<(), StoreError> {
    let sql = "UPDATE signature_events SET reason = ?2, note = ?3
       WHERE signature = ?1 AND number = (SELECT MAX(number) FROM signature_events WHERE signature = ?1)";
    tx.post(sql, params![id, reason.as_str(), note])
}

/// Returns what happened to a signature, oldest first.
pub fn history(db: &Read<'_>, id: SignatureId) -> Result<Vec<Event>, StoreError> {
    let mut corrected = corrections(db, id)?;
    let sql = "SELECT number, at, actor, act, state_before, state_after, reason, note FROM signature_events WHERE signature = ?1 ORDER BY number";
    db.all(sql, params![id], |row| {
        let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
        Ok(Event {
            at: from_micros(row.get("at")?).to_string(),
            actor: row.get("actor")?,
            act: row.get("act")?,
            from: row.word("state_before")?,
            to: row.word("state_after")?,
            corrected: corrected.remove(&row.get::<u32>("number")?).unwrap_or_default(),
            reason: text("reason")?,
            note: text("note")?,
        })
    })
}

/// Returns what a line said before each correction, by the number of the event.
fn corrections(db: &Read<'_>, id: SignatureId) -> Result<BTreeMap<u32, Vec<SaidBefore>>, StoreError> {
    let mut found: BTreeMap<u32, Vec<SaidBefore>> = BTreeMap::new();
    let sql = "SELECT number, field, before FROM line_corrections WHERE signature = ?1 ORDER BY number, field";
    db.each(sql, params![id], |row| {
        let correction = SaidBefore {
            field: row.get("field")?,
            before: row.get("before")?,
        };
        found.entry(row.get("number")?).or_default().push(correction);
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}
