//! What is stored about one email address: a report for its owner, and its erasure.
//!
//! [`report()`] answers a request for access, and [`erase()`] a request to be deleted, for someone who wrote to staff in place of using
//! the links in their mails. Staff must be sure that it is the owner who asks. The account of a staff member is not touched.

mod report;
mod store;

use jiff::Timestamp;

pub use report::{Approver, HandedTo, Invited, OfOrganization, Report, SavedDraft, Signed};

use crate::audit::store::record;
use crate::audit::{Act, By, Deed};
use crate::config::Secret;
use crate::email::EmailAddress;
use crate::mail::MailContext;
use crate::outbox::store::bounced;
use crate::signatures::store::of_address::erase_address;
use crate::store::{Read, StoreError, Tx};

/// Collects everything that is stored about an address.
pub fn report(db: &Read<'_>, secret: &Secret, email: &EmailAddress) -> Result<Report, StoreError> {
    store::report(db, secret, email)
}

/// Records in the audit log that somebody had a report made; the entry says how many entries it had, and not about whom.
pub fn note_report(tx: &Tx<'_>, by: By, report: &Report, now: Timestamp) -> Result<(), StoreError> {
    record(tx, by, &Deed::of(Act::AddressReported, report.count()), now)
}

/// What was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Erased {
    /// How many signatures.
    pub signatures: usize,
    /// How many other entries: approvers, public addresses, handovers, saved forms, invitations.
    pub entries: usize,
    /// In how many mails the recipient.
    pub mails: usize,
}

/// Erases everything that is stored about an address, as its owner could by the links in their mails. What stays is in the [`Report`]:
/// frozen bundles that offices have, and records of deliveries to an office at this address.
pub fn erase(tx: &Tx<'_>, context: &MailContext<'_>, by: By, email: &EmailAddress) -> Result<Erased, StoreError> {
    let now = context.now;
    let done = erase_address(tx, email, now)?;
    bounced::acquit(tx, &context.config.secret, email)?;
    for heir in done.heirs {
        context.tell_heir_of_deleted(tx, Some(heir))?;
    }
    record(tx, by, &Deed::of(Act::AddressErased, done.rows.count()), now)?;
    Ok(Erased {
        signatures: done.rows.signatures.len(),
        entries: done.rows.count() - done.rows.signatures.len(),
        mails: done.mails,
    })
}
