//! The index of words in a file: FTS5 over `search_texts`, kept up to date by triggers.
//!
//! `secure-delete` removes a word from the index when its last row is deleted, instead of marking it as deleted. One trace remains: for each
//! page, `search_words_idx` holds the beginning of the first word, long enough to differ from the word before, and keeps it after the word is
//! deleted. [`Boundaries`] replaces it with a word that still exists.

use rusqlite::{Connection, OptionalExtension, params};

use crate::store::StoreError;

/// What the file has in addition to the features' tables. Rows are only added and deleted, never updated: on deletion, the index needs exactly
/// the words that it was given.
pub(in crate::store) const SCHEMA: &str = "
CREATE VIRTUAL TABLE search_words USING fts5(words, content = 'search_texts', content_rowid = 'signature', detail = 'none', columnsize = 0, prefix = '2 3', tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co' tokenchars '#@.-_'\");
INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER words_are_added AFTER INSERT ON search_texts BEGIN INSERT INTO search_words (rowid, words) VALUES (new.signature, new.words); END;
CREATE TRIGGER words_are_deleted AFTER DELETE ON search_texts BEGIN INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', old.signature, old.words); END;
";

/// The byte before whole words in the index. Prefixes of two and three characters, which can't identify anyone, have other bytes.
const WHOLE: u8 = b'0';

/// How many boundaries one step checks before queued writes get their turn.
const STEP: i64 = 200;

/// A page's boundary: the segment of the index that it is in, and the beginning of its first word.
#[derive(Clone, Default)]
struct Boundary {
    segment: i64,
    word: Vec<u8>,
}

/// A walk over the boundaries of all pages.
#[derive(Default)]
pub(in crate::store) struct Boundaries(Boundary);

impl Boundaries {
    /// Checks the next boundaries, and replaces those whose words were deleted; returns whether there are more.
    pub(in crate::store) fn step(&mut self, connection: &Connection) -> Result<bool, StoreError> {
        let known =
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.known_words USING fts5vocab('main', 'search_words', 'instance')";
        connection.execute_batch(known)?;
        let next = after(connection, &self.0)?;
        let Some(last) = next.last().cloned() else {
            return Ok(false);
        };
        let mut gone = Vec::new();
        for boundary in next {
            if replacement(connection, &boundary)?.is_some() {
                gone.push(boundary);
            }
        }
        if !gone.is_empty() {
            replace(connection, &gone)?;
        }
        self.0 = last;
        Ok(true)
    }
}

fn after(connection: &Connection, last: &Boundary) -> Result<Vec<Boundary>, StoreError> {
    let sql = "SELECT segid, term FROM search_words_idx WHERE (segid, term) > (?1, ?2) ORDER BY segid, term LIMIT ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map(params![last.segment, last.word, STEP], |row| {
        Ok(Boundary {
            segment: row.get("segid")?,
            word: row.get("term")?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Replaces boundaries in one transaction, which checks them again, since another program may have written in the meantime.
fn replace(connection: &Connection, boundaries: &[Boundary]) -> Result<(), StoreError> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let replaced = boundaries.iter().try_for_each(|it| {
        if let Some(word) = replacement(connection, it)? {
            let sql = "UPDATE search_words_idx SET term = ?3 WHERE segid = ?1 AND term = ?2";
            connection
                .prepare_cached(sql)?
                .execute(params![it.segment, it.word, word])?;
        }
        Ok::<_, StoreError>(())
    });
    let ended = replaced.and_then(|()| Ok(connection.execute_batch("COMMIT")?));
    if ended.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    ended
}

/// Returns the replacement for a boundary whose word was deleted. Anything after the last word of the page before, up to the first word of
/// its own page, is valid, so the next word of the whole index is.
fn replacement(connection: &Connection, boundary: &Boundary) -> Result<Option<Vec<u8>>, StoreError> {
    if boundary.word.first() != Some(&WHOLE) || boundary.word.len() == 1 {
        return Ok(None);
    }
    // A boundary can end in the middle of a character.
    let from = String::from_utf8_lossy(&boundary.word[1..]);
    let mut from = from.trim_end_matches(char::REPLACEMENT_CHARACTER).to_owned();
    let sql = "SELECT term FROM temp.known_words WHERE term >= ?1 LIMIT 1";
    while let Some(word) = connection
        .prepare_cached(sql)?
        .query_row([&from], |row| row.get::<_, String>(0))
        .optional()?
    {
        let signed = [&[WHOLE], word.as_bytes()].concat();
        if signed >= boundary.word {
            return Ok(Some(signed).filter(|it| !it.starts_with(&boundary.word)));
        }
        from = word + "\u{1}";
    }
    Ok(None)
}

/// Returns whether the index agrees with `search_texts`.
#[cfg(test)]
pub(in crate::store) fn is_whole(connection: &Connection) -> bool {
    let check = "INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)";
    connection.execute_batch(check).is_ok()
}
