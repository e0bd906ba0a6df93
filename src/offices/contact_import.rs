//! Stores the contacts of a parsed file ([`contacts`](super::contacts)), and reports those that get no mail.

use jiff::Timestamp;

use super::contacts::Contact;
use super::store;
use crate::store::{StoreError, Tx};

/// What an import changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The number of new contacts.
    pub new: usize,
    /// The number of changed contacts.
    pub changed: usize,
    /// The number of unchanged contacts.
    pub same: usize,
    /// Contacts that are stored, but get no mail.
    pub unused: Vec<Unused>,
}

/// Why a contact gets no mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unused {
    /// No current Member has this id.
    Member(String),
    /// The committee is not among the imported ones.
    Committee(String),
    /// No letter has a recipient with this key.
    Recipient(String),
    /// The office, or the address, asked for no more mail.
    Stopped(String),
}

/// Stores every contact of a file. `recipients` holds the keys of all letters' own recipients.
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
