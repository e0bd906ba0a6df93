//! Handovers: an organization's contact hands over to another one, on every letter at once. Nothing changes until the other one accepts.

use jiff::Timestamp;

use crate::clock::{DAY_MICROS, from_micros};
use crate::config::Secret;
use crate::domains;
use crate::email::EmailAddress;
use crate::organizations::store::identification::siblings;
use crate::signatures::ids::{HandoverId, SignatureId};
use crate::signatures::link_token::{Purpose, Token, nonce};
use crate::signatures::organization::Contact;
use crate::signatures::store::candidate::candidate;
use crate::signatures::store::erase::{delete, delete_handover};
use crate::signatures::store::verification::verify;
use crate::signatures::store::{blocklist, flags, search_texts};
use crate::store::takebacks::Topic;
use crate::store::{Read, StoreError, Tx, params};

/// A handover to a person who was named.
#[derive(Clone, PartialEq, Eq)]
pub struct Handover {
    /// The row.
    pub id: HandoverId,
    /// The signature on whose page it was requested.
    pub signature: SignatureId,
    /// The nonce of its link.
    pub nonce: [u8; 16],
    /// The letter of that page.
    pub letter: String,
    /// The language of mails to the organization's contact.
    pub lang: String,
    /// The language in which the letter was read.
    pub read: String,
    /// The organization's listed name.
    pub listed_name: String,
    /// The old contact's name and role.
    pub from: [String; 2],
    /// The old contact's address.
    pub from_email: String,
    /// The new contact's name and role.
    pub to: [String; 2],
    /// The new contact's address.
    pub email: String,
    /// The answer, `accepted` or `refused`; `None` if it is open.
    pub decision: Option<String>,
    /// When it was requested, in microseconds.
    pub made_at: i64,
}

/// Names another contact, in place of one who was named before and has not answered. Returns the row.
pub(crate) fn name_contact(
    tx: &Tx<'_>,
    signature: SignatureId,
    to: &Contact,
    now: Timestamp,
) -> Result<HandoverId, StoreError> {
    let open = "SELECT id FROM handovers WHERE signature = ?1 AND decision IS NULL";
    for id in tx.all(open, params![signature], |row| row.get("id"))? {
        delete_handover(tx, id, now)?;
    }
    let made = tx.one(
        "INSERT INTO handovers (signature, nonce, name, title, email, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id",
        params![
            signature,
            &nonce()[..],
            to.name,
            to.title,
            to.email.as_str(),
            now.as_microsecond()
        ],
        |row| row.get("id"),
    )?;
    made.ok_or(StoreError::Closed)
}

/// Returns a handover by its row.
pub fn handover(db: &Read<'_>, id: HandoverId) -> Result<Option<Handover>, StoreError> {
    let sql = "SELECT h.id, h.signature, h.nonce, h.name, h.title, h.email, h.decision, h.made_at, s.letter, s.lang AS read, COALESCE(s.page_lang, s.lang) AS lang, s.email AS from_email, s.listed_name,
       o.contact_name, o.contact_title
       FROM handovers h JOIN signatures s ON s.id = h.signature JOIN organizations o ON o.signature = s.id WHERE h.id = ?1";
    db.one(sql, params![id], |row| {
        Ok(Handover {
            id,
            signature: row.get("signature")?,
            nonce: row.get("nonce")?,
            letter: row.get("letter")?,
            lang: row.get("lang")?,
            read: row.get("read")?,
            listed_name: row.get("listed_name")?,
            from: [row.get("contact_name")?, row.get("contact_title")?],
            from_email: row.get("from_email")?,
            to: [row.get("name")?, row.get("title")?],
            email: row.get("email")?,
            decision: row.get("decision")?,
            made_at: row.get("made_at")?,
        })
    })
}

/// Returns the handover of a signature that has not been answered.
pub(crate) fn named_contact(db: &Read<'_>, signature: SignatureId) -> Result<Option<Handover>, StoreError> {
    let sql = "SELECT id FROM handovers WHERE signature = ?1 AND decision IS NULL";
    let open = db.one(sql, params![signature], |row| row.get::<HandoverId>("id"))?;
    open.map_or(Ok(None), |id| handover(db, id))
}

/// Returns the handover of a link; `None` if there is no such link.
pub fn handed(db: &Read<'_>, secret: &Secret, token: &Token) -> Result<Option<Handover>, StoreError> {
    let found = handover(db, token.row(secret))?;
    Ok(found.filter(|it| token.opens(secret, Purpose::Contact, &it.nonce)))
}

impl Handover {
    /// Returns whether it is too late to accept.
    pub(crate) fn is_over(&self, days: u32, now: Timestamp) -> bool {
        self.decision.is_none() && now.as_microsecond() >= self.made_at + i64::from(days) * DAY_MICROS
    }
}

/// Returns the letters that a signature's organization signed by the same contact.
pub(crate) fn letters_of_contact(db: &Read<'_>, signature: SignatureId) -> Result<Vec<String>, StoreError> {
    let mut letters: Vec<String> = Vec::new();
    for id in siblings(db, signature)? {
        let sql = "SELECT letter FROM signatures WHERE id = ?1";
        letters.extend(db.one(sql, params![id], |row| row.get::<String>("letter"))?);
    }
    // Several rows of one letter may not be adjacent.
    let mut seen = std::collections::HashSet::new();
    letters.retain(|letter| seen.insert(letter.clone()));
    Ok(letters)
}

/// Refuses a handover; the old contact stays.
pub(crate) fn refuse_contact(tx: &Tx<'_>, it: &Handover, now: Timestamp) -> Result<(), StoreError> {
    decide(tx, it, "refused", now)
}

