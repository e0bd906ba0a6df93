//! The part of a signature that only a person has, or only an organization.

use super::deciders;
use crate::domains;
use crate::email::EmailAddress;
use crate::signatures::ids::SignatureId;
use crate::signatures::{Organization, Person, Request, Signer, identity};
use crate::store::{StoreError, Tx, params};

/// What the signer was shown, and when.
pub(super) struct Words<'a> {
    /// The state of a comment.
    pub(super) comment_state: &'a str,
    /// The statement of authority.
    pub(super) authorized: &'a str,
    /// The consent that the signer's own members of Congress see the full name and ZIP.
    pub(super) to_offices: &'a str,
    /// The time, in microseconds.
    pub(super) now: i64,
}

/// Writes that part. `proven` is the signer's address, if it will be confirmed.
pub(super) fn put(
    tx: &Tx<'_>,
    signature: SignatureId,
    (request, proven): (&Request, Option<&EmailAddress>),
    words: &Words<'_>,
) -> Result<(), StoreError> {
    match &request.signer {
        Signer::Person(person) => person_detail(tx, signature, person, words),
        Signer::Organization(it) => organization_detail(tx, signature, it, proven, words.authorized),
    }
}

fn person_detail(tx: &Tx<'_>, id: SignatureId, person: &Person, words: &Words<'_>) -> Result<(), StoreError> {
    let to_offices = person.to_offices.then_some(words.to_offices);
    tx.post(
        "INSERT INTO people (signature, name, postal_code, title, affiliation, comment, congress, district, district_found,
           comment_state, short_name, to_offices, to_offices_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            id,
            person.name,
            person.postal_code,
            person.title,
            person.affiliation,
            person.comment,
            person.district.map(|it| it.congress),
            person.district.and_then(|it| it.number),
            person.district.map(|it| it.found()),
            words.comment_state,
            person.short_name,
            to_offices,
            to_offices.map(|_| words.now)
        ],
    )?;
    Ok(())
}

fn organization_detail(
    tx: &Tx<'_>,
    id: SignatureId,
    it: &Organization,
    proven: Option<&EmailAddress>,
    authorized: &str,
) -> Result<(), StoreError> {
    let website_domain = it.website.as_deref().and_then(domains::of_website);
    // The website says whose domain it is; without one, two contacts from one domain may still be of one organization.
    let domain = website_domain
        .clone()
        .or_else(|| proven.and_then(|email| domains::of_mail(email.domain())));
    tx.post(
        "INSERT INTO organizations (signature, legal_name, kind, scope, website, domain, public_email, contact_name, contact_title,
           phone, authorized, invitation, website_domain, listed_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, (SELECT id FROM invitations WHERE code = ?12), ?13, ?14)",
        params![
            id,
            it.legal_name,
            it.kind,
            it.scope,
            it.website,
            domain,
            it.public_email.as_ref().map(EmailAddress::as_str),
            it.contact_name,
            it.contact_title,
            it.phone,
            authorized,
            it.invitation,
            website_domain,
            identity::organization(&it.listed_name)
        ],
    )?;
    deciders::put(tx, id, it.board.as_ref())
}
