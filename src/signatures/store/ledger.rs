//! The ledger's verbs. Every change of a signature's state is made here, together with what depends on it: the tally, the history, what a
//! restored backup has to know, and the duplicate that waits behind it.
//!
//! A signature is recorded as *pending* ([`super::record()`]). [`super::counting::settle`] decides between [`count`], [`hold`] and
//! [`duplicate`]; every change of what the tally counts by (listing, place, revision) goes through [`recount`].

pub mod before;

use super::announce::announce;
use super::changed;
use super::history::{self, APPROVED_BEFORE};
pub(crate) use super::history::{By, hand_on_history, left_as_approved, note};
use super::newcomers;
use super::outdated::outdate_bundles;
use super::{merged, rivalries};
use crate::clock::from_micros;
use crate::letters::Party;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::{Actor, HoldReason, State};
use crate::store::takebacks::Topic;
use crate::store::{Read, Signal, StoreError, Tx, params};

/// Counts a signature that its signer has confirmed.
pub(crate) fn count(tx: &Tx<'_>, id: SignatureId, by: By) -> Result<(), StoreError> {
    change(tx, id, (State::Confirmed, None), "counted", by)
}

/// Counts a signature for which nothing but an earlier approval by staff speaks.
pub(crate) fn count_as_approved(tx: &Tx<'_>, id: SignatureId, by: By) -> Result<(), StoreError> {
    change(tx, id, (State::Confirmed, None), APPROVED_BEFORE, by)
}

/// Marks a signature as awaiting the approval of those who decide for the organization.
pub(crate) fn await_approval(tx: &Tx<'_>, id: SignatureId, by: By) -> Result<(), StoreError> {
    change(tx, id, (State::Awaiting, None), "confirmed", by)
}

/// Holds a signature for review.
pub(crate) fn hold(tx: &Tx<'_>, id: SignatureId, doubt: HoldReason, by: By) -> Result<(), StoreError> {
    change(tx, id, (State::Held, Some(doubt)), doubt.as_str(), by)
}

/// Marks a signature as a duplicate of one that is already on the letter.
pub(crate) fn duplicate(tx: &Tx<'_>, id: SignatureId, by: By) -> Result<(), StoreError> {
    change(tx, id, (State::Duplicate, None), "duplicate", by)
}

/// Takes a signature out of the count because its signer is on the letter by another one, which stays. A bundle that holds it still says who
/// signed, so that no mail to an office is stopped.
pub(super) fn merge(tx: &Tx<'_>, id: SignatureId, by: By) -> Result<(), StoreError> {
    change(tx, id, (State::Duplicate, None), MERGED, by)
}

/// The act in the history of a signature that belongs to another one since.
const MERGED: &str = "merged";

/// Brings a merged signature back to what it was.
pub(super) fn unmerge(
    tx: &Tx<'_>,
    id: SignatureId,
    before: (State, Option<HoldReason>),
    by: By,
) -> Result<(), StoreError> {
    let sql = "SELECT counted_at FROM signatures WHERE id = ?1";
    let counted_at = tx.one(sql, params![id], |row| row.get::<Option<i64>>("counted_at"))?;
    change(tx, id, before, "unmerged", by)?;
    // It counts since it counted first.
    let sql = "UPDATE signatures SET counted_at = COALESCE(CAST(?2 AS BIGINT), counted_at) WHERE id = ?1";
    tx.post(sql, params![id, counted_at.flatten()])
}

/// Counts a signature that was held or removed, by decision of staff; a restored backup does not remove it again.
pub(crate) fn restore(tx: &Tx<'_>, id: SignatureId, at: i64) -> Result<(), StoreError> {
    tx.mark_put_right(Topic::Signature, &id.to_string())?;
    let actor = Actor::Staff;
    change(tx, id, (State::Confirmed, None), "approved", By { actor, at })
}

/// Takes a signature out of the count, into a state in which it [is over](State::is_over). A restored backup does not count it again, and a
/// duplicate that waited behind it is held for review. A person who withdraws also withdraws what was merged into their signature.
pub(crate) fn leave(tx: &Tx<'_>, id: SignatureId, to: State, by: By) -> Result<(), StoreError> {
    tx.mark_taken_back(Topic::Signature, to.as_str(), &id.to_string())?;
    leave_again(tx, id, to, by)
}

