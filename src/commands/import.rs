//! `import`: puts the signers of another form or list on a letter.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use strum::VariantNames;
use undersigned::intake::entry::{Basis, Outcome};
use undersigned::intake::form::{self, Desk};
use undersigned::intake::import::{self, Plan};
use undersigned::intake::table::ImportOptions;
use undersigned::intake::write::{Mode, Summary, write};
use undersigned::letters::Party;
use undersigned::offices::zips::Table;
use undersigned::tables::Grid;
use undersigned::tables::workbook::{WorkbookReader, is_workbook};
use undersigned::typesetting;

use super::person::Person;
use super::signers::record::{asks, language, target};
use super::{Workspace, complain, counted, input, listing, say};

/// Import signers from another form or list: shows what would happen, and with --yes does it
#[derive(clap::Args)]
pub struct Import {
    /// The letter's name, as in its URL
    slug: String,
    /// A CSV or Excel (.xlsx) file, such as an export of a Google Form, Action Network or Change.org
    file: PathBuf,
    /// Whether the rows are individuals (person) or organizations (organization)
    #[arg(long, value_parser = PossibleValuesParser::new(Party::VARIANTS).try_map(|word| word.parse::<Party>()))]
    kind: Party,
    /// Where the list came from and how its signers agreed, such as "Google Form of March 2: “Add my name to the letter”"
    #[arg(long, value_name = "TEXT")]
    consent: String,
    /// Import without asking signers to confirm by email, for this reason
    #[arg(long, value_name = "REASON")]
    without_confirmation: Option<String>,
    /// The language in which they read the letter, such as es; defaults to the letter's first language
    #[arg(long)]
    language: Option<String>,
    /// The sheet of a workbook; defaults to the first one that is not hidden
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The column of a field, by its heading or letters, such as `email=Correo` or `email=F`; `email=` for none
    #[arg(long, value_name = "FIELD=HEADING", value_parser = pair)]
    column: Vec<(String, String)>,
    /// The value of a field in rows that leave it empty, such as `org_kind=union`
    #[arg(long, value_name = "FIELD=TEXT", value_parser = pair)]
    value: Vec<(String, String)>,
    /// Keep email addresses that look mistyped
    #[arg(long)]
    keep_addresses: bool,
    /// Import the other rows if some have problems
    #[arg(long)]
    skip_problems: bool,
    /// Import; without it, nothing is written
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    person: Person,
}

/// Parses `field=text`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or("write FIELD=TEXT")?;
    Ok((field.trim().replace('-', "_"), value.trim().to_owned()))
}

impl Import {
    fn basis(&self) -> anyhow::Result<Basis> {
        let note = |option: &str, text: &str| {
            form::note(text).map_err(|_| anyhow::anyhow!("--{option}: write 1 to 500 characters"))
        };
        let consent = note("consent", &self.consent)?;
        Ok(match &self.without_confirmation {
            None => Basis::List(consent),
            Some(reason) => Basis::ListUnasked {
                consent,
                reason: note("without-confirmation", reason)?,
            },
        })
    }

    fn grid(&self) -> anyhow::Result<Grid> {
        let bytes = input::bytes_of(&self.file)?;
        if is_workbook(&bytes) {
            let reader = WorkbookReader::new(&typesetting::this_program()?);
            let read = reader.read(bytes, self.sheet.as_deref());
            return read.map_err(|error| anyhow::anyhow!("{}: {error}", input::name_of(&self.file)));
        }
        anyhow::ensure!(self.sheet.is_none(), "--sheet is for workbooks; this is a text file");
        import::grid(&bytes, self.kind)
            .map_err(|problems| super::refused(&self.file, &problems, "nothing was imported"))
    }
}

