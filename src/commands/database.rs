//! `key renew` and `database new`: starting over after a loss, which the service does not do by itself.

use std::process::ExitCode;

use undersigned::config::{self, Config};
use undersigned::start::{self, Renewed};

use super::say;

#[derive(clap::Subcommand)]
pub enum Key {
    /// Start using a different secret key because the old one is lost; links in emails already sent stop working
    Renew,
}

#[derive(clap::Subcommand)]
pub enum Database {
    /// Create an empty database to replace one that is lost
    New,
}

/// Binds the database to the existing key, or to a new one.
pub fn renew_key() -> anyhow::Result<ExitCode> {
    let config = Config::without_key(&config::figment())?;
    let database = config.store.name();
    match start::renew_key(&config)? {
        Renewed::Known => say(&format!(
            "{database} already uses this key; nothing to do. To switch to a new key anyway, move the key file away first"
        )),
        Renewed::Done => say(&format!(
            "{database} now uses this key. Links in emails already sent no longer work: signers can ask for new ones at /my-signatures, and anyone who hasn't confirmed must sign again. Authenticator apps and recovery codes no longer work either: run `undersigned staff reset-factor` for each staff account that has an app. Restart the service"
        )),
    }
    Ok(ExitCode::SUCCESS)
}

/// Creates an empty database, if there is none.
pub fn new_database() -> anyhow::Result<ExitCode> {
    let config = Config::extract(&config::figment())?;
    let database = config.store.name();
    let made = start::begin_anew(&config)?;
    anyhow::ensure!(
        made.is_some(),
        "{database} already has data: to replace it, move the file away first"
    );
    say(&format!("Created an empty database at {database}"));
    Ok(ExitCode::SUCCESS)
}