/// Takes a signature out of the count again, after a restore from a backup that still counted it.
pub(crate) fn leave_again(tx: &Tx<'_>, id: SignatureId, to: State, by: By) -> Result<(), StoreError> {
    change(tx, id, (to, None), to.as_str(), by)?;
    if to == State::Withdrawn && is_person(tx, id)? {
        for other in merged::directly_into(tx, id)? {
            leave(tx, other, to, by)?;
        }
    }
    if to.allows_signing_anew() {
        let sql = "UPDATE signatures SET asker_key = asker_key || '#w' || id WHERE id = ?1";
        tx.post(sql, params![id])?;
    }
    revive(tx, id, by).map(drop)
}

/// Takes a signature out of the count before its row is deleted; returns the duplicate that is held now.
pub(crate) fn erase(tx: &Tx<'_>, id: SignatureId, by: By) -> Result<Option<SignatureId>, StoreError> {
    announce(tx, id)?;
    count_out(tx, id)?;
    outdate_bundles(tx, id, from_micros(by.at))?;
    revive(tx, id, by)
}

/// Holds the oldest duplicate of an organization that is no longer on the letter: it may be the genuine one. Returns which one. Of a person,
/// holds what was merged into a signature that somebody else took off the letter.
pub(crate) fn revive(tx: &Tx<'_>, id: SignatureId, by: By) -> Result<Option<SignatureId>, StoreError> {
    if is_person(tx, id)? {
        for other in merged::directly_into(tx, id)? {
            hold(tx, other, HoldReason::PossibleDuplicate, By::service(by.at))?;
        }
        return Ok(None);
    }
    let heir = rivalries::inherit(tx, id)?;
    if let Some(heir) = heir {
        hold(tx, heir, HoldReason::PossibleDuplicate, By::service(by.at))?;
        let sql = "UPDATE merges SET kept = ?2 WHERE kept = ?1";
        tx.post(sql, params![id, heir])?;
    }
    Ok(heir)
}

fn is_person(db: &Read<'_>, id: SignatureId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND kind = 'person'";
    Ok(db.one(sql, params![id], |row| row.get::<i64>("n"))?.is_some())
}

/// Runs a change to how a signature is counted, by its listing, its place or its revision, and updates the tally.
pub(crate) fn recount<T>(
    tx: &Tx<'_>,
    id: SignatureId,
    work: impl FnOnce() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    announce(tx, id)?;
    count_out(tx, id)?;
    let done = work()?;
    count_in(tx, id)?;
    changed::note(tx, id)?;
    Ok(done)
}

/// Holds all counted people of a flood who were confirmed since a given time. The source is a column of `signatures` and its value.
pub(crate) fn hold_flood(
    tx: &Tx<'_>,
    letter: &str,
    (column, source): (&str, &str),
    since: i64,
    at: i64,
) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT id FROM signatures WHERE letter = ?1 AND {column} = ?2 AND confirmed_at > ?3 AND state = 'confirmed' AND kind = 'person'
         ORDER BY id"
    );
    for id in tx.all(&sql, params![letter, source, since], |row| row.get("id"))? {
        hold(tx, id, HoldReason::Surge, By::service(at))?;
    }
    Ok(())
}

