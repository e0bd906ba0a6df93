//! `outbox`: the mails of all kinds in the outbox, and what staff may do about single ones.

use std::process::ExitCode;

use undersigned::audit::store::record;
use undersigned::audit::{Act, Deed};
use undersigned::config::Config;
use undersigned::delivery;
use undersigned::email::EmailAddress;
use undersigned::outbox::MailId;
use undersigned::outbox::store::staff::{self, Filter, Line};
use undersigned::outbox::store::{bounced, relay};
use undersigned::store::{Store, StoreError};

use super::person::Person;
use super::{complain, counted, say};

mod list;

use list::List;

/// List, resend or cancel outgoing email
#[derive(clap::Subcommand)]
pub enum Outbox {
    /// List emails that are queued, failed, uncertain or bounced, newest first, with the relay's last reply; contains private data
    List(List),
    /// Resend failed emails, and try the relay again now
    Retry(Retry),
    /// Cancel emails that are not being sent yet
    Cancel {
        /// Their numbers, from `outbox list`
        #[arg(required = true)]
        ids: Vec<MailId>,
        #[command(flatten)]
        person: Person,
    },
}

/// Resend emails
#[derive(clap::Args)]
pub struct Retry {
    /// Their numbers, from `outbox list`; an uncertain or bounced email can be resent only by its number
    ids: Vec<MailId>,
    /// All failed emails
    #[arg(long)]
    all: bool,
    /// All failed emails to this domain
    #[arg(long)]
    domain: Option<String>,
    #[command(flatten)]
    person: Person,
}

/// Runs the subcommand.
pub fn outbox(args: Outbox) -> anyhow::Result<ExitCode> {
    let (config, store) = super::open()?;
    match args {
        Outbox::List(args) => list::show(&store, args),
        Outbox::Retry(retry) => again(&config, &store, retry),
        Outbox::Cancel { ids, person } => cancel(&config, &store, &person, ids),
    }
}

fn again(config: &Config, store: &Store, args: Retry) -> anyhow::Result<ExitCode> {
    let (now, by) = (config.clock.now(), args.person.by(store)?);
    let down = store.write_now(move |tx| relay::ask_now(tx, now))?;
    let named = !args.ids.is_empty() || args.all || args.domain.is_some();
    anyhow::ensure!(
        named || down,
        "nothing selected, and the relay has no known problem: give email numbers, --domain, or --all for all failed emails"
    );
    let ids = if args.ids.is_empty() && named {
        failed(store, args.domain)?
    } else {
        args.ids
    };
    let (many, secret) = (ids.len(), config.secret.clone());
    let (owed, not) = store.write_now(move |tx| {
        let (mut owed, mut not) = (0, Vec::new());
        for id in ids {
            match staff::mail(tx, id)? {
                None => not.push(format!("{id}: no such email")),
                Some(line) if line.kind == delivery::email::KIND => not.push(format!(
                    "{id}: this email goes to an office; to resend it without signatures withdrawn since, run: undersigned deliver {} --again OFFICE",
                    line.letter.unwrap_or_default()
                )),
                Some(line) => {
                    if staff::retry(tx, id, now)? {
                        // Staff know better now, or want to know.
                        if let Ok(email) = EmailAddress::parse(&line.recipient) {
                            bounced::acquit(tx, &secret, &email)?;
                        }
                        owed += 1;
                    } else {
                        not.push(format!("{id}: this email is {} and can't be resent", state(&line)));
                    }
                }
            }
        }
        if owed > 0 {
            record(tx, by, &Deed::of(Act::EmailsRetried, owed), now)?;
        }
        Ok::<_, StoreError>((owed, not))
    })?;
    for why in &not {
        complain(why);
    }
    if down {
        say("The service will try the relay again in a few seconds");
    }
    say(&format!("Queued {}", part(owed, many)));
    Ok(if not.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

/// Formats a part: `1 of 1 email`, `2 of 3 emails`.
fn part(done: u64, of: usize) -> String {
    format!("{done} of {}", counted(of, "email", "emails"))
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
        (_, true) => "so old that its address was deleted,",
        ("queued", _) => "being sent",
        (state, _) => state,
    }
}

fn cancel(config: &Config, store: &Store, person: &Person, ids: Vec<MailId>) -> anyhow::Result<ExitCode> {
    let (now, by) = (config.clock.now(), person.by(store)?);
    let many = ids.len();
    let (cancelled, not) = store.write_now(move |tx| {
        let (mut cancelled, mut not) = (0, Vec::new());
        for id in ids {
            match staff::mail(tx, id)? {
                None => not.push(format!("{id}: no such email")),
                Some(_) if staff::cancel(tx, id, now)? => cancelled += 1,
                Some(line) => not.push(format!("{id}: this email is {} and can't be canceled", state(&line))),
            }
        }
        if cancelled > 0 {
            record(tx, by, &Deed::of(Act::EmailsCanceled, cancelled), now)?;
        }
        Ok::<_, StoreError>((cancelled, not))
    })?;
    for why in &not {
        complain(why);
    }
    say(&format!("Canceled {}", part(cancelled, many)));
    Ok(if not.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}
