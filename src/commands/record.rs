//! `record`: what became of a letter at each office: what happened, positions, and days to follow up. Private.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use undersigned::audit::store::record as note;
use undersigned::audit::{Act, Deed};
use undersigned::delivery::deliver::{self, DeliveryContext};
use undersigned::record::export::{self, OfficeRecord};
use undersigned::record::import::{self, ImportError};
use undersigned::record::{Position, Way, store};
use undersigned::store::{StoreError, Tx};

use super::deliver::{context, day};
use super::output::Output;
use super::person::Person;
use super::{Workspace, counted, listing, say};

mod add;

/// Record what became of a letter at each office
#[derive(clap::Subcommand)]
pub enum Record {
    /// Add what happened at an office
    Add(Box<add::Add>),
    /// List what happened, with positions and days to follow up
    List {
        /// The letter's name, as in its URL
        slug: String,
        /// Only this office, such as member:B001234
        office: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Set an office's position
    Position {
        /// The letter's name, as in its URL
        slug: String,
        /// Such as member:B001234
        office: String,
        /// One of supports, opposes, undecided, asked and unknown
        position: String,
        #[command(flatten)]
        person: Person,
    },
    /// Set positions from a table with the columns `office,position`; if any row has a problem, nothing is set
    Positions {
        /// The letter's name, as in its URL
        slug: String,
        /// The table; - for standard input
        file: PathBuf,
        #[command(flatten)]
        person: Person,
    },
    /// Set the day to follow up with an office; without --on, remove it
    FollowUp {
        /// The letter's name, as in its URL
        slug: String,
        /// Such as member:B001234
        office: String,
        /// The day
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<String>,
        /// What about
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        #[command(flatten)]
        person: Person,
    },
    /// Export the record as CSV
    Export {
        /// The letter's name, as in its URL
        slug: String,
        /// The file to write; without it, or with -, writes to standard output
        #[arg(long)]
        out: Option<PathBuf>,
        /// Overwrite an existing file
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        person: Person,
    },
}

pub fn record(args: Record) -> anyhow::Result<ExitCode> {
    match args {
        Record::Add(entry) => add::add(*entry)?,
        Record::List { slug, office, json } => list(&slug, office.as_deref(), json)?,
        Record::Position {
            slug,
            office,
            position,
            person,
        } => set_position(&slug, &office, &position, &person)?,
        Record::Positions { slug, file, person } => positions(&slug, &file, &person)?,
        Record::FollowUp {
            slug,
            office,
            on,
            note,
            person,
        } => follow_up(&slug, &office, (on.as_deref(), &note), &person)?,
        Record::Export {
            slug,
            out,
            force,
            person,
        } => export_all(&slug, (out.as_deref(), force), &person)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn unknown(slug: &str, office: &str) -> anyhow::Error {
    anyhow!(
        "{slug} does not go to {office}: run `undersigned deliver {slug} --plan --json` to see the keys of its offices"
    )
}

fn list(slug: &str, office: Option<&str>, json: bool) -> anyhow::Result<()> {
    let (_, database) = super::open()?;
    let mut all = database.read_now(|db| export::all(db, slug))?;
    all.retain(|it| office.is_none_or(|office| it.office == office));
    if json {
        return listing::json(&all);
    }
    let headings = [
        "office",
        "name",
        "delivery",
        "position",
        "follow up",
        "number",
        "day",
        "what",
        "how",
        "note",
        "file",
    ];
    let rows: Vec<Vec<String>> = all.iter().flat_map(lines).collect();
    listing::show(&headings, &rows, Clone::clone);
    Ok(())
}

/// Returns a line for each entry, and one for an office without any.
fn lines(record: &OfficeRecord) -> Vec<Vec<String>> {
    let own = vec![
        record.office.clone(),
        record.name.clone(),
        record.delivery.clone(),
        record.position.map_or("", Position::as_str).to_owned(),
        record.follow_up_on.clone().unwrap_or_default(),
    ];
    if record.entries.is_empty() {
        return vec![[own, vec![String::new(); 6]].concat()];
    }
    let entries = record.entries.iter().map(|entry| {
        let of = vec![
            entry.id.to_string(),
            entry.on.to_string(),
            entry.kind.as_str().to_owned(),
            entry.way.map_or("", Way::as_str).to_owned(),
            entry.note.clone(),
            entry.file.clone().unwrap_or_default(),
        ];
        [own.clone(), of].concat()
    });
    entries.collect()
}

fn set_position(slug: &str, office: &str, position: &str, person: &Person) -> anyhow::Result<()> {
    let position: Option<Position> = match position {
        "unknown" => None,
        word => Some(
            word.parse()
                .map_err(|_| anyhow!("{word}: use supports, opposes, undecided, asked or unknown"))?,
        ),
    };
    let workspace = Workspace::open()?;
    let context = context(&workspace, workspace.letter(slug)?, person.by(&workspace.store)?);
    change(context, office, Act::PositionsRecorded, move |tx, slug, of| {
        store::set_position(tx, slug, of, position)
    })?;
    say(&format!(
        "{office}: {}",
        position.map_or("position unknown", Position::as_str)
    ));
    Ok(())
}

fn follow_up(slug: &str, office: &str, (on, note): (Option<&str>, &str), person: &Person) -> anyhow::Result<()> {
    let (on, note) = (day(on)?, note.to_owned());
    let workspace = Workspace::open()?;
    let context = context(&workspace, workspace.letter(slug)?, person.by(&workspace.store)?);
    change(context, office, Act::OfficeNoted, move |tx, slug, of| {
        store::set_follow_up(tx, slug, of, on.map(|on| (on, note.as_str())))
    })?;
    say(&match on {
        Some(on) => format!("{office}: follow up on {on}"),
        None => format!("{office}: nothing to follow up"),
    });
    Ok(())
}

/// Writes something about an office to which the letter goes or went.
fn change(
    context: DeliveryContext<'_>,
    office: &str,
    act: Act,
    write: impl FnOnce(&Tx<'_>, &str, (&str, &str)) -> Result<(), StoreError> + Send + 'static,
) -> anyhow::Result<()> {
    let slug = context.letter.slug.to_string();
    let name = deliver::names(context)?
        .remove(office)
        .ok_or_else(|| unknown(&slug, office))?;
    let (office, by, now) = (office.to_owned(), context.by, context.config.clock.now());
    context.store.write_now(move |tx| {
        write(tx, &slug, (&office, &name))?;
        note(tx, by, &Deed::about(act, &slug, 1), now)
    })?;
    Ok(())
}

fn positions(slug: &str, file: &Path, person: &Person) -> anyhow::Result<()> {
    let table = super::input::bytes_of(file)?;
    let workspace = Workspace::open()?;
    let context = context(&workspace, workspace.letter(slug)?, person.by(&workspace.store)?);
    let number = import::positions(context, &table).map_err(|error| match error {
        ImportError::Table(problems) => super::refused(file, &problems, "no position was set"),
        ImportError::Store(error) => error.into(),
    })?;
    say(&format!("Set {}", counted(number, "position", "positions")));
    Ok(())
}

fn export_all(slug: &str, (out, force): (Option<&Path>, bool), person: &Person) -> anyhow::Result<()> {
    let (config, database) = super::open()?;
    let all = database.read_now(|db| export::all(db, slug))?;
    let table = export::csv(&all).context("the table can't be written")?;
    let mut output = Output::to(out, force)?;
    let (by, now, of, number) = (person.by(&database)?, config.clock.now(), slug.to_owned(), all.len());
    database.write_now(move |tx| note(tx, by, &Deed::about(Act::RecordExported, &of, number), now))?;
    output.write_all(&table)?;
    output.finish()
}
