//! What accounts want to be emailed about, and what they were told.

use jiff::Timestamp;

use crate::audit::StaffId;
use crate::signatures::ids::NewcomerId;
use crate::staff::notices::{DigestHour, Known, Wish};
use crate::store::{Read, StoreError, Tx, params};

/// An account's choice about a letter, and what it knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The letter.
    pub letter: String,
    /// What it wants.
    pub wish: Wish,
    /// The last organization that it knows of.
    pub told: NewcomerId,
    /// When it was last emailed about new organizations, in microseconds.
    pub told_at: Option<i64>,
    /// The counts of the last digest.
    pub known: Known,
}

/// Returns an account's choices, by letter.
pub fn of_account(db: &Read<'_>, account: StaffId) -> Result<Vec<Notice>, StoreError> {
    let sql = "SELECT letter, wish, told, told_at, organizations, people, withdrawn AS others FROM staff_notices WHERE account = ?1 ORDER BY letter";
    let count = |n: i64| u64::try_from(n).unwrap_or(0);
    db.all(sql, params![account], |row| {
        Ok(Notice {
            letter: row.get("letter")?,
            wish: row.word("wish")?,
            told: row.get("told")?,
            told_at: row.get("told_at")?,
            known: Known {
                organizations: count(row.get("organizations")?),
                people: count(row.get("people")?),
                withdrawn: count(row.get("others")?),
            },
        })
    })
}

/// Returns the accounts that want anything.
pub fn accounts(db: &Read<'_>) -> Result<Vec<StaffId>, StoreError> {
    let sql = "SELECT DISTINCT account FROM staff_notices ORDER BY account";
    db.all(sql, [], |row| row.get("account"))
}

fn stored(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Stores what an account wants; what is there already is not told.
pub fn choose(
    tx: &Tx<'_>,
    account: StaffId,
    (letter, wish): (&str, Wish),
    (told, known): (NewcomerId, Known),
) -> Result<(), StoreError> {
    let sql = "INSERT INTO staff_notices (account, letter, wish, told, told_at, organizations, people, withdrawn)
       VALUES (?1, ?2, ?3, ?4, NULL, ?5, ?6, ?7)
       ON CONFLICT (account, letter) DO UPDATE SET wish = excluded.wish, told = excluded.told, told_at = NULL,
         organizations = excluded.organizations, people = excluded.people, withdrawn = excluded.withdrawn
       WHERE staff_notices.wish <> excluded.wish";
    let numbers = (
        stored(known.organizations),
        stored(known.people),
        stored(known.withdrawn),
    );
    tx.post(
        sql,
        params![account, letter, wish.as_str(), told, numbers.0, numbers.1, numbers.2],
    )
}

/// Stores that an account wants nothing about a letter.
pub fn stop(tx: &Tx<'_>, account: StaffId, letter: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM staff_notices WHERE account = ?1 AND letter = ?2";
    tx.post(sql, params![account, letter])
}

/// Notes that an account was emailed about new organizations.
pub fn note_organizations(
    tx: &Tx<'_>,
    account: StaffId,
    (letter, told): (&str, NewcomerId),
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE staff_notices SET told = ?3, told_at = ?4 WHERE account = ?1 AND letter = ?2";
    tx.post(sql, params![account, letter, told, now.as_microsecond()])
}

/// Notes what a digest told about a letter.
pub fn note_digest(
    tx: &Tx<'_>,
    account: StaffId,
    (letter, told): (&str, NewcomerId),
    known: Known,
) -> Result<(), StoreError> {
    let sql = "UPDATE staff_notices SET told = ?3, organizations = ?4, people = ?5, withdrawn = ?6 WHERE account = ?1 AND letter = ?2";
    let numbers = (
        stored(known.organizations),
        stored(known.people),
        stored(known.withdrawn),
    );
    tx.post(sql, params![account, letter, told, numbers.0, numbers.1, numbers.2])
}

/// Returns when an account gets its digest, if it chose.
pub fn hour(db: &Read<'_>, account: StaffId) -> Result<Option<DigestHour>, StoreError> {
    let sql = "SELECT hour, zone FROM staff_digest_hours WHERE account = ?1";
    db.one(sql, params![account], |row| {
        Ok(DigestHour {
            hour: row.get("hour")?,
            zone: row.get("zone")?,
        })
    })
}

/// Stores when an account gets its digest.
pub fn set_hour(tx: &Tx<'_>, account: StaffId, at: &DigestHour) -> Result<(), StoreError> {
    let sql = "INSERT INTO staff_digest_hours (account, hour, zone) VALUES (?1, ?2, ?3)
       ON CONFLICT (account) DO UPDATE SET hour = excluded.hour, zone = excluded.zone";
    tx.post(sql, params![account, at.hour, at.zone])
}

/// Returns whether a day's digest was decided on.
pub fn is_done(db: &Read<'_>, account: StaffId, day: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM staff_digest_days WHERE account = ?1 AND day = ?2";
    Ok(db.one(sql, params![account, day], |row| row.get::<i64>("n"))?.is_some())
}

/// Notes that a day's digest is decided on; `false` if it was before.
pub fn finish(tx: &Tx<'_>, account: StaffId, day: &str, mailed: bool) -> Result<bool, StoreError> {
    let sql = "INSERT INTO staff_digest_days (account, day, mailed) VALUES (?1, ?2, ?3) ON CONFLICT (account, day) DO NOTHING";
    Ok(tx.execute(sql, params![account, day, mailed])? > 0)
}
