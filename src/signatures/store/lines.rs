//! Lines as staff correct them: a name that was typed wrong, a place, a title. What a line said before is kept in its history.

use strum::{Display, EnumString, IntoStaticStr};

use super::announce::announce;
use super::ledger::{self, By};
use super::rivalries::{self, Outcome};
use super::{candidate, search_texts};
use crate::letters::Party;
use crate::locale::order;
use crate::signatures::ids::SignatureId;
use crate::signatures::request::{PersonAt, key_without_address};
use crate::signatures::state::State;
use crate::signatures::{Listing, identity, listed_name};
use crate::store::takebacks::Topic;
use crate::store::{Read, StoreError, Tx, params};

/// A field of a line. Database, forms and mails use the same words.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Display,
    EnumString,
    IntoStaticStr,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum LineField {
    /// A person's full name, or the listed name of an organization.
    Name,
    /// A person's title or occupation.
    Title,
    /// A person's organization or employer.
    Affiliation,
    /// The city.
    City,
    /// The state, in the United States.
    State,
}

impl LineField {
    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// A person's full name, or the listed name of an organization.
    pub name: String,
    /// A person's title or occupation; may be empty.
    pub title: String,
    /// A person's organization or employer; may be empty.
    pub affiliation: String,
    /// The city; may be empty for a person who is listed without it.
    pub city: String,
    /// The USPS code; empty outside the United States.
    pub region: String,
}

impl Line {
    fn get(&self, field: LineField) -> &str {
        match field {
            LineField::Name => &self.name,
            LineField::Title => &self.title,
            LineField::Affiliation => &self.affiliation,
            LineField::City => &self.city,
            LineField::State => &self.region,
        }
    }

    /// Returns the fields in which another line differs.
    fn changed(&self, other: &Self) -> Vec<LineField> {
        use LineField::{Affiliation, City, Name, State, Title};
        let all = [Name, Title, Affiliation, City, State].into_iter();
        all.filter(|field| self.get(*field) != other.get(*field)).collect()
    }
}

/// A line with what decides whether it may be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownLine {
    /// The line.
    pub line: Line,
    /// Whether a person or an organization signed.
    pub kind: Party,
    /// The ISO 3166 alpha-2 code of the country.
    pub country: String,
    /// The state of the signature.
    pub state: State,
    /// How it is listed.
    pub listing: Listing,
    /// The version: it goes up with every change.
    pub version: i64,
    letter: String,
    asker_key: String,
    postal_code: String,
    short_name: Option<String>,
}

/// Returns the line of a signature; `None` if there is no such signature.
pub fn shown_line(db: &Read<'_>, id: SignatureId) -> Result<Option<ShownLine>, StoreError> {
    let sql = "SELECT s.letter, s.kind, s.state, s.version, s.asker_key, s.listing, COALESCE(p.name, s.listed_name) AS name, s.city, s.region, s.country,
         p.title, p.affiliation, p.postal_code, p.short_name
       FROM signatures s LEFT JOIN people p ON p.signature = s.id WHERE s.id = ?1";
    db.one(sql, params![id], |row| {
        let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
        Ok(ShownLine {
            line: Line {
                name: text("name")?,
                title: text("title")?,
                affiliation: text("affiliation")?,
                city: text("city")?,
                region: text("region")?,
            },
            kind: row.word("kind")?,
            country: row.get("country")?,
            state: row.word("state")?,
            listing: row.word("listing")?,
            version: row.get("version")?,
            letter: row.get("letter")?,
            asker_key: row.get("asker_key")?,
            postal_code: text("postal_code")?,
            short_name: row.get("short_name")?,
        })
    })
}

/// What came of a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineCorrected {
    /// These fields have changed; none, if it said so already.
    Done(Vec<LineField>),
    /// Someone without an address and with this name and home is on the letter already.
    Taken,
}

