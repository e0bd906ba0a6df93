//! Signs the next letter for an organization, with what is known of it.

use jiff::Timestamp;

use crate::my_signature::store::stored::StoredSignature;
use crate::signatures::ids::SignatureId;
use crate::signatures::rules::Rules;
use crate::signatures::state::Actor;
use crate::signatures::store::counting::{Settled, settle};
use crate::signatures::store::ledger::By;
use crate::signatures::store::{deciders, other_names, search_texts};
use crate::store::{StoreError, Tx, params};

/// The letter to sign next.
pub(crate) struct Next<'a> {
    /// The letter's slug.
    pub letter: &'a str,
    /// The letter's revision.
    pub revision: u32,
    /// The digest of the text as it was shown.
    pub edition: [u8; 32],
    /// The language in which it was read.
    pub lang: &'a str,
    /// The language of the page.
    pub interface: &'a str,
    /// The wording of the statement of authority, as it was shown.
    pub authorized: &'a str,
}

/// Signs another letter for an organization, whose mailbox was confirmed with the first; `None` if it is on that letter already.
pub(crate) fn sign_next(
    tx: &Tx<'_>,
    own: &StoredSignature,
    next: &Next<'_>,
    rules: &Rules,
    now: Timestamp,
) -> Result<Option<(SignatureId, Settled)>, StoreError> {
    let moment = now.as_microsecond();
    // A pending row of the same asker may hold what a stranger typed, so none of it is kept.
    let made = tx.one(
        "INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, mail_domain, listed_name, sort_name, listing, city, region,
           country, lang, revision, edition, consent, consent_at, created_at, state_at, source, page_lang)
         SELECT ?2, kind, 'pending', asker_key, signer_key, email, mail_domain, listed_name, sort_name, listing, city, region,
           country, ?3, ?4, ?5, NULL, NULL, ?6, ?6, NULL, ?7 FROM signatures WHERE id = ?1
         ON CONFLICT (letter, asker_key) DO UPDATE SET state = 'pending', state_at = excluded.state_at, confirmed_at = NULL, renewed_at = NULL, counted_at = NULL, held_for = NULL, kind = excluded.kind,
           signer_key = excluded.signer_key, email = excluded.email, mail_domain = excluded.mail_domain, listed_name = excluded.listed_name,
           sort_name = excluded.sort_name, listing = excluded.listing, city = excluded.city, region = excluded.region,
           country = excluded.country, lang = excluded.lang, page_lang = excluded.page_lang, revision = excluded.revision,
           edition = excluded.edition, consent = NULL, consent_at = NULL, created_at = excluded.created_at, source = NULL, flags = '',
           version = signatures.version + 1
         WHERE signatures.state IN ('pending', 'withdrawn', 'declined') RETURNING id",
        params![own.id, next.letter, next.lang, next.revision, &next.edition[..], moment, next.interface],
        |row| row.get::<SignatureId>("id"),
    )?;
    let Some(id) = made else { return Ok(None) };
    tx.execute("DELETE FROM organizations WHERE signature = ?1", params![id])?;
    tx.execute(
        "INSERT INTO organizations (signature, legal_name, kind, scope, website, domain, public_email, contact_name,
           contact_title, phone, authorized, website_domain, listed_key, verification, evidence)
         SELECT ?2, legal_name, kind, scope, website, domain, public_email, contact_name, contact_title, phone, ?3, website_domain, listed_key,
           CASE verification WHEN 'staff' THEN 'staff' END, evidence
         FROM organizations WHERE signature = ?1",
        params![own.id, id, next.authorized],
    )?;
    other_names::copy(tx, own.id, id)?;
    search_texts::refresh(tx, id)?;
    let by = By {
        actor: Actor::Signer,
        at: moment,
    };
    // Deciders named in a form that was never confirmed do not decide about this one.
    deciders::put(tx, id, None)?;
    Ok(Some((id, settle(tx, id, rules, by)?)))
}
