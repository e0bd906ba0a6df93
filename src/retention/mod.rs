//! Retention: deletes, every hour, what has been stored long enough, such as unconfirmed signatures and digests of networks, and erases the
//! details of a letter's signers some time after its delivery ([`details`]).
//!
//! A machine may start with a clock that is a year ahead. So the time is not taken from the clock alone: it continues from where the last
//! round was, by a day at most for each hour that the service runs. A wrong clock deletes little before somebody corrects it, and a service
//! that was off for a month has caught up in a day and a half.

pub mod details;
pub mod store;

use std::time::Duration;

use jiff::Timestamp;
use rocket::Shutdown;

use crate::clock::{Clock, from_micros, micros};
use crate::config::Signing;
use crate::letters::live_library::LiveLibrary;
use crate::retention::store::{SLICE, Step, forget, newest};
use crate::store::{Store, StoreError, identity};

/// How much faster than real time the time of deletion may advance.
const FASTER: i64 = 24;

/// How far it may lag behind the clock before staff are warned.
const TOLD: Duration = Duration::from_hours(7 * 24);

/// Runs until shutdown. Running it twice deletes nothing twice.
pub async fn run(store: Store, live_library: LiveLibrary, clock: Clock, kept: Signing, shutdown: Shutdown) {
    tokio::pin!(shutdown);
    let mut last = clock.elapsed();
    let mut stopping = false;
    loop {
        let ran = clock.elapsed().saturating_sub(last);
        last = clock.elapsed();
        let round = async {
            let until = round(&store, &clock, &kept, ran, stopping).await?;
            details_of_letters(&store, &live_library, &clock, until).await
        };
        if stopping {
            told(round.await);
            return;
        }
        // A round may take long, so a stop may come between two of its slices.
        tokio::select! {
            ended = round => told(ended),
            () = &mut shutdown => {
                stopping = true;
                continue;
            }
        }
        tokio::select! {
            () = &mut shutdown => stopping = true,
            () = tokio::time::sleep(Duration::from_hours(1)) => {}
        }
    }
}

fn told(ended: Result<(), StoreError>) {
    if let Err(error) = ended {
        tracing::error!(event = "retention.failed", %error);
    }
}

/// Erases the details of the signers of letters whose time has come; `None`: the service is stopping.
async fn details_of_letters(
    store: &Store,
    live_library: &LiveLibrary,
    clock: &Clock,
    until: Option<Timestamp>,
) -> Result<(), StoreError> {
    let Some(until) = until else { return Ok(()) };
    let erased = details::erase_due(store, &live_library.now(), clock, until).await?;
    if erased > 0 {
        tracing::info!(event = "retention.details_erased", signatures = erased);
    }
    Ok(())
}

/// Runs one round by the trusted time, and returns that time; when `stopping`, only stores it.
async fn round(
    store: &Store,
    clock: &Clock,
    kept: &Signing,
    ran: Duration,
    stopping: bool,
) -> Result<Option<Timestamp>, StoreError> {
    let now = clock.now().as_microsecond();
    let until = store
        .write(move |tx| {
            let last = identity::deleted_until(tx)?;
            let until = trusted(last, newest(tx)?, now, ran);
            identity::keep_deleted_until(tx, until)?;
            Ok::<_, StoreError>(until)
        })
        .await?;
    if stopping {
        return Ok(None);
    }
    if now - until > micros(TOLD) {
        tracing::warn!(
            event = "retention.behind",
            until = %from_micros(until),
            "the clock is far ahead of the last deletion: if the clock is right, deletion catches up by one day every hour"
        );
    }
    let unconfirmed = forget_all(store, from_micros(until), kept).await?;
    if unconfirmed > 0 {
        tracing::info!(event = "retention.forgot", unconfirmed);
    }
    Ok(Some(from_micros(until)))
}

/// Returns the time up to which rows may be deleted: from the last one (at first: from the newest row), and never beyond the clock.
fn trusted(last: Option<i64>, newest: Option<i64>, now: i64, ran: Duration) -> i64 {
    let from = last.or(newest).unwrap_or(now);
    from.saturating_add(micros(ran).saturating_mul(FASTER)).min(now)
}

/// Runs one round by the clock; returns how many unconfirmed signatures were deleted.
pub async fn once(store: &Store, clock: &Clock, kept: &Signing) -> Result<usize, StoreError> {
    forget_all(store, clock.now(), kept).await
}

/// Deletes everything that is due, in slices, so that others can write in between.
async fn forget_all(store: &Store, now: Timestamp, kept: &Signing) -> Result<usize, StoreError> {
    let mut unconfirmed = 0;
    for step in Step::ALL {
        loop {
            let kept = kept.clone();
            let forgotten = store.write(move |tx| forget(tx, step, now, &kept)).await?;
            if step == Step::Unconfirmed {
                unconfirmed += forgotten;
            }
            if forgotten < SLICE {
                break;
            }
        }
    }
    Ok(unconfirmed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_jumps_ahead_deletes_a_day_an_hour_and_one_set_back_is_followed() {
        const HOUR: i64 = 3_600_000_000;
        let hours = Duration::from_hours;
        for (last, newest, now, ran, until) in [
            // A year ahead at the start, and an hour later.
            (Some(100), Some(90), 8_760, 0, 100),
            (Some(100), Some(90), 8_761, 1, 124),
            // The clock is corrected.
            (Some(124), Some(90), 102, 1, 102),
            // As usual.
            (Some(100), Some(90), 101, 1, 101),
            (Some(100), Some(90), 110, 5, 110),
            // The very first start, and the first one of an earlier database.
            (None, None, 500, 0, 500),
            (None, Some(90), 500, 0, 90),
            (None, Some(900), 500, 0, 500),
        ] {
            let found = trusted(
                last.map(|it| it * HOUR),
                newest.map(|it| it * HOUR),
                now * HOUR,
                hours(ran),
            );
            assert_eq!(found / HOUR, until, "{last:?} {newest:?} {now} {ran}");
        }
    }
}
