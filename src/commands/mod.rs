//! The subcommands. Errors are one line with the next step; `main` prints them and exits with 1.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use indicatif::{ProgressBar, ProgressStyle};
use undersigned::config::{self, Config};
use undersigned::letters::library::Library;
use undersigned::problem;
use undersigned::problem::in_order;

use undersigned::letters::{Letter, Slug, gone, live_library, store as editions};
use undersigned::locale::Locales;
use undersigned::start;
use undersigned::store::Store;
use undersigned::tables::Problem;
pub use undersigned::text::counted;

pub mod audit;
pub mod backup;
pub mod bounces;
pub mod bundle;
pub mod contacts;
pub mod database;
pub mod deliver;
pub mod export;
mod exported;
mod filter;
mod handout;
pub mod import;
mod input;
mod interrupt;
pub mod invite;
pub mod letters;
pub mod listing;
pub mod locales;
pub mod maintenance;
pub mod offices;
pub mod outbox;
mod output;
mod person;
pub mod press;
pub mod privacy;
pub mod read_workbook;
pub mod record;
pub mod retention;
pub mod review;
pub mod roster;
pub mod serve;
pub mod shell;
pub mod signers;
pub mod staff;
pub mod status;
pub mod store;
pub mod typeset;
pub mod updates;
pub mod visits;

/// What could not be printed first.
static UNPRINTED: OnceLock<String> = OnceLock::new();

/// Prints a line to standard output. An error is reported when the command is done ([`printed`]); what it does goes on.
pub fn say(words: &str) {
    print(&mut std::io::stdout(), words);
}

/// Prints a line; returns whether more is worth printing. A closed pipe is not an error: its reader, such as `head`, has what it wanted.
fn print(out: &mut impl Write, words: &str) -> bool {
    let written = writeln!(out, "{words}");
    let printed = written.is_ok();
    note(written);
    printed
}

fn note(written: std::io::Result<()>) {
    if let Err(error) = written
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        UNPRINTED.get_or_init(|| error.to_string());
    }
}

/// Fails if something could not be printed, such as a list into a file on a full disk. Call it when a command is done.
pub fn printed() -> anyhow::Result<()> {
    note(std::io::stdout().flush());
    match UNPRINTED.get() {
        None => Ok(()),
        Some(error) => anyhow::bail!(
            "the output is not complete ({error}): make room where it goes, then list it again (what the command changed is done)"
        ),
    }
}

/// Prints a line to standard error.
pub fn complain(words: &str) {
    writeln!(std::io::stderr(), "{words}").ok();
}

/// Asks whether to send mails; `mails` is `4 mails`, and what is special about them.
pub fn agreed(yes: bool, mails: &str) -> anyhow::Result<bool> {
    if yes {
        return Ok(true);
    }
    anyhow::ensure!(
        std::io::stdin().is_terminal(),
        "not a terminal, so this command can't ask: pass --yes to send {mails}"
    );
    say(&format!("Send {mails}? Type yes to continue:"));
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("yes"))
}

/// Creates a progress bar for `number` things, shown on a terminal if there are `at_least` so many.
pub fn progress(number: u64, at_least: u64, things: &str) -> ProgressBar {
    if number < at_least {
        return ProgressBar::hidden();
    }
    let template = format!("{{bar:40}} {{pos}} of {{len}} {things}, {{eta}} left");
    ProgressBar::new(number).with_style(ProgressStyle::with_template(&template).expect("a template"))
}

/// Formats the problems of a table as `file:line:column`, and that nothing was done.
pub fn refused(file: &Path, problems: &[Problem], nothing: &str) -> anyhow::Error {
    // A wrong file has a problem in every row.
    const MOST_TOLD: usize = 100;
    let name = input::name_of(file);
    let told = problems.iter().take(MOST_TOLD);
    let mut lines: Vec<String> = told.map(|problem| format!("{name}:{problem}")).collect();
    lines.push(match problems.len().saturating_sub(MOST_TOLD) {
        0 => nothing.to_owned(),
        more => format!("... and {}; {nothing}", counted(more, "more problem", "more problems")),
    });
    anyhow::anyhow!(lines.join("\n"))
}

