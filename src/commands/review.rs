//! `review` and `invite`: what staff decide about signatures, and whom they invite.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use jiff::SignedDuration;
use undersigned::email::EmailAddress;
use undersigned::letters::Party;
use undersigned::signatures::store::review::{self, Trend};
use undersigned::store::StoreError;

use super::Desk;

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

/// Make an invitation link for each organization of a file
#[derive(clap::Args)]
pub struct Invite {
    /// The letter's name, as in its URL
    slug: String,
    /// CSV, UTF-8, with the columns name, email (may be empty), note (may be empty)
    file: PathBuf,
}

/// Does one of them.
pub fn review(wish: Review) -> anyhow::Result<ExitCode> {
    let desk = Desk::open()?;
    match wish {
        Review::List { slug } => list(&desk, &slug)?,
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
        } => decide(&desk, &ids, move |tx, id, _| {
            undersigned::signatures::store::judge_correction(tx, id, approve)
        })?,
        Review::Trending { slug } => trending(&desk, &slug)?,
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

fn list(desk: &Desk, slug: &str) -> anyhow::Result<()> {
    desk.letter(slug)?;
    let (waiting, flagged) = desk
        .store
        .read_now(|db| Ok::<_, StoreError>((review::waiting(db, slug, MOST)?, review::flagged(db, slug, MOST)?)))?;
    if waiting.is_empty() {
        super::say("Nothing waits.");
    }
    for it in waiting.into_iter().chain(flagged) {
        let why = match (it.held_for.as_str(), it.state.as_str()) {
            ("", "confirmed") => format!("counted, {}", it.flags),
            ("", state) => state.to_owned(),
            (doubt, _) => doubt.to_owned(),
        };
        super::say(&format!(
            "{}\t{why}\t{}\t{}\t{}\t{}\t{}",
            it.id, it.kind, it.name, it.email, it.website, it.verification
        ));
    }
    Ok(())
}

fn trending(desk: &Desk, slug: &str) -> anyhow::Result<()> {
    desk.letter(slug)?;
    let since = desk.config.clock.now() - SignedDuration::from_hours(24);
    let (domains, networks, ranges) = desk.store.read_now(|db| {
        Ok::<_, StoreError>((
            review::trending_domains(db, slug, since)?,
            review::trending_networks(db, slug, since)?,
            review::trending_ranges(db, slug, since)?,
        ))
    })?;
    for (title, trends) in [
        ("mail domains", domains),
        ("networks (keyed digests)", networks),
        ("ranges of networks: IPv4 /24, IPv6 /48 (keyed digests)", ranges),
    ] {
        super::say(title);
        for Trend {
            source,
            signatures,
            held,
        } in trends
        {
            super::say(&format!("  {signatures}\t{held} held\t{source}"));
        }
    }
    Ok(())
}

/// Prints name, address and link, separated by tabs.
pub fn invite(wish: &Invite) -> anyhow::Result<ExitCode> {
    let desk = Desk::open()?;
    let letter = desk.letter(&wish.slug)?;
    let open = letter
        .signing
        .as_ref()
        .is_some_and(|signing| signing.window(Party::Organization).is_some());
    anyhow::ensure!(
        open,
        "organizations can't sign {}: see [signing] in its letter.toml",
        wish.slug
    );
    let text = std::fs::read_to_string(&wish.file).with_context(|| format!("{}", wish.file.display()))?;
    let rows = rows(&wish.file, &text)?;
    let (slug, now) = (wish.slug.clone(), desk.config.clock.now());
    let made = desk.store.write_now(move |tx| {
        let mut made = Vec::new();
        for (name, email, note) in rows {
            let code = review::invite(tx, &slug, &name, email.as_deref(), note.as_deref(), now)?;
            made.push((name, email.unwrap_or_default(), code));
        }
        Ok::<_, StoreError>(made)
    })?;
    for (name, email, code) in made {
        let base = &desk.config.site.base_url;
        super::say(&format!(
            "{name}\t{email}\t{base}/en/letters/{}/sign/organization?invite={code}",
            wish.slug
        ));
    }
    Ok(ExitCode::SUCCESS)
}

type Row = (String, Option<String>, Option<String>);

fn rows(file: &std::path::Path, text: &str) -> anyhow::Result<Vec<Row>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers()?.clone();
    let place = |name: &str| header.iter().position(|cell| cell.trim() == name);
    let at = place("name").with_context(|| {
        format!(
            "{}:1:1: the column name is missing: begin the file with name,email,note",
            file.display()
        )
    })?;
    let (email, note) = (place("email"), place("note"));
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |index: Option<usize>| {
            index
                .and_then(|index| record.get(index))
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
        };
        let name = undersigned::text::name(cell(Some(at)).unwrap_or_default(), 160);
        let address = cell(email).map(EmailAddress::parse).transpose();
        match (name, address) {
            (Ok(name), Ok(address)) => {
                rows.push((
                    name,
                    address.map(|address| address.as_str().to_owned()),
                    cell(note).map(str::to_owned),
                ));
            }
            (Err(_), _) => problems.push(format!(
                "{}:{line}:{}: this is no organization's name: correct it",
                file.display(),
                at + 1
            )),
            (_, Err(_)) => problems.push(format!(
                "{}:{line}:{}: this is no e-mail address: correct it or leave it empty",
                file.display(),
                email.unwrap_or(0) + 1
            )),
        }
    }
    anyhow::ensure!(problems.is_empty(), problems.join("\n"));
    Ok(rows)
}
