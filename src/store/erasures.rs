//! Tombstones: erased rows stay erased when an earlier backup is restored.
//!
//! A tombstone is a keyed digest of which row was erased. It is in the database, written in the transaction of the erasure, and in a file
//! beside the database that is append-only, and that no backup overwrites: the database that knows of an erasure is the very one that a
//! restore replaces. A reader of the file learns how many asked to be erased or took something back ([`super::takebacks`]), and nothing of
//! who they were.
//!
//! A row is identified by its number. That is exact, although SQLite reuses numbers: a restore applies only the tombstones that the backup
//! does not know yet, so they are of later erasures, and a later erasure can mean a row of the backup by this number or, after that row is
//! gone, a newer one. In either case the row of the backup is gone. Once applied they are in the restored database, and in every backup of
//! it, and do not affect a later row of that number.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use rusqlite::Connection;

use super::entry::Entry;
pub(crate) use super::entry::Tombstone;
use super::sqlite::guard::beside;
use super::statements::Statements;
use super::{Read, StoreError, Tx, params};
use crate::config::Secret;

/// What the running batch has erased, until it is committed.
#[derive(Default)]
pub(super) struct Erased {
    entries: RefCell<Vec<Entry>>,
    wipes: std::cell::Cell<bool>,
}

impl Erased {
    /// Returns the current position, for [`Erased::undo_to`].
    pub(super) fn mark(&self) -> usize {
        self.entries.borrow().len()
    }

    /// Drops the entries of a rolled-back closure.
    pub(super) fn undo_to(&self, mark: usize) {
        self.entries.borrow_mut().truncate(mark);
    }

    pub(super) fn note(&self, entry: Entry) {
        self.entries.borrow_mut().push(entry);
    }

    /// Takes the committed entries for the file, and whether the write-ahead log has to be emptied.
    pub(super) fn take(&self) -> (Vec<Entry>, bool) {
        (self.entries.take(), self.wipes.take())
    }
}

impl Tx<'_> {
    /// Requests a wipe soon after the commit, because this closure deletes or overwrites personal data that must leave the disk.
    pub(crate) fn wipe(&self) {
        self.erased().wipes.set(true);
    }

    /// Requests a wipe, and leaves a tombstone, so that a restored backup does not bring the row back. `what` names its table.
    pub(crate) fn bury(&self, what: &str, id: i64) -> Result<(), StoreError> {
        self.keep(tombstones(self)?(what, id))?;
        self.wipe();
        Ok(())
    }

    /// Stores a tombstone in the database now, and in the file after the commit.
    pub(super) fn keep(&self, tombstone: Tombstone) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO erasures (digest) VALUES (?1) ON CONFLICT DO NOTHING",
            params![&tombstone[..]],
        )?;
        self.erased().note(Entry::Tombstone(tombstone));
        Ok(())
    }
}

/// Returns a function that makes tombstones as this database does.
pub(crate) fn tombstones(db: &Read<'_>) -> Result<impl Fn(&str, i64) -> Tombstone + use<>, StoreError> {
    let sql = "SELECT tombstone_key FROM identity WHERE one = 1";
    let key = db.one(sql, [], |row| row.get::<Vec<u8>>("tombstone_key"))?;
    let secret = Secret::new(&HEXLOWER.encode(&key.unwrap_or_default()));
    Ok(move |what: &str, id: i64| secret.digest("tombstone", format!("{what}\0{id}").as_bytes()))
}

/// Returns the tombstones in the database.
pub fn known(db: &Read<'_>) -> Result<BTreeSet<Tombstone>, StoreError> {
    let all = db.all("SELECT digest FROM erasures", [], |row| row.get("digest"))?;
    Ok(all.into_iter().collect())
}

/// Adds tombstones from elsewhere to the database.
pub(crate) fn adopt(tx: &Tx<'_>, tombstones: &BTreeSet<Tombstone>) -> Result<(), StoreError> {
    for it in tombstones {
        let sql = "INSERT INTO erasures (digest) VALUES (?1) ON CONFLICT DO NOTHING";
        tx.execute(sql, params![&it[..]])?;
    }
    Ok(())
}

/// The file of tombstones beside the database, one entry a line.
#[derive(Clone)]
pub struct Ledger(PathBuf);

impl Ledger {
    /// Returns the file of a database.
    pub fn beside(database: &Path) -> Self {
        Self(beside(database, ".erasures"))
    }

    /// Returns the path.
    pub fn file(&self) -> &Path {
        &self.0
    }

    /// Reads the tombstones. A line that was truncated by a crash is skipped, since its erasure is in the database.
    pub fn read(&self) -> Result<BTreeSet<Tombstone>, StoreError> {
        let text = self.text()?;
        let lines = text.split(|byte| *byte == b'\n');
        let digests = lines.filter_map(|line| HEXLOWER.decode(line).ok());
        Ok(digests.filter_map(|digest| digest.try_into().ok()).collect())
    }

