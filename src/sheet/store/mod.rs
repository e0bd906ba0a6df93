//! Sheets in the database: one page at a time.
//!
//! A [`driver`] is the index along which a filter is read: of those that fit, the one with the fewest rows, if possible in the requested
//! order. The other conditions are checked for each of its rows, in a form that keeps the engine from choosing another index ([`question`]).

pub(crate) mod driver;
pub mod portions;
pub(crate) mod question;
pub(crate) mod row;

use self::driver::Key;
use self::question::{From, Question};
use self::row::{COLUMNS, JOINS, SheetRow};
use super::{Filter, FilterError, Sort, Standing};
use crate::letters::Party;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::signatures::store::search::Page;
use crate::signatures::store::state::EARLIER;
use crate::store::{Read, StoreError, params};

/// A page of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The rows, in the requested order.
    pub rows: Vec<SheetRow>,
    /// Whether more follow: the next page begins after the last row.
    pub has_more: bool,
}

/// Why a page was not read.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The filter can't be applied.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Returns a page of the signatures that match a filter.
pub fn list(db: &Read<'_>, filter: &Filter, sort: Sort, page: Page) -> Result<Sheet, SheetError> {
    let wanted = page.limit.saturating_add(1);
    let mut rows = match sort {
        Sort::State => by_state(db, filter, page.after, wanted)?,
        sort => rows(db, filter, sort, page.after, wanted)?,
    };
    let has_more = rows.len() > page.limit;
    rows.truncate(page.limit);
    Ok(Sheet { rows, has_more })
}

/// Returns one signature as a row.
pub fn one(db: &Read<'_>, id: SignatureId) -> Result<Option<SheetRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS}, {EARLIER} AS earlier FROM signatures s {JOINS} WHERE s.id = ?1");
    db.one(&sql, params![id], row::read)
}

/// Reads one state after another, each in an order that an index has.
fn by_state(db: &Read<'_>, filter: &Filter, after: SignatureId, wanted: usize) -> Result<Vec<SheetRow>, SheetError> {
    let states: &[State] = match filter.standing {
        Standing::Any => &State::ALL,
        Standing::Waiting => &[State::Awaiting, State::Held, State::Duplicate, State::Disowned],
        Standing::In(state) => &[state],
        Standing::Marked => &[State::Confirmed],
    };
    let mut after = after;
    let from = if after == SignatureId::NONE {
        None
    } else {
        Some(state_of(db, after)?)
    };
    let mut found = Vec::new();
    for state in states.iter().filter(|state| from.is_none_or(|from| **state >= from)) {
        let one = Filter {
            standing: if filter.standing == Standing::Marked {
                Standing::Marked
            } else {
                Standing::In(*state)
            },
            ..filter.clone()
        };
        let is_named =
            filter.party == Some(Party::Organization) || (filter.party.is_some() && *state == State::Confirmed);
        let sort = if is_named { Sort::Name } else { Sort::Oldest };
        let here = if from == Some(*state) { after } else { SignatureId::NONE };
        found.extend(rows(db, &one, sort, here, wanted - found.len())?);
        after = SignatureId::NONE;
        if found.len() == wanted {
            break;
        }
    }
    Ok(found)
}

fn state_of(db: &Read<'_>, id: SignatureId) -> Result<State, SheetError> {
    let sql = "SELECT state FROM signatures WHERE id = ?1";
    let state = db.one(sql, params![id], |row| row.word("state"))?;
    Ok(state.ok_or(FilterError::Lost)?)
}

fn rows(
    db: &Read<'_>,
    filter: &Filter,
    sort: Sort,
    after: SignatureId,
    wanted: usize,
) -> Result<Vec<SheetRow>, SheetError> {
    let driver = driver::choose(db, filter, sort)?;
    let key = driver.key(sort);
    let mut rows = Vec::new();
    for from in positions(db, key, after)? {
        let left = wanted - rows.len();
        if left == 0 {
            break;
        }
        let mut question = Question::new(db, filter, driver)?;
        let position = question.from(key, sort, from);
        let (source, which, direction) = (question.source(), question.which(), question::direction(sort));
        let (order, first) = question.order(key, sort);
        let limit = question.value(i64::try_from(left).unwrap_or(i64::MAX));
        let half = |condition: &str| {
            format!(
                "SELECT {COLUMNS}, {EARLIER} AS earlier, {first} AS place FROM {source} {JOINS} WHERE {which} {position} {condition}
                   ORDER BY {order} LIMIT {limit}"
            )
        };
        let sql = match driver.halves() {
            [one, other] => format!(
                "SELECT * FROM ({}) AS listed UNION ALL SELECT * FROM ({}) AS unlisted ORDER BY place{direction}, id{direction} LIMIT {limit}",
                half(one),
                half(other)
            ),
            _ => half(""),
        };
        rows.extend(db.all(&sql, question.values().as_slice(), row::read)?);
    }
    Ok(rows)
}

/// Returns the positions from which a page is read: the first row, the row after a number, or, in an order by a key, first the remaining rows
/// with the same key and then those with the next keys. With a single comparison for both, SQLite would read all rows with the same key again
/// for every page.
fn positions(db: &Read<'_>, key: Key, after: SignatureId) -> Result<Vec<From>, SheetError> {
    if after == SignatureId::NONE {
        return Ok(vec![From::Start]);
    }
    let Some(column) = key.column() else {
        return Ok(vec![From::Number(after)]);
    };
    let sql = format!("SELECT {column} AS key FROM signatures s WHERE s.id = ?1 AND {column} IS NOT NULL");
    let value = db
        .one(&sql, params![after], |row| key.read(row))?
        .ok_or(FilterError::Lost)?;
    Ok(vec![From::SameKey(value.clone(), after), From::NextKey(value)])
}
