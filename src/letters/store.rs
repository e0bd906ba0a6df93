//! The editions published for signing, each stored completely, so that every signature can say what it signed.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::bill::Bill;
use super::library::Library;
use super::{Digest, Edition, Letter, files};
use crate::locale::Lang;
use crate::problem::Problem;
use crate::store::{Read, StoreError, Tx, params};

pub(crate) mod gone;
mod publications;
pub mod retention;
pub mod settings;

pub(crate) use publications::{Publication, last as last_publication};

/// Returns problems for texts that changed, or are gone, although someone signed them.
pub fn changed(db: &Read<'_>, library: &Library) -> Result<Vec<Problem>, StoreError> {
    let mut problems = Vec::new();
    for letter in library.newest_first() {
        let sql = "SELECT revision, lang, digest FROM editions WHERE letter = ?1 AND revision >= ?2 AND signed ORDER BY revision, lang";
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

/// Returns the problem with a letter's text in a language that people signed, if there is one.
fn broken(letter: &Letter, revision: u32, lang: &str, digest: Digest) -> Option<Problem> {
    if revision > letter.revision {
        let what = format!(
            "people have signed revision {revision}, so `revision` can't be lower, here or at the top of a language file: use {revision} or a higher number"
        );
        let file = letter.folder.join("letter.toml");
        let text = files::text(&file).unwrap_or_default();
        return Some(Problem::near(&file, &text, "revision", what));
    }
    let file = letter.folder.join(format!("{lang}.md"));
    let edition = letter.editions.values().find(|edition| edition.lang.as_str() == lang);
    let what = match edition {
        Some(edition) if edition.digest == digest => return None,
        // It is ahead of the other languages, and the earlier texts stay published.
        Some(edition) if edition.revision > revision => return None,
        Some(_) => "the text changed",
        // The file exists and has an error, which is reported there.
        None if file.exists() => return None,
        None => "the text was removed",
    };
    let what = format!(
        "{what} after people signed revision {revision}: undo the change, or raise `revision` in letter.toml and translate the other editions"
    );
    Some(Problem::of_file(&file, what))
}

/// Stores every signable edition, and deletes replaced ones that nobody signed. Returns the texts that changed although someone signed
/// them, and stores nothing then.
pub fn publish(tx: &Tx<'_>, library: &Library, now: Timestamp) -> Result<Vec<Problem>, StoreError> {
    let changed = changed(tx, library)?;
    if changed.is_empty() {
        publications::note(tx)?;
        forget_replaced(tx, library)?;
        retention::keep(tx, library)?;
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
        for letter in library.newest_first() {
            letter
                .editions
                .values()
                .try_for_each(|edition| keep_text(tx, letter, edition, now))?;
        }
    }
    Ok(changed)
}

/// Stores the editions of a letter of which none was ever published, so that it can be signed before a service ran; a published one stays
/// as it is.
pub(crate) fn publish_first(tx: &Tx<'_>, letter: &Letter, now: Timestamp) -> Result<(), StoreError> {
    if published_since(tx, letter.slug.as_str())?.is_some() {
        return Ok(());
    }
    publications::note(tx)?;
    for edition in letter.editions.values() {
        keep(tx, letter, edition, now)?;
        keep_text(tx, letter, edition, now)?;
    }
    Ok(())
}

/// Returns when the first text of a letter was published here; `None` if none was.
pub fn published_since(db: &Read<'_>, letter: &str) -> Result<Option<Timestamp>, StoreError> {
    let sql = "SELECT MIN(published_at) AS since FROM texts WHERE letter = ?1";
    let since = db.one(sql, params![letter], |row| row.get::<Option<i64>>("since"))?;
    Ok(since.flatten().map(crate::clock::from_micros))
}

/// Returns problems for the editions of a letter that differ from what is published.
pub(crate) fn unpublished(db: &Read<'_>, letter: &Letter) -> Result<Vec<Problem>, StoreError> {
    let mut problems = Vec::new();
    for edition in letter.editions.values() {
        let sql = "SELECT 1 AS one FROM texts WHERE letter = ?1 AND revision = ?2 AND lang = ?3 AND digest = ?4";
        let of = params![
            letter.slug.as_str(),
            letter.revision,
            edition.lang.as_str(),
            &edition.digest.0[..]
        ];
        if db.one(sql, of, |_| Ok(()))?.is_none() {
            let file = letter.folder.join(format!("{}.md", edition.lang));
            let what = "this text is not published yet: start the service, or run `undersigned letters publish`";
            problems.push(Problem::of_file(&file, what));
        }
    }
    Ok(problems)
}

/// Deletes replaced editions that nobody signed. Earlier revisions stay, so that readers can see what has changed.
fn forget_replaced(tx: &Tx<'_>, library: &Library) -> Result<(), StoreError> {
    for letter in library.newest_first() {
        let slug = letter.slug.as_str();
        let sql = "SELECT revision, lang, digest FROM editions WHERE letter = ?1 AND revision >= ?2 AND NOT signed";
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

/// Returns whether a text is still the published one: no signature may be recorded for another.
pub(crate) fn is_published(db: &Read<'_>, letter: &str, revision: u32, digest: [u8; 32]) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM editions WHERE letter = ?1 AND revision = ?2 AND digest = ?3
       AND NOT EXISTS (SELECT 1 FROM editions newer WHERE newer.letter = ?1 AND newer.revision > ?2)";
    Ok(db
        .one(sql, params![letter, revision, &digest[..]], |_| Ok(()))?
        .is_some())
}

/// A text that was published once.
#[derive(Clone, Debug)]
pub struct Text {
    /// The language.
    pub lang: String,
    /// The signed text: [`Edition::signed_text`].
    pub text: String,
}

/// Returns the text of a letter with this digest, if it was ever published.
pub fn text(db: &Read<'_>, letter: &str, digest: Digest) -> Result<Option<Text>, StoreError> {
    let sql = "SELECT lang, text FROM texts WHERE letter = ?1 AND digest = ?2 ORDER BY revision DESC LIMIT 1";
    db.one(sql, params![letter, &digest.0[..]], |row| {
        Ok(Text {
            lang: row.get("lang")?,
            text: row.get("text")?,
        })
    })
}

/// A published text with its file.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The SHA-256 of the signed text.
    pub digest: Digest,
    /// The bills that were part of it.
    pub bills: Vec<Bill>,
    /// The file; `None` if it was published before files were stored.
    pub source: Option<String>,
}

/// Returns the newest revision that was published for signing.
pub fn newest_revision(db: &Read<'_>, letter: &str) -> Result<Option<u32>, StoreError> {
    let sql = "SELECT MAX(revision) AS newest FROM editions WHERE letter = ?1";
    Ok(db.one(sql, params![letter], |row| row.get("newest"))?.flatten())
}

/// Returns the newest earlier revision of which texts are stored.
pub(crate) fn revision_before(db: &Read<'_>, letter: &str, revision: u32) -> Result<Option<u32>, StoreError> {
    let sql = "SELECT MAX(revision) AS before FROM texts WHERE letter = ?1 AND revision < ?2";
    Ok(db
        .one(sql, params![letter, revision], |row| row.get("before"))?
        .flatten())
}

/// Returns the texts of a revision by language; if there are several, the one that could be signed last.
pub fn stored(db: &Read<'_>, letter: &str, revision: u32) -> Result<BTreeMap<Lang, Stored>, StoreError> {
    let sql = "SELECT t.lang, t.digest, t.bills, t.source FROM texts t
         LEFT JOIN editions e ON e.letter = t.letter AND e.revision = t.revision AND e.lang = t.lang AND e.digest = t.digest
       WHERE t.letter = ?1 AND t.revision = ?2 ORDER BY e.digest IS NOT NULL, t.published_at";
    let rows = db.all(sql, params![letter, revision], |row| {
        let bills: String = row.get("bills")?;
        let stored = Stored {
            digest: Digest(row.get("digest")?),
            bills: bills.lines().map(Bill::of_line).collect(),
            source: row.get("source")?,
        };
        Ok((row.get::<String>("lang")?, stored))
    })?;
    Ok(rows
        .into_iter()
        .filter_map(|(lang, stored)| Some((Lang::parse(&lang)?, stored)))
        .collect())
}

/// Stores a text permanently, with the file that it was read from.
fn keep_text(tx: &Tx<'_>, letter: &Letter, edition: &Edition, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO texts (letter, revision, lang, digest, text, bills, source, published_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (letter, digest, revision, lang) DO UPDATE SET source = excluded.source, bills = excluded.bills WHERE texts.source IS DISTINCT FROM excluded.source",
        params![
            letter.slug.as_str(),
            letter.revision,
            edition.lang.as_str(),
            &edition.digest.0[..],
            Edition::signed_text(&edition.front, &letter.bills, &edition.markdown),
            letter.bills.iter().map(Bill::line).collect::<Vec<_>>().join("\n"),
            edition.source,
            now.as_microsecond()
        ],
    )?;
    Ok(())
}

/// Marks a text as signed: from now on it can't change without a new revision.
pub(crate) fn mark_signed(tx: &Tx<'_>, letter: &str, revision: u32, digest: [u8; 32]) -> Result<(), StoreError> {
    let sql = "UPDATE editions SET signed = TRUE WHERE letter = ?1 AND revision = ?2 AND digest = ?3 AND NOT signed";
    tx.execute(sql, params![letter, revision, &digest[..]])?;
    Ok(())
}
