//! The editions that were published for signing: each kept whole, so that every signature can say what it signed.

use jiff::Timestamp;

use super::library::Library;
use super::{Edition, Letter};
use crate::store::{Read, StoreError, Tx, params};

/// A text that changed under its signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The letter.
    pub letter: String,
    /// The language.
    pub lang: String,
    /// The revision that was signed.
    pub revision: u32,
}

impl std::fmt::Display for Changed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { letter, lang, revision } = self;
        write!(
            f,
            "letters/{letter}/{lang}.md:1:1: the text changed after people signed revision {revision}: undo the change, or raise `revision` in letter.toml"
        )
    }
}

/// The editions whose text changed although someone signed it.
pub fn changed(db: &Read<'_>, library: &Library) -> Result<Vec<Changed>, StoreError> {
    let mut changed = Vec::new();
    for letter in library
        .newest_first()
        .into_iter()
        .filter(|letter| letter.signing.is_some())
    {
        for edition in letter.editions.values() {
            if signed_otherwise(db, letter, edition)? {
                changed.push(Changed {
                    letter: letter.slug.to_string(),
                    lang: edition.lang.to_string(),
                    revision: letter.revision,
                });
            }
        }
    }
    Ok(changed)
}

/// Keeps every signable edition; answers those whose text changed although someone signed it (and keeps nothing then).
pub fn publish(tx: &Tx<'_>, library: &Library, now: Timestamp) -> Result<Vec<Changed>, StoreError> {
    let changed = changed(tx, library)?;
    if changed.is_empty() {
        for letter in library
            .newest_first()
            .into_iter()
            .filter(|letter| letter.signing.is_some())
        {
            letter
                .editions
                .values()
                .try_for_each(|edition| keep(tx, letter, edition, now))?;
        }
    }
    Ok(changed)
}

fn signed_otherwise(db: &Read<'_>, letter: &Letter, edition: &Edition) -> Result<bool, StoreError> {
    let found = db.one(
        "SELECT 1 AS one FROM editions WHERE letter = ?1 AND revision = ?2 AND lang = ?3 AND digest <> ?4 AND signed = 1",
        params![letter.slug.as_str(), letter.revision, edition.lang.as_str(), &edition.digest.0[..]],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

fn keep(tx: &Tx<'_>, letter: &Letter, edition: &Edition, now: Timestamp) -> Result<(), StoreError> {
    let text = Edition::signed_text(&edition.front, &letter.bills, &edition.markdown);
    tx.execute(
        "INSERT INTO editions (letter, revision, lang, digest, title, text, published_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (letter, revision, lang) DO UPDATE SET digest = excluded.digest, title = excluded.title, text = excluded.text,
           published_at = excluded.published_at WHERE editions.digest <> excluded.digest",
        params![
            letter.slug.as_str(),
            letter.revision,
            edition.lang.as_str(),
            &edition.digest.0[..],
            edition.front.title,
            text,
            now.as_microsecond()
        ],
    )?;
    Ok(())
}

/// From now on this text can't change without a new revision.
pub fn mark_signed(tx: &Tx<'_>, letter: &str, revision: u32, digest: [u8; 32]) -> Result<(), StoreError> {
    let sql = "UPDATE editions SET signed = 1 WHERE letter = ?1 AND revision = ?2 AND digest = ?3 AND signed = 0";
    tx.execute(sql, params![letter, revision, &digest[..]])?;
    Ok(())
}
