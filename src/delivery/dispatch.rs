//! From a frozen bundle to one mail for each office: what would be sent, and owing it, once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::email::{KIND, Payload};
use super::{Manifest, OfficeEntry, store};
use crate::letters::Digest;
use crate::offices::contacts::Contact;
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
    /// Offices whose PDF is too large for a mail.
    pub too_large: Vec<OfficeEntry>,
    /// Offices that were delivered to before, with the state of their mail.
    pub before: Vec<(OfficeEntry, String)>,
}

impl Plan {
    /// Plans; `states` are the deliveries that there are, by office; `again` names offices whose failed or uncertain mail is
    /// repeated because staff say so.
    pub fn new(
        manifest: &Manifest,
        contacts: &BTreeMap<String, Contact>,
        states: &BTreeMap<String, String>,
        again: &BTreeSet<String>,
        most_bytes: u64,
    ) -> Self {
        let mut plan = Self::default();
        for office in &manifest.offices {
            let contact = office.contacts.iter().find_map(|key| contacts.get(key));
            let state = states.get(&office.office);
            let repeated = state.is_some_and(|state| matches!(state.as_str(), "failed" | "uncertain"))
                && again.contains(&office.office);
            match (state.filter(|_| !repeated), contact) {
                (Some(state), _) => plan.before.push((office.clone(), state.clone())),
                (None, None) => plan.without_contact.push(office.clone()),
                (None, Some(_)) if office.pdf.bytes > most_bytes => plan.too_large.push(office.clone()),
                (None, Some(contact)) => plan.mails.push(Dispatch {
                    office: office.clone(),
                    contact: contact.clone(),
                    again: repeated,
                }),
            }
        }
        plan
    }

    /// Contacts that were verified before a day.
    pub fn stale(&self, before: Date) -> impl Iterator<Item = &Dispatch> {
        self.mails.iter().filter(move |mail| mail.contact.verified_on < before)
    }
}

/// Owes the mails of a plan; an office that has one of this letter and revision (`of`) already is passed over, unless it is
/// asked for again. Answers how many are owed.
pub fn enqueue(
    tx: &Tx<'_>,
    bundle: i64,
    of: (&str, u32),
    mails: &[Dispatch],
    mail_domain: &str,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let mut owed = 0;
    for Dispatch { office, contact, again } in mails {
        let sha256 = Digest::parse(&office.pdf.sha256).map(|digest| digest.0);
        let sha256 = sha256.ok_or_else(|| StoreError::Value {
            column: "sha256".to_owned(),
            why: "the manifest holds no digest".to_owned(),
        })?;
        let planned = match store::plan(tx, bundle, office, sha256, now)? {
            None if *again => store::delivery_to(tx, of.0, of.1, &office.office)?,
            planned => planned,
        };
        let Some(delivery) = planned else { continue };
        let payload = Payload {
            summary: office.summary.clone(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::{Count, FileEntry};
    use crate::email::EmailAddress;

    fn office(key: &str, contacts: &[&str], bytes: u64) -> OfficeEntry {
        let file = FileEntry {
            file: "f".to_owned(),
            sha256: "00".repeat(32),
            bytes,
        };
        OfficeEntry {
            office: key.to_owned(),
            name: key.to_owned(),
            salutation: "Dear Sample:".to_owned(),
            seat: None,
            contacts: contacts.iter().map(|key| (*key).to_owned()).collect(),
            summary: Vec::new(),
            constituents: Count::default(),
            pdf: file.clone(),
            csv: file,
        }
    }

    fn contact(office: &str) -> (String, Contact) {
        let contact = Contact {
            office: office.to_owned(),
            email: EmailAddress::parse("desk@office.example").expect("an address"),
            name: None,
            source: "call".to_owned(),
            verified_on: "2026-01-01".parse().expect("a day"),
        };
        (office.to_owned(), contact)
    }

    #[test]
    fn each_office_is_sent_to_once_or_told_why_not() {
        let manifest = Manifest {
            format: 1,
            letter: "sample".to_owned(),
            revision: 1,
            composed_at: String::new(),
            editions: Vec::new(),
            organizations: 0,
            people: Count::default(),
            earlier_revisions: 0,
            demonstration: 0,
            offices: vec![
                office("a", &["a"], 10),
                office("b", &["b", "committee"], 10),
                office("c", &["c"], 10),
                office("d", &["d"], 11),
                office("e", &["e"], 10),
            ],
        };
        let contacts = ["a", "committee", "d", "e"].map(contact).into();
        let plan = Plan::new(
            &manifest,
            &contacts,
            &[("e".to_owned(), "uncertain".to_owned())].into(),
            &BTreeSet::new(),
            10,
        );
        let again = Plan::new(
            &manifest,
            &contacts,
            &[
                ("e".to_owned(), "uncertain".to_owned()),
                ("a".to_owned(), "sent".to_owned()),
            ]
            .into(),
            &["a".to_owned(), "e".to_owned()].into(),
            10,
        );
        let repeated: Vec<_> = again
            .mails
            .iter()
            .filter(|mail| mail.again)
            .map(|mail| mail.office.office.as_str())
            .collect();
        assert_eq!(repeated, ["e"], "what arrived is not sent again, whoever asks");
        let names = |offices: &[OfficeEntry]| offices.iter().map(|office| office.office.clone()).collect::<String>();
        let mails: Vec<_> = plan
            .mails
            .iter()
            .map(|mail| format!("{}>{}", mail.office.office, mail.contact.office))
            .collect();
        assert_eq!(mails, ["a>a", "b>committee"]);
        assert_eq!(
            (names(&plan.without_contact), names(&plan.too_large)),
            ("c".to_owned(), "d".to_owned())
        );
        assert_eq!(
            plan.before.len(),
            1,
            "an uncertain delivery is never repeated by itself"
        );
        assert_eq!(plan.stale("2026-06-01".parse().expect("a day")).count(), 2);
    }
}
