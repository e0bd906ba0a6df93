//! `signers`, `export` and `demo`: lists signers, exports them, and invents some.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::tz::TimeZone;
use strum::VariantNames;
use undersigned::audit::store::record;
use undersigned::audit::{Act, Deed};
use undersigned::demonstration::{self, Campaign};
use undersigned::exports::{self, ExportOptions, Format, Mark};
use undersigned::letters::{Letter, Party, Slug};
use undersigned::signatures::state::State;
use undersigned::signatures::store::search::{self, Filter};

use super::Workspace;
use super::listing::{self, Shown};
use super::output::Output;
use super::person::Person;

/// List the signatures on a letter
#[derive(clap::Subcommand)]
pub enum Signers {
    /// List signatures in any state, oldest first
    List(SignersList),
}

/// List signatures in any state, oldest first
#[derive(clap::Args)]
pub struct SignersList {
    /// The letter's name, as in its URL
    slug: String,
    /// Only signatures in this state
    #[arg(long, value_parser = PossibleValuesParser::new(State::VARIANTS).try_map(|word| word.parse::<State>()))]
    state: Option<State>,
    /// Only individuals (person) or only organizations
    #[arg(long, value_parser = PossibleValuesParser::new(Party::VARIANTS).try_map(|word| word.parse::<Party>()))]
    kind: Option<Party>,
    #[command(flatten)]
    shown: Shown,
}

/// Prints the list, which is private data.
pub fn list(args: &SignersList) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    workspace.knows(&args.slug)?;
    let filter = Filter {
        state: args.state,
        kind: args.kind,
    };
    let found = workspace
        .store
        .read_now(|db| search::search(db, &args.slug, &filter, args.shown.page()))?;
    if args.shown.json {
        listing::json(&found.rows)?;
    } else if found.rows.is_empty() {
        super::complain("No matching signatures.");
    } else {
        let headings = [
            "number", "kind", "state", "name", "city", "state", "country", "email", "signed", "text",
        ];
        listing::show(&headings, &found.rows, |it| {
            let texts = [
                &it.kind.to_string(),
                &it.state.to_string(),
                &it.name,
                &it.city,
                &it.region,
                &it.country,
                &it.email,
                &it.created_at,
                &listing::text(it.earlier_text),
            ];
            [vec![it.id.to_string()], texts.map(Clone::clone).to_vec()].concat()
        });
    }
    let (state, kind) = (args.state.map(State::as_str), args.kind.map(Party::as_str));
    let restricted = [("state", state), ("kind", kind)]
        .iter()
        .filter_map(|(flag, value)| value.map(|value| format!(" --{flag} {value}")))
        .collect::<String>();
    let command = format!("signers list {} --limit {}{restricted}", args.slug, args.shown.limit);
    listing::tell_more(&found, |it| it.id, &command);
    Ok(ExitCode::SUCCESS)
}

/// Export a letter's confirmed signers to a file or standard output
#[derive(clap::Args)]
pub struct Export {
    /// The letter's name, as in its URL
    slug: String,
    /// csv, json, or xlsx (best for spreadsheets: keeps ZIP codes and times as they are)
    #[arg(long, default_value = "csv", hide_possible_values = true)]
    format: Format,
    /// The file to write; without it, or with -, writes to standard output
    #[arg(long)]
    out: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
    /// Leave out the byte-order mark that Excel needs in CSV files
    #[arg(long)]
    no_bom: bool,
    #[command(flatten)]
    person: Person,
}

/// Add made-up signatures to try the service
#[derive(clap::Args)]
pub struct Demo {
    /// The letter to sign, by its name in the URL; defaults to the oldest letter that everyone can sign
    #[arg(long, value_name = "SLUG")]
    letter: Option<String>,
    /// The number of organizations
    #[arg(long, default_value_t = 40)]
    organizations: u32,
    /// The number of individuals
    #[arg(long, default_value_t = 2_000)]
    people: u32,
}

/// Streams the signers.
pub fn export(args: Export) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    workspace.knows(&args.slug)?;
    let by = args.person.by(&workspace.store)?;
    let mut to = Output::to(args.out.as_deref(), args.force)?;
    anyhow::ensure!(
        args.format != Format::Xlsx || !to.is_terminal(),
        "can't print a workbook to a terminal: pass --out FILE.xlsx"
    );
    let mark = if args.no_bom { Mark::None } else { Mark::Bom };
    let zone = zone_of(&workspace, &args.slug);
    let signers = ExportOptions {
        letter: &args.slug,
        format: args.format,
        mark,
        zone: &zone,
    };
    match exports::write(&workspace.store, signers, std::io::BufWriter::new(&mut to)) {
        Ok(rows) => {
            to.finish()?;
            let (slug, now) = (args.slug.clone(), workspace.config.clock.now());
            workspace
                .store
                .write_now(move |tx| record(tx, by, &Deed::about(Act::SignersExported, &slug, rows), now))?;
            let place = args.out.as_deref().filter(|path| *path != Path::new("-"));
            let place = place.map_or_else(|| "standard output".to_owned(), |path| path.display().to_string());
            super::complain(&format!(
                "Exported {} to {place}",
                super::counted(rows, "signature", "signatures")
            ));
        }
        // The reader, such as `head`, has closed the pipe.
        Err(error) if error.is_closed_pipe() => {}
        Err(error) => return Err(error.into()),
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the time zone of a letter's days; UTC if its files are gone.
fn zone_of(workspace: &Workspace, slug: &str) -> TimeZone {
    let letter = Slug::parse(slug).ok().and_then(|slug| workspace.library.letter(&slug));
    letter.map_or(TimeZone::UTC, Letter::zone)
}

/// Adds the invented campaign; not in production.
pub fn demo(args: Demo) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    anyhow::ensure!(
        !workspace.config.profile.is_production(),
        "demo data does not belong in production: use another ROCKET_PROFILE"
    );
    let letter = match &args.letter {
        Some(slug) => workspace.letter(slug)?,
        None => demonstration::open_letter(&workspace.library, workspace.config.clock.now())?,
    };
    let campaign = Campaign {
        organizations: args.organizations,
        people: args.people,
    };
    let all = u64::from(args.organizations) + u64::from(args.people);
    let bar = super::progress(all, 5_000, "signatures");
    let signed = demonstration::fill_letter(&workspace.store, &workspace.config, letter, campaign, &|more| {
        bar.inc(more);
    })?;
    bar.finish_and_clear();
    super::say(&format!(
        "Added {} to {}, all marked as demo data. A few more are held for review or were withdrawn",
        super::counted(signed, "counted signature", "counted signatures"),
        letter.slug
    ));
    Ok(ExitCode::SUCCESS)
}
