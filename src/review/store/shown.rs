//! What a page shows of a signature before staff decide, so that a decision can tell whether that still holds.

use crate::signatures::ids::SignatureId;
use crate::store::{Read, StoreError, params};

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Whether the signature counts.
    Signature,
    /// The comment to the offices.
    Comment,
    /// Another legal name or website.
    Correction,
    /// Everything about it: the state, and the version of what was typed.
    Whole,
}

/// Returns what a page shows of a signature on a letter: the state, whether the comment was approved, or when the correction was asked for.
/// `None` if the letter has no such signature.
pub fn shown(db: &Read<'_>, letter: &str, id: SignatureId, subject: Subject) -> Result<Option<String>, StoreError> {
    let sql = "SELECT s.state, s.version, p.comment_state, c.asked_at FROM signatures s LEFT JOIN people p ON p.signature = s.id
       LEFT JOIN corrections c ON c.signature = s.id WHERE s.id = ?1 AND s.letter = ?2";
    db.one(sql, params![id, letter], |row| {
        let asked: Option<i64> = row.get("asked_at")?;
        Ok(match subject {
            Subject::Signature => row.get("state")?,
            Subject::Whole => format!("{}-{}", row.get::<String>("state")?, row.get::<i64>("version")?),
            Subject::Comment => row.get::<Option<String>>("comment_state")?.unwrap_or_default(),
            Subject::Correction => asked.map(|at| at.to_string()).unwrap_or_default(),
        })
    })
}
