//! Which signatures changed since staff's figures were added up, by blocks of their numbers.
//!
//! Code that writes what the figures count by (the state, the place, the language, the source, the origin, the district) must call [`note`] in
//! the same transaction; the ledger's verbs call it themselves. While thousands sign, they share the row of their block.

use crate::signatures::ids::{BlockId, SignatureId};
use crate::store::{Read, StoreError, Tx, params};

/// How many numbers a block has.
const SIZE: i64 = 1_024;

impl BlockId {
    /// Returns the block of a signature.
    pub(crate) fn of(id: SignatureId) -> Self {
        Self::new(id.number().div_euclid(SIZE))
    }

    /// Returns its first signature, and the first one after it.
    pub(crate) fn bounds(self) -> (SignatureId, SignatureId) {
        let begin = |block: i64| SignatureId::new(block * SIZE);
        (begin(self.number()), begin(self.number() + 1))
    }
}

/// Notes that a signature is new, changes or is deleted.
pub(crate) fn note(tx: &Tx<'_>, id: SignatureId) -> Result<(), StoreError> {
    let sql = "INSERT INTO changed_blocks (block) VALUES (?1) ON CONFLICT (block) DO NOTHING";
    tx.post(sql, params![BlockId::of(id)])
}

/// Returns the first changed blocks, at most `limit`.
pub fn blocks(db: &Read<'_>, limit: u32) -> Result<Vec<BlockId>, StoreError> {
    let sql = "SELECT block FROM changed_blocks ORDER BY block LIMIT ?1";
    db.all(sql, params![limit], |row| row.get("block"))
}

/// Forgets that a block changed, since the caller adds it up in the same transaction; `false` if another one did.
pub fn take(tx: &Tx<'_>, block: BlockId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM changed_blocks WHERE block = ?1", params![block])? > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_in_the_block_whose_bounds_hold_it() {
        for number in [1, 2, 1_023, 1_024, 1_025, 2_047, 2_048, 10_000_000] {
            let id = SignatureId::new(number);
            let (begin, end) = BlockId::of(id).bounds();
            assert!(begin <= id && id < end, "{number}");
        }
    }
}
