//! The shelf of frozen bundles: the one door to their files, wherever these are.
//!
//! A service on one machine keeps them in a [`folder`]. If several machines share a database, it keeps them there ([`database`]), in
//! chunks, so that any machine sends what another one froze. Either way a bundle is identified by the digest of its manifest, it is on the
//! shelf completely or not at all, and nothing is read that differs from what was put there.
//!
//! A bundle is written into a [`Draft`] first. [`Shelf::place`] puts it on the shelf, unseen; [`Shelf::finish`] shows it, in the transaction
//! that freezes it; [`Placed::keep`] makes it stay. Whatever fails in between leaves nothing behind: a machine that is killed leaves files
//! that nobody sees, and [`Shelf::sweep`] removes them, on any machine.
//!
//! [`carry()`] takes bundles from one shelf to another.

mod carry;
mod database;
mod error;
mod folder;
mod placing;
mod store;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::clock::Clock;
use crate::letters::Digest;
use crate::private;
use crate::private::draft::{self, Draft};
use crate::store::{Read, Store, StoreError, Tx};

pub use carry::{Entry, carry, inventory};
pub use error::ShelfError;
pub use placing::Placed;

use placing::Place;

/// The tables of this room. Whoever copies a database leaves them out, and has [`carry()`] fill the new shelf.
pub const TABLES: [&str; 3] = ["shelved_bundles", "shelved_files", "shelved_chunks"];

/// The name of a bundle's manifest, whose digest identifies the bundle.
pub const MANIFEST: &str = "manifest.json";

/// What a file is, once all of it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// The size in bytes.
    pub length: u64,
    /// The SHA-256.
    pub sha256: [u8; 32],
}

/// Where frozen bundles are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// In a folder of this machine: one folder for each bundle.
    Folder(PathBuf),
    /// In the database.
    Database,
}

impl Shelf {
    /// Returns the shelf of a service: the folder of its settings, unless other machines share its database.
    pub fn of(folder: &Path, store: &Store) -> Self {
        if store.is_shared() {
            Self::Database
        } else {
            Self::Folder(folder.to_owned())
        }
    }

    /// Returns the shelf of a service like [`Shelf::of`], for whoever reads.
    pub fn seen_from(db: &Read<'_>, folder: &Path) -> Self {
        if db.is_shared() {
            Self::Database
        } else {
            Self::Folder(folder.to_owned())
        }
    }

    /// Returns the bundles, sorted.
    pub fn bundles(&self, db: &Read<'_>) -> Result<Vec<[u8; 32]>, ShelfError> {
        match self {
            Self::Folder(folder) => folder::bundles(folder),
            Self::Database => Ok(store::bundles(db)?),
        }
    }

    /// Returns the names of a bundle's files, sorted; none if the bundle is not here.
    pub fn files(&self, db: &Read<'_>, bundle: [u8; 32]) -> Result<Vec<String>, ShelfError> {
        match self {
            Self::Folder(folder) => folder::files(&of_bundle(folder, bundle)),
            Self::Database => Ok(store::names(db, bundle)?),
        }
    }

    /// Reads a file whose digest is known.
    pub fn read(&self, db: &Read<'_>, bundle: [u8; 32], name: &str, sha256: [u8; 32]) -> Result<Vec<u8>, ShelfError> {
        let mut content = Vec::new();
        self.read_into(db, bundle, name, sha256, &mut content)?;
        Ok(content)
    }

    /// Reads a bundle's manifest.
    pub fn manifest(&self, db: &Read<'_>, bundle: [u8; 32]) -> Result<Vec<u8>, ShelfError> {
        self.read(db, bundle, MANIFEST, bundle)
    }

    /// Checks that a file is here, with this digest, without holding it in memory.
    pub fn check(&self, db: &Read<'_>, bundle: [u8; 32], name: &str, sha256: [u8; 32]) -> Result<(), ShelfError> {
        self.read_into(db, bundle, name, sha256, &mut std::io::sink())
    }

    fn read_into(
        &self,
        db: &Read<'_>,
        bundle: [u8; 32],
        name: &str,
        sha256: [u8; 32],
        out: &mut dyn Write,
    ) -> Result<(), ShelfError> {
        if self.copy_out(db, bundle, name, out)?.sha256 == sha256 {
            Ok(())
        } else {
            Err(ShelfError::Changed(self.place_of(bundle, name)))
        }
    }

    /// Writes a file somewhere, chunk by chunk, and returns what it was. After an error, what was written is worth nothing.
    pub fn copy_out(
        &self,
        db: &Read<'_>,
        bundle: [u8; 32],
        name: &str,
        out: &mut dyn Write,
    ) -> Result<Content, ShelfError> {
        match self {
            Self::Folder(folder) => folder::copy(&of_bundle(folder, bundle).join(name), out),
            Self::Database => database::copy(db, bundle, name, out),
        }
    }

