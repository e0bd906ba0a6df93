//! Erases a signature or a saved form with everything that names its person, here and in the outbox.
//!
//! What staff know an organization by stays (the name that an invitation is for), and so does what went to offices in a frozen bundle: the
//! signer's page says so. The bundle is marked, and its other files are removed (`delivery/leftovers.rs`).

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::changed;
use super::ledger::{self, By};
use super::merged;
use crate::email::EmailAddress;
use crate::letters::Party;
use crate::outbox::kinds;
use crate::outbox::store::{ErasedMails, erase_about, erase_answers};
use crate::signatures::ids::{HandoverId, InvitationId, SavedFormId, SignatureId, UpdateMailId};
use crate::signatures::store::links::signatures_of;
use crate::store::{Read, RowId, StoreError, Tx, erasures, params};

const SIGNATURE: &str = "signature";
const FORM: &str = "form";

/// Erases a signature at its signer's request, updates the tally, and leaves a tombstone, so that a restored backup does not bring it back.
/// What the signer withdrew earlier, and nobody has seen since, goes with it: an objection to it does not outlive what it was about. So does
/// what was merged into a person's signature. Returns the duplicate that is held now in its place.
pub fn erase(tx: &Tx<'_>, id: SignatureId, now: Timestamp) -> Result<Option<SignatureId>, StoreError> {
    for earlier in [earlier(tx, id)?, merged_people(tx, id)?].concat() {
        erase_one(tx, earlier, now)?;
    }
    erase_one(tx, id, now)
}

/// Returns what the signer of a signature withdrew before they signed anew.
fn earlier(db: &Read<'_>, id: SignatureId) -> Result<Vec<SignatureId>, StoreError> {
    let sql =
        "SELECT e.id FROM signatures s JOIN signatures e ON e.letter = s.letter AND e.asker_key > s.asker_key || '#w'
         AND e.asker_key < s.asker_key || '#x' AND e.state IN ('withdrawn', 'declined') WHERE s.id = ?1 ORDER BY e.id";
    db.all(sql, params![id], |row| row.get("id"))
}

/// Returns what else is stored of a person by whose signature they are on a letter: what was merged into it.
pub(crate) fn merged_people(db: &Read<'_>, id: SignatureId) -> Result<Vec<SignatureId>, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND kind = 'person'";
    match db.one(sql, params![id], |_| Ok(()))? {
        Some(()) => merged::into(db, id),
        None => Ok(Vec::new()),
    }
}

fn erase_one(tx: &Tx<'_>, id: SignatureId, now: Timestamp) -> Result<Option<SignatureId>, StoreError> {
    let sql = "SELECT kind, letter, email FROM signatures WHERE id = ?1";
    let found = tx.one(sql, params![id], |row| {
        let letter: String = row.get("letter")?;
        Ok((row.word::<Party>("kind")?, letter, row.get::<String>("email")?))
    })?;
    let Some((kind, letter, email)) = found else {
        return Ok(None);
    };
    let heir = ledger::erase(tx, id, By::service(now.as_microsecond()))?;
    let sql = "UPDATE bundles SET erased_from = ?2 WHERE id IN (SELECT bundle FROM bundle_signers WHERE signature = ?1) AND erased_from IS NULL";
    tx.execute(sql, params![id, now.as_microsecond()])?;
    delete(tx, id, now)?;
    tx.bury(SIGNATURE, id.number())?;
    let Ok(email) = EmailAddress::parse(&email) else {
        return Ok(heir);
    };
    if kind == Party::Organization {
        invitations(tx, &email)?;
        for form in forms_of(tx, &letter, &email)? {
            erase_form(tx, form, now)?;
        }
    }
    let last = signatures_of(tx, &email)?.is_empty();
    erase_answers(
        tx,
        kinds::FIND_MINE,
        &email,
        if last { ErasedMails::All } else { ErasedMails::Settled },
        now,
    )?;
    Ok(heir)
}

/// Deletes an uncounted signature and the recipients of mails about it. It leaves no tombstone: a restored backup finds for itself what has
/// been kept long enough.
pub(crate) fn delete(tx: &Tx<'_>, id: SignatureId, now: Timestamp) -> Result<(), StoreError> {
    for kind in kinds::ABOUT_A_SIGNATURE {
        erase_about(tx, kind, id, now)?;
    }
    // Mails whose subject is a row that belongs to the signature.
    let handovers = "SELECT id FROM handovers WHERE signature = ?1";
    for handover in tx.all(handovers, params![id], |row| row.get::<HandoverId>("id"))? {
        erase_about(tx, kinds::HANDOVER_ASKED, handover, now)?;
        erase_about(tx, kinds::HANDOVER_ANSWERED, handover, now)?;
    }
    let updates = "SELECT id FROM update_mails WHERE signature = ?1";
    for mail in tx.all(updates, params![id], |row| row.get::<UpdateMailId>("id"))? {
        erase_about(tx, kinds::UPDATE, mail, now)?;
    }
    changed::note(tx, id)?;
    tx.execute("DELETE FROM signatures WHERE id = ?1", params![id])?;
    tx.wipe();
    Ok(())
}

