//! `review`: what staff look at, and what they decide about signatures.

use std::process::ExitCode;

use undersigned::email::EmailAddress;
use undersigned::mail;
use undersigned::outbox::mailer::Mailer;
use undersigned::review::mail as review_mail;
use undersigned::review::store::decide::{self, DecideError};
use undersigned::review::store::decisions;
use undersigned::store::{StoreError, Tx};

use super::Desk;
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
        ids: Vec<i64>,
        /// What you saw of the organization, such as "called the office on 2 March"
        #[arg(long)]
        evidence: Option<String>,
    },
    /// Show all that an organization signed, who speaks for it, how it came and how well it is known
    Organization {
        /// The number of one of its signatures, as `review list` shows it
        id: i64,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Say that you have seen who signed for an organization: its level of verification, on every letter that it signed
    Verify {
        /// The number of one of its signatures
        id: i64,
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
        ids: Vec<i64>,
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
        ids: Vec<i64>,
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
        ids: Vec<i64>,
        /// Let them through
        #[arg(long, conflicts_with = "refuse", required_unless_present = "refuse")]
        approve: bool,
        /// Keep them back
        #[arg(long)]
        refuse: bool,
    },
}

/// Does one of them.
pub fn review(wish: Review) -> anyhow::Result<ExitCode> {
    let desk = Desk::open()?;
    match wish {
        Review::List {
            slug,
            waiting,
            marked,
            shown,
        } => lists::list(&desk, &slug, lists::Part::of(waiting, marked), &shown)?,
        Review::Approve { ids, evidence } => told(&desk, ids, move |tx, by, id| {
            review_mail::approve(tx, by, id, evidence.as_deref())
        })?,
        Review::Reject { ids } => told(&desk, ids, review_mail::reject)?,
        Review::Release { slug, domain } => release(&desk, &slug, &domain)?,
        Review::Correction {
            ids,
            approve,
            refuse: _,
        } => {
            let now = desk.config.clock.now();
            decided(&desk, ids, move |tx, ids| decide::corrections(tx, ids, approve, now))?;
        }
        Review::Reopen { address } => mailbox::reopen(&desk, &address)?,
        Review::Trending { slug, json } => lists::trending(&desk, &slug, json)?,
        Review::Sources { slug, json } => lists::sources(&desk, &slug, json)?,
        Review::Organization { id, json } => organization::organization(&desk, id, json)?,
        Review::Verify { id, evidence } => each(&desk, vec![id], move |tx, id| decisions::verify(tx, id, &evidence))?,
        Review::Comments { slug, shown } => lists::comments(&desk, &slug, &shown)?,
        Review::Comment {
            ids,
            approve,
            refuse: _,
        } => each(&desk, ids, move |tx, id| decisions::judge_comment(tx, id, approve))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Counts everyone who is held for a flood, and whoever signs from the domain later; not those of a mailbox.
fn release(desk: &Desk, slug: &str, domain: &str) -> anyhow::Result<()> {
    desk.knows(slug)?;
    let mailbox = EmailAddress::parse(domain).ok().map(|it| it.base());
    let is_domain = mailbox.is_none();
    let domain = mailbox.as_deref().unwrap_or(domain);
    let ids = desk.store.read_now(|db| decisions::held_of_domain(db, slug, domain))?;
    anyhow::ensure!(
        !ids.is_empty(),
        "nobody is held for {domain}: see `undersigned review list {slug}`"
    );
    let (secret, now) = (desk.config.secret.clone(), desk.config.clock.now());
    let (slug, domain) = (slug.to_owned(), domain.to_owned());
    decided(desk, ids, move |tx, ids| {
        decide::all(tx, ids, |tx, id| decisions::approve(tx, &secret, id, None, now))?;
        if is_domain {
            decisions::release(tx, &slug, &domain, now)?;
        }
        Ok(())
    })
}

/// One decision about each number.
fn each<F>(desk: &Desk, ids: Vec<i64>, mut one: F) -> anyhow::Result<()>
where
    F: FnMut(&Tx<'_>, i64) -> Result<bool, StoreError> + Send + 'static,
{
    decided(desk, ids, move |tx, ids| decide::all(tx, ids, &mut one))
}

/// The same, where a signer is to hear what was decided.
fn told<F>(desk: &Desk, ids: Vec<i64>, mut one: F) -> anyhow::Result<()>
where
    F: FnMut(&Tx<'_>, &mail::Desk<'_>, i64) -> Result<bool, StoreError> + Send + 'static,
{
    let (config, mail_domain) = (desk.config.clone(), Mailer::domain_of(&desk.config.mail)?);
    each(desk, ids, move |tx, id| {
        let by = mail::Desk {
            config: &config,
            mail_domain: &mail_domain,
            now: config.clock.now(),
        };
        one(tx, &by, id)
    })
}

/// All in one transaction; a number that can't be decided undoes the others.
fn decided<F>(desk: &Desk, ids: Vec<i64>, decide: F) -> anyhow::Result<()>
where
    F: FnOnce(&Tx<'_>, &[i64]) -> Result<(), DecideError> + Send + 'static,
{
    let number = ids.len();
    desk.store.write_now(move |tx| decide(tx, &ids))?;
    super::say(&format!("{number} decided"));
    Ok(())
}
