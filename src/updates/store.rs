//! Subscriptions to updates in the database: who consented, who was sent which update, and who unsubscribed. Every function runs inside the
//! caller's transaction.

use jiff::Timestamp;

use super::UpdateKey;
use crate::config::Secret;
use crate::email::EmailAddress;
use crate::signatures::ids::{SignatureId, UpdateMailId};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::store::open_link;
use crate::store::takebacks::Topic;
use crate::store::{Read, Row, StoreError, Tx, params};

/// A signature whose signer consented to updates.
pub struct Subscription {
    /// The row.
    pub signature: SignatureId,
    /// The address.
    pub email: EmailAddress,
}

/// Returns a letter's consenting signatures after a given one (0: from the first), in order; `invented` says whether demonstrations are
/// included.
pub(crate) fn wishes(
    db: &Read<'_>,
    letter: &str,
    behind: SignatureId,
    most: usize,
    invented: Invented,
) -> Result<Vec<Subscription>, StoreError> {
    db.all(
        "SELECT id, email FROM signatures WHERE letter = ?1 AND id > ?2 AND state = 'confirmed' AND consent IS NOT NULL
           AND (?3 OR NOT demonstration) ORDER BY id LIMIT ?4",
        params![
            letter,
            behind,
            invented == Invented::WrittenTo,
            i64::try_from(most).unwrap_or(i64::MAX)
        ],
        wish,
    )
}

fn wish(row: &Row<'_>) -> Result<Subscription, StoreError> {
    Ok(Subscription {
        signature: row.get("id")?,
        email: row.parse("email", EmailAddress::parse)?,
    })
}

/// Whether invented signers get mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Invented {
    /// They get none: a relay would only bounce it.
    LeftOut,
    /// They do: mail does not leave the machine.
    WrittenTo,
}

/// Returns the digest that distinguishes a mailbox without naming it.
pub fn mailbox(secret: &Secret, email: &EmailAddress) -> [u8; 32] {
    secret.digest("mailbox of an update", email.canonical().as_bytes())
}

/// Returns whether a signature, or another of the same mailbox, was sent this update before.
pub fn known(db: &Read<'_>, which: &UpdateKey, signature: SignatureId, mailbox: [u8; 32]) -> Result<bool, StoreError> {
    let sql =
        "SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM update_mails WHERE letter = ?1 AND name = ?2 AND signature = ?3)
       OR EXISTS (SELECT 1 FROM update_mails WHERE address = ?4 AND letter = ?1 AND name = ?2)";
    let found = db.one(sql, params![which.letter, which.name, signature, mailbox], |_| Ok(()))?;
    Ok(found.is_some())
}

/// Records that a signature is to be sent an update; returns the row if a mail is needed, which is so for the first of a mailbox.
pub(crate) fn owe(
    tx: &Tx<'_>,
    which: &UpdateKey,
    signature: SignatureId,
    mailbox: [u8; 32],
    now: Timestamp,
) -> Result<Option<UpdateMailId>, StoreError> {
    let written = tx.one(
        "INSERT INTO update_mails (letter, name, signature, address, mailed, queued_at)
         SELECT ?1, ?2, ?3, ?4, NOT EXISTS (SELECT 1 FROM update_mails WHERE address = ?4 AND letter = ?1 AND name = ?2), ?5
         WHERE true ON CONFLICT DO NOTHING RETURNING id, mailed",
        params![which.letter, which.name, signature, mailbox, now.as_microsecond()],
        |row| Ok((row.get::<UpdateMailId>("id")?, row.get::<bool>("mailed")?)),
    )?;
    Ok(written.filter(|(_, mailed)| *mailed).map(|(id, _)| id))
}

/// Counts the mails of an update by state.
pub fn states(db: &Read<'_>, which: &UpdateKey) -> Result<Vec<(String, u64)>, StoreError> {
    db.all(
        // A cross join is read from the left: only this update's rows, not every mail of every update.
        "SELECT o.state, COUNT(*) AS n FROM update_mails m CROSS JOIN outbox o
         WHERE m.letter = ?1 AND m.name = ?2 AND m.mailed AND o.kind = 'update' AND o.subject_id = m.id
         GROUP BY o.state ORDER BY o.state",
        params![which.letter, which.name],
        |row| Ok((row.get("state")?, row.get::<u32>("n")?.into())),
    )
}

/// Returns which update a mail carries, the language in which its signer read the letter, and the language of mails to them; `None` if they
/// unsubscribed.
pub fn reader(
    db: &Read<'_>,
    secret: &Secret,
    id: UpdateMailId,
) -> Result<Option<(UpdateKey, [String; 2])>, StoreError> {
    let found = db.one(
        "SELECT m.letter, m.name, m.address, s.email, s.lang, COALESCE(s.page_lang, s.lang) AS page_lang FROM update_mails m JOIN signatures s ON s.id = m.signature
         WHERE m.id = ?1 AND s.state = 'confirmed' AND s.consent IS NOT NULL",
        params![id],
        |row| {
            let which = UpdateKey {
                letter: row.get("letter")?,
                name: row.get("name")?,
            };
            let email = row.parse("email", EmailAddress::parse)?;
            // A new contact's consent does not cover a mail that was enqueued for the old one.
            let same = mailbox(secret, &email) == row.get::<[u8; 32]>("address")?;
            Ok(same.then_some((which, [row.get("lang")?, row.get("page_lang")?])))
        },
    )?;
    Ok(found.flatten())
}

/// Returns the letter that a link unsubscribes from; `None` if there is no such link.
pub(crate) fn letter_of(db: &Read<'_>, secret: &Secret, token: &Token) -> Result<Option<String>, StoreError> {
    Ok(signature_of(db, secret, token)?.map(|(letter, _)| letter))
}

fn signature_of(db: &Read<'_>, secret: &Secret, token: &Token) -> Result<Option<(String, EmailAddress)>, StoreError> {
    let Some(link) = open_link(db, secret, token, Purpose::Unsubscribe)? else {
        return Ok(None);
    };
    let sql = "SELECT letter, email FROM signatures WHERE id = ?1";
    db.one(sql, params![link.signature], |row| {
        Ok((row.get("letter")?, row.parse("email", EmailAddress::parse)?))
    })
}

/// Withdraws the consent of every signature that the link's mailbox gave to the letter; returns the letter. Safe to call twice.
pub fn stop(tx: &Tx<'_>, secret: &Secret, token: &Token) -> Result<Option<String>, StoreError> {
    let Some((letter, email)) = signature_of(tx, secret, token)? else {
        return Ok(None);
    };
    // A mailbox is the same however it is written: people are found by their key, contacts by address, and also
    // everyone who was found to share the mailbox when an update was sent.
    let stopped = tx.all(
        "UPDATE signatures SET consent = NULL, consent_at = NULL WHERE consent IS NOT NULL AND id IN (
           SELECT id FROM signatures WHERE letter = ?1 AND asker_key IN (?2, ?2 || '#2')
           UNION SELECT id FROM signatures WHERE kind = 'organization' AND lower(email) = lower(?3) AND letter = ?1
           UNION SELECT signature FROM update_mails WHERE address = ?4 AND letter = ?1) RETURNING id",
        params![
            letter,
            format!("person:{}", email.canonical()),
            email.as_str(),
            mailbox(secret, &email)
        ],
        |row| row.get::<SignatureId>("id"),
    )?;
    for id in stopped {
        tx.mark_taken_back(Topic::News, "stopped", &id.to_string())?;
    }
    Ok(Some(letter))
}
