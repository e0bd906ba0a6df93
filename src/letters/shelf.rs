//! The library that is read now. A changed file replaces it when everything is good; otherwise the old one stays.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use notify::Watcher;

use super::Digest;
use super::library::Library;
use super::store as editions;
use crate::clock::Clock;
use crate::locale::Locales;
use crate::store::{Store, StoreError};

/// A handle to the newest good library. Clones share it.
#[derive(Clone)]
pub struct Shelf(Arc<Inner>);

struct Inner {
    library: RwLock<Arc<Library>>,
    /// Texts that the database is known to hold as signed, so that each signature need not say it again.
    signed: RwLock<HashSet<Digest>>,
}

impl Shelf {
    /// Puts a library on the shelf.
    pub fn new(library: Library) -> Self {
        Self(Arc::new(Inner {
            library: RwLock::new(Arc::new(library)),
            signed: RwLock::default(),
        }))
    }

    /// Whether a text is known to be stored as signed.
    pub fn knows_signed(&self, text: Digest) -> bool {
        self.0
            .signed
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(&text)
    }

    /// Remembers that a text is stored as signed: only after the commit that says so.
    pub fn remember_signed(&self, text: Digest) {
        self.0
            .signed
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(text);
    }

    /// The library as of now.
    pub fn now(&self) -> Arc<Library> {
        Arc::clone(&self.0.library.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn replace(&self, library: Library) {
        *self.0.library.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(library);
    }
}

/// Loads a folder and keeps its editions; `Err` lists every problem, a line each.
pub fn load(folder: &Path, locales: &Locales, store: &Store, clock: &Clock) -> Result<Library, Vec<String>> {
    let library = Library::load(folder, locales)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let library = Arc::new(library);
    let (published, now) = (Arc::clone(&library), clock.now());
    let changed = store
        .write_now(move |tx| editions::publish(tx, &published, now))
        .map_err(|error: StoreError| vec![error.to_string()])?;
    if !changed.is_empty() {
        return Err(changed.iter().map(ToString::to_string).collect());
    }
    Arc::try_unwrap(library).map_err(|_| vec!["the store still holds the library".to_owned()])
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
            match load(&root, &locales, &store, &clock) {
                Ok(library) => {
                    shelf.replace(library);
                    tracing::info!(event = "letters.reloaded");
                }
                Err(problems) => tracing::warn!(event = "letters.kept", problems = problems.join(" | ")),
            }
        }
    });
    Ok(watcher)
}
