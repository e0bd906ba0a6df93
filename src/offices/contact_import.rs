//! Keeps the contacts of a file that was read ([`contacts`](super::contacts)), and tells those that nothing is sent to.

use jiff::Timestamp;

use super::contacts::Contact;
use super::store;
use crate::store::{StoreError, Tx};

/// What an import changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Contacts that were not there.
    pub new: usize,
    /// Contacts that say something else than before.
    pub changed: usize,
    /// Contacts that are as they were.
    pub same: usize,
    /// Contacts that are kept, and that nothing is sent to.
    pub unused: Vec<Unused>,
}

/// Why nothing is sent to a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unused {
    /// Nobody with this number serves.
    Member(String),
    /// The committee is not among the imported ones.
    Committee(String),
    /// No letter has a recipient with this key.
    Recipient(String),
    /// The office, or the address, asked for no more mail.
    Stopped(String),
}

/// Keeps every contact of a file. `recipients`: the keys of all letters' own recipients.
pub fn import(tx: &Tx<'_>, found: &[Contact], recipients: &[String], now: Timestamp) -> Result<Imported, StoreError> {
    let keys: Vec<String> = found
        .iter()
        .flat_map(|it| [it.office.clone(), it.email.as_str().to_lowercase()])
        .collect();
    let stopped = store::addresses_for(tx, keys.iter().map(String::as_str))?;
    let (members, committees) = (store::members(tx)?, store::committees(tx)?);
    let mut unused = Vec::new();
    for contact in found {
        let parts: Vec<&str> = contact.office.split(':').collect();
        unused.extend(match parts.as_slice() {
            ["member", id] if !members.contains_key(*id) => Some(Unused::Member((*id).to_owned())),
            ["committee", code, _] if !committees.contains_key(*code) => Some(Unused::Committee((*code).to_owned())),
            ["recipient", key] if !recipients.iter().any(|known| known == key) => {
                Some(Unused::Recipient((*key).to_owned()))
            }
            _ => None,
        });
        if stopped.is_stopped(&contact.office) || stopped.is_stopped(contact.email.as_str()) {
            unused.push(Unused::Stopped(contact.office.clone()));
        }
    }
    let (new, changed) = store::put_contacts(tx, found, now)?;
    Ok(Imported {
        new,
        changed,
        same: found.len() - new - changed,
        unused,
    })
}
