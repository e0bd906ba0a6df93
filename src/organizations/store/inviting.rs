//! The emails of invitations in the database: which were queued, what became of them, and what the organizations answered.

use jiff::Timestamp;
use strum::{Display, EnumString, IntoStaticStr};

use crate::config::Secret;
use crate::email::EmailAddress;
use crate::signatures::ids::{InvitationId, InvitationMailId};
use crate::signatures::organization::Keys;
use crate::signatures::state::State;
use crate::store::takebacks::{self, Topic};
use crate::store::{Read, StoreError, Tx, params};

/// What an invited organization answered by the link in its email.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Answer {
    /// It won't sign this letter.
    Declined,
    /// It doesn't want invitations to any letter.
    NoMore,
}

/// An invitation, as its emails and its page need it.
#[derive(Clone, Debug)]
pub struct Invite {
    /// The row.
    pub id: InvitationId,
    /// The letter.
    pub letter: String,
    /// The code in its link.
    pub code: String,
    /// The organization.
    pub name: String,
    /// Where its emails go.
    pub email: Option<String>,
    /// The language that staff chose.
    pub lang: Option<String>,
    /// What it answered.
    pub answer: Option<Answer>,
    /// Whether staff send it nothing more.
    pub is_stopped: bool,
    /// Whether someone signed with its link.
    pub has_signed: bool,
}

fn invite(row: &crate::store::Row<'_>) -> Result<Invite, StoreError> {
    Ok(Invite {
        id: row.get("id")?,
        letter: row.get("letter")?,
        code: row.get("code")?,
        name: row.get("name")?,
        email: row.get("email")?,
        lang: row.get("lang")?,
        answer: row.word_if_any("answer")?,
        is_stopped: row.get("stopped")?,
        has_signed: row.get("signed")?,
    })
}

/// Returns a letter's invitation with this code.
pub fn with_code(db: &Read<'_>, letter: &str, code: &str) -> Result<Option<Invite>, StoreError> {
    let sql = "SELECT i.id, i.letter, i.code, i.name, i.email, i.lang, i.answer, i.stopped_at IS NOT NULL AS stopped,
         EXISTS (SELECT 1 FROM organizations o WHERE o.invitation = i.id) AS signed
       FROM invitations i WHERE i.letter = ?1 AND i.code = ?2";
    db.one(sql, params![letter, code], invite)
}

/// Returns an invitation.
pub fn with_id(db: &Read<'_>, id: InvitationId) -> Result<Option<Invite>, StoreError> {
    let sql = "SELECT i.id, i.letter, i.code, i.name, i.email, i.lang, i.answer, i.stopped_at IS NOT NULL AS stopped,
         EXISTS (SELECT 1 FROM organizations o WHERE o.invitation = i.id) AS signed
       FROM invitations i WHERE i.id = ?1";
    db.one(sql, params![id], invite)
}

/// Returns the invitation of an email, and which of its emails it is.
pub fn of_mail(db: &Read<'_>, id: InvitationMailId) -> Result<Option<(InvitationId, u32)>, StoreError> {
    let sql = "SELECT invitation, number FROM invitation_mails WHERE id = ?1";
    db.one(sql, params![id], |row| Ok((row.get("invitation")?, row.get("number")?)))
}

/// Sets the language of an invitation's emails.
pub fn set_lang(tx: &Tx<'_>, letter: &str, code: &str, lang: &str) -> Result<(), StoreError> {
    let sql = "UPDATE invitations SET lang = ?3 WHERE letter = ?1 AND code = ?2";
    tx.post(sql, params![letter, code, lang])
}

/// Notes that an email of an invitation is queued; `None` if it was before.
pub fn note(
    tx: &Tx<'_>,
    id: InvitationId,
    number: u32,
    now: Timestamp,
) -> Result<Option<InvitationMailId>, StoreError> {
    let sql = "INSERT INTO invitation_mails (invitation, number, queued_at) VALUES (?1, ?2, ?3) ON CONFLICT (invitation, number) DO NOTHING";
    tx.insert(sql, params![id, number, now.as_microsecond()])
}

