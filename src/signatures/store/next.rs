//! An organization that signed one letter signs the next with what is known of it.

use jiff::Timestamp;

use super::counting::{Rules, Settled, settle};
use super::own::Own;
use super::{deciders, names};
use crate::store::{Read, StoreError, Tx, params};

/// The letters on which an organization stands, or waits to stand, under its own name or from this contact.
pub(super) fn letters_of(db: &Read<'_>, id: i64) -> Result<Vec<String>, StoreError> {
    // Another organization may have the same name: a mailbox or a website must agree too.
    let sql = "SELECT DISTINCT n.letter FROM signatures s JOIN organizations o ON o.signature = s.id
       JOIN signatures n ON n.signer_key = s.signer_key AND n.kind = 'organization' JOIN organizations p ON p.signature = n.id
       WHERE s.id = ?1 AND n.state NOT IN ('pending', 'withdrawn') AND (n.email = s.email OR p.domain = o.domain)";
    db.all(sql, params![id], |row| row.get("letter"))
}

/// What is signed next.
pub struct Next<'a> {
    /// The letter's slug.
    pub letter: &'a str,
    /// Its revision.
    pub revision: u32,
    /// The text as it was shown.
    pub edition: [u8; 32],
    /// In which language it was read.
    pub lang: &'a str,
    /// The language of the page.
    pub interface: &'a str,
    /// The statement of authority, as it was shown.
    pub authorized: &'a str,
}

/// Signs another letter for an organization; the mailbox was confirmed with the first. `None`: it is on that letter already.
pub fn sign_next(
    tx: &Tx<'_>,
    own: &Own,
    next: &Next<'_>,
    rules: &Rules,
    now: Timestamp,
) -> Result<Option<(i64, Settled)>, StoreError> {
    let moment = now.as_microsecond();
    // A pending row of the same asker may hold what a stranger typed: nothing of it is kept.
    let made = tx.one(
        "INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, mail_domain, listed_name, sort_name, listing, city, region,
           country, lang, revision, edition, updates, updates_at, created_at, source, interface)
         SELECT ?2, kind, 'pending', asker_key, signer_key, email, mail_domain, listed_name, sort_name, listing, city, region,
           country, ?3, ?4, ?5, NULL, NULL, ?6, NULL, ?7 FROM signatures WHERE id = ?1
         ON CONFLICT (letter, asker_key) DO UPDATE SET state = 'pending', confirmed_at = NULL, held_for = NULL, kind = excluded.kind,
           signer_key = excluded.signer_key, email = excluded.email, mail_domain = excluded.mail_domain, listed_name = excluded.listed_name,
           sort_name = excluded.sort_name, listing = excluded.listing, city = excluded.city, region = excluded.region,
           country = excluded.country, lang = excluded.lang, interface = excluded.interface, revision = excluded.revision,
           edition = excluded.edition, updates = NULL, updates_at = NULL, created_at = excluded.created_at, source = NULL, flags = '',
           version = signatures.version + 1
         WHERE signatures.state IN ('pending', 'withdrawn') RETURNING id",
        params![own.id, next.letter, next.lang, next.revision, &next.edition[..], moment, next.interface],
        |row| row.get::<i64>("id"),
    )?;
    let Some(id) = made else { return Ok(None) };
    tx.execute(
        "INSERT OR REPLACE INTO organizations (signature, legal_name, kind, scope, website, domain, public_email, contact_name,
           contact_title, phone, authorized, website_domain, listed_key, verification, evidence)
         SELECT ?2, legal_name, kind, scope, website, domain, public_email, contact_name, contact_title, phone, ?3, website_domain, listed_key,
           CASE verification WHEN 'staff' THEN 'staff' END, evidence
         FROM organizations WHERE signature = ?1",
        params![own.id, id, next.authorized],
    )?;
    names::copy(tx, own.id, id)?;
    // Whoever was to decide about a form that was never confirmed does not decide about this.
    deciders::put(tx, id, None)?;
    Ok(Some((id, settle(tx, id, rules, moment)?)))
}
