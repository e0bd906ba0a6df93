//! `deliver SLUG --plan --json`: prints what would happen to each office.

use jiff::civil::Date;
use serde::Serialize;
use undersigned::clock::from_micros;
use undersigned::delivery::OfficeEntry;
use undersigned::delivery::changes::Change;
use undersigned::delivery::deliver::{DeliveryContext, KeepingOffice, Planned, Survey, stale_before};
use undersigned::delivery::dispatch::Dispatch;
use undersigned::delivery::earlier::ReplacedText;
use undersigned::delivery::supplement::Supplement;
use undersigned::delivery::targets::Rule;

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
    /// The vacant seats that a rule chooses: `CA-14`, `CA`.
    vacant: Vec<String>,
    /// How many Members a rule chooses who have fewer constituents among the signers than `at_least`.
    too_few: usize,
    /// When staff last checked a plan, RFC 3339.
    checked_at: Option<String>,
    /// The offices that have gone since then.
    gone: &'a [String],
    offices: Vec<PlannedOffice<'a>>,
}

/// An office, and what a delivery would do with it now.
#[derive(Serialize)]
struct PlannedOffice<'a> {
    office: &'a str,
    name: &'a str,
    seat: Option<&'a str>,
    /// The leadership role or the role on a committee; empty for the holder of a seat.
    capacity: &'a str,
    /// The settings by which the letter goes to it.
    rules: &'a [Rule],
    /// What changed since staff last checked a plan.
    changes: &'a [Change],
    /// The outcome: `send`, `send-again`, `no-address`, `stopped`, `too-large`, `nothing-new`; or the state of the existing delivery.
    outcome: &'a str,
    /// The state of the delivery before this one, if the office is included again: `cancelled`, `withheld`, `failed`, …
    before: Option<&'a str>,
    address: Option<&'a str>,
    contact: Option<&'a str>,
    verified_on: Option<String>,
    /// Whether the address was verified too long ago.
    stale: bool,
    /// Whether the mail goes to the address at which the last one failed.
    failed_here: bool,
    /// The numbers on page one.
    numbers: &'a [String],
    /// The earlier revision that it has.
    replaces: Option<&'a ReplacedText>,
    /// The supplement that it gets; `None` if it gets the whole letter.
    supplement: Option<&'a Supplement>,
}

/// Prints the plan.
pub(super) fn show(context: DeliveryContext<'_>, planned: &Planned, survey: &Survey) -> anyhow::Result<()> {
    let (letter, plan) = (context.letter, &planned.plan);
    let before_stale = stale_before(context.config);
    let mails = plan.mails.iter().map(|mail| due(mail, before_stale));
    let before = plan
        .before
        .iter()
        .map(|it| without_mail(&it.office, it.standing.state.as_str()));
    let others = [
        (&plan.without_contact, "no-address"),
        (&plan.stopped, "stopped"),
        (&plan.too_large, "too-large"),
        (&plan.nothing_new, "nothing-new"),
    ];
    let others = others
        .into_iter()
        .flat_map(|(offices, outcome)| offices.iter().map(move |office| without_mail(office, outcome)));
    let mut offices: Vec<PlannedOffice<'_>> = mails.chain(before).chain(others).collect();
    for office in &mut offices {
        office.changes = survey.changes.offices.get(office.office).map_or(&[], Vec::as_slice);
    }
    listing::json(&Shown {
        letter: letter.slug.as_str(),
        revision: letter.revision,
        organizations: planned.heads.organizations,
        individuals: planned.heads.people,
        earlier_signatures: planned.left_behind.signatures,
        keep_earlier: &planned.left_behind.offices,
        vacant: survey.vacant.iter().map(ToString::to_string).collect(),
        too_few: survey.too_few,
        checked_at: survey.checked.as_ref().map(|it| from_micros(it.at).to_string()),
        gone: &survey.changes.gone,
        offices,
    })
}

fn due(mail: &Dispatch, before_stale: Date) -> PlannedOffice<'_> {
    PlannedOffice {
        before: mail.before.as_ref().map(|before| before.state.as_str()),
        address: Some(mail.contact.email.as_str()),
        contact: mail.contact.name.as_deref(),
        verified_on: Some(mail.contact.verified_on.to_string()),
        stale: mail.contact.verified_on < before_stale,
        failed_here: mail.failed_here().is_some(),
        ..without_mail(&mail.office, if mail.is_again() { "send-again" } else { "send" })
    }
}

fn without_mail<'a>(office: &'a OfficeEntry, outcome: &'a str) -> PlannedOffice<'a> {
    PlannedOffice {
        office: &office.office,
        name: &office.name,
        seat: office.seat.as_deref(),
        capacity: &office.capacity,
        rules: &office.rules,
        changes: &[],
        outcome,
        before: None,
        address: None,
        contact: None,
        verified_on: None,
        stale: false,
        failed_here: false,
        numbers: &office.summary,
        replaces: office.replaces.as_ref(),
        supplement: office.supplement.as_ref(),
    }
}
