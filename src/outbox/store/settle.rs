//! Records the outcome of an attempt.

use jiff::Timestamp;

use super::claim::LONGEST_MICROS;
use crate::outbox::MailId;
use crate::outbox::mailer::Mark;
use crate::outbox::{Attempt, Due};
use crate::store::{StoreError, Tx, params};

/// A minute.
const MINUTE_MICROS: i64 = 60 * 1_000_000;

/// How soon a mail is due again after the database was away.
const AWAY_MICROS: i64 = 5 * 1_000_000;

/// Stores the prepared payload of a mail.
pub fn prepared(tx: &Tx<'_>, id: MailId, payload: &str) -> Result<(), StoreError> {
    tx.post("UPDATE outbox SET payload = ?2 WHERE id = ?1", params![id, payload])?;
    Ok(())
}

/// Marks a mail as being handed over: from here on, silence means that nobody knows. A mail that was cancelled before is not marked, and
/// must not be handed over; nor is one that another node took over, which its number of attempts tells.
pub(crate) fn mark_sending(tx: &Tx<'_>, id: MailId, attempts: u32) -> Result<Mark, StoreError> {
    let sql =
        "UPDATE outbox SET sending = TRUE WHERE id = ?1 AND state = 'queued' AND attempts = ?2 AND lease IS NOT NULL";
    Ok(if tx.execute(sql, params![id, attempts])? > 0 {
        Mark::Set
    } else {
        Mark::Cancelled
    })
}

/// Records the outcome of an attempt; a failed mail is kept. A late reply still resolves an uncertain mail. If another node has taken the
/// mail over since, its own attempt decides.
pub(crate) fn settle(
    tx: &Tx<'_>,
    due: &Due,
    attempt: &Attempt,
    most_attempts: u32,
    now: Timestamp,
) -> Result<(), StoreError> {
    let moment = now.as_microsecond();
    let (state, reply) = match attempt {
        Attempt::Sent(reply) => ("sent", reply.as_str()),
        Attempt::Moot => ("moot", ""),
        Attempt::Failed(why) => ("failed", why.as_str()),
        Attempt::Uncertain(why) => ("uncertain", why.as_str()),
        Attempt::Again(why) if due.attempts >= most_attempts => ("failed", why.as_str()),
        Attempt::Again(why) => return postpone(tx, due, why, moment),
        Attempt::Held(why) => return hold(tx, due, why, moment),
        Attempt::Away(why) => return hold(tx, due, why, moment + AWAY_MICROS),
    };
    let sql = "UPDATE outbox SET state = ?2, reply = ?3, settled_at = ?4, lease = NULL
       WHERE id = ?1 AND state IN ('queued', 'uncertain') AND attempts = ?5";
    tx.post(sql, params![due.id, state, reply, moment, due.attempts])?;
    Ok(())
}

/// Postpones the next attempt by 1, 2, 4 … minutes, at most a day.
fn postpone(tx: &Tx<'_>, due: &Due, why: &str, now: i64) -> Result<(), StoreError> {
    let wait = MINUTE_MICROS << due.attempts.saturating_sub(1).min(10);
    let sql = "UPDATE outbox SET due_at = ?2, reply = ?3, lease = NULL, sending = FALSE
       WHERE id = ?1 AND state = 'queued' AND attempts = ?4";
    tx.post(sql, params![due.id, now + wait.min(LONGEST_MICROS), why, due.attempts])?;
    Ok(())
}

/// Keeps the mail due, but behind those that are due already: if this mail is what the relay stumbles over, another one is tried next.
fn hold(tx: &Tx<'_>, due: &Due, why: &str, due_at: i64) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET due_at = ?2, reply = ?3, lease = NULL, sending = FALSE, attempts = attempts - 1
       WHERE id = ?1 AND state = 'queued' AND attempts = ?4";
    tx.post(sql, params![due.id, due_at, why, due.attempts])?;
    Ok(())
}

/// Re-enqueues mails that were refused through no fault of their own, as if they had not been tried.
pub(crate) fn owe_again(tx: &Tx<'_>, mails: &[MailId], now: Timestamp) -> Result<(), StoreError> {
    for id in mails {
        let sql = "UPDATE outbox SET state = 'queued', settled_at = NULL, lease = NULL, sending = FALSE, attempts = attempts - 1, due_at = ?2
           WHERE id = ?1 AND state IN ('failed', 'queued') AND lease IS NULL AND attempts > 0 AND recipient <> ''";
        tx.post(sql, params![id, now.as_microsecond()])?;
    }
    Ok(())
}

/// Erases addresses (and the relay's replies, which may contain them) from at most `?2` mails settled at or before `?1`, in microseconds.
/// Mails to offices stay: they are the record of the delivery.
pub(crate) const FORGET: &str = "UPDATE outbox SET recipient = '', reply = NULL WHERE id IN
   (SELECT id FROM outbox WHERE settled_at <= ?1 AND recipient <> '' AND NOT at_most_once LIMIT ?2)";
