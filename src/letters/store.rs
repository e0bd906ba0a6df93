//! The editions that were published for signing: each kept whole, so that every signature can say what it signed.

use jiff::Timestamp;

use super::library::Library;
use super::problem::Problem;
use super::{Digest, Edition, Letter};
use crate::store::{Read, StoreError, Tx, params};

/// What changed, or is gone, although someone signed it.
pub fn changed(db: &Read<'_>, library: &Library) -> Result<Vec<Problem>, StoreError> {
    let mut problems = Vec::new();
    for letter in library.newest_first() {
        let sql = "SELECT revision, lang, digest FROM editions WHERE letter = ?1 AND revision >= ?2 AND signed = 1 ORDER BY revision, lang";
        let signed = db.all(sql, params![letter.slug.as_str(), letter.revision], |row| {
            let digest = Digest(row.get("digest")?);
            Ok((row.get::<u32>("revision")?, row.get::<String>("lang")?, digest))
        })?;
        problems.extend(
            signed
                .into_iter()
                .filter_map(|(revision, lang, digest)| broken(letter, revision, &lang, digest)),
        );
    }
    problems.dedup();
    Ok(problems)
}

/// What is wrong with a letter's text in a language that people signed, if anything is.
fn broken(letter: &Letter, revision: u32, lang: &str, digest: Digest) -> Option<Problem> {
    if revision > letter.revision {
        let what = format!("people signed revision {revision}: `revision` can't be less");
        return Some(Problem::of_file(&letter.folder.join("letter.toml"), what));
    }
    let edition = letter.editions.values().find(|edition| edition.lang.as_str() == lang);
    let what = match edition {
        Some(edition) if edition.digest == digest => return None,
        Some(_) => "the text changed",
        None => "the text is gone",
    };
    let what =
        format!("{what} after people signed revision {revision}: undo the change, or raise `revision` in letter.toml");
    Some(Problem::of_file(&letter.folder.join(format!("{lang}.md")), what))
}

/// Keeps every signable edition, and forgets those that nobody signed before they were replaced. Answers what changed although
/// someone signed it, and keeps nothing then.
pub fn publish(tx: &Tx<'_>, library: &Library, now: Timestamp) -> Result<Vec<Problem>, StoreError> {
    let changed = changed(tx, library)?;
    if changed.is_empty() {
        forget_replaced(tx, library)?;
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

/// Earlier revisions stay, so that readers can see what changed since.
fn forget_replaced(tx: &Tx<'_>, library: &Library) -> Result<(), StoreError> {
    for letter in library.newest_first() {
        let slug = letter.slug.as_str();
        let sql = "SELECT revision, lang, digest FROM editions WHERE letter = ?1 AND revision >= ?2 AND signed = 0";
        let unsigned = tx.all(sql, params![slug, letter.revision], |row| {
            let digest = Digest(row.get("digest")?);
            Ok((row.get::<u32>("revision")?, row.get::<String>("lang")?, digest))
        })?;
        let stands = |revision, digest| {
            letter.signing.is_some() && letter.revision == revision && letter.edition_by_digest(digest).is_some()
        };
        for (revision, lang, _) in unsigned.iter().filter(|row| !stands(row.0, row.2)) {
            let sql = "DELETE FROM editions WHERE letter = ?1 AND revision = ?2 AND lang = ?3";
            tx.execute(sql, params![slug, revision, lang])?;
        }
    }
    Ok(())
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

/// Whether a text is still the one that is published: no signature may be recorded for another.
pub fn is_published(db: &Read<'_>, letter: &str, revision: u32, digest: [u8; 32]) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM editions WHERE letter = ?1 AND revision = ?2 AND digest = ?3
       AND NOT EXISTS (SELECT 1 FROM editions newer WHERE newer.letter = ?1 AND newer.revision > ?2)";
    Ok(db
        .one(sql, params![letter, revision, &digest[..]], |_| Ok(()))?
        .is_some())
}

/// From now on this text can't change without a new revision.
pub fn mark_signed(tx: &Tx<'_>, letter: &str, revision: u32, digest: [u8; 32]) -> Result<(), StoreError> {
    let sql = "UPDATE editions SET signed = 1 WHERE letter = ?1 AND revision = ?2 AND digest = ?3 AND signed = 0";
    tx.execute(sql, params![letter, revision, &digest[..]])?;
    Ok(())
}
