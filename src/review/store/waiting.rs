//! The signatures that staff look at: those waiting for review, with possible duplicates, and those counted with a flag.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::letters::Party;
use crate::organizations::store::profile;
use crate::sheet::store::{SheetError, list};
use crate::sheet::{Filter, SheetRow, Sort};
use crate::signatures::ids::SignatureId;
use crate::signatures::locality;
use crate::signatures::state::State;
use crate::signatures::store::rivalries::{Outcome, rivals};
use crate::signatures::store::rivals::kin_as;
use crate::signatures::store::search::Page;
use crate::signatures::store::state::EARLIER;
use crate::signatures::store::{merged, namesakes};
use crate::store::{Read, Row, StoreError, params};

/// A signature that waits for review, or that someone disowned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// The number that commands refer to it by.
    pub id: SignatureId,
    /// The state: `held`, `awaiting`, `disowned`.
    pub state: State,
    /// Why it is held ([`crate::signatures::state::HoldReason`]); empty if it is not.
    pub held_for: String,
    /// The flags ([`crate::signatures::store::flags`]), separated by commas.
    pub flags: String,
    /// Whether a person or an organization signed.
    pub kind: Party,
    /// The legal or full name.
    pub name: String,
    /// The signer's address.
    pub email: String,
    /// An organization's website.
    pub website: String,
    /// The verification: `own-domain`, `other-address`, `staff`.
    pub verification: String,
    /// The city, and state or country.
    pub place: String,
    /// The revision that was signed.
    pub revision: u32,
    /// The revision that was signed, if a later one is published.
    pub earlier_text: Option<u32>,
    /// Other organizations or people that may be the same.
    pub beside: Vec<Beside>,
}

/// An organization or a person that may be the same as one that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// The number of its signature.
    pub id: SignatureId,
    /// The state: `confirmed`, `held` and so on.
    pub state: State,
    /// The legal or full name.
    pub name: String,
    /// The signer's address.
    pub email: String,
    /// The website.
    pub website: String,
    /// The verification: `own-domain`, `other-address`, `staff`.
    pub verification: String,
    /// The city, and state or country.
    pub place: String,
    /// The revision that it signed.
    pub revision: u32,
    /// The revision that it signed, if a later one is published.
    pub earlier_text: Option<u32>,
}

/// Returns the signatures that may be of the same organization as one, or as it would be if its correction were accepted; or of the same
/// person.
pub fn beside(db: &Read<'_>, id: SignatureId) -> Result<Vec<Beside>, StoreError> {
    let known = rivals(db, id)?.into_iter();
    let known = known.filter(|it| it.outcome != Outcome::Apart);
    let mut ids: BTreeSet<SignatureId> = known.map(|it| it.other(id)).collect();
    if let Some(wanted) = profile::waiting(db, id)? {
        ids.extend(kin_as(db, id, &wanted)?);
    }
    others_of(db, ids)
}

/// Returns the signatures that may be of the same signer as one, and are not merged with it; for a person, also those of the same name in the
/// same state.
pub fn besides(db: &Read<'_>, row: &SheetRow) -> Result<Vec<Beside>, StoreError> {
    let mut found = beside(db, row.id)?;
    if let Some(own) = namesakes::person(db, row.id)? {
        let compared: BTreeSet<SignatureId> = rivals(db, row.id)?.iter().map(|it| it.other(row.id)).collect();
        let others = namesakes::of_name(db, &row.letter, &row.name)?.into_iter();
        let near = others.filter(|it| it.id != row.id && own.lives_near(it) && !compared.contains(&it.id));
        found.extend(others_of(db, near.map(|it| it.id))?);
    }
    let apart = [
        merged::directly_into(db, row.id)?,
        merged::kept(db, row.id)?.into_iter().collect(),
    ]
    .concat();
    found.retain(|it| !apart.contains(&it.id));
    Ok(found)
}

/// Returns the signature that one was merged into.
pub fn merged_into(db: &Read<'_>, id: SignatureId) -> Result<Option<Beside>, StoreError> {
    merged::kept(db, id)?.map_or(Ok(None), |kept| other_one(db, kept))
}

/// Returns the signatures that were merged into one.
pub fn merged(db: &Read<'_>, id: SignatureId) -> Result<Vec<Beside>, StoreError> {
    others_of(db, merged::directly_into(db, id)?)
}

fn others_of(db: &Read<'_>, ids: impl IntoIterator<Item = SignatureId>) -> Result<Vec<Beside>, StoreError> {
    let found: Result<Vec<_>, _> = ids.into_iter().map(|id| other_one(db, id)).collect();
    Ok(found?.into_iter().flatten().collect())
}

fn other_one(db: &Read<'_>, id: SignatureId) -> Result<Option<Beside>, StoreError> {
    let sql = format!(
        "SELECT s.id, s.state, COALESCE(o.legal_name, p.name) AS name, s.email, o.website, o.verification, s.city, s.region, s.country, s.revision,
         {EARLIER} AS earlier FROM signatures s LEFT JOIN organizations o ON o.signature = s.id LEFT JOIN people p ON p.signature = s.id
       WHERE s.id = ?1"
    );
    db.one(&sql, params![id], |row| {
        let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
        Ok(Beside {
            id: row.get("id")?,
            state: row.word("state")?,
            name: text("name")?,
            email: row.get("email")?,
            website: text("website")?,
            verification: text("verification")?,
            place: place(row)?,
            revision: row.get("revision")?,
            earlier_text: row.get("earlier")?,
        })
    })
}

fn place(row: &Row<'_>) -> Result<String, StoreError> {
    let region = row.get::<Option<String>>("region")?.unwrap_or_default();
    Ok(placed(row.get("city")?, region, &row.get::<String>("country")?))
}

/// Formats a city with its state or country.
fn placed(city: String, region: String, country: &str) -> String {
    let region = if region.is_empty() {
        locality::english_name(country)
    } else {
        region
    };
    let city = locality::city(city);
    city.map_or_else(|| region.clone(), |city| format!("{city}, {region}"))
}

/// A page of signatures for review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingPage {
    /// The signatures, oldest first.
    pub rows: Vec<Waiting>,
    /// Whether more follow.
    pub has_more: bool,
}

/// Returns a page of the signatures that match a filter, oldest first. The filter's standing should be [`crate::sheet::Standing::Waiting`]
/// or [`crate::sheet::Standing::Marked`].
pub fn waiting(db: &Read<'_>, filter: &Filter, page: Page) -> Result<WaitingPage, SheetError> {
    let sheet = list(db, filter, Sort::Oldest, page)?;
    let rows: Result<Vec<_>, StoreError> = sheet.rows.into_iter().map(|row| with_kin(db, row)).collect();
    Ok(WaitingPage {
        rows: rows?,
        has_more: sheet.has_more,
    })
}

fn with_kin(db: &Read<'_>, it: SheetRow) -> Result<Waiting, StoreError> {
    let beside = beside(db, it.id)?;
    Ok(Waiting {
        id: it.id,
        state: it.state,
        held_for: it.held_for,
        flags: it.flags,
        kind: it.kind,
        name: it.name,
        email: it.email,
        website: it.website,
        verification: it.verification,
        place: placed(it.city, it.region, &it.country),
        revision: it.revision,
        earlier_text: it.earlier_text,
        beside,
    })
}
