//! The outbox in the database: enqueue, [`claim()`], [`settle()`]; the state of the [`relay`]; and the queries and decisions of [`staff`].

pub mod bounced;
mod claim;
mod erasure;
pub mod mail_quota;
pub mod relay;
mod restored;
mod settle;
pub mod staff;
mod to_address;
pub mod undelivered;
mod withhold;

pub use claim::{Claim, Claimed, FreeLanes, SkippedDomains, begin, claim, earlier};
pub use erasure::ErasedMails;
pub(crate) use erasure::{erase_about, erase_answers, is_erased};
pub(crate) use restored::mark_all_uncertain;
pub use settle::prepared;
pub(crate) use settle::{FORGET, mark_sending, owe_again, settle};
pub(crate) use staff::CANCELLED;
pub(crate) use to_address::erase_mails;
pub use to_address::{MailTo, to_address};
pub(crate) use withhold::{WITHHELD, withhold};

use jiff::Timestamp;

use super::{Due, NewMail, Repeat};
use crate::outbox::MailId;
use crate::store::{Row, Signal, StoreError, Tx, params};

/// Enqueues one mail, in the transaction of the fact that causes it; the commit wakes the worker.
pub fn enqueue(tx: &Tx<'_>, mail: &NewMail<'_>, now: Timestamp) -> Result<(), StoreError> {
    put(tx, mail, Queue::Single, now, now).map(drop)
}

/// Enqueues one mail that is not sent before `due`, and returns its row.
pub fn enqueue_for(tx: &Tx<'_>, mail: &NewMail<'_>, due: Timestamp, now: Timestamp) -> Result<MailId, StoreError> {
    put(tx, mail, Queue::Single, due, now)
}

/// Enqueues one mail that nobody waits for, such as one of a bulk: it waits behind everything that single people wait for, and is never repeated ([`Repeat::Never`]).
pub(crate) fn enqueue_bulk(tx: &Tx<'_>, mail: &NewMail<'_>, now: Timestamp) -> Result<(), StoreError> {
    put(tx, mail, Queue::Bulk, now, now).map(drop)
}

/// The two queues; each has partial indexes of its own.
#[derive(Clone, Copy)]
enum Queue {
    Single,
    Bulk,
}

impl Queue {
    /// Returns the condition on the queue's rows, word for word as its indexes have it.
    fn sql(self) -> &'static str {
        match self {
            Self::Single => "NOT bulk",
            Self::Bulk => "bulk",
        }
    }
}

fn put(tx: &Tx<'_>, mail: &NewMail<'_>, queue: Queue, due: Timestamp, now: Timestamp) -> Result<MailId, StoreError> {
    if due <= now {
        tx.after_commit(Signal::MailDue);
    }
    let (due, now) = (due.as_microsecond(), now.as_microsecond());
    let row = tx.insert(
        "INSERT INTO outbox (kind, subject_id, payload, recipient, message_id, at_most_once, bulk, due_at, not_before, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            mail.kind,
            mail.about,
            mail.payload,
            mail.recipient,
            mail.message_id,
            // A bulk is not repeated either; this column also keeps the address as the record of a delivery.
            mail.repeat == Repeat::Never && matches!(queue, Queue::Single),
            matches!(queue, Queue::Bulk),
            due,
            (due > now).then_some(due),
            now
        ],
    )?;
    row.ok_or(StoreError::Closed)
}

const COLUMNS: &str = "id, kind, subject_id, payload, recipient, message_id, attempts, at_most_once, bulk";

fn due(row: &Row<'_>) -> Result<Due, StoreError> {
    Ok(Due {
        id: row.get("id")?,
        kind: row.get("kind")?,
        subject_id: row.get("subject_id")?,
        payload: row.get("payload")?,
        recipient: row.get("recipient")?,
        message_id: row.get("message_id")?,
        attempts: row.get("attempts")?,
        repeat: if row.get("at_most_once")? || row.get("bulk")? {
            Repeat::Never
        } else {
            Repeat::Allowed
        },
    })
}
