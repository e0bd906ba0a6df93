//! `letters check`: reports every problem of every file at once. `letters publish`: publishes them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use jiff::Timestamp;
use undersigned::config::{self, Config};
use undersigned::delivery::missing_offices;
use undersigned::letters::advice::{self, signs};
use undersigned::letters::library::Library;
use undersigned::problem::{Level, Problem, in_order};

use undersigned::letters::live_library::LiveLibrary;
use undersigned::letters::{Letter, gone, overlay, revisions, store as editions};
use undersigned::locale::Locales;
use undersigned::retention::details;
use undersigned::start;
use undersigned::store::{Store, StoreError};
use undersigned::typesetting::{self, Typesetter};

use super::person::Person;
use super::{listing, retention};

pub mod settings;

/// Check or publish letter files
#[derive(clap::Subcommand)]
pub enum Letters {
    /// Check every file and list all problems, with file, line and column
    Check {
        /// The folder with the letters; defaults to the folder in the settings
        folder: Option<PathBuf>,
        /// Exit with an error for warnings too
        #[arg(long)]
        strict: bool,
        /// Print the problems as JSON
        #[arg(long)]
        json: bool,
    },
    /// Publish the current letter files; a running service does this automatically. If any file has an error, nothing is published
    Publish,
    /// Set a setting of a letter on top of its file, at once and in every running service
    Set {
        /// The letter
        slug: String,
        /// The setting
        setting: settings::Which,
        /// A local time such as 2027-01-29T17:00, a number, every, unverified or none; for paused, yes
        value: String,
        /// For paused: a sentence for readers with its language, such as "en=We are fixing a mistake."; can be repeated
        #[arg(long = "tell", value_name = "LANGUAGE=TEXT")]
        told: Vec<String>,
        /// Why, for other staff
        #[arg(long)]
        why: String,
        #[command(flatten)]
        person: Person,
    },
    /// Let the file's value of a setting hold again; for paused, let people sign again
    Unset {
        /// The letter
        slug: String,
        /// The setting
        setting: settings::Which,
        /// Why, for other staff
        #[arg(long)]
        why: String,
        #[command(flatten)]
        person: Person,
    },
}

/// Runs the subcommand.
pub fn letters(args: Letters) -> anyhow::Result<ExitCode> {
    match args {
        Letters::Check { folder, strict, json } => check(folder, strict, json),
        Letters::Publish => publish(),
        Letters::Set {
            slug,
            setting,
            value,
            told,
            why,
            person,
        } => settings::set(&slug, setting, (&value, &told), &why, &person),
        Letters::Unset {
            slug,
            setting,
            why,
            person,
        } => settings::unset(&slug, setting, &why, &person),
    }
}

fn publish() -> anyhow::Result<ExitCode> {
    let (config, store) = super::open()?;
    let locales = Locales::with(config.content.locales.as_deref())?;
    let live_library = LiveLibrary::default();
    live_library.load(&config.content.folder, &locales, &store, &config.clock)?;
    for problem in store.read_now(|db| missing_offices::problems(db, &live_library.now(), &config.clock))? {
        super::complain(&problem.to_string());
    }
    let letters = live_library.now().newest_first().len() as u64;
    super::say(&format!("Published {}", super::counted(letters, "letter", "letters")));
    Ok(ExitCode::SUCCESS)
}

