//! Links for those who have no account: each opens a page about a letter until a day, unless it is revoked. One for partners opens the names
//! and places of its organizations; one to a preview opens a letter that waits for its day of publication.
//!
//! The database stores only the digest of a link, as it does of those that set a password: a link that was lost can't be shown again. When
//! one was opened is not stored.

use jiff::Timestamp;

use crate::audit::store::record;
use crate::audit::{Act, By, Deed, StaffId};
pub use crate::staff::store::shared_links::Opens;
use crate::staff::store::shared_links::{self as stored, SharedLinkId};
use crate::staff::token::Token;
use crate::store::{StoreError, Tx};

/// The maximum length of the note about whom a link is for, in characters.
pub const LONGEST_NOTE: usize = 100;

/// The longest time that a link can be open, in days.
pub const MOST_DAYS: i32 = 366;

/// Returns the act of making a link.
fn made(opens: Opens) -> Act {
    match opens {
        Opens::Partners => Act::PartnerLinkMade,
        Opens::Preview => Act::PreviewLinkMade,
    }
}

/// Returns the act of revoking a link.
fn revoked(opens: Opens) -> Act {
    match opens {
        Opens::Partners => Act::PartnerLinkRevoked,
        Opens::Preview => Act::PreviewLinkRevoked,
    }
}

/// Makes a link for a letter, which ends at a moment; returns its token, which is not stored.
pub fn make(
    tx: &Tx<'_>,
    (by, account): (By, StaffId),
    (letter, opens): (&str, Opens),
    (note, ends_at): (&str, Timestamp),
    now: Timestamp,
) -> Result<Token, StoreError> {
    let token = Token::random();
    stored::add(tx, (letter, opens), (token.digest(), note), account, (now, ends_at))?;
    record(tx, by, &Deed::about(made(opens), letter, 1), now)?;
    Ok(token)
}

/// Revokes a link of a letter; returns whether it was open until now.
pub fn revoke(
    tx: &Tx<'_>,
    by: By,
    (letter, opens): (&str, Opens),
    id: SharedLinkId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let was_open = stored::revoke(tx, (letter, opens), id, now)?;
    if was_open {
        record(tx, by, &Deed::about(revoked(opens), letter, 1), now)?;
    }
    Ok(was_open)
}
