//! The outbox in the database: enqueue, claim with a lease, settle.

use jiff::Timestamp;

use super::{Due, Owed, Repeat};
use crate::store::{StoreError, Tx, params};

/// How long a worker holds a claimed mail, in microseconds.
const LEASE_MICROS: i64 = 5 * 60 * 1_000_000;

/// Owes one mail, in the transaction of the fact that causes it.
pub fn enqueue(tx: &Tx<'_>, mail: &Owed<'_>, now: Timestamp) -> Result<(), StoreError> {
    put(tx, mail, Queue::Single, now, now)
}

/// Owes one mail that is not sent before a moment.
pub fn enqueue_for(tx: &Tx<'_>, mail: &Owed<'_>, due: Timestamp, now: Timestamp) -> Result<(), StoreError> {
    put(tx, mail, Queue::Single, due, now)
}

/// Owes one mail of many alike: it waits behind everything that one person waits for.
pub fn enqueue_bulk(tx: &Tx<'_>, mail: &Owed<'_>, now: Timestamp) -> Result<(), StoreError> {
    put(tx, mail, Queue::Bulk, now, now)
}

/// The two queues; each has a partial index of its own.
#[derive(Clone, Copy)]
enum Queue {
    Single = 0,
    Bulk = 1,
}

fn put(tx: &Tx<'_>, mail: &Owed<'_>, queue: Queue, due: Timestamp, now: Timestamp) -> Result<(), StoreError> {
    let (due, now) = (due.as_microsecond(), now.as_microsecond());
    tx.execute(
        "INSERT INTO outbox (kind, subject_id, payload, recipient, message_id, once, bulk, due_at, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            mail.kind,
            mail.about,
            mail.payload,
            mail.recipient,
            mail.message_id,
            mail.repeat == Repeat::Never,
            queue as i64,
            due,
            now
        ],
    )?;
    Ok(())
}

/// Takes up to `limit` due mails, those to many last; nobody else gets them before the lease ends.
pub fn claim(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<Vec<Due>, StoreError> {
    let now = now.as_microsecond();
    doubt(tx, now)?;
    let mut due = take(tx, Queue::Single, now, limit)?;
    if due.len() < limit {
        due.extend(take(tx, Queue::Bulk, now, limit - due.len())?);
    }
    Ok(due)
}

fn take(tx: &Tx<'_>, queue: Queue, now: i64, limit: usize) -> Result<Vec<Due>, StoreError> {
    // The queue stands in the statement as a number: only so does the planner see which partial index fits.
    let sql = format!(
        "UPDATE outbox SET lease = ?1 + ?3, attempts = attempts + 1 WHERE id IN
           (SELECT id FROM outbox WHERE state = 'queued' AND bulk = {} AND due_at <= ?1 AND (lease IS NULL OR lease <= ?1)
            ORDER BY due_at, id LIMIT ?2)
         RETURNING id, kind, subject_id, payload, recipient, message_id, attempts, once",
        queue as i64
    );
    tx.all(
        &sql,
        params![now, i64::try_from(limit).unwrap_or(i64::MAX), LEASE_MICROS],
        |row| {
            Ok(Due {
                id: row.get("id")?,
                kind: row.get("kind")?,
                subject_id: row.get("subject_id")?,
                payload: row.get("payload")?,
                recipient: row.get("recipient")?,
                message_id: row.get("message_id")?,
                attempts: row.get("attempts")?,
                repeat: if row.get("once")? {
                    Repeat::Never
                } else {
                    Repeat::Allowed
                },
            })
        },
    )
}

/// A mail that was being handed over when its worker stopped: whether the relay took it can't be known.
fn doubt(tx: &Tx<'_>, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE outbox SET state = 'uncertain', settled_at = ?1, lease = NULL, reply = 'the service stopped while handing this mail over'
         WHERE state = 'queued' AND bulk = 0 AND due_at <= ?1 AND once = 1 AND sending = 1 AND lease <= ?1",
        params![now],
    )?;
    Ok(())
}

/// Marks that a mail is about to be handed to the relay: from here on, silence means that nobody knows.
pub fn mark_sending(tx: &Tx<'_>, id: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE outbox SET sending = 1 WHERE id = ?1 AND state = 'queued'",
        params![id],
    )?;
    Ok(())
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The relay accepted it, with these words.
    Sent(String),
    /// What it was about is gone.
    Moot,
    /// It may work later.
    Again(String),
    /// It never will.
    Failed(String),
    /// The relay may have taken it, and it must not come twice.
    Uncertain(String),
}

/// Writes down how an attempt ended; a failed mail is kept. An answer that comes after its lease still ends the doubt.
pub fn settle(tx: &Tx<'_>, due: &Due, attempt: &Attempt, most_attempts: u32, now: Timestamp) -> Result<(), StoreError> {
    let moment = now.as_microsecond();
    let (state, reply) = match attempt {
        Attempt::Sent(reply) => ("sent", reply.as_str()),
        Attempt::Moot => ("moot", ""),
        Attempt::Failed(why) => ("failed", why.as_str()),
        Attempt::Uncertain(why) => ("uncertain", why.as_str()),
        Attempt::Again(why) if due.attempts >= most_attempts => ("failed", why.as_str()),
        Attempt::Again(why) => return postpone(tx, due, why, moment),
    };
    let sql = "UPDATE outbox SET state = ?2, reply = ?3, settled_at = ?4, lease = NULL WHERE id = ?1 AND state IN ('queued', 'uncertain')";
    tx.execute(sql, params![due.id, state, reply, moment])?;
    Ok(())
}

/// 1, 2, 4 … minutes, at most a day.
fn postpone(tx: &Tx<'_>, due: &Due, why: &str, now: i64) -> Result<(), StoreError> {
    let minutes = 1_i64 << due.attempts.saturating_sub(1).min(10);
    let sql = "UPDATE outbox SET due_at = ?2, reply = ?3, lease = NULL, sending = 0 WHERE id = ?1 AND state = 'queued'";
    tx.execute(sql, params![due.id, now + minutes.min(1_440) * 60_000_000, why])?;
    Ok(())
}

/// Erases addresses (and the relay's words, which may name them) from at most `?2` mails settled at or before `?1`, in
/// microseconds. What went to an office stays: it is the record of the delivery.
pub const FORGET: &str = "UPDATE outbox SET recipient = '', reply = NULL WHERE id IN
   (SELECT id FROM outbox WHERE settled_at <= ?1 AND recipient <> '' AND once = 0 LIMIT ?2)";
