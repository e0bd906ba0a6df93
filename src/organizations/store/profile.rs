//! What is stored about an organization, for its contact alone.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::signatures::ids::SignatureId;
use crate::signatures::organization::Waiting;
use crate::signatures::state::Level;
use crate::signatures::store::deciders::{Decider, deciders};
use crate::signatures::store::other_names;
use crate::store::{Read, StoreError, params};

/// An organization as its contact described it.
#[derive(Clone, Serialize)]
pub struct OwnOrganization {
    /// The legal name, as registered.
    pub legal_name: String,
    /// The names in other languages, by language.
    pub other_names: BTreeMap<String, String>,
    /// The kind: `nonprofit` and so on.
    pub kind: String,
    /// The scope: `national`, `state`, `local`.
    pub scope: String,
    /// The website as typed, with its scheme.
    pub website: Option<String>,
    /// The public address, which is notified of the signature.
    pub public_email: Option<String>,
    /// The contact who signs for it.
    pub contact_name: String,
    /// The contact's role.
    pub contact_title: String,
    /// The phone number, which is never shown.
    pub phone: Option<String>,
    /// The verification: `own-domain`, `other-address`, `staff`; `None` before it is confirmed.
    pub verification: Option<Level>,
    /// The deciders, if the contact does not decide.
    pub deciders: Vec<Decider>,
    /// How many of them must approve.
    pub approvals: u32,
    /// The legal name and website that wait for review.
    pub waiting: Option<Waiting>,
}

pub(crate) fn own_organization(db: &Read<'_>, id: SignatureId) -> Result<Option<OwnOrganization>, StoreError> {
    let sql = "SELECT legal_name, kind, scope, website, public_email, contact_name, contact_title, phone, verification, approvals
       FROM organizations WHERE signature = ?1";
    let found = db.one(sql, params![id], |row| {
        Ok(OwnOrganization {
            legal_name: row.get("legal_name")?,
            other_names: BTreeMap::new(),
            kind: row.get("kind")?,
            scope: row.get("scope")?,
            website: row.get("website")?,
            public_email: row.get("public_email")?,
            contact_name: row.get("contact_name")?,
            contact_title: row.get("contact_title")?,
            phone: row.get("phone")?,
            verification: row.word_if_any("verification")?,
            deciders: Vec::new(),
            approvals: row.get("approvals")?,
            waiting: None,
        })
    })?;
    let Some(mut it) = found else { return Ok(None) };
    it.other_names = other_names::of(db, id)?;
    it.deciders = deciders(db, id)?;
    it.waiting = waiting(db, id)?;
    Ok(Some(it))
}

/// Returns the correction of a signature that staff have not reviewed yet.
pub(crate) fn waiting(db: &Read<'_>, id: SignatureId) -> Result<Option<Waiting>, StoreError> {
    let sql = "SELECT legal_name, website FROM corrections WHERE signature = ?1";
    db.one(sql, params![id], |row| {
        Ok(Waiting {
            legal_name: row.get("legal_name")?,
            website: row.get("website")?,
        })
    })
}

/// Returns the letters that an organization is on, or waits to be, under its own name or by this contact.
pub(crate) fn letters_of(db: &Read<'_>, id: SignatureId) -> Result<Vec<String>, StoreError> {
    // Another organization may have the same name, so a mailbox or a website must match too. To have no address is nothing in common.
    let sql = "SELECT DISTINCT n.letter FROM signatures s JOIN organizations o ON o.signature = s.id
       JOIN signatures n ON n.signer_key = s.signer_key AND n.kind = 'organization' JOIN organizations p ON p.signature = n.id
       WHERE s.id = ?1 AND n.state NOT IN ('pending', 'withdrawn', 'declined') AND (n.email = s.email AND s.email <> '' OR p.domain = o.domain)";
    db.all(sql, params![id], |row| row.get("letter"))
}
