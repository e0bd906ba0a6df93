//! Settles deliveries whose mail did not arrive, and deliveries to offices that had none.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::DeliveryContext;
use super::outline::Outline;
use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::delivery::day;
use crate::delivery::state::DeliveryState;
use crate::delivery::store::{self, Addressed, NotSettled};
use crate::store::{StoreError, Tx};

/// Records that staff delivered the letter to these offices by other means ([`DeliveryState::Delivered`]), or gave up
/// ([`DeliveryState::GivenUp`]), on a day or today; returns the offices' names. All or nothing.
pub fn settle(
    context: DeliveryContext<'_>,
    offices: &[String],
    outcome: DeliveryState,
    on: Option<Date>,
) -> Result<Vec<String>, NotSettled> {
    settle_and(context, offices, (outcome, on), |_, _| Ok(()))
}

/// Does the same as [`settle`], and something else in the same transaction, with the offices' names.
pub fn settle_and(
    context: DeliveryContext<'_>,
    offices: &[String],
    (outcome, on): (DeliveryState, Option<Date>),
    also: impl FnOnce(&Tx<'_>, &[String]) -> Result<(), StoreError> + Send + 'static,
) -> Result<Vec<String>, NotSettled> {
    let (slug, revision) = context.of();
    let addressed = Addressed {
        revision,
        offices: Outline::load(context)?.map_or_else(Default::default, |outline| outline.names()),
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
        also(tx, &names)?;
        Ok(names)
    };
    context.store.write_now(settled)
}

/// Returns the names of the offices to which a letter goes or went, by their keys.
pub fn names(context: DeliveryContext<'_>) -> Result<BTreeMap<String, String>, StoreError> {
    let slug = context.letter.slug.as_str();
    let before = context.store.read_now(|db| store::progress(db, slug))?;
    let mut names: BTreeMap<String, String> = before.into_iter().map(|it| (it.office, it.name)).collect();
    if let Some(outline) = Outline::load(context)? {
        names.extend(outline.names());
    }
    Ok(names)
}
