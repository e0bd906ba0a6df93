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
