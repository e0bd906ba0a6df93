//! A text changed after somebody signed it: they may sign the present one. Nobody's name is moved there by anyone else.

use jiff::Timestamp;

use super::counting::tally;
use super::own::Own;
use crate::letters::Digest;
use crate::store::{StoreError, Tx, params};

/// The text that is signed instead.
#[derive(Clone, Copy)]
pub struct Present<'a> {
    /// The letter's revision.
    pub revision: u32,
    /// As it was shown.
    pub edition: Digest,
    /// In which language.
    pub lang: &'a str,
}

/// A person who was counted under an earlier revision signs the present text; `false`: nothing to do. Counted as they were;
/// bundles of the earlier revision hold them as before.
pub fn renew(tx: &Tx<'_>, own: &Own, present: &Present<'_>, now: Timestamp) -> Result<bool, StoreError> {
    let sql =
        "SELECT 1 AS one FROM signatures WHERE id = ?1 AND kind = 'person' AND state = 'confirmed' AND revision < ?2";
    if tx.one(sql, params![own.id, present.revision], |_| Ok(()))?.is_none() {
        return Ok(false);
    }
    tally(tx, own.id, -1)?;
    tx.execute(
        "UPDATE signatures SET revision = ?2, edition = ?3, lang = ?4, version = version + 1, renewed_at = ?5 WHERE id = ?1",
        params![
            own.id,
            present.revision,
            &present.edition.0[..],
            present.lang,
            now.as_microsecond()
        ],
    )?;
    tally(tx, own.id, 1)?;
    Ok(true)
}
