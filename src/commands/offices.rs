//! `offices import`, `contacts import`, `districts import`: whom we address.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use undersigned::offices::import::Import;
use undersigned::offices::store::{self, Changes, Report};
use undersigned::offices::{contacts, districts};
use undersigned::store::StoreError;
use undersigned::tables::DateOrder;

/// How many names of a kind are told before the rest is only counted.
const TOLD: usize = 20;

/// Bring in the public data about Members of Congress and their offices
#[derive(clap::Subcommand)]
pub enum Offices {
    /// Take files of unitedstates/congress-legislators, JSON or YAML, and tell what changed
    Import(OfficesImport),
}

/// Take files of unitedstates/congress-legislators
#[derive(clap::Args)]
pub struct OfficesImport {
    /// legislators-current, committees-current, committee-membership-current, legislators-district-offices: any of them
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Allow that more than a third of the Members leave at once, as after an election
    #[arg(long)]
    replace: bool,
}

/// Bring in the e-mail contacts that you have for offices
#[derive(clap::Subcommand)]
pub enum Contacts {
    /// Take a file with the columns `office,email,name,source,verified_on`: all of it, or nothing
    Import {
        /// The CSV file
        file: PathBuf,
        /// How days such as 03/04/2026 are meant; without it they are refused
        #[arg(long, value_name = "ORDER")]
        dates: Option<Dates>,
    },
}

/// How a day with numbers alone is meant.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Dates {
    /// As in the United States: 03/04/2026 is March 4
    MonthFirst,
    /// As in most of the world: 03/04/2026 is April 3
    DayFirst,
}

impl Dates {
    /// Refused where nothing was said.
    pub fn order(said: Option<Self>) -> DateOrder {
        match said {
            None => DateOrder::Unambiguous,
            Some(Self::MonthFirst) => DateOrder::MonthFirst,
            Some(Self::DayFirst) => DateOrder::DayFirst,
        }
    }
}

/// Bring in which congressional districts each ZIP lies in
#[derive(clap::Subcommand)]
pub enum Districts {
    /// Take a file with the columns `state_fips,state_abbr,zcta,cd`, replacing that Congress's table
    Import(DistrictsImport),
}

/// Take a table of ZIPs and districts
#[derive(clap::Args)]
pub struct DistrictsImport {
    /// The CSV file
    file: PathBuf,
    /// The Congress whose districts these are, such as 119
    #[arg(long, value_parser = clap::value_parser!(u16).range(100..200))]
    congress: u16,
}

/// All files in one transaction, with a report.
pub fn import(wish: OfficesImport) -> anyhow::Result<ExitCode> {
    let mut import = Import::default();
    for file in &wish.files {
        import.add(file)?;
    }
    let (_, database) = super::open()?;
    let remarks = import.remarks.clone();
    let report = database.write_now(move |tx| store::upsert(tx, &import, wish.replace))?;
    for remark in &remarks {
        super::complain(remark);
    }
    super::say(&tell(&report));
    Ok(ExitCode::SUCCESS)
}

fn tell(report: &Report) -> String {
    let mut lines = Vec::new();
    for (kind, changes) in &report.changes {
        let Changes {
            added,
            changed,
            gone,
            same,
        } = changes;
        lines.push(format!(
            "{kind}: {} new, {} changed, {} gone, {same} as before",
            added.len(),
            changed.len(),
            gone.len()
        ));
        // A first import is all new: its names tell nothing.
        let added: &[String] = if *same + changed.len() + gone.len() == 0 {
            &[]
        } else {
            added
        };
        for (sign, names) in [("+", added), ("~", changed), ("-", gone)] {
            lines.extend(names.iter().take(TOLD).map(|name| format!("  {sign} {name}")));
            if names.len() > TOLD {
                lines.push(format!("  {sign} and {} more", names.len() - TOLD));
            }
        }
    }
    let seats = |seats: &[undersigned::offices::Seat]| match seats.len() {
        0 => "none".to_owned(),
        1..=TOLD => seats.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        many => format!("{many} seats"),
    };
    lines.push(format!(
        "Congress now: {} in the House, {} in the Senate; vacant: {}",
        report.house,
        report.senate,
        seats(&report.vacant)
    ));
    if !report.crowded.is_empty() {
        lines.push(format!(
            "held by more people than there are seats: {}",
            seats(&report.crowded)
        ));
    }
    if report.strangers > 0 {
        lines.push(format!(
            "{} committee seats are of people who are not among the Members: is one of the files older?",
            report.strangers
        ));
    }
    lines.join("\n")
}

/// All or nothing.
pub fn import_contacts(file: &Path, order: DateOrder) -> anyhow::Result<ExitCode> {
    let (config, database) = super::open()?;
    let today = config
        .clock
        .now()
        .to_zoned_datetime(jiff::tz::TimeZone::system())
        .date();
    let found = contacts::parse(&super::bytes_of(file)?, today, order)
        .map_err(|problems| super::refused(file, &problems, "nothing was imported"))?;
    let all = found.len();
    let members = database.read_now(store::members)?;
    for contact in &found {
        let unknown = contact
            .office
            .strip_prefix("member:")
            .filter(|id| !members.contains_key(*id));
        if let Some(id) = unknown {
            super::complain(&format!(
                "{}: {id} is nobody who serves; the contact is kept, and not used",
                file.display()
            ));
        }
    }
    let (new, changed) = database.write_now(move |tx| store::put_contacts(tx, &found))?;
    super::say(&format!(
        "contacts: {new} new, {changed} changed, {} as before",
        all - new - changed
    ));
    Ok(ExitCode::SUCCESS)
}

/// Replaces one Congress's table.
pub fn import_districts(wish: DistrictsImport) -> anyhow::Result<ExitCode> {
    let (_, database) = super::open()?;
    let rows = districts::parse(&super::bytes_of(&wish.file)?)
        .map_err(|problems| super::refused(&wish.file, &problems, "nothing was imported"))?;
    let zips: std::collections::BTreeSet<&str> = rows.iter().map(|(zip, _, _)| zip.as_str()).collect();
    super::say(&format!(
        "{} ZIPs of Congress {}, {} lines",
        zips.len(),
        wish.congress,
        rows.len()
    ));
    database.write_now(move |tx| store::put_districts(tx, wish.congress, &rows).map_err(|error: StoreError| error))?;
    Ok(ExitCode::SUCCESS)
}
