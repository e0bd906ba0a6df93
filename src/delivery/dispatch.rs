//! From a frozen bundle to one mail for each office: plans the mails, and enqueues each once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::email::{KIND, Payload};
use super::{OfficeEntry, store};
use crate::delivery::repetition::Repetition;
use crate::delivery::state::DeliveryState;
use crate::delivery::store::{BundleId, Standing};
use crate::letters::Digest;
use crate::offices::contacts::Contact;
use crate::offices::store::Addresses;
use crate::outbox::{self, NewMail, Repeat, message_id};
use crate::store::{StoreError, Tx};

/// A planned mail.
#[derive(Clone, Debug)]
pub struct Dispatch {
    /// The office.
    pub office: OfficeEntry,
    /// The contact that it goes to.
    pub contact: Contact,
    /// Where the office's delivery stood before; `None` if there was none.
    pub before: Option<Standing>,
}

impl Dispatch {
    /// Returns whether it repeats a mail that failed or is uncertain.
    pub fn is_again(&self) -> bool {
        self.before.as_ref().is_some_and(|before| before.state.may_repeat())
    }

    /// Returns the earlier delivery, if its mail failed at the address that this one goes to.
    pub fn failed_here(&self) -> Option<&Standing> {
        let failed = self.before.as_ref().filter(|before| before.state.has_failed());
        failed.filter(|before| before.address.eq_ignore_ascii_case(self.contact.email.as_str()))
    }
}

/// An office that gets no mail, because it was delivered to before.
#[derive(Clone, Debug)]
pub struct Before {
    /// The office.
    pub office: OfficeEntry,
    /// Where its delivery stands.
    pub standing: Standing,
    /// What repeating its mail would do now.
    pub repetition: Repetition,
}

/// What delivering a bundle now would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The planned mails, one for each office.
    pub mails: Vec<Dispatch>,
    /// Offices without a contact.
    pub without_contact: Vec<OfficeEntry>,
    /// Offices that asked for no more mail, or whose contacts all did.
    pub stopped: Vec<OfficeEntry>,
    /// Offices whose PDF is too large for a mail.
    pub too_large: Vec<OfficeEntry>,
    /// Offices that were delivered to before.
    pub before: Vec<Before>,
    /// Offices for which a supplement would bring nothing new.
    pub nothing_new: Vec<OfficeEntry>,
}

impl Plan {
    /// Creates a plan for offices whose files may not be composed yet. `standings` holds the existing deliveries by office; `again` says
    /// whose failed or uncertain mail staff want repeated. An office whose mail was cancelled or stopped is included again.
    pub fn new(
        offices: &[OfficeEntry],
        addresses: &Addresses,
        standings: &BTreeMap<String, Standing>,
        again: &Again,
        most_bytes: u64,
    ) -> Self {
        let mut plan = Self::default();
        for office in offices {
            let before = standings.get(&office.office);
            let waits = |it: &&Standing| !it.state.is_due_again() && !again.asks(&office.office, it.state);
            if let Some(standing) = before.filter(waits) {
                plan.before.push(Before {
                    office: office.clone(),
                    standing: standing.clone(),
                    repetition: Repetition::of(addresses, &office.office, &office.contacts, &standing.address),
                });
                continue;
            }
            match addresses.usable(&office.office, &office.contacts).next() {
                None if addresses.knows(&office.office, &office.contacts) => plan.stopped.push(office.clone()),
                None => plan.without_contact.push(office.clone()),
                Some(_) if office.pdf.bytes > most_bytes => plan.too_large.push(office.clone()),
                Some(contact) => plan.mails.push(Dispatch {
                    office: office.clone(),
                    contact: contact.clone(),
                    before: before.cloned(),
                }),
            }
        }
        plan
    }

