//! Taking a signature back, or all of it away.

use jiff::Timestamp;

use super::counting::{leave, revive, tally};
use super::own::Own;
use crate::store::{StoreError, Tx, params};

/// What was taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removal {
    /// The days of bundles that it had gone into before, in microseconds.
    pub delivered: Vec<i64>,
}

/// The days of the bundles that hold a signature. They are frozen: what went out can't be called back, and the signer is told so.
fn delivered(tx: &Tx<'_>, own: &Own) -> Result<Removal, StoreError> {
    let sql = "SELECT b.composed_at FROM bundles b JOIN signatures s ON s.letter = b.letter AND s.revision = b.revision
       AND s.state = 'confirmed' AND s.confirmed_at <= b.composed_at WHERE s.id = ?1";
    let delivered = tx.all(sql, params![own.id], |row| row.get("composed_at"))?;
    Ok(Removal { delivered })
}

/// Takes a signature off the public list and out of every later bundle; it stays stored, for its signer alone.
pub fn withdraw(tx: &Tx<'_>, own: &Own, now: Timestamp) -> Result<Removal, StoreError> {
    let removal = delivered(tx, own)?;
    leave(tx, own.id, "withdrawn", now.as_microsecond())?;
    // Whoever signs again has a new row, and this one stays as it was.
    tx.execute(
        "UPDATE signatures SET asker_key = asker_key || '#w' || id WHERE id = ?1",
        params![own.id],
    )?;
    Ok(removal)
}

/// Deletes a signature and everything that belongs to it; the tally follows.
pub fn remove(tx: &Tx<'_>, own: &Own) -> Result<Removal, StoreError> {
    let removal = delivered(tx, own)?;
    tally(tx, own.id, -1)?;
    revive(tx, own.id)?;
    tx.execute("DELETE FROM signatures WHERE id = ?1", params![own.id])?;
    Ok(removal)
}
