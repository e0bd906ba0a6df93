//! Restores a backup.
//!
//! What was erased after the backup was made is erased from it again ([`crate::store::erasures`]), and what was withdrawn is withdrawn
//! again ([`crate::store::takebacks`]). Mails that were due when it was made may have gone out since: they become *uncertain*, for staff to
//! decide, as a second mail is worse than a late one. Sessions of staff end, and their links stop working. The database comes last, so that an interrupted restore leaves something that does
//! not start rather than something that starts and is wrong.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::files::{copy, copy_folder, io, listed, sync};
use super::in_progress::{LOGS, beside, key_in_progress, lock, remove_if_there, staged, sweep_restores};
use super::{BUNDLES, BackupError, DATABASE, KEY, LETTERS, Manifest, bundles, verified};
use crate::audit::{self, Act, By, Deed};
use crate::config::{Config, KeyFile, Secret, folder_beside};
use crate::offices::store as offices;
use crate::outbox;
use crate::signatures::store as signatures;
use crate::staff;
use crate::store::erasures::{self, Ledger, Tombstone};
use crate::store::{self, Store, StoreError, Tx, takebacks};

/// Whether existing files may be overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// Database and key are replaced.
    Yes,
    /// Existing files stop the restore.
    No,
}

/// What was restored.
#[derive(Clone, Debug)]
pub struct Restored {
    /// The backup's manifest.
    pub manifest: Manifest,
    /// How many signatures, forms and accounts of staff were erased again.
    pub erased: usize,
    /// What was withdrawn again.
    pub taken_back: TakenBack,
    /// How many mails are uncertain.
    pub uncertain: usize,
    /// Whether the letters were written; existing ones stay.
    pub letters: bool,
    /// Bundles that exist here and that the backup does not know: they may have been delivered after it was made.
    pub newer_bundles: Vec<PathBuf>,
}

/// How much was withdrawn again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// Signatures that were withdrawn, disowned or rejected.
    pub signatures: usize,
    /// Consents to updates.
    pub news: usize,
    /// People who changed how they are listed.
    pub listings: usize,
    /// People whose title, employer or comment changed, and was removed.
    pub words: usize,
    /// Offices and addresses that unsubscribed.
    pub contacts: usize,
    /// Mailboxes whose owners refused mail.
    pub mailboxes: usize,
    /// People whose short name changed, and who are not listed for now.
    pub unlisted: usize,
    /// Organizations whose listed name changed, flagged for staff.
    pub renamed: usize,
    /// Organizations whose contact had handed over, flagged for staff.
    pub handed_over: usize,
    /// Signatures whose details were erased some time after the delivery.
    pub details: usize,
    /// Email addresses about which everything was erased.
    pub addresses: usize,
}

/// The state of the backup's database after preparing it.
struct Prepared {
    erased: usize,
    taken_back: TakenBack,
    uncertain: usize,
}

/// Restores a backup into the places that the settings name.
pub fn restore(config: &Config, from: &Path, overwrite: Overwrite) -> Result<Restored, BackupError> {
    super::has_file(config)?;
    let manifest = verified(from)?;
    nothing_in_the_way(config, from, &manifest, overwrite)?;
    let _lock = lock(&config.store.path)?;
    sweep_restores(config)?;
    let restored = restore_alone(config, from, manifest);
    if restored.is_err() {
        sweep_restores(config)?;
    }
    restored
}

/// Restores it while nobody else has the database open.
fn restore_alone(config: &Config, from: &Path, manifest: Manifest) -> Result<Restored, BackupError> {
    let database = &config.store.path;
    let place = folder_beside(database);
    crate::private::create_folder(&place).map_err(io(&place))?;
    let staged = staged(database);
    let prepared = prepare(config, &from.join(DATABASE), &staged)?;
    let newer_bundles = restore_bundles(config, from)?;
    let letters = restore_letters(config, from)?;
    if manifest.key && config.given_key.is_none() {
        let key = KeyFile::beside(database);
        let written = key_in_progress(&key);
        copy(&from.join(KEY), &written)?;
        std::fs::rename(&written, key.path()).map_err(io(key.path()))?;
    }
    if let Some(aside) = store::set_aside_other_log(database)? {
        tracing::warn!(event = "restore.other_log", path = %aside.display(), "this log was written for another database than the one that is replaced: it was kept under this name");
    }
    // The log of the database that was here would be replayed over the one that takes its place.
    for log in LOGS {
        remove_if_there(&beside(database, log))?;
    }
    std::fs::rename(&staged, database).map_err(io(database))?;
    if !place.as_os_str().is_empty() {
        sync(&place)?;
    }
    Ok(Restored {
        manifest,
        erased: prepared.erased,
        taken_back: prepared.taken_back,
        uncertain: prepared.uncertain,
        letters,
        newer_bundles,
    })
}

