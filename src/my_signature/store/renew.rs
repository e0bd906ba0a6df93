//! Renewals of signatures whose text has changed: the signer signs the current text, or asks the deciders. Nobody else can move a name to
//! another text.

use jiff::Timestamp;

use crate::my_signature::store::stored::StoredSignature;
use crate::signatures::store::renewal;
use crate::signatures::store::signed_text::{CurrentText, move_to_text};
use crate::store::{StoreError, Tx};

/// Moves a signature that is counted or held to the current text; returns `false` if there is nothing to do, or others decide. Everything
/// else stays as it was, and bundles of the earlier revision keep it.
pub fn renew(
    tx: &Tx<'_>,
    own: &StoredSignature,
    present: &CurrentText<'_>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let may = own.deciders().is_empty() && own.is_earlier(present.revision);
    if may {
        move_to_text(tx, (own.id, &own.letter), present, now)?;
    }
    Ok(may)
}

/// Asks an organization's deciders about the current text, and voids what they decided about any other one they were asked about; returns
/// `false` if there is nothing to ask. Until enough of them approve, the signature stays with the signed text.
pub(crate) fn ask_to_renew(
    tx: &Tx<'_>,
    own: &StoredSignature,
    present: &CurrentText<'_>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let may = !own.deciders().is_empty() && own.is_earlier(present.revision);
    if may {
        renewal::ask(tx, own.id, present, now)?;
    }
    Ok(may)
}
