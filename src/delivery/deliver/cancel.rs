//! Cancels a delivery.

use crate::audit::store::record;
use crate::audit::{Act, By, Deed};
use crate::config::Config;
use crate::delivery::draft;
use crate::delivery::store::{self, Cancelled};
use crate::shelf::Shelf;
use crate::store::{Store, StoreError};

/// Cancels every mail of a letter that was not handed over, and removes the files of bundles of which nothing was sent. Cancelled
/// deliveries can be delivered again. Removes what killed processes left of bundles.
pub fn cancel(config: &Config, store: &Store, by: By, slug: &str) -> Result<Cancelled, StoreError> {
    draft::sweep_unknown(config, store);
    let (letter, now) = (slug.to_owned(), config.clock.now());
    let shelf = Shelf::of(&config.delivery.folder, store);
    let condemning = shelf.clone();
    let cancelled = store.write_now(move |tx| {
        let cancelled = store::cancel(tx, &letter, now)?;
        for bundle in &cancelled.bundles {
            condemning.condemn(tx, *bundle)?;
        }
        if cancelled.mails > 0 {
            record(
                tx,
                by,
                &Deed::about(Act::DeliveryCanceled, &letter, cancelled.mails),
                now,
            )?;
        }
        Ok::<_, StoreError>(cancelled)
    })?;
    for bundle in &cancelled.bundles {
        if let Err(error) = shelf.remove(store, *bundle) {
            tracing::warn!(event = "delivery.bundle_left", %error);
        }
    }
    Ok(cancelled)
}
