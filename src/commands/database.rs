//! `key renew` and `database new`: starting over after a loss, which the service does not do by itself.

use std::process::ExitCode;

use undersigned::config::{self, Config};
use undersigned::start::{self, Renewed};

use super::say;

#[derive(clap::Subcommand)]
pub enum Key {
    /// Begin with another secret key, because the database's own is lost: links in mails that went out stop working
    Renew,
}

#[derive(clap::Subcommand)]
pub enum Database {
    /// Begin with an empty database, where one was and is lost
    New,
}

/// Binds the database to the existing key, or to a new one.
pub fn renew_key() -> anyhow::Result<ExitCode> {
    let config = Config::without_key(&config::figment())?;
    let database = config.store.path.display();
    match start::renew_key(&config)? {
        Renewed::Known => say(&format!(
            "{database} belongs to this key already: nothing is to be done. To begin with another one all the same, move the key's file away first"
        )),
        Renewed::Done => say(&format!(
            "{database} belongs to this key from now on. Links in mails that went out stop working: signers ask for fresh ones at /my-signatures, those who have not confirmed sign again. Restart the service"
        )),
    }
    Ok(ExitCode::SUCCESS)
}

/// Creates an empty database, if there is none.
pub fn new_database() -> anyhow::Result<ExitCode> {
    let config = Config::extract(&config::figment())?;
    let database = config.store.path.display();
    let made = start::begin_anew(&config)?;
    anyhow::ensure!(
        made.is_some(),
        "{database} has tables: move it away first, if it is to go"
    );
    say(&format!("{database} is made, and empty"));
    Ok(ExitCode::SUCCESS)
}
