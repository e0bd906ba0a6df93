//! The links of mails: one row a mail and signature, for its confirmation and for the signer's own page.

use jiff::Timestamp;

use super::DAY_MICROS;
use crate::config::Secret;
use crate::signatures::confirmation::{Purpose, Token, nonce};
use crate::store::{Read, StoreError, Tx, params};

/// Which links a mail has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How long the link that confirms works; `None`: the mail has none.
    pub confirm_hours: Option<u32>,
    /// How long the link to the own page works.
    pub own_days: u32,
    /// Where the one who asked to sign came from.
    pub origin: Option<Origin>,
}

/// Where a request came from, as keyed digests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Of the network prefix.
    pub prefix: [u8; 32],
    /// Of the networks beside it.
    pub range: [u8; 32],
}

/// A link that was opened by its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The row.
    pub id: i64,
    /// What it is for.
    pub signature: i64,
    /// The last moment of the link that confirms, in microseconds.
    pub confirm_until: Option<i64>,
    /// The last moment of the link to the own page, in microseconds.
    pub own_until: i64,
}

/// Keeps a mail's links to a signature; answers their row.
pub fn keep_link(tx: &Tx<'_>, signature: i64, terms: Terms, now: Timestamp) -> Result<i64, StoreError> {
    let now = now.as_microsecond();
    let kept = tx.one(
        "INSERT INTO links (signature, nonce, created_at, confirm_until, own_until, origin, range) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id",
        params![
            signature,
            &nonce()[..],
            now,
            terms.confirm_hours.map(|hours| now + i64::from(hours) * 3_600_000_000),
            now + i64::from(terms.own_days) * DAY_MICROS,
            terms.origin.map(|origin| origin.prefix),
            terms.origin.map(|origin| origin.range)
        ],
        |row| row.get("id"),
    )?;
    kept.ok_or(StoreError::Closed)
}

/// The link of a token, if there is one and the token is genuine.
pub fn open_link(db: &Read<'_>, secret: &Secret, token: &Token, purpose: Purpose) -> Result<Option<Link>, StoreError> {
    let sql = "SELECT id, signature, nonce, confirm_until, own_until FROM links WHERE id = ?1";
    let found = db.one(sql, params![token.link(secret)], |row| {
        let link = Link {
            id: row.get("id")?,
            signature: row.get("signature")?,
            confirm_until: row.get("confirm_until")?,
            own_until: row.get("own_until")?,
        };
        Ok((link, row.get::<[u8; 16]>("nonce")?))
    })?;
    Ok(found
        .filter(|(_, nonce)| token.opens(secret, purpose, nonce))
        .map(|(link, _)| link))
}

/// Whether a token once opened an own page, and its time is over.
pub fn own_link_is_over(db: &Read<'_>, secret: &Secret, token: &Token, now: Timestamp) -> Result<bool, StoreError> {
    let link = open_link(db, secret, token, Purpose::Own)?;
    Ok(link.is_some_and(|link| now.as_microsecond() >= link.own_until))
}

/// A row's signature and nonce, for composing its mail; `None` if the signature is gone.
pub fn link_nonce(db: &Read<'_>, link: i64) -> Result<Option<(i64, [u8; 16])>, StoreError> {
    let sql = "SELECT signature, nonce FROM links WHERE id = ?1";
    db.one(sql, params![link], |row| Ok((row.get("signature")?, row.get("nonce")?)))
}
