//! The library that is read now. A changed letter replaces the old one when all its files are good; otherwise the old one stays.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;

use super::library::Library;
use crate::problem::{Problem, in_order};

use super::watch::{Outcome, Reload};
use super::{Digest, Slug, revisions, store as editions, waiting};
use crate::clock::Clock;
use crate::locale::Locales;
use crate::store::{Read, Store, StoreError};

/// A handle to the newest good library. Clones share it.
#[derive(Clone, Default)]
pub struct Shelf(Arc<Inner>);

#[derive(Default)]
struct Inner {
    library: RwLock<Arc<Library>>,
    /// When the next letter or update is to be shown whose day has not come.
    due: RwLock<Option<Timestamp>>,
    signed: RwLock<Signed>,
}

/// Texts that the database is known to hold as published and signed, so that not each signature need ask.
#[derive(Default)]
struct Signed {
    /// The publication that they were found in: with the next one, nothing is known any more.
    publication: i64,
    texts: HashSet<Digest>,
}

/// In which publication a text was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found(i64);

impl Shelf {
    /// Whether a text is known to be published, and stored as signed. To be asked in the transaction that goes by the answer: then
    /// nobody publishes between the question and what follows from it, not even another process.
    pub(crate) fn knows_signed(&self, db: &Read<'_>, text: Digest) -> Result<Result<(), Found>, StoreError> {
        let publication = editions::publication(db)?;
        let signed = self.0.signed.read().unwrap_or_else(PoisonError::into_inner);
        let known = signed.publication == publication && signed.texts.contains(&text);
        Ok(if known { Ok(()) } else { Err(Found(publication)) })
    }

    /// Remembers that a text is published and stored as signed, unless others were published since: only after the commit
    /// that says so.
    pub(crate) fn remember_signed(&self, text: Digest, found: Found) {
        let mut signed = self.0.signed.write().unwrap_or_else(PoisonError::into_inner);
        if signed.publication < found.0 {
            *signed = Signed {
                publication: found.0,
                texts: HashSet::new(),
            };
        }
        if signed.publication == found.0 {
            signed.texts.insert(text);
        }
    }

