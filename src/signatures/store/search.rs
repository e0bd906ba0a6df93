//! Pages of lists for staff, and counts by state.

use crate::letters::Party;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::store::{Read, StoreError, params};

/// A page of a list: the number that it starts after, and its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The last number that was shown; 0 for the first page.
    pub after: SignatureId,
    /// The maximum number of rows.
    pub limit: usize,
}

impl Page {
    /// Returns the first page of this size.
    pub fn first(limit: usize) -> Self {
        Self {
            after: SignatureId::NONE,
            limit,
        }
    }

    pub(crate) fn limit(self) -> i64 {
        i64::try_from(self.limit).unwrap_or(i64::MAX)
    }
}

/// The rows of a page, and how many follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged<T> {
    /// The rows, ordered by number.
    pub rows: Vec<T>,
    /// How many more there are.
    pub more: u64,
}

impl<T> Paged<T> {
    /// Creates the page; `all` is how many rows there are from its beginning.
    pub(crate) fn new(rows: Vec<T>, all: i64) -> Self {
        let more = u64::try_from(all).unwrap_or(0).saturating_sub(rows.len() as u64);
        Self { rows, more }
    }
}

/// Counts a letter's signatures by state and kind.
pub fn states(db: &Read<'_>, letter: &str) -> Result<Vec<(State, Party, u64)>, StoreError> {
    let sql = "SELECT s.state, s.kind, COUNT(*) AS n FROM signatures s WHERE s.letter = ?1 GROUP BY 1, s.kind ORDER BY 1, s.kind";
    db.all(sql, params![letter], |row| {
        Ok((
            row.word("state")?,
            row.word("kind")?,
            u64::try_from(row.get::<i64>("n")?).unwrap_or(0),
        ))
    })
}
