//! Links that set a password, by the digests of their tokens.

use jiff::Timestamp;

use crate::audit::StaffId;
use crate::staff::token::TokenDigest;
use crate::store::{Read, StoreError, Tx, params};

/// Stores an account's link in place of any earlier one.
pub fn put(tx: &Tx<'_>, account: StaffId, digest: TokenDigest, expires: Timestamp) -> Result<(), StoreError> {
    let sql = "INSERT INTO staff_links (account, digest, expires_at) VALUES (?1, ?2, ?3)
       ON CONFLICT (account) DO UPDATE SET digest = excluded.digest, expires_at = excluded.expires_at";
    tx.execute(sql, params![account, &digest.0[..], expires.as_microsecond()])?;
    Ok(())
}

/// Returns the account of a link that still works.
pub fn account(db: &Read<'_>, digest: TokenDigest, now: Timestamp) -> Result<Option<StaffId>, StoreError> {
    let sql = "SELECT account FROM staff_links WHERE digest = ?1 AND expires_at > ?2";
    db.one(sql, params![&digest.0[..], now.as_microsecond()], |row| {
        row.get("account")
    })
}

/// Deletes an account's link.
pub fn delete(tx: &Tx<'_>, account: StaffId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM staff_links WHERE account = ?1", params![account])?;
    Ok(())
}
