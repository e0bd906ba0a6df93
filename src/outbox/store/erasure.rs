//! Erases the recipients of mails. The rows stay: they say that a mail was sent, but no longer to whom.

use jiff::Timestamp;

use crate::email::EmailAddress;
use crate::outbox::MailId;
use crate::store::{Read, RowId, StoreError, Tx, params};

/// Erases the address and the relay's reply from mails about an erased row, and cancels those not sent yet. Mails to offices stay: they are
/// the record of the delivery.
pub(crate) fn erase_about(tx: &Tx<'_>, kind: &str, about: impl RowId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET recipient = '', reply = NULL, lease = NULL, settled_at = COALESCE(settled_at, ?3),
         state = CASE state WHEN 'queued' THEN 'moot' ELSE state END
       WHERE kind = ?1 AND subject_id = ?2 AND NOT at_most_once";
    tx.post(sql, params![kind, about, now.as_microsecond()])?;
    Ok(())
}

/// Which mails are erased, of a kind that belongs to no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErasedMails {
    /// Only settled ones.
    Settled,
    /// Also those that are still to be sent.
    All,
}

/// Erases an address from the answers to "send me my links", which belong to no row.
pub(crate) fn erase_answers(
    tx: &Tx<'_>,
    kind: &'static str,
    email: &EmailAddress,
    which: ErasedMails,
    now: Timestamp,
) -> Result<(), StoreError> {
    // The kind is a literal in the statement, so that the planner sees that the partial index fits. The last term makes
    // it the better one.
    let sql =
        format!("SELECT id, state, recipient FROM outbox WHERE kind = '{kind}' AND recipient <> '' AND recipient > ''");
    let answers = tx.all(&sql, [], |row| {
        let queued = row.get::<String>("state")? == "queued";
        Ok((row.get::<MailId>("id")?, queued, row.get::<String>("recipient")?))
    })?;
    for (id, queued, recipient) in answers {
        let is_theirs = EmailAddress::parse(&recipient).is_ok_and(|it| it.canonical() == email.canonical());
        if !is_theirs || (queued && which == ErasedMails::Settled) {
            continue;
        }
        let sql = "UPDATE outbox SET recipient = '', reply = NULL, lease = NULL, settled_at = COALESCE(settled_at, ?2),
             state = CASE state WHEN 'queued' THEN 'moot' ELSE state END WHERE id = ?1";
        tx.post(sql, params![id, now.as_microsecond()])?;
    }
    Ok(())
}

/// Returns whether the recipient was erased from the row of the mail whose Message-ID begins like this, up to the `@`.
pub(crate) fn is_erased(db: &Read<'_>, name: &str) -> Result<bool, StoreError> {
    // `A` is the character after `@`.
    let sql = "SELECT 1 AS one FROM outbox WHERE message_id >= ?1 || '@' AND message_id < ?1 || 'A' AND recipient = ''";
    Ok(db.one(sql, params![name], |_| Ok(()))?.is_some())
}
