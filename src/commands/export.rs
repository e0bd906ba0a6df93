//! `export`: writes the signers of a letter to a file.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use undersigned::exports::{self, Column, ExportOptions, Format, Headings, Mark};
use undersigned::letters::Slug;
use undersigned::locale::Lang;
use undersigned::sheet::Standing;
use undersigned::signatures::state::State;

use super::Workspace;
use super::exported::Exported;
use super::filter::Which;
use super::handout::Language;
use super::output::Output;
use super::person::Person;
use super::signers::{index, zone_of};

/// Export a letter's signers, confirmed ones unless you choose others, to a file or standard output
#[derive(clap::Args)]
pub struct Export {
    /// The letter's name, as in its URL
    slug: String,
    /// csv, json, jsonl (an object per line), or xlsx (best for spreadsheets: keeps ZIP codes and times as they are)
    #[arg(long, default_value = "csv", hide_possible_values = true)]
    format: Format,
    /// The columns and their order, such as name,email,city; `--columns help` lists all of them
    #[arg(long, value_name = "COLUMNS")]
    columns: Option<String>,
    #[command(flatten)]
    language: Language,
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
    #[command(flatten)]
    which: Which,
}

/// Parses `--columns`; all columns if it is not given.
fn columns(words: Option<&str>) -> anyhow::Result<Vec<Column>> {
    let Some(words) = words else {
        return Ok(Column::all());
    };
    let columns = Column::list(words)
        .map_err(|word| anyhow::anyhow!("{word} is not a column: run `undersigned export LETTER --columns help`"))?;
    anyhow::ensure!(
        !columns.is_empty(),
        "name at least one column, such as --columns name,city"
    );
    Ok(columns)
}

/// Lists the columns, and marks those that have personal data.
fn list_columns() {
    for column in Column::all() {
        let mark = if column.is_personal() { "\tpersonal data" } else { "" };
        super::say(&format!("{column}{mark}"));
    }
}

/// Returns the language of a workbook's headings. An export needs no text, so that the errors of other letters don't matter.
fn headings(args: &Export, workspace: &Workspace) -> anyhow::Result<Lang> {
    let slug = Slug::parse(&args.slug).ok();
    match slug.and_then(|slug| workspace.library.letter(&slug)) {
        Some(letter) => args.language.of(workspace, letter),
        // Its folder is gone.
        None => Ok(workspace.locales.fallback()),
    }
}

/// Streams the signers.
pub fn export(args: Export) -> anyhow::Result<ExitCode> {
    if args.columns.as_deref() == Some("help") {
        list_columns();
        return Ok(ExitCode::SUCCESS);
    }
    let columns = columns(args.columns.as_deref())?;
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
    let which = args.which.clone().or_in(Standing::In(State::Confirmed));
    let filter = which.filter(Some(&args.slug), None, &zone);
    if filter.domain.is_some() {
        index(&workspace)?;
    }
    let lang = headings(&args, &workspace)?;
    let signers = ExportOptions {
        filter: &filter,
        columns: &columns,
        format: args.format,
        mark,
        zone: &zone,
        headings: Headings {
            locales: &workspace.locales,
            lang,
        },
    };
    let exported = Exported {
        workspace: &workspace,
        by,
        slug: &args.slug,
    };
    exported.begin(&to)?;
    match exports::write(&workspace.store, signers, std::io::BufWriter::new(&mut to)) {
        Ok(rows) => {
            to.finish()?;
            exported.end(rows)?;
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
