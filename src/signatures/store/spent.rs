//! Solutions of challenges that were used.

use crate::store::{StoreError, Tx, params};

/// How much longer than its challenge a solution is remembered, in microseconds: whoever read the clock just before the last
/// moment may write just after it.
const GRACE: i64 = 3_600_000_000;

/// Uses a solution up, in the transaction of what it pays for; `false`: it was used before.
pub fn spend(tx: &Tx<'_>, digest: &[u8; 32], expires_at_seconds: i64) -> Result<bool, StoreError> {
    let sql = "INSERT INTO spent_challenges (digest, expires_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    let expires_at = expires_at_seconds.saturating_mul(1_000_000);
    Ok(tx.execute(sql, params![&digest[..], expires_at])? > 0)
}

/// Forgets solutions whose challenges can't be sent any more.
pub(super) fn forget(tx: &Tx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM spent_challenges WHERE expires_at <= ?1",
        params![now - GRACE],
    )
}
