//! Solutions of challenges that were used.

use crate::store::{StoreError, Tx, params};

/// Uses a solution up, in the transaction of what it pays for; `false`: it was used before.
pub(crate) fn spend(tx: &Tx<'_>, digest: &[u8; 32], expires_at_seconds: i64) -> Result<bool, StoreError> {
    let sql = "INSERT INTO spent_challenges (digest, expires_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    let expires_at = expires_at_seconds.saturating_mul(1_000_000);
    Ok(tx.execute(sql, params![&digest[..], expires_at])? > 0)
}
