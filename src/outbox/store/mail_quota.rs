//! How many mails an address was sent within a day: nobody can flood a third person's inbox through us.
//!
//! Who signs is refused another mail until the day is over; they can ask again. What others write to somebody, because they were named
//! as a director or a public address, is not lost: it waits until there is room. A mail that was never sent, for it was moot by then,
//! takes no room.
//!
//! The rows are the truth, in the order in which they were written. Who had how many of them is remembered by the writer thread,
//! for each signer's address lies elsewhere in a table by address, and would be a page of its own to read and to write.
//!
//! One count for a mailbox, as whatever others name it; the mail that asks a director or tells an organization waits for room, for whoever
//! could crowd it out could sign in their name unseen.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};

use jiff::Timestamp;

use crate::clock::{DAY_MICROS, from_micros};
use crate::store::{Read, StoreError, Tx, params};

/// So long, in microseconds, may a mail wait for room: what is asked for beyond that is one of many that come, and is not sent.
const LONGEST_WAIT_MICROS: i64 = 36 * 3_600_000_000;

/// One mail: its row, the address by the beginning of its digest, when.
#[derive(Clone, Copy)]
struct Sent {
    id: i64,
    address: u64,
    at: i64,
}

/// A row, and when.
#[derive(Clone, Copy)]
struct Time {
    id: i64,
    at: i64,
}

/// When an address was sent mail. Most have one mail a day, and a list of one would be memory taken for each.
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

    /// Without one of its rows.
    fn without(&mut self, gone: i64) {
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

/// The mails of a day, as far as they were read.
///
/// A row's number is one above the highest there is, rows are deleted at the end when a closure is undone and at the beginning when
/// they are old: so a new row's number tells which of those remembered are gone, and whether others are to be read.
#[derive(Default)]
struct Inboxes {
    in_order: VecDeque<Sent>,
    by_address: HashMap<u64, Times>,
    newest: i64,
}

impl Inboxes {
    fn note(&mut self, sent: Sent) {
        self.newest = sent.id;
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

    /// Remembers exactly what stands before a row that was just written, and is not older than a day.
    fn catch_up(&mut self, tx: &Tx<'_>, id: i64, since: i64) -> Result<(), StoreError> {
        while let Some(gone) = self.in_order.pop_back_if(|sent| sent.id >= id) {
            self.drop_one(gone);
        }
        while let Some(gone) = self.in_order.pop_front_if(|sent| sent.at <= since) {
            self.drop_one(gone);
        }
        if self.newest < id - 1 {
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
        self.newest = id - 1;
        Ok(())
    }
}

fn beginning(address: &[u8; 32]) -> u64 {
    address.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// A mail that was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    row: i64,
}

impl Counted {
    /// It is this one of the outbox.
    pub(crate) fn as_mail(self, tx: &Tx<'_>, mail: i64) -> Result<(), StoreError> {
        let sql = "UPDATE mail_quota SET mail = ?2 WHERE id = ?1";
        tx.execute(sql, params![self.row, mail])?;
        Ok(())
    }

    /// No mail came of it.
    pub(crate) fn as_none(self, tx: &Tx<'_>) -> Result<(), StoreError> {
        self.as_mail(tx, 0)
    }
}

/// A mail that was counted, and the first moment at which it may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheduled {
    /// When.
    pub due: Timestamp,
    /// What was counted.
    pub counted: Counted,
}

/// Writes one mail down; answers its row.
fn log(tx: &Tx<'_>, address: &[u8; 32], now: i64) -> Result<i64, StoreError> {
    let sql = "INSERT INTO mail_quota (address, sent_at) VALUES (?1, ?2)";
    tx.insert(sql, params![&address[..], now])?.ok_or(StoreError::Closed)
}

/// Takes one back that is not sent: the newest.
fn unlog(tx: &Tx<'_>, id: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM mail_quota WHERE id = ?1", params![id])
        .map(drop)
}

/// The moments of those mails that were sent or may be. Only asked for where there is no room: it looks up each.
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

/// The first moment, not before `now`, at which an address may have one more mail.
fn first_room(tx: &Tx<'_>, times: &[Time], mails_per_day: u32, now: i64) -> Result<i64, StoreError> {
    let all: Vec<i64> = times.iter().map(|time| time.at).collect();
    let due = next_room(&all, mails_per_day, now);
    if due == now {
        return Ok(now);
    }
    Ok(next_room(&without_moot(tx, times)?, mails_per_day, now))
}

/// Counts one more mail to an address (its keyed digest); `None`: it has had enough, and nothing is counted.
pub(crate) fn count_mail(
    tx: &Tx<'_>,
    address: &[u8; 32],
    mails_per_day: u32,
    now: Timestamp,
) -> Result<Option<Counted>, StoreError> {
    let now = now.as_microsecond();
    Ok(count(tx, address, mails_per_day, (now, now))?.map(|it| it.counted))
}

/// Counts one more mail to an address (its keyed digest) at the first moment at which it may have one; `None`: too many wait already.
pub fn schedule_mail(
    tx: &Tx<'_>,
    address: &[u8; 32],
    mails_per_day: u32,
    now: Timestamp,
) -> Result<Option<Scheduled>, StoreError> {
    let now = now.as_microsecond();
    count(tx, address, mails_per_day, (now, now + LONGEST_WAIT_MICROS))
}

/// The same, at a moment no later than the last.
fn count(
    tx: &Tx<'_>,
    address: &[u8; 32],
    mails_per_day: u32,
    (now, last): (i64, i64),
) -> Result<Option<Scheduled>, StoreError> {
    let id = log(tx, address, now)?;
    let due = tx.remembered(|inboxes: &mut Inboxes| {
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
            tx.execute("UPDATE mail_quota SET sent_at = ?2 WHERE id = ?1", params![id, due])?;
        }
        None => unlog(tx, id)?,
    }
    Ok(due.map(|due| Scheduled {
        due: from_micros(due),
        counted: Counted { row: id },
    }))
}

/// The first moment, not before `now`, at whose end the day before holds fewer than `mails_per_day` of these; all in microseconds.
fn next_room(times: &[i64], mails_per_day: u32, now: i64) -> i64 {
    let mut within: Vec<i64> = times.iter().copied().filter(|at| *at > now - DAY_MICROS).collect();
    within.sort_unstable();
    let most = usize::try_from(mails_per_day.max(1)).unwrap_or(usize::MAX);
    let last_to_pass = within.len().checked_sub(most).map(|place| within[place]);
    last_to_pass.map_or(now, |at| at + DAY_MICROS)
}

#[cfg(test)]
mod tests;
