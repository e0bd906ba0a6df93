//! `staff`: accounts of the staff area.

use std::process::ExitCode;

use serde::Serialize;
use undersigned::audit::{By, StaffId};
use undersigned::config::Config;
use undersigned::staff::accounts::{self, AccountError};
use undersigned::staff::factors;
use undersigned::staff::role::{Letters, Role};
use undersigned::staff::store::accounts::{self as stored, Account};
use undersigned::staff::token::Token;
use undersigned::store::{Store, Tx};

use super::person::{Person, address, find};
use super::{Workspace, listing, say};

/// Manage who can sign in to the staff area
#[derive(clap::Subcommand)]
pub enum Staff {
    /// Add an account and print a link to set its password
    Add {
        /// The person's email address
        email: String,
        /// What the person may do: owner, editor, viewer or partner
        #[arg(long)]
        role: Role,
        /// Only this letter; can be repeated. Without it, every letter
        #[arg(long = "letter", value_name = "SLUG")]
        letters: Vec<String>,
        #[command(flatten)]
        person: Person,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print a new link to set a password; earlier links stop working
    Link {
        /// The account's email address
        email: String,
        #[command(flatten)]
        person: Person,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List the accounts
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Change what an account may do, and for which letters
    Role {
        /// The account's email address
        email: String,
        /// The new role: owner, editor, viewer or partner
        role: Role,
        /// Only this letter; can be repeated. Without it, the letters stay as they are
        #[arg(long = "letter", value_name = "SLUG")]
        letters: Vec<String>,
        /// For every letter, as an owner always is
        #[arg(long, conflicts_with = "letters")]
        every_letter: bool,
        #[command(flatten)]
        person: Person,
    },
    /// Remove an account's authenticator app, for someone who lost it; they set up a new one at the next sign-in
    ResetFactor {
        /// The account's email address
        email: String,
        #[command(flatten)]
        person: Person,
    },
    /// Remove an account and sign it out
    Remove {
        /// The account's email address
        email: String,
        #[command(flatten)]
        person: Person,
    },
}

/// Runs the subcommand.
pub fn staff(args: Staff) -> anyhow::Result<ExitCode> {
    match args {
        Staff::Add {
            email,
            role,
            letters,
            person,
            json,
        } => {
            let workspace = Workspace::open()?;
            let letters = known(&workspace, letters)?;
            let (address, by) = (address(&email)?, person.by(&workspace.store)?);
            let now = workspace.config.clock.now();
            let add = move |tx: &Tx<'_>| accounts::add(tx, by, &address, (role, &letters), now).map(|(_, link)| link);
            let link = done(&email, workspace.store.write_now(add))?;
            print_link(&workspace.config, &email, &link, json)?;
        }
        Staff::Link { email, person, json } => {
            let (config, store) = super::open()?;
            let link = change(&config, &store, &email, &person, |tx, by, id, now| {
                accounts::link(tx, by, id, now)
            })?;
            print_link(&config, &email, &link, json)?;
        }
        Staff::List { json } => list(json)?,
        Staff::Role {
            email,
            role,
            letters,
            every_letter,
            person,
        } => {
            let workspace = Workspace::open()?;
            let letters = match known(&workspace, letters)? {
                Letters::Every if !every_letter && role != Role::Owner => None,
                letters => Some(letters),
            };
            let work = move |tx: &Tx<'_>, by, id, now| set_role(tx, by, id, (role, letters), now);
            let letters = change(&workspace.config, &workspace.store, &email, &person, work)?;
            say(&format!("{email} now has the role {role}, for {}", names(&letters)));
        }
        Staff::ResetFactor { email, person } => {
            let (config, store) = super::open()?;
            change(&config, &store, &email, &person, factors::reset)?;
            say(&format!(
                "Removed the authenticator app of {email} and signed out all browsers. Owners and editors set up a new app when they sign in again"
            ));
        }
        Staff::Remove { email, person } => {
            let (config, store) = super::open()?;
            change(&config, &store, &email, &person, accounts::remove)?;
            say(&format!("Removed {email} and signed out all browsers"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Changes a role, and the letters if any are given; returns the letters that the account is for now.
fn set_role(
    tx: &Tx<'_>,
    by: By,
    id: StaffId,
    (role, letters): (Role, Option<Letters>),
    now: jiff::Timestamp,
) -> Result<Letters, AccountError> {
    let account = stored::by_id(tx, id)?.ok_or(AccountError::Unknown)?;
    let letters = letters.unwrap_or(account.letters);
    accounts::change(tx, by, id, (role, &letters), now)?;
    Ok(letters)
}

/// Names the letters, for people.
fn names(letters: &Letters) -> String {
    match letters {
        Letters::Every => "every letter".to_owned(),
        Letters::Named(slugs) => slugs.iter().cloned().collect::<Vec<_>>().join(", "),
    }
}

/// Checks that the letters exist.
fn known(workspace: &Workspace, slugs: Vec<String>) -> anyhow::Result<Letters> {
    for slug in &slugs {
        workspace.knows(slug)?;
    }
    Ok(Letters::of(slugs))
}

/// Changes an account.
fn change<T, F>(config: &Config, store: &Store, email: &str, person: &Person, work: F) -> anyhow::Result<T>
where
    T: Send + 'static,
    F: FnOnce(&Tx<'_>, By, StaffId, jiff::Timestamp) -> Result<T, AccountError> + Send + 'static,
{
    let (account, by, now) = (find(store, email)?, person.by(store)?, config.clock.now());
    done(email, store.write_now(move |tx| work(tx, by, account.id, now)))
}

/// Turns a refusal into a message that says what to do next.
fn done<T>(email: &str, result: Result<T, AccountError>) -> anyhow::Result<T> {
    result.map_err(|error| match error {
        AccountError::Exists => {
            anyhow::anyhow!("{email} already has an account: to print a new link, run `undersigned staff link {email}`")
        }
        AccountError::Unknown => anyhow::anyhow!("{email} no longer has an account"),
        AccountError::LastOwner => anyhow::anyhow!(
            "{email} is the last owner who can sign in: add another owner first, and let them set a password"
        ),
        AccountError::OwnerOfSome => {
            anyhow::anyhow!("owners always have access to every letter: leave out --letter, or choose another role")
        }
        AccountError::NotOwner => anyhow::anyhow!("only an owner can do this"),
        AccountError::Store(error) => error.into(),
    })
}

/// Prints the link alone, so that a program can read it; how to use it is on standard error.
fn print_link(config: &Config, email: &str, link: &Token, json: bool) -> anyhow::Result<()> {
    #[derive(Serialize)]
    struct Printed<'a> {
        email: &'a str,
        link: String,
        expires_at: String,
    }
    let url = format!("{}/staff/welcome/{}", config.site.base_url, link.as_text());
    let expires = config.clock.now() + accounts::LINK_VALID;
    if json {
        return listing::json(&Printed {
            email,
            link: url,
            expires_at: expires.to_string(),
        });
    }
    say(&url);
    super::complain(&format!(
        "Send this link to {email} to set a password. It works once and expires in {} days",
        accounts::LINK_VALID.as_hours() / 24
    ));
    Ok(())
}

#[derive(Serialize)]
struct Listed {
    email: String,
    role: Role,
    /// The letters that the account has access to; empty if every letter.
    letters: Vec<String>,
    /// Whether a password is set.
    ready: bool,
    signed_in_at: Option<String>,
}

fn list(json: bool) -> anyhow::Result<()> {
    let (_, store) = super::open()?;
    let all = store.read_now(stored::all)?;
    let rows: Vec<Listed> = all.into_iter().map(listed).collect();
    if json {
        return listing::json(&rows);
    }
    if rows.is_empty() {
        super::complain("No staff accounts yet. To add yours, run `undersigned staff add EMAIL --role owner`");
    }
    listing::show(&["email", "role", "letters", "last sign-in"], &rows, |it| {
        let letters = if it.letters.is_empty() {
            "all".to_owned()
        } else {
            it.letters.join(", ")
        };
        let last = match (&it.signed_in_at, it.ready) {
            (Some(at), _) => at.clone(),
            (None, true) => "never".to_owned(),
            (None, false) => "no password yet".to_owned(),
        };
        vec![it.email.clone(), it.role.to_string(), letters, last]
    });
    Ok(())
}

fn listed(account: Account) -> Listed {
    Listed {
        email: account.email,
        role: account.role,
        letters: match account.letters {
            Letters::Every => Vec::new(),
            Letters::Named(slugs) => slugs.into_iter().collect(),
        },
        ready: account.is_ready,
        signed_in_at: account
            .signed_in_at
            .map(|at| undersigned::clock::from_micros(at).to_string()),
    }
}
