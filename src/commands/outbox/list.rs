//! `outbox list`: rows for a terminal or a script.

use std::process::ExitCode;

use serde::Serialize;
use undersigned::outbox::MailId;
use undersigned::outbox::store::relay::{self, Outage};
use undersigned::outbox::store::staff::{self, Filter, Line};
use undersigned::store::Store;

use super::super::listing;
use super::super::{complain, counted};

/// The states that a list shows by default: unfinished mails.
const OPEN: [&str; 4] = ["queued", "failed", "uncertain", "bounced"];

/// List emails
#[derive(clap::Args)]
pub(crate) struct List {
    /// Only emails in this state: queued, sent, failed, moot (canceled or no longer needed), uncertain, bounced
    #[arg(long, value_parser = staff::STATES)]
    state: Vec<String>,
    /// Only emails of this kind, such as confirmation, bundle or update
    #[arg(long)]
    kind: Option<String>,
    /// Only emails about this letter
    #[arg(long)]
    letter: Option<String>,
    /// Only emails to this domain
    #[arg(long)]
    domain: Option<String>,
    #[command(flatten)]
    shown: listing::Shown,
}

#[derive(Serialize)]
struct Listed<'a> {
    relay_down: Option<RelayDown<'a>>,
    mails: Vec<Shown<'a>>,
    more: usize,
}

#[derive(Serialize)]
struct RelayDown<'a> {
    relay: &'a str,
    since: String,
    step: &'a str,
    reply: &'a str,
    asked: u32,
    asked_again_at: String,
}

#[derive(Serialize)]
struct Shown<'a> {
    id: MailId,
    state: &'a str,
    kind: &'a str,
    letter: Option<&'a str>,
    recipient: &'a str,
    attempts: u32,
    owed_at: String,
    due_at: Option<String>,
    settled_at: Option<String>,
    reply: &'a str,
    message_id: &'a str,
}

/// Prints mails; everything else goes to standard error.
pub(super) fn show(store: &Store, list: List) -> anyhow::Result<ExitCode> {
    let open = || OPEN.map(str::to_owned).to_vec();
    let filter = Filter {
        states: if list.state.is_empty() { open() } else { list.state },
        kind: list.kind,
        letter: list.letter,
        domain: list.domain,
        before: (list.shown.after > 0).then(|| MailId::new(list.shown.after)),
    };
    let (mut mails, mut more) = (Vec::new(), 0);
    let down = store.read_now(|db| {
        staff::each(db, &filter, &mut |line| {
            if mails.len() < list.shown.limit.max(1) {
                mails.push(line);
            } else {
                more += 1;
            }
            true
        })?;
        relay::state(db)
    })?;
    if list.shown.json {
        let listed = Listed {
            relay_down: down.as_ref().map(relay_down),
            mails: mails.iter().map(shown).collect(),
            more,
        };
        listing::json(&listed)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(down) = &down {
        complain_of(down);
    }
    if mails.is_empty() {
        complain("No matching emails.");
    }
    listing::show(&HEADINGS, &mails, row);
    if let Some(last) = mails.last()
        && more > 0
    {
        complain(&format!(
            "{more} more; to see them, run `undersigned outbox list --after {}`",
            last.id
        ));
    }
    if !mails.is_empty() {
        complain("This list contains private data: email addresses.");
    }
    Ok(ExitCode::SUCCESS)
}

/// Reports that the relay is down, since when, and when it is probed again.
fn complain_of(down: &Outage) {
    complain(&format!(
        "No email has been sent since {}: {} at {}: {} (tried {}, next try at {}; to try now, run `undersigned outbox retry`)",
        down.since,
        down.relay,
        down.step,
        down.reply,
        counted(down.probes, "time", "times"),
        down.probe_at
    ));
}

const HEADINGS: [&str; 8] = ["number", "state", "kind", "letter", "to", "attempts", "when", "reply"];

/// Formats a mail as a row; its time is that of the next attempt, or of the end.
fn row(line: &Line) -> Vec<String> {
    let when = line.due_at.or(line.settled_at).map(|at| at.to_string());
    vec![
        line.id.to_string(),
        line.state.clone(),
        line.kind.clone(),
        line.letter.clone().unwrap_or_default(),
        line.recipient.clone(),
        line.attempts.to_string(),
        when.unwrap_or_default(),
        line.reply.clone(),
    ]
}

fn relay_down(down: &Outage) -> RelayDown<'_> {
    RelayDown {
        relay: &down.relay,
        since: down.since.to_string(),
        step: &down.step,
        reply: &down.reply,
        asked: down.probes,
        asked_again_at: down.probe_at.to_string(),
    }
}

fn shown(line: &Line) -> Shown<'_> {
    Shown {
        id: line.id,
        state: &line.state,
        kind: &line.kind,
        letter: line.letter.as_deref(),
        recipient: &line.recipient,
        attempts: line.attempts,
        owed_at: line.created_at.to_string(),
        due_at: line.due_at.map(|at| at.to_string()),
        settled_at: line.settled_at.map(|at| at.to_string()),
        reply: &line.reply,
        message_id: &line.message_id,
    }
}
