//! The dossier of an organization: everything that staff may know about what it signed, by whom, how it came, and how well it is verified.

use serde::Serialize;

use crate::organizations::store::profile::waiting;
use crate::signatures::ids::SignatureId;
use crate::signatures::organization::Waiting;
use crate::signatures::state::State;
use crate::signatures::store::deciders::{Decider, deciders};
use crate::signatures::store::history::{Event, history};
use crate::signatures::store::renewal::{Renewal, renewal};
use crate::signatures::store::state::EARLIER;
use crate::store::{Read, StoreError, params};

/// A signature of an organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrganizationSignature {
    /// The number that commands refer to it by.
    pub id: SignatureId,
    /// The letter's slug.
    pub letter: String,
    /// The state.
    pub state: State,
    /// The revision that it signed.
    pub revision: u32,
    /// The revision that it signed, if a later one is published.
    pub earlier_text: Option<u32>,
    /// Why it is held; empty if it is not.
    pub held_for: String,
    /// The flags, separated by commas.
    pub flags: String,
    /// The listed name.
    pub listed_name: String,
    /// The legal name, as registered.
    pub legal_name: String,
    /// The website as typed; may be empty.
    pub website: String,
    /// The public address; may be empty.
    pub public_email: String,
    /// The contact's name, role and address.
    pub contact: [String; 3],
    /// The verification: `own-domain`, `other-address`, `staff`; empty before it is confirmed.
    pub verification: String,
    /// The evidence that staff saw.
    pub evidence: String,
    /// The share link that it came by; may be empty.
    pub source: String,
    /// The organization that was invited, and the note of staff; may be empty.
    pub invitation: [String; 2],
    /// When it was requested, in microseconds.
    pub created_at: i64,
    /// The deciders.
    pub deciders: Vec<Decider>,
    /// The renewal that is open, or was declined.
    pub renewal: Option<Renewal>,
    /// The legal name and website that wait for review.
    pub waiting: Option<Waiting>,
    /// The history, oldest first.
    pub history: Vec<Event>,
}

/// Returns every signature of the same organization: by name, or by its website's domain. Oldest first.
pub fn dossier(db: &Read<'_>, id: SignatureId) -> Result<Vec<OrganizationSignature>, StoreError> {
    let sql = format!(
        "SELECT s.id, s.letter, s.state, s.revision, {EARLIER} AS earlier, s.held_for, s.flags,
       s.listed_name, s.email, s.source, s.created_at, o.legal_name, o.website,
       o.public_email, o.contact_name, o.contact_title, o.verification, o.evidence, i.name AS invited, i.note
       FROM signatures one JOIN organizations mine ON mine.signature = one.id
       JOIN signatures s ON s.kind = 'organization' JOIN organizations o ON o.signature = s.id
       LEFT JOIN invitations i ON i.id = o.invitation
       WHERE one.id = ?1 AND (s.id IN (SELECT id FROM signatures WHERE signer_key = one.signer_key AND kind = 'organization')
         OR s.id IN (SELECT signature FROM organizations WHERE website_domain = mine.website_domain))
       ORDER BY s.id"
    );
    let mut found = db.all(&sql, params![id], |row| {
        let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
        Ok(OrganizationSignature {
            id: row.get("id")?,
            letter: text("letter")?,
            state: row.word("state")?,
            revision: row.get("revision")?,
            earlier_text: row.get("earlier")?,
            held_for: text("held_for")?,
            flags: text("flags")?,
            listed_name: text("listed_name")?,
            legal_name: text("legal_name")?,
            website: text("website")?,
            public_email: text("public_email")?,
            contact: [text("contact_name")?, text("contact_title")?, text("email")?],
            verification: text("verification")?,
            evidence: text("evidence")?,
            source: text("source")?,
            invitation: [text("invited")?, text("note")?],
            created_at: row.get("created_at")?,
            deciders: Vec::new(),
            renewal: None,
            waiting: None,
            history: Vec::new(),
        })
    })?;
    for it in &mut found {
        it.deciders = deciders(db, it.id)?;
        it.renewal = renewal(db, it.id)?;
        it.waiting = waiting(db, it.id)?;
        it.history = history(db, it.id)?;
    }
    Ok(found)
}