fn decide(tx: &Tx<'_>, it: &Handover, decision: &str, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE handovers SET decision = ?2, decided_at = ?3 WHERE id = ?1 AND decision IS NULL";
    tx.execute(sql, params![it.id, decision, now.as_microsecond()])?;
    Ok(())
}

/// What was handed over.
pub(crate) struct Accepted {
    /// The signatures that are the new contact's.
    pub signatures: Vec<SignatureId>,
}

/// Accepts a handover. Returns `None` and changes nothing if the new contact was removed from one of these letters before, or is one of its
/// deciders now. `updates` is the wording of their own consent to updates; the old contact's ends.
pub(crate) fn accept_contact(
    tx: &Tx<'_>,
    secret: &Secret,
    it: &Handover,
    updates: Option<&str>,
    now: Timestamp,
) -> Result<Option<Accepted>, StoreError> {
    let Ok(email) = EmailAddress::parse(&it.email) else {
        return Ok(None);
    };
    let ids = siblings(tx, it.signature)?;
    for id in &ids {
        if !may_have(tx, secret, *id, &email)? {
            return Ok(None);
        }
    }
    for id in &ids {
        give(tx, *id, &email, it, updates, now.as_microsecond())?;
    }
    decide(tx, it, "accepted", now)?;
    Ok(Some(Accepted { signatures: ids }))
}

/// Returns the letter, and the asker's key of a signature with another contact.
fn key_with(db: &Read<'_>, id: SignatureId, email: &EmailAddress) -> Result<Option<(String, String)>, StoreError> {
    let sql = "SELECT letter, signer_key, asker_key, email FROM signatures WHERE id = ?1";
    db.one(sql, params![id], |row| {
        let (signer, asker): (String, String) = (row.get("signer_key")?, row.get("asker_key")?);
        let old: String = row.get("email")?;
        let old = EmailAddress::parse(&old).map_or(old, |it| it.canonical());
        let mark = asker.strip_prefix(&format!("{signer}:{old}")).unwrap_or_default();
        Ok((row.get("letter")?, format!("{signer}:{}{mark}", email.canonical())))
    })
}

/// Returns whether a signature may be the new contact's: not if they were removed from the letter before, nor if they have another
/// signature that counts.
fn may_have(tx: &Tx<'_>, secret: &Secret, id: SignatureId, email: &EmailAddress) -> Result<bool, StoreError> {
    let Some((letter, key)) = key_with(tx, id, email)? else {
        return Ok(false);
    };
    let sql = "SELECT 1 AS n FROM signatures WHERE letter = ?1 AND asker_key = ?2 AND id <> ?3 AND state NOT IN ('pending', 'duplicate')";
    let other = tx.one(sql, params![letter, key, id], |row| row.get::<i64>("n"))?;
    Ok(other.is_none() && !blocklist::barred_key(tx, secret, &letter, &key)?)
}

/// Hands over one signature: the links of the old contact end; the level of verification may rise, but does not fall without review.
fn give(
    tx: &Tx<'_>,
    id: SignatureId,
    email: &EmailAddress,
    to: &Handover,
    updates: Option<&str>,
    now: i64,
) -> Result<(), StoreError> {
    let Some((letter, key)) = key_with(tx, id, email)? else {
        return Ok(());
    };
    // The new contact's own signature is replaced.
    let own = "SELECT id FROM signatures WHERE letter = ?1 AND asker_key = ?2 AND id <> ?3";
    for own in tx.all(own, params![letter, key, id], |row| row.get("id"))? {
        delete(tx, own, from_micros(now))?;
    }
    let mail_domain = domains::of_mail(email.domain());
    tx.execute(
        "UPDATE signatures SET version = version + 1, asker_key = ?2, email = ?3, mail_domain = ?4, consent = ?5, consent_at = CASE WHEN CAST(?5 AS TEXT) IS NULL THEN NULL ELSE CAST(?6 AS BIGINT) END
         WHERE id = ?1",
        params![id, key, email.as_str(), mail_domain, updates, now],
    )?;
    // The new contact must not be blamed for the signature later.
    let sql =
        "UPDATE organizations SET submitted_by = contact_name || ' (' || contact_title || ')', submitted_from = ?2
       WHERE signature = ?1 AND contact_since IS NULL";
    tx.execute(sql, params![id, to.from_email])?;
    let sql = "UPDATE organizations SET contact_since = ?2 WHERE signature = ?1";
    tx.execute(sql, params![id, now])?;
    tx.execute(
        "UPDATE organizations SET contact_name = ?2, contact_title = ?3, phone = NULL, domain = COALESCE(website_domain, ?4) WHERE signature = ?1",
        params![id, to.to[0], to.to[1], mail_domain],
    )?;
    tx.execute(
        "UPDATE links SET handed_over_at = ?2 WHERE signature = ?1 AND whose = 'signer' AND handed_over_at IS NULL",
        params![id, now],
    )?;
    let others = "SELECT id FROM handovers WHERE signature = ?1 AND decision IS NULL AND id <> ?2";
    for other in tx.all(others, params![id, to.id], |row| row.get("id"))? {
        delete_handover(tx, other, from_micros(now))?;
    }
    tx.mark_taken_back(Topic::Speaker, "handed over", &id.to_string())?;
    flags::lower(tx, id, flags::CONTACT_LOST)?;
    search_texts::refresh(tx, id)?;
    // The name and address of an earlier contact were overwritten.
    tx.wipe();
    let Some(it) = candidate(tx, id)? else { return Ok(()) };
    if it.website_domain.is_some() && it.website_domain == it.mail_domain {
        return verify(tx, &it);
    }
    flags::flag(tx, id, flags::NEW_CONTACT)
}
