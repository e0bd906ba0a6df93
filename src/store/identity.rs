//! What a database knows of itself: which secret key it belongs to, and whether old bytes were wiped.

use rusqlite::Connection;

use super::{Read, StoreError, Tx, params};

/// A digest of a secret key, as a database keeps it.
pub type KeyDigest = [u8; 32];

/// Which secret key the database belongs to; `None`: no service has started with it yet.
pub fn key(db: &Read<'_>) -> Result<Option<KeyDigest>, StoreError> {
    let sql = "SELECT secret_digest FROM identity WHERE one = 1";
    Ok(db
        .one(sql, [], |row| row.get::<Option<KeyDigest>>("secret_digest"))?
        .flatten())
}

/// From now on it belongs to this key.
pub fn keep_key(tx: &Tx<'_>, digest: &KeyDigest) -> Result<(), StoreError> {
    let sql = "UPDATE identity SET secret_digest = ?1 WHERE one = 1";
    tx.execute(sql, params![&digest[..]])?;
    Ok(())
}

/// Up to which moment the hourly deleting has come, in microseconds.
pub fn deleted_until(db: &Read<'_>) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT deleted_until FROM identity WHERE one = 1";
    Ok(db
        .one(sql, [], |row| row.get::<Option<i64>>("deleted_until"))?
        .flatten())
}

/// Keeps it.
pub fn keep_deleted_until(tx: &Tx<'_>, moment: i64) -> Result<(), StoreError> {
    let sql = "UPDATE identity SET deleted_until = ?1 WHERE one = 1";
    tx.execute(sql, params![moment])?;
    Ok(())
}

/// What was deleted before `secure_delete` was on still lies in free pages of an `earlier` file: it is written anew, once.
pub(super) fn wipe_once(connection: &Connection, age: Age) -> Result<(), StoreError> {
    let asked = "SELECT wiped FROM identity WHERE one = 1";
    if connection.query_row(asked, [], |row| row.get::<_, bool>(0))? {
        return Ok(());
    }
    if age == Age::Earlier {
        tracing::info!(
            event = "store.wiping",
            "the file is written anew, once: this may take a while"
        );
        match connection.execute_batch("VACUUM").map_err(StoreError::from) {
            // Another program is at work, or there is no room for a second copy: the next start tries again.
            Err(error) if error.trouble().is_some() => {
                tracing::warn!(event = "store.not_wiped", %error);
                return Ok(());
            }
            done => done?,
        }
    }
    connection.execute("UPDATE identity SET wiped = 1 WHERE one = 1", [])?;
    Ok(())
}

/// Whether a database was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// It was made just now.
    New,
    /// An earlier start made it.
    Earlier,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, open};

    #[test]
    fn a_database_remembers_its_key_and_how_far_the_deleting_has_come() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        let known = |store: &Store| store.read_now(|db| Ok::<_, StoreError>((key(db)?, deleted_until(db)?)));
        let store = Store::open(&path, 1).expect("opens");
        assert_eq!(known(&store).expect("reads"), (None, None));
        let kept = store.write_now(|tx| {
            keep_key(tx, &[7; 32])?;
            keep_deleted_until(tx, 5)
        });
        kept.expect("is kept");
        store.close();
        let store = Store::open(&path, 1).expect("opens");
        assert_eq!(known(&store).expect("reads"), (Some([7; 32]), Some(5)));
    }

    #[test]
    fn an_earlier_file_that_another_program_holds_is_wiped_at_the_next_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        drop(Store::open(&path, 1).expect("opens"));
        let connection = open::writer(&path, std::time::Duration::ZERO).expect("opens");
        let is_wiped = || -> bool {
            let wiped = connection.query_row("SELECT wiped FROM identity", [], |row| row.get(0));
            wiped.expect("a row")
        };
        assert!(is_wiped(), "a new file needs no wiping");
        connection
            .execute_batch("UPDATE identity SET wiped = 0")
            .expect("as an earlier program left it");
        let other = open::writer(&path, std::time::Duration::ZERO).expect("opens");
        other.execute_batch("BEGIN IMMEDIATE").expect("is at work");
        wipe_once(&connection, Age::Earlier).expect("hinders no start");
        assert!(!is_wiped());
        other.execute_batch("COMMIT").expect("is done");
        connection.execute_batch("BEGIN").expect("begins");
        wipe_once(&connection, Age::Earlier).expect_err("what will not pass is told");
        connection.execute_batch("COMMIT").expect("is done");
        assert!(!is_wiped());
        wipe_once(&connection, Age::Earlier).expect("is wiped");
        assert!(is_wiped());
    }
}
