//! The report that `deliver` prints before it asks: which offices get mail, which got it before, and which can't.

use std::collections::BTreeMap;

use undersigned::delivery::OfficeEntry;
use undersigned::delivery::deliver::{LeftBehind, SignerCount, stale_before};
use undersigned::delivery::dispatch::{Dispatch, Plan};
use undersigned::delivery::state::DeliveryState;
use undersigned::letters::{Letter, Party, Phase};

use super::super::{Workspace, counted, say};
use super::resending;

/// How many offices without mail are named.
const MOST_NAMED: usize = 10;

pub(super) fn tell(workspace: &Workspace, letter: &Letter, plan: &Plan, heads: SignerCount, behind: &LeftBehind) {
    let now = workspace.config.clock.now();
    say(&format!(
        "{} (revision {}): {}, {}",
        letter.slug,
        letter.revision,
        counted(heads.organizations, "organization", "organizations"),
        counted(heads.people, "individual", "individuals")
    ));
    if Party::BOTH.iter().any(|party| letter.phase(*party, now) == Phase::Open) {
        say(
            "Warning: signing is still open. Anyone who signs after this is not included. To bring offices those who sign later, send a supplement",
        );
    }
    mails(workspace, plan);
    included_again(plan);
    replacing(plan);
    left_behind(behind);
    without_constituents(plan);
    unreachable(&plan.nothing_new, "Nothing new, so no email");
    before(letter, plan);
    unreachable(
        &plan.without_contact,
        "No email contact (add one with `undersigned contacts import`)",
    );
    unreachable(&plan.stopped, "Opted out of email (see `undersigned contacts list`)");
    unreachable(&plan.too_large, "PDF too large to email");
    by_hand(letter, plan);
}

/// Says how to record that the letter reached an office that gets no email.
fn by_hand(letter: &Letter, plan: &Plan) {
    let mut unmailed = [&plan.without_contact, &plan.stopped, &plan.too_large]
        .into_iter()
        .flatten();
    if let Some(office) = unmailed.next() {
        say(&format!(
            "  When you have delivered the letter to such an office by other means, such as its contact form, run: undersigned deliver {} --delivered {} (--plan --json lists the keys of all offices)",
            letter.slug, office.office
        ));
    }
}

/// Formats what has to be confirmed: `4 mails, 2 of which replace an earlier text`.
pub(super) fn mails_of(plan: &Plan) -> String {
    let mails = counted(plan.mails.len(), "email", "emails");
    let replacing = match (plan.replacing().count(), plan.mails.len()) {
        (0, _) => mails,
        (1, 1) => format!("{mails}, which replaces an earlier version"),
        (all, among) if all == among => format!("{mails}, all of which replace an earlier version"),
        (some, _) => format!(
            "{mails}, {} an earlier version",
            counted(some, "of which replaces", "of which replace")
        ),
    };
    match plan.mails.iter().filter(|mail| mail.failed_here().is_some()).count() {
        0 => replacing,
        some => format!(
            "{replacing} ({} to an address that failed before)",
            counted(some, "goes", "go")
        ),
    }
}

/// Reports offices whose mail was cancelled or stopped, and that are included again.
fn included_again(plan: &Plan) {
    for (state, one, many) in [
        (
            DeliveryState::Cancelled,
            "office was canceled before and is included again",
            "offices were canceled before and are included again",
        ),
        (
            DeliveryState::Withheld,
            "office did not get its last email, because a signature in it was withdrawn, removed or changed. It gets a new bundle",
            "offices did not get their last emails, because a signature in them was withdrawn, removed or changed. They get a new bundle",
        ),
    ] {
        let was = |mail: &&Dispatch| mail.before.as_ref().is_some_and(|before| before.state == state);
        let number = plan.mails.iter().filter(was).count();
        if number > 0 {
            say(&format!("  {}", counted(number, one, many)));
        }
    }
}

