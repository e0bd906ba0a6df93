//! New organizations on a letter, in the order in which they came, for staff who want to be told.

use serde::Serialize;

use crate::signatures::ids::{NewcomerId, SignatureId};
use crate::signatures::state::State;
use crate::store::{Read, StoreError, Tx, params};

/// Notes that an organization has come to a letter.
pub(super) fn note(tx: &Tx<'_>, letter: &str, signature: SignatureId) -> Result<(), StoreError> {
    let sql = "INSERT INTO newcomers (letter, signature) VALUES (?1, ?2)";
    tx.post(sql, params![letter, signature])
}

/// Returns the last one on a letter; [`NewcomerId::NONE`] if there is none.
pub fn last(db: &Read<'_>, letter: &str) -> Result<NewcomerId, StoreError> {
    let sql = "SELECT id FROM newcomers WHERE letter = ?1 ORDER BY id DESC LIMIT 1";
    let found = db.one(sql, params![letter], |row| row.get("id"))?;
    Ok(found.unwrap_or(NewcomerId::NONE))
}

/// An organization that has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Newcomer {
    /// The name that it is listed by.
    pub name: String,
    /// Its present state.
    pub state: State,
}

/// Returns those that came after one and until another one, and are on the letter or wait, oldest first, at most `limit`.
pub fn between(
    db: &Read<'_>,
    letter: &str,
    (after, until): (NewcomerId, NewcomerId),
    limit: u32,
) -> Result<Vec<Newcomer>, StoreError> {
    let sql = "SELECT s.listed_name, s.state FROM newcomers n JOIN signatures s ON s.id = n.signature
       WHERE n.letter = ?1 AND n.id > ?2 AND n.id <= ?3 AND s.state IN ('awaiting', 'held', 'confirmed', 'duplicate') ORDER BY n.id LIMIT ?4";
    db.all(sql, params![letter, after, until, limit], |row| {
        Ok(Newcomer {
            name: row.get("listed_name")?,
            state: row.word("state")?,
        })
    })
}
