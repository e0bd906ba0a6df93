//! The live library. A changed letter replaces the old one when all its files are valid; otherwise the old one stays.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::Timestamp;
use tokio::sync::watch;

use super::library::Library;
use crate::problem::{Problem, in_order};

use super::store::Publication;
use super::watch::{Outcome, Reload};
use super::{Digest, Slug, gone, overlay, revisions, store as editions, waiting};
use crate::clock::Clock;
use crate::locale::Locales;
use crate::store::{Store, StoreError, Tx};

/// A handle to the newest valid library. Clones share it.
#[derive(Clone, Default)]
pub struct LiveLibrary(Arc<Inner>);

#[derive(Default)]
struct Inner {
    library: RwLock<Arc<Library>>,
    /// When the next letter or update becomes due whose day has not come.
    due: RwLock<Option<Timestamp>>,
    signed: RwLock<Signed>,
    /// Held while a new library is made, so that none replaces a newer one.
    replacing: Mutex<()>,
    /// Wakes those who show something of a letter for longer.
    replaced: watch::Sender<()>,
}

/// A cache of texts that the database holds as published and signed, so that not every signature has to query it.
#[derive(Default)]
struct Signed {
    /// The publication that the cache belongs to; the next publication empties it.
    publication: Publication,
    texts: HashSet<Digest>,
}

/// The publication in which a text was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookupToken(Publication);

impl LiveLibrary {
    /// Returns whether the cache knows a text to be published and stored as signed. Ask it in the transaction that relies on the answer:
    /// then nobody, not even another process, publishes in between.
    pub(crate) fn knows_signed(&self, tx: &Tx<'_>, text: Digest) -> Result<Result<(), LookupToken>, StoreError> {
        let publication = editions::last_publication(tx)?;
        let signed = self.0.signed.read().unwrap_or_else(PoisonError::into_inner);
        let known = signed.publication == publication && signed.texts.contains(&text);
        Ok(if known { Ok(()) } else { Err(LookupToken(publication)) })
    }

