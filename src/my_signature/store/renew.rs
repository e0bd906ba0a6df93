//! A text changed after somebody signed it: they may sign the present one, or ask those who decide for them. Nobody's name is moved there by
//! anyone else.

use jiff::Timestamp;

use crate::my_signature::store::stored::Own;
use crate::signatures::store::renewal;
use crate::signatures::store::signed_text::{Present, put_under};
use crate::store::{StoreError, Tx};

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
pub(crate) fn ask_to_renew(tx: &Tx<'_>, own: &Own, present: &Present<'_>, now: Timestamp) -> Result<bool, StoreError> {
    let may = !own.deciders().is_empty() && own.is_earlier(present.revision);
    if may {
        renewal::ask(tx, own.id, present, now)?;
    }
    Ok(may)
}