/// Returns the state of an organization's signature of a letter that did not come by its invitation: of the same name, if it stands or waits, or
/// of the same contact, whatever became of it. A confirmed one is the first.
pub fn signed_otherwise(
    db: &Read<'_>,
    letter: &str,
    (name, email): (&str, Option<&str>),
) -> Result<Option<State>, StoreError> {
    let sql = "SELECT letter, state FROM signatures WHERE kind = 'organization' AND signer_key = ?1 AND state IN ('awaiting', 'held', 'confirmed', 'duplicate')
       UNION SELECT letter, state FROM signatures WHERE kind = 'organization' AND lower(email) = lower(?2) AND state <> 'pending'";
    let found: Vec<(String, State)> = db.all(sql, params![Keys::of(name, None).signer, email], |row| {
        Ok::<_, StoreError>((row.get("letter")?, row.word("state")?))
    })?;
    let states = found.into_iter().filter(|(of, _)| of == letter);
    Ok(states
        .map(|(_, state)| state)
        .min_by_key(|state| *state != State::Confirmed))
}

/// Stores an organization's answer. The later one counts, except that "no more" stays so, also if an earlier backup is restored.
pub fn answer(tx: &Tx<'_>, secret: &Secret, it: &Invite, answer: Answer, now: Timestamp) -> Result<(), StoreError> {
    let sql =
        "UPDATE invitations SET answer = ?2, answered_at = ?3 WHERE id = ?1 AND answer IS DISTINCT FROM 'no-more'";
    tx.post(sql, params![it.id, <&str>::from(answer), now.as_microsecond()])?;
    let email = it.email.as_deref().and_then(|email| EmailAddress::parse(email).ok());
    if let Some(email) = email.filter(|_| answer == Answer::NoMore) {
        let sql = "INSERT INTO invitation_refusals (digest, since) VALUES (?1, ?2) ON CONFLICT (digest) DO NOTHING";
        if tx.execute(sql, params![&digest(secret, &email)[..], now.as_microsecond()])? > 0 {
            tx.mark_taken_back(Topic::Contact, "stopped", &subject(&email))?;
        }
    }
    Ok(())
}

/// The subject of the mark that an address wants no invitations.
fn subject(email: &EmailAddress) -> String {
    format!("invitations to {}", email.base())
}

fn digest(secret: &Secret, email: &EmailAddress) -> [u8; 32] {
    secret.digest("no more invitations", email.base().as_bytes())
}

/// Returns whether an address wants no invitations.
pub fn refuses(db: &Read<'_>, secret: &Secret, email: &EmailAddress) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM invitation_refusals WHERE digest = ?1";
    let found = db.one(sql, params![&digest(secret, email)[..]], |row| row.get::<i64>("n"))?;
    Ok(found.is_some() || takebacks::last(db, Topic::Contact, &subject(email))?.is_some())
}

/// Stops the emails of a letter's invitation, or lets them go out again.
pub fn set_stopped(tx: &Tx<'_>, letter: &str, id: InvitationId, since: Option<Timestamp>) -> Result<bool, StoreError> {
    let sql = "UPDATE invitations SET stopped_at = ?3 WHERE letter = ?1 AND id = ?2";
    Ok(tx.execute(sql, params![letter, id, since.map(Timestamp::as_microsecond)])? > 0)
}

/// An invitation as staff see it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The row.
    pub id: InvitationId,
    /// The organization.
    pub name: String,
    /// Where its emails go.
    pub email: String,
    /// What it answered.
    pub answer: Option<Answer>,
    /// Whether staff send it nothing more.
    pub is_stopped: bool,
    /// The state of the signature that came by it, or else of one that the organization made without its link.
    pub signed: Option<State>,
    /// The number of its last email: reminders count from 1.
    pub last: Option<u32>,
    /// The state of that email in the outbox.
    pub mail: Option<String>,
}

