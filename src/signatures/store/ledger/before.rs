//! What a signature was before staff decided about it, and the verb that puts it back.
//!
//! A decision changes more than the state: it lifts or sets an entry of the blocklist, holds the duplicate that waited behind an organization,
//! and stores how staff verified it. All of that is put back, and only as long as nothing has happened to the signature since.

use serde::{Deserialize, Serialize};

use super::{By, change};
use crate::config::Secret;
use crate::email::EmailAddress;
use crate::letters::Party;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::{Actor, HoldReason, Level, State};
use crate::signatures::store::blocklist::{self, Entry};
use crate::signatures::store::history::last_event;
use crate::signatures::store::merged::{self, Merge};
use crate::signatures::store::rivals::stands_already;
use crate::signatures::store::{flags, merges, rivalries};
use crate::store::takebacks::Topic;
use crate::store::{Read, Row, StoreError, Tx, params};

/// The act in the history of a signature whose last decision was undone.
pub const UNDONE: &str = "undone";

/// What a signature was before a decision; private data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    state: State,
    held_for: Option<HoldReason>,
    confirmed_at: Option<i64>,
    counted_at: Option<i64>,
    state_at: i64,
    flags: String,
    /// Whether it counted toward a flood from one mailbox.
    of_a_mailbox: bool,
    /// An organization's verification; `None` if the decision did not change it.
    verified: Option<Verified>,
    barred: Vec<Entry>,
    /// The duplicate that the decision held.
    heir: Option<Heir>,
    /// The merges that it was part of and the decision ended.
    #[serde(default)]
    ended: Vec<Ended>,
    /// What the decision merged into it.
    #[serde(default)]
    absorbed: Vec<SignatureId>,
}

/// A merge that a decision ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Ended {
    merge: Merge,
    /// The last entry in the history of the merged one, right after the decision.
    event: u32,
}

/// An organization's verification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Verified {
    level: Option<Level>,
    evidence: Option<String>,
}

/// A duplicate that waits behind an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Heir {
    id: SignatureId,
    state_at: i64,
    /// The entry of the decision in its history.
    event: u32,
}

/// Reads what a decision may change; `None` if there is no such signature.
pub fn before(db: &Read<'_>, secret: &Secret, id: SignatureId) -> Result<Option<Before>, StoreError> {
    let sql = "SELECT s.state, s.held_for, s.confirmed_at, s.counted_at, s.state_at, s.flags, s.flood_base IS NOT NULL AS floods, s.kind,
         o.verification, o.evidence FROM signatures s LEFT JOIN organizations o ON o.signature = s.id WHERE s.id = ?1";
    let Some(found) = db.one(sql, params![id], read)? else {
        return Ok(None);
    };
    Ok(Some(Before {
        barred: blocklist::entries(db, secret, id)?,
        heir: heir(db, id)?,
        ended: merges_of(db, id)?,
        ..found
    }))
}

fn read(row: &Row<'_>) -> Result<Before, StoreError> {
    let verified = match row.word("kind")? {
        Party::Person => None,
        Party::Organization => Some(Verified {
            level: row.word_if_any("verification")?,
            evidence: row.get("evidence")?,
        }),
    };
    Ok(Before {
        state: row.word("state")?,
        held_for: row.word_if_any("held_for")?,
        confirmed_at: row.get("confirmed_at")?,
        counted_at: row.get("counted_at")?,
        state_at: row.get("state_at")?,
        flags: row.get("flags")?,
        of_a_mailbox: row.get("floods")?,
        verified,
        barred: Vec::new(),
        heir: None,
        ended: Vec::new(),
        absorbed: Vec::new(),
    })
}

fn merges_of(db: &Read<'_>, id: SignatureId) -> Result<Vec<Ended>, StoreError> {
    let found = merged::of(db, id)?;
    Ok(found.into_iter().map(|merge| Ended { merge, event: 0 }).collect())
}

fn heir(db: &Read<'_>, id: SignatureId) -> Result<Option<Heir>, StoreError> {
    let Some(id) = rivalries::behind(db, id)?.first().copied() else {
        return Ok(None);
    };
    let sql = "SELECT state_at FROM signatures WHERE id = ?1";
    let state_at = db.one(sql, params![id], |row| row.get("state_at"))?;
    Ok(state_at.map(|state_at| Heir { id, state_at, event: 0 }))
}

impl Before {
    /// Reduces it to what the decision has changed; call it right after the decision.
    pub fn after(mut self, db: &Read<'_>, secret: &Secret, id: SignatureId) -> Result<Self, StoreError> {
        let Some(now) = before(db, secret, id)? else {
            return Ok(self);
        };
        if self.verified == now.verified {
            self.verified = None;
        }
        let lowered = self.flags.split(',').filter(|it| !flags::are_with(&now.flags, it));
        self.flags = lowered.collect::<Vec<_>>().join(",");
        self.heir = match self.heir {
            Some(heir) if state_of(db, heir.id)? == Some(State::Held) => Some(Heir {
                event: last_event(db, heir.id)?,
                ..heir
            }),
            _ => None,
        };
        let made = now.ended.iter().filter(|it| !self.ended.contains(it));
        self.absorbed = made
            .filter(|it| it.merge.kept == id)
            .map(|it| it.merge.merged)
            .collect();
        self.ended.retain(|it| !now.ended.contains(it));
        for it in &mut self.ended {
            it.event = last_event(db, it.merge.merged)?;
        }
        Ok(self)
    }

