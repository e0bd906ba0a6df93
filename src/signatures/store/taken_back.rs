//! After a restore, repeats the withdrawals that happened after the backup was made.

use jiff::Timestamp;

use super::ledger::{self, By};
use crate::config::Secret;
use crate::email::EmailAddress;
use crate::letters::Party;
use crate::locale::order;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::signatures::store::{blocklist, details, flags, of_address, search_texts};
use crate::signatures::{Listing, listed_name};
use crate::store::erasures::Tombstone;
use crate::store::takebacks::{Later, Topic};
use crate::store::{Read, StoreError, Tx, params};

/// Rows of a restored backup that were withdrawn after the backup was made.
pub struct TakenBack {
    signatures: Vec<(SignatureId, State)>,
    news: Vec<SignatureId>,
    listings: Vec<(SignatureId, Listing)>,
    full_names: Vec<SignatureId>,
    words: Vec<SignatureId>,
    names: Vec<SignatureId>,
    speakers: Vec<SignatureId>,
    letters: Vec<String>,
    addresses: Vec<EmailAddress>,
}

/// Finds these rows by the marks that the backup does not have.
pub(crate) fn taken_back_later(
    db: &Read<'_>,
    later: &Later<'_, impl Fn(&str, i64) -> Tombstone>,
) -> Result<TakenBack, StoreError> {
    let mut found = TakenBack {
        signatures: Vec::new(),
        news: Vec::new(),
        listings: Vec::new(),
        full_names: Vec::new(),
        words: Vec::new(),
        names: Vec::new(),
        speakers: Vec::new(),
        letters: details::erased_later(db, later)?,
        addresses: of_address::erased_later(db, later)?,
    };
    let sql = "SELECT id, consent IS NOT NULL AS news FROM signatures ORDER BY id";
    db.each(sql, [], |row| {
        let id: SignatureId = row.get("id")?;
        let subject = id.to_string();
        let state = later
            .word(Topic::Signature, &subject)
            .and_then(|word| word.parse().ok());
        if let Some(state) = state {
            found.signatures.push((id, state));
        }
        if row.get::<bool>("news")? && later.word(Topic::News, &subject).is_some() {
            found.news.push(id);
        }
        let listing = later.word(Topic::Listing, &subject).and_then(|word| word.parse().ok());
        found.listings.extend(listing.map(|listing| (id, listing)));
        if later.word(Topic::FullName, &subject).is_some() {
            found.full_names.push(id);
        }
        if later.word(Topic::Words, &subject).is_some() {
            found.words.push(id);
        }
        if later.word(Topic::Name, &subject).is_some() {
            found.names.push(id);
        }
        if later.word(Topic::Speaker, &subject).is_some() {
            found.speakers.push(id);
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

/// Withdraws them again; returns how many signatures, and how many consents to updates. Without a `secret` no signer is put on the
/// blocklist again.
pub(crate) fn take_back_again(
    tx: &Tx<'_>,
    it: &TakenBack,
    secret: Option<&Secret>,
    now: Timestamp,
) -> Result<(usize, usize), StoreError> {
    let (mut signatures, mut news) = (0, 0);
    let moment = now.as_microsecond();
    for (id, to) in &it.signatures {
        let sql = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND state <> ?2";
        if tx.one(sql, params![id, to.as_str()], |_| Ok(()))?.is_none() {
            continue;
        }
        if let (false, Some(secret)) = (to.allows_signing_anew(), secret) {
            blocklist::bar(tx, secret, *id, *to, moment)?;
        }
        ledger::leave_again(tx, *id, *to, By::service(moment))?;
        signatures += 1;
    }
    for id in &it.news {
        news += tx.execute(
            "UPDATE signatures SET consent = NULL, consent_at = NULL WHERE id = ?1 AND consent IS NOT NULL",
            params![id],
        )?;
    }
    Ok((signatures, news))
}

/// Erases the details of letters' signers again; returns how many signatures had them.
pub(crate) fn erase_details_again(tx: &Tx<'_>, it: &TakenBack, now: Timestamp) -> Result<usize, StoreError> {
    let mut erased = 0;
    for letter in &it.letters {
        loop {
            let portion = details::erase_next(tx, letter, now)?;
            erased += portion.erased;
            if portion.is_last {
                break;
            }
        }
    }
    Ok(erased)
}

/// Erases addresses again; returns how many.
pub(crate) fn erase_addresses_again(tx: &Tx<'_>, it: &TakenBack, now: Timestamp) -> Result<usize, StoreError> {
    for email in &it.addresses {
        of_address::erase_address(tx, email, now)?;
    }
    Ok(it.addresses.len())
}

/// What a restore could not repeat, since nobody knows what it was changed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unknown {
    /// People whose short name was changed, and who are not listed for now.
    pub(crate) unlisted: usize,
    /// Organizations whose listed name was changed, flagged for staff.
    pub(crate) renamed: usize,
    /// Organizations whose contact had handed over, flagged for staff.
    pub(crate) contacts: usize,
}

/// Protects what was changed after the backup to something that nobody knows: a person listed by a short name that they changed is not listed,
/// an earlier contact does not speak for the organization again, and staff see which organizations to ask.
pub(crate) fn mark_unknown(tx: &Tx<'_>, it: &TakenBack, now: Timestamp) -> Result<Unknown, StoreError> {
    let mut unknown = Unknown::default();
    for id in &it.names {
        let sql = "SELECT kind, listing FROM signatures WHERE id = ?1";
        let found = tx.one(sql, params![id], |row| {
            Ok((row.word::<Party>("kind")?, row.word::<Listing>("listing")?))
        })?;
        match found {
            Some((Party::Person, Listing::Initial)) => {
                show_as(tx, *id, Listing::Unlisted)?;
                unknown.unlisted += 1;
            }
            Some((Party::Organization, _)) => {
                flags::flag(tx, *id, flags::RENAMED)?;
                unknown.renamed += 1;
            }
            _ => {}
        }
    }
    for id in &it.speakers {
        flags::flag(tx, *id, flags::CONTACT_LOST)?;
        tx.execute(
            "UPDATE links SET handed_over_at = ?2 WHERE signature = ?1 AND whose = 'signer' AND handed_over_at IS NULL",
            params![id, now.as_microsecond()],
        )?;
        let sql = "UPDATE signatures SET consent = NULL, consent_at = NULL WHERE id = ?1";
        unknown.contacts += tx.execute(sql, params![id])?;
    }
    Ok(unknown)
}

/// Shows people as they had chosen after the backup was made; returns how many are listed otherwise, in public or for their own offices, and how many have lost words that
/// they had changed: nobody knows what those were changed to.
pub(crate) fn show_as_chosen(tx: &Tx<'_>, it: &TakenBack) -> Result<(usize, usize), StoreError> {
    for (id, listing) in &it.listings {
        show_as(tx, *id, *listing)?;
    }
    let mut listings = it.listings.len();
    for id in &it.full_names {
        listings += tx.execute(
            "UPDATE people SET to_offices = NULL, to_offices_at = NULL WHERE signature = ?1 AND to_offices IS NOT NULL",
            params![id],
        )?;
    }
    let mut words = 0;
    for id in &it.words {
        words += tx.execute(
            "UPDATE people SET title = NULL, affiliation = NULL, comment = NULL WHERE signature = ?1",
            params![id],
        )?;
    }
    Ok((listings, words))
}

/// Lists a person as they had chosen after the backup was made.
fn show_as(tx: &Tx<'_>, id: SignatureId, listing: Listing) -> Result<(), StoreError> {
    let sql = "SELECT name, short_name FROM people WHERE signature = ?1";
    let found = tx.one(sql, params![id], |row| {
        Ok((row.get::<String>("name")?, row.get::<Option<String>>("short_name")?))
    })?;
    let Some((name, short)) = found else { return Ok(()) };
    let listed = listed_name(&name, short.as_deref(), listing);
    ledger::recount(tx, id, || {
        tx.execute(
            "UPDATE signatures SET listing = ?2, listed_name = ?3, sort_name = ?4 WHERE id = ?1",
            params![id, listing.as_str(), listed, order::name_key(&listed)],
        )
    })?;
    search_texts::refresh(tx, id)
}
