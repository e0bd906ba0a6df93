//! `offices import`, `districts import`: the data of Congress.

use std::path::PathBuf;
use std::process::ExitCode;

use undersigned::offices::districts;
use undersigned::offices::import::Import;
use undersigned::offices::store::{self, Changes, ImportOptions, Outdated, Report};
use undersigned::store::StoreError;

use super::input::{bytes_of, name_of};
use super::output::is_standard;

/// How many names of a kind are printed before the rest is only counted.
const TOLD: usize = 20;

/// Import public data about Members of Congress, committees and offices
#[derive(clap::Subcommand)]
pub enum Offices {
    /// Import files from unitedstates/congress-legislators (JSON or YAML) and show what changed
    Import(OfficesImport),
}

/// Import files from unitedstates/congress-legislators
#[derive(clap::Args)]
pub struct OfficesImport {
    /// Any of legislators-current, committees-current, committee-membership-current, legislators-district-offices
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Allow more than a third of the Members to leave at once, as after an election
    #[arg(long)]
    replace: bool,
    /// Accept a file in which most terms have ended
    #[arg(long)]
    outdated: bool,
}

/// Import the ZIP-to-district table
#[derive(clap::Subcommand)]
pub enum Districts {
    /// Import a table with the columns `state_fips,state_abbr,zcta,cd`, replacing that Congress's table
    Import(DistrictsImport),
}

/// Import a ZIP-to-district table
#[derive(clap::Args)]
pub struct DistrictsImport {
    /// The CSV file
    file: PathBuf,
    /// The number of the Congress that uses these districts, such as 119
    #[arg(long, value_parser = clap::value_parser!(u16).range(100..200))]
    congress: u16,
}

/// Imports all files in one transaction, and prints a report.
pub fn import(args: OfficesImport) -> anyhow::Result<ExitCode> {
    let mut import = Import::default();
    for file in &args.files {
        if is_standard(file) {
            import.take(name_of(file), &String::from_utf8(bytes_of(file)?)?)?;
        } else {
            import.add(file)?;
        }
    }
    let (config, database) = super::open()?;
    let remarks = import.remarks.clone();
    let allowed = ImportOptions {
        replace: args.replace,
        outdated: if args.outdated {
            Outdated::Take
        } else {
            Outdated::Refuse
        },
        today: undersigned::offices::day_in_washington(config.clock.now()),
    };
    let report = database.write_now(move |tx| store::upsert(tx, &import, allowed))?;
    for remark in &remarks {
        super::complain(remark);
    }
    super::say(&tell(&report));
    Ok(ExitCode::SUCCESS)
}

fn tell(report: &Report) -> String {
    let mut lines: Vec<String> = report
        .changes
        .iter()
        .flat_map(|(kind, changes)| changed(kind, changes))
        .collect();
    let seats = |seats: &[undersigned::offices::Seat]| match seats.len() {
        0 => "none".to_owned(),
        1..=TOLD => seats.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        many => format!("{many} seats"),
    };
    lines.push(format!(
        "Congress: {} in the House, {} in the Senate; vacant: {}",
        report.house,
        report.senate,
        seats(&report.vacant)
    ));
    if !report.crowded.is_empty() {
        lines.push(format!("More Members than seats: {}", seats(&report.crowded)));
    }
    lines.extend(named("Members whose terms have ended (not emailed)", &report.ended));
    lines.extend(named(
        "Members whose appointments have passed their end date (they serve until a successor is sworn in)",
        &report.appointed,
    ));
    if report.strangers > 0 {
        lines.push(format!(
            "{} in the legislators file. Is one file out of date?",
            super::counted(
                report.strangers,
                "committee seat belongs to someone who isn't",
                "committee seats belong to people who aren't"
            )
        ));
    }
    lines.join("\n")
}

/// Formats what changed of one kind, with the first names of each change.
fn changed(kind: &str, changes: &Changes) -> Vec<String> {
    let Changes {
        added,
        changed,
        gone,
        same,
    } = changes;
    let mut lines = vec![format!(
        "{kind}: {} new, {} changed, {} removed, {same} unchanged",
        added.len(),
        changed.len(),
        gone.len()
    )];
    // At the first import everything is new, so the names tell nothing.
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
    lines
}

/// Formats a remark about some people, with their first names; nothing, if there are none.
fn named(what: &str, who: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    if !who.is_empty() {
        lines.push(format!("{what}:"));
        lines.extend(who.iter().take(TOLD).map(|name| format!("  {name}")));
    }
    if who.len() > TOLD {
        lines.push(format!("  and {} more", who.len() - TOLD));
    }
    lines
}

/// Replaces one Congress's table.
pub fn import_districts(args: DistrictsImport) -> anyhow::Result<ExitCode> {
    let (_, database) = super::open()?;
    let rows = districts::parse(&bytes_of(&args.file)?)
        .map_err(|problems| super::refused(&args.file, &problems, "nothing was imported"))?;
    let zips: std::collections::BTreeSet<&str> = rows.iter().map(|(zip, _, _)| zip.as_str()).collect();
    super::say(&format!(
        "Imported {} for Congress {} ({})",
        super::counted(zips.len(), "ZIP code", "ZIP codes"),
        args.congress,
        super::counted(rows.len(), "row", "rows")
    ));
    database.write_now(move |tx| store::put_districts(tx, args.congress, &rows).map_err(|error: StoreError| error))?;
    Ok(ExitCode::SUCCESS)
}
