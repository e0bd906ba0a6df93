//! Mails that came back after the relay took them, and the addresses that they came back from.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::clock::from_micros;
use crate::config::Secret;
use crate::email::EmailAddress;
use crate::outbox::kinds::{INVITATION, THANK_YOU, UPDATE};
use crate::outbox::{Judge, MailId};
use crate::store::{Read, Row, StoreError, Tx, params};

/// The kinds of mail that nobody waits for. None is sent to an address whose mail came back.
const UNASKED: [&str; 3] = [UPDATE, INVITATION, THANK_YOU];

/// A mail as a bounce finds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Known {
    /// The row.
    pub id: MailId,
    /// The kind.
    pub kind: String,
    /// The state.
    pub state: String,
    /// The recipient's address; empty once it is erased.
    pub recipient: String,
    /// The Message-ID without angle brackets.
    pub message_id: String,
}

fn known(row: &Row<'_>) -> Result<Known, StoreError> {
    Ok(Known {
        id: row.get("id")?,
        kind: row.get("kind")?,
        state: row.get("state")?,
        recipient: row.get("recipient")?,
        message_id: row.get("message_id")?,
    })
}

/// Returns a mail by its number.
pub fn with_number(db: &Read<'_>, id: MailId) -> Result<Option<Known>, StoreError> {
    let sql = "SELECT id, kind, state, recipient, message_id FROM outbox WHERE id = ?1";
    db.one(sql, params![id], known)
}

/// Returns a mail by its Message-ID.
pub fn with_message_id(db: &Read<'_>, message_id: &str) -> Result<Option<Known>, StoreError> {
    let sql = "SELECT id, kind, state, recipient, message_id FROM outbox WHERE message_id = ?1";
    db.one(sql, params![message_id], known)
}

/// Marks a mail that the relay took as bounced, or one of which nobody knew; also one that is tried again, since the first attempt came
/// back. Returns whether it was.
pub fn come_back(tx: &Tx<'_>, id: MailId, said: &str, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "UPDATE outbox SET state = 'bounced', reply = ?2, settled_at = ?3, lease = NULL, sending = FALSE
       WHERE id = ?1 AND (state IN ('sent', 'uncertain') OR (state = 'queued' AND attempts > 0))";
    Ok(tx.execute(sql, params![id, said, now.as_microsecond()])? > 0)
}

/// Marks a mail of which nobody knew as sent, since a server says that it arrived. Returns whether it was.
pub fn arrive(tx: &Tx<'_>, id: MailId, said: &str, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "UPDATE outbox SET state = 'sent', reply = ?2, settled_at = ?3 WHERE id = ?1 AND state = 'uncertain'";
    Ok(tx.execute(sql, params![id, said, now.as_microsecond()])? > 0)
}

fn digest(secret: &Secret, email: &EmailAddress) -> [u8; 32] {
    secret.digest("an address whose email came back", email.canonical().as_bytes())
}

/// Marks an address as one from which mail comes back.
pub fn condemn(tx: &Tx<'_>, secret: &Secret, email: &EmailAddress, now: Timestamp) -> Result<(), StoreError> {
    let sql = "INSERT INTO bounced_addresses (address, since) VALUES (?1, ?2) ON CONFLICT (address) DO UPDATE SET since = excluded.since";
    tx.post(sql, params![&digest(secret, email)[..], now.as_microsecond()])
}

/// Removes the mark: its owner has confirmed by it, staff try it again, or it is erased.
pub fn acquit(tx: &Tx<'_>, secret: &Secret, email: &EmailAddress) -> Result<bool, StoreError> {
    let sql = "DELETE FROM bounced_addresses WHERE address = ?1";
    Ok(tx.execute(sql, params![&digest(secret, email)[..]])? > 0)
}

/// Returns since when mail to an address comes back; `None` if it doesn't.
pub fn bounced_since(db: &Read<'_>, secret: &Secret, address: &str) -> Result<Option<Timestamp>, StoreError> {
    let Ok(email) = EmailAddress::parse(address) else {
        return Ok(None);
    };
    let sql = "SELECT since FROM bounced_addresses WHERE address = ?1";
    let since = db.one(sql, params![&digest(secret, &email)[..]], |row| row.get("since"))?;
    Ok(since.map(from_micros))
}

/// Returns, of addresses that were checked on a day, those from which mail came back on that day or later, and when.
pub fn since_checked<'a>(
    db: &Read<'_>,
    secret: &Secret,
    addresses: impl Iterator<Item = (&'a str, Date)>,
) -> Result<BTreeMap<String, Date>, StoreError> {
    let mut found = BTreeMap::new();
    for (address, checked_on) in addresses {
        let Some(since) = bounced_since(db, secret, address)? else {
            continue;
        };
        let day = since.to_zoned_datetime(TimeZone::UTC).date();
        if day >= checked_on {
            found.insert(address.to_owned(), day);
        }
    }
    Ok(found)
}

/// Judges whether a mail is one that nobody waits for, to an address from which mail comes back.
pub(crate) fn judge(secret: Secret) -> Judge {
    Box::new(move |db, due| {
        Ok(UNASKED.contains(&due.kind.as_str()) && bounced_since(db, &secret, &due.recipient)?.is_some())
    })
}
