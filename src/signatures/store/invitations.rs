//! Invitations: each fills in one organization's form, and tells staff who came by it.

use jiff::Timestamp;

use crate::signatures::confirmation::nonce;
use crate::store::{Read, StoreError, Tx, params};

/// Whom an invitation is for, and what its link fills in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guest {
    /// The organization's name.
    pub name: String,
    /// Where the invitation goes; its link does not show it.
    pub email: Option<String>,
    /// Of staff, for staff.
    pub note: Option<String>,
    /// Its website.
    pub website: Option<String>,
    /// Its city.
    pub city: Option<String>,
    /// USPS code.
    pub state: Option<String>,
}

/// The organization that a letter's invitation is for, without what is for staff.
pub fn invited(db: &Read<'_>, letter: &str, code: &str) -> Result<Option<Guest>, StoreError> {
    let sql = "SELECT name, website, city, state FROM invitations WHERE letter = ?1 AND code = ?2";
    db.one(sql, params![letter, code], |row| {
        Ok(Guest {
            name: row.get("name")?,
            website: row.get("website")?,
            city: row.get("city")?,
            state: row.get("state")?,
            ..Guest::default()
        })
    })
}

/// Invites an organization; answers the code of its link.
pub fn invite(tx: &Tx<'_>, letter: &str, guest: &Guest, now: Timestamp) -> Result<String, StoreError> {
    let code = data_encoding::BASE32_NOPAD.encode(&nonce()[..10]).to_lowercase();
    let sql = "INSERT INTO invitations (letter, code, name, email, note, website, city, state, created_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let it = guest;
    tx.execute(
        sql,
        params![
            letter,
            code,
            it.name,
            it.email,
            it.note,
            it.website,
            it.city,
            it.state,
            now.as_microsecond()
        ],
    )?;
    Ok(code)
}

/// An invitation, and who came by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The organization that was invited.
    pub name: String,
    /// Where the invitation went.
    pub email: String,
    /// Of staff, for staff.
    pub note: String,
    /// Signatures: number, state, name as listed.
    pub came: Vec<(i64, String, String)>,
}

/// Every invitation of a letter, oldest first.
pub fn invitations(db: &Read<'_>, letter: &str) -> Result<Vec<Invited>, StoreError> {
    let sql = "SELECT i.id, i.name, i.email, i.note, s.id AS signature, s.state, s.listed_name FROM invitations i
       LEFT JOIN organizations o ON o.invitation = i.id LEFT JOIN signatures s ON s.id = o.signature
       WHERE i.letter = ?1 ORDER BY i.id, s.id";
    let mut found: Vec<(i64, Invited)> = Vec::new();
    db.each(sql, params![letter], |row| {
        let id: i64 = row.get("id")?;
        let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
        if found.last().is_none_or(|(last, _)| *last != id) {
            let it = Invited {
                name: row.get("name")?,
                email: text("email")?,
                note: text("note")?,
                came: Vec::new(),
            };
            found.push((id, it));
        }
        if let (Some(signature), Some((_, it))) = (row.get::<Option<i64>>("signature")?, found.last_mut()) {
            it.came.push((signature, text("state")?, text("listed_name")?));
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(found.into_iter().map(|(_, it)| it).collect())
}

/// By which of our links the confirmed signatures of a letter came: (source, organizations, people), most first; empty: by none.
pub fn sources(db: &Read<'_>, letter: &str) -> Result<Vec<(String, u64, u64)>, StoreError> {
    let sql = "SELECT COALESCE(source, '') AS source, SUM(kind = 'organization') AS organizations, SUM(kind = 'person') AS people
       FROM signatures WHERE letter = ?1 AND state = 'confirmed' GROUP BY 1 ORDER BY COUNT(*) DESC, 1";
    let count = |n: i64| u64::try_from(n).unwrap_or(0);
    db.all(sql, params![letter], |row| {
        Ok((
            row.get("source")?,
            count(row.get("organizations")?),
            count(row.get("people")?),
        ))
    })
}
