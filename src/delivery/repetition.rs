//! What repeating a failed mail would do with the contacts that staff have now.

use std::collections::BTreeMap;

use super::Manifest;
use super::store::Progress;
use crate::config;
use crate::offices::store::{self as offices, Addresses};
use crate::shelf::Shelf;
use crate::store::{Read, Store, StoreError};

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
    store.read_now(|db| {
        let addresses = offices::addresses_for(db, mails.iter().map(|mail| mail.office.as_str()))?;
        let mut manifests = BTreeMap::new();
        let decide = |mail: &&Progress| {
            let manifest = manifests
                .entry(mail.bundle)
                .or_insert_with(|| manifest(db, settings, mail.bundle));
            let own = vec![mail.office.clone()];
            let keys = manifest.as_ref().and_then(|it| keys(it, &mail.office)).unwrap_or(&own);
            Repetition::of(&addresses, &mail.office, keys, &mail.address)
        };
        Ok(mails.iter().map(decide).collect())
    })
}

fn manifest(db: &Read<'_>, settings: &config::Delivery, bundle: [u8; 32]) -> Option<Manifest> {
    let text = Shelf::seen_from(db, &settings.folder).manifest(db, bundle).ok()?;
    serde_json::from_slice(&text).ok()
}

fn keys<'m>(manifest: &'m Manifest, office: &str) -> Option<&'m Vec<String>> {
    let entry = manifest.offices.iter().find(|it| it.office == office)?;
    Some(&entry.contacts)
}
