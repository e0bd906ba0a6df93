//! Which mails are sent next. A claimed mail has a lease, and nobody claims it again: one process sends, and takes back at its start
//! what an earlier one held when it died.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{COLUMNS, Queue, due};
use crate::outbox::Due;
use crate::outbox::domains::domain_of;
use crate::store::{StoreError, Tx, params};

/// No back-off is longer, in microseconds: a mail that is due later and was not scheduled so met a clock that was wrong.
pub(super) const LONGEST_MICROS: i64 = 24 * 60 * 60 * 1_000_000;

/// How many rows one look for mails passes over at most.
const LOOK: usize = 256;

/// How many, for the one mail that asks how the relay fares: those it passes over stay where they are, so that there is no next look.
const LOOK_TO_ASK: usize = 4_096;

/// How many lanes are free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// For anything.
    pub all: usize,
    /// Of these, for retries and mails to many: what comes new is never behind them everywhere.
    pub behind: usize,
    /// Of these, for retries.
    pub retries: usize,
}

impl Room {
    /// For one mail, whichever is first.
    pub(crate) const ONE: Self = Self {
        all: 1,
        behind: 1,
        retries: 1,
    };
}

/// Whose mails are passed over, by domain.
#[derive(Default)]
pub struct Passed {
    /// Those that are held back, until such a moment, in microseconds.
    pub held: BTreeMap<String, i64>,
    /// `Some`: the mail is to ask how the relay fares. Then these are passed over, and any first attempt goes before a retry.
    pub asks: Option<BTreeSet<String>>,
}

/// What there is to send.
#[derive(Default)]
pub struct Claimed {
    /// These, in their order.
    pub mails: Vec<Claim>,
    /// More was due than one look passes over: it is worth looking again at once.
    pub more: bool,
}

/// A claimed mail.
pub struct Claim {
    /// The mail.
    pub due: Due,
    /// Whether it was tried before.
    pub again: bool,
    /// Whether it is one of many alike.
    pub bulk: bool,
}

/// Takes due mails, as many as there is room for: first attempts before retries, mails to many last. Those to a domain that is held
/// back are passed over until the moment that `passed` names.
pub fn claim(tx: &Tx<'_>, now: Timestamp, room: Room, passed: &Passed) -> Result<Claimed, StoreError> {
    let now = now.as_microsecond();
    let mut claimed = Claimed::default();
    let (mut behind, mut retries) = (room.behind, room.retries);
    let mut order = [
        (Queue::Single, false),
        (Queue::Single, true),
        (Queue::Bulk, false),
        (Queue::Bulk, true),
    ];
    if passed.asks.is_some() {
        order.swap(1, 2);
    }
    for (queue, again) in order {
        let bulk = matches!(queue, Queue::Bulk);
        let mut free = room.all - claimed.mails.len();
        if again {
            free = free.min(retries);
        }
        if again || bulk {
            free = free.min(behind);
        }
        let before = claimed.mails.len();
        claimed.more |= take(tx, (queue, again), (now, free, passed), &mut claimed.mails)?;
        let taken = claimed.mails.len() - before;
        behind -= if again || bulk { taken } else { 0 };
        retries -= if again { taken } else { 0 };
    }
    Ok(claimed)
}

/// Answers whether it passed over as many rows as it may.
fn take(
    tx: &Tx<'_>,
    (queue, again): (Queue, bool),
    (now, free, passed): (i64, usize, &Passed),
    into: &mut Vec<Claim>,
) -> Result<bool, StoreError> {
    if free == 0 {
        return Ok(false);
    }
    let look = match &passed.asks {
        Some(avoided) if !avoided.is_empty() => LOOK_TO_ASK,
        _ if passed.held.is_empty() => free,
        _ => LOOK.max(free),
    };
    // Queue and attempts stand in the statement: only so does the planner see which partial index fits.
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox WHERE state = 'queued' AND {} AND attempts {} 0 AND due_at <= ?1 AND lease IS NULL
         ORDER BY due_at, id LIMIT ?2",
        queue.sql(),
        if again { ">" } else { "=" }
    );
    let found = tx.all(&sql, params![now, i64::try_from(look).unwrap_or(i64::MAX)], due)?;
    let (seen, mut taken, mut postponed) = (found.len(), 0, false);
    for mut mail in found {
        if taken == free {
            return Ok(false);
        }
        let domain = domain_of(&mail.recipient);
        if let Some(until) = passed.held.get(&domain) {
            let later = "UPDATE outbox SET due_at = ?2 WHERE id = ?1";
            tx.execute(later, params![mail.id, until])?;
            postponed = true;
            continue;
        }
        if passed.asks.as_ref().is_some_and(|avoided| avoided.contains(&domain)) {
            continue;
        }
        let sql = "UPDATE outbox SET lease = ?2, attempts = attempts + 1 WHERE id = ?1";
        tx.execute(sql, params![mail.id, now])?;
        mail.attempts += 1;
        taken += 1;
        into.push(Claim {
            due: mail,
            again,
            bulk: matches!(queue, Queue::Bulk),
        });
    }
    Ok(seen == look && postponed)
}

/// Takes back what an earlier process held when it died. A mail that must not come twice and was being handed over is *uncertain*:
/// whether the relay took it can't be known.
pub fn begin(tx: &Tx<'_>, now: Timestamp) -> Result<usize, StoreError> {
    let mut doubtful = 0;
    for queue in [Queue::Single, Queue::Bulk] {
        // A claimed mail has an attempt, so that the index of retries holds all of them.
        let leased = format!(
            "state = 'queued' AND {} AND attempts > 0 AND lease IS NOT NULL",
            queue.sql()
        );
        let doubt = format!(
            "UPDATE outbox SET state = 'uncertain', settled_at = ?1, lease = NULL,
               reply = 'the service stopped while handing this mail over' WHERE {leased} AND at_most_once AND sending"
        );
        doubtful += tx.execute(&doubt, params![now.as_microsecond()])?;
        let back = format!("UPDATE outbox SET lease = NULL, sending = FALSE WHERE {leased}");
        tx.execute(&back, [])?;
    }
    Ok(doubtful)
}

/// Makes due what a clock that was wrong for a while put far ahead; what was scheduled for a moment stays.
pub fn earlier(tx: &Tx<'_>, now: Timestamp) -> Result<usize, StoreError> {
    let now = now.as_microsecond();
    let mut moved = 0;
    for queue in [Queue::Single, Queue::Bulk] {
        for attempts in ["= 0", "> 0"] {
            let sql = format!(
                "UPDATE outbox SET due_at = ?1 WHERE state = 'queued' AND {} AND attempts {attempts} AND due_at > ?2
                   AND lease IS NULL AND (not_before IS NULL OR not_before <= ?1)",
                queue.sql()
            );
            moved += tx.execute(&sql, params![now, now + LONGEST_MICROS])?;
        }
    }
    Ok(moved)
}