/// Changes the state, and records the change in the history.
fn change(
    tx: &Tx<'_>,
    id: SignatureId,
    (to, held_for): (State, Option<HoldReason>),
    act: &str,
    by: By,
) -> Result<(), StoreError> {
    let sql = "SELECT state, letter, kind FROM signatures WHERE id = ?1";
    let found = tx.one(sql, params![id], |row| {
        Ok((
            row.word::<State>("state")?,
            row.get::<String>("letter")?,
            row.word::<Party>("kind")?,
        ))
    })?;
    let Some((from, letter, kind)) = found else {
        return Ok(());
    };
    let confirms = matches!(to, State::Awaiting | State::Held | State::Confirmed | State::Duplicate);
    if from == State::Pending && confirms && kind == Party::Organization {
        newcomers::note(tx, &letter, id)?;
    }
    if from == State::Confirmed || to == State::Confirmed {
        tx.after_commit(Signal::LetterChanged(letter));
    }
    if from == State::Confirmed {
        count_out(tx, id)?;
        if to != State::Confirmed && act != MERGED {
            outdate_bundles(tx, id, from_micros(by.at))?;
        }
    }
    if from == State::Duplicate {
        tx.post("DELETE FROM merges WHERE merged = ?1", params![id])?;
    }
    tx.post(
        "UPDATE signatures SET state = ?2, held_for = ?3, state_at = ?4,
           confirmed_at = CASE WHEN ?5 THEN COALESCE(confirmed_at, ?4) ELSE confirmed_at END,
           counted_at = CASE WHEN ?6 THEN ?4 ELSE counted_at END WHERE id = ?1",
        params![
            id,
            to.as_str(),
            held_for.map(HoldReason::as_str),
            by.at,
            confirms,
            to == State::Confirmed
        ],
    )?;
    if to == State::Confirmed {
        count_in(tx, id)?;
    }
    changed::note(tx, id)?;
    history::record(tx, id, act, (from, to), by)
}

/// Adds a confirmed signature to the tally, by its current listing, place and revision.
fn count_in(tx: &Tx<'_>, id: SignatureId) -> Result<(), StoreError> {
    tx.post(
        "INSERT INTO tally (letter, revision, organizations, people, unlisted, recorded, imported)
         SELECT letter, revision, CASE WHEN kind = 'organization' THEN 1 ELSE 0 END,
           CASE WHEN kind = 'person' AND listing <> 'unlisted' THEN 1 ELSE 0 END,
           CASE WHEN kind = 'person' AND listing = 'unlisted' THEN 1 ELSE 0 END,
           CASE WHEN origin = 'recorded' THEN 1 ELSE 0 END, CASE WHEN origin = 'imported' THEN 1 ELSE 0 END
         FROM signatures WHERE id = ?1 AND state = 'confirmed'
         ON CONFLICT (letter, revision) DO UPDATE SET organizations = tally.organizations + excluded.organizations,
           people = tally.people + excluded.people, unlisted = tally.unlisted + excluded.unlisted,
           recorded = tally.recorded + excluded.recorded, imported = tally.imported + excluded.imported",
        params![id],
    )?;
    tx.post(
        "INSERT INTO tally_places (letter, kind, place, listed) SELECT letter, kind, COALESCE(region, ''), 1
         FROM signatures WHERE id = ?1 AND state = 'confirmed' AND listing <> 'unlisted'
         ON CONFLICT (letter, kind, place) DO UPDATE SET listed = tally_places.listed + 1",
        params![id],
    )?;
    Ok(())
}

/// Subtracts a signature from the tally.
fn count_out(tx: &Tx<'_>, id: SignatureId) -> Result<(), StoreError> {
    tx.post(
        "UPDATE tally SET organizations = organizations - CASE WHEN s.kind = 'organization' THEN 1 ELSE 0 END,
           people = people - CASE WHEN s.kind = 'person' AND s.listing <> 'unlisted' THEN 1 ELSE 0 END,
           unlisted = unlisted - CASE WHEN s.kind = 'person' AND s.listing = 'unlisted' THEN 1 ELSE 0 END,
           recorded = recorded - CASE WHEN s.origin = 'recorded' THEN 1 ELSE 0 END,
           imported = imported - CASE WHEN s.origin = 'imported' THEN 1 ELSE 0 END
         FROM signatures s WHERE s.id = ?1 AND s.state = 'confirmed' AND s.letter = tally.letter AND s.revision = tally.revision",
        params![id],
    )?;
    tx.post(
        "UPDATE tally_places SET listed = listed - 1 FROM signatures s WHERE s.id = ?1 AND s.state = 'confirmed' AND s.listing <> 'unlisted'
           AND s.letter = tally_places.letter AND s.kind = tally_places.kind AND COALESCE(s.region, '') = tally_places.place",
        params![id],
    )?;
    Ok(())
}
