//! The mail quota: how many mails an address is sent within a day, so that nobody can flood a third person's inbox through us.
//!
//! A signer who used up the quota is refused another mail for the day and can ask again later. Mail that others cause, because they named
//! somebody as a director or a public address, is not dropped: it is scheduled for when the quota allows. A mail that was moot and never
//! sent does not count.
//!
//! The rows are the truth, in the order in which they were written. The writer thread caches the counts: addresses are spread all over a
//! table by address, so that each look-up would read and write a page of its own.
//!
//! Mails that strangers can cause share one count for each mailbox. The mails that ask a director or notify an organization wait for the
//! quota instead of being dropped: otherwise an attacker could crowd them out, and sign in the organization's name unnoticed.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};

use jiff::Timestamp;

use crate::clock::{DAY_MICROS, from_micros};
use crate::outbox::MailId;
use crate::store::{Read, StoreError, Tx, params};

/// The longest delay, in microseconds, before a mail is dropped: a mailbox with a longer queue is being flooded.
const LONGEST_WAIT_MICROS: i64 = 36 * 3_600_000_000;

crate::store::id! {
    /// Identifies a row of `mail_quota`.
    struct QuotaId;
}

/// A counted mail: its row, the beginning of the address's digest, and the time.
#[derive(Clone, Copy)]
struct Sent {
    id: QuotaId,
    address: u64,
    at: i64,
}

/// A row and its time.
#[derive(Clone, Copy)]
struct Time {
    id: QuotaId,
    at: i64,
}

/// The times of an address's mails. Most addresses have one mail a day, and a list for each would waste memory.
enum Times {
    Once(Time),
    Often(Vec<Time>),
}

impl Times {
    fn as_slice(&self) -> &[Time] {
        match self {
            Self::Once(time) => std::slice::from_ref(time),
            Self::Often(times) => times,
        }
    }

    fn add(&mut self, time: Time) {
        match self {
            Self::Once(first) => *self = Self::Often(vec![*first, time]),
            Self::Often(times) => times.push(time),
        }
    }

    /// Removes one of the rows.
    fn without(&mut self, gone: QuotaId) {
        let left = self.as_slice().iter().position(|time| time.id == gone).map(|place| {
            let mut times = self.as_slice().to_vec();
            times.swap_remove(place);
            times
        });
        if let Some(left) = left {
            *self = Self::Often(left);
        }
    }
}

/// The cached mails of the last day.
///
/// A new row's number is one above the highest existing one, and rows are deleted only at the end, when a closure is rolled back, and at
/// the beginning, when they are old. So a new row's number tells which cached rows no longer exist, and whether others have to be read.
#[derive(Default)]
struct QuotaCache {
    in_order: VecDeque<Sent>,
    by_address: HashMap<u64, Times>,
    /// The highest number that was read; 0 if none was.
    newest: i64,
}

impl QuotaCache {
    fn note(&mut self, sent: Sent) {
        self.newest = sent.id.number();
        self.in_order.push_back(sent);
        let time = Time {
            id: sent.id,
            at: sent.at,
        };
        match self.by_address.entry(sent.address) {
            Entry::Occupied(mut times) => times.get_mut().add(time),
            Entry::Vacant(place) => {
                place.insert(Times::Once(time));
            }
        }
    }

    fn drop_one(&mut self, gone: Sent) {
        if let Entry::Occupied(mut times) = self.by_address.entry(gone.address) {
            times.get_mut().without(gone.id);
            if times.get().as_slice().is_empty() {
                times.remove();
            }
        }
    }

    /// Updates the cache to hold every row before `id` that is newer than `since`, and nothing else.
    fn catch_up(&mut self, tx: &Tx<'_>, id: QuotaId, since: i64) -> Result<(), StoreError> {
        while let Some(gone) = self.in_order.pop_back_if(|sent| sent.id >= id) {
            self.drop_one(gone);
        }
        while let Some(gone) = self.in_order.pop_front_if(|sent| sent.at <= since) {
            self.drop_one(gone);
        }
        if self.newest < id.number() - 1 {
            let sql =
                "SELECT id, address, sent_at FROM mail_quota WHERE id > ?1 AND id < ?2 AND sent_at > ?3 ORDER BY id";
            let last = self.newest;
            tx.each(sql, params![last, id, since], |row| {
                self.note(Sent {
                    id: row.get("id")?,
                    address: beginning(&row.get("address")?),
                    at: row.get("sent_at")?,
                });
                Ok::<_, StoreError>(())
            })?;
        }
        self.newest = id.number() - 1;
        Ok(())
    }
}

fn beginning(address: &[u8; 32]) -> u64 {
    address.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// A counted mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    row: QuotaId,
}

impl Counted {
    /// Links the count to this mail in the outbox.
    pub(crate) fn as_mail(self, tx: &Tx<'_>, mail: MailId) -> Result<(), StoreError> {
        let sql = "UPDATE mail_quota SET mail = ?2 WHERE id = ?1";
        tx.post(sql, params![self.row, mail])?;
        Ok(())
    }

