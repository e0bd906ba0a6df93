//! Corrections by an organization's contact. Once the signature was confirmed, a change of the organization's identity waits for review.
//!
//! The domain that a contact writes from says nothing about who they are: only the domain of the website verifies an organization. So a new
//! legal name or website, on which the verification rests, is not taken without review.

use jiff::Timestamp;

use crate::domains;
use crate::email::EmailAddress;
use crate::locale::{Lang, order};
use crate::my_signature::store::stored::StoredSignature;
use crate::organizations::store::identification::identify;
use crate::organizations::store::profile::OwnOrganization;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::signatures::store::announce::announce;
use crate::signatures::store::counting::relist;
use crate::signatures::store::withdraw::note_consent;
use crate::signatures::store::{flags, ledger, other_names, search_texts};
use crate::signatures::{Organization, identity};
use crate::store::takebacks::Topic;
use crate::store::{StoreError, Tx, params};

/// A correction by an organization's contact.
#[derive(Clone)]
pub struct Correction {
    /// The organization as it should be.
    pub organization: Organization,
    /// The city.
    pub city: String,
    /// The USPS code, in the United States.
    pub region: Option<String>,
    /// The ISO 3166 alpha-2 code of the country.
    pub country: String,
    /// The names in other languages.
    pub other_names: Vec<(Lang, String)>,
    /// Whether the contact consents to updates.
    pub updates: bool,
}

/// The outcome of a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corrected {
    /// Everything was saved as typed.
    Saved,
    /// The legal name or website waits for review; the rest was saved.
    Waits,
    /// Nothing was saved: somebody has approved the line as it is.
    Decided,
    /// Nothing was saved: this contact has another signature for the organization of that name.
    Taken,
}

/// Saves a correction of an organization's signature.
pub fn correct(
    tx: &Tx<'_>,
    own: &StoredSignature,
    it: &Correction,
    wording: &str,
    now: Timestamp,
) -> Result<Corrected, StoreError> {
    let Some(before) = &own.organization else {
        return Ok(Corrected::Saved);
    };
    if own.is_being_decided() {
        return Ok(Corrected::Decided);
    }
    let moment = now.as_microsecond();
    let corrected = who(tx, own, before, &it.organization, moment)?;
    if corrected == Corrected::Taken {
        return Ok(corrected);
    }
    // The old values must disappear from the disk.
    tx.wipe();
    // It may move to another state.
    ledger::recount(tx, own.id, || row(tx, own, it, wording, moment))?;
    detail(tx, own.id, it)?;
    if it.organization.listed_name != own.listed_name {
        tx.mark_taken_back(Topic::Name, "changed", &own.id.to_string())?;
        // Staff approved it under another name.
        flags::lower(tx, own.id, flags::APPROVED_BEFORE)?;
    }
    let renamed = other_names::put(tx, own.id, &it.other_names)?;
    if renamed {
        flags::lower(tx, own.id, flags::APPROVED_BEFORE)?;
    }
    if renamed && own.state != State::Pending && !it.other_names.is_empty() {
        flags::flag(tx, own.id, flags::OTHER_NAMES)?;
    }
    announce(tx, own.id)?;
    search_texts::refresh(tx, own.id)?;
    relist(tx, own.id, &identity::organization(&own.listed_name), moment)?;
    Ok(corrected)
}

/// Saves the listing and the consent.
fn row(tx: &Tx<'_>, own: &StoredSignature, it: &Correction, wording: &str, now: i64) -> Result<(), StoreError> {
    let listed = &it.organization.listed_name;
    let consent = it
        .updates
        .then(|| own.updates.clone().unwrap_or_else(|| wording.to_owned()));
    note_consent(tx, Topic::News, own.id, (own.updates.is_some(), consent.is_some()))?;
    tx.post(
        "UPDATE signatures SET version = version + 1, listed_name = ?2, sort_name = ?3, city = ?4, region = ?5, country = ?6, consent = ?7,
           consent_at = CASE WHEN CAST(?7 AS TEXT) IS NULL THEN NULL ELSE COALESCE(consent_at, ?8) END WHERE id = ?1",
        params![own.id, listed, order::organization_key(listed), it.city, it.region, it.country, consent, now],
    )?;
    Ok(())
}

/// Saves the description and the contact.
fn detail(tx: &Tx<'_>, id: SignatureId, it: &Correction) -> Result<(), StoreError> {
    let it = &it.organization;
    tx.post(
        "UPDATE organizations SET listed_key = ?2, kind = ?3, scope = ?4, public_email = ?5, contact_name = ?6, contact_title = ?7, phone = ?8
         WHERE signature = ?1",
        params![
            id,
            identity::organization(&it.listed_name),
            it.kind,
            it.scope,
            it.public_email.as_ref().map(EmailAddress::as_str),
            it.contact_name,
            it.contact_title,
            it.phone
        ],
    )?;
    Ok(())
}

/// Saves the identity: another spelling of the same name, or another page of the same website, is saved immediately; anything else waits
/// for review, unless the signature is unconfirmed.
fn who(
    tx: &Tx<'_>,
    own: &StoredSignature,
    before: &OwnOrganization,
    it: &Organization,
    now: i64,
) -> Result<Corrected, StoreError> {
    let domain = |website: &Option<String>| website.as_deref().and_then(domains::of_website);
    let same_name = identity::organization(&before.legal_name) == identity::organization(&it.legal_name);
    let same_site = domain(&before.website) == domain(&it.website) && before.website.is_some() == it.website.is_some();
    tx.post("DELETE FROM corrections WHERE signature = ?1", params![own.id])?;
    flags::lower(tx, own.id, flags::CORRECTION)?;
    if own.state == State::Pending {
        let free = identify(tx, own.id, &it.legal_name, it.website.as_deref(), now)?;
        return Ok(if free { Corrected::Saved } else { Corrected::Taken });
    }
    let legal_name = if same_name { &it.legal_name } else { &before.legal_name };
    let website = if same_site { &it.website } else { &before.website };
    tx.post(
        "UPDATE organizations SET legal_name = ?2, website = ?3 WHERE signature = ?1",
        params![own.id, legal_name, website],
    )?;
    if same_name && same_site {
        return Ok(Corrected::Saved);
    }
    let sql = "INSERT INTO corrections (signature, legal_name, website, asked_at) VALUES (?1, ?2, ?3, ?4)";
    tx.post(sql, params![own.id, it.legal_name, it.website, now])?;
    flags::flag(tx, own.id, flags::CORRECTION)?;
    Ok(Corrected::Waits)
}
