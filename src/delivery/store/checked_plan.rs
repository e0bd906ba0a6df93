//! The plan of a letter that staff checked last.

use jiff::Timestamp;

use crate::audit::StaffId;
use crate::delivery::changes::CheckedOffice;
use crate::store::{Read, StoreError, Tx, params};

/// A plan that staff checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedPlan {
    /// When, in microseconds.
    pub at: i64,
    /// By whom, if it is known.
    pub by: Option<StaffId>,
    /// Its offices.
    pub offices: Vec<CheckedOffice>,
}

/// Returns the plan of a letter that staff checked last.
pub fn checked_plan(db: &Read<'_>, letter: &str) -> Result<Option<CheckedPlan>, StoreError> {
    let sql = "SELECT checked_at, checked_by, offices FROM checked_plans WHERE letter = ?1";
    db.one(sql, params![letter], |row| {
        let offices: String = row.get("offices")?;
        Ok(CheckedPlan {
            at: row.get("checked_at")?,
            by: row.get("checked_by")?,
            // What an earlier program wrote in another form was not checked.
            offices: serde_json::from_str(&offices).unwrap_or_default(),
        })
    })
}

/// Keeps a plan as the one that staff checked last.
pub fn check_plan(
    tx: &Tx<'_>,
    letter: &str,
    offices: &[CheckedOffice],
    (by, now): (Option<StaffId>, Timestamp),
) -> Result<(), StoreError> {
    let offices = serde_json::to_string(offices).expect("plain strings");
    tx.execute(
        "INSERT INTO checked_plans (letter, checked_at, checked_by, offices) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (letter) DO UPDATE SET checked_at = excluded.checked_at, checked_by = excluded.checked_by, offices = excluded.offices",
        params![letter, now.as_microsecond(), by, offices],
    )?;
    Ok(())
}
