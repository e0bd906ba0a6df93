//! What staff see of one signer besides the row of a sheet: what a person entered, how the signature came to its state, and the mails and
//! bundles about it.

use crate::letters::Party;
use crate::outbox::store::staff::{self, Line};
use crate::sheet::SheetRow;
use crate::sheet::store::one;
use crate::signatures::ids::SignatureId;
use crate::signatures::locality::HouseDistrict;
use crate::signatures::state::HoldReason;
use crate::signatures::store::history::{Event, history};
use crate::store::{Read, StoreError, params};

use super::dossier::{OrganizationSignature, dossier};
use super::made::{Made, latest};
use super::waiting::{Beside, besides, merged, merged_into};

/// A signer.
#[derive(Clone, Debug)]
pub struct Signer {
    /// The row of the sheet.
    pub row: SheetRow,
    /// What the person entered; `None` for an organization.
    pub person: Option<PersonDetails>,
    /// The signatures of the same organization, on every letter; empty for a person.
    pub signatures: Vec<OrganizationSignature>,
    /// Others on the letter that may be the same.
    pub beside: Vec<Beside>,
    /// The signature that it was merged into.
    pub merged_into: Option<Beside>,
    /// The signatures that were merged into it.
    pub merged: Vec<Beside>,
    /// The mail domain or mailbox of the flood that it is held for.
    pub flood: Option<String>,
    /// What staff saw of a recorded signature, or where an imported one came from; empty for the others.
    pub evidence: String,
    /// The changes of its state, oldest first.
    pub history: Vec<Event>,
    /// The decision that made the last of them, if it can be undone.
    pub latest: Option<Made>,
    /// The mails about it, oldest first.
    pub mails: Vec<Line>,
    /// The bundles that it is in, oldest first.
    pub bundles: Vec<InBundle>,
}

/// What a person entered, besides the name and the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonDetails {
    /// The ZIP or postal code.
    pub postal_code: String,
    /// The House district, if it is known.
    pub district: Option<HouseDistrict>,
    /// The title or occupation; may be empty.
    pub title: String,
    /// The organization; may be empty.
    pub affiliation: String,
    /// The comment to the offices; may be empty.
    pub comment: String,
    /// The words by which they let their own members of Congress see the full name and ZIP; empty if they did not.
    pub to_offices: String,
    /// Whether the comment was approved: `unread`, `approved`, `refused`.
    pub comment_state: String,
}

/// A bundle that a signature is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InBundle {
    /// The code on paper; empty before it has one.
    pub code: String,
    /// The revision of the text.
    pub revision: u32,
    /// When it was composed, in microseconds.
    pub composed_at: i64,
}

/// Returns a signer; `None` if there is none with this number.
pub fn signer(db: &Read<'_>, id: SignatureId) -> Result<Option<Signer>, StoreError> {
    let Some(row) = one(db, id)? else {
        return Ok(None);
    };
    let is_organization = row.kind == Party::Organization;
    Ok(Some(Signer {
        person: person(db, id)?,
        signatures: if is_organization { dossier(db, id)? } else { Vec::new() },
        beside: besides(db, &row)?,
        merged_into: merged_into(db, id)?,
        merged: merged(db, id)?,
        flood: flood(db, id)?,
        evidence: evidence(db, id)?,
        history: history(db, id)?,
        latest: latest(db, id)?,
        mails: staff::about_signature(db, id)?,
        bundles: bundles(db, id)?,
        row,
    }))
}

fn person(db: &Read<'_>, id: SignatureId) -> Result<Option<PersonDetails>, StoreError> {
    let sql = "SELECT postal_code, congress, district, district_found, title, affiliation, comment, to_offices, comment_state FROM people WHERE signature = ?1";
    db.one(sql, params![id], |row| {
        let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
        let congress: Option<u16> = row.get("congress")?;
        let (number, found): (Option<u8>, String) = (row.get("district")?, text("district_found")?);
        Ok(PersonDetails {
            postal_code: text("postal_code")?,
            district: congress.map(|congress| HouseDistrict {
                congress,
                number,
                chosen: found == "chosen",
            }),
            title: text("title")?,
            affiliation: text("affiliation")?,
            comment: text("comment")?,
            to_offices: text("to_offices")?,
            comment_state: text("comment_state")?,
        })
    })
}

/// Returns what `review release` names for a signature that is held for a flood.
fn flood(db: &Read<'_>, id: SignatureId) -> Result<Option<String>, StoreError> {
    let sql = "SELECT COALESCE(mail_domain, flood_base, flood_suffix) AS source FROM signatures WHERE id = ?1 AND held_for = ?2";
    let found = db.one(sql, params![id, HoldReason::Surge.as_str()], |row| {
        row.get::<Option<String>>("source")
    })?;
    Ok(found.flatten())
}

fn evidence(db: &Read<'_>, id: SignatureId) -> Result<String, StoreError> {
    let sql = "SELECT evidence FROM provenance WHERE signature = ?1";
    Ok(db.one(sql, params![id], |row| row.get("evidence"))?.unwrap_or_default())
}

fn bundles(db: &Read<'_>, id: SignatureId) -> Result<Vec<InBundle>, StoreError> {
    let sql = "SELECT b.code, b.revision, b.composed_at FROM bundle_signers s JOIN bundles b ON b.id = s.bundle WHERE s.signature = ?1 ORDER BY b.id";
    db.all(sql, params![id], |row| {
        Ok(InBundle {
            code: row.get::<Option<String>>("code")?.unwrap_or_default(),
            revision: row.get("revision")?,
            composed_at: row.get("composed_at")?,
        })
    })
}
