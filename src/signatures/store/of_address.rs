//! Everything that is stored about one email address, wherever it was typed: to report it to its owner, and to erase it.
//!
//! An address is compared as a mailbox ([`EmailAddress::canonical`]). Few people ask, so the tables are read from end to end, and no index
//! of addresses grows with the signatures. An erased address leaves a mark beside the database, by which a restored backup erases it again.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::erase::{delete_handover, erase, erase_form, merged_people};
use super::{lost_decider, search_texts};
use crate::email::EmailAddress;
use crate::outbox::store::{erase_mails, to_address};
use crate::signatures::ids::{DeciderId, HandoverId, InvitationId, SavedFormId, SignatureId};
use crate::store::erasures::Tombstone;
use crate::store::takebacks::{Later, Topic};
use crate::store::{Read, RowId, StoreError, Tx, params};

/// The rows that hold an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfAddress {
    /// The signatures that it gave, as a person or as an organization's contact, in any state; and what was merged into a person's.
    pub signatures: Vec<SignatureId>,
    /// The people who decide for an organization, by this address.
    pub deciders: Vec<DeciderId>,
    /// The organizations whose public address it is.
    pub public: Vec<SignatureId>,
    /// The organizations whose form was filled in from it, before another contact took over.
    pub submitted: Vec<SignatureId>,
    /// The handovers to a contact with this address.
    pub handovers: Vec<HandoverId>,
    /// The forms that were saved from it.
    pub forms: Vec<SavedFormId>,
    /// The invitations that went to it.
    pub invitations: Vec<InvitationId>,
}

impl OfAddress {
    /// Returns how many rows there are.
    pub fn count(&self) -> usize {
        let organizations = self.public.len() + self.submitted.len();
        let asked = self.deciders.len() + self.handovers.len() + self.invitations.len();
        self.signatures.len() + organizations + asked + self.forms.len()
    }
}

/// Finds all rows that hold an address.
pub fn of_address(db: &Read<'_>, email: &EmailAddress) -> Result<OfAddress, StoreError> {
    let public = "SELECT signature AS id, public_email AS email FROM organizations WHERE public_email IS NOT NULL ORDER BY signature";
    let submitted = "SELECT signature AS id, submitted_from AS email FROM organizations WHERE submitted_from IS NOT NULL ORDER BY signature";
    let mut signatures = holding(db, email, "SELECT id, email FROM signatures ORDER BY id")?;
    for id in signatures.clone() {
        signatures.extend(merged_people(db, id)?);
    }
    signatures.sort_unstable();
    signatures.dedup();
    Ok(OfAddress {
        signatures,
        deciders: holding(db, email, "SELECT id, email FROM deciders ORDER BY id")?,
        public: holding(db, email, public)?,
        submitted: holding(db, email, submitted)?,
        handovers: holding(db, email, "SELECT id, email FROM handovers ORDER BY id")?,
        forms: holding(db, email, "SELECT id, email FROM saved_forms ORDER BY id")?,
        invitations: holding(
            db,
            email,
            "SELECT id, email FROM invitations WHERE email IS NOT NULL ORDER BY id",
        )?,
    })
}

fn holding<I: RowId>(db: &Read<'_>, email: &EmailAddress, sql: &str) -> Result<Vec<I>, StoreError> {
    let (mut found, canonical) = (Vec::new(), email.canonical());
    db.each(sql, [], |row| {
        let stored: String = row.get("email")?;
        if EmailAddress::parse(&stored).is_ok_and(|it| it.canonical() == canonical) {
            found.push(row.get("id")?);
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

/// What was erased of an address.
pub struct ErasedAddress {
    /// The rows.
    pub rows: OfAddress,
    /// In how many mails the recipient.
    pub mails: usize,
    /// The duplicates that are held now in place of an erased signature.
    pub heirs: Vec<SignatureId>,
}

/// Erases everything that is stored about an address: its own rows, itself in those of others, and the recipients of mails. Records of
/// deliveries to an office stay.
pub fn erase_address(tx: &Tx<'_>, email: &EmailAddress, now: Timestamp) -> Result<ErasedAddress, StoreError> {
    let rows = of_address(tx, email)?;
    erase_in_others(tx, &rows, now)?;
    for id in &rows.forms {
        erase_form(tx, *id, now)?;
    }
    let mut heirs = Vec::new();
    for id in &rows.signatures {
        heirs.extend(erase(tx, *id, now)?);
    }
    heirs.retain(|heir| !rows.signatures.contains(heir));
    // After that, since many of them were erased with what they were about.
    let mails = erase_mails(tx, &to_address(tx, email)?, now)?;
    tx.mark_taken_back(Topic::Address, "erased", &email.canonical())?;
    tx.wipe();
    Ok(ErasedAddress { rows, mails, heirs })
}

/// Erases an address in the signatures of organizations that are somebody else's, and in invitations.
fn erase_in_others(tx: &Tx<'_>, it: &OfAddress, now: Timestamp) -> Result<(), StoreError> {
    for id in &it.deciders {
        // What was decided stays in the history, which names nobody.
        lost_decider::erase(tx, *id, now)?;
    }
    for id in &it.public {
        // Links to the address end with it.
        let sql = "UPDATE links SET handed_over_at = COALESCE(handed_over_at, ?2) WHERE signature = ?1 AND whose = 'other' AND decider IS NULL";
        tx.execute(sql, params![id, now.as_microsecond()])?;
        let sql = "UPDATE organizations SET public_email = NULL WHERE signature = ?1";
        tx.execute(sql, params![id])?;
        search_texts::refresh(tx, *id)?;
    }
    for id in &it.submitted {
        let sql = "UPDATE organizations SET submitted_by = NULL, submitted_from = NULL WHERE signature = ?1";
        tx.execute(sql, params![id])?;
    }
    for id in &it.handovers {
        delete_handover(tx, *id, now)?;
    }
    for id in &it.invitations {
        let sql = "UPDATE invitations SET email = NULL, note = NULL WHERE id = ?1";
        tx.execute(sql, params![id])?;
    }
    Ok(())
}

/// Returns the addresses in a restored backup that were erased after it was made.
pub(super) fn erased_later(
    db: &Read<'_>,
    later: &Later<'_, impl Fn(&str, i64) -> Tombstone>,
) -> Result<Vec<EmailAddress>, StoreError> {
    let mut found = BTreeMap::new();
    for sql in [
        "SELECT email FROM signatures",
        "SELECT email FROM deciders",
        "SELECT public_email AS email FROM organizations WHERE public_email IS NOT NULL",
        "SELECT submitted_from AS email FROM organizations WHERE submitted_from IS NOT NULL",
        "SELECT email FROM handovers",
        "SELECT email FROM saved_forms",
        "SELECT email FROM invitations WHERE email IS NOT NULL",
        "SELECT recipient AS email FROM outbox WHERE recipient <> ''",
    ] {
        db.each(sql, [], |row| {
            if let Ok(email) = EmailAddress::parse(&row.get::<String>("email")?)
                && later.word(Topic::Address, &email.canonical()).is_some()
            {
                found.insert(email.canonical(), email);
            }
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(found.into_values().collect())
}
