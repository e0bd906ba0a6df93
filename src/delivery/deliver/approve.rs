//! Approves the mails of a frozen bundle; the last approval that the letter wants sends them.

use sha2::{Digest, Sha256};

use super::plan::FileSource;
use super::send::put;
use super::{DeliveryContext, Planned, Prepared, SendError, Stale};
use crate::audit::store::record;
use crate::audit::{Act, Deed, StaffId};
use crate::delivery::dispatch::{self, Plan};
use crate::delivery::store::composition;
use crate::delivery::{Manifest, store};
use crate::store::{StoreError, Tx};

/// What came of an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approved {
    /// It is recorded, and others have to approve as well.
    Waits {
        /// How many have approved.
        have: usize,
        /// How many have to.
        need: usize,
    },
    /// The mails are enqueued: how many.
    Sent(usize),
}

impl Planned {
    /// Returns the manifest of the bundle that was frozen before; `None` if the files have to be composed.
    pub fn frozen(&self) -> Option<&Manifest> {
        match &self.file_source {
            FileSource::Frozen(composed) => Some(&composed.manifest),
            FileSource::Fresh(_) => None,
        }
    }

    /// Returns what an approval is about: the files of the frozen bundle, and the office and address of each mail.
    pub fn digest(&self) -> Option<[u8; 32]> {
        match &self.file_source {
            FileSource::Frozen(composed) => Some(digest(composed.digest, &self.plan)),
            FileSource::Fresh(_) => None,
        }
    }

    /// Returns the row of the bundle that was frozen before.
    pub fn bundle(&self) -> Option<store::BundleId> {
        match &self.file_source {
            FileSource::Frozen(composed) => composed.frozen,
            FileSource::Fresh(_) => None,
        }
    }
}

impl Prepared {
    /// Returns whether its files were frozen before.
    pub fn is_frozen(&self) -> bool {
        self.composed.frozen.is_some()
    }

    /// Returns what an approval is about: the files, and the office and address of each mail.
    pub fn digest(&self) -> [u8; 32] {
        digest(self.composed.digest, &self.plan)
    }
}

fn digest(bundle: [u8; 32], plan: &Plan) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(bundle);
    for mail in &plan.mails {
        for text in [mail.office.office.as_str(), mail.contact.email.as_str()] {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text.as_bytes());
        }
    }
    hash.finalize().into()
}

/// Records the approval of `context.by` for what they saw, and enqueues the mails if enough people have approved the same. Both happen in
/// one transaction. `counts` says whose approval still counts: not that of an account that may not send the letter any more. Approvals are
/// used up when the mails are enqueued: mails that are canceled afterwards need new ones.
pub fn approve(
    context: DeliveryContext<'_>,
    prepared: Prepared,
    mail_domain: &str,
    seen: [u8; 32],
    counts: impl Fn(&Tx<'_>, StaffId) -> Result<bool, StoreError> + Send + 'static,
) -> Result<Approved, SendError> {
    let account = context.by.account.ok_or(SendError::Unnamed)?;
    let need = context.approvals_needed();
    let plan = prepared.plan.clone();
    let digest = prepared.digest();
    if !prepared.is_frozen() {
        return Err(SendError::Stale(Stale::Bundle));
    }
    if digest != seen {
        return Err(SendError::Stale(Stale::Plan));
    }
    let (domain, by, now) = (mail_domain.to_owned(), context.by, context.config.clock.now());
    put(context, prepared, move |tx, bundle, of| {
        composition::approve(tx, bundle.row, account, digest, now)?;
        let mut have = 0;
        for approval in composition::approvals(tx, bundle.row)? {
            if approval.plan == digest && counts(tx, approval.account)? {
                have += 1;
            }
        }
        record(tx, by, &Deed::about(Act::DeliveryApproved, of.0, plan.mails.len()), now)?;
        if have < need {
            return Ok(Approved::Waits { have, need });
        }
        composition::use_up(tx, bundle.row)?;
        let owed = dispatch::enqueue(tx, bundle, of, &plan.mails, &domain, now)?;
        record(tx, by, &Deed::about(Act::LetterDelivered, of.0, owed), now)?;
        Ok(Approved::Sent(owed))
    })
}
