//! How many mails an address was sent within a day: nobody can flood a third person's inbox through us.
//!
//! Who signs is refused another mail until the day is over; they can ask again. What others write to somebody, because they were named
//! as a director or a public address, is not lost: it waits until there is room.
//!
//! The rows are the truth, in the order in which they were written. Who had how many of them is remembered by the writer thread,
//! for each signer's address lies elsewhere in a table by address, and would be a page of its own to read and to write.
//!
//! One count for a mailbox, as whatever others name it; the mail that asks a director or tells an organization waits for room, for whoever
//! could crowd it out could sign in their name unseen.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};

use jiff::Timestamp;

use super::DAY_MICROS;
use crate::clock::from_micros;
use crate::store::{StoreError, Tx, params};

/// So long, in microseconds, may a mail wait for room: what is asked for beyond that is one of many that come, and is not sent.
const LONGEST_WAIT_MICROS: i64 = 36 * 3_600_000_000;

/// One mail: its row, the address by the beginning of its digest, when.
#[derive(Clone, Copy)]
struct Sent {
    id: i64,
    address: u64,
    at: i64,
}

/// When an address was sent mail. Most have one mail a day, and a list of one would be memory taken for each.
enum Times {
    Once(i64),
    Often(Vec<i64>),
}

impl Times {
    fn as_slice(&self) -> &[i64] {
        match self {
            Self::Once(at) => std::slice::from_ref(at),
            Self::Often(times) => times,
        }
    }

    fn add(&mut self, at: i64) {
        match self {
            Self::Once(first) => *self = Self::Often(vec![*first, at]),
            Self::Often(times) => times.push(at),
        }
    }

    /// Without one of its moments.
    fn without(&mut self, gone: i64) {
        let left = self.as_slice().iter().position(|at| *at == gone).map(|place| {
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
        match self.by_address.entry(sent.address) {
            Entry::Occupied(mut times) => times.get_mut().add(sent.at),
            Entry::Vacant(place) => {
                place.insert(Times::Once(sent.at));
            }
        }
    }

    fn drop_one(&mut self, gone: Sent) {
        if let Entry::Occupied(mut times) = self.by_address.entry(gone.address) {
            times.get_mut().without(gone.at);
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

/// Writes one mail down; answers its row.
fn log(tx: &Tx<'_>, address: &[u8; 32], now: i64) -> Result<i64, StoreError> {
    let sql = "INSERT INTO mail_quota (address, sent_at) VALUES (?1, ?2)";
    tx.insert(sql, params![&address[..], now])?.ok_or(StoreError::Closed)
}

/// Takes one back that is not sent.
fn unlog(tx: &Tx<'_>, id: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM mail_quota WHERE id = ?1", params![id])
        .map(drop)
}

/// Counts one more mail to an address (its keyed digest); answers after how many seconds it may have one, if it has had enough.
pub fn count_mail(
    tx: &Tx<'_>,
    address: &[u8; 32],
    mails_per_day: u32,
    now: Timestamp,
) -> Result<Option<u64>, StoreError> {
    let now = now.as_microsecond();
    let since = now - DAY_MICROS;
    let id = log(tx, address, now)?;
    let first = tx.remembered(|inboxes: &mut Inboxes| {
        inboxes.catch_up(tx, id, since)?;
        let address = beginning(address);
        let times = inboxes.by_address.get(&address).map_or(&[][..], Times::as_slice);
        let within = times.iter().copied().filter(|at| *at > since);
        if u64::try_from(within.clone().count()).is_ok_and(|count| count >= u64::from(mails_per_day)) {
            return Ok(Some(within.min().unwrap_or(now)));
        }
        inboxes.note(Sent { id, address, at: now });
        Ok::<_, StoreError>(None)
    })?;
    let Some(first) = first else { return Ok(None) };
    unlog(tx, id)?;
    let seconds = (first - since).div_euclid(1_000_000) + 1;
    Ok(Some(u64::try_from(seconds).unwrap_or(1).max(1)))
}

/// Counts one more mail to an address (its keyed digest) at the first moment at which it may have one; `None`: too many wait already.
pub fn schedule_mail(
    tx: &Tx<'_>,
    address: &[u8; 32],
    mails_per_day: u32,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let now = now.as_microsecond();
    let id = log(tx, address, now)?;
    let due = tx.remembered(|inboxes: &mut Inboxes| {
        inboxes.catch_up(tx, id, now - DAY_MICROS)?;
        let address = beginning(address);
        let times = inboxes.by_address.get(&address).map_or(&[][..], Times::as_slice);
        let due = next_room(times, mails_per_day, now);
        let fits = due - now <= LONGEST_WAIT_MICROS;
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
    Ok(due.map(from_micros))
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
