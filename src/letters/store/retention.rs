//! When the details of a letter's signers are erased, as its settings said when it was published last: that holds if its folder is gone.

use jiff::Timestamp;

use crate::clock::from_micros;
use crate::letters::library::Library;
use crate::letters::{Letter, Signing, Slug};
use crate::store::{Read, StoreError, Tx, params};

/// What a letter's settings say of its signers' details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The letter.
    pub letter: Slug,
    /// How many days after the delivery the details are erased.
    pub days: u32,
    /// When nobody can sign any more; `None` if signing has no end.
    pub closes: Option<Timestamp>,
}

impl Terms {
    /// Returns the terms of a letter; `None` if it keeps the details.
    fn of(letter: &Letter) -> Option<Self> {
        Some(Self {
            letter: letter.slug.clone(),
            days: letter.erase_after_days?,
            closes: letter.signing.as_ref().and_then(Signing::ends),
        })
    }
}

/// Stores the terms of all letters that have a folder.
pub(in crate::letters) fn keep(tx: &Tx<'_>, library: &Library) -> Result<(), StoreError> {
    for letter in library.newest_first() {
        let slug = letter.slug.as_str();
        match Terms::of(letter) {
            Some(it) => tx.post(
                "INSERT INTO retention_terms (letter, erase_after_days, closes) VALUES (?1, ?2, ?3)
                 ON CONFLICT (letter) DO UPDATE SET erase_after_days = excluded.erase_after_days, closes = excluded.closes",
                params![slug, it.days, it.closes.map(Timestamp::as_microsecond)],
            )?,
            None => tx.post("DELETE FROM retention_terms WHERE letter = ?1", params![slug])?,
        }
    }
    Ok(())
}

/// Returns the terms of every letter that has some: those with a folder by its settings, newest first, and then the others by what theirs said.
pub fn terms(db: &Read<'_>, library: &Library) -> Result<Vec<Terms>, StoreError> {
    let mut found: Vec<Terms> = library.newest_first().into_iter().filter_map(Terms::of).collect();
    let sql = "SELECT letter, erase_after_days, closes FROM retention_terms ORDER BY letter";
    let stored = db.all(sql, [], |row| {
        let until: Option<i64> = row.get("closes")?;
        let (letter, days): (String, u32) = (row.get("letter")?, row.get("erase_after_days")?);
        Ok(Slug::parse(&letter).ok().map(|letter| Terms {
            letter,
            days,
            closes: until.map(from_micros),
        }))
    })?;
    let is_gone = |it: &Terms| library.letter(&it.letter).is_none();
    found.extend(stored.into_iter().flatten().filter(is_gone));
    Ok(found)
}
