//! Merges: a signer who is on a letter by two signatures counts once. One of them stays as it is; the other one is a *duplicate*, which
//! staff can bring back exactly as it was.
//!
//! Staff merge two that they compared. By itself the service merges only what staff had brought without an address into what its signer has
//! confirmed since: a person of the same name and home ([`super::namesakes`]), an organization from its own domain ([`super::rivals`]).

use super::flags::{self, RIVAL};
use super::ledger::{self, By};
use super::outdated::outdate_bundles;
use super::rivalries::{self, Outcome};
use crate::clock::from_micros;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::{HoldReason, State};
use crate::store::{Read, StoreError, Tx, params};

/// Merges a signature into another one of the same letter. Returns `false`, and changes nothing, unless both count or are held.
pub(crate) fn merge(tx: &Tx<'_>, merged: SignatureId, kept: SignatureId, by: By) -> Result<bool, StoreError> {
    let sql =
        "SELECT m.state, m.held_for, k.state AS kept_state FROM signatures m JOIN signatures k ON k.letter = m.letter AND k.kind = m.kind
       WHERE m.id = ?1 AND k.id = ?2 AND m.id <> k.id AND m.state IN ('confirmed', 'held') AND k.state IN ('confirmed', 'held')";
    let found = tx.one(sql, params![merged, kept], |row| {
        let held_for = row.word_if_any::<HoldReason>("held_for")?;
        Ok((row.word::<State>("state")?, held_for, row.word::<State>("kept_state")?))
    })?;
    let Some((state, held_for, kept_state)) = found else {
        return Ok(false);
    };
    let marked = [flags::has(tx, merged, RIVAL)?, flags::has(tx, kept, RIVAL)?];
    let before = rivalries::settle(tx, (merged, kept), Outcome::Duplicate, by.at)?;
    tx.post(
        "INSERT INTO merges (merged, kept, state_before, held_before, outcome_before, merged_marked, kept_marked, merged_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            merged,
            kept,
            state.as_str(),
            held_for.map(HoldReason::as_str),
            before.map(Outcome::as_str),
            marked[0],
            marked[1],
            by.at
        ],
    )?;
    ledger::merge(tx, merged, by)?;
    ledger::note(tx, kept, "kept", by)?;
    unmark(tx, merged)?;
    unmark(tx, kept)?;
    if state == State::Confirmed && kept_state != State::Confirmed {
        // Nobody of that name counts now.
        outdate_bundles(tx, merged, from_micros(by.at))?;
    }
    Ok(true)
}

/// Brings a merged signature back as it was. Returns `false`, and changes nothing, if it is not merged.
pub(crate) fn undo(tx: &Tx<'_>, merged: SignatureId, by: By) -> Result<bool, StoreError> {
    let sql = "SELECT kept, state_before, held_before, outcome_before, merged_marked, kept_marked FROM merges WHERE merged = ?1";
    let found = tx.one(sql, params![merged], |row| {
        let before = (row.word("state_before")?, row.word_if_any("held_before")?);
        let marked = [row.get::<bool>("merged_marked")?, row.get::<bool>("kept_marked")?];
        let outcome = row.get::<Option<String>>("outcome_before")?;
        Ok((row.get::<SignatureId>("kept")?, before, marked, outcome))
    })?;
    let Some((kept, before, marked, outcome)) = found else {
        return Ok(false);
    };
    ledger::unmerge(tx, merged, before, by)?;
    ledger::note(tx, kept, "parted", by)?;
    let outcome = outcome.map_or(Outcome::Beside, |word| Outcome::parse(&word));
    rivalries::settle(tx, (merged, kept), outcome, by.at)?;
    for (id, was_marked) in [merged, kept].into_iter().zip(marked) {
        if was_marked {
            flags::flag(tx, id, RIVAL)?;
        }
    }
    Ok(true)
}

/// Records that staff have seen that two signatures of a letter are of two signers: neither is shown beside the other any more.
pub(crate) fn keep_apart(tx: &Tx<'_>, one: SignatureId, other: SignatureId, now: i64) -> Result<(), StoreError> {
    rivalries::settle(tx, (one, other), Outcome::Apart, now)?;
    rivalries::settle(tx, (other, one), Outcome::Apart, now)?;
    unmark(tx, one)?;
    unmark(tx, other)
}

/// Removes the mark of a signature that nobody else on the letter may be the same as any more.
fn unmark(tx: &Tx<'_>, id: SignatureId) -> Result<(), StoreError> {
    if has_rivals(tx, id)? {
        return Ok(());
    }
    flags::lower(tx, id, RIVAL)
}

/// Returns whether another signature that counts or is held may be of the same signer.
fn has_rivals(db: &Read<'_>, id: SignatureId) -> Result<bool, StoreError> {
    for it in rivalries::rivals(db, id)? {
        let other = it.other(id);
        let sql = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND state IN ('confirmed', 'held')";
        if it.outcome != Outcome::Apart && db.one(sql, params![other], |_| Ok(()))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
