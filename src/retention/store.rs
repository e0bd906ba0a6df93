//! The steps of retention: what is deleted or erased after its time, a few rows at once, since everyone shares the writer thread.

use jiff::Timestamp;

use crate::clock::DAY_MICROS;
use crate::config::Signing;
use crate::outbox;
use crate::signatures::store::erase::{delete, delete_form, delete_handover};
use crate::store::{Read, RowId, StoreError, Tx, params};

/// The maximum number of rows in one transaction.
pub(crate) const SLICE: usize = 1_000;

/// How many days an expired link is remembered, so that its page can tell "expired" from "unknown".
const TOLD_TOO_OLD_DAYS: u32 = 30;

/// How many days a decision of staff can be undone.
const UNDONE_WITHIN_DAYS: u32 = 30;

/// A kind of data that is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Digests of networks.
    Origins,
    /// Expired links.
    Links,
    /// Drafts that nobody approved.
    Drafts,
    /// Forms that were saved and not sent.
    SavedForms,
    /// Handovers, answered or not.
    Handovers,
    /// The people who had filled in the form of an organization that has another contact since.
    Submitters,
    /// Used solutions of expired challenges; a day later, since clocks may differ.
    Spent,
    /// The records of the mail quota.
    Quotas,
    /// Recipients of settled mails.
    Recipients,
    /// What decisions of staff changed, for an undo.
    Decided,
    /// Decisions that can't be undone any more.
    Decisions,
    /// Signatures that were never confirmed.
    Unconfirmed,
}

impl Step {
    /// All steps in order; signatures take their links with them.
    pub(crate) const ALL: [Self; 12] = [
        Self::Origins,
        Self::Links,
        Self::Drafts,
        Self::SavedForms,
        Self::Handovers,
        Self::Submitters,
        Self::Spent,
        Self::Quotas,
        Self::Recipients,
        Self::Decided,
        Self::Decisions,
        Self::Unconfirmed,
    ];

    /// Returns the statement for at most `?2` rows up to the time `?1`.
    fn sql(self) -> &'static str {
        match self {
            Self::Origins => {
                "UPDATE links SET origin = NULL, origin_range = NULL WHERE id IN
                   (SELECT id FROM links WHERE origin IS NOT NULL AND created_at <= ?1 LIMIT ?2)"
            }
            Self::Links => "DELETE FROM links WHERE id IN (SELECT id FROM links WHERE own_until <= ?1 LIMIT ?2)",
            Self::Drafts => "SELECT id FROM signatures WHERE state = 'awaiting' AND confirmed_at <= ?1 LIMIT ?2",
            Self::SavedForms => "SELECT id FROM saved_forms WHERE saved_at <= ?1 LIMIT ?2",
            Self::Handovers => "SELECT id FROM handovers WHERE made_at <= ?1 LIMIT ?2",
            Self::Submitters => {
                "UPDATE organizations SET submitted_by = NULL, submitted_from = NULL WHERE signature IN
                   (SELECT signature FROM organizations WHERE submitted_from IS NOT NULL AND contact_since <= ?1 LIMIT ?2)"
            }
            Self::Spent => {
                "DELETE FROM spent_challenges WHERE digest IN
                   (SELECT digest FROM spent_challenges WHERE expires_at <= ?1 LIMIT ?2)"
            }
            Self::Quotas => {
                "DELETE FROM mail_quota WHERE id IN (SELECT id FROM mail_quota WHERE sent_at <= ?1 LIMIT ?2)"
            }
            Self::Recipients => outbox::store::FORGET,
            Self::Decided => {
                "DELETE FROM decided_signatures WHERE (decision, signature) IN
                   (SELECT s.decision, s.signature FROM decisions d CROSS JOIN decided_signatures s
                     WHERE s.decision = d.id AND d.at <= ?1 LIMIT ?2)"
            }
            Self::Decisions => "DELETE FROM decisions WHERE id IN (SELECT id FROM decisions WHERE at <= ?1 LIMIT ?2)",
            Self::Unconfirmed => "SELECT id FROM signatures WHERE state = 'pending' AND created_at <= ?1 LIMIT ?2",
        }
    }

    fn days(self, kept: &Signing) -> u32 {
        match self {
            Self::Origins => kept.origin_kept_days,
            Self::Links => TOLD_TOO_OLD_DAYS,
            Self::Decided | Self::Decisions => UNDONE_WITHIN_DAYS,
            Self::Drafts => kept.approval_days,
            Self::Handovers | Self::Submitters => kept.approval_days + TOLD_TOO_OLD_DAYS,
            Self::Quotas | Self::Spent => 1,
            Self::Recipients | Self::Unconfirmed | Self::SavedForms => kept.unconfirmed_kept_days,
        }
    }
}

/// Deletes a slice of one kind; returns how many rows it had: fewer than [`SLICE`] when nothing is left.
pub fn forget(tx: &Tx<'_>, step: Step, now: Timestamp, kept: &Signing) -> Result<usize, StoreError> {
    let before = now.as_microsecond() - i64::from(step.days(kept)) * DAY_MICROS;
    let slice = i64::try_from(SLICE).unwrap_or(i64::MAX);
    match step {
        Step::Drafts | Step::Unconfirmed => each(tx, step.sql(), (before, slice), |id| delete(tx, id, now)),
        Step::SavedForms => each(tx, step.sql(), (before, slice), |id| delete_form(tx, id, now)),
        Step::Handovers => each(tx, step.sql(), (before, slice), |id| delete_handover(tx, id, now)),
        Step::Origins
        | Step::Links
        | Step::Submitters
        | Step::Spent
        | Step::Quotas
        | Step::Recipients
        | Step::Decided
        | Step::Decisions => {
            let rows = tx.execute(step.sql(), params![before, slice])?;
            if rows > 0 {
                tx.wipe();
            }
            Ok(rows)
        }
    }
}

/// Deletes each row that a statement finds, with what goes with it.
fn each<I: RowId>(
    tx: &Tx<'_>,
    sql: &str,
    (before, slice): (i64, i64),
    delete: impl Fn(I) -> Result<(), StoreError>,
) -> Result<usize, StoreError> {
    let rows = tx.all(sql, params![before, slice], |row| row.get("id"))?;
    let number = rows.len();
    rows.into_iter().try_for_each(delete)?;
    Ok(number)
}

/// Returns when the newest signature was typed, in microseconds.
pub fn newest(db: &Read<'_>) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT created_at FROM signatures ORDER BY id DESC LIMIT 1";
    db.one(sql, params![], |row| row.get("created_at"))
}

#[cfg(test)]
mod tests;
