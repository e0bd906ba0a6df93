//! `retention run`: erases signers' details when the time that a letter's settings name has passed.

use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use undersigned::letters::Letter;
use undersigned::letters::library::Library;
use undersigned::retention::details::{self, Beginning, Plan, Schedule};

use super::person::Person;
use super::{Workspace, counted, listing, say};

/// Erase signers' details when the time that a letter's settings name has passed
#[derive(clap::Subcommand)]
pub enum Retention {
    /// Erase what is due now, as a running service does every hour
    Run {
        /// Only show what would be erased, and when
        #[arg(long)]
        dry_run: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        person: Person,
    },
}

/// What a letter's settings say, and what was or would be done.
#[derive(Serialize)]
struct Told {
    letter: String,
    erase_after_days: u32,
    /// `open`, `delivering`, `delivered` or `closed`: what the time waits for, or began with.
    counts_from: &'static str,
    since: Option<String>,
    due: Option<String>,
    /// How many signatures have details that are due now.
    signatures: u64,
    erased: bool,
}

/// Runs the subcommand.
pub fn retention(args: Retention) -> anyhow::Result<ExitCode> {
    let Retention::Run { dry_run, json, person } = args;
    let workspace = Workspace::open()?;
    let by = person.by(&workspace.store)?;
    let (now, clock) = (workspace.config.clock.now(), &workspace.config.clock);
    let plans = workspace.store.read_now(|db| details::plans(db, &workspace.library))?;
    let mut rows = Vec::new();
    for plan in &plans {
        let erases = plan.is_due(now) && !dry_run;
        if erases {
            let bar = super::progress(plan.left, 5_000, "signatures");
            details::erase_now(&workspace.store, &plan.letter, by, clock, &|more| bar.inc(more as u64))?;
            bar.finish_and_clear();
        }
        rows.push(told(plan, now, erases));
        if !json {
            say(&line(plan, &zone(&workspace.library, plan), now, erases));
        }
    }
    if json {
        listing::json(&rows)?;
    } else if rows.is_empty() {
        super::complain("No letter has [retention] in its letter.toml, so signers' details are kept");
    }
    Ok(ExitCode::SUCCESS)
}

fn told(plan: &Plan, now: Timestamp, erased: bool) -> Told {
    let (counts_from, since, due) = match plan.schedule {
        Schedule::Open => ("open", None, None),
        Schedule::Delivering => ("delivering", None, None),
        Schedule::Known { beginning, since, due } => (
            match beginning {
                Beginning::Delivered => "delivered",
                Beginning::Closed => "closed",
            },
            Some(since.to_string()),
            Some(due.to_string()),
        ),
    };
    Told {
        letter: plan.letter.to_string(),
        erase_after_days: plan.days,
        counts_from,
        since,
        due,
        signatures: if plan.is_due(now) { plan.left } else { 0 },
        erased,
    }
}

/// Returns the time zone of a letter's days.
pub fn zone(library: &Library, plan: &Plan) -> TimeZone {
    library.letter(&plan.letter).map_or(TimeZone::UTC, Letter::zone)
}

/// Says in one line what happens to a letter's details, and when.
pub fn line(plan: &Plan, zone: &TimeZone, now: Timestamp, erased: bool) -> String {
    let day = |at: Timestamp| zone.to_datetime(at).date();
    let days = counted(u64::from(plan.days), "day", "days");
    let signatures = counted(plan.left, "signature", "signatures");
    let what = match plan.schedule {
        Schedule::Open => {
            format!("the details are erased {days} after the last delivery, but not while people can sign: set closes")
        }
        Schedule::Delivering => {
            format!("the details are erased {days} after the last delivery; emails to offices are still queued")
        }
        Schedule::Known { beginning, since, due } => {
            let began = match beginning {
                Beginning::Delivered => "the last delivery",
                Beginning::Closed => "the end of signing",
            };
            let began = format!("{days} after {began} on {}", day(since));
            match (erased, due <= now, plan.left) {
                (_, true, 0) => format!("all details are erased: {} is past, {began}", day(due)),
                (true, ..) => format!("erased the details of {signatures}, {began}"),
                (false, true, _) => format!("the details of {signatures} are due since {}, {began}", day(due)),
                (false, false, _) => format!("the details of {signatures} are erased from {}, {began}", day(due)),
            }
        }
    };
    format!("{}: {what}", plan.letter)
}
