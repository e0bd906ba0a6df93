//! `backup` and `restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use undersigned::backup::{self, restore::Overwrite};
use undersigned::config::{self, Config};

use super::{counted, output, say};

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
pub fn backup(args: &Backup) -> anyhow::Result<ExitCode> {
    output::a_folder(&args.folder)?;
    let config = Config::without_key(&config::figment())?;
    let made = backup::write(&config, &args.folder)?;
    let folder = args.folder.display();
    say(&format!(
        "{folder} holds a backup of {}, verified",
        counted(made.files(), "file", "files")
    ));
    if !made.key {
        say(
            "the secret key is not in it, for a setting gives it: keep it elsewhere, as links in mails work only with it",
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Restores a backup; the service must not run.
pub fn restore(args: &Restore) -> anyhow::Result<ExitCode> {
    let config = Config::without_key(&config::figment())?;
    let overwrite = if args.replace { Overwrite::Yes } else { Overwrite::No };
    let done = backup::restore::restore(&config, &args.folder, overwrite)?;
    say(&format!("restored what was there on {}", done.manifest.made_at));
    tell_repeated(&done);
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

/// Reports what was erased, withdrawn or sent since the backup was made.
fn tell_repeated(done: &backup::restore::Restored) {
    say(&format!(
        "{} erased again",
        counted(done.erased, "that was erased later is", "that were erased later are")
    ));
    let again = done.taken_back;
    say(&format!(
        "{} taken back again, {} and {} as well; {} closed again",
        counted(
            again.signatures,
            "signature that was taken back later is",
            "signatures that were taken back later are"
        ),
        counted(again.news, "consent to news", "consents to news"),
        counted(again.contacts, "stop of contacts", "stops of contacts"),
        counted(again.mailboxes, "mailbox is", "mailboxes are")
    ));
    say(&format!(
        "{}; those who wait for a link sign again, or ask for it at /my-signatures",
        counted(
            done.uncertain,
            "mail may have gone out since: it is uncertain, and not sent by itself",
            "mails may have gone out since: they are uncertain, and none is sent by itself"
        )
    ));
}
