//! Corrections by a person of how they are listed.

use jiff::Timestamp;

use crate::locale::order;
use crate::my_signature::store::stored::StoredSignature;
use crate::signatures::store::withdraw::note_consent;
use crate::signatures::store::{ledger, outdate_bundles, search_texts};
use crate::signatures::{Listing, listed_name};
use crate::store::takebacks::Topic;
use crate::store::{StoreError, Tx, params};

/// A person's correction.
#[derive(Clone)]
pub(crate) struct Amendment {
    /// The name, corrected or not.
    pub name: String,
    /// How the person wants to be listed.
    pub listing: Listing,
    /// The short name, if it is not our guess.
    pub short_name: Option<String>,
    /// The city; it is shown beside a full name alone.
    pub city: String,
    /// The job title.
    pub title: Option<String>,
    /// The organization or employer.
    pub affiliation: Option<String>,
    /// The comment to the offices.
    pub comment: Option<String>,
    /// Whether the person consents to updates.
    pub updates: bool,
    /// Whether their own members of Congress may see the full name and ZIP.
    pub to_offices: bool,
}

/// The words of the consents, as they were shown.
#[derive(Clone, Copy)]
pub(crate) struct Wordings<'a> {
    /// To updates.
    pub(crate) updates: &'a str,
    /// To show the signer's own members of Congress the full name and ZIP.
    pub(crate) to_offices: &'a str,
}

/// Records for a restore what is shown of the person from now on. What they said less of, or otherwise, than an earlier backup knows must
/// not come back with it, and must not go to an office with a mail that is still queued.
fn note_shown(tx: &Tx<'_>, own: &StoredSignature, it: &Amendment, now: Timestamp) -> Result<(), StoreError> {
    let subject = own.id.to_string();
    if it.listing != own.listing {
        tx.mark_taken_back(Topic::Listing, it.listing.as_str(), &subject)?;
    }
    if it.short_name != own.short_name {
        tx.mark_taken_back(Topic::Name, "changed", &subject)?;
    }
    let hides = it.listing.shows() < own.listing.shows() || (own.to_offices.is_some() && !it.to_offices);
    let before = [&own.title, &own.affiliation, &own.comment];
    let after = [&it.title, &it.affiliation, &it.comment];
    let mut pairs = before.into_iter().zip(after);
    let words = pairs.any(|(before, after)| before.is_some() && before != after);
    if words {
        tx.mark_taken_back(Topic::Words, "changed", &subject)?;
    }
    if hides || words {
        outdate_bundles(tx, own.id, now)?;
    }
    Ok(())
}

/// Saves a person's correction and updates the tally. With `comments_wait`, staff review a new comment first.
pub(crate) fn amend(
    tx: &Tx<'_>,
    own: &StoredSignature,
    it: &Amendment,
    wordings: Wordings<'_>,
    comments_wait: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    // If it was confirmed since the form was rendered, its name is fixed.
    let name = if own.may_correct_name() { &it.name } else { &own.name };
    let listed = listed_name(name, it.short_name.as_deref(), it.listing);
    let consent = it
        .updates
        .then(|| own.updates.clone().unwrap_or_else(|| wordings.updates.to_owned()));
    let to_offices = it
        .to_offices
        .then(|| own.to_offices.clone().unwrap_or_else(|| wordings.to_offices.to_owned()));
    note_consent(tx, Topic::News, own.id, (own.updates.is_some(), consent.is_some()))?;
    note_consent(tx, Topic::FullName, own.id, (own.to_offices.is_some(), it.to_offices))?;
    note_shown(tx, own, it, now)?;
    ledger::recount(tx, own.id, || {
        tx.execute(
            "UPDATE signatures SET version = version + 1, listed_name = ?2, sort_name = ?3, listing = ?4, city = ?7, consent = ?5,
               consent_at = CASE WHEN CAST(?5 AS TEXT) IS NULL THEN NULL ELSE COALESCE(consent_at, ?6) END WHERE id = ?1",
            params![
                own.id,
                listed,
                order::name_key(&listed),
                it.listing.as_str(),
                consent,
                now.as_microsecond(),
                it.city
            ],
        )
    })?;
    tx.post(
        "UPDATE people SET name = ?2, short_name = ?5, comment_state = CASE WHEN comment IS NOT DISTINCT FROM ?3 THEN comment_state ELSE ?4 END, comment = ?3,
           title = ?6, affiliation = ?7, to_offices = ?8,
           to_offices_at = CASE WHEN CAST(?8 AS TEXT) IS NULL THEN NULL ELSE COALESCE(to_offices_at, ?9) END WHERE signature = ?1",
        params![
            own.id,
            name,
            it.comment,
            if comments_wait { "unread" } else { "approved" },
            it.short_name,
            it.title,
            it.affiliation,
            to_offices,
            now.as_microsecond()
        ],
    )?;
    search_texts::refresh(tx, own.id)?;
    // The old values must disappear from the disk.
    tx.wipe();
    Ok(())
}
