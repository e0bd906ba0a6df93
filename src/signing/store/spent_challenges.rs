//! Solutions of challenges that have been used.

use crate::store::{StoreError, Tx, params};

/// Uses up a solution, in the transaction of the signature that it pays for; returns `false` if it was used before.
pub(crate) fn spend(tx: &Tx<'_>, digest: &[u8; 32], expires_at_seconds: i64) -> Result<bool, StoreError> {
    let sql = "INSERT INTO spent_challenges (digest, expires_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    let expires_at = expires_at_seconds.saturating_mul(1_000_000);
    Ok(tx.execute(sql, params![&digest[..], expires_at])? > 0)
}