    /// Formats where a file is, for staff.
    fn place_of(&self, bundle: [u8; 32], name: &str) -> String {
        match self {
            Self::Folder(folder) => of_bundle(folder, bundle).join(name).display().to_string(),
            Self::Database => database::place_of(bundle, name),
        }
    }

    /// Puts a drafted bundle on the shelf, unseen until it is [finished](Shelf::finish). Call it outside of a transaction. For a shelf in a
    /// folder, the draft must be on the same disk.
    pub fn place(
        &self,
        store: &Store,
        clock: &Clock,
        mut draft: Draft,
        bundle: [u8; 32],
    ) -> Result<Placed, ShelfError> {
        match self {
            Self::Folder(folder) => {
                let created = private::create_folder(folder);
                let folder = of_bundle(folder, bundle);
                let published = created.and_then(|()| draft.publish(&folder));
                published.map_err(ShelfError::unwritable(&folder))?;
                Ok(Placed(Some(Place::Folder(draft, folder))))
            }
            Self::Database => {
                database::begin(store, clock, bundle)?;
                // It is removed again if it can't be written to its end.
                let placed = Placed(Some(Place::Database(store.clone(), bundle)));
                database::write(store, clock, draft.folder(), bundle)?;
                Ok(placed)
            }
        }
    }

    /// Shows a bundle to readers, with the commit of this transaction; `Swept` if it took so long that its files are gone.
    pub fn finish(&self, tx: &Tx<'_>, bundle: [u8; 32]) -> Result<(), ShelfError> {
        match self {
            Self::Folder(_) => Ok(()),
            Self::Database if store::finish(tx, bundle)? => Ok(()),
            Self::Database => Err(ShelfError::Swept(database::name_of(bundle))),
        }
    }

    /// Hides a bundle from readers with the commit of this transaction, for good; [`Shelf::remove`] or a [sweep](Shelf::sweep) removes it.
    pub fn condemn(&self, tx: &Tx<'_>, bundle: [u8; 32]) -> Result<(), StoreError> {
        match self {
            Self::Folder(_) => Ok(()),
            Self::Database => store::condemn(tx, bundle),
        }
    }

    /// Removes a bundle with all its files.
    pub fn remove(&self, store: &Store, bundle: [u8; 32]) -> Result<(), ShelfError> {
        match self {
            Self::Folder(folder) => {
                let folder = of_bundle(folder, bundle);
                let removed = std::fs::remove_dir_all(&folder);
                removed.map_err(ShelfError::unwritable(&folder))
            }
            Self::Database => Ok(database::remove(store, bundle)?),
        }
    }

    /// Removes what an earlier attempt to put a bundle here left. Nobody else may be trying.
    fn discard_unfinished(&self, store: &Store, bundle: [u8; 32]) -> Result<(), ShelfError> {
        match self {
            Self::Folder(folder) => {
                let folder = of_bundle(folder, bundle);
                let removed = if draft::is_abandoned(&folder) {
                    draft::remove(&folder)
                } else {
                    Ok(())
                };
                removed.map_err(ShelfError::unwritable(&folder))
            }
            Self::Database => Ok(database::abandon(store, bundle)?),
        }
    }

    /// Removes some files of a bundle, and returns how many.
    pub fn remove_files(&self, store: &Store, bundle: [u8; 32], names: Vec<String>) -> Result<usize, StoreError> {
        match self {
            Self::Folder(folder) => Ok(folder::remove_files(&of_bundle(folder, bundle), &names)),
            Self::Database => database::remove_files(store, bundle, names),
        }
    }

    /// Removes what was condemned, and what machines that are gone have not finished; returns how many bundles. In a folder, that is what
    /// [drafts](crate::private::draft) leave there.
    pub fn sweep(&self, store: &Store, clock: &Clock) -> Result<usize, StoreError> {
        match self {
            Self::Folder(_) => Ok(0),
            Self::Database => database::sweep(store, clock.now()),
        }
    }
}

/// Reads a file of a draft, and returns what it is.
pub fn content(file: &Path) -> Result<Content, ShelfError> {
    folder::copy(file, &mut std::io::sink())
}

/// Checks that a file of a draft has this digest.
pub fn check(file: &Path, sha256: [u8; 32]) -> Result<(), ShelfError> {
    if content(file)?.sha256 == sha256 {
        Ok(())
    } else {
        Err(ShelfError::Changed(file.display().to_string()))
    }
}

fn of_bundle(folder: &Path, bundle: [u8; 32]) -> PathBuf {
    folder.join(Digest(bundle).hex())
}
