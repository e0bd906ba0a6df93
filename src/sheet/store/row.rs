//! A row of a sheet.

use serde::Serialize;

use crate::clock::from_micros;
use crate::letters::Party;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::signatures::{Listing, Origin};
use crate::store::{Row, StoreError};

/// A signature, as staff see it; private data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetRow {
    /// The number that commands refer to it by.
    pub id: SignatureId,
    /// The letter's slug.
    pub letter: String,
    /// Whether a person or an organization signed.
    pub kind: Party,
    /// The state.
    pub state: State,
    /// Whether it is merged into another signature of the same signer.
    pub merged: bool,
    /// Why it is held; empty if it isn't.
    pub held_for: String,
    /// Whether the email that it waits for came back: the confirmation email, or one to an approver.
    pub bounced: bool,
    /// The full or legal name.
    pub name: String,
    /// The name on the public list; empty if it is not listed.
    pub listed_name: String,
    /// The city.
    pub city: String,
    /// The USPS code; empty outside the United States.
    pub region: String,
    /// The ISO 3166 alpha-2 code of the country.
    pub country: String,
    /// The signer's address.
    pub email: String,
    /// An organization's website.
    pub website: String,
    /// An organization's verification: `own-domain`, `other-address`, `staff`.
    pub verification: String,
    /// The language in which the letter was read.
    pub lang: String,
    /// The revision that was signed.
    pub revision: u32,
    /// The revision that was signed, if a later one is published.
    pub earlier_text: Option<u32>,
    /// The flags, separated by commas.
    pub flags: String,
    /// The share link that the signer followed.
    pub source: String,
    /// Where the signature came from.
    pub origin: Origin,
    /// When the signature was requested: RFC 3339, UTC.
    pub created_at: String,
    /// When it was confirmed: RFC 3339, UTC; empty if it isn't confirmed.
    pub confirmed_at: String,
    /// Whether it is demo data from `undersigned demo`.
    pub demonstration: bool,
}

/// The emails of a signature are found by what they are about: with the state in the condition, PostgreSQL would read all that bounced.
pub(super) const COLUMNS: &str =
    "s.id, s.letter, s.kind, s.state, s.held_for, COALESCE(o.legal_name, p.name) AS name, s.listed_name, s.listing, s.city, s.region,
     s.country, s.email, o.website, o.verification, s.lang, s.revision,
     (SELECT m.merged FROM merges m WHERE m.merged = s.id) IS NOT NULL AS merged, s.flags, s.source, s.origin, s.created_at, s.confirmed_at, s.demonstration,
     CASE WHEN s.state = 'pending' OR s.state = 'awaiting' THEN COALESCE((SELECT MAX(CASE WHEN b.state = 'bounced'
           AND NOT EXISTS (SELECT 1 FROM outbox l WHERE l.kind = b.kind AND l.subject_id = b.subject_id AND l.recipient = b.recipient AND l.id > b.id)
           THEN 1 ELSE 0 END)
       FROM outbox b WHERE b.kind = CASE s.state WHEN 'pending' THEN 'confirmation' ELSE 'approval' END AND b.subject_id = s.id), 0) = 1
       ELSE FALSE END AS bounced";

pub(super) const JOINS: &str =
    "LEFT JOIN organizations o ON o.signature = s.id LEFT JOIN people p ON p.signature = s.id";

pub(super) fn read(row: &Row<'_>) -> Result<SheetRow, StoreError> {
    let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
    let when = |column: &str| {
        let at = row.get::<Option<i64>>(column)?;
        Ok::<_, StoreError>(at.map(|at| from_micros(at).to_string()).unwrap_or_default())
    };
    let unlisted = row.word::<Listing>("listing")? == Listing::Unlisted;
    Ok(SheetRow {
        id: row.get("id")?,
        letter: row.get("letter")?,
        kind: row.word("kind")?,
        state: row.word("state")?,
        merged: row.get("merged")?,
        held_for: text("held_for")?,
        bounced: row.get("bounced")?,
        name: text("name")?,
        listed_name: if unlisted { String::new() } else { text("listed_name")? },
        city: text("city")?,
        region: text("region")?,
        country: text("country")?,
        email: text("email")?,
        website: text("website")?,
        verification: text("verification")?,
        lang: text("lang")?,
        revision: row.get("revision")?,
        earlier_text: row.get("earlier")?,
        flags: text("flags")?,
        source: text("source")?,
        origin: row.word("origin")?,
        created_at: when("created_at")?,
        confirmed_at: when("confirmed_at")?,
        demonstration: row.get("demonstration")?,
    })
}