/// Corrects a line. The caller has made sure that it counts or is held.
pub(crate) fn correct_line(
    tx: &Tx<'_>,
    id: SignatureId,
    (before, line): (&ShownLine, &Line),
    by: By,
) -> Result<LineCorrected, StoreError> {
    let changed = before.line.changed(line);
    if changed.is_empty() {
        return Ok(LineCorrected::Done(changed));
    }
    let key = key(before, line);
    if is_taken(tx, id, &before.letter, key.as_deref())? {
        return Ok(LineCorrected::Taken);
    }
    note(tx, id, (&before.line, &changed), by)?;
    ledger::recount(tx, id, || write(tx, id, (before, line), key.as_deref()))?;
    announce(tx, id)?;
    search_texts::refresh(tx, id)?;
    if before.kind == Party::Organization
        && let Some(it) = candidate::candidate(tx, id)?
    {
        for other in rivalries::new_ones(tx, &it)? {
            rivalries::remember(tx, id, other, Outcome::Beside, by.at)?;
        }
    }
    Ok(LineCorrected::Done(changed))
}

/// Records what the line said, and that an earlier backup says something that is not shown any more.
fn note(tx: &Tx<'_>, id: SignatureId, (before, changed): (&Line, &[LineField]), by: By) -> Result<(), StoreError> {
    ledger::note(tx, id, "corrected", by)?;
    for field in changed {
        tx.post(
            "INSERT INTO line_corrections (signature, number, field, before)
             SELECT ?1, MAX(number), ?2, ?3 FROM signature_events WHERE signature = ?1",
            params![id, field.as_str(), before.get(*field)],
        )?;
    }
    let words = [LineField::Title, LineField::Affiliation].iter();
    if words
        .clone()
        .any(|field| changed.contains(field) && !before.get(*field).is_empty())
    {
        tx.mark_taken_back(Topic::Words, "changed", &id.to_string())?;
    }
    if changed.contains(&LineField::Name) {
        tx.mark_taken_back(Topic::Name, "changed", &id.to_string())?;
    }
    Ok(())
}

/// Returns the key of someone who gave no address, which is made of the name and the home. Others keep theirs.
fn key(before: &ShownLine, line: &Line) -> Option<String> {
    let home = |name: &str, city: &str| {
        key_without_address(PersonAt {
            name,
            postal_code: &before.postal_code,
            city,
            country: &before.country,
        })
    };
    let is_named = before.kind == Party::Person && before.asker_key == home(&before.line.name, &before.line.city);
    is_named.then(|| home(&line.name, &line.city))
}

fn is_taken(db: &Read<'_>, id: SignatureId, letter: &str, key: Option<&str>) -> Result<bool, StoreError> {
    let Some(key) = key else { return Ok(false) };
    let sql = "SELECT 1 AS n FROM signatures WHERE letter = ?1 AND asker_key = ?2 AND id <> ?3";
    Ok(db.one(sql, params![letter, key, id], |_| Ok(()))?.is_some())
}

fn write(
    tx: &Tx<'_>,
    id: SignatureId,
    (before, line): (&ShownLine, &Line),
    key: Option<&str>,
) -> Result<(), StoreError> {
    let is_person = before.kind == Party::Person;
    let listed = if is_person {
        listed_name(&line.name, before.short_name.as_deref(), before.listing)
    } else {
        line.name.clone()
    };
    let sort_key = if is_person {
        order::name_key(&listed)
    } else {
        order::organization_key(&listed)
    };
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    tx.post(
        "UPDATE signatures SET version = version + 1, listed_name = ?2, sort_name = ?3, city = ?4, region = ?5,
           asker_key = COALESCE(?6, asker_key), signer_key = COALESCE(?6, signer_key) WHERE id = ?1",
        params![id, listed, sort_key, line.city, some(&line.region), key],
    )?;
    if is_person {
        // A district of another state says nothing.
        let moves = line.region != before.line.region;
        return tx.post(
            "UPDATE people SET name = ?2, title = ?3, affiliation = ?4, congress = CASE WHEN ?5 THEN NULL ELSE congress END,
               district = CASE WHEN ?5 THEN NULL ELSE district END, district_found = CASE WHEN ?5 THEN NULL ELSE district_found END
             WHERE signature = ?1",
            params![id, line.name, some(&line.title), some(&line.affiliation), moves],
        );
    }
    let sql = "UPDATE organizations SET listed_key = ?2 WHERE signature = ?1";
    tx.post(sql, params![id, identity::organization(&line.name)])
}
