//! Compares organizations of one letter that may be the same: which one is counted, which one waits, and which ones staff see beside each
//! other.
//!
//! A name alone makes nobody a duplicate: only a better verified organization on the letter, or one with the same mailbox, does. A newcomer
//! who is better verified takes over the line, is counted beside the other, or waits in sight of staff.

use super::candidate::{Candidate, candidate};
use crate::domains;
use crate::email::EmailAddress;
use crate::signatures::ids::SignatureId;
use crate::signatures::organization::{ORGANIZATION, Waiting};
use crate::signatures::sameness::{self, Profile, Sameness};
use crate::signatures::state::{Level, State};
use crate::signatures::{Origin, identity};
use crate::store::{Read, Row, StoreError, params};
use crate::text;

/// An organization that is on a letter, or waits to be.
pub(crate) struct Contender {
    pub(crate) id: SignatureId,
    counted: bool,
    pub(crate) rank: Level,
    /// Whether staff brought it without an address, so that nobody else speaks for it here.
    is_brought: bool,
    profile: Profile,
}

/// The verdict on a newcomer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is the same as this one.
    Duplicate(SignatureId),
    /// Staff must tell it apart from these.
    Question(Vec<SignatureId>),
    /// It may be counted.
    Free {
        /// Signatures that claim to be the same organization, and are held instead.
        displaced: Vec<SignatureId>,
        /// Signatures that staff should look at.
        beside: Vec<SignatureId>,
        /// Signatures of the same organization that staff had brought without an address: its own contact signs in their place.
        succeeds: Vec<SignatureId>,
    },
}

/// Returns the organizations of a letter that are counted or wait to be, oldest first, except one.
pub(crate) fn contenders(db: &Read<'_>, letter: &str, without: SignatureId) -> Result<Vec<Contender>, StoreError> {
    let sql = "SELECT s.id, s.state, s.origin, s.signer_key, s.email, s.mail_domain, s.city, s.region, s.country, o.listed_key, o.website_domain,
         o.scope, o.contact_name, o.phone, o.public_email, o.verification,
         (SELECT string_agg(n.key, '\n' ORDER BY n.lang) FROM other_names n WHERE n.signature = s.id) AS other_keys
       FROM signatures s JOIN organizations o ON o.signature = s.id
       WHERE s.letter = ?1 AND s.kind = 'organization' AND s.state IN ('confirmed', 'held') AND s.id <> ?2 ORDER BY s.id";
    db.all(sql, params![letter, without], contender)
}

fn contender(row: &Row<'_>) -> Result<Contender, StoreError> {
    let profile = profile(row)?;
    Ok(Contender {
        id: row.get("id")?,
        counted: row.word::<State>("state")? == State::Confirmed,
        rank: row.word_if_any("verification")?.unwrap_or(Level::OtherAddress),
        is_brought: row.word::<Origin>("origin")? != Origin::Confirmed && profile.mailbox.is_empty(),
        profile,
    })
}

/// Returns one organization, whatever its state; `None` if it no longer exists, or is a person.
pub(crate) fn one(db: &Read<'_>, id: SignatureId) -> Result<Option<Contender>, StoreError> {
    let sql = "SELECT s.id, s.state, s.origin, s.signer_key, s.email, s.mail_domain, s.city, s.region, s.country, o.listed_key, o.website_domain,
         o.scope, o.contact_name, o.phone, o.public_email, o.verification,
         (SELECT string_agg(n.key, '\n' ORDER BY n.lang) FROM other_names n WHERE n.signature = s.id) AS other_keys
       FROM signatures s JOIN organizations o ON o.signature = s.id WHERE s.id = ?1";
    db.one(sql, params![id], contender)
}

/// The index of the legal name among a profile's keys.
const LEGAL: usize = 0;

fn profile(row: &Row<'_>) -> Result<Profile, StoreError> {
    let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
    let legal = text("signer_key")?;
    let mut keys = vec![legal.trim_start_matches(ORGANIZATION).to_owned(), text("listed_key")?];
    keys.extend(text("other_keys")?.lines().map(str::to_owned));
    let mailbox = |address: String| EmailAddress::parse(&address).map_or(address, |it| it.canonical());
    let digits: String = text("phone")?.chars().filter(char::is_ascii_digit).collect();
    let mut traits = vec![text::fold(&text("contact_name")?)];
    traits.extend((!digits.is_empty()).then_some(digits));
    traits.extend(row.get::<Option<String>>("public_email")?.map(mailbox));
    Ok(Profile {
        keys,
        website: row.get("website_domain")?,
        mail: row.get("mail_domain")?,
        mailbox: mailbox(text("email")?),
        traits,
        place: [text("country")?, text("region")?, text::fold(&text("city")?)],
        national: text("scope")? == "national",
    })
}

