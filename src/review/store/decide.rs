//! Decisions of staff about several signatures at once: all of them, or none.

use jiff::Timestamp;

use crate::organizations::store::identification::judge_correction;
use crate::store::{StoreError, Tx};

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// These can't be decided in this way: nothing with the number waits, or what they ask for is taken.
    #[error("{}", can_not(.0))]
    Numbers(Vec<i64>),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn can_not(numbers: &[i64]) -> String {
    let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    let word = if list.len() == 1 { "number" } else { "numbers" };
    format!(
        "{word} {} can't be decided this way, and nothing was changed: see what waits with `undersigned review list`",
        list.join(", ")
    )
}

/// Decides about each; an `Err` undoes the whole write, so that no half of a list is decided.
pub fn all<F>(tx: &Tx<'_>, ids: &[i64], mut one: F) -> Result<(), DecideError>
where
    F: FnMut(&Tx<'_>, i64) -> Result<bool, StoreError>,
{
    let mut refused = Vec::new();
    for id in ids {
        if !one(tx, *id)? {
            refused.push(*id);
        }
    }
    if refused.is_empty() {
        Ok(())
    } else {
        Err(DecideError::Numbers(refused))
    }
}

/// Lets other names or websites through, or keeps the old ones.
pub fn corrections(tx: &Tx<'_>, ids: &[i64], good: bool, now: Timestamp) -> Result<(), DecideError> {
    all(tx, ids, |tx, id| judge_correction(tx, id, good, now))
}