    /// Returns the duplicate that the decision held.
    pub fn heir(&self) -> Option<SignatureId> {
        self.heir.map(|it| it.id)
    }

    /// Returns whether it counted.
    pub fn counted(&self) -> bool {
        self.state == State::Confirmed
    }
}

fn state_of(db: &Read<'_>, id: SignatureId) -> Result<Option<State>, StoreError> {
    let sql = "SELECT state FROM signatures WHERE id = ?1";
    db.one(sql, params![id], |row| row.word("state"))
}

/// Puts a signature back to what it was before a decision, whose entry in its history is `event`. Returns `false`, and changes nothing, if
/// anything has happened to it since, or the same signer is counted with another signature now.
pub fn put_back(
    tx: &Tx<'_>,
    secret: &Secret,
    (id, event): (SignatureId, u32),
    before: &Before,
    at: i64,
) -> Result<bool, StoreError> {
    let is_last = |id, event| Ok::<_, StoreError>(last_event(tx, id)? == event);
    let heir_is_same = before.heir.map_or(Ok(true), |heir| is_last(heir.id, heir.event))?;
    if !is_last(id, event)? || !heir_is_same || (before.counted() && is_taken(tx, id)?) {
        return Ok(false);
    }
    for it in &before.ended {
        if !is_last(it.merge.merged, it.event)? || (it.merge.merged == id && !stands(tx, it.merge.kept)?) {
            return Ok(false);
        }
    }
    let actor = Actor::Staff;
    for merged in &before.absorbed {
        merges::undo(tx, *merged, By { actor, at })?;
    }
    let subject = id.to_string();
    if before.state.is_over() {
        tx.mark_taken_back(Topic::Signature, before.state.as_str(), &subject)?;
    } else {
        tx.mark_put_right(Topic::Signature, &subject)?;
    }
    change(tx, id, (before.state, before.held_for), UNDONE, By { actor, at })?;
    let sql = "UPDATE signatures SET confirmed_at = ?2, counted_at = ?3, state_at = ?4 WHERE id = ?1";
    let times = params![id, before.confirmed_at, before.counted_at, before.state_at];
    tx.post(sql, times)?;
    blocklist::put_back(tx, secret, id, &before.barred)?;
    put_back_verification(tx, id, before)?;
    if before.of_a_mailbox {
        put_back_mailbox(tx, id)?;
    }
    if let Some(heir) = before.heir {
        change(tx, heir.id, (State::Duplicate, None), UNDONE, By { actor, at })?;
        let sql = "UPDATE signatures SET state_at = ?2 WHERE id = ?1";
        tx.post(sql, params![heir.id, heir.state_at])?;
        rivalries::disinherit(tx, (id, heir.id), at)?;
    }
    for it in &before.ended {
        merge_again(tx, &it.merge, By { actor, at })?;
    }
    Ok(true)
}

fn stands(db: &Read<'_>, id: SignatureId) -> Result<bool, StoreError> {
    Ok(state_of(db, id)?.is_some_and(State::stands))
}

fn merge_again(tx: &Tx<'_>, it: &Merge, by: By) -> Result<(), StoreError> {
    if state_of(tx, it.merged)? != Some(State::Duplicate) {
        change(tx, it.merged, (State::Duplicate, None), UNDONE, by)?;
    }
    merged::put_back(tx, it)
}

/// Returns whether the same signer is counted with another signature.
fn is_taken(db: &Read<'_>, id: SignatureId) -> Result<bool, StoreError> {
    let sql = "SELECT s.letter, s.kind, EXISTS (SELECT 1 FROM signatures c WHERE c.letter = s.letter AND c.signer_key = s.signer_key
         AND c.state = 'confirmed' AND c.kind = 'person' AND c.id <> s.id) AS taken FROM signatures s WHERE s.id = ?1";
    let found = db.one(sql, params![id], |row| {
        Ok((
            row.get::<String>("letter")?,
            row.word::<Party>("kind")?,
            row.get::<bool>("taken")?,
        ))
    })?;
    match found {
        Some((_, Party::Person, taken)) => Ok(taken),
        Some((letter, Party::Organization, _)) => stands_already(db, id, &letter),
        None => Ok(true),
    }
}

fn put_back_verification(tx: &Tx<'_>, id: SignatureId, before: &Before) -> Result<(), StoreError> {
    if let Some(it) = &before.verified {
        let sql = "UPDATE organizations SET verification = ?2, evidence = ?3 WHERE signature = ?1";
        tx.post(sql, params![id, it.level.map(Level::as_str), it.evidence])?;
    }
    for word in before.flags.split(',').filter(|it| !it.is_empty()) {
        flags::flag(tx, id, word)?;
    }
    Ok(())
}

fn put_back_mailbox(tx: &Tx<'_>, id: SignatureId) -> Result<(), StoreError> {
    let sql = "SELECT email FROM signatures WHERE id = ?1";
    let email: Option<String> = tx.one(sql, params![id], |row| row.get("email"))?;
    let base = email.and_then(|it| EmailAddress::parse(&it).ok()?.tagged_base());
    tx.post("UPDATE signatures SET flood_base = ?2 WHERE id = ?1", params![id, base])
}
