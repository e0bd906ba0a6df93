//! Filters of a letter's sheets that somebody named.

use jiff::Timestamp;

use crate::audit::StaffId;
use crate::store::{Read, Row, StoreError, Tx, params};

crate::store::id! {
    /// Identifies a saved filter.
    pub struct FilterId;
}

/// How many filters somebody can save for a letter, and how many of a letter's can be shared.
pub const MOST: usize = 20;

/// A saved filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its number.
    pub id: FilterId,
    /// The account that saved it.
    pub account: StaffId,
    /// Its name.
    pub name: String,
    /// The query of the sheet's address.
    pub query: String,
    /// Whether everyone who sees the letter's signers sees it.
    pub shared: bool,
}

/// The result of saving a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// It is saved, in place of an earlier one with the same name.
    Saved,
    /// There are [`MOST`] already.
    TooMany,
}

fn filter(row: &Row<'_>) -> Result<SavedFilter, StoreError> {
    Ok(SavedFilter {
        id: row.get("id")?,
        account: row.get("account")?,
        name: row.get("name")?,
        query: row.get("query")?,
        shared: row.get("shared")?,
    })
}

/// Returns the filters of a letter that an account sees: its own, and those that others share. By name.
pub fn seen_by(db: &Read<'_>, letter: &str, account: StaffId) -> Result<Vec<SavedFilter>, StoreError> {
    let sql = "SELECT id, account, name, query, shared FROM staff_filters
       WHERE letter = ?1 AND (account = ?2 OR shared) ORDER BY lower(name), id";
    db.all(sql, params![letter, account], filter)
}

/// Saves a filter; one of the same account and name is replaced.
pub fn save(
    tx: &Tx<'_>,
    letter: &str,
    (account, name): (StaffId, &str),
    (query, shared): (&str, bool),
    now: Timestamp,
) -> Result<Saving, StoreError> {
    let seen = seen_by(tx, letter, account)?;
    let others = || seen.iter().filter(|it| it.account != account || it.name != name);
    let own = others().filter(|it| it.account == account).count();
    if own >= MOST || (shared && others().filter(|it| it.shared).count() >= MOST) {
        return Ok(Saving::TooMany);
    }
    let sql = "DELETE FROM staff_filters WHERE letter = ?1 AND account = ?2 AND name = ?3";
    tx.execute(sql, params![letter, account, name])?;
    let sql =
        "INSERT INTO staff_filters (letter, account, name, query, shared, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    tx.execute(sql, params![letter, account, name, query, shared, now.as_microsecond()])?;
    Ok(Saving::Saved)
}

/// Removes a filter of a letter: an account's own, or with [`Whose::Anyone`] one that is shared. Returns whether it existed.
pub fn remove(tx: &Tx<'_>, letter: &str, id: FilterId, whose: Whose) -> Result<bool, StoreError> {
    let removed = match whose {
        Whose::Own(account) => {
            let sql = "DELETE FROM staff_filters WHERE id = ?1 AND letter = ?2 AND account = ?3";
            tx.execute(sql, params![id, letter, account])?
        }
        Whose::Anyone => {
            let sql = "DELETE FROM staff_filters WHERE id = ?1 AND letter = ?2 AND shared";
            tx.execute(sql, params![id, letter])?
        }
    };
    Ok(removed > 0)
}

/// Whose filters may be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of an account.
    Own(StaffId),
    /// Everyone's, if they are shared.
    Anyone,
}
