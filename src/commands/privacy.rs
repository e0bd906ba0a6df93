//! `privacy`: what is stored about an email address, and its erasure, for someone who wrote to staff.

use std::process::ExitCode;

use undersigned::email::EmailAddress;
use undersigned::mail::MailContext;
use undersigned::outbox::mailer::Mailer;
use undersigned::privacy::{self, Report};
use undersigned::staff::store::accounts::{self, Account};
use undersigned::store::{StoreError, Tx};

use super::person::{Person, address};
use super::{Workspace, complain, counted, listing, say};

/// Answer people who ask what is stored about them, or who want it deleted
#[derive(clap::Subcommand)]
pub enum Privacy {
    /// Show everything that is stored about an email address; private data
    Report {
        /// The email address of the person who asks
        address: String,
        /// Print all of it as JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        person: Person,
    },
    /// Delete everything that is stored about an email address; this can't be undone
    Erase {
        /// The email address of the person who asks
        address: String,
        /// Only show what would be deleted
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        person: Person,
    },
}

/// Runs the subcommand.
pub fn privacy(args: Privacy) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    match args {
        Privacy::Report {
            address: of,
            json,
            person,
        } => report(&workspace, &address(&of)?, json, &person)?,
        Privacy::Erase {
            address: of,
            dry_run,
            person,
        } => erase(&workspace, &address(&of)?, dry_run, &person)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads the report, and the account of the staff area with the same address.
fn read(workspace: &Workspace, email: &EmailAddress) -> anyhow::Result<(Report, Option<Account>)> {
    let secret = &workspace.config.secret;
    let found = workspace
        .store
        .read_now(|db| Ok::<_, StoreError>((privacy::report(db, secret, email)?, accounts::by_email(db, email)?)));
    Ok(found?)
}

fn report(workspace: &Workspace, email: &EmailAddress, json: bool, person: &Person) -> anyhow::Result<()> {
    let by = person.by(&workspace.store)?;
    let (report, account) = read(workspace, email)?;
    let (noted, now) = (report.clone(), workspace.config.clock.now());
    workspace
        .store
        .write_now(move |tx| privacy::note_report(tx, by, &noted, now))?;
    if json {
        let mut value = serde_json::to_value(&report)?;
        value["staff_role"] = account.map(|it| it.role.to_string()).into();
        return listing::json(&value);
    }
    tell(&report);
    if let Some(account) = account {
        complain(&format!(
            "{} also has a staff account with the role {}",
            report.address, account.role
        ));
    }
    if report.count() > 0 {
        complain("To see all of it, with every field and time, add --json");
    }
    Ok(())
}

/// Prints one line for each entry: what it is, the letter, and the name or kind.
fn tell(report: &Report) {
    let mut rows: Vec<[String; 3]> = Vec::new();
    let mut add = |what: String, letter: &str, name: &str| rows.push([what, letter.to_owned(), name.to_owned()]);
    for it in &report.signatures {
        add(
            format!("signature {}, {}", it.number, it.stored.state),
            &it.stored.letter,
            &it.stored.name,
        );
    }
    for it in &report.approver_for {
        add("approver".to_owned(), &it.letter, &it.organization);
    }
    for it in &report.public_address_of {
        add("public address".to_owned(), &it.letter, &it.organization);
    }
    for it in &report.submitted {
        add("earlier contact".to_owned(), &it.letter, &it.organization);
    }
    for it in &report.named_as_contact {
        add("named as contact".to_owned(), &it.letter, &it.organization);
    }
    for it in &report.saved_forms {
        add("saved form".to_owned(), &it.letter, "");
    }
    for it in &report.invitations {
        add("invitation".to_owned(), &it.letter, &it.organization);
    }
    for it in &report.emails {
        add(format!("email, {}", it.state), "", &it.kind);
    }
    for letter in &report.refuses_email_about {
        add("refuses email".to_owned(), letter, "");
    }
    if rows.is_empty() {
        complain("Nothing is stored about this address");
    }
    listing::show(&["what", "letter", "name or kind"], &rows, |row| row.to_vec());
}

fn erase(workspace: &Workspace, email: &EmailAddress, dry_run: bool, person: &Person) -> anyhow::Result<()> {
    let by = person.by(&workspace.store)?;
    let (report, account) = read(workspace, email)?;
    let asked = &report.address;
    anyhow::ensure!(
        account.is_none(),
        "{asked} has a staff account, so nothing was deleted: run `undersigned staff remove {asked}` first"
    );
    if dry_run {
        tell(&report);
        tell_what_stays(&report);
        return Ok(());
    }
    let (config, mail_domain) = (workspace.config.clone(), Mailer::domain_of(&workspace.config.mail)?);
    let email = email.clone();
    let done = workspace.store.write_now(move |tx: &Tx<'_>| {
        let context = MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now: config.clock.now(),
        };
        privacy::erase(tx, &context, by, &email)
    })?;
    say(&format!(
        "Deleted {}, {}, and the address in {}",
        counted(done.signatures as u64, "signature", "signatures"),
        counted(done.entries as u64, "other entry", "other entries"),
        counted(done.mails as u64, "email", "emails")
    ));
    tell_what_stays(&report);
    Ok(())
}

/// Says what can't be deleted, and why.
fn tell_what_stays(report: &Report) {
    for letter in report.delivered() {
        complain(&format!(
            "Stays: the name in the bundle of {letter}, in what offices received"
        ));
    }
    let records = report.emails.iter().filter(|it| it.stays).count();
    if records > 0 {
        complain(&format!(
            "Stays: the address in {} to an office, as the record of the delivery",
            counted(records as u64, "email", "emails")
        ));
    }
    if !report.refuses_email_about.is_empty() {
        complain("Stays: that this address gets no email, as a scrambled code that doesn't show the address");
    }
}
