//! Cancels a delivery.

use crate::config::Config;
use crate::delivery::store::{self, Cancelled};
use crate::delivery::{draft, email};
use crate::store::{Store, StoreError};

/// Cancels every mail of a letter that was not handed over, and removes the files of bundles of which nothing was sent. Cancelled
/// deliveries can be delivered again. Removes what killed processes left of bundles.
pub fn cancel(config: &Config, store: &Store, slug: &str) -> Result<Cancelled, StoreError> {
    draft::sweep_unknown(config, store);
    let (letter, now) = (slug.to_owned(), config.clock.now());
    let cancelled = store.write_now(move |tx| store::cancel(tx, &letter, now))?;
    for digest in &cancelled.bundles {
        let folder = email::folder(config, *digest);
        if let Err(error) = std::fs::remove_dir_all(&folder) {
            tracing::warn!(event = "delivery.bundle_left", folder = %folder.display(), %error);
        }
    }
    Ok(cancelled)
}
