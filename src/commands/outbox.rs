//! `outbox`: the mails of all kinds in the outbox, and what staff may do about single ones.

use std::process::ExitCode;

use undersigned::config::Config;
use undersigned::delivery;
use undersigned::outbox::MailId;
use undersigned::outbox::store::relay;
use undersigned::outbox::store::staff::{self, Filter, Line};
use undersigned::store::{Store, StoreError};

use super::{complain, counted, say};

mod list;

use list::List;

/// Look after the mails that the service owes
#[derive(clap::Subcommand)]
pub enum Outbox {
    /// Show mails that wait, failed or are uncertain, the newest first, with the relay's last words; private data
    List(List),
    /// Owe failed mails again, and have the relay asked at once
    Retry(Retry),
    /// Take back mails that are not being sent
    Cancel {
        /// Their numbers, as `outbox list` shows them
        #[arg(required = true)]
        ids: Vec<MailId>,
    },
}

/// Owe mails again
#[derive(clap::Args)]
pub struct Retry {
    /// Their numbers, as `outbox list` shows them; an uncertain one by its number only
    ids: Vec<MailId>,
    /// All that failed
    #[arg(long)]
    all: bool,
    /// All that failed to this domain
    #[arg(long)]
    domain: Option<String>,
}

/// Runs the subcommand.
pub fn outbox(args: Outbox) -> anyhow::Result<ExitCode> {
    let (config, store) = super::open()?;
    match args {
        Outbox::List(args) => list::show(&store, args),
        Outbox::Retry(retry) => again(&config, &store, retry),
        Outbox::Cancel { ids } => cancel(&config, &store, ids),
    }
}

fn again(config: &Config, store: &Store, args: Retry) -> anyhow::Result<ExitCode> {
    let now = config.clock.now();
    let down = store.write_now(move |tx| relay::ask_now(tx, now))?;
    let named = !args.ids.is_empty() || args.all || args.domain.is_some();
    anyhow::ensure!(
        named || down,
        "the relay works, as far as the service knows: name mails by number, by --domain, or all that failed by --all"
    );
    let ids = if args.ids.is_empty() && named {
        failed(store, args.domain)?
    } else {
        args.ids
    };
    let many = ids.len();
    let (owed, not) = store.write_now(move |tx| {
        let (mut owed, mut not) = (0, Vec::new());
        for id in ids {
            match staff::mail(tx, id)? {
                None => not.push(format!("{id}: there is no such mail")),
                Some(line) if line.kind == delivery::email::KIND => not.push(format!(
                    "{id}: a mail to an office goes again with what was taken back since left out: undersigned deliver {} --again OFFICE",
                    line.letter.unwrap_or_default()
                )),
                Some(line) => {
                    if staff::retry(tx, id, now)? {
                        owed += 1;
                    } else {
                        not.push(format!("{id}: it is {}, and can't be sent again", state(&line)));
                    }
                }
            }
        }
        Ok::<_, StoreError>((owed, not))
    })?;
    for why in &not {
        complain(why);
    }
    if down {
        say("the service asks the relay again within seconds");
    }
    say(&format!("{} owed again", part(owed, many)));
    Ok(if not.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

/// Formats a part: `1 of 1 mail is`, `2 of 3 mails are`.
fn part(done: u64, of: usize) -> String {
    let is = if done == 1 || of == 1 { "is" } else { "are" };
    format!("{done} of {} {is}", counted(of, "mail", "mails"))
}

/// Returns the numbers of failed mails, except those to offices, which `deliver` repeats.
fn failed(store: &Store, domain: Option<String>) -> anyhow::Result<Vec<MailId>> {
    let filter = Filter {
        states: vec!["failed".to_owned()],
        domain,
        ..Filter::default()
    };
    let mut ids = Vec::new();
    store.read_now(|db| {
        staff::each(db, &filter, &mut |line| {
            if line.kind != delivery::email::KIND && !line.recipient.is_empty() {
                ids.push(line.id);
            }
            true
        })
    })?;
    Ok(ids)
}

/// Describes a mail's state for staff who can't retry or cancel it.
fn state(line: &Line) -> &str {
    match (line.state.as_str(), line.recipient.is_empty()) {
        (_, true) => "so old that its address is erased",
        ("queued", _) => "being sent",
        (state, _) => state,
    }
}

fn cancel(config: &Config, store: &Store, ids: Vec<MailId>) -> anyhow::Result<ExitCode> {
    let now = config.clock.now();
    let many = ids.len();
    let (cancelled, not) = store.write_now(move |tx| {
        let (mut cancelled, mut not) = (0, Vec::new());
        for id in ids {
            match staff::mail(tx, id)? {
                None => not.push(format!("{id}: there is no such mail")),
                Some(_) if staff::cancel(tx, id, now)? => cancelled += 1,
                Some(line) => not.push(format!("{id}: it is {}, and can't be cancelled", state(&line))),
            }
        }
        Ok::<_, StoreError>((cancelled, not))
    })?;
    for why in &not {
        complain(why);
    }
    say(&format!("{} cancelled", part(cancelled, many)));
    Ok(if not.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}
