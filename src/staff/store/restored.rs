//! Updates the accounts in a database that is restored from a backup.

use std::collections::BTreeSet;

use super::accounts::BURIED;
use crate::audit::StaffId;
use crate::store::erasures::{Tombstone, tombstones};
use crate::store::{StoreError, Tx, params};

/// Removes the accounts that were removed after the backup was made, and returns how many. Also ends every session and revokes every link,
/// those for people without an account as well, because some may have been ended, used or revoked since.
pub(crate) fn close_again(tx: &Tx<'_>, later: &BTreeSet<Tombstone>) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM staff_sessions", [])?;
    tx.execute("DELETE FROM staff_links", [])?;
    tx.execute("DELETE FROM shared_links", [])?;
    let tombstone = tombstones(tx)?;
    let all: Vec<StaffId> = tx.all("SELECT id FROM staff_accounts", [], |row| row.get("id"))?;
    let removed = all
        .into_iter()
        .filter(|id| later.contains(&tombstone(BURIED, id.number())));
    let mut number = 0;
    for id in removed {
        number += tx.execute("DELETE FROM staff_accounts WHERE id = ?1", params![id])?;
    }
    Ok(number)
}
