//! The background task that indexes individuals' words for the search, while the service runs.

use std::time::Duration;

use rocket::Shutdown;

use crate::clock::Clock;
use crate::signatures::store::search_texts::{Place, Step, catch_up};
use crate::store::{Store, StoreError};

/// How long the task waits for new signatures.
const PAUSE: Duration = Duration::from_secs(1);

/// How many times as long as a step took the task rests before the next one. While thousands of people sign, the writer is theirs, and the
/// search may lag.
const REST: u32 = 4;

/// How long the task continues from the last signature it saw. Then it starts again after those that are settled, because a server may
/// commit a smaller number after a larger one.
const ROUND: Duration = Duration::from_mins(1);

/// Runs until shutdown. With several nodes, only the leading one works.
pub async fn run(store: Store, clock: Clock, shutdown: Shutdown) {
    tokio::pin!(shutdown);
    let (leads, mut place, mut round) = (store.leads(), Place::START, clock.elapsed());
    loop {
        let began = clock.elapsed();
        if began.saturating_sub(round) >= ROUND {
            (place, round) = (Place::START, began);
        }
        let is_leading = *leads.borrow();
        let done = if is_leading {
            step(&store, &clock, place).await
        } else {
            None
        };
        place = done.map_or(Place::START, |it| it.next);
        let has_more = done.is_some_and(|it| it.has_more);
        let pause = if has_more {
            clock.elapsed().saturating_sub(began) * REST
        } else {
            PAUSE
        };
        tokio::select! {
            () = &mut shutdown => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Runs one step; `None` if the database is closed or can't be reached.
async fn step(store: &Store, clock: &Clock, from: Place) -> Option<Step> {
    let (store, now) = (store.clone(), clock.now().as_microsecond());
    let stepped = tokio::task::spawn_blocking(move || catch_up(&store, from, now)).await;
    match stepped {
        Ok(Ok(step)) => Some(step),
        // The database is closed or can't be reached. Signers are not affected, and the next round begins where this one ended.
        Ok(Err(StoreError::Closed)) | Err(_) => None,
        Ok(Err(error)) => {
            tracing::warn!(event = "search.behind", %error);
            None
        }
    }
}

/// Runs until every signature is indexed; for commands. Returns how many were added.
pub fn catch_up_all(store: &Store, clock: &Clock) -> Result<usize, StoreError> {
    let (mut place, mut added) = (Place::START, 0);
    loop {
        let step = catch_up(store, place, clock.now().as_microsecond())?;
        added += step.added;
        if !step.has_more {
            return Ok(added);
        }
        place = step.next;
    }
}