fn nothing_in_the_way(
    config: &Config,
    from: &Path,
    manifest: &Manifest,
    overwrite: Overwrite,
) -> Result<(), BackupError> {
    let database = &config.store.path;
    if overwrite == Overwrite::No {
        // A log without its database may hold what somebody hopes to get back.
        let log = beside(database, LOGS[0]);
        if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) && !database.exists() {
            return Err(BackupError::InTheWay(log));
        }
        if !store::is_empty(database)? {
            return Err(BackupError::InTheWay(database.clone()));
        }
    }
    // A damaged database answers neither question, and is what a restore is for.
    if let Ok(false) = store::is_empty(database)
        && let Ok(false) = store::is_alone(database)
    {
        return Err(BackupError::InUse(database.clone()));
    }
    let key = KeyFile::beside(database);
    let other = || Ok::<_, BackupError>(std::fs::read(key.path()).map_err(io(key.path()))? != read(&from.join(KEY))?);
    if overwrite == Overwrite::No && manifest.key && key.path().exists() && other()? {
        return Err(BackupError::InTheWay(key.path().to_owned()));
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, BackupError> {
    std::fs::read(path).map_err(io(path))
}

/// Prepares the backup's database: repeats erasures and withdrawals, and leaves no mail to be sent that may have been sent.
fn prepare(config: &Config, backup: &Path, staged: &Path) -> Result<Prepared, BackupError> {
    copy(backup, staged)?;
    let ledger = Ledger::beside(&config.store.path);
    // The database that is replaced may know tombstones that the file lacks: opening it appends them.
    let mut known = BTreeSet::new();
    if let Ok(false) = store::is_empty(&config.store.path)
        && let Ok(old) = Store::open_patiently(&config.store.path, 1)
    {
        known = old.read_now(erasures::known).unwrap_or_default();
        old.close();
    }
    let (mut tombstones, mailboxes) = (ledger.read()?, ledger.mailboxes()?);
    tombstones.extend(known);
    let store = Store::open_staged(staged, ledger)?;
    let now = config.clock.now();
    let kept = || KeyFile::beside(backup).read().ok().flatten();
    let secret = config.given_key.clone().or_else(kept);
    let done = store.write_now(move |tx| {
        let known = erasures::known(tx)?;
        let later = tombstones.difference(&known).copied().collect();
        let erased = signatures::erased_later(tx, &later)?;
        signatures::erase_again(tx, &erased, now)?;
        let taken_back = TakenBack {
            mailboxes: signatures::close_again(tx, &mailboxes, now)?,
            ..take_back_again(tx, &later, secret.as_ref(), now)?
        };
        erasures::adopt(tx, &later)?;
        signatures::no_more_reminders(tx, now)?;
        let accounts = staff::store::restored::close_again(tx, &later)?;
        let uncertain = outbox::store::mark_all_uncertain(tx, now)?;
        let restored = Deed::of(Act::BackupRestored, 1);
        audit::store::record(tx, By::COMMAND_LINE, &restored, now)?;
        tx.wipe();
        Ok::<_, StoreError>(Prepared {
            erased: erased.count() + accounts,
            taken_back,
            uncertain,
        })
    });
    store.close();
    Ok(done?)
}

/// Repeats withdrawals: before the marks are adopted, and after erasures.
fn take_back_again(
    tx: &Tx<'_>,
    later: &BTreeSet<Tombstone>,
    secret: Option<&Secret>,
    now: Timestamp,
) -> Result<TakenBack, StoreError> {
    let later = takebacks::later(tx, later)?;
    let found = signatures::taken_back_later(tx, &later)?;
    let (signatures, news) = signatures::take_back_again(tx, &found, secret, now)?;
    let (listings, words) = signatures::show_as_chosen(tx, &found)?;
    let unknown = signatures::mark_unknown(tx, &found, now)?;
    // Last, since the steps before look at what was stored.
    let details = signatures::erase_details_again(tx, &found, now)?;
    let addresses = signatures::erase_addresses_again(tx, &found, now)?;
    let contacts = offices::stopped_later(tx, &later)?;
    offices::stop_again(tx, &contacts, now)?;
    Ok(TakenBack {
        signatures,
        news,
        listings,
        words,
        contacts: contacts.len(),
        mailboxes: 0,
        unlisted: unknown.unlisted,
        renamed: unknown.renamed,
        handed_over: unknown.contacts,
        details,
        addresses,
    })
}

/// Restores missing bundles; a bundle is identified by its name, so an existing one is the same.
fn restore_bundles(config: &Config, from: &Path) -> Result<Vec<PathBuf>, BackupError> {
    let folder = &config.delivery.folder;
    let there = bundles(folder)?;
    let kept = bundles(&from.join(BUNDLES))?;
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_owned();
    for bundle in &kept {
        let target = folder.join(name(bundle));
        if !target.exists() {
            let part = folder.join(format!(".{}.restoring", name(bundle).to_string_lossy()));
            copy_folder(bundle, &part)?;
            std::fs::rename(&part, &target).map_err(io(&target))?;
        }
    }
    let is_newer = |path: &PathBuf| !kept.iter().any(|it| name(it) == name(path));
    Ok(there.into_iter().filter(is_newer).collect())
}

/// Restores the letters only if there are none: people have worked on theirs since.
fn restore_letters(config: &Config, from: &Path) -> Result<bool, BackupError> {
    let folder = &config.content.folder;
    if folder.exists() && !listed(folder)?.is_empty() {
        return Ok(false);
    }
    copy_folder(&from.join(LETTERS), folder)?;
    Ok(true)
}
