//! Signatures in the database. Every function runs inside the caller's transaction.

use jiff::Timestamp;

mod approval;
mod confirm;
mod counting;
mod disown;
#[allow(
    dead_code,
    reason = "some of it is used only where signatures are recorded and corrected"
)]
pub mod flags;
mod hurry;
mod links;
mod lists;
mod next;
mod own;
mod record;
pub mod review;
mod spent;

pub use approval::{Draft, approve, draft, draft_of, mark_reminded, to_remind};
pub use confirm::{Confirmation, Linked, confirm, linked};
pub use counting::{Rules, Settled};
pub use disown::{Claimed, claimed, disown};
pub use flags::flag;
pub use hurry::{HURRIED, Press, hurried};
pub use links::{Origin, Terms, keep_link, link_nonce};
pub use lists::{Cursor, Placed, deliveries, organizations, page, tally};
pub use next::{Next, sign_next};
pub use own::{Amendment, Own, Removal, amend, own, remove, signatures_of, withdraw};
pub use record::{Circumstances, Signing, count_mail, record};
pub use review::invited;
pub use spent::spend;

use crate::outbox;
use crate::store::{StoreError, Tx, params};

const DAY_MICROS: i64 = 86_400_000_000;

/// Deletes what has been kept long enough; answers how many unconfirmed signatures went.
pub fn forget(tx: &Tx<'_>, now: Timestamp, kept: &crate::config::Signing) -> Result<usize, StoreError> {
    let (unconfirmed_days, origin_days) = (kept.unconfirmed_kept_days, kept.origin_kept_days);
    let before = |days: u32| now.as_microsecond() - i64::from(days) * DAY_MICROS;
    tx.execute(
        "UPDATE links SET origin = NULL, range = NULL WHERE origin IS NOT NULL AND created_at <= ?1",
        params![before(origin_days)],
    )?;
    // Oldest first, some at a time: the rows are in the order in which they were made.
    tx.execute(
        "DELETE FROM links WHERE id IN (SELECT id FROM links ORDER BY id LIMIT 5000) AND own_until <= ?1",
        params![before(0)],
    )?;
    tx.execute(
        "DELETE FROM signatures WHERE state = 'awaiting' AND confirmed_at <= ?1",
        params![before(kept.approval_days)],
    )?;
    tx.execute("DELETE FROM mail_quota WHERE sent_at <= ?1", params![before(1)])?;
    spent::forget(tx, before(0))?;
    outbox::store::forget(tx, before(unconfirmed_days))?;
    tx.execute(
        "DELETE FROM signatures WHERE state = 'pending' AND created_at <= ?1",
        params![before(unconfirmed_days)],
    )
}
