//! Reads what is known of a letter whose folder is gone.

use super::super::Digest;
use crate::locale::Lang;
use crate::store::{Read, StoreError, params};

/// Returns the slugs of all letters that could ever be signed, sorted.
pub(crate) fn signable(db: &Read<'_>) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT DISTINCT letter FROM editions ORDER BY letter";
    db.all(sql, [], |row| row.get("letter"))
}

/// An edition as it was published for signing.
pub(crate) struct PublishedEdition {
    pub(crate) revision: u32,
    pub(crate) lang: Lang,
    pub(crate) digest: Digest,
    pub(crate) title: String,
    pub(crate) published_at: i64,
}

/// Returns the editions of a letter's newest revision.
pub(crate) fn newest(db: &Read<'_>, letter: &str) -> Result<Vec<PublishedEdition>, StoreError> {
    let sql = "SELECT revision, lang, digest, title, published_at FROM editions
       WHERE letter = ?1 AND revision = (SELECT MAX(revision) FROM editions WHERE letter = ?1) ORDER BY lang";
    let rows = db.all(sql, params![letter], |row| {
        let lang: String = row.get("lang")?;
        Ok(Lang::parse(&lang).map(|lang| {
            Ok::<_, StoreError>(PublishedEdition {
                revision: row.get("revision")?,
                lang,
                digest: Digest(row.get("digest")?),
                title: row.get("title")?,
                published_at: row.get("published_at")?,
            })
        }))
    })?;
    rows.into_iter().flatten().collect()
}

/// Returns how many signatures of a letter have not been withdrawn or removed.
pub(crate) fn signatures(db: &Read<'_>, letter: &str) -> Result<u64, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM signatures
       WHERE letter = ?1 AND (state = 'pending' OR state = 'awaiting' OR state = 'held' OR state = 'confirmed')";
    let counted = db.one(sql, params![letter], |row| row.get::<u32>("n"))?;
    Ok(u64::from(counted.unwrap_or(0)))
}