    /// Caches that a text is published and stored as signed, unless others have been published since. Call it only after the commit that
    /// stores this.
    pub(crate) fn remember_signed(&self, text: Digest, found: LookupToken) {
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

    /// Returns the current library.
    pub fn now(&self) -> Arc<Library> {
        Arc::clone(&self.0.library.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns whether a hidden letter or update has become due. It says so only once, since the caller reloads.
    fn is_due(&self, now: Timestamp) -> bool {
        let mut due = self.0.due.write().unwrap_or_else(PoisonError::into_inner);
        due.take_if(|due| *due <= now).is_some()
    }

    /// Loads a folder's letters and publishes their editions; an error changes nothing.
    pub fn load(&self, folder: &Path, locales: &Locales, store: &Store, clock: &Clock) -> Result<(), NotLoaded> {
        let (library, errors) = read_errors(folder, locales, store)?;
        if !errors.is_empty() {
            return Err(NotLoaded::Problems(errors));
        }
        self.publish(library, store, clock)
    }

    /// Loads a folder's letters; one with errors stays as it was, and the others are taken. Returns the errors.
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
            // Files of the site itself belong to no letter.
            if name.starts_with('_') {
                return Err(NotLoaded::Problems(errors));
            }
            if let Ok(slug) = Slug::parse(&name) {
                library.put_back(&slug, before.letter(&slug).or_else(|| before.draft(&slug)).cloned());
            }
        }
        self.publish(library, store, clock)?;
        Ok(errors)
    }

    fn publish(&self, mut library: Library, store: &Store, clock: &Clock) -> Result<(), NotLoaded> {
        let _turn = self.0.replacing.lock().unwrap_or_else(PoisonError::into_inner);
        let now = clock.now();
        let due = store.read_now(|db| {
            gone::warn(db, &library)?;
            // A letter that was put back has what was set when it was read.
            overlay::apply(db, &mut library)?;
            waiting::withhold(db, &mut library, now)
        })?;
        let library = Arc::new(library);
        let published = Arc::clone(&library);
        let problems = store.write_now(move |tx| editions::publish(tx, &published, now))?;
        if !problems.is_empty() {
            return Err(NotLoaded::Problems(in_order(problems)));
        }
        self.replace(library);
        *self.0.due.write().unwrap_or_else(PoisonError::into_inner) = due;
        Ok(())
    }

    fn replace(&self, library: Arc<Library>) {
        *self.0.library.write().unwrap_or_else(PoisonError::into_inner) = library;
        self.0.replaced.send_replace(());
    }

    /// Applies what staff have set since the library was made, in this process or in another one; the files are not read again. Returns
    /// whether there was anything new.
    pub fn refresh(&self, store: &Store) -> Result<bool, StoreError> {
        let _turn = self.0.replacing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.now();
        let newer = store.read_now(|db| {
            if editions::settings::count(db)? == before.set_here {
                return Ok(None);
            }
            let mut library = Library::clone(&before);
            overlay::apply(db, &mut library)?;
            Ok::<_, StoreError>(Some(Arc::new(library)))
        })?;
        let Some(library) = newer else { return Ok(false) };
        let kept = Arc::clone(&library);
        store.write_now(move |tx| editions::retention::keep(tx, &kept))?;
        self.replace(library);
        Ok(true)
    }

    /// Returns a receiver that is notified when another library has replaced the current one.
    pub(crate) fn replaced(&self) -> watch::Receiver<()> {
        self.0.replaced.subscribe()
    }
}

/// Why a folder's letters were not loaded.
#[derive(Debug, thiserror::Error)]
pub enum NotLoaded {
    /// The files have to be mended: every error, in the order of files and lines.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Problems(Vec<Problem>),
    /// The database could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads a folder's letters and compares them with what was published, without publishing; returns every problem, of each level.
pub fn read(folder: &Path, locales: &Locales, store: &Store) -> Result<(Library, Vec<Problem>), StoreError> {
    let (mut library, mut problems) = Library::read(folder, locales);
    let found = store.read_now(|db| {
        revisions::recognize(db, &mut library)?;
        let mut found = revisions::keep_together(db, &mut library, locales)?;
        found.extend(editions::changed(db, &library)?);
        gone::recall(db, &mut library, (folder, locales))?;
        overlay::apply(db, &mut library)?;
        Ok::<_, StoreError>(found)
    })?;
    problems.extend(found);
    Ok((library, problems))
}

/// Reads a folder's letters like [`read`], but returns only errors, in the order of files and lines.
fn read_errors(folder: &Path, locales: &Locales, store: &Store) -> Result<(Library, Vec<Problem>), StoreError> {
    let (library, problems) = read(folder, locales, store)?;
    let errors = problems.into_iter().filter(Problem::is_error).collect();
    Ok((library, in_order(errors)))
}

/// Loads a folder's letters whenever they change.
pub(crate) struct Reloader {
    /// The folder.
    pub folder: PathBuf,
    /// The live library to load them into.
    pub live_library: LiveLibrary,
    /// The translations.
    pub locales: Arc<Locales>,
    /// The database in which texts are published.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
}

impl Reload for Reloader {
    fn reload(&mut self) -> Outcome {
        let tell = |problems: &[Problem]| {
            let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
            tracing::warn!(event = "letters.kept", problems = problems.join(" | "));
        };
        match self
            .live_library
            .reload(&self.folder, &self.locales, &self.store, &self.clock)
        {
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
        // Another process or node may have set something.
        match self.live_library.refresh(&self.store) {
            Ok(true) => tracing::info!(event = "letters.settings_applied"),
            Ok(false) => {}
            Err(error) => tracing::warn!(event = "letters.settings_not_read", %error),
        }
        self.live_library.is_due(self.clock.now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lookup_from_before_a_publication_is_not_cached() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("test.db"), 1).expect("opens");
        let (live_library, text) = (LiveLibrary::default(), Digest::of(b"text"));
        let knows = || {
            let library = live_library.clone();
            let known = store.write_now(move |tx| library.knows_signed(tx, text));
            known.expect("looks up")
        };
        let publish = || {
            let none = Library::default();
            let now = Clock::default().now();
            store
                .write_now(move |tx| editions::publish(tx, &none, now))
                .expect("publishes");
        };
        let found = knows().expect_err("unknown at first");
        live_library.remember_signed(text, found);
        assert_eq!(knows(), Ok(()));
        publish();
        assert!(knows().is_err(), "others are published");
        let (library, now) = (live_library.clone(), Clock::default().now());
        let within = store.write_now(move |tx| {
            let found = library.knows_signed(tx, text)?.expect_err("not in this publication");
            editions::publish(tx, &Library::default(), now)?;
            Ok::<_, StoreError>(library.knows_signed(tx, text)? == Err(found))
        });
        assert!(
            !within.expect("publishes"),
            "a later one was published in the same transaction"
        );
        live_library.remember_signed(text, found);
        assert!(knows().is_err(), "it was found before");
        let later = knows().expect_err("unknown");
        live_library.remember_signed(text, later);
        live_library.remember_signed(Digest::of(b"other"), found);
        assert_eq!(knows(), Ok(()));
    }
}
