//! Settles deliveries whose mail did not arrive, and deliveries to offices that had none.

use jiff::civil::Date;

use super::{DeliveryContext, Scene};
use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::delivery::day;
use crate::delivery::state::DeliveryState;
use crate::delivery::store::{self, Addressed, NotSettled};
use crate::store::Tx;

/// Records that staff delivered the letter to these offices by other means ([`DeliveryState::Delivered`]), or gave up
/// ([`DeliveryState::GivenUp`]), on a day or today; returns the offices' names. All or nothing.
pub fn settle(
    context: DeliveryContext<'_>,
    offices: &[String],
    outcome: DeliveryState,
    on: Option<Date>,
) -> Result<Vec<String>, NotSettled> {
    let (slug, revision) = context.of();
    let addressed = Addressed {
        revision,
        offices: Scene::load(context)?.map_or_else(Default::default, |scene| scene.names()),
        zone: context.letter.zone(),
    };
    let now = context.config.clock.now();
    let at = day::moment(context.letter, day::of(context.letter, on, now)?, now);
    let (letter, offices) = (slug.to_owned(), offices.to_vec());
    let by = context.by;
    let settled = move |tx: &Tx<'_>| {
        let names = store::settle(tx, &letter, &addressed, &offices, (outcome, at))?;
        if !names.is_empty() {
            record(tx, by, &Deed::about(Act::DeliverySettled, &letter, names.len()), now)?;
        }
        Ok(names)
    };
    context.store.write_now(settled)
}
