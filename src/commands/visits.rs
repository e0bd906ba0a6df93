//! `visits`: writes a sheet for each Member of Congress in whose state or district someone signed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use undersigned::handouts::visits::{Facts, Visit, paper, visits};
use undersigned::typesetting::{self, Typesetter};

use super::exported::Exported;
use super::handout::{Language, at_desk};
use super::output::Output;
use super::person::Person;
use super::{Workspace, complain, counted};

/// Write a PDF for visits to Congress: one page for each Member, with who signed there, as they may be named, and the ask
#[derive(clap::Args)]
pub struct Visits {
    /// The letter's name, as in its URL
    slug: String,
    /// Only this Member: a bioguide ID, or a seat such as CA-21 or TX (senators)
    #[arg(long, value_name = "MEMBER")]
    office: Option<String>,
    #[command(flatten)]
    language: Language,
    /// The file to write; without it, or with -, writes to standard output
    #[arg(long)]
    out: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    person: Person,
}

/// Writes the sheets.
pub fn write(args: &Visits) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    let letter = workspace.letter(&args.slug)?;
    let by = args.person.by(&workspace.store)?;
    let lang = args.language.of(&workspace, letter)?;
    let facts = workspace
        .store
        .read_now(|db| Facts::read(db, letter, lang, &workspace.config.delivery.folder))?;
    anyhow::ensure!(
        !facts.is_without_congress(),
        "no Members of Congress have been imported: run `undersigned offices import`"
    );
    let (paper, sheets, named) = at_desk(&workspace, letter, lang, |desk| {
        let all = visits(desk, &facts);
        let wanted = |it: &&Visit<'_>| args.office.as_deref().is_none_or(|office| is_meant(it, office));
        let chosen: Vec<&Visit<'_>> = all.iter().filter(wanted).collect();
        let named: u64 = chosen.iter().map(|it| it.people.listed).sum();
        let first = chosen
            .first()
            .context("no one signed there, or no such Member is known")?;
        let _ = first;
        anyhow::Ok((paper(desk, &facts, &chosen)?, chosen.len(), named))
    })?;
    let config = &workspace.config;
    let typesetter = Typesetter::new(typesetting::this_program()?, &config.delivery);
    let file = paper.pdf(&typesetter, &config.site.brand)?;
    let mut to = Output::to(args.out.as_deref(), args.force)?;
    let exported = Exported {
        workspace: &workspace,
        by,
        slug: &args.slug,
    };
    exported.begin(&to)?;
    to.write_all(&file)?;
    to.finish()?;
    exported.end(named)?;
    if args.out.as_deref().is_some_and(|path| path != Path::new("-")) {
        complain(&format!("Wrote {}", counted(sheets, "sheet", "sheets")));
    }
    Ok(ExitCode::SUCCESS)
}

fn is_meant(it: &Visit<'_>, office: &str) -> bool {
    let office = office.trim_start_matches("member:");
    it.member.bioguide.eq_ignore_ascii_case(office) || it.member.seat.to_string().eq_ignore_ascii_case(office)
}
