//! `deliver SLUG --delivered OFFICE --give-up OFFICE`: records what became of deliveries whose mail did not arrive, or of
//! offices that had none.

use std::process::ExitCode;

use anyhow::anyhow;
use undersigned::delivery::deliver as delivery;
use undersigned::delivery::state::DeliveryState;
use undersigned::delivery::store::NotSettled;

use super::super::person::Person;
use super::super::{Workspace, say};
use super::{answer, context};

/// Records it; the status of these offices needs nothing more from staff then. `on` is the day of the deliveries.
pub(super) fn settle(
    slug: &str,
    person: &Person,
    delivered: &[String],
    given_up: &[String],
    on: Option<&str>,
) -> anyhow::Result<ExitCode> {
    let on = answer::day(on)?;
    let workspace = Workspace::open()?;
    let context = context(&workspace, workspace.letter(slug)?, person.by(&workspace.store)?);
    for (offices, outcome, on, words) in [
        (delivered, DeliveryState::Delivered, on, "delivered by other means"),
        (given_up, DeliveryState::GivenUp, None, "given up"),
    ] {
        let names = delivery::settle(context, offices, outcome, on);
        for name in names.map_err(|error| refused(slug, error))? {
            say(&format!("{name}: {words}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Explains why nothing is recorded, and what to do.
fn refused(slug: &str, error: NotSettled) -> anyhow::Error {
    match error {
        NotSettled::Unknown(office) => anyhow!(
            "{slug} does not go to {office}: run `undersigned deliver {slug} --plan --json` to see the keys of its offices"
        ),
        NotSettled::UnderWay {
            office,
            state: DeliveryState::Sent,
        } => anyhow!("the email to {office} was sent: there is nothing to record"),
        NotSettled::UnderWay {
            office,
            state: DeliveryState::Queued,
        } => anyhow!(
            "the email to {office} is still queued: cancel it first, with --cancel or `undersigned outbox cancel`"
        ),
        NotSettled::UnderWay { office, .. } => {
            anyhow!(
                "the email to {office} is being sent: wait until `undersigned deliver {slug} --status` shows how it ended"
            )
        }
        NotSettled::Answered { office, on } => anyhow!(
            "{office} answered {slug} on {on}, so it had the letter by then: if that is wrong, take the answer back first with --not-answered {office}"
        ),
        NotSettled::Day(error) => answer::wrong_day(error),
        NotSettled::Store(_) => error.into(),
    }
}
