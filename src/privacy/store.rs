//! Reads what a report holds.

use super::report::{Approver, HandedTo, Invited, OfOrganization, Report, SavedDraft, Signed};
use crate::clock::from_micros;
use crate::config::Secret;
use crate::email::EmailAddress;
use crate::my_signature::store::stored;
use crate::outbox::store::to_address;
use crate::signatures::ids::{DeciderId, HandoverId, InvitationId, SavedFormId, SignatureId};
use crate::signatures::store::Mailbox;
use crate::signatures::store::of_address::of_address;
use crate::store::{Read, Row, StoreError, params};

pub(super) fn report(db: &Read<'_>, secret: &Secret, email: &EmailAddress) -> Result<Report, StoreError> {
    let found = of_address(db, email)?;
    Ok(Report {
        address: email.as_str().to_owned(),
        signatures: all(&found.signatures, |id| signed(db, id))?,
        approver_for: all(&found.deciders, |id| approver(db, id))?,
        public_address_of: all(&found.public, |id| organization(db, id, Submitter::Hidden))?,
        submitted: all(&found.submitted, |id| organization(db, id, Submitter::Told))?,
        named_as_contact: all(&found.handovers, |id| handed(db, id))?,
        saved_forms: all(&found.forms, |id| saved(db, id))?,
        invitations: all(&found.invitations, |id| invited(db, id))?,
        emails: to_address(db, email)?,
        refuses_email_about: refused(db, secret, email)?,
    })
}

fn all<I: Copy, T>(ids: &[I], one: impl Fn(I) -> Result<Option<T>, StoreError>) -> Result<Vec<T>, StoreError> {
    ids.iter().filter_map(|id| one(*id).transpose()).collect()
}

fn moment(row: &Row<'_>, column: &str) -> Result<String, StoreError> {
    Ok(from_micros(row.get(column)?).to_string())
}

fn moment_if_any(row: &Row<'_>, column: &str) -> Result<Option<String>, StoreError> {
    let at: Option<i64> = row.get(column)?;
    Ok(at.map(|at| from_micros(at).to_string()))
}

fn signed(db: &Read<'_>, id: SignatureId) -> Result<Option<Signed>, StoreError> {
    let Some(stored) = stored::stored(db, id)? else {
        return Ok(None);
    };
    let sql = "SELECT s.consent_at, p.to_offices_at, s.source, s.flags FROM signatures s LEFT JOIN people p ON p.signature = s.id WHERE s.id = ?1";
    db.one(sql, params![id], |row| {
        Ok(Signed {
            number: id,
            stored,
            updates_since: moment_if_any(row, "consent_at")?,
            to_offices_since: moment_if_any(row, "to_offices_at")?,
            source: row.get("source")?,
            flags: row.get("flags")?,
        })
    })
}

fn approver(db: &Read<'_>, id: DeciderId) -> Result<Option<Approver>, StoreError> {
    let sql = "SELECT s.letter, s.listed_name, d.name, d.decision, d.reason, d.decided_at
       FROM deciders d JOIN signatures s ON s.id = d.signature WHERE d.id = ?1";
    db.one(sql, params![id], |row| {
        Ok(Approver {
            letter: row.get("letter")?,
            organization: row.get("listed_name")?,
            name: row.get("name")?,
            decision: row.get("decision")?,
            reason: row.get("reason")?,
            decided_at: moment_if_any(row, "decided_at")?,
        })
    })
}

/// Whether it is told who had filled in an organization's form: only to that person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Submitter {
    Told,
    Hidden,
}

fn organization(db: &Read<'_>, id: SignatureId, submitter: Submitter) -> Result<Option<OfOrganization>, StoreError> {
    let sql = "SELECT s.letter, s.listed_name, o.submitted_by FROM signatures s JOIN organizations o ON o.signature = s.id WHERE s.id = ?1";
    db.one(sql, params![id], |row| {
        Ok(OfOrganization {
            letter: row.get("letter")?,
            organization: row.get("listed_name")?,
            submitted_by: row
                .get::<Option<String>>("submitted_by")?
                .filter(|_| submitter == Submitter::Told),
        })
    })
}

fn handed(db: &Read<'_>, id: HandoverId) -> Result<Option<HandedTo>, StoreError> {
    let sql = "SELECT s.letter, s.listed_name, h.name, h.title, h.decision, h.made_at
       FROM handovers h JOIN signatures s ON s.id = h.signature WHERE h.id = ?1";
    db.one(sql, params![id], |row| {
        Ok(HandedTo {
            letter: row.get("letter")?,
            organization: row.get("listed_name")?,
            name: row.get("name")?,
            title: row.get("title")?,
            decision: row.get("decision")?,
            asked_at: moment(row, "made_at")?,
        })
    })
}

fn saved(db: &Read<'_>, id: SavedFormId) -> Result<Option<SavedDraft>, StoreError> {
    let sql = "SELECT letter, fields, saved_at FROM saved_forms WHERE id = ?1";
    db.one(sql, params![id], |row| {
        Ok(SavedDraft {
            letter: row.get("letter")?,
            fields: row.parse("fields", |text| serde_json::from_str(text))?,
            saved_at: moment(row, "saved_at")?,
        })
    })
}

fn invited(db: &Read<'_>, id: InvitationId) -> Result<Option<Invited>, StoreError> {
    let sql = "SELECT letter, name, note, created_at FROM invitations WHERE id = ?1";
    db.one(sql, params![id], |row| {
        Ok(Invited {
            letter: row.get("letter")?,
            organization: row.get("name")?,
            note: row.get("note")?,
            invited_at: moment(row, "created_at")?,
        })
    })
}

/// Returns the letters about which the owner of an address refuses mail.
fn refused(db: &Read<'_>, secret: &Secret, email: &EmailAddress) -> Result<Vec<String>, StoreError> {
    let letters: Vec<String> = db.all("SELECT DISTINCT letter FROM editions ORDER BY letter", [], |row| {
        row.get("letter")
    })?;
    let mut refused = Vec::new();
    for letter in letters {
        if Mailbox::new(secret, &letter, email).is_closed(db)? {
            refused.push(letter);
        }
    }
    Ok(refused)
}
