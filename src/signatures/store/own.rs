//! A signer's own page: what is stored, corrections, and taking it all back.

use jiff::Timestamp;
use serde::Serialize;

use super::counting::{leave, relist, revive, tally};
use super::links::open_link;
use super::next::letters_of;
use crate::clock::from_micros;
use crate::config::Secret;
use crate::email::EmailAddress;
use crate::signatures::confirmation::{Purpose, Token};
use crate::signatures::{Listing, identity, initialed};
use crate::store::{Read, StoreError, Tx, params};
use crate::text;

/// Everything that is stored about one signature, for its signer alone.
#[derive(Clone, Serialize)]
pub struct Own {
    #[serde(skip)]
    pub(in crate::signatures) id: i64,
    /// The letters on which an organization that was counted stands already.
    #[serde(skip)]
    pub(in crate::signatures) letters: Vec<String>,
    /// The letter's name.
    pub letter: String,
    /// `person` or `organization`.
    pub kind: String,
    /// `pending`, `confirmed`, `duplicate`.
    pub state: String,
    /// A person's whole name; the name under which an organization is listed.
    pub name: String,
    /// As it stands on the public list.
    pub listed_name: String,
    /// `full`, `initial`, `unlisted`.
    pub listing: String,
    /// The address.
    pub email: String,
    /// City.
    pub city: String,
    /// USPS code.
    pub region: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// Of a person.
    pub postal_code: Option<String>,
    /// Of the person or of the organization's contact.
    pub title: Option<String>,
    /// Of a person.
    pub affiliation: Option<String>,
    /// Of a person, for the offices.
    pub comment: Option<String>,
    /// An organization's.
    pub legal_name: Option<String>,
    /// An organization's.
    pub website: Option<String>,
    /// An organization's.
    pub contact_name: Option<String>,
    /// An organization's.
    pub phone: Option<String>,
    /// The consent's wording, as it was shown.
    pub updates: Option<String>,
    /// Which revision was signed.
    pub revision: u32,
    /// The language that was read.
    pub lang: String,
    /// SHA-256 of the text that was read.
    pub text_sha256: String,
    /// RFC 3339.
    pub signed_at: String,
    /// RFC 3339.
    pub confirmed_at: Option<String>,
}

impl Own {
    /// A person's name is what they confirm; an organization's listing may be corrected at any time.
    pub fn may_correct_name(&self) -> bool {
        self.kind == "organization" || self.state == "pending"
    }

    /// What was confirmed can be taken back.
    pub fn may_withdraw(&self) -> bool {
        matches!(self.state.as_str(), "confirmed" | "held" | "awaiting")
    }

    /// The form's field for the name.
    pub fn name_field(&self) -> &'static str {
        if self.kind == "organization" {
            "listed_name"
        } else {
            "name"
        }
    }
}

/// What a signer corrected.
#[derive(Clone)]
pub struct Amendment {
    /// The name, corrected or as it was.
    pub name: String,
    /// How to be listed.
    pub listing: Listing,
    /// A person's word to the offices.
    pub comment: Option<String>,
    /// Consent to updates.
    pub updates: bool,
}

/// The confirmed signatures of an address: a person's by what identifies them, organizations' by their contact's address.
/// An address that has confirmed nothing is not written to: its inbox may be a third person's.
pub fn signatures_of(db: &Read<'_>, email: &EmailAddress) -> Result<Vec<i64>, StoreError> {
    // Every letter that can be signed has editions: few rows, and one look into the index for each. Behind an address's own key stand
    // its household's second person and what was taken back, each after a '#', which no domain holds; '$' is the next sign.
    let mut found = db.all(
        "SELECT s.id FROM (SELECT DISTINCT letter FROM editions) e JOIN signatures s ON s.letter = e.letter
           AND s.asker_key >= ?1 AND s.asker_key < ?1 || '$' WHERE s.state <> 'pending'",
        params![format!("person:{}", email.canonical())],
        |row| row.get("id"),
    )?;
    let sql =
        "SELECT id FROM signatures WHERE kind = 'organization' AND email = ?1 COLLATE NOCASE AND state <> 'pending'";
    found.extend(db.all(sql, params![email.as_str()], |row| row.get::<i64>("id"))?);
    found.sort_unstable();
    Ok(found)
}

