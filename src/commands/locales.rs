//! `locales check`: checks a folder of messages before the service starts with it.

use std::path::PathBuf;
use std::process::ExitCode;

use undersigned::config::{self, Config};
use undersigned::locale::{LocaleError, Locales};

/// Check the translations of the interface
#[derive(clap::Subcommand)]
pub enum Languages {
    /// Check a folder of messages for missing or unused messages, wrong variables and missing plural forms
    Check {
        /// The folder, with one subfolder per language; defaults to the folder in the settings
        folder: Option<PathBuf>,
    },
}

/// Checks the folder; the exit code is 1 if there is anything to mend.
pub fn check(folder: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let folder = match folder {
        Some(folder) => Some(folder),
        None => Config::without_key(&config::figment())?.content.locales,
    };
    match Locales::with(folder.as_deref()) {
        Ok(locales) => {
            let names: Vec<String> = locales
                .languages()
                .map(|lang| format!("{lang} ({})", locales.own_name(lang)))
                .collect();
            super::say(&format!("{}: no problems found", names.join(", ")));
            Ok(ExitCode::SUCCESS)
        }
        Err(LocaleError(problems)) => {
            for problem in &problems {
                super::complain(&problem.to_string());
            }
            Ok(ExitCode::from(1))
        }
    }
}
