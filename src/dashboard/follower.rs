//! The background task that adds changed blocks of signatures up, while the service runs.

use std::time::Duration;

use rocket::Shutdown;

use super::store::{add_up, note_complete};
use crate::clock::Clock;
use crate::signatures::ids::BlockId;
use crate::signatures::store::changed;
use crate::store::{Store, StoreError};

/// How long the task waits after it looked for changed blocks.
const PAUSE: Duration = Duration::from_secs(10);

/// How many times as long as a block took the task rests before the next one: those who sign come first.
const REST: u32 = 4;

/// How many blocks it looks for at a time.
const MOST: u32 = 1_000;

/// Runs until shutdown. With several nodes, only the leading one works.
pub async fn run(store: Store, clock: Clock, shutdown: Shutdown) {
    tokio::pin!(shutdown);
    let leads = store.leads();
    loop {
        let is_leading = *leads.borrow();
        let round = async {
            if is_leading && let Err(error) = round(&store, &clock).await {
                // Signers are not affected, and the next round goes on: what was not added up is still noted.
                match error {
                    StoreError::Closed => {}
                    error => tracing::warn!(event = "dashboard.behind", %error),
                }
            }
            tokio::time::sleep(PAUSE).await;
        };
        tokio::select! {
            () = &mut shutdown => return,
            () = round => {}
        }
    }
}

/// Adds up every block that has changed until now.
async fn round(store: &Store, clock: &Clock) -> Result<(), StoreError> {
    let blocks = store.read(|db| changed::blocks(db, MOST)).await?;
    let any = !blocks.is_empty();
    for block in blocks {
        let began = clock.elapsed();
        store.write(move |tx| add_up(tx, block)).await?;
        tokio::time::sleep(clock.elapsed().saturating_sub(began) * REST).await;
    }
    if any {
        let now = clock.now();
        store.write(move |tx| note_complete(tx, now)).await?;
    }
    Ok(())
}

/// Adds up everything that has changed; for commands. Returns how many blocks.
pub fn catch_up_all(store: &Store, clock: &Clock) -> Result<usize, StoreError> {
    let mut added = 0;
    loop {
        let blocks: Vec<BlockId> = store.read_now(|db| changed::blocks(db, MOST))?;
        if blocks.is_empty() {
            return Ok(added);
        }
        added += blocks.len();
        let now = clock.now();
        store.write_now(move |tx| {
            blocks.into_iter().try_for_each(|block| add_up(tx, block))?;
            note_complete(tx, now)
        })?;
    }
}
