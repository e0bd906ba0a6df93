//! `review`: what staff review, and what they decide about signatures.

use std::process::ExitCode;

use undersigned::mail;
use undersigned::outbox::mailer::Mailer;
use undersigned::review::decide::{self, DecideError, Decision, Judgement};
use undersigned::review::flood::{self, Source};
use undersigned::signatures::ids::SignatureId;
use undersigned::store::Tx;

use super::Workspace;
use super::filter::Which;
use super::listing::Shown;
use super::person::Person;

mod lists;
mod mailbox;
mod organization;
mod undo;
mod why;

/// Review signatures that are held, and decide on them
#[derive(clap::Subcommand)]
pub enum Review {
    /// List signatures held for review (organizations, possible duplicates, floods from one domain, disputed names), then counted ones that are marked
    List {
        /// The letter's name, as in its URL
        slug: String,
        /// Only signatures held for review
        #[arg(long, conflicts_with = "marked")]
        waiting: bool,
        /// Only counted signatures that are marked
        #[arg(long)]
        marked: bool,
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        shown: Shown,
    },
    /// Approve held signatures, so that they count
    Approve {
        /// Their numbers, from `review list`
        #[arg(required = true)]
        ids: Vec<SignatureId>,
        /// How you checked the organization, such as "called the office on March 2"
        #[arg(long)]
        evidence: Option<String>,
        #[command(flatten)]
        person: Person,
    },
    /// Show everything an organization signed, its contacts, how it found the letter and how well it is verified
    Organization {
        /// The number of one of its signatures, from `review list`
        id: SignatureId,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Mark an organization as verified by staff, on every letter it signed
    Verify {
        /// The number of one of its signatures
        id: SignatureId,
        /// How you checked, such as "called the office on March 2"
        #[arg(long)]
        evidence: String,
        #[command(flatten)]
        person: Person,
    },
    /// Show who signed through each invitation or share link
    Sources {
        /// The letter's name
        slug: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Reject signatures, whether held or counted
    Reject {
        /// Their numbers
        #[arg(required = true)]
        ids: Vec<SignatureId>,
        #[command(flatten)]
        why: why::Why,
        #[command(flatten)]
        person: Person,
    },
    /// Hold counted signatures for review
    Hold {
        /// Their numbers
        #[arg(required = true)]
        ids: Vec<SignatureId>,
        #[command(flatten)]
        person: Person,
    },
    /// Undo the last decision about signatures, unless they have changed since
    Undo {
        /// Their numbers
        #[arg(required = true)]
        ids: Vec<SignatureId>,
        #[command(flatten)]
        person: Person,
    },
    /// Approve everyone held for a flood from one domain or inbox
    Release {
        /// The letter's name
        slug: String,
        /// The email domain, such as union.org, or an address, such as ana@zoho.com for ana+1@zoho.com and ana+2@zoho.com
        #[arg(long)]
        domain: String,
        #[command(flatten)]
        person: Person,
    },
    /// Approve or refuse a new legal name or website, on every letter the organization signed
    Correction {
        /// Their numbers, from `review list`, where they are marked correction
        #[arg(required = true)]
        ids: Vec<SignatureId>,
        /// Approve them
        #[arg(long, conflicts_with = "refuse", required_unless_present = "refuse")]
        approve: bool,
        /// Keep the old name or website
        #[arg(long)]
        refuse: bool,
        #[command(flatten)]
        person: Person,
    },
    /// Allow email again to an address whose owner said "this wasn't me" but now wants to sign
    Reopen {
        /// The email address
        address: String,
        #[command(flatten)]
        person: Person,
    },
    /// Show the email domains and networks with the most signatures in the last day
    Trending {
        /// The letter's name
        slug: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List messages to Congress that nobody has reviewed yet
    Comments {
        /// The letter's name
        slug: String,
        #[command(flatten)]
        shown: Shown,
    },
    /// Approve or refuse messages to Congress
    Comment {
        /// Their numbers, from `review comments`
        #[arg(required = true)]
        ids: Vec<SignatureId>,
        /// Approve them
        #[arg(long, conflicts_with = "refuse", required_unless_present = "refuse")]
        approve: bool,
        /// Refuse them
        #[arg(long)]
        refuse: bool,
        #[command(flatten)]
        person: Person,
    },
}

/// Runs the subcommand.
pub fn review(args: Review) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    match args {
        Review::List {
            slug,
            waiting,
            marked,
            which,
            shown,
        } => lists::list(&workspace, &slug, lists::Part::of(waiting, marked), &which, &shown)?,
        Review::Approve { ids, evidence, person } => decided(&workspace, &person, ids, Decision::Approve { evidence })?,
        Review::Reject { ids, why, person } => decided(&workspace, &person, ids, Decision::Reject(why.rejection()))?,
        Review::Hold { ids, person } => decided(&workspace, &person, ids, Decision::Hold)?,
        Review::Undo { ids, person } => undo::undo(&workspace, &person, &ids)?,
        Review::Release { slug, domain, person } => release(&workspace, &person, slug, &domain)?,
        Review::Correction {
            ids, approve, person, ..
        } => {
            decided(&workspace, &person, ids, Decision::Correction(judgement(approve)))?;
        }
        Review::Reopen { address, person } => mailbox::reopen(&workspace, &person, &address)?,
        Review::Trending { slug, json } => lists::trending(&workspace, &slug, json)?,
        Review::Sources { slug, json } => lists::sources(&workspace, &slug, json)?,
        Review::Organization { id, json } => organization::organization(&workspace, id, json)?,
        Review::Verify { id, evidence, person } => {
            decided(&workspace, &person, vec![id], Decision::Verify { evidence })?;
        }
        Review::Comments { slug, shown } => lists::comments(&workspace, &slug, &shown)?,
        Review::Comment {
            ids, approve, person, ..
        } => {
            decided(&workspace, &person, ids, Decision::Comment(judgement(approve)))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Converts `--approve`, or else `--refuse`.
fn judgement(approve: bool) -> Judgement {
    if approve { Judgement::Accept } else { Judgement::Refuse }
}

fn decided(workspace: &Workspace, person: &Person, ids: Vec<SignatureId>, decision: Decision) -> anyhow::Result<()> {
    let by = person.by(&workspace.store)?;
    report(write(workspace, move |tx, context| {
        decide::decide(tx, context, by, (&ids, &decision))?;
        Ok(ids.len())
    })?)
}

fn release(workspace: &Workspace, person: &Person, slug: String, source: &str) -> anyhow::Result<()> {
    workspace.knows(&slug)?;
    let by = person.by(&workspace.store)?;
    let source = Source::parse(source);
    let (named, letter) = (source.as_str().to_owned(), slug.clone());
    let released = write(workspace, move |tx, context| {
        flood::release(tx, context, by, (&letter, &source))
    })?;
    anyhow::ensure!(
        !matches!(released, Err(DecideError::NobodyHeld)),
        "no signatures are held for {named}: run `undersigned review list {slug}` to see what is held"
    );
    report(released)
}

/// Decides in one transaction.
fn write<T, F>(workspace: &Workspace, decide: F) -> anyhow::Result<Result<T, DecideError>>
where
    T: Send + 'static,
    F: FnOnce(&Tx<'_>, &mail::MailContext<'_>) -> Result<T, DecideError> + Send + 'static,
{
    let (config, mail_domain) = (workspace.config.clone(), Mailer::domain_of(&workspace.config.mail)?);
    Ok(workspace.store.write_now(move |tx| {
        let by = mail::MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now: config.clock.now(),
        };
        decide(tx, &by)
    }))
}

/// Reports how many were decided, or which can't be.
fn report(decided: Result<usize, DecideError>) -> anyhow::Result<()> {
    match decided {
        Ok(number) => {
            super::say(&format!(
                "{} updated",
                super::counted(number, "signature", "signatures")
            ));
            Ok(())
        }
        Err(DecideError::Numbers(numbers)) => anyhow::bail!(can_not(&numbers)),
        Err(error) => Err(error.into()),
    }
}

fn can_not(numbers: &[SignatureId]) -> String {
    let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    let word = if list.len() == 1 { "number" } else { "numbers" };
    format!(
        "nothing was changed, because this can't be done for {word} {}: run `undersigned review list` to see what is held",
        list.join(", ")
    )
}
