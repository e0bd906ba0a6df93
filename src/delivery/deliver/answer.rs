//! Records which offices answered the letter.

use jiff::civil::Date;

use super::DeliveryContext;
use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::delivery::day;
use crate::delivery::store::{self, NotAnswered};
use crate::store::{StoreError, Tx};

/// Records that these offices answered the letter, on a day or today; returns the offices' names. All or nothing.
pub fn answer(context: DeliveryContext<'_>, offices: &[String], on: Option<Date>) -> Result<Vec<String>, NotAnswered> {
    answer_and(context, offices, on, |_, _| Ok(()))
}

/// Does the same as [`answer`], and something else in the same transaction, with the offices' names.
pub fn answer_and(
    context: DeliveryContext<'_>,
    offices: &[String],
    on: Option<Date>,
    also: impl FnOnce(&Tx<'_>, &[String]) -> Result<(), StoreError> + Send + 'static,
) -> Result<Vec<String>, NotAnswered> {
    let on = day::of(context.letter, on, context.config.clock.now())?;
    let (slug, zone) = (context.letter.slug.to_string(), context.letter.zone());
    let offices = offices.to_vec();
    write(context, move |tx| {
        let names = store::answer(tx, &slug, &offices, (on, &zone))?;
        also(tx, &names)?;
        Ok(names)
    })
}

/// Forgets that these offices answered the letter, because it was a mistake; returns the offices' names. All or nothing.
pub fn take_back_answer(context: DeliveryContext<'_>, offices: &[String]) -> Result<Vec<String>, NotAnswered> {
    take_back_answer_and(context, offices, |_, _| Ok(()))
}

/// Does the same as [`take_back_answer`], and something else in the same transaction.
pub fn take_back_answer_and(
    context: DeliveryContext<'_>,
    offices: &[String],
    also: impl FnOnce(&Tx<'_>, &[String]) -> Result<(), StoreError> + Send + 'static,
) -> Result<Vec<String>, NotAnswered> {
    let (slug, offices) = (context.letter.slug.to_string(), offices.to_vec());
    write(context, move |tx| {
        let names = store::take_back_answer(tx, &slug, &offices)?;
        also(tx, &names)?;
        Ok(names)
    })
}

/// Writes, and adds an entry to the audit log.
fn write(
    context: DeliveryContext<'_>,
    work: impl FnOnce(&Tx<'_>) -> Result<Vec<String>, NotAnswered> + Send + 'static,
) -> Result<Vec<String>, NotAnswered> {
    let (by, slug, now) = (context.by, context.letter.slug.to_string(), context.config.clock.now());
    context.store.write_now(move |tx: &Tx<'_>| {
        let names = work(tx)?;
        record(tx, by, &Deed::about(Act::AnswersRecorded, &slug, names.len()), now)?;
        Ok(names)
    })
}
