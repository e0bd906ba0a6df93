//! The earlier texts of a letter that offices have.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::clock::from_micros;
use crate::delivery::earlier::EarlierText;
use crate::store::{Read, StoreError, params};

/// Returns, by office, the newest earlier text that was sent, or delivered by staff, before this revision; days are in `zone`.
pub fn earlier(
    db: &Read<'_>,
    letter: &str,
    revision: u32,
    zone: &TimeZone,
) -> Result<BTreeMap<String, EarlierText>, StoreError> {
    // The last row of an office is its newest. CROSS keeps the order from the letter to its mails.
    let sql = "SELECT d.office, d.office_name, b.revision, CASE WHEN o.state = 'sent' THEN o.settled_at ELSE COALESCE(d.outcome_at, o.settled_at) END AS moment,
         o.state = 'sent' AS sent, o.id AS mail
       FROM bundles b CROSS JOIN deliveries d CROSS JOIN outbox o
       WHERE d.bundle = b.id AND o.kind = 'bundle' AND o.subject_id = d.id AND b.letter = ?1 AND b.revision < ?2 AND d.supplement = 0
         AND (o.state IN ('sent', 'uncertain') OR d.outcome = 'delivered')
       UNION ALL
       SELECT office, office_name, revision, outcome_at, FALSE, 0 FROM deliveries_by_hand
       WHERE letter = ?1 AND revision < ?2 AND outcome = 'delivered'
       ORDER BY revision, sent, moment, mail";
    let found = db.all(sql, params![letter, revision], |row| {
        let sent = from_micros(row.get("moment")?);
        let earlier = EarlierText {
            name: row.get("office_name")?,
            revision: row.get("revision")?,
            sent_on: sent.to_zoned_datetime(zone.clone()).date(),
        };
        Ok((row.get("office")?, earlier))
    })?;
    Ok(found.into_iter().collect())
}
