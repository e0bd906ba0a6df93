//! A confirmation that came too soon for a person: mail scanners follow links, and some press buttons. It counts; staff see it.

use jiff::Timestamp;

use crate::signing::confirm::mail;
use crate::store::{Read, StoreError, params};

/// A press of the button in a link's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    /// Whether its request has the shape of a program.
    pub by_program: bool,
    /// Keyed digest of the network that it came from.
    pub network: [u8; 32],
    /// So soon after the mail no person presses.
    pub within_seconds: u32,
    /// When.
    pub at: Timestamp,
}

/// Whether a press came so soon after the link's mail was handed over that no person would have read it, and in the shape of a
/// program or from another network than the one that asked. A mail that is being handed over this very moment counts as just
/// sent: scanners at the relay press before it answers.
pub fn hurried(db: &Read<'_>, link: i64, press: &Press) -> Result<bool, StoreError> {
    let now = press.at.as_microsecond();
    let sql = "SELECT l.origin, CASE WHEN o.id IS NULL THEN l.created_at ELSE COALESCE(o.settled_at, ?4) END AS sent_at
       FROM links l LEFT JOIN outbox o ON o.kind = ?2 AND o.subject_id = l.signature AND o.payload = ?3 WHERE l.id = ?1";
    let payload = format!("{{\"link\":{link}}}");
    let found = db.one(sql, params![link, mail::KIND, payload, now], |row| {
        Ok((row.get::<Option<[u8; 32]>>("origin")?, row.get::<i64>("sent_at")?))
    })?;
    Ok(found.is_some_and(|(origin, sent_at)| {
        let soon = now - sent_at < i64::from(press.within_seconds) * 1_000_000;
        let elsewhere = origin.is_some_and(|origin| origin != press.network);
        soon && (press.by_program || elsewhere)
    }))
}
