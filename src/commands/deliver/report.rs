//! The report that `deliver` prints before it asks: which offices get mail, which got it before, and which can't.

use std::collections::BTreeMap;

use undersigned::delivery::OfficeEntry;
use undersigned::delivery::deliver::SignerCount;
use undersigned::delivery::dispatch::Plan;
use undersigned::letters::{Letter, Party, Phase};

use super::super::{Workspace, counted, say};

/// How many offices without mail are named.
const MOST_NAMED: usize = 10;

pub(super) fn tell(workspace: &Workspace, letter: &Letter, plan: &Plan, heads: SignerCount) {
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
            "Warning: signing is still open. Anyone who signs after this is not included, and each office receives only one bundle per revision",
        );
    }
    mails(workspace, plan);
    replacing(plan);
    without_constituents(plan);
    before(plan);
    unreachable(
        &plan.without_contact,
        "No email contact (add one with `undersigned contacts import`)",
    );
    unreachable(&plan.stopped, "Opted out of email (see `undersigned contacts list`)");
    unreachable(&plan.too_large, "PDF too large to email");
}

/// Formats what has to be confirmed: `4 mails, 2 of which replace an earlier text`.
pub(super) fn mails_of(plan: &Plan) -> String {
    let mails = counted(plan.mails.len(), "email", "emails");
    match (plan.replacing().count(), plan.mails.len()) {
        (0, _) => mails,
        (1, 1) => format!("{mails}, which replaces an earlier version"),
        (all, among) if all == among => format!("{mails}, all of which replace an earlier version"),
        (some, _) => format!(
            "{mails}, {} an earlier version",
            counted(some, "of which replaces", "of which replace")
        ),
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
            "  {} <{}>: {}{}",
            mail.office.name,
            mail.contact.email.as_str(),
            mail.office.summary.first().map_or("", String::as_str),
            earlier.map_or_else(String::new, |it| format!(
                " (replaces revision {}, sent on {})",
                it.revision, it.sent_on
            ))
        ));
    }
    let today = workspace
        .config
        .clock
        .now()
        .to_zoned_datetime(jiff::tz::TimeZone::UTC)
        .date();
    let days = jiff::Span::new().days(i64::from(workspace.config.delivery.contact_stale_days));
    for mail in plan.stale(today.saturating_sub(days)) {
        say(&format!(
            "  The contact for {} was last verified on {}. Check it before you send",
            mail.office.name, mail.contact.verified_on
        ));
    }
}

/// Reports the states of earlier mails.
fn before(plan: &Plan) {
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, state) in &plan.before {
        *states.entry(state).or_default() += 1;
    }
    for (state, number) in states {
        say(&format!("  {number} {state}"));
    }
    let doubtful = |state: &str| matches!(state, "failed" | "uncertain");
    for (office, state) in plan.before.iter().filter(|(_, state)| doubtful(state)) {
        say(&format!(
            "    {state}: {} (to resend, pass --again {})",
            office.name, office.office
        ));
    }
}

fn unreachable(offices: &[OfficeEntry], why: &str) {
    if offices.is_empty() {
        return;
    }
    let names: Vec<&str> = offices
        .iter()
        .take(MOST_NAMED)
        .map(|office| office.name.as_str())
        .collect();
    let more = match offices.len() - names.len() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    say(&format!("  {why}: {}{more}", names.join(", ")));
}
