//! Links and their button: a signature is counted in the transaction that confirms it.

use jiff::Timestamp;

use super::links::open_link;
use crate::config::Secret;
use crate::signatures::confirmation::{Purpose, Token};
use crate::store::{Read, StoreError, Tx, params};

/// What a link's page shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Linked {
    /// The link's row.
    pub link: i64,
    /// The signature.
    pub signature: i64,
    /// Its letter.
    pub letter: String,
    /// `person` or `organization`.
    pub kind: String,
    /// As it will be listed.
    pub listed_name: String,
    /// Whether it will be listed.
    pub unlisted: bool,
    /// `pending`, `confirmed`, `duplicate`.
    pub state: String,
    /// The link's last moment, in microseconds.
    pub expires_at: i64,
}

/// The signature that a link is for; `None` if the link is not genuine, or confirms nothing.
pub fn linked(db: &Read<'_>, secret: &Secret, token: &Token) -> Result<Option<Linked>, StoreError> {
    let link = open_link(db, secret, token, Purpose::Confirm)?;
    let Some((link, expires_at)) = link.and_then(|link| Some((link, link.confirm_until?))) else {
        return Ok(None);
    };
    let sql = "SELECT id, letter, kind, listed_name, listing, state FROM signatures WHERE id = ?1";
    db.one(sql, params![link.signature], |row| {
        Ok(Linked {
            link: link.id,
            signature: row.get("id")?,
            letter: row.get("letter")?,
            kind: row.get("kind")?,
            listed_name: row.get("listed_name")?,
            unlisted: row.get::<String>("listing")? == "unlisted",
            state: row.get("state")?,
            expires_at,
        })
    })
}

/// How a press of the confirmation button ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// Counted now.
    Confirmed,
    /// It was counted before.
    AlreadyConfirmed,
    /// The organization was confirmed by another contact: not counted twice.
    AlreadyListed,
    /// The link is too old.
    Expired,
    /// No such link (or its signature was deleted).
    Unknown,
}

/// Confirms the signature of a link and counts it, in one transaction.
pub fn confirm(
    tx: &Tx<'_>,
    secret: &Secret,
    token: &Token,
    now: Timestamp,
) -> Result<(Confirmation, Option<Linked>), StoreError> {
    let Some(linked) = linked(tx, secret, token)? else {
        return Ok((Confirmation::Unknown, None));
    };
    let now = now.as_microsecond();
    let outcome = match linked.state.as_str() {
        "confirmed" => Confirmation::AlreadyConfirmed,
        "duplicate" => Confirmation::AlreadyListed,
        _ if now >= linked.expires_at => Confirmation::Expired,
        _ => count(tx, &linked, now)?,
    };
    tx.execute(
        "UPDATE links SET used_at = COALESCE(used_at, ?2) WHERE id = ?1",
        params![linked.link, now],
    )?;
    Ok((outcome, Some(linked)))
}

fn count(tx: &Tx<'_>, linked: &Linked, now: i64) -> Result<Confirmation, StoreError> {
    let counted = tx.execute(
        "UPDATE signatures SET state = 'confirmed', confirmed_at = ?2 WHERE id = ?1 AND state = 'pending' AND NOT EXISTS
           (SELECT 1 FROM signatures o WHERE o.letter = signatures.letter AND o.signer_key = signatures.signer_key AND o.state = 'confirmed')",
        params![linked.signature, now],
    )?;
    if counted == 0 {
        tx.execute(
            "UPDATE signatures SET state = 'duplicate', confirmed_at = ?2 WHERE id = ?1",
            params![linked.signature, now],
        )?;
        return Ok(Confirmation::AlreadyListed);
    }
    let (organizations, people, unlisted) = match (linked.kind.as_str(), linked.unlisted) {
        ("organization", _) => (1, 0, 0),
        (_, false) => (0, 1, 0),
        (_, true) => (0, 0, 1),
    };
    tx.execute(
        "INSERT INTO tally (letter, organizations, people, unlisted) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (letter) DO UPDATE SET
           organizations = organizations + excluded.organizations, people = people + excluded.people, unlisted = unlisted + excluded.unlisted",
        params![linked.letter, organizations, people, unlisted],
    )?;
    Ok(Confirmation::Confirmed)
}
