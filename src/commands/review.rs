//! `review`: what staff review, and what they decide about signatures.

use std::process::ExitCode;

use undersigned::mail;
use undersigned::outbox::mailer::Mailer;
use undersigned::review::decide::{self, DecideError, Decision, Judgement, Source};
use undersigned::signatures::ids::SignatureId;
use undersigned::store::Tx;

use super::Workspace;
use super::listing::Shown;

mod lists;
mod mailbox;
mod organization;

/// Decide about signatures that wait for you
#[derive(clap::Subcommand)]
pub enum Review {
    /// Show what waits (organizations, possible duplicates, floods from one domain, names that were disowned), and what counts with a mark
    List {
        /// The letter's name, as in its URL
        slug: String,
        /// Only what waits
        #[arg(long, conflicts_with = "marked")]
        waiting: bool,
        /// Only what counts with a mark
        #[arg(long)]
        marked: bool,
        #[command(flatten)]
        shown: Shown,
    },
    /// Count signatures that were held
    Approve {
        /// Their numbers, as `review list` shows them
        #[arg(required = true)]
        ids: Vec<SignatureId>,
        /// What you saw of the organization, such as "called the office on 2 March"
        #[arg(long)]
        evidence: Option<String>,
    },
    /// Show all that an organization signed, who speaks for it, how it came and how well it is known
    Organization {
        /// The number of one of its signatures, as `review list` shows it
        id: SignatureId,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Say that you have seen who signed for an organization: its level of verification, on every letter that it signed
    Verify {
        /// The number of one of its signatures
        id: SignatureId,
        /// What you saw, such as "called the office on 2 March"
        #[arg(long)]
        evidence: String,
    },
    /// Show who came by which invitation, and by which links the others came
    Sources {
        /// The letter's name
        slug: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Take signatures off, held or counted
    Reject {
        /// Their numbers
        #[arg(required = true)]
        ids: Vec<SignatureId>,
    },
    /// Count everyone who was held for a flood from a domain or a mailbox
    Release {
        /// The letter's name
        slug: String,
        /// The mail domain, such as union.org; or a mailbox, such as ana@zoho.com for ana+1@zoho.com, ana+2@zoho.com
        #[arg(long)]
        domain: String,
    },
    /// Let another legal name or website through, on every letter that the organization signed, or keep the old one
    Correction {
        /// The numbers, as `review list` shows them with the mark correction
        #[arg(required = true)]
        ids: Vec<SignatureId>,
        /// Let them through
        #[arg(long, conflicts_with = "refuse", required_unless_present = "refuse")]
        approve: bool,
        /// Keep the old ones
        #[arg(long)]
        refuse: bool,
    },
    /// Let mail go again to an address whose owner said "this wasn't me", and wants to sign after all
    Reopen {
        /// The address
        address: String,
    },
    /// Show the mail domains, networks and ranges of networks that most signatures of the last day came from
    Trending {
        /// The letter's name
        slug: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show comments that nobody has read
    Comments {
        /// The letter's name
        slug: String,
        #[command(flatten)]
        shown: Shown,
    },
    /// Let comments through to the offices, or keep them back
    Comment {
        /// Their numbers, as `review comments` shows them
        #[arg(required = true)]
        ids: Vec<SignatureId>,
        /// Let them through
        #[arg(long, conflicts_with = "refuse", required_unless_present = "refuse")]
        approve: bool,
        /// Keep them back
        #[arg(long)]
        refuse: bool,
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
            shown,
        } => lists::list(&workspace, &slug, lists::Part::of(waiting, marked), &shown)?,
        Review::Approve { ids, evidence } => decided(&workspace, ids, Decision::Approve { evidence })?,
        Review::Reject { ids } => decided(&workspace, ids, Decision::Reject)?,
        Review::Release { slug, domain } => release(&workspace, slug, &domain)?,
        Review::Correction { ids, approve, .. } => decided(&workspace, ids, Decision::Correction(judgement(approve)))?,
        Review::Reopen { address } => mailbox::reopen(&workspace, &address)?,
        Review::Trending { slug, json } => lists::trending(&workspace, &slug, json)?,
        Review::Sources { slug, json } => lists::sources(&workspace, &slug, json)?,
        Review::Organization { id, json } => organization::organization(&workspace, id, json)?,
        Review::Verify { id, evidence } => decided(&workspace, vec![id], Decision::Verify { evidence })?,
        Review::Comments { slug, shown } => lists::comments(&workspace, &slug, &shown)?,
        Review::Comment { ids, approve, .. } => decided(&workspace, ids, Decision::Comment(judgement(approve)))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Converts `--approve`, or else `--refuse`.
fn judgement(approve: bool) -> Judgement {
    if approve { Judgement::Accept } else { Judgement::Refuse }
}

fn decided(workspace: &Workspace, ids: Vec<SignatureId>, decision: Decision) -> anyhow::Result<()> {
    report(write(workspace, move |tx, by| {
        decide::decide(tx, by, &ids, &decision)?;
        Ok(ids.len())
    })?)
}

fn release(workspace: &Workspace, slug: String, source: &str) -> anyhow::Result<()> {
    workspace.knows(&slug)?;
    let source = Source::parse(source);
    let (named, letter) = (source.as_str().to_owned(), slug.clone());
    let released = write(workspace, move |tx, by| decide::release(tx, by, &letter, &source))?;
    anyhow::ensure!(
        !matches!(released, Err(DecideError::NobodyHeld)),
        "nobody is held for {named}: see `undersigned review list {slug}`"
    );
    report(released)
}

/// Decides in one transaction.
fn write<F>(workspace: &Workspace, decide: F) -> anyhow::Result<Result<usize, DecideError>>
where
    F: FnOnce(&Tx<'_>, &mail::MailContext<'_>) -> Result<usize, DecideError> + Send + 'static,
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
            super::say(&format!("{number} decided"));
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
        "{word} {} can't be decided this way, and nothing was changed: see what waits with `undersigned review list`",
        list.join(", ")
    )
}
