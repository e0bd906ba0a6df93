//! Who decides for an organization: a contact fills in, a director or a board approves with one press.

use jiff::Timestamp;

use super::DAY_MICROS;
use super::counting::{Rules, Settled, settle};
use super::links::open_link;
use super::lists::locality;
use crate::config::Secret;
use crate::signatures::confirmation::{Purpose, Token};
use crate::signatures::locality::Locality;
use crate::store::{Read, StoreError, Tx, params};

/// What the one who decides is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// The signature.
    pub signature: i64,
    /// Its letter.
    pub letter: String,
    /// `awaiting`, or what became of it.
    pub state: String,
    /// The line as it will stand.
    pub listed_name: String,
    /// Where it is.
    pub place: Locality,
    /// As registered.
    pub legal_name: String,
    /// Who filled it in.
    pub contact_name: String,
    /// The contact's role.
    pub contact_title: String,
    /// Who decides.
    pub approver_name: String,
    /// Their address.
    pub approver_email: String,
    /// The link's last moment, in microseconds.
    pub expires_at: i64,
}

/// The draft of a link to approve; `None` if there is no such link.
pub fn draft(db: &Read<'_>, secret: &Secret, token: &Token) -> Result<Option<Draft>, StoreError> {
    let link = open_link(db, secret, token, Purpose::Approve)?;
    match link.and_then(|link| Some((link.signature, link.confirm_until?))) {
        Some((signature, until)) => draft_of(db, signature, until),
        None => Ok(None),
    }
}

/// The draft of a signature, if someone else decides about it.
pub fn draft_of(db: &Read<'_>, signature: i64, expires_at: i64) -> Result<Option<Draft>, StoreError> {
    let sql = "SELECT s.id, s.letter, s.state, s.listed_name, s.city, s.region, s.country, o.legal_name, o.contact_name, o.contact_title,
       o.approver_name, o.approver_email
       FROM signatures s JOIN organizations o ON o.signature = s.id WHERE s.id = ?1 AND o.approver_email IS NOT NULL";
    db.one(sql, params![signature], |row| {
        Ok(Draft {
            signature: row.get("id")?,
            letter: row.get("letter")?,
            state: row.get("state")?,
            listed_name: row.get("listed_name")?,
            place: locality(row)?,
            legal_name: row.get("legal_name")?,
            contact_name: row.get("contact_name")?,
            contact_title: row.get("contact_title")?,
            approver_name: row.get("approver_name")?,
            approver_email: row.get("approver_email")?,
            expires_at,
        })
    })
}

/// Approves; `None`: no such link, or too old, or decided before.
pub fn approve(
    tx: &Tx<'_>,
    secret: &Secret,
    token: &Token,
    rules: &Rules,
    now: Timestamp,
) -> Result<Option<Settled>, StoreError> {
    let moment = now.as_microsecond();
    let Some(draft) = draft(tx, secret, token)?.filter(|draft| draft.state == "awaiting" && moment < draft.expires_at)
    else {
        return Ok(None);
    };
    tx.execute(
        "UPDATE organizations SET approved_at = ?2 WHERE signature = ?1",
        params![draft.signature, moment],
    )?;
    Ok(Some(settle(tx, draft.signature, rules, moment)?))
}

/// Drafts of a letter that wait for longer than a day and were not reminded of: (signature, who decides).
pub fn to_remind(db: &Read<'_>, letter: &str, now: Timestamp) -> Result<Vec<(i64, String)>, StoreError> {
    let sql = "SELECT s.id, o.approver_email FROM signatures s JOIN organizations o ON o.signature = s.id
       WHERE s.letter = ?1 AND s.state = 'awaiting' AND o.reminded_at IS NULL AND s.confirmed_at < ?2 ORDER BY s.id";
    db.all(sql, params![letter, now.as_microsecond() - DAY_MICROS], |row| {
        Ok((row.get("id")?, row.get("approver_email")?))
    })
}

/// Remembers that the one who decides was reminded.
pub fn mark_reminded(tx: &Tx<'_>, signature: i64, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE organizations SET reminded_at = ?2 WHERE signature = ?1",
        params![signature, now.as_microsecond()],
    )?;
    Ok(())
}
