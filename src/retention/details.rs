//! Erases the details of a letter's signers when the time has come that `[retention]` in its `letter.toml` names.
//!
//! The time begins when the last office has received the letter, and not before signing has ended: as long as anyone can sign, signers need
//! their links, and another delivery may follow. If the letter goes to nobody, or is never delivered, it begins when signing ended: what
//! people gave their details for will not happen any more. While emails to offices wait, it does not begin. A letter whose signing never ends
//! keeps the details, and `letters check` says so. If a letter's folder is gone, what its settings said last still holds.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::audit::{self, Act, By, Deed};
use crate::clock::Clock;
use crate::delivery::state::DeliveryState;
use crate::delivery::store::progress;
use crate::letters::Slug;
use crate::letters::library::Library;
use crate::letters::store::retention::{Terms, terms};
use crate::signatures::store::details::{erase_next, left, take_unlogged};
use crate::store::{Read, Store, StoreError, Tx};

/// How many times as long as a portion took the round rests before the next one: the writer is also for those who sign other letters.
const REST: u32 = 4;

/// What the time begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// The last office received the letter.
    Delivered,
    /// Signing ended, after the last delivery or without one.
    Closed,
}

/// When a letter's details are erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// Not known yet: signing has no end.
    Open,
    /// Not known yet: emails to offices wait.
    Delivering,
    /// The time begins, or began, at a known moment.
    Known {
        /// What it begins with.
        beginning: Beginning,
        /// When that is.
        since: Timestamp,
        /// When the details are erased.
        due: Timestamp,
    },
}

/// A letter whose settings say that the details of its signers are erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The letter.
    pub letter: Slug,
    /// How many days after the delivery.
    pub days: u32,
    /// When.
    pub schedule: Schedule,
    /// How many signatures still have their details.
    pub left: u64,
}

impl Plan {
    /// Returns whether there is something to erase now.
    pub fn is_due(&self, now: Timestamp) -> bool {
        matches!(self.schedule, Schedule::Known { due, .. } if due <= now)
    }
}

/// Returns the plan of each letter that has one, newest letters first, and those whose folder is gone last.
pub fn plans(db: &Read<'_>, library: &Library) -> Result<Vec<Plan>, StoreError> {
    terms(db, library)?.into_iter().map(|it| plan(db, it)).collect()
}

fn plan(db: &Read<'_>, it: Terms) -> Result<Plan, StoreError> {
    Ok(Plan {
        schedule: schedule(it.closes, delivered(db, it.letter.as_str())?, it.days),
        left: left(db, it.letter.as_str())?,
        days: it.days,
        letter: it.letter,
    })
}

/// How far the delivery of a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Delivered {
    /// No office has it, and none is about to get it.
    ToNone,
    /// Emails wait.
    Waits,
    /// The last office received it then.
    At(Timestamp),
}

fn delivered(db: &Read<'_>, letter: &str) -> Result<Delivered, StoreError> {
    use DeliveryState::{Queued, Sending, Sent, Uncertain};
    let mut last = None;
    for mail in progress(db, letter)? {
        if matches!(mail.state, Queued | Sending) {
            return Ok(Delivered::Waits);
        }
        let arrived = matches!(mail.office_state, Sent | Uncertain | DeliveryState::Delivered) && mail.decides;
        let at = mail.settled_at.filter(|_| arrived).and_then(|at| at.parse().ok());
        last = last.max(at);
    }
    Ok(last.map_or(Delivered::ToNone, Delivered::At))
}

fn schedule(closes: Option<Timestamp>, delivered: Delivered, days: u32) -> Schedule {
    let Some(closes) = closes else {
        return Schedule::Open;
    };
    let (beginning, since) = match delivered {
        Delivered::Waits => return Schedule::Delivering,
        Delivered::At(at) if at > closes => (Beginning::Delivered, at),
        Delivered::At(_) | Delivered::ToNone => (Beginning::Closed, closes),
    };
    let due = since.checked_add(SignedDuration::from_hours(24 * i64::from(days)));
    let due = due.unwrap_or(Timestamp::MAX);
    Schedule::Known { beginning, since, due }
}

/// Erases what is due at a moment, letter by letter, with rests for others who write. Returns how many signatures of how many letters.
pub async fn erase_due(
    store: &Store,
    library: &Arc<Library>,
    clock: &Clock,
    until: Timestamp,
) -> Result<usize, StoreError> {
    let mut erased = 0;
    let library = Arc::clone(library);
    let plans = store.read(move |db| plans(db, &library)).await?;
    for plan in plans.into_iter().filter(|plan| plan.is_due(until)) {
        let now = clock.now();
        loop {
            let (slug, began) = (plan.letter.to_string(), clock.elapsed());
            let (more, is_last) = store.write(move |tx| portion(tx, &slug, By::SERVICE, now)).await?;
            erased += more;
            if is_last {
                break;
            }
            tokio::time::sleep(rest(clock, began)).await;
        }
    }
    Ok(erased)
}

/// Erases what is due of one letter, for a command; tells each portion's number.
pub fn erase_now(
    store: &Store,
    letter: &Slug,
    by: By,
    clock: &Clock,
    tell: &dyn Fn(usize),
) -> Result<usize, StoreError> {
    let mut erased = 0;
    loop {
        let (slug, now, began) = (letter.to_string(), clock.now(), clock.elapsed());
        let (more, is_last) = store.write_now(move |tx| portion(tx, &slug, by, now))?;
        erased += more;
        tell(more);
        if is_last {
            return Ok(erased);
        }
        std::thread::sleep(rest(clock, began));
    }
}

fn rest(clock: &Clock, began: Duration) -> Duration {
    clock.elapsed().saturating_sub(began) * REST
}

/// Erases one portion; with the last one of a round, the audit log says how many they were, also those of a round that was interrupted.
fn portion(tx: &Tx<'_>, letter: &str, by: By, now: Timestamp) -> Result<(usize, bool), StoreError> {
    let portion = erase_next(tx, letter, now)?;
    if portion.is_last {
        let unlogged = take_unlogged(tx, letter)?;
        if unlogged > 0 {
            let deed = Deed::about(Act::DetailsErased, letter, unlogged);
            audit::store::record(tx, by, &deed, now)?;
        }
    }
    Ok((portion.erased, portion.is_last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_begins_with_the_last_delivery_or_the_end_of_signing_whichever_is_later() {
        let day = |n: i64| Timestamp::from_second(n * 86_400).expect("in range");
        let known = |beginning, since, due| Schedule::Known {
            beginning,
            since: day(since),
            due: day(due),
        };
        let closed = Some(day(100));
        for (closes, delivered, expected) in [
            (None, Delivered::ToNone, Schedule::Open),
            (None, Delivered::At(day(9)), Schedule::Open),
            (closed, Delivered::Waits, Schedule::Delivering),
            (closed, Delivered::ToNone, known(Beginning::Closed, 100, 130)),
            (closed, Delivered::At(day(90)), known(Beginning::Closed, 100, 130)),
            (closed, Delivered::At(day(110)), known(Beginning::Delivered, 110, 140)),
        ] {
            assert_eq!(schedule(closes, delivered, 30), expected, "{closes:?} {delivered:?}");
        }
    }
}