    /// Takes back the count, since no mail was enqueued.
    pub(crate) fn as_none(self, tx: &Tx<'_>) -> Result<(), StoreError> {
        self.as_mail(tx, MailId::NONE)
    }
}

/// A counted mail, and the earliest time at which it may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheduled {
    /// When it is due.
    pub due: Timestamp,
    /// The count.
    pub counted: Counted,
}

/// Records one mail, and returns its row.
fn log(tx: &Tx<'_>, address: &[u8; 32], now: i64) -> Result<QuotaId, StoreError> {
    let sql = "INSERT INTO mail_quota (address, sent_at) VALUES (?1, ?2)";
    tx.insert(sql, params![&address[..], now])?.ok_or(StoreError::Closed)
}

/// Deletes the newest record, whose mail is not sent.
fn unlog(tx: &Tx<'_>, id: QuotaId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM mail_quota WHERE id = ?1", params![id])
        .map(drop)
}

/// Returns the times of those mails that were sent or may be, without moot ones. Called only if the quota is used up, since it looks up
/// each mail.
fn without_moot(db: &Read<'_>, times: &[Time]) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT 1 AS n FROM mail_quota q WHERE q.id = ?1
       AND (q.mail IS NULL OR EXISTS (SELECT 1 FROM outbox o WHERE o.id = q.mail AND o.state <> 'moot'))";
    let mut found = Vec::new();
    for time in times {
        if db.one(sql, params![time.id], |row| row.get::<i64>("n"))?.is_some() {
            found.push(time.at);
        }
    }
    Ok(found)
}

/// Returns the earliest time, not before `now`, at which an address may be sent one more mail.
fn first_room(tx: &Tx<'_>, times: &[Time], mails_per_day: u32, now: i64) -> Result<i64, StoreError> {
    let all: Vec<i64> = times.iter().map(|time| time.at).collect();
    let due = next_room(&all, mails_per_day, now);
    if due == now {
        return Ok(now);
    }
    Ok(next_room(&without_moot(tx, times)?, mails_per_day, now))
}

/// Counts one more mail to an address (its keyed digest); returns `None` and counts nothing if the quota is used up.
pub(crate) fn count_mail(
    tx: &Tx<'_>,
    address: &[u8; 32],
    mails_per_day: u32,
    now: Timestamp,
) -> Result<Option<Counted>, StoreError> {
    let now = now.as_microsecond();
    Ok(count(tx, address, mails_per_day, (now, now))?.map(|it| it.counted))
}

/// Counts one more mail to an address (its keyed digest) at the earliest time that the quota allows; `None` if too many are waiting
/// already.
pub fn schedule_mail(
    tx: &Tx<'_>,
    address: &[u8; 32],
    mails_per_day: u32,
    now: Timestamp,
) -> Result<Option<Scheduled>, StoreError> {
    let now = now.as_microsecond();
    count(tx, address, mails_per_day, (now, now + LONGEST_WAIT_MICROS))
}

/// Counts one more mail at the earliest time that the quota allows, but not after `last`.
fn count(
    tx: &Tx<'_>,
    address: &[u8; 32],
    mails_per_day: u32,
    (now, last): (i64, i64),
) -> Result<Option<Scheduled>, StoreError> {
    let id = log(tx, address, now)?;
    let due = tx.remembered(|inboxes: &mut QuotaCache| {
        inboxes.catch_up(tx, id, now - DAY_MICROS)?;
        let address = beginning(address);
        let times = inboxes.by_address.get(&address).map_or(&[][..], Times::as_slice);
        let due = first_room(tx, times, mails_per_day, now)?;
        let fits = due <= last;
        if fits {
            inboxes.note(Sent { id, address, at: due });
        }
        Ok::<_, StoreError>(fits.then_some(due))
    })?;
    match due {
        Some(due) if due == now => {}
        Some(due) => {
            tx.post("UPDATE mail_quota SET sent_at = ?2 WHERE id = ?1", params![id, due])?;
        }
        None => unlog(tx, id)?,
    }
    Ok(due.map(|due| Scheduled {
        due: from_micros(due),
        counted: Counted { row: id },
    }))
}

/// Returns the earliest time, not before `now`, with fewer than `mails_per_day` mails in the 24 hours before; all in microseconds.
fn next_room(times: &[i64], mails_per_day: u32, now: i64) -> i64 {
    let mut within: Vec<i64> = times.iter().copied().filter(|at| *at > now - DAY_MICROS).collect();
    within.sort_unstable();
    let most = usize::try_from(mails_per_day.max(1)).unwrap_or(usize::MAX);
    let last_to_pass = within.len().checked_sub(most).map(|place| within[place]);
    last_to_pass.map_or(now, |at| at + DAY_MICROS)
}

#[cfg(test)]
mod tests;
