//! `review`: what staff look at, and what they decide about signatures.

use std::process::ExitCode;

use undersigned::signatures::store::{judge_correction, review};
use undersigned::store::StoreError;

use super::Desk;

mod lists;
mod organization;

/// How much one list shows.
const MOST: usize = 500;

/// Decide about signatures that wait for you
#[derive(clap::Subcommand)]
pub enum Review {
    /// Show what waits (organizations, possible duplicates, floods from one domain, names that were disowned), and what counts with a mark
    List {
        /// The letter's name, as in its URL
        slug: String,
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
    },
    /// Take signatures off, held or counted
    Reject {
        /// Their numbers
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Count everyone who was held for a flood from a domain
    Release {
        /// The letter's name
        slug: String,
        /// The mail domain, such as union.org
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
    /// Show the mail domains, networks and ranges of networks that most signatures of the last day came from
    Trending {
        /// The letter's name
        slug: String,
    },
    /// Show comments that nobody has read
    Comments {
        /// The letter's name
        slug: String,
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
        Review::List { slug } => lists::list(&desk, &slug)?,
        Review::Approve { ids, evidence } => {
            let secret = desk.config.secret.clone();
            decide(&desk, &ids, move |tx, id, now| {
                review::approve(tx, &secret, id, evidence.as_deref(), now)
            })?;
        }
        Review::Reject { ids } => {
            let secret = desk.config.secret.clone();
            decide(&desk, &ids, move |tx, id, now| review::reject(tx, &secret, id, now))?;
        }
        Review::Release { slug, domain } => {
            desk.letter(&slug)?;
            let ids = desk.store.read_now(|db| review::held_of_domain(db, &slug, &domain))?;
            anyhow::ensure!(
                !ids.is_empty(),
                "nobody is held for {domain}: see `undersigned review list {slug}`"
            );
            let (secret, now) = (desk.config.secret.clone(), desk.config.clock.now());
            decide(&desk, &ids, move |tx, id, now| {
                review::approve(tx, &secret, id, None, now)
            })?;
            desk.store
                .write_now(move |tx| review::release(tx, &slug, &domain, now))?;
        }
        Review::Correction {
            ids,
            approve,
            refuse: _,
        } => decide(&desk, &ids, move |tx, id, _| judge_correction(tx, id, approve))?,
        Review::Trending { slug } => lists::trending(&desk, &slug)?,
        Review::Sources { slug } => lists::sources(&desk, &slug)?,
        Review::Organization { id } => organization::organization(&desk, id)?,
        Review::Verify { id, evidence } => {
            decide(&desk, &[id], move |tx, id, _| review::verify(tx, id, &evidence))?;
        }
        Review::Comments { slug } => {
            desk.letter(&slug)?;
            for (id, comment) in desk.store.read_now(|db| review::unread_comments(db, &slug, MOST))? {
                super::say(&format!("{id}\t{comment}"));
            }
        }
        Review::Comment {
            ids,
            approve,
            refuse: _,
        } => decide(&desk, &ids, move |tx, id, _| review::judge_comment(tx, id, approve))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// All of them, or none: a number that can't be decided undoes the others.
fn decide<F>(desk: &Desk, ids: &[i64], mut one: F) -> anyhow::Result<()>
where
    F: FnMut(&undersigned::store::Tx<'_>, i64, jiff::Timestamp) -> Result<bool, StoreError> + Send + 'static,
{
    let (wanted, now) = (ids.to_vec(), desk.config.clock.now());
    let decided = desk.store.write_now(move |tx| {
        let mut missing = Vec::new();
        for id in wanted {
            if !one(tx, id, now)? {
                missing.push(id.to_string());
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        // An error undoes the whole write.
        let column = format!("number {}", missing.join(", "));
        Err(StoreError::Value {
            column,
            why: "can't be decided so: look at `undersigned review list`".to_owned(),
        })
    });
    decided?;
    super::say(&format!("{} decided", ids.len()));
    Ok(())
}
