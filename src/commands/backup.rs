//! `backup` and `restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use undersigned::backup::{self, restore::Overwrite};
use undersigned::config::{self, Config};

use super::{counted, output, say};

#[derive(clap::Args)]
pub struct Backup {
    /// The folder to create; it must not exist yet
    folder: PathBuf,
}

#[derive(clap::Args)]
pub struct Restore {
    /// The folder of the backup
    folder: PathBuf,
    /// Overwrite the existing database and key
    #[arg(long)]
    replace: bool,
}

/// Writes a backup while the service runs.
pub fn backup(args: &Backup) -> anyhow::Result<ExitCode> {
    super::interrupt::watch()?;
    output::a_folder(&args.folder)?;
    let config = Config::without_key(&config::figment())?;
    let made = backup::write(&config, &args.folder)?;
    let folder = args.folder.display();
    say(&format!(
        "Backup written to {folder}: {}, verified",
        counted(made.files(), "file", "files")
    ));
    if !made.key {
        say(
            "The secret key is not in this backup, because it comes from a setting. Keep a copy in a safe place: links in emails work only with this key",
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Restores a backup; the service must not run.
pub fn restore(args: &Restore) -> anyhow::Result<ExitCode> {
    let config = Config::without_key(&config::figment())?;
    let overwrite = if args.replace { Overwrite::Yes } else { Overwrite::No };
    let done = backup::restore::restore(&config, &args.folder, overwrite)?;
    say(&format!("Restored the backup made at {}", done.manifest.made_at));
    tell_repeated(&done);
    say("Staff accounts have the roles and passwords from when the backup was made, and everyone must sign in again");
    if !done.letters {
        say("Kept the letters that are already here. The backup's letters are in its folder letters/");
    }
    for bundle in &done.newer_bundles {
        say(&format!(
            "{} was frozen after this backup was made and may have been delivered. Check its manifest before you deliver that letter again",
            bundle.display()
        ));
    }
    if !done.manifest.key && config.given_key.is_none() {
        say("The secret key is not in the backup. Set ROCKET_SECRET_KEY before you start the service");
    }
    Ok(ExitCode::SUCCESS)
}

/// Reports what was erased, withdrawn or sent since the backup was made.
fn tell_repeated(done: &backup::restore::Restored) {
    say(&format!(
        "Deleted again: {}",
        counted(
            done.erased,
            "record deleted after the backup",
            "records deleted after the backup"
        )
    ));
    let again = done.taken_back;
    say(&format!(
        "Withdrawn or rejected again: {}. Unsubscribed again: {}. Contacts stopped again: {}. Addresses blocked again: {}",
        counted(again.signatures, "signature", "signatures"),
        counted(again.news, "subscription", "subscriptions"),
        counted(again.contacts, "contact", "contacts"),
        counted(again.mailboxes, "address", "addresses")
    ));
    if again.listings > 0 || again.words > 0 {
        say(&format!(
            "Changed again: how {} {} listed. Removed the job title, employer and message of {}: they changed after the backup",
            counted(again.listings, "person", "people"),
            if again.listings == 1 { "is" } else { "are" },
            counted(again.words, "person", "people")
        ));
    }
    if again.unlisted > 0 {
        say(&format!(
            "Not listed until they choose again: {}, whose short name changed after the backup",
            counted(again.unlisted, "person", "people")
        ));
    }
    if again.renamed > 0 {
        say(&format!(
            "{} changed the listed name after the backup. The backup's name is shown: ask the contact (`undersigned review list` marks it as renamed)",
            counted(again.renamed, "organization", "organizations")
        ));
    }
    if again.handed_over > 0 {
        say(&format!(
            "{} had another contact than the backup knows. Links of the earlier contact don't work, and no email goes to them: ask who the contact is and have them sign again, then approve that signature and reject this one (`undersigned review list` marks it as contact-lost)",
            counted(again.handed_over, "organization", "organizations")
        ));
    }
    tell_erased_again(again);
    say(&format!(
        "{}. Signers who are waiting for a link can sign again, or ask for a new link at /my-signatures",
        counted(
            done.uncertain,
            "email may already have been sent. It is marked uncertain and won't be sent automatically",
            "emails may already have been sent. They are marked uncertain and won't be sent automatically"
        )
    ));
}

/// Reports whose data was erased since the backup was made.
fn tell_erased_again(again: backup::restore::TakenBack) {
    if again.addresses > 0 {
        say(&format!(
            "Everything deleted again about {}",
            counted(again.addresses, "email address", "email addresses")
        ));
    }
    if again.details > 0 {
        say(&format!(
            "Contact details erased again: {}",
            counted(again.details, "signature", "signatures")
        ));
    }
}
