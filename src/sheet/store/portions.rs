//! A filter's signatures in portions, in the order of their numbers: for what is decided about all of them.

use super::driver::{self, Driver, Key};
use super::question::{From, Question};
use super::row::JOINS;
use super::{Filter, SheetError, Sort};
use crate::letters::Party;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::store::{Read, StoreError, params};

/// A signature that a filter finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its number.
    pub id: SignatureId,
    /// Its state.
    pub state: State,
    /// Since when, in microseconds.
    pub state_at: i64,
}

/// How many rows are read at a time to count them.
const COUNTED: usize = 2_000;

/// Returns the next signatures that match a filter, after a number. A row that was deleted or changed in between disturbs nothing.
pub fn portion(db: &Read<'_>, filter: &Filter, after: SignatureId, limit: usize) -> Result<Vec<Found>, SheetError> {
    let driver = match driver::choose(db, filter, Sort::Oldest)? {
        // These have another order than that of the numbers.
        Driver::Time | Driver::Pending | Driver::Place | Driver::Named | Driver::OrganizationsNamed => {
            if filter.party == Some(Party::Organization) {
                Driver::Organizations
            } else {
                Driver::Letter
            }
        }
        driver => driver,
    };
    let mut question = Question::new(db, filter, driver)?;
    let position = question.from(Key::Number, Sort::Oldest, From::Number(after));
    let (order, _) = question.order(Key::Number, Sort::Oldest);
    let limit = question.value(i64::try_from(limit).unwrap_or(i64::MAX));
    let (source, which) = (question.source(), question.which());
    let sql = format!(
        "SELECT s.id, s.state, s.state_at FROM {source} {JOINS} WHERE {which} {position} ORDER BY {order} LIMIT {limit}"
    );
    let rows = db.all(&sql, question.values().as_slice(), |row| {
        Ok(Found {
            id: row.get("id")?,
            state: row.word("state")?,
            state_at: row.get("state_at")?,
        })
    })?;
    Ok(rows)
}

/// Returns a signature as it is now.
pub fn now_of(db: &Read<'_>, id: SignatureId) -> Result<Option<Found>, StoreError> {
    let sql = "SELECT id, state, state_at FROM signatures WHERE id = ?1";
    db.one(sql, params![id], |row| {
        Ok(Found {
            id: row.get("id")?,
            state: row.word("state")?,
            state_at: row.get("state_at")?,
        })
    })
}

/// How many signatures a filter finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// By state, in the order of the states.
    pub by_state: Vec<(State, u64)>,
    /// The last one.
    pub until: SignatureId,
}

impl Count {
    /// Returns how many there are in all.
    pub fn all(&self) -> u64 {
        self.by_state.iter().map(|(_, number)| number).sum()
    }
}

/// Counts the signatures that match a filter, in flat memory.
pub fn count(db: &Read<'_>, filter: &Filter) -> Result<Count, SheetError> {
    let mut numbers = State::ALL.map(|state| (state, 0));
    let mut until = SignatureId::NONE;
    loop {
        let rows = portion(db, filter, until, COUNTED)?;
        for row in &rows {
            if let Some((_, number)) = numbers.iter_mut().find(|(state, _)| *state == row.state) {
                *number += 1;
            }
            until = row.id;
        }
        if rows.len() < COUNTED {
            let by_state = numbers.into_iter().filter(|(_, number)| *number > 0).collect();
            return Ok(Count { by_state, until });
        }
    }
}
