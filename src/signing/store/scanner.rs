//! Detects confirmations by mail scanners, which follow links and sometimes press buttons. Such a confirmation counts, and staff see its
//! flag.

use jiff::Timestamp;

use crate::signatures::ids::LinkId;
use crate::signing::confirm::mail;
use crate::store::{Read, StoreError, params};

/// A press of the confirmation button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ButtonPress {
    /// Whether the request looks like a program's.
    pub by_program: bool,
    /// The keyed digest of the client's network.
    pub network: [u8; 32],
    /// The number of seconds after the mail within which no person confirms.
    pub within_seconds: u32,
    /// The time of the press.
    pub at: Timestamp,
}

/// Returns whether a press came sooner after the link's mail was sent than a person could have read it, and looks like a program's or comes
/// from another network than the one that signed. A mail that is being sent at this moment counts as just sent: scanners at the relay press
/// before it answers.
pub fn hurried(db: &Read<'_>, link: LinkId, press: &ButtonPress) -> Result<bool, StoreError> {
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