/// Erases a saved form and the recipient of its mail, and leaves a tombstone.
pub(crate) fn erase_form(tx: &Tx<'_>, id: SavedFormId, now: Timestamp) -> Result<(), StoreError> {
    delete_form(tx, id, now)?;
    tx.bury(FORM, id.number())
}

/// Deletes a saved form whose retention has ended, without a tombstone.
pub(crate) fn delete_form(tx: &Tx<'_>, id: SavedFormId, now: Timestamp) -> Result<(), StoreError> {
    erase_about(tx, kinds::DRAFT, id, now)?;
    tx.execute("DELETE FROM saved_forms WHERE id = ?1", params![id])?;
    tx.wipe();
    Ok(())
}

/// Deletes a proposed contact and the recipients of mails about the handover.
pub(crate) fn delete_handover(tx: &Tx<'_>, id: HandoverId, now: Timestamp) -> Result<(), StoreError> {
    erase_about(tx, kinds::HANDOVER_ASKED, id, now)?;
    erase_about(tx, kinds::HANDOVER_ANSWERED, id, now)?;
    tx.execute("DELETE FROM handovers WHERE id = ?1", params![id])?;
    tx.wipe();
    Ok(())
}

/// Removes the person's address and staff's notes from an organization's invitation, and keeps the invitation.
fn invitations(tx: &Tx<'_>, email: &EmailAddress) -> Result<(), StoreError> {
    let sql = "SELECT id, email FROM invitations WHERE email IS NOT NULL";
    let all = tx.all(sql, [], |row| {
        Ok((row.get::<InvitationId>("id")?, row.get::<String>("email")?))
    })?;
    let theirs =
        |(_, it): &(InvitationId, String)| EmailAddress::parse(it).is_ok_and(|it| it.canonical() == email.canonical());
    for (id, _) in all.iter().filter(|it| theirs(it)) {
        let sql = "UPDATE invitations SET email = NULL, note = NULL WHERE id = ?1";
        tx.execute(sql, params![id])?;
    }
    Ok(())
}

/// Rows of a restored backup that had been erased after the backup was made.
pub struct Erased {
    signatures: Vec<SignatureId>,
    forms: Vec<SavedFormId>,
}

impl Erased {
    /// Returns how many there are.
    pub fn count(&self) -> usize {
        self.signatures.len() + self.forms.len()
    }
}

/// Finds these rows by the tombstones that the backup does not have.
pub(crate) fn erased_later(db: &Read<'_>, later: &BTreeSet<erasures::Tombstone>) -> Result<Erased, StoreError> {
    Ok(Erased {
        signatures: buried(db, later, SIGNATURE, "SELECT id FROM signatures")?,
        forms: buried(db, later, FORM, "SELECT id FROM saved_forms")?,
    })
}

fn buried<I: RowId>(
    db: &Read<'_>,
    later: &BTreeSet<erasures::Tombstone>,
    what: &str,
    sql: &str,
) -> Result<Vec<I>, StoreError> {
    let tombstone = erasures::tombstones(db)?;
    let mut found = Vec::new();
    db.each(sql, [], |row| {
        let id: I = row.get("id")?;
        if later.contains(&tombstone(what, id.number())) {
            found.push(id);
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

/// Erases these rows again.
pub(crate) fn erase_again(tx: &Tx<'_>, erased: &Erased, now: Timestamp) -> Result<(), StoreError> {
    for id in &erased.signatures {
        erase(tx, *id, now)?;
    }
    for id in &erased.forms {
        erase_form(tx, *id, now)?;
    }
    Ok(())
}

/// Returns the forms of a letter that were saved from a mailbox.
pub(crate) fn forms_of(db: &Read<'_>, letter: &str, email: &EmailAddress) -> Result<Vec<SavedFormId>, StoreError> {
    let sql = "SELECT id, email FROM saved_forms WHERE letter = ?1";
    let all = db.all(sql, params![letter], |row| {
        Ok((row.get::<SavedFormId>("id")?, row.get::<String>("email")?))
    })?;
    let theirs = |it: &str| EmailAddress::parse(it).is_ok_and(|it| it.canonical() == email.canonical());
    Ok(all.into_iter().filter(|(_, it)| theirs(it)).map(|(id, _)| id).collect())
}
