//! `press`: writes the sheet for journalists.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use undersigned::handouts::press::{Facts, paper};
use undersigned::typesetting::{self, Typesetter};

use super::Workspace;
use super::handout::{Language, at_desk};
use super::output::Output;

/// Write a sheet for journalists: how many signed, where, the goal and the deadline, and messages that everyone can read
#[derive(clap::Args)]
pub struct Press {
    /// The letter's name, as in its URL
    slug: String,
    /// Write a PDF instead of text
    #[arg(long)]
    pdf: bool,
    #[command(flatten)]
    language: Language,
    /// The file to write; without it, or with -, writes to standard output
    #[arg(long)]
    out: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
}

/// Writes the sheet. It has nothing that is not public.
pub fn write(args: &Press) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    let letter = workspace.letter(&args.slug)?;
    let lang = args.language.of(&workspace, letter)?;
    let comments = letter.signing.as_ref().map(|it| it.comments);
    let facts = workspace.store.read_now(|db| Facts::read(db, &args.slug, comments))?;
    let paper = at_desk(&workspace, letter, lang, |desk| paper(desk, &facts));
    let config = &workspace.config;
    let file = if args.pdf {
        let typesetter = Typesetter::new(typesetting::this_program()?, &config.delivery);
        paper.pdf(&typesetter, &config.site.brand)?
    } else {
        paper.plain().into_bytes()
    };
    let mut to = Output::to(args.out.as_deref(), args.force)?;
    match to.write_all(&file) {
        // The reader, such as `head`, has closed the pipe.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
        written => written?,
    }
    to.finish()?;
    Ok(ExitCode::SUCCESS)
}
