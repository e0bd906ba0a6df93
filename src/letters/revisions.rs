//! Keeps the editions of a letter together: a revision is published when all its languages have it. Until then, the earlier texts stay
//! published, from the database.
//!
//! An edition has the revision that its front matter names, or else that of `letter.toml`. But an edition whose text is unchanged, while
//! another language's text changed, keeps the earlier revision until its front matter says otherwise.

use std::collections::BTreeMap;

use super::library::Library;
use crate::problem::Problem;

use super::bill::Bill;
use super::store::{self as texts, Stored};
use super::{Edition, Letter};
use crate::locale::{Lang, Locales};
use crate::store::{Read, StoreError};

/// Returns the revision of each edition, if they differ.
pub(crate) fn carried(letter: &Letter) -> Option<BTreeMap<Lang, u32>> {
    let carried: BTreeMap<Lang, u32> = letter.editions.iter().map(|(lang, it)| (*lang, it.revision)).collect();
    let agree = carried
        .values()
        .all(|revision| Some(revision) == carried.values().next());
    (!agree).then_some(carried)
}

impl Library {
    /// Returns problems for letters whose editions have different revisions, which keeps the newest one from being published.
    pub fn stale(&self) -> Vec<Problem> {
        self.letters().flat_map(stale).collect()
    }
}

/// Returns problems for the editions that keep a newer revision from being published.
pub fn stale(letter: &Letter) -> Vec<Problem> {
    let Some(carried) = carried(letter) else {
        return Vec::new();
    };
    let (lang, newest) = carried
        .iter()
        .max_by_key(|(_, revision)| **revision)
        .expect("editions that disagree");
    let behind = letter.editions.values().filter(|edition| edition.revision < *newest);
    let told = |edition: &Edition| {
        let file = letter.folder.join(format!("{}.md", edition.lang));
        let what = format!(
            "this file has revision {}, but {lang}.md has revision {newest}, which is published when every language has it: translate the changes, then set `revision = {newest}` at the top of this file",
            edition.revision
        );
        Problem::near(&file, &edition.source, "revision", what)
    };
    behind.map(told).collect()
}

/// Sets an edition back to the revision whose text it still has, if another language's text changed.
pub fn recognize(db: &Read<'_>, library: &mut Library) -> Result<(), StoreError> {
    for letter in library.letters_mut() {
        let raised = letter.editions.len() > 1 && carried(letter).is_none();
        let Some(before) = texts::revision_before(db, letter.slug.as_str(), letter.revision)?.filter(|_| raised) else {
            continue;
        };
        let kept = texts::stored(db, letter.slug.as_str(), before)?;
        let already = texts::stored(db, letter.slug.as_str(), letter.revision)?;
        let same = |edition: &Edition| kept.get(&edition.lang).is_some_and(|it| it.digest == edition.digest);
        let changed = |edition: &Edition| kept.contains_key(&edition.lang) && !same(edition);
        if letter.editions.values().any(changed) {
            let as_it_was =
                |edition: &Edition| already.get(&edition.lang).is_some_and(|it| it.digest == edition.digest);
            let slow =
                |edition: &&mut Edition| edition.front.revision.is_none() && same(edition) && !as_it_was(edition);
            letter
                .editions
                .values_mut()
                .filter(slow)
                .for_each(|edition| edition.revision = before);
        }
        if let Some(carried) = carried(letter) {
            letter.revision = carried.into_values().min().unwrap_or(letter.revision);
        }
    }
    Ok(())
}

/// Replaces letters whose editions have different revisions by what is published: the texts of the last revision that all had. `Err` names
/// those letters of which the database has no such texts.
pub(crate) fn keep_together(
    db: &Read<'_>,
    library: &mut Library,
    locales: &Locales,
) -> Result<Vec<Problem>, StoreError> {
    let mut lost = Vec::new();
    for letter in library.letters_mut() {
        if carried(letter).is_none() {
            continue;
        }
        let kept = texts::stored(db, letter.slug.as_str(), letter.revision)?;
        let problems = stale(letter);
        match published(letter, kept, locales) {
            Some((editions, bills)) => {
                for problem in &problems {
                    tracing::warn!(event = "letters.stale", problem = problem.to_string());
                }
                (letter.editions, letter.bills) = (editions, bills);
            }
            None => lost.extend(problems),
        }
    }
    Ok(lost)
}

type Published = (BTreeMap<Lang, Edition>, Vec<Bill>);

/// Rebuilds editions from the stored texts; `None` if one of them was not stored completely.
fn published(letter: &Letter, kept: BTreeMap<Lang, Stored>, locales: &Locales) -> Option<Published> {
    let bills = kept.values().next()?.bills.clone();
    let editions = kept.into_iter().map(|(lang, it)| {
        let edition = Edition::read(&letter.folder, lang, &it.bills, it.source?, locales)?;
        Some((
            lang,
            Edition {
                revision: letter.revision,
                ..edition
            },
        ))
    });
    Some((editions.collect::<Option<_>>()?, bills))
}
