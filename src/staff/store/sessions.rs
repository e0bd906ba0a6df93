//! Sessions, by the digests of their cookies.

use jiff::Timestamp;

use super::accounts::{self, Account};
use crate::audit::StaffId;
use crate::staff::session::{ABSOLUTE, IDLE, Session, SessionId};
use crate::staff::token::TokenDigest;
use crate::store::{Read, Row, StoreError, Tx, params};

fn session(row: &Row<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        id: row.get("id")?,
        account: row.get("account")?,
        browser: row.get("browser")?,
        is_open: row.get("is_open")?,
        by_proxy: row.get("by_proxy")?,
        created_at: row.get("created_at")?,
        seen_at: row.get("seen_at")?,
        confirmed_at: row.get("confirmed_at")?,
    })
}

/// A session that began before the first time, or was last used before the second one, has ended. In microseconds.
struct Bounds {
    begun_at: i64,
    seen_at: i64,
}

impl Bounds {
    fn at(now: Timestamp) -> Self {
        Self {
            begun_at: (now - ABSOLUTE).as_microsecond(),
            seen_at: (now - IDLE).as_microsecond(),
        }
    }
}

/// Begins a session, and deletes those that have ended.
pub fn begin(
    tx: &Tx<'_>,
    (account, browser): (StaffId, &str),
    (digest, is_open): (TokenDigest, bool),
    now: Timestamp,
) -> Result<(), StoreError> {
    let Bounds { begun_at, .. } = Bounds::at(now);
    tx.execute("DELETE FROM staff_sessions WHERE created_at <= ?1", params![begun_at])?;
    let sql = "INSERT INTO staff_sessions (digest, account, browser, is_open, created_at, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)";
    let at = now.as_microsecond();
    tx.execute(sql, params![&digest.0[..], account, browser, is_open, at])?;
    Ok(())
}

/// Records that a trusted proxy says whose a session is.
pub fn mark_by_proxy(tx: &Tx<'_>, digest: TokenDigest) -> Result<(), StoreError> {
    let sql = "UPDATE staff_sessions SET by_proxy = TRUE WHERE digest = ?1";
    tx.execute(sql, params![&digest.0[..]]).map(drop)
}

/// Returns the session of a cookie, unless it has ended, and its account.
pub fn find(db: &Read<'_>, digest: TokenDigest, now: Timestamp) -> Result<Option<(Session, Account)>, StoreError> {
    let Bounds { begun_at, seen_at } = Bounds::at(now);
    let sql = "SELECT id, account, browser, is_open, by_proxy, created_at, seen_at, confirmed_at FROM staff_sessions WHERE digest = ?1 AND created_at > ?2 AND seen_at > ?3";
    let Some(found) = db.one(sql, params![&digest.0[..], begun_at, seen_at], session)? else {
        return Ok(None);
    };
    let account = accounts::by_id(db, found.account)?;
    Ok(account.map(|account| (found, account)))
}

/// Records that a session is in use.
pub fn note_use(tx: &Tx<'_>, id: SessionId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE staff_sessions SET seen_at = ?2 WHERE id = ?1";
    tx.execute(sql, params![id, now.as_microsecond()])?;
    Ok(())
}

/// Returns an account's sessions that have not ended, most recently used first.
pub fn of_account(db: &Read<'_>, account: StaffId, now: Timestamp) -> Result<Vec<Session>, StoreError> {
    let Bounds { begun_at, seen_at } = Bounds::at(now);
    let sql = "SELECT id, account, browser, is_open, by_proxy, created_at, seen_at, confirmed_at FROM staff_sessions
       WHERE account = ?1 AND is_open AND created_at > ?2 AND seen_at > ?3 ORDER BY seen_at DESC, id DESC";
    db.all(sql, params![account, begun_at, seen_at], session)
}

/// Ends one of an account's sessions; returns whether it existed.
pub fn end(tx: &Tx<'_>, account: StaffId, id: SessionId) -> Result<bool, StoreError> {
    let sql = "DELETE FROM staff_sessions WHERE id = ?1 AND account = ?2";
    Ok(tx.execute(sql, params![id, account])? > 0)
}

/// Ends all of an account's sessions but one; returns how many. [`SessionId::NONE`] keeps none.
pub fn end_others(tx: &Tx<'_>, account: StaffId, kept: SessionId) -> Result<usize, StoreError> {
    let sql = "DELETE FROM staff_sessions WHERE account = ?1 AND id <> ?2";
    tx.execute(sql, params![account, kept])
}
