//! From a frozen bundle to one mail for each office: what would be sent, and owing it, once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::email::{KIND, Payload};
use super::{OfficeEntry, store};
use crate::letters::Digest;
use crate::offices::contacts::Contact;
use crate::offices::store::Addresses;
use crate::outbox::{self, Owed, Repeat, message_id};
use crate::store::{StoreError, Tx};

/// One mail that would be sent.
#[derive(Clone, Debug)]
pub struct Dispatch {
    /// To whom.
    pub office: OfficeEntry,
    /// Where.
    pub contact: Contact,
    /// It is asked for a second time: the first mail failed, or nobody knows whether it arrived.
    pub again: bool,
}

/// What delivering a bundle now would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// One mail each.
    pub mails: Vec<Dispatch>,
    /// Offices that nobody has an address of.
    pub without_contact: Vec<OfficeEntry>,
    /// Offices that asked for no more mail, or whose addresses all did.
    pub stopped: Vec<OfficeEntry>,
    /// Offices whose PDF is too large for a mail.
    pub too_large: Vec<OfficeEntry>,
    /// Offices that were delivered to before, with the state of their mail.
    pub before: Vec<(OfficeEntry, String)>,
}

impl Plan {
    /// Plans for offices that may not be composed yet. `states` are the deliveries that there are, by office; `again` says whose
    /// failed or uncertain mail is repeated because staff say so.
    pub fn new(
        offices: &[OfficeEntry],
        addresses: &Addresses,
        states: &BTreeMap<String, String>,
        again: &Again,
        most_bytes: u64,
    ) -> Self {
        let mut plan = Self::default();
        for office in offices {
            let state = states.get(&office.office);
            let repeated = state.is_some_and(|state| again.asks(&office.office, state));
            if let Some(state) = state.filter(|_| !repeated) {
                plan.before.push((office.clone(), state.clone()));
                continue;
            }
            match addresses.usable(&office.office, &office.contacts).next() {
                None if addresses.knows(&office.office, &office.contacts) => plan.stopped.push(office.clone()),
                None => plan.without_contact.push(office.clone()),
                Some(_) if office.pdf.bytes > most_bytes => plan.too_large.push(office.clone()),
                Some(contact) => plan.mails.push(Dispatch {
                    office: office.clone(),
                    contact: contact.clone(),
                    again: repeated,
                }),
            }
        }
        plan
    }

    /// Why an office is not written to although staff asked for it by its key; `None`: it is.
    pub fn why_not(&self, office: &str) -> Option<NotAgain> {
        let among = |all: &[OfficeEntry]| all.iter().any(|it| it.office == office);
        let before = self.before.iter().find(|(it, _)| it.office == office);
        match before.map(|(_, state)| state.as_str()) {
            Some("sent") => Some(NotAgain::Sent),
            Some("queued") => Some(NotAgain::Waits),
            Some(_) => Some(NotAgain::Undecided),
            None if among(&self.stopped) => Some(NotAgain::Stopped),
            None if among(&self.without_contact) => Some(NotAgain::WithoutContact),
            None if among(&self.too_large) => Some(NotAgain::TooLarge),
            None => None,
        }
    }

    /// Mails to offices that have an earlier text of the letter.
    pub fn replacing(&self) -> impl Iterator<Item = &Dispatch> {
        self.mails.iter().filter(|mail| mail.office.replaces.is_some())
    }

    /// Contacts that were verified before a day.
    pub fn stale(&self, before: Date) -> impl Iterator<Item = &Dispatch> {
        self.mails.iter().filter(move |mail| mail.contact.verified_on < before)
    }
}

/// Why an office's mail is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAgain {
    /// The relay took its mail.
    Sent,
    /// Its mail waits to be sent.
    Waits,
    /// Its mail neither failed nor is uncertain.
    Undecided,
    /// It asked for no more mail.
    Stopped,
    /// It has no address.
    WithoutContact,
    /// Its PDF is too large for a mail.
    TooLarge,
}

/// Whose mails are repeated.
#[derive(Clone, Debug, Default)]
pub struct Again {
    /// Of these offices, if theirs failed or is uncertain.
    pub offices: BTreeSet<String>,
    /// Of every office whose mail failed.
    pub failed: bool,
}

impl Again {
    fn asks(&self, office: &str, state: &str) -> bool {
        may_repeat(state) && (self.offices.contains(office) || (self.failed && state == "failed"))
    }
}

/// Those keys that no office has.
pub fn unknown<'k>(offices: &[OfficeEntry], keys: &'k [String]) -> Vec<&'k str> {
    let has = |key: &str| offices.iter().any(|office| office.office == key);
    keys.iter().map(String::as_str).filter(|key| !has(key)).collect()
}

/// The bundle whose files the mails carry.
#[derive(Clone, Copy, Debug)]
pub struct Frozen<'a> {
    /// Its row.
    pub row: i64,
    /// Its code on paper.
    pub code: &'a str,
    /// Whether it holds names that are invented.
    pub invented: bool,
}

/// Owes the mails of a plan. Each office's state is read anew, in this transaction: whatever happened since the plan was
/// shown, an office with a mail that is on its way or arrived is passed over, and one whose mail failed or is uncertain is
/// written to again only if it was asked for, with the file of this bundle. Answers how many are owed.
pub fn enqueue(
    tx: &Tx<'_>,
    bundle: Frozen<'_>,
    of: (&str, u32),
    mails: &[Dispatch],
    mail_domain: &str,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let states = store::states(tx, of.0, of.1)?;
    let mut owed = 0;
    for Dispatch { office, contact, again } in mails {
        let due = match states.get(&office.office) {
            None => true,
            Some(state) => *again && may_repeat(state),
        };
        if !due {
            continue;
        }
        let sha256 = Digest::parse(&office.pdf.sha256).map(|digest| digest.0);
        let sha256 = sha256.ok_or_else(|| StoreError::Value {
            column: "sha256".to_owned(),
            why: "the manifest holds no digest".to_owned(),
        })?;
        let delivery = store::plan(tx, bundle.row, office, sha256, now)?;
        let payload = Payload {
            summary: office.summary.clone(),
            lead: office.lead.clone(),
            attachment: office.attachment.clone(),
            contents: office.contents.clone(),
            replaces: office.replaces.as_ref().map(|it| it.words.clone()),
            code: bundle.code.to_owned(),
            invented: bundle.invented,
        };
        let mail = Owed {
            kind: KIND,
            about: delivery,
            payload: &serde_json::to_string(&payload).expect("plain strings"),
            recipient: contact.email.as_str(),
            message_id: &message_id(mail_domain, now),
            repeat: Repeat::Never,
        };
        outbox::store::enqueue(tx, &mail, now)?;
        owed += 1;
    }
    Ok(owed)
}

/// Whether people may ask for another mail: nothing arrived, or nobody knows.
fn may_repeat(state: &str) -> bool {
    matches!(state, "failed" | "uncertain")
}

#[cfg(test)]
mod tests;