/// Returns a letter's invitations after one, in the order in which they were made.
pub fn lines(db: &Read<'_>, letter: &str, after: InvitationId, limit: usize) -> Result<Vec<Line>, StoreError> {
    let sql = "SELECT i.id, i.name, i.email, i.answer, i.stopped_at IS NOT NULL AS stopped,
         (SELECT s.state FROM organizations o JOIN signatures s ON s.id = o.signature WHERE o.invitation = i.id
          ORDER BY CASE s.state WHEN 'confirmed' THEN 0 ELSE 1 END, s.id DESC LIMIT 1) AS signed,
         (SELECT MAX(m.number) FROM invitation_mails m WHERE m.invitation = i.id) AS last,
         (SELECT o.state FROM invitation_mails m CROSS JOIN outbox o WHERE o.kind = 'invitation' AND o.subject_id = m.id
          AND m.invitation = i.id ORDER BY m.number DESC LIMIT 1) AS mail
       FROM invitations i WHERE i.letter = ?1 AND i.id > ?2 ORDER BY i.id LIMIT ?3";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let lines: Vec<Line> = db.all(sql, params![letter, after, limit], |row| {
        Ok::<_, StoreError>(Line {
            id: row.get("id")?,
            name: row.get("name")?,
            email: row.get::<Option<String>>("email")?.unwrap_or_default(),
            answer: row.word_if_any("answer")?,
            is_stopped: row.get("stopped")?,
            signed: row.word_if_any("signed")?,
            last: row.get("last")?,
            mail: row.get("mail")?,
        })
    })?;
    let complete = |mut line: Line| {
        if line.signed.is_none() {
            let email = Some(line.email.as_str()).filter(|email| !email.is_empty());
            line.signed = signed_otherwise(db, letter, (&line.name, email))?;
        }
        Ok(line)
    };
    lines.into_iter().map(complete).collect()
}

/// Returns the invitations of a letter that have not been sent, or whose last email before this number was sent before a time.
pub fn to_write(db: &Read<'_>, letter: &str, number: u32, before: Timestamp) -> Result<Vec<InvitationId>, StoreError> {
    let sql = "SELECT i.id FROM invitations i
       WHERE i.letter = ?1 AND i.email IS NOT NULL AND i.answer IS NULL AND i.stopped_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM organizations o WHERE o.invitation = i.id)
         AND NOT EXISTS (SELECT 1 FROM invitation_mails m WHERE m.invitation = i.id AND (m.number >= ?2 OR m.queued_at > ?3))
         AND (?2 = 0 OR EXISTS (SELECT 1 FROM invitation_mails m CROSS JOIN outbox o WHERE o.kind = 'invitation' AND o.subject_id = m.id
           AND m.invitation = i.id AND m.number = 0 AND o.state = 'sent'))
       ORDER BY i.id";
    db.all(sql, params![letter, number, before.as_microsecond()], |row| {
        row.get("id")
    })
}

/// Returns how many days before the deadline a letter's reminders go out, by their number.
pub fn reminders(db: &Read<'_>, letter: &str) -> Result<Vec<(u32, u32)>, StoreError> {
    let sql = "SELECT number, days FROM invitation_reminders WHERE letter = ?1 ORDER BY number";
    db.all(sql, params![letter], |row| Ok((row.get("number")?, row.get("days")?)))
}

/// Stores them; at most two.
pub fn set_reminders(tx: &Tx<'_>, letter: &str, days: &[u32]) -> Result<(), StoreError> {
    tx.post("DELETE FROM invitation_reminders WHERE letter = ?1", params![letter])?;
    for (number, days) in (1_u32..=2).zip(days) {
        let sql = "INSERT INTO invitation_reminders (letter, number, days) VALUES (?1, ?2, ?3)";
        tx.post(sql, params![letter, number, days])?;
    }
    Ok(())
}