/// Opens the settings and the database.
pub fn open() -> anyhow::Result<(Config, Store)> {
    let config = Config::extract(&config::figment())?;
    let store = start::open_for_command(&config)?;
    Ok((config, store))
}

/// Settings, database and letters, for commands about one letter. They only read letters: only `serve` and `letters publish` publish.
pub struct Workspace {
    pub config: Config,
    pub store: Store,
    pub locales: Arc<Locales>,
    pub library: Arc<Library>,
    /// The errors that keep letters from being published, in the order of files and lines.
    errors: Vec<problem::Problem>,
}

impl Workspace {
    /// Opens everything. A letter's errors are reported when somebody asks for that letter.
    pub fn open() -> anyhow::Result<Self> {
        let (config, store) = open()?;
        let locales = Arc::new(Locales::with(config.content.locales.as_deref())?);
        let (library, problems) = live_library::read(&config.content.folder, &locales, &store)?;
        let errors = problems.into_iter().filter(problem::Problem::is_error).collect();
        Ok(Self {
            config,
            store,
            locales,
            library: Arc::new(library),
            errors: in_order(errors),
        })
    }

    /// Returns the letter with this slug, which must be free of errors; those of other letters become warnings.
    pub fn letter(&self, slug: &str) -> anyhow::Result<&Letter> {
        let folder = self.config.content.folder.join(slug);
        let (own, others): (Vec<_>, Vec<_>) = self.errors.iter().partition(|error| error.file.starts_with(&folder));
        warn_of(&self.config.content.folder, &others);
        let own: Vec<String> = own.into_iter().map(ToString::to_string).collect();
        anyhow::ensure!(own.is_empty(), own.join("\n"));
        let found = Slug::parse(slug).ok().and_then(|slug| self.library.letter(&slug));
        match found {
            Some(letter) => Ok(letter),
            None => Err(self.missing(slug)?.unwrap_or_else(|| self.unknown(slug))),
        }
    }

    /// Explains that the folder of a letter that people signed is missing; `None` if it is not.
    fn missing(&self, slug: &str) -> anyhow::Result<Option<anyhow::Error>> {
        let missing = self.store.read_now(|db| gone::signed(db, &self.library))?;
        let found = missing.iter().find(|letter| letter.slug == slug);
        Ok(found.map(|letter| anyhow::anyhow!("{}", letter.problem(&self.config.content.folder))))
    }

    /// Refuses a slug that no letter has or had, for commands that look at what is stored about a letter and not at its files.
    pub fn knows(&self, slug: &str) -> anyhow::Result<()> {
        let there = Slug::parse(slug).is_ok() && self.config.content.folder.join(slug).is_dir();
        let stored = || self.store.read_now(|db| editions::published_since(db, slug));
        anyhow::ensure!(there || stored()?.is_some(), self.unknown(slug));
        Ok(())
    }

    fn unknown(&self, slug: &str) -> anyhow::Error {
        let folder = self.config.content.folder.display();
        anyhow::anyhow!(
            "no letter named {slug} in {folder}/: check the name, or run `undersigned status` to list the letters"
        )
    }
}

/// Prints one warning for each folder with errors: another letter's errors are no reason to end.
fn warn_of(folder: &Path, errors: &[&problem::Problem]) {
    let mut of: BTreeMap<PathBuf, Vec<&problem::Problem>> = BTreeMap::new();
    for error in errors {
        let within = error.file.strip_prefix(folder).unwrap_or(&error.file);
        let name = within
            .components()
            .next()
            .map(|part| folder.join(part))
            .unwrap_or_default();
        of.entry(name).or_default().push(error);
    }
    for (name, errors) in of {
        let count = match errors.len() {
            1 => "1 error".to_owned(),
            more => format!("{more} errors"),
        };
        complain(&format!(
            "warning: {} has {count}; run `undersigned letters check` to list all. First: {}",
            name.display(),
            errors[0]
        ));
    }
}
