//! The follower that gives people the words by which staff find them, while the service runs.

use std::time::Duration;

use rocket::Shutdown;

use crate::clock::Clock;
use crate::signatures::store::search_texts::{Place, Step, catch_up};
use crate::store::{Store, StoreError};

/// How long it waits for new signatures.
const PAUSE: Duration = Duration::from_secs(1);

/// Runs until shutdown. On a server, only the node that leads does.
pub async fn run(store: Store, clock: Clock, shutdown: Shutdown) {
    tokio::pin!(shutdown);
    let (leads, mut place) = (store.leads(), Place::START);
    loop {
        let is_leading = *leads.borrow();
        let next = if is_leading {
            step(&store, &clock, place).await
        } else {
            None
        };
        place = next.unwrap_or(Place::START);
        let pause = if next.is_some() { Duration::ZERO } else { PAUSE };
        tokio::select! {
            () = &mut shutdown => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Runs one step; returns where the next one of the same round begins.
async fn step(store: &Store, clock: &Clock, from: Place) -> Option<Place> {
    let (store, now) = (store.clone(), clock.now().as_microsecond());
    let stepped = tokio::task::spawn_blocking(move || catch_up(&store, from, now)).await;
    match stepped {
        Ok(Ok(Step { next, .. })) => next,
        // The database is closed, or away: signers are not affected, and the next round begins where this one ended.
        Ok(Err(StoreError::Closed)) | Err(_) => None,
        Ok(Err(error)) => {
            tracing::warn!(event = "search.behind", %error);
            None
        }
    }
}

/// Runs until every signature has its words; for commands. Returns how many got theirs.
pub fn catch_up_all(store: &Store, clock: &Clock) -> Result<usize, StoreError> {
    let (mut place, mut added) = (Place::START, 0);
    loop {
        let step = catch_up(store, place, clock.now().as_microsecond())?;
        added += step.added;
        match step.next {
            Some(next) => place = next,
            None => return Ok(added),
        }
    }
}