    /// The library as of now.
    pub fn now(&self) -> Arc<Library> {
        Arc::clone(&self.0.library.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether the day has come of a letter or an update that is not shown yet; said once, for whoever asks loads anew.
    fn is_due(&self, now: Timestamp) -> bool {
        let mut due = self.0.due.write().unwrap_or_else(PoisonError::into_inner);
        due.take_if(|due| *due <= now).is_some()
    }

    /// Puts a folder's letters on the shelf and publishes their editions; an error changes nothing.
    pub fn load(&self, folder: &Path, locales: &Locales, store: &Store, clock: &Clock) -> Result<(), NotLoaded> {
        let (library, errors) = read_errors(folder, locales, store)?;
        if !errors.is_empty() {
            return Err(NotLoaded::Problems(errors));
        }
        self.publish(library, store, clock)
    }

    /// The same, but a letter with errors stays as it was, and the others are taken: answers the errors.
    fn reload(
        &self,
        folder: &Path,
        locales: &Locales,
        store: &Store,
        clock: &Clock,
    ) -> Result<Vec<Problem>, NotLoaded> {
        let (mut library, errors) = read_errors(folder, locales, store)?;
        let before = self.now();
        for error in &errors {
            let within = error.file.strip_prefix(folder).unwrap_or(&error.file);
            let name = within.iter().next().unwrap_or_default().to_string_lossy();
            // What is the site's own belongs to no letter.
            if name.starts_with('_') {
                return Err(NotLoaded::Problems(errors));
            }
            if let Ok(slug) = Slug::parse(&name) {
                library.put_back(&slug, before.letter(&slug).cloned());
            }
        }
        self.publish(library, store, clock)?;
        Ok(errors)
    }

    fn publish(&self, mut library: Library, store: &Store, clock: &Clock) -> Result<(), NotLoaded> {
        let now = clock.now();
        let due = store.read_now(|db| waiting::withhold(db, &mut library, now))?;
        let library = Arc::new(library);
        let published = Arc::clone(&library);
        let problems = store.write_now(move |tx| editions::publish(tx, &published, now))?;
        if !problems.is_empty() {
            return Err(NotLoaded::Problems(in_order(problems)));
        }
        *self.0.library.write().unwrap_or_else(PoisonError::into_inner) = library;
        *self.0.due.write().unwrap_or_else(PoisonError::into_inner) = due;
        Ok(())
    }
}

/// Why a folder's letters were not put on the shelf.
#[derive(Debug, thiserror::Error)]
pub enum NotLoaded {
    /// Its files have to be mended: every error, in the order of files and lines.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Problems(Vec<Problem>),
    /// The database could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads a folder's letters beside what was published of them, and publishes nothing: every problem, of each level.
pub fn read(folder: &Path, locales: &Locales, store: &Store) -> Result<(Library, Vec<Problem>), StoreError> {
    let (mut library, mut problems) = Library::read(folder, locales);
    let found = store.read_now(|db| {
        revisions::recognize(db, &mut library)?;
        let mut found = revisions::keep_together(db, &mut library, locales)?;
        found.extend(editions::changed(db, &library)?);
        Ok::<_, StoreError>(found)
    })?;
    problems.extend(found);
    Ok((library, problems))
}

/// The same, of problems the errors alone, in the order of files and lines.
fn read_errors(folder: &Path, locales: &Locales, store: &Store) -> Result<(Library, Vec<Problem>), StoreError> {
    let (library, problems) = read(folder, locales, store)?;
    let errors = problems.into_iter().filter(Problem::is_error).collect();
    Ok((library, in_order(errors)))
}

/// Puts a folder's letters on the shelf whenever they changed.
pub(crate) struct Reloader {
    /// The folder.
    pub folder: PathBuf,
    /// Where the letters go.
    pub shelf: Shelf,
    /// The languages.
    pub locales: Arc<Locales>,
    /// Where texts are published.
    pub store: Store,
    /// The time.
    pub clock: Clock,
}

impl Reload for Reloader {
    fn reload(&mut self) -> Outcome {
        let tell = |problems: &[Problem]| {
            let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
            tracing::warn!(event = "letters.kept", problems = problems.join(" | "));
        };
        match self.shelf.reload(&self.folder, &self.locales, &self.store, &self.clock) {
            Ok(errors) if errors.is_empty() => tracing::info!(event = "letters.reloaded"),
            Ok(errors) => {
                tracing::info!(event = "letters.reloaded");
                tell(&errors);
            }
            Err(NotLoaded::Problems(problems)) => tell(&problems),
            Err(NotLoaded::Store(error)) => {
                tracing::warn!(event = "letters.kept", %error);
                return Outcome::Again;
            }
        }
        Outcome::Settled
    }

    fn is_due(&mut self) -> bool {
        self.shelf.is_due(self.clock.now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_before_others_were_published_is_not_remembered() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("test.db"), 1).expect("opens");
        let (shelf, text) = (Shelf::default(), Digest::of(b"text"));
        let knows = || store.read_now(|db| shelf.knows_signed(db, text)).expect("reads");
        let publish = || {
            let none = Library::default();
            let now = Clock::default().now();
            store
                .write_now(move |tx| editions::publish(tx, &none, now))
                .expect("publishes");
        };
        let found = knows().expect_err("unknown at first");
        shelf.remember_signed(text, found);
        assert_eq!(knows(), Ok(()));
        publish();
        assert!(knows().is_err(), "others are published");
        shelf.remember_signed(text, found);
        assert!(knows().is_err(), "it was found before");
        let later = knows().expect_err("unknown");
        shelf.remember_signed(text, later);
        shelf.remember_signed(Digest::of(b"other"), found);
        assert_eq!(knows(), Ok(()));
    }
}
