//! `deliver SLUG --plan --json`: prints what would happen to each office.

use serde::Serialize;
use undersigned::delivery::OfficeEntry;
use undersigned::delivery::dispatch::{Dispatch, Plan};
use undersigned::delivery::earlier::ReplacedText;

use super::super::listing;

/// An office, and what a delivery would do with it now.
#[derive(Serialize)]
struct Planned<'a> {
    office: &'a str,
    name: &'a str,
    seat: Option<&'a str>,
    /// The outcome: `send`, `send-again`, `no-address`, `stopped`, `too-large`; or the state of the existing mail.
    outcome: &'a str,
    address: Option<&'a str>,
    contact: Option<&'a str>,
    verified_on: Option<String>,
    /// The numbers on page one.
    numbers: &'a [String],
    /// The earlier revision that it has.
    replaces: Option<&'a ReplacedText>,
}

/// Prints the plan.
pub(super) fn show(plan: &Plan) -> anyhow::Result<()> {
    let mails = plan.mails.iter().map(due);
    let before = plan.before.iter().map(|(office, state)| without_mail(office, state));
    let others = [
        (&plan.without_contact, "no-address"),
        (&plan.stopped, "stopped"),
        (&plan.too_large, "too-large"),
    ];
    let others = others
        .into_iter()
        .flat_map(|(offices, outcome)| offices.iter().map(move |office| without_mail(office, outcome)));
    listing::json(&mails.chain(before).chain(others).collect::<Vec<_>>())
}

fn due(mail: &Dispatch) -> Planned<'_> {
    Planned {
        address: Some(mail.contact.email.as_str()),
        contact: mail.contact.name.as_deref(),
        verified_on: Some(mail.contact.verified_on.to_string()),
        ..without_mail(&mail.office, if mail.again { "send-again" } else { "send" })
    }
}

fn without_mail<'a>(office: &'a OfficeEntry, outcome: &'a str) -> Planned<'a> {
    Planned {
        office: &office.office,
        name: &office.name,
        seat: office.seat.as_deref(),
        outcome,
        address: None,
        contact: None,
        verified_on: None,
        numbers: &office.summary,
        replaces: office.replaces.as_ref(),
    }
}