    /// Returns why an office gets no mail although staff asked for it by its key; `None` if it gets one.
    pub fn why_not(&self, office: &str) -> Option<NotAgain> {
        let among = |all: &[OfficeEntry]| all.iter().any(|it| it.office == office);
        let before = self.before.iter().find(|it| it.office.office == office);
        match before.map(|it| it.standing.state) {
            Some(DeliveryState::Sent) => Some(NotAgain::Sent),
            Some(DeliveryState::Delivered) => Some(NotAgain::Delivered),
            Some(DeliveryState::Queued | DeliveryState::Sending) => Some(NotAgain::Waits),
            Some(_) => Some(NotAgain::Undecided),
            None if among(&self.stopped) => Some(NotAgain::Stopped),
            None if among(&self.without_contact) => Some(NotAgain::WithoutContact),
            None if among(&self.too_large) => Some(NotAgain::TooLarge),
            None => None,
        }
    }

    /// Returns the mails to offices that have an earlier text of the letter.
    pub fn replacing(&self) -> impl Iterator<Item = &Dispatch> {
        self.mails.iter().filter(|mail| mail.office.replaces.is_some())
    }

    /// Returns the mails to contacts that were last verified before a given day.
    pub fn stale(&self, before: Date) -> impl Iterator<Item = &Dispatch> {
        self.mails.iter().filter(move |mail| mail.contact.verified_on < before)
    }
}

/// Why an office's mail is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAgain {
    /// The relay accepted the mail.
    Sent,
    /// Staff delivered the letter by other means.
    Delivered,
    /// The mail is queued.
    Waits,
    /// The mail neither failed nor is uncertain.
    Undecided,
    /// The office asked for no more mail.
    Stopped,
    /// The office has no contact.
    WithoutContact,
    /// The office's PDF is too large for a mail.
    TooLarge,
}

/// Which mails are repeated.
#[derive(Clone, Debug, Default)]
pub struct Again {
    /// Those of these offices, if they failed or are uncertain.
    pub offices: BTreeSet<String>,
    /// All failed mails.
    pub failed: bool,
}

impl Again {
    fn asks(&self, office: &str, state: DeliveryState) -> bool {
        state.may_repeat() && (self.offices.contains(office) || (self.failed && state.has_failed()))
    }
}

/// Returns the keys that no office has.
pub fn unknown<'k>(offices: &[OfficeEntry], keys: &'k [String]) -> Vec<&'k str> {
    let has = |key: &str| offices.iter().any(|office| office.office == key);
    keys.iter().map(String::as_str).filter(|key| !has(key)).collect()
}

/// The bundle whose files the mails carry.
#[derive(Clone, Copy, Debug)]
pub struct Frozen<'a> {
    /// The row.
    pub row: BundleId,
    /// The round: 0 for the letter.
    pub round: u32,
    /// The printed code.
    pub code: &'a str,
    /// Whether it contains invented names.
    pub invented: bool,
}

/// Enqueues the mails of a plan, and returns how many. Each office's state is read again in this transaction, whatever has happened since
/// the plan was shown: an office whose mail is queued or arrived is skipped, and a failed or uncertain mail is repeated only if that was
/// asked for, with the file of this bundle.
pub fn enqueue(
    tx: &Tx<'_>,
    bundle: Frozen<'_>,
    of: (&str, u32),
    mails: &[Dispatch],
    mail_domain: &str,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let standings = store::standings(tx, of.0, of.1, bundle.round)?;
    let mut owed = 0;
    for mail in mails {
        let Dispatch { office, contact, .. } = mail;
        let due = standings.get(&office.office).is_none_or(|now| {
            let state = now.state;
            state.is_due_again() || (mail.is_again() && state.may_repeat())
        });
        if !due {
            continue;
        }
        store::mark(tx, (of.0, of.1, bundle.round), &office.office, None)?;
        let sha256 = Digest::parse(&office.pdf.sha256).map(|digest| digest.0);
        let sha256 = sha256.ok_or_else(|| StoreError::Value {
            column: "sha256".to_owned(),
            why: "the manifest holds no digest".to_owned(),
        })?;
        let delivery = store::plan(tx, bundle.row, office, sha256, now)?;
        let payload = Payload::of(office, bundle.code, bundle.invented);
        let mail = NewMail {
            kind: KIND,
            about: delivery.number(),
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

#[cfg(test)]
mod tests;
