//! Second factors in the database.

use crate::audit::StaffId;
use crate::staff::session::SessionId;
use crate::staff::token::TokenDigest;
use crate::store::{Read, StoreError, Tx, params};

/// What is needed to check an account's codes.
pub(crate) struct Factor {
    /// The app's key, encrypted.
    pub(crate) sealed: String,
    /// The last period whose code was used.
    pub(crate) used: u32,
}

/// Returns an account's factor; `None` if it has none.
pub(crate) fn factor(db: &Read<'_>, id: StaffId) -> Result<Option<Factor>, StoreError> {
    let sql = "SELECT factor, factor_step FROM staff_accounts WHERE id = ?1 AND factor IS NOT NULL";
    db.one(sql, params![id], |row| {
        Ok(Factor {
            sealed: row.get("factor")?,
            used: row.get("factor_step")?,
        })
    })
}

/// Sets an account's factor, and the period whose code was used to do so.
pub(crate) fn put(tx: &Tx<'_>, id: StaffId, factor: Option<&str>, used: u32) -> Result<(), StoreError> {
    let sql = "UPDATE staff_accounts SET factor = ?2, factor_step = ?3 WHERE id = ?1";
    tx.execute(sql, params![id, factor, used])?;
    Ok(())
}

/// Records that the code of a period was used.
pub(crate) fn use_step(tx: &Tx<'_>, id: StaffId, used: u32) -> Result<(), StoreError> {
    let sql = "UPDATE staff_accounts SET factor_step = ?2 WHERE id = ?1";
    tx.execute(sql, params![id, used])?;
    Ok(())
}

/// Replaces an account's recovery codes, given as digests.
pub(crate) fn put_codes(tx: &Tx<'_>, id: StaffId, digests: &[[u8; 32]]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM staff_recovery_codes WHERE account = ?1", params![id])?;
    for digest in digests {
        let sql = "INSERT INTO staff_recovery_codes (account, digest) VALUES (?1, ?2)";
        tx.execute(sql, params![id, &digest[..]])?;
    }
    Ok(())
}

/// Deletes a recovery code; returns whether the account had it.
pub(crate) fn use_code(tx: &Tx<'_>, id: StaffId, digest: [u8; 32]) -> Result<bool, StoreError> {
    let sql = "DELETE FROM staff_recovery_codes WHERE account = ?1 AND digest = ?2";
    Ok(tx.execute(sql, params![id, &digest[..]])? > 0)
}

/// Returns how many recovery codes are left.
pub(crate) fn codes_left(db: &Read<'_>, id: StaffId) -> Result<u32, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM staff_recovery_codes WHERE account = ?1";
    Ok(db.one(sql, params![id], |row| row.get("n"))?.unwrap_or(0))
}

/// Opens a session and records when its owner entered a code. From now on, the cookie with this digest finds it. Returns whether the session
/// was still there.
pub(crate) fn open_session(tx: &Tx<'_>, session: SessionId, digest: TokenDigest, at: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE staff_sessions SET is_open = TRUE, tries = 0, confirmed_at = ?2, digest = ?3 WHERE id = ?1";
    Ok(tx.execute(sql, params![session, at, &digest.0[..]])? > 0)
}

/// Records when the owner of an open session entered a code again. Returns whether the session was still there.
pub(crate) fn confirm_session(tx: &Tx<'_>, session: SessionId, at: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE staff_sessions SET tries = 0, confirmed_at = ?2 WHERE id = ?1";
    Ok(tx.execute(sql, params![session, at])? > 0)
}

/// Counts a wrong code in a session; returns how many there have been in a row.
pub(crate) fn count_try(tx: &Tx<'_>, session: SessionId) -> Result<u32, StoreError> {
    tx.execute(
        "UPDATE staff_sessions SET tries = tries + 1 WHERE id = ?1",
        params![session],
    )?;
    let sql = "SELECT tries FROM staff_sessions WHERE id = ?1";
    Ok(tx.one(sql, params![session], |row| row.get("tries"))?.unwrap_or(0))
}