/// Shows what would be imported, and imports it if told to.
pub fn import(args: &Import) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    let letter = workspace.letter(&args.slug)?;
    let config = &workspace.config;
    asks(letter, args.kind, config.clock.now())?;
    let by = args.person.by(&workspace.store)?;
    let options = ImportOptions {
        basis: args.basis()?,
        columns: args.column.clone(),
        values: args.value.clone(),
        keep_addresses: args.keep_addresses,
    };
    let grid = args.grid()?;
    let zips = workspace.store.read_now(Table::load)?;
    let desk = Desk {
        letter,
        party: args.kind,
        lang: language(letter, args.language.as_deref())?,
        locales: &workspace.locales,
        reader: workspace.locales.fallback(),
        signing: &config.signing,
        zips: &zips,
    };
    let plan = import::plan(&grid, &desk, &options)
        .map_err(|error| anyhow::anyhow!("{}: {error}", input::name_of(&args.file)))?;
    describe(&args.file, &grid, &plan);
    let is_whole = plan.wrong_rows == 0 || args.skip_problems;
    anyhow::ensure!(
        is_whole || !args.yes,
        "nothing was imported: fix {}, or pass --skip-problems to import the others",
        counted(plan.wrong_rows, "row", "rows")
    );
    let target = target(&workspace, letter)?;
    let (lines, entries): (Vec<_>, Vec<_>) = plan.entries.into_iter().unzip();
    let bar = super::progress(entries.len() as u64, 500, "signatures");
    let moved = bar.clone();
    let mode = if args.yes { Mode::Write } else { Mode::Rehearse };
    let done = write(
        &target,
        by,
        (entries, options.basis),
        mode,
        Arc::new(move |more| moved.inc(more)),
    )?;
    bar.finish_and_clear();
    skipped(&args.file, &lines, &done);
    summary(&args.slug, Summary::of(&done), mode);
    let problems = plan.wrong_rows > 0 && !args.skip_problems;
    Ok(ExitCode::from(u8::from(problems)))
}

/// Says what was read: the columns, the problems of rows, and what was noticed.
fn describe(file: &Path, grid: &Grid, plan: &Plan) {
    if let Some(sheet) = &grid.sheet {
        let named = |names: &[String]| names.iter().map(|it| format!("“{it}”")).collect::<Vec<_>>().join(", ");
        complain(&format!("Read the sheet “{}”", sheet.name));
        for (what, names) in [("Other sheets", &sheet.others), ("Hidden sheets", &sheet.hidden)] {
            if !names.is_empty() {
                complain(&format!("{what}, not read: {} (--sheet NAME reads one)", named(names)));
            }
        }
        if sheet.merged > 0 {
            complain(&format!(
                "{}: only the first cell of each has a value",
                counted(sheet.merged, "range of merged cells", "ranges of merged cells")
            ));
        }
    }
    complain(&format!(
        "{} below the headings in line {}",
        counted(plan.rows, "row", "rows"),
        plan.heading_line
    ));
    listing::show(&["column", "heading", "field"], &plan.columns, |it| {
        let field = it.field.unwrap_or("(not used)");
        vec![it.letters.clone(), it.heading.clone(), field.to_owned()]
    });
    let name = input::name_of(file);
    for problem in &plan.problems {
        say(&format!("{name}:{problem}"));
    }
    for (earlier, later) in &plan.repeated {
        say(&format!(
            "{name}:{earlier}: the same signer is in line {later} again; the later one counts"
        ));
    }
    if plan.notes.mended > 0 {
        complain(&format!(
            "{} got back a leading zero; the state agrees",
            counted(plan.notes.mended, "ZIP code", "ZIP codes")
        ));
    }
    if plan.notes.capitals > 0 {
        complain(&format!(
            "{} in capital letters, kept as typed",
            counted(plan.notes.capitals, "name is", "names are")
        ));
    }
}

/// Lists the rows that are left out because the letter knows their signers.
fn skipped(file: &Path, lines: &[u64], done: &[Outcome]) {
    let name = input::name_of(file);
    for (line, outcome) in lines.iter().zip(done) {
        if let Outcome::Skipped(skip) = outcome {
            say(&format!("{name}:{line}: left out: {skip}"));
        }
    }
}

fn summary(slug: &str, it: Summary, mode: Mode) {
    let parts = [
        (it.counted, "counted"),
        (it.asked, "asked to confirm by email"),
        (it.held, "held for review"),
        (
            it.duplicates,
            "not counted: the same organization is on the letter already",
        ),
        (it.known, "left out: on the letter already, or removed from it"),
        (it.unconfirmed, "left out: asked before, not confirmed yet"),
        (it.left, "left out: withdrew"),
        (it.no_mail, "left out: the address takes no more email"),
    ];
    let (verb, nothing) = match mode {
        Mode::Write => ("", "Nothing to import"),
        Mode::Rehearse => ("would be ", "Nothing would be imported"),
    };
    let told: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {verb}{what}"))
        .collect();
    say(&if told.is_empty() {
        format!("{slug}: {nothing}")
    } else {
        format!("{slug}: {}", told.join("; "))
    });
    if mode == Mode::Rehearse {
        complain("Nothing was written. To import, run this again with --yes");
    }
}
