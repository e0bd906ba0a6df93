//! Claims the mails that are sent next. A claimed mail has a lease, and nobody else can claim it. Only one process sends; when it starts,
//! it releases the leases of an earlier one that died. On a server, that one may only have lost its lead: what it still does with a mail is
//! void once the mail is claimed again, since each claim counts an attempt.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{COLUMNS, Queue, due};
use crate::outbox::Due;
use crate::outbox::domains::domain_of;
use crate::store::{StoreError, Tx, params};

/// The longest back-off, in microseconds. An unscheduled mail that is due later than that was delayed by a wrong clock.
pub(super) const LONGEST_MICROS: i64 = 24 * 60 * 60 * 1_000_000;

/// How many rows one claim skips at most.
const LOOK: usize = 256;

/// How many rows are skipped at most when a mail is claimed to probe the relay. Skipped rows are not postponed, so a second claim would
/// find the same ones.
const LOOK_TO_ASK: usize = 4_096;

/// The number of free lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeLanes {
    /// For any mail.
    pub all: usize,
    /// Of these, for retries and bulk mail: some lanes are always left for new mail.
    pub behind: usize,
    /// Of these, for retries.
    pub retries: usize,
}

impl FreeLanes {
    /// Room for one mail of any kind.
    pub(crate) const ONE: Self = Self {
        all: 1,
        behind: 1,
        retries: 1,
    };
}

/// The domains whose mails are skipped.
#[derive(Default)]
pub struct SkippedDomains {
    /// Domains that are held back, until these times in microseconds.
    pub held: BTreeMap<String, i64>,
    /// `Some` if the mail is to probe the relay. Then these domains are skipped, and any first attempt goes before a retry.
    pub asks: Option<BTreeSet<String>>,
}

/// The result of a claim.
#[derive(Default)]
pub struct Claimed {
    /// The claimed mails, in order.
    pub mails: Vec<Claim>,
    /// Whether more is due than one claim skips, so that another claim is worthwhile right away.
    pub more: bool,
}

/// A claimed mail.
pub struct Claim {
    /// The mail.
    pub due: Due,
    /// Whether it is a retry.
    pub again: bool,
    /// Whether it is bulk mail.
    pub bulk: bool,
}

/// Claims due mails, as many as there is room for: first attempts before retries, bulk mail last. Mails to a domain that is held back are
/// postponed to the time that `passed` names.
pub fn claim(tx: &Tx<'_>, now: Timestamp, room: FreeLanes, passed: &SkippedDomains) -> Result<Claimed, StoreError> {
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

/// Claims mails of one queue; returns whether it skipped as many rows as it may.
fn take(
    tx: &Tx<'_>,
    (queue, again): (Queue, bool),
    (now, free, passed): (i64, usize, &SkippedDomains),
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
    // Queue and attempts are literals in the statement, so that the planner sees which partial index fits.
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
            tx.post(later, params![mail.id, until])?;
            postponed = true;
            continue;
        }
        if passed.asks.as_ref().is_some_and(|avoided| avoided.contains(&domain)) {
            continue;
        }
        let sql = "UPDATE outbox SET lease = ?2, attempts = attempts + 1 WHERE id = ?1";
        tx.post(sql, params![mail.id, now])?;
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

/// Releases the leases of an earlier process that died. A mail that must not be sent twice and was being handed over becomes *uncertain*:
/// whether the relay accepted it can't be known.
pub fn begin(tx: &Tx<'_>, now: Timestamp) -> Result<usize, StoreError> {
    let mut doubtful = 0;
    for queue in [Queue::Single, Queue::Bulk] {
        // A claimed mail has at least one attempt, so the index of retries contains all of them.
        let leased = format!(
            "state = 'queued' AND {} AND attempts > 0 AND lease IS NOT NULL",
            queue.sql()
        );
        let doubt = format!(
            "UPDATE outbox SET state = 'uncertain', settled_at = ?1, lease = NULL,
               reply = 'the service stopped while handing this mail over' WHERE {leased} AND (at_most_once OR bulk) AND sending"
        );
        doubtful += tx.execute(&doubt, params![now.as_microsecond()])?;
        let back = format!("UPDATE outbox SET lease = NULL, sending = FALSE WHERE {leased}");
        tx.post(&back, [])?;
    }
    Ok(doubtful)
}

/// Makes mails due that a wrong clock had postponed too far; scheduled mails stay.
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
