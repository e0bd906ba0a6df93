//! `backup` and `restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use undersigned::backup::{self, restore::Overwrite};
use undersigned::config::{self, Config};

use super::say;

#[derive(clap::Args)]
pub struct Backup {
    /// A folder that does not exist
    folder: PathBuf,
}

#[derive(clap::Args)]
pub struct Restore {
    /// A backup's folder
    folder: PathBuf,
    /// Overwrite the database and the key that are there
    #[arg(long)]
    replace: bool,
}

/// Writes a backup while the service runs.
pub fn backup(wish: &Backup) -> anyhow::Result<ExitCode> {
    let config = Config::without_key(&config::figment())?;
    let made = backup::write(&config, &wish.folder)?;
    let folder = wish.folder.display();
    say(&format!("{folder} holds a backup of {} files, verified", made.files()));
    if !made.key {
        say(
            "the secret key is not in it, for a setting gives it: keep it elsewhere, as links in mails work only with it",
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Brings a backup back; the service must not run.
pub fn restore(wish: &Restore) -> anyhow::Result<ExitCode> {
    let config = Config::without_key(&config::figment())?;
    let overwrite = if wish.replace { Overwrite::Yes } else { Overwrite::No };
    let done = backup::restore::restore(&config, &wish.folder, overwrite)?;
    say(&format!("restored what was there on {}", done.manifest.made_at));
    say(&format!("{} that were erased later are erased again", done.erased));
    let again = done.taken_back;
    say(&format!(
        "{} signatures that were taken back later are taken back again, {} consents to news and {} stops of contacts as well",
        again.signatures, again.news, again.contacts
    ));
    say(&format!(
        "{} mails may have gone out since: they are uncertain, and none is sent by itself; those who wait for a link sign again, or ask for it at /my-signatures",
        done.uncertain
    ));
    if !done.letters {
        say("the letters that are here stay as they are; the backup's are in its folder letters");
    }
    for bundle in &done.newer_bundles {
        say(&format!(
            "{} was frozen after the backup was made and may have been delivered: look at its manifest before you deliver that letter again",
            bundle.display()
        ));
    }
    if !done.manifest.key && config.given_key.is_none() {
        say("the secret key is not in the backup: give it by ROCKET_SECRET_KEY before the service starts");
    }
    Ok(ExitCode::SUCCESS)
}
