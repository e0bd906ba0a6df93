//! Erases the details of a letter's signers, some time after its delivery: what was needed to count, to answer and to deliver.
//!
//! Of a signature that counts, what the public list shows stays: the listed name, the kind, and the place as it is listed. So the tally and
//! the lists stay as they are. Erased are the address and everything made of it, the postal code, the district, the message, the consent to
//! updates, the phone, the contact and the deciders of an organization, a person's full name if another one is listed, the name of a person
//! who is not listed, and the recipients of all mails about it. Its links end. A signature that does not count has nothing published, and is deleted.
//!
//! What offices received stays as it was frozen; of a frozen bundle, the files that no office has are deleted (`delivery/leftovers.rs`).
//!
//! It is done in portions, so that others can write in between. Each leaves a mark beside the database, by which a restored backup erases
//! again whatever it has of the letter: all of it was stored before.

use jiff::Timestamp;

use super::announce::announce;
use super::changed;
use super::erase::{delete, delete_handover, erase_form};
use super::search_texts;
use crate::outbox::kinds;
use crate::outbox::store::erase_about;
use crate::signatures::ids::{HandoverId, SavedFormId, SignatureId, UpdateMailId};
use crate::signatures::state::State;
use crate::store::erasures::Tombstone;
use crate::store::takebacks::{Later, Topic};
use crate::store::{Read, StoreError, Tx, params};

/// The maximum number of signatures in one transaction: a few dozen statements each.
const PORTION: usize = 100;

/// The result of one portion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Portion {
    /// How many signatures had their details erased.
    pub erased: usize,
    /// Whether nothing is left to erase.
    pub is_last: bool,
}

/// Counts the signatures on a letter that still have their details.
pub fn left(db: &Read<'_>, letter: &str) -> Result<u64, StoreError> {
    let done = done_to(db, letter)?.unwrap_or(SignatureId::NONE);
    let sql = "SELECT COUNT(*) AS n FROM signatures WHERE COALESCE(letter, '') = ?1 AND id > ?2";
    let left = db.one(sql, params![letter, done], |row| row.get::<i64>("n"))?;
    Ok(left.map_or(0, |n| u64::try_from(n).unwrap_or(0)))
}

/// Returns the last signature whose details are erased; `None` if it was never begun.
fn done_to(db: &Read<'_>, letter: &str) -> Result<Option<SignatureId>, StoreError> {
    let sql = "SELECT done_to FROM details_erased WHERE letter = ?1";
    db.one(sql, params![letter], |row| row.get("done_to"))
}

/// Erases the details of the letter's next signatures, in the order of their numbers. A letter that is signed anew later goes on from there.
pub fn erase_next(tx: &Tx<'_>, letter: &str, now: Timestamp) -> Result<Portion, StoreError> {
    let done = done_to(tx, letter)?;
    let from = done.unwrap_or(SignatureId::NONE);
    let sql = "SELECT id, state FROM signatures WHERE COALESCE(letter, '') = ?1 AND id > ?2 ORDER BY id LIMIT ?3";
    let limit = i64::try_from(PORTION).unwrap_or(i64::MAX);
    let found: Vec<(SignatureId, State)> = tx.all(sql, params![letter, from, limit], |row| {
        Ok((row.get("id")?, row.word("state")?))
    })?;
    let (erased, is_last) = (found.len(), found.len() < PORTION);
    if erased == 0 && done.is_some() {
        return Ok(Portion { erased, is_last });
    }
    for (id, state) in &found {
        match state {
            State::Confirmed => erase_details(tx, *id, now)?,
            _ => delete(tx, *id, now)?,
        }
    }
    if is_last {
        erase_of_letter(tx, letter, now)?;
    }
    let sql = "INSERT INTO details_erased (letter, done_to, unlogged) VALUES (?1, ?2, ?3)
       ON CONFLICT (letter) DO UPDATE SET done_to = excluded.done_to, unlogged = details_erased.unlogged + excluded.unlogged";
    let last = found.last().map_or(from, |(id, _)| *id);
    tx.execute(sql, params![letter, last, i64::try_from(erased).unwrap_or(i64::MAX)])?;
    tx.mark_taken_back(Topic::Details, "erased", letter)?;
    tx.wipe();
    Ok(Portion { erased, is_last })
}

/// Returns how many were erased since this was asked last, for the audit log.
pub fn take_unlogged(tx: &Tx<'_>, letter: &str) -> Result<u32, StoreError> {
    let sql = "SELECT unlogged FROM details_erased WHERE letter = ?1";
    let unlogged = tx
        .one(sql, params![letter], |row| row.get::<u32>("unlogged"))?
        .unwrap_or(0);
    if unlogged > 0 {
        tx.execute(
            "UPDATE details_erased SET unlogged = 0 WHERE letter = ?1",
            params![letter],
        )?;
    }
    Ok(unlogged)
}

