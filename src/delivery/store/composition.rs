//! What is being composed beside the service, and who approved what was composed.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::BundleId;
use crate::audit::StaffId;
use crate::store::{Read, StoreError, Tx, params};

/// How long after its last sign of life a composition is taken over.
const LEASE: Duration = Duration::from_secs(110);

/// A delivery whose files staff want composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composition {
    /// The letter's slug.
    pub letter: String,
    /// The keys of offices that may be missing.
    pub without: Vec<String>,
    /// How many offices' files are done.
    pub done: u32,
    /// How many offices there are; 0 until that is known.
    pub offices: u32,
    /// Why it failed, if it did.
    pub problem: Option<String>,
    /// Who asked for it, if it is known.
    pub asked_by: Option<StaffId>,
    /// When, in microseconds: it tells a wish from a later one for the same letter.
    pub asked_at: i64,
    /// Whether they are supplements, and not the letter.
    pub supplement: bool,
}

const COLUMNS_OF_ALL: &str = "SELECT letter, without, done, offices, problem, asked_by, asked_at, is_supplement FROM compositions WHERE letter = ?1";

/// Returns what is being composed of a letter, or failed to be.
pub fn composition(db: &Read<'_>, letter: &str) -> Result<Option<Composition>, StoreError> {
    db.one(COLUMNS_OF_ALL, params![letter], |row| {
        let without: String = row.get("without")?;
        Ok(Composition {
            letter: row.get("letter")?,
            without: without
                .split(' ')
                .filter(|key| !key.is_empty())
                .map(str::to_owned)
                .collect(),
            done: row.get("done")?,
            offices: row.get("offices")?,
            problem: row.get("problem")?,
            asked_by: row.get("asked_by")?,
            asked_at: row.get("asked_at")?,
            supplement: row.get("is_supplement")?,
        })
    })
}

/// Asks for a letter's files, or for those of its supplements, to be composed, unless something of it is being composed.
pub fn ask(
    tx: &Tx<'_>,
    (letter, supplement): (&str, bool),
    without: &[String],
    (by, now): (Option<StaffId>, Timestamp),
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO compositions (letter, without, done, offices, asked_at, asked_by, is_supplement) VALUES (?1, ?2, 0, 0, ?3, ?4, ?5)
         ON CONFLICT (letter) DO UPDATE SET without = excluded.without, done = 0, offices = 0, problem = NULL, lease = NULL,
           asked_at = excluded.asked_at, asked_by = excluded.asked_by, is_supplement = excluded.is_supplement
           WHERE compositions.problem IS NOT NULL",
        params![letter, without.join(" "), now.as_microsecond(), by, supplement],
    )?;
    Ok(())
}

/// Takes the composition that waits longest, or whose process is gone.
pub fn claim(tx: &Tx<'_>, now: Timestamp) -> Result<Option<Composition>, StoreError> {
    let sql = "SELECT letter FROM compositions WHERE problem IS NULL AND (lease IS NULL OR lease < ?1) ORDER BY asked_at, letter LIMIT 1";
    let Some(letter) = tx.one(sql, params![now.as_microsecond()], |row| row.get::<String>("letter"))? else {
        return Ok(None);
    };
    let wish = composition(tx, &letter)?;
    if let Some(wish) = &wish {
        note(tx, wish, (0, 0), now)?;
    }
    Ok(wish)
}

/// Returns whether anything may be claimed, without a transaction that writes.
pub fn is_any(db: &Read<'_>, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM compositions WHERE problem IS NULL AND (lease IS NULL OR lease < ?1) LIMIT 1";
    Ok(db.one(sql, params![now.as_microsecond()], |_| Ok(()))?.is_some())
}

/// Notes how many offices are done, and that the process is alive.
pub fn note(tx: &Tx<'_>, wish: &Composition, (done, offices): (u32, u32), now: Timestamp) -> Result<(), StoreError> {
    let lease = now + SignedDuration::try_from(LEASE).unwrap_or(SignedDuration::MAX);
    let sql = "UPDATE compositions SET done = ?3, offices = ?4, lease = ?5 WHERE letter = ?1 AND asked_at = ?2 AND problem IS NULL";
    tx.execute(
        sql,
        params![wish.letter, wish.asked_at, done, offices, lease.as_microsecond()],
    )?;
    Ok(())
}

/// Notes why it failed.
pub fn fail(tx: &Tx<'_>, wish: &Composition, problem: &str) -> Result<(), StoreError> {
    let sql = "UPDATE compositions SET problem = ?3, lease = NULL WHERE letter = ?1 AND asked_at = ?2";
    tx.execute(sql, params![wish.letter, wish.asked_at, problem])?;
    Ok(())
}

/// Ends it, because it is done; returns whether it was still wanted, and not dropped, or dropped and asked for anew.
pub fn fulfill(tx: &Tx<'_>, wish: &Composition) -> Result<bool, StoreError> {
    let sql = "DELETE FROM compositions WHERE letter = ?1 AND asked_at = ?2";
    Ok(tx.execute(sql, params![wish.letter, wish.asked_at])? > 0)
}

/// Ends whatever is wanted of a letter, because it is there by other means, or not wanted any more; returns whether there was anything.
pub fn end(tx: &Tx<'_>, letter: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM compositions WHERE letter = ?1", params![letter])? > 0)
}

/// Someone's approval of what a bundle's mails are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Who approved.
    pub account: StaffId,
    /// When, in microseconds.
    pub at: i64,
    /// The digest of the offices and addresses that they approved.
    pub plan: [u8; 32],
}

/// Records an approval, in place of an earlier one of the same account.
pub fn approve(
    tx: &Tx<'_>,
    bundle: BundleId,
    account: StaffId,
    plan: [u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO bundle_approvals (bundle, account, plan, approved_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (bundle, account) DO UPDATE SET plan = excluded.plan, approved_at = excluded.approved_at",
        params![bundle, account, &plan[..], now.as_microsecond()],
    )?;
    Ok(())
}

/// Removes the approvals of a bundle, because its mails are enqueued.
pub fn use_up(tx: &Tx<'_>, bundle: BundleId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM bundle_approvals WHERE bundle = ?1", params![bundle])?;
    Ok(())
}

/// Returns the approvals of a bundle, oldest first.
pub fn approvals(db: &Read<'_>, bundle: BundleId) -> Result<Vec<Approval>, StoreError> {
    let sql = "SELECT account, plan, approved_at FROM bundle_approvals WHERE bundle = ?1 ORDER BY approved_at, account";
    db.all(sql, params![bundle], |row| {
        Ok(Approval {
            account: row.get("account")?,
            at: row.get("approved_at")?,
            plan: row.get("plan")?,
        })
    })
}
