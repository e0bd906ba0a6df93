//! `letters check`: every problem of every file at once.

use std::path::PathBuf;
use std::process::ExitCode;

use undersigned::config::{self, Config};
use undersigned::letters::library::Library;
use undersigned::letters::problem::in_order;
use undersigned::letters::{revisions, store as editions};
use undersigned::locale::Locales;
use undersigned::store::Store;

/// Look after the letters' files
#[derive(clap::Subcommand)]
pub enum Letters {
    /// Check every file and tell all problems at once, with file, line and column
    Check {
        /// The folder with the letters; the settings' own by default
        folder: Option<PathBuf>,
    },
}

/// Exit code 1 if there is anything to mend. Where there is a database, texts that changed after people signed them count, and
/// editions that are still of the revision before.
pub fn check(folder: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let config = Config::extract(&config::figment());
    let own = config.as_ref().ok().and_then(|config| config.content.locales.clone());
    let locales = Locales::with(own.as_deref())?;
    let (folder, config) = match (folder, config) {
        (None, config) => {
            let config = config?;
            (config.content.folder.clone(), Some(config))
        }
        // Another folder than the service's own is not what its people signed.
        (Some(folder), config) => {
            let own = config.ok().filter(|config| config.content.folder == folder);
            (folder, own)
        }
    };
    anyhow::ensure!(
        folder.is_dir(),
        "{} is not a folder: name the folder with the letters",
        folder.display()
    );
    let (mut library, mut problems) = Library::read(&folder, &locales);
    if let Some(config) = config.filter(|config| config.store.path.exists()) {
        let store = Store::open(&config.store.path, 1)?;
        problems.extend(store.read_now(|db| {
            revisions::recognize(db, &mut library)?;
            editions::changed(db, &library)
        })?);
    }
    problems.extend(library.stale());
    if problems.is_empty() {
        super::say(&format!("{} letters, nothing to mend", library.newest_first().len()));
        return Ok(ExitCode::SUCCESS);
    }
    for problem in in_order(problems) {
        super::complain(&problem.to_string());
    }
    Ok(ExitCode::from(1))
}