/// Erases the details of a signature that counts.
fn erase_details(tx: &Tx<'_>, id: SignatureId, now: Timestamp) -> Result<(), StoreError> {
    announce(tx, id)?;
    changed::note(tx, id)?;
    erase_recipients(tx, id, now)?;
    // Two rows must not have the same key, and an organization's own is its name.
    tx.post(
        "UPDATE signatures SET email = '', asker_key = 'erased:' || id, signer_key = CASE kind WHEN 'person' THEN 'erased:' || id ELSE signer_key END,
           mail_domain = NULL, flood_base = NULL, flood_suffix = NULL, consent = NULL, consent_at = NULL,
           city = CASE listing WHEN 'full' THEN city ELSE '' END, listed_name = CASE listing WHEN 'unlisted' THEN '' ELSE listed_name END,
           sort_name = CASE listing WHEN 'unlisted' THEN ?2 ELSE sort_name END WHERE id = ?1",
        params![id, &[][..] as &[u8]],
    )?;
    tx.post(
        "UPDATE people SET name = (SELECT s.listed_name FROM signatures s WHERE s.id = people.signature), short_name = NULL, to_offices = NULL, to_offices_at = NULL, postal_code = '',
           congress = NULL, district = NULL, district_found = NULL, comment = NULL, comment_state = 'unread',
           title = CASE WHEN (SELECT s.listing FROM signatures s WHERE s.id = people.signature) = 'full' THEN title END,
           affiliation = CASE WHEN (SELECT s.listing FROM signatures s WHERE s.id = people.signature) = 'full' THEN affiliation END
         WHERE signature = ?1",
        params![id],
    )?;
    tx.post(
        "UPDATE organizations SET contact_name = '', contact_title = '', phone = NULL, public_email = NULL, submitted_by = NULL,
           submitted_from = NULL, evidence = CASE verification WHEN 'staff' THEN '' END WHERE signature = ?1",
        params![id],
    )?;
    // What staff noted of a paper or a list may name its signer.
    tx.post("UPDATE provenance SET evidence = '', unasked = CASE WHEN unasked IS NULL THEN NULL ELSE '' END WHERE signature = ?1", params![id])?;
    // Staff may have named someone in a sentence, and an undo holds what was.
    tx.post(
        "UPDATE signature_events SET note = NULL WHERE signature = ?1",
        params![id],
    )?;
    tx.post("DELETE FROM decided_signatures WHERE signature = ?1", params![id])?;
    // A link that is over opens nothing, and its page says why. Links to decide go with those who decide.
    tx.post("DELETE FROM deciders WHERE signature = ?1", params![id])?;
    tx.post("DELETE FROM line_corrections WHERE signature = ?1", params![id])?;
    tx.post("DELETE FROM renewals WHERE signature = ?1", params![id])?;
    tx.post(
        "UPDATE links SET handed_over_at = COALESCE(handed_over_at, ?2), origin = NULL, origin_range = NULL WHERE signature = ?1",
        params![id, now.as_microsecond()],
    )?;
    search_texts::refresh(tx, id)
}

/// Erases the recipients of the mails about a signature, and deletes what those mails were about.
fn erase_recipients(tx: &Tx<'_>, id: SignatureId, now: Timestamp) -> Result<(), StoreError> {
    for kind in kinds::ABOUT_A_SIGNATURE {
        erase_about(tx, kind, id, now)?;
    }
    let handovers = "SELECT id FROM handovers WHERE signature = ?1";
    for handover in tx.all(handovers, params![id], |row| row.get::<HandoverId>("id"))? {
        delete_handover(tx, handover, now)?;
    }
    let updates = "SELECT id FROM update_mails WHERE signature = ?1";
    for mail in tx.all(updates, params![id], |row| row.get::<UpdateMailId>("id"))? {
        erase_about(tx, kinds::UPDATE, mail, now)?;
    }
    tx.post("DELETE FROM update_mails WHERE signature = ?1", params![id])
}

/// Erases what is stored about a letter besides its signatures: whom staff invited, and forms that were saved. Files of its frozen bundles
/// that no office has are deleted soon.
fn erase_of_letter(tx: &Tx<'_>, letter: &str, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE invitations SET email = NULL, note = NULL WHERE letter = ?1";
    tx.post(sql, params![letter])?;
    let forms = "SELECT id FROM saved_forms WHERE letter = ?1";
    for form in tx.all(forms, params![letter], |row| row.get::<SavedFormId>("id"))? {
        erase_form(tx, form, now)?;
    }
    let sql = "UPDATE bundles SET erased_from = ?2 WHERE letter = ?1 AND erased_from IS NULL";
    tx.post(sql, params![letter, now.as_microsecond()])
}

/// Returns the letters whose signers' details were erased after the backup was made.
pub(super) fn erased_later(
    db: &Read<'_>,
    later: &Later<'_, impl Fn(&str, i64) -> Tombstone>,
) -> Result<Vec<String>, StoreError> {
    let letters: Vec<String> = db.all("SELECT DISTINCT letter FROM editions", [], |row| row.get("letter"))?;
    let is_later = |letter: &String| later.word(Topic::Details, letter).is_some();
    Ok(letters.into_iter().filter(is_later).collect())
}
