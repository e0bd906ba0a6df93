//! What repeating a failed mail would do with the contacts that staff have now.

use super::store::Progress;
use super::{MANIFEST, Manifest, email};
use crate::config;
use crate::offices::store::{self as offices, Addresses};
use crate::store::{Store, StoreError};

/// What repeating an office's mail would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repetition {
    /// It would go to another address than before.
    Elsewhere,
    /// It would go to the same address.
    SameAddress,
    /// It would go nowhere: the office has no contact.
    WithoutContact,
    /// It would go nowhere: the office, or all of its contacts, opted out.
    Stopped,
}

impl Repetition {
    /// Decides for an office that is known under several keys, whose last mail went to an address.
    pub fn of(addresses: &Addresses, office: &str, keys: &[String], last: &str) -> Self {
        match addresses.usable(office, keys).next() {
            Some(contact) if contact.email.as_str().eq_ignore_ascii_case(last) => Self::SameAddress,
            Some(_) => Self::Elsewhere,
            None if addresses.knows(office, keys) => Self::Stopped,
            None => Self::WithoutContact,
        }
    }
}

/// Decides for offices whose mails failed. The other keys under which an office's contacts are known are in the bundle's manifest.
pub fn of_failed(
    store: &Store,
    settings: &config::Delivery,
    mails: &[&Progress],
) -> Result<Vec<Repetition>, StoreError> {
    let addresses = store.read_now(|db| offices::addresses_for(db, mails.iter().map(|mail| mail.office.as_str())))?;
    let decide = |mail: &&Progress| {
        let keys = keys(settings, mail).unwrap_or_else(|| vec![mail.office.clone()]);
        Repetition::of(&addresses, &mail.office, &keys, &mail.address)
    };
    Ok(mails.iter().map(decide).collect())
}

fn keys(settings: &config::Delivery, mail: &Progress) -> Option<Vec<String>> {
    let manifest = std::fs::read(email::folder_in(settings, mail.bundle).join(MANIFEST)).ok()?;
    let manifest: Manifest = serde_json::from_slice(&manifest).ok()?;
    let office = manifest
        .offices
        .into_iter()
        .find(|office| office.office == mail.office)?;
    Some(office.contacts)
}
