//! Checks which text a signature is for when somebody confirms it or decides about it: never one that they did not see.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::letters::{Digest, store as letters};
use crate::signatures::ids::SignatureId;
use crate::signatures::rules::Rules;
use crate::signatures::store::ledger;
use crate::store::{StoreError, Tx, params};

/// A signature whose text may have been replaced.
pub(crate) struct TextBinding<'a> {
    pub(crate) signature: SignatureId,
    pub(crate) letter: &'a str,
    /// The SHA-256 of the text that it is for.
    pub(crate) text: [u8; 32],
    /// The revision that it is for, if that was looked up.
    pub(crate) revision: Option<u32>,
    /// What somebody confirms or decides.
    pub(crate) question: Question,
}

/// The question that is confirmed or decided about a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// Whether the text is signed at all.
    Signing,
    /// Whether the text is signed in place of an earlier one.
    Renewal,
}

/// Whether a signature is for a current text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextStatus {
    /// It was, and still is.
    Same,
    /// It is now: its own text was replaced, and the page showed the current one.
    Moved,
    /// It is not: its text was replaced, and nobody has seen the current one.
    Gone,
}

/// Moves a signature to the current text if its own has been replaced, but only if the page showed (`shown`) the current one. A text that
/// is unchanged in a newer revision belongs to that revision.
pub(crate) fn move_to_current(
    tx: &Tx<'_>,
    it: &TextBinding<'_>,
    shown: Option<[u8; 32]>,
    rules: &Rules,
) -> Result<TextStatus, StoreError> {
    let present = |digest: [u8; 32]| rules.texts.iter().find(|text| text.digest == digest);
    if rules.texts.is_empty() {
        return Ok(TextStatus::Same);
    }
    let (text, move_to_current) = match (present(it.text), shown.and_then(present)) {
        (Some(text), _) => (text, TextStatus::Same),
        (None, Some(text)) => (text, TextStatus::Moved),
        (None, None) => return Ok(TextStatus::Gone),
    };
    if text.digest == it.text && it.revision.is_some_and(|revision| revision >= text.revision) {
        return Ok(TextStatus::Same);
    }
    let sql = match it.question {
        Question::Signing => {
            "UPDATE signatures SET revision = ?2, lang = ?3, edition = ?4 WHERE id = ?1 AND (revision < ?2 OR edition <> ?4)"
        }
        Question::Renewal => {
            "UPDATE renewals SET revision = ?2, lang = ?3, edition = ?4 WHERE signature = ?1 AND (revision < ?2 OR edition <> ?4)"
        }
    };
    // One that staff had brought may count for the earlier text.
    let moved = ledger::recount(tx, it.signature, || {
        tx.execute(sql, params![it.signature, text.revision, text.lang, &text.digest[..]])
    })? > 0;
    if moved && it.question == Question::Signing {
        letters::mark_signed(tx, it.letter, text.revision, text.digest)?;
    }
    Ok(move_to_current)
}

/// The text that is signed in place of an earlier one.
#[derive(Clone, Copy)]
pub struct CurrentText<'a> {
    /// The letter's revision.
    pub revision: u32,
    /// The digest of the text as it was shown.
    pub edition: Digest,
    /// The language of the text.
    pub lang: &'a str,
}

/// Moves a signature to another text; it is then counted under that text's revision.
pub(crate) fn move_to_text(
    tx: &Tx<'_>,
    (id, letter): (SignatureId, &str),
    present: &CurrentText<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    ledger::recount(tx, id, || {
        tx.execute(
            "UPDATE signatures SET revision = ?2, edition = ?3, lang = ?4, version = version + 1, renewed_at = ?5, counted_at = ?5 WHERE id = ?1",
            params![
                id,
                present.revision,
                &present.edition.0[..],
                present.lang,
                now.as_microsecond()
            ],
        )
    })?;
    letters::mark_signed(tx, letter, present.revision, present.edition.0)
}
