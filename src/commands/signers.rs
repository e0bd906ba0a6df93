//! `signers` and `demo`: list signers, search for them, record them, and make some up.

use std::process::ExitCode;

use jiff::tz::TimeZone;
use undersigned::demonstration::{self, Campaign};
use undersigned::letters::{Letter, Slug};
use undersigned::sheet::store::list as sheet;
use undersigned::sheet::{Filter, SheetRow, Sort};
use undersigned::signatures::indexing;

use super::Workspace;
use super::filter::{Order, Which, quoted};
use super::listing::{self, Shown};

pub mod record;

/// List, search or record signatures
#[derive(clap::Subcommand)]
pub enum Signers {
    /// List signatures in any state
    List(SignersList),
    /// Search names, email addresses and websites, on all letters or on one
    Search(Search),
    /// Record someone who signed by email, on paper or by phone; no confirmation email is sent
    Record(Box<record::Record>),
}

/// List signatures in any state
#[derive(clap::Args)]
pub struct SignersList {
    /// The letter's name, as in its URL
    slug: String,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    order: Order,
    #[command(flatten)]
    shown: Shown,
}

/// Search names, email addresses and websites, on all letters or on one
#[derive(clap::Args)]
pub struct Search {
    /// Words of a name, email address or website, or how they begin; accents and case make no difference
    #[arg(required = true, value_name = "TEXT")]
    texts: Vec<String>,
    /// Only on this letter
    #[arg(long, value_name = "SLUG")]
    letter: Option<String>,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    order: Order,
    #[command(flatten)]
    shown: Shown,
}

/// Runs the subcommand. What it prints is private data.
pub fn signers(args: Signers) -> anyhow::Result<ExitCode> {
    match args {
        Signers::List(args) => list(&args),
        Signers::Search(args) => search(&args),
        Signers::Record(args) => record::record(&args),
    }
}

fn list(args: &SignersList) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    workspace.knows(&args.slug)?;
    let filter = args
        .which
        .filter(Some(&args.slug), None, &zone_of(&workspace, &args.slug));
    if filter.domain.is_some() {
        index(&workspace)?;
    }
    let command = format!("signers list {}", args.slug);
    show(
        &workspace,
        &filter,
        args.order.sort,
        &args.shown,
        &format!("{command}{}", args.which.options()),
    )
}

fn search(args: &Search) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    if let Some(slug) = &args.letter {
        workspace.knows(slug)?;
    }
    let zone = args
        .letter
        .as_deref()
        .map_or(TimeZone::UTC, |slug| zone_of(&workspace, slug));
    let text = args.texts.join(" ");
    let filter = args.which.filter(args.letter.as_deref(), Some(text.clone()), &zone);
    index(&workspace)?;
    let letter = args
        .letter
        .as_ref()
        .map(|slug| format!(" --letter {slug}"))
        .unwrap_or_default();
    let command = format!("signers search {}{letter}{}", quoted(&text), args.which.options());
    show(&workspace, &filter, args.order.sort, &args.shown, &command)
}

/// Indexes the words of signatures that were added since the service last ran, so that a search finds them.
pub fn index(workspace: &Workspace) -> anyhow::Result<()> {
    indexing::catch_up_all(&workspace.store, &workspace.config.clock)?;
    Ok(())
}

fn show(workspace: &Workspace, filter: &Filter, sort: Sort, shown: &Shown, command: &str) -> anyhow::Result<ExitCode> {
    let found = workspace.store.read_now(|db| sheet(db, filter, sort, shown.page()))?;
    if shown.json {
        listing::json(&found.rows)?;
    } else if found.rows.is_empty() {
        super::complain("No matching signatures.");
    } else if filter.letter.is_some() {
        let headings = [
            "number", "kind", "state", "name", "city", "state", "country", "email", "origin", "signed", "text",
        ];
        listing::show(&headings, &found.rows, cells);
    } else {
        let headings = [
            "number", "kind", "state", "name", "city", "state", "country", "email", "origin", "signed", "text",
            "letter",
        ];
        listing::show(&headings, &found.rows, |it| {
            [cells(it), vec![it.letter.clone()]].concat()
        });
    }
    let sort = if sort == Sort::default() {
        String::new()
    } else {
        format!(" --sort {}", sort.as_str())
    };
    let command = format!("{command}{sort} --limit {}", shown.limit);
    listing::tell_next(found.has_more, found.rows.last().map(|it| it.id), &command);
    Ok(ExitCode::SUCCESS)
}

fn cells(it: &SheetRow) -> Vec<String> {
    let texts = [
        &it.kind.to_string(),
        &it.state.to_string(),
        &it.name,
        &it.city,
        &it.region,
        &it.country,
        &it.email,
        &it.origin.to_string(),
        &it.created_at,
        &listing::text(it.earlier_text),
    ];
    [vec![it.id.to_string()], texts.map(Clone::clone).to_vec()].concat()
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

/// Returns the time zone of a letter's days; UTC if its files are gone.
pub fn zone_of(workspace: &Workspace, slug: &str) -> TimeZone {
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
