//! Predicts whether an organization's signature will be held for review, before its contact confirms it.
//!
//! Nothing here looks at who else has signed: the answer to a form must not reveal it.

use super::candidate::{Candidate, candidate};
use super::succession;
use crate::domains;
use crate::signatures::ids::SignatureId;
use crate::signatures::rules::Rules;
use crate::signatures::store::holds::foreseen;
use crate::signatures::{Origin, Request, Signer, identity};
use crate::store::{Read, StoreError};

/// Predicts it from what was typed.
pub(crate) fn waits_as_typed(request: &Request, rules: &Rules) -> bool {
    let Signer::Organization(it) = &request.signer else {
        return false;
    };
    let candidate = Candidate {
        id: SignatureId::NONE,
        letter: String::new(),
        organization: true,
        asker_key: request.asker_key(),
        signer_key: request.signer_key(),
        origin: Origin::Confirmed,
        mail_domain: request
            .email
            .as_ref()
            .and_then(|email| domains::of_mail(email.domain())),
        flood_base: None,
        flood_suffix: None,
        website_domain: it.website.as_deref().and_then(domains::of_website),
        decider_domains: Vec::new(),
        seen_by_staff: false,
        flags: String::new(),
        legal_name: it.legal_name.clone(),
        listed_name: it.listed_name.clone(),
        listed_key: identity::organization(&it.listed_name),
        other_names: Vec::new(),
    };
    foreseen(&candidate, rules).is_some()
}

/// Predicts it from what is stored. A person's signature is counted unless there is a flood.
pub(crate) fn waits_as_stored(db: &Read<'_>, id: SignatureId, rules: &Rules) -> Result<bool, StoreError> {
    let Some(mut it) = candidate(db, id)?.filter(|it| it.organization) else {
        return Ok(false);
    };
    // The contact may read what staff know of the signature that they withdrew.
    let earlier = succession::earlier(db, &it)?;
    it.seen_by_staff |= succession::was_seen(db, &it, &earlier)?;
    Ok(succession::approved(db, &it, &earlier)?.is_none() && foreseen(&it, rules).is_some())
}