/// Reports what stays with an earlier text.
fn left_behind(behind: &LeftBehind) {
    if behind.signatures > 0 {
        let said = counted(
            behind.signatures,
            "signature is on an earlier version and is not included",
            "signatures are on an earlier version and are not included",
        );
        say(&format!("  {said}"));
    }
    if !behind.offices.is_empty() {
        let said = counted(
            behind.offices.len(),
            "office has an earlier version and keeps it, because it doesn't get this one",
            "offices have an earlier version and keep it, because they don't get this one",
        );
        let office = |it: &undersigned::delivery::deliver::KeepingOffice| {
            format!("{} (revision {}, sent on {})", it.name, it.revision, it.sent_on)
        };
        say(&format!("  {said}: {}", named(behind.offices.iter().map(office))));
    }
}

/// Reports offices that have an earlier text.
fn replacing(plan: &Plan) {
    let number = plan.replacing().count();
    if number > 0 {
        let said = counted(
            number,
            "office already has an earlier version of this letter. Its email and page 1 say that this version replaces it",
            "offices already have an earlier version of this letter. Their emails and page 1 say that this version replaces it",
        );
        say(&format!("  {said}"));
    }
}

/// Reports offices without a known constituent among the signers: another number leads their letter.
fn without_constituents(plan: &Plan) {
    let offices: Vec<OfficeEntry> = plan
        .mails
        .iter()
        .map(|mail| &mail.office)
        .filter(|office| office.seat.is_some() && office.constituents.all() == 0)
        .cloned()
        .collect();
    if !offices.is_empty() {
        let why = format!(
            "{} without a confirmed constituent among the signers (page 1 starts with the next larger number)",
            counted(offices.len() as u64, "office", "offices")
        );
        unreachable(&offices, &why);
    }
}

/// Reports the planned mails, and contacts that were verified long ago.
fn mails(workspace: &Workspace, plan: &Plan) {
    for mail in &plan.mails {
        let earlier = mail.office.replaces.as_ref();
        say(&format!(
            "  {} <{}>: {}{}{}{}",
            mail.office.name,
            mail.contact.email.as_str(),
            mail.office.summary.first().map_or("", String::as_str),
            mail.office.supplement.as_ref().map_or_else(String::new, |it| format!(
                " (supplement {}; {}: {} new, {} in all; {}; since {})",
                it.number,
                if mail.office.seat.is_some() {
                    "constituents"
                } else {
                    "individuals"
                },
                it.new,
                it.total,
                counted(it.new_organizations, "new organization", "new organizations"),
                it.since
            )),
            earlier.map_or_else(String::new, |it| format!(
                " (replaces revision {}, sent on {})",
                it.revision, it.sent_on
            )),
            resending::note(mail)
        ));
    }
    for mail in plan.stale(stale_before(&workspace.config)) {
        say(&format!(
            "  The contact for {} was last verified on {}. Check it before you send",
            mail.office.name, mail.contact.verified_on
        ));
    }
}

/// Reports the states of earlier deliveries, and what to do about those that did not arrive.
fn before(letter: &Letter, plan: &Plan) {
    let mut states: BTreeMap<DeliveryState, usize> = BTreeMap::new();
    for it in &plan.before {
        *states.entry(it.standing.state).or_default() += 1;
    }
    for (state, number) in &states {
        say(&format!("  {number} {}", state.as_str()));
    }
    for it in &plan.before {
        let state = it.standing.state;
        if let Some(advice) = resending::advice(&it.office.office, &it.standing, it.repetition) {
            say(&format!("    {}: {} {advice}", state.as_str(), it.office.name));
        }
    }
    if states
        .keys()
        .any(|it| it.has_failed() || *it == DeliveryState::Uncertain)
    {
        say(&format!("  {}", resending::other_ways(letter.slug.as_str())));
    }
}

fn unreachable(offices: &[OfficeEntry], why: &str) {
    if !offices.is_empty() {
        say(&format!(
            "  {why}: {}",
            named(offices.iter().map(|office| office.name.clone()))
        ));
    }
}

/// Lists the first names, and says how many more there are.
pub(super) fn named(names: impl ExactSizeIterator<Item = String>) -> String {
    let all = names.len();
    let first: Vec<String> = names.take(MOST_NAMED).collect();
    let more = match all - first.len() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    format!("{}{more}", first.join(", "))
}