/// Checks the letters; the exit code is 1 if there is anything to mend. If there is a database, texts that changed after people signed them
/// count, and editions that are still of the revision before.
fn check(folder: Option<PathBuf>, strict: bool, json: bool) -> anyhow::Result<ExitCode> {
    let config = Config::without_key(&config::figment());
    let own = config.as_ref().ok().and_then(|config| config.content.locales.clone());
    let delivery = config.as_ref().ok().map(|config| config.delivery.clone());
    let locales = Locales::with(own.as_deref())?;
    let (folder, config) = match (folder, config) {
        (None, config) => {
            let config = config?;
            (config.content.folder.clone(), Some(config))
        }
        // A folder other than the service's own is not what people signed.
        (Some(folder), config) => {
            let own = config.ok().filter(|config| config.content.folder == folder);
            (folder, own)
        }
    };
    anyhow::ensure!(
        folder.is_dir(),
        "{} is not a folder: name the folder that holds the letters",
        folder.display()
    );
    let (mut library, mut problems) = Library::read(&folder, &locales);
    let mut since = BTreeMap::new();
    let clock = config.as_ref().map(|config| config.clock.clone()).unwrap_or_default();
    let store = config.as_ref().map(start::open_if_there).transpose()?.flatten();
    if let Some(store) = &store {
        for letter in library.newest_first() {
            let slug = letter.slug.as_str();
            since.insert(
                slug.to_owned(),
                store.read_now(|db| editions::published_since(db, slug))?,
            );
        }
        problems.extend(store.read_now(|db| {
            revisions::recognize(db, &mut library)?;
            gone::recall(db, &mut library, (&folder, &locales))?;
            overlay::apply(db, &mut library)?;
            let missing = gone::signed(db, &library)?;
            let mut found = editions::changed(db, &library)?;
            found.extend(missing.iter().map(|letter| letter.problem(&folder)));
            Ok::<_, StoreError>(found)
        })?);
        problems.extend(store.read_now(|db| missing_offices::problems(db, &library, &clock))?);
    }
    problems.extend(library.stale());
    problems.extend(unshown(&library, &locales, delivery.as_ref()));
    let published_since = |letter: &Letter| since.get(letter.slug.as_str()).copied().flatten();
    problems.extend(advice::of_times(&library, clock.now(), &published_since));
    let (errors, warnings) = (count(&problems, Level::Error), count(&problems, Level::Warning));
    let problems = in_order(problems);
    if json {
        listing::json(&problems)?;
    } else {
        tell(&problems, library.newest_first().len(), (errors, warnings));
        tell_retention(store.as_ref(), &library, clock.now())?;
        if let Some(store) = &store {
            settings::tell(store, &library.newest_first())?;
        }
    }
    let fails = errors > 0 || (strict && warnings > 0);
    Ok(ExitCode::from(u8::from(fails)))
}

fn tell(problems: &[Problem], letters: usize, (errors, warnings): (usize, usize)) {
    for problem in problems {
        super::complain(&problem.to_string());
    }
    let letters = super::counted(letters as u64, "letter", "letters");
    match (errors, warnings) {
        (0, 0) => super::say(&format!("{letters} checked, no problems found")),
        (0, _) => super::say(&format!(
            "{letters} checked, {}",
            super::counted(warnings as u64, "warning", "warnings")
        )),
        _ => {}
    }
}

/// Says what happens to the details of signers, and when, of each letter whose settings say so.
fn tell_retention(store: Option<&Store>, library: &Library, now: Timestamp) -> anyhow::Result<()> {
    let Some(store) = store else { return Ok(()) };
    for plan in store.read_now(|db| details::plans(db, library))? {
        let zone = retention::zone(library, &plan);
        super::say(&retention::line(&plan, &zone, now, false));
    }
    Ok(())
}

/// Warns of characters that no font of this machine shows, in the editions that offices receive.
fn unshown(library: &Library, locales: &Locales, settings: Option<&config::Delivery>) -> Vec<Problem> {
    let (Some(settings), true) = (settings, typesetting::AVAILABLE) else {
        return Vec::new();
    };
    let printed = library
        .newest_first()
        .into_iter()
        .filter(|letter| letter.delivery.is_some());
    let printed: Vec<_> = printed
        .map(|letter| (letter, letter.edition(locales.fallback())))
        .collect();
    let words: BTreeSet<String> = printed
        .iter()
        .flat_map(|(letter, edition)| signs::words(letter, edition))
        .collect();
    if words.is_empty() {
        return Vec::new();
    }
    let looked = typesetting::this_program()
        .map_err(typesetting::TypesettingError::from)
        .and_then(|program| Typesetter::new(program, settings).unshown(&words));
    match looked {
        Ok(found) => printed
            .iter()
            .flat_map(|(letter, edition)| signs::unshown(letter, edition, &found))
            .collect(),
        Err(error) => {
            super::complain(&format!(
                "Note: could not check whether the fonts have every character: {error}"
            ));
            Vec::new()
        }
    }
}

fn count(problems: &[Problem], level: Level) -> usize {
    problems.iter().filter(|problem| problem.level == level).count()
}
