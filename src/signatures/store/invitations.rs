//! Invitations: each fills in one organization's form, and tells staff who came by it.

use jiff::Timestamp;

use crate::signatures::confirmation::nonce;
use crate::store::{Read, StoreError, Tx, params};

/// The organization that a letter's invitation is for.
pub fn invited(db: &Read<'_>, letter: &str, code: &str) -> Result<Option<String>, StoreError> {
    db.one(
        "SELECT name FROM invitations WHERE letter = ?1 AND code = ?2",
        params![letter, code],
        |row| row.get("name"),
    )
}

/// Invites an organization; answers the code of its link.
pub fn invite(
    tx: &Tx<'_>,
    letter: &str,
    name: &str,
    email: Option<&str>,
    note: Option<&str>,
    now: Timestamp,
) -> Result<String, StoreError> {
    let code = data_encoding::BASE32_NOPAD.encode(&nonce()[..10]).to_lowercase();
    let sql = "INSERT INTO invitations (letter, code, name, email, note, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    tx.execute(sql, params![letter, code, name, email, note, now.as_microsecond()])?;
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
