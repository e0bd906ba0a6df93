//! What is stored about an organization, for its contact alone.

use std::collections::BTreeMap;

use serde::Serialize;

use super::deciders::{Decider, deciders};
use super::names;
use crate::store::{Read, StoreError, params};

/// An organization as its contact described it.
#[derive(Clone, Serialize)]
pub struct OwnOrganization {
    /// As registered.
    pub legal_name: String,
    /// Its names in other languages, by language.
    pub other_names: BTreeMap<String, String>,
    /// `nonprofit` and so on.
    pub kind: String,
    /// `national`, `state`, `local`.
    pub scope: String,
    /// As typed, with its scheme.
    pub website: Option<String>,
    /// Where it is told that it was signed for.
    pub public_email: Option<String>,
    /// Who signs for it.
    pub contact_name: String,
    /// The contact's role.
    pub contact_title: String,
    /// Never shown.
    pub phone: Option<String>,
    /// `own-domain`, `other-address`, `staff`; before it is confirmed, nothing.
    pub verification: Option<String>,
    /// Those who decide, if the contact does not.
    pub deciders: Vec<Decider>,
    /// How many of them must approve.
    pub approvals: u32,
    /// Legal name and website that wait for staff.
    pub waiting: Option<Waiting>,
}

/// A correction that staff look at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// The legal name.
    pub legal_name: String,
    /// The website.
    pub website: Option<String>,
}

pub(super) fn own_organization(db: &Read<'_>, id: i64) -> Result<Option<OwnOrganization>, StoreError> {
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
            verification: row.get("verification")?,
            deciders: Vec::new(),
            approvals: row.get("approvals")?,
            waiting: None,
        })
    })?;
    let Some(mut it) = found else { return Ok(None) };
    it.other_names = names::of(db, id)?;
    it.deciders = deciders(db, id)?;
    it.waiting = waiting(db, id)?;
    Ok(Some(it))
}

/// The correction of a signature that staff have not looked at yet.
pub(super) fn waiting(db: &Read<'_>, id: i64) -> Result<Option<Waiting>, StoreError> {
    let sql = "SELECT legal_name, website FROM corrections WHERE signature = ?1";
    db.one(sql, params![id], |row| {
        Ok(Waiting {
            legal_name: row.get("legal_name")?,
            website: row.get("website")?,
        })
    })
}
