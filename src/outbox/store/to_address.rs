//! The mails to one address, whatever they are about.

use jiff::Timestamp;
use serde::Serialize;

use crate::clock::from_micros;
use crate::email::EmailAddress;
use crate::outbox::MailId;
use crate::store::{Read, StoreError, Tx, params};

/// A mail to an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MailTo {
    /// The row.
    pub id: MailId,
    /// What kind of mail it is.
    pub kind: String,
    /// Its state.
    pub state: String,
    /// When it was enqueued, RFC 3339 in UTC.
    pub created_at: String,
    /// Whether it is the record of a delivery to an office, which stays.
    pub stays: bool,
}

/// Returns the mails to an address, oldest first.
pub fn to_address(db: &Read<'_>, email: &EmailAddress) -> Result<Vec<MailTo>, StoreError> {
    let (mut found, canonical) = (Vec::new(), email.canonical());
    let sql =
        "SELECT id, kind, state, recipient, created_at, at_most_once FROM outbox WHERE recipient <> '' ORDER BY id";
    db.each(sql, [], |row| {
        let recipient: String = row.get("recipient")?;
        if EmailAddress::parse(&recipient).is_ok_and(|it| it.canonical() == canonical) {
            found.push(MailTo {
                id: row.get("id")?,
                kind: row.get("kind")?,
                state: row.get("state")?,
                created_at: from_micros(row.get("created_at")?).to_string(),
                stays: row.get("at_most_once")?,
            });
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

/// Erases the recipients of these mails, and cancels those that are not sent yet; records of deliveries to offices stay. Returns how many.
pub fn erase_mails(tx: &Tx<'_>, mails: &[MailTo], now: Timestamp) -> Result<usize, StoreError> {
    let mut erased = 0;
    for mail in mails.iter().filter(|mail| !mail.stays) {
        let sql = "UPDATE outbox SET recipient = '', reply = NULL, lease = NULL, settled_at = COALESCE(settled_at, ?2),
             state = CASE state WHEN 'queued' THEN 'moot' ELSE state END WHERE id = ?1";
        erased += tx.execute(sql, params![mail.id, now.as_microsecond()])?;
    }
    tx.wipe();
    Ok(erased)
}
