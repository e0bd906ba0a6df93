//! Complete copies of a database, for backups.

use std::fs::{File, OpenOptions};
use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::{condition, log_owner, open};
use crate::private;
use crate::store::StoreError;

/// Copies a database consistently and durably into a new file, while others write into it.
pub fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    log_owner::check(from)?;
    copy_open(&open::reader(from)?, to)
}

/// Copies what a connection sees into a new file.
pub(in crate::store) fn copy_open(source: &Connection, to: &Path) -> Result<(), StoreError> {
    private::create(to).map_err(StoreError::io(to))?;
    let mut target = open::plain(to)?;
    // The copy is made in one step: a reader's snapshot lasts as long as needed, and nobody waits for it.
    let step = Backup::new(source, &mut target)?.step(-1)?;
    if step != StepResult::Done {
        return Err(StoreError::Busy);
    }
    target.pragma_update(None, "journal_mode", "DELETE")?;
    log_owner::unmark(&target)?;
    drop(target);
    sync(to)
}

/// Returns what is wrong with a database that nobody has open; `None` if nothing.
pub fn problems(path: &Path) -> Result<Option<String>, StoreError> {
    log_owner::check(path)?;
    condition::problems(&open::plain(path)?, "PRAGMA integrity_check(3)")
}

/// Returns whether no other program has the database open. Its write-ahead log is then in the file.
pub(crate) fn is_alone(path: &Path) -> Result<bool, StoreError> {
    log_owner::check(path)?;
    let connection = open::plain(path)?;
    connection.busy_timeout(std::time::Duration::ZERO)?;
    match connection
        .pragma_update(None, "journal_mode", "DELETE")
        .map_err(StoreError::from)
    {
        Err(StoreError::Busy) => Ok(false),
        done => done.map(|()| true),
    }
}

/// Flushes a file to disk.
pub fn sync(path: &Path) -> Result<(), StoreError> {
    let file: Result<File, _> = OpenOptions::new().read(true).open(path);
    file.and_then(|file| file.sync_all()).map_err(StoreError::io(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn a_copy_is_one_intact_file_and_a_damaged_one_is_reported() {
        let folder = tempfile::tempdir().expect("a folder");
        let [from, to] = ["a.db", "copy.db"].map(|name| folder.path().join(name));
        let store = Store::in_file(&from, 1).expect("opens");
        let made = "CREATE TABLE t (n INTEGER CHECK (n > 0)) STRICT";
        store.write_now(|tx| tx.execute(made, [])).expect("is made");
        copy(&from, &to).expect("is copied");
        assert_eq!(problems(&to).expect("is looked through"), None);
        assert!(is_alone(&to).expect("is asked") && !is_alone(&from).expect("is asked"));
        let spoiled = "PRAGMA ignore_check_constraints = ON; INSERT INTO t VALUES (-1)";
        open::plain(&to)
            .and_then(|it| Ok(it.execute_batch(spoiled)?))
            .expect("is spoiled");
        let told = problems(&to).expect("is looked through");
        assert_eq!(told.as_deref(), Some("CHECK constraint failed in t"));
    }
}