    /// Reads the complete file; empty if there is none.
    pub(super) fn text(&self) -> Result<Vec<u8>, StoreError> {
        match std::fs::read(&self.0) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            read => read.map_err(StoreError::io(&self.0)),
        }
    }

    /// Appends entries durably. The first call creates the file, even without entries.
    pub(super) fn append(&self, entries: &[Entry]) -> Result<(), StoreError> {
        let mut options = File::options();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        // A truncated line must not corrupt the next one.
        let lines = entries.iter().map(|it| format!("\n{}\n", it.line()));
        let text: String = lines.collect();
        let written = options.open(&self.0).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.map_err(StoreError::io(&self.0))
    }

    /// Appends entries after a commit, before its callers get their results. If that fails, the database has them: they are kept, and
    /// appended with the next commit or at the next start.
    pub(super) fn append_or_keep(&self, unfiled: &mut Vec<Entry>, entries: Vec<Entry>) {
        unfiled.extend(entries);
        if unfiled.is_empty() {
            return;
        }
        match self.append(unfiled) {
            Ok(()) => unfiled.clear(),
            Err(error) => tracing::error!(event = "store.tombstones_not_filed", %error),
        }
    }

    /// Appends what the database has and the file lacks, because of a crash or a full disk in between.
    pub(super) fn catch_up(&self, connection: &Connection) -> Result<(), StoreError> {
        let filed = self.read()?;
        let known = known(&Read::in_file(connection, &Statements::default()))?;
        let mut missing: Vec<_> = known.difference(&filed).copied().map(Entry::Tombstone).collect();
        missing.extend(self.missing_mailboxes(connection)?);
        if missing.is_empty() && self.0.exists() {
            return Ok(());
        }
        self.append(&missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    fn made() -> (tempfile::TempDir, PathBuf, Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        let store = Store::in_file(&path, 1).expect("opens");
        (folder, path, store)
    }

    #[test]
    fn tombstones_are_in_database_and_file_unless_their_closure_was_rolled_back() {
        let (_folder, path, store) = made();
        store.write_now(|tx| tx.bury("row", 1)).expect("buried");
        let undone = store.write_now(|tx| {
            tx.bury("row", 2)?;
            Err::<(), _>(StoreError::Closed)
        });
        assert!(undone.is_err());
        store.write_now(|tx| tx.bury("row", 3)).expect("buried");
        let (known, make) = store
            .read_now(|db| Ok::<_, StoreError>((known(db)?, tombstones(db)?)))
            .expect("reads");
        let expected: BTreeSet<_> = [make("row", 1), make("row", 3)].into();
        assert_eq!(known, expected);
        let ledger = Ledger::beside(&path);
        assert_eq!(ledger.read().expect("reads"), expected);
        assert_ne!(make("row", 1), make("other", 1));
        store.close();
        // After a crash between the commit and the file, the next start appends what is missing, after a truncated
        // line.
        let text = std::fs::read_to_string(ledger.file()).expect("reads");
        std::fs::write(ledger.file(), &text[..text.len() - 9]).expect("writes");
        assert_eq!(ledger.read().expect("reads").len(), 1);
        drop(Store::in_file(&path, 1).expect("opens"));
        assert_eq!(ledger.read().expect("reads"), expected);
    }

    #[test]
    fn a_tombstone_that_could_not_be_filed_is_filed_with_the_next_commit() {
        let (_folder, path, store) = made();
        let ledger = Ledger::beside(&path);
        std::fs::remove_file(ledger.file()).expect("is removed");
        // Nothing can be appended to a folder, as to a full disk.
        std::fs::create_dir(ledger.file()).expect("is made");
        store.write_now(|tx| tx.bury("row", 1)).expect("buried");
        std::fs::remove_dir(ledger.file()).expect("is removed");
        store
            .write_now(|tx| tx.execute("DELETE FROM erasures WHERE FALSE", []))
            .expect("is done");
        let make = store.read_now(tombstones).expect("reads");
        assert_eq!(ledger.read().expect("reads"), [make("row", 1)].into());
    }

    #[test]
    fn another_database_makes_other_tombstones() {
        let make = |store: &Store| store.read_now(tombstones).expect("reads")("row", 1);
        let (_one, _, first) = made();
        let (_two, _, second) = made();
        assert_ne!(make(&first), make(&second));
    }

    #[test]
    fn rolling_back_a_closure_removes_no_other_tombstone() {
        let (_folder, path, store) = made();
        let others = store.clone();
        let both = store.write_now(move |tx| {
            tx.bury("row", 1)?;
            // It joins the same commit.
            let undone = |tx: &Tx<'_>| {
                tx.bury("row", 2)?;
                Err::<(), _>(StoreError::Closed)
            };
            others.writer.submit(undone, |_| {})
        });
        both.expect("is buried");
        let make = store.read_now(tombstones).expect("reads");
        let filed = Ledger::beside(&path).read().expect("reads");
        assert_eq!(filed, [make("row", 1)].into());
    }

    #[test]
    fn an_unreadable_file_of_tombstones_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let ledger = Ledger::beside(&folder.path().join("a.db"));
        assert_eq!(ledger.read().expect("there is none"), BTreeSet::new());
        std::fs::create_dir(ledger.file()).expect("is made");
        ledger.read().expect_err("is told");
    }
}
