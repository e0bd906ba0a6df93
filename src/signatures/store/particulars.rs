//! The part of a signature that only a person has, or only an organization.

use super::deciders;
use crate::domains;
use crate::email::EmailAddress;
use crate::signatures::ids::SignatureId;
use crate::signatures::{Organization, Person, Request, Signer, identity};
use crate::store::{StoreError, Tx, params};

/// Writes that part. `proven` is the signer's address, if it will be confirmed; the words are the state of a comment, and the statement of
/// authority as it was shown.
pub(super) fn put(
    tx: &Tx<'_>,
    signature: SignatureId,
    (request, proven): (&Request, Option<&EmailAddress>),
    (comment_state, authorized): (&str, &str),
) -> Result<(), StoreError> {
    match &request.signer {
        Signer::Person(person) => person_detail(tx, signature, person, comment_state),
        Signer::Organization(it) => organization_detail(tx, signature, it, proven, authorized),
    }
}

fn person_detail(tx: &Tx<'_>, id: SignatureId, person: &Person, comment_state: &str) -> Result<(), StoreError> {
    tx.post(
        "INSERT INTO people (signature, name, postal_code, title, affiliation, comment, congress, district, district_found,
           comment_state, short_name)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
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
            comment_state,
            person.short_name
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