/// The signature of a link; `None` if there is no such link, or it is too old.
pub fn own(db: &Read<'_>, secret: &Secret, token: &Token, now: Timestamp) -> Result<Option<Own>, StoreError> {
    let link = open_link(db, secret, token, Purpose::Own)?;
    let Some(link) = link.filter(|link| now.as_microsecond() < link.own_until) else {
        return Ok(None);
    };
    let found = db.one(
        "SELECT s.id, s.letter, s.kind, s.state, COALESCE(p.name, s.listed_name) AS name, s.listed_name, s.listing, s.email, s.city, s.region,
           s.country, p.postal_code, COALESCE(p.title, o.contact_title) AS title, p.affiliation, p.comment, o.legal_name, o.website,
           o.contact_name, o.phone, s.updates, s.revision, s.lang, s.edition, s.created_at, s.confirmed_at
         FROM signatures s LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id
         WHERE s.id = ?1",
        params![link.signature],
        |row| {
            Ok(Own {
                id: row.get("id")?,
                letters: Vec::new(),
                letter: row.get("letter")?,
                kind: row.get("kind")?,
                state: row.get("state")?,
                name: row.get("name")?,
                listed_name: row.get("listed_name")?,
                listing: row.get("listing")?,
                email: row.get("email")?,
                city: row.get("city")?,
                region: row.get("region")?,
                country: row.get("country")?,
                postal_code: row.get("postal_code")?,
                title: row.get("title")?,
                affiliation: row.get("affiliation")?,
                comment: row.get("comment")?,
                legal_name: row.get("legal_name")?,
                website: row.get("website")?,
                contact_name: row.get("contact_name")?,
                phone: row.get("phone")?,
                updates: row.get("updates")?,
                revision: row.get("revision")?,
                lang: row.get("lang")?,
                text_sha256: data_encoding::HEXLOWER.encode(&row.get::<[u8; 32]>("edition")?),
                signed_at: from_micros(row.get("created_at")?).to_string(),
                confirmed_at: row.get::<Option<i64>>("confirmed_at")?.map(|moment| from_micros(moment).to_string()),
            })
        },
    )?;
    let Some(mut own) = found else { return Ok(None) };
    if own.kind == "organization" && own.state == "confirmed" {
        own.letters = letters_of(db, own.id)?;
    }
    Ok(Some(own))
}

/// Takes a correction; the tally follows. `wording`: the consent as shown.
pub fn amend(tx: &Tx<'_>, own: &Own, it: &Amendment, wording: &str, now: Timestamp) -> Result<(), StoreError> {
    // It may have been confirmed since the form was read: then its name stands.
    let name = if own.may_correct_name() { &it.name } else { &own.name };
    let listed = match (own.kind.as_str(), it.listing) {
        ("organization", _) | (_, Listing::Full) => name.clone(),
        _ => initialed(name),
    };
    tally(tx, own.id, -1)?;
    let consent = it
        .updates
        .then(|| own.updates.clone().unwrap_or_else(|| wording.to_owned()));
    tx.execute(
        "UPDATE signatures SET version = version + 1, listed_name = ?2, sort_name = ?3, listing = ?4, updates = ?5,
           updates_at = CASE WHEN ?5 IS NULL THEN NULL ELSE COALESCE(updates_at, ?6) END WHERE id = ?1",
        params![
            own.id,
            listed,
            text::fold(&listed),
            it.listing.as_str(),
            consent,
            now.as_microsecond()
        ],
    )?;
    tx.execute(
        "UPDATE people SET name = ?2, comment_state = CASE WHEN comment IS ?3 THEN comment_state ELSE 'unread' END, comment = ?3
         WHERE signature = ?1",
        params![own.id, name, it.comment],
    )?;
    tally(tx, own.id, 1)?;
    relisted(tx, own, &listed, now)
}

/// The key of an organization's listing follows its name; quite another name waits for staff.
fn relisted(tx: &Tx<'_>, own: &Own, listed: &str, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE organizations SET listed_key = ?2 WHERE signature = ?1",
        params![own.id, identity::organization(listed)],
    )?;
    relist(
        tx,
        own.id,
        &identity::organization(&own.listed_name),
        now.as_microsecond(),
    )
}

/// What was taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removal {
    /// The days of bundles that it had gone into before, in microseconds.
    pub delivered: Vec<i64>,
}

/// The days of the bundles that hold a signature. They are frozen: what went out can't be called back, and the signer is told so.
fn delivered(tx: &Tx<'_>, own: &Own) -> Result<Removal, StoreError> {
    let sql = "SELECT b.composed_at FROM bundles b JOIN signatures s ON s.letter = b.letter AND s.revision = b.revision
       AND s.state = 'confirmed' AND s.confirmed_at <= b.composed_at WHERE s.id = ?1";
    let delivered = tx.all(sql, params![own.id], |row| row.get("composed_at"))?;
    Ok(Removal { delivered })
}

/// Takes a signature off the public list and out of every later bundle; it stays stored, for its signer alone.
pub fn withdraw(tx: &Tx<'_>, own: &Own, now: Timestamp) -> Result<Removal, StoreError> {
    let removal = delivered(tx, own)?;
    leave(tx, own.id, "withdrawn", now.as_microsecond())?;
    // Whoever signs again has a new row, and this one stays as it was.
    tx.execute(
        "UPDATE signatures SET asker_key = asker_key || '#w' || id WHERE id = ?1",
        params![own.id],
    )?;
    Ok(removal)
}

/// Deletes a signature and everything that belongs to it; the tally follows.
pub fn remove(tx: &Tx<'_>, own: &Own) -> Result<Removal, StoreError> {
    let removal = delivered(tx, own)?;
    tally(tx, own.id, -1)?;
    revive(tx, own.id)?;
    tx.execute("DELETE FROM signatures WHERE id = ?1", params![own.id])?;
    Ok(removal)
}
