//! `audit`: the log of what staff did.

use std::collections::BTreeMap;
use std::process::ExitCode;

use serde::Serialize;
use undersigned::audit::store::{self, Filter, Head, Verdict};
use undersigned::audit::{Entry, StaffId, Via};
use undersigned::clock::from_micros;
use undersigned::staff::store::accounts;
use undersigned::store::StoreError;

use super::{complain, listing, person, say};

/// Show and check the log of what staff did
#[derive(clap::Subcommand)]
pub enum Audit {
    /// List the entries, newest first
    List {
        /// Only entries about this letter
        #[arg(long, value_name = "SLUG")]
        letter: Option<String>,
        /// Only entries by this person: the email address of their account
        #[arg(long, value_name = "EMAIL")]
        by: Option<String>,
        /// Only entries before this number
        #[arg(long, value_name = "N")]
        before: Option<u32>,
        /// Show at most this many
        #[arg(long, value_name = "N", default_value_t = 500)]
        limit: u32,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Check that no entry was changed or removed
    Verify {
        /// A digest that you saved earlier: also check that the log still has its entry
        #[arg(long, value_name = "HEAD")]
        against: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// Runs the subcommand.
pub fn audit(args: Audit) -> anyhow::Result<ExitCode> {
    match args {
        Audit::List {
            letter,
            by,
            before,
            limit,
            json,
        } => list(letter, by.as_deref(), (before, limit), json),
        Audit::Verify { against, json } => verify(against.as_deref(), json),
    }
}

#[derive(Serialize)]
struct Listed {
    number: u32,
    at: String,
    /// The account's email address, or its number if it was removed.
    by: String,
    via: String,
    act: String,
    letter: Option<String>,
    /// The account that was changed.
    to: Option<String>,
    counted: u32,
}

fn list(letter: Option<String>, by: Option<&str>, which: (Option<u32>, u32), json: bool) -> anyhow::Result<ExitCode> {
    let (_, database) = super::open()?;
    let (before, limit) = which;
    let account = by.map(|email| person::find(&database, email)).transpose()?;
    let filter = Filter {
        letter,
        account: account.map(|it| it.id),
        before,
    };
    let (entries, names) = database.read_now(|db| {
        let names: BTreeMap<StaffId, String> = accounts::all(db)?.into_iter().map(|it| (it.id, it.email)).collect();
        Ok::<_, StoreError>((store::list(db, &filter, limit.max(1))?, names))
    })?;
    let name = |id: StaffId| {
        names
            .get(&id)
            .cloned()
            .unwrap_or_else(|| format!("removed account {id}"))
    };
    let rows: Vec<Listed> = entries.into_iter().map(|it| listed(it, &name)).collect();
    if json {
        listing::json(&rows)?;
        return Ok(ExitCode::SUCCESS);
    }
    let headings = ["number", "time", "by", "via", "action", "letter", "account", "how many"];
    listing::show(&headings, &rows, |it| {
        vec![
            it.number.to_string(),
            it.at.clone(),
            it.by.clone(),
            it.via.clone(),
            it.act.clone(),
            it.letter.clone().unwrap_or_default(),
            it.to.clone().unwrap_or_default(),
            it.counted.to_string(),
        ]
    });
    if let Some(last) = rows.last().filter(|it| it.number > 1 && rows.len() >= limit as usize) {
        complain(&format!("To see earlier entries, add --before {}", last.number));
    }
    Ok(ExitCode::SUCCESS)
}

fn listed(entry: Entry, name: &impl Fn(StaffId) -> String) -> Listed {
    let is_service = entry.via == <&str>::from(Via::Service);
    let nobody = if is_service { "service" } else { "command line" };
    Listed {
        number: entry.number,
        at: from_micros(entry.at).to_string(),
        by: entry.account.map_or_else(|| nobody.to_owned(), name),
        via: entry.via,
        act: entry.act,
        letter: entry.letter,
        to: entry.subject.map(name),
        counted: entry.counted,
    }
}

/// How many hexadecimal digits of a digest are enough to compare: 128 bits.
const ENOUGH: usize = 32;

fn verify(against: Option<&str>, json: bool) -> anyhow::Result<ExitCode> {
    #[derive(Serialize)]
    struct Verified {
        whole: bool,
        entries: Option<u32>,
        head: Option<String>,
        /// The first entry that does not follow from the one before.
        broken_at: Option<u32>,
    }
    let noted = against.map(|it| it.trim().to_lowercase());
    if let Some(noted) = &noted {
        let plain = noted.bytes().all(|it| it.is_ascii_hexdigit()) && noted.len() <= 64;
        anyhow::ensure!(
            plain && noted.len() >= ENOUGH,
            "--against needs the digest that `undersigned audit verify` printed, or at least its first {ENOUGH} digits"
        );
    }
    let (_, database) = super::open()?;
    let verdict = database.read_now(|db| store::verify(db, noted.as_deref()))?;
    let digest = |head: Head| data_encoding::HEXLOWER.encode(&head.link);
    let (whole, broken_at, head) = match verdict {
        Verdict::Whole { head } => (true, None, head),
        Verdict::Broken { number } => (false, Some(number), None),
        Verdict::Foreign => (false, None, None),
    };
    if json {
        listing::json(&Verified {
            whole,
            entries: whole.then(|| head.map_or(0, |it| it.number)),
            head: head.map(digest),
            broken_at,
        })?;
    } else {
        match verdict {
            Verdict::Whole { head: None } => say("The audit log has no entries yet"),
            Verdict::Whole { head: Some(head) } => {
                say(&format!("{}\t{}", head.number, digest(head)));
                complain(if noted.is_some() {
                    "No entry was changed or removed. Save this digest somewhere else, and pass it to --against next time"
                } else {
                    "Every entry follows from the one before it. Save this digest somewhere else, and pass it to --against next time: that also shows if the newest entries were removed"
                });
            }
            Verdict::Broken { number } => complain(&format!(
                "The audit log was changed: entry {number} doesn't follow from the one before it. Compare it with a backup"
            )),
            Verdict::Foreign => complain(
                "The audit log doesn't have the entry with this digest: entries were removed, or this is a different log, such as one from a restored backup",
            ),
        }
    }
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
