//! Counts publications. What a process caches about published texts is valid until the next one, and another process
//! (`undersigned letters publish`) may be the one that publishes.

use crate::store::{StoreError, Tx};

/// The number of a publication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Publication(i64);

/// Returns the last publication, which is looked up once per transaction, however many signatures it has.
pub(crate) fn last(tx: &Tx<'_>) -> Result<Publication, StoreError> {
    tx.once(|db| {
        let sql = "SELECT number FROM publication WHERE one = 1";
        let number = db.one(sql, [], |row| row.get("number"))?;
        Ok(Publication(number.unwrap_or_default()))
    })
}

/// Counts a publication, in the transaction that publishes.
pub(super) fn note(tx: &Tx<'_>) -> Result<(), StoreError> {
    tx.execute("UPDATE publication SET number = number + 1 WHERE one = 1", [])?;
    tx.forget::<Publication>();
    Ok(())
}
