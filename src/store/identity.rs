//! What a database knows of itself: which secret key it belongs to, and how far the hourly deletion has come.

use super::{Read, StoreError, Tx, params};

/// A digest of a secret key, as a database stores it.
pub(crate) type KeyDigest = [u8; 32];

/// Returns which secret key the database belongs to; `None` if no service has started with it yet.
pub fn key(db: &Read<'_>) -> Result<Option<KeyDigest>, StoreError> {
    let sql = "SELECT secret_digest FROM identity WHERE one = 1";
    Ok(db
        .one(sql, [], |row| row.get::<Option<KeyDigest>>("secret_digest"))?
        .flatten())
}

/// Binds the database to this key.
pub(crate) fn keep_key(tx: &Tx<'_>, digest: &KeyDigest) -> Result<(), StoreError> {
    let sql = "UPDATE identity SET secret_digest = ?1 WHERE one = 1";
    tx.execute(sql, params![&digest[..]])?;
    Ok(())
}

/// Returns up to which time the hourly deletion has come, in microseconds.
pub(crate) fn deleted_until(db: &Read<'_>) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT deleted_until FROM identity WHERE one = 1";
    Ok(db
        .one(sql, [], |row| row.get::<Option<i64>>("deleted_until"))?
        .flatten())
}

/// Stores up to which time the hourly deletion has come.
pub(crate) fn keep_deleted_until(tx: &Tx<'_>, moment: i64) -> Result<(), StoreError> {
    let sql = "UPDATE identity SET deleted_until = ?1 WHERE one = 1";
    tx.execute(sql, params![moment])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn a_database_remembers_its_key_and_how_far_the_deleting_has_come() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        let known = |store: &Store| store.read_now(|db| Ok::<_, StoreError>((key(db)?, deleted_until(db)?)));
        let store = Store::in_file(&path, 1).expect("opens");
        assert_eq!(known(&store).expect("reads"), (None, None));
        let kept = store.write_now(|tx| {
            keep_key(tx, &[7; 32])?;
            keep_deleted_until(tx, 5)
        });
        kept.expect("is kept");
        store.close();
        let store = Store::in_file(&path, 1).expect("opens");
        assert_eq!(known(&store).expect("reads"), (Some([7; 32]), Some(5)));
    }
}