/// Compares an organization with those on its letter. `waits` says that it is held for another reason already.
pub(crate) fn verdict(db: &Read<'_>, it: &Candidate, waits: bool) -> Result<Verdict, StoreError> {
    let Some(own) = one(db, it.id)? else {
        return Ok(Verdict::Duplicate(it.id));
    };
    let others = contenders(db, &it.letter, it.id)?;
    let mut kin: Vec<(&Contender, Sameness)> = others
        .iter()
        .map(|other| (other, sameness::compare(&own.profile, &other.profile)))
        .filter(|(_, same)| *same != Sameness::Another)
        .collect();
    let same_mailbox = |other: &Contender| sameness::share_a_mailbox(&own.profile, &other.profile);
    // A place and a contact's name can be copied: by themselves they displace nobody, and a signature that only waits
    // turns nobody away by them.
    let sure = |other: &Contender| same_mailbox(other) || sameness::are_linked(&own.profile, &other.profile);
    let known = |other: &Contender| other.rank > Level::OtherAddress || same_mailbox(other);
    // Who writes from the organization's own domain is better than a paper that staff saw: from now on, somebody can be asked.
    let may_succeed = !waits && it.origin == Origin::Confirmed && own.rank >= Level::OwnDomain;
    let succeeded = |(other, same): &(&Contender, Sameness)| {
        may_succeed && other.is_brought && *same == Sameness::Same && sameness::are_linked(&own.profile, &other.profile)
    };
    let succeeds: Vec<SignatureId> = kin
        .iter()
        .filter(|it| succeeded(it))
        .map(|(other, _)| other.id)
        .collect();
    kin.retain(|it| !succeeded(it));
    let first = kin.iter().find(|(other, same)| {
        *same == Sameness::Same && other.rank >= own.rank && known(other) && (other.counted || sure(other))
    });
    if let Some((first, _)) = first {
        return Ok(Verdict::Duplicate(first.id));
    }
    let (mut questions, mut displaced, mut beside) = (Vec::new(), Vec::new(), Vec::new());
    for (other, same) in kin {
        let better = own.rank > other.rank;
        let passes = !other.counted
            || sameness::are_linked(&own.profile, &other.profile)
            || !sameness::share_a_name(&own.profile, &other.profile);
        match same {
            Sameness::Same if better && sure(other) => displaced.push(other.id),
            _ if better && passes => beside.push(other.id),
            _ => questions.push(other.id),
        }
    }
    if questions.is_empty() && (!waits || displaced.is_empty()) {
        return Ok(Verdict::Free {
            displaced,
            beside,
            succeeds,
        });
    }
    questions.extend(displaced);
    questions.extend(succeeds);
    Ok(Verdict::Question(questions))
}

/// Returns the organizations that would be similar if this one had the legal name and website that its contact asks for.
pub(crate) fn kin_as(db: &Read<'_>, id: SignatureId, wanted: &Waiting) -> Result<Vec<SignatureId>, StoreError> {
    let (Some(mut own), Some(it)) = (one(db, id)?, candidate(db, id)?) else {
        return Ok(Vec::new());
    };
    own.profile.keys[LEGAL] = identity::organization(&wanted.legal_name);
    own.profile.website = wanted.website.as_deref().and_then(domains::of_website);
    let others = contenders(db, &it.letter, id)?.into_iter();
    let kin = others.filter(|other| sameness::compare(&own.profile, &other.profile) != Sameness::Another);
    Ok(kin.map(|other| other.id).collect())
}

/// Returns whether the same organization is certainly counted already.
pub(crate) fn stands_already(db: &Read<'_>, id: SignatureId, letter: &str) -> Result<bool, StoreError> {
    let Some(own) = one(db, id)? else { return Ok(false) };
    let others = contenders(db, letter, id)?;
    Ok(others
        .iter()
        .any(|other| other.counted && sameness::compare(&own.profile, &other.profile) == Sameness::Same))
}

#[cfg(test)]
mod tests;
