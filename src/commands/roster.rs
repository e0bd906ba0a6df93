//! `roster`: writes a letter's organizations as they appear on it, ready to paste.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use undersigned::exports::{Contacts, RosterOptions, Shape, roster};
use undersigned::sheet::Standing;
use undersigned::signatures::state::State;

use super::Workspace;
use super::exported::Exported;
use super::filter::Which;
use super::output::Output;
use super::person::Person;
use super::signers::{index, zone_of};

/// Write the organizations on a letter, ready to paste: national ones, then by state and country
#[derive(clap::Args)]
pub struct Roster {
    /// The letter's name, as in its URL
    slug: String,
    /// The language of the headings; defaults to the letter's first language
    #[arg(long, value_name = "LANGUAGE")]
    headings: Option<String>,
    /// Write HTML instead of text
    #[arg(long)]
    html: bool,
    /// Also name the person who signed for each organization, with their job title (personal data)
    #[arg(long)]
    contacts: bool,
    /// The file to write; without it, or with -, writes to standard output
    #[arg(long)]
    out: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    person: Person,
    #[command(flatten)]
    which: Which,
}

/// Writes the roster.
pub fn write(args: &Roster) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    let letter = workspace.letter(&args.slug)?;
    let by = args.person.by(&workspace.store)?;
    let lang = match &args.headings {
        None => letter.editions.keys().next().copied(),
        Some(tag) => workspace.locales.find(tag),
    };
    let lang =
        lang.ok_or_else(|| anyhow::anyhow!("no interface in this language: use one in locales, such as en or es"))?;
    let which = args.which.clone().or_in(Standing::In(State::Confirmed));
    let filter = which.filter(Some(&args.slug), None, &zone_of(&workspace, &args.slug));
    if filter.domain.is_some() {
        index(&workspace)?;
    }
    let options = RosterOptions {
        filter: &filter,
        locales: &workspace.locales,
        lang,
        shape: if args.html { Shape::Html } else { Shape::Text },
        contacts: if args.contacts {
            Contacts::Named
        } else {
            Contacts::Omitted
        },
    };
    let mut to = Output::to(args.out.as_deref(), args.force)?;
    // Without contacts, a roster has only what is public.
    let exported = args.contacts.then_some(Exported {
        workspace: &workspace,
        by,
        slug: &args.slug,
    });
    if let Some(exported) = &exported {
        exported.begin(&to)?;
    }
    match roster(&workspace.store, options, std::io::BufWriter::new(&mut to)) {
        Ok(named) => {
            to.finish()?;
            if let Some(exported) = &exported {
                exported.end(named as u64)?;
            }
            if args.out.as_deref().is_some_and(|path| path != Path::new("-")) {
                super::complain(&format!(
                    "Wrote {}",
                    super::counted(named, "organization", "organizations")
                ));
            }
        }
        // The reader, such as `head`, has closed the pipe.
        Err(error) if error.is_closed_pipe() => {}
        Err(error) => return Err(error.into()),
    }
    Ok(ExitCode::SUCCESS)
}
