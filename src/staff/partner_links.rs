//! Links for partners, who have no account: each opens a page with the names and places of a letter's organizations until a day, unless it
//! is revoked.
//!
//! The database stores only the digest of a link, as it does of those that set a password: a link that was lost can't be shown again. When
//! one was opened is not stored.

use jiff::Timestamp;

use crate::audit::store::record;
use crate::audit::{Act, By, Deed, StaffId};
use crate::staff::store::partner_links::{self as stored, PartnerLinkId};
use crate::staff::token::Token;
use crate::store::{StoreError, Tx};

/// The maximum length of the note about whom a link is for, in characters.
pub const LONGEST_NOTE: usize = 100;

/// The longest time that a link can be open, in days.
pub const MOST_DAYS: i32 = 366;

/// Makes a link for a letter, which ends at a moment; returns its token, which is not stored.
pub fn make(
    tx: &Tx<'_>,
    (by, account): (By, StaffId),
    letter: &str,
    (note, ends_at): (&str, Timestamp),
    now: Timestamp,
) -> Result<Token, StoreError> {
    let token = Token::random();
    stored::add(tx, letter, (token.digest(), note), account, (now, ends_at))?;
    record(tx, by, &Deed::about(Act::PartnerLinkMade, letter, 1), now)?;
    Ok(token)
}

/// Revokes a link of a letter; returns whether it was open until now.
pub fn revoke(tx: &Tx<'_>, by: By, letter: &str, id: PartnerLinkId, now: Timestamp) -> Result<bool, StoreError> {
    let was_open = stored::revoke(tx, letter, id, now)?;
    if was_open {
        record(tx, by, &Deed::about(Act::PartnerLinkRevoked, letter, 1), now)?;
    }
    Ok(was_open)
}
