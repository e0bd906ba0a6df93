//! `deliver SLUG --status`: prints the progress of each mail. It reads only the database and manifests, so that it costs nothing.

use std::process::ExitCode;

use undersigned::config::Config;
use undersigned::delivery::repetition::{self, Repetition};
use undersigned::delivery::state::DeliveryState;
use undersigned::delivery::store::{self, Progress, Standing};
use undersigned::letters::store as editions;
use undersigned::store::{Store, StoreError};

use super::super::{complain, counted, listing, open};
use super::resending;

const HEADINGS: [&str; 12] = [
    "office",
    "name",
    "revision",
    "supplement",
    "code",
    "state",
    "address",
    "attempts",
    "time (UTC)",
    "message id",
    "reply",
    "answered",
];

pub(super) fn status(slug: &str, json: bool) -> anyhow::Result<ExitCode> {
    let (config, database) = open()?;
    let (mails, newest) = database
        .read_now(|db| Ok::<_, StoreError>((store::progress(db, slug)?, editions::newest_revision(db, slug)?)))?;
    if json {
        listing::json(&mails)?;
        return Ok(ExitCode::SUCCESS);
    }
    let Some(last) = mails.last() else {
        complain(&format!(
            "Nothing has been delivered for {slug} yet. Run `undersigned deliver {slug} --plan` to see who would receive it"
        ));
        return Ok(ExitCode::SUCCESS);
    };
    let revision = newest.unwrap_or(last.revision);
    listing::show(&HEADINGS, &mails, row);
    let counts = store::counts(&mails, revision);
    let parts: Vec<String> = counts.iter().map(|(state, n)| format!("{n} {state}")).collect();
    complain(&parts.join(", "));
    let answered = store::offices_that_answered(&mails);
    if answered > 0 {
        complain(&counted(answered, "office answered", "offices answered"));
    }
    let current: Vec<&Progress> = mails
        .iter()
        .filter(|mail| mail.decides && mail.revision == revision && mail.supplement == 0)
        .collect();
    let supplements = mails.iter().filter(|mail| mail.decides && mail.supplement > 0);
    let stuck = supplements.filter(|mail| mail.office_state.has_failed() || mail.office_state.is_due_again());
    let among = |state| current.iter().filter(|mail| mail.office_state == state).count();
    stopped(slug, &mails, &among);
    failed((&config, &database), slug, &current)?;
    let stuck = stuck.count();
    if stuck > 0 {
        let said = counted(
            stuck,
            "supplement did not reach its office. To send one with all that is new",
            "supplements did not reach their offices. To send new ones with all that is new",
        );
        complain(&format!("{said}, run: undersigned deliver {slug} --supplement"));
    }
    if among(DeliveryState::Uncertain) > 0 {
        complain(&format!(
            "Uncertain emails may have been sent. Ask the office first; to resend, run: undersigned deliver {slug} --again OFFICE"
        ));
    }
    let is_open = |mail: &Progress| mail.office_state.has_failed() || mail.office_state == DeliveryState::Uncertain;
    if mails.iter().any(is_open) {
        complain(&resending::other_ways(slug));
    }
    Ok(ExitCode::SUCCESS)
}

/// Says what became of mails that were cancelled, or that show what a signer took back.
fn stopped(slug: &str, mails: &[Progress], among: &dyn Fn(DeliveryState) -> usize) {
    let withheld = among(DeliveryState::Withheld);
    if withheld > 0 {
        let said = counted(
            withheld,
            "email was stopped before it was sent, because a signature in it was withdrawn, removed or changed. To send this office a new bundle",
            "emails were stopped before they were sent, because a signature in them was withdrawn, removed or changed. To send these offices a new bundle",
        );
        complain(&format!("{said}, run: undersigned deliver {slug}"));
    }
    let cancelled = among(DeliveryState::Cancelled);
    if cancelled > 0 {
        let said = counted(cancelled, "office was canceled", "offices were canceled");
        complain(&format!(
            "{said}. To deliver after all, run: undersigned deliver {slug}"
        ));
    }
    let late = |mail: &&Progress| mail.state == DeliveryState::Sending && mail.outdated;
    let late = mails.iter().filter(late).count();
    if late > 0 {
        complain(&counted(
            late,
            "email is being sent right now with a signature that was withdrawn, removed or changed. It can't be stopped",
            "emails are being sent right now with a signature that was withdrawn, removed or changed. They can't be stopped",
        ));
    }
}

/// Says for each office whose mail failed whether resending helps.
fn failed((config, database): (&Config, &Store), slug: &str, current: &[&Progress]) -> anyhow::Result<()> {
    let failed: Vec<&Progress> = current
        .iter()
        .copied()
        .filter(|mail| mail.office_state.has_failed())
        .collect();
    let repetitions = repetition::of_failed(database, &config.delivery, &failed)?;
    if !failed.is_empty() && repetitions.iter().all(|it| *it == Repetition::Elsewhere) {
        complain(&format!(
            "To resend failed emails to the offices' other addresses, run: undersigned deliver {slug} --again-failed"
        ));
        return Ok(());
    }
    for (mail, repetition) in failed.iter().zip(repetitions) {
        let standing = Standing {
            state: mail.office_state,
            address: mail.address.clone(),
            reply: mail.reply.clone(),
        };
        if let Some(advice) = resending::advice(&mail.office, &standing, repetition) {
            complain(&format!("{}: {} {advice}", mail.office_state.as_str(), mail.name));
        }
    }
    Ok(())
}

fn row(mail: &Progress) -> Vec<String> {
    let time = mail
        .settled_at
        .as_ref()
        .or(mail.due_at.as_ref())
        .unwrap_or(&mail.owed_at);
    vec![
        mail.office.clone(),
        mail.name.clone(),
        mail.revision.to_string(),
        match mail.supplement {
            0 => String::new(),
            number => number.to_string(),
        },
        mail.code.clone().unwrap_or_default(),
        state(mail),
        mail.address.clone(),
        mail.attempts.to_string(),
        time.clone(),
        mail.message_id.clone(),
        mail.reply.clone().unwrap_or_default(),
        mail.answered_on.clone().unwrap_or_default(),
    ]
}

/// Formats a mail's state; a mail that another one of the same office made irrelevant says so.
fn state(mail: &Progress) -> String {
    let state = mail.state.as_str();
    if mail.decides && mail.office_state == mail.state {
        state.to_owned()
    } else {
        format!("{state}, now {}", mail.office_state.as_str())
    }
}
