//! `contacts`: the e-mail addresses that staff have for offices, and opt-outs.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use undersigned::audit::store::record;
use undersigned::audit::{Act, Deed};
use undersigned::clock::from_micros;
use undersigned::letters::library::Library;
use undersigned::locale::Locales;
use undersigned::offices::contact_import::{self, Unused};
use undersigned::offices::contacts;
use undersigned::offices::store;
use undersigned::store::{StoreError, Tx};
use undersigned::tables::{BOM, DateOrder, harmless};

use super::output::Output;
use super::person::Person;
use super::{complain, counted, listing, say};

mod listed;

use listed::{known, listed};

/// Manage the email contacts of offices
#[derive(clap::Subcommand)]
pub enum Contacts {
    /// Import a table with the columns `office,email,name,source,verified_on`; if any row has a problem, nothing is imported
    Import {
        /// The CSV file
        file: PathBuf,
        /// How to read dates such as 03/04/2026; without it, ambiguous dates are an error
        #[arg(long, value_name = "ORDER")]
        dates: Option<Dates>,
        #[command(flatten)]
        person: Person,
    },
    /// List every contact in order of use, and who has opted out of email
    List {
        /// Only contacts for this office, such as member:B001234
        office: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Export every contact to a file that can be imported again
    Export {
        /// The file to write; without it, or with -, writes to standard output
        #[arg(long)]
        out: Option<PathBuf>,
        /// Overwrite an existing file
        #[arg(long)]
        force: bool,
    },
    /// Remove all contacts of an office, or one of them
    Remove {
        /// Such as member:B001234, committee:HSJU:majority or recipient:labor
        office: String,
        /// Only this email address
        email: Option<String>,
        #[command(flatten)]
        person: Person,
    },
    /// Never email this office or address again, even after an import or with --again
    Stop {
        /// An office or an email address
        key: String,
        /// Who asked, and when
        #[arg(long, default_value = "")]
        reason: String,
        /// Allow email again, because they asked for it
        #[arg(long)]
        undo: bool,
        #[command(flatten)]
        person: Person,
    },
}

/// How to read a date in numbers.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Dates {
    /// U.S. style: 03/04/2026 is March 4
    MonthFirst,
    /// Day first: 03/04/2026 is April 3
    DayFirst,
}

impl Dates {
    /// Returns the order of dates; ambiguous ones are refused if none was given.
    pub fn order(said: Option<Self>) -> DateOrder {
        match said {
            None => DateOrder::Unambiguous,
            Some(Self::MonthFirst) => DateOrder::MonthFirst,
            Some(Self::DayFirst) => DateOrder::DayFirst,
        }
    }
}

/// Runs the subcommand.
pub fn contacts(args: Contacts) -> anyhow::Result<ExitCode> {
    match args {
        Contacts::Import { file, dates, person } => import(&file, Dates::order(dates), &person),
        Contacts::List { office, json } => list(office.as_deref(), json),
        Contacts::Export { out, force } => export(out.as_deref(), force),
        Contacts::Remove { office, email, person } => remove(office, email, &person),
        Contacts::Stop {
            key,
            reason,
            undo,
            person,
        } => stop(&key, reason, undo, &person),
    }
}

/// Imports a file, all or nothing.
fn import(file: &Path, order: DateOrder, person: &Person) -> anyhow::Result<ExitCode> {
    let (config, database) = super::open()?;
    let now = config.clock.now();
    let today = now.to_zoned_datetime(jiff::tz::TimeZone::system()).date();
    let found = contacts::parse(&super::input::bytes_of(file)?, today, order)
        .map_err(|problems| super::refused(file, &problems, "nothing was imported"))?;
    let (library, _) = Library::read(&config.content.folder, &Locales::load()?);
    let recipients = library.recipients();
    let by = person.by(&database)?;
    let imported = database.write_now(move |tx| {
        let imported = contact_import::import(tx, &found, &recipients, now)?;
        let changed = imported.new + imported.changed;
        record(tx, by, &Deed::of(Act::ContactsChanged, changed), now)?;
        Ok::<_, StoreError>(imported)
    })?;
    for unused in &imported.unused {
        complain(&format!(
            "{}: {}; contact kept but not used",
            super::input::name_of(file),
            words(unused)
        ));
    }
    say(&format!(
        "Contacts: {} new, {} changed, {} unchanged",
        imported.new, imported.changed, imported.same
    ));
    Ok(ExitCode::SUCCESS)
}

