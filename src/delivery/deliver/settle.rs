//! Settles deliveries whose mail did not arrive.

use crate::config::Config;
use crate::delivery::state::DeliveryState;
use crate::delivery::store::{self, NotSettled};
use crate::store::Store;

/// Records that staff delivered a letter to these offices by other means ([`DeliveryState::Delivered`]), or gave up
/// ([`DeliveryState::GivenUp`]); returns the offices' names. All or nothing.
pub fn settle(
    config: &Config,
    store: &Store,
    slug: &str,
    offices: &[String],
    outcome: DeliveryState,
) -> Result<Vec<String>, NotSettled> {
    let (letter, offices, now) = (slug.to_owned(), offices.to_vec(), config.clock.now());
    store.write_now(move |tx| store::settle(tx, &letter, &offices, outcome, now))
}
