//! The library that is read now. A changed file replaces it when everything is good; otherwise the old one stays.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use notify::Watcher;

use super::library::Library;
use super::problem::in_order;
use super::{Digest, revisions, store as editions};
use crate::clock::Clock;
use crate::locale::Locales;
use crate::store::{Store, StoreError};

/// A handle to the newest good library. Clones share it.
#[derive(Clone, Default)]
pub struct Shelf(Arc<Inner>);

#[derive(Default)]
struct Inner {
    library: RwLock<Arc<Library>>,
    signed: RwLock<Signed>,
}

/// Texts that the database is known to hold as published and signed, so that not each signature need ask.
#[derive(Default)]
struct Signed {
    /// Goes up whenever texts are published: what was known before is not known any more.
    edition: u64,
    texts: HashSet<Digest>,
}

/// When a text was found to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found(u64);

impl Shelf {
    /// Whether a text is known to be published, and stored as signed. To be asked by the writer thread, which publishes: then
    /// nothing is published between the question and what follows from it.
    pub fn knows_signed(&self, text: Digest) -> Result<(), Found> {
        let signed = self.0.signed.read().unwrap_or_else(PoisonError::into_inner);
        if signed.texts.contains(&text) {
            return Ok(());
        }
        Err(Found(signed.edition))
    }

    /// Remembers that a text is published and stored as signed, unless others were published since: only after the commit
    /// that says so.
    pub fn remember_signed(&self, text: Digest, found: Found) {
        let mut signed = self.0.signed.write().unwrap_or_else(PoisonError::into_inner);
        if signed.edition == found.0 {
            signed.texts.insert(text);
        }
    }

    fn forget_signed(&self) {
        let mut signed = self.0.signed.write().unwrap_or_else(PoisonError::into_inner);
        signed.edition += 1;
        signed.texts.clear();
    }

    /// The library as of now.
    pub fn now(&self) -> Arc<Library> {
        Arc::clone(&self.0.library.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts a folder's letters on the shelf and keeps their editions; `Err` lists every problem, a line each, and changes nothing.
    pub fn load(&self, folder: &Path, locales: &Locales, store: &Store, clock: &Clock) -> Result<(), Vec<String>> {
        let (mut library, mut problems) = Library::read(folder, locales);
        let told = |error: StoreError| vec![error.to_string()];
        let lost = store.read_now(|db| {
            revisions::recognize(db, &mut library)?;
            revisions::keep_together(db, &mut library, locales)
        });
        problems.extend(lost.map_err(told)?);
        let library = Arc::new(library);
        if problems.is_empty() {
            let (texts, published, now) = (self.clone(), Arc::clone(&library), clock.now());
            let publish = store.write_now(move |tx| {
                texts.forget_signed();
                editions::publish(tx, &published, now)
            });
            problems = publish.map_err(told)?;
        } else {
            let of_good_ones = store.read_now(|db| editions::changed(db, &library));
            problems.extend(of_good_ones.map_err(told)?);
        }
        if !problems.is_empty() {
            return Err(in_order(problems).iter().map(ToString::to_string).collect());
        }
        *self.0.library.write().unwrap_or_else(PoisonError::into_inner) = library;
        Ok(())
    }
}

/// Watches a folder for as long as the answer lives.
pub fn watch(
    folder: &Path,
    shelf: Shelf,
    locales: Arc<Locales>,
    store: Store,
    clock: Clock,
) -> notify::Result<notify::RecommendedWatcher> {
    let root = folder.to_owned();
    let (ring, bell) = std::sync::mpsc::channel::<()>();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            ring.send(()).ok();
        }
    })?;
    watcher.watch(folder, notify::RecursiveMode::Recursive)?;
    std::thread::spawn(move || {
        while bell.recv().is_ok() {
            // An editor writes in several steps: wait until it is quiet.
            while bell.recv_timeout(std::time::Duration::from_millis(200)).is_ok() {}
            match shelf.load(&root, &locales, &store, &clock) {
                Ok(()) => tracing::info!(event = "letters.reloaded"),
                Err(problems) => tracing::warn!(event = "letters.kept", problems = problems.join(" | ")),
            }
        }
    });
    Ok(watcher)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_before_others_were_published_is_not_remembered() {
        let (shelf, text) = (Shelf::default(), Digest::of(b"text"));
        let found = shelf.knows_signed(text).expect_err("unknown at first");
        shelf.remember_signed(text, found);
        assert_eq!(shelf.knows_signed(text), Ok(()));
        shelf.forget_signed();
        shelf.remember_signed(text, found);
        assert!(shelf.knows_signed(text).is_err(), "it was found before");
    }
}
