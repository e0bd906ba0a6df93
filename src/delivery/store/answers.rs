//! Which offices answered a letter, as staff say.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::delivered::first_to;
use crate::store::{Read, StoreError, params};

/// Returns the day on which each office answered a letter.
pub fn answers(db: &Read<'_>, letter: &str) -> Result<BTreeMap<String, Date>, StoreError> {
    let sql = "SELECT office, answered_on FROM answers WHERE letter = ?1 ORDER BY office";
    let found = db.all(sql, params![letter], |row| {
        Ok((row.get("office")?, row.parse("answered_on", str::parse)?))
    })?;
    Ok(found.into_iter().collect())
}

/// Returns the first of these offices whose recorded answer does not fit its delivery any more: it is not delivered, or was later.
pub(super) fn contradicted(
    db: &Read<'_>,
    letter: &str,
    offices: &[String],
    zone: &TimeZone,
) -> Result<Option<(String, Date)>, StoreError> {
    let answers = answers(db, letter)?;
    for office in offices {
        if let Some(on) = answers.get(office)
            && first_day(db, letter, office, zone)?.is_none_or(|delivered| *on < delivered)
        {
            return Ok(Some((office.clone(), *on)));
        }
    }
    Ok(None)
}

/// Returns the day on which an office received a letter for the first time; `None` if it did not, or nobody knows.
pub(super) fn first_day(
    db: &Read<'_>,
    letter: &str,
    office: &str,
    zone: &TimeZone,
) -> Result<Option<Date>, StoreError> {
    let moment = first_to(db, letter, office)?;
    Ok(moment.map(|moment| moment.to_zoned_datetime(zone.clone()).date()))
}
