//! `roster`: writes a letter's organizations as they appear on it, ready to paste.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use undersigned::exports::{Arrangement, Contacts, RosterList, RosterOptions, Shape};
use undersigned::handouts::roster::paper;
use undersigned::sheet::Standing;
use undersigned::signatures::state::State;
use undersigned::typesetting::{self, Typesetter};

use super::Workspace;
use super::exported::Exported;
use super::filter::Which;
use super::handout::{Language, at_desk};
use super::output::Output;
use super::person::Person;
use super::signers::{index, zone_of};

/// The kind of file.
#[derive(clap::Args)]
struct Kind {
    /// Write HTML instead of text
    #[arg(long, conflicts_with = "pdf")]
    html: bool,
    /// Write a PDF instead of text
    #[arg(long)]
    pdf: bool,
}

/// Write the organizations on a letter, ready to paste: national ones, then by state and country
#[derive(clap::Args)]
pub struct Roster {
    /// The letter's name, as in its URL
    slug: String,
    #[command(flatten)]
    language: Language,
    #[command(flatten)]
    kind: Kind,
    /// The order: national ones, then by state and country (place), or all A to Z (name)
    #[arg(long, value_enum, default_value_t)]
    order: Arrangement,
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
    let lang = args.language.of(&workspace, letter)?;
    let which = args.which.clone().or_in(Standing::In(State::Confirmed));
    let filter = which.filter(Some(&args.slug), None, &zone_of(&workspace, &args.slug));
    if filter.domain.is_some() {
        index(&workspace)?;
    }
    let options = RosterOptions {
        filter: &filter,
        locales: &workspace.locales,
        lang,
        arrangement: args.order,
        contacts: if args.contacts {
            Contacts::Named
        } else {
            Contacts::Omitted
        },
    };
    let list = RosterList::read(&workspace.store, &options)?;
    let mut file = Vec::new();
    if args.kind.pdf {
        let paper = at_desk(&workspace, letter, lang, |desk| paper(desk, &list));
        let typesetter = Typesetter::new(typesetting::this_program()?, &workspace.config.delivery);
        file = paper.pdf(&typesetter, &workspace.config.site.brand)?;
    } else {
        list.write(if args.kind.html { Shape::Html } else { Shape::Text }, &mut file)?;
    }
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
    match to.write_all(&file) {
        // The reader, such as `head`, has closed the pipe.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
        written => written?,
    }
    to.finish()?;
    if let Some(exported) = &exported {
        exported.end(list.len() as u64)?;
    }
    if args.out.as_deref().is_some_and(|path| path != Path::new("-")) {
        super::complain(&format!(
            "Wrote {}",
            super::counted(list.len(), "organization", "organizations")
        ));
    }
    Ok(ExitCode::SUCCESS)
}
