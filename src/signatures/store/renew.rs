//! A text changed after somebody signed it: they may sign the present one, or ask those who decide for them. Nobody's name is moved there by
//! anyone else.

use jiff::Timestamp;

use super::counting::tally;
use super::own::Own;
use super::renewal;
use crate::letters::{Digest, store as letters};
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

/// Whoever signed an earlier revision and is counted or waits for staff signs the present text; `false`: nothing to do, or others decide.
/// Everything else that is known of them stays as it was, and bundles of the earlier revision hold them as before.
pub fn renew(tx: &Tx<'_>, own: &Own, present: &Present<'_>, now: Timestamp) -> Result<bool, StoreError> {
    let may = own.deciders().is_empty() && own.is_earlier(present.revision);
    if may {
        put_under(tx, (own.id, &own.letter), present, now)?;
    }
    Ok(may)
}

/// Asks those who decide for an organization about the present text; whatever they said of another one that they were asked about is void.
/// `false`: nothing to ask. Until enough of them approve, the signature stands for the text that was signed.
pub fn ask_to_renew(tx: &Tx<'_>, own: &Own, present: &Present<'_>, now: Timestamp) -> Result<bool, StoreError> {
    let may = !own.deciders().is_empty() && own.is_earlier(present.revision);
    if may {
        renewal::ask(tx, own.id, present, now)?;
    }
    Ok(may)
}

/// A signature stands for another text from now on, and is counted under its revision.
pub(super) fn put_under(
    tx: &Tx<'_>,
    (id, letter): (i64, &str),
    present: &Present<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    tally(tx, id, -1)?;
    tx.execute(
        "UPDATE signatures SET revision = ?2, edition = ?3, lang = ?4, version = version + 1, renewed_at = ?5 WHERE id = ?1",
        params![
            id,
            present.revision,
            &present.edition.0[..],
            present.lang,
            now.as_microsecond()
        ],
    )?;
    tally(tx, id, 1)?;
    letters::mark_signed(tx, letter, present.revision, present.edition.0)
}
