//! Links for those without an account in the database, and what the page for partners shows: names and places of organizations only.

use jiff::Timestamp;
use strum::IntoStaticStr;

use crate::audit::StaffId;
use crate::signatures::locality::{self, Locality};
use crate::staff::token::TokenDigest;
use crate::store::{Read, Row, StoreError, Tx, params};

crate::store::id! {
    /// Identifies a row of `shared_links`.
    pub struct SharedLinkId;
}

/// What a link opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Opens {
    /// The names and places of the letter's organizations.
    Partners,
    /// The letter, before it is published.
    Preview,
}

impl Opens {
    /// Returns the word that is stored.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A link as staff see it. Its address is not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedLink {
    /// The row.
    pub id: SharedLinkId,
    /// Whom it is for.
    pub note: String,
    /// The account that made it, perhaps one that was removed.
    pub made_by: StaffId,
    /// When it was made, in microseconds.
    pub made_at: i64,
    /// When it ends, in microseconds.
    pub ends_at: i64,
    /// When it was revoked, in microseconds.
    pub revoked_at: Option<i64>,
}

/// What a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The letter.
    pub letter: String,
    /// When the link ends, in microseconds.
    pub ends_at: i64,
}

/// An organization as partners see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerLine {
    /// The listed name, or the name by which it was invited.
    pub name: String,
    /// The place.
    pub place: Locality,
}

/// What a link shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnerLists {
    /// The organizations that signed.
    pub signed: Vec<PartnerLine>,
    /// Those that wait for approvers or staff.
    pub waiting: Vec<PartnerLine>,
    /// Those that were invited and have not answered.
    pub invited: Vec<PartnerLine>,
}

/// How many organizations of a kind are shown.
const MOST: u32 = 10_000;

/// Stores a link.
pub(crate) fn add(
    tx: &Tx<'_>,
    (letter, opens): (&str, Opens),
    (digest, note): (TokenDigest, &str),
    made_by: StaffId,
    (made_at, ends_at): (Timestamp, Timestamp),
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO shared_links (letter, opens, digest, note, made_by, made_at, ends_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            letter,
            opens.as_str(),
            digest.0,
            note,
            made_by,
            made_at.as_microsecond(),
            ends_at.as_microsecond()
        ],
    )?;
    Ok(())
}

/// Revokes a link of a letter; returns whether it was open until now.
pub(crate) fn revoke(
    tx: &Tx<'_>,
    (letter, opens): (&str, Opens),
    id: SharedLinkId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = "UPDATE shared_links SET revoked_at = ?3 WHERE id = ?1 AND letter = ?2 AND opens = ?4 AND revoked_at IS NULL AND ends_at > ?3";
    Ok(tx.execute(sql, params![id, letter, now.as_microsecond(), opens.as_str()])? > 0)
}

/// Returns a letter's links, the newest first.
pub fn all(db: &Read<'_>, letter: &str, opens: Opens) -> Result<Vec<SharedLink>, StoreError> {
    let sql = "SELECT id, note, made_by, made_at, ends_at, revoked_at FROM shared_links WHERE letter = ?1 AND opens = ?2 ORDER BY id DESC LIMIT 200";
    db.all(sql, params![letter, opens.as_str()], |row| {
        Ok(SharedLink {
            id: row.get("id")?,
            note: row.get("note")?,
            made_by: row.get("made_by")?,
            made_at: row.get("made_at")?,
            ends_at: row.get("ends_at")?,
            revoked_at: row.get("revoked_at")?,
        })
    })
}

/// Returns what a link opens now.
pub fn opened(
    db: &Read<'_>,
    (digest, opens): (TokenDigest, Opens),
    now: Timestamp,
) -> Result<Option<Opened>, StoreError> {
    let sql = "SELECT letter, ends_at FROM shared_links WHERE digest = ?1 AND opens = ?3 AND revoked_at IS NULL AND ends_at > ?2";
    db.one(sql, params![digest.0, now.as_microsecond(), opens.as_str()], |row| {
        Ok(Opened {
            letter: row.get("letter")?,
            ends_at: row.get("ends_at")?,
        })
    })
}

/// Reads what a link shows.
pub fn lists(db: &Read<'_>, letter: &str) -> Result<PartnerLists, StoreError> {
    let signed = "SELECT s.listed_name AS name, s.city, s.region, s.country FROM signatures s
       WHERE s.letter = ?1 AND s.kind = 'organization' AND s.state = 'confirmed' ORDER BY s.sort_name, s.id LIMIT ?2";
    let waiting = "SELECT s.listed_name AS name, s.city, s.region, s.country FROM signatures s
       WHERE s.letter = ?1 AND s.state IN ('awaiting', 'held') AND s.state <> 'confirmed' AND s.state <> 'pending' AND s.kind || '' = 'organization'
       ORDER BY s.sort_name, s.id LIMIT ?2";
    let invited = "SELECT i.name, COALESCE(i.city, '') AS city, i.state AS region, COALESCE(i.country, 'US') AS country FROM invitations i
       WHERE i.letter = ?1 AND i.answer IS NULL AND NOT EXISTS (SELECT 1 FROM organizations o JOIN signatures s ON s.id = o.signature
         WHERE o.invitation = i.id AND s.state <> 'pending')
       ORDER BY i.name, i.id LIMIT ?2";
    let read = |sql: &str| db.all(sql, params![letter, MOST], line);
    Ok(PartnerLists {
        signed: read(signed)?,
        waiting: read(waiting)?,
        invited: read(invited)?,
    })
}

fn line(row: &Row<'_>) -> Result<PartnerLine, StoreError> {
    Ok(PartnerLine {
        name: row.get("name")?,
        place: Locality {
            city: locality::city(row.get("city")?),
            state: row.get("region")?,
            country: row.get("country")?,
        },
    })
}