/// Explains why a contact gets no mail.
fn words(unused: &Unused) -> String {
    match unused {
        Unused::Member(id) => format!("{id} is not a sitting Member"),
        Unused::Committee(code) => format!("committee {code} is not in the imported data"),
        Unused::Recipient(key) => format!("no letter has a recipient with the key {key}"),
        Unused::Stopped(office) => format!("{office} has opted out of email"),
    }
}

fn list(office: Option<&str>, json: bool) -> anyhow::Result<ExitCode> {
    let (addresses, bounced) = known()?;
    let all = listed(&addresses, &bounced, office);
    if json {
        listing::json(&all)?;
        return Ok(ExitCode::SUCCESS);
    }
    let headings = [
        "office",
        "order",
        "email",
        "name",
        "source",
        "verified on",
        "bounced",
        "stopped",
    ];
    listing::show(&headings, &all, |it| {
        let order = it.order.to_string();
        [
            &it.office,
            &order,
            &it.email,
            &it.name,
            &it.source,
            &it.verified_on,
            &it.bounced,
            &it.stopped,
        ]
        .map(Clone::clone)
        .to_vec()
    });
    for stop in addresses.stops.values().filter(|_| office.is_none()) {
        let day = from_micros(stop.stopped_at).strftime("%Y-%m-%d");
        complain(&format!("Opted out of email: {} ({day}) {}", stop.key, stop.reason));
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the columns of the import, in the order in which each office's contacts are used.
fn export(out: Option<&Path>, force: bool) -> anyhow::Result<ExitCode> {
    let mut to = Output::to(out, force)?;
    let (addresses, bounced) = known()?;
    to.write_all(BOM)?;
    let mut writer = csv::Writer::from_writer(&mut to);
    writer.write_record(contacts::COLUMNS.iter().map(|column| column.name).chain(["stopped"]))?;
    for it in listed(&addresses, &bounced, None) {
        let cells = [it.office, it.email, it.name, it.source, it.verified_on, it.stopped];
        writer.write_record(cells.map(harmless))?;
    }
    writer.flush()?;
    drop(writer);
    to.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn remove(office: String, email: Option<String>, person: &Person) -> anyhow::Result<ExitCode> {
    let (config, database) = super::open()?;
    let (now, by) = (config.clock.now(), person.by(&database)?);
    let named = office.clone();
    let gone = database.write_now(move |tx| {
        let gone = store::remove_contacts(tx, &office, email.as_deref())?;
        if gone > 0 {
            record(tx, by, &Deed::of(Act::ContactsChanged, gone), now)?;
        }
        Ok::<_, StoreError>(gone)
    })?;
    anyhow::ensure!(
        gone > 0,
        "no such contact for {named}: run `undersigned contacts list` to see them"
    );
    say(&format!(
        "Removed {} of {named}",
        counted(gone as u64, "contact", "contacts")
    ));
    Ok(ExitCode::SUCCESS)
}

fn stop(key: &str, reason: String, undo: bool, person: &Person) -> anyhow::Result<ExitCode> {
    let Some(key) = contacts::stop_key(key) else {
        anyhow::bail!(
            "{key} is not an office or an email address: use member:<bioguide>, committee:<code>:majority, committee:<code>:minority, recipient:<key>, or an email address"
        );
    };
    let (config, database) = super::open()?;
    let (named, now, by) = (key.clone(), config.clock.now(), person.by(&database)?);
    let log = move |tx: &Tx<'_>| record(tx, by, &Deed::of(Act::ContactsChanged, 1), now);
    if undo {
        let was = database.write_now(move |tx| {
            let was = store::unstop(tx, &key)?;
            if was {
                log(tx)?;
            }
            Ok::<_, StoreError>(was)
        })?;
        anyhow::ensure!(
            was,
            "{named} had not opted out: run `undersigned contacts list` to see who has"
        );
        say(&format!("{named} can receive email again"));
        return Ok(ExitCode::SUCCESS);
    }
    database.write_now(move |tx| {
        store::stop(tx, &key, &reason, now)?;
        log(tx)
    })?;
    say(&format!(
        "{named} will not receive any more email, even if a file lists it again"
    ));
    Ok(ExitCode::SUCCESS)
}
