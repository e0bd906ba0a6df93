//! `deliver SLUG --status`: prints the progress of each mail. It reads only the database, so that it costs nothing.

use std::collections::BTreeMap;
use std::process::ExitCode;

use undersigned::delivery::store::{self, Progress};

use super::super::{complain, listing, open};

const HEADINGS: [&str; 10] = [
    "office",
    "name",
    "revision",
    "code",
    "state",
    "address",
    "attempts",
    "time (UTC)",
    "message id",
    "reply",
];

pub(super) fn status(slug: &str, json: bool) -> anyhow::Result<ExitCode> {
    let (_, database) = open()?;
    let mails = database.read_now(|db| store::progress(db, slug))?;
    if json {
        listing::json(&mails)?;
        return Ok(ExitCode::SUCCESS);
    }
    if mails.is_empty() {
        complain(&format!(
            "Nothing has been delivered for {slug} yet. Run `undersigned deliver {slug} --plan` to see who would receive it"
        ));
        return Ok(ExitCode::SUCCESS);
    }
    listing::show(&HEADINGS, &mails, row);
    complain(&sum(&mails));
    for state in ["failed", "uncertain"] {
        if mails.iter().any(|mail| mail.state == state) {
            complain(&next_step(slug, state));
        }
    }
    Ok(ExitCode::SUCCESS)
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
        mail.code.clone().unwrap_or_default(),
        mail.state.clone(),
        mail.address.clone(),
        mail.attempts.to_string(),
        time.clone(),
        mail.message_id.clone(),
        mail.reply.clone().unwrap_or_default(),
    ]
}

/// Formats the sum: `4 sent, 1 failed`.
fn sum(mails: &[Progress]) -> String {
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for mail in mails {
        *states.entry(mail.state.as_str()).or_default() += 1;
    }
    let parts: Vec<String> = states.into_iter().map(|(state, n)| format!("{n} {state}")).collect();
    parts.join(", ")
}

fn next_step(slug: &str, state: &str) -> String {
    match state {
        "failed" => format!("To resend failed emails, run: undersigned deliver {slug} --again-failed"),
        _ => format!(
            "Uncertain emails may have been sent. Ask the office first; to resend, run: undersigned deliver {slug} --again OFFICE"
        ),
    }
}
