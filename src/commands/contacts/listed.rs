//! All contacts, as lists and files show them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use undersigned::clock::from_micros;
use undersigned::offices::contacts::Contact;
use undersigned::offices::store::{self, Addresses};
use undersigned::outbox::store::bounced;
use undersigned::store::StoreError;

/// A contact as it is listed.
#[derive(Serialize)]
pub(super) struct Listed {
    pub(super) office: String,
    pub(super) order: usize,
    pub(super) email: String,
    pub(super) name: String,
    pub(super) source: String,
    pub(super) verified_on: String,
    /// When mail to it came back, if it was not checked since; empty if none did.
    pub(super) bounced: String,
    /// Why it is not used, and since when; empty if it may be.
    pub(super) stopped: String,
}

pub(super) fn listed(addresses: &Addresses, bounced: &BTreeMap<String, Date>, office: Option<&str>) -> Vec<Listed> {
    let why = |contact: &Contact| {
        let email = contact.email.as_str().to_lowercase();
        let stop = addresses.stops.get(&contact.office).or(addresses.stops.get(&email));
        stop.map_or_else(String::new, |stop| {
            let day = from_micros(stop.stopped_at).strftime("%Y-%m-%d").to_string();
            format!("{day} {}", stop.reason).trim_end().to_owned()
        })
    };
    let of = addresses.contacts.values().filter(|all| {
        let first = all.first().map(|contact| contact.office.as_str());
        office.is_none() || first == office
    });
    of.flat_map(|all| all.iter().enumerate())
        .map(|(index, contact)| Listed {
            office: contact.office.clone(),
            order: index + 1,
            email: contact.email.as_str().to_owned(),
            name: contact.name.clone().unwrap_or_default(),
            source: contact.source.clone(),
            verified_on: contact.verified_on.to_string(),
            bounced: bounced
                .get(contact.email.as_str())
                .map(Date::to_string)
                .unwrap_or_default(),
            stopped: why(contact),
        })
        .collect()
}

/// Returns all contacts, and the addresses from which mail came back.
pub(super) fn known() -> anyhow::Result<(Addresses, BTreeMap<String, Date>)> {
    let (config, database) = super::super::open()?;
    let known = database.read_now(|db| {
        let addresses = store::addresses(db)?;
        let contacts = addresses.contacts.values().flatten();
        let bounced = bounced::since_checked(
            db,
            &config.secret,
            contacts.map(|it| (it.email.as_str(), it.verified_on)),
        )?;
        Ok::<_, StoreError>((addresses, bounced))
    })?;
    Ok(known)
}
