//! Signatures in the database. Every function runs inside the caller's transaction.

use jiff::Timestamp;

mod confirm;
mod links;
mod lists;
mod own;
mod record;

pub use confirm::{Confirmation, Linked, confirm, linked};
pub use links::{Terms, keep_link, link_nonce};
pub use lists::{Cursor, page, tally};
pub use own::{Amendment, Own, Removal, amend, own, remove, signatures_of};
pub use record::{Circumstances, Signing, count_mail, record};

use crate::outbox;
use crate::store::{StoreError, Tx, params};

const DAY_MICROS: i64 = 86_400_000_000;

/// Deletes what has been kept long enough; answers how many unconfirmed signatures went.
pub fn forget(tx: &Tx<'_>, now: Timestamp, unconfirmed_days: u32, origin_days: u32) -> Result<usize, StoreError> {
    let before = |days: u32| now.as_microsecond() - i64::from(days) * DAY_MICROS;
    tx.execute(
        "UPDATE links SET origin = NULL WHERE origin IS NOT NULL AND created_at <= ?1",
        params![before(origin_days)],
    )?;
    // Oldest first, some at a time: the rows are in the order in which they were made.
    tx.execute(
        "DELETE FROM links WHERE id IN (SELECT id FROM links ORDER BY id LIMIT 5000) AND own_until <= ?1",
        params![before(0)],
    )?;
    tx.execute("DELETE FROM mail_quota WHERE sent_at <= ?1", params![before(1)])?;
    outbox::store::forget(tx, before(unconfirmed_days))?;
    tx.execute(
        "DELETE FROM signatures WHERE state = 'pending' AND created_at <= ?1",
        params![before(unconfirmed_days)],
    )
}
