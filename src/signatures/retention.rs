//! Deletes, every hour, what has been kept long enough: unconfirmed signatures, digests of networks.

use std::time::Duration;

use rocket::Shutdown;

use super::store::{SLICE, Step, forget};
use crate::clock::Clock;
use crate::config::Signing;
use crate::store::{Store, StoreError};

/// Runs until shutdown. Running it twice deletes nothing twice.
pub async fn run(store: Store, clock: Clock, kept: Signing, shutdown: Shutdown) {
    tokio::pin!(shutdown);
    loop {
        match once(&store, &clock, &kept).await {
            Ok(0) => {}
            Ok(deleted) => tracing::info!(event = "retention.forgot", unconfirmed = deleted),
            Err(error) => tracing::error!(event = "retention.failed", %error),
        }
        tokio::select! {
            () = &mut shutdown => return,
            () = tokio::time::sleep(Duration::from_hours(1)) => {}
        }
    }
}

/// One round; answers how many unconfirmed signatures were deleted. Between two slices others may write.
pub async fn once(store: &Store, clock: &Clock, kept: &Signing) -> Result<usize, StoreError> {
    let now = clock.now();
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
