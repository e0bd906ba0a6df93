//! `locales check`: checks a folder of messages before the service starts with it.

use std::path::PathBuf;
use std::process::ExitCode;

use undersigned::config::{self, Config};
use undersigned::locale::{LocaleError, Locales};

/// Look after the languages of the interface
#[derive(clap::Subcommand)]
pub enum Languages {
    /// Check every message of a folder: none missing, left over or with other variables, and all plural forms
    Check {
        /// The folder with one folder a language; the settings' own by default
        folder: Option<PathBuf>,
    },
}

/// Checks the folder; the exit code is 1 if there is anything to mend.
pub fn check(folder: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let folder = match folder {
        Some(folder) => Some(folder),
        None => Config::extract(&config::figment())?.content.locales,
    };
    match Locales::with(folder.as_deref()) {
        Ok(locales) => {
            let names: Vec<String> = locales
                .languages()
                .map(|lang| format!("{lang} ({})", locales.own_name(lang)))
                .collect();
            super::say(&format!("{}: nothing to mend", names.join(", ")));
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
