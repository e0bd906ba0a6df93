//! Settles deliveries whose mail did not arrive, and deliveries to offices that had none.

use super::{DeliveryContext, Scene};
use crate::delivery::state::DeliveryState;
use crate::delivery::store::{self, Addressed, NotSettled};
use crate::store::Tx;

/// Records that staff delivered the letter to these offices by other means ([`DeliveryState::Delivered`]), or gave up
/// ([`DeliveryState::GivenUp`]); returns the offices' names. All or nothing.
pub fn settle(
    context: DeliveryContext<'_>,
    offices: &[String],
    outcome: DeliveryState,
) -> Result<Vec<String>, NotSettled> {
    let (letter, revision) = context.of();
    let addressed = Addressed {
        revision,
        offices: Scene::load(context)?.map_or_else(Default::default, |scene| scene.names()),
    };
    let (letter, offices, now) = (letter.to_owned(), offices.to_vec(), context.config.clock.now());
    let settled = move |tx: &Tx<'_>| store::settle(tx, &letter, &addressed, &offices, (outcome, now));
    context.store.write_now(settled)
}
