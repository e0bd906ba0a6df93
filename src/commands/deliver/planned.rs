//! `deliver SLUG --plan --json`: prints what would happen to each office.

use serde::Serialize;
use undersigned::delivery::OfficeEntry;
use undersigned::delivery::deliver::{KeepingOffice, Planned};
use undersigned::delivery::dispatch::Dispatch;
use undersigned::delivery::earlier::ReplacedText;
use undersigned::letters::Letter;

use super::super::listing;

/// What a delivery would do now.
#[derive(Serialize)]
struct Shown<'a> {
    letter: &'a str,
    revision: u32,
    organizations: u64,
    individuals: u64,
    /// The number of signatures under an earlier text, which are not included.
    earlier_signatures: u64,
    /// The offices that have an earlier text and keep it.
    keep_earlier: &'a [KeepingOffice],
    offices: Vec<PlannedOffice<'a>>,
}

/// An office, and what a delivery would do with it now.
#[derive(Serialize)]
struct PlannedOffice<'a> {
    office: &'a str,
    name: &'a str,
    seat: Option<&'a str>,
    /// The outcome: `send`, `send-again`, `no-address`, `stopped`, `too-large`; or the state of the existing delivery.
    outcome: &'a str,
    /// The state of the delivery before this one, if the office is included again: `cancelled`, `withheld`, `failed`, …
    before: Option<&'a str>,
    address: Option<&'a str>,
    contact: Option<&'a str>,
    verified_on: Option<String>,
    /// Whether the mail goes to the address at which the last one failed.
    failed_here: bool,
    /// The numbers on page one.
    numbers: &'a [String],
    /// The earlier revision that it has.
    replaces: Option<&'a ReplacedText>,
}

/// Prints the plan.
pub(super) fn show(letter: &Letter, planned: &Planned) -> anyhow::Result<()> {
    let plan = &planned.plan;
    let mails = plan.mails.iter().map(due);
    let before = plan
        .before
        .iter()
        .map(|it| without_mail(&it.office, it.standing.state.as_str()));
    let others = [
        (&plan.without_contact, "no-address"),
        (&plan.stopped, "stopped"),
        (&plan.too_large, "too-large"),
    ];
    let others = others
        .into_iter()
        .flat_map(|(offices, outcome)| offices.iter().map(move |office| without_mail(office, outcome)));
    listing::json(&Shown {
        letter: letter.slug.as_str(),
        revision: letter.revision,
        organizations: planned.heads.organizations,
        individuals: planned.heads.people,
        earlier_signatures: planned.left_behind.signatures,
        keep_earlier: &planned.left_behind.offices,
        offices: mails.chain(before).chain(others).collect(),
    })
}

fn due(mail: &Dispatch) -> PlannedOffice<'_> {
    PlannedOffice {
        before: mail.before.as_ref().map(|before| before.state.as_str()),
        address: Some(mail.contact.email.as_str()),
        contact: mail.contact.name.as_deref(),
        verified_on: Some(mail.contact.verified_on.to_string()),
        failed_here: mail.failed_here().is_some(),
        ..without_mail(&mail.office, if mail.is_again() { "send-again" } else { "send" })
    }
}

fn without_mail<'a>(office: &'a OfficeEntry, outcome: &'a str) -> PlannedOffice<'a> {
    PlannedOffice {
        office: &office.office,
        name: &office.name,
        seat: office.seat.as_deref(),
        outcome,
        before: None,
        address: None,
        contact: None,
        verified_on: None,
        failed_here: false,
        numbers: &office.summary,
        replaces: office.replaces.as_ref(),
    }
}
